"""ทะเบียนพาณิชย์ (ตั้งใหม่): its four kinds of applicant, each to the certificate, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lsvdesk.counter import cases, papers
from lsvdesk.thai.identifiers import make_citizen_id
from tests.journeys.clerk import Clerk, pay_in_cash, squeezed, text_of

COMPANY = "บริษัท ตัวอย่างสมมุติ จำกัด"


def begin(clerk: Clerk, case: int) -> None:
    clerk.press("Ctrl+N")
    clerk.type("ทะเบียนพาณิชย์")
    clerk.press("Enter")
    if case > 1:
        clerk.press(f"Alt+{case}")
    assert clerk.is_at("ค้นหาจากชื่อ")


def enter_person(clerk: Clerk) -> None:
    clerk.enter("นางสาวสมหญิง ทดลอง")
    clerk.enter(make_citizen_id(41), "5/4/2530", "0898765432", "99", "7", "หมู่บ้านสมมุติ", None, None, None, None, None)
    assert clerk.is_at("อายุ"), clerk.where()


def enter_company(clerk: Clerk, name: str) -> None:
    clerk.enter(name)
    assert clerk.is_at("ประเภท")
    clerk.enter(None, None, "045429508", "นายผู้แทน ลงนาม", "88/1", "2", None, None, "แจ้งสนิท", None, None)
    assert clerk.is_at("สัญชาติ"), clerk.where()


def enter_trade(clerk: Clerk, name: str) -> None:
    """(2) to (8), the same for everybody."""
    assert clerk.is_at("ชื่อที่ใช้ในการประกอบพาณิชยกิจ (ไทย)"), clerk.where()
    clerk.enter(name, "SAMMUT")
    assert clerk.is_at("ชนิด รายการที่ 1"), clerk.where()
    clerk.pick("(2)")
    assert clerk.is_at("รายละเอียดของกิจการ"), clerk.where()
    clerk.enter("ขายของชำ", None)
    assert clerk.is_at("ชนิด รายการที่ 2")
    clerk.press("Enter")
    assert clerk.is_at("(4) จำนวนเงินทุน"), clerk.where()
    clerk.enter("๕๐,๐๐๐")
    assert clerk.is_at("สำนักงานแห่งใหญ่")
    clerk.press("F8")
    assert clerk.is_at("โทรศัพท์สำนักงานแห่งใหญ่")
    clerk.press("Enter", "Space", "Enter")
    assert clerk.is_at("ชื่อผู้จัดการ")
    clerk.press("F8")
    assert clerk.is_at("อายุผู้จัดการ")
    clerk.enter("38", None, None, None, "1/11/2569")
    assert clerk.is_at("รับโอนพาณิชยกิจ")
    clerk.press("Enter")
    assert clerk.is_at("ชนิด รายการที่ 1")
    clerk.press("Enter")


def individual(clerk: Clerk) -> str:
    begin(clerk, 1)
    enter_person(clerk)
    clerk.enter("39", None, None, None)
    enter_trade(clerk, "ร้านสมหญิงของชำ")
    return "นางสาวสมหญิง ทดลอง"


def partnership(clerk: Clerk) -> str:
    begin(clerk, 2)
    enter_company(clerk, "คณะบุคคลสมมุติค้าขาย")
    clerk.enter(None, None, None)
    enter_trade(clerk, "สมมุติค้าขาย")
    assert clerk.is_at("ชื่อผู้เป็นหุ้นส่วน")
    clerk.enter("นายหนึ่ง สมมุติ", "40", None, None, "1 หมู่ 2 ต.โพธิ์ใหญ่", None, "30000")
    clerk.enter("นายสอง สมมุติ", "41", None, None, "2 หมู่ 2 ต.โพธิ์ใหญ่", None, "20000")
    assert clerk.sees("50,000.00 บาท"), "the capital of the partnership is summed up"
    assert clerk.is_at("ชื่อผู้เป็นหุ้นส่วน")
    clerk.press("Enter")
    return "คณะบุคคลสมมุติค้าขาย"


def company(clerk: Clerk) -> str:
    begin(clerk, 3)
    enter_company(clerk, COMPANY)
    clerk.enter(None, None)
    enter_trade(clerk, "ตัวอย่างสมมุติ")
    assert clerk.is_at("(13) จำนวนเงินทุนของบริษัท")
    clerk.enter("1000000", "10000", "100", "ไทย", "10000")
    assert clerk.sees("10,000 หุ้น")
    clerk.press("Enter")
    return COMPANY


def foreign(clerk: Clerk) -> str:
    begin(clerk, 4)
    enter_company(clerk, "Sammut Trading Co., Ltd.")
    clerk.enter(None, None, "ญี่ปุ่น")
    assert clerk.is_at("ผู้รับผิดชอบในการประกอบกิจการในประเทศไทย")
    clerk.press("F8")
    assert clerk.is_at("สัญชาติของผู้รับผิดชอบ")
    clerk.enter(None, None)
    enter_trade(clerk, "แซมมุดเทรดดิ้ง")
    assert clerk.is_at("(13) จำนวนเงินทุนของบริษัท")
    clerk.enter("5000000", None, None, None)
    return "Sammut Trading Co., Ltd."


@pytest.mark.parametrize("applicant", [individual, partnership, company, foreign])
def test_a_business_is_registered_and_gets_its_certificate(clerk: Clerk, applicant: Callable[[Clerk], str]):
    name = applicant(clerk)
    clerk.press("F2")
    assert clerk.sees("เอกสารหลักฐาน") and clerk.sees("คำขอจดทะเบียนพาณิชย์ (แบบ ทพ.)"), clerk.where()
    clerk.press("F6", "F2")
    assert clerk.sees("50.00 บาท") and clerk.sees("ห้าสิบบาทถ้วน")
    clerk.press("Enter")
    assert clerk.sees(name)
    clerk.press("Enter")
    assert clerk.sees("2569-00001")
    pay_in_cash(clerk, "100")
    assert clerk.sees("รับชำระเงินแล้ว")
    clerk.press("F7")
    assert clerk.sees("รับจดทะเบียน")
    clerk.press("F9")
    assert clerk.sees("ออกใบทะเบียน")
    clerk.press_for_dialog("F9", lambda dialog: clerk.press("Esc"))

    office = clerk.session.office
    case = cases.case_by_number(office, "2569-00001")
    assert case.row.status == "finished" and len(case.permits) == 1
    receipt, certificate = (next(paper for paper in case.papers if paper.kind == kind) for kind in ("receipt", "commercial_certificate"))
    assert squeezed(name) in squeezed(text_of(papers.paper(office, receipt.code).pdf))
    assert squeezed(name) in squeezed(text_of(papers.paper(office, certificate.code).pdf))
