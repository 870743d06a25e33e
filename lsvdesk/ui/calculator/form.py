"""What a calculation is asked with: the kind of applicant, the days that matter, and the fields that the amount rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from lsvdesk.counter.calculation_forms import days_of
from lsvdesk.counter.estimating import DAY_TITLES
from lsvdesk.errors import FieldFault
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.details_page import DetailsPage
from lsvdesk.ui.wizard.field_grid import FieldGrid
from lsvdesk.ui.wizard.typed import put, raw_of

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.ui.wizard.step_page import Desk

APPLICANT_CASE = "applicant_case"
_DAY = "days__"
_NARROW = 420
"""Below this width (at 100 %) every day has a line of its own."""
_HINTS = {
    "filed_on": "ใช้อัตราและสิทธิของวันนี้",
    "officer_noticed_on": "เว้นว่างถ้าไม่มีหนังสือแจ้ง",
    "notified_on": "เว้นว่างถ้ายังไม่แจ้งการประเมิน",
    "warned_on": "เว้นว่างถ้าไม่มีหนังสือแจ้งเตือน",
    "paid_on": "กรอกเพื่อดูเงินเพิ่มเมื่อชำระวันนั้น",
}


class CalculationForm(DetailsPage):
    """The sections of a service's form under the kind of applicant and the days. ``desk.service`` is the part of the form that counts,
    ``service`` the whole of it. ``left_field`` when the cursor left a field."""

    above = 1
    left_field = Signal()

    def __init__(self, desk: Desk, service: Service, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._whole = service
        self._passed: set[str] = set()
        self._said: tuple[FieldFault, ...] = ()
        cases = [(case.id, case.title) for case in service.applicant_cases]
        names = ("filed_on", *days_of(service))
        self._days = [f"{_DAY}{name}" for name in names]
        self.setting = Card("วันที่ที่ใช้คำนวณ" if len(cases) == 1 else "ผู้ยื่นและวันที่ที่ใช้คำนวณ", margin=16)
        keys = ([APPLICANT_CASE] if len(cases) > 1 else []) + self._days
        self._cases = cases
        self.grid = FieldGrid(keys, self._setting_frame, _span, parent=self.setting, narrow_below=_NARROW)
        self.setting.add(self.grid)
        self.column.insertWidget(0, self.setting)
        self.grid.show_only(keys)
        for key in keys:
            self.grid.frame(key)
        if len(cases) > 1:
            put(self.grid.frame(APPLICANT_CASE).editor, desk.state.applicant_case)
        put(self.grid.frame(f"{_DAY}filed_on").editor, desk.today.isoformat())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._cursor_moved)

    def _setting_frame(self, key: str, parent: QWidget) -> FieldFrame:
        if key == APPLICANT_CASE:
            frame = FieldFrame("ผู้ยื่นเป็น", ChoiceEditor(self._cases), key=key, parent=parent)
        else:
            name = key.removeprefix(_DAY)
            editor = BuddhistDateEditor(today=self.desk.today)
            editor.line.setMinimumWidth(editor.line.maximumWidth())  # beside another day the line would give way and cut the year
            frame = FieldFrame(DAY_TITLES[name], editor, hint=_HINTS[name], key=key, parent=parent)
        frame.editor.changed.connect(self._setting_typed)
        return frame

    # --- what was typed ---------------------------------------------------------------------------------------------------------------
    def days(self) -> dict[str, dt.date]:
        """The days that can be read, by their names; of what was typed elsewise see :meth:`day_faults`."""
        found = {key.removeprefix(_DAY): self.grid.frame(key).editor.value() for key in self._days}
        return {name: day for name, day in found.items() if day is not None}

    def raw_days(self) -> dict[str, Any]:
        """The days as typed."""
        return {key.removeprefix(_DAY): raw_of(self.grid.frame(key).editor) for key in self._days}

    def put_days(self, raw: Mapping[str, Any]) -> None:
        """Show days as :meth:`raw_days` gave them."""
        for key in self._days:
            put(self.grid.frame(key).editor, raw.get(key.removeprefix(_DAY)))

    def day_faults(self) -> list[FieldFault]:
        """Days that cannot be read."""
        said = {key: self.grid.frame(key).editor.fault() for key in self._days}
        return [FieldFault(key.replace(_DAY, "days."), "date", message) for key, message in said.items() if message]

    def _setting_typed(self) -> None:
        if APPLICANT_CASE in self.grid.keys:
            chosen = self.grid.frame(APPLICANT_CASE).editor.value()
            if chosen and chosen != self.desk.state.applicant_case:
                self.desk.state = replace(self.desk.state, applicant_case=chosen)
                self.apply()
        self.changed.emit()

    def frames(self) -> list[FieldFrame]:
        return [*self.grid.shown(), *super().frames()]

    def enter(self) -> None:
        """The cursor begins in the first field of the form itself: the days are right most of the time."""
        self.apply()
        stop = walk.first_stop(super().frames()) or walk.first_stop(self.frames())
        if stop is not None:
            walk.go_to(stop)

    def follow(self) -> None:
        """Bring the field with the cursor into view."""
        focus = QApplication.focusWidget()
        if focus is not None and self.content.isAncestorOf(focus):
            self.bring_into_view(focus)

    # --- what is missing --------------------------------------------------------------------------------------------------------------
    def say_at_fields(self, faults: Sequence[FieldFault]) -> None:
        """Faults stand at the fields that the cursor has been in and has left; what was not come to yet is not complained of."""
        focus = QApplication.focusWidget()
        here = next((frame.key for frame in self.frames() if focus is not None and walk.holds(frame, focus)), "")
        said = tuple(fault for fault in map(_at_key, faults) if _head(fault) in self._passed and _head(fault) != here)
        if said != self._said:
            self._said = said
            self.mark_faults(said)

    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        self._said = tuple(map(_at_key, faults))
        self._passed |= {_head(fault) for fault in self._said}
        return super().show_faults(self._said)

    def label_of(self, fault: FieldFault) -> str:
        """``กว้าง (รายการที่ 1)``: the field of a fault in words; empty where it is none of these."""
        at = _at_key(fault)
        frame = next((frame for frame in self.frames() if frame.key == _head(at)), None)
        if frame is None:
            return ""
        if "[" not in at.field:
            return frame.label_text()
        row, _, column = at.field.partition("[")[2].partition("].")
        field = next((each for section in self.desk.service.form for each in section.fields if each.id == frame.key), None)
        label = next((each.label for each in field.columns if each.id == column), "") if field is not None else ""
        return f"{label} (รายการที่ {int(row.rstrip(']')) + 1})"

    def clear_faults(self) -> None:
        super().clear_faults()
        for frame in self.grid.frames:
            if frame.shown_fault() is not None:
                frame.show_fault(None)

    def _cursor_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not self.isVisible() or not self.content.isAncestorOf(old):
            return
        left = next((frame for frame in self.frames() if walk.holds(frame, old)), None)
        if left is not None and not walk.holds(left, new):
            self._passed.add(left.key)
            self.left_field.emit()


def _at_key(fault: FieldFault) -> FieldFault:
    return replace(fault, field=fault.field.replace("days.", _DAY, 1)) if fault.field.startswith("days.") else fault


def _head(fault: FieldFault) -> str:
    return fault.field.partition("[")[0].partition(".")[0]


def _span(frame: FieldFrame) -> int:
    return 12 if frame.key == APPLICANT_CASE else 6
