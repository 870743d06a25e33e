"""Places of Thailand, completed offline as one types, and the official line of an address.

The table is resources/geography/places.tsv (GeoThai, CC BY 4.0); it is read on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from heapq import nsmallest
from sys import intern
from typing import Final

from lsvdesk.paths import shipped
from lsvdesk.thai.names import normalise, sort_key
from lsvdesk.thai.numerals import to_arabic, to_thai

BANGKOK: Final = "กรุงเทพมหานคร"
_LABELS: Final = {
    "ตำบล": "subdistrict",
    "แขวง": "subdistrict",
    "ต.": "subdistrict",
    "อำเภอ": "district",
    "เขต": "district",
    "อ.": "district",
    "จังหวัด": "province",
    "จ.": "province",
    "รหัสไปรษณีย์": "postcode",
}
_SHORT_NAMES: Final = {
    "กทม": BANGKOK,
    "กทม.": BANGKOK,
    "กรุงเทพ": BANGKOK,
    "กรุงเทพฯ": BANGKOK,
    "อยุธยา": "พระนครศรีอยุธยา",
    "โคราช": "นครราชสีมา",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A subdistrict with where it lies; ``code`` is the six digits of the Department of Provincial Administration."""

    subdistrict: str
    district: str
    province: str
    postcode: str
    code: str


@dataclass(frozen=True, slots=True)
class _Table:
    places: tuple[Place, ...]
    # positions in ``places`` by name; a district is named together with its province
    by_subdistrict: dict[str, list[int]] = field(default_factory=dict)
    by_district: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    by_province: dict[str, list[int]] = field(default_factory=dict)
    by_postcode: dict[str, list[int]] = field(default_factory=dict)


@cache
def _table() -> _Table:
    text = shipped("resources", "geography", "places.tsv").read_text(encoding="utf-8")
    places = []
    for line in text.splitlines():
        code, subdistrict, district, province, postcode = line.split("\t")
        # intern: a thousand names and postcodes stand in thousands of rows
        places.append(Place(subdistrict, intern(district), intern(province), intern(postcode), code))
    table = _Table(tuple(places))
    for number, place in enumerate(table.places):
        table.by_subdistrict.setdefault(place.subdistrict, []).append(number)
        table.by_district.setdefault((place.province, place.district), []).append(number)
        table.by_province.setdefault(place.province, []).append(number)
        table.by_postcode.setdefault(place.postcode, []).append(number)
    return table


def provinces() -> list[str]:
    """The 77 provinces, in Thai dictionary order."""
    return sorted(_table().by_province, key=sort_key)


def districts(province: str) -> list[str]:
    """The districts of ``province``, the capital's first; empty for an unknown province."""
    return [district for within, district in _table().by_district if within == province]


def subdistricts(province: str, district: str) -> list[Place]:
    """The subdistricts of a district, in the order of their codes, each once; empty for an unknown district."""
    table = _table()
    found = {table.places[number].code: table.places[number] for number in reversed(table.by_district.get((province, district), []))}
    return list(reversed(found.values()))


def find(subdistrict: str, district: str, province: str) -> Place | None:
    """The place of exactly these names (labels such as ``ตำบล`` may stand before them); None if there is none.

    160 subdistricts lie in several post office zones; the first of their postcodes is given, :func:`complete` offers the others.
    """
    table = _table()
    wanted = (_bare(subdistrict, "subdistrict"), _bare(district, "district"), _bare(province, "province"))
    if wanted[1] == "เมือง":  # how people write the district of a province's capital
        wanted = (wanted[0], "เมือง" + wanted[2], wanted[2])
    for number in table.by_subdistrict.get(wanted[0], []):
        place = table.places[number]
        if (place.district, place.province) == wanted[1:]:
            return place
    return None


def complete(text: str, limit: int = 10, near: Place | None = None) -> list[Place]:
    """Places for what has been typed so far, the best first, at most ``limit``.

    Each word of ``text`` must fit a subdistrict, district, province or postcode by its beginning or, from two letters on,
    any part; labels (``ต.``, ``อำเภอ``…)
    restrict a word to that level. Exact names come before beginnings, beginnings before parts, smaller areas before larger ones; among
    equals those in the district or province of ``near`` (the office's own) come first. Where nothing fits as typed, tone marks and
    การันต์ are ignored.
    """
    # labels part words that were typed without spaces: ต.โพธิ์ใหญ่อ.วารินชำราบ
    spaced = re.sub(r"(?=ตำบล|แขวง|อำเภอ|จังหวัด|รหัสไปรษณีย์)|(?<=[ก-๙])(?=[ตอจ]\.[ก-๙]{2})", " ", to_arabic(normalise(text)))
    tokens = [token for token in spaced.split() if token not in _LABELS]  # a label whose name is still to be typed says nothing
    if not tokens or limit < 1:
        return []
    for loose in (False, True):
        scores: dict[int, int] | None = None
        for token in tokens:
            matches = _matches(token, loose)
            if scores is None:
                scores = matches
            else:
                scores = {number: score + matches[number] for number, score in scores.items() if number in matches}
        if scores:
            return _best(scores, limit, near)
    return []


