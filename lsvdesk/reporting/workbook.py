"""A workbook being written: sheets with one look, typed text that stays text, saved whole or not at all.

Everything is written row by row (openpyxl's write-only mode), so that a sheet of 200,000 rows costs no memory. Dates are real dates and
shown in the Buddhist Era by a number format that Excel and LibreOffice both read; money is a real number; totals are formulas, and the
sum known from the register is stored beside each formula for viewers that do not calculate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from lsvdesk.reporting.saving import save
from lsvdesk.reporting.text import clean, is_clipped, lines_needed, looks_like_formula

FONT: Final = "TH Sarabun New"
SIZE: Final = 14
LINE_HEIGHT: Final = 1.36  # of a line of TH Sarabun New, in its size: stacked marks need it

DATE: Final = "[$-107041E]d mmm yyyy;@"
"""21 พ.ย. 2569: locale Thai (041E), Thai Buddhist calendar (07), Arabic digits (01)."""
MOMENT: Final = '[$-107041E]d mmm yyyy h:mm "น.";@'
MONEY: Final = '#,##0.00;-#,##0.00;"-"'
WHOLE: Final = '#,##0;-#,##0;"-"'
PLAIN: Final = "0"
TEXT: Final = "@"
DECIMAL: Final = "#,##0.##"

Horizontal = Literal["left", "center", "right", "general"]

INK: Final = "1F2933"
MUTED: Final = "52606D"
LINE: Final = "9AA5B1"
HEAD: Final = "DCE6EC"
TOTAL: Final = "F0F4F7"
WARN: Final = "FFF4D6"
ENTRY: Final = "FFFDF2"
STOP: Final = "B42318"

Value = str | int | Decimal | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Formula:
    """A formula (``text`` begins with =) and what it gives with the register as it is now."""

    text: str
    value: Decimal | int | str


@dataclass(frozen=True)
class Style:
    """How a cell looks. Text wraps and stands at the top; numbers at the right."""

    format: str = TEXT
    bold: bool = False
    size: int = SIZE
    align: Horizontal = "left"
    middle: bool = False
    fill: str = ""
    border: bool = True
    colour: str = INK
    strike: bool = False
    wrap: bool = True


BODY: Final = Style()
CENTRED: Final = Style(align="center")
INDEX: Final = Style(format=WHOLE, align="center")
NUMBER: Final = Style(format=WHOLE, align="right")
AMOUNT: Final = Style(format=MONEY, align="right")
DAY: Final = Style(format=DATE, align="center")
HEADING: Final = Style(bold=True, align="center", middle=True, fill=HEAD)
TITLE: Final = Style(bold=True, size=20, align="center", middle=True, border=False)
SUBTITLE: Final = Style(size=16, align="center", middle=True, border=False)
SECTION: Final = Style(bold=True, size=16, border=False, wrap=False)
NOTE: Final = Style(colour=MUTED, border=False)


def total(style: Style) -> Style:
    """The same as a line of totals."""
    return replace(style, bold=True, fill=TOTAL)


class Book:
    """A workbook being written, in a ``with`` block that :meth:`save` ends; where anything goes wrong in it, nothing is left behind."""

    def __init__(self, *, title: str, office: str, author: str, now: dt.datetime) -> None:
        self._book = Workbook(write_only=True)
        base = Font(name=FONT, size=SIZE, family=2, charset=222, color=INK)
        self._book._fonts = IndexedList([base])  # type: ignore[attr-defined]  # the Normal style: column widths are counted in its digits
        self._book._named_styles["Normal"].font = base  # type: ignore[attr-defined]
        properties = self._book.properties
        properties.title, properties.creator, properties.lastModifiedBy = clean(title), clean(author), clean(author)
        properties.language = "th-TH"
        properties.created = properties.modified = now
        self.office = office
        self.sheets: list[Sheet] = []
        self._styles: dict[tuple[Style, bool], StyleArray] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is not None:
            for sheet in self.sheets:
                sheet.abandon()

    def sheet(
        self,
        name: str,
        widths: Sequence[float],
        *,
        landscape: bool = False,
        head: tuple[int, int] | None = None,
        footer: str = "",
    ) -> Sheet:
        """A new sheet with columns of ``widths`` (digits). The rows ``head`` (first, last) are repeated on every page and stay in sight
        together with those above them."""
        sheet = Sheet(self, self._book.create_sheet(name), widths, landscape, head, footer)
        self.sheets.append(sheet)
        return sheet

    @property
    def clipped(self) -> list[str]:
        """Sheets that hold a text cut at Excel's limit, each with its cell."""
        return [f"{sheet.name} ช่อง {place}" for sheet in self.sheets for place in sheet.clipped]

    def style(self, look: Style, quoted: bool, worksheet: Any) -> StyleArray:
        known = self._styles.get((look, quoted))
        if known is None:
            known = self._styles[look, quoted] = _style_array(look, quoted, worksheet)
        return known

    def arrange(self, names: Sequence[str]) -> None:
        """Put the sheets in the order of ``names``: a cover is written last and stands first."""
        self.sheets.sort(key=lambda sheet: names.index(sheet.name))
        for place, sheet in enumerate(self.sheets):
            self._book.move_sheet(sheet.name, place - self._book.sheetnames.index(sheet.name))

    def save(self, out: Path) -> Path:
        """The finished workbook at ``out``, which is replaced only by a whole file. Raises CounterError ``workbook``."""
        cached = {position: sheet.cached for position, sheet in enumerate(self.sheets, 1) if sheet.cached}
        for sheet in self.sheets:
            sheet.finish()
        return save(self._book, out, cached)


