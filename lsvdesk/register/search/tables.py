"""The tables of the index: made with the register, made again where another version of the program left them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, selectinload

from lsvdesk.register.models import Case, Organisation, Permit, Person, Receipt
from lsvdesk.register.search.driver import Driver
from lsvdesk.register.search.entries import (
    TABLES,
    Entry,
    case_entry,
    organisation_entry,
    permit_entry,
    person_entry_of,
    receipt_entry,
)
from lsvdesk.register.search.keeping import filling, index_new

VERSION: Final = 1
"""Raise it whenever the tables below or what they hold changes: an index of another version is made again when the register opens."""

_BATCH: Final = 5_000


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
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            connection.exec_driver_sql("CREATE INDEX ix_search_entry_text ON search_entry USING gin (text gin_trgm_ops)")
    except DBAPIError:
        return  # this account may not create extensions


def rebuild(session: Session) -> int:
    """Make the whole index again from the tables; returns how many rows it holds."""
    driver = Driver.of(session)
    driver.run("DELETE FROM search_key")
    driver.run("DELETE FROM search_entry")
    if driver.sqlite:
        driver.run("INSERT INTO search_gram (search_gram) VALUES ('delete-all')")
    with filling(session):
        return index_new(session, _all_entries(session))


def counts(session: Session) -> list[tuple[str, int, int]]:
    """(table, rows of the table, rows of the index) for each kind."""
    driver = Driver.of(session)
    indexed = dict(driver.rows("SELECT section / 2, count(*) FROM search_entry GROUP BY section / 2"))
    return [
        (table, int(driver.rows(f"SELECT count(*) FROM {table}")[0][0]), int(indexed.get(number, 0))) for number, table in enumerate(TABLES)
    ]


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
