"""The paper of what a service issues when it has no form of its own, filled in from the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lsvdesk.counter import cases, deciding, filing, papers, verifying
from lsvdesk.counter.context import Office
from lsvdesk.counter.paper_data import permits
from lsvdesk.counter.views import CaseDetail, Filing, Handed
from lsvdesk.printing.views import ChoiceItem, NoteItem, Option, TableColumn, TableItem, TextItem, ValueItem
from lsvdesk.register import models
from tests.counter.people import owner
from tests.counter.test_every_service import filler, read, squeezed, walked
from tests.support.answers import Answers


def asked(office: Office, service: str, **changes: object) -> CaseDetail:
    """A case of this service with answers made from its form, all documents handed in."""
    definition = office.catalogue.service(service)
    answers: Answers = {**filler(office, definition, "individual").answers(), **changes}
    case = filing.open_case(office, Filing(service=service, applicant_case="individual", answers=answers, person=owner()))
    return cases.record_documents(office, case.row.id, {row.id: Handed(max(row.originals, 1), row.copies) for row in case.documents})


@pytest.fixture
def permitted(office: Office) -> CaseDetail:
    return walked(office, asked(office, "building-construction-permit"))


def test_a_building_permit_says_what_was_permitted_to_whom_and_what_was_paid(office: Office, permitted: CaseDetail) -> None:
    assert papers.kind_of_permit(office, permitted.permits[0].id) == "permit"
    said = dict(papers.possible_papers(office, permitted.row.id))
    assert said["permit"] == "ใบอนุญาตก่อสร้างอาคาร ดัดแปลงอาคาร หรือรื้อถอนอาคาร"
    issued = papers.issue_paper(office, "permit", case_id=permitted.row.id)
    assert issued.title == said["permit"]
    text = read(issued.pdf)
    receipt = permitted.receipts[0]
    for words in (
        said["permit"],
        "แบบ อ.1",
        "ใบอนุญาตนี้ให้ไว้แก่",
        "นางสมมุติ ตัวอย่าง",
        f"เลขที่ {permitted.permits[0].number}",
        f"คำขอเลขที่ {permitted.row.number}",
        f"{receipt.total:,.2f} บาท",
        "ออกให้ ณ วันที่ 18 พฤศจิกายน",
        "เจ้าพนักงานท้องถิ่น",
    ):
        assert squeezed(words) in text, words


def test_a_permit_says_what_its_holder_must_keep_to_and_not_how_it_was_asked_for(office: Office, permitted: CaseDetail) -> None:
    service = office.catalogue.service("building-construction-permit")
    text = read(papers.issue_paper(office, "permit", case_id=permitted.row.id).pdf)
    duties = next(output.conditions for output in service.outputs if output.series)
    assert len(duties) >= 5
    for duty in duties:
        assert squeezed(duty) in text, duty
    assert not any(squeezed(criterion) in text for criterion in service.conditions)


def test_a_permit_has_one_original_and_then_copies(office: Office, permitted: CaseDetail) -> None:
    first = papers.issue_paper(office, "permit", case_id=permitted.row.id)
    again = papers.issue_paper(office, "permit", permit_id=permitted.permits[0].id)
    assert again.code == first.code and again.title.endswith("(สำเนา)")
    assert papers.paper(office, first.code).pdf == first.pdf
    assert verifying.verify(office) == []


def test_a_landfill_has_the_acknowledgement_of_earthworks(office: Office) -> None:
    case = walked(office, asked(office, "land-fill-notice", height_m="2.5"))
    assert ("excavation_acknowledgement", "ใบรับแจ้งการถมดิน") in papers.possible_papers(office, case.row.id)
    text = read(papers.issue_paper(office, "excavation_acknowledgement", case_id=case.row.id).pdf)
    for words in ("ใบรับแจ้งการถมดิน", "มาตรา26", "ความสูงของดินที่ถม", "2.5"):
        assert words in text, words


def test_a_request_that_is_only_received_ends_where_the_office_says_so(office: Office) -> None:
    service = next(
        each
        for each in office.catalogue.offered(office.today())
        if each.decision == "acknowledge" and each.kind == "welfare" and not any(output.series for output in each.outputs)
    )
    definition = office.catalogue.service(service.id)
    first = definition.applicant_cases[0].id
    request = Filing(service=service.id, applicant_case=first, answers=filler(office, definition, first).answers(), person=owner())
    case = filing.open_case(office, request)
    case = cases.record_documents(office, case.row.id, {row.id: Handed(max(row.originals, 1), row.copies) for row in case.documents})
    assert next(action.title for action in case.actions if action.id == "approve") == "รับไว้ดำเนินการ"
    assert deciding.decide(office, case.row.id, True).row.status == "finished"


def test_a_long_table_is_cut_and_says_so() -> None:
    columns = tuple(TableColumn(str(number)) for number in range(9))
    table = TableItem("อาคาร", columns, tuple(tuple(str(cell) for cell in range(9)) for _ in range(13)))
    shown, note = permits.shortened(table)
    assert isinstance(shown, TableItem)
    assert (len(shown.columns), len(shown.rows), len(shown.rows[0])) == (permits.MOST_COLUMNS, permits.MOST_ROWS, permits.MOST_COLUMNS)
    assert note == NoteItem("และอีก 3 รายการ ตามรายการในคำขอ")
    assert permits.shortened(replace(table, rows=table.rows[:2]))[1:] == []


def test_what_was_not_answered_is_no_particular() -> None:
    for empty in (ValueItem("ชื่อ"), TextItem("เหตุผล"), TableItem("ป้าย", (), ()), ChoiceItem("", (Option("มีที่จอดรถ", False),))):
        assert permits.shortened(empty) == []
    assert permits.shortened(ChoiceItem("", (Option("มีที่จอดรถ", True),))) == [ValueItem("มีที่จอดรถ", "ใช่")]
    assert permits.shortened(ChoiceItem("ฐานะ", (Option("เจ้าของ"), Option("ตัวแทน", True)))) == [ValueItem("ฐานะ", "ตัวแทน")]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("ใบอนุญาตเปลี่ยนการใช้อาคาร (แบบ อ.5)", "ใบอนุญาตเปลี่ยนการใช้อาคาร"),
        ("ใบทะเบียนพาณิชย์ (พค.0403)", "ใบทะเบียนพาณิชย์"),
        ("ใบรับแจ้ง (ระยะที่ 1)", "ใบรับแจ้ง (ระยะที่ 1)"),
    ],
)
def test_the_title_of_a_paper_is_without_the_code_of_its_form(full: str, short: str) -> None:
    assert permits.title(models.Permit(title=full)) == short
