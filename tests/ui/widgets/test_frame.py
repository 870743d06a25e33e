"""Label, hint and fault around a field."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui.widgets import (
    CitizenIdEditor,
    ComputedLabel,
    FieldFrame,
    FileEditor,
    LongTextEditor,
    PersonEditor,
    TextEditor,
    TickEditor,
)
from tests.ui.widgets.support import CONTROL, Key, paste, press, shown, type_into


def test_a_required_field_that_is_empty_says_so_only_when_asked(qtbot: QtBot) -> None:
    frame = FieldFrame("ชื่อร้าน", TextEditor(), required=True)
    shown(qtbot, frame, QLineEdit())
    frame.editor.setFocus()
    press(qtbot, Key.Key_Tab)
    assert frame.shown_fault() is None, "passing by an empty field is no fault yet"
    assert frame.check() == "ยังไม่ได้กรอกชื่อร้าน กรุณากรอกข้อมูล"
    assert frame.fault_label is not None
    assert frame.fault_label.isVisible()
    assert frame.star.isVisible()


def test_a_screen_reader_hears_the_label_that_it_is_required_and_the_fault(qtbot: QtBot) -> None:
    editor = CitizenIdEditor()
    frame = FieldFrame("เลขประจำตัวประชาชน", editor, required=True)
    shown(qtbot, frame)
    assert editor.line.accessibleName() == "เลขประจำตัวประชาชน จำเป็นต้องกรอก"
    frame.show_fault("เลขไม่ครบ")
    assert editor.line.accessibleDescription() == "เลขไม่ครบ"
    assert frame.fault_label is not None
    assert frame.fault_label.accessibleName() == "เลขประจำตัวประชาชน: เลขไม่ครบ"
    frame.show_fault(None)
    assert editor.line.accessibleDescription() == ""
    assert not frame.fault_label.isVisible()


def test_a_fault_of_the_whole_form_goes_when_the_field_is_changed(qtbot: QtBot) -> None:
    frame = FieldFrame("ชื่อร้าน", TextEditor(), required=True)
    shown(qtbot, frame)
    frame.check()
    assert isinstance(frame.editor, TextEditor)
    type_into(frame.editor.line, "ก")
    assert frame.shown_fault() is None


def test_a_hint_may_come_later_and_go_again(qtbot: QtBot) -> None:
    frame = FieldFrame("ชื่อร้าน", TextEditor())
    shown(qtbot, frame)
    assert frame.hint is None
    frame.set_hint("ตามป้ายหน้าร้าน")
    assert frame.hint is not None
    assert frame.hint.isVisible()
    frame.set_hint("")
    assert not frame.hint.isVisible()


def test_a_tick_box_says_its_text_once(qtbot: QtBot) -> None:
    frame = FieldFrame("รับรอง", TickEditor("ขอรับรองว่าเป็นความจริง"))
    shown(qtbot, frame)
    assert not frame.label.isVisible()


def test_typed_thai_is_put_in_order_and_spaces_are_single(qtbot: QtBot) -> None:
    editor = TextEditor()
    shown(qtbot, editor)
    paste(qtbot, editor.line, "  เเม่  น้ํา ")
    assert editor.value() == "แม่ น้ำ"


def test_a_name_of_three_hundred_characters_and_one_of_emoji_are_refused(qtbot: QtBot) -> None:
    editor = TextEditor(name=True)
    shown(qtbot, editor)
    paste(qtbot, editor.line, "ก" * 300)
    assert "ไม่เกิน 200 ตัวอักษร" in (editor.fault() or "")
    paste(qtbot, editor.line, "สมชาย 😀")
    assert "😀" in (editor.fault() or "")
    paste(qtbot, editor.line, "John Smith")
    assert editor.value() == "John Smith"


def test_enter_makes_a_line_in_a_long_text_and_control_enter_goes_on(qtbot: QtBot) -> None:
    editor = LongTextEditor(max_length=10)
    page = shown(qtbot, editor)
    passed_on = []
    page.keyPressEvent = lambda event: passed_on.append((event.key(), event.modifiers()))  # type: ignore[method-assign]
    editor.setFocus()
    editor.box.insertPlainText("หนึ่ง")
    press(qtbot, Key.Key_Return)
    editor.box.insertPlainText("ก")
    assert editor.value() == "หนึ่ง\nก"
    press(qtbot, Key.Key_Return, CONTROL)
    assert [(key, modifiers) for key, modifiers in passed_on if key != Key.Key_Control] == [(Key.Key_Return, CONTROL)]
    editor.box.insertPlainText("ยาวเกินไปแล้ว")
    assert editor.value() is None
    assert "ไม่เกิน 10 ตัวอักษร" in (editor.fault() or "")


def test_enter_in_a_line_is_left_to_the_page(qtbot: QtBot) -> None:
    editor = TextEditor()
    page = shown(qtbot, editor)
    passed_on = []
    page.keyPressEvent = lambda event: passed_on.append(event.key())  # type: ignore[method-assign]
    editor.setFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    assert passed_on == [Key.Key_Return, Key.Key_Escape]


def test_a_computed_value_is_shown_with_its_unit_and_a_dash_while_there_is_none(qtbot: QtBot) -> None:
    label = ComputedLabel(lambda value: f"{value:,.2f}", unit="บาท")
    shown(qtbot, label)
    assert label.words.text() == "–"
    label.set_value(Decimal("1508.5"))
    assert label.words.text() == "1,508.50 บาท"


def test_a_person_is_typed_in_one_block(qtbot: QtBot) -> None:
    editor = PersonEditor()
    shown(qtbot, editor)
    number = make_citizen_id(5)
    for part, text in (("prefix", "นาง"), ("first_name", "สมมุติ"), ("last_name", "ใจดี"), ("citizen_id", number), ("phone", "๐๘๑-๒๓๔-๕๖๗๘")):
        type_into(editor.editors[part].line, text)
    assert editor.value() == {
        "prefix": "นาง",
        "first_name": "สมมุติ",
        "last_name": "ใจดี",
        "citizen_id": number,
        "phone": "0812345678",
    }


def test_the_wrong_part_of_a_person_is_marked_and_gets_the_cursor(qtbot: QtBot) -> None:
    editor = PersonEditor()
    frame = FieldFrame("ผู้จัดการ", editor)
    shown(qtbot, frame)
    type_into(editor.editors["first_name"].line, "สมมุติ")
    type_into(editor.editors["citizen_id"].line, "123")
    assert "13 หลัก" in (frame.check() or "")
    frame.focus_fault()
    assert QApplication.focusWidget() is editor.editors["citizen_id"].line
    assert editor.editors["first_name"].line.property("fault") is None


def test_a_file_is_taken_with_its_size_and_can_be_put_back(qtbot: QtBot, tmp_path: Path) -> None:
    scan = tmp_path / "แผนที่.pdf"
    scan.write_bytes(b"%PDF-1.7" + b" " * 3000)
    editor = FileEditor()
    shown(qtbot, editor)
    with qtbot.waitSignal(editor.changed):
        editor.take(scan)
    assert editor.value() == scan
    assert editor.words.text() == "แผนที่.pdf · 3 กิโลไบต์"
    editor.remove_button.click()
    assert editor.is_empty()
    assert editor.value() is None


def test_a_file_of_another_kind_or_too_large_or_gone_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    editor = FileEditor(limit_mb=1)
    shown(qtbot, editor)
    program = tmp_path / "a.exe"
    program.write_bytes(b"MZ")
    editor.take(program)
    assert "ใช้ได้เฉพาะไฟล์" in (editor.fault() or "")
    large = tmp_path / "a.png"
    large.write_bytes(b"0" * (1024 * 1024 + 1))
    editor.take(large)
    assert "ไม่เกิน 1 เมกะไบต์" in (editor.fault() or "")
    large.unlink()
    assert "เปิดไฟล์นี้ไม่ได้" in (editor.fault() or "")
    assert editor.value() is None
