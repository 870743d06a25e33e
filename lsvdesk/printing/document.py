"""The page around the text: A4, the margins of official letters, page numbers, marks of reprints and voided papers, and the file.

Margins: คำอธิบายการพิมพ์หนังสือราชการด้วยคอมพิวเตอร์ (2553): left 3 cm, right 2 cm; top 1.5 cm with the emblem on the first page, 2.5 cm on
the others; bottom 2 cm.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lsvdesk.printing import fonts, pdfa, text
from lsvdesk.printing.blocks import Block, flow
from lsvdesk.printing.ink import GREY, Colour, Ink
from lsvdesk.printing.views import PaperHead

CM = 72 / 2.54
A4_WIDTH, A4_HEIGHT = 21.0 * CM, 29.7 * CM

COPY_MARK = "สำเนา"
VOID_MARK = "ยกเลิก"
UNREGISTERED = "ไม่มีเลขที่เอกสาร ไม่ได้บันทึกในทะเบียน"
COPY_COLOUR: Colour = (0.0, 0.0, 0.0)
VOID_COLOUR: Colour = (0.72, 0.0, 0.0)
_PALE_GREY: Colour = (0.9, 0.9, 0.9)
_PALE_RED: Colour = (1.0, 0.84, 0.84)

DrawPage = Callable[[Ink], None]


@dataclass(frozen=True)
class Frame:
    """A page and its margins in points; ``top_first`` is the first page's."""

    left: float = 3 * CM
    right: float = 2 * CM
    top: float = 2.5 * CM
    top_first: float = 1.5 * CM
    bottom: float = 2 * CM
    width: float = A4_WIDTH
    height: float = A4_HEIGHT

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right

    def top_of(self, page: int) -> float:
        """The upper edge of the text on page ``page`` (0 is the first), from the bottom of the sheet."""
        return self.height - (self.top if page else self.top_first)

    def room(self, page: int) -> float:
        """Height for text on page ``page``."""
        return self.top_of(page) - self.bottom


LETTER = Frame()
FORM = Frame(left=2 * CM, right=2 * CM, top=2 * CM)
"""Forms and slips: even margins, as much room as binding leaves."""


def write(
    head: PaperHead,
    pages: Sequence[DrawPage],
    *,
    title: str,
    subject: str,
    size: tuple[float, float] = (A4_WIDTH, A4_HEIGHT),
) -> bytes:
    """The file: ``pages`` drawn one after another, as PDF/A-2b. The same arguments give the same bytes: the only time in it is when the
    paper was issued, and nothing in it is random."""
    from reportlab import rl_config
    from reportlab.pdfgen import canvas as pdfgen

    rl_config.useA85 = 0  # streams as bytes, not as text: smaller and faster

    faces = [fonts.face(fonts.REGULAR), fonts.face(fonts.BOLD)]
    buffer = io.BytesIO()
    make_canvas: Any = pdfgen.Canvas  # its stubs do not know a font's name here
    canvas = make_canvas(buffer, pagesize=size, pageCompression=1, invariant=1, initialFontName=fonts.REGULAR, lang="th", pdfVersion=(1, 7))
    document = canvas._doc
    for face in faces:
        face.prepare(document)
    pdfa.stamp(document, title=title, author=head.office.name, subject=subject, at=head.issued_at)
    ink = Ink(canvas)
    for draw in pages:
        draw(ink)
        canvas.showPage()
    for page in document.Pages.pages:
        page.Trans = None  # ReportLab leaves an empty transition, which PDF/A does not know
    canvas.save()
    return buffer.getvalue()


def flowed(
    head: PaperHead,
    parts: Sequence[Sequence[Block]],
    *,
    title: str,
    subject: str,
    paper_hash: str,
    frame: Frame = FORM,
    numbering: Literal["foot", "letter"] = "foot",
    underlay: Callable[[Ink, int], None] | None = None,
) -> bytes:
    """The file of a paper whose blocks flow over as many pages as they need; see :func:`flowed_pages`."""
    pages = flowed_pages(head, parts, paper_hash=paper_hash, frame=frame, numbering=numbering, underlay=underlay)
    return write(head, pages, title=title, subject=subject, size=(frame.width, frame.height))


