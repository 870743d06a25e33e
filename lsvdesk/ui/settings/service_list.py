"""The services of the office by department: found by typing, chosen with the arrows; what is off, broken or unconfirmed says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.labels import ThaiLabel

_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """A service (or a faulty file) in the list: ``said`` is its state in words, in ``tone``."""

    key: str
    title: str
    group: str
    said: str
    tone: str = "quiet"
    words: str = ""
    """More that it is found by."""


class _Lines(QStyledItemDelegate):
    """A heading, or a title with its state under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        body, caption = QFontMetrics(theme.font()).height(), QFontMetrics(theme.font("caption")).height()
        return QSize(0, caption + theme.px(12) if isinstance(index.data(_ENTRY), str) else body + caption + theme.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = index.data(_ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        if isinstance(entry, str):
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ink-quiet"))
            painter.drawText(room.adjusted(0, 0, 0, -theme.px(2)), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry)
        else:
            self._paint_entry(painter, option, room, entry)
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry) -> None:
        state = option.state
        chosen = bool(state & state.State_Selected)
        if chosen or state & state.State_MouseOver:
            focused = chosen and bool(state & state.State_HasFocus)
            painter.setPen(QPen(theme.color("focus"), theme.px(2)) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary-soft" if chosen else "hover"))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        body, caption = theme.font(), theme.font("caption")
        title = QRect(room.left(), room.top() + theme.px(3), room.width(), QFontMetrics(body).height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(body)
        painter.setPen(theme.color("ink-quiet" if entry.tone == "quiet" else "ink"))
        painter.drawText(title, flags, QFontMetrics(body).elidedText(entry.title, Qt.TextElideMode.ElideRight, title.width()))
        said = QRect(room.left(), title.bottom(), room.width(), QFontMetrics(caption).height())
        painter.setFont(caption)
        painter.setPen(theme.color(entry.tone if entry.tone != "quiet" else "ink-quiet"))
        painter.drawText(said, flags, QFontMetrics(caption).elidedText(entry.said, Qt.TextElideMode.ElideRight, said.width()))


class ServiceList(QWidget):
    """``chosen(key)`` when the cursor moves to a service, ``opened(key)`` on Enter or a double click.

    Down from the search line goes into the list, Esc empties the line, Ctrl+F goes to it from anywhere in the part.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.filter = IconLine("search")
        self.filter.setPlaceholderText("ค้นหางานบริการ  (Ctrl+F)")
        self.filter.setAccessibleName("ค้นหางานบริการ")
        self.count = ThaiLabel("", "caption", tone="quiet")
        self.list = QListWidget()
        self.list.setAccessibleName("งานบริการตามส่วนราชการ")
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setStyleSheet("QListWidget::item { padding: 0; }")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        self.filter.textChanged.connect(lambda _: self._fill())
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.currentItemChanged.connect(self._moved)
        self.list.itemDoubleClicked.connect(lambda _: self.opened.emit(self.current()))
        self.setFocusProxy(self.list)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, in groups in the order given; the chosen one stays chosen where it is still there."""
        self._entries = entries
        self._fill()

    def current(self) -> str:
        """The key of the chosen entry, or nothing."""
        item = self.list.currentItem()
        entry = item.data(_ENTRY) if item is not None else None
        return entry.key if isinstance(entry, Entry) else ""

    def shown(self) -> list[str]:
        """The keys in the list as it stands."""
        found = [self.list.item(at).data(_ENTRY) for at in range(self.list.count())]
        return [entry.key for entry in found if isinstance(entry, Entry)]

    def select(self, key: str) -> bool:
        """Put the cursor on an entry without telling; False where it is not in the list."""
        for at in range(self.list.count()):
            entry = self.list.item(at).data(_ENTRY)
            if isinstance(entry, Entry) and entry.key == key:
                self.list.blockSignals(True)
                self.list.setCurrentRow(at)
                self.list.blockSignals(False)
                self.list.viewport().update()
                self.list.scrollToItem(self.list.item(at))
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.filter:
                if event.key() == Qt.Key.Key_Down or enter:
                    self._into_list()
                    return True
                if event.key() == Qt.Key.Key_Escape and self.filter.text():
                    self.filter.clear()
                    return True
            elif watched is self.list and enter and self.current():
                self.opened.emit(self.current())
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> None:
        if not self.shown():
            return
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.current():
            self._first()

    def _first(self) -> None:
        for at in range(self.list.count()):
            if isinstance(self.list.item(at).data(_ENTRY), Entry):
                self.list.setCurrentRow(at)
                return

    def _fill(self) -> None:
        kept = self.current()
        words = to_arabic(self.filter.text()).casefold().split()
        found = [each for each in self._entries if all(word in _words_of(each) for word in words)]
        self.list.blockSignals(True)
        self.list.clear()
        group = None
        for entry in found:
            if entry.group != group:
                group = entry.group
                heading = QListWidgetItem(group)
                heading.setData(_ENTRY, group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(heading)
            item = QListWidgetItem(f"{entry.title} {entry.said}")
            item.setData(_ENTRY, entry)
            item.setToolTip(entry.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.select(kept)
        count = f"{len(found)} บริการ" if len(found) == len(self._entries) else f"{len(found)} จาก {len(self._entries)} บริการ"
        self.count.setText(count if found else "ไม่พบงานบริการที่ค้นหา ลองพิมพ์ส่วนอื่นของชื่อ")

    def _moved(self, item: QListWidgetItem | None) -> None:
        entry = item.data(_ENTRY) if item is not None else None
        if isinstance(entry, Entry):
            self.chosen.emit(entry.key)


def _words_of(entry: Entry) -> str:
    return to_arabic(f"{entry.title} {entry.group} {entry.said} {entry.words}").casefold()
