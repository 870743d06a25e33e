"""Decisions, the numbered papers that follow, and the registers of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lsvdesk.counter import cases, deciding, filing, money, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Payment
from lsvdesk.errors import CounterError, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.people import company, dig_filing, owner, shop_answers, shop_filing, sign, sign_filing


def paid(office: Office, request: filing.Filing) -> CaseDetail:
    case = filing.open_case(office, request)
    money.take_payment(office, case.row.id, Payment("transfer", case.payable_now))
    return cases.case(office, case.row.id)


def test_a_registration_is_registered_and_its_certificate_numbered(office: Office) -> None:
    case = paid(office, shop_filing())
    registrar = as_role(office, "officer")
    approved = deciding.decide(registrar, case.row.id, True)
    assert (approved.row.status, approved.decided_on) == ("approved", office.today())
    done = deciding.issue(as_role(office, "executive"), case.row.id)
    permit = done.permits[0]
    assert (permit.number, permit.series, permit.registration_no) == ("1/2569", "commercial-registration", owner().citizen_id)
    assert (permit.holder, permit.subject) == ("นางสมมุติ ตัวอย่าง", "ร้านสมมุติพาณิชย์")
    assert done.row.status == "finished"
    assert done.clocks[0].state == "met"


def test_nothing_is_decided_before_it_is_paid_nor_issued_before_it_is_decided(office: Office) -> None:
    case = filing.open_case(office, shop_filing())
    with pytest.raises(NotAllowedNow, match="ยังไม่ได้ชำระเงิน"):
        deciding.decide(office, case.row.id, True)
    money.take_payment(office, case.row.id, Payment("cash", Decimal(50)))
    with pytest.raises(NotAllowedNow, match="ต้องพิจารณาก่อน"):
        deciding.issue(office, case.row.id)


def test_the_clerk_neither_decides_nor_issues(office: Office) -> None:
    case = paid(office, shop_filing())
    with pytest.raises(NotAllowedNow, match="พนักงานเจ้าหน้าที่ หรือผู้บริหาร"):
        deciding.decide(as_role(office, "counter"), case.row.id, True)


def test_a_refusal_needs_its_reason_and_ends_the_case(office: Office) -> None:
    case = paid(office, shop_filing())
    with pytest.raises(CounterError) as silent:
        deciding.decide(office, case.row.id, False, "  ")
    assert silent.value.code == "reason"
    refused = deciding.decide(office, case.row.id, False, "กิจการได้รับยกเว้นไม่ต้องจดทะเบียน")
    assert refused.row.status == "refused"
    assert refused.decision_reason == "กิจการได้รับยกเว้นไม่ต้องจดทะเบียน"
    assert refused.row.paid == Decimal("50.00")  # a fee for the examination is not given back
    assert verifying.verify(office) == []


def test_a_notice_is_acknowledged_without_an_approval(office: Office) -> None:
    case = paid(office, dig_filing())
    done = deciding.issue(office, case.row.id)
    assert done.row.status == "finished"
    assert done.permits[0].title == "ใบรับแจ้งการขุดดิน"
    with pytest.raises(NotAllowedNow, match="สิ้นสุดแล้ว"):
        deciding.issue(office, case.row.id)


def test_certificates_are_numbered_without_a_gap_by_series_and_year(office: Office, clock: FixedClock) -> None:
    for _ in range(2):
        case = paid(office, shop_filing())
        deciding.decide(office, case.row.id, True)
        deciding.issue(office, case.row.id)
    deciding.issue(office, paid(office, dig_filing()).row.id)
    clock.go_to(dt.date(2027, 1, 5))
    deciding.issue(office, paid(office, dig_filing()).row.id)
    assert [(row.series, row.number) for row in deciding.permits(office)] == [
        ("excavation", "1/2570"),
        ("excavation", "1/2569"),
        ("commercial-registration", "2/2569"),
        ("commercial-registration", "1/2569"),
    ]
    assert [row.number for row in deciding.permits(office, series="excavation", issued_to=dt.date(2026, 12, 31))] == ["1/2569"]
    assert verifying.verify(office) == []


def test_a_company_is_registered_under_its_own_number(office: Office) -> None:
    answers = shop_answers(
        owner_nationality="ไทย",
        registered_capital="1000000",
        businesses=[{"kind": "08", "description": "ขายของออนไลน์"}],
        websites=[{"url": "shop.example", "goods": "ของใช้", "opened_on": "2026-11-01"}],
    )
    answers = {key: value for key, value in answers.items() if key not in ("owner_age", "owner_ethnicity")}
    from lsvdesk.counter.views import Handed

    documents = {
        "application": Handed(originals=1),
        "company-certificate": Handed(originals=1),
        "directors-id-cards": Handed(copies=1),
        "directors-house-registrations": Handed(copies=1),
        "map": Handed(originals=1),
    }
    request = shop_filing(
        applicant_case="registered-partnership-or-company", person=None, organisation=company(), answers=answers, documents=documents
    )
    case = paid(office, request)
    deciding.decide(office, case.row.id, True)
    assert deciding.issue(office, case.row.id).permits[0].registration_no == company().juristic_id


def test_a_certificate_is_found_by_holder_trade_name_and_number(office: Office) -> None:
    case = paid(office, shop_filing())
    deciding.decide(office, case.row.id, True)
    deciding.issue(office, case.row.id)
    for text in ("สมมุติ", "พาณิชย์", "1/2569"):
        assert [row.holder for row in deciding.permits(office, text=text)] == ["นางสมมุติ ตัวอย่าง"], text
    assert deciding.permit_by_number(office, "1/2569", "commercial-registration").subject == "ร้านสมมุติพาณิชย์"
    with pytest.raises(CounterError) as unknown:
        deciding.permit_by_number(office, "9/2569")
    assert unknown.value.code == "unknown-permit"


# ---------------------------------------------------------------------------------------------------------------- signs


def test_the_signs_of_a_return_stand_in_the_register_with_the_tax_paid(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 3, 2))
    case = filing.open_case(office, sign_filing(sign(), sign(text="ABC ร้าน", kind="mixed", width_cm="60.5"), sign(exempt="farmer")))
    assert [(row.text, row.last_tax_year) for row in deciding.signs(office)] == [("ร้านสมมุติพาณิชย์", None), ("ABC ร้าน", None)]
    receipt = money.take_payment(office, case.row.id, Payment("cash", Decimal(5000)))
    first, second = deciding.signs(office)
    assert (first.owner, first.last_tax_year, first.last_tax) == ("นางสมมุติ ตัวอย่าง", 2569, Decimal("290.00"))
    assert (second.width_cm, second.last_tax) == (Decimal("60.5"), Decimal("754.00"))
    money.void_receipt(office, receipt.id, "ทดสอบการยกเลิก")
    assert {row.last_tax_year for row in deciding.signs(office)} == {None}
    assert [row.text for row in deciding.signs(office, "ABC")] == ["ABC ร้าน"]
    assert deciding.signs(office, "ไม่มี") == []
    assert deciding.signs(office, "100%") == []


def test_next_year_starts_from_the_signs_that_stand(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 3, 2))
    case = filing.open_case(office, sign_filing(sign(), sign(text="ป้ายเล็ก", width_cm="50", height_cm="60.5")))
    money.take_payment(office, case.row.id, Payment("cash", Decimal(5000)))
    clock.go_to(dt.date(2027, 3, 2))
    assert case.person is not None
    answers = filing.prefill(office, "signboard-tax", person_id=case.person.id)
    assert answers["tax_year"] in (2570, "2570")
    assert answers["shop_name"] == "ร้านสมมุติพาณิชย์"
    assert [(row["text"], row["condition"], row["height_cm"]) for row in answers["signs"]] == [
        ("ร้านสมมุติพาณิชย์", "existing", "240"),
        ("ป้ายเล็ก", "existing", "60.5"),
    ]
    again = filing.open_case(office, sign_filing(answers=answers))
    assert again.assessment is not None
    assert len(deciding.signs(office)) == 2  # the same signs, not new ones
    money.take_payment(office, again.row.id, Payment("cash", Decimal(5000)))
    assert {row.last_tax_year for row in deciding.signs(office)} == {2570}


def test_a_changed_sign_replaces_the_one_it_was(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 3, 2))
    case = filing.open_case(office, sign_filing())
    money.take_payment(office, case.row.id, Payment("cash", Decimal(290)))
    clock.go_to(dt.date(2026, 7, 1))
    larger = sign(width_cm="240", condition="changed", tax_paid_before="290", installed_on="2026-06-28")
    changed = filing.open_case(office, sign_filing(larger))
    assert changed.assessment is not None
    assert changed.assessment.total == Decimal("285.00")  # 115 หน่วย × 5 − 290
    standing = deciding.signs(office)
    assert [row.width_cm for row in standing] == [Decimal(240)]
    cases.withdraw(office, changed.row.id, "เจ้าของป้ายยกเลิกการเปลี่ยนแปลง")
    assert [row.width_cm for row in deciding.signs(office)] == [Decimal(120)]  # the old one stands again


def test_a_corrected_return_does_not_leave_the_wrong_sign_behind(office: Office) -> None:
    from tests.counter.people import sign_answers

    case = filing.open_case(office, sign_filing(sign(), sign(text="พิมพ์ผิด")))
    cases.correct_answers(office, case.row.id, sign_answers(sign(), sign(text="พิมพ์ถูก")))
    assert [row.text for row in deciding.signs(office)] == ["ร้านสมมุติพาณิชย์", "พิมพ์ถูก"]


def test_prefilling_for_a_stranger_gives_what_the_form_proposes(office: Office) -> None:
    answers = filing.prefill(office, "signboard-tax")
    assert answers["tax_year"] in (2569, "2569")
    assert "signs" not in answers
