"""What happened in a month, counted by the database: the figures of the month's workbook. Nothing is written here.

How a month is counted: a case is *brought forward* when it was filed before the month and not ended before it, *received* when filed in
it, *ended* in the month of the day it was finished, refused, returned or withdrawn, and *pending* when not ended by the last day. Money is
counted by the day of the receipt; a voided receipt keeps its number and counts for nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from lsvdesk.errors import CatalogueFault, CounterError
from lsvdesk.money import to_baht
from lsvdesk.register.models import Case, Holiday, Permit, Receipt, ReceiptLine
from lsvdesk.register.models import Office as OfficeRow
from lsvdesk.reporting.cautions import Caution, cautions
from lsvdesk.reporting.counting import METHODS, done_on, ended_on, ours, pending_at
from lsvdesk.thai.dates import format_month

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class ServiceMonth:
    """The month of one service. ``in_time`` and ``late`` divide what was finished by the office's promise, the ``statutory_`` figures by
    the limit of the law; what has no such limit is in neither. ``overdue`` of what is pending is past the promise on the last day."""

    service: str
    title: str
    brought_forward: int = 0
    received: int = 0
    finished: int = 0
    in_time: int = 0
    late: int = 0
    statutory_in_time: int = 0
    statutory_late: int = 0
    refused: int = 0
    returned: int = 0
    withdrawn: int = 0
    pending: int = 0
    overdue: int = 0
    receipts: int = 0
    money: Decimal = ZERO


@dataclass(frozen=True)
class RevenueMonth:
    """What came in on one account: method (``cash``, ``transfer``, ``cheque``) → baht."""

    account: str
    title: str
    group: str
    code: str
    by_method: dict[str, Decimal]
    receipts: int

    @property
    def total(self) -> Decimal:
        return sum(self.by_method.values(), ZERO)


@dataclass(frozen=True)
class OfficeFacts:
    """What the cover says of the office."""

    name: str
    kind: str
    district: str
    province: str
    phone: str = ""
    email: str = ""
    clerk_position: str = ""

    @property
    def place(self) -> str:
        """``อำเภอวารินชำราบ จังหวัดอุบลราชธานี``, as far as it is known."""
        parts = (f"อำเภอ{self.district}" if self.district else "", f"จังหวัด{self.province}" if self.province else "")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class MonthData:
    """The figures of a month. ``until`` is the last day counted: the month's last, or today while the month runs."""

    year: int
    month: int
    start: dt.date
    end: dt.date
    until: dt.date
    made_at: dt.datetime
    office: OfficeFacts
    services: tuple[ServiceMonth, ...]
    revenue: tuple[RevenueMonth, ...]
    receipts_valid: int
    receipts_void: int
    money: Decimal
    money_void: Decimal
    money_by_method: dict[str, Decimal]
    permits: int
    pending: int
    masked: int
    """Receipts, papers and pending cases of sensitive services: listed without names."""
    survey_due: dt.date
    survey_holiday: str
    """Why the office is closed on that day; empty where it is open."""
    cautions: tuple[Caution, ...] = field(default=())

    @property
    def title(self) -> str:
        """``พฤศจิกายน 2569``."""
        return format_month(self.year, self.month)


def month_data(office: Office, year: int, month: int) -> MonthData:
    """The figures of ``month`` of the Gregorian ``year``, by a few aggregate queries in one read transaction.

    Raises CounterError ``month`` where there is no such month or it has not begun.
    """
    with office.register.read() as session:
        return gather(session, office, year, month)


def gather(session: Session, office: Office, year: int, month: int) -> MonthData:
    """:func:`month_data` in a transaction that is open already, so that lists written from it are of the same moment."""
    today = office.today()
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        raise CounterError("ไม่มีเดือนนี้ กรุณาเลือกเดือน 1 ถึง 12 และปีให้ถูกต้อง", code="month")
    start, end = dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    if start > today:
        raise CounterError(f"เดือน{format_month(year, month)} ยังไม่ถึง จึงยังไม่มีข้อมูลให้รายงาน กรุณาเลือกเดือนนี้หรือเดือนก่อน", code="month")
    until = min(end, today)
    facts = _office(session)
    money = _receipt_sums(session, start, until)
    services = _services(session, office, start, until)
    return MonthData(
        year=year,
        month=month,
        start=start,
        end=end,
        until=until,
        made_at=office.clock.now(),
        office=facts,
        services=services,
        revenue=_revenue(session, office, start, until),
        receipts_valid=sum(count for (status, _), (count, _) in money.items() if status == "valid"),
        receipts_void=sum(count for (status, _), (count, _) in money.items() if status == "void"),
        money=to_baht(sum(satang for (status, _), (_, satang) in money.items() if status == "valid")),
        money_void=to_baht(sum(satang for (status, _), (_, satang) in money.items() if status == "void")),
        money_by_method={method: to_baht(money.get(("valid", method), (0, 0))[1]) for method in METHODS},
        permits=_count(session, Permit.id, Permit.issued_on.between(start, until)),
        pending=sum(line.pending for line in services),
        masked=_masked(session, start, until),
        survey_due=_survey_due(year, month),
        survey_holiday=_closed(session, _survey_due(year, month)),
        cautions=cautions(session, office, start, end, until),
    )


