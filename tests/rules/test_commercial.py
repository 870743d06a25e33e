"""The fine for registering late: what holds for any day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.rules.assess import assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts

DAY = dt.date(2026, 11, 18)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(ago: int, fine: Decimal | None = None, service: str = "commercial-registration-new") -> Assessment:
    field = {"new": "started_on", "change": "changed_on", "close": "closed_on"}[service.rpartition("-")[2]]
    answers: dict[str, object] = {field: (DAY - dt.timedelta(days=ago)).isoformat()}
    if fine is not None:
        answers["fine_set"] = str(fine)
    return assess(catalogue().service(service), answers, DAY, catalogue().parameters, Facts(filed_on=DAY))


services = st.sampled_from(["commercial-registration-new", "commercial-registration-change", "commercial-registration-close"])


@given(st.integers(0, 20000), st.integers(0, 3000), services)
def test_who_comes_later_is_never_fined_less(ago: int, more: int, service: str) -> None:
    assert assessed(ago + more, service=service).total >= assessed(ago, service=service).total


@given(st.integers(0, 5000), services)
def test_the_total_is_the_sum_of_the_lines_and_only_one_is_a_fine(ago: int, service: str) -> None:
    found = assessed(ago, service=service)
    assert found.total == sum(line.amount for line in found.lines)
    assert len([line for line in found.lines if line.kind == "fine"]) == (ago > 30)


@given(st.integers(31, 5000), st.decimals(min_value=0, max_value=2100, places=2))
def test_what_the_official_fixed_is_what_is_taken(ago: int, fine: Decimal) -> None:
    found = [line for line in assessed(ago, fine).lines if line.kind == "fine"]
    assert [line.amount for line in found] == [fine]
    assert not found[0].confirmed


@given(st.integers(0, 4000))
def test_the_same_day_is_fined_the_same(ago: int) -> None:
    assert assessed(ago) == assessed(ago)


def test_without_the_day_it_happened_nobody_is_fined() -> None:
    found = assess(catalogue().service("commercial-registration-new"), {}, DAY, catalogue().parameters, Facts(filed_on=DAY))
    assert [line.kind for line in found.lines] == ["fee"]
