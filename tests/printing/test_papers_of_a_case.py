"""What stands on the papers of a case: application, acknowledgement, deficiency record, assessment, certificates, letters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.printing import render
from lsvdesk.printing.views import View
from tests.printing import samples
from tests.printing.reading import pictures, text_of


def sentences(view: View, tmp_path: Path) -> str:
    """The paper's text without its line ends, so that a sentence that runs over lines can be found."""
    return text_of(render(view), tmp_path).replace("\n", "").replace(" ", "")


def says(view: View, tmp_path: Path, *expected: str) -> None:
    read = sentences(view, tmp_path)
    for words in expected:
        assert words.replace(" ", "") in read, words


# ------------------------------------------------------------------------------------------------ application


def test_an_application_shows_every_answer_its_documents_and_where_to_sign(tmp_path: Path) -> None:
    says(
        samples.application(),
        tmp_path,
        "แบบ ขุด ๑",
        "เลขรับที่ ๑๗/๒๕๗๐",
        "ชนิดเอกสารสิทธิ โฉนดที่ดิน",
        "ความลึก ๓.๕๐",
        "พื้นที่ปากบ่อ ๔๐๐",
        "ขุดสระเก็บน้ำเพื่อการเกษตร",
        "หนังสือแสดงความยินยอมของเจ้าของที่ดิน",
        "ข้าพเจ้าขอรับรองว่าข้อความข้างต้นเป็นความจริงทุกประการ",
        "ผู้แจ้ง",
    )


def test_all_twenty_five_signs_of_an_application_are_listed(tmp_path: Path) -> None:
    read = text_of(render(samples.application(long=True)), tmp_path)
    assert read.count("๑ ม.ค. ๒๕๖๙") == 25
    assert read.count("ข้อความ ภาพ หรือเครื่องหมายโดยย่อ") >= 1


def test_pages_of_an_application_are_numbered(tmp_path: Path) -> None:
    pdf = render(samples.application(long=True))
    pages = len(pictures(pdf, 20))
    read = text_of(pdf, tmp_path)
    for number in range(1, pages + 1):
        assert f"หน้า {number}/{pages}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) in read


def test_an_empty_application_leaves_lines_to_write_on(tmp_path: Path) -> None:
    picture = pictures(render(samples.bare_application()), 72)[0]
    # the dotted line after เรื่อง reaches to the right margin
    assert picture.crop((400, 60, 545, 260)).point([255 if value < 220 else 0 for value in range(256)]).getbbox() is not None


# ------------------------------------------------------------------------------------------------ acknowledgement


def test_an_acknowledgement_gives_number_both_due_dates_and_ways_to_complain(tmp_path: Path) -> None:
    says(
        samples.acknowledgement(),
        tmp_path,
        "คำขอเลขที่ ๒๕๗๐/๐๐๐๑๗",
        "๒๓ พฤศจิกายน ๒๕๖๙ เวลา ๑๐.๔๒ น.",
        "ตามคู่มือสำหรับประชาชน ๗ วัน ๓๐ พฤศจิกายน ๒๕๖๙",
        "พ.ร.บ.การขุดดินและถมดิน พ.ศ. ๒๕๔๓ มาตรา ๑๗",
        "สายด่วน ๑๑๑๑",
        "www.phoyai.example.go.th/track?no=2570-00017",
        "เจ้าหน้าที่ผู้รับคำขอ",
    )


def test_an_incomplete_application_is_acknowledged_without_a_due_date(tmp_path: Path) -> None:
    read = sentences(samples.acknowledgement(long=True), tmp_path)
    assert read.count("ยังไม่เริ่มนับเวลา") == 2
    assert "เอกสารยังไม่ถูกต้องครบถ้วน" in read


def test_an_acknowledgement_without_a_case_number_is_refused() -> None:
    view = samples.acknowledgement()
    with pytest.raises(ValueError, match="number"):
        render(replace(view, head=replace(view.head, case_no=None)))


# ------------------------------------------------------------------------------------------------ deficiency record


