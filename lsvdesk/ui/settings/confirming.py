"""Asking which source something was held against, before it is confirmed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.widgets.dialogs import CANCEL, MessageDialog
from lsvdesk.ui.widgets.text import LongTextEditor


def source_field() -> FieldGroup:
    """The one field of the question: ``note``."""
    fields = FieldGroup()
    example = "เช่น กฎกระทรวง … ราชกิจจานุเบกษา วันที่ …"
    fields.add("note", "เอกสารที่ใช้ตรวจสอบ", LongTextEditor(500, lines=2, placeholder=example), required=True)
    return fields


class ConfirmSource(MessageDialog):
    """Asks for the source; is not answered with ``confirm`` before one was typed."""

    def __init__(self, confirm: str, fields: FieldGroup, text: str, parent: QWidget) -> None:
        super().__init__(
            confirm, text, ((confirm, "primary"), (CANCEL, "secondary")), content=fields, enter_answers=False, parent=parent.window()
        )
        self._confirm = confirm
        self.fields = fields
        fields.focus_first()

    def _answered(self, answer: str) -> None:
        if answer == self._confirm and not self.fields.check():
            return
        super()._answered(answer)
