"""Requests that another office decides: sent on with a letter, answered, told to the applicant; the clocks end when they are sent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lsvdesk.counter import cases, deciding, filing, forwarding, papers, settings, today
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.search import search
from lsvdesk.counter.views import CaseDetail, CaseFilter, DeficiencyItem, DeficiencyRequest
from lsvdesk.errors import CounterError, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.people import DAY
from tests.counter.test_welfare import filed, story, text_of

PROVINCE = "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดอุบลราชธานี"


def enabled(case: CaseDetail) -> set[str]:
    return {action.id for action in case.actions if action.enabled}


def primary(case: CaseDetail) -> list[str]:
    return [action.id for action in case.actions if action.primary]


def reason(case: CaseDetail, action: str) -> str:
    return next(each.reason for each in case.actions if each.id == action)


@pytest.fixture
def card(office: Office) -> CaseDetail:
    """A request for a disability card, its documents complete."""
    return filed(office, "disability-card")


def test_a_request_that_another_office_decides_is_neither_approved_nor_refused_here(office: Office, card: CaseDetail) -> None:
    assert primary(card) == ["forward"]
    assert not {"approve", "refuse", "issue"} & {action.id for action in card.actions}
    with pytest.raises(NotAllowedNow, match="ไม่มีขั้นตอน"):
        deciding.decide(office, card.row.id, True)


def test_it_is_sent_on_only_when_its_documents_are_complete(office: Office) -> None:
    case = filing.open_case(office, story(office, "disability-card"))
    assert "ตรวจรับเอกสาร" in reason(case, "forward")
    with pytest.raises(NotAllowedNow):
        forwarding.forward(office, case.row.id)


def test_sending_on_ends_the_clocks_and_shows_the_case_as_awaiting_its_answer(office: Office, card: CaseDetail, clock: FixedClock) -> None:
    sent = forwarding.forward(office, card.row.id)
    assert (sent.row.status, sent.row.state, sent.row.status_title) == ("in_progress", "forwarded", "ส่งต่อแล้ว รอผล")
    assert sent.row.forwarded_on == DAY
    assert sent.row.answer_by == dt.date(2026, 12, 18)
    assert {each.state for each in sent.clocks} == {"met"}
    assert primary(sent) == ["answer"]
    assert "อยู่ระหว่างรอผล" in reason(sent, "forward")
    assert "อยู่ระหว่างรอผล" in reason(sent, "correct_answers")
    clock.go_to(dt.date(2027, 3, 1))
    later = cases.case(office, card.row.id)
    assert {each.state for each in later.clocks} == {"met"}
    assert later.row.days_left is None
    view = today.today(office)
    assert view.overdue == () and view.waiting == ()
    assert [(row.id, row.answer_late) for row in view.forwarded] == [(card.row.id, True)]
    assert view.counts["forwarded"] == 1


def test_a_request_sent_on_late_has_missed_the_promise(office: Office, card: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 11, 25))
    assert forwarding.forward(office, card.row.id).clocks[0].state == "missed"


def test_lists_know_the_state(office: Office, card: CaseDetail) -> None:
    other = filed(office, "elderly-allowance")
    assert [row.id for row in cases.list_cases(office, CaseFilter(status="in_progress"))] == [other.row.id, card.row.id]
    forwarding.forward(office, card.row.id)
    assert [row.id for row in cases.list_cases(office, CaseFilter(status="in_progress"))] == [other.row.id]
    assert [row.id for row in cases.list_cases(office, CaseFilter(status="forwarded"))] == [card.row.id]
    assert [hit.case_id for hit in search(office, card.row.number) if hit.kind == "case"] == [card.row.id]
    forwarding.answer(office, card.row.id, "approved")
    assert cases.list_cases(office, CaseFilter(status="forwarded")) == []
    assert [row.status_title for row in cases.list_cases(office, CaseFilter(status="answered"))] == ["ได้รับผลแล้ว รอแจ้งผู้ยื่น"]
    assert cases.list_cases(office, CaseFilter(status="approved")) == []


def test_the_covering_letter_goes_to_the_province_with_the_documents(office: Office, card: CaseDetail, tmp_path: Path) -> None:
    sent = forwarding.forward(office, card.row.id)
    assert sent.forwardings[0].addressee == PROVINCE
    letter = papers.issue_paper(office, "forwarding_letter", case_id=card.row.id)
    text = text_of(letter.pdf, tmp_path)
    number = sent.forwardings[0].letter_no
    assert number
    for said in (
        number,
        f"เรียน{PROVINCE}",
        "สิ่งที่ส่งมาด้วย",
        "แบบคำขอมีบัตรประจำตัวคนพิการ",
        card.row.applicant,
        card.row.number,
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ):
        assert "".join(said.split()) in text, said
    received = [row.title for row in card.documents if row.status == "received"]
    assert all("".join(title.split())[:20] in text for title in received)
    assert "(สำเนา)" in papers.issue_paper(office, "forwarding_letter", case_id=card.row.id).title


def test_the_letters_number_is_the_next_of_the_office_or_written_by_hand(office: Office, card: CaseDetail) -> None:
    first = forwarding.forward(office, card.row.id).forwardings[0].letter_no
    other = filed(office, "elderly-funeral-aid")
    second = forwarding.forward(office, other.row.id, letter_no="ไม่ใช้").forwardings[0].letter_no
    assert int(second.rpartition("/")[2]) == int(first.rpartition("/")[2]) + 1
    settings.change_settings(office, letter_numbers="blank")
    third = filed(office, "disability-card")
    assert forwarding.plan(office, third.row.id).letter_no is not None
    assert forwarding.forward(office, third.row.id, letter_no="อบ 71234/๙๙").forwardings[0].letter_no == "อบ 71234/๙๙"


def test_no_letter_before_it_was_sent_on(office: Office, card: CaseDetail) -> None:
    with pytest.raises(CounterError, match="ยังไม่ได้ส่งต่อ"):
        papers.issue_paper(office, "forwarding_letter", case_id=card.row.id)


def test_the_day_it_was_sent_lies_between_completeness_and_today(office: Office, card: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 11, 20))
    for day in (dt.date(2026, 11, 17), dt.date(2026, 11, 21)):
        with pytest.raises(CounterError) as refused:
            forwarding.forward(office, card.row.id, sent_on=day)
        assert (refused.value.code, refused.value.field) == ("sent-on", "sent_on")
    with pytest.raises(CounterError) as refused:
        forwarding.forward(office, card.row.id, answer_by=dt.date(2026, 11, 19))
    assert refused.value.field == "answer_by"
    assert cases.case(office, card.row.id).forwardings == ()
    sent = forwarding.forward(office, card.row.id, sent_on=dt.date(2026, 11, 19))
    assert sent.clocks[0].state == "missed"  # the promise was for the 18th


def test_an_approval_there_is_told_here_and_ends_the_case(office: Office, card: CaseDetail, clock: FixedClock, tmp_path: Path) -> None:
    forwarding.forward(office, card.row.id)
    clock.go_to(dt.date(2026, 12, 1))
    answered = forwarding.answer(
        office, card.row.id, "approved", answered_on=dt.date(2026, 11, 30), answer_no="อบ 0004/1234", text="ให้มารับบัตรได้"
    )
    assert (answered.row.state, answered.decided_on) == ("answered", dt.date(2026, 11, 30))
    assert primary(answered) == ["inform"]
    assert [row.id for row in today.today(office).waiting] == [card.row.id]
    told = forwarding.inform(office, card.row.id)
    assert (told.row.status, told.row.finished_on) == ("finished", dt.date(2026, 12, 1))
    text = text_of(papers.issue_paper(office, "result_notice", case_id=card.row.id).pdf, tmp_path)
    for said in ("อบ 0004/1234", "30 พฤศจิกายน 2569", "ว่า อนุมัติ", "ให้มารับบัตรได้", "พมจ."):
        assert "".join(said.split()) in text, said
    assert "อุทธรณ์" not in text


def test_a_refusal_there_ends_the_case_as_refused_once_the_applicant_is_told(office: Office, card: CaseDetail, tmp_path: Path) -> None:
    forwarding.forward(office, card.row.id)
    with pytest.raises(CounterError) as refused:
        forwarding.answer(office, card.row.id, "refused")
    assert refused.value.code == "reason"
    answered = forwarding.answer(office, card.row.id, "refused", text="ความพิการไม่เป็นไปตามคู่มือ")
    assert (answered.row.status, answered.row.state) == ("in_progress", "answered")
    assert "withdraw" in enabled(answered)
    told = forwarding.inform(office, card.row.id)
    assert (told.row.status, told.row.status_title) == ("refused", "ไม่รับรอง")
    text = text_of(papers.issue_paper(office, "result_notice", case_id=card.row.id).pdf, tmp_path)
    assert "ความพิการไม่เป็นไปตามคู่มือ" in text and "ว่าไม่อนุมัติ" in text
    assert "อุทธรณ์โดยทำเป็นหนังสือยื่นต่อสำนักงานพัฒนาสังคม" in text


def test_what_is_sent_back_is_put_right_and_sent_again(office: Office, card: CaseDetail, clock: FixedClock) -> None:
    first = forwarding.forward(office, card.row.id).forwardings[0]
    clock.go_to(dt.date(2026, 11, 25))
    back = forwarding.answer(office, card.row.id, "returned", text="รูปถ่ายไม่ชัด")
    assert (back.row.state, back.decided_on) == ("in_progress", None)
    assert {"forward", "correct_answers", "record_documents"} <= enabled(back)
    wrong = cases.record_documents(office, card.row.id, {}, DeficiencyRequest((DeficiencyItem("รูปถ่ายไม่ชัด"),)))
    assert "รอผู้ยื่นแก้ไข" in reason(wrong, "forward")
    cases.record_documents(office, card.row.id, {})
    again = forwarding.forward(office, card.row.id)
    assert [each.outcome for each in again.forwardings] == ["returned", ""]
    assert again.forwardings[1].letter_no != first.letter_no
    assert again.clocks[0].state == "met"  # the clock ended on the day it was first sent
    letter = papers.issue_paper(office, "forwarding_letter", case_id=card.row.id)
    assert "(สำเนา)" not in letter.title


def test_an_answer_has_its_day_and_its_outcome(office: Office, card: CaseDetail) -> None:
    with pytest.raises(NotAllowedNow, match="เมื่อส่งต่อเรื่องแล้ว"):
        forwarding.answer(office, card.row.id, "approved")
    forwarding.forward(office, card.row.id)
    with pytest.raises(CounterError) as refused:
        forwarding.answer(office, card.row.id, "maybe")
    assert refused.value.field == "outcome"
    for day in (dt.date(2026, 11, 17), dt.date(2026, 11, 19)):
        with pytest.raises(CounterError) as refused:
            forwarding.answer(office, card.row.id, "approved", answered_on=day)
        assert refused.value.field == "answered_on"
    with pytest.raises(NotAllowedNow, match="ยังไม่ได้รับผล"):
        forwarding.inform(office, card.row.id)


def test_disaster_relief_is_decided_here_and_the_rest_sent_on(office: Office, tmp_path: Path) -> None:
    case = filed(office, "disaster-relief")
    assert primary(case) == ["approve"]
    assert "ต้องพิจารณาก่อน" in reason(case, "forward")
    approved = deciding.decide(office, case.row.id, True)
    assert (approved.row.status, approved.row.status_title) == ("approved", "อนุมัติแล้ว")
    assert {"forward", "inform"} <= enabled(approved)
    assert primary(approved) == ["forward"]
    sent = forwarding.forward(office, case.row.id)
    assert sent.forwardings[0].addressee == "นายอำเภอวารินชำราบ"
    assert (sent.row.status, sent.row.state) == ("approved", "forwarded")
    answered = forwarding.answer(office, case.row.id, "refused", text="เกินวงเงินทดรองราชการ")
    assert (answered.row.status, answered.row.state, answered.decision_reason) == ("approved", "answered", "")
    assert forwarding.inform(office, case.row.id).row.status == "finished"  # this office did help
    text = text_of(papers.issue_paper(office, "result_notice", case_id=case.row.id).pdf, tmp_path)
    assert "อนุมัติตามคำขอของท่าน" in text and "ว่าไม่อนุมัติ" in text and "เกินวงเงินทดรองราชการ" in text


def test_disaster_relief_within_this_offices_power_is_told_and_ends(office: Office) -> None:
    case = filed(office, "disaster-relief")
    deciding.decide(office, case.row.id, True)
    told = forwarding.inform(office, case.row.id)
    assert (told.row.status, told.forwardings) == ("finished", ())


def test_a_withdrawn_request_is_awaited_no_more(office: Office, card: CaseDetail) -> None:
    forwarding.forward(office, card.row.id)
    assert cases.withdraw(office, card.row.id, "ผู้ยื่นย้ายภูมิลำเนา").row.state == "withdrawn"
    assert today.today(office).forwarded == ()


def test_who_may_send_on_and_record_the_answer(office: Office, card: CaseDetail) -> None:
    cashier = cases.case(as_role(office, "finance"), card.row.id)
    assert "ผู้ใช้ที่เป็นเจ้าหน้าที่การเงินทำรายการนี้ไม่ได้" in reason(cashier, "forward")
    clerk = as_role(office, "counter")
    forwarding.forward(clerk, card.row.id)
    forwarding.answer(clerk, card.row.id, "approved")
    assert forwarding.inform(clerk, card.row.id).row.status == "finished"


def test_a_case_filed_before_its_service_was_sent_on_goes_the_old_way(office: Office, card: CaseDetail) -> None:
    """The definition that a case is pinned to counts, not today's."""
    from dataclasses import replace

    from lsvdesk.catalogue.models import Service

    old = office.catalogue.service("elderly-funeral-aid")
    assert isinstance(old, Service)
    without = old.model_copy(update={"forwarding": None, "forwarded_to": ""})
    kept = office.kept.catalogue
    assert kept is not None
    office.kept.catalogue = replace(kept, services={**kept.services, old.id: without})
    try:
        case = filed(office, "elderly-funeral-aid")
    finally:
        office.kept.catalogue = kept
    assert primary(cases.case(office, case.row.id)) == ["approve"]
    assert deciding.decide(office, case.row.id, True).row.status == "finished"
