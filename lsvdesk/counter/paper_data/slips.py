"""Slips handed over at the counter: the acknowledgement of a request, and the two-party record of what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.counter import clocks, progress, reading
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.paper_data.application import document_lines
from lsvdesk.errors import CounterError
from lsvdesk.money import to_baht
from lsvdesk.printing.views import AcknowledgementView, DeficiencyItem, DeficiencyView, SignatureView
from lsvdesk.register import models
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lsvdesk.counter.paper_data.common import Source


def acknowledgement(source: Source) -> AcknowledgementView:
    """What was handed in, when the answer is due, how to ask and how to complain."""
    case, service = source.of_case, source.service
    documents = reading.documents(source.session, case)
    records = progress.deficiencies(source.session, case)
    running = clocks.views(case, records, service, office_settings.holidays_of(source.session), source.office.today())
    promise = running[0]
    statutory = running[1] if len(running) > 1 else None
    department = source.department(case.department)
    complete = case.complete_on is not None and not any(record.status == "open" for record in records)
    return AcknowledgementView(
        head=source.head(AcknowledgementView.KIND),
        service=service.title,
        applicant=source.applicant(),
        received_at=case.filed_at,
        agent=source.agent(),
        department=str(department.get("title", "")),
        documents=tuple(line for line in document_lines(documents, service) if line.handed_in or not complete),
        documents_complete=complete,
        promised_time=promise.length,
        promised_on=promise.due,
        statutory_time=statutory.length if statutory is not None else "",
        statutory_on=statutory.due if statutory is not None else None,
        statutory_reference=statutory.reference if statutory is not None else "",
        clock_started_on=promise.starts_on if complete else None,
        fee_note=_fee_note(case),
        follow_up=_follow_up(source, department),
        complaints=tuple(source.details.get("complaint_channels") or ())
        or (f"{source.details['name']} โทร. {source.details.get('phone', '')}",),
        officer=source.officer("เจ้าหน้าที่ผู้รับคำขอ"),
        qr_text=case.number,
    )


def deficiency(source: Source, record: models.Deficiency) -> DeficiencyView:
    """The two-party record: what is wrong or missing, and by when."""
    case = source.of_case
    numbered = [each.id for each in progress.deficiencies(source.session, case)]
    documents = {row.document: row for row in reading.documents(source.session, case)}
    units = {document.id: document.unit for document in source.service.documents}
    return DeficiencyView(
        head=source.head(DeficiencyView.KIND),
        record_no=f"{case.number}/{numbered.index(record.id) + 1}",
        service=source.service.title,
        applicant=source.applicant(),
        received_on=case.filed_on,
        items=tuple(_item(item["text"], documents.get(item.get("document") or ""), units) for item in record.items),
        correct_by=record.correct_by,
        agent=source.agent(),
        department=str(source.department(case.department).get("title", "")),
        officer=source.officer("พนักงานเจ้าหน้าที่ผู้รับคำขอ"),
        signer=SignatureView(name=source.signer_name(), role="ผู้ยื่นคำขอ"),
    )


def last_deficiency(source: Source) -> models.Deficiency:
    """The latest two-party record. Raises CounterError ``no-paper`` where there is none."""
    records = progress.deficiencies(source.session, source.of_case)
    if not records:
        raise CounterError("เรื่องนี้ไม่มีบันทึกสองฝ่าย", code="no-paper")
    return records[-1]


def _item(text: str, document: models.CaseDocument | None, units: Mapping[str, str]) -> DeficiencyItem:
    if document is None:
        return DeficiencyItem("fault", text, "แก้ไขรายการในคำขอให้ถูกต้อง")
    unit = units.get(document.document, "ฉบับ")
    wanted = [
        f"ฉบับจริง {document.originals} {unit}" if document.originals else "",
        f"สำเนา {document.copies} {unit}" if document.copies else "",
    ]
    how = " ".join(part for part in wanted if part)
    return DeficiencyItem("missing", document.title, f"ยื่น{how}" if how else "ยื่นเพิ่มเติม")


def _fee_note(case: models.Case) -> str:
    if case.due_satang == 0:
        return ""
    paid = "ชำระแล้ว" if case.paid_satang >= case.due_satang else "ยังไม่ได้ชำระ"
    return f"{format_number(to_baht(case.due_satang), 2)} บาท ({paid})"


def _follow_up(source: Source, department: dict[str, object]) -> tuple[str, ...]:
    where = f"{department.get('title', '')} {source.details['name']}".strip()
    phone = department.get("phone") or source.details.get("phone") or ""
    hours = source.details.get("hours", "")
    lines = [f"{where}{f' โทร. {phone}' if phone else ''} โดยแจ้งคำขอเลขที่ {source.of_case.number}"]
    return (*lines, hours) if hours else tuple(lines)
