"""Numbers as the sentences of an assessment write them: Thai digits, thousands separators, no idle zeros."""

from __future__ import annotations

from decimal import Decimal

from lsvdesk.thai.numerals import format_number


def number(value: Decimal | int) -> str:
    """``๒๘,๘๐๐``, ``๑๒๐.๕``."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return format_number(value, max(0, -exponent) if isinstance(exponent, int) else 0, thai=True)


def baht(value: Decimal) -> str:
    """``๑,๕๐๘ บาท``; satang are shown with two decimals where there are any."""
    return f"{format_number(value, 0 if value == value.to_integral_value() else 2, thai=True)} บาท"
