"""The office itself: name, address, contacts, executive, emblem; and its departments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel

from lsvdesk.counter import setup
from lsvdesk.counter.office_history import NAMES, office_history
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.office_form import DepartmentsForm, OfficeForm
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.settings.service_facts import HistoryCard
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.files import ask_for_file
from lsvdesk.ui.widgets.labels import ThaiLabel

_LOGO_KINDS = (".png", ".jpg", ".jpeg")
_LOGO_SIDE = 64


class OfficePart(Part):
    """Details of the office. Papers issued before keep what they said."""

    title = "หน่วยงาน"
    explanation = "พิมพ์ลงในใบเสร็จ ใบรับคำขอ และหนังสือที่ออกจากนี้ไป เอกสารที่ออกแล้วไม่เปลี่ยน"
    saves = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form = OfficeForm()
        self.form.changed.connect(self.set_dirty)
        self.column.addLayout(self._logo_row())
        self.column.addWidget(self.form)
        self.add_save_row()
        self.history = _History(self)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.show_who_may()
        self._show_logo()
        self.history.show_changes(tuple(NAMES))
        if not self.dirty:
            self.form.set_value(setup.office_details(self.office))

    def save(self) -> None:
        if not self.form.check():
            return
        try:
            setup.change_office_details(self.office, self.form.value())
        except CounterError as error:
            self.tell(error, self.form.fields)
            return
        self.stored("บันทึกข้อมูลหน่วยงานแล้ว")
        self.history.show_changes(tuple(NAMES))

    # --- the emblem ---------------------------------------------------------------------------------------------------------------
    def _logo_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.logo = QLabel()
        self.logo.setAccessibleName("ตราของหน่วยงาน")
        self.logo_words = ThaiLabel("", tone="quiet")
        change = Button("เปลี่ยนตรา", icon="attach")
        change.clicked.connect(self._ask_logo)
        self.remove = Button("ไม่ใช้ตรา", "quiet", icon="close")
        self.remove.clicked.connect(lambda: self.set_logo(None))
        row.addWidget(self.logo)
        row.addWidget(self.logo_words, 1)
        row.addWidget(self.remove)
        row.addWidget(change)
        return row

    def _ask_logo(self) -> None:
        path = ask_for_file(self, "เลือกภาพตราของหน่วยงาน", _LOGO_KINDS)
        if path is not None:
            self.set_logo(path.read_bytes())

    def set_logo(self, image: bytes | None) -> None:
        """Put another emblem on papers from now on, or none."""
        try:
            setup.change_logo(self.office, image)
        except CounterError as error:
            self.trouble.emit(error)
            return
        self._show_logo()
        self.toast.emit("เปลี่ยนตราของหน่วยงานแล้ว" if image else "เอกสารจากนี้ไปพิมพ์ชื่อหน่วยงานโดยไม่มีตรา")

    def _show_logo(self) -> None:
        image = setup.logo(self.office)
        picture = QPixmap()
        if image:
            picture.loadFromData(image)
        side = theme.px(_LOGO_SIDE)
        self.logo.setVisible(not picture.isNull())
        self.remove.setVisible(bool(image))
        if not picture.isNull():
            self.logo.setPixmap(picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        self.logo_words.setText("ตราของหน่วยงานบนหัวเอกสาร" if image else "ยังไม่มีตราของหน่วยงาน (PNG หรือ JPEG)")


class DepartmentsPart(Part):
    """Which department does which work, and who answers for it."""

    title = "ส่วนราชการ"
    saves = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form = DepartmentsForm()
        self.form.changed.connect(self.set_dirty)
        self.column.addWidget(self.form)
        self.add_save_row()
        self.history = _History(self)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.show_who_may()
        self.history.show_changes(("departments",))
        if not self.dirty:
            self.form.set_value(setup.office_details(self.office).get("departments", {}))

    def save(self) -> None:
        try:
            setup.change_office_details(self.office, {"departments": self.form.value()})
        except CounterError as error:
            self.trouble.emit(error)
            return
        self.stored("บันทึกส่วนราชการแล้ว")
        self.history.show_changes(("departments",))


class _History:
    """The card under a part that tells what was changed; there only once something was."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self.card: HistoryCard | None = None

    def show_changes(self, names: Sequence[str]) -> None:
        """Tell it anew."""
        if self.card is not None:
            self._part.column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if told := office_history(self._part.office, names):
            self.card = HistoryCard(told, may=False)
            self._part.column.insertWidget(self._part.column.count() - 1, self.card)
