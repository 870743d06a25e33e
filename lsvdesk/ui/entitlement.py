"""What a citizen is entitled to be paid, with the reasons: on the review of a form and on the page of its case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.numerals import format_number, to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Card, Rule

if TYPE_CHECKING:
    from lsvdesk.counter.views import LineRow

PAID_TO_THE_CITIZEN = "เงินที่จ่ายให้ผู้มีสิทธิ ไม่มีเงินที่ต้องเรียกเก็บ"


class EntitlementCard(Card):
    """Each right with its sum and why; hidden where there is none to speak of. It never says that anything is to be paid to the office."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("สิทธิที่ได้รับ", margin=16, parent=parent)
        self.body.setSpacing(theme.px(6))
        self._content: QWidget | None = None
        self.hide()

    def show_lines(self, lines: Sequence[LineRow]) -> None:
        """Write the lines anew."""
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for at, line in enumerate(lines):
            if at:
                column.addWidget(Rule())
            self._line(column, line)
        if any(line.amount for line in lines):
            column.addWidget(ThaiLabel(PAID_TO_THE_CITIZEN, "caption", tone="green", wrap=True))
        self.add(self._content)
        self.setVisible(bool(lines))

    def _line(self, column: QVBoxLayout, line: LineRow) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(ThaiLabel(line.item, "body-strong", wrap=True), 1)
        if not line.confirmed:
            badge = Badge("อัตรายังไม่ยืนยัน", "amber")
            badge.setToolTip("หน่วยงานยังไม่ได้ยืนยันค่าที่ใช้คำนวณ ยืนยันได้ที่ ตั้งค่า > อัตรา")
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        figure = ThaiLabel(sum_in_words(line), "body-strong", tone="green" if line.amount else "amber")
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        said = to_arabic("\n".join(part for part in (line.sentence, line.reference) if part))  # Thai numerals are for papers
        if said:
            column.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))


def sum_in_words(line: LineRow) -> str:
    """``ได้รับ 700.00 บาทต่อเดือน``, or that there is no right."""
    if not line.amount:
        return "ไม่มีสิทธิ"
    return f"ได้รับ {format_number(line.amount, 2)} บาท" + (f"ต่อ{line.unit}" if line.unit else "")
