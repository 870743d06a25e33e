"""What conditions are evaluated against: the answers of one case, typed, with hidden fields read as not answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from lsvdesk.catalogue import conditions
from lsvdesk.catalogue.conditions import View, holds
from lsvdesk.catalogue.models import FormField, Service


@dataclass(frozen=True)
class Context:
    """One case as the wizard or a rule sees it.

    ``answers`` is plain JSON: dates ISO (Gregorian), decimals text, ticks bool, choices a list, a table a list of row dicts, address and
    person dicts of text, a file field a list of attachment ids. ``case`` is the id of the applicant case, ``applicant_kind``
    ``individual`` or ``juristic``; ``agent`` is true where somebody files for the applicant.
    """

    service: Service
    case: str = ""
    applicant_kind: str = ""
    agent: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    today: dt.date = field(default_factory=dt.date.today)

    def answering(self, answers: Mapping[str, Any]) -> Context:
        """The same with other answers."""
        return replace(self, answers=answers)


def typed(field_: FormField, raw: Any) -> Any:
    """A JSON answer as conditions read it: Decimal, int, date, bool, text, list, rows; ``None`` where it is absent or not readable."""
    if field_.type == "tick":
        return raw is True
    if raw is None or raw == "":
        return None
    if field_.type in ("number", "money", "integer", "computed"):
        return _decimal(raw)
    if field_.type == "date":
        return _date(raw)
    if field_.type in ("choices", "file"):
        return list(raw) if isinstance(raw, list | tuple) else []
    if field_.type == "table":
        rows = raw if isinstance(raw, list | tuple) else []
        return [View(row_values(field_, row)) for row in rows if isinstance(row, Mapping)]
    if field_.type in ("address", "person"):
        return View(raw) if isinstance(raw, Mapping) else None
    return str(raw)


def row_values(table: FormField, row: Mapping[str, Any]) -> dict[str, Any]:
    """The typed cells of a row, its computed columns included."""
    cells = {column.id: typed(column, row.get(column.id, column.default)) for column in table.columns if column.type != "computed"}
    for column in table.columns:
        if column.formula is not None:
            cells[column.id] = rounded(column, conditions.value(column.formula, {"row": cells}))
    return cells


def rounded(field_: FormField, value: Any) -> Any:
    """A computed number at the places of its field."""
    return value.quantize(Decimal(1).scaleb(-field_.places), rounding=ROUND_HALF_UP) if isinstance(value, Decimal) else value


def environment(ctx: Context) -> dict[str, Any]:
    """Names and values for :mod:`.conditions`: every answer typed, computed fields filled, hidden fields as if not answered."""
    service = ctx.service
    answers: dict[str, Any] = {}
    for section in service.form:
        for each in section.fields:
            if each.type != "computed":
                answers[each.id] = typed(each, ctx.answers.get(each.id, each.default))
    env = {"answers": answers, "case": ctx.case, "applicant": ctx.applicant_kind, "agent": ctx.agent, "today": ctx.today}
    for section in service.form:
        shown = holds(section.when, env)
        for each in section.fields:
            if not shown or not holds(each.when, env):
                answers[each.id] = None
            elif each.formula is not None:
                answers[each.id] = rounded(each, conditions.value(each.formula, env))
    return env


def _decimal(raw: Any) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _date(raw: Any) -> dt.date | None:
    if isinstance(raw, dt.date):
        return raw
    try:
        return dt.date.fromisoformat(str(raw))
    except ValueError:
        return None
