"""A month in the Buddhist Era, moved through and picked from by keyboard."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_month, format_weekday
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel

_WEEKDAYS = ("อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.")
_WEEKS = 6
_CELL = 40


def month_later(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier), the month's last day where there is no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class _Days(QWidget):
    """The grid of days, Sunday first as Thai calendars are printed."""

    moved = Signal(object)
    picked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.day = today
        self.first: date | None = None
        self.last: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(theme.px(_CELL) * 7, theme.px(_CELL) * (_WEEKS + 1))

    def sizeHint(self) -> QSize:
        return self.size()

    def allowed(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def move_to(self, day: date) -> None:
        if not date(1857, 1, 1) <= day <= date(2157, 12, 31):
            return
        self.day = day
        self.setAccessibleName(format_weekday(day))
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.moved.emit(day)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        year = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -12 if year else -1, Qt.Key.Key_PageDown: 12 if year else 1}
        key = event.key()
        if key in steps:
            self.move_to(self.day + timedelta(days=steps[key]))
        elif key in months:
            self.move_to(month_later(self.day, months[key]))
        elif key == Qt.Key.Key_Home:
            self.move_to(self.day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self.move_to(self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.allowed(self.day):
                self.picked.emit(self.day)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.move_to(month_later(self.day, -1 if event.angleDelta().y() > 0 else 1))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = theme.px(_CELL)
        row, column = int(event.position().y()) // cell - 1, int(event.position().x()) // cell
        if 0 <= row < _WEEKS and 0 <= column < 7:
            day = self._first_shown() + timedelta(days=row * 7 + column)
            self.move_to(day)
            if self.allowed(day):
                self.picked.emit(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = theme.px(_CELL)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("ink-quiet"))
        for column, name in enumerate(_WEEKDAYS):
            painter.drawText(QRect(column * cell, 0, cell, cell), Qt.AlignmentFlag.AlignCenter, name)
        painter.setFont(theme.font())
        start = self._first_shown()
        for number in range(_WEEKS * 7):
            day = start + timedelta(days=number)
            self._paint_day(painter, day, QRectF(number % 7 * cell, (number // 7 + 1) * cell, cell, cell))
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        disc = cell.adjusted(theme.px(2), theme.px(2), -theme.px(2), -theme.px(2))
        radius = theme.px(theme.RADIUS)
        ink = "ink" if day.month == self.day.month else "ink-disabled"
        if not self.allowed(day):
            ink = "line-strong"
        if day == self.day:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(disc, radius, radius)
            ink = "on-primary"
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus-on-dark"), theme.px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(disc.adjusted(2, 2, -2, -2), radius - 2, radius - 2)
        elif day == self.today:
            painter.setPen(QPen(theme.color("primary"), 1.5 * theme.scale()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(disc, radius, radius)
        painter.setPen(theme.color(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _first_shown(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=(first.weekday() + 1) % 7)


class BuddhistCalendar(QFrame):
    """A month with Thai names and B.E. years.

    Arrows move by day and week, PgUp and PgDn by month, with Ctrl by year, Home and End to the month's ends, T to today, Enter picks,
    Esc closes. ``picked`` carries a ``datetime.date``.
    """

    picked = Signal(object)

    def __init__(self, today: date | None = None, *, popup: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        if popup:
            self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("kind", "popup-panel")
        self.days = _Days(today or date.today())
        self.title = ThaiLabel("", "body-strong")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        earlier, later = Button("", "quiet", icon="left"), Button("", "quiet", icon="right")
        earlier.setAccessibleName("เดือนก่อน")
        earlier.setToolTip("เดือนก่อน (PgUp)")
        later.setAccessibleName("เดือนถัดไป")
        later.setToolTip("เดือนถัดไป (PgDn)")
        self.today_button = Button("วันนี้", "quiet", key="T", bind=False)
        # The days alone take the keys: Tab must not wander through a popup
        for button in (earlier, later, self.today_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        earlier.clicked.connect(lambda: self.days.move_to(month_later(self.days.day, -1)))
        later.clicked.connect(lambda: self.days.move_to(month_later(self.days.day, 1)))
        self.today_button.clicked.connect(lambda: self.days.move_to(self.days.today))
        top = QHBoxLayout()
        top.addWidget(earlier)
        top.addWidget(self.title, 1)
        top.addWidget(later)
        bottom = QHBoxLayout()
        bottom.addWidget(ThaiLabel("PgUp/PgDn เปลี่ยนเดือน", "caption"))
        bottom.addStretch(1)
        bottom.addWidget(self.today_button)
        column = QVBoxLayout(self)
        edge = theme.px(8)
        column.setContentsMargins(edge, edge, edge, theme.px(4))
        column.setSpacing(theme.px(4))
        column.addLayout(top)
        column.addWidget(self.days)
        column.addLayout(bottom)
        self.setFocusProxy(self.days)
        self.days.moved.connect(self._moved)
        self.days.picked.connect(self.picked)
        self.set_day(self.days.today)

    def day(self) -> date:
        """The day the cursor stands on."""
        return self.days.day

    def set_day(self, day: date) -> None:
        self.days.move_to(day)

    def set_bounds(self, first: date | None, last: date | None) -> None:
        self.days.first, self.days.last = first, last
        self.days.update()

    def open_below(self, field: QWidget) -> None:
        """Open as a popup under ``field``, or above it where the screen ends."""
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.days.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_T or event.text() in ("ะ", "ธ"):  # the T key under the Thai layout
            self.days.move_to(self.days.today)
        else:
            super().keyPressEvent(event)

    def _moved(self, day: date) -> None:
        self.title.setText(format_month(day.year, day.month))