def test_a_deficiency_record_is_made_for_both_parties_with_the_same_words(tmp_path: Path) -> None:
    read = text_of(render(samples.deficiency()), tmp_path)
    office, applicant = read.split("ฉบับสำหรับผู้ยื่นคำขอ")
    assert "ฉบับสำหรับสำนักงาน" in office
    for words in ("หนังสือแสดงความยินยอมของเจ้าของที่ดิน", "วันที่ ๓๐ พฤศจิกายน ๒๕๖๙", "พนักงานเจ้าหน้าที่ผู้รับคำขอ", "ผู้ยื่นคำขอ"):
        assert words in office, words
        assert words in applicant, words


def test_a_deficiency_record_says_what_follows_and_cites_the_act(tmp_path: Path) -> None:
    says(
        samples.deficiency(),
        tmp_path,
        "ตามมาตรา ๘ แห่งพระราชบัญญัติการอำนวยความสะดวก",
        "ตามมาตรา ๙",
        "จะคืนคำขอพร้อมทั้งแจ้งเหตุแห่งการคืนคำขอเป็นหนังสือ",
    )


def test_a_deficiency_record_without_a_deficiency_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        render(replace(samples.deficiency(), items=()))


# ------------------------------------------------------------------------------------------------ assessment


def test_an_assessment_notice_tells_sum_term_and_right_to_appeal(tmp_path: Path) -> None:
    says(
        samples.notice(),
        tmp_path,
        "ภ.ป. ๓",
        "ที่ อบ ๗๑๒๓๔/๑๕",
        "๓,๐๑๖.๐๐ บาท (สามพันสิบหกบาทถ้วน)",
        "ภายใน ๑๕ วัน นับแต่วันที่ได้รับหนังสือแจ้งการประเมินนี้",
        "มีสิทธิอุทธรณ์ต่อนายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่ ตามแบบ ภ.ป.๔ ภายใน ๓๐ วัน",
        "ขอแสดงความนับถือ",
    )


def test_words_on_a_sign_are_quoted_as_they_are(tmp_path: Path) -> None:
    assert "24 hrs." in text_of(render(samples.notice()), tmp_path)


def test_an_ordinary_assessment_notice_is_one_sheet() -> None:
    assert len(pictures(render(samples.notice()), 20)) == 1


def test_the_signature_of_a_letter_never_stands_on_a_page_of_its_own(tmp_path: Path) -> None:
    for count in range(1, 26):
        pages = text_of(render(samples.notice(count)), tmp_path).split("- ")
        last = pages[-1] if len(pages) == 1 else "- ".join(pages[-2:])
        assert "จึงเรียนมาเพื่อโปรดทราบ" in last
        assert "ขอแสดงความนับถือ" in last


def test_a_notice_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        render(replace(samples.notice(), total=Decimal("1.00")))


def test_values_that_are_not_confirmed_are_named(tmp_path: Path) -> None:
    says(samples.notice(3, long=True), tmp_path, "ยังไม่ได้ยืนยัน: อัตราภาษีป้ายที่ใช้ตั้งแต่ปี พ.ศ. ๒๕๖๗")
    says(samples.sheet(), tmp_path, "ภาษีป้าย ป้ายที่ ๑ ร้านกุ้งเต้น (ยังไม่ได้ยืนยัน)")


def test_a_calculation_sheet_says_how_the_tax_came_about(tmp_path: Path) -> None:
    read = text_of(render(samples.sheet()), tmp_path)
    assert "๑,๖๕๘.๘๐" in read
    assert "(หนึ่งพันหกร้อยห้าสิบแปดบาทแปดสิบสตางค์)" in read
    assert "เงินเพิ่ม ยื่นแบบเกินกำหนด" in read
    with pytest.raises(ValueError, match="add up"):
        render(replace(samples.sheet(), total=Decimal("1.00")))


# ------------------------------------------------------------------------------------------------ certificates


def test_a_commercial_certificate_names_trader_business_and_registrar(tmp_path: Path) -> None:
    says(
        samples.certificate(),
        tmp_path,
        "ทะเบียนเลขที่ ๑-๑๐๒๐-๐๐๕๑๒-๓๐-๑",
        "แบบ พค.๐๔๐๓",
        "ร้านกุ้งเต้นซีฟู้ด (KUNG TEN SEAFOOD)",
        "ได้จดทะเบียนพาณิชย์ตามพระราชบัญญัติทะเบียนพาณิชย์ พ.ศ. ๒๔๙๙ เมื่อวันที่ ๒๓ พฤศจิกายน ๒๕๖๙",
        "นายทะเบียนพาณิชย์",
    )


