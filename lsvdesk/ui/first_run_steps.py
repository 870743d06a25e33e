"""The steps of the first run: each shows a few fields, checks them, and keeps what was typed when one goes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.counter.actions import ROLE_TITLES
from lsvdesk.counter.views import NewUser, ReceiptBookStart
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.office_form import DepartmentsForm, OfficeForm
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.files import FileEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.numbers import IntegerEditor
from lsvdesk.ui.widgets.text import TextEditor

TYPED = "typed"
"""The choice that stands for an office that is not among the shipped ones."""
LOGO_SIDE = 96
LARGEST_LOGO_MB = 2


class SetupStep(QWidget):
    """One step: ``title``, ``check()`` (shows faults, True where there are none), ``focus_first()``."""

    title = ""
    explanation = ""

    def check(self) -> bool:
        return True

    def focus_first(self) -> None:
        """Where typing begins."""

    def show_error(self, error: CounterError) -> bool:
        """Show a fault of the whole at its field; False where it is not of this step."""
        return False


class ChooseOffice(SetupStep):
    """A shipped profile, or one's own office typed in."""

    title = "หน่วยงาน"
    explanation = "เลือกหน่วยงานที่มีข้อมูลมากับโปรแกรม หรือกรอกข้อมูลหน่วยงานของท่านเอง แก้ไขภายหลังได้ที่หน้าตั้งค่า"

    def __init__(self, profiles: list[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        options = [(id, name, "มีข้อมูลส่วนราชการ งานบริการ และระยะเวลาตามคู่มือสำหรับประชาชนพร้อมใช้") for id, name in profiles]
        options.append((TYPED, "หน่วยงานอื่น กรอกข้อมูลเอง", "ใช้งานบริการมาตรฐานตามกฎหมาย แล้วปรับให้ตรงกับหน่วยงานภายหลัง"))
        self.choice = ChoiceEditor(options, radios=True)
        self.frame = FieldFrame("หน่วยงานที่จะใช้โปรแกรมนี้", self.choice, required=True)
        column.addWidget(self.frame)
        column.addStretch(1)
        self.names = dict(profiles)

    @property
    def profile(self) -> str | None:
        """The id of the chosen profile; None where the office is typed in."""
        return None if self.choice.value() == TYPED else self.choice.value()

    def check(self) -> bool:
        if self.choice.value() is None:
            self.frame.show_fault("กรุณาเลือกหน่วยงาน หรือเลือก “หน่วยงานอื่น กรอกข้อมูลเอง”")
            self.focus_first()
            return False
        return True

    def focus_first(self) -> None:
        self.choice.setFocus()


class TypeOffice(SetupStep):
    """All the fields of an office; skipped where a profile was chosen."""

    title = "ข้อมูลหน่วยงาน"
    explanation = "ข้อมูลนี้พิมพ์ลงในใบเสร็จ ใบรับคำขอ และหนังสือของหน่วยงาน"

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(24))
        self.office = OfficeForm()
        self.departments = DepartmentsForm()
        column.addWidget(self.office)
        column.addWidget(self.departments)
        column.addStretch(1)

    def details(self) -> dict[str, Any]:
        """In the shape of an OfficeProfile."""
        return {"id": "own-office", **self.office.value(), "departments": self.departments.value()}

    def check(self) -> bool:
        return self.office.check()

    def focus_first(self) -> None:
        self.office.fields.focus_first()

    def show_error(self, error: CounterError) -> bool:
        return self.office.fields.show_error(error)


class FirstUser(SetupStep):
    """Who uses the program first."""

    title = "ผู้ใช้คนแรก"
    explanation = "ชื่อและตำแหน่งพิมพ์ลงในใบเสร็จและเอกสารที่ท่านออก เพิ่มผู้ใช้คนอื่นภายหลังได้ที่หน้าตั้งค่า"

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.fields = FieldGroup()
        column.addWidget(self.fields)
        column.addStretch(1)
        self.fields.add("name", "ชื่อและนามสกุล", TextEditor(200, name=True, placeholder="เช่น นางสาวสมมุติ ใจดี"), required=True)
        self.fields.add("position", "ตำแหน่ง", TextEditor(200, placeholder="เช่น นักวิชาการจัดเก็บรายได้ชำนาญการ"), required=True)
        role = ChoiceEditor([(id, title) for id, title in ROLE_TITLES.items()], radios=False)
        role.set_value("admin")
        self.fields.add("role", "หน้าที่ในโปรแกรม", role, required=True, hint="ผู้ใช้คนแรกควรเป็นผู้ดูแลระบบ เพื่อให้ตั้งค่าและเพิ่มผู้ใช้ได้")

    def user(self) -> NewUser:
        return NewUser(
            name=self.fields.value("name", ""), position=self.fields.value("position", ""), role=self.fields.value("role", "admin")
        )

    def check(self) -> bool:
        return self.fields.check()

    def focus_first(self) -> None:
        self.fields.focus_first()

    def show_error(self, error: CounterError) -> bool:
        return self.fields.show_error(error)


class Numbers(SetupStep):
    """Where the register takes over from the paper books."""

    title = "เลขที่ต่อเนื่อง"
    explanation = "โปรแกรมออกเลขต่อจากสมุดเดิมโดยไม่เว้นเลข กรอกเลขถัดไปที่ยังไม่ได้ใช้"

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.fields = FieldGroup()
        column.addWidget(self.fields)
        column.addStretch(1)
        fields = self.fields
        fields.add_row(
            ("book_no", "ใบเสร็จรับเงิน เล่มที่", IntegerEditor(1, 99_999, grouped=False), True),
            ("first_no", "เลขที่แรกของเล่ม", IntegerEditor(1, 99_999, grouped=False), True),
            ("last_no", "เลขที่สุดท้ายของเล่ม", IntegerEditor(1, 99_999, grouped=False), True),
            ("next_no", "เลขที่ถัดไปที่จะใช้", IntegerEditor(1, 99_999, grouped=False), True),
        )
        fields.add(
            "case",
            "เลขที่คำขอถัดไปของปีนี้",
            IntegerEditor(1, 99_999, grouped=False),
            required=True,
            hint="กรอก 1 หากยังไม่เคยออกเลขที่คำขอในปีนี้",
        )
        fields.set_values({"book_no": 1, "first_no": 1, "last_no": 100, "next_no": 1, "case": 1})

    def book(self) -> ReceiptBookStart:
        value = self.fields.value
        return ReceiptBookStart(value("book_no", 1), value("first_no", 1), value("last_no", 100), value("next_no", 1))

    def check(self) -> bool:
        if not self.fields.check():
            return False
        book = self.book()
        if book.last_no < book.first_no:
            self.fields.show_fault("last_no", f"เลขที่สุดท้ายของเล่มต้องไม่น้อยกว่าเลขที่แรก ({book.first_no})")
            return False
        if not book.first_no <= book.next_no <= book.last_no:
            self.fields.show_fault("next_no", f"เลขที่ถัดไปต้องอยู่ระหว่าง {book.first_no} ถึง {book.last_no} หากเล่มนี้ใช้หมดแล้วให้กรอกเล่มใหม่")
            return False
        return True

    def focus_first(self) -> None:
        self.fields.focus_first()

    def show_error(self, error: CounterError) -> bool:
        return self.fields.show_error(error)


class Look(SetupStep):
    """Numerals on paper, and the office's seal."""

    title = "เอกสาร"
    explanation = "รูปแบบของเอกสารที่พิมพ์ให้ประชาชน"

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.fields = FieldGroup()
        column.addWidget(self.fields)
        numerals = ChoiceEditor(
            [("thai", "เลขไทย  ๑๒๓๔๕", "ตามระเบียบงานสารบรรณ"), ("arabic", "เลขอารบิก  12345", "บนหน้าจอใช้เลขอารบิกเสมอ")], radios=True
        )
        numerals.set_value("thai")
        self.fields.add("numerals", "ตัวเลขบนเอกสาร", numerals, required=True)
        self.logo_editor = FileEditor((".png", ".jpg", ".jpeg"), limit_mb=LARGEST_LOGO_MB)
        self.fields.add(
            "logo", "ตราของหน่วยงาน (ถ้ามี)", self.logo_editor, hint="ภาพ PNG หรือ JPEG ที่ใช้พิมพ์หัวเอกสาร หากไม่ใส่จะพิมพ์ชื่อหน่วยงานอย่างเดียว"
        )
        self.picture = QLabel()
        self.picture.setAccessibleName("ตัวอย่างตราของหน่วยงาน")
        column.addWidget(self.picture)
        column.addStretch(1)
        self.logo_editor.changed.connect(self._show_logo)

    def logo(self) -> bytes | None:
        """The picture's bytes as they are in the file; None where none was chosen."""
        path = self.logo_editor.value()
        return path.read_bytes() if isinstance(path, Path) else None

    def check(self) -> bool:
        if not self.fields.check():
            return False
        if not self.logo_editor.is_empty() and QImage(str(self.logo_editor.value())).isNull():
            self.fields.show_fault("logo", "เปิดภาพนี้ไม่ได้ กรุณาเลือกไฟล์ภาพ PNG หรือ JPEG อื่น")
            return False
        return True

    def focus_first(self) -> None:
        self.fields.focus_first()

    def _show_logo(self) -> None:
        path = self.logo_editor.value()
        picture = QPixmap(str(path)) if path else QPixmap()
        side = theme.px(LOGO_SIDE)
        if picture.isNull():
            self.picture.clear()
        else:
            self.picture.setPixmap(
                picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )


class Review(SetupStep):
    """Everything once more before it is written."""

    title = "ตรวจทาน"
    explanation = "ตรวจสอบความถูกต้อง แล้วกดเริ่มใช้งาน"

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addStretch(1)
        self._rows: list[QWidget] = []

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        for row in self._rows:
            self.column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for at, (label, text) in enumerate(lines):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            name = ThaiLabel(label, tone="quiet")
            name.setFixedWidth(theme.px(240))
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(ThaiLabel(text, "body-strong", wrap=True), 1)
            self.column.insertWidget(at, row)
            self._rows.append(row)
