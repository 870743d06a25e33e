"""Reports: the month's workbook for the province, with what should be put right before it is sent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_long, format_month
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.list_export import ask_file
from lsvdesk.ui.manual_printing import ManualCard
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import Combo
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.progress import ProgressPanel
from lsvdesk.ui.widgets.surfaces import Card, EmptyState, SectionHeader, scrolled

if TYPE_CHECKING:
    from lsvdesk.reporting.month import MonthData
    from lsvdesk.ui.session import Session

MONTHS_BACK = 24
REPORT_DAY = 5
"""The month's survey is due on the 5th of the next month: until then the month before is what is wanted."""

CAUTION_COLUMNS = (
    Column("title", "เรื่อง", width=250),
    Column("count", "จำนวน", align="right", width=90),
    Column("text", "รายละเอียด", stretch=True),
)


def wanted_month(today: dt.date) -> tuple[int, int]:
    """The month whose report is due next: last month's until the 5th, then this month's."""
    if today.day > REPORT_DAY:
        return today.year, today.month
    last = today.replace(day=1) - dt.timedelta(days=1)
    return last.year, last.month


def months_before(today: dt.date, count: int = MONTHS_BACK) -> list[tuple[int, int]]:
    """This month and those before it, the latest first."""
    first = today.year * 12 + today.month - 1
    return [(at // 12, at % 12 + 1) for at in range(first, first - count, -1)]


class ReportsPage(Page):
    """Opened with (year, month), or None for the month whose report is due next."""

    title = "รายงาน"
    keys = (("F2", "ทำสมุดงานประจำเดือน"), ("Alt+← →", "เดือนก่อน เดือนถัดไป"))

    _written = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._months = months_before(self.session.today)
        self._made: Path | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        whole.addWidget(scrolled(content))
        outer = QVBoxLayout(content)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        outer.setSpacing(theme.px(16))
        self.header = SectionHeader("รายงานประจำเดือนถึงจังหวัด", role="heading")
        outer.addWidget(self.header)
        asked = QHBoxLayout()
        asked.setSpacing(theme.px(12))
        asked.addWidget(ThaiLabel("เดือน", tone="quiet"))
        self.month = Combo([format_month(*month) for month in self._months])
        self.month.setAccessibleName("เดือนของรายงาน")
        self.month.setMinimumWidth(theme.px(220))
        self.month.activated.connect(lambda _: self.refresh())
        asked.addWidget(self.month)
        asked.addStretch(1)
        self.make = Button("ทำสมุดงานประจำเดือน", "primary", key="F2", icon="reports")
        self.make.clicked.connect(self.export)
        asked.addWidget(self.make)
        outer.addLayout(asked)
        self.progress = ProgressPanel("กำลังทำสมุดงาน", stoppable=False)
        self.progress.hide()
        outer.addWidget(self.progress)
        outer.addWidget(self._done_strip())
        outer.addWidget(self._figures())
        outer.addWidget(self._cautions(), 1)
        self.manual = ManualCard(self)
        outer.addWidget(self.manual)
        self._written.connect(self.progress.set_progress)

    def _done_strip(self) -> QWidget:
        self.done_strip = Card(margin=12)
        row = QHBoxLayout()
        self.done_words = ThaiLabel("", wrap=True)
        row.addWidget(self.done_words, 1)
        opener = Button("เปิดสมุดงาน", icon="document")
        opener.clicked.connect(lambda: self._open(self._made))
        folder = Button("เปิดโฟลเดอร์", "quiet", icon="save")
        folder.clicked.connect(lambda: self._open(self._made.parent if self._made else None))
        row.addWidget(opener)
        row.addWidget(folder)
        self.done_strip.body.addLayout(row)
        self.done_strip.hide()
        return self.done_strip

    def _figures(self) -> Card:
        card = Card("ตัวเลขของเดือน", margin=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(32))
        grid.setVerticalSpacing(theme.px(4))
        self.figures: dict[str, ThaiLabel] = {}
        words = (
            ("received", "รับคำขอ"),
            ("finished", "แล้วเสร็จ"),
            ("late", "เสร็จช้ากว่ากำหนด"),
            ("pending", "คงค้าง"),
            ("receipts", "ใบเสร็จรับเงิน"),
            ("money", "เงินที่รับ (บาท)"),
        )
        columns = len(words) if theme.scale() < 1.5 else 3
        for number, (key, word) in enumerate(words):
            label = ThaiLabel("–", "display", tone="primary")
            self.figures[key] = label
            row, at = number // columns * 2, number % columns
            grid.addWidget(ThaiLabel(word, tone="quiet"), row, at)
            grid.addWidget(label, row + 1, at)
            grid.setColumnStretch(at, 1)
        card.body.addLayout(grid)
        return card

    def _cautions(self) -> Card:
        self.caution_card = Card("สิ่งที่ควรตรวจก่อนส่ง", "รายการเหล่านี้จะพิมพ์ไว้บนปกของสมุดงาน", margin=16)
        nothing = EmptyState("done", "ไม่มีสิ่งที่ต้องแก้ไข", "ปิดยอดครบทุกวัน เลขที่ต่อเนื่อง และไม่มีเรื่องเกินกำหนด")
        self.cautions = DataTable(CAUTION_COLUMNS, filterable=False, empty=nothing)
        self.cautions.setMinimumHeight(theme.px(190))
        self.caution_card.add(self.cautions, 1)
        return self.caution_card

    # --- showing ------------------------------------------------------------------------------------------------------------------
    @property
    def chosen(self) -> tuple[int, int]:
        """Gregorian year and month in front."""
        return self._months[max(self.month.currentIndex(), 0)]

    def activate(self, argument: Any = None) -> None:
        self._months = months_before(self.session.today)
        self.month.set_labels([format_month(*month) for month in self._months])
        wanted = argument if argument in self._months else wanted_month(self.session.today)
        self.month.setCurrentIndex(self._months.index(wanted))
        self.done_strip.hide()
        self.refresh()
        self.make.setFocus()

    def place(self) -> Any:
        return self.chosen

    def refresh(self) -> None:
        year, month = self.chosen
        office = self.office

        def work() -> MonthData:
            from lsvdesk.reporting.month import month_data

            return month_data(office, year, month)

        self.session.run(work, lambda data: self._show(data) if self.chosen == (year, month) else None, self.trouble.emit)

    def _show(self, data: MonthData) -> None:
        due = format_long(data.survey_due, thai_digits=False)
        closed = f" (วันหยุด: {data.survey_holiday})" if data.survey_holiday else ""
        self.header.set_explanation(f"เดือน{data.title} กำหนดส่งแบบสำรวจภายในวันที่ {due}{closed}")
        self.figures["received"].setText(f"{sum(line.received for line in data.services):,}")
        self.figures["finished"].setText(f"{sum(line.finished for line in data.services):,}")
        self.figures["late"].setText(f"{sum(line.late for line in data.services):,}")
        self.figures["late"].set_tone("red" if any(line.late for line in data.services) else "primary")
        self.figures["pending"].setText(f"{data.pending:,}")
        self.figures["receipts"].setText(f"{data.receipts_valid:,}")
        self.figures["money"].setText(format_number(data.money, 2))
        self.cautions.set_rows(data.cautions)

    # --- doing --------------------------------------------------------------------------------------------------------------------
    def export(self) -> None:
        """Ask where, then write the workbook in the background."""
        year, month = self.chosen
        out = ask_file(self, "บันทึกสมุดงานประจำเดือน", f"รายงานประจำเดือน {year + 543}-{month:02d}.xlsx", "สมุดงาน Excel (*.xlsx)")
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write the chosen month to ``out``; the page says when it is there."""
        year, month = self.chosen
        office, written = self.office, self._written.emit
        self.make.setEnabled(False)
        self.done_strip.hide()
        self.progress.set_progress(0, 0, "กำลังทำสมุดงาน")
        self.progress.show()

        def work() -> Path:
            from lsvdesk.reporting.monthly import export_month

            return export_month(office, year, month, out, progress=written)

        self.session.run(work, self._done, self._failed)

    def _done(self, path: Path) -> None:
        self._made = path
        self._rest()
        self.done_words.setText(f"ทำสมุดงานเสร็จแล้ว: {path.name}")
        self.done_strip.show()
        self.toast.emit("ทำสมุดงานประจำเดือนเสร็จแล้ว")

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.session.failed.emit(error)

    def _rest(self) -> None:
        self.progress.hide()
        self.make.setEnabled(True)

    def _open(self, path: Path | None) -> None:
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.toast.emit(f"เปิดไม่ได้ กรุณาเปิดเองที่ {path}")

    def keyPressEvent(self, event: Any) -> None:
        step = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}.get(event.key())
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            at = self.month.currentIndex() + step
            if 0 <= at < len(self._months):
                self.month.setCurrentIndex(at)
                self.refresh()
            return
        super().keyPressEvent(event)
