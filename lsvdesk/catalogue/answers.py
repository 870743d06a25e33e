"""What was typed, made into answers (:func:`normalise`): numbers, dates and ids read, text repaired. Checking is :mod:`.answer_faults`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.models import AddressPart, FormField, PersonPart, Service
from lsvdesk.errors import CounterError
from lsvdesk.thai import identifiers, names, numerals
from lsvdesk.thai.dates import parse_date

ADDRESS_LABELS: Mapping[str, str] = {
    "house_no": "บ้านเลขที่",
    "village": "หมู่บ้าน/อาคาร",
    "moo": "หมู่ที่",
    "soi": "ตรอก/ซอย",
    "road": "ถนน",
    "subdistrict": "ตำบล/แขวง",
    "district": "อำเภอ/เขต",
    "province": "จังหวัด",
    "postcode": "รหัสไปรษณีย์",
}
PERSON_LABELS: Mapping[str, str] = {
    "prefix": "คำนำหน้า",
    "first_name": "ชื่อ",
    "last_name": "นามสกุล",
    "citizen_id": "เลขประจำตัวประชาชน",
    "phone": "โทรศัพท์",
}


def asked_parts(field: FormField) -> tuple[str, ...]:
    """The parts of an address or person that are asked, in the order they are typed."""
    every: tuple[str, ...] = (AddressPart if field.type == "address" else PersonPart).__args__  # type: ignore[attr-defined]
    return tuple(part for part in every if part in field.parts) if field.parts else every


# --- typed text to answers --------------------------------------------------------------------------------------------------------


def normalise(service: Service, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they are filed: numbers, dates and ids read from what was typed (Thai or Arabic digits), text repaired, empty values
    and computed or taken-over fields left out, defaults filled in (``None`` where one was emptied). What cannot be read stays as typed,
    for ``validate`` to name; so do unknown ids. Doing it twice changes nothing."""
    fields = {field.id: field for section in service.form for field in section.fields}
    later = {field.id for section in service.form if section.stage != "applicant" for field in section.fields}
    result: dict[str, Any] = {}
    for name, raw in answers.items():
        field = fields.get(name)
        if field is None:
            result[name] = raw
        elif field.type != "computed" and field.source is None:
            value = _normal(field, raw)
            if value is not None or field.default is not None:
                result[name] = value  # a default that was emptied stays empty: None
    for field in fields.values():
        if field.id not in answers and field.default is not None and field.id not in later:
            result[field.id] = _normal(field, field.default)
    return result


def _normal(field: FormField, raw: Any) -> Any:
    if raw is None or raw == "" or raw == [] or raw == {}:
        return None
    return _READERS.get(field.type, _text)(field, raw)


def _text(field: FormField, raw: Any) -> Any:
    return names.normalise(str(raw)).replace("️", "") or None if isinstance(raw, str | int | Decimal) else raw


def _long_text(field: FormField, raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    return "\n".join(names.normalise(line) for line in raw.splitlines()).strip() or None


def _integer(field: FormField, raw: Any) -> Any:
    if isinstance(raw, bool):
        return raw
    try:
        return numerals.parse_int(plain(raw))
    except CounterError:
        return raw


def _number(field: FormField, raw: Any) -> Any:
    if isinstance(raw, bool):
        return raw
    try:
        value = numerals.parse_decimal(plain(raw))
    except CounterError:
        return raw
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(raw: Any) -> str:
    """A number as digits, whatever a JSON reader made of it; text as it is."""
    return f"{Decimal(str(raw)):f}" if isinstance(raw, float | Decimal) else str(raw)


def _date(field: FormField, raw: Any) -> Any:
    if isinstance(raw, dt.date):
        return raw.isoformat()
    try:
        return day_of(str(raw)).isoformat()
    except CounterError:
        return raw


def day_of(text: str) -> dt.date:
    """ISO (Gregorian) as stored, or anything a person types in the Buddhist Era."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return parse_date(text)
    return parse_date(text) if day.year >= 2400 else day


def _identifier(check: Callable[[str], str]) -> Callable[[FormField, Any], Any]:
    def read(field: FormField, raw: Any) -> Any:
        try:
            return check(str(raw))
        except CounterError:
            return str(raw).strip() or None

    return read


def _parts(field: FormField, raw: Any) -> Any:
    if not isinstance(raw, Mapping):
        return raw
    read = {"citizen_id": identifiers.check_citizen_id, "phone": identifiers.check_phone}
    kept: dict[str, Any] = {}
    for part, value in raw.items():
        text = names.normalise(str(value)) if value is not None else ""
        if text and part in read:
            with suppress(CounterError):
                text = read[part](text)
        elif part in ("postcode", "moo", "house_no"):
            text = numerals.to_arabic(text)
        if text:
            kept[part] = text
    return kept or None


def _choices(field: FormField, raw: Any) -> Any:
    if not isinstance(raw, list | tuple):
        return raw
    order = [option.value for option in field.options]
    return sorted(set(map(str, raw)), key=lambda value: order.index(value) if value in order else len(order)) or None


def _rows(field: FormField, raw: Any) -> Any:
    if not isinstance(raw, list | tuple):
        return raw
    columns = {column.id: column for column in field.columns}
    rows: list[Any] = []
    for row in raw:
        if not isinstance(row, Mapping):
            rows.append(row)
            continue
        cells: dict[str, Any] = {}
        for name, value in row.items():
            column = columns.get(name)
            if column is None:
                cells[name] = value
            elif column.type != "computed":
                read = _normal(column, value)
                if read is not None or column.default is not None:
                    cells[name] = read
        for column in field.columns:
            if column.id not in row and column.default is not None:
                cells[column.id] = _normal(column, column.default)
        rows.append(cells)
    # A blank row left at the end of the table is not an answer; one in the middle keeps its place so that faults point at the right row.
    while rows and isinstance(rows[-1], dict) and _blank(field, rows[-1]):
        rows.pop()
    return rows or None


def _blank(table: FormField, row: Mapping[str, Any]) -> bool:
    defaults = {column.id: _normal(column, column.default) for column in table.columns if column.default is not None}
    return all(value is None or (name in defaults and value == defaults[name]) for name, value in row.items())


_READERS: Mapping[str, Callable[[FormField, Any], Any]] = {
    "long_text": _long_text,
    "integer": _integer,
    "number": _number,
    "money": _number,
    "date": _date,
    "citizen_id": _identifier(identifiers.check_citizen_id),
    "juristic_id": _identifier(identifiers.check_juristic_id),
    "phone": _identifier(identifiers.check_phone),
    "tick": lambda field, raw: raw,
    "choices": _choices,
    "file": lambda field, raw: list(raw) if isinstance(raw, list | tuple) else raw,
    "table": _rows,
    "address": _parts,
    "person": _parts,
}
