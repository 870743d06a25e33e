"""When land and building tax is paid: the last day, three instalments, what comes on top for being late, objection and refund.

The year's tax is paid by the end of its month (April; a year's extension is a parameter, an office's own announcement an argument). A
notice that comes after that day, or of a review, gives a time of its own from its receipt. Penalty and surcharge are counted on the unpaid
tax alone, months begun count whole, and the surcharge never passes the tax (มาตรา 68 to 70).
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lsvdesk.catalogue.models import Duration
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import CounterError
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.instalments import plan
from lsvdesk.rules.land_tariff import HUNDRED
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import format_long

_ZERO = Decimal(0)
_NOBODY: frozenset[dt.date] = frozenset()


@dataclass(frozen=True)
class Days:
    """The days that decide what is late; what is unknown is None.

    ``notified`` the assessment notice was received, ``warned`` the warning letter was, ``announced`` the last day that the office announced
    in place of the law's, ``extended_to`` the day to which the executive put off this owner's payment.
    """

    notified: dt.date | None = None
    warned: dt.date | None = None
    announced: dt.date | None = None
    extended_to: dt.date | None = None


@dataclass(frozen=True)
class Instalment:
    """One of the equal parts: its place (from 1), baht, and the last day to pay it."""

    number: int
    amount: Decimal
    due: dt.date


def deadline(year: int, days: Days, parameters: Parameters, holidays: frozenset[dt.date] = _NOBODY) -> dt.date:
    """The last day to pay the tax of a Gregorian year without penalty."""
    annual = days.announced or _end_of_month(year, _month(year, parameters))
    last = clock.extended(annual, holidays)
    if days.notified is not None and days.notified > last:
        return clock.extended(_after(days.notified, parameters.at("land_building.payment_days_late_notice", dt.date(year, 1, 1))), holidays)
    return last


def warning_deadline(warned_on: dt.date, year: int, parameters: Parameters, holidays: frozenset[dt.date] = _NOBODY) -> dt.date:
    """The last day that a warning letter gives (มาตรา 61)."""
    return clock.extended(_after(warned_on, parameters.at("land_building.warning_days", dt.date(year, 1, 1))), holidays)


def objection_deadline(notified_on: dt.date, year: int, parameters: Parameters, holidays: frozenset[dt.date] = _NOBODY) -> dt.date:
    """The last day to object to an assessment (มาตรา 73)."""
    return clock.extended(_after(notified_on, parameters.at("land_building.objection_days", dt.date(year, 1, 1))), holidays)


def instalments(
    tax: Decimal, year: int, days: Days, parameters: Parameters, holidays: frozenset[dt.date] = _NOBODY
) -> tuple[Instalment, ...]:
    """The equal parts in which this tax may be paid, the first with the tax itself, then month by month (มาตรา 52).

    Empty where the tax is below the minimum. Satang that do not divide go to the last part.
    """
    last = deadline(year, days, parameters, holidays)
    found = plan("land-building", tax, last, dt.date(year, 1, 1), parameters, holidays)
    return () if found is None else tuple(Instalment(part.number, part.amount, part.due_on) for part in found.parts)


def late_lines(
    unpaid: Decimal,
    sure: bool,
    year: int,
    days: Days,
    paid_on: dt.date,
    revenue: str,
    parameters: Parameters,
    holidays: frozenset[dt.date] = _NOBODY,
) -> list[AssessmentLine]:
    """Penalty and surcharge of ``unpaid`` tax that is paid on ``paid_on``; nothing until the last day. ``sure`` tells whether the tax
    itself rests on confirmed values only."""
    last = deadline(year, days, parameters, holidays)
    months = clock.started_months(last, paid_on)
    if unpaid <= 0 or months == 0:
        return []
    put_off = days.extended_to is not None and paid_on <= clock.extended(days.extended_to, holidays)
    surcharge = "surcharge.month_extended" if put_off else "surcharge.month"
    penalty = _penalty_line(unpaid, sure, year, days, paid_on, revenue, parameters, holidays)
    return [penalty, _surcharge_line(unpaid, sure, year, last, paid_on, surcharge, revenue, parameters)]


def missed_lines(
    unpaid: Decimal,
    sure: bool,
    year: int,
    due: dt.date,
    paid_on: dt.date,
    revenue: str,
    parameters: Parameters,
) -> list[AssessmentLine]:
    """What comes on top where an instalment due on ``due`` was missed: the right to instalments is lost, everything ``unpaid`` falls due
    and bears the surcharge from that day (มาตรา 52)."""
    if unpaid <= 0 or paid_on <= due:
        return []
    return [_surcharge_line(unpaid, sure, year, due, paid_on, "instalment.missed", revenue, parameters)]


@dataclass(frozen=True)
class Refund:
    """Money that is given back: what was paid too much, the interest on it, and why, in Thai."""

    principal: Decimal
    interest: Decimal
    reference: str
    sentence: str
    confirmed: bool

    @property
    def total(self) -> Decimal:
        """Baht."""
        return self.principal + self.interest


def refund(paid: Decimal, owed: Decimal, paid_on: dt.date, claimed_on: dt.date, ordered_on: dt.date, parameters: Parameters) -> Refund:
    """What is given back of ``paid`` where only ``owed`` was due, claimed on one day and ordered on another (มาตรา 54).

    Interest by the month from the claim to the order, not compounded, not above the money itself. Raises CounterError
    ``nothing-to-refund``, ``claim-too-late`` at ``claimed_on``, ``date`` at ``ordered_on``.
    """
    over = paid - owed
    if over <= 0:
        raise CounterError(f"ชำระไว้ {baht(paid)} ไม่เกินภาษีที่ต้องเสีย {baht(owed)} จึงไม่มีเงินที่ต้องคืน", code="nothing-to-refund", field="paid")
    years = int(parameters.at("land_building.refund.claim_years", paid_on).value)
    last = clock.after_months(paid_on, 12 * years)
    if claimed_on > last:
        raise CounterError(
            f"ยื่นคำร้องขอคืนเกิน {years} ปีนับแต่วันที่ชำระ (ครบกำหนดวันที่ {format_long(last)}) จึงคืนเงินไม่ได้", code="claim-too-late", field="claimed_on"
        )
    if ordered_on < claimed_on:
        raise CounterError("วันที่สั่งคืนเงินต้องไม่ก่อนวันที่ยื่นคำร้อง กรุณาตรวจสอบ", code="date", field="ordered_on")
    rate = parameters.at("land_building.refund.interest_month", ordered_on)
    cap = parameters.at("land_building.refund.interest_cap", ordered_on)
    months = clock.started_months(claimed_on, ordered_on)
    interest = round_to_satang(min(over * rate.value * months / HUNDRED, over * cap.value / HUNDRED))
    said = f"คืน {baht(over)} ดอกเบี้ยร้อยละ {number(rate.value)} × {number(months)} เดือน = {baht(interest)}"
    return Refund(over, interest, rate.reference, said, rate.confirmed and cap.confirmed)


# --- the pieces -------------------------------------------------------------------------------------------------------------------


def _penalty_line(
    unpaid: Decimal,
    sure: bool,
    year: int,
    days: Days,
    paid_on: dt.date,
    revenue: str,
    parameters: Parameters,
    holidays: frozenset[dt.date],
) -> AssessmentLine:
    # Paid on the very day the letter arrives is no longer "before it was received".
    if days.warned is None or paid_on < days.warned:
        name, why = "before_warning", "ชำระก่อนได้รับหนังสือแจ้งเตือน"
    elif paid_on <= warning_deadline(days.warned, year, parameters, holidays):
        name, why = "within_warning", f"ได้รับหนังสือแจ้งเตือนวันที่ {format_long(days.warned)} ชำระภายในกำหนดในหนังสือ"
    else:
        name, why = "after_warning", f"ได้รับหนังสือแจ้งเตือนวันที่ {format_long(days.warned)} ชำระเกินกำหนดในหนังสือ"
    rate = _at(f"penalty.{name}", year, parameters)
    amount = round_to_satang(unpaid * rate.value / HUNDRED)
    said = f"{why}: ภาษีค้างชำระ {baht(unpaid)} × ร้อยละ {number(rate.value)} = {baht(amount)}"
    return AssessmentLine(
        "เบี้ยปรับ", unpaid, "บาท", rate.value, amount, rate.reference, said, revenue, kind="fine", confirmed=rate.confirmed and sure
    )


def _surcharge_line(
    unpaid: Decimal, sure: bool, year: int, last: dt.date, paid_on: dt.date, name: str, revenue: str, parameters: Parameters
) -> AssessmentLine:
    rate, cap = _at(name, year, parameters), _at("surcharge.cap", year, parameters)
    months = clock.started_months(last, paid_on)
    most = round_to_satang(unpaid * cap.value / HUNDRED)
    amount = round_to_satang(unpaid * rate.value * months / HUNDRED)
    said = (
        f"ครบกำหนดชำระวันที่ {format_long(last)} ชำระวันที่ {format_long(paid_on)} เกินมา {number(months)} เดือน (เศษของเดือนนับเป็นหนึ่งเดือน): "
        f"ภาษีค้างชำระ {baht(unpaid)} × ร้อยละ {number(rate.value)} × {number(months)} เดือน = {baht(amount)}"
    )
    capped = amount > most
    if capped:
        said += f" แต่ไม่เกินภาษีที่ต้องเสีย {baht(most)}"
    reference = "; ".join(dict.fromkeys([rate.reference, *([cap.reference] if capped else [])]))
    confirmed = rate.confirmed and sure and (cap.confirmed or not capped)
    unit = f"บาท × {months} เดือน"
    return AssessmentLine(
        "เงินเพิ่ม", unpaid, unit, rate.value, min(amount, most), reference, said, revenue, kind="surcharge", confirmed=confirmed
    )


def _at(name: str, year: int, parameters: Parameters) -> RateAt:
    return parameters.at(f"land_building.{name}", dt.date(year, 1, 1))


def _month(year: int, parameters: Parameters) -> int:
    return int(parameters.at("land_building.payment_month", dt.date(year, 1, 1)).value)


def _end_of_month(year: int, month: int) -> dt.date:
    """The last day of a month; months after December are those of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _after(day: dt.date, rate: RateAt) -> dt.date:
    return clock.due(day, Duration(value=rate.value, unit="day"))
