"""The office's registers, one of each kind: what was issued and until when, who is entitled, what was asked for, which signs stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout

from lsvdesk.counter.register_kinds import SOON, RegisterColumn, RegisterKind, kinds
from lsvdesk.counter.views import PERMIT_END_TITLES, PERMIT_STATUS_TITLES, ROLL_STATUS_TITLES, STATUS_TITLES, RegisterFilter
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.list_export import ask_file
from lsvdesk.ui.pages import NewRequest, Page
from lsvdesk.ui.register_actions import ChosenBar
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import Combo
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import EmptyState, SectionHeader

if TYPE_CHECKING:
    from pathlib import Path

    from lsvdesk.counter.views import PrintedPaper
    from lsvdesk.ui.session import Session

MOST = 500
"""So many lines are shown at once; a narrower question finds the rest, and a workbook has them all."""
_ROOMY = 520
_NARROW = 900

_CASE_TONES = {
    "received": "amber",
    "deficient": "blue",
    "in_progress": "primary",
    "approved": "green",
    "finished": "quiet",
    "refused": "red",
    "withdrawn": "quiet",
    "returned": "red",
}
_PERMIT_TONES = {"valid": "green", "expired": "amber", "superseded": "quiet", "revoked": "red"}
TONES: dict[str, str] = {
    **{STATUS_TITLES[status]: tone for status, tone in _CASE_TONES.items()},
    **{PERMIT_STATUS_TITLES[status]: tone for status, tone in _PERMIT_TONES.items()},
    **dict.fromkeys(PERMIT_END_TITLES.values(), "quiet"),
    ROLL_STATUS_TITLES["active"]: "green",
    ROLL_STATUS_TITLES["stopped"]: "quiet",
    "ติดตั้งอยู่": "green",
    "เปลี่ยนแปลงแล้ว": "quiet",
    "รื้อถอนแล้ว": "quiet",
    "อยู่ในทะเบียน": "green",
    "นำออกแล้ว": "quiet",
    "เปิดกิจการ": "green",
    "เลิกแล้ว": "quiet",
}
"""State in words → its colour."""

_EMPTY = {
    "permits": ("certificate", "ไม่มีรายการในทะเบียนนี้ตามที่เลือก", "รายการเข้าทะเบียนเองเมื่อออกใบสำคัญ"),
    "roll": ("people", "ไม่มีรายการในทะเบียนนี้ตามที่เลือก", "ผู้มีสิทธิเข้าทะเบียนเองเมื่ออนุมัติคำขอ"),
    "cases": ("cases", "ไม่มีรายการในทะเบียนนี้ตามที่เลือก", "รายการเข้าทะเบียนเองเมื่อรับคำขอ"),
    "signs": ("sign", "ไม่มีป้ายในทะเบียนตามที่เลือก", "ป้ายเข้าทะเบียนเองเมื่อประเมินภาษีป้าย"),
    "properties": ("place", "ไม่มีที่ดินหรือสิ่งปลูกสร้างตามที่เลือก", "ทรัพย์สินเข้าทะเบียนเมื่อประเมินภาษี หรือเมื่อบันทึกผลสำรวจ"),
    "establishments": ("shop", "ไม่มีสถานประกอบการในทะเบียนตามที่เลือก", "สถานประกอบการเข้าทะเบียนเองเมื่อยื่นแบบรายเดือน"),
}


def shown_column(column: RegisterColumn) -> Column:
    """A column of the register as the table on the screen has it."""
    align = "right" if column.kind in ("amount", "number", "year") else "left"
    tone = TONES.get if column.key == "status_title" else None
    show: Any = {"year": _year, "number": _number}.get(column.kind) or (_identifier if column.key in _IDENTIFIERS else None)
    spec = Column(column.key, column.title, align=align, width=column.width, tone=tone, stretch=not column.width)
    return replace(spec, show=show) if show is not None else spec


_IDENTIFIERS = ("citizen_id", "registration_no")


def _identifier(value: Any) -> str:
    from lsvdesk.thai.identifiers import format_id

    text = str(value or "")
    return format_id(text) if len(text) == 13 else text


def _year(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else f"{value:,}"


class RegistersPage(Page):
    """Opened with the name of a register or a number series, ``(name, status)`` or ``(name, status, text)``; None for the first."""

    title = "ทะเบียน"
    keys = (
        ("Ctrl+L", "ค้นในทะเบียน"),
        ("Enter", "เปิดคำขอของรายการ"),
        ("F8", "ทำต่อกับรายการที่เลือก เช่น ต่ออายุ"),
        ("Ctrl+F", "กรองรายการที่แสดง"),
        ("Ctrl+P", "พิมพ์ทะเบียน"),
        ("Ctrl+E", "ส่งออกเป็นสมุดงาน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kinds = kinds(self.office)
        self._tables: dict[tuple[RegisterColumn, ...], DataTable] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(12))
        outer.setSpacing(theme.px(8))
        self.header = SectionHeader("ทะเบียน", role="heading")
        outer.addWidget(self.header)
        outer.addLayout(self._build_questions())
        self.ending = InfoBar("", "amber", action="ดูรายการ", closable=False)
        self.ending.acted.connect(self._show_ending)
        outer.addWidget(self.ending)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        self.chosen = ChosenBar(session)
        self.chosen.follow.connect(self._follow)
        self.chosen.survey.connect(lambda owner: self.open_page.emit("survey", owner))
        self.chosen.changed.connect(self._changed)
        self.chosen.trouble.connect(self.trouble)
        outer.addWidget(self.chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self.refresh)
        self.text.textChanged.connect(lambda _: self._timer.start())
        self.text.returnPressed.connect(self._into_list)

    def _build_questions(self) -> QBoxLayout:
        self.questions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.questions.setSpacing(theme.px(8))
        self.which = self._combo("เลือกทะเบียน", 290)
        self.which.set_labels([kind.title for kind in self._kinds])
        self.which.activated.connect(lambda _: self._chosen_kind())
        self.text = IconLine("search")
        self.text.setPlaceholderText("ชื่อ เลขที่ หรือเลขทะเบียน  (Ctrl+L)")
        self.text.setAccessibleName("ค้นในทะเบียน")
        self.text.setMinimumWidth(theme.px(150))
        self.status = self._combo("เลือกสถานะ", 212)
        self.year = self._combo("เลือกปี", 136)
        self.series = self._combo("เลือกชนิดใบสำคัญ", 190)
        for combo in (self.status, self.year, self.series):
            combo.activated.connect(lambda _: self.refresh())
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((first, (self.which, self.text)), (second, (self.status, self.year, self.series))):
            row.setSpacing(theme.px(8))
            for widget in widgets:
                row.addWidget(widget, 1 if widget is self.text else 2)
        second.addStretch(1)
        self.questions.addLayout(first, 3)
        self.questions.addLayout(second, 2)
        return self.questions

    def _combo(self, name: str, width: int) -> Combo:
        combo = Combo()
        combo.setMinimumWidth(theme.px(width // 2))
        combo.setMaximumWidth(theme.px(width))
        combo.setAccessibleName(name)
        return combo

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room (200 %), the questions stand in two rows, and what expires is said in the choices only."""
        narrow = event.size().width() < theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.questions.direction() != direction:
            self.questions.setDirection(direction)
        self.header.setVisible(event.size().height() >= theme.px(_ROOMY))
        self._show_ends()
        super().resizeEvent(event)

    # --- what is in front -------------------------------------------------------------------------------------------------------------
    @property
    def kind(self) -> RegisterKind | None:
        """The register in front."""
        at = self.which.currentIndex()
        return self._kinds[at] if 0 <= at < len(self._kinds) else None

    @property
    def key(self) -> str:
        """Its name."""
        return self.kind.id if self.kind is not None else ""

    @property
    def table(self) -> DataTable:
        """The list in front."""
        assert self.kind is not None
        columns = self.kind.columns
        if columns not in self._tables:
            self._tables[columns] = self._build_table(self.kind)
            self.stack.addWidget(self._tables[columns])
        return self._tables[columns]

    def _build_table(self, kind: RegisterKind) -> DataTable:
        table = DataTable([shown_column(column) for column in kind.columns if column.on_screen], empty=EmptyState(*_EMPTY[kind.source]))
        table.activated.connect(self._opened)
        table.selected.connect(self._selected)
        for words, key, icon, act in (("พิมพ์", "Ctrl+P", "print", self.print_out), ("ส่งออก", "Ctrl+E", "export", self.export)):
            button = Button(words, key=key, icon=icon)
            button.clicked.connect(act)
            table.add_action(button)
        return table

    def wanted(self) -> RegisterFilter:
        """What of the register is asked for."""
        kind = self.kind
        assert kind is not None
        at = max(self.status.currentIndex(), 0)
        series = [name for name, _ in kind.series]
        chosen = self.series.currentIndex() - 1
        year = self.year.currentText().split()[-1] if self.year.currentIndex() > 0 else ""
        return RegisterFilter(
            text=self.text.text(),
            status=kind.statuses[at][0],
            year=int(year) if year else None,
            series=series[chosen] if 0 <= chosen < len(series) else "",
            limit=MOST,
        )

    # --- the life of a page -----------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        name, status, text = (*argument, None)[:3] if isinstance(argument, tuple) else (argument, None, None)
        at = next((i for i, kind in enumerate(self._kinds) if name == kind.id or name in dict(kind.series)), None)
        if at is not None or self.which.currentIndex() < 0:
            self.which.setCurrentIndex(at or 0)
            self._ask_anew()
            kind = self.kind
            if kind is not None and name in dict(kind.series) and len(kind.series) > 1:
                self.series.setCurrentIndex([series for series, _ in kind.series].index(str(name)) + 1)
            if kind is not None and status is not None:
                self._choose_status(status)
        if text is not None:
            self.text.setText(text)
            self._timer.stop()
        if self.kind is None:
            self.header.set_explanation("สำนักงานนี้ยังไม่มีทะเบียน เพราะไม่ได้เปิดงานบริการที่มีทะเบียน")
            return
        self.refresh()
        self.table.setFocus()
        if self.table.rows() and self.table.current() is None:
            self.table.select(0)

    def place(self) -> Any:
        return (self.key, self.wanted().status) if self.kind is not None else None

    def refresh(self) -> None:
        from lsvdesk.counter import registers

        kind = self.kind
        if kind is None:
            return
        table = self.table
        self.stack.setCurrentWidget(table)
        before = table.current()
        try:
            rows = registers.lines(self.office, kind, self.wanted())
        except CounterError as error:  # the user was switched to one who may not see it
            self.trouble.emit(error)
            rows = []
        table.set_rows(rows)
        at = next((i for i, row in enumerate(table.rows()) if before is not None and row.id == before.id), None)
        if at is not None:
            table.select(at)
        more = f" (แสดง {MOST:,} รายการแรก พิมพ์ค้นหรือเลือกปีเพื่อหารายการอื่น)" if len(rows) == MOST else ""
        secret = "  ·  ข้อมูลอ่อนไหว ห้ามเผยแพร่" if kind.sensitive else ""
        self.header.set_explanation(f"{kind.title} {len(rows):,} รายการ{more}{secret}")
        self._count_ending()
        self._selected(table.current())

    def _changed(self, said: str) -> None:
        self.toast.emit(said)
        self.session.changed.emit()
        self.refresh()

    # --- questions --------------------------------------------------------------------------------------------------------------------
    def _chosen_kind(self) -> None:
        self._ask_anew()
        self.refresh()

    def _ask_anew(self) -> None:
        """Another register has its own states, years and kinds of paper."""
        from lsvdesk.counter import registers

        kind = self.kind
        if kind is None:
            return
        self.status.set_labels([title for _, title in kind.statuses])
        self.status.setCurrentIndex(0)
        years = registers.years(self.office, kind)
        word = "ปีงบประมาณ" if kind.source == "roll" else "พ.ศ."
        self.year.set_labels(["ทุกปี", *(f"{word} {year}" for year in years)])
        self.year.setCurrentIndex(0)
        self.year.setVisible(bool(years))
        self.series.set_labels(["ทุกชนิด", *(title for _, title in kind.series)])
        self.series.setCurrentIndex(0)
        self.series.setVisible(len(kind.series) > 1)

    def _choose_status(self, status: str) -> None:
        kind = self.kind
        assert kind is not None
        self.status.setCurrentIndex(next((i for i, (name, _) in enumerate(kind.statuses) if name == status), 0))

    def _count_ending(self) -> None:
        """How many papers end soon, in the choices and above the list."""
        from lsvdesk.counter import registers

        kind = self.kind
        self._ending: dict[str, int] = {}
        if kind is not None and kind.expires:
            self._ending = registers.expiring(self.office, kind)
            for at, (status, title) in enumerate(kind.statuses):
                if status in self._ending:
                    self.status.setItemText(at, f"{title} ({self._ending[status]:,})")
        self._show_ends()

    def _show_ends(self) -> None:
        ending = getattr(self, "_ending", {})
        words, before = [], 0
        for days in SOON:
            if ending.get(f"within-{days}", 0) > before:
                before = ending[f"within-{days}"]
                words.append(f"หมดอายุภายใน {days} วัน {before:,} ใบ")
        if ending.get("expired"):
            words.append(f"หมดอายุแล้วยังไม่ต่อ {ending['expired']:,} ใบ")
        roomy = self.height() >= theme.px(_ROOMY)
        looking = self.kind is not None and self.wanted().status in (*ending,)
        self.ending.show_message("  ·  ".join(words) if roomy and not looking else "", "amber")

    def _show_ending(self) -> None:
        first = next((status for status in ("within-30", "within-60", "within-90", "expired") if self._ending.get(status)), "valid")
        self._choose_status(first)
        self.refresh()
        self.table.setFocus()
        if self.table.rows():
            self.table.select(0)

    # --- what is done with a line -----------------------------------------------------------------------------------------------------
    def _selected(self, row: Any) -> None:
        kind = self.kind
        self.chosen.show_line(kind.source if kind is not None else "", row)

    def _opened(self, row: Any) -> None:
        """Enter: the request a line came from; property that was surveyed has none and shows its owner's."""
        if row.case_id is not None:
            self.open_case.emit(row.case_id)
        else:
            self.chosen.survey_owner(row)

    def _follow(self, service: str, permit_id: int) -> None:
        self.open_page.emit("new", NewRequest(service=service, earlier=permit_id))

    # --- out of the window ------------------------------------------------------------------------------------------------------------
    def export(self) -> None:
        """The register as it is asked for, as a workbook: every line, not only those in sight; filtered further, what is in sight."""
        kind = self.kind
        if kind is None:
            return
        today = self.session.today
        out = ask_file(self, "ส่งออกเป็นสมุดงาน", f"{kind.title} {today.year + 543}-{today:%m-%d}.xlsx", "สมุดงาน Excel (*.xlsx)")
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write the workbook in the background."""
        kind, office, wanted = self.kind, self.office, self.wanted()
        assert kind is not None
        in_sight = self.table.rows() if self.table.filter.text() else None

        def work() -> Path:
            from lsvdesk.reporting.kinds import export_kind

            return export_kind(office, kind, wanted, out, in_sight)

        def done(path: Path) -> None:
            self.toast.emit(f"ส่งออกแล้ว: {path.name}")

        self.session.run(work, done, self.trouble.emit)

    def print_out(self) -> None:
        """The register as it stands, on paper: shown first."""
        kind = self.kind
        if kind is None:
            return
        office, wanted, rows = self.office, self.wanted(), self.table.rows()
        narrowed = bool(self.table.filter.text())

        def work() -> PrintedPaper:
            from lsvdesk.counter import register_list

            if narrowed:
                return register_list.paper(office, kind, rows, register_list.subtitle(office, kind, wanted))
            return register_list.print_register(office, kind, wanted)

        self.session.run(work, self._preview, self._trouble)

    def _preview(self, paper: PrintedPaper) -> None:
        from lsvdesk.ui.paper_preview import PaperPreview

        PaperPreview(paper, parent=self).exec()

    def _trouble(self, error: BaseException) -> None:
        if isinstance(error, CounterError):
            self.trouble.emit(error)
        else:
            self.session.failed.emit(error)

    # --- keys -------------------------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.text.setFocus()
            self.text.selectAll()
            return
        super().keyPressEvent(event)

    def _into_list(self) -> None:
        self._timer.stop()
        self.refresh()
        if self.kind is not None and self.table.rows():
            self.table.select(0)
            self.table.setFocus()
