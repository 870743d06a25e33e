"""What was answered on a form, as people read it: labels and words instead of ids and codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import flow, officials
from lsvdesk.counter import computing, definitions, reading, rows
from lsvdesk.errors import CounterError
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.thai.names import full_name
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField, Service
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import LineRow
    from lsvdesk.register import models

Sections = list[tuple[str, list[tuple[str, str]]]]


def definition(office: Office, case_id: int) -> Service:
    """The service as it stood when the case was filed. Raises as ``cases.case`` does."""
    with office.register.read() as session:
        return definitions.pinned(session, office, reading.load(session, office, case_id))


def answer_sections(office: Office, case_id: int) -> Sections:
    """The form of a case as it was filed: (heading, [(label, words)]), only what applies to the case. Raises as ``cases.case`` does."""
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        service = definitions.pinned(session, office, case)
        ctx = computing.context(service, case.applicant_case, case.agent_id is not None, case.answers, case.filed_on)
        answers = {**case.answers, **flow.computed(service, ctx)}
        found: Sections = []
        for section in flow.visible_sections(service, ctx):
            rows = [(field.label, words(field, answers.get(field.id))) for field in flow.visible_fields(service, ctx, section.section)]
            if rows:
                found.append((section.section, rows))
        return found + _official_sections(case, service)


def _official_sections(case: models.Case, service: Service) -> Sections:
    """What officer, committee and executive wrote, part by part; parts that nobody filled in are left out."""
    found: Sections = []
    for section in officials.parts(service):
        written = [(field.label, words(field, case.official[field.id])) for field in section.fields if field.id in case.official]
        if written:
            found.append((section.section, written))
    return found


def entitlement(office: Office, case_id: int) -> tuple[LineRow, ...]:
    """What the applicant of a case is entitled to be paid, as of the day it was filed; nothing where an answer for it is missing."""
    parameters, holidays = office.catalogue.parameters, office.catalogue.holidays
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        service = definitions.pinned(session, office, case)
        question = computing.Question(
            service, case.applicant_case, case.agent_id is not None, case.answers, case.filed_on, case.filed_on, holidays
        )
        try:
            return tuple(rows.computed_line(line) for line in computing.entitled(question, parameters))
        except CounterError:
            return ()


def words(field: FormField, value: Any) -> str:
    """One answer in words; empty where nothing was answered."""
    if field.type == "tick":
        return "ใช่" if value is True else "ไม่ใช่"
    if value is None or value in ("", [], {}):
        return ""
    if field.type == "choice":
        return next((option.label for option in field.options if option.value == value), str(value))
    if field.type == "choices":
        return ", ".join(option.label for option in field.options if option.value in value)
    if field.type == "date":
        return format_long(dt.date.fromisoformat(str(value)), thai_digits=False)
    if field.type in ("integer", "number", "money", "computed"):
        return _number(field, value)
    if field.type in ("citizen_id", "juristic_id"):
        return format_id(str(value))
    if field.type == "phone":
        return format_phone(str(value))
    if field.type == "address" and isinstance(value, Mapping):
        return format_address(value)
    if field.type == "person" and isinstance(value, Mapping):
        return _person(value)
    if field.type == "table":
        return "\n".join(f"{number}) {_row(field, row)}" for number, row in enumerate(value, start=1))
    if field.type == "file":
        return f"{len(value)} ไฟล์"
    return str(value)


def _row(table: FormField, row: Mapping[str, Any]) -> str:
    cells = ((column.label, words(column, row.get(column.id))) for column in table.columns if column.type != "tick" or row.get(column.id))
    return " · ".join(f"{label}: {text}" for label, text in cells if text)


def _person(value: Mapping[str, Any]) -> str:
    name = full_name(value.get("prefix") or "", value.get("first_name") or "", value.get("last_name") or "")
    parts = [name]
    if value.get("citizen_id"):
        parts.append(format_id(str(value["citizen_id"])))
    if value.get("phone"):
        parts.append(format_phone(str(value["phone"])))
    return " · ".join(part for part in parts if part)


def _number(field: FormField, value: Any) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if field.type == "integer":
        text = str(value) if field.unit in ("", "พ.ศ.") and 2400 <= number <= 2700 else format_number(number)  # a year has no separators
    else:
        places = 2 if field.type == "money" else max(-int(number.normalize().as_tuple().exponent), 0)
        text = format_number(number, places)
    unit = "บาท" if field.type == "money" and not field.unit else field.unit
    return f"{text} {unit}".strip()
