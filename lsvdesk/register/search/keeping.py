"""The index kept in step with the tables, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from lsvdesk.register.models import Case, Organisation, Permit, Person, Receipt
from lsvdesk.register.search.driver import Driver
from lsvdesk.register.search.entries import (
    Entry,
    case_entry,
    entry_id,
    keys_of,
    organisation_entry,
    permit_entry,
    person_entry,
    receipt_entry,
)
from lsvdesk.register.search.grams import cut

_BATCH: Final = 5_000
_HASH_SIZE, _HASH_SIZE_WHEN_FILLING = 1 << 20, 256 << 20  # bytes that FTS5 gathers before it writes; the first is its default


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


def index(session: Session, entry: Entry) -> None:
    """Put ``entry`` into the index, in place of what was there for its row. In the transaction that changed the row."""
    remove(session, entry.kind, entry.row_id)
    _add(Driver.of(session), [entry])


def remove(session: Session, kind: str, row_id: int) -> None:
    """Take a row out of the index; nothing happens where it is not in it."""
    driver = Driver.of(session)
    key = entry_id(kind, row_id)
    for section, content in driver.rows("SELECT section, text FROM search_entry WHERE id = ?1", [key]):
        driver.many("DELETE FROM search_key WHERE key = ? AND section = ? AND id = ?", [(part, section, key) for part in keys_of(content)])
        if driver.sqlite:
            driver.run("DELETE FROM search_gram WHERE rowid = ?", [key])
        driver.run("DELETE FROM search_entry WHERE id = ?", [key])


def index_new(session: Session, entries: Iterable[Entry]) -> int:
    """Index many rows that are known not to be in the index yet; returns how many. Quickest inside :func:`filling`."""
    driver = Driver.of(session)
    count = 0
    pending = iter(entries)
    while batch := list(islice(pending, _BATCH)):
        _add(driver, batch)
        count += len(batch)
    return count


@contextmanager
def filling(session: Session) -> Iterator[None]:
    """Many rows are added inside the block: FTS5 gathers them in large pieces, and merges them into one at the end."""
    driver = Driver.of(session)
    if not driver.sqlite:
        yield
        return
    driver.run("INSERT INTO search_gram (search_gram, rank) VALUES ('hashsize', ?)", [_HASH_SIZE_WHEN_FILLING])
    yield
    driver.run("INSERT INTO search_gram (search_gram) VALUES ('optimize')")
    driver.run("INSERT INTO search_gram (search_gram, rank) VALUES ('hashsize', ?)", [_HASH_SIZE])


def _add(driver: Driver, entries: Sequence[Entry]) -> None:
    rows, keys, grams = [], [], []
    for entry in entries:
        key, section, content = entry.id, entry.section, entry.content
        rows.append((key, section, entry.title, entry.subtitle, content))
        keys += [(part, section, key) for part in keys_of(content)]
        if driver.sqlite:
            grams.append((key, cut(content, section)))
    keys.sort()
    driver.many("INSERT INTO search_entry (id, section, title, subtitle, text) VALUES (?, ?, ?, ?, ?)", rows)
    driver.many("INSERT INTO search_key (key, section, id) VALUES (?, ?, ?)", keys)
    driver.many("INSERT INTO search_gram (rowid, grams) VALUES (?, ?)", grams)
