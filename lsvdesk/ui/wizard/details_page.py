"""The form itself: every section on one page, so that Enter leads from the first field to the last without a change of page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from lsvdesk.errors import FieldFault
from lsvdesk.ui.widgets.frame import ComputedLabel, FieldFrame
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.person import PersonEditor
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.widgets.table import TableEditor
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.field_grid import FieldGrid, in_tab_order
from lsvdesk.ui.wizard.fields import AddressField, frame_for
from lsvdesk.ui.wizard.files import FilesField
from lsvdesk.ui.wizard.records import RecordsEditor
from lsvdesk.ui.wizard.step_page import Desk, StepPage
from lsvdesk.ui.wizard.typed import put, raw_of

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField, Section

_CELL = re.compile(r"^(\w+)\[(\d+)\](?:\.(\w+))?$")


class SectionCard(Card):
    """A section of the form; its fields are made when they are first shown."""

    def __init__(self, section: Section, desk: Desk, made: Callable[[FieldFrame], None], parent: QWidget) -> None:
        super().__init__(section.section, section.hint, margin=16, parent=parent)
        self.section = section
        self.fields: dict[str, FormField] = asked(section)
        self._desk, self._made = desk, made
        self.grid = FieldGrid(list(self.fields), self._make, parent=self)
        self.add(self.grid)

    def frames(self) -> list[FieldFrame]:
        """The fields made so far."""
        return self.grid.frames

    def _make(self, key: str, parent: QWidget) -> FieldFrame:
        frame = frame_for(self.fields[key], self._desk.place, self._desk.today, parent)
        self._made(frame)
        return frame


def asked(section: Section) -> dict[str, FormField]:
    """The fields of a section that are not taken from elsewhere."""
    return {field.id: field for field in section.fields if field.source is None}


class DetailsPage(StepPage):
    """The sections of the form as cards below one another.

    Conditions are looked at after every change; what is hidden keeps what was typed. Ctrl+PgDn and Ctrl+PgUp go to the next and the
    previous section. Fields are made one after the other by :meth:`prepare`, so that a long form does not keep the clerk waiting.
    """

    above = 0
    """How many cards of a subclass stand above the sections."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._cards: dict[int, SectionCard] = {}
        self._by_id: dict[str, FieldFrame] = {}
        self._filling = False
        self._order = [key for section in desk.service.form if section.stage == "applicant" for key in asked(section)]
        self._late = False
        """A field was made after one that stands below it."""
        self.column.addStretch(1)
        QShortcut(QKeySequence("F8"), self, activated=self.take_from_applicant)

    # --- making -----------------------------------------------------------------------------------------------------------------------
    @property
    def cards(self) -> list[SectionCard]:
        """The sections made so far, in reading order."""
        return [self._cards[at] for at in sorted(self._cards)]

    def prepare(self) -> bool:
        """Make the next field that this case needs; False where all are there."""
        for at, keys in self._visible().items():
            card = self._card(at)
            if card.grid.prepare(keys):
                return True
            if any(isinstance(frame.editor, RecordsEditor) and frame.editor.prepare() for frame in card.frames()):
                return True
            if card.isHidden():
                card.grid.show_only(keys)
                card.show()
                return True
        return False

    def _visible(self) -> dict[int, set[str]]:
        """Which fields of which sections the case needs now."""
        from lsvdesk.catalogue import flow

        ctx = wizard.context(self.desk.service, self.desk.state, self.desk.today)
        shown = {field.id for field in flow.visible_fields(self.desk.service, ctx)}
        sections = [(at, section) for at, section in enumerate(self.desk.service.form) if section.stage == "applicant"]
        found = {at: shown & asked(section).keys() for at, section in sections}
        return {at: keys for at, keys in found.items() if keys}

    def _card(self, at: int) -> SectionCard:
        if at not in self._cards:
            card = SectionCard(self.desk.service.form[at], self.desk, self._made, self.content)
            card.hide()
            self._cards[at] = card
            self.column.insertWidget(self.above + self.cards.index(card), card)
        return self._cards[at]

    def _made(self, frame: FieldFrame) -> None:
        self._by_id[frame.key] = frame
        self._late = self._late or any(made in self._order[self._order.index(frame.key) :] for made in self._by_id if made != frame.key)
        self._fill_frame(frame)
        if isinstance(frame.editor, AddressField | PersonEditor):
            same = "F8 ใช้ที่อยู่ผู้ยื่น" if isinstance(frame.editor, AddressField) else "F8 ใช้ชื่อผู้ยื่น"
            hint = frame.hint.text() if frame.hint is not None else ""
            frame.set_hint(f"{hint} · {same}" if hint else same)
        frame.editor.changed.connect(lambda: self._typed(frame.key))
        if isinstance(frame.editor, RecordsEditor):
            frame.editor.opened.connect(self._row_opened)

    # --- showing and collecting -------------------------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Show what the state holds."""
        self._filling = True
        for frame in self._by_id.values():
            self._fill_frame(frame)
        self._filling = False
        if self._cards:
            self.apply()

    def _fill_frame(self, frame: FieldFrame) -> None:
        if isinstance(frame.editor, ComputedLabel):
            return
        state = self.desk.state
        given = state.files.get(frame.key) if isinstance(frame.editor, FilesField) else state.answers.get(frame.key)
        if raw_of(frame.editor) != given:
            put(frame.editor, given)

    def enter(self) -> None:
        self.apply()
        stop = walk.first_stop(self.frames())
        if stop is not None:
            walk.go_to(stop)

    def frames(self) -> list[FieldFrame]:
        return [frame for card in self.cards if not card.isHidden() for frame in card.grid.shown()]

    def collect(self) -> None:
        answers, files = dict(self.desk.state.answers), dict(self.desk.state.files)
        for key, frame in self._by_id.items():
            self._take(key, frame, answers, files)
        self.desk.state = replace(self.desk.state, answers=answers, files=files)

    def apply(self) -> None:
        """Show the sections and fields that the answers call for, and what follows from them."""
        from lsvdesk.catalogue import flow

        service = self.desk.service
        ctx = wizard.context(service, self.desk.state, self.desk.today)
        computed = flow.computed(service, ctx)
        shown = self._visible()
        for at in shown:
            self._card(at)
        for at, card in self._cards.items():
            card.grid.show_only(shown.get(at, set()))
            card.setVisible(at in shown)
            for frame in card.grid.shown():
                if isinstance(frame.editor, ComputedLabel):
                    frame.editor.set_value(computed.get(frame.key))
                elif isinstance(frame.editor, RecordsEditor):
                    frame.editor.apply(service, ctx, computed)
        if self._late:
            in_tab_order([frame for card in self.cards for frame in card.frames()])
            self._late = False

    def _typed(self, key: str) -> None:
        if self._filling:
            return
        answers, files = dict(self.desk.state.answers), dict(self.desk.state.files)
        self._take(key, self._by_id[key], answers, files)
        self.desk.state = replace(self.desk.state, answers=answers, files=files)
        self.apply()
        self.set_condition("valid")
        self.changed.emit()

    def _take(self, key: str, frame: FieldFrame, answers: dict[str, Any], files: dict[str, list[str]]) -> None:
        if isinstance(frame.editor, ComputedLabel):
            return
        raw = raw_of(frame.editor)
        if isinstance(frame.editor, FilesField):
            files.pop(key, None)
            if raw:
                files[key] = raw
        elif raw is None:
            answers.pop(key, None)
        else:
            answers[key] = raw

    def _row_opened(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.content.isAncestorOf(focus):
            QTimer.singleShot(0, lambda: self._follow())

    def _follow(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.content.isAncestorOf(focus):
            self.bring_into_view(focus)

    # --- faults -----------------------------------------------------------------------------------------------------------------------
    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        first = self.mark_faults(faults)
        self.set_condition("error" if first is not None else "valid")
        if first is not None:
            first.focus_fault()
            self.bring_into_view(QApplication.focusWidget() or first)
        return first is not None

    def mark_faults(self, faults: Sequence[FieldFault]) -> FieldFrame | None:
        """Say faults at their fields and no others; gives the first of these fields. The cursor stays where it is."""
        self.clear_faults()
        cells: dict[str, dict[tuple[int, str], str]] = {}
        parts: dict[str, dict[str, str]] = {}
        whole: dict[str, str] = {}
        for fault in faults:
            if match := _CELL.match(fault.field):
                cells.setdefault(match[1], {}).setdefault((int(match[2]), match[3] or ""), _of_row(fault.message))
            elif "." in fault.field:
                name, part = fault.field.split(".", 1)
                parts.setdefault(name, {}).setdefault(part, fault.message)
            else:
                whole.setdefault(fault.field, fault.message)
        first: FieldFrame | None = None
        for frame in self.frames():
            if self._show_at(frame, cells.get(frame.key), parts.get(frame.key), whole.get(frame.key)) and first is None:
                first = frame
        return first

    def _show_at(self, frame: FieldFrame, cells: Any, parts: Any, whole: str | None) -> bool:
        editor = frame.editor
        if cells and isinstance(editor, RecordsEditor | TableEditor):
            editor.show_cell_faults(cells)
            return True
        if parts:
            frame.show_fault(next(iter(parts.values())))
            if isinstance(editor, PartsEditor):
                editor.show_part_faults(parts)
            return True
        if whole:
            frame.show_fault(whole)
            return True
        return False

    def clear_faults(self) -> None:
        for frame in self._by_id.values():
            if frame.shown_fault() is not None:
                frame.show_fault(None)
            if isinstance(frame.editor, RecordsEditor | TableEditor):
                frame.editor.show_cell_faults({})

    # --- where the cursor is ----------------------------------------------------------------------------------------------------------
    def focused(self) -> str:
        focus = QApplication.focusWidget()
        for key, frame in self._by_id.items():
            if focus is None or not walk.holds(frame, focus):
                continue
            editor = frame.editor
            if isinstance(editor, RecordsEditor):
                return f"{key}[{editor.open_row()}].{editor.focused_column()}"
            if isinstance(editor, TableEditor):
                at = next(
                    ((r, c.key) for r in range(editor.row_count()) for c in editor.columns if walk.holds(editor.cell(r, c.key), focus)),
                    None,
                )
                return key if at is None else f"{key}[{at[0]}].{at[1]}"
            if isinstance(editor, PartsEditor):
                part = next((part for part, line in editor.editors.items() if walk.holds(line, focus)), "")
                return f"{key}.{part}" if part else key
            return key
        return ""

    def focus_on(self, name: str) -> bool:
        match = _CELL.match(name)
        key, part = (match[1], match[3] or "") if match else (name.partition(".")[0], name.partition(".")[2])
        frame = self._by_id.get(key)
        if frame is None or not frame.isVisibleTo(self):
            return False
        editor = frame.editor
        if isinstance(editor, RecordsEditor) and match:
            editor.go_to_row(int(match[2]), part)
        elif isinstance(editor, TableEditor) and match and int(match[2]) < editor.row_count():
            editor.cell(int(match[2]), part).setFocus()
        elif isinstance(editor, PartsEditor) and part in editor.editors:
            editor.editors[part].line.setFocus()
        else:
            editor.setFocus()
        QTimer.singleShot(0, self._follow)
        return True

    def take_from_applicant(self) -> None:
        """The applicant's own address or name goes into the field with the cursor (F8), as it so often is the same."""
        focus = QApplication.focusWidget()
        frame = next((frame for frame in self.frames() if focus is not None and walk.holds(frame, focus)), None)
        if frame is None or not isinstance(frame.editor, AddressField | PersonEditor):
            return
        state = self.desk.state
        if isinstance(frame.editor, AddressField):
            juristic = wizard.applicant_case(self.desk.service, state).applicant == "juristic"
            known: dict[str, Any] = (state.organisation if juristic else state.person).get("address") or {}
        else:
            known = wizard.applicant_person(self.desk.service, state)
        parts = {part: text for part, text in known.items() if part in frame.editor.editors}
        if parts:
            put(frame.editor, parts)
            frame.editor.changed.emit()
            following = walk.first_stop(self.frames()[self.frames().index(frame) + 1 :])
            walk.go_to(following or frame.editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._to_section(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        super().keyPressEvent(event)

    def _to_section(self, direction: int) -> None:
        focus = QApplication.focusWidget()
        cards = [card for card in self.cards if not card.isHidden()]
        at = next((i for i, card in enumerate(cards) if focus is not None and card.isAncestorOf(focus)), 0)
        at = min(max(at + direction, 0), len(cards) - 1)
        stop = walk.first_stop(cards[at].grid.shown())
        if stop is not None:
            walk.go_to(stop)
            self.area.ensureWidgetVisible(cards[at].header or stop)


def _of_row(message: str) -> str:
    """A fault of a cell without the number of its row, which is seen."""
    return re.sub(r"^รายการที่ \d+: ", "", message)
