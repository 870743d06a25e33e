from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.signboard import instalments, payment_deadline, units

D = dt.date
ON = D(2026, 11, 21)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(signs: list[dict[str, Any]], tax_year: int = 2565, facts: Facts | None = None) -> Assessment:
    return assess(catalogue().service("signboard-tax"), {"tax_year": tax_year, "signs": signs}, ON, catalogue().parameters, facts)


sizes = st.decimals(min_value=1, max_value=10000, places=1)
kinds = st.sampled_from(["thai_only", "mixed", "foreign"])
motions = st.sampled_from(["static", "moving"])
years = st.integers(2535, 2569)


@st.composite
def a_sign(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "kind": draw(kinds),
        "motion": draw(motions),
        "width_cm": str(draw(sizes)),
        "height_cm": str(draw(sizes)),
        "sides": draw(st.integers(1, 4)),
    }


@given(st.lists(a_sign(), min_size=1, max_size=5), years)
def test_the_total_is_the_sum_of_the_lines_and_every_sign_has_one(signs: list[dict[str, Any]], year: int) -> None:
    result = assessed(signs, year)
    assert result.total == sum(line.amount for line in result.lines)
    assert [line.group for line in result.lines] == [f"signs[{index}]" for index in range(len(signs))]


@given(a_sign(), st.decimals(min_value=0, max_value=500, places=1), years)
def test_more_area_never_costs_less(sign: dict[str, Any], more: Decimal, year: int) -> None:
    larger = sign | {"width_cm": str(min(Decimal(sign["width_cm"]) + more, Decimal(10000)))}
    assert assessed([larger], year).total >= assessed([sign], year).total


@given(st.lists(a_sign(), min_size=1, max_size=4))
def test_the_same_answers_are_assessed_the_same(signs: list[dict[str, Any]]) -> None:
    assert assessed(signs) == assessed(signs)


@given(st.lists(a_sign(), min_size=1, max_size=3), st.lists(a_sign(), min_size=1, max_size=3))
def test_one_return_costs_what_two_returns_cost(here: list[dict[str, Any]], there: list[dict[str, Any]]) -> None:
    assert assessed(here + there).total == assessed(here).total + assessed(there).total


@given(a_sign(), years)
def test_a_sign_never_costs_less_than_the_minimum(sign: dict[str, Any], year: int) -> None:
    assert assessed([sign], year).total >= catalogue().parameters.at("signboard.minimum", D(year - 543, 1, 1)).value


@given(a_sign(), st.dates(D(2022, 1, 1), D(2022, 12, 31)))
def test_a_later_installation_in_the_year_never_costs_more(sign: dict[str, Any], installed: D) -> None:
    new = sign | {"condition": "new", "installed_on": installed.isoformat()}
    earlier = new | {"installed_on": "2022-01-01"}
    assert assessed([new]).total <= assessed([earlier]).total == assessed([sign]).total


@given(a_sign(), st.decimals(min_value=0, max_value=100000, places=2))
def test_a_changed_sign_pays_exactly_the_increase(sign: dict[str, Any], paid: Decimal) -> None:
    changed = sign | {"condition": "changed", "installed_on": "2022-06-01", "tax_paid_before": str(paid)}
    assert assessed([changed]).total == max(assessed([sign]).total - paid, Decimal(0))


@given(a_sign(), st.dates(D(2022, 6, 14), D(2024, 6, 1)), st.integers(0, 200))
def test_paying_later_never_costs_less(sign: dict[str, Any], paid: D, later: int) -> None:
    early = Facts(notified_on=D(2022, 6, 13), paid_on=paid)
    late = Facts(notified_on=D(2022, 6, 13), paid_on=paid + dt.timedelta(days=later))
    assert assessed([sign], facts=late).total >= assessed([sign], facts=early).total


@given(a_sign(), st.dates(D(2022, 4, 2), D(2024, 6, 1)))
def test_waiting_for_the_officer_costs_at_least_as_much_as_coming_by_oneself(sign: dict[str, Any], filed: D) -> None:
    alone = assessed([sign], facts=Facts(filed_on=filed)).total
    told = assessed([sign], facts=Facts(filed_on=filed, officer_noticed_on=D(2022, 4, 1))).total
    assert told >= alone > assessed([sign]).total


def test_every_amount_is_a_whole_number_of_satang() -> None:
    result = assessed(
        [{"kind": "mixed", "width_cm": 95, "height_cm": 213, "condition": "new", "installed_on": "2022-05-05"}],
        facts=Facts(filed_on=D(2022, 9, 9), notified_on=D(2022, 9, 10), paid_on=D(2023, 2, 2)),
    )
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in result.lines)
    assert len(result.lines) == 3


@pytest.mark.parametrize(("area", "expected"), [("499", 1), ("250", 0), ("250.01", 1), ("500", 1), ("750", 1), ("751", 2), ("0.5", 0)])
def test_units_drop_half_and_count_more_than_half(area: str, expected: int) -> None:
    assert units(Decimal(area), Decimal(500), Decimal(250)) == expected


def test_only_unconfirmed_lines_are_listed_as_unverified() -> None:
    before = assessed([{"kind": "mixed", "width_cm": 120, "height_cm": 240}], 2566)
    after = assessed([{"kind": "mixed", "width_cm": 120, "height_cm": 240}], 2567)
    assert before.unverified == ()
    assert after.unverified == after.lines


def test_a_line_names_the_section_of_law_and_the_account() -> None:
    (line,) = assessed([{"kind": "mixed", "width_cm": 120, "height_cm": 240}]).lines
    assert "กฎกระทรวงกำหนดอัตราภาษีป้าย พ.ศ. 2563" in line.reference
    assert catalogue().revenue(line.revenue).title == "ภาษีป้าย"


def test_payment_falls_due_on_the_fifteenth_day_or_the_next_working_day() -> None:
    parameters = catalogue().parameters
    assert payment_deadline(D(2026, 11, 3), ON, parameters) == D(2026, 11, 18)
    assert payment_deadline(D(2026, 11, 20), ON, parameters, frozenset({D(2026, 12, 7)})) == D(2026, 12, 8)


def test_three_thousand_baht_may_be_paid_in_three_parts() -> None:
    parameters = catalogue().parameters
    assert instalments(Decimal("2999.99"), ON, parameters) == ()
    assert instalments(Decimal(3000), ON, parameters) == (Decimal(1000), Decimal(1000), Decimal(1000))
    assert instalments(Decimal("3500.00"), ON, parameters) == (Decimal("1166.66"), Decimal("1166.66"), Decimal("1166.68"))


@given(st.decimals(min_value=3000, max_value=10**7, places=2))
def test_the_parts_of_a_tax_make_the_whole(tax: Decimal) -> None:
    assert sum(instalments(tax, ON, catalogue().parameters)) == tax
