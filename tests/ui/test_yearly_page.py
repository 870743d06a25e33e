"""The assessment of a whole year in the window, as a clerk goes through it in January."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from lsvdesk.counter import assessment_runs, cases, levies, people, properties, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.verifying import verify
from lsvdesk.counter.views import NewUser, OfficeSetup, PrintedPaper, SearchHit
from lsvdesk.printing.preview import page_count
from lsvdesk.register import models
from lsvdesk.ui import case_dialogs, paper_preview
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.pages import NewRequest
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from lsvdesk.ui.wizard.page import NewRequestPage
from lsvdesk.ui.yearly_page import TAXES, YearlyPage
from lsvdesk.ui.yearly_work import YearlyWork
from tests.counter.people import owner
from tests.counter.test_yearly import NEXT_YEAR, PLOT, SHED, owners

Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with five owners of signs, and two of land, one of them without an appraisal; not to be opened, only copied."""
    folder = tmp_path_factory.mktemp("yearly") / "office"
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin"), profile="na-pho")
    office = setup.set_up(folder, wanted, FixedClock(dt.date(2026, 3, 9)))
    owners(office, 4)
    for seed, plot in ((11, PLOT), (12, {name: value for name, value in PLOT.items() if name != "price_per_wah"})):
        known = people.save_person(office, owner(seed))
        properties.enter_survey(office, {"parcels": [plot], "buildings": [SHED]}, person_id=known.id, tax_year=2569)
    office.register.close()
    return folder


@pytest.fixture
def session(qapp: QApplication, made: Path, tmp_path: Path) -> Iterator[Session]:
    """That office on 11 January 2570."""
    from lsvdesk.ui import theme

    theme.apply(qapp)
    shutil.copytree(made, tmp_path / "office")
    clock = FixedClock(NEXT_YEAR, dt.time(10, 30), dt.timedelta(seconds=1))
    opened = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    opened.use(setup.open_office(tmp_path / "office", clock))
    yield opened
    opened.close()
    theme.apply(qapp, 1.0)


@pytest.fixture
def office(session: Session) -> Office:
    return session.office


@pytest.fixture
def opened(qtbot: Any, session: Session) -> Opened:
    def make(argument: Any = None, page: type = YearlyPage) -> Any:
        shown = page(session)
        qtbot.addWidget(shown)
        shown.resize(1130, 700)
        shown.show()
        with qtbot.waitActive(shown):
            shown.activateWindow()
        shown.activate(argument)
        return shown

    return make


def rested(qtbot: Any, page: YearlyPage) -> None:
    qtbot.waitUntil(lambda: page.work.job is None, timeout=60_000)


def assessed(qtbot: Any, page: YearlyPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F2)
    rested(qtbot, page)


# --- the run ----------------------------------------------------------------------------------------------------------------------


def test_the_page_proposes_the_year_and_says_what_would_be_assessed(opened: Opened) -> None:
    page = opened()
    assert (page.chosen_tax, page.chosen_year) == ("signboard", 2570)
    assert "ยังไม่ได้ประเมินภาษีป้ายปี 2570" in page.said.text() and "เจ้าของ 5 ราย 9 รายการ" in page.said.text()
    assert QApplication.focusWidget() is page.run_button and page.run_button.text() == "ประเมินทั้งปี"
    assert not page.notices_button.isEnabled()


def test_one_key_assesses_the_year_and_the_owners_stand_there(opened: Opened, qtbot: Any, office: Office) -> None:
    page = opened()
    with qtbot.waitSignal(page.toast, timeout=60_000) as said:
        QTest.keyClick(page.run_button, Qt.Key.Key_Return)
        assert page.progress.isVisible() and not page.run_button.isEnabled()
    assert "เสร็จแล้ว: ประเมิน 5 ราย" in said.args[0]
    rows = page.table.rows()
    assert len(rows) == 5 and f"{sum(row.total for row in rows):,.2f}" in page.summed.text()
    assert "ประเมินครั้งที่ 1" in page.said.text() and not page.progress.isVisible()
    assert page.run_button.text() == "ประเมินอีกครั้ง" and page.notices_button.kind() == "primary"
    assert verify(office) == []


def test_a_run_is_stopped_and_goes_on(opened: Opened, qtbot: Any, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment_runs, "PAGE", 1)
    page = opened()
    seen: list[int] = []
    page.work.moved.connect(lambda done, _total: seen.append(done))
    usual = assessment_runs._assess_page

    def slow(*arguments: Any) -> None:
        usual(*arguments)
        if arguments[2].assessed == 2:
            page.work.stop()  # as if Esc was pressed while the second owner was calculated

    monkeypatch.setattr(assessment_runs, "_assess_page", slow)
    assessed(qtbot, page)
    assert page.run_button.text() == "ทำต่อ" and page.run_button.kind() == "primary"
    assert "หยุดไว้ที่ 2 จาก 5 ราย" in page.said.text() and len(page.table.rows()) == 2
    monkeypatch.setattr(assessment_runs, "_assess_page", usual)
    assessed(qtbot, page)
    assert len(page.table.rows()) == 5 and page.last is not None and page.last.number == 1
    assert seen[-1] == 5 and verify(office) == []


