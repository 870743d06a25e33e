"""The month's workbook for the province: a cover that says what it covers and what is wrong, the figures, the lists and the survey."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsvdesk.reporting import lists, survey
from lsvdesk.reporting.lists import Places, Progress, agreement
from lsvdesk.reporting.month import MonthData, ServiceMonth, gather, month_data
from lsvdesk.reporting.saving import reporting_faults
from lsvdesk.reporting.workbook import (
    AMOUNT,
    BODY,
    CENTRED,
    DAY,
    HEADING,
    INDEX,
    MOMENT,
    NOTE,
    NUMBER,
    SECTION,
    SUBTITLE,
    TITLE,
    WARN,
    Book,
    Formula,
    Sheet,
    Style,
    total,
)
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import UserView

__all__ = ["MonthData", "export_month", "month_data"]

COVER = "ปก"
SHEETS = (COVER, lists.SUMMARY, lists.RECEIPTS, lists.REVENUE, lists.PERMITS, lists.PENDING, survey.SHEET)

NONE = "ไม่มี"

COUNTING = (
    "ยกมา = คำขอที่ยื่นก่อนเดือนนี้และยังไม่สิ้นสุดก่อนเดือนนี้; รับใหม่ = คำขอที่ยื่นในเดือนนี้ นับตามวันที่ยื่น",
    "แล้วเสร็จ = คำขอที่ดำเนินการเสร็จในเดือนนี้ นับตามวันที่แล้วเสร็จ; ทัน/ช้า เทียบวันที่แล้วเสร็จกับวันครบกำหนดของคำขอนั้น "
    "ซึ่งเริ่มนับเมื่อเอกสารครบถ้วนและหยุดนับระหว่างรอผู้ยื่นแก้ไข",
    "งานภาษีเทียบวันที่แจ้งการประเมินกับวันครบกำหนด เพราะเวลาหลังจากนั้นเป็นของผู้ชำระ; งานที่กฎหมายไม่กำหนดเวลาไม่นับในสองช่องของกฎหมาย",
    "คงค้างยกไป = ยกมา + รับใหม่ − แล้วเสร็จ − ไม่อนุญาต − คืนคำขอ − ถอนคำขอ; เกินกำหนด = คงค้างที่พ้นกำหนดตามคู่มือแล้วในวันสิ้นงวด",
    "เงินที่รับ = ใบเสร็จที่ใช้ได้ซึ่งออกในเดือนนี้ นับตามวันที่ในใบเสร็จ ไม่ว่าคำขอจะยื่นเมื่อใด",
)


def export_month(office: Office, year: int, month: int, out: Path, *, progress: Progress | None = None) -> Path:
    """Write the workbook of ``month`` of the Gregorian ``year`` to ``out`` (.xlsx) and give its path.

    Everything in it is of one moment. ``progress`` is called with receipts written and receipts to write. Raises CounterError ``month``
    (no such month, or not begun) and ``workbook`` (the file cannot be written); a file that stood at ``out`` is then left as it was.
    """
    with ExitStack() as stack:
        with office.register.read() as session, reporting_faults(out):
            data = gather(session, office, year, month)
            name = f"รายงานประจำเดือน{data.title}"
            book = stack.enter_context(Book(title=name, office=data.office.name, author=office.user.name, now=data.made_at))
            paid = lists.receipts(book, data, session, progress)
            revenue = lists.revenue(book, data, paid)
            permits = lists.permits(book, data, session)
            pending = lists.pending(book, data, session)
        with reporting_faults(out):
            summary = _summary(book, data, paid, pending)
            survey.write(book, data, office.user, summary)
            places = {"paid": paid, "revenue": revenue, "permits": permits, "pending": pending, "summary": summary[""]}
            _cover(book, data, office.user, places)
            book.arrange(SHEETS)
            book.save(out)
    if progress:
        count = data.receipts_valid + data.receipts_void
        progress(count, count)
    return out


def _summary(book: Book, data: MonthData, paid: Places, pending: Places) -> dict[str, Places]:
    """The month by service. Gives the cells of the totals by column letter, and under "" those of received, finished and pending."""
    sheet = book.sheet(lists.SUMMARY, (5, 35, *([9.2] * 13), 9.2, 15.5), landscape=True, head=(4, 5))
    lists.head(sheet, data, "สรุปผลการให้บริการตามงาน")
    _summary_heading(sheet)
    first = sheet.next_row
    for index, line in enumerate(data.services, 1):
        _summary_line(sheet, index, line)
    if not data.services:
        sheet.spread("ไม่มีคำขอและไม่มีรายรับในเดือนนี้", CENTRED)
    end = sheet.row_count
    sums = [sum(column) for column in zip(*(_figures(line) for line in data.services), strict=True)] or [0] * 14
    money = data.money
    cells = [
        (Formula(f"=SUM({letter}{first}:{letter}{end})", int(value)), total(NUMBER))
        for letter, value in zip("CDEFGHIJKLMNOP", sums, strict=True)
    ]
    row = sheet.row(
        ("", total(BODY)),
        ("รวมทั้งสิ้น", replace(total(BODY), align="right")),
        *cells,
        (Formula(f"=SUM(Q{first}:Q{end})", sum((line.money for line in data.services), money - money)), total(AMOUNT)),
    )
    _summary_checks(sheet, data, row, paid, pending)
    sheet.blank(8)
    sheet.spread("วิธีนับ", SECTION)
    for said in COUNTING:
        sheet.spread(said, NOTE)
    places = {letter: Places(count=sheet.ref(f"${letter}${row}")) for letter in "CDEFGHIJKLMNOPQ"}
    places[""] = Places(count=sheet.ref(f"$D${row}"), money=sheet.ref(f"$Q${row}"))
    return places


SUMMARY_GROUPS = (
    ("ที่", 1, 1),
    ("งานบริการ", 2, 2),
    ("คำขอ (เรื่อง)", 3, 5),
    ("แล้วเสร็จ (เรื่อง)", 6, 10),
    ("ไม่สำเร็จ (เรื่อง)", 11, 13),
    ("คงค้างยกไป", 14, 15),
    ("รายรับ", 16, 17),
)
SUMMARY_COLUMNS = (
    *("", "", "ยกมา", "รับใหม่", "รวม"),
    *("รวม", "ทันตาม\nคู่มือ", "ช้ากว่า\nคู่มือ", "ทันตาม\nกฎหมาย", "ช้ากว่า\nกฎหมาย"),
    *("ไม่อนุญาต", "คืนคำขอ", "ถอนคำขอ", "รวม", "เกิน\nกำหนด", "ใบเสร็จ\n(ฉบับ)", "จำนวนเงิน\n(บาท)"),
)


def _summary_heading(sheet: Sheet) -> None:
    top = sheet.pieces(*((title, HEADING, start, end) for title, start, end in SUMMARY_GROUPS))
    sheet.pieces(*((title, HEADING, column, column) for column, title in enumerate(SUMMARY_COLUMNS, 1)), least=2)
    sheet.merge(top, top + 1, 1, 1)
    sheet.merge(top, top + 1, 2, 2)


def _figures(line: ServiceMonth) -> tuple[int, ...]:
    return (
        line.brought_forward,
        line.received,
        line.brought_forward + line.received,
        line.finished,
        line.in_time,
        line.late,
        line.statutory_in_time,
        line.statutory_late,
        line.refused,
        line.returned,
        line.withdrawn,
        line.brought_forward + line.received - line.finished - line.refused - line.returned - line.withdrawn,
        line.overdue,
        line.receipts,
    )


def _summary_line(sheet: Sheet, index: int, line: ServiceMonth) -> None:
    row = sheet.next_row
    values: list[int | Formula] = list(_figures(line))
    values[2] = Formula(f"=C{row}+D{row}", line.brought_forward + line.received)
    values[11] = Formula(f"=E{row}-F{row}-K{row}-L{row}-M{row}", _figures(line)[11])
    sheet.row((index, INDEX), (line.title, BODY), *((value, NUMBER) for value in values), (line.money, AMOUNT))


def _summary_checks(sheet: Sheet, data: MonthData, row: int, paid: Places, pending: Places) -> None:
    carried = sum(_figures(line)[11] for line in data.services)
    receipts = sum(line.receipts for line in data.services)
    money = sum((line.money for line in data.services), data.money - data.money)
    label = replace(BODY, align="right")
    sheet.pieces(
        ("ตรวจสอบกับแผ่นอื่น: คงค้าง", label, 1, 3),
        (agreement(f"N{row}", pending.count, carried == data.pending), total(CENTRED), 4, 5),
        ("จำนวนใบเสร็จ", label, 6, 8),
        (agreement(f"P{row}", paid.count, receipts == data.receipts_valid), total(CENTRED), 9, 10),
        ("จำนวนเงินที่รับ", label, 11, 14),
        (agreement(f"Q{row}", paid.money, money == data.money), total(CENTRED), 15, 17),
    )


def _cover(book: Book, data: MonthData, user: UserView, places: dict[str, Places]) -> None:
    sheet = book.sheet(COVER, (6, 30, 19, 19, 14, 16))
    sheet.spread("รายงานผลการให้บริการประชาชนประจำเดือน", replace(TITLE, size=22))
    sheet.spread(f"เดือน{data.title.replace(' ', ' พ.ศ. ')}", TITLE)
    sheet.spread(data.office.name, replace(TITLE, size=18))
    sheet.spread(data.office.place, SUBTITLE)
    sheet.blank(8)
    _facts(sheet, data, user)
    _results(sheet, data, places)
    _contents(sheet, data, places)
    _cautions(sheet, data, book)
    _left_out(sheet, data)
    _signatures(sheet, data, user)


def _facts(sheet: Sheet, data: MonthData, user: UserView) -> None:
    label = replace(BODY, bold=True)
    left_day = replace(DAY, align="left")
    to = f"ท้องถิ่นจังหวัด{data.office.province}" if data.office.province else "ท้องถิ่นจังหวัด"
    sheet.pieces(("เสนอ", label, 1, 2), (to, BODY, 3, 6))
    sheet.pieces(("ข้อมูลตั้งแต่วันที่", label, 1, 2), (data.start, left_day, 3, 3), ("ถึงวันที่", label, 4, 4), (data.until, left_day, 5, 6))
    prepared = f"{user.name}  {user.position}".strip()
    sheet.pieces(("ผู้จัดทำ", label, 1, 2), (prepared, BODY, 3, 6))
    checked = data.office.clerk_position or "ผู้ตรวจสอบ"
    sheet.pieces(("ผู้ตรวจสอบ", label, 1, 2), (f"........................................  {checked}", BODY, 3, 6))
    sheet.pieces(
        ("จัดทำเมื่อ", label, 1, 2),
        (data.made_at, replace(left_day, format=MOMENT), 3, 3),
        ("กำหนดส่งแบบสำรวจ", label, 4, 4),
        (data.survey_due, left_day, 5, 6),
    )


def _results(sheet: Sheet, data: MonthData, places: dict[str, Places]) -> None:
    received = sum(line.received for line in data.services)
    finished = sum(line.finished for line in data.services)
    late = sum(line.late for line in data.services)
    summary = f"'{lists.SUMMARY}'!"
    row = places["summary"].count.rsplit("$", 1)[1]
    figures: tuple[tuple[str, Formula, Style], ...] = (
        ("คำขอรับใหม่ (เรื่อง)", Formula(f"={summary}$D${row}", received), NUMBER),
        ("แล้วเสร็จ (เรื่อง)", Formula(f"={summary}$F${row}", finished), NUMBER),
        ("ในจำนวนนี้ช้ากว่าคู่มือสำหรับประชาชน (เรื่อง)", Formula(f"={summary}$H${row}", late), NUMBER),
        ("คงค้างยกไป (เรื่อง)", Formula(f"={summary}$N${row}", data.pending), NUMBER),
        ("ใบเสร็จรับเงินที่ใช้ได้ (ฉบับ)", Formula(f"={places['paid'].count}", data.receipts_valid), NUMBER),
        ("ใบเสร็จรับเงินที่ยกเลิก (ฉบับ)", Formula(f"={places['paid'].void}", data.receipts_void), NUMBER),
        ("รายรับทั้งสิ้น (บาท)", Formula(f"={places['paid'].money}", data.money), total(AMOUNT)),
    )
    sheet.blank(8)
    sheet.spread("ผลการดำเนินงาน", SECTION)
    for title, formula, style in figures:
        label = total(BODY) if style.bold else BODY
        sheet.pieces((title, label, 1, 4), (formula, style, 5, 6))
    agrees = sum((line.total for line in data.revenue), data.money - data.money) == data.money
    sheet.pieces(
        ("รายรับตามประเภท กระทบยอดกับใบเสร็จรับเงิน", BODY, 1, 4),
        (Formula(f"={places['revenue'].check}", lists.AGREES if agrees else lists.DIFFERS), CENTRED, 5, 6),
    )


def _contents(sheet: Sheet, data: MonthData, places: dict[str, Places]) -> None:
    sheet.blank(8)
    sheet.spread("สมุดงานนี้ประกอบด้วย", SECTION)
    sheet.pieces(("ที่", HEADING, 1, 1), ("แผ่นงาน", HEADING, 2, 2), ("เนื้อหา", HEADING, 3, 5), ("จำนวน", HEADING, 6, 6))
    receipts = data.receipts_valid + data.receipts_void
    contents: tuple[tuple[str, str, int | Formula | str], ...] = (
        (lists.SUMMARY, "คำขอและเงินแยกตามงานบริการ ทุกงานที่เปิดให้บริการ", len(data.services)),
        (lists.RECEIPTS, "ใบเสร็จทุกฉบับของเดือน รวมฉบับที่ยกเลิก", Formula(f"={places['paid'].count}+{places['paid'].void}", receipts)),
        (lists.REVENUE, "รายรับแยกตามบัญชีและวิธีชำระ พร้อมกระทบยอด", len(data.revenue)),
        (lists.PERMITS, "ใบรับรอง ทะเบียน ใบอนุญาต ใบรับแจ้งที่ออก", Formula(f"={places['permits'].count}", data.permits)),
        (lists.PENDING, "เรื่องที่ยังไม่แล้วเสร็จ ณ วันสิ้นงวด", Formula(f"={places['pending'].count}", data.pending)),
        (survey.SHEET, "แบบสำรวจประจำเดือน ให้กรอกก่อนส่ง", "กรอก"),
    )
    for index, (name, said, count) in enumerate(contents, 1):
        look = CENTRED if isinstance(count, str) else NUMBER
        sheet.pieces((index, INDEX, 1, 1), (name, BODY, 2, 2), (said, BODY, 3, 5), (count, look, 6, 6))


def _cautions(sheet: Sheet, data: MonthData, book: Book) -> None:
    found = [(each.title, each.text, each.count) for each in data.cautions]
    if book.clipped:
        found.append(("ข้อความที่ถูกตัด", "ยาวเกินที่ช่องของสมุดงานรับได้ อ่านฉบับเต็มได้ในโปรแกรม: " + ", ".join(book.clipped), len(book.clipped)))
    sheet.blank(8)
    sheet.spread("ข้อควรทราบก่อนส่งรายงาน", SECTION)
    if not found:
        sheet.spread(NONE, CENTRED)
        return
    sheet.pieces(("ที่", HEADING, 1, 1), ("เรื่อง", HEADING, 2, 2), ("รายละเอียด", HEADING, 3, 5), ("จำนวน", HEADING, 6, 6))
    for index, (title, text, count) in enumerate(found, 1):
        warn = replace(BODY, fill=WARN)
        sheet.pieces(
            (index, replace(INDEX, fill=WARN), 1, 1),
            (title, replace(warn, bold=True), 2, 2),
            (text, warn, 3, 5),
            (count, replace(NUMBER, fill=WARN), 6, 6),
        )


def _left_out(sheet: Sheet, data: MonthData) -> None:
    said = [
        "เลขประจำตัวประชาชน ที่อยู่ และโทรศัพท์ของผู้ยื่นคำขอ ไม่ได้นำมาไว้ในสมุดงานนี้ เพราะไม่จำเป็นต่อการรายงาน",
        "แบบคำขอที่กรอกค้างไว้และยังไม่ได้ยื่น ไม่นับเป็นคำขอ",
        "ใบเสร็จที่เขียนด้วยมือในเล่มกระดาษนอกโปรแกรม ไม่อยู่ในสมุดงานนี้",
    ]
    if data.masked:
        said.insert(0, f"งานที่มีข้อมูลส่วนบุคคลอ่อนไหว {data.masked:,} รายการ แสดงเฉพาะเลขที่ วันที่ และจำนวนเงิน โดยปกปิดชื่อและรายละเอียด")
    if data.until < data.end:
        said.append(f"รายการหลังวันที่ {format_short(data.until)} ยังไม่รวมอยู่ในสมุดงานนี้")
    sheet.blank(8)
    sheet.spread("สิ่งที่ไม่ได้รวมไว้", SECTION)
    for index, line in enumerate(said, 1):
        sheet.pieces((index, INDEX, 1, 1), (line, BODY, 2, 6))


def _signatures(sheet: Sheet, data: MonthData, user: UserView) -> None:
    sign = Style(border=False, align="center")
    dots = "." * 44
    sheet.blank(24)
    lines = (
        (f"ลงชื่อ{dots}ผู้จัดทำ", f"ลงชื่อ{dots}ผู้ตรวจสอบ"),
        (f"({user.name})", f"({dots})"),
        (user.position or f"ตำแหน่ง{dots}", data.office.clerk_position or f"ตำแหน่ง{dots}"),
        ("วันที่........../........................../............", "วันที่........../........................../............"),
    )
    for left, right in lines:
        sheet.pieces((left, sign, 1, 3), (right, sign, 4, 6))
