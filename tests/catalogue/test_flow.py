from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.flow import Context, PageKey
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import Service

TODAY = dt.date(2026, 11, 21)


@cache
def catalogue() -> Catalogue:
    return load(profile="pho-yai")


def service(service_id: str) -> Service:
    return catalogue().service(service_id)


def context(service_id: str, case: str = "individual", kind: str = "individual", agent: bool = False, **answers: Any) -> Context:
    return Context(service(service_id), case, kind, agent, answers, TODAY)


def ids(ctx: Context) -> set[str]:
    return {document.id for document in flow.applicable_documents(ctx.service, ctx)}


def walked(ctx: Context) -> list[PageKey]:
    pages: list[PageKey] = []
    page = flow.next_page(ctx.service, ctx, None)
    while page is not None:
        pages.append(page)
        page = flow.next_page(ctx.service, ctx, page)
    return pages


SIGN = {"text": "ร้านสมมุติ", "kind": "mixed", "width_cm": "120", "height_cm": "240", "place": "หน้าร้าน", "installed_on": "2017-02-01"}
SIGNBOARD = {"tax_year": 2569, "shop_name": "ร้านสมมุติ", "signs": [SIGN]}
LAND = {"moo": "3", "subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี"}
DIGGING = {
    "depth_m": "3.5",
    "area_m2": "400",
    "days_to_finish": 30,
    "designer_name": "นายสมมุติ ออกแบบ",
    "designer_level": "professional",
    "supervisor_name": "นายสมมุติ คุมงาน",
    "deed_kind": "title-deed",
    "deed_no": "12345",
    "land_address": LAND,
    "land_zone": "เขตผังเมืองรวม",
    "owns_land": True,
}
SHOP = {
    "owner_age": 40,
    "trade_name": "ร้านสมมุติพาณิชย์",
    "businesses": [{"kind": "02", "description": "ขายของชำ"}],
    "capital": "50,000",
    "head_office": LAND | {"house_no": "12"},
    "is_householder": True,
    "manager": {"prefix": "นาย", "first_name": "สมมุติ", "last_name": "ใจดี"},
    "started_on": "2026-11-01",
}


# --- pages ------------------------------------------------------------------------------------------------------------------------


def test_the_pages_go_from_the_applicant_to_the_review() -> None:
    kinds = [page.kind for page in walked(context("signboard-tax"))]
    assert kinds == ["applicant", "section", "section", "section", "section", "documents", "fees", "review"]
    assert walked(context("signboard-tax"))[-2].title == "ภาษี"
    assert walked(context("soil-excavation-notice"))[-2].title == "ค่าธรรมเนียม"


def test_a_section_that_does_not_concern_this_case_has_no_page() -> None:
    alone = {page.title for page in walked(context("commercial-registration-new"))}
    together = {page.title for page in walked(context("commercial-registration-new", "ordinary-partnership-or-joint-venture", "juristic"))}
    company = {page.title for page in walked(context("commercial-registration-new", "registered-partnership-or-company", "juristic"))}
    assert together - alone == {"(11)-(12) ผู้เป็นหุ้นส่วนและเงินลงหุ้น"}
    assert company - alone == {"(13) ทุนและหุ้นของบริษัท"}


def test_selling_on_the_internet_opens_the_page_of_websites() -> None:
    ctx = context("commercial-registration-new", businesses=[{"kind": "08", "description": "ขายเสื้อผ้า"}])
    assert "ร้านค้าอิเล็กทรอนิกส์" in {section.section for section in flow.visible_sections(ctx.service, ctx)}


def test_going_back_passes_the_same_pages() -> None:
    ctx = context("commercial-registration-new")
    forward = walked(ctx)
    page: PageKey | None = forward[-1]
    backward = []
    while page is not None:
        backward.append(page)
        page = flow.previous_page(ctx.service, ctx, page)
    assert backward == forward[::-1]


def test_a_section_with_nothing_to_ask_has_no_page() -> None:
    assert "ลงนาม" not in {page.title for page in flow.pages(service("soil-excavation-notice"))}


# --- fields -----------------------------------------------------------------------------------------------------------------------


def test_what_is_known_of_the_applicant_is_not_asked_again() -> None:
    shown = {field.id for field in flow.visible_fields(service("signboard-tax"), context("signboard-tax"))}
    assert "owner_name" not in shown
    assert {"tax_year", "shop_name", "signs"} <= shown


