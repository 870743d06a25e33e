"""Ink on one page: text, lines, boxes, pictures and QR codes, at places in points from the lower left corner.

Every line of text is wrapped in an ActualText span, because shaped Thai does not extract by itself: pdftotext, PDFium and a reader's
search find exactly what was written.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from lsvdesk.printing import fonts
from lsvdesk.printing.text import NBSP, Line

Align = Literal["left", "centre", "right"]
HAIRLINE = 0.4
MOST_PIXELS = 400  # an emblem of 3 cm at 340 dots an inch
BLACK = (0.0, 0.0, 0.0)
GREY = (0.35, 0.35, 0.35)
Colour = tuple[float, float, float]


def _n(value: float) -> str:
    """A number as PDF writes it: two decimals are a 1/7000 inch."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Ink:
    """Draws on the current page of a ReportLab canvas."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def _write(self, *operators: str) -> None:
        self._canvas._code.extend(operators)

    # -------------------------------------------------------------------------------------------- text

    def sheet(self, width: float, height: float) -> None:
        """The size of this page and of those after it, points; called before anything is drawn on it."""
        self._canvas.setPageSize((width, height))

    @property
    def page_height(self) -> float:
        """Of the page that is being drawn, points: a page across is not as high as one upright."""
        return float(self._canvas._pagesize[1])

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        colour: Colour = BLACK,
        spoken: str | None = None,
    ) -> None:
        """One line of ``text`` with its baseline at ``y``; ``x`` is its left end, its middle or its right end. ``spoken`` is what is
        extracted in its place (empty: nothing)."""
        face = fonts.BOLD if bold else fonts.REGULAR
        if align != "left":
            width = fonts.width(text, face, size)
            x -= width if align == "right" else width / 2
        self._show(x, y, ((text, face),), size, colour, text if spoken is None else spoken, 0.0)

    def line_of_text(self, x: float, y: float, line: Line, size: float, *, spread: float = 0.0, colour: Colour = BLACK) -> None:
        """A line that :func:`lsvdesk.printing.text.lines` made, from ``x``; ``spread`` points are added after every letter."""
        self._show(x, y, line.pieces, size, colour, line.text, spread)

    def _show(self, x: float, y: float, pieces: Sequence[tuple[str, str]], size: float, colour: Colour, spoken: str, spread: float) -> None:
        if not any(text for text, _ in pieces):
            return
        actual = spoken.replace(NBSP, " ").replace("\u200b", "").encode("utf-16-be", "replace").hex().upper()
        self._write(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        if colour != BLACK:
            self._write(f"{_n(colour[0])} {_n(colour[1])} {_n(colour[2])} rg")
        self._write(f"BT 1 0 0 1 {_n(x)} {_n(y)} Tm")
        document = self._canvas._doc
        for text, name in pieces:
            font = fonts.face(name).font
            shaped = fonts.shape(text, name)
            start = 0
            for subset, codes in font.splitString(shaped.chars, document):
                self._write(f"{font.getSubsetInternalName(subset, document)} {_n(size)} Tf")
                end = start + len(codes)
                if shaped.plain and not spread:
                    self._write(f"<{codes.hex()}> Tj")
                else:
                    self._write(_moved(codes, shaped, start, end, spread * 1000 / size))
                start = end
        self._write("ET")
        if colour != BLACK:
            self._write("0 g")
        self._write("EMC")

    # -------------------------------------------------------------------------------------------- finding one's way in a long file

    def destination(self, key: str) -> None:
        """This page is where ``key`` leads."""
        self._canvas.bookmarkPage(key)

    def outline(self, title: str, key: str, level: int, *, shown: bool = False) -> None:
        """An entry of the file's outline; ``level`` is at most one more than the entry's before it. ``shown`` opens the file with the
        outline beside it."""
        self._canvas.addOutlineEntry(title, key, level, closed=level > 0)
        if shown:
            self._canvas.showOutline()

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """The area with its lower left corner at ``x``, ``y`` leads to ``key``; PDF/A wants links that print."""
        self._canvas.linkRect("", key, (x, y, x + width, y + height), F=4, Border="[0 0 0]")

    # -------------------------------------------------------------------------------------------- lines and boxes

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIRLINE) -> None:
        """A solid line."""
        self._write(f"{_n(weight)} w {_n(x1)} {_n(y1)} m {_n(x2)} {_n(y2)} l S")

    def dots(self, x1: float, x2: float, y: float) -> None:
        """A dotted line to write on."""
        if x2 > x1:
            self._write(f"q 1 J 0.7 w [0 2.2] 0 d {_n(x1)} {_n(y)} m {_n(x2)} {_n(y)} l S Q")

    def dashes(self, x1: float, x2: float, y: float) -> None:
        """A dashed line to cut along."""
        self._write(f"q 0.5 w [4 3] 0 d {_n(x1)} {_n(y)} m {_n(x2)} {_n(y)} l S Q")

    def frame(self, x: float, y: float, width: float, height: float, weight: float = HAIRLINE, colour: Colour = BLACK) -> None:
        """An empty rectangle; ``x``, ``y`` is its lower left corner."""
        red, green, blue = colour
        self._write(f"q {_n(red)} {_n(green)} {_n(blue)} RG {_n(weight)} w {_n(x)} {_n(y)} {_n(width)} {_n(height)} re S Q")

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A grey area without a border (0 black, 1 white)."""
        self._write(f"q {_n(grey)} g {_n(x)} {_n(y)} {_n(width)} {_n(height)} re f Q")

    def check_box(self, x: float, y: float, side: float, ticked: bool) -> None:
        """A box to tick, drawn as a path: the face has no ☐ and no ☑. ``x``, ``y`` is its lower left corner."""
        spoken = "☑" if ticked else "☐"
        self._write(f"/Span <</ActualText <FEFF{spoken.encode('utf-16-be').hex().upper()}>>> BDC")
        self._write(f"q 0.7 w {_n(x)} {_n(y)} {_n(side)} {_n(side)} re S")
        if ticked:
            self._write(
                f"1.3 w 1 J 1 j {_n(x + 0.18 * side)} {_n(y + 0.52 * side)} m {_n(x + 0.42 * side)} {_n(y + 0.22 * side)} l "
                f"{_n(x + 0.95 * side)} {_n(y + 1.05 * side)} l S"
            )
        self._write("Q", "EMC")

    def watermark(self, x: float, y: float, text: str, size: float, colour: Colour) -> None:
        """``text`` slanting through the point ``x``, ``y``, pale, behind what is drawn later; it is not extracted."""
        width = fonts.width(text, fonts.BOLD, size)
        self._write(f"q 0.866 0.5 -0.5 0.866 {_n(x)} {_n(y)} cm")
        self.text(-width / 2, -size * 0.25, text, size, bold=True, colour=colour, spoken="")
        self._write("Q")

    # -------------------------------------------------------------------------------------------- pictures

    def picture(self, data: bytes, x: float, top: float, width: float, height: float) -> bool:
        """A PNG or JPEG file's picture, as large as fits the box whose upper left corner is ``x``, ``top``, in its middle. Transparency
        is laid on white. False (and nothing drawn) where ``data`` is not a picture: a paper is not refused for its ornament."""
        from reportlab.pdfbase.pdfdoc import PDFImageXObject

        pixels = flattened(data)
        if pixels is None:
            return False
        document = self._canvas._doc
        name = document.getXObjectName(pixels.name)
        if name not in document.idToObject:
            image: Any = PDFImageXObject(pixels.name)
            image.width, image.height, image.bitsPerComponent, image.colorSpace = pixels.width, pixels.height, 8, "DeviceRGB"
            image._filters, image.streamContent = ("FlateDecode",), pixels.compressed
            self._canvas._setXObjects(image)
            document.Reference(image, name)
            document.addForm(pixels.name, image)
        self._canvas._currentPageHasImages = 1
        self._canvas._formsinuse.append(pixels.name)
        scale = min(width / pixels.width, height / pixels.height)
        drawn_width, drawn_height = pixels.width * scale, pixels.height * scale
        left, bottom = x + (width - drawn_width) / 2, top - (height + drawn_height) / 2
        self._write(f"q {_n(drawn_width)} 0 0 {_n(drawn_height)} {_n(left)} {_n(bottom)} cm /{name} Do Q")
        return True

    def qr(self, x: float, y: float, side: float, value: str) -> None:
        """The QR code of ``value`` (level M), ``side`` points wide without its quiet zone, lower left corner at ``x``, ``y``."""
        from reportlab.graphics.barcode.qr import QrCodeWidget

        widget: Any = QrCodeWidget(value, barLevel="M")
        code = widget.qr
        code.make()
        count: int = code.getModuleCount()
        step = side / count
        self._write("q 0 g")
        for row in range(count):
            column = 0
            while column < count:
                if not code.isDark(row, column):
                    column += 1
                    continue
                start = column
                while column < count and code.isDark(row, column):
                    column += 1
                bottom = y + side - (row + 1) * step
                self._write(f"{x + start * step:.3f} {bottom:.3f} {(column - start) * step:.3f} {step:.3f} re")
        self._write("f", "Q")


