"""Fields side by side where they are short, below one another where the window is narrow; hidden ones leave no hole.

A field is made when it is first shown: a form of eighty fields of which a case needs twenty costs twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor, TickEditor
from lsvdesk.ui.widgets.frame import ComputedLabel, FieldFrame

COLUMNS = 12
_NARROW = 640
"""Below this width (at 100 %) every field has a line of its own."""

Maker = Callable[[str, QWidget], FieldFrame]
"""Makes the frame of a field under a parent."""


def usual_span(frame: FieldFrame) -> int:
    """How many of the twelve columns a field takes, so that its label stands in one line."""
    editor = frame.editor
    if isinstance(editor, LineFieldEditor):
        span = 4 if editor.reader.width or getattr(editor.reader, "max_length", 300) <= 60 else 6
    elif isinstance(editor, ComputedLabel):
        span = 4
    elif isinstance(editor, ChoiceEditor) and editor.combo is not None:
        span = 6
    elif isinstance(editor, ChoiceEditor) and len(editor.buttons) <= 3:
        span = 6 if editor.sizeHint().width() < theme.px(440) else COLUMNS
    else:
        return COLUMNS
    width = QFontMetrics(theme.font()).horizontalAdvance(frame.label_text()) + theme.px(24)
    while span < COLUMNS and not isinstance(editor, TickEditor) and width > theme.px(940) * span / COLUMNS:
        span = 6 if span < 6 else COLUMNS
    return span


class FieldGrid(QWidget):
    """Frames by key, in reading order. :meth:`show_only` says which are there; the others keep what was typed."""

    def __init__(
        self,
        keys: Sequence[str],
        make: Maker,
        span: Callable[[FieldFrame], int] = usual_span,
        parent: QWidget | None = None,
        *,
        narrow_below: int = _NARROW,
    ) -> None:
        super().__init__(parent)
        self._narrow_below = narrow_below
        self.keys = list(keys)
        self._make, self._span_of = make, span
        self._frames: dict[str, FieldFrame] = {}
        self._spans: dict[str, int] = {}
        self._shown: set[str] = set()
        self._narrow = False
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.px(16))
        self.grid.setVerticalSpacing(theme.px(12))
        for column in range(COLUMNS):
            self.grid.setColumnStretch(column, 1)
            self.grid.setColumnMinimumWidth(column, 0)

    @property
    def frames(self) -> list[FieldFrame]:
        """The frames made so far, in reading order."""
        return [self._frames[key] for key in self.keys if key in self._frames]

    def frame(self, key: str) -> FieldFrame:
        """A frame, made now if it was not shown yet."""
        if key not in self._frames:
            frame = self._make(key, self)
            frame.hide()
            self._frames[key] = frame
            self._spans[key] = self._span_of(frame)
            if any(self.keys.index(other) > self.keys.index(key) for other in self._frames):
                in_tab_order(self.frames)
        return self._frames[key]

    def prepare(self, keys: Collection[str]) -> bool:
        """Make the next of these that is not there yet; False where all are."""
        missing = next((key for key in self.keys if key in keys and key not in self._frames), None)
        if missing is not None:
            self.frame(missing)
        return missing is not None

    def show_only(self, keys: Collection[str]) -> None:
        """Show the fields with these keys, hide the others; nothing is drawn anew where nothing changes."""
        shown = {key for key in self.keys if key in keys}
        if shown != self._shown:
            self._shown = shown
            self._arrange()

    def shown(self) -> list[FieldFrame]:
        return [self.frame(key) for key in self.keys if key in self._shown]

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(self._narrow_below)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        for frame in self.frames:
            self.grid.removeWidget(frame)
        row = column = 0
        for key in self.keys:
            if key not in self._shown:
                if key in self._frames:
                    self._frames[key].hide()
                continue
            frame = self.frame(key)
            span = COLUMNS if self._narrow else self._spans[key]
            if column + span > COLUMNS:
                row, column = row + 1, 0
            self.grid.addWidget(frame, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            frame.show()
            column += span
        self.updateGeometry()


def in_tab_order(widgets: Sequence[QWidget]) -> None:
    """Tab goes through the widgets in this order, each with all that is in it: one of them was made later than the others."""
    before: QWidget | None = None
    for widget in widgets:
        for each in (widget, *widget.findChildren(QWidget)):
            if not each.focusPolicy() & Qt.FocusPolicy.TabFocus or each.focusProxy() is not None or each.window() is not widget.window():
                continue
            if before is not None:
                QWidget.setTabOrder(before, each)
            before = each