def test_a_field_appears_when_its_condition_holds() -> None:
    ctx = context("soil-excavation-notice", deed_kind="other")
    assert "deed_other" in {field.id for field in flow.visible_fields(ctx.service, ctx, "ที่ดินที่จะขุด")}
    ctx = context("soil-excavation-notice", deed_kind="ns3")
    assert "deed_other" not in {field.id for field in flow.visible_fields(ctx.service, ctx)}


def test_a_column_appears_when_the_row_needs_it() -> None:
    ctx = context("signboard-tax")
    changed = {column.id for column in flow.visible_columns(ctx.service, ctx, "signs", {"condition": "changed"})}
    existing = {column.id for column in flow.visible_columns(ctx.service, ctx, "signs", {"condition": "existing"})}
    assert changed - existing == {"tax_paid_before"}
    with pytest.raises(KeyError):
        flow.visible_columns(ctx.service, ctx, "goods", {})


def test_a_fresh_form_opens_with_this_year_and_the_usual_choices() -> None:
    assert flow.proposed(service("signboard-tax"), context("signboard-tax")) == {"tax_year": 2569}
    fresh = flow.proposed(service("commercial-registration-new"), context("commercial-registration-new"))
    assert fresh["owner_nationality"] == "ไทย"
    assert fresh["copies_wanted"] == 0


def test_an_answer_that_became_hidden_no_longer_counts() -> None:
    takeover = {"is_takeover": True, "previous_trade_name": "ร้านเก่า", "transferred_on": "2026-01-01", "transfer_reason": "ซื้อกิจการ"}
    hidden = context("commercial-registration-new", **SHOP, **(takeover | {"is_takeover": False}))
    assert "previous_trade_name" not in flow.filed(hidden.service, hidden)
    assert flow.validate(hidden.service, hidden) == []


# --- documents --------------------------------------------------------------------------------------------------------------------


def test_the_checklist_holds_only_what_applies_to_this_case() -> None:
    assert ids(context("signboard-tax")) == {"id-card"}
    assert ids(context("signboard-tax", "juristic", "juristic", True)) == {"id-card", "company-certificate", "power-of-attorney"}


def test_a_tenant_needs_the_consent_of_the_householder() -> None:
    consent = {"premises-consent", "premises-evidence"}
    assert consent <= ids(context("commercial-registration-new"))
    assert not consent & ids(context("commercial-registration-new", is_householder=True))


def test_discs_gems_and_ivory_need_papers_of_their_own() -> None:
    def asked(kind: str, case: str = "individual") -> set[str]:
        return ids(context("commercial-registration-new", case, businesses=[{"kind": kind}])) & {
            "media-licence",
            "gem-funds",
            "gem-occupation",
            "ivory-licence",
        }

    assert asked("02") == set()
    assert asked("06") == {"media-licence"}
    assert asked("07") == {"gem-funds"}
    assert asked("07", "ordinary-partnership-or-joint-venture") == {"gem-funds", "gem-occupation"}
    assert asked("17") == {"ivory-licence"}


def test_each_of_the_four_applicants_brings_proof_of_who_they_are() -> None:
    proof = {
        "individual": {"id-card", "house-registration"},
        "ordinary-partnership-or-joint-venture": {"partners-id-cards", "partners-house-registrations", "partnership-agreement"},
        "registered-partnership-or-company": {"company-certificate", "directors-id-cards", "directors-house-registrations"},
        "foreign-juristic-person": {
            "responsible-id-card",
            "responsible-house-registration",
            "foreign-registration",
            "responsible-appointment",
        },
    }
    every = set().union(*proof.values())
    for case, wanted in proof.items():
        assert ids(context("commercial-registration-new", case)) & every == wanted


def test_digging_deeper_than_twenty_metres_needs_measuring_equipment() -> None:
    assert "monitoring-equipment" in ids(context("soil-excavation-notice", depth_m="20.01"))
    assert "monitoring-equipment" not in ids(context("soil-excavation-notice", depth_m="20"))


def test_somebody_elses_land_needs_consent() -> None:
    assert {"land-consent", "landowner-house-registration"} <= ids(context("soil-excavation-notice"))
    assert not {"land-consent", "landowner-house-registration"} & ids(context("soil-excavation-notice", owns_land=True))


# --- values -----------------------------------------------------------------------------------------------------------------------


def test_the_area_of_a_sign_is_computed_while_it_is_typed() -> None:
    ctx = context("signboard-tax", signs=[SIGN | {"sides": 2}, {"width_cm": "5"}])
    assert flow.computed(ctx.service, ctx) == {"signs[0].area_cm2": Decimal("57600.00"), "signs[1].area_cm2": None}


