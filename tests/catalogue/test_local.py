"""What an office says in Settings, laid over forms/ and its profile, and what the law does not let it say."""

from __future__ import annotations

import pytest

from lsvdesk.catalogue import local, unverified
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import Duration, LocalService, Service

DIG, SIGN = "soil-excavation-notice", "signboard-tax"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(profile="pho-yai")


def own(**said: object) -> LocalService:
    return LocalService.model_validate(said)


def laid(catalogue: Catalogue, **services: LocalService) -> Catalogue:
    return local.with_local_services(catalogue, {name.replace("_", "-"): each for name, each in services.items()})


def codes(catalogue: Catalogue, service: str, setting: LocalService) -> list[str]:
    return [code for _, code, _ in local.findings(catalogue, catalogue.service(service), setting)]


def test_only_what_a_setting_names_is_different(catalogue: Catalogue) -> None:
    settled = laid(catalogue, soil_excavation_notice=own(promise={"value": 5, "unit": "day"}))
    before, after = catalogue.service(DIG), settled.service(DIG)
    assert after == before.model_copy(update={"clock": before.clock.model_copy(update={"promise": Duration(value=5, unit="day")})})
    assert settled.service(SIGN) is catalogue.service(SIGN)
    assert settled.version(DIG) != catalogue.version(DIG)
    assert settled.version(SIGN) == catalogue.version(SIGN)


def test_a_service_is_withheld_or_offered_only_where_the_setting_says_so(catalogue: Catalogue) -> None:
    assert "water-support" in catalogue.withheld
    settled = laid(catalogue, water_support=own(offered=True), soil_excavation_notice=own(offered=False), signboard_tax=own(place="ชั้น 2"))
    assert "water-support" not in settled.withheld
    assert DIG in settled.withheld
    assert SIGN not in settled.withheld
    assert DIG in settled.services  # its open cases still find it


def test_another_department_takes_its_place_and_a_place_of_its_own_wins(catalogue: Catalogue) -> None:
    assert laid(catalogue, signboard_tax=own(department="engineering")).service(SIGN).place == "กองช่าง"
    assert laid(catalogue, signboard_tax=own(department="engineering", place="ช่อง 3")).service(SIGN).place == "ช่อง 3"


def test_documents_are_added_at_the_end_replaced_in_place_and_dropped(catalogue: Catalogue) -> None:
    first, second, *_ = (each.id for each in catalogue.service(SIGN).documents)
    setting = own(
        added_documents=[{"id": "map", "title": "แผนที่", "copies": 1}, {"id": second, "title": "อื่น", "originals": 1}],
        dropped_documents=[first],
    )
    documents = laid(catalogue, signboard_tax=setting).service(SIGN).documents
    assert [each.id for each in documents] == [each.id for each in catalogue.service(SIGN).documents if each.id != first] + ["map"]
    assert documents[0].title == "อื่น"


def test_a_promise_beyond_the_law_is_refused_and_the_law_is_named(catalogue: Catalogue) -> None:
    found = list(local.findings(catalogue, catalogue.service(DIG), own(promise={"value": 8, "unit": "day"})))
    assert [(place, code) for place, code, _ in found] == [(("promise",), "beyond-law")]
    message = found[0][2]
    assert "8 วัน" in message and "7 วัน" in message
    assert "พระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543 มาตรา 17" in message


@pytest.mark.parametrize(
    ("value", "unit", "within"),
    [(7, "day", True), (5, "working_day", True), (6, "working_day", False), (49, "hour", True), (50, "hour", False), (1, "month", False)],
)
def test_units_are_held_against_each_other_as_ordinary_days(catalogue: Catalogue, value: int, unit: str, within: bool) -> None:
    beyond = local.beyond_law(Duration.model_validate({"value": value, "unit": unit}), catalogue.service(DIG))
    assert (beyond is None) == within


def test_without_a_limit_of_the_law_any_promise_will_do(catalogue: Catalogue) -> None:
    assert catalogue.service(SIGN).clock.statutory is None
    assert codes(catalogue, SIGN, own(promise={"value": 90, "unit": "day"})) == []


