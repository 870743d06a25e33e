"""One request being filled in: the steps across the top, the step in front, and the way on and back below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lsvdesk.counter.views import DraftState, OrganisationData, PersonData
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.thai.dates import format_time
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.steps import Step, StepsBar
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.applicant_page import ApplicantPage
from lsvdesk.ui.wizard.draft_keeper import DraftKeeper
from lsvdesk.ui.wizard.step_page import Desk, StepPage

if TYPE_CHECKING:
    import datetime as dt

    from lsvdesk.catalogue.models import Service
    from lsvdesk.errors import FieldFault
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.wizard.filing_run import Filed
    from lsvdesk.ui.wizard.people_finder import Applicant
    from lsvdesk.ui.wizard.state import StepKind, WizardState


PAUSE_MS = 15
"""Between the fields that are made in the background: typing goes first."""


_ROOMY = 420


class RequestForm(QWidget):
    """``filed(Filed)``; ``left`` on Esc in the first step; ``toast(text)``; ``trouble(CounterError)``."""

    filed = Signal(object)
    left = Signal()
    toast = Signal(str)
    trouble = Signal(object)
    levy_wanted = Signal(int)
    """The applicant pays what was assessed for the year instead of filing: the id of a levy."""

    def __init__(self, session: Session, service: Service, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = Desk(session, service, state)
        self.desk.place = office_place(session)
        self.busy = False
        self.keeper = DraftKeeper(session, self)
        self.keeper.saved.connect(self._draft_saved)
        self.keeper.failed.connect(self._draft_not_saved)
        self.keeper.begin(self._draft)
        self._pages: dict[str, StepPage] = {}
        self._worth_keeping = not wizard.is_blank(service, state, session.today)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        self.title = ThaiLabel(service.title, "heading")
        self.kept = ThaiLabel("", "caption", tone="quiet")
        head.addWidget(self.title, 1)
        head.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addLayout(head)
        self.steps = StepsBar()
        self.steps.chosen.connect(self._step_clicked)
        outer.addWidget(self.steps)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        outer.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.back_button = Button("ย้อนกลับ", key="Esc", icon="back")
        self.back_button.clicked.connect(self.back)
        self.said = ThaiLabel("Enter ไปช่องถัดไป", "caption", tone="quiet", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next_button = Button("ต่อไป", "primary", key="F2")
        self.next_button.clicked.connect(self.go_on)
        foot.addWidget(self.back_button)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.next_button)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title.setVisible(event.size().height() >= theme.px(_ROOMY))  # the title of the window says it too; the fields need the room
        self.kept.setVisible(event.size().height() >= theme.px(_ROOMY))

    # --- the steps --------------------------------------------------------------------------------------------------------------------
    @property
    def service(self) -> Service:
        return self.desk.service

    @property
    def state(self) -> WizardState:
        return self.desk.state

    @property
    def today(self) -> dt.date:
        return self.desk.today

    def page(self, kind: str) -> StepPage:
        """The page of a step, made when it is first needed."""
        if kind not in self._pages:
            page = _make(kind, self.desk, self.stack)
            page.changed.connect(self._changed)
            page.finished.connect(self.go_on)
            page.condition_changed.connect(self._show_foot)
            if isinstance(page, ApplicantPage):
                page.picked_known.connect(self._prefill)
                page.levy_wanted.connect(self.levy_wanted)
                page.earlier_taken.connect(self._earlier_taken)
                page.ready.connect(self.next_button.setFocus)
            if hasattr(page, "change_wanted"):
                page.change_wanted.connect(self.show_step)
            if hasattr(page, "mend_wanted"):
                page.mend_wanted.connect(self.lead_to)
            self._pages[kind] = page
            self.stack.addWidget(page)
        return self._pages[kind]

    @property
    def front(self) -> StepPage:
        return self.page(self.state.step)

    def start(self) -> None:
        """Show the step the state stands at, with the cursor where it was."""
        kinds = [step.kind for step in wizard.steps(self.service, self.state, self.today)]
        focus = self.state.focus
        self.show_step(self.state.step if self.state.step in kinds else kinds[0])
        if focus:
            self.front.focus_on(focus)
        QTimer.singleShot(PAUSE_MS, self, self._prepare)

    def _prepare(self) -> None:
        """Make the page of the details, a field at a time, while the first one is being read."""
        kinds = [step.kind for step in wizard.steps(self.service, self.state, self.today)]
        if "details" in kinds and self.isVisible() and self.page("details").prepare():
            QTimer.singleShot(PAUSE_MS, self, self._prepare)

    def show_step(self, kind: StepKind) -> None:
        """Bring a step to the front."""
        if self.stack.count():
            self.front.collect()
        self.desk.state = replace(self.state, step=kind, reviewed=self.state.reviewed or kind == "review", focus="")
        page = self.page(kind)
        self.stack.setCurrentWidget(page)
        self._show_steps()
        self._show_foot()
        page.enter()
        if kind in ("fees", "review"):
            self.next_button.setFocus()
        self._keep()

    def go_on(self) -> None:
        """To the next step, where nothing is wrong with this one; from the review: file."""
        if self.busy:
            return
        page, kind = self.front, self.state.step
        page.collect()
        faults = wizard.faults(self.service, self.state, self.today, kind)
        if isinstance(page, ApplicantPage):
            faults += page.blocking_faults()
        if faults:
            page.show_faults(faults)
            self._show_steps()
            return
        if kind == "fees" and page.mend():  # type: ignore[attr-defined]
            return
        if page.condition == "error":
            page.set_condition("valid")
        following = wizard.next_step(self.service, self.state, self.today)
        if following is None:
            self.file()
        else:
            self.show_step(following)

    def lead_to(self, faults: list[FieldFault]) -> None:
        """To the step of the first of these faults, the cursor at its field."""
        kind = wizard.step_of(faults[0])
        self.show_step(kind)
        self._show_faults(kind, faults)

    def _show_faults(self, kind: StepKind, faults: list[FieldFault]) -> None:
        """Those of this step at their fields; what no field can show is said above the page."""
        if not self.front.show_faults([fault for fault in faults if wizard.step_of(fault) == kind]):
            self.trouble.emit(InvalidAnswers(faults))

    def back(self) -> None:
        """To the step before; from the first one out of the form. Nothing is lost."""
        if self.busy:
            return
        self.front.collect()
        before = wizard.previous_step(self.service, self.state, self.today)
        if before is None:
            self.left.emit()
        else:
            self.show_step(before)

    def _step_clicked(self, index: int) -> None:
        self.show_step(wizard.steps(self.service, self.state, self.today)[index].kind)

    def _show_steps(self) -> None:
        steps = wizard.steps(self.service, self.state, self.today)
        kinds = [step.kind for step in steps]
        here = kinds.index(self.state.step) if self.state.step in kinds else 0
        shown = []
        for at, step in enumerate(steps):
            passed = at < here or self.state.reviewed
            faulty = passed and at != here and bool(wizard.faults(self.service, self.state, self.today, step.kind))
            shown.append(Step(step.title, "current" if at == here else "fault" if faulty else "done" if passed else "todo"))
        self.steps.set_steps(shown)

    def _show_foot(self) -> None:
        kind, condition = self.state.step, self.front.condition
        review = kind == "review"
        mend = kind == "fees" and condition == "error" and bool(self.front.lacking.faults)  # type: ignore[attr-defined]
        onward = "กลับไปตรวจทาน" if self.state.reviewed else "ต่อไป"
        self.next_button.setText("ยื่นคำขอและออกเอกสาร" if review else "ไปแก้ไข" if mend else onward)
        self.next_button.set_icon_name("done" if review else None)
        self.next_button.setEnabled(not self.busy)
        self.back_button.setEnabled(not self.busy)
        faulty = condition == "error"
        words = "กำลังยื่นคำขอ…" if self.busy else "กรุณาแก้ไขช่องที่มีเครื่องหมายสีแดง" if faulty else "Enter ไปช่องถัดไป"
        if kind in ("fees", "review") and not self.busy and not faulty:
            words = "Enter ยื่นคำขอ" if review else "Enter ไปขั้นถัดไป"
        elif kind == "fees" and faulty:
            words = "Enter ไปยังช่องแรกที่ต้องแก้ไข" if mend else "ยังคำนวณไม่ได้"
        self.said.setText(words)
        self.said.set_tone("red" if faulty and not self.busy else "quiet")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif not (self.next_button.hasFocus() and self.front.answers(event)):
            super().keyPressEvent(event)

    # --- keeping what is typed --------------------------------------------------------------------------------------------------------
    def _changed(self) -> None:
        self._keep()
        self._show_foot()

    def _keep(self) -> None:
        if not self._worth_keeping:
            self._worth_keeping = not wizard.is_blank(self.service, self.state, self.today)
        if self._worth_keeping:
            self.keeper.touch()

    def _draft(self) -> DraftState:
        self.desk.state = replace(self.state, focus=self.front.focused() or self.state.focus)
        return wizard.draft_of(self.service, self.state)

    @property
    def kept_as(self) -> str:
        """The id of the draft; empty where nothing was typed that is worth keeping."""
        return self.state.draft if self._worth_keeping else ""

    def put_away(self) -> None:
        """Keep what is typed now: another page comes to the front."""
        if not self.busy and self.isVisible():
            self.front.collect()
            if self._worth_keeping:
                self.keeper.touch()
            self.keeper.flush()

    def _draft_saved(self, moment: Any) -> None:
        if moment is not None:
            self.kept.setText(f"บันทึกร่างแล้ว {format_time(moment.time())}")
            self.kept.set_tone("quiet")

    def _draft_not_saved(self, error: BaseException) -> None:
        self.kept.setText("บันทึกร่างไม่ได้ จะลองใหม่เมื่อพิมพ์ต่อ")
        self.kept.set_tone("red")
        if isinstance(error, CounterError):
            self.trouble.emit(error)

    def known_applicant(self, applicant: Applicant) -> None:
        """The form was opened for somebody known: Enter goes on at once."""
        self._prefill(applicant)
        self.next_button.setFocus()

    # --- what is known of the applicant -------------------------------------------------------------------------------------------------
    def _prefill(self, applicant: Applicant) -> None:
        from lsvdesk.counter import filing

        if self.service.beneficiary and not isinstance(applicant, OrganisationData):
            self._say_what_speaks_against(applicant)
        if self.state.earlier is not None:  # what the earlier paper says goes before what the last request said
            return
        who = {"organisation_id": applicant.id} if isinstance(applicant, OrganisationData) else {"person_id": applicant.id}
        known = filing.prefill(self.desk.office, self.service.id, **who)
        before = self.state.prefilled
        self.desk.state = wizard.with_prefill(self.service, self.state, self.today, known)
        if "details" in self._pages and (self.state.prefilled or before):
            self._pages["details"].fill()  # type: ignore[attr-defined]
        if self.state.prefilled:
            self.toast.emit(prefill_words(self.service, self.state))
        self._keep()

    def _say_what_speaks_against(self, applicant: PersonData) -> None:
        """Whoever stands on the roll already is told so before the form is filled in."""
        from lsvdesk.counter import filing

        message = filing.on_roll(self.desk.office, self.service.id, applicant)
        if message:
            self.trouble.emit(CounterError(message, code="on-roll"))

    def started_from_paper(self) -> None:
        """The form was opened from an earlier paper: its holder applies, Enter goes on at once."""
        self.toast.emit(prefill_words(self.service, self.state))
        self._keep()
        self.next_button.setFocus()

    def take_over(self, applicant_case: str, answers: dict[str, Any]) -> None:
        """Go on with what was typed in the calculator; it stays whoever applies."""
        state = replace(self.state, applicant_case=applicant_case or self.state.applicant_case, answers={**self.state.answers, **answers})
        self.desk.state = state.fitting(self.service)
        if "details" in self._pages:
            self._pages["details"].fill()  # type: ignore[attr-defined]
        self._worth_keeping = True
        self.show_step(self.state.step)
        self.toast.emit(f"นำข้อมูลจากการคำนวณมาให้แล้ว {len(answers)} ช่อง ตรวจและแก้ไขได้ในขั้นรายละเอียด")

    def _earlier_taken(self) -> None:
        """An earlier paper was chosen, or given up: the details show what follows from it."""
        if "details" in self._pages:
            self._pages["details"].fill()  # type: ignore[attr-defined]
        if self.state.earlier is not None and self.state.prefilled:
            self.toast.emit(prefill_words(self.service, self.state))
        self._show_steps()
        self._keep()

    # --- filing -----------------------------------------------------------------------------------------------------------------------
    def file(self) -> None:
        """File what was typed; the first fault, wherever it is, gets the cursor."""
        if self.busy:
            return
        faulty = wizard.first_faulty(self.service, self.state, self.today)
        if faulty is not None:
            self.show_step(faulty)
            self.front.show_faults(wizard.faults(self.service, self.state, self.today, faulty))
            return
        from lsvdesk.ui.wizard.filing_run import file_form

        self._set_busy(True)
        self.keeper.flush()
        self.keeper.stop()
        office, service, state, today = self.desk.office, self.service, self.state, self.today
        self.desk.session.run(lambda: file_form(office, service, state, today), self._filed, self._not_filed)

    def _filed(self, filed: Filed) -> None:
        self.busy = False
        self._worth_keeping = False
        self.filed.emit(filed)

    def _not_filed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.keeper.begin(self._draft)
        self.keeper.touch()
        if isinstance(error, InvalidAnswers):
            self.lead_to(error.faults)
        elif isinstance(error, CounterError):
            from lsvdesk.errors import FieldFault
            from lsvdesk.ui.wizard.review_page import ReviewPage

            page = self.front
            if error.field is None or not page.show_faults([FieldFault(error.field, error.code, error.message)]):
                if isinstance(page, ReviewPage):
                    page.show_trouble(error.message)
                self.next_button.setFocus()
        else:
            self.desk.session.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.front.setEnabled(not busy)
        self.front.set_condition("busy" if busy else "valid")
        self._show_foot()
        if busy:
            self.setFocus()


def _make(kind: str, desk: Desk, parent: QWidget) -> StepPage:
    if kind == "applicant":
        return ApplicantPage(desk, parent)
    if kind == "details":
        from lsvdesk.ui.wizard.details_page import DetailsPage

        return DetailsPage(desk, parent)
    if kind == "documents":
        from lsvdesk.ui.wizard.documents_page import DocumentsPage

        return DocumentsPage(desk, parent)
    if kind == "fees":
        from lsvdesk.ui.wizard.fees_page import FeesPage

        return FeesPage(desk, parent)
    from lsvdesk.ui.wizard.review_page import ReviewPage

    return ReviewPage(desk, parent)


def office_place(session: Session) -> dict[str, str]:
    """Where the office is: most applicants live there."""
    from lsvdesk.counter.setup import office_details

    address = office_details(session.office).get("address") or {}
    return {part: str(address.get(part) or "") for part in ("subdistrict", "district", "province", "postcode")}


def prefill_words(service: Service, state: WizardState) -> str:
    """``นำข้อมูลครั้งก่อนมาให้แล้ว: ป้าย 2 รายการ ชื่อสถานประกอบการ…``; of an earlier paper, how much was taken over."""
    if state.earlier is not None:
        return f"นำข้อมูลจากใบสำคัญเดิมมาให้แล้ว {len(state.prefilled)} รายการ ตรวจและแก้ไขได้ในขั้นรายละเอียด"
    labels = {field.id: field.label for section in service.form for field in section.fields}
    parts = [f"{labels[name]} {len(value)} รายการ" for name, value in state.prefilled.items() if isinstance(value, list) and name in labels]
    named = [labels[name] for name, value in state.prefilled.items() if not isinstance(value, list) and name in labels]
    return f"นำข้อมูลครั้งก่อนมาให้แล้ว: {', '.join(parts + named)} ตรวจและแก้ไขได้ในขั้นรายละเอียด"