def test_the_capital_of_a_partnership_is_the_sum_of_its_partners() -> None:
    partners = [{"contribution": "1000.50"}, {"contribution": "2000"}]
    ctx = context("commercial-registration-new", "ordinary-partnership-or-joint-venture", "juristic", partners=partners)
    assert flow.computed(ctx.service, ctx)["partnership_capital"] == Decimal("3000.50")
    assert flow.computed(ctx.service, ctx)["shares_total"] is None  # another applicant's section


def test_a_late_registration_is_told_to_the_clerk_and_not_refused() -> None:
    late = context("commercial-registration-new", **(SHOP | {"started_on": "2026-10-21", "fine_set": "0"}))
    in_time = context("commercial-registration-new", **(SHOP | {"started_on": "2026-10-22"}))
    (told,) = flow.advice(late.service, late)
    assert "30 วัน" in told.message
    assert told.confidence == "recalled"
    assert flow.validate(late.service, late) == []
    assert flow.advice(in_time.service, in_time) == []


def test_the_fine_of_a_late_registration_is_asked_for_and_of_no_other() -> None:
    late = context("commercial-registration-new", **(SHOP | {"started_on": "2026-10-21"}))
    in_time = context("commercial-registration-new", **(SHOP | {"started_on": "2026-10-22"}))
    assert [(each.field, each.code) for each in flow.validate(late.service, late)] == [("fine_set", "required")]
    assert flow.validate(in_time.service, in_time) == []


def test_a_company_in_an_exempt_trade_is_pointed_out() -> None:
    ctx = context("commercial-registration-new", "registered-partnership-or-company", "juristic", businesses=[{"kind": "02"}])
    assert any("ได้รับยกเว้น" in each.message for each in flow.advice(ctx.service, ctx))
    ctx = context(
        "commercial-registration-new", "registered-partnership-or-company", "juristic", businesses=[{"kind": "02"}, {"kind": "14"}]
    )
    assert not any("ได้รับยกเว้น" in each.message for each in flow.advice(ctx.service, ctx))


def test_a_pit_that_needs_no_notice_is_pointed_out() -> None:
    small = context("soil-excavation-notice", **(DIGGING | {"depth_m": "3", "area_m2": "10000"}))
    assert len(flow.advice(small.service, small)) == 1
    deep = context("soil-excavation-notice", **(DIGGING | {"depth_m": "21"}))
    assert any("วุฒิวิศวกร" in each.message for each in flow.advice(deep.service, deep))


# --- faults -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service_id", "answers"),
    [("signboard-tax", SIGNBOARD), ("soil-excavation-notice", DIGGING), ("commercial-registration-new", SHOP)],
)
def test_complete_answers_have_no_fault_and_are_kept_as_they_are(service_id: str, answers: dict[str, Any]) -> None:
    ctx = context(service_id, **answers)
    assert flow.validate(ctx.service, ctx) == []
    kept = flow.filed(ctx.service, ctx)
    assert flow.filed(ctx.service, ctx.answering(kept)) == kept
    assert set(answers) <= set(kept)


def test_an_empty_form_names_every_field_that_must_be_filled_in_reading_order() -> None:
    ctx = context("signboard-tax")
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [
        ("tax_year", "required"),
        ("shop_name", "required"),
        ("signs", "required"),
    ]


def test_one_page_can_be_checked_by_itself() -> None:
    ctx = context("signboard-tax", unknown=1)
    assert [fault.field for fault in flow.validate(ctx.service, ctx, "รายการป้าย")] == ["signs"]


def test_a_cell_is_named_by_its_row_and_column() -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"signs": [SIGN, SIGN, SIGN | {"width_cm": "0", "kind": "neon"}]}))
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [
        ("signs[2].kind", "unknown-option"),
        ("signs[2].width_cm", "below-min"),
    ]
    assert flow.validate(ctx.service, ctx)[0].message.startswith("รายการที่ 3:")


def test_a_blank_row_at_the_end_is_no_sign() -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"signs": [SIGN, {"motion": "static", "sides": 1}, {}]}))
    assert flow.validate(ctx.service, ctx) == []
    assert len(flow.filed(ctx.service, ctx)["signs"]) == 1


def test_fields_that_the_form_does_not_have_are_refused() -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"bribe": "1"} | {"signs": [SIGN | {"colour": "red"}]}))
    found = {(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)}
    assert found == {("bribe", "unknown-field"), ("signs[0].colour", "unknown-field")}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"condition": "new", "installed_on": "2025-12-31"}, "signs[0].condition"),
        ({"condition": "existing", "installed_on": "2026-01-01"}, "signs[0].condition"),
        ({"condition": "changed", "installed_on": "2025-06-01", "tax_paid_before": "200"}, "signs[0].condition"),
    ],
)
def test_a_sign_whose_state_and_date_disagree_is_refused(changes: dict[str, Any], field: str) -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"signs": [SIGN | changes]}))
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [(field, "refused")]


