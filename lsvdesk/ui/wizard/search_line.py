"""A line to search in: the lens at its left grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import paint_icon


class SearchLine(QLineEdit):
    """Qt's own icons in a line stay at 16 pixels whatever the scale."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setTextMargins(theme.px(28), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(theme.ICON)
        paint_icon(painter, "search", QRectF(theme.px(12), (self.height() - side) / 2, side, side), "ink-quiet")
        painter.end()
