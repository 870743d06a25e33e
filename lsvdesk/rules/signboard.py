"""Signboard tax (พ.ร.บ.ภาษีป้าย พ.ศ. 2510): the tax of every sign, and the surcharges of filing and paying late.

Tax of a sign for a year: widest width × longest length × sides, in units of 500 sq cm (a remainder of more than half a unit is one
more), × the rate of its kind, not less than the minimum per sign; a sign first shown in the year pays the share of its quarter; a
changed sign pays what is more than was paid already (and no share: it is the same year's tax); an exempt sign pays nothing.

Order of minimum and share, and the adding of sides, are settings among the rates (``signboard.minimum_before_share``,
``signboard.sides_added``): no written source was found, so lines that rest on them are unconfirmed. With the setting 1 the minimum is
that of the whole year and the share is taken of it (200 → 150, 100, 50).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import Duration, FeeLine, FormField, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.instalments import equal_parts
from lsvdesk.rules.late import monthly_line
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import ERA, format_long
from lsvdesk.thai.numerals import to_thai

_HUNDRED = Decimal(100)
_SQUARE_METRE = Decimal(10000)


@dataclass(frozen=True)
class Sign:
    """One row of the form, read: sizes in centimetres, dates Gregorian, money in baht."""

    index: int
    text: str
    kind: str
    motion: str
    width: Decimal
    height: Decimal
    sides: int
    condition: str
    installed_on: dt.date | None
    paid_before: Decimal
    exempt: str

    @property
    def name(self) -> str:
        """As the lines call it."""
        return f"ป้ายที่ {self.index + 1}" + (f" “{self.text}”" if self.text else "")

    @property
    def group(self) -> str:
        """Ties the lines of one sign together: its place in the table."""
        return f"signs[{self.index}]"


def lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The lines of a return: one for each sign in the order of the form, then surcharges.

    ``answers`` are normalised. Raises InvalidAnswers naming every field that is missing or out of bounds, CounterError
    ``rate-before-law`` for a tax year before the law.
    """
    year, signs = read(service, answers, on)
    law = _Law(parameters, year)
    table = _table(service)
    result: list[AssessmentLine] = []
    late: list[tuple[Sign, AssessmentLine]] = []
    for sign in signs:
        line = _exempt_line(sign, fee, law, table) if sign.exempt else _tax_line(sign, fee, law)
        result.append(line)
        if line.amount and facts.filed_on and facts.filed_on > filing_deadline(sign, year, parameters, facts):
            late.append((sign, line))
    noticed_on = facts.officer_noticed_on or _date(answers.get("officer_noticed_on"))
    if late and facts.filed_on:
        result.append(_late_filing_line(late, facts.filed_on, noticed_on, fee, on, parameters))
    tax = sum((line.amount for line in result if line.kind == "principal"), Decimal(0))
    sure = all(line.confirmed for line in result if line.kind == "principal")
    declared = answers.get("declared_tax")
    if declared is not None and Decimal(str(declared)) < tax:
        result.append(_incorrect_return_line(tax, Decimal(str(declared)), sure, fee, on, parameters))
    if tax and facts.notified_on and facts.paid_on:
        line_of_delay = _late_payment_line(tax, sure, facts.notified_on, facts.paid_on, fee, on, parameters, facts)
        if line_of_delay:
            result.append(line_of_delay)
    return result


# --- reading ----------------------------------------------------------------------------------------------------------------------


def read(service: Service, answers: Mapping[str, Any], on: dt.date) -> tuple[int, list[Sign]]:
    """The Gregorian tax year and the signs. Raises InvalidAnswers with a fault for every field the calculation cannot use."""
    table = _table(service)
    year_field = next(field for section in service.form for field in section.fields if field.id == "tax_year")
    faults = list(faults_of(year_field, answers.get("tax_year"), on))
    rows = answers.get("signs") or []
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        faults.append(FieldFault("signs", "required", "กรุณากรอกรายการป้ายอย่างน้อยหนึ่งป้าย"))
        rows = []
    for index, row in enumerate(rows):
        for column in table.columns:
            if column.id in _needed(row):
                name = f"signs[{index}].{column.id}"
                faults.extend(
                    FieldFault(each.field, each.code, f"ป้ายที่ {index + 1}: {each.message}")
                    for each in faults_of(column, row.get(column.id), on, name)
                )
    if faults:
        raise InvalidAnswers(faults)
    return int(answers["tax_year"]) - ERA, [_sign(index, row) for index, row in enumerate(rows)]


