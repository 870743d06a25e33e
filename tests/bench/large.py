"""A register of a busy office: 100,000 people and 200,000 receipts, put in by bulk and found by search like any other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import insert, select

from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup, ReceiptBookStart
from lsvdesk.register import models, search
from lsvdesk.register.search import Entry
from tests.support.people import bulk_people, people

DAY = dt.date(2026, 11, 18)
PEOPLE, RECEIPTS, BOOK = 100_000, 200_000, 1_000
_BATCH = 20_000


def office(folder: Path, *, people_count: int = PEOPLE, receipts: int = RECEIPTS) -> Office:
    """A new office whose books of the past two years are full."""
    wanted = OfficeSetup(
        user=NewUser("นางสาวทดสอบ ความเร็ว", "นักวิชาการเงินและบัญชี", "admin"),
        profile="pho-yai",
        receipt_book=ReceiptBookStart(1, 1, BOOK * 100, 1),
    )
    made = setup.set_up(folder, wanted, FixedClock(DAY))
    bulk_people(made.register, people_count)
    _receipts(made, receipts)
    return made


def _receipts(office: Office, count: int) -> None:
    names = [f"{p['prefix']}{p['first_name']} {p['last_name']}" for p in people(2_000, seed=3)]
    with office.register.write() as session:
        books = []
        for number in range(count // BOOK):
            first = number * BOOK + 1
            books.append(
                {
                    "fiscal_year": 2568,
                    "book_no": number + 1,
                    "first_no": first,
                    "last_no": first + BOOK - 1,
                    "next_no": first + BOOK,
                    "begun_at": first,
                    "status": "full",
                    "opened_on": dt.date(2024, 10, 1),
                }
            )
        session.execute(insert(models.ReceiptBook), books)
        query = select(models.ReceiptBook.book_no, models.ReceiptBook.id).where(models.ReceiptBook.fiscal_year == 2568)
        ids = dict(session.execute(query).all())
    for start in range(0, count, _BATCH):
        with office.register.write() as session:
            rows = [
                _receipt(number, ids[number // BOOK + 1], names[number % len(names)]) for number in range(start, min(start + _BATCH, count))
            ]
            session.execute(insert(models.Receipt), rows)
            lines = [
                {
                    "receipt_id": row["id"],
                    "position": 1,
                    "item": "ภาษีป้าย",
                    "revenue": "signboard-tax",
                    "kind": "principal",
                    "reference": "",
                    "amount_satang": 20_000,
                }
                for row in rows
            ]
            session.execute(insert(models.ReceiptLine), lines)
            entries = (
                Entry(
                    "receipt",
                    row["id"],
                    f"ใบเสร็จเล่มที่ {row['number'] // BOOK + 1} เลขที่ {row['number']}",
                    row["payer_name"],
                    keys=(str(row["number"]),),
                    others=(row["payer_name"],),
                    sensitive=False,
                )
                for row in rows
            )
            with search.filling(session):
                search.index_new(session, entries)


def _receipt(number: int, book_id: int, payer: str) -> dict[str, object]:
    day = dt.date(2024, 10, 1) + dt.timedelta(days=number * 364 // RECEIPTS)
    return {
        "id": number + 1,
        "book_id": book_id,
        "number": number + 1,
        "case_id": None,
        "assessment_id": None,
        "issued_on": day,
        "issued_at": dt.datetime.combine(day, dt.time(10, 0)),
        "payer_name": payer,
        "payer_address": "",
        "payer_id_no": "",
        "total_satang": 20_000,
        "method": "cash",
        "tendered_satang": 20_000,
        "bank": "",
        "instrument_no": "",
        "instrument_date": None,
        "status": "valid",
        "void_reason": None,
        "voided_at": None,
        "voided_by": None,
        "receiver_id": 1,
    }
