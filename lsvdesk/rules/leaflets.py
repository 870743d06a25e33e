"""Permits for leaflets and posters (พ.ร.บ.รักษาความสะอาดฯ พ.ศ. 2535 มาตรา 10): by the kind of advertising, so much for each permit.

A permit is good for so many days by its kind; who wants longer has to ask again, and pays again. Whether the first day counts as day one
is a setting among the rates (``leaflet.first_day_counts``): no written source was found, so a line where it decides is unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FeeLine, Service
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number

KINDS: Mapping[str, str] = {"commercial": "โฆษณาที่เป็นการค้า", "other": "โฆษณาที่ไม่เป็นการค้า"}


def permit_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fee: as many permits as the days asked for need. Raises InvalidAnswers naming every field that is missing or wrong."""
    kind, days = read(service, answers, on)
    rate = parameters.at(f"leaflet.fee.{kind}", on)
    longest = parameters.at(f"leaflet.days.{kind}", on)
    first_day = parameters.at("leaflet.first_day_counts", on)
    lasting = days if first_day.value else days - 1
    permits, otherwise = permits_needed(lasting, longest.value), permits_needed(days - 1 if first_day.value else days, longest.value)
    amount = round_to_satang(rate.value * permits)
    many = f"เกินครั้งละ {number(longest.value)} วัน ต้องขอ {number(permits)} ครั้ง" if permits > 1 else f"ไม่เกิน {number(longest.value)} วัน"
    return [
        AssessmentLine(
            item=f"หนังสืออนุญาต{KINDS[kind]}",
            base=Decimal(permits),
            unit="ฉบับ",
            rate=rate.value,
            amount=amount,
            reference=rate.reference,
            sentence=f"{KINDS[kind]} {number(days)} วัน {many} {number(permits)} ฉบับ × {baht(rate.value)} = {baht(amount)}",
            revenue=fee.revenue,
            kind="fee",
            confirmed=rate.confirmed and longest.confirmed and (first_day.confirmed or permits == otherwise),
        )
    ]


def permits_needed(days: int, longest: Decimal) -> int:
    """How many permits of at most ``longest`` days cover ``days``; one at least."""
    return max(1, int((Decimal(days) / longest).to_integral_value(rounding=ROUND_CEILING)))


def read(service: Service, answers: Mapping[str, Any], on: dt.date) -> tuple[str, int]:
    """The kind, and the days from the first to the last one, both counted. Raises InvalidAnswers."""
    fields = {field.id: field for section in service.form for field in section.fields}
    faults = [fault for name in ("purpose", "starts_on", "ends_on") for fault in faults_of(fields[name], answers.get(name), on)]
    if not faults and answers["ends_on"] < answers["starts_on"]:
        faults.append(FieldFault("ends_on", "refused", "วันสุดท้ายอยู่ก่อนวันเริ่ม: กรุณาตรวจวันที่"))
    if faults:
        raise InvalidAnswers(faults)
    first, last = (dt.date.fromisoformat(str(answers[name])) for name in ("starts_on", "ends_on"))
    return str(answers["purpose"]), (last - first).days + 1
