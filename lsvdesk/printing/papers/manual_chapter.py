"""A chapter of the public manual, in the order of headings that the offices' own manuals use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsvdesk.printing.blocks import Block, Columns, Framed, Gap, Inset, Stack
from lsvdesk.printing.document import CM
from lsvdesk.printing.papers.common import bullet_list
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.views.manual import ManualChapter, ManualDocument, ManualDocuments, ManualFee

SIZE = 15
TABLE = 14
HEADING = 17
UNVERIFIED = "* อัตราที่สำนักงานอยู่ระหว่างตรวจสอบ โปรดสอบถามเจ้าหน้าที่ก่อนชำระ"
UNVERIFIED_BENEFIT = "* จำนวนเงินที่สำนักงานอยู่ระหว่างตรวจสอบ โปรดสอบถามเจ้าหน้าที่"
"""Of money that is paid to the citizen."""
NONE = "–"
SAME = "เรื่องเดียวกัน"
"""Stands for a reference that the row above has already given."""


def blocks(s: Setting, chapter: ManualChapter) -> list[Block]:
    """What stands in the chapter; its form is a part of its own."""
    found: list[Block] = [s.para("คู่มือสำหรับประชาชน", size=20, bold=True, align="centre", keep_with_next=True), Gap(4), _head(s, chapter)]
    found += [*_heading(s, "ขอบเขตการให้บริการ"), _scope(s, chapter)]
    if chapter.introduction or chapter.criteria or chapter.applicants:
        found += [*_heading(s, "หลักเกณฑ์ วิธีการ และเงื่อนไขในการยื่นคำขอ"), *_criteria(s, chapter)]
    found += [*_heading(s, "ขั้นตอนและระยะเวลาการให้บริการ"), *_steps(s, chapter)]
    found += _documents(s, [group for group in chapter.documents if group.documents])
    found += [*_heading(s, "ค่าธรรมเนียม"), *_fees(s, chapter.fees, "ไม่มีค่าธรรมเนียม")]
    if chapter.benefits:
        found += [*_heading(s, "เงินหรือสิทธิที่จะได้รับ"), *_fees(s, chapter.benefits, "", heading="จำนวนเงิน", unsure=UNVERIFIED_BENEFIT)]
    if chapter.laws:
        found += [*_heading(s, "กฎหมายที่เกี่ยวข้อง"), *_sentences(s, chapter.laws)]
    if chapter.complaints:
        lead = "หากการให้บริการไม่เป็นไปตามที่ระบุไว้ข้างต้น ร้องเรียนได้ที่"
        found += [Gap(8), Stack([s.heading("การรับเรื่องร้องเรียน", HEADING), s.para(lead)], keep_with_next=True)]
        found += _sentences(s, chapter.complaints)
    return found


def form_heading(s: Setting) -> list[Block]:
    """Stands above the form that ends the chapter, on a page of its own."""
    return [s.heading("ตัวอย่างแบบฟอร์ม", HEADING), Gap(4)]


def _heading(s: Setting, words: str) -> list[Block]:
    return [Gap(8), s.heading(words, HEADING)]


def _head(s: Setting, chapter: ManualChapter) -> Block:
    """The service and who is responsible, as the first box of a manual has them."""
    label = 3.6 * CM

    def row(name: str, value: str, bold: bool) -> Block:
        return Columns([s.para(name, bold=True), s.para(value, bold=bold)], [label, 16.5 * CM - label], gutter=0)

    department = " ".join(each for each in (chapter.department, chapter.office) if each)
    return Framed(Stack([row("งานที่ให้บริการ", chapter.title, True), row("หน่วยงานที่รับผิดชอบ", department, False)]), padding=5, grey=0.96)


def _scope(s: Setting, chapter: ManualChapter) -> Block:
    columns = [Column("สถานที่ / ช่องทางการให้บริการ", 1), Column("ระยะเวลาเปิดให้บริการ", 1)]
    return s.table(columns, [("\n".join(chapter.places), "\n".join(chapter.hours))], size=TABLE)


def _criteria(s: Setting, chapter: ManualChapter) -> Iterator[Block]:
    if chapter.introduction:
        yield s.para(chapter.introduction, indent=1.2 * CM, align="justify")
    if chapter.applicants:
        yield s.rich((("ผู้ยื่นคำขอ  ", True), (" / ".join(chapter.applicants), False)), hanging=1.2 * CM)
    yield from _sentences(s, chapter.criteria)


def _sentences(s: Setting, items: Sequence[str]) -> list[Block]:
    if len(items) == 1:
        return [s.para(items[0], indent=1.2 * CM)]
    return [Inset(block, 0.3 * CM) for block in s.listed(items)]


def _steps(s: Setting, chapter: ManualChapter) -> Iterator[Block]:
    columns = [
        Column("ที่", 1, "centre"),
        Column("ขั้นตอน", 9),
        Column("ระยะเวลา", 3.2, "centre"),
        Column("ผู้รับผิดชอบ", 4.6),
    ]
    rows = [
        (str(number), f"{step.title}\n({step.note})" if step.note else step.title, step.time or NONE, step.responsible or NONE)
        for number, step in enumerate(chapter.steps, 1)
    ]
    yield s.table(columns, rows, size=TABLE)
    yield Gap(4)
    told: list[Block] = []
    if chapter.total_time:
        told.append(s.rich((("ระยะเวลาดำเนินการรวม  ", True), (chapter.total_time, True)), size=SIZE))
    told += bullet_list(s, chapter.limits, size=SIZE - 1)
    if chapter.outcome:
        told.append(s.rich((("เมื่อแล้วเสร็จจะได้รับ  ", True), (", ".join(chapter.outcome), False)), hanging=1.2 * CM))
    yield Stack(told, splits_above=120)


def _documents(s: Setting, groups: Sequence[ManualDocuments]) -> Iterator[Block]:
    above: list[Block] = [s.heading("รายการเอกสาร หลักฐานประกอบ", HEADING)]
    if not groups:
        yield from (Gap(8), *above, s.para("(ไม่ต้องใช้เอกสาร)", indent=1.2 * CM))
    for group in groups:
        yield Gap(8 if above else 5)
        named = [s.para(group.title, bold=True)] if group.title else []
        yield Stack([*above, *named], keep_with_next=True)
        yield _document_table(s, group.documents)
        above = []


def _document_table(s: Setting, documents: Sequence[ManualDocument]) -> Block:
    """The columns that nothing stands in are left out."""
    issued, noted = any(each.issuer for each in documents), any(each.note for each in documents)
    columns = [Column("ที่", 1, "centre"), Column("รายการเอกสาร", 7.4)]
    columns += [Column("หน่วยงานผู้ออกเอกสาร", 3)] if issued else []
    columns += [Column("ฉบับจริง", 1.7, "centre"), Column("สำเนา", 1.7, "centre")]
    columns += [Column("หมายเหตุ/เงื่อนไข", 4.4)] if noted else []
    rows = []
    for number, each in enumerate(documents, 1):
        row = [str(number), each.title]
        row += [each.issuer or NONE] if issued else []
        row += [_many(each.originals, each.unit), _many(each.copies, each.unit)]
        rows.append(tuple(row + ([each.note or NONE] if noted else [])))
    return s.table(columns, rows, size=TABLE)


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}" if count else NONE


def _fees(s: Setting, fees: Sequence[ManualFee], nothing: str, *, heading: str = "อัตรา", unsure: str = UNVERIFIED) -> Iterator[Block]:
    rows: list[tuple[str, str, str]] = []
    for fee in fees:
        rows.append(_fee_row(fee, fee.item))
        rows += [_fee_row(line, f"– {line.item}") for line in fee.tariff]
    rows = [(words, amount, SAME if at and ref and ref == rows[at - 1][2] else ref) for at, (words, amount, ref) in enumerate(rows)]
    if not rows:
        yield s.para(f"({nothing})", indent=1.2 * CM)
        return
    if len(fees) == 1 and not fees[0].tariff and not fees[0].amount and not fees[0].reference:
        yield s.para(f"({fees[0].note or fees[0].item})", indent=1.2 * CM)
        return
    referred = any(row[2] for row in rows)
    stepped = any("\n" in amount for _, amount, _ in rows)
    columns = [Column("รายการ", 5.4 if stepped else 7), Column(heading, 6.9 if stepped else 4.6)]
    columns += [Column("อ้างอิง", 4.3 if stepped else 5)] if referred else []
    cells = [row if referred else row[:2] for row in rows]
    yield s.table(columns, cells, size=TABLE)
    if any(line.unverified for fee in fees for line in (fee, *fee.tariff)):
        yield s.para(unsure, size=TABLE - 1)


def _fee_row(fee: ManualFee, words: str) -> tuple[str, str, str]:
    words += f"\n({fee.note})" if fee.note else ""
    amount = fee.amount + (" *" if fee.unverified else "")
    return words, amount or ("ตามอัตราด้านล่าง" if fee.tariff else NONE), fee.reference