def _needed(row: Mapping[str, Any]) -> set[str]:
    needed = {"kind", "motion", "width_cm", "height_cm", "sides", "condition"}
    if row.get("condition") in ("new", "changed") or row.get("installed_on"):
        needed.add("installed_on")
    if row.get("condition") == "changed":
        needed.add("tax_paid_before")
    if row.get("exempt"):
        needed.add("exempt")
    return needed


def _sign(index: int, row: Mapping[str, Any]) -> Sign:
    return Sign(
        index=index,
        text=str(row.get("text") or ""),
        kind=str(row["kind"]),
        motion=str(row["motion"]),
        width=Decimal(str(row["width_cm"])),
        height=Decimal(str(row["height_cm"])),
        sides=int(row["sides"]),
        condition=str(row["condition"]),
        installed_on=_date(row.get("installed_on")),
        paid_before=Decimal(str(row.get("tax_paid_before") or 0)),
        exempt=str(row.get("exempt") or ""),
    )


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _table(service: Service) -> FormField:
    return next(field for section in service.form for field in section.fields if field.id == "signs")


# --- the tax of one sign ----------------------------------------------------------------------------------------------------------


class _Law:
    """The rates of one tax year, each remembered by whether it was confirmed."""

    def __init__(self, parameters: Parameters, year: int) -> None:
        self._parameters = parameters
        self.year = year

    def at(self, name: str) -> RateAt:
        try:
            return self._parameters.at(f"signboard.{name}", dt.date(self.year, 1, 1))
        except CounterError as error:
            error.field = "tax_year"
            raise


def _area(sign: Sign, law: _Law) -> tuple[Decimal, bool, str]:
    """Area in sq cm, whether that is confirmed, and how it came about."""
    area = sign.width * sign.height
    how = f"กว้าง {number(sign.width)} × ยาว {number(sign.height)} ซม."
    sure = True
    if sign.sides > 1:
        added = law.at("sides_added")
        sure = added.confirmed
        if added.value:
            area *= sign.sides
            how += f" × {number(sign.sides)} ด้าน"
    return area, sure, f"{how} = {number(area)} ตร.ซม."


def units(area_cm2: Decimal, unit: Decimal, fraction: Decimal) -> int:
    """Whole units of ``unit`` sq cm; a remainder above ``fraction`` is one more, a remainder of exactly ``fraction`` is dropped."""
    whole = (area_cm2 / unit).to_integral_value(rounding=ROUND_DOWN)
    return int(whole) + (1 if area_cm2 - whole * unit > fraction else 0)


def _tax_line(sign: Sign, fee: FeeLine, law: _Law) -> AssessmentLine:
    rate = law.at(f"{sign.kind}.{sign.motion}")
    area, area_sure, sentence = _area(sign, law)
    unit = law.at("area_unit")
    counted = units(area, unit.value, law.at("area_fraction").value)
    full = counted * rate.value
    sentence += f" คิดเป็น {number(counted)} หน่วย × {number(rate.value)} บาท"
    references = [rate.reference]
    used = [rate, unit, law.at("area_fraction")]
    sure = area_sure

    minimum = law.at("minimum")
    share = _share(sign, law)
    minimum_first = True
    if share and share.value < _HUNDRED and full < minimum.value:
        order = law.at("minimum_before_share")
        minimum_first = bool(order.value)
        used.append(order)
    sentence += f" = {baht(full)}"
    amount = full
    if minimum_first:
        amount, sentence = _raised(amount, minimum, sentence, used, references)
    if share and share.value < _HUNDRED:
        amount = round_to_satang(amount * share.value / _HUNDRED)
        sentence += f" ป้ายใหม่ติดตั้ง{_day(sign.installed_on)} เสียร้อยละ {number(share.value)} ของภาษีทั้งปี = {baht(amount)}"
        references.append(share.reference)
        used.append(share)
    if not minimum_first:
        amount, sentence = _raised(amount, minimum, sentence, used, references)
    if sign.condition == "changed":
        more = max(amount - sign.paid_before, Decimal(0))
        sentence += f" ชำระไว้แล้ว {baht(sign.paid_before)} เสียเฉพาะส่วนที่เพิ่มขึ้น {baht(more)}"
        if not more:
            sentence += " (ไม่เพิ่มขึ้น จึงไม่ต้องเสีย)"
        amount = more
    return AssessmentLine(
        item=f"ภาษีป้าย {sign.name}",
        base=Decimal(counted),
        unit=f"หน่วย ({number(unit.value)} ตร.ซม.)",
        rate=rate.value,
        amount=round_to_satang(amount),
        reference="; ".join(dict.fromkeys(references)),
        sentence=sentence,
        revenue=fee.revenue,
        group=sign.group,
        confirmed=sure and all(each.confirmed for each in used),
    )


