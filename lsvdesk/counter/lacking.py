"""What would be missing if a request were filed with these documents: the rule of :mod:`.checklist` before there is a case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lsvdesk.counter import checklist
from lsvdesk.counter.views import DeficiencyItem, Handed
from lsvdesk.register import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lsvdesk.catalogue.models import RequiredDocument


def lacking(documents: Sequence[RequiredDocument], handed: Mapping[str, Handed]) -> list[DeficiencyItem]:
    """Required documents that are not handed in as asked, worded as a two-party record says them; in the order of the checklist.

    Raises CounterError ``document-count`` where a number is absurd.
    """
    rows = [
        models.CaseDocument(
            document=each.id,
            title=each.title,
            originals=each.originals,
            copies=each.copies,
            optional=each.optional,
            status="awaited",
            originals_received=0,
            copies_received=0,
            note="",
        )
        for each in documents
    ]
    known = {row.document for row in rows}
    checklist.take_in(rows, {name: given for name, given in handed.items() if name in known}, dt.date.min)
    return list(checklist.missing_items(rows))
