"""What official forms are made of: values on dotted lines, boxes to tick, places to sign."""

from __future__ import annotations

from lsvdesk.printing import fonts
from lsvdesk.printing.blocks import BASELINE, LEADING, Block, ThaiParagraph
from lsvdesk.printing.fonts import BOLD, REGULAR
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.text import Line, lines

GAP = 4.0
"""Between a label and its value."""

BELOW_BASELINE = 3.0
"""The dotted line runs this far under the letters, so that marks below stay readable."""


class DottedField(Block):
    """``label …value… unit``: the value stands on a dotted line that fills the width; a long value goes on, dotted, over as many lines as
    it needs. An empty value leaves the line to write on."""

    def __init__(self, label: str, value: str, unit: str, size: float, *, bold: bool = False) -> None:
        self.size = size
        self.label, self.unit = label, unit
        self._face = BOLD if bold else REGULAR
        self._value = value
        self._laid_out: tuple[float, tuple[Line, ...], tuple[Line, ...]] | None = None

    def _lines(self, width: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The lines of the label, and those of the value; the first of the value stands after the last of the label."""
        if self._laid_out is None or self._laid_out[0] != width:
            label = lines(((self.label, REGULAR),), self.size, width * 0.72)
            unit = fonts.width(self.unit, REGULAR, self.size) + GAP if self.unit else 0.0
            first = width - label[-1].width - 2 * GAP - unit
            value = lines(((self._value, self._face),), self.size, width - GAP - unit, max(first, width * 0.2))
            self._laid_out = (width, label, value)
        return self._laid_out[1], self._laid_out[2]

    def height(self, width: float) -> float:
        label, value = self._lines(width)
        return LEADING * self.size * (len(label) + len(value) - 1)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        whole = self.height(width)
        if whole <= room:
            return self, None
        if whole < 12 * LEADING * self.size:
            return None, self
        # a value of many lines is cut as text: its dotted lines are of no use any more
        together = ThaiParagraph(((f"{self.label} ", REGULAR), (f"{self._value} {self.unit}".strip(), self._face)), self.size)
        return together.split(width, room)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        label, value = self._lines(width)
        leading = LEADING * self.size
        y = top - BASELINE * self.size
        for index, line in enumerate(label):
            ink.line_of_text(x, y, line, self.size)
            if index < len(label) - 1:
                y -= leading
        start = x + label[-1].width + (GAP if self.label else 0.0)
        for index, line in enumerate(value):
            end = x + width
            if self.unit and index == len(value) - 1:
                end -= fonts.width(self.unit, REGULAR, self.size)
                ink.text(end, y, self.unit, self.size)
                end -= GAP / 2
            ink.dots(start, end, y - BELOW_BASELINE)
            ink.line_of_text(start + GAP / 2, y, line, self.size)
            start = x
            y -= leading


class CheckLine(Block):
    """A check box and its text, whose further lines stand under its text."""

    def __init__(self, ticked: bool, words: str, size: float) -> None:
        self.ticked, self.size = ticked, size
        self._words = ThaiParagraph(((words, REGULAR),), size)

    @property
    def _side(self) -> float:
        return self.size * 0.58

    @property
    def _text_at(self) -> float:
        return self._side + 0.4 * self.size

    def natural_width(self) -> float:
        """How wide it is in one line."""
        return self._text_at + sum(fonts.width(text, face, self.size) for text, face in self._words.runs) + 1

    def height(self, width: float) -> float:
        return self._words.height(width - self._text_at)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        ink.check_box(x + 0.5, top - BASELINE * self.size - 0.04 * self.size, self._side, self.ticked)
        self._words.draw(ink, x + self._text_at, top, width - self._text_at)


class CheckRow(Block):
    """Check boxes beside one another, on as many lines as they need, after an optional label."""

    def __init__(self, label: str, boxes: list[CheckLine], size: float) -> None:
        self.label, self.boxes, self.size = label, boxes, size

    def _places(self, width: float) -> tuple[list[tuple[CheckLine, float, float, float]], float]:
        """Each box with its x, its distance from the top and its width; and the height of all."""
        start = fonts.width(self.label, REGULAR, self.size) + 2 * GAP if self.label else 0.0
        y = 0.0
        if start > width * 0.5:
            y = ThaiParagraph(((self.label, REGULAR),), self.size).height(width)
            start = 1.2 * self.size
        x, row = start, 0.0
        places: list[tuple[CheckLine, float, float, float]] = []
        for box in self.boxes:
            wanted = min(box.natural_width(), width - start)
            if x > start and x + wanted > width:
                x, y, row = start, y + row, 0.0
            places.append((box, x, y, wanted))
            row = max(row, box.height(wanted))
            x += wanted + 14
        return places, y + row

    def height(self, width: float) -> float:
        return max(self._places(width)[1], LEADING * self.size)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        if self.label:
            ThaiParagraph(((self.label, REGULAR),), self.size).draw(ink, x, top, width)
        for box, left, down, wanted in self._places(width)[0]:
            box.draw(ink, x + left, top - down, wanted)


class SignaturePlace(Block):
    """``ลงชื่อ ………… role``, the name in brackets under the dots, the position under it, and a dotted date where it is ``dated``."""

    WRITE_ON = 96.0  # the least dotted line that a hand can sign on
    ABOVE = 16.0  # room for the signature itself

    def __init__(self, name: str, position: str, role: str, size: float, *, dated: bool = False) -> None:
        self.name, self.position, self.role, self.size, self.dated = name, position, role, size, dated

    def _role_beside(self, width: float) -> bool:
        taken = fonts.width("ลงชื่อ", REGULAR, self.size) + fonts.width(self.role, REGULAR, self.size) + 2 * GAP
        return bool(self.role) and taken + self.WRITE_ON <= width

    def _under(self, width: float) -> tuple[float, float, list[ThaiParagraph]]:
        """Where the dots begin and end, and the centred lines under them."""
        start = fonts.width("ลงชื่อ", REGULAR, self.size) + GAP
        end = width - fonts.width(self.role, REGULAR, self.size) - GAP if self._role_beside(width) else width
        end = min(end, start + 190)
        words: list[str] = []
        if self.name:
            words.append(f"({self.name})")
        if self.position:
            words.append(self.position)
        if self.role and not self._role_beside(width):
            words.append(self.role)
        return start, end, [ThaiParagraph(((line, REGULAR),), self.size, align="centre") for line in words]

    def _under_width(self, start: float, end: float, width: float) -> tuple[float, float]:
        """Left and width of the centred lines: as wide around the middle of the dots as the block allows."""
        middle = (start + end) / 2
        half = min(middle, width - middle)
        if half < (end - start) / 2 + 10:
            return 0.0, width
        return middle - half, 2 * half

    def height(self, width: float) -> float:
        start, end, under = self._under(width)
        _, wide = self._under_width(start, end, width)
        line = LEADING * self.size
        rows = self.ABOVE + line + sum(part.height(wide) for part in under)
        rows += 0 if self.name else line
        return rows + (line if self.dated else 0)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        start, end, under = self._under(width)
        left, wide = self._under_width(start, end, width)
        line = LEADING * self.size
        y = top - self.ABOVE - BASELINE * self.size
        ink.text(x, y, "ลงชื่อ", self.size)
        ink.dots(x + start, x + end, y - BELOW_BASELINE)
        if self._role_beside(width):
            ink.text(x + end + GAP, y, self.role, self.size)
        top -= self.ABOVE + line
        if not self.name:
            y = top - BASELINE * self.size
            bracket = fonts.width("(", REGULAR, self.size)
            ink.text(x + start, y, "(", self.size)
            ink.dots(x + start + bracket + 1, x + end - bracket - 1, y - BELOW_BASELINE)
            ink.text(x + end, y, ")", self.size, align="right")
            top -= line
        for part in under:
            part.draw(ink, x + left, top, wide)
            top -= part.height(wide)
        if self.dated:
            y = top - BASELINE * self.size
            ink.text(x + start - fonts.width("วันที่", REGULAR, self.size) - GAP + 2, y, "วันที่", self.size)
            ink.dots(x + start + 2, x + end, y - BELOW_BASELINE)
