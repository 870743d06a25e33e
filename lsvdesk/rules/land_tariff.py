"""The tariff of land and building tax for one tax year: every rate, exemption and reduction of that year, fetched once.

A run over thousands of owners asks :func:`tariff` once and then computes with plain numbers (:mod:`.land_tax`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from lsvdesk.catalogue.models import Band
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import CounterError

HUNDRED = Decimal(100)

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "agriculture": "ประกอบเกษตรกรรม",
        "main_home": "อยู่อาศัย หลังหลัก (ที่ดินและสิ่งปลูกสร้าง)",
        "main_home_building": "อยู่อาศัย หลังหลัก (เฉพาะสิ่งปลูกสร้าง)",
        "other_home": "อยู่อาศัย กรณีอื่น",
        "other": "ประโยชน์อื่น",
        "vacant": "ทิ้งไว้ว่างเปล่าหรือไม่ได้ทำประโยชน์ตามควรแก่สภาพ",
    }
)
"""What a rate exists for, in the order of มาตรา 37, and how the papers call it."""

MATERIALS = ("concrete", "half", "wood")
"""Kinds of building that have a depreciation table: ตึก, ตึกครึ่งไม้, ไม้."""


@dataclass(frozen=True)
class Slice:
    """A part of a value that bears one rate: baht × % = unrounded baht."""

    base: Decimal
    rate: Decimal
    tax: Decimal


@dataclass(frozen=True)
class Tariff:
    """One tax year (``year`` is Gregorian). Values are as the law had them on 1 January of that year."""

    year: int
    rates: Mapping[str, RateAt]
    main_home: RateAt
    main_home_building: RateAt
    farm_all: RateAt
    farm: RateAt
    vacant_step: RateAt
    vacant_period: RateAt
    vacant_cap: RateAt
    general_reduction: RateAt
    special: Mapping[str, RateAt]
    phase_in: RateAt
    depreciation: Mapping[str, RateAt]
    first_year: int
    """The first tax year of the law: years of standing vacant are counted from it at the earliest."""

    def increments(self, vacant_since: int | None) -> int:
        """How often the rate of vacant property has risen by this year: in the fourth year and every three years after (มาตรา 43)."""
        if vacant_since is None:
            return 0
        years = self.year - max(vacant_since, self.first_year)
        return max(0, years // int(self.vacant_period.value))

    def slices(self, category: str, base: Decimal, increments: int = 0) -> tuple[Slice, ...]:
        """The tax of a value, each part at the rate of its band; empty where there is nothing to tax."""
        return tuple(self._slice(category, part, rate, increments) for part, rate in in_bands(self.rates[category].bands, base))

    def _slice(self, category: str, part: Decimal, rate: Decimal, increments: int) -> Slice:
        if category == "vacant" and increments:
            rate = min(rate + self.vacant_step.value * increments, max(self.vacant_cap.value, rate))
        return Slice(part, rate, part * rate / HUNDRED)


def tariff(parameters: Parameters, year: int) -> Tariff:
    """The tariff of a Gregorian tax year. Raises CounterError ``rate-before-law`` at ``tax_year`` before the law."""
    day = dt.date(year, 1, 1)

    def at(name: str) -> RateAt:
        try:
            return parameters.at(f"land_building.{name}", day)
        except CounterError as error:
            error.field = "tax_year"
            raise

    return Tariff(
        year=year,
        rates=MappingProxyType({category: at(f"rate.{category}") for category in CATEGORIES}),
        main_home=at("exempt.main_home"),
        main_home_building=at("exempt.main_home_building"),
        farm_all=at("exempt.agriculture_all"),
        farm=at("exempt.agriculture"),
        vacant_step=at("vacant.increment"),
        vacant_period=at("vacant.period"),
        vacant_cap=at("vacant.cap"),
        general_reduction=at("reduction.general"),
        special=MappingProxyType({share: at(f"reduction.special_{share}") for share in ("50", "90")}),
        phase_in=at("phase_in"),
        depreciation=MappingProxyType({material: at(f"depreciation.{material}") for material in MATERIALS}),
        first_year=parameters.rate("land_building.rate.vacant").values[0].start.year,
    )


def in_bands(bands: Sequence[Band], base: Decimal) -> list[tuple[Decimal, Decimal]]:
    """A value cut at the limits of the bands: (part, rate), each limit belonging to the band below it."""
    parts = []
    below = Decimal(0)
    for up_to, rate in bands:
        top = base if up_to is None else min(base, up_to)
        if top > below:
            parts.append((top - below, rate))
            below = top
    return parts


def band_of(bands: Sequence[Band], value: Decimal) -> Decimal:
    """The value of the step that ``value`` falls on (a depreciation by age, a surcharge by months)."""
    return next(rate for up_to, rate in bands if up_to is None or value <= up_to)
