"""How pieces of a paper share pages."""

from __future__ import annotations

import itertools

import pytest

from lsvdesk.printing.blocks import Block, Columns, Gap, Stack, ThaiParagraph, flow
from lsvdesk.printing.fonts import REGULAR
from lsvdesk.printing.tables import Column, ThaiTable

LONG = "องค์การบริหารส่วนตำบลขอแจ้งผลการพิจารณาคำขอของท่านให้ทราบตามพระราชบัญญัติการอำนวยความสะดวก " * 20
WIDTH = 400.0


def para(words: str = LONG, **changes: object) -> ThaiParagraph:
    return ThaiParagraph(((words, REGULAR),), 16, **changes)  # type: ignore[arg-type]


def on_pages(blocks: list[Block], room: float = 300.0) -> list[list[Block]]:
    laid_out = flow(blocks, WIDTH, lambda page: room)
    for page in laid_out:
        for block, offset in page:
            assert offset + block.height(WIDTH) <= room + 0.01
    return [[block for block, _ in page] for page in laid_out]


def words(block: Block) -> str:
    assert isinstance(block, ThaiParagraph)
    return " ".join(line.text for line in block.lines(WIDTH))


def test_a_long_paragraph_goes_on_over_pages_without_losing_a_word() -> None:
    pages = on_pages([para()], 150.0)
    assert len(pages) > 2
    read = " ".join(words(block) for page in pages for block in page)
    assert read.replace(" ", "") == LONG.replace(" ", "")


def test_no_single_line_stands_alone_at_the_end_or_top_of_a_page() -> None:
    for room in range(100, 420, 7):
        for page in on_pages([Gap(1), para()], float(room)):
            for block in page:
                if isinstance(block, ThaiParagraph):
                    assert len(block.lines(WIDTH)) >= 2


def test_a_heading_stays_with_its_first_lines() -> None:
    for filled in range(0, 300, 11):
        heading = para("หัวข้อ", keep_with_next=True)
        blocks: list[Block] = [ThaiParagraph((("", REGULAR),), 16)] * (filled // 19) + [heading, para()]
        for page in on_pages(blocks):
            assert page[-1] is not heading


def test_a_gap_vanishes_at_the_top_of_a_page() -> None:
    pages = on_pages([para("สั้น"), Gap(290), para("ต่อไป")])
    assert [type(block).__name__ for block in pages[1]] == ["ThaiParagraph"]


def test_signatures_are_not_torn_apart() -> None:
    place = Stack([para("ลงชื่อ"), para("(นายสมมุติ)"), para("ตำแหน่ง")])
    for filled in range(1, 14):
        blocks: list[Block] = [*[para("บรรทัด") for _ in range(filled)], place]
        assert sum(place in page for page in on_pages(blocks)) == 1


def test_a_block_that_fits_no_page_is_drawn_rather_than_lost() -> None:
    tall = Columns([Stack([para("สูง")] * 40)])
    pages = flow([para("ก่อน"), tall, para("หลัง")], WIDTH, lambda page: 300.0)
    assert [len(page) for page in pages] == [1, 1, 1]


def table(rows: int, words: str = "ร้านกุ้งเต้น", **changes: object) -> ThaiTable:
    cells = [[str(number), words, "1,508.00"] for number in range(rows)]
    return ThaiTable([Column("ที่", 1), Column("ป้าย", 4), Column("บาท", 2, "right")], cells, totals=["รวม", "", "9"], **changes)  # type: ignore[arg-type]


def rows_of(part: Block) -> list[str]:
    assert isinstance(part, ThaiTable)
    return [row.cells[0].lines(50)[0].text for row in part._rows]


def test_a_table_repeats_its_heading_and_shows_its_total_once() -> None:
    parts = list(itertools.chain.from_iterable(on_pages([table(60)])))
    assert len(parts) > 3
    assert [row for part in parts for row in rows_of(part)] == [str(number) for number in range(60)]
    assert all(isinstance(part, ThaiTable) and part._head for part in parts)
    assert [bool(part._totals) for part in parts if isinstance(part, ThaiTable)] == [False] * (len(parts) - 1) + [True]
    assert rows_of(parts[-1]), "the total stands alone"


def test_a_row_that_is_higher_than_a_page_is_cut_between_lines() -> None:
    parts = list(itertools.chain.from_iterable(on_pages([table(1, LONG * 2)])))
    assert len(parts) > 2
    read = ""
    for part in parts:
        assert isinstance(part, ThaiTable)
        read += "".join(line.text for line in part._rows[0].cells[1].lines(part._widths(WIDTH)[1] - 2 * part.padding))
    assert read.replace(" ", "") == (LONG * 2).replace(" ", "")


@pytest.mark.parametrize("align", ["left", "centre", "right", "justify"])
def test_lines_stand_where_the_alignment_puts_them(align: str) -> None:
    class Recorder:
        drawn: list[tuple[float, float]]

        def __init__(self) -> None:
            self.drawn = []

        def line_of_text(self, x: float, y: float, line: object, size: float, *, spread: float = 0.0) -> None:
            self.drawn.append((x, spread))

    recorder = Recorder()
    para(align=align).draw(recorder, 100, 700, WIDTH)  # type: ignore[arg-type]
    lefts = {round(x) for x, _ in recorder.drawn}
    spreads = [spread for _, spread in recorder.drawn]
    if align in ("left", "justify"):
        assert lefts == {100}
    else:
        assert min(lefts) > 100
    assert any(spreads) == (align == "justify")
    assert spreads[-1] == 0, "the last line of a paragraph is not spread"


def test_a_heading_above_a_heading_goes_to_the_next_page_with_it() -> None:
    """A section, the name of its table, and the table: where the table's first row has no room, none of them stays behind."""
    section, name = para("ห้องชุด", keep_with_next=True), para("รายการห้องชุด", keep_with_next=True)
    table = ThaiTable([Column("ชื่อ", 1)], [("หนึ่ง",), ("สอง",)], size=14)
    before = Stack([para("ก่อนหน้า") for _ in range(5)])
    room = sum(block.height(WIDTH) for block in (before, section, name)) + 5
    assert on_pages([before, section, name, table], room) == [[before], [section, name, table]]
