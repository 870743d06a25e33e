"""Welfare: what a person is entitled to be paid, by month and date, and from which month (lines of kind ``benefit``).

Nothing is paid for part of a month. The allowance of the elderly goes up by bands of age; by the setting
``elderly_allowance.band_by_fiscal_year`` the age counts on the 30 September before the fiscal year (1), or the allowance goes up in the
month after the age is complete (0). A year of age is complete with the end of the day before the birthday (ป.พ.พ. มาตรา 16), so that who is
born on the first of a month is paid from that very month. Who has no right gets a line of zero baht that says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import ROUND_UP, Decimal
from typing import Any

from lsvdesk.catalogue.models import Benefit, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.rules import clock
from lsvdesk.rules.answered import day as day_of
from lsvdesk.rules.answered import require
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import age_in_years, fiscal_year, fiscal_year_bounds, format_long, format_month
from lsvdesk.thai.numerals import to_thai

_DAY = dt.timedelta(days=1)
_MONTHLY = "เดือน"
_SATANG = Decimal("0.01")


# --- months and ages --------------------------------------------------------------------------------------------------------------


def first_of_month(day: dt.date) -> dt.date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after that of ``day``."""
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def completes(birth: dt.date, years: int) -> dt.date:
    """The day with whose end ``years`` of age are complete: the eve of the birthday; 28 February of a year without the 29th."""
    try:
        return birth.replace(year=birth.year + years) - _DAY
    except ValueError:
        return dt.date(birth.year + years, 2, 28)


# --- elderly ----------------------------------------------------------------------------------------------------------------------


