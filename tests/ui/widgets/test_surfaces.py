"""Buttons, messages, dialogs, steps, labels, the search palette."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lsvdesk.ui import theme
from lsvdesk.ui.widgets import (
    Button,
    Card,
    FieldFrame,
    Group,
    InfoBar,
    MessageDialog,
    ProgressPanel,
    Result,
    SearchBox,
    Step,
    StepsBar,
    TextEditor,
    ThaiLabel,
    Toast,
)
from lsvdesk.ui.widgets.dialogs import confirm
from lsvdesk.ui.widgets.icons import icon_pixmap, path_of
from tests.ui.widgets.support import CONTROL, Key, press, shown

LONG = "ผู้ประกอบพาณิชยกิจต้องยื่นคำขอจดทะเบียนพาณิชย์ภายในสามสิบวันนับแต่วันที่เริ่มประกอบพาณิชยกิจในท้องที่ที่สำนักงานแห่งใหญ่ตั้งอยู่"


def test_a_button_answers_to_its_key_wherever_the_cursor_is(qtbot: QtBot) -> None:
    button, line = Button("บันทึก", "primary", key="F2"), QLineEdit()
    shown(qtbot, button, line)
    line.setFocus()
    with qtbot.waitSignal(button.clicked):
        press(qtbot, Key.Key_F2)
    assert button.accessibleName() == "บันทึก ปุ่มลัด F2"


def test_a_button_that_cannot_be_seen_or_pressed_does_not_answer(qtbot: QtBot) -> None:
    button, line = Button("บันทึก", key="F2"), QLineEdit()
    shown(qtbot, button, line)
    line.setFocus()
    for hide in (lambda: button.setEnabled(False), button.hide):
        hide()
        with qtbot.assertNotEmitted(button.clicked):
            press(qtbot, Key.Key_F2)


def test_a_key_can_be_taken_from_a_button(qtbot: QtBot) -> None:
    button, line = Button("บันทึก", key="F2"), QLineEdit()
    button.setShortcut("")
    shown(qtbot, button, line)
    line.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        press(qtbot, Key.Key_F2)


def test_enter_presses_the_button_with_the_cursor_on_it(qtbot: QtBot) -> None:
    button = Button("ต่อไป", "primary", key="Enter")
    shown(qtbot, button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        press(qtbot, Key.Key_Return)


def test_a_button_is_wide_enough_for_its_text_and_its_key(qtbot: QtBot) -> None:
    short, long = Button("ปิด"), Button("บันทึกและพิมพ์ใบเสร็จรับเงิน", key="Ctrl+Shift+P", icon="print")
    page = shown(qtbot, short, long)
    page.adjustSize()
    text = long.fontMetrics().horizontalAdvance(long.text())
    assert long.width() > text + theme.px(theme.ICON)
    assert short.height() == long.height() == theme.px(theme.CONTROL_HEIGHT)


def test_a_label_gives_back_its_text_without_the_marks_that_let_it_break(qtbot: QtBot) -> None:
    label = ThaiLabel(LONG, wrap=True)
    page = shown(qtbot, label)
    page.resize(300, 400)
    QApplication.processEvents()
    assert label.text() == LONG
    assert "\u200b" in super(ThaiLabel, label).text()
    assert label.heightForWidth(260) > 2 * label.fontMetrics().height()


def test_a_label_that_fits_is_not_broken_into_words(qtbot: QtBot) -> None:
    label = ThaiLabel("ค่าธรรมเนียม", wrap=True)
    page = shown(qtbot, label)
    page.resize(800, 100)
    QApplication.processEvents()
    assert "\u200b" not in super(ThaiLabel, label).text()


def test_a_dialog_is_high_enough_for_wrapped_text_and_grows_with_a_fault(qtbot: QtBot) -> None:
    frame = FieldFrame("เหตุผล", TextEditor(), required=True)
    dialog = MessageDialog("ยกเลิกใบเสร็จ", LONG, (("ยกเลิกใบเสร็จ", "danger"), ("ไม่ยกเลิก", "secondary")), content=frame)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    label = dialog.text_label
    assert label.height() >= label.heightForWidth(label.width())
    before = dialog.height()
    frame.check()
    QApplication.processEvents()
    assert dialog.height() > before
    assert frame.editor.height() >= theme.px(theme.CONTROL_HEIGHT)


def _answer(key: Qt.Key) -> None:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    from PySide6.QtTest import QTest

    QTest.keyClick(dialog.focusWidget() or dialog, key)


def test_a_question_is_answered_by_enter_and_escape(qtbot: QtBot) -> None:
    page = shown(qtbot, QWidget())
    QTimer.singleShot(50, lambda: _answer(Key.Key_Return))
    assert confirm(page, "บันทึก", "บันทึกคำขอนี้หรือไม่") is True
    QTimer.singleShot(50, lambda: _answer(Key.Key_Escape))
    assert confirm(page, "บันทึก", "บันทึกคำขอนี้หรือไม่") is False


def test_something_dangerous_is_not_done_by_enter_alone(qtbot: QtBot) -> None:
    page = shown(qtbot, QWidget())
    QTimer.singleShot(50, lambda: _answer(Key.Key_Return))
    assert confirm(page, "ยกเลิกใบเสร็จ", "เลขที่ใบเสร็จจะใช้อีกไม่ได้", action="ยกเลิกใบเสร็จ", danger=True) is False


def test_a_passing_note_can_be_taken_back_by_key(qtbot: QtBot) -> None:
    line = QLineEdit()
    page = shown(qtbot, line)
    undone = []
    toast = Toast("ลบป้ายที่ 2 แล้ว", page, undo=lambda: undone.append(1))
    QApplication.processEvents()
    line.setFocus()
    press(qtbot, Key.Key_Z, CONTROL)
    assert undone == [1]
    qtbot.waitUntil(lambda: not page.findChildren(Toast))
    del toast


def test_what_is_being_typed_is_taken_back_before_the_note_is(qtbot: QtBot) -> None:
    line = QLineEdit()
    page = shown(qtbot, line)
    undone = []
    Toast("ลบป้ายที่ 2 แล้ว", page, undo=lambda: undone.append(1))
    line.setFocus()
    qtbot.keyClicks(line, "abc")
    press(qtbot, Key.Key_Z, CONTROL)
    assert (line.text(), undone) == ("", [])
    press(qtbot, Key.Key_Z, CONTROL)
    assert undone == [1]


def test_a_passing_note_goes_by_itself_and_a_new_one_takes_its_place(qtbot: QtBot) -> None:
    page = shown(qtbot, QLineEdit())
    Toast("แรก", page, seconds=60)
    Toast("สอง", page, seconds=0.05)
    qtbot.waitUntil(lambda: not page.findChildren(Toast), timeout=2000)


def test_a_message_bar_is_there_only_while_it_has_something_to_say(qtbot: QtBot) -> None:
    bar = InfoBar()
    shown(qtbot, bar)
    assert not bar.isVisible()
    bar.show_message("บันทึกแล้ว", "green")
    assert bar.isVisible()
    with qtbot.waitSignal(bar.closed):
        bar.close_button.click()
    assert not bar.isVisible()


def test_steps_that_are_done_can_be_gone_back_to(qtbot: QtBot) -> None:
    bar = StepsBar([Step(title) for title in ("ผู้ยื่นคำขอ", "รายละเอียด", "เอกสาร")])
    page = shown(qtbot, bar)
    page.resize(800, 100)
    bar.set_current(1)
    assert [step.state for step in bar.steps()] == ["done", "current", "todo"]
    assert bar.accessibleName() == "ขั้นที่ 2 จาก 3 รายละเอียด"
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().topLeft() + bar.rect().center() * 0 + _point(10, 24))
    assert chosen.args == [0]
    with qtbot.assertNotEmitted(bar.chosen):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=_point(bar.width() - 60, 24))


def _point(x: int, y: int):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QPoint

    return QPoint(x, y)


def test_the_palette_is_searched_moved_through_and_opened_by_keyboard(qtbot: QtBot) -> None:
    page = shown(qtbot, QLineEdit())
    box = SearchBox(page)
    asked: list[str] = []
    box.asked.connect(asked.append)
    box.open()
    box.line.insert("ฟื้น")
    qtbot.waitUntil(lambda: asked[-1:] == ["ฟื้น"])
    people = (Result("นางฟื้น", data=1), Result("นายฟื้น", data=2))
    box.set_results([Group("บุคคล", people), Group("ว่าง", ()), Group("คำขอ", (Result("ภาษีป้าย", data=3),))])
    assert box.current() == people[0]
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    assert box.current() == Result("ภาษีป้าย", data=3), "the heading between is stepped over"
    press(qtbot, Key.Key_Up)
    with qtbot.waitSignal(box.chosen) as chosen:
        press(qtbot, Key.Key_Return)
    assert chosen.args == [2]
    assert not box.isVisible()


def test_enter_right_after_typing_searches_first(qtbot: QtBot) -> None:
    page = shown(qtbot, QLineEdit())
    box = SearchBox(page)
    box.asked.connect(lambda text: box.set_results([Group("บุคคล", (Result(text, data=text),))] if text else []))
    box.open()
    box.line.insert("ปี่")
    with qtbot.waitSignal(box.chosen) as chosen:
        press(qtbot, Key.Key_Return)
    assert chosen.args == ["ปี่"]


def test_escape_closes_the_palette(qtbot: QtBot) -> None:
    page = shown(qtbot, QLineEdit())
    box = SearchBox(page)
    box.open()
    with qtbot.waitSignal(box.closed):
        press(qtbot, Key.Key_Escape)
    assert not box.isVisible()


def test_a_card_with_a_title_is_named_by_it(qtbot: QtBot) -> None:
    card = Card("รายการวันนี้", "เรื่องที่รอ")
    shown(qtbot, card)
    assert card.accessibleName() == "รายการวันนี้"
    assert card.header is not None


def test_progress_is_said_in_numbers_and_can_be_stopped(qtbot: QtBot) -> None:
    panel = ProgressPanel("กำลังส่งออก")
    shown(qtbot, panel)
    panel.set_progress(1200, 5000)
    assert panel.words.text() == "กำลังส่งออก 1,200 จาก 5,000"
    with qtbot.waitSignal(panel.stopped):
        panel.stop_button.click()
    assert not panel.stop_button.isEnabled()


def test_every_icon_has_ink_within_its_grid_and_takes_the_colour_it_is_given() -> None:
    from lsvdesk.paths import shipped

    names = sorted(file.stem for file in shipped("resources", "icons").glob("*.svg"))
    wanted = {"today", "new", "cases", "money", "registers", "reports", "settings", "search", "person", "document", "clock", "print"}
    wanted |= {
        "check",
        "warning",
        "back",
        "next",
        "calendar",
        "attach",
        "delete-row",
        "add-row",
        "building",
        "sign",
        "shop",
        "shovel",
        "logo",
    }
    assert wanted <= set(names)
    for name in names:
        box = path_of(name).boundingRect()
        assert box.width() > 5, name
        assert box.left() >= 1, name
        assert box.right() <= 23, name
        assert box.top() >= 1, name
        assert box.bottom() <= 23, name
    image = icon_pixmap("cases", "red", 48).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.COLOURS["red"].lower()}
