"""Numbers that identify: citizens, juristic persons, telephones. Each is checked as typed and kept as plain digits."""

from __future__ import annotations

import re

from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import to_arabic

_SEPARATORS = re.compile(r"[\s\-‐‑‒–—.]+")
_LANDLINE = re.compile(r"0[23457]\d{7}")
_MOBILE = re.compile(r"0[689]\d{8}")
_PHONE_HOW = "หมายเลขโทรศัพท์พื้นฐานมี 9 หลัก เช่น 045-429508 โทรศัพท์เคลื่อนที่มี 10 หลัก เช่น 081-234-5678"


def _check_digit(twelve: str) -> str:
    from stdnum.th.pin import calc_check_digit

    return str(calc_check_digit(twelve))


def _thirteen_digits(text: str, name: str, code: str) -> str:
    digits = _SEPARATORS.sub("", to_arabic(text))
    if not re.fullmatch(r"[0-9]*", digits):
        raise CounterError(f"{name}ต้องเป็นตัวเลขล้วน 13 หลัก กรุณาลบตัวอักษรหรือเครื่องหมายอื่นออก", code=f"{code}-length")
    if len(digits) != 13:
        raise CounterError(f"{name}ต้องมี 13 หลัก ที่พิมพ์มี {len(digits)} หลัก กรุณาตรวจสอบกับบัตรหรือเอกสาร", code=f"{code}-length")
    if digits[12] != _check_digit(digits[:12]):
        raise CounterError(f"{name} {format_id(digits)} ไม่ถูกต้อง (เลขตรวจสอบไม่ตรง) กรุณาตรวจสอบทีละหลักกับบัตรหรือเอกสาร", code=f"{code}-checksum")
    return digits


def check_citizen_id(text: str) -> str:
    """The 13 digits of a person's identification number (เลขประจำตัวประชาชน), typed with or without separators, Thai or Arabic digits.

    Numbers of persons begin with 1 to 8; with 0 only those of foreign workers (00…) and of persons without registration status
    (0-xxxx-89xxx-xx-x), who also come to the counter. Raises CounterError ``citizen-id-length``, ``citizen-id-checksum`` or, for the
    number of a juristic person, ``citizen-id-kind``.
    """
    digits = _thirteen_digits(text, "เลขประจำตัวประชาชน", "citizen-id")
    without_nationality = digits.startswith("00") or (digits[0] == "0" and digits[5:7] == "89")
    if digits[0] == "9" or (digits[0] == "0" and not without_nationality):
        raise CounterError(
            f"{format_id(digits)} ไม่ใช่เลขประจำตัวของบุคคลธรรมดา หากผู้ยื่นเป็นนิติบุคคล ให้เลือกประเภทผู้ยื่นเป็นนิติบุคคล", code="citizen-id-kind"
        )
    return digits


def check_juristic_id(text: str) -> str:
    """The 13 digits of a juristic person's registration number (เลขทะเบียนนิติบุคคล), which is also its taxpayer number.

    It begins with 0 and carries the same check digit as a citizen's number (กรมพัฒนาธุรกิจการค้า, 2549; ``stdnum.th.moa``). A citizen's
    number is refused here: a sole trader files as a person. Raises CounterError ``juristic-id-length``, ``juristic-id-checksum`` or
    ``juristic-id-kind``.
    """
    digits = _thirteen_digits(text, "เลขทะเบียนนิติบุคคล", "juristic-id")
    if digits[0] != "0":
        raise CounterError(
            f"เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0 ส่วน {format_id(digits)} เป็นเลขประจำตัวของบุคคลธรรมดา ให้เลือกประเภทผู้ยื่นเป็นบุคคลธรรมดา",
            code="juristic-id-kind",
        )
    return digits


def format_id(text: str) -> str:
    """``1-2345-67890-12-3`` for 13 digits; anything else is returned as it is."""
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9๐-๙]{13}", digits):
        return text
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def make_citizen_id(seed: int) -> str:
    """A citizen number with a valid check digit that belongs to nobody, for tests and the demo only.

    Digits 2 and 3 are 99, a province that does not exist. Equal seeds give equal numbers; seeds below 10**9 give different ones.
    """
    # Multiplying by a number coprime to 10 scatters neighbouring seeds, so that lists and indexes meet numbers as varied as real ones.
    body = (seed * 618_033_989 + 271_828_183) % 10**9
    twelve = f"199{body:09d}"
    return twelve + _check_digit(twelve)


def _phone_digits(text: str) -> str:
    digits = re.sub(r"[\s\-‐‑‒–—.()]+", "", to_arabic(text))
    return re.sub(r"^(?:\+66|0066)0?", "0", digits)


def check_phone(text: str) -> str:
    """The digits of a Thai telephone number: landline 9 (02, 03x, 04x, 05x, 07x), mobile 10 (06, 08, 09); ``+66`` becomes 0.

    Raises CounterError ``phone``.
    """
    digits = _phone_digits(text)
    if _LANDLINE.fullmatch(digits) or _MOBILE.fullmatch(digits):
        return digits
    raise CounterError(f"หมายเลขโทรศัพท์ “{text.strip()[:40]}” ไม่ถูกต้อง {_PHONE_HOW}", code="phone")


def check_office_phone(text: str) -> str:
    """The telephone numbers of an office, tidied: ranges, extensions, hotlines and several numbers are allowed.

    ``045-429508-9``, ``0 4542 9508 ต่อ 11``, ``045-429508, 045-429510``, ``1669``. Raises CounterError ``phone``.
    """
    parts = [part.strip() for part in re.split(r"[,;]|\s+และ\s+", to_arabic(text)) if part.strip()]
    if not parts:
        raise CounterError(f"ยังไม่ได้พิมพ์หมายเลขโทรศัพท์ {_PHONE_HOW}", code="phone")
    return ", ".join(_office_number(part) for part in parts)


def _office_number(part: str) -> str:
    found = re.fullmatch(r"(?P<number>.+?)(?:\s*(?:ต่อ|ext\.?|#)\s*(?P<extension>[0-9]{1,5}(?:-[0-9]{1,5})?))?", part)
    number, extension = (found["number"], found["extension"]) if found else (part, None)
    ending = f" ต่อ {extension}" if extension else ""
    digits = _phone_digits(number)
    if re.fullmatch(r"1[0-9]{2,3}", digits):
        return digits + ending
    if _LANDLINE.fullmatch(digits) or _MOBILE.fullmatch(digits):
        return format_phone(digits) + ending
    # A range: 045-429508-9 stands for 045-429508 and 045-429509; the last figures replace the end of the first number.
    ranged = re.fullmatch(r"(.+?)\s*[-‐‑‒–—]\s*([0-9]{1,4})", number)
    if ranged and _LANDLINE.fullmatch(first := _phone_digits(ranged[1])) and int(first[-len(ranged[2]) :]) < int(ranged[2]):
        return f"{format_phone(first)}-{ranged[2]}{ending}"
    raise CounterError(f"หมายเลขโทรศัพท์ “{part[:40]}” ไม่ถูกต้อง {_PHONE_HOW} หลายหมายเลขต่อกันพิมพ์ 045-429508-9", code="phone")


def format_phone(text: str) -> str:
    """``081-234-5678``, ``02-123-4567``, ``045-429508``; anything else is returned as it is."""
    digits = _phone_digits(text)
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if _LANDLINE.fullmatch(digits):
        return f"02-{digits[2:5]}-{digits[5:]}" if digits.startswith("02") else f"{digits[:3]}-{digits[3:]}"
    return text
