"""What is owed, line by line, each with its reason; the sum in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.baht import in_words
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Rule

if TYPE_CHECKING:
    from decimal import Decimal

    from lsvdesk.counter.views import LineRow

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class MoneyLines(QWidget):
    """``reasons`` shows the sentence and the section of law under each line; without it the lines stand close together. ``beside``: that a
    rate is not confirmed stands beside the line, else under it, where there is little room."""

    def __init__(self, *, reasons: bool = True, beside: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = reasons
        self._beside = beside and reasons
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None

    def show_lines(self, lines: Sequence[LineRow], total: Decimal) -> None:
        """Write the lines anew."""
        if self._content is not None:
            self._outer.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8 if self._reasons else 2))
        for at, line in enumerate(lines):
            if at and self._reasons:
                column.addWidget(Rule())
            column.addWidget(self._line(line))
        if not lines:
            column.addWidget(ThaiLabel("ไม่มีเงินที่ต้องชำระ", tone="quiet"))
        column.addWidget(Rule())
        column.addWidget(self._total(total))
        self._outer.addWidget(self._content)

    def _line(self, line: LineRow) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(ThaiLabel(line.item, wrap=True), 1)
        if not line.confirmed and self._beside:
            badge = Badge("อัตรายังไม่ยืนยัน", "amber")
            badge.setToolTip("หน่วยงานยังไม่ได้ยืนยันค่าที่ใช้คำนวณ ยืนยันได้ที่ ตั้งค่า > อัตรา")
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        amount = ThaiLabel(format_number(line.amount, 2), "body-strong")
        amount.setAlignment(_RIGHT)
        amount.setMinimumWidth(theme.px(120 if self._reasons else 80))
        row.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if not line.confirmed and not self._beside:
            column.addWidget(ThaiLabel("อัตรายังไม่ยืนยัน", "caption", tone="amber"))
        if self._reasons:
            said = "\n".join(part for part in (line.sentence, line.reference) if part)
            if said:
                column.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        return holder

    def _total(self, total: Decimal) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(4), 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ThaiLabel("รวมทั้งสิ้น", "body-strong"))
        words.addWidget(ThaiLabel(f"({in_words(total)})", tone="quiet", wrap=True))
        row.addLayout(words, 1)
        figure = ThaiLabel(f"{format_number(total, 2)} บาท", "heading" if self._reasons else "title")
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return holder
