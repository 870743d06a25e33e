"""The parts of a form that officials fill in at the decision: officer's opinion, committee, executive's order.

They are kept apart from what the citizen answered, but typed, checked and kept by the same rules: :func:`as_form` turns the service round,
so that the officials' parts are the ones asked, and everything of :mod:`.flow` and of the wizard serves them too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import flow

if TYPE_CHECKING:
    from lsvdesk.catalogue.context import Context
    from lsvdesk.catalogue.models import Section, Service
    from lsvdesk.errors import FieldFault

STAGES = ("officer", "committee", "executive")
"""In the order they write."""
OPINIONS = ("officer", "committee")
"""Those who write before the decision."""


def parts(service: Service, stages: Collection[str] = STAGES) -> tuple[Section, ...]:
    """The officials' sections that belong to the decision, in the order of the form.

    Sections of which nothing is printed are no part of it: what the office notes later (the end of an entitlement) or hands out.
    """
    return tuple(section for section in service.form if section.stage in stages and _of_the_decision(section))


def as_form(service: Service, stages: Collection[str] = STAGES) -> Service:
    """The service with the officials' parts as the ones that are asked, and nothing else asked; every field keeps its name and conditions.

    Answers for it are the citizen's and the officials' together.
    """
    wanted = {id(section) for section in parts(service, stages)}
    form = tuple(section.model_copy(update={"stage": "applicant" if id(section) in wanted else "officer"}) for section in service.form)
    return service.model_copy(update={"form": form, "refuse": (), "documents": (), "fees": (), "benefits": ()})


def faults(service: Service, ctx: Context, stages: Collection[str] = STAGES) -> list[FieldFault]:
    """What is wrong in the officials' parts, in reading order; ``ctx`` has the citizen's and the officials' answers."""
    turned = as_form(service, stages)
    here = _turned(turned, ctx)
    found: list[FieldFault] = []
    for heading in dict.fromkeys(section.section for section in turned.form if section.stage == "applicant"):
        found.extend(flow.validate(turned, here, heading))
    return found


def filed(service: Service, ctx: Context, stages: Collection[str] = STAGES) -> dict[str, Any]:
    """What the officials wrote as a case keeps it: read and repaired, without what is hidden."""
    turned = as_form(service, stages)
    kept = flow.filed(turned, _turned(turned, ctx))
    return {name: value for name, value in kept.items() if value is not None}


def fields(service: Service, stages: Collection[str] = STAGES) -> set[str]:
    """The ids of the fields that are asked."""
    return {field.id for section in parts(service, stages) for field in section.fields if field.source is None and field.type != "computed"}


def _of_the_decision(section: Section) -> bool:
    return any(field.printed for field in section.fields) and any(field.source is None for field in section.fields)


def _turned(turned: Service, ctx: Context) -> Context:
    return replace(ctx, service=turned)
