"""What is wrong with one answer, and what to do about it: one check for every type of field."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.answers import ADDRESS_LABELS, PERSON_LABELS, asked_parts, day_of, plain
from lsvdesk.catalogue.models import FormField
from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.thai import addresses, identifiers, names, numerals
from lsvdesk.thai.dates import format_short

_PART_LENGTH = 200
_PRINTABLE_SYMBOLS = frozenset("°©®™℃№^`¨¯´¸\n")
_PICTURES = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cc"})
"""Unicode categories that no paper of ours can print: pictures and their modifiers, private, unassigned and control characters."""


def faults_of(field: FormField, value: Any, today: dt.date, name: str = "") -> Iterator[FieldFault]:
    """What is wrong with one normalised answer (``None``: not answered). ``name`` is the id to report, where it is not the field's own.

    A table's own rows are checked by the caller, who knows the conditions of its columns.
    """
    name = name or field.id
    if value is None or (value is False and field.type == "tick"):
        if field.required:
            yield FieldFault(name, "required", _please(field))
        return
    yield from _CHECKS.get(field.type, _check_text)(field, value, today, name)


def _please(field: FormField) -> str:
    verb = {"choice": "เลือก", "choices": "เลือก", "date": "กรอก", "file": "แนบ", "tick": "ทำเครื่องหมายที่"}.get(field.type, "กรอก")
    return f"กรุณา{verb} “{field.label}”"


def _check_text(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, str):
        yield FieldFault(name, "type", f"“{field.label}” ต้องเป็นข้อความ")
    elif len(value) > field.max_length:
        message = f"“{field.label}” ยาวเกินไป: ใช้ได้ไม่เกิน {field.max_length} ตัวอักษร ที่พิมพ์มี {len(value)} ตัวอักษร กรุณาย่อให้สั้นลง"
        yield FieldFault(name, "too-long", message)
    elif (odd := unprintable(value)) is not None:
        yield FieldFault(name, "characters", f"“{field.label}” มีอักขระ “{odd}” ที่พิมพ์ลงเอกสารไม่ได้ (เช่น อีโมจิ): กรุณาลบออก")


def unprintable(text: str) -> str | None:
    """The first character that cannot stand on a paper: pictures, private and unassigned characters."""
    for letter in text:
        if unicodedata.category(letter) in _PICTURES and letter not in _PRINTABLE_SYMBOLS:
            return letter
    return None


def _check_number(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        yield FieldFault(name, "number", f"“{field.label}” ต้องเป็นตัวเลข")
        return
    try:
        number = numerals.parse_decimal(plain(value))
        if field.type == "integer":
            numerals.parse_int(plain(value))
    except CounterError as error:
        yield FieldFault(name, error.code, f"“{field.label}”: {error.message}")
        return
    places = 0 if field.type == "integer" else field.places
    unit = f" {field.unit}" if field.unit else (" บาท" if field.type == "money" else "")
    low = Decimal(0) if field.min is None and field.type == "money" else field.min
    exponent = number.normalize().as_tuple().exponent
    if low is not None and number < low:
        yield FieldFault(
            name, "below-min", f"“{field.label}” ต้องไม่น้อยกว่า {_shown(field, low)}{unit}: ที่พิมพ์คือ {_shown(field, number)} กรุณาตรวจสอบ"
        )
    elif field.max is not None and number > field.max:
        yield FieldFault(
            name,
            "above-max",
            f"“{field.label}” ต้องไม่เกิน {_shown(field, field.max)}{unit}: ที่พิมพ์คือ {_shown(field, number)} กรุณาตรวจสอบจำนวนและหน่วย",
        )
    elif isinstance(exponent, int) and -exponent > places:
        yield FieldFault(name, "too-many-decimals", f"“{field.label}” ใช้ทศนิยมได้ไม่เกิน {places} ตำแหน่ง")


def _shown(field: FormField, number: Decimal) -> str:
    if not field.grouped:
        return plain(number)
    exponent = number.normalize().as_tuple().exponent
    return numerals.format_number(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def _check_date(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    try:
        day = day_of(str(value))
    except CounterError as error:
        yield FieldFault(name, error.code, f"“{field.label}”: {error.message}")
        return
    first, last = _bound(field.not_before, today), _bound(field.not_after, today)
    if first and day < first:
        yield FieldFault(name, "too-early", f"“{field.label}” ต้องไม่ก่อนวันที่ {format_short(first)}: ที่กรอกคือ {format_short(day)} กรุณาตรวจสอบ")
    if last and day > last:
        what = "วันนี้ " if field.not_after == "today" else "วันที่ "
        yield FieldFault(name, "too-late", f"“{field.label}” ต้องไม่หลัง{what}{format_short(last)}: ที่กรอกคือ {format_short(day)} กรุณาตรวจสอบ")


def _bound(text: str, today: dt.date) -> dt.date | None:
    if not text:
        return None
    return today if text == "today" else dt.date.fromisoformat(text)


def _checked_by(check: Callable[[str], str]) -> Callable[[FormField, Any, dt.date, str], Iterator[FieldFault]]:
    def faults(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
        try:
            check(str(value))
        except CounterError as error:
            yield FieldFault(name, error.code, error.message)

    return faults


def _check_choice(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, str) or value not in {option.value for option in field.options}:
        yield FieldFault(name, "unknown-option", f"“{field.label}”: “{str(value)[:40]}” ไม่อยู่ในตัวเลือก กรุณาเลือกใหม่")


def _check_choices(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, list):
        yield FieldFault(name, "type", f"“{field.label}” ต้องเป็นรายการตัวเลือก")
        return
    for each in value:
        yield from _check_choice(field, each, today, name)


def _check_tick(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, bool):
        yield FieldFault(name, "type", f"“{field.label}” เป็นช่องทำเครื่องหมาย: ส่งค่าเป็น true หรือ false")


def _check_file(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        yield FieldFault(name, "type", f"“{field.label}” ต้องเป็นแฟ้มที่แนบ: กรุณาแนบใหม่")


def _check_address(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, Mapping):
        yield FieldFault(name, "type", f"“{field.label}” ต้องเป็นที่อยู่")
        return
    asked = asked_parts(field)
    yield from _part_faults(field, value, asked, ADDRESS_LABELS, name)
    missing = [part for part in ("house_no", "subdistrict", "district", "province") if part in asked and not value.get(part)]
    for part in missing:
        yield FieldFault(f"{name}.{part}", "required", f"{field.label}: กรุณากรอก{ADDRESS_LABELS[part]}")
    postcode = value.get("postcode")
    if postcode and not (len(postcode) == 5 and postcode.isascii() and postcode.isdigit()):
        yield FieldFault(f"{name}.postcode", "postcode", f"{field.label}: รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 34190")
    if not missing and {"subdistrict", "district", "province"} <= set(value):
        wrong = _wrong_place(value)
        if wrong:
            yield FieldFault(f"{name}.{wrong[0]}", "address-unknown", f"{field.label}: {wrong[1]} กรุณาเลือกจากรายการที่ขึ้นให้ขณะพิมพ์")


def _wrong_place(value: Mapping[str, str]) -> tuple[str, str] | None:
    subdistrict, district, province = value["subdistrict"], value["district"], value["province"]
    if addresses.find(subdistrict, district, province) is not None:
        return None
    if province not in addresses.provinces():
        return "province", f"ไม่พบจังหวัด “{province[:40]}”"
    if district not in addresses.districts(province):
        return "district", f"จังหวัด{province} ไม่มีอำเภอ/เขต “{district[:40]}”"
    return "subdistrict", f"อำเภอ/เขต{district} จังหวัด{province} ไม่มีตำบล/แขวง “{subdistrict[:40]}”"


def _check_person(field: FormField, value: Any, today: dt.date, name: str) -> Iterator[FieldFault]:
    if not isinstance(value, Mapping):
        yield FieldFault(name, "type", f"“{field.label}” ต้องเป็นชื่อบุคคล")
        return
    yield from _part_faults(field, value, asked_parts(field), PERSON_LABELS, name)
    for part in ("first_name", "last_name"):
        if not value.get(part):
            yield FieldFault(f"{name}.{part}", "required", f"{field.label}: กรุณากรอก{PERSON_LABELS[part]}")
    checks = {
        "first_name": names.check_person_name,
        "last_name": names.check_person_name,
        "citizen_id": identifiers.check_citizen_id,
        "phone": identifiers.check_phone,
    }
    for part, check in checks.items():
        if value.get(part):
            try:
                check(str(value[part]))
            except CounterError as error:
                yield FieldFault(f"{name}.{part}", error.code, f"{field.label}: {error.message}")


def _part_faults(
    field: FormField, value: Mapping[str, Any], asked: tuple[str, ...], labels: Mapping[str, str], name: str
) -> Iterator[FieldFault]:
    for part, text in value.items():
        if part not in asked:
            yield FieldFault(f"{name}.{part}", "unknown-field", f"“{field.label}” ไม่มีช่อง “{part}”")
        elif len(str(text)) > _PART_LENGTH:
            message = f"{field.label}: {labels[part]}ยาวเกินไป ใช้ได้ไม่เกิน {_PART_LENGTH} ตัวอักษร กรุณาย่อให้สั้นลง"
            yield FieldFault(f"{name}.{part}", "too-long", message)
        elif (odd := unprintable(str(text))) is not None:
            yield FieldFault(f"{name}.{part}", "characters", f"{field.label}: {labels[part]}มีอักขระ “{odd}” ที่พิมพ์ลงเอกสารไม่ได้ กรุณาลบออก")


_CHECKS: Mapping[str, Callable[[FormField, Any, dt.date, str], Iterator[FieldFault]]] = {
    "integer": _check_number,
    "number": _check_number,
    "money": _check_number,
    "date": _check_date,
    "citizen_id": _checked_by(identifiers.check_citizen_id),
    "juristic_id": _checked_by(identifiers.check_juristic_id),
    "phone": _checked_by(identifiers.check_phone),
    "choice": _check_choice,
    "choices": _check_choices,
    "tick": _check_tick,
    "file": _check_file,
    "address": _check_address,
    "person": _check_person,
}
