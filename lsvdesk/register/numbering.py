"""Gapless numbers: taken inside the transaction that uses them, so that a number exists exactly when its row does.

Every function here works in the caller's write transaction. On SQLite that transaction is the only one; on PostgreSQL the counter's row
is locked until the transaction ends, so a second counter waits for it, and a rolled-back number is given to the next.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from lsvdesk.errors import CounterError
from lsvdesk.register.models import NumberSeries, ReceiptBook

BOOK_SIZE = 100
"""Receipts in a book where the office has not said otherwise."""

CASES = "case"
"""The series of case numbers; the year is the case's ``number_year``. Permits count in the series and year they are kept under."""

PAPERS = "paper"
"""The series of the codes of issued papers, by fiscal year."""

REMITTANCES = "remittance"
"""The series of the remittance slips that days are closed with, by fiscal year; kept as ``number`` and ``year`` of the day's totals."""

BOOKS = "receipt-book"
"""The row of the number series that guards the receipt books; its value counts the books opened."""

_TAKE = text(
    "INSERT INTO number_series (series, year, begun_at, last_value) VALUES (:series, :year, 1, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last_value = number_series.last_value + 1 RETURNING last_value"
)
_HOLD = text(
    "INSERT INTO number_series (series, year, begun_at, last_value) VALUES (:series, :year, 1, 0) "
    "ON CONFLICT (series, year) DO UPDATE SET last_value = number_series.last_value RETURNING last_value"
)


def take(session: Session, series: str, year: int) -> int:
    """The next number of ``series`` in ``year`` (Buddhist Era, calendar or fiscal as the series counts); the first is 1 or where
    :func:`set_start` began."""
    return int(session.execute(_TAKE, {"series": series, "year": year}).scalar_one())


def last(session: Session, series: str, year: int) -> int:
    """The last number used; one less than the start (so 0) where none was taken."""
    value = session.execute(select(NumberSeries.last_value).where(NumberSeries.series == series, NumberSeries.year == year)).scalar()
    return int(value) if value is not None else 0


def set_start(session: Session, series: str, year: int, begun_at: int) -> None:
    """The series goes on from ``begun_at``: lower numbers were used on paper before.

    Raises CounterError ``number-start`` for a number below 1 or once a number was taken here: a gap would arise.
    """
    if begun_at < 1:
        raise CounterError("เลขเริ่มต้นต้องเป็น 1 ขึ้นไป กรุณาพิมพ์เลขถัดจากเลขสุดท้ายที่ใช้ไปแล้วในสมุดทะเบียน", code="number-start")
    used = session.execute(_HOLD, {"series": series, "year": year}).scalar_one()
    begun = session.execute(select(NumberSeries.begun_at).where(NumberSeries.series == series, NumberSeries.year == year)).scalar_one()
    if used >= begun:
        raise CounterError(
            f"ตั้งเลขเริ่มต้นใหม่ไม่ได้ เพราะปี {year} ออกเลขในระบบถึงเลขที่ {used} แล้ว ให้ใช้เลขต่อเนื่องไปจนสิ้นปี แล้วตั้งใหม่ในปีถัดไป",
            code="number-start",
        )
    session.execute(
        update(NumberSeries)
        .where(NumberSeries.series == series, NumberSeries.year == year)
        .values(begun_at=begun_at, last_value=begun_at - 1)
        .execution_options(synchronize_session=False)
    )


