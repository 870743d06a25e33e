"""Letters of the office (หนังสือภายนอก): the return of an application, one sent on to another office, and the result of one.

Layout: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526 แบบที่ 1: number at the left, office at the right under the emblem, the day from
the middle, เรื่อง, เรียน, อ้างถึง, สิ่งที่ส่งมาด้วย, text indented 2.5 cm, ขอแสดงความนับถือ, the name in brackets, and the department.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lsvdesk.printing import fonts
from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack, ThaiParagraph
from lsvdesk.printing.document import CM, LETTER, flowed
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import (
    ForwardingAnswer,
    ForwardingLetterView,
    OfficeView,
    PaperHead,
    ResultNoticeView,
    ReturnLetterView,
    SignatureView,
    content_hash,
)

EMBLEM = 3.0 * CM
INDENT = 2.5 * CM
FACILITATION = "พระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ.\u00a02558"
PROCEDURE = "พระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ.\u00a02539"


def render_return(view: ReturnLetterView) -> bytes:
    """The letter that returns an application (s. 9)."""
    setting = Setting(view.head)
    office = view.head.office.name
    record = f"บันทึกความบกพร่อง เลขที่ {view.record_no}" if view.record_no else "บันทึกความบกพร่อง"
    record += f" ลงวันที่ {setting.date(view.record_on)}" if view.record_on else ""
    limit = f" ภายในวันที่ {setting.date(view.correct_by)}" if view.correct_by else ""
    told = f"และพนักงานเจ้าหน้าที่ได้แจ้งให้ท่านแก้ไขเพิ่มเติมคำขอหรือยื่นเอกสารหรือหลักฐานเพิ่มเติมตาม{record}{limit} นั้น"
    body: list[Block] = [
        text(setting, f"ตามที่ท่านได้ยื่นคำขอเรื่อง {view.service} ต่อ{office} เมื่อวันที่ {setting.date(view.applied_on)} {told}"),
        text(
            setting,
            f"{office}ขอเรียนว่า บัดนี้พ้นกำหนดเวลาดังกล่าวแล้ว แต่คำขอหรือเอกสารของท่านยังไม่ถูกต้องครบถ้วน "
            f"จึงขอคืนคำขอแก่ท่านตามมาตรา 9 แห่ง{FACILITATION} ด้วยเหตุดังต่อไปนี้",
        ),
        *numbered(setting, view.reasons),
    ]
    again = "หรือจะยื่นคำขอใหม่ก็ได้"
    if view.refile_by:
        again = f"หรือจะยื่นคำขอใหม่ก็ได้ ทั้งนี้ ต้องยื่นภายในวันที่ {setting.date(view.refile_by)} ซึ่งเป็นกำหนดเวลาตามกฎหมายในเรื่องนั้น"
    body.append(text(setting, f"{_appeal(view.head.office, view.appeal_to, view.appeal_within_days, 'คำสั่งคืนคำขอนี้')} {again}"))
    body.append(text(setting, "จึงเรียนมาเพื่อโปรดทราบ"))
    references = [f"คำขอเลขที่ {view.head.case_no} ลงวันที่ {setting.date(view.applied_on)}"] if view.head.case_no else []
    blocks = letter(
        setting,
        view.head,
        letter_no=view.letter_no,
        subject=f"คืนคำขอ เรื่อง {view.service}",
        addressee=view.addressee.name,
        references=[*references, *([record] if view.record_no else [])],
        attachments=view.attachments,
        body=body,
        signer=view.signer,
        department=view.department,
    )
    return _pdf(view.head, blocks, f"หนังสือคืนคำขอ ที่ {view.letter_no}", view.service, content_hash(view))


def render_forwarding(view: ForwardingLetterView) -> bytes:
    """The covering letter with which a request goes to the office that decides it; what goes with it is listed in its head."""
    setting = Setting(view.head)
    request = view.request or "เพื่อโปรดพิจารณา"
    # the day of the letter is the day it was sent, whenever it is printed
    head = replace(view.head, issued_on=view.sent_on)
    blocks = letter(
        setting,
        head,
        letter_no=view.letter_no,
        subject=view.subject,
        addressee=view.addressee,
        attachments=view.attachments,
        body=[text(setting, view.body), text(setting, f"จึงเรียนมา{request}")],
        signer=view.signer,
        department=view.department,
    )
    return _pdf(view.head, blocks, f"หนังสือนำส่งเรื่อง ที่ {view.letter_no}", f"{view.service} {view.applicant.name}", content_hash(view))


def render_result(view: ResultNoticeView) -> bytes:
    """The letter with the result of an application (s. 10, or the law of what is no permission).

    A refusal says its reasons and the right to appeal.
    """
    setting = Setting(view.head)
    office = view.head.office.name
    outcome = view.outcome or ("เห็นชอบให้ดำเนินการตามคำขอของท่าน" if view.granted else "ไม่อาจดำเนินการตามคำขอของท่านได้")
    reasons = " ด้วยเหตุผลทั้งข้อเท็จจริงและข้อกฎหมาย ดังต่อไปนี้" if view.reasons else ""
    about = f"“{view.subject}”" if view.subject else view.service
    basis = view.basis or f"มาตรา 10 แห่ง{FACILITATION}"
    # "เรื่องร้องเรียนเรื่อง …" would say it twice
    named = view.matter if view.matter.startswith("เรื่อง") else f"{view.matter}เรื่อง"
    filed = f"ตามที่ท่านได้ยื่น{named} {about} ต่อ{office} เมื่อวันที่ {setting.date(view.applied_on)} นั้น"
    body: list[Block] = [text(setting, filed)]
    if view.answer is not None and view.decided_elsewhere:
        body += _answered(setting, view.answer, f"{office}ขอแจ้งผลการพิจารณาตาม{basis} ดังนี้ ")
    else:
        body += [
            text(
                setting,
                f"{office}ได้พิจารณา{view.matter}และเอกสารหลักฐานของท่านแล้วเสร็จเมื่อวันที่ {setting.date(view.decided_on)} "
                f"ขอแจ้งผลการพิจารณาตาม{basis} ว่า {outcome}{reasons}",
            ),
            *numbered(setting, view.reasons),
        ]
        body += _answered(setting, view.answer, "") if view.answer is not None else []
    if view.next_steps:
        body.append(text(setting, "ขอให้ท่านดำเนินการ ดังต่อไปนี้"))
        body += numbered(setting, view.next_steps)
    if not view.granted:
        appeal = _appeal(view.head.office, view.appeal_to, view.appeal_within_days, "คำสั่งนี้")
        body.append(text(setting, f"{appeal} โดยระบุข้อโต้แย้งและข้อเท็จจริงหรือข้อกฎหมายที่อ้างอิงประกอบด้วย"))
    body.append(text(setting, "จึงเรียนมาเพื่อโปรดทราบ" + ("และดำเนินการต่อไป" if view.next_steps else "")))
    references = [f"{view.matter}เลขที่ {view.head.case_no} ลงวันที่ {setting.date(view.applied_on)}"] if view.head.case_no else []
    blocks = letter(
        setting,
        view.head,
        letter_no=view.letter_no,
        subject=f"แจ้งผลการพิจารณา{view.matter} {about}" if view.subject else f"แจ้งผลการพิจารณา{view.matter} เรื่อง {view.service}",
        addressee=view.addressee.name,
        references=references,
        attachments=view.attachments,
        body=body,
        signer=view.signer,
        department=view.department,
    )
    return _pdf(view.head, blocks, f"หนังสือแจ้งผลการพิจารณา ที่ {view.letter_no}", view.service, content_hash(view))


def _answered(setting: Setting, answer: ForwardingAnswer, opening: str) -> list[Block]:
    """What the office it was sent on to has answered."""
    letter_no = f"ตามหนังสือที่ {answer.letter_no} " if answer.letter_no else ""
    said = (
        f"{opening}เรื่องของท่านได้ส่งไปยัง{answer.by} เมื่อวันที่ {setting.date(answer.sent_on)} "
        f"และได้รับแจ้งผล{letter_no}ลงวันที่ {setting.date(answer.answered_on)} ว่า {answer.outcome}"
    )
    return [text(setting, said), *([text(setting, f"ทั้งนี้ {answer.text}")] if answer.text else [])]


def _appeal(office: OfficeView, appeal_to: str, days: int, order: str) -> str:
    whom = appeal_to or office.executive_position or office.name
    return f"หากท่านไม่เห็นด้วยกับ{order} ท่านมีสิทธิอุทธรณ์โดยทำเป็นหนังสือยื่นต่อ{whom} ภายใน {days} วัน นับแต่วันที่ได้รับแจ้ง ตามมาตรา 44 แห่ง{PROCEDURE}"


def _pdf(head: PaperHead, blocks: Sequence[Block], title: str, subject: str, paper_hash: str) -> bytes:
    return flowed(head, [blocks], title=title, subject=subject, paper_hash=paper_hash, frame=LETTER, numbering="letter")


# ------------------------------------------------------------------------------------------------ the letter itself


def text(setting: Setting, words: str) -> ThaiParagraph:
    """A paragraph of a letter."""
    return setting.para(words, indent=INDENT, align="justify")


def numbered(setting: Setting, items: Sequence[str]) -> list[Block]:
    """Numbered sentences of a letter; a single one has no number."""
    if len(items) == 1:
        return [text(setting, items[0])]
    return [setting.para(f"{number}.\u00a0{item}", indent=INDENT, align="justify") for number, item in enumerate(items, 1)]


def letter(
    setting: Setting,
    head: PaperHead,
    *,
    letter_no: str,
    subject: str,
    addressee: str,
    body: Sequence[Block],
    signer: SignatureView,
    references: Sequence[str] = (),
    attachments: Sequence[str] = (),
    department: str = "",
    form_code: str = "",
    closing: Sequence[Block] = (),
) -> list[Block]:
    """The blocks of a letter; ``closing`` stands after the signature."""
    blocks: list[Block] = [letter_head(setting, head.office, letter_no, form_code)]
    middle = setting.para(setting.date(head.issued_on))
    blocks += [Gap(4), Columns([None, middle], gutter=0), Gap(4)]
    blocks += [_entry(setting, "เรื่อง", [subject]), _entry(setting, "เรียน", [addressee])]
    if references:
        blocks.append(_entry(setting, "อ้างถึง", references))
    if attachments:
        blocks.append(_entry(setting, "สิ่งที่ส่งมาด้วย", attachments))
    blocks.append(Gap(6))
    for paragraph in body[:-1]:
        blocks += [paragraph, Gap(3)]
    # the signature never stands alone on a page: the last words of the letter go with it
    ending: list[Block] = [*body[-1:], Gap(9), _sign(setting, head.office, signer)]
    phone = f"โทร. {head.office.phone}" if head.office.phone else ""
    contact = [f"{department}   {phone}".strip()] if closing else [department, phone]
    ending += [Gap(8), *(setting.para(line) for line in contact if line)]
    blocks.append(Stack([*ending, *closing]))
    return blocks


def letter_head(setting: Setting, office: OfficeView, letter_no: str, form_code: str = "") -> Block:
    """Emblem space in the middle; on the line of its foot the number at the left and the office at the right. The state's emblem is not
    drawn: the space is the office's logo's, or that of its letterhead paper."""
    right = Stack([setting.para(office.name), *([setting.para(office.address)] if office.address else [])])
    number = setting.para(f"ที่  {letter_no}")
    foot = EMBLEM - 1.1 * setting.size
    right_at, right_width = LETTER.text_width - 182, 182.0

    def draw(ink: Ink, x: float, top: float, width: float) -> None:
        if office.logo:
            ink.picture(office.logo, x + (width - EMBLEM) / 2, top, EMBLEM, EMBLEM)
        if form_code:
            ink.text(x + width, top - 14, setting.t(form_code), 16, bold=True, align="right")
        number.draw(ink, x, top - foot, (LETTER.text_width - EMBLEM) / 2 - 6)
        right.draw(ink, x + right_at, top - foot, right_width)

    return Drawn(foot + max(right.height(right_width), 2.2 * setting.size), draw)


def _entry(setting: Setting, label: str, items: Sequence[str]) -> Block:
    """``เรื่อง  …``: the label, and its text beside it."""
    wide = fonts.width(f"{label}   ", fonts.REGULAR, setting.size)
    texts: list[Block] = [
        setting.para(f"{number}.\u00a0{item}" if len(items) > 1 else item, hanging=14 if len(items) > 1 else 0)
        for number, item in enumerate(items, 1)
    ]
    label_block = setting.para(label)
    return Columns([label_block, Stack(texts)], [wide, LETTER.text_width - wide], gutter=0)


def _sign(setting: Setting, office: OfficeView, signer: SignatureView) -> Block:
    name = signer.name or office.executive_name
    position = signer.position or (office.executive_position if not signer.name else "")
    lines: list[Block] = [setting.para("ขอแสดงความนับถือ", align="centre"), Gap(2.4 * setting.size)]
    lines.append(setting.para(f"({name})" if name else f"({'.' * 50})", align="centre"))
    lines += [setting.para(part, align="centre") for part in (position, signer.role) if part]
    return Columns([None, Stack(lines)], [0.72, 1])
