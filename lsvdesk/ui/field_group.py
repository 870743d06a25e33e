"""Named fields under one another or side by side: what first run and settings are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.frame import FieldFrame

_LEAST_WIDTH, _NARROW_BELOW = 280, 640


class FieldGroup(QWidget):
    """Fields by id, in reading order. ``changed`` is emitted when the person changes one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frames: dict[str, FieldFrame] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        self._rows: list[QBoxLayout] = []

    def add(self, id: str, label: str, editor: FieldEditor, *, required: bool = False, hint: str = "") -> FieldEditor:
        """A field in a row of its own; gives back the editor."""
        self.column.addWidget(self._frame(id, label, editor, required, hint))
        return editor

    def add_row(self, *fields: tuple[str, str, FieldEditor, bool], shares: Sequence[int] = ()) -> None:
        """Fields side by side: (id, label, editor, required); ``shares`` are their parts of the width, equal where not given."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(16))
        self._rows.append(row)
        for at, (id, label, editor, required) in enumerate(fields):
            row.addWidget(self._frame(id, label, editor, required, ""), shares[at] if shares else 1)
        self.column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """Rows stand under one another where there is little room, so little is needed."""
        return QSize(theme.px(_LEAST_WIDTH), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW_BELOW)
        for row in self._rows:
            row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def _frame(self, id: str, label: str, editor: FieldEditor, required: bool, hint: str) -> FieldFrame:
        frame = FieldFrame(label, editor, required=required, hint=hint, key=id)
        editor.changed.connect(self.changed)
        self.frames[id] = frame
        return frame

    def editor(self, id: str) -> FieldEditor:
        return self.frames[id].editor

    def value(self, id: str, empty: Any = None) -> Any:
        """What stands in a field; ``empty`` where nothing or nothing readable does."""
        value = self.frames[id].editor.value()
        return empty if value is None else value

    def values(self) -> dict[str, Any]:
        return {id: frame.editor.value() for id, frame in self.frames.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields named; the others stay."""
        for id, value in values.items():
            if id in self.frames:
                self.frames[id].editor.set_value(value)
                self.frames[id].show_fault(None)

    def check(self) -> bool:
        """Show what is wrong at each field and put the focus on the first; True where nothing is."""
        faulty = [frame for frame in self.frames.values() if frame.isVisibleTo(self) and frame.check() is not None]
        if faulty:
            faulty[0].focus_fault()
        return not faulty

    def show_fault(self, id: str, message: str) -> bool:
        """Show a fault that only the whole knows, and go there; False for an unknown field."""
        frame = self.frames.get(id)
        if frame is None:
            return False
        frame.show_fault(message)
        frame.focus_fault()
        return True

    def show_error(self, error: CounterError) -> bool:
        """Show the faults of a CounterError at the fields they name; False where none is here."""
        if isinstance(error, InvalidAnswers):
            shown = [fault.field for fault in error.faults if self.show_fault(fault.field, fault.message)]
            if shown:
                self.frames[shown[0]].focus_fault()
            return bool(shown)
        return error.field is not None and self.show_fault(error.field, error.message)

    def focus_first(self) -> None:
        """Where typing begins."""
        for frame in self.frames.values():
            if frame.isVisibleTo(self) and frame.editor.isEnabled():
                frame.editor.setFocus()
                return
