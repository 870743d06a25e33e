"""Buttons that show their key beside the text, and the key as a small cap of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import paint_icon

# kind: ground, ground under the mouse, ground pressed, border, text, key cap
_KINDS = {
    "primary": ("primary", "primary-hover", "primary-pressed", "primary", "on-primary", "on-primary-quiet"),
    "secondary": ("surface", "hover", "sunken", "line-strong", "ink", "ink-quiet"),
    "danger": ("red", "red-hover", "red-hover", "red", "on-primary", "on-primary-quiet"),
    "quiet": (None, "hover", "sunken", None, "primary", "ink-quiet"),
    "on-dark": (None, "nav-hover", "nav-current", None, "on-nav", "on-nav-quiet"),
}
# Keys that the page as a whole answers to (Enter goes on, Esc goes back); a shortcut would take them away from the fields.
_PAGE_KEYS = ("Enter", "Return", "Esc")


def key_cap_size(text: str) -> QSize:
    """Room a key cap needs."""
    metrics = QFontMetrics(theme.font("caption"))
    return QSize(metrics.horizontalAdvance(text) + theme.px(12), theme.px(24))


def paint_key_cap(painter: QPainter, rect: QRectF, text: str, color: str) -> None:
    """Draw the name of a key in a thin rounded frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(color), theme.px(1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = theme.px(1) / 2
    painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), theme.px(4), theme.px(4))
    painter.setFont(theme.font("caption"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyHint(QWidget):
    """The name of a key as a key cap, e.g. beside a search box."""

    def __init__(self, key: str, *, color: str = "ink-quiet", parent: QWidget | None = None):
        super().__init__(parent)
        self._key, self._color = key, color
        self.setAccessibleName(f"ปุ่มลัด {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, QRectF(self.rect()), self._key, self._color)
        painter.end()


class Button(QPushButton):
    """A button of one of four kinds: primary (one per page), secondary, danger, quiet (and on-dark).

    ``key`` is shown beside the text and, except for Enter and Esc, works as its shortcut anywhere in the window while the button can be
    seen and pressed; with ``bind=False`` it is only shown, and whoever owns the button answers to the key. Enter on the focused
    button presses it, as Space does.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        key: str | None = None,
        icon: str | None = None,
        bind: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(text, parent)
        self._kind, self._key, self._icon = kind, key, icon
        self._shortcut: QShortcut | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if key is not None and key not in _PAGE_KEYS and bind:
            self.setShortcut(QKeySequence(key))
        self._name_for_readers()

    def kind(self) -> str:
        return self._kind

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def key(self) -> str | None:
        return self._key

    def set_icon_name(self, name: str | None) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def setShortcut(self, key: QKeySequence | str) -> None:
        """Answer to this key, an empty one to none. Unlike Qt's own shortcuts of buttons it presses without a tenth of a second's wait."""
        if self._shortcut is None:
            self._shortcut = QShortcut(self)
            self._shortcut.activated.connect(self.click)
        self._shortcut.setKey(QKeySequence(key))

    def setText(self, text: str) -> None:
        super().setText(text)
        self._name_for_readers()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2 * self._padding(), theme.px(theme.CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, hover, pressed, border, ink, cap = _KINDS[self._kind]
        if not self.isEnabled():
            ground, border = (None if ground is None else "sunken"), (None if border is None else "line")
            ink = cap = "ink-disabled"
        elif self.isDown() or self.isChecked():
            ground = pressed
        elif self.underMouse():
            ground = hover
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(theme.RADIUS)
        shape = QRectF(self.rect())
        if self.hasFocus():
            dark = self._kind == "on-dark"
            painter.setPen(QPen(theme.color("focus-on-dark" if dark else "focus"), theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush if dark else theme.color("surface"))
            half = theme.px(2) / 2
            painter.drawRoundedRect(shape.adjusted(half, half, -half, -half), radius, radius)
            gap = theme.px(3.5)
            shape = shape.adjusted(gap, gap, -gap, -gap)
            radius -= theme.px(2)
        painter.setPen(QPen(theme.color(border), theme.px(1)) if border and not self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        edge = theme.px(1) / 2
        painter.drawRoundedRect(shape.adjusted(edge, edge, -edge, -edge), radius, radius)
        self._paint_content(painter, ink, cap)
        painter.end()

    def _paint_content(self, painter: QPainter, ink: str, cap: str) -> None:
        icon, text, key = self._widths()
        left = (self.width() - icon - text - key) / 2
        middle = self.height() / 2
        if icon:
            side = theme.px(theme.ICON)
            paint_icon(painter, self._icon or "", QRectF(left, middle - side / 2, side, side), ink)
            left += icon
        painter.setPen(theme.color(ink))
        painter.setFont(self._font())
        painter.drawText(QRectF(left, 0, text + 1, self.height()), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if key and self._key:
            size = key_cap_size(self._key)
            paint_key_cap(
                painter, QRectF(left + text + theme.px(10), middle - size.height() / 2, size.width(), size.height()), self._key, cap
            )

    def _widths(self) -> tuple[int, int, int]:
        icon = (theme.px(theme.ICON) + (theme.px(8) if self.text() else 0)) if self._icon else 0
        text = QFontMetrics(self._font()).horizontalAdvance(self.text()) if self.text() else 0
        key = key_cap_size(self._key).width() + theme.px(10) if self._key else 0
        return icon, text, key

    def _font(self) -> QFont:
        return theme.font("body-strong" if self._kind in ("primary", "danger") else "body")

    def _padding(self) -> int:
        return theme.px(16) if self.text() and self._kind != "quiet" else theme.px(10)

    def _name_for_readers(self) -> None:
        self.setAccessibleName(f"{self.text()} ปุ่มลัด {self._key}" if getattr(self, "_key", None) else self.text())