def flowed_pages(
    head: PaperHead,
    parts: Sequence[Sequence[Block]],
    *,
    paper_hash: str,
    frame: Frame = FORM,
    numbering: Literal["foot", "letter"] = "foot",
    underlay: Callable[[Ink, int], None] | None = None,
) -> list[DrawPage]:
    """The pages of a paper, to be written alone or with those of others; every one of ``parts`` (usually one) begins a page and has
    its own page numbers. ``numbering``: at the foot (หน้า ๑/๒), or as letters have it, - ๒ - above the text from the second page on.
    ``underlay(ink, page)`` draws beneath a page's text."""

    def page(placed: Sequence[tuple[Block, float]], number: int, count: int) -> DrawPage:
        def draw(ink: Ink) -> None:
            if underlay:
                underlay(ink, number)
            marks(ink, head, (frame.left, frame.bottom, frame.text_width, frame.height - frame.bottom - frame.top_first))
            top = frame.top_of(number)
            for block, offset in placed:
                block.draw(ink, frame.left, top - offset, frame.text_width)
            foot(ink, head, paper_hash, frame.left, frame.text_width, page_of=(number + 1, count) if numbering == "foot" else None)
            if numbering == "letter" and number:
                label = text.in_numerals(f"- {number + 1} -", head.numerals)
                ink.text(frame.left + frame.text_width / 2, frame.height - 1.6 * CM, label, 16, align="centre")

        return draw

    pages: list[DrawPage] = []
    for blocks in parts:
        laid_out = flow(blocks, frame.text_width, frame.room)
        pages += [page(placed, number, len(laid_out)) for number, placed in enumerate(laid_out)]
    return pages


def foot(
    ink: Ink, head: PaperHead, paper_hash: str, left: float, width: float, *, page_of: tuple[int, int] | None = None, y: float = 1.0 * CM
) -> None:
    """The line at the foot of a page: the paper's id, the beginning of its hash (so that a sheet can be matched with the register), and
    the page's number. What is in no register says so."""
    size = 10
    label = f"เลขที่เอกสาร {head.paper_id}   รหัสตรวจสอบ {paper_hash[:12]}" if head.paper_id else UNREGISTERED
    ink.text(left, y, text.shortened(label, fonts.REGULAR, size, width - 60), size, colour=GREY)
    if page_of:
        number = text.in_numerals(f"หน้า {page_of[0]}/{page_of[1]}", head.numerals)
        ink.text(left + width, y, number, size, align="right", colour=GREY)


def marks(
    ink: Ink, head: PaperHead, area: tuple[float, float, float, float], *, stamp_at: tuple[float, float] | None = None, scale: float = 1.0
) -> None:
    """สำเนา and ยกเลิก over ``area`` (left, bottom, width, height): pale and large behind the text, and small in a box where they can be
    read and are extracted. ``stamp_at`` is the upper right corner of the boxes; without it they stand in the middle of the top margin."""
    left, bottom, width, height = area
    middle = (left + width / 2, bottom + height / 2)
    wanted = [
        (mark, colour, pale)
        for present, mark, colour, pale in (
            (head.copy, COPY_MARK, COPY_COLOUR, _PALE_GREY),
            (head.void, VOID_MARK, VOID_COLOUR, _PALE_RED),
        )
        if present
    ]
    box_width, box_height = 62 * scale, 22 * scale
    if stamp_at is None:
        stamp_at = (middle[0] + (len(wanted) * (box_width + 6) - 6) / 2, ink.page_height - 0.5 * CM)
    for index, (mark, colour, pale) in enumerate(wanted):
        shift = (index - (len(wanted) - 1) / 2) * 150 * scale
        ink.watermark(middle[0], middle[1] - shift, mark, 130 * scale, pale)
        box_left, box_bottom = stamp_at[0] - box_width * (index + 1) - 6 * index, stamp_at[1] - box_height
        ink.frame(box_left, box_bottom, box_width, box_height, 1.2, colour)
        ink.text(box_left + box_width / 2, box_bottom + box_height * 0.27, mark, 18 * scale, bold=True, align="centre", colour=colour)
