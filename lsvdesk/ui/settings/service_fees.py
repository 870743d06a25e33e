"""The rates a service's money rests on: those the law leaves to an ordinance are typed beside their ceiling, the others only read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.rate_words import amount, unit_in_thai
from lsvdesk.counter.service_views import FeeRow, LocalFee
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.numbers import DecimalEditor
from lsvdesk.ui.widgets.surfaces import Card, Rule
from lsvdesk.ui.widgets.text import TextEditor

MOST_FIXED = 8
"""More rates of the law than this are read in their own tab."""


class FeesSection(Card):
    """``take_out(fee)`` when the clerk wants an entered value gone."""

    take_out = Signal(object)

    def __init__(self, fees: Sequence[FeeRow], title: str = "ค่าธรรมเนียมตามข้อบัญญัติ") -> None:
        local = [each for each in fees if each.local]
        fixed = [each for each in fees if not each.local]
        said = "อัตราที่กฎหมายให้ท้องถิ่นกำหนดเอง พร้อมข้อบัญญัติที่กำหนด" if local else "บริการนี้ไม่มีอัตราที่กฎหมายให้ท้องถิ่นกำหนดเอง"
        super().__init__(title, said, margin=16)
        self.groups: list[FieldGroup] = []
        self.buttons: list[Button] = []
        self._fields: dict[str, FieldGroup] = {}
        for at, fee in enumerate(local):
            if at:
                self.add(Rule())
            self._local(fee)
        if fixed:
            self._fixed(fixed)

    def typed(self) -> tuple[LocalFee, ...]:
        """The values that were typed; a rate with nothing typed is left out."""
        found = []
        for rate, fields in self._fields.items():
            value = fields.value(f"fee.{rate}.value")
            start = fields.value(f"fee.{rate}.start")
            if value is not None and start is not None:
                found.append(LocalFee(rate, Decimal(value), fields.value(f"fee.{rate}.ordinance", ""), start))
        return tuple(found)

    def _local(self, fee: FeeRow) -> None:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(ThaiLabel(fee.description, "body-strong", wrap=True))
        said = [f"{fee.law}"]
        if fee.general_said:
            said.append(f"ทั่วไป {fee.general_said}" + (f" ({fee.general_reference})" if fee.general_reference else ""))
        if fee.ceiling_said:
            said.append(f"เพดาน {fee.ceiling_said}" + (f" ({fee.ceiling_reference})" if fee.ceiling_reference else ""))
        column.addWidget(ThaiLabel("\n".join(said), "caption", tone="quiet", wrap=True))
        for own in fee.ordinances:
            column.addLayout(self._entered(fee, own))
        group = _Fee(fee)
        column.addWidget(group)
        self.groups.append(group)
        self._fields[fee.rate] = group
        self.add(block)

    def _entered(self, fee: FeeRow, own: LocalFee) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        state = "ใช้อยู่" if own == fee.in_force else "ใช้มาก่อน" if fee.in_force and own.start < fee.in_force.start else "จะเริ่มใช้"
        law = own.ordinance if own.ordinance.startswith("ตาม") else f"ตาม{own.ordinance}"
        text = f"{state}: {amount(own.value, fee.unit)} ตั้งแต่ {format_short(own.start)} {law}"
        row.addWidget(ThaiLabel(text, tone="green" if own == fee.in_force else None, wrap=True), 1)
        if not own.shipped:
            button = Button("นำออก", "quiet", icon="delete")
            button.setAccessibleName(f"นำออก {text}")
            button.clicked.connect(lambda: self.take_out.emit(own))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return row

    def _fixed(self, fixed: Sequence[FeeRow]) -> None:
        self.add(Rule())
        self.add(ThaiLabel("กำหนดโดยกฎหมาย ท้องถิ่นเปลี่ยนไม่ได้", "caption", tone="quiet", wrap=True))
        for fee in fixed[:MOST_FIXED]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(12))
            line.addWidget(ThaiLabel(fee.description, wrap=True), 3)
            value = ThaiLabel(fee.general_said or "ยังไม่มีผลใช้บังคับ", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            line.addWidget(value, 1)
            row.setToolTip(f"{fee.law} {fee.general_reference}".strip())
            self.add(row)
        if len(fixed) > MOST_FIXED:
            self.add(ThaiLabel(f"และอีก {len(fixed) - MOST_FIXED} อัตรา ดูได้ที่แท็บอัตราตามกฎหมาย", "caption", tone="quiet", wrap=True))


class _Fee(FieldGroup):
    """A value to be entered: how much, by which ordinance, from when. Nothing typed: nothing is entered."""

    def __init__(self, fee: FeeRow) -> None:
        super().__init__()
        self._rate = fee.rate
        unit = unit_in_thai(fee.unit)
        day = BuddhistDateEditor()
        day.line.setMinimumWidth(day.line.maximumWidth())
        self.add_row(
            (f"fee.{fee.rate}.value", f"อัตราใหม่ ({unit})", DecimalEditor(0, None, places=4), False),
            (f"fee.{fee.rate}.start", "ใช้ตั้งแต่", day, False),
            (f"fee.{fee.rate}.ordinance", "ข้อบัญญัติ", TextEditor(300, placeholder="ข้อบัญญัติ … เรื่อง … พ.ศ. …"), False),
            shares=(3, 5, 6),
        )

    def check(self) -> bool:
        """A value needs its day and its ordinance, and the other way round."""
        whole = super().check()
        given = {name: not frame.editor.is_empty() for name, frame in self.frames.items()}
        if not whole or not any(given.values()) or all(given.values()):
            return whole
        words = {"value": "อัตรา", "start": "วันที่ข้อบัญญัติเริ่มใช้", "ordinance": "ชื่อข้อบัญญัติที่กำหนดอัตรานี้"}
        for name, there in given.items():
            if not there:
                self.frames[name].show_fault(f"ยังไม่ได้กรอก{words[name.rsplit('.', 1)[-1]]} กรุณากรอกให้ครบ")
        next(self.frames[name] for name, there in given.items() if not there).focus_fault()
        return False
