"""The search line at the top of the window. It takes typing from the first frame on; the palette with the results comes with the first
letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import key_cap_size, paint_key_cap
from lsvdesk.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from lsvdesk.ui.search_palette import SearchPalette
    from lsvdesk.ui.session import Session

KEY = "Ctrl+K"
HINT = "ค้นหาคน คำขอ ใบเสร็จ ใบอนุญาต"
LONG_HINT = "ค้นหาด้วยชื่อ เลขประจำตัว โทรศัพท์ หรือเลขที่เอกสาร"


class SearchField(QLineEdit):
    """Signals: ``open_case(case id)``, ``new_request(service or None, person or organisation)``, ``open_page(name, argument)``."""

    open_case = Signal(int)
    new_request = Signal(object, object)
    open_page = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._palette_box: SearchPalette | None = None
        self.setProperty("kind", "search")
        self.setPlaceholderText(HINT)
        self.setAccessibleName(f"{HINT} ปุ่มลัด {KEY}")
        cap = key_cap_size(KEY).width()
        self.setTextMargins(theme.px(32), 0, cap + theme.px(12), 0)
        self.setMinimumWidth(theme.px(200))
        self.setMaximumWidth(theme.px(680))
        self.textEdited.connect(self._typed)
        session.opened.connect(self._answer)

    @property
    def box(self) -> SearchPalette:
        """The palette, made when it is first needed."""
        if self._palette_box is None:
            from lsvdesk.ui.search_palette import SearchPalette

            self._palette_box = SearchPalette(self.session, self)
            self._palette_box.open_case.connect(self.open_case)
            self._palette_box.new_request.connect(self.new_request)
            self._palette_box.open_page.connect(self.open_page)
        return self._palette_box

    @property
    def searching(self) -> bool:
        """Whether the palette is open."""
        return self._palette_box is not None and self._palette_box.isVisible()

    def focus_search(self) -> None:
        """Begin to search (Ctrl+K)."""
        if self.searching:
            self.box.line.setFocus()
            self.box.line.selectAll()
        else:
            self.box.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focus_search()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(theme.ICON)
        middle = self.height() / 2
        paint_icon(painter, "search", QRectF(theme.px(12), middle - side / 2, side, side), "ink-quiet")
        cap = key_cap_size(KEY)
        place = QRectF(self.width() - cap.width() - theme.px(14), middle - cap.height() / 2, cap.width(), cap.height())
        paint_key_cap(painter, place, KEY, "ink-quiet")
        painter.end()

    def _typed(self, text: str) -> None:
        self.clear()
        self.box.open_typing(text)

    def _answer(self) -> None:
        if self.searching:
            self.box.ask_again()