def test_a_sign_of_a_later_year_is_refused_for_an_earlier_tax_year() -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"tax_year": 2567, "signs": [SIGN | {"condition": "new", "installed_on": "2025-05-05"}]}))
    assert [fault.field for fault in flow.validate(ctx.service, ctx)] == ["signs[0].installed_on"]


def test_too_few_partners_are_refused() -> None:
    partner = {"name": "นายสมมุติ หนึ่ง", "address": "ต.โพธิ์ใหญ่", "contribution": "100"}
    shop = {key: value for key, value in SHOP.items() if key != "owner_age"}
    ctx = context("commercial-registration-new", "ordinary-partnership-or-joint-venture", "juristic", **shop, partners=[partner])
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [("partners", "too-few-rows")]


def test_too_many_signs_are_refused() -> None:
    ctx = context("signboard-tax", **(SIGNBOARD | {"signs": [SIGN] * 201}))
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [("signs", "too-many-rows")]


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=10), inner, max_size=3)),
    max_leaves=6,
)
field_ids = sorted({field.id for each in load().services.values() for section in each.form for field in section.fields})


@given(
    st.sampled_from(["signboard-tax", "commercial-registration-new", "soil-excavation-notice"]),
    st.dictionaries(st.one_of(st.sampled_from(field_ids), st.text(max_size=8)), json_values, max_size=8),
    st.lists(
        st.dictionaries(st.sampled_from(["kind", "width_cm", "sides", "installed_on", "text", "exempt"]), json_values, max_size=5),
        max_size=3,
    ),
)
def test_no_answers_whatever_make_the_wizard_crash(service_id: str, answers: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    ctx = context(service_id).answering(answers | {"signs": rows})
    assert all(fault.message for fault in flow.validate(ctx.service, ctx))
    settled = ctx.answering(flow.normalise(ctx.service, ctx.answers))
    flow.visible_fields(ctx.service, settled)
    flow.applicable_documents(ctx.service, settled)
    flow.computed(ctx.service, settled)
    flow.advice(ctx.service, settled)
    assert repr(flow.normalise(ctx.service, settled.answers)) == repr(settled.answers)


def test_a_return_of_two_hundred_signs_is_kept_whole() -> None:
    signs = [SIGN | {"text": f"ป้าย {number}", "tax_paid_before": "5"} for number in range(200)]
    ctx = context("signboard-tax", **(SIGNBOARD | {"signs": signs}))
    kept = flow.filed(ctx.service, ctx)["signs"]
    assert [row["text"] for row in kept] == [f"ป้าย {number}" for number in range(200)]
    assert all("tax_paid_before" not in row for row in kept)  # only a changed sign has it


# --- what officials fill in -------------------------------------------------------------------------------------------------------


def with_officer_part(service_id: str) -> Service:
    """A service with an opinion, an order and a proposed day that the applicant never sees."""
    standing = service(service_id)
    opinion = {
        "section": "ความเห็นเจ้าหน้าที่",
        "stage": "officer",
        "fields": [
            {"id": "opinion", "label": "ความเห็น", "type": "text", "required": True, "default": "ครบถ้วน"},
            {"id": "seen_on", "label": "ลงวันที่", "type": "date", "initial": "today"},
        ],
    }
    return Service.model_validate({**standing.model_dump(), "form": [*standing.model_dump()["form"], opinion]})


def test_the_wizard_does_not_ask_the_applicant_what_an_official_fills_in() -> None:
    extended = with_officer_part("signboard-tax")
    ctx = Context(extended, "individual", "individual", False, SIGNBOARD, TODAY)
    assert [page.title for page in flow.pages(extended)] == [page.title for page in flow.pages(service("signboard-tax"))]
    assert "opinion" not in {field.id for field in flow.visible_fields(extended, ctx)}
    assert not {"opinion", "seen_on"} & (flow.proposed(extended, ctx).keys() | flow.filed(extended, ctx).keys())
    assert flow.validate(extended, ctx) == []


def test_an_answer_for_an_official_is_refused_at_filing() -> None:
    ctx = Context(with_officer_part("signboard-tax"), "individual", "individual", False, SIGNBOARD | {"opinion": "เห็นควร"}, TODAY)
    assert [(fault.field, fault.code) for fault in flow.validate(ctx.service, ctx)] == [("opinion", "officer-field")]
