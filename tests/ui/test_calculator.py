"""The calculator as a clerk uses it: found, typed into, read, printed, gone on from; nothing of it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from lsvdesk.counter import cases, drafts
from lsvdesk.counter.views import CaseFilter, PrintedPaper
from lsvdesk.ui import paper_preview
from lsvdesk.ui.calculator.desk import CalculationDesk
from lsvdesk.ui.calculator_page import CalculatorPage
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.pages import Calculation, NewRequest
from lsvdesk.ui.session import Session
from lsvdesk.ui.wizard.form import RequestForm
from tests.support.walks import read, squeezed

SIGN = {"kind": "mixed", "motion": "static", "width_cm": "120", "height_cm": "240", "sides": 1, "condition": "existing"}


@pytest.fixture
def window(session: Session, qtbot: Any) -> MainWindow:
    made = MainWindow(session)
    made.setMinimumSize(0, 0)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[PrintedPaper]:
    """Papers that came up in a preview, which nobody is here to close."""
    seen: list[PrintedPaper] = []

    def exec_(dialog: paper_preview.PaperPreview) -> int:
        assert not dialog.copy_button.isVisibleTo(dialog), "there is no copy of what is not kept"
        seen.append(dialog.paper)
        return 0

    monkeypatch.setattr(paper_preview.PaperPreview, "exec", exec_)
    return seen


def page_of(window: MainWindow) -> CalculatorPage:
    page = window.page("calculator")
    assert isinstance(page, CalculatorPage)
    return page


def opened(window: MainWindow, qtbot: Any, what: Any) -> CalculationDesk:
    window.go("calculator", what)
    desk = page_of(window).desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.up_to_date, timeout=20_000)
    return desk


def settled(desk: CalculationDesk, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: desk.up_to_date, timeout=20_000)


def press(key: Any, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def write(text: str) -> None:
    """Typed where the cursor stands; Thai letters come as an input method brings them, which QTest cannot press."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if isinstance(focus, QComboBox):
        focus = focus.lineEdit()
    if text.isascii():
        QTest.keyClicks(focus, text)
    else:
        assert isinstance(focus, QLineEdit)
        focus.insert(text)


def answer_column(desk: CalculationDesk, column: str, text: str) -> None:
    """Go to a column of the sign that is open, and type into it."""
    assert desk.form.focus_on(f"signs[0].{column}")
    write(text)


def test_a_clerk_types_a_sign_and_reads_the_tax(window: MainWindow, qtbot: Any) -> None:
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    page = page_of(window)
    assert window.front == "calculator"
    qtbot.waitUntil(lambda: page.picker.current() is not None, timeout=20_000)
    page.picker.line.setFocus()
    write("ภาษีป้าย")
    press(Qt.Key.Key_Return)
    desk = page.desk
    assert desk is not None and desk.service.id == "signboard-tax"
    settled(desk, qtbot)
    assert "ยังต้องกรอก" in desk.result.missing_words.text() and desk.result.missing.isVisible()
    assert QApplication.focusWidget() is not None and desk.form.focused() == "tax_year"
    assert {frame.key for frame in desk.form.frames()} >= {"tax_year", "signs"}
    assert not {frame.key for frame in desk.form.frames()} & {"shop_name", "shop_address", "photos"}
    desk.form._by_id["signs"].editor.go_to_row(0, "kind")
    write("ปนอักษรต่างประเทศ")
    press(Qt.Key.Key_Return)
    answer_column(desk, "width_cm", "120")
    answer_column(desk, "height_cm", "๒๔๐")
    press(Qt.Key.Key_Tab)
    settled(desk, qtbot)
    assert desk.found is not None and desk.found.faults == ()
    assert f"{desk.found.lines[0].amount:.2f}" == "1508.00"
    assert desk.said.text().endswith("บาท") and desk.result.card.isVisible() and not desk.result.missing.isVisible()


