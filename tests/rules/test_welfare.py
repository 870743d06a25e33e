from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import KNOWN_BENEFITS, Benefit, FeeLine, Service
from lsvdesk.errors import CatalogueFault
from lsvdesk.rules import welfare
from lsvdesk.rules.assess import BENEFITS, assess
from lsvdesk.rules.assessment import Assessment
from lsvdesk.rules.facts import Facts
from lsvdesk.thai.dates import age_in_years

D = dt.date
BENEFITS_FROM = D(2011, 10, 1)


@cache
def catalogue() -> Catalogue:
    return load()


def assessed(service_id: str, on: dt.date, filed_on: dt.date | None = None, **answers: Any) -> Assessment:
    return assess(catalogue().service(service_id), answers, on, catalogue().parameters, Facts(filed_on=filed_on))


births = st.dates(D(1925, 1, 1), D(1965, 12, 31))
days = st.dates(D(2025, 10, 1), D(2035, 9, 30))


# --- ages and months --------------------------------------------------------------------------------------------------------------


@given(st.dates(D(1900, 1, 1), D(2020, 12, 31)), st.integers(1, 110))
def test_a_year_of_age_is_complete_on_the_eve_of_the_birthday(birth: dt.date, years: int) -> None:
    eve = welfare.completes(birth, years)
    assert age_in_years(birth, eve) == years - 1
    assert age_in_years(birth, eve + dt.timedelta(days=1)) == years


@given(days)
def test_the_next_month_begins_where_this_one_ends(day: dt.date) -> None:
    following = welfare.next_month(day)
    assert following.day == 1
    assert welfare.first_of_month(following - dt.timedelta(days=1)) == welfare.first_of_month(day)


# --- the allowance of the elderly -------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(births, days)
def test_the_total_is_the_sum_of_the_lines_and_every_line_is_a_benefit(birth: dt.date, on: dt.date) -> None:
    result = assessed("elderly-allowance", on, birth_date=birth.isoformat())
    assert result.total == sum((line.amount for line in result.lines), Decimal(0))
    assert {line.kind for line in result.lines} == {"benefit"}
    assert all(line.revenue == "" and line.sentence and line.reference for line in result.lines)


@settings(deadline=None)
@given(births, days, st.integers(0, 4000))
def test_who_is_older_is_never_paid_less(birth: dt.date, on: dt.date, older_by: int) -> None:
    older = birth - dt.timedelta(days=older_by)
    filed = D(2024, 1, 10)
    assert (
        assessed("elderly-allowance", on, filed, birth_date=older.isoformat()).total
        >= assessed("elderly-allowance", on, filed, birth_date=birth.isoformat()).total
    )


@settings(deadline=None)
@given(births, days, st.integers(0, 2000))
def test_who_files_later_never_begins_earlier(birth: dt.date, filed: dt.date, later: int) -> None:
    start = welfare.elderly_start(birth, filed, catalogue().parameters)
    after = welfare.elderly_start(birth, filed + dt.timedelta(days=later), catalogue().parameters)
    assert start <= after
    assert start > filed
    assert start > welfare.completes(birth, 60)
    assert start.day == 1


@settings(deadline=None)
@given(births, days)
def test_the_same_answers_give_the_same(birth: dt.date, on: dt.date) -> None:
    assert assessed("elderly-allowance", on, birth_date=birth.isoformat()) == assessed(
        "elderly-allowance", on, birth_date=birth.isoformat()
    )


@settings(deadline=None)
@given(births, st.integers(2569, 2580))
def test_within_a_fiscal_year_the_allowance_goes_up_once_at_most_and_only_in_the_month_after_a_birthday(birth: dt.date, year: int) -> None:
    months = welfare.elderly_year(birth, BENEFITS_FROM, year, catalogue().parameters)
    assert len(months) == 12
    raised = [month for (_, before), (month, amount) in pairwise(months) if amount != before]
    eves = [month - dt.timedelta(days=1) for month in raised]  # by then the year of age was complete, and not a month before
    assert len(eves) <= 1 and all((birth - dt.timedelta(days=1)).month == eve.month for eve in eves)
    assert [amount for _, amount in months] == sorted(amount for _, amount in months)


@settings(deadline=None)
@given(births, st.integers(2556, 2565))
def test_until_fiscal_year_2566_every_month_of_a_year_paid_the_same_but_for_the_top_up(birth: dt.date, year: int) -> None:
    months = welfare.elderly_year(birth, D(2010, 10, 1), year, catalogue().parameters)
    regular = {welfare.elderly_month(birth, month, catalogue().parameters).value for month, _ in months}
    assert len(regular) == 1


