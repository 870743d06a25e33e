"""Putting the entries of a filed form right: the wizard's own page of details, filled with what was filed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter import shown
from lsvdesk.counter.views import CaseDetail
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.details_page import DetailsPage
from lsvdesk.ui.wizard.form import office_place
from lsvdesk.ui.wizard.step_page import Desk

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session


class CorrectionDialog(QDialog):
    """``correct(answers)`` records the corrected answers; its faults stand at the fields, and the dialog stays open with what was typed."""

    def __init__(
        self, session: Session, case: CaseDetail, correct: Callable[[dict[str, Any]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._correct = correct
        service = shown.definition(session.office, case.row.id)
        state = wizard.WizardState(
            service.id,
            step="details",
            applicant_case=case.applicant_case,
            has_agent=case.agent is not None,
            person=wizard.as_typed(case.person) if case.person is not None else {},
            organisation=wizard.as_typed(case.organisation) if case.organisation is not None else {},
            answers=dict(case.answers),
        )
        self.desk = Desk(session, service, state)
        self.desk.place = office_place(session)
        self.setWindowTitle("แก้ไขรายการในคำขอ")
        self.setModal(True)
        edge = theme.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(ThaiLabel("แก้ไขรายการในคำขอ", "heading"))
        column.addWidget(ThaiLabel(f"{case.row.number} · {service.title} · {case.row.applicant}", tone="quiet", wrap=True))
        self.bar = InfoBar("", "red", closable=False)
        column.addWidget(self.bar)
        self.page = DetailsPage(self.desk, self)
        self.page.finished.connect(self.act)
        column.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.addWidget(ThaiLabel("การแก้ไขจะบันทึกไว้ในลำดับเหตุการณ์ และคำนวณเงินใหม่", "caption", tone="quiet"))
        row.addStretch(1)
        save = Button("บันทึกการแก้ไข", "primary", key="F2", icon="save")
        save.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row.addWidget(save)
        row.addWidget(cancel)
        column.addLayout(row)
        window = parent.window().size() if parent is not None else self.size()
        self.resize(max(theme.px(900), round(window.width() * 0.8)), max(theme.px(600), round(window.height() * 0.9)))
        self.page.fill()
        self.page.enter()

    def act(self) -> None:
        """Record what stands in the fields now; the first fault gets the cursor."""
        self.page.collect()
        faults = wizard.faults(self.desk.service, self.desk.state, self.desk.today, "details")
        if faults:
            self.page.show_faults(faults)
            return
        try:
            self._correct(dict(self.desk.state.answers))
        except InvalidAnswers as error:
            if not self.page.show_faults(error.faults):
                self.bar.show_message(error.message, "red")
            return
        except CounterError as error:
            self.bar.show_message(error.message, "red")
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter goes from field to field; it must not press a button of the dialog
        super().keyPressEvent(event)
