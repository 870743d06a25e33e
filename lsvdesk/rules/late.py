"""A surcharge by the month for paying late, as several taxes have it: a percentage of the tax for every month begun after the last day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from lsvdesk.catalogue.parameters import RateAt
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import format_long

ITEM = "เงินเพิ่มกรณีชำระภาษีเกินกำหนด"
_HUNDRED = Decimal(100)


def monthly_line(
    tax: Decimal, sure: bool, last: dt.date, paid_on: dt.date, rate: RateAt, revenue: str, item: str = ITEM, of: str = "ภาษี"
) -> AssessmentLine | None:
    """``tax`` baht × ``rate`` % × months begun after ``last`` up to ``paid_on``; part of a month is a month. None where it is in time.

    The surcharge bears no surcharge itself. ``sure`` says whether the tax rests on confirmed values only.
    """
    months = clock.started_months(last, paid_on)
    if months == 0 or tax <= 0:
        return None
    amount = round_to_satang(tax * rate.value * months / _HUNDRED)
    return AssessmentLine(
        item=item,
        base=tax,
        unit=f"บาท × {months} เดือน",
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=(
            f"ครบกำหนดชำระวันที่ {format_long(last)} ชำระวันที่ {format_long(paid_on)} เกินมา {number(months)} เดือน "
            f"(เศษของเดือนนับเป็นหนึ่งเดือน): {of} {baht(tax)} × ร้อยละ {number(rate.value)} × {number(months)} เดือน = {baht(amount)}"
        ),
        revenue=revenue,
        kind="surcharge",
        confirmed=rate.confirmed and sure,
    )
