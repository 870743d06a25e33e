from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.loader import load
from lsvdesk.catalogue.models import Duration
from lsvdesk.rules.clock import (
    Pause,
    after_months,
    due,
    due_with_pauses,
    elapsed,
    extended,
    is_working_day,
    remaining,
    started_months,
)

D = dt.date


@cache
def load_holidays() -> frozenset[dt.date]:
    return load().holidays


days = st.dates(D(2024, 1, 1), D(2030, 12, 31))


def lasting(value: str | int, unit: str) -> Duration:
    return Duration.model_validate({"value": Decimal(value), "unit": unit})


def test_the_day_of_filing_is_not_counted() -> None:
    assert due(D(2026, 11, 3), lasting(7, "day")) == D(2026, 11, 10)


def test_minutes_and_hours_end_on_the_same_day() -> None:
    assert due(D(2026, 11, 20), lasting(45, "minute")) == D(2026, 11, 20)
    assert due(D(2026, 11, 20), lasting(1, "hour")) == D(2026, 11, 20)


def test_working_days_skip_the_weekend() -> None:
    assert due(D(2026, 11, 20), lasting(1, "working_day")) == D(2026, 11, 23)  # Friday to Monday
    assert due(D(2026, 11, 21), lasting(1, "working_day")) == D(2026, 11, 23)  # filed on a Saturday


def test_working_days_skip_public_holidays() -> None:
    holidays = load_holidays()
    assert due(D(2026, 4, 10), lasting(3, "working_day"), holidays) == D(2026, 4, 20)  # สงกรานต์ 13-15 and a weekend
    assert due(D(2026, 12, 4), lasting(3, "working_day"), holidays) == D(2026, 12, 11)  # substitute of the 5th, the 10th


def test_calendar_days_do_not_skip_anything() -> None:
    assert due(D(2026, 4, 10), lasting(7, "day"), load_holidays()) == D(2026, 4, 17)


def test_part_of_a_day_counts_as_a_day() -> None:
    assert due(D(2026, 11, 3), lasting("0.5", "day")) == D(2026, 11, 4)


def test_a_negative_duration_cannot_be_written() -> None:
    with pytest.raises(ValueError):
        lasting(-1, "day")


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (D(2026, 1, 15), 1, D(2026, 2, 15)),
        (D(2026, 1, 31), 1, D(2026, 2, 28)),  # begins on 1 February: the whole month
        (D(2026, 1, 30), 1, D(2026, 2, 28)),  # there is no 31 February
        (D(2026, 1, 29), 1, D(2026, 2, 28)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2026, 2, 28), 1, D(2026, 3, 31)),  # begins on 1 March: the whole month
        (D(2026, 4, 30), 1, D(2026, 5, 31)),
        (D(2026, 11, 21), 2, D(2027, 1, 21)),
        (D(2024, 2, 28), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2026, 3, 20), 0, D(2026, 3, 20)),
    ],
)
def test_months_end_as_section_193_5_says(start: D, months: int, last: D) -> None:
    assert after_months(start, months) == last
    assert due(start, lasting(months, "month")) == last


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day() -> None:
    assert extended(D(2026, 10, 23), load_holidays()) == D(2026, 10, 26)  # ปิยมหาราช on a Friday
    assert extended(D(2026, 11, 20), load_holidays()) == D(2026, 11, 20)


def test_part_of_a_month_is_a_month() -> None:
    assert [started_months(D(2026, 6, 28), day) for day in (D(2026, 6, 28), D(2026, 6, 29), D(2026, 7, 28), D(2026, 7, 29))] == [0, 1, 1, 2]


def test_the_clock_stands_still_while_a_deficiency_record_is_open() -> None:
    pause = Pause(D(2026, 11, 3))
    assert due_with_pauses(D(2026, 11, 2), lasting(7, "day"), (), [pause]) is None
    assert remaining(D(2026, 11, 2), lasting(7, "day"), D(2026, 11, 3), (), [pause]) == 6
    assert remaining(D(2026, 11, 2), lasting(7, "day"), D(2026, 12, 25), (), [pause]) == 6


def test_a_cured_deficiency_gives_its_days_back() -> None:
    pauses = [Pause(D(2026, 11, 3), D(2026, 11, 8))]
    assert elapsed(D(2026, 11, 2), D(2026, 11, 9), "day", (), pauses) == 2
    assert due_with_pauses(D(2026, 11, 2), lasting(7, "day"), (), pauses) == D(2026, 11, 14)
    assert remaining(D(2026, 11, 2), lasting(7, "day"), D(2026, 11, 15), (), pauses) == -1


def test_a_pause_opened_after_the_time_was_over_changes_nothing() -> None:
    pauses = [Pause(D(2026, 11, 20))]
    assert due_with_pauses(D(2026, 11, 2), lasting(7, "day"), (), pauses) == D(2026, 11, 9)


def test_overlapping_pauses_are_not_given_back_twice() -> None:
    pauses = [Pause(D(2026, 11, 3), D(2026, 11, 8)), Pause(D(2026, 11, 5), D(2026, 11, 8))]
    assert due_with_pauses(D(2026, 11, 2), lasting(7, "day"), (), pauses) == D(2026, 11, 14)


def test_elapsed_is_nothing_before_the_start() -> None:
    assert elapsed(D(2026, 11, 2), D(2026, 10, 1)) == 0


@given(days, st.integers(1, 60), st.sampled_from(["day", "working_day", "month"]))
def test_on_the_due_day_nothing_remains_and_the_day_before_something_does(start: D, number: int, unit: str) -> None:
    holidays = load_holidays()
    time = lasting(number, unit)
    last = due(start, time, holidays)
    assert remaining(start, time, last, holidays) == 0
    assert remaining(start, time, last - dt.timedelta(days=1), holidays) == 1
    if unit == "working_day":
        assert is_working_day(last, holidays)


@given(days, st.integers(1, 40), st.sampled_from(["day", "working_day"]), st.integers(0, 30), st.integers(0, 30))
def test_a_pause_never_brings_the_due_day_forward(start: D, number: int, unit: str, after: int, length: int) -> None:
    pause = Pause(start + dt.timedelta(days=after), start + dt.timedelta(days=after + length))
    last = due(start, lasting(number, unit), load_holidays())
    shifted = due_with_pauses(start, lasting(number, unit), load_holidays(), [pause])
    assert shifted is not None
    assert shifted >= last
    assert remaining(start, lasting(number, unit), shifted, load_holidays(), [pause]) == 0


@given(days, st.integers(0, 36), st.integers(0, 36))
def test_more_months_never_end_earlier(start: D, few: int, more: int) -> None:
    low, high = sorted((few, more))
    assert after_months(start, low) <= after_months(start, high)
