"""Receipt (ใบเสร็จรับเงิน): two on one A4, ต้นฉบับ above the cut, สำเนา below it, each with the same words.

Contents: number and book, office, date, payer, what was paid for, the sum in figures and words, the receiver's signature, the way of
payment (ระเบียบ มท. ว่าด้วยการรับเงินฯ พ.ศ. 2547). Lines that do not fit go on to more sheets, two-up again, each with its carried sum.
"""

from __future__ import annotations

from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Gap, Stack, ThaiParagraph
from lsvdesk.printing.document import A4_HEIGHT, A4_WIDTH, CM, DrawPage, foot, marks, write
from lsvdesk.printing.fields import CheckRow
from lsvdesk.printing.fonts import BOLD, REGULAR
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.common import OfficeHead
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column, ThaiTable
from lsvdesk.printing.text import NBSP, shortened
from lsvdesk.printing.views import PaymentView, ReceiptLine, ReceiptView, content_hash

SIZE = 14
HALF = A4_HEIGHT / 2
LEFT = 1.8 * CM
WIDTH = A4_WIDTH - 2 * LEFT
TOP_MARGIN = 0.9 * CM
FOOT = 0.75 * CM
BOTTOM_MARGIN = 1.3 * CM
USUAL_ROWS = 4
PARTS = ("ต้นฉบับ", "สำเนา")


def render(view: ReceiptView) -> bytes:
    """The receipt as PDF. Raises ValueError where the total is not the sum of the lines."""
    if sum((line.amount for line in view.lines), Decimal(0)) != view.total:
        raise ValueError(f"receipt {view.book_no}/{view.number}: the lines do not add up to {view.total}")
    setting = Setting(view.head, SIZE)
    paper_hash = content_hash(view)
    tail = _tail(setting, view)
    sheets = _sheets(setting, view, tail)

    def sheet(number: int) -> DrawPage:
        def draw(ink: Ink) -> None:
            for half, part in enumerate(PARTS):
                bottom = HALF * (1 - half)
                top = bottom + HALF - TOP_MARGIN
                head = _head(setting, view, part, first=number == 0)
                area = (LEFT, bottom + BOTTOM_MARGIN, WIDTH, HALF - BOTTOM_MARGIN - TOP_MARGIN)
                # the row of the title is the one place that is always free at the right
                marks(ink, view.head, area, stamp_at=(LEFT + WIDTH, top - _office(setting, view, part).height(WIDTH) - 3), scale=0.8)
                for block in (head, sheets[number], tail if number == len(sheets) - 1 else Gap(0)):
                    block.draw(ink, LEFT, top, WIDTH)
                    top -= block.height(WIDTH)
                pages = (number + 1, len(sheets)) if len(sheets) > 1 else None
                foot(ink, view.head, paper_hash, LEFT, WIDTH, page_of=pages, y=bottom + FOOT)
            ink.dashes(0.6 * CM, A4_WIDTH - 0.6 * CM, HALF)

        return draw

    name = f"{view.title} เล่มที่ {view.book_no} เลขที่ {view.number}"
    return write(view.head, [sheet(number) for number in range(len(sheets))], title=name, subject=view.payer.name)


def _sheets(setting: Setting, view: ReceiptView, tail: Block) -> list[Block]:
    """The table of lines, cut where a half sheet ends; the last one leaves room for the tail. Where there are several, each carries the
    sum so far to the next."""
    whole_room = HALF - TOP_MARGIN - BOTTOM_MARGIN
    sheets: list[Block] = []
    waiting = list(enumerate(view.lines, 1))
    carried: Decimal | None = None
    while True:
        room = whole_room - _head(setting, view, PARTS[0], first=not sheets).height(WIDTH)
        rest = _table(setting, waiting, carried=carried, total=view.total, fill=room - tail.height(WIDTH))
        if rest.height(WIDTH) <= room - tail.height(WIDTH) or (len(waiting) <= 1 and sheets):
            return [*sheets, rest]
        # the last sheet, with the sum and the signature, shows at least one line
        count = max(1, len(waiting) - 1) if len(waiting) > 1 else 0
        while count > 1 and _table(setting, waiting[:count], carried=carried, forward=Decimal(0)).height(WIDTH) > room:
            count -= 1
        taken, waiting = waiting[:count], waiting[count:]
        forward = (carried or Decimal(0)) + sum((line.amount for _, line in taken), Decimal(0))
        sheets.append(_table(setting, taken, carried=carried, forward=forward))
        carried = forward


def _table(
    setting: Setting,
    lines: list[tuple[int, ReceiptLine]],
    *,
    carried: Decimal | None,
    total: Decimal | None = None,
    forward: Decimal | None = None,
    fill: float = 0.0,
) -> ThaiTable:
    """The lines on one half sheet, with empty rows up to :data:`USUAL_ROWS` as long as the height stays within ``fill``."""
    columns = [
        Column("ที่", 0.45, "centre"),
        Column("รายการ", 4.6),
        Column("อ้างอิง", 1.9),
        Column("รหัสรายได้", 1.15, "centre"),
        Column("จำนวนเงิน (บาท)", 1.5, "right"),
    ]
    rows = []
    if carried is not None:
        rows.append(["", "ยอดยกมา", "", "", setting.money(carried)])
    for number, line in lines:
        item = f"{NBSP * 4}{line.item}" if line.surcharge else line.item
        rows.append([str(number), item, line.reference, line.revenue_code, setting.money(line.amount)])
    if total is not None:
        totals = [setting.amount_in_words(total), "", "", "รวมทั้งสิ้น", setting.money(total)]
    else:
        totals = ["", "", "", "ยอดยกไป", setting.money(forward or Decimal(0))]
    table = ReceiptTable(setting, columns, rows, totals)
    while len(rows) < USUAL_ROWS:
        rows.append(["", "", "", "", ""])
        longer = ReceiptTable(setting, columns, rows, totals)
        if longer.height(WIDTH) > fill:
            break
        table = longer
    return table


