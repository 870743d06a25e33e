"""The people of the office who use the program."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from lsvdesk.counter import setup
from lsvdesk.counter.actions import ROLE_TITLES
from lsvdesk.counter.views import NewUser, UserView
from lsvdesk.errors import CounterError
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.surfaces import Card
from lsvdesk.ui.widgets.text import TextEditor


class UsersPart(Part):
    """Who they are, and entering another one. Enter on the list switches to that user."""

    title = "ผู้ใช้"
    explanation = "ชื่อและตำแหน่งพิมพ์ลงในเอกสารที่ผู้ใช้คนนั้นออก กด Enter ที่รายชื่อเพื่อเปลี่ยนไปใช้งานในชื่อนั้น"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table = DataTable(
            [
                Column("name", "ชื่อ", width=240, stretch=True),
                Column("position", "ตำแหน่ง", width=320),
                Column("role", "หน้าที่ในโปรแกรม", width=180, show=lambda role: ROLE_TITLES[role]),
                Column("present", "", width=130, show=lambda present: "กำลังใช้งาน" if present else "", tone=lambda _: "green"),
            ],
            filterable=False,
        )
        self.table.activated.connect(self._switch)
        self.add_table(self.table, 1)
        self.card = Card("เพิ่มผู้ใช้", margin=16)
        self.fields = FieldGroup()
        role = ChoiceEditor(list(ROLE_TITLES.items()), radios=False)
        self.fields.add_row(
            ("name", "ชื่อและนามสกุล", TextEditor(200, name=True), True),
            ("position", "ตำแหน่ง", TextEditor(200), True),
            ("role", "หน้าที่ในโปรแกรม", role, True),
            shares=(3, 3, 2),
        )
        self.card.add(self.fields)
        row = QHBoxLayout()
        self.add_button = Button("เพิ่มผู้ใช้", key="Ctrl+S", icon="person")
        self.add_button.clicked.connect(self.save)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.card.body.addLayout(row)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        present = self.office.user.id
        self.table.set_rows(
            {"id": user.id, "name": user.name, "position": user.position, "role": user.role, "present": user.id == present, "user": user}
            for user in setup.users(self.office)
        )
        self.card.setEnabled(self.office.user.role == "admin")

    def activate(self) -> None:
        super().activate()
        self.table.select(0)
        self.table.view.setFocus()

    def save(self) -> None:
        """Enter the new user."""
        if not self.fields.check():
            return
        value = self.fields.value
        try:
            setup.add_user(self.office, NewUser(value("name"), value("position"), value("role")))
        except CounterError as error:
            self.tell(error, self.fields)
            return
        self.fields.set_values({"name": None, "position": None, "role": None})
        self.refresh()
        self.toast.emit("เพิ่มผู้ใช้แล้ว")

    def _switch(self, row: dict[str, UserView]) -> None:
        self.session.switch_user(row["user"])
