"""Who comes to the counter in the demonstration: nobody who exists. Numbers carry valid check digits of a province that does not exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from lsvdesk.counter.views import AddressData, Answers, Filing, Handed, OrganisationData, PersonData
from lsvdesk.thai.identifiers import make_citizen_id

HERE = AddressData(subdistrict="โพธิ์ใหญ่", district="วารินชำราบ", province="อุบลราชธานี", postcode="34190")


def person(seed: int, prefix: str, first_name: str, last_name: str, house_no: str, moo: str, birth: str = "1984-05-17") -> PersonData:
    """Somebody of the village; equal seeds give the same person."""
    return PersonData(
        prefix=prefix,
        first_name=first_name,
        last_name=last_name,
        citizen_id=make_citizen_id(1_000 + seed),
        birth_date=dt.date.fromisoformat(birth),
        phone=f"08{10_000_000 + seed * 111_111:08d}",
        address=replace(HERE, house_no=house_no, moo=moo),
    )


def juristic(seed: int, kind: str, name: str, representative: str, house_no: str, moo: str) -> OrganisationData:
    """A juristic person of a province that does not exist (digits 2 and 3 are 99)."""
    from stdnum.th.pin import calc_check_digit

    twelve = f"0995569{seed:05d}"
    return OrganisationData(
        name=name,
        kind=kind,
        juristic_id=twelve + calc_check_digit(twelve),
        phone="045999000",
        representative=representative,
        address=replace(HERE, house_no=house_no, moo=moo),
    )


def sign(text: str, width: str, height: str, **more: Any) -> dict[str, Any]:
    """A row of ภ.ป.1; an existing sign with Thai letters unless said otherwise."""
    row = {
        "text": text,
        "kind": "thai_only",
        "motion": "static",
        "width_cm": width,
        "height_cm": height,
        "sides": 1,
        "place": "หน้าร้าน ถนนโพธิ์ใหญ่",
        "installed_on": "2024-06-01",
        "condition": "existing",
    }
    return {**row, **more}


def sign_return(who: PersonData | OrganisationData, shop: str, *signs: dict[str, Any], year: int = 2569, **more: Any) -> Filing:
    """A signboard return with its documents."""
    answers: Answers = {"tax_year": year, "shop_name": shop, "signs": list(signs), **more}
    if isinstance(who, OrganisationData):
        documents = {"id-card": Handed(originals=1), "company-certificate": Handed(originals=1)}
        return Filing("signboard-tax", "juristic", answers, organisation=who, documents=documents)
    return Filing("signboard-tax", "individual", answers, person=who, documents={"id-card": Handed(originals=1)})


def shop_registration(who: PersonData, trade_name: str, business: str, **more: Any) -> Filing:
    """A new commercial registration of a natural person with its documents."""
    answers = {
        **_shop(trade_name, business, who.address, who),
        "owner_age": 41,
        "owner_ethnicity": "ไทย",
        "owner_nationality": "ไทย",
        **more,
    }
    documents = {
        "application": Handed(originals=1),
        "id-card": Handed(originals=1),
        "house-registration": Handed(copies=1),
        "map": Handed(originals=1),
    }
    return Filing("commercial-registration-new", "individual", answers, person=who, documents=documents)


def partnership_registration(who: OrganisationData, manager: PersonData, other: PersonData, trade_name: str, business: str) -> Filing:
    """The same of an unregistered partnership of two."""
    answers = {
        **_shop(trade_name, business, who.address, manager),
        "owner_nationality": "ไทย",
        "copies_wanted": 2,
        "partners": [
            {
                "name": partner.full_name,
                "age": age,
                "ethnicity": "ไทย",
                "nationality": "ไทย",
                "address": f"เลขที่ {partner.address.house_no} หมู่ที่ {partner.address.moo} ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี",
                "contribution_kind": "money",
                "contribution": share,
            }
            for partner, age, share in ((manager, 45, "150000"), (other, 39, "100000"))
        ],
    }
    documents = {
        "application": Handed(originals=1),
        "partners-id-cards": Handed(copies=2),
        "partners-house-registrations": Handed(copies=2),
        "partnership-agreement": Handed(originals=1),
        "map": Handed(originals=1),
    }
    return Filing("commercial-registration-new", "ordinary-partnership-or-joint-venture", answers, organisation=who, documents=documents)


def company_registration(who: OrganisationData, manager: PersonData, trade_name: str) -> Filing:
    """The same of a company that sells on the internet."""
    answers = {
        **_shop(trade_name, "ขายเสื้อผ้าออนไลน์", who.address, manager, kind="08"),
        "owner_nationality": "ไทย",
        "websites": [{"url": "https://shop.example", "goods": "เสื้อผ้าพื้นเมือง", "opened_on": "2026-02-20"}],
        "registered_capital": "1000000",
        "share_count": 10000,
        "share_value": "100",
        "shares_by_nationality": [{"nationality": "ไทย", "shares": 10000}],
    }
    documents = {
        "application": Handed(originals=1),
        "company-certificate": Handed(originals=1),
        "directors-id-cards": Handed(copies=1),
        "directors-house-registrations": Handed(copies=1),
        "map": Handed(originals=1),
    }
    return Filing("commercial-registration-new", "registered-partnership-or-company", answers, organisation=who, documents=documents)


def foreign_registration(who: OrganisationData, manager: PersonData, trade_name: str) -> Filing:
    """The same of a company under foreign law; its papers from abroad are still on the way."""
    answers = {
        **_shop(trade_name, "ร้านกาแฟและเครื่องดื่ม", who.address, manager),
        "owner_nationality": "สมมุติแลนด์",
        "country_of_law": "สมมุติแลนด์",
        "responsible_person": {
            "prefix": manager.prefix,
            "first_name": manager.first_name,
            "last_name": manager.last_name,
            "phone": manager.phone,
        },
        "responsible_nationality": "ไทย",
        "registered_capital": "2000000",
    }
    documents = {
        "application": Handed(originals=1),
        "responsible-id-card": Handed(copies=1),
        "responsible-house-registration": Handed(copies=1),
        "map": Handed(originals=1),
    }
    return Filing("commercial-registration-new", "foreign-juristic-person", answers, organisation=who, documents=documents)


def excavation(who: PersonData | OrganisationData, deed_no: str, depth: str, area: str, **more: Any) -> Filing:
    """A notice of excavation with its documents."""
    answers: Answers = {
        "action": "excavation",
        "depth_m": depth,
        "area_m2": area,
        "purpose": "ขุดสระเก็บน้ำเพื่อการเกษตร",
        "starts_on": "2026-04-20",
        "days_to_finish": 45,
        "designer_name": "นายออกแบบ สมมุติการ",
        "designer_licence_no": "สย.00000",
        "designer_level": "professional",
        "supervisor_name": "นายควบคุม ตัวอย่างงาน",
        "supervisor_licence_no": "สย.00001",
        "deed_kind": "title-deed",
        "deed_no": deed_no,
        "land_address": {"moo": "7", "subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี"},
        "land_zone": "เขตผังเมืองรวมวารินชำราบ",
        "owns_land": True,
        "plan_sheets": 4,
        "calculation_sheets": 6,
        "land_document_copies": 1,
        **more,
    }
    documents = {
        "site-plan": Handed(originals=3),
        "calculation": Handed(copies=1),
        "engineer-certificate": Handed(originals=1, copies=1),
        "supervisor-certificate": Handed(originals=1, copies=1),
        "land-document": Handed(copies=1),
    }
    if isinstance(who, OrganisationData):
        with_company = {**documents, "company-certificate": Handed(copies=1)}
        return Filing("soil-excavation-notice", "juristic", answers, organisation=who, documents=with_company)
    return Filing(
        "soil-excavation-notice", "individual", answers, person=who, documents={**documents, "house-registration": Handed(copies=1)}
    )


def _shop(trade_name: str, business: str, where: AddressData, manager: PersonData, kind: str = "02") -> Answers:
    return {
        "trade_name": trade_name,
        "businesses": [{"kind": kind, "description": business}],
        "capital": "80000",
        "head_office": {
            part: getattr(where, part)
            for part in ("house_no", "moo", "subdistrict", "district", "province", "postcode")
            if getattr(where, part)
        },
        "is_householder": True,
        "manager": {
            "prefix": manager.prefix,
            "first_name": manager.first_name,
            "last_name": manager.last_name,
            "citizen_id": manager.citizen_id,
        },
        "manager_nationality": "ไทย",
        "started_on": "2026-03-02",
    }
