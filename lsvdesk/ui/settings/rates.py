"""Every dated rate of the law, with whether its source was seen; the office confirms what it has held against the source itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lsvdesk.counter import setup
from lsvdesk.counter.rate_words import amount, in_steps, unit_in_thai
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_short
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.confirming import ConfirmSource, source_field
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card

__all__ = ["CONFIRM", "ConfirmRate", "RatesPart", "amount", "in_steps", "rate_rows", "unit_in_thai"]

CONFIRM = "ยืนยันอัตรา"


class RatesPart(Part):
    """All values of all rates; what is not confirmed can be confirmed with a note of the source."""

    title = "อัตราตามกฎหมาย"
    explanation = "อัตราที่ยังไม่ยืนยัน คืออัตราที่ยังไม่ได้เทียบกับตัวบทหรือข้อบัญญัติ ตรวจกับเอกสารต้นฉบับแล้วกดยืนยัน"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table = DataTable(
            [
                Column("law", "กฎหมาย", width=220, show=lambda law: law.replace("พระราชบัญญัติ", "พ.ร.บ.")),
                Column("description", "รายการ", width=260, stretch=True),
                Column("amount", "อัตรา", "right", 170, sort=None),
                Column("start", "ใช้ตั้งแต่", width=120, show=format_short),
                Column("state", "สถานะ", width=130, show=_STATE.__getitem__, tone=_TONE.__getitem__),
            ],
            filter_hint="กรองอัตรา",
        )
        self.table.selected.connect(self._show)
        self.table.activated.connect(lambda _row: self.confirm())
        self.confirm_button = Button(CONFIRM, key="Ctrl+Y", icon="check")
        self.confirm_button.clicked.connect(self.confirm)
        self.table.add_action(self.confirm_button)
        self.add_table(self.table, 1)
        self.detail = Card(margin=16)
        self.reference = ThaiLabel("", wrap=True)
        self.note = ThaiLabel("", "caption", tone="quiet", wrap=True)
        self.detail.add(self.reference)
        self.detail.add(self.note)
        self.column.addWidget(self.detail)
        row = QHBoxLayout()
        self.summary = ThaiLabel("", tone="quiet")
        row.addWidget(self.summary, 1)
        self.column.addLayout(row)

    def refresh(self) -> None:
        chosen = self.table.current()
        rows = rate_rows(self.session)
        self.table.set_rows(rows)
        waiting = sum(row["state"] == "recalled" for row in rows)
        self.summary.setText(f"ทั้งหมด {len(rows)} อัตรา ยังไม่ยืนยัน {waiting} อัตรา" if waiting else f"ทั้งหมด {len(rows)} อัตรา ยืนยันแล้วทุกอัตรา")
        at = next(
            (i for i, row in enumerate(self.table.rows()) if chosen and (row["id"], row["start"]) == (chosen["id"], chosen["start"])), 0
        )
        if rows:
            self.table.select(at)
        self._show(self.table.current())

    def activate(self) -> None:
        super().activate()
        self.table.view.setFocus()

    def _show(self, row: dict[str, Any] | None) -> None:
        self.detail.setVisible(row is not None)
        self.confirm_button.setEnabled(row is not None and row["state"] == "recalled")
        if row is not None:
            self.reference.setText(row["reference"])
            self.note.setText(row["note"])
            self.note.setVisible(bool(row["note"]))

    def confirm(self) -> None:
        """Ask for the source that was looked at, then record it."""
        row = self.table.current()
        if row is None or row["state"] != "recalled":
            return
        fields = source_field()
        text = f"{row['description']} {row['amount']} ใช้ตั้งแต่ {format_short(row['start'])} ตรงกับเอกสารต้นฉบับแล้ว"
        dialog = ConfirmRate(fields, text, self)
        if dialog.ask() == CONFIRM:
            self.record(row["id"], row["start"], fields.value("note", ""))

    def record(self, rate: str, start: dt.date, note: str) -> None:
        """Record that a value was held against its source."""
        try:
            setup.confirm_rate(self.office, rate, start, note)
        except CounterError as error:
            self.trouble.emit(error)
            return
        self.refresh()
        self.toast.emit("ยืนยันอัตราแล้ว")


class ConfirmRate(ConfirmSource):
    """Asks for the source that the value was held against."""

    def __init__(self, fields: FieldGroup, text: str, parent: QWidget) -> None:
        super().__init__(CONFIRM, fields, text, parent)


_STATE = {"confirmed": "ยืนยันแล้ว", "recalled": "ยังไม่ยืนยัน", "local": "ตามข้อบัญญัติ"}
_TONE = {"confirmed": "green", "recalled": "amber", "local": "blue"}


def rate_rows(session: Session) -> list[dict[str, Any]]:
    """Every value of every rate, with what this office's ordinances put in their place; those that wait to be confirmed come first."""
    parameters = session.office.catalogue.parameters
    rows = []
    for rate in parameters.rates.values():
        law = parameters.laws[rate.id]
        for value in rate.values:
            rows.append(
                {
                    "id": rate.id,
                    "law": law,
                    "description": rate.description,
                    "amount": in_steps(value.bands, rate.unit) if value.bands else amount(value.value, rate.unit),
                    "start": value.start,
                    "state": value.confidence,
                    "reference": value.reference,
                    "note": value.note or rate.note,
                }
            )
        for own in parameters.local:
            if own.rate == rate.id:
                rows.append(
                    {
                        "id": rate.id,
                        "law": law,
                        "description": rate.description,
                        "amount": amount(own.value, rate.unit),
                        "start": own.start,
                        "state": "local",
                        "reference": own.ordinance,
                        "note": "",
                    }
                )
    return sorted(rows, key=lambda row: row["state"] != "recalled")
