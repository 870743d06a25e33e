"""People and organisations the office knows: found first, entered once, kept up to date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import defer

from lsvdesk.counter import journal, listing, rows
from lsvdesk.counter.views import AddressData, CaseRow, OrganisationData, PersonData
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.register import models
from lsvdesk.register import search as index
from lsvdesk.thai import addresses, identifiers, names
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

T = TypeVar("T")

MAX_ORGANISATION_NAME = 300
PERSON_PARTS = ("prefix", "first_name", "last_name", "citizen_id", "birth_date", "nationality", "phone", "email")
ORGANISATION_PARTS = ("name", "kind", "juristic_id", "phone", "email", "representative")


# ---------------------------------------------------------------------------------------------------------------- what is typed


def check_person(person: PersonData, at: str = "person") -> tuple[PersonData, list[FieldFault]]:
    """The person as it will be kept (names repaired, numbers without hyphens), and what is wrong with what was typed.

    Fields of the faults are ``{at}.first_name``, ``{at}.citizen_id`` and so on, in reading order.
    """
    checks = _Checks(at)
    tidy = replace(
        person,
        prefix=checks.short("prefix", person.prefix, 60),
        first_name=checks.tried("first_name", names.check_person_name, person.first_name),
        last_name=checks.given("last_name", names.check_person_name, person.last_name),
        citizen_id=checks.given("citizen_id", identifiers.check_citizen_id, person.citizen_id or "") or None,
        nationality=checks.short("nationality", person.nationality, 60),
        phone=checks.given("phone", identifiers.check_phone, person.phone),
        email=checks.email(person.email),
        address=checks.address(person.address),
    )
    return tidy, checks.faults


def check_organisation(organisation: OrganisationData, at: str = "organisation") -> tuple[OrganisationData, list[FieldFault]]:
    """The organisation as it will be kept, and what is wrong with what was typed; see :func:`check_person`."""
    checks = _Checks(at)
    tidy = replace(
        organisation,
        name=checks.organisation_name(organisation.name),
        kind=checks.short("kind", organisation.kind, 60),
        juristic_id=checks.given("juristic_id", identifiers.check_juristic_id, organisation.juristic_id or "") or None,
        phone=checks.given("phone", identifiers.check_office_phone, organisation.phone),
        email=checks.email(organisation.email),
        representative=checks.given("representative", names.check_person_name, organisation.representative),
        address=checks.address(organisation.address),
    )
    return tidy, checks.faults


@cache
def _provinces() -> frozenset[str]:
    return frozenset(addresses.provinces())


class _Checks:
    """Collects the faults of one person or organisation."""

    def __init__(self, at: str) -> None:
        self.at = at
        self.faults: list[FieldFault] = []

    def add(self, field: str, code: str, message: str) -> None:
        self.faults.append(FieldFault(f"{self.at}.{field}", code, message))

    def tried(self, field: str, check: Callable[[str], str], typed: str) -> str:
        try:
            return check(typed)
        except CounterError as fault:
            self.add(field, fault.code, fault.message)
            return typed

    def given(self, field: str, check: Callable[[str], str], typed: str) -> str:
        return self.tried(field, check, typed) if typed.strip() else ""

    def short(self, field: str, typed: str, length: int) -> str:
        text = names.normalise(typed)
        if len(text) > length:
            self.add(field, "too-long", f"ข้อความยาวเกินไป ใช้ได้ไม่เกิน {length} ตัวอักษร ที่พิมพ์มี {len(text)} ตัวอักษร")
        return text

    def organisation_name(self, typed: str) -> str:
        name = names.normalise(typed)
        if not name:
            self.add("name", "name-empty", "ยังไม่ได้พิมพ์ชื่อนิติบุคคล กรุณาพิมพ์ชื่อตามหนังสือรับรอง")
        elif len(name) > MAX_ORGANISATION_NAME:
            self.add("name", "name-too-long", f"ชื่อยาวเกินไป ใช้ได้ไม่เกิน {MAX_ORGANISATION_NAME} ตัวอักษร ที่พิมพ์มี {len(name)} ตัวอักษร")
        elif len(name) <= names.MAX_NAME_LENGTH:
            return self.tried("name", names.check_person_name, typed)
        return name

    def email(self, typed: str) -> str:
        text = typed.strip()
        if text and not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+", text):
            self.add("email", "email", f"อีเมล “{text[:40]}” ไม่ถูกต้อง กรุณาพิมพ์ เช่น name@example.com")
        return text

    def address(self, typed: AddressData) -> AddressData:
        limits = {"house_no": 60, "moo": 20, "village": 200, "soi": 200, "road": 200}
        parts = {part: names.normalise(getattr(typed, part)) for part in rows.ADDRESS_PARTS}
        for part, length in limits.items():
            if len(parts[part]) > length:
                self.add(f"address.{part}", "too-long", f"ข้อความยาวเกินไป ใช้ได้ไม่เกิน {length} ตัวอักษร")
        province = parts["province"]
        if province and province not in _provinces():
            self.add("address.province", "province", f"ไม่มีจังหวัด “{province[:40]}” กรุณาเลือกจังหวัดจากรายการ")
        for part in ("subdistrict", "district"):
            if len(parts[part]) > 100:
                self.add(f"address.{part}", "too-long", "ชื่อยาวเกินไป กรุณาเลือกจากรายการ")
        parts["postcode"] = to_arabic(parts["postcode"])
        if parts["postcode"] and not re.fullmatch(r"[1-9]\d{4}", parts["postcode"]):
            self.add("address.postcode", "postcode", f"รหัสไปรษณีย์ “{parts['postcode'][:10]}” ไม่ถูกต้อง ต้องเป็นตัวเลข 5 หลัก")
        return AddressData(**parts)


# ---------------------------------------------------------------------------------------------------------------- use cases


def find_people(office: Office, text: str, limit: int = 20) -> list[PersonData | OrganisationData]:
    """People and organisations by any part of a name, id or phone; the best first."""
    with office.register.read() as session:
        hits = index.find(session, text, kinds=("person", "organisation"), limit=limit)
        people = _by_id(session, models.Person, [hit.row_id for hit in hits if hit.kind == "person"])
        organisations = _by_id(session, models.Organisation, [hit.row_id for hit in hits if hit.kind == "organisation"])
        return [rows.person(people[hit.row_id]) if hit.kind == "person" else rows.organisation(organisations[hit.row_id]) for hit in hits]


def person(office: Office, person_id: int) -> PersonData:
    """A known person. Raises CounterError ``unknown-person``."""
    with office.register.read() as session:
        return rows.person(_known(session, models.Person, person_id))


def organisation(office: Office, organisation_id: int) -> OrganisationData:
    """A known organisation. Raises CounterError ``unknown-person``."""
    with office.register.read() as session:
        return rows.organisation(_known(session, models.Organisation, organisation_id))


def save_person(office: Office, person: PersonData) -> PersonData:
    """Enter a person, or bring a known one (same ``id`` or citizen id) up to date. Raises InvalidAnswers."""
    tidy, faults = check_person(person)
    if faults:
        raise InvalidAnswers(faults)
    with office.register.write() as session:
        return rows.person(keep_person(session, office, tidy))


def save_organisation(office: Office, organisation: OrganisationData) -> OrganisationData:
    """Enter an organisation, or bring a known one (same ``id`` or juristic id) up to date. Raises InvalidAnswers."""
    tidy, faults = check_organisation(organisation)
    if faults:
        raise InvalidAnswers(faults)
    with office.register.write() as session:
        return rows.organisation(keep_organisation(session, office, tidy))


def cases_of(office: Office, person_id: int | None = None, organisation_id: int | None = None) -> list[CaseRow]:
    """The cases of one applicant, the newest first; exactly one of the two is given."""
    if (person_id is None) == (organisation_id is None):
        raise ValueError("exactly one of person_id and organisation_id")
    mine = models.Case.person_id == person_id if person_id is not None else models.Case.organisation_id == organisation_id
    with office.register.read() as session:
        query = select(models.Case).where(mine, listing.visible_to(office.user)).options(defer(models.Case.answers))
        query = query.order_by(models.Case.id.desc()).limit(500)
        return listing.case_rows(session, office, list(session.scalars(query)))


# ---------------------------------------------------------------------------------------------------------------- inside a transaction


def keep_person(session: Session, office: Office, tidy: PersonData) -> models.Person:
    """The row of a person who passed :func:`check_person`: a new one, or the known one with what changed.

    Somebody picked from the register (``id``) is replaced by what stands in the form; somebody only recognised by the citizen id keeps
    what the form left empty.
    """
    by_number = None
    if tidy.citizen_id:
        by_number = session.scalar(select(models.Person).where(models.Person.citizen_id == tidy.citizen_id))
    if tidy.id is not None:
        row = _known(session, models.Person, tidy.id)
        if by_number is not None and by_number.id != row.id:
            raise CounterError(
                f"เลขประจำตัวประชาชน {identifiers.format_id(tidy.citizen_id or '')} เป็นของ{by_number.full_name} ซึ่งมีในทะเบียนแล้ว "
                "กรุณาค้นหาและเลือกบุคคลนั้น",
                code="person-known",
                field="person.citizen_id",
            )
    elif by_number is not None:
        row = by_number
    else:
        row = models.Person(created_at=office.clock.now())
    return _updated(session, office, row, tidy, PERSON_PARTS, "person")


def keep_organisation(session: Session, office: Office, tidy: OrganisationData) -> models.Organisation:
    """The row of an organisation; see :func:`keep_person`."""
    by_number = None
    if tidy.juristic_id:
        by_number = session.scalar(select(models.Organisation).where(models.Organisation.juristic_id == tidy.juristic_id))
    if tidy.id is not None:
        row = _known(session, models.Organisation, tidy.id)
        if by_number is not None and by_number.id != row.id:
            raise CounterError(
                f"เลขทะเบียนนิติบุคคล {identifiers.format_id(tidy.juristic_id or '')} เป็นของ{by_number.name} ซึ่งมีในทะเบียนแล้ว "
                "กรุณาค้นหาและเลือกนิติบุคคลนั้น",
                code="person-known",
                field="organisation.juristic_id",
            )
    elif by_number is not None:
        row = by_number
    else:
        row = models.Organisation(created_at=office.clock.now())
    return _updated(session, office, row, tidy, ORGANISATION_PARTS, "organisation")


_Row = TypeVar("_Row", models.Person, models.Organisation)


def _updated(session: Session, office: Office, row: _Row, tidy: PersonData | OrganisationData, parts: tuple[str, ...], kind: str) -> _Row:
    new = row.id is None
    changed = []
    for part in parts:
        value = getattr(tidy, part)
        recognised_only = not new and tidy.id is None
        if value == getattr(row, part) or (recognised_only and value in ("", None)):
            continue
        setattr(row, part, value)
        changed.append(part)
    if tidy.address != AddressData() and tidy.address != rows.address(row.address):
        row.address = models.Address(**{part: getattr(tidy.address, part) for part in rows.ADDRESS_PARTS})
        changed.append("address")
    if new or changed:
        row.updated_at = office.clock.now()
        session.add(row)
        session.flush()
        journal.audited(session, office, f"{kind}.{'entered' if new else 'changed'}", kind, row.id, changed=changed)
        if isinstance(row, models.Person):
            index.refresh_person(session, row)
        else:
            index.refresh_organisation(session, row)
    return row


def _known(session: Session, model: type[_Row], row_id: int) -> _Row:
    row = session.get(model, row_id)
    if row is None:
        raise CounterError("ไม่พบบุคคลหรือนิติบุคคลนี้ในทะเบียน กรุณาค้นหาใหม่", code="unknown-person")
    return row


def _by_id(session: Session, model: type[_Row], ids: list[int]) -> dict[int, _Row]:
    return {row.id: row for row in session.scalars(select(model).where(model.id.in_(ids)))} if ids else {}
