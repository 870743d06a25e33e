"""What stands on a page, piece by piece: a block knows its height at a width, can be split at a page's end, and draws itself.

Sizes are points. A block is laid out again for each width it is asked about, and remembers the last answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from lsvdesk.printing import fonts
from lsvdesk.printing.ink import Align, Ink
from lsvdesk.printing.text import Line, Runs, lines

LEADING = 1.2
"""Line to line, in ems: the single spacing of official letters, with room for two marks above and one below."""

BASELINE = 0.9
"""From the top of a line to its baseline, in ems."""


class Block:
    """Something on the page. ``keep_with_next`` keeps a heading from standing alone at a page's end."""

    keep_with_next = False

    def height(self, width: float) -> float:
        """How high it is at ``width``."""
        raise NotImplementedError

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at ``x``, ``top``."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """The part that fits into ``room`` and the rest; None for the part where nothing fits."""
        return (self, None) if self.height(width) <= room else (None, self)

    def least_height(self, width: float) -> float:
        """The least room in which it makes sense to begin it."""
        return self.height(width)


class Gap(Block):
    """Empty space; it vanishes at the top of a page."""

    def __init__(self, points: float) -> None:
        self.points = points

    def height(self, width: float) -> float:
        return self.points

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Nothing to draw."""


class Rule(Block):
    """A line across, with ``above`` and ``below`` points around it."""

    def __init__(self, weight: float = 0.4, above: float = 3, below: float = 3) -> None:
        self.weight, self.above, self.below = weight, above, below

    def height(self, width: float) -> float:
        return self.above + self.below

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        ink.rule(x, top - self.above, x + width, top - self.above, self.weight)


