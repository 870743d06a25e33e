"""All cases: by state, by text, by day; Enter opens one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from lsvdesk.counter.cases import list_cases
from lsvdesk.counter.views import STATUS_TITLES, CaseFilter, state_title
from lsvdesk.counter.wording import BY_KIND
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.list_export import export_list
from lsvdesk.ui.next_step import days_left_text, days_left_tone
from lsvdesk.ui.pages import NewRequest, Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import Combo
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import EmptyState, SectionHeader

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session

MOST = 2_000
"""So many cases are listed at once; a narrower question finds the rest."""

STATUS_TONES = {
    "received": "amber",
    "deficient": "blue",
    "in_progress": "primary",
    "forwarded": "blue",
    "answered": "amber",
    "approved": "green",
    "finished": "quiet",
    "refused": "red",
    "withdrawn": "quiet",
    "returned": "red",
}

TITLE_TONES: Mapping[str, str] = {state_title(state, kind): tone for kind in ("", *BY_KIND) for state, tone in STATUS_TONES.items()}
"""The same by the words that a list shows, whatever kind of service they are of."""

OF_EVERY_KIND = {"approved": "อนุมัติหรืออนุญาตแล้ว", "refused": "ไม่อนุมัติหรือไม่อนุญาต"}
"""A filter speaks of every kind of service at once."""

# what the first choice says → what it asks of the register
VIEWS: Mapping[str, dict[str, Any]] = {
    "ที่ยังไม่เสร็จ": {"open_only": True},
    "ทั้งหมด": {},
    **{OF_EVERY_KIND.get(status, title): {"status": status} for status, title in STATUS_TITLES.items()},
}

COLUMNS = (
    Column("number", "เลขรับ", width=104),
    Column("filed_on", "วันที่ยื่น", width=112),
    Column("service_title", "งานบริการ", stretch=True),
    Column("applicant", "ผู้ยื่น", width=196),
    Column("status_title", "สถานะ", width=188, tone=lambda title: TITLE_TONES.get(title, "quiet")),
    Column("promise_due", "กำหนดเสร็จ", width=112),
    Column("days_left", "เวลาที่เหลือ", width=124, show=days_left_text, tone=lambda days: None if days is None else days_left_tone(days)),
)


class CasesPage(Page):
    """Opened with the keyword arguments of a :class:`CaseFilter`, or None for what is not finished."""

    title = "คำขอ"
    keys = (
        ("Ctrl+L", "ค้นในคำขอ"),
        ("Enter", "เปิดคำขอ"),
        ("Ctrl+F", "กรองรายการที่แสดง"),
        ("Ctrl+E", "ส่งออกเป็นสมุดงาน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._extra: dict[str, Any] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        outer.setSpacing(theme.px(12))
        self.header = SectionHeader("คำขอ", role="heading")
        new = Button("รับคำขอใหม่", "primary", icon="new")
        new.clicked.connect(lambda: self.open_page.emit("new", NewRequest()))
        self.header.add_action(new)
        outer.addWidget(self.header)
        asked = QHBoxLayout()
        asked.setSpacing(theme.px(12))
        asked.addWidget(ThaiLabel("แสดง", tone="quiet"))
        self.view = Combo(list(VIEWS))
        self.view.setMinimumWidth(theme.px(200))
        self.view.setAccessibleName("แสดงคำขอที่มีสถานะ")
        self.view.activated.connect(lambda _: self.refresh())
        asked.addWidget(self.view)
        self.text = IconLine("search")
        self.text.setPlaceholderText("ชื่อผู้ยื่น เลขรับ หรือเลขประจำตัว  (Ctrl+L)")
        self.text.setAccessibleName("ค้นในคำขอ")
        self.text.setMinimumWidth(theme.px(180))
        self.text.setMaximumWidth(theme.px(420))
        asked.addWidget(self.text, 2)
        asked.addStretch(1)
        outer.addLayout(asked)
        self.table = DataTable(COLUMNS, empty=EmptyState("cases", "ไม่มีคำขอในรายการนี้", "ลองเลือกสถานะอื่น หรือรับคำขอใหม่ (Ctrl+N)"))
        self.table.activated.connect(lambda row: self.open_case.emit(row.id))
        export = Button("ส่งออก", key="Ctrl+E", icon="export")
        export.clicked.connect(self.export)
        self.table.add_action(export)
        outer.addWidget(self.table, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self.refresh)
        self.text.textChanged.connect(lambda _: self._timer.start())
        self.text.returnPressed.connect(self._into_list)

    def activate(self, argument: Any = None) -> None:
        """Show what was asked for; the cursor stands on the list."""
        if self.view.currentIndex() < 0:
            self.view.setCurrentIndex(0)
        if isinstance(argument, Mapping):
            self._extra = dict(argument)
            wanted = {"status": self._extra.get("status")} if self._extra.get("status") else {"open_only": True}
            view = next((title for title, filter_ in VIEWS.items() if filter_ == wanted), "ทั้งหมด")
            self.view.setCurrentIndex(list(VIEWS).index(view))
            self.text.setText(str(self._extra.get("text", "")))
        self.refresh()
        self.table.setFocus()
        if self.table.rows() and self.table.current() is None:
            self.table.select(0)

    def place(self) -> Any:
        return {"text": self.text.text(), **VIEWS[self.view.currentText()]} if self.view.currentText() in VIEWS else None

    def refresh(self) -> None:
        title = self.view.currentText()
        wanted = CaseFilter(text=self.text.text(), limit=MOST, **VIEWS.get(title, {}))
        chosen = self.table.current()
        rows = list_cases(self.office, wanted)
        self.table.set_rows(rows)
        more = f" (แสดง {MOST:,} เรื่องล่าสุด พิมพ์ค้นเพื่อหาเรื่องก่อนหน้า)" if len(rows) == MOST else ""
        self.header.set_explanation(f"{title} {len(rows):,} เรื่อง ณ วันที่ {format_short(self.session.today)}{more}")
        if chosen is not None:
            at = next((i for i, row in enumerate(self.table.rows()) if row.id == chosen.id), None)
            if at is not None:
                self.table.select(at)

    def export(self) -> None:
        """The list as it stands, as a workbook."""
        export_list(self, self.table, "คำขอ", self.view.currentText())

    def keyPressEvent(self, event: Any) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.text.setFocus()
            self.text.selectAll()
            return
        super().keyPressEvent(event)

    def _into_list(self) -> None:
        self._timer.stop()
        self.refresh()
        if self.table.rows():
            self.table.select(0)
            self.table.setFocus()
