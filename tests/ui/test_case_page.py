"""The page of a case: what it shows, and its actions by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from lsvdesk.counter import cases, shown
from lsvdesk.counter.cases import CaseFilter, list_cases
from lsvdesk.ui.case_cards import clock_words
from lsvdesk.ui.case_dialogs import AskDialog, DocumentsDialog
from lsvdesk.ui.case_page import CasePage
from lsvdesk.ui.session import Session
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.text import LongTextEditor
from lsvdesk.ui.wizard.correction import CorrectionDialog
from tests.support.office_day import MONDAY

Opened = Callable[[str], CasePage]


@pytest.fixture
def opened(qtbot: Any, session: Session) -> Opened:
    """The page of the case of this applicant."""

    def make(applicant: str) -> CasePage:
        row = next(row for row in list_cases(session.office, CaseFilter(limit=100)) if applicant in row.applicant)
        page = CasePage(session)
        qtbot.addWidget(page)
        page.resize(1130, 700)
        page.show()
        page.activate(row.id)
        qtbot.wait(20)  # what is put into a visible card is shown a moment later
        return page

    return make


def texts(page: CasePage) -> str:
    return "\n".join(label.text().replace("​", "") for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_a_case_shows_who_what_when_and_how_much(opened: Opened) -> None:
    page = opened("เพ็ญศรี")
    said = texts(page)
    for part in ("การรับชำระภาษีป้าย", "นางสาวเพ็ญศรี ตัวอย่างดี", "23 มีนาคม 2569", "เพ็ญศรีเสริมสวย", "บัตรประจำตัวประชาชน", "200.00"):
        assert part in said, part
    assert "อัตรานี้ยังไม่ได้รับการยืนยันจากหน่วยงาน" in said


def test_the_next_step_is_the_first_button_and_has_its_key(opened: Opened) -> None:
    page = opened("เพ็ญศรี")
    first = page.actions.itemAt(0).widget()
    assert (first.text(), first.key(), first.kind()) == ("รับชำระภาษี", "F8", "primary")


def test_a_registrar_registers_with_one_key_and_the_page_follows(opened: Opened, session: Session) -> None:
    page = opened("สองสหาย")
    assert page.buttons["approve"].text() == "รับจดทะเบียน"
    page.buttons["approve"].click()
    assert page.case is not None and page.case.row.status == "approved"
    assert page.status.text() == "รับจดทะเบียนแล้ว"
    assert page.buttons["issue"].kind() == "primary"


def test_a_late_case_says_by_how_many_days(opened: Opened) -> None:
    page = opened("รอนาน")
    assert page.case is not None
    assert any(state.startswith("เกิน ") for state, _ in map(clock_words, page.case.clocks))


def test_documents_handed_in_at_a_tick_cure_the_deficiency(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened("เพิ่งมา")
    assert page.case is not None and page.case.row.status == "deficient"
    done: list[Any] = []
    dialog = DocumentsDialog(page.case, MONDAY, lambda handed, record: done.append((handed, record)), page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "ยังขาด 1 รายการ" in dialog.state.text()
    dialog.hand_in_everything()
    assert "เอกสารครบถ้วน" in dialog.state.text()
    dialog.act()
    handed, record = done[0]
    assert record is None and handed["map"].originals == 1
    changed = cases.record_documents(session.office, page.case.row.id, handed, None)
    assert changed.row.status == "in_progress"


def test_what_is_missing_becomes_a_record_with_a_day(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened("ก้อง")
    assert page.case is not None
    done: list[Any] = []
    dialog = DocumentsDialog(page.case, MONDAY, lambda handed, record: done.append(record), page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.lines[0].hand_in()
    dialog.until.editor.set_value(dt.date(2026, 4, 3))
    dialog.act()
    assert done[0].correct_by == dt.date(2026, 4, 3)
    assert {item.document for item in done[0].items} == {row.id for row in dialog.missing()}


def test_a_reason_that_says_nothing_stays_in_the_dialog(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened("เพ็ญศรี")
    assert page.case is not None
    case_id = page.case.row.id
    editor = LongTextEditor(2000)
    dialog = AskDialog("ถอนคำขอ", "", "เหตุผล", editor, "ถอน", lambda why: cases.withdraw(session.office, case_id, str(why)), parent=page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act()
    assert dialog.frame.shown_fault()
    editor.box.insertPlainText("-")
    dialog.act()
    assert "เหตุผล" in (dialog.frame.shown_fault() or "") and dialog.isVisible()
    assert cases.case(session.office, case_id).row.status == "in_progress"
    editor.box.setPlainText("ผู้ยื่นแจ้งว่ารื้อป้ายแล้ว")
    dialog.act()
    assert not dialog.isVisible()
    assert cases.case(session.office, case_id).row.status == "withdrawn"


def test_a_wrong_entry_is_corrected_on_the_wizards_own_page(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened("เพ็ญศรี")
    assert page.case is not None
    case_id = page.case.row.id
    dialog = CorrectionDialog(session, page.case, lambda answers: cases.correct_answers(session.office, case_id, answers), page)
    qtbot.addWidget(dialog)
    dialog.show()
    frame = next(frame for frame in dialog.page.frames() if frame.key == "shop_name")
    frame.editor.line.selectAll()
    frame.editor.line.insert("เพ็ญศรีบิวตี้")
    frame.editor.changed.emit()
    dialog.act()
    assert not dialog.isVisible(), dialog.bar.message()
    sections = dict(shown.answer_sections(session.office, case_id))
    assert ("ชื่อสถานประกอบการค้าหรือกิจการ", "เพ็ญศรีบิวตี้") in [pair for rows in sections.values() for pair in rows]
    assert cases.case(session.office, case_id).events[-1].kind in ("corrected", "assessed")


def test_the_earlier_paper_and_what_follows_from_it_are_one_step_away(opened: Opened, session: Session, qtbot: Any) -> None:
    from lsvdesk.counter import filing
    from tests.counter.papers_before import again

    page = opened("มอบหมาย")
    assert page.case is not None and page.case.person is not None
    assert not page.lineage.isVisibleTo(page)
    first, permit = page.case.row, page.case.permits[0]
    change = filing.open_case(session.office, again(session.office, "commercial-registration-change", page.case.person, permit.id))
    steps: list[int] = []
    page.open_case.connect(steps.append)

    page.refresh()
    qtbot.wait(20)
    assert page.lineage.isVisibleTo(page) and f"เลขรับ {change.row.number}" in texts(page)
    page.lineage.findChildren(Button)[0].click()
    page.activate(change.row.id)
    qtbot.wait(20)
    assert "เริ่มจากใบสำคัญเดิม" in texts(page) and f"คำขอ {first.number}" in texts(page)
    page.lineage.findChildren(Button)[0].click()
    assert steps == [change.row.id, first.id]
