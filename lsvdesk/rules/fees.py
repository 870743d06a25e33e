"""Flat fees: a dated rate times a quantity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue import conditions
from lsvdesk.catalogue.models import FeeLine
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CounterError
from lsvdesk.money import round_to_satang
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.wording import baht, number


def flat_line(fee: FeeLine, env: Mapping[str, Any], on: dt.date, parameters: Parameters) -> AssessmentLine | None:
    """The line of a fee that names a rate; None where its quantity is nothing. Raises CounterError ``fee-quantity``."""
    assert fee.rate is not None
    quantity = conditions.value(fee.quantity, env)
    if quantity is None or quantity == 0:
        return None
    quantity = Decimal(quantity)
    if quantity < 0 or quantity != quantity.to_integral_value():
        raise CounterError(f"จำนวนของ “{fee.item}” ต้องเป็นจำนวนเต็มไม่ติดลบ: ตรวจช่องจำนวน", code="fee-quantity")
    rate = parameters.at(fee.rate, on)
    amount = round_to_satang(rate.value * quantity)
    unit = fee.unit or "รายการ"
    return AssessmentLine(
        item=fee.item,
        base=quantity,
        unit=unit,
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=f"{number(quantity)} {unit} × {baht(rate.value)} = {baht(amount)}",
        revenue=fee.revenue,
        kind="fee",
        confirmed=rate.confirmed,
    )
