"""Finding: what was typed so far, in; the best few rows, out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from lsvdesk.register.search.driver import Driver
from lsvdesk.register.search.entries import KINDS, SLOTS
from lsvdesk.register.search.grams import GRAM, SENSITIVE, asked, kind_mark, words
from lsvdesk.thai.names import PREFIXES, split_prefix

SCANNED: Final = 1_000  # keys of one beginning that are looked at for a rare kind
TRIED: Final = 250  # entries that hold the longest word and are looked at one by one for the others

_TITLES: Final = (*PREFIXES, "น.ส.", "ด.ช.", "ด.ญ.", "ม.ร.ว.", "ม.ล.")
_HIGHEST: Final = "\U0010ffff"
_KIND_OF: Final = tuple(kind for kind in KINDS for _ in range(2))  # by section: kind * 2 + sensitive
_Row = tuple[int, int, str, str]  # id, section, title, subtitle


class Hit(NamedTuple):
    """A row that was found; ``kind`` is one of :data:`KINDS`."""

    kind: str
    row_id: int
    title: str
    subtitle: str
    sensitive: bool


def find(session: Session, text: str, *, limit: int = 20, kinds: Iterable[str] | None = None, include_sensitive: bool = False) -> list[Hit]:
    """At most ``limit`` hits for what was typed so far: words in any order, Thai or Arabic digits, ids with or without dashes.

    Exact hits stand first, then those that begin with what was typed, then those that hold it anywhere. Sensitive cases, and their
    receipts and permits, are found only with ``include_sensitive``. Raises ValueError for an unknown kind.
    """
    scope = _scope(KINDS if kinds is None else tuple(kinds), include_sensitive, limit)
    typed = words(text)
    if not typed or limit < 1:
        return []
    driver = Driver.of(session)
    found = _attempt(driver, scope, typed)
    if len(found) < limit and text.lstrip().startswith(_TITLES):
        bare = words(split_prefix(text)[1])  # "นายสมชาย": titles are no part of the keys
        if bare and bare != typed:
            found = {**found, **_attempt(driver, scope, bare)}
    return [
        Hit(_KIND_OF[section], key // SLOTS, title, subtitle, section & 1 == 1)
        for key, section, title, subtitle in islice(found.values(), limit)
    ]


@dataclass(frozen=True)
class _Scope:
    """Which kinds, with or without the sensitive, and how many: as SQL and as terms of the gram table. Made once for each choice.

    Limits are written into the SQL, not bound to it: this SQLite (STAT4) prepares a statement anew whenever a bound limit is set.
    """

    limit: int
    beginning: str
    allowed: str
    grams: str


@lru_cache(maxsize=128)
def _scope(kinds: tuple[str, ...], sensitive: bool, limit: int) -> _Scope:
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}: one of {', '.join(KINDS)}")
    numbers = sorted({KINDS.index(kind) for kind in kinds})
    mask = sum((3 if sensitive else 1) << (number * 2) for number in numbers)
    allowed = f"({mask} >> k.section) & 1 = 1"  # a mask, because SQLite would make a table of an IN list at every key stroke
    grams = "%s"
    if len(numbers) < len(KINDS):
        grams = "(" + " OR ".join(f'"{kind_mark(number)}"' for number in numbers) + ") AND %s"
    if not sensitive:
        grams = f'({grams}) NOT "{SENSITIVE}"'
    # One range in the order of the index: an exact hit stands first, and of equal keys people before their cases.
    keys, ending = "search_key AS k", f" LIMIT {int(limit)}"
    if len(numbers) < len(KINDS):  # a rare kind may be far away: not more than SCANNED keys are looked at, `holding` finds the rest
        looked_at = f"SELECT key, section, id FROM search_key WHERE key >= ?1 AND key < ?2 ORDER BY key, section, id LIMIT {SCANNED}"
        keys = f"(SELECT key, section, id FROM ({looked_at}) AS k WHERE {allowed} ORDER BY key, section, id{ending}) AS k"
        ending = ""
    beginning = (
        f"SELECT k.id, k.section, e.title, e.subtitle FROM {keys} CROSS JOIN search_entry AS e WHERE e.id = k.id "
        f"AND k.key >= ?1 AND k.key < ?2 AND {allowed} ORDER BY k.key, k.section, k.id{ending}"
    )
    return _Scope(limit, beginning, allowed, grams)


def _attempt(driver: Driver, scope: _Scope, typed: list[str]) -> dict[int, _Row]:
    whole = "".join(typed)
    found: dict[int, _Row] = {row[0]: row for row in driver.rows(scope.beginning, (whole, whole + _HIGHEST))}
    if len(found) < scope.limit:
        holding = _holding_grams if driver.sqlite else _holding_text
        for row in holding(driver, scope, typed, scope.limit + len(found)):
            found.setdefault(row[0], row)
    return found


def _holding_text(driver: Driver, scope: _Scope, typed: list[str], limit: int) -> list[_Row]:
    likes = " AND ".join(f"text LIKE ?{at}" for at in range(1, len(typed) + 1))
    return driver.rows(
        f"SELECT id, section, title, subtitle FROM search_entry AS k WHERE {likes} AND {scope.allowed} LIMIT {int(limit)}",
        [f"%{word}%" for word in typed],
    )


def _holding_grams(driver: Driver, scope: _Scope, typed: list[str], limit: int) -> list[_Row]:
    longest = max(typed, key=len)
    if len(typed) > 1 and len(longest) >= GRAM:
        # A whole name and the first letter of the next: the entries with the name are few, those with the letter are half of all.
        # FTS5 would go through both lists side by side; looking at the few is quicker. Only where they are many are both lists asked.
        tried = driver.rows(f"SELECT rowid FROM search_gram WHERE search_gram MATCH ?1 LIMIT {TRIED}", (_match(scope, [longest]),))
        if len(tried) < TRIED:
            source = "json_each(?1) AS t CROSS JOIN search_entry AS e WHERE e.id = t.value"
            return _checked(driver, source, json.dumps([row[0] for row in tried]), typed, limit)
    source = "search_gram AS g CROSS JOIN search_entry AS e WHERE e.id = g.rowid AND g.search_gram MATCH ?1"
    return _checked(driver, source, _match(scope, typed), [word for word in typed if len(word) > GRAM], limit)


def _checked(driver: Driver, source: str, value: str, typed: list[str], limit: int) -> list[_Row]:
    """Those of ``source`` whose text holds every word of ``typed``."""
    checks = "".join([f" AND instr(e.text, ?{at})" for at in range(2, len(typed) + 2)])
    return driver.rows(f"SELECT e.id, e.section, e.title, e.subtitle FROM {source}{checks} LIMIT {int(limit)}", (value, *typed))


def _match(scope: _Scope, typed: list[str]) -> str:
    by_length = sorted(typed, key=len, reverse=True)
    return scope.grams % " AND ".join(dict.fromkeys([gram for word in by_length for gram in asked(word)]))
