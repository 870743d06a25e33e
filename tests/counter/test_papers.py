"""Papers: filled in from the case, kept as they were issued, printed again the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk import paths
from lsvdesk.counter import assessing, cases, deciding, filing, money, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, DeficiencyItem, DeficiencyRequest, Handed, Payment
from lsvdesk.errors import CounterError
from tests.counter.people import DAY, DIG_DOCUMENTS, agent, dig_filing, owner, shop_answers, shop_filing, sign, sign_filing


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """What pdftotext reads, in Arabic digits and without spaces: where lines end is the page's own business."""
    from lsvdesk.thai.numerals import to_arabic

    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=30)
    return "".join(to_arabic(found.stdout.decode("utf-8")).split())


@pytest.fixture
def tax(office: Office, clock: FixedClock) -> CaseDetail:
    clock.go_to(dt.date(2026, 3, 2))
    return filing.open_case(office, sign_filing(sign(), sign(text="SOMMUT สมมุติ", kind="mixed", sides=2)))


def test_a_tax_case_has_the_papers_of_its_kind_in_the_order_of_the_work(office: Office, tax: CaseDetail) -> None:
    kinds = [kind for kind, _ in papers.possible_papers(office, tax.row.id)]
    assert kinds == ["application", "acknowledgement", "assessment_sheet", "assessment_notice"]
    assert dict(papers.possible_papers(office, tax.row.id))["application"] == "แบบแสดงรายการเพื่อเสียภาษีป้าย"
    money.take_payment(office, tax.row.id, Payment("cash", Decimal(5000)))
    assert papers.possible_papers(office, tax.row.id)[-1] == ("receipt", "ใบเสร็จรับเงิน")
    with pytest.raises(CounterError) as none:
        papers.issue_paper(office, "result_notice", case_id=tax.row.id)
    assert none.value.code == "no-paper"


def test_codes_follow_each_other_and_the_pdf_lies_under_its_hash(office: Office, tax: CaseDetail) -> None:
    first = papers.issue_paper(office, "application", case_id=tax.row.id)
    second = papers.issue_paper(office, "acknowledgement", case_id=tax.row.id)
    assert (first.code, second.code) == ("ร-2569-000001", "ร-2569-000002")
    sha256 = hashlib.sha256(first.pdf).hexdigest()
    assert (paths.attachments_dir(office.folder) / sha256[:2] / sha256[2:]).read_bytes() == first.pdf
    assert first.pdf.startswith(b"%PDF")
    assert [row.code for row in papers.papers_for(office, tax.row.id)] == [first.code, second.code]
    assert verifying.verify(office) == []


def test_the_application_says_everything_that_was_typed(office: Office, tax: CaseDetail, tmp_path: Path) -> None:
    text = text_of(papers.issue_paper(office, "application", case_id=tax.row.id).pdf, tmp_path)
    for said in ("ภ.ป.1", "นางสมมุติ ตัวอย่าง", "ประจำปีภาษี พ.ศ. 2569", "ร้านสมมุติพาณิชย์", "SOMMUT", "28,800", "57,600", "2569-00001"):
        assert said.replace(" ", "") in text, said


def test_the_acknowledgement_says_both_due_dates_and_how_to_complain(office: Office, tmp_path: Path) -> None:
    case = filing.open_case(office, dig_filing(agent=agent(), agent_authority="หนังสือมอบอำนาจ", documents={**DIG_DOCUMENTS}))
    cases.record_documents(office, case.row.id, {"power-of-attorney": Handed(originals=1)})
    text = text_of(papers.issue_paper(office, "acknowledgement", case_id=case.row.id).pdf, tmp_path)
    for said in ("25 พฤศจิกายน 2569", "มาตรา 17", "นายผู้แทน จำลอง", "หนังสือมอบอำนาจ", "การร้องเรียน", "500.00 บาท (ยังไม่ได้ชำระ)"):
        assert said.replace(" ", "") in text, said


def test_the_two_party_record_names_what_is_missing_and_by_when(office: Office, tmp_path: Path) -> None:
    case = filing.open_case(office, dig_filing(documents={key: given for key, given in DIG_DOCUMENTS.items() if key != "site-plan"}))
    items = (DeficiencyItem("เลขที่โฉนดไม่ตรงกับสำเนา"),)
    cases.record_documents(office, case.row.id, {}, DeficiencyRequest(items))
    text = text_of(papers.issue_paper(office, "deficiency", case_id=case.row.id).pdf, tmp_path)
    for said in ("2569-00001/1", "แผนผังบริเวณ", "ยื่นฉบับจริง 3 ชุด", "เลขที่โฉนดไม่ตรงกับสำเนา", "25 พฤศจิกายน 2569", "มาตรา 9"):
        assert said.replace(" ", "") in text, said


