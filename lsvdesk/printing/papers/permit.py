"""The general paper of a service that has no form of its own: permit, acknowledgement of a notice, certificate, registration.

It belongs to the family of the excavation acknowledgement: the office's emblem in the middle, the title, the number and the office, then
who holds it and the particulars on dotted lines. It takes as many pages as it needs; the later ones name the paper at their head.
"""

from __future__ import annotations

from collections.abc import Sequence

from lsvdesk.printing import fonts, text
from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack, flow
from lsvdesk.printing.document import CM, LETTER, flowed
from lsvdesk.printing.fields import DottedField
from lsvdesk.printing.ink import GREY, Ink
from lsvdesk.printing.papers.common import party_fields
from lsvdesk.printing.setting import BODY, Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import ChoiceItem, FormSection, NoteItem, PermitView, TableItem, TextItem, ValueItem, content_hash

EMBLEM = 2.6 * CM
NO_EMBLEM = 1 * CM
"""Above the title where the office has no logo."""
TITLE_SIZES = ((26, 24), (48, 21), (10_000, 19))
"""Most letters of a title → its size: a long one is set smaller, in two lines rather than three."""
SIZES = (BODY, 15, 14)
"""A permit hangs on the wall: it is set a little smaller where that keeps it on one sheet."""
SMALLER = 2
"""By so much are conditions and addresses smaller than the rest."""
HALF_LINE = 0.47
"""Two particulars share a line where each needs at most this share of it."""

Item = ValueItem | TextItem | ChoiceItem | TableItem | NoteItem


def render(view: PermitView) -> bytes:
    """The paper as PDF, on as many pages as it needs."""
    setting = _fitting(view)
    name = f"{view.title} เลขที่ {view.number}"

    def running_head(ink: Ink, page: int) -> None:
        if page:
            words = text.shortened(setting.t(f"{name}  {view.holder.name}"), fonts.REGULAR, 12, LETTER.text_width)
            ink.text(LETTER.left, LETTER.height - 1.75 * CM, words, 12, colour=GREY)
            ink.rule(LETTER.left, LETTER.height - 1.95 * CM, LETTER.left + LETTER.text_width, LETTER.height - 1.95 * CM)

    return flowed(
        view.head,
        [_blocks(setting, view)],
        title=name,
        subject=view.holder.name,
        paper_hash=content_hash(view),
        frame=LETTER,
        underlay=running_head,
    )


def _fitting(view: PermitView) -> Setting:
    """The largest size that needs one page; the usual one where none does."""
    for size in SIZES:
        setting = Setting(view.head, size)
        if len(flow(_blocks(setting, view), LETTER.text_width, LETTER.room)) == 1:
            return setting
    return Setting(view.head)


def _blocks(setting: Setting, view: PermitView) -> list[Block]:
    office = view.head.office

    def emblem(ink: Ink, x: float, top: float, width: float) -> None:
        if office.logo:
            ink.picture(office.logo, x + (width - EMBLEM) / 2, top, EMBLEM, EMBLEM)

    size = next(size for most, size in TITLE_SIZES if len(view.title) <= most)
    code: list[Block] = [setting.para(f"แบบ {view.form_code}", size=setting.size - SMALLER, align="right")] if view.form_code else []
    place = [
        setting.para(office.name, align="right"),
        *([setting.para(office.address, size=setting.size - SMALLER, align="right")] if office.address else []),
    ]
    numbers = [setting.rich((("เลขที่  ", False), (view.number, True)))]
    if view.registration_no:
        numbers.append(setting.rich((("ทะเบียนเลขที่  ", False), (view.registration_no, True))))
    blocks: list[Block] = [
        Columns([Stack([]), Drawn(EMBLEM if office.logo else NO_EMBLEM, emblem), Stack(code)]),
        Gap(2),
        setting.para(view.title, size=size, bold=True, align="centre"),
    ]
    if view.legal_basis:
        blocks.append(setting.para(view.legal_basis, align="centre"))
    blocks += [Gap(6), Columns([Stack(numbers), Stack(place)], [1, 1.5]), Gap(8)]
    if view.opening:
        blocks.append(setting.para(view.opening, indent=2.5 * CM, keep_with_next=True))
    blocks += [Gap(2), *party_fields(setting, "ชื่อ", view.holder)]
    if view.grant:
        blocks += [Gap(4), setting.para(view.grant, indent=2.5 * CM, align="justify")]
    for section in view.sections:
        blocks += _section(setting, section)
    if view.conditions:
        blocks += [
            Gap(6),
            setting.heading("เงื่อนไขและข้อปฏิบัติ"),
            *setting.listed(view.conditions, size=setting.size - SMALLER, indent=0.6 * CM),
        ]
    signed = [Gap(8), *_issued(setting, view), Gap(12), Columns([None, setting.signature(view.signer)], [0.75, 1])]
    blocks.append(Stack([*_fee(setting, view), *signed]))  # a signature never stands alone on a page
    return blocks


def _section(setting: Setting, section: FormSection) -> list[Block]:
    blocks: list[Block] = [Gap(5)]
    if section.title:
        blocks.append(setting.heading(section.title))
    waiting: DottedField | None = None
    for item in section.items:
        if isinstance(item, ValueItem) and _is_short(setting, item):
            field = setting.field(item.label, item.value, item.unit)
            if waiting is None:
                waiting = field
            else:
                blocks.append(Columns([waiting, field], gutter=12))
                waiting = None
            continue
        if waiting is not None:
            blocks.append(waiting)
            waiting = None
        blocks += _item(setting, item)
    if waiting is not None:
        blocks.append(waiting)
    return blocks


def _is_short(setting: Setting, item: ValueItem) -> bool:
    words = setting.t(f"{item.label}  {item.value}  {item.unit}")
    return not item.wide and fonts.width(words, fonts.REGULAR, setting.size) <= LETTER.text_width * HALF_LINE


def _item(setting: Setting, item: Item) -> Sequence[Block]:
    if isinstance(item, ValueItem):
        return [setting.field(item.label, item.value, item.unit)]
    if isinstance(item, NoteItem):
        return [setting.para(item.text, size=setting.size - SMALLER)]
    if isinstance(item, ChoiceItem):
        return [setting.field(item.label, ", ".join(option.label for option in item.options if option.ticked))]
    label: list[Block] = [setting.para(item.label, keep_with_next=True)] if item.label else []
    if isinstance(item, TextItem):
        return [*label, setting.para(item.text, indent=1 * CM)]
    columns = [Column(column.label, column.share, column.align) for column in item.columns]
    return [*label, setting.table(columns, item.rows, size=13, totals=item.totals), Gap(3)]


def _fee(setting: Setting, view: PermitView) -> list[Block]:
    if view.fee is None:
        return []
    blocks: list[Block] = [Gap(6), setting.field("ค่าธรรมเนียม", f"{setting.money(view.fee)} บาท {setting.amount_in_words(view.fee)}")]
    for receipt in view.receipts:
        paid = f" จำนวน {setting.money(receipt.amount)} บาท" if len(view.receipts) > 1 else ""
        blocks.append(setting.field("ตามใบเสร็จรับเงิน", f"{receipt.number} ลงวันที่ {setting.date(receipt.issued_on)}{paid}"))
    return blocks


def _issued(setting: Setting, view: PermitView) -> list[Block]:
    lines: list[Block] = [setting.para(f"ออกให้ ณ วันที่ {setting.date(view.issued_on, era=True)}", align="centre")]
    if view.valid_until:
        lines.append(setting.rich((("ใช้ได้จนถึงวันที่ ", False), (setting.date(view.valid_until, era=True), True)), align="centre"))
    return lines
