from __future__ import annotations

import datetime as dt

from sqlalchemy import delete

from lsvdesk.register import models
from lsvdesk.reporting.cautions import Caution
from lsvdesk.reporting.monthly import month_data
from tests.reporting.office import COMMERCE, EXCAVATION, Desk, september


def told(desk: Desk, month: int = 9) -> dict[str, Caution]:
    return {caution.title: caution for caution in month_data(desk.office, 2026, month).cautions}


def test_a_receipt_that_is_gone_from_the_register_is_named_by_its_number(desk: Desk) -> None:
    for day in (1, 2, 3, 4):
        gone = desk.receipt(september(day), [(COMMERCE, 5000)])
        if day == 2:
            second = gone
    with desk.office.register.write() as session:
        session.execute(delete(models.ReceiptLine).where(models.ReceiptLine.receipt_id == second))
        session.execute(delete(models.Receipt).where(models.Receipt.id == second))
    assert "ใบเสร็จเล่มที่ 1 เลขที่ 2" in told(desk)["เลขไม่ต่อเนื่อง"].text
    assert told(desk)["เลขไม่ต่อเนื่อง"].count == 1


def test_a_case_number_and_a_paper_number_that_are_gone_are_named(desk: Desk) -> None:
    cases = [desk.case("soil-excavation-notice", september(day)) for day in (1, 2, 3)]
    for case in (cases[0], cases[2]):
        desk.permit(case, september(4), series="excavation", title="ใบรับแจ้งการขุดดิน", holder="นางสมมุติ", subject="")
    with desk.office.register.write() as session:
        session.execute(delete(models.Permit).where(models.Permit.case_id == cases[0]))
        session.execute(delete(models.Case).where(models.Case.id == cases[1]))
    text = told(desk)["เลขไม่ต่อเนื่อง"].text
    assert "คำขอเลขที่ 2/2569" in text
    assert "ใบรับแจ้งการขุดดินเลขที่ 1/2569" in text


def test_a_number_that_was_never_taken_does_not_hide_a_missing_one(desk: Desk) -> None:
    for day in (1, 2, 3):
        last = desk.receipt(september(day), [(COMMERCE, 5000)])
    with desk.office.register.write() as session:
        session.get_one(models.Receipt, last).number = 9
    text = told(desk)["เลขไม่ต่อเนื่อง"].text
    assert text.endswith("ใบเสร็จเล่มที่ 1 เลขที่ 3, ใบเสร็จเล่มที่ 1 เลขที่ 9 (เกินกว่าที่ออกเลขไว้)")


def test_a_receipt_whose_lines_do_not_add_up_is_named(desk: Desk) -> None:
    wrong = desk.receipt(september(1), [(COMMERCE, 5000)])
    with desk.office.register.write() as session:
        session.get_one(models.Receipt, wrong).total_satang = 5100
        session.get_one(models.Receipt, wrong).tendered_satang = 5100
    assert told(desk)["ใบเสร็จที่ยอดไม่ตรงกัน"].text.endswith("เล่มที่ 1 เลขที่ 1")


def test_a_receipt_voided_after_its_day_was_closed_is_named(desk: Desk) -> None:
    desk.receipt(september(1), [(COMMERCE, 5000)], void="ออกผิดราย", voided_on=september(2))
    desk.close(september(1), 5000)
    assert told(desk)["ยกเลิกใบเสร็จหลังปิดยอดเงิน"].text.endswith("เล่มที่ 1 เลขที่ 1 (1 ก.ย. 2569)")


def test_a_receipt_voided_in_another_month_is_named_in_both(desk: Desk) -> None:
    desk.receipt(dt.date(2026, 8, 31), [(EXCAVATION, 50000)], void="ออกผิดราย", voided_on=september(1))
    assert told(desk, 8)["ใบเสร็จเดือนนี้ที่ยกเลิกหลังสิ้นเดือน"].count == 1
    assert told(desk, 9)["ใบเสร็จเดือนก่อนที่ยกเลิกในเดือนนี้"].text.endswith("เล่มที่ 1 เลขที่ 1 (31 ส.ค. 2569)")


def test_a_tax_is_the_payer_s_matter_once_the_payer_was_told(desk: Desk) -> None:
    desk.case("signboard-tax", september(1), promise=september(8), decided=september(3))
    desk.case("signboard-tax", september(1), promise=september(8))
    assert told(desk)["คำขอเกินกำหนดตามคู่มือสำหรับประชาชน"].text == "ยังไม่แล้วเสร็จ: 2/2569 (ครบกำหนด 8 ก.ย. 2569)"


def test_a_case_put_right_after_the_month_stood_still_at_its_end(desk: Desk) -> None:
    desk.case("soil-excavation-notice", september(1), promise=september(8), deficient=(september(5), dt.date(2026, 10, 1)))
    assert "คำขอเกินกำหนดตามคู่มือสำหรับประชาชน" not in told(desk)


def test_many_late_cases_are_named_as_far_as_the_cover_holds_and_counted_in_full(desk: Desk) -> None:
    for _ in range(15):
        desk.case("soil-excavation-notice", september(1), promise=september(8))
    caution = told(desk)["คำขอเกินกำหนดตามคู่มือสำหรับประชาชน"]
    assert caution.count == 15
    assert caution.text.endswith("และอีก 3 รายการ")
