"""The settings, each kept in the register and read back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lsvdesk.counter import setup
from lsvdesk.counter.views import NewUser
from lsvdesk.ui import theme
from lsvdesk.ui.settings import rates
from lsvdesk.ui.settings_page import PARTS, THROW, SettingsPage
from lsvdesk.ui.widgets.dialogs import CANCEL, MessageDialog


@pytest.fixture
def page(session, qtbot) -> SettingsPage:
    made = SettingsPage(session)
    qtbot.addWidget(made)
    made.resize(1134, 700)
    made.show()
    made.activate()
    return made


def toasts(page: SettingsPage) -> list[str]:
    said: list[str] = []
    page.toast.connect(said.append)
    return said


def test_every_part_opens(page: SettingsPage) -> None:
    for spec in PARTS:
        assert page.open_part(spec.key)
        assert page.shown == spec.key
    page.turn(+1)
    assert page.shown == "office"


def test_details_of_the_office_are_stored_and_shown_at_once(page: SettingsPage, session, qtbot) -> None:
    part = page.part("office")
    part.form.fields.editor("phone").set_text("045-429508")
    assert part.dirty
    with qtbot.waitSignal(session.settings_changed):
        part.save()
    assert not part.dirty
    assert setup.office_details(session.office)["phone"] == "045-429508"


def test_an_empty_name_is_said_at_the_field_and_nothing_is_stored(page: SettingsPage, session) -> None:
    part = page.part("office")
    part.form.fields.editor("name").set_text("")
    part.save()
    assert "ยังไม่ได้กรอกชื่อหน่วยงาน" in part.form.fields.frames["name"].shown_fault()
    assert setup.office_details(session.office)["name"] == "องค์การบริหารส่วนตำบลโพธิ์ใหญ่"


def test_leaving_with_unsaved_typing_asks_first(page: SettingsPage, monkeypatch) -> None:
    part = page.part("office")
    before = part.form.fields.value("phone")
    part.form.fields.editor("phone").set_text("12345")
    monkeypatch.setattr(MessageDialog, "ask", lambda self: CANCEL)
    assert not page.may_leave()
    assert not page.open_part("users")
    assert page.shown == "office"
    assert page.tabs.currentIndex() == 0
    monkeypatch.setattr(MessageDialog, "ask", lambda self: THROW)
    assert page.open_part("users")
    assert page.part("office").form.fields.value("phone") == before


def test_a_department_gets_another_head(page: SettingsPage, session) -> None:
    page.open_part("departments")
    part = page.part("departments")
    part.form.cells["revenue", "head"].set_text("นางการคลัง ตัวอย่างดี")
    part.save()
    assert setup.office_details(session.office)["departments"]["revenue"]["head"] == "นางการคลัง ตัวอย่างดี"


def test_a_user_is_added_once(page: SettingsPage, session) -> None:
    page.open_part("users")
    part = page.part("users")
    typed = {"name": "นายทดลอง งานใหม่", "position": "เจ้าพนักงานธุรการ", "role": "counter"}
    part.fields.set_values(typed)
    part.save()
    assert [user.name for user in setup.users(session.office)][-1] == "นายทดลอง งานใหม่"
    assert part.fields.value("name") is None
    part.fields.set_values(typed)
    part.save()
    assert "อยู่แล้ว" in part.fields.frames["name"].shown_fault()


def test_who_is_no_administrator_reads_only(page: SettingsPage, session) -> None:
    clerk = setup.add_user(session.office, NewUser("นายรับเรื่อง จำลองงาน", "เจ้าพนักงานธุรการ", "counter"))
    session.switch_user(clerk)
    part = page.part("office")
    part.refresh()
    assert not part.save_button.isEnabled()
    assert "ผู้ดูแลระบบ" in part.who.text()


def test_numerals_of_papers_are_stored_and_the_scale_is_asked_for(page: SettingsPage, session, qtbot) -> None:
    page.open_part("display")
    part = page.part("display")
    part.fields.set_values({"numerals": "arabic"})
    part.save()
    assert setup.settings(session.office)["numerals"] == "arabic"
    part.scale.set_value(1.5)
    with qtbot.waitSignal(session.scale_wanted) as wanted:
        part.scale.changed.emit()
    assert wanted.args == [1.5]
    assert theme.scale() == 1.0


def test_a_holiday_is_added_renamed_and_struck_out(page: SettingsPage, session) -> None:
    page.open_part("holidays")
    part = page.part("holidays")
    day = dt.date(2027, 2, 8)
    part.fields.set_values({"on": day, "name": "วันหยุดพิเศษ"})
    part.save()
    assert (day, "วันหยุดพิเศษ") in setup.holidays(session.office, 2027)
    assert part.year_label.text() == "พ.ศ. 2570"
    part.fields.set_values({"on": day, "name": "วันหยุดราชการเพิ่มเป็นกรณีพิเศษ"})
    part.save()
    at = [row["on"] for row in part.table.rows()].index(day)
    part.table.select(at)
    part.remove_chosen()
    assert day not in [on for on, _ in setup.holidays(session.office, 2027)]


def test_receipt_books_and_numbers_are_shown_as_they_stand(page: SettingsPage) -> None:
    page.open_part("numbers")
    part = page.part("numbers")
    book = part.books.rows()[0]
    assert (book["book_no"], book["next"], book["left"]) == (12, "1144", 57)
    cases = next(row for row in part.series.rows() if row["title"] == "เลขที่คำขอ")
    assert (cases["begun_at"], cases["last"], cases["used"]) == (41, "51", 11)


def test_a_rate_is_confirmed_with_a_note_of_its_source(page: SettingsPage, session) -> None:
    page.open_part("rates")
    part = page.part("rates")
    said = toasts(page)
    first = part.table.current()
    assert first["state"] == "recalled"
    waiting = sum(row["state"] == "recalled" for row in part.table.rows())
    part.record(first["id"], first["start"], "กฎกระทรวงกำหนดอัตราภาษีป้าย พ.ศ. 2563")
    assert sum(row["state"] == "recalled" for row in part.table.rows()) == waiting - 1
    assert said == ["ยืนยันอัตราแล้ว"]
    assert [entry["note"] for entry in setup.settings(session.office)["confirmed_rates"]] == ["กฎกระทรวงกำหนดอัตราภาษีป้าย พ.ศ. 2563"]


def test_a_confirmation_without_a_source_is_not_taken(page: SettingsPage) -> None:
    from lsvdesk.ui.field_group import FieldGroup
    from lsvdesk.ui.widgets.text import LongTextEditor

    page.open_part("rates")
    fields = FieldGroup()
    fields.add("note", "เอกสารที่ใช้ตรวจสอบ", LongTextEditor(500), required=True)
    dialog = rates.ConfirmRate(fields, "อัตรา", page.part("rates"))
    dialog.show()
    dialog.buttons[rates.CONFIRM].click()
    assert dialog.isVisible()
    assert "ยังไม่ได้กรอกเอกสารที่ใช้ตรวจสอบ" in fields.frames["note"].shown_fault()
    dialog.close()


def test_amounts_are_written_as_the_law_says_them() -> None:
    assert rates.amount(Decimal("50"), "baht/notice") == "50 บาท/ฉบับ"
    assert rates.amount(Decimal("1000.5"), "baht") == "1,000.5 บาท"
    assert rates.amount(None, "baht") == "สิ้นผล"
