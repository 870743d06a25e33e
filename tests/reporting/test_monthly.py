from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, insert, select

from lsvdesk.errors import CounterError
from lsvdesk.register import models
from lsvdesk.reporting.monthly import SHEETS, export_month, month_data
from tests.reporting.libreoffice import convert, needs_libreoffice
from tests.reporting.office import COMMERCE, SIGNBOARD, Desk, fill_september, open_desk, september

RECEIPTS, REVENUE, SUMMARY, PERMITS, PENDING, COVER = (
    "ใบเสร็จรับเงิน",
    "รายรับตามประเภท",
    "สรุปตามงาน",
    "ใบรับรองและใบอนุญาต",
    "เรื่องคงค้าง",
    "ปก",
)
SURVEY = "ปัญหาอุปสรรคและข้อเสนอแนะ"


def texts(sheet: Any) -> str:
    """Everything on the sheet as one text, row by row."""
    return "\n".join(" | ".join(str(cell) for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True))


def rows_of(sheet: Any, first: int = 5) -> list[tuple[Any, ...]]:
    """The rows that begin with a running number."""
    return [row for row in sheet.iter_rows(min_row=first, values_only=True) if isinstance(row[0], int)]


def beside(sheet: Any, label: str) -> Any:
    """The last value of the first row that holds ``label``."""
    for row in sheet.iter_rows(values_only=True):
        if any(isinstance(cell, str) and label in cell for cell in row):
            return [cell for cell in row if cell not in (None, "")][-1]
    raise AssertionError(f"{label} is not on {sheet.title}")


def test_the_workbook_has_the_pages_the_province_asks_for(september_book: Path) -> None:
    book = load_workbook(september_book)
    assert tuple(book.sheetnames) == SHEETS
    assert {COVER, SUMMARY, RECEIPTS, PERMITS, REVENUE, SURVEY} <= set(book.sheetnames)
    assert book.active.title == COVER


def test_every_receipt_of_the_month_is_listed_with_real_dates_and_numbers(september_book: Path, september_desk: Desk) -> None:
    sheet = load_workbook(september_book)[RECEIPTS]
    listed = rows_of(sheet)
    with september_desk.office.register.read() as session:
        known = session.execute(
            select(
                models.Receipt.issued_on,
                models.ReceiptBook.book_no,
                models.Receipt.number,
                models.Receipt.total_satang,
                models.Receipt.status,
            )
            .join(models.ReceiptBook, models.ReceiptBook.id == models.Receipt.book_id)
            .order_by(models.ReceiptBook.book_no, models.Receipt.number)
        ).all()
    assert [(row[1].date(), row[2], row[3]) for row in listed] == [(each.issued_on, each.book_no, each.number) for each in known]
    assert [round(row[8] * 100) for row in listed] == [each.total_satang for each in known]
    assert [row[9] for row in listed] == ["ยกเลิก" if each.status == "void" else "ใช้ได้" for each in known]
    assert sheet["B5"].is_date
    assert sheet["B5"].number_format == "[$-107041E]d mmm yyyy;@"


def test_a_voided_receipt_keeps_its_line_and_its_reason_and_counts_for_nothing(september_book: Path) -> None:
    sheet = load_workbook(september_book)[RECEIPTS]
    (void,) = [row for row in rows_of(sheet) if row[9] == "ยกเลิก"]
    assert void[8] == 50
    assert void[10] == "พิมพ์ชื่อผู้ชำระเงินผิด ออกฉบับใหม่แทน"
    assert beside(sheet, "รวมเงินที่รับ") == '=SUMIFS(I5:I13,J5:J13,"ใช้ได้")'


