"""Gratuities of employees of a local office, and of their heirs: what is paid once, or by the month (lines of kind ``benefit``).

The regular gratuity is the last monthly wage × months worked ÷ 12; the special one, for injury or death in service, so many times the
wage. Whoever has no right gets a line of zero baht that says why. Heirs share as statutory heirs do (ป.พ.พ. มาตรา 1629, 1630, 1633, 1635);
wills and representation are not known here. Amounts are rounded to the satang once, at the end; shares add up to the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lsvdesk.catalogue.models import Benefit, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.rules.answered import day, require
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number

_ONCE, _MONTHLY, _SHARE = "ครั้ง", "เดือน", "ส่วน"
_YEAR = 12
_WITHOUT_FAULT = ("retired", "illness", "abolished")
_ORDERS: Mapping[str, int] = {"child": 1, "parent": 2, "sibling": 3, "half-sibling": 4, "grandparent": 5, "uncle-aunt": 6}
"""Of statutory heirs (มาตรา 1629); the spouse stands beside them (มาตรา 1635)."""
_MOST: Mapping[str, int] = {"spouse": 1, "parent": 2, "grandparent": 4}
_KIN: Mapping[str, str] = {
    "child": "บุตร",
    "spouse": "คู่สมรส",
    "parent": "บิดามารดา",
    "sibling": "พี่น้องร่วมบิดามารดา",
    "half-sibling": "พี่น้องร่วมบิดาหรือมารดา",
    "grandparent": "ปู่ย่าตายาย",
    "uncle-aunt": "ลุงป้าน้าอา",
}


# --- time worked ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Worked:
    """Time worked: ``months`` to be paid for, odd days gathered by the thirty, and ``complete`` months by the calendar, which decide
    whether a right has arisen (so many years complete)."""

    months: int
    complete: int


def worked(start: dt.date, end: dt.date, days_a_month: int, added: int = 0, taken: int = 0) -> Worked:
    """From ``start`` to the eve of ``end``, with days ``added`` (counted double) and ``taken`` off; never below nothing."""
    whole = _whole_months(start, end)
    rest = (end - _later(start, whole)).days + added - taken
    counted_to = max(start, end + dt.timedelta(days=added - taken))
    return Worked(max(0, whole + rest // days_a_month), _whole_months(start, counted_to))


def _whole_months(start: dt.date, end: dt.date) -> int:
    whole = (end.year - start.year) * _YEAR + end.month - start.month
    return whole if _later(start, whole) <= end else whole - 1


def _later(start: dt.date, months: int) -> dt.date:
    """The day so many months on; the first of the following month where that month is too short."""
    year, month = divmod(start.year * _YEAR + start.month - 1 + months, _YEAR)
    try:
        return dt.date(year, month + 1, start.day)
    except ValueError:
        return dt.date(year, month + 2, 1)  # never in December: it has 31 days


def _worked(answers: Mapping[str, Any], end: dt.date, parameters: Parameters) -> Worked:
    start = day(answers["employed_from"])
    assert start is not None
    if start >= end:
        raise InvalidAnswers([FieldFault("employed_from", "date-order", "วันเริ่มทำงานต้องอยู่ก่อนวันออกจากงาน: ตรวจกับทะเบียนประวัติ")])
    a_month = int(parameters.at("gratuity.days_a_month", end).value)
    added, taken = (int(answers.get(name) or 0) for name in ("days_doubled", "days_not_counted"))
    return worked(start, end, a_month, added, taken)


def _time(months: int) -> str:
    years, rest = divmod(months, _YEAR)
    return f"{number(months)} เดือน ({number(years)} ปี {number(rest)} เดือน)"


# --- the employee -----------------------------------------------------------------------------------------------------------------


def regular(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The gratuity of an employee who left, once or by the month. Raises InvalidAnswers where time, wage or cause is missing or wrong."""
    require(service, answers, on, ("employee_type", "employed_from", "monthly_wage", "left_on", "left_because", "pay_as"))
    left = day(answers["left_on"])
    assert left is not None
    time = _worked(answers, left, parameters)
    cause = str(answers["left_because"])
    least = parameters.at(f"gratuity.years_{'without_fault' if cause in _WITHOUT_FAULT else 'resigned'}", left)
    if answers["employee_type"] == "temporary":
        return [_nothing(benefit.item, "ลูกจ้างชั่วคราวไม่มีสิทธิรับบำเหน็จปกติ", least.reference)]
    if cause == "dismissed":
        return [_nothing(benefit.item, "ถูกลงโทษไล่ออก", least.reference)]
    if time.complete < least.value * _YEAR:
        return [_nothing(benefit.item, f"ทำงาน {_time(time.complete)} ไม่ถึง {number(least.value)} ปีบริบูรณ์", least.reference)]
    wage = _wage(answers)
    whole, how, sure = _by_months(wage, time.months, left, parameters)
    if answers["pay_as"] != "monthly":
        return [_line(benefit.item, _ONCE, _satang(whole), least.reference, f"{how} = {baht(_satang(whole))}", sure)]
    years = parameters.at("gratuity.monthly_years", left)
    if time.complete < years.value * _YEAR:
        why = f"ทำงาน {_time(time.complete)} ไม่ถึง {number(years.value)} ปีบริบูรณ์ รับบำเหน็จรายเดือนไม่ได้ เลือกรับบำเหน็จปกติแทน"
        return [_nothing(benefit.item, why, years.reference)]
    return [_by_the_month(benefit.item, whole, how, sure and years.confirmed, left, parameters)]


