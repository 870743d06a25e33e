"""The assessment notice of land and building tax (ภ.ด.ส.6) with its lists (ภ.ด.ส.7, ภ.ด.ส.8): the return computed again, portion by
portion, and held against what was assessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue.answers import normalise
from lsvdesk.counter import assessed, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.paper_data import common
from lsvdesk.counter.paper_data.assessments import current
from lsvdesk.errors import CounterError
from lsvdesk.money import round_to_satang
from lsvdesk.printing.views import (
    InstalmentLine,
    LandTaxItem,
    LandTaxNoticeView,
    LandTaxPortion,
    LandTaxSlice,
    PartyView,
    SignatureView,
    SurchargeLine,
)
from lsvdesk.rules import land_payment
from lsvdesk.rules.land_return import Return, read
from lsvdesk.rules.land_tariff import CATEGORIES, Tariff, tariff
from lsvdesk.rules.land_tax import Portion, portions
from lsvdesk.rules.land_values import Building, Parcel, area_text
from lsvdesk.thai.dates import ERA
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.paper_data.common import Source
    from lsvdesk.counter.views import LineRow

SERVICE = "land-building-tax"


def notice(source: Source, letter_no: str) -> LandTaxNoticeView:
    """The notice of a case. Raises CounterError ``no-paper`` for anything but land and building tax."""
    case = source.of_case
    if case.service != SERVICE:
        raise CounterError("หนังสือแจ้งการประเมิน (ภ.ด.ส.6) ใช้กับภาษีที่ดินและสิ่งปลูกสร้างเท่านั้น", code="no-paper")
    stored = current(source)
    lines = rows.assessment(stored, assessed.lines_of(source.session, stored)).lines
    return notice_of(
        source,
        letter_no,
        source.applicant(),
        case.answers,
        lines,
        assessed_on=stored.assessed_on,
        department=case.department,
        juristic=case.organisation is not None,
        service=source.service,
        notified_on=stored.notified_on,
    )


def notice_of(
    source: Source,
    letter_no: str,
    addressee: PartyView,
    answers: Mapping[str, Any],
    lines: Sequence[LineRow],
    *,
    assessed_on: dt.date,
    department: str,
    juristic: bool,
    service: Service | None = None,
    notified_on: dt.date | None = None,
) -> LandTaxNoticeView:
    """The same of any return, that of a case or of the yearly assessment; ``lines`` are what was assessed, without what is for being late.

    Raises CounterError ``reassess`` where the rates have changed since, InvalidAnswers.
    """
    definition = service or source.office.catalogue.service(SERVICE)
    parameters = source.office.catalogue.parameters
    found = read(definition, normalise(definition, answers), assessed_on, juristic)
    law = tariff(parameters, found.year)
    shown = [_portion(each, law, answers) for each in portions(law, found.owner)]
    owed = [line for line in lines if line.group != assessed.LATE]
    tax = sum((each.tax for each in shown), Decimal(0))
    deductions = tuple(SurchargeLine(_plain(line.item), line.amount, line.reference) for line in owed if line.amount < 0)
    total = sum((line.amount for line in owed), Decimal(0))
    if tax + sum((each.amount for each in deductions), Decimal(0)) != total:
        raise CounterError("อัตราหรือค่าที่ใช้คำนวณเปลี่ยนไปหลังการประเมิน กรุณาประเมินใหม่ก่อนออกหนังสือแจ้ง", code="reassess")
    holidays = office_settings.holidays_of(source.session)
    pay_by = land_payment.deadline(found.year, found.days, parameters, holidays)
    in_time = (notified_on or source.office.today()) <= pay_by
    first = dt.date(found.year, 1, 1)
    named = source.department(department)
    position = str(named.get("head_position", ""))
    return LandTaxNoticeView(
        head=source.head(LandTaxNoticeView.KIND),
        letter_no=letter_no,
        addressee=addressee,
        tax_year=found.year + ERA,
        portions=tuple(shown),
        tax=tax,
        total=total,
        deductions=deductions,
        pay_by=pay_by if in_time else None,
        pay_within_days=int(parameters.at("land_building.payment_days_late_notice", first).value),
        instalments=_instalments(total, found, source, in_time),
        objection_within_days=int(parameters.at("land_building.objection_days", first).value),
        pay_at=f"{named.get('title', '')} {source.details['name']}".strip(),
        late_note=_late_note(found, source),
        references=_references(line for line in owed if line.confirmed and line.amount),
        unverified=_references(line for line in owed if not line.confirmed),
        department=str(named.get("title", "")),
        officer=SignatureView(
            name=str(named.get("head", "")), position=position or "พนักงานประเมิน", role="พนักงานประเมิน" if position else ""
        ),
    )


# --- the pieces -------------------------------------------------------------------------------------------------------------------


def _portion(portion: Portion, law: Tariff, answers: Mapping[str, Any]) -> LandTaxPortion:
    plots = [_plot(each, worth, answers) for each, worth in zip(portion.parcels, portion.worth, strict=False)]
    rest = portion.worth[len(portion.parcels) :]
    built = [_built(each, worth, law, answers) for each, worth in zip(portion.buildings, rest, strict=True)]
    exact = before = Decimal(0)
    slices = []
    for each in portion.slices:  # the satang of a slice are those of the calculation: rounded once, as a whole
        exact += each.tax
        amount = round_to_satang(exact) - before
        before += amount
        slices.append(LandTaxSlice(each.rate, amount))
    return LandTaxPortion(
        use=CATEGORIES[portion.category],
        items=(*plots, *built),
        value=round_to_satang(portion.value),
        exempt=round_to_satang(portion.exempt),
        slices=tuple(slices),
        tax=portion.tax,
        room=any(each.room for each in portion.buildings),
    )


def _plot(parcel: Parcel, worth: Decimal, answers: Mapping[str, Any]) -> LandTaxItem:
    row = answers["parcels"][parcel.index]
    return LandTaxItem(
        name="ที่ดิน",
        value=round_to_satang(worth),
        land=True,
        number=str(row.get("deed_no") or ""),
        size=to_arabic(area_text(parcel.area)),
        unit_price=common.number(parcel.price, 2),
        place=str(row.get("place") or ""),
    )


def _built(building: Building, worth: Decimal, law: Tariff, answers: Mapping[str, Any]) -> LandTaxItem:
    row = answers["rooms" if building.room else "buildings"][building.index]
    return LandTaxItem(
        name=str(row.get("condominium" if building.room else "kind") or "สิ่งปลูกสร้าง"),
        value=round_to_satang(worth),
        number=str(row.get("room_no" if building.room else "house_no") or ""),
        size=common.number(building.area) + ("" if building.room else " ตร.ม."),
        unit_price=common.number(building.price, 2),
        age="" if building.room else str(building.age),
        depreciation="" if building.room else common.number(building.depreciation(law)),
        place=str(row.get("place") or ""),
        registration=str(row.get("condominium_no") or ""),
    )


def _instalments(total: Decimal, found: Return, source: Source, in_time: bool) -> tuple[InstalmentLine, ...]:
    """The parts that may be asked for; with a time that runs from the receipt the days are not known yet."""
    if not in_time or found.instalments_paid:
        return ()
    parts = land_payment.instalments(
        total, found.year, found.days, source.office.catalogue.parameters, office_settings.holidays_of(source.session)
    )
    return tuple(InstalmentLine(part.number, part.amount, part.due) for part in parts)


def _late_note(found: Return, source: Source) -> str:
    at = source.office.catalogue.parameters.at
    first = dt.date(found.year, 1, 1)
    before, within, after = (at(f"land_building.penalty.{name}", first) for name in ("before_warning", "within_warning", "after_warning"))
    month = at("land_building.surcharge.month", first)
    return (
        f"หากชำระเกินกำหนดดังกล่าว ท่านต้องเสียเบี้ยปรับร้อยละ {common.number(before.value)} ของภาษีค้างชำระ "
        f"(ร้อยละ {common.number(within.value)} เมื่อได้รับหนังสือแจ้งเตือนแล้ว และร้อยละ {common.number(after.value)} เมื่อพ้นกำหนดในหนังสือแจ้งเตือน) "
        f"และเงินเพิ่มร้อยละ {common.number(month.value)} ต่อเดือน เศษของเดือนให้นับเป็นหนึ่งเดือน ตามมาตรา 68 ถึงมาตรา 70 แห่งพระราชบัญญัติดังกล่าว"
    )


def _references(lines: Iterator[LineRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for line in lines for part in line.reference.split("; ") if part))


def _plain(item: str) -> str:
    return to_arabic(item)
