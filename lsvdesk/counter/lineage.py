"""Where a case stands among others: the paper it starts from, the papers its own took the place of, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter import listing, reading, rows
from lsvdesk.counter.views import CaseRow, PermitRow
from lsvdesk.register import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office


@dataclass(frozen=True)
class Following:
    """A case that starts from a paper of this one; ``permits`` are what it gave out, none while it is not decided."""

    case: CaseRow
    permits: tuple[PermitRow, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """``before``: the paper the case starts from, then what that one took the place of, the latest first. ``following``: the cases that
    start from the papers of this case, in the order they were filed. Cases the user may not see are left out."""

    before: tuple[PermitRow, ...] = ()
    following: tuple[Following, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.before or self.following)


_LONGEST = 20
"""So many papers back; a yearly licence is followed for as many years."""


def lineage(office: Office, case_id: int) -> Lineage:
    """The neighbours of a case, each with the id of its case. Raises as ``cases.case`` does."""
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        return Lineage(_before(session, office, case), _following(session, office, case))


def _before(session: Session, office: Office, case: models.Case) -> tuple[PermitRow, ...]:
    found: list[PermitRow] = []
    next_id = case.earlier_permit_id
    while next_id is not None and len(found) < _LONGEST:
        permit = session.get_one(models.Permit, next_id)
        seen = _shown(session, office, [permit])
        if not seen:
            break
        found += seen
        next_id = permit.supersedes_id
    return tuple(found)


def _following(session: Session, office: Office, case: models.Case) -> tuple[Following, ...]:
    own = select(models.Permit.id).where(models.Permit.case_id == case.id)
    query = select(models.Case).where(models.Case.earlier_permit_id.in_(own), listing.visible_to(office.user))
    later = session.scalars(query.order_by(models.Case.id).limit(_LONGEST)).all()
    if not later:
        return ()
    given = session.scalars(
        select(models.Permit).where(models.Permit.case_id.in_([row.id for row in later])).order_by(models.Permit.id)
    ).all()
    shown = _shown(session, office, given)
    return tuple(
        Following(line, tuple(permit for permit in shown if permit.case_id == line.id))
        for line in listing.case_rows(session, office, later)
    )


def _shown(session: Session, office: Office, permits: Sequence[models.Permit]) -> list[PermitRow]:
    """The papers as they stand today, without those of cases that are none of the user's business."""
    cases = select(models.Case).where(models.Case.id.in_([permit.case_id for permit in permits]), listing.visible_to(office.user))
    of = {case.id: case for case in session.scalars(cases)}
    today = office.today()
    return [
        rows.permit(permit, case.number, case.sensitive, today, case.service)
        for permit in permits
        if (case := of.get(permit.case_id)) is not None
    ]
