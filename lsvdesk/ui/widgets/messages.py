"""Messages that do not stop the work: a bar on the page, a note that passes by with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import announce
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel

ICONS = {"red": "fault", "amber": "warning", "green": "done", "blue": "info", "quiet": "info"}


class InfoBar(QFrame):
    """A message across the page in one of the state tones (red, amber, green, blue), with an optional action and a way to close it."""

    closed = Signal()
    acted = Signal()

    def __init__(
        self,
        message: str = "",
        tone: str = "blue",
        *,
        action: str = "",
        key: str | None = None,
        closable: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setProperty("kind", "info-bar")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(6), theme.px(6))
        row.setSpacing(theme.px(8))
        self._sign = QLabel()
        self.words = ThaiLabel("", wrap=True)
        self.action_button = Button(action, "quiet", key=key)
        self.close_button = Button("", "quiet", icon="close")
        self.close_button.setAccessibleName("ปิดข้อความ")
        self.close_button.setToolTip("ปิดข้อความ")
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self.action_button.setVisible(bool(action))
        self.close_button.setVisible(closable)
        self.action_button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._close)
        self.show_message(message, tone)
        self.setVisible(bool(message))

    def show_message(self, message: str, tone: str = "blue") -> None:
        """Say something else; an empty message hides the bar."""
        self._sign.setPixmap(icon_pixmap(ICONS[tone], tone if tone != "quiet" else "ink-quiet"))
        self.words.setText(message)
        theme.set_state(self, "tone", tone)
        self.setVisible(bool(message))
        if message:
            announce(self.words)

    def message(self) -> str:
        return self.words.text()

    def _act(self) -> None:
        self.acted.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _can_undo_typing(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()


class Toast(QFrame):
    """A note at the foot of the window that goes by itself, with an optional way back (Ctrl+Z).

    It stays while the mouse is on it or its button has the focus. A new toast takes the place of the old one.
    """

    closed = Signal()

    def __init__(
        self,
        message: str,
        parent: QWidget,
        *,
        undo: Callable[[], object] | None = None,
        action: str = "เลิกทำ",
        key: str | None = "Ctrl+Z",
        seconds: float = 6,
    ):
        super().__init__(parent)
        self.setProperty("kind", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for other in parent.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if other is not self:
                other.close()
        self._undo = undo
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(16))
        self.words = ThaiLabel(message)
        row.addWidget(self.words)
        self.undo_button: Button | None = None
        if undo is not None:
            self.undo_button = Button(action, "on-dark", key=key, bind=False)
            self.undo_button.clicked.connect(self._take_back)
            row.addWidget(self.undo_button)
            self._key = QKeySequence(key or "")
            # A field with the cursor in it claims Ctrl+Z before any shortcut, even with nothing typed to take back
            app = QApplication.instance()
            if app is not None:
                app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self._time_is_up)
        self._timer.start()
        parent.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        announce(self.words)

    def message(self) -> str:
        return self.words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._undo is not None
            and QKeySequence(event.keyCombination()) == self._key
            and not _can_undo_typing(watched)
        ):
            self._take_back()
            return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        self.setMinimumHeight(theme.px(48))
        self.adjustSize()
        self.setFixedWidth(min(self.sizeHint().width(), parent.width() - theme.px(32)))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - theme.px(24))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.close()
        if undo is not None:
            undo()

    def _time_is_up(self) -> None:
        if self.underMouse() or (self.undo_button is not None and self.undo_button.hasFocus()):
            self._timer.start()
            return
        self.close()
        self.closed.emit()
