"""Text of one line and of several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor
from lsvdesk.ui.widgets.readers import NameReader, TextReader


class TextEditor(LineFieldEditor):
    """A line of text; value: str. ``name=True`` checks it as the name of a person."""

    def __init__(self, max_length: int = 300, *, name: bool = False, unit: str = "", placeholder: str = "", parent: QWidget | None = None):
        super().__init__(NameReader() if name else TextReader(max_length), unit=unit, placeholder=placeholder, parent=parent)


class _LongText(QPlainTextEdit):
    """Enter makes a new line; Ctrl+Enter is left to the page (goes on), Tab goes to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)


class LongTextEditor(FieldEditor):
    """Text of several lines; value: str. Enter makes a new line, Ctrl+Enter goes on."""

    def __init__(self, max_length: int = 4000, *, lines: int = 3, placeholder: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._reader = TextReader(max_length, one_line=False)
        self.box = _LongText()
        self.box.setPlaceholderText(placeholder)
        self.box.setMinimumHeight(QFontMetrics(theme.font()).height() * lines + theme.px(20))
        self.box.setMaximumHeight(self.box.minimumHeight())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._quiet = False
        self.box.textChanged.connect(self._typed)

    def value(self) -> str | None:
        text = self.box.toPlainText()
        if not text.strip():
            return None
        try:
            return self._reader.read(text)
        except CounterError:
            return None

    def set_value(self, value: Any) -> None:
        self._quiet = True
        self.box.setPlainText("" if value is None else str(value))
        self._quiet = False
        self.show_fault(None)

    def is_empty(self) -> bool:
        return not self.box.toPlainText().strip()

    def fault(self) -> str | None:
        try:
            self._reader.read(self.box.toPlainText())
        except CounterError as error:
            return error.message
        return None

    def set_read_only(self, read_only: bool) -> None:
        self.box.setReadOnly(read_only)
        theme.repolish(self.box)

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()
