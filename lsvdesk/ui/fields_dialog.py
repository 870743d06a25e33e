"""A few fields that are asked before something is done; Enter goes from field to field, Ctrl+Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dialogs import FittedDialog
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.wizard import walk


class FieldsDialog(FittedDialog):
    """``do(values)`` is given the values by key. A CounterError that names a field stands at it, any other above the fields; the dialog
    stays open with what was typed. ``rows`` are frames, or frames side by side."""

    def __init__(
        self,
        title: str,
        said: str,
        rows: Sequence[FieldFrame | Sequence[FieldFrame]],
        action: str,
        do: Callable[[Mapping[str, Any]], None],
        *,
        icon: str | None = None,
        notes: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(640, parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._do = do
        self.frames: list[FieldFrame] = []
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(ThaiLabel(title, "title", wrap=True))
        column.addWidget(ThaiLabel(said, tone="quiet", wrap=True))
        self.bar = InfoBar("", "red", closable=False)
        column.addWidget(self.bar)
        for row in rows:
            side_by_side = [row] if isinstance(row, FieldFrame) else list(row)
            line = QHBoxLayout()
            line.setSpacing(theme.px(16))
            for frame in side_by_side:
                line.addWidget(frame, 1)
                self.frames.append(frame)
            column.addLayout(line)
        for note in notes:
            column.addWidget(ThaiLabel(note, "caption", tone="quiet", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.button = Button(action, "primary", key="Ctrl+Enter", icon=icon)
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        foot.addWidget(self.button)
        foot.addWidget(cancel)
        column.addLayout(foot)
        first = walk.first_stop(self.frames)
        if first is not None:
            walk.go_to(first)

    def frame(self, key: str) -> FieldFrame:
        """The field of this key."""
        return next(frame for frame in self.frames if frame.key == key)

    def shown(self) -> list[FieldFrame]:
        """The fields that are asked now."""
        return [frame for frame in self.frames if not frame.isHidden()]

    def act(self) -> None:
        """Do it with what stands in the fields; the first fault gets the cursor."""
        faulty = [frame for frame in self.shown() if frame.check() is not None]
        if faulty:
            faulty[0].focus_fault()
            return
        try:
            self._do({frame.key: frame.editor.value() for frame in self.shown()})
        except CounterError as error:
            at = next((frame for frame in self.shown() if frame.key == error.field), None)
            if at is None:
                self.bar.show_message(error.message, "red")
            else:
                at.show_fault(error.message)
                at.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.button.hasFocus():
            self.act()
        else:
            focus = QApplication.focusWidget()
            if walk.may_go_on(self.shown(), focus):
                walk.go_to(walk.next_stop(self.shown(), focus) or self.button)
