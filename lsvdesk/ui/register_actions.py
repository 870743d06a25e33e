"""What can be done with the chosen line of a register: renew, change, transfer or close a paper; stop a right and take the stop back;
survey an owner's property and strike off what is gone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.case_dialogs import ask_reason
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.dialogs import FittedDialog
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.text import LongTextEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from lsvdesk.counter.properties import PropertyRow
    from lsvdesk.counter.views import BeneficiaryRow, PermitRow
    from lsvdesk.ui.session import Session

ICONS = {"ต่ออายุ": "clock", "เปลี่ยนแปลง": "edit", "โอน": "people", "เลิก": "close"}


class ChosenBar(QWidget):
    """``follow(service, permit id)``: a request is to be begun from the chosen paper; ``survey(owner or None)``: property is to be
    surveyed; ``changed(words)``: the register was changed."""

    follow = Signal(str, int)
    survey = Signal(object)
    changed = Signal(str)
    trouble = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self.said = ThaiLabel("", tone="quiet", wrap=True)
        self._row.addWidget(self.said, 1)
        self.hide()

    def show_line(self, source: str, row: Any) -> None:
        """What can be done with this line of a register; hidden where nothing can."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        if row is not None and source == "permits":
            self._of_paper(row)
        elif row is not None and source == "roll":
            self._of_beneficiary(row)
        elif source == "properties":
            self._of_property(row)
        self.setVisible(bool(self.buttons) or bool(row is not None and source in ("permits", "roll") and self.said.text()))

    def _add(self, words: str, icon: str, act: Callable[[], None], title: str = "") -> None:
        button = Button(words, key="F8" if not self.buttons else None, icon=icon)
        if title:
            button.setToolTip(title)
        button.clicked.connect(act)
        self._row.addWidget(button)
        self.buttons.append(button)

    # --- papers -----------------------------------------------------------------------------------------------------------------------
    def _of_paper(self, row: PermitRow) -> None:
        from lsvdesk.counter import earlier

        if row.ended_reason:
            when = f"เมื่อวันที่ {format_short(row.ended_on)}" if row.ended_on is not None else ""
            self.said.setText(f"เลขที่ {row.number}  {row.status_title}{when}  ({row.ended_reason})")
            return
        self.said.setText(f"เลขที่ {row.number}  ·  {row.holder}")
        for service, word, title in earlier.followers(self.session.office, row.series):
            self._add(word, ICONS.get(word, "new"), lambda _=False, service=service: self.follow.emit(service, row.id), title)
        if not self.buttons:
            self.said.setText("")

    # --- the roll ---------------------------------------------------------------------------------------------------------------------
    def _of_beneficiary(self, row: BeneficiaryRow) -> None:
        from lsvdesk.counter.rolls import STOPPING

        may = self.session.office.user.role in STOPPING
        if row.status == "active":
            self.said.setText("  ·  ".join(part for part in (row.name, row.payment) if part))
            if may:
                self._add("ระงับสิทธิ", "close", lambda _=False: self._stop(row))
        else:
            when = f"ตั้งแต่วันที่ {format_short(row.stopped_on)}" if row.stopped_on is not None else ""
            self.said.setText(f"{row.name}  ระงับสิทธิ{when}: {row.stop_reason}")
            if may:
                self._add("ยกเลิกการระงับ", "back", lambda _=False: self._take_back(row))

    def _stop(self, row: BeneficiaryRow) -> None:
        dialog = StopDialog(self.session, row, self.window())
        if dialog.exec():
            self.changed.emit(f"ระงับสิทธิของ {row.name} แล้ว")

    def _take_back(self, row: BeneficiaryRow) -> None:
        from lsvdesk.counter import rolls

        text = f"{row.name} จะรับสิทธิต่อจากเดิมตั้งแต่เดือนที่มีสิทธิ การระงับครั้งนี้ยังคงอยู่ในประวัติ"
        office = self.session.office
        try:
            done = ask_reason(
                self.window(),
                "ยกเลิกการระงับสิทธิ",
                text,
                "ยกเลิกการระงับ",
                lambda why: _ignore(rolls.take_back_stop(office, row.id, why)),
                danger=False,
            )
        except CounterError as error:
            self.trouble.emit(error)
            return
        if done:
            self.changed.emit(f"{row.name} รับสิทธิต่อแล้ว")

    # --- property ---------------------------------------------------------------------------------------------------------------------
    def _of_property(self, row: PropertyRow | None) -> None:
        from lsvdesk.counter.actions import INTAKE

        may = self.session.office.user.role in INTAKE
        if row is None:
            self.said.setText("")
            if may:
                self._add("บันทึกผลสำรวจ", "edit", lambda _=False: self.survey.emit(None))
            return
        words = [row.owner, f"{row.kind_title} {row.name}"]
        if row.ended_on is not None:
            words.append(f"นำออกเมื่อวันที่ {format_short(row.ended_on)}: {row.ended_reason}")
        self.said.setText("  ·  ".join(words))
        if may:
            self._add("บันทึกผลสำรวจ", "edit", lambda _=False: self.survey_owner(row), "ทรัพย์สินทั้งหมดของเจ้าของรายนี้")
            self._add("รายอื่น", "new", lambda _=False: self.survey.emit(None), "บันทึกผลสำรวจของเจ้าของรายอื่น")
            if row.status == "held":
                self._add("นำออก", "close", lambda _=False: self._end_property(row), "นำออกจากทะเบียน: ขาย รื้อถอน แบ่งแยก")

    def survey_owner(self, row: PropertyRow) -> None:
        """Everything the owner of this property has."""
        self.survey.emit(("person", row.person_id) if row.person_id is not None else ("organisation", row.organisation_id))

    def _end_property(self, row: PropertyRow) -> None:
        dialog = EndPropertyDialog(self.session, row, self.window())
        if dialog.exec():
            self.changed.emit(f"นำ{row.kind_title} {row.name} ออกจากทะเบียนแล้ว")


