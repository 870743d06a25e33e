"""The clerk's form of land and building tax (ภ.ด.ส.3, ภ.ด.ส.4) read into what an owner has: every fault named at its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.answer_faults import faults_of
from lsvdesk.catalogue.models import FormField, Service
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.rules.land_payment import Days
from lsvdesk.rules.land_values import AS_BUILDINGS, USES, Building, Owner, Parcel, square_wah
from lsvdesk.rules.wording import number
from lsvdesk.thai.dates import ERA
from lsvdesk.thai.numerals import to_thai

TABLES = {"parcels": "แปลงที่", "buildings": "สิ่งปลูกสร้างที่", "rooms": "ห้องชุดที่"}
"""The tables of the form, and how their rows are called."""

MIXED = "mixed"
_ZERO = Decimal(0)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "parcels": ("rai", "ngan", "wah", "price_per_wah", "use"),
    "buildings": ("material", "area_m2", "price_per_m2", "age", "use"),
    "rooms": ("area_m2", "price_per_m2", "use"),
}
"""Cells that no valuation can do without; of an area's three parts one is enough."""

_OPTIONAL = {"rai", "ngan", "wah"}


@dataclass(frozen=True)
class Return:
    """The Gregorian tax year, what the owner has, the days that matter, and how it is to be paid."""

    year: int
    owner: Owner
    days: Days
    in_instalments: bool = False
    instalments_paid: int = 0


def read(service: Service, answers: Mapping[str, Any], on: dt.date, juristic: bool = False) -> Return:
    """Raises InvalidAnswers with a fault for every field that the calculation cannot use."""
    fields = {field.id: field for section in service.form for field in section.fields}
    faults: list[FieldFault] = []
    for name in ("tax_year", "old_tax", "local_relief", *_DATES, "instalments_paid"):
        if name == "tax_year" or answers.get(name) not in (None, ""):
            faults.extend(faults_of(fields[name], answers.get(name), on))
    rows = {table: _rows(answers, fields[table]) for table in TABLES}
    if not any(rows.values()):
        faults.append(FieldFault("parcels", "required", "กรุณากรอกที่ดิน สิ่งปลูกสร้าง หรือห้องชุดอย่างน้อยหนึ่งรายการ"))
    for table, listed in rows.items():
        for index, row in enumerate(listed):
            faults.extend(_row_faults(fields[table], index, row, on))
    if faults:
        raise InvalidAnswers(faults)
    year = int(answers["tax_year"]) - ERA
    faults.extend(_relations(rows, year, not juristic, bool(answers.get("co_owned"))))
    if faults:
        raise InvalidAnswers(faults)
    owner = Owner(
        natural=not juristic,
        parcels=tuple(_parcel(index, row) for index, row in enumerate(rows["parcels"])),
        buildings=(
            *(_building(index, row) for index, row in enumerate(rows["buildings"])),
            *(_room(index, row) for index, row in enumerate(rows["rooms"])),
        ),
        old_tax=None if answers.get("old_tax") is None else Decimal(str(answers["old_tax"])),
        local_relief=_number(answers.get("local_relief")),
        local_relief_reference=str(answers.get("local_relief_reference") or ""),
    )
    days = Days(**{_DATES[name]: _date(answers.get(name)) for name in _DATES})
    return Return(year, owner, days, bool(answers.get("in_instalments")), int(answers.get("instalments_paid") or 0))


_DATES = {
    "notice_received_on": "notified",
    "warning_received_on": "warned",
    "announced_pay_by": "announced",
    "extended_to": "extended_to",
}


# --- faults -----------------------------------------------------------------------------------------------------------------------


def _rows(answers: Mapping[str, Any], table: FormField) -> list[Mapping[str, Any]]:
    given = answers.get(table.id) or []
    if not isinstance(given, list) or not all(isinstance(row, Mapping) for row in given):
        raise InvalidAnswers([FieldFault(table.id, "type", f"“{table.label}” ต้องเป็นตาราง กรุณากรอกเป็นรายการ")])
    return given


