"""Deciding with what officials write, sending on and recording the answer, as a clerk does it: by key, Tab and Enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from lsvdesk.counter import cases, deciding, forwarding, official_parts, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.ui.case_page import CasePage
from lsvdesk.ui.forwarding_dialogs import AnswerDialog, ForwardDialog
from lsvdesk.ui.officials_dialog import OfficialsDialog
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from lsvdesk.ui.today_page import TodayPage
from lsvdesk.ui.widgets.choices import ChoiceEditor
from tests.counter.people import DAY
from tests.counter.test_welfare import filed

KEY = Qt.Key


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office, to be copied."""
    folder = tmp_path_factory.mktemp("welfare") / "office"
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักพัฒนาชุมชน", "admin"), profile="pho-yai")
    setup.set_up(folder, wanted, FixedClock(dt.date(2026, 1, 5))).register.close()
    return folder


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(DAY, dt.time(10, 30), dt.timedelta(seconds=1))


@pytest.fixture
def welfare(qapp: Any, begun: Path, clock: FixedClock, tmp_path: Path) -> Iterator[Session]:
    """The office, open, with nothing in it."""
    import shutil

    from lsvdesk.ui import theme

    shutil.copytree(begun, tmp_path / "office")
    theme.apply(qapp)
    made = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    made.use(setup.open_office(tmp_path / "office", clock))
    yield made
    made.close()


Opened = Callable[[int], CasePage]


@pytest.fixture
def opened(qtbot: Any, welfare: Session) -> Opened:
    def make(case_id: int) -> CasePage:
        page = CasePage(welfare)
        page._preview = lambda paper: None  # type: ignore[method-assign]  # the preview would wait for a person
        qtbot.addWidget(page)
        page.resize(1130, 700)
        page.show()
        page.activate(case_id)
        qtbot.wait(20)
        return page

    return make


def said(widget: Any) -> str:
    return "\n".join(label.text().replace("​", "") for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def with_dialog(qtbot: Any, kind: type, begin: Callable[[], None], act: Callable[[Any], None]) -> None:
    """``begin`` opens a modal dialog of this kind; ``act`` works in it."""
    from PySide6.QtCore import QTimer

    failed: list[Exception] = []

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, kind), dialog
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow, timeout=2_000)
            act(dialog)
        except Exception as error:  # noqa: BLE001  (told once the dialog is closed)
            failed.append(error)
        finally:
            if dialog is not None and dialog.isVisible():
                dialog.close()

    QTimer.singleShot(200, work)
    begin()
    qtbot.wait(20)
    if failed:
        raise failed[0]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def choose(dialog: Any, key: str, value: str) -> None:
    """Pick an option of a field with the keyboard, as one does who reads the list."""
    frame = dialog.page._by_id[key]
    editor = frame.editor
    assert isinstance(editor, ChoiceEditor)
    editor.set_value(value)
    editor.changed.emit()


def office_of(session: Session) -> Office:
    return session.office


def test_a_request_is_sent_on_by_key_and_the_page_shows_where_it_is(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "disability-card")
    page = opened(case.row.id)
    first = page.actions.itemAt(0).widget()
    assert (first.text(), first.key(), first.kind()) == ("ส่งต่อเรื่อง", "F9", "primary")

    def send(dialog: ForwardDialog) -> None:
        assert "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดอุบลราชธานี" in str(dialog.frame("addressee").editor.value())
        assert "สิ่งที่ส่งมาด้วย" in said(dialog)
        assert [frame.key for frame in dialog.frames] == ["addressee", "sent_on", "answer_by"]  # the number is the program's
        for _ in dialog.frames:
            press(KEY.Key_Return)
        assert dialog.button.hasFocus()
        press(KEY.Key_Return)

    with_dialog(qtbot, ForwardDialog, first.click, send)
    assert page.case is not None and page.case.row.state == "forwarded"
    assert page.status.text() == "ส่งต่อแล้ว รอผล"
    assert page.forwarding.isVisibleTo(page)
    qtbot.waitUntil(lambda: "18 ธันวาคม 2569" in said(page.forwarding))
    assert next(iter(page.buttons)) == "answer"
    qtbot.waitUntil(
        lambda: any(paper.kind == "forwarding_letter" for paper in cases.case(welfare.office, case.row.id).papers), timeout=10_000
    )