def open_book(
    session: Session, *, fiscal_year: int, book_no: int, first_no: int, last_no: int, begun_at: int | None = None, opened_on: dt.date
) -> ReceiptBook:
    """Open a receipt book of ``fiscal_year`` (Buddhist Era), going on from ``begun_at`` where its first leaves were used before.

    Open books of other years and an open book of this year are closed: receipts are written in one book at a time. Raises CounterError
    ``receipt-book`` where the numbers make no sense or the book exists.
    """
    begun = first_no if begun_at is None else begun_at
    if not (1 <= first_no <= begun <= last_no and book_no >= 1):
        raise CounterError(
            f"เลขใบเสร็จของเล่มที่ {book_no} ไม่ถูกต้อง: เริ่มใช้เลขที่ {begun} ต้องอยู่ระหว่างเลขแรก {first_no} ถึงเลขสุดท้าย {last_no} กรุณาแก้ไข",
            code="receipt-book",
        )
    _hold_books(session)
    taken = session.execute(select(ReceiptBook.id).where(ReceiptBook.fiscal_year == fiscal_year, ReceiptBook.book_no == book_no)).scalar()
    if taken is not None:
        raise CounterError(f"ใบเสร็จเล่มที่ {book_no} ของปีงบประมาณ {fiscal_year} มีอยู่ในทะเบียนแล้ว กรุณาใช้เลขเล่มถัดไป", code="receipt-book")
    for book in session.scalars(select(ReceiptBook).where(ReceiptBook.status == "open")):
        book.status = "closed"
    return _new_book(session, fiscal_year, book_no, first_no, last_no, begun, opened_on)


def take_receipt(session: Session, fiscal_year: int, today: dt.date) -> tuple[ReceiptBook, int]:
    """The open book of ``fiscal_year`` (Buddhist Era) and its next number.

    A full book is followed by the next (book number + 1, same size; leaves are numbered on through all books as the regulation of 2547
    prints them, unless this office's books each begin at 1). A new fiscal year begins its book 1; what is unused of the year before is
    closed (clause 17). Raises CounterError ``receipt-year`` for a year before the newest one in use.
    """
    _hold_books(session)
    newest = session.scalars(
        select(ReceiptBook).order_by(ReceiptBook.fiscal_year.desc(), ReceiptBook.book_no.desc()).limit(1).with_for_update()
    ).first()
    if newest is not None and newest.fiscal_year > fiscal_year:
        raise CounterError(
            f"ออกใบเสร็จของปีงบประมาณ {fiscal_year} ไม่ได้ เพราะเริ่มใช้ใบเสร็จของปีงบประมาณ {newest.fiscal_year} แล้ว "
            "กรุณาตรวจสอบวันที่ของเครื่องคอมพิวเตอร์",
            code="receipt-year",
        )
    for old in session.scalars(select(ReceiptBook).where(ReceiptBook.fiscal_year < fiscal_year, ReceiptBook.status == "open")):
        old.status = "closed"
    book = session.scalars(
        select(ReceiptBook)
        .where(ReceiptBook.fiscal_year == fiscal_year, ReceiptBook.status == "open")
        .order_by(ReceiptBook.book_no)
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if book is None:
        book = _next_book(session, newest, fiscal_year, today)
    number = book.next_no
    book.next_no = number + 1
    if number == book.last_no:
        book.status = "full"
    session.flush()
    return book, number


def _hold_books(session: Session) -> None:
    """Two counters take receipts one after the other, even while no book is open yet."""
    session.execute(_HOLD, {"series": BOOKS, "year": 0})


def _next_book(session: Session, newest: ReceiptBook | None, fiscal_year: int, today: dt.date) -> ReceiptBook:
    if newest is None:
        return _new_book(session, fiscal_year, 1, 1, BOOK_SIZE, 1, today)
    size = newest.last_no - newest.first_no + 1
    if newest.fiscal_year < fiscal_year:
        return _new_book(session, fiscal_year, 1, 1, size, 1, today)
    each_from_one = newest.book_no > 1 and newest.first_no == 1
    first = 1 if each_from_one else newest.last_no + 1
    return _new_book(session, fiscal_year, newest.book_no + 1, first, first + size - 1, first, today)


def _new_book(session: Session, fiscal_year: int, book_no: int, first: int, last_no: int, begun: int, opened_on: dt.date) -> ReceiptBook:
    book = ReceiptBook(
        fiscal_year=fiscal_year,
        book_no=book_no,
        first_no=first,
        last_no=last_no,
        next_no=begun,
        begun_at=begun,
        status="open",
        opened_on=opened_on,
    )
    session.add(book)
    session.flush()
    return book
