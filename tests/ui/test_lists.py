"""Cases, registers, money and reports, on a Monday at the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lsvdesk.counter import closing, money
from lsvdesk.ui.cases_page import CasesPage
from lsvdesk.ui.list_export import write_list
from lsvdesk.ui.money_page import CloseDayDialog, MoneyPage
from lsvdesk.ui.registers_page import RegistersPage
from lsvdesk.ui.reports_page import ReportsPage, months_before, wanted_month
from lsvdesk.ui.session import Session
from tests.support.office_day import MONDAY

Opened = Callable[..., Any]


@pytest.fixture
def opened(qtbot: Any, session: Session) -> Opened:
    """A page in a window of its own."""

    def make(page: type, argument: Any = None) -> Any:
        made = page(session)
        qtbot.addWidget(made)
        made.resize(1130, 700)
        made.show()
        made.activate(argument)
        return made

    return make


def test_the_list_of_cases_begins_with_what_is_not_finished(opened: Opened) -> None:
    page = opened(CasesPage)
    rows = page.table.rows()
    assert rows and all(row.status in ("received", "deficient", "in_progress", "approved") for row in rows)
    page.view.setCurrentIndex(page.view.findText("ทั้งหมด"))
    page.refresh()
    assert len(page.table.rows()) > len(rows)


def test_the_list_of_cases_opens_with_the_state_that_was_asked_for(opened: Opened) -> None:
    page = opened(CasesPage, {"status": "deficient"})
    assert page.view.currentText() == "รอผู้ยื่นแก้ไขเอกสาร"
    assert [row.applicant for row in page.table.rows()] == ["นายเพิ่งมา สมมุติการ"]


def test_a_part_of_a_name_finds_the_case(opened: Opened, qtbot: Any) -> None:
    page = opened(CasesPage)
    page.text.insert("เพ็ญ")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert [row.applicant for row in page.table.rows()] == ["นางสาวเพ็ญศรี ตัวอย่างดี"]
    with qtbot.waitSignal(page.open_case) as opened_case:
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert opened_case.args == [page.table.rows()[0].id]


def test_a_list_is_exported_as_it_stands(opened: Opened, qtbot: Any, tmp_path: Path) -> None:
    page = opened(CasesPage)
    page.table.set_filter("จดทะเบียนพาณิชย์")
    shown = page.table.rows()
    out = tmp_path / "คำขอ.xlsx"
    with qtbot.waitSignal(page.toast, timeout=20_000) as said:
        write_list(page, page.table, "คำขอ", "ที่ยังไม่เสร็จ", out)
    assert f"{len(shown)} รายการ" in said.args[0]
    cells = [[cell.value for cell in row] for row in load_workbook(out).active.iter_rows()]
    numbers = [row.number for row in shown]
    assert [value for row in cells for value in row if value in numbers] == numbers
    days = [value for row in cells for value in row if isinstance(value, dt.datetime)]
    assert shown[0].filed_on in [day.date() for day in days], "a day is a day in the workbook, not a text"


def test_the_registers_follow_from_the_services(opened: Opened) -> None:
    page = opened(RegistersPage, "commercial-registration")
    assert [row.holder for row in page.table.rows()] == ["นางสาวมอบหมาย ทดสอบดี"]
    page.activate("signs")
    assert "DEMO MOTOR ยานยนต์ตัวอย่าง" in [row.text for row in page.table.rows()]
    page.text.insert("เสริมสวย")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert [row.owner for row in page.table.rows()] == ["นางสาวเพ็ญศรี ตัวอย่างดี"]


def test_the_money_of_today_is_its_receipts(opened: Opened, session: Session) -> None:
    page = opened(MoneyPage)
    expected = money.receipts(session.office, MONDAY, MONDAY)
    assert [row.id for row in page.table.rows()] == [row.id for row in expected]
    assert page.totals.total == sum((row.total for row in expected if row.status == "valid"), Decimal(0))
    assert page.state.text() == "ยังไม่ปิดยอด"


def test_another_day_is_reached_by_arrows_but_never_tomorrow(opened: Opened) -> None:
    page = opened(MoneyPage)
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.on == MONDAY
    page.step(-3)
    assert page.on == dt.date(2026, 3, 20)
    assert page.day.text() == "20/03/2569"
    assert page.table.rows()


def test_a_day_is_closed_with_what_was_counted(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened(MoneyPage, dt.date(2026, 3, 20))
    dialog = CloseDayDialog(page.totals, page._close, page)
    qtbot.addWidget(dialog)
    dialog.show()
    cash = page.totals.by_method["cash"]
    dialog.counted.editor.line.insert(str(cash - 1))
    dialog.counted.editor.changed.emit()
    assert "ขาด 1.00 บาท" in dialog.difference.text()
    dialog.act()
    assert dialog.isVisible() and "หมายเหตุ" in (dialog.note.shown_fault() or ""), "a difference wants its reason"
    dialog.note.editor.box.insertPlainText("ทอนเกินหนึ่งบาท")
    dialog.act()
    assert not dialog.isVisible()
    closed = closing.day_totals(session.office, dt.date(2026, 3, 20))
    assert closed.closed and closed.counted == cash - 1 and closed.note == "ทอนเกินหนึ่งบาท"


def test_the_report_of_last_month_is_wanted_until_the_fifth() -> None:
    assert wanted_month(dt.date(2026, 3, 5)) == (2026, 2)
    assert wanted_month(dt.date(2026, 3, 6)) == (2026, 3)
    assert wanted_month(dt.date(2026, 1, 2)) == (2025, 12)
    assert months_before(dt.date(2026, 2, 28), 3) == [(2026, 2), (2026, 1), (2025, 12)]


def test_the_page_of_reports_says_what_is_amiss_and_makes_the_workbook(opened: Opened, qtbot: Any, tmp_path: Path) -> None:
    page = opened(ReportsPage)
    assert page.month.currentText() == "มีนาคม 2569"
    qtbot.waitUntil(lambda: page.figures["received"].text() != "–", timeout=20_000)
    assert int(page.figures["received"].text()) > 5
    assert any("20 มี.ค. 2569" in row.text for row in page.cautions.rows()), "the day that was not closed is named"
    out = tmp_path / "รายงาน.xlsx"
    with qtbot.waitSignal(page.toast, timeout=30_000):
        page.write(out)
    assert page.done_strip.isVisibleTo(page) and "รายงาน.xlsx" in page.done_words.text()
    assert "ปก" in load_workbook(out).sheetnames
