"""A value of the law as lists and messages say it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Band, RateValue


def amount(value: Decimal | None, unit: str) -> str:
    """``200 บาท/ฉบับ`` as a table shows it; a value of None ended the rate."""
    if value is None:
        return "สิ้นผล"
    number = f"{value:,f}".rstrip("0").rstrip(".") if value != value.to_integral_value() else f"{value:,.0f}"
    return f"{number} {unit_in_thai(unit)}".strip()


def in_steps(bands: Sequence[Band], unit: str) -> str:
    """A banded value in one cell: its first and last step, and how many there are."""
    first, last = amount(bands[0].value, "").strip(), amount(bands[-1].value, "").strip()
    return f"{first} ถึง {last} ({len(bands)} ขั้น) {unit_in_thai(unit)}"


def value_in_words(value: RateValue, unit: str) -> str:
    """A value of a rate, in steps or not."""
    return in_steps(value.bands, unit) if value.bands else amount(value.value, unit)


def unit_in_thai(unit: str) -> str:
    """``baht/500cm2`` as the law says it; a unit that is not known stays as it is."""
    known = {"baht": "บาท", "notice": "ฉบับ", "500cm2": "500 ตร.ซม.", "side": "ด้าน", "percent": "ร้อยละ", "month": "เดือน", "day": "วัน"}
    return "/".join(known.get(part, part) for part in unit.split("/"))
