"""A row of a typed table: its columns, its cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor, named
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel

if TYPE_CHECKING:
    from lsvdesk.ui.widgets.table import TableEditor

Row = dict[str, Any]

_SHARES = {
    "text": 4,
    "name": 4,
    "integer": 2,
    "number": 2,
    "money": 3,
    "date": 3,
    "choice": 3,
    "tick": 1,
    "citizen_id": 4,
    "juristic_id": 4,
}
NUMBER_WIDTH, DELETE_WIDTH, GAP = 28, 40, 8


@dataclass(frozen=True)
class TableColumn:
    """A column. ``kind`` is text, name, integer, number, money, date, choice, tick, citizen_id, juristic_id, phone or computed.

    ``settings`` are the keyword arguments of the kind's editor (``minimum``, ``maximum``, ``places``, ``max_length``, ``first``, ``last``);
    ``options`` those of a choice. A computed column gets its value from ``compute(row)`` (None where it cannot be said yet) and is written
    by ``show``. ``share`` is its part of the width, 0 for the usual one of its kind.
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    unit: str = ""
    share: int = 0
    options: tuple[tuple[Any, str], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    compute: Callable[[Row], Any] | None = None
    show: Callable[[Any], str] = str

    def heading(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def part(self) -> int:
        return self.share or _SHARES.get(self.kind, 3)


def cell_editor(column: TableColumn) -> FieldEditor:
    """The editor of a cell; units stand in the heading instead."""
    from lsvdesk.ui.widgets import readers
    from lsvdesk.ui.widgets.choices import ChoiceEditor, TickEditor
    from lsvdesk.ui.widgets.dates import BuddhistDateEditor
    from lsvdesk.ui.widgets.frame import ComputedLabel

    if column.kind == "computed":
        editor: FieldEditor = ComputedLabel(column.show, right=True)
    elif column.kind == "choice":
        editor = ChoiceEditor(column.options, radios=False, placeholder="เลือก")
    elif column.kind == "tick":
        editor = TickEditor("")
    elif column.kind == "date":
        editor = BuddhistDateEditor(**column.settings, button=False)
    else:
        kinds: dict[str, type[readers.Reader]] = {
            "text": readers.TextReader,
            "name": readers.NameReader,
            "integer": readers.IntegerReader,
            "number": readers.DecimalReader,
            "money": readers.MoneyReader,
            "citizen_id": readers.CitizenIdReader,
            "juristic_id": readers.JuristicIdReader,
            "phone": readers.PhoneReader,
        }
        editor = LineFieldEditor(kinds[column.kind](**column.settings), placeholder="")
    if isinstance(editor, LineFieldEditor):
        editor.fill()
    return editor


class TableRow(QWidget):
    """One row: its number, the cells, a delete button, and under them what is wrong with it."""

    def __init__(self, columns: Sequence[TableColumn], owner: TableEditor):
        super().__init__(owner)
        self.columns = columns
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(theme.px(GAP))
        self.number = ThaiLabel("", tone="quiet")
        self.number.setFixedWidth(theme.px(NUMBER_WIDTH))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.number)
        self.cells: dict[str, FieldEditor] = {}
        for column in columns:
            cell = cell_editor(column)
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, cell.sizePolicy().verticalPolicy())
            cell.changed.connect(lambda key=column.key: owner.cell_changed(self, key))
            line.addWidget(cell, column.part())
            self.cells[column.key] = cell
        self.delete_button = Button("", "quiet", icon="delete")
        self.delete_button.setFixedWidth(theme.px(DELETE_WIDTH))
        self.delete_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.delete_button.setToolTip("ลบแถวนี้ (Ctrl+Delete)")
        self.delete_button.clicked.connect(lambda: owner.delete_row(owner.row_of(self)))
        line.addWidget(self.delete_button)
        column_layout.addLayout(line)
        self.fault_label = ThaiLabel("", tone="red", wrap=True)
        self.fault_label.setContentsMargins(theme.px(NUMBER_WIDTH + GAP), 0, 0, theme.px(4))
        self.fault_label.hide()
        column_layout.addWidget(self.fault_label)
        self._faults: dict[str, str] = {}

    def typed_cells(self) -> list[FieldEditor]:
        return [self.cells[column.key] for column in self.columns if column.kind != "computed"]

    def value(self) -> Row:
        return {key: cell.value() for key, cell in self.cells.items()}

    def is_empty(self) -> bool:
        return all(cell.is_empty() for cell in self.typed_cells())

    def faults(self) -> dict[str, str]:
        return {key: message for key, cell in self.cells.items() if (message := cell.fault())}

    def show_faults(self, faults: Mapping[str, str]) -> None:
        self._faults = dict(faults)
        for key, cell in self.cells.items():
            cell.show_fault(faults.get(key))
        labels = {column.key: column.label for column in self.columns}
        self.fault_label.setText("\n".join(named(labels[key], message) if key in labels else message for key, message in faults.items()))
        self.fault_label.setVisible(bool(faults))

    def shown_faults(self) -> dict[str, str]:
        return dict(self._faults)

    def recompute(self) -> None:
        row = self.value()
        for column in self.columns:
            if column.compute is not None:
                self.cells[column.key].set_value(column.compute(row))
