"""Search as one types: over people, organisations, cases, receipts and permits, by any part of a name, id, phone or number.

The index is derived from the tables and kept in the same transaction (``refresh_…``); it can be made again at any time
(:func:`rebuild`) and is therefore no part of the migrations. This module and ``engine`` alone know the database underneath.

An entry has *keys* (a name, a family name, an id, a number: found by their beginning, ranked first) and a *text* (all keys and more:
found by any part). How it stays quick at a million people, for one letter as for ten:

* beginnings are a range of an ordinary index on (section, key), read until the limit and no further;
* on SQLite, any part is an FTS5 table of three-letter grams that this module cuts itself (the built-in ``trigram`` finds nothing below
  three letters, ``unicode61`` shreds Thai). Every letter begins a gram, because fields are padded; so one and two letters are found by the
  FTS5 prefix index (``prefix='1 2'``). Without positions (``detail=none``) the lists are short; a word of more than three letters is
  checked against the text of the few entries that hold all its grams. Rows come in the order of the index and stop at the limit:
  nothing is sorted or counted over the whole;
* on PostgreSQL, any part is LIKE, over a pg_trgm index where the server has that extension.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session, selectinload

from lsvdesk.register.models import Case, Organisation, Permit, Person, Receipt
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.thai.names import search_key, split_prefix

VERSION: Final = 1
"""Raise it whenever the tables below or what they hold changes: an index of another version is made again when the register opens."""

KINDS: Final = ("person", "organisation", "case", "receipt", "permit")
_SLOTS: Final = 8  # entry id = row id * 8 + number of the kind
_FIELD, _REST = "|", "||"  # between keys; before what is found by any part only. search_key leaves neither in a field
_PAD: Final = "~"
_HIGHEST: Final = "\U0010ffff"
_LONGEST_FIELD: Final = 120  # letters of one field that are indexed
_EACH_KIND: Final = 3  # places kept for every kind that has something, however many people there are
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


@dataclass(frozen=True)
class Hit:
    """A row that was found; ``kind`` is one of :data:`KINDS`."""

    kind: str
    row_id: int
    title: str
    subtitle: str
    sensitive: bool


# --- finding --------------------------------------------------------------------------------------------------------------------


def find(session: Session, text: str, *, limit: int = 20, kinds: Iterable[str] | None = None, include_sensitive: bool = False) -> list[Hit]:
    """At most ``limit`` hits for what was typed so far: words in any order, Thai or Arabic digits, ids with or without dashes.

    Exact hits stand first, then those that begin with what was typed, then those that hold it; kinds in the order of :data:`KINDS`.
    Sensitive cases, and their receipts and permits, are found only with ``include_sensitive``. Raises ValueError for an unknown kind.
    """
    wanted = tuple(KINDS) if kinds is None else tuple(dict.fromkeys(kinds))
    numbers = [KINDS.index(kind) for kind in wanted]
    words = _words(text)
    if not words or not numbers or limit < 1:
        return []
    driver = _Driver(session)
    found = _attempt(driver, "".join(words), words, limit, numbers, include_sensitive)
    if len(found) < limit:
        title, rest = split_prefix(text)  # "นายสมชาย": titles are no part of the keys
        bare = _words(rest) if title else []
        if bare:
            more = _attempt(driver, "".join(bare), bare, limit, numbers, include_sensitive)
            found = list({row[0]: row for row in (*found, *more)}.values())[:limit]
    return [Hit(KINDS[row[1] >> 1], row[0] // _SLOTS, row[2], row[3], bool(row[1] & 1)) for row in found]


_Row = tuple[int, int, str, str]  # id, section, title, subtitle


def _attempt(driver: _Driver, whole: str, words: list[str], limit: int, kinds: list[int], sensitive: bool) -> list[_Row]:
    beginning = driver.beginning(whole, limit, kinds, sensitive)
    found = _shared_out(beginning, whole, limit)
    if len(found) < limit:
        known = {row[0] for row in found}
        holding = driver.holding(words, limit + len(known), kinds, sensitive)
        found += list(islice((row for row in holding if row[0] not in known), limit - len(found)))
    return found


def _shared_out(rows: Sequence[tuple[int, int, str, str, str]], whole: str, limit: int) -> list[_Row]:
    """The best ``limit`` of the rows (id, section, title, subtitle, key), so that many people do not push out the one receipt."""
    once: dict[int, tuple[int, int, str, str, str]] = {}
    for row in sorted(rows, key=lambda row: (row[4] != whole, row[1] >> 1, row[4], row[0])):
        once.setdefault(row[0], row)
    best = list(once.values())
    if len(best) > limit:
        seen: dict[int, int] = {}
        first: list[int] = []
        later: list[int] = []
        for row in best:
            kind = row[1] >> 1
            seen[kind] = seen.get(kind, 0) + 1
            (first if seen[kind] <= _EACH_KIND else later).append(row[0])
        chosen = set((first + later)[:limit])
        best = [row for row in best if row[0] in chosen]
    return [row[:4] for row in best]


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(key for word in text.split() if (key := search_key(word)[:_LONGEST_FIELD])))


class _Driver:
    """The index on the database of this session. Plain cursors: a search runs at every key stroke."""

    def __init__(self, session: Session) -> None:
        self.connection = session.connection()
        self.sqlite = self.connection.dialect.name == "sqlite"

    def rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        if self.sqlite:
            driver: Any = self.connection.connection.driver_connection
            return list(driver.execute(statement, values))
        return [tuple(row) for row in self.connection.exec_driver_sql(statement.replace("%", "%%").replace("?", "%s"), tuple(values))]

    def run(self, statement: str, values: Sequence[Any]) -> None:
        self.many(statement, [values])

    def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        if not values:
            return
        if self.sqlite:
            driver: Any = self.connection.connection.driver_connection
            driver.executemany(statement, values)
        else:
            self.connection.exec_driver_sql(statement.replace("?", "%s"), [tuple(row) for row in values])

    def beginning(self, whole: str, limit: int, kinds: list[int], sensitive: bool) -> list[Any]:
        sections = [kind * 2 + secret for kind in kinds for secret in ((0, 1) if sensitive else (0,))]
        # the sections are spelled out, so that the statement is prepared once for each choice of kinds
        ranges = " UNION ALL ".join(
            f"SELECT * FROM (SELECT id, key FROM search_key WHERE section = {section} AND key >= ? AND key < ? "
            f"ORDER BY key LIMIT ?) AS s{section}"
            for section in sections
        )
        return self.rows(
            f"SELECT e.id, e.section, e.title, e.subtitle, k.key FROM ({ranges}) AS k JOIN search_entry AS e ON e.id = k.id",
            [whole, whole + _HIGHEST, limit] * len(sections),
        )

    def holding(self, words: list[str], limit: int, kinds: list[int], sensitive: bool) -> list[Any]:
        if self.sqlite:
            return self._holding_grams(words, limit, kinds, sensitive)
        likes = " AND ".join("text LIKE ?" for _ in words)
        sections = ", ".join(str(kind * 2 + secret) for kind in kinds for secret in ((0, 1) if sensitive else (0,)))
        return self.rows(
            f"SELECT id, section, title, subtitle FROM search_entry WHERE {likes} AND section IN ({sections}) LIMIT ?",
            [*(f"%{word}%" for word in words), limit],
        )

    def _holding_grams(self, words: list[str], limit: int, kinds: list[int], sensitive: bool) -> list[Any]:
        asked = [gram for word in words for gram in _asked_grams(word)]
        match = " AND ".join(dict.fromkeys(asked))
        if len(kinds) < len(KINDS):
            match = f"({' OR '.join(_kind_gram(kind) for kind in kinds)}) AND {match}"
        if not sensitive:
            match = f"({match}) NOT {_SENSITIVE_GRAM}"
        long = [word for word in words if len(word) > 3]
        checks = "".join(" AND instr(e.text, ?)" for _ in long)
        return self.rows(
            "SELECT e.id, e.section, e.title, e.subtitle FROM search_gram AS g JOIN search_entry AS e ON e.id = g.rowid "
            f"WHERE g.search_gram MATCH ?{checks} LIMIT ?",
            [match, *long, limit],
        )


# --- grams ----------------------------------------------------------------------------------------------------------------------

_SENSITIVE_GRAM: Final = '"~s"'


def _kind_gram(kind: int) -> str:
    return f'"~k{kind}"'


def _asked_grams(word: str) -> list[str]:
    if len(word) < 3:
        return [f'"{word}"*']
    return [f'"{word[at : at + 3]}"' for at in range(len(word) - 2)]


def _grams(content: str, section: int) -> str:
    """All grams of the fields of ``content``, each once, and the marks of its kind and secrecy, as FTS5 is given them."""
    grams = {f"~k{section >> 1}"}
    if section & 1:
        grams.add("~s")
    for part in content.split(_FIELD):
        padded = part + _PAD + _PAD
        grams.update([padded[at : at + 3] for at in range(len(part))])
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
    for section, content in driver.rows("SELECT section, text FROM search_entry WHERE id = ?", [entry_id]):
        driver.many("DELETE FROM search_key WHERE section = ? AND key = ? AND id = ?", [(section, key, entry_id) for key in _keys(content)])
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
        keys += [(section, key, entry_id) for key in _keys(content)]
        if driver.sqlite:
            grams.append((entry_id, _grams(content, section)))
    keys.sort()
    driver.many("INSERT INTO search_entry (id, section, title, subtitle, text) VALUES (?, ?, ?, ?, ?)", rows)
    driver.many("INSERT INTO search_key (section, key, id) VALUES (?, ?, ?)", keys)
    driver.many("INSERT INTO search_gram (rowid, grams) VALUES (?, ?)", grams)


def _entry_id(kind: str, row_id: int) -> int:
    return row_id * _SLOTS + KINDS.index(kind)


@lru_cache(maxsize=100_000)  # names repeat, and a million people are indexed at once
def _word_key(word: str) -> str:
    return search_key(word)


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
        keys=(case.number, case.applicant_name, split_prefix(case.applicant_name)[1]),
        others=(case.service_title,),
        sensitive=case.sensitive,
    )


def receipt_entry(receipt: Receipt) -> Entry:
    book, number = receipt.book.book_no, receipt.number
    return Entry(
        "receipt",
        receipt.id,
        f"ใบเสร็จเล่มที่ {book} เลขที่ {number}",
        receipt.payer_name,
        keys=(f"{book}/{number}", f"เล่มที่ {book} เลขที่ {number}", receipt.payer_name, split_prefix(receipt.payer_name)[1]),
        others=(receipt.payer_id_no, receipt.instrument_no),
        sensitive=receipt.case is not None and receipt.case.sensitive,
    )


def permit_entry(permit: Permit) -> Entry:
    return Entry(
        "permit",
        permit.id,
        f"{permit.title} {permit.number}",
        " · ".join(part for part in (permit.holder_name, permit.subject) if part),
        keys=(permit.number, permit.registration_no, permit.holder_name, split_prefix(permit.holder_name)[1], permit.subject),
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
        f"PRIMARY KEY (section, key, id)){ordered}"
    )
    if sqlite:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', contentless_delete=1, detail=none, "
            "tokenize=\"ascii tokenchars '~'\", prefix='1 2')"
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
