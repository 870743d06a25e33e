"""The same register on a real PostgreSQL server, with two counters at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from lsvdesk.errors import CounterError, RegisterFault
from lsvdesk.register import audit, numbering, search
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Case, Person, Receipt, ReceiptBook
from lsvdesk.register.verify import verify
from tests.register import rows
from tests.support.people import bulk_people
from tests.support.postgres import Server

pytestmark = pytest.mark.postgresql


@pytest.fixture
def url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture
def counter(url: str, tmp_path: Path) -> Iterator[Register]:
    """One counter of an office with several."""
    with Register.create(tmp_path / "office", url=url) as register:
        with register.write() as session:
            rows.office(session)
        yield register


@pytest.fixture
def other_counter(counter: Register, url: str) -> Iterator[Register]:
    with Register.open(counter.office_dir, url=url) as register:
        yield register


def side_by_side(*work: Callable[[], None]) -> None:
    """Run all at once; the first error of any is raised."""
    errors: list[BaseException] = []

    def guarded(one: Callable[[], None]) -> None:
        try:
            one()
        except BaseException as error:  # noqa: BLE001  (raised again below)
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    if errors:
        raise errors[0]


def test_an_office_works_a_day_and_everything_is_sound(counter: Register) -> None:
    assert counter.dialect == "postgresql"
    with counter.write() as session:
        for satang in range(50_000, 60_000, 1_000):
            rows.whole_case(session, satang)
    assert verify(counter) == []


def test_two_counters_file_and_take_money_at_once_without_gap_or_double(counter: Register, other_counter: Register) -> None:
    with counter.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=1, first_no=1, last_no=7, opened_on=rows.DAY)

    def work(register: Register) -> Callable[[], None]:
        def day() -> None:
            for number in range(20):
                with register.write() as session:
                    rows.whole_case(session, citizen_id=None)
                if number % 4 == 0:  # something goes wrong in between: its numbers go to the next
                    with pytest.raises(ZeroDivisionError), register.write() as session:
                        rows.whole_case(session, citizen_id=None)
                        raise ZeroDivisionError

        return day

    side_by_side(work(counter), work(other_counter))
    assert verify(counter) == []
    with counter.read() as session:
        assert numbering.last(session, "case", 2569) == 40
        assert sorted(session.scalars(select(Case.number_value))) == list(range(1, 41))
        assert sorted(session.scalars(select(Receipt.number))) == list(range(1, 41))
        assert session.scalar(select(func.count()).select_from(ReceiptBook)) == 6


def test_the_first_receipts_of_a_year_at_two_counters_come_from_one_book(counter: Register, other_counter: Register) -> None:
    taken: list[tuple[int, int]] = []

    def take(register: Register) -> Callable[[], None]:
        def one() -> None:
            with register.write() as session:
                book, number = numbering.take_receipt(session, 2570, rows.DAY)
                taken.append((book.book_no, number))

        return one

    side_by_side(take(counter), take(other_counter), take(counter), take(other_counter))
    assert sorted(taken) == [(1, 1), (1, 2), (1, 3), (1, 4)]


def test_the_audit_chain_of_two_counters_is_one_chain(counter: Register, other_counter: Register) -> None:
    def work(register: Register) -> Callable[[], None]:
        def write() -> None:
            for number in range(25):
                with register.write() as session:
                    audit.append(
                        session,
                        at=dt.datetime(2026, 11, 20, 9, 0, 0, number),
                        user_id=None,
                        action="x",
                        subject="y",
                        subject_id=number,
                        data={"ก": 1},
                    )

        return write

    side_by_side(work(counter), work(other_counter))
    with counter.read() as session:
        assert audit.check_chain(session) is None
        assert numbering.last(session, audit.SERIES, 0) == 50


def test_the_second_of_two_changes_of_one_case_is_told(counter: Register, other_counter: Register) -> None:
    with counter.write() as session:
        key = rows.whole_case(session).id
    with pytest.raises(CounterError) as told, counter.write() as first:
        case = first.get_one(Case, key)
        with other_counter.write() as second:
            second.get_one(Case, key).status = "approved"
        case.status = "withdrawn"
    assert told.value.code == "changed-meanwhile"


def test_two_counters_that_wait_for_each_other_are_told_as_busy(counter: Register, other_counter: Register) -> None:
    gate = threading.Barrier(2, timeout=30)
    told: list[CounterError] = []

    def take(register: Register, *series: str) -> Callable[[], None]:
        def both() -> None:
            try:
                with register.write() as session:
                    numbering.take(session, series[0], 2569)
                    gate.wait()
                    numbering.take(session, series[1], 2569)
            except CounterError as error:
                told.append(error)

        return both

    side_by_side(take(counter, "a", "b"), take(other_counter, "b", "a"))
    assert [error.code for error in told] == ["register-busy"]
    with counter.read() as session:
        assert (numbering.last(session, "a", 2569), numbering.last(session, "b", 2569)) == (1, 1)


def test_a_read_transaction_sees_one_moment_and_cannot_write(counter: Register, other_counter: Register) -> None:
    with counter.read() as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
        with other_counter.write() as session:
            rows.person(session)
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
    with pytest.raises(DBAPIError, match="read-only"), counter.read() as session:
        session.execute(text("DELETE FROM person"))


@pytest.mark.parametrize("with_extension", [True, False], ids=["pg_trgm", "plain LIKE"])
def test_search_finds_the_same_as_on_sqlite(counter: Register, register: Register, with_extension: bool) -> None:
    for each in (counter, register):
        with each.write() as session:
            person = rows.person(session, "กล้วยไม้", "ทดลองยิ่ง", citizen_id="1990000000017", phone="0812345678")
            rows.receipt(session, rows.case(session, person, sensitive=True), 100)
            rows.organisation(session, "บริษัท ทดลองการค้า จำกัด 100%_จริง")
        bulk_people(each, 300)
    with counter.write() as session:
        indexed = session.execute(text("SELECT to_regclass('ix_search_entry_text')")).scalar() is not None
        if with_extension and not indexed:
            pytest.skip("this PostgreSQL server was installed without its pg_trgm extension")
        if not with_extension:
            session.execute(text("DROP INDEX IF EXISTS ix_search_entry_text"))
    typed = (
        "ก",
        "ศรี",
        "ทดลอง",
        "ลองยิ่ง กล้วย",
        "1-9900-00000-01-7",
        "๐๘๑-๒๓๔",
        "1/2569",
        "เล่มที่ 1",
        "นายกล้วย",
        "100%",
        "_",
        "%",
        "xyz",
        "ท ส",
    )
    for text_typed in typed:
        for sensitive in (False, True):
            for kinds in (None, ["person"], ["receipt", "case"]):
                hits = []
                for each in (counter, register):
                    with each.read() as session:
                        hits.append(set(search.find(session, text_typed, limit=1000, kinds=kinds, include_sensitive=sensitive)))
                assert hits[0] == hits[1], (text_typed, sensitive, kinds)


def test_names_changed_and_removed_follow_in_the_index(counter: Register) -> None:
    with counter.write() as session:
        person = rows.person(session, "กล้วยไม้", "ทดลองยิ่ง")
        person.last_name = "ใหม่เอี่ยม"
        search.refresh_person(session, person)
        assert [hit.title for hit in search.find(session, "ใหม่")] == ["นายกล้วยไม้ ใหม่เอี่ยม"]
        assert search.find(session, "ทดลอง") == []
        assert search.rebuild(session) == 1
        search.remove(session, "person", person.id)
        assert search.find(session, "ใหม่") == []


def test_a_database_with_a_register_is_not_made_again(counter: Register, url: str, tmp_path: Path) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.create(tmp_path / "second", url=url)
    assert told.value.code == "register-exists"


def test_an_empty_database_is_foreign(postgresql_server: Server, tmp_path: Path) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(tmp_path, url=postgresql_server.database())
    assert told.value.code == "register-foreign"


def test_a_register_of_a_newer_version_is_refused(counter: Register, url: str) -> None:
    with counter.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    with pytest.raises(RegisterFault) as told:
        Register.open(counter.office_dir, url=url)
    assert told.value.code == "register-newer"


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterFault) as told:
        Register.open(tmp_path, url=f"postgresql+psycopg://office@/office?host={tmp_path}")
    assert told.value.code == "register-unreachable"


def test_a_connection_that_breaks_in_the_middle_is_told_and_the_next_works(counter: Register, other_counter: Register) -> None:
    with pytest.raises(RegisterFault) as told, counter.write() as session:
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        rows.person(session)
        with other_counter.write() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        rows.person(session)
    assert told.value.code == "register-unreachable"
    with counter.write() as session:
        rows.person(session)
    with counter.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