def test_the_days_show_what_filing_and_paying_late_cost(window: MainWindow, qtbot: Any) -> None:
    answers = {"tax_year": 2569, "signs": [SIGN | {"kind": "foreign", "width_cm": "200", "height_cm": "302"}]}
    days = {"filed_on": "2026-03-02", "notified_on": "2026-03-02"}
    desk = opened(window, qtbot, Calculation("signboard-tax", "individual", answers, days))
    assert desk.said.text() == "รวม 6,050.00 บาท"
    assert desk.result.parts.isVisible()
    desk.form.grid.frame("days__paid_on").editor.line.setFocus()
    write("20/04/2569")
    settled(desk, qtbot)
    assert desk.found is not None and [line.kind for line in desk.found.lines] == ["principal", "surcharge"]
    assert not desk.found.instalments
    desk.form.grid.frame("days__filed_on").editor.line.setFocus()
    desk.form.grid.frame("days__filed_on").editor.line.selectAll()
    write("32/13/2569")
    press(Qt.Key.Key_Tab)
    settled(desk, qtbot)
    assert desk.form.grid.frame("days__filed_on").shown_fault() and desk.result.missing.isVisible()
    assert desk.said.text() == ""


def test_what_is_wrong_stands_at_its_field_once_it_was_left(window: MainWindow, qtbot: Any) -> None:
    desk = opened(window, qtbot, "elderly-allowance")
    birth = next(frame for frame in desk.form.frames() if frame.key == "birth_date")
    assert birth.shown_fault() is None, "nobody is blamed for what was not come to yet"
    assert "เกิดวันที่" in desk.result.missing_words.text()
    desk.form.focus_on("birth_date")
    press(Qt.Key.Key_Tab)
    desk.form.focus_on("nationality")
    settled(desk, qtbot)
    qtbot.waitUntil(lambda: birth.shown_fault() is not None, timeout=5_000)
    desk.result.go_button.click()
    assert desk.form.focused() == "birth_date"
    write("1/5/2493")
    settled(desk, qtbot)
    assert birth.shown_fault() is None


def test_an_allowance_is_said_by_the_month(window: MainWindow, qtbot: Any) -> None:
    desk = opened(window, qtbot, "elderly-allowance")
    given = desk.given()
    answers = {**(given.answers or {}), "birth_date": "1950-05-01", "nationality": "ไทย", "state_benefit": "none", "wish": "receive"}
    wish = next(each for section in desk.service.form for each in section.fields if each.id == "wish")
    benefit = next(each for section in desk.service.form for each in section.fields if each.id == "state_benefit")
    answers |= {"wish": wish.options[0].value, "state_benefit": benefit.options[0].value}
    desk.take(given._replace(answers=answers))
    settled(desk, qtbot)
    assert desk.found is not None and desk.found.faults == () and desk.found.lines == ()
    assert desk.result.rights.isVisible() and not desk.result.card.isVisible()
    assert desk.said.text() == "ได้รับ 700.00 บาทต่อเดือน"


def test_a_sheet_is_shown_and_nothing_is_kept(window: MainWindow, qtbot: Any, shown: list[PrintedPaper]) -> None:
    office = window.session.office
    before = len(cases.list_cases(office, CaseFilter(limit=500))), drafts.drafts(office)
    desk = opened(
        window, qtbot, Calculation("signboard-tax", "individual", {"tax_year": 2569, "signs": [SIGN]}, {"filed_on": "2026-03-02"})
    )
    desk.form.focus_on("tax_year")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].code == "" and squeezed("ประมาณการ") in read(shown[0].pdf) and squeezed("1,508.00") in read(shown[0].pdf)
    assert (len(cases.list_cases(office, CaseFilter(limit=500))), drafts.drafts(office)) == before


def test_nothing_is_printed_while_something_is_missing(window: MainWindow, qtbot: Any, shown: list[PrintedPaper]) -> None:
    desk = opened(window, qtbot, "signboard-tax")
    desk.print_button.click()
    settled(desk, qtbot)
    assert shown == []
    assert desk.form.focused().startswith("signs[0]")


def test_enter_leads_to_the_sheet_and_esc_to_another_service(window: MainWindow, qtbot: Any) -> None:
    desk = opened(window, qtbot, "leaflet-advertising-permit")
    for _ in range(12):
        if desk.print_button.hasFocus():
            break
        press(Qt.Key.Key_Return)
    assert desk.print_button.hasFocus()
    press(Qt.Key.Key_Escape)
    page = page_of(window)
    assert page.desk is None and page.stack.currentWidget() is page.picker


