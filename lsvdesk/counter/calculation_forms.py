"""The part of a form that an amount rests on: what the fees name, what the rules read (lsvdesk.rules.reads), and what decides whether
those are asked at all. Names, addresses and attachments are no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.catalogue.conditions import mentioned
from lsvdesk.rules.reads import ASKED_AS_DAYS, DAYS, OPTIONAL, read_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lsvdesk.catalogue.models import FormField, Refusal, Section, Service
    from lsvdesk.rules.reads import Day


def has_amount(service: Service) -> bool:
    """Whether anything is taken or paid: a service without a fee, or whose fees are all waived by law, has nothing to calculate."""
    return bool(service.benefits) or any(not fee.free for fee in service.fees)


def days_of(service: Service) -> tuple[Day, ...]:
    """The days that change the amount of a service beside the day of filing, in the order they happen."""
    order: tuple[Day, ...] = ("officer_noticed_on", "notified_on", "warned_on", "paid_on")
    found = {day for fee in service.fees for day in DAYS.get(fee.rule or "", ())}
    return tuple(day for day in order if day in found)


def whole(service: Service) -> Service:
    """The service with what officials fill in asked like the rest: whoever calculates knows what the officer found."""
    form = tuple(section.model_copy(update={"stage": "applicant"}) for section in service.form)
    return service.model_copy(update={"form": form})


def calculation_form(service: Service, *, every: bool = False) -> Service:
    """The service with only the fields that the amount rests on; ``every``: the others too, none of them required."""
    needed = _needed(service)
    sections = [_section(section, needed, every) for section in service.form]
    kept = {field.id for section in sections for field in section.fields}
    names = kept | {f"{field.id}.{column.id}" for section in sections for field in section.fields for column in field.columns}
    return service.model_copy(
        update={
            "form": tuple(section for section in sections if section.fields) or service.form[:0],
            "refuse": tuple(each for each in service.refuse if each.field in kept and _known(each, names, "")),
        }
    )


def needed_fields(service: Service) -> frozenset[str]:
    """The ids of the fields, and of the columns as ``table.column``, that the amount rests on."""
    return frozenset(_needed(service))


# ---------------------------------------------------------------------------------------------------------------- what is needed


def _needed(service: Service) -> dict[str, bool]:
    """Field or ``table.column`` → whether the form's own "required" is kept."""
    fields = {field.id: (section, field) for section in service.form for field in section.fields if field.source is None}
    needed: dict[str, bool] = {}

    def need(names: Iterable[str]) -> None:
        for name in names:
            plain = name.removesuffix(OPTIONAL)
            head, _, column = plain.partition(".")
            if head not in fields or head in ASKED_AS_DAYS or plain in needed:
                continue
            section, field = fields[head]
            if column and column not in {each.id for each in field.columns}:
                continue
            needed[plain] = name == plain and section.stage == "applicant"
            if column:
                need((head,))
                need(_looked_at(next(each for each in field.columns if each.id == column), head))
            else:
                need(_answers(mentioned(section.when)))
                need(_looked_at(field, ""))

    for fee in service.fees:
        if not fee.free:
            need(_answers(mentioned(fee.when) | (mentioned(fee.quantity) if fee.rate else frozenset())))
            need(read_by(fee.rule or "", service))
    for benefit in service.benefits:
        need(_answers(mentioned(benefit.when)))
        need(read_by(benefit.rule, service))
    for name, (_, field) in fields.items():  # a table of which only the number of rows counts still has rows to be typed
        if name in needed and field.columns and not any(f"{name}.{column.id}" in needed for column in field.columns):
            need(f"{name}.{column.id}" for column in field.columns if column.required)
    return needed


def _looked_at(field: FormField, table: str) -> list[str]:
    return [*_answers(mentioned(field.when), table), *_answers(mentioned(field.formula), table)]


def _answers(names: Iterable[str], table: str = "") -> list[str]:
    """``answers.action`` → action; ``row.use`` of a table → parcels.use; ``signs.kind`` as it is."""
    found = []
    for name in sorted(names):
        base, _, attribute = name.partition(".")
        if base == "answers":
            found.append(attribute)
        elif base == "row":
            found.append(f"{table}.{attribute}")
        elif base not in ("applicant", "case", "agent"):
            found.append(name)
    return found


# ---------------------------------------------------------------------------------------------------------------- the form


def _section(section: Section, needed: dict[str, bool], every: bool) -> Section:
    fields = [
        _field(field, needed, every)
        for field in section.fields
        if field.source is None
        and field.id not in ASKED_AS_DAYS
        and (field.id in needed or (every and section.stage == "applicant" and field.type != "file") or _worked_out(field, needed, ""))
    ]
    return section.model_copy(update={"stage": "applicant", "fields": tuple(fields), "when": _when(section.when)})


def _field(field: FormField, needed: dict[str, bool], every: bool) -> FormField:
    wanted = needed.get(field.id, False)
    update: dict[str, object] = {"required": field.required and wanted, "when": _when(field.when)}
    if field.id not in needed:
        update |= {"min_rows": 0, "columns": tuple(column.model_copy(update={"required": False}) for column in field.columns)}
    elif field.columns:
        columns = tuple(
            column.model_copy(update={"required": column.required and needed.get(f"{field.id}.{column.id}", False)})
            for column in field.columns
            if f"{field.id}.{column.id}" in needed or (every and column.type != "file") or _worked_out(column, needed, field.id)
        )
        names = {*needed, *(f"{field.id}.{column.id}" for column in columns)}
        update |= {"columns": columns, "refuse": tuple(each for each in field.refuse if _known(each, names, field.id))}
    return field.model_copy(update=update)


def _worked_out(field: FormField, needed: dict[str, bool], table: str) -> bool:
    """A computed value all of whose parts are there: it shows that the sizes were typed rightly."""
    parts = _answers(mentioned(field.formula), table)
    return bool(parts) and all(part in needed for part in parts)


def _when(expression: str | None) -> str | None:
    """A condition on a day that is asked beside the form is taken as met."""
    return None if any(name in ASKED_AS_DAYS for name in _answers(mentioned(expression))) else expression


def _known(refusal: Refusal, names: Iterable[str], table: str) -> bool:
    known = set(names)
    place = f"{table}.{refusal.field}" if table else refusal.field
    return place in known and all(name in known for name in _answers(mentioned(refusal.when), table))
