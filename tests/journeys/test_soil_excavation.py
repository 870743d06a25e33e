"""การแจ้งขุดดิน from the citizen's question to the acknowledgement, by keyboard alone."""

from __future__ import annotations

import datetime as dt

from lsvdesk.counter import cases, papers
from lsvdesk.thai.identifiers import make_citizen_id
from tests.journeys.clerk import Clerk, pay_in_cash, squeezed, text_of


def enter_notice(clerk: Clerk, depth: str, level: str) -> None:
    """The details, from the first field to the last that is required."""
    assert clerk.is_at("มีความประสงค์จะทำการ"), clerk.where()
    clerk.enter(None, depth, "400", "สระน้ำเพื่อการเกษตร", "1/12/2569", "30", "นายช่าง ตัวอย่าง", "ภย.12345")
    clerk.press(level)
    assert clerk.is_at("วิศวกร"), clerk.where()
    clerk.enter(None, "นายคุม งานตัวอย่าง", None)
    assert clerk.is_at("ชนิดเอกสารสิทธิ"), clerk.where()
    clerk.pick("โฉนด")
    assert clerk.is_at("เลขที่ (เอกสารสิทธิ)"), clerk.where()
    clerk.enter("๑๒๓๔๕", "4", None)
    assert clerk.is_at("ซึ่งอยู่ในเขต"), clerk.where()
    clerk.enter("เขตองค์การบริหารส่วนตำบลโพธิ์ใหญ่")
    assert clerk.is_at("ผู้แจ้งเป็นเจ้าของที่ดิน")
    assert clerk.sees("โดย … เป็นเจ้าของที่ดิน")
    clerk.press("Space")
    assert clerk.does_not_see("โดย … เป็นเจ้าของที่ดิน"), "the owner of the land is the notifier"


def test_a_notice_is_acknowledged_and_its_clocks_run(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ขุดบ่อ")
    clerk.enter("นายตัวอย่าง ขุดสระ")
    clerk.enter(make_citizen_id(77), None, "0861112222", "5", "9")
    clerk.press("F2")
    enter_notice(clerk, "๓.๕๐", "2")
    clerk.press("F2")
    assert clerk.sees("เอกสารหลักฐาน")
    clerk.press("F6", "F2")
    assert clerk.sees("500.00 บาท") and clerk.sees("ห้าร้อยบาทถ้วน")
    clerk.press("Enter", "Enter")
    assert clerk.sees("2569-00001") and clerk.sees("กำหนดแล้วเสร็จ 25 พฤศจิกายน 2569")
    pay_in_cash(clerk, "500")
    clerk.press("F7")
    assert clerk.sees("ออกใบรับแจ้ง")
    clerk.press_for_dialog("F9", lambda dialog: clerk.press("Esc"))

    office = clerk.session.office
    case = cases.case_by_number(office, "2569-00001")
    assert case.row.status == "finished" and case.row.statutory_due == dt.date(2026, 11, 25)
    paper = next(paper for paper in case.papers if paper.kind == "excavation_acknowledgement")
    assert "นายตัวอย่างขุดสระ" in squeezed(text_of(papers.paper(office, paper.code).pdf))


def test_a_company_gives_notice_through_an_agent(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("แจ้งขุดดิน")
    clerk.press("Alt+2")
    clerk.enter("บริษัท ขุดสมมุติ จำกัด")
    clerk.enter("บริษัทจำกัด", None, "045429508", "นายกรรมการ สมมุติ", "1", "1")
    clerk.press("F7")
    assert clerk.is_at("ค้นหาจากชื่อ"), clerk.where()
    clerk.enter("นางสาวตัวแทน รับมอบ")
    assert clerk.is_at("เลขประจำตัวประชาชน"), clerk.where()
    clerk.enter(make_citizen_id(78), "0861113333", None)
    assert clerk.is_at("อำนาจที่มอบ"), clerk.where()
    clerk.type("ยื่นใบแจ้งและรับใบรับแจ้งแทน")
    clerk.press("F2")
    enter_notice(clerk, "12", "2")
    clerk.press("F2")
    assert clerk.sees("หนังสือมอบอำนาจ") and clerk.sees("สำเนาหนังสือรับรองการจดทะเบียนนิติบุคคล")
    clerk.press("F6", "F2", "F2")
    assert clerk.sees("นางสาวตัวแทน รับมอบ") and clerk.sees("ยื่นใบแจ้งและรับใบรับแจ้งแทน")
    clerk.press("F2")
    assert clerk.sees("2569-00001")
    case = cases.case_by_number(clerk.session.office, "2569-00001")
    assert case.organisation is not None and case.organisation.representative == "นายกรรมการ สมมุติ"
    assert case.agent is not None and case.agent.full_name == "นางสาวตัวแทน รับมอบ"
    assert case.agent_authority == "ยื่นใบแจ้งและรับใบรับแจ้งแทน"


def test_what_the_law_advises_is_said_before_filing(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ขุดบ่อ")
    clerk.enter("นายตัวอย่าง ขุดสระ")
    clerk.press("F2")
    enter_notice(clerk, "25", "2")
    clerk.press("F2")
    assert clerk.sees("รายละเอียดการติดตั้งอุปกรณ์สำหรับวัดการเคลื่อนตัวของดิน"), "deeper than 20 metres needs one document more"
    clerk.press("F2")
    assert clerk.sees("ผู้ออกแบบและคำนวณต้องเป็นวุฒิวิศวกร")
