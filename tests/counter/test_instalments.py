"""A tax paid in parts, told as the cashier lives it: when it is offered, what each part is, what a missed one costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.counter import assessing, cases, filing, money, papers, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Payment
from lsvdesk.errors import MoneyFault
from lsvdesk.rules import instalments as law
from tests.counter.people import sign, sign_filing

MARCH = dt.date(2026, 3, 2)
FIRST = dt.date(2026, 3, 17)
"""15 days after the notice of the 2nd."""
SECOND = dt.date(2026, 4, 17)
THIRD = dt.date(2026, 5, 18)
"""The 17th is a Sunday."""


def cash(baht: str) -> Payment:
    return Payment("cash", Decimal(baht))


@pytest.fixture
def march(office: Office, clock: FixedClock) -> Office:
    clock.go_to(MARCH)
    return office


@pytest.fixture
def tax(march: Office) -> CaseDetail:
    """3,500 baht: a sign of 70,000 sq cm at 50 baht; the notice is received on the day of the return."""
    filed = filing.open_case(march, sign_filing(sign(text="SOMMUT", kind="foreign", width_cm="100", height_cm="350")))
    assert filed.payable_now == Decimal("3500.00")
    return assessing.serve_notice(march, filed.row.id, MARCH)


def code(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(MoneyFault) as refused:
        call(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def test_the_parts_and_their_days_are_known_once_the_notice_was_received(march: Office, tax: CaseDetail) -> None:
    plan = money.instalment_plan(march, tax.row.id)
    assert plan is not None
    assert [part.amount for part in plan.parts] == [Decimal("1166.66"), Decimal("1166.66"), Decimal("1166.68")]
    assert [part.due_on for part in plan.parts] == [FIRST, SECOND, THIRD]
    assert (plan.begun, plan.lost, plan.payable, plan.confirmed) == (False, False, 1, False)
    assert tax.instalments == plan


def test_below_three_thousand_baht_and_before_the_notice_it_is_not_offered(march: Office) -> None:
    small = filing.open_case(march, sign_filing(sign(text="SOMMUT", kind="foreign", width_cm="100", height_cm="295")))
    small = assessing.serve_notice(march, small.row.id, MARCH)
    assert small.instalments is None
    large = filing.open_case(march, sign_filing(sign(text="SOMMUT 2", kind="foreign", width_cm="100", height_cm="350")))
    assert money.instalment_plan(march, large.row.id) is None
    assert code(money.take_payment, march, large.row.id, cash("2000"), 1) == "no-instalments"


def test_three_receipts_make_up_the_tax_and_finish_the_case(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    given = []
    for number, day in enumerate((FIRST, SECOND, THIRD), 1):
        clock.go_to(day)
        due = money.amount_due(march, tax.row.id, instalment=number)
        given.append(money.take_payment(march, tax.row.id, Payment("transfer", due.total), number))
    assert [row.total for row in given] == [Decimal("1166.66"), Decimal("1166.66"), Decimal("1166.68")]
    assert [row.summary for row in given] == [f"ภาษีป้าย ประจำปี 2569 จำนวน 1 ป้าย (งวดที่ {number} ใน 3)" for number in (1, 2, 3)]
    paid = cases.case(march, tax.row.id)
    assert (paid.row.status, paid.row.finished_on, paid.payable_now) == ("finished", THIRD, 0)
    assert paid.instalments is not None
    assert all(part.paid for part in paid.instalments.parts)
    assert b"%PDF" in papers.issue_paper(march, "receipt", receipt_id=given[1].id).pdf[:8]
    assert verifying.verify(march) == []


def test_between_the_parts_the_case_stays_open_and_says_what_is_next(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    money.take_payment(march, tax.row.id, cash("1200"), 1)
    paid = cases.case(march, tax.row.id)
    assert paid.row.status == "in_progress"
    assert paid.payable_now == Decimal("2333.34")
    assert paid.instalments is not None
    assert (paid.instalments.begun, paid.instalments.payable) == (True, 2)
    assert [part.paid for part in paid.instalments.parts] == [True, False, False]
    assert next(action for action in paid.actions if action.id == "take_payment").enabled


def test_the_rest_may_be_paid_at_once_at_any_time(march: Office, tax: CaseDetail) -> None:
    money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    assert money.amount_due(march, tax.row.id).total == Decimal("2333.34")
    rest = money.take_payment(march, tax.row.id, cash("2333.34"))
    assert rest.summary.endswith("(ส่วนที่เหลือ งวดที่ 2-3)")
    assert cases.case(march, tax.row.id).row.status == "finished"
    assert verifying.verify(march) == []


def test_a_missed_part_makes_all_that_is_left_due_with_two_per_cent_a_month(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    clock.go_to(SECOND + dt.timedelta(days=35))
    plan = money.instalment_plan(march, tax.row.id)
    assert plan is not None
    assert (plan.lost, plan.payable) == (True, None)
    assert [part.overdue for part in plan.parts] == [False, True, True]
    assert code(money.take_payment, march, tax.row.id, cash("1166.66"), 2) == "instalment-lost"
    due = money.amount_due(march, tax.row.id)
    assert [line.amount for line in due.lines] == [Decimal("2333.34"), Decimal("93.33")]  # 2 % × 2 months begun
    assert "17 เม.ย. 2569" in due.warnings[0]
    assert cases.case(march, tax.row.id).payable_now == Decimal("2426.67")
    money.take_payment(march, tax.row.id, cash("2426.67"))
    paid = cases.case(march, tax.row.id)
    assert (paid.row.status, paid.row.paid, paid.row.due) == ("finished", Decimal("3593.33"), Decimal("3593.33"))
    assert verifying.verify(march) == []


def test_the_day_after_the_last_day_of_a_part_is_too_late_and_the_last_day_is_not(
    march: Office, tax: CaseDetail, clock: FixedClock
) -> None:
    clock.go_to(FIRST)
    money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    clock.go_to(SECOND)
    assert money.amount_due(march, tax.row.id).total == Decimal("2333.34")
    clock.go_to(SECOND + dt.timedelta(days=1))
    assert money.amount_due(march, tax.row.id).total == Decimal("2380.01")


def test_whoever_did_not_ask_in_time_pays_all_of_it(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(FIRST + dt.timedelta(days=1))
    assert money.instalment_plan(march, tax.row.id) is None
    assert code(money.take_payment, march, tax.row.id, cash("1166.66"), 1) == "instalment-lost"
    assert money.amount_due(march, tax.row.id).total == Decimal("3570.00")


def test_the_parts_are_paid_in_their_order_and_each_exactly(march: Office, tax: CaseDetail) -> None:
    assert code(money.take_payment, march, tax.row.id, cash("1166.66"), 2) == "instalment-order"
    assert code(money.take_payment, march, tax.row.id, cash("1000"), 1) == "short"
    assert code(money.take_payment, march, tax.row.id, Payment("transfer", Decimal("1200")), 1) == "overpaid"
    money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    assert code(money.take_payment, march, tax.row.id, cash("1166.66"), 1) == "instalment-order"
    assert code(money.take_payment, march, tax.row.id, cash("1166.66"), 4) == "instalment-order"


def test_parts_are_taken_back_from_the_last_one(march: Office, tax: CaseDetail, clock: FixedClock) -> None:
    first = money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    clock.go_to(SECOND + dt.timedelta(days=3))
    rest = money.take_payment(march, tax.row.id, cash("2380.01"))
    assert code(money.void_receipt, march, first.id, "ออกผิดราย") == "later-paid"
    money.void_receipt(march, rest.id, "ออกผิดราย")
    opened = cases.case(march, tax.row.id)
    assert (opened.row.status, opened.row.due, opened.row.paid) == ("in_progress", Decimal("3500.00"), Decimal("1166.66"))
    money.void_receipt(march, first.id, "ออกผิดราย")
    assert cases.case(march, tax.row.id).payable_now == Decimal("3640.00")  # nothing was paid in time: 2 % × 2 months of the whole tax
    assert verifying.verify(march) == []


def test_the_first_part_brings_what_is_owed_beside_the_tax(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 4, 6))
    filed = filing.open_case(office, sign_filing(sign(text="SOMMUT", kind="foreign", width_cm="100", height_cm="350")))
    filed = assessing.serve_notice(office, filed.row.id, office.today())
    assert filed.row.due == Decimal("3675.00")  # 5 % for filing late
    plan = filed.instalments
    assert plan is not None
    assert [part.amount for part in plan.parts] == [Decimal("1341.66"), Decimal("1166.66"), Decimal("1166.68")]
    first = money.take_payment(office, filed.row.id, cash("1341.66"), 1)
    assert first.total == Decimal("1341.66")
    assert money.take_payment(office, filed.row.id, cash("2333.34")).total == Decimal("2333.34")
    assert cases.case(office, filed.row.id).row.status == "finished"


def test_a_sign_is_marked_as_taxed_only_when_everything_is_paid(march: Office, tax: CaseDetail) -> None:
    from lsvdesk.counter import deciding

    money.take_payment(march, tax.row.id, cash("1166.66"), 1)
    assert [each.last_tax_year for each in deciding.signs(march)] == [None]
    money.take_payment(march, tax.row.id, cash("2333.34"))
    assert [(each.last_tax_year, each.last_tax) for each in deciding.signs(march)] == [(2569, Decimal("3500.00"))]


@given(st.decimals(min_value=1, max_value=10**9, places=2), st.integers(1, 12))
def test_splitting_never_changes_the_total(total: Decimal, count: int) -> None:
    parts = law.equal_parts(total, count)
    assert sum(parts) == total
    assert len(parts) == count
    assert max(parts) - min(parts) < Decimal("0.12")


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.sampled_from(sorted(law.TERMS)))
def test_every_part_is_due_later_than_the_one_before(pay_by: dt.date, rule: str) -> None:
    days = law.TERMS[rule].days(pay_by, 3, frozenset())
    assert days[0] == pay_by
    assert days == sorted(set(days))


def test_parts_of_the_land_tax_follow_the_ends_of_the_months() -> None:
    assert law.TERMS["land-building"].days(dt.date(2026, 6, 30), 3, frozenset()) == [
        dt.date(2026, 6, 30),
        dt.date(2026, 7, 31),
        dt.date(2026, 8, 31),
    ]
    # 30 April 2027 is a Friday that is closed here: the first part moves to Monday 3 May, the others stay with May and June
    closed = frozenset({dt.date(2027, 4, 30)})
    assert law.TERMS["land-building"].days(dt.date(2027, 5, 3), 3, closed) == [
        dt.date(2027, 5, 3),
        dt.date(2027, 5, 31),
        dt.date(2027, 6, 30),
    ]