@dataclass(frozen=True)
class Pixels:
    """A picture ready to be put into a file: RGB, compressed."""

    name: str
    width: int
    height: int
    compressed: bytes


@lru_cache(maxsize=8)
def flattened(data: bytes) -> Pixels | None:
    """The picture of a PNG or JPEG file laid on white, at most :data:`MOST_PIXELS` wide and high; None where it is not a picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        source = Image.open(io.BytesIO(data)).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    source.thumbnail((MOST_PIXELS, MOST_PIXELS))
    flat = Image.new("RGB", source.size, "white")
    flat.paste(source, mask=source.getchannel("A"))
    return Pixels(hashlib.sha256(data).hexdigest()[:16], flat.width, flat.height, zlib.compress(flat.tobytes()))


def _moved(codes: bytes, shaped: fonts.Shaped, start: int, end: int, spread: float) -> str:
    """The TJ operator for glyphs ``start`` to ``end``, with kerning and with ``spread`` (1/1000 em) after every letter."""
    parts: list[str] = []
    shown = bytearray()
    for index in range(start, end):
        shown.append(codes[index - start])
        move = shaped.kern[index] + (spread if shaped.cluster_end[index] else 0.0)
        if move:
            parts.append(f"<{shown.hex()}> {_n(-move)}")
            shown.clear()
    if shown:
        parts.append(f"<{shown.hex()}>")
    return f"[{' '.join(parts)}] TJ"