def _row_faults(table: FormField, index: int, row: Mapping[str, Any], on: dt.date) -> Iterator[FieldFault]:
    columns = {column.id: column for column in table.columns}
    needed = set(_NEEDED[table.id])
    if table.id == "parcels" and any(row.get(part) not in (None, "") for part in _OPTIONAL):
        needed -= {part for part in _OPTIONAL if row.get(part) in (None, "")}
    needed |= {name for name, value in row.items() if name in columns and value not in (None, "")}
    if _vacant(table.id, row):
        needed.add("vacant_since")
    here = f"{TABLES[table.id]} {index + 1}"
    for name, column in columns.items():
        if name in needed and column.type != "computed":
            asked = column if name not in (*_NEEDED[table.id], "vacant_since") else column.model_copy(update={"required": True})
            for fault in faults_of(asked, row.get(name), on, f"{table.id}[{index}].{name}"):
                yield FieldFault(fault.field, fault.code, f"{here}: {fault.message}")


def _vacant(table: str, row: Mapping[str, Any]) -> bool:
    unit = "wah" if table == "parcels" else "m2"
    return row.get("use") == "vacant" or (row.get("use") == MIXED and bool(_plain_number(row.get(f"{unit}_vacant"))))


def _relations(rows: Mapping[str, list[Mapping[str, Any]]], year: int, natural: bool, co_owned: bool) -> Iterator[FieldFault]:
    """What is wrong between rows: shares that do not add up, plots that are not there, a name in two house registers."""
    named: list[str] = []
    for table, listed in rows.items():
        for index, row in enumerate(listed):
            here, place = f"{TABLES[table]} {index + 1}", f"{table}[{index}]"
            if table == "parcels":
                whole, unit, said = square_wah(*(_number(row.get(part)) for part in ("rai", "ngan", "wah"))), "wah", "ตร.ว."
            else:
                whole, unit, said = _number(row.get("area_m2")), "m2", "ตร.ม."
            if whole <= 0:
                field = f"{place}.{'rai' if unit == 'wah' else 'area_m2'}"
                yield FieldFault(field, "below-min", f"{here}: เนื้อที่ต้องมากกว่า 0 กรุณาตรวจสอบ")
            shares = sum(_shares(row, unit, whole).values(), _ZERO)
            if row.get("use") == MIXED and shares != whole:
                message = f"{here}: เนื้อที่ตามการใช้ประโยชน์รวมได้ {number(shares)} {said} ไม่เท่ากับเนื้อที่ทั้งหมด {number(whole)} {said} กรุณาแก้ให้เท่ากัน"
                yield FieldFault(f"{place}.use", "shares", message)
            if row.get("vacant_since") and int(row["vacant_since"]) - ERA > year:
                yield FieldFault(f"{place}.vacant_since", "after-tax-year", f"{here}: ปีแรกที่ว่างเปล่าต้องไม่หลังปีภาษี กรุณาตรวจสอบ")
            yield from _plot_faults(table, row, index, len(rows["parcels"]), rows["buildings"])
            if row.get("register") in ("named", "duty"):
                named.append(f"{place}.register")
    if named and not natural:
        message = "นิติบุคคลมีชื่อในทะเบียนบ้านเป็นบ้านหลังหลักไม่ได้ กรุณาเลือก “ไม่มีชื่อ” หรือแก้ประเภทผู้ยื่น"
        yield FieldFault(named[0], "juristic", message)
    elif len(named) > 1 and not co_owned:
        message = "เจ้าของมีชื่อในทะเบียนบ้านได้หลังเดียว กรุณาเลือก “ไม่มีชื่อ” ในหลังอื่น หรือทำเครื่องหมายว่ามีเจ้าของร่วม"
        yield FieldFault(named[1], "two-registers", message)


