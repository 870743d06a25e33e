"""Fields made of several small ones with captions: addresses and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor, named
from lsvdesk.ui.widgets.labels import ThaiLabel


class PartsEditor(FieldEditor):
    """Several one-line fields under one label; value: a dict of str by part, ``""`` where nothing was typed, None when all are empty."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.editors: dict[str, LineFieldEditor] = {}
        self.captions: dict[str, ThaiLabel] = {}
        self._name = ""
        self._part_faults: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def add_row(self, parts: Sequence[tuple[str, str, LineFieldEditor, int]]) -> None:
        """A row of parts: key, caption, editor, share of the width."""
        if not parts:
            return
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for key, caption, editor, share in parts:
            cell = QVBoxLayout()
            cell.setSpacing(0)
            label = ThaiLabel(caption, "caption")
            label.setBuddy(editor.line)
            editor.fill()
            editor.set_name(caption)
            policy = editor.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            editor.setSizePolicy(policy)
            cell.addWidget(label)
            cell.addWidget(editor)
            row.addLayout(cell, share)
            editor.changed.connect(self._part_changed)
            self.editors[key] = editor
            self.captions[key] = label
        self._column.addLayout(row)
        if self.focusProxy() is None:
            self.setFocusProxy(next(iter(self.editors.values())).line)

    def value(self) -> dict[str, str] | None:
        parts = {key: editor.value() or "" for key, editor in self.editors.items()}
        return parts if any(parts.values()) else None

    def set_value(self, value: Any) -> None:
        given: Mapping[str, Any] = value or {}
        for key, editor in self.editors.items():
            editor.set_value(given.get(key) or None)
        self.show_fault(None)

    def is_empty(self) -> bool:
        return all(editor.is_empty() for editor in self.editors.values())

    def fault(self) -> str | None:
        for key, editor in self.editors.items():
            if message := editor.fault():
                return named(self.captions[key].text(), message)
        return None

    def show_fault(self, message: str | None) -> None:
        """Mark the parts that cannot be read; where all can be, the first empty one, else the first."""
        bad = [key for key, editor in self.editors.items() if editor.fault()]
        if message and not bad:
            bad = [key for key, editor in self.editors.items() if editor.is_empty()][:1] or list(self.editors)[:1]
        self.show_part_faults(dict.fromkeys(bad, message) if message else {})
        self._shown_fault = message

    def show_part_faults(self, faults: Mapping[str, str]) -> None:
        """Mark exactly these parts; the keys are those of :meth:`value`."""
        for key, editor in self.editors.items():
            editor.show_fault(faults.get(key))
        self._part_faults = dict(faults)
        self._shown_fault = next(iter(faults.values()), None)

    def focus_fault(self) -> None:
        for key, editor in self.editors.items():
            if key in self._part_faults:
                editor.line.setFocus()
                editor.line.selectAll()
                return
        super().focus_fault()

    def marked_widgets(self) -> list[QWidget]:
        return []

    def set_read_only(self, read_only: bool) -> None:
        for editor in self.editors.values():
            editor.set_read_only(read_only)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        for key, editor in self.editors.items():
            editor.line.setAccessibleName(f"{name} {self.captions[key].text()}")

    def _part_changed(self) -> None:
        self.changed.emit()
