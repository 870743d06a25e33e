"""What it comes to: the lines with their reasons, the rights, the parts to pay in; or what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.entitlement import EntitlementCard, sum_in_words
from lsvdesk.ui.money_lines import MoneyLines
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Badge, Card

if TYPE_CHECKING:
    from lsvdesk.counter.estimating import Estimate
    from lsvdesk.errors import FieldFault

MARK = "ประมาณการ ไม่ใช่ใบเสร็จ"


class ResultPanel(QWidget):
    """``go_to_missing`` when the clerk wants to be led to the first field that is missing or wrong."""

    go_to_missing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), theme.px(16))
        column.setSpacing(theme.px(12))
        self.missing = Card("ยังคำนวณไม่ได้", margin=16)
        self.missing.body.setSpacing(theme.px(6))
        self.missing_words = ThaiLabel("", wrap=True)
        self.wrong_words = ThaiLabel("", tone="red", wrap=True)
        self.go_button = Button("ไปที่ช่องแรก", key="F6", icon="edit")
        self.go_button.clicked.connect(self.go_to_missing)
        for part in (self.missing_words, self.wrong_words):
            self.missing.add(part)
        self.missing.body.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.unsure = InfoBar("", "amber", closable=False)
        self.advice = InfoBar("", "blue", closable=False)
        self.card = Card("ผลการคำนวณ", margin=16)
        assert self.card.header is not None
        self.card.header.add_action(Badge(MARK, "amber"))
        self.lines = MoneyLines(beside=False)
        self.card.add(self.lines)
        self.rights = EntitlementCard()
        assert self.rights.header is not None
        self.rights.header.add_action(Badge(MARK, "amber"))
        self.parts = _Parts()
        for widget in (self.missing, self.rights, self.card, self.parts, self.unsure, self.advice):
            column.addWidget(widget)
            widget.hide()
        column.addStretch(1)

    def show_estimate(self, found: Estimate, label_of: Callable[[FieldFault], str]) -> None:
        """Show what was calculated; ``label_of`` gives the field of a fault in words."""
        self._show_missing(found, label_of)
        done = not found.faults
        self.rights.show_lines(found.entitled if done else ())
        self.card.setVisible(done and (bool(found.lines) or not found.entitled))
        if done:
            self.lines.show_lines(found.lines, found.total)
        self.parts.show_plan(found if done else None)
        words = f"มี {found.unverified} รายการที่ใช้ค่าซึ่งสำนักงานยังไม่ได้ยืนยัน กรุณาตรวจสอบกับกฎหมายหรือข้อบัญญัติ ยืนยันได้ที่ ตั้งค่า > อัตรา"
        self.unsure.show_message(words if found.unverified else "", "amber")
        self.advice.show_message("\n".join(found.warnings), "blue")

    def _show_missing(self, found: Estimate, label_of: Callable[[FieldFault], str]) -> None:
        required = [label_of(fault) or fault.message for fault in found.faults if fault.code == "required" and label_of(fault)]
        others = [fault.message for fault in found.faults if fault.code != "required" or not label_of(fault)]
        self.missing.setVisible(bool(found.faults))
        self.missing_words.setText("ยังต้องกรอก: " + " · ".join(dict.fromkeys(required)) if required else "")
        self.missing_words.setVisible(bool(required))
        self.wrong_words.setText("\n".join(dict.fromkeys(others)))
        self.wrong_words.setVisible(bool(others))
        self.go_button.setVisible(any(label_of(fault) for fault in found.faults))


def in_short(found: Estimate) -> str:
    """The result in one line: ``1,508.00 บาท``, ``ได้รับ 700.00 บาทต่อเดือน``; empty while something is missing."""
    if found.faults:
        return ""
    if found.lines or not found.entitled:
        return f"{format_number(found.total, 2)} บาท"
    return " · ".join(sum_in_words(line) for line in found.entitled)


class _Parts(Card):
    """Until when, and in which parts, it may be paid."""

    def __init__(self) -> None:
        super().__init__("กำหนดชำระ", margin=16)
        self.body.setSpacing(theme.px(6))
        self._content: QWidget | None = None

    def show_plan(self, found: Estimate | None) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        wanted = found is not None and bool(found.total) and found.pay_by is not None
        self.setVisible(wanted)
        if found is None or not wanted or found.pay_by is None:
            return
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(ThaiLabel(f"ชำระภายใน {format_short(found.pay_by)} โดยไม่ต้องเสียเงินเพิ่ม", wrap=True))
        plan = found.instalments
        if plan is not None:
            column.addWidget(ThaiLabel(f"ขอผ่อนชำระได้ {len(plan.parts)} งวด ({plan.reference})", "body-strong", wrap=True))
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme.px(16))
            grid.setColumnStretch(1, 1)
            for row, part in enumerate(plan.parts):
                amount = ThaiLabel(f"{format_number(part.amount, 2)} บาท", "body-strong")
                amount.setAlignment(Qt.AlignmentFlag.AlignRight)
                for at, widget in enumerate((ThaiLabel(f"งวดที่ {part.number}"), ThaiLabel(f"ภายใน {format_short(part.due_on)}"), amount)):
                    grid.addWidget(widget, row, at)
            column.addLayout(grid)
            if not plan.confirmed:
                column.addWidget(ThaiLabel("เกณฑ์การผ่อนชำระยังไม่ยืนยัน", "caption", tone="amber"))
        self.add(self._content)
