"""Amounts in words, against a reading written from the rule and a parser that knows nothing of the writer."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.errors import CounterError
from lsvdesk.thai.baht import in_words

DIGITS = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "ศูนย์": 0}
UNITS = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}
WORD = re.compile("|".join([*DIGITS, *UNITS, "ล้าน"]))

amounts = st.integers(min_value=0, max_value=10**17 - 1).map(lambda satang: Decimal(satang) / 100)


def heard(words: str) -> int:
    """The number a listener writes down: digit and unit add up, ล้าน multiplies all that was said before it."""
    assert "".join(WORD.findall(words)) == words, words
    millions, below, digit = 0, 0, 0
    for word in WORD.findall(words):
        if word == "ล้าน":
            millions, below, digit = (millions + below + digit) * 1_000_000, 0, 0
        elif word in UNITS:
            below, digit = below + (digit or 1) * UNITS[word], 0
        else:
            digit = DIGITS[word]
    return millions + below + digit


def heard_amount(words: str) -> Decimal:
    found = re.fullmatch(r"(?:(?P<baht>.+?)บาท)?(?:ถ้วน|(?P<satang>.+)สตางค์)", words)
    assert found, words
    return Decimal(heard(found["baht"] or "ศูนย์")) + Decimal(heard(found["satang"] or "ศูนย์")) / 100


def read_aloud(number: int) -> str:
    """The rule of ราชบัณฑิตยสภา: หนึ่ง at the end is เอ็ด after any higher digit of its group, ten is สิบ, twenty ยี่สิบ."""
    if number >= 1_000_000:
        return (
            read_aloud(number // 1_000_000) + "ล้าน" + (read_below_million(number % 1_000_000, follows=True) if number % 1_000_000 else "")
        )
    return read_below_million(number, follows=False)


def read_below_million(number: int, follows: bool) -> str:
    if number == 0:
        return "ศูนย์"
    names = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
    said = ""
    for unit, name in ((100_000, "แสน"), (10_000, "หมื่น"), (1000, "พัน"), (100, "ร้อย")):
        said += names[number // unit % 10] + name if number // unit % 10 else ""
    tens, ones = number // 10 % 10, number % 10
    said += {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, names[tens] + "สิบ")
    return said + ("เอ็ด" if ones == 1 and (said or follows) else names[ones])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("1508", "หนึ่งพันห้าร้อยแปดบาทถ้วน"),
        ("200.00", "สองร้อยบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
        ("1.01", "หนึ่งบาทหนึ่งสตางค์"),
        ("36.25", "สามสิบหกบาทยี่สิบห้าสตางค์"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("5000001000000", "ห้าล้านเอ็ดล้านบาทถ้วน"),
    ],
)
def test_an_amount_is_written_as_the_receipt_says_it(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


def test_every_amount_a_receipt_commonly_bears_follows_the_rule() -> None:
    for number in [*range(20_000), *range(99_900, 100_200), *range(999_900, 1_000_200), *range(10_999_990, 11_000_120)]:
        assert in_words(Decimal(number)) == read_aloud(number) + "บาทถ้วน"
    for satang in range(1, 100):
        assert in_words(Decimal(satang) / 100) == read_aloud(satang) + "สตางค์"
        assert in_words(12 + Decimal(satang) / 100) == "สิบสองบาท" + read_aloud(satang) + "สตางค์"


@given(amounts)
def test_a_listener_writes_down_the_amount_that_was_read(amount: Decimal) -> None:
    assert heard_amount(in_words(amount)) == amount


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_whole_baht_of_any_size_follow_the_rule(number: int) -> None:
    assert in_words(Decimal(number)) == read_aloud(number) + "บาทถ้วน"


@given(amounts, amounts)
def test_two_amounts_never_share_their_words(one: Decimal, other: Decimal) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize("amount", ["-1", "-0.01", "0.001", "1000000000000000", "NaN", "Infinity", "-Infinity"])
def test_what_no_receipt_can_bear_is_refused(amount: str) -> None:
    with pytest.raises(CounterError, match="จำนวนเงิน") as refused:
        in_words(Decimal(amount))
    assert refused.value.code == "amount"
