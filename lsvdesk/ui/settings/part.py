"""What every part of the settings page has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.data_table import DataTable
from lsvdesk.ui.widgets.dialogs import CANCEL, MessageDialog
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import SectionHeader

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.ui.session import Session

_LEAST_TABLE = 168
SAVE, THROW = "บันทึก", "ไม่บันทึก"


class Part(QWidget):
    """A tab of the settings. ``refresh`` shows what is stored; ``save`` stores what was typed (Ctrl+S), where there is anything to save.

    Signals: ``toast(text)``, ``trouble(error)``, ``dirty_changed``.
    """

    toast = Signal(str)
    trouble = Signal(object)
    dirty_changed = Signal()

    title = ""
    explanation = ""
    saves = False
    """Whether there is something typed here that is saved with Ctrl+S."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.dirty = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, theme.px(12), theme.px(12), theme.px(12))
        self.column.setSpacing(theme.px(16))
        if self.explanation:
            self.column.addWidget(SectionHeader(self.title, self.explanation))
        self.save_button: Button | None = None

    @property
    def office(self) -> Office:
        return self.session.office

    def add_save_row(self) -> None:
        """The button that saves, and a word on who may."""
        row = QHBoxLayout()
        self.save_button = Button("บันทึก", "primary", key="Ctrl+S", icon="save")
        self.save_button.clicked.connect(self.save)
        self.who = ThaiLabel("", "caption", tone="quiet")
        row.addWidget(self.save_button)
        row.addWidget(self.who, 1)
        self.column.addLayout(row)

    def add_table(self, table: DataTable, stretch: int = 1) -> None:
        """A table that takes the room that is left, and at 200 % a few rows at least."""
        policy = table.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        table.setSizePolicy(policy)
        table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self.column.addWidget(table, stretch)

    def refresh(self) -> None:
        """Show what is stored; does not throw away what is typed and not saved."""

    def activate(self) -> None:
        """The tab was opened."""
        self.refresh()

    def save(self) -> None:
        """Store what was typed."""

    def settled(self, what: str = "") -> bool:
        """Nothing typed is lost: it is saved, thrown away knowingly, or (False) one stays. ``what`` names it where the title does not."""
        if not self.dirty:
            return True
        answer = MessageDialog(
            "บันทึกสิ่งที่แก้ไขหรือไม่",
            f"แก้ไข “{what or self.title}” ไว้แต่ยังไม่ได้บันทึก",
            ((SAVE, "primary"), (THROW, "secondary"), (CANCEL, "secondary")),
            parent=self.window(),
        ).ask()
        if answer == SAVE:
            self.save()
            return not self.dirty
        if answer == THROW:
            self.set_dirty(False)
            self.refresh()
            return True
        return False

    def set_dirty(self, dirty: bool = True) -> None:
        if dirty != self.dirty:
            self.dirty = dirty
            self.dirty_changed.emit()

    def show_who_may(self) -> None:
        """Only an administrator changes settings of the office; others read them."""
        may = self.office.user.role == "admin"
        if self.save_button is not None:
            self.save_button.setEnabled(may)
            self.who.setText("" if may else "แก้ไขได้เฉพาะผู้ดูแลระบบ เปลี่ยนผู้ใช้ได้ที่มุมซ้ายล่าง (Ctrl+U)")

    def stored(self, said: str) -> None:
        """Something was stored: say so, and let the window know."""
        self.set_dirty(False)
        self.session.settings_changed.emit()
        self.toast.emit(said)

    def tell(self, error: CounterError, *groups: FieldGroup) -> None:
        """Show a fault at its field, or above the page where it has none here."""
        if not any(group.show_error(error) for group in groups):
            self.trouble.emit(error)
