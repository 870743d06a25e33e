"""A case from its first look at the documents to a withdrawal or return: reading it, listing, and what is recorded on the way."""

from __future__ import annotations

import datetime as dt
import mimetypes
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.catalogue import flow
from lsvdesk.counter import (
    assessed,
    checklist,
    clocks,
    computing,
    establishments,
    journal,
    listing,
    progress,
    properties,
    reading,
    rows,
    signs,
)
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.views import Answers, AttachmentRow, CaseDetail, CaseFilter, CaseRow, DeficiencyItem, DeficiencyRequest, Handed
from lsvdesk.errors import CounterError, InvalidAnswers, MoneyFault
from lsvdesk.register import attachments, models
from lsvdesk.register import search as index
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import normalise
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

__all__ = [
    "CaseFilter",
    "attach",
    "attachment",
    "case",
    "case_by_number",
    "correct_answers",
    "list_cases",
    "record_documents",
    "return_application",
    "withdraw",
]

MAX_ATTACHMENT = 50 << 20
"""Bytes; a scan larger than this is almost always a mistake of the scanner's settings."""


# ---------------------------------------------------------------------------------------------------------------- reading


def case(office: Office, case_id: int) -> CaseDetail:
    """Everything of a case. Raises CounterError ``unknown-case``, NotAllowedNow ``sensitive``."""
    with office.register.read() as session:
        return reading.detail(session, office, reading.load(session, office, case_id))


def case_by_number(office: Office, number: str) -> CaseDetail:
    """The same by the number that stands on the papers (Thai or Arabic digits)."""
    with office.register.read() as session:
        found = session.scalar(select(models.Case.id).where(models.Case.number == to_arabic(number.strip())))
        if found is None:
            raise CounterError(f"ไม่พบเรื่องเลขที่ “{number}” กรุณาตรวจสอบเลขรับ", code="unknown-case")
        return reading.detail(session, office, reading.load(session, office, found))


def list_cases(office: Office, wanted: CaseFilter | None = None) -> list[CaseRow]:
    """Cases, the latest first; a handful of queries however many there are."""
    with office.register.read() as session:
        return listing.filtered(session, office, wanted or CaseFilter())


# ---------------------------------------------------------------------------------------------------------------- documents


def record_documents(office: Office, case_id: int, handed: dict[str, Handed], deficiency: DeficiencyRequest | None = None) -> CaseDetail:
    """What was handed in. Nothing missing: the clocks start, or an open deficiency counts as put right. Otherwise what is missing stands
    in a two-party record (Facilitation Act s. 8), where one is asked for by ``deficiency``; without it the case goes on waiting.

    Once documents were found complete only faults of the entries may be recorded, no further document asked for (s. 8). The items of the
    request may be empty: then they are the documents that are missing. Raises NotAllowedNow; CounterError ``unknown-document``,
    ``document-count``, ``correct-by``, ``nothing-missing``.
    """
    with office.register.write() as session:
        found, service = reading.required(session, office, case_id, "record_documents")
        if found.complete_on is not None:
            _faulty_entries(session, office, found, service, handed, deficiency)
        else:
            _documents(session, office, found, service, handed, deficiency)
        session.flush()
        return reading.detail(session, office, found)


def _documents(
    session: Session,
    office: Office,
    found: models.Case,
    service: Service,
    handed: dict[str, Handed],
    deficiency: DeficiencyRequest | None,
) -> None:
    documents = reading.documents(session, found)
    changed = checklist.take_in(documents, handed, office.today())
    if changed:
        text = "รับเอกสาร: " + ", ".join(_received(row) for row in changed)
        journal.on_case(session, office, found, "documents", text, documents=[row.document for row in changed])
    lacking = checklist.missing_items(documents)
    wrong = tuple(item for item in deficiency.items if not item.document) if deficiency is not None else ()
    if not lacking and not wrong:
        progress.documents_complete(session, office, found, service)
        return
    if deficiency is None:
        return
    asked = {item.document: item for item in deficiency.items if item.document}
    items = (*(asked.get(item.document, item) for item in lacking), *wrong)
    for row in checklist.missing(documents):
        row.status = "missing"
    _open_deficiency(session, office, found, service, items, deficiency.correct_by)


