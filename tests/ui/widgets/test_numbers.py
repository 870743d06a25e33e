"""Numbers and money as they are typed at the counter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.ui.widgets import DecimalEditor, FieldFrame, IntegerEditor, MoneyEditor
from tests.ui.widgets.support import Key, paste, press, shown, type_into


@pytest.mark.parametrize("typed", ["1250000.5", "1,250,000.50", "๑๒๕๐๐๐๐.๕", "1 250 000.5"])
def test_an_amount_is_read_in_thai_or_arabic_digits_with_or_without_separators(qtbot: QtBot, typed: str) -> None:
    editor = MoneyEditor()
    shown(qtbot, editor, QLineEdit())
    type_into(editor.line, typed)
    assert editor.value() == Decimal("1250000.5")
    press(qtbot, Key.Key_Tab)
    assert editor.text() == "1,250,000.50"


def test_separators_go_while_an_amount_is_being_changed(qtbot: QtBot) -> None:
    editor = MoneyEditor()
    editor.set_value(Decimal(12500))
    before = QLineEdit()
    shown(qtbot, before, editor)
    before.setFocus()
    press(qtbot, Key.Key_Tab)
    assert editor.text() == "12500.00"
    assert editor.line.selectedText() == "12500.00"


def test_a_thousand_written_the_european_way_is_not_guessed_at(qtbot: QtBot) -> None:
    editor = MoneyEditor()
    shown(qtbot, editor)
    type_into(editor.line, "1,50")
    assert editor.value() is None
    assert "จุลภาค" in (editor.fault() or "")


def test_satang_beyond_two_places_are_refused(qtbot: QtBot) -> None:
    editor = MoneyEditor()
    shown(qtbot, editor)
    type_into(editor.line, "10.005")
    assert editor.value() is None
    assert "2 ตำแหน่ง" in (editor.fault() or "")


def test_an_amount_below_zero_is_refused_and_left_as_it_was_typed(qtbot: QtBot) -> None:
    editor = MoneyEditor()
    frame = FieldFrame("จำนวนเงินที่รับ", editor)
    shown(qtbot, frame, QLineEdit())
    type_into(editor.line, "-5")
    press(qtbot, Key.Key_Tab)
    assert editor.text() == "-5"
    assert "ไม่น้อยกว่า 0.00 บาท" in (frame.shown_fault() or "")


def test_bounds_are_said_with_their_unit(qtbot: QtBot) -> None:
    editor = DecimalEditor(Decimal("0.1"), 100, places=1, unit="เมตร")
    shown(qtbot, editor)
    type_into(editor.line, "๑๐๐.๕")
    assert editor.fault() == "ต้องไม่เกิน 100 เมตร กรุณาตรวจสอบจำนวนอีกครั้ง"
    paste(qtbot, editor.line, "3.50")
    assert editor.fault() is None
    assert editor.value() == Decimal("3.50")


def test_a_whole_number_takes_no_fraction(qtbot: QtBot) -> None:
    editor = IntegerEditor(1, 500, unit="ห้อง")
    shown(qtbot, editor)
    type_into(editor.line, "2.5")
    assert editor.value() is None
    assert "จำนวนเต็ม" in (editor.fault() or "")


def test_a_year_is_written_without_separators(qtbot: QtBot) -> None:
    editor = IntegerEditor(2500, 2600, grouped=False)
    shown(qtbot, editor, QLineEdit())
    type_into(editor.line, "๒๕๖๙")
    press(qtbot, Key.Key_Tab)
    assert (editor.text(), editor.value()) == ("2569", 2569)


def test_an_empty_number_is_no_fault_of_its_own(qtbot: QtBot) -> None:
    editor = IntegerEditor(1, 5)
    shown(qtbot, editor)
    assert (editor.value(), editor.fault(), editor.is_empty()) == (None, None, True)


def test_only_the_clerks_own_typing_counts_as_a_change(qtbot: QtBot) -> None:
    editor = IntegerEditor()
    shown(qtbot, editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(5)
    with qtbot.waitSignal(editor.changed):
        type_into(editor.line, "1")