def test_a_day_before_completeness_is_refused_at_its_field(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "disability-card")
    page = opened(case.row.id)

    def send(dialog: ForwardDialog) -> None:
        dialog.frame("sent_on").editor.set_value(dt.date(2026, 11, 17))
        dialog.act()
        assert dialog.isVisible()
        assert dialog.frame("sent_on").shown_fault()
        press(KEY.Key_Escape)

    with_dialog(qtbot, ForwardDialog, lambda: page.do("forward"), send)
    assert page.case is not None and page.case.row.state == "in_progress"


def test_an_answer_is_recorded_and_the_applicant_told(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "disability-card")
    forwarding.forward(welfare.office, case.row.id)
    page = opened(case.row.id)

    def record(dialog: AnswerDialog) -> None:
        dialog._outcome.set_value("refused")
        dialog._outcome.changed.emit()
        assert dialog.frame("text").label_text() == "เหตุผลที่ไม่อนุมัติ"
        press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.isVisible()  # a refusal needs its reason
        assert dialog.frame("text").shown_fault()
        QTest.keyClicks(QApplication.focusWidget(), "x")
        dialog.frame("text").editor.set_value("ความพิการไม่เป็นไปตามคู่มือ")
        dialog.frame("answer_no").editor.set_value("อบ 0004/1234")
        press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)

    with_dialog(qtbot, AnswerDialog, page.buttons["answer"].click, record)
    assert page.case is not None and page.case.row.state == "answered"
    assert "ไม่อนุมัติ" in said(page.forwarding) and "อบ 0004/1234" in said(page.forwarding)
    assert page.buttons["inform"].kind() == "primary"
    page.buttons["inform"].click()
    assert page.case.row.status == "refused"
    assert page.status.text() == "ไม่รับรอง"
    qtbot.waitUntil(lambda: any(paper.kind == "result_notice" for paper in cases.case(welfare.office, case.row.id).papers), timeout=10_000)


def test_what_officials_write_is_typed_at_the_decision(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "elderly-allowance")
    page = opened(case.row.id)
    assert page.buttons["approve"].text() == "อนุมัติ"

    def decide(dialog: OfficialsDialog) -> None:
        text = said(dialog)
        for heading in ("ความเห็นเจ้าหน้าที่", "ความเห็นคณะกรรมการตรวจสอบคุณสมบัติ", "คำสั่ง"):
            assert heading in text, heading
        assert "การสิ้นสุดสิทธิ" not in text and "สถานภาพ" not in text  # neither later notes nor the citizen's part
        assert "opinion_reason" not in {frame.key for frame in dialog.page.frames()}
        choose(dialog, "opinion", "lacking")
        assert "opinion_reason" in {frame.key for frame in dialog.page.frames()}
        choose(dialog, "opinion", "complete")
        choose(dialog, "committee_opinion", "accept")
        choose(dialog, "order", "accept")
        dialog.page._by_id["executive_name"].editor.setFocus()
        QTest.keyClicks(QApplication.focusWidget(), "x")
        press(KEY.Key_Backspace)
        press(KEY.Key_F2)

    with_dialog(qtbot, OfficialsDialog, page.buttons["approve"].click, decide)
    assert page.case is not None and page.case.row.status == "finished"
    assert page.case.official == {"opinion": "complete", "committee_opinion": "accept", "order": "accept"}
    assert "สมควรรับยืนยันสิทธิ" in said(page.answers)


