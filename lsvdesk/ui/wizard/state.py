"""The wizard without a window: what was typed, the steps of the form, what comes next, what is still wrong.

What was typed is kept as a :class:`WizardState`: values where they can be read (dates ISO, decimals as text, ticks bool), the raw text
where they cannot, so that a draft brings back even the half-typed. Everything else here is a pure function of a service, a state and the
day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from lsvdesk.counter.views import (
    AddressData,
    Answers,
    DeficiencyItem,
    DeficiencyRequest,
    DraftState,
    Filing,
    Handed,
    OrganisationData,
    PersonData,
)
from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.thai.names import full_name

if TYPE_CHECKING:
    from lsvdesk.catalogue.flow import Context
    from lsvdesk.catalogue.models import ApplicantCase, RequiredDocument, Service
    from lsvdesk.counter.views import EarlierPrefill

StepKind = Literal["applicant", "details", "documents", "fees", "review"]
Typed = dict[str, Any]
Applicant = PersonData | OrganisationData

PERSON_FIELDS = ("prefix", "first_name", "last_name", "citizen_id", "birth_date", "nationality", "phone", "email")
ORGANISATION_FIELDS = ("name", "kind", "juristic_id", "phone", "email", "representative")
ADDRESS_FIELDS = tuple(each.name for each in fields(AddressData))


class Step(NamedTuple):
    """A step of the form as its bar names it."""

    kind: StepKind
    title: str


@dataclass(frozen=True)
class WizardState:
    """A form being filled in, exactly as typed. ``person``, ``organisation`` and ``agent`` are by the fields of their views, with ``id``
    where somebody known was picked; both applicants are kept, so that changing the applicant case loses nothing. ``record`` is the
    two-party record to be made where documents are missing: ``wanted``, ``correct_by`` (as typed), ``texts`` by document."""

    service: str
    draft: str = field(default_factory=lambda: uuid.uuid4().hex)
    step: StepKind = "applicant"
    reviewed: bool = False
    """The review was reached once: going on leads back there as soon as nothing in between needs a look."""
    applicant_case: str = ""
    search: str = ""
    person: Typed = field(default_factory=dict)
    organisation: Typed = field(default_factory=dict)
    has_agent: bool = False
    agent_search: str = ""
    agent: Typed = field(default_factory=dict)
    agent_authority: str = ""
    answers: Answers = field(default_factory=dict)
    prefilled: Answers = field(default_factory=dict)
    """Answers that were taken over from what is known of the applicant; they go when somebody else applies."""
    earlier: int | None = None
    """Id of the paper that the request starts from."""
    files: dict[str, list[str]] = field(default_factory=dict)
    """Paths of the files of each file field; they are attached once the case is there."""
    handed: dict[str, Typed] = field(default_factory=dict)
    shown_documents: tuple[str, ...] = ()
    """The checklist as it was last seen; where it has changed since, the wizard stops there again."""
    record: Typed = field(default_factory=dict)
    focus: str = ""

    def to_json(self) -> Typed:
        """As a draft keeps it."""
        return asdict(self) | {"shown_documents": list(self.shown_documents)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> WizardState:
        """A state as :meth:`to_json` gave it; what an older version of the program did not write gets its usual value. Raises CounterError
        ``draft-unreadable``."""
        try:
            known = {each.name: raw[each.name] for each in fields(cls) if each.name in raw}
            state = cls(**known)
            if state.step not in get_args(StepKind) or not isinstance(state.answers, dict) or not isinstance(state.service, str):
                raise TypeError("not a form")
        except TypeError as error:
            raise CounterError("แบบร่างนี้อ่านไม่ได้ กรุณาเริ่มคำขอใหม่", code="draft-unreadable") from error
        return replace(state, shown_documents=tuple(state.shown_documents))

    def fitting(self, service: Service) -> WizardState:
        """Without what the service, changed since the draft was kept, does not ask any more."""
        known = {each.id for section in service.form for each in section.fields}
        documents = {document.id for document in service.documents}
        cases = {case.id for case in service.applicant_cases}
        return replace(
            self,
            applicant_case=self.applicant_case if self.applicant_case in cases else service.applicant_cases[0].id,
            answers={name: value for name, value in self.answers.items() if name in known},
            files={name: paths for name, paths in self.files.items() if name in known},
            handed={name: given for name, given in self.handed.items() if name in documents},
        )


# --- beginning --------------------------------------------------------------------------------------------------------------------


def begin(service: Service, today: dt.date, applicant: Applicant | None = None) -> WizardState:
    """A fresh form, with the values that the service proposes; ``applicant`` is already known."""
    from lsvdesk.catalogue import flow

    kind = "juristic" if isinstance(applicant, OrganisationData) else "individual"
    case = next((case for case in service.applicant_cases if case.applicant == kind), service.applicant_cases[0])
    state = WizardState(service=service.id, applicant_case=case.id)
    state = replace(state, answers=flow.proposed(service, context(service, state, today)))
    return state if applicant is None else with_applicant(service, state, applicant)


def with_applicant(service: Service, state: WizardState, applicant: Applicant) -> WizardState:
    """Somebody known was picked: the applicant case follows from who it is, where the present one does not fit."""
    kind = "juristic" if isinstance(applicant, OrganisationData) else "individual"
    case = applicant_case(service, state)
    if case.applicant != kind:
        case = next((each for each in service.applicant_cases if each.applicant == kind), case)
    if case.applicant != kind:  # this service does not serve such applicants: what was picked is not taken over
        return state
    typed = as_typed(applicant)
    chosen = replace(state, organisation=typed) if isinstance(applicant, OrganisationData) else replace(state, person=typed)
    return replace(chosen, applicant_case=case.id, search="")


def with_prefill(service: Service, state: WizardState, today: dt.date, known: Answers) -> WizardState:
    """Take over what is known of the applicant wherever nothing was typed; what was taken over from somebody before goes."""
    fresh = begin(service, today).answers
    answers = {name: value for name, value in state.answers.items() if name not in state.prefilled or state.prefilled[name] != value}
    untouched = {name: value for name, value in known.items() if answers.get(name, fresh.get(name)) == fresh.get(name)}
    taken = {name: value for name, value in untouched.items() if value != fresh.get(name)}
    return replace(state, answers={**fresh, **answers, **untouched}, prefilled=taken)


def with_earlier(service: Service, state: WizardState, today: dt.date, taken: EarlierPrefill) -> WizardState:
    """Start from an earlier paper: its holder applies where nobody was entered yet; what stays is taken over where nothing was typed."""
    holder = taken.organisation or taken.person
    nobody = not state.person and not state.organisation
    if nobody and holder is not None:
        state = with_applicant(service, replace(state, applicant_case=taken.applicant_case), holder)
    return replace(with_prefill(service, state, today, taken.answers), earlier=taken.paper.permit.id)


def without_earlier(service: Service, state: WizardState, today: dt.date) -> WizardState:
    """The paper is not in the register after all: what was taken over from it goes, unless it was changed."""
    return replace(with_prefill(service, state, today, {}), earlier=None)


def as_typed(applicant: Applicant) -> Typed:
    """Somebody known as the form holds them."""
    names = ORGANISATION_FIELDS if isinstance(applicant, OrganisationData) else PERSON_FIELDS
    typed: Typed = {"id": applicant.id} if applicant.id is not None else {}
    for name in names:
        value = getattr(applicant, name)
        if value not in (None, ""):
            typed[name] = value.isoformat() if isinstance(value, dt.date) else value
    address = {part: text for part, text in asdict(applicant.address).items() if text}
    return typed | ({"address": address} if address else {})


# --- what the state says ----------------------------------------------------------------------------------------------------------


def applicant_case(service: Service, state: WizardState) -> ApplicantCase:
    """The applicant case that is chosen; the first where none is."""
    return next((case for case in service.applicant_cases if case.id == state.applicant_case), service.applicant_cases[0])


def context(service: Service, state: WizardState, today: dt.date) -> Context:
    """The form as :mod:`lsvdesk.catalogue.flow` sees it."""
    from lsvdesk.catalogue.flow import Context

    case = applicant_case(service, state)
    return Context(service, case.id, case.applicant, state.has_agent, state.answers, today)


def applicant_name(service: Service, state: WizardState) -> str:
    """The name of the applicant as far as it was typed."""
    if applicant_case(service, state).applicant == "juristic":
        return str(state.organisation.get("name", "")).strip()
    person = state.person
    return full_name(person.get("prefix", ""), person.get("first_name", ""), person.get("last_name", ""))


def applicant_person(service: Service, state: WizardState) -> Typed:
    """The applicant as a person field holds one; of an organisation, who signs for it."""
    from lsvdesk.thai.names import split_prefix

    if applicant_case(service, state).applicant == "individual":
        return {name: state.person[name] for name in ("prefix", "first_name", "last_name", "citizen_id", "phone") if state.person.get(name)}
    prefix, name = split_prefix(str(state.organisation.get("representative") or ""))
    first, _, last = name.partition(" ")
    return {key: value for key, value in (("prefix", prefix), ("first_name", first), ("last_name", last.strip())) if value}


def is_blank(service: Service, state: WizardState, today: dt.date) -> bool:
    """Whether nothing was typed yet, so that there is nothing to keep."""
    fresh = begin(service, today)
    same = ("person", "organisation", "agent", "agent_authority", "files", "handed", "search", "earlier")
    return all(getattr(state, name) == getattr(fresh, name) for name in same) and state.answers == fresh.answers


def draft_of(service: Service, state: WizardState) -> DraftState:
    """The state as the register keeps it, under a title that tells it from others."""
    name = applicant_name(service, state)
    title = service.short_title or service.title
    return DraftState(state.draft, service.id, f"{title} · {name}" if name else title, state.to_json())


# --- the way through --------------------------------------------------------------------------------------------------------------


def steps(service: Service, state: WizardState, today: dt.date) -> list[Step]:
    """The steps this form has now, in order. All sections are one step: Enter leads through them without a change of page."""
    from lsvdesk.catalogue import flow

    ctx = context(service, state, today)
    titles = {page.kind: page.title for page in flow.pages(service)}
    found = [Step("applicant", titles["applicant"])]
    if flow.visible_fields(service, ctx):
        found.append(Step("details", "รายละเอียด"))
    if flow.applicable_documents(service, ctx):
        found.append(Step("documents", titles["documents"]))
    if "fees" in titles:
        found.append(Step("fees", titles["fees"]))
    return [*found, Step("review", titles["review"])]


def next_step(service: Service, state: WizardState, today: dt.date) -> StepKind | None:
    """The step after the present one; ``None`` after the last. Once the review was seen, only steps that need a look are stopped at."""
    order = [step.kind for step in steps(service, state, today)]
    rest = order[_place(order, state.step) + 1 :]
    if not state.reviewed:
        return rest[0] if rest else None
    return next((kind for kind in rest if kind == "review" or needs_a_look(service, state, today, kind)), None)


def previous_step(service: Service, state: WizardState, today: dt.date) -> StepKind | None:
    """The step before the present one; ``None`` on the first."""
    order = [step.kind for step in steps(service, state, today)]
    before = order[: _place(order, state.step)]
    return before[-1] if before else None


def needs_a_look(service: Service, state: WizardState, today: dt.date, kind: StepKind) -> bool:
    """Whether something of a step has to be put right, or has come up since it was last seen."""
    if kind == "documents":
        return tuple(document.id for document in documents(service, state, today)) != state.shown_documents
    return bool(faults(service, state, today, kind))


def first_faulty(service: Service, state: WizardState, today: dt.date) -> StepKind | None:
    """The first step with a fault."""
    return next((step.kind for step in steps(service, state, today) if faults(service, state, today, step.kind)), None)


def _place(order: list[StepKind], kind: StepKind) -> int:
    """Where ``kind`` stands; where answers took the step away, the place before which it stood."""
    every = list(get_args(StepKind))
    return order.index(kind) if kind in order else max(at for at, each in enumerate(order) if every.index(each) < every.index(kind))


# --- faults -----------------------------------------------------------------------------------------------------------------------


def faults(service: Service, state: WizardState, today: dt.date, kind: StepKind) -> list[FieldFault]:
    """What is wrong with what was typed in one step, in reading order. Fields: ``person.citizen_id``, ``organisation.address.province``,
    ``agent.first_name``; on the details those of :func:`lsvdesk.catalogue.flow.validate`; ``record.correct_by``."""
    if kind == "applicant":
        return _applicant_faults(service, state, today)
    if kind == "details":
        from lsvdesk.catalogue import flow

        with_files = {name: list(paths) for name, paths in state.files.items() if paths}
        ctx = context(service, state, today)
        return flow.validate(service, ctx.answering({**state.answers, **with_files}))
    if kind == "review" and state.record.get("wanted", True):
        return _record_faults(service, state, today)
    return []


def step_of(fault: FieldFault) -> StepKind:
    """The step where a fault is to be put right."""
    head = fault.field.partition(".")[0]
    if head in ("person", "organisation", "agent", "agent_authority", "applicant_case", "earlier"):
        return "applicant"
    return "review" if head == "record" else "details"


def _applicant_faults(service: Service, state: WizardState, today: dt.date) -> list[FieldFault]:
    from lsvdesk.counter import people

    if applicant_case(service, state).applicant == "juristic":
        found = people.check_organisation(organisation_data(state.organisation), "organisation")[1]
    else:
        found = _birth_date_faults(state.person, "person", today) + people.check_person(person_data(state.person), "person")[1]
    if state.has_agent:
        found += _birth_date_faults(state.agent, "agent", today) + people.check_person(person_data(state.agent), "agent")[1]
    if service.earlier is not None and service.earlier.required and state.earlier is None:
        found.append(FieldFault("earlier", "required", "กรุณาเลือกใบสำคัญเดิม งานบริการนี้ต้องเริ่มจากใบสำคัญที่สำนักงานออกให้"))
    return found


def _birth_date_faults(typed: Typed, at: str, today: dt.date) -> list[FieldFault]:
    text = str(typed.get("birth_date") or "")
    if not text:
        return []
    try:
        day = read_day(text)
    except CounterError as error:
        return [FieldFault(f"{at}.birth_date", error.code, error.message)]
    if day > today:
        return [FieldFault(f"{at}.birth_date", "too-late", "วันเกิดอยู่หลังวันนี้ กรุณาตรวจสอบปี พ.ศ.")]
    return []


def read_day(text: str) -> dt.date:
    """A day as the state keeps it: ISO where it could be read, else whatever was typed. Raises CounterError."""
    from lsvdesk.thai.dates import parse_date

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return parse_date(text)


# --- documents --------------------------------------------------------------------------------------------------------------------


def documents(service: Service, state: WizardState, today: dt.date) -> list[RequiredDocument]:
    """The checklist of this form."""
    from lsvdesk.catalogue import flow

    return flow.applicable_documents(service, context(service, state, today))


def handed_of(state: WizardState, document: str) -> Handed:
    """What was handed in of one document."""
    given = state.handed.get(document, {})
    return Handed(int(given.get("originals", 0)), int(given.get("copies", 0)), str(given.get("note", "")), bool(given.get("waived")))


def handed_in(service: Service, state: WizardState, today: dt.date) -> dict[str, Handed]:
    """What was handed in of the documents that apply."""
    return {document.id: handed_of(state, document.id) for document in documents(service, state, today) if document.id in state.handed}


def missing(service: Service, state: WizardState, today: dt.date) -> list[DeficiencyItem]:
    """Required documents that are not (all) there, as a two-party record words them."""
    from lsvdesk.counter.lacking import lacking

    return lacking(documents(service, state, today), handed_in(service, state, today))


def correct_by(service: Service, state: WizardState, today: dt.date) -> str:
    """The last day of a two-party record as typed; the service's own number of days where nothing was."""
    return str(state.record.get("correct_by") or (today + dt.timedelta(days=service.clock.correction_days)).isoformat())