class ReceiptTable(ThaiTable):
    """The lines, with the sum in words and in figures under them."""

    def __init__(self, setting: Setting, columns: list[Column], rows: list[list[str]], totals: list[str]) -> None:
        texts = [[setting.t(cell) for cell in row] for row in rows]
        super().__init__(columns, texts, size=SIZE, padding=3, plain=True)
        words = ThaiParagraph(((totals[0], BOLD),), SIZE, align="centre", leading=1.15)
        label = self._cell(totals[3], "right", bold=True)
        amount = self._cell(totals[4], "right", bold=True)
        self.set_totals([words, label, amount], [3, 1, 1])


def _office(setting: Setting, view: ReceiptView, part: str) -> Block:
    right = [
        setting.rich(((part, True), (f"   {view.form_code}" if view.form_code else "", False)), align="right"),
        setting.rich((("เล่มที่ ", False), (view.book_no, True)), align="right"),
        setting.rich((("เลขที่ ", False), (view.number, True)), align="right"),
    ]
    return OfficeHead(setting, view.head.office, right, right_width=130)


def _head(setting: Setting, view: ReceiptView, part: str, *, first: bool) -> Block:
    """Office, numbers and payer; on further sheets only what says whose they are."""
    blocks: list[Block] = [
        _office(setting, view, part),
        setting.para(view.title, size=20, bold=True, align="centre"),
    ]
    case = setting.para(f"คำขอเลขที่ {view.head.case_no}") if view.head.case_no else None
    blocks.append(Columns([case, setting.para(f"วันที่ {setting.date(view.received_on)}", align="right")]))
    payer = view.payer
    if not first:
        short = shortened(setting.t(payer.name), REGULAR, SIZE, WIDTH - 110)
        return Stack([*blocks, setting.field("ได้รับเงินจาก (ต่อ)", short), Gap(5)])
    name = setting.field("ได้รับเงินจาก", payer.name)
    if payer.id_no and len(payer.name) <= 40:
        blocks.append(Columns([name, setting.field(payer.id_label, payer.id_no)], [1.25, 1]))
    else:
        blocks.append(name)
        if payer.id_no:
            blocks.append(setting.field(payer.id_label, payer.id_no))
    if payer.address:
        blocks.append(setting.field("ที่อยู่", payer.address))
    tax = []
    if view.tax_year is not None:
        tax.append(setting.field("ประจำปีภาษี พ.ศ.", str(view.tax_year)))
    if view.sign_count is not None:
        tax.append(setting.field("จำนวนป้าย", setting.number(view.sign_count), "ป้าย"))
    if tax:
        blocks.append(Columns([*tax, *[None] * (3 - len(tax))]))
    blocks.append(Gap(5))
    return Stack(blocks)


def _tail(setting: Setting, view: ReceiptView) -> Block:
    left: list[Block] = []
    left += _payment(setting, view.payment)
    if view.note:
        left.append(setting.para(f"หมายเหตุ {view.note}", size=13))
    if view.head.void:
        reason = f"ยกเลิกเมื่อวันที่ {setting.date(view.voided_on)}" if view.voided_on else "ยกเลิก"
        left.append(setting.para(reason + (f" เหตุผล {view.void_reason}" if view.void_reason else ""), size=13, bold=True))
    left.append(Gap(3))
    valid = "ใบเสร็จรับเงินฉบับนี้สมบูรณ์เมื่อผู้รับเงินลงลายมือชื่อแล้ว"
    if view.payment.method == "cheque":
        valid += " และเมื่อเรียกเก็บเงินตามเช็คได้แล้ว"
    left.append(setting.para(valid, size=12))
    return Stack([Gap(5), Columns([Stack(left), setting.signature(view.receiver)], [1.1, 1], gutter=18)])


def _payment(setting: Setting, payment: PaymentView) -> list[Block]:
    methods = (("cash", "เงินสด"), ("transfer", "เงินโอน"), ("cheque", "เช็ค"))
    boxes = [setting.check(payment.method == method, words) for method, words in methods]
    blocks: list[Block] = [CheckRow("ชำระด้วย", boxes, SIZE)]
    if payment.method == "cash" and payment.tendered is not None:
        change = f"   เงินทอน {setting.money(payment.change or Decimal(0))} บาท"
        blocks.append(setting.para(f"รับเงินมา {setting.money(payment.tendered)} บาท{change}", size=13))
    if payment.method != "cash":
        details = [f"ธนาคาร{payment.bank}" if payment.bank else "", f"สาขา{payment.branch}" if payment.branch else ""]
        details.append(f"เลขที่ {payment.number}" if payment.number else "")
        details.append(f"ลงวันที่ {setting.date(payment.dated)}" if payment.dated else "")
        words = " ".join(part for part in details if part)
        if words:
            blocks.append(setting.para(words, size=13))
    return blocks