def test_enter_goes_through_the_fields_to_the_button_and_decides(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "elderly-allowance")
    page = opened(case.row.id)

    def decide(dialog: OfficialsDialog) -> None:
        for _ in range(20):
            if dialog.button.hasFocus():
                break
            press(KEY.Key_Return)
        assert dialog.button.hasFocus()
        press(KEY.Key_Return)

    with_dialog(qtbot, OfficialsDialog, page.buttons["approve"].click, decide)
    assert page.case is not None and page.case.row.status == "finished"
    assert page.case.official == {}


def test_a_refusal_asks_for_its_reason_beside_the_order(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "elderly-allowance")
    page = opened(case.row.id)

    def refuse(dialog: OfficialsDialog) -> None:
        choose(dialog, "order", "refuse")
        press(KEY.Key_F2)
        assert dialog.isVisible()
        assert dialog.reason is not None and dialog.reason.shown_fault()
        dialog.reason.editor.set_value("ไม่มีชื่อในทะเบียนบ้านในเขต")
        press(KEY.Key_F2)

    with_dialog(qtbot, OfficialsDialog, lambda: page.do("refuse"), refuse)
    assert page.case is not None
    assert (page.case.row.status, page.case.official) == ("refused", {"order": "refuse"})
    assert page.status.text() == "ไม่อนุมัติ"


def test_an_opinion_is_recorded_first_and_stands_there_at_the_decision(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "elderly-allowance")
    page = opened(case.row.id)
    assert page.buttons["record_opinion"].key() == "F7"

    def opinion(dialog: OfficialsDialog) -> None:
        assert "คำสั่ง" not in [card.section.section for card in dialog.page.cards]
        press(KEY.Key_F2)
        assert dialog.isVisible() and "ยังไม่ได้กรอกความเห็น" in said(dialog)
        choose(dialog, "opinion", "complete")
        press(KEY.Key_F2)

    with_dialog(qtbot, OfficialsDialog, page.buttons["record_opinion"].click, opinion)
    assert page.case is not None and page.case.official == {"opinion": "complete"}

    def decide(dialog: OfficialsDialog) -> None:
        assert dialog.page._by_id["opinion"].editor.value() == "complete"
        press(KEY.Key_Escape)

    with_dialog(qtbot, OfficialsDialog, page.buttons["approve"].click, decide)
    assert page.case.row.status == "in_progress"


def test_todays_screen_shows_what_another_office_has_and_asks_for_a_late_answer(qtbot: Any, welfare: Session, clock: FixedClock) -> None:
    case = filed(welfare.office, "disability-card")
    forwarding.forward(welfare.office, case.row.id)
    page = TodayPage(welfare)
    qtbot.addWidget(page)
    page.resize(1130, 700)
    page.show()
    page.activate("forwarded")
    assert page.figures.cards["forwarded"].number() == 1
    assert page.figures.cards["waiting"].number() == 0
    assert "ไม่มีงานค้าง" in page.next.title.text()
    clock.go_to(dt.date(2027, 1, 5))
    page.refresh()
    assert "ยังไม่ได้รับผลจากหน่วยงานที่ส่งต่อ ช้า 18 วัน" in page.next.title.text()
    wanted: list[int] = []
    page.open_case.connect(wanted.append)
    page.do_next()
    assert wanted == [case.row.id]
    forwarding.answer(welfare.office, case.row.id, "approved")
    page.refresh()
    assert "แจ้งผู้ยื่น" in page.next.title.text()
    assert page.figures.cards["waiting"].number() == 1


def test_disaster_relief_may_be_sent_on_or_told_after_its_decision(qtbot: Any, welfare: Session, opened: Opened) -> None:
    case = filed(welfare.office, "disaster-relief")
    official_parts.record_opinion(welfare.office, case.row.id, {"survey": "บ้านเสียหายหนึ่งหลัง"})
    deciding.decide(welfare.office, case.row.id, True, official={"order": "help"})
    page = opened(case.row.id)
    assert {"forward", "inform"} <= set(page.buttons)
    assert "บ้านเสียหายหนึ่งหลัง" in said(page.answers)
