"""What each owner owes by the yearly assessment: the list, the day the owner was told, and the case in which it is paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy import case as choose
from sqlalchemy.orm import defer

from lsvdesk.catalogue import flow
from lsvdesk.counter import assessed, computing, filing, journal, people, reading
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import INTAKE, ROLE_TITLES
from lsvdesk.counter.assessment_runs import SERVICES
from lsvdesk.counter.views import CaseDetail, Filing, Handed, LineRow, OrganisationData, PersonData
from lsvdesk.errors import CounterError, NotAllowedNow
from lsvdesk.money import to_baht
from lsvdesk.register import models
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

GIVEN_UP = ("withdrawn", "returned", "refused")
FROM_THE_REGISTER = "ประเมินจากทะเบียนทรัพย์สินของสำนักงาน"

STATES: Mapping[str, str] = {
    "faulty": "คำนวณไม่ได้",
    "nothing": "ไม่มีภาษีต้องชำระ",
    "assessed": "ยังไม่แจ้ง",
    "notified": "แจ้งแล้ว รอชำระ",
    "due": "เปิดเรื่องแล้ว รอชำระ",
    "paid": "ชำระแล้ว",
}
"""How far it is with an owner, in the order of the work."""


@dataclass(frozen=True)
class LevyRow:
    """One owner's tax of a year; money in baht. ``differs`` is what a later run would make it after the owner was told."""

    id: int
    run_id: int
    tax: str
    tax_year: int
    owner: str
    person_id: int | None
    organisation_id: int | None
    items: int
    total: Decimal
    unverified: int
    state: str
    fault: str
    differs: Decimal | None
    letter_no: str
    paper: str
    notified_on: dt.date | None
    case_number: str
    case_id: int | None

    @property
    def state_title(self) -> str:
        return STATES[self.state]

    @property
    def remark(self) -> str:
        """Why it could not be calculated, or what it would be now that the owner was told."""
        if self.fault:
            return self.fault
        return "" if self.differs is None else f"ประเมินครั้งใหม่ได้ {self.differs:,.2f} บาท"


@dataclass(frozen=True)
class LevyDetail:
    """The same with the return it was made from and the lines of the calculation."""

    row: LevyRow
    answers: Mapping[str, Any]
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class LevySum:
    """How many owners are in a state, and what they owe together, in baht."""

    owners: int
    total: Decimal


# ---------------------------------------------------------------------------------------------------------------- use cases


def levies(
    office: Office,
    tax: str,
    tax_year: int,
    text: str = "",
    *,
    state: str | None = None,
    limit: int = 1000,
    offset: int = 0,
) -> list[LevyRow]:
    """Who owes what of a year, by name; ``text`` is any part of the name, ``state`` one of :data:`STATES`."""
    levy, case, paper = models.Levy, models.Case, models.IssuedPaper
    query = (
        select(levy, case, paper.code)
        .outerjoin(case, case.id == levy.case_id)
        .outerjoin(paper, paper.id == levy.paper_id)
        .options(defer(levy.answers), defer(levy.lines))
        .where(levy.tax == tax, levy.tax_year == tax_year, levy.status != "superseded", *_named(text))
        .order_by(levy.owner_name, levy.id)
        .limit(limit)
        .offset(offset)
    )
    conditions = _conditions()
    if state is not None:
        if state not in conditions:
            raise CounterError(f"ไม่มีสถานะ “{state}” กรุณาเลือกจากรายการ", code="unknown-state", field="state")
        query = query.where(*conditions[state])
    with office.register.read() as session:
        return [_view(row, of, code or "") for row, of, code in session.execute(query)]


def sums(office: Office, tax: str, tax_year: int, text: str = "") -> dict[str, LevySum]:
    """How many owners of :func:`levies` are in each of :data:`STATES`, and how much that is; states nobody is in are left out."""
    levy, case = models.Levy, models.Case
    state = choose(*((and_(*conditions), name) for name, conditions in _conditions().items()), else_="assessed")
    query = (
        select(state, func.count(), func.coalesce(func.sum(levy.total_satang), 0))
        .select_from(levy)
        .outerjoin(case, case.id == levy.case_id)
        .where(levy.tax == tax, levy.tax_year == tax_year, levy.status != "superseded", *_named(text))
        .group_by(state)
    )
    with office.register.read() as session:
        found = {name: LevySum(owners, to_baht(total)) for name, owners, total in session.execute(query)}
    return {name: found[name] for name in STATES if name in found}


