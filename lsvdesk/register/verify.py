"""The whole register checked: storage, numbers without gaps, sums, the audit chain, files, issued papers, closed days, search.

Each check reads only; together they say what the register promises. The first fault of a row is enough: the list is for people.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVarTuple

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from lsvdesk.register import attachments, audit, numbering, search
from lsvdesk.register.engine import Register
from lsvdesk.register.fault import Fault
from lsvdesk.register.models import (
    AssessmentLineRecord,
    AssessmentRecord,
    Attachment,
    Case,
    DayClose,
    IssuedPaper,
    Levy,
    NumberSeries,
    Office,
    Permit,
    Receipt,
    ReceiptBook,
    ReceiptLine,
)
from lsvdesk.register.takings import day_totals
from lsvdesk.thai.dates import fiscal_year, format_short

_BATCH = 2_000
Columns = TypeVarTuple("Columns")


def verify(register: Register) -> list[Fault]:
    """Every fault, in the order of checking; an empty list where the register is sound. The first is the one to name."""
    with register.read() as session:
        return list(faults(session, register.office_dir, register.storage_faults))


def faults(session: Session, office_dir: Path, storage: Callable[[Session], Iterable[Fault]]) -> Iterator[Fault]:
    """The faults one by one, for a caller who wants only the first."""
    yield from storage(session)
    yield from _case_numbers(session)
    yield from _permit_numbers(session)
    yield from _books(session)
    yield from _receipt_numbers(session)
    yield from _receipt_sums(session)
    yield from _assessments(session)
    yield from _case_sums(session)
    broken = audit.check_chain(session)
    if broken is not None:
        yield broken
    yield from _files(session, office_dir)
    yield from _papers(session, office_dir)
    yield from _paper_count(session)
    yield from _levies(session)
    yield from _closed_days(session)
    yield from _search(session)


LAID_OVER = ("copy", "void", "void_reason", "voided_on")


def paper_hash(data: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of what a stored paper says: its data as canonical JSON, without the marks laid over a copy or a voided original.

    The same as ``printing.stored.content_hash`` gives for the view; a test holds the two together, as neither room may import the other.
    """
    said = {key: value for key, value in data.items() if key not in LAID_OVER}
    if isinstance(said.get("head"), Mapping):
        said["head"] = {key: value for key, value in said["head"].items() if key not in LAID_OVER}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


# --- numbers --------------------------------------------------------------------------------------------------------------------


def _rows(session: Session, statement: Select[*Columns]) -> Iterable[Row[*Columns]]:
    return session.execute(statement.execution_options(yield_per=_BATCH))


def _gap(values: Iterable[int], begun: int, last: int) -> tuple[str, int] | None:
    """The first number that is missing, double or beyond; ``values`` are sorted."""
    expected = begun
    for value in values:
        if value < begun or value > last:
            return "number-beyond", value
        if value < expected:
            return "number-double", value
        if value > expected:
            return "number-gap", expected
        expected += 1
    return ("number-gap", expected) if expected <= last else None


_NUMBER_FAULTS = {
    "number-gap": "ขาดเลขที่ {number}",
    "number-double": "มีเลขที่ {number} ซ้ำกัน",
    "number-beyond": "มีเลขที่ {number} ซึ่งอยู่นอกช่วงเลขที่ออกไปแล้ว ({begun}–{last})",
}


def _series(session: Session) -> dict[tuple[str, int], tuple[int, int]]:
    return {(row.series, row.year): (row.begun_at, row.last_value) for row in session.scalars(select(NumberSeries))}


def _numbered(
    session: Session, table: str, what: str, rows: Iterable[tuple[str, int, int]], mine: Callable[[str], bool]
) -> Iterator[Fault]:
    """``rows`` are (series, year, number), sorted; every series that is ``mine`` must agree with them."""
    series = {key: bounds for key, bounds in _series(session).items() if mine(key[0])}
    for key, group in groupby(rows, key=itemgetter(0, 1)):
        begun, last = series.pop(key, (1, 0))
        found = _gap((number for _, _, number in group), begun, last)
        if found is not None:
            yield _number_fault(table, what, key, found, begun, last)
    for key, (begun, last) in series.items():
        if last >= begun:
            yield _number_fault(table, what, key, ("number-gap", begun), begun, last)


def _number_fault(table: str, what: str, key: tuple[str, int], found: tuple[str, int], begun: int, last: int) -> Fault:
    code, number = found
    says = _NUMBER_FAULTS[code].format(number=number, begun=begun, last=last)
    return Fault(code, table, f"{key[0]}/{key[1]}/{number}", f"{what} ปี {key[1]} {says}")


