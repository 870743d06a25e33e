from __future__ import annotations

import datetime as dt
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk import paths
from lsvdesk.catalogue.faults import Fault
from lsvdesk.catalogue.loader import check, load
from lsvdesk.catalogue.models import OrdinanceRate, Service
from lsvdesk.errors import CatalogueFault

SIGNBOARD = "services/revenue/signboard-tax.yaml"
ALLOWANCE = "services/social_welfare/elderly-allowance.yaml"
HOTEL = "services/revenue/hotel-guest-fee.yaml"
EXCAVATION = "services/engineering/soil-excavation-notice.yaml"
OFFICE = "offices/pho-yai.yaml"
ON = dt.date(2026, 11, 21)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    shutil.copytree(paths.shipped("forms"), folder)
    return folder


def edited(forms: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old``; returns the line it stood on."""
    path = forms / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def only(faults: list[Fault], code: str) -> Fault:
    found = [each for each in faults if each.code == code]
    assert len(found) == 1, [str(each) for each in faults]
    return found[0]


def test_the_shipped_files_have_no_fault() -> None:
    assert [str(each) for each in check()] == []


CASES = {
    "unknown key": (SIGNBOARD, "keywords:", "keyword:", "unknown-key", "keyword"),
    "duplicate document": (SIGNBOARD, "{id: house-registration,", "{id: id-card,", "duplicate-id", "id-card"),
    "duplicate field": (SIGNBOARD, "{id: owner_id,", "{id: owner_name,", "duplicate-field", "owner_name"),
    "unknown field": (EXCAVATION, "answers.depth_m > 20, condition", "answers.dept_m > 20, condition", "unknown-field", "dept_m"),
    "unknown rate": (EXCAVATION, "rate: excavation.notice_fee", "rate: excavation.notice_fees", "unknown-rate", "excavation.notice_fees"),
    "unknown rule": (SIGNBOARD, "rule: signboard,", "rule: signboards,", "unknown-rule", "signboards"),
    "step without unit": (EXCAVATION, "{value: 5, unit: day}", "{value: 5}", "step-without-time-unit", "ขั้นตอนที่ 2"),
    "step without time": (EXCAVATION, ", time: {value: 5, unit: day}", "", "step-without-time-unit", "ขั้นตอนที่ 2"),
    "step with a wrong unit": (EXCAVATION, "{value: 5, unit: day}", "{value: 5, unit: days}", "step-without-time-unit", "days"),
    "above the ceiling": ("rates/signboard.yaml", "value: 26", "value: 126", "above-ceiling", "100"),
    "wrong department": (EXCAVATION, "department: engineering", "department: revenue", "wrong-department", "engineering"),
    "unknown account": (EXCAVATION, "revenue: excavation-fee", "revenue: excavation", "unknown-revenue", "excavation"),
    "unknown case": (
        ALLOWANCE,
        "when: case == 'moved-in', not_before",
        "when: case == 'moved-inn', not_before",
        "unknown-option",
        "moved-inn",
    ),
    "unknown document": (EXCAVATION, "documents.calculation}", "documents.calculations}", "unknown-document", "calculations"),
    "office, unknown service": (OFFICE, "  soil-excavation-notice:", "  soil-excavation:", "unknown-service", "soil-excavation"),
    "office, unknown document": (OFFICE, "[monitoring-equipment]", "[monitoring]", "unknown-document", "monitoring"),
    "duplicate account": ("revenue.yaml", "id: excavation-fee", "id: signboard-tax", "duplicate-id", "signboard-tax"),
    "impossible day": ("holidays.yaml", "date: 2024-02-24", "date: 2024-02-31", "invalid-value", "2024-02-31"),
    "negative time": (SIGNBOARD, "promise: {value: 31", "promise: {value: -31", "invalid-value", "-31"),
    "promise beyond the law": (EXCAVATION, "promise: {value: 7,", "promise: {value: 8,", "beyond-law", "8"),
    "document without count": (SIGNBOARD, ", originals: 1, when: agent", ", when: agent", "invalid-value", "หนังสือมอบอำนาจ"),
    "two ways to charge": (EXCAVATION, "rate: excavation.notice_fee,", "rate: excavation.notice_fee, free: true,", "invalid-value", "free"),
    "computed without formula": (SIGNBOARD, "type: computed, unit: ตร.ซม.", "type: number, unit: ตร.ซม.", "invalid-value", "formula"),
    "bounds the wrong way": (SIGNBOARD, "min: 2535, max: 2643", "min: 2643, max: 2535", "invalid-value", "ค่าต่ำสุด"),
    "a date that is none": (ALLOWANCE, "not_before: '1950-01-01'", "not_before: soon", "invalid-value", "not_before"),
    "default that is no option": (EXCAVATION, "default: excavation", "default: digging", "unknown-option", "digging"),
    "no part of an address": (EXCAVATION, "[moo, subdistrict", "[phone, subdistrict", "invalid-value", "phone"),
    "a key that is a list": ("revenue.yaml", "accounts:", "[accounts]:", "bad-yaml", "ชื่อรายการ"),
}


@pytest.mark.parametrize(("file", "old", "new", "code", "named"), CASES.values(), ids=CASES.keys())
def test_a_fault_is_named_by_file_line_and_what_is_wrong(forms: Path, file: str, old: str, new: str, code: str, named: str) -> None:
    line = edited(forms, file, old, new)
    fault = only(check(forms), code)
    assert (fault.file, fault.line) == (file, line)
    assert named in fault.message


def test_a_table_without_columns_is_named(forms: Path) -> None:
    path = forms / HOTEL
    text = path.read_text(encoding="utf-8")
    start = text.index("    columns:\n")
    end = text.index("  - {id: rent_total")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    found = check(forms)
    assert only(found, "table-without-columns").message == "ตาราง “โรงแรม” ไม่มีคอลัมน์ (columns)"
    assert any(each.code in ("bad-condition", "unknown-field") for each in found)  # the sum over it is named as well


def test_a_choice_without_options_is_named(forms: Path) -> None:
    line = edited(forms, EXCAVATION, "options: [{value: excavation, label: ขุดดิน}], ", "")
    fault = only([each for each in check(forms) if each.code == "choice-without-options"], "choice-without-options")
    assert fault.line == line


def test_bad_yaml_is_named_and_the_other_services_still_load(forms: Path) -> None:
    edited(forms, SIGNBOARD, "kind: tax", "kind: [tax")
    catalogue = load(forms, "pho-yai")
    whole = {service.id for service in load(profile="pho-yai").offered(ON)}
    assert {service.id for service in catalogue.offered(ON)} == whole - {"signboard-tax"}
    assert [each.code for each in catalogue.faults] == ["bad-yaml"]
    with pytest.raises(CatalogueFault) as refused:
        catalogue.service("signboard-tax")
    assert SIGNBOARD in refused.value.message


def test_a_repeated_key_is_named(forms: Path) -> None:
    edited(forms, SIGNBOARD, "kind: tax\n", "kind: tax\nkind: fee\n")
    assert only(check(forms), "duplicate-key").line > 1


def test_two_services_with_one_id_are_named(forms: Path) -> None:
    shutil.copy(forms / SIGNBOARD, forms / "services/revenue/signboard-tax-2.yaml")
    found = check(forms)
    assert only(found, "duplicate-id").file == "services/revenue/signboard-tax-2.yaml"


def test_a_broken_rates_file_takes_only_its_services_with_it(forms: Path) -> None:
    (forms / "rates/excavation.yaml").write_text("law: [", encoding="utf-8")
    catalogue = load(forms, "pho-yai")
    whole = {service.id for service in load(profile="pho-yai").offered(ON)}
    assert {service.id for service in catalogue.offered(ON)} == whole - {"soil-excavation-notice", "land-fill-notice"}


def test_a_missing_revenue_file_is_a_fault_and_no_crash(forms: Path) -> None:
    (forms / "revenue.yaml").unlink()
    assert "bad-yaml" in {each.code for each in load(forms).faults}


def test_a_broken_profile_is_named_when_it_is_asked_for(forms: Path) -> None:
    edited(forms, OFFICE, "hours:", "hour:")
    assert {service.id for service in load(forms).offered(ON)}  # without a profile everything still loads
    with pytest.raises(CatalogueFault) as refused:
        load(forms, "pho-yai")
    assert OFFICE in refused.value.message


def test_a_faulty_view_of_the_office_is_named_and_the_standard_definition_offered(forms: Path) -> None:
    edited(forms, OFFICE, "when: not answers.owns_land", "when: not answers.owns_lnd")
    catalogue = load(forms, "pho-yai")
    assert only(list(catalogue.faults), "unknown-field").file == OFFICE
    assert catalogue.service("land-fill-notice").documents == load(forms).service("land-fill-notice").documents
    assert catalogue.service("soil-excavation-notice").documents != load(forms).service("soil-excavation-notice").documents
    assert len(catalogue.service("signboard-tax").documents) == 3


def test_an_unknown_profile_lists_those_there_are() -> None:
    with pytest.raises(CatalogueFault) as refused:
        load(profile="nowhere")
    assert "pho-yai" in refused.value.message


def test_an_unknown_service_says_so() -> None:
    with pytest.raises(CatalogueFault) as refused:
        load().service("dog-licence")
    assert refused.value.code == "unknown-service"


def test_what_the_office_does_not_offer_is_not_offered_but_can_be_read(forms: Path) -> None:
    edited(forms, OFFICE, "  signboard-tax:\n", "  signboard-tax:\n    offered: false\n")
    catalogue = load(forms, "pho-yai")
    assert "signboard-tax" not in {service.id for service in catalogue.offered(ON)}
    assert catalogue.service("signboard-tax").title == "การรับชำระภาษีป้าย"


def test_a_repealed_service_is_offered_until_its_last_day(forms: Path) -> None:
    edited(forms, EXCAVATION, "decision: acknowledge", "decision: acknowledge\nrepealed: 2027-01-01")
    catalogue = load(forms, "pho-yai")
    assert "soil-excavation-notice" in {service.id for service in catalogue.offered(dt.date(2026, 12, 31))}
    assert "soil-excavation-notice" not in {service.id for service in catalogue.offered(dt.date(2027, 1, 1))}


def test_a_service_of_another_type_of_office_is_not_offered(forms: Path) -> None:
    edited(forms, EXCAVATION, "decision: acknowledge", "decision: acknowledge\noffice_types: [อบจ.]")
    assert "soil-excavation-notice" not in {service.id for service in load(forms, "pho-yai").offered(ON)}
    assert "soil-excavation-notice" in {service.id for service in load(forms).offered(ON)}


def test_a_case_can_pin_the_definition_and_read_it_back() -> None:
    catalogue = load(profile="pho-yai")
    for service in catalogue.offered(ON):
        assert Service.model_validate(json.loads(json.dumps(catalogue.frozen(service.id)))) == service


def test_the_version_changes_with_what_the_office_offers_and_with_nothing_else(forms: Path) -> None:
    before = load(forms, "pho-yai").version("signboard-tax")
    assert before == load(profile="pho-yai").version("signboard-tax")
    assert before != load(forms).version("signboard-tax")
    edited(forms, EXCAVATION, "title: การแจ้งขุดดิน", "title: การแจ้งขุดดินใหม่")
    assert before == load(forms, "pho-yai").version("signboard-tax")
    edited(forms, OFFICE, "time: {value: 10, unit: minute}", "time: {value: 11, unit: minute}")
    assert before != load(forms, "pho-yai").version("signboard-tax")


def test_an_ordinance_of_the_settings_is_laid_over_or_named_as_a_fault() -> None:
    day = dt.date(2026, 1, 1)
    good = OrdinanceRate(rate="excavation.depth_threshold", start=day, value=Decimal(2), ordinance="ประกาศเจ้าพนักงานท้องถิ่น")
    fixed = OrdinanceRate(rate="signboard.mixed.static", start=day, value=Decimal(20), ordinance="ข้อบัญญัติภาษีป้าย")
    catalogue = load(profile="pho-yai", local=[good, fixed])
    assert catalogue.parameters.at("excavation.depth_threshold", ON).value == 2
    assert catalogue.parameters.at("signboard.mixed.static", ON).value == 26
    assert [each.code for each in catalogue.faults] == ["not-local"]
    assert "พระราชบัญญัติภาษีป้าย" in catalogue.faults[0].message


def test_an_ordinance_of_a_profile_above_the_ceiling_is_named(forms: Path) -> None:
    addition = "rates:\n- {rate: excavation.depth_threshold, start: 2026-01-01, value: 9, ordinance: ประกาศ}\n"
    edited(forms, OFFICE, "rates:\n", addition)
    assert only(check(forms), "above-ceiling").file == OFFICE
    assert load(forms, "pho-yai").parameters.at("excavation.depth_threshold", ON).value == 3


def test_holidays_and_accounts_are_there() -> None:
    catalogue = load()
    assert dt.date(2026, 4, 13) in catalogue.holidays
    assert catalogue.holiday_names[dt.date(2026, 12, 5)].endswith("วันพ่อแห่งชาติ")
    assert catalogue.revenue("signboard-tax").code == "41100003"
    with pytest.raises(CatalogueFault):
        catalogue.revenue("lottery")
