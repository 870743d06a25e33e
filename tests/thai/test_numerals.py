"""Numbers as a clerk types them and as papers show them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import format_number, parse_decimal, parse_int, to_arabic, to_thai

money = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1508.50", "1508.50"),
        ("1,508.50", "1508.50"),
        ("๑,๕๐๘.๕๐", "1508.50"),
        ("1 508", "1508"),
        (" ๒๕ ", "25"),
        ("1,000,000", "1000000"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-3", "-3"),
        ("− 3", "-3"),
        ("1, 508", "1508"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, value: str) -> None:
    assert parse_decimal(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["", "  ", "abc", "1,50", "15,08.50", "1 5", "1.2.3", "1e5", "nan", "inf", "½", "一", "1,508,", "--1", "9" * 31]
)
def test_what_could_be_misread_is_refused_in_thai(typed: str) -> None:
    with pytest.raises(CounterError) as refused:
        parse_decimal(typed)
    assert refused.value.code == "number"
    assert any("ก" <= letter <= "ฮ" for letter in refused.value.message)


def test_a_comma_in_the_wrong_place_is_explained() -> None:
    with pytest.raises(CounterError, match="คั่นทุกสามหลัก"):
        parse_decimal("1,50")


def test_a_whole_number_has_no_fraction() -> None:
    assert parse_int("๑,๒๐๐") == 1200
    assert parse_int("12.00") == 12
    with pytest.raises(CounterError, match="จำนวนเต็ม") as refused:
        parse_int("12.5")
    assert refused.value.code == "number"


def test_numbers_are_shown_with_separators_and_fixed_places() -> None:
    assert format_number(Decimal("1508.5"), 2) == "1,508.50"
    assert format_number(1508, thai=True) == "๑,๕๐๘"
    assert format_number(Decimal("0.125"), 2) == "0.13"
    assert format_number(Decimal("-0.001"), 2) == "0.00"
    assert format_number(-1234567, 2, thai=True) == "-๑,๒๓๔,๕๖๗.๐๐"


@given(st.text())
def test_changing_digits_there_and_back_loses_nothing(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert len(to_thai(text)) == len(text)


@given(money, st.booleans())
def test_a_shown_amount_reads_back_the_same(value: Decimal, thai: bool) -> None:
    assert parse_decimal(format_number(value, 2, thai)) == value


@given(st.text(max_size=60))
def test_no_typed_text_breaks_the_reader(text: str) -> None:
    try:
        value = parse_decimal(text)
    except CounterError as refused:
        assert refused.code == "number"
    else:
        assert value.is_finite()
