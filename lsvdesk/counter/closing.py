"""Closing a day's money: its sums, the money counted against them, and the days that still stand open."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from lsvdesk.counter import journal
from lsvdesk.counter.actions import require_role
from lsvdesk.counter.views import DayTotals
from lsvdesk.errors import MoneyFault
from lsvdesk.money import to_baht, to_satang
from lsvdesk.register import models, numbering, takings
from lsvdesk.thai.dates import fiscal_year, format_short
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

SERIES = "remittance"
"""Numbers of remittance slips (ใบนำส่งเงิน), one a closed day, per fiscal year."""


def day_totals(office: Office, on: dt.date) -> DayTotals:
    """The money of a day: by method and by account, and which receipt numbers it used."""
    titles = {key: account.title for key, account in office.catalogue.accounts.items()}
    with office.register.read() as session:
        return totals_of(session, on, titles)


def close_day(office: Office, on: dt.date, counted: Decimal, note: str = "") -> DayTotals:
    """Close a day of money; nothing is received for it afterwards. ``counted`` is the cash in the drawer, baht.

    A closed day stands as it was: a receipt voided later is dealt with on the day it is voided. Raises MoneyFault ``day-closed``,
    ``day-future``, ``counted`` (the drawer differs from the receipts and no ``note`` says why).
    """
    require_role("take_payment", office.user)
    if on > office.today():
        raise MoneyFault(f"วันที่ {format_short(on)} ยังไม่ถึง จึงปิดยอดไม่ได้ กรุณาเลือกวันที่ผ่านมาแล้วหรือวันนี้", code="day-future")
    titles = {key: account.title for key, account in office.catalogue.accounts.items()}
    with office.register.write() as session:
        if session.get(models.DayClose, on) is not None:
            raise MoneyFault(f"ปิดยอดวันที่ {format_short(on)} ไปแล้ว", code="day-closed")
        totals = takings.day_totals(session, on)
        cash = to_baht(totals["cash"])
        if counted < 0:
            raise MoneyFault("จำนวนเงินสดที่นับได้ต้องไม่ติดลบ กรุณานับและพิมพ์ใหม่", code="counted", field="counted")
        if counted != cash and not note.strip():
            raise MoneyFault(
                f"เงินสดที่นับได้ {format_number(counted, 2)} บาท ไม่ตรงกับยอดใบเสร็จ {format_number(cash, 2)} บาท "
                "กรุณานับใหม่ หรือบันทึกเหตุผลของส่วนต่างในช่องหมายเหตุ",
                code="counted",
                field="note",
            )
        number = numbering.take(session, SERIES, fiscal_year(on))
        closed = models.DayClose(
            on=on,
            closed_at=office.clock.now(),
            closed_by=office.user.id,
            totals={**totals, "number": number, "year": fiscal_year(on)},
            counted_satang=to_satang(counted),
            note=note.strip(),
        )
        session.add(closed)
        journal.audited(session, office, "day.closed", "day", on.isoformat(), total=totals["total"], counted=closed.counted_satang)
        session.flush()
        return totals_of(session, on, titles)


def unclosed_days(office: Office, until: dt.date) -> list[dt.date]:
    """Days up to and including ``until`` on which receipts were issued and that were never closed, the earliest first."""
    with office.register.read() as session:
        return unclosed(session, until)


def unclosed(session: Session, until: dt.date) -> list[dt.date]:
    """The same within a transaction: steps from one day of receipts to the next, so that a long life costs a few looks at an index."""
    receipt, closed = models.Receipt.__table__.c, models.DayClose.__table__.c
    day = select(func.min(receipt.issued_on).label("day")).cte("days", recursive=True)
    following = select(func.min(receipt.issued_on)).where(receipt.issued_on > day.c.day).correlate(day).scalar_subquery()
    days = day.union_all(select(following).where(day.c.day.is_not(None)))
    query = select(days.c.day).where(days.c.day.is_not(None), days.c.day <= until, days.c.day.not_in(select(closed.on_date)))
    return list(session.scalars(query.order_by(days.c.day)))


def is_closed(session: Session, on: dt.date) -> bool:
    """Whether money can no longer be received for the day."""
    closed = models.DayClose.__table__.c.on_date
    return session.execute(select(closed).where(closed == on)).first() is not None


def totals_of(session: Session, on: dt.date, titles: dict[str, str]) -> DayTotals:
    """The sums of a day as its receipts stand now, with what was written when it was closed; ``titles`` are those of the accounts."""
    closed = session.get(models.DayClose, on)
    query = (
        select(models.Receipt)
        .where(models.Receipt.issued_on == on)
        .options(selectinload(models.Receipt.lines))
        .order_by(models.Receipt.book_id, models.Receipt.number)
    )
    receipts = list(session.scalars(query))
    as_of = closed.closed_at if closed else None
    counting = [row for row in receipts if row.status == "valid" or (as_of and row.voided_at and row.voided_at > as_of)]
    by_method: dict[str, Decimal] = {}
    by_revenue: dict[str, Decimal] = {}
    for row in counting:
        by_method[row.method] = by_method.get(row.method, Decimal(0)) + to_baht(row.total_satang)
        for line in row.lines:
            title = titles.get(line.revenue, line.revenue)
            by_revenue[title] = by_revenue.get(title, Decimal(0)) + to_baht(line.amount_satang)
    numbers = [f"{row.book.book_no}/{row.number}" for row in receipts]
    return DayTotals(
        on=on,
        receipts=len(receipts),
        voided=tuple(f"{row.book.book_no}/{row.number}" for row in receipts if row not in counting),
        first_number=numbers[0] if numbers else "",
        last_number=numbers[-1] if numbers else "",
        by_method=by_method,
        by_revenue=by_revenue,
        total=sum(by_method.values(), Decimal("0.00")),
        closed=closed is not None,
        counted=to_baht(closed.counted_satang) if closed else None,
        note=closed.note if closed else "",
    )
