"""Sheet of a calculation without a case (ใบคำนวณ ประมาณการ): the lines with their reasons, and on every page that it is no receipt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Framed, Gap, Stack
from lsvdesk.printing.document import FORM, flowed
from lsvdesk.printing.ink import Colour, Ink
from lsvdesk.printing.papers.assessment_sheet import UNVERIFIED, words
from lsvdesk.printing.papers.common import OfficeHead, bullet_list, signatures, title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import AssessmentLineView, content_hash
from lsvdesk.printing.views.estimate import EstimateView

MARK = "ประมาณการ"
WARNING = (
    "เป็นการประมาณการเพื่อให้ข้อมูลเท่านั้น ไม่ใช่ใบเสร็จรับเงิน ไม่ใช่การแจ้งการประเมิน และยังไม่มีการยื่นคำขอ จำนวนเงินจริงเป็นไปตามที่สำนักงานประเมินหรืออนุมัติเมื่อยื่นคำขอ"
)
_PALE: Colour = (0.93, 0.93, 0.93)
_SMALL = 14.0


def render(view: EstimateView) -> bytes:
    """The sheet as PDF. Raises ValueError where the total is not the sum of the lines."""
    if sum((line.amount for line in view.lines), Decimal(0)) != view.total:
        raise ValueError(f"estimate of {view.service}: the lines do not add up to {view.total}")
    setting = Setting(view.head)
    blocks: list[Block] = [OfficeHead(setting, view.head.office), Gap(4), title(setting, f"{view.title} ({MARK})"), Gap(2)]
    blocks.append(Framed(setting.para(WARNING, size=_SMALL, bold=True, align="centre"), padding=5, grey=0.94))
    blocks += [Gap(4), setting.field("เรื่อง", view.service), setting.field("กรณีผู้ยื่น", view.applicant), *_days(setting, view), Gap(6)]
    if view.lines or not view.entitled:
        blocks += _owed(setting, view)
    if view.entitled:
        blocks += _entitled(setting, view.entitled)
    blocks += _instalments(setting, view)
    if any(line.unverified for line in (*view.lines, *view.entitled)):
        said = f"รายการที่มีเครื่องหมาย “{UNVERIFIED}” ใช้อัตราหรือค่าที่สำนักงานยังไม่ได้ยืนยันกับกฎหมายหรือข้อบัญญัติที่ใช้บังคับ"
        blocks += [Gap(4), Framed(setting.para(said, size=_SMALL), padding=5)]
    if view.notes:
        blocks += [Gap(4), setting.heading("หมายเหตุ", _SMALL), *bullet_list(setting, view.notes, size=_SMALL)]
    if view.prepared_by is not None:
        blocks.append(Stack([Gap(10), *signatures(setting, [view.prepared_by])]))
    name = f"{view.title} ({MARK}) {view.service}"
    return flowed(view.head, [blocks], title=name, subject=view.service, paper_hash=content_hash(view), underlay=_underlay)


def _underlay(ink: Ink, page: int) -> None:
    ink.watermark(FORM.width / 2, FORM.height / 2, MARK, 110, _PALE)


def _days(setting: Setting, view: EstimateView) -> list[Block]:
    """The days it was calculated for, two on a line."""
    fields = [setting.field(label, setting.date(day)) for label, day in view.days]
    return [
        Columns([*fields[at : at + 2]], [1] * len(fields[at : at + 2])) if len(fields) > at + 1 else fields[at]
        for at in range(0, len(fields), 2)
    ]


def _owed(setting: Setting, view: EstimateView) -> list[Block]:
    if not view.lines:
        return [setting.para("ไม่มีเงินที่ต้องชำระ", bold=True)]
    return [
        _table(setting, view.lines, ["รวมเป็นเงินประมาณ", "", "", "", setting.money(view.total), ""]),
        Gap(4),
        setting.para(f"รวมเป็นเงินประมาณ {setting.amount_in_words(view.total)}", bold=True),
    ]


def _entitled(setting: Setting, lines: Sequence[AssessmentLineView]) -> list[Block]:
    """Rights are not added up: one is by the month, another once."""
    said = [f"{line.item}: ได้รับ {setting.money(line.amount)} บาท{_each(line)}" if line.amount else f"{line.item}: ไม่มีสิทธิ" for line in lines]
    blocks: list[Block] = [setting.heading("สิทธิที่ได้รับ"), _table(setting, lines, []), Gap(4)]
    return [*blocks, *(setting.para(each, bold=True) for each in said)]


def _each(line: AssessmentLineView) -> str:
    return f"ต่อ{line.unit}" if line.unit else ""


def _table(setting: Setting, lines: Sequence[AssessmentLineView], totals: list[str]) -> Block:
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
        for number, line in enumerate(lines, 1)
    ]
    return setting.table(columns, rows, size=13.5, totals=totals)


def _instalments(setting: Setting, view: EstimateView) -> list[Block]:
    blocks: list[Block] = []
    if view.pay_by is not None and view.total:
        blocks.append(setting.para(f"วันสุดท้ายที่ชำระได้โดยไม่ต้องเสียเงินเพิ่ม: {setting.date(view.pay_by)}", size=_SMALL))
    if view.instalments:
        columns = [Column("งวดที่", 0.6, "centre"), Column("ชำระภายในวันที่", 1.6, "centre"), Column("จำนวนเงิน (บาท)", 1.2, "right")]
        rows = [[str(each.number), setting.date(each.due), setting.money(each.amount)] for each in view.instalments]
        blocks += [
            setting.heading(f"ผ่อนชำระได้ {len(rows)} งวด ({view.instalments_reference})", _SMALL),
            setting.table(columns, rows, size=13.5),
        ]
    return [Gap(6), *blocks] if blocks else []
