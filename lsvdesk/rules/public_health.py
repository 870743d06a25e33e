"""Licences under the Public Health Act (พ.ร.บ.การสาธารณสุข พ.ศ. 2535): yearly fee by the office's ordinance, and what lateness costs.

The ministerial regulation only sets ceilings; what is owed is in the ordinance of each office (มาตรา 54, 63, 65), of a dangerous business
by its kind and size. Where the office has no such row among its rates, the clerk reads the ordinance and types the amount: it is used up
to the ceiling and shown as unconfirmed. A ceiling is never charged by itself.

Who does not pay by the day the ordinance sets pays a fifth of what is owed on top, unless notice of closing was given before that day
(มาตรา 65 วรรคสอง). A licence is renewed before it ends, with its fee (มาตรา 55), so its last day is that day; of a new licence it is so
many days after the notice of the permission.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FeeLine, FormField, OrdinanceRate, Service
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules import clock
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.numerals import to_thai

LICENCES: Mapping[str, str] = {
    "health-hazard-licence": "public_health.hazard_licence",
    "sewage-collection-licence": "public_health.sewage_collection_licence",
    "sewage-disposal-licence": "public_health.sewage_disposal_licence",
    "waste-collection-licence": "public_health.waste_collection_licence",
}
"""The rule that a fee names → its dated rate."""

WAIVERS: Mapping[str, str] = {"health-hazard-licence": "public_health.hazard_fee_waived"}
"""Licences that were free for a year during the epidemic → the setting that says when."""

MEASURES: Mapping[str, tuple[str, str]] = {
    "horsepower": ("กำลังเครื่องจักร", "แรงม้า"),
    "workers": ("จำนวนคนงาน", "คน"),
    "area_m2": ("พื้นที่ประกอบกิจการ", "ตร.ม."),
}
"""What an ordinance measures a business by: the field of the form → its name and unit in the reasons."""

MOST_MONTHS = 1200
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Licence:
    """The yearly fee of one licence, baht: where it is written, why it is this one, and whether it was seen there."""

    amount: Decimal
    reference: str
    why: str
    confirmed: bool


# --- licences ---------------------------------------------------------------------------------------------------------------------


def licence_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fee of a year, and the fees of earlier years that are still owed. Raises InvalidAnswers where the ordinance asks for a size that
    was not answered, or no ordinance is known and no amount was typed."""
    licence = licence_of(service, fee, answers, on, parameters)
    lines = [
        AssessmentLine(
            item=fee.item,
            base=Decimal(1),
            unit="ปี",
            rate=licence.amount,
            amount=round_to_satang(licence.amount),
            reference=licence.reference,
            sentence=f"{licence.why} ปีละ {baht(licence.amount)}" if licence.amount else licence.why,
            revenue=fee.revenue,
            kind="fee",
            confirmed=licence.confirmed,
        )
    ]
    owed = _owed_before(service, answers, on)
    if owed:
        lines.append(
            AssessmentLine(
                item="ค่าธรรมเนียมของปีก่อนที่ค้างชำระ",
                base=Decimal(1),
                unit="รายการ",
                rate=owed,
                amount=owed,
                reference="มาตรา 65",
                sentence=f"ค้างชำระตามที่เจ้าหน้าที่ตรวจจากทะเบียน {baht(owed)}",
                revenue=fee.revenue,
                kind="fee",
                confirmed=False,
            )
        )
    return lines


