"""What a service costs and what it pays out, as a manual says it: a fixed amount with its reference, or the tariff that a rule uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lsvdesk.counter import manual_words
from lsvdesk.errors import CounterError
from lsvdesk.printing.views.manual import ManualFee

if TYPE_CHECKING:
    from lsvdesk.catalogue.manual_text import Tariff
    from lsvdesk.catalogue.models import ApplicantCase, FeeLine, OrdinanceRate, Service
    from lsvdesk.catalogue.parameters import Parameters, RateAt

CEILING = "(เพดาน)"
"""Ends the description of a rate that is only the most an ordinance may ask for."""
NOTHING = "ไม่มีค่าธรรมเนียม"
BY_LAW = "ตามที่กฎหมายกำหนด"
MEASURES = {"horsepower": "แรงม้า", "workers": "คน", "area_m2": "ตร.ม."}
_PRICED = ("บาท", "%", "ร้อยละ")


@dataclass(frozen=True)
class Tariffs:
    """The rates in force on ``on``, and which of them each rule uses."""

    named: Sequence[Tariff]
    parameters: Parameters
    on: dt.date

    def lines(self, rule: str, service: Service) -> tuple[ManualFee, ...]:
        """The tariff of ``rule``: what forms/manual.yaml names, else every price of the law that the rule is called after."""
        known = tuple(self.parameters.rates)
        said = [each for each in self.named if each.rule == rule and each.fits(service.id)]
        if said:
            names = [name for each in said for name in each.names(known)]
        else:
            stem = rule.rpartition(".")[2].replace("-", "_")
            names = [name for name in known if name.startswith(f"{stem}.")]
            names = [name for name in names if self.parameters.rates[name].unit.startswith(_PRICED)]
        return tuple(line for name in names for line in self.of_rate(name))

    def of_rate(self, name: str, item: str = "") -> tuple[ManualFee, ...]:
        """What one rate comes to: the rows of the office's ordinance, or the law's value, its bands or its ceiling; nothing where it is
        not in force yet. ``item`` is what it is paid for."""
        at = self.at(name)
        if at is None:
            return ()
        rows = [own for own in self.parameters.ordinance(name, self.on) if own.particular]
        if rows:
            return tuple(_row(own, at.unit) for own in rows)
        title, ceiling, _ = at.description.partition(CEILING)
        line = _rate(at, item or title.strip())
        by_ordinance = any(own.rate == name for own in self.parameters.local if own.start <= self.on)
        return (replace(line, amount=f"ไม่เกิน {line.amount}"),) if ceiling and not by_ordinance else (line,)

    def at(self, name: str) -> RateAt | None:
        """The rate in force, or the last one of a law that was repealed."""
        try:
            return self.parameters.at(name, self.on)
        except CounterError as fault:
            if fault.code != "rate-ended":
                return None
        ended = max(value.start for value in self.parameters.rate(name).values if value.value is None and value.start <= self.on)
        try:
            return self.parameters.at(name, ended - dt.timedelta(days=1))
        except CounterError:
            return None


def fees(service: Service, tariffs: Tariffs, case: ApplicantCase | None = None) -> tuple[ManualFee, ...]:
    """What is to be paid; empty where nothing is and nothing more is to be said."""
    wanted = [fee for fee in service.fees if case is None or manual_words.possible(fee.when, case)]
    if all(fee.free for fee in wanted):
        notes = dict.fromkeys(note for fee in wanted if (note := manual_words.public(fee.note)) and note != NOTHING)
        return (ManualFee(NOTHING, note=" ".join(notes)),) if notes else ()
    return tuple(_fee(fee, service, tariffs) for fee in wanted)


def benefits(service: Service, tariffs: Tariffs) -> tuple[ManualFee, ...]:
    """What the citizen is paid."""
    found = []
    for benefit in service.benefits:
        lines = tariffs.lines(benefit.rule, service)
        note = manual_words.public(benefit.note)
        if len(lines) == 1:
            found.append(ManualFee(benefit.item, lines[0].amount, lines[0].reference, note, lines[0].unverified))
        else:
            found.append(ManualFee(benefit.item, "", "", note, tariff=lines))
    return tuple(found)


def _fee(fee: FeeLine, service: Service, tariffs: Tariffs) -> ManualFee:
    condition = manual_words.described(fee.when, service)
    note = " ".join(dict.fromkeys(each for each in (condition, manual_words.public(fee.note)) if each))
    if fee.free:
        return ManualFee(fee.item, NOTHING, note="" if note == NOTHING else note)
    if fee.rule is not None:
        lines = tariffs.lines(fee.rule, service)
        if len(lines) == 1:
            return ManualFee(fee.item, lines[0].amount, lines[0].reference, note, lines[0].unverified)
        if lines and "บาท" in note:
            note = condition  # the note says the same sums again
        return ManualFee(fee.item, "" if lines else BY_LAW, note=note, tariff=lines)
    at = tariffs.at(fee.rate) if fee.rate is not None else None
    if at is None:
        return ManualFee(fee.item, BY_LAW, note=note)
    lines = tariffs.of_rate(fee.rate or "", fee.item)
    if len(lines) > 1:
        return ManualFee(fee.item, note=note, tariff=lines)
    return ManualFee(fee.item, lines[0].amount, lines[0].reference, note, lines[0].unverified)


def _row(own: OrdinanceRate, unit: str) -> ManualFee:
    """A row of an ordinance's table: kinds of business, and the size it begins above."""
    kinds = f"กิจการประเภท {', '.join(own.businesses)}" if own.businesses else "กิจการทุกประเภท"
    size = ""
    if own.measure:
        size = f" ขนาดเกิน {manual_words.plain(own.over)} {MEASURES[own.measure]}" if own.over else f" ทุกขนาด ({MEASURES[own.measure]})"
    return ManualFee(kinds + size, manual_words.amount(own.value, unit), manual_words.public(own.ordinance))


def _rate(at: RateAt, item: str) -> ManualFee:
    reference = manual_words.public(at.reference)
    if at.unit == "บาท/บาท":  # a sum that the officer works out: the rate only carries it
        return ManualFee(item, BY_LAW, reference, unverified=not at.confirmed)
    if at.bands and (len(at.bands) > 1 or at.bands[0].up_to is not None):
        return ManualFee(item, manual_words.bands(at.bands, at.unit), reference, unverified=not at.confirmed)
    money = at.unit.startswith("บาท")
    words = NOTHING if money and at.value == Decimal(0) else manual_words.amount(at.value, at.unit)
    return ManualFee(item, words, reference, unverified=not at.confirmed)