def _plot_faults(table: str, row: Mapping[str, Any], index: int, plots: int, buildings: list[Mapping[str, Any]]) -> Iterator[FieldFault]:
    wanted = row.get("parcel_no")
    if wanted not in (None, "") and not 1 <= int(str(wanted)) <= plots:
        message = f"{TABLES[table]} {index + 1}: ไม่มีแปลงที่ {wanted} ให้อ้างถึง กรุณากรอกลำดับที่ของแปลงในตารางที่ดิน"
        yield FieldFault(f"{table}[{index}].parcel_no", "unknown-parcel", to_thai(message))
    if row.get("use") == AS_BUILDINGS and not any(_plain_number(each.get("parcel_no")) == index + 1 for each in buildings):
        message = f"แปลงที่ {index + 1}: ไม่มีสิ่งปลูกสร้างที่อ้างถึงแปลงนี้ กรุณากรอกสิ่งปลูกสร้าง หรือเลือกการใช้ประโยชน์ของที่ดินเอง"
        yield FieldFault(f"parcels[{index}].use", "no-building", message)


# --- rows -------------------------------------------------------------------------------------------------------------------------


def _parcel(index: int, row: Mapping[str, Any]) -> Parcel:
    area = square_wah(*(_number(row.get(part)) for part in ("rai", "ngan", "wah")))
    deed = " ".join(str(row.get(part) or "") for part in ("deed_no",)).strip()
    return Parcel(
        index=index,
        name=f"แปลงที่ {number(index + 1)}" + (f" (เลขที่เอกสารสิทธิ {to_thai(deed)})" if deed else ""),
        area=area,
        price=_number(row.get("price_per_wah")),
        shares=_shares(row, "wah", area),
        vacant_since=_year(row.get("vacant_since")),
        adjoining=str(row.get("adjoining") or "").strip(),
        exempt=str(row.get("exempt") or ""),
        relief=str(row.get("relief") or ""),
    )


def _building(index: int, row: Mapping[str, Any]) -> Building:
    area = _number(row.get("area_m2"))
    house = str(row.get("house_no") or "")
    return Building(
        index=index,
        name=f"สิ่งปลูกสร้างที่ {number(index + 1)}" + (f" (บ้านเลขที่ {to_thai(house)})" if house else ""),
        area=area,
        price=_number(row.get("price_per_m2")),
        shares=_shares(row, "m2", area),
        material=str(row.get("material") or ""),
        age=int(_number(row.get("age"))),
        parcel=_place(row.get("parcel_no")),
        named=row.get("register") in ("named", "duty"),
        vacant_since=_year(row.get("vacant_since")),
        exempt=str(row.get("exempt") or ""),
        relief=str(row.get("relief") or ""),
    )


def _room(index: int, row: Mapping[str, Any]) -> Building:
    area = _number(row.get("area_m2"))
    where = " ".join(str(row.get(part) or "") for part in ("condominium", "room_no")).strip()
    return Building(
        index=index,
        name=f"ห้องชุดที่ {number(index + 1)}" + (f" ({to_thai(where)})" if where else ""),
        area=area,
        price=_number(row.get("price_per_m2")),
        shares=_shares(row, "m2", area),
        named=row.get("register") in ("named", "duty"),
        vacant_since=_year(row.get("vacant_since")),
        exempt=str(row.get("exempt") or ""),
        relief=str(row.get("relief") or ""),
        room=True,
    )


def _shares(row: Mapping[str, Any], unit: str, whole: Decimal) -> dict[str, Decimal]:
    """Area by use: all of it, or as typed where there are several uses."""
    if row.get("use") == MIXED:
        return {use: area for use in USES if (area := _number(row.get(f"{unit}_{use}")))}
    return {str(row["use"]): whole}


def _number(value: Any) -> Decimal:
    return Decimal(str(value)) if value not in (None, "") else _ZERO


def _plain_number(value: Any) -> Decimal:
    """As far as it is a number; what is not is named elsewhere."""
    try:
        return _number(value)
    except ArithmeticError:
        return _ZERO


def _year(value: Any) -> int | None:
    return int(value) - ERA if value not in (None, "") else None


def _place(value: Any) -> int | None:
    return int(value) - 1 if value not in (None, "") else None


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None
