"""The page of a new request: choose the service, fill in the form, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.manual_printing import ask_manual
from lsvdesk.ui.pages import NewRequest, Page
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.form import RequestForm
from lsvdesk.ui.wizard.people_finder import name_of
from lsvdesk.ui.wizard.picker import ServicePicker

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.wizard.done_page import DonePage
    from lsvdesk.ui.wizard.filing_run import Filed
    from lsvdesk.ui.wizard.people_finder import Applicant
    from lsvdesk.ui.wizard.state import WizardState

SURVEY = "survey-"
"""What the ids of drafts of the page ``survey`` begin with."""


class NewRequestPage(Page):
    """Opened with a :class:`~lsvdesk.ui.pages.NewRequest`: for a service, for somebody known, or for a draft; else with the services to
    choose from. A form that is left is kept as a draft."""

    title = "คำขอใหม่"
    keys = (
        ("Enter", "ช่องถัดไป จากช่องสุดท้ายไปขั้นถัดไป"),
        ("F2", "ขั้นถัดไปจากช่องใดก็ได้ ขั้นสุดท้ายคือยื่นคำขอ"),
        ("Esc", "ขั้นก่อนหน้า ข้อมูลไม่หาย"),
        ("Ctrl+Enter", "ในตาราง: เพิ่มแถว ในช่องหลายบรรทัด: ช่องถัดไป"),
        ("Ctrl+Delete", "ลบแถว (Ctrl+Z เลิกทำ)"),
        ("Ctrl+↑ ↓", "แถวก่อนหน้า แถวถัดไป"),
        ("Ctrl+PgDn PgUp", "หัวข้อถัดไป หัวข้อก่อนหน้า"),
        ("Alt+1 … 9", "เลือกประเภทผู้ยื่น"),
        ("F3", "ผู้ยื่น: ค้นหาใหม่ เอกสาร: หมายเหตุ"),
        ("F4", "ภาษีที่ประเมินประจำปีไว้แล้ว: รับชำระแทนการยื่นแบบ"),
        ("F6", "เอกสาร: ครบทุกรายการ เลขซ้ำ: ใช้ข้อมูลเดิม"),
        ("F7", "มีผู้รับมอบอำนาจ ยกเว้นเอกสาร ทำบันทึกสองฝ่าย"),
        ("1 … 5", "ตรวจทาน: กลับไปแก้ไข เสร็จแล้ว: ดูเอกสาร"),
        ("F8", "ใช้ที่อยู่หรือชื่อผู้ยื่น เสร็จแล้ว: รับชำระเงิน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(12))
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.picker = ServicePicker(session)
        self.picker.service_chosen.connect(self._begin)
        self.picker.draft_chosen.connect(self._resume)
        self.picker.draft_discarded.connect(self._discard)
        self.picker.manual_wanted.connect(lambda service: ask_manual(self, service))
        self.picker.amount_wanted.connect(lambda service: self.open_page.emit("calculator", service))
        self.picker.left.connect(self.go_back)
        self.stack.addWidget(self.picker)
        self.form: RequestForm | None = None
        self._done: DonePage | None = None
        self._applicant: Applicant | None = None

    # --- the life of a page -------------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        wanted = argument if isinstance(argument, NewRequest) else NewRequest()
        self._applicant = wanted.applicant
        if wanted.draft is not None and self.form is not None and self.form.kept_as == wanted.draft:
            self.stack.setCurrentWidget(self.form)
            self.form.start()
            self._name()
            return
        self._put_form_away()
        if wanted.draft is not None:
            self._resume(wanted.draft)
        elif wanted.service is not None:
            self._begin(wanted.service, wanted.earlier)
            if wanted.answers and self.form is not None:
                self.form.take_over(wanted.applicant_case, wanted.answers)
        else:
            self._show_picker()

    def refresh(self) -> None:
        if self.stack.currentWidget() is self.picker:
            self.picker.refresh()

    def place(self) -> Any:
        if self.form is not None and self.stack.currentWidget() is self.form:
            return NewRequest(draft=self.form.kept_as) if self.form.kept_as else NewRequest(service=self.form.service.id)
        return None

    def may_leave(self) -> bool:
        if self.form is not None:
            self.form.put_away()
        return True

    # --- the three faces ----------------------------------------------------------------------------------------------------------------
    def _show_picker(self) -> None:
        self._drop_form()
        self.stack.setCurrentWidget(self.picker)
        self.picker.begin(name_of(self._applicant) if self._applicant is not None else "")
        self._name()

    def _begin(self, service_id: str, earlier_id: int | None = None) -> None:
        try:
            service = self.office.catalogue.service(service_id)
            state = wizard.begin(service, self.session.today, self._applicant)
            if earlier_id is not None:
                from lsvdesk.counter import earlier

                state = wizard.with_earlier(service, state, self.session.today, earlier.prefill(self.office, service_id, earlier_id))
        except CounterError as error:
            self._show_picker()
            self.trouble.emit(error)
            return
        self._open(service_id, state, fresh_applicant=self._applicant)
        if state.earlier is not None and self.form is not None:
            self.form.started_from_paper()

    def _resume(self, draft_id: str) -> None:
        from lsvdesk.counter import drafts

        if draft_id.startswith(SURVEY):  # what was surveyed of an owner is gone on with on a page of its own
            self._show_picker()
            self.open_page.emit("survey", ("draft", draft_id))
            return
        try:
            draft = next((draft for draft in drafts.drafts(self.office) if draft.id == draft_id), None)
            if draft is None:
                raise CounterError("แบบร่างนี้ไม่มีแล้ว อาจยื่นหรือลบไปแล้ว", code="draft-gone")
            state = wizard.WizardState.from_json(draft.state).fitting(self.office.catalogue.service(draft.service))
        except CounterError as error:
            self._show_picker()
            self.trouble.emit(error)
            return
        self._open(draft.service, state)

    def _open(self, service_id: str, state: WizardState, fresh_applicant: Applicant | None = None) -> None:
        self._drop_form()
        form = RequestForm(self.session, self.office.catalogue.service(service_id), state, self.stack)
        form.filed.connect(self._filed)
        form.left.connect(self._left)
        form.toast.connect(self.toast)
        form.trouble.connect(self.trouble)
        form.levy_wanted.connect(lambda levy: self.open_page.emit("yearly", levy))
        self.form = form
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        form.start()
        if fresh_applicant is not None and fresh_applicant.id is not None:
            form.known_applicant(fresh_applicant)
        self._applicant = None
        self._name()

    def _left(self) -> None:
        self._put_form_away()
        self._show_picker()

    def _filed(self, filed: Filed) -> None:
        if self._done is None:
            from lsvdesk.ui.wizard.done_page import DonePage

            self._done = DonePage(self.session)
            self._done.case_wanted.connect(self.open_case)
            self._done.next_wanted.connect(self._show_picker)
            self._done.failed.connect(self.trouble)
            self.stack.addWidget(self._done)
        self.stack.setCurrentWidget(self._done)
        self._drop_form()
        self._done.show_filed(filed)
        self._name()
        self.session.changed.emit()

    def _discard(self, draft_id: str) -> None:
        from lsvdesk.counter import drafts

        kept = next((draft for draft in drafts.drafts(self.office) if draft.id == draft_id), None)
        drafts.discard_draft(self.office, draft_id)
        self.picker.refresh()
        if kept is not None:
            from lsvdesk.ui.widgets.messages import Toast

            def bring_back() -> None:
                drafts.save_draft(self.office, kept)
                self.picker.refresh()

            Toast(f"ลบแบบร่าง {kept.title} แล้ว", self.window(), undo=bring_back)

    # --- inside -------------------------------------------------------------------------------------------------------------------------
    def _put_form_away(self) -> None:
        if self.form is not None:
            self.form.put_away()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.keeper.stop()
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _name(self) -> None:
        form = self.form
        title = f"คำขอใหม่: {form.service.short_title or form.service.title}" if form is not None else "คำขอใหม่"
        if title != self.title:
            self.title = title
            self.title_changed.emit(title)
