from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.rules import land_building, land_payment, land_tariff, land_tax
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.land_payment import Days
from lsvdesk.rules.land_values import Building, Owner, Parcel, area_text, square_wah
from tests.rules.test_situations import situations

D = dt.date
ON = D(2026, 11, 21)
USES = ["agriculture", "home", "other", "vacant"]


@cache
def catalogue() -> Catalogue:
    return load()


@cache
def tariff_of(year: int) -> land_tariff.Tariff:
    return land_tariff.tariff(catalogue().parameters, year)


def assessed(answers: dict[str, Any], facts: Facts | None = None) -> Assessment:
    return assess(catalogue().service("land-building-tax"), answers, ON, catalogue().parameters, facts)


areas = st.decimals(min_value=Decimal("0.01"), max_value=100000, places=2)
prices = st.decimals(min_value=0, max_value=2000000, places=2)
years = st.integers(2020, 2040)
uses = st.sampled_from(USES)


def plot(area: Decimal, price: Decimal, use: str, index: int = 0, adjoining: str = "") -> Parcel:
    since = 2020 if use == "vacant" else None
    return Parcel(index, f"แปลงที่ {index + 1}", area, price, {use: area}, vacant_since=since, adjoining=adjoining)


@st.composite
def a_plot(draw: st.DrawFn, index: int = 0) -> Parcel:
    return plot(draw(areas), draw(prices), draw(uses), index)


@st.composite
def an_owner(draw: st.DrawFn) -> Owner:
    parcels = tuple(draw(a_plot(index)) for index in range(draw(st.integers(1, 3))))
    house = Building(
        index=0,
        name="บ้าน",
        area=draw(areas),
        price=draw(st.decimals(min_value=0, max_value=30000, places=2)),
        shares={draw(uses): Decimal(1), draw(uses): Decimal(2)},
        material=draw(st.sampled_from(land_tariff.MATERIALS)),
        age=draw(st.integers(0, 100)),
        parcel=draw(st.sampled_from([None, 0])),
        named=draw(st.booleans()),
        vacant_since=2021,
    )
    return Owner(natural=draw(st.booleans()), parcels=parcels, buildings=(house,))


def total(owner: Owner, year: int) -> Decimal:
    return sum((line.amount for line in land_tax.tax_lines(tariff_of(year), owner, "x")), Decimal(0))


@given(an_owner(), years)
def test_the_lines_make_the_tax_in_whole_satang_and_never_less_than_nothing(owner: Owner, year: int) -> None:
    lines = land_tax.tax_lines(tariff_of(year), owner, "x")
    assert total(owner, year) >= 0
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) and line.sentence for line in lines)
    gross = sum((portion.tax for portion in land_tax.portions(tariff_of(year), owner)), Decimal(0))
    assert sum((line.amount for line in lines if line.group != "reductions"), Decimal(0)) == gross


@given(an_owner(), years)
def test_everything_that_is_owned_is_in_some_portion(owner: Owner, year: int) -> None:
    tariff = tariff_of(year)
    worth = sum((each.value for each in owner.parcels), Decimal(0)) + sum((each.value(tariff) for each in owner.buildings), Decimal(0))
    shared = sum((each.value for each in land_tax.portions(tariff, owner)), Decimal(0))
    assert abs(worth - shared) < Decimal("0.0001")


@given(areas, prices, st.decimals(min_value=0, max_value=1000000, places=2), uses, years, st.booleans())
def test_more_value_never_costs_less(area: Decimal, price: Decimal, more: Decimal, use: str, year: int, natural: bool) -> None:
    less = Owner(natural=natural, parcels=(plot(area, price, use),))
    dearer = Owner(natural=natural, parcels=(plot(area, price + more, use),))
    larger = Owner(natural=natural, parcels=(plot(area + more, price, use),))
    assert total(dearer, year) >= total(less, year)
    assert total(larger, year) >= total(less, year)


