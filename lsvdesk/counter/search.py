"""The search box: people, organisations, cases, receipts and permits by any part of a name, id, phone or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.views import SearchHit
from lsvdesk.register import models
from lsvdesk.register import search as index

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office


def search(office: Office, text: str, limit: int = 20) -> list[SearchHit]:
    """What fits ``text``, the best first; sensitive cases only for the roles that need them."""
    with office.register.read() as session:
        hits = index.find(session, text, limit=limit, include_sensitive=office.user.role in SEES_SENSITIVE)
        receipts = [hit.row_id for hit in hits if hit.kind == "receipt"]
        permits = [hit.row_id for hit in hits if hit.kind == "permit"]
        cases: dict[tuple[str, int], int | None] = {}
        if receipts:
            query = select(models.Receipt.id, models.Receipt.case_id).where(models.Receipt.id.in_(receipts))
            cases |= {("receipt", row_id): case_id for row_id, case_id in session.execute(query)}
        if permits:
            of_permits = select(models.Permit.id, models.Permit.case_id).where(models.Permit.id.in_(permits))
            cases |= {("permit", row_id): case_id for row_id, case_id in session.execute(of_permits)}
    return [
        SearchHit(
            hit.kind,
            hit.row_id,
            hit.title,
            hit.subtitle,
            hit.row_id if hit.kind == "case" else cases.get((hit.kind, hit.row_id)),
            hit.sensitive,
        )
        for hit in hits
    ]
