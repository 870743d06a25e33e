"""The definitions of the clerk's office: complaints, official information, gratuities. What must not be lost of them."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import FormField

ON = dt.date(2026, 11, 21)
GRATUITIES = ("special-gratuity", "regular-gratuity", "heir-regular-gratuity", "heir-special-gratuity")
HEIRS = ("heir-regular-gratuity", "heir-special-gratuity")
SERVICES = ("complaint", "official-information-request", *GRATUITIES)
OFFERED = {
    "dong-ling": set(),
    "pho-yai": {"complaint", *GRATUITIES},
    "don-tanin": {"complaint", "official-information-request"},
    "na-pho": set(),
}


@cache
def office(profile: str | None = None) -> Catalogue:
    return load(profile=profile)


def fields(service_id: str, stage: str = "applicant") -> dict[str, FormField]:
    return {field.id: field for each in office().service(service_id).form if each.stage == stage for field in each.fields}


def documents(service_id: str, profile: str | None = None, case: str = "individual", agent: bool = False, **answers: object) -> set[str]:
    service = office(profile).service(service_id)
    kind = next((each.applicant for each in service.applicant_cases if each.id == case), "individual")
    return {each.id for each in flow.applicable_documents(service, flow.Context(service, case, kind, agent, answers, ON))}


@pytest.mark.parametrize("profile", OFFERED)
def test_an_office_offers_what_its_manual_has(profile: str) -> None:
    assert {service.id for service in office(profile).offered(ON)} & set(SERVICES) == OFFERED[profile]


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_doubt_is_decided_and_what_citizens_say_finds_it(service_id: str) -> None:
    service = office().service(service_id)
    assert len(service.notes) >= 7
    assert any(note.startswith("ยังไม่ยืนยัน:") for note in service.notes)
    assert len(service.keywords) >= 6
    assert service.declaration and service.conditions and service.sources and service.department == "central"


@pytest.mark.parametrize("service_id", SERVICES)
def test_the_executive_gives_the_order(service_id: str) -> None:
    assert "order" in fields(service_id, "executive")
    assert fields(service_id, "officer")


# --- complaints -------------------------------------------------------------------------------------------------------------------


def test_who_complains_is_kept_from_other_eyes_unless_the_office_is_told_otherwise() -> None:
    assert office().service("complaint").sensitive
    disclosure = fields("complaint")["disclosure"]
    assert disclosure.required and disclosure.default == "conceal"


def test_a_complaint_costs_nothing_and_is_answered_in_seven_days() -> None:
    service = office().service("complaint")
    assert [fee.free for fee in service.fees] == [True] and service.payment == "none"
    assert (service.clock.promise.value, service.clock.promise.unit) == (7, "day")
    assert service.clock.statutory is not None and service.clock.statutory.value >= service.clock.promise.value


@pytest.mark.parametrize(("channel", "asked"), [("written", True), ("oral", True), ("phone", False), ("post", False), ("online", False)])
def test_copies_are_asked_only_of_whom_stands_at_the_counter(channel: str, asked: bool) -> None:
    own = {"id-card", "house-registration"}
    assert (documents("complaint", "pho-yai", channel=channel) & own == own) is asked
    assert not documents("complaint", "don-tanin", channel=channel) & own


def test_a_complaint_sent_on_by_another_office_names_it() -> None:
    service = office().service("complaint")
    ctx = flow.Context(service, "individual", "individual", False, {"channel": "agency"}, ON)
    assert {"agency", "agency_letter_no"} <= {field.id for field in flow.visible_fields(service, ctx)}
    assert "agency-letter" in documents("complaint", channel="agency")


def test_a_grievance_says_its_matter_and_a_complaint_of_an_official_its_wrong() -> None:
    service = office().service("complaint")
    for category, shown, hidden in (("grievance", "matter", "wrongs"), ("official", "wrongs", "matter"), ("opinion", "subject", "matter")):
        ctx = flow.Context(service, "individual", "individual", False, {"category": category}, ON)
        visible = {field.id for field in flow.visible_fields(service, ctx)}
        assert shown in visible and hidden not in visible


# --- official information ---------------------------------------------------------------------------------------------------------


def test_no_reason_is_asked_for_official_information() -> None:
    assert not fields("official-information-request")["purpose"].required


def test_an_office_whose_manual_prints_no_fee_takes_none() -> None:
    assert [fee.free for fee in office("don-tanin").service("official-information-request").fees] == [True]
    assert not any(fee.free for fee in office().service("official-information-request").fees)


def test_every_copy_fee_may_be_lowered_by_the_office_but_not_raised() -> None:
    rates = [office().parameters.rate(str(fee.rate)) for fee in office().service("official-information-request").fees]
    assert len(rates) == 8
    assert all(rate.local and rate.ceiling == rate.values[-1].value for rate in rates)


def test_pages_are_counted_only_where_copies_are_asked_for() -> None:
    service = office().service("official-information-request")
    for ways, shown in ((["inspect"], False), (["copy"], True), (["inspect", "certified"], True)):
        ctx = flow.Context(service, "individual", "individual", False, {"ways": ways}, ON)
        visible = {field.id for field in flow.visible_fields(service, ctx)}
        assert ("pages_a4" in visible) is shown
        assert ("certifications" in visible) is ("certified" in ways)


# --- gratuities -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service_id", GRATUITIES)
def test_a_gratuity_is_asked_for_at_the_treasury_of_pho_yai_and_is_free(service_id: str) -> None:
    service = office("pho-yai").service(service_id)
    assert service.department == "revenue" and "045-429508-9" in service.place
    assert (service.clock.promise.value, service.clock.promise.unit) == (13, "day")
    assert [fee.free for fee in service.fees] == [True] and len(service.benefits) == 1


@pytest.mark.parametrize("service_id", HEIRS)
def test_every_heir_stands_in_the_request_and_vouches_to_repay(service_id: str) -> None:
    heirs = fields(service_id)["heirs"]
    assert heirs.min_rows == 1
    assert {"name", "citizen_id", "relation", "birth_date", "guardian", "account"} == {column.id for column in heirs.columns}
    assert {"bt5_agreed", "bt5_witness_1", "bt5_witness_2"} <= fields(service_id).keys()
    assert {"death-certificate", "heirs-id-cards", "relation-evidence", "repayment-certificate"} <= documents(service_id, case="heir")


@pytest.mark.parametrize(("case", "asked"), [("heir", None), ("guardian", "guardian-evidence"), ("administrator", "court-order")])
@pytest.mark.parametrize("service_id", HEIRS)
def test_who_files_for_heirs_shows_why_he_may(service_id: str, case: str, asked: str | None) -> None:
    assert documents(service_id, case=case) & {"guardian-evidence", "court-order"} == ({asked} if asked else set())


def test_other_money_of_the_same_kind_makes_the_heirs_choose() -> None:
    service = office().service("heir-special-gratuity")
    for other in (True, False):
        ctx = flow.Context(service, "heir", "individual", False, {"other_money": other}, ON)
        assert ("chosen" in {field.id for field in flow.visible_fields(service, ctx)}) is other


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"pay_as": "monthly", "employee_type": "temporary"}, "pay_as"),
        ({"situation": "normal", "multiple": "25"}, "multiple"),
        ({"situation": "emergency", "multiple": "24"}, "multiple"),
        ({"employed_from": "2020-01-01", "left_on": "2019-12-31"}, "left_on"),
    ],
)
def test_a_special_gratuity_outside_the_regulation_is_refused(answers: dict[str, object], field: str) -> None:
    service = office().service("special-gratuity")
    ctx = flow.Context(service, "employee", "individual", False, answers, ON)
    assert any(fault.field == field and fault.code == "refused" for fault in flow.validate(service, ctx))


def test_the_bounds_of_the_form_are_those_of_the_rates() -> None:
    at = office().parameters.at
    multiple = fields("special-gratuity")["multiple"]
    assert (multiple.min, multiple.max) == (at("gratuity.special_least", ON).value, at("gratuity.special_emergency_most", ON).value)
    refused = " ".join(each.when for each in office().service("special-gratuity").refuse)
    assert f"answers.multiple > {at('gratuity.special_most', ON).value}" in refused
    assert f"answers.multiple < {at('gratuity.special_emergency_least', ON).value}" in refused
