"""A person in one compact block."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.readers import CitizenIdReader, NameReader, PhoneReader, TextReader

PARTS = ("prefix", "first_name", "last_name", "citizen_id", "phone")


class PersonEditor(PartsEditor):
    """A person; value: dict with the keys of ``parts`` (by default :data:`PARTS`), id and telephone as plain digits."""

    def __init__(self, parts: Sequence[str] = PARTS, parent: QWidget | None = None):
        super().__init__(parent)
        rows = (
            (("prefix", "คำนำหน้า", TextReader(60), 2), ("first_name", "ชื่อ", NameReader(), 4), ("last_name", "นามสกุล", NameReader(), 4)),
            (("citizen_id", "เลขประจำตัวประชาชน", CitizenIdReader(), 5), ("phone", "โทรศัพท์", PhoneReader(), 5)),
        )
        for row in rows:
            self.add_row([(key, caption, LineFieldEditor(reader), share) for key, caption, reader, share in row if key in parts])
        if "prefix" in self.editors:
            complete_prefix(self.editors["prefix"])


def complete_prefix(editor: LineFieldEditor) -> None:
    """Offer the usual titles while one is typed; any other may be typed as well."""
    from lsvdesk.thai.names import PREFIXES

    completer = QCompleter(list(PREFIXES), editor)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.popup().setProperty("kind", "popup")
    editor.line.setCompleter(completer)
