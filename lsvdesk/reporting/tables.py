"""Any list as a workbook: a heading, the rows as they come, sums of amounts, ready to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl.utils import get_column_letter

from lsvdesk.reporting.saving import reporting_faults
from lsvdesk.reporting.text import title_of_sheet
from lsvdesk.reporting.workbook import (
    AMOUNT,
    BODY,
    CENTRED,
    DAY,
    DECIMAL,
    HEADING,
    INDEX,
    MOMENT,
    NOTE,
    NUMBER,
    PLAIN,
    SUBTITLE,
    TITLE,
    Book,
    Formula,
    Sheet,
    Style,
    Value,
    total,
)

Kind = Literal["text", "code", "number", "decimal", "plain", "amount", "date", "moment"]
"""``code``: a short text, centred; ``plain``: a whole number that is a name (a year, a book) and takes no thousands separator; ``amount``:
baht, summed at the end."""

Cell = tuple[Value | Formula, Style, int, int]

ROWS_IN_SHEET: Final = 1_000_000
"""Excel takes 1,048,576; what is more goes on in a second sheet."""

_NAMED_BY_NUMBER = ("ปี", "เลข", "เล่ม")
_STYLES: Final[dict[str, Style]] = {
    "text": BODY,
    "code": CENTRED,
    "number": NUMBER,
    "decimal": replace(NUMBER, format=DECIMAL),
    "plain": replace(INDEX, format=PLAIN),
    "amount": AMOUNT,
    "date": DAY,
    "moment": replace(DAY, format=MOMENT),
}
_LANDSCAPE_FROM = 95.0  # digits: what stands on A4 upright in a readable size


@dataclass(frozen=True)
class ColumnSpec:
    """A column of a list: its heading, what its cells are, and its width in digits."""

    title: str
    kind: Kind = "text"
    width: float = 14.0

    @property
    def style(self) -> Style:
        if self.kind == "number" and self.title.startswith(_NAMED_BY_NUMBER):
            return _STYLES["plain"]
        return _STYLES[self.kind]


@dataclass(frozen=True)
class Table:
    """One list of a workbook."""

    title: str
    columns: Sequence[ColumnSpec]
    rows: Iterable[Sequence[Any]]
    note: str = ""


def export_table(
    title: str,
    columns: Sequence[ColumnSpec],
    rows: Iterable[Sequence[Any]],
    out: Path,
    *,
    office_name: str,
    subtitle: str = "",
    author: str = "",
    now: dt.datetime | None = None,
) -> Path:
    """Write a list to ``out`` (.xlsx) and give its path: a title, the office, ``subtitle``, then ``rows`` (streamed) under ``columns``.

    Cells are text, whole numbers, ``Decimal``, dates or None; anything else is written as its text. Typed text stays text whatever it
    begins with. Raises CounterError ``workbook`` where the file cannot be written.
    """
    table = Table(title, columns, rows)
    return export_tables(title, [table], out, office_name=office_name, subtitle=subtitle, author=author, now=now)


def export_tables(
    title: str,
    tables: Iterable[Table],
    out: Path,
    *,
    office_name: str,
    subtitle: str = "",
    author: str = "",
    now: dt.datetime | None = None,
) -> Path:
    """Several lists in one workbook, a sheet each; see :func:`export_table`."""
    moment = now or dt.datetime.now().replace(microsecond=0)
    with reporting_faults(out), Book(title=title, office=office_name, author=author, now=moment) as book:
        names: set[str] = set()
        for table in tables:
            for part in _parts(table):
                sheet = book.sheet(title_of_sheet(part.title, names), _widths(part.columns), landscape=_wide(part.columns), head=(4, 4))
                _write(sheet, part, office_name, subtitle)
        if book.clipped:
            _tell_clipped(book)
        book.save(out)
    return out


def _parts(table: Table) -> Iterator[Table]:
    """The list in parts that a sheet can hold; an empty list is one part."""
    rows = iter(table.rows)
    yield replace(table, rows=islice(rows, ROWS_IN_SHEET))
    number = 2
    for first in rows:
        yield replace(table, title=f"{table.title} (ต่อ {number})", rows=chain([first], islice(rows, ROWS_IN_SHEET - 1)))
        number += 1


def _widths(columns: Sequence[ColumnSpec]) -> list[float]:
    return [6.0, *(float(column.width) for column in columns)]


def _wide(columns: Sequence[ColumnSpec]) -> bool:
    return sum(_widths(columns)) > _LANDSCAPE_FROM


def _write(sheet: Sheet, table: Table, office_name: str, subtitle: str) -> None:
    sheet.spread(table.title, TITLE)
    sheet.spread("  ".join(part for part in (office_name, subtitle) if part), SUBTITLE)
    if table.note:
        sheet.spread(table.note, NOTE)
    else:
        sheet.blank(8)
    sheet.row(("ที่", HEADING), *((column.title, HEADING) for column in table.columns))
    styles = [column.style for column in table.columns]
    sums = {place: Decimal("0.00") for place, column in enumerate(table.columns) if column.kind == "amount"}
    count = 0
    for count, row in enumerate(table.rows, 1):
        values = [_value(value) for value in row]
        for place in sums:
            amount = values[place]
            if isinstance(amount, int | Decimal):
                sums[place] += amount
        sheet.row((count, INDEX), *((value, _fitting(style, value)) for value, style in zip(values, styles, strict=True)))
    if not count:
        sheet.spread("ไม่มีรายการ", CENTRED)
    end = sheet.row_count
    sheet.filter(4, end)
    _totals(sheet, end, count, sums)


def _totals(sheet: Sheet, end: int, count: int, sums: dict[int, Decimal]) -> None:
    """How many, and the sum of each amount: of the rows in sight where the list is filtered in the spreadsheet."""
    last = len(sheet.widths)
    if not sums:
        sheet.pieces((f"รวม {count:,} รายการ", replace(total(BODY), align="right"), 1, last))
        return
    cells: list[Cell] = [(f"รวม {count:,} รายการ", replace(total(BODY), align="right"), 1, min(sums) + 1)]
    for column in range(min(sums) + 2, last + 1):
        place, letter = column - 2, get_column_letter(column)
        if place in sums:
            cells.append((Formula(f"=SUBTOTAL(109,{letter}5:{letter}{end})", sums[place]), total(AMOUNT), column, column))
        else:
            cells.append(("", total(BODY), column, column))
    sheet.pieces(*cells)


def _value(value: Any) -> Value:
    if value is None or isinstance(value, str | Decimal | dt.date) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return str(value)


def _fitting(style: Style, value: Value) -> Style:
    """The style of the column, unless what stands in the cell is something else: a dash in a column of dates is text."""
    if isinstance(value, str) and style.format != BODY.format:
        return replace(style, format=BODY.format)
    if isinstance(value, dt.date) and style.format not in (DAY.format, MOMENT):
        return replace(style, format=MOMENT if isinstance(value, dt.datetime) else DAY.format)
    return style


def _tell_clipped(book: Book) -> None:
    sheet = book.sheet("หมายเหตุ", (6, 80), head=None)
    sheet.spread("ข้อความที่ถูกตัด เพราะยาวเกินที่ช่องของสมุดงานรับได้ (32,767 อักขระ)", replace(TITLE, size=16))
    for index, place in enumerate(book.clipped, 1):
        sheet.row((index, INDEX), (place, BODY))
