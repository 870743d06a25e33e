"""Complaints, requests for official information and gratuities at the counter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.catalogue.models import LegalReference
from lsvdesk.counter import cases, deciding, filing, money, papers, search, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Filing, Handed, NewUser, OfficeSetup, Payment
from lsvdesk.errors import NotAllowedNow
from lsvdesk.rules.assess import assess
from tests.counter.conftest import as_role
from tests.counter.people import DAY, owner
from tests.support.walks import filler, read, squeezed

TYPED = {
    "name": "องค์การบริหารส่วนตำบลทดลอง",
    "short_name": "อบต.ทดลอง",
    "type": "อบต.",
    "address": {"subdistrict": "ทดลอง", "district": "ทดสอบ", "province": "อุบลราชธานี"},
    "hours": "ในเวลาราชการ",
    "executive_position": "นายกองค์การบริหารส่วนตำบลทดลอง",
    "departments": {"central": {"title": "สำนักปลัด"}},
}


def handed_in(office: Office, service: str, **changes: object) -> CaseDetail:
    """A case of this service by one person, with answers made from its form, and every document handed in."""
    definition = office.catalogue.service(service)
    case = definition.applicant_cases[0].id
    answers = {**filler(office, definition, case).answers(), **changes}
    opened = filing.open_case(office, Filing(service=service, applicant_case=case, answers=answers, person=owner()))
    return cases.record_documents(
        office, opened.row.id, {row.id: Handed(max(row.originals, int(not row.copies)), row.copies) for row in opened.documents}
    )


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """An office that typed itself in: the standard definitions, as no manual changed them."""
    made = setup.set_up(
        tmp_path / "elsewhere", OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), details=TYPED), clock
    )
    yield made
    made.register.close()


# --- complaints -------------------------------------------------------------------------------------------------------------------


def test_a_complainant_is_found_only_by_those_who_need_to_know(office: Office) -> None:
    case = handed_in(office, "complaint", subject="ไฟทางดับทั้งซอย")
    assert case.row.sensitive
    cashier, officer = as_role(office, "finance"), as_role(office, "officer")
    assert "case" not in {hit.kind for hit in search.search(cashier, "สมมุติ")}
    assert "case" in {hit.kind for hit in search.search(officer, "สมมุติ")}
    assert case.row.id not in {row.id for row in cases.list_cases(cashier)}
    with pytest.raises(NotAllowedNow):
        cases.case(cashier, case.row.id)


def test_a_complaint_that_was_seen_to_is_answered_by_letter(office: Office) -> None:
    case = handed_in(office, "complaint", subject="ไฟทางดับทั้งซอย")
    done = deciding.decide(office, case.row.id, True)
    assert done.row.status == "finished"
    text = read(papers.issue_paper(office, "result_notice", case_id=case.row.id).pdf)
    assert squeezed("เรื่องร้องเรียน “ไฟทางดับทั้งซอย”") in text
    assert squeezed(done.row.applicant) in text


@pytest.mark.parametrize("service", ["complaint", "official-information-request", "elderly-allowance", "regular-gratuity"])
def test_what_is_no_permission_is_answered_after_its_own_law(elsewhere: Office, service: str) -> None:
    case = handed_in(elsewhere, service)
    deciding.decide(elsewhere, case.row.id, False, "ไม่เข้าหลักเกณฑ์")
    text = read(papers.issue_paper(elsewhere, "result_notice", case_id=case.row.id).pdf)
    law = elsewhere.catalogue.service(service).legal_basis[0]
    assert squeezed(f"ขอแจ้งผลการพิจารณาตาม{law.cited}") in text
    assert squeezed("การอำนวยความสะดวกในการพิจารณาอนุญาต") not in text


def test_a_section_is_cited_before_its_law() -> None:
    assert LegalReference(act="พระราชกฤษฎีกา", section="41").cited == "มาตรา 41 แห่งพระราชกฤษฎีกา"
    assert LegalReference(act="ระเบียบ", section="ข้อ 19").cited == "ข้อ 19 แห่งระเบียบ"
    assert LegalReference(act="พระราชบัญญัติ").cited == "พระราชบัญญัติ"


# --- official information ---------------------------------------------------------------------------------------------------------


def test_copies_of_official_information_are_paid_for_before_they_are_given_out(elsewhere: Office) -> None:
    case = handed_in(elsewhere, "official-information-request", ways=["certified"], pages_a4=12, certifications=2)
    case = deciding.decide(elsewhere, case.row.id, True)
    assert case.row.status == "approved"
    assert case.payable_now == Decimal(22)
    money.take_payment(elsewhere, case.row.id, Payment("cash", case.payable_now))
    assert cases.case(elsewhere, case.row.id).row.status == "finished"


def test_looking_at_official_information_costs_nothing_and_needs_no_receipt(elsewhere: Office) -> None:
    case = handed_in(elsewhere, "official-information-request", ways=["inspect"])
    done = deciding.decide(elsewhere, case.row.id, True)
    assert done.row.status == "finished"
    assert done.receipts == ()


# --- gratuities -------------------------------------------------------------------------------------------------------------------


def test_a_gratuity_goes_through_the_treasury_and_every_heir_has_his_share(office: Office) -> None:
    heirs = [
        {"name": "นายทายาท หนึ่ง", "citizen_id": owner(5).citizen_id, "relation": "spouse"},
        {"name": "นางสาวทายาท สอง", "citizen_id": owner(6).citizen_id, "relation": "child"},
    ]
    case = handed_in(office, "heir-special-gratuity", heirs=heirs, monthly_wage="9500", situation="normal")
    assert case.row.department == "revenue"
    service = office.catalogue.service("heir-special-gratuity")
    right = assess(service, case.answers, DAY, office.catalogue.parameters)
    assert [(line.item, line.amount) for line in right.lines] == [
        ("บำเหน็จพิเศษของทายาท: นายทายาท หนึ่ง", Decimal(142500)),
        ("บำเหน็จพิเศษของทายาท: นางสาวทายาท สอง", Decimal(142500)),
    ]
    assert deciding.decide(office, case.row.id, True).row.status == "finished"
