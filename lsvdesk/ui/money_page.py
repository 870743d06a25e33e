"""The money of a day: its receipts, voiding one, and closing the day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter import closing, money
from lsvdesk.counter.views import DayTotals, PrintedPaper
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_long, format_weekday
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.case_cards import METHODS, ClearedCard, pair
from lsvdesk.ui.list_export import export_list
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.dialogs import FittedDialog
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.numbers import MoneyEditor
from lsvdesk.ui.widgets.surfaces import Badge, EmptyState, Rule, SectionHeader, scrolled
from lsvdesk.ui.widgets.text import LongTextEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from lsvdesk.ui.session import Session

STATUS = {"valid": ("ใช้ได้", "green"), "void": ("ยกเลิก", "red")}

COLUMNS = (
    Column("number_text", "เล่ม/เลขที่", width=96),
    Column("issued_at", "เวลา", width=76, show=lambda at: f"{at:%H:%M} น."),
    Column("payer", "ผู้ชำระเงิน", width=170),
    Column("summary", "รายการ", stretch=True),
    Column("method", "วิธีชำระ", width=84, show=lambda method: METHODS.get(method, method)),
    Column("total", "บาท", align="right", width=100),
    Column("status", "สถานะ", width=84, show=lambda status: STATUS[status][0], tone=lambda status: STATUS[status][1]),
)


class MoneyPage(Page):
    """Opened with a day, or None for today."""

    title = "การเงิน"
    keys = (
        ("F7", "ดูและพิมพ์ใบเสร็จ"),
        ("F8", "ยกเลิกใบเสร็จ"),
        ("F9", "ปิดยอดประจำวัน"),
        ("Enter", "เปิดคำขอของใบเสร็จ"),
        ("Alt+← →", "วันก่อน วันถัดไป"),
        ("Ctrl+E", "ส่งออกเป็นสมุดงาน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.totals: DayTotals | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        outer.setSpacing(theme.px(12))
        self.header = SectionHeader("การเงินประจำวัน", role="heading")
        self.yearly = Button("ประเมินภาษีประจำปี", "quiet", key="Ctrl+8", icon="calendar", bind=False)
        self.yearly.clicked.connect(lambda: self.open_page.emit("yearly", None))
        self.header.add_action(self.yearly)
        outer.addWidget(self.header)
        outer.addLayout(self._bar())
        large = theme.scale() >= 1.5  # enlarged letters: what stood side by side stands under one another
        body = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        body.setSpacing(theme.px(16))
        self.table = DataTable(COLUMNS, empty=EmptyState("receipt", "ยังไม่มีใบเสร็จของวันนี้", "รับชำระเงินได้จากหน้าคำขอ"))
        self.table.activated.connect(self._open)
        self.table.selected.connect(lambda _: self._show_buttons())
        export = Button("ส่งออก", key="Ctrl+E", icon="export")
        export.clicked.connect(self.export)
        self.table.add_action(export)
        body.addWidget(self.table, 1)
        self.card = ClearedCard("ยอดประจำวัน")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        area = scrolled(side)
        if large:
            area.setMaximumHeight(theme.px(150))
        else:
            area.setFixedWidth(theme.px(312))
        body.addWidget(area)
        outer.addLayout(body, 1)

    def _bar(self) -> QBoxLayout:
        large = theme.scale() >= 1.5
        both = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        bar, buttons = QHBoxLayout(), QHBoxLayout()
        both.setSpacing(theme.px(8))
        bar.setSpacing(theme.px(8))
        buttons.setSpacing(theme.px(8))
        both.addLayout(bar, 1)
        both.addLayout(buttons)
        before = Button("", "secondary", icon="left")
        before.setAccessibleName("วันก่อน")
        before.setToolTip("วันก่อน (Alt+←)")
        before.clicked.connect(lambda: self.step(-1))
        self.day = BuddhistDateEditor(today=self.session.today, last=self.session.today)
        self.day.set_name("วันที่")
        self.day.line.setMinimumWidth(theme.px(130))
        self.day.line.editingFinished.connect(self._typed_day)
        after = Button("", "secondary", icon="right")
        after.setAccessibleName("วันถัดไป")
        after.setToolTip("วันถัดไป (Alt+→)")
        after.clicked.connect(lambda: self.step(1))
        for widget in (before, self.day, after):
            bar.addWidget(widget)
        self.state = Badge("", "quiet")
        bar.addWidget(self.state)
        bar.addStretch(1)
        self.show_button = Button("ใบเสร็จ", key="F7", icon="print")
        self.show_button.clicked.connect(self.show_receipt)
        self.void_button = Button("ยกเลิกใบเสร็จ", key="F8", icon="close")
        self.void_button.clicked.connect(self.void)
        self.close_button = Button("ปิดยอดประจำวัน", "primary", key="F9", icon="lock")
        self.close_button.clicked.connect(self.close_day)
        for button in (self.show_button, self.void_button, self.close_button):
            buttons.addWidget(button)
        return both

    # --- showing ------------------------------------------------------------------------------------------------------------------
    @property
    def on(self) -> dt.date:
        """The day in front."""
        return self._on

    def activate(self, argument: Any = None) -> None:
        self._on = argument if isinstance(argument, dt.date) else self.session.today
        self.day.set_value(self._on)
        self.refresh()
        self.table.setFocus()
        if self.table.rows() and self.table.current() is None:
            self.table.select(0)

    def place(self) -> Any:
        return self._on

    def step(self, days: int) -> None:
        """Go to another day, not beyond today."""
        wanted = min(self._on + dt.timedelta(days=days), self.session.today)
        if wanted != self._on:
            self.activate(wanted)

    def _typed_day(self) -> None:
        typed = self.day.value()
        if isinstance(typed, dt.date) and typed != self._on and typed <= self.session.today:
            self.activate(typed)

    def refresh(self) -> None:
        chosen = self.table.current()
        self.table.set_rows(money.receipts(self.office, self._on, self._on))
        if chosen is not None:
            at = next((i for i, row in enumerate(self.table.rows()) if row.id == chosen.id), None)
            if at is not None:
                self.table.select(at)
        self.totals = totals = closing.day_totals(self.office, self._on)
        others = [day for day in closing.unclosed_days(self.office, self.session.today) if day not in (self._on, self.session.today)]
        said = format_weekday(self._on)
        if others:
            said += f" · ยังไม่ได้ปิดยอดของวันที่ {', '.join(format_long(day, thai_digits=False) for day in others[:3])}"
        self.header.set_explanation(said)
        word, tone = ("ปิดยอดแล้ว", "green") if totals.closed else ("ยังไม่ปิดยอด", "amber") if totals.receipts else ("ยังไม่มีการรับเงิน", "quiet")
        self.state.set_state(word, tone)
        self._show_totals(totals)
        self._show_buttons()

    def _show_totals(self, totals: DayTotals) -> None:
        column = self.card.fresh()
        column.addWidget(ThaiLabel(f"{format_number(totals.total, 2)} บาท", "display", tone="primary"))
        numbers = f"เล่มที่/เลขที่ {totals.first_number} ถึง {totals.last_number}" if totals.first_number else "ยังไม่มีใบเสร็จ"
        column.addWidget(ThaiLabel(f"ใบเสร็จ {totals.receipts} ฉบับ · {numbers}", tone="quiet", wrap=True))
        if totals.voided:
            column.addWidget(ThaiLabel(f"ยกเลิก: {', '.join(totals.voided)}", tone="red", wrap=True))
        column.addWidget(Rule())
        for method, word in METHODS.items():
            column.addLayout(pair(word, format_number(totals.by_method.get(method, Decimal(0)), 2)))
        if totals.by_revenue:
            column.addWidget(Rule())
            for title, amount in totals.by_revenue.items():
                column.addLayout(pair(title, format_number(amount, 2)))
        if totals.closed and totals.counted is not None:
            column.addWidget(Rule())
            cash = totals.by_method.get("cash", Decimal(0))
            column.addLayout(pair("เงินสดที่นับได้", format_number(totals.counted, 2), strong=True))
            if totals.counted != cash:
                column.addLayout(pair("ผลต่าง", format_number(totals.counted - cash, 2), strong=True, tone="red"))
            if totals.note:
                column.addWidget(ThaiLabel(f"หมายเหตุ: {totals.note}", "caption", wrap=True))

    def _show_buttons(self) -> None:
        row = self.table.current()
        self.show_button.setEnabled(row is not None)
        self.void_button.setEnabled(row is not None and row.status == "valid")
        closed = self.totals is not None and self.totals.closed
        self.close_button.setEnabled(self.totals is not None and bool(self.totals.receipts))
        self.close_button.setText("ใบนำส่งเงิน" if closed else "ปิดยอดประจำวัน")
        self.close_button.updateGeometry()

    # --- doing --------------------------------------------------------------------------------------------------------------------
    def _open(self, row: Any) -> None:
        if row.case_id is not None:
            self.open_case.emit(row.case_id)
        else:
            self.show_receipt()

    def export(self) -> None:
        """The receipts of the day as a workbook."""
        export_list(self, self.table, "ใบเสร็จรับเงิน", format_long(self._on, thai_digits=False))

    def show_receipt(self) -> None:
        """Show the receipt under the cursor as it was issued."""
        row = self.table.current()
        if row is not None:
            self._show(lambda papers: papers.original(self.office, "receipt", receipt_id=row.id))

    def void(self) -> None:
        """Void the receipt under the cursor, with a reason."""
        row = self.table.current()
        if row is None or row.status != "valid":
            return
        from lsvdesk.ui.case_dialogs import ask_reason

        def do(reason: str) -> None:
            money.void_receipt(self.office, row.id, reason)

        words = f"{row.payer} · {format_number(row.total, 2)} บาท เลขที่ใบเสร็จยังคงอยู่และจะไม่นำมาใช้ซ้ำ ต้นฉบับต้องเรียกคืนและทำเครื่องหมายยกเลิก"
        if ask_reason(self, f"ยกเลิกใบเสร็จ {row.number_text}", words, "ยกเลิกใบเสร็จ", do):
            self.refresh()
            self.session.changed.emit()
            self.toast.emit(f"ยกเลิกใบเสร็จ {row.number_text} แล้ว")

    def close_day(self) -> None:
        """Count the cash and close the day; a closed day shows its remittance slip."""
        if self.totals is None or not self.totals.receipts:
            return
        if not self.totals.closed:
            dialog = CloseDayDialog(self.totals, self._close, self)
            if not dialog.exec():
                return
            self.refresh()
            self.session.changed.emit()
            self.toast.emit("ปิดยอดประจำวันแล้ว")
        on = self._on
        self._show(lambda papers: papers.original(self.office, "day_close", day=on))

    def _close(self, counted: Decimal, note: str) -> None:
        closing.close_day(self.office, self._on, counted, note)

    def _show(self, make: Callable[[Any], PrintedPaper]) -> None:
        def work() -> PrintedPaper:
            from lsvdesk.counter import papers

            return make(papers)

        def done(paper: PrintedPaper) -> None:
            from lsvdesk.counter import papers
            from lsvdesk.ui.paper_preview import PaperPreview

            PaperPreview(paper, reprint=lambda: papers.reprint(self.office, paper.code), parent=self).exec()

        def failed(error: BaseException) -> None:
            if isinstance(error, CounterError):
                self.trouble.emit(error)
            else:
                self.session.failed.emit(error)

        self.session.run(work, done, failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step(step)
            return
        super().keyPressEvent(event)


class CloseDayDialog(FittedDialog):
    """The cash is counted and typed; a difference wants a note. ``do(counted, note)`` closes the day."""

    def __init__(self, totals: DayTotals, do: Callable[[Decimal, str], None], parent: QWidget | None = None) -> None:
        super().__init__(540, parent)
        self.setWindowTitle("ปิดยอดประจำวัน")
        self.setModal(True)
        self._do = do
        self._cash = totals.by_method.get("cash", Decimal(0))
        edge = theme.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(ThaiLabel(f"ปิดยอดวันที่ {format_long(totals.on, thai_digits=False)}", "title", wrap=True))
        column.addWidget(ThaiLabel("เมื่อปิดยอดแล้วจะรับเงินของวันนี้เพิ่มไม่ได้ เงินที่รับหลังจากนี้ให้ออกใบเสร็จในวันทำการถัดไป", tone="quiet", wrap=True))
        for method, word in METHODS.items():
            column.addLayout(pair(word, f"{format_number(totals.by_method.get(method, Decimal(0)), 2)} บาท"))
        column.addLayout(pair("รวม", f"{format_number(totals.total, 2)} บาท", strong=True))
        column.addWidget(Rule())
        self.counted = FieldFrame("เงินสดที่นับได้จริง", MoneyEditor(), required=True)
        self.difference = ThaiLabel("", "body-strong", wrap=True)
        self.note = FieldFrame("หมายเหตุ", LongTextEditor(500, lines=2))
        for widget in (self.counted, self.difference, self.note):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button("ปิดยอด", "primary", key="Ctrl+Enter", icon="lock")
        self.button.clicked.connect(self.act)
        cancel = Button("ยกเลิก", key="Esc")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.button)
        row.addWidget(cancel)
        column.addLayout(row)
        self.counted.editor.changed.connect(self._show_difference)
        self._show_difference()
        self.counted.editor.setFocus()

    def _show_difference(self) -> None:
        counted = self.counted.editor.value()
        if counted is None:
            self.difference.setText("นับเงินสดในลิ้นชักแล้วพิมพ์จำนวนที่นับได้")
            self.difference.set_tone("quiet")
            return
        over = counted - self._cash
        words = "ตรงกับใบเสร็จ" if over == 0 else f"{'เกิน' if over > 0 else 'ขาด'} {format_number(abs(over), 2)} บาท กรุณาระบุหมายเหตุ"
        self.difference.setText(words)
        self.difference.set_tone("green" if over == 0 else "red")

    def act(self) -> None:
        """Close the day with what was counted."""
        if self.counted.check() is not None:
            self.counted.focus_fault()
            return
        try:
            self._do(self.counted.editor.value(), str(self.note.editor.value() or ""))
        except CounterError as error:
            frame = self.note if error.field == "note" else self.counted
            frame.show_fault(error.message)
            frame.focus_fault()
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)
