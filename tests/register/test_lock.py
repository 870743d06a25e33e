from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lsvdesk.errors import RegisterFault
from lsvdesk.paths import register_file
from lsvdesk.register import engine
from lsvdesk.register.engine import Register
from lsvdesk.register.lock import LOCK_FILE
from lsvdesk.register.models import Person, User
from lsvdesk.register.verify import verify
from tests.register import rows

OPEN_AND_WAIT = """
import sys, time
from pathlib import Path
from lsvdesk.register.engine import Register
register = Register.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""

HOLD_A_WRITE = """
import sys, time
import sqlcipher3.dbapi2 as sqlite
connection = sqlite.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("open", flush=True)
time.sleep(60)
"""


@contextmanager
def another_program(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "open\n"
            yield program
        finally:
            program.kill()


def test_a_second_program_is_told_who_holds_the_register_and_since_when(office_dir: Path) -> None:
    with another_program(OPEN_AND_WAIT, office_dir) as first:
        with pytest.raises(RegisterFault) as told:
            Register.open(office_dir)
        assert told.value.code == "register-in-use"
        assert str(first.pid) in told.value.message
        assert "เวลา" in told.value.message
        assert "ปิดโปรแกรมนั้น" in told.value.message


def test_the_lock_dies_with_the_program(office_dir: Path) -> None:
    with another_program(OPEN_AND_WAIT, office_dir) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    Register.open(office_dir).close()


def test_opening_twice_in_one_program_is_refused_too(empty: Register) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(empty.office_dir)
    assert told.value.code == "register-in-use"
    assert str(os.getpid()) in told.value.message


def test_a_closed_register_may_be_opened_by_anyone(office_dir: Path) -> None:
    Register.open(office_dir).close()
    Register.open(office_dir).close()


def test_a_lock_file_with_nonsense_in_it_does_not_hide_that_the_register_is_in_use(empty: Register) -> None:
    (empty.office_dir / LOCK_FILE).write_text("ไม่ใช่ JSON", encoding="utf-8")
    with pytest.raises(RegisterFault) as told:
        Register.open(empty.office_dir)
    assert told.value.code == "register-in-use"
    assert "โปรแกรมอื่น" in told.value.message


def test_beside_the_window_the_register_may_be_read_but_not_written(register: Register) -> None:
    with Register.open(register.office_dir, exclusive=False) as beside:
        with beside.read() as session:
            assert session.scalar(select(func.count()).select_from(User)) == 1
        with pytest.raises(RegisterFault) as told, beside.write():
            pass
        assert told.value.code == "register-in-use"
        with register.write() as session:
            rows.person(session)
        with beside.read() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_what_the_window_has_only_in_its_log_yet_is_read_beside_it(register: Register) -> None:
    with register.write() as session:
        for _ in range(20):
            rows.whole_case(session)
    with Register.open(register.office_dir, exclusive=False) as beside:
        assert verify(beside) == []


def test_somebody_who_keeps_writing_past_the_patience_is_told_as_busy(office_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    with Register.open(office_dir) as register, another_program(HOLD_A_WRITE, register_file(office_dir)):
        began = time.monotonic()
        with pytest.raises(RegisterFault) as told, register.write() as session:
            rows.office(session)
        assert told.value.code == "register-busy"
        assert time.monotonic() - began < 5
