"""What the office surveyed of one owner: who it is, then the tables of land, buildings and rooms as the form of the tax has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from lsvdesk.counter import properties
from lsvdesk.counter.properties import KINDS, SERVICE
from lsvdesk.counter.views import DraftState, OrganisationData
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.thai.dates import format_time
from lsvdesk.ui import theme
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import SectionHeader
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.applicant_page import ApplicantPage
from lsvdesk.ui.wizard.details_page import DetailsPage
from lsvdesk.ui.wizard.draft_keeper import DraftKeeper
from lsvdesk.ui.wizard.form import office_place
from lsvdesk.ui.wizard.page import SURVEY
from lsvdesk.ui.wizard.step_page import Desk

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.properties import PropertyRow
    from lsvdesk.counter.views import Answers
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.wizard.people_finder import Applicant
    from lsvdesk.ui.wizard.state import WizardState

_ROOMY = 420


def survey_form(service: Service) -> Service:
    """The form of the tax with the year and the tables only: who owns what, nothing of paying for it."""
    wanted = {*KINDS, "tax_year"}
    fields = [(section, tuple(field for field in section.fields if field.id in wanted)) for section in service.form]
    sections = [section.model_copy(update={"fields": type(section.fields)(kept)}) for section, kept in fields if kept]
    return service.model_copy(update={"form": type(service.form)(sections), "agent_allowed": False, "earlier": None, "documents": ()})


class SurveyPage(Page):
    """Opened with ``("person" | "organisation", id)`` for an owner, ``("draft", id)`` to go on, None to look for an owner first."""

    title = "สำรวจทรัพย์สิน"
    keys = (
        ("Enter", "ช่องถัดไป"),
        ("F2", "ต่อไป และบันทึกผลสำรวจ"),
        ("Esc", "กลับไปเลือกเจ้าของ หรือกลับไปทะเบียน ข้อมูลไม่หาย"),
        ("Ctrl+Enter", "เพิ่มแถว"),
        ("Ctrl+Delete", "ลบแถวจากแบบ (Ctrl+Z เลิกทำ)"),
        ("Ctrl+PgDn PgUp", "ที่ดิน สิ่งปลูกสร้าง ห้องชุด"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.service = survey_form(self.office.catalogue.service(SERVICE))
        self.desk = Desk(session, self.service, wizard.begin(self.service, session.today))
        self.desk.place = office_place(session)
        self.keeper = DraftKeeper(session, self)
        self.keeper.saved.connect(self._draft_saved)
        self.busy = False
        self._fresh = self.desk.state
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(12))
        outer.setSpacing(theme.px(8))
        self.header = SectionHeader("บันทึกผลสำรวจทรัพย์สิน", role="heading")
        self.kept = ThaiLabel("", "caption", tone="quiet")
        self.header.add_action(self.kept)
        outer.addWidget(self.header)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        self.who: ApplicantPage
        self.what: DetailsPage
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.back_button = Button("ย้อนกลับ", key="Esc", icon="back")
        self.back_button.clicked.connect(self.back)
        self.said = ThaiLabel("", "caption", tone="quiet", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next_button = Button("ต่อไป", "primary", key="F2")
        self.next_button.clicked.connect(self.go_on)
        foot.addWidget(self.back_button)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.next_button)
        outer.addLayout(foot)
        self._begin(self.desk.state)

    def _begin(self, state: WizardState) -> None:
        """A form with this state; what was typed before is kept as a draft by then."""
        self.keeper.stop()
        self.desk.state = self._fresh = state
        for page in (getattr(self, "who", None), getattr(self, "what", None)):
            if page is not None:
                self.stack.removeWidget(page)
                page.hide()
                page.deleteLater()
        self.who = ApplicantPage(self.desk, self.stack)
        self.what = DetailsPage(self.desk, self.stack)
        for page in (self.who, self.what):
            self.stack.addWidget(page)
            page.changed.connect(self._changed)
            page.finished.connect(self.go_on)
            page.condition_changed.connect(self._show_foot)
        self.who.picked_known.connect(self._prefill)
        self.who.ready.connect(self.next_button.setFocus)
        self.kept.setText("")
        self.keeper.begin(self._draft)

    # --- the life of a page -----------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        kind, key = argument if isinstance(argument, tuple) else (None, None)
        if kind == "draft":
            self._resume(str(key))
            return
        owner = self._owner(kind, key)
        if owner is not None and owner.id == self._of_owner.get("id"):
            self._front("what" if self.front is self.what else "who")  # the same owner: what was typed still stands there
        elif owner is not None:
            self._put_away()
            self._begin(wizard.begin(self.service, self.session.today, owner))
            self._prefill(owner)
            self._front("what")
            self.what.collect()  # as the fields have it: what differs from this was typed
            self._fresh = self.desk.state
        else:
            if self._filled or self._of_owner:
                self._put_away()
                self._begin(wizard.begin(self.service, self.session.today))
            self._front("who")

    def _owner(self, kind: str | None, key: Any) -> Applicant | None:
        from lsvdesk.counter import people

        if kind == "person":
            return people.person(self.office, int(key))
        return people.organisation(self.office, int(key)) if kind == "organisation" else None

    def _resume(self, draft_id: str) -> None:
        from lsvdesk.counter import drafts

        if draft_id == self._draft_id and self._filled:
            self._front(self.desk.state.step)
            return
        found = next((draft for draft in drafts.drafts(self.office) if draft.id == draft_id), None)
        if found is None:
            self.trouble.emit(CounterError("แบบร่างนี้ไม่มีแล้ว อาจบันทึกหรือลบไปแล้ว", code="draft-gone"))
            self._front("who")
            return
        self._put_away()
        self._begin(wizard.WizardState.from_json(found.state).fitting(self.service))
        self._fresh = replace(self.desk.state, answers={})  # what is resumed is worth keeping
        self._front(self.desk.state.step)

    def may_leave(self) -> bool:
        self._put_away()
        return not self.busy

    def place(self) -> Any:
        self._put_away()
        if self._filled:
            return ("draft", self._draft_id)
        known = self._of_owner.get("id")
        return (("organisation" if self._juristic else "person", known)) if known is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setVisible(event.size().height() >= theme.px(_ROOMY))

    # --- keeping what is typed --------------------------------------------------------------------------------------------------------
    @property
    def _draft_id(self) -> str:
        return f"{SURVEY}{self.desk.state.draft}"[:36]

    @property
    def _juristic(self) -> bool:
        return wizard.applicant_case(self.service, self.desk.state).applicant == "juristic"

    @property
    def _of_owner(self) -> dict[str, Any]:
        return self.desk.state.organisation if self._juristic else self.desk.state.person

    @property
    def _filled(self) -> bool:
        """Whether something was typed that stands nowhere else."""
        names = ("answers", "person", "organisation")
        return any(getattr(self.desk.state, name) != getattr(self._fresh, name) for name in names)

    def _draft(self) -> DraftState:
        name = wizard.applicant_name(self.service, self.desk.state)
        title = f"สำรวจทรัพย์สิน · {name}" if name else "สำรวจทรัพย์สิน"
        return DraftState(self._draft_id, SERVICE, title, self.desk.state.to_json())

    def _changed(self) -> None:
        if self._filled:
            self.keeper.touch()
        self._show_foot()

    def _put_away(self) -> None:
        if self.isVisible() and not self.busy:
            self.front.collect()
        if self._filled and not self.busy:
            self.keeper.touch()
            self.keeper.flush()

    def _draft_saved(self, moment: Any) -> None:
        if moment is not None:
            self.kept.setText(f"บันทึกร่างแล้ว {format_time(moment.time())}")

    # --- the two steps ----------------------------------------------------------------------------------------------------------------
    @property
    def front(self) -> ApplicantPage | DetailsPage:
        return self.what if self.stack.currentWidget() is self.what else self.who

    def _front(self, step: str) -> None:
        page: ApplicantPage | DetailsPage = self.what if step in ("what", "details") else self.who
        self.desk.state = replace(self.desk.state, step="details" if page is self.what else "applicant")
        self.stack.setCurrentWidget(page)
        self._name()
        self._show_foot()
        page.enter()

    def _name(self) -> None:
        name = wizard.applicant_name(self.service, self.desk.state) if self.front is self.what else ""
        self.header.set_explanation(f"ทรัพย์สินทั้งหมดของ {name} ที่สำนักงานสำรวจได้" if name else "เลือกเจ้าของจากทะเบียน หรือกรอกเป็นรายใหม่")

    def _show_foot(self) -> None:
        last = self.front is self.what
        faulty = self.front.condition == "error"
        self.next_button.setText("บันทึกผลสำรวจ" if last else "ต่อไป")
        self.next_button.set_icon_name("save" if last else None)
        self.next_button.setEnabled(not self.busy)
        words = "กำลังบันทึก…" if self.busy else "กรุณาแก้ไขช่องที่มีเครื่องหมายสีแดง" if faulty else "Enter ไปช่องถัดไป"
        self.said.setText(words)
        self.said.set_tone("red" if faulty else "quiet")

    def _prefill(self, owner: Applicant) -> None:
        """What the register has of the owner stands in the tables, to be looked through and put right."""
        who = {"organisation_id": owner.id} if isinstance(owner, OrganisationData) else {"person_id": owner.id}
        year = self.desk.state.answers.get("tax_year")
        known = properties.owned(self.office, **who, tax_year=int(year)) if str(year or "").isdigit() else {}
        self.desk.state = wizard.with_prefill(self.service, self.desk.state, self.session.today, known)
        self.what.fill()
        self._name()

    def go_on(self) -> None:
        """From the owner to the tables; from the tables: save."""
        if self.busy:
            return
        self.front.collect()
        if self.front is self.who:
            faults = wizard.faults(self.service, self.desk.state, self.session.today, "applicant") + self.who.blocking_faults()
            if faults:
                self.who.show_faults(faults)
            else:
                self._front("what")
            return
        self.save()

    def back(self) -> None:
        """To the owner; from there to the page before. Nothing is lost."""
        if self.busy:
            return
        self.front.collect()
        if self.front is self.what:
            self._front("who")
        else:
            self.go_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif not (self.next_button.hasFocus() and self.front.answers(event)):
            super().keyPressEvent(event)

    # --- saving -----------------------------------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Enter the survey; faults stand at their fields."""
        state, service, today, office = self.desk.state, self.service, self.session.today, self.office
        faults = wizard.faults(service, state, today, "details")
        if faults:
            self.what.show_faults(faults)
            self._show_foot()
            return
        self.busy = True
        self.keeper.flush()
        self.keeper.stop()
        self._show_foot()
        juristic, draft = self._juristic, self._draft_id
        rows = shown_rows(service, state, today)
        self.session.run(lambda: _enter(office, state, juristic, rows, draft), self._saved, self._not_saved)

    def _saved(self, result: tuple[Applicant, list[PropertyRow], int]) -> None:
        owner, entered, left = result
        self.busy = False
        name = owner.name if isinstance(owner, OrganisationData) else owner.full_name
        self._begin(wizard.begin(self.service, self.session.today))
        self.session.changed.emit()
        self.toast.emit(f"บันทึกผลสำรวจของ {name} แล้ว {len(entered):,} รายการ")
        self.open_page.emit("registers", ("properties", "held", name))
        if left:
            message = f"ยังมีอีก {left:,} รายการของ {name} ในทะเบียนที่ไม่อยู่ในผลสำรวจ ถ้าไม่มีแล้วให้เลือกรายการและกด “นำออก”"
            self.trouble.emit(CounterError(message, code="left-over"))

    def _not_saved(self, error: BaseException) -> None:
        self.busy = False
        self.keeper.begin(self._draft)
        self.keeper.touch()
        self._show_foot()
        if isinstance(error, InvalidAnswers):
            if not self.what.show_faults(error.faults):
                self._front("who")
                self.who.show_faults(error.faults)
        elif isinstance(error, CounterError):
            self.trouble.emit(error)
        else:
            self.session.failed.emit(error)


