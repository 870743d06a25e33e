"""What may be done with a case now: a pure function of its state, the person at the desk and the day.

The window shows these as buttons, the use cases refuse by them; nothing else decides it. An action that could come later, or belongs to
somebody else, is listed with ``enabled=False`` and the reason in Thai; one that this kind of service never has is not listed at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lsvdesk.counter.views import OPEN_STATUSES, Action, UserView, state_title
from lsvdesk.counter.wording import title
from lsvdesk.errors import NotAllowedNow
from lsvdesk.thai.dates import format_short

FAULTY_ENTRIES = "บันทึกข้อบกพร่องของรายการ"
"""What recording documents becomes once they were found complete: only entries may still be put right (Facilitation Act s. 8)."""

INTAKE = ("counter", "finance", "officer", "admin")
MONEY = ("counter", "finance", "admin")
DECIDING = ("officer", "executive", "admin")
SENDING = ("counter", "officer", "executive", "admin")
EVERYBODY = ("counter", "finance", "officer", "executive", "admin")
SEES_SENSITIVE = ("officer", "executive", "admin")

WHO = {
    "record_documents": INTAKE,
    "correct_answers": INTAKE,
    "assess": INTAKE,
    "serve_notice": INTAKE,
    "serve_warning": INTAKE,
    "take_payment": MONEY,
    "record_opinion": DECIDING,
    "approve": DECIDING,
    "refuse": DECIDING,
    "forward": SENDING,
    "answer": SENDING,
    "inform": SENDING,
    "issue": DECIDING,
    "withdraw": INTAKE,
    "return_application": DECIDING,
    "attach": EVERYBODY,
    "reprint": EVERYBODY,
}
"""Action → the roles that may do it."""

ROLE_TITLES = {
    "counter": "เจ้าหน้าที่รับคำขอ",
    "finance": "เจ้าหน้าที่การเงิน",
    "officer": "พนักงานเจ้าหน้าที่",
    "executive": "ผู้บริหาร",
    "admin": "ผู้ดูแลระบบ",
}


@dataclass(frozen=True)
class CaseState:
    """What the possible actions of a case depend on; money in baht.

    ``payment`` and ``decision`` are the service's (catalogue.Service); ``issues`` says that it ends in a numbered paper;
    ``complete`` that documents were found complete and the clocks started; ``correct_by`` is the last day of the open deficiency record;
    ``notified`` that the payer received the assessment notice; ``warns`` that a warning letter raises the penalty, ``warned`` that it was
    received. ``opinions``: officials have parts of the form to fill in beside the decision. ``forwards``: another office decides
    (``before`` this one could) or helps further (``after`` this one decided), named ``forwarded_to``; ``forwarded_on`` is the day it was
    sent, while its answer is awaited, ``answered`` the outcome that came.
    """

    status: str
    payment: str
    decision: str
    issues: bool = False
    complete: bool = False
    correct_by: dt.date | None = None
    assessed: bool = False
    notified: bool = False
    warns: bool = False
    warned: bool = False
    due: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    issued: bool = False
    papers: bool = False
    kind: str = ""
    opinions: bool = False
    forwards: Literal["", "before", "after"] = ""
    forwarded_to: str = ""
    forwarded_on: dt.date | None = None
    answered: str = ""

    @property
    def open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def decides(self) -> bool:
        """It is decided with yes or no; so is a request that is only received, where nothing is handed out that would say so."""
        if self.forwards == "before":
            return False
        return self.decision in ("approve", "register") or (self.decision == "acknowledge" and not self.issues)

    @property
    def told(self) -> bool:
        """The other office has answered; the applicant is to be told."""
        return self.forwarded_on is None and self.answered in ("approved", "refused")

    @property
    def settled(self) -> bool:
        """Nothing is owed: paid, free of charge, or never charged."""
        return self.payment == "none" or self.paid >= self.due


def available_actions(case: CaseState, user: UserView, today: dt.date) -> tuple[Action, ...]:
    """Every action of this kind of case in the order of the work, each with whether ``user`` may do it on ``today``, or why not."""
    expected = _next_step(case)
    found = []
    for action, relevant in _relevant(case).items():
        if not relevant:
            continue
        reason = _obstacle(action, case, today) or _not_for(action, user)
        name = FAULTY_ENTRIES if action == "record_documents" and case.complete else title(action, case.decision, case.kind)
        found.append(Action(action, name, primary=action == expected and not reason, enabled=not reason, reason=reason))
    return tuple(found)


def require(action: str, case: CaseState, user: UserView, today: dt.date) -> None:
    """Raises NotAllowedNow, with the reason that the window shows, unless ``user`` may do ``action`` with the case on ``today``."""
    if not _relevant(case).get(action, False):
        raise NotAllowedNow(f"งานบริการนี้ไม่มีขั้นตอน “{title(action, case.decision, case.kind)}”")
    reason = _obstacle(action, case, today) or _not_for(action, user)
    if reason:
        raise NotAllowedNow(reason)


def require_role(action: str, user: UserView) -> None:
    """Raises NotAllowedNow unless the role of ``user`` is one that does ``action``."""
    reason = _not_for(action, user)
    if reason:
        raise NotAllowedNow(reason)


def may_see(sensitive: bool, user: UserView, created_by: int | None = None) -> bool:
    """Sensitive services are visible to the roles that decide them, and to the clerk who took the case in."""
    return not sensitive or user.role in SEES_SENSITIVE or created_by == user.id


def _relevant(case: CaseState) -> dict[str, bool]:
    charged = case.payment != "none" and (case.due > 0 or not case.assessed)
    return {
        "record_documents": True,
        "correct_answers": True,
        "assess": charged or case.decision == "assess",
        "serve_notice": case.decision == "assess",
        "serve_warning": case.warns,
        "take_payment": charged,
        "record_opinion": case.opinions,
        "approve": case.decides,
        "refuse": case.decision != "assess" and case.forwards != "before",
        "forward": case.forwards != "",
        "answer": case.forwards != "",
        "inform": case.forwards != "",
        "issue": case.issues and case.decision != "assess",
        "return_application": True,
        "withdraw": True,
        "attach": True,
        "reprint": True,
    }


def _next_step(case: CaseState) -> str:
    if case.status in ("received", "deficient"):
        return "record_documents"
    if not case.open:
        return ""
    if case.forwarded_on is not None:
        return "answer"
    if case.told:
        return "inform"
    if not case.settled and _payment_obstacle(case) == "":
        return "take_payment"
    if _forward_obstacle(case) == "" and case.forwards:
        return "forward"
    if case.decides and case.status == "in_progress":
        return "approve"
    return "issue" if case.issues and not case.issued else ""


def _not_for(action: str, user: UserView) -> str:
    if user.role in WHO[action]:
        return ""
    titles = " หรือ".join(ROLE_TITLES[role] for role in WHO[action] if role != "admin")
    return f"ผู้ใช้ที่เป็น{ROLE_TITLES[user.role]}ทำรายการนี้ไม่ได้ ต้องเป็น{titles}"


def _obstacle(action: str, case: CaseState, today: dt.date) -> str:
    """Why the case, as it stands, does not allow the action; empty where it does."""
    if action == "reprint":
        return "" if case.papers else "ยังไม่ได้ออกเอกสารของเรื่องนี้"
    if action == "attach":
        return ""
    if not case.open:
        return f"เรื่องนี้สิ้นสุดแล้ว ({state_title(case.status, case.kind)})"
    return (
        {
            "record_documents": _documents_obstacle,
            "correct_answers": _correction_obstacle,
            "assess": _assess_obstacle,
            "serve_notice": _notice_obstacle,
            "serve_warning": _warning_obstacle,
            "take_payment": _payment_obstacle,
            "record_opinion": _opinion_obstacle,
            "approve": _decision_obstacle,
            "refuse": _refusal_obstacle,
            "forward": _forward_obstacle,
            "answer": _answer_obstacle,
            "inform": _inform_obstacle,
            "issue": _issue_obstacle,
            "withdraw": _withdrawal_obstacle,
        }[action](case)
        if action != "return_application"
        else _return_obstacle(case, today)
    )


def _incomplete(case: CaseState) -> str:
    if case.correct_by is not None:
        return f"อยู่ระหว่างรอผู้ยื่นแก้ไขตามบันทึกสองฝ่าย (ภายในวันที่ {format_short(case.correct_by)})"
    return "" if case.complete else "ยังไม่ได้ตรวจรับเอกสารครบถ้วน ให้ตรวจรับเอกสารก่อน"


def _documents_obstacle(case: CaseState) -> str:
    return _correction_obstacle(case) if case.complete else ""


def _away(case: CaseState) -> str:
    """The other office has it, or has answered already."""
    if case.forwarded_on is not None:
        return f"ส่งเรื่องไปยัง{case.forwarded_to} แล้วเมื่อวันที่ {format_short(case.forwarded_on)} อยู่ระหว่างรอผล"
    return f"ได้รับผลจาก{case.forwarded_to} แล้ว" if case.told else ""


def _correction_obstacle(case: CaseState) -> str:
    if away := _away(case):
        return f"{away} จึงแก้ไขรายการในคำขอไม่ได้"
    if case.notified:
        return "แจ้งการประเมินให้ผู้เสียภาษีทราบแล้ว จึงแก้ไขรายการในแบบไม่ได้"
    if case.status == "approved" or case.issued:
        return "พิจารณาแล้ว จึงแก้ไขรายการในคำขอไม่ได้"
    return ""


def _assess_obstacle(case: CaseState) -> str:
    if case.paid > 0:
        return "ชำระเงินแล้ว หากต้องประเมินใหม่ให้ยกเลิกใบเสร็จรับเงินก่อน"
    if case.status == "approved" or case.issued:
        return "พิจารณาแล้ว จึงประเมินใหม่ไม่ได้"
    return ""


def _notice_obstacle(case: CaseState) -> str:
    if not case.assessed:
        return "ยังไม่ได้ประเมินภาษี"
    if case.paid > 0:
        return "ชำระภาษีแล้ว"
    if case.notified:
        return "บันทึกวันรับแจ้งการประเมินไว้แล้ว"
    return _incomplete(case)


def _warning_obstacle(case: CaseState) -> str:
    if not case.notified:
        return "ยังไม่ได้บันทึกวันรับแจ้งการประเมิน"
    if case.paid >= case.due:
        return "ชำระภาษีแล้ว"
    return "บันทึกวันรับหนังสือแจ้งเตือนไว้แล้ว" if case.warned else ""


def _payment_obstacle(case: CaseState) -> str:
    if not case.assessed:
        return "ยังไม่ได้คำนวณเงินที่ต้องชำระ"
    if case.paid >= case.due:
        return "ชำระเงินครบถ้วนแล้ว"
    if case.payment == "after-decision" and case.status != "approved":
        return f"รับเงินได้เมื่อ{title('approve', case.decision, case.kind).removesuffix('แล้ว')}แล้ว"
    return _incomplete(case)


def _decision_obstacle(case: CaseState) -> str:
    if case.status == "approved":
        return "พิจารณาแล้ว"
    if waiting := _incomplete(case):
        return waiting
    return "ยังไม่ได้ชำระเงิน ให้รับชำระเงินก่อนพิจารณา" if case.payment == "before-decision" and not case.settled else ""


def _opinion_obstacle(case: CaseState) -> str:
    if case.told:
        return _away(case)
    if case.forwards != "before" and (case.status == "approved" or case.issued):
        return "พิจารณาแล้ว"
    return _incomplete(case)


def _forward_obstacle(case: CaseState) -> str:
    if away := _away(case):
        return away
    if waiting := _incomplete(case):
        return waiting
    if case.forwards == "after" and case.status != "approved":
        return "ต้องพิจารณาก่อน จึงส่งต่อส่วนที่เกินอำนาจของสำนักงานนี้ได้"
    return "" if case.settled else "ยังไม่ได้ชำระเงิน ให้รับชำระเงินก่อน"


def _answer_obstacle(case: CaseState) -> str:
    if case.forwarded_on is not None:
        return ""
    return _away(case) or "บันทึกผลได้เมื่อส่งต่อเรื่องแล้ว"


def _inform_obstacle(case: CaseState) -> str:
    if case.forwarded_on is not None:
        return f"ยังไม่ได้รับผลจาก{case.forwarded_to}"
    if case.told or (case.forwards == "after" and case.status == "approved"):
        return "" if case.settled else "ยังไม่ได้ชำระเงิน ให้รับชำระเงินก่อน"
    return _incomplete(case) or ("ต้องพิจารณาก่อนจึงแจ้งผลได้" if case.forwards == "after" else f"ต้องส่งต่อและได้รับผลจาก{case.forwarded_to} ก่อน")


def _refusal_obstacle(case: CaseState) -> str:
    return "พิจารณาแล้ว" if case.status == "approved" or case.issued else _incomplete(case)


def _issue_obstacle(case: CaseState) -> str:
    if case.issued:
        return "ออกให้ผู้ยื่นแล้ว"
    if case.decision in ("approve", "register") and case.status != "approved":
        return "ต้องพิจารณาก่อนจึงออกให้ได้"
    if waiting := _incomplete(case):
        return waiting
    return "" if case.settled else "ยังไม่ได้ชำระเงิน ให้รับชำระเงินก่อน"


def _withdrawal_obstacle(case: CaseState) -> str:
    return "ออกใบสำคัญให้แล้ว จึงถอนคำขอไม่ได้" if case.issued else ""


def _return_obstacle(case: CaseState, today: dt.date) -> str:
    if case.correct_by is None:
        return "คืนคำขอได้เมื่อผู้ยื่นไม่แก้ไขตามบันทึกสองฝ่ายภายในกำหนด"
    if today <= case.correct_by:
        return f"ยังไม่พ้นกำหนดแก้ไข ผู้ยื่นแก้ไขได้ถึงวันที่ {format_short(case.correct_by)}"
    return ""
