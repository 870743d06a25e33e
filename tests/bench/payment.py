"""Filing a case, taking payment and a receipt as PDF on disk, against the raw work, in a register of 100,000 people and 200,000 receipts.

The raw work of a round is exactly what the round wrote: its own INSERT, UPDATE and DELETE statements, recorded and done again through the
bare database module on a copy of the same register, in as many transactions, as durable; and the strings of the same receipt, shaped the
same way, drawn on a bare ReportLab canvas with the same font and written to disk. Nothing is read, checked, computed or decided.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import event

from lsvdesk.counter import filing, money, papers
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import Payment
from lsvdesk.paths import register_file, shipped
from lsvdesk.thai.identifiers import make_citizen_id
from tests.bench.figures import Figure, paired
from tests.counter.people import owner, sign_filing

ROUNDS, WARM_UP = 25, 5


@contextmanager
def _recording(office: Office) -> Iterator[list[list[str]]]:
    """Statements that write, transaction by transaction, with their values, as the database was given them."""
    transactions: list[list[str]] = [[]]

    def traced(statement: str) -> None:
        word = statement.lstrip()[:6].upper()
        if word in ("INSERT", "UPDATE", "DELETE"):
            transactions[-1].append(statement)
        elif word == "COMMIT" and transactions[-1]:
            transactions.append([])

    drivers: list[Any] = []

    def checked_out(driver: Any, record: Any, proxy: Any) -> None:
        driver.set_trace_callback(traced)
        drivers.append(driver)

    engine: Any = office.register._engine
    event.listen(engine, "checkout", checked_out)
    try:
        yield transactions
    finally:
        event.remove(engine, "checkout", checked_out)
        for driver in drivers:
            driver.set_trace_callback(None)


def _round(office: Office, number: int, out: Path) -> bytes:
    """One citizen: case, payment, receipt on disk; the receipt."""
    person = replace(owner(number), citizen_id=make_citizen_id(900_000_000 + number), first_name=f"ลำดับ{number}")
    case = filing.open_case(office, replace(sign_filing(), person=person))
    receipt = money.take_payment(office, case.row.id, Payment("cash", Decimal("500")))
    paper = papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    out.write_bytes(paper.pdf)
    return paper.pdf


def _strings(pdf: bytes) -> list[str]:
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [part for line in done.stdout.decode().splitlines() for part in line.split("   ") if part.strip()]


def _raw_page(strings: list[str], out: Path) -> None:
    """The same strings, shaped run by run, on a bare canvas."""
    import re

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    y = 820.0
    for text in strings:
        x = 50.0
        canvas.setFont("Raw", 14)
        for run in re.findall(r"[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+", text.strip()):
            shaped = shapeStr(run, "Raw", 14)
            canvas.drawString(x, y, shaped)
            x += pdfmetrics.stringWidth(run, "Raw", 14)
        y -= 14
    canvas.showPage()
    canvas.save()
    with out.open("wb") as file:
        file.write(buffer.getvalue())
        file.flush()
        os.fsync(file.fileno())


def _raw(connection: Any, transactions: list[list[str]], strings: list[str], out: Path) -> None:
    for statements in transactions:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")
    _raw_page(strings, out)


def measure(office: Office, folder: Path) -> list[Figure]:
    """``office`` is a large one (see ``large``); ``folder`` takes the copy and the papers."""
    from lsvdesk.printing import warm_up

    warm_up()
    pdfmetrics.registerFont(TTFont("Raw", str(shipped("resources", "fonts", "th-sarabun-new", "THSarabunNew-Regular.ttf"))))
    source = register_file(office.folder)
    with office.register.write() as session:
        driver: Any = session.connection().connection.driver_connection
    copy = folder / "copy.lsv"
    backup = sqlite.connect(str(copy))
    driver.backup(backup)
    backup.close()
    assert copy.stat().st_size > source.stat().st_size // 2
    connection = sqlite.connect(str(copy), isolation_level=None)
    connection.executescript("PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    ours, bare = [], []
    for number in range(ROUNDS + WARM_UP):
        with _recording(office) as transactions:
            begun = time.perf_counter()
            pdf = _round(office, number + 1, folder / "ours.pdf")
            spent = (time.perf_counter() - begun) * 1000
        strings = _strings(pdf)
        written = [statements for statements in transactions if statements]
        begun = time.perf_counter()
        _raw(connection, written, strings, folder / "raw.pdf")
        raw = (time.perf_counter() - begun) * 1000
        if number >= WARM_UP:
            ours.append(spent)
            bare.append(raw)
    connection.close()
    shutil.rmtree(folder / "papers", ignore_errors=True)
    return [paired("file a case, take payment, receipt PDF on disk", ours, bare, 3.0)]
