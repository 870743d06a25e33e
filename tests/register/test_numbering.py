from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lsvdesk.errors import CounterError
from lsvdesk.register import numbering
from lsvdesk.register.engine import Register
from lsvdesk.register.models import ReceiptBook

TODAY = dt.date(2026, 11, 20)


class Undo(Exception):
    """Something goes wrong in the middle of a use case."""


def test_the_first_number_of_a_series_is_one_and_each_year_counts_anew(empty: Register) -> None:
    with empty.write() as session:
        assert numbering.last(session, "case", 2569) == 0
        assert [numbering.take(session, "case", 2569) for _ in range(3)] == [1, 2, 3]
        assert numbering.take(session, "case", 2570) == 1
        assert numbering.take(session, "excavation", 2569) == 1
        assert numbering.last(session, "case", 2569) == 3


def test_a_number_taken_in_a_transaction_that_fails_is_given_to_the_next(empty: Register) -> None:
    with empty.write() as session:
        numbering.take(session, "case", 2569)
    with pytest.raises(Undo), empty.write() as session:
        assert numbering.take(session, "case", 2569) == 2
        raise Undo
    with empty.write() as session:
        assert numbering.take(session, "case", 2569) == 2


def test_an_office_goes_on_from_the_number_after_its_paper_register(empty: Register) -> None:
    with empty.write() as session:
        numbering.set_start(session, "case", 2569, 118)
        assert numbering.last(session, "case", 2569) == 117
        assert numbering.take(session, "case", 2569) == 118


def test_the_start_may_be_corrected_until_the_first_number_is_taken(empty: Register) -> None:
    with empty.write() as session:
        numbering.set_start(session, "case", 2569, 118)
        numbering.set_start(session, "case", 2569, 120)
        assert numbering.take(session, "case", 2569) == 120
        with pytest.raises(CounterError) as told:
            numbering.set_start(session, "case", 2569, 200)
        assert told.value.code == "number-start"
        assert "120" in told.value.message
        assert numbering.take(session, "case", 2569) == 121


def test_a_start_below_one_is_refused(empty: Register) -> None:
    with empty.write() as session, pytest.raises(CounterError) as told:
        numbering.set_start(session, "case", 2569, 0)
    assert told.value.code == "number-start"


@settings(max_examples=30, deadline=None)
@given(plan=st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=25))
def test_whatever_is_committed_or_rolled_back_the_numbers_have_no_gap(
    plan: list[tuple[int, bool]], made_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept: list[int] = []
    office_dir = tmp_path_factory.mktemp("gapless") / "office"
    shutil.copytree(made_once, office_dir)
    with Register.open(office_dir) as register:
        for how_many, commits in plan:
            taken: list[int] = []
            try:
                with register.write() as session:
                    taken = [numbering.take(session, "case", 2569) for _ in range(how_many)]
                    if not commits:
                        raise Undo
                kept += taken
            except Undo:
                pass
        with register.read() as session:
            assert numbering.last(session, "case", 2569) == len(kept)
    assert kept == list(range(1, len(kept) + 1))


def leaves(register: Register, how_many: int, year: int = 2570, today: dt.date = TODAY) -> list[tuple[int, int]]:
    with register.write() as session:
        return [(book.book_no, number) for book, number in (numbering.take_receipt(session, year, today) for _ in range(how_many))]


def test_an_office_that_said_nothing_begins_with_book_one_of_a_hundred(empty: Register) -> None:
    assert leaves(empty, 2) == [(1, 1), (1, 2)]
    with empty.read() as session:
        book = session.scalars(select(ReceiptBook)).one()
    assert (book.last_no, book.next_no, book.status, book.fiscal_year) == (100, 3, "open", 2570)


def test_a_full_book_is_followed_by_the_next_of_the_same_size_with_numbers_running_on(empty: Register) -> None:
    with empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=1, first_no=1, last_no=3, opened_on=TODAY)
    assert leaves(empty, 7) == [(1, 1), (1, 2), (1, 3), (2, 4), (2, 5), (2, 6), (3, 7)]
    with empty.read() as session:
        books = session.scalars(select(ReceiptBook).order_by(ReceiptBook.book_no)).all()
    assert [(book.status, book.first_no, book.last_no, book.next_no) for book in books] == [
        ("full", 1, 3, 4),
        ("full", 4, 6, 7),
        ("open", 7, 9, 8),
    ]


def test_books_that_each_begin_at_one_go_on_doing_so(empty: Register) -> None:
    with empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=14, first_no=1, last_no=2, opened_on=TODAY)
    assert leaves(empty, 3) == [(14, 1), (14, 2), (15, 1)]


def test_a_book_begun_on_paper_goes_on_from_its_next_leaf(empty: Register) -> None:
    with empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=12, first_no=1101, last_no=1200, begun_at=1143, opened_on=TODAY)
    assert leaves(empty, 2) == [(12, 1143), (12, 1144)]


def test_a_new_fiscal_year_begins_a_new_book_and_closes_what_is_left_of_the_old(empty: Register) -> None:
    leaves(empty, 2, 2569, dt.date(2026, 9, 30))
    assert leaves(empty, 1, 2570, dt.date(2026, 10, 1)) == [(1, 1)]
    with empty.read() as session:
        books = session.scalars(select(ReceiptBook).order_by(ReceiptBook.fiscal_year)).all()
    assert [(book.fiscal_year, book.status, book.next_no) for book in books] == [(2569, "closed", 3), (2570, "open", 2)]


def test_no_receipt_is_written_for_a_year_that_is_over(empty: Register) -> None:
    leaves(empty, 1, 2570)
    with pytest.raises(CounterError) as told:
        leaves(empty, 1, 2569)
    assert told.value.code == "receipt-year"
    assert leaves(empty, 1, 2570) == [(1, 2)]


def test_a_receipt_that_is_rolled_back_leaves_its_number_and_opens_no_book(empty: Register) -> None:
    with empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=1, first_no=1, last_no=1, opened_on=TODAY)
    leaves(empty, 1)
    with pytest.raises(Undo), empty.write() as session:
        book, number = numbering.take_receipt(session, 2570, TODAY)
        assert (book.book_no, number) == (2, 2)
        raise Undo
    assert leaves(empty, 1) == [(2, 2)]


def test_opening_a_book_closes_the_open_one(empty: Register) -> None:
    leaves(empty, 1)
    with empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=7, first_no=601, last_no=700, opened_on=TODAY)
    assert leaves(empty, 1) == [(7, 601)]
    with empty.read() as session:
        assert session.scalars(select(ReceiptBook.status).order_by(ReceiptBook.book_no)).all() == ["closed", "open"]


@pytest.mark.parametrize(
    ("first_no", "last_no", "begun_at"),
    [(0, 100, None), (100, 1, None), (1, 100, 101), (51, 100, 50)],
    ids=["begins at nought", "ends before it begins", "goes on after its end", "goes on before its beginning"],
)
def test_a_book_with_impossible_numbers_is_refused(empty: Register, first_no: int, last_no: int, begun_at: int | None) -> None:
    with pytest.raises(CounterError) as told, empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=1, first_no=first_no, last_no=last_no, begun_at=begun_at, opened_on=TODAY)
    assert told.value.code == "receipt-book"


def test_the_same_book_is_not_opened_twice(empty: Register) -> None:
    leaves(empty, 1)
    with pytest.raises(CounterError) as told, empty.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=1, first_no=1, last_no=50, opened_on=TODAY)
    assert told.value.code == "receipt-book"