def _case_numbers(session: Session) -> Iterator[Fault]:
    rows = _rows(session, select(Case.number_year, Case.number_value).order_by(Case.number_year, Case.number_value))
    yield from _numbered(
        session, "case_file", "เลขรับเรื่อง", ((numbering.CASES, year, number) for year, number in rows), numbering.CASES.__eq__
    )


def _permit_numbers(session: Session) -> Iterator[Fault]:
    known = set(session.scalars(select(Permit.series).distinct()))
    statement = select(Permit.series, Permit.number_year, Permit.number_value)
    rows = _rows(session, statement.order_by(Permit.series, Permit.number_year, Permit.number_value))
    yield from _numbered(
        session, "permit", "เลขใบอนุญาตหรือหนังสือสำคัญ", ((name, year, number) for name, year, number in rows), known.__contains__
    )


def _books(session: Session) -> Iterator[Fault]:
    books = session.scalars(select(ReceiptBook).order_by(ReceiptBook.fiscal_year, ReceiptBook.book_no)).all()
    newest = max((book.fiscal_year for book in books), default=0)
    opened = [book for book in books if book.status == "open"]
    for book in books:
        name = _book_name(book)
        if (book.status == "full") != (book.next_no > book.last_no):
            yield Fault("book-status", "receipt_book", str(book.id), f"{name} มีสถานะไม่ตรงกับจำนวนใบเสร็จที่ใช้ไป")
        if book.next_no < book.begun_at:
            yield Fault("book-numbers", "receipt_book", str(book.id), f"{name} มีเลขถัดไป {book.next_no} ก่อนเลขที่เริ่มใช้ {book.begun_at}")
        if book.status == "open" and (book.fiscal_year < newest or len(opened) > 1):
            yield Fault("book-open", "receipt_book", str(book.id), f"{name} ยังเปิดใช้ ทั้งที่มีเล่มใหม่กว่าหรือมีเล่มอื่นเปิดอยู่")


def _book_name(book: ReceiptBook) -> str:
    return f"ใบเสร็จเล่มที่ {book.book_no} ปีงบประมาณ {book.fiscal_year}"


def _receipt_numbers(session: Session) -> Iterator[Fault]:
    books = {book.id: book for book in session.scalars(select(ReceiptBook))}
    unused = dict(books)
    rows = _rows(session, select(Receipt.book_id, Receipt.number, Receipt.issued_on).order_by(Receipt.book_id, Receipt.number))
    for book_id, group in groupby(rows, key=itemgetter(0)):
        book = books[book_id]
        unused.pop(book_id)
        wrong_year: list[int] = []
        found = _gap(_watched(group, book.fiscal_year, wrong_year), book.begun_at, book.next_no - 1)
        if found is not None:
            yield _receipt_fault(book, found)
        if wrong_year:
            text = f"{_book_name(book)} เลขที่ {wrong_year[0]} มีวันที่รับเงินนอกปีงบประมาณของเล่ม"
            yield Fault("receipt-year", "receipt", f"{book.book_no}/{wrong_year[0]}", text)
    for book in unused.values():
        if book.next_no > book.begun_at:
            yield _receipt_fault(book, ("number-gap", book.begun_at))


def _watched(group: Iterable[Row[int, int, dt.date]], year: int, wrong: list[int]) -> Iterator[int]:
    for _, number, issued_on in group:
        if fiscal_year(issued_on) != year:
            wrong.append(number)
        yield number


def _receipt_fault(book: ReceiptBook, found: tuple[str, int]) -> Fault:
    code, number = found
    says = _NUMBER_FAULTS[code].format(number=number, begun=book.begun_at, last=book.next_no - 1)
    return Fault(code, "receipt", f"{book.book_no}/{number}", f"{_book_name(book)} {says}")


# --- sums -----------------------------------------------------------------------------------------------------------------------


def _receipt_sums(session: Session) -> Iterator[Fault]:
    lines = select(ReceiptLine.receipt_id, func.sum(ReceiptLine.amount_satang).label("satang")).group_by(ReceiptLine.receipt_id).subquery()
    statement = (
        select(Receipt.id, Receipt.number, Receipt.total_satang, func.coalesce(lines.c.satang, 0), ReceiptBook.book_no)
        .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
        .outerjoin(lines, lines.c.receipt_id == Receipt.id)
        .where(Receipt.total_satang != func.coalesce(lines.c.satang, 0))
        .order_by(Receipt.id)
    )
    for key, number, total, summed, book_no in _rows(session, statement):
        text = f"ใบเสร็จเล่มที่ {book_no} เลขที่ {number} ยอดรวม {_baht(total)} บาท ไม่เท่ากับผลรวมของรายการ {_baht(summed)} บาท"
        yield Fault("receipt-sum", "receipt", str(key), text)


