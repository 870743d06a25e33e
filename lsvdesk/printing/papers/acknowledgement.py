"""Acknowledgement slip (ใบรับคำขอ): what was handed in, when the answer is due, how to follow the case and how to complain."""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Columns, Drawn, Framed, Gap, Rule, Stack
from lsvdesk.printing.document import flowed
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.common import OfficeHead, bullet_list, document_checks, party_fields, signatures
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import AcknowledgementView, content_hash

QR_SIDE = 74.0


def render(view: AcknowledgementView) -> bytes:
    """The slip as PDF. Raises ValueError where the case has no number yet."""
    if not view.head.case_no:
        raise ValueError("an acknowledgement needs the case's number")
    setting = Setting(view.head, 15)
    blocks: list[Block] = [_top(setting, view, view.head.case_no), Gap(4)]
    blocks += party_fields(setting, "ผู้ยื่นคำขอ", view.applicant)
    if view.agent:
        blocks += party_fields(setting, "ผู้ยื่นแทน", view.agent)
    received = setting.field("ได้รับคำขอเมื่อวันที่", setting.moment(view.received_at))
    if view.department:
        blocks.append(Columns([received, setting.field("ส่วนงาน", view.department)], [1.2, 1]))
    else:
        blocks.append(received)
    if view.fee_note:
        blocks.append(setting.field("ค่าธรรมเนียม/ภาษี", view.fee_note))
    if view.documents:
        blocks += [Gap(5), setting.heading("เอกสารและหลักฐานที่ได้รับไว้")]
        blocks += document_checks(setting, view.documents, size=14)
    blocks += [Gap(6), *_clock(setting, view)]
    for heading, lines in (("การติดตามผล", view.follow_up), ("การร้องเรียน", view.complaints)):
        if lines:
            listed = bullet_list(setting, lines, size=14)
            blocks += [Gap(4), Stack([setting.para(heading, bold=True), *listed])]
    blocks += [Gap(4), Stack(signatures(setting, [view.officer]))]
    title = f"ใบรับคำขอ เลขที่ {view.head.case_no}"
    return flowed(view.head, [blocks], title=title, subject=view.service, paper_hash=content_hash(view))


def _top(setting: Setting, view: AcknowledgementView, case_no: str) -> Block:
    def qr(ink: Ink, x: float, top: float, width: float) -> None:
        ink.qr(x + width - QR_SIDE, top - QR_SIDE, QR_SIDE, view.qr_text or case_no)

    service = setting.field("เรื่อง", view.service, bold=True)
    number = setting.rich((("คำขอเลขที่  ", False), (case_no, True)), size=18)
    left = Stack([OfficeHead(setting, view.head.office), Gap(4), setting.para("ใบรับคำขอ", size=24, bold=True), number])
    return Stack([Columns([left, Drawn(QR_SIDE + 4, qr)], [5, 1.1]), Rule(0.8, above=4, below=4), service])


def _clock(setting: Setting, view: AcknowledgementView) -> list[Block]:
    rows = []
    if view.promised_time or view.promised_on:
        rows.append(["ตามคู่มือสำหรับประชาชน", view.promised_time, _due(setting.date(view.promised_on))])
    if view.statutory_time or view.statutory_on:
        law = f"ตามกฎหมาย ({view.statutory_reference})" if view.statutory_reference else "ตามกฎหมาย"
        rows.append([law, view.statutory_time, _due(setting.date(view.statutory_on))])
    blocks: list[Block] = []
    if rows:
        columns = [Column("กำหนดเวลาแล้วเสร็จ", 2.4), Column("ระยะเวลา", 1.1, "centre"), Column("ภายในวันที่", 1.3, "centre")]
        blocks.append(setting.table(columns, rows))
    words = []
    if not view.documents_complete:
        words.append("คำขอหรือเอกสารยังไม่ถูกต้องครบถ้วน ระยะเวลาจะเริ่มนับเมื่อได้แก้ไขหรือยื่นเพิ่มเติมครบถ้วนตามบันทึกสองฝ่ายแล้ว")
    if view.clock_starts:
        words.append(view.clock_starts)
    if view.clock_started_on:
        words.append(f"เริ่มนับระยะเวลาตั้งแต่วันที่ {setting.date(view.clock_started_on)}")
    if words:
        sentences: list[Block] = [setting.para(sentence, size=14) for sentence in words]
        blocks.append(Framed(Stack(sentences), weight=0, grey=0.95) if not view.documents_complete else Stack([Gap(2), *sentences]))
    return blocks


def _due(day: str) -> str:
    return day or "ยังไม่เริ่มนับเวลา"