def _raised(amount: Decimal, minimum: RateAt, sentence: str, used: list[RateAt], references: list[str]) -> tuple[Decimal, str]:
    if amount >= minimum.value:
        return amount, sentence
    used.append(minimum)
    references.append(minimum.reference)
    return minimum.value, f"{sentence} ต่ำกว่าขั้นต่ำ จึงเสียป้ายละ {baht(minimum.value)}"


def _share(sign: Sign, law: _Law) -> RateAt | None:
    """The first-year share, for a sign first shown in the tax year."""
    if sign.condition != "new" or sign.installed_on is None or sign.installed_on.year < law.year:
        return None
    if sign.installed_on.year > law.year:
        message = f"ป้ายที่ {sign.index + 1}: ติดตั้ง{_day(sign.installed_on)} หลังสิ้นปีภาษี จึงยังไม่ต้องเสียภาษีของปีนี้ กรุณาตรวจวันที่หรือปีภาษี"
        raise InvalidAnswers([FieldFault(f"{sign.group}.installed_on", "after-tax-year", message)])
    return law.at(f"first_year_share.q{(sign.installed_on.month - 1) // 3 + 1}")


def _exempt_line(sign: Sign, fee: FeeLine, law: _Law, table: FormField) -> AssessmentLine:
    column = next(each for each in table.columns if each.id == "exempt")
    reason = next(option for option in column.options if option.value == sign.exempt)
    area, area_sure, sentence = _area(sign, law)
    sure = area_sure and reason.confidence == "confirmed"
    limit = _EXEMPT_LIMITS.get(sign.exempt)
    if limit is not None:
        most = law.at(limit[0])
        sure = sure and most.confirmed
        if area > most.value * limit[1]:
            message = (
                f"ป้ายที่ {sign.index + 1}: เนื้อที่ {number(area)} ตร.ซม. เกิน {number(most.value)} {most.unit} จึงไม่ได้รับยกเว้นตาม{reason.reference}"
                " กรุณาลบเหตุยกเว้นหรือตรวจขนาด"
            )
            raise InvalidAnswers([FieldFault(f"{sign.group}.exempt", "exempt-too-large", message)])
    return AssessmentLine(
        item=f"ภาษีป้าย {sign.name}",
        base=area,
        unit="ตร.ซม.",
        rate=None,
        amount=Decimal(0),
        reference=reason.reference,
        sentence=f"{sentence} ได้รับยกเว้นภาษี: {to_thai(reason.label)}",
        revenue=fee.revenue,
        group=sign.group,
        confirmed=sure,
    )


_EXEMPT_LIMITS: Mapping[str, tuple[str, Decimal]] = {
    "inside-building": ("exempt.inside_building_max", _SQUARE_METRE),
    "vehicle": ("exempt.vehicle_max", Decimal(1)),
}
"""Exemptions bounded by area: the rate that holds the bound, and its unit in sq cm."""


# --- surcharges -------------------------------------------------------------------------------------------------------------------


