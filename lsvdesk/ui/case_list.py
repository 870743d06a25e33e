"""A short list of cases in two lines each, with the days left at the right: for today's screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.next_step import days_left_text, days_left_tone

if TYPE_CHECKING:
    from lsvdesk.counter.views import CaseRow

ROW_HEIGHT = 60
_Index = QModelIndex | QPersistentModelIndex


class CaseListModel(QAbstractListModel):
    """The cases in the order given; the row itself under UserRole, a spoken line under DisplayRole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[CaseRow] = ()

    def set_rows(self, rows: Sequence[CaseRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows(self) -> Sequence[CaseRow]:
        return self._rows

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.number} {row.service_title} {row.applicant} {row.status_title} {days_left_text(row.days_left)}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.service_title}\n{row.applicant}"
        return None


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(280), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: CaseRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        active = bool(state & QStyle.StateFlag.State_Active) and bool(state & QStyle.StateFlag.State_HasFocus)
        ground = "primary-soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver else None
        inner = box.adjusted(2, 1, -2, -1)
        if ground:
            painter.setBrush(theme.color(ground))
            painter.setPen(QPen(theme.color("focus"), theme.px(2)) if chosen and active else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(inner, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        else:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        left, right = box.left() + theme.px(12), box.right() - theme.px(12)
        right -= self._paint_time(painter, row, box, right) + theme.px(16)
        upper = QRectF(left, box.top() + theme.px(4), right - left, box.height() / 2 - theme.px(3))
        lower = QRectF(left, box.center().y() - theme.px(1), right - left, box.height() / 2 - theme.px(3))
        self._line(painter, upper, row.service_title, "body-strong", "ink")
        self._line(painter, lower, f"{row.number}  ·  {row.applicant}", "body", "ink-quiet")
        painter.restore()

    def _paint_time(self, painter: QPainter, row: CaseRow, box: QRectF, right: float) -> float:
        """Days left over the due date (or the state, where no clock runs); the width they took."""
        due = _due(row) if row.days_left is not None else None  # a clock that stands has nothing to say
        upper = days_left_text(row.days_left) or ("ยังไม่ได้รับผล" if row.answer_late else row.status_title)
        lower = f"กำหนด {format_short(due)}" if due else f"ยื่น {format_short(row.filed_on)}"
        if row.state == "forwarded" and row.answer_by is not None:
            lower = f"คาดว่าได้ผล {format_short(row.answer_by)}"
        strong, small = theme.font("body-strong"), theme.font("caption")
        width = max(QFontMetrics(strong).horizontalAdvance(upper), QFontMetrics(small).horizontalAdvance(lower)) + theme.px(4)
        width = min(width, theme.px(240))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        tone = "amber" if row.answer_late else days_left_tone(row.days_left)
        painter.setPen(theme.color("ink-quiet" if tone == "quiet" else tone))
        painter.setFont(strong if row.days_left is not None or row.answer_late else theme.font("body"))
        painter.drawText(QRectF(right - width, box.top() + theme.px(4), width, box.height() / 2 - theme.px(3)), flags, upper)
        painter.setPen(theme.color("ink-quiet"))
        painter.setFont(small)
        painter.drawText(QRectF(right - width, box.center().y() - theme.px(1), width, box.height() / 2 - theme.px(3)), flags, lower)
        return width

    def _line(self, painter: QPainter, box: QRectF, text: str, role: str, ink: str) -> None:
        font = theme.font(role)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _due(row: CaseRow) -> Any:
    days = [day for day in (row.promise_due, row.statutory_due) if day is not None]
    return min(days) if days else None


class CaseList(QListView):
    """Emits ``opened(case id)`` on Enter, double click, or a click on the chosen row's second time."""

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cases = CaseListModel(self)
        self.setModel(self.cases)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; } QListView:focus { border: none; }")
        self.doubleClicked.connect(lambda index: self.open_row(index.row()))

    def set_rows(self, rows: Sequence[CaseRow]) -> None:
        """Show other cases; the chosen one stays chosen where it is still there, else the first is."""
        chosen = self.chosen()
        at = next((i for i, row in enumerate(rows) if chosen is not None and row.id == chosen.id), 0)
        self.cases.set_rows(rows)
        if rows:
            self.setCurrentIndex(self.cases.index(at, 0))

    def chosen(self) -> CaseRow | None:
        """The chosen case."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def open_row(self, at: int) -> None:
        """Open the case in that row."""
        self.opened.emit(self.cases.rows()[at].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.open_row(self.currentIndex().row())
            return
        super().keyPressEvent(event)
