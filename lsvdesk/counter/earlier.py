"""Renewals, changes, transfers and closings: the paper of this office they start from, what is taken over from it, and what becomes of it.

A paper is never altered: the new one names it (``supersedes_id``), and it is marked with the day and the reason it ended.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from lsvdesk.counter import journal, listing, rows
from lsvdesk.counter.actions import may_see
from lsvdesk.counter.views import (
    OPEN_STATUSES,
    PERMIT_END_TITLES,
    PERMIT_STATUS_TITLES,
    AddressData,
    Answers,
    EarlierPaper,
    EarlierPrefill,
    OrganisationData,
    PersonData,
)
from lsvdesk.errors import CounterError, FieldFault, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.register import search as index
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import split_prefix
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import FormField, Service
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import Filing

VERBS = {"renewed": "ต่ออายุ", "changed": "เปลี่ยนแปลง", "transferred": "โอน", "closed": "เลิก"}
"""What is done with a paper → the word on its button; anything else has the short title of its service."""

_LONGEST_CHAIN = 30
_OF_THE_HOLDER = ("email", "signatory_", "applicant_", "juristic_", "office_", "owner_", "capacity", "manager")
"""How the names of answers begin that speak of the holder; they are not taken over from one holder to the next."""


# ---------------------------------------------------------------------------------------------------------------- finding


def earlier_papers(
    office: Office,
    service: str,
    person_id: int | None = None,
    organisation_id: int | None = None,
    text: str = "",
    limit: int = 50,
) -> list[EarlierPaper]:
    """The papers that a request of ``service`` may start from, those that can be used first, the latest first.

    Of the person or organisation that holds them, where given; ``text`` is any part of a number, holder or subject. Empty for a service
    that starts from nothing.
    """
    definition = office.catalogue.service(service)
    if definition.earlier is None:
        return []
    permit, case = models.Permit, models.Case
    query = (
        select(permit, case)
        .join(case, case.id == permit.case_id)
        .where(permit.series.in_(definition.earlier.series), listing.visible_to(office.user))
    )
    with office.register.read() as session:
        if person_id is not None or organisation_id is not None:
            query = query.where(_held_by(session, person_id, organisation_id))
        if text.strip():
            wanted = to_arabic(text.strip())
            hits = index.find(session, text, limit=listing.SEARCHED, kinds=("permit",), include_sensitive=True)
            query = query.where(or_(permit.id.in_([hit.row_id for hit in hits]), permit.number == wanted))
        found = session.execute(query.order_by(permit.id.desc()).limit(limit)).all()
        papers = [_paper(session, office, definition, row, of) for row, of in found]
    return sorted(papers, key=lambda each: bool(each.obstacle))


def paper(office: Office, service: str, permit_id: int) -> EarlierPaper:
    """One of them. Raises CounterError ``unknown-permit``, NotAllowedNow ``sensitive``."""
    definition = office.catalogue.service(service)
    with office.register.read() as session:
        row, case = _load(session, office, permit_id)
        return _paper(session, office, definition, row, case)


def paper_by_number(office: Office, service: str, number: str) -> EarlierPaper:
    """The paper of this number (or registration number) that ``service`` may start from. Raises CounterError ``unknown-permit``."""
    definition = office.catalogue.service(service)
    if definition.earlier is None:
        raise CounterError(f"งานบริการ “{definition.title}” ไม่ได้เริ่มจากใบสำคัญเดิม", code="no-earlier")
    wanted = to_arabic(number.strip())
    permit = models.Permit
    query = select(permit.id).where(
        permit.series.in_(definition.earlier.series), or_(permit.number == wanted, permit.registration_no == wanted.replace("-", ""))
    )
    with office.register.read() as session:
        # the one that still holds, where a registration has had several papers under one number
        found = session.scalar(query.order_by(permit.status != "valid", permit.id.desc()).limit(1))
        if found is None:
            raise CounterError(f"ไม่พบใบสำคัญเลขที่ “{number}” ที่ใช้กับงานบริการนี้ได้ กรุณาตรวจสอบเลขที่", code="unknown-permit", field="earlier")
        row, case = _load(session, office, found)
        return _paper(session, office, definition, row, case)


def followers(office: Office, series: str) -> list[tuple[str, str, str]]:
    """The services on offer that start from a paper of ``series``: (id, word for the button, title), renewals first."""
    found = []
    for service in office.catalogue.offered(office.today()):
        if service.earlier is not None and series in service.earlier.series:
            word = VERBS.get(service.earlier.ends) or service.short_title or service.title
            found.append((list(VERBS).index(service.earlier.ends) if service.earlier.ends in VERBS else 9, service.id, word, service.title))
    words = [word for _, _, word, _ in found]
    return [(key, word if words.count(word) == 1 else title, title) for _, key, word, title in sorted(found, key=lambda each: each[0])]


def _load(session: Session, office: Office, permit_id: int) -> tuple[models.Permit, models.Case]:
    row = session.get(models.Permit, permit_id)
    if row is None:
        raise CounterError("ไม่พบใบสำคัญเดิมนี้ในทะเบียน กรุณาเลือกใหม่", code="unknown-permit", field="earlier")
    if not may_see(row.case.sensitive, office.user, row.case.created_by):
        raise NotAllowedNow("ใบสำคัญนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    return row, row.case


def _held_by(session: Session, person_id: int | None, organisation_id: int | None) -> Any:
    """The condition that a paper is held by somebody: issued to them and not to the one they transferred it to, or transferred to them."""
    permit, case = models.Permit, models.Case
    if organisation_id is not None:
        organisation = session.get(models.Organisation, organisation_id)
        own, name = case.organisation_id == organisation_id, organisation.name if organisation is not None else ""
    else:
        person = session.get(models.Person, person_id) if person_id is not None else None
        own, name = case.person_id == person_id, person.full_name if person is not None else ""
    kept, received = permit.holder_name == case.applicant_name, permit.holder_name != case.applicant_name
    return or_(and_(own, kept), and_(received, permit.holder_name == name))


def _paper(session: Session, office: Office, service: Service, row: models.Permit, case: models.Case) -> EarlierPaper:
    today = office.today()
    view = rows.permit(row, case.number, case.sensitive, today, case.service)
    obstacle = _obstacle(session, service, row)
    caution = ""
    if not obstacle and view.status == "expired" and row.valid_until is not None:
        caution = f"สิ้นอายุแล้วเมื่อวันที่ {format_short(row.valid_until)} ตรวจสอบว่ายังดำเนินการได้ตามกฎหมาย"
    return EarlierPaper(view, obstacle, caution)


def _obstacle(session: Session, service: Service, row: models.Permit, own_case: int | None = None) -> str:
    """Why a request of ``service`` cannot start from this paper; empty where it can."""
    if service.earlier is None or row.series not in service.earlier.series:
        return f"{row.title} เลขที่ {row.number} ใช้กับงานบริการนี้ไม่ได้"
    if row.status not in ("valid", "expired"):
        how = PERMIT_END_TITLES.get(row.ended_as) or PERMIT_STATUS_TITLES[row.status]
        when = f"เมื่อวันที่ {format_short(row.ended_on)}" if row.ended_on is not None else ""
        after = session.scalar(select(models.Permit.number).where(models.Permit.supersedes_id == row.id).order_by(models.Permit.id.desc()))
        instead = f" ให้ใช้เลขที่ {after}" if after is not None and row.ended_as != "closed" else ""
        return f"เลขที่ {row.number} {how}{when}{instead}"
    case = models.Case
    pending = select(case.number, case.filed_on).where(
        case.earlier_permit_id == row.id, case.service == service.id, case.status.in_(OPEN_STATUSES), case.id != (own_case or 0)
    )
    other = session.execute(pending.order_by(case.id).limit(1)).first()
    if other is not None:
        return f"เลขที่ {row.number} มีคำขอเรื่องนี้ค้างอยู่แล้ว เลขรับ {other.number} ยื่นเมื่อวันที่ {format_short(other.filed_on)}"
    return ""


# ---------------------------------------------------------------------------------------------------------------- taking over


def prefill(office: Office, service: str, permit_id: int) -> EarlierPrefill:
    """What a request of ``service`` takes over from a paper: its holder, the answers that stay, and its number and days.

    Answers are those of the papers before it as well (a change may have asked for what changed only), the latest first; what does not fit
    the new form is left out. Raises CounterError ``unknown-permit``, ``earlier`` where it cannot be used, NotAllowedNow ``sensitive``.
    """
    definition = office.catalogue.service(service)
    with office.register.read() as session:
        row, case = _load(session, office, permit_id)
        found = _paper(session, office, definition, row, case)
        if found.obstacle:
            raise CounterError(found.obstacle, code="earlier", field="earlier")
        person, organisation = _holder(session, row, case)
        answers = _taken_over(definition, _known(session, row), office.today()) | _of_the_paper(session, definition, row)
        wanted = "juristic" if organisation is not None else "individual"
        fitting = [each.id for each in definition.applicant_cases if each.applicant == wanted]
        chosen = case.applicant_case if case.applicant_case in fitting else fitting[0] if fitting else definition.applicant_cases[0].id
        return EarlierPrefill(found, answers, chosen, person, organisation)


def _chain(session: Session, row: models.Permit) -> list[models.Permit]:
    """The paper and those before it, the latest first."""
    found = [row]
    while (before := found[-1].supersedes_id) is not None and len(found) < _LONGEST_CHAIN:
        found.append(session.get_one(models.Permit, before))
    return found


def _known(session: Session, row: models.Permit) -> Answers:
    """Answers of the cases behind a paper, the later ones over the earlier ones."""
    chain = [(each, each.case) for each in _chain(session, row)]
    known: Answers = {}
    holder = ""
    for paper_, case in reversed(chain):
        if paper_.holder_name != holder:  # it went to somebody else: what was said of the one before is not said of the new one
            known = {name: value for name, value in known.items() if not name.startswith(_OF_THE_HOLDER)}
            holder = paper_.holder_name
        known |= {name: value for name, value in case.answers.items() if value not in (None, "", [], {})}
        if paper_.holder_name != case.applicant_name:
            known = {name: value for name, value in known.items() if not name.startswith(_OF_THE_HOLDER)}
    return known


def _holder(session: Session, row: models.Permit, case: models.Case) -> tuple[PersonData | None, OrganisationData | None]:
    if row.holder_name == case.applicant_name:
        person = rows.person(case.person) if case.person is not None else None
        return person, rows.organisation(case.organisation) if case.organisation is not None else None
    juristic_id, citizen_id = case.answers.get("transferee_juristic_id"), case.answers.get("transferee_citizen_id")
    lives: dict[str, Any] = case.answers.get("transferee_address") or {}
    address = AddressData(**{part: str(lives.get(part) or "") for part in rows.ADDRESS_PARTS})
    phone = str(case.answers.get("transferee_phone") or "")
    if juristic_id:
        known = session.scalar(select(models.Organisation).where(models.Organisation.juristic_id == juristic_id))
        if known is not None:
            return None, rows.organisation(known)
        signs = str(case.answers.get("transferee_signatory") or "")
        return None, OrganisationData(row.holder_name, juristic_id=juristic_id, phone=phone, representative=signs, address=address)
    someone = session.scalar(select(models.Person).where(models.Person.citizen_id == citizen_id)) if citizen_id else None
    if someone is not None:
        return rows.person(someone), None
    prefix, name = split_prefix(row.holder_name)
    first, _, last = name.partition(" ")
    return PersonData(first, last.strip(), prefix, citizen_id=citizen_id or None, phone=phone, address=address), None


def _of_the_paper(session: Session, service: Service, row: models.Permit) -> Answers:
    """Its number, the day it was issued and the day it ends. A registration keeps its number and its first day through every change."""
    earlier = service.earlier
    assert earlier is not None
    first = row
    if row.registration_no:
        first = next(each for each in reversed(_chain(session, row)) if each.registration_no == row.registration_no)
    written = {
        earlier.number_field: row.registration_no or row.number,
        earlier.date_field: first.issued_on.isoformat(),
        earlier.until_field: row.valid_until.isoformat() if row.valid_until is not None else None,
    }
    return {field: value for field, value in written.items() if field is not None and value is not None}


def _taken_over(service: Service, known: Answers, today: dt.date) -> Answers:
    earlier = service.earlier
    assert earlier is not None
    fields = {field.id: field for section in service.form if section.stage == "applicant" for field in section.fields}
    answers: Answers = {}
    for name, field in fields.items():
        source = earlier.copies.get(name, name)
        if name in earlier.not_copied or field.source is not None or source not in known:
            continue
        value = _fitting(field, known[source], today)
        if value is not None:
            answers[name] = value
    return answers


def _fitting(field: FormField, value: Any, today: dt.date) -> Any:
    """The value as the field takes it, or None where it does not."""
    from lsvdesk.catalogue.answer_faults import faults_of
    from lsvdesk.catalogue.answers import asked_parts

    if field.type in ("computed", "file"):
        return None
    if field.type in ("address", "person"):
        if not isinstance(value, dict):
            return None
        parts = asked_parts(field)
        return {part: text for part, text in value.items() if part in parts and text} or None
    if field.type == "table":
        if not isinstance(value, list):
            return None
        columns = {column.id: column for column in field.columns}
        kept = [
            {name: cell for name, cell in row.items() if name in columns and _fitting(columns[name], cell, today) is not None}
            for row in value
            if isinstance(row, dict)
        ]
        return [row for row in kept if row][: field.max_rows] or None
    return value if not any(faults_of(field, value, today)) else None


# ---------------------------------------------------------------------------------------------------------------- filing and ending


def checked(session: Session, office: Office, service: Service, filing: Filing) -> tuple[int | None, list[FieldFault]]:
    """The paper the request starts from (found by the number that was typed, where none was picked), and what is wrong with it."""
    earlier = service.earlier
    if earlier is None:
        fault = FieldFault("earlier", "no-earlier", "งานบริการนี้ไม่ได้เริ่มจากใบสำคัญเดิม กรุณาเริ่มคำขอใหม่")
        return None, [fault] if filing.earlier is not None else []
    if filing.earlier is None:
        found = _by_typed_number(session, service, filing)
        if found is None and earlier.required:
            return None, [FieldFault("earlier", "required", "กรุณาเลือกใบสำคัญเดิมในทะเบียน งานบริการนี้ต้องเริ่มจากใบสำคัญที่สำนักงานออกให้")]
        if found is None:
            return None, []
    else:
        found = session.get(models.Permit, filing.earlier)
        if found is None:
            return None, [FieldFault("earlier", "unknown-permit", "ไม่พบใบสำคัญเดิมที่เลือกในทะเบียน กรุณาเลือกใหม่")]
    obstacle = _obstacle(session, service, found)
    return found.id, [FieldFault("earlier", "earlier", obstacle)] if obstacle else []


def _by_typed_number(session: Session, service: Service, filing: Filing) -> models.Permit | None:
    """The one paper of the register that the typed number and the applicant's own number mean; None where that is not certain."""
    earlier = service.earlier
    number = filing.answers.get(earlier.number_field) if earlier is not None and earlier.number_field else None
    if earlier is None or not isinstance(number, str) or not number.strip():
        return None
    permit, case = models.Permit, models.Case
    query = select(permit).join(case, case.id == permit.case_id)
    wanted = to_arabic(number.strip())
    named = or_(permit.number == wanted, permit.registration_no == wanted.replace("-", ""))
    query = query.where(permit.series.in_(earlier.series), named)
    if filing.person is not None and filing.person.citizen_id:
        query = query.join(models.Person, models.Person.id == case.person_id).where(models.Person.citizen_id == filing.person.citizen_id)
    elif filing.organisation is not None and filing.organisation.juristic_id:
        organisation = models.Organisation
        query = query.join(organisation, organisation.id == case.organisation_id)
        query = query.where(organisation.juristic_id == filing.organisation.juristic_id)
    else:
        return None
    found = session.scalars(query.order_by(permit.id).limit(_LONGEST_CHAIN)).all()
    holding = [row for row in found if row.status in ("valid", "expired")]  # a changed registration has several papers of one number
    if holding:
        return holding[0] if len(holding) == 1 else None
    return found[-1] if found else None


