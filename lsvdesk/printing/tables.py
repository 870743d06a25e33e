"""Tables with hairlines: a header that is repeated on every page, rows that break between pages, amounts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lsvdesk.printing.blocks import Block, ThaiParagraph
from lsvdesk.printing.fonts import BOLD, REGULAR
from lsvdesk.printing.ink import Align, Ink

TALLEST_WHOLE_ROW = 260.0
"""A row that is higher than this is cut between its lines; a lower one goes to the next page whole."""


@dataclass(frozen=True)
class Column:
    """Heading, share of the table's width, and how its cells stand."""

    heading: str
    share: float
    align: Align = "left"


class _Row:
    """Cells of one row, each a paragraph."""

    def __init__(self, cells: Sequence[ThaiParagraph], *, shaded: bool = False) -> None:
        self.cells = cells
        self.shaded = shaded

    def height(self, widths: Sequence[float], padding: float) -> float:
        inner = (cell.height(width - 2 * padding) for cell, width in zip(self.cells, widths, strict=True))
        return max(inner) + padding

    def split(self, widths: Sequence[float], padding: float, room: float) -> tuple[_Row, _Row] | None:
        heads: list[ThaiParagraph] = []
        rests: list[ThaiParagraph] = []
        for cell, width in zip(self.cells, widths, strict=True):
            head, rest = cell.split(width - 2 * padding, room - padding)
            empty = ThaiParagraph((("", REGULAR),), cell.size)
            heads.append(head if isinstance(head, ThaiParagraph) else empty)
            rests.append(rest if isinstance(rest, ThaiParagraph) else empty)
        if not any(line.text for head, width in zip(heads, widths, strict=True) for line in head.lines(width)):
            return None
        return _Row(heads), _Row(rests)


class ThaiTable(Block):
    """A ruled table. Cells are text, already in the paper's numerals. ``totals`` is a bold last row, whose first text takes the place of
    the empty cells before and after it. ``plain`` leaves out the lines between rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        size: float = 14,
        totals: Sequence[str] = (),
        padding: float = 3.5,
        plain: bool = False,
        bold_rows: Sequence[int] = (),
        heading_size: float | None = None,
    ) -> None:
        self.columns, self.size, self.padding, self.plain = columns, size, padding, plain
        head = [self._cell(column.heading, "centre", bold=True, size=heading_size or size) for column in columns]
        self._head = _Row(head, shaded=True) if any(column.heading for column in columns) else None
        self._rows = [
            _Row([self._cell(text, column.align, bold=number in bold_rows) for text, column in zip(row, columns, strict=True)])
            for number, row in enumerate(rows)
        ]
        self._totals: tuple[list[int], _Row] | None = None
        if totals:
            first = next(index for index, text in enumerate(totals) if text)
            spanned = next((index for index in range(first + 1, len(totals)) if totals[index]), len(totals))
            cells = [self._cell(totals[first], "right" if spanned > 1 else columns[0].align, bold=True)]
            cells += [self._cell(text, column.align, bold=True) for text, column in list(zip(totals, columns, strict=True))[spanned:]]
            self.set_totals(cells, [spanned] + [1] * (len(columns) - spanned))

    def set_totals(self, cells: Sequence[ThaiParagraph], spans: Sequence[int]) -> None:
        """A last row, each of whose cells takes the place of as many columns as ``spans`` says."""
        self._totals = list(spans), _Row(cells)

    def _cell(self, text: str, align: Align, *, bold: bool = False, size: float | None = None) -> ThaiParagraph:
        return ThaiParagraph(((text, BOLD if bold else REGULAR),), size or self.size, align=align, leading=1.15)

    def _widths(self, width: float) -> list[float]:
        whole = sum(column.share for column in self.columns)
        return [width * column.share / whole for column in self.columns]

    def _totals_widths(self, widths: list[float]) -> list[float]:
        merged: list[float] = []
        start = 0
        for span in self._totals[0] if self._totals else ():
            merged.append(sum(widths[start : start + span]))
            start += span
        return merged

    def _parts(self, width: float) -> list[tuple[_Row, list[float], float]]:
        """Every row to draw with its cell widths and height: heading, rows, totals."""
        widths = self._widths(width)
        parts = [(row, widths) for row in ([self._head] if self._head else []) + self._rows]
        if self._totals:
            parts.append((self._totals[1], self._totals_widths(widths)))
        return [(row, cells, row.height(cells, self.padding)) for row, cells in parts]

    def height(self, width: float) -> float:
        return sum(height for _, _, height in self._parts(width))

    def least_height(self, width: float) -> float:
        heights = [height for _, _, height in self._parts(width)]
        return sum(heights[: 2 if self._head else 1])

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        if self.height(width) <= room:
            return self, None
        widths = self._widths(width)
        room -= self._head.height(widths, self.padding) if self._head else 0.0
        for index, row in enumerate(self._rows):
            needed = row.height(widths, self.padding)
            last_with_totals = self._totals and index == len(self._rows) - 1
            total = self._totals[1].height(self._totals_widths(widths), self.padding) if self._totals and last_with_totals else 0.0
            if needed + total <= room:
                room -= needed
                continue
            if needed > TALLEST_WHOLE_ROW:
                parts = row.split(widths, self.padding, room)
                if parts:
                    head_part, rest_part = parts
                    return (
                        self._with([*self._rows[:index], head_part], totals=False),
                        self._with([rest_part, *self._rows[index + 1 :]], totals=True),
                    )
            if index == 0:
                return None, self
            return self._with(self._rows[:index], totals=False), self._with(self._rows[index:], totals=True)
        return None, self

    def _with(self, rows: list[_Row], *, totals: bool) -> ThaiTable:
        part = ThaiTable(self.columns, (), size=self.size, padding=self.padding, plain=self.plain)
        part._head, part._rows = self._head, rows
        part._totals = self._totals if totals else None
        return part

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        parts = self._parts(width)
        y = top
        edges = [x]
        for cell_width in self._widths(width):
            edges.append(edges[-1] + cell_width)
        for index, (row, cells, height) in enumerate(parts):
            if row.shaded:
                ink.fill(x, y - height, width, height, 0.94)
            is_totals = self._totals is not None and index == len(parts) - 1
            left = x
            for cell, cell_width in zip(row.cells, cells, strict=True):
                cell.draw(ink, left + self.padding, y - self.padding * 0.35, cell_width - 2 * self.padding)
                left += cell_width
            inner = edges[1:-1] if not is_totals else [x + sum(cells[: number + 1]) for number in range(len(cells) - 1)]
            for edge in inner:
                ink.rule(edge, y, edge, y - height)
            if index and (not self.plain or is_totals or parts[index - 1][0].shaded):
                ink.rule(x, y, x + width, y)
            y -= height
        ink.frame(x, y, width, top - y, 0.6)
