from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lsvdesk.reporting import tables
from lsvdesk.reporting.registers import ColumnSpec, export_table
from lsvdesk.reporting.text import CLIPPED
from tests.reporting.libreoffice import convert, needs_libreoffice

COLUMNS = [
    ColumnSpec("ชื่อ", "text", 30),
    ColumnSpec("วันที่", "date", 14),
    ColumnSpec("จำนวน", "number", 10),
    ColumnSpec("ปีภาษีล่าสุด", "number", 12),
    ColumnSpec("จำนวนเงิน", "amount", 15),
]
ROWS = [
    ["นางสมมุติ ตัวอย่าง", dt.date(2026, 11, 18), 1200, 2569, Decimal("1508.50")],
    ["=1+1", None, 3, None, Decimal("0.25")],
    ["บริษัท ทดลองการค้า จำกัด", "ไม่กำหนด", 0, 2568, None],
]


def write(out: Path, rows: object = ROWS) -> Path:
    return export_table("รายการทดสอบ", COLUMNS, rows, out, office_name="อบต.สมมุติ", subtitle="เฉพาะที่ค้าง")  # type: ignore[arg-type]


def test_a_list_keeps_numbers_and_dates_as_what_they_are(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "a.xlsx")).active
    assert sheet["A1"].value == "รายการทดสอบ"
    assert sheet["A2"].value == "อบต.สมมุติ  เฉพาะที่ค้าง"
    assert [cell.value for cell in sheet[4]] == ["ที่", "ชื่อ", "วันที่", "จำนวน", "ปีภาษีล่าสุด", "จำนวนเงิน"]
    assert [cell.value for cell in sheet[5]] == [1, "นางสมมุติ ตัวอย่าง", dt.datetime(2026, 11, 18), 1200, 2569, 1508.5]
    assert (sheet["D5"].number_format, sheet["E5"].number_format) == ('#,##0;-#,##0;"-"', "0")  # a year has no thousands separator
    assert (sheet["C7"].value, sheet["C7"].number_format) == ("ไม่กำหนด", "@")
    assert (sheet["B6"].value, sheet["B6"].data_type, bool(sheet["B6"].quotePrefix)) == ("=1+1", "s", True)
    assert sheet.auto_filter.ref == "A4:F7"


def test_amounts_are_summed_for_the_rows_in_sight(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx")
    assert [cell.value for cell in load_workbook(path).active[8]][-1] == "=SUBTOTAL(109,F5:F7)"
    stored = load_workbook(path, data_only=True).active
    assert (stored["A8"].value, stored["F8"].value) == ("รวม 3 รายการ", 1508.75)


@needs_libreoffice
def test_libreoffice_comes_to_the_same_sum(tmp_path: Path) -> None:
    sheet = load_workbook(convert(write(tmp_path / "a.xlsx"), "xlsx", tmp_path), data_only=True).active
    assert sheet["F8"].value == pytest.approx(1508.75)
    assert sheet["B6"].value == "=1+1"


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    sheet = load_workbook(write(tmp_path / "a.xlsx", [])).active
    assert (sheet["A5"].value, sheet["A6"].value) == ("ไม่มีรายการ", "รวม 0 รายการ")


def test_rows_may_come_as_a_stream(tmp_path: Path) -> None:
    def rows() -> Iterator[list[object]]:
        for number in range(2_000):
            yield [f"บรรทัด {number}", None, number, None, Decimal(number)]

    stored = load_workbook(write(tmp_path / "a.xlsx", rows()), data_only=True).active
    assert stored["F2005"].value == sum(range(2_000))


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_IN_SHEET", 2)
    book = load_workbook(write(tmp_path / "a.xlsx"), data_only=True)
    assert book.sheetnames == ["รายการทดสอบ", "รายการทดสอบ (ต่อ 2)"]
    assert (book.worksheets[0]["A7"].value, book.worksheets[1]["A6"].value) == ("รวม 2 รายการ", "รวม 1 รายการ")
    assert book.worksheets[1]["B5"].value == "บริษัท ทดลองการค้า จำกัด"


def test_a_text_that_is_cut_is_told_on_a_page_of_its_own(tmp_path: Path) -> None:
    book = load_workbook(write(tmp_path / "a.xlsx", [["ก" * 40_000, None, 1, None, None]]))
    assert book["รายการทดสอบ"]["B5"].value.endswith(CLIPPED)
    assert book["หมายเหตุ"]["B2"].value == "รายการทดสอบ ช่อง B5"
    assert book["รายการทดสอบ"].row_dimensions[5].height <= 409
