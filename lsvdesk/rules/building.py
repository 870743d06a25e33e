"""Fees of building control (พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522; กฎกระทรวง ฉบับที่ 7 พ.ศ. 2528 and ฉบับที่ 70 พ.ศ. 2564).

A permit (and its renewal) costs a fixed fee by what is done, lower for a small dwelling since 2564. Checking the plans of a construction
or an alteration costs by the floor area of all storeys × the rate of the height class, by area for a sign, by length for linear works;
of an alteration only the altered part. Area and length are rounded once a row: half a unit or more is one more.

The class is the highest where storeys or height pass the middle class, the lowest where storeys *or* height stay within it (a setting:
``building.plan_check.either_is_enough``), the middle one otherwise. Where the reading decides, the line is unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FeeLine, FormField, Service
from lsvdesk.catalogue.parameters import Parameters, RateAt
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.money import round_to_satang
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.numerals import to_thai

_ZERO = Decimal(0)

ACTIONS: Mapping[str, tuple[str, str]] = {
    "construction": ("construction", "ก่อสร้างอาคาร"),
    "alteration": ("alteration", "ดัดแปลงอาคาร"),
    "demolition": ("demolition", "รื้อถอนอาคาร"),
    "relocation-here": ("relocation", "เคลื่อนย้ายอาคาร"),
    "relocation-elsewhere": ("relocation", "เคลื่อนย้ายอาคาร"),
    "change-of-use": ("change_of_use", "เปลี่ยนการใช้อาคาร"),
}
"""What is done → the part of its rates' names, and what the permit is called."""


@dataclass(frozen=True)
class Structure:
    """One row of the form: areas in square metres for each of ``count`` buildings, lengths and heights in metres."""

    index: int
    structure: str
    kind: str
    count: int
    dwelling: bool
    area: Decimal
    checked: Decimal
    heavy: Decimal
    storeys: int
    height: Decimal
    width: Decimal
    length: Decimal

    @property
    def group(self) -> str:
        """Ties the lines of one row together: its place in the table."""
        return f"buildings[{self.index}]"

    @property
    def name(self) -> str:
        """As the lines call it."""
        return f"รายการที่ {self.index + 1}" + (f" “{self.kind}”" if self.kind else "")


def permit_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fee of the permit. Raises InvalidAnswers naming every field that is missing or wrong."""
    action, rows = read(service, answers, on)
    return [_fixed_line("permit", "ใบอนุญาต", action, rows, fee, on, parameters)]


def renewal_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fee of renewing a permit. Raises InvalidAnswers naming every field that is missing or wrong."""
    action, rows = read(service, answers, on)
    return [_fixed_line("renewal", "ต่ออายุใบอนุญาต", action, rows, fee, on, parameters)]


