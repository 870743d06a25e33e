"""How a clerk's hands are played. Thai is inserted, since sending it key by key aborts Qt's test driver; all else goes by keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """The widgets under one another in a window that has the focus."""
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    page.resize(900, 600)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    # The test often keeps only the widget: the window must live as long
    widgets[0].window_of_the_test = page  # type: ignore[attr-defined]
    return page


def type_into(line: QLineEdit, text: str) -> None:
    """Type into a line, one character after the other."""
    line.setFocus()
    for letter in text:
        line.insert(letter)


def paste(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    """Paste over everything."""
    QApplication.clipboard().setText(text)
    line.setFocus()
    line.selectAll()
    line.paste()


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    popup = QApplication.activePopupWidget()  # takes all keys while it is open
    target = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    assert target is not None, "nothing has the focus"
    qtbot.keyClick(target, key, modifiers)
