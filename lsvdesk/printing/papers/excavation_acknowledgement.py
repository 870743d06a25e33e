"""Acknowledgement of an excavation or landfill notice (ใบรับแจ้งการขุดดิน/ถมดิน), พ.ร.บ.การขุดดินและถมดิน พ.ศ. 2543 มาตรา 17 and 26."""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack
from lsvdesk.printing.document import CM, LETTER, flowed
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.common import party_fields
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import ExcavationAcknowledgementView, content_hash

EMBLEM = 2.6 * CM
SMALL = 14
ACT = "พระราชบัญญัติการขุดดินและถมดิน พ.ศ.\u00a02543"
WORKS = {
    # the work, its section, and what is measured
    "excavation": ("ขุดดิน", "17", "ความลึกจากระดับพื้นดิน", "พื้นที่ปากบ่อดิน"),
    "landfill": ("ถมดิน", "26", "ความสูงของดินที่ถม", "พื้นที่ของเนินดินที่ถม"),
}


def render(view: ExcavationAcknowledgementView) -> bytes:
    """The acknowledgement as PDF."""
    setting = Setting(view.head)
    work = WORKS[view.work][0]
    return flowed(
        view.head,
        [_blocks(setting, view)],
        title=f"ใบรับแจ้งการ{work} เลขที่ {view.number}",
        subject=f"{view.notifier.name} {view.title_deed}",
        paper_hash=content_hash(view),
        frame=LETTER,
    )


def _blocks(setting: Setting, view: ExcavationAcknowledgementView) -> list[Block]:
    work, section, depth, area = WORKS[view.work]
    office = view.head.office

    def emblem(ink: Ink, x: float, top: float, width: float) -> None:
        if office.logo:
            ink.picture(office.logo, x + (width - EMBLEM) / 2, top, EMBLEM, EMBLEM)

    place = [setting.para(office.name, align="right"), *([setting.para(office.address, size=14, align="right")] if office.address else [])]
    blocks: list[Block] = [
        Drawn(EMBLEM, emblem),
        Gap(2),
        setting.para(f"ใบรับแจ้งการ{work}", size=24, bold=True, align="centre"),
        setting.para(f"ตามมาตรา {section} แห่ง{ACT}", align="centre"),
        Gap(6),
        Columns([setting.rich((("เลขที่  ", False), (view.number, True))), Stack(place)], [1, 1.5]),
        setting.para(f"วันที่ {setting.date(view.head.issued_on, era=True)}", align="right"),
        Gap(6),
        setting.para(
            f"เจ้าพนักงานท้องถิ่นได้รับแจ้งการ{work}ไว้แล้ว เมื่อวันที่ {setting.date(view.notified_on, era=True)} โดยมีรายการดังต่อไปนี้",
            indent=2.5 * CM,
            align="justify",
        ),
        Gap(3),
        *party_fields(setting, "ผู้แจ้ง", view.notifier),
        setting.field(f"ทำการ{work}ในที่ดิน", view.title_deed),
        setting.field("ตั้งอยู่ที่", view.land_location),
    ]
    if view.land_owner:
        blocks.append(setting.field("เจ้าของที่ดิน", view.land_owner))
    if view.purpose:
        blocks.append(setting.field("เพื่อประโยชน์", view.purpose))
    measures: list[Block | None] = [
        setting.field(depth, setting.number(view.depth_m), "เมตร"),
        setting.field(area, setting.number(view.area_m2), "ตารางเมตร"),
    ]
    blocks.append(Columns(measures))
    if view.designer:
        blocks.append(setting.field("ผู้ออกแบบและคำนวณ", view.designer))
    if view.supervisor:
        blocks.append(setting.field("ผู้ควบคุมงาน", view.supervisor))
    blocks += _period(setting, view)
    blocks += _fee(setting, view)
    end: list[Block] = [Gap(8), Columns([None, setting.signature(view.official)], [0.75, 1])]
    if view.conditions:
        listed = setting.listed(view.conditions, size=SMALL, indent=0.6 * CM)
        blocks += [Gap(5), setting.heading("เงื่อนไขและข้อปฏิบัติ"), *listed[:-1]]
        end.insert(0, listed[-1])  # so that nobody signs an otherwise empty page
    blocks.append(Stack(end))
    return blocks


def _period(setting: Setting, view: ExcavationAcknowledgementView) -> list[Block]:
    fields: list[Block | None] = []
    if view.starts_on:
        fields.append(setting.field("เริ่มวันที่", setting.date(view.starts_on)))
    if view.ends_on:
        fields.append(setting.field("แล้วเสร็จวันที่", setting.date(view.ends_on)))
    blocks: list[Block] = [Columns(fields)] if fields else []
    if view.duration_days is not None:
        blocks.append(setting.field("กำหนดเวลาแล้วเสร็จ", setting.number(view.duration_days), "วัน"))
    return blocks


def _fee(setting: Setting, view: ExcavationAcknowledgementView) -> list[Block]:
    if view.fee is None:
        return []
    fields: list[Block] = [setting.field("ค่าธรรมเนียม", f"{setting.money(view.fee)} บาท {setting.amount_in_words(view.fee)}")]
    receipt = view.receipt_no + (f" ลงวันที่ {setting.date(view.receipt_on)}" if view.receipt_on else "")
    if receipt:
        fields.append(setting.field("ตามใบเสร็จรับเงิน", receipt.strip()))
    return fields
