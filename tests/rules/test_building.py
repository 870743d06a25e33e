from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import OrdinanceRate
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.building import height_class, validity_years, whole_units

ON = dt.date(2026, 11, 21)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(rows: list[dict[str, Any]], action: str = "construction", on: dt.date = ON) -> Assessment:
    service = catalogue().service(f"building-{action}-permit")
    return assess(service, {"action": action, "buildings": rows}, on, catalogue().parameters)


areas = st.decimals(min_value=Decimal("0.01"), max_value=100000, places=2)
heights = st.decimals(min_value=1, max_value=100, places=2)
days = st.sampled_from([dt.date(2000, 2, 29), dt.date(2021, 6, 4), dt.date(2021, 6, 5), ON])


@st.composite
def a_building(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "structure": "building",
        "use_class": draw(st.sampled_from(["dwelling", "commerce", "factory", "public", "other"])),
        "count": draw(st.integers(1, 10)),
        "area_m2": str(draw(areas)),
        "storeys": draw(st.integers(1, 30)),
        "height_m": str(draw(heights)),
    }


@st.composite
def a_row(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return draw(a_building())
    if draw(st.booleans()):
        return {"structure": "linear", "length_m": str(draw(areas))}
    return {"structure": "sign", "width_m": str(draw(st.decimals(min_value=1, max_value=20, places=2))), "length_m": str(draw(areas))}


@given(st.lists(a_row(), min_size=1, max_size=5), days)
def test_the_total_is_the_sum_of_the_permit_and_a_line_for_each_row(rows: list[dict[str, Any]], on: dt.date) -> None:
    result = assessed(rows, on=on)
    assert result.total == sum(line.amount for line in result.lines)
    assert [line.group for line in result.lines] == ["", *(f"buildings[{n}]" for n in range(len(rows)))]
    assert all(line.sentence and line.reference for line in result.lines)
    assert result == assessed(rows, on=on)


@given(a_building(), st.decimals(min_value=0, max_value=5000, places=2), days)
def test_more_area_never_costs_less(row: dict[str, Any], more: Decimal, on: dt.date) -> None:
    larger = row | {"area_m2": str(Decimal(row["area_m2"]) + more)}
    assert assessed([larger], on=on).total >= assessed([row], on=on).total


@given(a_building(), st.integers(0, 20), st.decimals(min_value=0, max_value=50, places=2))
def test_a_higher_building_never_costs_less(row: dict[str, Any], storeys: int, metres: Decimal) -> None:
    higher = row | {"storeys": row["storeys"] + storeys, "height_m": str(Decimal(row["height_m"]) + metres)}
    assert assessed([higher]).total >= assessed([row]).total


@given(a_building(), st.decimals(min_value=0, max_value=1, places=4))
def test_a_floor_for_heavy_loads_never_costs_less(row: dict[str, Any], share: Decimal) -> None:
    heavy = (Decimal(row["area_m2"]) * share).quantize(Decimal("1"), rounding="ROUND_FLOOR")
    assert assessed([row | {"heavy_area_m2": str(heavy)}]).total >= assessed([row]).total


@given(a_building(), days)
def test_a_demolition_pays_the_permit_alone(row: dict[str, Any], on: dt.date) -> None:
    (line,) = assessed([row], "demolition", on).lines
    assert line.item == "ใบอนุญาตรื้อถอนอาคาร"


@pytest.mark.parametrize(
    ("storeys", "height", "name", "sure"),
    [
        (2, "12", "low", True),
        (3, "12", "low", False),
        (2, "12.01", "low", False),
        (3, "12.01", "mid", True),
        (3, "15", "mid", True),
        (3, "15.01", "high", True),
        (4, "12.01", "high", True),
        (4, "12", "high", False),
        (2, "15.01", "high", False),
    ],
)
def test_the_height_class_at_its_edges(storeys: int, height: str, name: str, sure: bool) -> None:
    found = height_class(storeys, Decimal(height), ON, catalogue().parameters)
    assert (found[0], found[2]) == (name, sure)


def test_both_storeys_and_height_may_be_asked_of_the_lowest_class() -> None:
    rates = dict(catalogue().parameters.rates)
    setting = rates["building.plan_check.either_is_enough"]
    both = setting.model_copy(update={"values": tuple(value.model_copy(update={"value": Decimal(0)}) for value in setting.values)})
    parameters = type(catalogue().parameters)(rates | {setting.id: both}, catalogue().parameters.laws)
    assert height_class(3, Decimal(11), ON, parameters)[0] == "mid"
    assert height_class(2, Decimal(11), ON, parameters)[0] == "low"


@pytest.mark.parametrize(
    ("area", "years", "confirmed"),
    [("9999.99", 1, True), ("10000", 2, True), ("99999.99", 2, True), ("100000", 3, False)],
)
def test_a_larger_building_has_a_longer_permit(area: str, years: int, confirmed: bool) -> None:
    found = validity_years(Decimal(area), ON, catalogue().parameters)
    assert (found.value, found.confirmed) == (years, confirmed)


@pytest.mark.parametrize(("measure", "counted"), [("0.49", 0), ("0.5", 1), ("10", 10), ("10.49", 10), ("10.50", 11)])
def test_half_a_square_metre_counts_as_one(measure: str, counted: int) -> None:
    assert whole_units(Decimal(measure), Decimal("0.5")) == counted


def test_the_fees_of_the_law_are_not_left_to_an_ordinance() -> None:
    own = OrdinanceRate(rate="building.plan_check.low", start=ON, value=Decimal("0.25"), ordinance="ข้อบัญญัติตัวอย่าง")
    with pytest.raises(Exception, match="พระราชบัญญัติควบคุมอาคาร"):
        catalogue().parameters.with_local([own])
