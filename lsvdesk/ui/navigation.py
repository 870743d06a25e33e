"""The navigation at the left: the office, the seven pages with their keys, and who sits at the desk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.pages import PAGES
from lsvdesk.ui.widgets.buttons import key_cap_size, paint_key_cap
from lsvdesk.ui.widgets.icons import paint_icon

WIDTH, NARROW_WIDTH = 232, 72


def navigation_pages() -> tuple[str, ...]:
    """The pages that stand in the navigation, in order."""
    return tuple(name for name, spec in PAGES.items() if spec.key)


class Navigation(QWidget):
    """Emits ``chosen(page)`` and ``user_wanted``. Up and Down move between the pages, Enter and Space open one."""

    chosen = Signal(str)
    user_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("เมนูหลัก")
        self.narrow = False
        self.setFixedWidth(theme.px(WIDTH))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(4))
        self.head = _OfficeHead()
        column.addWidget(self.head)
        column.addSpacing(theme.px(8))
        self._items: dict[str, NavigationItem] = {}
        for name in navigation_pages():
            spec = PAGES[name]
            item = NavigationItem(spec.title, spec.icon, spec.key)
            item.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            self._items[name] = item
            column.addWidget(item)
        column.addStretch(1)
        self.user = NavigationItem("", "person", "Ctrl+U", checkable=False)
        self.user.clicked.connect(self.user_wanted)
        self.user.hide()
        column.addWidget(self.user)

    def set_current(self, page: str) -> None:
        """Mark the page that is in front; a page outside the navigation marks the one it belongs under."""
        spec = PAGES.get(page)
        current = (spec.under or page) if spec else page
        for name, item in self._items.items():
            item.setChecked(name == current)

    def set_office(self, name: str) -> None:
        self.head.set_name(name)

    def set_user(self, name: str, position: str) -> None:
        """Who sits at the desk; an empty name takes the line away."""
        self.user.set_texts(name, position)
        self.user.setVisible(bool(name))
        self.user.setToolTip(f"{name} {position} — เปลี่ยนผู้ใช้ Ctrl+U" if name else "")

    def show_pages(self, shown: bool) -> None:
        """Before the office is set up, or when its register cannot be opened, there is nowhere to go."""
        for item in self._items.values():
            item.setVisible(shown)
        self.user.setVisible(shown and bool(self.user.text()))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, where the window has little room for its scale; the titles are then tooltips."""
        if narrow == self.narrow:
            return
        self.narrow = narrow
        self.setFixedWidth(theme.px(NARROW_WIDTH if narrow else WIDTH))
        self._column.setSpacing(theme.px(2 if narrow else 4))
        self._column.setContentsMargins(theme.px(12), theme.px(4 if narrow else 12), theme.px(12), theme.px(4 if narrow else 12))
        for item in (*self._items.values(), self.user):
            item.set_narrow(narrow)
        self.head.set_narrow(narrow)

    def item(self, page: str) -> NavigationItem:
        return self._items[page]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = [item for item in (*self._items.values(), self.user) if item.isVisible() and item.isEnabled()]
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is not None and focused in order:
            order[(order.index(focused) + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("nav"))
        painter.end()


class NavigationItem(QAbstractButton):
    """A line of the navigation: icon, title (and a quiet second line), key."""

    def __init__(self, title: str, icon: str, key: str, *, checkable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._key, self._second, self._narrow = icon, key, "", False
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_texts(title)

    def set_texts(self, title: str, second: str = "") -> None:
        self.setText(title)
        self._second = second
        self.setAccessibleName(f"{title} {second} ปุ่มลัด {self._key}".replace("  ", " "))
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setToolTip(f"{self.text()} ({self._key})" if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(theme.px(NARROW_WIDTH - 24), theme.px(33))
        return QSize(theme.px(WIDTH - 24), theme.px(60 if self._second else 44))

    def nextCheckState(self) -> None:
        """The page that opens marks its line; clicking the line does not by itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the navigation's: a button alone would pass the focus out of it
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, radius = QRectF(self.rect()), theme.px(theme.RADIUS)
        ground = "nav-current" if self.isChecked() else "nav-hover" if self.isEnabled() and self.underMouse() else None
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, radius, radius)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("focus-on-dark"))
            painter.drawRoundedRect(QRectF(0, theme.px(10), theme.px(4), self.height() - 2 * theme.px(10)), theme.px(2), theme.px(2))
        ink = "on-nav" if self.isEnabled() else "on-nav-quiet"
        self._paint_content(painter, ink)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus-on-dark"), theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        left, side = theme.px(14), theme.px(theme.ICON)
        if self._narrow:
            paint_icon(painter, self._icon, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), ink)
            return
        paint_icon(painter, self._icon, QRectF(left, (self.height() - side) / 2, side, side), ink)
        left += side + theme.px(12)
        right = self.width() - theme.px(8)
        cap = key_cap_size(self._key)
        room = right - cap.width() - theme.px(8) - left
        middle = self.height() / 2
        if not self._second:
            self._line(painter, QRectF(left, 0, room, self.height()), self.text(), "body-strong" if self.isChecked() else "body", ink)
        else:  # the name has the whole width, the key stands on the second line
            self._line(painter, QRectF(left, theme.px(3), right - left, middle), self.text(), "body-strong", ink)
            self._line(painter, QRectF(left, middle - theme.px(2), room, middle), self._second, "caption", "on-nav-quiet")
            middle += middle / 2 - theme.px(2)
        paint_key_cap(painter, QRectF(right - cap.width(), middle - cap.height() / 2, cap.width(), cap.height()), self._key, "on-nav-quiet")

    def _line(self, painter: QPainter, box: QRectF, text: str, role: str, ink: str) -> None:
        font = theme.font(role)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class _OfficeHead(QWidget):
    """The office's name on one or two lines, under the mark of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ("LSV Desk",)
        self._narrow = False
        self.setFixedHeight(theme.px(64))
        self.set_name("")

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedHeight(theme.px(40 if narrow else 64))
        self.update()

    def set_name(self, name: str) -> None:
        self._lines = split_office_name(name) if name else ("LSV Desk", "งานบริการประชาชน")
        self.setAccessibleName(name or "LSV Desk")
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(28)
        left = (self.width() - side) / 2 if self._narrow else theme.px(10)
        paint_icon(painter, "logo", QRectF(left, (self.height() - side) / 2, side, side), "focus-on-dark")
        if self._narrow:
            painter.end()
            return
        left += side + theme.px(12)
        room = self.width() - left
        strong, small = theme.font("title"), theme.font("caption")
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        rows = [(self._lines[-1], strong, "on-nav", theme.px(30))]
        if len(self._lines) == 2:
            kind_first = self._lines[0] != "LSV Desk"
            upper, lower = (small, strong) if kind_first else (strong, small)
            rows = [
                (self._lines[0], upper, "on-nav-quiet" if kind_first else "on-nav", theme.px(24 if kind_first else 30)),
                (self._lines[1], lower, "on-nav" if kind_first else "on-nav-quiet", theme.px(30 if kind_first else 24)),
            ]
        top = (self.height() - sum(row[3] for row in rows)) / 2
        for text, font, ink, height in rows:
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            painter.drawText(
                QRectF(left, top, room, height), align, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            )
            top += height
        painter.end()


def split_office_name(name: str) -> tuple[str, ...]:
    """The kind of office and its own name on two lines: ``องค์การบริหารส่วนตำบล`` / ``โพธิ์ใหญ่``."""
    for kind in ("องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร"):
        if name.startswith(kind) and len(name) > len(kind):
            return kind, name[len(kind) :].strip()
    return (name,)
