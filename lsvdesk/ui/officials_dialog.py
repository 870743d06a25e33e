"""The officials' parts of a form (opinion, committee, order) typed in at the decision, with the wizard's own fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.catalogue import officials
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.text import LongTextEditor
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.details_page import DetailsPage
from lsvdesk.ui.wizard.form import office_place
from lsvdesk.ui.wizard.step_page import Desk

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.views import Answers, CaseDetail
    from lsvdesk.ui.session import Session


class OfficialsDialog(QDialog):
    """``do(official, reason)`` records what was typed (``official`` by field, None where an entry is empty) with the reason of a refusal.

    Faults stand at their fields and the dialog stays open. Everything may be left empty that the form does not require: what was written
    by hand on the paper need not be typed.
    """

    def __init__(
        self,
        session: Session,
        case: CaseDetail,
        service: Service,
        title: str,
        stages: tuple[str, ...],
        do: Callable[[Answers, str], None],
        *,
        icon: str = "save",
        refusal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._do = do
        self._asked = officials.fields(service, stages)
        form = officials.as_form(service, stages)
        state = wizard.WizardState(
            form.id,
            step="details",
            applicant_case=case.applicant_case,
            has_agent=case.agent is not None,
            person=wizard.as_typed(case.person) if case.person is not None else {},
            organisation=wizard.as_typed(case.organisation) if case.organisation is not None else {},
            answers={**case.answers, **case.official},
        )
        self.desk = Desk(session, form, state)
        self.desk.place = office_place(session)
        self.setWindowTitle(title)
        self.setModal(True)
        edge = theme.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(ThaiLabel(title, "heading"))
        column.addWidget(ThaiLabel(f"{case.row.number} · {service.title} · {case.row.applicant}", tone="quiet", wrap=True))
        self.bar = InfoBar("", "red", closable=False)
        column.addWidget(self.bar)
        self.page = DetailsPage(self.desk, self)
        self.page.finished.connect(self._after_the_fields)
        column.addWidget(self.page, 1)
        self.reason: FieldFrame | None = None
        if refusal:
            self.reason = FieldFrame("เหตุผล", LongTextEditor(2000, lines=2), required=True, hint="พิมพ์ในหนังสือแจ้งผลถึงผู้ยื่น พร้อมสิทธิอุทธรณ์")
            self.page.column.insertWidget(
                self.page.column.count() - 1, self.reason
            )  # it scrolls with the fields where there is little room
        row = QHBoxLayout()
        row.addWidget(ThaiLabel("เว้นว่างได้ ช่องที่กรอกจะพิมพ์ในแบบคำขอ", "caption", tone="quiet", wrap=True), 1)
        self.button = Button(title, "danger" if refusal else "primary", key="F2", icon=icon)
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.button)
        row.addWidget(cancel)
        column.addLayout(row)
        self.page.fill()
        while self.page.prepare():
            pass  # a handful of fields: all of them, so that the window gets its height
        self._fit(parent)
        self.page.enter()

    def _fit(self, parent: QWidget | None) -> None:
        """As wide as the form needs, as high as its fields, within the window."""
        window = parent.window().size() if parent is not None else self.size()
        width = min(theme.px(980), max(theme.px(560), round(window.width() * 0.9)))
        content = self.page.content
        height = content.heightForWidth(width - theme.px(72)) if content.hasHeightForWidth() else content.sizeHint().height()
        chrome = theme.px(190)
        self.resize(width, min(max(height + chrome, theme.px(360)), max(theme.px(420), round(window.height() * 0.94))))

    def _after_the_fields(self) -> None:
        """Enter in the last field: to the reason, and from there to the button."""
        focus = QApplication.focusWidget()
        here = self.reason is not None and focus is not None and walk.holds(self.reason, focus)
        stop = walk.first_stop([self.reason]) if self.reason is not None and not here else None
        walk.go_to(stop or self.button)

    def official(self) -> Answers:
        """What stands in the fields that the form shows now; what is hidden or empty is None."""
        from lsvdesk.catalogue import flow

        self.page.collect()
        ctx = wizard.context(self.desk.service, self.desk.state, self.desk.today)
        kept: dict[str, Any] = flow.filed(self.desk.service, ctx)
        return {name: kept.get(name) for name in sorted(self._asked)}

    def act(self) -> None:
        """Record it; the first fault gets the cursor."""
        self.page.collect()
        faults = [
            fault for section in dict.fromkeys(card.section.section for card in self.page.cards) for fault in _faults(self.desk, section)
        ]
        if faults:
            self.page.show_faults(faults)
            return
        if self.reason is not None and self.reason.check() is not None:
            self.reason.focus_fault()
            return
        try:
            self._do(self.official(), str(self.reason.editor.value() or "") if self.reason is not None else "")
        except InvalidAnswers as error:
            if not self.page.show_faults(error.faults):
                self.bar.show_message(error.message, "red")
            return
        except CounterError as error:
            if self.reason is not None and error.field == "reason":
                self.reason.show_fault(error.message)
                self.reason.focus_fault()
            else:
                self.bar.show_message(error.message, "red")
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.button.hasFocus():
            self.act()


def _faults(desk: Desk, section: str) -> list[Any]:
    from lsvdesk.catalogue import flow

    ctx = wizard.context(desk.service, replace(desk.state), desk.today)
    return flow.validate(desk.service, ctx, section)