def test_a_commercial_certificate_is_one_sheet_even_with_long_names() -> None:
    assert len(pictures(render(samples.certificate()), 20)) == 1
    assert len(pictures(render(samples.certificate(long=True)), 20)) == 1


def test_a_substitute_certificate_says_so(tmp_path: Path) -> None:
    assert "ใบแทน" in text_of(render(samples.certificate(long=True)), tmp_path)
    assert "ใบแทน" not in text_of(render(samples.certificate()), tmp_path)


def test_an_excavation_acknowledgement_gives_depth_area_fee_and_receipt(tmp_path: Path) -> None:
    says(
        samples.excavation(),
        tmp_path,
        "ใบรับแจ้งการขุดดิน",
        "ตามมาตรา ๑๗",
        "ความลึกจากระดับพื้นดิน ๓.๕",
        "พื้นที่ปากบ่อดิน ๑๒,๔๐๐",
        "๕๐๐.๐๐ บาท (ห้าร้อยบาทถ้วน)",
        "เล่มที่ ๑ เลขที่ ๐๐๑๓ ลงวันที่ ๒๓ พฤศจิกายน ๒๕๖๙",
    )


def test_a_landfill_acknowledgement_speaks_of_height_and_its_own_section(tmp_path: Path) -> None:
    says(replace(samples.excavation(), work="landfill"), tmp_path, "ใบรับแจ้งการถมดิน", "ตามมาตรา ๒๖", "ความสูงของดินที่ถม ๓.๕")


# ------------------------------------------------------------------------------------------------ letters, day close


def test_a_return_letter_gives_reasons_appeal_and_the_right_to_apply_anew(tmp_path: Path) -> None:
    says(
        samples.return_letter(long=True),
        tmp_path,
        "ตามมาตรา ๙ แห่งพระราชบัญญัติการอำนวยความสะดวก",
        "๑. ไม่ได้ยื่นหนังสือแสดงความยินยอม",
        "ภายใน ๑๕ วัน นับแต่วันที่ได้รับแจ้ง ตามมาตรา ๔๔ แห่งพระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ. ๒๕๓๙",
        "ต้องยื่นภายในวันที่ ๙ ธันวาคม ๒๕๖๙",
        "๒. เอกสารประกอบ จำนวน ๔ รายการ",
    )


def test_a_refusal_gives_its_reason_and_the_right_to_appeal_and_a_grant_does_not(tmp_path: Path) -> None:
    refusal, grant = sentences(samples.result(), tmp_path), sentences(samples.result(granted=True), tmp_path)
    assert "ไม่อาจดำเนินการตามคำขอของท่านได้" in refusal
    assert "หาบเร่แผงลอย" in refusal
    assert "มาตรา๔๔" in refusal
    assert "อุทธรณ์" not in grant
    assert "รับใบทะเบียนพาณิชย์ณกองคลัง" in grant


def test_a_remittance_slip_accounts_for_kinds_ways_of_payment_and_voided_numbers(tmp_path: Path) -> None:
    read = text_of(render(samples.day_close()), tmp_path)
    for words in ("๕,๗๘๕.๖๐", "(ห้าพันเจ็ดร้อยแปดสิบห้าบาทหกสิบสตางค์)", "๐๐๑๒ ๐๐๑๙ ๘", "๐๐๑๔ พิมพ์ชื่อผู้ชำระเงินผิด", "๑๒๓๔๕๖๗", "ผู้นำส่งเงิน", "ผู้รับเงิน"):
        assert words in read, words
    with pytest.raises(ValueError, match="add up"):
        render(replace(samples.day_close(), cash=Decimal("1.00")))


def test_a_day_without_money_has_a_slip_too(tmp_path: Path) -> None:
    assert "(ศูนย์บาทถ้วน)" in text_of(render(samples.day_close(empty=True)), tmp_path)
