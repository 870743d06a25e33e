from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from lsvdesk.errors import CounterError, RegisterFault
from lsvdesk.paths import register_file
from lsvdesk.register import numbering
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Case, Person, User
from tests.register import rows


def pragma(register: Register, name: str) -> object:
    with register.read() as session:
        return session.execute(text(f"PRAGMA {name}")).scalar()


def test_a_fresh_register_lies_in_the_office_folder_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "ใหม่" / "สำนักงาน"
    with Register.create(folder) as register:
        assert register.dialect == "sqlite"
        assert register.office_dir == folder
        with register.write() as session:
            rows.office(session)
    assert register_file(folder).exists()
    assert sorted(path.name for path in folder.iterdir()) == ["register.lock", "register.lsv"]
    with Register.open(folder) as register, register.read() as session:
        assert session.scalars(select(User.position)).one() == "เจ้าพนักงาน"


def test_the_file_is_kept_as_safely_as_sqlite_can(empty: Register) -> None:
    assert pragma(empty, "foreign_keys") == 1
    assert pragma(empty, "journal_mode") == "wal"
    assert pragma(empty, "synchronous") == 2  # FULL
    assert pragma(empty, "busy_timeout") == 5000
    assert pragma(empty, "application_id") == 0x4C535644


def test_every_machine_runs_the_sqlite_that_came_with_the_program(empty: Register) -> None:
    with empty.read() as session:
        version = session.execute(text("SELECT sqlite_version()")).scalar_one()
    assert tuple(int(part) for part in version.split(".")) >= (3, 53, 0)


def test_a_second_register_is_not_made_over_the_first(office_dir: Path) -> None:
    before = register_file(office_dir).read_bytes()
    with pytest.raises(RegisterFault) as told:
        Register.create(office_dir)
    assert told.value.code == "register-exists"
    assert register_file(office_dir).read_bytes() == before


def test_what_is_written_is_there_afterwards_and_usable_when_the_transaction_is_over(register: Register) -> None:
    with register.write() as session:
        person = rows.person(session, "สมมุติ", "ทดสอบ")
    assert person.full_name == "นายสมมุติ ทดสอบ"
    with register.read() as session:
        again = session.scalars(select(Person)).one()
    assert again.full_name == "นายสมมุติ ทดสอบ"


def test_any_exception_undoes_the_whole_use_case(register: Register) -> None:
    with pytest.raises(ZeroDivisionError), register.write() as session:
        rows.whole_case(session)
        raise ZeroDivisionError
    with register.read() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert numbering.last(session, "case", 2569) == 0


def test_a_read_transaction_cannot_write(register: Register) -> None:
    with pytest.raises(OperationalError, match="readonly"), register.read() as session:
        session.execute(text("DELETE FROM user_account"))
    with register.read() as session:
        assert session.scalar(select(func.count()).select_from(User)) == 1


def test_a_read_transaction_sees_one_moment(register: Register) -> None:
    with register.read() as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
        with register.write() as session:
            rows.person(session)
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
    with register.read() as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 1


def test_references_and_statuses_are_checked_by_the_database(register: Register) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), register.write() as session:
        rows.case(session, Person(id=999, first_name="ไม่มี", last_name="", prefix=""))
    with pytest.raises(IntegrityError, match="CHECK"), register.write() as session:
        rows.case(session, rows.person(session)).status = "lost"


def test_a_use_case_inside_a_use_case_is_a_bug_and_says_so(register: Register) -> None:
    with register.write(), pytest.raises(RuntimeError, match="inside"), register.write():
        pass


@pytest.mark.parametrize("url", ["mysql://office@server/office", "sqlite:///register.db", "server", "postgresql+psycopg2://x/y", ""])
def test_an_address_that_is_no_postgresql_server_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(tmp_path, url=url)
    assert told.value.code == "register-address"


def test_threads_of_one_program_take_turns_and_no_number_is_lost(register: Register) -> None:
    taken: list[int] = []

    def work() -> None:
        for _ in range(25):
            with register.write() as session:
                taken.append(numbering.take(session, "case", 2569))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 101))


def test_the_second_of_two_changes_of_one_case_is_told(register: Register) -> None:
    with register.write() as session:
        case_id = rows.whole_case(session).id
    with register.read() as session:
        stale = session.get_one(Case, case_id)
    with register.write() as session:
        session.get_one(Case, case_id).status = "in_progress"
    with pytest.raises(CounterError) as told, register.write() as session:
        session.add(stale)
        stale.status = "withdrawn"
    assert told.value.code == "changed-meanwhile"
    with register.read() as session:
        assert session.get_one(Case, case_id).status == "in_progress"


def test_closing_twice_does_no_harm(empty: Register) -> None:
    empty.close()
    empty.close()


SECRET = "กุญแจ'ลับ"


def test_a_keyed_register_cannot_be_read_without_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    with Register.create(folder, key=SECRET) as register, register.write() as session:
        rows.office(session)
        rows.person(session, "ทดลอง", "เข้ารหัส")
    stored = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"SQLite format" not in stored
    assert "เข้ารหัส".encode() not in stored
    for key in ("", "กุญแจผิด"):
        with pytest.raises(RegisterFault) as told:
            Register.open(folder, key=key)
        assert told.value.code == "register-foreign"
        assert "กุญแจ" in told.value.message
    with Register.open(folder, key=SECRET) as register, register.read() as session:
        assert session.scalars(select(Person.last_name)).one() == "เข้ารหัส"


def test_a_key_for_a_register_without_one_is_told(office_dir: Path) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(office_dir, key=SECRET)
    assert told.value.code == "register-foreign"
    Register.open(office_dir).close()


def test_a_register_whose_stick_was_pulled_out_is_said_to_be_gone(tmp_path: Path) -> None:
    import sqlcipher3.dbapi2 as sqlite

    from lsvdesk.register.translate import sqlite_fault

    stick = tmp_path / "แฟลชไดรฟ์"
    with pytest.raises(sqlite.OperationalError) as broken:
        sqlite.connect(str(register_file(stick)))
    told = sqlite_fault(broken.value, stick, register_file(stick))
    assert told is not None
    assert told.code == "register-storage"
    assert "ถูกถอดออก" in told.message