def test_the_results_stored_beside_the_formulas_are_those_of_the_register(september_book: Path, september_desk: Desk) -> None:
    with september_desk.office.register.read() as session:
        money = session.scalar(select(func.sum(models.Receipt.total_satang)).where(models.Receipt.status == "valid"))
        lines = session.scalar(
            select(func.sum(models.ReceiptLine.amount_satang)).join(models.Receipt).where(models.Receipt.status == "valid")
        )
    book = load_workbook(september_book, data_only=True)
    assert money == lines == 722_845
    assert Decimal(str(beside(book[RECEIPTS], "รวมเงินที่รับ"))) == Decimal("7228.45")
    assert Decimal(str(beside(book[REVENUE], "รวมรายรับทั้งสิ้น"))) == Decimal("7228.45")
    assert Decimal(str(beside(book[SUMMARY], "รวมทั้งสิ้น"))) == Decimal("7228.45")
    assert Decimal(str(beside(book[COVER], "รายรับทั้งสิ้น"))) == Decimal("7228.45")
    assert beside(book[COVER], "กระทบยอด") == "ตรงกัน"


def test_the_summary_counts_each_service(september_book: Path) -> None:
    found = {row[1]: row[2:] for row in rows_of(load_workbook(september_book, data_only=True)[SUMMARY], first=6)}
    #                               ยกมา ใหม่ รวม | เสร็จ ทัน ช้า ทัน ช้า | ไม่อนุญาต คืน ถอน | ค้าง เกิน | ใบเสร็จ เงิน
    assert found["การจดทะเบียนพาณิชย์ (ตั้งใหม่)"] == (0, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 50)
    assert found["การแจ้งขุดดิน"] == (1, 2, 3, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 1, 500)
    assert found["การรับชำระภาษีป้าย"] == (0, 6, 6, 5, 5, 0, 0, 0, 0, 0, 1, 0, 0, 5, 6555)
    assert found["การสงเคราะห์ผู้ป่วยเอดส์"] == (0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 123.45)


def test_totals_are_formulas(september_book: Path) -> None:
    book = load_workbook(september_book)
    last = 5 + len(rows_of(book[SUMMARY], first=6))
    totals = [cell.value for row in book[SUMMARY].iter_rows(min_row=last + 1, max_row=last + 1, min_col=3) for cell in row]
    assert totals == [f"=SUM({letter}6:{letter}{last})" for letter in "CDEFGHIJKLMNOPQ"]
    assert re.fullmatch(r"=SUM\(G(\d+):G\1\)", beside(book[REVENUE], "รวมหมวดภาษีอากร"))
    assert str(beside(book[REVENUE], "ผลการตรวจสอบ")).startswith("=IF(ROUND(")
    assert str(beside(book[COVER], "คำขอรับใหม่")).startswith("='สรุปตามงาน'!")


def test_names_of_a_sensitive_service_are_on_no_page(september_book: Path) -> None:
    book = load_workbook(september_book)
    everything = "\n".join(texts(sheet) for sheet in book)
    assert "ไม่เปิดเผย" not in everything
    assert "(ปกปิดชื่อ)" in texts(book[RECEIPTS])
    assert "(ปกปิดชื่อ)" in texts(book[PENDING])
    assert "งานที่มีข้อมูลส่วนบุคคลอ่อนไหว 2 รายการ" in texts(book[COVER])


def test_the_papers_issued_are_listed_and_counted_by_kind(september_book: Path) -> None:
    sheet = load_workbook(september_book, data_only=True)[PERMITS]
    assert [(row[2], row[3], row[5]) for row in rows_of(sheet)] == [
        ("ใบทะเบียนพาณิชย์", "1/2569", "นายก้านกล้วย สมมุติกุล"),
        ("ใบรับแจ้งการขุดดิน", "1/2569", "นางพวงคราม สมมุติวงศ์"),
    ]
    assert rows_of(sheet)[0][4] == "1990000000011"  # a number that is a name stays text: no digit of it is lost
    assert beside(sheet, "รวมทั้งสิ้น") == 2


def test_what_is_pending_is_listed_the_latest_first(september_book: Path) -> None:
    listed = rows_of(load_workbook(september_book)[PENDING])
    assert [(row[1], row[8]) for row in listed] == [("8/2569", 13), ("12/2569", None), ("10/2569", None), ("9/2569", None)]
    assert listed[3][7] == "รอผู้ยื่นแก้ไขเอกสาร"


