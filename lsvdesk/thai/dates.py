"""Dates as a Thai office writes them: Buddhist Era, Thai month names, the fiscal year from 1 October.

Code and register keep Gregorian ``datetime.date``; these functions stand at the edge. The Buddhist year is always the Gregorian year
plus 543, as the civil registration system counts it, also for days before 2484 when the year began on 1 April.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, time
from typing import Final

from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import to_arabic, to_thai

ERA: Final = 543
MONTHS: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""Names of the days of the week in the order of ``date.weekday()``: Monday first."""

# Years that can stand on a paper of the office: the oldest land documents are of 2444, the longest permits end this century.
_FIRST_YEAR, _LAST_YEAR = 2400, 2700
_HOW = "กรุณาพิมพ์วัน/เดือน/ปี พ.ศ. เช่น 21/11/2569"
_LEAD = re.compile(r"^(?:วัน(?:" + "|".join(WEEKDAYS) + r")?)?(?:ที่)?\s*")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_WORDED = re.compile(r"(\d{1,2})\s*[/.\-]?\s*([ก-ฮะ-์.]+?)\s*[/.\-]?\s*(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")


def buddhist_year(day: date) -> int:
    """The Buddhist year of ``day``."""
    return day.year + ERA


def format_long(day: date, thai_digits: bool = True, era: bool = False) -> str:
    """``๒๑ พฤศจิกายน ๒๕๖๙``; with ``era`` ``๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙``."""
    text = f"{day.day} {MONTHS[day.month - 1]} {'พ.ศ. ' if era else ''}{buddhist_year(day)}"
    return to_thai(text) if thai_digits else text


def format_short(day: date, thai_digits: bool = False) -> str:
    """``21 พ.ย. 2569``."""
    text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"
    return to_thai(text) if thai_digits else text


def format_input(day: date) -> str:
    """``21/11/2569``: what a date field holds, and :func:`parse_date` reads back."""
    return f"{day.day:02d}/{day.month:02d}/{buddhist_year(day)}"


def format_weekday(day: date, thai_digits: bool = False) -> str:
    """``วันเสาร์ที่ 21 พฤศจิกายน 2569``."""
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {format_long(day, thai_digits)}"


def format_month(year: int, month: int, thai_digits: bool = False) -> str:
    """``พฤศจิกายน 2569`` for the Gregorian ``year`` 2026 and ``month`` 11."""
    text = f"{MONTHS[month - 1]} {year + ERA}"
    return to_thai(text) if thai_digits else text


def format_time(moment: time, thai_digits: bool = False) -> str:
    """``14.30 น.``; a ``datetime`` is passed as ``moment.time()``."""
    text = f"{moment.hour:02d}.{moment.minute:02d} น."
    return to_thai(text) if thai_digits else text


def fiscal_year(day: date) -> int:
    """The fiscal year (ปีงบประมาณ) of ``day``, Buddhist Era: 1 October 2568 to 30 September 2569 is 2569.

    พ.ร.บ.วิธีการงบประมาณ พ.ศ. 2561 มาตรา 4.
    """
    return buddhist_year(day) + (1 if day.month >= 10 else 0)


def fiscal_year_bounds(be_year: int) -> tuple[date, date]:
    """First and last day of fiscal year ``be_year`` (Buddhist Era)."""
    year = be_year - ERA
    return date(year - 1, 10, 1), date(year, 9, 30)


def age_in_years(birth: date, on: date) -> int:
    """Whole years lived on the day ``on``. Born on 29 February: the year is complete after the last day of February.

    ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 16 และ 193/5. Raises CounterError ``date-order`` where ``on`` is before ``birth``.
    """
    return age_in_months(birth, on) // 12


