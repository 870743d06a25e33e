"""A tax paid in parts: what may be paid when, as it follows from the assessment and from what was paid so far. Within a transaction.

Nothing is kept beside the receipts: how far a plan has got is what they add up to. The first part brings whatever is owed beside the tax
(a surcharge for filing late); a part that was missed makes all that is left due, with the surcharge by the month on top.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lsvdesk.counter import assessed, definitions
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.views import InstalmentPlan, InstalmentRow
from lsvdesk.errors import MoneyFault
from lsvdesk.money import to_baht, to_satang
from lsvdesk.register import models
from lsvdesk.rules import instalments as law
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.late import monthly_line
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office


@dataclass(frozen=True)
class Standing:
    """How a case stands with its plan; satang. ``beside`` is what is owed beside the tax, ``paid`` how much of the tax was paid."""

    plan: law.Plan
    tax: int
    beside: int
    paid: int
    begun: bool
    revenue: str
    sure: bool

    @property
    def next(self) -> law.Part:
        """The first part that is not paid in full."""
        at = 0
        for part in self.plan.parts:
            at += to_satang(part.amount)
            if at > self.paid:
                return part
        return self.plan.parts[-1]

    def lost(self, on: dt.date) -> bool:
        """Whether the right to pay in parts is gone: a part was missed, or the first one was never asked for in time."""
        return on > self.next.due_on

    def window(self, instalment: int | None) -> tuple[int, int]:
        """From where to where, of the tax, this payment goes: a part, or (None) all that is left."""
        if instalment is None:
            return self.paid, self.tax
        return self.paid, sum(to_satang(part.amount) for part in self.plan.parts[:instalment])


def standing(session: Session, office: Office, case: models.Case) -> Standing | None:
    """The plan that the law allows for what this case owes; None where it is not paid in parts, or its last day is not known yet."""
    record = assessed.current(session, case)
    if record is None or record.pay_by is None:
        return None
    service = definitions.pinned(session, office, case)
    rule = next((fee.rule for fee in service.fees if fee.rule in law.TERMS), None)
    if rule is None:
        return None
    lines = [line for line in assessed.lines_of(session, record) if line.group != assessed.LATE]
    principal = [line for line in lines if line.kind == "principal"]
    tax = sum(line.amount_satang for line in principal)
    beside = sum(line.amount_satang for line in lines) - tax
    holidays = office_settings.holidays_of(session)
    plan = law.plan(rule, to_baht(tax), record.pay_by, record.assessed_on, office.catalogue.parameters, holidays)
    if plan is None:
        return None
    return Standing(
        plan=plan,
        tax=tax,
        beside=beside,
        paid=max(0, case.paid_satang - beside),
        begun=0 < case.paid_satang < case.due_satang,
        revenue=principal[0].revenue,
        sure=all(line.confirmed for line in principal),
    )


def late_lines(session: Session, office: Office, case: models.Case, on: dt.date) -> tuple[AssessmentLine, ...]:
    """What comes on top if all that is left is paid on ``on``: of a plan that was begun, the surcharge since the part that was missed."""
    if case.paid_satang == 0:
        return assessed.late_lines(session, office, case, on)
    found = standing(session, office, case)
    if found is None or not found.begun or not found.lost(on):
        return ()
    left = to_baht(found.tax - found.paid)
    line = monthly_line(left, found.sure, found.next.due_on, on, found.plan.late, found.revenue, "เงินเพิ่มกรณีผิดนัดผ่อนชำระ", "ภาษีที่ค้างชำระ")
    return (replace(line, group=assessed.LATE),) if line is not None else ()


def required(found: Standing | None, instalment: int, on: dt.date) -> law.Part:
    """The part to be paid now. Raises MoneyFault ``no-instalments``, ``instalment-order``, ``instalment-lost``."""
    if found is None:
        raise MoneyFault(
            "เรื่องนี้ผ่อนชำระไม่ได้: ภาษีไม่ถึงเกณฑ์ที่กฎหมายให้ผ่อน หรือยังไม่ได้บันทึกวันรับแจ้งการประเมิน", code="no-instalments", field="instalment"
        )
    part = found.next
    if instalment != part.number:
        raise MoneyFault(
            f"งวดที่ต้องชำระคืองวดที่ {part.number} จึงรับชำระงวดที่ {instalment} ไม่ได้ กรุณาเลือกงวดที่ {part.number}",
            code="instalment-order",
            field="instalment",
        )
    if found.lost(on):
        since = "ผิดนัดงวดนี้จึงหมดสิทธิผ่อน ต้องชำระส่วนที่เหลือทั้งหมด" if found.begun else "ต้องขอผ่อนก่อนวันนั้น จึงต้องชำระเต็มจำนวน"
        raise MoneyFault(f"งวดที่ {part.number} ครบกำหนดวันที่ {format_short(part.due_on)} {since}", code="instalment-lost", field="instalment")
    return part


def view(found: Standing | None, case: models.Case, on: dt.date) -> InstalmentPlan | None:
    """The plan as the window shows it; None where there is nothing to choose (any more)."""
    settled = 0 < case.due_satang <= case.paid_satang
    if found is None or (case.paid_satang == 0 and found.lost(on)) or (settled and not _was_split(found, case)):
        return None
    at, rows = 0, []
    for part in found.plan.parts:
        at += to_satang(part.amount)
        first = to_baht(found.beside) if part.number == 1 else Decimal("0.00")
        paid = settled or (found.paid >= at and case.paid_satang > 0)
        rows.append(InstalmentRow(part.number, part.due_on, part.amount + first, paid, not paid and on > part.due_on))
    lost = not settled and found.lost(on)
    payable = None if settled or lost else found.next.number
    return InstalmentPlan(tuple(rows), found.begun, lost, payable, found.plan.reference, found.plan.confirmed)


def _was_split(found: Standing, case: models.Case) -> bool:
    return len([row for row in case.receipts if row.status == "valid"]) > 1


def sentence(found: Standing, instalment: int | None) -> str:
    """What a receipt says of a payment in parts: ``(งวดที่ 1 ใน 3)``."""
    count, number = len(found.plan.parts), found.next.number
    if instalment is None and number < count:
        return f" (ส่วนที่เหลือ งวดที่ {number}-{count})"
    return f" (งวดที่ {number} ใน {count})"


def due_line(found: Standing, instalment: int | None, amount: int, item: str) -> AssessmentLine:
    """The tax of a part, or of all that is left, as a line to look at before it is paid."""
    part = found.next
    total = format_number(to_baht(found.tax), 2)
    parts = len(found.plan.parts)
    left = "ส่วนที่เหลือทั้งหมด" if instalment is None else f"งวดที่ {part.number} ครบกำหนดวันที่ {format_short(part.due_on)}"
    return AssessmentLine(
        item=f"{item}{sentence(found, instalment)}",
        base=to_baht(found.tax),
        unit="บาท",
        rate=None,
        amount=to_baht(amount),
        reference=found.plan.reference,
        sentence=f"ภาษี {total} บาท ผ่อนชำระ {parts} งวด: {left}",
        revenue=found.revenue,
        confirmed=found.plan.confirmed and found.sure,
    )
