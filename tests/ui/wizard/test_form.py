"""The form in the window: what appears and goes while one types, what is known of the applicant, files, and what stops a filing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from lsvdesk.counter import cases, drafts, people
from lsvdesk.counter.setup import add_user
from lsvdesk.counter.views import NewUser, OrganisationData, PersonData
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.pages import NewRequest
from lsvdesk.ui.session import Session
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.page import NewRequestPage
from lsvdesk.ui.wizard.review_page import ReviewPage
from tests.ui.wizard.scenes import SIGN, SOMEBODY

Open = Callable[..., NewRequestPage]


@pytest.fixture
def window(session: Session, qtbot) -> MainWindow:
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def opened(window: MainWindow) -> Open:
    """A form with this typed, at this step."""

    def open_form(service_id: str, step: str = "details", **changes: object) -> NewRequestPage:
        from dataclasses import replace

        window.go("new")
        page = window.page("new")
        assert isinstance(page, NewRequestPage)
        state = wizard.begin(page.office.catalogue.service(service_id), page.session.today)
        answers = {**state.answers, **changes.pop("answers", {})}  # type: ignore[dict-item]
        page._open(service_id, replace(state, step=step, answers=answers, **changes))  # type: ignore[arg-type]
        QApplication.processEvents()
        return page

    return open_form


def complete(opened: Open, step: str = "review", **changes: object) -> NewRequestPage:
    """A signboard return with nothing wrong."""
    answers = {"shop_name": "ร้านสมใจของชำ", "signs": [SIGN]}
    return opened("signboard-tax", step, person=SOMEBODY, answers=answers, **changes)


def filed(page: NewRequestPage, qtbot) -> None:
    page.form.file()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page._done, timeout=20_000)


def test_a_section_comes_and_goes_with_an_answer_and_keeps_what_was_typed(opened: Open):
    page = opened("commercial-registration-new", person=SOMEBODY)
    form = page.form.front
    titles = lambda: [card.section.section for card in form.cards if not card.isHidden()]  # noqa: E731
    assert "ร้านค้าอิเล็กทรอนิกส์" not in titles()
    businesses = form._by_id["businesses"].editor
    businesses.cell(0, "kind").set_value("08")
    businesses.cell(0, "kind").changed.emit()
    assert "ร้านค้าอิเล็กทรอนิกส์" in titles()
    websites = form._by_id["websites"].editor
    websites.cell(0, "url").set_text("www.example.com")
    businesses.cell(0, "kind").set_value("02")
    businesses.cell(0, "kind").changed.emit()
    assert "ร้านค้าอิเล็กทรอนิกส์" not in titles()
    businesses.cell(0, "kind").set_value("09")
    businesses.cell(0, "kind").changed.emit()
    assert form._by_id["websites"].editor.cell(0, "url").text() == "www.example.com"


def test_tab_order_is_reading_order_even_for_a_section_that_came_later(opened: Open):
    page = opened("commercial-registration-new", person=SOMEBODY)
    form = page.form.front
    businesses = form._by_id["businesses"].editor
    businesses.cell(0, "kind").set_value("08")
    businesses.cell(0, "kind").changed.emit()
    QApplication.processEvents()
    frames = form.frames()
    assert "websites" in [frame.key for frame in frames]
    order: list[int] = []
    widget = start = page.form.back_button
    while (widget := widget.nextInFocusChain()) is not start:
        at = next((i for i, frame in enumerate(frames) if frame.isAncestorOf(widget)), None)
        if at is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and (not order or order[-1] != at):
            order.append(at)
    assert order == list(range(len(frames))), "a field that was made later stands where it is read"


def test_the_computed_sum_follows_the_rows(opened: Open):
    partners = [{"name": "ก", "contribution": "100"}, {"name": "ข", "contribution": "50.25"}]
    page = opened(
        "commercial-registration-new",
        applicant_case="ordinary-partnership-or-joint-venture",
        organisation={"name": "ก"},
        answers={"partners": partners},
    )
    form = page.form.front
    assert form._by_id["partnership_capital"].editor.words.text() == "150.25 บาท"
    rows = form._by_id["partners"].editor
    rows.frame("contribution").editor.set_text("200")
    assert form._by_id["partnership_capital"].editor.words.text() == "250.25 บาท"


def test_files_are_kept_with_the_case(opened: Open, qtbot, tmp_path: Path):
    scan = tmp_path / "แผนผัง.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    page = complete(opened, files={"location_map": [str(scan)]})
    filed(page, qtbot)
    case = cases.case_by_number(page.office, "2569-00001")
    assert [file.name for file in case.attachments] == ["แผนผัง.pdf"]
    assert case.answers["location_map"] == [str(case.attachments[0].id)]


def test_a_file_that_has_gone_stops_the_filing_and_names_it(opened: Open, qtbot, tmp_path: Path):
    page = complete(opened, files={"photos": [str(tmp_path / "หายไป.jpg")]})
    page.form.file()
    qtbot.waitUntil(lambda: not page.form.busy, timeout=20_000)
    assert isinstance(page.form.front, ReviewPage) and "หายไป.jpg" in page.form.front.trouble.message()
    assert cases.list_cases(page.office) == [] and len(drafts.drafts(page.office)) == 1, "nothing is filed, nothing is lost"


def test_somebody_who_may_not_take_requests_in_is_told_why(opened: Open, qtbot, session: Session):
    session.switch_user(add_user(session.office, NewUser("นายบริหาร ตัวอย่าง", "นายก", "executive")))
    page = complete(opened)
    page.form.file()
    qtbot.waitUntil(lambda: not page.form.busy, timeout=20_000)
    assert isinstance(page.form.front, ReviewPage) and "รับคำขอไม่ได้" in page.form.front.trouble.message()


def test_a_fault_anywhere_stops_the_filing_at_its_field(opened: Open):
    page = complete(opened)
    page.form.desk.state.answers["signs"][0]["width_cm"] = "0"
    page.form.file()
    assert page.form.state.step == "details" and page.form.front.condition == "error"
    assert page.form.front._by_id["signs"].editor.frame("width_cm").shown_fault()
    SIGN["width_cm"] = "120"


def test_a_page_is_valid_busy_or_in_error(opened: Open, qtbot):
    page = complete(opened)
    assert page.form.front.condition == "valid"
    page.form.file()
    assert page.form.front.condition == "busy" and not page.form.next_button.isEnabled()
    page.form.go_on()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page._done, timeout=20_000)
    assert len(cases.list_cases(page.office)) == 1, "pressing on does not file twice"


def test_a_request_for_somebody_found_by_search_begins_with_them(window: MainWindow, session: Session, qtbot):
    known = people.save_person(session.office, PersonData("สมพร", "รู้จักแล้ว", "นาง", make_citizen_id(12)))
    window.start_request(None, known)
    page = window.page("new")
    assert isinstance(page, NewRequestPage)
    qtbot.waitUntil(lambda: bool(page.picker.entries()), timeout=20_000)
    assert "นางสมพร รู้จักแล้ว" in page.picker.header.explanation.text()
    page._begin("soil-excavation-notice")
    assert page.form.state.person["id"] == known.id and page.form.next_button.hasFocus()


def test_an_organisation_picks_its_own_kind_of_applicant(window: MainWindow, session: Session):
    known = people.save_organisation(session.office, OrganisationData("บริษัท ตัวอย่างสมมุติ จำกัด", "บริษัทจำกัด"))
    window.go("new", NewRequest(service="signboard-tax", applicant=known))
    page = window.page("new")
    assert isinstance(page, NewRequestPage)
    assert page.form.state.applicant_case == "juristic" and page.form.front.organisation.isVisible()


def test_the_window_in_another_size_has_the_same_form(opened: Open):
    page = complete(opened, "documents")
    page.form._changed()
    assert page.may_leave()
    place = page.place()
    assert isinstance(place, NewRequest) and place.draft == page.form.state.draft
    assert [draft.id for draft in drafts.drafts(page.office)] == [place.draft]


def test_a_draft_that_is_gone_is_said_and_the_services_are_offered(window: MainWindow):
    window.go("new", NewRequest(draft="gone"))
    page = window.page("new")
    assert isinstance(page, NewRequestPage) and page.stack.currentWidget() is page.picker
    assert "ไม่มีแล้ว" in window._info_bar().message()


def test_what_the_fee_lacks_is_named_and_enter_leads_to_it(opened: Open, qtbot):
    sign = {key: value for key, value in SIGN.items() if key != "width_cm"}
    page = opened("signboard-tax", "fees", person=SOMEBODY, answers={"shop_name": "ร้านสมใจของชำ", "signs": [sign]})
    form = page.form
    assert form.front.lacking.isVisibleTo(page) and not form.front.card.isVisibleTo(page)
    said = [label.text().replace("​", "") for label in form.front.lacking.findChildren(QLabel)]
    table = next(field for section in form.service.form for field in section.fields if field.id == "signs")
    assert table.label in said and any("กว้าง" in line for line in said), said
    assert form.next_button.text() == "ไปแก้ไข" and "แดง" not in form.said.text()
    qtbot.keyClick(form.next_button, Qt.Key.Key_Return)
    assert form.state.step == "details"
    assert form.front.focused() == "signs[0].width_cm"
    assert form.front.condition == "error"


def test_one_of_several_lacking_fields_is_led_to_by_its_own_button(opened: Open):
    sign = {key: value for key, value in SIGN.items() if key not in ("width_cm", "height_cm")}
    page = opened("signboard-tax", "fees", person=SOMEBODY, answers={"shop_name": "ร้านสมใจของชำ", "signs": [sign]})
    form = page.form
    faults = form.front.lacking.faults
    buttons = form.front.lacking.findChildren(Button)
    assert len(faults) > 1
    buttons[1].click()
    assert form.state.step == "details" and form.front.focused() == faults[1].field
