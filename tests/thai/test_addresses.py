"""Places completed as one types, and the official line of an address."""

from __future__ import annotations

import geothai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.thai.addresses import Place, complete, districts, find, format_address, provinces, subdistricts

PHO_YAI = Place("โพธิ์ใหญ่", "วารินชำราบ", "อุบลราชธานี", "34190", "341516")


def every_place() -> list[Place]:
    return [place for province in provinces() for district in districts(province) for place in subdistricts(province, district)]


def test_the_table_is_that_of_the_package_it_was_made_from() -> None:
    """geothai writes เขต before the districts of Bangkok, the table does not."""
    expected = {
        subdistrict.code: (subdistrict.name_th, district.name_th.removeprefix("เขต"), province.name_th, subdistrict.postal_codes[0])
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
        for subdistrict in geothai.subdistricts(district.code)
    }
    found = {place.code: (place.subdistrict, place.district, place.province, place.postcode) for place in every_place()}
    assert found == expected
    assert len(provinces()) == 77


def test_provinces_stand_in_dictionary_order() -> None:
    assert provinces()[:4] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "กาฬสินธุ์"]
    assert provinces().index("เชียงใหม่") < provinces().index("ตรัง")


def test_one_goes_from_province_to_subdistrict() -> None:
    assert districts("อุบลราชธานี")[0] == "เมืองอุบลราชธานี"
    assert PHO_YAI in subdistricts("อุบลราชธานี", "วารินชำราบ")
    assert districts("ไม่มีจังหวัดนี้") == []
    assert subdistricts("อุบลราชธานี", "บางรัก") == []


def test_a_place_is_found_by_its_names_with_or_without_labels() -> None:
    assert find("โพธิ์ใหญ่", "วารินชำราบ", "อุบลราชธานี") == PHO_YAI
    assert find("ต.โพธิ์ใหญ่", "อำเภอวารินชำราบ", "จ.อุบลราชธานี") == PHO_YAI
    assert find("โพธิ์ใหญ่", "พนมไพร", "อุบลราชธานี") is None
    capital = find("ในเมือง", "อ.เมือง", "อุบลราชธานี")
    assert capital is not None
    assert capital.district == "เมืองอุบลราชธานี"
    silom = find("แขวงสีลม", "เขตบางรัก", "กทม.")
    assert silom is not None
    assert (silom.district, silom.postcode) == ("บางรัก", "10500")


def test_every_place_is_found_by_its_own_names() -> None:
    for place in every_place():
        assert find(place.subdistrict, place.district, place.province) == place


@pytest.mark.parametrize(
    "typed",
    [
        "ต.โพธิ์ใหญ่ อ.วาริน",
        "ต.โพธิ์ใหญ่อ.วารินชำราบจ.อุบลราชธานี",
        "ตำบลโพธิ์ใหญ่อำเภอวารินชำราบจังหวัดอุบลราชธานี",
        "โพธิ์ใหญ่ 34190",
        "๓๔๑๙๐ โพธิ์",
        "โพธิใหญ่ วารินชำราบ",
        "โพธิ์ใหญ่ ชำราบ",
        "ต.โพธิ์ใหญ่ อ.วาริน จ.",
        "โพธิ์ใหญ่ อุบล",
        "โพธิ์ให\u200bญ่ อุบล",
    ],
)
def test_a_place_is_offered_first_however_it_is_typed(typed: str) -> None:
    assert complete(typed)[0] == PHO_YAI


def test_exact_names_come_before_beginnings_and_beginnings_before_parts() -> None:
    names = [place.subdistrict for place in complete("วาริน", limit=40)]
    assert names[:2] == ["วาริน", "วารินชำราบ"]
    assert all(place.district == "วารินชำราบ" for place in complete("วาริน", limit=16)[1:])
    parts = complete("ชำราบ")
    assert parts
    assert all("ชำราบ" in place.subdistrict + place.district for place in parts)


def test_the_capital_district_comes_first_for_a_province() -> None:
    assert {place.district for place in complete("อุบล", limit=5)} == {"เมืองอุบลราชธานี"}


def test_places_near_the_office_come_first_among_equals() -> None:
    assert complete("โพธิ์ใหญ่", near=PHO_YAI)[0] == PHO_YAI
    other = find("โพธิ์ใหญ่", "พนมไพร", "ร้อยเอ็ด")
    assert complete("โพธิ์ใหญ่", near=other)[0] == other


def test_a_subdistrict_of_two_post_offices_is_offered_with_both() -> None:
    both = complete("ต.อ่างทอง อ.เกาะสมุย")
    assert [(place.code, place.postcode) for place in both] == [("840401", "84140"), ("840401", "84220")]
    assert [place.code for place in complete("อ่างทอง 84220")] == ["840401"]
    assert [place.subdistrict for place in subdistricts("สุราษฎร์ธานี", "เกาะสมุย")].count("อ่างทอง") == 1


def test_nothing_typed_or_unknown_offers_nothing() -> None:
    assert complete("") == []
    assert complete("  ") == []
    assert complete("zzz") == []
    assert complete("อุบล", limit=0) == []


def test_a_label_alone_offers_nothing_and_hides_nothing() -> None:
    assert complete("ต.") == []
    assert complete("โพธิ์ใหญ่ อ.") == complete("โพธิ์ใหญ่")


@given(st.text(max_size=40))
def test_no_typed_text_breaks_the_completion(text: str) -> None:
    assert len(complete(text, limit=5)) <= 5


FULL = {
    "house_no": "12",
    "moo": "3",
    "soi": "สุขใจ",
    "road": "ชยางกูร",
    "subdistrict": "โพธิ์ใหญ่",
    "district": "วารินชำราบ",
    "province": "อุบลราชธานี",
    "postcode": "34190",
}


def test_the_official_line_of_an_address() -> None:
    assert format_address(FULL) == ("เลขที่ 12 หมู่ที่ 3 ตรอก/ซอยสุขใจ ถนนชยางกูร ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี รหัสไปรษณีย์ 34190")
    assert format_address(FULL, thai_digits=True).startswith("เลขที่ ๑๒ หมู่ที่ ๓ ")
    assert format_address(FULL, thai_digits=True).endswith(" ๓๔๑๙๐")


def test_bangkok_has_other_words_for_its_parts() -> None:
    parts = {"house_no": "1", "road": "สีลม", "subdistrict": "สีลม", "district": "บางรัก", "province": "กรุงเทพมหานคร", "postcode": "10500"}
    assert format_address(parts) == "เลขที่ 1 ถนนสีลม แขวงสีลม เขตบางรัก กรุงเทพมหานคร รหัสไปรษณีย์ 10500"


def test_what_is_missing_is_left_out_and_a_typed_label_is_not_said_twice() -> None:
    typed = {
        "house_no": "เลขที่ 12/1",
        "moo": "ม.3",
        "village": "บ้านโพธิ์",
        "soi": "-",
        "road": "",
        "subdistrict": "ต.โพธิ์ใหญ่",
        "district": "อำเภอวารินชำราบ",
    }
    assert format_address(typed) == "เลขที่ 12/1 หมู่ที่ 3 บ้านโพธิ์ ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ"
    assert format_address({"village": "สวนสุข"}) == "หมู่บ้านสวนสุข"
    assert format_address({}) == ""
