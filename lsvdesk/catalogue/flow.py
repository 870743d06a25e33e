"""The wizard without a window: which pages, sections, fields and documents a case has, what is computed, and what is still wrong.

Everything is a pure function of a service and a :class:`Context`. The window shows what these return and nothing else. Sections of a
later ``stage`` (officer, committee, executive) are no part of the wizard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lsvdesk.catalogue import conditions
from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.answers import asked_parts, normalise
from lsvdesk.catalogue.conditions import holds
from lsvdesk.catalogue.context import Context, environment, row_values
from lsvdesk.catalogue.models import Advice, FormField, RequiredDocument, Section, Service
from lsvdesk.errors import FieldFault

__all__ = [
    "Context",
    "PageKey",
    "advice",
    "applicable_documents",
    "asked_parts",
    "computed",
    "filed",
    "next_page",
    "normalise",
    "pages",
    "previous_page",
    "proposed",
    "validate",
    "visible_columns",
    "visible_fields",
    "visible_sections",
]


@dataclass(frozen=True)
class PageKey:
    """A page of the wizard; ``section`` is the index of the form's section on a ``section`` page."""

    kind: Literal["applicant", "section", "documents", "fees", "review"]
    title: str
    section: int | None = None


def pages(service: Service) -> list[PageKey]:
    """Every page the wizard of this service can have, in order; hidden sections are skipped by :func:`next_page`."""
    found = [PageKey("applicant", "ผู้ยื่นคำขอ")]
    for index, section in enumerate(service.form):
        if section.stage == "applicant" and any(_asked(field) for field in section.fields):
            found.append(PageKey("section", section.section, index))
    if service.documents:
        found.append(PageKey("documents", "เอกสารหลักฐาน"))
    if any(not fee.free for fee in service.fees):
        found.append(PageKey("fees", "ภาษี" if service.kind == "tax" else "ค่าธรรมเนียม"))
    found.append(PageKey("review", "ตรวจทานและยื่น"))
    return found


def next_page(service: Service, ctx: Context, current: PageKey | None) -> PageKey | None:
    """The page after ``current`` that has something to show (``None`` starts; after the last one ``None`` is returned)."""
    return _neighbour(service, ctx, current, pages(service))


def previous_page(service: Service, ctx: Context, current: PageKey) -> PageKey | None:
    """The page before ``current`` that has something to show; ``None`` on the first."""
    return _neighbour(service, ctx, current, pages(service)[::-1])


def _neighbour(service: Service, ctx: Context, current: PageKey | None, order: list[PageKey]) -> PageKey | None:
    rest = order if current is None else order[order.index(current) + 1 :]
    env = environment(ctx)
    for page in rest:
        if page.kind == "section" and page.section is not None and not _shown_fields(service.form[page.section], env):
            continue
        return page
    return None


# --- what is shown ----------------------------------------------------------------------------------------------------------------


def visible_sections(service: Service, ctx: Context) -> list[Section]:
    """Sections with at least one field to show."""
    env = environment(ctx)
    return [section for section in service.form if _shown_fields(section, env)]


def visible_fields(service: Service, ctx: Context, section: str | None = None) -> list[FormField]:
    """Fields to show, computed ones included; of one section where its heading is given. Fields with a ``source`` are not asked."""
    env = environment(ctx)
    return [field for each in service.form if section in (None, each.section) for field in _shown_fields(each, env)]


def visible_columns(service: Service, ctx: Context, table: str, row: Mapping[str, Any]) -> list[FormField]:
    """Columns of a table that this row uses; the others are shown empty and closed. Raises KeyError for an unknown table."""
    field = next((each for section in service.form for each in section.fields if each.id == table), None)
    if field is None:
        raise KeyError(table)
    return _row_columns(field, row, environment(ctx))


def applicable_documents(service: Service, ctx: Context) -> list[RequiredDocument]:
    """The checklist of this case: only the documents that apply to it."""
    env = environment(ctx)
    return [document for document in service.documents if holds(document.when, env)]


def advice(service: Service, ctx: Context) -> list[Advice]:
    """What to tell the clerk about these answers; never a refusal."""
    env = environment(ctx)
    return [each for each in service.advice if holds(each.when, env)]


def _row_columns(table: FormField, row: Mapping[str, Any], env: Mapping[str, Any]) -> list[FormField]:
    here = dict(env) | {"row": row_values(table, row)}
    return [column for column in table.columns if holds(column.when, here)]


def _asked(field: FormField) -> bool:
    return field.source is None


def _shown_fields(section: Section, env: Mapping[str, Any]) -> list[FormField]:
    if section.stage != "applicant" or not holds(section.when, env):
        return []
    return [field for field in section.fields if _asked(field) and holds(field.when, env)]


# --- values -----------------------------------------------------------------------------------------------------------------------


def proposed(service: Service, ctx: Context) -> dict[str, Any]:
    """Answers a fresh form opens with: defaults and ``initial`` values."""
    env = environment(ctx)
    answers: dict[str, Any] = normalise(service, {})
    for section in service.form:
        for field in section.fields:
            if field.initial is not None and section.stage == "applicant" and _asked(field):
                value = conditions.value(field.initial, env)
                if value is not None:
                    answers[field.id] = value.isoformat() if hasattr(value, "isoformat") else value
    return normalise(service, answers)


