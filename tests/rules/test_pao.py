"""Monthly levies of a province: what holds for any return, and ordinances within the ceilings of the law."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import OrdinanceRate
from lsvdesk.errors import CatalogueFault
from lsvdesk.rules import pao
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts

DAY = dt.date(2026, 11, 5)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(rents: list[Decimal], filed_on: dt.date = DAY, paid_on: dt.date | None = None) -> Assessment:
    answers = {"month": "10", "year": 2569, "establishments": [{"name": "ก", "room_rent": str(rent)} for rent in rents]}
    service = catalogue().service("hotel-guest-fee")
    return assess(service, answers, filed_on, catalogue().parameters, Facts(filed_on=filed_on, paid_on=paid_on))


rents = st.decimals(min_value=0, max_value=10**8, places=2)
later = st.integers(0, 800).map(lambda days: DAY + dt.timedelta(days=days))


@given(st.lists(rents, min_size=1, max_size=5), later)
def test_the_total_is_the_sum_of_the_lines_and_every_row_has_one(many: list[Decimal], filed_on: dt.date) -> None:
    found = assessed(many, filed_on)
    assert found.total == sum(line.amount for line in found.lines)
    assert [line.group for line in found.lines if line.kind == "principal"] == [f"establishments[{n}]" for n in range(len(many))]


@given(rents, rents, later)
def test_more_never_costs_less(rent: Decimal, more: Decimal, filed_on: dt.date) -> None:
    assert assessed([rent + more], filed_on).total >= assessed([rent], filed_on).total


@given(rents, later, st.integers(0, 400))
def test_who_pays_later_never_pays_less_and_filing_late_costs_what_paying_late_does(rent: Decimal, filed_on: dt.date, wait: int) -> None:
    paid_on = filed_on + dt.timedelta(days=wait)
    assert assessed([rent], filed_on, paid_on).total >= assessed([rent], filed_on).total
    assert assessed([rent], filed_on, paid_on).total == assessed([rent], paid_on).total


def test_the_last_day_of_a_short_month_stands_for_a_day_it_does_not_have() -> None:
    parameters = catalogue().parameters.with_local(
        [OrdinanceRate(rate="pao.hotel.due_day", start=dt.date(2020, 1, 1), value=Decimal(31), ordinance="ข้อบัญญัติตัวอย่าง")]
    )
    assert pao.due_on("pao-hotel", dt.date(2027, 1, 1), parameters) == dt.date(2027, 3, 1)  # 28 February 2027 is a Sunday
    assert pao.due_on("pao-hotel", dt.date(2026, 12, 15), parameters) == dt.date(2027, 2, 1)  # 31 January 2027 is a Sunday


@pytest.mark.parametrize(
    ("rate", "value"), [("pao.hotel.rate", "3.01"), ("pao.fuel.oil", "10.01"), ("pao.fuel.gas", "11"), ("pao.tobacco.stick", "10.5")]
)
def test_an_ordinance_cannot_go_beyond_the_ceiling_and_the_message_names_the_law(rate: str, value: str) -> None:
    own = OrdinanceRate(rate=rate, start=dt.date(2020, 1, 1), value=Decimal(value), ordinance="ข้อบัญญัติตัวอย่าง")
    with pytest.raises(CatalogueFault, match="องค์การบริหารส่วนจังหวัด") as refused:
        catalogue().parameters.with_local([own])
    assert refused.value.code == "above-ceiling"
