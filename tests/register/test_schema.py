"""The migrations make exactly what the models say, and an older register is brought up to date without losing anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, select, text

from lsvdesk.errors import RegisterFault
from lsvdesk.paths import register_file, shipped
from lsvdesk.register.engine import Register
from lsvdesk.register.models import PARTIAL_INDEXES, Base, Person
from lsvdesk.register.schema import HEAD, Schema
from lsvdesk.register.verify import verify
from tests.register import rows


def differences(connection: Connection) -> list[Any]:
    """What Alembic would still change, the derived search tables left aside."""
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, parents: (
                not (kind == "table" and name.startswith("search_")) and name not in PARTIAL_INDEXES
            ),
        },
    )
    return compare_metadata(context, Base.metadata)


def conditions(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """CHECK constraints by table, which Alembic does not compare."""
    inspector = inspect(connection)
    return {
        table: {(str(check["name"]), "".join(check["sqltext"].split())) for check in inspector.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_the_revision_the_program_knows_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(shipped("db"))).get_heads() == [HEAD]


def test_a_fresh_register_has_exactly_the_tables_of_the_models(empty: Register) -> None:
    with empty.read() as session:
        assert differences(session.connection()) == []
        migrated = conditions(session.connection())
    other = create_engine("sqlite://")
    Base.metadata.create_all(other)
    with other.connect() as connection:
        assert migrated == conditions(connection)
    assert sum(len(checks) for checks in migrated.values()) > 20


def test_what_may_stand_only_once_is_held_by_the_register_itself(empty: Register) -> None:
    with empty.read() as session:
        inspector = inspect(session.connection())
        made = {str(each["name"]): each["unique"] for table in inspector.get_table_names() for each in inspector.get_indexes(table)}
    assert all(made.get(name) for name in PARTIAL_INDEXES), made


def test_the_tables_load_no_dialect_of_a_server() -> None:
    code = "import sys; import lsvdesk.counter.today; print([name for name in sys.modules if 'dialects.postgresql' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.postgresql
def test_the_same_holds_on_postgresql(postgresql_url: str, postgresql_server: Any, tmp_path: Path) -> None:
    with Register.create(tmp_path / "office", url=postgresql_url) as register, register.read() as session:
        assert differences(session.connection()) == []
        migrated = conditions(session.connection())
    other = create_engine(postgresql_server.database())
    Base.metadata.create_all(other)
    with other.connect() as connection:
        assert migrated == conditions(connection)


def test_opening_a_register_of_today_loads_no_migration_program(office_dir: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from lsvdesk.register.engine import Register; "
        "Register.open(Path(sys.argv[1])).close(); print([name for name in sys.modules if name.split('.')[0] in ('alembic', 'mako')])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(office_dir)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


NEXT = '''
"""A later version gives people a nickname and refuses the name ห้าม."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("nickname", sa.String(40), nullable=False, server_default=""))
        person.create_check_constraint("nickname", "last_name <> 'ห้าม'")
'''


@pytest.fixture
def tomorrow(tmp_path: Path) -> Schema:
    """The schema of a later version of the program: one migration more."""
    folder = tmp_path / "db"
    shutil.copytree(shipped("db"), folder)
    (folder / "versions" / "9001_nickname.py").write_text(NEXT, encoding="utf-8")
    return Schema("9001", lambda: folder)


def copies(office_dir: Path) -> list[Path]:
    return sorted(office_dir.glob("register-before-upgrade-0003-*.lsv"))


def test_an_older_register_is_copied_and_then_upgraded(office_dir: Path, tomorrow: Schema) -> None:
    with Register.open(office_dir) as register, register.write() as session:
        rows.office(session)
        rows.whole_case(session)
    with Register.open(office_dir, schema=tomorrow) as register:
        with register.read() as session:
            assert session.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9001"
            assert session.execute(text("SELECT nickname FROM person")).scalar() == ""
        assert verify(register) == []
    assert len(copies(office_dir)) == 1
    kept = office_dir / "kept"
    kept.mkdir()
    shutil.copy(copies(office_dir)[0], register_file(kept))
    with Register.open(kept) as before:
        assert verify(before) == []
        with before.read() as session:
            assert session.scalars(select(Person.last_name)).one() == "ใจดี"


def test_today_s_program_refuses_tomorrow_s_register(office_dir: Path, tomorrow: Schema) -> None:
    Register.open(office_dir, schema=tomorrow).close()
    with pytest.raises(RegisterFault) as told:
        Register.open(office_dir)
    assert told.value.code == "register-newer"


def test_an_upgrade_that_fails_leaves_the_register_as_it_was(office_dir: Path, tomorrow: Schema) -> None:
    with Register.open(office_dir) as register, register.write() as session:
        rows.office(session)
        rows.whole_case(session, last_name="ห้าม")
    with pytest.raises(Exception, match="CHECK constraint failed"):
        Register.open(office_dir, schema=tomorrow)
    with Register.open(office_dir) as register:
        assert verify(register) == []
        with register.read() as session:
            assert session.scalars(select(Person.last_name)).one() == "ห้าม"


def test_a_keyed_register_is_copied_with_its_key(tmp_path: Path, tomorrow: Schema) -> None:
    office_dir = tmp_path / "office"
    with Register.create(office_dir, key="ลับ") as register, register.write() as session:
        rows.office(session)
    Register.open(office_dir, key="ลับ", schema=tomorrow).close()
    (copy,) = copies(office_dir)
    assert b"SQLite format" not in copy.read_bytes()[:100]
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(copy, register_file(kept))
    Register.open(kept, key="ลับ").close()


def test_an_older_register_is_not_upgraded_by_a_program_that_only_reads_beside(office_dir: Path, tomorrow: Schema) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(office_dir, exclusive=False, schema=tomorrow)
    assert told.value.code == "register-older"
    assert copies(office_dir) == []
