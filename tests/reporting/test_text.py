from __future__ import annotations

import pytest

from lsvdesk.reporting import text


def test_characters_that_xml_cannot_hold_are_left_out_and_nothing_else() -> None:
    typed = "ร้าน\x00ก้าน\x0bกล้วย\x1f\ufffe\ud800 ๙ 🍌\tแถว\r\nสอง\rสาม"
    assert text.clean(typed) == "ร้านก้านกล้วย ๙ 🍌\tแถว\nสอง\nสาม"


def test_a_text_longer_than_a_cell_takes_is_clipped_with_a_note() -> None:
    cleaned = text.clean("ก" * 40_000)
    assert len(cleaned) == text.LIMIT
    assert text.is_clipped(cleaned)
    assert not text.is_clipped(text.clean("ก" * text.LIMIT))


def test_letters_outside_the_basic_plane_count_twice_as_excel_counts_them() -> None:
    cleaned = text.clean("🍌" * 20_000)
    assert len(cleaned.encode("utf-16-le")) // 2 <= text.LIMIT
    assert cleaned.startswith("🍌" * 100)
    assert "\ufffd" not in cleaned


def test_clipping_does_not_part_a_mark_from_its_letter() -> None:
    room = text.LIMIT - len(text.CLIPPED)
    cleaned = text.clean("ก" * (room - 1) + "กี่" * 3000)
    assert cleaned.removesuffix(text.CLIPPED)[-1] == "ก"


def test_more_line_breaks_than_excel_takes_become_spaces() -> None:
    cleaned = text.clean("\n".join(str(number) for number in range(400)))
    assert cleaned.count("\n") == 253
    assert cleaned.endswith(" 398 399")


@pytest.mark.parametrize("typed", ["=1+1", "+66 81", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_a_text_that_a_spreadsheet_might_compute_is_known(typed: str) -> None:
    assert text.looks_like_formula(typed)


def test_an_ordinary_name_is_no_formula() -> None:
    assert not text.looks_like_formula("นาย = สมมุติ")


def test_a_short_text_takes_a_line_and_a_long_one_as_many_as_its_words_need() -> None:
    assert text.lines_needed("นายก้านกล้วย สมมุติกุล", 27.0) == 1
    assert text.lines_needed("ภาษีป้ายตามพื้นที่ ป้ายประเภทที่ 1 อักษรไทยล้วน เคลื่อนที่ได้", 20.0) in (3, 4)
    assert text.lines_needed("หนึ่ง\nสอง\nสาม", 40.0) == 3
    assert text.lines_needed("ก" * 300, 22.0) > 14


def test_sheets_have_names_that_excel_takes_each_its_own() -> None:
    taken: set[str] = set()
    names = [text.title_of_sheet(title, taken) for title in ("ทะเบียน [ก]/ข", "ท" * 40, "ท" * 40, "", "'อ้าง'")]
    assert names == ["ทะเบียน  ก  ข", "ท" * 31, "ท" * 27 + " (2)", "รายการ", "อ้าง"]
    assert all(len(name) <= 31 for name in names)