class Sheet:
    """One sheet, written from the top down."""

    def __init__(
        self, book: Book, worksheet: Any, widths: Sequence[float], landscape: bool, head: tuple[int, int] | None, footer: str
    ) -> None:
        self.book = book
        self.name: str = worksheet.title
        self.widths = tuple(widths)
        self.row_count = 0
        self.clipped: list[str] = []
        self.cached: dict[str, Decimal | int | str] = {}
        self._sheet = worksheet
        worksheet._values_to_row = lambda row, number: row  # our cells know their places: openpyxl need not try each as a value first
        for index, wide in enumerate(widths, 1):
            worksheet.column_dimensions[get_column_letter(index)].width = wide
        worksheet.sheet_view.showGridLines = False
        worksheet.sheet_view.zoomScale = 100
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup = worksheet.page_setup
        setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        margins = worksheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
        worksheet.print_options.horizontalCentered = True
        if head:
            worksheet.freeze_panes = f"A{head[1] + 1}"
            worksheet.print_title_rows = f"{head[0]}:{head[1]}"
        for part, said in (("left", footer or book.office), ("center", self.name), ("right", "หน้า &P จาก &N")):
            item = getattr(worksheet.oddFooter, part)
            item.text = said if part == "right" else clean(said)[:80].replace("&", "&&").replace("\n", " ")
            item.font, item.size = f"{FONT},Regular", 12

    @property
    def next_row(self) -> int:
        return self.row_count + 1

    @property
    def last_column(self) -> str:
        return get_column_letter(len(self.widths))

    def row(self, *cells: tuple[Value | Formula, Style] | None, height: float | None = None) -> int:
        """Write the next row; gives its number. None leaves a cell out. A row without ``height`` is as high as its texts need."""
        number = self.next_row
        lines = 1
        written = []
        for column, given in enumerate(cells, 1):
            if given is None:
                continue
            value, style = given
            if isinstance(value, str):
                value = clean(value)
                if height is None and style.wrap:
                    lines = max(lines, lines_needed(value, self.widths[column - 1]))
            written.append(self._cell(number, column, value, style))
        # openpyxl takes the row's attributes from here while it writes the row; nothing is kept of a long sheet. A height that is not
        # "custom" is fitted anew when somebody types into the row.
        dimensions = self._sheet.row_dimensions
        if height is None:
            dimensions[number] = {"ht": f"{_high(lines, SIZE):.2f}"}
        else:
            dimensions[number] = {"ht": f"{height:.2f}", "customHeight": "1"}
        self._sheet.append(written)
        del dimensions[number]
        self.row_count = number
        return number

    def blank(self, height: float | None = None) -> int:
        """An empty row."""
        return self.row(height=height)

    def spread(self, value: Value | Formula, style: Style, start: int = 1, end: int | None = None, least: int = 1) -> int:
        """A row of one cell spread over the columns ``start`` to ``end``, as high as its text needs (at least ``least`` lines)."""
        return self.pieces((value, style, start, end or len(self.widths)), least=least)

    def pieces(self, *pieces: tuple[Value | Formula, Style, int, int], least: int = 1) -> int:
        """A row of cells, each spread over the columns from its start to its end, as high as the highest needs."""
        number = self.next_row
        cells: list[tuple[Value | Formula, Style] | None] = [None] * len(self.widths)
        height = 0.0
        for value, style, start, end in pieces:
            cells[start - 1] = (value, style)
            for column in range(start, end):
                cells[column] = (None, style)
            lines = least
            if isinstance(value, str) and style.wrap:
                lines = max(least, lines_needed(clean(value), sum(self.widths[start - 1 : end]) * SIZE / style.size))
            height = max(height, _high(lines, style.size))
            if end > start:
                self.merge(number, number, start, end)
        return self.row(*cells, height=height)

    def merge(self, first_row: int, last_row: int, first_column: int, last_column: int) -> None:
        """Make one cell of several."""
        area = CellRange(min_row=first_row, max_row=last_row, min_col=first_column, max_col=last_column)
        self._sheet.merged_cells.ranges.add(area)

    def filter(self, first: int, last: int) -> None:
        """Buttons to filter and sort the rows ``first`` (the heading) to ``last``."""
        self._sheet.auto_filter.ref = f"A{first}:{self.last_column}{last}"

    def choices(self, cell: str, options: Sequence[str]) -> None:
        """Offer ``options`` in a cell, and take nothing else."""
        rule = DataValidation(type="list", formula1='"' + ",".join(options) + '"', allow_blank=True)
        rule.errorTitle, rule.error = "เลือกจากรายการ", "กรุณาเลือกคำตอบจากรายการ: " + " / ".join(options)
        rule.showErrorMessage = True
        rule.add(cell)
        self._sheet.data_validations.append(rule)

    def page_break(self) -> None:
        """What follows begins on a new page."""
        from openpyxl.worksheet.pagebreak import Break

        self._sheet.row_breaks.append(Break(id=self.row_count))

    def finish(self) -> None:
        """The print area is everything that was written."""
        self._sheet.print_area = f"A1:{self.last_column}{max(self.row_count, 1)}"

    def abandon(self) -> None:
        """Give up: the half-written rows, which may name people, do not stay in the folder of temporary files."""
        writer = self._sheet._writer
        for stream in (self._sheet._rows, writer and writer.xf):
            if stream is not None:
                with suppress(Exception):  # what it was about to write is not wanted any more, nor why it cannot be written
                    stream.close()
        if writer is not None:
            with suppress(OSError, ValueError):
                writer.cleanup()

    def ref(self, cell: str) -> str:
        """``cell`` as a formula on another sheet names it."""
        return f"'{self.name}'!{cell}"

    def _cell(self, row: int, column: int, value: Value | Formula, style: Style) -> Cell:
        if isinstance(value, Formula):
            cell = Cell(self._sheet, row, column, value.text, self.book.style(style, False, self._sheet))
            self.cached[f"{get_column_letter(column)}{row}"] = value.value
            return cell
        if isinstance(value, str):
            if is_clipped(value):
                self.clipped.append(f"{get_column_letter(column)}{row}")
            cell = Cell(self._sheet, row, column, None, self.book.style(style, looks_like_formula(value), self._sheet))
            cell.value = value
            cell.data_type = "s"  # never a formula or an error, whatever was typed
            return cell
        return Cell(self._sheet, row, column, value, self.book.style(style, False, self._sheet))


def _high(lines: int, size: int) -> float:
    """Points; Excel's highest row has 409."""
    return min(lines * size * LINE_HEIGHT + 1.5, 409.0)


def _style_array(look: Style, quoted: bool, worksheet: Any) -> StyleArray:
    cell = Cell(worksheet, 1, 1)
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, strike=look.strike, color=look.colour, family=2, charset=222)
    vertical = "center" if look.middle else "top"
    cell.alignment = Alignment(horizontal=look.align, vertical=vertical, wrap_text=look.wrap)
    cell.number_format = look.format
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.border:
        side = Side("thin", color=LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.quotePrefix = quoted
    array: StyleArray = cell._style  # type: ignore[attr-defined]  # shared by all cells of this look
    return array
