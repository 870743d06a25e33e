"""The office's receipt books and number series as they stand: read for the settings, changed only by using them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.register import models

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office

SERIES_TITLES = {
    "case": "เลขที่คำขอ",
    "paper": "เลขที่เอกสารของโปรแกรม",
    "letter": "เลขที่หนังสือออก",
    "remittance": "เลขที่ใบนำส่งเงิน",
}


@dataclass(frozen=True)
class BookRow:
    """A receipt book of a fiscal year (Buddhist Era). ``next_no`` is ``last_no`` + 1 where it is full."""

    fiscal_year: int
    book_no: int
    first_no: int
    last_no: int
    begun_at: int
    next_no: int
    status: str

    @property
    def left(self) -> int:
        """Receipts that can still be written in it."""
        return self.last_no - self.next_no + 1 if self.status == "open" else 0


@dataclass(frozen=True)
class SeriesRow:
    """A gapless series in a year (Buddhist Era): where this register began, and the last number it gave out."""

    series: str
    title: str
    year: int
    begun_at: int
    last_value: int

    @property
    def used(self) -> int:
        """How many numbers were given out here."""
        return self.last_value - self.begun_at + 1


def receipt_books(office: Office) -> list[BookRow]:
    """Every receipt book, the newest first."""
    book = models.ReceiptBook
    with office.register.read() as session:
        return [
            BookRow(row.fiscal_year, row.book_no, row.first_no, row.last_no, row.begun_at, row.next_no, row.status)
            for row in session.scalars(select(book).order_by(book.fiscal_year.desc(), book.book_no.desc()))
        ]


def number_series(office: Office) -> list[SeriesRow]:
    """Every series of numbers but the receipts', the newest year first; titles of papers are those of the services that issue them."""
    titles = dict(SERIES_TITLES)
    for service in office.catalogue.services.values():
        titles |= {output.series: output.title for output in service.outputs if output.series}
    series = models.NumberSeries
    with office.register.read() as session:
        return [
            SeriesRow(row.series, titles[row.series], row.year, row.begun_at, row.last_value)
            for row in session.scalars(select(series).order_by(series.year.desc(), series.series))
            if row.series in titles  # the audit chain counts its entries here too
        ]
