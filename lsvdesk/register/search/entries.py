"""What of each row is found: the keys it is found by first, the rest it is found by, and what the line of the search box shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lsvdesk.register.models import Case, Organisation, Permit, Person, Receipt
from lsvdesk.register.search.grams import FIELD, REST, field_key
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.thai.names import full_name

KINDS: Final = ("person", "organisation", "case", "receipt", "permit")
TABLES: Final = ("person", "organisation", "case_file", "receipt", "permit")
SLOTS: Final = 8  # entry id = row id * 8 + number of the kind


@dataclass(frozen=True)
class Entry:
    """What the index holds of a row. ``keys`` are found by their beginning first, ``others`` by any part only; both as typed."""

    kind: str
    row_id: int
    title: str
    subtitle: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()
    sensitive: bool = False

    @property
    def id(self) -> int:
        """The id of the entry in the index."""
        return entry_id(self.kind, self.row_id)

    @property
    def section(self) -> int:
        """kind * 2 + sensitive"""
        return KINDS.index(self.kind) * 2 + self.sensitive

    @property
    def content(self) -> str:
        """All fields as the index keeps them."""
        keys = [key for field in self.keys if (key := field_key(field))]
        others = [key for field in self.others if (key := field_key(field))]
        return FIELD.join(dict.fromkeys(keys)) + REST + FIELD.join(dict.fromkeys(others))


def entry_id(kind: str, row_id: int) -> int:
    return row_id * SLOTS + KINDS.index(kind)


def keys_of(content: str) -> list[str]:
    """The keys in the content of an entry."""
    keys = content.partition(REST)[0]
    return keys.split(FIELD) if keys else []


def person_entry(person: Person) -> Entry:
    return person_entry_of(
        person.id, person.prefix, person.first_name, person.last_name, person.citizen_id, person.passport_no, person.phone
    )


def person_entry_of(
    row_id: int, prefix: str, first_name: str, last_name: str, citizen_id: str | None, passport_no: str | None, phone: str
) -> Entry:
    """The same from plain columns: a million rows are not worth a million objects."""
    ids = format_id(citizen_id) if citizen_id else passport_no or ""
    shown_phone = format_phone(phone) if phone else ""
    return Entry(
        "person",
        row_id,
        full_name(prefix, first_name, last_name),
        " · ".join(part for part in (ids, shown_phone) if part),
        keys=(f"{first_name} {last_name}", last_name, citizen_id or "", passport_no or ""),
        others=(phone,),
    )


def organisation_entry(organisation: Organisation) -> Entry:
    ids = format_id(organisation.juristic_id) if organisation.juristic_id else ""
    phone = format_phone(organisation.phone) if organisation.phone else ""
    return Entry(
        "organisation",
        organisation.id,
        organisation.name,
        " · ".join(part for part in (ids, phone) if part),
        keys=(organisation.name, organisation.juristic_id or ""),
        others=(organisation.phone, organisation.representative),
    )


def case_entry(case: Case) -> Entry:
    return Entry(
        "case",
        case.id,
        f"{case.number} {case.service_title}",
        case.applicant_name,
        keys=(case.number,),
        others=(case.applicant_name, case.service_title),
        sensitive=case.sensitive,
    )


def receipt_entry(receipt: Receipt) -> Entry:
    book, number = receipt.book.book_no, receipt.number
    return Entry(
        "receipt",
        receipt.id,
        f"ใบเสร็จเล่มที่ {book} เลขที่ {number}",
        receipt.payer_name,
        keys=(f"{book}/{number}", f"เล่มที่ {book} เลขที่ {number}", f"เล่ม {book} เลขที่ {number}"),
        others=(receipt.payer_name, receipt.payer_id_no, receipt.instrument_no),
        sensitive=receipt.case is not None and receipt.case.sensitive,
    )


def permit_entry(permit: Permit) -> Entry:
    return Entry(
        "permit",
        permit.id,
        f"{permit.title} {permit.number}",
        " · ".join(part for part in (permit.holder_name, permit.subject) if part),
        keys=(permit.number, permit.registration_no, permit.subject),
        others=(permit.holder_name,),
        sensitive=permit.case.sensitive,
    )