def elderly_allowance(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The monthly allowance of the elderly in the month of ``on``, or in the first month it is paid; a top-up in force is its own line.

    Needs ``birth_date``; ``facts.filed_on`` (``on`` where unknown) is the day the right was confirmed. Raises InvalidAnswers.
    """
    birth = _birth(service, answers, on)
    filed = facts.filed_on or on
    age = parameters.at("elderly_allowance.age", on)
    start = elderly_start(birth, filed, parameters)
    why = _elderly_bar(answers) or _too_young(birth, start, filed, age) or _ended(answers, on)
    if why:
        return [_nothing(benefit.item, why, age.reference)]
    month = max(first_of_month(on), start)
    base, top_up = elderly_month(birth, month, parameters), elderly_top_up(birth, month, parameters)
    lived, counted_on = elderly_age(birth, month, parameters)
    since = f"เริ่มได้รับตั้งแต่เดือน{format_month(start.year, start.month, thai_digits=True)}"
    how = f"อายุ {number(lived)} ปี ณ วันที่ {format_long(counted_on)} ได้รับเดือนละ {baht(base.value)} {since}"
    if month == first_of_month(on):
        whole = elderly_year(birth, start, fiscal_year(on), parameters, day_of(answers.get("ended_on")))
        year = to_thai(str(fiscal_year(on)))
        how += f" ปีงบประมาณ {year} รวม {number(len(whole))} เดือน เป็นเงิน {baht(sum((each for _, each in whole), Decimal(0)))}"
    lines = [_monthly(benefit.item, base, how, sure=_band_is_sure(birth, month, parameters))]
    if top_up is not None:
        lines.append(_monthly("เงินช่วยเหลือพิเศษผู้สูงอายุ", top_up, f"เพิ่มให้อีกเดือนละ {baht(top_up.value)} ตามขั้นบันไดอายุ"))
    return lines


def _too_young(birth: dt.date, start: dt.date, filed: dt.date, age: RateAt) -> str:
    """Why nobody can be entered yet: who comes of age later than in the fiscal year after the one of filing."""
    if start <= fiscal_year_bounds(fiscal_year(filed) + 1)[1]:
        return ""
    complete = completes(birth, int(age.value))
    year = to_thai(str(fiscal_year(start) - 1))
    return f"อายุครบ {number(age.value)} ปีบริบูรณ์เมื่อสิ้นวันที่ {format_long(complete)} ยื่นล่วงหน้าได้ตั้งแต่ปีงบประมาณ {year}"


def elderly_start(birth: dt.date, filed: dt.date, parameters: Parameters) -> dt.date:
    """First day of the first month paid, by the regulation in force when the right was confirmed (``elderly_allowance.start_rule``).

    0: the October after filing on which the age is complete. 1: filed January to September, not before the next October, otherwise the
    month after filing; and not before the month after the age is complete. 2: the month after both filing and completing the age.
    """
    rule = int(parameters.at("elderly_allowance.start_rule", filed).value)
    years = int(parameters.at("elderly_allowance.age", filed).value)
    complete = completes(birth, years)
    if rule == 0:
        return fiscal_year_bounds(max(fiscal_year(filed), fiscal_year(complete)) + 1)[0]
    if rule == 1 and filed.month < 10:
        return max(fiscal_year_bounds(fiscal_year(filed) + 1)[0], next_month(complete))
    return max(next_month(filed), next_month(complete))


def elderly_age(birth: dt.date, month: dt.date, parameters: Parameters) -> tuple[int, dt.date]:
    """The age that decides the band in a month, not below the entitling age, and the day it is counted on."""
    by_year = parameters.at("elderly_allowance.band_by_fiscal_year", month).value == 1
    eve_of_year = fiscal_year_bounds(fiscal_year(month))[0] - _DAY
    return _age_counted(birth, month, parameters, eve_of_year if by_year else first_of_month(month))


def _age_counted(birth: dt.date, month: dt.date, parameters: Parameters, counted_on: dt.date) -> tuple[int, dt.date]:
    years = int(parameters.at("elderly_allowance.age", month).value)
    if age_in_years(birth, counted_on) < years:  # turned of age within the year: the age at the time of payment
        counted_on = max(counted_on, completes(birth, years) + _DAY)
    return age_in_years(birth, counted_on), counted_on


def elderly_month(birth: dt.date, month: dt.date, parameters: Parameters) -> RateAt:
    """The allowance of one month by the band of age."""
    return parameters.at(f"elderly_allowance.band_{_band(elderly_age(birth, month, parameters)[0], month, parameters)}", month)


def elderly_top_up(birth: dt.date, month: dt.date, parameters: Parameters) -> RateAt | None:
    """What a resolution of the Cabinet adds in that month, if any."""
    band = _band(elderly_age(birth, month, parameters)[0], month, parameters)
    try:
        return parameters.at(f"elderly_allowance.top_up_{band}", month)
    except CounterError as error:
        if error.code in ("rate-before-law", "rate-ended"):
            return None
        raise


def elderly_year(
    birth: dt.date, start: dt.date, be_year: int, parameters: Parameters, ended_on: dt.date | None = None
) -> list[tuple[dt.date, Decimal]]:
    """Every month paid in a fiscal year (Buddhist Era) with its amount, a top-up included; the month the right ended in is the last."""
    month, last = fiscal_year_bounds(be_year)
    if ended_on is not None:
        last = min(last, ended_on)
    paid = []
    while month <= last:
        if month >= start:
            extra = elderly_top_up(birth, month, parameters)
            paid.append((month, elderly_month(birth, month, parameters).value + (extra.value if extra else 0)))
        month = next_month(month)
    return paid


def _band(age: int, month: dt.date, parameters: Parameters) -> int:
    """1 for the youngest band; the ages at which the others begin are rates themselves."""
    band = 1
    while f"elderly_allowance.band_{band + 1}_age" in parameters.rates:
        if age < parameters.at(f"elderly_allowance.band_{band + 1}_age", month).value:
            break
        band += 1
    return band


def _band_is_sure(birth: dt.date, month: dt.date, parameters: Parameters) -> bool:
    """Whether the practice of counting the age is confirmed, or makes no difference in this month.

    Offices were seen to count on the eve of the fiscal year, on its first day, on the first of the month and in the month of the birthday.
    """
    if parameters.at("elderly_allowance.band_by_fiscal_year", month).confirmed:
        return True
    year = fiscal_year_bounds(fiscal_year(month))[0]
    practices = (year - _DAY, year, first_of_month(month), next_month(month) - _DAY)
    return len({_band(_age_counted(birth, month, parameters, counted_on)[0], month, parameters) for counted_on in practices}) == 1


_ELDERLY_BARS: Mapping[str, str] = {
    "pension": "ได้รับบำนาญ เบี้ยหวัด บำนาญพิเศษ หรือเงินอื่นในลักษณะเดียวกัน",
    "state-home": "อยู่ในสถานสงเคราะห์ของรัฐหรือองค์กรปกครองส่วนท้องถิ่น",
    "state-income": "ได้รับเงินเดือน ค่าตอบแทน รายได้ประจำ หรือผลประโยชน์ที่รัฐหรือองค์กรปกครองส่วนท้องถิ่นจัดให้เป็นประจำ",
}


def _elderly_bar(answers: Mapping[str, Any]) -> str:
    if answers.get("wish") == "decline":
        return "แสดงความประสงค์ไม่ขอรับสิทธิ"
    if not _thai_national(answers):
        return "ไม่มีสัญชาติไทย"
    if answers.get("receives_elsewhere") is True:
        return "รับเบี้ยยังชีพผู้สูงอายุจากองค์กรปกครองส่วนท้องถิ่นอื่นอยู่ คนหนึ่งรับได้เพียงสิทธิเดียว"
    bar = _ELDERLY_BARS.get(str(answers.get("state_benefit") or ""))
    return bar if bar and answers.get("disabled_or_aids") is not True else ""


# --- disability -------------------------------------------------------------------------------------------------------------------


def disability_allowance(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The monthly allowance of a disabled person in the month of ``on``, or in the first month it is paid.

    A minor is paid as such up to and including the month in which the age is completed. Needs ``birth_date``. Raises InvalidAnswers.
    """
    birth = _birth(service, answers, on)
    filed = facts.filed_on or on
    rule = parameters.at("disability_allowance.next_month", filed)
    start = disability_start(filed, parameters)
    why = "" if _thai_national(answers) else "ไม่มีสัญชาติไทย"
    if answers.get("has_card") is False:
        why = why or "ยังไม่มีบัตรประจำตัวคนพิการ"
    if answers.get("in_state_home") is True:
        why = why or "อยู่ในความอุปการะของสถานสงเคราะห์ของรัฐ"
    why = why or _ended(answers, on)
    if why:
        return [_nothing(benefit.item, why, rule.reference)]
    month = max(first_of_month(on), start)
    limit = parameters.at("disability_allowance.minor_below", month)
    card = answers.get("state_welfare_card") is True
    minor, rate = disability_month(birth, month, card, parameters)
    adult = f"อายุ {number(limit.value)} ปีขึ้นไป {'มี' if card else 'ไม่มี'}บัตรสวัสดิการแห่งรัฐ"
    how = f"อายุต่ำกว่า {number(limit.value)} ปี" if minor else adult
    how += f" ได้รับเดือนละ {baht(rate.value)} เริ่มได้รับตั้งแต่เดือน{format_month(start.year, start.month, thai_digits=True)}"
    if minor:
        turn = completes(birth, int(limit.value))
        how += f" จนถึงเดือน{format_month(turn.year, turn.month, thai_digits=True)} ที่อายุครบ {number(limit.value)} ปีบริบูรณ์ แล้วคิดอัตราผู้ใหญ่"
    return [_monthly(benefit.item, rate, how)]


def disability_start(filed: dt.date, parameters: Parameters) -> dt.date:
    """First day of the first month paid: the month after registering, before that rule the next fiscal year."""
    if parameters.at("disability_allowance.next_month", filed).value == 1:
        return next_month(filed)
    return fiscal_year_bounds(fiscal_year(filed) + 1)[0]


def disability_month(birth: dt.date, month: dt.date, card: bool, parameters: Parameters) -> tuple[bool, RateAt]:
    """Whether the person counts as a minor in a month, and the allowance of that month; ``card``: has a state welfare card."""
    limit = parameters.at("disability_allowance.minor_below", month)
    minor = (age_in_years(birth, month) if month >= birth else 0) < limit.value
    return minor, parameters.at(f"disability_allowance.{'minor' if minor else 'with_welfare_card' if card else 'other'}", month)


# --- AIDS -------------------------------------------------------------------------------------------------------------------------


def aids_allowance(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The monthly assistance of a patient; whether and when it begins is decided within the budget. Never raises for missing answers."""
    rate = parameters.at("aids_allowance.monthly", on)
    why = _ended(answers, on)
    if why:
        return [_nothing(benefit.item, why, rate.reference)]
    return [_monthly(benefit.item, rate, f"เดือนละ {baht(rate.value)} เริ่มเมื่อผู้บริหารท้องถิ่นอนุมัติตามลำดับความเดือดร้อนและงบประมาณ")]


# --- newborn ----------------------------------------------------------------------------------------------------------------------


def newborn_grant(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The monthly grant for a small child of a household with little income, from the month of filing to the month the age is completed.

    Needs ``child_birth_date``, ``household_members`` and ``household_income`` (baht a year, all together). Raises InvalidAnswers.
    """
    require(service, answers, on, ("child_birth_date", "household_members", "household_income"))
    birth = day_of(answers["child_birth_date"])
    assert birth is not None
    filed = facts.filed_on or on
    rate = parameters.at("newborn_grant.monthly", max(on, birth))
    members, income = Decimal(str(answers["household_members"])), Decimal(str(answers["household_income"]))
    limit = parameters.at("newborn_grant.income_limit", max(on, birth))
    years = parameters.at("newborn_grant.until_age", max(on, birth))
    first_born = parameters.rate("newborn_grant.monthly").values[0].start
    last = first_of_month(completes(birth, int(years.value)))
    start = newborn_start(birth, filed)
    month = max(first_of_month(on), start)
    average = income / members
    if birth < first_born:
        return [_nothing(benefit.item, f"เกิดก่อนวันที่ {format_long(first_born)} ซึ่งเป็นวันเริ่มโครงการ", rate.reference)]
    if income > limit.value * members:
        why = f"รายได้ครัวเรือนเฉลี่ย {baht(average.quantize(_SATANG, ROUND_UP))} ต่อคนต่อปี เกิน {baht(limit.value)}"
        return [_nothing(benefit.item, why, limit.reference)]
    if month > last:
        why = f"เด็กอายุครบ {number(years.value)} ปีแล้วเมื่อ {format_long(completes(birth, int(years.value)))}"
        return [_nothing(benefit.item, why, years.reference)]
    why = _ended(answers, on)
    if why:
        return [_nothing(benefit.item, why, rate.reference)]
    how = (
        f"รายได้ครัวเรือนเฉลี่ย {baht(average.quantize(_SATANG))} ต่อคนต่อปี ไม่เกิน {baht(limit.value)} ได้รับเดือนละ {baht(rate.value)} "
        f"ตั้งแต่เดือน{format_month(start.year, start.month, thai_digits=True)} ถึงเดือน{format_month(last.year, last.month, thai_digits=True)} "
        f"ที่เด็กอายุครบ {number(years.value)} ปี"
    )
    return [_monthly(benefit.item, rate, how, sure=limit.confirmed and years.confirmed)]


def newborn_start(birth: dt.date, filed: dt.date) -> dt.date:
    """First day of the first month paid: the month of filing."""
    return max(first_of_month(filed), first_of_month(birth))


# --- funeral ----------------------------------------------------------------------------------------------------------------------


def elderly_funeral_aid(
    service: Service, benefit: Benefit, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The one sum for the funeral of a person of age with a state welfare card (or certified as entitled to one), claimed in time.

    Needs ``deceased_birth_date``, ``died_on``, ``death_certificate_on`` and ``welfare_card``; the claim is counted to ``facts.filed_on``
    (``on`` where unknown). Raises InvalidAnswers.
    """
    require(service, answers, on, ("deceased_birth_date", "died_on", "death_certificate_on", "welfare_card"))
    birth, died, issued = (day_of(answers[name]) for name in ("deceased_birth_date", "died_on", "death_certificate_on"))
    assert birth is not None and died is not None and issued is not None
    wrong = [
        FieldFault(name, "date-order", message)
        for name, bad, message in (
            ("died_on", died < birth, "วันตายอยู่ก่อนวันเกิด: ตรวจวันที่ให้ตรงกับใบมรณบัตร"),
            ("death_certificate_on", issued < died, "วันออกใบมรณบัตรอยู่ก่อนวันตาย: ตรวจวันที่ให้ตรงกับใบมรณบัตร"),
        )
        if bad
    ]
    if wrong:
        raise InvalidAnswers(wrong)
    rate = parameters.at("elderly_funeral_aid.amount", died)
    age = parameters.at("elderly_funeral_aid.age", died)
    months = parameters.at("elderly_funeral_aid.claim_months", issued)
    last = clock.extended(clock.after_months(issued, int(months.value)), facts.holidays)
    if completes(birth, int(age.value)) >= died:
        why = f"ผู้ตายอายุ {number(age_in_years(birth, died))} ปี ยังไม่ครบ {number(age.value)} ปีบริบูรณ์"
        return [_nothing(benefit.item, why, age.reference)]
    if str(answers.get("deceased_nationality") or "ไทย").strip() != "ไทย":
        return [_nothing(benefit.item, "ผู้ตายไม่มีสัญชาติไทย", age.reference)]
    if answers.get("welfare_card") == "none":
        return [_nothing(benefit.item, "ผู้ตายไม่มีบัตรสวัสดิการแห่งรัฐ และไม่มีหนังสือรับรองคุณสมบัติ (ศผส.02)", age.reference)]
    if (facts.filed_on or on) > last:
        why = f"ยื่นเกิน {number(months.value)} เดือนนับแต่วันออกใบมรณบัตร วันสุดท้ายคือ {format_long(last)}"
        return [_nothing(benefit.item, why, months.reference)]
    how = f"ผู้ตายอายุ {number(age_in_years(birth, died))} ปี ยื่นได้ถึงวันที่ {format_long(last)} ได้รับรายละ {baht(rate.value)}"
    return [_line(benefit.item, "ราย", rate, how, rate.confirmed)]


# --- parts ------------------------------------------------------------------------------------------------------------------------


def _monthly(item: str, rate: RateAt, how: str, *, sure: bool = True) -> AssessmentLine:
    return _line(item, _MONTHLY, rate, how, rate.confirmed and sure)


def _line(item: str, unit: str, rate: RateAt, how: str, sure: bool) -> AssessmentLine:
    return AssessmentLine(item, Decimal(1), unit, rate.value, rate.value, rate.reference, how, "", kind="benefit", confirmed=sure)


def _nothing(item: str, why: str, reference: str) -> AssessmentLine:
    return AssessmentLine(item, Decimal(0), _MONTHLY, None, Decimal(0), reference, f"ไม่มีสิทธิได้รับ: {why}", "", kind="benefit")


def _ended(answers: Mapping[str, Any], on: dt.date) -> str:
    """Why nothing is paid in the month of ``on`` any more: the right ended in an earlier month."""
    ended = day_of(answers.get("ended_on"))
    if ended is None or first_of_month(on) <= ended:
        return ""
    how = {"death": "ผู้มีสิทธิถึงแก่ความตาย", "moved": "ย้ายภูมิลำเนาไปนอกเขต", "waived": "สละสิทธิ", "lost": "ขาดคุณสมบัติ"}
    said = how.get(str(answers.get("ended_by")), "สิ้นสุดสิทธิ")
    return f"{said}เมื่อวันที่ {format_long(ended)} จ่ายถึงเดือนนั้นเป็นเดือนสุดท้าย"


def _thai_national(answers: Mapping[str, Any]) -> bool:
    return str(answers.get("nationality") or "ไทย").strip() == "ไทย"


def _birth(service: Service, answers: Mapping[str, Any], on: dt.date) -> dt.date:
    """The day of birth; where only the year is known, 1 January of it."""
    require(service, answers, on, ("birth_date",))
    birth = day_of(answers["birth_date"])
    assert birth is not None
    return birth.replace(month=1, day=1) if answers.get("birth_day_unknown") is True else birth


Rule = Callable[[Service, Benefit, Mapping[str, Any], dt.date, Parameters, Facts], list[AssessmentLine]]
"""A rule of entitlement is given normalised answers."""
