"""Answers that a rule cannot do without: each is held against its own field of the form before anything is calculated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FormField, Service
from lsvdesk.errors import FieldFault, InvalidAnswers

_NUMBERS = frozenset({"number", "integer", "money"})


def require(service: Service, answers: Mapping[str, Any], on: dt.date, needed: Iterable[str]) -> None:
    """Raise InvalidAnswers unless every needed field is answered within its bounds. Of a table only that it has rows."""
    faults: list[FieldFault] = []
    for name in needed:
        field, value = _field(service, name), answers.get(name)
        rows = field.type == "table" and isinstance(value, list) and all(isinstance(row, Mapping) for row in value)
        if not rows:
            faults.extend(faults_of(field, value, on))
        elif not value:
            faults.extend(faults_of(field, None, on))
    if faults:
        raise InvalidAnswers(faults)


def sizes(service: Service, answers: Mapping[str, Any], on: dt.date) -> None:
    """Raise InvalidAnswers where a number that was answered is none, or lies outside its bounds: a fee of so much for each paper does not
    depend on the depth of a pit, but nobody should be told a fee for a pit of minus one metre."""
    faults = [
        fault
        for section in service.form
        for field in section.fields
        if field.type in _NUMBERS and answers.get(field.id) is not None
        for fault in faults_of(field, answers[field.id], on)
    ]
    if faults:
        raise InvalidAnswers(faults)


def day(value: Any) -> dt.date | None:
    """A normalised date answer; None where it is not answered."""
    return dt.date.fromisoformat(str(value)) if value else None


def _field(service: Service, name: str) -> FormField:
    found = next(field for section in service.form for field in section.fields if field.id == name)
    return found if found.required else found.model_copy(update={"required": True})
