from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from lsvdesk.register import audit
from lsvdesk.register.engine import Register
from lsvdesk.register.models import AuditEntry

NOW = dt.datetime(2026, 11, 20, 9, 30, 1, 250)


def write_entries(register: Register, how_many: int = 5) -> None:
    with register.write() as session:
        for number in range(1, how_many + 1):
            audit.append(
                session,
                at=NOW + dt.timedelta(minutes=number),
                user_id=None,
                action="case.opened",
                subject="case",
                subject_id=number,
                data={"ผู้ยื่น": f"นายสมมุติ ที่{number}", "due": 50_000, "tags": ["ก", None, True]},
            )


def found(register: Register) -> tuple[str, str] | None:
    with register.read() as session:
        fault = audit.check_chain(session)
    return None if fault is None else (fault.code, fault.row)


def test_a_chain_as_it_was_written_is_whole(empty: Register) -> None:
    write_entries(empty)
    assert found(empty) is None
    with empty.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[0].previous_hash == "0" * 64
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(entries))


def test_an_empty_chain_is_whole(empty: Register) -> None:
    assert found(empty) is None


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"ผู้ยื่น": "คนอื่น", "due": 50_000, "tags": ["ก", None, True]}},
        {"at": NOW},
        {"action": "case.withdrawn"},
        {"subject_id": "99"},
        {"previous_hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_altered_afterwards_shows(empty: Register, change: dict[str, Any]) -> None:
    write_entries(empty)
    with empty.write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.seq == 3).values(**change))
    assert found(empty) == ("audit-altered", "3")


def test_an_entry_altered_together_with_its_hash_shows_at_the_next(empty: Register) -> None:
    write_entries(empty)
    with empty.write() as session:
        entry = session.get_one(AuditEntry, 3)
        entry.data = {"ผู้ยื่น": "คนอื่น"}
        entry.hash = audit.entry_hash(entry)
    assert found(empty) == ("audit-altered", "4")


def test_an_entry_taken_out_shows(empty: Register) -> None:
    write_entries(empty)
    with empty.write() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq == 2))
    assert found(empty) == ("audit-missing", "2")


def test_a_tail_cut_off_shows(empty: Register) -> None:
    write_entries(empty)
    with empty.write() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq == 5))
    assert found(empty) == ("audit-cut", "5")


def test_an_entry_of_a_use_case_that_failed_is_not_in_the_chain(empty: Register) -> None:
    write_entries(empty, 2)
    with pytest.raises(KeyError), empty.write() as session:
        audit.append(session, at=NOW, user_id=None, action="x", subject="y", subject_id="1", data={})
        raise KeyError
    write_entries(empty, 1)
    assert found(empty) is None
    with empty.read() as session:
        assert session.execute(text("SELECT max(seq) FROM audit_entry")).scalar() == 3


@pytest.mark.parametrize("value", [1.5, Decimal("1.50"), dt.date(2026, 1, 1), b"x", {1: "x"}], ids=lambda value: type(value).__name__)
def test_data_that_databases_would_write_differently_are_refused(empty: Register, value: object) -> None:
    with pytest.raises(TypeError), empty.write() as session:
        audit.append(session, at=NOW, user_id=None, action="x", subject="y", subject_id="1", data={"value": value})


def test_a_moment_with_a_zone_is_refused(empty: Register) -> None:
    with pytest.raises(ValueError, match="zone"), empty.write() as session:
        audit.append(session, at=NOW.replace(tzinfo=dt.UTC), user_id=None, action="x", subject="y", subject_id="1", data={})
