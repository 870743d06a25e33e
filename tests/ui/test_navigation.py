"""The navigation at the left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lsvdesk.ui import theme
from lsvdesk.ui.navigation import Navigation, navigation_pages, split_office_name


@pytest.fixture
def navigation(qapp, qtbot) -> Navigation:
    theme.apply(qapp)
    made = Navigation()
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    return made


def test_the_pages_stand_in_the_order_of_their_keys() -> None:
    assert navigation_pages() == ("today", "new", "cases", "money", "registers", "reports", "settings", "calculator")


def test_up_and_down_go_between_the_pages_and_enter_opens_one(navigation: Navigation, qtbot) -> None:
    navigation.item("today").setFocus()
    QTest.keyClick(navigation.item("today"), Qt.Key.Key_Down)
    assert navigation.item("new").hasFocus()
    QTest.keyClick(navigation.item("new"), Qt.Key.Key_Up)
    QTest.keyClick(navigation.item("today"), Qt.Key.Key_Up)
    assert navigation.item("calculator").hasFocus()
    with qtbot.waitSignal(navigation.chosen) as chosen:
        QTest.keyClick(navigation.item("calculator"), Qt.Key.Key_Return)
    assert chosen.args == ["calculator"]


def test_a_case_marks_the_list_of_cases(navigation: Navigation) -> None:
    navigation.set_current("case")
    assert navigation.item("cases").isChecked()
    assert not navigation.item("today").isChecked()


def test_the_name_of_the_office_stands_on_two_lines() -> None:
    assert split_office_name("องค์การบริหารส่วนตำบลโพธิ์ใหญ่") == ("องค์การบริหารส่วนตำบล", "โพธิ์ใหญ่")
    assert split_office_name("เทศบาลตำบลสมมุติ") == ("เทศบาลตำบล", "สมมุติ")
    assert split_office_name("สำนักงานสมมุติ") == ("สำนักงานสมมุติ",)


def test_who_sits_at_the_desk_is_shown_and_can_be_changed_there(navigation: Navigation, qtbot) -> None:
    assert navigation.user.isHidden()
    navigation.set_user("นางสาวสมมุติ ใจดี", "นักวิชาการจัดเก็บรายได้")
    assert navigation.user.isVisible()
    with qtbot.waitSignal(navigation.user_wanted):
        navigation.user.click()
