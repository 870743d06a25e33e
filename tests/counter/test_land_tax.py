"""Land and building tax at the counter: its own last day to pay, the warning letter, arrears, instalments, and its notice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lsvdesk.counter import assessing, cases, filing, money, papers
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import Answers, CaseDetail, Filing, Handed, Payment
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from tests.counter.people import owner, sign_filing
from tests.printing.reading import text_of

APRIL = dt.date(2026, 4, 8)
DOCUMENTS = {"id-card": Handed(originals=1), "deed-copy": Handed(copies=1)}


def plot(**changes: Any) -> dict[str, Any]:
    row = {
        "deed_kind": "deed",
        "deed_no": "12345",
        "place": "หมู่ที่ 4 ตำบลโพธิ์ใหญ่",
        "rai": 1,
        "ngan": 0,
        "wah": "0",
        "price_per_wah": "2500",
        "use": "other",
    }
    return {**row, **changes}


def answers(*plots: dict[str, Any], **changes: Any) -> Answers:
    return {"tax_year": 2569, "parcels": list(plots) or [plot()], **changes}


def land_filing(*plots: dict[str, Any], **changes: Any) -> Filing:
    return Filing(
        service="land-building-tax",
        applicant_case="individual",
        answers=answers(*plots, **changes),
        person=owner(),
        documents=dict(DOCUMENTS),
    )


@pytest.fixture
def april(office: Office, clock: FixedClock) -> Office:
    """In April, when the notices go out."""
    clock.go_to(APRIL)
    return office


@pytest.fixture
def told(april: Office) -> CaseDetail:
    """A shop's plot worth a million: 3,000 baht, notice received on 8 April."""
    filed = filing.open_case(april, land_filing())
    assert filed.row.due == Decimal("3000.00")
    return assessing.serve_notice(april, filed.row.id, APRIL)


def pay(office: Office, case: CaseDetail, baht: str) -> str:
    return money.take_payment(office, case.row.id, Payment("cash", Decimal(baht))).summary


def test_the_tax_is_due_at_the_end_of_the_years_month_and_not_after_fifteen_days(told: CaseDetail) -> None:
    assert told.assessment is not None
    assert told.assessment.pay_by == dt.date(2026, 6, 30)


def test_a_notice_after_that_gives_thirty_days(office: Office) -> None:
    filed = filing.open_case(office, land_filing())
    case = assessing.serve_notice(office, filed.row.id, office.today())
    assert case.assessment is not None
    assert case.assessment.pay_by == dt.date(2026, 12, 18)
    assert case.payable_now == Decimal("3000.00")


def test_paid_in_time_the_receipt_says_the_year(april: Office, told: CaseDetail) -> None:
    assert pay(april, told, "3000") == "ภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี 2569"
    assert cases.case(april, told.row.id).row.status == "finished"


def test_paid_late_before_any_warning_a_tenth_and_one_per_cent_a_month(april: Office, told: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 7, 9))
    assert money.amount_due(april, told.row.id).total == Decimal("3330.00")
    due = money.amount_due(april, told.row.id)
    assert [(line.item, line.amount) for line in due.lines][-2:] == [("เบี้ยปรับ", Decimal("300.00")), ("เงินเพิ่ม", Decimal("30.00"))]
    assert pay(april, told, "3330") == "ภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี 2569 และอีก 2 รายการ"


def test_the_day_of_the_warning_letter_raises_the_penalty(april: Office, told: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 7, 10))
    warned = assessing.serve_warning(april, told.row.id, dt.date(2026, 7, 10))
    assert warned.payable_now == Decimal("3630.00")
    clock.go_to(dt.date(2026, 7, 30))
    assert cases.case(april, told.row.id).payable_now == Decimal("3000") * Decimal("1.41")
    with pytest.raises(NotAllowedNow, match="ไว้แล้ว"):
        assessing.serve_warning(april, told.row.id, dt.date(2026, 7, 30))


def test_a_warning_letter_before_anything_is_in_arrear_is_refused(april: Office, told: CaseDetail, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 7, 10))
    with pytest.raises(CounterError) as refused:
        assessing.serve_warning(april, told.row.id, dt.date(2026, 6, 30))
    assert (refused.value.code, refused.value.field) == ("date", "received_on")


def test_a_signboard_tax_knows_no_warning_letter(april: Office) -> None:
    case = filing.open_case(april, sign_filing())
    assert "serve_warning" not in {action.id for action in case.actions}


