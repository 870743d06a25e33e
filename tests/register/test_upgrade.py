"""A register of the first version, with rows in it, is opened by today's program: every row is kept as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lsvdesk.paths import shipped
from lsvdesk.register.engine import Register, register_file
from lsvdesk.register.models import Case, Permit
from lsvdesk.register.schema import HEAD, Schema
from lsvdesk.register.verify import verify
from tests.register import rows

ADDED = {
    "case_file": {"forwarded_on": None, "official": "{}", "earlier_permit_id": None},
    "permit": {"ended_on": None, "ended_as": "", "ended_reason": ""},
}
"""Columns of the second version, as a row of the first one has them after the upgrade."""


def only(folder: Path, last: str) -> Callable[[], Path]:
    """The migrations up to ``last`` alone: the program as it was then."""
    shutil.copytree(shipped("db"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (folder / "versions").glob("*.py"):
        if path.name[:4] > last:
            path.unlink()
    return lambda: folder


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return sorted(name for (name,) in found if not name.startswith(("sqlite_", "alembic", "search_state")))


def content(path: Path, wanted: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of these tables and columns, by key."""
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)} ORDER BY 1").fetchall()
            for table, names in wanted.items()
        }


def _quoted(name: str) -> str:
    return f'"{name}"'


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A register of today with a whole case in it, to copy rows from."""
    with Register.create(tmp_path / "today") as register, register.write() as session:
        rows.office(session)
        for _ in range(3):
            rows.whole_case(session)
    return register_file(tmp_path / "today")


@pytest.fixture
def first_version(tmp_path: Path, filled: Path) -> Path:
    """The folder of an office whose register is of revision 0001, with the same rows put in by plain SQL."""
    office_dir = tmp_path / "office"
    Register.create(office_dir, schema=Schema("0001", only(tmp_path / "db", "0001"))).close()
    with sqlite3.connect(register_file(office_dir)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH ? AS today", (str(filled),))
        for table in tables(connection):
            names = ", ".join(map(_quoted, columns(connection, table)))
            connection.execute(f"DELETE FROM main.{_quoted(table)}")
            connection.execute(f"INSERT INTO main.{_quoted(table)} ({names}) SELECT {names} FROM today.{_quoted(table)}")
        connection.commit()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return office_dir


def test_every_row_of_the_first_version_is_kept(first_version: Path) -> None:
    path = register_file(first_version)
    with sqlite3.connect(path) as connection:
        was = {table: columns(connection, table) for table in tables(connection)}
    before = content(path, was)
    assert {table for table, found in before.items() if found} >= {
        "office",
        "user_account",
        "person",
        "case_file",
        "permit",
        "receipt",
        "audit_entry",
    }
    with Register.open(first_version) as register:
        assert verify(register) == []
        with register.read() as session:
            assert len(session.scalars(select(Case)).all()) == 3
            assert {row.ended_as for row in session.scalars(select(Permit))} <= {""}
    assert content(path, was) == before
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_the_second_version_added_stands_empty(first_version: Path) -> None:
    Register.open(first_version).close()
    with sqlite3.connect(register_file(first_version)) as connection:
        for table, added in ADDED.items():
            found = connection.execute(f"SELECT DISTINCT {', '.join(added)} FROM {table}").fetchall()
            assert found in ([], [tuple(added.values())]), table
        for table in ("forwarding", "beneficiary", "establishment", "service_setting"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_register_of_before_lies_beside_it_untouched(first_version: Path, tmp_path: Path) -> None:
    path = register_file(first_version)
    with sqlite3.connect(path) as connection:
        was = {table: columns(connection, table) for table in tables(connection)}
    before = content(path, was)
    Register.open(first_version).close()
    (copy,) = first_version.glob(f"register-before-upgrade-*{path.suffix}")
    assert content(copy, was) == before
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_upgraded_once_it_opens_like_any_other(first_version: Path) -> None:
    Register.open(first_version).close()
    copies = set(first_version.glob("register-before-upgrade-*"))
    with Register.open(first_version) as register, register.write() as session:
        rows.whole_case(session)
    assert set(first_version.glob("register-before-upgrade-*")) == copies
    with Register.open(first_version) as register:
        assert verify(register) == []
