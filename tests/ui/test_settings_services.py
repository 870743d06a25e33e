"""Settings → services, as the administrator of the office uses it: found, typed, saved, refused by the law, confirmed, called off."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from lsvdesk import paths
from lsvdesk.catalogue import loader
from lsvdesk.counter import local_services, setup
from lsvdesk.counter.service_views import LocalFee, LocalServiceChange, OwnDocument
from lsvdesk.counter.views import NewUser
from lsvdesk.ui.settings.service_facts import CONFIRM
from lsvdesk.ui.settings.service_form import ServiceForm
from lsvdesk.ui.settings.services import CALL_OFF, TAKE_OUT, ServicesPart
from lsvdesk.ui.settings_page import SAVE, THROW, SettingsPage
from lsvdesk.ui.widgets.dialogs import CANCEL, MessageDialog

DIG, SIGN = "soil-excavation-notice", "signboard-tax"
Key = Qt.Key


@pytest.fixture
def page(session) -> Iterator[SettingsPage]:
    made = SettingsPage(session)
    made.resize(1134, 700)
    made.show()
    made.activate("services")
    yield made
    made.close()
    shiboken6.delete(made)  # now: the next test's style would be laid over all its hundreds of widgets


@pytest.fixture
def part(page: SettingsPage) -> ServicesPart:
    made = page.part("services")
    assert isinstance(made, ServicesPart)
    return made


@pytest.fixture
def digging(part: ServicesPart) -> ServicesPart:
    find(part, "ขุดดิน")
    return part


def find(part: ServicesPart, words: str) -> None:
    """Type into the search line and press Enter twice: into the list, and to the first field."""
    part.list.filter.clear()
    part.list.filter.setFocus()
    part.list.filter.insert(words)
    QTest.keyClick(part.list.filter, Key.Key_Return)
    QTest.keyClick(part.list.list, Key.Key_Return)


def form(part: ServicesPart) -> ServiceForm:
    assert isinstance(part.form, ServiceForm)
    return part.form


def retype(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    line.insert(text)  # as an input method does


def said(page: SettingsPage) -> list[str]:
    found: list[str] = []
    page.toast.connect(found.append)
    return found


def fault(part: ServicesPart, field: str) -> str:
    return next(frame.shown_fault() or "" for group in form(part).groups for name, frame in group.frames.items() if name == field)


def row(session, service: str):
    return next(each for each in local_services.listed(session.office) if each.id == service)


def test_services_stand_by_department_and_are_found_by_typing(part: ServicesPart, session) -> None:
    assert len(part.list.shown()) >= len(session.office.catalogue.services)
    part.list.filter.setText("ป้าย")
    assert part.list.shown() == [SIGN]
    part.list.filter.setText("กองช่าง ขุด")
    assert part.list.shown() == [DIG]
    part.list.filter.setText("ปิด")
    assert set(part.list.shown()) >= {"water-support"}
    assert DIG not in part.list.shown()
    part.list.filter.setText("ไม่มีบริการชื่อนี้")
    assert part.list.shown() == []
    assert "ไม่พบ" in part.list.count.text()
    QTest.keyClick(part.list.filter, Key.Key_Escape)
    assert DIG in part.list.shown()


def test_arrows_show_one_service_after_the_other_and_enter_goes_to_its_first_field(part: ServicesPart, qtbot) -> None:
    first, second = part.list.shown()[:2]
    assert part.service == first
    QTest.keyClick(part.list.list, Key.Key_Down)
    qtbot.waitUntil(lambda: part.service == second)
    QTest.keyClick(part.list.list, Key.Key_Return)
    assert form(part).isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert part.list.list.hasFocus()


def test_a_promise_is_typed_and_saved_with_its_reason(digging: ServicesPart, page: SettingsPage, session, qtbot) -> None:
    told = said(page)
    retype(form(digging).promise.line, "๕")
    assert digging.dirty
    retype(digging.note.editor.line, "ประกาศ อบต. ที่ 4/2569")
    with qtbot.waitSignal(session.settings_changed):
        QTest.keyClick(digging.note.editor.line, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not digging.dirty
    assert told == ["บันทึกการตั้งค่าบริการแล้ว"]
    kept = local_services.shown(session.office, DIG)
    assert kept.row.promise is not None and kept.row.promise.said == "5 วัน"
    assert (kept.history[0].note, kept.row.since) == ("ประกาศ อบต. ที่ 4/2569", session.today)
    assert digging.list.current() == DIG
    assert form(digging).promise.value() == Decimal(5)


def test_a_promise_beyond_the_law_is_refused_at_its_field_with_the_law_named(digging: ServicesPart, session) -> None:
    retype(form(digging).promise.line, "8")
    digging.save()
    assert "พระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543 มาตรา 17" in fault(digging, "promise")
    assert digging.dirty  # what was typed is still there
    assert form(digging).promise.text() == "8"
    assert local_services.shown(session.office, DIG).history == ()
    retype(form(digging).promise.line, "7")
    assert fault(digging, "promise") == ""


def test_a_service_is_switched_off_with_the_space_bar_from_a_day_to_come(digging: ServicesPart, page: SettingsPage, session) -> None:
    told = said(page)
    box = form(digging).offered.box
    assert box.hasFocus() and box.isChecked()
    QTest.keyClick(box, Key.Key_Space)
    retype(digging.start.editor.line, "1/4/2569")
    digging.save()
    assert told == ["บันทึกการตั้งค่าบริการแล้ว เริ่มใช้ 1 เม.ย. 2569"]
    now = row(session, DIG)
    assert (now.state, now.coming) == ("offered", dt.date(2026, 4, 1))
    assert digging.history is not None and len(digging.history.buttons) == 1


def test_a_day_that_is_past_is_said_at_its_field(digging: ServicesPart) -> None:
    form(digging).offered.box.click()
    digging.start.editor.set_text("1/1/2569")
    digging.save()
    assert digging.start.shown_fault()
    assert digging.dirty


def test_what_has_not_begun_is_called_off_after_a_question(digging: ServicesPart, session, monkeypatch) -> None:
    local_services.change(session.office, DIG, LocalServiceChange(offered=False), dt.date(2026, 4, 1))
    digging.refresh()
    assert digging.history is not None
    monkeypatch.setattr(MessageDialog, "ask", lambda self: CANCEL)
    digging.history.buttons[0].click()
    assert row(session, DIG).coming is not None
    monkeypatch.setattr(MessageDialog, "ask", lambda self: CALL_OFF)
    digging.history.buttons[0].click()
    session.office.clock.go_to(dt.date(2026, 4, 1))
    assert row(session, DIG).state == "offered"


def test_own_documents_are_typed_cell_by_cell_with_tab(digging: ServicesPart, session) -> None:
    title = form(digging).own.cell(0, "title")
    title.setFocus()
    title.line.insert("ภาพถ่ายสถานที่")
    QTest.keyClick(title.line, Key.Key_Tab)
    QTest.keyClicks(form(digging).own.cell(0, "originals").line, "2")
    digging.save()
    kept = local_services.shown(session.office, DIG).own_documents
    assert kept == (OwnDocument("ภาพถ่ายสถานที่", originals=2, copies=0, id="own-1"),)
    retype(form(digging).own.cell(0, "originals").line, "3")
    digging.save()
    assert [(each.id, each.originals) for each in local_services.shown(session.office, DIG).own_documents] == [("own-1", 3)]
    retype(form(digging).own.cell(0, "originals").line, "99")
    digging.save()
    assert fault(digging, "own_documents")


def test_a_document_of_the_manual_is_not_asked_for_any_more(digging: ServicesPart, session) -> None:
    boxes = dict(zip((each.id for each in form(digging).shown.standing_documents), form(digging).standing.boxes, strict=True))
    boxes["land-consent"].click()
    digging.save()
    assert "land-consent" not in {each.id for each in session.office.catalogue.service(DIG).documents}


def test_the_department_and_the_place_are_changed(part: ServicesPart, session) -> None:
    find(part, "ป้าย")
    form(part).department.set_value("central")
    form(part).department.changed.emit()
    retype(form(part).place.line, "ช่องบริการ 2")
    part.save()
    kept = local_services.shown(session.office, SIGN)
    assert (kept.row.department, kept.place) == ("central", "ช่องบริการ 2")


def test_a_local_rate_needs_its_day_and_its_ordinance_and_stays_under_the_ceiling(digging: ServicesPart, session, monkeypatch) -> None:
    rate = "fee.excavation.depth_threshold"
    fields = next(group for group in form(digging).groups if f"{rate}.value" in group.frames)
    fields.editor(f"{rate}.value").set_text("4")
    digging.save()
    assert "วันที่ข้อบัญญัติเริ่มใช้" in fields.frames[f"{rate}.start"].shown_fault()
    assert "ชื่อข้อบัญญัติ" in fields.frames[f"{rate}.ordinance"].shown_fault()
    fields.editor(f"{rate}.start").set_text("1/10/2568")
    fields.editor(f"{rate}.ordinance").set_text("ประกาศ อบต.โพธิ์ใหญ่ พ.ศ. 2568")
    digging.save()
    assert "เกินเพดาน 3" in fields.frames[f"{rate}.value"].shown_fault()
    assert "พระราชบัญญัติการขุดดินและถมดิน" in fields.frames[f"{rate}.value"].shown_fault()
    fields.editor(f"{rate}.value").set_text("2")
    digging.save()
    shown = next(each for each in local_services.shown(session.office, DIG).fees if each.rate == "excavation.depth_threshold")
    assert shown.in_force == LocalFee("excavation.depth_threshold", Decimal(2), "ประกาศ อบต.โพธิ์ใหญ่ พ.ศ. 2568", dt.date(2025, 10, 1))
    monkeypatch.setattr(MessageDialog, "ask", lambda self: TAKE_OUT)
    form(digging).fees.buttons[0].click()
    assert setup.ordinances(session.office) == []


def test_rates_of_no_service_are_entered_under_their_law(part: ServicesPart, session) -> None:
    others = local_services.other_fees(session.office)
    assert others
    key, fee = f"law:{others[0].law}", others[0].fees[0]
    part.list.select(key)
    part._open(key)
    assert not part.start.isVisibleTo(part)
    fields = part.form.groups[0]
    for name, text in (("value", "1"), ("start", "1/1/2569"), ("ordinance", "ข้อบัญญัติ อบต.โพธิ์ใหญ่ พ.ศ. 2569")):
        fields.editor(f"fee.{fee.rate}.{name}").set_text(text)
    part.save()
    assert [each["rate"] for each in setup.ordinances(session.office)] == [fee.rate]
    part.form.check()
    part.save()  # nothing new was typed
    assert len(setup.ordinances(session.office)) == 1


def test_what_is_unconfirmed_is_confirmed_against_a_source(part: ServicesPart, page: SettingsPage, session, monkeypatch) -> None:
    find(part, "ก่อนประถม")
    told = said(page)
    assert part.facts is not None
    button = next(iter(part.facts.buttons.values()))
    assert button.key() == "Ctrl+Y"
    monkeypatch.setattr(MessageDialog, "ask", lambda self: CANCEL)
    button.click()
    assert row(session, "preschool-enrolment").unverified == 1

    def answered(dialog) -> str:
        dialog.show()
        dialog.buttons[CONFIRM].click()
        assert dialog.isVisible()  # not without a source
        dialog.fields.set_values({"note": "ใบสมัครปีการศึกษา 2570"})
        dialog.buttons[CONFIRM].click()
        return CONFIRM

    monkeypatch.setattr(MessageDialog, "ask", answered)
    button.click()
    assert told == ["ยืนยันแล้ว"]
    fact = local_services.shown(session.office, "preschool-enrolment").facts[0]
    assert (fact.by, fact.on, fact.note) == (session.office.user.name, session.today, "ใบสมัครปีการศึกษา 2570")
    assert part.facts is not None and part.facts.buttons == {}


def test_nothing_typed_is_lost_on_the_way_to_another_service(
    digging: ServicesPart, page: SettingsPage, session, monkeypatch, qtbot
) -> None:
    digging.list.filter.clear()
    retype(form(digging).place.line, "ช่อง 9")
    monkeypatch.setattr(MessageDialog, "ask", lambda self: CANCEL)
    digging.list.list.setCurrentRow(digging.list.list.currentRow() - 1)
    assert (digging.service, digging.list.current(), form(digging).place.text()) == (DIG, DIG, "ช่อง 9")
    assert not page.may_leave()
    monkeypatch.setattr(MessageDialog, "ask", lambda self: SAVE)
    digging.list.list.setCurrentRow(digging.list.list.currentRow() - 1)
    qtbot.waitUntil(lambda: digging.service not in ("", DIG) and digging.list.current() == digging.service)
    assert local_services.shown(session.office, DIG).place == "ช่อง 9"
    retype(form(digging).place.line, "ที่ไม่บันทึก")
    monkeypatch.setattr(MessageDialog, "ask", lambda self: THROW)
    assert page.may_leave()
    assert form(digging).place.text() != "ที่ไม่บันทึก"


def test_a_refresh_from_elsewhere_keeps_what_is_being_typed(digging: ServicesPart) -> None:
    retype(form(digging).place.line, "ช่อง 9")
    digging.refresh()
    assert form(digging).place.text() == "ช่อง 9"


def test_who_is_no_administrator_reads_only(digging: ServicesPart, session) -> None:
    session.switch_user(setup.add_user(session.office, NewUser("นายรับเรื่อง จำลองงาน", "เจ้าพนักงานธุรการ", "counter")))
    digging.refresh()
    assert not digging.save_button.isEnabled()
    assert not form(digging).promise.isEnabled()
    assert "ผู้ดูแลระบบ" in digging.who.text()


def test_where_there_is_little_room_the_list_and_the_service_take_turns(part: ServicesPart, page: SettingsPage, qtbot) -> None:
    page.resize(560, 500)
    qtbot.waitUntil(lambda: part.list.isVisible() and not part.right.isVisible())
    find(part, "ขุดดิน")
    assert part.right.isVisible() and not part.list.isVisible()
    assert part.save_card.isVisibleTo(part)
    part.back.click()
    assert part.list.isVisible() and not part.right.isVisible()


def test_a_broken_definition_is_named_with_its_line_while_the_others_stay(
    part: ServicesPart, session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(paths.shipped("forms"), forms)
    broken = forms / "services" / "engineering" / "soil-excavation-notice.yaml"
    lines = broken.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("kind:"))
    lines[at] = "kind: นอกเรื่อง"
    broken.write_text("\n".join(lines), encoding="utf-8")
    shipped = paths.shipped
    monkeypatch.setattr(loader.paths, "shipped", lambda *parts: forms.joinpath(*parts[1:]) if parts[0] == "forms" else shipped(*parts))
    session.office.kept.forget_catalogue()
    part.refresh()
    key = "services/engineering/soil-excavation-notice.yaml"
    assert part.list.shown()[0] == key
    part.list.list.setCurrentRow(1)

    def words() -> list[str]:
        return [label.text() for label in part.right.findChildren(type(part.who)) if label.isVisible()]

    qtbot.waitUntil(lambda: f"บรรทัด {at + 1}" in words())
    assert any("บริการอื่นใช้ได้ตามปกติ" in each for each in words())
    assert not part.save_card.isVisible()
    find(part, "ป้าย")
    assert form(part).shown.row.state == "offered"
