"""The cards of a case's page: clocks, documents, money, what was answered, papers, timeline. Each shows a part of a CaseDetail."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_long, format_short, format_time
from lsvdesk.thai.numerals import format_number, to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.instalment_choice import state, words
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Card, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.views import CaseDetail, ClockView, DocumentRow, EventRow, InstalmentPlan, PaperRow, ReceiptRow

_LONG = 90
METHODS = {"cash": "เงินสด", "transfer": "เงินโอน", "cheque": "เช็ค"}
DOCUMENT_WORDS = {
    "awaited": ("ยังไม่ตรวจ", "quiet"),
    "received": ("ได้รับแล้ว", "green"),
    "missing": ("ยังขาด", "red"),
    "waived": ("ยกเว้น", "quiet"),
}
CLOCK_TONES = {"waiting": "quiet", "running": "primary", "paused": "blue", "met": "green", "missed": "red", "overdue": "red"}


def clock_words(clock: ClockView) -> tuple[str, str]:
    """The large word of a clock and the line under it."""
    due = format_long(clock.due, thai_digits=False) if clock.due else ""
    if clock.state == "waiting":
        return "ยังไม่เริ่มนับ", "เริ่มนับเมื่อเอกสารครบถ้วน"
    if clock.state == "paused":
        return "หยุดนับ", "ระหว่างรอผู้ยื่นแก้ไขตามบันทึกสองฝ่าย"
    if clock.state in ("met", "missed"):
        return ("ทันกำหนด" if clock.state == "met" else "ช้ากว่ากำหนด"), f"กำหนด {due}" if due else ""
    left = clock.days_left or 0
    words = f"เกิน {-left} วัน" if left < 0 else "ครบกำหนดวันนี้" if left == 0 else f"เหลือ {left} วัน"
    return words, f"ภายใน {due}"


class ClearedCard(Card):
    """A card whose content is made anew for every case."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, margin=16, parent=parent)
        self.body.setSpacing(theme.px(8))
        self._content: QWidget | None = None

    def fresh(self) -> QVBoxLayout:
        """Throw away what stood in the card; the column for what comes now."""
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.body.addWidget(self._content)
        return column


def pair(name: str, value: str, *, strong: bool = False, tone: str | None = None) -> QHBoxLayout:
    """A quiet word at the left, its value at the right."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(ThaiLabel(name, tone="quiet", wrap=True), 3)
    label = ThaiLabel(value, "body-strong" if strong else "body", tone=tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(label, 4)
    return row


class ClocksCard(ClearedCard):
    """The office's promise and the limit of the law, with the days left."""

    def __init__(self) -> None:
        super().__init__("กำหนดเวลา")

    def show_case(self, case: CaseDetail) -> None:
        column = self.fresh()
        if not case.clocks:
            column.addWidget(ThaiLabel("งานบริการนี้ไม่กำหนดเวลา", tone="quiet"))
        for at, clock in enumerate(case.clocks):
            if at:
                column.addWidget(Rule())
            words, explanation = clock_words(clock)
            head = QHBoxLayout()
            head.addWidget(ThaiLabel(f"{clock.title} {clock.length}", tone="quiet", wrap=True), 1)
            head.addWidget(ThaiLabel(words, "title", tone=CLOCK_TONES[clock.state]), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(head)
            said = " · ".join(part for part in (explanation, clock.reference) if part)
            if said:
                column.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))


