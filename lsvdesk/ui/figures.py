"""Figures that can be pressed: a large number with its word, used as filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import paint_icon


class FigureCard(QAbstractButton):
    """A number and what it counts; ``tone`` colours it where there is something to count."""

    def __init__(self, label: str, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._number = icon, tone, 0
        self.setText(label)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_number(0)

    def number(self) -> int:
        return self._number

    def set_number(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(f"{self.text()} {number} เรื่อง")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(84))

    def nextCheckState(self) -> None:
        """The row decides which one is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row's: a button alone would only pass the focus on
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._tone if self._number else "quiet"
        ink = "ink-quiet" if tone == "quiet" else tone
        box = QRectF(self.rect())
        edge = theme.px(2) if self.isChecked() or self.hasFocus() else 1
        half = edge / 2
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "primary" if self.isChecked() else "line"), edge))
        painter.setBrush(theme.color("primary-soft" if self.isChecked() else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), theme.px(8), theme.px(8))
        left = theme.px(16)
        number, word = theme.font("display"), theme.font("body")
        painter.setFont(number)
        painter.setPen(theme.color("ink-quiet" if not self._number else ink))
        painter.drawText(
            QRectF(left, theme.px(4), box.width() - 2 * left, theme.px(46)), Qt.AlignmentFlag.AlignVCenter, f"{self._number:,}"
        )
        painter.setFont(word)
        painter.setPen(theme.color("ink"))
        label = QFontMetrics(word).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(box.width() - 2 * left))
        painter.drawText(QRectF(left, theme.px(46), box.width() - 2 * left, theme.px(32)), Qt.AlignmentFlag.AlignVCenter, label)
        side = theme.px(24)
        paint_icon(painter, self._icon, QRectF(box.right() - left - side, theme.px(16), side, side), ink)
        painter.end()


class FigureRow(QWidget):
    """Figures side by side, one of them chosen. Left and Right choose, ``chosen(key)`` is emitted by the person's choice."""

    chosen = Signal(str)

    def __init__(self, figures: Sequence[tuple[str, str, str, str]], parent: QWidget | None = None) -> None:
        """``figures``: (key, label, icon, tone)."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        self._columns = 0
        self.cards: dict[str, FigureCard] = {}
        for key, label, icon, tone in figures:
            card = FigureCard(label, icon, tone)
            card.clicked.connect(lambda _=False, key=key: self.choose(key))
            self.cards[key] = card
        self.set_columns(len(figures))
        self.current = ""
        self.set_current(figures[0][0])

    def set_columns(self, columns: int) -> None:
        """How many stand side by side."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def set_current(self, key: str) -> None:
        """Mark one as chosen. Tab stops only at it; the arrows go between them."""
        self.current = key
        for name, card in self.cards.items():
            card.setChecked(name == key)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def choose(self, key: str) -> None:
        """As if the person had pressed it."""
        self.set_current(key)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self.cards)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self.choose(key)
        self.cards[key].setFocus(Qt.FocusReason.TabFocusReason)
