"""Assessment notice of land and building tax (ภ.ด.ส.6), พ.ร.บ.ภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2562 มาตรา 44: the letter, and across the next
sheets the calculation of land and buildings (ภ.ด.ส.7) and of condominium rooms (ภ.ด.ส.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lsvdesk.printing.blocks import Block, Columns, Framed, Gap, Stack
from lsvdesk.printing.document import A4_HEIGHT, A4_WIDTH, CM, LETTER, DrawPage, Frame, flowed_pages, write
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.papers.common import title
from lsvdesk.printing.papers.letters import INDENT, letter, text
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column, ThaiTable
from lsvdesk.printing.views import LandTaxNoticeView, LandTaxPortion, content_hash

SIZE = 14
ACT = "พระราชบัญญัติภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ.\u00a02562"
NAME = "หนังสือแจ้งการประเมินภาษีที่ดินและสิ่งปลูกสร้าง (ภ.ด.ส.6)"
_LETTER = replace(LETTER, bottom=1.5 * CM)
_ACROSS = Frame(left=1.5 * CM, right=1.5 * CM, top=1.5 * CM, top_first=1.2 * CM, bottom=1.7 * CM, width=A4_HEIGHT, height=A4_WIDTH)


def render(view: LandTaxNoticeView) -> bytes:
    """The notice as PDF. Raises ValueError where the portions and deductions do not add up."""
    return write(
        view.head,
        pages(view),
        title=f"{NAME} ที่ {view.letter_no}",
        subject=f"ภาษีที่ดินและสิ่งปลูกสร้างประจำปี พ.ศ. {view.tax_year} {view.addressee.name}",
        size=(A4_WIDTH, A4_HEIGHT),
    )


def pages(view: LandTaxNoticeView) -> list[DrawPage]:
    """Its pages, for a file of many. Raises ValueError as :func:`render`."""
    if sum((each.tax for each in view.portions), Decimal(0)) != view.tax:
        raise ValueError(f"land tax notice {view.letter_no}: the portions do not add up to {view.tax}")
    if view.tax + sum((each.amount for each in view.deductions), Decimal(0)) != view.total:
        raise ValueError(f"land tax notice {view.letter_no}: tax and deductions do not add up to {view.total}")
    setting = Setting(view.head, SIZE)
    blocks = letter(
        setting,
        view.head,
        letter_no=view.letter_no,
        subject=f"แจ้งการประเมินภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี พ.ศ. {view.tax_year}",
        addressee=view.addressee.name,
        attachments=list(_attached(view)),
        body=_body(setting, view),
        signer=view.officer,
        department=view.department,
        form_code="ภ.ด.ส. 6",
        closing=_received(setting),
    )
    paper_hash = content_hash(view)
    upright = flowed_pages(view.head, [blocks], paper_hash=paper_hash, frame=_LETTER, numbering="letter")
    across = flowed_pages(view.head, list(_lists(Setting(view.head, 13), view)), paper_hash=paper_hash, frame=_ACROSS)
    return [_turned(page, _LETTER) for page in upright] + [_turned(page, _ACROSS) for page in across]


def _turned(page: DrawPage, frame: Frame) -> DrawPage:
    """The page on a sheet of its frame's size: the letter stands upright, its lists lie across."""

    def draw(ink: Ink) -> None:
        ink.sheet(frame.width, frame.height)
        page(ink)

    return draw


# --- the letter -------------------------------------------------------------------------------------------------------------------


def _attached(view: LandTaxNoticeView) -> Iterator[str]:
    if any(not each.room for each in view.portions):
        yield "แบบแสดงรายการคำนวณภาษีที่ดินและสิ่งปลูกสร้าง (ภ.ด.ส.7) จำนวน 1 ชุด"
    if any(each.room for each in view.portions):
        yield "แบบแสดงรายการคำนวณภาษีอาคารชุด/ห้องชุด (ภ.ด.ส.8) จำนวน 1 ชุด"