def _assessments(session: Session) -> Iterator[Fault]:
    lines = (
        select(AssessmentLineRecord.assessment_id, func.sum(AssessmentLineRecord.amount_satang).label("satang"))
        .group_by(AssessmentLineRecord.assessment_id)
        .subquery()
    )
    summed = func.coalesce(lines.c.satang, 0)
    wrong = (
        select(AssessmentRecord.id, AssessmentRecord.total_satang, summed, Case.number)
        .join(Case, Case.id == AssessmentRecord.case_id)
        .outerjoin(lines, lines.c.assessment_id == AssessmentRecord.id)
        .where(AssessmentRecord.total_satang != summed)
        .order_by(AssessmentRecord.id)
    )
    for key, total, found, number in _rows(session, wrong):
        text = f"การประเมินของเรื่องเลขที่ {number} ยอดรวม {_baht(total)} บาท ไม่เท่ากับผลรวมของรายการ {_baht(found)} บาท"
        yield Fault("assessment-sum", "assessment", str(key), text)
    double = (
        select(Case.number, func.count())
        .join(AssessmentRecord, AssessmentRecord.case_id == Case.id)
        .where(AssessmentRecord.status == "current")
        .group_by(Case.id, Case.number)
        .having(func.count() > 1)
    )
    for number, count in _rows(session, double):
        yield Fault("assessment-double", "assessment", number, f"เรื่องเลขที่ {number} มีการประเมินที่ใช้อยู่พร้อมกัน {count} ฉบับ")


def _case_sums(session: Session) -> Iterator[Fault]:
    paid = (
        select(Receipt.case_id, func.sum(Receipt.total_satang).label("satang"))
        .where(Receipt.status == "valid", Receipt.case_id.is_not(None))
        .group_by(Receipt.case_id)
        .subquery()
    )
    due = (
        select(AssessmentRecord.case_id, func.sum(AssessmentRecord.total_satang).label("satang"))
        .where(AssessmentRecord.status == "current")
        .group_by(AssessmentRecord.case_id)
        .subquery()
    )
    received, owed = func.coalesce(paid.c.satang, 0), func.coalesce(due.c.satang, 0)
    statement = (
        select(Case.number, Case.paid_satang, received, Case.due_satang, owed)
        .outerjoin(paid, paid.c.case_id == Case.id)
        .outerjoin(due, due.c.case_id == Case.id)
        .where(or_(Case.paid_satang != received, Case.due_satang != owed))
        .order_by(Case.id)
    )
    for number, said_paid, found_paid, said_due, found_due in _rows(session, statement):
        if said_paid != found_paid:
            text = f"เรื่องเลขที่ {number} บันทึกว่าชำระแล้ว {_baht(said_paid)} บาท แต่ใบเสร็จที่ใช้ได้รวมกันเป็น {_baht(found_paid)} บาท"
            yield Fault("case-paid", "case_file", number, text)
        if said_due != found_due:
            text = f"เรื่องเลขที่ {number} บันทึกยอดที่ต้องชำระ {_baht(said_due)} บาท แต่การประเมินที่ใช้อยู่เป็น {_baht(found_due)} บาท"
            yield Fault("case-due", "case_file", number, text)


def _baht(satang: int) -> str:
    return f"{int(satang) // 100:,}.{int(satang) % 100:02d}"


# --- files, papers, days ------------------------------------------------------------------------------------------------------------


def _files(session: Session, office_dir: Path) -> Iterator[Fault]:
    checked: dict[str, str | None] = {}
    for key, name, sha256, size in _rows(session, select(Attachment.id, Attachment.name, Attachment.sha256, Attachment.size)):
        told = _file_fault(office_dir, sha256, checked)
        if told is not None:
            yield Fault(told, "attachment", str(key), _file_text(f"แฟ้มแนบ “{name}”", told))
        elif attachments.path_of(office_dir, sha256).stat().st_size != size:
            yield Fault("attachment-size", "attachment", str(key), f"แฟ้มแนบ “{name}” มีขนาดไม่ตรงกับที่บันทึกไว้")
    logo = session.execute(select(Office.logo_sha256)).scalar()
    if logo is not None and (told := _file_fault(office_dir, logo, checked)) is not None:
        yield Fault(told, "office", "1", _file_text("ตราของสำนักงาน", told))


def _file_fault(office_dir: Path, sha256: str, checked: dict[str, str | None]) -> str | None:
    """The code of what is wrong with a file; each file is read once."""
    if sha256 not in checked:
        told = attachments.check(office_dir, sha256)
        checked[sha256] = told.code if told is not None else None
    return checked[sha256]


def _file_text(what: str, code: str) -> str:
    if code == "attachment-missing":
        return f"{what} หายไปจากโฟลเดอร์ files ของสำนักงาน"
    if code == "attachment-altered":
        return f"{what} ถูกแก้ไขหรือชำรุดหลังจากรับไว้"
    return f"{what} อ่านไม่ได้"


