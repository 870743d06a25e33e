"""What every field of a form has in common, so that the wizard can treat them alike."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.readers import Reader

_NO_LIMIT = 16777215  # QWIDGETSIZE_MAX, which PySide does not name


class FieldEditor(QWidget):
    """One field of a form.

    ``changed`` is emitted when the person changes the value, not by :meth:`set_value`. Enter and Esc are left to the page unless the
    editor has an open popup or needs them itself (a table, a long text).
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown_fault: str | None = None

    def value(self) -> Any:
        """The typed value, None when empty or unreadable (then :meth:`fault` says why)."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show ``value`` (None empties the field) and forget any fault."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Nothing was typed or chosen."""
        return self.value() in (None, "", [], {})

    def fault(self) -> str | None:
        """What is wrong with what stands in the field, as a Thai sentence, whether shown or not; None when it can be read or is empty."""
        return None

    def show_fault(self, message: str | None) -> None:
        """Mark the field as faulty, or clear the mark. The message itself is written by the FieldFrame."""
        self._shown_fault = message
        for widget in self.marked_widgets():
            theme.set_state(widget, "fault", "true" if message else None)
            widget.setAccessibleDescription(message or "")

    def shown_fault(self) -> str | None:
        """The message of the last :meth:`show_fault`."""
        return self._shown_fault

    def focus_fault(self) -> None:
        """Put the cursor where the fault is."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def marked_widgets(self) -> list[QWidget]:
        """The widgets that get a red edge."""
        proxy = self.focusProxy()
        return [proxy] if proxy is not None else []

    def set_read_only(self, read_only: bool) -> None:
        """A read-only field shows its value and cannot be changed; it stays readable (not greyed out)."""
        self.setEnabled(not read_only)

    def set_name(self, name: str) -> None:
        """The name a screen reader says, usually the label."""
        self.setAccessibleName(name)
        proxy = self.focusProxy()
        if proxy is not None:
            proxy.setAccessibleName(name)


class LineFieldEditor(FieldEditor):
    """A field of one line, read by a :class:`~lsvdesk.ui.widgets.readers.Reader`; ``line`` is the QLineEdit.

    What was typed is tidied (separators, B.E. year in full) when the field is left, and only where it could be read.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        unit: str = "",
        placeholder: str | None = None,
        line: QLineEdit | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.reader = reader
        self.line = QLineEdit() if line is None else line
        self.line.setPlaceholderText(reader.placeholder if placeholder is None else placeholder)
        if reader.numeric:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(8))
        self.row.addWidget(self.line, 1 if reader.width else 0)
        if unit:
            self.row.addWidget(ThaiLabel(unit, tone="quiet"))
        if reader.width:
            self.line.setMaximumWidth(QFontMetrics(theme.font()).horizontalAdvance("0") * reader.width + theme.px(24))
            self.row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.tidy)
        self.line.installEventFilter(self)

    def fill(self) -> None:
        """Take all the width there is, as cells of a table or parts of an address do, whatever the kind's usual width."""
        self.line.setMaximumWidth(_NO_LIMIT)
        for at in reversed(range(self.row.count())):
            if self.row.itemAt(at).spacerItem() is not None:
                self.row.takeAt(at)
        self.row.setStretchFactor(self.line, 1)
        self.line.setMinimumWidth(theme.px(24))

    def text(self) -> str:
        """What stands in the field, readable or not."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put unread text into the field, as if typed (a draft of something unfinished). Emits ``changed``."""
        self.line.setText(text)
        self._typed(text)

    def value(self) -> Any:
        text = self.line.text()
        if not text.strip():
            return None
        try:
            return self.reader.read(text)
        except CounterError:
            return None

    def set_value(self, value: Any) -> None:
        self.line.setText(self.reader.show(value))
        self.line.home(False)
        self.show_fault(None)

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def fault(self) -> str | None:
        text = self.line.text()
        if not text.strip():
            return None
        try:
            self.reader.read(text)
        except CounterError as error:
            return error.message
        return None

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)
        theme.repolish(self.line)

    def tidy(self) -> None:
        """Write the value in its tidy form where it can be read."""
        value = self.value()
        if value is not None and not self.line.isReadOnly():
            shown = self.reader.show(value)
            if shown != self.line.text():
                self.line.setText(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            value = self.value() if self.reader.numeric and not self.line.isReadOnly() else None
            # Typing a number is easier without separators, so they go while the field has the focus and come back when it is left
            if value is not None:
                self.line.setText(self.reader.edit(value))
                self.line.selectAll()
            elif isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.OtherFocusReason:
                self.line.end(False)
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        tidy, caret = self.reader.live(text, self.line.cursorPosition())
        if tidy != text:
            self.line.setText(tidy)
            self.line.setCursorPosition(caret)
        self.changed.emit()


def announce(widget: QWidget) -> None:
    """Tell screen readers that the widget needs attention."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def named(name: str, message: str) -> str:
    """A fault with the name of its part before it, unless it names the part itself."""
    return message if name in message else f"{name}: {message}"