class ThaiParagraph(Block):
    """Text in lines that break between Thai words. ``indent`` is the first line's, ``hanging`` that of the others. ``justify`` spreads the
    letters of full lines to the right edge, as official typing does."""

    FULLEST_SPREAD = 0.07  # ems between letters; a line that needs more looks torn and stays ragged

    def __init__(
        self,
        runs: Runs,
        size: float = 16,
        *,
        align: Align | Literal["justify"] = "left",
        indent: float = 0,
        hanging: float = 0,
        leading: float = LEADING,
        keep_with_next: bool = False,
    ) -> None:
        self.runs, self.size, self.align = runs, size, align
        self.indent, self.hanging, self.leading = indent, hanging, leading * size
        self.keep_with_next = keep_with_next
        self._laid_out: tuple[float, tuple[Line, ...]] | None = None
        self._continues = False

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines at ``width``."""
        if self._laid_out is None or (self._laid_out[0] != width and not self._continues):
            self._laid_out = (width, lines(self.runs, self.size, width - self.hanging, width - self.indent))
        return self._laid_out[1]

    def height(self, width: float) -> float:
        return self.leading * len(self.lines(width))

    def least_height(self, width: float) -> float:
        return self.leading * min(2, len(self.lines(width)))

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        ready = self.lines(width)
        fit = int((room + 0.01) // self.leading)
        if fit >= len(ready):
            return self, None
        if len(ready) - fit == 1 and fit > 2:
            fit -= 1  # no single line at the top of the next page
        if fit < min(2, len(ready)):
            return None, self
        return self._part(width, ready[:fit], self.indent), self._part(width, ready[fit:], self.hanging)

    def _part(self, width: float, ready: tuple[Line, ...], indent: float) -> ThaiParagraph:
        part = ThaiParagraph(self.runs, self.size, align=self.align, indent=indent, hanging=self.hanging, leading=self.leading / self.size)
        part._laid_out, part._continues = (width, ready), True
        return part

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        y = top - self.size * BASELINE
        for number, line in enumerate(self.lines(width)):
            indent = self.hanging if number else self.indent
            left, spread = x + indent, 0.0
            slack = width - indent - line.width
            if self.align == "centre":
                left += slack / 2
            elif self.align == "right":
                left += slack
            elif self.align == "justify" and not line.last:
                spread = self._spread(line, slack)
            ink.line_of_text(left, y, line, self.size, spread=spread)
            y -= self.leading

    def _spread(self, line: Line, slack: float) -> float:
        gaps = sum(sum(fonts.shape(text, name).cluster_end) for text, name in line.pieces) - 1
        if gaps < 1 or slack <= 0:
            return 0.0
        spread = slack / gaps
        return spread if spread <= self.FULLEST_SPREAD * self.size else 0.0


class Columns(Block):
    """Blocks side by side; ``shares`` divide the width, less the ``gutter`` between them."""

    def __init__(self, blocks: Sequence[Block | None], shares: Sequence[float] | None = None, gutter: float = 10) -> None:
        self.blocks = blocks
        self.shares = shares or [1.0] * len(blocks)
        self.gutter = gutter

    def _widths(self, width: float) -> list[float]:
        usable = width - self.gutter * (len(self.blocks) - 1)
        return [usable * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        return max(block.height(part) if block else 0.0 for block, part in zip(self.blocks, self._widths(width), strict=True))

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        for block, part in zip(self.blocks, self._widths(width), strict=True):
            if block:
                block.draw(ink, x, top, part)
            x += part + self.gutter


class Stack(Block):
    """Blocks one under another that stay on one page together; split between blocks only where they are higher than ``splits_above``."""

    def __init__(self, blocks: Sequence[Block], *, splits_above: float = 600, keep_with_next: bool = False) -> None:
        self.blocks = list(blocks)
        self.splits_above = splits_above
        self.keep_with_next = keep_with_next

    def height(self, width: float) -> float:
        return sum(block.height(width) for block in self.blocks)

    def least_height(self, width: float) -> float:
        whole = self.height(width)
        return whole if whole <= self.splits_above else self.blocks[0].least_height(width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        whole = self.height(width)
        if whole <= room:
            return self, None
        if whole <= self.splits_above:
            return None, self
        fit: list[Block] = []
        for index, block in enumerate(self.blocks):
            needed = block.height(width)
            if needed <= room:
                fit.append(block)
                room -= needed
                continue
            head, rest = block.split(width, room)
            if head:
                fit.append(head)
            remaining = ([rest] if rest else []) + self.blocks[index + 1 :]
            if not fit:
                return None, self
            return Stack(fit, splits_above=self.splits_above), Stack(remaining, splits_above=self.splits_above)
        return self, None

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            block.draw(ink, x, top, width)
            top -= block.height(width)


class Inset(Block):
    """A block moved in from the left (and from the right)."""

    def __init__(self, block: Block, left: float, right: float = 0) -> None:
        self.block, self.left, self.right = block, left, right
        self.keep_with_next = block.keep_with_next

    def height(self, width: float) -> float:
        return self.block.height(width - self.left - self.right)

    def least_height(self, width: float) -> float:
        return self.block.least_height(width - self.left - self.right)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        head, rest = self.block.split(width - self.left - self.right, room)
        return (
            Inset(head, self.left, self.right) if head else None,
            Inset(rest, self.left, self.right) if rest else None,
        )

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        self.block.draw(ink, x + self.left, top, width - self.left - self.right)


class Framed(Block):
    """A block in a box with a hairline around it."""

    def __init__(self, block: Block, padding: float = 6, weight: float = 0.4, grey: float | None = None) -> None:
        self.block, self.padding, self.weight, self.grey = block, padding, weight, grey

    def height(self, width: float) -> float:
        return self.block.height(width - 2 * self.padding) + 2 * self.padding

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        height = self.height(width)
        if self.grey is not None:
            ink.fill(x, top - height, width, height, self.grey)
        if self.weight:
            ink.frame(x, top - height, width, height, self.weight)
        self.block.draw(ink, x + self.padding, top - self.padding, width - 2 * self.padding)


class Drawn(Block):
    """A block of a fixed height that a function draws: ``draw(ink, x, top, width)``."""

    def __init__(self, points: float, draw: Callable[[Ink, float, float, float], None]) -> None:
        self.points, self._draw = points, draw

    def height(self, width: float) -> float:
        return self.points

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        self._draw(ink, x, top, width)


def _kept_after(block: Block, waiting: Sequence[Block], width: float) -> float:
    """The room that must follow ``block`` on its page: a heading, the heading under it, and the beginning of what they stand above."""
    room = 0.0
    for following in reversed(waiting):
        if not block.keep_with_next:
            break
        room += following.height(width) if following.keep_with_next else following.least_height(width)
        block = following
    return room


def flow(blocks: Sequence[Block], width: float, room: Callable[[int], float]) -> list[list[tuple[Block, float]]]:
    """``blocks`` on pages: for each page its blocks with their distance from the top of the page's text. ``room(n)`` is the height for
    text on page ``n`` (0 is the first). A block that fits no page is drawn over the end rather than lost."""
    pages: list[list[tuple[Block, float]]] = [[]]
    used = 0.0
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        left = room(len(pages) - 1) - used
        if isinstance(block, Gap) and not pages[-1]:
            continue
        needed = block.height(width)
        with_next = needed + _kept_after(block, waiting, width)
        if with_next <= left or (needed <= left and not pages[-1]):
            pages[-1].append((block, used))
            used += needed
            continue
        if isinstance(block, Gap):
            pages.append([])
            used = 0.0
            continue
        head, rest = block.split(width, left) if needed > left else (None, block)
        if head is None and not pages[-1]:
            pages[-1].append((block, used))
            used += needed
            continue
        if head is not None:
            pages[-1].append((head, used))
        if rest is not None:
            waiting.append(rest)
            pages.append([])
            used = 0.0
    return pages if pages[-1] or len(pages) == 1 else pages[:-1]
