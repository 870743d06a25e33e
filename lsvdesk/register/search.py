"""Search as one types: over people, organisations, cases, receipts and permits, by any part of a name, id, phone or number.

The index is derived from the tables and kept in the same transaction (``refresh_…``); it can be made again at any time
(:func:`rebuild`) and is therefore no part of the migrations. This module and ``engine`` alone know the database underneath.

An entry has *keys* (a name, a family name, an id, a number: found by their beginning, ranked first) and a *text* (all keys and more:
found by any part). How it stays quick at a million people, for one letter as for ten:

* beginnings are a range of an ordinary index on the keys, read until the limit and no further;
* on SQLite, any part is an FTS5 table of five-letter grams that this module cuts itself (the built-in ``trigram`` finds nothing below
  three letters, ``unicode61`` shreds Thai). Every letter begins a gram, because fields are padded; so one to four letters are found by
  the FTS5 prefix indexes (``prefix='1 2 3 4'``). Without positions (``detail=none``) the lists are short; a word of more than five
  letters is checked against the text of the few entries that hold its grams (three-letter grams left ten times as many to check). Rows
  come in the order of the index and stop at the limit: nothing is sorted or counted over the whole;
* on PostgreSQL, any part is LIKE, over a pg_trgm index where the server has that extension.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session, selectinload

from lsvdesk.register.models import Case, Organisation, Permit, Person, Receipt
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.thai.names import PREFIXES, search_key, split_prefix

VERSION: Final = 1
"""Raise it whenever the tables below or what they hold changes: an index of another version is made again when the register opens."""

KINDS: Final = ("person", "organisation", "case", "receipt", "permit")
_SLOTS: Final = 8  # entry id = row id * 8 + number of the kind
_FIELD, _REST = "|", "||"  # between keys; before what is found by any part only. search_key leaves neither in a field
_PAD: Final = "~"
GRAM: Final = 5
STRIDE: Final = 2
_HIGHEST: Final = "\U0010ffff"
_LONGEST_FIELD: Final = 300  # letters of one field that are indexed
SCANNED: Final = 1_000  # keys of one beginning that are looked at
_TITLES: Final = (*PREFIXES, "น.ส.", "ด.ช.", "ด.ญ.", "ม.ร.ว.", "ม.ล.")
_BATCH: Final = 5_000


@dataclass(frozen=True)
class Entry:
    """What the index holds of a row. ``keys`` are found by their beginning first, ``others`` by any part only; both as typed."""

    kind: str
    row_id: int
    title: str
    subtitle: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()
    sensitive: bool = False


class Hit(NamedTuple):
    """A row that was found; ``kind`` is one of :data:`KINDS`."""

    kind: str
    row_id: int
    title: str
    subtitle: str
    sensitive: bool


# --- finding --------------------------------------------------------------------------------------------------------------------


def find(session: Session, text: str, *, limit: int = 20, kinds: Iterable[str] | None = None, include_sensitive: bool = False) -> list[Hit]:
    """At most ``limit`` hits for what was typed so far: words in any order, Thai or Arabic digits, ids with or without dashes.

    Exact hits stand first, then those that begin with what was typed, then those that hold it anywhere.
    Sensitive cases, and their receipts and permits, are found only with ``include_sensitive``. Raises ValueError for an unknown kind.
    """
    scope = _scope(KINDS if kinds is None else tuple(kinds), include_sensitive)
    words = _words(text)
    if not words or limit < 1:
        return []
    driver = _Driver(session)
    found = _attempt(driver, scope, words, limit)
    if len(found) < limit and text.lstrip().startswith(_TITLES):
        bare = _words(split_prefix(text)[1])  # "นายสมชาย": titles are no part of the keys
        if bare and bare != words:
            found = {**found, **_attempt(driver, scope, bare, limit)}
    return [Hit(_KIND_OF[row[1]], row[0] // _SLOTS, row[2], row[3], row[1] & 1 == 1) for row in islice(found.values(), limit)]


_Row = tuple[int, int, str, str]  # id, section, title, subtitle
_KIND_OF: Final = tuple(kind for kind in KINDS for _ in range(2))  # by section: kind * 2 + sensitive


def _attempt(driver: _Driver, scope: _Scope, words: list[str], limit: int) -> dict[int, _Row]:
    found = {row[0]: row for row in driver.beginning(scope, "".join(words), limit)}
    if len(found) < limit:
        for row in driver.holding(scope, words, limit + len(found)):
            found.setdefault(row[0], row)
    return found


def _words(text: str) -> list[str]:
    return list(dict.fromkeys([key for word in text.split() if (key := _word_key(word)[:_LONGEST_FIELD])]))


@dataclass(frozen=True)
class _Scope:
    """Which kinds, with or without the sensitive: as SQL and as marks of the gram table. Made once for each choice."""

    beginning: str
    allowed: str
    grams: str


_ENTRY_COLUMNS: Final = "e.id, e.section, e.title, e.subtitle"


@lru_cache(maxsize=128)
def _scope(kinds: tuple[str, ...], sensitive: bool) -> _Scope:
    numbers = sorted({KINDS.index(kind) for kind in kinds})
    mask = sum((3 if sensitive else 1) << (number * 2) for number in numbers)
    allowed = f"({mask} >> k.section) & 1 = 1"  # a mask, because SQLite would make a table of an IN list at every key stroke
    grams = "%s"
    if len(numbers) < len(KINDS):
        grams = f"({' OR '.join(_kind_gram(number) for number in numbers)}) AND %s"
    if not sensitive:
        grams = f"({grams}) NOT {_SENSITIVE_GRAM}"
    # One range in the order of the index: an exact hit stands first, and of equal keys people before their cases.
    keys, limit = "search_key AS k", " LIMIT ?3"
    if len(numbers) < len(KINDS):  # a rare kind may be far away: not more than SCANNED keys are looked at, and `holding` finds the rest
        looked_at = f"SELECT key, section, id FROM search_key WHERE key >= ?1 AND key < ?2 ORDER BY key, section, id LIMIT {SCANNED}"
        keys = f"(SELECT key, section, id FROM ({looked_at}) AS k WHERE {allowed} ORDER BY key, section, id LIMIT ?3) AS k"
        limit = ""
    beginning = (
        f"SELECT {_ENTRY_COLUMNS} FROM {keys} CROSS JOIN search_entry AS e WHERE e.id = k.id AND k.key >= ?1 AND k.key < ?2 "
        f"AND {allowed} ORDER BY k.key, k.section, k.id{limit}"
    )
    return _Scope(beginning, allowed, grams)


class _Driver:
    """The index on the database of this session. Plain cursors: a search runs at every key stroke."""

    def __init__(self, session: Session) -> None:
        self.connection = session.connection()
        self.sqlite = self.connection.dialect.name == "sqlite"
        self.driver: Any = self.connection.connection.driver_connection

    def rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        if self.sqlite:
            rows: list[Any] = self.driver.execute(statement, values).fetchall()
            return rows
        spelled = re.sub(r"\?(\d+)", r"%(p\1)s", statement.replace("%", "%%"))
        return [tuple(row) for row in self.connection.exec_driver_sql(spelled, {f"p{at}": value for at, value in enumerate(values, 1)})]

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        if self.sqlite:
            self.driver.execute(statement, values)
        else:
            self.connection.exec_driver_sql(statement.replace("?", "%s"), tuple(values))

    def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        if not values:
            return
        if self.sqlite:
            self.driver.executemany(statement, values)
        else:
            self.connection.exec_driver_sql(statement.replace("?", "%s"), [tuple(row) for row in values])

    def beginning(self, scope: _Scope, whole: str, limit: int) -> list[_Row]:
        return self.rows(scope.beginning, (whole, whole + _HIGHEST, limit))

    def holding(self, scope: _Scope, words: list[str], limit: int) -> list[_Row]:
        if not self.sqlite:
            likes = " AND ".join(f"text LIKE ?{at}" for at in range(2, len(words) + 2))
            return self.rows(
                f"SELECT id, section, title, subtitle FROM search_entry AS k WHERE {likes} AND {scope.allowed} LIMIT ?1",
                [limit, *(f"%{word}%" for word in words)],
            )
        match = " AND ".join(dict.fromkeys([gram for word in words for gram in _asked_grams(word)]))
        long = [word for word in words if len(word) > GRAM]
        checks = "".join([f" AND instr(e.text, ?{at})" for at in range(3, len(long) + 3)])
        return self.rows(
            f"SELECT {_ENTRY_COLUMNS} FROM search_gram AS g CROSS JOIN search_entry AS e "
            f"WHERE e.id = g.rowid AND g.search_gram MATCH ?1{checks} LIMIT ?2",
            (scope.grams % match, limit, *long),
        )


# --- grams ----------------------------------------------------------------------------------------------------------------------

_SENSITIVE_GRAM: Final = '"~s"'


def _kind_gram(kind: int) -> str:
    return f'"~k{kind}"'


def _asked_grams(word: str) -> list[str]:
    if len(word) < GRAM:
        return [f'"{word}"*']
    last = len(word) - GRAM
    return [f'"{word[at : at + GRAM]}"' for at in (*range(0, last, STRIDE), last)]


def _grams(content: str, section: int) -> str:
    """All grams of the fields of ``content``, each once, and the marks of its kind and secrecy, as FTS5 is given them."""
    grams = {f"~k{section >> 1}"}
    if section & 1:
        grams.add("~s")
    for part in content.split(_FIELD):
        padded = part + _PAD * (GRAM - 1)
        grams.update([padded[at : at + GRAM] for at in range(len(part))])
    return " ".join(grams)


# --- keeping the index ------------------------------------------------------------------------------------------------------------


def index(session: Session, entry: Entry) -> None:
    """Put ``entry`` into the index, in place of what was there for its row. In the transaction that changed the row."""
    driver = _Driver(session)
    remove(session, entry.kind, entry.row_id)
    _add(driver, [entry])


def remove(session: Session, kind: str, row_id: int) -> None:
    """Take a row out of the index; nothing happens where it is not in it."""
    driver = _Driver(session)
    entry_id = _entry_id(kind, row_id)
    for section, content in driver.rows("SELECT section, text FROM search_entry WHERE id = ?1", [entry_id]):
        driver.many("DELETE FROM search_key WHERE key = ? AND section = ? AND id = ?", [(key, section, entry_id) for key in _keys(content)])
        if driver.sqlite:
            driver.run("DELETE FROM search_gram WHERE rowid = ?", [entry_id])
        driver.run("DELETE FROM search_entry WHERE id = ?", [entry_id])


def index_new(session: Session, entries: Iterable[Entry]) -> int:
    """Index many rows that are known not to be in the index yet; returns how many. Quickest in the order of their row ids."""
    driver = _Driver(session)
    count = 0
    pending = iter(entries)
    while batch := list(islice(pending, _BATCH)):
        _add(driver, batch)
        count += len(batch)
    return count


def _add(driver: _Driver, entries: Sequence[Entry]) -> None:
    rows, keys, grams = [], [], []
    for entry in entries:
        entry_id = _entry_id(entry.kind, entry.row_id)
        section = KINDS.index(entry.kind) * 2 + entry.sensitive
        content = _content(entry)
        rows.append((entry_id, section, entry.title, entry.subtitle, content))
        keys += [(key, section, entry_id) for key in _keys(content)]
        if driver.sqlite:
            grams.append((entry_id, _grams(content, section)))
    keys.sort()
    driver.many("INSERT INTO search_entry (id, section, title, subtitle, text) VALUES (?, ?, ?, ?, ?)", rows)
    driver.many("INSERT INTO search_key (key, section, id) VALUES (?, ?, ?)", keys)
    driver.many("INSERT INTO search_gram (rowid, grams) VALUES (?, ?)", grams)


def _entry_id(kind: str, row_id: int) -> int:
    return row_id * _SLOTS + KINDS.index(kind)


@lru_cache(maxsize=100_000)  # names repeat, and a million people are indexed at once
def _word_key(word: str) -> str:
    return word if word.isdigit() and word.isascii() else search_key(word)


def _field_key(field: str) -> str:
    return "".join([_word_key(word) for word in field.split()])[:_LONGEST_FIELD]


def _content(entry: Entry) -> str:
    keys = [key for field in entry.keys if (key := _field_key(field))]
    others = [key for field in entry.others if (key := _field_key(field))]
    return _FIELD.join(dict.fromkeys(keys)) + _REST + _FIELD.join(dict.fromkeys(others))


def _keys(content: str) -> list[str]:
    keys = content.partition(_REST)[0]
    return keys.split(_FIELD) if keys else []


# --- what of each row is found ----------------------------------------------------------------------------------------------------


def refresh_person(session: Session, person: Person) -> None:
    """Call in the transaction that added or changed the person, after the flush that gave the id."""
    index(session, person_entry(person))


def refresh_organisation(session: Session, organisation: Organisation) -> None:
    index(session, organisation_entry(organisation))


def refresh_case(session: Session, case: Case) -> None:
    index(session, case_entry(case))


def refresh_receipt(session: Session, receipt: Receipt) -> None:
    index(session, receipt_entry(receipt))


def refresh_permit(session: Session, permit: Permit) -> None:
    index(session, permit_entry(permit))


def person_entry(person: Person) -> Entry:
    return person_entry_of(
        person.id, person.prefix, person.first_name, person.last_name, person.citizen_id, person.passport_no, person.phone
    )


def person_entry_of(
    row_id: int, prefix: str, first_name: str, last_name: str, citizen_id: str | None, passport_no: str | None, phone: str
) -> Entry:
    """The same from plain columns: a million rows are not worth a million objects."""
    ids = format_id(citizen_id) if citizen_id else passport_no or ""
    shown_phone = format_phone(phone) if phone else ""
    return Entry(
        "person",
        row_id,
        f"{prefix}{first_name} {last_name}".strip(),
        " · ".join(part for part in (ids, shown_phone) if part),
        keys=(f"{first_name} {last_name}", last_name, citizen_id or "", passport_no or ""),
        others=(phone,),
    )


def organisation_entry(organisation: Organisation) -> Entry:
    ids = format_id(organisation.juristic_id) if organisation.juristic_id else ""
    phone = format_phone(organisation.phone) if organisation.phone else ""
    return Entry(
        "organisation",
        organisation.id,
        organisation.name,
        " · ".join(part for part in (ids, phone) if part),
        keys=(organisation.name, organisation.juristic_id or ""),
        others=(organisation.phone, organisation.representative),
    )


def case_entry(case: Case) -> Entry:
    return Entry(
        "case",
        case.id,
        f"{case.number} {case.service_title}",
        case.applicant_name,
        keys=(case.number,),
        others=(case.applicant_name, case.service_title),
        sensitive=case.sensitive,
    )


def receipt_entry(receipt: Receipt) -> Entry:
    book, number = receipt.book.book_no, receipt.number
    return Entry(
        "receipt",
        receipt.id,
        f"ใบเสร็จเล่มที่ {book} เลขที่ {number}",
        receipt.payer_name,
        keys=(f"{book}/{number}", f"เล่มที่ {book} เลขที่ {number}", f"เล่ม {book} เลขที่ {number}"),
        others=(receipt.payer_name, receipt.payer_id_no, receipt.instrument_no),
        sensitive=receipt.case is not None and receipt.case.sensitive,
    )


def permit_entry(permit: Permit) -> Entry:
    return Entry(
        "permit",
        permit.id,
        f"{permit.title} {permit.number}",
        " · ".join(part for part in (permit.holder_name, permit.subject) if part),
        keys=(permit.number, permit.registration_no, permit.subject),
        others=(permit.holder_name,),
        sensitive=permit.case.sensitive,
    )


# --- making it ---------------------------------------------------------------------------------------------------------------------


def is_current(connection: Connection) -> bool:
    """Whether the register has an index of this version."""
    if not connection.dialect.has_table(connection, "search_state"):
        return False
    return connection.execute(text("SELECT version FROM search_state")).scalar() == VERSION


def ensure(connection: Connection) -> None:
    """Make the empty tables of the index where there are none of this version; :func:`rebuild` fills them."""
    if is_current(connection):
        return
    for table in ("search_gram", "search_key", "search_entry", "search_state"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    sqlite = connection.dialect.name == "sqlite"
    collation = "" if sqlite else ' COLLATE "C"'
    number = "INTEGER" if sqlite else "BIGINT"
    ordered = " WITHOUT ROWID" if sqlite else ""
    connection.exec_driver_sql(
        f"CREATE TABLE search_entry (id {number} PRIMARY KEY, section INTEGER NOT NULL, title TEXT NOT NULL, subtitle TEXT NOT NULL, "
        f"text TEXT NOT NULL{collation})"
    )
    connection.exec_driver_sql(
        f"CREATE TABLE search_key (section INTEGER NOT NULL, key TEXT NOT NULL{collation}, id {number} NOT NULL, "
        f"PRIMARY KEY (key, section, id)){ordered}"
    )
    if sqlite:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', contentless_delete=1, detail=none, "
            "tokenize=\"ascii tokenchars '~'\", prefix='1 2 3 4')"
        )
    else:
        _index_parts_on_postgresql(connection)
    connection.exec_driver_sql("CREATE TABLE search_state (version INTEGER NOT NULL)")
    connection.exec_driver_sql(f"INSERT INTO search_state (version) VALUES ({VERSION})")


def _index_parts_on_postgresql(connection: Connection) -> None:
    """An index for LIKE where the server offers pg_trgm; without it, LIKE reads the table, which is right but slower."""
    offered = connection.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'").first()
    if offered is None:
        return
    from sqlalchemy.exc import DBAPIError

    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            connection.exec_driver_sql("CREATE INDEX ix_search_entry_text ON search_entry USING gin (text gin_trgm_ops)")
    except DBAPIError:
        return  # this account may not create extensions


def rebuild(session: Session) -> int:
    """Make the whole index again from the tables; returns how many rows it holds."""
    driver = _Driver(session)
    for table in ("search_key", "search_entry"):
        driver.run(f"DELETE FROM {table}", [])
    if driver.sqlite:
        driver.run("INSERT INTO search_gram (search_gram) VALUES ('delete-all')", [])
    count = index_new(session, _all_entries(session))
    optimise(session)
    return count


def optimise(session: Session) -> None:
    """Merge the pieces of the index into one, after many rows were added at once."""
    driver = _Driver(session)
    if driver.sqlite:
        driver.run("INSERT INTO search_gram (search_gram) VALUES ('optimize')", [])


def counts(session: Session) -> list[tuple[str, int, int]]:
    """(table, rows of the table, rows of the index) for each kind."""
    driver = _Driver(session)
    indexed = dict(driver.rows("SELECT section / 2, count(*) FROM search_entry GROUP BY section / 2", []))
    kept = []
    for number, table in enumerate(("person", "organisation", "case_file", "receipt", "permit")):
        kept.append((table, int(driver.rows(f"SELECT count(*) FROM {table}", [])[0][0]), int(indexed.get(number, 0))))
    return kept


def _all_entries(session: Session) -> Iterator[Entry]:
    chunked: dict[str, Any] = {"yield_per": _BATCH}
    columns = (Person.id, Person.prefix, Person.first_name, Person.last_name, Person.citizen_id, Person.passport_no, Person.phone)
    for person in session.execute(select(*columns).order_by(Person.id), execution_options=chunked):
        yield person_entry_of(*person)
    for organisation in session.scalars(select(Organisation).order_by(Organisation.id), execution_options=chunked):
        yield organisation_entry(organisation)
    for case in session.scalars(select(Case).order_by(Case.id), execution_options=chunked):
        yield case_entry(case)
    for receipt in session.scalars(select(Receipt).options(selectinload(Receipt.case)).order_by(Receipt.id), execution_options=chunked):
        yield receipt_entry(receipt)
    for permit in session.scalars(select(Permit).options(selectinload(Permit.case)).order_by(Permit.id), execution_options=chunked):
        yield permit_entry(permit)
