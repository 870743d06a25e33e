"""The yearly assessment: one run over every owner of signs, or of land and buildings, for a whole tax year.

Owners are taken in the order of their keys, :data:`PAGE` at a time; each page is one transaction, which also moves the mark of how far the
run came. A run that was cancelled, or that a power cut ended, goes on from its mark and assesses nobody twice. A second run of the same
year changes only what changed: an owner whose calculation is the same keeps what stands, one who was notified or has paid is left alone
and listed as differing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, insert, select, update

from lsvdesk.counter import journal, properties, signs
from lsvdesk.counter.actions import INTAKE, ROLE_TITLES
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from lsvdesk.money import to_baht, to_satang
from lsvdesk.register import models
from lsvdesk.rules.assess import Facts, assess_settled
from lsvdesk.thai.dates import ERA, buddhist_year
from lsvdesk.thai.names import full_name
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.catalogue.parameters import Parameters
    from lsvdesk.counter.context import Office

PAGE = 500
"""Owners in a transaction: a cancelled run stops within a moment, a power cut costs at most so many."""

Tax = Literal["signboard", "land_building"]
SERVICES: Mapping[str, str] = {"signboard": "signboard-tax", "land_building": "land-building-tax"}
TITLES: Mapping[str, str] = {"signboard": "ภาษีป้าย", "land_building": "ภาษีที่ดินและสิ่งปลูกสร้าง"}


@dataclass(frozen=True)
class RunRow:
    """A run: how far it is and what it found; money in baht. ``kept`` owners differ but were notified or have paid."""

    id: int
    tax: str
    title: str
    tax_year: int
    number: int
    status: str
    assessed_on: dt.date
    started_at: dt.datetime
    finished_at: dt.datetime | None
    owners: int
    assessed: int
    unchanged: int
    kept: int
    faulty: int
    items: int
    total: Decimal

    @property
    def done(self) -> int:
        """Owners looked at so far."""
        return self.assessed + self.unchanged + self.kept + self.faulty


Report = Callable[[RunRow], bool]
"""Told after every page; False cancels the run, which can go on later."""


@dataclass(frozen=True)
class Owed:
    """One owner's calculation, ready to be written."""

    answers: dict[str, Any]
    lines: list[dict[str, Any]]
    items: int
    satang: int
    unverified: int
    fault: str = ""


# ---------------------------------------------------------------------------------------------------------------- use cases


def begin(office: Office, tax: Tax, tax_year: int) -> RunRow:
    """A new run of a tax year (Buddhist Era); nothing is assessed before :func:`proceed`.

    Raises NotAllowedNow; CounterError ``run-unfinished`` where an earlier run of that year has to go on first, ``tax-year``,
    ``nothing-to-assess``.
    """
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}ประเมินภาษีประจำปีไม่ได้ กรุณาเปลี่ยนผู้ใช้")
    title = _title(tax)
    this_year = buddhist_year(office.today())
    if not 2535 <= tax_year <= this_year + 1:
        message = f"ปีภาษี {tax_year} ไม่ถูกต้อง: ประเมินได้ถึงปี {this_year + 1} กรุณาตรวจปี พ.ศ."
        raise CounterError(message, code="tax-year", field="tax_year")
    office.catalogue.service(SERVICES[tax])
    with office.register.write() as session:
        run = models.AssessmentRun
        of_year = (run.tax == tax, run.tax_year == tax_year)
        open_one = session.scalar(select(run).where(*of_year, run.status != "finished").limit(1))
        if open_one is not None:
            raise CounterError(
                f"การประเมิน{title}ปี {tax_year} ครั้งที่ {open_one.number} ยังไม่เสร็จ กรุณาทำต่อให้เสร็จก่อนเริ่มครั้งใหม่",
                code="run-unfinished",
            )
        owners = _count(session, tax)
        if not owners:
            where = "ทะเบียนป้าย" if tax == "signboard" else "ทะเบียนที่ดินและสิ่งปลูกสร้าง"
            raise CounterError(f"ยังไม่มีรายการใน{where} จึงไม่มีอะไรให้ประเมิน กรุณาบันทึกทรัพย์สินก่อน", code="nothing-to-assess")
        row = run(
            tax=tax,
            tax_year=tax_year,
            number=(session.scalar(select(func.max(run.number)).where(*of_year)) or 0) + 1,
            status="running",
            assessed_on=office.today(),
            started_at=office.clock.now(),
            started_by=office.user.id,
            owners=owners,
        )
        session.add(row)
        session.flush()
        journal.audited(session, office, "assessment-run.begun", "assessment_run", row.id, tax=tax, tax_year=tax_year, owners=owners)
        return _view(row)