def filing_deadline(sign: Sign, year: int, parameters: Parameters, facts: Facts) -> dt.date:
    """The last day to file for this sign (มาตรา 12, 14): the end of March, or so many days after a later installation or a change."""
    first = dt.date(year, 1, 1)
    month = int(parameters.at("signboard.filing_month", first).value)
    annual = (dt.date(year, month, 1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    own = sign.condition == "changed" or (sign.condition == "new" and sign.installed_on is not None and sign.installed_on > annual)
    if own and sign.installed_on is not None:
        days = parameters.at("signboard.filing_days_new", first).value
        return clock.extended(clock.due(sign.installed_on, Duration(value=days, unit="day")), facts.holidays)
    return clock.extended(annual, facts.holidays)


def payment_deadline(notified_on: dt.date, on: dt.date, parameters: Parameters, holidays: frozenset[dt.date] = frozenset()) -> dt.date:
    """The last day to pay without surcharge after the notice was received (มาตรา 19)."""
    days = parameters.at("signboard.payment_days", on).value
    return clock.extended(clock.due(notified_on, Duration(value=days, unit="day")), holidays)


def _late_filing_line(
    late: list[tuple[Sign, AssessmentLine]],
    filed_on: dt.date,
    noticed_on: dt.date | None,
    fee: FeeLine,
    on: dt.date,
    parameters: Parameters,
) -> AssessmentLine:
    # Filed on the very day of the officer's notice counts as after it: the notice is what brings the owner to the counter.
    told = noticed_on is not None and noticed_on <= filed_on
    rate = parameters.at("signboard.surcharge.not_filed" if told else "signboard.surcharge.filed_before_notice", on)
    base = sum((line.amount for _, line in late), Decimal(0))
    amount = round_to_satang(base * rate.value / _HUNDRED)
    which = late[0][0].name if len(late) == 1 else f"{number(len(late))} ป้าย"
    why = "หลังเจ้าหน้าที่แจ้งการละเว้น" if told else "ก่อนเจ้าหน้าที่แจ้งการละเว้น"
    return AssessmentLine(
        item="เงินเพิ่มกรณียื่นแบบเกินกำหนด",
        base=base,
        unit="บาท",
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=f"{to_thai(which)} ยื่นแบบ{_day(filed_on)} เกินกำหนด {why}: ภาษี {baht(base)} × ร้อยละ {number(rate.value)} = {baht(amount)}",
        revenue=fee.revenue,
        kind="surcharge",
        confirmed=rate.confirmed and all(line.confirmed for _, line in late),
    )


def _incorrect_return_line(
    tax: Decimal, declared: Decimal, sure: bool, fee: FeeLine, on: dt.date, parameters: Parameters
) -> AssessmentLine:
    """The officer found the return incorrect (มาตรา 25(2)): so much of what was assessed beyond it. Who came to correct it before
    the notice of assessment pays none: the return is put right then, and nothing was declared too little."""
    if declared < 0:
        raise InvalidAnswers([FieldFault("declared_tax", "below-min", "ภาษีตามแบบที่ยื่นไว้ต้องไม่ติดลบ กรุณาแก้จำนวน")])
    rate = parameters.at("signboard.surcharge.incorrect", on)
    more = tax - declared
    amount = round_to_satang(more * rate.value / _HUNDRED)
    return AssessmentLine(
        item="เงินเพิ่มกรณียื่นแบบไม่ถูกต้อง",
        base=more,
        unit="บาท",
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=(
            f"ภาษีที่ประเมินได้ {baht(tax)} ตามแบบที่ยื่นไว้ {baht(declared)} เจ้าหน้าที่ตรวจพบว่าน้อยไป {baht(more)} "
            f"× ร้อยละ {number(rate.value)} = {baht(amount)}"
        ),
        revenue=fee.revenue,
        kind="surcharge",
        confirmed=rate.confirmed and sure,
    )


def _late_payment_line(
    tax: Decimal, sure: bool, notified_on: dt.date, paid_on: dt.date, fee: FeeLine, on: dt.date, parameters: Parameters, facts: Facts
) -> AssessmentLine | None:
    last = payment_deadline(notified_on, on, parameters, facts.holidays)
    return monthly_line(tax, sure, last, paid_on, parameters.at("signboard.surcharge.late_month", on), fee.revenue)


def instalments(tax: Decimal, on: dt.date, parameters: Parameters) -> tuple[Decimal, ...]:
    """The equal parts in which this tax may be paid (มาตรา 19 ทวิ); empty where it is below the minimum for instalments.

    Satang that do not divide go to the last part. The minimum and the number of parts are recalled, not confirmed.
    """
    if tax < parameters.at("signboard.instalment_minimum", on).value:
        return ()
    return equal_parts(tax, int(parameters.at("signboard.instalment_count", on).value))


def _day(day: dt.date | None) -> str:
    return f"วันที่ {format_long(day)}" if day else ""
