"""Work that takes a while: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel


class ProgressPanel(QWidget):
    """A line of text, a bar, and a stop button. ``set_progress(done, total)`` with total 0 means "not known how long"."""

    stopped = Signal()

    def __init__(self, text: str = "", *, stoppable: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        self.words = ThaiLabel(text)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.stop_button = Button("หยุด", "secondary", key="Esc")
        if not stoppable:
            self.stop_button.hide()
        self.stop_button.clicked.connect(self._stop)
        words.addWidget(self.words)
        words.addWidget(self.bar)
        row.addLayout(words, 1)
        row.addWidget(self.stop_button)
        self._text = text
        self.bar.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        self._text = text
        self.words.setText(text)
        self.bar.setAccessibleName(text)

    def set_progress(self, done: int, total: int, text: str = "") -> None:
        if text:
            self.set_text(text)
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        if total > 0:
            self.words.setText(f"{self._text} {done:,} จาก {total:,}")

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.words.setText("กำลังหยุด…")
        self.stopped.emit()
