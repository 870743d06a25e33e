"""Money over the counter, told as the cashier lives it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lsvdesk.counter import assessing, cases, deciding, filing, money, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Payment
from lsvdesk.errors import CounterError, MoneyFault, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.people import DAY, SHOP_DOCUMENTS, dig_filing, shop_answers, shop_filing, sign, sign_filing

MARCH = dt.date(2026, 3, 2)


def cash(baht: str) -> Payment:
    return Payment("cash", Decimal(baht))


def fault(call: object, *arguments: object) -> str:
    with pytest.raises(MoneyFault) as refused:
        call(*arguments)  # type: ignore[operator]
    return refused.value.code


@pytest.fixture
def march(office: Office, clock: FixedClock) -> Office:
    """The same office in March, when returns are filed in time."""
    clock.go_to(MARCH)
    return office


@pytest.fixture
def tax(march: Office) -> CaseDetail:
    """A return of two signs: 290 + 1,508 baht."""
    return filing.open_case(march, sign_filing(sign(), sign(text="SOMMUT สมมุติ", kind="mixed")))


# ---------------------------------------------------------------------------------------------------------------- paying


def test_a_tax_paid_at_once_is_finished_the_same_day(march: Office, tax: CaseDetail) -> None:
    assert tax.payable_now == Decimal("1798.00")
    receipt = money.take_payment(march, tax.row.id, cash("2000"))
    assert (receipt.book_no, receipt.number, receipt.fiscal_year) == (1, 1, 2569)
    assert (receipt.total, receipt.tendered, receipt.change) == (Decimal("1798.00"), Decimal("2000.00"), Decimal("202.00"))
    assert receipt.summary == "ภาษีป้าย ประจำปี 2569 จำนวน 2 ป้าย"
    paid = cases.case(march, tax.row.id)
    assert paid.row.status == "finished"
    assert paid.row.finished_on == paid.decided_on == MARCH
    assert paid.clocks[0].state == "met"
    assert "ทอน 202.00 บาท" in next(event.text for event in paid.events if event.kind == "paid")


def test_too_little_is_refused_and_says_how_much_is_lacking(march: Office, tax: CaseDetail) -> None:
    with pytest.raises(MoneyFault, match=r"ขาดอีก 98\.00 บาท") as short:
        money.take_payment(march, tax.row.id, cash("1700"))
    assert (short.value.code, short.value.field) == ("short", "tendered")
    assert money.receipts(march, MARCH, MARCH) == []


def test_a_transfer_or_cheque_must_be_the_very_sum(march: Office, tax: CaseDetail) -> None:
    assert fault(money.take_payment, march, tax.row.id, Payment("transfer", Decimal("1800"))) == "overpaid"
    assert fault(money.take_payment, march, tax.row.id, Payment("transfer", Decimal("1797.99"))) == "short"
    receipt = money.take_payment(march, tax.row.id, Payment("transfer", Decimal("1798"), bank="ธนาคารกรุงไทย", instrument_no="T1"))
    assert receipt.change == 0


def test_a_cheque_names_its_bank_and_number_and_is_not_post_dated(march: Office, tax: CaseDetail) -> None:
    due = Decimal("1798")
    assert fault(money.take_payment, march, tax.row.id, Payment("cheque", due)) == "cheque"
    tomorrow = Payment("cheque", due, "ธนาคารกรุงไทย", "00123456", MARCH + dt.timedelta(days=1))
    assert fault(money.take_payment, march, tax.row.id, tomorrow) == "cheque"
    assert money.take_payment(march, tax.row.id, Payment("cheque", due, "ธนาคารกรุงไทย", "00123456", MARCH)).method == "cheque"


def test_a_fraction_of_a_satang_is_no_money(march: Office, tax: CaseDetail) -> None:
    assert fault(money.take_payment, march, tax.row.id, cash("1798.001")) == "amount"


def test_nobody_pays_twice(march: Office, tax: CaseDetail) -> None:
    money.take_payment(march, tax.row.id, cash("1798"))
    with pytest.raises(MoneyFault, match="เล่มที่ 1 เลขที่ 1") as twice:
        money.take_payment(march, tax.row.id, cash("1798"))
    assert twice.value.code == "already-paid"
    assert len(money.receipts(march, MARCH, MARCH)) == 1


def test_a_registration_is_paid_before_it_is_decided(office: Office) -> None:
    case = filing.open_case(office, shop_filing(answers=shop_answers(copies_wanted=2)))
    receipt = money.take_payment(office, case.row.id, cash("110"))
    assert receipt.summary == "ค่าธรรมเนียมการจดทะเบียน (ตั้งใหม่) และอีก 1 รายการ"
    assert cases.case(office, case.row.id).row.status == "in_progress"


def test_money_is_not_taken_while_documents_are_missing(office: Office) -> None:
    documents = {key: given for key, given in SHOP_DOCUMENTS.items() if key != "map"}
    case = filing.open_case(office, shop_filing(documents=documents))
    with pytest.raises(NotAllowedNow, match="ตรวจรับเอกสาร"):
        money.take_payment(office, case.row.id, cash("50"))


def test_the_officer_does_not_take_money(march: Office, tax: CaseDetail) -> None:
    with pytest.raises(NotAllowedNow, match="เจ้าหน้าที่การเงิน"):
        money.take_payment(as_role(march, "officer"), tax.row.id, cash("1798"))
    assert money.take_payment(as_role(march, "finance"), tax.row.id, cash("1798")).receiver == "นายตัวอย่าง บทบาทfinance"


def test_numbers_run_on_through_the_book_and_begin_anew_with_the_fiscal_year(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 9, 30))
    last = money.take_payment(office, filing.open_case(office, dig_filing()).row.id, cash("500"))
    clock.go_to(dt.date(2026, 10, 1))
    first = money.take_payment(office, filing.open_case(office, dig_filing()).row.id, cash("500"))
    assert (last.fiscal_year, last.number_text) == (2569, "1/1")
    assert (first.fiscal_year, first.number_text) == (2570, "1/1")
    assert verifying.verify(office) == []


def test_an_all_exempt_return_is_over_when_the_owner_was_told(march: Office) -> None:
    case = filing.open_case(march, sign_filing(sign(exempt="religion-or-charity")))
    assert case.payable_now == 0
    assert "take_payment" not in {action.id for action in case.actions}
    assert assessing.serve_notice(march, case.row.id, MARCH).row.status == "finished"


# ---------------------------------------------------------------------------------------------------------------- late


def test_a_payer_who_was_told_has_fifteen_days(march: Office, tax: CaseDetail) -> None:
    told = assessing.serve_notice(march, tax.row.id, MARCH)
    assert told.assessment is not None
    assert told.assessment.pay_by == dt.date(2026, 3, 17)
    assert told.decided_on == MARCH
    assert told.clocks[0].state == "met"  # the office's part is done
    assert told.row.days_left is None
    assert "17 มี.ค. 2569" in told.events[-1].text


def test_the_fifteenth_day_on_a_holiday_moves_on(march: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 3, 31))
    case = filing.open_case(march, sign_filing())
    told = assessing.serve_notice(march, case.row.id, dt.date(2026, 3, 31))
    assert told.assessment is not None
    assert told.assessment.pay_by == dt.date(2026, 4, 16)  # the 15th is สงกรานต์


def test_paying_late_costs_two_per_cent_a_started_month(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    assessing.serve_notice(march, tax.row.id, MARCH)
    clock.go_to(dt.date(2026, 3, 17))
    assert cases.case(march, tax.row.id).payable_now == Decimal("1798.00")
    clock.go_to(dt.date(2026, 3, 18))
    assert money.amount_due(march, tax.row.id).total == Decimal("1833.96")
    clock.go_to(dt.date(2026, 4, 20))
    due = money.amount_due(march, tax.row.id)
    assert due.total == cases.case(march, tax.row.id).payable_now == Decimal("1869.92")  # two started months
    assert "17 มี.ค. 2569" in due.warnings[0]
    assert fault(money.take_payment, march, tax.row.id, cash("1798")) == "short"
    receipt = money.take_payment(march, tax.row.id, cash("1870"))
    assert receipt.change == Decimal("0.08")
    paid = cases.case(march, tax.row.id)
    assert paid.assessment is not None
    assert paid.assessment.total == paid.row.due == paid.row.paid == Decimal("1869.92")
    assert [line.kind for line in paid.assessment.lines] == ["principal", "principal", "surcharge"]
    assert verifying.verify(march) == []


def test_a_return_filed_late_carries_its_surcharge_from_the_start(office: Office) -> None:
    case = filing.open_case(office, sign_filing())  # November: the last day was 31 March
    assert case.assessment is not None
    assert [(line.kind, line.amount) for line in case.assessment.lines] == [
        ("principal", Decimal("290.00")),
        ("surcharge", Decimal("14.50")),
    ]
    noticed = assessing.assess(office, case.row.id, officer_noticed_on=DAY)
    assert noticed.assessment is not None
    assert noticed.assessment.total == Decimal("319.00")  # ten per cent once the officer had to say it
    assert verifying.verify(office) == []


def test_a_reassessment_must_be_told_again(march: Office, tax: CaseDetail) -> None:
    assessing.serve_notice(march, tax.row.id, MARCH)
    anew = assessing.assess(march, tax.row.id)
    assert anew.assessment is not None
    assert anew.assessment.notified_on is None
    assert "serve_notice" in {action.id for action in anew.actions if action.enabled}


def test_the_day_of_notice_is_neither_before_the_assessment_nor_in_the_future(march: Office, tax: CaseDetail) -> None:
    for wrong in (MARCH - dt.timedelta(days=1), MARCH + dt.timedelta(days=1)):
        with pytest.raises(CounterError) as refused:
            assessing.serve_notice(march, tax.row.id, wrong)
        assert refused.value.code == "date"


# ---------------------------------------------------------------------------------------------------------------- voiding


def test_a_voided_receipt_keeps_its_number_and_the_tax_is_owed_again(march: Office, tax: CaseDetail) -> None:
    receipt = money.take_payment(march, tax.row.id, cash("1798"))
    void = money.void_receipt(march, receipt.id, "พิมพ์ชื่อผู้ชำระผิด")
    assert (void.number_text, void.status, void.void_reason) == ("1/1", "void", "พิมพ์ชื่อผู้ชำระผิด")
    again = cases.case(march, tax.row.id)
    assert again.row.status == "in_progress"
    assert (again.row.paid, again.row.finished_on, again.decided_on) == (Decimal("0.00"), None, None)
    assert "พิมพ์ชื่อผู้ชำระผิด" in again.events[-1].text
    second = money.take_payment(march, tax.row.id, cash("1798"))
    assert second.number_text == "1/2"
    assert cases.case(march, tax.row.id).row.status == "finished"
    assert [row.status for row in money.receipts(march, MARCH, MARCH)] == ["void", "valid"]
    assert money.receipts(march, MARCH, MARCH, "valid") == [second]
    assert verifying.verify(march) == []


def test_a_receipt_is_voided_once_and_with_a_reason(march: Office, tax: CaseDetail) -> None:
    receipt = money.take_payment(march, tax.row.id, cash("1798"))
    assert fault(money.void_receipt, march, receipt.id, "") == "reason"
    money.void_receipt(march, receipt.id, "พิมพ์ชื่อผิด")
    assert fault(money.void_receipt, march, receipt.id, "อีกครั้ง") == "already-void"
    with pytest.raises(CounterError) as unknown:
        money.void_receipt(march, 999, "ไม่มีจริง")
    assert unknown.value.code == "unknown-receipt"


def test_a_voided_surcharge_is_counted_anew_when_it_is_paid_later(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    assessing.serve_notice(march, tax.row.id, MARCH)
    clock.go_to(dt.date(2026, 3, 20))
    receipt = money.take_payment(march, tax.row.id, Payment("transfer", Decimal("1833.96")))
    money.void_receipt(march, receipt.id, "เงินโอนไม่เข้าบัญชี")
    assert cases.case(march, tax.row.id).row.due == Decimal("1798.00")
    clock.go_to(dt.date(2026, 4, 20))
    assert money.amount_due(march, tax.row.id).total == Decimal("1869.92")
    assert cases.case(march, tax.row.id).decided_on == MARCH  # the notice of that day still stands
    assert verifying.verify(march) == []


def test_voiding_after_the_certificate_reopens_only_the_payment(office: Office) -> None:
    case = filing.open_case(office, shop_filing())
    receipt = money.take_payment(office, case.row.id, cash("50"))
    deciding.decide(office, case.row.id, True)
    finished = deciding.issue(office, case.row.id)
    assert finished.row.status == "finished"
    money.void_receipt(office, receipt.id, "เช็คถูกปฏิเสธการจ่ายเงิน")
    reopened = cases.case(office, case.row.id)
    assert reopened.row.status == "approved"
    assert reopened.permits[0].status == "valid"
    assert "ออกใบสำคัญเลขที่ 1/2569 ให้ผู้ยื่นไปแล้ว" in reopened.events[-1].text
    assert {action.id for action in reopened.actions if action.enabled} == {"take_payment", "attach"}
    money.take_payment(office, case.row.id, cash("50"))
    assert cases.case(office, case.row.id).row.status == "finished"
    assert verifying.verify(office) == []


# ---------------------------------------------------------------------------------------------------------------- the day


def test_a_closed_day_takes_no_more_money_and_says_what_to_do(office: Office, clock: FixedClock) -> None:
    first = filing.open_case(office, shop_filing())
    second = filing.open_case(office, dig_filing())
    money.take_payment(office, first.row.id, cash("100"))
    closed = money.close_day(office, DAY, Decimal("50.00"))
    assert (closed.closed, closed.total, closed.receipts) == (True, Decimal("50.00"), 1)
    with pytest.raises(MoneyFault, match="วันทำการถัดไป") as refused:
        money.take_payment(office, second.row.id, cash("500"))
    assert refused.value.code == "day-closed"
    assert fault(money.close_day, office, DAY, Decimal("50.00")) == "day-closed"
    clock.go_to(dt.date(2026, 11, 19))
    assert money.take_payment(office, second.row.id, cash("500")).number_text == "1/2"
    assert verifying.verify(office) == []


def test_a_drawer_that_differs_needs_a_word_of_why(office: Office) -> None:
    money.take_payment(office, filing.open_case(office, shop_filing()).row.id, cash("50"))
    assert fault(money.close_day, office, DAY, Decimal("49.00")) == "counted"
    assert fault(money.close_day, office, DAY, Decimal("-1")) == "counted"
    closed = money.close_day(office, DAY, Decimal("49.00"), "ทอนเกิน 1 บาท")
    assert (closed.counted, closed.note) == (Decimal("49.00"), "ทอนเกิน 1 บาท")


def test_the_day_is_summed_by_method_and_by_account(office: Office) -> None:
    money.take_payment(office, filing.open_case(office, shop_filing()).row.id, cash("50"))
    money.take_payment(office, filing.open_case(office, dig_filing()).row.id, Payment("transfer", Decimal(500)))
    wrong = money.take_payment(office, filing.open_case(office, shop_filing()).row.id, cash("50"))
    money.void_receipt(office, wrong.id, "รับเงินผิดเรื่อง")
    totals = money.day_totals(office, DAY)
    assert totals.by_method == {"cash": Decimal("50.00"), "transfer": Decimal("500.00")}
    assert totals.by_revenue == {
        "ค่าธรรมเนียมจดทะเบียนพาณิชย์": Decimal("50.00"),
        "ค่าธรรมเนียมเกี่ยวกับการขุดดินและถมดิน": Decimal("500.00"),
    }
    assert (totals.receipts, totals.voided, totals.first_number, totals.last_number) == (3, ("1/3",), "1/1", "1/3")
    assert totals.total == Decimal("550.00")


def test_a_closed_day_keeps_its_sums_when_a_receipt_of_it_is_voided_later(office: Office, clock: FixedClock) -> None:
    receipt = money.take_payment(office, filing.open_case(office, shop_filing()).row.id, cash("50"))
    money.close_day(office, DAY, Decimal("50.00"))
    clock.go_to(dt.date(2026, 11, 19))
    money.void_receipt(office, receipt.id, "ตรวจพบภายหลัง")
    assert money.day_totals(office, DAY).total == Decimal("50.00")
    assert verifying.verify(office) == []


def test_days_that_were_never_closed_are_named(office: Office, clock: FixedClock) -> None:
    for day in (18, 19, 20):
        clock.go_to(dt.date(2026, 11, day))
        money.take_payment(office, filing.open_case(office, shop_filing()).row.id, cash("50"))
    money.close_day(office, dt.date(2026, 11, 19), Decimal("50.00"))
    assert money.unclosed_days(office, dt.date(2026, 11, 20)) == [DAY, dt.date(2026, 11, 20)]
    assert money.unclosed_days(office, DAY) == [DAY]
    assert fault(money.close_day, office, dt.date(2026, 11, 21), Decimal(0)) == "day-future"


def test_a_receipt_is_found_by_its_book_and_number(march: Office, tax: CaseDetail) -> None:
    receipt = money.take_payment(march, tax.row.id, cash("1798"))
    assert money.receipt_by_number(march, "1/1") == money.receipt(march, receipt.id) == receipt
    assert money.receipt_by_number(march, "1/1", 2569) == receipt
    for wrong in ("1/2", "x", "1"):
        with pytest.raises(CounterError) as unknown:
            money.receipt_by_number(march, wrong)
        assert unknown.value.code == "unknown-receipt"
