"""What a definition says without its source having been seen: marked so until the office confirms it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Advice, FormField, Option, Output, Service

PREFIX = "ยังไม่ยืนยัน:"
"""A note of a definition that begins so is a fact to be confirmed."""

MOST_CHOICES = 6
"""More unsure choices of one field than this are held against their source as one list."""

Kind = Literal["note", "option", "advice", "validity"]


@dataclass(frozen=True)
class Fact:
    """One thing to be held against its source; ``key`` stays the same while the wording does."""

    key: str
    kind: Kind
    text: str
    where: str = ""
    """The field or paper it stands at."""
    reference: str = ""


def facts(service: Service) -> tuple[Fact, ...]:
    """Everything unconfirmed in a definition, in its own order: choices of the form, advice, validity of papers, notes."""
    return tuple(_facts(service))


def _facts(service: Service) -> Iterator[Fact]:
    for section in service.form:
        for field in section.fields:
            for each in (field, *field.columns):
                yield from _of_options(each)
    for advice in service.advice:
        if advice.confidence != "confirmed":
            yield _of_advice(advice)
    for output in service.outputs:
        if output.validity is not None and output.validity.confidence != "confirmed":
            yield _of_validity(output)
    for note in service.notes:
        if note.startswith(PREFIX):
            text = note.removeprefix(PREFIX).strip()
            yield Fact(_key("note", text), "note", text)


def with_confirmed(service: Service, keys: Collection[str]) -> Service:
    """The service with those facts confirmed; notes keep their words."""
    changes: dict[str, Any] = {}
    if any(key.startswith("option-") for key in keys):
        changes["form"] = tuple(
            section.model_copy(update={"fields": tuple(_sure_field(field, keys) for field in section.fields)}) for section in service.form
        )
    if any(key.startswith("advice-") for key in keys):
        changes["advice"] = tuple(
            each.model_copy(update={"confidence": "confirmed"}) if _of_advice(each).key in keys else each for each in service.advice
        )
    if any(key.startswith("validity-") for key in keys):
        changes["outputs"] = tuple(_sure_output(each, keys) for each in service.outputs)
    return service.model_copy(update=changes) if changes else service


def _sure_field(field: FormField, keys: Collection[str]) -> FormField:
    if not field.options and not field.columns:
        return field
    together = {fact.key for fact in _of_options(field)}
    whole = sum(option.confidence != "confirmed" for option in field.options) > MOST_CHOICES and bool(together & set(keys))
    options = tuple(
        each.model_copy(update={"confidence": "confirmed"}) if whole or _of_option(field, each).key in keys else each
        for each in field.options
    )
    return field.model_copy(update={"options": options, "columns": tuple(_sure_field(column, keys) for column in field.columns)})


def _sure_output(output: Output, keys: Collection[str]) -> Output:
    if output.validity is None or _of_validity(output).key not in keys:
        return output
    return output.model_copy(update={"validity": output.validity.model_copy(update={"confidence": "confirmed"})})


def _of_options(field: FormField) -> Iterator[Fact]:
    """Each unsure choice of a field; where there are many, all of them as one."""
    unsure = [option for option in field.options if option.confidence != "confirmed"]
    if len(unsure) <= MOST_CHOICES:
        yield from (_of_option(field, option) for option in unsure)
        return
    said = "|".join(f"{option.value}={option.label}" for option in unsure)
    text = f"ตัวเลือกของ “{field.label}” {len(unsure)} รายการ: {unsure[0].label} … {unsure[-1].label}"
    references = dict.fromkeys(option.reference for option in unsure if option.reference)
    yield Fact(_key("option", f"{field.id}|{said}"), "option", text, field.label, ", ".join(list(references)[:3]))


def _of_option(field: FormField, option: Option) -> Fact:
    text = f"{option.label} ({option.hint})" if option.hint else option.label
    return Fact(_key("option", f"{field.id}|{option.value}|{text}"), "option", text, field.label, option.reference)


def _of_advice(advice: Advice) -> Fact:
    return Fact(_key("advice", f"{advice.message}|{advice.reference}"), "advice", advice.message, "", advice.reference)


def _of_validity(output: Output) -> Fact:
    validity = output.validity
    assert validity is not None
    lengths = ((validity.years, "ปี"), (validity.months, "เดือน"), (validity.days, "วัน"))
    length = next(
        (f"{value} {unit}" if value.isdigit() else f"ตามที่คำนวณเป็น{unit} ({value})" for value, unit in lengths if value), "สิ้นปีปฏิทิน"
    )
    text = f"อายุของ{output.title}: {'ถึง' if validity.until else ''}{length}{' นับต่อจากฉบับเดิม' if validity.from_earlier else ''}"
    return Fact(_key("validity", f"{text}|{validity.reference}"), "validity", text, output.title, validity.reference)


def _key(kind: Kind, said: str) -> str:
    return f"{kind}-{hashlib.sha256(said.encode('utf-8')).hexdigest()[:12]}"