def plan_check_lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The fee of checking the plans, a line for each row of the form (two where a floor bears heavy loads); nothing for a demolition or
    a relocation. Raises InvalidAnswers naming every field that is missing or wrong."""
    action, rows = read(service, answers, on)
    if action not in ("construction", "alteration"):
        return []
    used: list[RateAt] = []
    if service.kind == "notification":
        by_notice = parameters.at("building.notice_plan_check", on)
        if not by_notice.value:
            return []
        used.append(by_notice)
    return [line for row in rows for line in _plan_lines(row, action, fee, on, parameters, used)]


def validity_years(area_m2: Decimal, on: dt.date, parameters: Parameters) -> RateAt:
    """How many years a permit to build or alter is good for, by floor area (กฎกระทรวง ฉบับที่ 57)."""
    if area_m2 >= parameters.at("building.validity.largest_area", on).value:
        return parameters.at("building.validity.years_largest", on)
    if area_m2 >= parameters.at("building.validity.large_area", on).value:
        return parameters.at("building.validity.years_large", on)
    return parameters.at("building.validity.years", on)


# --- reading ----------------------------------------------------------------------------------------------------------------------


def read(service: Service, answers: Mapping[str, Any], on: dt.date) -> tuple[str, list[Structure]]:
    """What is done, and the rows. Raises InvalidAnswers with a fault for every field the calculation cannot use."""
    fields = {field.id: field for section in service.form for field in section.fields}
    table = fields["buildings"]
    faults = list(faults_of(fields["action"], answers.get("action"), on))
    action = str(answers.get("action"))
    rows = answers.get("buildings") or []
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        faults.append(FieldFault("buildings", "required", "กรุณากรอกรายการอาคารอย่างน้อยหนึ่งรายการ"))
        rows = []
    for index, row in enumerate(rows):
        faults.extend(_row_faults(table, row, index, action, on))
    if faults:
        raise InvalidAnswers(faults)
    return action, [_structure(index, row, action) for index, row in enumerate(rows)]


def _row_faults(table: FormField, row: Mapping[str, Any], index: int, action: str, on: dt.date) -> list[FieldFault]:
    needed = {"structure", "count"}
    structure = row.get("structure")
    if structure == "building":
        needed |= {"use_class", "area_m2", "storeys", "height_m", "heavy_area_m2"}
        if action == "alteration":
            needed.add("altered_area_m2")
    elif structure == "sign":
        needed |= {"width_m", "length_m"}
    elif structure == "linear":
        needed.add("length_m")
    place = f"buildings[{index}]"
    found = [
        FieldFault(each.field, each.code, f"รายการที่ {index + 1}: {each.message}")
        for column in table.columns
        if column.id in needed
        for each in faults_of(column, row.get(column.id), on, f"{place}.{column.id}")
    ]
    if not found and structure == "building":
        part = "altered_area_m2" if action == "alteration" else "heavy_area_m2"
        label = "พื้นที่ส่วนที่ดัดแปลง" if action == "alteration" else "พื้นที่รับน้ำหนักเกิน 500 กก./ตร.ม."
        if _decimal(row.get(part)) > _decimal(row.get("area_m2")):
            found.append(FieldFault(f"{place}.{part}", "refused", f"รายการที่ {index + 1}: {label}มากกว่าพื้นที่อาคาร กรุณาตรวจสอบ"))
    return found


def _structure(index: int, row: Mapping[str, Any], action: str) -> Structure:
    area = _decimal(row.get("area_m2"))
    checked = _decimal(row.get("altered_area_m2")) if action == "alteration" else area
    return Structure(
        index=index,
        structure=str(row["structure"]),
        kind=str(row.get("kind") or ""),
        count=int(row["count"]),
        dwelling=row.get("use_class") == "dwelling",
        area=area,
        checked=checked,
        heavy=min(_decimal(row.get("heavy_area_m2")), checked),
        storeys=int(row.get("storeys") or 0),
        height=_decimal(row.get("height_m")),
        width=_decimal(row.get("width_m")),
        length=_decimal(row.get("length_m")),
    )


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value or 0))


# --- permit and renewal -----------------------------------------------------------------------------------------------------------


def _fixed_line(
    what: str, title: str, action: str, rows: list[Structure], fee: FeeLine, on: dt.date, parameters: Parameters
) -> AssessmentLine:
    name, words = ACTIONS[action]
    small = parameters.at(f"building.{what}_{name}.small", on)
    other = parameters.at(f"building.{what}_{name}.other", on)
    rate, why, sure = (other, "", True) if small.value == other.value else _tier(rows, small, other, on, parameters)
    return AssessmentLine(
        item=f"{title}{words}",
        base=Decimal(1),
        unit="ฉบับ",
        rate=rate.value,
        amount=round_to_satang(rate.value),
        reference=rate.reference,
        sentence=f"{title}{words}{why} ฉบับละ {baht(rate.value)}",
        revenue=fee.revenue,
        kind="fee",
        confirmed=rate.confirmed and sure,
    )


def _tier(rows: list[Structure], small: RateAt, other: RateAt, on: dt.date, parameters: Parameters) -> tuple[RateAt, str, bool]:
    """The lower fee for a small dwelling, why, and whether that is sure. Signs and walls beside a building do not count."""
    limit = parameters.at("building.small_area", on)
    dwelling_only = parameters.at("building.small_dwelling_only", on)
    buildings = [row for row in rows if row.structure == "building"]
    area = sum((row.area * row.count for row in buildings), _ZERO)
    within, dwelling = bool(buildings) and area <= limit.value, all(row.dwelling for row in buildings)
    sure = limit.confirmed and (not within or dwelling or dwelling_only.confirmed)
    if not buildings:
        return other, " ป้าย รั้ว หรือกำแพง", limit.confirmed and dwelling_only.confirmed
    if within and (dwelling or not dwelling_only.value):
        return small, f" พื้นที่รวม {number(area)} ตร.ม. ไม่เกิน {number(limit.value)} ตร.ม.", sure
    if within:
        return other, f" พื้นที่รวม {number(area)} ตร.ม. ไม่ใช่อาคารอยู่อาศัย", sure
    return other, f" พื้นที่รวม {number(area)} ตร.ม. เกิน {number(limit.value)} ตร.ม.", sure


# --- checking the plans -----------------------------------------------------------------------------------------------------------


def _plan_lines(row: Structure, action: str, fee: FeeLine, on: dt.date, parameters: Parameters, used: list[RateAt]) -> list[AssessmentLine]:
    if row.structure == "sign":
        how = f"กว้าง {number(row.width)} × ยาว {number(row.length)} เมตร"
        return [_measured_line(row, "ตร.ม.", row.width * row.length, "sign", how, True, fee, on, parameters, used)]
    if row.structure == "linear":
        return [_measured_line(row, "เมตร", row.length, "linear", "วัดความยาว", True, fee, on, parameters, used)]
    name, how, sure = height_class(row.storeys, row.height, on, parameters)
    if action == "alteration":
        how += " เฉพาะส่วนที่ดัดแปลง"
    lines = []
    if row.checked > row.heavy:
        lines.append(_measured_line(row, "ตร.ม.", row.checked - row.heavy, name, how, sure, fee, on, parameters, used))
    if row.heavy:
        lines.append(_measured_line(row, "ตร.ม.", row.heavy, "heavy", "พื้นที่รับน้ำหนักเกิน ๕๐๐ กก./ตร.ม.", True, fee, on, parameters, used))
    return lines


def height_class(storeys: int, height_m: Decimal, on: dt.date, parameters: Parameters) -> tuple[str, str, bool]:
    """``low``, ``mid`` or ``high``, how it came about in Thai, and whether both readings of the regulation agree."""

    def at(name: str) -> Decimal:
        return parameters.at(f"building.plan_check.{name}", on).value

    size = f"{number(storeys)} ชั้น สูง {number(height_m)} เมตร"
    if storeys > at("mid_storeys") or height_m > at("mid_height"):
        agree = storeys > at("low_storeys") and height_m > at("low_height")
        return "high", f"{size} (เกิน {number(at('mid_storeys'))} ชั้น หรือเกิน {number(at('mid_height'))} เมตร)", agree
    few, low = storeys <= at("low_storeys"), height_m <= at("low_height")
    reading = parameters.at("building.plan_check.either_is_enough", on)
    either = bool(reading.value)
    sure = few == low or reading.confirmed
    word = "หรือ" if either else "และ"
    if (few or low) if either else (few and low):
        return "low", f"{size} (ไม่เกิน {number(at('low_storeys'))} ชั้น {word}ไม่เกิน {number(at('low_height'))} เมตร)", sure
    return "mid", f"{size} (ไม่เกิน {number(at('mid_storeys'))} ชั้น และไม่เกิน {number(at('mid_height'))} เมตร)", sure


def _measured_line(
    row: Structure,
    unit: str,
    each: Decimal,
    rate_name: str,
    how: str,
    sure: bool,
    fee: FeeLine,
    on: dt.date,
    parameters: Parameters,
    used: list[RateAt],
) -> AssessmentLine:
    rate = parameters.at(f"building.plan_check.{rate_name}", on)
    fraction = parameters.at("building.plan_check.fraction", on)
    measure = each * row.count
    counted = whole_units(measure, fraction.value)
    amount = round_to_satang(counted * rate.value)
    sentence = f"{to_thai(row.name)} {how}"
    if row.count > 1:
        sentence += f" {number(each)} {unit} × {number(row.count)} หลัง"
    if counted != measure:
        sentence += f" {number(measure)} {unit} ปัดเศษเป็น"
    sentence += f" {number(counted)} {unit} × {baht(rate.value)} = {baht(amount)}"
    return AssessmentLine(
        item=f"ค่าตรวจแบบแปลน {row.name}",
        base=counted,
        unit=unit,
        rate=rate.value,
        amount=amount,
        reference=rate.reference,
        sentence=sentence,
        revenue=fee.revenue,
        group=row.group,
        kind="fee",
        confirmed=sure and rate.confirmed and (counted == measure or fraction.confirmed) and all(each_.confirmed for each_ in used),
    )


def whole_units(measure: Decimal, fraction: Decimal) -> Decimal:
    """Whole square metres or metres: a remainder of ``fraction`` or more is one more, less is dropped."""
    whole = measure.to_integral_value(rounding="ROUND_FLOOR")
    return whole + (1 if measure - whole >= fraction else 0)
