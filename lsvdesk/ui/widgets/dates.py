"""Days typed and picked in the Buddhist Era."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.readers import DateReader


class BuddhistDateEditor(LineFieldEditor):
    """A day; value: ``datetime.date``. Typed as 21/11/2569, 21 พ.ย. 69, 211169 … or picked from the calendar (Alt+Down or F4).

    Up and Down move a readable day by one. ``today`` stands for the day of the office.
    """

    def __init__(
        self,
        *,
        first: date | None = None,
        last: date | None = None,
        today: date | None = None,
        button: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(DateReader(first, last, today), parent=parent)
        self._today = today
        self._calendar: QWidget | None = None
        self.calendar_button = Button("", "quiet", icon="calendar")
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.calendar_button.setAccessibleName("เปิดปฏิทิน")
        self.calendar_button.setToolTip("เปิดปฏิทิน (F4)")
        self.calendar_button.clicked.connect(self.open_calendar)
        self._button = button
        self.row.insertWidget(1, self.calendar_button)
        self.calendar_button.setVisible(button)  # after it has a parent: before, it would be shown as a window of its own
        self.row.setSpacing(theme.px(4))

    def set_bounds(self, first: date | None, last: date | None) -> None:
        assert isinstance(self.reader, DateReader)
        self.reader.first, self.reader.last = first, last

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.calendar_button.setVisible(self._button and not read_only)

    def open_calendar(self) -> None:
        from lsvdesk.ui.widgets.calendar import BuddhistCalendar

        if self.line.isReadOnly():
            return
        assert isinstance(self.reader, DateReader)
        popup = BuddhistCalendar(self._today, popup=True, parent=self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.set_bounds(self.reader.first, self.reader.last)
        popup.set_day(self.value() or self.reader.last or self._today or date.today())
        popup.picked.connect(self._picked)
        popup.picked.connect(popup.close)
        self._calendar = popup
        popup.destroyed.connect(self._closed)
        popup.open_below(self.line)

    def calendar_popup(self) -> QWidget | None:
        """The open calendar, if it is open."""
        return self._calendar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
                self.open_calendar()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.line.isReadOnly():
                day = self.value()
                if day is not None:
                    self._picked(day + timedelta(days=1 if event.key() == Qt.Key.Key_Up else -1))
                return True
        return super().eventFilter(watched, event)

    def _picked(self, day: date) -> None:
        self.line.setText(self.reader.show(day))
        self.line.setFocus()
        self.changed.emit()

    def _closed(self) -> None:
        self._calendar = None
