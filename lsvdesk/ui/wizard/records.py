"""Rows with many columns (signs, partners): one row is open as a form, the others are one line each.

There is one set of editors whatever the number of rows, so two hundred signs cost no more than one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import ComputedLabel, FieldFrame
from lsvdesk.ui.widgets.icons import paint_icon
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.readers import MoneyReader
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.field_grid import FieldGrid, usual_span
from lsvdesk.ui.wizard.fields import frame_for, option_hint, shown_number
from lsvdesk.ui.wizard.typed import TypedField, plain, put, raw_of

if TYPE_CHECKING:
    from lsvdesk.catalogue.flow import Context
    from lsvdesk.catalogue.models import FormField

Row = dict[str, Any]


def row_word(table: FormField) -> str:
    """What a row is called: ป้าย, ผู้เป็นหุ้นส่วน; รายการ where the label is a long one."""
    word = re.sub(r"^\([0-9๐-๙]+\)\s*", "", table.label)
    return word if len(word) <= 20 else "รายการ"


def summary(table: FormField, row: Mapping[str, Any], computed: Mapping[str, Any]) -> tuple[str, str]:
    """A row in one line: its first text, and what else tells it from others."""
    title, details = "", []
    for column in table.columns:
        value = computed.get(column.id) if column.type == "computed" else row.get(column.id)
        if value in (None, "", []) or (value == column.default and column.type != "integer"):
            continue
        text = _shown(column, value)
        if not title and column.type in ("text", "long_text"):
            title = text
        elif column.type not in ("tick", "long_text"):
            details.append(text)
    return title, " · ".join(details[:6])


def _shown(column: FormField, value: Any) -> str:
    if column.type == "choice":
        label = next((option.label for option in column.options if option.value == value), str(value))
        return label if len(label) <= 28 else label[:27].rstrip() + "…"
    if column.type == "date":
        try:
            return format_short(dt.date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    if column.type in ("integer", "number", "money", "computed"):
        try:
            number = shown_number(column, Decimal(str(value)))
        except InvalidOperation:
            number = str(value)
        unit = "บาท" if column.type == "money" else column.unit
        return f"{number} {unit}".strip()
    return " ".join(str(value).split())


class RecordsEditor(TypedField):
    """Rows of a table field; value: list of dicts as typed, blank rows at the end left out.

    Enter goes through the fields; in the last one it opens the next row, or a new one after the last; in the first field of a blank last
    row it goes on with the page. Ctrl+Enter adds a row at once, Ctrl+Delete deletes the open one (Ctrl+Z brings it back), Ctrl+Up and
    Ctrl+Down open the one above and below.
    """

    opened = Signal()
    """Another row is open."""

    def __init__(self, table: FormField, place: Mapping[str, str], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.word = row_word(table)
        self._fresh: Row = {column.id: plain(column.default) for column in table.columns if column.default is not None}
        self._rows: list[Row] = []
        self._heads: list[_Head] = []
        self._open = 0
        self._deleted: list[tuple[int, Row]] = []
        self._faults: dict[tuple[int, str], str] = {}
        self._computed: dict[str, Any] = {}
        self._context: tuple[Any, Context] | None = None
        self._filling = False
        self._place, self._today = place, today
        self._build()
        self.put(None)

    # --- what the wizard asks of every field ------------------------------------------------------------------------------------------
    def raw(self) -> list[Row] | None:
        rows = [dict(row) for row in self._rows]
        while rows and self._blank(rows[-1]):
            rows.pop()
        return rows or None

    def put(self, raw: Any) -> None:
        self._rows = [dict(row) for row in raw or [] if isinstance(row, dict)]
        while len(self._rows) < max(self.table.min_rows, 1):
            self._rows.append(dict(self._fresh))
        self._deleted.clear()
        self._faults.clear()
        self._open = 0
        self._rebuild()

    def value(self) -> list[Row] | None:
        return self.raw()

    def set_value(self, value: Any) -> None:
        self.put(value)

    def is_empty(self) -> bool:
        return self.raw() is None

    def show_fault(self, message: str | None) -> None:
        self._shown_fault = message
        if message is None and self._faults:
            self.show_cell_faults({})

    def show_cell_faults(self, faults: Mapping[tuple[int, str], str]) -> None:
        """Mark these cells by (row from 0, column); the first row with one is opened."""
        self._faults = dict(faults)
        for head in self._heads:
            head.set_faulty(any(row == head.number for row, _ in faults))
        if faults and not any(row == self._open for row, _ in faults):
            self._load(min(row for row, _ in faults))
        else:
            self._show_row_faults()

    def focus_fault(self) -> None:
        for frame in self._grid.shown():
            if frame.shown_fault():
                frame.focus_fault()
                return
        super().focus_fault()

    def marked_widgets(self) -> list[QWidget]:
        return []

    # --- rows -------------------------------------------------------------------------------------------------------------------------
    def row_count(self) -> int:
        return len(self._rows)

    def open_row(self) -> int:
        """The row that is open, from 0."""
        return self._open

    def frame(self, column: str) -> FieldFrame:
        """The frame of a column in the open row."""
        return self._grid.frame(column)

    def add_row(self) -> bool:
        """A new row at the end, opened; False where there are as many as there may be."""
        if len(self._rows) >= self.table.max_rows:
            self._say(f"มีได้ไม่เกิน {self.table.max_rows} รายการ")
            return False
        self._rows.append(dict(self._fresh))
        self._open = len(self._rows) - 1
        self._rebuild()
        self.focus_first()
        self.changed.emit()
        return True

    def delete_row(self) -> None:
        """Delete the open row; Ctrl+Z brings it back."""
        gone = self._rows.pop(self._open)
        if not self._blank(gone):
            self._deleted.append((self._open, gone))
            self._say(f"ลบ{self.word}ที่ {self._open + 1} แล้ว", undo=True)
        while len(self._rows) < max(self.table.min_rows, 1):
            self._rows.append(dict(self._fresh))
        self._faults.clear()
        self._open = min(self._open, len(self._rows) - 1)
        self._rebuild()
        self.focus_first()
        self.changed.emit()

    def undo_delete(self) -> None:
        """Bring the last deleted row back to its place."""
        if not self._deleted:
            return
        at, row = self._deleted.pop()
        if len(self._rows) <= max(self.table.min_rows, 1) and self._blank(self._rows[-1]):
            self._rows.pop()
        self._open = min(at, len(self._rows))
        self._rows.insert(self._open, row)
        self._say("", undo=bool(self._deleted))
        self._rebuild()
        self.focus_first()
        self.changed.emit()

    def go_to_row(self, row: int, column: str = "") -> None:
        """Open a row with the cursor in one of its columns (the first where none is named)."""
        if 0 <= row < len(self._rows):
            if row != self._open:
                self._load(row)
            frame = next((each for each in self._grid.shown() if each.key == column), None)
            stop = walk.first_stop([frame]) if frame is not None else None
            if stop is not None:
                walk.go_to(stop)
            else:
                self.focus_first()

    def focused_column(self) -> str:
        """The column with the cursor; empty where it is elsewhere."""
        focus = QApplication.focusWidget()
        return next((frame.key for frame in self._grid.frames if focus is not None and walk.holds(frame, focus)), "")

    def entry(self) -> QWidget | None:
        return walk.first_stop(self._grid.shown())

    def focus_first(self) -> None:
        stop = self.entry()
        if stop is not None:
            walk.go_to(stop)

    def prepare(self) -> bool:
        """Make the next field of the row ahead of time; False where all are there."""
        return self._grid.prepare([column.id for column in self.table.columns if column.when is None])

    def apply(self, service: Any, ctx: Context, computed: Mapping[str, Any]) -> None:
        """Show the columns that the open row uses, and computed values; called after every change of the form."""
        self._context = (service, ctx)
        self._computed = dict(computed)
        self._show_columns()
        for head in self._heads:
            self._write_head(head)

    # --- keys -------------------------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if control:
                self.add_row()
            elif not self._go_on():
                event.ignore()
        elif control and key == Qt.Key.Key_Delete:
            self.delete_row()
        elif control and key == Qt.Key.Key_Z and self._deleted:
            self.undo_delete()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go_to_row(self._open + (1 if key == Qt.Key.Key_Down else -1), self.focused_column())
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> bool:
        """Enter: True where it stayed within the rows."""
        frames = self._grid.shown()
        last = self._open == len(self._rows) - 1
        focus = QApplication.focusWidget()
        if focus is None or not walk.holds(self._form, focus):
            return False
        if not walk.may_go_on(frames, focus):
            return True
        blank_last = last and self._blank(self._rows[self._open]) and len(self._rows) > self.table.min_rows
        if blank_last and walk.holds(frames[0], focus):
            return False
        stop = walk.next_stop(frames, focus)
        if stop is not None:
            walk.go_to(stop)
            return True
        if not last:
            self.go_to_row(self._open + 1)
            return True
        return not self._blank(self._rows[self._open]) and self.add_row()

    # --- inside -----------------------------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._form = QFrame()
        self._form.setProperty("kind", "record")
        inner = QVBoxLayout(self._form)
        inner.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(16))
        self._grid = FieldGrid([column.id for column in self.table.columns], self._make_frame, _span)
        inner.addWidget(self._grid)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.add_button = Button(f"เพิ่ม{self.word}", "quiet", key="Ctrl+Enter", icon="add-row")
        self.add_button.setShortcut("")
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button.clicked.connect(self.add_row)
        self.delete_button = Button(f"ลบ{self.word}นี้", "quiet", key="Ctrl+Delete", icon="delete")
        self.delete_button.setShortcut("")
        self.delete_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.delete_button.clicked.connect(self.delete_row)
        self.note = ThaiLabel("", tone="quiet")
        self.undo_button = Button("เลิกทำ", "quiet", key="Ctrl+Z", icon="undo")
        self.undo_button.setShortcut("")
        self.undo_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo_button.clicked.connect(self.undo_delete)
        for part in (self.add_button, self.delete_button):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.note)
        foot.addWidget(self.undo_button)
        self._column.addWidget(self._form)
        self._column.addLayout(foot)
        self._say("")

    def _make_frame(self, key: str, parent: QWidget) -> FieldFrame:
        column = next(each for each in self.table.columns if each.id == key)
        frame = frame_for(column, self._place, self._today, parent, in_row=True)
        self._fill(frame)
        frame.editor.changed.connect(lambda: self._cell_changed(key))
        return frame

    def _fill(self, frame: FieldFrame) -> None:
        """Show what the open row has in a column."""
        if not isinstance(frame.editor, ComputedLabel):
            put(frame.editor, self._rows[self._open].get(frame.key))
            self._explain(frame)

    def _say(self, text: str, *, undo: bool = False) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.undo_button.setVisible(undo)

    def _blank(self, row: Row) -> bool:
        return all(value in (None, "") or self._fresh.get(key) == value for key, value in row.items())

    def _rebuild(self) -> None:
        """One line for every row."""
        while len(self._heads) > len(self._rows):
            head = self._heads.pop()
            self._column.removeWidget(head)
            head.hide()
            head.deleteLater()
        while len(self._heads) < len(self._rows):
            head = _Head(len(self._heads), self.word)
            head.wanted.connect(self.go_to_row)
            self._heads.append(head)
        self._load(self._open)

    def _load(self, row: int) -> None:
        """Put a row into the form, and the form under its line."""
        self._open = row
        for at, head in enumerate(self._heads):
            self._column.removeWidget(head)
            self._column.insertWidget(at if at <= row else at + 1, head)
            head.set_open(at == row, alone=len(self._rows) == 1)
            if at == row:
                self._column.removeWidget(self._form)
                self._column.insertWidget(row + 1, self._form)
        self._filling = True
        for frame in self._grid.frames:
            self._fill(frame)
        self._filling = False
        self._show_columns()
        self._show_row_faults()
        for head in self._heads:
            self._write_head(head)
        self.opened.emit()

    def _cell_changed(self, key: str) -> None:
        if self._filling:
            return
        frame = self.frame(key)
        raw = raw_of(frame.editor)
        if raw is None:
            self._rows[self._open].pop(key, None)
        else:
            self._rows[self._open][key] = raw
        self._explain(frame)
        if self._faults.pop((self._open, key), None) is not None:
            self._heads[self._open].set_faulty(any(row == self._open for row, _ in self._faults))
        self.changed.emit()

    def _explain(self, frame: FieldFrame) -> None:
        """Under a list, what the chosen option means."""
        column = next(each for each in self.table.columns if each.id == frame.key)
        if isinstance(frame.editor, ChoiceEditor) and frame.editor.combo is not None:
            chosen = next((option for option in column.options if option.value == frame.editor.value()), None)
            said = option_hint(chosen) if chosen is not None else ""
            if (said or column.hint) != (frame.hint.text() if frame.hint is not None else ""):
                frame.set_hint(said or column.hint)

    def _show_columns(self) -> None:
        if self._context is None:  # nobody has looked at the row yet
            return
        from lsvdesk.catalogue import flow

        service, ctx = self._context
        self._grid.show_only({column.id for column in flow.visible_columns(service, ctx, self.table.id, self._rows[self._open])})
        for column in self.table.columns:
            if column.type == "computed":
                self.frame(column.id).editor.set_value(self._computed.get(f"{self.table.id}[{self._open}].{column.id}"))

    def _show_row_faults(self) -> None:
        for frame in self._grid.frames:
            frame.show_fault(self._faults.get((self._open, frame.key)))

    def _write_head(self, head: _Head) -> None:
        row = head.number
        values = {column.id: self._computed.get(f"{self.table.id}[{row}].{column.id}") for column in self.table.columns}
        head.set_text(*summary(self.table, self._rows[row], values))


def _span(frame: FieldFrame) -> int:
    editor = frame.editor
    if isinstance(editor, ChoiceEditor) and editor.combo is None:
        return 6
    if isinstance(editor, BuddhistDateEditor) or (isinstance(editor, LineFieldEditor) and isinstance(editor.reader, MoneyReader)):
        return 4
    return (
        3
        if usual_span(frame) == 4 and QFontMetrics(theme.font()).horizontalAdvance(frame.label_text()) < theme.px(190)
        else usual_span(frame)
    )


class _Head(QWidget):
    """The line of a row; a click opens it."""

    wanted = Signal(int)

    def __init__(self, number: int, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self._word = number, word
        self._title = self._detail = ""
        self._is_open = self._faulty = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_open(self, is_open: bool, *, alone: bool) -> None:
        self._is_open = is_open
        self.setVisible(not alone)
        self.update()

    def set_faulty(self, faulty: bool) -> None:
        self._faulty = faulty
        self.update()

    def set_text(self, title: str, detail: str) -> None:
        if (title, detail) != (self._title, self._detail):
            self._title, self._detail = title, detail
            self.setAccessibleName(f"{self._word}ที่ {self.number + 1} {title} {detail}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(36))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit(self.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary-soft"))
            painter.drawRoundedRect(box, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        else:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        left = theme.px(12)
        side = theme.px(18)
        if self._faulty:
            paint_icon(painter, "fault", QRectF(left, (box.height() - side) / 2, side, side), "red")
            left += side + theme.px(8)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        strong, body = theme.font("body-strong"), theme.font()
        label = f"{self._word}ที่ {self.number + 1}"
        for text, font, ink in (
            (label, body, "ink-quiet"),
            (self._title or "ยังไม่ได้กรอก", strong, "ink"),
            (self._detail, body, "ink-quiet"),
        ):
            room = box.width() - left - theme.px(12)
            if room <= theme.px(24) or not text:
                continue
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            painter.drawText(QRectF(left, 0, room, box.height()), flags, shown)
            left += metrics.horizontalAdvance(shown) + theme.px(16)
        painter.end()
