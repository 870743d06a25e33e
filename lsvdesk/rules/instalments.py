"""Paying a tax in equal parts: who may, how large each part is, and by when.

Signboard tax (พ.ร.บ.ภาษีป้าย พ.ศ. 2510 มาตรา 19 ทวิ): three parts, the first within the time to pay, each further one within a month of the
last day of the one before. Land and building tax (พ.ร.บ.ภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2562 มาตรา 52): three parts, by the end of the month
of payment and of the two months after it. Whoever misses a part loses the right: all that is left is due, with the surcharge by the month.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.rules import clock

_SATANG = Decimal("0.01")


@dataclass(frozen=True)
class Part:
    """One instalment: its number from 1, baht, and the last day to pay it."""

    number: int
    amount: Decimal
    due_on: dt.date


@dataclass(frozen=True)
class Plan:
    """How a tax may be paid in parts. ``late`` is the surcharge, % a month begun, of all that is left once a part was missed."""

    parts: tuple[Part, ...]
    late: RateAt
    reference: str
    confirmed: bool

    @property
    def total(self) -> Decimal:
        """The tax: splitting it changes nothing."""
        return sum((part.amount for part in self.parts), Decimal(0))


@dataclass(frozen=True)
class _Terms:
    """The rates that a tax's instalments rest on, and how the last day of a part follows from the one before."""

    minimum: str
    count: str
    late: str
    days: Callable[[dt.date, int, Collection[dt.date]], list[dt.date]]


def plan(
    rule: str, tax: Decimal, pay_by: dt.date, on: dt.date, parameters: Parameters, holidays: Collection[dt.date] = frozenset()
) -> Plan | None:
    """The parts in which ``tax`` baht, due by ``pay_by``, may be paid; None where the law of ``rule`` does not allow it.

    Rates are those in force on ``on``. Satang that do not divide go to the last part.
    """
    terms = TERMS.get(rule)
    if terms is None:
        return None
    minimum, count, late = (parameters.at(name, on) for name in (terms.minimum, terms.count, terms.late))
    amounts = equal_parts(tax, int(count.value)) if tax >= minimum.value else ()
    if not amounts:
        return None
    days = terms.days(pay_by, len(amounts), holidays)
    parts = tuple(Part(number, amount, day) for number, (amount, day) in enumerate(zip(amounts, days, strict=True), 1))
    return Plan(parts, late, minimum.reference, minimum.confirmed and count.confirmed and late.confirmed)


def equal_parts(total: Decimal, count: int) -> tuple[Decimal, ...]:
    """``total`` baht in ``count`` parts of whole satang that make it up exactly; the last one takes what does not divide."""
    part = (total / count).quantize(_SATANG, rounding=ROUND_DOWN)
    return (*([part] * (count - 1)), total - part * (count - 1))


def _month_after_month(pay_by: dt.date, count: int, holidays: Collection[dt.date]) -> list[dt.date]:
    days = [pay_by]
    while len(days) < count:
        days.append(clock.extended(clock.after_months(days[-1], 1), holidays))
    return days


def _ends_of_months(pay_by: dt.date, count: int, holidays: Collection[dt.date]) -> list[dt.date]:
    before = pay_by.replace(day=1) - dt.timedelta(days=1)
    # a last day that fell on a closed day was moved into the next month: the parts still follow the month it belongs to
    month = before if clock.extended(before, holidays) == pay_by else pay_by
    days = [pay_by]
    while len(days) < count:
        month = month.replace(day=1) + dt.timedelta(days=32)
        month = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        days.append(clock.extended(month, holidays))
    return days


TERMS: Mapping[str, _Terms] = {
    "signboard": _Terms("signboard.instalment_minimum", "signboard.instalment_count", "signboard.surcharge.late_month", _month_after_month),
    "land-building": _Terms(
        "land_building.instalment.minimum", "land_building.instalment.count", "land_building.instalment.missed", _ends_of_months
    ),
}
"""By the rule of the fee that makes the tax."""
