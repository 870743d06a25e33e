"""Lists of cases, receipts, people: sorted, filtered, moved through by keyboard, ready to be exported as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import IconLine, paint_icon
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.table_model import Column, Rows, cell_value

__all__ = ["Column", "DataTable"]

_Index = QModelIndex | QPersistentModelIndex
_FILTER_DELAY = 120


class _BadgeDelegate(QStyledItemDelegate):
    """Draws a column with tones as badges."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, Rows)
        spec = model.columns[index.column()]
        tone = spec.tone(cell_value(model.row(index.row()), spec.key)) if spec.tone else None
        text = model.text(index.row(), index.column())
        if tone is None or not text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, option, painter, widget)
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        height = min(metrics.height() + 2, option.rect.height() - 4)
        room = option.rect.width() - theme.px(12)
        width = min(metrics.horizontalAdvance(text) + theme.px(20), room)
        left = option.rect.left() + theme.px(6)
        pill = QRectF(left, option.rect.center().y() + 1 - height / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(option.state & option.state.State_Selected)
        painter.setBrush(theme.color("surface" if chosen else f"{tone}-soft" if tone != "quiet" else "sunken"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.color(tone if tone != "quiet" else "ink"))
        painter.setFont(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(width - theme.px(12)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


class _Header(QHeaderView):
    """Headings with an arrow in our size and on the free side of the title."""

    def __init__(self, columns: Sequence[Column], parent: QWidget):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.sortIndicatorSection() != logicalIndex:
            return
        side = theme.px(14)
        left = rect.left() + theme.px(6) if self._columns[logicalIndex].align == "right" else rect.right() - side - theme.px(6)
        name = "up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
        paint_icon(painter, name, QRectF(left, rect.center().y() - side / 2, side, side), "primary")


class _View(QTableView):
    activated_row = Signal(int)
    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated_row.emit(self.currentIndex().row())
            else:
                event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class DataTable(QWidget):
    """A list of dicts or objects.

    ``activated(row)`` on Enter or double click, ``selected(row or None)`` when the cursor moves; with ``many`` rows are marked by Shift and
    Ctrl as in any list. Typing in the filter keeps rows that
    hold every typed word; a click on a heading, or Alt+1 … Alt+9 in the list, sorts by that column (text in Thai dictionary order), once
    more turns the order round. Ctrl+C copies the row for a spreadsheet, Ctrl+F goes to the filter, Down from the filter to the list.
    """

    activated = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: QWidget | None = None,
        filter_hint: str = "กรองรายการ",
        filterable: bool = True,
        many: bool = False,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._many = many
        self._model = Rows(columns, self)
        self.view = _View()
        self.filter = IconLine("filter")
        self.count_label = ThaiLabel("", "caption")
        self._set_up_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.px(8))
        self.filter.setPlaceholderText(f"{filter_hint}  (Ctrl+F)")
        self.filter.setAccessibleName(filter_hint)
        self.filter.setClearButtonEnabled(False)
        self.filter.setMaximumWidth(theme.px(360))
        self.bar.addWidget(self.filter, 1)
        if not filterable:
            self.filter.hide()
        self.bar.addWidget(self.count_label)
        self.bar.addStretch(1)
        column.addLayout(self.bar)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        if empty is not None:
            self._stack.addWidget(empty)
        column.addLayout(self._stack, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_DELAY)
        self._timer.timeout.connect(self._filter_now)
        self.filter.textChanged.connect(lambda _: self._timer.start())
        self.filter.returnPressed.connect(self._into_list)
        self.setFocusProxy(self.view)
        self._show_count()

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows; filter and order stay."""
        self._model.set_rows(rows)
        self._after_change()

    def rows(self) -> list[Any]:
        """The rows as they stand: filtered and in the shown order, for the export."""
        return [self._model.row(at) for at in range(self._model.rowCount())]

    def columns(self) -> tuple[Column, ...]:
        return self._model.columns

    def cells(self) -> list[list[str]]:
        """The shown text of every visible row, for copying and for papers."""
        return self._model.cells()

    def current(self) -> Any:
        """The row under the cursor, or None."""
        index = self.view.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def chosen(self) -> list[Any]:
        """Every row that is marked, in the shown order (one, unless the list was made for ``many``)."""
        return [self._model.row(at) for at in sorted(index.row() for index in self.view.selectionModel().selectedRows())]

    def select(self, row: int) -> None:
        """Put the cursor on a shown row, counted from 0."""
        self.view.setCurrentIndex(self._model.index(row, 0))

    def set_filter(self, text: str) -> None:
        """Filter at once, as typing into the box does after a moment."""
        self.filter.setText(text)
        self._filter_now()

    def sort_by(self, key: str, descending: bool = False) -> None:
        column = next(i for i, spec in enumerate(self._model.columns) if spec.key == key)
        self.view.sortByColumn(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end of the bar above the list."""
        self.bar.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)  # Ctrl and a digit is the navigation's
        if event.matches(QKeySequence.StandardKey.Find) and self.filter.isVisible():
            self.filter.setFocus()
            self.filter.selectAll()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self._into_list()
        elif event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif alt and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and event.key() - Qt.Key.Key_1 < len(self._model.columns):
            self._sort_or_turn(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self._model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        view.setSelectionMode(modes.ExtendedSelection if self._many else modes.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        header = _Header(self._model.columns, view)
        view.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(theme.px(48))
        metrics = QFontMetrics(theme.font("body-strong"))
        any_stretch = False
        for number, spec in enumerate(self._model.columns):
            wide = max(theme.px(spec.width or 120), metrics.horizontalAdvance(spec.title) + theme.px(40))
            header.resizeSection(number, wide)
            if spec.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
                any_stretch = True
            if spec.tone is not None:
                view.setItemDelegateForColumn(number, _BadgeDelegate(view))
        header.setStretchLastSection(not any_stretch)
        view.setSortingEnabled(True)
        view.activated_row.connect(lambda at: self.activated.emit(self._model.row(at)))
        view.doubleClicked.connect(lambda index: self.activated.emit(self._model.row(index.row())))
        view.copied.connect(self._copy)
        view.selectionModel().currentRowChanged.connect(lambda index, _: self.selected.emit(self._row_or_none(index)))

    def _row_or_none(self, index: _Index) -> Any:
        return self._model.row(index.row()) if index.isValid() else None

    def _filter_now(self) -> None:
        self._timer.stop()
        self._model.set_filter(self.filter.text())
        self._after_change()

    def _after_change(self) -> None:
        if self._stack.count() > 1:
            self._stack.setCurrentIndex(0 if self._model.rows else 1)
        self._show_count()

    def _show_count(self) -> None:
        shown, all_rows = self._model.rowCount(), len(self._model.rows)
        self.count_label.setText(f"{shown:,} รายการ" if shown == all_rows else f"{shown:,} จาก {all_rows:,} รายการ")

    def _into_list(self) -> None:
        self._filter_now()
        if self._model.rowCount():
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.select(0)

    def _sort_or_turn(self, column: int) -> None:
        header = self.view.horizontalHeader()
        again = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.view.sortByColumn(column, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder)

    def _copy(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            line = "\t".join(self._model.text(index.row(), column) for column in range(self._model.columnCount()))
            QGuiApplication.clipboard().setText(line)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(720), theme.px(360))