def _ignore(_: object) -> None:
    """What was answered is not needed."""


class StopDialog(FittedDialog):
    """From which day and why a right ends."""

    def __init__(self, session: Session, row: BeneficiaryRow, parent: QWidget | None = None) -> None:
        from lsvdesk.counter.rolls import STOP_REASONS

        super().__init__(560, parent)
        self.setWindowTitle("ระงับสิทธิ")
        self.setModal(True)
        self.session, self.row = session, row
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(ThaiLabel("ระงับสิทธิ", "title"))
        column.addWidget(ThaiLabel(f"{row.name} เดือนของวันที่สิ้นสุดสิทธิเป็นเดือนสุดท้ายที่จ่าย", wrap=True))
        self.reason = FieldFrame("เหตุที่สิ้นสุดสิทธิ", ChoiceEditor([(key, words, "") for key, words in STOP_REASONS.items()]), required=True)
        today = session.today
        self.on = FieldFrame("วันที่สิ้นสุดสิทธิ", BuddhistDateEditor(today=today, last=today), required=True)
        self.text = FieldFrame("รายละเอียด", LongTextEditor(500, lines=2), hint="เช่น เลขที่ใบมรณบัตร หรือที่ที่ย้ายไป")
        for frame in (self.reason, self.on, self.text):
            column.addWidget(frame)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch(1)
        self.button = Button("ระงับสิทธิ", "danger", key="Ctrl+Enter")
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row_of_buttons.addWidget(self.button)
        row_of_buttons.addWidget(cancel)
        column.addLayout(row_of_buttons)
        self.reason.editor.setFocus()

    def act(self) -> None:
        """Stop the right with what stands in the fields."""
        from lsvdesk.counter import rolls

        faulty = [frame for frame in (self.reason, self.on) if frame.check() is not None]
        if faulty:
            faulty[0].focus_fault()
            return
        on = self.on.editor.value()
        assert isinstance(on, dt.date)
        try:
            rolls.stop(self.session.office, self.row.id, on, self.reason.editor.value(), str(self.text.editor.value() or ""))
        except CounterError as error:
            frame = {"on": self.on, "reason": self.reason}.get(error.field or "", self.text)
            frame.show_fault(error.message)
            frame.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            return
        super().keyPressEvent(event)


class EndPropertyDialog(FittedDialog):
    """From which day and why an owner has a property no longer; it stays in the register of the past."""

    def __init__(self, session: Session, row: PropertyRow, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        self.setWindowTitle("นำออกจากทะเบียน")
        self.setModal(True)
        self.session, self.row = session, row
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(ThaiLabel("นำออกจากทะเบียน", "title"))
        column.addWidget(ThaiLabel(f"{row.kind_title} {row.name} ของ {row.owner} จะไม่ถูกประเมินอีก ประวัติยังอยู่ในทะเบียน", wrap=True))
        today = session.today
        self.on = FieldFrame("ตั้งแต่วันที่", BuddhistDateEditor(today=today, first=row.since, last=today), required=True)
        self.on.editor.set_value(today)
        hint = "เช่น ขายให้ผู้อื่น รื้อถอน แบ่งแยกแปลง"
        self.reason = FieldFrame("เหตุผล", LongTextEditor(2000, lines=2), required=True, hint=hint)
        for frame in (self.on, self.reason):
            column.addWidget(frame)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.button = Button("นำออกจากทะเบียน", "danger", key="Ctrl+Enter")
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        buttons.addWidget(self.button)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.reason.editor.setFocus()

    def act(self) -> None:
        """Strike it off with what stands in the fields."""
        from lsvdesk.counter import properties

        faulty = [frame for frame in (self.on, self.reason) if frame.check() is not None]
        if faulty:
            faulty[0].focus_fault()
            return
        on = self.on.editor.value()
        assert isinstance(on, dt.date)
        try:
            properties.end_property(self.session.office, self.row.id, on, str(self.reason.editor.value() or ""))
        except CounterError as error:
            frame = self.on if error.field == "on" else self.reason
            frame.show_fault(error.message)
            frame.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            return
        super().keyPressEvent(event)
