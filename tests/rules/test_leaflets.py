"""Permits for leaflets: what holds for every length of time and both kinds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import Rate
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.leaflets import permits_needed

ON = dt.date(2026, 11, 21)
DAYS = st.integers(1, 1000)
KINDS = st.sampled_from(["commercial", "other"])


@cache
def catalogue() -> Catalogue:
    return load()


def line(kind: str, days: int, parameters: Parameters | None = None) -> AssessmentLine:
    answers = {"purpose": kind, "starts_on": ON.isoformat(), "ends_on": (ON + dt.timedelta(days=days - 1)).isoformat()}
    (only,) = assess(catalogue().service("leaflet-advertising-permit"), answers, ON, parameters or catalogue().parameters).lines
    return only


@given(KINDS, DAYS, DAYS)
@settings(max_examples=50)
def test_longer_never_costs_less(kind: str, one: int, other: int) -> None:
    assert line(kind, min(one, other)).amount <= line(kind, max(one, other)).amount


@given(DAYS)
@settings(max_examples=50)
def test_every_permit_that_is_needed_is_paid(days: int) -> None:
    for kind, longest, fee in (("commercial", 60, 200), ("other", 30, 100)):
        paid = line(kind, days)
        assert paid.amount == fee * paid.base
        assert (paid.base - 1) * longest < days <= paid.base * longest


def test_where_the_first_day_does_not_count_a_day_more_is_in_the_same_permit() -> None:
    rates = dict(catalogue().parameters.rates)
    setting = rates["leaflet.first_day_counts"]
    values = tuple(value.model_copy(update={"value": Decimal(0)}) for value in setting.values)
    rates[setting.id] = Rate.model_validate(setting.model_copy(update={"values": values}).model_dump(by_alias=True))
    without = Parameters(rates, catalogue().parameters.laws)
    assert [line("other", days, without).base for days in (30, 31, 32)] == [1, 1, 2]


def test_part_of_a_permit_is_a_permit() -> None:
    assert [permits_needed(days, Decimal(30)) for days in (0, 1, 30, 31, 60, 61)] == [1, 1, 1, 2, 2, 3]
