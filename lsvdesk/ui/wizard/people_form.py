"""The particulars of a person or an organisation, as typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QCompleter, QVBoxLayout, QWidget

from lsvdesk.counter.views import AddressData
from lsvdesk.errors import FieldFault
from lsvdesk.thai.names import PREFIXES
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.identifiers import CitizenIdEditor, JuristicIdEditor, PhoneEditor
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.person import complete_prefix
from lsvdesk.ui.widgets.text import TextEditor
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.field_grid import FieldGrid
from lsvdesk.ui.wizard.fields import AddressField
from lsvdesk.ui.wizard.typed import put, raw_of

if TYPE_CHECKING:
    from lsvdesk.ui.wizard.state import Typed
    from lsvdesk.ui.wizard.step_page import Desk

_ADDRESS = tuple(AddressData.__dataclass_fields__)
_SPANS = {"prefix": 2, "first_name": 5, "last_name": 5, "name": 8, "kind": 4, "email": 8, "nationality": 4, "address": 12}
ORGANISATION_KINDS = (
    "บริษัทจำกัด",
    "บริษัทมหาชนจำกัด",
    "ห้างหุ้นส่วนจำกัด",
    "ห้างหุ้นส่วนสามัญนิติบุคคล",
    "ห้างหุ้นส่วนสามัญ",
    "คณะบุคคล",
    "กิจการร่วมค้า",
    "นิติบุคคลต่างประเทศ",
    "สหกรณ์",
    "วิสาหกิจชุมชน",
    "มูลนิธิ",
    "สมาคม",
    "วัด",
)


class PeopleForm(QWidget):
    """Fields by name; ``at`` stands before the names in faults (``person.citizen_id``). ``changed`` after everything typed."""

    changed = Signal()

    def __init__(self, at: str, makers: Mapping[str, Callable[[QWidget], FieldFrame]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = at
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._makers = makers
        self.grid = FieldGrid(list(makers), self._make, lambda frame: _SPANS.get(frame.key, 4), parent=self)
        column.addWidget(self.grid)

    def make(self) -> None:
        """Make the fields, where they are not there yet."""
        self.grid.show_only(self._makers.keys())

    def _make(self, key: str, parent: QWidget) -> FieldFrame:
        frame = self._makers[key](parent)
        frame.editor.changed.connect(self._typed)
        return frame

    def frames(self) -> list[FieldFrame]:
        return self.grid.shown()

    def frame(self, name: str) -> FieldFrame:
        return self.grid.frame(name)

    def fill(self, typed: Typed) -> None:
        """Show what the state holds; the fields are made now if they were not there yet."""
        self.make()
        self._filling = True
        for frame in self.grid.frames:
            given = typed.get(frame.key)
            if raw_of(frame.editor) != given:
                put(frame.editor, given)
            frame.show_fault(None)
        self._filling = False

    def collect(self, typed: Typed) -> Typed:
        """``typed`` with what stands in the fields; what the form does not show stays."""
        result = dict(typed)
        for frame in self.grid.frames:
            raw: Any = raw_of(frame.editor)
            if raw is None:
                result.pop(frame.key, None)
            else:
                result[frame.key] = raw
        return result

    def show_faults(self, faults: Sequence[FieldFault]) -> FieldFrame | None:
        """Show the faults of this form; the first field with one."""
        mine: dict[str, dict[str, str]] = {}
        for fault in faults:
            head, _, rest = fault.field.partition(".")
            if head == self.at:
                name, _, part = rest.partition(".")
                mine.setdefault(name or self.grid.keys[0], {}).setdefault(part, fault.message)
        first = None
        for frame in self.grid.shown():
            found = mine.get(frame.key)
            frame.show_fault(next(iter(found.values())) if found else None)
            if found and isinstance(frame.editor, PartsEditor):
                frame.editor.show_part_faults({part: message for part, message in found.items() if part})
            if found and first is None:
                first = frame
        return first

    def focused(self) -> str:
        """``person.address.road``; empty where the cursor is elsewhere."""
        focus = QApplication.focusWidget()
        for frame in self.grid.frames:
            if focus is not None and walk.holds(frame, focus):
                editor = frame.editor
                part = ""
                if isinstance(editor, PartsEditor):
                    part = next((f".{name}" for name, line in editor.editors.items() if walk.holds(line, focus)), "")
                return f"{self.at}.{frame.key}{part}"
        return ""

    def focus_on(self, name: str) -> bool:
        """Put the cursor into a field named as :meth:`focused` does."""
        head, _, rest = name.partition(".")
        key, _, part = rest.partition(".")
        frame = next((frame for frame in self.grid.shown() if frame.key == key), None)
        if head != self.at or frame is None:
            return False
        editor = frame.editor
        target = editor.editors[part].line if isinstance(editor, PartsEditor) and part in editor.editors else editor
        target.setFocus()
        return True

    def _typed(self) -> None:
        if not self._filling:
            self.changed.emit()


def person_form(desk: Desk, at: str = "person", parent: QWidget | None = None, *, short: bool = False) -> PeopleForm:
    """A natural person; ``short`` leaves out what is not needed of an agent."""
    makers = {
        "prefix": _field("คำนำหน้า", "prefix", _prefix),
        "first_name": _field("ชื่อ", "first_name", lambda: TextEditor(name=True), required=True),
        "last_name": _field("นามสกุล", "last_name", lambda: TextEditor(name=True)),
        "citizen_id": _field("เลขประจำตัวประชาชน", "citizen_id", CitizenIdEditor),
        "birth_date": _field("วันเกิด", "birth_date", lambda: BuddhistDateEditor(last=desk.today, today=desk.today)),
        "phone": _field("โทรศัพท์", "phone", PhoneEditor),
        "address": _field("ที่อยู่", "address", lambda: AddressField(_ADDRESS, desk.place, required=False)),
        "nationality": _field("สัญชาติ", "nationality", lambda: TextEditor(60)),
        "email": _field("อีเมล", "email", lambda: TextEditor(120)),
    }
    left_out = ("birth_date", "nationality", "email") if short else ()
    return PeopleForm(at, {name: make for name, make in makers.items() if name not in left_out}, parent)


def organisation_form(desk: Desk, parent: QWidget | None = None) -> PeopleForm:
    """A juristic person or a body of persons."""
    makers = {
        "name": _field("ชื่อนิติบุคคลหรือคณะบุคคล", "name", lambda: TextEditor(300), required=True),
        "kind": _field("ประเภท", "kind", _kind),
        "juristic_id": _field("เลขทะเบียนนิติบุคคล", "juristic_id", JuristicIdEditor),
        "phone": _field("โทรศัพท์", "phone", lambda: TextEditor(60)),
        "representative": _field("ผู้มีอำนาจลงนาม", "representative", lambda: TextEditor(name=True)),
        "address": _field("ที่อยู่", "address", lambda: AddressField(_ADDRESS, desk.place, required=False)),
        "email": _field("อีเมล", "email", lambda: TextEditor(120)),
    }
    return PeopleForm("organisation", makers, parent)


def _field(label: str, key: str, editor: Callable[[], FieldEditor], *, required: bool = False) -> Callable[[QWidget], FieldFrame]:
    return lambda parent: FieldFrame(label, editor(), required=required, key=key, parent=parent)


def _prefix() -> TextEditor:
    editor = TextEditor(60)
    complete_prefix(editor)
    _close_when_typed_out(editor, PREFIXES)
    return editor


def _kind() -> TextEditor:
    editor = TextEditor(60)
    _complete(editor, ORGANISATION_KINDS)
    return editor


def _complete(editor: LineFieldEditor, words: Sequence[str]) -> None:
    completer = QCompleter(list(words), editor)

    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.popup().setProperty("kind", "popup")
    editor.line.setCompleter(completer)
    _close_when_typed_out(editor, words)


def _close_when_typed_out(editor: LineFieldEditor, words: Sequence[str]) -> None:
    """A word that is typed out needs no list any more: Enter goes on instead of closing it."""

    def typed(text: str) -> None:
        if text in words:
            QTimer.singleShot(0, editor, lambda: editor.line.completer().popup().hide())

    editor.line.textEdited.connect(typed)
