"""The month's lists: receipts, revenue by kind, papers issued, cases pending. Each gives the cells that other sheets refer to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from lsvdesk.reporting import details
from lsvdesk.reporting.counting import METHODS
from lsvdesk.reporting.month import ZERO, MonthData, RevenueMonth
from lsvdesk.reporting.workbook import (
    AMOUNT,
    BODY,
    CENTRED,
    DAY,
    HEADING,
    INDEX,
    MUTED,
    NOTE,
    NUMBER,
    PLAIN,
    STOP,
    SUBTITLE,
    TITLE,
    Book,
    Formula,
    Sheet,
    Style,
    total,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Progress = Callable[[int, int], None]
"""Called with the lines written and the lines to write."""

SUMMARY = "สรุปตามงาน"
RECEIPTS = "ใบเสร็จรับเงิน"
REVENUE = "รายรับตามประเภท"
PERMITS = "ใบรับรองและใบอนุญาต"
PENDING = "เรื่องคงค้าง"

VALID, VOID = "ใช้ได้", "ยกเลิก"
AGREES, DIFFERS = "ตรงกัน", "ไม่ตรงกัน"

_SUM = replace(total(BODY), align="right")
_NAME = replace(INDEX, format=PLAIN)  # a number that is a name: no thousands separator
_FIRST = 5  # title, office and month, a space, the heading


@dataclass(frozen=True)
class Places:
    """Cells of a list as formulas elsewhere name them."""

    count: str = ""
    void: str = ""
    money: str = ""
    by_method: tuple[str, ...] = ()
    check: str = ""


def head(sheet: Sheet, data: MonthData, title: str, note: str = "") -> None:
    """The title, the office and the month, and a line of explanation, above the heading of a list."""
    sheet.spread(title, TITLE)
    sheet.spread(f"{data.office.name}  ประจำเดือน{data.title}", SUBTITLE)
    sheet.spread(note, NOTE) if note else sheet.blank(8)


def agreement(left: str, right: str, agrees: bool) -> Formula:
    """A cell that says whether two amounts are the same to the satang."""
    return Formula(f'=IF(ROUND({left}-{right},2)=0,"{AGREES}","{DIFFERS}")', AGREES if agrees else DIFFERS)


def receipts(book: Book, data: MonthData, session: Session, progress: Progress | None) -> Places:
    """Every receipt of the month; a voided one keeps its line and counts for nothing."""
    sheet = book.sheet(RECEIPTS, (6, 13, 7, 8, 27, 34.5, 13.5, 10.5, 14.5, 9, 19), landscape=True, head=(4, 4))
    head(sheet, data, "ทะเบียนใบเสร็จรับเงิน", "ใบเสร็จที่ยกเลิกแสดงไว้ทุกฉบับพร้อมเหตุผล ไม่นับเป็นรายรับ และเลขที่ไม่นำมาใช้ซ้ำ")
    titles = ("ที่", "วันที่", "เล่มที่", "เลขที่", "ผู้ชำระเงิน", "รายการ", "เลขรับคำขอ", "วิธีชำระ", "จำนวนเงิน (บาท)", "สถานะ", "เหตุที่ยกเลิก")
    sheet.row(*((title, HEADING) for title in titles))
    void_amount = replace(AMOUNT, strike=True, colour=MUTED)
    void_mark = replace(CENTRED, colour=STOP, bold=True)
    count = data.receipts_valid + data.receipts_void
    for index, entry in enumerate(details.receipts(session, data.start, data.until), 1):
        sheet.row(
            (index, INDEX),
            (entry.issued_on, DAY),
            (entry.book_no, _NAME),
            (entry.number, _NAME),
            (entry.payer, BODY),
            (entry.items, BODY),
            (entry.case_number, CENTRED),
            (entry.method, CENTRED),
            (entry.amount, void_amount if entry.void else AMOUNT),
            (VOID, void_mark) if entry.void else (VALID, CENTRED),
            (entry.void_reason, BODY),
        )
        if progress and index % 500 == 0:
            progress(index, count)
    if not count:
        sheet.spread("ไม่มีการออกใบเสร็จรับเงินในเดือนนี้", CENTRED)
    end = sheet.row_count
    sheet.filter(4, end)
    amounts, states, methods = f"I{_FIRST}:I{end}", f"J{_FIRST}:J{end}", f"H{_FIRST}:H{end}"

    valid = f'{states},"{VALID}"'
    money = Formula(f"=SUMIFS({amounts},{valid})", data.money)
    by_method = [
        (title, Formula(f'=SUMIFS({amounts},{valid},{methods},"{title}")', data.money_by_method[method]), AMOUNT)
        for method, title in METHODS.items()
    ]
    counts = [
        ("ใช้ได้ (ฉบับ)", Formula(f"=COUNTIF({valid})", data.receipts_valid), NUMBER),
        ("ยกเลิก (ฉบับ)", Formula(f'=COUNTIF({states},"{VOID}")', data.receipts_void), NUMBER),
        ("ยกเลิก (บาท)", Formula(f'=SUMIFS({amounts},{states},"{VOID}")', data.money_void), AMOUNT),
    ]
    whole = sheet.pieces(("รวมเงินที่รับ (ไม่นับใบเสร็จที่ยกเลิก)", _SUM, 1, 8), (money, total(AMOUNT), 9, 9), ("", total(BODY), 10, 11))
    divided, counted = _three(sheet, by_method), _three(sheet, counts)
    return Places(
        count=sheet.ref(f"$E${counted}"),
        void=sheet.ref(f"$G${counted}"),
        money=sheet.ref(f"$I${whole}"),
        by_method=tuple(sheet.ref(f"${letter}${divided}") for letter in "EGI"),
    )


def _three(sheet: Sheet, figures: Sequence[tuple[str, Formula, Style]]) -> int:
    """A row of three figures, each with its name before it: in the columns E, G and I."""
    label = replace(BODY, align="right")
    places = (((1, 4), 5), ((6, 6), 7), ((8, 8), 9))
    cells = [
        piece
        for (title, formula, style), (name, column) in zip(figures, places, strict=True)
        for piece in ((title, label, *name), (formula, style, column, column))
    ]
    return sheet.pieces(*cells, ("", BODY, 10, 11))


def revenue(book: Book, data: MonthData, paid: Places) -> Places:
    """What came in on each account, and whether that is what the receipts say."""
    coded = any(line.code for line in data.revenue)
    sheet = book.sheet(REVENUE, (6, 44 if coded else 52, 12 if coded else 4, 15, 15, 15, 16), head=(4, 4))
    head(sheet, data, "รายรับตามประเภท")
    titles = ("ที่", "ประเภทรายรับ", "รหัสบัญชี" if coded else "", *METHODS.values(), "รวม (บาท)")
    if coded:
        sheet.row(*((title, HEADING) for title in titles))
    else:
        sheet.pieces(("ที่", HEADING, 1, 1), ("ประเภทรายรับ", HEADING, 2, 3), *((t, HEADING, i, i) for i, t in enumerate(titles[3:], 4)))
    subtotals: list[int] = []
    index = 0
    for group, lines in groupby(data.revenue, key=lambda line: line.group):
        rows = list(lines)
        sheet.spread(group, replace(total(BODY), fill="F7FAFC"))
        begin = sheet.next_row
        for line in rows:
            index += 1
            _revenue_line(sheet, index, line, coded)
        subtotals.append(_revenue_sum(sheet, f"รวม{group}", rows, f"SUM({{0}}{begin}:{{0}}{sheet.row_count})"))
    if not subtotals:
        sheet.spread("ไม่มีรายรับในเดือนนี้", CENTRED)
    parts = "+".join(f"{{0}}{row}" for row in subtotals) or "0"
    grand = _revenue_sum(sheet, "รวมรายรับทั้งสิ้น", data.revenue, parts)
    return _reconcile(sheet, data, paid, grand)


def _revenue_line(sheet: Sheet, index: int, line: RevenueMonth, coded: bool) -> None:
    row = sheet.next_row
    amounts = [(line.by_method.get(method, ZERO), AMOUNT, column, column) for column, method in enumerate(METHODS, 4)]
    name = ((line.title, BODY, 2, 2), (line.code, CENTRED, 3, 3)) if coded else ((line.title, BODY, 2, 3),)
    sheet.pieces((index, INDEX, 1, 1), *name, *amounts, (Formula(f"=SUM(D{row}:F{row})", line.total), AMOUNT, 7, 7))


def _revenue_sum(sheet: Sheet, title: str, lines: tuple[RevenueMonth, ...] | list[RevenueMonth], formula: str) -> int:
    sums = [sum((line.by_method.get(method, ZERO) for line in lines), ZERO) for method in METHODS]
    sums.append(sum(sums, ZERO))
    cells = [
        (Formula("=" + formula.format(letter), value), total(AMOUNT), column, column)
        for column, (letter, value) in enumerate(zip("DEFG", sums, strict=True), 4)
    ]
    return sheet.pieces((title, _SUM, 1, 3), *cells)


def _reconcile(sheet: Sheet, data: MonthData, paid: Places, grand: int) -> Places:
    known = [data.money_by_method[method] for method in METHODS] + [data.money]
    mine = [sum((line.by_method.get(method, ZERO) for line in data.revenue), ZERO) for method in METHODS]
    mine.append(sum(mine, ZERO))
    label = replace(BODY, align="right")
    theirs = (*paid.by_method, paid.money)
    sheet.blank(8)
    sheet.spread("กระทบยอดกับทะเบียนใบเสร็จรับเงิน", replace(total(BODY), fill="F7FAFC"))
    row = sheet.pieces(
        (f"ยอดตามแผ่น “{RECEIPTS}”", label, 1, 3),
        *((Formula(f"={cell}", value), AMOUNT, column, column) for column, (cell, value) in enumerate(zip(theirs, known, strict=True), 4)),
    )
    differences: list[Decimal] = [a - b for a, b in zip(mine, known, strict=True)]
    sheet.pieces(
        ("ผลต่าง", label, 1, 3),
        *(
            (Formula(f"=ROUND({letter}{grand}-{letter}{row},2)", value), AMOUNT, column, column)
            for column, (letter, value) in enumerate(zip("DEFG", differences, strict=True), 4)
        ),
    )
    check = sheet.pieces(
        ("ผลการตรวจสอบ", _SUM, 1, 3),
        *(
            (agreement(f"{letter}{grand}", f"{letter}{row}", not value), total(CENTRED), column, column)
            for column, (letter, value) in enumerate(zip("DEFG", differences, strict=True), 4)
        ),
    )
    return Places(money=sheet.ref(f"$G${grand}"), check=sheet.ref(f"$G${check}"))


def permits(book: Book, data: MonthData, session: Session) -> Places:
    """Every certificate, registration, permit and acknowledgement issued in the month, and how many of each kind."""
    sheet = book.sheet(PERMITS, (6, 13, 34, 13, 16, 28, 30, 13, 13), landscape=True, head=(4, 4))
    head(sheet, data, "ใบรับรอง ทะเบียน ใบอนุญาต และใบรับแจ้งที่ออก")
    titles = ("ที่", "วันที่ออก", "เอกสาร", "เลขที่", "เลขทะเบียน", "ผู้ได้รับ", "รายละเอียด", "เลขรับคำขอ", "ใช้ได้ถึง")
    sheet.row(*((title, HEADING) for title in titles))
    kinds: dict[str, int] = {}
    for index, entry in enumerate(details.permits(session, data.start, data.until), 1):
        kinds[entry.title] = kinds.get(entry.title, 0) + 1
        sheet.row(
            (index, INDEX),
            (entry.issued_on, DAY),
            (entry.title, BODY),
            (entry.number, CENTRED),
            (entry.registration_no, CENTRED),
            (entry.holder, BODY),
            (entry.subject, BODY),
            (entry.case_number, CENTRED),
            (entry.valid_until, DAY) if entry.valid_until else ("ไม่กำหนด", CENTRED),
        )
    if not kinds:
        sheet.spread("ไม่มีการออกเอกสารในเดือนนี้", CENTRED)
    end = sheet.row_count
    sheet.filter(4, end)
    sheet.blank(8)
    sheet.pieces(("สรุปตามเอกสาร", HEADING, 1, 6), ("จำนวน (ฉบับ)", HEADING, 7, 7))
    begin = sheet.next_row
    for title, count in sorted(kinds.items()):
        row = sheet.next_row
        exact = Formula(f"=SUMPRODUCT(--(C{_FIRST}:C{end}=A{row}))", count)  # COUNTIF would read * and ? in a title as wildcards
        sheet.pieces((title, BODY, 1, 6), (exact, NUMBER, 7, 7))
    issued = Formula(f"=SUM(G{begin}:G{sheet.row_count})" if kinds else "=0", sum(kinds.values()))
    row = sheet.pieces(("รวมทั้งสิ้น", _SUM, 1, 6), (issued, total(NUMBER), 7, 7))
    return Places(count=sheet.ref(f"$G${row}"))


def pending(book: Book, data: MonthData, session: Session) -> Places:
    """Every case that was open at the end of the month, the latest first."""
    sheet = book.sheet(PENDING, (6, 14, 42, 30, 13, 14, 14, 25, 12), landscape=True, head=(4, 4))
    head(sheet, data, "เรื่องคงค้าง ณ วันสิ้นงวด")
    titles = ("ที่", "เลขรับคำขอ", "งานบริการ", "ผู้ยื่นคำขอ", "วันที่ยื่น", "กำหนดตามคู่มือ", "กำหนดตามกฎหมาย", "สถานะ", "เกินกำหนด (วัน)")
    sheet.row(*((title, HEADING) for title in titles))
    late_style = replace(NUMBER, colour=STOP, bold=True)
    count = late = 0
    for count, entry in enumerate(details.pending(session, data.until), 1):
        late += entry.days_late > 0
        sheet.row(
            (count, INDEX),
            (entry.number, CENTRED),
            (entry.service_title, BODY),
            (entry.applicant, BODY),
            (entry.filed_on, DAY),
            (entry.promise_due, DAY),
            (entry.statutory_due, DAY),
            (entry.state, BODY),
            (entry.days_late or None, late_style),
        )
    if not count:
        sheet.spread("ไม่มีเรื่องคงค้าง", CENTRED)
    end = sheet.row_count
    sheet.filter(4, end)
    rows = f"A{_FIRST}:A{end}"
    row = sheet.pieces(("เรื่องคงค้าง (เรื่อง)", _SUM, 1, 8), (Formula(f"=COUNT({rows})", count), total(NUMBER), 9, 9))
    sheet.pieces(("ในจำนวนนี้เกินกำหนดตามคู่มือ (เรื่อง)", _SUM, 1, 8), (Formula(f"=COUNT(I{_FIRST}:I{end})", late), total(NUMBER), 9, 9))
    return Places(count=sheet.ref(f"$I${row}"))