def _faulty_entries(
    session: Session,
    office: Office,
    found: models.Case,
    service: Service,
    handed: dict[str, Handed],
    deficiency: DeficiencyRequest | None,
) -> None:
    """After completeness: an entry that must be put right stops the clocks; recording again without one says that it has been."""
    items = deficiency.items if deficiency is not None else ()
    checklist.refuse_after_complete(reading.documents(session, found), handed, items)
    if items and deficiency is not None:
        _open_deficiency(session, office, found, service, items, deficiency.correct_by)
    elif found.status == "deficient":
        progress.documents_complete(session, office, found, service)
    else:
        raise CounterError("ยังไม่ได้ระบุรายการที่ต้องแก้ไข กรุณาระบุอย่างน้อยหนึ่งรายการ", code="nothing-missing", field="items")


def _open_deficiency(
    session: Session, office: Office, found: models.Case, service: Service, items: tuple[DeficiencyItem, ...], correct_by: dt.date | None
) -> None:
    today = office.today()
    holidays = office_settings.holidays_of(session)
    last = correct_by or clocks.correct_by(service, today, holidays)
    if last < today:
        raise CounterError("วันสุดท้ายที่ให้แก้ไขต้องไม่ก่อนวันนี้ กรุณาเลือกวันใหม่", code="correct-by", field="correct_by")
    for earlier in progress.deficiencies(session, found):
        if earlier.status == "open":  # the new record takes the place of the old one
            earlier.status, earlier.closed_on = "cancelled", today
    record = models.Deficiency(
        case_id=found.id,
        opened_on=today,
        correct_by=last,
        items=[{"document": item.document, "text": normalise(item.text)} for item in items],
        status="open",
    )
    session.add(record)
    session.flush()
    found.status = "deficient"
    clocks.set_going(found, progress.deficiencies(session, found), service, holidays)
    text = f"บันทึกสองฝ่าย ให้แก้ไขภายในวันที่ {format_short(last)}: " + "; ".join(item.text for item in items)
    journal.on_case(session, office, found, "deficiency", text, deficiency=record.id, correct_by=last.isoformat())


def _received(row: models.CaseDocument) -> str:
    if row.status == "waived":
        return f"{row.title} (ยกเว้น)"
    counts = [
        f"ฉบับจริง {row.originals_received}" if row.originals_received else "",
        f"สำเนา {row.copies_received}" if row.copies_received else "",
    ]
    return f"{row.title} ({' '.join(part for part in counts if part) or 'ยังไม่มี'})"


# ---------------------------------------------------------------------------------------------------------------- changes and ends


def correct_answers(office: Office, case_id: int, answers: Answers) -> CaseDetail:
    """Put entries of the form right before the payer is told or the case decided; documents and what is owed follow.

    Raises NotAllowedNow, InvalidAnswers, MoneyFault ``sum-changed`` where money was taken and the sum would be another.
    """
    office.catalogue  # noqa: B018  (read before the transaction begins)
    with office.register.write() as session:
        found, service = reading.required(session, office, case_id, "correct_answers")
        ctx = computing.context(service, found.applicant_case, found.agent_id is not None, answers, found.filed_on)
        faults = flow.validate(service, ctx)
        if faults:
            raise InvalidAnswers(faults)
        corrected = flow.filed(service, ctx)
        changed = sorted(name for name in corrected.keys() | found.answers.keys() if corrected.get(name) != found.answers.get(name))
        if not changed:
            return reading.detail(session, office, found)
        before = {name: found.answers.get(name) for name in changed}
        found.answers = corrected
        labels = {field.id: field.label for section in service.form for field in section.fields}
        text = "แก้ไขรายการในคำขอ: " + ", ".join(labels.get(name, name) for name in changed)
        journal.on_case(session, office, found, "corrected", text, changed=changed, before=_plain(before))
        checklist.adjust(session, found, reading.documents(session, found), flow.applicable_documents(service, ctx.answering(corrected)))
        if computing.has_fees(service):
            due = found.due_satang
            assessed.assess_now(session, office, found, service)
            if found.paid_satang and found.due_satang != due:
                raise MoneyFault("รับชำระเงินแล้ว และการแก้ไขนี้ทำให้ยอดเงินเปลี่ยนไป กรุณายกเลิกใบเสร็จรับเงินก่อน แล้วแก้ไขและรับเงินใหม่", code="sum-changed")
        index.refresh_case(session, found)
        session.flush()
        return reading.detail(session, office, found)


def withdraw(office: Office, case_id: int, reason: str) -> CaseDetail:
    """The applicant takes the request back. A fee that was paid stays paid. Raises NotAllowedNow, CounterError ``reason``."""
    return _ended(office, case_id, "withdraw", "withdrawn", "ผู้ยื่นขอถอนคำขอ", reason)