@given(areas, prices, areas, prices, uses, years)
def test_adjoining_plots_never_cost_less_than_plots_apart(a: Decimal, p: Decimal, b: Decimal, q: Decimal, use: str, year: int) -> None:
    apart = Owner(natural=False, parcels=(plot(a, p, use), plot(b, q, use, 1)))
    joined = Owner(natural=False, parcels=(plot(a, p, use, 0, "ก"), plot(b, q, use, 1, "ก")))
    assert total(joined, year) >= total(apart, year) - Decimal("0.02")


@given(an_owner(), years)
def test_the_same_property_is_taxed_the_same(owner: Owner, year: int) -> None:
    assert land_tax.tax_lines(tariff_of(year), owner, "x") == land_tax.tax_lines(tariff_of(year), owner, "x")


@given(st.integers(0, 150), st.integers(0, 50), st.sampled_from(land_tariff.MATERIALS))
def test_an_older_building_is_never_worth_more(age: int, later: int, material: str) -> None:
    new = Building(0, "บ้าน", Decimal(100), Decimal(10000), {"home": Decimal(100)}, material, age)
    old = Building(0, "บ้าน", Decimal(100), Decimal(10000), {"home": Decimal(100)}, material, age + later)
    assert new.value(tariff_of(2026)) >= old.value(tariff_of(2026)) > 0


@given(st.integers(2020, 2060), st.integers(0, 20))
def test_the_longer_land_stands_empty_the_more_it_costs_and_never_above_three_per_cent(year: int, later: int) -> None:
    tariffs = [tariff_of(year), tariff_of(year + later)]
    rates = [each.slices("vacant", Decimal(100), each.increments(2020))[0].rate for each in tariffs]
    assert rates[0] <= rates[1] <= 3


@given(st.decimals(min_value=3000, max_value=10**9, places=2), years, st.none() | st.dates(D(2020, 1, 1), D(2041, 1, 1)))
def test_the_instalments_make_the_whole_tax(tax: Decimal, year: int, notified: D | None) -> None:
    parts = land_payment.instalments(tax, year, Days(notified=notified), catalogue().parameters)
    assert sum(part.amount for part in parts) == tax
    assert len(parts) == 3
    assert [part.due for part in parts] == sorted({part.due for part in parts})


@settings(max_examples=60)
@given(st.decimals(min_value=1, max_value=10**7, places=2), st.dates(D(2026, 7, 1), D(2036, 1, 1)), st.integers(0, 400))
def test_paying_later_never_costs_less_and_the_surcharge_never_passes_the_tax(tax: Decimal, paid: D, later: int) -> None:
    days = Days(notified=D(2026, 4, 1), warned=D(2026, 8, 1))

    def late(on: D) -> Decimal:
        lines = land_payment.late_lines(tax, True, 2026, days, on, "x", catalogue().parameters)
        assert lines[1].amount <= tax
        return sum((line.amount for line in lines), Decimal(0))

    assert late(paid + dt.timedelta(days=later)) >= late(paid)


def test_there_are_enough_situations_of_each_law() -> None:
    names = [str(each.id) for each in situations()]
    assert sum(name.startswith("land-tax") for name in names) >= 60
    assert sum(name.startswith("old-taxes") for name in names) >= 20


def test_area_is_said_as_a_deed_says_it() -> None:
    assert square_wah(Decimal(3), Decimal(2), Decimal("15.5")) == Decimal("1415.5")
    assert area_text(Decimal("1415.5")) == "๓-๒-๑๕.๕ ไร่"


def test_the_parts_fall_due_month_by_month() -> None:
    service, parameters = catalogue().service("land-building-tax"), catalogue().parameters
    answers = {
        "tax_year": 2569,
        "in_instalments": True,
        "parcels": [{"deed_no": "1", "wah": "10.01", "price_per_wah": 100000, "use": "other"}],
    }
    parts = land_building.schedule(service, answers, ON, parameters, Facts())
    assert [(part.amount, part.due) for part in parts] == [
        (Decimal("1001.00"), D(2026, 6, 30)),
        (Decimal("1001.00"), D(2026, 7, 31)),
        (Decimal("1001.00"), D(2026, 8, 31)),
    ]


