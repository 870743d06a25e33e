"""Rows of typed columns: signs, partners, goods. Every cell is a field editor of its own, so it is typed and faulted like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor, named
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.table_row import DELETE_WIDTH, GAP, NUMBER_WIDTH, Row, TableColumn, TableRow

__all__ = ["TableColumn", "TableEditor"]


class TableEditor(FieldEditor):
    """Rows; value: list of dicts by column key, without rows that are empty.

    Tab and Enter go to the next cell. Enter in the last cell of the last row adds a row, or goes on with the page where that row is
    empty. Up and Down change the row, Ctrl+Enter adds a row, Ctrl+Delete deletes one (Ctrl+Z brings it back). There are always at least
    ``min_rows`` (and one) and at most ``max_rows`` rows.
    """

    def __init__(
        self,
        columns: Sequence[TableColumn],
        *,
        min_rows: int = 0,
        max_rows: int = 100,
        row_word: str = "แถว",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.columns = tuple(columns)
        self.min_rows, self.max_rows, self.row_word = min_rows, max_rows, row_word
        self._rows: list[TableRow] = []
        self._deleted: list[tuple[int, Row]] = []
        self._read_only = False
        # Keeps the table's place in the page's tab order while its rows come and go: a new row would stand last in the window. Never seen
        self._anchor = QWidget(self)
        self._anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._anchor.setEnabled(False)
        self._anchor.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addLayout(self._headings())
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setSpacing(theme.px(4))
        self._column.addLayout(self._rows_layout)
        self._column.addLayout(self._foot())
        for _ in range(max(min_rows, 1)):
            self._append()
        self._renumber()

    # What the wizard asks of every field

    def value(self) -> list[Row]:
        return [row.value() for row in self._rows if not row.is_empty()]

    def set_value(self, value: Any) -> None:
        rows: Sequence[Mapping[str, Any]] = value or []
        while self._rows:
            self._take(len(self._rows) - 1)
        for given in rows:
            self._append(given)
        while len(self._rows) < max(self.min_rows, 1):
            self._append()
        self._deleted.clear()
        self._renumber()
        self.show_fault(None)

    def is_empty(self) -> bool:
        return all(row.is_empty() for row in self._rows)

    def fault(self) -> str | None:
        for number, row in enumerate(self._rows, 1):
            for key, message in row.faults().items():
                return f"{self.row_word}ที่ {number} {named(self._label(key), message)}"
        return None

    def show_fault(self, message: str | None) -> None:
        """Mark every cell that cannot be read; ``None`` clears all marks."""
        self._shown_fault = message
        for row in self._rows:
            row.show_faults(row.faults() if message else {})

    def show_cell_faults(self, faults: Mapping[tuple[int, str], str]) -> None:
        """Mark these cells, by (row from 0, column key); a key that is no column stands for the whole row."""
        for number, row in enumerate(self._rows):
            row.show_faults({key: message for (at, key), message in faults.items() if at == number})
        self._shown_fault = next(iter(faults.values()), None)

    def focus_fault(self) -> None:
        for row in self._rows:
            for key in row.shown_faults():
                if key in row.cells:
                    row.cells[key].focus_fault()
                    return
        super().focus_fault()

    def marked_widgets(self) -> list[QWidget]:
        return []

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        for row in self._rows:
            self._protect(row)
        self.add_button.setVisible(not read_only)

    # Rows

    def row_count(self) -> int:
        return len(self._rows)

    def cell(self, row: int, key: str) -> FieldEditor:
        """The editor of a cell, row from 0."""
        return self._rows[row].cells[key]

    def row_of(self, row: QWidget) -> int:
        return next((i for i, candidate in enumerate(self._rows) if candidate is row), -1)

    def add_row(self, values: Mapping[str, Any] | None = None) -> bool:
        """Add a row at the end and go to it; False where there are ``max_rows`` already."""
        if len(self._rows) >= self.max_rows:
            self.note.setText(f"มีได้ไม่เกิน {self.max_rows} {self.row_word}")
            self.note.show()
            return False
        self._append(values)
        self._renumber()
        self._rows[-1].typed_cells()[0].setFocus()
        self.changed.emit()
        return True

    def delete_row(self, row: int) -> None:
        """Delete a row; it can be brought back by :meth:`undo_delete`."""
        if not 0 <= row < len(self._rows) or self._read_only:
            return
        if len(self._rows) <= self.min_rows and self._rows[row].is_empty():
            self.note.setText(f"ต้องมีอย่างน้อย {self.min_rows} {self.row_word}")
            self.note.show()
            return
        empty = self._rows[row].is_empty()
        if not empty:
            self._deleted.append((row, self._rows[row].value()))
        self._take(row)
        while len(self._rows) < max(self.min_rows, 1):
            self._append()
        self._renumber()
        self._rows[min(row, len(self._rows) - 1)].typed_cells()[0].setFocus()
        if not empty:
            self.note.setText(f"ลบ{self.row_word}ที่ {row + 1} แล้ว")
            self.note.show()
            self.undo_button.show()
        self.changed.emit()

    def undo_delete(self) -> None:
        """Bring the last deleted row back to its place."""
        if not self._deleted:
            return
        place, values = self._deleted.pop()
        empties = [row for row in self._rows if row.is_empty()]
        if len(self._rows) >= self.max_rows or (len(self._rows) == max(self.min_rows, 1) and empties):
            if not empties:
                return
            self._take(self.row_of(empties[-1]))
        self._append(values, min(place, len(self._rows)))
        self._renumber()
        self.note.setVisible(bool(self._deleted))
        self.undo_button.setVisible(bool(self._deleted))
        self._rows[min(place, len(self._rows) - 1)].typed_cells()[0].setFocus()
        self.changed.emit()

    def cell_changed(self, row: TableRow, key: str) -> None:
        row.recompute()
        shown = row.shown_faults()
        if key in shown:
            now = row.cells[key].fault()
            row.show_faults({k: (now if k == key else m) for k, m in shown.items() if k != key or now})
        self.note.setVisible(bool(self._deleted))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            self._check_left_cell(watched)
        return super().eventFilter(watched, event)

    # Inside

    def _headings(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(GAP))
        line.addSpacing(theme.px(NUMBER_WIDTH + GAP))
        for column in self.columns:
            heading = ThaiLabel(column.heading() + (" *" if column.required else ""), "caption", wrap=True)
            heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            if column.kind in ("integer", "number", "money", "computed"):
                heading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            else:
                heading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            line.addWidget(heading, column.part())
        line.addSpacing(theme.px(DELETE_WIDTH + GAP))
        return line

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(GAP))
        self.add_button = Button(f"เพิ่ม{self.row_word}", "quiet", key="Ctrl+Enter", icon="add-row", bind=False)
        self.add_button.clicked.connect(lambda: self.add_row())
        self.note = ThaiLabel("", tone="quiet")
        self.note.hide()
        self.undo_button = Button("เลิกทำ", "quiet", key="Ctrl+Z", icon="undo", bind=False)
        self.undo_button.clicked.connect(self.undo_delete)
        self.undo_button.hide()
        line.addSpacing(theme.px(NUMBER_WIDTH))
        line.addWidget(self.add_button)
        line.addStretch(1)
        line.addWidget(self.note)
        line.addWidget(self.undo_button)
        return line

    def _append(self, values: Mapping[str, Any] | None = None, place: int | None = None) -> None:
        row = TableRow(self.columns, self)
        for key, value in (values or {}).items():
            if key in row.cells:
                row.cells[key].set_value(value)
        row.recompute()
        place = len(self._rows) if place is None else place
        self._rows.insert(place, row)
        self._rows_layout.insertWidget(place, row)
        row.show()  # at once, since the cursor is to go there: the layout would show it later
        for cell in row.typed_cells():
            for widget in (cell, *cell.findChildren(QWidget)):
                widget.installEventFilter(self)
        self._protect(row)

    def _take(self, row: int) -> None:
        gone = self._rows.pop(row)
        # Removing the widget that has the focus would send the cursor to some other field
        self._rows_layout.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.number.setText(f"{number}.")
            row.delete_button.setAccessibleName(f"ลบ{self.row_word}ที่ {number}")
            for column in self.columns:
                row.cells[column.key].set_name(f"{column.label} {self.row_word}ที่ {number}")
        self.setFocusProxy(self._rows[0].typed_cells()[0])
        self.add_button.setEnabled(len(self._rows) < self.max_rows)
        cells = [cell.focusProxy() or cell for row in self._rows for cell in row.typed_cells()]
        for before, after in pairwise([self._anchor, *cells, self.add_button, self.undo_button]):
            QWidget.setTabOrder(before, after)

    def _protect(self, row: TableRow) -> None:
        row.delete_button.setVisible(not self._read_only)
        for cell in row.typed_cells():
            cell.set_read_only(self._read_only)

    def _label(self, key: str) -> str:
        return next((column.label for column in self.columns if column.key == key), "")

    def _position(self) -> tuple[int, int] | None:
        """Row and place (among the typed cells) of the cell with the focus."""
        focus = QApplication.focusWidget()
        for at, row in enumerate(self._rows):
            for place, cell in enumerate(row.typed_cells()):
                if focus is not None and (cell is focus or cell.isAncestorOf(focus)):
                    return at, place
        return None

    def _key(self, event: QKeyEvent) -> bool:
        position = self._position()
        if position is None or self._read_only:
            return False
        row, place = position
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.add_row()
                return True
            return self._go_on(row, place)
        if control and key == Qt.Key.Key_Delete:
            self.delete_row(row)
            return True
        if control and key == Qt.Key.Key_Z and self._deleted:
            self.undo_delete()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            column = [c for c in self.columns if c.kind != "computed"][place]
            target = row + (1 if key == Qt.Key.Key_Down else -1)
            if column.kind not in ("choice", "date") and 0 <= target < len(self._rows):
                self._focus(target, place)
                return True
        return False

    def _go_on(self, row: int, place: int) -> bool:
        cells = self._rows[row].typed_cells()
        if place + 1 < len(cells) and not (self._rows[row].is_empty() and row == len(self._rows) - 1):
            self._focus(row, place + 1)
        elif row + 1 < len(self._rows):
            self._focus(row + 1, 0)
        elif self._rows[row].is_empty() or len(self._rows) >= self.max_rows:
            return False  # nothing more to enter: Enter goes on with the page
        else:
            self.add_row()
        return True

    def _focus(self, row: int, place: int) -> None:
        cell = self._rows[row].typed_cells()[place]
        cell.setFocus(Qt.FocusReason.TabFocusReason)

    def _check_left_cell(self, widget: QWidget) -> None:
        for row in self._rows:
            for key, cell in row.cells.items():
                if cell is widget or cell.isAncestorOf(widget):
                    message = cell.fault()
                    shown = row.shown_faults()
                    if message and shown.get(key) != message:
                        row.show_faults({**shown, key: message})
                    return
