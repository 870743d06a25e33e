"""Typed text as a cell of a workbook may hold it.

A cell is XML: control characters cannot stand in it, and Excel refuses a text of more than 32,767 characters. Nothing else is changed;
a text that looks like a formula is kept as it was typed and marked as text by :mod:`lsvdesk.reporting.workbook`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lsvdesk.thai.breaks import line_pieces

LIMIT = 32_767
"""Characters that Excel takes in a cell, counted as UTF-16 units."""

CLIPPED = " … [ตัดข้อความ: ยาวเกิน 32,767 อักขระ]"

_LINE_FEEDS = 253  # Excel's limit of line breaks in a cell
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RARE = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")  # what is illegal, and line ends
_FORMULA_LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """``text`` without the characters XML cannot hold, line ends as line feeds, and clipped with a note where Excel would refuse it."""
    if len(text) < 2_000 and not _RARE.search(text):
        return text
    kept = _ILLEGAL.sub("", text.replace("\r\n", "\n"))
    kept = kept.replace("\r", "\n")
    *lines, rest = kept.split("\n", _LINE_FEEDS)
    kept = "\n".join([*lines, rest.replace("\n", " ")])
    return kept if _units(kept) <= LIMIT else _clip(kept)


def is_clipped(cleaned: str) -> bool:
    """Whether :func:`clean` cut the text."""
    return cleaned.endswith(CLIPPED)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might compute the text if it were typed into a cell."""
    return text.startswith(_FORMULA_LEADS)


def title_of_sheet(title: str, taken: set[str]) -> str:
    """``title`` as a sheet may be called (31 characters, none of []:*?/\\), different from those ``taken``, to which it is added."""
    name = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).replace("\n", " ").strip().strip("'") or "รายการ"
    shown = name[:31].rstrip()
    number = 1
    while shown.casefold() in taken:
        number += 1
        shown = f"{name[: 31 - len(str(number)) - 3]} ({number})"
    taken.add(shown.casefold())
    return shown


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _clip(text: str) -> str:
    room = LIMIT - len(CLIPPED)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    while kept and unicodedata.combining(text[len(kept)]) | (unicodedata.category(text[len(kept)]) == "Mn"):
        kept = kept[:-1]  # a mark is not parted from its letter
    return kept + CLIPPED


@lru_cache(maxsize=4096)
def lines_needed(text: str, room: float) -> int:
    """Lines that ``text`` takes when it wraps in a cell ``room`` digits wide, broken between words as Excel and LibreOffice do."""
    usable = room * 0.995 - 0.6  # the padding of a cell: LibreOffice and Excel take a digit less than the width says
    if len(text) * 1.3 <= usable and "\n" not in text:
        return 1
    return sum(_wrapped(line, usable) for line in text.split("\n"))


def _wrapped(line: str, usable: float) -> int:
    if _width(line) <= usable:
        return 1
    lines, filled = 1, 0.0
    for piece in line_pieces(line):
        wide = _width(piece.rstrip(" "))
        if filled + wide > usable and filled:
            lines, filled = lines + 1, 0.0
        if wide > usable:  # one long word is broken anywhere
            lines += int(wide // usable)
            wide %= usable
        filled += wide + _width(" ") * (len(piece) - len(piece.rstrip(" ")))
    return lines


def _width(text: str) -> float:
    """In digits of TH Sarabun New; marks above and below take no room."""
    return sum(0.0 if unicodedata.category(letter) in ("Mn", "Cf") else _ADVANCE.get(letter, _USUAL) for letter in text)


_ADVANCE = {
    **dict.fromkeys("'!Ii|", 0.4),
    **dict.fromkeys(",.:;j()", 0.5),
    **dict.fromkeys('"[]`fl{}เๅ', 0.55),
    **dict.fromkeys(" -r", 0.6),
    **dict.fromkeys("tโใไ", 0.65),
    **dict.fromkeys("\\/J", 0.75),
    **dict.fromkeys("*?sง", 0.8),
    **dict.fromkeys("gkาำ", 0.85),
    **dict.fromkeys("cxzร", 0.9),
    **dict.fromkeys("EFS_avyฐธว", 0.95),
    **dict.fromkeys("$0123456789LYจะ–“”", 1.0),
    **dict.fromkeys("BKPRTeกขฃฉชซถผฝยฤลสอฮแ", 1.05),
    **dict.fromkeys("#ACVbdhnopquคฅดตมศฯๆ", 1.1),
    **dict.fromkeys("&+<=>GXZ^~ฆฎฏนภฦ฿DHNทบปษห", 1.2),
    **dict.fromkeys("ฑพฟฬ๏๐๑๒๓๔๕๖๗๘๙U…OQ", 1.3),
    **dict.fromkeys("wฌญฒ๚@Mณ", 1.5),
    **dict.fromkeys("%Wm๛", 1.65),
}
"""Advance of a letter of TH Sarabun New over that of its digits (0.362 em)."""
_USUAL = 1.15
