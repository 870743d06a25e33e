"""First run: an empty folder becomes an office. Choose or type the office in, say who you are, and where the paper books leave off.

Every step keeps what was typed when one goes back. Nothing is written before the last step, which is one use case
(:func:`lsvdesk.counter.setup.set_up`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lsvdesk.counter.actions import ROLE_TITLES
from lsvdesk.counter.views import OfficeSetup
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.first_run_steps import ChooseOffice, FirstUser, Look, Numbers, Review, SetupStep, TypeOffice
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.steps import Step, StepsBar
from lsvdesk.ui.widgets.surfaces import Card, scrolled

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session

_ROOMY = 600


class FirstRun(QWidget):
    """The steps in a card, with Enter going on and Esc going back; the last step makes the office and opens the window."""

    def __init__(self, session: Session, profiles: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("kind", "page")
        self.choose = ChooseOffice(profiles)
        self.typed = TypeOffice()
        self.user = FirstUser()
        self.numbers = Numbers()
        self.look = Look()
        self.review = Review()
        self.steps: tuple[SetupStep, ...] = (self.choose, self.typed, self.user, self.numbers, self.look, self.review)
        self._at = 0
        self._busy = False
        self._build()
        self._show()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        edge = theme.px(24)
        outer.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        outer.setSpacing(theme.px(8))
        self.heading = ThaiLabel("เริ่มใช้งาน LSV Desk", "display")
        outer.addWidget(self.heading)
        self.bar = StepsBar([Step(step.title) for step in self.steps])
        self.bar.chosen.connect(lambda at: self._go(self.shown_steps()[at]))
        outer.addWidget(self.bar)
        self.info = InfoBar()
        self.info.hide()
        outer.addWidget(self.info)
        self.card = Card(" ", " ", margin=20)
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(scrolled(step))
        self.card.add(self.stack, 1)
        outer.addWidget(self.card, 1)
        buttons = QHBoxLayout()
        self.back_button = Button("ย้อนกลับ", key="Esc", icon="back")
        self.back_button.clicked.connect(self.back)
        self.next_button = Button("ถัดไป", "primary", key="Enter")
        self.next_button.clicked.connect(self.next)
        self.where = ThaiLabel(f"ข้อมูลจะเก็บไว้ที่ {self.session.folder}", "caption", tone="quiet")
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.where)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        outer.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._give_room(event.size().height())
        super().resizeEvent(event)

    def _give_room(self, height: int) -> None:
        """Where there is little room (200 %) it belongs to the fields."""
        roomy = height >= theme.px(_ROOMY)
        self.heading.setVisible(roomy)
        self.where.setVisible(roomy)
        assert self.card.header is not None
        self.card.header.explanation.setVisible(roomy)

    # --- going on and back --------------------------------------------------------------------------------------------------------
    @property
    def step(self) -> SetupStep:
        """The step in front."""
        return self.steps[self._at]

    def shown_steps(self) -> list[SetupStep]:
        """The steps of this way through: an office of a profile need not be typed in."""
        return [step for step in self.steps if step is not self.typed or self.choose.profile is None]

    def next(self) -> None:
        """Check the step and go on; from the last one, make the office."""
        if self._busy or not self.step.check():
            return
        if self.step is self.review:
            self.finish()
            return
        shown = self.shown_steps()
        self._go(shown[shown.index(self.step) + 1])

    def back(self) -> None:
        """To the step before; everything typed stays."""
        shown = self.shown_steps()
        at = shown.index(self.step)
        if at > 0 and not self._busy:
            self._go(shown[at - 1])

    def finish(self) -> None:
        """Make the office; a fault takes one back to the step and the field it stands at."""
        self._busy = True
        self.next_button.setEnabled(False)
        self.next_button.setText("กำลังสร้างทะเบียน…")
        self.session.set_up(self.setup(), lambda: None, self._failed)

    def setup(self) -> OfficeSetup:
        """Everything that was chosen and typed."""
        profile = self.choose.profile
        return OfficeSetup(
            user=self.user.user(),
            profile=profile,
            details=None if profile else self.typed.details(),
            receipt_book=self.numbers.book(),
            next_numbers={"case": self.numbers.fields.value("case", 1)},
            logo=self.look.logo(),
            numerals=self.look.fields.value("numerals", "thai"),
        )

    def focus_first(self) -> None:
        self.step.focus_first()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.next_button.setEnabled(True)
        self._show()
        if not isinstance(error, CounterError):
            self.session.failed.emit(error)
            return
        for step in self.shown_steps():
            if step.show_error(error):
                self._go(step)
                step.show_error(error)
                return
        self.info.show_message(error.message, "red")

    def _go(self, step: SetupStep) -> None:
        self._at = self.steps.index(step)
        self._show()
        step.focus_first()
        if step is self.review:
            self.next_button.setFocus()

    def _show(self) -> None:
        step = self.step
        shown = self.shown_steps()
        self.info.hide()
        if step is self.review:
            self.review.show_lines(self._summary())
        self.stack.setCurrentIndex(self._at)
        assert self.card.header is not None
        self.card.header.set_title(step.title)
        self.card.header.set_explanation(step.explanation)
        self._give_room(self.height())
        self.bar.set_steps([Step(each.title) for each in shown])
        self.bar.set_current(shown.index(step))
        self.back_button.setVisible(shown.index(step) > 0)
        self.next_button.setText("เริ่มใช้งาน" if step is self.review else "ถัดไป")

    def _summary(self) -> list[tuple[str, str]]:
        profile = self.choose.profile
        user, book = self.user.user(), self.numbers.book()
        details = self.typed.details()
        name = self.choose.names[profile] if profile else details["name"]
        lines = [("หน่วยงาน", name)]
        if not profile:
            from lsvdesk.thai.addresses import format_address

            lines.append(("ที่ตั้ง", format_address(details["address"])))
            lines.append(("ผู้บริหาร", f"{details['executive']} {details['executive_position']}".strip()))
        return [
            *lines,
            ("ผู้ใช้คนแรก", f"{user.name}  {user.position} ({ROLE_TITLES[user.role]})"),
            ("ใบเสร็จรับเงินฉบับแรก", f"เล่มที่ {book.book_no} เลขที่ {book.next_no} (เล่มนี้มีเลขที่ {book.first_no}–{book.last_no})"),
            ("เลขที่คำขอถัดไป", str(self.numbers.fields.value("case", 1))),
            ("ตัวเลขบนเอกสาร", "เลขไทย" if self.look.fields.value("numerals") == "thai" else "เลขอารบิก"),
            ("ตราของหน่วยงาน", "มี" if not self.look.logo_editor.is_empty() else "ไม่มี"),
            ("โฟลเดอร์ข้อมูล", str(self.session.folder)),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)
