"""The engineering department's definitions: what must not be lost, and that every condition of theirs can be evaluated."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.loader import Catalogue, load

ON = dt.date(2026, 11, 21)
PERMITS = tuple(f"building-{kind}-permit" for kind in ("construction", "alteration", "relocation", "demolition"))
NOTICES = tuple(f"building-{kind}-notice" for kind in ("construction", "alteration", "relocation", "demolition"))
FUEL = tuple(f"fuel-station-{kind}" for kind in ("licence", "change", "transfer", "renewal"))
OTHERS = (
    "building-permit-renewal",
    "building-section-32-certificate",
    "building-change-of-use-permit",
    "building-parking-change-permit",
    "building-supervisor-change",
    "soil-excavation-notice",
    "land-fill-notice",
    "factory-type2-notice",
)
SERVICES = PERMITS + NOTICES + FUEL + OTHERS
WITHOUT_A_MANUAL = (*NOTICES, *FUEL[:3], *OTHERS[2:5], "factory-type2-notice")


@cache
def office(profile: str | None = None) -> Catalogue:
    return load(profile=profile)


def test_the_department_has_its_twenty_services() -> None:
    assert {service.id for service in office().services.values() if service.department == "engineering"} == set(SERVICES)


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_doubt_is_decided_and_what_citizens_say_finds_it(service_id: str) -> None:
    service = office().service(service_id)
    assert len(service.notes) >= 5
    assert len(service.keywords) >= 4
    assert service.declaration
    assert service.conditions


@pytest.mark.parametrize("service_id", WITHOUT_A_MANUAL)
def test_a_service_without_a_manual_says_what_is_not_confirmed(service_id: str) -> None:
    service = office().service(service_id)
    assert service.sources == ()
    assert sum(note.startswith("ยังไม่ยืนยัน:") for note in service.notes) >= 2


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
            documents = [document.id for document in flow.applicable_documents(service, ctx)]
            assert ("power-of-attorney" in documents) is agent
            assert ("id-card" in documents or "identity" in documents) is (
                case.applicant == "individual"
            ) or service_id == "land-fill-notice"
            assert flow.validate(service, ctx)
            assert flow.advice(service, ctx) is not None
            assert flow.computed(service, ctx) is not None


@pytest.mark.parametrize("service_id", PERMITS + NOTICES)
def test_the_five_boxes_of_the_form_are_printed_and_only_the_own_one_is_taken(service_id: str) -> None:
    service = office().service(service_id)
    (action,) = [field for section in service.form for field in section.fields if field.id == "action"]
    assert len(action.options) == 5
    taken = []
    for option in action.options:
        ctx = flow.Context(service, "individual", "individual", False, {"action": option.value}, ON)
        if "refused" not in {fault.code for fault in flow.validate(service, ctx) if fault.field == "action"}:
            taken.append(option.value)
    kind = service_id.split("-")[1]
    assert taken == (["relocation-here", "relocation-elsewhere"] if kind == "relocation" else [kind])


def test_officials_write_their_part_and_are_not_asked_at_the_counter() -> None:
    for service_id in PERMITS:
        stages = {section.section: section.stage for section in office().service(service_id).form}
        assert stages["บันทึกของเจ้าหน้าที่"] == "officer"
        assert stages["ผลการพิจารณาของเจ้าพนักงานท้องถิ่น"] == "executive"


def test_documents_follow_the_answers() -> None:
    service = office().service("building-construction-permit")

    def documents(**answers: object) -> set[str]:
        ctx = flow.Context(service, "individual", "individual", False, answers, ON)
        return {document.id for document in flow.applicable_documents(service, ctx)}

    assert "land-consent" in documents()
    assert "land-consent" not in documents(owns_land=True)
    assert "engineer-lift" in documents(tall_or_extra_large=True) - documents()
    assert {"calculation", "engineer-supervision"} <= documents(controlled_engineering=True) - documents()
    assert "boundary-consent" in documents(at_boundary=True) - documents()


def test_the_two_phases_of_a_fuel_station_ask_for_different_documents() -> None:
    for service_id in FUEL[:2]:
        service = office().service(service_id)
        of = {
            phase: {
                document.id
                for document in flow.applicable_documents(
                    service, flow.Context(service, "individual", "individual", False, {"phase": phase}, ON)
                )
            }
            for phase in ("phase-1", "phase-2")
        }
        assert "site-plan" in of["phase-1"] - of["phase-2"]
        assert {"tank-test", "insurance", "acceptance-order"} <= of["phase-2"] - of["phase-1"]


def test_the_figures_said_in_the_forms_are_those_of_the_law() -> None:
    at = office().parameters.at
    for service_id in PERMITS:
        clock = office().service(service_id).clock
        assert clock.statutory is not None
        assert clock.statutory.value == at("building.decision_days", ON).value
    fill = {each.when for each in office().service("land-fill-notice").advice}
    assert f"answers.area_m2 <= {at('excavation.fill_area_threshold', ON).value}" in fill
    factory = {each.when for each in office().service("factory-type2-notice").advice}
    assert f"answers.horsepower > {at('factory.type2_horsepower', ON).value}" in factory
    least = (at("factory.minimum_horsepower", ON).value, at("factory.minimum_workers", ON).value)
    assert f"answers.horsepower < {least[0]} and answers.workers < {least[1]}" in factory
    renewal = {each.when for each in office().service("fuel-station-renewal").advice}
    assert f"days(today, answers.licence_expires_on) > {at('fuel.renewal_window_days', ON).value}" in renewal
    fees = " ".join(fee.note for fee in office().service("building-construction-permit").fees)
    small, other = (at(f"building.permit_construction.{tier}", ON).value for tier in ("small", "other"))
    assert f"{at('building.small_area', ON).value} ตร.ม. {small} บาท อาคารอื่น {other} บาท" in fees


def test_each_office_offers_what_its_manual_has() -> None:
    offered = {
        profile: {service.id for service in office(profile).offered(ON) if service.department == "engineering"}
        for profile in ("dong-ling", "pho-yai", "don-tanin", "na-pho")
    }
    assert offered["dong-ling"] == set()
    assert offered["pho-yai"] == {*PERMITS, "building-section-32-certificate", "soil-excavation-notice", "land-fill-notice"}
    assert offered["don-tanin"] == {*PERMITS[:2], PERMITS[3], "soil-excavation-notice", "land-fill-notice"}
    assert offered["na-pho"] == set(SERVICES) - {"building-alteration-permit"}


def test_pho_yai_promises_forty_days_and_don_tanin_one() -> None:
    assert office("pho-yai").service(PERMITS[0]).clock.promise.value == 40
    assert office("don-tanin").service(PERMITS[0]).clock.promise.value == 1
    assert [step.time.value for step in office("pho-yai").service(PERMITS[3]).steps] == [1, 30, 7, 3]


def test_every_paper_of_the_engineers_says_what_its_holder_must_keep_to() -> None:
    for service in load().services.values():
        if service.department == "engineering":
            papers = [output for output in service.outputs if output.series]
            assert papers, service.id
            assert all(len(output.conditions) >= 3 and len(set(output.conditions)) == len(output.conditions) for output in papers), (
                service.id
            )


@pytest.mark.parametrize(
    ("service", "validity"),
    [
        ("building-construction-permit", "years"),
        ("building-demolition-permit", "years"),
        ("building-relocation-permit", "years"),
        ("building-permit-renewal", "years"),
        ("fuel-station-licence", "until"),
        ("fuel-station-renewal", "until"),
        ("building-section-32-certificate", ""),
        ("building-change-of-use-permit", ""),
        ("factory-type2-notice", ""),
        ("soil-excavation-notice", ""),
    ],
)
def test_only_what_the_law_limits_ends_by_itself(service: str, validity: str) -> None:
    found = [output.validity for output in load().service(service).outputs if output.validity]
    assert bool(found) is bool(validity)
    assert all(getattr(each, validity) and each.reference for each in found)
