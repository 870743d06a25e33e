"""What it costs, with the reasons, before anything is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.ui import theme
from lsvdesk.ui.money_lines import MoneyLines
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.step_page import Desk, StepPage

if TYPE_CHECKING:
    from lsvdesk.counter.views import AssessmentPreview

WHEN_PAID = {
    "before-decision": "ชำระก่อนพิจารณา",
    "after-decision": "ชำระเมื่อได้รับอนุญาตแล้ว",
    "after-assessment": "ชำระเมื่อได้รับแจ้งการประเมิน หรือชำระในวันยื่นแบบก็ได้",
}


def preview(desk: Desk) -> AssessmentPreview:
    """What the form as it stands would cost. Raises CounterError where an answer it needs is missing or wrong."""
    from lsvdesk.counter import filing

    state, service = desk.state, desk.service
    case = wizard.applicant_case(service, state).id
    return filing.preview_assessment(desk.office, service.id, case, state.answers, desk.today, state.has_agent)


class FeesPage(StepPage):
    """Lines, reasons, law and the sum; Enter goes on.

    Where the calculation lacks something, what it lacks stands here by name instead; ``mend_wanted(faults)`` leads to the first of them.
    """

    mend_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        tax = desk.service.kind == "tax"
        self.card = Card("ภาษีที่ต้องชำระ" if tax else "ค่าธรรมเนียมที่ต้องชำระ", WHEN_PAID.get(desk.service.payment, ""))
        self.trouble = InfoBar("", "red", closable=False)
        self.unsure = InfoBar("", "amber", closable=False)
        self.advice = InfoBar("", "blue", closable=False)
        self.lines = MoneyLines()
        self.lacking = LackingCard(desk)
        self.lacking.wanted.connect(lambda fault: self.mend_wanted.emit([fault]))
        for part in (self.trouble, self.unsure, self.advice):
            self.column.addWidget(part)
        self.card.add(self.lines)
        self.column.addWidget(self.lacking)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def enter(self) -> None:
        self.set_condition("valid")
        try:
            found = preview(self.desk)
        except CounterError as error:
            faults = faults_of(error)
            self.lacking.show_faults(faults)
            self.trouble.show_message("" if faults else f"ยังคำนวณไม่ได้: {error.message}", "red")
            self.unsure.show_message("")
            self.advice.show_message("")
            self.card.hide()
            self.set_condition("error")
            return
        self.lacking.show_faults([])
        self.trouble.show_message("")
        self.unsure.show_message(
            f"มี {found.unverified} รายการที่ใช้ค่าซึ่งหน่วยงานยังไม่ได้ยืนยัน กรุณาตรวจสอบกับกฎหมายหรือข้อบัญญัติก่อนรับชำระ" if found.unverified else "",
            "amber",
        )
        self.advice.show_message("\n".join(found.warnings), "blue")
        self.card.show()
        self.lines.show_lines(found.lines, found.total)
        self.setFocus()

    def mend(self) -> bool:
        """Ask to be led to the first of what is lacking; False where nothing is."""
        if not self.lacking.faults:
            return False
        self.mend_wanted.emit(self.lacking.faults)
        return True


def faults_of(error: CounterError) -> list[FieldFault]:
    """The fields that an error speaks of; none where it speaks of no field."""
    if isinstance(error, InvalidAnswers):
        return list(error.faults)
    return [FieldFault(error.field, error.code, error.message)] if error.field else []


class LackingCard(Card):
    """What the calculation lacks, by the names of the fields, each with the way to it; hidden where nothing is lacking."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("ยังคำนวณไม่ได้ ต้องกรอกหรือแก้ไขช่องต่อไปนี้ก่อน", margin=16, parent=parent)
        self._desk = desk
        self.faults: list[FieldFault] = []
        self._content: QWidget | None = None
        self.hide()

    def show_faults(self, faults: list[FieldFault]) -> None:
        """Write the lines anew, one for each field."""
        self.faults = faults
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        named: set[tuple[str, str]] = set()
        for fault in faults:
            line = (self._name(fault), fault.message)
            if line not in named:
                named.add(line)
                column.addLayout(self._line(fault, line[0]))
        self.add(self._content)
        self.setVisible(bool(faults))

    def _name(self, fault: FieldFault) -> str:
        head = fault.field.partition("[")[0].partition(".")[0]
        fields = (field for section in self._desk.service.form for field in section.fields)
        return next((field.label for field in fields if field.id == head), "ข้อมูลผู้ยื่น")

    def _line(self, fault: FieldFault, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ThaiLabel(name, "body-strong", wrap=True))
        words.addWidget(ThaiLabel(fault.message, tone="red", wrap=True))
        row.addLayout(words, 1)
        button = Button("ไปที่ช่องนี้", icon="edit")
        button.setAccessibleName(f"ไปที่ช่อง {name}")
        button.clicked.connect(lambda: self.wanted.emit(fault))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
