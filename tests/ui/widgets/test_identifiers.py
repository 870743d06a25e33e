"""Ids and telephone numbers get their hyphens while they are typed, and the cursor stays where it was."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.thai.identifiers import format_id, make_citizen_id
from lsvdesk.ui.widgets import CitizenIdEditor, FieldFrame, JuristicIdEditor, PhoneEditor
from tests.ui.widgets.support import Key, paste, press, shown, type_into

GOOD = make_citizen_id(21)


def test_hyphens_come_while_a_citizen_number_is_typed(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    shown(qtbot, editor)
    editor.line.setFocus()
    seen = []
    for digit in GOOD:
        qtbot.keyClicks(editor.line, digit)
        seen.append(editor.text())
    assert seen[0] == GOOD[0]
    assert seen[4] == f"{GOOD[0]}-{GOOD[1:5]}"
    assert seen[-1] == format_id(GOOD)
    assert editor.value() == GOOD


@pytest.mark.parametrize("form", ["{}", " {} ", "no-hyphens", "thai", "spaces"])
def test_a_number_may_be_pasted_in_any_form(qtbot: QtBot, form: str) -> None:
    forms = {
        "no-hyphens": GOOD,
        "thai": format_id(GOOD).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
        "spaces": format_id(GOOD).replace("-", " "),
    }
    editor = CitizenIdEditor()
    shown(qtbot, editor)
    paste(qtbot, editor.line, forms.get(form, form.format(format_id(GOOD))))
    assert editor.text() == format_id(GOOD)
    assert editor.value() == GOOD


def test_a_digit_changed_in_the_middle_leaves_the_cursor_behind_it(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    shown(qtbot, editor)
    type_into(editor.line, GOOD)
    editor.line.setCursorPosition(4)  # behind the third digit: 1-99|
    qtbot.keyClick(editor.line, Key.Key_Backspace)
    assert editor.line.cursorPosition() == 3
    qtbot.keyClicks(editor.line, GOOD[2])
    assert editor.text() == format_id(GOOD)
    assert editor.line.cursorPosition() == 4


def test_deleting_over_a_hyphen_does_not_get_stuck(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    shown(qtbot, editor)
    type_into(editor.line, GOOD)
    for _ in range(len(format_id(GOOD))):
        qtbot.keyClick(editor.line, Key.Key_Backspace)
    assert editor.text() == ""


def test_a_wrong_check_digit_is_said_at_the_field_when_it_is_left_and_goes_while_it_is_mended(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    frame = FieldFrame("เลขประจำตัวประชาชน", editor)
    shown(qtbot, frame, QLineEdit())
    wrong = GOOD[:12] + str((int(GOOD[12]) + 1) % 10)
    type_into(editor.line, wrong)
    assert frame.shown_fault() is None, "nothing is said while it is being typed"
    press(qtbot, Key.Key_Tab)
    assert "เลขตรวจสอบไม่ตรง" in (frame.shown_fault() or "")
    assert editor.line.property("fault") == "true"
    assert "เลขตรวจสอบไม่ตรง" in editor.line.accessibleDescription()
    paste(qtbot, editor.line, GOOD)
    assert frame.shown_fault() is None


def test_letters_are_kept_so_that_the_fault_names_what_was_typed(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    shown(qtbot, editor)
    type_into(editor.line, "12กข")
    assert editor.text() == "1-2กข"
    assert "ตัวเลขล้วน" in (editor.fault() or "")


def test_a_citizens_number_is_no_juristic_number(qtbot: QtBot) -> None:
    editor = JuristicIdEditor()
    shown(qtbot, editor)
    type_into(editor.line, GOOD)
    assert editor.value() is None
    assert "ขึ้นต้นด้วย 0" in (editor.fault() or "")


@pytest.mark.parametrize(
    ("typed", "written", "kept"),
    [
        ("0812345678", "081-234-5678", "0812345678"),
        ("๐๘๑๒๓๔๕๖๗๘", "081-234-5678", "0812345678"),
        ("021234567", "02-123-4567", "021234567"),
        ("045429508", "045-429508", "045429508"),
    ],
)
def test_a_telephone_number_is_written_as_its_kind_is(qtbot: QtBot, typed: str, written: str, kept: str) -> None:
    editor = PhoneEditor()
    shown(qtbot, editor, QLineEdit())
    type_into(editor.line, typed)
    press(qtbot, Key.Key_Tab)
    assert (editor.text(), editor.value()) == (written, kept)


def test_a_number_too_short_to_be_a_telephone_is_refused(qtbot: QtBot) -> None:
    editor = PhoneEditor()
    shown(qtbot, editor)
    type_into(editor.line, "08123")
    assert editor.value() is None
    assert editor.fault()
