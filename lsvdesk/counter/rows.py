"""From the register's rows to the values of :mod:`lsvdesk.counter.views`, and back for people. No rule is applied here."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from lsvdesk.counter.views import (
    AddressData,
    AssessmentRow,
    AttachmentRow,
    CaseRow,
    DeficiencyItem,
    DeficiencyRow,
    DocumentRow,
    EventRow,
    ForwardingRow,
    LineRow,
    OrganisationData,
    PaperRow,
    PermitRow,
    PersonData,
    ReceiptRow,
    SignRow,
    UserView,
)
from lsvdesk.money import to_baht

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.register import models
    from lsvdesk.rules.assessment import AssessmentLine

ADDRESS_PARTS = ("house_no", "moo", "village", "soi", "road", "subdistrict", "district", "province", "postcode")


def user(row: Any) -> UserView:
    """A user, from the mapped row or the line of its table."""
    return UserView(row.id, row.name, row.position, row.role)


def address(row: models.Address | None) -> AddressData:
    return AddressData() if row is None else AddressData(**{part: getattr(row, part) for part in ADDRESS_PARTS})


def person(row: models.Person) -> PersonData:
    return PersonData(
        first_name=row.first_name,
        last_name=row.last_name,
        prefix=row.prefix,
        citizen_id=row.citizen_id,
        birth_date=row.birth_date,
        nationality=row.nationality,
        phone=row.phone,
        email=row.email,
        address=address(row.address),
        id=row.id,
    )


def organisation(row: models.Organisation) -> OrganisationData:
    return OrganisationData(
        name=row.name,
        kind=row.kind,
        juristic_id=row.juristic_id,
        phone=row.phone,
        email=row.email,
        representative=row.representative,
        address=address(row.address),
        id=row.id,
    )


class Sending(NamedTuple):
    """How a case was sent on: the day it first was, when the last answer is expected, and what was answered (empty while awaited)."""

    sent_on: dt.date
    answer_by: dt.date | None
    outcome: str


def case(row: models.Case, days_left: int | None, sent: Sending | None = None, today: dt.date = dt.date.min) -> CaseRow:
    expected = sent.answer_by if sent is not None else None
    return CaseRow(
        id=row.id,
        number=row.number,
        service=row.service,
        service_title=row.service_title,
        department=row.department,
        kind=row.kind,
        applicant=row.applicant_name,
        status=row.status,
        filed_on=row.filed_on,
        promise_due=row.promise_due,
        statutory_due=row.statutory_due,
        finished_on=row.finished_on,
        due=to_baht(row.due_satang),
        paid=to_baht(row.paid_satang),
        sensitive=row.sensitive,
        days_left=days_left,
        forwarded_on=row.forwarded_on,
        answer_by=expected,
        answer_late=row.forwarded_on is not None and expected is not None and expected < today,
        answered=sent.outcome if sent is not None and row.forwarded_on is None and sent.outcome != "returned" else "",
    )


def forwarding(row: models.Forwarding) -> ForwardingRow:
    return ForwardingRow(
        id=row.id,
        addressee=row.addressee,
        letter_no=row.letter_no,
        sent_on=row.sent_on,
        answer_by=row.answer_by,
        answered_on=row.answered_on,
        answer_no=row.answer_no,
        outcome=row.outcome,
        answer=row.answer,
    )


def document(row: models.CaseDocument) -> DocumentRow:
    return DocumentRow(
        id=row.document,
        title=row.title,
        originals=row.originals,
        copies=row.copies,
        optional=row.optional,
        status=row.status,
        originals_received=row.originals_received,
        copies_received=row.copies_received,
        note=row.note,
    )


def event(row: models.CaseEvent) -> EventRow:
    return EventRow(row.at, row.on, row.user.name, row.kind, row.text)


def deficiency(row: models.Deficiency) -> DeficiencyRow:
    items = tuple(DeficiencyItem(item["text"], item.get("document", "")) for item in row.items)
    return DeficiencyRow(row.id, row.opened_on, row.correct_by, items, row.status, row.closed_on)


def assessment(row: models.AssessmentRecord, stored: Sequence[models.AssessmentLineRecord]) -> AssessmentRow:
    lines = tuple(
        LineRow(
            item=line.item,
            base=line.base,
            unit=line.unit,
            rate=line.rate,
            amount=to_baht(line.amount_satang),
            reference=line.reference,
            sentence=line.sentence,
            revenue=line.revenue,
            group=line.group,
            kind=line.kind,
            confirmed=line.confirmed,
        )
        for line in stored
    )
    return AssessmentRow(row.id, row.assessed_on, to_baht(row.total_satang), row.status, row.notified_on, row.pay_by, lines)


def computed_line(line: AssessmentLine) -> LineRow:
    """A line just computed, in the same shape as a stored one."""
    return LineRow(
        item=line.item,
        base=plain(line.base),
        unit=line.unit,
        rate=None if line.rate is None else plain(line.rate),
        amount=line.amount,
        reference=line.reference,
        sentence=line.sentence,
        revenue=line.revenue,
        group=line.group,
        kind=line.kind,
        confirmed=line.confirmed,
    )


def receipt(row: models.Receipt, case_number: str = "") -> ReceiptRow:
    return ReceiptRow(
        id=row.id,
        book_no=row.book.book_no,
        number=row.number,
        fiscal_year=row.book.fiscal_year,
        issued_on=row.issued_on,
        issued_at=row.issued_at,
        payer=row.payer_name,
        case_id=row.case_id,
        case_number=case_number,
        total=to_baht(row.total_satang),
        method=row.method,
        tendered=to_baht(row.tendered_satang),
        change=to_baht(row.tendered_satang - row.total_satang),
        status=row.status,
        void_reason=row.void_reason or "",
        receiver=row.receiver.name,
        summary=summary([line.item for line in row.lines]),
    )


def summary(items: list[str]) -> str:
    """What was paid for, shortened: the first item, and how many more there are."""
    first = items[0] if items else ""
    first = first if len(first) <= 60 else first[:59] + "…"
    return f"{first} และอีก {len(items) - 1} รายการ" if len(items) > 1 else first


def permit_status(status: str, valid_until: dt.date | None, today: dt.date) -> str:
    """A paper whose last day has passed is expired, without anybody having to say so."""
    return "expired" if status == "valid" and valid_until is not None and valid_until < today else status


def permit(row: models.Permit, case_number: str, sensitive: bool, today: dt.date, service: str = "") -> PermitRow:
    """A paper as it stands on the day ``today``."""
    holds = row.status in ("valid", "expired")
    return PermitRow(
        id=row.id,
        series=row.series,
        number=row.number,
        registration_no=row.registration_no,
        type=row.type,
        title=row.title,
        case_id=row.case_id,
        case_number=case_number,
        holder=row.holder_name,
        subject=row.subject,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        status=permit_status(row.status, row.valid_until, today),
        sensitive=sensitive,
        service=service,
        ended_on=row.ended_on,
        ended_as=row.ended_as,
        ended_reason=row.ended_reason,
        supersedes_id=row.supersedes_id,
        days_left=(row.valid_until - today).days if holds and row.valid_until is not None else None,
    )


def paper(row: models.IssuedPaper, void: bool = False) -> PaperRow:
    return PaperRow(row.code, row.kind, row.title, row.case_id, row.issued_at, row.reprints, void)


def attachment(row: models.Attachment) -> AttachmentRow:
    return AttachmentRow(row.id, row.name, row.document, row.media_type, row.size, row.sha256)


def sign(row: models.Sign, owner: str) -> SignRow:
    return SignRow(
        id=row.id,
        owner=owner,
        text=row.text,
        kind=row.kind,
        moving=row.moving,
        width_cm=Decimal(row.width_mm) / 10,
        height_cm=Decimal(row.height_mm) / 10,
        sides=row.sides,
        place=row.place,
        installed_on=row.installed_on,
        status=row.status,
        last_tax_year=row.last_tax_year,
        last_tax=None if row.last_tax_satang is None else to_baht(row.last_tax_satang),
        case_id=row.case_id,
    )


def decimal(value: Any) -> Decimal | None:
    """An amount as an answer holds it, where it is one."""
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except ArithmeticError:
        return None


def plain(value: Decimal) -> str:
    """Without exponent or trailing zeros: 58, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
