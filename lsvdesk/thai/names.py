"""Names of people and organisations: repaired, checked, made searchable, put in Thai dictionary order."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import Final

from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import to_arabic

MAX_NAME_LENGTH: Final = 200

PREFIXES: Final = (
    "นาย",
    "นาง",
    "นางสาว",
    "เด็กชาย",
    "เด็กหญิง",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยตรีหญิง",
    "ร้อยตรี",
    "ร้อยโท",
    "ร้อยเอก",
    "พันตรี",
    "พันโท",
    "พันเอก",
    "สิบตรี",
    "สิบโท",
    "สิบเอก",
    "จ่าสิบตรี",
    "จ่าสิบโท",
    "จ่าสิบเอก",
    "สิบตำรวจตรี",
    "สิบตำรวจโท",
    "สิบตำรวจเอก",
    "จ่าสิบตำรวจ",
    "ดาบตำรวจ",
    "ร้อยตำรวจตรี",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจเอก",
    "พันตำรวจตรี",
    "พันตำรวจโท",
    "พันตำรวจเอก",
    "พันจ่าเอก",
    "เรือตรี",
    "เรือโท",
    "เรือเอก",
    "พันจ่าอากาศเอก",
    "เรืออากาศตรี",
    "เรืออากาศโท",
    "เรืออากาศเอก",
    "ดร.",
    "ผู้ช่วยศาสตราจารย์",
    "รองศาสตราจารย์",
    "ศาสตราจารย์",
    "หม่อมราชวงศ์",
    "หม่อมหลวง",
    "พระ",
    "พระครู",
    "พระมหา",
    "สามเณร",
    "แม่ชี",
)
"""Titles before a person's name, the commonest first; a title field also takes any other."""

_SHORT_PREFIXES: Final = {"น.ส.": "นางสาว", "ด.ช.": "เด็กชาย", "ด.ญ.": "เด็กหญิง", "ม.ร.ว.": "หม่อมราชวงศ์", "ม.ล.": "หม่อมหลวง"}

_LATIN: Final = frozenset(string.ascii_letters)
_MARKS = re.compile("[ัิ-ฺ็-๎]+")
_TONES = "่-๋"
_WEIGHTLESS: Final = "็่้๊๋์๎"  # in this order they decide between words that are otherwise the same
_LEADING = re.compile("([เ-ไ])([ก-ฮ])")
_PUNCTUATION_IN_NAMES = frozenset(" .,-–'’()/&ฯๆ")


def _mark_order(mark: str) -> int:
    """The place of a mark in a syllable: below or above vowel, tone, การันต์, นิคหิต (which a following า makes ำ)."""
    if mark == "ฺ":
        return -1
    if mark == "ํ":
        return 3
    if mark in "์๎":
        return 2
    return 1 if mark in "่้๊๋" else 0


def _ordered_marks(found: re.Match[str]) -> str:
    ordered = sorted(found[0], key=_mark_order)
    return "".join(mark for place, mark in enumerate(ordered) if place == 0 or mark != ordered[place - 1])


def normalise(text: str) -> str:
    """``text`` as it should have been typed.

    เ+เ becomes แ, นิคหิต+า becomes ำ, marks stand in the order vowel, tone, การันต์ and only once; control characters and zero-width
    characters are dropped, runs of white space become one space. Doing it twice changes nothing.
    """
    kept = "".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    repaired = " ".join(kept.split())
    while (once_more := _repair(repaired)) != repaired:  # one repair may bring together what another then mends
        repaired = once_more
    return repaired


def _repair(text: str) -> str:
    taken_apart = unicodedata.normalize("NFC", text).replace("เเ", "แ").replace("ำ", "ํา")
    tones_first = re.sub(f"(?:ํา)+([{_TONES}]*)", r"\1ํา", taken_apart)
    return _MARKS.sub(_ordered_marks, tones_first).replace("ํา", "ำ")


