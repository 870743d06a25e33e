"""People who do not exist, and what they ask for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from lsvdesk.counter.views import AddressData, Answers, Filing, Handed, OrganisationData, PersonData
from lsvdesk.thai.identifiers import make_citizen_id

DAY = dt.date(2026, 11, 18)
"""Wednesday 18 November 2569: an ordinary working day."""

HOME = AddressData(house_no="99/1", moo="4", subdistrict="โพธิ์ใหญ่", district="วารินชำราบ", province="อุบลราชธานี", postcode="34190")


def owner(seed: int = 1) -> PersonData:
    """A shopkeeper with a valid number that belongs to nobody."""
    return PersonData(
        prefix="นาง",
        first_name="สมมุติ",
        last_name=f"ตัวอย่าง{seed if seed > 1 else ''}",
        citizen_id=make_citizen_id(seed),
        birth_date=dt.date(1980, 1, 2),
        phone="0812345678",
        address=HOME,
    )


def agent() -> PersonData:
    return PersonData(prefix="นาย", first_name="ผู้แทน", last_name="จำลอง", citizen_id=make_citizen_id(77), phone="0898765432", address=HOME)


def company() -> OrganisationData:
    from stdnum.th.pin import calc_check_digit

    twelve = "034550000001"
    return OrganisationData(
        name="บริษัท ทดลองการค้า จำกัด",
        kind="บริษัทจำกัด",
        juristic_id=twelve + calc_check_digit(twelve),
        phone="045123456",
        representative="นางสมมุติ ตัวอย่าง",
        address=HOME,
    )


def sign(**changes: Any) -> dict[str, Any]:
    """A shop sign of 120 × 240 cm with Thai letters only: 58 units."""
    row = {
        "text": "ร้านสมมุติพาณิชย์",
        "kind": "thai_only",
        "motion": "static",
        "width_cm": "120",
        "height_cm": "240",
        "sides": 1,
        "place": "หน้าร้าน หมู่ที่ 4",
        "installed_on": "2025-05-01",
        "condition": "existing",
    }
    return {**row, **changes}


def sign_answers(*signs: dict[str, Any], year: int = 2569) -> Answers:
    return {"tax_year": year, "shop_name": "ร้านสมมุติพาณิชย์", "signs": list(signs) or [sign()]}


SIGN_DOCUMENTS = {"id-card": Handed(originals=1)}


def sign_filing(*signs: dict[str, Any], **changes: Any) -> Filing:
    """A signboard return with its one document."""
    filing = Filing(
        service="signboard-tax", applicant_case="individual", answers=sign_answers(*signs), person=owner(), documents=dict(SIGN_DOCUMENTS)
    )
    return replace(filing, **changes)


def shop_answers(**changes: Any) -> Answers:
    answers: Answers = {
        "owner_age": 46,
        "owner_ethnicity": "ไทย",
        "owner_nationality": "ไทย",
        "trade_name": "ร้านสมมุติพาณิชย์",
        "trade_name_roman": "SOMMUT SHOP",
        "businesses": [{"kind": "02", "description": "ขายของชำ"}],
        "capital": "50000",
        "head_office": {
            "house_no": "99/1",
            "moo": "4",
            "subdistrict": "โพธิ์ใหญ่",
            "district": "วารินชำราบ",
            "province": "อุบลราชธานี",
            "postcode": "34190",
        },
        "is_householder": True,
        "manager": {"prefix": "นาง", "first_name": "สมมุติ", "last_name": "ตัวอย่าง", "citizen_id": make_citizen_id(1)},
        "manager_nationality": "ไทย",
        "started_on": "2026-11-02",
    }
    return {**answers, **changes}


SHOP_DOCUMENTS = {
    "application": Handed(originals=1),
    "id-card": Handed(originals=1),
    "house-registration": Handed(copies=1),
    "map": Handed(originals=1),
}


def shop_filing(**changes: Any) -> Filing:
    """A new commercial registration of a natural person with all its documents."""
    filing = Filing(
        service="commercial-registration-new",
        applicant_case="individual",
        answers=shop_answers(),
        person=owner(),
        documents=dict(SHOP_DOCUMENTS),
    )
    return replace(filing, **changes)


def dig_answers(**changes: Any) -> Answers:
    answers: Answers = {
        "action": "excavation",
        "depth_m": "3.5",
        "area_m2": "400",
        "days_to_finish": 30,
        "designer_name": "นายออกแบบ จำลอง",
        "designer_level": "professional",
        "supervisor_name": "นายควบคุม จำลอง",
        "deed_kind": "title-deed",
        "deed_no": "12345",
        "land_address": {"moo": "4", "subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี"},
        "land_zone": "เขตองค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        "owns_land": True,
        "starts_on": "2026-12-01",
        "purpose": "ขุดสระน้ำเพื่อการเกษตร",
    }
    return {**answers, **changes}


DIG_DOCUMENTS = {
    "site-plan": Handed(originals=3),
    "calculation": Handed(copies=1),
    "house-registration": Handed(copies=1),
    "engineer-certificate": Handed(originals=1, copies=1),
    "supervisor-certificate": Handed(originals=1, copies=1),
    "land-document": Handed(copies=1),
}


def dig_filing(**changes: Any) -> Filing:
    """A notice of excavation on one's own land with all its documents."""
    filing = Filing(
        service="soil-excavation-notice",
        applicant_case="individual",
        answers=dig_answers(),
        person=owner(),
        documents=dict(DIG_DOCUMENTS),
    )
    return replace(filing, **changes)
