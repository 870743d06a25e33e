"""Search as you type at 10,000 and 1,000,000 people, against the best single query the database can be asked for the same letters.

The bare thing is a table of names with a prefix index and an FTS5 trigram table over it, in a file of its own with the same pages and
cache. For every typed text the quicker of its two queries that finds as many as the better of them counts: a prefix range, or (from three
letters on) a MATCH with a join for the shown line. What was typed is every beginning of a number of names, some by first name, some by a
part from the middle.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from lsvdesk.register import search
from lsvdesk.register.engine import Register
from lsvdesk.thai.names import search_key
from tests.bench.figures import Figure, paired
from tests.support.people import bulk_people, people

SMALL, LARGE = 10_000, 1_000_000
LIMIT = 20
NAMES_TYPED = 40
_HIGHEST = "\U0010ffff"


def typed_texts(seed: int) -> list[str]:
    """What comes into the search box while names of the register are typed: 1, 2, 3 … letters, from the beginning or the middle."""
    draw = random.Random(seed)
    texts: list[str] = []
    for person in people(NAMES_TYPED, seed=0):
        name = person["first_name"] if draw.random() < 0.6 else person["last_name"]
        start = 0 if draw.random() < 0.7 else draw.randrange(len(name) // 2)
        texts += [name[start : start + length] for length in range(1, len(name) - start + 1)]
    return texts


def _bare(folder: Path, count: int) -> Any:
    connection = sqlite.connect(str(folder / f"bare-{count}.db"))
    connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE names (id INTEGER PRIMARY KEY, title TEXT, key TEXT);"
        "CREATE INDEX ix ON names (key); CREATE VIRTUAL TABLE tri USING fts5(key, content='names', content_rowid='id', tokenize='trigram');"
    )
    rows = (
        (number, f"{p['prefix']}{p['first_name']} {p['last_name']}", search_key(p["first_name"] + p["last_name"]))
        for number, p in enumerate(people(count, seed=0), 1)
    )
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
    connection.execute("INSERT INTO tri (tri) VALUES ('rebuild')")
    connection.execute("INSERT INTO tri (tri) VALUES ('optimize')")
    connection.commit()
    return connection


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = call()
    return (time.perf_counter() - begun) * 1000, found


def _best_single(connection: Any, text: str) -> float:
    key = search_key(text)
    queries: list[tuple[str, Sequence[Any]]] = [
        ("SELECT id, title FROM names WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", (key, key + _HIGHEST, LIMIT))
    ]
    if len(key) >= 3:
        quoted = '"' + key.replace('"', '""') + '"'
        queries.append(("SELECT n.id, n.title FROM tri JOIN names AS n ON n.id = tri.rowid WHERE tri MATCH ? LIMIT ?", (quoted, LIMIT)))
    answers = [_timed(lambda query=query: connection.execute(*query).fetchall()) for query in queries]
    most = max(len(found) for _, found in answers)
    return min(spent for spent, found in answers if len(found) == most)


def measure(folder: Path) -> list[Figure]:
    """Two figures: against the best single query at 1,000,000 people, and 1,000,000 against 10,000."""
    texts = typed_texts(7)
    medians: dict[int, tuple[list[float], list[float]]] = {}
    for count in (SMALL, LARGE):
        register = Register.create(folder / f"people-{count}")
        bulk_people(register, count)
        bare = _bare(folder, count)
        ours_all, bare_all = [], []
        with register.read() as session:
            for text in texts[:60]:  # the cache of both
                search.find(session, text, limit=LIMIT)
                _best_single(bare, text)
            for text in texts:
                ours, single = [], []
                for _ in range(3):
                    ours.append(_timed(lambda text=text: search.find(session, text, limit=LIMIT))[0])
                    single.append(_best_single(bare, text))
                ours_all.append(median(ours))
                bare_all.append(median(single))
        medians[count] = ours_all, bare_all
        bare.close()
        register.close()
    ours, single = medians[LARGE]
    slowest = sorted(ours)[int(len(ours) * 0.95)], sorted(single)[int(len(single) * 0.95)]
    return [
        paired(f"search as you type, {LARGE:,} people, median of {len(texts)} texts", ours, single, 1.5),
        Figure("the same, the slowest twentieth", slowest[0], slowest[1], 1.5),
        Figure(f"search at {LARGE:,} against {SMALL:,} people", median(ours), median(medians[SMALL][0]), 1.5),
    ]
