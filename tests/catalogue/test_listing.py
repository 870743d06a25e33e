from __future__ import annotations

import datetime as dt
import json

from lsvdesk.catalogue.listing import listed
from lsvdesk.catalogue.loader import load

ON = dt.date(2026, 11, 21)


def test_a_service_is_listed_as_plain_json() -> None:
    catalogue = load(profile="pho-yai")
    shown = listed(catalogue.service("commercial-registration-new"), catalogue.parameters, ON)
    assert json.loads(json.dumps(shown)) == shown
    assert [(fee["item"], fee.get("amount")) for fee in shown["fees"]] == [
        ("ค่าธรรมเนียมการจดทะเบียน (ตั้งใหม่)", "50.00"),
        ("ค่าธรรมเนียมคัดสำเนาเอกสาร", "30.00"),
        ("ค่าธรรมเนียมขอตรวจค้นเอกสาร", "20.00"),
        ("ค่าธรรมเนียมถ่ายข้อมูลด้วยระบบคอมพิวเตอร์", "1000.00"),
        ("ค่าปรับกรณีจดทะเบียนเกินกำหนด", None),
    ]
    assert shown["clock"]["promise"] == {"value": 45.0, "unit": "minute"}


def test_an_address_is_listed_with_the_parts_the_paper_prints() -> None:
    catalogue = load(profile="pho-yai")
    fields = {each["id"]: each for each in listed(catalogue.service("soil-excavation-notice"), catalogue.parameters, ON)["fields"]}
    assert fields["land_address.moo"]["label"] == "ที่ดิน หมู่ที่"
    assert "land_address.house_no" not in fields
    assert fields["notifier_address.road"]["label"] == "ถนน"


def test_a_fee_before_its_law_says_so_instead_of_an_amount() -> None:
    catalogue = load()
    (fee,) = listed(catalogue.service("soil-excavation-notice"), catalogue.parameters, dt.date(1999, 1, 1))["fees"]
    assert "amount" not in fee
    assert "ยังไม่มี" in fee["note"]


def test_a_field_is_listed_with_the_stage_that_fills_it_in() -> None:
    catalogue = load()
    assert {each["stage"] for each in listed(catalogue.service("signboard-tax"), catalogue.parameters, ON)["fields"]} == {"applicant"}
