"""Who applies: found among those known already, or entered once; and who comes in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.views import OrganisationData, PersonData
from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.thai.identifiers import check_citizen_id, check_juristic_id, format_id
from lsvdesk.thai.names import split_prefix
from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.widgets.text import TextEditor
from lsvdesk.ui.widgets.ticks import OptionButton, TickBox
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.earlier_card import EarlierCard
from lsvdesk.ui.wizard.people_finder import Applicant, PeopleFinder, name_of
from lsvdesk.ui.wizard.people_form import PeopleForm, organisation_form, person_form
from lsvdesk.ui.wizard.step_page import Desk, StepPage
from lsvdesk.ui.wizard.typed import put, raw_of

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import ApplicantCase
    from lsvdesk.ui.session import Task
    from lsvdesk.ui.wizard.state import WizardState

_HINT = "ค้นหาจากชื่อ เลขประจำตัว หรือโทรศัพท์"


class CasePicker(QWidget):
    """The kinds of applicant of the service. Alt+digit picks from anywhere on the page."""

    picked = Signal(str)

    def __init__(self, cases: Sequence[ApplicantCase], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases = list(cases)
        self._group = QButtonGroup(self)
        self.buttons = [OptionButton(case.title, key=f"Alt+{number}") for number, case in enumerate(cases, 1)]
        widest = max(button.sizeHint().width() for button in self.buttons) + theme.px(24)
        beside = max(1, min(len(self.buttons), theme.px(1000) // widest))
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(theme.px(24))
        box.setVerticalSpacing(theme.px(2))
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            box.addWidget(button, number // beside, number % beside)
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, activated=lambda at=number: self.pick(at))
        box.setColumnStretch(beside, 1)
        self._group.idClicked.connect(lambda at: self.picked.emit(self._cases[at].id))

    def show_case(self, case: str) -> None:
        at = next((i for i, each in enumerate(self._cases) if each.id == case), 0)
        self.buttons[at].setChecked(True)
        self.setFocusProxy(self.buttons[at])

    def pick(self, at: int) -> None:
        """As if the person had pressed it."""
        self.buttons[at].setChecked(True)
        self.setFocusProxy(self.buttons[at])
        self.picked.emit(self._cases[at].id)


class ApplicantPage(StepPage):
    """Search, else the form; who was picked stands in the form and can be corrected.

    ``picked_known(applicant)``: somebody known was chosen, so what is known of them may be filled in elsewhere; ``earlier_taken``: the
    paper that the request starts from was chosen; ``ready``: nothing more needs to be typed here.
    """

    picked_known = Signal(object)
    levy_wanted = Signal(int)
    """What the applicant owes by the yearly assessment is to be paid instead: the id of a levy."""
    ready = Signal()
    earlier_taken = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._look_up: Task | None = None
        self._agent: AgentBox | None = None
        self._known: dict[str, Applicant | None] = {}
        """Numbers that were looked up: who has them."""
        cases = desk.service.applicant_cases
        self.cases: CasePicker | None = None
        if len(cases) > 1:
            self.column.addWidget(self._build_cases(cases))
        self.column.addWidget(self._build_applicant())
        self.earlier: EarlierCard | None = None
        if desk.service.earlier is not None:
            self.earlier = EarlierCard(desk, self.content)
            self.earlier.taken.connect(self._earlier_taken)
            # a form that was opened from a paper shows it first; otherwise the applicant is known before the paper
            self.column.insertWidget(0 if desk.state.earlier is not None else self.column.count(), self.earlier)
        if desk.service.agent_allowed:
            self.column.addWidget(self._build_agent())
        self.column.addStretch(1)
        if self.earlier is not None:
            QShortcut(QKeySequence("F9"), self, activated=self.earlier.enter)
        for key, call in (("F3", self.search_again), ("F4", self.pay_levy), ("F6", self.use_known), ("F7", self.toggle_agent)):
            QShortcut(QKeySequence(key), self, activated=call)
        self.fill()

    def _build_cases(self, cases: Sequence[ApplicantCase]) -> Card:
        card = Card(margin=16, parent=self.content)
        row = QVBoxLayout()
        row.setSpacing(theme.px(4))
        row.addWidget(ThaiLabel("ผู้ยื่นเป็น", "body-strong"))
        self.cases = CasePicker(cases)
        self.cases.picked.connect(self._case_picked)
        row.addWidget(self.cases)
        card.body.addLayout(row)
        return card

    def _build_applicant(self) -> Card:
        card = Card("ผู้ยื่นคำขอ", margin=16, parent=self.content)
        self.finder = PeopleFinder(self.desk.session, self.content, _HINT)
        self.finder.picked.connect(self.take)
        self.finder.new_wanted.connect(self._new)
        self.finder.left.connect(self.go_on)
        self.finder.opened.connect(lambda: self._make_room_below(self.finder))
        self.finder.typed.connect(self._searched)
        self.finder_row = FieldFrameLike("ค้นหาผู้ที่เคยยื่น", "F3", self.finder)
        card.add(self.finder_row)
        self.bar = InfoBar("", "blue", closable=False)
        card.add(self.bar)
        self.duplicate = InfoBar("", "amber", action="ใช้ข้อมูลในทะเบียน", key="F6", closable=False)
        self.duplicate.action_button.setShortcut(QKeySequence())
        self.duplicate.acted.connect(self.use_known)
        card.add(self.duplicate)
        self.owed = InfoBar("", "amber", action="รับชำระรายการนี้แทน", key="F4", closable=False)
        self.owed.action_button.setShortcut(QKeySequence())
        self.owed.acted.connect(self.pay_levy)
        self._levy: int | None = None
        self._levy_of: tuple[bool, int | None] = (False, None)
        card.add(self.owed)
        self.person = person_form(self.desk, parent=card)
        self.organisation = organisation_form(self.desk, card)
        for form in (self.person, self.organisation):
            form.changed.connect(self._typed)
            card.add(form)
        return card

    def _build_agent(self) -> Card:
        card = Card(margin=16, parent=self.content)
        self.agent_tick = TickBox("มีผู้รับมอบอำนาจมายื่นแทน", key="F7")
        self.agent_tick.clicked.connect(lambda _: self._agent_ticked())
        card.add(self.agent_tick)
        return card

    @property
    def agent(self) -> AgentBox:
        """The fields of the agent, made when one is first wanted."""
        if self._agent is None:
            card = self.agent_tick.parentWidget()
            assert isinstance(card, Card)
            self._agent = AgentBox(self.desk, self.content, card)
            self._agent.hide()
            self._agent.changed.connect(self._typed)
            self._agent.searched.connect(self._searched)
            self._agent.picked.connect(self._take_agent)
            self._agent.new_wanted.connect(self._new_agent)
            self._agent.finder.left.connect(self.go_on)
            self._agent.finder.opened.connect(lambda: self._make_room_below(self.agent.finder))
            card.add(self._agent)
        return self._agent

    @property
    def with_agent(self) -> bool:
        """Whether somebody comes in the applicant's place."""
        return self.desk.service.agent_allowed and self.desk.state.has_agent

    # --- showing and collecting -------------------------------------------------------------------------------------------------------
    @property
    def form(self) -> PeopleForm:
        """The form of the present kind of applicant."""
        juristic = wizard.applicant_case(self.desk.service, self.desk.state).applicant == "juristic"
        return self.organisation if juristic else self.person

    def fill(self) -> None:
        """Show what the state holds."""
        state = self.desk.state
        if self.cases is not None:
            self.cases.show_case(wizard.applicant_case(self.desk.service, state).id)
        kinds = {case.applicant for case in self.desk.service.applicant_cases}
        self.finder.kinds = tuple(kind for kind, name in ((PersonData, "individual"), (OrganisationData, "juristic")) if name in kinds)
        if self.finder.text() != state.search:
            self.finder.set_text(state.search)
        self.form.fill(self._of_form())
        if self.desk.service.agent_allowed:
            self.agent_tick.setChecked(state.has_agent)
            if state.has_agent:
                self.agent.fill(state)
        self._show_parts()

    def _show_parts(self) -> None:
        form = self.form
        self.person.setVisible(form is self.person)
        self.organisation.setVisible(form is self.organisation)
        if self.with_agent or self._agent is not None:
            self.agent.setVisible(self.with_agent)
        typed = self._of_form()
        if typed.get("id") is not None:
            self.bar.show_message("อยู่ในทะเบียนแล้ว ข้อมูลที่แก้ไขจะบันทึกเมื่อยื่นคำขอ", "green")
        else:
            self.bar.show_message("")
        self._show_owed(typed.get("id"))
        self._show_duplicate()

    def _show_owed(self, known: int | None) -> None:
        """Whoever has a yearly assessment of this year open is told so before a return is filled in a second time."""
        from lsvdesk.counter.assessment_runs import SERVICES

        tax = next((tax for tax, service in SERVICES.items() if service == self.desk.service.id), None)
        asked = (self.form is self.organisation, known)
        if tax is None or asked == self._levy_of:
            return
        self._levy_of, self._levy = asked, None
        words = ""
        if known is not None:
            from lsvdesk.counter import levies
            from lsvdesk.thai.dates import buddhist_year

            who = {"organisation_id": known} if self.form is self.organisation else {"person_id": known}
            year = buddhist_year(self.desk.today)
            row = next((row for row in levies.open_levies(self.desk.office, **who) if row.tax == tax and row.tax_year >= year), None)
            if row is not None:
                self._levy = row.id
                words = f"{row.owner} มีภาษีปี {row.tax_year} ที่ประเมินไว้แล้ว {row.total:,.2f} บาท ({row.state_title})"
        self.owed.show_message(words, "amber")

    def pay_levy(self) -> None:
        """Take the payment of what was assessed already instead of a new return (F4)."""
        if self._levy is not None:
            self.levy_wanted.emit(self._levy)

    def _of_form(self) -> dict[str, Any]:
        return self.desk.state.organisation if self.form is self.organisation else self.desk.state.person

    def enter(self) -> None:
        self._show_parts()
        if self.earlier is not None:
            self.earlier.fill()
        if self._of_form():
            stop = walk.first_stop(self.form.frames())
            if stop is not None:
                walk.go_to(stop)
        else:
            self.finder.line.setFocus()

    def frames(self) -> list[FieldFrame]:
        frames = list(self.form.frames())
        return [*frames, *self.agent.frames()] if self.with_agent else frames

    def collect(self) -> None:
        state = self.desk.state
        changed: dict[str, Any] = {"search": self.finder.text()}
        if self.form is self.organisation:
            changed["organisation"] = self.organisation.collect(state.organisation)
        else:
            changed["person"] = self.person.collect(state.person)
        if self.desk.service.agent_allowed:
            changed["has_agent"] = self.agent_tick.isChecked()
            if self._agent is not None:
                changed |= self._agent.collect(state)
        self.desk.state = replace(state, **changed)

    def _typed(self) -> None:
        self.collect()
        self._look_for_duplicate()
        self.set_condition("valid")
        self.changed.emit()

    def _make_room_below(self, finder: PeopleFinder) -> None:
        """Scroll so that the list of results is seen, however low the window is."""
        end = finder.box.geometry().bottom()
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        if end > bar.value() + room:
            bar.setValue(min(end - room, finder.line.mapTo(self.content, finder.line.rect().topLeft()).y() - theme.px(4)))

    def _searched(self) -> None:
        self.collect()
        self.changed.emit()

    def _case_picked(self, case: str) -> None:
        self.collect()
        self.desk.state = replace(self.desk.state, applicant_case=case)
        self.form.fill(self._of_form())
        self._show_parts()
        self.changed.emit()
        if not self._of_form():
            self.finder.line.setFocus()

    # --- known and new ----------------------------------------------------------------------------------------------------------------
    def take(self, applicant: Applicant) -> None:
        """Somebody known applies: Enter goes on at once."""
        self.collect()
        self.desk.state = replace(wizard.with_applicant(self.desk.service, self.desk.state, applicant), search="")
        self.fill()
        self.set_condition("valid")
        self.changed.emit()
        self.picked_known.emit(applicant)
        if self.earlier is None or not self.earlier.offer(applicant):
            self.ready.emit()

    def _earlier_taken(self) -> None:
        """The paper was chosen: whoever holds it stands in the form."""
        self.fill()
        self.set_condition("valid")
        self.changed.emit()
        self.earlier_taken.emit()
        if self._of_form():
            self.ready.emit()

    def _new(self, text: str) -> None:
        """Nobody of the list: what was typed goes into the form."""
        self.collect()
        name = self.form.at
        self.desk.state = replace(self.desk.state, search="", **{name: typed_as_new(text, self.form is self.organisation)})
        self.fill()
        self._after_new(self.form)

    def _take_agent(self, applicant: Applicant) -> None:
        self.collect()
        self.desk.state = replace(self.desk.state, agent=wizard.as_typed(applicant), agent_search="")
        self.fill()
        self.changed.emit()
        self.agent.authority.editor.setFocus()

    def _new_agent(self, text: str) -> None:
        self.collect()
        self.desk.state = replace(self.desk.state, agent=typed_as_new(text, False), agent_search="")
        self.fill()
        self._after_new(self.agent.form)

    def _after_new(self, form: PeopleForm) -> None:
        self._look_for_duplicate()
        self.changed.emit()
        empty = [frame for frame in form.frames() if frame.editor.is_empty()]
        stop = walk.first_stop(empty or form.frames())
        if stop is not None:
            walk.go_to(stop)

    def search_again(self) -> None:
        """Somebody else applies (F3): the form is emptied where it held somebody known."""
        self.collect()
        if self._of_form().get("id") is not None:
            self.desk.state = replace(self.desk.state, **{self.form.at: {}})
            self.fill()
            self.changed.emit()
        self.finder.line.setFocus()
        self.finder.line.selectAll()

    # --- the same number twice --------------------------------------------------------------------------------------------------------
    def _number(self) -> str:
        """The number in the form where its check digit is right and nobody known was picked."""
        typed = self._of_form()
        if typed.get("id") is not None:
            return ""
        check, name = (check_juristic_id, "juristic_id") if self.form is self.organisation else (check_citizen_id, "citizen_id")
        try:
            return check(str(typed.get(name) or ""))
        except CounterError:
            return ""

    def _look_for_duplicate(self) -> None:
        number = self._number()
        if not number or number in self._known:
            self._show_duplicate()
            return
        if self._look_up is not None:
            self._look_up.cancel()
        office = self.desk.office

        def look() -> Applicant | None:
            from lsvdesk.counter.people import find_people

            return next((each for each in find_people(office, number, 5) if _number_of(each) == number), None)

        def answered(found: Applicant | None) -> None:
            self._look_up = None
            self._known[number] = found
            self._show_duplicate()

        self._look_up = self.desk.session.run(look, answered)

    def duplicate_of(self) -> Applicant | None:
        """Who has the number that stands in the form of somebody new."""
        return self._known.get(self._number())

    def _show_duplicate(self) -> None:
        found = self.duplicate_of()
        if found is None:
            self.duplicate.show_message("", "amber")
        else:
            self.duplicate.show_message(f"เลข {format_id(self._number())} เป็นของ{name_of(found)} ซึ่งอยู่ในทะเบียนแล้ว", "amber")

    def use_known(self) -> None:
        """Take who has the number already (F6)."""
        found = self.duplicate_of()
        if found is not None:
            self.take(found)

    def blocking_faults(self) -> list[FieldFault]:
        """Faults that only the register knows: a number that belongs to somebody else."""
        found = self.duplicate_of()
        if found is None:
            return []
        name = "juristic_id" if self.form is self.organisation else "citizen_id"
        message = f"เลขนี้เป็นของ{name_of(found)} ซึ่งอยู่ในทะเบียนแล้ว กด F6 เพื่อใช้ข้อมูลในทะเบียน หรือแก้เลขให้ถูกต้อง"
        return [FieldFault(f"{self.form.at}.{name}", "person-known", message)]

    # --- the agent --------------------------------------------------------------------------------------------------------------------
    def toggle_agent(self) -> None:
        """Somebody comes in the applicant's place, or not (F7)."""
        if self.desk.service.agent_allowed:
            self.agent_tick.setChecked(not self.agent_tick.isChecked())
            self._agent_ticked()

    def _agent_ticked(self) -> None:
        self.collect()
        if self.with_agent:
            self.agent.fill(self.desk.state)
        self._show_parts()
        self.changed.emit()
        if self.with_agent:
            self.agent.finder.line.setFocus()

    def go_on(self) -> None:
        focus = QApplication.focusWidget()
        if focus is self.finder.line or (self.cases is not None and focus is not None and self.cases.isAncestorOf(focus)):
            stop = walk.first_stop(self.form.frames()) if focus is self.finder.line else self.finder.line
            walk.go_to(stop or self.finder.line)
        elif self.with_agent and focus is self.agent.finder.line:
            walk.go_to(walk.first_stop(self.agent.frames()) or self.agent.finder.line)
        elif focus is not None and self._leaves_applicant(focus):
            if self.with_agent:
                walk.go_to(self.agent.finder.line)
            else:
                self.finished.emit()
        else:
            super().go_on()

    def _leaves_applicant(self, focus: QWidget) -> bool:
        """Whether Enter at ``focus`` leaves the applicant's own fields."""
        own = list(self.form.frames())
        return any(walk.holds(frame, focus) for frame in own) and walk.next_stop(own, focus) is None

    # --- faults and focus -------------------------------------------------------------------------------------------------------------
    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        first = self.form.show_faults(faults)
        if self.with_agent:
            of_agent = self.agent.show_faults(faults)
            first = first or of_agent
        if self.earlier is not None and self.earlier.show_faults(faults):
            first = first or self.earlier
        self.set_condition("error" if first is not None else "valid")
        if first is not None:
            first.focus_fault()
        return first is not None

    def focused(self) -> str:
        focus = QApplication.focusWidget()
        if focus is self.finder.line:
            return "search"
        return (self.agent.focused() if self.with_agent else "") or self.form.focused()

    def focus_on(self, name: str) -> bool:
        if name == "search":
            self.finder.line.setFocus()
            return True
        return self.form.focus_on(name) or (self.with_agent and self.agent.focus_on(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.finder.open:
            self.finder.close_list()
            return
        super().keyPressEvent(event)


class AgentBox(QWidget):
    """Somebody with a power of attorney: found or entered like the applicant, and what they may do."""

    changed = Signal()
    searched = Signal()
    picked = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, desk: Desk, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.finder = PeopleFinder(desk.session, over, _HINT)
        self.finder.kinds = (PersonData,)
        self.finder.picked.connect(self.picked)
        self.finder.new_wanted.connect(self.new_wanted)
        self.finder.typed.connect(self.searched)
        column.addWidget(FieldFrameLike("ค้นหาผู้รับมอบอำนาจ", "", self.finder))
        self.form = person_form(desk, "agent", self, short=True)
        self.form.changed.connect(self.changed)
        column.addWidget(self.form)
        hint = "เช่น ยื่นคำขอ ชำระเงิน และรับเอกสารแทน ตามหนังสือมอบอำนาจลงวันที่ …"
        self.authority = FieldFrame("อำนาจที่มอบ", TextEditor(300), hint=hint, key="agent_authority", parent=self)
        self.authority.editor.changed.connect(self.changed)
        column.addWidget(self.authority)

    def frames(self) -> list[FieldFrame]:
        return [*self.form.frames(), self.authority]

    def fill(self, state: WizardState) -> None:
        self.finder.set_text(state.agent_search)
        self.form.fill(state.agent)
        put(self.authority.editor, state.agent_authority or None)

    def collect(self, state: WizardState) -> dict[str, Any]:
        return {
            "agent_search": self.finder.text(),
            "agent": self.form.collect(state.agent),
            "agent_authority": str(raw_of(self.authority.editor) or ""),
        }

    def show_faults(self, faults: Sequence[FieldFault]) -> FieldFrame | None:
        first = self.form.show_faults(faults)
        mine = next((fault.message for fault in faults if fault.field == "agent_authority"), None)
        self.authority.show_fault(mine)
        return first or (self.authority if mine else None)

    def focused(self) -> str:
        focus = QApplication.focusWidget()
        if focus is self.finder.line:
            return "agent_search"
        return "agent_authority" if focus is not None and walk.holds(self.authority, focus) else self.form.focused()

    def focus_on(self, name: str) -> bool:
        targets: dict[str, QWidget] = {"agent_search": self.finder.line, "agent_authority": self.authority.editor}
        if name in targets:
            targets[name].setFocus()
        return name in targets or self.form.focus_on(name)


class FieldFrameLike(QWidget):
    """A label with the key that goes there, over a widget that is no field."""

    def __init__(self, label: str, key: str, widget: QWidget, parent: QWidget | None = None) -> None:
        from lsvdesk.ui.widgets.buttons import KeyHint

        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(ThaiLabel(label))
        if key:
            row.addWidget(KeyHint(key))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(widget)


def typed_as_new(text: str, juristic: bool) -> dict[str, Any]:
    """What was typed into the search line, as the beginning of a new entry: a number goes to its field, a name is taken apart."""
    digits = "".join(letter for letter in to_arabic(text) if letter.isdigit())
    if digits and not any(letter.isalpha() for letter in text):
        if len(digits) in (9, 10) and digits.startswith("0"):
            return {"phone": digits}
        return {"juristic_id" if juristic else "citizen_id": digits}
    if juristic:
        return {"name": " ".join(text.split())}
    prefix, name = split_prefix(text)
    first, _, last = name.partition(" ")
    return {key: value for key, value in (("prefix", prefix), ("first_name", first), ("last_name", last.strip())) if value}


def _number_of(applicant: Applicant) -> str | None:
    return applicant.citizen_id if isinstance(applicant, PersonData) else applicant.juristic_id
