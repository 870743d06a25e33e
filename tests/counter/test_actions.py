"""What may be done with a case now, without a register: only its state, the person and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from lsvdesk.counter.actions import CaseState, available_actions, may_see, require
from lsvdesk.counter.views import STATUS_TITLES, Action, UserView, state_title
from lsvdesk.counter.wording import outcome, title
from lsvdesk.errors import NotAllowedNow

TODAY = dt.date(2026, 11, 18)
ADMIN = UserView(1, "สมมุติ ทดสอบ", "ปลัด", "admin")
CLERK = UserView(2, "ตัวอย่าง รับเรื่อง", "เจ้าพนักงานธุรการ", "counter")
FINANCE = UserView(3, "ตัวอย่าง การเงิน", "เจ้าพนักงานจัดเก็บรายได้", "finance")
OFFICER = UserView(4, "ตัวอย่าง นายทะเบียน", "นายทะเบียน", "officer")
EXECUTIVE = UserView(5, "ตัวอย่าง บริหาร", "นายก อบต.", "executive")

TAX = CaseState(status="in_progress", payment="after-assessment", decision="assess", complete=True, assessed=True, due=Decimal(400))
REGISTRATION = CaseState(
    status="in_progress", payment="before-decision", decision="register", issues=True, complete=True, assessed=True, due=Decimal(50)
)
NOTICE = CaseState(
    status="in_progress", payment="before-decision", decision="acknowledge", issues=True, complete=True, assessed=True, due=Decimal(500)
)


def actions(case: CaseState, user: UserView = ADMIN, today: dt.date = TODAY) -> dict[str, Action]:
    return {action.id: action for action in available_actions(case, user, today)}


def enabled(case: CaseState, user: UserView = ADMIN, today: dt.date = TODAY) -> set[str]:
    return {action.id for action in available_actions(case, user, today) if action.enabled}


def primary(case: CaseState, user: UserView = ADMIN) -> list[str]:
    return [action.id for action in available_actions(case, user, TODAY) if action.primary]


def test_a_case_just_received_waits_for_its_documents() -> None:
    received = replace(REGISTRATION, status="received", complete=False)
    assert primary(received) == ["record_documents"]
    assert {"record_documents", "correct_answers", "withdraw", "attach"} <= enabled(received)
    assert not {"take_payment", "approve", "issue", "return_application"} & enabled(received)
    assert "ตรวจรับเอกสาร" in actions(received)["take_payment"].reason


def test_once_complete_only_faults_of_the_entries_can_be_recorded() -> None:
    assert actions(REGISTRATION)["record_documents"].title == "บันทึกข้อบกพร่องของรายการ"
    decided = replace(REGISTRATION, status="approved", paid=Decimal(50))
    assert "พิจารณาแล้ว" in actions(decided)["record_documents"].reason
    assert "แจ้งการประเมิน" in actions(replace(TAX, notified=True))["record_documents"].reason


def test_a_registration_is_paid_then_decided_then_issued() -> None:
    assert primary(REGISTRATION) == ["take_payment"]
    assert "ยังไม่ได้ชำระเงิน" in actions(REGISTRATION)["approve"].reason
    paid = replace(REGISTRATION, paid=Decimal(50))
    assert primary(paid) == ["approve"]
    assert "issue" not in enabled(paid)
    approved = replace(paid, status="approved")
    assert primary(approved) == ["issue"]
    assert not {"approve", "refuse", "correct_answers", "assess", "take_payment", "record_documents"} & enabled(approved)
    finished = replace(approved, status="finished", issued=True, papers=True)
    assert enabled(finished) == {"attach", "reprint"}


def test_a_tax_is_paid_after_its_assessment_and_never_approved() -> None:
    assert primary(TAX) == ["take_payment"]
    assert {"serve_notice", "take_payment", "assess", "correct_answers"} <= enabled(TAX)
    assert not {"approve", "refuse", "issue"} & set(actions(TAX))
    assert actions(TAX)["take_payment"].title == "รับชำระภาษี"


def test_a_tax_form_is_not_corrected_after_the_payer_was_told() -> None:
    told = replace(TAX, notified=True)
    assert "แจ้งการประเมิน" in actions(told)["correct_answers"].reason
    assert "บันทึกวันรับแจ้ง" in actions(told)["serve_notice"].reason
    assert "take_payment" in enabled(told)


def test_a_paid_case_is_not_paid_or_assessed_again() -> None:
    paid = replace(TAX, paid=Decimal(400))
    assert actions(paid)["take_payment"].reason == "ชำระเงินครบถ้วนแล้ว"
    assert "ยกเลิกใบเสร็จรับเงินก่อน" in actions(paid)["assess"].reason


def test_a_notice_is_acknowledged_without_an_approval() -> None:
    assert "approve" not in actions(NOTICE)
    assert "ยังไม่ได้ชำระเงิน" in actions(NOTICE)["issue"].reason
    paid = replace(NOTICE, paid=Decimal(500))
    assert primary(paid) == ["issue"]
    assert actions(paid)["issue"].title == "ออกใบรับแจ้ง"


def test_a_free_service_needs_no_payment() -> None:
    free = replace(REGISTRATION, payment="none", due=Decimal(0))
    assert "take_payment" not in actions(free)
    assert primary(free) == ["approve"]


def test_a_permit_paid_after_its_decision_is_not_paid_before() -> None:
    later = replace(REGISTRATION, payment="after-decision", decision="approve")
    assert primary(later) == ["approve"]
    assert actions(later)["take_payment"].reason == "รับเงินได้เมื่ออนุญาตแล้ว"
    approved = replace(later, status="approved")
    assert primary(approved) == ["take_payment"]
    assert "ยังไม่ได้ชำระเงิน" in actions(approved)["issue"].reason


def test_a_voided_receipt_after_the_certificate_reopens_only_the_payment() -> None:
    reopened = replace(REGISTRATION, status="approved", issued=True, papers=True)
    assert enabled(reopened) == {"take_payment", "attach", "reprint"}
    assert "ถอนคำขอไม่ได้" in actions(reopened)["withdraw"].reason


def test_an_application_is_returned_only_after_its_last_day_to_correct() -> None:
    waiting = replace(REGISTRATION, status="deficient", complete=False, correct_by=dt.date(2026, 11, 20))
    assert "20 พ.ย. 2569" in actions(waiting, today=dt.date(2026, 11, 20))["return_application"].reason
    assert "return_application" in enabled(waiting, today=dt.date(2026, 11, 21))
    assert "บันทึกสองฝ่าย" in actions(waiting)["take_payment"].reason
    assert primary(waiting) == ["record_documents"]


@pytest.mark.parametrize("status", ["finished", "refused", "withdrawn", "returned"])
def test_an_ended_case_says_how_it_ended(status: str) -> None:
    ended = replace(REGISTRATION, status=status)
    assert enabled(ended) == {"attach"}
    assert STATUS_TITLES[status] in actions(ended)["take_payment"].reason


def test_money_is_not_taken_by_the_officer_nor_a_decision_by_the_clerk() -> None:
    assert "เจ้าหน้าที่การเงิน" in actions(REGISTRATION, OFFICER)["take_payment"].reason
    assert "take_payment" in enabled(REGISTRATION, FINANCE) & enabled(REGISTRATION, CLERK)
    paid = replace(REGISTRATION, paid=Decimal(50))
    assert "approve" in enabled(paid, OFFICER) & enabled(paid, EXECUTIVE)
    assert not {"approve", "refuse", "issue"} & enabled(paid, CLERK)
    assert primary(paid, CLERK) == []


def test_requiring_an_action_gives_the_reason_of_the_button() -> None:
    require("take_payment", TAX, CLERK, TODAY)
    with pytest.raises(NotAllowedNow, match="ยังไม่ได้ชำระเงิน"):
        require("approve", REGISTRATION, OFFICER, TODAY)
    with pytest.raises(NotAllowedNow, match="ไม่มีขั้นตอน"):
        require("approve", TAX, OFFICER, TODAY)


def test_a_sensitive_case_is_seen_by_those_who_decide_it_and_who_took_it_in() -> None:
    assert may_see(True, OFFICER) and may_see(True, EXECUTIVE) and may_see(True, ADMIN)
    assert not may_see(True, CLERK, created_by=9)
    assert may_see(True, CLERK, created_by=CLERK.id)
    assert may_see(False, CLERK)


SENT_FIRST = CaseState(
    status="in_progress",
    payment="none",
    decision="approve",
    complete=True,
    kind="welfare",
    opinions=True,
    forwards="before",
    forwarded_to="พมจ.",
)


def test_what_another_office_decides_is_sent_on_answered_and_told() -> None:
    assert primary(SENT_FIRST) == ["forward"]
    assert not {"approve", "refuse"} & set(actions(SENT_FIRST))
    assert "เมื่อส่งต่อเรื่องแล้ว" in actions(SENT_FIRST)["answer"].reason
    assert "ต้องส่งต่อและได้รับผล" in actions(SENT_FIRST)["inform"].reason
    away = replace(SENT_FIRST, forwarded_on=TODAY)
    assert primary(away) == ["answer"]
    assert {"answer", "record_opinion", "withdraw", "attach"} == enabled(away)
    assert "18 พ.ย. 2569" in actions(away)["forward"].reason
    told = replace(SENT_FIRST, answered="refused")
    assert primary(told) == ["inform"]
    assert "ได้รับผลจากพมจ." in actions(told)["correct_answers"].reason
    back = replace(SENT_FIRST, answered="returned")
    assert primary(back) == ["forward"]
    assert "correct_answers" in enabled(back)


def test_what_exceeds_this_offices_power_is_sent_on_after_its_decision() -> None:
    after = replace(SENT_FIRST, forwards="after")
    assert primary(after) == ["approve"]
    assert "ต้องพิจารณาก่อน" in actions(after)["forward"].reason
    approved = replace(after, status="approved")
    assert primary(approved) == ["forward"]
    assert {"forward", "inform"} <= enabled(approved)
    assert "record_opinion" not in enabled(approved)
    assert primary(replace(approved, answered="approved")) == ["inform"]


def test_an_incomplete_request_is_not_sent_on() -> None:
    waiting = replace(SENT_FIRST, status="received", complete=False)
    assert primary(waiting) == ["record_documents"]
    assert all("ตรวจรับเอกสาร" in actions(waiting)[each].reason for each in ("forward", "inform", "record_opinion"))


@pytest.mark.parametrize(
    ("kind", "decision", "yes", "no"),
    [
        ("permit", "approve", "อนุญาต", "ไม่อนุญาต"),
        ("fee", "approve", "อนุมัติ", "ไม่อนุมัติ"),
        ("registration", "register", "รับจดทะเบียน", "ไม่รับจดทะเบียน"),
        ("notification", "acknowledge", "รับไว้ดำเนินการ", "ไม่ออกใบรับแจ้ง"),
        ("certificate", "approve", "รับรอง", "ไม่รับรอง"),
        ("welfare", "approve", "อนุมัติ", "ไม่อนุมัติ"),
        ("welfare", "acknowledge", "รับไว้ดำเนินการ", "ไม่รับไว้ดำเนินการ"),
        ("request", "approve", "ดำเนินการแล้ว", "ไม่อาจดำเนินการได้"),
        ("complaint", "approve", "ดำเนินการแล้ว", "ยุติเรื่อง"),
        ("pension", "approve", "อนุมัติ", "ไม่อนุมัติ"),
        ("enrolment", "approve", "รับเข้าเรียน", "ไม่รับเข้าเรียน"),
    ],
)
def test_each_kind_of_service_has_its_own_word(kind: str, decision: str, yes: str, no: str) -> None:
    case = CaseState(status="in_progress", payment="none", decision=decision, complete=True, kind=kind)
    assert (actions(case)["approve"].title, actions(case)["refuse"].title) == (yes, no)


def test_every_kind_of_the_catalogue_that_is_decided_has_its_words() -> None:
    from typing import get_args

    from lsvdesk.catalogue.models import ServiceKind
    from lsvdesk.counter.wording import BY_KIND

    assert set(get_args(ServiceKind)) == {*BY_KIND, "tax"}


def test_lists_and_letters_speak_the_same_words() -> None:
    assert [state_title("approved", kind) for kind in ("permit", "welfare", "request")] == ["อนุญาตแล้ว", "อนุมัติแล้ว", "ดำเนินการแล้ว"]
    assert [state_title("refused", kind) for kind in ("permit", "registration", "")] == ["ไม่อนุญาต", "ไม่รับจดทะเบียน", "ไม่อนุญาต"]
    assert outcome(True, "register", "registration", True) == "รับจดทะเบียนตามคำขอของท่าน"
    assert outcome(True, "acknowledge", "notification", True) == "ออกใบรับแจ้งตามหนังสือแจ้งของท่าน"
    assert outcome(True, "approve", "request", False) == "ได้ดำเนินการตามคำขอของท่านแล้ว"
    assert outcome(False, "approve", "complaint", False) == "ให้ยุติเรื่องร้องเรียนของท่าน"
    assert outcome(False, "approve", "welfare", False) == "ไม่อนุมัติตามคำขอของท่าน"
    assert outcome(True, "approve", "enrolment", False) == "รับเด็กเข้าเรียนตามใบสมัครของท่าน"
    assert title("issue", "approve", "certificate") == "ออกใบรับรอง"
    assert title("take_payment", "assess", "tax") == "รับชำระภาษี"
