"""The assessment of a whole tax year: what is to be assessed, the run, its notices, and everybody who owes something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lsvdesk.counter import assessment_runs, levies
from lsvdesk.counter.assessment_runs import TITLES
from lsvdesk.counter.levies import STATES
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.thai.dates import buddhist_year, format_short
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.list_export import ask_file
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import Combo
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.progress import ProgressPanel
from lsvdesk.ui.widgets.surfaces import Card, EmptyState, SectionHeader, scrolled
from lsvdesk.ui.yearly_owner import STATE_TONES, OwnerView
from lsvdesk.ui.yearly_work import Job, YearlyWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.assessment_runs import RunRow
    from lsvdesk.counter.levies import LevyRow
    from lsvdesk.counter.views import PrintedPaper
    from lsvdesk.ui.session import Session

MOST = 1_000
"""So many owners are shown at once; a name finds the others, and paper and workbook have them all."""
TAXES = tuple(TITLES)
YEARS_BACK = 5
_NARROW = 900
_ROOMY = 520

COLUMNS = (
    Column("owner", "เจ้าของ", stretch=True),
    Column("items", "รายการ", align="right", width=80),
    Column("total", "ภาษี (บาท)", align="right", width=124),
    Column("state_title", "สถานะ", width=172, tone={STATES[state]: tone for state, tone in STATE_TONES.items()}.get),
    Column("letter_no", "หนังสือแจ้งที่", width=188),
    Column("notified_on", "ได้รับแจ้งเมื่อ", width=116),
    Column("remark", "หมายเหตุ", width=150),
)
_LEFT_OUT = ("items", "letter_no", "notified_on", "remark")
"""Columns there is no room for where the letters are much enlarged; they stand with each owner, on paper and in the workbook."""
RUN_COLUMNS = (
    Column("number", "ครั้งที่", align="right", width=70),
    Column("assessed_on", "วันที่ประเมิน", width=116),
    Column("status", "ผล", width=130, show=lambda status: "เสร็จแล้ว" if status == "finished" else "ยังไม่เสร็จ"),
    Column("owners", "เจ้าของ", align="right", width=84),
    Column("assessed", "ประเมิน", align="right", width=84),
    Column("unchanged", "คงเดิม", align="right", width=84),
    Column("kept", "แจ้งแล้วแต่ต่างไป", align="right", width=140),
    Column("faulty", "คำนวณไม่ได้", align="right", width=110),
    Column("total", "รวม (บาท)", align="right", width=130),
)


class YearlyPage(Page):
    """Opened with ``(tax, year)``, with the id of a levy (one owner's calculation), or None for what the season calls for."""

    title = "ประเมินประจำปี"
    keys = (
        ("F2", "ประเมินทั้งปี หรือทำต่อจากที่หยุดไว้"),
        ("Esc", "หยุดไว้ก่อน จากรายของเจ้าของ: กลับไปรายชื่อ"),
        ("F6", "ออกหนังสือแจ้งการประเมินทั้งหมด"),
        ("F7", "บันทึกวันที่ได้รับแจ้งของรายที่เลือก"),
        ("F8", "รับชำระของรายที่เลือก"),
        ("Enter", "ดูการคำนวณของรายที่เลือก"),
        ("Ctrl+L", "ค้นชื่อเจ้าของ"),
        ("Ctrl+P", "พิมพ์รายชื่อ"),
        ("Ctrl+E", "ส่งออกเป็นสมุดงาน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.last: RunRow | None = None
        self._runs: list[RunRow] = []
        self._folder: Path | None = None
        self._noticed = ""
        self._narrow = False
        self.work = YearlyWork.of(session)
        self.work.moved.connect(self._moved)
        self.work.done.connect(self._done)
        self.work.failed.connect(self._failed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(12))
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.owner = OwnerView(session)
        self.owner.left.connect(self.show_everybody)
        self.owner.pay_wanted.connect(self.take_payment)
        self.owner.notify_wanted.connect(lambda row: self.notify([row]))
        self.owner.paper_wanted.connect(self.show_notice)
        self.owner.case_wanted.connect(self.open_case)
        self.owner.page_wanted.connect(self.open_page)
        self.owner.return_wanted.connect(self.new_request)
        content = QWidget()
        self._build(QVBoxLayout(content))
        self.everybody = scrolled(content)
        self.stack.addWidget(self.everybody)
        self.stack.addWidget(self.owner)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self._list)
        self.text.textChanged.connect(lambda _: self._timer.start())
        self.text.returnPressed.connect(self._into_list)

    # --- construction -----------------------------------------------------------------------------------------------------------------
    def _build(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.header = SectionHeader("ประเมินภาษีประจำปี", role="heading")
        column.addWidget(self.header)
        column.addLayout(self._questions())
        column.addWidget(self._strip())
        self.faults = InfoBar("", "amber", action="ดูรายชื่อ", closable=False)
        self.faults.acted.connect(lambda: self.show_state("faulty"))
        column.addWidget(self.faults)
        column.addLayout(self._list_questions())
        empty = scrolled(EmptyState("calendar", "ยังไม่มีรายชื่อตามที่เลือก", "รายชื่อมาจากการประเมินทั้งปี"))
        self.table = DataTable(COLUMNS, empty=empty, filterable=False, many=True)
        self.table.activated.connect(lambda row: self.show_owner(row.id))
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.count_label.hide()
        self.table.setMinimumHeight(theme.px(190))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it takes what is left, and scrolls
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())

    def _questions(self) -> QBoxLayout:
        self.questions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.questions.setSpacing(theme.px(8))
        asked, buttons = QHBoxLayout(), QHBoxLayout()
        self.tax = self._combo("ภาษีที่ประเมิน", 290)
        self.tax.setMinimumWidth(theme.px(250))
        self.tax.set_labels([TITLES[tax] for tax in TAXES])
        self.year = self._combo("ปีภาษี", 140)
        for combo in (self.tax, self.year):
            combo.activated.connect(lambda _: self._other_year())
            asked.addWidget(combo, 1)
        asked.addStretch(1)
        self.notices_button = Button("ออกหนังสือแจ้งการประเมินทั้งหมด", key="F6", icon="print")
        self.notices_button.clicked.connect(self.write_notices)
        self.run_button = Button("ประเมินทั้งปี", "primary", key="F2", icon="next")
        self.run_button.clicked.connect(self.assess)
        for row in (asked, buttons):
            row.setSpacing(theme.px(8))
        for button in (self.notices_button, self.run_button):
            buttons.addWidget(button)
        self.questions.addLayout(asked, 1)
        self.questions.addLayout(buttons)
        return self.questions

    def _combo(self, name: str, width: int) -> Combo:
        combo = Combo()
        combo.setMinimumWidth(theme.px(min(width, 140)))
        combo.setMaximumWidth(theme.px(width))
        combo.setAccessibleName(name)
        return combo

    def _strip(self) -> Card:
        """What was done, or is being done, with this year."""
        self.strip = Card(margin=12)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.said = ThaiLabel("", wrap=True)
        row.addWidget(self.said, 1)
        self.folder_button = Button("เปิดโฟลเดอร์", icon="save")
        self.folder_button.clicked.connect(self._open_folder)
        self.folder_button.hide()
        self.runs_button = Button("ครั้งก่อน ๆ", "quiet", icon="clock")
        self.runs_button.clicked.connect(self.show_runs)
        row.addWidget(self.folder_button)
        row.addWidget(self.runs_button)
        self.strip.body.addLayout(row)
        self.progress = ProgressPanel("")
        self.progress.stop_button.setText("หยุดไว้ก่อน")
        self.progress.stopped.connect(self.work.stop)
        self.progress.hide()
        self.strip.add(self.progress)
        return self.strip

    def _list_questions(self) -> QBoxLayout:
        self.asked = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.asked.setSpacing(theme.px(8))
        row, buttons = QHBoxLayout(), QHBoxLayout()
        self.text = IconLine("search")
        self.text.setPlaceholderText("ค้นชื่อเจ้าของ  (Ctrl+L)")
        self.text.setAccessibleName("ค้นชื่อเจ้าของ")
        self.text.setMinimumWidth(theme.px(150))
        self.state = self._combo("สถานะ", 260)
        self.state.set_labels(["ทุกสถานะ", *STATES.values()])
        self.state.setCurrentIndex(0)
        self.state.activated.connect(lambda _: self._list())
        row.addWidget(self.text, 3)
        row.addWidget(self.state, 2)
        buttons.addStretch(1)
        for words, key, icon, act in (("พิมพ์", "Ctrl+P", "print", self.print_out), ("ส่งออก Excel", "Ctrl+E", "export", self.export)):
            button = Button(words, key=key, icon=icon)
            button.clicked.connect(act)
            buttons.addWidget(button)
        for each, stretch in ((row, 1), (buttons, 0)):
            each.setSpacing(theme.px(8))
            self.asked.addLayout(each, stretch)
        return self.asked

    def _foot(self) -> QBoxLayout:
        self.foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.foot.setSpacing(theme.px(8))
        self.summed = ThaiLabel("", tone="quiet", wrap=True)
        self.foot.addWidget(self.summed, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        self.show_button = Button("ดูการคำนวณ", icon="document")
        self.show_button.clicked.connect(lambda: self._with_one(lambda row: self.show_owner(row.id)))
        self.notify_button = Button("บันทึกวันที่ได้รับแจ้ง", key="F7", icon="calendar")
        self.notify_button.clicked.connect(lambda: self.notify(self.table.chosen()))
        self.pay_button = Button("รับชำระ", key="F8", icon="money")
        self.pay_button.clicked.connect(lambda: self._with_one(self.take_payment))
        for button in (self.show_button, self.notify_button, self.pay_button):
            buttons.addWidget(button)
        self.foot.addLayout(buttons)
        return self.foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room (150 to 200 %), what stood side by side stands in two rows, and the heading gives way to the list."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        narrow = event.size().width() < theme.px(_NARROW)
        for layout in (self.questions, self.asked, self.foot):
            layout.setDirection(down if narrow else across)
        self.header.setVisible(event.size().height() >= theme.px(_ROOMY))
        self.show_button.setVisible(not narrow)  # Enter and a double click do the same
        self._narrow = narrow
        self._show_columns()
        super().resizeEvent(event)

    def _show_columns(self) -> None:
        for at, column in enumerate(COLUMNS):
            faulty = column.key == "remark" and self.chosen_state == "faulty"
            self.table.view.setColumnHidden(at, self._narrow and column.key in _LEFT_OUT and not faulty)

    # --- what is in front -------------------------------------------------------------------------------------------------------------
    @property
    def chosen_tax(self) -> str:
        return TAXES[max(self.tax.currentIndex(), 0)]

    @property
    def chosen_year(self) -> int:
        """The tax year in front, Buddhist Era."""
        return int(self.year.currentText().split()[-1])

    @property
    def chosen_state(self) -> str | None:
        at = self.state.currentIndex()
        return list(STATES)[at - 1] if at > 0 else None

    def activate(self, argument: Any = None) -> None:
        if isinstance(argument, int):
            try:
                row = levies.levy(self.office, argument).row
            except CounterError as error:
                self.trouble.emit(error)
                argument = None
            else:
                self._choose(row.tax, row.tax_year)
                self.refresh()
                self.show_owner(row.id)
                return
        if isinstance(argument, tuple):
            self._choose(*argument)
        elif self.tax.currentIndex() < 0:
            self._choose(TAXES[0], assessment_runs.proposed_year(self.office))
        self.stack.setCurrentWidget(self.everybody)
        self.refresh()
        target = self.run_button if self.last is None or self.last.status != "finished" else self.table
        target.setFocus()

    def place(self) -> Any:
        if self.stack.currentWidget() is self.owner and self.owner.row is not None:
            return self.owner.row.id
        return (self.chosen_tax, self.chosen_year) if self.year.currentIndex() >= 0 else None

    def _choose(self, tax: str, year: int) -> None:
        this_year = buddhist_year(self.session.today)
        known = {run.tax_year for run in assessment_runs.runs(self.office)}
        years = sorted({*range(this_year - YEARS_BACK, this_year + 2), *known, year}, reverse=True)
        if (tax, year) != self.place():
            self._folder, self._noticed = None, ""
        self.tax.setCurrentIndex(TAXES.index(tax))
        self.tax.lineEdit().home(False)
        self.year.set_labels([f"ปี {each}" for each in years])
        self.year.setCurrentIndex(years.index(year))

    def _other_year(self) -> None:
        self.state.setCurrentIndex(0)
        self.text.clear()
        self._folder, self._noticed = None, ""
        self.refresh()

    def refresh(self) -> None:
        if self.year.currentIndex() < 0:
            return
        if self.stack.currentWidget() is self.owner:
            self.owner.refresh()
        self._runs = assessment_runs.runs(self.office, self.chosen_tax, self.chosen_year)
        self.last = self._runs[0] if self._runs else None
        self._show_strip()
        self._list()

    def _show_strip(self) -> None:
        tax, year, last, job = self.chosen_tax, self.chosen_year, self.last, self.work.job
        owners, items = assessment_runs.to_assess(self.office, tax)
        where = "ทะเบียนป้าย" if tax == "signboard" else "ทะเบียนที่ดินและสิ่งปลูกสร้าง"
        held = f"ใน{where}มีเจ้าของ {owners:,} ราย {items:,} รายการ" if owners else f"ยังไม่มีรายการใน{where}"
        self.header.set_explanation(held)
        unfinished = last is not None and last.status != "finished"
        if last is None:
            words = f"ยังไม่ได้ประเมิน{TITLES[tax]}ปี {year}  ·  {held}"
        else:
            when = f"ประเมินครั้งที่ {last.number} เมื่อวันที่ {format_short(last.assessed_on)}"
            far = f" หยุดไว้ที่ {last.done:,} จาก {last.owners:,} ราย กด “ทำต่อ” เพื่อประเมินรายที่เหลือ" if unfinished else ""
            words = f"{when}{far}: {assessment_runs.told(last)}"
        self.said.setText("\n".join(part for part in (words, self._noticed) if part))
        self.said.setVisible(job is None)
        self.runs_button.setVisible(job is None and len(self._runs) > 0)
        self.folder_button.setVisible(job is None and self._folder is not None)
        self.run_button.setText("ทำต่อ" if unfinished else "ประเมินอีกครั้ง" if last is not None else "ประเมินทั้งปี")
        self.run_button.set_kind("secondary" if last is not None and not unfinished else "primary")
        self.run_button.setEnabled(job is None and (bool(owners) or unfinished))
        self.notices_button.set_kind("primary" if last is not None and not unfinished else "secondary")
        self.progress.setVisible(job is not None)
        if job is not None:
            done, total = self.work.at
            self.progress.stop_button.setEnabled(not self.work.stopping)
            self.progress.set_progress(done, total, job.words)

    def _list(self) -> None:
        """The owners as they are asked for, with their sums."""
        self._timer.stop()
        tax, year, text = self.chosen_tax, self.chosen_year, self.text.text()
        before = self.table.current()
        sums = levies.sums(self.office, tax, year, text)
        rows = levies.levies(self.office, tax, year, text, state=self.chosen_state, limit=MOST)
        for at, state in enumerate(STATES, 1):
            count = sums[state].owners if state in sums else 0
            self.state.setItemText(at, f"{STATES[state]} ({count:,})" if count else STATES[state])
        self._show_columns()
        self.table.set_rows(rows)
        at = next((i for i, row in enumerate(self.table.rows()) if before is not None and row.id == before.id), None)
        if at is not None:
            self.table.select(at)
        self.notices_button.setEnabled(self.work.job is None and any(sums[state].total for state in sums if state != "faulty"))
        self._show_sums(sums, len(rows) == MOST)
        faulty = sums["faulty"].owners if "faulty" in sums and not text else 0
        looking = self.chosen_state == "faulty"
        words = f"คำนวณไม่ได้ {faulty:,} ราย เปิดดูเหตุของแต่ละราย แก้ข้อมูล แล้วประเมินอีกครั้ง"
        self.faults.show_message(words if faulty and not looking else "", "amber")
        self._show_chosen()

    def _show_sums(self, sums: dict[str, Any], cut: bool) -> None:
        everything = sum((each.total for each in sums.values()), 0)
        paid = sums["paid"].total if "paid" in sums else 0
        owners = sum(each.owners for each in sums.values())
        words = ""
        if owners:
            words = f"รวม {owners:,} ราย {format_number(everything, 2)} บาท  ·  ชำระแล้ว {format_number(paid, 2)} บาท"
            words += f"  ·  ยังไม่ชำระ {format_number(everything - paid, 2)} บาท"
        self.summed.setText(words + (f"  ·  แสดง {MOST:,} รายแรก พิมพ์ชื่อเพื่อหารายอื่น" if cut else ""))

    def _show_chosen(self) -> None:
        rows = self.table.chosen()
        one = len(rows) == 1
        self.show_button.setEnabled(one)
        self.pay_button.setEnabled(one and rows[0].state in ("assessed", "notified", "due"))
        self.notify_button.setEnabled(any(row.state in ("assessed", "notified") for row in rows))

    def _with_one(self, act: Any) -> None:
        rows = self.table.chosen()
        if len(rows) == 1:
            act(rows[0])

    # --- the run ----------------------------------------------------------------------------------------------------------------------
    def assess(self) -> None:
        """Assess the year in front, or go on with what was broken off."""
        if self.work.job is None:
            self.work.assess(self.chosen_tax, self.chosen_year)
            self._begun()

    def write_notices(self) -> None:
        """Ask for a folder and write the notices of the year in front."""
        if self.work.job is not None:
            return
        folder = QFileDialog.getExistingDirectory(self, "โฟลเดอร์ที่จะบันทึกหนังสือแจ้งการประเมิน", str(Path.home()))
        if folder:
            self.write_into(Path(folder))

    def write_into(self, folder: Path) -> None:
        """Write the notices of the year in front into ``folder``."""
        self._folder, self._noticed = None, ""
        self.work.write_notices(self.chosen_tax, self.chosen_year, folder)
        self._begun()

    def _begun(self) -> None:
        self._show_strip()
        self.notices_button.setEnabled(False)
        self.progress.stop_button.setFocus()

    def _moved(self, done: int, total: int) -> None:
        if self.work.job is not None and not self.work.stopping:
            self.progress.set_progress(done, total, self.work.job.words)

    def _done(self, job: Job, result: Any) -> None:
        if job.kind == "run":
            words = f"{result.title} {'เสร็จแล้ว' if result.status == 'finished' else 'หยุดไว้ก่อน'}: {assessment_runs.told(result)}"
        else:
            whole = result.written == result.total
            words = f"ออกหนังสือแจ้งการประเมิน {result.issued:,} ฉบับ เป็นไฟล์ PDF {len(result.files):,} ไฟล์"
            words = words if whole else f"หยุดไว้ก่อน: ออกเลขแล้ว {result.issued:,} จาก {result.total:,} ฉบับ กดอีกครั้งเพื่อทำต่อ"
            if result.files:
                self._folder = result.files[0].parent
            self._noticed = f"{words} ใน {self._folder}" if self._folder is not None else words
        self.toast.emit(words)
        self.session.changed.emit()
        self.refresh()
        if self.isVisible() and self.stack.currentWidget() is self.everybody:
            (self.table if self.table.rows() else self.run_button).setFocus()

    def _failed(self, job: Job, error: BaseException) -> None:
        self.refresh()
        if isinstance(error, CounterError):
            self.trouble.emit(error)
        else:
            self.session.failed.emit(error)

    def show_runs(self) -> None:
        """The runs of this year and what each of them found."""
        dialog = QDialog(self)
        dialog.setWindowTitle(f"การประเมิน{TITLES[self.chosen_tax]} ปี {self.chosen_year}")
        column = QVBoxLayout(dialog)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        table = DataTable(RUN_COLUMNS, filterable=False)
        table.set_rows(self._runs)
        column.addWidget(table)
        close = Button("ปิด", key="Esc")
        close.clicked.connect(dialog.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        room = self.window().size()
        dialog.resize(min(theme.px(1010), room.width() - edge), min(theme.px(360), room.height() - edge))
        table.setFocus()
        dialog.exec()

    def _open_folder(self) -> None:
        if self._folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.toast.emit(f"เปิดไม่ได้ กรุณาเปิดเองที่ {self._folder}")

    # --- owners -----------------------------------------------------------------------------------------------------------------------
    def show_state(self, state: str) -> None:
        """List only those in a state."""
        self.state.setCurrentIndex(list(STATES).index(state) + 1)
        self._list()
        self.table.setFocus()
        if self.table.rows():
            self.table.select(0)

    def show_owner(self, levy_id: int) -> None:
        """One owner's calculation."""
        if self.owner.show_levy(levy_id):
            self.stack.setCurrentWidget(self.owner)
            self.owner.enter()
        else:
            self.refresh()

    def show_everybody(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.everybody)
        self._list()
        self.table.setFocus()

    def notify(self, rows: Sequence[LevyRow]) -> None:
        """Ask for the day these owners received their notices."""
        from lsvdesk.ui.case_dialogs import ask_day

        mine = [row for row in rows if row.state in ("assessed", "notified")]
        if not mine:
            return
        who = mine[0].owner if len(mine) == 1 else f"{len(mine):,} ราย"
        done = ask_day(
            self,
            "บันทึกวันที่ได้รับแจ้งการประเมิน",
            f"{who}: กำหนดชำระและเงินเพิ่มนับจากวันที่ได้รับหนังสือแจ้งการประเมิน",
            "วันที่ได้รับแจ้ง",
            "บันทึก",
            self.session.today,
            lambda day: _ignore(levies.notify_all(self.office, [row.id for row in mine], day)),
        )
        if done:
            self.session.changed.emit()
            self.refresh()
            self.toast.emit(f"บันทึกวันที่ได้รับแจ้งของ {who} แล้ว")

    def take_payment(self, row: LevyRow) -> None:
        """The owner comes to pay: open the case, where the payment is the next step."""
        office = self.office

        def work() -> int:
            return levies.open_levy_case(office, row.id).row.id

        def done(case_id: int) -> None:
            self.session.changed.emit()
            self.open_case.emit(case_id)

        self.session.run(work, done, self._trouble)

    def show_notice(self, code: str) -> None:
        """The notice as it was issued."""
        office = self.office

        def work() -> PrintedPaper:
            from lsvdesk.counter import papers

            return papers.paper(office, code)

        def done(paper: PrintedPaper) -> None:
            from lsvdesk.counter import papers
            from lsvdesk.ui.paper_preview import PaperPreview

            PaperPreview(paper, reprint=lambda: papers.reprint(office, paper.code), parent=self).exec()

        self.session.run(work, done, self._trouble)

    def _trouble(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswers):
            reasons = "; ".join(dict.fromkeys(fault.message for fault in error.faults))
            self.trouble.emit(CounterError(f"เปิดเรื่องรับชำระไม่ได้ เพราะข้อมูลในทะเบียนไม่ครบ: {reasons}", code=error.code))
        elif isinstance(error, CounterError):
            self.trouble.emit(error)
        else:
            self.session.failed.emit(error)

    # --- out of the window ------------------------------------------------------------------------------------------------------------
    def export(self) -> None:
        """Everybody who is asked for, as a workbook: also those beyond what is shown."""
        name = f"บัญชีผู้ต้องเสีย{TITLES[self.chosen_tax]} ปี {self.chosen_year}.xlsx"
        out = ask_file(self, "ส่งออกเป็นสมุดงาน", name, "สมุดงาน Excel (*.xlsx)")
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write the workbook in the background."""
        office, tax, year, text, state = self.office, self.chosen_tax, self.chosen_year, self.text.text(), self.chosen_state

        def work() -> Path:
            from lsvdesk.counter import levy_list
            from lsvdesk.reporting.kinds import export_kind

            found = levy_list.lines(office, tax, year, text, state)
            return export_kind(office, levy_list.register(tax, year), levy_list.wanted(text, state), out, found)

        self.session.run(work, lambda path: self.toast.emit(f"ส่งออกแล้ว: {path.name}"), self._trouble)

    def print_out(self) -> None:
        """The same on paper: shown first."""
        office, tax, year, text, state = self.office, self.chosen_tax, self.chosen_year, self.text.text(), self.chosen_state

        def work() -> PrintedPaper:
            from lsvdesk.counter import levy_list

            return levy_list.printed(office, tax, year, text, state)

        def done(paper: PrintedPaper) -> None:
            from lsvdesk.ui.paper_preview import PaperPreview

            PaperPreview(paper, parent=self).exec()

        self.session.run(work, done, self._trouble)

    # --- keys -------------------------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.text.setFocus()
            self.text.selectAll()
            return
        if event.key() == Qt.Key.Key_Escape and self.progress.stop_button.isVisible() and self.progress.stop_button.isEnabled():
            self.progress.stop_button.click()
            return
        super().keyPressEvent(event)

    def _into_list(self) -> None:
        self._list()
        if self.table.rows():
            self.table.select(0)
            self.table.setFocus()


def _ignore(_: object) -> None:
    """What was answered is not needed."""
