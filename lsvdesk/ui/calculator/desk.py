"""One service being calculated: what is asked at the left, what it comes to at the right, live as one types."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.calculation_forms import calculation_form
from lsvdesk.ui import theme
from lsvdesk.ui.calculator.form import CalculationForm
from lsvdesk.ui.calculator.result import ResultPanel, in_short
from lsvdesk.ui.pages import Calculation
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import scrolled
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.form import office_place
from lsvdesk.ui.wizard.step_page import Desk

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.estimating import Estimate
    from lsvdesk.ui.session import Session, Task
    from lsvdesk.ui.wizard.state import WizardState

PAUSE_MS = 150
"""After the last key, before it is calculated anew."""
_SIDE_BY_SIDE = 900
"""Width at 100 % from which the result stands beside the form; below it, it follows the form."""
_LARGEST_WORDY = 1.25


class CalculationDesk(QWidget):
    """``left`` on Esc or for another service; ``cleared(Calculation)`` with what stood there before; ``print_wanted(Estimate)``;
    ``request_wanted(Estimate)``; ``calculated`` when the result on the screen is that of what is typed."""

    left = Signal()
    cleared = Signal(object)
    print_wanted = Signal(object)
    request_wanted = Signal(object)
    calculated = Signal()

    def __init__(self, session: Session, service: Service, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.service = session, service
        self.every = False
        self.found: Estimate | None = None
        self._task: Task | None = None
        self._then = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._calculate)
        self._beside = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addLayout(self._build_head())
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(16))
        outer.addLayout(self._row, 1)
        self.result = ResultPanel()
        self.result.go_to_missing.connect(self.show_missing)
        self._holder = QWidget()
        self._holder_column = QVBoxLayout(self._holder)
        self._holder_column.setContentsMargins(0, 0, 0, 0)
        self._holder_column.addWidget(self.result)
        self.side = scrolled(self._holder)
        self.form = self._make_form(wizard.begin(self._counted(), session.today))
        self._row.addWidget(self.side, 5)
        outer.addLayout(self._build_foot())
        self._calculate()

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        wordy = theme.scale() <= _LARGEST_WORDY
        self.title = ThaiLabel(self.service.title, "heading" if wordy else "title", wrap=True)
        self.every_button = Button("แสดงช่องทั้งหมด" if wordy else "ทุกช่อง", "quiet", key="F7")
        self.every_button.clicked.connect(self.toggle_every)
        self.other_button = Button("เปลี่ยนงาน", "quiet", key="F3", icon="search" if wordy else None)
        self.other_button.clicked.connect(self.left)
        head.addWidget(self.title, 1)
        head.addWidget(self.every_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_foot(self) -> QHBoxLayout:
        wordy = theme.scale() <= _LARGEST_WORDY
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.clear_button = Button("ล้าง", key="F9", icon="delete" if wordy else None)
        self.clear_button.clicked.connect(self.clear)
        self.said = ThaiLabel("", "title")
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.request_button = Button("เริ่มคำขอจากรายการนี้" if wordy else "เริ่มคำขอ", key="F2", icon="new" if wordy else None)
        self.request_button.clicked.connect(lambda: self._when_current("request"))
        self.print_button = Button("พิมพ์ใบคำนวณ" if wordy else "พิมพ์", "primary", key="Ctrl+P", icon="print" if wordy else None)
        self.print_button.clicked.connect(lambda: self._when_current("print"))
        foot.addWidget(self.clear_button)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.request_button)
        foot.addWidget(self.print_button)
        return foot

    # --- the form ---------------------------------------------------------------------------------------------------------------------
    def _counted(self) -> Service:
        return calculation_form(self.service, every=self.every)

    def _make_form(self, state: WizardState, days: dict[str, Any] | None = None) -> CalculationForm:
        desk = Desk(self.session, self._counted(), state)
        desk.place = office_place(self.session)
        form = CalculationForm(desk, self.service, self)
        if days is not None:
            form.put_days(days)
        form.changed.connect(self._typed)
        form.left_field.connect(self._say_at_fields)
        form.finished.connect(self._last_field_left)
        self._row.insertWidget(0, form, 6)
        return form

    def _replace_form(self, state: WizardState, days: dict[str, Any] | None) -> None:
        old = self.form
        if not self._beside:
            old.column.removeWidget(self.result)
            self.result.setParent(self)
        self._row.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.form = self._make_form(state, days)
        self._beside = True
        self._holder_column.addWidget(self.result)
        self._arrange()
        self.form.show()
        self.form.enter()
        self._typed()

    def start(self) -> None:
        """The cursor stands where typing begins."""
        self.form.enter()
        QTimer.singleShot(0, self.form, self.form.follow)  # once there is room for it

    def take(self, given: Calculation) -> None:
        """Go on with what was typed before."""
        self.every = given.every
        state = wizard.begin(self._counted(), self.session.today)
        answers = {**state.answers, **(given.answers or {})}
        state = replace(state, applicant_case=given.applicant_case or state.applicant_case, answers=answers)
        self._show_every()
        self._replace_form(state, dict(given.days) if given.days is not None else None)

    def given(self) -> Calculation:
        """What stands in the fields."""
        self.form.collect()
        state = self.form.desk.state
        return Calculation(self.service.id, state.applicant_case, dict(state.answers), self.form.raw_days(), self.every)

    def toggle_every(self) -> None:
        """All fields of the form, or only those that count (F7)."""
        before = self.given()
        self.take(before._replace(every=not self.every))

    def _show_every(self) -> None:
        wordy = theme.scale() <= _LARGEST_WORDY
        self.every_button.setText(("เฉพาะช่องที่ใช้คำนวณ" if wordy else "บางช่อง") if self.every else ("แสดงช่องทั้งหมด" if wordy else "ทุกช่อง"))

    def clear(self) -> None:
        """Begin anew (F9)."""
        before = self.given()
        self._replace_form(wizard.begin(self._counted(), self.session.today), None)
        self.cleared.emit(before)

    def recalculate(self) -> None:
        """Ask anew: the register may have been changed elsewhere."""
        self._typed()

    # --- calculating ------------------------------------------------------------------------------------------------------------------
    def _typed(self) -> None:
        self._timer.start(PAUSE_MS)

    def _calculate(self) -> None:
        """Ask the office in a worker thread; an answer that was overtaken by typing is forgotten."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
        office, service, state = self.session.office, self.service.id, self.form.desk.state
        days: dict[str, dt.date] = self.form.days()
        answers, case = dict(state.answers), state.applicant_case

        def work() -> Estimate:
            from lsvdesk.counter import estimating

            return estimating.estimate(office, service, case, answers, **days)

        self._task = self.session.run(work, self._show, self._failed)

    def _show(self, found: Estimate) -> None:
        self._task = None
        unread = self.form.day_faults()
        self.found = replace(found, faults=(*unread, *found.faults), lines=(), entitled=()) if unread else found
        self.result.show_estimate(self.found, self.form.label_of)
        short = in_short(self.found)
        self.said.setText(f"{'รวม ' if self.found.lines else ''}{short}" if short else "")
        self._say_at_fields()
        self.calculated.emit()
        if self._then:
            then, self._then = self._then, ""
            self._do(then)

    def _failed(self, error: BaseException) -> None:
        self._task, self._then = None, ""
        self.session.failed.emit(error)

    def _say_at_fields(self) -> None:
        if self.found is not None:
            self.form.say_at_fields(self.found.faults)

    def show_missing(self) -> None:
        """Every fault at its field, the cursor at the first (F6)."""
        if self.found is not None and self.found.faults:
            self.form.show_faults(self.found.faults)

    # --- what is done with it ---------------------------------------------------------------------------------------------------------
    @property
    def up_to_date(self) -> bool:
        """Whether the result on the screen is that of what is typed."""
        return self.found is not None and self._task is None and not self._timer.isActive()

    def _when_current(self, then: str) -> None:
        """Print, or begin a request, with the result of what is typed: the last keys may not have been calculated yet."""
        if self.up_to_date:
            self._do(then)
            return
        self._then = then
        if self._timer.isActive():
            self._calculate()

    def _do(self, then: str) -> None:
        """A request may be begun with half of it typed; a sheet may not be printed."""
        assert self.found is not None
        if then == "request":
            self.request_wanted.emit(self.found)
        elif self.found.faults:
            self.show_missing()
        else:
            self.print_wanted.emit(self.found)

    def _last_field_left(self) -> None:
        self.print_button.setFocus()

    # --- keys and room ----------------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room; else the result follows the form, and its sum stands at the foot."""
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        if beside == self._beside:
            return
        self._beside = beside
        self.side.setVisible(beside)
        if beside:
            self.form.column.removeWidget(self.result)
            self._holder_column.addWidget(self.result)
        else:
            self._holder_column.removeWidget(self.result)
            self.form.column.insertWidget(self.form.column.count() - 1, self.result)
        self.result.show()