def test_clearing_can_be_taken_back(window: MainWindow, qtbot: Any) -> None:
    desk = opened(
        window, qtbot, Calculation("signboard-tax", "individual", {"tax_year": 2568, "signs": [SIGN]}, {"filed_on": "2026-03-02"})
    )
    desk.clear_button.click()
    settled(desk, qtbot)
    assert desk.found is not None and desk.found.faults and desk.given().answers.get("tax_year") == 2569
    from lsvdesk.ui.widgets.messages import Toast

    toast = window.findChild(Toast)
    assert toast is not None and toast.undo_button is not None
    toast.undo_button.click()
    settled(desk, qtbot)
    assert desk.given().answers["tax_year"] in (2568, "2568") and desk.found.faults == ()
    assert desk.form.days()["filed_on"].isoformat() == "2026-03-02"


def test_every_field_can_be_shown_and_what_was_typed_stays(window: MainWindow, qtbot: Any) -> None:
    desk = opened(window, qtbot, Calculation("signboard-tax", "juristic", {"tax_year": 2569, "signs": [SIGN]}, {"filed_on": "2026-03-02"}))
    before = desk.said.text()
    desk.every_button.click()
    settled(desk, qtbot)
    keys = {frame.key for frame in desk.form.frames()}
    assert {"shop_name", "shop_address"} <= keys and "photos" not in keys
    assert desk.said.text() == before and desk.form.desk.state.applicant_case == "juristic"
    desk.every_button.click()
    settled(desk, qtbot)
    assert "shop_name" not in {frame.key for frame in desk.form.frames()} and desk.said.text() == before


def test_a_request_goes_on_from_the_calculation(window: MainWindow, qtbot: Any) -> None:
    desk = opened(window, qtbot, Calculation("signboard-tax", "juristic", {"tax_year": 2569, "signs": [SIGN]}, {"filed_on": "2026-03-02"}))
    desk.request_button.click()
    qtbot.waitUntil(lambda: window.front == "new", timeout=5_000)
    form = window.page("new").form  # type: ignore[attr-defined]
    assert isinstance(form, RequestForm) and form.service.id == "signboard-tax"
    assert form.state.applicant_case == "juristic"
    assert form.state.answers["signs"][0]["width_cm"] == "120"


def test_the_list_of_services_and_the_search_lead_here(window: MainWindow, qtbot: Any) -> None:
    window.go("new", NewRequest())
    picker = window.page("new").picker  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: picker.current() is not None, timeout=20_000)
    picker.line.setFocus()
    write("ภาษีป้าย")
    QTest.keyClick(picker.line, Qt.Key.Key_F4)
    assert window.front == "calculator" and page_of(window).desk.service.id == "signboard-tax"  # type: ignore[union-attr]
    window.search.focus_search()
    box = window.search.box
    box.line.setFocus()
    write("คำนวณเบี้ยยังชีพ")
    qtbot.waitUntil(lambda: box.current() is not None and box.current().title.startswith("คำนวณ:"), timeout=20_000)
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page_of(window).desk.service.id.endswith("-allowance"), timeout=5_000)  # type: ignore[union-attr]


def test_coming_back_finds_what_was_typed(window: MainWindow, qtbot: Any) -> None:
    desk = opened(
        window, qtbot, Calculation("signboard-tax", "individual", {"tax_year": 2569, "signs": [SIGN]}, {"filed_on": "2026-03-02"})
    )
    window.go("today")
    window.go("calculator")
    assert page_of(window).desk is desk
    place = page_of(window).place()
    assert isinstance(place, Calculation) and place.answers["signs"][0]["height_cm"] == "240"


@pytest.mark.parametrize("wide", [True, False], ids=["beside", "below"])
def test_the_result_stands_beside_the_form_or_below_it(window: MainWindow, qtbot: Any, wide: bool) -> None:
    window.resize(1366 if wide else 800, 768)
    desk = opened(
        window, qtbot, Calculation("signboard-tax", "individual", {"tax_year": 2569, "signs": [SIGN]}, {"filed_on": "2026-03-02"})
    )
    qtbot.waitUntil(lambda: desk.side.isVisible() == wide, timeout=5_000)
    inside: QWidget = desk.side if wide else desk.form
    assert inside.isAncestorOf(desk.result) and desk.result.isVisible()
