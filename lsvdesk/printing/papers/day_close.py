"""Remittance slip (ใบนำส่งเงิน) of one day: revenue by kind, the receipts used, how it was paid, what was voided, two signatures."""

from __future__ import annotations

from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Gap, Stack
from lsvdesk.printing.document import flowed
from lsvdesk.printing.papers.common import OfficeHead, signatures, title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import DayCloseView, content_hash


def render(view: DayCloseView) -> bytes:
    """The slip as PDF. Raises ValueError where kinds of revenue or ways of payment do not add up to the total."""
    by_kind = sum((line.amount for line in view.lines), Decimal(0))
    if by_kind != view.total or view.cash + view.transfer + view.cheque != view.total:
        raise ValueError(f"remittance slip {view.number}: kinds of revenue or ways of payment do not add up to {view.total}")
    setting = Setting(view.head)
    right = [setting.rich((("เลขที่  ", False), (view.number, True)), align="right")]
    blocks: list[Block] = [
        OfficeHead(setting, view.head.office, right),
        Gap(6),
        title(setting, "ใบนำส่งเงิน", 24),
        Columns([setting.field("หน่วยงาน", view.unit), setting.field("ประจำวันที่", setting.date(view.day, era=True))]),
        Gap(6),
        _revenue(setting, view),
        setting.para(f"ตัวอักษร {setting.amount_in_words(view.total)}", bold=True),
        Gap(6),
        *_payment(setting, view),
        Gap(6),
        *_receipts(setting, view),
    ]
    if view.note:
        blocks += [Gap(4), setting.para(f"หมายเหตุ {view.note}", size=14)]
    blocks.append(Stack([Gap(10), *signatures(setting, [view.remitter, view.receiver], dated=True)]))
    name = f"ใบนำส่งเงิน เลขที่ {view.number}"
    return flowed(view.head, [blocks], title=name, subject=f"{view.unit} {setting.date(view.day)}", paper_hash=content_hash(view))


def _revenue(setting: Setting, view: DayCloseView) -> Block:
    columns = [
        Column("ที่", 0.4, "centre"),
        Column("รหัสรายได้", 1.1, "centre"),
        Column("ประเภทรายได้", 4),
        Column("จำนวนใบเสร็จ", 1.1, "right"),
        Column("จำนวนเงิน (บาท)", 1.5, "right"),
    ]
    rows = [
        [str(number), line.code, line.name, setting.number(line.receipts) if line.receipts else "", setting.money(line.amount)]
        for number, line in enumerate(view.lines, 1)
    ]
    if not rows:
        rows = [["", "", "ไม่มีการรับเงินในวันนี้", "", ""]]
    return setting.table(columns, rows, totals=["", "", "รวมทั้งสิ้น", "", setting.money(view.total)])


def _payment(setting: Setting, view: DayCloseView) -> list[Block]:
    columns = [Column("เงินสด", 1, "right"), Column("เงินโอน", 1, "right"), Column("เช็ค", 1, "right"), Column("รวม", 1, "right")]
    amounts = [setting.money(part) for part in (view.cash, view.transfer, view.cheque, view.total)]
    blocks: list[Block] = [Stack([setting.para("วิธีรับชำระ (บาท)", bold=True), setting.table(columns, [amounts])])]
    if view.cheques:
        wide = [
            Column("ธนาคาร", 2.4),
            Column("เช็คเลขที่", 1.4, "centre"),
            Column("ลงวันที่", 1.6, "centre"),
            Column("จำนวนเงิน (บาท)", 1.3, "right"),
        ]
        rows = [[line.bank, line.number, setting.date(line.dated), setting.money(line.amount)] for line in view.cheques]
        blocks += [Gap(4), setting.heading("รายการเช็ค"), setting.table(wide, rows)]
    return blocks


def _receipts(setting: Setting, view: DayCloseView) -> list[Block]:
    blocks: list[Block] = []
    if view.ranges:
        columns = [
            Column("เล่มที่", 1, "centre"),
            Column("ตั้งแต่เลขที่", 1, "centre"),
            Column("ถึงเลขที่", 1, "centre"),
            Column("จำนวนฉบับ", 1, "right"),
        ]
        rows = [[line.book_no, line.first, line.last, setting.number(line.count)] for line in view.ranges]
        used = setting.number(sum(line.count for line in view.ranges))
        blocks += [setting.heading("ใบเสร็จรับเงินที่ใช้"), setting.table(columns, rows, totals=["", "", "รวม", used])]
    if view.voided:
        columns = [Column("เล่มที่", 0.7, "centre"), Column("เลขที่", 0.8, "centre"), Column("เหตุผลที่ยกเลิก", 4)]
        rows = [[line.book_no, line.number, line.reason] for line in view.voided]
        blocks += [Gap(4), setting.heading("ใบเสร็จรับเงินที่ยกเลิก"), setting.table(columns, rows)]
    return blocks
