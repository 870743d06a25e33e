"""The public holidays that the clocks skip: the shipped list, which the office mends when the cabinet decides otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from lsvdesk.counter import setup
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import WEEKDAYS, buddhist_year, format_long
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card, EmptyState
from lsvdesk.ui.widgets.text import TextEditor


class HolidaysPart(Part):
    """One year at a time; adding a day that is there renames it."""

    title = "วันหยุด"
    explanation = "วันหยุดราชการที่ไม่นับเป็นวันทำการ แก้ไขเมื่อมีประกาศเพิ่มหรือเลื่อน กำหนดของคำขอที่แจ้งประชาชนแล้วไม่เปลี่ยน"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.year = session.today.year
        years = QHBoxLayout()
        before = Button("", "quiet", icon="left", key="Alt+PgUp")
        before.setAccessibleName("ปีก่อน")
        after = Button("", "quiet", icon="right", key="Alt+PgDown")
        after.setAccessibleName("ปีถัดไป")
        before.clicked.connect(lambda: self.go_to(self.year - 1))
        after.clicked.connect(lambda: self.go_to(self.year + 1))
        self.year_label = ThaiLabel("", "title")
        years.addWidget(before)
        years.addWidget(self.year_label)
        years.addWidget(after)
        years.addStretch(1)
        self.remove = Button("ลบวันที่เลือก", "quiet", icon="delete", key="Del")
        self.remove.clicked.connect(self.remove_chosen)
        years.addWidget(self.remove)
        self.column.addLayout(years)
        self.table = DataTable(
            [
                Column("on", "วันที่", width=220, show=lambda on: format_long(on, thai_digits=False)),
                Column("weekday", "ตรงกับวัน", width=140),
                Column("name", "ชื่อวันหยุด", stretch=True),
            ],
            empty=EmptyState("calendar", "ยังไม่มีวันหยุดของปีนี้", "เพิ่มวันหยุดตามประกาศของทางราชการด้านล่าง"),
            filterable=False,
        )
        self.add_table(self.table, 1)
        card = Card(margin=16)
        self.fields = FieldGroup()
        self.fields.add_row(("on", "วันที่", BuddhistDateEditor(), True), ("name", "ชื่อวันหยุด", TextEditor(200), True), shares=(2, 5))
        card.add(self.fields)
        self.add_button = Button("เพิ่มวันหยุด", key="Ctrl+S", icon="calendar")
        self.add_button.clicked.connect(self.save)
        card.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.setSpacing(theme.px(8))
        self.card = card
        self.column.addWidget(card)

    def refresh(self) -> None:
        self.year_label.setText(f"พ.ศ. {buddhist_year(dt.date(self.year, 1, 1))}")
        self.table.set_rows(
            {"on": on, "weekday": WEEKDAYS[on.weekday()], "name": name} for on, name in setup.holidays(self.office, self.year)
        )
        may = self.office.user.role == "admin"
        self.card.setEnabled(may)
        self.remove.setEnabled(may)

    def activate(self) -> None:
        super().activate()
        self.table.select(0)
        self.table.view.setFocus()

    def go_to(self, year: int) -> None:
        """Show another year (Gregorian)."""
        self.year = year
        self.refresh()

    def save(self) -> None:
        """Add the day that was typed."""
        if self.fields.check():
            self._set(self.fields.value("on"), self.fields.value("name"))

    def remove_chosen(self) -> None:
        """Strike the chosen day out."""
        row: dict[str, Any] | None = self.table.current()
        if row is not None:
            self._set(row["on"], None)

    def _set(self, on: dt.date, name: str | None) -> None:
        try:
            setup.set_holiday(self.office, on, name)
        except CounterError as error:
            self.tell(error, self.fields)
            return
        if name is not None:
            self.fields.set_values({"on": None, "name": None})
            self.year = on.year
        self.refresh()
        self.toast.emit(f"{'ลบ' if name is None else 'บันทึก'}วันหยุด {format_long(on, thai_digits=False)} แล้ว")
