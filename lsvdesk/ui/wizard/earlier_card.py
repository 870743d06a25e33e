"""The paper that a renewal, change, transfer or closing starts from: offered once the applicant is known, or found by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.views import EarlierPaper, OrganisationData
from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import KeyHint
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.widgets.ticks import OptionButton
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.search_line import SearchLine

if TYPE_CHECKING:
    from lsvdesk.ui.wizard.people_finder import Applicant
    from lsvdesk.ui.wizard.step_page import Desk

MOST_OFFERED = 8


def said_of(paper: EarlierPaper) -> tuple[str, str]:
    """A paper in two lines: its number and what it is for; until when, or why it cannot be used."""
    permit = paper.permit
    first = "  ·  ".join(part for part in (f"เลขที่ {permit.number}", permit.subject, permit.holder) if part)
    if paper.obstacle:
        return first, paper.obstacle
    until = f"ใช้ได้ถึงวันที่ {format_short(permit.valid_until)}" if permit.valid_until is not None else ""
    return first, "  ".join(part for part in (permit.title, paper.caution or until) if part)


class EarlierCard(Card):
    """``taken``: a paper was chosen (or given up) and the form's state follows from it."""

    taken = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, parent=parent)
        assert desk.service.earlier is not None
        self.desk = desk
        self.required = desk.service.earlier.required
        self.options: list[EarlierPaper] = []
        self.buttons: list[OptionButton] = []
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(ThaiLabel("ใบสำคัญเดิมที่คำขอนี้เริ่มจาก", "body-strong"))
        head.addWidget(KeyHint("F9"))
        head.addStretch(1)
        self.body.addLayout(head)
        hint = "" if self.required else " ถ้าไม่มีในทะเบียนให้เว้นไว้แล้วกรอกเลขที่ในขั้นรายละเอียด"
        self.explained = ThaiLabel(f"เลือกแล้วระบบนำข้อมูลเดิมมาให้{hint}", "caption", tone="quiet", wrap=True)
        self.add(self.explained)
        self.line = SearchLine("ค้นใบเดิมจากเลขที่ ชื่อผู้รับใบอนุญาต หรือชื่อสถานประกอบการ")
        self.line.textEdited.connect(lambda _: self._timer.start())
        self.add(self.line)
        self.bar = InfoBar("", "red", closable=False)
        self.add(self.bar)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(2))
        self.body.addLayout(self._list)
        self._group = QButtonGroup(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(180)
        self._timer.timeout.connect(self.search)

    # --- offering ---------------------------------------------------------------------------------------------------------------------
    def offer(self, applicant: Applicant) -> bool:
        """The papers of somebody known; True where one of them can be chosen, and the cursor stands on it then."""
        if applicant.id is None or self.desk.state.earlier is not None:
            return False
        from lsvdesk.counter import earlier

        who = {"organisation_id": applicant.id} if isinstance(applicant, OrganisationData) else {"person_id": applicant.id}
        found = earlier.earlier_papers(self.desk.office, self.desk.service.id, **who, limit=MOST_OFFERED)
        self.show_options(found)
        usable = next((button for button in self.buttons if button.isEnabled()), None)
        if usable is not None:
            usable.setFocus()
        return usable is not None

    def search(self) -> None:
        """What fits the typed text."""
        from lsvdesk.counter import earlier

        self._timer.stop()
        text = self.line.text().strip()
        found = earlier.earlier_papers(self.desk.office, self.desk.service.id, text=text, limit=MOST_OFFERED) if text else []
        self.show_options(found)
        self.bar.show_message("ไม่พบใบสำคัญที่ตรงกับคำค้น ลองพิมพ์เลขที่หรือชื่ออื่น" if text and not found else "", "blue")

    def show_options(self, found: Sequence[EarlierPaper]) -> None:
        """Offer these papers."""
        for button in self.buttons:
            self._group.removeButton(button)
            self._list.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.options, self.buttons = list(found), []
        self._group.setExclusive(False)
        for paper in self.options:
            first, second = said_of(paper)
            button = OptionButton(first, second)
            button.setEnabled(not paper.obstacle)
            button.setChecked(paper.permit.id == self.desk.state.earlier)
            button.clicked.connect(lambda _, paper=paper: self.choose(paper))
            self._group.addButton(button)
            self._list.addWidget(button)
            button.show()  # so that the cursor can stand on it at once
            self.buttons.append(button)
        self._group.setExclusive(True)

    def fill(self) -> None:
        """Show the paper that the state holds."""
        chosen = self.desk.state.earlier
        if chosen is None or chosen in [paper.permit.id for paper in self.options]:
            return
        from lsvdesk.counter import earlier

        try:
            self.show_options([earlier.paper(self.desk.office, self.desk.service.id, chosen)])
        except CounterError as error:
            self.bar.show_message(error.message, "red")

    def choose(self, paper: EarlierPaper) -> None:
        """Start from this paper; once more on the chosen one gives it up."""
        from lsvdesk.counter import earlier

        again = self.desk.state.earlier == paper.permit.id
        self.bar.show_message("")
        try:
            if again and not self.required:
                self.desk.state = wizard.without_earlier(self.desk.service, self.desk.state, self.desk.today)
            else:
                found = earlier.prefill(self.desk.office, self.desk.service.id, paper.permit.id)
                self.desk.state = wizard.with_earlier(self.desk.service, self.desk.state, self.desk.today, found)
        except CounterError as error:
            self.bar.show_message(error.message, "red")
        self.show_options(self.options)
        self.taken.emit()

    # --- faults and focus -------------------------------------------------------------------------------------------------------------
    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        """Show what is wrong with the chosen paper; True where something is."""
        message = next((fault.message for fault in faults if fault.field == "earlier"), "")
        self.bar.show_message(message, "red")
        return bool(message)

    def focus_fault(self) -> None:
        """Where the fault is put right."""
        self.enter()

    def enter(self) -> None:
        """To the papers that are offered, or to the line that finds one (F9)."""
        target = next((button for button in self.buttons if button.isEnabled()), None) or self.line
        target.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focus, OptionButton):
            focus.click()
        elif focus is self.line:
            self.search()
            usable = next((button for button in self.buttons if button.isEnabled()), None)
            if usable is not None:
                usable.setFocus()
        else:
            super().keyPressEvent(event)
