"""When a case counts as pending, ended or standing still on a day: the same in every figure and list of the month."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from lsvdesk.counter.views import OPEN_STATUSES
from lsvdesk.register.models import Case, Deficiency, Forwarding

METHODS = {"cash": "เงินสด", "transfer": "เงินโอน", "cheque": "เช็ค"}
"""Payment methods in the order of the columns, as workbooks name them."""

HIDDEN = "(ปกปิดชื่อ)"
"""Stands for a name, a subject or a reason of a sensitive service."""


def ended_on() -> ColumnElement[dt.date | None]:
    """The day a case ended; NULL while it is open."""
    return case(
        (Case.status.in_(OPEN_STATUSES), None),
        else_=func.coalesce(Case.finished_on, Case.decided_on, Case.filed_on),
    )


def pending_at(day: dt.date) -> ColumnElement[bool]:
    """Cases that were open at the end of ``day``."""
    ended = ended_on()
    return and_(Case.filed_on <= day, or_(ended.is_(None), ended > day))


def standing_still(day: dt.date) -> ColumnElement[bool]:
    """Cases whose clocks stood still at the end of ``day``: a deficiency record was open."""
    return (
        select(Deficiency.id)
        .where(
            Deficiency.case_id == Case.id,
            Deficiency.opened_on <= day,
            or_(Deficiency.closed_on.is_(None), Deficiency.closed_on > day),
        )
        .exists()
    )


def done_on() -> ColumnElement[dt.date | None]:
    """The day the office's part was done, which its clocks are held to; NULL before. A tax is the payer's matter from the day the payer
    was told of it, a request that is sent on the other office's (the same as :func:`lsvdesk.counter.clocks.stopped_on`)."""
    told = and_(Case.kind == "tax", Case.decided_on.is_not(None))
    return case((told, Case.decided_on), else_=func.coalesce(first_sent_on(), Case.finished_on))


def first_sent_on() -> ColumnElement[dt.date]:
    """The day a case was first sent on to another office; NULL where it never was."""
    return select(func.min(Forwarding.sent_on)).where(Forwarding.case_id == Case.id).correlate(Case).scalar_subquery()


def awaiting_answer(day: dt.date) -> ColumnElement[bool]:
    """Cases that were with another office at the end of ``day``."""
    answered_later = or_(Forwarding.answered_on.is_(None), Forwarding.answered_on > day)
    return select(Forwarding.id).where(Forwarding.case_id == Case.id, Forwarding.sent_on <= day, answered_later).correlate(Case).exists()


def ours(day: dt.date) -> ColumnElement[bool]:
    """The clocks of the case were running for the office at the end of ``day``."""
    done = done_on()
    return and_(~standing_still(day), or_(done.is_(None), done > day))
