from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest
import yaml
from pydantic import ValidationError

from lsvdesk.catalogue.lint import rate_findings
from lsvdesk.catalogue.loader import load
from lsvdesk.catalogue.models import OrdinanceRate, Rate, RateFile
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CatalogueFault, CounterError

D = dt.date


@cache
def shipped() -> Parameters:
    return load().parameters


@pytest.mark.parametrize(
    ("day", "value", "confidence"),
    [
        (D(2020, 12, 31), 20, "confirmed"),
        (D(2021, 1, 1), 26, "confirmed"),
        (D(2023, 12, 31), 26, "confirmed"),
        (D(2024, 1, 1), 26, "recalled"),
    ],
)
def test_the_value_in_force_on_the_day_is_given(day: D, value: int, confidence: str) -> None:
    found = shipped().at("signboard.mixed.static", day)
    assert (found.value, found.confidence) == (value, confidence)
    assert found.confirmed is (confidence == "confirmed")


def test_before_the_law_there_is_no_rate() -> None:
    with pytest.raises(CounterError) as refused:
        shipped().at("signboard.mixed.static", D(1991, 12, 31))
    assert refused.value.code == "rate-before-law"
    assert "1/1/2535" in refused.value.message


def test_a_rate_that_ended_is_said_to_have_ended() -> None:
    rate = Rate.model_validate(
        {
            "id": "levy.old",
            "description": "ค่าธรรมเนียมเก่า",
            "unit": "บาท",
            "values": [
                {"from": D(2000, 1, 1), "value": 10, "reference": "ก", "confidence": "confirmed"},
                {"from": D(2020, 1, 1), "value": None, "reference": "พ.ร.บ.ยกเลิก", "confidence": "confirmed"},
            ],
        }
    )
    parameters = Parameters({"levy.old": rate}, {"levy.old": "กฎหมายเก่า"})
    assert parameters.at("levy.old", D(2019, 12, 31)).value == 10
    with pytest.raises(CounterError) as refused:
        parameters.at("levy.old", D(2020, 1, 1))
    assert refused.value.code == "rate-ended"


def test_an_unknown_rate_is_named() -> None:
    with pytest.raises(CounterError) as refused:
        shipped().at("signboard.neon", D(2026, 1, 1))
    assert refused.value.code == "unknown-rate"


JUNE = D(2026, 6, 1)


def own(rate: str, value: int, start: D = JUNE) -> OrdinanceRate:
    return OrdinanceRate(rate=rate, start=start, value=Decimal(value), ordinance="ข้อบัญญัติ พ.ศ. 2569")


def test_an_ordinance_counts_from_its_own_day_and_the_newest_wins() -> None:
    parameters = shipped().with_local([own("excavation.area_threshold", 5000), own("excavation.area_threshold", 4000, D(2026, 9, 1))])
    values = [parameters.at("excavation.area_threshold", day).value for day in (D(2026, 5, 31), D(2026, 6, 1), D(2026, 9, 1))]
    assert values == [10000, 5000, 4000]
    assert parameters.at("excavation.area_threshold", D(2026, 9, 1)).reference == "ข้อบัญญัติ พ.ศ. 2569"
    assert shipped().at("excavation.area_threshold", D(2026, 9, 1)).value == 10000


@pytest.mark.parametrize(
    ("ordinance", "code"),
    [
        (own("excavation.area_threshold", 20000), "above-ceiling"),
        (own("excavation.area_threshold", -1), "above-ceiling"),
        (own("commercial_registration.new", 10), "not-local"),
        (own("dog.licence", 10), "unknown-rate"),
    ],
)
def test_an_ordinance_beyond_the_law_is_refused_and_the_law_named(ordinance: OrdinanceRate, code: str) -> None:
    with pytest.raises(CatalogueFault) as refused:
        shipped().with_local([ordinance])
    assert refused.value.code == code
    assert code == "unknown-rate" or "พระราชบัญญัติ" in refused.value.message


def test_every_shipped_value_says_where_it_comes_from() -> None:
    for rate in shipped().rates.values():
        for value in rate.values:
            assert value.reference
            assert value.confidence == "recalled" or value.source, f"{rate.id} {value.start} is confirmed without a source"


BANDED = """
law: พ.ร.บ.ตัวอย่าง พ.ศ. 2562
rates:
- id: example.by_value
  description: อัตราตามมูลค่า
  unit: '%'
  local: true
  ceiling: 0.9
  values:
  - {from: 2020-01-01, bands: [[100, 0.3], [200, 0.5], [null, 0.7]], reference: มาตรา 1, confidence: recalled}
"""


def banded(text: str = BANDED) -> Rate:
    return RateFile.model_validate(yaml.safe_load(text)).rates[0]


def test_a_banded_value_gives_its_steps() -> None:
    parameters = Parameters({"example.by_value": banded()}, {"example.by_value": "พ.ร.บ.ตัวอย่าง พ.ศ. 2562"})
    found = parameters.at("example.by_value", JUNE)
    assert [(band.up_to, band.value) for band in found.bands] == [(100, Decimal("0.3")), (200, Decimal("0.5")), (None, Decimal("0.7"))]
    assert found.value == Decimal("0.3")


def test_an_ordinance_puts_one_rate_in_place_of_the_steps_and_not_a_lower_one() -> None:
    parameters = Parameters({"example.by_value": banded()}, {"example.by_value": "พ.ร.บ.ตัวอย่าง พ.ศ. 2562"})
    higher = OrdinanceRate(rate="example.by_value", start=JUNE, value=Decimal("0.8"), ordinance="ข้อบัญญัติ")
    assert parameters.with_local([higher]).at("example.by_value", JUNE).bands == ((None, Decimal("0.8")),)
    for value, code in (("0.6", "below-law"), ("1", "above-ceiling")):
        with pytest.raises(CatalogueFault) as refused:
            parameters.admit(OrdinanceRate(rate="example.by_value", start=JUNE, value=Decimal(value), ordinance="ข้อบัญญัติ"))
        assert refused.value.code == code


@pytest.mark.parametrize("steps", ["[[200, 0.3], [100, 0.5], [null, 0.7]]", "[[100, 0.3], [200, 0.5]]", "[[100, 0.3], [null, 1]]"])
def test_steps_out_of_order_or_without_end_or_above_the_ceiling_are_refused(steps: str) -> None:
    text = BANDED.replace("[[100, 0.3], [200, 0.5], [null, 0.7]]", steps)
    assert [code for _, code, _ in rate_findings(banded(text), ("rates", 0))]


def test_a_value_is_one_number_or_steps_never_both_and_never_neither() -> None:
    for given in ("value: 1, bands: [[null, 1]], ", ""):
        with pytest.raises(ValidationError):
            banded(BANDED.replace("bands: [[100, 0.3], [200, 0.5], [null, 0.7]], ", given))
