"""Forms being filled in: saved on every change, offered again after a crash or a power cut, gone when the case is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter.views import DraftState
from lsvdesk.register import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office


def save_draft(office: Office, draft: DraftState) -> DraftState:
    """Keep the form exactly as typed. A draft is nobody's record yet, so it leaves no audit entry."""
    saved_at = office.clock.now()
    with office.register.write() as session:
        row = session.get(models.Draft, draft.id)
        if row is None:
            row = models.Draft(id=draft.id, user_id=office.user.id, service=draft.service)
            session.add(row)
        row.title = draft.title[:500]
        row.state = draft.state
        row.saved_at = saved_at
    return DraftState(draft.id, draft.service, draft.title[:500], draft.state, saved_at)


def drafts(office: Office) -> list[DraftState]:
    """The drafts of the person at the desk, the latest first."""
    with office.register.read() as session:
        return drafts_of(session, office.user.id)


def drafts_of(session: Session, user_id: int) -> list[DraftState]:
    """The same within a transaction."""
    draft = models.Draft.__table__.c
    query = select(draft.id, draft.service, draft.title, draft.state, draft.saved_at).where(draft.user_id == user_id)
    return [DraftState(*row) for row in session.execute(query.order_by(draft.saved_at.desc()).limit(50))]


def discard_draft(office: Office, draft_id: str) -> None:
    """Throw a draft away; one that is gone already is no fault."""
    with office.register.write() as session:
        discard(session, draft_id)


def discard(session: Session, draft_id: str) -> None:
    """The same within a transaction."""
    row = session.get(models.Draft, draft_id)
    if row is not None:
        session.delete(row)
