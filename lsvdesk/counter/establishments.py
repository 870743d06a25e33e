"""The register of establishments whose keepers file a return every month: hotels, fuel stations, tobacco shops (อบจ. levies).

It is kept from the returns as they are assessed: whoever is new is entered, whoever is known stands at the last month that was filed. So
the next return can start from it, and it can be said whose return of a month is missing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from lsvdesk.counter import journal
from lsvdesk.counter.actions import require_role
from lsvdesk.counter.views import EstablishmentRow
from lsvdesk.errors import CounterError
from lsvdesk.register import models
from lsvdesk.register.names import full_name
from lsvdesk.rules import pao
from lsvdesk.thai.dates import ERA, format_short
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import Answers

KINDS = {"hotel-guest-fee": "hotel", "fuel-retail-levy": "fuel", "tobacco-retail-levy": "tobacco"}
"""Service → the kind of establishment it keeps a register of."""
KIND_TITLES = {"hotel": "โรงแรม", "fuel": "สถานค้าปลีกน้ำมัน", "tobacco": "สถานค้าปลีกยาสูบ"}
STATUS_TITLES = {"open": "เปิดกิจการ", "closed": "เลิกแล้ว"}
STANDS = ("name", "licence_no", "place", "rooms", "product", "sticks_per_pack")
"""Columns of a return that the next one starts from; quantities are the month's own."""
ENDED = ("withdrawn", "returned", "refused")


# ---------------------------------------------------------------------------------------------------------------- use cases


def list_establishments(office: Office, kind: str | None = None, text: str = "", *, closed: bool = False) -> list[EstablishmentRow]:
    """The register by kind and name; ``text`` is any part of a name, licence, place or operator. Closed ones only where asked for."""
    row, operator = models.Establishment, _operator()
    query = _with_operator(select(row, operator))
    if kind is not None:
        query = query.where(row.kind == kind)
    if not closed:
        query = query.where(row.status == "open")
    wanted = normalise(text)
    if wanted:
        like = f"%{_escaped(wanted)}%"
        query = query.where(or_(*(column.like(like, escape="\\") for column in (row.name, row.licence_no, row.place, operator))))
    with office.register.read() as session:
        return [_view(each, name) for each, name in session.execute(query.order_by(row.kind, row.name, row.id))]


def close_establishment(office: Office, establishment_id: int, on: dt.date, reason: str) -> EstablishmentRow:
    """The establishment has closed: no return is awaited for the months after. Raises CounterError ``unknown-establishment``,
    ``already-closed``, ``date`` (a day to come), ``reason``; NotAllowedNow."""
    require_role("assess", office.user)
    why = normalise(reason)
    if len(why) < 3:
        raise CounterError("กรุณาระบุเหตุที่ปิดสถานประกอบการให้ตรวจสอบได้ภายหลัง", code="reason", field="reason")
    if on > office.today():
        raise CounterError("วันที่เลิกกิจการต้องไม่หลังวันนี้ กรุณาแก้ไขวันที่", code="date", field="on")
    with office.register.write() as session:
        row = session.get(models.Establishment, establishment_id)
        if row is None:
            raise CounterError("ไม่พบสถานประกอบการนี้ในทะเบียน", code="unknown-establishment")
        if row.status == "closed":
            when = f" เมื่อวันที่ {format_short(row.closed_on)}" if row.closed_on else ""
            raise CounterError(f"“{row.name}” เลิกกิจการไปแล้ว{when}", code="already-closed")
        row.status, row.closed_on = "closed", on
        journal.audited(session, office, "establishment.closed", "establishment", row.id, on=on.isoformat(), reason=why)
        session.flush()
        name = session.scalar(_with_operator(select(_operator())).where(models.Establishment.id == row.id))
        return _view(row, name)


def missing_returns(office: Office, month: dt.date) -> list[EstablishmentRow]:
    """Establishments of which no return was filed for ``month`` (any day of it): those entered with a return of that month or before, and
    not closed before it ended. By kind and name."""
    first = month.replace(day=1)
    row = models.Establishment
    query = _with_operator(select(row, _operator())).order_by(row.kind, row.name, row.id)
    query = query.where(or_(row.status == "open", row.closed_on >= _after(first)))
    with office.register.read() as session:
        filed = _filed(session, first)
        entered = {case.id: pao.month_of(case.answers) for case in _entering(session)}
        found = []
        for each, name in session.execute(query):
            since = entered.get(each.case_id)
            if each.last_month and since is not None and since <= first and (each.kind, _key(each)) not in filed:
                found.append(_view(each, name))
        return found


# ---------------------------------------------------------------------------------------------------------------- kept from returns


def enter(session: Session, case: models.Case, answers: Answers) -> None:
    """Bring the register in line with a return: its establishments are entered or found again, and stand at their last month.

    A row of the same name and place is the same establishment; one that had been closed is open again where the month is a later one. What
    an earlier assessment of the same case had brought in and no longer stands in the form is closed.
    """
    kind = KINDS.get(case.service)
    month = pao.month_of(answers)
    if kind is None or month is None:
        return
    known = {_key(row): row for row in _of_operator(session, kind, case.person_id, case.organisation_id)}
    named: set[str] = set()
    for given in answers.get(pao.TABLE) or []:
        key = _row_key(given)
        named.add(key)
        row = known.get(key)
        if row is None:
            row = models.Establishment(
                kind=kind,
                name=str(given["name"])[:300],
                licence_no=str(given.get("licence_no") or "")[:80],
                person_id=case.person_id,
                organisation_id=case.organisation_id,
                place=str(given.get("place") or ""),
                case_id=case.id,
                last_month="",
                status="open",
            )
            session.add(row)
            known[key] = row
        row.licence_no = str(given.get("licence_no") or row.licence_no)[:80]
        if row.closed_on is None or not row.last_month or month > row.closed_on:  # the last return of a closed one does not open it again
            row.status, row.closed_on = "open", None
    session.flush()
    _recount(session, case, known.values())


