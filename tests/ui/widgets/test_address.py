"""An address whose place is completed from any part of its names."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from lsvdesk.ui.widgets import AddressEditor, FieldFrame
from tests.ui.widgets.support import Key, paste, press, shown, type_into

OFFICE = {"subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}


def _finder(editor: AddressEditor) -> QLineEdit:
    assert editor.finder is not None
    return editor.finder.line


def test_typing_a_part_of_the_subdistrict_and_enter_fills_all_four(qtbot: QtBot) -> None:
    editor = AddressEditor()
    shown(qtbot, editor)
    type_into(_finder(editor), "โพธิ์ใหญ่ วาริน")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(popup, Key.Key_Return)
    value = editor.value()
    assert value is not None
    assert {part: value[part] for part in OFFICE} == OFFICE
    assert _finder(editor).text() == ""


def test_the_list_of_places_shows_its_rows_whole(qtbot: QtBot) -> None:
    editor = AddressEditor()
    shown(qtbot, editor)
    type_into(_finder(editor), "โพธิ์")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    last = popup.visualRect(popup.model().index(len(editor.matches()) - 1, 0))
    assert last.bottom() <= popup.viewport().rect().bottom() + 1
    assert not popup.verticalScrollBar().isVisible()
    popup.close()


def test_a_postcode_in_thai_digits_lists_its_places(qtbot: QtBot) -> None:
    editor = AddressEditor()
    shown(qtbot, editor)
    paste(qtbot, _finder(editor), "๓๔๑๙๐")
    assert editor.matches()
    assert all(line.endswith("34190") for line in editor.matches())


def test_the_offices_own_place_comes_first(qtbot: QtBot) -> None:
    editor = AddressEditor(default_place=OFFICE)
    shown(qtbot, editor)
    paste(qtbot, _finder(editor), "โพธิ์ให")
    assert "อุบลราชธานี" in editor.matches()[0]


def test_each_part_can_be_changed_after_it_was_filled(qtbot: QtBot) -> None:
    editor = AddressEditor()
    shown(qtbot, editor)
    editor.set_value({"house_no": "1", **OFFICE})
    paste(qtbot, editor.editors["postcode"].line, "34310")
    value = editor.value()
    assert value is not None
    assert value["postcode"] == "34310"
    assert value["subdistrict"] == "โพธิ์ใหญ่"


def test_the_offices_place_alone_is_no_address(qtbot: QtBot) -> None:
    editor = AddressEditor(default_place=OFFICE)
    shown(qtbot, editor)
    assert editor.editors["province"].text() == "อุบลราชธานี"
    assert editor.is_empty()
    assert editor.value() is None
    type_into(editor.editors["house_no"].line, "๙๙/๙")
    value = editor.value()
    assert value is not None
    assert (value["house_no"], value["province"]) == ("99/9", "อุบลราชธานี")
    assert set(value) == {"house_no", "moo", "village", "soi", "road", *OFFICE}


def test_a_postcode_of_four_digits_is_refused_and_marked(qtbot: QtBot) -> None:
    editor = AddressEditor()
    frame = FieldFrame("ที่อยู่", editor, required=True)
    shown(qtbot, frame)
    editor.set_value({"house_no": "1", "subdistrict": "โพธิ์ใหญ่"})
    type_into(editor.editors["postcode"].line, "3419")
    assert "5 หลัก" in (frame.check() or "")
    assert editor.editors["postcode"].line.property("fault") == "true"
    assert editor.editors["road"].line.property("fault") is None
    frame.focus_fault()
    assert QApplication.focusWidget() is editor.editors["postcode"].line


def test_tab_goes_through_the_address_in_reading_order(qtbot: QtBot) -> None:
    editor = AddressEditor()
    shown(qtbot, editor)
    editor.setFocus()
    order = []
    for _ in range(10):
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus)
        press(qtbot, Key.Key_Tab)
    lines = {part: one.line for part, one in editor.editors.items()}
    wanted = [lines[part] for part in ("house_no", "moo", "village", "soi", "road")]
    assert order == [*wanted, _finder(editor), *(lines[part] for part in OFFICE)]


def test_only_the_parts_that_are_asked_for_are_shown(qtbot: QtBot) -> None:
    editor = AddressEditor(("house_no", "building", "road"), prefix="ที่ตั้ง")
    shown(qtbot, editor)
    assert set(editor.editors) == {"house_no", "building", "road"}
    assert editor.finder is None
    assert editor.captions["road"].text() == "ที่ตั้งถนน"