def _body(setting: Setting, view: LandTaxNoticeView) -> list[Block]:
    owner = f" {view.addressee.id_label} {view.addressee.id_no}" if view.addressee.id_no else ""
    owner += f" ที่อยู่ {view.addressee.address}" if view.addressee.address else ""
    office = view.head.office.name
    forms = " และ ".join(code for code, there in (("ภ.ด.ส.7", _has(view, False)), ("ภ.ด.ส.8", _has(view, True))) if there)
    owed = f"ท่านมีหน้าที่ต้องชำระภาษีเป็นเงิน {setting.money(view.total)} บาท {setting.amount_in_words(view.total)}"
    if not view.total:
        owed = "ท่านไม่มีภาษีที่ต้องชำระสำหรับปีนี้"
    blocks: list[Block] = [
        text(setting, f"ตามที่ท่าน{owner} เป็นเจ้าของหรือผู้ครอบครองที่ดินหรือสิ่งปลูกสร้างในเขต{office} ในวันที่ 1 มกราคม {view.tax_year} นั้น"),
        text(
            setting,
            f"พนักงานประเมินได้ทำการประเมินภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี พ.ศ. {view.tax_year} ตาม{ACT} แล้ว "
            f"{owed}{f' ตามแบบแสดงรายการคำนวณภาษี ({forms}) ที่แนบมาพร้อมนี้' if forms else ''}",
        ),
    ]
    if view.total:
        blocks.append(text(setting, f"ขอให้ท่านนำเงินไปชำระ ณ {view.pay_at or office} {_when(setting, view)} {view.late_note}".rstrip()))
    if view.instalments:
        amounts = " ".join(f"งวดที่ {each.number} จำนวน {setting.money(each.amount)} บาท" for each in view.instalments)
        days = " ".join(f"งวดที่ {each.number} ภายในวันที่ {setting.date(each.due)}" for each in view.instalments)
        if len({each.amount for each in view.instalments}) == 1:
            amounts = f"งวดละ {setting.money(view.instalments[0].amount)} บาท"
        said = f"หากประสงค์จะผ่อนชำระ ให้แจ้งภายในกำหนดชำระข้างต้น และชำระเป็น {len(view.instalments)} งวด {amounts} {days}"
        blocks.append(setting.para(said, indent=INDENT))
    whom = view.head.office.executive_position or "ผู้บริหารท้องถิ่น"
    blocks.append(
        text(
            setting,
            f"หากท่านเห็นว่าการประเมินไม่ถูกต้อง มีสิทธิยื่นคำร้องคัดค้านและขอให้ทบทวนการประเมินต่อ{whom} ภายใน {view.objection_within_days} วัน "
            f"นับแต่วันที่ได้รับหนังสือแจ้งการประเมินนี้ ตามมาตรา 73 แห่งพระราชบัญญัติดังกล่าว",
        )
    )
    blocks.append(text(setting, "จึงเรียนมาเพื่อโปรดทราบ"))
    return blocks


def _has(view: LandTaxNoticeView, room: bool) -> bool:
    return any(each.room is room for each in view.portions)


def _when(setting: Setting, view: LandTaxNoticeView) -> str:
    if view.pay_by is not None:
        return f"ภายในวันที่ {setting.date(view.pay_by)}"
    return f"ภายใน {view.pay_within_days} วัน นับแต่วันที่ได้รับหนังสือแจ้งการประเมินนี้"


def _received(setting: Setting) -> list[Block]:
    words = setting.field("ได้รับหนังสือแจ้งการประเมินนี้ไว้แล้ว  ลงชื่อ", "", "ผู้รับ", size=14)
    return [Gap(8), Framed(Columns([words, setting.field("วันที่", size=14)], [2.2, 1]), padding=5)]


# --- the lists --------------------------------------------------------------------------------------------------------------------


def _lists(setting: Setting, view: LandTaxNoticeView) -> Iterator[list[Block]]:
    land = [each for each in view.portions if not each.room]
    rooms = [each for each in view.portions if each.room]
    if land:
        name = "แบบแสดงรายการคำนวณภาษีที่ดินและสิ่งปลูกสร้าง"
        yield [*_list_head(setting, view, name, "ภ.ด.ส. 7"), _land_table(setting, land), *([] if rooms else _sums(setting, view))]
    if rooms:
        name = "แบบแสดงรายการคำนวณภาษีอาคารชุด/ห้องชุด"
        yield [*_list_head(setting, view, name, "ภ.ด.ส. 8"), _room_table(setting, rooms), *_sums(setting, view)]


def _list_head(setting: Setting, view: LandTaxNoticeView, name: str, code: str) -> list[Block]:
    owner = setting.para(f"เจ้าของ {setting.party(view.addressee, with_address=False)}")
    return [
        Columns([None, title(setting, name, 18), setting.para(code, bold=True, size=15, align="right")], [1, 4, 1]),
        setting.para(f"{view.head.office.name} ประจำปีภาษี พ.ศ. {view.tax_year}", align="centre", size=15),
        Columns([owner, setting.para(f"แนบท้าย{NAME} ที่ {view.letter_no}", align="right")], [1, 1.5]),
        Gap(4),
    ]