def test_payment_is_due_at_the_end_of_the_months_of_each_year() -> None:
    parameters = catalogue().parameters
    found = [land_payment.deadline(year, Days(), parameters) for year in range(2020, 2028)]
    # the last day of the month, or the next working day
    assert found == [
        D(2020, 9, 30),
        D(2021, 8, 2),
        D(2022, 8, 1),
        D(2023, 6, 30),
        D(2024, 7, 1),
        D(2025, 6, 30),
        D(2026, 6, 30),
        D(2027, 4, 30),
    ]


def test_an_objection_may_be_made_for_thirty_days() -> None:
    assert land_payment.objection_deadline(D(2026, 4, 10), 2026, catalogue().parameters) == D(2026, 5, 11)  # the 10th is a Sunday


def test_a_refund_bears_interest_from_the_claim_to_the_order() -> None:
    parameters = catalogue().parameters
    found = land_payment.refund(Decimal(12000), Decimal(2000), D(2025, 6, 1), D(2026, 2, 1), D(2026, 4, 5), parameters)
    assert (found.principal, found.interest, found.total) == (Decimal(10000), Decimal("300.00"), Decimal("10300.00"))
    assert not found.confirmed


@pytest.mark.parametrize(
    ("paid", "claimed", "ordered", "code", "field"),
    [
        (2000, D(2026, 2, 1), D(2026, 4, 5), "nothing-to-refund", "paid"),
        (12000, D(2028, 6, 2), D(2028, 7, 1), "claim-too-late", "claimed_on"),
        (12000, D(2026, 2, 1), D(2026, 1, 31), "date", "ordered_on"),
    ],
)
def test_what_cannot_be_refunded_is_refused(paid: int, claimed: D, ordered: D, code: str, field: str) -> None:
    with pytest.raises(CounterError) as refused:
        land_payment.refund(Decimal(paid), Decimal(2000), D(2025, 6, 1), claimed, ordered, catalogue().parameters)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_claim_on_the_last_day_of_three_years_is_in_time() -> None:
    found = land_payment.refund(Decimal(12000), Decimal(2000), D(2025, 6, 1), D(2028, 6, 1), D(2028, 6, 1), catalogue().parameters)
    assert found.interest == 0


def test_a_tax_year_before_the_law_is_refused_at_its_field() -> None:
    with pytest.raises(CounterError) as refused:
        land_tariff.tariff(catalogue().parameters, 2019)
    assert (refused.value.code, refused.value.field) == ("rate-before-law", "tax_year")


def test_thai_digits_are_read_like_arabic_ones() -> None:
    thai = {"tax_year": "๒๕๖๖", "parcels": [{"deed_no": "๑", "wah": "๖๐", "price_per_wah": "๑,๐๐๐,๐๐๐", "use": "home"}]}
    assert assessed(thai).total == Decimal("11050.00")


def test_every_fault_of_a_return_is_named_at_once() -> None:
    answers = {"tax_year": 2569, "parcels": [{"wah": "x", "use": "other"}], "buildings": [{"area_m2": 0}]}
    with pytest.raises(InvalidAnswers) as refused:
        assessed(answers)
    assert {fault.field for fault in refused.value.faults} >= {"parcels[0].wah", "parcels[0].price_per_wah", "buildings[0].material"}


def test_ten_thousand_owners_are_computed_from_one_tariff() -> None:
    """The whole year is fetched once: the pure function takes no parameters."""
    tariff = tariff_of(2026)
    owners = [Owner(parcels=(plot(Decimal(index % 400 + 1), Decimal(5000), "other"),)) for index in range(1000)]
    taxes = [sum(line.amount for line in land_tax.tax_lines(tariff, owner, "x")) for owner in owners]
    assert taxes[:2] == [Decimal("15.00"), Decimal("30.00")]
