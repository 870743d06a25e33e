from __future__ import annotations

import datetime as dt
from decimal import Decimal

from lsvdesk.reporting.month import MonthData, ServiceMonth
from lsvdesk.reporting.monthly import month_data
from tests.reporting.office import COMMERCE, EXCAVATION, SIGNBOARD, Desk, september

AUGUST, OCTOBER = dt.date(2026, 8, 15), dt.date(2026, 10, 1)


def line(data: MonthData, service: str) -> ServiceMonth:
    return next(each for each in data.services if each.service == service)


def test_a_case_is_carried_from_month_to_month_until_it_ends(desk: Desk) -> None:
    desk.case("soil-excavation-notice", AUGUST, status="finished", promise=OCTOBER, finished=OCTOBER)
    august, now, october = (line(month_data(desk.office, 2026, month), "soil-excavation-notice") for month in (8, 9, 10))
    assert (august.brought_forward, august.received, august.finished, august.pending) == (0, 1, 0, 1)
    assert (now.brought_forward, now.received, now.finished, now.pending) == (1, 0, 0, 1)
    assert (october.brought_forward, october.received, october.finished, october.pending) == (1, 0, 1, 0)


def test_what_is_carried_over_always_adds_up(september_desk: Desk) -> None:
    for month in (8, 9, 10):
        for each in month_data(september_desk.office, 2026, month).services:
            ended = each.finished + each.refused + each.returned + each.withdrawn
            assert each.pending == each.brought_forward + each.received - ended
            assert each.in_time + each.late <= each.finished


def test_refused_returned_and_withdrawn_cases_are_counted_apart(desk: Desk) -> None:
    for status in ("refused", "returned", "withdrawn", "withdrawn"):
        desk.case("commercial-registration-new", september(1), status=status, finished=september(2))
    found = line(month_data(desk.office, 2026, 9), "commercial-registration-new")
    assert (found.refused, found.returned, found.withdrawn, found.finished, found.pending) == (1, 1, 2, 0, 0)


def test_the_last_day_of_a_clock_is_still_in_time(desk: Desk) -> None:
    desk.case(
        "soil-excavation-notice", september(1), status="finished", promise=september(8), statutory=september(8), finished=september(8)
    )
    desk.case(
        "soil-excavation-notice", september(1), status="finished", promise=september(8), statutory=september(9), finished=september(9)
    )
    found = line(month_data(desk.office, 2026, 9), "soil-excavation-notice")
    assert (found.in_time, found.late) == (1, 1)
    assert (found.statutory_in_time, found.statutory_late) == (2, 0)


def test_a_tax_paid_late_by_the_payer_was_assessed_in_time_by_the_office(desk: Desk) -> None:
    desk.case("signboard-tax", september(1), status="finished", promise=september(8), decided=september(5), finished=september(20))
    found = line(month_data(desk.office, 2026, 9), "signboard-tax")
    assert (found.in_time, found.late) == (1, 0)


def test_money_counts_by_the_day_of_the_receipt_and_without_the_voided_ones(desk: Desk) -> None:
    case = desk.case("signboard-tax", AUGUST, promise=OCTOBER)
    desk.receipt(AUGUST, [(SIGNBOARD, 20_000)], case=case)
    desk.receipt(september(30), [(SIGNBOARD, 30_025)], case=case, method="transfer")
    desk.receipt(september(30), [(SIGNBOARD, 99_999)], case=case, void="ออกผิดราย")
    desk.receipt(OCTOBER, [(SIGNBOARD, 40_000)], case=case)
    data = month_data(desk.office, 2026, 9)
    assert (data.money, data.money_void, data.receipts_valid, data.receipts_void) == (Decimal("300.25"), Decimal("999.99"), 1, 1)
    assert data.money_by_method == {"cash": Decimal(0), "transfer": Decimal("300.25"), "cheque": Decimal(0)}
    assert line(data, "signboard-tax").money == Decimal("300.25")


def test_a_receipt_of_several_accounts_is_divided_among_them(desk: Desk) -> None:
    desk.receipt(september(1), [(COMMERCE, 5_000), (EXCAVATION, 50_000), (("long-gone-fee", "ค่าธรรมเนียมเดิม"), 100)], method="cheque")
    data = month_data(desk.office, 2026, 9)
    assert {row.account: row.by_method for row in data.revenue} == {
        "commercial-registration-fee": {"cheque": Decimal("50.00")},
        "excavation-fee": {"cheque": Decimal("500.00")},
        "long-gone-fee": {"cheque": Decimal("1.00")},
    }
    assert sum(row.total for row in data.revenue) == data.money


def test_money_that_belongs_to_no_case_is_reported_in_a_line_of_its_own(desk: Desk) -> None:
    desk.receipt(september(1), [(COMMERCE, 5_000)])
    data = month_data(desk.office, 2026, 9)
    assert (data.services[-1].title, data.services[-1].money) == ("รายรับที่ไม่ผูกกับคำขอ", Decimal("50.00"))
    assert sum(each.money for each in data.services) == data.money


def test_a_service_that_nobody_asked_for_is_reported_with_noughts(desk: Desk) -> None:
    data = month_data(desk.office, 2026, 9)
    assert [each.service for each in data.services] == [service.id for service in desk.office.catalogue.offered(september(30))]
    assert all(each.received == 0 for each in data.services)


def test_the_survey_s_day_off_is_named(desk: Desk) -> None:
    data = month_data(desk.office, 2026, 8)
    assert (data.survey_due, data.survey_holiday) == (dt.date(2026, 9, 5), "วันหยุดราชการประจำสัปดาห์")
