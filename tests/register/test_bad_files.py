"""What the person is told when the register's file, folder or disk is not as it should be; each with the real thing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from lsvdesk.errors import RegisterFault
from lsvdesk.paths import register_file
from lsvdesk.register import attachments, engine
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Base, Case
from lsvdesk.register.verify import verify
from tests.register import rows
from tests.support.folders import read_only, small_disk


def told_when_opening(office_dir: Path, **how: bool) -> RegisterFault:
    with pytest.raises(RegisterFault) as told:
        Register.open(office_dir, **how).close()
    return told.value


def test_a_folder_without_a_register_is_told(tmp_path: Path) -> None:
    fault = told_when_opening(tmp_path)
    assert fault.code == "register-missing"
    assert str(tmp_path) in fault.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["สวัสดี\n".encode() * 500, b"PK\x03\x04" + bytes(5000), os.urandom(8192)],
    ids=["a text file", "a zip file", "noise"],
)
def test_a_file_that_is_no_database_is_foreign_and_left_alone(office_dir: Path, content: bytes) -> None:
    register_file(office_dir).write_bytes(content)
    assert told_when_opening(office_dir).code == "register-foreign"
    assert register_file(office_dir).read_bytes() == content


def test_the_database_of_another_program_is_foreign_and_left_alone(office_dir: Path) -> None:
    file = register_file(office_dir)
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE contacts (name TEXT)")
    before = file.read_bytes()
    fault = told_when_opening(office_dir)
    assert fault.code == "register-foreign"
    assert "โปรแกรมอื่น" in fault.message
    assert file.read_bytes() == before


def test_an_empty_file_is_damaged(office_dir: Path) -> None:
    register_file(office_dir).write_bytes(b"")
    assert told_when_opening(office_dir).code == "register-damaged"


def test_a_file_cut_short_is_damaged(office_dir: Path) -> None:
    file = register_file(office_dir)
    os.truncate(file, file.stat().st_size // 2)
    assert told_when_opening(office_dir).code == "register-damaged"


def overwrite(file: Path, from_page: int) -> None:
    size = file.stat().st_size
    with file.open("r+b") as handle:
        handle.seek(4096 * from_page)
        handle.write(os.urandom(size - 4096 * from_page))


def test_pages_overwritten_with_noise_are_found_when_opening(office_dir: Path) -> None:
    with Register.open(office_dir) as register, register.write() as session:
        rows.office(session)
        for _ in range(30):
            rows.whole_case(session)
    overwrite(register_file(office_dir), from_page=20)
    fault = told_when_opening(office_dir)
    assert fault.code == "register-damaged"
    assert "สำเนาสำรอง" in fault.message


def test_a_file_that_is_damaged_while_it_is_open_is_told_as_such(office_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHECK_ALWAYS_UP_TO", 0)
    with Register.open(office_dir) as register, register.write() as session:
        rows.office(session)
        for _ in range(30):
            rows.whole_case(session)
    with Register.open(office_dir) as register:
        overwrite(register_file(office_dir), from_page=60)
        with pytest.raises(RegisterFault) as told, register.read() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(select(table)).all()
    assert told.value.code == "register-damaged"


def test_a_register_of_a_newer_version_is_refused_unchanged(office_dir: Path) -> None:
    with Register.open(office_dir) as register, register.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    before = register_file(office_dir).read_bytes()
    fault = told_when_opening(office_dir)
    assert fault.code == "register-newer"
    assert "9001" in fault.message
    assert register_file(office_dir).read_bytes() == before


def test_a_register_without_a_version_is_damaged(office_dir: Path) -> None:
    with Register.open(office_dir) as register, register.write() as session:
        session.execute(text("DELETE FROM alembic_version"))
    assert told_when_opening(office_dir).code == "register-damaged"


def test_a_read_only_folder_is_told_when_opening(office_dir: Path) -> None:
    with read_only(office_dir):
        fault = told_when_opening(office_dir)
        assert fault.code == "register-readonly"
        assert office_dir.name in fault.message
    Register.open(office_dir).close()


def test_a_read_only_folder_is_told_when_a_register_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    with read_only(folder), pytest.raises(RegisterFault) as told:
        Register.create(folder)
    assert told.value.code == "register-readonly"
    assert list(folder.iterdir()) == []


def test_a_folder_that_becomes_read_only_is_told_at_the_next_write(office_dir: Path) -> None:
    with Register.open(office_dir) as register:
        register.close()
    register = Register.open(office_dir)
    register._engine.dispose()  # nothing of the file is held open, as after a long idle time
    with read_only(office_dir), pytest.raises(RegisterFault) as told, register.write() as session:
        rows.office(session)
    register.close()
    assert told.value.code == "register-readonly"


def test_a_scan_cannot_be_kept_in_a_read_only_folder(office_dir: Path) -> None:
    with read_only(office_dir), pytest.raises(RegisterFault) as told:
        attachments.store(office_dir, b"scan")
    assert told.value.code == "register-readonly"


def fill(register: Register, how_many: int = 2_000) -> None:
    """Cases until the disk is full, each its own transaction."""
    for _ in range(how_many):
        with register.write() as session:
            rows.whole_case(session)
    raise AssertionError("the disk never became full")


def cases(register: Register) -> int:
    with register.read() as session:
        return session.scalar(select(func.count()).select_from(Case)) or 0


def test_a_register_that_may_not_grow_keeps_what_it_has_and_says_the_disk_is_full(register: Register) -> None:
    with register.write() as session:
        rows.whole_case(session)
    register._engine.dispose()
    with register._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(RegisterFault) as told:
        fill(register)
    assert told.value.code == "register-disk-full"
    kept = cases(register)
    assert kept >= 1
    assert verify(register) == []
    register._engine.dispose()  # room again
    with register.write() as session:
        rows.whole_case(session)
    assert cases(register) == kept + 1
    assert verify(register) == []


def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(tmp_path: Path, made_once: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "3m"):
        office_dir = disk / "office"
        shutil.copytree(made_once, office_dir)
        ballast = disk / "other-files"
        ballast.write_bytes(bytes(300_000))
        with Register.open(office_dir) as register:
            with register.write() as session:
                rows.office(session)
            with pytest.raises(RegisterFault) as told:
                fill(register)
            assert told.value.code == "register-disk-full"
            assert "เต็ม" in told.value.message
            kept = cases(register)
            with pytest.raises(RegisterFault) as told:
                attachments.store(office_dir, os.urandom(1_000_000))
            assert told.value.code == "register-disk-full"
            ballast.unlink()
            with register.write() as session:
                rows.whole_case(session)
            assert cases(register) == kept + 1
            assert verify(register) == []
        assert not list(office_dir.rglob(".new-*"))
        with Register.open(office_dir) as register:
            assert verify(register) == []


def test_no_half_made_register_is_left_when_the_disk_is_full_from_the_start(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "200k"):
        with pytest.raises(RegisterFault) as told:
            Register.create(disk / "office")
        assert told.value.code == "register-disk-full"
        assert not register_file(disk / "office").exists()
