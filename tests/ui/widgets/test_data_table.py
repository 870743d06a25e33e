"""Lists that sort as a Thai dictionary does, filter, and are moved through by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lsvdesk.thai.names import sort_key
from lsvdesk.ui.widgets import Column, DataTable
from lsvdesk.ui.widgets.table_model import thai_order
from tests.ui.widgets.support import CONTROL, Key, press, shown, type_into

COLUMNS = (
    Column("name", "ชื่อ", stretch=True),
    Column("due", "ครบกำหนด"),
    Column("sum", "จำนวนเงิน", "right"),
    Column("state", "สถานะ", tone={"เกินกำหนด": "red"}.get),
)


@dataclass(frozen=True)
class Case:
    name: str
    due: date | None
    sum: Decimal
    state: str = ""


CASES = [
    Case("เกษม", date(2026, 11, 30), Decimal(9)),
    Case("กมล", None, Decimal(1000), "เกินกำหนด"),
    Case("ไข่มุก", date(2026, 12, 1), Decimal(20)),
    Case("ขจร", date(2025, 1, 1), Decimal("100.5")),
]


def _table(qtbot: QtBot) -> DataTable:
    table = DataTable(COLUMNS)
    table.set_rows(CASES)
    shown(qtbot, table)
    return table


def _names(table: DataTable) -> list[str]:
    return [case.name for case in table.rows()]


def test_names_are_sorted_as_a_thai_dictionary_sorts_them(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.sort_by("name")
    assert _names(table) == ["กมล", "เกษม", "ขจร", "ไข่มุก"]


def test_long_lists_keep_the_order_of_the_dictionary_down_to_the_tone_mark() -> None:
    words = "ก้าน กาน ก่าน การ เก่ง เกง แก้ว แกว ไก่ ใกล้ โกศล เกศ กฤษณ์ กฤษ ฤทธิ์ ขาว เข้ม คง 123 Anna anna บี-ดี บีดี น้ำ นาม ปู่ ปู"
    names = [*words.split(" "), "สอง\nบรรทัด"]
    keys = thai_order(set(names))
    assert sorted(names, key=keys.__getitem__) == sorted(names, key=sort_key)


def test_amounts_and_days_are_sorted_by_value_and_empty_days_stay_last(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.sort_by("sum")
    assert _names(table) == ["เกษม", "ไข่มุก", "ขจร", "กมล"]
    table.sort_by("due")
    assert _names(table) == ["ขจร", "เกษม", "ไข่มุก", "กมล"]
    table.sort_by("due", descending=True)
    assert _names(table) == ["ไข่มุก", "เกษม", "ขจร", "กมล"]


def test_days_are_shown_in_the_buddhist_era_and_money_with_separators(qtbot: QtBot) -> None:
    table = _table(qtbot)
    assert table.cells()[1] == ["กมล", "", "1,000.00", "เกินกำหนด"]
    assert table.cells()[0][1] == "30 พ.ย. 2569"


def test_the_filter_finds_any_part_of_any_column_in_either_digits(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.set_filter("๑,๐๐๐")
    assert _names(table) == ["กมล"]
    table.set_filter("ธ.ค. มุก")
    assert _names(table) == ["ไข่มุก"]
    assert table.count_label.text() == "1 จาก 4 รายการ"
    table.set_filter("")
    assert len(table.rows()) == 4


def test_a_list_is_filtered_and_a_row_opened_without_the_mouse(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.view.setFocus()
    press(qtbot, Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is table.filter
    type_into(table.filter, "จร")
    press(qtbot, Key.Key_Down)
    assert QApplication.focusWidget() is table.view
    with qtbot.waitSignal(table.activated) as opened:
        press(qtbot, Key.Key_Return)
    assert opened.args == [CASES[3]]


def test_alt_and_a_digit_sorts_and_once_more_turns_the_order_round(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.view.setFocus()
    press(qtbot, Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert _names(table)[0] == "เกษม"
    press(qtbot, Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert _names(table)[0] == "กมล"


def test_the_row_under_the_cursor_is_copied_for_a_spreadsheet(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.select(1)
    table.view.setFocus()
    press(qtbot, Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "กมล\t\t1,000.00\tเกินกำหนด"


def test_filter_and_order_stay_when_the_rows_are_read_again(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.sort_by("sum", descending=True)
    table.set_filter("ก")
    before = _names(table)
    table.set_rows([*CASES, Case("กรกนก", None, Decimal(5000))])
    assert _names(table) == ["กรกนก", *before]


def test_an_empty_list_says_what_it_would_hold(qtbot: QtBot) -> None:
    empty = QLabel("ยังไม่มีคำขอ")
    table = DataTable(COLUMNS, empty=empty)
    shown(qtbot, table)
    table.set_rows([])
    assert empty.isVisible()
    table.set_rows(CASES)
    assert not empty.isVisible()


def test_dicts_serve_as_well_as_objects(qtbot: QtBot) -> None:
    table = DataTable((Column("a", "ก"), Column("b", "ข")))
    table.set_rows([{"a": 1, "b": "x"}, {"a": 2}])
    shown(qtbot, table)
    assert table.cells() == [["1", "x"], ["2", ""]]


def test_tab_goes_on_instead_of_through_the_cells(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.view.setFocus()
    press(qtbot, Key.Key_Tab)
    assert QApplication.focusWidget() is not table.view


def test_a_hundred_thousand_rows_are_sorted_and_filtered(qtbot: QtBot) -> None:
    names = [case.name for case in CASES]
    many = [Case(f"{names[i % 4]} {i % 500}", date(2026, 1 + i % 12, 1 + i % 28), Decimal(i * 7 % 10007)) for i in range(100_000)]
    table = DataTable(COLUMNS)
    shown(qtbot, table)
    table.set_rows(many)
    table.sort_by("sum", descending=True)
    rows = table.rows()
    assert len(rows) == 100_000
    assert [row.sum for row in rows] == sorted((case.sum for case in many), reverse=True)
    table.set_filter("เกษม")
    assert len(table.rows()) == 25_000 and all(row.name.startswith("เกษม") for row in table.rows())


def test_headings_are_aligned_as_their_columns(qtbot: QtBot) -> None:
    table = _table(qtbot)
    model = table.view.model()
    for column, flag in ((0, Qt.AlignmentFlag.AlignLeft), (2, Qt.AlignmentFlag.AlignRight)):
        heading = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        cell = model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
        assert heading & flag
        assert cell & flag