def _land_table(setting: Setting, portions: list[LandTaxPortion]) -> ThaiTable:
    columns = [
        Column("ที่", 0.35, "centre"),
        Column("เอกสารสิทธิ\nหรือบ้านเลขที่", 0.95),
        Column("เนื้อที่\nหรือขนาด", 1.0, "right"),
        Column("ลักษณะการ\nทำประโยชน์", 1.25),
        Column("ราคาประเมิน\nต่อหน่วย", 0.95, "right"),
        Column("ประเภท/ลักษณะ\nสิ่งปลูกสร้าง", 1.1),
        Column("อายุ\n(ปี)", 0.4, "right"),
        Column("ค่าเสื่อม\n(ร้อยละ)", 0.72, "right"),
        Column("ราคาที่ดิน/\nสิ่งปลูกสร้าง\nหลังหักค่าเสื่อม", 1.42, "right"),
        Column("รวมราคา\nประเมิน", 1.42, "right"),
        Column("หักมูลค่า\nที่ได้รับยกเว้น", 1.25, "right"),
        Column("คงเหลือ\nที่ต้องชำระภาษี", 1.42, "right"),
        Column("อัตรา\n(ร้อยละ)", 0.72, "right"),
        Column("จำนวนภาษี\n(บาท)", 1.2, "right"),
    ]
    rows = []
    for place, portion in enumerate(portions, 1):
        for first, item in enumerate(portion.items):
            kind = "ที่ดิน" if item.land else item.name
            cells = [
                "" if first else str(place),
                item.number,
                item.size,
                "" if first else portion.use,
                item.unit_price,
                kind,
                item.age,
                item.depreciation,
                setting.money(item.value),
            ]
            rows.append([*cells, *([""] * 5 if first else _amounts(setting, portion))])
    tax = sum((each.tax for each in portions), Decimal(0))
    return setting.table(columns, rows, size=11, totals=["รวมภาษี", *[""] * 12, setting.money(tax)])


def _room_table(setting: Setting, portions: list[LandTaxPortion]) -> ThaiTable:
    columns = [
        Column("ที่", 0.35, "centre"),
        Column("ชื่ออาคารชุด/ห้องชุด", 1.5),
        Column("เลขทะเบียน\nอาคารชุด", 0.9),
        Column("ที่ตั้งอาคารชุด/\nห้องชุด", 1.3),
        Column("เลขที่\nห้องชุด", 0.75),
        Column("ขนาดพื้นที่\nรวม (ตร.ม.)", 0.8, "right"),
        Column("ลักษณะการ\nทำประโยชน์", 1.3),
        Column("ราคาประเมิน\nต่อ ตร.ม.", 0.95, "right"),
        Column("ราคาประเมิน\nห้องชุด (บาท)", 1.2, "right"),
        Column("หักมูลค่า\nที่ได้รับยกเว้น", 1.2, "right"),
        Column("คงเหลือ\nที่ต้องชำระภาษี", 1.2, "right"),
        Column("อัตรา\n(ร้อยละ)", 0.6, "right"),
        Column("จำนวนภาษี\n(บาท)", 1.15, "right"),
    ]
    rows = []
    for place, portion in enumerate(portions, 1):
        for first, item in enumerate(portion.items):
            own = [item.name, item.registration, item.place, item.number, item.size]
            sums = [""] * 5 if first else _amounts(setting, portion)
            rows.append(["" if first else str(place), *own, "" if first else portion.use, item.unit_price, *sums])
    tax = sum((each.tax for each in portions), Decimal(0))
    return setting.table(columns, rows, size=11.5, totals=["รวมภาษี", *[""] * 11, setting.money(tax)])


def _amounts(setting: Setting, portion: LandTaxPortion) -> list[str]:
    """Value, exemption, rest, rate and tax; of several slices each on a line of its own."""
    rates = "\n".join(setting.number(each.rate) for each in portion.slices) or "–"
    taxes = "\n".join(setting.money(each.tax) for each in portion.slices) or setting.money(Decimal(0))
    exempt = setting.money(portion.exempt) if portion.exempt else "–"
    return [setting.money(portion.value), exempt, setting.money(portion.value - portion.exempt), rates, taxes]


def _sums(setting: Setting, view: LandTaxNoticeView) -> list[Block]:
    rows = [["รวมภาษีที่คำนวณได้", setting.money(view.tax)]]
    rows += [[each.label + (f" ({each.reference})" if each.reference else ""), setting.money(each.amount)] for each in view.deductions]
    columns = [Column("", 5), Column("", 1.2, "right")]
    table = setting.table(columns, rows, size=13, totals=["รวมภาษีที่ต้องชำระ", setting.money(view.total)])
    blocks: list[Block] = [
        Gap(8),
        Columns([None, table], [0.8, 1]),
        setting.para(setting.amount_in_words(view.total), align="right", bold=True),
    ]
    if view.references:
        blocks += [Gap(4), setting.para(f"ข้อกฎหมาย: {'; '.join(view.references)}", size=11.5)]
    if view.unverified:
        words = f"หมายเหตุ ค่าที่สำนักงานยังไม่ได้ยืนยัน: {'; '.join(view.unverified)}"
        blocks += [Gap(4), Framed(setting.para(words, size=12), weight=0.4)]
    return [Stack(blocks)]
