"""How what is typed becomes a value and how a value is written back: one reader per type of field, without Qt.

The same readers serve the editors of a form and the cells of a table, so a number is read alike everywhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lsvdesk.errors import CounterError
from lsvdesk.thai import numerals


class Reader:
    """Reads plain text. ``read`` raises CounterError with a Thai message; ``show`` writes the tidy form, ``edit`` the form while typing."""

    numeric = False
    """Right-aligned, tabular."""
    width = 0
    """Preferred width in characters, 0 for as wide as there is room."""
    placeholder = ""

    def read(self, text: str) -> Any:
        """The value of a text that is not blank."""
        return text

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)

    def edit(self, value: Any) -> str:
        return self.show(value)

    def live(self, text: str, caret: int) -> tuple[str, int]:
        """Text and caret after a keystroke, e.g. with hyphens put in."""
        return text, caret


class TextReader(Reader):
    """Plain text, repaired (normalised Thai, one line); at most ``max_length`` characters."""

    def __init__(self, max_length: int = 300, *, one_line: bool = True):
        self.max_length, self._one_line = max_length, one_line

    def read(self, text: str) -> str:
        from lsvdesk.thai.names import normalise

        clean = normalise(text) if self._one_line else "\n".join(normalise(line) for line in text.strip().splitlines())
        if len(clean) > self.max_length:
            raise CounterError(f"ข้อความยาว {len(clean)} ตัวอักษร พิมพ์ได้ไม่เกิน {self.max_length} ตัวอักษร กรุณาย่อให้สั้นลง", code="text-too-long")
        return clean


class NameReader(Reader):
    """The name of a person."""

    def read(self, text: str) -> str:
        from lsvdesk.thai.names import check_person_name

        return check_person_name(text)


class DecimalReader(Reader):
    """A number with at most ``places`` decimals between two bounds (either may be absent)."""

    numeric = True
    width = 16

    def __init__(
        self,
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        places: int = 2,
        unit: str = "",
        fixed: bool = False,
    ):
        self.minimum, self.maximum, self.places, self.unit, self._fixed = minimum, maximum, places, unit, fixed

    def read(self, text: str) -> Decimal:
        value = numerals.parse_decimal(text)
        if value != round(value, self.places):
            raise CounterError(f"ทศนิยมได้ไม่เกิน {self.places} ตำแหน่ง กรุณาตรวจสอบจำนวนอีกครั้ง", code="number-places")
        self._check_bounds(value)
        return value

    def show(self, value: Decimal | int | None) -> str:
        if value is None:
            return ""
        number = Decimal(value)
        exponent = number.normalize().as_tuple().exponent
        places = self.places if self._fixed else min(self.places, max(0, -exponent if isinstance(exponent, int) else 0))
        return numerals.format_number(number, places)

    def edit(self, value: Decimal | int | None) -> str:
        return self.show(value).replace(",", "")

    def _check_bounds(self, value: Decimal | int) -> None:
        unit = f" {self.unit}" if self.unit else ""
        if self.minimum is not None and value < self.minimum:
            raise CounterError(f"ต้องไม่น้อยกว่า {self.show(self.minimum)}{unit} กรุณาตรวจสอบจำนวนอีกครั้ง", code="number-too-small")
        if self.maximum is not None and value > self.maximum:
            raise CounterError(f"ต้องไม่เกิน {self.show(self.maximum)}{unit} กรุณาตรวจสอบจำนวนอีกครั้ง", code="number-too-large")


class IntegerReader(DecimalReader):
    """A whole number between two bounds."""

    width = 12

    def __init__(self, minimum: int | None = None, maximum: int | None = None, unit: str = "", grouped: bool = True):
        super().__init__(minimum, maximum, 0, unit)
        self._grouped = grouped

    def read(self, text: str) -> int:  # type: ignore[override]
        value = numerals.parse_int(text)
        self._check_bounds(value)
        return value

    def show(self, value: Decimal | int | None) -> str:
        shown = super().show(value)
        return shown if self._grouped else shown.replace(",", "")


class MoneyReader(DecimalReader):
    """Baht with two decimals, never below zero unless ``minimum`` says so."""

    def __init__(self, minimum: Decimal | int | None = 0, maximum: Decimal | int | None = None):
        super().__init__(minimum, maximum, 2, "บาท", fixed=True)


class DateReader(Reader):
    """A day in the Buddhist Era, between two days (either may be absent)."""

    width = 14
    placeholder = "วว/ดด/ปปปป"

    def __init__(self, first: date | None = None, last: date | None = None, today: date | None = None):
        self.first, self.last, self.today = first, last, today

    def read(self, text: str) -> date:
        from lsvdesk.thai import dates

        day = dates.parse_date(text, self.today)
        if self.first is not None and day < self.first:
            raise CounterError(f"วันที่ต้องไม่ก่อน {dates.format_short(self.first)} กรุณาตรวจสอบวันที่", code="date-too-early")
        if self.last is not None and day > self.last:
            raise CounterError(f"วันที่ต้องไม่หลัง {dates.format_short(self.last)} กรุณาตรวจสอบวันที่", code="date-too-late")
        return day

    def show(self, value: date | None) -> str:
        from lsvdesk.thai import dates

        return "" if value is None else dates.format_input(value)


class _GroupedDigits(Reader):
    """Digits that get their hyphens while they are typed. The caret stays behind the digit it stood behind."""

    groups: tuple[int, ...] = ()
    digits = 0

    def live(self, text: str, caret: int) -> tuple[str, int]:
        plain = numerals.to_arabic(text)
        before = sum(letter.isdigit() for letter in plain[:caret])
        digits = "".join(letter for letter in plain if letter.isdigit())
        # Letters are left alone, so that the fault names what was really typed instead of swallowing it
        if len(digits) > self.digits or any(not letter.isdigit() and letter not in "- \t .–" for letter in plain):
            return text, caret
        grouped = self._grouped(digits)
        place, seen = 0, 0
        while seen < before and place < len(grouped):
            seen += grouped[place].isdigit()
            place += 1
        at_end = not any(letter.isdigit() for letter in plain[caret:])
        return grouped, len(grouped) if at_end else place

    def _grouped(self, digits: str) -> str:
        parts, at = [], 0
        for size in self.groups:
            if at < len(digits):
                parts.append(digits[at : at + size])
            at += size
        return "-".join(parts)


class CitizenIdReader(_GroupedDigits):
    """A citizen's number; the value is its 13 digits."""

    groups, digits = (1, 4, 5, 2, 1), 13
    width = 20
    placeholder = "0-0000-00000-00-0"

    def read(self, text: str) -> str:
        from lsvdesk.thai.identifiers import check_citizen_id

        return check_citizen_id(text)

    def show(self, value: str | None) -> str:
        from lsvdesk.thai.identifiers import format_id

        return format_id(value) if value else ""


class JuristicIdReader(CitizenIdReader):
    """A juristic person's number; the value is its 13 digits."""

    def read(self, text: str) -> str:
        from lsvdesk.thai.identifiers import check_juristic_id

        return check_juristic_id(text)


class PhoneReader(_GroupedDigits):
    """A telephone number; the value is its digits. Hyphens come as the number shows what it is: 081-234-5678, 02-123-4567, 045-429508."""

    digits = 10
    width = 16
    placeholder = "0XX-XXX-XXXX"

    def read(self, text: str) -> str:
        from lsvdesk.thai.identifiers import check_phone

        return check_phone(text)

    def show(self, value: str | None) -> str:
        from lsvdesk.thai.identifiers import format_phone

        return format_phone(value) if value else ""

    def _grouped(self, digits: str) -> str:
        if digits.startswith("02"):
            self_groups = (2, 3, 5)
        elif digits[:2] in ("06", "08", "09"):
            self_groups = (3, 3, 4)
        else:
            self_groups = (3, 7)
        parts, at = [], 0
        for size in self_groups:
            if at < len(digits):
                parts.append(digits[at : at + size])
            at += size
        return "-".join(parts)
