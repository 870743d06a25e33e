"""What the reader of a month's workbook must know before trusting it: it stands on the cover, and nothing is kept silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from lsvdesk.money import to_baht
from lsvdesk.register import numbering
from lsvdesk.register.models import (
    AssessmentLineRecord,
    AssessmentRecord,
    Case,
    DayClose,
    Deficiency,
    NumberSeries,
    Permit,
    Receipt,
    ReceiptBook,
    ReceiptLine,
)
from lsvdesk.reporting.counting import ours, pending_at
from lsvdesk.thai.dates import buddhist_year, fiscal_year, format_short
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

NAMED = 12
"""Things named one by one in a caution; the rest is counted."""


@dataclass(frozen=True)
class Caution:
    """One thing to know: what it is about, how many, and what exactly."""

    title: str
    count: int
    text: str


def cautions(session: Session, office: Office, start: dt.date, end: dt.date, until: dt.date) -> tuple[Caution, ...]:
    """Everything that is not as it should be in the days ``start`` to ``until`` of a month that ends on ``end``."""
    found: list[Caution] = []
    if until < end:
        found.append(Caution("เดือนยังไม่สิ้นสุด", 1, f"ข้อมูลนับถึงวันที่ {format_short(until)} เท่านั้น ต้องส่งออกใหม่หลังวันที่ {format_short(end)}"))
    found += _unclosed_days(session, start, until)
    found += _closed_with_difference(session, start, until)
    found += _gaps(session, start, until)
    found += _past_due(session, until)
    found += _uncorrected(session, until)
    found += _unconfirmed(session, start, until)
    found += _voided_after_close(session, start, until)
    found += _voided_across_months(session, start, end)
    found += _unequal_receipts(session, start, until)
    return tuple(found)


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" และอีก {rest:,} รายการ" if rest > 0 else "")


def receipt_number(book_no: int, number: int) -> str:
    return f"เล่มที่ {book_no} เลขที่ {number}"


def _unclosed_days(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    days = list(
        session.scalars(
            select(Receipt.issued_on)
            .where(Receipt.issued_on.between(start, until), ~select(DayClose.on).where(DayClose.on == Receipt.issued_on).exists())
            .distinct()
            .order_by(Receipt.issued_on)
        )
    )
    text = "มีการออกใบเสร็จแต่ยังไม่ปิดยอดเงินประจำวัน: " + listed([format_short(day) for day in days])
    return [Caution("วันที่ยังไม่ปิดยอดเงิน", len(days), text)] if days else []


def _closed_with_difference(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    """Days whose drawer did not hold what the receipts say."""
    closed = session.scalars(select(DayClose).where(DayClose.on.between(start, until)).order_by(DayClose.on))
    different = [day for day in closed if day.counted_satang != int(day.totals.get("cash", 0))]
    said = [
        f"{format_short(day.on)} ต่างกัน {format_number(to_baht(day.counted_satang - int(day.totals.get('cash', 0))), 2)} บาท"
        + (f" ({day.note})" if day.note else "")
        for day in different
    ]
    return [Caution("เงินสดนับได้ไม่ตรงกับใบเสร็จ", len(said), "ปิดยอดโดยมีส่วนต่าง: " + listed(said))] if said else []


def _gaps(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    """Numbers that ought to be there and are not: the receipt books and series of the years that the month belongs to."""
    years = {buddhist_year(start), fiscal_year(start), buddhist_year(until)}
    missing = [*_missing_receipts(session, fiscal_year(start)), *_missing_in_series(session, years)]
    text = "เลขขาดหายไปหรือเกินในทะเบียน ให้ตรวจสอบก่อนส่ง: " + listed(missing)
    return [Caution("เลขไม่ต่อเนื่อง", len(missing), text)] if missing else []


def _missing_receipts(session: Session, year: int) -> Iterator[str]:
    books = session.execute(
        select(
            ReceiptBook.id,
            ReceiptBook.book_no,
            ReceiptBook.begun_at,
            ReceiptBook.next_no,
            func.count(Receipt.id),
            func.min(Receipt.number),
            func.max(Receipt.number),
        )
        .outerjoin(Receipt, Receipt.book_id == ReceiptBook.id)
        .where(ReceiptBook.fiscal_year == year)
        .group_by(ReceiptBook.id, ReceiptBook.book_no, ReceiptBook.begun_at, ReceiptBook.next_no)
        .order_by(ReceiptBook.book_no)
    ).all()
    for key, book_no, begun, following, *counted in books:
        if not _whole(begun, following - 1, *counted):
            there = session.scalars(select(Receipt.number).where(Receipt.book_id == key))
            yield from (f"ใบเสร็จ{receipt_number(book_no, number)}{said}" for number, said in _amiss(there, begun, following - 1))


def _missing_in_series(session: Session, years: Collection[int]) -> Iterator[str]:
    """Numbers of cases and of issued papers that were taken and are not in the register."""
    series = session.execute(
        select(NumberSeries.series, NumberSeries.year, NumberSeries.begun_at, NumberSeries.last_value)
        .where(NumberSeries.year.in_(years))
        .order_by(NumberSeries.series, NumberSeries.year)
    ).all()
    titles = session.execute(select(Permit.series, func.max(Permit.title)).group_by(Permit.series))
    papers = {row[0]: row[1] for row in titles}
    for name, year, begun, last in series:
        if name == numbering.CASES:
            column, condition, what = Case.number_value, Case.number_year == year, "คำขอ"
        elif name in papers:
            column, condition, what = Permit.number_value, (Permit.series == name) & (Permit.number_year == year), papers[name]
        else:
            continue  # other counters number nothing that is listed here
        counted = session.execute(select(func.count(column), func.min(column), func.max(column)).where(condition)).one()
        if not _whole(begun, last, *counted):
            there = session.scalars(select(column).where(condition))
            yield from (f"{what}เลขที่ {number}/{year}{said}" for number, said in _amiss(there, begun, last))


def _whole(begun: int, last: int, count: int, lowest: int | None, highest: int | None) -> bool:
    """No number is missing or beyond; that none is there twice the tables see to."""
    if count == 0:
        return last < begun
    return count == last - begun + 1 and lowest == begun and highest == last


def _amiss(there: Iterable[int], begun: int, last: int) -> Iterator[tuple[int, str]]:
    found, wanted = set(there), set(range(begun, last + 1))
    yield from ((number, "") for number in sorted(wanted - found))
    yield from ((number, " (เกินกว่าที่ออกเลขไว้)") for number in sorted(found - wanted))


def _past_due(session: Session, until: dt.date) -> list[Caution]:
    found = []
    for title, due in (("เกินกำหนดตามคู่มือสำหรับประชาชน", Case.promise_due), ("เกินกำหนดตามกฎหมาย", Case.statutory_due)):
        late = session.execute(select(Case.number, due).where(pending_at(until), due < until, ours(until)).order_by(due, Case.number)).all()
        if late:
            text = "ยังไม่แล้วเสร็จ: " + listed([f"{number} (ครบกำหนด {format_short(day)})" for number, day in late if day])
            found.append(Caution(f"คำขอ{title}", len(late), text))
    return found


def _uncorrected(session: Session, until: dt.date) -> list[Caution]:
    late = session.execute(
        select(Case.number, Deficiency.correct_by)
        .join(Deficiency, Deficiency.case_id == Case.id)
        .where(
            Deficiency.opened_on <= until,
            Deficiency.correct_by < until,
            or_(Deficiency.closed_on.is_(None), Deficiency.closed_on > until),
        )
        .order_by(Deficiency.correct_by, Case.number)
    ).all()
    text = "ผู้ยื่นไม่แก้ไขเอกสารภายในกำหนด และยังไม่ได้คืนคำขอ: " + listed([f"{number} (ภายใน {format_short(day)})" for number, day in late])
    return [Caution("พ้นกำหนดแก้ไขเอกสาร", len(late), text)] if late else []


def _unconfirmed(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    """Rates that nobody of the office has checked against the law, in what was assessed or paid in the month."""
    paid = select(Receipt.assessment_id).where(Receipt.issued_on.between(start, until), Receipt.status == "valid")
    used = session.execute(
        select(AssessmentLineRecord.reference, func.count(AssessmentLineRecord.id))
        .join(AssessmentRecord, AssessmentRecord.id == AssessmentLineRecord.assessment_id)
        .where(
            AssessmentLineRecord.confirmed.is_(False),
            or_(
                (AssessmentRecord.assessed_on.between(start, until)) & (AssessmentRecord.status == "current"),
                AssessmentRecord.id.in_(paid),
            ),
        )
        .group_by(AssessmentLineRecord.reference)
        .order_by(AssessmentLineRecord.reference)
    ).all()
    text = "คำนวณด้วยอัตราที่ยังไม่มีผู้ยืนยันกับกฎหมายหรือข้อบัญญัติ: " + listed([f"{reference} ({count:,} รายการ)" for reference, count in used])
    return [Caution("อัตราที่ยังไม่ยืนยัน", len(used), text)] if used else []


def _voided_after_close(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    """A closed day stands as it was: its money and the receipts of this workbook differ by what was voided afterwards."""
    rows = session.execute(
        select(ReceiptBook.book_no, Receipt.number, Receipt.issued_on)
        .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
        .join(DayClose, DayClose.on == Receipt.issued_on)
        .where(Receipt.issued_on.between(start, until), Receipt.voided_at > DayClose.closed_at)
        .order_by(ReceiptBook.fiscal_year, ReceiptBook.book_no, Receipt.number)
    ).all()
    text = "ยอดที่ปิดและนำส่งของวันนั้นยังรวมใบเสร็จเหล่านี้ แต่สมุดงานนี้ไม่นับ: " + listed(
        [f"{receipt_number(book, number)} ({format_short(day)})" for book, number, day in rows]
    )
    return [Caution("ยกเลิกใบเสร็จหลังปิดยอดเงิน", len(rows), text)] if rows else []


def _voided_across_months(session: Session, start: dt.date, end: dt.date) -> list[Caution]:
    """A receipt voided after its month was over changes a month that was reported already."""
    beginning, beyond = dt.datetime.combine(start, dt.time()), dt.datetime.combine(end + dt.timedelta(days=1), dt.time())
    numbers = select(ReceiptBook.book_no, Receipt.number, Receipt.issued_on).join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
    order = (ReceiptBook.fiscal_year, ReceiptBook.book_no, Receipt.number)
    earlier = session.execute(
        numbers.where(Receipt.voided_at >= beginning, Receipt.voided_at < beyond, Receipt.issued_on < start).order_by(*order)
    ).all()
    later = session.execute(numbers.where(Receipt.issued_on.between(start, end), Receipt.voided_at >= beyond).order_by(*order)).all()
    found = []
    for title, rows, said in (
        ("ใบเสร็จเดือนก่อนที่ยกเลิกในเดือนนี้", earlier, "ยอดของเดือนที่ออกใบเสร็จเปลี่ยนไปจากที่เคยรายงาน: "),
        ("ใบเสร็จเดือนนี้ที่ยกเลิกหลังสิ้นเดือน", later, "ไม่นับในยอดของสมุดงานนี้ แต่อาจนับไว้ในฉบับที่ส่งก่อนวันยกเลิก: "),
    ):
        if rows:
            text = said + listed([f"{receipt_number(book, number)} ({format_short(day)})" for book, number, day in rows])
            found.append(Caution(title, len(rows), text))
    return found


def _unequal_receipts(session: Session, start: dt.date, until: dt.date) -> list[Caution]:
    """Receipts whose lines do not add up to their total: the register forbids nothing here, so the workbook looks."""
    lines = (
        select(ReceiptLine.receipt_id, func.sum(ReceiptLine.amount_satang).label("satang"))
        .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
        .where(Receipt.issued_on.between(start, until))
        .group_by(ReceiptLine.receipt_id)
        .subquery()
    )
    rows = session.execute(
        select(ReceiptBook.book_no, Receipt.number)
        .join(ReceiptBook, ReceiptBook.id == Receipt.book_id)
        .outerjoin(lines, lines.c.receipt_id == Receipt.id)
        .where(Receipt.issued_on.between(start, until), func.coalesce(lines.c.satang, 0) != Receipt.total_satang)
        .order_by(ReceiptBook.fiscal_year, ReceiptBook.book_no, Receipt.number)
    ).all()
    text = "ผลรวมรายการในใบเสร็จไม่ตรงกับยอดรวม ให้ตรวจสอบก่อนส่ง: " + listed([receipt_number(*row) for row in rows])
    return [Caution("ใบเสร็จที่ยอดไม่ตรงกัน", len(rows), text)] if rows else []
