"""Taking money: the sum, how it is paid, the change in large figures; Enter receives it and makes the receipt."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.views import Payment, PaymentMethod, PrintedPaper, ReceiptRow
from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.instalment_choice import InstalmentChoice
from lsvdesk.ui.money_lines import MoneyLines
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.numbers import MoneyEditor
from lsvdesk.ui.widgets.surfaces import scrolled
from lsvdesk.ui.widgets.text import TextEditor
from lsvdesk.ui.wizard import walk

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session

METHODS: tuple[tuple[PaymentMethod, str, str], ...] = (("cash", "เงินสด", "F6"), ("transfer", "เงินโอน", "F7"), ("cheque", "เช็ค", "F8"))
_NARROW = 780
SETTLE_MS = 250
"""An Enter that comes sooner after opening was meant for what stood there before."""


class PaymentDialog(QDialog):
    """Accepted once the money is taken: ``receipt`` is the receipt, ``paper`` its page (None where it could not be printed; then
    ``trouble`` says why). Raises CounterError where the case cannot be read."""

    def __init__(self, session: Session, case_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from lsvdesk.counter import cases, money

        self.session = session
        self.case = cases.case(session.office, case_id)
        plan = self.case.instalments
        self.choice = InstalmentChoice(plan) if plan is not None and plan.payable is not None else None
        self.due = money.amount_due(session.office, case_id, instalment=self.instalment)
        self.receipt: ReceiptRow | None = None
        self.paper: PrintedPaper | None = None
        self.trouble: CounterError | None = None
        self.method: PaymentMethod = "cash"
        self._opened = QElapsedTimer()
        self.setWindowTitle("รับชำระเงิน")
        self.setModal(True)
        whole = QVBoxLayout(self)
        edge = theme.px(24)
        whole.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        whole.setSpacing(theme.px(12))
        whole.addWidget(ThaiLabel("รับชำระเงิน", "heading"))
        said = f"{self.case.row.number} · {self.case.row.service_title} · {self.case.row.applicant}"
        whole.addWidget(ThaiLabel(said, tone="quiet", wrap=True))
        self.bar = InfoBar("", "red", closable=False)
        whole.addWidget(self.bar)
        content = QWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        narrow = room.width() < theme.px(_NARROW)
        halves = QBoxLayout(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight, content)
        halves.setContentsMargins(0, 0, theme.px(8), 0)
        halves.setSpacing(theme.px(24))
        halves.addWidget(self._build_lines(), 5)
        halves.addWidget(self._build_money(), 4)
        self.area = scrolled(content)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._build_foot())
        for method, _, key in METHODS:
            QShortcut(QKeySequence(key), self, activated=lambda method=method: self.choose(method))
        if self.due.warnings:
            self.bar.show_message("\n".join(self.due.warnings), "amber")
        self.setMinimumWidth(min(theme.px(900), room.width() - theme.px(16)))
        self.setMaximumSize(room)
        self.choose("cash")

    # --- construction -----------------------------------------------------------------------------------------------------------------
    def _build_lines(self) -> QWidget:
        self.lines = MoneyLines(reasons=False)
        self.lines.show_lines(self.due.lines, self.due.total)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(12))
        if self.choice is not None:
            column.addWidget(self.choice)
            self.choice.changed.connect(self._show_due)
        column.addWidget(self.lines)
        column.addStretch(1)
        return holder

    def _build_money(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("kind", "card")
        column = QVBoxLayout(panel)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.method_buttons: dict[str, Button] = {}
        for method, word, key in METHODS:
            button = Button(word, key=key)
            button.setShortcut(QKeySequence())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, method=method: self.choose(method))
            self.method_buttons[method] = button
            row.addWidget(button)
        row.addStretch(1)
        due = QHBoxLayout()
        due.addWidget(ThaiLabel("ยอดที่ต้องชำระ", tone="quiet"), 1)
        self.due_figure = ThaiLabel(f"{format_number(self.due.total, 2)} บาท", "heading")
        due.addWidget(self.due_figure)
        column.addLayout(due)
        column.addLayout(row)
        self.tendered = FieldFrame("รับเงินมา", MoneyEditor(), required=True, key="tendered")
        self.bank = FieldFrame("ธนาคาร", TextEditor(100), key="bank")
        self.instrument_no = FieldFrame("เลขที่อ้างอิง", TextEditor(60), key="instrument_no")
        self.instrument_date = FieldFrame("วันที่", BuddhistDateEditor(today=self.session.today), key="instrument_date")
        self._frames = [self.tendered, self.bank, self.instrument_no, self.instrument_date]
        for frame in self._frames:
            column.addWidget(frame)
        self.tendered.editor.changed.connect(self._count)
        self.change_word = ThaiLabel("เงินทอน", tone="quiet")
        self.change = ThaiLabel("", "display")
        self.change.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.change_word)
        column.addWidget(self.change)
        column.addStretch(1)
        return panel

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.cancel_button = Button("ยกเลิก", key="Esc")
        self.cancel_button.clicked.connect(self.reject)
        self.take_button = Button(self._take_words(), "primary", key="Enter", icon="receipt")
        self.take_button.clicked.connect(self.take)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.take_button)
        return foot

    # --- all of it, or a part ---------------------------------------------------------------------------------------------------------
    @property
    def instalment(self) -> int | None:
        """The part that is paid; None all that is owed."""
        return self.choice.instalment if self.choice is not None else None

    def _show_due(self) -> None:
        """The other sum, after the payer chose to pay at once or in parts."""
        from lsvdesk.counter import money

        try:
            self.due = money.amount_due(self.session.office, self.case.row.id, instalment=self.instalment)
        except CounterError as error:  # the day has turned while the dialog stood open
            self._show(error)
            return
        self.lines.show_lines(self.due.lines, self.due.total)
        self.due_figure.setText(f"{format_number(self.due.total, 2)} บาท")
        self.take_button.setText(self._take_words())
        self.choose(self.method)

    def _take_words(self) -> str:
        part = f"งวดที่ {self.instalment} จำนวน" if self.instalment is not None else ""
        return f"รับเงิน{part} {format_number(self.due.total, 2)} บาท และออกใบเสร็จ"

    # --- how it is paid ---------------------------------------------------------------------------------------------------------------
    def choose(self, method: PaymentMethod) -> None:
        """Cash, transfer or cheque; a transfer and a cheque are of the exact sum."""
        self.method = method
        for name, button in self.method_buttons.items():
            button.set_kind("primary" if name == method else "secondary")
        cash = method == "cash"
        self.tendered.setVisible(cash)
        self.change.setVisible(cash)
        self.change_word.setVisible(cash)
        for frame in (self.bank, self.instrument_no, self.instrument_date):
            frame.setVisible(not cash)
            frame.set_required(method == "cheque" and frame is not self.instrument_date)
            frame.show_fault(None)
        self.instrument_no.set_label("เลขที่เช็ค" if method == "cheque" else "เลขที่อ้างอิงการโอน")
        self.instrument_date.set_label("วันที่บนเช็ค" if method == "cheque" else "วันที่โอน")
        self.tendered.editor.set_value(self.due.total)
        if not cash and self.instrument_date.editor.is_empty():
            self.instrument_date.editor.set_value(self.session.today)
        self._count()
        walk.go_to(walk.first_stop([frame for frame in self._frames if not frame.isHidden()]) or self.take_button)
        self._make_room()

    def _make_room(self) -> None:
        """Grow where fields or faults need it; never shrink under the clerk's hands."""

        def grow() -> None:
            content = self.area.widget()
            lacking = content.heightForWidth(content.width()) if content.hasHeightForWidth() else content.sizeHint().height()
            lacking -= self.area.viewport().height()
            if lacking > 0:
                self.resize(self.width(), min(self.height() + lacking, self.maximumHeight()))
            focus = self.focusWidget()
            if focus is not None and content.isAncestorOf(focus):
                self.area.ensureWidgetVisible(focus, 0, theme.px(48))

        QTimer.singleShot(0, self, grow)

    def _count(self) -> None:
        """The change, live."""
        given = self.tendered.editor.value()
        if not isinstance(given, Decimal):
            self.change.setText("–")
            self.change.set_tone("quiet")
            self.change_word.setText("เงินทอน")
            return
        rest = given - self.due.total
        short = rest < 0
        self.change_word.setText("ยังขาดอีก" if short else "เงินทอน")
        self.change.setText(f"{format_number(abs(rest), 2)} บาท")
        self.change.set_tone("red" if short else "green" if rest else None)

    def payment(self) -> Payment:
        """What stands in the dialog."""
        cash = self.method == "cash"
        given = self.tendered.editor.value() if cash else self.due.total
        if cash:
            return Payment("cash", given if isinstance(given, Decimal) else Decimal(0))
        return Payment(
            self.method,
            self.due.total,
            bank=str(self.bank.editor.value() or ""),
            instrument_no=str(self.instrument_no.editor.value() or ""),
            instrument_date=self.instrument_date.editor.value(),
        )

    # --- taking it --------------------------------------------------------------------------------------------------------------------
    def take(self) -> None:
        """Receive the money and make the receipt; what is wrong stands at its field."""
        if self.receipt is not None:
            return
        faulty = [frame for frame in self._frames if not frame.isHidden() and frame.check() is not None]
        if faulty:
            faulty[0].focus_fault()
            self._make_room()
            return
        from lsvdesk.counter import money, papers

        office = self.session.office
        try:
            self.receipt = money.take_payment(office, self.case.row.id, self.payment(), self.instalment)
        except CounterError as error:
            self._show(error)
            return
        try:
            self.paper = papers.issue_paper(office, "receipt", receipt_id=self.receipt.id)
        except CounterError as error:  # the money is taken: the receipt can be printed from the page of the case
            self.trouble = error
        self.session.changed.emit()
        self.accept()

    def _show(self, error: CounterError) -> None:
        frame = next((frame for frame in self._frames if frame.key == (error.field or "").rpartition(".")[2]), None)
        if frame is None and error.code in ("short", "amount"):
            frame = self.tendered
        if frame is not None and not frame.isHidden():
            frame.show_fault(error.message)
            frame.focus_fault()
            self._make_room()
        else:
            self.bar.show_message(error.message, "red")

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self._opened.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self._opened.isValid() and self._opened.elapsed() >= SETTLE_MS:
                self._enter()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        """To the next field that is empty; from the last one the money is received."""
        from PySide6.QtWidgets import QApplication

        rest = [frame for frame in self._frames if not frame.isHidden()]
        stop = walk.next_stop(rest, QApplication.focusWidget())
        waiting = [frame for frame in rest if frame.required() and frame.editor.is_empty()]
        if stop is not None and waiting:
            walk.go_to(stop)
        else:
            self.take()
