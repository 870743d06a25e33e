"""What stands in a field as a draft keeps it, and back: the value where it can be read, the raw text where it cannot."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.readers import DateReader
from lsvdesk.ui.widgets.table import TableEditor
from lsvdesk.ui.widgets.text import LongTextEditor


def plain(value: Any) -> Any:
    """A value as JSON: days ISO, decimals as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def raw_of(editor: FieldEditor) -> Any:
    """What stands in the field; None where nothing does."""
    if isinstance(editor, TypedField):
        return editor.raw()
    if isinstance(editor, LineFieldEditor):
        return _line(editor)
    if isinstance(editor, LongTextEditor):
        return editor.box.toPlainText() or None
    if isinstance(editor, ChoiceEditor):
        value = editor.value()
        return value if value is not None or editor.combo is None else editor.combo.currentText().strip() or None
    if isinstance(editor, PartsEditor):
        return None if editor.is_empty() else {part: text for part, line in editor.editors.items() if (text := _line(line)) is not None}
    if isinstance(editor, TableEditor):
        keys = [column.key for column in editor.columns if column.kind != "computed"]
        rows = [{key: raw for key in keys if (raw := raw_of(editor.cell(row, key))) is not None} for row in range(editor.row_count())]
        while rows and not rows[-1]:
            rows.pop()
        return rows or None
    return editor.value()


def put(editor: FieldEditor, raw: Any) -> None:
    """Show again what :func:`raw_of` gave, without a word of any fault."""
    if isinstance(editor, TypedField):
        editor.put(raw)
    elif isinstance(editor, LineFieldEditor):
        _put_line(editor, raw)
    elif isinstance(editor, LongTextEditor):
        editor.set_value(raw)
    elif isinstance(editor, ChoiceEditor):
        editor.set_value(raw)
        if raw is not None and editor.value() is None and editor.combo is not None:
            editor.combo.setEditText(str(raw))
    elif isinstance(editor, PartsEditor):
        _put_parts(editor, raw)
    elif isinstance(editor, TableEditor):
        rows = [row for row in raw or [] if isinstance(row, dict)]
        editor.set_value([{} for _ in rows])
        for at, row in enumerate(rows):
            for key, value in row.items():
                if any(column.key == key and column.kind != "computed" for column in editor.columns):
                    put(editor.cell(at, key), value)
    else:
        editor.set_value(raw)


class TypedField(FieldEditor):
    """An editor of the wizard's own that keeps and shows what was typed by itself."""

    def raw(self) -> Any:
        """As :func:`raw_of`."""
        raise NotImplementedError

    def put(self, raw: Any) -> None:
        """As :func:`put`."""
        raise NotImplementedError

    def entry(self) -> QWidget | None:
        """Where Enter comes in."""
        return self.focusProxy()


def _line(editor: LineFieldEditor) -> Any:
    text = editor.text()
    if not text.strip():
        return None
    try:
        return plain(editor.reader.read(text))
    except CounterError:
        return text


def _put_line(editor: LineFieldEditor, raw: Any) -> None:
    text = "" if raw is None else str(raw)
    if text and isinstance(editor.reader, DateReader):
        try:
            editor.set_value(dt.date.fromisoformat(text))
            return
        except ValueError:
            pass
    was_blocked = editor.blockSignals(True)
    editor.set_value(None)
    if text:
        editor.set_text(text)
        editor.tidy()
    editor.line.home(False)
    editor.blockSignals(was_blocked)


def _put_parts(editor: PartsEditor, raw: Any) -> None:
    given = raw if isinstance(raw, dict) else {}
    editor.set_value(None)
    if not given:
        return  # an address shows the office's own place again
    for part, line in editor.editors.items():
        _put_line(line, given.get(part))
