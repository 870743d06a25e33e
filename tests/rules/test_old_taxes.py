from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.rules import old_taxes
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts

D = dt.date
ON = D(2026, 11, 21)

values = st.decimals(min_value=0, max_value=10**8, places=2)
uses = st.sampled_from(["ordinary", "annual-own", "annual-let", "vacant"])


@cache
def catalogue() -> Catalogue:
    return load()


def house(annual: list[Decimal], facts: Facts | None = None) -> Assessment:
    answers = {"tax_year": 2562, "buildings": [{"house_no": "1", "annual_value": str(each)} for each in annual]}
    return assess(catalogue().service("house-land-tax"), answers, ON, catalogue().parameters, facts)


def land(plots: list[dict[str, Any]], facts: Facts | None = None) -> Assessment:
    return assess(catalogue().service("local-development-tax"), {"tax_year": 2562, "parcels": plots}, ON, catalogue().parameters, facts)


def plot(rai: int, use: str, rate: Decimal) -> dict[str, Any]:
    return {"deed_no": "1", "rai": rai, "use": use, "rate_per_rai": str(rate)}


@given(st.lists(values, min_size=1, max_size=4), st.dates(D(2019, 3, 6), D(2022, 1, 1)))
def test_the_total_is_the_sum_of_the_lines_in_whole_satang(annual: list[Decimal], paid: D) -> None:
    result = house(annual, Facts(notified_on=D(2019, 3, 5), paid_on=paid))
    assert result.total == sum(line.amount for line in result.lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in result.lines)
    assert result == house(annual, Facts(notified_on=D(2019, 3, 5), paid_on=paid))


@given(values, values)
def test_a_higher_annual_value_never_costs_less(annual: Decimal, more: Decimal) -> None:
    assert house([annual + more]).total >= house([annual]).total


@given(values, st.dates(D(2019, 3, 6), D(2020, 1, 1)), st.integers(0, 300))
def test_house_tax_paid_later_never_costs_less_and_never_more_than_a_tenth_on_top(annual: Decimal, paid: D, later: int) -> None:
    def at(day: D) -> Decimal:
        return house([annual], Facts(notified_on=D(2019, 3, 5), paid_on=day)).total

    assert at(paid) <= at(paid + dt.timedelta(days=later)) <= house([annual]).total * Decimal("1.1") + Decimal("0.01")


@given(st.integers(1, 1000), st.integers(0, 1000), uses, st.decimals(min_value=0, max_value=500, places=2))
def test_more_land_never_costs_less(rai: int, more: int, use: str, rate: Decimal) -> None:
    assert land([plot(rai + more, use, rate)]).total >= land([plot(rai, use, rate)]).total


@given(st.integers(1, 1000), st.decimals(min_value=0, max_value=500, places=2))
def test_idle_land_costs_most_and_the_owners_own_fields_least(rai: int, rate: Decimal) -> None:
    own, let, ordinary, idle = (land([plot(rai, use, rate)]).total for use in ("annual-own", "annual-let", "ordinary", "vacant"))
    assert own <= let <= ordinary <= idle
    assert own <= rai * 5


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.decimals(min_value=0, max_value=10**6, places=2))
def test_dearer_land_is_never_in_a_lower_class(price: Decimal, more: Decimal) -> None:
    day, parameters = D(2019, 1, 1), catalogue().parameters
    assert old_taxes.per_rai(price, day, parameters) <= old_taxes.per_rai(price + more, day, parameters)


def test_a_notice_in_april_or_later_gives_thirty_days() -> None:
    parameters = catalogue().parameters
    assert old_taxes.development_deadline(2019, None, parameters) == D(2019, 4, 30)
    assert old_taxes.development_deadline(2019, D(2019, 3, 31), parameters) == D(2019, 4, 30)
    assert old_taxes.development_deadline(2019, D(2019, 4, 1), parameters) == D(2019, 5, 1)
    assert old_taxes.development_deadline(2019, D(2019, 6, 3), parameters) == D(2019, 7, 3)


def test_both_are_offered_for_arrears_only() -> None:
    offered = {service.id: service for service in catalogue().offered(ON)}
    for name in ("house-land-tax", "local-development-tax"):
        assert offered[name].arrears
        assert offered[name].repealed == D(2020, 1, 1)
