"""A service as plain JSON for people and scripts: what ``lsvdesk catalogue --json`` prints and the public manual is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from lsvdesk.catalogue.answers import ADDRESS_LABELS, PERSON_LABELS, asked_parts
from lsvdesk.catalogue.models import Duration, FeeLine, FormField, Section, Service
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CounterError


def listed(service: Service, parameters: Parameters, on: dt.date) -> dict[str, Any]:
    """``{id, title, department, kind, legal_basis, clock, applicant_cases, fields, documents, steps, fees, outputs, sources, …}``.

    Addresses, persons and tables are listed with their parts as the paper form prints them. A fee's ``amount`` is the rate in force on
    ``on`` as text of baht with two decimals; it is absent where a rule computes it.
    """
    return {
        "id": service.id,
        "title": service.title,
        "department": service.department,
        "kind": service.kind,
        "form_code": service.form_code,
        "place": service.place,
        "legal_basis": [str(each) for each in service.legal_basis],
        "clock": {
            "promise": _duration(service.clock.promise),
            "statutory": None if service.clock.statutory is None else _duration(service.clock.statutory),
            "starts": service.clock.starts,
            "correction_days": service.clock.correction_days,
        },
        "applicant_cases": [each.id for each in service.applicant_cases],
        "conditions": list(service.conditions),
        "fields": list(_fields(service)),
        "documents": [
            {
                "id": each.id,
                "title": each.title,
                "originals": each.originals,
                "copies": each.copies,
                "unit": each.unit,
                "when": each.when,
                "condition": each.condition,
                "optional": each.optional,
                "issuer": each.issuer,
                "note": each.note,
            }
            for each in service.documents
        ],
        "steps": [{"title": each.title, "role": each.role, "time": _duration(each.time), "note": each.note} for each in service.steps],
        "fees": [_fee(each, parameters, on) for each in service.fees],
        "benefits": [{"item": each.item, "rule": each.rule, "when": each.when, "note": each.note} for each in service.benefits],
        "outputs": [{"type": each.type, "title": each.title} for each in service.outputs],
        "sources": list(service.sources),
    }


def _duration(duration: Duration) -> dict[str, Any]:
    return {"value": float(duration.value), "unit": duration.unit}


def _fields(service: Service) -> Iterator[dict[str, Any]]:
    for section in service.form:
        for field in section.fields:
            when = " and ".join(f"({each})" for each in (section.when, field.when) if each) or None
            yield _field(field.id, field.label, field, section, when)
            if field.type in ("address", "person"):
                for part in asked_parts(field):
                    yield _field(f"{field.id}.{part}", _part_label(field, part), field, section, when)
            for column in field.columns:
                yield _field(f"{field.id}.{column.id}", column.label, column, section, column.when or when)


def _part_label(field: FormField, part: str) -> str:
    """As forms print it: the whole before a part of an address, after a part of a person's name."""
    if field.type == "address":
        return f"{field.prefix}{ADDRESS_LABELS[part]}"
    return f"{PERSON_LABELS[part]} ({field.prefix.strip()})" if field.prefix else PERSON_LABELS[part]


def _field(name: str, label: str, field: FormField, section: Section, when: str | None) -> dict[str, Any]:
    return {
        "id": name,
        "label": label,
        "type": field.type,
        "section": section.section,
        "stage": section.stage,
        "required": field.required,
        "when": when,
        "unit": field.unit,
        "options": [option.label for option in field.options],
        "source": field.source,
    }


def _fee(fee: FeeLine, parameters: Parameters, on: dt.date) -> dict[str, Any]:
    shown: dict[str, Any] = {"item": fee.item, "unit": fee.unit, "note": fee.note, "rate": fee.rate, "rule": fee.rule}
    if fee.free:
        shown["amount"] = "0.00"
    elif fee.rate is not None:
        try:
            shown["amount"] = f"{parameters.at(fee.rate, on).value:.2f}"
        except CounterError as error:
            shown["note"] = error.message
    return shown
