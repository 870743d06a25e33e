"""The office typed in: name, address, contacts, executive; and its departments. For first run and for settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.widgets.address import AddressEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Rule, SectionHeader
from lsvdesk.ui.widgets.text import LongTextEditor, TextEditor

# kind of office: its short form, its executive, its clerk
KINDS: dict[str, tuple[str, str, str, str]] = {
    "อบต.": ("องค์การบริหารส่วนตำบล", "อบต.", "นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล"),
    "เทศบาลตำบล": ("เทศบาลตำบล", "ทต.", "นายกเทศมนตรีตำบล", "ปลัดเทศบาล"),
    "เทศบาลเมือง": ("เทศบาลเมือง", "ทม.", "นายกเทศมนตรีเมือง", "ปลัดเทศบาล"),
    "เทศบาลนคร": ("เทศบาลนคร", "ทน.", "นายกเทศมนตรีนคร", "ปลัดเทศบาล"),
    "อบจ.": ("องค์การบริหารส่วนจังหวัด", "อบจ.", "นายกองค์การบริหารส่วนจังหวัด", "ปลัดองค์การบริหารส่วนจังหวัด"),
}

# department of the catalogue: the kind of work, and what most offices call the place
DEPARTMENTS: dict[str, tuple[str, str]] = {
    "revenue": ("จัดเก็บรายได้และภาษี", "กองคลัง"),
    "commercial_registration": ("ทะเบียนพาณิชย์", "กองคลัง"),
    "engineering": ("โยธาและควบคุมอาคาร", "กองช่าง"),
    "public_health": ("สาธารณสุข", "กองสาธารณสุขและสิ่งแวดล้อม"),
    "social_welfare": ("สวัสดิการสังคม", "กองสวัสดิการสังคม"),
    "education": ("การศึกษา", "กองการศึกษา ศาสนา และวัฒนธรรม"),
    "central": ("งานกลาง ร้องเรียนร้องทุกข์", "สำนักปลัด"),
}
ADDRESS_PARTS = ("house_no", "moo", "road", "subdistrict", "district", "province", "postcode")
USUAL_HOURS = "วันจันทร์–ศุกร์ เวลา 08.30–16.30 น. ยกเว้นวันหยุดราชการ (พักเที่ยง 12.00–13.00 น.)"


def short_name(kind: str, name: str) -> str:
    """``อบต.โพธิ์ใหญ่`` for the full name of an office; the name itself where it does not begin as its kind does."""
    full, short, _, _ = KINDS[kind]
    own = name.strip().removeprefix(full).strip()
    return f"{short}{own}" if name.strip().startswith(full) else name.strip()


class OfficeForm(QWidget):
    """Everything of an office but its departments; ``value`` and ``set_value`` in the shape of an OfficeProfile."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.fields = FieldGroup()
        column.addWidget(self.fields)
        self.kind = ChoiceEditor([(kind, KINDS[kind][0]) for kind in KINDS], radios=False)
        self.name = TextEditor(200, placeholder="องค์การบริหารส่วนตำบล…")
        self.short = TextEditor(60)
        fields = self.fields
        fields.add_row(
            ("type", "ประเภทหน่วยงาน", self.kind, True),
            ("name", "ชื่อหน่วยงาน", self.name, True),
            ("short_name", "ชื่อย่อ", self.short, True),
            shares=(3, 4, 2),
        )
        fields.add("address", "ที่ตั้งสำนักงาน", AddressEditor(ADDRESS_PARTS), required=True)
        fields.add_row(
            ("phone", "โทรศัพท์", TextEditor(80), False),
            ("email", "อีเมล", TextEditor(120), False),
            ("website", "เว็บไซต์", TextEditor(120), False),
        )
        fields.add("hours", "วันและเวลาทำการ", TextEditor(200), required=True)
        fields.add_row(
            ("executive", "ชื่อผู้บริหาร (ผู้ลงนาม)", TextEditor(200, name=True), False),
            ("executive_position", "ตำแหน่งผู้บริหาร", TextEditor(200), True),
        )
        fields.add_row(
            ("clerk_position", "ตำแหน่งปลัด", TextEditor(200), True),
            ("letter_code", "รหัสหนังสือออก (เช่น อบ 71201)", TextEditor(40), False),
        )
        fields.add(
            "complaint_channels",
            "ช่องทางร้องเรียน (บรรทัดละหนึ่งช่องทาง)",
            LongTextEditor(2000, lines=3),
            hint="พิมพ์ลงในใบรับคำขอและคู่มือสำหรับประชาชน",
        )
        fields.editor("hours").set_value(USUAL_HOURS)
        self.kind.changed.connect(self._kind_chosen)
        self.name.changed.connect(self._name_typed)
        self._proposed: dict[str, str] = {}
        fields.changed.connect(self.changed)

    def value(self) -> dict[str, Any]:
        """The office as typed; empty texts where nothing was."""
        typed = {id: value for id, value in self.fields.values().items() if id not in ("address", "complaint_channels")}
        address = self.fields.value("address", {})
        channels = str(self.fields.value("complaint_channels", ""))
        return {
            **{id: value or "" for id, value in typed.items()},
            "address": {part: address.get(part, "") for part in ADDRESS_PARTS},
            "complaint_channels": [line.strip() for line in channels.splitlines() if line.strip()],
        }

    def set_value(self, details: Mapping[str, Any]) -> None:
        known = {id: details[id] for id in self.fields.frames if id in details and id != "complaint_channels"}
        if "complaint_channels" in details:
            known["complaint_channels"] = "\n".join(details["complaint_channels"])
        self.fields.set_values(known)

    def check(self) -> bool:
        """Show what is wrong and go to the first fault; an address needs its place."""
        if not self.fields.check():
            return False
        address = self.fields.value("address", {})
        if not all(address.get(part) for part in ("subdistrict", "district", "province")):
            self.fields.show_fault("address", "ที่ตั้งสำนักงานต้องมีตำบล อำเภอ และจังหวัด พิมพ์ชื่อตำบลในช่องค้นหาแล้วเลือกจากรายการ")
            return False
        return True

    def _propose(self, id: str, text: str) -> None:
        """Fill a field that is empty, or still holds what was proposed before; what was typed by hand stays."""
        editor = self.fields.editor(id)
        if not editor.value() or editor.value() == self._proposed.get(id):
            editor.set_value(text)
            self._proposed[id] = text

    def _kind_chosen(self) -> None:
        kind = self.kind.value()
        if kind is None:
            return
        full, _, executive, clerk = KINDS[kind]
        self._propose("name", full)
        self._propose("executive_position", executive)
        self._propose("clerk_position", clerk)
        self._name_typed()

    def _name_typed(self) -> None:
        kind, name = self.kind.value(), self.name.value()
        if kind and name:
            self._propose("short_name", short_name(kind, name))


