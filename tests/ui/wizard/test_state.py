"""The wizard without a window: what is kept, which steps there are, what comes next, what is wrong."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from lsvdesk.catalogue.models import Service
from lsvdesk.counter.views import AddressData, DeficiencyItem, Handed, OrganisationData, PersonData
from lsvdesk.errors import CounterError
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.state import WizardState
from tests.ui.wizard.conftest import TODAY

SOMEBODY = PersonData(
    "สมมุติ", "ใจดี", "นาย", make_citizen_id(3), dt.date(1980, 4, 5), phone="0812345678", address=AddressData("1", "2"), id=7
)


def kinds(service: Service, state: WizardState) -> list[str]:
    return [step.kind for step in wizard.steps(service, state, TODAY)]


def test_a_state_comes_back_from_its_json_as_it_was(signboard: Service):
    state = replace(
        wizard.begin(signboard, TODAY, SOMEBODY),
        step="documents",
        reviewed=True,
        files={"photos": ["/scan/1.jpg"]},
        handed={"id-card": {"originals": 1, "copies": 0, "note": "ยังไม่ลงชื่อ", "waived": False}},
        shown_documents=("id-card",),
        record={"wanted": False, "correct_by": "30 กุมภา", "texts": {}},
        focus="signs[0].text",
    )
    assert WizardState.from_json(json.loads(json.dumps(state.to_json()))) == state


@pytest.mark.parametrize("raw", [{}, {"service": 5}, {"service": "signboard-tax", "step": "lunch"}, {"service": "x", "answers": []}])
def test_a_draft_that_is_no_form_is_refused_with_a_word_for_the_clerk(raw: dict):
    with pytest.raises(CounterError) as error:
        WizardState.from_json(raw)
    assert error.value.code == "draft-unreadable"


def test_a_draft_of_an_older_program_gets_the_usual_values(signboard: Service):
    state = WizardState.from_json({"service": "signboard-tax", "draft": "d", "gone": 1})
    assert state.step == "applicant" and state.answers == {}


def test_what_the_service_no_longer_asks_is_left_out_of_a_resumed_draft(signboard: Service):
    state = replace(wizard.begin(signboard, TODAY), applicant_case="gone", handed={"gone": {}}, files={"gone": ["x"]})
    state = replace(state, answers={**state.answers, "gone": "x"}).fitting(signboard)
    assert "gone" not in state.answers and state.handed == {} and state.files == {}
    assert state.applicant_case == "individual"


def test_a_fresh_form_opens_with_what_the_service_proposes(signboard: Service):
    state = wizard.begin(signboard, TODAY)
    assert state.answers["tax_year"] == 2569
    assert wizard.is_blank(signboard, state, TODAY)
    assert not wizard.is_blank(signboard, replace(state, search="ส"), TODAY)


def test_somebody_known_brings_the_kind_of_applicant_along(commercial: Service):
    company = OrganisationData("บริษัท ตัวอย่างสมมุติ จำกัด", id=3)
    state = wizard.begin(commercial, TODAY, company)
    assert wizard.applicant_case(commercial, state).applicant == "juristic"
    again = wizard.with_applicant(commercial, replace(state, applicant_case="foreign-juristic-person"), company)
    assert again.applicant_case == "foreign-juristic-person", "a case that fits already stays"
    assert wizard.with_applicant(commercial, state, SOMEBODY).applicant_case == "individual"


def test_changing_the_applicant_case_loses_nothing_that_was_typed(commercial: Service):
    state = wizard.with_applicant(commercial, wizard.begin(commercial, TODAY, SOMEBODY), OrganisationData("คณะบุคคลสมมุติ"))
    assert state.person["first_name"] == "สมมุติ" and state.organisation["name"] == "คณะบุคคลสมมุติ"


def test_a_person_known_goes_into_the_form_and_out_again_unchanged():
    assert wizard.person_data(wizard.as_typed(SOMEBODY)) == SOMEBODY
    company = OrganisationData("บริษัท ก จำกัด", "บริษัทจำกัด", phone="045429508", representative="นาย ข", address=AddressData("9"), id=1)
    assert wizard.organisation_data(wizard.as_typed(company)) == company


def test_all_sections_are_one_step(commercial: Service, signboard: Service):
    assert kinds(commercial, wizard.begin(commercial, TODAY)) == ["applicant", "details", "documents", "fees", "review"]
    assert kinds(signboard, wizard.begin(signboard, TODAY)) == ["applicant", "details", "documents", "fees", "review"]


def test_a_service_without_documents_or_fees_has_neither_step(signboard: Service):
    bare = signboard.model_copy(update={"documents": (), "fees": ()})
    state = wizard.begin(bare, TODAY)
    assert kinds(bare, state) == ["applicant", "details", "review"]
    assert wizard.next_step(bare, replace(state, step="details"), TODAY) == "review"
    assert wizard.previous_step(bare, replace(state, step="review"), TODAY) == "details"


def test_the_steps_follow_one_another_and_lead_back(signboard: Service):
    state = wizard.begin(signboard, TODAY)
    seen = []
    while (following := wizard.next_step(signboard, state, TODAY)) is not None:
        seen.append(following)
        state = replace(state, step=following)
    assert seen == ["details", "documents", "fees", "review"]
    assert wizard.previous_step(signboard, replace(state, step="applicant"), TODAY) is None


def filled(service: Service) -> WizardState:
    """A signboard form with nothing wrong."""
    state = wizard.begin(service, TODAY, SOMEBODY)
    sign = {"text": "ร้าน", "kind": "thai_only", "motion": "static", "width_cm": "100", "height_cm": "50", "sides": 1}
    sign |= {"place": "หน้าร้าน", "installed_on": "2025-06-01", "condition": "existing"}
    return replace(state, answers={**state.answers, "shop_name": "ร้านสมมุติ", "signs": [sign]})


def test_after_the_review_only_steps_that_need_a_look_are_stopped_at(signboard: Service):
    listed = tuple(document.id for document in wizard.documents(signboard, filled(signboard), TODAY))
    state = replace(filled(signboard), reviewed=True, step="applicant", shown_documents=listed)
    assert wizard.next_step(signboard, state, TODAY) == "review"
    wrong = replace(state, answers={**state.answers, "shop_name": ""})
    assert wizard.next_step(signboard, wrong, TODAY) == "details"
    other = replace(state, has_agent=True, agent={"first_name": "ตัวแทน"}, shown_documents=("id-card",))
    assert wizard.next_step(signboard, replace(other, step="details"), TODAY) == "documents", "the list has grown since it was seen"


def test_faults_name_the_fields_of_their_step(signboard: Service):
    state = replace(filled(signboard), person={"citizen_id": "1234567890123", "birth_date": "30/2/2520"})
    found = {fault.field for fault in wizard.faults(signboard, state, TODAY, "applicant")}
    assert found == {"person.first_name", "person.citizen_id", "person.birth_date"}
    assert wizard.first_faulty(signboard, state, TODAY) == "applicant"
    rows = replace(filled(signboard), answers={**filled(signboard).answers, "signs": [{"text": "ก", "width_cm": "0"}]})
    fields = {fault.field for fault in wizard.faults(signboard, rows, TODAY, "details")}
    assert {"signs[0].width_cm", "signs[0].kind", "signs[0].installed_on"} <= fields
    assert all(wizard.step_of(fault) == "details" for fault in wizard.faults(signboard, rows, TODAY, "details"))
    assert all(wizard.step_of(fault) == "applicant" for fault in wizard.faults(signboard, state, TODAY, "applicant"))


def test_somebody_born_tomorrow_is_a_slip(signboard: Service):
    state = replace(filled(signboard), person={"first_name": "ก", "birth_date": "2026-11-19"})
    assert [fault.code for fault in wizard.faults(signboard, state, TODAY, "applicant")] == ["too-late"]


def test_the_agent_is_checked_only_where_there_is_one(signboard: Service):
    state = replace(filled(signboard), agent={"citizen_id": "1"})
    assert wizard.faults(signboard, state, TODAY, "applicant") == []
    fields = [fault.field for fault in wizard.faults(signboard, replace(state, has_agent=True), TODAY, "applicant")]
    assert fields == ["agent.first_name", "agent.citizen_id"]


def test_what_is_missing_is_said_as_the_record_will_say_it(signboard: Service):
    state = filled(signboard)
    required = [document for document in wizard.documents(signboard, state, TODAY) if not document.optional]
    assert [item.document for item in wizard.missing(signboard, state, TODAY)] == [document.id for document in required]
    waived = {document.id: {"waived": True} for document in required}
    assert wizard.missing(signboard, replace(state, handed=waived), TODAY) == []
    assert wizard.deficiency(signboard, replace(state, handed=waived), TODAY) is None


def test_the_record_has_the_services_own_number_of_days_and_the_clerks_words(excavation: Service):
    state = wizard.begin(excavation, TODAY, SOMEBODY)
    first = wizard.missing(excavation, state, TODAY)[0]
    state = replace(state, record={"texts": {first.document: "แบบแปลนยังไม่ลงชื่อ"}})
    wanted = wizard.deficiency(excavation, state, TODAY)
    assert wanted is not None and wanted.correct_by == dt.date(2026, 11, 25), "7 days"
    assert wanted.items[0] == DeficiencyItem("แบบแปลนยังไม่ลงชื่อ", first.document)
    assert wizard.deficiency(excavation, replace(state, record={"wanted": False}), TODAY) is None
    for text, code in (("30/2/2570", "date-impossible"), ("18/11/2569", "too-early")):
        found = wizard.faults(excavation, replace(state, record={"correct_by": text}), TODAY, "review")
        assert [(fault.field, fault.code) for fault in found] == [("record.correct_by", code)]


def test_the_filing_says_everything_once(signboard: Service):
    state = replace(filled(signboard), handed={"id-card": {"originals": 1}, "gone": {"originals": 1}}, agent={"first_name": "ไม่มา"})
    made = wizard.filing(signboard, state, TODAY)
    assert made.person == SOMEBODY and made.organisation is None and made.agent is None
    assert made.documents == {"id-card": Handed(originals=1)} and made.draft == state.draft


def test_what_is_known_fills_only_what_nobody_typed(signboard: Service):
    state = replace(wizard.begin(signboard, TODAY), answers={"tax_year": 2569, "shop_name": "ร้านที่พิมพ์เอง"})
    known = {"tax_year": 2569, "shop_name": "ร้านปีก่อน", "signs": [{"text": "ป้ายปีก่อน"}]}
    after = wizard.with_prefill(signboard, state, TODAY, known)
    assert after.answers["shop_name"] == "ร้านที่พิมพ์เอง" and after.prefilled == {"signs": [{"text": "ป้ายปีก่อน"}]}
    somebody_else = wizard.with_prefill(signboard, after, TODAY, {"tax_year": 2569})
    assert "signs" not in somebody_else.answers, "the signs of somebody else do not stay"
    corrected = replace(after, answers={**after.answers, "signs": [{"text": "แก้แล้ว"}]})
    assert wizard.with_prefill(signboard, corrected, TODAY, {}).answers["signs"] == [{"text": "แก้แล้ว"}]


def test_a_draft_is_told_from_others_by_service_and_name(signboard: Service):
    assert wizard.draft_of(signboard, wizard.begin(signboard, TODAY)).title == "ภาษีป้าย"
    assert wizard.draft_of(signboard, wizard.begin(signboard, TODAY, SOMEBODY)).title == "ภาษีป้าย · นายสมมุติ ใจดี"