def test_escape_asks_the_run_to_stop(opened: Opened, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    go_on, usual = Event(), assessment_runs._assess_page
    monkeypatch.setattr(assessment_runs, "PAGE", 1)
    monkeypatch.setattr(assessment_runs, "_assess_page", lambda *arguments: (go_on.wait(30), usual(*arguments)))
    page = opened()
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page.progress.stop_button
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.work.stopping and "กำลังหยุด" in page.progress.words.text()
    go_on.set()
    rested(qtbot, page)
    assert page.last is not None and page.last.status == "cancelled"


def test_a_run_that_a_power_cut_ended_is_offered_to_go_on(opened: Opened, qtbot: Any, office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(assessment_runs, "PAGE", 2)
    begun = assessment_runs.begin(office, "signboard", 2570)
    usual, calls = assessment_runs._assess_page, []

    def cut(*arguments: Any) -> None:
        usual(*arguments)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(assessment_runs, "_assess_page", cut)
    with pytest.raises(KeyboardInterrupt):
        assessment_runs.proceed(office, begun.id)
    monkeypatch.setattr(assessment_runs, "_assess_page", usual)
    page = opened()
    assert page.run_button.text() == "ทำต่อ" and len(page.table.rows()) == 2
    assessed(qtbot, page)
    assert len(page.table.rows()) == 5 and verify(office) == []


def test_closing_the_program_stops_the_run_cleanly(opened: Opened, qtbot: Any, session: Session, monkeypatch: Any, tmp_path: Path) -> None:
    from threading import Event

    begun, usual = Event(), assessment_runs._assess_page

    def slow(*arguments: Any) -> None:
        usual(*arguments)
        begun.set()
        Event().wait(0.2)

    monkeypatch.setattr(assessment_runs, "PAGE", 1)
    monkeypatch.setattr(assessment_runs, "_assess_page", slow)
    page = opened()
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert begun.wait(30)
    session.close()
    monkeypatch.setattr(assessment_runs, "_assess_page", usual)
    again = setup.open_office(tmp_path / "office", FixedClock(NEXT_YEAR))
    (run,) = assessment_runs.runs(again, "signboard", 2570)
    assert run.status == "cancelled" and 0 < run.done < 5
    assert assessment_runs.proceed(again, run.id).assessed == 5 and verify(again) == []
    again.register.close()


def test_the_run_goes_on_while_the_clerk_is_elsewhere(opened: Opened, qtbot: Any, session: Session, monkeypatch: Any) -> None:
    from threading import Event

    go_on, usual = Event(), assessment_runs._assess_page
    monkeypatch.setattr(assessment_runs, "_assess_page", lambda *arguments: (go_on.wait(30), usual(*arguments)))
    first = opened()
    QTest.keyClick(first, Qt.Key.Key_F2)
    second = opened()  # the window was built anew in another size
    assert second.work is YearlyWork.of(session) and second.progress.isVisible() and not second.run_button.isEnabled()
    go_on.set()
    rested(qtbot, second)
    assert len(second.table.rows()) == 5


def test_what_cannot_be_calculated_is_listed_with_the_reason_and_the_way(opened: Opened, qtbot: Any) -> None:
    page = opened(("land_building", 2570))
    assert "ทะเบียนที่ดินและสิ่งปลูกสร้างมีเจ้าของ 2 ราย 4 รายการ" in page.said.text()
    assessed(qtbot, page)
    assert "คำนวณไม่ได้ 1 ราย" in page.faults.message()
    page.faults.acted.emit()
    (row,) = page.table.rows()
    assert row.state == "faulty" and "ราคาประเมิน" in row.remark
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert "ราคาประเมิน" in page.owner.fault.message() and not page.owner.pay.isVisible()
    assert QApplication.focusWidget() is page.owner.fault.action_button
    with qtbot.waitSignal(page.open_page) as asked:
        QTest.keyClick(page.owner.fault.action_button, Qt.Key.Key_Return)
    assert asked.args == ["survey", ("person", row.person_id)]


# --- owners -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def listed(opened: Opened, qtbot: Any) -> YearlyPage:
    page: YearlyPage = opened()
    assessed(qtbot, page)
    return page


def pick(page: YearlyPage, name: str) -> Any:
    at = next(i for i, row in enumerate(page.table.rows()) if row.owner.endswith(name))
    page.table.select(at)
    return page.table.rows()[at]


def test_a_typed_name_finds_the_owner_and_enter_shows_the_calculation(listed: YearlyPage) -> None:
    QTest.keyClick(listed, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is listed.text
    listed.text.insert("ตัวอย่าง3")
    QTest.keyClick(listed.text, Qt.Key.Key_Return)
    (row,) = listed.table.rows()
    assert f"{row.total:,.2f}" in listed.summed.text()
    QTest.keyClick(listed.table.view, Qt.Key.Key_Return)
    assert listed.owner.isVisible() and listed.owner.name.text() == row.owner
    shown = " ".join(label.text() for label in listed.owner.lines.findChildren(type(listed.said)))
    detail = levies.levy(listed.office, row.id)
    assert all(line.sentence in shown and line.reference in shown for line in detail.lines)
    QTest.keyClick(listed.owner, Qt.Key.Key_Escape)
    assert listed.table.isVisible() and listed.table.current().id == row.id


def test_the_owner_pays_at_the_case_that_is_opened(listed: YearlyPage, qtbot: Any) -> None:
    row = pick(listed, "ตัวอย่าง2")
    with qtbot.waitSignal(listed.open_case, timeout=20_000) as asked:
        QTest.keyClick(listed, Qt.Key.Key_F8)
    case = cases.case(listed.office, asked.args[0])
    assert case.payable_now == row.total
    listed.refresh()
    assert pick(listed, "ตัวอย่าง2").state == "due"
    listed.show_state("due")
    assert [each.id for each in listed.table.rows()] == [row.id]


def test_the_day_of_receipt_is_recorded_for_several_at_once(listed: YearlyPage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs: list[case_dialogs.AskDialog] = []

    def press(dialog: case_dialogs.AskDialog) -> int:
        dialogs.append(dialog)
        dialog.frame.editor.set_value(dt.date(2027, 1, 1))
        dialog.act()
        assert "ระหว่างวันประเมิน" in (dialog.frame.shown_fault() or ""), "a fault stands at the field and nothing is lost"
        dialog.frame.editor.set_value(NEXT_YEAR)
        dialog.act()
        return dialog.result()

    monkeypatch.setattr(case_dialogs.AskDialog, "exec", press)
    model = listed.table.view.model()
    for at in (0, 2):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        listed.table.view.selectionModel().select(model.index(at, 0), flags)
    wanted = {row.id for row in listed.table.chosen()}
    assert len(wanted) == 2
    QTest.keyClick(listed, Qt.Key.Key_F7)
    assert len(dialogs) == 1
    assert {row.id for row in listed.table.rows() if row.notified_on == NEXT_YEAR} == wanted


def test_notices_are_written_into_the_chosen_folder(listed: YearlyPage, qtbot: Any, tmp_path: Path, monkeypatch: Any) -> None:
    out = tmp_path / "หนังสือแจ้ง"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    QTest.keyClick(listed, Qt.Key.Key_F6)
    assert listed.progress.isVisible()
    rested(qtbot, listed)
    (file,) = out.iterdir()
    assert page_count(file.read_bytes()) >= 5
    assert "5 ฉบับ" in listed.said.text() and listed.folder_button.isVisible()
    assert all(row.letter_no and row.paper for row in listed.table.rows())


def test_the_notice_of_one_owner_is_shown_again(listed: YearlyPage, qtbot: Any, tmp_path: Path, monkeypatch: Any) -> None:
    listed.write_into(tmp_path)
    rested(qtbot, listed)
    seen: list[PrintedPaper] = []
    monkeypatch.setattr(paper_preview.PaperPreview, "exec", lambda dialog: seen.append(dialog.paper))
    row = pick(listed, "ตัวอย่าง4")
    listed.show_owner(row.id)
    assert row.letter_no in listed.owner.said.text()
    listed.owner.paper.click()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert seen[0].code == row.paper


def test_the_list_goes_out_as_workbook_and_paper(listed: YearlyPage, qtbot: Any, tmp_path: Path, monkeypatch: Any) -> None:
    out = tmp_path / "รายชื่อ.xlsx"
    with qtbot.waitSignal(listed.toast, timeout=20_000):
        listed.write(out)
    sheet = load_workbook(out).active
    assert [cell.value for cell in sheet[4]][1:4] == ["เจ้าของ", "รายการ", "ภาษี (บาท)"]
    assert {row.owner for row in listed.table.rows()} <= {cell.value for cell in sheet["B"]}
    seen: list[PrintedPaper] = []
    monkeypatch.setattr(paper_preview.PaperPreview, "exec", lambda dialog: seen.append(dialog.paper))
    QTest.keyClick(listed, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert page_count(seen[0].pdf) == 1


def test_an_owner_who_was_told_and_differs_now_says_so(listed: YearlyPage, qtbot: Any, office: Office) -> None:
    row = pick(listed, "ตัวอย่าง3")
    levies.notify(office, row.id, NEXT_YEAR)
    with office.register.write() as session:
        session.query(models.Sign).filter(models.Sign.text == "ร้านที่ 3").one().height_mm *= 2
    assessed(qtbot, listed)
    assert "ประเมินครั้งใหม่ได้" in pick(listed, "ตัวอย่าง3").remark
    listed.show_owner(row.id)
    assert "ประเมินครั้งใหม่ได้" in listed.owner.fault.message() and listed.owner.pay.isVisible()


def test_an_executive_is_told_that_others_do_this(opened: Opened, qtbot: Any, session: Session) -> None:
    from tests.counter.conftest import as_role

    session.use(as_role(session.office, "executive"))
    page = opened()
    with qtbot.waitSignal(page.trouble, timeout=20_000) as told:
        QTest.keyClick(page, Qt.Key.Key_F2)
    assert "ประเมินภาษีประจำปีไม่ได้" in told.args[0].message


def test_every_tax_of_the_run_can_be_chosen(opened: Opened) -> None:
    page = opened()
    assert [page.tax.itemText(at) for at in range(page.tax.count())] == [assessment_runs.TITLES[tax] for tax in TAXES]
    page.tax.setCurrentIndex(1)
    page._other_year()
    assert page.chosen_tax == "land_building" and page.place() == ("land_building", 2570)


# --- who comes to the counter -----------------------------------------------------------------------------------------------------


def test_a_new_return_says_that_the_tax_is_assessed_already_and_leads_to_the_payment(opened: Opened, qtbot: Any, office: Office) -> None:
    page = opened()
    assessed(qtbot, page)
    row = pick(page, "ตัวอย่าง2")
    form = opened(NewRequest(service="signboard-tax"), NewRequestPage)
    front = form.form.front
    assert front.owed.message() == ""
    front.take(people.person(office, row.person_id))
    assert f"{row.total:,.2f}" in front.owed.message() and "2570" in front.owed.message()
    with qtbot.waitSignal(form.open_page) as asked:
        QTest.keyClick(front, Qt.Key.Key_F4)
    assert asked.args == ["yearly", row.id]
    again = opened(row.id)
    assert again.owner.isVisible() and again.owner.name.text() == row.owner and QApplication.focusWidget() is again.owner.pay
    with qtbot.waitSignal(again.open_case, timeout=20_000):
        QTest.keyClick(again.owner.pay, Qt.Key.Key_Return)
    (owed,) = levies.open_levies(office, person_id=row.person_id)
    assert owed.state == "due"


def test_another_service_says_nothing_of_taxes(opened: Opened, qtbot: Any, office: Office) -> None:
    page = opened()
    assessed(qtbot, page)
    row = pick(page, "ตัวอย่าง2")
    front = opened(NewRequest(service="land-building-tax"), NewRequestPage).form.front
    front.take(people.person(office, row.person_id))
    assert front.owed.message() == ""


def test_the_search_shows_what_somebody_owes(opened: Opened, qtbot: Any, session: Session, office: Office) -> None:
    page = opened()
    assessed(qtbot, page)
    row = pick(page, "ตัวอย่าง3")
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    box = window.search.box
    person = people.person(office, row.person_id)
    box._show_what_can_be_done(SearchHit("person", person.id or 0, person.full_name, ""))
    texts = [box.list.item(at).text() for at in range(box.list.count())]
    at = next(at for at, text in enumerate(texts) if f"{row.total:,.2f}" in text)
    box.list.setCurrentRow(at)
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert window.front == "yearly"
    shown = window.page("yearly")
    assert isinstance(shown, YearlyPage) and shown.owner.name.text() == row.owner


def test_the_page_opens_by_its_key_and_from_the_money_page(qtbot: Any, session: Session) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert window.front == "yearly" and window.navigation.item("money").isChecked()
    window.go("money")
    window.page("money").yearly.click()  # type: ignore[attr-defined]
    assert window.front == "yearly"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_page_has_room_on_the_smallest_screen(qapp: QApplication, qtbot: Any, session: Session, scale: float) -> None:
    from lsvdesk.ui import theme

    theme.apply(qapp, scale)
    page = YearlyPage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate(None)
    page.assess()
    rested(qtbot, page)
    wide, high = (1134, 680) if scale == 1.0 else (1366 - theme.px(72), 768 - theme.px(64))
    page.owner.show_levy(page.table.rows()[0].id)
    for view in (page.everybody, page.owner):
        page.stack.setCurrentWidget(view)
        page.resize(wide, high)
        QApplication.processEvents()
        least = page.minimumSizeHint()
        assert (least.width() <= wide, least.height() <= high) == (True, True), (view, least, wide, high)
