"""Welfare at the counter: filed and decided without money, the person's right explained, the officials' pages printed blank."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.counter import cases, deciding, filing, forwarding, money, papers
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import Answers, CaseDetail, Filing, Handed, Payment
from lsvdesk.errors import InvalidAnswers, NotAllowedNow
from lsvdesk.rules.assess import assess
from lsvdesk.rules.facts import Facts
from lsvdesk.thai.identifiers import make_citizen_id
from tests.counter.people import DAY, agent, company, owner

PLACE = {
    "house_no": "99/1",
    "moo": "4",
    "subdistrict": "โพธิ์ใหญ่",
    "district": "วารินชำราบ",
    "province": "อุบลราชธานี",
    "postcode": "34190",
}


def someone(seed: int, *, id_too: bool = True) -> dict[str, str]:
    person = {"prefix": "นาย", "first_name": "สมมุติ", "last_name": f"คนที่{'กขคงจ'[seed % 5]}"}
    return person | ({"citizen_id": make_citizen_id(seed)} if id_too else {})


BANK = {"bank": "ธนาคารสมมุติ", "account_name": "นางสมมุติ ตัวอย่าง", "account_no": "1234567890"}
ELDERLY = {"birth_date": "1953-03-10", "marital": "widowed", "pay_by": "bank-own", **BANK}
DISABLED = {"birth_date": "1980-01-02", "marital": "single", "disability": ["sight", "hearing"], "pay_by": "cash-own", "fiscal_year": 2570}
PATIENT = {"birth_date": "1980-01-02", "marital": "single", "hardship": ["income"], "pay_by": "cash-own", "fiscal_year": 2570}
CARD = {
    "request_kind": "first",
    "birth_date": "1980-01-02",
    "marital": "married",
    "education": "none",
    "working": "no",
    "disability": ["movement"],
    "has_carer": "no",
    "consent": "yes",
}
NEWBORN = {
    "fiscal_year": 2570,
    "registrant_is": "mother",
    "birth_date": "1995-04-01",
    "working": "no",
    "education": "none",
    "child": someone(3) | {"prefix": "เด็กชาย"},
    "child_birth_date": "2026-10-05",
    "mother": someone(4),
    "father_unknown": True,
    "household_members": 4,
    "household_income": "120000",
    "certifier_1": someone(5, id_too=False),
    "certifier_1_position": "ผู้ใหญ่บ้าน",
    "certifier_1_on": "2026-11-10",
    "certifier_2": someone(6, id_too=False),
    "certifier_2_position": "อสม.",
    "certifier_2_on": "2026-11-10",
}
FUNERAL = {
    "applicant_age": 46,
    "relation": "บุตร",
    "deceased": someone(7),
    "deceased_birth_date": "1950-02-01",
    "deceased_address": PLACE,
    "cause": "ชราภาพ",
    "died_on": "2026-10-01",
    "death_certificate_no": "34-1-0001",
    "death_certificate_by": "อำเภอวารินชำราบ",
    "death_certificate_on": "2026-10-02",
    "welfare_card": "card",
    "pay_by": "cash",
    "certifier_on": "2026-11-01",
    "certifier": someone(8),
    "certifier_position": "กำนัน",
}
DISASTER = {
    "disaster": "flood",
    "happened_on": "2026-11-15",
    "place": PLACE,
    "story": "น้ำท่วมบ้านสูงหนึ่งเมตร",
    "damages": [{"kind": "house", "description": "พื้นบ้าน", "value": "20000"}, {"kind": "crops", "description": "นาข้าว", "value": "5000"}],
    "wanted": ["food"],
}
PRESCHOOL = {
    "school_year": 2570,
    "school": "ศูนย์พัฒนาเด็กเล็กสมมุติ",
    "child": someone(9) | {"prefix": "เด็กหญิง"},
    "birth_date": "2023-05-01",
    "child_address": PLACE,
    "father": someone(10),
    "mother": someone(11),
    "guardian_relation": "มารดา",
}
STORIES: dict[str, tuple[str, Answers]] = {
    "elderly-allowance": ("individual", ELDERLY),
    "disability-allowance": ("individual", DISABLED),
    "aids-allowance": ("individual", PATIENT),
    "disability-card": ("individual", CARD),
    "newborn-grant": ("parent", NEWBORN),
    "elderly-funeral-aid": ("relative", FUNERAL),
    "disaster-relief": ("individual", DISASTER),
    "preschool-enrolment": ("parent", PRESCHOOL),
}


def story(office: Office, service_id: str, **changes: object) -> Filing:
    """A request for this service; documents are handed in afterwards."""
    case, answers = STORIES[service_id]
    return replace(Filing(service=service_id, applicant_case=case, answers={**answers}, person=owner()), **changes)  # type: ignore[arg-type]


def filed(office: Office, service_id: str, **changes: object) -> CaseDetail:
    """Filed, and everything on its checklist handed in."""
    case = filing.open_case(office, story(office, service_id, **changes))
    return cases.record_documents(office, case.row.id, {row.id: Handed(row.originals, row.copies) for row in case.documents})


def text_of(pdf: bytes, tmp_path: Path) -> str:
    from lsvdesk.thai.numerals import to_arabic

    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=30)
    return "".join(to_arabic(found.stdout.decode("utf-8")).split())


@pytest.mark.parametrize("service_id", STORIES)
def test_a_welfare_request_is_filed_and_decided_and_nobody_pays(office: Office, service_id: str) -> None:
    case = filed(office, service_id)
    assert case.row.status == "in_progress"
    assert case.row.due == case.payable_now == 0
    assert case.assessment is None
    with pytest.raises(NotAllowedNow):
        money.take_payment(office, case.row.id, Payment("cash", Decimal(600)))
    sending = office.catalogue.service(service_id).forwarding
    if sending is None:
        assert deciding.decide(office, case.row.id, approve=True).row.status == "finished"
        return
    if sending.before_decision:
        forwarding.forward(office, case.row.id)
        forwarding.answer(office, case.row.id, "approved")
    else:
        deciding.decide(office, case.row.id, approve=True)
    assert forwarding.inform(office, case.row.id).row.status == "finished"


@pytest.mark.parametrize("service_id", STORIES)
def test_what_is_missing_is_named_at_its_field(office: Office, service_id: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        filing.open_case(office, story(office, service_id, answers={}))
    assert all(fault.message for fault in refused.value.faults)
    service = office.catalogue.service(service_id)
    asked = {field.id for section in service.form if section.stage == "applicant" for field in section.fields}
    assert {fault.field for fault in refused.value.faults} <= asked


def test_the_confirmation_of_the_elderly_carries_the_blank_pages_of_the_officials(office: Office, tmp_path: Path) -> None:
    case = filed(office, "elderly-allowance")
    text = text_of(papers.issue_paper(office, "application", case_id=case.row.id).pdf, tmp_path)
    for said in (
        "แบบยืนยันสิทธิการขอรับเงินเบี้ยยังชีพผู้สูงอายุ",
        "10 มีนาคม 2496",
        "73 ปี",
        "ธนาคารสมมุติ",
        "ความเห็นเจ้าหน้าที่",
        "ความเห็นคณะกรรมการตรวจสอบคุณสมบัติ",
        "กรรมการ",
        "คำสั่ง",
        "รับยืนยันสิทธิ",
    ):
        assert said.replace(" ", "") in text, said
    assert text.index("ความเห็นเจ้าหน้าที่") < text.index("ความเห็นคณะกรรมการ") < text.index("คำสั่ง")
    assert "การสิ้นสุดสิทธิ" not in text  # kept by the office, no part of the form


@pytest.mark.parametrize("service_id", ["disability-allowance", "aids-allowance"])
def test_who_files_for_another_stands_on_the_form(office: Office, service_id: str, tmp_path: Path) -> None:
    extra = {"agent_relation": "carer"} if service_id == "disability-allowance" else {"agent_relation": "มารดา"}
    if service_id == "aids-allowance":
        extra |= {"authority_at": "บ้านเลขที่ 99/1", "authority_on": "2026-11-10", "witness_1": "นายพยาน หนึ่ง", "witness_2": "นางพยาน สอง"}
    answers = {**STORIES[service_id][1], **extra}
    case = filed(office, service_id, answers=answers, agent=agent(), agent_authority="หนังสือมอบอำนาจ")
    text = text_of(papers.issue_paper(office, "application", case_id=case.row.id).pdf, tmp_path)
    assert "นายผู้แทนจำลอง" in text


def test_a_temple_that_buries_hands_in_its_registration(office: Office) -> None:
    answers = {name: value for name, value in FUNERAL.items() if name != "applicant_age"}
    request = story(office, "elderly-funeral-aid", applicant_case="organisation", person=None, organisation=company(), answers=answers)
    documents = {row.id for row in filing.open_case(office, request).documents}
    assert "organisation-registration" in documents
    assert "house-registration" not in documents


def test_the_right_of_a_filed_case_is_explained_by_the_same_rule(office: Office) -> None:
    service = office.catalogue.service("elderly-allowance")
    right = assess(service, ELDERLY, DAY, office.catalogue.parameters, Facts(filed_on=DAY))
    assert right.total == 700
    assert "ธันวาคม" in right.lines[0].sentence


def test_sensitive_and_forwarded_services_say_so(office: Office) -> None:
    services = office.catalogue.services
    assert [each.id for each in services.values() if each.sensitive] == ["complaint", "aids-allowance"]
    for service_id in ("disability-card", "elderly-funeral-aid"):
        assert "พมจ." in services[service_id].forwarded_to
    assert services["disaster-relief"].forwarded_to == "ที่ว่าการอำเภอ"
