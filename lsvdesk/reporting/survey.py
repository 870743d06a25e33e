"""The page of obstacles and suggestions: the monthly survey of the use of Local Service, due on the 5th.

The Department of Local Administration asks every office each month, until it uses the system in full, for the state of its use and for
problems, obstacles and suggestions (มท ๐๘๑๐.๗/ว ๓๖๖๖ of 7 September 2566, item 4; preparations asked for in มท ๐๘๑๐.๗/ว ๕๒๕ of
6 February 2566). The survey itself is answered in a form on the web; this page gathers the answers, figures of the counter filled in.
"""

from __future__ import annotations

from dataclasses import replace

from lsvdesk.counter.views import UserView
from lsvdesk.reporting.lists import SUMMARY, Places
from lsvdesk.reporting.month import MonthData, OfficeFacts
from lsvdesk.reporting.workbook import (
    BODY,
    CENTRED,
    DATE,
    ENTRY,
    HEADING,
    INDEX,
    NOTE,
    NUMBER,
    SECTION,
    SUBTITLE,
    TITLE,
    WHOLE,
    Book,
    Formula,
    Sheet,
)
from lsvdesk.thai.dates import format_long, format_weekday

PROVINCE = "อบจ."
SHEET = "ปัญหาอุปสรรคและข้อเสนอแนะ"

PROVINCIAL = (
    "การยื่นแบบเพื่อชำระค่าธรรมเนียมบำรุงองค์การบริหารส่วนจังหวัดจากผู้พักในโรงแรม",
    "การยื่นแบบเพื่อชำระภาษีบำรุงองค์การบริหารส่วนจังหวัดจากการค้าน้ำมัน",
    "การยื่นแบบเพื่อชำระภาษีบำรุงองค์การบริหารส่วนจังหวัดจากการค้ายาสูบ",
)
LOCAL = ("การยื่นแบบการโฆษณาด้วยการปิด ทิ้ง หรือโปรยแผ่นประกาศในที่สาธารณะ",)
"""What Local Service takes of a provincial and of a local office (the two letters)."""

PREPARATIONS_PROVINCIAL = (
    "สมัครใช้บริการ Bill Payment และระบบ KTB Corporate Online และได้รับรหัส Company Code แล้ว",
    "เชื่อมรหัส Company Code กับการรับชำระเงินในระบบ Local Service แล้ว",
)
PREPARATIONS = (
    "มอบหมายเจ้าหน้าที่ผู้รับผิดชอบ และศึกษาคู่มือการใช้งานระบบแล้ว",
    "เจ้าหน้าที่และประชาชนได้รับคำแนะนำการยืนยันตัวตนด้วยแอปพลิเคชัน D.DOPA แล้ว",
    "ประชาสัมพันธ์ช่องทางยื่นแบบที่สำนักงานและทางออนไลน์ให้ประชาชนทราบแล้ว",
)
TOPICS = (
    "ระบบ Local Service (การเข้าใช้ ความเร็ว ข้อมูลไม่ถูกต้อง)",
    "การรับชำระเงินผ่านธนาคาร และรหัส Company Code",
    "การยืนยันตัวตนของประชาชน (D.DOPA)",
    "เครื่องคอมพิวเตอร์ อุปกรณ์ และอินเทอร์เน็ต",
    "บุคลากร และความรู้ในการใช้งาน",
    "กฎหมาย ระเบียบ ข้อบัญญัติ และแบบฟอร์ม",
    "ความเข้าใจและความพร้อมของประชาชน",
    "เรื่องอื่น",
)

DONE = ("ดำเนินการแล้ว", "กำลังดำเนินการ", "ยังไม่ดำเนินการ")
IN_USE = ("เปิดใช้งานแล้ว", "อยู่ระหว่างเตรียมการ", "ยังไม่เปิดใช้งาน")

_EMPTY = replace(BODY, fill=ENTRY)


def write(book: Book, data: MonthData, user: UserView, summary: dict[str, Places]) -> None:
    """The survey of the month: what the office knows filled in, cells to type in for the rest."""
    sheet = book.sheet(SHEET, (6, 44, 29, 25, 26, 26), landscape=True)
    title = "แบบสำรวจการใช้งานระบบสารสนเทศในการให้บริการประชาชน (Local Service) ปัญหา อุปสรรค และข้อเสนอแนะ"
    sheet.spread(title, replace(TITLE, size=18))
    sheet.spread(f"{data.office.name}  ประจำเดือน{data.title}", SUBTITLE)
    due = format_weekday(data.survey_due)
    closed = f" (วันหยุด: {data.survey_holiday})" if data.survey_holiday else ""
    sheet.spread(f"กำหนดรายงาน: ภายใน{due}{closed}", replace(SUBTITLE, bold=True))
    sheet.blank(8)
    _general(sheet, data, user)
    _use(sheet, data.office)
    _preparations(sheet, data.office)
    _counter(sheet, data, summary)
    _source(sheet, data)
    if data.office.kind != PROVINCE:  # the longer questions of a province flow on by themselves
        sheet.page_break()
    _delays(sheet, data)
    _problems(sheet)


def _general(sheet: Sheet, data: MonthData, user: UserView) -> None:
    facts = data.office
    known = (
        (("องค์กรปกครองส่วนท้องถิ่น", facts.name), ("ที่ตั้ง", facts.place)),
        (("ผู้รายงาน", user.name), ("ตำแหน่ง", user.position)),
        (("โทรศัพท์", facts.phone), ("ไปรษณีย์อิเล็กทรอนิกส์", facts.email)),
    )
    sheet.spread("ส่วนที่ 1  ข้อมูลทั่วไป", SECTION)
    for (left, mine), (right, other) in known:
        sheet.pieces((left, BODY, 1, 2), (mine, _EMPTY, 3, 3), (right, BODY, 4, 4), (other, _EMPTY, 5, 6))


