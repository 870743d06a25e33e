"""Certificate of a registered closing (หนังสือรับรองการจดทะเบียนเลิกประกอบพาณิชยกิจ), พ.ร.บ.ทะเบียนพาณิชย์ พ.ศ. 2499 มาตรา 13. One sheet in the
manner of the registration certificate that it puts an end to."""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack
from lsvdesk.printing.document import flowed
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.commercial_certificate import ACT, EMBLEM, FRAME, SIZES, border
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import CommercialClosingView, content_hash

TITLE = "หนังสือรับรองการจดทะเบียนเลิกประกอบพาณิชยกิจ"


def render(view: CommercialClosingView) -> bytes:
    """The certificate as PDF, in the largest size that keeps it on one sheet."""
    blocks: list[Block] = []
    for size in SIZES:
        blocks = _blocks(Setting(view.head, size), view)
        if sum(block.height(FRAME.text_width) for block in blocks) <= FRAME.room(0):
            break
    return flowed(
        view.head,
        [blocks],
        title=f"{TITLE} ทะเบียนเลขที่ {view.registration_no}",
        subject=view.trade_name,
        paper_hash=content_hash(view),
        frame=FRAME,
        underlay=border,
    )


def _blocks(setting: Setting, view: CommercialClosingView) -> list[Block]:
    def emblem(ink: Ink, x: float, top: float, width: float) -> None:
        if view.head.office.logo:
            ink.picture(view.head.office.logo, x + (width - EMBLEM) / 2, top, EMBLEM, EMBLEM)

    size = setting.size
    numbers = [
        setting.rich((("ทะเบียนเลขที่  ", False), (view.registration_no, True))),
        setting.rich((("คำขอที่  ", False), (view.request_no, True))),
    ]
    name = view.trade_name + (f" ({view.trade_name_roman})" if view.trade_name_roman else "")
    registered = f"ซึ่งจดทะเบียนพาณิชย์ไว้เมื่อวันที่ {setting.date(view.registered_on)} " if view.registered_on else ""
    return [
        Drawn(EMBLEM, emblem),
        Gap(8),
        setting.para(TITLE, size=size + 8, bold=True, align="centre"),
        setting.para(f"สำนักงานทะเบียนพาณิชย์\n{view.registry_office}", size=size + 1, align="centre"),
        Gap(10),
        Columns([None, Stack(numbers)], [1, 1.05]),
        Gap(14),
        setting.para("หนังสือฉบับนี้ออกให้เพื่อแสดงว่า", align="centre"),
        setting.para(view.registrant, size=size + 4, bold=True, align="centre"),
        setting.para(
            f"{registered}ได้จดทะเบียนเลิกประกอบพาณิชยกิจตาม{ACT} เมื่อวันที่ {setting.date(view.recorded_on)} แล้ว",
            align="centre",
        ),
        Gap(16),
        setting.field("ชื่อที่ใช้ในการประกอบพาณิชยกิจ", name, bold=True),
        Gap(4),
        setting.field("สำนักงานแห่งใหญ่ตั้งอยู่", view.head_office),
        Gap(4),
        setting.field("วันที่เลิกประกอบพาณิชยกิจ", setting.date(view.closed_on)),
        Gap(4),
        setting.field("เหตุที่เลิก", view.reason),
        Gap(16),
        setting.para("ใบทะเบียนพาณิชย์ที่ออกให้ไว้เป็นอันยกเลิกนับแต่วันที่จดทะเบียนเลิก", align="centre"),
        Gap(20),
        setting.para(f"ออกให้ ณ วันที่ {setting.date(view.issued_on, era=True)}", align="centre"),
        Gap(24),
        Columns([None, setting.signature(view.registrar)], [0.75, 1]),
    ]