def _best(scores: dict[int, int], limit: int, near: Place | None) -> list[Place]:
    places = _table().places

    def rank(number: int) -> tuple[int, int, int]:
        distance = 0
        if near is not None:
            place = places[number]
            distance = 2 if place.province != near.province else 1 if place.district != near.district else 0
        return scores[number], distance, number

    return [places[number] for number in nsmallest(limit, scores, key=rank)]


# How well a word fits, smaller is better: (exact, beginning, part) of each level.
_SCORES: Final = {"subdistrict": (0, 1, 6), "district": (2, 3, 7), "province": (4, 5, 8), "postcode": (0, 1, 9)}


def _matches(token: str, loose: bool) -> dict[int, int]:
    """Positions of the places that fit one typed word, with their score."""
    scores: dict[int, int] = {}
    for level, needle in _readings(token):
        for positions, score in _level_matches(level, _loose(needle) if loose else needle, loose):
            for number in positions:
                if score < scores.get(number, 99):
                    scores[number] = score
    return scores


def _readings(token: str) -> Iterator[tuple[str, str]]:
    """A word as (level, name) in every way it may be meant: ``อ.วาริน`` is a district, ``วาริน`` any level."""
    for level in _SCORES:
        yield level, token
    if token in _SHORT_NAMES:
        yield "province", _SHORT_NAMES[token]
    for label, level in _LABELS.items():
        if token.startswith(label) and len(token) > len(label):
            name = token[len(label) :]
            yield level, _SHORT_NAMES.get(name, name) if level == "province" else name


def _level_matches(level: str, needle: str, loose: bool) -> Iterator[tuple[list[int], int]]:
    exact, beginning, part = _SCORES[level]
    for name, positions in _names(level, loose):
        if needle in name:
            if name == needle:
                yield positions, exact
            elif name.startswith(needle) or (level == "district" and name.startswith("เมือง" + needle)):
                yield positions, beginning
            elif len(needle) > 1:  # almost every name has any one letter somewhere: that helps nobody
                yield positions, part


@cache
def _names(level: str, loose: bool) -> tuple[tuple[str, list[int]], ...]:
    table = _table()
    if level == "district":
        pairs = [(district, positions) for (_, district), positions in table.by_district.items()]
    else:
        pairs = list({"subdistrict": table.by_subdistrict, "province": table.by_province, "postcode": table.by_postcode}[level].items())
    return tuple((_loose(name), positions) for name, positions in pairs) if loose else tuple(pairs)


def _loose(name: str) -> str:
    return re.sub(r"[็-๎]", "", name)


def _bare(text: str, level: str) -> str:
    """A typed name without the label of its level: ``ต.โพธิ์ใหญ่`` is ``โพธิ์ใหญ่``."""
    name = normalise(text)
    for label, of in _LABELS.items():
        if of == level and name.startswith(label) and len(name) > len(label):
            return name[len(label) :].strip()
    return _SHORT_NAMES.get(name, name) if level == "province" else name


def format_address(parts: Mapping[str, str], thai_digits: bool = False) -> str:
    """The official line of an address: ``เลขที่ 12 หมู่ที่ 3 ตรอก/ซอย… ถนน… ตำบล… อำเภอ… จังหวัด… รหัสไปรษณีย์ 34190``.

    ``parts`` may hold house_no, moo, village, soi, road, subdistrict, district, province, postcode; what is absent, empty or ``-`` is left
    out, a label that was typed is not said twice. Bangkok has แขวง and เขต. Digits stay as typed unless ``thai_digits``.
    """
    value = {key: text for key, raw in parts.items() if (text := normalise(raw)) not in ("", "-")}
    in_bangkok = _bare(value.get("province", ""), "province") == BANGKOK
    pieces: list[str] = []

    def say(key: str, label: str, typed: str = "", gap: str = "") -> None:
        if key not in value:
            return
        text = re.sub(rf"^(?:{typed})\s*", "", value[key]) if typed else value[key]
        if text:
            pieces.append(f"{label}{gap}{text}")

    say("house_no", "เลขที่", "บ้านเลขที่|เลขที่", " ")
    say("moo", "หมู่ที่", r"หมู่ที่|หมู่|ม\.", " ")
    say("village", "" if value.get("village", "").startswith(("บ้าน", "หมู่บ้าน", "ชุมชน", "อาคาร")) else "หมู่บ้าน")
    say("soi", "ตรอก/ซอย", r"ตรอก/ซอย|ซอย|ซ\.|ตรอก")
    say("road", "ถนน", r"ถนน|ถ\.")
    say("subdistrict", "แขวง" if in_bangkok else "ตำบล", r"ตำบล|แขวง|ต\.")
    say("district", "เขต" if in_bangkok else "อำเภอ", r"อำเภอ|เขต|อ\.")
    if in_bangkok:
        pieces.append(BANGKOK)
    else:
        say("province", "จังหวัด", r"จังหวัด|จ\.")
    say("postcode", "รหัสไปรษณีย์", "รหัสไปรษณีย์", " ")
    line = " ".join(pieces)
    return to_thai(line) if thai_digits else line
