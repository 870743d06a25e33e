from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.rules import gratuity
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment

D = dt.date
ON = D(2026, 11, 21)
KIN = ("child", "spouse", "parent", "sibling", "half-sibling", "grandparent", "uncle-aunt")

starts = st.dates(D(1990, 1, 1), D(2015, 12, 31))
ends = st.dates(D(2016, 1, 1), D(2026, 11, 1))
wages = st.decimals(Decimal("1000"), Decimal("60000"), places=2)
families = st.lists(st.sampled_from(KIN), min_size=1, max_size=12).filter(
    lambda each: each.count("spouse") <= 1 and each.count("parent") <= 2 and each.count("grandparent") <= 4
)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(service_id: str, **answers: Any) -> Assessment:
    return assess(catalogue().service(service_id), answers, ON, catalogue().parameters)


def left(start: dt.date, end: dt.date, wage: Decimal, **more: Any) -> Assessment:
    asked = {"employee_type": "permanent", "left_because": "retired", "pay_as": "lump", **more}
    return assessed("regular-gratuity", employed_from=start.isoformat(), left_on=end.isoformat(), monthly_wage=str(wage), **asked)


def heirs(service_id: str, wage: Decimal, family: list[str]) -> Assessment:
    return assessed(
        service_id,
        employee_type="permanent",
        employed_from="2000-01-01",
        died_on="2026-06-30",
        monthly_wage=str(wage),
        situation="normal",
        heirs=[{"name": f"ทายาทสมมุติ {n}", "relation": each} for n, each in enumerate(family)],
    )


# --- time -------------------------------------------------------------------------------------------------------------------------


@given(starts, st.integers(1, 40))
def test_so_many_years_to_the_day_are_so_many_years(start: dt.date, years: int) -> None:
    try:
        end = start.replace(year=start.year + years)
    except ValueError:
        end = D(start.year + years, 3, 1)
    assert gratuity.worked(start, end, 30) == gratuity.Worked(years * 12, years * 12)
    assert gratuity.worked(start, end - dt.timedelta(days=1), 30).complete == years * 12 - 1


@given(starts, ends, st.integers(0, 400), st.integers(0, 400))
def test_a_day_more_never_counts_for_less(start: dt.date, end: dt.date, added: int, taken: int) -> None:
    one, other = (gratuity.worked(start, end, 30, added + more, taken) for more in (0, 1))
    assert (one.months, one.complete) <= (other.months, other.complete)
    assert gratuity.worked(start, end, 30, added, taken + 1).months <= one.months


def test_time_taken_off_never_goes_below_nothing() -> None:
    assert gratuity.worked(D(2020, 1, 1), D(2020, 2, 1), 30, taken=5000) == gratuity.Worked(0, 0)


# --- the employee -----------------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(starts, ends, wages, st.decimals(Decimal(0), Decimal(5000), places=2), st.integers(0, 900))
def test_a_higher_wage_or_longer_work_is_never_paid_less(start: dt.date, end: dt.date, wage: Decimal, raised: Decimal, later: int) -> None:
    first = left(start, end, wage)
    assert left(start, end, wage + raised).total >= first.total
    assert left(start - dt.timedelta(days=later), end, wage).total >= first.total
    assert first == left(start, end, wage)
    assert {line.kind for line in first.lines} == {"benefit"}


@settings(deadline=None, max_examples=40)
@given(st.dates(D(1985, 1, 1), D(1998, 12, 31)), ends, wages)
def test_fifty_months_of_the_monthly_gratuity_are_the_gratuity(start: dt.date, end: dt.date, wage: Decimal) -> None:
    whole, monthly = left(start, end, wage), left(start, end, wage, pay_as="monthly")
    if monthly.total:
        assert abs(monthly.total * 50 - whole.total) <= Decimal("0.26")


def test_every_amount_says_that_nobody_has_confirmed_it() -> None:
    assert left(D(2000, 1, 1), D(2026, 10, 1), Decimal(15000)).unverified


# --- heirs ------------------------------------------------------------------------------------------------------------------------


@given(families)
def test_shares_add_up_to_one_and_alike_are_alike(family: list[str]) -> None:
    shares = gratuity.shares(family)
    assert sum(shares) == 1 and min(shares) >= 0
    for kin in set(family):
        assert len({share for share, each in zip(shares, family, strict=True) if each == kin}) == 1


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        (["spouse"], ["1"]),
        (["spouse", "child"], ["1/2", "1/2"]),
        (["spouse", "child", "child", "parent", "parent"], ["1/5"] * 5),
        (["spouse", "parent"], ["1/2", "1/2"]),
        (["spouse", "parent", "sibling"], ["1/2", "1/2", "0"]),
        (["spouse", "sibling", "half-sibling"], ["1/2", "1/2", "0"]),
        (["spouse", "half-sibling", "half-sibling"], ["2/3", "1/6", "1/6"]),
        (["spouse", "grandparent", "uncle-aunt"], ["2/3", "1/3", "0"]),
        (["spouse", "uncle-aunt"], ["2/3", "1/3"]),
        (["parent", "sibling"], ["1", "0"]),
    ],
)
def test_statutory_heirs_take_as_the_code_says(family: list[str], expected: list[str]) -> None:
    assert gratuity.shares(family) == [Fraction(each) for each in expected]


@settings(deadline=None, max_examples=60)
@given(families, wages)
def test_what_the_heirs_receive_is_the_whole_gratuity(family: list[str], wage: Decimal) -> None:
    alone = heirs("heir-special-gratuity", wage, ["child"])
    shared = heirs("heir-special-gratuity", wage, family)
    assert shared.total == alone.total == sum(line.amount for line in shared.lines)
    assert len(shared.lines) == len(family)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in shared.lines)


@given(st.integers(0, 10_000_000), families)
def test_no_satang_is_lost_or_made_in_dividing(satang: int, family: list[str]) -> None:
    shares = gratuity.shares(family)
    parts = gratuity.divided(Decimal(satang) / 100, shares)
    assert sum(parts) * 100 == satang
    assert all(abs(Fraction(part) * 100 - satang * share) < 1 for part, share in zip(parts, shares, strict=True))
