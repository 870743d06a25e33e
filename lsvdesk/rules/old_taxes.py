"""The two taxes that ended with tax year 2562, for what is still owed of them (พ.ร.บ.ภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2562 มาตรา 91).

House and land tax (ภาษีโรงเรือนและที่ดิน พุทธศักราช 2475): a share of the annual value; paid later than 30 days from the notice, one step
of surcharge by the months begun. Local development tax (ภาษีบำรุงท้องที่ พ.ศ. 2508): the area less what is deducted × the rate per rai
of the office's ledger (or of its medium price), half for annual crops, double for idle land; 24 % a year by the month for paying late.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import Duration, FeeLine, FormField, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.land_tariff import HUNDRED, band_of
from lsvdesk.rules.land_values import WAH_IN_RAI, area_text, square_wah
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import ERA, format_long
from lsvdesk.thai.numerals import to_thai

_ZERO = Decimal(0)
_MONTHS = 12


# --- house and land tax -----------------------------------------------------------------------------------------------------------


def house_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The tax of a return, a line a building; with ``facts.paid_on`` the surcharge as of that day. Raises InvalidAnswers."""
    year, rows = _read(service, answers, on, "buildings", ("annual_value",), parameters)
    rate = parameters.at("house_tax.rate", dt.date(year, 1, 1))
    machinery = parameters.at("house_tax.machinery_share", dt.date(year, 1, 1))
    result = [_house_line(index, row, rate, machinery, fee.revenue) for index, row in enumerate(rows)]
    notified = _earlier(facts.notified_on, answers.get("notice_received_on"))
    if notified is None or facts.paid_on is None:
        return result
    tax, sure = _sum(result)
    last = house_deadline(notified, year, parameters, facts.holidays)
    months = clock.started_months(last, facts.paid_on)
    if tax and months:
        late = parameters.at("house_tax.surcharge", dt.date(year, 1, 1))
        step = band_of(late.bands, Decimal(months))
        amount = round_to_satang(tax * step / HUNDRED)
        said = (
            f"{_days_said(last, facts.paid_on)} เกินมา {number(months)} เดือน (เศษของเดือนนับเป็นหนึ่งเดือน): "
            f"ภาษีค้าง {baht(tax)} × ร้อยละ {number(step)} = {baht(amount)}"
        )
        result.append(_late_line("เงินเพิ่มกรณีชำระภาษีเกินกำหนด", tax, "บาท", step, amount, late, said, fee.revenue, late.confirmed and sure))
    return result


def house_deadline(notified_on: dt.date, year: int, parameters: Parameters, holidays: frozenset[dt.date] = frozenset()) -> dt.date:
    """The last day to pay house and land tax without surcharge (มาตรา 38)."""
    days = parameters.at("house_tax.pay_days", dt.date(year, 1, 1))
    return clock.extended(clock.due(notified_on, Duration(value=days.value, unit="day")), holidays)


def _house_line(index: int, row: Mapping[str, Any], rate: RateAt, machinery: RateAt, revenue: str) -> AssessmentLine:
    house = str(row.get("house_no") or "")
    name = f"รายการที่ {number(index + 1)}" + (f" (บ้านเลขที่ {to_thai(house)})" if house else "")
    value = Decimal(str(row["annual_value"]))
    reduced = value / machinery.value if row.get("machinery") else value
    exempt = str(row.get("exempt") or "")
    said = f"{name} ค่ารายปี {baht(value)}"
    if row.get("machinery"):
        said += f" ติดตั้งเครื่องจักร ลดเหลือหนึ่งใน {number(machinery.value)} = {baht(round_to_satang(reduced))}"
    amount = _ZERO if exempt else round_to_satang(reduced * rate.value / HUNDRED)
    said += " ได้รับยกเว้น จึงไม่มีภาษี" if exempt else f" × ร้อยละ {number(rate.value)} = {baht(amount)}"
    return AssessmentLine(
        item=f"ภาษีโรงเรือนและที่ดิน {name}",
        base=round_to_satang(reduced),
        unit="บาท",
        rate=None if exempt else rate.value,
        amount=round_to_satang(amount),
        reference=f"มาตรา {exempt.removeprefix('s')}" if exempt else rate.reference,
        sentence=said,
        revenue=revenue,
        group=f"buildings[{index}]",
        confirmed=rate.confirmed and not exempt and (machinery.confirmed or not row.get("machinery")),
    )


