"""How long a paper is good for: the situations of validity/*.yaml, and what holds for every day of issue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.models import Validity
from lsvdesk.catalogue.yamlio import read
from lsvdesk.errors import CounterError
from lsvdesk.rules.validity import has_ended, valid_until

SITUATIONS = read(Path(__file__).parent / "validity" / "periods.yaml")["situations"]
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize("situation", SITUATIONS, ids=[each["name"] for each in SITUATIONS])
def test_a_paper_ends_on_the_day_that_is_written(situation: dict[str, Any]) -> None:
    validity = Validity(**situation["validity"]) if "validity" in situation else None
    env = {"answers": situation.get("answers", {}), "today": situation["issued"]}
    if "refused" in situation:
        with pytest.raises(CounterError) as refused:
            valid_until(validity, situation["issued"], env, situation.get("earlier"))
        assert refused.value.code == situation["refused"]
        return
    assert valid_until(validity, situation["issued"], env, situation.get("earlier")) == situation["ends"]


def test_a_paper_still_holds_on_its_last_day() -> None:
    last = dt.date(2026, 12, 31)
    assert [has_ended(last, day) for day in (last - dt.timedelta(days=1), last, last + dt.timedelta(days=1))] == [False, False, True]
    assert not has_ended(None, last)


@given(DAYS)
def test_a_year_is_never_shorter_than_365_days_nor_longer_than_366(issued: dt.date) -> None:
    ends = valid_until(Validity(years="1"), issued, {})
    assert ends is not None
    assert (ends - issued).days + 1 in ((365, 366) if (issued.month, issued.day) != (2, 29) else (366,))


@given(DAYS, st.integers(1, 240))
def test_twelve_months_are_a_year_and_more_months_end_later(issued: dt.date, months: int) -> None:
    ends = [valid_until(Validity(months=str(each)), issued, {}) for each in (months, months + 1)]
    assert ends[0] is not None and ends[1] is not None and ends[0] < ends[1]
    assert valid_until(Validity(months="12"), issued, {}) == valid_until(Validity(years="1"), issued, {})


@given(DAYS, st.integers(1, 5))
def test_renewals_in_time_leave_no_day_between_and_none_twice(issued: dt.date, years: int) -> None:
    first = valid_until(Validity(years=str(years)), issued, {})
    assert first is not None
    second = valid_until(Validity(years="1", from_earlier=True), first, {}, first)
    assert second == valid_until(Validity(years="1"), first + dt.timedelta(days=1), {})
