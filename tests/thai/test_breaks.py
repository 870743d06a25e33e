"""Where a Thai line may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.thai.breaks import BREAK_MARK, line_pieces, strip_break_marks, with_break_marks, words

thai = st.text(alphabet=[chr(code) for code in [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]] + list(" ().,/-12a\u200b\n"), max_size=60)
anything = st.text(max_size=60) | thai


def shown(text: str) -> str:
    return with_break_marks(text).replace(BREAK_MARK, "|")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("การแจ้งขุดดินและถมดินตามพระราชบัญญัติ", "การ|แจ้ง|ขุด|ดิน|และ|ถม|ดิน|ตาม|พระราชบัญญัติ"),
        ("ผู้มีหน้าที่เสียภาษีป้าย", "ผู้|มี|หน้าที่|เสียภาษี|ป้าย"),
        ("คู่มือไม่บอกว่า", "คู่มือ|ไม่|บอก|ว่า"),
        ("เอกสารประกอบคำขอ", "เอกสาร|ประกอบ|คำขอ"),
        ("ไม่มีค่าธรรมเนียม", "ไม่|มี|ค่าธรรมเนียม"),
        ("ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ", "ตำบล|โพธิ์ใหญ่ อำเภอ|วารินชำราบ"),
        ("อบต.โพธิ์ใหญ่", "อบต.โพธิ์ใหญ่"),
        ("พ.ศ.๒๕๖๙ จำนวน๑๒บาท", "พ.ศ.๒๕๖๙ จำนวน๑๒บาท"),
        ("ต่างๆเหล่านี้ กรุงเทพฯ ฯลฯ", "ต่างๆ|เหล่านี้ กรุงเทพฯ ฯลฯ"),
        ("(ป้ายภาษี)", "(ป้าย|ภาษี)"),
        ("ข้อความ, ข้อความ", "ข้อความ, ข้อความ"),
        ("Qt กับไทย", "Qt กับ|ไทย"),
        ("", ""),
    ],
)
def test_a_line_breaks_between_words(text: str, broken: str) -> None:
    assert shown(text) == broken


@given(anything)
def test_pieces_join_back_to_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(line_pieces(text)) == text
    assert all(words(text))
    assert all(line_pieces(text))


@given(anything)
def test_marking_twice_changes_nothing_and_marks_come_off_again(text: str) -> None:
    marked = with_break_marks(text)
    assert with_break_marks(marked) == marked
    assert strip_break_marks(marked) == strip_break_marks(text)


@given(thai)
def test_no_line_begins_with_a_dependent_sign_or_ends_with_a_leading_vowel(text: str) -> None:
    for place, letter in enumerate(marked := with_break_marks(text)):
        if letter == BREAK_MARK:
            before, after = marked[place - 1], marked[place + 1]
            assert after in "เแโใไ" or "ก" <= after <= "ฮ"
            assert before not in "เแโใไ"
            assert "ก" <= before <= "๎"


def test_brackets_and_repeat_signs_stay_with_their_word() -> None:
    assert line_pieces("ป้าย (ภาษี) เร็ว ๆ นี้") == ["ป้าย ", "(ภาษี) ", "เร็ว ๆ ", "นี้"]
    assert line_pieces("เป็นเงิน 1,500.50 บาท (หนึ่งพัน)")[2:4] == ["1,500.50 ", "บาท "]


def test_an_unknown_name_is_not_torn_to_letters() -> None:
    assert words("ประภาศ") == ["ประภาศ"] or all(len(word) > 1 for word in words("ประภาศ"))
    assert all(len(word) > 1 for word in words("ซซฌฌญญ"))


@pytest.mark.parametrize(
    "text", ["🎉🎉", "👩‍👩‍👧 สมชาย", "plain Latin text", "\ud800ก", "\x00", "ก" * 20_000, "่" * 500, "เ" * 500, "ตากลม" * 4_000]
)
def test_no_text_is_too_odd_or_too_long(text: str) -> None:
    assert "".join(words(text)) == text
    assert strip_break_marks(with_break_marks(text)) == text
