"""Dated parameters of the law: what was in force on a day, and what a local ordinance put in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lsvdesk.catalogue.models import Band, Confidence, OrdinanceRate, Rate
from lsvdesk.errors import CatalogueFault, CounterError


@dataclass(frozen=True)
class RateAt:
    """A value in force on the day asked for, since ``start``; ``confidence`` is ``recalled`` where no source has been seen.

    Of a banded value, ``bands`` holds the steps (a single one where an ordinance set one rate) and ``value`` is that of the first.
    """

    value: Decimal
    unit: str
    reference: str
    confidence: Confidence
    start: dt.date
    description: str
    bands: tuple[Band, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the value was seen in a source, or rests on an ordinance that the office entered."""
        return self.confidence == "confirmed"


@dataclass(frozen=True)
class Parameters:
    """All rates; ``laws`` names the law of each, ``local`` holds the ordinances laid over them."""

    rates: Mapping[str, Rate]
    laws: Mapping[str, str]
    local: tuple[OrdinanceRate, ...] = ()

    def at(self, rate_id: str, on: dt.date) -> RateAt:
        """The value of ``rate_id`` in force on ``on``.

        Raises CounterError: ``unknown-rate``; ``rate-before-law`` before its first day; ``rate-ended`` after it ended.
        """
        rate = self.rate(rate_id)
        started = [value for value in rate.values if value.start <= on]
        if not started:
            first = min(value.start for value in rate.values)
            raise CounterError(
                f"วันที่ {_thai(on)} ยังไม่มี “{rate.description}” ใช้บังคับ (เริ่ม {_thai(first)}): ตรวจวันที่หรือปีภาษีที่กรอก",
                code="rate-before-law",
            )
        general = max(started, key=lambda value: value.start)
        if general.value is None and not general.bands:
            raise CounterError(
                f"“{rate.description}” สิ้นผลตั้งแต่วันที่ {_thai(general.start)} ({general.reference}): ตรวจวันที่หรือปีภาษีที่กรอก",
                code="rate-ended",
            )
        ordinances = [own for own in self.local if own.rate == rate_id and own.start <= on and not own.particular]
        if ordinances:
            own = max(reversed(ordinances), key=lambda each: each.start)  # of one day the last said: Settings come after the profile
            single = (Band(None, own.value),) if general.bands else ()
            return RateAt(own.value, rate.unit, own.ordinance, "confirmed", own.start, rate.description, single)
        value = general.bands[0].value if general.value is None else general.value
        return RateAt(value, rate.unit, general.reference, general.confidence, general.start, rate.description, general.bands)

    def ordinance(self, rate_id: str, on: dt.date) -> tuple[OrdinanceRate, ...]:
        """The rows of the latest local ordinance in force on ``on``; none where the office has not set one."""
        started = [own for own in self.local if own.rate == rate_id and own.start <= on]
        latest = max((own.start for own in started), default=None)
        return tuple(own for own in started if own.start == latest)

    def rate(self, rate_id: str) -> Rate:
        """The whole dated parameter. Raises CounterError ``unknown-rate``."""
        try:
            return self.rates[rate_id]
        except KeyError:
            raise CounterError(f"ไม่มีอัตรา “{rate_id}” ในแฟ้มอัตรา (forms/rates)", code="unknown-rate") from None

    def with_local(self, ordinances: Iterable[OrdinanceRate]) -> Parameters:
        """The same with ordinances laid over. Raises CatalogueFault where the law leaves no room for one."""
        given = tuple(ordinances)
        for own in given:
            self.admit(own)
        return Parameters(self.rates, self.laws, self.local + given)

    def admit(self, own: OrdinanceRate) -> None:
        """Raises CatalogueFault unless the law lets an ordinance set this rate to this value; the message names the law."""
        if own.rate not in self.rates:
            raise CatalogueFault(f"ข้อบัญญัติ “{own.ordinance}” อ้างอัตรา “{own.rate}” ซึ่งไม่มีในแฟ้มอัตรา", code="unknown-rate")
        rate, law = self.rates[own.rate], self.laws[own.rate]
        if not rate.local:
            raise CatalogueFault(
                f"“{rate.description}” กำหนดโดย{law} ท้องถิ่นตราข้อบัญญัติเปลี่ยนไม่ได้ (“{own.ordinance}”): ลบรายการนี้ออก",
                code="not-local",
            )
        if own.value < 0 or (rate.ceiling is not None and own.value > rate.ceiling):
            raise CatalogueFault(
                f"“{rate.description}” ตาม “{own.ordinance}” เป็น {own.value:f} {rate.unit} เกินเพดาน {rate.ceiling or 0:f} "
                f"ที่{law}กำหนด ({rate.ceiling_reference or 'ท้ายพระราชบัญญัติ'}): แก้ให้ไม่เกินเพดาน",
                code="above-ceiling",
            )
        least = max((band.value for value in rate.values if value.start <= own.start for band in value.bands), default=None)
        if least is not None and own.value < least:
            raise CatalogueFault(
                f"“{rate.description}” ตาม “{own.ordinance}” เป็น {own.value:f} {rate.unit} ต่ำกว่าอัตราที่{law}กำหนด ({least:f}): "
                "ข้อบัญญัติเพิ่มอัตราได้แต่ลดไม่ได้",
                code="below-law",
            )


def _thai(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"
