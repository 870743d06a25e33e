"""What officials write on a form: opinions before the decision, orders with it, all of it on the paper that is printed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsvdesk.counter import cases, deciding, filing, official_parts, papers, shown
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import CaseDetail
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.test_welfare import filed, story, text_of

OPINION = {"opinion": "complete", "officer_name": "นางสาวตัวอย่าง ตรวจสอบ", "committee_opinion": "accept", "member_1": "นายกรรมการ หนึ่ง"}
ORDER = {"order": "accept", "executive_name": "นายสมมุติ สั่งการ", "executive_position": "นายกองค์การบริหารส่วนตำบล"}


@pytest.fixture
def elderly(office: Office) -> CaseDetail:
    """A confirmation of the elderly allowance, its documents complete."""
    return filed(office, "elderly-allowance")


def application(office: Office, case: CaseDetail, tmp_path: Path) -> str:
    return text_of(papers.issue_paper(office, "application", case_id=case.row.id).pdf, tmp_path)


def test_the_officer_writes_first_and_the_executive_decides_later(office: Office, elderly: CaseDetail) -> None:
    case = official_parts.record_opinion(as_role(office, "officer"), elderly.row.id, OPINION)
    assert case.official == OPINION
    assert case.row.status == "in_progress"
    assert case.events[-1].text == "บันทึกความเห็นเจ้าหน้าที่ และความเห็นคณะกรรมการตรวจสอบคุณสมบัติ"
    decided = deciding.decide(as_role(office, "executive"), elderly.row.id, True, official=ORDER)
    assert decided.official == OPINION | ORDER
    assert decided.row.status == "finished"
    kinds = [event.kind for event in decided.events if event.kind in ("opinion", "approved", "finished")]
    assert kinds == ["opinion", "opinion", "approved", "finished"]


def test_the_order_is_no_part_of_the_opinion(office: Office, elderly: CaseDetail) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        official_parts.record_opinion(office, elderly.row.id, {"order": "accept"})
    assert [fault.field for fault in refused.value.faults] == ["order"]


def test_entries_are_checked_as_the_wizards_are(office: Office, elderly: CaseDetail) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        deciding.decide(office, elderly.row.id, True, official={"order": "perhaps", "executive_name": "ก" * 300})
    assert {fault.field for fault in refused.value.faults} == {"order", "executive_name"}
    assert cases.case(office, elderly.row.id).row.status == "in_progress"
    with pytest.raises(InvalidAnswers) as refused:
        deciding.decide(office, elderly.row.id, True, official={"birth_date": "1950-01-01"})
    assert "ไม่มีช่อง" in refused.value.faults[0].message


def test_what_an_answer_hides_is_not_kept(office: Office, elderly: CaseDetail) -> None:
    case = official_parts.record_opinion(office, elderly.row.id, {"opinion": "lacking", "opinion_reason": "อายุไม่ถึง"})
    assert case.official["opinion_reason"] == "อายุไม่ถึง"
    case = official_parts.record_opinion(office, elderly.row.id, {"opinion": "complete"})
    assert case.official == {"opinion": "complete"}
    case = official_parts.record_opinion(office, elderly.row.id, {"opinion": None, "committee_opinion": "accept"})
    assert case.official == {"committee_opinion": "accept"}


def test_nothing_new_is_nothing_recorded(office: Office, elderly: CaseDetail) -> None:
    with pytest.raises(CounterError) as refused:
        official_parts.record_opinion(office, elderly.row.id, {})
    assert refused.value.code == "nothing-written"
    official_parts.record_opinion(office, elderly.row.id, OPINION)
    with pytest.raises(CounterError):
        official_parts.record_opinion(office, elderly.row.id, OPINION)


def test_everything_may_be_left_to_be_written_by_hand(office: Office, elderly: CaseDetail) -> None:
    assert deciding.decide(office, elderly.row.id, True).official == {}


def test_an_opinion_belongs_before_the_decision(office: Office, elderly: CaseDetail) -> None:
    received = filing.open_case(office, story(office, "disability-allowance"))
    with pytest.raises(NotAllowedNow, match="ตรวจรับเอกสาร"):
        official_parts.record_opinion(office, received.row.id, {})
    with pytest.raises(NotAllowedNow, match="ทำรายการนี้ไม่ได้"):
        official_parts.record_opinion(as_role(office, "counter"), elderly.row.id, OPINION)
    deciding.decide(office, elderly.row.id, True)
    with pytest.raises(NotAllowedNow, match="สิ้นสุดแล้ว"):
        official_parts.record_opinion(office, elderly.row.id, OPINION)


def test_a_service_without_such_parts_has_no_such_action(office: Office) -> None:
    from tests.counter.people import shop_filing

    case = filing.open_case(office, shop_filing())
    assert "record_opinion" not in {action.id for action in case.actions}


def test_a_refusal_keeps_the_order_too(office: Office, elderly: CaseDetail) -> None:
    refused = deciding.decide(office, elderly.row.id, False, "ไม่มีชื่อในทะเบียนบ้านในเขต", {"order": "refuse"})
    assert refused.official == {"order": "refuse"}
    assert refused.row.status_title == "ไม่อนุมัติ"
    assert refused.events[-1].text == "ไม่อนุมัติ: ไม่มีชื่อในทะเบียนบ้านในเขต"


def test_the_application_printed_afterwards_is_filled_in(office: Office, elderly: CaseDetail, tmp_path: Path) -> None:
    before = application(office, elderly, tmp_path)
    assert "ขาดคุณสมบัติเนื่องจาก" in before  # blank, to be written by hand
    official_parts.record_opinion(office, elderly.row.id, OPINION)
    half = application(office, elderly, tmp_path)
    assert "(นางสาวตัวอย่างตรวจสอบ)" in half and "(นายกรรมการหนึ่ง)" in half
    assert "ขาดคุณสมบัติเนื่องจาก" not in half  # not called for by what was written
    deciding.decide(office, elderly.row.id, True, official=ORDER)
    whole = application(office, elderly, tmp_path)
    assert "(นายสมมุติสั่งการ)" in whole


def test_the_page_of_the_case_shows_what_they_wrote(office: Office, elderly: CaseDetail) -> None:
    official_parts.record_opinion(office, elderly.row.id, OPINION)
    sections = dict(shown.answer_sections(office, elderly.row.id))
    assert ("มีความเห็นดังนี้", "สมควรรับยืนยันสิทธิ") in sections["ความเห็นคณะกรรมการตรวจสอบคุณสมบัติ"]
    assert "คำสั่ง" not in sections
    assert "การสิ้นสุดสิทธิ" not in sections


def test_correcting_the_citizens_entries_leaves_the_officials_alone(office: Office, elderly: CaseDetail) -> None:
    official_parts.record_opinion(office, elderly.row.id, OPINION)
    answers = {**elderly.answers, "marital": "married"}
    assert cases.correct_answers(office, elderly.row.id, answers).official == OPINION


def test_the_parts_of_a_notice_are_recorded_before_it_is_acknowledged(office: Office) -> None:
    from lsvdesk.counter.reading import opinion_stages

    notice = office.catalogue.service("building-demolition-notice")
    assert "executive" in opinion_stages(notice)
    assert "executive" not in opinion_stages(office.catalogue.service("elderly-allowance"))
    assert "executive" in opinion_stages(office.catalogue.service("disability-card"))