def test_the_worked_example_of_a_whole_fiscal_year() -> None:
    months = welfare.elderly_year(D(1953, 3, 10), BENEFITS_FROM, 2569, catalogue().parameters)
    assert (len(months), sum(amount for _, amount in months)) == (12, 8400)


def test_the_year_of_the_top_up_is_half_with_and_half_without() -> None:
    months = welfare.elderly_year(D(1955, 1, 15), BENEFITS_FROM, 2565, catalogue().parameters)
    assert [int(amount) for _, amount in months] == [600] * 6 + [700] * 6


def test_a_right_that_ends_is_paid_up_to_its_last_month() -> None:
    months = welfare.elderly_year(D(1953, 3, 10), BENEFITS_FROM, 2569, catalogue().parameters, D(2026, 1, 1))
    assert [month.month for month, _ in months] == [10, 11, 12, 1]


# --- the others -------------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.dates(D(1930, 1, 1), D(2020, 12, 31)), days)
def test_a_state_welfare_card_never_lowers_the_allowance_of_the_disabled(birth: dt.date, on: dt.date) -> None:
    filed = D(2024, 1, 10)
    without = assessed("disability-allowance", on, filed, birth_date=birth.isoformat())
    with_card = assessed("disability-allowance", on, filed, birth_date=birth.isoformat(), state_welfare_card=True)
    assert with_card.total >= without.total > 0


@settings(deadline=None)
@given(st.integers(1, 50), st.decimals(0, 10_000_000, places=2), st.decimals(0, 1_000_000, places=2))
def test_more_income_never_gives_a_grant_that_less_did_not(members: int, income: Decimal, more: Decimal) -> None:
    on = D(2026, 11, 21)
    given_answers = {"child_birth_date": "2026-10-05", "household_members": members}
    poorer = assessed("newborn-grant", on, None, **given_answers, household_income=str(income))
    richer = assessed("newborn-grant", on, None, **given_answers, household_income=str(income + more))
    assert richer.total <= poorer.total
    assert (poorer.total > 0) == (income <= 100_000 * members)


@settings(deadline=None)
@given(st.dates(D(2021, 6, 1), D(2026, 6, 1)), st.integers(0, 400))
def test_a_funeral_is_paid_for_or_not_and_never_in_part(died: dt.date, wait: int) -> None:
    filed = died + dt.timedelta(days=wait)
    result = assessed(
        "elderly-funeral-aid",
        filed,
        deceased_birth_date="1940-05-05",
        died_on=died.isoformat(),
        death_certificate_on=died.isoformat(),
        welfare_card="card",
    )
    assert result.total in (0, 3000)
    if wait <= 181:
        assert result.total == 3000
    if wait > 187:
        assert result.total == 0


# --- benefits are no fees ---------------------------------------------------------------------------------------------------------


def test_the_benefits_are_those_the_catalogue_may_name() -> None:
    assert set(BENEFITS) == KNOWN_BENEFITS


def test_a_service_that_pays_takes_no_money() -> None:
    paying = [service for service in catalogue().services.values() if service.benefits]
    assert len(paying) == len(KNOWN_BENEFITS)
    for service in paying:
        assert service.payment == "none"
        assert all(fee.free for fee in service.fees)


def test_a_benefit_whose_rule_is_unknown_is_named() -> None:
    service = catalogue().service("aids-allowance").model_copy(update={"benefits": (Benefit(item="เงิน", rule="moon"),)})
    with pytest.raises(CatalogueFault) as refused:
        assess(service, {}, D(2026, 11, 21), catalogue().parameters)
    assert "moon" in refused.value.message


def test_a_definition_that_both_pays_and_takes_money_is_refused() -> None:
    from lsvdesk.catalogue import lint

    fee = FeeLine(item="ค่าธรรมเนียม", rate="excavation.notice_fee", revenue="excavation-fee")
    service: Service = catalogue().service("aids-allowance").model_copy(update={"fees": (fee,)})
    findings = list(lint.service_findings(service, catalogue().parameters.rates, catalogue().accounts))
    assert [loc for loc, _, _ in findings] == [("benefits",)]


def test_what_rests_on_memory_is_marked() -> None:
    result = assessed("disability-allowance", D(2026, 11, 21), birth_date="1980-05-01", has_card=True, state_welfare_card=False)
    assert [line.confirmed for line in result.unverified] == [False]