def test_the_notice_lists_the_signs_and_what_they_cost(office: Office, tax: CaseDetail, tmp_path: Path) -> None:
    notice = papers.issue_paper(office, "assessment_notice", case_id=tax.row.id)
    text = text_of(notice.pdf, tmp_path)
    assert tax.assessment is not None
    for said in ("ภ.ป.3-1", "SOMMUT สมมุติ", "290.00", f"{tax.assessment.total:,.2f}", "15 วัน", "30 วัน", "ร้อยละ 2"):
        assert said.replace(" ", "") in text, said
    assert papers.issue_paper(office, "assessment_notice", case_id=tax.row.id).code == notice.code  # one notice of one assessment
    assessing.assess(office, tax.row.id)
    assert papers.issue_paper(office, "assessment_notice", case_id=tax.row.id).code != notice.code


def test_a_letter_may_leave_its_number_to_the_register_of_letters(office: Office, tax: CaseDetail, tmp_path: Path) -> None:
    setup.change_office_details(office, letter_code="อบ 00000")
    setup.change_settings(office, letter_numbers="blank")
    assert "ภ.ป.3-" not in text_of(papers.issue_paper(office, "assessment_notice", case_id=tax.row.id).pdf, tmp_path)


def test_a_receipt_has_one_original_and_then_copies(office: Office, tax: CaseDetail, tmp_path: Path) -> None:
    receipt = money.take_payment(office, tax.row.id, Payment("cash", Decimal(5000)))
    original = papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    copy = papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    assert copy.code == original.code and copy.title.endswith("(สำเนา)") and copy.pdf != original.pdf
    assert papers.papers_for(office, tax.row.id)[0].reprints == 1
    assert papers.paper(office, original.code).pdf == original.pdf
    text = text_of(original.pdf, tmp_path)
    for said in ("ภ.ป.7", "เลขที่ 1", "ภาษีป้าย ประจำปี 2569 จำนวน 2 ป้าย", f"{receipt.total:,.2f}", "เงินทอน", "ประจำปีภาษี พ.ศ. 2569"):
        assert said.replace(" ", "") in text, said
    assert "พิมพ์ซ้ำ" in cases.case(office, tax.row.id).events[-1].text


def test_a_reprint_is_the_same_page_as_often_as_one_likes(office: Office, tax: CaseDetail) -> None:
    code = papers.issue_paper(office, "application", case_id=tax.row.id).code
    first, second = papers.reprint(office, code), papers.reprint(office, code)
    assert first.pdf == second.pdf
    assert papers.papers_for(office, tax.row.id)[0].reprints == 2


def test_a_voided_receipt_is_printed_with_its_mark_and_reason(office: Office, tax: CaseDetail, tmp_path: Path) -> None:
    receipt = money.take_payment(office, tax.row.id, Payment("cash", Decimal(5000)))
    original = papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    money.void_receipt(office, receipt.id, "พิมพ์ชื่อผู้ชำระผิด")
    marked = papers.paper(office, original.code)
    assert marked.pdf != original.pdf
    assert "พิมพ์ชื่อผู้ชำระผิด" in text_of(marked.pdf, tmp_path)
    assert papers.papers_for(office, tax.row.id)[0].void
    assert verifying.verify(office) == []  # what the original said is still kept as it was


def test_a_paper_stays_as_it_was_when_the_office_changes(office: Office, tax: CaseDetail) -> None:
    original = papers.issue_paper(office, "application", case_id=tax.row.id)
    setup.change_office_details(office, phone="045-000000")
    setup.change_settings(office, numerals="arabic")
    assert papers.paper(office, original.code).pdf == original.pdf
    assert papers.issue_paper(office, "application", case_id=tax.row.id).pdf != original.pdf


def test_a_lost_file_is_made_again_from_what_is_kept(office: Office, tax: CaseDetail) -> None:
    original = papers.issue_paper(office, "application", case_id=tax.row.id)
    sha256 = hashlib.sha256(original.pdf).hexdigest()
    (paths.attachments_dir(office.folder) / sha256[:2] / sha256[2:]).unlink()
    assert papers.paper(office, original.code).pdf == original.pdf


