"""Lines break between Thai words, never inside a word, a number, a date or an abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.printing import fonts, text
from lsvdesk.thai import breaks

SENTENCE = (
    "ตามพระราชบัญญัติภาษีป้าย พ.ศ. 2510 มาตรา 17(1) ให้ชำระภาษีภายใน 15 วัน นับแต่วันที่ 23 พฤศจิกายน 2569 เป็นเงิน 1,508.00 บาท "
    "(หนึ่งพันห้าร้อยแปดบาทถ้วน) ณ องค์การบริหารส่วนตำบลโพธิ์ใหญ่ จังหวัดอุบลราชธานี ต่าง ๆ โทร. 045-429508"
)
RUNS = ((SENTENCE, fonts.REGULAR),)


def written(lines: tuple[text.Line, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("width", [90, 120, 160, 220, 300, 440])
def test_no_line_is_wider_than_its_column(width: float) -> None:
    for line in text.lines(RUNS, 16, width):
        assert line.width <= width + 0.01, line.text


@pytest.mark.parametrize("width", [160, 220, 300, 440])
def test_what_belongs_together_stays_on_one_line(width: float) -> None:
    joined = "\n".join(written(text.lines(RUNS, 16, width)))
    for words in ("พ.ศ. 2510", "มาตรา 17(1)", "15 วัน", "23 พฤศจิกายน 2569", "1,508.00 บาท", "จังหวัดอุบลราชธานี", "ต่าง ๆ", "โทร. 045-429508"):
        assert words in joined, words


@pytest.mark.parametrize("width", [120, 160, 220, 300])
def test_lines_break_only_where_a_word_ends(width: float) -> None:
    ends = set()
    at = 0
    for word in breaks.words(SENTENCE):
        at += len(word)
        ends.add(at)
    at = 0
    for line in written(text.lines(RUNS, 16, width))[:-1]:
        at = SENTENCE.index(line, at) + len(line)
        assert at in ends or SENTENCE[at] == " ", line


@pytest.mark.parametrize("width", [60, 120, 300])
def test_no_letter_is_lost_or_doubled(width: float) -> None:
    assert "".join(written(text.lines(RUNS, 16, width))).replace(" ", "") == SENTENCE.replace(" ", "")


def test_a_web_address_is_cut_after_a_slash() -> None:
    address = "https://www.phoyai.example.go.th/services/commercial-registration/2569/new"
    lines = written(text.lines(((address, fonts.REGULAR),), 14, 170))
    assert "".join(lines) == address
    assert all(line[-1] in "/-." for line in lines[:-1])


def test_a_name_of_three_hundred_letters_is_cut_between_letters() -> None:
    name = "กุ้งน้ำปี่ญี่ปุ่นเก๋" * 15
    lines = written(text.lines(((name, fonts.REGULAR),), 16, 200))
    assert "".join(lines) == name
    for line in lines:
        assert not text._NOT_FIRST.match(line), line
        assert line[-1] not in "เแโใไ", line


def test_a_measure_that_does_not_fit_is_cut_at_its_space() -> None:
    for width in range(30, 80):
        lines = written(text.lines((("28,800 ตร.ซม.", fonts.REGULAR),), 14, width))
        assert " ".join(lines) == "28,800 ตร.ซม." or width < 40, width


def test_the_first_line_may_be_shorter() -> None:
    first, second, *_ = text.lines(RUNS, 16, 300, 150)
    assert first.width <= 150 < second.width


def test_a_line_feed_ends_a_line() -> None:
    assert written(text.lines((("บรรทัดแรก\n\nบรรทัดที่สาม", fonts.REGULAR),), 16, 400)) == ["บรรทัดแรก", "", "บรรทัดที่สาม"]


def test_bold_and_regular_share_a_line() -> None:
    (line,) = text.lines((("เลขที่ ", fonts.REGULAR), ("0012", fonts.BOLD)), 16, 300)
    assert line.pieces == (("เลขที่ ", fonts.REGULAR), ("0012", fonts.BOLD))


def test_digits_follow_the_paper_but_latin_words_keep_theirs() -> None:
    assert text.in_numerals("มาตรา 17 ร้าน 7-ELEVEN www.a1.go.th/2 12/3", "thai") == "มาตรา ๑๗ ร้าน 7-ELEVEN www.a1.go.th/2 ๑๒/๓"
    assert text.in_numerals("มาตรา ๑๗", "arabic") == "มาตรา 17"


def test_a_footer_that_is_too_long_ends_in_dots() -> None:
    short = text.shortened("เลขที่เอกสาร 2570-000123 ที่ยาวมาก", fonts.REGULAR, 10, 60)
    assert short.endswith("…")
    assert fonts.width(short, fonts.REGULAR, 10) <= 60


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(min_value=40, max_value=300))
def test_any_text_can_be_set(words: str, width: int) -> None:
    for line in text.lines(((words, fonts.REGULAR),), 16, width):
        assert line.width <= width + 16  # at the very least one letter with its marks
