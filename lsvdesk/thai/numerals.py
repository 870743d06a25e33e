"""Thai and Arabic numerals: read either, write the one that is asked for.

Reading is strict where a guess would cost money: ``1,50`` is refused, because the writer may have meant 1.50 or 150.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from lsvdesk.errors import CounterError

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_GROUPED = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|-?\.[0-9]+")
_MAX_DIGITS = 30
_EXACT = Context(prec=2 * _MAX_DIGITS)


def to_thai(text: str) -> str:
    """``text`` with 0-9 written ๐-๙; everything else is left as it is."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """``text`` with ๐-๙ written 0-9; everything else is left as it is."""
    return text.translate(_TO_ARABIC)


def format_number(value: Decimal | int, places: int = 0, thai: bool = False) -> str:
    """``value`` with thousands separators and exactly ``places`` decimals (half up): ``1,508.50`` or ``๑,๕๐๘.๕๐``."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    text = f"{abs(rounded):,.{places}f}"
    if rounded < 0:
        text = "-" + text
    return to_thai(text) if thai else text


def _fault(shown: str) -> CounterError:
    return CounterError(f"“{shown}” ไม่ใช่ตัวเลขที่อ่านได้ กรุณาพิมพ์เป็นตัวเลข เช่น 1,500 หรือ 1500.50", code="number")


def parse_decimal(text: str) -> Decimal:
    """The number typed in ``text``: Thai or Arabic digits, thousands separators (comma or space), an optional minus sign.

    Raises CounterError ``number``, also where separators do not stand at thousands (``1,50``) or more than 30 digits were typed.
    """
    shown = text.strip()
    if not shown:
        raise CounterError("ยังไม่ได้พิมพ์ตัวเลข กรุณาพิมพ์จำนวน เช่น 1,500 หรือ 1500.50", code="number")
    plain = to_arabic(shown).replace("−", "-")
    plain = re.sub(r"\s*,\s*|\s+", ",", re.sub(r"^-\s+", "-", plain))
    if not _GROUPED.fullmatch(plain):
        if re.fullmatch(r"-?[0-9]+(?:,[0-9]+)+(?:\.[0-9]*)?", plain):
            raise CounterError(
                f"“{shown}” มีเครื่องหมายจุลภาคหรือช่องว่างผิดตำแหน่ง ให้คั่นทุกสามหลัก เช่น 1,500 และใช้จุดสำหรับทศนิยม เช่น 1500.50",
                code="number",
            )
        raise _fault(shown[:40])
    if sum(letter.isdigit() for letter in plain) > _MAX_DIGITS:
        raise CounterError(f"ตัวเลขยาวเกินไป พิมพ์ได้ไม่เกิน {_MAX_DIGITS} หลัก กรุณาตรวจสอบจำนวนอีกครั้ง", code="number")
    return Decimal(plain.replace(",", ""))


def parse_int(text: str) -> int:
    """The whole number typed in ``text`` (see :func:`parse_decimal`). Raises CounterError ``number``, also for a fraction."""
    value = parse_decimal(text)
    if value != value.to_integral_value():
        raise CounterError(f"“{text.strip()}” มีทศนิยม ช่องนี้ต้องเป็นจำนวนเต็ม เช่น 12", code="number")
    return int(value)