def special(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The gratuity of an employee disabled in service: a multiple of the wage within the band; the lowest where none is proposed yet.

    Raises InvalidAnswers where the wage or the day is missing, or the multiple lies outside its band (field ``multiple``).
    """
    require(service, answers, on, ("employee_type", "monthly_wage", "left_on", "situation", "pay_as"))
    left = day(answers["left_on"])
    assert left is not None
    during = "_emergency" if answers["situation"] == "emergency" else ""
    least, most = (parameters.at(f"gratuity.special{during}_{end}", left) for end in ("least", "most"))
    if answers.get("own_fault") is True:
        return [_nothing(benefit.item, "เหตุเกิดจากความประมาทเลินเล่ออย่างร้ายแรงหรือความผิดของตนเอง", least.reference)]
    if answers.get("cannot_work") is not True:
        return [_nothing(benefit.item, "แพทย์ที่ทางราชการรับรองยังไม่รับรองว่าไม่สามารถปฏิบัติงานในหน้าที่ได้", least.reference)]
    multiple = Decimal(str(answers["multiple"])) if answers.get("multiple") is not None else least.value
    band = f"{number(least.value)} ถึง {number(most.value)} เท่า"
    if not least.value <= multiple <= most.value:
        raise InvalidAnswers([FieldFault("multiple", "out-of-band", f"จำนวนเท่าต้องอยู่ระหว่าง {band}: แก้จำนวนเท่าที่เสนอ")])
    wage = _wage(answers)
    whole = Fraction(wage) * Fraction(multiple)
    how = f"ค่าจ้างเดือนสุดท้าย {baht(wage)} × {number(multiple)} เท่า"
    proposed = "" if answers.get("multiple") is not None else " คิดอัตราต่ำสุดเพราะยังไม่ได้กำหนดจำนวนเท่า"
    sure = least.confirmed and most.confirmed
    if answers["pay_as"] == "monthly":
        if answers["employee_type"] == "temporary":
            return [_nothing(benefit.item, "บำเหน็จพิเศษรายเดือนมีเฉพาะลูกจ้างประจำ เลือกรับเป็นเงินก้อนแทน", least.reference)]
        return [_by_the_month(benefit.item, whole, how, sure, left, parameters)]
    amount = _satang(whole)
    return [_line(benefit.item, _ONCE, amount, least.reference, f"{how} = {baht(amount)} (กำหนดได้ {band}){proposed}", sure)]


def _by_months(wage: Decimal, months: int, on: dt.date, parameters: Parameters) -> tuple[Fraction, str, bool]:
    divisor = parameters.at("gratuity.months_a_year", on)
    how = f"ค่าจ้างเดือนสุดท้าย {baht(wage)} × {_time(months)} ÷ {number(divisor.value)}"
    sure = divisor.confirmed and parameters.at("gratuity.days_a_month", on).confirmed
    return Fraction(wage) * months / Fraction(divisor.value), how, sure


def _by_the_month(item: str, whole: Fraction, how: str, sure: bool, on: dt.date, parameters: Parameters) -> AssessmentLine:
    divisor = parameters.at("gratuity.monthly_divisor", on)
    amount = _satang(whole / Fraction(divisor.value))
    said = f"{how} ÷ {number(divisor.value)} = เดือนละ {baht(amount)}"
    return _line(item, _MONTHLY, amount, divisor.reference, said, sure and divisor.confirmed)


# --- heirs ------------------------------------------------------------------------------------------------------------------------


def heir_regular(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The regular gratuity of an employee who died, a line for every heir. Raises InvalidAnswers."""
    require(service, answers, on, ("employee_type", "employed_from", "monthly_wage", "died_on", "heirs"))
    died = day(answers["died_on"])
    assert died is not None
    least = parameters.at("gratuity.years_without_fault", died)
    time = _worked(answers, died + dt.timedelta(days=1), parameters)
    if answers["employee_type"] == "temporary":
        return [_nothing(benefit.item, "ลูกจ้างชั่วคราวไม่มีบำเหน็จปกติ", least.reference)]
    why = _heirs_bar(answers)
    if not why and time.complete < least.value * _YEAR:
        why = f"ผู้ตายทำงาน {_time(time.complete)} ไม่ถึง {number(least.value)} ปีบริบูรณ์"
    if why:
        return [_nothing(benefit.item, why, least.reference)]
    whole, how, sure = _by_months(_wage(answers), time.months, died, parameters)
    return _shared(benefit.item, _satang(whole), how, answers, least, sure and least.confirmed)


def heir_special(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The special gratuity after a death in service, a line for every heir. Raises InvalidAnswers."""
    require(service, answers, on, ("monthly_wage", "died_on", "situation", "heirs"))
    died = day(answers["died_on"])
    assert died is not None
    times = parameters.at(f"gratuity.heir_special{'_emergency' if answers['situation'] == 'emergency' else ''}", died)
    why = _heirs_bar(answers)
    if not why and answers.get("other_money") is True and answers.get("chosen") == "other":
        why = "ทายาทเลือกรับเงินอื่นในลักษณะเดียวกัน"
    if why:
        return [_nothing(benefit.item, why, times.reference)]
    wage = _wage(answers)
    how = f"ค่าจ้างเดือนสุดท้าย {baht(wage)} × {number(times.value)} เท่า"
    return _shared(benefit.item, _satang(Fraction(wage) * Fraction(times.value)), how, answers, times, times.confirmed)


def shares(relations: Sequence[str]) -> list[Fraction]:
    """The part of each heir, in the order given, by his relation to the deceased; they add up to one.

    An earlier order shuts out the later ones, but parents take beside children; the spouse takes as a child beside children, half beside
    parents or full siblings, two thirds beside the others. Nobody in the list is somebody's representative.
    """
    orders = [_ORDERS[each] for each in relations if each != "spouse"]
    spouse = relations.count("spouse")
    if not orders:
        return [Fraction(1, spouse)] * spouse
    first = min(orders)
    takes = [each != "spouse" and (_ORDERS[each] == first or (first == 1 and each == "parent")) for each in relations]
    blood = sum(takes)
    of_spouse = Fraction(1, blood + 1) if first == 1 else Fraction(1, 2) if first in (2, 3) else Fraction(2, 3)
    rest = (1 - of_spouse if spouse else Fraction(1)) / blood
    return [of_spouse if each == "spouse" else rest if taking else Fraction(0) for each, taking in zip(relations, takes, strict=True)]


def _shared(item: str, whole: Decimal, how: str, answers: Mapping[str, Any], rate: RateAt, sure: bool) -> list[AssessmentLine]:
    heirs = answers["heirs"]
    relations = [str(row.get("relation") or "") for row in heirs]
    _refuse_relations(relations)
    parts = shares(relations)
    lines = []
    for row, relation, part, amount in zip(heirs, relations, parts, divided(whole, parts), strict=True):
        name = str(row.get("name") or "").strip()
        if part:
            taken = "ทั้งหมด" if part == 1 else f"{number(part.numerator)} ใน {number(part.denominator)} ส่วน"
            said = f"{how} = {baht(whole)} {_KIN[relation]}ได้ {taken} = {baht(amount)}"
        else:
            said = f"{_KIN[relation]}ไม่มีสิทธิ: มีทายาทลำดับก่อน (ป.พ.พ. มาตรา 1630)"
        lines.append(
            AssessmentLine(f"{item}: {name}", Decimal(1), _SHARE, None, amount, rate.reference, said, "", kind="benefit", confirmed=sure)
        )
    return lines


def divided(whole: Decimal, parts: Sequence[Fraction]) -> list[Decimal]:
    """``whole`` baht by ``parts``; satang that do not divide go to the largest remainders, the earlier first, so that nothing is lost."""
    satang = int(whole * 100)
    exact = [satang * part for part in parts]
    given = [int(each) for each in exact]
    order = sorted(range(len(parts)), key=lambda n: (given[n] - exact[n], n))
    for n in order[: satang - sum(given)]:
        given[n] += 1
    return [Decimal(each) / 100 for each in given]


def _refuse_relations(relations: Sequence[str]) -> None:
    faults = []
    for n, relation in enumerate(relations):
        if relation not in _KIN:
            faults.append(FieldFault(f"heirs[{n}].relation", "required", "กรุณาเลือกความสัมพันธ์ของทายาทกับผู้ถึงแก่กรรม"))
        elif relation in _MOST and relations[: n + 1].count(relation) > _MOST[relation]:
            message = f"{_KIN[relation]}มีได้ไม่เกิน {number(_MOST[relation])} คน: ตรวจความสัมพันธ์ของทายาท"
            faults.append(FieldFault(f"heirs[{n}].relation", "too-many", message))
    if faults:
        raise InvalidAnswers(faults)


def _heirs_bar(answers: Mapping[str, Any]) -> str:
    return "ความตายเกิดจากความประพฤติชั่วอย่างร้ายแรงของผู้ตายเอง" if answers.get("gross_misconduct") is True else ""


# --- parts ------------------------------------------------------------------------------------------------------------------------


def _wage(answers: Mapping[str, Any]) -> Decimal:
    return Decimal(str(answers["monthly_wage"]))


def _satang(exact: Fraction) -> Decimal:
    """Rounded half up to the satang: the regulation is not known to say otherwise."""
    return Decimal(int(exact * 100 + Fraction(1, 2))) / 100


def _line(item: str, unit: str, amount: Decimal, reference: str, how: str, sure: bool) -> AssessmentLine:
    return AssessmentLine(item, Decimal(1), unit, None, amount, reference, how, "", kind="benefit", confirmed=sure)


def _nothing(item: str, why: str, reference: str) -> AssessmentLine:
    said = f"ไม่มีสิทธิได้รับ: {why}"
    return AssessmentLine(item, Decimal(0), _ONCE, None, Decimal(0), reference, said, "", kind="benefit", confirmed=False)