def age_in_months(birth: date, on: date) -> int:
    """Whole months lived on the day ``on``; see :func:`age_in_years`."""
    if on < birth:
        raise CounterError(f"วันเกิด {format_short(birth)} อยู่หลังวันที่ {format_short(on)} กรุณาตรวจสอบวันเดือนปีเกิด", code="date-order")
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def parse_date(text: str, today: date | None = None) -> date:
    """The day typed in ``text``, in Thai or Arabic digits, Buddhist Era.

    Reads ``21/11/2569``, ``21-11-69``, ``21 พ.ย. 2569``, ``วันที่ 21 พฤศจิกายน พ.ศ. 2569``, ``21112569``, ``211169`` and, for the year of
    ``today``, ``21/11``. A year of two digits belongs to the century of ``today``.

    Raises CounterError ``date`` (unreadable), ``date-impossible`` (names the month's last day), ``date-gregorian`` (offers the Buddhist
    year) or ``date-year`` (not a year of this age).
    """
    today = today or date.today()
    shown = " ".join(text.split())
    if not shown:
        raise CounterError(f"ยังไม่ได้พิมพ์วันที่ {_HOW}", code="date")
    plain = to_arabic(shown).replace("ํา", "ำ").replace("–", "-")
    plain = _LEAD.sub("", plain, count=1).replace("พ.ศ.", " ").replace("พ.ศ", " ").replace("เดือน", " ").strip()

    if found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _SOLID.fullmatch(plain) or _NUMERIC.fullmatch(plain):
        day, month = int(found[1]), int(found[2])
        year = _full_year(found[3], today)
    elif found := _WORDED.fullmatch(plain):
        day, month = int(found[1]), _month_named(found[2], shown)
        year = _full_year(found[3], today)
    else:
        raise CounterError(f"“{shown[:40]}” ไม่ใช่วันที่ที่อ่านได้ {_HOW}", code="date")
    return _checked(day, month, year)


def _full_year(digits: str | None, today: date) -> int:
    if digits is None:
        return buddhist_year(today)
    year = int(digits)
    return year + buddhist_year(today) // 100 * 100 if len(digits) == 2 else year


def _month_named(word: str, shown: str) -> int:
    bare = word.replace(".", "")
    for names in (MONTHS, MONTHS_SHORT):
        exact = [number for number, name in enumerate(names, 1) if name.replace(".", "") == bare]
        if exact:
            return exact[0]
    begun = [number for number, name in enumerate(MONTHS, 1) if name.startswith(bare)]
    if len(begun) == 1 and len(bare) >= 3:
        return begun[0]
    raise CounterError(f"“{shown[:40]}” ไม่มีชื่อเดือนที่รู้จัก {_HOW} หรือ 21 พ.ย. 2569", code="date")


def _checked(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise CounterError(f"เดือนที่ {month} ไม่มีจริง เดือนต้องเป็น 1 ถึง 12 {_HOW}", code="date-impossible")
    if 1900 <= year <= 2099:
        offered = year + ERA
        offer = f"{day:02d}/{month:02d}/{offered}" if 1 <= day <= calendar.monthrange(year, month)[1] else f"ปี {offered}"
        raise CounterError(f"{year} เป็นปี ค.ศ. กรุณาใช้ปี พ.ศ. คือ {offer}", code="date-gregorian")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CounterError(f"ปี พ.ศ. {year} ไม่อยู่ในช่วงที่ใช้ได้ ({_FIRST_YEAR} ถึง {_LAST_YEAR}) กรุณาตรวจสอบปี", code="date-year")
    last = calendar.monthrange(year - ERA, month)[1]
    if not 1 <= day <= last:
        raise CounterError(
            f"เดือน{MONTHS[month - 1]} พ.ศ. {year} ไม่มีวันที่ {day} วันสุดท้ายของเดือนคือวันที่ {last} กรุณาแก้ไขวันที่", code="date-impossible"
        )
    return date(year - ERA, month, day)


def months_of_fiscal_year(be_year: int) -> Sequence[tuple[int, int]]:
    """The twelve (Gregorian year, month) of fiscal year ``be_year``, October first."""
    year = be_year - ERA
    return [(year - 1, month) for month in (10, 11, 12)] + [(year, month) for month in range(1, 10)]