def open_levies(
    office: Office, *, person_id: int | None = None, organisation_id: int | None = None, tax_year: int | None = None
) -> list[LevyRow]:
    """What somebody has still to pay by the yearly assessment, the latest year first; of ``tax_year`` only where one is given."""
    levy, case, paper = models.Levy, models.Case, models.IssuedPaper
    mine = levy.person_id == person_id if person_id is not None else levy.organisation_id == organisation_id
    query = (
        select(levy, case, paper.code)
        .outerjoin(case, case.id == levy.case_id)
        .outerjoin(paper, paper.id == levy.paper_id)
        .where(mine, levy.status == "current", levy.total_satang > 0)
        .order_by(levy.tax_year.desc(), levy.tax, levy.id)
    )
    if tax_year is not None:
        query = query.where(levy.tax_year == tax_year)
    with office.register.read() as session:
        found = [_view(row, of, code or "") for row, of, code in session.execute(query)]
    return [row for row in found if row.state in ("assessed", "notified", "due")]


def levy(office: Office, levy_id: int) -> LevyDetail:
    """One owner's calculation. Raises CounterError ``unknown-levy``."""
    with office.register.read() as session:
        row, case, code = _get(session, levy_id)
        return LevyDetail(_view(row, case, code), row.answers, tuple(line_of(each) for each in row.lines))


def notify(office: Office, levy_id: int, received_on: dt.date) -> LevyRow:
    """The owner received the notice; the time to pay runs from that day. Raises NotAllowedNow; CounterError ``unknown-levy``, ``no-tax``,
    ``date``."""
    return notify_all(office, [levy_id], received_on)[0]


def notify_all(office: Office, levy_ids: Sequence[int], received_on: dt.date) -> list[LevyRow]:
    """The same of several owners who received it on one day: all or none. Raises as :func:`notify`, naming the owner."""
    _intake(office, "บันทึกวันรับแจ้งการประเมิน")
    with office.register.write() as session:
        return [_notify(session, office, levy_id, received_on) for levy_id in levy_ids]


def open_levy_case(office: Office, levy_id: int) -> CaseDetail:
    """The owner comes to pay: a case with the return of the register, assessed and ready for payment; the one opened before where there is
    one.

    An owner who was notified pays what the notice said, with the surcharge of paying late; one who was not is assessed as of today.
    Raises NotAllowedNow; CounterError ``unknown-levy``, ``no-tax``; InvalidAnswers where the register lacks what the form requires.
    """
    _intake(office, "เปิดเรื่องรับชำระภาษี")
    with office.register.read() as session:
        row, case, _ = _get(session, levy_id)
        if case is not None and case.status not in GIVEN_UP:
            reading.load(session, office, case.id)
            return reading.detail(session, office, case)
        if row.status != "current" or row.total_satang == 0:
            raise CounterError("รายนี้ไม่มีภาษีที่ต้องชำระ", code="no-tax")
        run = session.get_one(models.AssessmentRun, row.run_id)
    service = office.catalogue.service(SERVICES[row.tax])
    kind = "individual" if row.person_id is not None else "juristic"
    applicant_case = next(each.id for each in service.applicant_cases if each.applicant == kind)
    ctx = computing.context(service, applicant_case, False, row.answers, office.today())
    documents = {
        document.id: Handed(waived=True, note=FROM_THE_REGISTER)
        for document in flow.applicable_documents(service, ctx)
        if not document.optional
    }
    request = Filing(service=service.id, applicant_case=applicant_case, answers=dict(row.answers), documents=documents)
    owner = people.person(office, row.person_id) if row.person_id is not None else people.organisation(office, row.organisation_id or 0)
    request = replace(request, person=owner) if isinstance(owner, PersonData) else _for_organisation(request, owner)

    def link(session: Session, case: models.Case) -> None:
        mine = session.get_one(models.Levy, levy_id)
        mine.case_id = case.id
        text = f"เปิดจากการประเมินประจำปี {row.tax_year} (ครั้งที่ {run.number})"
        if row.notified_on is not None:
            record = assessed.store(
                session, case, [_line(each) for each in row.lines], assessed_on=run.assessed_on, notified_on=row.notified_on
            )
            record.pay_by = assessed.pay_by(office, service, case, record, office_settings.holidays_of(session))
            text += f" แจ้งการประเมินแล้ววันที่ {format_short(row.notified_on)}"
        journal.on_case(session, office, case, "levied", text, levy=levy_id, run=row.run_id, letter=row.letter_no)

    return filing.open_case(office, request, then=link)


# ---------------------------------------------------------------------------------------------------------------- for others


