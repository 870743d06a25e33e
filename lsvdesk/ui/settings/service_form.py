"""What the office says of one service, typed: offered or not, by whom, within what time, for which documents and local fees."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.service_views import ASKED_TITLES, LawFees, Length, LocalServiceChange, OwnDocument, ServiceSettings
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.settings.service_fees import FeesSection
from lsvdesk.ui.widgets.choices import ChoiceEditor, ChoicesEditor, TickEditor
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.numbers import DecimalEditor
from lsvdesk.ui.widgets.surfaces import Badge, Card
from lsvdesk.ui.widgets.table import TableColumn, TableEditor
from lsvdesk.ui.widgets.text import TextEditor

UNITS = (("minute", "นาที"), ("hour", "ชั่วโมง"), ("day", "วัน"), ("working_day", "วันทำการ"), ("month", "เดือน"))
STATE_TONES = {"offered": "green", "off": "quiet", "not-ours": "quiet", "repealed": "quiet", "faulty": "red"}
_STATES = {"offered": "เปิดให้บริการ", "off": "ปิดให้บริการ", "not-ours": "ไม่ใช่หน้าที่ของสำนักงานนี้", "repealed": "ยกเลิกแล้ว"}
_DOCUMENTS = (
    TableColumn("title", "ชื่อเอกสาร", share=7, settings={"max_length": 300}),
    TableColumn("originals", "ฉบับจริง", "integer", share=2, settings={"minimum": 0, "maximum": 20}),
    TableColumn("copies", "สำเนา", "integer", share=2, settings={"minimum": 0, "maximum": 20}),
    TableColumn("asked_of", "ขอจาก", "choice", share=4, options=tuple(ASKED_TITLES.items())),
    TableColumn("condition", "กรณี (ถ้ามี)", share=5, settings={"max_length": 300}),
)


class SettingsForm(QWidget):
    """Groups of fields under one another. ``changed`` when the clerk changes something."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        self.groups: list[FieldGroup] = []
        self.fees: FeesSection

    def _add_fees(self, fees: FeesSection, may: bool) -> None:
        """The last section; with it the form is whole."""
        self.fees = fees
        self.column.addWidget(fees)
        self.groups.extend(fees.groups)
        fees.setEnabled(may)
        for group in self.groups:
            group.changed.connect(self.changed)
            group.setEnabled(may)

    def check(self) -> bool:
        """Show what cannot be read at each field, go to the first."""
        wrong = [group for group in self.groups if not group.check()]
        if wrong:
            wrong[0].check()  # the focus goes to the first fault, not the last
        return not wrong

    def show_error(self, error: CounterError) -> bool:
        """Show every fault at its field and go to the first; False where none of them is here."""
        faults = (
            {each.field: each.message for each in error.faults} if isinstance(error, InvalidAnswers) else {error.field or "": error.message}
        )
        faulty = [group.frames[name] for group in self.groups for name in group.frames if name in faults]
        for frame in faulty:
            frame.show_fault(faults[frame.key])
        if faulty:
            faulty[0].focus_fault()
        return bool(faulty)

    def first_fault(self) -> QWidget | None:
        """The first field with a fault, in reading order."""
        return next((frame for group in self.groups for frame in group.frames.values() if frame.shown_fault()), None)

    def focus_first(self) -> None:
        """Where typing begins."""
        for group in self.groups:
            group.focus_first()
            return


