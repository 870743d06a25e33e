"""Days typed in the Buddhist Era, and the calendar that is moved through by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.ui.widgets import BuddhistCalendar, BuddhistDateEditor, FieldFrame
from lsvdesk.ui.widgets.calendar import month_later
from tests.ui.widgets.support import ALT, CONTROL, Key, press, shown, type_into

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["21/11/2569", "21-11-69", "21 พ.ย. 69", "๒๑ พฤศจิกายน ๒๕๖๙", "21112569", "21/11"])
def test_a_day_is_read_in_every_way_it_is_written_and_tidied_when_the_field_is_left(qtbot: QtBot, typed: str) -> None:
    editor = BuddhistDateEditor(today=TODAY)
    shown(qtbot, editor, QLineEdit())
    type_into(editor.line, typed)
    assert editor.value() == TODAY
    press(qtbot, Key.Key_Tab)
    assert editor.text() == "21/11/2569"


def test_the_thirtieth_of_february_is_refused_at_the_field_with_the_last_day(qtbot: QtBot) -> None:
    editor = BuddhistDateEditor(today=TODAY)
    frame = FieldFrame("วันที่เริ่มประกอบกิจการ", editor)
    shown(qtbot, frame, QLineEdit())
    type_into(editor.line, "30/2/2569")
    press(qtbot, Key.Key_Tab)
    assert editor.value() is None
    assert editor.text() == "30/2/2569"
    assert "วันที่ 28" in (frame.shown_fault() or "")


def test_a_day_before_the_first_that_is_allowed_is_refused(qtbot: QtBot) -> None:
    editor = BuddhistDateEditor(first=TODAY, today=TODAY)
    shown(qtbot, editor)
    type_into(editor.line, "20/11/2569")
    assert editor.fault() == "วันที่ต้องไม่ก่อน 21 พ.ย. 2569 กรุณาตรวจสอบวันที่"


def test_up_and_down_move_a_day(qtbot: QtBot) -> None:
    editor = BuddhistDateEditor(today=TODAY)
    editor.set_value(date(2026, 11, 30))
    shown(qtbot, editor)
    editor.line.setFocus()
    press(qtbot, Key.Key_Up)
    assert editor.text() == "01/12/2569"
    press(qtbot, Key.Key_Down)
    assert editor.value() == date(2026, 11, 30)


def test_a_day_is_picked_from_the_calendar_by_keyboard_alone(qtbot: QtBot) -> None:
    editor = BuddhistDateEditor(today=TODAY)
    shown(qtbot, editor)
    editor.line.setFocus()
    press(qtbot, Key.Key_Down, ALT)
    calendar = editor.calendar_popup()
    assert isinstance(calendar, BuddhistCalendar)
    assert calendar.title.text() == "พฤศจิกายน 2569"
    qtbot.keyClick(calendar.days, Key.Key_PageDown)
    qtbot.keyClick(calendar.days, Key.Key_Left)
    assert calendar.title.text() == "ธันวาคม 2569"
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(calendar.days, Key.Key_Return)
    assert editor.value() == date(2026, 12, 20)
    qtbot.waitUntil(lambda: editor.calendar_popup() is None)


def test_escape_closes_the_calendar_and_changes_nothing(qtbot: QtBot) -> None:
    editor = BuddhistDateEditor(today=TODAY)
    editor.set_value(TODAY)
    shown(qtbot, editor)
    editor.line.setFocus()
    press(qtbot, Key.Key_F4)
    calendar = editor.calendar_popup()
    assert isinstance(calendar, BuddhistCalendar)
    qtbot.keyClick(calendar.days, Key.Key_Right)
    qtbot.keyClick(calendar.days, Key.Key_Escape)
    qtbot.waitUntil(lambda: editor.calendar_popup() is None)
    assert editor.value() == TODAY


def test_every_key_of_the_calendar_moves_as_it_says(qtbot: QtBot) -> None:
    calendar = BuddhistCalendar(TODAY)
    shown(qtbot, calendar)
    calendar.days.setFocus()
    for key, modifiers, day in (
        (Key.Key_Right, None, date(2026, 11, 22)),
        (Key.Key_Down, None, date(2026, 11, 29)),
        (Key.Key_PageUp, None, date(2026, 10, 29)),
        (Key.Key_PageDown, CONTROL, date(2027, 10, 29)),
        (Key.Key_Home, None, date(2027, 10, 1)),
        (Key.Key_End, None, date(2027, 10, 31)),
        (Key.Key_T, None, TODAY),
    ):
        press(qtbot, key, *([modifiers] if modifiers else []))
        assert calendar.day() == day
    assert "พฤศจิกายน 2569" in calendar.days.accessibleName()


def test_a_day_that_is_not_allowed_cannot_be_picked(qtbot: QtBot) -> None:
    calendar = BuddhistCalendar(TODAY)
    calendar.set_bounds(None, TODAY)
    shown(qtbot, calendar)
    calendar.set_day(date(2026, 11, 22))
    with qtbot.assertNotEmitted(calendar.picked):
        qtbot.keyClick(calendar.days, Key.Key_Return)


def test_the_last_of_january_goes_to_the_last_of_february() -> None:
    assert month_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert month_later(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert month_later(date(2027, 1, 31), -2) == date(2026, 11, 30)
