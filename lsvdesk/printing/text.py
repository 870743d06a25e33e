"""Text before it is drawn: digits of the paper, what must stay together, and lines that break between Thai words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lsvdesk.printing import fonts
from lsvdesk.printing.views import Numerals
from lsvdesk.thai import breaks, dates, numerals

Runs = Sequence[tuple[str, str]]
"""Pieces of one text, each with its face."""

NBSP = "\u00a0"
_LATIN = re.compile(r"[A-Za-z@_]")
_WORD = re.compile(r"[^\s]+|\s+")
# A number stays with the word that announces it: มาตรา ๑๗, พ.ศ. ๒๕๔๓, หมู่ที่ ๕, เล่มที่ ๑
_ANNOUNCED = re.compile(r"(มาตรา|พ\.ศ\.|ข้อ|(?<!วัน)ที่|ที่อยู่|โทร\.|ม\.|ประเภท|จำนวน|ร้อยละ|ภายใน|ลึก|ชั้น|ห้อง|อัตรา) (?=[\d๐-๙(])")
_MEASURED = re.compile(r"(?<=[\d๐-๙]) (?=(?:บาท|วัน|เมตร|ตาราง|ฉบับ|ชุด|ป้าย|น\.|หน่วย|ซม\.|ตร\.|เดือน|ปี|รายการ))")
# A date is one: ๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙
_MONTH = "|".join(re.escape(name) for name in (*dates.MONTHS, *dates.MONTHS_SHORT))
_DATE = re.compile(rf"([\d๐-๙]{{1,2}}) ({_MONTH}) (พ\.ศ\. )?(?=[\d๐-๙]{{4}})")
_REPEATED = re.compile(r" (?=ๆ)")
_THAI_LETTERS = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+|[^\u0e01-\u0e3a\u0e40-\u0e4e]+")
_OPENING = "([{“‘«"
_CLOSING = ")]}”’»,/;:-–—"
_CUT_AFTER = "/-_.?&="
_NOT_FIRST = re.compile("[ะัาำ\u0e34-\u0e3aๅ\u0e47-\u0e4eๆฯ\u200b]")
_LEADS = ("จังหวัด", "อำเภอ", "ตำบล", "ถนน", "ซอย", "นาย", "นาง", "นางสาว")
_LEADING_VOWEL = "เแโใไ"


def in_numerals(text: str, wanted: Numerals) -> str:
    """``text`` with its digits as the paper wants them. Words with Latin letters (addresses of web pages, codes, trade names) keep
    theirs: 7-ELEVEN is not ๗-ELEVEN."""
    if wanted == "arabic":
        return numerals.to_arabic(text)
    return "".join(word if _LATIN.search(word) else numerals.to_thai(word) for word in _WORD.findall(text))


def glued(text: str) -> str:
    """``text`` with no-break spaces where official typing keeps a number with its word."""
    text = _ANNOUNCED.sub(lambda found: found.group(1) + NBSP, text)
    text = _DATE.sub(lambda found: found.group(0).replace(" ", NBSP), text)
    return _REPEATED.sub(NBSP, _MEASURED.sub(NBSP, text))


@dataclass(frozen=True)
class Line:
    """A line that is ready to be drawn: pieces with their faces, its width in points, and whether its paragraph ends with it."""

    pieces: tuple[tuple[str, str], ...]
    width: float
    last: bool

    @property
    def text(self) -> str:
        """What the line says, as it is to be extracted."""
        return "".join(text for text, _ in self.pieces).replace(NBSP, " ")


@lru_cache(maxsize=8192)
def unbreakable(text: str) -> tuple[str, ...]:
    """``text`` cut wherever a line may end: between Thai words, after spaces, before brackets; never inside a word, a number or an
    abbreviation. The pieces joined are ``text``."""
    pieces: list[str] = []
    for phrase in _WORD.findall(text.replace(NBSP, "\x00")):
        if phrase.isspace():
            pieces.append(phrase)
        else:
            pieces.extend(_phrase(phrase))
    return tuple(piece.replace("\x00", NBSP) for piece in pieces)


def _phrase(phrase: str) -> Iterable[str]:
    """The pieces of a phrase without spaces."""
    pieces: list[str] = []
    for chunk in _THAI_LETTERS.findall(phrase):
        words = breaks.words(chunk) if _is_thai(chunk) else [chunk]
        for index, word in enumerate(words):
            if pieces and (_NOT_FIRST.match(word) if index else not _may_part(pieces[-1], word)):
                pieces[-1] += word
            elif pieces and pieces[-1] in _LEADS:
                pieces[-1] += word  # จังหวัด stays with its name
            else:
                pieces.append(word)
    return pieces


def _is_thai(chunk: str) -> bool:
    return "ก" <= chunk[0] <= "๎"


def _may_part(before: str, after: str) -> bool:
    """Where Thai meets figures or Latin without a space, a line may end only at a bracket, a comma, a slash or a hyphen."""
    return after[0] in _OPENING or before[-1] in _CLOSING


def lines(runs: Runs, size: float, width: float, first_width: float | None = None) -> tuple[Line, ...]:
    """``runs`` in greedy lines of at most ``width`` points (``first_width`` for the first). A line feed in the text ends a line."""
    limit = width if first_width is None else first_width
    done: list[Line] = []
    current: list[tuple[str, str]] = []
    used = 0.0

    def end_line(last: bool) -> None:
        nonlocal current, used, limit
        done.append(_line(current, size, last))
        current, used, limit = [], 0.0, width

    for text, face in runs:
        for number, paragraph in enumerate(text.split("\n")):
            if number:
                end_line(last=True)
            for piece in unbreakable(glued(paragraph)):
                if piece.isspace() and piece != NBSP:
                    if current:
                        current.append((piece, face))
                        used += fonts.width(piece, face, size)
                    continue
                needed = fonts.width(piece, face, size)
                if current and used + needed > limit:
                    end_line(last=False)
                parts = list(_fitting(piece, face, size, limit, width)) if needed > limit else [piece]
                for index, part in enumerate(parts):
                    if index:
                        end_line(last=False)
                    current.append((part, face))
                    used += fonts.width(part, face, size)
    if current or not done:
        end_line(last=True)
    elif done:
        done[-1] = Line(done[-1].pieces, done[-1].width, True)
    return tuple(done)


def _line(pieces: list[tuple[str, str]], size: float, last: bool) -> Line:
    while pieces and pieces[-1][0].isspace():
        pieces = pieces[:-1]
    merged: list[tuple[str, str]] = []
    for text, face in pieces:
        if merged and merged[-1][1] == face:
            merged[-1] = (merged[-1][0] + text, face)
        else:
            merged.append((text, face))
    return Line(tuple(merged), sum(fonts.width(text, face, size) for text, face in merged), last)


def _fitting(piece: str, face: str, size: float, first: float, width: float) -> Iterable[str]:
    """A piece that is longer than a line (a web address, a name of 300 letters) cut into parts that fit: at a no-break space, else after
    a slash or a hyphen, else between letters; never between a letter and its marks."""
    part = ""
    limit = first
    for cluster in clusters(piece):
        if part and fonts.width(part + cluster, face, size) > limit:
            cut = part.rfind(NBSP) + 1
            if not cut:
                cut = max(part.rfind(char) for char in _CUT_AFTER) + 1
                cut = cut if cut > len(part) // 2 else len(part)
            yield part[:cut].rstrip(NBSP)
            part = part[cut:]
            limit = width
        part += cluster
    if part:
        yield part


def clusters(text: str) -> list[str]:
    """``text`` cut into letters with their marks and vowels."""
    parts: list[str] = []
    for char in text:
        joined = parts and (_NOT_FIRST.match(char) or parts[-1][-1] in _LEADING_VOWEL)
        if joined:
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def shortened(text: str, face: str, size: float, width: float) -> str:
    """``text`` cut to one line of ``width`` points, with … where it was cut; for places that cannot grow (a footer)."""
    if fonts.width(text, face, size) <= width:
        return text
    parts = clusters(text)
    while parts and fonts.width("".join(parts).rstrip() + "…", face, size) > width:
        parts.pop()
    return "".join(parts).rstrip() + "…"
