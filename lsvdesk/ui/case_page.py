"""One case: where it stands, what can be done now, its clocks, documents, money, papers and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lsvdesk.counter import assessing, cases, deciding
from lsvdesk.counter.views import CaseDetail, DeficiencyRequest, Handed, PrintedPaper
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.ui import theme
from lsvdesk.ui.case_cards import AnswersCard, ClocksCard, DocumentsCard, MoneyCard, PapersCard, TimelineCard
from lsvdesk.ui.case_deciding import DEEDS
from lsvdesk.ui.cases_page import STATUS_TONES
from lsvdesk.ui.entitlement import EntitlementCard
from lsvdesk.ui.forwarding_card import ForwardingCard
from lsvdesk.ui.lineage_card import LineageCard
from lsvdesk.ui.manual_printing import EVERYBODY, MANUAL, show_manual
from lsvdesk.ui.manual_printing import TITLE as MANUAL_TITLE
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Card, scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.views import Action
    from lsvdesk.ui.session import Session

# action → its key on this page and its icon
KEYS = {
    "record_documents": ("F5", "check"),
    "correct_answers": ("F6", "edit"),
    "serve_notice": ("F7", "document"),
    "take_payment": ("F8", "money"),
    "record_opinion": ("F7", "edit"),
    "approve": ("F9", "check"),
    "forward": ("F9", "next"),
    "answer": ("F9", "document"),
    "inform": ("F8", "done"),
    "issue": ("F9", "certificate"),
    "refuse": ("", "close"),
    "assess": ("", "money"),
    "serve_warning": ("", "document"),
    "withdraw": ("", "undo"),
    "return_application": ("", "back"),
    "attach": ("", "attach"),
}
IN_MENU = ("assess", "serve_warning", "refuse", "withdraw", "return_application", "attach")
BESIDE = ("record_opinion", "inform")
"""Shown before others beside the next step: the other thing one comes for."""
MOST_BUTTONS = 2
"""The next step and one other, where the letters are not much enlarged; the rest stands in the menu, with its key."""
_NARROW_BELOW = 980


class CasePage(Page):
    """Opened with the id of a case."""

    title = "คำขอ"
    keys = (
        ("F5 – F9", "ทำรายการตามปุ่มที่แสดง"),
        ("Ctrl+M", "รายการอื่น"),
        ("Ctrl+P", "พิมพ์เอกสารล่าสุด"),
        ("Esc", "กลับ"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case: CaseDetail | None = None
        self.buttons: dict[str, Button] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), 0)
        outer.setSpacing(theme.px(12))
        outer.addWidget(self._build_head())
        content = QWidget()
        self.area = scrolled(content)
        outer.addWidget(self.area, 1)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self.columns.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        self.columns.setSpacing(theme.px(16))
        self.clocks, self.documents, self.money = ClocksCard(), DocumentsCard(), MoneyCard()
        self.answers, self.papers, self.timeline = AnswersCard(), PapersCard(), TimelineCard()
        self.forwarding, self.entitlement, self.lineage = ForwardingCard(), EntitlementCard(), LineageCard()
        self.lineage.wanted.connect(self.open_case)
        self.papers.wanted.connect(self.show_paper)
        self.papers.make.connect(self.make_paper)
        for stretch, cards in (
            (5, (self.answers, self.documents, self.timeline)),
            (4, (self.forwarding, self.clocks, self.entitlement, self.money, self.lineage, self.papers)),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.px(16))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self.columns.addLayout(column, stretch)

    def _build_head(self) -> QWidget:
        card = Card(margin=12)
        card.body.setSpacing(theme.px(2))
        self.top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(theme.px(8))
        name = QHBoxLayout()
        name.setSpacing(theme.px(12))
        self.number = ThaiLabel("", "heading")
        self.status = Badge("", "quiet")
        self.secret = Badge("ข้อมูลอ่อนไหว", "red")
        name.addWidget(self.number)
        name.addWidget(self.status, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addWidget(self.secret, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addStretch(1)
        top.addLayout(name, 1)
        self.actions = QHBoxLayout()
        self.actions.setSpacing(theme.px(8))
        top.addLayout(self.actions)
        card.body.addLayout(top)
        self.service = ThaiLabel("", "title", wrap=True)
        self.applicant = ThaiLabel("", wrap=True)
        self.said = ThaiLabel("", tone="quiet", wrap=True)
        for label in (self.service, self.applicant, self.said):
            card.body.addWidget(label)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(direction)
        self.top.setDirection(direction)
        super().resizeEvent(event)

    # --- showing ------------------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        if isinstance(argument, int):
            self.show_case(cases.case(self.office, argument))
            self.area.verticalScrollBar().setValue(0)
        first = next((button for button in self.buttons.values() if button.kind() == "primary"), None)
        (first or self).setFocus()

    def place(self) -> Any:
        return self.case.row.id if self.case else None

    def refresh(self) -> None:
        if self.case is not None:
            self.show_case(cases.case(self.office, self.case.row.id))

    def show_case(self, case: CaseDetail) -> None:
        """Show every part of the case."""
        from lsvdesk.counter import papers, shown
        from lsvdesk.counter.lineage import lineage

        self.case = case
        row = case.row
        self.title = f"คำขอ {row.number}"
        self.title_changed.emit(self.title)
        self.number.setText(row.number)
        self.status.set_state(row.status_title, STATUS_TONES.get(row.state, "quiet"))
        self.secret.setVisible(row.sensitive)
        self.service.setText(row.service_title)
        self.applicant.setText(self._applicant(case))
        said = [f"ยื่นวันที่ {format_long(row.filed_on, thai_digits=False)}", case.applicant_case_title]
        if case.decision_reason:
            said.append(f"เหตุผล: {case.decision_reason}")
        self.said.setText(" · ".join(part for part in said if part))
        self._show_actions(case.actions)
        self.forwarding.show_case(case, self.session.today)
        self.clocks.show_case(case)
        self.documents.show_case(case)
        self.entitlement.show_lines(shown.entitlement(self.office, row.id))
        self.money.show_case(case)
        self.answers.show_sections(shown.answer_sections(self.office, row.id))
        possible = papers.possible_papers(self.office, row.id)
        self.papers.show_papers(case.papers, [*possible, (MANUAL, f"{MANUAL_TITLE}ของงานนี้")])
        self.lineage.show_lineage(lineage(self.office, row.id))
        self.timeline.show_events(case.events)

    def _applicant(self, case: CaseDetail) -> str:
        who = case.person or case.organisation
        parts = [case.row.applicant]
        number = case.person.citizen_id if case.person else case.organisation.juristic_id if case.organisation else None
        if number:
            parts.append(format_id(number))
        if who is not None and who.phone:
            parts.append(f"โทร. {format_phone(who.phone)}")
        if case.agent is not None:
            parts.append(f"ผู้รับมอบอำนาจ {case.agent.full_name}")
        return " · ".join(parts)

    def _show_actions(self, actions: Sequence[Action]) -> None:
        while self.actions.count():
            item = self.actions.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        menu_actions = []
        most = MOST_BUTTONS if theme.scale() < 1.5 else 1
        for action in sorted(actions, key=lambda action: (not action.primary, action.id not in BESIDE)):
            if action.id == "reprint":
                continue
            if not action.primary and (action.id in IN_MENU or (action.enabled and len(self.buttons) >= most)):
                menu_actions.append(action)
                continue
            if not action.enabled:
                continue
            key, icon = KEYS.get(action.id, ("", None))
            button = Button(action.title, "primary" if action.primary else "secondary", key=key or None, icon=icon)
            button.clicked.connect(lambda _=False, id=action.id: self.do(id))
            self.actions.addWidget(button)
            self.buttons[action.id] = button
        if menu_actions:
            more = Button("อื่น ๆ", key="Ctrl+M", icon="more")
            menu = QMenu(more)
            menu.setToolTipsVisible(True)
            for action in menu_actions:
                entry = menu.addAction(action.title)
                entry.setEnabled(action.enabled)
                entry.setToolTip(action.reason)
                entry.triggered.connect(lambda _=False, id=action.id: self.do(id))
                if action.enabled and (key := KEYS.get(action.id, ("", None))[0]):
                    entry.setShortcut(QKeySequence(key))
                    more.addAction(entry)  # a key of the menu works while it is closed, too
            more.clicked.connect(lambda: menu.exec(more.mapToGlobal(more.rect().bottomLeft())))
            self.actions.addWidget(more)
            self.buttons["more"] = more

    # --- doing --------------------------------------------------------------------------------------------------------------------
    def do(self, action: str) -> None:
        """Take an action of the case by its id; the register changes, the page follows."""
        if self.case is None:
            return
        try:
            if action in DEEDS:
                DEEDS[action](self, self.case)
            else:
                getattr(self, f"_{action}")(self.case)
        except CounterError as error:
            self.trouble.emit(error)

    def follow(self, case: CaseDetail, said: str) -> None:
        """Show what has become of the case, and say it."""
        self.show_case(case)
        self.session.changed.emit()
        self.toast.emit(said)

    def _record_documents(self, case: CaseDetail) -> None:
        from lsvdesk.ui.case_dialogs import DocumentsDialog

        def record(handed: dict[str, Handed], deficiency: DeficiencyRequest | None) -> None:
            changed = cases.record_documents(self.office, case.row.id, handed, deficiency)
            self.follow(changed, "บันทึกสองฝ่ายแล้ว" if changed.row.status == "deficient" else "รับเอกสารครบถ้วน เริ่มนับเวลาแล้ว")

        if DocumentsDialog(case, self.session.today, record, self).exec() and self.case is not None and self.case.row.status == "deficient":
            self.make_paper("deficiency")

    def _correct_answers(self, case: CaseDetail) -> None:
        from lsvdesk.ui.wizard.correction import CorrectionDialog

        def correct(answers: dict[str, Any]) -> None:
            self.follow(cases.correct_answers(self.office, case.row.id, answers), "แก้ไขรายการในคำขอแล้ว")

        CorrectionDialog(self.session, case, correct, self).exec()

    def _assess(self, case: CaseDetail) -> None:
        self.follow(assessing.assess(self.office, case.row.id), "คำนวณใหม่แล้ว")

    def _serve_notice(self, case: CaseDetail) -> None:
        from lsvdesk.ui.case_dialogs import ask_day

        ask_day(
            self,
            "บันทึกวันที่ผู้เสียภาษีได้รับแจ้งการประเมิน",
            "กำหนดชำระและเงินเพิ่มนับจากวันที่ได้รับหนังสือแจ้งการประเมิน",
            "วันที่ได้รับแจ้ง",
            "บันทึก",
            self.session.today,
            lambda day: self.follow(assessing.serve_notice(self.office, case.row.id, day), "บันทึกวันรับแจ้งการประเมินแล้ว"),
        )

    def _serve_warning(self, case: CaseDetail) -> None:
        from lsvdesk.ui.case_dialogs import ask_day

        ask_day(
            self,
            "บันทึกวันที่ผู้เสียภาษีได้รับหนังสือแจ้งเตือน",
            "เบี้ยปรับของภาษีค้างชำระคิดตามวันที่ได้รับหนังสือแจ้งเตือน",
            "วันที่ได้รับหนังสือแจ้งเตือน",
            "บันทึก",
            self.session.today,
            lambda day: self.follow(assessing.serve_warning(self.office, case.row.id, day), "บันทึกวันรับหนังสือแจ้งเตือนแล้ว"),
        )

    def _take_payment(self, case: CaseDetail) -> None:
        from lsvdesk.ui.payment_dialog import PaymentDialog

        dialog = PaymentDialog(self.session, case.row.id, self)
        if dialog.exec():
            self.follow(cases.case(self.office, case.row.id), "รับเงินและออกใบเสร็จแล้ว")
            if dialog.trouble is not None:
                self.trouble.emit(dialog.trouble)
            if dialog.paper is not None:
                self._preview(dialog.paper)

    def _issue(self, case: CaseDetail) -> None:
        changed = deciding.issue(self.office, case.row.id)
        self.follow(changed, "ออกเอกสารให้ผู้ยื่นแล้ว")
        if changed.permits:
            from lsvdesk.counter import papers

            self.make_paper(papers.kind_of_permit(self.office, changed.permits[-1].id))

    def _withdraw(self, case: CaseDetail) -> None:
        from lsvdesk.ui.case_dialogs import ask_reason

        ask_reason(
            self,
            "ผู้ยื่นขอถอนคำขอ",
            "เรื่องจะสิ้นสุดลง เลขรับยังคงอยู่ในทะเบียน",
            "ถอนคำขอ",
            lambda reason: self.follow(cases.withdraw(self.office, case.row.id, reason), "บันทึกการถอนคำขอแล้ว"),
        )

    def _return_application(self, case: CaseDetail) -> None:
        from lsvdesk.ui.case_dialogs import ask_reason

        done = ask_reason(
            self,
            "คืนคำขอ",
            "คืนคำขอพร้อมแจ้งเหตุเป็นหนังสือ (มาตรา 9 พ.ร.บ.การอำนวยความสะดวกฯ) ผู้ยื่นอุทธรณ์หรือยื่นใหม่ได้",
            "คืนคำขอ",
            lambda reason: self.follow(cases.return_application(self.office, case.row.id, reason), "บันทึกการคืนคำขอแล้ว"),
        )
        if done:
            self.make_paper("return_letter")

    def _attach(self, case: CaseDetail) -> None:
        from pathlib import Path

        name, _ = QFileDialog.getOpenFileName(
            self, "แนบไฟล์", str(Path.home()), "เอกสารและรูปภาพ (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;ทุกไฟล์ (*)"
        )
        if name:
            path = Path(name)
            cases.attach(self.office, case.row.id, path.name, path.read_bytes())
            self.follow(cases.case(self.office, case.row.id), f"แนบไฟล์ {path.name} แล้ว")

    # --- papers -------------------------------------------------------------------------------------------------------------------
    def make_paper(self, kind: str) -> None:
        """Issue a paper of the case and show it; the public manual of its service is shown without being kept."""
        if self.case is None:
            return
        if kind == MANUAL:
            show_manual(self, self.case.row.service, self._kind_of_applicant(self.case))
            return
        case_id, office = self.case.row.id, self.office

        def work() -> PrintedPaper:
            from lsvdesk.counter import papers

            return papers.issue_paper(office, kind, case_id=case_id)

        def done(paper: PrintedPaper) -> None:
            self.refresh()
            self.session.changed.emit()
            self._preview(paper)

        self.session.run(work, done, self._paper_trouble)

    def _kind_of_applicant(self, case: CaseDetail) -> str:
        """As the manual of today calls it; everybody where the service no longer knows this kind."""
        known = [each.id for each in self.office.catalogue.service(case.row.service).applicant_cases]
        return case.applicant_case if len(known) > 1 and case.applicant_case in known else EVERYBODY

    def show_paper(self, code: str) -> None:
        """Show an issued paper, to be printed again or saved."""
        office = self.office

        def work() -> PrintedPaper:
            from lsvdesk.counter import papers

            return papers.paper(office, code)

        self.session.run(work, self._preview, self._paper_trouble)

    def _preview(self, paper: PrintedPaper) -> None:
        from lsvdesk.counter import papers
        from lsvdesk.ui.paper_preview import PaperPreview

        PaperPreview(paper, reprint=lambda: papers.reprint(self.office, paper.code), parent=self).exec()
        self.refresh()

    def _paper_trouble(self, error: BaseException) -> None:
        if isinstance(error, CounterError):
            self.trouble.emit(error)
        else:
            self.session.failed.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.go_back.emit()
        elif control and event.key() == Qt.Key.Key_P and self.case is not None and self.case.papers:
            self.show_paper(self.case.papers[-1].code)
        else:
            super().keyPressEvent(event)