class DocumentsCard(ClearedCard):
    """The checklist as it stands, and the open deficiency record."""

    def __init__(self) -> None:
        super().__init__("เอกสารประกอบ")

    def show_case(self, case: CaseDetail) -> None:
        column = self.fresh()
        for record in case.deficiencies:
            if record.status == "open":
                column.addWidget(
                    ThaiLabel(
                        f"บันทึกสองฝ่าย ให้แก้ไขภายใน {format_long(record.correct_by, thai_digits=False)}", "body-strong", tone="blue", wrap=True
                    )
                )
                for item in record.items:
                    column.addWidget(ThaiLabel(f"•  {item.text}", wrap=True))
                column.addWidget(Rule())
        if not case.documents:
            column.addWidget(ThaiLabel("งานบริการนี้ไม่ต้องใช้เอกสารประกอบ", tone="quiet"))
        for row in case.documents:
            column.addWidget(self._line(row))

    def _line(self, row: DocumentRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ThaiLabel(row.title, wrap=True))
        counts = [
            f"ฉบับจริง {row.originals_received}/{row.originals}" if row.originals else "",
            f"สำเนา {row.copies_received}/{row.copies}" if row.copies else "",
        ]
        said = "  ".join([part for part in (*counts, "ถ้ามี" if row.optional else "", row.note) if part])
        if said:
            words.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        line.addLayout(words, 1)
        word, tone = DOCUMENT_WORDS[row.status]
        line.addWidget(Badge(word, tone), 0, Qt.AlignmentFlag.AlignTop)
        return holder


