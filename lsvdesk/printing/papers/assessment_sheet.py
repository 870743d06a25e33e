"""Calculation sheet (ใบคำนวณ): how the sum due came about, line by line, with the law's reference and a sentence in Thai."""

from __future__ import annotations

from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Framed, Gap, Stack
from lsvdesk.printing.document import flowed
from lsvdesk.printing.papers.common import OfficeHead, bullet_list, party_fields, signatures, title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import AssessmentLineView, AssessmentSheetView, content_hash

UNVERIFIED = "ยังไม่ได้ยืนยัน"


def render(view: AssessmentSheetView) -> bytes:
    """The sheet as PDF. Raises ValueError where the total is not the sum of the lines."""
    if sum((line.amount for line in view.lines), Decimal(0)) != view.total:
        raise ValueError(f"assessment sheet {view.head.paper_id}: the lines do not add up to {view.total}")
    setting = Setting(view.head)
    blocks: list[Block] = [
        OfficeHead(setting, view.head.office),
        Gap(4),
        title(setting, view.title),
        setting.para(f"วันที่ {setting.date(view.assessed_on)}", align="right"),
    ]
    service = setting.field("เรื่อง", view.service)
    if view.head.case_no:
        blocks.append(Columns([service, setting.field("คำขอเลขที่", view.head.case_no)], [1.7, 1]))
    else:
        blocks.append(service)
    blocks += [*party_fields(setting, "ผู้ชำระ", view.payer), Gap(6), _table(setting, view)]
    blocks += [Gap(4), setting.para(f"รวมเป็นเงิน {setting.amount_in_words(view.total)}", bold=True)]
    if any(line.unverified for line in view.lines):
        words = f"รายการที่มีเครื่องหมาย “{UNVERIFIED}” ใช้อัตราหรือค่าที่สำนักงานยังไม่ได้ยืนยันกับกฎหมายหรือข้อบัญญัติที่ใช้บังคับ กรุณาตรวจสอบก่อนใช้"
        blocks += [Gap(4), Framed(setting.para(words, size=14), padding=5)]
    if view.notes:
        blocks += [Gap(4), setting.heading("หมายเหตุ", 14), *bullet_list(setting, view.notes, size=14)]
    places = [view.prepared_by, *([view.checked_by] if view.checked_by else [])]
    blocks.append(Stack([Gap(8), *signatures(setting, places)]))
    name = f"{view.title} {view.head.case_no or view.payer.name}"
    return flowed(view.head, [blocks], title=name, subject=view.service, paper_hash=content_hash(view))


def _table(setting: Setting, view: AssessmentSheetView) -> Block:
    columns = [
        Column("ที่", 0.4, "centre"),
        Column("รายการและวิธีคำนวณ", 3.2),
        Column("ฐาน", 1.4, "right"),
        Column("อัตรา", 1.25, "right"),
        Column("จำนวนเงิน (บาท)", 1.15, "right"),
        Column("อ้างอิง", 1.6),
    ]
    rows = [
        [str(number), words(line), f"{line.base} {line.unit}".strip(), line.rate, setting.money(line.amount), line.reference]
        for number, line in enumerate(view.lines, 1)
    ]
    return setting.table(columns, rows, size=13.5, totals=["รวมเป็นเงินทั้งสิ้น", "", "", "", setting.money(view.total), ""])


def words(line: AssessmentLineView) -> str:
    """What a line is for and how it came about; a value that is not confirmed is marked."""
    mark = f" ({UNVERIFIED})" if line.unverified else ""
    return "\n".join(part for part in (line.item + mark, line.sentence) if part)
