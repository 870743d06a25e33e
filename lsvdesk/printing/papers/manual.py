"""The public manual: one chapter for the counter, or the whole book with cover, preface, contents and an index for the reader's window.

Chapters are laid out first; only then are the page numbers of the contents known. The number at the foot of a page is the number of the
sheet in the file, so that what the contents say is right on paper and on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from lsvdesk.printing import fonts, text
from lsvdesk.printing.blocks import BASELINE, LEADING, Block, Columns, Drawn, Gap, Stack, ThaiParagraph, flow
from lsvdesk.printing.document import A4_HEIGHT, CM, DrawPage, Frame, write
from lsvdesk.printing.fonts import REGULAR
from lsvdesk.printing.ink import GREY, Ink
from lsvdesk.printing.papers import application, manual_chapter
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import PaperHead
from lsvdesk.printing.views.manual import ManualChapter, ManualPart, ManualView

FRAME = Frame(left=2.5 * CM, right=2 * CM, top=2 * CM, top_first=2 * CM, bottom=2 * CM)
KIND = "manual"
SUBJECT = "คู่มือสำหรับประชาชนตามมาตรา 7 แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558"

Report = Callable[[int, int], None]
"""Is told how many chapters of how many are ready; what it raises ends the work."""


@dataclass
class _Leaf:
    """A page: its blocks, and the places in the book that begin on it (key, title, level in the outline)."""

    placed: list[tuple[Block, float]]
    begins: list[tuple[str, str, int]] = field(default_factory=list)
    numbered: bool = True


@dataclass(frozen=True)
class _Entry:
    """A line of the contents; a heading has no page."""

    words: str
    key: str = ""
    level: int = 0


def render(view: ManualView, report: Report | None = None) -> bytes:
    """The manual as a PDF/A-2b file. ``report(done, total)`` is called after each chapter."""
    book = _Book(view, report or (lambda done, total: None))
    return book.whole() if view.whole else book.chapters_only()


class _Book:
    def __init__(self, view: ManualView, report: Report) -> None:
        self.view, self.report = view, report
        self.head = PaperHead(
            paper_id="",
            kind=KIND,
            office=view.office,
            issued_on=view.printed_on,
            issued_at=datetime.combine(view.printed_on, time()),
            numerals=view.numerals,
        )
        self.setting = Setting(self.head, manual_chapter.SIZE)

    # -------------------------------------------------------------------------------------------- the two books

    def chapters_only(self) -> bytes:
        """The chapters one after another, for a citizen at the counter."""
        leaves: list[_Leaf] = []
        for number, chapter in enumerate(self.view.chapters):
            leaves += self._chapter(number, chapter)
            self.report(number + 1, len(self.view.chapters))
        return self._write(leaves)

    def whole(self) -> bytes:
        """Cover, preface, contents, general parts, chapters by department, appendix."""
        front = [self._cover(), *self._part(ManualPart("คำนำ", self.view.preface), "preface", signed=True)]
        back: list[_Leaf] = []
        entries: list[_Entry] = []
        back += self._general(entries)
        department = ""
        for number, chapter in enumerate(self.view.chapters):
            if chapter.department != department:
                department = chapter.department
                entries.append(_Entry(department))
            pages = self._chapter(number, chapter, new_department=entries[-1].key == "")
            back += pages
            entries.append(_Entry(f"{number + 1}. {chapter.title}", f"chapter-{number}", 1))
            self.report(number + 1, len(self.view.chapters))
        if self.view.appendix:
            entries.append(_Entry("ภาคผนวก"))
        for number, part in enumerate(self.view.appendix):
            key = f"appendix-{number}"
            back += self._part(part, key)
            entries.append(_Entry(part.title, key, 1))
        blank = len(self._contents(entries, {}))
        first = {key: at for at, leaf in enumerate(back, len(front) + blank + 1) for key, _, _ in leaf.begins}
        return self._write([*front, *self._contents(entries, first), *back], outline=True)

    # -------------------------------------------------------------------------------------------- pages

    def _leaves(self, blocks: Sequence[Block], begins: tuple[str, str, int] | None) -> list[_Leaf]:
        leaves = [_Leaf(placed) for placed in flow(blocks, FRAME.text_width, FRAME.room)]
        if begins:
            leaves[0].begins.append(begins)
        return leaves

    def _chapter(self, number: int, chapter: ManualChapter, *, new_department: bool = False) -> list[_Leaf]:
        level = 1 if self.view.whole else 0
        leaves: list[_Leaf] = []
        if not self.view.forms_only:
            leaves = self._leaves(manual_chapter.blocks(self.setting, chapter), (f"chapter-{number}", chapter.title, level))
        if new_department:
            leaves[0].begins.insert(0, (f"department-{number}", chapter.department, 0))
        if chapter.form is not None:
            form = Setting(self.head, application.SIZE)
            annex = f"แบบ {chapter.form.form_code}" if chapter.form.form_code else "แบบฟอร์ม"
            above = manual_chapter.form_heading(self.setting) if leaves else []
            leaves += self._leaves([*above, *application.blocks(form, chapter.form)], (f"form-{number}", annex, level + 1 if leaves else 0))
        return leaves

    def _general(self, entries: list[_Entry]) -> list[_Leaf]:
        """The general parts, numbered, one after another."""
        s = self.setting
        found: list[Block] = [s.para("การจัดทำคู่มือสำหรับประชาชน", size=20, bold=True, align="centre", keep_with_next=True)]
        keys: dict[Block, tuple[str, str, int]] = {}
        for number, part in enumerate(self.view.parts, 1):
            words = f"{number}. {part.title}"
            heading = s.heading(words, 17)
            keys[heading] = (f"part-{number}", words, 0)
            entries.append(_Entry(words, f"part-{number}"))
            found += [Gap(10), heading, *self._paragraphs(part)]
        if not self.view.parts:
            return []
        leaves = self._leaves(found, None)
        for leaf in leaves:
            leaf.begins += [keys[block] for block, _ in leaf.placed if block in keys]
        return leaves

    def _paragraphs(self, part: ManualPart) -> list[Block]:
        s = self.setting
        found: list[Block] = []
        for paragraph in part.paragraphs:
            found += [s.para(paragraph, indent=1.5 * CM, align="justify"), Gap(4)]
        for item in s.listed(part.items, indent=0.6 * CM):
            found += [item, Gap(3)]
        return found

    def _part(self, part: ManualPart, key: str, *, signed: bool = False) -> list[_Leaf]:
        s = self.setting
        blocks: list[Block] = [s.para(part.title, size=20, bold=True, align="centre", keep_with_next=True), Gap(8), *self._paragraphs(part)]
        if signed:
            lines = (self.view.office.name, self.view.place)
            blocks.append(Stack([Gap(18), *(Columns([None, s.para(line, align="centre")], [1, 1.6]) for line in lines if line)]))
        return self._leaves(blocks, (key, part.title, 0))

    def _cover(self) -> _Leaf:
        s, view = self.setting, self.view
        blocks: list[Block] = [Gap(30)]
        if view.office.logo:
            logo = view.office.logo

            def emblem(ink: Ink, x: float, top: float, width: float) -> None:
                ink.picture(logo, x + width / 2 - 60, top, 120, 120)

            blocks.append(Drawn(130, emblem))
        above = Drawn(60 if view.office.logo else 150, lambda ink, x, top, width: None)
        year = s.para(f"ประจำปี พ.ศ. {view.year}", size=22, align="centre")
        blocks += [
            above,
            s.para("คู่มือสำหรับประชาชน", size=44, bold=True, align="centre"),
            Drawn(14, lambda ink, x, top, width: ink.rule(x + width * 0.25, top - 4, x + width * 0.75, top - 4, 1.2)),
            s.para("ตามพระราชบัญญัติการอำนวยความสะดวก", size=24, align="centre"),
            s.para("ในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558", size=24, align="centre"),
            Drawn(30, lambda ink, x, top, width: None),
            year,
        ]
        low: list[Block] = [s.para(view.office.name, size=28, bold=True, align="centre")]
        if view.place:
            low.append(s.para(view.place, size=22, align="centre"))
        reach = "   ".join(
            each
            for each in (
                f"โทรศัพท์ {view.office.phone}" if view.office.phone else "",
                f"เว็บไซต์ {view.office.website}" if view.office.website else "",
            )
            if each
        )
        if reach:
            low.append(s.para(reach, size=18, align="centre"))
        low.append(s.para(f"เผยแพร่เมื่อวันที่ {s.date(view.printed_on)}", size=18, align="centre"))
        placed: list[tuple[Block, float]] = []
        used = 0.0
        for block in blocks:
            placed.append((block, used))
            used += block.height(FRAME.text_width)
        foot = Stack(low)
        placed.append((foot, max(used + 20, FRAME.room(0) - foot.height(FRAME.text_width) - 40)))
        return _Leaf(placed, [("cover", "ปก", 0)], numbered=False)

    def _contents(self, entries: Sequence[_Entry], pages: dict[str, int]) -> list[_Leaf]:
        s = self.setting
        blocks: list[Block] = [s.para("สารบัญ", size=20, bold=True, align="centre", keep_with_next=True), Gap(4)]
        blocks.append(s.para("หน้า", bold=True, align="right", keep_with_next=True))
        for entry in entries:
            if entry.key:
                number = s.t(str(pages[entry.key])) if pages else ""
                blocks.append(ContentsLine(s.t(entry.words), number, entry.key if pages else "", s.size, indent=entry.level * 14))
            else:
                blocks += [Gap(5), s.heading(entry.words)]
        return self._leaves(blocks, ("contents", "สารบัญ", 0))

    # -------------------------------------------------------------------------------------------- the file

    def _write(self, leaves: Sequence[_Leaf], *, outline: bool = False) -> bytes:
        pages = [self._page(leaf, number, len(leaves), outline) for number, leaf in enumerate(leaves, 1)]
        return write(self.head, pages, title=self.view.title, subject=SUBJECT)

    def _page(self, leaf: _Leaf, number: int, count: int, outline: bool) -> DrawPage:
        def draw(ink: Ink) -> None:
            for key, words, level in leaf.begins:
                ink.destination(key)
                ink.outline(words, key, level, shown=outline)
            top = A4_HEIGHT - FRAME.top
            for block, offset in leaf.placed:
                block.draw(ink, FRAME.left, top - offset, FRAME.text_width)
            if leaf.numbered:
                self._foot(ink, number, count)

        return draw

    def _foot(self, ink: Ink, number: int, count: int) -> None:
        """Whose manual it is, when it was published, and the page."""
        s, size, y = self.setting, 12.0, 1.0 * CM
        ink.rule(FRAME.left, y + 14, FRAME.left + FRAME.text_width, y + 14, 0.3)
        words = s.t(f"คู่มือสำหรับประชาชน {self.view.office.name}  เผยแพร่เมื่อวันที่ {s.date(self.view.printed_on)}")
        ink.text(FRAME.left, y, text.shortened(words, REGULAR, size, FRAME.text_width - 70), size, colour=GREY)
        page = s.t(f"หน้า {number}" if self.view.whole else f"หน้า {number}/{count}")
        ink.text(FRAME.left + FRAME.text_width, y, page, size, align="right", colour=GREY)


class ContentsLine(Block):
    """A title, dots, and its page at the right edge; a long title goes on in lines that stay clear of the page numbers. The whole line
    leads to ``key``."""

    NUMBER = 34.0

    def __init__(self, words: str, number: str, key: str, size: float, *, indent: float = 0) -> None:
        self.number, self.key, self.size, self.indent = number, key, size, indent
        hanging = indent + fonts.width(words.split(" ", 1)[0] + " ", REGULAR, size) if words[:1].isdigit() else indent + 12
        self._words = ThaiParagraph(((words, REGULAR),), size, indent=indent, hanging=hanging)

    def height(self, width: float) -> float:
        return self._words.height(width - self.NUMBER) + 1

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        self._words.draw(ink, x, top, width - self.NUMBER)
        lines = self._words.lines(width - self.NUMBER)
        y = top - BASELINE * self.size - (len(lines) - 1) * LEADING * self.size
        start = x + (self._words.hanging if len(lines) > 1 else self.indent) + lines[-1].width + 4
        if self.number:
            ink.dots(start, x + width - fonts.width(self.number, REGULAR, self.size) - 4, y + 0.5)
            ink.text(x + width, y, self.number, self.size, align="right")
        if self.key:
            ink.link(self.key, x, top - self.height(width), width, self.height(width))
