"""A paper on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from lsvdesk.counter import money, papers
from lsvdesk.counter.views import PrintedPaper
from lsvdesk.printing.preview import page_count
from lsvdesk.ui.paper_preview import PaperPreview, file_name, print_pages


@pytest.fixture
def receipt(session) -> PrintedPaper:
    office = session.office
    row = money.receipts(office, office.today(), office.today())[0]
    code = papers.code_of_receipt(office, row.id)
    assert code is not None
    return papers.paper(office, code)


@pytest.fixture
def preview(receipt, session, qtbot) -> PaperPreview:
    made = PaperPreview(receipt, reprint=lambda: papers.reprint(session.office, receipt.code))
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_page_is_shown(preview: PaperPreview, receipt: PrintedPaper) -> None:
    assert preview.page_count() == page_count(receipt.pdf)
    assert receipt.code in preview.windowTitle()


def test_zooming_goes_by_steps(preview: PaperPreview) -> None:
    preview._show_at(1.0)
    width = preview._labels[0].pixmap().width()
    preview.zoom(+1)
    assert preview.size_label.text() == "125 %"
    assert preview._labels[0].pixmap().width() > width
    preview.zoom(-1)
    preview.zoom(-1)
    assert preview.size_label.text() == "75 %"


def test_what_is_saved_is_the_very_file_that_is_kept(preview: PaperPreview, receipt: PrintedPaper, tmp_path: Path) -> None:
    path = tmp_path / file_name(receipt)
    preview.save_to(path)
    assert path.read_bytes() == receipt.pdf
    assert "บันทึกแล้ว" in preview.bar.message()


def test_a_folder_that_cannot_be_written_is_said(preview: PaperPreview, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "not there" / "paper.pdf")
    assert "บันทึกไฟล์ไม่ได้" in preview.bar.message()


def test_a_reprint_is_shown_marked_as_a_copy(preview: PaperPreview, receipt: PrintedPaper) -> None:
    preview.make_copy()
    assert preview.paper.code == receipt.code
    assert preview.paper.pdf != receipt.pdf
    assert "ทำสำเนาแล้ว" in preview.bar.message()


def test_a_page_is_printed_on_a_sheet(receipt: PrintedPaper, qapp, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert print_pages(receipt.pdf, printer) == page_count(receipt.pdf)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page_count(receipt.pdf)


def test_the_proposed_name_suits_every_system() -> None:
    paper = PrintedPaper("ร-2569/000041", "receipt", 'ใบเสร็จ: "รับเงิน"', b"")
    assert file_name(paper) == "ใบเสร็จ- -รับเงิน- ร-2569-000041.pdf"