def record_items(service: Service, state: WizardState, today: dt.date) -> tuple[DeficiencyItem, ...]:
    """What the two-party record will say, in the clerk's words where they were changed."""
    texts = state.record.get("texts") or {}
    return tuple(DeficiencyItem(str(texts.get(item.document) or item.text), item.document) for item in missing(service, state, today))


def deficiency(service: Service, state: WizardState, today: dt.date) -> DeficiencyRequest | None:
    """The two-party record to be made with the filing; ``None`` where nothing is missing or none is wanted."""
    items = record_items(service, state, today)
    if not items or not state.record.get("wanted", True):
        return None
    return DeficiencyRequest(items, read_day(correct_by(service, state, today)))


def _record_faults(service: Service, state: WizardState, today: dt.date) -> list[FieldFault]:
    if not missing(service, state, today):
        return []
    try:
        day = read_day(correct_by(service, state, today))
    except CounterError as error:
        return [FieldFault("record.correct_by", error.code, error.message)]
    return [FieldFault("record.correct_by", "too-early", "วันที่กำหนดให้แก้ไขต้องเป็นวันหลังวันนี้")] if day <= today else []


# --- filing -----------------------------------------------------------------------------------------------------------------------


def person_data(typed: Typed) -> PersonData:
    """A person as typed; an unreadable day of birth is left out (its fault is told apart)."""
    try:
        born = read_day(str(typed["birth_date"])) if typed.get("birth_date") else None
    except CounterError:
        born = None
    texts = {name: str(typed.get(name) or "") for name in PERSON_FIELDS if name != "birth_date"}
    texts["nationality"] = texts["nationality"] or "ไทย"
    citizen_id = texts.pop("citizen_id") or None
    return PersonData(**texts, citizen_id=citizen_id, birth_date=born, address=_address(typed), id=typed.get("id"))


def organisation_data(typed: Typed) -> OrganisationData:
    """An organisation as typed."""
    texts = {name: str(typed.get(name) or "") for name in ORGANISATION_FIELDS}
    juristic_id = texts.pop("juristic_id") or None
    return OrganisationData(**texts, juristic_id=juristic_id, address=_address(typed), id=typed.get("id"))


def filing(service: Service, state: WizardState, today: dt.date) -> Filing:
    """Everything that was typed, for :func:`lsvdesk.counter.filing.open_case`."""
    juristic = applicant_case(service, state).applicant == "juristic"
    return Filing(
        service=service.id,
        applicant_case=applicant_case(service, state).id,
        answers=state.answers,
        person=None if juristic else person_data(state.person),
        organisation=organisation_data(state.organisation) if juristic else None,
        agent=person_data(state.agent) if state.has_agent else None,
        agent_authority=state.agent_authority if state.has_agent else "",
        documents=handed_in(service, state, today),
        draft=state.draft,
        earlier=state.earlier,
    )


def _address(typed: Typed) -> AddressData:
    given = typed.get("address") or {}
    return AddressData(**{part: str(given.get(part) or "") for part in ADDRESS_FIELDS})
