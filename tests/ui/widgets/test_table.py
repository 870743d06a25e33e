"""Rows of signs, partners, goods, typed without the mouse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.ui.widgets import FieldFrame, TableColumn, TableEditor
from tests.ui.widgets.support import CONTROL, Key, press, shown, type_into


def _area(row: dict[str, Any]) -> Decimal | None:
    return None if row["width"] is None or row["height"] is None else row["width"] * row["height"]


COLUMNS = (
    TableColumn("text", "ข้อความ", "text", required=True),
    TableColumn("width", "กว้าง", "number", unit="ซม.", settings={"minimum": 1}),
    TableColumn("height", "สูง", "number", unit="ซม.", settings={"minimum": 1}),
    TableColumn("area", "พื้นที่", "computed", compute=_area, show=lambda value: f"{value:,}"),
)


def _line(table: TableEditor, row: int, key: str) -> QLineEdit:
    return table.cell(row, key).line  # type: ignore[attr-defined, no-any-return]


def _sign(text: str, width: int = 100, height: int = 50) -> dict[str, Any]:
    return {"text": text, "width": Decimal(width), "height": Decimal(height)}


def test_two_signs_are_typed_with_enter_alone(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS, row_word="ป้าย")
    shown(qtbot, table)
    table.setFocus()
    for text, width, height in (("ร้านใหญ่", "120", "80"), ("COFFEE", "๒๐๐", "๖๐")):
        for part in (text, width, height):
            focus = QApplication.focusWidget()
            assert isinstance(focus, QLineEdit)
            type_into(focus, part)
            press(qtbot, Key.Key_Return)
    assert table.row_count() == 3, "Enter in the last cell has made a third, empty row"
    assert [(row["text"], row["area"]) for row in table.value()] == [("ร้านใหญ่", Decimal(9600)), ("COFFEE", Decimal(12000))]


def test_enter_in_an_empty_last_row_goes_on_with_the_page(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    page = shown(qtbot, table)
    pressed = []
    page.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    table.setFocus()
    press(qtbot, Key.Key_Return)
    assert pressed == [Key.Key_Return]
    assert table.row_count() == 1


def test_control_enter_adds_a_row_and_goes_to_it(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    shown(qtbot, table)
    table.set_value([_sign("ก")])
    table.setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    assert table.row_count() == 2
    assert QApplication.focusWidget() is _line(table, 1, "text")


def test_a_deleted_row_comes_back_in_its_place(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS, row_word="ป้าย")
    shown(qtbot, table)
    table.set_value([_sign("ก"), _sign("ข"), _sign("ค")])
    _line(table, 1, "width").setFocus()
    with qtbot.waitSignal(table.changed):
        press(qtbot, Key.Key_Delete, CONTROL)
    assert [row["text"] for row in table.value()] == ["ก", "ค"]
    assert table.note.text() == "ลบป้ายที่ 2 แล้ว"
    press(qtbot, Key.Key_Z, CONTROL)
    assert [row["text"] for row in table.value()] == ["ก", "ข", "ค"]
    assert not table.undo_button.isVisible()


def test_the_only_row_can_be_deleted_and_brought_back(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    shown(qtbot, table)
    table.set_value([_sign("ก")])
    table.setFocus()
    press(qtbot, Key.Key_Delete, CONTROL)
    assert table.value() == []
    assert table.row_count() == 1
    press(qtbot, Key.Key_Z, CONTROL)
    assert [row["text"] for row in table.value()] == ["ก"]
    assert table.row_count() == 1


def test_no_more_rows_than_are_allowed(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS, max_rows=2)
    shown(qtbot, table)
    table.set_value([_sign("ก"), _sign("ข")])
    assert not table.add_button.isEnabled()
    _line(table, 1, "height").setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    assert table.row_count() == 2
    assert "ไม่เกิน 2" in table.note.text()


def test_there_are_as_many_rows_as_are_needed(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS, min_rows=3)
    shown(qtbot, table)
    assert table.row_count() == 3
    assert table.value() == []


def test_a_sign_of_zero_is_said_under_its_row_and_the_cell_is_marked(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS, row_word="ป้าย")
    frame = FieldFrame("ป้าย", table)
    shown(qtbot, frame)
    table.set_value([_sign("ก"), {"text": "ข"}])
    _line(table, 1, "width").setFocus()
    type_into(_line(table, 1, "width"), "0")
    press(qtbot, Key.Key_Tab)
    assert _line(table, 1, "width").property("fault") == "true"
    assert frame.check() == "ป้ายที่ 2 กว้าง: ต้องไม่น้อยกว่า 1 กรุณาตรวจสอบจำนวนอีกครั้ง"
    frame.focus_fault()
    assert QApplication.focusWidget() is _line(table, 1, "width")
    _line(table, 1, "width").selectAll()
    type_into(_line(table, 1, "width"), "10")
    assert _line(table, 1, "width").property("fault") is None


def test_faults_found_by_the_form_are_shown_at_their_cells(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    shown(qtbot, table)
    table.set_value([_sign("ก"), _sign("ข")])
    table.show_cell_faults({(1, "text"): "ยังไม่ได้กรอกข้อความ"})
    assert _line(table, 1, "text").property("fault") == "true"
    assert _line(table, 0, "text").property("fault") is None
    table.show_fault(None)
    assert _line(table, 1, "text").property("fault") is None


def test_up_and_down_go_to_the_same_cell_of_the_next_row(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    shown(qtbot, table)
    table.set_value([_sign("ก"), _sign("ข")])
    _line(table, 0, "height").setFocus()
    press(qtbot, Key.Key_Down)
    assert QApplication.focusWidget() is _line(table, 1, "height")
    press(qtbot, Key.Key_Up)
    assert QApplication.focusWidget() is _line(table, 0, "height")


def test_tab_goes_through_the_rows_in_reading_order_also_through_those_added_later(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    before, after = QLineEdit(), QLineEdit()
    shown(qtbot, before, table, after)
    table.set_value([_sign("ก"), _sign("ข")])
    table.add_row(_sign("ค"))
    before.setFocus()
    order = []
    for _ in range(11):
        press(qtbot, Key.Key_Tab)
        order.append(QApplication.focusWidget())
    cells = [_line(table, row, key) for row in range(3) for key in ("text", "width", "height")]
    assert order == [*cells, table.add_button, after]


def test_tab_leaves_the_table_after_its_last_cell(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    after = QLineEdit()
    shown(qtbot, table, after)
    table.set_value([_sign("ก")])
    _line(table, 0, "height").setFocus()
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is table.add_button
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_a_read_only_table_cannot_be_changed(qtbot: QtBot) -> None:
    table = TableEditor(COLUMNS)
    shown(qtbot, table)
    table.set_value([_sign("ก")])
    table.set_read_only(True)
    _line(table, 0, "text").setFocus()
    press(qtbot, Key.Key_Delete, CONTROL)
    press(qtbot, Key.Key_Return, CONTROL)
    assert [row["text"] for row in table.value()] == ["ก"]
    assert _line(table, 0, "text").isReadOnly()
