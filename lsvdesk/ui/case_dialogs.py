"""What an action of a case asks for before it is done: a reason, a day, what was handed in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.views import DeficiencyItem, DeficiencyRequest, Handed
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.dialogs import FittedDialog
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.numbers import IntegerEditor
from lsvdesk.ui.widgets.surfaces import scrolled
from lsvdesk.ui.widgets.text import LongTextEditor, TextEditor
from lsvdesk.ui.widgets.ticks import TickBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from lsvdesk.counter.views import CaseDetail, DocumentRow


class AskDialog(FittedDialog):
    """One field, the words above it, and the button that does it.

    ``do(value)`` is called on Ctrl+Enter or the button; a CounterError it raises stands at the field and the dialog stays open, with what
    was typed.
    """

    def __init__(
        self,
        title: str,
        text: str,
        label: str,
        editor: FieldEditor,
        action: str,
        do: Callable[[object], None],
        *,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(540, parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._do = do
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(16))
        column.addWidget(ThaiLabel(title, "title", wrap=True))
        column.addWidget(ThaiLabel(text, wrap=True))
        self.frame = FieldFrame(label, editor, required=True)
        column.addWidget(self.frame)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(action, "danger" if danger else "primary", key="Ctrl+Enter")
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.button)
        row.addWidget(cancel)
        column.addLayout(row)
        editor.setFocus()

    def act(self) -> None:
        """Do it with what stands in the field."""
        if self.frame.check() is not None:
            self.frame.focus_fault()
            return
        try:
            self._do(self.frame.editor.value())
        except CounterError as error:
            self.frame.show_fault(error.message)
            self.frame.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            one_line = not isinstance(self.frame.editor, LongTextEditor)
            if one_line or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            return
        super().keyPressEvent(event)


def ask_reason(parent: QWidget, title: str, text: str, action: str, do: Callable[[str], None], *, danger: bool = True) -> bool:
    """Ask for a reason and do it; True where it was done."""
    editor = LongTextEditor(2000, lines=3)
    dialog = AskDialog(title, text, "เหตุผล", editor, action, lambda value: do(str(value)), danger=danger, parent=parent)
    return bool(dialog.exec())


def ask_day(parent: QWidget, title: str, text: str, label: str, action: str, today: dt.date, do: Callable[[dt.date], None]) -> bool:
    """Ask for a day, today unless another is typed; True where it was done."""
    editor = BuddhistDateEditor(today=today, last=today)
    editor.set_value(today)

    def done(value: object) -> None:
        assert isinstance(value, dt.date)
        do(value)

    return bool(AskDialog(title, text, label, editor, action, done, parent=parent).exec())


class _DocumentLine:
    """One document: all of it at a tick, or counted."""

    def __init__(self, row: DocumentRow, changed: Callable[[], None]) -> None:
        self.row = row
        need = " ".join(
            part
            for part in (
                f"ฉบับจริง {row.originals}" if row.originals else "",
                f"สำเนา {row.copies}" if row.copies else "",
                "(ถ้ามี)" if row.optional else "",
            )
            if part
        )
        self.tick = TickBox(row.title, need)
        self.originals, self.copies = IntegerEditor(0, 99, grouped=False), IntegerEditor(0, 99, grouped=False)
        self.note = TextEditor(200, placeholder="หมายเหตุ")
        for editor, wanted, got in (
            (self.originals, row.originals, row.originals_received),
            (self.copies, row.copies, row.copies_received),
        ):
            if not wanted:
                editor.hide()
            editor.set_value(got)
            editor.line.setFixedWidth(theme.px(64))
            editor.changed.connect(self._counted)
        self.originals.set_name(f"ฉบับจริงที่ได้รับของ {row.title}")
        self.copies.set_name(f"สำเนาที่ได้รับของ {row.title}")
        self.note.set_name(f"หมายเหตุของ {row.title}")
        self.note.set_value(row.note or None)
        self._changed = changed
        self.tick.setChecked(row.status == "waived" or self.complete)
        self.tick.clicked.connect(self._ticked)

    @property
    def complete(self) -> bool:
        """As many as are asked for."""
        return (self.originals.value() or 0) >= self.row.originals and (self.copies.value() or 0) >= self.row.copies

    def hand_in(self) -> None:
        """Everything of this document was handed in."""
        self.tick.setChecked(True)
        self._ticked()

    def handed(self) -> Handed:
        return Handed(self.originals.value() or 0, self.copies.value() or 0, self.note.value() or "")

    def _ticked(self) -> None:
        ticked = self.tick.isChecked()
        self.originals.set_value(self.row.originals if ticked else 0)
        self.copies.set_value(self.row.copies if ticked else 0)
        self._changed()

    def _counted(self) -> None:
        self.tick.setChecked(self.complete)
        self._changed()


class DocumentsDialog(QDialog):
    """What was handed in. With something missing, a two-party record says what and by when (Facilitation Act s. 8).

    ``do(handed, deficiency)`` records it; a CounterError stays in the dialog.
    """

    def __init__(
        self,
        case: CaseDetail,
        today: dt.date,
        do: Callable[[dict[str, Handed], DeficiencyRequest | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("ตรวจรับเอกสาร")
        self.setModal(True)
        self._do = do
        edge = theme.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        head.addWidget(ThaiLabel("ตรวจรับเอกสาร", "heading"), 1)
        everything = Button("ครบทุกรายการ", key="F5", icon="check")
        everything.clicked.connect(self.hand_in_everything)
        head.addWidget(everything)
        column.addLayout(head)
        column.addWidget(ThaiLabel(f"{case.row.number} · {case.row.service_title} · {case.row.applicant}", tone="quiet", wrap=True))
        self.lines = [_DocumentLine(row, self._show_state) for row in case.documents]
        column.addWidget(scrolled(self._list()), 1)
        self.state = ThaiLabel("", "body-strong", wrap=True)
        column.addWidget(self.state)
        self.wrong = FieldFrame("รายการในแบบคำขอที่ต้องแก้ไข (ถ้ามี บรรทัดละหนึ่งรายการ)", LongTextEditor(2000, lines=2))
        self.until = FieldFrame("ให้ผู้ยื่นแก้ไขหรือยื่นเพิ่มภายในวันที่ (เว้นว่าง = ตามคู่มือ)", BuddhistDateEditor(today=today, first=today))
        column.addWidget(self.wrong)
        column.addWidget(self.until)
        row = QHBoxLayout()
        row.addStretch(1)
        self.record = Button("บันทึก", "primary", key="Ctrl+Enter")
        self.record.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.record)
        row.addWidget(cancel)
        column.addLayout(row)
        self.wrong.editor.changed.connect(self._show_state)
        self.setMinimumSize(theme.px(860), theme.px(620))
        self._show_state()
        if self.lines:
            self.lines[0].tick.setFocus()

    def _list(self) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, theme.px(12), 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(3, 2)
        for at, title in enumerate(("เอกสาร", "ฉบับจริง", "สำเนา", "หมายเหตุ")):
            grid.addWidget(ThaiLabel(title, "caption", tone="quiet"), 0, at)
        for number, line in enumerate(self.lines, start=1):
            for at, widget in enumerate((line.tick, line.originals, line.copies, line.note)):
                grid.addWidget(widget, number, at, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(self.lines) + 1, 1)
        return content

    def hand_in_everything(self) -> None:
        """Every document that must be there was handed in."""
        for line in self.lines:
            if not line.row.optional:
                line.hand_in()

    def missing(self) -> list[DocumentRow]:
        """Documents that must be there and are not, or not all."""
        return [line.row for line in self.lines if not line.row.optional and line.row.status != "waived" and not line.complete]

    def _wrong_entries(self) -> list[str]:
        return [text.strip() for text in str(self.wrong.editor.value() or "").splitlines() if text.strip()]

    def _show_state(self) -> None:
        missing, wrong = self.missing(), self._wrong_entries()
        lacking = bool(missing or wrong)
        self.until.setVisible(lacking)
        if lacking:
            self.state.set_tone("amber")
            parts = [f"เอกสารยังขาด {len(missing)} รายการ" if missing else "", f"ต้องแก้ไขแบบคำขอ {len(wrong)} รายการ" if wrong else ""]
            self.state.setText(" และ".join(part for part in parts if part) + " ระบบจะทำบันทึกสองฝ่ายและหยุดนับเวลาไว้")
            self.record.setText("บันทึกสองฝ่าย")
        else:
            self.state.set_tone("green")
            self.state.setText("เอกสารครบถ้วน ระบบจะเริ่มนับเวลาตั้งแต่วันนี้")
            self.record.setText("รับเอกสารครบถ้วน")

    def act(self) -> None:
        """Record it."""
        if self.until.isVisibleTo(self) and self.until.check() is not None:
            self.until.focus_fault()
            return
        handed = {line.row.id: line.handed() for line in self.lines}
        items = [DeficiencyItem(f"ขาด{row.title}", row.id) for row in self.missing()] + [
            DeficiencyItem(text) for text in self._wrong_entries()
        ]
        deficiency = DeficiencyRequest(tuple(items), self.until.editor.value()) if items else None
        try:
            self._do(handed, deficiency)
        except CounterError as error:
            self.state.set_tone("red")
            self.state.setText(error.message)
            if error.field == "correct_by":
                self.until.show_fault(error.message)
                self.until.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)
