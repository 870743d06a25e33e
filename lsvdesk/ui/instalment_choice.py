"""Whether a tax is paid at once or in the parts that the law allows, with the days and amounts of those parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel

if TYPE_CHECKING:
    from lsvdesk.counter.views import InstalmentPlan, InstalmentRow

KEYS = ("F4", "F5")
"""All of it; this part."""


def words(part: InstalmentRow) -> str:
    """``งวดที่ 2 · ภายใน 17 เม.ย. 2569``."""
    return f"งวดที่ {part.number} · ภายใน {format_short(part.due_on)}"


def state(part: InstalmentRow) -> tuple[str, str]:
    """What became of the part so far, and its tone."""
    if part.paid:
        return "ชำระแล้ว", "green"
    return ("เกินกำหนด", "red") if part.overdue else ("", "quiet")


class InstalmentChoice(QWidget):
    """``changed`` when the other way is chosen; ``instalment`` is the part to be paid, None all of it (or all that is left)."""

    changed = Signal()

    def __init__(self, plan: InstalmentPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert plan.payable is not None
        self.plan = plan
        self.instalment: int | None = plan.payable if plan.begun else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        every = "ชำระส่วนที่เหลือทั้งหมด" if plan.begun else "ชำระเต็มจำนวน"
        part = f"ชำระงวดที่ {plan.payable}" if plan.begun else f"แบ่งชำระ {len(plan.parts)} งวด"
        self.whole_button = self._button(every, KEYS[0], None)
        self.part_button = self._button(part, KEYS[1], plan.payable)
        for button in (self.whole_button, self.part_button):  # one below the other: the half of the dialog is narrow
            column.addWidget(button)
        for each in plan.parts:
            column.addLayout(self._line(each))
        said = f"ผิดนัดงวดใดหมดสิทธิผ่อนและเสียเงินเพิ่ม ({plan.reference})" + ("" if plan.confirmed else " ยังไม่ยืนยัน")
        column.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        self._show()

    def choose(self, instalment: int | None) -> None:
        """All of it (None), or the part."""
        if instalment != self.instalment:
            self.instalment = instalment
            self._show()
            self.changed.emit()

    def _button(self, word: str, key: str, instalment: int | None) -> Button:
        button = Button(word, key=key)
        button.setShortcut(QKeySequence(key))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.choose(instalment))
        return button

    def _line(self, part: InstalmentRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(ThaiLabel(words(part), "caption"), 1)
        said, tone = state(part)
        if said:
            line.addWidget(ThaiLabel(said, "caption", tone=tone))
        line.addWidget(ThaiLabel(format_number(part.amount, 2), "caption"))
        return line

    def _show(self) -> None:
        self.whole_button.set_kind("primary" if self.instalment is None else "secondary")
        self.part_button.set_kind("secondary" if self.instalment is None else "primary")
