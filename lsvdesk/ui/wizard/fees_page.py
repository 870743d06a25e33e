"""What it costs, with the reasons, before anything is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui.money_lines import MoneyLines
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
    """Lines, reasons, law and the sum; Enter goes on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        tax = desk.service.kind == "tax"
        self.card = Card("ภาษีที่ต้องชำระ" if tax else "ค่าธรรมเนียมที่ต้องชำระ", WHEN_PAID.get(desk.service.payment, ""))
        self.trouble = InfoBar("", "red", closable=False)
        self.unsure = InfoBar("", "amber", closable=False)
        self.advice = InfoBar("", "blue", closable=False)
        self.lines = MoneyLines()
        for part in (self.trouble, self.unsure, self.advice):
            self.column.addWidget(part)
        self.card.add(self.lines)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def enter(self) -> None:
        self.set_condition("valid")
        try:
            found = preview(self.desk)
        except CounterError as error:
            self.trouble.show_message(f"ยังคำนวณไม่ได้: {error.message}", "red")
            self.unsure.show_message("")
            self.advice.show_message("")
            self.card.hide()
            self.set_condition("error")
            return
        self.trouble.show_message("")
        self.unsure.show_message(
            f"มี {found.unverified} รายการที่ใช้ค่าซึ่งหน่วยงานยังไม่ได้ยืนยัน กรุณาตรวจสอบกับกฎหมายหรือข้อบัญญัติก่อนรับชำระ" if found.unverified else "",
            "amber",
        )
        self.advice.show_message("\n".join(found.warnings), "blue")
        self.card.show()
        self.lines.show_lines(found.lines, found.total)
        self.setFocus()