class DepartmentsForm(QWidget):
    """A row for each kind of work: which department does it, its telephone, its head. An empty title: the office has none of that."""

    changed = Signal()
    _COLUMNS = (("title", "ส่วนราชการที่รับผิดชอบ", 4), ("phone", "โทรศัพท์", 2), ("head", "ชื่อหัวหน้า", 3), ("head_position", "ตำแหน่ง", 3))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(
            SectionHeader("ส่วนราชการและผู้รับผิดชอบ", "งานแต่ละด้านอยู่กับส่วนราชการใด ชื่อและโทรศัพท์นี้พิมพ์ลงในเอกสาร เว้นว่างไว้หากไม่มีงานด้านนั้น")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.addWidget(ThaiLabel("งานด้าน", "caption"), 0, 0)
        for at, (_, label, share) in enumerate(self._COLUMNS, 1):
            grid.addWidget(ThaiLabel(label, "caption"), 0, at)
            grid.setColumnStretch(at, share)
        self.cells: dict[tuple[str, str], TextEditor] = {}
        for row, (department, (work, title)) in enumerate(DEPARTMENTS.items(), 1):
            grid.addWidget(ThaiLabel(work), row, 0)
            for at, (key, label, _) in enumerate(self._COLUMNS, 1):
                cell = TextEditor(200)
                cell.set_name(f"{work} {label}")
                cell.changed.connect(self.changed)
                policy = cell.sizePolicy()
                policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # five columns share what there is
                cell.setSizePolicy(policy)
                if key == "title":
                    cell.set_value(title)
                self.cells[department, key] = cell
                grid.addWidget(cell, row, at)
        column.addLayout(grid)
        column.addWidget(Rule())

    def value(self) -> dict[str, dict[str, str]]:
        """Department → title, phone, head, head_position; only those that have a title."""
        found = {department: {key: self.cells[department, key].value() or "" for key, _, _ in self._COLUMNS} for department in DEPARTMENTS}
        return {department: row for department, row in found.items() if row["title"]}

    def set_value(self, departments: Mapping[str, Mapping[str, Any]]) -> None:
        for (department, key), cell in self.cells.items():
            cell.set_value(departments.get(department, {}).get(key) or None)