def shown_rows(service: Service, state: WizardState, today: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table without what the form does not ask of them."""
    from lsvdesk.catalogue import flow

    ctx = wizard.context(service, state, today)
    found: dict[str, list[dict[str, Any]]] = {}
    for table in KINDS:
        rows: list[Answers] = state.answers.get(table) or []
        for row in rows:
            asked = {column.id for column in flow.visible_columns(service, ctx, table, row) if column.type != "computed"}
            found.setdefault(table, []).append({name: value for name, value in row.items() if name in asked})
    return found


def _enter(
    office: Office, state: WizardState, juristic: bool, rows: dict[str, list[dict[str, Any]]], draft: str
) -> tuple[Applicant, list[PropertyRow], int]:
    """Save the owner and what was surveyed; how much stands in the register beyond that."""
    from lsvdesk.counter import drafts, people

    owner: Applicant
    if juristic:
        owner = people.save_organisation(office, wizard.organisation_data(state.organisation))
        who: dict[str, Any] = {"organisation_id": owner.id}
    else:
        owner = people.save_person(office, wizard.person_data(state.person))
        who = {"person_id": owner.id}
    entered = properties.enter_survey(office, rows, **who, tax_year=int(state.answers["tax_year"]))
    drafts.discard_draft(office, draft)
    ids = {row.id for row in entered}
    left = sum(row.id not in ids for row in properties.properties(office, **who))
    return owner, entered, left
