"""What ships under forms/: the facts that must not be lost."""

from __future__ import annotations

import datetime as dt
import runpy
from functools import cache
from pathlib import Path

import pytest

from lsvdesk import paths
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.thai import addresses, identifiers

SERVICES = ("signboard-tax", "commercial-registration-new", "soil-excavation-notice")


@cache
def office() -> Catalogue:
    return load(profile="pho-yai")


def steps(service_id: str) -> list[tuple[str, str]]:
    return [(f"{step.time.value:g} {step.time.unit}", step.title) for step in office().service(service_id).steps]


def test_pho_yai_reproduces_the_steps_of_its_manual() -> None:
    assert [time for time, _ in steps("signboard-tax")] == ["10 minute", "5 minute", "10 minute", "3 day"]
    assert [time for time, _ in steps("commercial-registration-new")] == ["15 minute", "5 minute", "15 minute", "10 minute"]
    assert [time for time, _ in steps("soil-excavation-notice")] == ["1 hour", "30 day", "7 day", "3 day"]


def test_pho_yai_asks_for_the_documents_of_its_manual_first() -> None:
    documents = {service_id: [document.title for document in office().service(service_id).documents] for service_id in SERVICES}
    assert documents["signboard-tax"][:2] == ["บัตรประจำตัวประชาชน", "หนังสือรับรองบริษัท"]
    assert documents["commercial-registration-new"][:3] == ["บัตรประจำตัวประชาชน", "สำเนาทะเบียนบ้าน", "เอกสารอื่น ๆ ที่ต้องมีประกอบเพิ่มเติม"]
    assert len(documents["soil-excavation-notice"][:10]) == 10
    assert documents["soil-excavation-notice"][9] == "สำเนาเอกสารสิทธิในที่ดิน"


def test_the_promise_never_outlasts_the_law() -> None:
    for service in office().services.values():
        if service.clock.statutory and service.clock.statutory.unit == service.clock.promise.unit:
            assert service.clock.promise.value <= service.clock.statutory.value


def test_the_notice_of_digging_has_its_three_statutory_times() -> None:
    clock = office().service("soil-excavation-notice").clock
    assert clock.statutory and clock.after_correction
    assert (clock.statutory.value, clock.correction_days, clock.after_correction.value) == (7, 7, 3)
    at = office().parameters.at
    on = dt.date(2026, 11, 21)
    assert at("excavation.issue_receipt_days", on).value == clock.statutory.value
    assert at("excavation.applicant_correct_days", on).value == clock.correction_days
    assert at("excavation.receipt_after_correction_days", on).value == clock.after_correction.value


def test_the_thresholds_said_in_the_forms_are_those_of_the_law() -> None:
    at = office().parameters.at
    on = dt.date(2026, 11, 21)
    service = office().service("soil-excavation-notice")
    depth, area = at("excavation.depth_threshold", on).value, at("excavation.area_threshold", on).value
    assert f"answers.depth_m <= {depth} and answers.area_m2 <= {area}" in {each.when for each in service.advice}
    (equipment,) = [each for each in service.documents if each.id == "monitoring-equipment"]
    assert equipment.when == f"answers.depth_m > {at('excavation.senior_engineer_depth', on).value}"
    days = at("commercial_registration.deadline_new", on).value
    assert f"days(answers.started_on, today) > {days}" in {each.when for each in office().service("commercial-registration-new").advice}


def test_the_seventeen_trades_and_the_four_applicants_are_there() -> None:
    service = office().service("commercial-registration-new")
    (table,) = [field for section in service.form for field in section.fields if field.id == "businesses"]
    assert [option.value for option in table.columns[0].options] == [f"{number:02d}" for number in range(1, 18)]
    assert [case.id for case in service.applicant_cases] == [
        "individual",
        "ordinary-partnership-or-joint-venture",
        "registered-partnership-or-company",
        "foreign-juristic-person",
    ]


def test_the_thirteen_exemptions_of_section_8_are_there() -> None:
    (table,) = [field for section in office().service("signboard-tax").form for field in section.fields if field.id == "signs"]
    (exempt,) = [column for column in table.columns if column.id == "exempt"]
    assert [option.reference for option in exempt.options] == [f"มาตรา 8({number})" for number in range(1, 14)]


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_doubt_of_the_manuals_is_decided_with_a_reason(service_id: str) -> None:
    service = office().service(service_id)
    assert len(service.notes) >= 5
    assert service.declaration
    assert service.sources


def test_the_office_can_be_found_and_reached() -> None:
    profile = office().profile
    assert profile is not None
    place = profile.address
    found = addresses.find(place.subdistrict, place.district, place.province)
    assert found is not None
    assert found.postcode == place.postcode
    assert identifiers.check_office_phone(profile.phone) == "045-429508-9"
    assert {service.department for service in office().services.values()} <= set(profile.departments)


def test_the_list_of_holidays_is_what_its_script_writes() -> None:
    script = Path(__file__).parents[2] / "build" / "make_holidays.py"
    written = runpy.run_path(str(script))["lines"]()
    listed = paths.shipped("forms", "holidays.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if line.startswith("- ")] == written


def test_the_office_is_closed_on_new_year_and_open_on_labour_day() -> None:
    for year in range(2024, 2031):
        assert dt.date(year, 1, 1) in office().holidays
        assert dt.date(year, 12, 10) in office().holidays
        assert dt.date(year, 5, 1) not in office().holidays