class LawFeesForm(SettingsForm):
    """What a law leaves to the office that belongs to no service here."""

    def __init__(self, shown: LawFees, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._add_fees(FeesSection(shown.fees, shown.law), may)


class ServiceForm(SettingsForm):
    """The sections of one service; made anew for each."""

    def __init__(self, shown: ServiceSettings, departments: list[tuple[str, str]], may: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.column.addWidget(self._head())
        self._offering(departments)
        self._promise()
        self._documents()
        self._add_fees(FeesSection(shown.fees), may)
        self._before = self._typed()

    # --- sections -----------------------------------------------------------------------------------------------------------------
    def _head(self) -> QWidget:
        row = self.shown.row
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(ThaiLabel(row.title, "title", wrap=True))
        if self.shown.law:
            column.addWidget(ThaiLabel(self.shown.law, "caption", tone="quiet", wrap=True))
        badges = QHBoxLayout()
        badges.setSpacing(theme.px(6))
        badges.addWidget(Badge(_STATES[row.state], STATE_TONES[row.state]))
        if row.unverified:
            badges.addWidget(Badge(f"ยังไม่ยืนยัน {row.unverified} ข้อ", "amber"))
        if row.coming:
            badges.addWidget(Badge(f"แก้ไขเริ่มใช้ {format_short(row.coming)}", "blue"))
        badges.addStretch(1)
        column.addLayout(badges)
        return holder

    def _group(self, title: str, explanation: str = "") -> FieldGroup:
        card = Card(title, explanation, margin=16)
        group = FieldGroup()
        card.add(group)
        self.column.addWidget(card)
        self.groups.append(group)
        return group

    def _offering(self, departments: list[tuple[str, str]]) -> None:
        row = self.shown.row
        group = self._group("เปิดให้บริการ", self.shown.cannot_offer)
        self.offered = TickEditor("สำนักงานเปิดรับคำขอของบริการนี้", "เมื่อปิด คำขอที่รับไว้แล้วดำเนินต่อไปจนเสร็จตามเดิม")
        group.add("offered", "เปิดให้บริการ", self.offered)
        self.offered.set_value(row.state == "offered")
        self.offered.setEnabled(not self.shown.cannot_offer)
        where = self._group("กลุ่มงาน")
        self.department = ChoiceEditor(departments, radios=False)
        self.place = TextEditor(300, placeholder=self.shown.usual_place)
        where.add_row(
            ("department", "ส่วนราชการที่รับผิดชอบ", self.department, True), ("place", "สถานที่และโทรศัพท์", self.place, False), shares=(2, 3)
        )
        self.department.set_value(row.department)
        self.place.set_value(self.shown.place or None)

    def _promise(self) -> None:
        row = self.shown.row
        limit = f"กฎหมายกำหนดไม่เกิน {row.statutory.said} ({self.shown.promise_law})" if row.statutory else "กฎหมายไม่ได้กำหนดเวลาของบริการนี้ไว้"
        usual = self.shown.usual.promise
        if usual is not None and row.promise is not None and usual.said != row.promise.said:
            limit += f" · ตามคู่มือเดิม {usual.said}"
        group = self._group("ระยะเวลาที่สัญญา", limit)
        self.promise = DecimalEditor(0, 3650, places=2)
        self.unit = ChoiceEditor(UNITS, radios=False)
        group.add_row(("promise", "แล้วเสร็จภายใน", self.promise, True), ("promise_unit", "หน่วย", self.unit, True), shares=(3, 2))
        if row.promise is not None:
            self.promise.set_value(row.promise.value)
            self.unit.set_value(row.promise.unit)

    def _documents(self) -> None:
        group = self._group("เอกสารที่สำนักงานขอเพิ่ม", "ขอจากคำขอที่รับตั้งแต่วันเริ่มใช้ คำขอเดิมไม่ต้องนำมาเพิ่ม")
        self.own = TableEditor(_DOCUMENTS, max_rows=30, row_word="เอกสาร")
        group.add("own_documents", "", self.own)
        self.own.set_value(
            [
                {
                    "title": each.title,
                    "originals": each.originals or None,
                    "copies": each.copies or None,
                    "asked_of": each.asked_of,
                    "condition": each.condition or None,
                }
                for each in self.shown.own_documents
            ]
        )
        documents = self.shown.standing_documents
        self.standing = ChoicesEditor([(each.id, each.title, each.detail) for each in documents])
        self.standing.set_value([each.id for each in documents if each.asked])
        if documents:
            group.add("standing_documents", "เอกสารตามคู่มือ (นำเครื่องหมายออกเมื่อสำนักงานไม่ขอเอกสารนั้น)", self.standing)

    # --- what was typed -----------------------------------------------------------------------------------------------------------
    def _typed(self) -> LocalServiceChange:
        value, unit = self.promise.value(), self.unit.value()
        return LocalServiceChange(
            offered=self.offered.value(),
            department=self.department.value(),
            place=self.place.value() or "",
            promise=Length(Decimal(value), unit) if value is not None and unit is not None else None,
            own_documents=self._own_documents(),
            dropped_documents=tuple(each.id for each in self.shown.standing_documents if each.id not in self.standing.value()),
            fees=self.fees.typed(),
        )

    def _own_documents(self) -> tuple[OwnDocument, ...]:
        known = {each.title: each for each in self.shown.own_documents}
        found = []
        for row in self.own.value():
            title = row.get("title") or ""
            before = known.pop(title, None)
            originals, copies = row.get("originals"), row.get("copies")
            if originals is None and copies is None:
                copies = 1  # a name alone is asked for as one copy
            found.append(
                OwnDocument(
                    title,
                    originals or 0,
                    copies or 0,
                    before.unit if before else "ฉบับ",
                    row.get("asked_of") or ("some" if row.get("condition") else "all"),
                    row.get("condition") or "",
                    before.id if before else "",
                )
            )
        return tuple(found)

    def change(self) -> LocalServiceChange:
        """What is different from what is shown."""
        now, before = self._typed(), self._before
        names = ("offered", "department", "place", "promise", "own_documents", "dropped_documents")
        different = {name: getattr(now, name) for name in names if getattr(now, name) != getattr(before, name)}
        return LocalServiceChange(**different, fees=now.fees)

    def focus_first(self) -> None:
        """Where typing begins."""
        target = self.offered if self.offered.isEnabled() else self.department
        target.setFocus()
