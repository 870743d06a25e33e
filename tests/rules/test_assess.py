from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from lsvdesk.catalogue.loader import load
from lsvdesk.catalogue.models import KNOWN_RULES, FeeLine, OrdinanceRate, Service
from lsvdesk.errors import CatalogueFault, InvalidAnswers
from lsvdesk.rules.assess import RULES, assess
from lsvdesk.rules.facts import Facts

ON = dt.date(2026, 11, 21)


def test_the_rules_are_those_the_catalogue_may_name() -> None:
    assert set(RULES) == KNOWN_RULES


def test_every_shipped_service_can_be_assessed_with_plain_answers() -> None:
    catalogue = load()
    answers = {
        "signboard-tax": {"tax_year": 2569, "signs": [{"kind": "mixed", "width_cm": 120, "height_cm": 240}]},
        "commercial-registration-new": {},
        "soil-excavation-notice": {"depth_m": "3.5", "area_m2": "400"},
    }
    totals = {
        service_id: assess(catalogue.service(service_id), given, ON, catalogue.parameters).total for service_id, given in answers.items()
    }
    assert totals == {
        "signboard-tax": Decimal(1508),
        "commercial-registration-new": Decimal(50),
        "soil-excavation-notice": Decimal(500),
    }


def test_a_case_assessed_with_its_frozen_definition_gives_the_same() -> None:
    catalogue = load()
    frozen = Service.model_validate(json.loads(json.dumps(catalogue.frozen("commercial-registration-new"))))
    given = {"copies_wanted": "๓"}
    assert assess(frozen, given, ON, catalogue.parameters) == assess(
        catalogue.service("commercial-registration-new"), given, ON, catalogue.parameters
    )


def test_a_fee_can_depend_on_the_applicant() -> None:
    catalogue = load()
    service = catalogue.service("commercial-registration-new")
    only_companies = service.model_copy(
        update={"fees": (FeeLine(item="ค่าธรรมเนียม", rate="commercial_registration.new", when="case == 'individual'", revenue="x"),)}
    )
    assert assess(only_companies, {}, ON, catalogue.parameters, Facts(case="individual")).total == 50
    assert assess(only_companies, {}, ON, catalogue.parameters, Facts(case="foreign-juristic-person")).lines == ()


def test_a_quantity_that_is_no_count_is_refused() -> None:
    catalogue = load()
    service = catalogue.service("commercial-registration-new")
    for wrong in ("1.5", "-1", "สอง", "1000000000000"):
        with pytest.raises(InvalidAnswers) as refused:
            assess(service, {"copies_wanted": wrong}, ON, catalogue.parameters)
        assert [fault.field for fault in refused.value.faults] == ["copies_wanted"]


def test_a_rule_this_program_does_not_have_is_named() -> None:
    catalogue = load()
    service = catalogue.service("soil-excavation-notice").model_copy(
        update={"fees": (FeeLine(item="ค่าธรรมเนียม", rule="moon-phase", revenue="x"),)}
    )
    with pytest.raises(CatalogueFault) as refused:
        assess(service, {}, ON, catalogue.parameters)
    assert "moon-phase" in refused.value.message


def test_an_ordinance_replaces_a_rate_from_its_day_on() -> None:
    catalogue = load()
    own = OrdinanceRate(rate="signboard.sides_added", start=dt.date(2026, 1, 1), value=Decimal(0), ordinance="ข้อบัญญัติตัวอย่าง พ.ศ. 2569")
    parameters = catalogue.parameters.with_local([own])
    given = {"signs": [{"kind": "mixed", "width_cm": 100, "height_cm": 500, "sides": 2}]}
    service = catalogue.service("signboard-tax")
    assert assess(service, given | {"tax_year": 2568}, ON, parameters).total == 5200
    assert assess(service, given | {"tax_year": 2569}, ON, parameters).total == 2600


def test_the_assessment_prints_money_with_two_decimals() -> None:
    catalogue = load()
    shown = assess(catalogue.service("commercial-registration-new"), {"copies_wanted": 1}, ON, catalogue.parameters).to_dict()
    assert shown["total"] == "80.00"
    assert shown["lines"][1]["amount"] == "30.00"
    assert shown["on"] == "2026-11-21"