def proceed(office: Office, run_id: int, report: Report | None = None) -> RunRow:
    """Assess every owner that the run has not come to yet; :func:`begin` and a run that was broken off both go on here.

    Ends early where ``report`` says so. Raises CounterError ``unknown-run``, ``run-finished``, ``changed-meanwhile`` where another counter
    runs it at the same time.
    """
    service = None
    while True:
        with office.register.write() as session:
            row = _get(session, run_id)
            if row.status == "finished":
                raise CounterError("การประเมินครั้งนี้เสร็จแล้ว", code="run-finished")
            service = service or office.catalogue.service(SERVICES[row.tax])
            row.status = "running"
            owners = _next_owners(session, row)
            if owners:
                _assess_page(session, office, row, service, owners)
            else:
                _finish(session, office, row)
            session.flush()
            view = _view(row)
        if view.status == "finished":
            if report is not None:
                report(view)
            return view
        if report is not None and not report(view):
            return cancel(office, run_id)


def cancel(office: Office, run_id: int) -> RunRow:
    """Stop for now; what was assessed stays, and :func:`proceed` goes on. Raises CounterError ``unknown-run``."""
    with office.register.write() as session:
        row = _get(session, run_id)
        if row.status == "running":
            row.status = "cancelled"
            done = row.assessed + row.unchanged + row.kept + row.faulty
            journal.audited(session, office, "assessment-run.cancelled", "assessment_run", row.id, done=done)
        return _view(row)


def runs(office: Office, tax: str | None = None, tax_year: int | None = None) -> list[RunRow]:
    """The runs, the latest first."""
    run = models.AssessmentRun
    query = select(run).order_by(run.id.desc())
    if tax is not None:
        query = query.where(run.tax == tax)
    if tax_year is not None:
        query = query.where(run.tax_year == tax_year)
    with office.register.read() as session:
        return [_view(row) for row in session.scalars(query)]


def to_assess(office: Office, tax: str) -> tuple[int, int]:
    """How many owners a run of today would look at, and how many items they have."""
    _title(tax)
    table, status = _asset(tax)
    with office.register.read() as session:
        return _count(session, tax), session.scalar(select(func.count()).select_from(table).where(table.status == status)) or 0


def proposed_year(office: Office) -> int:
    """The tax year that is worked on now: in the last quarter the next one, whose lists are being prepared."""
    today = office.today()
    return buddhist_year(today) + int(today.month >= 10)


def owed_by(service: Service, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts) -> Owed:
    """The calculation of one owner; what cannot be calculated is an :class:`Owed` with its reason."""
    items = sum(len(value) for value in answers.values() if isinstance(value, list))
    kept = dict(answers)
    try:
        found = assess_settled(service, answers, on, parameters, facts)
    except InvalidAnswers as refused:
        return Owed(kept, [], items, 0, 0, "; ".join(dict.fromkeys(fault.message for fault in refused.faults))[:2000])
    except CounterError as refused:
        return Owed(kept, [], items, 0, 0, refused.message[:2000])
    lines = [line.to_dict() for line in found.lines]
    return Owed(kept, lines, items, to_satang(found.total), len(found.unverified))


# ---------------------------------------------------------------------------------------------------------------- the pieces


@dataclass(frozen=True)
class Owner:
    """Who owns something to assess."""

    person_id: int | None
    organisation_id: int | None
    name: str

    @property
    def key(self) -> tuple[int | None, int | None]:
        return self.person_id, self.organisation_id

    @property
    def kind(self) -> Literal["individual", "juristic"]:
        return "individual" if self.person_id is not None else "juristic"


def _title(tax: str) -> str:
    if tax not in TITLES:
        raise CounterError(f"ไม่มีภาษีประจำปีชนิด “{tax}” กรุณาเลือกจากรายการ", code="unknown-tax")
    return TITLES[tax]


def _get(session: Session, run_id: int) -> models.AssessmentRun:
    row = session.get(models.AssessmentRun, run_id)
    if row is None:
        raise CounterError("ไม่พบการประเมินประจำปีครั้งนี้", code="unknown-run")
    return row


def _asset(tax: str) -> tuple[Any, str]:
    """The table of what is assessed, and the status of what counts."""
    return (models.Sign, "standing") if tax == "signboard" else (models.Property, "held")


