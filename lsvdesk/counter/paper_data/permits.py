"""The general paper of what a service issues: its title and number, who holds it, and the main particulars of the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.catalogue import flow
from lsvdesk.counter import computing
from lsvdesk.counter.paper_data import common
from lsvdesk.counter.paper_data.application import IN_THE_HEAD, Filling
from lsvdesk.money import to_baht
from lsvdesk.printing.views import (
    ChoiceItem,
    FormSection,
    NoteItem,
    PartyView,
    PermitReceipt,
    PermitView,
    SignatureView,
    TableItem,
    TextItem,
    ValueItem,
)
from lsvdesk.register import models
from lsvdesk.thai import identifiers
from lsvdesk.thai.addresses import format_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.paper_data.common import Source

Item = ValueItem | TextItem | TableItem | NoteItem

LOCAL_OFFICIAL_ACTS = ("ควบคุมอาคาร", "การสาธารณสุข", "การขุดดินและถมดิน", "รักษาความสะอาด", "สุสานและฌาปนสถาน", "ควบคุมการฆ่าสัตว์")
"""Acts under which the office's executive signs as เจ้าพนักงานท้องถิ่น."""
MOST_ROWS = 10
MOST_COLUMNS = 6
"""Of a table on the paper, the column of numbers included; the whole of it stands in the application."""

_CODE = re.compile(r"\s*\((?:แบบ\s*)?((?:[ก-๙]{1,4}\.\s?){1,3}[0-9]{1,4}(?:-[0-9]+)?)\)$")

_ITEM = re.compile(r"^(?:(?:ข้อ|ส่วนที่|ตอนที่)\s*[0-9.]+(?:\s*[-–]\s*[0-9.]+)?|\([0-9]+\))\s*")
"""The number of an item of the request form, which says nothing on what is issued."""
_OF_THE_REQUEST = re.compile("เอกสาร(แนบ|ประกอบ)|หลักฐาน|ลงนาม|ลายมือชื่อ|คำรับรอง")
"""Headings of what belongs to the request alone."""


def title(permit: models.Permit) -> str:
    """What the paper is called, without the code of its form."""
    return _CODE.sub("", permit.title)


def conditions(source: Source, permit: models.Permit) -> tuple[str, ...]:
    """What the holder of this paper must keep to, as the definition says it that the case was filed under."""
    mine = [output for output in source.service.outputs if output.series == permit.series and output.type == permit.type]
    same = [output for output in mine if output.title == permit.title]
    return next((output.conditions for output in same or mine), ())


def view(source: Source, permit: models.Permit) -> PermitView:
    """The paper, from the answers as they stood when it was issued."""
    case, service = source.of_case, source.service
    valid = select(models.Receipt).where(models.Receipt.case_id == case.id, models.Receipt.status == "valid")
    receipts = source.session.scalars(valid.order_by(models.Receipt.id)).all()
    code = _CODE.search(permit.title)
    return PermitView(
        head=source.head(PermitView.KIND),
        title=title(permit),
        number=permit.number,
        holder=_holder(source, permit),
        issued_on=permit.issued_on,
        opening=_opening(source, permit),
        grant=_grant(source, permit),
        form_code=code[1] if code else "",
        legal_basis=f"ตาม{service.legal_basis[0]}" if service.legal_basis else "",
        registration_no=identifiers.format_id(permit.registration_no) if permit.registration_no else "",
        sections=tuple(_sections(source, permit.details["answers"])),
        conditions=conditions(source, permit),
        fee=to_baht(sum(row.total_satang for row in receipts)) if receipts else None,
        receipts=tuple(PermitReceipt(common.receipt_no(row), row.issued_on, to_baht(row.total_satang)) for row in receipts),
        valid_until=permit.valid_until,
        signer=_signer(source),
    )


