"""How each kind of service speaks of its decision: a permit is allowed, an allowance approved, a registration entered, a child admitted.

One list for buttons, timeline, lists and letters, so that a case is spoken of everywhere in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "record_documents": "ตรวจรับเอกสาร",
        "correct_answers": "แก้ไขรายการในคำขอ",
        "assess": "ประเมินใหม่",
        "serve_notice": "บันทึกวันรับแจ้งการประเมิน",
        "serve_warning": "บันทึกวันรับหนังสือแจ้งเตือน",
        "take_payment": "รับชำระเงิน",
        "record_opinion": "บันทึกความเห็นเจ้าหน้าที่",
        "approve": "อนุญาต",
        "refuse": "ไม่อนุญาต",
        "forward": "ส่งต่อเรื่อง",
        "answer": "บันทึกผลที่ได้รับ",
        "inform": "แจ้งผลผู้ยื่น",
        "issue": "ออกใบสำคัญ",
        "withdraw": "ผู้ยื่นขอถอนคำขอ",
        "return_application": "คืนคำขอ",
        "attach": "แนบไฟล์",
        "reprint": "พิมพ์ซ้ำ",
    }
)
"""Action → its title on a button, where the service has no word of its own."""

BY_KIND: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "fee": ("อนุมัติ", "ไม่อนุมัติ"),
        "permit": ("อนุญาต", "ไม่อนุญาต"),
        "registration": ("รับจดทะเบียน", "ไม่รับจดทะเบียน"),
        "notification": ("รับแจ้ง", "ไม่รับแจ้ง"),
        "certificate": ("รับรอง", "ไม่รับรอง"),
        "welfare": ("อนุมัติ", "ไม่อนุมัติ"),
        "request": ("ดำเนินการแล้ว", "ไม่อาจดำเนินการได้"),
        "complaint": ("ดำเนินการแล้ว", "ยุติเรื่อง"),
        "pension": ("อนุมัติ", "ไม่อนุมัติ"),
        "enrolment": ("รับเข้าเรียน", "ไม่รับเข้าเรียน"),
    }
)
"""Kind of service → (yes, no) of its decision. A tax is assessed, it has neither."""

ISSUES: Mapping[str, str] = MappingProxyType({"permit": "ออกใบอนุญาต", "certificate": "ออกใบรับรอง"})

DONE = ("request", "complaint")
"""Kinds that are not granted or refused but done: their words say so already."""

MATTERS: Mapping[str, str] = MappingProxyType({"complaint": "เรื่องร้องเรียน", "notification": "หนังสือแจ้ง", "enrolment": "ใบสมัคร"})
"""Kind → what the citizen handed in, where it is no คำขอ."""


def title(action: str, decision: str, kind: str = "") -> str:
    """The word this kind of service has for the action; ``decision`` and ``kind`` are the service's (catalogue.Service)."""
    if action in ("approve", "refuse"):
        return _decided(action == "approve", decision, kind)
    if action == "issue":
        by_decision = {
            "register": "ออกใบทะเบียน",
            "acknowledge": "ออกใบรับแจ้ง",
            "approve": ISSUES.get(kind, "ออกใบอนุญาต" if not kind else ""),
        }
        return by_decision.get(decision) or TITLES[action]
    if action == "take_payment" and (decision == "assess" or kind == "tax"):
        return "รับชำระภาษี"
    return TITLES[action]


def outcome(granted: bool, decision: str, kind: str, issues: bool) -> str:
    """The decision as a letter says it to the citizen, e.g. ``รับจดทะเบียนตามคำขอของท่าน``; ``issues``: a numbered paper is handed out."""
    if kind in DONE:
        if not granted:
            return "ให้ยุติเรื่องร้องเรียนของท่าน" if kind == "complaint" else "ไม่อาจดำเนินการตามคำขอของท่านได้"
        return f"ได้ดำเนินการตาม{matter(kind)}ของท่านแล้ว"
    if kind == "enrolment":
        return "รับเด็กเข้าเรียนตามใบสมัครของท่าน" if granted else "ไม่อาจรับเด็กเข้าเรียนตามใบสมัครของท่านได้"
    word = title("issue", decision, kind) if granted and issues and decision == "acknowledge" else _decided(granted, decision, kind)
    return f"{word}ตาม{matter(kind)}ของท่าน"


def matter(kind: str) -> str:
    """What the citizen handed in: คำขอ, หนังสือแจ้ง, เรื่องร้องเรียน."""
    return MATTERS.get(kind, "คำขอ")


def decided(status: str, kind: str) -> str:
    """What a list says of a case that was decided: ``อนุญาตแล้ว``, ``ไม่รับจดทะเบียน``; empty where the kind has no word of its own."""
    if kind not in BY_KIND:
        return ""
    yes, no = BY_KIND[kind]
    return no if status == "refused" else yes if kind in DONE else f"{yes}แล้ว"


def _decided(granted: bool, decision: str, kind: str) -> str:
    if decision == "register":
        return "รับจดทะเบียน" if granted else "ไม่รับจดทะเบียน"
    if decision == "acknowledge" and kind not in DONE:
        return "รับไว้ดำเนินการ" if granted else "ไม่ออกใบรับแจ้ง" if kind in ("", "notification") else "ไม่รับไว้ดำเนินการ"
    yes, no = BY_KIND.get(kind, (TITLES["approve"], TITLES["refuse"]))
    return yes if granted else no
