from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lsvdesk.counter.views import UserView
from lsvdesk.errors import CounterError
from lsvdesk.reporting.registers import REGISTERS, export_register
from tests.reporting.libreoffice import convert, needs_libreoffice
from tests.reporting.office import Desk, september


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]


@pytest.mark.parametrize("name", list(REGISTERS))
def test_every_register_is_written_and_says_what_it_is(name: str, september_desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_register(september_desk.office, name, september(1), september(30), tmp_path / "r.xlsx"))
    for sheet in book:
        assert sheet["A2"].value == "องค์การบริหารส่วนตำบลโพธิ์ใหญ่  ตั้งแต่วันที่ 1 ก.ย. 2569 ถึงวันที่ 30 ก.ย. 2569"
        assert rows_of(sheet)


def test_the_days_bound_what_is_listed(september_desk: Desk, tmp_path: Path) -> None:
    whole = rows_of(load_workbook(export_register(september_desk.office, "cases", None, None, tmp_path / "a.xlsx")).active)
    part = rows_of(load_workbook(export_register(september_desk.office, "cases", september(1), september(7), tmp_path / "b.xlsx")).active)
    assert len(whole) == 12
    assert {row[2] for row in part} == {dt.datetime(2026, 9, day) for day in (1, 2, 3, 7)}


def test_a_voided_receipt_is_listed_beside_the_sum_and_not_in_it(september_desk: Desk, tmp_path: Path) -> None:
    sheet = load_workbook(export_register(september_desk.office, "receipts", None, None, tmp_path / "r.xlsx"), data_only=True).active
    (void,) = [row for row in rows_of(sheet) if row[11]]
    assert void[9:] == (None, 50, "พิมพ์ชื่อผู้ชำระเงินผิด ออกฉบับใหม่แทน")
    last = [row for row in sheet.iter_rows(values_only=True) if row[0]][-1]
    assert (last[0], last[9], last[10]) == ("รวม 9 รายการ", 7228.45, 50)


def test_each_series_of_papers_has_its_own_sheet(september_desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_register(september_desk.office, "permits", None, None, tmp_path / "r.xlsx"))
    assert book.sheetnames == ["ทะเบียนใบทะเบียนพาณิชย์", "ทะเบียนใบรับแจ้งการขุดดิน"]
    assert rows_of(book.worksheets[0])[0][1:5] == ("1/2569", dt.datetime(2026, 9, 9), "1990000000011", "นายก้านกล้วย สมมุติกุล")


def test_a_sign_is_listed_with_its_measures_and_its_text_as_it_stands_there(september_desk: Desk, tmp_path: Path) -> None:
    (sign,) = rows_of(load_workbook(export_register(september_desk.office, "signs", None, None, tmp_path / "r.xlsx")).active)
    assert sign[2:8] == ("=ร้านสมมุติ", "2 ไทยปนต่างประเทศ", "ใช่", 125.5, 240, 2)
    assert sign[10:] == (2569, 1040, "ติดตั้งอยู่")


def test_a_deficiency_record_says_what_was_missing(september_desk: Desk, tmp_path: Path) -> None:
    (record,) = rows_of(load_workbook(export_register(september_desk.office, "deficiencies", None, None, tmp_path / "r.xlsx")).active)
    assert record[5:8] == ("ขาดสำเนาโฉนดที่ดิน", dt.datetime(2026, 9, 27), "รอแก้ไข")


def test_names_of_sensitive_services_are_hidden_from_those_who_may_not_see_them(september_desk: Desk, tmp_path: Path) -> None:
    clerk = september_desk.office.with_user(UserView(99, "นายตัวอย่าง หน้าเคาน์เตอร์", "เจ้าพนักงานธุรการ", "counter"))
    for name in ("cases", "receipts"):
        seen = str(list(load_workbook(export_register(clerk, name, None, None, tmp_path / "c.xlsx")).active.values))
        assert "นายไม่เปิดเผย" not in seen
        assert "(ปกปิดชื่อ)" in seen
        seen = str(list(load_workbook(export_register(september_desk.office, name, None, None, tmp_path / "o.xlsx")).active.values))
        assert "นายไม่เปิดเผย" in seen


def test_there_is_no_list_of_people(september_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CounterError, match="cases, receipts, permits, signs, deficiencies") as told:
        export_register(september_desk.office, "people", None, None, tmp_path / "r.xlsx")
    assert told.value.code == "register-name"


def test_days_the_wrong_way_round_are_told(september_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CounterError, match="อยู่ก่อนวันเริ่ม"):
        export_register(september_desk.office, "cases", september(2), september(1), tmp_path / "r.xlsx")


@needs_libreoffice
@pytest.mark.parametrize("name", list(REGISTERS))
def test_libreoffice_prints_every_register_without_a_column_too_narrow(name: str, september_desk: Desk, tmp_path: Path) -> None:
    import subprocess

    path = convert(export_register(september_desk.office, name, None, None, tmp_path / "r.xlsx"), "pdf", tmp_path)
    printed = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "###" not in printed
    assert "2569" in printed