def _count(session: Session, tax: str) -> int:
    table, status = _asset(tax)
    people = session.scalar(select(func.count(table.person_id.distinct())).where(table.status == status)) or 0
    return people + (session.scalar(select(func.count(table.organisation_id.distinct())).where(table.status == status)) or 0)


def _next_owners(session: Session, run: models.AssessmentRun) -> list[Owner]:
    """The next page: people first, then organisations. A page is of one kind."""
    table, status = _asset(run.tax)
    person, organisation = models.Person, models.Organisation
    page = (
        select(table.person_id)
        .where(table.status == status, table.person_id > run.done_people)
        .distinct()
        .order_by(table.person_id)
        .limit(PAGE)
    )
    ids = list(session.scalars(page))
    if ids:
        named = select(person.id, person.prefix, person.first_name, person.last_name).where(person.id.in_(ids)).order_by(person.id)
        return [Owner(key, None, full_name(prefix, first, last)) for key, prefix, first, last in session.execute(named)]
    page = (
        select(table.organisation_id)
        .where(table.status == status, table.organisation_id > run.done_organisations)
        .distinct()
        .order_by(table.organisation_id)
        .limit(PAGE)
    )
    ids = list(session.scalars(page))
    rows = session.execute(select(organisation.id, organisation.name).where(organisation.id.in_(ids)).order_by(organisation.id))
    return [Owner(None, key, name) for key, name in rows]


def _assess_page(session: Session, office: Office, run: models.AssessmentRun, service: Service, owners: Sequence[Owner]) -> None:
    answers = _returns(session, run, owners)
    filed = _filed_already(session, run, owners)
    before = _standing(session, run, owners)
    fresh: list[dict[str, Any]] = []
    seen: list[int] = []
    superseded: list[int] = []
    parameters = office.catalogue.parameters
    for owner in owners:
        known = before.get(owner.key)
        if owner.key in filed:  # they filed the return of this year themselves: their case says what they owe
            run.unchanged += 1
            continue
        case = next(each.id for each in service.applicant_cases if each.applicant == owner.kind)
        facts = Facts(holidays=office.catalogue.holidays, case=case, applicant_kind=owner.kind)
        found = owed_by(service, answers[owner.key], run.assessed_on, parameters, facts)
        run.items += found.items
        if known is not None and (known.notified_on is not None or known.case_id is not None):
            run.kept += int(known.total_satang != found.satang)
            run.unchanged += int(known.total_satang == found.satang)
            run.total_satang += known.total_satang
            known.differs_satang = found.satang if known.total_satang != found.satang else None
            known.seen_run_id = run.id
            continue
        run.total_satang += found.satang
        if known is not None and known.status == "current" and not found.fault and known.lines == found.lines:
            run.unchanged += 1
            seen.append(known.id)
            continue
        if known is not None:
            superseded.append(known.id)
        run.faulty += int(bool(found.fault))
        run.assessed += int(not found.fault)
        fresh.append(_levy(run, owner, found))
    levy = models.Levy
    if superseded:
        session.execute(update(levy).where(levy.id.in_(superseded)).values(status="superseded"))
    if seen:
        session.execute(update(levy).where(levy.id.in_(seen)).values(seen_run_id=run.id))
    session.flush()
    if fresh:
        session.execute(insert(levy), fresh)
    last = owners[-1]
    if last.person_id is not None:
        run.done_people = last.person_id
    else:
        assert last.organisation_id is not None
        run.done_organisations = last.organisation_id


def _levy(run: models.AssessmentRun, owner: Owner, found: Owed) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "seen_run_id": run.id,
        "tax": run.tax,
        "tax_year": run.tax_year,
        "person_id": owner.person_id,
        "organisation_id": owner.organisation_id,
        "owner_name": owner.name,
        "answers": found.answers,
        "lines": found.lines,
        "items": found.items,
        "total_satang": found.satang,
        "unverified": found.unverified,
        "status": "faulty" if found.fault else "current",
        "fault": found.fault,
        "letter_no": "",
    }


