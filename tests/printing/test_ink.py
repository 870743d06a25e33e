"""What is drawn: marks in their places, text that is extracted exactly, QR codes, boxes."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from reportlab.graphics.barcode.qr import QrCodeWidget

from lsvdesk.printing import fonts
from lsvdesk.printing.document import A4_HEIGHT, A4_WIDTH, COPY_MARK, Frame, flowed, write
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.views import as_copy
from tests.printing import samples
from tests.printing.reading import ink_of, pdfium_text_of, pictures, text_of

WORDS = [
    "กุ้ง",
    "ที่",
    "น้ำ",
    "ปี่",
    "ญี่ปุ่น",
    "ฎีกา",
    "ใบเสร็จรับเงิน",
    "ฐานะเศรษฐกิจ",
    "ฟื้นฟู",
    "กตัญญู",
    "A4 ขอน้ำที่บ้าน",
    "16: ขอน้ำ (digits first)",
    "AVATAR To Ty",
    "๑,๕๐๘.๐๐ บาท",
]


def page(draw: object) -> bytes:
    return write(samples.head("receipt"), [draw], title="ทดสอบ", subject="")  # type: ignore[list-item]


@pytest.mark.parametrize("bold", [False, True])
def test_stacked_marks_are_extracted_exactly(bold: bool, tmp_path: Path) -> None:
    def draw(ink: Ink) -> None:
        for number, word in enumerate(WORDS):
            ink.text(72, 780 - 30 * number, word, 16, bold=bold)

    pdf = page(draw)
    assert [line for line in text_of(pdf, tmp_path).splitlines() if line] == WORDS
    assert pdfium_text_of(pdf) == " ".join(WORDS)


def high(word: str, size: float = 60) -> tuple[float, float, float]:
    """How far the ink of ``word`` reaches above and below the baseline, and how wide it is, in ems."""

    def draw(ink: Ink) -> None:
        ink.text(100, 400, word, size)

    ink = ink_of(pictures(page(draw), 144)[0], 144)
    baseline = 842 - 400
    return (baseline - ink.top) / size, (ink.bottom - baseline) / size, (ink.right - ink.left) / size


def test_a_tone_mark_stands_above_the_vowel_that_is_above_the_letter() -> None:
    letter, vowel, both = high("ท")[0], high("ที")[0], high("ที่")[0]
    assert letter < vowel - 0.05
    assert vowel < both - 0.05


def test_a_tone_mark_comes_down_where_there_is_no_vowel_above() -> None:
    assert high("ก้")[0] < high("กี้")[0] - 0.05
    assert high("กุ้ง")[0] == pytest.approx(high("ก้")[0], abs=0.02)


def test_nikhahit_of_sara_am_and_its_tone_mark_do_not_fall_apart() -> None:
    assert high("น้ำ")[2] < high("นา")[2] + 0.05
    assert high("น้ำ")[0] > high("นำ")[0] + 0.05
    # the same after Latin letters, where HarfBuzz would take the whole line for Latin
    assert high("A4น้ำ")[0] == pytest.approx(high("น้ำ")[0], abs=0.01)


def test_a_vowel_below_makes_room_under_letters_with_a_foot() -> None:
    # ญ loses its foot before ุ: the two must not be one above the other
    assert high("ญุ")[1] < high("ญ")[1] + 0.25


def test_widths_are_those_of_the_drawn_text() -> None:
    for word in WORDS:
        assert high(word)[2] == pytest.approx(fonts.width(word, fonts.REGULAR, 1), abs=0.12), word


def test_a_character_that_the_face_lacks_is_drawn_as_a_lozenge_and_hidden_ones_not_at_all() -> None:
    assert fonts.shape("😀", fonts.REGULAR).chars == fonts.shape("◊", fonts.REGULAR).chars
    assert fonts.shape("ก\u200bข\ufeff", fonts.REGULAR).chars == fonts.shape("กข", fonts.REGULAR).chars


def test_latin_is_kerned() -> None:
    shaped = fonts.shape("AV", fonts.REGULAR)
    assert not shaped.plain
    assert shaped.width < fonts.shape("A", fonts.REGULAR).width + fonts.shape("V", fonts.REGULAR).width


def test_no_space_is_put_between_a_letter_and_its_marks() -> None:
    shaped = fonts.shape("กุ้ง", fonts.REGULAR)
    assert shaped.cluster_end == (False, False, True, True)


def test_a_qr_code_holds_the_case_number() -> None:
    number = "2570/00017"

    def draw(ink: Ink) -> None:
        ink.qr(100, 400, 210, number)

    picture = pictures(page(draw), 72)[0]
    code = QrCodeWidget(number, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    step = 210 / count
    for row in range(count):
        for column in range(count):
            at = (int(100 + (column + 0.5) * step), int(842 - 610 + (row + 0.5) * step))
            assert (picture.getpixel(at) < 128) == code.isDark(row, column), (row, column)


def test_a_ticked_box_has_more_ink_than_an_empty_one() -> None:
    shares = []
    for ticked in (False, True):

        def draw(ink: Ink, ticked: bool = ticked) -> None:
            ink.check_box(100, 400, 40, ticked)

        shares.append(ink_of(pictures(page(draw), 72)[0]).share)
    assert shares[1] > shares[0] * 1.2


def test_a_logo_is_drawn_inside_its_box() -> None:
    def draw(ink: Ink) -> None:
        assert ink.picture(samples.logo(), 100, 500, 200, 80)

    ink = ink_of(pictures(page(draw), 72)[0])
    assert (ink.left, ink.top, ink.right, ink.bottom) == pytest.approx((160, 342, 240, 422), abs=4)


def test_a_watermark_is_seen_but_not_read(tmp_path: Path) -> None:
    def plain(ink: Ink) -> None:
        ink.text(100, 700, "ใบรับคำขอ", 16)

    def marked(ink: Ink) -> None:
        ink.watermark(300, 400, "สำเนา", 100, (0.5, 0.5, 0.5))
        plain(ink)

    pdf = page(marked)
    assert text_of(pdf, tmp_path).split() == ["ใบรับคำขอ"]
    assert ink_of(pictures(pdf)[0]).share > 5 * ink_of(pictures(page(plain))[0]).share


def test_the_small_mark_of_a_copy_stands_on_a_page_across_too(tmp_path: Path) -> None:
    head = as_copy(samples.return_letter()).head
    across = Frame(width=A4_HEIGHT, height=A4_WIDTH)
    pdf = flowed(head, [[]], title="ทะเบียน", subject="", paper_hash="0" * 64, frame=across)
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        edges = page.get_charbox(page.get_text_range().index(COPY_MARK))
    finally:
        document.close()
    assert across.height - across.top_first < edges[1] < edges[3] < across.height
