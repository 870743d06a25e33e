"""Names as people write them, and as they should have."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.errors import CounterError
from lsvdesk.thai.names import MAX_NAME_LENGTH, PREFIXES, check_person_name, full_name, normalise, search_key, sort_key, split_prefix

anything = st.text(max_size=40) | st.text(alphabet="กขนอเแโาำิุูัํฺ่้็์ๆ \u200b๑1", max_size=15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเก้ว", "แก้ว"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ทํา", "ทำ"),
        ("ทำำ", "ทำ"),
        ("ก่ี", "กี่"),
        ("ผู้้", "ผู้"),
        ("พันธ์ุ", "พันธุ์"),
        ("  สมมุติ \t ใจดี ", "สมมุติ ใจดี"),
        ("สม\u200bมุติ\ufeff", "สมมุติ"),
        ("สม\u00a0มุติ", "สม มุติ"),
        ("สม\x00มุติ", "สมมุติ"),
    ],
)
def test_a_name_is_repaired_as_it_was_meant(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@given(anything)
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.normalize("NFC", once) == once
    assert not any(unicodedata.category(letter)[0] == "C" for letter in once)


@pytest.mark.parametrize(
    "name", ["สมมุติ ใจดี", "John O'Neil-Smith", "ม.ร.ว.สมมุติ", "ณ อยุธยา", "José", "ທ້າວ ສົມ", "บริษัท ตัวอย่าง (2569) จำกัด", "ก" * 200]
)
def test_names_of_people_are_allowed(name: str) -> None:
    assert check_person_name(f" {name} ") == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name-empty"),
        (" \u200b ", "name-empty"),
        ("สม😀", "name-characters"),
        ("👩‍👩‍👧", "name-characters"),
        ("1️⃣", "name-characters"),
        ("=SUM(A1)", "name-characters"),
        ("สม\x07มุติ", "name-characters"),
        ("สม\ud800", "name-characters"),
        ("่สมมุติ", "name-characters"),
        ("123", "name-characters"),
        ("สม<b>", "name-characters"),
    ],
)
def test_what_is_no_name_is_refused_in_thai(name: str, code: str) -> None:
    with pytest.raises(CounterError) as refused:
        check_person_name(name)
    assert refused.value.code == code
    assert "ชื่อ" in refused.value.message


def test_a_name_of_three_hundred_characters_is_refused_with_the_limit() -> None:
    with pytest.raises(CounterError, match=f"{MAX_NAME_LENGTH} ตัวอักษร.*300") as refused:
        check_person_name("ก" * 300)
    assert refused.value.code == "name-too-long"


def test_the_search_key_forgets_what_people_type_differently() -> None:
    assert search_key("นาย สมมุติ-Abc ๑๒") == search_key("นายสมมุติabc12") == "นายสมมุติabc12"
    assert search_key("นํ้า") == search_key("น้ำ")
    assert search_key("ก่า") != search_key("กา")
    assert search_key("อบต. โพธิ์ใหญ่ (วาริน)") == "อบตโพธิ์ใหญ่วาริน"


@given(anything)
def test_the_search_key_of_a_key_is_itself(text: str) -> None:
    key = search_key(text)
    assert " " not in key
    assert not set(key) & set("๐๑๒๓๔๕๖๗๘๙.-()")


@pytest.mark.parametrize(
    "ordered",
    [
        ["กฎ", "กรรม", "กา", "เกม", "เกา", "เก่า", "เก้า", "แก", "ไก่", "ขา", "รวม", "ฤทธิ์", "ลม", "ฦๅ", "วัน", "ฮา"],
        ["ไต", "ไต่", "ไต้", "ไต๋"],
        ["กู", "กู่", "กู้"],
        ["พันธุ", "พันธุ์"],
        ["สม", "สม ใจ", "สมใจ"],
        ["Adam", "bob", "Carl"],
    ],
)
def test_names_stand_in_dictionary_order(ordered: list[str]) -> None:
    by_code_point = sorted(ordered)
    assert sorted(by_code_point, key=sort_key) == ordered


@given(anything, anything)
def test_different_names_have_different_places(one: str, other: str) -> None:
    if normalise(one).casefold() != normalise(other).casefold():
        assert sort_key(one) != sort_key(other)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("นายสมมุติ ใจดี", ("นาย", "สมมุติ ใจดี")),
        ("นางสาว สมมุติ ใจดี", ("นางสาว", "สมมุติ ใจดี")),
        ("น.ส.สมมุติ", ("นางสาว", "สมมุติ")),
        ("ว่าที่ร้อยตรีสมมุติ", ("ว่าที่ร้อยตรี", "สมมุติ")),
        ("นายิกา ใจดี", ("", "นายิกา ใจดี")),
        ("นางาม", ("", "นางาม")),
        ("พระ สมมุติ", ("พระ", "สมมุติ")),
        ("พระพาย ใจดี", ("", "พระพาย ใจดี")),
        ("สมมุติ", ("", "สมมุติ")),
        ("นาย", ("", "นาย")),
    ],
)
def test_the_title_is_told_from_the_name(typed: str, parts: tuple[str, str]) -> None:
    assert split_prefix(typed) == parts


def test_the_commonest_titles_come_first() -> None:
    assert PREFIXES[:5] == ("นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง")
    assert len(set(PREFIXES)) == len(PREFIXES)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("นาย", "นายจอห์น สมิธ"),
        ("ดร.", "ดร.จอห์น สมิธ"),
        ("Mr.", "Mr. จอห์น สมิธ"),
        ("Mrs", "Mrs จอห์น สมิธ"),
        ("", "จอห์น สมิธ"),
    ],
)
def test_a_title_in_latin_letters_stands_apart_from_the_name(title: str, written: str) -> None:
    assert full_name(title, "จอห์น", "สมิธ") == written
