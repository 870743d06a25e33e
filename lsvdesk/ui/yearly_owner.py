"""One owner's tax of a year: how far it is, every line of the calculation with its reason, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter import levies
from lsvdesk.counter.assessment_runs import SERVICES, TITLES
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.money_lines import MoneyLines
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Badge, Card, scrolled

if TYPE_CHECKING:
    from lsvdesk.counter.levies import LevyRow
    from lsvdesk.counter.views import LineRow
    from lsvdesk.ui.session import Session

STATE_TONES = {"faulty": "red", "nothing": "quiet", "assessed": "amber", "notified": "blue", "due": "primary", "paid": "green"}
MOST_LINES = 100
"""Lines that are written at once; the rest on demand."""
_NARROW = 900


class OwnerView(QWidget):
    """``left`` (Esc); the others say what is wanted: ``pay_wanted(row)``, ``notify_wanted(row)``, ``paper_wanted(code)``,
    ``case_wanted(id)``, ``page_wanted(name, argument)``, ``return_wanted(service, applicant)``."""

    left = Signal()
    pay_wanted = Signal(object)
    notify_wanted = Signal(object)
    paper_wanted = Signal(str)
    case_wanted = Signal(int)
    page_wanted = Signal(str, object)
    return_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.row: LevyRow | None = None
        self._lines: Sequence[LineRow] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        outer.addWidget(scrolled(content), 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.px(4), theme.px(8))
        column.setSpacing(theme.px(12))
        column.addWidget(self._build_head())
        self.fault = InfoBar("", "red", action="แก้ข้อมูลทรัพย์สิน", closable=False)
        self.fault.acted.connect(self.correct)
        column.addWidget(self.fault)
        self.card = Card("การคำนวณ", margin=16)
        self.lines = MoneyLines()
        self.card.add(self.lines)
        self.more = Button("", "quiet", icon="down")
        self.more.clicked.connect(lambda: self._show_lines(whole=True))
        self.card.add(self.more)
        column.addWidget(self.card)
        column.addStretch(1)

    def _build_head(self) -> Card:
        card = Card(margin=12)
        card.body.setSpacing(theme.px(2))
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.setSpacing(theme.px(8))
        name = QHBoxLayout()
        name.setSpacing(theme.px(12))
        self.name = ThaiLabel("", "heading", wrap=True)
        self.state = Badge("", "quiet")
        name.addWidget(self.name, 1)
        name.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self.top.addLayout(name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        self.notify = Button("บันทึกวันที่ได้รับแจ้ง", key="F7", icon="calendar")
        self.notify.clicked.connect(lambda: self.notify_wanted.emit(self.row))
        self.pay = Button("รับชำระ", "primary", key="F8", icon="money")
        self.pay.clicked.connect(lambda: self.pay_wanted.emit(self.row))
        buttons.addStretch(1)
        for button in (self.notify, self.pay):
            buttons.addWidget(button)
        self.top.addLayout(buttons)
        card.body.addLayout(self.top)
        self.said = ThaiLabel("", tone="quiet", wrap=True)
        card.body.addWidget(self.said)
        self.more_row = QHBoxLayout()
        self.more_row.setSpacing(theme.px(8))
        self.back = Button("รายชื่อ", "quiet", key="Esc", icon="back")
        self.back.clicked.connect(self.left)
        self.held = Button("ทรัพย์สินของเจ้าของ", "quiet", icon="registers")
        self.held.clicked.connect(self.show_held)
        self.paper = Button("หนังสือแจ้ง", "quiet", icon="document")
        self.paper.clicked.connect(lambda: self.paper_wanted.emit(self.row.paper) if self.row is not None else None)
        self.case = Button("เปิดคำขอ", "quiet", icon="cases")
        self.case.clicked.connect(self._open_case)
        for button in (self.back, self.held, self.paper, self.case):
            self.more_row.addWidget(button)
        self.more_row.addStretch(1)
        card.body.addLayout(self.more_row)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW)
        self.top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    # --- showing ----------------------------------------------------------------------------------------------------------------------
    def show_levy(self, levy_id: int) -> bool:
        """Show this calculation; False where it is not there any more."""
        try:
            found = levies.levy(self.session.office, levy_id)
        except CounterError:
            return False
        row = self.row = found.row
        self._lines = found.lines
        self.name.setText(row.owner)
        self.state.set_state(row.state_title, STATE_TONES[row.state])
        self.said.setText("  ·  ".join(self._facts(row)))
        self.paper.setVisible(bool(row.paper))
        self.case.setVisible(row.case_id is not None)
        self.notify.setVisible(row.state in ("assessed", "notified"))
        self.pay.setVisible(row.state in ("assessed", "notified", "due"))
        differs = ""
        if row.differs is not None:
            differs = (
                f"ประเมินครั้งใหม่ได้ {format_number(row.differs, 2)} บาท แต่แจ้งหรือชำระไปแล้วตามยอดเดิม กรุณาตรวจทรัพย์สินและพิจารณาประเมินเพิ่มหรือคืนภาษี"
            )
        self.fault.show_message(f"คำนวณไม่ได้: {row.fault}" if row.fault else differs, "red" if row.fault else "amber")
        self.card.setVisible(not row.fault)
        self._show_lines(whole=False)
        return True

    def _facts(self, row: LevyRow) -> list[str]:
        facts = [f"{TITLES[row.tax]} ปี {row.tax_year}", f"{row.items:,} รายการ"]
        if row.letter_no:
            facts.append(f"หนังสือแจ้งที่ {row.letter_no}")
        if row.notified_on is not None:
            facts.append(f"ได้รับแจ้งเมื่อวันที่ {format_short(row.notified_on)}")
        if row.case_number:
            facts.append(f"เลขรับ {row.case_number}")
        if row.unverified:
            facts.append(f"ใช้ค่าที่ยังไม่ยืนยัน {row.unverified:,} ค่า")
        return facts

    def _show_lines(self, *, whole: bool) -> None:
        assert self.row is not None
        cut = not whole and len(self._lines) > MOST_LINES
        self.lines.show_lines(self._lines[:MOST_LINES] if cut else self._lines, self.row.total or Decimal(0))
        self.more.setText(f"แสดงอีก {len(self._lines) - MOST_LINES:,} รายการ")
        self.more.setVisible(cut)

    def refresh(self) -> None:
        """Show the present state."""
        if self.row is not None and not self.show_levy(self.row.id):
            self.left.emit()

    def enter(self) -> None:
        """Put the cursor on the next thing to do."""
        buttons = (self.fault.action_button if self.fault.message() else None, self.pay, self.notify, self.back)
        next(button for button in buttons if button is not None and button.isVisibleTo(self)).setFocus()

    # --- ways on ----------------------------------------------------------------------------------------------------------------------
    def show_held(self) -> None:
        """What the owner has, in the register."""
        row = self.row
        if row is not None:
            name, status = ("signs", "standing") if row.tax == "signboard" else ("properties", "held")
            self.page_wanted.emit("registers", (name, status, row.owner))

    def correct(self) -> None:
        """Put right what could not be calculated: land by a survey, signs by a return in the owner's name."""
        row = self.row
        if row is None:
            return
        who = ("person", row.person_id) if row.person_id is not None else ("organisation", row.organisation_id)
        if row.tax != "signboard":
            self.page_wanted.emit("survey", who)
            return
        from lsvdesk.counter import people

        office = self.session.office
        owner = people.person(office, row.person_id) if row.person_id is not None else people.organisation(office, row.organisation_id or 0)
        self.return_wanted.emit(SERVICES[row.tax], owner)

    def _open_case(self) -> None:
        if self.row is not None and self.row.case_id is not None:
            self.case_wanted.emit(self.row.case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
