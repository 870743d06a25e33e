"""What the clerk sees when something is wrong: at the field, with what to do, the cursor at the first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lsvdesk.counter import cases, people
from lsvdesk.counter.views import Payment, PersonData
from lsvdesk.thai.identifiers import make_citizen_id
from tests.journeys.clerk import Clerk, pay_in_cash
from tests.journeys.test_signboard_tax import enter_applicant, enter_sign


def test_a_wrong_check_digit_is_said_at_the_number(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.enter("นายสมมุติ ใจดี")
    clerk.enter("1234567890123")
    assert clerk.sees("1-2345-67890-12-3"), "hyphens come while one types"
    assert clerk.is_at("วันเกิด")
    clerk.press("F2")
    assert clerk.is_at("เลขประจำตัวประชาชน"), "the form stays, the cursor stands at what is wrong"
    assert clerk.sees("กรุณาแก้ไขช่องที่มีเครื่องหมายสีแดง")


def test_a_form_with_nothing_in_it_stops_at_the_first_required_field(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.press("F2")
    assert clerk.is_at("ชื่อ จำเป็นต้องกรอก"), clerk.where()
    assert clerk.sees("ยังไม่ได้พิมพ์ชื่อ")
    clerk.type("สมมุติ")
    clerk.press("F2")
    clerk.press("F2")
    assert clerk.is_at("ชื่อสถานประกอบการค้า"), clerk.where()
    assert clerk.sees("กรุณากรอก “ชื่อสถานประกอบการค้าหรือกิจการ”")


@pytest.mark.parametrize(
    ("width", "installed", "at", "said"),
    [
        ("0", "1/6/2568", "กว้าง", "ต้องไม่น้อยกว่า 1"),
        ("99999", "1/6/2568", "กว้าง", "ต้องไม่เกิน 10,000"),
        ("120", "30/2/2568", "วันที่ติดตั้ง", "ไม่มีวันที่ 30"),
        ("120", "1/6/2570", "วันที่ติดตั้ง", "ต้องไม่หลังวันนี้"),
    ],
)
def test_an_absurd_sign_is_stopped_at_its_cell(clerk: Clerk, width: str, installed: str, at: str, said: str):
    enter_applicant(clerk)
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ป้ายดี", "1", "120", "240", "1/6/2568")
    clerk.press("Ctrl+Enter")
    enter_sign(clerk, "ป้ายแปลก", "1", width, "240", installed)
    clerk.press("Ctrl+Up")
    clerk.press("F2")
    assert clerk.is_at(at), clerk.where()
    assert clerk.sees(said) and clerk.sees("ป้ายแปลก"), "the row with the fault is open"


def test_names_that_cannot_be_printed_are_refused_with_the_letter(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.press("Enter")
    clerk.go_to("ชื่อ จำเป็นต้องกรอก")
    clerk.enter("สมชาย😀")
    assert clerk.sees("😀”") or clerk.sees("อักขระ")
    clerk.press("F2")
    assert clerk.is_at("ชื่อ จำเป็นต้องกรอก")


def test_a_name_of_three_hundred_letters_is_shown_and_refused(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.press("Enter")
    clerk.go_to("ชื่อ จำเป็นต้องกรอก")
    clerk.enter("ญี่ปุ่น" * 43)
    clerk.press("F2")
    assert clerk.is_at("ชื่อ จำเป็นต้องกรอก") and clerk.sees("ชื่อยาวเกินไป")


def test_a_number_known_already_offers_the_person_of_the_register(clerk: Clerk):
    known = people.save_person(clerk.session.office, PersonData("สมพร", "รู้จักแล้ว", "นาง", make_citizen_id(12), phone="0811111111"))
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.enter("นายคนอื่น พิมพ์ใหม่")
    clerk.enter(make_citizen_id(12))
    assert clerk.sees("เป็นของนางสมพร รู้จักแล้ว ซึ่งอยู่ในทะเบียนแล้ว")
    clerk.press("F2")
    assert clerk.is_at("เลขประจำตัวประชาชน"), "nobody goes on with somebody else's number"
    clerk.press("F6")
    assert clerk.sees("อยู่ในทะเบียนแล้ว") and clerk.is_at("ต่อไป"), clerk.where()
    clerk.press("Enter")
    form = clerk.window.page("new").form
    assert form.state.person["id"] == known.id and form.state.person["first_name"] == "สมพร"


def test_somebody_known_is_found_by_any_part_and_picked_by_arrows(clerk: Clerk):
    office = clerk.session.office
    for number, name in enumerate(("สมพร", "สมพงษ์", "สมพิศ")):
        people.save_person(office, PersonData(name, "ตัวอย่างดี", "นาย", make_citizen_id(20 + number)))
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.type("สมพ")
    finder = clerk.window.page("new").form.front.finder
    assert clerk.wait(lambda: finder.open and len(finder.entries()) == 4), "three people and somebody new"
    clerk.press("Down", "Enter")
    picked = clerk.window.page("new").form.state.person["first_name"]
    assert picked == finder_name(finder, 1)
    clerk.press("F3")
    assert clerk.is_at("ค้นหาจากชื่อ") and clerk.window.page("new").form.state.person == {}


def finder_name(finder: object, at: int) -> str:
    return finder.entries()[at].first_name  # type: ignore[attr-defined]


def test_money_that_is_short_is_said_at_the_sum_and_nothing_is_taken(clerk: Clerk):
    enter_applicant(clerk)
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ร้านสมมุติพาณิชย์", "1", "120", "240", "1/6/2568")
    clerk.press("F2", "F6", "F2", "Enter", "Enter")
    assert clerk.sees("2569-00001")

    def too_little(dialog: object) -> None:
        clerk.pause()
        clerk.type("300")
        assert clerk.sees("ยังขาดอีก") and clerk.sees("4.50 บาท")
        clerk.press("Enter")
        assert clerk.is_at("รับเงินมา")
        clerk.press("Esc")

    clerk.press_for_dialog("F8", too_little)
    office = clerk.session.office
    case = cases.case_by_number(office, "2569-00001")
    assert case.row.paid == 0 and case.receipts == ()
    pay_in_cash(clerk, "304.50")
    from lsvdesk.counter import money
    from lsvdesk.errors import MoneyFault

    with pytest.raises(MoneyFault) as second:
        money.take_payment(office, case.row.id, Payment("cash", Decimal(500)))
    assert second.value.code == "already-paid"


def test_going_back_from_the_review_mends_one_thing_and_returns(clerk: Clerk):
    enter_applicant(clerk)
    clerk.enter(None, "ร้านสมมุติพาณิชย์", None, None)
    enter_sign(clerk, "ร้านสมมุติพาณิชย์", "1", "120", "240", "1/6/2568")
    clerk.press("F2", "F6", "F2", "Enter")
    assert clerk.sees("ยื่นคำขอและออกเอกสาร")
    clerk.press("2")
    assert clerk.is_at("ประจำปีภาษี") and clerk.sees("กลับไปตรวจทาน")
    clerk.enter(None)
    clerk.type("ร้านชื่อใหม่")
    clerk.press("F2")
    assert clerk.sees("ร้านชื่อใหม่") and clerk.sees("ยื่นคำขอและออกเอกสาร"), "documents and tax need no second look"
    clerk.press("1", "F7")
    clerk.enter("นายตัวแทน มาใหม่")
    clerk.press("F2")
    assert clerk.sees("หนังสือมอบอำนาจ") or clerk.sees("ยื่นคำขอและออกเอกสาร")
