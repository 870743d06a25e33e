"""From the first look at the documents to a withdrawal or return; the two clocks on the way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lsvdesk.counter import assessing, cases, filing, money, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, CaseFilter, DeficiencyItem, DeficiencyRequest, Handed, Payment
from lsvdesk.errors import CounterError, InvalidAnswers, MoneyFault, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.people import (
    DAY,
    DIG_DOCUMENTS,
    dig_answers,
    dig_filing,
    shop_answers,
    shop_filing,
    sign,
    sign_answers,
    sign_filing,
)

LACKING = {key: given for key, given in DIG_DOCUMENTS.items() if key != "calculation"}


def lacking(office: Office) -> CaseDetail:
    """A notice that came without its calculation."""
    return filing.open_case(office, dig_filing(documents=LACKING))


def enabled(case: CaseDetail) -> set[str]:
    return {action.id for action in case.actions if action.enabled}


# ---------------------------------------------------------------------------------------------------------------- deficiency


def test_what_is_missing_stands_in_a_two_party_record_with_the_days_of_the_law(office: Office) -> None:
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    assert case.row.status == "deficient"
    record = case.deficiencies[0]
    assert record.correct_by == DAY + dt.timedelta(days=7)  # ม.17: 7 วัน
    assert [item.document for item in record.items] == ["calculation"]
    assert {clock.state for clock in case.clocks} == {"paused"}
    assert {row.id: row.status for row in case.documents}["calculation"] == "missing"
    assert "บันทึกสองฝ่าย" in case.events[-1].text


def test_a_last_day_on_a_weekend_moves_to_the_next_working_day(office: Office, clock: FixedClock) -> None:
    clock.go_to(dt.date(2026, 11, 14))  # Saturday; seven days later is a Saturday again
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    assert case.deficiencies[0].correct_by == dt.date(2026, 11, 23)


def test_a_last_day_on_a_holiday_of_the_office_moves_too(office: Office) -> None:
    setup.set_holiday(office, dt.date(2026, 11, 25), "วันหยุดตามมติคณะรัฐมนตรี")
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    assert case.deficiencies[0].correct_by == dt.date(2026, 11, 26)


def test_the_clerk_may_give_longer_but_not_a_day_that_is_over(office: Office) -> None:
    case = lacking(office)
    with pytest.raises(CounterError) as refused:
        cases.record_documents(office, case.row.id, {}, DeficiencyRequest((), DAY - dt.timedelta(days=1)))
    assert refused.value.code == "correct-by"
    longer = cases.record_documents(office, case.row.id, {}, DeficiencyRequest((), DAY + dt.timedelta(days=30)))
    assert longer.deficiencies[0].correct_by == DAY + dt.timedelta(days=30)


def test_documents_brought_later_cure_the_record_and_the_shorter_limit_of_the_law_runs(office: Office, clock: FixedClock) -> None:
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    clock.go_to(dt.date(2026, 11, 23))
    cured = cases.record_documents(office, case.row.id, {"calculation": Handed(copies=1)})
    assert cured.row.status == "in_progress"
    assert cured.deficiencies[0].status == "cured"
    promise, statutory = cured.clocks
    assert promise.due == dt.date(2026, 11, 30)  # seven days from completeness
    assert (statutory.length, statutory.due) == ("3 วัน", dt.date(2026, 11, 26))  # ม.17: 3 วันหลังแก้ไขถูกต้อง
    assert cured.row.days_left == 3


def test_some_documents_brought_without_a_record_leave_the_case_waiting(office: Office) -> None:
    case = filing.open_case(office, dig_filing(documents={}))
    some = cases.record_documents(office, case.row.id, {"site-plan": Handed(originals=3)})
    assert some.row.status == "received"
    assert {row.id: row.originals_received for row in some.documents}["site-plan"] == 3


def test_a_wrong_entry_is_a_fault_even_where_all_documents_are_there(office: Office) -> None:
    case = filing.open_case(office, dig_filing(documents=LACKING))
    request = DeficiencyRequest((DeficiencyItem("เลขที่โฉนดไม่ตรงกับสำเนา"),))
    deficient = cases.record_documents(office, case.row.id, {"calculation": Handed(copies=1)}, request)
    assert deficient.row.status == "deficient"
    assert [item.text for item in deficient.deficiencies[0].items] == ["เลขที่โฉนดไม่ตรงกับสำเนา"]
    cured = cases.record_documents(office, case.row.id, {})
    assert cured.row.status == "in_progress"


def test_once_complete_no_further_document_is_asked_for(office: Office) -> None:
    case = filing.open_case(office, dig_filing())
    with pytest.raises(NotAllowedNow, match="มาตรา 8"):
        cases.record_documents(office, case.row.id, {"calculation": Handed(copies=2)})
    with pytest.raises(NotAllowedNow, match="มาตรา 8"):
        cases.record_documents(office, case.row.id, {}, DeficiencyRequest((DeficiencyItem("ขอสำเนาเพิ่ม", "calculation"),)))
    with pytest.raises(CounterError) as nothing:
        cases.record_documents(office, case.row.id, dict(DIG_DOCUMENTS))
    assert nothing.value.code == "nothing-missing"


def test_a_running_clock_stands_still_while_a_faulty_entry_is_put_right(office: Office, clock: FixedClock) -> None:
    case = filing.open_case(office, dig_filing())
    clock.go_to(dt.date(2026, 11, 20))
    stopped = cases.record_documents(office, case.row.id, {}, DeficiencyRequest((DeficiencyItem("แบบแปลนไม่ตรงกับพื้นที่จริง"),)))
    assert {view.state for view in stopped.clocks} == {"paused"}
    assert stopped.row.days_left is None
    clock.go_to(dt.date(2026, 11, 24))
    going = cases.record_documents(office, case.row.id, {})
    assert going.clocks[0].due == dt.date(2026, 11, 29)  # four days of standing still added to the 25th
    assert going.clocks[1].due == dt.date(2026, 11, 27)  # the law: three days after it was put right


def test_a_new_record_takes_the_place_of_the_old_one(office: Office) -> None:
    case = lacking(office)
    cases.record_documents(office, case.row.id, {}, DeficiencyRequest(()))
    again = cases.record_documents(office, case.row.id, {}, DeficiencyRequest((), DAY + dt.timedelta(days=20)))
    assert [record.status for record in again.deficiencies] == ["cancelled", "open"]


# ---------------------------------------------------------------------------------------------------------------- ends


def test_a_request_not_put_right_in_time_is_given_back(office: Office, clock: FixedClock) -> None:
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    with pytest.raises(NotAllowedNow, match="ยังไม่พ้นกำหนดแก้ไข"):
        cases.return_application(office, case.row.id, "ไม่ยื่นเอกสาร")
    clock.go_to(dt.date(2026, 11, 26))
    returned = cases.return_application(office, case.row.id, "ไม่ยื่นรายการคำนวณภายในกำหนด")
    assert returned.row.status == "returned"
    assert returned.row.finished_on == dt.date(2026, 11, 26)
    assert returned.deficiencies[0].status == "expired"
    assert enabled(returned) == {"attach"}


def test_only_who_decides_gives_a_request_back(office: Office, clock: FixedClock) -> None:
    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    clock.go_to(dt.date(2026, 11, 26))
    with pytest.raises(NotAllowedNow, match="พนักงานเจ้าหน้าที่"):
        cases.return_application(as_role(office, "counter"), case.row.id, "ไม่ยื่นเอกสาร")


def test_a_withdrawn_request_says_why_and_is_over(office: Office) -> None:
    case = filing.open_case(office, dig_filing())
    with pytest.raises(CounterError) as silent:
        cases.withdraw(office, case.row.id, " ")
    assert silent.value.code == "reason"
    withdrawn = cases.withdraw(office, case.row.id, "ผู้แจ้งเปลี่ยนแบบ")
    assert withdrawn.row.status == "withdrawn"
    assert withdrawn.decision_reason == "ผู้แจ้งเปลี่ยนแบบ"
    with pytest.raises(NotAllowedNow, match="สิ้นสุดแล้ว"):
        cases.withdraw(office, case.row.id, "อีกครั้ง")


# ---------------------------------------------------------------------------------------------------------------- correcting


def test_a_corrected_form_is_assessed_anew_and_says_what_changed(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    corrected = cases.correct_answers(office, case.row.id, sign_answers(sign(width_cm="240")))
    assert corrected.assessment is not None and case.assessment is not None
    assert corrected.assessment.total > case.assessment.total
    assert corrected.row.due == corrected.assessment.total
    assert any(event.kind == "corrected" and "ป้าย" in event.text for event in corrected.events)


def test_nothing_corrected_is_nothing_recorded(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    same = cases.correct_answers(office, case.row.id, sign_answers())
    assert len(same.events) == len(case.events)


def test_a_correction_adds_the_document_that_now_applies(office: Office) -> None:
    case = filing.open_case(office, dig_filing(documents=LACKING))
    other = cases.correct_answers(office, case.row.id, dig_answers(owns_land=False, landowner_name="นางที่ดิน ตัวอย่าง"))
    assert {"land-consent", "landowner-house-registration"} <= {row.id for row in other.documents}
    back = cases.correct_answers(office, case.row.id, dig_answers())
    assert {row.id: row.status for row in back.documents}["land-consent"] == "waived"
    complete = cases.record_documents(office, case.row.id, {"calculation": Handed(copies=1)})
    assert complete.row.status == "in_progress"


def test_a_faulty_correction_is_refused_at_its_field(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    with pytest.raises(InvalidAnswers) as refused:
        cases.correct_answers(office, case.row.id, sign_answers(sign(sides=0)))
    assert refused.value.faults[0].field == "signs[0].sides"


def test_a_spelling_is_corrected_after_payment_but_not_the_sum(office: Office) -> None:
    case = filing.open_case(office, shop_filing())
    money.take_payment(office, case.row.id, Payment("cash", Decimal(50)))
    renamed = cases.correct_answers(office, case.row.id, shop_answers(trade_name="ร้านสมมุติใหม่"))
    assert renamed.answers["trade_name"] == "ร้านสมมุติใหม่"
    with pytest.raises(MoneyFault) as refused:
        cases.correct_answers(office, case.row.id, shop_answers(copies_wanted=3))
    assert refused.value.code == "sum-changed"
    assert cases.case(office, case.row.id).row.due == Decimal("50.00")
    assert verifying.verify(office) == []


def test_the_form_is_not_touched_after_the_payer_was_told(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    assessing.serve_notice(office, case.row.id, DAY)
    with pytest.raises(NotAllowedNow, match="แจ้งการประเมิน"):
        cases.correct_answers(office, case.row.id, sign_answers(sign(width_cm="60")))


# ---------------------------------------------------------------------------------------------------------------- reading


def test_a_case_is_found_by_the_number_on_its_papers_in_thai_digits_too(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    assert cases.case_by_number(office, "๒๕๖๙-๐๐๐๐๑") == cases.case(office, case.row.id)
    with pytest.raises(CounterError) as unknown:
        cases.case_by_number(office, "2569-99999")
    assert unknown.value.code == "unknown-case"


def test_lists_are_filtered_by_state_service_day_and_text(office: Office, clock: FixedClock) -> None:
    signs = filing.open_case(office, sign_filing())
    dig = filing.open_case(office, dig_filing(documents=LACKING))
    clock.go_to(dt.date(2026, 11, 19))
    shop = filing.open_case(office, shop_filing())

    def listed(**wanted: object) -> list[int]:
        return [row.id for row in cases.list_cases(office, CaseFilter(**wanted))]  # type: ignore[arg-type]

    assert listed() == [shop.row.id, dig.row.id, signs.row.id]
    assert listed(status="received") == [dig.row.id]
    assert listed(service="signboard-tax") == [signs.row.id]
    assert listed(department="engineering") == [dig.row.id]
    assert listed(filed_from=dt.date(2026, 11, 19)) == [shop.row.id]
    assert listed(filed_to=DAY) == [dig.row.id, signs.row.id]
    assert listed(text="00002") == [dig.row.id]
    assert listed(text="สมมุติ", limit=1) == [shop.row.id]
    money.take_payment(office, signs.row.id, Payment("cash", Decimal(1000)))
    assert listed(open_only=True) == [shop.row.id, dig.row.id]


def test_an_overdue_case_counts_its_days_below_zero(office: Office, clock: FixedClock) -> None:
    case = filing.open_case(office, dig_filing())
    clock.go_to(dt.date(2026, 11, 27))
    late = cases.case(office, case.row.id)
    assert late.row.days_left == -2
    assert {view.state for view in late.clocks} == {"overdue"}


def test_a_file_is_kept_with_its_case_and_read_back(office: Office) -> None:
    case = filing.open_case(office, dig_filing())
    row = cases.attach(office, case.row.id, "แบบแปลน.png", b"\x89PNG picture", "site-plan")
    assert cases.attachment(office, row.id) == ("แบบแปลน.png", b"\x89PNG picture")
    assert cases.case(office, case.row.id).attachments == (row,)
    with pytest.raises(CounterError) as empty:
        cases.attach(office, case.row.id, "ว่าง.pdf", b"")
    assert empty.value.code == "attachment-empty"
    with pytest.raises(CounterError) as elsewhere:
        cases.attach(office, case.row.id, "x.pdf", b"x", "no-such")
    assert elsewhere.value.code == "unknown-document"


def test_every_step_of_a_case_is_on_its_timeline_and_in_the_audit_chain(office: Office) -> None:
    from sqlalchemy import select

    from lsvdesk.register.models import AuditEntry

    case = cases.record_documents(office, lacking(office).row.id, {}, DeficiencyRequest(()))
    cases.record_documents(office, case.row.id, {"calculation": Handed(copies=1)})
    done = cases.withdraw(office, case.row.id, "ผู้แจ้งเปลี่ยนแบบ")
    kinds = [event.kind for event in done.events]
    assert kinds == ["filed", "assessed", "deficiency", "documents", "cured", "complete", "withdrawn"]
    with office.register.read() as session:
        entries = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "case").order_by(AuditEntry.seq)).all()
    assert entries == [f"case.{kind}" for kind in kinds]
    assert verifying.verify(office) == []
