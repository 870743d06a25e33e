"""A clerk at the keyboard: speaks of labels and keys, never of widgets. Nothing here calls the program in any other way than a person does.

Thai text is put in by ``QLineEdit.insert`` as an input method would (``QTest.keyClicks`` stops the process on letters beyond Latin).
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.session import Session

PATIENCE = 10.0
"""Seconds to wait for anything."""

MOST_TABS = 60


class Clerk:
    """Sits before the window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        self.window, self.session = window, session
        self.keys = 0
        """Keys pressed so far, letters of a text not counted."""

    # --- keys -------------------------------------------------------------------------------------------------------------------------
    def press(self, *keys: str) -> None:
        """Press keys by the names that stand on the key caps: ``"Enter"``, ``"F2"``, ``"Alt+1"``."""
        for key in keys:
            self.settle()
            code, modifiers = _key(key)
            QTest.keyClick(self.hears(), code, modifiers)
            self.keys += 1
            self.settle()

    def press_for_dialog(self, key: str, *works: Callable[[QDialog], None]) -> None:
        """Press a key that opens a dialog (and after it another …), and do each of ``works`` in its dialog; they have to be gone
        afterwards."""
        raised: list[BaseException] = []
        waiting = list(works)
        seen: list[QDialog] = []
        deadline = time.monotonic() + PATIENCE

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            ready = isinstance(dialog, QDialog) and dialog.isActiveWindow() and dialog.isAncestorOf(self.focus())
            if not isinstance(dialog, QDialog) or not ready or dialog in seen:
                if time.monotonic() < deadline:
                    if isinstance(dialog, QDialog) and dialog.isVisible() and not dialog.isActiveWindow():
                        dialog.activateWindow()  # as a window manager would
                    QTimer.singleShot(20, look)
                elif isinstance(dialog, QDialog):
                    dialog.reject()  # nobody else would close it
                return
            seen.append(dialog)
            work = waiting.pop(0)
            if waiting:  # the next one may open before this one has quite gone
                QTimer.singleShot(20, look)
            try:
                work(dialog)
            except BaseException as error:  # noqa: BLE001  (told to the test after the dialog is closed)
                raised.append(error)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(20, look)
        self.press(key)
        if raised:
            raise raised[0]
        assert not waiting, f"{len(waiting)} dialogs did not come after {key}"

    def type(self, text: str) -> None:
        """Type into the field with the cursor, replacing what is selected."""
        field = self.focus()
        if isinstance(field, QComboBox):  # a list that is found by typing: its line has the keys
            field = field.lineEdit()
        if isinstance(field, QLineEdit):
            if text.isascii():
                for letter in text:  # the first one may open a list, which then hears the others
                    QTest.keyClicks(self.hears(), letter)
            else:
                field.insert(text)
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        else:
            raise AssertionError(f"the cursor is not in a field but at “{self.where()}”")
        self.settle()

    def type_into(self, label: str, text: str) -> None:
        """Go to a field by Tab, as one does who will not touch the mouse, and type."""
        self.go_to(label)
        self.type(text)

    def go_to(self, label: str) -> None:
        """Tab to the field with this label; Shift+Tab where it is nearer from behind is not tried."""
        for _ in range(MOST_TABS):
            if self.is_at(label):
                return
            self.press("Tab")
        raise AssertionError(f"no field “{label}” within reach of Tab; the cursor is at “{self.where()}”")

    def enter(self, *texts: str | None) -> None:
        """Type each text and press Enter; ``None`` only presses Enter."""
        for text in texts:
            if text is not None:
                self.type(text)
            self.press("Enter")

    def pause(self, seconds: float = 0.3) -> None:
        """A moment, as a person takes it before a dialog."""
        self.wait(lambda: False, must=False, seconds=seconds)

    # --- looking ----------------------------------------------------------------------------------------------------------------------
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def hears(self) -> QWidget:
        """Who gets the keys: an open list before the field it belongs to."""
        return QApplication.activePopupWidget() or self.focus()

    def pick(self, text: str) -> None:
        """Type a part of an option; Enter takes the one that fits and closes the list where it is open, then Enter goes on."""
        self.type(text)
        here = self.focus()
        self.press("Enter")
        if self.focus() is here:
            self.press("Enter")

    def where(self) -> str:
        """The name of the field with the cursor, as a screen reader says it."""
        widget = self.focus()
        for each in (widget, widget.parentWidget()):
            if each is not None and each.accessibleName():
                return each.accessibleName()
        return type(widget).__name__

    def is_at(self, label: str) -> bool:
        """Whether the cursor stands in the field with this label."""
        widget: QWidget | None = self.focus()
        for _ in range(3):
            if widget is None:
                return False
            if label in widget.accessibleName():
                return True
            widget = widget.parentWidget()
        return False

    def texts(self) -> list[str]:
        """Everything that can be read on the screen now."""
        top = QApplication.activeModalWidget() or self.window
        found = []
        for widget in top.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
                found.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
            found.append(widget.accessibleName())
        return [text for text in found if text]

    def sees(self, text: str) -> bool:
        """Whether the text can be read on the screen; waits for it."""
        return self.wait(lambda: any(text in each for each in self.texts()))

    def does_not_see(self, text: str) -> bool:
        self.settle()
        return not any(text in each for each in self.texts())

    # --- waiting ----------------------------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Until the program has done what it was asked for."""
        QApplication.processEvents()
        self.wait(lambda: not self.session.busy, must=False)
        QApplication.processEvents()
        active = QApplication.activeWindow()
        if (active is None or not active.isVisible()) and QApplication.activePopupWidget() is None:
            # Where there is no window manager nobody else gives the keys back when a list or a dialog closes
            (QApplication.activeModalWidget() or self.window).activateWindow()
            QApplication.processEvents()

    def wait(self, condition: Callable[[], Any], *, must: bool = True, seconds: float = PATIENCE) -> bool:
        """Until ``condition`` holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            QApplication.processEvents()
            time.sleep(0.003)
        return True


def _key(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """``"Ctrl+Enter"`` as Qt's key and modifiers."""
    *held, last = name.split("+") if name not in ("+", "Ctrl++") else (["Ctrl", "+"] if name == "Ctrl++" else ["+"])
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= {
            "Ctrl": Qt.KeyboardModifier.ControlModifier,
            "Alt": Qt.KeyboardModifier.AltModifier,
            "Shift": Qt.KeyboardModifier.ShiftModifier,
        }[each]
    named = {
        "Enter": Qt.Key.Key_Return,
        "Esc": Qt.Key.Key_Escape,
        "Space": Qt.Key.Key_Space,
        "PgDn": Qt.Key.Key_PageDown,
        "PgUp": Qt.Key.Key_PageUp,
    }
    code = named.get(last) or Qt.Key(QKeySequence(last)[0].key())
    return code, modifiers


def pay_in_cash(clerk: Clerk, tendered: str) -> None:
    """F8: the payment dialog, the sum handed over, Enter."""

    def pay(dialog: QDialog) -> None:
        clerk.pause()
        assert clerk.is_at("รับเงินมา"), clerk.where()
        clerk.type(tendered)
        clerk.press("Enter")

    def look_at_receipt(dialog: QDialog) -> None:
        assert clerk.sees("ใบเสร็จรับเงิน")
        clerk.press("Esc")

    clerk.press_for_dialog("F8", pay, look_at_receipt)


def text_of(pdf: bytes) -> str:
    """What pdftotext reads from a page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8")


def squeezed(text: str) -> str:
    """Without spaces and line ends: where a line is broken is the page's business."""
    return "".join(text.split())
