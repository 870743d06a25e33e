"""Registers of each kind, as a clerk goes through them: what expires, renewing from a line, stopping a right, paper and workbook."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lsvdesk.counter import deciding, rolls, setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.ui.pages import NewRequest
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.register_actions import StopDialog
from lsvdesk.ui.registers_page import RegistersPage
from lsvdesk.ui.session import Session
from lsvdesk.ui.wizard.form import RequestForm
from lsvdesk.ui.wizard.page import NewRequestPage
from tests.counter.papers_before import done, filed, request, someone
from tests.counter.people import DAY, shop_filing, sign, sign_filing
from tests.counter.test_earlier import station
from tests.support.walks import walked

Opened = Callable[..., Any]
ELDER = dt.date(1950, 3, 10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """อบต.นาโพธิ์ with licences, a shop, a sign and people on the rolls; not to be opened, only copied."""
    folder = tmp_path_factory.mktemp("registers") / "office"
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile="na-pho")
    office = setup.set_up(folder, wanted, FixedClock(DAY))
    setup.add_user(office, NewUser("นายรับเรื่อง ตัวอย่างดี", "เจ้าหน้าที่", "counter"))
    station(office, 1)
    station(office, 2, station_name="สหกรณ์ตัวอย่างบริการ")
    walked(office, filed(office, shop_filing()))
    filed(office, sign_filing(sign()))
    elderly = {"birth_date": ELDER.isoformat(), "wish": "confirm", "pay_by": "cash-own", "nationality": "ไทย"}
    done(office, request(office, "elderly-allowance", someone(21, "บุญมี", ELDER), "individual", **elderly))
    done(office, request(office, "aids-allowance", someone(22, "ปกปิด"), nationality="ไทย"))
    office.register.close()
    return folder


@pytest.fixture
def session(qapp: QApplication, made: Path, tmp_path: Path) -> Iterator[Session]:
    """That office on 8 December 2569."""
    from lsvdesk.ui import theme

    theme.apply(qapp)
    shutil.copytree(made, tmp_path / "office")
    clock = FixedClock(dt.date(2026, 12, 8), dt.time(10, 30), dt.timedelta(seconds=1))
    opened = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    opened.use(setup.open_office(tmp_path / "office", clock))
    yield opened
    opened.close()
    theme.apply(qapp, 1.0)


@pytest.fixture
def opened(qtbot: Any, session: Session) -> Opened:
    def make(page: type, argument: Any = None) -> Any:
        shown = page(session)
        qtbot.addWidget(shown)
        shown.resize(1130, 700)
        shown.show()
        with qtbot.waitActive(shown):
            shown.activateWindow()
        shown.activate(argument)
        return shown

    return make


def titles(page: RegistersPage) -> list[str]:
    return [page.which.itemText(at) for at in range(page.which.count())]


# ---------------------------------------------------------------------------------------------------------------- looking


def test_there_is_one_register_of_each_kind_that_the_office_does(opened: Opened) -> None:
    page = opened(RegistersPage)
    assert {"ทะเบียนใบอนุญาต", "ทะเบียนพาณิชย์", "ทะเบียนเบี้ยยังชีพผู้สูงอายุ", "ทะเบียนป้าย"} <= set(titles(page))
    assert page.key == "licences" and [row.series for row in page.table.rows()] == ["fuel-licence"] * 2


def test_what_expires_soon_is_said_and_one_press_away(opened: Opened) -> None:
    page = opened(RegistersPage, "licences")
    assert page.ending.message() == "หมดอายุภายใน 30 วัน 2 ใบ"
    assert page.status.itemText(1) == "หมดอายุภายใน 30 วัน (2)"
    page.ending.acted.emit()
    assert page.wanted().status == "within-30" and len(page.table.rows()) == 2
    assert page.ending.message() == "", "said once, not over the list that shows it"


def test_a_series_opens_its_register_narrowed_to_it(opened: Opened) -> None:
    page = opened(RegistersPage, "building-renewal")
    assert page.key == "building" and page.wanted().series == "building-renewal"
    page.activate("signs")
    assert [row.text for row in page.table.rows()] == ["ร้านสมมุติพาณิชย์"]
    assert page.series.isHidden() and page.year.isHidden()


def test_a_typed_name_finds_the_line_and_enter_opens_its_case(opened: Opened, qtbot: Any) -> None:
    page = opened(RegistersPage, "licences")
    page.text.insert("สหกรณ์")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert [row.subject for row in page.table.rows()] == ["สหกรณ์ตัวอย่างบริการ"]
    with qtbot.waitSignal(page.open_case) as asked:
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert asked.args == [page.table.rows()[0].case_id]


def test_the_roll_of_patients_is_not_offered_to_the_counter(opened: Opened, session: Session) -> None:
    assert "ทะเบียนเงินสงเคราะห์ผู้ป่วยเอดส์" in titles(opened(RegistersPage))
    clerk = next(user for user in setup.users(session.office) if user.role == "counter")
    session.switch_user(clerk)
    page = opened(RegistersPage)
    assert "ทะเบียนเงินสงเคราะห์ผู้ป่วยเอดส์" not in titles(page)
    page.activate("elderly")
    assert page.chosen.buttons == [], "the counter does not stop rights"


# ---------------------------------------------------------------------------------------------------------------- renewing


def test_a_licence_is_renewed_from_its_line(opened: Opened, qtbot: Any, session: Session) -> None:
    page = opened(RegistersPage, "licences")
    page.table.select(0)
    chosen = page.table.current()
    assert [button.text() for button in page.chosen.buttons] == ["ต่ออายุ", "เปลี่ยนแปลง", "โอน"]
    with qtbot.waitSignal(page.open_page) as asked:
        QTest.keyClick(page, Qt.Key.Key_F8)
    name, argument = asked.args
    assert (name, argument) == ("new", NewRequest(service="fuel-station-renewal", earlier=chosen.id))
    form = opened(NewRequestPage, argument).form
    assert isinstance(form, RequestForm)
    assert form.state.earlier == chosen.id
    assert form.state.person["first_name"] == "ตัวอย่าง" and form.state.answers["licence_no"] == chosen.number
    assert form.state.answers["station_name"] == chosen.subject
    card = form.front.earlier
    assert [button.isChecked() for button in card.buttons] == [True] and chosen.number in card.buttons[0].text()
    form.go_on()
    assert form.state.step == "details", "nothing is missing on the first page"


def test_a_known_applicant_is_offered_the_papers_they_hold(opened: Opened, session: Session) -> None:
    from lsvdesk.counter.people import find_people

    page = opened(NewRequestPage, NewRequest(service="fuel-station-renewal"))
    form = page.form
    holder = find_people(session.office, someone(1).citizen_id or "", 1)[0]
    form.front.take(holder)
    card = form.front.earlier
    assert len(card.buttons) == 1 and form.state.earlier is None
    assert QApplication.focusWidget() is card.buttons[0], "the next thing to do is to choose"
    QTest.keyClick(card.buttons[0], Qt.Key.Key_Return)
    assert form.state.earlier is not None and form.state.answers["station_name"] == "ปั๊มตัวอย่างบริการ"
    card.choose(card.options[0])
    assert form.state.earlier is None and not form.state.answers.get("station_name"), "given up again, what was taken over is gone"


def test_a_paper_is_found_by_its_number_and_brings_its_holder(opened: Opened, session: Session) -> None:
    number = deciding.permits(session.office, "fuel-licence", "สหกรณ์")[0].number
    form = opened(NewRequestPage, NewRequest(service="fuel-station-transfer")).form
    card = form.front.earlier
    QTest.keyClick(form, Qt.Key.Key_F9)
    card.line.insert(number)
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    assert any(number in button.text() for button in card.buttons)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.state.earlier is not None
    assert form.state.person["citizen_id"] in (someone(1).citizen_id, someone(2).citizen_id)
    card.line.setText("ไม่มีเลขนี้")
    card.search()
    assert "ไม่พบใบสำคัญ" in card.bar.message()


def test_a_draft_keeps_the_paper_it_started_from(opened: Opened, session: Session) -> None:
    paper = deciding.permits(session.office, "fuel-licence")[0]
    form = opened(NewRequestPage, NewRequest(service="fuel-station-renewal", earlier=paper.id)).form
    form.put_away()
    again = opened(NewRequestPage, NewRequest(draft=form.state.draft)).form
    assert again.state.earlier == paper.id
    assert [button.isChecked() for button in again.front.earlier.buttons] == [True]


def test_a_paper_that_is_being_renewed_already_says_so(opened: Opened, session: Session) -> None:
    from tests.counter.papers_before import again

    paper = next(row for row in deciding.permits(session.office, "fuel-licence") if row.subject == "ปั๊มตัวอย่างบริการ")
    first = filed(session.office, again(session.office, "fuel-station-renewal", someone(1), paper.id))
    page = opened(NewRequestPage)
    troubles: list[Any] = []
    page.trouble.connect(troubles.append)
    page.activate(NewRequest(service="fuel-station-renewal", earlier=paper.id))
    assert page.form is None and first.row.number in troubles[0].message


def test_who_stands_on_the_roll_is_told_so_before_the_form_is_filled_in(opened: Opened, session: Session) -> None:
    from lsvdesk.counter.people import find_people

    page = opened(NewRequestPage, NewRequest(service="elderly-allowance"))
    troubles: list[Any] = []
    page.trouble.connect(troubles.append)
    page.form.front.take(find_people(session.office, someone(21).citizen_id or "", 1)[0])
    assert "ทะเบียนเบี้ยยังชีพผู้สูงอายุแล้ว" in troubles[0].message and "18 พ.ย. 2569" in troubles[0].message


# ---------------------------------------------------------------------------------------------------------------- the roll


def test_a_right_is_stopped_and_the_stop_is_in_the_register(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened(RegistersPage, "elderly")
    row = page.table.rows()[0]
    assert [button.text() for button in page.chosen.buttons] == ["ระงับสิทธิ"]
    dialog = StopDialog(session, row, page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act()
    assert dialog.isVisible() and dialog.reason.shown_fault()
    dialog.reason.editor.set_value("death")
    dialog.on.editor.set_value(dt.date(2026, 12, 2))
    dialog.act()
    assert not dialog.isVisible()
    page.refresh()
    assert page.table.rows() == []
    page.activate(("elderly", "stopped"))
    assert [each.stop_reason for each in page.table.rows()] == ["ถึงแก่ความตาย"]
    assert [button.text() for button in page.chosen.buttons] == ["ยกเลิกการระงับ"]
    assert "2 ธ.ค. 2569" in page.chosen.said.text()
    rolls.take_back_stop(session.office, row.id, "บันทึกผิดคน")


def test_another_reason_must_be_told(opened: Opened, session: Session, qtbot: Any) -> None:
    page = opened(RegistersPage, "elderly")
    dialog = StopDialog(session, page.table.rows()[0], page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reason.editor.set_value("other")
    dialog.on.editor.set_value(dt.date(2026, 12, 2))
    dialog.act()
    assert dialog.isVisible() and "เหตุผล" in (dialog.text.shown_fault() or "")


# ---------------------------------------------------------------------------------------------------------------- paper and workbook


def test_a_register_is_exported_with_every_column(opened: Opened, qtbot: Any, tmp_path: Path) -> None:
    page = opened(RegistersPage, "licences")
    out = tmp_path / "ทะเบียน.xlsx"
    with qtbot.waitSignal(page.toast, timeout=20_000) as said:
        page.write(out)
    assert "ทะเบียน.xlsx" in said.args[0]
    sheet = load_workbook(out).active
    heads = [cell.value for cell in sheet[4]]
    assert heads == ["ที่", *(column.title for column in page.kind.columns)]
    assert {cell.value for cell in sheet["E"]} >= {"ปั๊มตัวอย่างบริการ", "สหกรณ์ตัวอย่างบริการ"}
    assert dt.datetime(2026, 12, 31) in {cell.value for cell in sheet["G"]}, "a day is a day in the workbook"
    page.table.set_filter("สหกรณ์")
    with qtbot.waitSignal(page.toast, timeout=20_000):
        page.write(out)
    assert {row[0].value for row in load_workbook(out).active.iter_rows(min_row=5)} >= {1}
    assert "ปั๊มตัวอย่างบริการ" not in {cell.value for cell in load_workbook(out).active["E"]}


def test_a_register_is_shown_as_paper_before_it_is_printed(opened: Opened, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(RegistersPage, "elderly")
    shown: list[Any] = []
    monkeypatch.setattr(page, "_preview", shown.append)
    page.print_out()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].title == "ทะเบียนเบี้ยยังชีพผู้สูงอายุ" and shown[0].pdf.startswith(b"%PDF")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_register_has_room_on_the_smallest_screen(qapp: QApplication, qtbot: Any, session: Session, scale: float) -> None:
    from lsvdesk.ui import theme

    theme.apply(qapp, scale)
    page = RegistersPage(session)
    qtbot.addWidget(page)
    page.resize(theme.px(600), theme.px(330))
    page.show()
    for kind in page._kinds:
        page.activate((kind.id, "all"))
        if page.table.rows():
            page.table.select(0)
        assert page.minimumSizeHint().width() <= theme.px(560), kind.id
