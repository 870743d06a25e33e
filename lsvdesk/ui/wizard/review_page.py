"""Everything on one page before it is filed; each block has the digit that leads back to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.entitlement import EntitlementCard
from lsvdesk.ui.money_lines import MoneyLines
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.readers import TextReader
from lsvdesk.ui.widgets.surfaces import Badge, Card, Rule
from lsvdesk.ui.widgets.ticks import TickBox
from lsvdesk.ui.wizard import shown
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.fees_page import preview
from lsvdesk.ui.wizard.step_page import Desk, StepPage
from lsvdesk.ui.wizard.typed import put, raw_of

if TYPE_CHECKING:
    from lsvdesk.counter.views import AssessmentPreview


class ReviewPage(StepPage):
    """``change_wanted(step)`` leads back to a step."""

    change_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._keys: dict[str, str] = {}
        self._found: tuple[AssessmentPreview | None, CounterError | None] = (None, None)
        self.trouble = InfoBar("", "red", closable=False)
        self.advice = InfoBar("", "blue", closable=False)
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.advice)
        self.record = RecordCard(desk)
        self.record.changed.connect(self._record_typed)
        self._blocks = QWidget()
        self.column.addWidget(self.record)
        self.column.addWidget(self._blocks)
        self.column.addStretch(1)

    # --- showing ----------------------------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        self.set_condition("valid")
        self.trouble.show_message("")
        self.record.fill()
        self._rebuild()
        self.area.verticalScrollBar().setValue(0)

    def _rebuild(self) -> None:
        place = self.column.indexOf(self._blocks)
        self.column.removeWidget(self._blocks)
        self._blocks.hide()
        self._blocks.deleteLater()
        self._blocks = QWidget()
        column = QVBoxLayout(self._blocks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        self._keys = {}
        self._found = self._preview()
        makers: dict[str, Callable[[Card], None]] = {
            "applicant": self._applicant,
            "details": self._details,
            "documents": self._documents,
            "fees": self._fees,
        }
        steps = wizard.steps(self.desk.service, self.desk.state, self.desk.today)
        for number, step in enumerate((step for step in steps if step.kind in makers), 1):
            card = Card(step.title, margin=16)
            card.body.setSpacing(theme.px(8))
            self._keys[str(number)] = step.kind
            button = Button("แก้ไข", "quiet", key=str(number), icon="edit")
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"แก้ไข{step.title} ปุ่มลัด {number}")
            button.clicked.connect(lambda _=False, kind=step.kind: self.change_wanted.emit(kind))
            assert card.header is not None
            card.header.add_action(button)
            makers[step.kind](card)
            column.addWidget(card)
        self._calculated(column, "fees" in {step.kind for step in steps})
        self.column.insertWidget(place, self._blocks)
        self._blocks.show()

    def _preview(self) -> tuple[AssessmentPreview | None, CounterError | None]:
        """What the form comes to, or why that cannot be said yet."""
        try:
            return preview(self.desk), None
        except CounterError as error:
            return None, error

    def _calculated(self, column: QVBoxLayout, charged: bool) -> None:
        """What the citizen is entitled to, and what the clerk should know; where there is a step of fees its card says what is wrong."""
        found, error = self._found
        if found is None:
            assert error is not None
            self.advice.show_message("" if charged else f"ยังคำนวณสิทธิไม่ได้: {error.message}" if self.desk.service.benefits else "", "blue")
            return
        self.advice.show_message("\n".join(found.warnings), "blue")
        if found.entitled:
            card = EntitlementCard()
            card.show_lines(found.entitled)
            column.insertWidget(0, card)

    def _applicant(self, card: Card) -> None:
        card.body.addLayout(_pairs(shown.applicant(self.desk.service, self.desk.state).values))

    def _details(self, card: Card) -> None:
        for at, section in enumerate(shown.details(self.desk.service, self.desk.state, self.desk.today)):
            if at:
                card.add(Rule())
            card.add(ThaiLabel(section.heading, "body-strong", tone="primary", wrap=True))
            card.body.addLayout(_pairs(section.values))

    def _documents(self, card: Card) -> None:
        service, state, today = self.desk.service, self.desk.state, self.desk.today
        missing = {item.document: item.text for item in wizard.missing(service, state, today)}
        for document in wizard.documents(service, state, today):
            handed = wizard.handed_of(state, document.id)
            counts = [
                f"ฉบับจริง {handed.originals}" if handed.originals else "",
                f"สำเนา {handed.copies}" if handed.copies else "",
                handed.note,
            ]
            some = bool(handed.originals or handed.copies)
            if document.optional and not some and not handed.waived:
                continue
            word, tone = ("ยกเว้น", "blue") if handed.waived else ("ครบ", "green")
            if document.id in missing:
                word, tone = missing[document.id].removeprefix(document.title).strip(" ()"), "red"
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(ThaiLabel(document.title, wrap=True))
            said = " · ".join(part for part in counts if part)
            if said:
                words.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
            row.addLayout(words, 1)
            row.addWidget(Badge(word, tone), 0, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(row)

    def _fees(self, card: Card) -> None:
        found, error = self._found
        if found is None:
            assert error is not None
            card.add(ThaiLabel(f"ยังคำนวณไม่ได้: {error.message}", tone="red", wrap=True))
            return
        lines = MoneyLines(reasons=False)
        lines.show_lines(found.lines, found.total)
        card.add(lines)

    # --- collecting -------------------------------------------------------------------------------------------------------------------
    def frames(self) -> list[FieldFrame]:
        return self.record.frames()

    def collect(self) -> None:
        if not self.record.isHidden():
            self.desk.state = replace(self.desk.state, record=self.record.collect())

    def _record_typed(self) -> None:
        self.collect()
        self.set_condition("valid")
        self.changed.emit()

    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        for fault in faults:
            if fault.field in ("record.correct_by", "correct_by"):
                self.record.correct_by.show_fault(fault.message)
                self.record.correct_by.focus_fault()
                self.set_condition("error")
                return True
        return False

    def show_trouble(self, message: str) -> None:
        """Why it could not be filed."""
        self.trouble.show_message(message, "red")
        self.area.verticalScrollBar().setValue(0)
        self.set_condition("error")

    def answers(self, event: QKeyEvent) -> bool:
        digit = to_arabic(event.text())
        if digit in self._keys and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.change_wanted.emit(self._keys[digit])
            return True
        return super().answers(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.answers(event):
            super().keyPressEvent(event)


class RecordCard(Card):
    """What is missing, and until when: the two-party record that is made with the filing (Facilitation Act s. 8)."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("เอกสารยังไม่ครบ", margin=16)
        self.desk = desk
        self._lines: dict[str, LineFieldEditor] = {}
        self.wanted = TickBox(
            "ทำบันทึกสองฝ่ายพร้อมกับการยื่น", "ผู้รับคำขอและผู้ยื่นลงนามร่วมกัน เวลาเริ่มนับเมื่อเอกสารครบ ถ้าไม่ทำบันทึก คำขอจะรอตรวจเอกสาร", key="F7"
        )
        self.wanted.clicked.connect(lambda _: self._ticked())
        self.add(self.wanted)
        self.inner = QWidget()
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(theme.px(35), 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.items = QVBoxLayout()
        self.items.setSpacing(theme.px(4))
        column.addWidget(ThaiLabel("รายการที่ต้องแก้ไขหรือยื่นเพิ่ม", "body-strong"))
        column.addLayout(self.items)
        editor = BuddhistDateEditor(first=desk.today + dt.timedelta(days=1), today=desk.today)
        self.correct_by = FieldFrame("ให้แก้ไขภายในวันที่", editor, required=True, hint=desk.service.clock.correction_reference)
        self.correct_by.editor.changed.connect(self._typed)
        column.addWidget(self.correct_by)
        self.add(self.inner)
        QShortcut(QKeySequence("F7"), self, activated=self.toggle)

    def fill(self) -> None:
        """Show the record the state asks for; hidden where nothing is missing."""
        service, state, today = self.desk.service, self.desk.state, self.desk.today
        items = wizard.record_items(service, state, today)
        self.setVisible(bool(items))
        if not items:
            return
        assert self.header is not None
        self.header.set_title(f"เอกสารยังไม่ครบ {len(items)} รายการ")
        self.wanted.setChecked(bool(state.record.get("wanted", True)))
        while (old := self.items.takeAt(0)) is not None:
            if old.widget() is not None:
                old.widget().hide()
                old.widget().deleteLater()
        self._lines = {}
        for item in items:
            line = LineFieldEditor(TextReader(500), placeholder="")
            line.fill()
            line.set_name("รายการที่ต้องแก้ไข")
            line.set_value(item.text)
            line.changed.connect(self._typed)
            self._lines[item.document] = line
            self.items.addWidget(line)
        put(self.correct_by.editor, wizard.correct_by(service, state, today))
        self.correct_by.show_fault(None)
        self._show_inner()

    def frames(self) -> list[FieldFrame]:
        return [] if self.isHidden() or not self.wanted.isChecked() else [self.correct_by]

    def collect(self) -> dict[str, object]:
        """As the state keeps it."""
        texts = {document: line.text() for document, line in self._lines.items()}
        return {"wanted": self.wanted.isChecked(), "correct_by": raw_of(self.correct_by.editor) or "", "texts": texts}

    def toggle(self) -> None:
        """Make a record, or not (F7)."""
        if not self.isHidden():
            self.wanted.setChecked(not self.wanted.isChecked())
            self._ticked()

    def _ticked(self) -> None:
        self._show_inner()
        self.changed.emit()

    def _show_inner(self) -> None:
        self.inner.setVisible(self.wanted.isChecked())

    def _typed(self) -> None:
        self.changed.emit()


def _pairs(values: Sequence[tuple[str, str]]) -> QGridLayout:
    """Labels at the left, values at the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    for row, (label, value) in enumerate(values):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(ThaiLabel(label, tone="quiet", wrap=True), row, 0, top)
        grid.addWidget(ThaiLabel(value or "ยังไม่ได้กรอก", tone=None if value else "amber", wrap=True), row, 1, top)
    return grid
