"""A request comes in: the services on offer, what is wrong with a form, what it would cost, and opening the case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.catalogue import flow
from lsvdesk.counter import (
    assessed,
    checklist,
    computing,
    definitions,
    drafts,
    earlier,
    establishments,
    journal,
    people,
    progress,
    properties,
    reading,
    rolls,
    signs,
)
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import INTAKE, ROLE_TITLES
from lsvdesk.counter.views import Answers, AssessmentPreview, CaseDetail, Filing, OrganisationData, PersonData, ServiceCard
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models, numbering
from lsvdesk.register import search as index
from lsvdesk.thai.dates import buddhist_year, fiscal_year, format_short

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

DEPARTMENT_TITLES = {
    "revenue": "กองคลัง",
    "commercial_registration": "ทะเบียนพาณิชย์",
    "engineering": "กองช่าง",
    "public_health": "กองสาธารณสุขและสิ่งแวดล้อม",
    "social_welfare": "กองสวัสดิการสังคม",
    "education": "กองการศึกษา",
    "central": "สำนักปลัด",
}
"""Where the office has not said what it calls a department."""


def services(office: Office) -> list[ServiceCard]:
    """Every service, those that this office does not offer marked so; in the order of the catalogue."""
    catalogue = office.catalogue
    offered = {service.id for service in catalogue.offered(office.today())}
    named = catalogue.profile.departments if catalogue.profile else {}
    return [
        ServiceCard(
            id=service.id,
            title=service.title,
            short_title=service.short_title or service.title,
            department=service.department,
            department_title=named[service.department].title if service.department in named else DEPARTMENT_TITLES[service.department],
            kind=service.kind,
            keywords=service.keywords,
            offered=service.id in offered,
        )
        for service in catalogue.services.values()
    ]


def check_filing(office: Office, filing: Filing) -> list[FieldFault]:
    """Everything that is wrong with what was typed, in reading order: the applicant first, then the form."""
    service = _offered(office, filing.service)
    faults, *_ = _checked(office, service, filing)
    with office.register.read() as session:
        return faults + _standing(session, office, service, filing)[1]


def preview_assessment(
    office: Office, service: str, applicant_case: str, answers: Answers, filed_on: dt.date | None = None, agent: bool = False
) -> AssessmentPreview:
    """What these answers would cost if filed on ``filed_on`` (today), what they entitle to, and what the clerk should know of them.

    Raises InvalidAnswers where an answer that the calculation needs is missing or wrong.
    """
    definition = office.catalogue.service(service)
    on = filed_on or office.today()
    ctx = computing.context(definition, applicant_case, agent, answers, on)
    question = computing.Question(definition, applicant_case, agent, answers, on, on, office.catalogue.holidays)
    parameters = office.catalogue.parameters
    owed = computing.owed(question, parameters)
    return computing.preview(owed, tuple(_advice(definition, ctx)), computing.entitled(question, parameters))


def open_case(office: Office, filing: Filing, then: Callable[[Session, models.Case], None] | None = None) -> CaseDetail:
    """File a request: the applicant is kept, a number taken, the definition pinned, documents written, what is owed assessed.

    With every required document handed in, both clocks start today. ``then`` is done in the same transaction.

    Raises InvalidAnswers (every fault at once), NotAllowedNow where the service is not offered or the person at the desk does not take
    requests in, CounterError for a document that does not belong here.
    """
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}รับคำขอไม่ได้ กรุณาเปลี่ยนผู้ใช้")
    service = _offered(office, filing.service)
    faults, person, organisation, agent = _checked(office, service, filing)
    if faults:
        raise InvalidAnswers(faults)
    today = office.today()
    ctx = computing.context(service, filing.applicant_case, agent is not None, filing.answers, today)
    answers = flow.filed(service, ctx)
    office.catalogue.version(service.id)  # hashed once a day, outside the transaction
    with office.register.write() as session:
        earlier_id, faults = _standing(session, office, service, filing)
        if faults:
            raise InvalidAnswers(faults)
        case = _new_case(session, office, service, filing, answers, (person, organisation, agent))
        rows = checklist.begin(session, case, flow.applicable_documents(service, ctx.answering(answers)))
        checklist.take_in(rows, filing.documents, today)
        session.flush()
        journal.on_case(session, office, case, "filed", f"รับคำขอ {case.service_title} ของ{case.applicant_name}", service=service.id)
        if earlier_id is not None:
            earlier.begin(session, office, case, earlier_id)
        progress.settle_documents(session, office, case, service, rows)
        _claim_attachments(session, case, service, answers)
        if computing.has_fees(service):
            assessed.assess_now(session, office, case, service)
        if then is not None:
            then(session, case)
        if filing.draft is not None:
            drafts.discard(session, filing.draft)
        index.refresh_case(session, case)
        session.flush()
        return reading.detail(session, office, case)


def prefill(office: Office, service: str, person_id: int | None = None, organisation_id: int | None = None) -> Answers:
    """Answers a fresh form opens with for a known applicant: the definition's own proposals, and what the register knows.

    For signboard tax: the signs that stand (as existing signs) and the shop of the last return. For land and building tax: what the owner
    has, as old as it is now. For a monthly levy: the establishments that stand, and the month after the last that was filed.
    """
    definition = office.catalogue.service(service)
    kind = "juristic" if organisation_id is not None else "individual"
    case_id = next((case.id for case in definition.applicant_cases if case.applicant == kind), definition.applicant_cases[0].id)
    answers = flow.proposed(definition, computing.context(definition, case_id, False, {}, office.today()))
    if not definition.asset or (person_id is None) == (organisation_id is None):
        return answers
    with office.register.read() as session:
        if definition.asset == "establishment":
            return answers | establishments.as_answers(session, service, person_id, organisation_id, office.today())
        if definition.asset == "property":
            held = properties.held_by(session, person_id, organisation_id)
            return answers | (properties.as_return(held, buddhist_year(office.today())) if held else {})
        standing = signs.standing(session, person_id, organisation_id)
        owner = models.Case.person_id == person_id if person_id is not None else models.Case.organisation_id == organisation_id
        last = session.scalar(select(models.Case).where(owner, models.Case.service == service).order_by(models.Case.id.desc()).limit(1))
        if standing:
            answers["signs"] = [signs.as_answer(row) for row in standing]
        if last is not None:
            answers |= {name: last.answers[name] for name in ("shop_name", "shop_address") if last.answers.get(name)}
    return answers


# ---------------------------------------------------------------------------------------------------------------- the pieces

Applicants = tuple[PersonData | None, OrganisationData | None, PersonData | None]


def _offered(office: Office, service_id: str) -> Service:
    service = office.catalogue.service(service_id)
    if service not in office.catalogue.offered(office.today()):
        ended = f" (ยกเลิกตั้งแต่วันที่ {format_short(service.repealed)})" if service.repealed else ""
        raise NotAllowedNow(f"สำนักงานนี้ไม่ได้เปิดให้บริการ “{service.title}”{ended} กรุณาเลือกบริการจากรายการ")
    return service


def _checked(
    office: Office, service: Service, filing: Filing
) -> tuple[list[FieldFault], PersonData | None, OrganisationData | None, PersonData | None]:
    """The faults, and the applicant, organisation and agent as they will be kept."""
    faults: list[FieldFault] = []
    try:
        kind = computing.applicant_case(service, filing.applicant_case).applicant
    except CounterError as fault:
        return [FieldFault("applicant_case", fault.code, fault.message)], None, None, None
    person = organisation = agent = None
    if kind == "individual":
        if filing.person is None or filing.organisation is not None:
            faults.append(FieldFault("person", "required", "กรุณากรอกข้อมูลผู้ยื่นที่เป็นบุคคลธรรมดา"))
        else:
            person, found = people.check_person(filing.person)
            faults += found
    elif filing.organisation is None or filing.person is not None:
        faults.append(FieldFault("organisation", "required", "กรุณากรอกข้อมูลผู้ยื่นที่เป็นนิติบุคคลหรือคณะบุคคล"))
    else:
        organisation, found = people.check_organisation(filing.organisation)
        faults += found
    if filing.agent is not None:
        agent, found = people.check_person(filing.agent, "agent")
        faults += found
        if not service.agent_allowed:
            faults.append(FieldFault("agent", "agent", "งานบริการนี้ผู้ยื่นต้องมาด้วยตนเอง มอบอำนาจไม่ได้"))
        if len(filing.agent_authority) > 300:
            faults.append(FieldFault("agent_authority", "too-long", "ข้อความยาวเกินไป ใช้ได้ไม่เกิน 300 ตัวอักษร"))
    ctx = computing.context(service, filing.applicant_case, filing.agent is not None, filing.answers, office.today())
    return faults + flow.validate(service, ctx), person, organisation, agent


def on_roll(office: Office, service: str, person: PersonData) -> str:
    """Why this person cannot ask for a place on the roll of ``service`` now; empty where nothing speaks against it."""
    definition = office.catalogue.service(service)
    asked = Filing(service=service, applicant_case="", answers={}, person=person)
    with office.register.read() as session:
        found = rolls.faults(session, office, definition, asked)
    return found[0].message if found else ""


def _standing(session: Session, office: Office, service: Service, filing: Filing) -> tuple[int | None, list[FieldFault]]:
    """The paper the request starts from, and what speaks against it in the register: that paper, or a place on the roll held already."""
    permit_id, faults = earlier.checked(session, office, service, filing)
    return permit_id, faults + rolls.faults(session, office, service, filing)


def _advice(service: Service, ctx: flow.Context) -> list[str]:
    return [f"{each.message} ({each.reference})" if each.reference else each.message for each in flow.advice(service, ctx)]


def _new_case(session: Session, office: Office, service: Service, filing: Filing, answers: Answers, who: Applicants) -> models.Case:
    person, organisation, agent = who
    today = office.today()
    person_row = people.keep_person(session, office, person) if person is not None else None
    organisation_row = people.keep_organisation(session, office, organisation) if organisation is not None else None
    agent_row = people.keep_person(session, office, agent) if agent is not None else None
    settings = office_settings.of_session(session)
    year = fiscal_year(today) if settings["case_year"] == "fiscal" else buddhist_year(today)
    value = numbering.take(session, numbering.CASES, year)
    name = person_row.full_name if person_row is not None else organisation_row.name if organisation_row is not None else ""
    case = models.Case(
        number=office_settings.number_text(session, numbering.CASES, value, year),
        number_year=year,
        number_value=value,
        service=service.id,
        service_version=definitions.pin(session, office, service.id),
        service_title=service.title,
        department=service.department,
        kind=service.kind,
        sensitive=service.sensitive,
        applicant_case=filing.applicant_case,
        applicant_kind="individual" if person_row is not None else "juristic",
        applicant_name=name[:500],
        person_id=person_row.id if person_row is not None else None,
        organisation_id=organisation_row.id if organisation_row is not None else None,
        agent_id=agent_row.id if agent_row is not None else None,
        agent_authority=filing.agent_authority.strip(),
        status="received",
        filed_on=today,
        filed_at=office.clock.now(),
        answers=answers,
        due_satang=0,
        paid_satang=0,
        created_by=office.user.id,
    )
    session.add(case)
    session.flush()
    return case


def _claim_attachments(session: Session, case: models.Case, service: Service, answers: Answers) -> None:
    """Files that were attached while the form was being filled in now belong to the case."""
    fields = [field.id for section in service.form for field in section.fields if field.type == "file"]
    wanted = [int(each) for field in fields for each in answers.get(field) or [] if str(each).isdigit()]
    for row in session.scalars(select(models.Attachment).where(models.Attachment.id.in_(wanted))) if wanted else ():
        if row.case_id is None:
            row.case_id = case.id
