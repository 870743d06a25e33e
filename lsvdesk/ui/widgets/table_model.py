"""The rows behind a list: which of them are seen, in which order, as what text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from lsvdesk.thai.numerals import to_arabic

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


def show_anything(value: Any) -> str:
    """How a value is written where the column does not say: dates in B.E., decimals with separators, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่"
    if isinstance(value, datetime):
        from lsvdesk.thai.dates import format_short, format_time

        return f"{format_short(value.date())} {format_time(value.time())}"
    if isinstance(value, date):
        from lsvdesk.thai.dates import format_short

        return format_short(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


@dataclass(frozen=True)
class Column:
    """A column: ``key`` is a key of the dicts or an attribute of the objects; ``show`` writes the value; ``sort`` gives what it sorts by
    where that is not the value itself; ``tone`` gives a state colour that turns the text into a badge, or None."""

    key: str
    title: str
    align: str = "left"
    width: int = 0
    show: Callable[[Any], str] = show_anything
    sort: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str | None] | None = None
    stretch: bool = False


def cell_value(row: Any, key: str) -> Any:
    if isinstance(row, Mapping):
        return row.get(key)
    return getattr(row, key, None)


def _get_all(rows: list[Any], key: str) -> list[Any]:
    if all(type(row) is dict for row in rows):
        return [row.get(key) for row in rows]
    return [cell_value(row, key) for row in rows]


class Rows(QAbstractTableModel):
    """The rows in the order and selection in which they are seen. Nothing is written as text before it is painted or filtered."""

    def __init__(self, columns: Sequence[Column], parent: QWidget):
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self.order: list[int] = []
        self._texts: list[str] | None = None
        self._sort_keys: dict[int, list[Any]] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._words: list[str] = []

    def set_rows(self, rows: Iterable[Any]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self._texts = None
        self._sort_keys.clear()
        self._arrange()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        self.beginResetModel()
        self._words = to_arabic(text).casefold().split()
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def row(self, at: int) -> Any:
        return self.rows[self.order[at]]

    def text(self, at: int, column: int) -> str:
        spec = self.columns[column]
        return spec.show(cell_value(self.row(at), spec.key))

    def cells(self) -> list[list[str]]:
        """The text of every row that is seen."""
        shown = [self.rows[i] for i in self.order]
        by_column = [_shown_texts(_get_all(shown, spec.key), spec.show) for spec in self.columns]
        return [list(texts) for texts in zip(*by_column, strict=True)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.ToolTipRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[index.column()].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGN[self.columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self.order = list(range(len(self.rows)))
        if self._words:
            texts = self._all_texts()
            self.order = [i for i in self.order if all(word in texts[i] for word in self._words)]
        if self._sorted_by is not None:
            column, direction = self._sorted_by
            keys = self._keys(column)
            # Empty values stay at the end in both directions
            full = [i for i in self.order if keys[i] is not None]
            full.sort(key=keys.__getitem__, reverse=direction == Qt.SortOrder.DescendingOrder)
            self.order = full + [i for i in self.order if keys[i] is None]

    def _all_texts(self) -> list[str]:
        if self._texts is None:
            by_column = [_shown_texts(_get_all(self.rows, spec.key), spec.show) for spec in self.columns]
            # One pass over one long text is many times faster than one pass per row
            joined = "\n".join([" ".join(texts).replace("\n", " ") for texts in zip(*by_column, strict=True)])
            for digit in range(10):
                joined = joined.replace("๐๑๒๓๔๕๖๗๘๙"[digit], str(digit))
            self._texts = joined.casefold().split("\n") if self.rows else []
        return self._texts

    def _keys(self, column: int) -> list[Any]:
        if column not in self._sort_keys:
            spec = self.columns[column]
            values = _get_all(self.rows, spec.key)
            if spec.sort is not None:
                values = [None if value is None else spec.sort(value) for value in values]
            known = thai_order({value for value in values if isinstance(value, str)})
            self._sort_keys[column] = [(known[value] if value else None) if isinstance(value, str) else value for value in values]
        return self._sort_keys[column]


def _shown_texts(values: list[Any], show: Callable[[Any], str]) -> list[str]:
    """Each value as text; equal days, amounts and states are written once."""
    if show is show_anything and all(type(value) is str for value in values):
        return values
    try:
        known = {value: show(value) for value in set(values)}
    except TypeError:  # something that cannot be looked up, a list for one
        return [show(value) for value in values]
    return [known[value] for value in values]


_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_WEIGHTLESS = "็่้๊๋์๎ๆฯ.,-()/\"'“”"


def thai_order(texts: set[str]) -> dict[str, str]:
    """A key for each text whose order is that of ``thai.names.sort_key``.

    The full key costs too much for every row of a long list; it is only asked for where texts differ in nothing but tone marks and
    punctuation.
    """
    groups: dict[str, list[str]] = {}
    ordered = [text for text in texts if "\n" not in text]
    joined = _LEADING_VOWEL.sub(r"\2\1", "\n".join(ordered).casefold())
    for mark in _WEIGHTLESS:  # ten times faster than str.translate
        joined = joined.replace(mark, "")
    together = joined.split("\n")
    several_lines = ((text, text) for text in texts if "\n" in text)
    for text, letters in (*zip(ordered, together, strict=False), *several_lines):
        groups.setdefault(letters, []).append(text)
    keys: dict[str, str] = {}
    for letters, members in groups.items():
        if len(members) == 1:
            keys[members[0]] = letters
        else:
            from lsvdesk.thai.names import sort_key

            keys |= {text: sort_key(text) for text in members}
    return keys
