"""Two-party deficiency record (บันทึกสองฝ่าย): what is wrong or missing, and by when it is to be put right.

พ.ร.บ.การอำนวยความสะดวกฯ พ.ศ. 2558 มาตรา 8 (the record, both signatures, a copy for the applicant) and มาตรา 9 (return of the application).
It is made in two copies with the same words: the office's, and from a new page the applicant's.
"""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Columns, Gap, Stack
from lsvdesk.printing.document import CM, flowed
from lsvdesk.printing.papers.common import OfficeHead, party_fields, signatures, title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column
from lsvdesk.printing.text import NBSP
from lsvdesk.printing.views import DeficiencyView, content_hash

COPIES = ("ฉบับสำหรับสำนักงาน", "ฉบับสำหรับผู้ยื่นคำขอ")
ACT = "พระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ.\u00a02558"
KINDS = {"fault": "ไม่ถูกต้อง", "missing": "ขาด"}


def render(view: DeficiencyView) -> bytes:
    """The record as PDF, both copies. Raises ValueError where nothing is recorded."""
    if not view.items:
        raise ValueError("a deficiency record needs at least one fault or missing document")
    parts = [_part(Setting(view.head), view, copy) for copy in COPIES]
    name = f"บันทึกสองฝ่าย เลขที่ {view.record_no}"
    return flowed(view.head, parts, title=name, subject=view.service, paper_hash=content_hash(view))


def _part(setting: Setting, view: DeficiencyView, copy: str) -> list[Block]:
    right = [setting.para(copy, size=14, bold=True, align="right"), setting.para(f"เลขที่ {view.record_no}", align="right")]
    blocks: list[Block] = [
        OfficeHead(setting, view.head.office, right),
        Gap(6),
        title(setting, "บันทึกความบกพร่องของคำขอและรายการเอกสารที่ต้องยื่นเพิ่มเติม", 19),
        setting.para(f"(บันทึกสองฝ่าย ตามมาตรา 8 แห่ง{ACT})", size=14, align="centre"),
        Gap(4),
        setting.para(f"วันที่ {setting.date(view.head.issued_on)}", align="right"),
    ]
    case = setting.field("คำขอเลขที่", view.head.case_no or "")
    blocks.append(Columns([case, setting.field("ยื่นเมื่อวันที่", setting.date(view.received_on))]))
    blocks.append(setting.field("เรื่อง", view.service))
    blocks += party_fields(setting, "ผู้ยื่นคำขอ", view.applicant)
    if view.agent:
        blocks += party_fields(setting, "ผู้ยื่นแทน", view.agent)
    if view.department:
        blocks.append(setting.field("ส่วนงานผู้รับผิดชอบ", view.department))
    lead = "พนักงานเจ้าหน้าที่ได้ตรวจสอบคำขอและเอกสารหรือหลักฐานที่ยื่นพร้อมคำขอแล้ว ปรากฏว่ามีข้อบกพร่องหรือขาดเอกสาร ดังต่อไปนี้"
    blocks += [Gap(5), setting.para(lead, indent=2 * CM, align="justify", keep_with_next=True), Gap(3)]
    columns = [
        Column("ที่", 0.4, "centre"),
        Column("ประเภท", 0.9, "centre"),
        Column("ข้อบกพร่องหรือเอกสารที่ขาด", 3.6),
        Column("สิ่งที่ต้องแก้ไขหรือยื่นเพิ่มเติม", 2.8),
    ]
    rows = [[str(number), KINDS[item.kind], item.what, item.how] for number, item in enumerate(view.items, 1)]
    blocks += [setting.table(columns, rows), Gap(5)]
    by = setting.rich(
        (
            ("ให้ผู้ยื่นคำขอแก้ไขเพิ่มเติมคำขอหรือยื่นเอกสารหรือหลักฐานเพิ่มเติมให้ถูกต้องครบถ้วน ", False),
            (f"ภายในวันที่{NBSP}{setting.date(view.correct_by)}", True),
        ),
        indent=2 * CM,
    )
    clock = "ระยะเวลาดำเนินการตามคู่มือสำหรับประชาชนจะเริ่มนับเมื่อคำขอและเอกสารถูกต้องครบถ้วนตามบันทึกนี้แล้ว"
    blocks += [
        by,
        setting.para(view.consequence or _consequence(), indent=2 * CM, align="justify"),
        setting.para(clock, indent=2 * CM, align="justify"),
        setting.para(
            "ทั้งสองฝ่ายได้อ่านและเข้าใจข้อความในบันทึกนี้แล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน "
            "บันทึกนี้ทำขึ้นสองฉบับมีข้อความตรงกัน และได้มอบให้ผู้ยื่นคำขอไว้เป็นหลักฐานหนึ่งฉบับแล้ว",
            indent=2 * CM,
            align="justify",
        ),
        Stack([Gap(8), *signatures(setting, [view.officer, view.signer])]),
    ]
    return blocks


def _consequence() -> str:
    return (
        "หากพ้นกำหนดดังกล่าวแล้วผู้ยื่นคำขอไม่แก้ไขเพิ่มเติมคำขอหรือไม่ยื่นเอกสารหรือหลักฐานเพิ่มเติมให้ครบถ้วน "
        "พนักงานเจ้าหน้าที่จะคืนคำขอพร้อมทั้งแจ้งเหตุแห่งการคืนคำขอเป็นหนังสือ ตามมาตรา 9 แห่งพระราชบัญญัติดังกล่าว"
    )
