"""Text that wraps between Thai words on every system."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lsvdesk.ui import theme


def breakable(text: str) -> str:
    """``text`` with U+200B between Thai words. Loads the word breaker (0.1 s) when first used, so ask only for text that must wrap."""
    from lsvdesk.thai.breaks import with_break_marks

    return with_break_marks(text)


class ThaiLabel(QLabel):
    """A label in a role of the type scale. With ``wrap`` it breaks lines between Thai words.

    Qt finds Thai word boundaries only where libthai is installed, which is never on Windows, so invisible break marks are put in, but
    not before the text is seen not to fit in one line. ``text()`` gives back the text as it was set, without marks.
    """

    def __init__(self, text: str = "", role: str = "body", *, tone: str | None = None, wrap: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._plain = ""
        self._broken = False
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._plain, self._broken = text, False
        super().setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._plain

    def set_tone(self, tone: str | None) -> None:
        """Colour of the text: quiet, primary, red, amber, green, blue, or None for ink."""
        theme.set_state(self, "tone", tone)

    def heightForWidth(self, width: int) -> int:
        self._break_if_wider_than(width)
        return super().heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self.wordWrap():
            hint.setWidth(min(hint.width(), theme.px(96)))
            hint.setHeight(min(hint.height(), self.fontMetrics().height()))
        return hint

    def sizeHint(self) -> QSize:
        if not self.wordWrap() or not self._plain:
            return super().sizeHint()
        margins = self.contentsMargins()
        lines = self._plain.split("\n")
        width = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + margins.left() + margins.right() + 2
        return QSize(min(width, theme.px(640)), self.fontMetrics().height() * len(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._break_if_wider_than(event.size().width())
        super().resizeEvent(event)

    def _break_if_wider_than(self, width: int) -> None:
        if self._broken or not self.wordWrap():
            return
        self.ensurePolished()
        if any(self.fontMetrics().horizontalAdvance(line) > width for line in self._plain.split("\n")):
            self._broken = True
            super().setText(breakable(self._plain))
