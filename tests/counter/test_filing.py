"""A request comes in: what is checked, what is kept, when the clocks start."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from lsvdesk.counter import cases, drafts, filing, people, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, DraftState, Handed
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from tests.counter.conftest import as_role
from tests.counter.people import (
    DAY,
    DIG_DOCUMENTS,
    agent,
    company,
    dig_answers,
    dig_filing,
    owner,
    shop_answers,
    shop_filing,
    sign,
    sign_answers,
    sign_filing,
)


def faults_of(office: Office, request: filing.Filing) -> dict[str, str]:
    return {fault.field: fault.code for fault in filing.check_filing(office, request)}


def test_every_service_of_the_profile_stands_in_the_picker(office: Office) -> None:
    cards = {card.id: card for card in filing.services(office)}
    offered = {card.id for card in cards.values() if card.offered}
    assert {"signboard-tax", "commercial-registration-new", "soil-excavation-notice"} <= offered
    assert cards["signboard-tax"].department_title == "กองคลัง"
    assert cards["soil-excavation-notice"].department_title == "กองช่าง"
    assert "ป้ายร้าน" in cards["signboard-tax"].keywords


def test_a_request_with_all_documents_starts_both_clocks_at_once(office: Office) -> None:
    case = filing.open_case(office, dig_filing())
    assert case.row.status == "in_progress"
    assert case.complete_on == DAY
    promise, statutory = case.clocks
    assert promise.due == statutory.due == DAY + dt.timedelta(days=7)
    assert promise.state == statutory.state == "running"
    assert promise.days_left == 7
    assert "มาตรา 17" in statutory.reference


def test_a_request_that_lacks_a_document_waits_and_no_clock_runs(office: Office) -> None:
    handed = {key: given for key, given in DIG_DOCUMENTS.items() if key != "calculation"}
    case = filing.open_case(office, dig_filing(documents=handed))
    assert case.row.status == "received"
    assert case.complete_on is None
    assert {clock.state for clock in case.clocks} == {"waiting"}
    assert case.row.days_left is None
    assert [row.id for row in case.documents if row.status == "awaited"] == ["calculation"]


def test_too_few_copies_are_not_the_document_that_was_asked_for(office: Office) -> None:
    case = filing.open_case(office, dig_filing(documents={**DIG_DOCUMENTS, "site-plan": Handed(originals=2)}))
    assert case.row.status == "received"
    assert {row.id: row.status for row in case.documents}["site-plan"] == "awaited"


def test_a_waived_document_does_not_hold_a_request_up(office: Office) -> None:
    handed = {**DIG_DOCUMENTS, "calculation": Handed(waived=True, note="ใช้แบบมาตรฐานของกรม")}
    case = filing.open_case(office, dig_filing(documents=handed))
    assert case.row.status == "in_progress"
    assert {row.id: row.status for row in case.documents}["calculation"] == "waived"


def test_a_promise_of_minutes_is_due_the_same_day(office: Office) -> None:
    case = filing.open_case(office, shop_filing())
    assert case.clocks[0].length == "45 นาที"
    assert case.clocks[0].due == DAY
    assert case.row.days_left == 0


def test_only_documents_that_apply_stand_on_the_checklist(office: Office) -> None:
    alone = {row.id for row in filing.open_case(office, dig_filing()).documents}
    assert "power-of-attorney" not in alone and "land-consent" not in alone
    by_agent = dig_filing(
        agent=agent(),
        agent_authority="หนังสือมอบอำนาจ ลงวันที่ 1 พ.ย. 2569",
        answers=dig_answers(owns_land=False, landowner_name="นางที่ดิน ตัวอย่าง"),
    )
    case = filing.open_case(office, by_agent)
    assert {"power-of-attorney", "land-consent", "landowner-house-registration"} <= {row.id for row in case.documents}
    assert case.agent is not None and case.agent.first_name == "ผู้แทน"


def test_a_document_that_does_not_belong_to_the_request_is_refused(office: Office) -> None:
    with pytest.raises(CounterError, match="ไม่ต้องใช้เอกสาร"):
        filing.open_case(office, dig_filing(documents={**DIG_DOCUMENTS, "power-of-attorney": Handed(originals=1)}))


def test_numbers_follow_each_other_without_a_gap_even_after_a_refused_filing(office: Office) -> None:
    first = filing.open_case(office, sign_filing())
    with pytest.raises(InvalidAnswers):
        filing.open_case(office, sign_filing(sign(width_cm="0")))
    with pytest.raises(CounterError):
        filing.open_case(office, sign_filing(documents={"no-such": Handed()}))
    second = filing.open_case(office, sign_filing())
    assert (first.row.number, second.row.number) == ("2569-00001", "2569-00002")


def test_the_number_begins_again_with_the_calendar_year(office: Office, clock: FixedClock) -> None:
    filing.open_case(office, sign_filing())
    clock.go_to(dt.date(2027, 1, 4))
    assert filing.open_case(office, sign_filing()).row.number == "2570-00001"


def test_an_office_may_count_cases_by_fiscal_year(office: Office) -> None:
    setup.change_settings(office, case_year="fiscal", numbers={"case": "{value}/{year}"})
    assert filing.open_case(office, sign_filing()).row.number == "1/2570"


def test_what_is_owed_is_assessed_at_filing(office: Office) -> None:
    case = filing.open_case(office, shop_filing(answers=shop_answers(copies_wanted=2)))
    assert case.assessment is not None
    assert case.assessment.total == case.payable_now == case.row.due == Decimal("110.00")
    assert [line.amount for line in case.assessment.lines] == [Decimal("50.00"), Decimal("60.00")]


def test_a_case_pins_the_definition_it_was_filed_under(office: Office) -> None:
    case = filing.open_case(office, sign_filing())
    again = filing.open_case(office, sign_filing())
    other = filing.open_case(office, shop_filing())
    assert len(case.service_version) == 64
    assert case.service_version == again.service_version != other.service_version


def test_a_later_change_of_the_catalogue_does_not_touch_a_filed_case(office: Office) -> None:
    case = filing.open_case(office, dig_filing())
    service = office.catalogue.service("soil-excavation-notice")
    shorter = service.model_copy(
        update={"clock": service.clock.model_copy(update={"promise": service.clock.promise.model_copy(update={"value": Decimal(1)})})}
    )
    office.kept.catalogue = replace(office.catalogue, services={**office.catalogue.services, service.id: shorter}, _versions={})
    office.kept.services.clear()
    assert cases.case(office, case.row.id).clocks[0].length == "7 วัน"
    assert filing.open_case(office, dig_filing()).clocks[0].length == "1 วัน"


def test_nobody_is_entered_twice(office: Office) -> None:
    first = filing.open_case(office, sign_filing())
    moved = replace(owner(), phone="", address=replace(owner().address, house_no="7"))
    second = filing.open_case(office, sign_filing(person=moved))
    assert first.person is not None and second.person is not None
    assert first.person.id == second.person.id
    assert second.person.address.house_no == "7"
    assert second.person.phone == "0812345678"  # left empty by somebody who was only recognised by the number
    assert len(people.find_people(office, "สมมุติ")) == 1
    assert [row.number for row in people.cases_of(office, person_id=first.person.id)] == ["2569-00002", "2569-00001"]


def test_a_company_files_by_its_representative(office: Office) -> None:
    case = filing.open_case(
        office,
        sign_filing(
            applicant_case="juristic",
            person=None,
            organisation=company(),
            documents={"id-card": Handed(originals=1), "company-certificate": Handed(originals=1)},
        ),
    )
    assert case.organisation is not None
    assert case.row.applicant == "บริษัท ทดลองการค้า จำกัด"
    assert case.applicant_case_title == "นิติบุคคล"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"person": replace(owner(), citizen_id="1998898621729")}, "person.citizen_id", "citizen-id-checksum"),
        ({"person": replace(owner(), first_name=" ")}, "person.first_name", "name-empty"),
        ({"person": replace(owner(), first_name="ก" * 300)}, "person.first_name", "name-too-long"),
        ({"person": replace(owner(), last_name="ตัวอย่าง😀")}, "person.last_name", "name-characters"),
        ({"person": replace(owner(), phone="12345")}, "person.phone", "phone"),
        ({"person": replace(owner(), email="ไม่ใช่อีเมล")}, "person.email", "email"),
        ({"person": replace(owner(), address=replace(owner().address, postcode="341"))}, "person.address.postcode", "postcode"),
        ({"person": replace(owner(), address=replace(owner().address, province="สมมุติบุรี"))}, "person.address.province", "province"),
        ({"person": None}, "person", "required"),
        ({"applicant_case": "ghost"}, "applicant_case", "applicant-case"),
        ({"answers": {**sign_answers(), "shop_name": ""}}, "shop_name", "required"),
        ({"answers": sign_answers(sign(width_cm="0"))}, "signs[0].width_cm", "below-min"),
        ({"answers": sign_answers(sign(height_cm="999999"))}, "signs[0].height_cm", "above-max"),
        ({"answers": sign_answers(sign(installed_on="30/02/2569"))}, "signs[0].installed_on", "date-impossible"),
        ({"answers": {**sign_answers(), "nothing": "x"}}, "nothing", "unknown-field"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office: Office, changes: dict[str, object], field: str, code: str) -> None:
    request = sign_filing(**changes)
    assert faults_of(office, request).get(field) == code
    with pytest.raises(InvalidAnswers) as refused:
        filing.open_case(office, request)
    assert field in {fault.field for fault in refused.value.faults}


def test_latin_names_of_foreigners_are_taken(office: Office) -> None:
    foreigner = replace(owner(), prefix="Mr.", first_name="Sommut", last_name="Tester", citizen_id=None, nationality="สมมุติแลนด์")
    assert filing.open_case(office, sign_filing(person=foreigner)).row.applicant == "Mr. Sommut Tester"


def test_a_refused_filing_leaves_nothing_behind(office: Office) -> None:
    with pytest.raises(CounterError):
        filing.open_case(office, sign_filing(documents={"no-such": Handed()}))
    assert people.find_people(office, "สมมุติ") == []
    assert cases.list_cases(office) == []


def test_the_preview_says_what_it_would_cost_and_what_to_tell_the_citizen(office: Office) -> None:
    preview = filing.preview_assessment(
        office, "commercial-registration-new", "individual", shop_answers(started_on="2026-08-01", fine_set=0)
    )
    assert preview.total == Decimal("50.00")
    assert any("เกิน 30 วัน" in warning for warning in preview.warnings)
    signs = filing.preview_assessment(office, "signboard-tax", "individual", sign_answers(), filed_on=dt.date(2026, 3, 2))
    assert signs.total == Decimal("290.00")
    assert signs.unverified == 1


def test_a_draft_is_gone_once_it_is_filed(office: Office) -> None:
    drafts.save_draft(office, DraftState("d-1", "signboard-tax", "ภาษีป้าย นางสมมุติ", {"page": 2, "answers": {"shop_name": "ร้าน"}}))
    assert [draft.state["page"] for draft in drafts.drafts(office)] == [2]
    filing.open_case(office, sign_filing(draft="d-1"))
    assert drafts.drafts(office) == []


def test_a_draft_saved_again_is_the_same_draft(office: Office) -> None:
    drafts.save_draft(office, DraftState("d-1", "signboard-tax", "เริ่ม", {"page": 1}))
    drafts.save_draft(office, DraftState("d-1", "signboard-tax", "ต่อ", {"page": 3}))
    assert [(draft.title, draft.state) for draft in drafts.drafts(office)] == [("ต่อ", {"page": 3})]
    assert drafts.drafts(as_role(office, "counter")) == []
    drafts.discard_draft(office, "d-1")
    drafts.discard_draft(office, "d-1")
    assert drafts.drafts(office) == []


def test_the_executive_does_not_take_requests_in(office: Office) -> None:
    with pytest.raises(NotAllowedNow):
        filing.open_case(as_role(office, "executive"), sign_filing())


def test_files_attached_to_a_form_belong_to_the_case_when_it_is_filed(office: Office) -> None:
    row = cases.attach(office, None, "แผนผัง.pdf", b"%PDF-1.4 plan")
    case: CaseDetail = filing.open_case(office, sign_filing(answers={**sign_answers(), "location_map": [str(row.id)]}))
    assert [(each.name, each.media_type) for each in case.attachments] == [("แผนผัง.pdf", "application/pdf")]
    assert cases.attachment(office, row.id) == ("แผนผัง.pdf", b"%PDF-1.4 plan")
