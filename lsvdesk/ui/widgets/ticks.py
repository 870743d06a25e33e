"""Tick boxes and radio buttons that are large enough, wrap their Thai text, and show the key that picks them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import key_cap_size, paint_key_cap
from lsvdesk.ui.widgets.icons import paint_icon
from lsvdesk.ui.widgets.labels import breakable

_MARK = 22


class _Marked:
    """Shared drawing, mixed into a Qt button: a mark at the left, wrapped text, an optional explanation under it, an optional key cap."""

    _round = False

    def _set_up(self, text: str, hint: str, key: str | None) -> None:
        self._hint, self._key = hint, key
        self._faulty = False
        self._wrapped: tuple[int, str, str] | None = None
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text, hint = self._lines(width)
        room = QRect(0, 0, max(width - self._left() - self._right(), 1), 100_000)
        height = QFontMetrics(theme.font()).boundingRect(room, self._flags(), text).height()
        if hint:
            height += QFontMetrics(theme.font("caption")).boundingRect(room, self._flags(), hint).height()
        return max(height, theme.px(_MARK)) + 2 * theme.px(4)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font()).horizontalAdvance(self.text()) + 2
        if self._hint:
            width = max(width, QFontMetrics(theme.font("caption")).horizontalAdvance(self._hint) + 2)
        width = min(width + self._left() + self._right(), theme.px(640))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = min(self.sizeHint().width(), theme.px(160))
        return QSize(width, QFontMetrics(theme.font()).height() + 2 * theme.px(4))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = theme.font()
        line = QFontMetrics(body).height()
        top = theme.px(4)
        side = theme.px(_MARK)
        mark = QRectF(theme.px(3), top + (line - side) / 2, side, side)
        self._paint_mark(painter, mark)
        text, hint = self._lines(self.width())
        room = QRect(self._left(), top, self.width() - self._left() - self._right(), self.height() - 2 * top)
        painter.setFont(body)
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink-disabled"))
        painter.drawText(room, self._flags(), text)
        if hint:
            used = QFontMetrics(body).boundingRect(room, self._flags(), text).height()
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ink-quiet" if self.isEnabled() else "ink-disabled"))
            painter.drawText(room.adjusted(0, used, 0, 0), self._flags(), hint)
        if self._key:
            size = key_cap_size(self._key)
            beside = self._left() + min(QFontMetrics(body).horizontalAdvance(text), room.width()) + theme.px(8)
            cap = QRectF(beside, top + (line - size.height()) / 2, size.width(), size.height())
            paint_key_cap(painter, cap, self._key, "ink-quiet" if self.isEnabled() else "ink-disabled")
        painter.end()

    def set_faulty(self, faulty: bool) -> None:
        self._faulty = faulty
        self.update()

    def _paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        radius = mark.width() / 2 if self._round else theme.px(5)
        if self.hasFocus():
            ring = theme.px(2)
            painter.setPen(QPen(theme.color("focus"), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = mark.adjusted(-ring, -ring, ring, ring)
            painter.drawRoundedRect(around, radius + ring, radius + ring)
        chosen = self.isChecked()
        if not self.isEnabled():
            edge, ground, sign = "line-strong", "sunken", "ink-disabled"
        elif self._faulty and not chosen:
            edge, ground, sign = "red", "red-soft", "red"
        elif chosen:
            edge, ground, sign = "primary", "primary", "on-primary"
        else:
            edge, ground, sign = ("ink-quiet" if self.underMouse() else "line-strong"), "surface", "primary"
        painter.setPen(QPen(theme.color(edge), 1.5 * theme.scale()))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(mark.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
        if chosen and self._round:
            inset = mark.width() * 0.32
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(sign))
            painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
        elif chosen:
            inset = theme.px(2)
            paint_icon(painter, "check", mark.adjusted(inset, inset, -inset, -inset), sign)

    def _lines(self, width: int) -> tuple[str, str]:
        """Text and explanation, with break marks where they do not fit in one line."""
        if self._wrapped is None or self._wrapped[0] != width:
            room = width - self._left() - self._right()
            texts = []
            for text, role in ((self.text(), "body"), (self._hint, "caption")):
                fits = QFontMetrics(theme.font(role)).horizontalAdvance(text) <= room
                texts.append(text if fits else breakable(text))
            self._wrapped = (width, texts[0], texts[1])
        return self._wrapped[1], self._wrapped[2]

    def _left(self) -> int:
        return theme.px(_MARK + 3 + 10)

    def _right(self) -> int:
        return key_cap_size(self._key).width() + theme.px(8) if self._key else 0

    def _flags(self) -> int:
        return int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignLeft.value) | int(Qt.AlignmentFlag.AlignTop.value)


class TickBox(_Marked, QCheckBox):
    """A tick box. Space ticks it; Enter is left to the page."""

    def __init__(self, text: str, hint: str = "", *, key: str | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self._set_up(text, hint, key)


class OptionButton(_Marked, QRadioButton):
    """One of several options. Arrows move between them, Space picks; ``key`` is the digit that picks it in its group."""

    _round = True

    def __init__(self, text: str, hint: str = "", *, key: str | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self._set_up(text, hint, key)
