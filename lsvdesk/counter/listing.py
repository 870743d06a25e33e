"""Cases in lists: a handful of queries however many there are, and only those the person at the desk may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import defer

from lsvdesk.counter import clocks, definitions, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.views import OPEN_STATUSES, CaseFilter, CaseRow, UserView
from lsvdesk.register import models
from lsvdesk.register import search as index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

SEARCHED = 2_000
"""So many of the cases that fit a typed text are looked at by the other conditions of a filter."""


def visible_to(user: UserView) -> ColumnElement[bool]:
    """The condition that keeps sensitive cases from those who have no need of them; see :func:`lsvdesk.counter.actions.may_see`."""
    if user.role in SEES_SENSITIVE:
        return true()
    case = models.Case.__table__.c
    return or_(case.sensitive.is_(False), case.created_by == user.id)


def filtered(session: Session, office: Office, wanted: CaseFilter) -> list[CaseRow]:
    """The cases that fit, the latest first."""
    case = models.Case
    query = select(case).where(visible_to(office.user))
    if wanted.status is not None:
        query = query.where(in_state(wanted.status))
    if wanted.open_only:
        query = query.where(case.status.in_(OPEN_STATUSES))
    if wanted.service is not None:
        query = query.where(case.service == wanted.service)
    if wanted.department is not None:
        query = query.where(case.department == wanted.department)
    if wanted.filed_from is not None:
        query = query.where(case.filed_on >= wanted.filed_from)
    if wanted.filed_to is not None:
        query = query.where(case.filed_on <= wanted.filed_to)
    if wanted.text.strip():
        hits = index.find(session, wanted.text, limit=SEARCHED, kinds=("case",), include_sensitive=True)
        query = query.where(case.id.in_([hit.row_id for hit in hits]))
    query = query.options(defer(case.answers)).order_by(case.id.desc()).limit(wanted.limit).offset(wanted.offset)
    return case_rows(session, office, list(session.scalars(query)))


def case_rows(session: Session, office: Office, cases: Sequence[Any]) -> list[CaseRow]:
    """The rows of ``cases`` (mapped, or lines of their table) with the days they have left and where they were sent on: three more
    queries, however many cases."""
    running = [case for case in cases if case.status in OPEN_STATUSES and case.promise_due is not None]
    units = definitions.clock_units(session, office, {case.service_version for case in running})
    holidays = office_settings.holidays_of(session) if running else frozenset()
    today, sent = office.today(), sendings(session) if any(case.status in OPEN_STATUSES for case in cases) else {}
    found = []
    for case in cases:
        last = sent.get(case.id)
        units_of = units.get(case.service_version)
        left = clocks.days_left(case, today, units_of, holidays, last.sent_on if last is not None else None)
        found.append(rows.case(case, left, last, today))
    return found


def sendings(session: Session) -> dict[int, rows.Sending]:
    """How the open cases that were sent on to another office were; tables are asked, so that the first screen needs no mapped class."""
    sent, case = models.Forwarding.__table__.c, models.Case.__table__.c
    query = (
        select(sent.case_id, sent.sent_on, sent.answer_by, sent.outcome)
        .join(models.Case.__table__, case.id == sent.case_id)
        .where(case.status.in_(OPEN_STATUSES))
        .order_by(sent.id)
    )
    found: dict[int, rows.Sending] = {}
    for row in session.execute(query):
        first = found[row.case_id].sent_on if row.case_id in found else row.sent_on
        found[row.case_id] = rows.Sending(first, row.answer_by, row.outcome)
    return found


def in_state(state: str) -> ColumnElement[bool]:
    """The condition of cases that lists show in this state; see :attr:`lsvdesk.counter.views.CaseRow.state`."""
    case, sent = models.Case.__table__.c, models.Forwarding.__table__.c
    if state not in (*OPEN_STATUSES, "forwarded", "answered"):
        return case.status == state
    open_ = case.status.in_(OPEN_STATUSES)
    if state == "forwarded":
        return and_(open_, case.forwarded_on.is_not(None))
    last = select(sent.outcome).where(sent.case_id == case.id).order_by(sent.id.desc()).limit(1).correlate(models.Case.__table__)
    told = func.coalesce(last.scalar_subquery(), "").in_(("approved", "refused"))
    if state == "answered":
        return and_(open_, case.forwarded_on.is_(None), told)
    return and_(case.status == state, case.forwarded_on.is_(None), ~told)


def was_sent() -> ColumnElement[bool]:
    """The condition of cases that were sent on to another office at any time: their clocks have ended."""
    case, sent = models.Case.__table__.c, models.Forwarding.__table__.c
    return select(sent.id).where(sent.case_id == case.id).correlate(models.Case.__table__).exists()
