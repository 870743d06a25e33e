"""Questions and messages that stop the work, with Thai buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import ICONS

OK, CANCEL, YES, NO, CLOSE = "ตกลง", "ยกเลิก", "ใช่", "ไม่ใช่", "ปิด"


class FittedDialog(QDialog):
    """A dialog of one width that is always as high as its wrapped text and shown faults need; Qt by itself cuts wrapped text in dialogs."""

    def __init__(self, width: int = 560, parent: QWidget | None = None):
        super().__init__(parent)
        self._width = theme.px(width)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        height = layout.totalHeightForWidth(self._width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self.setFixedSize(self._width, height)


class MessageDialog(FittedDialog):
    """A title, what happened, and one to three buttons.

    ``buttons`` are (text, kind) from left to right; the first primary or danger one is answered by Enter unless ``enter_answers`` is
    False, Esc answers the last. :meth:`ask` gives back the text of the pressed button. ``content`` may hold a field, e.g. for a reason.
    """

    def __init__(
        self,
        title: str,
        text: str,
        buttons: Sequence[tuple[str, str]] = ((OK, "primary"),),
        *,
        tone: str = "blue",
        content: QWidget | None = None,
        enter_answers: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(parent=parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._answer = buttons[-1][0]
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(16))
        top = QHBoxLayout()
        top.setSpacing(theme.px(16))
        sign = QLabel()
        sign.setPixmap(icon_pixmap(ICONS[tone], tone if tone != "quiet" else "ink-quiet", 32))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        self.title_label = ThaiLabel(title, "title", wrap=True)
        self.text_label = ThaiLabel(text, wrap=True)
        words.addWidget(self.title_label)
        words.addWidget(self.text_label)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column.addLayout(top)
        if content is not None:
            column.addWidget(content)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        self.buttons: dict[str, Button] = {}
        self._on_enter: Button | None = None
        for number, (label, kind) in enumerate(buttons):
            leads = enter_answers and self._on_enter is None and kind in ("primary", "danger")
            last = number == len(buttons) - 1 and len(buttons) > 1
            button = Button(label, kind, key="Enter" if leads else "Esc" if last else None)
            button.clicked.connect(lambda _=False, answer=label: self._answered(answer))
            row.addWidget(button)
            self.buttons[label] = button
            if leads:
                self._on_enter = button
        column.addLayout(row)
        if content is not None:
            content.setFocus()
        else:
            (self._on_enter or self.buttons[buttons[-1][0]]).setFocus()

    def ask(self) -> str:
        """Show the dialog and return the text of the button that was pressed."""
        self.exec()
        return self._answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._on_enter is not None:
            self._on_enter.click()
            return
        super().keyPressEvent(event)

    def _answered(self, answer: str) -> None:
        self._answer = answer
        self.accept()


def inform(parent: QWidget | None, title: str, text: str, *, tone: str = "blue") -> None:
    """Say something that must be read before going on."""
    MessageDialog(title, text, tone=tone, parent=parent).ask()


def warn(parent: QWidget | None, title: str, text: str) -> None:
    """Say that something could not be done and what to do."""
    MessageDialog(title, text, tone="red", parent=parent).ask()


def confirm(parent: QWidget | None, title: str, text: str, *, action: str = OK, danger: bool = False) -> bool:
    """Ask before doing something. A dangerous action is not taken by Enter alone: the cursor stands on ยกเลิก."""
    kind = "danger" if danger else "primary"
    tone = "amber" if danger else "blue"
    dialog = MessageDialog(title, text, ((action, kind), (CANCEL, "secondary")), tone=tone, enter_answers=not danger, parent=parent)
    return dialog.ask() == action


def ask_yes_no(parent: QWidget | None, title: str, text: str) -> bool:
    """A question answered ใช่ or ไม่ใช่."""
    return MessageDialog(title, text, ((YES, "primary"), (NO, "secondary")), parent=parent).ask() == YES
