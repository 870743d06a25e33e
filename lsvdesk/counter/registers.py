"""What stands in the office's registers: a page at a time for the screen, line by line for a workbook.

A register (:mod:`.register_kinds`) is asked by a :class:`RegisterFilter`. Lines are plain values: :class:`PermitRow`,
:class:`BeneficiaryRow`, :class:`SignRow`, :class:`RegisterCase`, :class:`EstablishmentRow`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy import case as choose

from lsvdesk.counter import listing, properties, rolls, rows
from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.register_kinds import SOON, RegisterKind, may_see
from lsvdesk.counter.views import STATUS_TITLES, EstablishmentRow, RegisterCase, RegisterFilter
from lsvdesk.errors import NotAllowedNow
from lsvdesk.register import models
from lsvdesk.register import search as index
from lsvdesk.register.names import full_name
from lsvdesk.thai import names
from lsvdesk.thai.dates import fiscal_year, format_short
from lsvdesk.thai.names import normalise, search_key
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import Answers

ESTABLISHMENT_TITLES = {"hotel": "โรงแรม", "fuel": "สถานค้าปลีกน้ำมัน", "tobacco": "สถานค้าปลีกยาสูบ"}

SIGN_KINDS = {"thai_only": "1 ไทยล้วน", "mixed": "2 ไทยปนต่างประเทศ", "foreign": "3 ไม่มีไทย / ไทยอยู่ต่ำกว่า"}
SIGN_STATUSES = {"standing": "ติดตั้งอยู่", "changed": "เปลี่ยนแปลงแล้ว", "removed": "รื้อถอนแล้ว"}

CONCEALED = "(ผู้ร้องขอปกปิดชื่อ)"


def lines(office: Office, register: RegisterKind, wanted: RegisterFilter | None = None) -> list[Any]:
    """The lines that are asked for, in the order of the register."""
    with office.register.read() as session:
        return list(read(session, office, register, wanted or RegisterFilter(limit=500)))


def read(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[Any]:
    """The same within a transaction, a line at a time."""
    if not may_see(office, register):
        raise NotAllowedNow("ทะเบียนนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    if register.source == "roll":
        status = None if wanted.status in ("", "all") else wanted.status
        return rolls.read(session, office, register.id, wanted.text, status, wanted.year, wanted.limit, wanted.offset, _bounds(wanted))
    reader: Callable[..., Iterator[Any]] = {
        "permits": _permits,
        "cases": _cases,
        "signs": _signs,
        "properties": _properties,
        "establishments": _establishments,
    }[register.source]
    return reader(session, office, register, wanted)


def years(office: Office, register: RegisterKind) -> list[int]:
    """The years (Buddhist Era) that have lines, the latest first: calendar years of papers, fiscal years of entering a roll."""
    with office.register.read() as session:
        if register.source == "permits":
            permit = models.Permit
            of_series = [permit.series == name for name, _ in register.series]
            found = session.scalars(select(permit.number_year).where(or_(*of_series)).distinct())
        elif register.source == "cases":
            case = models.Case
            found = session.scalars(select(case.number_year).where(case.service.in_(register.services)).distinct())
        elif register.source == "roll":
            row = models.Beneficiary
            first, last = session.execute(
                select(func.min(row.registered_on), func.max(row.registered_on)).where(row.roll == register.id)
            ).one()
            if first is None:
                return []
            return list(range(fiscal_year(last), fiscal_year(first) - 1, -1))
        else:
            return []
        return sorted(found, reverse=True)


def expiring(office: Office, register: RegisterKind) -> dict[str, int]:
    """How many papers of the register end within 30, 60 and 90 days (``within-30`` …), and how many have expired (``expired``)."""
    today = office.today()
    permit = models.Permit.__table__.c
    ends = permit.valid_until
    asked = {f"within-{days}": and_(ends >= today, ends <= today + dt.timedelta(days=days)) for days in SOON}
    asked["expired"] = ends < today
    query = select(*(func.coalesce(func.sum(choose((condition, 1), else_=0)), 0) for condition in asked.values())).where(
        ends <= today + dt.timedelta(days=max(SOON)),
        permit.status == "valid",
        permit.series.in_([name for name, _ in register.series]),
    )
    with office.register.read() as session:
        return dict(zip(asked, map(int, session.execute(query).one()), strict=True))


def expiring_soon(office: Office, days: int = 30) -> int:
    """How many papers of all series end within ``days``: for the first screen, which does without the catalogue."""
    today = office.today()
    permit = models.Permit.__table__.c
    with office.register.read() as session:
        query = select(func.count()).where(
            permit.status == "valid", permit.valid_until >= today, permit.valid_until <= today + dt.timedelta(days=days)
        )
        return session.scalar(query) or 0


def _bounds(wanted: RegisterFilter) -> tuple[dt.date | None, dt.date | None]:
    return wanted.start, wanted.end


# --- papers -----------------------------------------------------------------------------------------------------------------------


def _permits(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[Any]:
    permit, case, today = models.Permit.__table__.c, models.Case.__table__.c, office.today()
    columns = [permit[name] for name in _PERMIT_COLUMNS]
    query: Any = (
        select(*columns, case.number.label("case_number"), case.sensitive, case.service)
        .select_from(models.Permit.__table__.join(models.Case.__table__, case.id == permit.case_id))
        .where(permit.series.in_([wanted.series] if wanted.series else [name for name, _ in register.series]))
        .where(listing.visible_to(office.user))
    )
    if wanted.year is not None:
        query = query.where(permit.number_year == wanted.year)
    query = _between(query, permit.issued_on, wanted)
    if wanted.text.strip():
        hits = index.find(session, wanted.text, limit=listing.SEARCHED, kinds=("permit",), include_sensitive=True)
        query = query.where(permit.id.in_([hit.row_id for hit in hits]))
    condition, by_expiry = _paper_state(wanted.status, permit, today)
    if condition is not None:
        query = query.where(condition)
    order: tuple[Any, ...] = (permit.valid_until.is_(None), permit.valid_until, permit.id.desc()) if by_expiry else (permit.id.desc(),)
    if wanted.series and not by_expiry:  # the order of its numbers is that of the index
        order = (permit.number_year.desc(), permit.number_value.desc())
    if wanted.limit is None:  # a whole register is read in the order of its numbers
        order = (permit.series, permit.number_year, permit.number_value)
    found = session.execute(query.order_by(*order).limit(wanted.limit).offset(wanted.offset).execution_options(yield_per=1_000))
    for row in found:
        yield rows.permit(row, row.case_number, row.sensitive, today, row.service)  # type: ignore[arg-type]


_PERMIT_COLUMNS = (
    "id",
    "series",
    "number",
    "registration_no",
    "type",
    "title",
    "case_id",
    "holder_name",
    "subject",
    "issued_on",
    "valid_until",
    "status",
    "ended_on",
    "ended_as",
    "ended_reason",
    "supersedes_id",
)


def _paper_state(status: str, permit: Any, today: dt.date) -> tuple[ColumnElement[bool] | None, bool]:
    """The condition of a chosen state, and whether its papers are listed by the day they end."""
    holds = and_(permit.status == "valid", or_(permit.valid_until.is_(None), permit.valid_until >= today))
    if status == "valid":
        return holds, True
    if status.startswith("within-"):
        last = today + dt.timedelta(days=int(status.removeprefix("within-")))
        return and_(permit.status == "valid", permit.valid_until >= today, permit.valid_until <= last), True
    if status == "expired":
        return and_(permit.status == "valid", permit.valid_until < today), True
    if status == "ended":
        return permit.status.in_(("superseded", "revoked")), False
    return None, False


def _between(query: Any, day: Any, wanted: RegisterFilter) -> Any:
    if wanted.start is not None:
        query = query.where(day >= wanted.start)
    return query if wanted.end is None else query.where(day <= wanted.end)


# --- requests ---------------------------------------------------------------------------------------------------------------------


def _cases(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[RegisterCase]:
    case = models.Case.__table__.c
    states = {
        "open": ("received", "deficient", "in_progress", "approved"),
        "finished": ("finished",),
        "refused": ("refused",),
        "withdrawn": ("withdrawn", "returned"),
    }
    query: Any = select(*(case[name] for name in _CASE_COLUMNS)).where(case.service.in_(register.services), listing.visible_to(office.user))
    if wanted.status in states:
        query = query.where(case.status.in_(states[wanted.status]))
    if wanted.year is not None:
        query = query.where(case.number_year == wanted.year)
    query = _between(query, case.filed_on, wanted)
    order = (case.id.desc(),) if wanted.limit is not None else (case.number_year, case.number_value)
    query = query.order_by(*order).execution_options(yield_per=500)
    said = _Words(office, register)
    if not wanted.text.strip():
        for row in session.execute(query.limit(wanted.limit).offset(wanted.offset)):
            yield said.line(row)
        return
    # the index knows numbers and names; what a request is about is looked for among the latest ones
    hits = {hit.row_id for hit in index.find(session, wanted.text, limit=listing.SEARCHED, kinds=("case",), include_sensitive=True)}
    words = search_key(wanted.text)
    shown = 0
    for row in session.execute(query.limit(None if wanted.limit is None else max(wanted.limit, _LOOKED_THROUGH))):
        line = said.line(row)
        if row.id in hits or words in search_key(f"{line.subject} {line.detail} {line.more} {line.place}"):
            yield line
            shown += 1
            if shown == wanted.limit:
                return


_LOOKED_THROUGH = 3_000

_CASE_COLUMNS = (
    "id",
    "number",
    "number_year",
    "number_value",
    "service",
    "service_title",
    "applicant_name",
    "status",
    "filed_on",
    "finished_on",
    "answers",
    "official",
    "sensitive",
    "created_by",
)

_TELLING = ("subject", "reason", "purpose", "request", "details", "place", "damage", "area")
"""Answers that tell in a few words what a request is about, the first that was given counts."""


class _Words:
    """What the lines of a register of requests say, from the answers; choices by their labels."""

    def __init__(self, office: Office, register: RegisterKind) -> None:
        self.register = register.id
        self.sees = office.user.role in SEES_SENSITIVE
        self.user = office.user.id
        self.labels: dict[tuple[str, str], dict[str, str]] = {}
        for service_id in register.services:
            for section in office.catalogue.service(service_id).form:
                for field in section.fields:
                    if field.options:
                        self.labels[service_id, field.id] = {option.value: option.label for option in field.options}

    def line(self, row: Any) -> RegisterCase:
        answers: Answers = row.answers
        subject, detail, more, place = getattr(self, f"_{self.register}", self._requests)(row, answers)
        concealed = answers.get("disclosure") == "conceal" and not self.sees and row.created_by != self.user
        amount = (row.official or {}).get("order_amount") or (row.official or {}).get("amount_checked")
        return RegisterCase(
            id=row.id,
            case_id=row.id,
            number=row.number,
            service=row.service,
            service_title=row.service_title,
            applicant=CONCEALED if concealed else row.applicant_name,
            filed_on=row.filed_on,
            status=row.status,
            status_title=STATUS_TITLES[row.status],
            finished_on=row.finished_on,
            subject=subject,
            detail=detail,
            more=more,
            place=place,
            amount=rows.decimal(amount),
            sensitive=row.sensitive,
        )

    def _complaints(self, row: Any, answers: Answers) -> tuple[str, str, str, str]:
        matter = self._label(row.service, answers, "matter") or self._label(row.service, answers, "category")
        return _text(answers.get("subject")), matter, _text(answers.get("place")) or _place(answers.get("place_address")), ""

    def _information(self, row: Any, answers: Answers) -> tuple[str, str, str, str]:
        wanted = next((value for value in answers.values() if isinstance(value, list) and value and isinstance(value[0], dict)), [])
        asked = [_text(item.get("what")) for item in wanted if item.get("what")]
        return "; ".join(asked), _text(answers.get("purpose")), "", ""

    def _pupils(self, row: Any, answers: Answers) -> tuple[str, str, str, str]:
        born = _day(answers.get("birth_date"))
        said = format_short(born) if born is not None else ""
        return _person(answers.get("child")), said, _text(answers.get("school_year")), _text(answers.get("school"))

    def _gratuities(self, row: Any, answers: Answers) -> tuple[str, str, str, str]:
        return _person(answers.get("deceased")) or row.applicant_name, _text(answers.get("position")), _text(answers.get("division")), ""

    def _requests(self, row: Any, answers: Answers) -> tuple[str, str, str, str]:
        said = next((self._label(row.service, answers, name) for name in _TELLING if answers.get(name)), "")
        return (
            said or _place(next((value for value in answers.values() if isinstance(value, dict) and value.get("subdistrict")), None)),
            "",
            "",
            "",
        )

    def _label(self, service: str, answers: Answers, name: str) -> str:
        value = answers.get(name)
        labels = self.labels.get((service, name), {})
        if isinstance(value, list):
            return ", ".join(labels.get(str(each), str(each)) for each in value if not isinstance(each, dict))
        return labels.get(str(value), _text(value))


def _text(value: Any) -> str:
    return " ".join(str(value).split())[:300] if value not in (None, "") and not isinstance(value, dict | list) else ""


def _person(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    return names.full_name(value.get("prefix") or "", value.get("first_name") or "", value.get("last_name") or "")


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    named = (("moo", "หมู่ที่ "), ("subdistrict", "ตำบล"))
    return " ".join(f"{word}{value[part]}" for part, word in named if value.get(part))


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


# --- signs and establishments -----------------------------------------------------------------------------------------------------


def _owner() -> Any:
    """The name of the person or organisation that was joined."""
    person, organisation = models.Person, models.Organisation
    return func.coalesce(organisation.name, full_name(person))


def _signs(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[Any]:
    sign, person, organisation = models.Sign, models.Person, models.Organisation
    owner = _owner()
    query: Any = (
        select(sign, owner)
        .outerjoin(person, person.id == sign.person_id)
        .outerjoin(organisation, organisation.id == sign.organisation_id)
        .order_by(owner, sign.id)
    )
    if wanted.status in ("", "standing"):
        query = query.where(sign.status == "standing")
    elif wanted.status == "gone":
        query = query.where(sign.status != "standing")
    if wanted.start is not None or wanted.end is not None:
        query = _between(query.join(models.Case, models.Case.id == sign.case_id), models.Case.filed_on, wanted)
    query = _like(query, wanted.text, (owner, sign.text, sign.place))
    for row, name in session.execute(query.limit(wanted.limit).offset(wanted.offset).execution_options(yield_per=1_000)):
        view = rows.sign(row, (name or "").strip())
        yield replace(view, kind_title=SIGN_KINDS[view.kind], status_title=SIGN_STATUSES[view.status])


def _properties(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[Any]:
    held, person, organisation = models.Property, models.Person, models.Organisation
    owner = _owner()
    query: Any = (
        select(held, owner)
        .outerjoin(person, person.id == held.person_id)
        .outerjoin(organisation, organisation.id == held.organisation_id)
        .order_by(owner, held.id)
    )
    if wanted.status in ("", "held", "ended"):
        query = query.where(held.status == (wanted.status or "held"))
    query = _like(_between(query, held.since, wanted), wanted.text, (owner, held.name, held.code, held.place))
    uses = properties.use_titles(office.catalogue.service(properties.SERVICE))
    for row, name in session.execute(query.limit(wanted.limit).offset(wanted.offset).execution_options(yield_per=1_000)):
        yield properties.view(row, name or "", uses)


def _establishments(session: Session, office: Office, register: RegisterKind, wanted: RegisterFilter) -> Iterator[Any]:
    row, person, organisation = models.Establishment, models.Person, models.Organisation
    operator = _owner()
    query = (
        select(row, operator)
        .outerjoin(person, person.id == row.person_id)
        .outerjoin(organisation, organisation.id == row.organisation_id)
        .order_by(row.kind, row.name, row.id)
    )
    if wanted.status in ("", "open", "closed"):
        query = query.where(row.status == (wanted.status or "open"))
    query = _like(query, wanted.text, (operator, row.name, row.licence_no, row.place))
    for each, name in session.execute(query.limit(wanted.limit).offset(wanted.offset).execution_options(yield_per=1_000)):
        yield EstablishmentRow(
            id=each.id,
            kind_title=ESTABLISHMENT_TITLES[each.kind],
            name=each.name,
            operator=(name or "").strip(),
            licence_no=each.licence_no,
            place=each.place,
            last_month=each.last_month,
            status=each.status,
            status_title="เลิกแล้ว" if each.status == "closed" else "เปิดกิจการ",
            case_id=each.case_id,
        )


def _like(query: Any, text: str, columns: Sequence[Any]) -> Any:
    wanted = normalise(to_arabic(text))
    if not wanted:
        return query
    like = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return query.where(or_(*(column.like(like, escape="\\") for column in columns)))
