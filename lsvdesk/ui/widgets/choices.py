"""Choosing one of several, several of several, yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.icons import paint_icon
from lsvdesk.ui.widgets.ticks import OptionButton, TickBox

Option = tuple[Any, str] | tuple[Any, str, str]
"""(value, label) or (value, label, explanation)."""

MOST_RADIOS = 4
_WIDEST_ROW = 640


def _options(options: Iterable[Option]) -> list[tuple[Any, str, str]]:
    return [(option[0], option[1], option[2] if len(option) > 2 else "") for option in options]


class Combo(QComboBox):
    """A combo box in our look: typing any part of a label finds it, the wheel changes nothing while the page scrolls past."""

    def __init__(self, labels: Sequence[str] = (), parent: QWidget | None = None):
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        completer = QCompleter(self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        completer.popup().setProperty("kind", "popup")
        self.setCompleter(completer)
        self.lineEdit().setStyleSheet("border: none; background: transparent; padding: 0; min-height: 0;")
        self.set_labels(labels)

    def set_labels(self, labels: Sequence[str]) -> None:
        self.clear()
        self.addItems(list(labels))
        self.completer().setModel(QStringListModel(list(labels), self.completer()))
        self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(16)
        painter = QPainter(self)
        place = QRectF(self.width() - side - theme.px(10), (self.height() - side) / 2, side, side)
        paint_icon(painter, "down", place, "ink" if self.isEnabled() else "ink-disabled")
        painter.end()


class ChoiceEditor(FieldEditor):
    """One of several options; value: the option's value. Up to four options are radio buttons, more a list that is found by typing.

    A digit picks the option of that number (Thai or Arabic digits).
    """

    def __init__(
        self,
        options: Iterable[Option],
        *,
        radios: bool | None = None,
        placeholder: str = "พิมพ์เพื่อค้นหา หรือกดลูกศรลง",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._placeholder = placeholder
        self._options = _options(options)
        self._group: QButtonGroup | None = None
        self.combo: Combo | None = None
        self.buttons: list[OptionButton] = []
        if radios if radios is not None else len(self._options) <= MOST_RADIOS:
            self._build_radios()
        else:
            self._build_combo()

    def value(self) -> Any:
        index = self._index()
        return self._options[index][0] if index >= 0 else None

    def set_value(self, value: Any) -> None:
        index = next((i for i, option in enumerate(self._options) if option[0] == value), -1)
        self._show(index)
        self.show_fault(None)

    def set_options(self, options: Iterable[Option]) -> None:
        """Offer other options; the value stays where it is still offered."""
        value = self.value()
        self._options = _options(options)
        if self.combo is not None:
            self.combo.set_labels([label for _, label, _ in self._options])
        else:
            for button in self.buttons:
                button.setParent(None)
            self._fill_radios()
        self._show(next((i for i, option in enumerate(self._options) if option[0] == value), -1))

    def is_empty(self) -> bool:
        return self._index() < 0 and not (self.combo is not None and self.combo.currentText().strip())

    def fault(self) -> str | None:
        if self.combo is not None and self._index() < 0 and (typed := self.combo.currentText().strip()):
            return f"ไม่มีตัวเลือก “{typed[:40]}” กรุณาเลือกจากรายการ"
        return None

    def marked_widgets(self) -> list[QWidget]:
        return [self.combo] if self.combo is not None else []

    def show_fault(self, message: str | None) -> None:
        super().show_fault(message)
        for button in self.buttons:
            button.set_faulty(bool(message))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pick_by_digit(event):
            return True
        if watched is self.combo and event.type() == QEvent.Type.FocusOut:
            self._tidy()
        return super().eventFilter(watched, event)

    def _build_radios(self) -> None:
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, theme.px(1), 0, theme.px(1))
        self._group = QButtonGroup(self)
        self._fill_radios()
        self._group.idClicked.connect(lambda _: self.changed.emit())

    def _fill_radios(self) -> None:
        assert self._group is not None
        self.buttons = []
        width = 0
        for number, (_, label, hint) in enumerate(self._options):
            button = OptionButton(label, hint, key=str(number + 1))
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self._layout.addWidget(button)
            self.buttons.append(button)
            width += button.sizeHint().width() + theme.px(24)
        in_a_row = width <= theme.px(_WIDEST_ROW) and not any(hint for _, _, hint in self._options)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if in_a_row else QBoxLayout.Direction.TopToBottom)
        self._layout.setSpacing(theme.px(24) if in_a_row else theme.px(2))
        if in_a_row:
            self._layout.addStretch(1)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def _build_combo(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.combo = Combo([label for _, label, _ in self._options])
        self.combo.lineEdit().setPlaceholderText(self._placeholder)
        self.combo.installEventFilter(self)
        self.combo.lineEdit().textEdited.connect(lambda _: self.changed.emit())
        self.combo.activated.connect(lambda _: self.changed.emit())
        self.combo.completer().activated.connect(self._completed)
        row.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def _completed(self, label: str) -> None:
        self._show(next((i for i, option in enumerate(self._options) if option[1] == label), -1))
        self.changed.emit()

    def _tidy(self) -> None:
        """A part that fits exactly one label is that label."""
        assert self.combo is not None
        typed = self.combo.currentText().strip().casefold()
        if not typed or self._index() >= 0:
            return
        fitting = [i for i, option in enumerate(self._options) if typed in option[1].casefold()]
        if len(fitting) == 1:
            self._show(fitting[0])
            self.changed.emit()

    def _index(self) -> int:
        if self._group is not None:
            return self._group.checkedId()
        assert self.combo is not None
        typed = self.combo.currentText().strip()
        return next((i for i, option in enumerate(self._options) if option[1] == typed), -1)

    def _show(self, index: int) -> None:
        if self.combo is not None:
            self.combo.setCurrentIndex(index)
            if index < 0:
                self.combo.setEditText("")
            self.combo.lineEdit().home(False)
        elif self._group is not None:
            if index >= 0:
                self.buttons[index].setChecked(True)
                self.setFocusProxy(self.buttons[index])
            elif (checked := self._group.checkedButton()) is not None:
                self._group.setExclusive(False)
                checked.setChecked(False)
                self._group.setExclusive(True)

    def _pick_by_digit(self, event: QKeyEvent) -> bool:
        digit = to_arabic(event.text())
        if len(digit) != 1 or digit not in "123456789" or int(digit) > len(self._options):
            return False
        if self.combo is not None:
            line = self.combo.lineEdit()
            typing = line.text() and line.selectedText() != line.text()
            if typing or any(digit in to_arabic(label) for _, label, _ in self._options):
                return False
        self._show(int(digit) - 1)
        if self.buttons:
            self.buttons[int(digit) - 1].setFocus()
        self.changed.emit()
        return True


class ChoicesEditor(FieldEditor):
    """Any number of several options; value: list of the chosen values in the order of the options. A digit ticks and unticks."""

    def __init__(self, options: Iterable[Option], parent: QWidget | None = None):
        super().__init__(parent)
        self._options = _options(options)
        self.boxes: list[TickBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(1), 0, theme.px(1))
        column.setSpacing(theme.px(2))
        for number, (_, label, hint) in enumerate(self._options):
            box = TickBox(label, hint, key=str(number + 1) if number < 9 else None)
            box.installEventFilter(self)
            box.clicked.connect(lambda _: self.changed.emit())
            column.addWidget(box)
            self.boxes.append(box)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])

    def value(self) -> list[Any]:
        return [option[0] for option, box in zip(self._options, self.boxes, strict=True) if box.isChecked()]

    def set_value(self, value: Any) -> None:
        chosen = list(value or [])
        for option, box in zip(self._options, self.boxes, strict=True):
            box.setChecked(option[0] in chosen)
        self.show_fault(None)

    def show_fault(self, message: str | None) -> None:
        super().show_fault(message)
        for box in self.boxes:
            box.set_faulty(bool(message))

    def marked_widgets(self) -> list[QWidget]:
        return []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            digit = to_arabic(event.text())
            if len(digit) == 1 and digit in "123456789" and int(digit) <= len(self.boxes):
                box = self.boxes[int(digit) - 1]
                box.setFocus()
                box.click()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and watched in self.boxes:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.boxes[(self.boxes.index(watched) + step) % len(self.boxes)].setFocus()
                return True
        return super().eventFilter(watched, event)


class TickEditor(FieldEditor):
    """Yes or no; value: bool. The text says what is true when ticked."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(1), 0, theme.px(1))
        self.box = TickBox(text, hint)
        self.box.clicked.connect(lambda _: self.changed.emit())
        row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))
        self.show_fault(None)

    def is_empty(self) -> bool:
        return not self.box.isChecked()

    def show_fault(self, message: str | None) -> None:
        super().show_fault(message)
        self.box.set_faulty(bool(message))

    def marked_widgets(self) -> list[QWidget]:
        return []

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
