"""ภาษีป้าย from the citizen's question to the receipt, by keyboard alone."""

from __future__ import annotations

from decimal import Decimal

from lsvdesk.counter import cases, money, papers
from lsvdesk.thai.identifiers import make_citizen_id
from tests.journeys.clerk import Clerk, pay_in_cash, squeezed, text_of


def enter_applicant(clerk: Clerk) -> None:
    """Somebody the office does not know yet."""
    clerk.press("Ctrl+N")
    clerk.type("ป้าย")
    clerk.press("Enter")
    assert clerk.is_at("ค้นหาจากชื่อ")
    clerk.enter("นายสมมุติ ใจดี")
    assert clerk.is_at("เลขประจำตัวประชาชน"), "the name was taken apart, so the number comes next"
    clerk.enter(make_citizen_id(5), None, "0812345678", "12/3", "4")
    clerk.press("F2")


def enter_sign(clerk: Clerk, text: str, kind: str, width: str, height: str, installed: str) -> None:
    assert clerk.is_at("ข้อความ")
    clerk.enter(text)
    clerk.pick(kind)
    clerk.enter(None, width, height, None, "หน้าร้าน", installed)
    assert clerk.is_at("สถานะป้าย")


def test_a_sign_is_declared_assessed_paid_and_receipted(clerk: Clerk):
    enter_applicant(clerk)
    assert clerk.is_at("ประจำปีภาษี")
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ร้านสมมุติพาณิชย์", "1", "120", "240", "1/6/2568")
    assert clerk.sees("28,800 ตร.ซม."), "the area is computed while one types"
    clerk.press("Ctrl+Enter")
    enter_sign(clerk, "SHOP สมมุติ", "2", "๑๐๐", "๑๐๐", "1/6/2568")
    clerk.press("F2")
    assert clerk.sees("เอกสารหลักฐาน") and clerk.sees("ยังขาด")
    clerk.press("F6", "F2")
    # 28,800 → 58 units × 5 = 290; 10,000 → 20 units × 26 = 520; 5 % more for the late return
    assert clerk.sees("850.50 บาท") and clerk.sees("แปดร้อยห้าสิบบาทห้าสิบสตางค์")
    clerk.press("Enter")
    assert clerk.sees("นายสมมุติ ใจดี") and clerk.sees("ยื่นคำขอและออกเอกสาร")
    clerk.press("Enter")
    assert clerk.sees("2569-00001") and clerk.sees("ยื่นคำขอแล้ว")
    pay_in_cash(clerk, "1000")
    assert clerk.sees("รับชำระเงินแล้ว")

    office = clerk.session.office
    case = cases.case_by_number(office, "2569-00001")
    assert case.row.status == "finished" and case.row.paid == Decimal("850.50")
    assert [receipt.change for receipt in case.receipts] == [Decimal("149.50")]
    kinds = [paper.kind for paper in case.papers]
    assert kinds == ["application", "acknowledgement", "receipt"]
    receipt = text_of(papers.paper(office, case.papers[-1].code).pdf)
    assert "นายสมมุติใจดี" in squeezed(receipt) and "แปดร้อยห้าสิบบาทห้าสิบสตางค์" in squeezed(receipt)
    assert money.day_totals(office, clerk.session.today).total == Decimal("850.50")


def test_last_years_signs_are_offered_to_a_known_owner(clerk: Clerk):
    enter_applicant(clerk)
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ร้านสมมุติพาณิชย์", "1", "120", "240", "1/6/2568")
    clerk.press("F2", "F6", "F2", "Enter", "Enter")
    assert clerk.sees("2569-00001")
    clerk.press("F2")
    clerk.type("ภาษีป้าย")
    clerk.press("Enter")
    clerk.enter("ใจดี")
    assert clerk.sees("นำข้อมูลครั้งก่อนมาให้แล้ว: ป้าย 1 รายการ")
    clerk.press("Enter")
    assert clerk.is_at("ประจำปีภาษี")
    assert clerk.sees("ร้านสมมุติพาณิชย์") and clerk.sees("28,800 ตร.ซม.")


def test_missing_documents_make_a_record_of_both_parties(clerk: Clerk):
    enter_applicant(clerk)
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ร้านสมมุติพาณิชย์", "1", "120", "240", "1/6/2568")
    clerk.press("F2", "F2", "F2")
    assert clerk.sees("เอกสารยังไม่ครบ") and clerk.sees("ทำบันทึกสองฝ่ายพร้อมกับการยื่น")
    clerk.press("Enter")
    assert clerk.sees("รอผู้ยื่นแก้ไขเอกสาร") and clerk.sees("บันทึก")
    case = cases.case_by_number(clerk.session.office, "2569-00001")
    assert case.row.status == "deficient"
    assert [paper.kind for paper in case.papers] == ["application", "acknowledgement", "deficiency"]
    record = squeezed(text_of(papers.paper(clerk.session.office, case.papers[-1].code).pdf))
    assert "บัตรประจำตัวประชาชน" in record