def return_application(office: Office, case_id: int, reason: str) -> CaseDetail:
    """Give the request back because it was not put right in time (Facilitation Act s. 9). Raises NotAllowedNow, CounterError ``reason``."""
    return _ended(office, case_id, "return_application", "returned", "คืนคำขอ", reason)


def _ended(office: Office, case_id: int, action: str, status: str, what: str, reason: str) -> CaseDetail:
    with office.register.write() as session:
        found, service = reading.required(session, office, case_id, action)
        why = required_reason(reason)
        for record in progress.deficiencies(session, found):
            if record.status == "open":
                record.status, record.closed_on = ("expired" if status == "returned" else "cancelled"), office.today()
        progress.end(office, found, status)
        found.decision_reason = why
        if status == "returned":
            found.decided_on = office.today()
        if service.asset == "sign":
            signs.strike_out_of(session, found)
        if service.asset == "establishment":
            establishments.strike_out_of(session, found)
        if service.asset == "property":
            properties.strike_out_of(session, office, found)
        journal.on_case(session, office, found, status, f"{what}: {why}", reason=why)
        session.flush()
        return reading.detail(session, office, found)


def required_reason(reason: str) -> str:
    """A reason somebody can read later. Raises CounterError ``reason``."""
    why = normalise(reason)
    if len(why) < 3:
        raise CounterError("กรุณาระบุเหตุผลให้เข้าใจได้ภายหลัง", code="reason", field="reason")
    if len(why) > 2000:
        raise CounterError("เหตุผลยาวเกินไป ใช้ได้ไม่เกิน 2,000 ตัวอักษร", code="reason", field="reason")
    return why


# ---------------------------------------------------------------------------------------------------------------- files


def attach(office: Office, case_id: int | None, name: str, content: bytes, document: str = "") -> AttachmentRow:
    """Keep a file with the case (or, ``case_id`` None, for a form being filled in, which claims it when it is filed).

    Raises CounterError ``attachment-empty``, ``attachment-large``, ``unknown-document``, RegisterFault where it cannot be kept.
    """
    if not content:
        raise CounterError(f"ไฟล์ “{name}” ว่างเปล่า กรุณาเลือกไฟล์ใหม่", code="attachment-empty")
    if len(content) > MAX_ATTACHMENT:
        raise CounterError(f"ไฟล์ “{name}” ใหญ่เกิน {MAX_ATTACHMENT >> 20} เมกะไบต์ กรุณาสแกนใหม่ให้ละเอียดน้อยลง", code="attachment-large")
    sha256 = attachments.store(office.folder, content)
    with office.register.write() as session:
        found = None
        if case_id is not None:
            found, _ = reading.required(session, office, case_id, "attach")
            if document and document not in {row.document for row in reading.documents(session, found)}:
                raise CounterError("เอกสารที่เลือกไม่อยู่ในรายการเอกสารของเรื่องนี้", code="unknown-document", field="document")
        row = models.Attachment(
            case_id=case_id,
            document=document,
            name=normalise(name)[:300] or "ไฟล์แนบ",
            media_type=(mimetypes.guess_type(name)[0] or "application/octet-stream")[:100],
            size=len(content),
            sha256=sha256,
            added_at=office.clock.now(),
            added_by=office.user.id,
        )
        session.add(row)
        session.flush()
        if found is not None:
            journal.on_case(session, office, found, "attached", f"แนบไฟล์ {row.name}", attachment=row.id, sha256=sha256)
        else:
            journal.audited(session, office, "attachment.added", "attachment", row.id, sha256=sha256)
        return rows.attachment(row)


def attachment(office: Office, attachment_id: int) -> tuple[str, bytes]:
    """The name and the content of a file. Raises CounterError ``unknown-attachment``, RegisterFault where it is lost or altered."""
    with office.register.read() as session:
        row = session.get(models.Attachment, attachment_id)
        if row is None:
            raise CounterError("ไม่พบไฟล์นี้ในทะเบียน", code="unknown-attachment")
        if row.case_id is not None:
            reading.load(session, office, row.case_id)
        name, sha256 = row.name, row.sha256
    return name, attachments.load(office.folder, sha256)


def _plain(value: Any) -> Any:
    """Answers as the audit chain can keep them: numbers that are not whole are written as text."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, float) else value
