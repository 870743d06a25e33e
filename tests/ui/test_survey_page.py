"""What the office surveyed of an owner's land and buildings, typed in as the form has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lsvdesk.counter import drafts, people, properties, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.verifying import verify
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.ui.pages import NewRequest
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.register_actions import EndPropertyDialog
from lsvdesk.ui.registers_page import RegistersPage
from lsvdesk.ui.session import Session
from lsvdesk.ui.survey_page import SurveyPage
from lsvdesk.ui.wizard.page import NewRequestPage
from tests.counter.people import DAY, company, owner
from tests.counter.test_yearly import PLOT, SHED, surveyed

Opened = Callable[..., Any]
NEW_PLOT = {
    "deed_kind": "deed",
    "deed_no": "20001",
    "place": "หมู่ 7",
    "rai": 1,
    "ngan": 2,
    "wah": "50",
    "price_per_wah": "900",
    "use": "vacant",
}


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    """An office with one owner of a plot and a shed, and a company with nothing."""
    from lsvdesk.ui import theme

    theme.apply(qapp)
    clock = FixedClock(DAY)
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "เจ้าหน้าที่", "admin"), profile="na-pho")
    office = setup.set_up(tmp_path / "office", wanted, clock)
    surveyed(office, 1)
    people.save_organisation(office, company())
    made = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    made.use(office)
    yield made
    made.close()


@pytest.fixture
def office(session: Session) -> Office:
    return session.office


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


def table(page: SurveyPage, name: str) -> Any:
    return next(frame.editor for frame in page.what.frames() if frame.key == name)


def saved(qtbot: Any, page: SurveyPage) -> list[Any]:
    with qtbot.waitSignal(page.open_page, timeout=20_000) as asked:
        QTest.keyClick(page, Qt.Key.Key_F2)
    return list(asked.args)


def test_what_the_register_has_stands_in_the_form_and_a_changed_price_replaces_it(opened: Opened, qtbot: Any, office: Office) -> None:
    (known,) = people.find_people(office, owner(1).citizen_id or "")
    page = opened(SurveyPage, ("person", known.id))
    assert known.full_name in page.header.explanation.text()  # type: ignore[union-attr]
    plots, sheds = table(page, "parcels"), table(page, "buildings")
    assert [row["deed_no"] for row in plots.raw()] == ["12345"] and sheds.raw()[0]["parcel_no"] == 1
    plots.go_to_row(0, "price_per_wah")
    frame = plots.frame("price_per_wah")
    frame.editor.line.selectAll()
    QTest.keyClicks(frame.editor.line, "15000")
    assert saved(qtbot, page) == ["registers", ("properties", "held", known.full_name)]  # type: ignore[union-attr]
    held = properties.properties(office, person_id=known.id)
    assert len(held) == 2 and {row.unit_price for row in held} == {15000, 7000}
    assert len(properties.properties(office, held_only=False)) == 3, "what stood there before stays in the past"
    assert verify(office) == []


def test_a_new_owner_is_entered_with_what_they_have(opened: Opened, qtbot: Any, office: Office) -> None:
    page = opened(SurveyPage)
    assert QApplication.focusWidget() is page.who.finder.line
    page.who._new("นาย สำรวจ ทดสอบดี")
    frames = {frame.key: frame for frame in page.who.form.frames()}
    frames["person.citizen_id" if "person.citizen_id" in frames else "citizen_id"].editor.set_value(owner(5).citizen_id)
    page.who._typed()
    page.go_on()
    if page.front is page.who:  # the form wants an address too
        page.desk.state.person["address"] = {"house_no": "1", **page.desk.place}
        page.who.fill()
        page.go_on()
    assert page.front is page.what
    table(page, "parcels").put([NEW_PLOT | {"vacant_since": 2569}])
    table(page, "parcels").changed.emit()
    saved(qtbot, page)
    (row,) = properties.properties(office, "สำรวจ ทดสอบดี")
    assert (row.name, row.size) == ("เอกสารสิทธิเลขที่ 20001", "1 ไร่ 2 งาน 50 ตร.ว.")


def test_an_organisation_owns_as_well(opened: Opened, qtbot: Any, office: Office) -> None:
    (firm,) = people.find_people(office, company().juristic_id or "")
    page = opened(SurveyPage, ("organisation", firm.id))
    table(page, "buildings").put([{key: value for key, value in SHED.items() if key != "parcel_no"}])
    table(page, "buildings").changed.emit()
    saved(qtbot, page)
    assert [row.kind for row in properties.properties(office, organisation_id=firm.id)] == ["building"]


def test_a_fault_stands_at_its_field_and_nothing_is_saved(opened: Opened, office: Office) -> None:
    (known,) = people.find_people(office, owner(1).citizen_id or "")
    page = opened(SurveyPage, ("person", known.id))
    plots = table(page, "parcels")
    plots.put([{**PLOT, "use": "vacant"}])
    plots.changed.emit()
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert not page.busy and plots.frame("vacant_since").shown_fault()
    assert "สีแดง" in page.said.text()
    assert {row.row.get("use") for row in properties.properties(office)} == {"other"}


def test_what_is_typed_is_kept_when_the_clerk_goes_elsewhere(opened: Opened, qtbot: Any, office: Office) -> None:
    (known,) = people.find_people(office, owner(1).citizen_id or "")
    page = opened(SurveyPage, ("person", known.id))
    assert page.may_leave() and drafts.drafts(office) == [], "nothing was typed yet"
    table(page, "parcels").put([PLOT, NEW_PLOT])
    table(page, "parcels").changed.emit()
    assert page.may_leave()
    (draft,) = drafts.drafts(office)
    assert draft.title.startswith("สำรวจทรัพย์สิน") and page.place() == ("draft", draft.id)
    wizard = opened(NewRequestPage)
    with qtbot.waitSignal(wizard.open_page) as asked:
        wizard.activate(NewRequest(draft=draft.id))
    assert asked.args == ["survey", ("draft", draft.id)]
    again = opened(SurveyPage, asked.args[1])
    assert again.front is again.what and [row["deed_no"] for row in table(again, "parcels").raw()] == ["12345", "20001"]
    table(again, "parcels").go_to_row(1, "vacant_since")
    table(again, "parcels").frame("vacant_since").editor.set_value(2568)
    table(again, "parcels").frame("vacant_since").editor.changed.emit()
    saved(qtbot, again)
    assert drafts.drafts(office) == [] and len(properties.properties(office)) == 3


def test_what_the_survey_leaves_out_is_told_and_struck_off_with_a_reason(
    opened: Opened, qtbot: Any, office: Office, session: Session
) -> None:
    (known,) = people.find_people(office, owner(1).citizen_id or "")
    page = opened(SurveyPage, ("person", known.id))
    table(page, "buildings").delete_row()
    with qtbot.waitSignal(page.trouble, timeout=20_000) as told:
        QTest.keyClick(page, Qt.Key.Key_F2)
    assert "อีก 1 รายการ" in told.args[0].message
    register = opened(RegistersPage, ("properties", "held", "โกดัง"))
    register.table.select(0)
    row = register.table.current()
    assert [button.text() for button in register.chosen.buttons] == ["บันทึกผลสำรวจ", "รายอื่น", "นำออก"]
    dialog = EndPropertyDialog(session, row, register)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act()
    assert dialog.isVisible() and dialog.reason.shown_fault()
    dialog.reason.editor.set_value("รื้อถอนแล้ว")
    dialog.act()
    assert not dialog.isVisible()
    register.activate(("properties", "ended"))
    assert [each.ended_reason for each in register.table.rows()] == ["รื้อถอนแล้ว"]
    register.activate(("properties", "held", ""))
    assert register.chosen.buttons[0].key() == "F8"
    with qtbot.waitSignal(register.open_page) as asked:
        register.chosen.buttons[0].click()
    assert asked.args == ["survey", ("person", known.id)]
