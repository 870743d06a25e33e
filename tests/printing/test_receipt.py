"""The receipt: two on a sheet, sums that add up, many lines, ways of payment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.printing import render
from lsvdesk.printing.papers import receipt
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import ThaiTable
from lsvdesk.printing.views import PartyView, PaymentView, as_copy, as_void, content_hash
from tests.printing import samples
from tests.printing.reading import pictures, text_of


def test_original_and_copy_stand_on_one_sheet_with_the_same_words(tmp_path: Path) -> None:
    pdf = render(samples.receipt())
    read = text_of(pdf, tmp_path)
    upper, lower = read.split("สำเนา ภ.ป. ๗")
    assert "ต้นฉบับ ภ.ป. ๗" in upper
    for words in ("เลขที่ ๐๐๑๒", "ได้รับเงินจาก นางสาวปี่ทอง กุ้งเต้น", "(หนึ่งพันหกร้อยห้าสิบแปดบาทแปดสิบสตางค์)", "๑,๖๕๘.๘๐"):
        assert words in upper, words
        assert words in lower, words
    assert len(pictures(pdf)) == 1


def test_the_two_halves_look_the_same() -> None:
    picture = pictures(render(samples.receipt()), 72)[0]
    half = picture.height // 2
    left = (0, 80, picture.width - 150, 400)  # without the words ต้นฉบับ and สำเนา
    upper = picture.crop(left)
    lower = picture.crop((0, half + 80, picture.width - 150, half + 400))
    dark = [sum(part.histogram()[:128]) for part in (upper, lower)]
    assert dark[0] == pytest.approx(dark[1], rel=0.03)


def test_a_receipt_whose_lines_do_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        render(samples.receipt(total=Decimal("1658.81")))


@pytest.mark.parametrize("count", [1, 4, 6, 9, 13, 25, 60])
def test_every_line_is_printed_once_on_each_half(count: int, tmp_path: Path) -> None:
    view = samples.receipt(lines=count, payer=samples.COMPANY)
    read = text_of(render(view), tmp_path)
    assert read.count("ภาษีป้าย ประจำปี ๒๕๖๙ ประเภท ๒(ข)") == 2
    for number in range(3, count + 1):
        words = f"สาขาที่ {samples_numeral(number)} ริมถนน"
        assert read.count(words) == 2, words
    assert read.count("รวมทั้งสิ้น") == 2
    assert read.count("ยอดยกมา") == read.count("ยอดยกไป")


@pytest.mark.parametrize("count", range(1, 31))
@pytest.mark.parametrize("payer", [samples.PERSON, samples.COMPANY])
def test_no_half_sheet_is_overfull_and_each_shows_a_line(count: int, payer: PartyView) -> None:
    view = samples.receipt(lines=count, payer=payer)
    setting = Setting(view.head, receipt.SIZE)
    tail = receipt._tail(setting, view)
    sheets = receipt._sheets(setting, view, tail)
    for number, sheet in enumerate(sheets):
        high = receipt._head(setting, view, "ต้นฉบับ", first=number == 0).height(receipt.WIDTH) + sheet.height(receipt.WIDTH)
        high += tail.height(receipt.WIDTH) if sheet is sheets[-1] else 0
        assert high <= receipt.HALF - receipt.TOP_MARGIN - receipt.BOTTOM_MARGIN + 0.01
        assert isinstance(sheet, ThaiTable)
        assert any(row.cells[0].lines(40)[0].text for row in sheet._rows)


def samples_numeral(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def test_the_sum_carried_forward_is_the_sum_brought_forward(tmp_path: Path) -> None:
    read = text_of(render(samples.receipt(lines=25)), tmp_path)
    forward = [line.split()[-1] for line in read.splitlines() if "ยอดยกไป" in line]
    brought = [line.split()[-1] for line in read.splitlines() if "ยอดยกมา" in line]
    assert forward and forward == brought


def test_change_is_printed_for_cash_only(tmp_path: Path) -> None:
    assert "เงินทอน ๑๐๐.๐๐ บาท" in text_of(render(samples.receipt()), tmp_path)
    transfer = PaymentView("transfer", "กรุงสมมติ", number="TX-99", dated=samples.DAY, tendered=Decimal("2000"), change=Decimal("1"))
    read = text_of(render(samples.receipt(payment=transfer)), tmp_path)
    assert "เงินทอน" not in read
    assert "ธนาคารกรุงสมมติ เลขที่ TX-99" in read


def test_a_cheque_is_valid_only_when_it_is_honoured(tmp_path: Path) -> None:
    cheque = PaymentView("cheque", "กรุงสมมติ", "วารินชำราบ", "1234567", samples.DAY)
    read = text_of(render(samples.receipt(payment=cheque)), tmp_path).replace("\n", " ")
    assert "เรียกเก็บเงิน" in read
    assert "เลขที่ ๑๒๓๔๕๖๗" in read


def test_a_voided_receipt_keeps_its_number_and_says_why(tmp_path: Path) -> None:
    view = samples.receipt()
    voided = replace(as_void(view), void_reason="พิมพ์ชื่อผิด", voided_on=samples.DAY)
    read = text_of(render(voided), tmp_path)
    assert "ยกเลิกเมื่อวันที่ ๒๓ พฤศจิกายน ๒๕๖๙" in read
    assert "เลขที่ ๐๐๑๒" in read
    assert content_hash(voided) == content_hash(view)


def test_a_reprinted_receipt_is_stamped_on_both_halves(tmp_path: Path) -> None:
    plain, copy = (text_of(render(view), tmp_path).split().count("สำเนา") for view in (samples.receipt(), as_copy(samples.receipt())))
    assert copy == plain + 2


def test_a_signboard_receipt_names_form_tax_year_and_signs(tmp_path: Path) -> None:
    read = text_of(render(samples.receipt()), tmp_path)
    for words in ("ภ.ป. ๗", "ประจำปีภาษี พ.ศ. ๒๕๖๙", "จำนวนป้าย ๑", "๔๑๑๐๐๐๐๓", "ม. ๒๕(๑)"):
        assert words in read, words