def line_of(line: Mapping[str, Any]) -> LineRow:
    """A line as a levy keeps it."""
    return LineRow(**{**line, "amount": Decimal(line["amount"])})


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _notify(session: Session, office: Office, levy_id: int, received_on: dt.date) -> LevyRow:
    row, case, code = _get(session, levy_id)
    run = session.get_one(models.AssessmentRun, row.run_id)
    if row.status != "current" or row.total_satang == 0:
        raise CounterError(f"{row.owner_name} ไม่มีภาษีที่ต้องแจ้ง", code="no-tax")
    if not run.assessed_on <= received_on <= office.today():
        raise CounterError(
            f"วันรับแจ้งการประเมินของ {row.owner_name} ต้องอยู่ระหว่างวันประเมิน {format_short(run.assessed_on)} ถึงวันนี้ กรุณาแก้ไขวันที่",
            code="date",
            field="received_on",
        )
    row.notified_on = received_on
    journal.audited(session, office, "levy.notified", "levy", row.id, on=received_on.isoformat())
    return _view(row, case, code)


def _named(text: str) -> tuple[Any, ...]:
    wanted = normalise(text)
    if not wanted:
        return ()
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return (models.Levy.owner_name.like(f"%{escaped}%", escape="\\"),)


def _conditions() -> dict[str, tuple[Any, ...]]:
    """What holds of the levy and its case in each state; a levy is in exactly one."""
    levy, case = models.Levy, models.Case
    opened = (case.id.is_not(None)) & case.status.not_in(GIVEN_UP)
    closed = or_(case.id.is_(None), case.status.in_(GIVEN_UP))
    return {
        "faulty": (levy.status == "faulty",),
        "nothing": (levy.status == "current", levy.total_satang == 0),
        "assessed": (levy.status == "current", levy.total_satang > 0, levy.notified_on.is_(None), closed),
        "notified": (levy.total_satang > 0, levy.notified_on.is_not(None), closed),
        "due": (opened, case.paid_satang < case.due_satang),
        "paid": (opened, case.paid_satang >= case.due_satang, levy.total_satang > 0),
    }


def _intake(office: Office, what: str) -> None:
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}{what}ไม่ได้ กรุณาเปลี่ยนผู้ใช้")


def _for_organisation(request: Filing, owner: PersonData | OrganisationData) -> Filing:
    assert isinstance(owner, OrganisationData)
    return replace(request, organisation=owner)


def _get(session: Session, levy_id: int) -> tuple[models.Levy, models.Case | None, str]:
    row = session.get(models.Levy, levy_id)
    if row is None or row.status == "superseded":
        raise CounterError("ไม่พบรายการประเมินนี้ อาจมีการประเมินครั้งใหม่แทนแล้ว กรุณาค้นหาอีกครั้ง", code="unknown-levy")
    case = session.get(models.Case, row.case_id) if row.case_id is not None else None
    code = session.scalar(select(models.IssuedPaper.code).where(models.IssuedPaper.id == row.paper_id)) if row.paper_id is not None else ""
    return row, case, code or ""


def _line(line: Mapping[str, Any]) -> AssessmentLine:
    return AssessmentLine(
        item=line["item"],
        base=Decimal(line["base"]),
        unit=line["unit"],
        rate=None if line["rate"] is None else Decimal(line["rate"]),
        amount=Decimal(line["amount"]),
        reference=line["reference"],
        sentence=line["sentence"],
        revenue=line["revenue"],
        group=line["group"],
        kind=line["kind"],
        confirmed=line["confirmed"],
    )


def _state(row: models.Levy, case: models.Case | None) -> str:
    if row.status == "faulty":
        return "faulty"
    if case is not None and case.status not in GIVEN_UP:
        return "paid" if case.paid_satang >= case.due_satang else "due"
    if row.total_satang == 0:
        return "nothing"
    return "assessed" if row.notified_on is None else "notified"


def _view(row: models.Levy, case: models.Case | None, code: str) -> LevyRow:
    return LevyRow(
        id=row.id,
        run_id=row.run_id,
        tax=row.tax,
        tax_year=row.tax_year,
        owner=row.owner_name,
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        items=row.items,
        total=to_baht(row.total_satang),
        unverified=row.unverified,
        state=_state(row, case),
        fault=row.fault,
        differs=None if row.differs_satang is None else to_baht(row.differs_satang),
        letter_no=row.letter_no,
        paper=code,
        notified_on=row.notified_on,
        case_number=case.number if case is not None and case.status not in GIVEN_UP else "",
        case_id=case.id if case is not None and case.status not in GIVEN_UP else None,
    )