def test_nonsense_is_refused(catalogue: Catalogue) -> None:
    assert codes(catalogue, DIG, own(promise={"value": 0, "unit": "day"})) == ["invalid-value"]
    assert codes(catalogue, DIG, own(dropped_documents=["no-such-paper"])) == ["unknown-document"]
    assert codes(catalogue, DIG, own(added_documents=[{"id": "map", "title": "แผนที่"}])) == ["invalid-value"]
    assert codes(catalogue, DIG, own(added_documents=[{"id": "map", "title": "แผนที่", "copies": 1, "when": "answers.nothing"}])) == [
        "unknown-field"
    ]
    assert codes(catalogue, DIG, own(fees=[{"item": "ค่าธรรมเนียม", "rate": "no.such", "revenue": "excavation-fee"}])) == ["unknown-rate"]


def test_a_service_of_another_type_of_office_is_not_switched_on_and_the_law_is_named(catalogue: Catalogue) -> None:
    province = catalogue.service(DIG).model_copy(update={"office_types": ("อบจ.",)})
    there = local.with_local_services(catalogue, {})
    found = list(local.findings(there, province, own(offered=True)))
    assert [code for _, code, _ in found] == ["not-ours"]
    assert "พระราชบัญญัติการขุดดินและถมดิน" in found[0][2] and "อบจ." in found[0][2]
    assert list(local.findings(there, province, own(offered=False))) == []


def test_a_setting_that_no_longer_fits_is_listed_and_the_service_is_offered_without_it(catalogue: Catalogue) -> None:
    settled = laid(catalogue, soil_excavation_notice=own(dropped_documents=["gone"], promise={"value": 5, "unit": "day"}))
    assert settled.service(DIG) == catalogue.service(DIG)
    fault = settled.faults[-1]
    assert (fault.file, fault.code) == (local.SETTINGS, "unknown-document")
    assert fault.message.startswith("การแจ้งขุดดิน: ")


def test_a_setting_of_a_service_that_is_broken_or_gone_changes_nothing(catalogue: Catalogue) -> None:
    settled = laid(catalogue, no_such_service=own(offered=False))
    assert settled.services == catalogue.services
    assert settled.faults == catalogue.faults


def test_a_service_rests_on_its_own_rates_those_of_its_rules_and_what_its_law_leaves_to_the_office(catalogue: Catalogue) -> None:
    def rates(service: str) -> set[str]:
        return {rate.id for rate in local.rates_of(catalogue, catalogue.service(service))}

    assert {"excavation.notice_fee", "excavation.depth_threshold"} <= rates(DIG)
    assert not any(rate.startswith("signboard.") for rate in rates(DIG))
    assert "signboard.thai_only.static" in rates(SIGN)
    assert all(rate.startswith("building.") for rate in rates("building-construction-permit"))
    assert rates("preschool-enrolment") == set()


def with_everything_unsure(catalogue: Catalogue) -> Service:
    service = catalogue.service(DIG)
    return Service.model_validate(
        {
            **service.model_dump(mode="json"),
            "notes": ["ยังไม่ยืนยัน: เลขแบบฟอร์ม", "ตัดสินแล้ว"],
            "advice": [{"when": "agent", "message": "ตรวจใบมอบอำนาจ", "reference": "มาตรา 9", "confidence": "recalled"}],
            "outputs": [
                {
                    "type": "permit",
                    "title": "ใบรับแจ้ง",
                    "series": "excavation",
                    "validity": {"years": "1", "reference": "มาตรา 5", "confidence": "recalled"},
                }
            ],
        }
    )


def test_what_nobody_has_confirmed_is_found_and_marked_confirmed_one_by_one(catalogue: Catalogue) -> None:
    service = with_everything_unsure(catalogue)
    found = {fact.kind: fact for fact in unverified.facts(service)}
    assert found["note"].text == "เลขแบบฟอร์ม"
    assert found["advice"].reference == "มาตรา 9"
    assert found["validity"].text == "อายุของใบรับแจ้ง: 1 ปี"
    assert len({fact.key for fact in found.values()}) == 3
    surer = unverified.with_confirmed(service, {found["advice"].key})
    assert surer.advice[0].confidence == "confirmed"
    assert surer.outputs == service.outputs
    surest = unverified.with_confirmed(surer, {found["validity"].key})
    assert [fact.kind for fact in unverified.facts(surest)] == ["note"]


def test_an_unsure_choice_of_a_form_is_a_fact_of_its_own(catalogue: Catalogue) -> None:
    service = catalogue.service(SIGN)
    options = [fact for fact in unverified.facts(service) if fact.kind == "option"]
    assert options and all(fact.where for fact in options)
    left = unverified.facts(unverified.with_confirmed(service, {options[0].key}))
    assert options[0].key not in {fact.key for fact in left}
    assert {fact.key for fact in options[1:]} <= {fact.key for fact in left}
