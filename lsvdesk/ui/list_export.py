"""A list as it stands on the screen, filtered and sorted, as a workbook."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.data_table import Column, DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence


def ask_file(parent: QWidget, title: str, suggested: str, pattern: str) -> Path | None:
    """Where to save; None where the person thought better of it."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested), pattern)
    return Path(name) if name else None


def export_list(page: Page, table: DataTable, title: str, subtitle: str = "") -> None:
    """Ask for a file and write the rows of ``table`` as they stand; what a cell holds stays a number or a date where it is one."""
    today = page.session.today
    out = ask_file(page, "ส่งออกเป็นสมุดงาน", f"{title} {today.year + 543}-{today:%m-%d}.xlsx", "สมุดงาน Excel (*.xlsx)")
    if out is not None:
        write_list(page, table, title, subtitle, out)


def write_list(page: Page, table: DataTable, title: str, subtitle: str, out: Path) -> None:
    """Write the workbook in the background; a toast says where it lies."""
    columns, rows, office = table.columns(), table.rows(), page.office

    def work() -> Path:
        from lsvdesk.counter.settings import office_details
        from lsvdesk.reporting.registers import ColumnSpec, export_table

        specs = [ColumnSpec(column.title, _kind(column, rows), max(10, round((column.width or 120) / 8))) for column in columns]
        cells = ([_cell(column, row) for column in columns] for row in rows)
        return export_table(title, specs, cells, out, office_name=str(office_details(office).get("name", "")), subtitle=subtitle)

    def done(path: Path) -> None:
        page.toast.emit(f"ส่งออก {len(rows):,} รายการแล้ว: {path.name}")

    page.session.run(work, done, page.trouble.emit)


def _raw(column: Column, row: Any) -> Any:
    return row.get(column.key) if isinstance(row, dict) else getattr(row, column.key, None)


def _cell(column: Column, row: Any) -> Any:
    value = _raw(column, row)
    if value is None or isinstance(value, dt.date | Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return column.show(value)


def _kind(column: Column, rows: Sequence[Any]) -> str:
    """What the cells of a column are: the first value that is there decides."""
    kinds: tuple[tuple[type, str], ...] = ((dt.datetime, "text"), (dt.date, "date"), (Decimal, "amount"), (bool, "text"), (int, "number"))
    for row in rows:
        value = _raw(column, row)
        if value is not None:
            return next((kind for type_, kind in kinds if isinstance(value, type_)), "text")
    return "text"
