"""The lines of the month's lists, read as a stream: a month of 200,000 receipts costs no memory.

Names, subjects and reasons of sensitive services are not given out; number, day and amount are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter.views import OPEN_STATUSES, STATUS_TITLES, state_title
from lsvdesk.money import to_baht
from lsvdesk.register.models import Case, Permit, Receipt, ReceiptBook, ReceiptLine
from lsvdesk.reporting.counting import HIDDEN, METHODS, awaiting_answer, first_sent_on, ours, pending_at, standing_still

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

AT_ONCE = 2_000
ITEMS_NAMED = 4


@dataclass(frozen=True)
class ReceiptEntry:
    fiscal_year: int
    book_no: int
    number: int
    issued_on: dt.date
    payer: str
    items: str
    case_number: str
    method: str
    amount: Decimal
    void: bool
    void_reason: str


@dataclass(frozen=True)
class PermitEntry:
    issued_on: dt.date
    title: str
    number: str
    registration_no: str
    holder: str
    subject: str
    case_number: str
    valid_until: dt.date | None


@dataclass(frozen=True)
class PendingEntry:
    number: str
    service_title: str
    applicant: str
    filed_on: dt.date
    promise_due: dt.date | None
    statutory_due: dt.date | None
    state: str
    days_late: int


def receipts(session: Session, start: dt.date, until: dt.date, sees: Callable[[Any], bool] = lambda row: False) -> Iterator[ReceiptEntry]:
    """Every receipt of the days, in the order of books and numbers, voided ones too.

    ``sees`` tells whether the reader may see the names of a sensitive case (by its ``created_by``); nobody may unless it is given.
    """
    order = (ReceiptBook.fiscal_year, ReceiptBook.book_no, Receipt.number)
    heads = session.execute(
        select(
            Receipt.id,
            ReceiptBook.fiscal_year,
            ReceiptBook.book_no,
            Receipt.number,
            Receipt.issued_on,
            Receipt.payer_name,
            Receipt.method,
            Receipt.total_satang,
            Receipt.status,
            Receipt.void_reason,
            Case.number.label("case_number"),
            Case.sensitive,
            Case.created_by,
        )
        .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
        .outerjoin(Case, Case.id == Receipt.case_id)
        .where(Receipt.issued_on.between(start, until))
        .order_by(*order)
        .execution_options(yield_per=AT_ONCE)
    )
    lines = session.execute(
        select(ReceiptLine.receipt_id, ReceiptLine.item)
        .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
        .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
        .where(Receipt.issued_on.between(start, until))
        .order_by(*order, ReceiptLine.position)
        .execution_options(yield_per=AT_ONCE)
    )
    groups = groupby(lines, key=lambda line: line.receipt_id)
    waiting = next(groups, None)
    for head in heads:
        items: list[str] = []
        if waiting is not None and waiting[0] == head.id:  # both come in the same order; a receipt may have no line
            items = [line.item for line in waiting[1]]
            waiting = next(groups, None)
        hidden = head.sensitive and not sees(head)
        yield ReceiptEntry(
            fiscal_year=head.fiscal_year,
            book_no=head.book_no,
            number=head.number,
            issued_on=head.issued_on,
            payer=HIDDEN if hidden else head.payer_name,
            items=summary(items),
            case_number=head.case_number or "",
            method=METHODS[head.method],
            amount=to_baht(head.total_satang),
            void=head.status == "void",
            void_reason=HIDDEN if hidden and head.void_reason else head.void_reason or "",
        )


def summary(items: list[str]) -> str:
    """What was paid for: each item once with how often it stands there, the first few by name."""
    counted: dict[str, int] = {}
    for item in items:
        counted[item] = counted.get(item, 0) + 1
    named = [item if count == 1 else f"{item} ({count} รายการ)" for item, count in counted.items()]
    rest = sum(list(counted.values())[ITEMS_NAMED:])
    return "; ".join(named[:ITEMS_NAMED]) + (f" และอีก {rest} รายการ" if rest else "")


def permits(session: Session, start: dt.date, until: dt.date) -> Iterator[PermitEntry]:
    """Certificates, registrations, permits and acknowledgements issued in the days, by kind and number."""
    found = session.execute(
        select(
            Permit.issued_on,
            Permit.title,
            Permit.number,
            Permit.registration_no,
            Permit.holder_name,
            Permit.subject,
            Permit.valid_until,
            Case.number.label("case_number"),
            Case.sensitive,
        )
        .join(Case, Case.id == Permit.case_id)
        .where(Permit.issued_on.between(start, until))
        .order_by(Permit.series, Permit.number_year, Permit.number_value)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in found:
        yield PermitEntry(
            issued_on=row.issued_on,
            title=row.title,
            number=row.number,
            registration_no=row.registration_no,
            holder=HIDDEN if row.sensitive else row.holder_name,
            subject=HIDDEN if row.sensitive and row.subject else row.subject,
            case_number=row.case_number,
            valid_until=row.valid_until,
        )


def pending(session: Session, until: dt.date) -> Iterator[PendingEntry]:
    """Cases open at the end of the day, those past their promise first."""
    still, running, away = standing_still(until), ours(until), awaiting_answer(until)
    found = session.execute(
        select(
            Case.number,
            Case.service_title,
            Case.applicant_name,
            Case.filed_on,
            Case.promise_due,
            Case.statutory_due,
            Case.status,
            Case.kind,
            Case.sensitive,
            away.label("away"),
            first_sent_on().label("sent_on"),
            still.label("still"),
            running.label("running"),
        )
        .where(pending_at(until))
        .order_by(~running, Case.promise_due.is_(None), Case.promise_due, Case.number)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in found:
        late = max(0, (until - row.promise_due).days) if row.running and row.promise_due else 0
        yield PendingEntry(
            number=row.number,
            service_title=row.service_title,
            applicant=HIDDEN if row.sensitive else row.applicant_name,
            filed_on=row.filed_on,
            promise_due=row.promise_due,
            statutory_due=row.statutory_due,
            state=_state_then(row, until),
            days_late=late,
        )


def _state_then(row: Any, until: dt.date) -> str:
    """What the case waited for on the last day of the month: its status of today may be of a later day."""
    if row.away:
        return STATUS_TITLES["forwarded"]
    if row.still:
        return STATUS_TITLES["deficient"]
    if not row.running:
        sent = row.sent_on is not None and row.sent_on <= until
        return STATUS_TITLES["answered"] if sent else "แจ้งผลแล้ว รอผู้ยื่นชำระเงิน"
    return state_title(row.status, row.kind) if row.status in OPEN_STATUSES and row.status != "deficient" else STATUS_TITLES["in_progress"]