def test_the_cover_names_everything_that_is_not_as_it_should_be(september_book: Path) -> None:
    cover = texts(load_workbook(september_book)[COVER])
    for said in (
        "วันที่ยังไม่ปิดยอดเงิน | มีการออกใบเสร็จแต่ยังไม่ปิดยอดเงินประจำวัน: 4 ก.ย. 2569, 6 ก.ย. 2569, 9 ก.ย. 2569, 16 ก.ย. 2569 | 4",
        "ต่างกัน -106.50 บาท (ทอนเงินเกิน)",
        "8/2569 (ครบกำหนด 17 ก.ย. 2569)",
        "9/2569 (ภายใน 27 ก.ย. 2569)",
        "กฎกระทรวงกำหนดค่าธรรมเนียมฯ พ.ศ. 2543",
    ):
        assert said in cover
    assert "เลขไม่ต่อเนื่อง" not in cover


def test_a_month_with_nothing_wrong_says_so(desk: Desk, tmp_path: Path) -> None:
    case = desk.case("commercial-registration-new", september(1), status="finished", promise=september(1), finished=september(1))
    desk.receipt(september(1), [(COMMERCE, 5000)], case=case)
    desk.close(september(1), 5000)
    cover = load_workbook(export_month(desk.office, 2026, 9, tmp_path / "m.xlsx"))[COVER]
    rows = [row for row in cover.iter_rows(values_only=True) if row[0]]
    place = next(index for index, row in enumerate(rows) if row[0] == "ข้อควรทราบก่อนส่งรายงาน")
    assert rows[place + 1][0] == "ไม่มี"
    assert month_data(desk.office, 2026, 9).cautions == ()


def test_an_empty_month_is_a_whole_workbook(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_month(desk.office, 2026, 8, tmp_path / "m.xlsx"), data_only=True)
    assert "ไม่มีการออกใบเสร็จรับเงินในเดือนนี้" in texts(book[RECEIPTS])
    assert "ไม่มีรายรับในเดือนนี้" in texts(book[REVENUE])
    assert beside(book[RECEIPTS], "รวมเงินที่รับ") == 0
    assert {row[1] for row in rows_of(book[SUMMARY], first=6)} >= {"การรับชำระภาษีป้าย", "การแจ้งขุดดิน"}


def test_a_running_month_says_how_far_it_is_counted(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_month(desk.office, 2026, 10, tmp_path / "m.xlsx"))
    assert "ข้อมูลนับถึงวันที่ 2 ต.ค. 2569 เท่านั้น" in texts(book[COVER])


@pytest.mark.parametrize(("year", "month"), [(2026, 13), (2026, 0), (2569, 9), (2026, 11)])
def test_a_month_that_is_none_or_has_not_come_is_refused(desk: Desk, tmp_path: Path, year: int, month: int) -> None:
    with pytest.raises(CounterError) as told:
        export_month(desk.office, year, month, tmp_path / "m.xlsx")
    assert told.value.code == "month"
    assert list(tmp_path.glob("*.xlsx")) == []


NASTY = '=HYPERLINK("http://example.invalid","กด")'
TYPED = [
    NASTY,
    "+66 81 234 5678",
    "-1+2",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "#REF!",
    "ชื่อ\x00\x0bสมมุติ",
    "ก" * 300,
    "John & <Jane> 🍌",
    "  เว้นวรรค  ",
]


