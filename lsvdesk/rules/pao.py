"""Monthly levies of a provincial administration (พ.ร.บ.องค์การบริหารส่วนจังหวัด พ.ศ. 2540 มาตรา 64, 65): hotel guests, fuel, tobacco.

A keeper or retailer files a return for every month and pays with it, by a day of the month after. Rates, that day, the surcharge by the
month and the penalty are the province's own ordinance, within the ceilings of the law: rates among the parameters. Rounding to whole satang
happens once a line. The surcharge and the penalty are counted on the levy alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FeeLine, FormField, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.late import monthly_line
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import ERA, MONTHS, MONTHS_SHORT, format_long
from lsvdesk.thai.numerals import to_thai

TABLE = "establishments"
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class _Levy:
    """What a levy is counted on: the columns that give the quantity, its unit, the rate by product (``""``: any other), the rate of the
    last day, and its word."""

    quantity: tuple[str, ...]
    unit: str
    rates: Mapping[str, str]
    due_day: str
    word: str
    percent: bool = False


_GAS = ("lpg", "ngv")

LEVIES: Mapping[str, _Levy] = {
    "pao-hotel": _Levy(("room_rent",), "บาท (ค่าเช่าห้องพัก)", {"": "pao.hotel.rate"}, "pao.hotel.due_day", "ค่าธรรมเนียม", percent=True),
    "pao-fuel": _Levy(("amount",), "ลิตร", {"": "pao.fuel.oil"} | dict.fromkeys(_GAS, "pao.fuel.gas"), "pao.levy.due_day", "ภาษี"),
    "pao-tobacco": _Levy(("packs", "sticks_per_pack"), "มวน", {"": "pao.tobacco.stick"}, "pao.levy.due_day", "ภาษี"),
}
"""By the rule of the fee."""


def lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """One line for each row of the return, then the penalty and the surcharge; ``answers`` are normalised.

    Raises InvalidAnswers naming every field that is missing or wrong, or the month where it has not begun by the day of filing.
    """
    assert fee.rule is not None
    levy = LEVIES[fee.rule]
    filed_on = facts.filed_on or on
    month = _read(service, answers, levy, filed_on, on)
    result = [_line(place, row, service, fee, levy, month, parameters) for place, row in enumerate(answers[TABLE])]
    tax = sum((line.amount for line in result), Decimal(0))
    sure = all(line.confirmed for line in result)
    last = due_on(fee.rule, month, parameters, facts.holidays)
    noticed_on = facts.officer_noticed_on or _date(answers.get("officer_noticed_on"))
    if tax and noticed_on is not None and last < noticed_on <= filed_on:
        result.append(_penalty(tax, sure, fee, levy, answers, noticed_on, parameters.at("pao.penalty.not_filed", month)))
    rate = parameters.at("pao.surcharge.late_month", month)
    until_filed = monthly_line(tax, sure, last, filed_on, rate, fee.revenue, "เงินเพิ่มกรณียื่นแบบเกินกำหนด", levy.word)
    if until_filed is not None:
        result.append(until_filed)
    if facts.paid_on is not None:
        result += _further(tax, sure, last, filed_on, facts.paid_on, rate, fee, levy)
    return result


def due_on(rule: str, month: dt.date, parameters: Parameters, holidays: Collection[dt.date] = frozenset()) -> dt.date:
    """The last day to file and pay for ``month`` (any day of it): a day of the month after, or the next working day."""
    following = (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    day = int(parameters.at(LEVIES[rule].due_day, month).value)
    return clock.extended(following.replace(day=min(day, calendar.monthrange(following.year, following.month)[1])), holidays)


def month_of(answers: Mapping[str, Any]) -> dt.date | None:
    """The first day of the month a return is for; None where it does not say."""
    try:
        return dt.date(int(answers["year"]) - ERA, int(answers["month"]), 1)
    except (KeyError, TypeError, ValueError):
        return None


def month_title(month: dt.date, *, short: bool = False) -> str:
    """``มกราคม 2569``, ``ม.ค. 2569``."""
    return f"{(MONTHS_SHORT if short else MONTHS)[month.month - 1]} {month.year + ERA}"


# --- reading ----------------------------------------------------------------------------------------------------------------------


def _read(service: Service, answers: Mapping[str, Any], levy: _Levy, filed_on: dt.date, on: dt.date) -> dt.date:
    """The month; every fault of what is counted is named."""
    fields = {field.id: field for section in service.form for field in section.fields}
    faults = [fault for name in ("month", "year") for fault in faults_of(fields[name], answers.get(name), on)]
    rows = answers.get(TABLE)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        faults.append(FieldFault(TABLE, "required", "กรุณากรอกรายการของสถานประกอบการอย่างน้อยหนึ่งรายการ"))
        rows = []
    columns = {column.id: column for column in fields[TABLE].columns}
    needed = [*levy.quantity, *(["product"] if len(levy.rates) > 1 else [])]
    for place, row in enumerate(rows):
        for name in needed:
            found = faults_of(columns[name], row.get(name), on, f"{TABLE}[{place}].{name}")
            faults += [FieldFault(each.field, each.code, f"รายการที่ {place + 1}: {each.message}") for each in found]
    month = month_of(answers)
    if month is not None and month > filed_on:
        faults.append(FieldFault("month", "too-late", f"เดือน{month_title(month)}ยังไม่ถึง กรุณาตรวจเดือนและปีของแบบ"))
    if faults:
        raise InvalidAnswers(faults)
    assert month is not None
    return month


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


# --- the levy ---------------------------------------------------------------------------------------------------------------------


def _line(
    place: int, row: Mapping[str, Any], service: Service, fee: FeeLine, levy: _Levy, month: dt.date, parameters: Parameters
) -> AssessmentLine:
    product = str(row.get("product") or "")
    rate = parameters.at(levy.rates.get(product, levy.rates[""]), month)
    quantity = Decimal(1)
    for name in levy.quantity:
        quantity *= Decimal(str(row[name]))
    amount = round_to_satang(quantity * rate.value / _HUNDRED)
    unit = "กก." if product in _GAS else levy.unit
    name = str(row.get("name") or f"รายการที่ {place + 1}")
    kind = _label(service, product)
    return AssessmentLine(
        item=f"{levy.word} {name}" + (f" ({kind})" if kind else ""),
        base=quantity,
        unit=unit,
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=f"{_how(row, quantity, unit, levy)} × {_rate(rate, levy)} = {baht(amount)}",
        revenue=fee.revenue,
        group=f"{TABLE}[{place}]",
        confirmed=rate.confirmed,
    )


def _how(row: Mapping[str, Any], quantity: Decimal, unit: str, levy: _Levy) -> str:
    if len(levy.quantity) > 1:
        packs, sticks = (Decimal(str(row[name])) for name in levy.quantity)
        return f"{number(packs)} ซอง × {number(sticks)} มวน = {number(quantity)} {unit}"
    return f"{to_thai('ค่าเช่าห้องพัก')} {baht(quantity)}" if levy.percent else f"{number(quantity)} {unit}"


def _rate(rate: RateAt, levy: _Levy) -> str:
    return f"ร้อยละ {number(rate.value)}" if levy.percent else f"{number(rate.value)} สตางค์"


def _label(service: Service, product: str) -> str:
    table: FormField = next(field for section in service.form for field in section.fields if field.id == TABLE)
    column = next((each for each in table.columns if each.id == "product"), None)
    return next((option.label for option in column.options if option.value == product), "") if column is not None else ""


# --- what comes on top ------------------------------------------------------------------------------------------------------------


def _penalty(
    tax: Decimal, sure: bool, fee: FeeLine, levy: _Levy, answers: Mapping[str, Any], noticed_on: dt.date, rate: RateAt
) -> AssessmentLine:
    """For a return that was not filed until an officer found it out; the executive may have less of it taken (``penalty_percent``)."""
    share = Decimal(str(answers["penalty_percent"])) if answers.get("penalty_percent") is not None else _HUNDRED
    if not 0 <= share <= _HUNDRED:
        raise InvalidAnswers([FieldFault("penalty_percent", "out-of-bounds", "ส่วนของเบี้ยปรับที่เรียกเก็บต้องอยู่ระหว่างร้อยละ 0 ถึง 100")])
    amount = round_to_satang(tax * rate.value / _HUNDRED * share / _HUNDRED)
    less = f" เรียกเก็บร้อยละ {number(share)} ของเบี้ยปรับ" if share < _HUNDRED else ""
    return AssessmentLine(
        item="เบี้ยปรับกรณีไม่ยื่นแบบ",
        base=tax,
        unit="บาท",
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=(
            f"เจ้าหน้าที่แจ้งการละเว้นวันที่ {format_long(noticed_on)} ก่อนยื่นแบบ: "
            f"{levy.word} {baht(tax)} × ร้อยละ {number(rate.value)}{less} = {baht(amount)}"
        ),
        revenue=fee.revenue,
        kind="surcharge",
        confirmed=rate.confirmed and sure,
    )


def _further(
    tax: Decimal, sure: bool, last: dt.date, filed_on: dt.date, paid_on: dt.date, rate: RateAt, fee: FeeLine, levy: _Levy
) -> list[AssessmentLine]:
    """The months that began after the return was filed, until it is paid: on top of those the return was late by."""
    already = clock.started_months(last, filed_on)
    months = clock.started_months(last, paid_on) - already
    if months <= 0 or not tax:
        return []
    amount = round_to_satang(tax * rate.value * (months + already) / _HUNDRED) - round_to_satang(tax * rate.value * already / _HUNDRED)
    return [
        AssessmentLine(
            item="เงินเพิ่มกรณีชำระเกินกำหนด",
            base=tax,
            unit=f"บาท × {months} เดือน",
            rate=rate.value,
            amount=amount,
            reference=rate.reference,
            sentence=(
                f"ครบกำหนดชำระวันที่ {format_long(last)} ชำระวันที่ {format_long(paid_on)} (เศษของเดือนนับเป็นหนึ่งเดือน): "
                f"{levy.word} {baht(tax)} × ร้อยละ {number(rate.value)} × {number(months)} เดือน = {baht(amount)}"
            ),
            revenue=fee.revenue,
            kind="surcharge",
            confirmed=rate.confirmed and sure,
        )
    ]
