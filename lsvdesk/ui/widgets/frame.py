"""What stands around a field: its label, hint and fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor, announce
from lsvdesk.ui.widgets.choices import TickEditor
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel


class ComputedLabel(FieldEditor):
    """A value that is worked out, never typed. ``show`` writes it as text; an empty value is shown as a dash."""

    def __init__(self, show: Callable[[Any], str] = str, *, unit: str = "", right: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._show, self._unit = show, unit
        self._value: Any = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self.words = ThaiLabel("–", "body-strong", wrap=True)
        if right:
            self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        unit = f" {self._unit}" if self._unit else ""
        self.words.setText("–" if value is None else self._show(value) + unit)

    def set_read_only(self, read_only: bool) -> None:
        """It always is."""


class FieldFrame(QWidget):
    """A field with its label (a red star where it is required), a hint and, under it, its fault.

    What cannot be read is said when the field is left; a shown fault goes or changes while it is being mended. Faults that only the whole
    form knows (a required field, a rule) are given to :meth:`show_fault`.
    """

    def __init__(
        self, label: str, editor: FieldEditor, *, required: bool = False, hint: str = "", key: str = "", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.editor = editor
        self.key = key
        self._required = required
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self.label = ThaiLabel("", wrap=True)
        self.label.setBuddy(editor)
        self.star = ThaiLabel("*", "body-strong", tone="red")
        self.star.setAccessibleName("จำเป็นต้องกรอก")
        self._label_row = QWidget()
        label_row = QHBoxLayout(self._label_row)
        label_row.setContentsMargins(0, 0, 0, 0)
        label_row.setSpacing(theme.px(4))
        label_row.addWidget(self.label)
        label_row.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        label_row.addStretch(1)
        self.hint: ThaiLabel | None = None
        self.fault_label: ThaiLabel | None = None
        self._fault_row: QWidget | None = None
        column.addWidget(self._label_row)
        column.addWidget(editor)
        column.addStretch(1)
        self._column = column
        self.set_label(label)
        if hint:
            self.set_hint(hint)
        editor.changed.connect(self._changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_label(self, label: str) -> None:
        self._label = label
        # A tick box says its own text; a second label above it would say it twice
        self._label_row.setVisible(bool(label) and not isinstance(self.editor, TickEditor))
        self.star.setVisible(self._required)
        self.label.setText(label)
        self.editor.set_name(f"{label} จำเป็นต้องกรอก" if self._required else label)

    def label_text(self) -> str:
        return self._label

    def required(self) -> bool:
        return self._required

    def set_required(self, required: bool) -> None:
        self._required = required
        self.set_label(self._label)

    def set_hint(self, hint: str) -> None:
        if self.hint is None:
            self.hint = ThaiLabel("", "caption", wrap=True)
            self._column.insertWidget(2, self.hint)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def show_fault(self, message: str | None) -> None:
        """Say the fault under the field and mark the field, or clear both."""
        if (message or None) != self.editor.shown_fault():
            self.editor.show_fault(message or None)
        if not message:
            if self._fault_row is not None:
                self._fault_row.hide()
            return
        label = self._fault_place()
        if label.text() == message and self._fault_row is not None and self._fault_row.isVisibleTo(self):
            return
        label.setText(message)
        label.setAccessibleName(f"{self._label}: {message}")
        if self._fault_row is not None:
            self._fault_row.show()
        announce(label)

    def shown_fault(self) -> str | None:
        return self.editor.shown_fault()

    def check(self) -> str | None:
        """Show and return what is wrong with what was typed; a required field that is empty counts."""
        message = self.editor.fault()
        if message is None and self._required and self.editor.is_empty():
            message = f"ยังไม่ได้กรอก{self._label} กรุณากรอกข้อมูล"
        self.show_fault(message)
        return message

    def focus_fault(self) -> None:
        self.editor.focus_fault()

    def _fault_place(self) -> ThaiLabel:
        """The line under the field, made when the first fault is said: most fields never need one."""
        if self.fault_label is None:
            self._fault_row = QWidget()
            row = QHBoxLayout(self._fault_row)
            row.setContentsMargins(0, theme.px(2), 0, 0)
            row.setSpacing(theme.px(6))
            sign = QLabel()
            sign.setPixmap(icon_pixmap("fault", "red", 18))
            sign.setFixedHeight(QFontMetrics(theme.font()).height())
            self.fault_label = ThaiLabel("", tone="red", wrap=True)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self.fault_label, 1)
            self._fault_row.hide()
            self._column.insertWidget(self._column.count() - 1, self._fault_row)
        return self.fault_label

    def _changed(self) -> None:
        if self.shown_fault() is not None:
            self.show_fault(self.editor.fault())

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not self.editor.isAncestorOf(old) or self.editor.isAncestorOf(new):
            return
        message = self.editor.fault()
        if message is not None:
            self.show_fault(message)