def _holder(source: Source, permit: models.Permit) -> PartyView:
    """The applicant, or the one that the applicant transfers it to."""
    if permit.holder_name == source.of_case.applicant_name:
        return source.applicant()
    answers = permit.details["answers"]
    juristic = answers.get("transferee_juristic_id")
    address, signatory = answers.get("transferee_address"), answers.get("transferee_signatory")
    return PartyView(
        name=permit.holder_name,
        id_no=identifiers.format_id(juristic or answers.get("transferee_citizen_id") or ""),
        id_label="เลขทะเบียนนิติบุคคล" if juristic else "เลขประจำตัวประชาชน",
        address=format_address(address) if isinstance(address, dict) else "",
        phone=identifiers.format_phone(answers.get("transferee_phone") or ""),
        capacity=f"นิติบุคคล โดย {signatory} ผู้มีอำนาจลงนาม" if juristic and signatory else "",
    )


def _sections(source: Source, answers: dict[str, Any]) -> Iterator[FormSection]:
    """What was answered, in the order of the form; what was left open, and what stands at the head of the paper, is left out."""
    case, service = source.of_case, source.service
    ctx = computing.context(service, case.applicant_case, case.agent_id is not None, answers, case.filed_on)
    filling = Filling(answers, case.applicant_kind, flow.computed(service, ctx), set())
    for section in flow.visible_sections(service, ctx):
        items: list[Item] = []
        for field in flow.visible_fields(service, ctx, section.section):
            if field.printed and field.type != "file" and field.source not in IN_THE_HEAD:
                items += shortened(filling.item(field))
        if items and not _OF_THE_REQUEST.search(section.section):
            yield FormSection(_ITEM.sub("", section.section), tuple(items))


def shortened(item: ValueItem | TextItem | ChoiceItem | TableItem) -> list[Item]:
    """A particular as the paper states it: the choice that was made, the beginning of a long table; nothing where nothing was answered."""
    if isinstance(item, ChoiceItem):
        chosen = [option.label for option in item.options if option.ticked]
        if not chosen:
            return []
        return [ValueItem(item.label, ", ".join(chosen))] if item.label else [ValueItem(chosen[0], "ใช่")]
    if isinstance(item, TableItem):
        if not item.rows:
            return []
        shown = TableItem(item.label, item.columns[:MOST_COLUMNS], tuple(row[:MOST_COLUMNS] for row in item.rows[:MOST_ROWS]), blank_rows=0)
        more = len(item.rows) - MOST_ROWS
        return [shown, NoteItem(f"และอีก {more} รายการ ตามรายการในคำขอ")] if more > 0 else [shown]
    if isinstance(item, TextItem):
        return [item] if item.text else []
    return [item] if item.value else []


def _by_local_official(service: Service) -> bool:
    return any(name in basis.act for basis in service.legal_basis for name in LOCAL_OFFICIAL_ACTS)


def _opening(source: Source, permit: models.Permit) -> str:
    if permit.type == "permit":
        return f"{'หนังสืออนุญาต' if permit.title.startswith('หนังสืออนุญาต') else 'ใบอนุญาต'}นี้ให้ไว้แก่"
    if permit.type == "acknowledgement":
        who = "เจ้าพนักงานท้องถิ่น" if _by_local_official(source.service) else source.details["name"]
        return f"{who}{'ได้รับแจ้งจาก' if source.service.kind == 'notification' else 'ได้รับเรื่องจาก'}"
    word = "ใบสำคัญนี้" if permit.title.startswith("ใบ") else "หนังสือฉบับนี้" if permit.title.startswith("หนังสือ") else "เอกสารฉบับนี้"
    return f"{word}ออกให้เพื่อแสดงว่า"


def _grant(source: Source, permit: models.Permit) -> str:
    case, service = source.of_case, source.service
    done = {"permit": "ได้รับอนุญาต", "acknowledgement": "ไว้แล้ว"}.get(permit.type)
    done = done or ("ได้จดทะเบียนไว้แล้ว" if service.decision == "register" else "ได้รับการรับรอง")
    day = common.day(case.filed_on.isoformat()).replace(" ", "\u00a0")
    received = f"คำขอเลขที่\u00a0{case.number} ลงวันที่\u00a0{day}"
    return f"{done} ตามเรื่อง{service.title} {received} โดยมีรายการดังต่อไปนี้"


def _signer(source: Source) -> SignatureView:
    signer = source.executive()
    if not _by_local_official(source.service):
        return signer
    return SignatureView(signer.name, f"{signer.position}\nเจ้าพนักงานท้องถิ่น" if signer.position else "เจ้าพนักงานท้องถิ่น")