def _use(sheet: Sheet, facts: OfficeFacts) -> None:
    sheet.blank(8)
    sheet.spread("ส่วนที่ 2  การเปิดใช้งานแต่ละกระบวนงาน", SECTION)
    titles = ("ที่", "กระบวนงาน", "สถานะ", "วันที่เปิดใช้งาน", "ยื่นที่สำนักงาน (เรื่อง)", "ยื่นออนไลน์ (เรื่อง)")
    sheet.row(*((title, HEADING) for title in titles))
    day, number = replace(_EMPTY, format=DATE, align="center"), replace(_EMPTY, format=WHOLE, align="center")
    for index, process in enumerate(PROVINCIAL if facts.kind == PROVINCE else LOCAL, 1):
        row = sheet.row(
            (index, INDEX), (process, BODY), (None, replace(_EMPTY, align="center")), (None, day), (None, number), (None, number)
        )
        sheet.choices(f"C{row}", IN_USE)


def _preparations(sheet: Sheet, facts: OfficeFacts) -> None:
    sheet.blank(8)
    sheet.spread("ส่วนที่ 3  การเตรียมความพร้อม", SECTION)
    sheet.pieces(("ที่", HEADING, 1, 1), ("รายการ", HEADING, 2, 3), ("สถานะ", HEADING, 4, 4), ("หมายเหตุ", HEADING, 5, 6))
    steps = (PREPARATIONS_PROVINCIAL if facts.kind == PROVINCE else ()) + PREPARATIONS
    for index, step in enumerate(steps, 1):
        row = sheet.pieces((index, INDEX, 1, 1), (step, BODY, 2, 3), (None, replace(_EMPTY, align="center"), 4, 4), (None, _EMPTY, 5, 6))
        sheet.choices(f"D{row}", DONE)


def _counter(sheet: Sheet, data: MonthData, summary: dict[str, Places]) -> None:
    sheet.blank(8)
    sheet.spread("ส่วนที่ 4  งานบริการที่สำนักงานในเดือนนี้", SECTION)
    titles = ("คำขอรับใหม่ (เรื่อง)", "แล้วเสร็จ (เรื่อง)", "ช้ากว่าคู่มือ (เรื่อง)", "คงค้างยกไป (เรื่อง)")
    values = (
        sum(line.received for line in data.services),
        sum(line.finished for line in data.services),
        sum(line.late for line in data.services),
        data.pending,
    )
    sheet.pieces(("รายการ", HEADING, 1, 2), *((title, HEADING, column, column) for column, title in enumerate(titles, 3)))
    counts = (Formula(f"={summary[letter].count}", value) for letter, value in zip("DFHN", values, strict=True))
    sheet.pieces(
        (f"จำนวน ตามแผ่น “{SUMMARY}”", BODY, 1, 2),
        *((count, replace(NUMBER, align="center"), column, column) for column, count in enumerate(counts, 3)),
    )


def _delays(sheet: Sheet, data: MonthData) -> None:
    sheet.spread("ส่วนที่ 5  งานที่ล่าช้าในเดือนนี้ และสาเหตุ", SECTION)
    titles = (("ที่", 1, 1), ("งานบริการ", 2, 2), ("แล้วเสร็จช้า / ค้างเกินกำหนด (เรื่อง)", 3, 3), ("สาเหตุ", 4, 5), ("การแก้ไข", 6, 6))
    sheet.pieces(*((title, HEADING, start, end) for title, start, end in titles))
    slow = [line for line in data.services if line.late or line.overdue]
    for index, line in enumerate(slow, 1):
        sheet.pieces(
            (index, INDEX, 1, 1),
            (line.title, BODY, 2, 2),
            (f"{line.late:,} / {line.overdue:,}", CENTRED, 3, 3),
            (None, _EMPTY, 4, 5),
            (None, _EMPTY, 6, 6),
            least=2,
        )
    if not slow:
        sheet.spread("ไม่มีงานที่ล่าช้า", CENTRED)
    sheet.blank(8)


def _problems(sheet: Sheet) -> None:
    sheet.spread("ส่วนที่ 6  ปัญหา อุปสรรค และข้อเสนอแนะ", SECTION)
    sheet.row(*((title, HEADING) for title in ("ที่", "เรื่อง", "ปัญหา / อุปสรรค", "สาเหตุ", "การแก้ไขที่ทำแล้ว", "ข้อเสนอแนะ")))
    for index, topic in enumerate(TOPICS, 1):
        sheet.pieces((index, INDEX, 1, 1), (topic, BODY, 2, 2), *((None, _EMPTY, column, column) for column in range(3, 7)), least=2)


def _source(sheet: Sheet, data: MonthData) -> None:
    sheet.blank(8)
    sheet.spread(
        "คำถามเรียบเรียงจากหนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0810.7/ว 3666 ลงวันที่ 7 กันยายน 2566 ข้อ 4 ซึ่งให้รายงานผ่านแบบฟอร์มออนไลน์"
        f"ให้เป็นปัจจุบันทุกวันที่ 5 ของเดือน ให้นำคำตอบไปกรอกในแบบฟอร์มของกรมฯ ภายในวันที่ {format_long(data.survey_due, thai_digits=False)} "
        "หากแบบฟอร์มของกรมฯ ถามต่างจากนี้ ให้ถือตามแบบฟอร์มของกรมฯ",
        NOTE,
    )