def test_who_comes_with_arrears_is_charged_by_the_dates_on_his_letters(office: Office) -> None:
    """Notice and warning were sent before the case was opened: the clerk types the days."""
    typed = land_filing(notice_received_on="2026-04-08", warning_received_on="2026-07-10")
    case = filing.open_case(office, typed)
    # 18 November: the fifth month begun, after the letter's fifteen days
    assert case.payable_now == Decimal("3000") + Decimal("1200") + Decimal("150")
    pay(office, case, "4350")
    assert cases.case(office, case.row.id).row.status == "finished"


def test_arrears_of_an_earlier_year_use_that_years_reduction(office: Office) -> None:
    typed = replace(land_filing(), answers=answers(tax_year=2566, notice_received_on="2023-05-02"))
    case = filing.open_case(office, typed)
    # 2,550 after 15 %; due 30 June 2566, 41 months begun
    assert case.row.due == Decimal("2550.00")
    assert case.payable_now == Decimal("2550.00") + Decimal("255.00") + Decimal("1045.50")


def test_three_thousand_baht_are_paid_in_three_parts(april: Office, told: CaseDetail, clock: FixedClock) -> None:
    money.take_payment(april, told.row.id, Payment("cash", Decimal("1000")), instalment=1)
    clock.go_to(dt.date(2026, 7, 31))
    money.take_payment(april, told.row.id, Payment("cash", Decimal("1000")), instalment=2)
    clock.go_to(dt.date(2026, 8, 31))
    money.take_payment(april, told.row.id, Payment("cash", Decimal("1000")), instalment=3)
    assert cases.case(april, told.row.id).row.status == "finished"


def test_a_missed_part_makes_the_rest_due_with_one_per_cent_a_month(april: Office, told: CaseDetail, clock: FixedClock) -> None:
    money.take_payment(april, told.row.id, Payment("cash", Decimal("1000")), instalment=1)
    clock.go_to(dt.date(2026, 8, 3))
    assert money.amount_due(april, told.row.id).total == Decimal("2020.00")


def test_a_farm_of_a_person_costs_nothing_and_is_finished_with_its_notice(april: Office) -> None:
    filed = filing.open_case(april, land_filing(plot(use="agriculture")))
    assert filed.row.due == 0
    assert assessing.serve_notice(april, filed.row.id, APRIL).row.status == "finished"


def test_what_is_wrong_is_named_at_its_cell(april: Office) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        filing.open_case(april, land_filing(plot(use="as-buildings")))
    assert [fault.field for fault in refused.value.faults] == ["parcels[0].use"]


def test_old_house_tax_is_due_thirty_days_from_its_notice(office: Office) -> None:
    building = {"house_no": "1", "kind": "ตึกแถว", "use": "ให้เช่า", "annual_value": "48000"}
    papers = {
        "id-card": Handed(1, 1),
        "house-registration": Handed(1, 1),
        "ownership": Handed(1, 1),
        "business-evidence": Handed(1, 1),
    }
    case = filing.open_case(
        office,
        Filing(
            service="house-land-tax",
            applicant_case="individual",
            answers={"tax_year": 2562, "buildings": [building], "notice_received_on": "2019-03-05"},
            person=owner(),
            documents=papers,
        ),
    )
    assert case.assessment is not None
    assert case.assessment.pay_by == dt.date(2019, 4, 4)
    assert case.payable_now == Decimal("6600.00")


def test_the_notice_is_printed_with_its_list_and_again_the_same(april: Office, tmp_path: Any) -> None:
    house = {
        "house_no": "99/1",
        "kind": "ร้านค้า",
        "material": "concrete",
        "parcel_no": 1,
        "area_m2": "100",
        "price_per_m2": "8000",
        "age": 13,
    }
    typed = land_filing(plot(price_per_wah="150000", use="as-buildings"), buildings=[{**house, "use": "other"}])
    case = filing.open_case(april, typed)
    assert case.row.due == Decimal("192688.00")
    assert "land_tax_notice" in {kind for kind, _ in papers.possible_papers(april, case.row.id)}
    made = papers.issue_paper(april, "land_tax_notice", case_id=case.row.id)
    read = text_of(made.pdf, tmp_path)
    for words in ("ภ.ด.ส. ๖", "ภ.ด.ส. ๗", "๑๙๒,๖๘๘.๐๐", "๖๐,๖๗๒,๐๐๐.๐๐", "๓๐ มิถุนายน ๒๕๖๙", "งวดที่ ๓", "๙๙/๑"):
        assert words in read, words
    assert papers.paper(april, made.code).pdf == made.pdf


def test_a_signboard_tax_has_no_land_tax_notice(april: Office) -> None:
    case = filing.open_case(april, sign_filing())
    with pytest.raises(CounterError) as refused:
        papers.issue_paper(april, "land_tax_notice", case_id=case.row.id)
    assert refused.value.code == "no-paper"
