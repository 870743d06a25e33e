"""Every widget in every state on one long page, to be looked at.

``python -m tests.ui.gallery out/ [scale]`` writes one PNG per card; without a folder it opens a window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGroupBox, QHBoxLayout, QLineEdit, QMenu, QTabWidget, QVBoxLayout, QWidget

from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui import theme
from lsvdesk.ui import widgets as w

TODAY = date(2026, 11, 21)
NASTY = "ปิ่ญี่ปุ๋ กี๊ ฎุ ฐู ผู้ใหญ่ฟื้น น้ำ ปี่ ปฺ้"
PLACE = {"subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}
SIGN_KINDS = ((1, "อักษรไทยล้วน"), (2, "อักษรไทยปนอักษรต่างประเทศ"), (3, "ไม่มีอักษรไทย"))


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def type_scale() -> w.Card:
    card = w.Card("ขนาดตัวอักษร", "ชุดเดียวทั้งโปรแกรม")
    for role in theme.TYPE:
        card.add(w.ThaiLabel(f"{role} · ทะเบียนพาณิชย์ เลขที่ ๑๒๓/๒๕๖๙ {NASTY}", role))
    long = (
        "ผู้ประกอบพาณิชยกิจต้องยื่นคำขอจดทะเบียนพาณิชย์ภายในสามสิบวันนับแต่วันที่เริ่มประกอบพาณิชยกิจ ณ สำนักงานทะเบียนพาณิชย์ในท้องที่ที่สำนักงานแห่งใหญ่ตั้งอยู่ "
        "หากไม่จดทะเบียนภายในกำหนดมีโทษปรับไม่เกินสองพันบาท และปรับอีกไม่เกินวันละหนึ่งร้อยบาทจนกว่าจะได้ปฏิบัติให้ถูกต้อง"
    )
    card.add(w.ThaiLabel(long, wrap=True))
    card.add(w.ThaiLabel(long, "caption", wrap=True))
    return card


def buttons() -> w.Card:
    card = w.Card("ปุ่ม")
    for enabled in (True, False):
        made = [
            w.Button("บันทึกและพิมพ์", "primary", key="F2", icon="print"),
            w.Button("ต่อไป", "primary", key="Enter"),
            w.Button("ย้อนกลับ", key="Esc", icon="back"),
            w.Button("ยกเลิกใบเสร็จ", "danger"),
            w.Button("ดูรายละเอียด", "quiet", icon="document"),
            w.Button("", "quiet", icon="calendar"),
        ]
        for button in made:
            button.setEnabled(enabled)
        card.add(_row(*made))
    card.add(_row(w.KeyHint("Ctrl+K"), w.KeyHint("F2"), w.KeyHint("Esc")))
    badges = [
        ("ร่าง", "quiet"),
        ("รับเรื่องแล้ว", "primary"),
        ("เกินกำหนด", "red"),
        ("ใกล้ครบกำหนด", "amber"),
        ("เสร็จสิ้น", "green"),
        ("รอเอกสาร", "blue"),
    ]
    card.add(_row(*(w.Badge(text, tone) for text, tone in badges)))
    return card


def fields() -> w.Card:
    card = w.Card("ช่องกรอก", "ว่าง มีค่า ผิด และอ่านอย่างเดียว")
    name = w.FieldFrame("ชื่อสถานประกอบการ", w.TextEditor(), required=True, hint="ตามที่เขียนไว้บนป้ายหน้าร้าน")
    filled = w.FieldFrame("ชื่อร้าน", w.TextEditor())
    filled.editor.set_value(f"ร้านผู้ใหญ่ฟื้นน้ำดื่ม {NASTY}")
    wrong = w.FieldFrame("เลขประจำตัวประชาชน", w.CitizenIdEditor(), required=True)
    wrong.editor.set_text("1234567890123")
    wrong.check()
    right = w.FieldFrame("เลขประจำตัวประชาชน", w.CitizenIdEditor())
    right.editor.set_value(make_citizen_id(7))
    juristic = w.FieldFrame("เลขทะเบียนนิติบุคคล", w.JuristicIdEditor())
    phone = w.FieldFrame("โทรศัพท์", w.PhoneEditor())
    phone.editor.set_value("0812345678")
    depth = w.FieldFrame("ความลึก", w.DecimalEditor(Decimal("0.1"), 100, unit="เมตร"), required=True)
    depth.editor.set_text("๓.๕๐")
    rooms = w.FieldFrame("จำนวนห้อง", w.IntegerEditor(1, 500, unit="ห้อง"))
    rooms.editor.set_text("0")
    rooms.check()
    money = w.FieldFrame("ทุนจดทะเบียน", w.MoneyEditor())
    money.editor.set_value(Decimal("1250000"))
    started = w.FieldFrame("วันที่เริ่มประกอบกิจการ", w.BuddhistDateEditor(today=TODAY), required=True)
    started.editor.set_value(TODAY)
    impossible = w.FieldFrame("วันที่ครบกำหนด", w.BuddhistDateEditor(today=TODAY))
    impossible.editor.set_text("30/2/2569")
    impossible.check()
    locked = w.FieldFrame("เลขรับ", w.TextEditor())
    locked.editor.set_value("ทพ. 12/2569")
    locked.editor.set_read_only(True)
    off = w.FieldFrame("ปิดใช้", w.TextEditor())
    off.editor.set_value("ใช้ไม่ได้ในขั้นนี้")
    off.setEnabled(False)
    note = w.FieldFrame("รายละเอียดกิจการ", w.LongTextEditor(placeholder="พิมพ์ได้หลายบรรทัด"), hint="Enter ขึ้นบรรทัดใหม่ Ctrl+Enter ไปต่อ")
    note.editor.set_value("ขายน้ำดื่ม น้ำแข็ง\nและเครื่องใช้ในครัวเรือน")
    sum_due = w.FieldFrame("ค่าธรรมเนียมรวม", w.ComputedLabel(lambda value: f"{value:,.2f}", unit="บาท"))
    sum_due.editor.set_value(Decimal("1508.5"))
    pairs = [(name, filled), (wrong, right), (juristic, phone), (depth, rooms), (money, sum_due), (started, impossible), (locked, off)]
    for left, other in pairs:
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        row.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(other, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
    card.add(note)
    return card


def choices() -> w.Card:
    card = w.Card("ตัวเลือก")
    few = w.FieldFrame("ผู้ยื่นคำขอ", w.ChoiceEditor([(1, "บุคคลธรรมดา"), (2, "นิติบุคคล"), (3, "ผู้รับมอบอำนาจ")]), required=True)
    few.editor.set_value(2)
    explained = w.FieldFrame(
        "ประเภทป้าย",
        w.ChoiceEditor(
            [
                (1, "อักษรไทยล้วน", "5 หรือ 10 บาท ต่อ 500 ตารางเซนติเมตร"),
                (2, "อักษรไทยปนอักษรต่างประเทศ หรือปนภาพ หรือเครื่องหมายอื่น", "26 หรือ 52 บาท ต่อ 500 ตารางเซนติเมตร"),
                (3, "ไม่มีอักษรไทย", "50 บาท ต่อ 500 ตารางเซนติเมตร"),
            ]
        ),
    )
    explained.show_fault("ยังไม่ได้เลือกประเภทป้าย กรุณาเลือกหนึ่งข้อ")
    many = w.FieldFrame("ชนิดพาณิชยกิจ", w.ChoiceEditor([(i, f"กิจการประเภทที่ {i} {NASTY}") for i in range(1, 9)]))
    chosen = w.FieldFrame("จังหวัด", w.ChoiceEditor([(p, p) for p in ("อุบลราชธานี", "ศรีสะเกษ", "ยโสธร", "อำนาจเจริญ", "ร้อยเอ็ด")]))
    chosen.editor.set_value("ศรีสะเกษ")
    ticks = w.FieldFrame("เอกสารที่นำมา", w.ChoicesEditor([(1, "สำเนาบัตรประชาชน"), (2, "สำเนาทะเบียนบ้าน"), (3, "หนังสือยินยอมให้ใช้สถานที่")]))
    ticks.editor.set_value([1, 3])
    declared = w.TickEditor("ข้าพเจ้าขอรับรองว่าข้อความข้างต้นเป็นความจริงทุกประการ", "ผู้ยื่นคำขอต้องยืนยันก่อนลงลายมือชื่อ")
    for part in (few, explained, many, chosen, ticks, w.FieldFrame("", declared)):
        card.add(part)
    off = w.TickBox("ใช้ไม่ได้")
    off.setEnabled(False)
    ticked = w.TickBox("ใช้ไม่ได้แต่เลือกแล้ว")
    ticked.setChecked(True)
    ticked.setEnabled(False)
    card.add(_row(off, ticked))
    return card


def blocks() -> w.Card:
    card = w.Card("ที่อยู่ บุคคล ไฟล์")
    address = w.FieldFrame("ที่ตั้งสำนักงานแห่งใหญ่", w.AddressEditor(default_place=PLACE), required=True)
    address.editor.set_value({"house_no": "99/9", "moo": "3", "road": "สถลมาร์ค", **PLACE})
    person = w.FieldFrame("ผู้จัดการ", w.PersonEditor())
    person.editor.set_value(
        {"prefix": "นางสาว", "first_name": "สมมุติ", "last_name": "ฟื้นน้ำใจ", "citizen_id": make_citizen_id(3), "phone": "0812345678"}
    )
    wrong = w.FieldFrame("ผู้รับมอบอำนาจ", w.PersonEditor())
    wrong.editor.editors["citizen_id"].set_text("1-2345-67890-12-3")
    wrong.check()
    empty_file = w.FieldFrame("แผนที่สถานที่ตั้ง", w.FileEditor())
    file = w.FieldFrame("ภาพถ่ายป้าย", w.FileEditor((".md",)))
    file.editor.set_value(Path(__file__).resolve().parents[2] / "resources" / "icons" / "README.md")
    for part in (address, person, wrong, empty_file, file):
        card.add(part)
    return card


def tables() -> w.Card:
    card = w.Card("ตารางที่กรอก")
    columns = (
        w.TableColumn("text", "ข้อความบนป้าย", "text", required=True),
        w.TableColumn("kind", "ประเภท", "choice", options=SIGN_KINDS, share=4),
        w.TableColumn("width", "กว้าง", "number", unit="ซม.", settings={"minimum": 1}),
        w.TableColumn("height", "สูง", "number", unit="ซม.", settings={"minimum": 1}),
        w.TableColumn("area", "พื้นที่", "computed", unit="ตร.ซม.", share=2, compute=_area, show=lambda value: f"{value:,}"),
        w.TableColumn("since", "ติดตั้งเมื่อ", "date"),
    )
    table = w.TableEditor(columns, row_word="ป้าย")
    table.set_value(
        [
            {"text": "ร้านผู้ใหญ่ฟื้น", "kind": 1, "width": Decimal(120), "height": Decimal(80), "since": TODAY},
            {"text": "COFFEE ปิ่น", "kind": 2, "width": Decimal(240), "height": Decimal(60)},
        ]
    )
    card.add(w.FieldFrame("ป้าย", table))
    faulty = w.TableEditor(columns, row_word="ป้าย")
    faulty.set_value([{"text": "ก๋วยเตี๋ยวปี๊บ"}])
    width = faulty.cell(0, "width")
    width.line.setText("0")
    faulty.show_fault(faulty.fault())
    card.add(w.FieldFrame("ป้าย (มีช่องผิด)", faulty))
    return card


def _area(row: dict[str, object]) -> Decimal | None:
    width, height = row["width"], row["height"]
    return width * height if isinstance(width, Decimal) and isinstance(height, Decimal) else None


CASES = [
    {"number": f"{i}/2569", "name": name, "service": service, "due": date(2026, 11, 18 + i), "sum": Decimal(i * 130), "state": state}
    for i, (name, service, state) in enumerate(
        [
            ("นายสมมุติ ใจดี", "จดทะเบียนพาณิชย์ (ตั้งใหม่)", "เกินกำหนด"),
            ("นางสาวฟื้น น้ำปี่", "ภาษีป้าย", "รับเรื่องแล้ว"),
            ("ห้างหุ้นส่วนจำกัด เกี๊ยวกุ้ง", "แจ้งขุดดิน", "รอเอกสาร"),
            ("นางเปี่ยม ผู้ใหญ่ดี", "ภาษีป้าย", "เสร็จสิ้น"),
            ("นายญี่ปุ่น กี๊ฎุ", "ภาษีป้าย", "ร่าง"),
        ],
        1,
    )
]
TONES = {"เกินกำหนด": "red", "รับเรื่องแล้ว": "primary", "รอเอกสาร": "amber", "เสร็จสิ้น": "green", "ร่าง": "quiet"}


def data_table() -> w.DataTable:
    table = w.DataTable(
        (
            w.Column("number", "เลขที่คำขอ", width=110),
            w.Column("name", "ผู้ยื่น", stretch=True),
            w.Column("service", "เรื่อง", width=220),
            w.Column("due", "ครบกำหนด", width=130),
            w.Column("sum", "จำนวนเงิน", "right", 120),
            w.Column("state", "สถานะ", width=140, tone=TONES.get),
        ),
        empty=w.EmptyState("cases", "ยังไม่มีคำขอ", "คำขอที่รับแล้วจะแสดงที่นี่", w.Button("รับคำขอใหม่", "primary", key="F3")),
    )
    table.set_rows(CASES)
    return table


def lists() -> w.Card:
    card = w.Card("รายการ")
    table = data_table()
    table.setMinimumHeight(theme.px(300))
    table.add_action(w.Button("ส่งออก", icon="export", key="F9"))
    table.sort_by("due")
    table.select(1)
    card.add(table)
    empty = data_table()
    empty.set_rows([])
    empty.setMinimumHeight(theme.px(340))
    card.add(empty)
    return card


def messages() -> w.Card:
    card = w.Card("ข้อความและความคืบหน้า")
    card.add(w.InfoBar("มีร่างคำขอที่ยังไม่ได้ยื่นเมื่อวานนี้", "blue", action="เปิดร่าง", key="F4"))
    card.add(w.InfoBar("บันทึกแล้ว", "green"))
    card.add(w.InfoBar("คำขอนี้จะครบกำหนดพรุ่งนี้ ยังไม่ได้ชำระค่าธรรมเนียม", "amber"))
    card.add(w.InfoBar("พื้นที่ดิสก์เต็ม บันทึกไม่ได้ กรุณาลบไฟล์ที่ไม่ใช้หรือติดต่อผู้ดูแลระบบ แล้วกดบันทึกอีกครั้ง ข้อมูลที่พิมพ์ไว้ยังอยู่ครบ", "red"))
    steps = w.StepsBar([w.Step(title) for title in ("ผู้ยื่นคำขอ", "รายละเอียด", "เอกสาร", "ค่าธรรมเนียม", "ตรวจทาน")])
    steps.set_current(2)
    card.add(steps)
    narrow = w.StepsBar(steps.steps())
    narrow.setFixedWidth(theme.px(400))
    card.add(narrow)
    progress = w.ProgressPanel("กำลังจัดทำรายงานประจำเดือน")
    progress.set_progress(3, 12)
    card.add(progress)
    return card


def dates() -> w.Card:
    card = w.Card("ปฏิทิน")
    calendar = w.BuddhistCalendar(TODAY)
    calendar.set_day(date(2026, 11, 5))
    card.add(_row(calendar))
    return card


def search() -> w.Card:
    card = w.Card("ค้นหา (Ctrl+K)")
    stage = QWidget()
    stage.setMinimumSize(theme.px(760), theme.px(560))
    card.add(stage)
    box = w.SearchBox(stage)
    box.open("ฟื้น")
    people = (
        w.Result("นางสาวฟื้น น้ำปี่", "1-9941-46721-92-1 · 081-234-5678", "person", note="3 คำขอ"),
        w.Result("นายฟื้น ผู้ใหญ่", "โทร. 089-000-0000", "person"),
    )
    box.set_results([w.Group("บุคคล", people), w.Group("คำขอ", (w.Result("ภาษีป้าย ร้านผู้ใหญ่ฟื้น", "12/2569 · รับเรื่องแล้ว", "sign"),))])
    return card


def bare_qt() -> w.Card:
    card = w.Card("ของ Qt เองที่แต่งแล้ว")
    tabs = QTabWidget()
    for title in ("ประวัติ", "เอกสาร", NASTY):
        tabs.addTab(QWidget(), title)
    tabs.setFixedHeight(theme.px(60))
    card.add(tabs)
    group = QGroupBox(f"กลุ่ม {NASTY}")
    inside = QVBoxLayout(group)
    line = QLineEdit(NASTY)
    line.selectAll()
    inside.addWidget(line)
    card.add(group)
    menu = QMenu(card)
    menu.setWindowFlags(Qt.WindowType.Widget)
    for text in ("เปิด", NASTY, "พิมพ์ซ้ำ"):
        menu.addAction(text)
    menu.setFixedSize(menu.sizeHint())
    card.add(_row(menu))
    return card


CARDS: dict[str, Callable[[], w.Card]] = {
    "type": type_scale,
    "buttons": buttons,
    "fields": fields,
    "choices": choices,
    "blocks": blocks,
    "tables": tables,
    "lists": lists,
    "messages": messages,
    "calendar": dates,
    "search": search,
    "qt": bare_qt,
}


def gallery() -> QWidget:
    """All cards under one another, scrolled."""
    page = QWidget()
    column = QVBoxLayout(page)
    edge = theme.px(24)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.px(16))
    for make in CARDS.values():
        column.addWidget(make())
    window = QWidget()
    window.setProperty("kind", "page")
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(w.scrolled(page))
    window.resize(theme.px(1000), theme.px(760))
    return window


def grab(folder: Path, scale: float) -> None:
    """One PNG per card, as wide as a page of the window is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in CARDS.items():
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.addWidget(make())
        page.resize(theme.px(980), 10)
        page.show()
        QApplication.processEvents()
        page.resize(theme.px(980), page.heightForWidth(theme.px(980)) if page.hasHeightForWidth() else page.sizeHint().height())
        QApplication.processEvents()
        page.grab().save(str(folder / f"{name}-{round(scale * 100)}.png"))


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    scale = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    if out is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.apply(app, scale)
    if out is not None:
        grab(out, scale)
        return
    window = gallery()
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
