"""The case is filed: its number, the papers to print, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.numerals import format_number, to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import Badge, Card, scrolled

if TYPE_CHECKING:
    from lsvdesk.counter.views import CaseDetail, PrintedPaper
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.wizard.filing_run import Filed


_NARROW = 880


class DonePage(QWidget):
    """``case_wanted(case id)``, ``next_wanted``; ``failed(CounterError)`` where a paper could not be shown."""

    case_wanted = Signal(int)
    next_wanted = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.case: CaseDetail | None = None
        self.papers: list[PrintedPaper] = []
        self._printed: set[str] = set()
        self._rows: dict[str, Badge] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, theme.px(8), theme.px(8), theme.px(16))
        self.column.setSpacing(theme.px(16))
        outer.addWidget(scrolled(content))
        self._build_head()
        self.trouble = InfoBar("", "red", closable=False)
        self.column.addWidget(self.trouble)
        self.paper_card = Card("เอกสารที่ออกแล้ว", margin=16)
        self.paper_card.body.setSpacing(theme.px(4))
        self.column.addWidget(self.paper_card)
        self._paper_rows: QWidget | None = None
        self._build_foot()
        self.column.addStretch(1)

    def _build_head(self) -> None:
        card = Card(margin=24)
        self.said = ThaiLabel("", "body-strong", tone="green", wrap=True)
        self.number = ThaiLabel("", "display")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = ThaiLabel("", wrap=True)
        self.clocks = ThaiLabel("", tone="quiet", wrap=True)
        for label in (self.said, self.number, self.about, self.clocks):
            card.add(label)
        card.body.setSpacing(theme.px(2))
        self.column.addWidget(card)

    def _build_foot(self) -> None:
        self._foot = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(8))
        self.print_button = Button("พิมพ์เอกสาร", "primary", key="Ctrl+P", icon="print")
        self.print_button.clicked.connect(self.print_all)
        self.pay_button = Button("รับชำระเงิน", key="F8", icon="money")
        self.pay_button.clicked.connect(self.pay)
        self.case_button = Button("เปิดคำขอ", key="F7", icon="document")
        self.case_button.clicked.connect(lambda: self.case is not None and self.case_wanted.emit(self.case.row.id))
        self.next_button = Button("คำขอถัดไป", key="F2", icon="new")
        self.next_button.clicked.connect(self.next_wanted)
        for button in (self.print_button, self.pay_button, self.case_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.next_button)
        self.column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW)
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    # --- showing ----------------------------------------------------------------------------------------------------------------------
    def show_filed(self, filed: Filed) -> None:
        """What came of the filing; the cursor stands on the printing."""
        self.papers = list(filed.papers)
        self._printed = set()
        self.trouble.show_message("\n".join(filed.troubles), "red")
        self.show_case(filed.case)
        self._show_papers()
        (self.print_button if self.papers else self.next_button).setFocus()

    def show_case(self, case: CaseDetail) -> None:
        """The case as it stands now."""
        self.case = case
        self.said.setText("ยื่นคำขอแล้ว" if case.complete_on else f"ยื่นคำขอแล้ว · {case.row.status_title}")
        self.said.set_tone("green" if case.complete_on else "amber")
        self.number.setText(case.row.number)
        self.about.setText(f"{case.row.service_title} · {case.row.applicant}")
        clocks = []
        if case.row.promise_due is not None:
            clocks.append(f"กำหนดแล้วเสร็จ {format_long(case.row.promise_due, thai_digits=False)}")
        record = next((record for record in case.deficiencies if record.status == "open"), None)
        if record is not None:
            clocks.append(f"ให้แก้ไขเอกสารภายใน {format_long(record.correct_by, thai_digits=False)}")
        if case.row.paid > 0:
            clocks.append(f"ชำระแล้ว {format_number(case.row.paid, 2)} บาท")
        elif case.row.due > 0:
            clocks.append(f"ยอดที่ต้องชำระ {format_number(case.payable_now or case.row.due, 2)} บาท")
        self.clocks.setText(" · ".join(clocks))
        self.clocks.setVisible(bool(clocks))
        pay = next((action for action in case.actions if action.id == "take_payment"), None)
        self.pay_button.setVisible(pay is not None and case.payable_now > 0)
        if pay is not None:
            self.pay_button.setText(pay.title)
            self.pay_button.setEnabled(pay.enabled)
            self.pay_button.setToolTip(pay.reason)

    def _show_papers(self) -> None:
        if self._paper_rows is not None:
            self.paper_card.body.removeWidget(self._paper_rows)
            self._paper_rows.hide()
            self._paper_rows.deleteLater()
        self._paper_rows = QWidget()
        column = QVBoxLayout(self._paper_rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._rows = {}
        for number, paper in enumerate(self.papers, 1):
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(ThaiLabel(f"{paper.title}  {paper.code}", wrap=True), 1)
            badge = Badge("", "quiet")
            self._rows[paper.code] = badge
            row.addWidget(badge)
            button = Button("ดู", "quiet", key=str(number), icon="document")
            button.setShortcut("")
            button.setAccessibleName(f"ดู {paper.title} ปุ่มลัด {number}")
            button.clicked.connect(lambda _=False, at=number - 1: self.look_at(at))
            row.addWidget(button)
            column.addLayout(row)
        self.paper_card.body.addWidget(self._paper_rows)
        self.paper_card.setVisible(bool(self.papers))
        self.print_button.setVisible(bool(self.papers))
        self._mark()

    def _mark(self) -> None:
        """What is printed, and what Enter does next."""
        for paper in self.papers:
            badge = self._rows[paper.code]
            badge.setVisible(paper.kind != "receipt")  # its preview, where it is printed, has just been open
            badge.set_state(*(("พิมพ์แล้ว", "green") if paper.code in self._printed else ("ยังไม่ได้พิมพ์", "quiet")))
        waiting = len(self._waiting())
        self.print_button.setText(f"พิมพ์เอกสาร {waiting} ฉบับ" if waiting else "พิมพ์อีกครั้ง")
        done = waiting == 0
        self.print_button.set_kind("secondary" if done else "primary")
        paying = self.pay_button.isVisibleTo(self) and self.pay_button.isEnabled()
        self.pay_button.set_kind("primary" if done and paying else "secondary")
        self.next_button.set_kind("primary" if done and not paying else "secondary")

    def _waiting(self) -> list[PrintedPaper]:
        return [paper for paper in self.papers if paper.code not in self._printed and paper.kind != "receipt"]

    # --- doing ------------------------------------------------------------------------------------------------------------------------
    def look_at(self, at: int) -> None:
        """Show one of the papers."""
        if not 0 <= at < len(self.papers):
            return
        from lsvdesk.counter import papers
        from lsvdesk.ui.paper_preview import PaperPreview

        code = self.papers[at].code
        PaperPreview(self.papers[at], reprint=lambda: papers.reprint(self.session.office, code), parent=self).exec()

    def print_all(self) -> None:
        """Print what is not printed yet, with one question for the printer."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from lsvdesk.ui.paper_preview import print_pages

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDocName(self.case.row.number if self.case is not None else "")
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("พิมพ์")
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        for paper in self._waiting() or self.papers:
            print_pages(paper.pdf, printer)
        self.mark_printed()

    def mark_printed(self) -> None:
        """Everything was printed; Enter goes on with what comes next."""
        self._printed = {paper.code for paper in self.papers}
        self._mark()
        paying = self.pay_button.isVisibleTo(self) and self.pay_button.isEnabled()
        (self.pay_button if paying else self.next_button).setFocus()

    def pay(self) -> None:
        """Take the payment now (F8)."""
        if self.case is None or not self.pay_button.isEnabled():
            return
        from lsvdesk.counter import cases
        from lsvdesk.ui.payment_dialog import PaymentDialog

        try:
            dialog = PaymentDialog(self.session, self.case.row.id, self)
        except CounterError as error:
            self.failed.emit(error)
            return
        if dialog.exec():
            self.show_case(cases.case(self.session.office, self.case.row.id))
            self.said.setText(f"รับชำระเงินแล้ว · {self.case.row.status_title}")
            self.said.set_tone("green")
            if dialog.trouble is not None:
                self.trouble.show_message(f"รับเงินแล้ว แต่ออกใบเสร็จไม่สำเร็จ: {dialog.trouble.message} พิมพ์ได้จากหน้าคำขอ", "red")
            if dialog.paper is not None:
                self.papers.append(dialog.paper)
                self._show_papers()
                self.look_at(len(self.papers) - 1)
            self._mark()
            self.next_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = to_arabic(event.text())
        if len(digit) == 1 and digit in "123456789" and int(digit) <= len(self.papers):
            self.look_at(int(digit) - 1)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.next_wanted.emit()
            return
        super().keyPressEvent(event)
