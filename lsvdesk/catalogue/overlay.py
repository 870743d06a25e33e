"""An office's own view of a service laid over the standard definition."""

from __future__ import annotations

from typing import Any

from lsvdesk.catalogue.models import LocalService, OfficeProfile, RequiredDocument, Service


def merged(service: Service, local: LocalService, profile: OfficeProfile) -> Service:
    """``service`` as the office of ``profile`` offers it: what ``local`` gives replaces the standard definition's.

    Local documents come first, in the order of the office's manual, then those of ``standard_documents`` in the standard order.
    """
    changes: dict[str, Any] = {}
    for name in ("title", "department", "conditions", "steps", "fees"):
        given = getattr(local, name)
        if given is not None:
            changes[name] = given
    clock = {name: given for name in ("promise", "statutory") if (given := getattr(local, name)) is not None}
    if clock:
        changes["clock"] = service.clock.model_copy(update=clock)
    if local.documents is not None:
        own = {document.id for document in local.documents}
        kept = tuple(d for d in service.documents if d.id in local.standard_documents and d.id not in own)
        changes["documents"] = local.documents + kept
    if local.added_documents or local.dropped_documents:
        changes["documents"] = _adjusted(changes.get("documents", service.documents), local)
    department = profile.departments.get(changes.get("department", service.department))
    changes["place"] = local.place or (department.title if department else "")
    if local.notes:
        changes["notes"] = service.notes + local.notes
    return service.model_copy(update=changes)


def _adjusted(standing: tuple[RequiredDocument, ...], local: LocalService) -> tuple[RequiredDocument, ...]:
    """The documents that stand without the dropped ones; an added one takes the place of its namesake or comes last."""
    own = {document.id: document for document in local.added_documents}
    kept = tuple(own.pop(document.id, document) for document in standing if document.id not in local.dropped_documents)
    return kept + tuple(own.values())
