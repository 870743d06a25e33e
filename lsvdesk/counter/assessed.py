"""The assessment of a case as the register keeps it: written by the rules, superseded by the next, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter import computing, definitions, establishments, journal, properties, rows, signs
from lsvdesk.counter import settings as office_settings
from lsvdesk.money import to_baht, to_satang
from lsvdesk.register import models
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

LATE = "late-payment"
"""The group of lines that came on top because payment was late; they go again when the receipt is voided."""


def current(session: Session, case: models.Case) -> models.AssessmentRecord | None:
    """The assessment that counts."""
    record = models.AssessmentRecord
    return session.scalar(select(record).where(record.case_id == case.id, record.status == "current"))


def assess_now(session: Session, office: Office, case: models.Case, service: Service, officer_noticed_on: dt.date | None = None) -> None:
    """Compute and store what the case owes as of today; its taxable assets are entered."""
    noticed = officer_noticed_on or noticed_on(session, case)
    question = question_of(session, case, service, assessed_on=office.today(), officer_noticed_on=noticed)
    owed = computing.owed(question, office.catalogue.parameters)
    again = case_signs(session, case)
    before = current(session, case)
    record = store(session, case, owed.lines, assessed_on=office.today())
    record.pay_by = pay_by(office, service, case, record, office_settings.holidays_of(session))
    if service.asset == "establishment":
        establishments.enter(session, case, case.answers)
    if service.asset == "property":
        properties.enter(session, office, case)
    sign_ids = signs.enter(session, case, case.answers, again) if service.asset == "sign" else []
    what = "ประเมินใหม่" if before is not None else "ประเมิน"
    unsure = f" (มี {len(owed.unverified)} รายการใช้อัตราที่ยังไม่ยืนยัน)" if owed.unverified else ""
    text = f"{what}เงินที่ต้องชำระ {format_number(owed.total, 2)} บาท{unsure}"
    noticed_text = noticed.isoformat() if noticed is not None else None
    journal.on_case(session, office, case, "assessed", text, total=case.due_satang, officer_noticed_on=noticed_text, signs=sign_ids)


def store(
    session: Session,
    case: models.Case,
    lines: Iterable[AssessmentLine],
    *,
    assessed_on: dt.date,
    notified_on: dt.date | None = None,
    pay_by: dt.date | None = None,
) -> models.AssessmentRecord:
    """A new current assessment of these lines; the one before is superseded."""
    before = current(session, case)
    if before is not None:
        before.status = "superseded"
        session.flush()
    record = models.AssessmentRecord(
        case_id=case.id, assessed_on=assessed_on, total_satang=0, status="current", notified_on=notified_on, pay_by=pay_by
    )
    session.add(record)
    session.flush()
    for position, line in enumerate(lines):
        amount = to_satang(line.amount)
        record.total_satang += amount
        session.add(
            models.AssessmentLineRecord(
                assessment_id=record.id,
                position=position,
                item=line.item,
                base=rows.plain(line.base),
                unit=line.unit,
                rate=None if line.rate is None else rows.plain(line.rate),
                amount_satang=amount,
                reference=line.reference,
                sentence=line.sentence,
                revenue=line.revenue,
                group=line.group,
                kind=line.kind,
                confirmed=line.confirmed,
            )
        )
    case.due_satang = record.total_satang
    session.flush()
    return record


def question_of(
    session: Session,
    case: models.Case,
    service: Service,
    *,
    assessed_on: dt.date,
    officer_noticed_on: dt.date | None = None,
    notified_on: dt.date | None = None,
    warned: dt.date | None = None,
) -> computing.Question:
    """The case as the rules see it."""
    return computing.Question(
        service=service,
        applicant_case=case.applicant_case,
        agent=case.agent_id is not None,
        answers=case.answers,
        assessed_on=assessed_on,
        filed_on=case.filed_on,
        holidays=office_settings.holidays_of(session),
        officer_noticed_on=officer_noticed_on,
        notified_on=notified_on,
        warned_on=warned,
    )


def late_lines(session: Session, office: Office, case: models.Case, on: dt.date) -> tuple[AssessmentLine, ...]:
    """What comes on top if the case is paid on ``on``, later than the payer was given."""
    record = current(session, case)
    if record is None or record.pay_by is None or on <= record.pay_by or case.paid_satang > 0:
        return ()
    service = definitions.pinned(session, office, case)
    question = question_of(
        session,
        case,
        service,
        assessed_on=record.assessed_on,
        officer_noticed_on=noticed_on(session, case),
        notified_on=record.notified_on,
        warned=warned_on(session, case),
    )
    late = computing.late_lines(question, office.catalogue.parameters, on)
    return tuple(replace(line, group=LATE) for line in late)


def with_late(session: Session, case: models.Case, late: Iterable[AssessmentLine]) -> models.AssessmentRecord:
    """The current assessment again, with ``late`` on top of it, or (nothing given) without what came on top before."""
    record = current(session, case)
    assert record is not None
    kept = [_line(each) for each in lines_of(session, record) if each.group != LATE]
    return store(session, case, [*kept, *late], assessed_on=record.assessed_on, notified_on=record.notified_on, pay_by=record.pay_by)


def noticed_on(session: Session, case: models.Case) -> dt.date | None:
    """The day an officer pointed the omission out, as the last assessment knew it."""
    data = _last_event(session, case, "assessed")
    return dt.date.fromisoformat(data["officer_noticed_on"]) if data and data.get("officer_noticed_on") else None


def warned_on(session: Session, case: models.Case) -> dt.date | None:
    """The day the payer received the warning letter for what is in arrear."""
    data = _last_event(session, case, "warned")
    return dt.date.fromisoformat(data["received_on"]) if data else None


def case_signs(session: Session, case: models.Case) -> list[int | None]:
    """The signs of the last assessment, in the order of the form."""
    data = _last_event(session, case, "assessed")
    return list(data.get("signs", [])) if data else []


def amount_text(satang: int) -> str:
    """``1,508.00``."""
    return format_number(to_baht(satang), 2)


def lines_of(session: Session, record: models.AssessmentRecord) -> list[models.AssessmentLineRecord]:
    line = models.AssessmentLineRecord
    return list(session.scalars(select(line).where(line.assessment_id == record.id).order_by(line.position)))


def _line(row: models.AssessmentLineRecord) -> AssessmentLine:
    return AssessmentLine(
        item=row.item,
        base=Decimal(row.base),
        unit=row.unit,
        rate=None if row.rate is None else Decimal(row.rate),
        amount=to_baht(row.amount_satang),
        reference=row.reference,
        sentence=row.sentence,
        revenue=row.revenue,
        group=row.group,
        kind=row.kind,
        confirmed=row.confirmed,
    )


def _last_event(session: Session, case: models.Case, kind: str) -> dict[str, Any] | None:
    event = models.CaseEvent
    query = select(event.data).where(event.case_id == case.id, event.kind == kind).order_by(event.id.desc()).limit(1)
    return session.scalar(query)


def pay_by(
    office: Office, service: Service, case: models.Case, record: models.AssessmentRecord, holidays: frozenset[dt.date]
) -> dt.date | None:
    """The last day to pay without surcharge, where the law of this service sets one: of a monthly levy from the start, of a tax from the
    day its notice was received."""
    from lsvdesk.rules import pao

    monthly = next((fee.rule for fee in service.fees if fee.rule in pao.LEVIES), None)
    month = pao.month_of(case.answers)
    if monthly is not None and month is not None:
        return pao.due_on(monthly, month, office.catalogue.parameters, holidays)
    asked = computing.Question(
        service=service,
        applicant_case=case.applicant_case,
        agent=case.agent_id is not None,
        answers=case.answers,
        assessed_on=record.assessed_on,
        filed_on=case.filed_on,
        holidays=holidays,
        notified_on=record.notified_on,
    )
    by_law = computing.deadline(asked, office.catalogue.parameters)
    if by_law is not None:
        return by_law
    if record.notified_on is None or not any(fee.rule == "signboard" for fee in service.fees):
        return None
    from lsvdesk.rules.signboard import payment_deadline

    return payment_deadline(record.notified_on, record.assessed_on, office.catalogue.parameters, holidays)