def _services(session: Session, office: Office, start: dt.date, until: dt.date) -> tuple[ServiceMonth, ...]:
    ended = ended_on()
    in_month = and_(ended >= start, ended <= until)
    finished = and_(Case.status == "finished", in_month)
    done = done_on()
    open_after = pending_at(until)

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    counted = session.execute(
        select(
            Case.service.label("service"),
            func.max(Case.service_title).label("title"),
            count(Case.filed_on < start).label("brought_forward"),
            count(Case.filed_on >= start).label("received"),
            count(finished).label("finished"),
            count(and_(finished, done <= Case.promise_due)).label("in_time"),
            count(and_(finished, done > Case.promise_due)).label("late"),
            count(and_(finished, done <= Case.statutory_due)).label("statutory_in_time"),
            count(and_(finished, done > Case.statutory_due)).label("statutory_late"),
            count(and_(Case.status == "refused", in_month)).label("refused"),
            count(and_(Case.status == "returned", in_month)).label("returned"),
            count(and_(Case.status == "withdrawn", in_month)).label("withdrawn"),
            count(open_after).label("pending"),
            count(and_(open_after, Case.promise_due < until, ours(until))).label("overdue"),
        )
        .where(Case.filed_on <= until, or_(ended.is_(None), ended >= start))
        .group_by(Case.service)
    )
    lines: dict[str, dict[str, Any]] = {row.service: dict(row._mapping) for row in counted}
    for service, title, receipts, satang in session.execute(
        select(
            Case.service,
            func.max(Case.service_title),
            func.count(Receipt.id),
            func.sum(Receipt.total_satang),
        )
        .select_from(Receipt)
        .outerjoin(Case, Case.id == Receipt.case_id)
        .where(Receipt.issued_on.between(start, until), Receipt.status == "valid")
        .group_by(Case.service)
    ):
        service = service or ""  # money that belongs to no case
        line = lines.setdefault(service, {"service": service, "title": title or "รายรับที่ไม่ผูกกับคำขอ"})
        line.update(receipts=receipts, money=to_baht(satang))
    order = _offered(office, until)
    for service, title in order.items():
        lines.setdefault(service, {"service": service, "title": title})
    place = {service: index for index, service in enumerate(order)}
    known = (ServiceMonth(**line) for line in lines.values())
    return tuple(sorted(known, key=lambda line: (line.service == "", place.get(line.service, len(place)), line.title)))


def _offered(office: Office, on: dt.date) -> dict[str, str]:
    """The services of this office in their order: one that nobody asked for is reported as such."""
    return {service.id: service.title for service in office.catalogue.offered(on)}


def _receipt_sums(session: Session, start: dt.date, until: dt.date) -> dict[tuple[str, str], tuple[int, int]]:
    """(status, method) → number of receipts and their satang."""
    found = session.execute(
        select(Receipt.status, Receipt.method, func.count(Receipt.id), func.sum(Receipt.total_satang))
        .where(Receipt.issued_on.between(start, until))
        .group_by(Receipt.status, Receipt.method)
    )
    return {(status, method): (count, int(satang)) for status, method, count, satang in found}


def _revenue(session: Session, office: Office, start: dt.date, until: dt.date) -> tuple[RevenueMonth, ...]:
    sums: dict[str, dict[str, Decimal]] = defaultdict(dict)
    receipts: dict[str, int] = defaultdict(int)
    for account, method, count, satang in session.execute(
        select(
            ReceiptLine.revenue,
            Receipt.method,
            func.count(func.distinct(ReceiptLine.receipt_id)),
            func.sum(ReceiptLine.amount_satang),
        )
        .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
        .where(Receipt.issued_on.between(start, until), Receipt.status == "valid")
        .group_by(ReceiptLine.revenue, Receipt.method)
    ):
        sums[account][method] = to_baht(satang)
        receipts[account] += count
    rows = [_account(office, account, by_method, receipts[account]) for account, by_method in sums.items()]
    return tuple(sorted(rows, key=lambda row: (row.group, row.code, row.title)))


def _account(office: Office, account: str, by_method: dict[str, Decimal], receipts: int) -> RevenueMonth:
    try:
        known = office.catalogue.revenue(account)
    except CatalogueFault:  # taken under an account that forms/ no longer knows: the money is reported all the same
        return RevenueMonth(account, account or "ไม่ได้ระบุประเภทรายได้", "ประเภทที่ไม่อยู่ในผังบัญชี", "", by_method, receipts)
    return RevenueMonth(account, known.title, known.group, known.code, by_method, receipts)


def _office(session: Session) -> OfficeFacts:
    row = session.execute(select(OfficeRow.name, OfficeRow.details)).one()
    details: dict[str, Any] = row.details or {}
    address = details.get("address") or {}
    return OfficeFacts(
        name=row.name,
        kind=str(details.get("type", "")),
        district=str(address.get("district", "")),
        province=str(address.get("province", "")),
        phone=str(details.get("phone", "")),
        email=str(details.get("email", "")),
        clerk_position=str(details.get("clerk_position", "")),
    )


def _masked(session: Session, start: dt.date, until: dt.date) -> int:
    receipts = select(func.count(Receipt.id)).join(Case).where(Receipt.issued_on.between(start, until), Case.sensitive)
    permits = (
        select(func.count(Permit.id)).join(Case, Case.id == Permit.case_id).where(Permit.issued_on.between(start, until), Case.sensitive)
    )
    pending = select(func.count(Case.id)).where(pending_at(until), Case.sensitive)
    return sum(int(session.execute(query).scalar_one()) for query in (receipts, permits, pending))


def _count(session: Session, column: Any, *conditions: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count(column)).where(*conditions)).scalar_one())


def _survey_due(year: int, month: int) -> dt.date:
    """The 5th of the month after (letter of the Department of Local Administration มท ๐๘๑๐.๗/ว ๓๖๖๖ of 7 September 2566, item 4)."""
    return dt.date(year + month // 12, month % 12 + 1, 5)


def _closed(session: Session, day: dt.date) -> str:
    named = session.scalar(select(Holiday.name).where(Holiday.on == day))
    return named or ("วันหยุดราชการประจำสัปดาห์" if day.weekday() >= 5 else "")
