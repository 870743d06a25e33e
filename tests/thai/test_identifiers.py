"""Numbers of citizens, juristic persons and telephones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.errors import CounterError
from lsvdesk.thai import identifiers as ids
from lsvdesk.thai.numerals import to_thai

seeds = st.integers(min_value=0, max_value=10**9 - 1)
SOMEBODY = ids.make_citizen_id(1)


def code_of(refused: pytest.ExceptionInfo[CounterError]) -> str:
    assert any("ก" <= letter <= "ฮ" for letter in refused.value.message)
    return refused.value.code


def by_hand(twelve: str) -> str:
    """The check digit as the ministry's leaflet has it: weights 13 to 2, eleven minus the remainder of eleven, last figure."""
    return str((11 - sum(weight * int(digit) for weight, digit in zip(range(13, 1, -1), twelve, strict=True)) % 11) % 10)


@given(seeds)
def test_exactly_one_check_digit_is_right(seed: int) -> None:
    number = ids.make_citizen_id(seed)
    assert number[12] == by_hand(number[:12])
    right = []
    for digit in "0123456789":
        try:
            right.append(ids.check_citizen_id(number[:12] + digit))
        except CounterError as refused:
            assert refused.code == "citizen-id-checksum"
    assert right == [number]


@given(seeds, seeds)
def test_invented_people_have_numbers_of_their_own(one: int, other: int) -> None:
    assert (ids.make_citizen_id(one) == ids.make_citizen_id(other)) == (one == other)
    assert ids.make_citizen_id(one).startswith("199")


@given(seeds, st.integers(min_value=0, max_value=12), st.integers(min_value=1, max_value=9))
def test_one_wrong_figure_is_found(seed: int, place: int, shift: int) -> None:
    number = ids.make_citizen_id(seed)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    # Remainders 0 and 10 of eleven share a check digit, so a few wrong figures escape it by its making.
    if by_hand(wrong[:12]) != wrong[12]:
        with pytest.raises(CounterError) as refused:
            ids.check_citizen_id(wrong)
        assert code_of(refused) == "citizen-id-checksum"


def test_a_citizen_number_is_read_with_and_without_separators() -> None:
    shown = ids.format_id(SOMEBODY)
    assert shown == f"{SOMEBODY[0]}-{SOMEBODY[1:5]}-{SOMEBODY[5:10]}-{SOMEBODY[10:12]}-{SOMEBODY[12]}"
    for typed in (SOMEBODY, shown, shown.replace("-", " "), to_thai(shown), f" {shown} ", shown.replace("-", "–")):
        assert ids.check_citizen_id(typed) == SOMEBODY


@pytest.mark.parametrize("typed", ["", "123", SOMEBODY + "0", SOMEBODY[:-1], SOMEBODY[:-1] + "ก", "１" * 13, "🎉"])
def test_a_number_of_the_wrong_length_is_refused(typed: str) -> None:
    with pytest.raises(CounterError, match="13 หลัก") as refused:
        ids.check_citizen_id(typed)
    assert code_of(refused) == "citizen-id-length"


def test_the_number_of_a_company_is_no_person_and_the_other_way_round() -> None:
    company = "0994000617721"  # the example of python-stdnum
    assert ids.check_juristic_id("0-9940-00617-72-1") == company
    with pytest.raises(CounterError, match="นิติบุคคล") as refused:
        ids.check_citizen_id(company)
    assert code_of(refused) == "citizen-id-kind"
    with pytest.raises(CounterError, match="บุคคลธรรมดา") as refused:
        ids.check_juristic_id(SOMEBODY)
    assert code_of(refused) == "juristic-id-kind"


@pytest.mark.parametrize("twelve", ["001234567890", "034158912345"])
def test_people_without_thai_nationality_also_come_to_the_counter(twelve: str) -> None:
    assert ids.check_citizen_id(twelve + by_hand(twelve)) == twelve + by_hand(twelve)


def test_a_company_number_is_checked_like_a_citizens() -> None:
    with pytest.raises(CounterError) as refused:
        ids.check_juristic_id("0994000617722")
    assert code_of(refused) == "juristic-id-checksum"
    with pytest.raises(CounterError) as refused:
        ids.check_juristic_id("099400061772")
    assert code_of(refused) == "juristic-id-length"


def test_only_thirteen_digits_are_shown_in_groups() -> None:
    assert ids.format_id("1234567890123") == "1-2345-67890-12-3"
    assert ids.format_id("๑๒๓๔๕๖๗๘๙๐๑๒๓") == "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๓"
    assert ids.format_id("12345") == "12345"
    assert ids.format_id("ไม่มี") == "ไม่มี"


@pytest.mark.parametrize(
    ("typed", "digits", "shown"),
    [
        ("081-234-5678", "0812345678", "081-234-5678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678", "081-234-5678"),
        ("+66 81 234 5678", "0812345678", "081-234-5678"),
        ("0 4542 9508", "045429508", "045-429508"),
        ("(045) 429508", "045429508", "045-429508"),
        ("02-123-4567", "021234567", "02-123-4567"),
    ],
)
def test_a_telephone_number_is_read_and_shown(typed: str, digits: str, shown: str) -> None:
    assert ids.check_phone(typed) == digits
    assert ids.format_phone(digits) == shown
    assert ids.check_phone(shown) == digits


@pytest.mark.parametrize(
    "typed", ["", "0812345", "08123456789", "1234567890", "0112345678", "061234567", "045-429508-9", "abc", "0८12345678"]
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(CounterError, match="10 หลัก") as refused:
        ids.check_phone(typed)
    assert code_of(refused) == "phone"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("045-429508-9", "045-429508-9"),
        ("045429508–10", "045-429508-10"),
        ("0 4542 9508 ต่อ 11", "045-429508 ต่อ 11"),
        ("045-429508, 081-234-5678", "045-429508, 081-234-5678"),
        ("๐๔๕-๔๒๙๕๐๘ และ 1669", "045-429508, 1669"),
    ],
)
def test_an_office_may_have_several_lines(typed: str, shown: str) -> None:
    assert ids.check_office_phone(typed) == shown
    assert ids.check_office_phone(shown) == shown


@pytest.mark.parametrize("typed", ["", ",", "045-4295", "045-429508-5", "045-429508 ต่อ", "ไม่มี"])
def test_a_broken_line_of_an_office_is_refused(typed: str) -> None:
    with pytest.raises(CounterError) as refused:
        ids.check_office_phone(typed)
    assert code_of(refused) == "phone"


@given(st.text(max_size=30))
def test_no_typed_text_breaks_a_check(text: str) -> None:
    for check in (ids.check_citizen_id, ids.check_juristic_id, ids.check_phone, ids.check_office_phone):
        try:
            assert check(text)
        except CounterError as refused:
            assert refused.message
    assert ids.format_id(text) is not None
    assert ids.format_phone(text) is not None
