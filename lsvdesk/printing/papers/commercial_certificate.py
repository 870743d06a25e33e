"""Commercial registration certificate (ใบทะเบียนพาณิชย์, แบบ พค.0403), พ.ร.บ.ทะเบียนพาณิชย์ พ.ศ. 2499. It hangs in the shop: one sheet, a double
border, and the type made smaller rather than a second page."""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack
from lsvdesk.printing.document import CM, Frame, flowed
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import CommercialCertificateView, content_hash

FRAME = Frame(left=2.6 * CM, right=2.6 * CM, top=2.6 * CM, top_first=2.3 * CM, bottom=2.4 * CM)
EMBLEM = 2.6 * CM
ACT = "พระราชบัญญัติทะเบียนพาณิชย์ พ.ศ.\u00a02499"
SIZES = (18, 17, 16, 15, 14)


def render(view: CommercialCertificateView) -> bytes:
    """The certificate as PDF: in the largest size that keeps it on one sheet; only extreme contents go on to a second."""
    blocks: list[Block] = []
    for size in SIZES:
        blocks = _blocks(Setting(view.head, size), view)
        spare = FRAME.room(0) - sum(block.height(FRAME.text_width) for block in blocks)
        if spare >= 0:
            for gap in (block for block in blocks if isinstance(block, Gap)):
                gap.points += min(spare / 9, 1.5 * gap.points)  # short contents are spread over the sheet
            break
    return flowed(
        view.head,
        [blocks],
        title=f"ใบทะเบียนพาณิชย์ ทะเบียนเลขที่ {view.registration_no}",
        subject=view.trade_name,
        paper_hash=content_hash(view),
        frame=FRAME,
        underlay=border,
    )


def border(ink: Ink, page: int) -> None:
    """The double line around a certificate."""
    outer, inner = 1.45 * CM, 1.65 * CM
    ink.frame(outer, outer, FRAME.width - 2 * outer, FRAME.height - 2 * outer, 2.2)
    ink.frame(inner, inner, FRAME.width - 2 * inner, FRAME.height - 2 * inner, 0.6)


def _blocks(setting: Setting, view: CommercialCertificateView) -> list[Block]:
    size = setting.size

    def emblem(ink: Ink, x: float, top: float, width: float) -> None:
        if view.head.office.logo:
            ink.picture(view.head.office.logo, x + (width - EMBLEM) / 2, top, EMBLEM, EMBLEM)

    code = [setting.para("แบบ พค.0403", size=14, align="right")]
    if view.substitute:
        code.append(setting.para("ใบแทน", size=18, bold=True, align="right"))
    numbers = [
        setting.rich((("ทะเบียนเลขที่  ", False), (view.registration_no, True))),
        setting.rich((("คำขอที่  ", False), (view.request_no, True))),
    ]
    name = view.trade_name + (f" ({view.trade_name_roman})" if view.trade_name_roman else "")
    blocks: list[Block] = [
        Columns([Stack([]), Drawn(EMBLEM, emblem), Stack(code)]),
        Gap(4),
        setting.para("ใบทะเบียนพาณิชย์", size=size + 14, bold=True, align="centre"),
        setting.para(f"สำนักงานทะเบียนพาณิชย์\n{view.registry_office}", size=size + 1, align="centre"),
        Gap(8),
        Columns([None, Stack(numbers)], [1, 1.05]),
        Gap(10),
        setting.para("ใบสำคัญนี้ออกให้เพื่อแสดงว่า", align="centre"),
        setting.para(view.registrant, size=size + 4, bold=True, align="centre"),
        setting.para(f"ได้จดทะเบียนพาณิชย์ตาม{ACT}\nเมื่อวันที่ {setting.date(view.registered_on)}", align="centre"),
        Gap(12),
        setting.field("ชื่อที่ใช้ในการประกอบพาณิชยกิจ", name, bold=True),
        Gap(4),
    ]
    if len(view.businesses) == 1:
        blocks.append(setting.field("ชนิดแห่งพาณิชยกิจ", view.businesses[0]))
    else:
        blocks.append(setting.para("ชนิดแห่งพาณิชยกิจ", keep_with_next=True))
        blocks += [setting.field(f"({number})", business) for number, business in enumerate(view.businesses, 1)]
    blocks += [
        Gap(4),
        setting.field("สำนักงานแห่งใหญ่ตั้งอยู่", view.head_office),
        Gap(10 if view.changed_on else 16),
    ]
    if view.changed_on:
        said = f"ออกให้ใหม่เนื่องจากจดทะเบียนเปลี่ยนแปลงรายการ เมื่อวันที่ {setting.date(view.changed_on)}"
        blocks += [setting.para(said, align="centre"), Gap(6)]
    blocks += [
        setting.para(f"ออกให้ ณ วันที่ {setting.date(view.issued_on, era=True)}", align="centre"),
        Gap(14),
        Columns([None, setting.signature(view.registrar)], [0.75, 1]),
    ]
    return blocks