def check_person_name(text: str) -> str:
    """The normalised name. Thai, Latin and other letters are allowed, digits too; emoji, symbols and control characters are not.

    Raises CounterError ``name-empty``, ``name-too-long`` (more than 200 characters) or ``name-characters``.
    """
    name = normalise(text)
    if not name:
        raise CounterError("ยังไม่ได้พิมพ์ชื่อ กรุณาพิมพ์ชื่อตามบัตรหรือเอกสาร", code="name-empty")
    if len(name) > MAX_NAME_LENGTH:
        raise CounterError(f"ชื่อยาวเกินไป ใช้ได้ไม่เกิน {MAX_NAME_LENGTH} ตัวอักษร ที่พิมพ์มี {len(name)} ตัวอักษร กรุณาย่อให้สั้นลง", code="name-too-long")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") and not letter.isspace() for letter in text):
        raise CounterError("ชื่อมีอักขระควบคุมที่มองไม่เห็นปนอยู่ กรุณาลบแล้วพิมพ์ใหม่", code="name-characters")
    for letter in name:
        if not (unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd") or letter in _PUNCTUATION_IN_NAMES):
            raise CounterError(f"ชื่อมีอักขระ “{letter}” ซึ่งใช้ในชื่อไม่ได้ กรุณาใช้ตัวอักษรไทยหรืออังกฤษ", code="name-characters")
    if unicodedata.category(name[0])[0] == "M" or not any(unicodedata.category(letter)[0] == "L" for letter in name):
        raise CounterError("ชื่อต้องขึ้นต้นด้วยตัวอักษร กรุณาตรวจสอบสระหรือวรรณยุกต์ที่พิมพ์เกินมา", code="name-characters")
    return name


def full_name(prefix: str, first_name: str, last_name: str) -> str:
    """Title, name and surname as they are written: a Thai title is joined to the name (นายสมมุติ, ดร.สมมุติ), one in Latin letters stands
    apart (Mr. John)."""
    space = " " if prefix and prefix.rstrip(".")[-1:] in _LATIN else ""
    return f"{prefix}{space}{first_name} {last_name}".strip()


def search_key(text: str) -> str:
    """What the search index holds: normalised, lower case, no spaces or punctuation, Arabic digits; tone marks are kept."""
    folded = to_arabic(normalise(text)).casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN" and letter not in "ๆฯ")


def sort_key(text: str) -> str:
    """A key whose plain string order is Thai dictionary order (ราชบัณฑิตยสภา): by consonant before leading vowel; tone marks decide last."""
    name = _LEADING.sub(r"\2\1", normalise(text).casefold())
    letters: list[str] = []
    marks: list[str] = []  # as in the Unicode collation: every letter has its place, a mark stands after the letter it belongs to
    for letter in name:
        if letter in _WEIGHTLESS:
            marks.append(letter)
        elif letter == " " or (unicodedata.category(letter)[0] in "LMN" and letter not in "ๆฯ"):
            letters.append(letter)
            marks.append(" ")
    return "\x01".join(("".join(letters), "".join(marks).rstrip(" "), name))


def split_prefix(text: str) -> tuple[str, str]:
    """(title, name) of a full name: ``("นาย", "สมมุติ ใจดี")``; the title is empty where there is none. Short titles are written out."""
    name = normalise(text)
    for short, full in _SHORT_PREFIXES.items():
        if name.startswith(short):
            return full, name[len(short) :].strip()
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        rest = name[len(prefix) :]
        # นางาม and นายิกา are names: what follows a title begins with a consonant, a leading vowel or a space. พระพาย is a layman's name
        # too, so that พระ needs the space.
        follows = "[ ]" if prefix == "พระ" else "[ ก-ฮเ-ไA-Za-z]"
        if name.startswith(prefix) and rest.strip() and re.match(follows, rest):
            return prefix, rest.strip()
    return "", name
