"""The program from its start: the frame first, then the office, and what can go wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from lsvdesk.ui import theme
from lsvdesk.ui.first_run import FirstRun
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.pages import PAGES, NewRequest
from lsvdesk.ui.trouble_page import TroublePage

HEAVY = (
    "sqlalchemy",
    "pydantic",
    "reportlab",
    "openpyxl",
    "pikepdf",
    "lsvdesk.register",
    "lsvdesk.catalogue",
    "lsvdesk.rules",
    "lsvdesk.printing",
)


def opened(qtbot, desk) -> MainWindow:
    qtbot.waitUntil(lambda: desk.session.ready, timeout=10_000)
    return desk.window


def press(window: MainWindow, keys: str) -> None:
    """Press a key combination in the window as it has the focus."""
    combination = QKeySequence(keys)[0]
    target = window.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def test_the_first_frame_needs_nothing_heavy() -> None:
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from lsvdesk.ui.app import Desk, Session
from pathlib import Path
app = QApplication(["lsvdesk", "-platform", "offscreen"])
desk = Desk(app, Session(Path("nowhere")))
desk.start()
app.sendPostedEvents()
desk.window.search.box.open_typing("ก")
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_what_was_typed_before_the_register_was_open_is_answered(open_desk, qtbot, office_folder: Path) -> None:
    desk = open_desk(office_folder)
    desk.window.search.insert("สมใจ")
    desk.window.search.textEdited.emit("สมใจ")
    box = desk.window.search.box
    assert not desk.session.ready
    assert "กำลังเปิดทะเบียน" in box.message.text()
    window = opened(qtbot, desk)
    qtbot.waitUntil(lambda: box.list.count() > 0, timeout=5000)
    assert box.line.text() == "สมใจ"
    assert window.front == "today"
    assert "สมใจ" in box.current().title


def test_a_page_asked_for_before_the_register_was_open_comes_first(open_desk, qtbot, office_folder: Path) -> None:
    desk = open_desk(office_folder)
    desk.window.go("settings", "users")
    assert opened(qtbot, desk).front == "settings"


def test_every_page_of_the_navigation_opens_by_its_key(open_desk, qtbot, office_folder: Path) -> None:
    window = opened(qtbot, open_desk(office_folder))
    for name, spec in PAGES.items():
        if spec.key:
            press(window, spec.key)
            assert window.front == name
            assert window.navigation.item(name).isChecked()
            assert "องค์การบริหารส่วนตำบลโพธิ์ใหญ่" in window.windowTitle()


def test_going_back_returns_to_the_case_that_was_open(open_desk, qtbot, office_folder: Path) -> None:
    window = opened(qtbot, open_desk(office_folder))
    case = window.page("today").list.cases.rows()[1].id
    window.page("today").open_case.emit(case)
    assert window.place() == ("case", case)
    window.go("money")
    press(window, "Alt+Left")
    assert window.place() == ("case", case)
    press(window, "Alt+Left")
    assert window.front == "today"


def test_an_empty_folder_leads_to_the_first_run_and_then_to_the_window(open_desk, qtbot, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "new" / "office")
    window = desk.window
    qtbot.waitUntil(lambda: isinstance(window.full_page, FirstRun), timeout=10_000)
    page = window.full_page
    page.choose.choice.set_value("pho-yai")
    page.next()
    page.user.fields.set_values({"name": "นางสาวสมมุติ ใจดี", "position": "นักวิชาการจัดเก็บรายได้"})
    for _ in range(4):
        page.next()
    opened(qtbot, desk)
    assert window.front == "today"
    assert window.full_page is None
    assert desk.session.office.user.name == "นางสาวสมมุติ ใจดี"


def test_a_damaged_register_is_explained_and_another_folder_can_be_chosen(open_desk, qtbot, office_folder: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    register = (office_folder / "register.lsv").read_bytes()
    (damaged / "register.lsv").write_bytes(register[:4096] + b"\x00" * (len(register) - 4096))
    desk = open_desk(damaged)
    qtbot.waitUntil(lambda: isinstance(desk.window.full_page, TroublePage), timeout=10_000)
    page = desk.window.full_page
    assert page.heading.text() == "แฟ้มทะเบียนชำรุด"
    assert "กู้คืนจากสำเนาสำรอง" in page.message.text()
    page.folder_chosen.emit(office_folder)
    assert opened(qtbot, desk).front == "today"
    assert desk.session.preferences.office_folder == office_folder


def test_a_foreign_file_is_said_to_be_no_register(open_desk, qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "register.lsv").write_bytes(b"%PDF-1.7 this is something else entirely" * 200)
    desk = open_desk(folder)
    qtbot.waitUntil(lambda: isinstance(desk.window.full_page, TroublePage), timeout=10_000)
    assert desk.window.full_page.heading.text() == "แฟ้มนี้ไม่ใช่ทะเบียนของโปรแกรม"


def test_a_register_in_use_opens_after_the_other_program_was_closed(open_desk, qtbot, office_folder: Path) -> None:
    from lsvdesk.register.engine import Register

    other = Register.open(office_folder)
    desk = open_desk(office_folder)
    qtbot.waitUntil(lambda: isinstance(desk.window.full_page, TroublePage), timeout=10_000)
    assert desk.window.full_page.heading.text() == "ทะเบียนนี้เปิดใช้อยู่แล้ว"
    other.close()
    desk.window.full_page.retry_button.click()
    assert opened(qtbot, desk).front == "today"


def test_a_larger_scale_builds_the_window_anew_with_the_same_page(open_desk, qtbot, office_folder: Path) -> None:
    desk = open_desk(office_folder)
    first = opened(qtbot, desk)
    first.go("settings", "holidays")
    press(first, "Ctrl++")
    qtbot.waitUntil(lambda: desk.window is not first, timeout=5000)
    assert theme.scale() == pytest.approx(1.1)
    assert desk.session.preferences.scale == pytest.approx(1.1)
    assert desk.window.front == "settings"
    assert desk.window.page("settings").shown == "holidays"


def test_at_200_percent_the_navigation_shows_icons_and_nothing_is_wider_than_the_window(open_desk, qtbot, office_folder: Path) -> None:
    window = opened(qtbot, open_desk(office_folder, scale=2.0))
    assert window.navigation.narrow
    assert window.navigation.item("cases").toolTip() == "คำขอ (Ctrl+3)"
    assert window.minimumSizeHint().width() <= 1366


def test_another_user_is_at_the_desk_after_choosing_one(open_desk, qtbot, office_folder: Path) -> None:
    from lsvdesk.counter import setup
    from lsvdesk.ui.user_menu import UserMenu

    desk = open_desk(office_folder)
    window = opened(qtbot, desk)
    menu = UserMenu(desk.session, window)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[1].trigger()
    cashier = setup.users(desk.session.office)[1]
    assert desk.session.office.user == cashier
    assert window.navigation.user.text() == cashier.name
    assert cashier.name in window.page("today").said.text()


def test_a_fault_of_a_use_case_stands_above_the_page_until_another_is_opened(open_desk, qtbot, office_folder: Path) -> None:
    from lsvdesk.errors import CounterError

    window = opened(qtbot, open_desk(office_folder))
    window.page("today").trouble.emit(CounterError("ใบเสร็จนี้ยกเลิกแล้ว", code="already-void"))
    assert window._bar.isVisible()
    assert window._bar.message() == "ใบเสร็จนี้ยกเลิกแล้ว"
    window.go("settings")
    assert not window._bar.isVisible()


def test_a_task_that_fails_unforeseen_is_an_incident_and_one_that_fails_for_people_is_told(open_desk, qtbot, office_folder: Path) -> None:
    from lsvdesk.errors import CounterError

    desk = open_desk(office_folder)
    window = opened(qtbot, desk)
    shown: list[str] = []
    desk.reporter.show = lambda number, log: shown.append(number)

    def bug() -> None:
        raise KeyError("นางสาวสมมุติ")

    def told() -> None:
        raise CounterError("พื้นที่ดิสก์เต็ม", code="register-disk-full")

    desk.session.run(bug)
    qtbot.waitUntil(lambda: shown != [], timeout=5000)
    log = (office_folder / "logs" / "incidents.log").read_text(encoding="utf-8")
    assert shown[0] in log
    assert "สมมุติ" not in log
    desk.session.run(told)
    qtbot.waitUntil(lambda: window._bar is not None and window._bar.isVisible(), timeout=5000)
    assert window._bar.message() == "พื้นที่ดิสก์เต็ม"


def test_a_new_request_for_somebody_found_by_search_opens_the_wizard_for_them(open_desk, qtbot, office_folder: Path) -> None:
    window = opened(qtbot, open_desk(office_folder))
    box = window.search.box
    box.open_typing("บุญมี")
    qtbot.waitUntil(lambda: box.current() is not None and box.current().data.kind == "person", timeout=5000)
    QTest.keyClick(box.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.front == "new", timeout=5000)
    request = window._argument
    assert isinstance(request, NewRequest)
    assert request.applicant.first_name == "บุญมี"


def test_a_folder_on_a_stick_that_is_not_in_is_asked_for_and_no_new_office_is_begun(
    open_desk, qtbot, office_folder: Path, tmp_path: Path
) -> None:
    from lsvdesk.ui.preferences import Preferences

    stick = tmp_path / "แฟลชไดรฟ์" / "office"
    Preferences(tmp_path / "window.ini").office_folder = stick
    desk = open_desk(stick)
    qtbot.waitUntil(lambda: desk.window.full_page is not None, timeout=10_000)
    page = desk.window.full_page
    assert isinstance(page, TroublePage)
    assert page.heading.text() == "ไม่พบโฟลเดอร์ของหน่วยงาน"
    stick.parent.mkdir()
    office_folder.rename(stick)  # the stick is put in
    page.retry.emit()
    assert opened(qtbot, desk).front == "today"