def computed(service: Service, ctx: Context) -> dict[str, Any]:
    """Computed values by field id (``partnership_capital``) and by cell (``signs[0].area_cm2``): Decimal, or None where not yet known."""
    env = environment(ctx)
    result: dict[str, Any] = {}
    for section in service.form:
        for field in section.fields:
            if field.formula is not None:
                result[field.id] = env["answers"][field.id]
            if field.type == "table":
                formulas = [column.id for column in field.columns if column.formula is not None]
                for index, row in enumerate(env["answers"][field.id] or []):
                    result |= {f"{field.id}[{index}].{name}": getattr(row, name) for name in formulas}
    return result


def filed(service: Service, ctx: Context) -> dict[str, Any]:
    """The answers as a case keeps them: normalised, without what is hidden from this case."""
    answers = normalise(service, ctx.answers)
    env = environment(ctx.answering(answers))
    kept: dict[str, Any] = {}
    for section in service.form:
        for field in _shown_fields(section, env):
            if field.id in answers:
                kept[field.id] = _kept_rows(field, answers[field.id], env) if field.type == "table" else answers[field.id]
    return kept


def _kept_rows(table: FormField, rows: Any, env: Mapping[str, Any]) -> Any:
    if not isinstance(rows, list):
        return rows
    kept = []
    for row in rows:
        if isinstance(row, Mapping):
            columns = {column.id for column in _row_columns(table, row, env)}
            row = {cell: value for cell, value in row.items() if cell in columns}
        kept.append(row)
    return kept


# --- faults -----------------------------------------------------------------------------------------------------------------------


def validate(service: Service, ctx: Context, section: str | None = None) -> list[FieldFault]:
    """Every fault of what was typed, in reading order; of one section where its heading is given.

    Field ids: ``shop_name``; a cell ``signs[0].width_cm`` (rows count from 0); a part ``head_office.province``. Hidden fields are not
    checked. Ids that the form does not have are refused (when the whole form is checked).
    """
    answers = normalise(service, ctx.answers)
    settled = ctx.answering(answers)
    env = environment(settled)
    found: list[FieldFault] = []
    shown: set[str] = set()
    for each in service.form:
        if section not in (None, each.section):
            continue
        for field in _shown_fields(each, env):
            shown.add(field.id)
            if field.type != "computed":
                found.extend(_field_faults(field, answers.get(field.id), settled, env))
    if section is None:
        known = {field.id: each.stage for each in service.form for field in each.fields}
        for name in answers:
            if name not in known:
                found.append(FieldFault(name, "unknown-field", f"แบบฟอร์มนี้ไม่มีช่อง “{str(name)[:60]}”"))
            elif known[name] != "applicant":
                found.append(FieldFault(name, "officer-field", f"ช่อง “{name}” เจ้าหน้าที่เป็นผู้กรอกเมื่อพิจารณา ไม่ได้รับตอนยื่นคำขอ: นำออก"))
    wrong = {fault.field for fault in found}
    for refusal in service.refuse:
        if refusal.field in shown and refusal.field not in wrong and holds(refusal.when, env):
            found.append(FieldFault(refusal.field, "refused", refusal.message))
    return found


def _field_faults(field: FormField, value: Any, ctx: Context, env: Mapping[str, Any]) -> Iterator[FieldFault]:
    if field.type == "table" and value is not None:
        yield from _table_faults(field, value, ctx, env)
    else:
        yield from faults_of(field, value, ctx.today)
        if field.type == "table" and value is None and field.min_rows and not field.required:
            yield FieldFault(field.id, "too-few-rows", f"“{field.label}” ต้องมีอย่างน้อย {field.min_rows} รายการ")


def _table_faults(field: FormField, rows: Any, ctx: Context, env: Mapping[str, Any]) -> Iterator[FieldFault]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        yield FieldFault(field.id, "type", f"“{field.label}” ต้องเป็นตาราง")
        return
    if len(rows) < field.min_rows:
        yield FieldFault(field.id, "too-few-rows", f"“{field.label}” ต้องมีอย่างน้อย {field.min_rows} รายการ ขณะนี้มี {len(rows)} รายการ")
    if len(rows) > field.max_rows:
        message = f"“{field.label}” มีได้ไม่เกิน {field.max_rows} รายการ ขณะนี้มี {len(rows)} รายการ: แยกยื่นเป็นหลายคำขอ"
        yield FieldFault(field.id, "too-many-rows", message)
    for index, row in enumerate(rows):
        yield from _row_faults(field, row, index, ctx, env)


def _row_faults(table: FormField, row: Mapping[str, Any], index: int, ctx: Context, env: Mapping[str, Any]) -> Iterator[FieldFault]:
    here = dict(env) | {"row": row_values(table, row)}
    columns = {column.id for column in table.columns}
    wrong: set[str] = set()
    for column in table.columns:
        if column.type == "computed" or not holds(column.when, here):
            continue
        for fault in faults_of(column, row.get(column.id), ctx.today, f"{table.id}[{index}].{column.id}"):
            wrong.add(column.id)
            yield FieldFault(fault.field, fault.code, f"รายการที่ {index + 1}: {fault.message}")
    for name in row:
        if name not in columns:
            yield FieldFault(f"{table.id}[{index}].{name}", "unknown-field", f"ตาราง “{table.label}” ไม่มีคอลัมน์ “{str(name)[:60]}”")
    for refusal in table.refuse:
        if refusal.field not in wrong and holds(refusal.when, here):
            yield FieldFault(f"{table.id}[{index}].{refusal.field}", "refused", f"รายการที่ {index + 1}: {refusal.message}")
