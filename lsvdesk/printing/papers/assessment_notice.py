"""Signboard assessment notice (ภ.ป.3, หนังสือแจ้งการประเมินภาษีป้าย), พ.ร.บ.ภาษีป้าย พ.ศ. 2510: each sign's tax, the sum, when to pay it, and
how to appeal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Framed, Gap, Stack
from lsvdesk.printing.document import CM, LETTER, DrawPage, flowed_pages, write
from lsvdesk.printing.papers.letters import letter, text
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column, ThaiTable
from lsvdesk.printing.views import AssessmentNoticeView, SignLine, content_hash

SIZE = 14  # a letter with a table in it: a little less keeps an ordinary notice on one sheet
ACT = "พระราชบัญญัติภาษีป้าย พ.ศ.\u00a02510"
_FRAME = replace(LETTER, bottom=1.5 * CM)


def render(view: AssessmentNoticeView) -> bytes:
    """The notice as PDF. Raises ValueError where tax and surcharges do not add up."""
    return write(
        view.head,
        pages(view),
        title=f"หนังสือแจ้งการประเมินภาษีป้าย (ภ.ป.3) ที่ {view.letter_no}",
        subject=f"ภาษีป้ายประจำปี พ.ศ. {view.tax_year} {view.addressee.name}",
        size=(_FRAME.width, _FRAME.height),
    )


def pages(view: AssessmentNoticeView) -> list[DrawPage]:
    """Its pages, for a file of many. Raises ValueError as :func:`render`."""
    surcharges = sum((sign.surcharge for sign in view.signs), Decimal(0)) + sum((line.amount for line in view.surcharges), Decimal(0))
    if sum((sign.tax for sign in view.signs), Decimal(0)) != view.tax or view.tax + surcharges != view.total:
        raise ValueError(f"assessment notice {view.letter_no}: the signs and surcharges do not add up to {view.total}")
    setting = Setting(view.head, SIZE)
    blocks = letter(
        setting,
        view.head,
        letter_no=view.letter_no,
        subject=f"แจ้งการประเมินภาษีป้าย ประจำปี พ.ศ. {view.tax_year}",
        addressee=view.addressee.name,
        body=_body(setting, view),
        signer=view.officer,
        department=view.department,
        form_code="ภ.ป. 3",
        closing=_received(setting),
    )
    return flowed_pages(view.head, [blocks], paper_hash=content_hash(view), frame=_FRAME, numbering="letter")


def _body(setting: Setting, view: AssessmentNoticeView) -> list[Block]:
    owner = ""
    if view.addressee.id_no:
        owner += f" {view.addressee.id_label} {view.addressee.id_no}"
    if view.addressee.address:
        owner += f" ที่อยู่ {view.addressee.address}"
    filed = "ได้ยื่นแบบแสดงรายการภาษีป้าย (ภ.ป.1)" if view.return_no else "เป็นเจ้าของป้ายตามทะเบียนป้ายของสำนักงาน"
    filed += f" เลขรับที่ {view.return_no}" if view.return_no else ""
    filed += f" ลงวันที่ {setting.date(view.return_on)}" if view.return_on else ""
    what = f"{'เพื่อเสีย' if view.return_no else 'ซึ่งต้องเสีย'}ภาษีป้ายประจำปี พ.ศ. {view.tax_year}"
    what += f" สำหรับป้ายของ{view.business_name}" if view.business_name else ""
    what += f" ซึ่งติดตั้งที่ {view.sign_place}" if view.sign_place else ""
    first = f"ตามที่ท่าน{owner} {filed}" if owner else f"ตามที่ท่าน{filed}"
    blocks: list[Block] = [text(setting, f"{first} {what} นั้น")]
    blocks.append(
        text(
            setting,
            f"พนักงานเจ้าหน้าที่ได้ตรวจสอบและประเมินภาษีป้ายตาม{ACT} แล้ว ปรากฏว่าท่านมีหน้าที่ต้องชำระภาษีป้าย "
            f"จำนวน {setting.number(len(view.signs))} ป้าย รวมเป็นเงินทั้งสิ้น {setting.money(view.total)} บาท "
            f"{setting.amount_in_words(view.total)} ตามรายการดังต่อไปนี้",
        )
    )
    blocks.append(_table(setting, view))
    pay_at = view.pay_at or view.head.office.name
    late = view.late_note or "หากไม่ชำระภายในกำหนดดังกล่าว ท่านต้องเสียเงินเพิ่มตามมาตรา 25 แห่งพระราชบัญญัติดังกล่าว"
    whom = view.head.office.executive_position or "ผู้บริหารท้องถิ่น"
    blocks += [
        text(
            setting,
            f"ขอให้ท่านนำเงินจำนวนดังกล่าวไปชำระ ณ {pay_at} ภายใน {view.pay_within_days} วัน นับแต่วันที่ได้รับหนังสือแจ้งการประเมินนี้ {late}",
        ),
        text(
            setting,
            f"หากท่านไม่พอใจการประเมิน มีสิทธิอุทธรณ์ต่อ{whom} ตามแบบ ภ.ป.4 ภายใน {view.appeal_within_days} วัน นับแต่วันที่ได้รับหนังสือแจ้งการประเมินนี้",
        ),
    ]
    if view.references:
        blocks.append(setting.para(f"ข้อกฎหมายที่เกี่ยวข้อง: {'; '.join(view.references)}", size=12))
    if view.unverified:
        words = f"หมายเหตุ ค่าที่สำนักงานยังไม่ได้ยืนยัน: {'; '.join(view.unverified)}"
        blocks.append(Framed(setting.para(words, size=14), weight=0.4))
    blocks.append(text(setting, "จึงเรียนมาเพื่อโปรดทราบ"))
    return blocks


def _size(setting: Setting, sign: SignLine) -> str:
    faces = f"\n× {setting.number(sign.faces)} ด้าน" if sign.faces > 1 else ""
    return f"{setting.number(sign.width_cm)} × {setting.number(sign.height_cm)}{faces}"


def _words(setting: Setting, sign: SignLine) -> str:
    """What the sign says, as it says it, and where it stands."""
    parts = [sign.text, setting.t(f"ที่ตั้ง: {sign.place}") if sign.place else "", setting.t(sign.note)]
    return "\n".join(part for part in parts if part)


def _table(setting: Setting, view: AssessmentNoticeView) -> Block:
    with_surcharge = any(sign.surcharge for sign in view.signs)
    columns = [
        Column("ที่", 0.4, "centre"),
        Column("ป้าย", 2.6),
        Column("ประเภท", 0.78, "centre"),
        Column("กว้าง × ยาว\n(ซม.)", 1.32, "centre"),
        Column("เนื้อที่\n(ตร.ซม.)", 0.95, "right"),
        Column("หน่วย", 0.66, "right"),
        Column("อัตรา", 0.62, "right"),
        Column("ภาษี\n(บาท)", 1.12, "right"),
    ]
    rows = []
    for number, sign in enumerate(view.signs, 1):
        row = [
            str(number),
            _words(setting, sign),
            sign.sign_type,
            _size(setting, sign),
            setting.number(sign.area_cm2),
            setting.number(sign.units),
        ]
        row += [setting.number(sign.rate), setting.money(sign.tax)]
        rows.append([*row, setting.money(sign.surcharge)] if with_surcharge else row)
    if with_surcharge:
        columns.append(Column("เงินเพิ่ม\n(บาท)", 1.0, "right"))
    totals = ["รวม", *[""] * 6, setting.money(view.tax)]
    if with_surcharge:
        totals.append(setting.money(sum((sign.surcharge for sign in view.signs), Decimal(0))))
    table = setting.table(columns, rows, size=13, totals=totals, as_typed=1)
    rest = _sums(setting, view)
    note = setting.para("หน่วยละ 500 ตารางเซนติเมตร อัตราเป็นบาทต่อหน่วย", size=12)
    return Stack([table, *([rest] if rest else []), note], splits_above=220)


def _sums(setting: Setting, view: AssessmentNoticeView) -> ThaiTable | None:
    """Surcharges over all signs, and the whole sum."""
    if not view.surcharges:
        return None
    rows = [[line.label + (f" ({line.reference})" if line.reference else ""), setting.money(line.amount)] for line in view.surcharges]
    columns = [Column("", 6.2), Column("", 1.3, "right")]
    return setting.table(columns, rows, size=13, totals=["รวมเป็นเงินทั้งสิ้น", setting.money(view.total)])


def _received(setting: Setting) -> list[Block]:
    """The clock of payment and appeal starts on the day of receipt: the owner signs for it here."""
    words = setting.field("ได้รับหนังสือแจ้งการประเมินนี้ไว้แล้ว  ลงชื่อ", "", "ผู้รับ", size=14)
    return [Gap(8), Framed(Columns([words, setting.field("วันที่", size=14)], [2.2, 1]), padding=5)]