def late_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fifth on top of what was not paid in time; nothing where nothing is late."""
    own = next((each for each in service.fees if each.rule in LICENCES), None)
    if own is None:
        return []
    licence = licence_of(service, own, answers, on, parameters)
    owed = _owed_before(service, answers, on)
    due = due_on(answers, on, parameters, facts)
    paid_on = facts.paid_on or facts.filed_on or on
    late = due is not None and paid_on > due
    unpaid = owed + (licence.amount if late else Decimal(0))
    if not unpaid:
        return []
    percent = parameters.at("public_health.late_percent", on)
    amount = round_to_satang(unpaid * percent.value / _HUNDRED)
    why = f"ชำระวันที่ {_day(paid_on)} เกินกำหนดวันที่ {_day(due)}" if late and due is not None else "ค่าธรรมเนียมของปีก่อนค้างชำระ"
    return [
        AssessmentLine(
            item=fee.item,
            base=unpaid,
            unit="บาท",
            rate=percent.value,
            amount=amount,
            reference=percent.reference,
            sentence=f"{why} ร้อยละ {number(percent.value)} ของ {baht(unpaid)} = {baht(amount)}",
            revenue=fee.revenue,
            kind="surcharge",
            confirmed=percent.confirmed and (not late or licence.confirmed) and not owed,
        )
    ]


def due_on(answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts) -> dt.date | None:
    """The last day to pay without the fine: of a renewal the last day of the licence, else counted from the notice of the permission;
    moved to the next working day where it is a closed one. None: not known yet, or notice of closing was given before that day."""
    expires = _date(answers.get("licence_expires_on"))
    if expires is None:
        if facts.notified_on is None:
            return None
        expires = facts.notified_on + dt.timedelta(days=int(parameters.at("public_health.payment_days", on).value))
    closed = _date(answers.get("closing_notice_on"))
    return None if closed is not None and closed < expires else clock.extended(expires, facts.holidays)


def licence_of(service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters) -> Licence:
    """The yearly fee by the office's ordinance, or as typed. Raises as :func:`licence_lines`."""
    assert fee.rule is not None
    name = LICENCES[fee.rule]
    ceiling = parameters.rate(name).ceiling
    parameters.at(name, on)  # before the regulation there is nothing to charge by
    waiver = parameters.at(WAIVERS[fee.rule], on) if fee.rule in WAIVERS else None
    if waiver is not None and waiver.value:
        return Licence(Decimal(0), waiver.reference, "ได้รับยกเว้นค่าธรรมเนียมในช่วงเวลานี้", waiver.confirmed)
    fields = {field.id: field for section in service.form for field in section.fields}
    faults = [
        fault
        for each in ("business_kind", "ordinance_fee", *MEASURES)
        if each in fields and answers.get(each) is not None
        for fault in faults_of(fields[each], answers.get(each), on)
    ]
    if faults:
        raise InvalidAnswers(faults)
    typed = _decimal(answers.get("ordinance_fee"))
    own = row_of(parameters.ordinance(name, on), answers, fields)
    if own is not None:
        if typed is not None and typed != own.value:
            message = f"ข้อบัญญัติในระบบกำหนด {own.value:,.2f} บาท ไม่ตรงกับที่กรอก: ลบช่องนี้ หรือแก้อัตราตามข้อบัญญัติในการตั้งค่า"
            raise InvalidAnswers([FieldFault("ordinance_fee", "not-as-ordinance", message)])
        return Licence(own.value, own.ordinance, _why(own, answers), True)
    if typed is None:
        label = fields["ordinance_fee"].label if "ordinance_fee" in fields else "ค่าธรรมเนียมตามข้อบัญญัติ"
        message = f"ยังไม่มีอัตราตามข้อบัญญัติของสำนักงานในระบบ: กรอกช่อง “{label}” (ไม่เกิน {ceiling:,.0f} บาท) หรือใส่อัตราในการตั้งค่า"
        raise InvalidAnswers([FieldFault("ordinance_fee", "required", message)])
    if ceiling is not None and typed > ceiling:
        law = parameters.rate(name).ceiling_reference
        message = f"ค่าธรรมเนียม {typed:,.2f} บาท เกินเพดาน {ceiling:,.0f} บาทต่อปี ({law}): ตรวจกับข้อบัญญัติ"
        raise InvalidAnswers([FieldFault("ordinance_fee", "above-ceiling", message)])
    return Licence(typed, "ข้อบัญญัติท้องถิ่น", "ตามข้อบัญญัติท้องถิ่นที่เจ้าหน้าที่กรอก", False)


def row_of(rows: tuple[OrdinanceRate, ...], answers: Mapping[str, Any], fields: Mapping[str, FormField]) -> OrdinanceRate | None:
    """The row of the ordinance that fits the business; None where none does. Raises InvalidAnswers where a size it needs is missing."""
    kind = str(answers.get("business_kind") or "")
    fitting = [(how, row) for row in rows if (how := _particularity(row, kind)) is not None]
    closest = [row for how, row in fitting if how == max(each for each, _ in fitting)]
    needed = sorted({row.measure for row in closest if row.measure and answers.get(row.measure) is None})
    if needed:
        raise InvalidAnswers([_size_missing(name, fields) for name in needed])
    reached = [row for row in closest if not row.measure or not row.over or (_decimal(answers.get(row.measure)) or 0) > row.over]
    # the highest step that was reached of each measure; an ordinance that has several of them means the dearest
    steps = [row for row in reached if row.over == max(each.over for each in reached if each.measure == row.measure)]
    return max(steps, key=lambda row: row.value, default=None)


def _particularity(row: OrdinanceRate, kind: str) -> int | None:
    """2: names this kind, 1: its group, 0: all kinds; None: does not fit."""
    if not row.businesses:
        return 0
    if kind in row.businesses:
        return 2
    return 1 if kind.partition(".")[0] in row.businesses else None


def _size_missing(name: str, fields: Mapping[str, FormField]) -> FieldFault:
    label = fields[name].label if name in fields else MEASURES[name][0]
    return FieldFault(name, "required", f"ข้อบัญญัติคิดค่าธรรมเนียมตาม{MEASURES[name][0]}: กรุณากรอก “{label}”")