class MoneyCard(ClearedCard):
    """What is owed, line by line with its reason, and what was paid."""

    def __init__(self) -> None:
        super().__init__("เงินที่ต้องชำระ")

    def show_case(self, case: CaseDetail) -> None:
        assessment = case.assessment
        self.setVisible(assessment is not None or bool(case.receipts))
        column = self.fresh()
        if assessment is not None:
            for line in assessment.lines:
                self._line(column, line.item, line.amount, line.sentence, line.reference, line.confirmed)
            column.addWidget(Rule())
            column.addLayout(pair("รวม", f"{format_number(assessment.total, 2)} บาท", strong=True))
            if assessment.pay_by is not None and case.row.paid < assessment.total:
                column.addLayout(pair("ชำระภายใน", format_long(assessment.pay_by, thai_digits=False)))
            if case.payable_now > assessment.total - case.row.paid:
                column.addLayout(pair("ต้องชำระวันนี้ (รวมเงินเพิ่ม)", f"{format_number(case.payable_now, 2)} บาท", strong=True, tone="red"))
        if case.instalments is not None and case.instalments.begun:
            self._parts(column, case.instalments)
        for receipt in case.receipts:
            column.addLayout(self._receipt(receipt))
        if case.row.paid:
            column.addLayout(pair("ชำระแล้ว", f"{format_number(case.row.paid, 2)} บาท", strong=True, tone="green"))

    def _line(self, column: QVBoxLayout, item: str, amount: Decimal, sentence: str, reference: str, confirmed: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(ThaiLabel(item, wrap=True), 1)
        row.addWidget(ThaiLabel(format_number(amount, 2), "body-strong"), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        said = to_arabic(" · ".join(part for part in (sentence, reference) if part))  # Thai numerals are for papers
        if said:
            column.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        if not confirmed:
            column.addWidget(ThaiLabel("อัตรานี้ยังไม่ได้รับการยืนยันจากหน่วยงาน", "caption", tone="amber", wrap=True))

    def _parts(self, column: QVBoxLayout, plan: InstalmentPlan) -> None:
        """The parts of a tax that is being paid in parts, and what became of each."""
        for part in plan.parts:
            said, tone = state(part)
            column.addLayout(pair(words(part), f"{said} {format_number(part.amount, 2)}".strip(), tone=tone))
        if plan.lost:
            column.addWidget(ThaiLabel("ผิดนัดผ่อนชำระ จึงต้องชำระส่วนที่เหลือทั้งหมดพร้อมเงินเพิ่ม", "caption", tone="red", wrap=True))

    def _receipt(self, receipt: ReceiptRow) -> QHBoxLayout:
        words = f"ใบเสร็จ {receipt.number_text} · {format_short(receipt.issued_on)} · {METHODS.get(receipt.method, receipt.method)}"
        if receipt.status == "void":
            return pair(f"{words} (ยกเลิก: {receipt.void_reason})", format_number(receipt.total, 2), tone="red")
        return pair(words, format_number(receipt.total, 2))


class AnswersCard(ClearedCard):
    """Who applied and what was answered, section by section."""

    def __init__(self) -> None:
        super().__init__("คำขอ")

    def show_sections(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """``sections``: heading and (label, value) pairs."""
        column = self.fresh()
        for at, (heading, values) in enumerate(sections):
            if at:
                column.addSpacing(theme.px(8))
            column.addWidget(ThaiLabel(heading, "body-strong", tone="primary", wrap=True))
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme.px(16))
            grid.setVerticalSpacing(theme.px(2))
            grid.setColumnStretch(0, 2)
            grid.setColumnStretch(1, 3)
            row = 0
            for label, value in values:
                top = Qt.AlignmentFlag.AlignTop
                whole = len(value) > _LONG  # rows of a table, an explanation: under its label, over the whole width
                grid.addWidget(ThaiLabel(label, tone="quiet", wrap=True), row, 0, 1, 2 if whole else 1, top)
                shown = ThaiLabel(value or "–", wrap=True)
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                row += whole
                grid.addWidget(shown, row, 0 if whole else 1, 1, 2 if whole else 1, top)
                row += 1
            column.addLayout(grid)


class PapersCard(ClearedCard):
    """Papers that were issued (to see, print, print again) and those that can be made."""

    wanted = Signal(str)
    """The code of an issued paper."""
    make = Signal(str)
    """The kind of a paper to make."""

    def __init__(self) -> None:
        super().__init__("เอกสารที่ออก")

    def show_papers(self, papers: Sequence[PaperRow], possible: Sequence[tuple[str, str]]) -> None:
        column = self.fresh()
        for paper in papers:
            said = f"{format_short(paper.issued_at.date())} {format_time(paper.issued_at.time())} · {paper.code}"
            if paper.reprints:
                said += f" · พิมพ์ซ้ำ {paper.reprints} ครั้ง"
            column.addWidget(
                self._row(
                    paper.title + (" (ยกเลิก)" if paper.void else ""), said, "ดู", lambda _=False, code=paper.code: self.wanted.emit(code)
                )
            )
        if papers and possible:
            column.addWidget(Rule())
        for kind, title in possible:
            column.addWidget(self._row(title, "", "จัดทำ", lambda _=False, kind=kind: self.make.emit(kind)))
        if not papers and not possible:
            column.addWidget(ThaiLabel("ยังไม่มีเอกสาร", tone="quiet"))

    def _row(self, title: str, said: str, word: str, pressed) -> QWidget:  # type: ignore[no-untyped-def]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ThaiLabel(title, wrap=True))
        if said:
            words.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        row.addLayout(words, 1)
        button = Button(word, icon="print" if word == "ดู" else "document")
        button.setAccessibleName(f"{word} {title}")
        button.clicked.connect(pressed)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder


class _Dot(QWidget):
    """The mark of one event on the line of time."""

    def __init__(self, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setFixedWidth(theme.px(20))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, at, radius = self.width() / 2, theme.px(14), theme.px(5)
        painter.setPen(QPen(theme.color("line"), theme.px(2)))
        painter.drawLine(int(middle), int(at) if self._first else 0, int(middle), int(at) if self._last else self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("primary" if self._first else "line-strong"))
        painter.drawEllipse(QRectF(middle - radius, at - radius, 2 * radius, 2 * radius))
        painter.end()


class TimelineCard(ClearedCard):
    """What happened, the latest first."""

    def __init__(self) -> None:
        super().__init__("ลำดับเหตุการณ์")

    def show_events(self, events: Sequence[EventRow]) -> None:
        column = self.fresh()
        column.setSpacing(0)
        ordered = list(reversed(events))
        for at, event in enumerate(ordered):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(8))
            row.addWidget(_Dot(at == 0, at == len(ordered) - 1))
            words = QVBoxLayout()
            words.setContentsMargins(0, 0, 0, theme.px(10))
            words.setSpacing(0)
            words.addWidget(ThaiLabel(event.text, wrap=True))
            said = f"{format_short(event.at.date())} {format_time(event.at.time())} · {event.user}"
            words.addWidget(ThaiLabel(said, "caption", tone="quiet"))
            row.addLayout(words, 1)
            column.addWidget(holder)
