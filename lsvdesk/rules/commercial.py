"""The fine for registering late under the Commercial Registration Act (พ.ร.บ.ทะเบียนพาณิชย์ พ.ศ. 2499 มาตรา 11, 13, 19).

A new business, a change and a closing are each registered within so many days of the day they happened. Section 19 sets the most that may
be taken: a fine, and a daily fine for every day after the last one until it is registered. What is taken is what the competent official
fixed (``fine_set``), never more than that; where nothing was fixed yet, the line shows the ceiling, so that nobody is told too little.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.models import Duration, FeeLine, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import format_long


@dataclass(frozen=True)
class _Duty:
    """What had to be registered: the answer that says when it happened, the rate that says how long there was, and its name."""

    field: str
    deadline: str
    event: str


_DUTIES: Mapping[str, _Duty] = {
    "": _Duty("started_on", "commercial_registration.deadline_new", "เริ่มประกอบกิจการ"),
    "changed": _Duty("changed_on", "commercial_registration.deadline_change", "เปลี่ยนแปลงรายการ"),
    "closed": _Duty("closed_on", "commercial_registration.deadline_close", "เลิกประกอบพาณิชยกิจ"),
}
"""By what becomes of the earlier registration (``Service.earlier.ends``); empty: there was none."""

DAY_FIELDS = frozenset(duty.field for duty in _DUTIES.values())


def day_field(service: Service) -> str:
    """The field of the day from which this service's time to register runs."""
    return _duty(service).field


def late_fine_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fine, or nothing where it was registered in time (or the day it happened is not known).

    ``answers`` are normalised. Raises InvalidAnswers where the fine that was fixed is more than the law allows, or fixed where nothing is
    late, or where the day lies after the filing.
    """
    duty = _duty(service)
    filed_on = facts.filed_on or on
    happened = _date(answers.get(duty.field))
    if happened is None:
        return []
    if happened > filed_on:
        raise InvalidAnswers([FieldFault(duty.field, "too-late", f"วันที่{duty.event}อยู่หลังวันที่ยื่นคำขอ กรุณาตรวจวันที่")])
    allowed = parameters.at(duty.deadline, filed_on)
    last = clock.extended(clock.due(happened, Duration(value=allowed.value, unit="day")), facts.holidays)
    if filed_on <= last:
        return []
    return [_line(fee, duty, _most(parameters, last, filed_on, allowed), _fixed(answers), last, filed_on)]


def _duty(service: Service) -> _Duty:
    return _DUTIES[service.earlier.ends if service.earlier is not None else ""]


@dataclass(frozen=True)
class _Ceiling:
    """The most that may be taken, and the values it was made from."""

    once: RateAt
    daily: RateAt
    days: int
    confirmed: bool

    @property
    def amount(self) -> Decimal:
        return round_to_satang(self.once.value + self.daily.value * self.days)


def _most(parameters: Parameters, last: dt.date, filed_on: dt.date, allowed: RateAt) -> _Ceiling:
    once = parameters.at("commercial_registration.fine_unregistered", filed_on)
    daily = parameters.at("commercial_registration.fine_unregistered_daily", filed_on)
    return _Ceiling(once, daily, (filed_on - last).days, all(each.confirmed for each in (once, daily, allowed)))


def _fixed(answers: Mapping[str, Any]) -> Decimal | None:
    given = answers.get("fine_set")
    return None if given is None else Decimal(str(given))


def _line(fee: FeeLine, duty: _Duty, most: _Ceiling, fixed: Decimal | None, last: dt.date, filed_on: dt.date) -> AssessmentLine:
    if fixed is not None and not 0 <= fixed <= most.amount:
        message = f"ค่าปรับที่เปรียบเทียบ {baht(fixed)} เกินเพดานตาม{most.once.reference} ซึ่งได้ไม่เกิน {baht(most.amount)} กรุณาแก้จำนวน"
        raise InvalidAnswers([FieldFault("fine_set", "above-ceiling", message)])
    amount = most.amount if fixed is None else round_to_satang(fixed)
    ceiling = f"เพดานค่าปรับ {baht(most.once.value)} + {number(most.days)} วัน × {baht(most.daily.value)} = {baht(most.amount)}"
    said = "พนักงานเจ้าหน้าที่ยังไม่ได้กำหนดค่าปรับ จึงแสดงตามเพดาน" if fixed is None else f"พนักงานเจ้าหน้าที่เปรียบเทียบปรับ {baht(amount)}"
    return AssessmentLine(
        item=fee.item,
        base=Decimal(most.days),
        unit="วันที่เกินกำหนด",
        rate=most.daily.value,
        amount=amount,
        reference=most.once.reference,
        sentence=f"ครบกำหนดจดทะเบียน{_day(last)} ({duty.event}) ยื่น{_day(filed_on)} เกินมา {number(most.days)} วัน: {ceiling}; {said}",
        revenue=fee.revenue,
        kind="fine",
        confirmed=most.confirmed,
    )


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _day(day: dt.date) -> str:
    return f"วันที่ {format_long(day)}"