def begin(session: Session, office: Office, case: models.Case, permit_id: int) -> None:
    """The request starts from this paper."""
    case.earlier_permit_id = permit_id
    row = session.get_one(models.Permit, permit_id)
    journal.on_case(session, office, case, "earlier", f"เริ่มจาก{row.title} เลขที่ {row.number}", permit=row.id, number=row.number)


def holder_of(case: models.Case, service: Service) -> str:
    """Whom the new paper is issued to: the one it is transferred to, otherwise the applicant."""
    transferee = case.answers.get("transferee_name") if service.earlier is not None and service.earlier.ends == "transferred" else None
    return str(transferee or case.applicant_name)[:500]


def settle(session: Session, office: Office, case: models.Case, service: Service, new: models.Permit | None) -> None:
    """The request was granted: the paper it started from has ended today, and ``new`` (if any) takes its place.

    Raises NotAllowedNow ``earlier`` where another request has ended that paper in the meantime.
    """
    if case.earlier_permit_id is None or service.earlier is None or (new is not None and _first_of_two(service, new)):
        return
    row = session.get_one(models.Permit, case.earlier_permit_id)
    if row.status not in ("valid", "expired"):
        raise NotAllowedNow(
            f"ใบสำคัญเดิมใช้ต่อไม่ได้แล้ว: {_obstacle(session, service, row, case.id)} กรุณาตรวจสอบทะเบียน แล้วให้ผู้ยื่นถอนคำขอและยื่นใหม่", code="earlier"
        )
    if new is not None:
        new.supersedes_id = row.id if service.earlier.ends != "kept" else None
    if service.earlier.ends == "kept":
        return
    row.status = "superseded"
    row.ended_on, row.ended_as = office.today(), service.earlier.ends
    row.ended_reason = f"{case.service_title} เลขรับ {case.number}" + (f" ออกเลขที่ {new.number} แทน" if new is not None else "")
    word = PERMIT_END_TITLES[service.earlier.ends]
    journal.on_case(
        session,
        office,
        row.case,
        "permit-ended",
        f"{row.title} เลขที่ {row.number} {word} ({row.ended_reason})",
        permit=row.id,
        ended_as=row.ended_as,
        by_case=case.number,
        new_permit=new.id if new is not None else None,
    )
    index.refresh_permit(session, row)


def _first_of_two(service: Service, new: models.Permit) -> bool:
    """A request in two phases: what was given out is leave to build, the licence itself comes with the second."""
    return new.type == "acknowledgement" and any(each.series and each.type in ("permit", "certificate") for each in service.outputs)


def earlier_until(session: Session, case: models.Case) -> dt.date | None:
    """The last day of the paper the request started from."""
    row = session.get(models.Permit, case.earlier_permit_id) if case.earlier_permit_id is not None else None
    return row.valid_until if row is not None else None


def subject_before(session: Session, case: models.Case) -> str:
    """What the paper the request started from was for: the new one is for the same, where its own form does not say."""
    row = session.get(models.Permit, case.earlier_permit_id) if case.earlier_permit_id is not None else None
    return row.subject if row is not None else ""
