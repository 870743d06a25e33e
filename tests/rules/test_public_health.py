"""Licences under the Public Health Act and the collecting of waste: what holds for every ordinance, size and day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import OrdinanceRate
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CatalogueFault, CounterError
from lsvdesk.rules import public_health
from lsvdesk.rules.assess import assess
from lsvdesk.rules.facts import Facts

ON = dt.date(2026, 11, 21)
HAZARD = "public_health.hazard_licence"
LITRES = st.decimals(Decimal("0.01"), Decimal(600), places=2)
FEES = st.decimals(0, 10000, places=2)


@cache
def catalogue() -> Catalogue:
    return load()


def with_ordinance(*rows: dict[str, Any]) -> Parameters:
    return catalogue().parameters.with_local(
        OrdinanceRate(rate=HAZARD, start=dt.date(2020, 1, 1), ordinance="ข้อบัญญัติ", **row) for row in rows
    )


def total(answers: dict[str, Any], parameters: Parameters, facts: Facts | None = None, service: str = "health-hazard-licence") -> Decimal:
    result = assess(catalogue().service(service), answers, ON, parameters, facts)
    assert result.total == sum(line.amount for line in result.lines)
    assert result == assess(catalogue().service(service), answers, ON, parameters, facts)
    return result.total


# --- ordinances ---


@given(FEES, st.lists(st.decimals(0, 500, places=1), min_size=2, max_size=2))
@settings(max_examples=40)
def test_a_larger_machine_never_costs_less_where_the_steps_rise(first: Decimal, sizes: list[Decimal]) -> None:
    steps = with_ordinance(
        {"value": first / 4, "measure": "horsepower"},
        {"value": first / 2, "measure": "horsepower", "over": 5},
        {"value": first, "measure": "horsepower", "over": 50},
    )
    small, large = sorted(sizes)
    assert total({"horsepower": str(small)}, steps) <= total({"horsepower": str(large)}, steps)


@given(FEES, st.integers(1, 3000))
@settings(max_examples=40)
def test_late_is_a_fifth_more_however_late(fee: Decimal, days: int) -> None:
    due = dt.date(2026, 11, 20)
    answers = {"business_kind": "9.11", "ordinance_fee": str(fee), "licence_expires_on": due.isoformat()}
    facts = Facts(filed_on=due + dt.timedelta(days=days))
    owed = total(answers, catalogue().parameters, facts, "health-hazard-licence-renewal")
    assert owed == (fee * Decimal("1.2")).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


@given(st.decimals(Decimal("0.01"), 10000, places=2))
@settings(max_examples=40)
def test_no_ordinance_can_be_written_above_the_ceiling(more: Decimal) -> None:
    with pytest.raises(CatalogueFault) as refused:
        with_ordinance({"value": 10000 + more})
    assert refused.value.code == "above-ceiling"
    assert "กฎกระทรวง" in refused.value.message


def test_a_row_with_a_step_says_what_it_measures() -> None:
    with pytest.raises(ValidationError):
        OrdinanceRate(rate=HAZARD, start=ON, value=Decimal(5), ordinance="ข้อบัญญัติ", over=Decimal(5))


def test_a_row_of_a_table_replaces_no_general_value() -> None:
    rows = with_ordinance({"value": 100, "businesses": ("9.11",)})
    assert rows.at(HAZARD, ON).value == 10000
    assert [row.value for row in rows.ordinance(HAZARD, ON)] == [100]
    assert rows.ordinance(HAZARD, dt.date(2019, 12, 31)) == ()


def test_closing_before_the_day_spares_the_fine() -> None:
    answers = {"licence_expires_on": "2026-11-20", "closing_notice_on": "2026-11-19"}
    assert public_health.due_on(answers, ON, catalogue().parameters, Facts()) is None
    answers["closing_notice_on"] = "2026-11-20"
    assert public_health.due_on(answers, ON, catalogue().parameters, Facts()) == dt.date(2026, 11, 20)


def test_pho_yai_asks_what_its_ordinance_says() -> None:
    office = load(profile="pho-yai")
    hazard = assess(office.service("health-hazard-licence"), {"business_kind": "7.1", "horsepower": 90}, ON, office.parameters)
    assert (hazard.total, hazard.lines[0].confirmed, "พ.ศ. 2559" in hazard.lines[0].reference) == (1000, True, True)
    assert assess(office.service("sewage-collection-licence"), {}, ON, office.parameters).total == 4000


def test_every_licence_of_the_act_has_its_ceiling_and_leaves_the_rate_to_the_ordinance() -> None:
    for name in public_health.LICENCES.values():
        rate = catalogue().parameters.rate(name)
        assert rate.local
        assert rate.ceiling == rate.values[-1].value


# --- collecting waste and sewage ---


@pytest.mark.parametrize(
    ("litres", "fee"),
    [
        ("0.01", 50),
        ("20", 50),
        ("20.01", 80),
        ("100", 80),
        ("101", 100),
        ("200", 100),
        ("201", 200),
        ("400", 200),
        ("401", 300),
        ("600", 300),
    ],
)
def test_waste_is_collected_by_the_steps_of_the_ordinance(litres: str, fee: int) -> None:
    line = public_health.waste_fee(Decimal(litres), 1, ON, catalogue().parameters)
    assert line.amount == fee
    assert not line.confirmed


@given(LITRES, LITRES, st.integers(1, 120))
@settings(max_examples=40)
def test_more_waste_or_more_months_never_cost_less(one: Decimal, other: Decimal, months: int) -> None:
    less, more = (public_health.waste_fee(each, months, ON, catalogue().parameters).amount for each in sorted((one, other)))
    assert less <= more
    assert more <= public_health.waste_fee(max(one, other), months + 1, ON, catalogue().parameters).amount


@given(LITRES, st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=40)
def test_paying_month_by_month_costs_the_same(litres: Decimal, one: int, other: int) -> None:
    parts = [public_health.waste_fee(litres, months, ON, catalogue().parameters).amount for months in (one, other)]
    assert sum(parts) == public_health.waste_fee(litres, one + other, ON, catalogue().parameters).amount


@pytest.mark.parametrize(
    ("litres", "months", "code"), [("0", 1, "volume"), ("-1", 1, "volume"), ("600.01", 1, "volume"), ("20", 0, "months")]
)
def test_waste_that_no_ordinance_knows_is_refused(litres: str, months: int, code: str) -> None:
    with pytest.raises(CounterError) as refused:
        public_health.waste_fee(Decimal(litres), months, ON, catalogue().parameters)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("volume", "fee"), [("0.3", 150), ("0.5", 150), ("0.51", 250), ("1", 250), ("1.5", 400), ("1.6", 500), ("12", 3000)]
)
def test_a_cesspit_is_emptied_by_cubic_metres(volume: str, fee: int) -> None:
    line = public_health.sewage_fee(Decimal(volume), ON, catalogue().parameters)
    assert (line.amount, line.confirmed) == (fee, False)


def test_nothing_is_not_emptied() -> None:
    with pytest.raises(CounterError) as refused:
        public_health.sewage_fee(Decimal(0), ON, catalogue().parameters)
    assert refused.value.field == "cubic_metres"
