"""Dates in the Buddhist Era, typed in the many ways an office types them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.errors import CounterError
from lsvdesk.thai import dates

TODAY = date(2026, 11, 21)
days = st.dates(min_value=date(1857, 1, 1), max_value=date(2157, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "21/11/2569",
        "21-11-69",
        "21.11.2569",
        "21 11 2569",
        "21/11",
        "21 พ.ย. 2569",
        "21พ.ย.69",
        "21 พย 69",
        "21 พ.ย.",
        "21 พฤศจิกายน 2569",
        "21 พฤศจิกา 2569",
        "๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙",
        "วันที่ 21 เดือนพฤศจิกายน พ.ศ. 2569",
        "วันเสาร์ที่ ๒๑ พฤศจิกายน ๒๕๖๙",
        "21112569",
        "211169",
        "๒๑๑๑๒๕๖๙",
        " 21 / 11 / 2569 ",
        "21-พ.ย.-2569",
    ],
)
def test_a_date_is_read_however_it_is_typed(typed: str) -> None:
    assert dates.parse_date(typed, TODAY) == TODAY


@pytest.mark.parametrize(
    "typed", ["", "   ", "abc", "21", "21/", "2111256", "21 foo 2569", "21 มิ 2569", "21/11/569", "21/11/25690", "1/2/3/4", "🎉"]
)
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(CounterError, match="21/11/2569") as refused:
        dates.parse_date(typed, TODAY)
    assert refused.value.code == "date"


def test_the_thirtieth_of_february_is_refused_and_the_last_day_named() -> None:
    with pytest.raises(CounterError, match=r"กุมภาพันธ์.*2569.*วันที่ 28") as refused:
        dates.parse_date("30 กุมภาพันธ์ 2569", TODAY)
    assert refused.value.code == "date-impossible"


def test_the_leap_day_exists_only_in_leap_years() -> None:
    assert dates.parse_date("29 ก.พ. 2567") == date(2024, 2, 29)
    with pytest.raises(CounterError, match="วันที่ 28"):
        dates.parse_date("29 ก.พ. 2569")
    with pytest.raises(CounterError, match="วันที่ 29"):
        dates.parse_date("30 ก.พ. 2567")


@pytest.mark.parametrize("typed", ["31/4/2569", "0/1/2569", "1/13/2569", "1/0/2569", "320169"])
def test_impossible_days_and_months_are_refused(typed: str) -> None:
    with pytest.raises(CounterError) as refused:
        dates.parse_date(typed, TODAY)
    assert refused.value.code == "date-impossible"


@pytest.mark.parametrize("typed", ["21/11/2026", "2026-11-21", "21 พ.ย. 2026", "21112026"])
def test_a_gregorian_year_is_refused_and_the_buddhist_year_offered(typed: str) -> None:
    with pytest.raises(CounterError, match="21/11/2569") as refused:
        dates.parse_date(typed, TODAY)
    assert refused.value.code == "date-gregorian"


def test_a_year_of_another_age_is_refused() -> None:
    for typed in ("1/1/2301", "1/1/3000"):
        with pytest.raises(CounterError) as refused:
            dates.parse_date(typed, TODAY)
        assert refused.value.code == "date-year"


def test_two_figures_of_a_year_belong_to_this_century() -> None:
    assert dates.parse_date("1/1/05", TODAY) == date(1962, 1, 1)
    assert dates.parse_date("1/1/00", date(2057, 6, 1)) == date(2057, 1, 1)


@given(days)
def test_every_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    for text in (
        dates.format_input(day),
        dates.format_short(day),
        dates.format_long(day),
        dates.format_long(day, era=True),
        dates.format_long(day, thai_digits=False),
        dates.format_weekday(day),
        dates.format_input(day).replace("/", ""),
    ):
        assert dates.parse_date(text, TODAY) == day


@given(st.text(max_size=40) | st.from_regex(r"[0-9๐-๙ /.กพยศ-]{0,20}", fullmatch=True))
def test_no_typed_text_breaks_the_reader(text: str) -> None:
    try:
        day = dates.parse_date(text, TODAY)
    except CounterError as refused:
        assert refused.code.startswith("date")
    else:
        assert 2400 <= dates.buddhist_year(day) <= 2700


def test_dates_are_written_as_on_official_papers() -> None:
    assert dates.format_long(TODAY) == "๒๑ พฤศจิกายน ๒๕๖๙"
    assert dates.format_long(TODAY, era=True) == "๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙"
    assert dates.format_long(TODAY, thai_digits=False) == "21 พฤศจิกายน 2569"
    assert dates.format_short(TODAY) == "21 พ.ย. 2569"
    assert dates.format_input(date(2026, 1, 2)) == "02/01/2569"
    assert dates.format_weekday(TODAY) == "วันเสาร์ที่ 21 พฤศจิกายน 2569"
    assert dates.format_month(2026, 11) == "พฤศจิกายน 2569"
    assert dates.format_time(time(8, 5)) == "08.05 น."
    assert dates.format_time(time(14, 30), thai_digits=True) == "๑๔.๓๐ น."


def test_the_fiscal_year_begins_on_the_first_of_october() -> None:
    assert dates.fiscal_year(date(2026, 9, 30)) == 2569
    assert dates.fiscal_year(date(2026, 10, 1)) == 2570
    assert dates.fiscal_year_bounds(2570) == (date(2026, 10, 1), date(2027, 9, 30))
    assert dates.months_of_fiscal_year(2570)[0] == (2026, 10)
    assert dates.months_of_fiscal_year(2570)[-1] == (2027, 9)


@given(days)
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    first, last = dates.fiscal_year_bounds(dates.fiscal_year(day))
    assert first <= day <= last
    assert dates.fiscal_year(first) == dates.fiscal_year(last) != dates.fiscal_year(last + timedelta(days=1))
    assert (day.year, day.month) in dates.months_of_fiscal_year(dates.fiscal_year(day))


def test_age_is_counted_in_whole_years_and_months() -> None:
    birth = date(1966, 11, 21)
    assert dates.age_in_years(birth, date(2026, 11, 20)) == 59
    assert dates.age_in_years(birth, date(2026, 11, 21)) == 60
    assert dates.age_in_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert dates.age_in_months(date(2026, 1, 31), date(2026, 3, 1)) == 1


def test_a_leap_day_child_is_a_year_older_after_the_end_of_february() -> None:
    assert dates.age_in_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert dates.age_in_years(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_a_birth_after_the_day_asked_about_is_refused() -> None:
    with pytest.raises(CounterError, match="วันเกิด") as refused:
        dates.age_in_years(date(2026, 11, 22), TODAY)
    assert refused.value.code == "date-order"