@pytest.fixture(scope="module")
def typed_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month whose payers were typed by somebody who means harm."""
    folder = tmp_path_factory.mktemp("typed")
    desk = open_desk(folder / "office", dt.date(2026, 10, 2))
    for name in TYPED:
        case = desk.case("commercial-registration-new", september(1), name=name, status="received")
        desk.receipt(september(1), [((COMMERCE[0], name), 100)], case=case, payer=name, void=name)
        desk.permit(case, september(1), series="commercial-registration", title=name[:300], holder=name, subject=name)
    desk.receipt(september(2), [(SIGNBOARD, 4_000_000_00)], payer="ก" * 500)
    out = export_month(desk.office, 2026, 9, folder / "m.xlsx")
    desk.office.register.close()
    return out


def test_what_was_typed_stays_text_whatever_it_begins_with(typed_book: Path) -> None:
    sheet = load_workbook(typed_book)[RECEIPTS]
    for index, typed in enumerate(TYPED):
        kept = typed.replace("\r", "\n").replace("\x00", "").replace("\x0b", "")
        for column in (5, 6, 11):
            cell = sheet.cell(5 + index, column)
            assert (cell.value, cell.data_type) == (kept, "s")
            assert bool(cell.quotePrefix) == (kept[0] in "=+-@\t\n")


def test_no_formula_of_the_workbook_holds_anything_typed(typed_book: Path) -> None:
    with zipfile.ZipFile(typed_book) as packed:
        formulas = [
            unescape(found.decode())
            for name in packed.namelist()
            if name.startswith("xl/worksheets/")
            for found in re.findall(rb"<f>([^<]*)</f>", packed.read(name))
        ]
    assert formulas
    allowed = re.compile(r"(SUM|SUMIFS|COUNTIF|COUNT|SUMPRODUCT|ROUND|IF|'[ก-๛]+'!|\"[ก-๛]+\"|[A-Z]\$?\d+|[$(),:+=*-]|\d+)+")
    assert [formula for formula in formulas if not allowed.fullmatch(formula)] == []


@needs_libreoffice
def test_libreoffice_does_not_compute_what_was_typed(typed_book: Path, tmp_path: Path) -> None:
    sheet = load_workbook(convert(typed_book, "xlsx", tmp_path))[RECEIPTS]
    for index, typed in enumerate(TYPED):
        kept = typed.replace("\r", "\n").replace("\x00", "").replace("\x0b", "")
        assert (sheet.cell(5 + index, 5).value, sheet.cell(5 + index, 5).data_type) == (kept, "s")


@needs_libreoffice
@pytest.mark.parametrize("which", ["september_book", "typed_book"])
def test_libreoffice_works_every_formula_out_to_what_is_stored_beside_it(
    which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(which)
    formulas, stored = load_workbook(path), load_workbook(path, data_only=True)
    worked_out = load_workbook(convert(path, "xlsx", tmp_path), data_only=True)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    mine, theirs = (book[sheet.title][cell.coordinate].value for book in (stored, worked_out))
                    assert mine == pytest.approx(theirs, abs=0.001) if isinstance(mine, int | float) else mine == theirs, cell.coordinate
    assert count > 60


@needs_libreoffice
def test_libreoffice_prints_years_of_the_buddhist_era_and_no_column_too_narrow(
    september_book: Path, typed_book: Path, tmp_path: Path
) -> None:
    import subprocess

    for path in (september_book, typed_book):
        printed = subprocess.run(
            ["pdftotext", "-layout", str(convert(path, "pdf", tmp_path / path.stem)), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "1 ก.ย. 2569" in printed
        assert "2026" not in printed
        assert "###" not in printed
        assert "หน้า 1 จาก" in printed


def test_pages_are_set_up_for_a4_with_repeated_headings(september_book: Path) -> None:
    book = load_workbook(september_book)
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "หน้า &P จาก &N"
        assert sheet.print_area
    assert book[RECEIPTS].print_title_rows == "$4:$4"
    assert book[RECEIPTS].freeze_panes == "A5"
    assert book[RECEIPTS].page_setup.orientation == "landscape"
    assert book[RECEIPTS]["E5"].font.name == "TH Sarabun New"


@pytest.mark.parametrize("which", ["september_book", "typed_book"])
def test_no_two_merged_cells_overlap_which_excel_would_repair(which: str, request: pytest.FixtureRequest) -> None:
    for sheet in load_workbook(request.getfixturevalue(which)):
        taken = [cell for area in sheet.merged_cells.ranges for cell in area.cells]
        assert len(taken) == len(set(taken))


def test_a_busy_month_is_summed_as_the_register_sums_it(desk: Desk, tmp_path: Path) -> None:
    count = 2_000
    with desk.office.register.write() as session:
        book = session.scalars(select(models.ReceiptBook)).one()
        book.last_no, book.next_no = count, count + 1
        book.status = "full"
        receipts, lines = [], []
        for number in range(1, count + 1):
            day = september(1 + number % 30)
            whole = 5_000 + number
            void = number % 50 == 0
            receipts.append(
                {
                    "id": number,
                    "book_id": book.id,
                    "number": number,
                    "issued_on": day,
                    "issued_at": dt.datetime.combine(day, dt.time(9)),
                    "payer_name": f"นายสมมุติ ตัวอย่าง {number}",
                    "payer_address": "",
                    "payer_id_no": "",
                    "total_satang": whole,
                    "method": ("cash", "transfer", "cheque")[number % 3],
                    "tendered_satang": whole,
                    "bank": "",
                    "instrument_no": "",
                    "status": "void" if void else "valid",
                    "void_reason": "ออกผิดราย" if void else None,
                    "receiver_id": desk.office.user.id,
                }
            )
            for position, (account, part) in enumerate((("signboard-tax", whole - 100), ("excavation-fee", 100))):
                lines.append(
                    {"receipt_id": number, "position": position, "item": account, "revenue": account, "kind": "fee", "reference": "",
                     "amount_satang": part}
                )  # fmt: skip
        session.execute(insert(models.Receipt), receipts)
        session.execute(insert(models.ReceiptLine), lines)
    told: list[int] = []
    book = load_workbook(
        export_month(desk.office, 2026, 9, tmp_path / "m.xlsx", progress=lambda done, of: told.append(done)), data_only=True
    )
    expected = sum(5_000 + number for number in range(1, count + 1) if number % 50)
    assert round(beside(book[COVER], "รายรับทั้งสิ้น") * 100) == expected
    assert round(sum(row[8] for row in rows_of(book[RECEIPTS]) if row[9] == "ใช้ได้") * 100) == expected
    assert [row[3] for row in rows_of(book[RECEIPTS])] == list(range(1, count + 1))
    assert beside(book[COVER], "กระทบยอด") == "ตรงกัน"
    assert told == [500, 1000, 1500, 2000, 2000]


def test_the_survey_is_due_on_the_fifth_and_has_cells_to_type_in(september_book: Path) -> None:
    sheet = load_workbook(september_book)[SURVEY]
    said = texts(sheet)
    assert "กำหนดรายงาน: ภายในวันจันทร์ที่ 5 ตุลาคม 2569" in said
    assert "องค์การบริหารส่วนตำบลโพธิ์ใหญ่" in said
    assert "การโฆษณาด้วยการปิด ทิ้ง หรือโปรยแผ่นประกาศ" in said
    assert "การแจ้งขุดดิน | 1 / 1" in said
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"เปิดใช้งานแล้ว,อยู่ระหว่างเตรียมการ,ยังไม่เปิดใช้งาน"' in offered


def test_december_s_survey_is_due_in_january(desk: Desk) -> None:
    office = desk.office.with_clock(type(desk.office.clock)(dt.date(2027, 1, 4)))
    data = month_data(office, 2026, 12)
    assert data.survey_due == dt.date(2027, 1, 5)


def test_progress_is_told_to_the_end(tmp_path: Path, september_desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    export_month(september_desk.office, 2026, 9, tmp_path / "m.xlsx", progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (9, 9)


def test_the_same_month_filled_twice_is_the_same_workbook(tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        desk = open_desk(tmp_path / name, dt.date(2026, 10, 2))
        fill_september(desk)
        with zipfile.ZipFile(export_month(desk.office, 2026, 9, tmp_path / f"{name}.xlsx")) as packed:
            written.append({part: packed.read(part) for part in packed.namelist() if part.startswith("xl/worksheets/")})
        desk.office.register.close()
    assert written[0] == written[1]
