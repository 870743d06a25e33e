"""The checklist of a case: what applies to it, what was handed in, what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.counter.views import DeficiencyItem, Handed
from lsvdesk.errors import CounterError, NotAllowedNow
from lsvdesk.register import models

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import RequiredDocument


def begin(session: Session, case: models.Case, documents: Iterable[RequiredDocument]) -> list[models.CaseDocument]:
    """Write the checklist of a new case, everything still awaited."""
    rows = []
    for position, document in enumerate(documents):
        row = models.CaseDocument(
            case_id=case.id,
            position=position,
            document=document.id,
            title=document.title,
            originals=document.originals,
            copies=document.copies,
            optional=document.optional,
            status="awaited",
            originals_received=0,
            copies_received=0,
            note="",
        )
        session.add(row)
        rows.append(row)
    return rows


def adjust(session: Session, case: models.Case, rows: Sequence[models.CaseDocument], documents: Sequence[RequiredDocument]) -> None:
    """After answers were corrected: documents that now apply are added; one that no longer applies and never came in is waived."""
    known = {row.document: row for row in rows}
    applicable = {document.id for document in documents}
    begin_at = len(rows)
    for offset, document in enumerate(each for each in documents if each.id not in known):
        for row in begin(session, case, [document]):
            row.position = begin_at + offset
    for row in rows:
        if row.document not in applicable and row.status in ("awaited", "missing"):
            row.status, row.note = "waived", "ไม่ต้องใช้หลังแก้ไขรายการในคำขอ"
        elif row.document in applicable and row.status == "waived" and row.note == "ไม่ต้องใช้หลังแก้ไขรายการในคำขอ":
            row.status, row.note = "awaited", ""


def take_in(rows: Sequence[models.CaseDocument], handed: Mapping[str, Handed], today: dt.date) -> list[models.CaseDocument]:
    """Write what was handed in; the rows that changed. Counts are what lies on the desk altogether, not what came in addition.

    Raises CounterError ``unknown-document`` or ``document-count``.
    """
    known = {row.document: row for row in rows}
    changed = []
    for document, given in handed.items():
        if document not in known:
            raise CounterError(f"คำขอนี้ไม่ต้องใช้เอกสาร “{document}” กรุณาตรวจสอบรายการเอกสาร", code="unknown-document", field=document)
        row = known[document]
        if not (0 <= given.originals <= 999 and 0 <= given.copies <= 999):
            raise CounterError(f"จำนวนของ “{row.title}” ต้องอยู่ระหว่าง 0 ถึง 999", code="document-count", field=document)
        before = (row.status, row.originals_received, row.copies_received, row.note)
        row.originals_received, row.copies_received = given.originals, given.copies
        row.note = given.note.strip()
        row.status = "waived" if given.waived else "received" if _enough(row) else "awaited"
        if row.status == "received" and row.received_on is None:
            row.received_on = today
        if before != (row.status, row.originals_received, row.copies_received, row.note):
            changed.append(row)
    return changed


def missing(rows: Iterable[models.CaseDocument]) -> list[models.CaseDocument]:
    """Required documents that have not come in as asked."""
    return [row for row in rows if not row.optional and row.status not in ("received", "waived")]


def missing_items(rows: Iterable[models.CaseDocument]) -> tuple[DeficiencyItem, ...]:
    """What a deficiency record says of them."""
    return tuple(DeficiencyItem(f"{row.title} ({_lacking(row)})", row.document) for row in missing(rows))


def refuse_after_complete(rows: Sequence[models.CaseDocument], handed: Mapping[str, Handed], items: Iterable[DeficiencyItem]) -> None:
    """Facilitation Act s. 8: once found complete no further document may be asked for; only entries may still be put right.

    Saying again what was handed in already is no fault.
    """
    known = {row.document: (row.originals_received, row.copies_received, row.status == "waived") for row in rows}
    changed = any(known.get(document) != (given.originals, given.copies, given.waived) for document, given in handed.items())
    if changed or any(item.document for item in items):
        raise NotAllowedNow(
            "ตรวจรับเอกสารครบถ้วนแล้ว จะเรียกเอกสารเพิ่มอีกไม่ได้ (มาตรา 8 พ.ร.บ.การอำนวยความสะดวกฯ) บันทึกได้เฉพาะรายการในคำขอที่ต้องแก้ไขให้ถูกต้อง"
        )


def _enough(row: models.CaseDocument) -> bool:
    if row.originals == 0 and row.copies == 0:
        return row.originals_received + row.copies_received > 0
    return row.originals_received >= row.originals and row.copies_received >= row.copies


def _lacking(row: models.CaseDocument) -> str:
    parts = []
    if row.originals > row.originals_received:
        parts.append(f"ฉบับจริง {row.originals - row.originals_received}")
    if row.copies > row.copies_received:
        parts.append(f"สำเนา {row.copies - row.copies_received}")
    return "ขาด" + " ".join(parts) if parts else "ยังไม่ได้ยื่น"
