"""Files of a form: scanned plans and photographs, one line each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.files import FileEditor
from lsvdesk.ui.wizard.typed import TypedField

MOST_FILES = 20


class FilesField(TypedField):
    """Any number of files; value: list of paths. An empty line for one more is always there. Space opens the file dialog; Enter goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[FileEditor] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._add()

    def value(self) -> list[Path]:
        return [Path(path) for path in self.raw() or []]

    def set_value(self, value: Any) -> None:
        self.put([str(path) for path in value or []])

    def raw(self) -> list[str] | None:
        paths = [str(line._path) for line in self._lines if line._path is not None]
        return paths or None

    def put(self, raw: Any) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for path in raw or []:
            self._add().set_value(path)
        self._keep_one_free()

    def is_empty(self) -> bool:
        return self.raw() is None

    def fault(self) -> str | None:
        return next((message for line in self._lines if (message := line.fault())), None)

    def show_fault(self, message: str | None) -> None:
        self._shown_fault = message
        for line in self._lines:
            line.show_fault(message if message and line.fault() else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the button would open the dialog; Qt takes the key on to the page, which goes on as everywhere in a form
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> FileEditor:
        line = FileEditor()
        line.choose_button.installEventFilter(self)
        line.changed.connect(self._line_changed)
        self._column.addWidget(line)
        self._lines.append(line)
        self.setFocusProxy(self._lines[0].choose_button)
        return line

    def _line_changed(self) -> None:
        for line in [each for each in self._lines[:-1] if each.is_empty()]:
            self._lines.remove(line)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._keep_one_free()
        self.changed.emit()

    def _keep_one_free(self) -> None:
        if not self._lines or (not self._lines[-1].is_empty() and len(self._lines) < MOST_FILES):
            self._add()
        self.setFocusProxy(self._lines[0].choose_button)
