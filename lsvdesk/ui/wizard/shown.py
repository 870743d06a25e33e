"""A form as it is read: every answer in words, section by section. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lsvdesk.errors import CounterError
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.thai.names import full_name
from lsvdesk.ui.wizard import state as wizard

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField, Service
    from lsvdesk.ui.wizard.state import Typed, WizardState


class Shown(NamedTuple):
    """A heading with its labels and values."""

    heading: str
    values: tuple[tuple[str, str], ...]


def applicant(service: Service, state: WizardState) -> Shown:
    """Who applies, and who comes in their place."""
    case = wizard.applicant_case(service, state)
    values: list[tuple[str, str]] = []
    if len(service.applicant_cases) > 1:
        values.append(("ผู้ยื่นเป็น", case.title))
    if case.applicant == "juristic":
        organisation = state.organisation
        values += [
            ("ชื่อ", str(organisation.get("name", ""))),
            ("ประเภท", str(organisation.get("kind", ""))),
            ("เลขทะเบียนนิติบุคคล", _id(organisation.get("juristic_id"))),
            ("ผู้มีอำนาจลงนาม", str(organisation.get("representative", ""))),
            ("โทรศัพท์", _phone(organisation.get("phone"))),
            ("ที่อยู่", _address(organisation.get("address"))),
            ("อีเมล", str(organisation.get("email", ""))),
        ]
    else:
        values += _person(state.person, ("birth_date", "nationality", "email"))
    if state.has_agent:
        agent = _person(state.agent, ())
        values += [(f"ผู้รับมอบอำนาจ: {label}" if at else "ผู้รับมอบอำนาจ", value) for at, (label, value) in enumerate(agent)]
        values.append(("อำนาจที่มอบ", state.agent_authority))
    return Shown("ผู้ยื่นคำขอ", tuple((label, value) for label, value in values if value))


def details(service: Service, state: WizardState, today: dt.date) -> list[Shown]:
    """The answered fields of every section that applies; required ones that are empty stand there empty."""
    from lsvdesk.catalogue import flow

    ctx = wizard.context(service, state, today)
    answers = flow.normalise(service, state.answers)
    ctx = ctx.answering(answers)
    computed = flow.computed(service, ctx)
    found = []
    for section in flow.visible_sections(service, ctx):
        values: list[tuple[str, str]] = []
        for field in flow.visible_fields(service, ctx, section.section):
            if field.type == "table":
                values += _rows(field, answers.get(field.id), computed)
            elif field.type == "file":
                values += [(field.label, ", ".join(Path(path).name for path in state.files.get(field.id, [])))]
            else:
                value = computed.get(field.id) if field.type == "computed" else answers.get(field.id)
                values.append((field.label, value_text(field, value)))
        kept = tuple((label, value) for label, value in values if value)
        if kept:
            found.append(Shown(section.section, kept))
    return found


def value_text(field: FormField, value: Any) -> str:
    """One answer in words, as the case page will show it; what could not be read stands as typed."""
    from lsvdesk.counter.shown import words

    if value in (None, "", [], {}, False):
        return ""
    try:
        return words(field, value)
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        return " ".join(str(value).split())


def _rows(field: FormField, rows: Any, computed: Mapping[str, Any]) -> list[tuple[str, str]]:
    from lsvdesk.ui.wizard.records import row_word

    found = []
    for at, row in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(row, dict):
            continue
        parts = []
        for column in field.columns:
            value = computed.get(f"{field.id}[{at}].{column.id}") if column.type == "computed" else row.get(column.id)
            text = value_text(column, value)
            if text:
                parts.append(f"{column.label} {text}" if column.type in ("integer", "number", "money", "date", "computed") else text)
        found.append((f"{row_word(field)}ที่ {at + 1}", " · ".join(parts)))
    return found


def _person(typed: Typed, more: tuple[str, ...]) -> list[tuple[str, str]]:
    name = full_name(typed.get("prefix", ""), typed.get("first_name", ""), typed.get("last_name", ""))
    born = str(typed.get("birth_date") or "")
    if born:
        with suppress(CounterError):
            born = format_long(wizard.read_day(born), thai_digits=False)
    values = [
        ("ชื่อ", name),
        ("เลขประจำตัวประชาชน", _id(typed.get("citizen_id"))),
        ("วันเกิด", born if "birth_date" in more else ""),
        ("โทรศัพท์", _phone(typed.get("phone"))),
        ("ที่อยู่", _address(typed.get("address"))),
        ("สัญชาติ", str(typed.get("nationality", "")) if "nationality" in more else ""),
        ("อีเมล", str(typed.get("email", "")) if "email" in more else ""),
    ]
    return [(label, value) for label, value in values if value]


def _id(value: Any) -> str:
    return format_id(str(value)) if value else ""


def _phone(value: Any) -> str:
    return format_phone(str(value)) if value else ""


def _address(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    return format_address({part: str(text) for part, text in value.items() if text})
