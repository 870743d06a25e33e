"""The public health department's definitions: what must not be lost, and that every condition of theirs can be evaluated."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache

import pytest

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import FormField, Service

ON = dt.date(2026, 11, 21)
LICENCES = ("health-hazard-licence", "sewage-collection-licence", "sewage-disposal-licence", "solid-waste-collection-licence")
RENEWAL = "health-hazard-licence-renewal"
LEAFLETS = "leaflet-advertising-permit"
FOGGING = "mosquito-fogging-request"
SERVICES = (*LICENCES, RENEWAL, LEAFLETS, FOGGING)
GROUPS = (3, 9, 24, 5, 11, 7, 8, 8, 20, 8, 13, 19, 17)
"""Kinds of dangerous business in each group of the ministry's list: 152 altogether."""


@cache
def office(profile: str | None = None) -> Catalogue:
    return load(profile=profile)


def field(service: Service, name: str) -> FormField:
    return next(each for section in service.form for each in section.fields if each.id == name)


def documents(service_id: str, kind: str = "individual", agent: bool = False, **answers: object) -> list[str]:
    service = office().service(service_id)
    ctx = flow.Context(service, kind, kind, agent, answers, ON)
    return [document.id for document in flow.applicable_documents(service, ctx)]


def test_the_department_has_its_seven_services() -> None:
    assert {service.id for service in office().services.values() if service.department == "public_health"} == set(SERVICES)


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_doubt_is_decided_and_what_citizens_say_finds_it(service_id: str) -> None:
    service = office().service(service_id)
    assert len(service.notes) >= 6
    assert any(note.startswith("ยังไม่ยืนยัน:") for note in service.notes)
    assert len(service.keywords) >= 5
    assert service.declaration
    assert service.conditions
    assert bool(service.sources) is (service_id != RENEWAL)


@pytest.mark.parametrize("service_id", SERVICES)
def test_a_blank_form_of_every_applicant_can_be_shown_and_names_what_is_missing(service_id: str) -> None:
    service = office().service(service_id)
    for case in service.applicant_cases:
        for agent in (False, True):
            ctx = flow.Context(service, case.id, case.applicant, agent, {}, ON)
            ctx = ctx.answering(flow.proposed(service, ctx))
            page = flow.next_page(service, ctx, None)
            while page is not None:
                page = flow.next_page(service, ctx, page)
            assert flow.validate(service, ctx)
            assert flow.advice(service, ctx) is not None


def test_the_152_dangerous_businesses_in_13_groups_are_options_and_say_that_they_are_recalled() -> None:
    for service_id in (LICENCES[0], RENEWAL):
        options = field(office().service(service_id), "business_kind").options
        listed = [option for option in options if option.value != "other"]
        assert Counter(int(option.value.partition(".")[0]) for option in listed) == dict(enumerate(GROUPS, 1))
        assert len(listed) == 152
        assert all(option.confidence == "recalled" and option.hint.startswith("กลุ่มที่") for option in listed)
        assert all(option.label.startswith(f"{option.value} ") for option in listed)


def test_a_business_of_no_group_says_what_it_is() -> None:
    service = office().service(LICENCES[0])
    ctx = flow.Context(service, "individual", "individual", False, {"business_kind": "other"}, ON)
    assert "business_kind_other" in {fault.field for fault in flow.validate(service, ctx)}
    assert any("มาตรา 32" in each.reference for each in flow.advice(service, ctx))


def test_documents_of_a_dangerous_business_follow_the_answers() -> None:
    licence = LICENCES[0]
    assert documents(licence) == ["id-card", "house-registration", "premises-right", "building-permit"]
    assert "food-health-certificate" in documents(licence, food_business=True)
    assert "impact-report" in documents(licence, impact_assessment=True)
    assert "other-law-licence" in documents(licence, other_law_licence=True)
    assert {"company-certificate", "signatory-evidence"} <= set(documents(licence, "juristic"))
    assert "id-card" not in documents(licence, "juristic")
    for each in (*LICENCES, RENEWAL):
        assert "power-of-attorney" in set(documents(each, agent=True)) - set(documents(each))


def test_leaflets_have_the_documents_of_four_kinds_of_applicant() -> None:
    of_all = ["application", "map", "sample"]
    assert documents(LEAFLETS) == [*of_all, "id-card"]
    assert documents(LEAFLETS, agent=True) == [*of_all, "applicant-id-card", "power-of-attorney", "agent-id-card"]
    assert documents(LEAFLETS, "juristic") == [*of_all, "company-certificate", "manager-evidence", "manager-id-card"]
    assert len(documents(LEAFLETS, "juristic", agent=True)) == 8


