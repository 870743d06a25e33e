"""The office's registers: what was issued, series by series, and the signs that are taxed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from lsvdesk.ui import theme
from lsvdesk.ui.list_export import export_list
from lsvdesk.ui.pages import Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import Combo
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import EmptyState, SectionHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.ui.session import Session

PERMIT_STATUS = {"valid": "มีผล", "superseded": "ถูกแทนที่", "revoked": "เพิกถอน", "expired": "สิ้นอายุ"}
PERMIT_TONES = {"valid": "green", "superseded": "quiet", "revoked": "red", "expired": "amber"}
SIGN_STATUS = {"standing": "ติดตั้งอยู่", "changed": "เปลี่ยนแปลงแล้ว", "removed": "รื้อถอนแล้ว"}
SIGN_TONES = {"standing": "green", "changed": "quiet", "removed": "quiet"}
SIGN_KINDS = {"thai_only": "1 ไทยล้วน", "mixed": "2 ไทยปนต่างประเทศ", "foreign": "3 ไม่มีไทย / ไทยอยู่ต่ำกว่า"}

PERMIT_COLUMNS = (
    Column("number", "เลขที่", width=88),
    Column("issued_on", "วันที่ออก", width=112),
    Column("registration_no", "ทะเบียนเลขที่", width=140),
    Column("holder", "ผู้ได้รับ", width=196),
    Column("subject", "รายการ", stretch=True),
    Column("case_number", "เลขรับคำขอ", width=110),
    Column("valid_until", "ใช้ได้ถึง", width=104),
    Column("status", "สถานะ", width=92, show=lambda value: PERMIT_STATUS.get(value, value), tone=PERMIT_TONES.get),
)


def _centimetres(value: Any) -> str:
    return f"{Decimal(value).normalize():f}"


SIGN_COLUMNS = (
    Column("owner", "เจ้าของป้าย", width=170),
    Column("text", "ข้อความ ภาพ หรือเครื่องหมาย", stretch=True),
    Column("kind", "ประเภท", width=150, show=lambda value: SIGN_KINDS.get(value, value)),
    Column("moving", "เคลื่อนที่", width=80),
    Column("width_cm", "กว้าง ซม.", align="right", width=84, show=_centimetres),
    Column("height_cm", "ยาว ซม.", align="right", width=84, show=_centimetres),
    Column("sides", "ด้าน", align="right", width=56),
    Column("last_tax_year", "ปีภาษี", align="right", width=80, show=lambda value: "" if value is None else str(value)),
    Column("last_tax", "ภาษี (บาท)", align="right", width=104),
    Column("status", "สถานะ", width=104, show=lambda value: SIGN_STATUS.get(value, value), tone=SIGN_TONES.get),
)


@dataclass(frozen=True)
class Register:
    """A register in the list: ``key`` is the number series of its papers, or ``signs``."""

    key: str
    title: str


def registers_of(services: Sequence[Any]) -> list[Register]:
    """The registers that follow from the services on offer: one for each numbered paper, and one for each taxed asset."""
    found: dict[str, str] = {}
    for service in services:
        for output in service.outputs:
            if output.series and output.type in ("certificate", "permit", "acknowledgement"):
                found.setdefault(output.series, f"ทะเบียน{output.title}")
        if service.asset == "sign":
            found.setdefault("signs", "ทะเบียนป้าย")
    return [Register(key, title) for key, title in found.items()]


class RegistersPage(Page):
    """Opened with the key of a register, or None for the first."""

    title = "ทะเบียน"
    keys = (
        ("Ctrl+L", "ค้นในทะเบียน"),
        ("Enter", "เปิดคำขอของรายการ"),
        ("Ctrl+F", "กรองรายการที่แสดง"),
        ("Ctrl+E", "ส่งออกเป็นสมุดงาน"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._registers = registers_of(self.office.catalogue.offered(self.session.today))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        outer.setSpacing(theme.px(12))
        self.header = SectionHeader("ทะเบียน", role="heading")
        outer.addWidget(self.header)
        asked = QHBoxLayout()
        asked.setSpacing(theme.px(12))
        asked.addWidget(ThaiLabel("ทะเบียน", tone="quiet"))
        self.which = Combo([register.title for register in self._registers])
        self.which.setMinimumWidth(theme.px(240))
        self.which.setAccessibleName("เลือกทะเบียน")
        self.which.activated.connect(lambda _: self.refresh())
        asked.addWidget(self.which)
        self.text = IconLine("search")
        self.text.setPlaceholderText("ชื่อ เลขที่ หรือเลขทะเบียน  (Ctrl+L)")
        self.text.setAccessibleName("ค้นในทะเบียน")
        self.text.setMinimumWidth(theme.px(160))
        self.text.setMaximumWidth(theme.px(420))
        asked.addWidget(self.text, 2)
        asked.addStretch(1)
        outer.addLayout(asked)
        self.tables = {"signs": self._table(SIGN_COLUMNS, "sign"), "": self._table(PERMIT_COLUMNS, "certificate")}
        self.stack = QStackedWidget()
        for table in self.tables.values():
            self.stack.addWidget(table)
        outer.addWidget(self.stack, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._timer.timeout.connect(self.refresh)
        self.text.textChanged.connect(lambda _: self._timer.start())
        self.text.returnPressed.connect(self._into_list)

    def _table(self, columns: Sequence[Column], icon: str) -> DataTable:
        table = DataTable(columns, empty=EmptyState(icon, "ยังไม่มีรายการในทะเบียนนี้", "รายการจะเข้าทะเบียนเองเมื่อออกเอกสารหรือประเมินภาษี"))
        table.activated.connect(lambda row: self.open_case.emit(row.case_id))
        export = Button("ส่งออก", key="Ctrl+E", icon="export")
        export.clicked.connect(self.export)
        table.add_action(export)
        return table

    @property
    def table(self) -> DataTable:
        """The list in front."""
        return self.tables["signs" if self.key == "signs" else ""]

    @property
    def key(self) -> str:
        """The register in front."""
        at = self.which.currentIndex()
        return self._registers[at].key if 0 <= at < len(self._registers) else ""

    def activate(self, argument: Any = None) -> None:
        keys = [register.key for register in self._registers]
        if self.which.currentIndex() < 0 and keys:
            self.which.setCurrentIndex(0)
        if argument in keys:
            self.which.setCurrentIndex(keys.index(argument))
        self.refresh()
        self.table.setFocus()
        if self.table.rows() and self.table.current() is None:
            self.table.select(0)

    def place(self) -> Any:
        return self.key

    def refresh(self) -> None:
        from lsvdesk.counter import deciding

        self.stack.setCurrentWidget(self.table)
        text = self.text.text()
        rows: Sequence[Any]
        rows = deciding.signs(self.office, text) if self.key == "signs" else deciding.permits(self.office, series=self.key, text=text)
        self.table.set_rows(rows)
        self.header.set_explanation(f"{self.which.currentText()} {len(rows):,} รายการ")

    def export(self) -> None:
        """The register as it stands, as a workbook."""
        export_list(self, self.table, self.which.currentText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
