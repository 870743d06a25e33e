"""The office's registers as workbooks, and every list of the window.

Personal data beyond need is not given out: there is no list of people, and no citizen ids or addresses. Names of sensitive services are
hidden from those who may not see them on the screen either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select

from lsvdesk.counter import register_kinds
from lsvdesk.counter.actions import may_see
from lsvdesk.counter.rows import permit_status
from lsvdesk.counter.views import PERMIT_END_TITLES, PERMIT_STATUS_TITLES, RegisterFilter, state_of, state_title
from lsvdesk.errors import CounterError
from lsvdesk.money import to_baht
from lsvdesk.register.models import Case, Deficiency, Organisation, Permit, Person, Sign
from lsvdesk.register.models import Office as OfficeRow
from lsvdesk.reporting import details
from lsvdesk.reporting.counting import HIDDEN
from lsvdesk.reporting.kinds import export_kind
from lsvdesk.reporting.saving import reporting_faults
from lsvdesk.reporting.tables import ColumnSpec, Table, export_table, export_tables
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import full_name

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.register_kinds import RegisterKind

__all__ = ["REGISTERS", "ColumnSpec", "export_register", "export_table"]

REGISTERS = {
    "cases": "ทะเบียนรับคำขอ",
    "receipts": "ทะเบียนใบเสร็จรับเงิน",
    "permits": "ทะเบียนใบรับรองและใบอนุญาต",
    "signs": "ทะเบียนป้าย",
    "deficiencies": "ทะเบียนบันทึกสองฝ่าย",
}
"""Name → title of what :func:`export_register` writes."""

SIGN_STATUSES = {"standing": "ติดตั้งอยู่", "changed": "เปลี่ยนแปลงแล้ว", "removed": "รื้อถอนแล้ว"}
SIGN_KINDS = {"thai_only": "1 ไทยล้วน", "mixed": "2 ไทยปนต่างประเทศ", "foreign": "3 ไม่มีไทย / ไทยอยู่ต่ำกว่า"}
DEFICIENCY_STATUSES = {"open": "รอแก้ไข", "cured": "แก้ไขครบแล้ว", "expired": "ไม่แก้ไขในกำหนด", "cancelled": "ยกเลิก"}

_AT_ONCE = {"yield_per": 2_000}


def export_register(office: Office, name: str, start: dt.date | None, end: dt.date | None, out: Path) -> Path:
    """Write the register ``name`` to ``out`` (.xlsx) and give its path: a key of :data:`REGISTERS`, or one of the office's registers by
    kind (:func:`lsvdesk.counter.register_kinds.kinds`).

    ``start`` and ``end`` bound the day of filing, of the receipt, of issue, or of the record (signs: the day their case was filed); None
    leaves that side open. Permits have a sheet for each number series. Raises CounterError ``register-name``, ``date-order``,
    ``workbook``.
    """
    if start and end and end < start:
        raise CounterError(f"วันสิ้นสุด {format_short(end)} อยู่ก่อนวันเริ่ม {format_short(start)} กรุณาเลือกช่วงวันใหม่", code="date-order")
    if name not in REGISTERS:
        return export_kind(office, _kind_named(office, name), RegisterFilter(start=start, end=end, limit=None), out)
    with office.register.read() as session, reporting_faults(out):
        return export_tables(
            REGISTERS[name],
            _tables(session, office, name, start, end),
            out,
            office_name=session.execute(select(OfficeRow.name)).scalar_one(),
            subtitle=_span(start, end, office.today()),
            author=office.user.name,
            now=office.clock.now(),
        )


def _kind_named(office: Office, name: str) -> RegisterKind:
    try:
        return register_kinds.kind(office, name)
    except CounterError as fault:
        if fault.code != "register-name":
            raise
    known = ", ".join([*REGISTERS, *(each.id for each in register_kinds.kinds(office) if each.id not in REGISTERS)])
    raise CounterError(f"ไม่มีทะเบียนชื่อ “{name}” เลือกได้จาก: {known}", code="register-name")


def _tables(session: Session, office: Office, name: str, start: dt.date | None, end: dt.date | None) -> Iterable[Table]:
    if name == "permits":
        return _permits(session, office, start, end)
    columns, rows = {"cases": _cases, "receipts": _receipts, "signs": _signs, "deficiencies": _deficiencies}[name](
        session, office, start, end
    )
    return [Table(REGISTERS[name], columns, rows)]


def _span(start: dt.date | None, end: dt.date | None, today: dt.date) -> str:
    if start is None and end is None:
        return f"ข้อมูล ณ วันที่ {format_short(today)}"
    since = f"ตั้งแต่วันที่ {format_short(start)} " if start else ""
    return f"{since}ถึงวันที่ {format_short(end or today)}"


def _within(
    day: ColumnElement[dt.date] | InstrumentedAttribute[dt.date], start: dt.date | None, end: dt.date | None
) -> list[ColumnElement[bool]]:
    return [*([day >= start] if start else []), *([day <= end] if end else [])]


def _shown(office: Office, text: str, row: Any) -> str:
    """``text``, or that it is hidden; ``row`` tells whether the case is sensitive and who took it in."""
    return text if may_see(bool(row.sensitive), office.user, row.created_by) else HIDDEN


_Found = tuple[Sequence[ColumnSpec], Iterator[Sequence[Any]]]


def _cases(session: Session, office: Office, start: dt.date | None, end: dt.date | None) -> _Found:
    columns = (
        ColumnSpec("เลขรับคำขอ", "code", 13),
        ColumnSpec("วันที่ยื่น", "date", 13),
        ColumnSpec("งานบริการ", "text", 32),
        ColumnSpec("ผู้ยื่นคำขอ", "text", 28),
        ColumnSpec("สถานะ", "text", 19),
        ColumnSpec("เอกสารครบ", "date", 13),
        ColumnSpec("กำหนดตามคู่มือ", "date", 14),
        ColumnSpec("กำหนดตามกฎหมาย", "date", 14),
        ColumnSpec("แล้วเสร็จ", "date", 13),
        ColumnSpec("ต้องชำระ (บาท)", "amount", 14),
        ColumnSpec("ชำระแล้ว (บาท)", "amount", 14),
    )
    query = select(
        Case.number,
        Case.filed_on,
        Case.service_title,
        Case.applicant_name,
        Case.status,
        Case.kind,
        Case.forwarded_on,
        Case.complete_on,
        Case.promise_due,
        Case.statutory_due,
        Case.finished_on,
        Case.due_satang,
        Case.paid_satang,
        Case.sensitive,
        Case.created_by,
    ).order_by(Case.number_year, Case.number_value)
    found = session.execute(query.where(*_within(Case.filed_on, start, end)).execution_options(**_AT_ONCE))
    return columns, (
        (
            row.number,
            row.filed_on,
            row.service_title,
            _shown(office, row.applicant_name, row),
            state_title(state_of(row.status, row.forwarded_on), row.kind),
            row.complete_on,
            row.promise_due,
            row.statutory_due,
            row.finished_on,
            to_baht(row.due_satang),
            to_baht(row.paid_satang),
        )
        for row in found
    )


def _receipts(session: Session, office: Office, start: dt.date | None, end: dt.date | None) -> _Found:
    columns = (
        ColumnSpec("วันที่", "date", 13),
        ColumnSpec("ปี\nงบประมาณ", "plain", 11),
        ColumnSpec("เล่มที่", "plain", 7),
        ColumnSpec("เลขที่", "plain", 8),
        ColumnSpec("ผู้ชำระเงิน", "text", 27),
        ColumnSpec("รายการ", "text", 36),
        ColumnSpec("เลขรับคำขอ", "code", 13),
        ColumnSpec("วิธีชำระ", "code", 9),
        ColumnSpec("จำนวนเงิน (บาท)", "amount", 15),
        ColumnSpec("ยกเลิก ไม่นับ (บาท)", "amount", 15),
        ColumnSpec("เหตุที่ยกเลิก", "text", 20),
    )
    found = details.receipts(session, start or dt.date.min, end or dt.date.max, sees=lambda row: may_see(True, office.user, row.created_by))
    return columns, (
        (
            entry.issued_on,
            entry.fiscal_year,
            entry.book_no,
            entry.number,
            entry.payer,
            entry.items,
            entry.case_number,
            entry.method,
            None if entry.void else entry.amount,
            entry.amount if entry.void else None,
            entry.void_reason,
        )
        for entry in found
    )


def _permits(session: Session, office: Office, start: dt.date | None, end: dt.date | None) -> Iterator[Table]:
    columns = (
        ColumnSpec("เลขที่", "code", 13),
        ColumnSpec("วันที่ออก", "date", 13),
        ColumnSpec("เลขทะเบียน", "code", 17),
        ColumnSpec("ผู้ได้รับ", "text", 30),
        ColumnSpec("รายละเอียด", "text", 36),
        ColumnSpec("เลขรับคำขอ", "code", 13),
        ColumnSpec("ใช้ได้ถึง", "date", 13),
        ColumnSpec("สถานะ", "code", 11),
    )
    today = office.today()
    titles = select(Permit.series, func.max(Permit.title)).group_by(Permit.series).order_by(Permit.series)
    series = session.execute(titles.where(*_within(Permit.issued_on, start, end))).all()
    for name, title in series:
        query = (
            select(
                Permit.number,
                Permit.issued_on,
                Permit.registration_no,
                Permit.holder_name,
                Permit.subject,
                Case.number.label("case_number"),
                Permit.valid_until,
                Permit.status,
                Permit.ended_as,
                Case.sensitive,
                Case.created_by,
            )
            .join(Case, Case.id == Permit.case_id)
            .where(Permit.series == name)
            .order_by(Permit.number_year, Permit.number_value)
        )
        found = session.execute(query.where(*_within(Permit.issued_on, start, end)).execution_options(**_AT_ONCE))
        yield Table(
            f"ทะเบียน{title}",
            columns,
            (
                (
                    row.number,
                    row.issued_on,
                    row.registration_no,
                    _shown(office, row.holder_name, row),
                    _shown(office, row.subject, row),
                    row.case_number,
                    row.valid_until or "ไม่กำหนด",
                    PERMIT_END_TITLES.get(row.ended_as) or PERMIT_STATUS_TITLES[permit_status(row.status, row.valid_until, today)],
                )
                for row in found
            ),
        )
    if not series:
        yield Table(REGISTERS["permits"], columns, ())


def _signs(session: Session, office: Office, start: dt.date | None, end: dt.date | None) -> _Found:
    columns = (
        ColumnSpec("เจ้าของป้าย", "text", 28),
        ColumnSpec("ข้อความ ภาพ หรือเครื่องหมาย", "text", 30),
        ColumnSpec("ประเภท", "text", 20),
        ColumnSpec("เคลื่อนที่", "code", 9),
        ColumnSpec("กว้าง (ซม.)", "decimal", 10),
        ColumnSpec("ยาว (ซม.)", "decimal", 10),
        ColumnSpec("ด้าน", "number", 6),
        ColumnSpec("ที่ติดตั้ง", "text", 24),
        ColumnSpec("วันที่ติดตั้ง", "date", 13),
        ColumnSpec("ปีภาษีล่าสุด", "plain", 9),
        ColumnSpec("ภาษีล่าสุด (บาท)", "amount", 14),
        ColumnSpec("สถานะ", "code", 14),
    )
    query = (
        select(Sign, Organisation.name, Person.prefix, Person.first_name, Person.last_name, Case.sensitive, Case.created_by)
        .join(Case, Case.id == Sign.case_id)
        .outerjoin(Organisation, Organisation.id == Sign.organisation_id)
        .outerjoin(Person, Person.id == Sign.person_id)
        .order_by(Sign.id)
    )
    found = session.execute(query.where(*_within(Case.filed_on, start, end)).execution_options(**_AT_ONCE))

    def lines() -> Iterator[Sequence[Any]]:
        for row in found:
            sign: Sign = row.Sign
            owner = row.name or full_name(row.prefix or "", row.first_name or "", row.last_name or "")
            yield (
                _shown(office, owner, row),
                sign.text,
                SIGN_KINDS[sign.kind],
                "ใช่" if sign.moving else "",
                Decimal(sign.width_mm) / 10,
                Decimal(sign.height_mm) / 10,
                sign.sides,
                sign.place,
                sign.installed_on,
                sign.last_tax_year,
                None if sign.last_tax_satang is None else to_baht(sign.last_tax_satang),
                SIGN_STATUSES[sign.status],
            )

    return columns, lines()


def _deficiencies(session: Session, office: Office, start: dt.date | None, end: dt.date | None) -> _Found:
    columns = (
        ColumnSpec("เลขรับคำขอ", "code", 13),
        ColumnSpec("งานบริการ", "text", 30),
        ColumnSpec("ผู้ยื่นคำขอ", "text", 27),
        ColumnSpec("วันที่บันทึก", "date", 13),
        ColumnSpec("สิ่งที่ขาดหรือต้องแก้ไข", "text", 46),
        ColumnSpec("แก้ไขภายใน", "date", 13),
        ColumnSpec("ผล", "code", 16),
        ColumnSpec("วันที่สิ้นสุด", "date", 13),
    )
    query = (
        select(
            Case.number,
            Case.service_title,
            Case.applicant_name,
            Deficiency.opened_on,
            Deficiency.items,
            Deficiency.correct_by,
            Deficiency.status,
            Deficiency.closed_on,
            Case.sensitive,
            Case.created_by,
        )
        .join(Case, Case.id == Deficiency.case_id)
        .order_by(Deficiency.opened_on, Deficiency.id)
    )
    found = session.execute(query.where(*_within(Deficiency.opened_on, start, end)).execution_options(**_AT_ONCE))
    return columns, (
        (
            row.number,
            row.service_title,
            _shown(office, row.applicant_name, row),
            row.opened_on,
            _shown(office, "\n".join(str(item["text"]) for item in row.items), row),
            row.correct_by,
            DEFICIENCY_STATUSES[row.status],
            row.closed_on,
        )
        for row in found
    )