def leaflet_faults(purpose: str, starts_on: dt.date, ends_on: dt.date) -> set[str]:
    service = office().service(LEAFLETS)
    answers = {"purpose": purpose, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    ctx = flow.Context(service, "individual", "individual", False, answers, ON)
    return {fault.field for fault in flow.validate(service, ctx) if fault.code == "refused"}


def test_leaflets_are_permitted_for_60_or_30_days_at_a_time() -> None:
    for purpose, rate in (("commercial", "leaflet.days.commercial"), ("other", "leaflet.days.other")):
        longest = int(office().parameters.at(rate, ON).value)
        assert leaflet_faults(purpose, ON, ON + dt.timedelta(days=longest - 1)) == set()
        assert leaflet_faults(purpose, ON, ON + dt.timedelta(days=longest)) == {"ends_on"}
    assert leaflet_faults("other", ON - dt.timedelta(days=1), ON) == {"starts_on"}
    assert leaflet_faults("other", ON, ON - dt.timedelta(days=1)) == {"ends_on"}


def test_a_licence_holds_a_year_and_a_renewal_begins_where_the_old_one_ends() -> None:
    for service_id in (*LICENCES, RENEWAL):
        service = office().service(service_id)
        (permit,) = [output for output in service.outputs if output.type == "permit"]
        assert permit.validity is not None
        assert permit.validity.years == str(office().parameters.at("public_health.licence_years", ON).value)
        assert len(permit.conditions) >= 5
        assert permit.validity.from_earlier is (service.earlier is not None)
        if service.earlier is not None:
            assert service.earlier.ends == "renewed"
            assert service.earlier.series == (permit.series,)


def test_the_figures_said_in_the_forms_are_those_of_the_law() -> None:
    at = office().parameters.at
    for service_id in (*LICENCES, RENEWAL):
        service = office().service(service_id)
        assert service.clock.statutory is not None
        assert service.clock.statutory.value == at("public_health.decision_days", ON).value
        fee, late = service.fees
        ceiling = at(
            {"health-hazard-licence": "public_health.hazard_licence"}.get(fee.rule or "", "public_health.waste_collection_licence"), ON
        )
        assert f"{ceiling.value:,} บาท" in fee.note
        assert f"ร้อยละ {at('public_health.late_percent', ON).value}" in late.note
    permit = office().service(LEAFLETS)
    assert permit.clock.statutory is not None
    assert permit.clock.statutory.value == at("leaflet.decision_days", ON).value
    for name in ("fee.commercial", "fee.other", "days.commercial", "days.other"):
        assert str(at(f"leaflet.{name}", ON).value) in permit.fees[0].note


def test_officials_write_their_part_and_are_not_asked_at_the_counter() -> None:
    for service_id in SERVICES:
        stages = [section.stage for section in office().service(service_id).form]
        assert {"officer", "executive"} <= set(stages)


def test_each_office_offers_what_its_manual_has() -> None:
    offered = {
        profile: {service.id for service in office(profile).offered(ON) if service.department == "public_health"}
        for profile in ("dong-ling", "pho-yai", "don-tanin", "na-pho")
    }
    assert offered["dong-ling"] == {LICENCES[0], "sewage-disposal-licence", "solid-waste-collection-licence", LEAFLETS}
    assert offered["pho-yai"] == {LICENCES[0], "sewage-collection-licence", LEAFLETS}
    assert offered["don-tanin"] == {FOGGING}
    assert offered["na-pho"] == {LICENCES[0], RENEWAL}


def test_the_offices_keep_the_steps_and_times_of_their_manuals() -> None:
    def steps(profile: str, service_id: str) -> list[str]:
        return [f"{step.time.value:g} {step.time.unit}" for step in office(profile).service(service_id).steps]

    assert steps("pho-yai", LICENCES[0]) == ["15 minute", "15 day", "5 day", "1 day"]
    assert steps("pho-yai", LICENCES[1]) == ["15 minute", "5 minute", "3 day", "14 day"]
    assert steps("pho-yai", LEAFLETS) == ["15 minute", "30 minute", "1 day", "5 day"]
    assert steps("dong-ling", LICENCES[0]) == ["15 minute", "1 hour", "20 day", "8 day", "1 day"]
    assert steps("na-pho", LICENCES[0]) == ["10 minute", "30 minute", "20 day", "8 day", "1 day"]
    assert sum(step.time.value for step in office("don-tanin").service(FOGGING).steps) == 7
    assert office("pho-yai").service(LICENCES[0]).clock.promise.value == 21