def test_nothing_is_lost_when_a_page_cannot_be_made(office: Office, tax: CaseDetail, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = money.take_payment(office, tax.row.id, Payment("cash", Decimal(5000)))

    def broken(view: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(papers, "render", broken)
        with pytest.raises(MemoryError):
            papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    assert verifying.verify(office) == []
    again = papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    assert again.code == "ร-2569-000001" and not again.title.endswith("(สำเนา)")
    assert papers.papers_for(office, tax.row.id)[0].reprints == 0


def test_the_certificate_and_the_letter_of_a_registration(office: Office, tmp_path: Path) -> None:
    case = filing.open_case(office, shop_filing(answers=shop_answers(trade_name_roman="SOMMUT SHOP")))
    money.take_payment(office, case.row.id, Payment("cash", Decimal(50)))
    deciding.decide(office, case.row.id, True)
    deciding.issue(office, case.row.id)
    kinds = [kind for kind, _ in papers.possible_papers(office, case.row.id)]
    assert kinds[-3:] == ["receipt", "commercial_certificate", "result_notice"]
    certificate = text_of(papers.issue_paper(office, "commercial_certificate", case_id=case.row.id).pdf, tmp_path)
    for said in ("ใบทะเบียนพาณิชย์", "1/2569", "นางสมมุติ ตัวอย่าง", "ร้านสมมุติพาณิชย์", "SOMMUT SHOP", "ขายของชำ", "18 พฤศจิกายน"):
        assert said.replace(" ", "") in certificate, said
    letter = text_of(papers.issue_paper(office, "result_notice", case_id=case.row.id).pdf, tmp_path)
    assert "รับจดทะเบียนตามคำขอของท่าน" in letter


def test_the_letters_of_a_refusal_and_of_a_return(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    refused = filing.open_case(office, shop_filing())
    money.take_payment(office, refused.row.id, Payment("cash", Decimal(50)))
    deciding.decide(office, refused.row.id, False, "กิจการได้รับยกเว้น")
    letter = text_of(papers.issue_paper(office, "result_notice", case_id=refused.row.id).pdf, tmp_path)
    assert "กิจการได้รับยกเว้น" in letter and "ไม่รับจดทะเบียน" in letter and "มาตรา44" in letter
    lacking = filing.open_case(office, dig_filing(documents={}))
    cases.record_documents(office, lacking.row.id, {}, DeficiencyRequest(()))
    clock.go_to(DAY + dt.timedelta(days=10))
    cases.return_application(office, lacking.row.id, "ไม่ยื่นเอกสารภายในกำหนด")
    returned = text_of(papers.issue_paper(office, "return_letter", case_id=lacking.row.id).pdf, tmp_path)
    assert "คืนคำขอ" in returned and "แผนผังบริเวณ" in returned and "ไม่ยื่นเอกสารภายในกำหนด" in returned


def test_the_acknowledgement_of_an_excavation_names_land_and_receipt(office: Office, tmp_path: Path) -> None:
    case = filing.open_case(office, dig_filing())
    money.take_payment(office, case.row.id, Payment("cash", Decimal(500)))
    deciding.issue(office, case.row.id)
    text = text_of(papers.issue_paper(office, "excavation_acknowledgement", case_id=case.row.id).pdf, tmp_path)
    for said in ("โฉนดที่ดิน เลขที่ 12345", "3.5", "400", "นายออกแบบ จำลอง", "เล่มที่ 1 เลขที่ 1", "500.00", owner().full_name):
        assert said.replace(" ", "") in text, said


def test_the_remittance_slip_of_a_day(office: Office, tmp_path: Path) -> None:
    for request in (shop_filing(), dig_filing()):
        case = filing.open_case(office, request)
        money.take_payment(office, case.row.id, Payment("cash", Decimal(500)))
    with pytest.raises(CounterError, match="ยังไม่ได้ปิดยอด"):
        papers.issue_paper(office, "day_close", day=DAY)
    money.close_day(office, DAY, Decimal("549.00"), "ทอนเกิน 1 บาท")
    slip = papers.issue_paper(office, "day_close", day=DAY)
    text = text_of(slip.pdf, tmp_path)
    for said in ("1/2570", "550.00", "ค่าธรรมเนียมจดทะเบียนพาณิชย์", "ขาดจากยอดใบเสร็จ 1.00 บาท", "ทอนเกิน 1 บาท"):
        assert said.replace(" ", "") in text, said
    assert papers.issue_paper(office, "day_close", day=DAY).code == slip.code


def test_an_unknown_paper_is_said_to_be_unknown(office: Office, tax: CaseDetail) -> None:
    for call, argument in ((papers.paper, "ร-2569-999999"), (papers.reprint, "x")):
        with pytest.raises(CounterError) as unknown:
            call(office, argument)
        assert unknown.value.code == "unknown-paper"
    with pytest.raises(CounterError) as kind:
        papers.issue_paper(office, "poem", case_id=tax.row.id)
    assert kind.value.code == "no-paper"