def _why(row: OrdinanceRate, answers: Mapping[str, Any]) -> str:
    kind = str(answers.get("business_kind") or "")
    said = "อัตราเดียวทุกประเภท" if not row.businesses else f"กิจการลำดับที่ {to_thai(kind)}"
    if not row.measure:
        return said if row.businesses else "ตามข้อบัญญัติ"
    name, unit = MEASURES[row.measure]
    size = f"{name} {number(_decimal(answers.get(row.measure)) or Decimal(0))} {unit}"
    return f"{said} {size}" + (f" เกิน {number(row.over)} {unit}" if row.over else "")


def _owed_before(service: Service, answers: Mapping[str, Any], on: dt.date) -> Decimal:
    """Fees of earlier years as the officer found them unpaid, baht."""
    field = next((field for section in service.form for field in section.fields if field.id == "unpaid_before"), None)
    if field is None or answers.get(field.id) is None:
        return Decimal(0)
    faults = list(faults_of(field, answers[field.id], on))
    if faults:
        raise InvalidAnswers(faults)
    return _decimal(answers[field.id]) or Decimal(0)


# --- collecting waste and sewage --------------------------------------------------------------------------------------------------


def waste_fee(litres_a_day: Decimal, months: int, on: dt.date, parameters: Parameters) -> AssessmentLine:
    """Collecting general waste (มาตรา 20 (4)): by litres a day in the steps of the ordinance, baht a month.

    Raises CounterError ``volume`` for nothing or more than the ordinance has a step for, ``months`` for no whole number of months.
    """
    if litres_a_day <= 0:
        raise CounterError("ปริมาณมูลฝอยต้องมากกว่า 0 ลิตรต่อวัน: กรุณาตรวจสอบ", code="volume", field="litres_a_day")
    if not 1 <= months <= MOST_MONTHS:
        raise CounterError("จำนวนเดือนต้องเป็นจำนวนเต็มตั้งแต่ 1 เดือน: กรุณาตรวจสอบ", code="months", field="months")
    limit = None
    for step in _steps(parameters):
        limit = parameters.at(f"public_health.waste_monthly.litres_{step}", on)
        if litres_a_day <= limit.value:
            fee = parameters.at(f"public_health.waste_monthly.fee_{step}", on)
            return AssessmentLine(
                item="ค่าเก็บและขนมูลฝอยทั่วไป",
                base=Decimal(months),
                unit="เดือน",
                rate=fee.value,
                amount=round_to_satang(fee.value * months),
                reference=fee.reference,
                sentence=f"วันละไม่เกิน {number(limit.value)} ลิตร เดือนละ {baht(fee.value)} × {number(months)} เดือน",
                revenue="waste-collection-fee",
                kind="fee",
                confirmed=fee.confirmed and limit.confirmed,
            )
    most = f"{limit.value:f}" if limit else "0"
    raise CounterError(
        f"ปริมาณมูลฝอยเกินวันละ {most} ลิตร ซึ่งข้อบัญญัติในระบบไม่มีอัตรา: ตรวจข้อบัญญัติและเพิ่มอัตราในการตั้งค่า", code="volume", field="litres_a_day"
    )


def _steps(parameters: Parameters) -> Iterator[int]:
    step = 1
    while f"public_health.waste_monthly.litres_{step}" in parameters.rates:
        yield step
        step += 1


def sewage_fee(cubic_metres: Decimal, on: dt.date, parameters: Parameters) -> AssessmentLine:
    """Emptying a cesspit once, by cubic metres: a remainder up to a half costs less, more than a half is a whole one.

    Raises CounterError ``volume`` unless it is above zero.
    """
    if cubic_metres <= 0:
        raise CounterError("ปริมาณสิ่งปฏิกูลต้องมากกว่า 0 ลูกบาศก์เมตร: กรุณาตรวจสอบ", code="volume", field="cubic_metres")
    whole, rest = divmod(cubic_metres, 1)
    if rest > Decimal("0.5"):
        whole, rest = whole + 1, Decimal(0)
    each = parameters.at("public_health.sewage_trip.per_m3", on)
    half = parameters.at("public_health.sewage_trip.half_m3", on)
    amount = round_to_satang(each.value * whole + (half.value if rest else 0))
    parts = [f"{number(whole)} ลบ.ม. × {baht(each.value)}"] if whole else []
    parts += [f"เศษไม่เกินครึ่งลูกบาศก์เมตร {baht(half.value)}"] if rest else []
    return AssessmentLine(
        item="ค่าเก็บและขนสิ่งปฏิกูล",
        base=cubic_metres,
        unit="ลบ.ม.",
        rate=each.value,
        amount=amount,
        reference=each.reference,
        sentence=f"{' + '.join(parts)} = {baht(amount)}",
        revenue="waste-collection-fee",
        kind="fee",
        confirmed=each.confirmed and (half.confirmed or not rest),
    )


# --- small things -----------------------------------------------------------------------------------------------------------------


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _day(day: dt.date | None) -> str:
    return "" if day is None else format_long(day)
