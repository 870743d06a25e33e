"""One of several, several of several, yes or no: by mouse, by arrows, by digit, by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.ui.widgets import ChoiceEditor, ChoicesEditor, TickEditor
from tests.ui.widgets.support import Key, press, shown, type_into

THREE = [("person", "บุคคลธรรมดา"), ("company", "นิติบุคคล"), ("agent", "ผู้รับมอบอำนาจ")]
PROVINCES = [(name, name) for name in ("อุบลราชธานี", "ศรีสะเกษ", "ยโสธร", "อำนาจเจริญ", "ร้อยเอ็ด", "มุกดาหาร")]


def test_few_options_stand_open_and_a_digit_picks(qtbot: QtBot) -> None:
    editor = ChoiceEditor(THREE)
    shown(qtbot, editor)
    editor.setFocus()
    assert editor.combo is None
    with qtbot.waitSignal(editor.changed):
        press(qtbot, Key.Key_2)
    assert editor.value() == "company"


def test_a_click_on_the_words_picks_as_well_as_one_on_the_mark(qtbot: QtBot) -> None:
    editor = ChoiceEditor(THREE)
    shown(qtbot, editor)
    button = editor.buttons[2]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    assert editor.value() == "agent"


def test_a_choice_can_be_emptied_again(qtbot: QtBot) -> None:
    editor = ChoiceEditor(THREE)
    shown(qtbot, editor)
    editor.set_value("agent")
    editor.set_value(None)
    assert editor.value() is None
    assert editor.is_empty()
    editor.set_value("person")
    assert editor.value() == "person"


def test_many_options_are_found_by_typing_any_part(qtbot: QtBot) -> None:
    editor = ChoiceEditor(PROVINCES)
    shown(qtbot, editor, QLineEdit())
    assert editor.combo is not None
    type_into(editor.combo.lineEdit(), "เจริญ")
    assert editor.value() is None
    press(qtbot, Key.Key_Tab)
    assert editor.value() == "อำนาจเจริญ"


def test_what_is_not_offered_is_said_and_kept_to_be_mended(qtbot: QtBot) -> None:
    editor = ChoiceEditor(PROVINCES)
    shown(qtbot, editor)
    assert editor.combo is not None
    type_into(editor.combo.lineEdit(), "ลอนดอน")
    assert editor.value() is None
    assert not editor.is_empty()
    assert editor.fault() == "ไม่มีตัวเลือก “ลอนดอน” กรุณาเลือกจากรายการ"


def test_a_digit_picks_from_a_long_list_while_nothing_is_typed(qtbot: QtBot) -> None:
    editor = ChoiceEditor(PROVINCES)
    shown(qtbot, editor)
    editor.setFocus()
    press(qtbot, Key.Key_3)
    assert editor.value() == "ยโสธร"


def test_a_digit_is_typed_where_options_have_digits_in_their_names(qtbot: QtBot) -> None:
    editor = ChoiceEditor([(days, f"{days} วัน") for days in (3, 7, 15, 30, 60)])
    shown(qtbot, editor, QLineEdit())
    editor.setFocus()
    press(qtbot, Key.Key_6)
    press(qtbot, Key.Key_Tab)
    assert editor.value() == 60


def test_options_may_change_and_the_choice_stays_where_it_is_still_offered(qtbot: QtBot) -> None:
    editor = ChoiceEditor(THREE)
    shown(qtbot, editor)
    editor.set_value("company")
    editor.set_options(THREE[1:])
    assert editor.value() == "company"
    editor.set_options(THREE[:1])
    assert editor.value() is None


def test_several_are_ticked_by_digit_and_given_in_the_order_of_the_options(qtbot: QtBot) -> None:
    editor = ChoicesEditor(THREE)
    shown(qtbot, editor)
    editor.setFocus()
    for key in (Key.Key_3, Key.Key_1, Key.Key_2, Key.Key_2):
        press(qtbot, key)
    assert editor.value() == ["person", "agent"]


def test_space_ticks(qtbot: QtBot) -> None:
    editor = TickEditor("ข้าพเจ้าขอรับรองว่าเป็นความจริง")
    shown(qtbot, editor)
    editor.setFocus()
    with qtbot.waitSignal(editor.changed):
        press(qtbot, Key.Key_Space)
    assert editor.value() is True
    assert editor.box.accessibleName() == "ข้าพเจ้าขอรับรองว่าเป็นความจริง"


def test_a_long_option_wraps_between_words_and_grows(qtbot: QtBot) -> None:
    long = "อักษรไทยปนกับอักษรต่างประเทศ และหรือปนกับภาพ และหรือเครื่องหมายอื่น ไม่ว่าจะปนกันอย่างใด"
    editor = TickEditor(long)
    page = shown(qtbot, editor)
    page.resize(300, 400)
    assert editor.box.heightForWidth(260) >= 2 * editor.box.heightForWidth(2000) - 20
