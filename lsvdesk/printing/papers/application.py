"""Filled application for signature (คำขอ/แบบแจ้ง), for any service: its sections in the order of the definition, then documents, the
declaration and the places to sign."""

from __future__ import annotations

from collections.abc import Sequence

from lsvdesk.printing import fonts
from lsvdesk.printing.blocks import Block, Columns, Drawn, Framed, Gap, Stack
from lsvdesk.printing.document import CM, flowed
from lsvdesk.printing.fields import CheckRow, DottedField
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.common import OfficeHead, document_checks, party_fields, signatures, title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views import (
    ApplicationView,
    ChoiceItem,
    FormSection,
    NoteItem,
    TableItem,
    TextItem,
    ValueItem,
    content_hash,
)

SIZE = 15
HALF_LINE = 0.46
"""Two items share a line where each needs at most this share of it."""

Item = ValueItem | TextItem | ChoiceItem | TableItem | NoteItem


def render(view: ApplicationView) -> bytes:
    """The application as PDF, on as many pages as it needs."""
    return flowed(
        view.head,
        [blocks(Setting(view.head, SIZE), view)],
        title=view.title,
        subject=f"{view.service} {view.applicant.name}".strip(),
        paper_hash=content_hash(view),
    )


def blocks(setting: Setting, view: ApplicationView) -> list[Block]:
    """What stands on it, from the office's head to the notes. Without a day and an applicant it is the form to be filled in by hand."""
    found: list[Block] = [OfficeHead(setting, view.head.office, _code(setting, view)), Gap(6), title(setting, view.title, 21)]
    if view.service and view.service != view.title:
        found.append(setting.para(view.service, align="centre"))
    found += [Gap(4), *_opening(setting, view), Gap(4)]
    found += party_fields(setting, "ข้าพเจ้า", view.applicant) if view.applicant.name else _blank_party(setting, "ข้าพเจ้า")
    if view.agent:
        found += party_fields(setting, "โดย", view.agent)
    for section in view.sections:
        found += _section(setting, section)
    if view.documents:
        found += [Gap(6), _section_title(setting, "เอกสารและหลักฐานประกอบ")]
        found += document_checks(setting, view.documents, size=SIZE - 1)
    if view.declaration:
        found += [Gap(6), setting.para(view.declaration, indent=1.5 * CM, align="justify", keep_with_next=True)]
    if view.signatures:
        found.append(Stack([Gap(6), *signatures(setting, view.signatures)]))
    found += [Stack(_section(setting, section)) for section in view.officials]  # never a signature away from what is signed
    if view.notes:
        notes = [setting.para(f"({number})\u00a0{note}", size=13, hanging=16) for number, note in enumerate(view.notes, 1)]
        found += [Gap(6), Stack([setting.para("หมายเหตุ", size=13, bold=True), *notes])]
    return found


def _blank_party(setting: Setting, label: str) -> list[Block]:
    """Dotted lines for whoever fills the form in by hand."""
    return [
        Columns([setting.field(label), setting.field("เลขประจำตัวประชาชน/เลขทะเบียนนิติบุคคล")], [1, 1.25]),
        Columns([setting.field("ที่อยู่"), setting.field("โทรศัพท์")], [2.2, 1]),
    ]


def _code(setting: Setting, view: ApplicationView) -> list[Block]:
    lines: list[Block] = []
    if view.form_code:
        lines.append(setting.para(f"แบบ {view.form_code}", bold=True, align="right"))
    if view.head.case_no:
        lines.append(setting.para(f"คำขอเลขที่ {view.head.case_no}", size=14, align="right"))
    if view.intake:
        fields: list[Block] = [setting.field(item.label, item.value, item.unit, size=13) for item in view.intake]
        lines.append(Framed(Stack([setting.para("สำหรับเจ้าหน้าที่", size=13, bold=True, align="centre"), *fields]), padding=5))
    return lines


def _opening(setting: Setting, view: ApplicationView) -> list[Block]:
    right: list[Block] = []
    if view.written_at:
        right.append(setting.para(f"เขียนที่ {view.written_at}", align="right"))
    if view.applied_on is None:
        right.append(setting.para(f"วันที่{'.' * 8}เดือน{'.' * 26}พ.ศ.{'.' * 12}", align="right"))
    else:
        right.append(setting.para(f"วันที่ {setting.date(view.applied_on, era=True)}", align="right"))
    blocks: list[Block] = [Columns([None, Stack(right)], [0.6, 1])]
    if view.addressee:
        blocks.append(setting.para(f"เรียน  {view.addressee}"))
    return blocks


def _section_title(setting: Setting, words: str) -> Block:
    class Bar(Drawn):
        keep_with_next = True

    def draw(ink: Ink, x: float, top: float, width: float) -> None:
        ink.fill(x, top - 19, width, 19, 0.92)
        ink.text(x + 5, top - 14, setting.t(words), SIZE + 1, bold=True)

    return Bar(23, draw)


def _section(setting: Setting, section: FormSection) -> list[Block]:
    blocks: list[Block] = [Gap(6), _section_title(setting, section.title)] if section.title else [Gap(4)]
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
    if section.signatures:
        blocks.append(Stack([Gap(4), *signatures(setting, section.signatures, dated=True)]))
    return blocks


def _is_short(setting: Setting, item: ValueItem) -> bool:
    if item.wide:
        return False
    words = setting.t(f"{item.label}  {item.value or '.' * 12}  {item.unit}")
    return fonts.width(words, fonts.REGULAR, SIZE) <= 17 * CM * HALF_LINE


def _item(setting: Setting, item: Item) -> Sequence[Block]:
    if isinstance(item, ValueItem):
        return [setting.field(item.label, item.value, item.unit)]
    if isinstance(item, NoteItem):
        return [setting.para(item.text, size=SIZE - 1)]
    if isinstance(item, ChoiceItem):
        boxes = [setting.check(option.ticked, option.label) for option in item.options]
        return [CheckRow(setting.t(item.label), boxes, SIZE)]
    if isinstance(item, TextItem):
        return _text(setting, item)
    return _table(setting, item)


def _text(setting: Setting, item: TextItem) -> list[Block]:
    blocks: list[Block] = []
    if item.text:
        if item.label:
            blocks.append(setting.para(item.label, keep_with_next=True))
        return [*blocks, setting.para(item.text, indent=1 * CM)]
    if item.blank_lines:
        blocks.append(setting.field(item.label))
        blocks += [setting.field("") for _ in range(item.blank_lines - 1)]
    return blocks


def _table(setting: Setting, item: TableItem) -> list[Block]:
    blocks: list[Block] = [setting.para(item.label, keep_with_next=True)] if item.label else []
    columns = [Column(column.label, column.share, column.align) for column in item.columns]
    rows = item.rows or tuple(("",) * len(columns) for _ in range(item.blank_rows))
    return [*blocks, setting.table(columns, rows, size=13, totals=item.totals), Gap(3)]
