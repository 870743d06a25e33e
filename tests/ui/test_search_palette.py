"""Search from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lsvdesk.counter.views import SearchHit
from lsvdesk.ui.search_field import SearchField
from lsvdesk.ui.search_palette import SearchPalette, grouped


@pytest.fixture
def field(session, qtbot) -> Iterator[SearchField]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    column = QVBoxLayout(window)
    made = SearchField(session)
    column.addWidget(made)
    column.addStretch(1)
    window.show()
    yield made


def results(box: SearchPalette) -> list[str]:
    return [box.list.item(at).text() for at in range(box.list.count())]


def found(qtbot, box: SearchPalette, text: str) -> list[str]:
    box.line.setText(text)
    qtbot.waitUntil(lambda: box._task is None and not box._timer.isActive(), timeout=5000)
    return results(box)


def test_results_stand_in_groups_in_one_order() -> None:
    hits = [
        SearchHit("receipt", 1, "ใบเสร็จเล่มที่ 12 เลขที่ 1138", "", 1),
        SearchHit("person", 2, "นางสมใจ ตัวอย่างดี", ""),
        SearchHit("case", 3, "2569-00041", "", 3),
        SearchHit("person", 4, "นายสมใจ จำลอง", ""),
    ]
    assert [(group.title, len(group.results)) for group in grouped(hits)] == [("คน", 2), ("คำขอ", 1), ("ใบเสร็จรับเงิน", 1)]


def test_typing_in_the_line_opens_the_palette_with_what_was_typed(field: SearchField) -> None:
    field.insert("ส")
    field.textEdited.emit("ส")
    assert field.searching
    assert field.box.line.text() == "ส"
    assert field.box.line.cursorPosition() == 1
    assert field.text() == ""


def test_each_letter_is_searched_for(field: SearchField, qtbot) -> None:
    field.focus_search()
    assert any("สมใจ" in line for line in found(qtbot, field.box, "สม"))
    assert any("บุญมี" in line for line in found(qtbot, field.box, "บุญ"))
    assert found(qtbot, field.box, "ไม่มีผู้ใดชื่อนี้") == []
    assert "ไม่พบ" in field.box.message.text()


def test_enter_right_after_typing_opens_what_was_typed_last(field: SearchField, qtbot) -> None:
    field.focus_search()
    found(qtbot, field.box, "สมใจ")
    field.box.line.setText("2569-00044")
    with qtbot.waitSignal(field.open_case, timeout=5000) as opened:
        QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    from lsvdesk.counter import cases

    assert cases.case(field.session.office, opened.args[0]).row.number == "2569-00044"


def test_a_person_opens_into_a_new_request_and_their_cases(field: SearchField, qtbot) -> None:
    field.focus_search()
    found(qtbot, field.box, "สมใจ")
    QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(results(field.box)) == 5)
    heading, begin, _, first, second = results(field.box)
    assert heading == "นางสมใจ ตัวอย่างดี"
    assert "รับคำขอใหม่ของ นางสมใจ ตัวอย่างดี" in begin
    assert "2569-00050" in first
    assert "2569-00041" in second
    with qtbot.waitSignal(field.new_request) as asked:
        QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    assert asked.args[0] is None
    assert asked.args[1].first_name == "สมใจ"


def test_an_organisation_opens_in_the_same_way(field: SearchField, qtbot) -> None:
    field.focus_search()
    found(qtbot, field.box, "ยานยนต์")
    QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.new_request) as asked:
        QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    assert asked.args[1].name == "บริษัท ยานยนต์ตัวอย่าง จำกัด"


def test_what_was_opened_last_is_offered_before_anything_is_typed(field: SearchField, qtbot) -> None:
    field.focus_search()
    found(qtbot, field.box, "2569-00044")
    QTest.keyClick(field.box.line, Qt.Key.Key_Return)
    assert not field.searching
    field.focus_search()
    assert any("2569-00044" in line for line in results(field.box))


def test_escape_closes_the_palette(field: SearchField) -> None:
    field.focus_search()
    QTest.keyClick(field.box.line, Qt.Key.Key_Escape)
    assert not field.searching
