"""The first screen: what waits, what is due, what is overdue, today's takings. A few queries; the catalogue is not needed for it.

Tables are asked here, not mapped classes: what SQLAlchemy does once to set the mapped classes up would come before the first figures.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy import case as choose

from lsvdesk.counter import closing, drafts, listing
from lsvdesk.counter.views import CaseRow, TodayView
from lsvdesk.money import to_baht
from lsvdesk.register import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

SOON = 3
"""Days ahead that count as due soon."""
ENDING = 30
"""Days ahead in which a paper that ends is worth a word."""
SHOWN = 100
"""Cases listed of each sort; the counts are of all."""

WAITING = ("received", "in_progress", "approved")

case = models.Case.__table__.c
LISTED = [
    case[column]
    for column in (
        "id",
        "number",
        "service",
        "service_version",
        "service_title",
        "department",
        "kind",
        "applicant_name",
        "status",
        "filed_on",
        "complete_on",
        "promise_due",
        "statutory_due",
        "decided_on",
        "finished_on",
        "forwarded_on",
        "due_satang",
        "paid_satang",
        "sensitive",
    )
]
"""What a line in a list shows and its clocks need."""


def today(office: Office) -> TodayView:
    """What the person at the desk needs to see first, as of the day the office's clock says."""
    on = office.today()
    with office.register.read() as session:
        waiting, due_soon, overdue = (
            _cases(session, office, condition)
            for condition in (_waiting(), _due_between(on, on + dt.timedelta(days=SOON)), _due_before(on))
        )
        deficient = _cases(session, office, case.status == "deficient")
        forwarded = _cases(session, office, _away())
        money = _money(session, on)
        return TodayView(
            on=on,
            waiting=waiting,
            due_soon=due_soon,
            overdue=overdue,
            deficient=deficient,
            forwarded=tuple(sorted(forwarded, key=lambda row: (row.answer_by or dt.date.max, row.id))),
            counts=_counts(session, office, on),
            drafts=tuple(drafts.drafts_of(session, office.user.id)),
            day_closed=closing.is_closed(session, on),
            unclosed_days=tuple(closing.unclosed(session, on - dt.timedelta(days=1))),
            **money,
        )


def _due() -> ColumnElement[dt.date]:
    """The nearer of the two due dates."""
    return choose((case.statutory_due < case.promise_due, case.statutory_due), else_=case.promise_due)


def _away() -> ColumnElement[bool]:
    """Another office has it."""
    return and_(case.status.in_(WAITING), case.forwarded_on.is_not(None))


def _waiting() -> ColumnElement[bool]:
    return and_(case.status.in_(WAITING), case.forwarded_on.is_(None))


def _ours() -> ColumnElement[bool]:
    """The clock is the office's: once a payer has been told of the tax, it is the payer's time that runs, and once a request was sent on
    the other office's."""
    return and_(_waiting(), or_(case.kind != "tax", case.decided_on.is_(None)), ~listing.was_sent())


def _due_between(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    return and_(_ours(), _due() >= first, _due() <= last)


def _due_before(day: dt.date) -> ColumnElement[bool]:
    return and_(_ours(), _due() < day)


def _cases(session: Session, office: Office, condition: ColumnElement[bool]) -> tuple[CaseRow, ...]:
    query = select(*LISTED).where(condition, listing.visible_to(office.user)).order_by(_due().is_(None), _due(), case.id).limit(SHOWN)
    return tuple(listing.case_rows(session, office, session.execute(query).all()))


def _counts(session: Session, office: Office, on: dt.date) -> dict[str, int]:
    visible = listing.visible_to(office.user)

    def number(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(choose((condition, 1), else_=0)), 0)

    soon = on + dt.timedelta(days=SOON)
    permit = models.Permit.__table__.c
    ending = select(func.count()).where(
        permit.status == "valid", permit.valid_until >= on, permit.valid_until <= on + dt.timedelta(days=ENDING)
    )
    row = session.execute(
        select(
            number(_waiting()),
            number(_due_between(on, soon)),
            number(_due_before(on)),
            number(case.status == "deficient"),
            number(_away()),
            select(func.count()).where(case.filed_on == on, visible).scalar_subquery(),
            select(func.count()).where(case.finished_on == on, case.status == "finished", visible).scalar_subquery(),
            ending.scalar_subquery(),
        ).where(case.status.in_((*WAITING, "deficient")), visible)
    ).one()
    names = ("waiting", "due_soon", "overdue", "deficient", "forwarded", "filed_today", "finished_today", "ending")
    return {name: int(value) for name, value in zip(names, row, strict=True)}


def _money(session: Session, on: dt.date) -> dict[str, Any]:
    receipt = models.Receipt.__table__.c
    query = select(receipt.status, receipt.method, func.count(), func.sum(receipt.total_satang))
    by_method: dict[str, Any] = {}
    valid = voided = 0
    for status, method, count, total in session.execute(query.where(receipt.issued_on == on).group_by(receipt.status, receipt.method)):
        if status == "void":
            voided += count
        else:
            valid += count
            by_method[method] = to_baht(int(total))
    return {
        "takings": sum(by_method.values(), to_baht(0)),
        "takings_by_method": by_method,
        "receipts_today": valid,
        "voided_today": voided,
    }