def _returns(session: Session, run: models.AssessmentRun, owners: Sequence[Owner]) -> dict[tuple[int | None, int | None], dict[str, Any]]:
    """The return of each owner as the register would file it."""
    table, status = _asset(run.tax)
    people = [owner.person_id for owner in owners if owner.person_id is not None]
    mine = table.person_id.in_(people) if people else table.organisation_id.in_([owner.organisation_id for owner in owners])
    rows = session.scalars(select(table).where(mine, table.status == status).order_by(table.id))
    by_owner: dict[tuple[int | None, int | None], list[Any]] = {owner.key: [] for owner in owners}
    for row in rows:
        by_owner[row.person_id, row.organisation_id].append(row)
    names = {owner.key: owner.name for owner in owners}
    if run.tax == "signboard":
        return {key: signs.as_return(found, run.tax_year, names[key]) for key, found in by_owner.items()}
    return {key: properties.as_return(found, run.tax_year) for key, found in by_owner.items()}


def _filed_already(session: Session, run: models.AssessmentRun, owners: Sequence[Owner]) -> set[tuple[int | None, int | None]]:
    """Owners with a case of this tax and year that was not given up."""
    case = models.Case
    people = [owner.person_id for owner in owners if owner.person_id is not None]
    mine = case.person_id.in_(people) if people else case.organisation_id.in_([owner.organisation_id for owner in owners])
    query = select(case.person_id, case.organisation_id, case.answers, case.id).where(
        mine,
        case.service == SERVICES[run.tax],
        case.status.not_in(("withdrawn", "returned", "refused")),
        case.filed_on >= dt.date(run.tax_year - ERA - 1, 1, 1),
    )
    levied = set(session.scalars(select(models.Levy.case_id).where(models.Levy.case_id.is_not(None), models.Levy.tax_year == run.tax_year)))
    return {
        (person_id, organisation_id)
        for person_id, organisation_id, answers, case_id in session.execute(query)
        if str(answers.get("tax_year")) == str(run.tax_year) and case_id not in levied
    }


def _standing(session: Session, run: models.AssessmentRun, owners: Sequence[Owner]) -> dict[tuple[int | None, int | None], models.Levy]:
    """What an earlier run of the year made of these owners."""
    levy = models.Levy
    people = [owner.person_id for owner in owners if owner.person_id is not None]
    mine = levy.person_id.in_(people) if people else levy.organisation_id.in_([owner.organisation_id for owner in owners])
    if run.number == 1:
        return {}  # nothing was assessed before the first run
    query = select(levy).where(mine, levy.tax == run.tax, levy.tax_year == run.tax_year, levy.status != "superseded")
    return {(row.person_id, row.organisation_id): row for row in session.scalars(query)}


def _finish(session: Session, office: Office, run: models.AssessmentRun) -> None:
    """Everybody was looked at: owners who own nothing any more owe nothing, unless they were notified."""
    levy = models.Levy
    gone = update(levy).where(
        levy.tax == run.tax,
        levy.tax_year == run.tax_year,
        levy.status != "superseded",
        levy.seen_run_id != run.id,
        levy.notified_on.is_(None),
        levy.case_id.is_(None),
    )
    session.execute(gone.values(status="superseded"))
    run.status, run.finished_at = "finished", office.clock.now()
    journal.audited(
        session,
        office,
        "assessment-run.finished",
        "assessment_run",
        run.id,
        tax=run.tax,
        tax_year=run.tax_year,
        assessed=run.assessed,
        unchanged=run.unchanged,
        kept=run.kept,
        faulty=run.faulty,
        total=run.total_satang,
    )


def _view(row: models.AssessmentRun) -> RunRow:
    return RunRow(
        id=row.id,
        tax=row.tax,
        title=f"{TITLES[row.tax]} ปี {row.tax_year} ครั้งที่ {row.number}",
        tax_year=row.tax_year,
        number=row.number,
        status=row.status,
        assessed_on=row.assessed_on,
        started_at=row.started_at,
        finished_at=row.finished_at,
        owners=row.owners,
        assessed=row.assessed,
        unchanged=row.unchanged,
        kept=row.kept,
        faulty=row.faulty,
        items=row.items,
        total=to_baht(row.total_satang),
    )


def told(run: RunRow) -> str:
    """The run in one sentence, for the window and the command line."""
    parts = [f"ประเมิน {run.assessed:,} ราย", f"รวม {format_number(run.total, 2)} บาท"]
    if run.unchanged:
        parts.append(f"คงเดิม {run.unchanged:,} ราย")
    if run.kept:
        parts.append(f"แจ้งหรือชำระแล้วแต่ผลต่างไป {run.kept:,} ราย")
    if run.faulty:
        parts.append(f"คำนวณไม่ได้ {run.faulty:,} ราย")
    return " · ".join(parts)