def _papers(session: Session, office_dir: Path) -> Iterator[Fault]:
    checked: dict[str, str | None] = {}
    statement = select(IssuedPaper.code, IssuedPaper.title, IssuedPaper.data, IssuedPaper.data_sha256, IssuedPaper.pdf_sha256)
    for code, title, data, data_sha256, pdf_sha256 in _rows(session, statement.order_by(IssuedPaper.id)):
        if paper_hash(data) != data_sha256:
            yield Fault("paper-altered", "issued_paper", code, f"ข้อมูลของเอกสาร “{title}” ({code}) ถูกแก้ไขหลังออกเอกสาร")
        if pdf_sha256 is not None and (told := _file_fault(office_dir, pdf_sha256, checked)) is not None:
            yield Fault(told, "issued_paper", code, _file_text(f"แฟ้มของเอกสาร “{title}” ({code})", told))
        if (emblem := _emblem(data)) and (told := _file_fault(office_dir, emblem, checked)) is not None:
            yield Fault(told, "issued_paper", code, _file_text(f"ตราบนเอกสาร “{title}” ({code})", told))


def _emblem(data: Any) -> str:
    """The hash of the emblem that a paper names; empty where it has none, or holds the picture itself."""
    try:
        logo = data["head"]["office"]["logo"]
    except (KeyError, TypeError):
        return ""
    return logo.removeprefix("sha256:") if isinstance(logo, str) and logo.startswith("sha256:") else ""


def _levies(session: Session) -> Iterator[Fault]:
    """Of the yearly assessment: lines that add up, and a case that belongs to the same owner."""
    statement = select(Levy.id, Levy.owner_name, Levy.total_satang, Levy.lines).where(Levy.status == "current").order_by(Levy.id)
    for key, owner, total, lines in _rows(session, statement):
        found = sum((Decimal(line["amount"]) for line in lines), Decimal(0)) * 100
        if found != total:
            yield Fault("levy-sum", "levy", str(key), f"การประเมินประจำปีของ {owner} ยอดรวม {_baht(total)} บาท ไม่เท่ากับผลรวมของรายการ")
    strange = (
        select(Levy.id, Levy.owner_name, Case.number)
        .join(Case, Case.id == Levy.case_id)
        .where(
            or_(
                func.coalesce(Levy.person_id, 0) != func.coalesce(Case.person_id, 0),
                func.coalesce(Levy.organisation_id, 0) != func.coalesce(Case.organisation_id, 0),
            )
        )
    )
    for key, owner, number in _rows(session, strange):
        yield Fault("levy-owner", "levy", str(key), f"การประเมินประจำปีของ {owner} ผูกกับเรื่องเลขที่ {number} ซึ่งเป็นของผู้อื่น")


def _paper_count(session: Session) -> Iterator[Fault]:
    taken = sum(last - begun + 1 for (series, _), (begun, last) in _series(session).items() if series == numbering.PAPERS)
    kept = session.scalar(select(func.count()).select_from(IssuedPaper)) or 0
    if kept != taken:
        yield Fault("paper-count", "issued_paper", str(kept), f"ออกรหัสเอกสารไปแล้ว {taken} ฉบับ แต่มีเอกสารในทะเบียน {kept} ฉบับ")


def _closed_days(session: Session) -> Iterator[Fault]:
    days = session.scalars(select(DayClose).order_by(DayClose.on)).all()
    numbers = sorted((int(day.totals.get("year", 0)), int(day.totals.get("number", 0))) for day in days)
    slips = ((numbering.REMITTANCES, year, number) for year, number in numbers)
    yield from _numbered(session, "day_close", "ใบนำส่งเงิน", slips, numbering.REMITTANCES.__eq__)
    for closed in days:
        found = day_totals(session, closed.on, as_of=closed.closed_at)
        for name, amount in found.items():
            if closed.totals.get(name) != amount:
                text = f"ยอดปิดวันที่ {format_short(closed.on)} ไม่ตรงกับใบเสร็จของวันนั้น ({_TOTAL_NAMES[name]})"
                yield Fault("day-close", "day_close", closed.on.isoformat(), text)
                break


_TOTAL_NAMES = {
    "cash": "เงินสด",
    "transfer": "เงินโอน",
    "cheque": "เช็ค",
    "total": "ยอดรวม",
    "receipts": "จำนวนใบเสร็จ",
    "voided": "จำนวนใบเสร็จที่ยกเลิก",
}


def _search(session: Session) -> Iterator[Fault]:
    for table, kept, indexed in search.counts(session):
        if kept != indexed:
            text = f"ดัชนีค้นหาของตาราง {table} มี {indexed} รายการ แต่ทะเบียนมี {kept} รายการ"
            yield Fault("search-index", table, str(indexed), text)