def strike_out_of(session: Session, case: models.Case) -> None:
    """The return was withdrawn or given back: what it alone had brought in is closed, the others stand at their last month again."""
    kind = KINDS.get(case.service)
    if kind is not None:
        _recount(session, case, _of_operator(session, kind, case.person_id, case.organisation_id))


def as_answers(session: Session, service: str, person_id: int | None, organisation_id: int | None, today: dt.date) -> Answers:
    """What the next return of an operator starts from: the rows of the last one without their quantities, whatever else stands in the
    register, and the month after; empty for somebody new."""
    kind = KINDS[service]
    case = models.Case
    owner = case.person_id == person_id if person_id is not None else case.organisation_id == organisation_id
    query = select(case).where(owner, case.service == service, case.status.not_in(ENDED))
    last = max(session.scalars(query), key=lambda each: (pao.month_of(each.answers) or dt.date.min, each.id), default=None)
    standing = {_key(row): row for row in _of_operator(session, kind, person_id, organisation_id) if row.status == "open"}
    rows: list[dict[str, Any]] = []
    for given in (last.answers.get(pao.TABLE) or []) if last is not None else []:
        if _row_key(given) in standing:
            rows.append({name: given[name] for name in STANDS if given.get(name) not in (None, "")})
    named = {_row_key(row) for row in rows}
    for key, row in standing.items():
        if key not in named:
            rows.append({name: value for name in ("name", "licence_no", "place") if (value := getattr(row, name))})
    if not rows:
        return {}
    filed = pao.month_of(last.answers) if last is not None else None
    following = _after(filed) if filed is not None else (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    return {pao.TABLE: rows, "month": f"{following.month:02d}", "year": following.year + ERA}


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _recount(session: Session, case: models.Case, rows: Iterable[models.Establishment]) -> None:
    """Where each of an operator's establishments stands, from the returns that hold."""
    owner = models.Case.person_id == case.person_id if case.person_id is not None else models.Case.organisation_id == case.organisation_id
    query = select(models.Case).where(owner, models.Case.service == case.service, models.Case.status.not_in(ENDED))
    months: dict[str, list[tuple[dt.date, int]]] = {}
    for each in session.scalars(query):
        month = pao.month_of(each.answers)
        for given in each.answers.get(pao.TABLE) or []:
            if month is not None:
                months.setdefault(_row_key(given), []).append((month, each.id))
    for row in rows:
        held = sorted(months.get(_key(row), []))
        row.last_month = held[-1][0].strftime("%Y-%m") if held else ""
        if held:
            row.case_id = held[0][1]  # the return of the first month: from then on one is awaited
        elif row.case_id == case.id and row.status == "open":
            row.status, row.closed_on = "closed", case.finished_on or case.filed_on
    session.flush()


def _filed(session: Session, month: dt.date) -> set[tuple[str, str]]:
    """Kind and key of every establishment of which a return of ``month`` holds. It cannot have been filed before the month began."""
    case = models.Case
    query = select(case).where(case.service.in_(KINDS), case.filed_on >= month, case.status.not_in(ENDED))
    found = set()
    for each in session.scalars(query):
        if pao.month_of(each.answers) == month:
            found |= {(KINDS[each.service], _row_key(given)) for given in each.answers.get(pao.TABLE) or []}
    return found


def _entering(session: Session) -> Iterable[models.Case]:
    return session.scalars(select(models.Case).where(models.Case.id.in_(select(models.Establishment.case_id))))


def _of_operator(session: Session, kind: str, person_id: int | None, organisation_id: int | None) -> list[models.Establishment]:
    row = models.Establishment
    owner = row.person_id == person_id if person_id is not None else row.organisation_id == organisation_id
    return list(session.scalars(select(row).where(owner, row.kind == kind).order_by(row.id)))


def _key(row: models.Establishment) -> str:
    return _same(row.name, row.place)


def _row_key(given: Mapping[str, Any]) -> str:
    return _same(str(given.get("name") or ""), str(given.get("place") or ""))


def _same(name: str, place: str) -> str:
    return "|".join("".join(normalise(part).split()).casefold() for part in (name, place))


def _after(month: dt.date) -> dt.date:
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _operator() -> Any:
    person, organisation = models.Person, models.Organisation
    return func.coalesce(organisation.name, full_name(person))


def _with_operator(query: Select[Any]) -> Select[Any]:
    row, person, organisation = models.Establishment, models.Person, models.Organisation
    return (
        query.select_from(row).outerjoin(person, person.id == row.person_id).outerjoin(organisation, organisation.id == row.organisation_id)
    )


def _view(row: models.Establishment, operator: str | None) -> EstablishmentRow:
    return EstablishmentRow(
        id=row.id,
        kind_title=KIND_TITLES[row.kind],
        name=row.name,
        operator=(operator or "").strip(),
        licence_no=row.licence_no,
        place=row.place,
        last_month=row.last_month,
        status=row.status,
        status_title=STATUS_TITLES[row.status],
        case_id=row.case_id,
        kind=row.kind,
        closed_on=row.closed_on,
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
