"""Search from anywhere (Ctrl+K): one line, results in groups, arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import KeyHint
from lsvdesk.ui.widgets.icons import icon_pixmap, paint_icon
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Rule

_DELAY = 60
_ENTRY = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 680, 480


@dataclass(frozen=True)
class Result:
    """One thing found: what it is called, what tells it from others, and ``data`` for whoever opens it."""

    title: str
    detail: str = ""
    icon: str = "document"
    data: Any = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Results of one kind under a heading."""

    title: str
    results: tuple[Result, ...]


class _Entries(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry = index.data(_ENTRY)
        caption = QFontMetrics(theme.font("caption")).height()
        if isinstance(entry, Group):
            return QSize(0, caption + theme.px(8))
        body = QFontMetrics(theme.font()).height()
        return QSize(0, body + (caption if entry.detail else 0) + theme.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = index.data(_ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        if isinstance(entry, Group):
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ink-quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry.title)
        else:
            self._paint_result(painter, option, room, entry)
        painter.restore()

    def _paint_result(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Result) -> None:
        if option.state & option.state.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary-soft"))
            painter.drawRoundedRect(option.rect.adjusted(theme.px(4), 0, -theme.px(4), 0), theme.px(6), theme.px(6))
        side = theme.px(theme.ICON)
        place = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
        paint_icon(painter, entry.icon, place.toRectF(), "primary")
        words = room.adjusted(side + theme.px(12), theme.px(4), 0, -theme.px(4))
        body, caption = theme.font(), theme.font("caption")
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        note_width = 0
        if entry.note:
            metrics = QFontMetrics(caption)
            note_width = metrics.horizontalAdvance(entry.note) + theme.px(8)
            painter.setFont(caption)
            painter.setPen(theme.color("ink-quiet"))
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.note)
        width = words.width() - note_width
        title_height = QFontMetrics(body).height() if entry.detail else words.height()
        painter.setFont(body)
        painter.setPen(theme.color("ink"))
        title = QFontMetrics(body).elidedText(entry.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(words.left(), words.top(), width, title_height), flags, title)
        if entry.detail:
            painter.setFont(caption)
            painter.setPen(theme.color("ink-quiet"))
            detail = QFontMetrics(caption).elidedText(entry.detail, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(words.left(), words.top() + title_height, width, words.height() - title_height), flags, detail)


class SearchBox(QFrame):
    """The search palette. ``asked(text)`` a moment after typing, answered by :meth:`set_results`; ``chosen(data)`` when one is opened.

    It floats over its parent. Arrows move (the cursor stays in the line), PgUp and PgDn by pages, Enter opens, Esc closes.
    """

    asked = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, *, hint: str = "ค้นหาชื่อ เลขประจำตัว โทรศัพท์ หรือเลขที่"):
        super().__init__(parent)
        self.setProperty("kind", "palette")
        self.line = QLineEdit()
        self.line.setProperty("kind", "bare")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.list = QListWidget()
        self.list.setProperty("kind", "results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Entries(self.list))
        self.list.setMouseTracking(True)
        self.message = ThaiLabel("", tone="quiet")
        self.message.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.px(6), 1, theme.px(4))
        column.setSpacing(theme.px(4))
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        top.setSpacing(theme.px(8))
        sign = QLabel()
        sign.setPixmap(icon_pixmap("search", "ink-quiet"))
        top.addWidget(sign)
        top.addWidget(self.line, 1)
        top.addWidget(KeyHint("Esc"))
        column.addLayout(top)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(self.message)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(lambda: self.asked.emit(self.line.text()))
        self.line.textChanged.connect(lambda _: self._timer.start())
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._open)
        parent.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the palette with the cursor in its line."""
        self.line.setText(text)
        self.set_results([])
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.selectAll()
        self.asked.emit(text)

    def close_box(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def set_results(self, groups: Sequence[Group]) -> None:
        """Show what was found; the first result is chosen."""
        self.list.clear()
        for group in groups:
            if not group.results:
                continue
            heading = QListWidgetItem(group.title)
            heading.setData(_ENTRY, group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(heading)
            for result in group.results:
                item = QListWidgetItem(f"{result.title} {result.detail}")
                item.setData(_ENTRY, result)
                self.list.addItem(item)
        found = self.list.count() > 0
        self.list.setVisible(found)
        self.message.setVisible(not found)
        self.message.setText("ไม่พบสิ่งที่ค้นหา ลองพิมพ์ส่วนอื่นของชื่อหรือเลข" if self.line.text().strip() else "พิมพ์ส่วนใดส่วนหนึ่งเพื่อค้นหา")
        if found:
            self._move(0, 1)
        if self.isVisible():
            self._place()

    def current(self) -> Result | None:
        item = self.list.currentItem()
        entry = item.data(_ENTRY) if item is not None else None
        return entry if isinstance(entry, Result) else None

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        page = max(self.list.height() // theme.px(56) - 1, 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            self._move(self.list.currentRow() + step, 1 if step > 0 else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What was typed last may not have been searched for yet
            if self._timer.isActive():
                self._timer.stop()
                self.asked.emit(self.line.text())
            self._open(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_box()
        else:
            return False
        return True

    def _move(self, row: int, direction: int) -> None:
        """Go to ``row`` or, where a heading stands there, to the next result in that direction."""
        last = self.list.count() - 1
        row = min(max(row, 0), last)
        while 0 <= row <= last and not isinstance(self.list.item(row).data(_ENTRY), Result):
            row += direction
        if 0 <= row <= last:
            self.list.setCurrentRow(row)
            if row == 1:
                self.list.scrollToTop()

    def _open(self, item: QListWidgetItem | None) -> None:
        entry = item.data(_ENTRY) if item is not None else None
        if isinstance(entry, Result):
            self.close_box()
            self.chosen.emit(entry.data)

    def _place(self) -> None:
        parent = self.parentWidget()
        width = min(theme.px(_WIDTH), parent.width() - theme.px(32))
        self.layout().activate()
        if self.list.count():
            results = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
            tall = min(results + self.line.sizeHint().height() + theme.px(28), theme.px(_HEIGHT))
        else:
            tall = self.sizeHint().height()
        height = min(tall, parent.height() - theme.px(96))
        self.setGeometry((parent.width() - width) // 2, theme.px(64), width, height)
