"""One field of every type: what is typed, what is kept, what is said when it is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.flow import Context
from lsvdesk.catalogue.models import FormField, Service
from lsvdesk.errors import FieldFault

TODAY = dt.date(2026, 11, 21)
CITIZEN = "1990000000019"
COMPANY = "0105500000015"


def field(**given: Any) -> FormField:
    return FormField.model_validate({"id": "x", "label": "ช่องทดสอบ"} | given)


def service(*fields: FormField) -> Service:
    return Service.model_validate(
        {
            "id": "test",
            "title": "ทดสอบ",
            "department": "central",
            "kind": "request",
            "legal_basis": [],
            "clock": {"promise": {"value": 1, "unit": "day"}},
            "applicant_cases": [{"id": "individual", "title": "บุคคลธรรมดา", "applicant": "individual"}],
            "form": [{"section": "ข้อมูล", "fields": [each.model_dump() for each in fields]}],
            "steps": [{"title": "รับ", "time": {"value": 1, "unit": "day"}}],
        }
    )


def kept(given: FormField, raw: Any) -> Any:
    return flow.normalise(service(given), {"x": raw}).get("x")


def faults(given: FormField, raw: Any) -> list[FieldFault]:
    definition = service(given)
    return flow.validate(definition, Context(definition, "individual", "individual", False, {"x": raw}, TODAY))


def codes(given: FormField, raw: Any) -> list[str]:
    found = faults(given, raw)
    assert all(fault.message for fault in found)
    return [fault.code for fault in found]


OPTIONS = [{"value": "a", "label": "ก"}, {"value": "b", "label": "ข"}]


@pytest.mark.parametrize(
    ("given", "typed", "stored"),
    [
        (field(type="text"), "  ร้าน   เเดง ", "ร้าน แดง"),
        (field(type="text"), "A\u200bB\x07C", "ABC"),
        (field(type="text"), "   ", None),
        (field(type="long_text"), "บรรทัดหนึ่ง \n\n  บรรทัดสอง\n", "บรรทัดหนึ่ง\n\nบรรทัดสอง"),
        (field(type="integer"), "๑,๒๓๔", 1234),
        (field(type="integer"), 5, 5),
        (field(type="number"), "๑๒.๕๐", "12.5"),
        (field(type="number"), 0.1, "0.1"),
        (field(type="number"), 1e-05, "0.00001"),
        (field(type="money"), "1,234,567.50", "1234567.5"),
        (field(type="money"), "0", "0"),
        (field(type="date"), "๒๑/๑๑/๒๕๖๙", "2026-11-21"),
        (field(type="date"), "21 พ.ย. 2569", "2026-11-21"),
        (field(type="date"), "2026-11-21", "2026-11-21"),
        (field(type="date"), "2569-11-21", "2026-11-21"),
        (field(type="date"), dt.date(2026, 11, 21), "2026-11-21"),
        (field(type="citizen_id"), "1-9900-00000-01-9", CITIZEN),
        (field(type="phone"), "๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        (field(type="choice", options=OPTIONS), "b", "b"),
        (field(type="choices", options=OPTIONS), ["b", "a", "b"], ["a", "b"]),
        (field(type="tick"), True, True),
        (field(type="file"), ["sha"], ["sha"]),
        (field(type="address"), {"house_no": "๑๒/๓", "moo": "๔", "road": " "}, {"house_no": "12/3", "moo": "4"}),
        (field(type="person"), {"first_name": " สมมุติ ", "citizen_id": "1-9900-00000-01-9"}, {"first_name": "สมมุติ", "citizen_id": CITIZEN}),
        (field(type="text", default="ไทย"), "", None),
    ],
)
def test_what_is_typed_is_kept_in_one_form(given: FormField, typed: Any, stored: Any) -> None:
    assert kept(given, typed) == stored
    assert kept(given, stored) == stored


def test_a_default_fills_what_was_never_touched() -> None:
    assert flow.normalise(service(field(type="text", default="ไทย")), {}) == {"x": "ไทย"}


@pytest.mark.parametrize(
    ("given", "typed", "code"),
    [
        (field(type="text", required=True), "", "required"),
        (field(type="text", required=True), "\u200b\x00", "required"),
        (field(type="text", max_length=5), "ก" * 6, "too-long"),
        (field(type="text"), "ร้าน 😀", "characters"),
        (field(type="text"), "ร้าน 👩\u200d🍳", "characters"),
        (field(type="text"), {"a": 1}, "type"),
        (field(type="long_text", max_length=3), "ก\nขค\nง", "too-long"),
        (field(type="integer"), "12.5", "number"),
        (field(type="integer"), "สิบ", "number"),
        (field(type="integer"), True, "number"),
        (field(type="integer", min=1), 0, "below-min"),
        (field(type="number", max=10), "๑๐.๐๑", "above-max"),
        (field(type="number", places=1), "1.25", "too-many-decimals"),
        (field(type="number"), float("nan"), "number"),
        (field(type="number"), float("inf"), "number"),
        (field(type="number"), "1,50", "number"),
        (field(type="number"), "9" * 40, "number"),
        (field(type="money"), "-1", "below-min"),
        (field(type="money"), "1.005", "too-many-decimals"),
        (field(type="date"), "30/02/2569", "date-impossible"),
        (field(type="date"), "30 กุมภาพันธ์ 2569", "date-impossible"),
        (field(type="date"), "21/11/2026", "date-gregorian"),
        (field(type="date"), "เมื่อวาน", "date"),
        (field(type="date", not_after="today"), "22/11/2569", "too-late"),
        (field(type="date", not_before="2020-01-01"), "31/12/2562", "too-early"),
        (field(type="citizen_id"), "1990000000018", "citizen-id-checksum"),
        (field(type="citizen_id"), "123", "citizen-id-length"),
        (field(type="juristic_id"), CITIZEN, "juristic-id-kind"),
        (field(type="phone"), "12345", "phone"),
        (field(type="choice", options=OPTIONS), "c", "unknown-option"),
        (field(type="choice", options=OPTIONS, required=True), None, "required"),
        (field(type="choices", options=OPTIONS), ["a", "z"], "unknown-option"),
        (field(type="choices", options=OPTIONS, required=True), [], "required"),
        (field(type="tick", required=True), False, "required"),
        (field(type="tick"), "yes", "type"),
        (field(type="file"), "sha", "type"),
        (field(type="file", required=True), [], "required"),
        (field(type="address"), "บ้านเลขที่ 1", "type"),
        (field(type="person"), ["สมมุติ"], "type"),
        (field(type="table", columns=[{"id": "a", "label": "ก", "type": "text"}], required=True), [], "required"),
        (field(type="table", columns=[{"id": "a", "label": "ก", "type": "text"}], min_rows=1), [], "too-few-rows"),
        (field(type="table", columns=[{"id": "a", "label": "ก", "type": "text"}]), "x", "type"),
    ],
)
def test_what_cannot_be_filed_is_named(given: FormField, typed: Any, code: str) -> None:
    assert codes(given, typed) == [code]


@pytest.mark.parametrize(
    "given",
    [
        field(type="text"), field(type="integer"), field(type="date"), field(type="citizen_id"), field(type="phone"), field(type="address"),
        field(type="person"), field(type="choice", options=OPTIONS), field(type="tick"), field(type="money"), field(type="file"),
    ],
)  # fmt: skip
def test_what_need_not_be_filled_may_be_empty(given: FormField) -> None:
    for nothing in (None, "", [], {}):
        assert codes(given, nothing) == []


def test_text_may_be_latin_and_may_begin_with_an_equals_sign() -> None:
    assert codes(field(type="text"), "=SUM(A1) 7-Eleven Café №5 25°C") == []


def test_the_message_names_the_field_what_was_typed_and_the_limit() -> None:
    (fault,) = faults(field(type="number", max=10, unit="เมตร"), "12,000.5")
    assert fault.message == "“ช่องทดสอบ” ต้องไม่เกิน 10 เมตร: ที่พิมพ์คือ 12,000.5 กรุณาตรวจสอบจำนวนและหน่วย"


def test_a_year_is_said_without_separators() -> None:
    (fault,) = faults(field(type="integer", min=2535, grouped=False), "2026")
    assert fault.message == "“ช่องทดสอบ” ต้องไม่น้อยกว่า 2535: ที่พิมพ์คือ 2026 กรุณาตรวจสอบ"


# --- addresses and persons --------------------------------------------------------------------------------------------------------

HOME = {"house_no": "12", "subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}


def test_a_whole_address_is_right() -> None:
    assert codes(field(type="address", required=True), HOME) == []


def test_a_half_filled_address_names_what_is_missing() -> None:
    found = faults(field(type="address"), {"house_no": "12", "province": "อุบลราชธานี"})
    assert [(each.field, each.code) for each in found] == [("x.subdistrict", "required"), ("x.district", "required")]


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"subdistrict": "โพธิ์เล็ก"}, "subdistrict"),
        ({"district": "บางรัก"}, "district"),
        ({"province": "อุบล"}, "province"),
    ],
)
def test_a_place_that_does_not_exist_is_named_at_its_level(changes: dict[str, str], part: str) -> None:
    (fault,) = faults(field(type="address"), HOME | changes)
    assert (fault.field, fault.code) == (f"x.{part}", "address-unknown")
    assert changes[part] in fault.message


def test_a_postcode_has_five_digits() -> None:
    assert codes(field(type="address"), HOME | {"postcode": "๓๔๑๙๐"}) == []
    assert codes(field(type="address"), HOME | {"postcode": "3419"}) == ["postcode"]


def test_only_the_parts_that_are_asked_may_be_given() -> None:
    land = field(type="address", parts=["moo", "subdistrict", "district", "province"])
    assert codes(land, {key: HOME[key] for key in ("subdistrict", "district", "province")}) == []
    assert [(each.field, each.code) for each in faults(land, HOME | {"moo": "3"})] == [
        ("x.house_no", "unknown-field"),
        ("x.postcode", "unknown-field"),
    ]


def test_a_person_needs_both_names_and_a_right_number() -> None:
    person = field(type="person")
    assert codes(person, {"prefix": "นาง", "first_name": "สมมุติ", "last_name": "ใจดี", "citizen_id": CITIZEN}) == []
    found = faults(person, {"first_name": "สมมุติ", "citizen_id": "1990000000018"})
    assert [(each.field, each.code) for each in found] == [("x.last_name", "required"), ("x.citizen_id", "citizen-id-checksum")]


def test_a_name_of_300_characters_or_of_emoji_is_refused_at_its_part() -> None:
    person = field(type="person")
    assert "too-long" in codes(person, {"first_name": "ก" * 300, "last_name": "ใจดี"})
    assert "characters" in codes(person, {"first_name": "😀", "last_name": "ใจดี"})
    assert codes(person, {"first_name": "John", "last_name": "O’Brien"}) == []