# --- local development tax --------------------------------------------------------------------------------------------------------


def development_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The tax of a return, a line a plot, then what comes on top for a late or wrong return and (with ``facts.paid_on``) for paying late.

    Raises InvalidAnswers naming every field that is missing or wrong.
    """
    year, rows = _read(service, answers, on, "parcels", ("use",), parameters)
    first = dt.date(year, 1, 1)
    faults = [fault for index, row in enumerate(rows) for fault in _plot_faults(index, row)]
    if faults:
        raise InvalidAnswers(faults)
    result = [_plot_line(index, row, first, parameters, fee.revenue) for index, row in enumerate(rows)]
    tax, sure = _sum(result)
    result += _return_lines(answers, tax, sure, first, parameters, fee.revenue)
    if facts.paid_on is not None and tax:
        notified = _earlier(facts.notified_on, answers.get("notice_received_on"))
        last = development_deadline(year, notified, parameters, facts.holidays)
        months = clock.started_months(last, facts.paid_on)
        if months:
            rate = parameters.at("local_development.late_payment_year", first)
            amount = round_to_satang(tax * rate.value * months / (_MONTHS * HUNDRED))
            said = (
                f"{_days_said(last, facts.paid_on)} เกินมา {number(months)} เดือน (เศษของเดือนนับเป็นหนึ่งเดือน): "
                f"ภาษี {baht(tax)} × ร้อยละ {number(rate.value)} ต่อปี × {number(months)}/๑๒ = {baht(amount)}"
            )
            unit = f"บาท × {months} เดือน"
            monthly = rate.value / _MONTHS
            result.append(
                _late_line("เงินเพิ่มกรณีไม่ชำระภาษีในกำหนด", tax, unit, monthly, amount, rate, said, fee.revenue, rate.confirmed and sure)
            )
    return result


def development_deadline(
    year: int, notified_on: dt.date | None, parameters: Parameters, holidays: frozenset[dt.date] = frozenset()
) -> dt.date:
    """The last day to pay local development tax of a Gregorian year without surcharge (มาตรา 35)."""
    first = dt.date(year, 1, 1)
    month = int(parameters.at("local_development.payment_month", first).value)
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    if notified_on is not None and notified_on >= last.replace(day=1):
        days = parameters.at("local_development.payment_days_late_notice", first)
        last = max(last, clock.due(notified_on, Duration(value=days.value, unit="day")))
    return clock.extended(last, holidays)


def per_rai(medium_price: Decimal, on: dt.date, parameters: Parameters) -> Decimal:
    """Baht per rai by the medium price of a rai; above the highest class so much for every further step, half a step counting whole."""
    schedule = parameters.at("local_development.schedule", on)
    top = max(band.up_to for band in schedule.bands if band.up_to is not None)
    rate = band_of(schedule.bands, medium_price)
    if medium_price <= top:
        return rate
    step = parameters.at("local_development.schedule_step_price", on).value
    steps = ((medium_price - top) / step).to_integral_value(rounding=ROUND_HALF_UP)
    return rate + steps * parameters.at("local_development.schedule_step", on).value


def _plot_faults(index: int, row: Mapping[str, Any]) -> Iterator[FieldFault]:
    here, place = f"แปลงที่ {index + 1}", f"parcels[{index}]"
    if row.get("rate_per_rai") in (None, "") and row.get("medium_price") in (None, ""):
        yield FieldFault(f"{place}.rate_per_rai", "required", f"{here}: กรุณากรอกอัตราต่อไร่ตามทะเบียนเดิม หรือราคาปานกลางต่อไร่")
    whole, less = _area(row, ""), _area(row, "less_")
    if whole <= 0:
        yield FieldFault(f"{place}.rai", "below-min", f"{here}: เนื้อที่ต้องมากกว่า 0 กรุณาตรวจสอบ")
    elif less > whole:
        yield FieldFault(f"{place}.less_rai", "above-max", f"{here}: เนื้อที่ลดหย่อนมากกว่าเนื้อที่ทั้งแปลง กรุณาตรวจสอบ")


def _plot_line(index: int, row: Mapping[str, Any], on: dt.date, parameters: Parameters, revenue: str) -> AssessmentLine:
    deed = str(row.get("deed_no") or "")
    name = f"แปลงที่ {number(index + 1)}" + (f" (เลขที่เอกสารสิทธิ {to_thai(deed)})" if deed else "")
    whole, less = _area(row, ""), _area(row, "less_")
    taxed = whole - less
    used: list[RateAt] = []
    if row.get("rate_per_rai") not in (None, ""):
        rate = Decimal(str(row["rate_per_rai"]))
        where = f"อัตราตามทะเบียน ไร่ละ {baht(rate)}"
        references = ["บัญชีอัตราภาษีบำรุงท้องที่ท้ายพระราชบัญญัติ (อัตราตามทะเบียนเดิมของสำนักงาน)"]
    else:
        price = Decimal(str(row["medium_price"]))
        rate = per_rai(price, on, parameters)
        used.append(parameters.at("local_development.schedule", on))
        where = f"ราคาปานกลางไร่ละ {baht(price)} อัตราไร่ละ {baht(rate)}"
        references = [used[0].reference]
    rate, where = _by_use(str(row["use"]), rate, where, on, parameters, used)
    references += [each.reference for each in used]
    amount = round_to_satang(taxed * rate / WAH_IN_RAI)
    said = f"{name} {area_text(whole)}"
    said += f" ลดหย่อน {area_text(less)} เหลือ {area_text(taxed)}" if less else ""
    return AssessmentLine(
        item=f"ภาษีบำรุงท้องที่ {name}",
        base=taxed / WAH_IN_RAI,
        unit="ไร่",
        rate=rate,
        amount=amount,
        reference="; ".join(dict.fromkeys(references)),
        sentence=f"{said} {where} = {baht(amount)}",
        revenue=revenue,
        group=f"parcels[{index}]",
        confirmed=all(each.confirmed for each in used),
    )


def _by_use(use: str, rate: Decimal, where: str, on: dt.date, parameters: Parameters, used: list[RateAt]) -> tuple[Decimal, str]:
    if use in ("annual-own", "annual-let"):
        share = parameters.at("local_development.annual_crop_share", on)
        used.append(share)
        rate = rate * share.value / HUNDRED
        where += f" ไม้ล้มลุกเสียกึ่งอัตรา ไร่ละ {baht(rate)}"
        if use == "annual-own":
            most = parameters.at("local_development.annual_crop_own_most", on)
            used.append(most)
            if rate > most.value:
                rate = most.value
                where += f" เจ้าของทำเองไม่เกินไร่ละ {baht(rate)}"
    elif use == "vacant":
        multiple = parameters.at("local_development.vacant_multiple", on)
        used.append(multiple)
        rate *= multiple.value
        where += f" ว่างเปล่าเสีย {number(multiple.value)} เท่า ไร่ละ {baht(rate)}"
    return rate, where


def _return_lines(
    answers: Mapping[str, Any], tax: Decimal, sure: bool, on: dt.date, parameters: Parameters, revenue: str
) -> Iterator[AssessmentLine]:
    kinds = {
        "late-told": ("late_filing", "เงินเพิ่มกรณีไม่ยื่นแบบภายในกำหนด", tax),
        "late-before": ("late_filing_before_notice", "เงินเพิ่มกรณียื่นแบบช้าก่อนได้รับแจ้งการละเว้น", tax),
    }
    found = [kinds[str(answers["filing"])]] if answers.get("filing") in kinds else []
    more = Decimal(str(answers.get("extra_tax") or 0))
    wrong = {
        "wrong-return": ("wrong_return", "เงินเพิ่มกรณียื่นแบบไม่ถูกต้อง", more),
        "wrong-boundary": ("wrong_boundary", "เงินเพิ่มกรณีชี้เขตไม่ถูกต้อง", more),
    }
    found += [wrong[str(answers["wrong"])]] if answers.get("wrong") in wrong else []
    for name, item, base in found:
        if base:
            rate = parameters.at(f"local_development.{name}", on)
            amount = round_to_satang(base * rate.value / HUNDRED)
            said = f"ภาษี {baht(base)} × ร้อยละ {number(rate.value)} = {baht(amount)}"
            yield _late_line(item, base, "บาท", rate.value, amount, rate, said, revenue, rate.confirmed and sure)


def _area(row: Mapping[str, Any], prefix: str) -> Decimal:
    rai, ngan, wah = (Decimal(str(row.get(f"{prefix}{part}") or 0)) for part in ("rai", "ngan", "wah"))
    return square_wah(rai, ngan, wah)


# --- both -------------------------------------------------------------------------------------------------------------------------


def payment_deadline(service: Service, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts) -> dt.date | None:
    """The last day to pay without surcharge; None where no notice was received yet. Raises InvalidAnswers."""
    notified = _earlier(facts.notified_on, answers.get("notice_received_on"))
    table = "buildings" if any(fee.rule == "house-land-tax" for fee in service.fees) else "parcels"
    year, _ = _read(service, answers, on, table, (), parameters)
    if notified is None:
        return None
    if table == "buildings":
        return house_deadline(notified, year, parameters, facts.holidays)
    return development_deadline(year, notified, parameters, facts.holidays)


def _read(
    service: Service, answers: Mapping[str, Any], on: dt.date, name: str, needed: tuple[str, ...], parameters: Parameters
) -> tuple[int, list[Mapping[str, Any]]]:
    """The Gregorian tax year and the rows of the form. Raises InvalidAnswers with a fault for every field that cannot be used."""
    fields = {field.id: field for section in service.form for field in section.fields}
    faults = list(faults_of(fields["tax_year"], answers.get("tax_year"), on))
    for each in ("notice_received_on", "filing", "wrong", "extra_tax"):
        if each in fields and answers.get(each) not in (None, ""):
            faults.extend(faults_of(fields[each], answers[each], on))
    rows = answers.get(name) or []
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        faults.append(FieldFault(name, "required", f"กรุณากรอก{fields[name].label}อย่างน้อยหนึ่งรายการ"))
        rows = []
    for index, row in enumerate(rows):
        faults.extend(_row_faults(fields[name], index, row, needed, on))
    if not faults:
        year = int(answers["tax_year"]) - ERA
        try:
            last = parameters.at("old_taxes.last_year", dt.date(year, 1, 1))
        except CounterError as error:
            error.field = "tax_year"
            raise
        if year > last.value:
            said = f"ภาษีนี้ยกเลิกแล้ว รับเฉพาะที่ค้างของปีภาษี {int(last.value) + ERA} และก่อนหน้า: กรุณาตรวจปีภาษี หรือใช้บริการภาษีที่ดินและสิ่งปลูกสร้าง"
            faults.append(FieldFault("tax_year", "repealed", to_thai(said)))
    if faults:
        raise InvalidAnswers(faults)
    return int(answers["tax_year"]) - ERA, rows


def _row_faults(table: FormField, index: int, row: Mapping[str, Any], needed: tuple[str, ...], on: dt.date) -> Iterator[FieldFault]:
    for column in table.columns:
        if column.type == "computed" or (column.id not in needed and row.get(column.id) in (None, "")):
            continue
        asked = column.model_copy(update={"required": column.id in needed})
        for fault in faults_of(asked, row.get(column.id), on, f"{table.id}[{index}].{column.id}"):
            yield FieldFault(fault.field, fault.code, f"รายการที่ {index + 1}: {fault.message}")


def _late_line(
    item: str, base: Decimal, unit: str, rate: Decimal, amount: Decimal, law: RateAt, said: str, revenue: str, confirmed: bool
) -> AssessmentLine:
    return AssessmentLine(item, base, unit, rate, amount, law.reference, said, revenue, kind="surcharge", confirmed=confirmed)


def _sum(lines: list[AssessmentLine]) -> tuple[Decimal, bool]:
    """The tax, and whether all of it rests on confirmed values."""
    return sum((line.amount for line in lines), _ZERO), all(line.confirmed for line in lines if line.amount)


def _earlier(known: dt.date | None, typed: Any) -> dt.date | None:
    days = [day for day in (known, dt.date.fromisoformat(str(typed)) if typed else None) if day is not None]
    return min(days, default=None)


def _days_said(last: dt.date, paid_on: dt.date) -> str:
    return f"ครบกำหนดชำระวันที่ {format_long(last)} ชำระวันที่ {format_long(paid_on)}"
