"""Settings: the office, its services, people, numbers, look, holidays, the rates of the law, and what this program is."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.pages import Page
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import SAVE, THROW, Part
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import scrolled


class PartSpec(NamedTuple):
    """Where a part is found; ``scrolls`` where it is longer than the window may be."""

    key: str
    title: str
    module: str
    name: str
    scrolls: bool = True


PARTS = (
    PartSpec("office", "หน่วยงาน", "office", "OfficePart"),
    PartSpec("departments", "ส่วนราชการ", "office", "DepartmentsPart"),
    PartSpec("services", "งานบริการ", "services", "ServicesPart", scrolls=False),
    PartSpec("users", "ผู้ใช้", "users", "UsersPart"),
    PartSpec("numbers", "ใบเสร็จและเลขที่", "numbers", "NumbersPart"),
    PartSpec("display", "การแสดงผล", "display", "DisplayPart"),
    PartSpec("holidays", "วันหยุด", "holidays", "HolidaysPart"),
    PartSpec("rates", "อัตราตามกฎหมาย", "rates", "RatesPart"),
    PartSpec("about", "เกี่ยวกับ", "about", "AboutPart"),
)
__all__ = ["PARTS", "SAVE", "THROW", "PartSpec", "SettingsPage"]

_ROOMY = 480


class SettingsPage(Page):
    """Tabs, each made when it is first opened. Ctrl+Tab goes to the next."""

    title = "ตั้งค่า"
    keys = (
        ("Ctrl+Tab", "แท็บถัดไป"),
        ("Ctrl+Shift+Tab", "แท็บก่อนหน้า"),
        ("Ctrl+S", "บันทึกหรือเพิ่มรายการ"),
        ("Ctrl+Y", "ยืนยันสิ่งที่เลือก"),
        ("Ctrl+F", "ค้นหาในรายการ"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(8))
        column.setSpacing(theme.px(4))
        self.heading = ThaiLabel("ตั้งค่า", "heading")
        column.addWidget(self.heading)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setStyleSheet("QTabBar::tear { width: 0; border: none; }")
        self.tabs.setAccessibleName("หมวดการตั้งค่า")
        for spec in PARTS:
            self.tabs.addTab(spec.title)
        column.addWidget(self.tabs)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._parts: dict[str, Part] = {}
        self._holders: dict[str, QWidget] = {}
        self._shown = ""
        self.tabs.currentChanged.connect(self._tab_changed)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self, activated=lambda step=step: self.turn(step)).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.heading.setVisible(event.size().height() >= theme.px(_ROOMY))  # at 200 % the room belongs to the settings
        super().resizeEvent(event)

    # --- parts --------------------------------------------------------------------------------------------------------------------
    @property
    def shown(self) -> str:
        """The key of the part in front."""
        return self._shown

    def part(self, key: str) -> Part:
        """The part of that key, made now if it was not opened before."""
        if key not in self._parts:
            spec = next(each for each in PARTS if each.key == key)
            made = getattr(import_module(f"lsvdesk.ui.settings.{spec.module}"), spec.name)(self.session)
            made.toast.connect(self.toast)
            made.trouble.connect(self.trouble)
            self._parts[key] = made
            self._holders[key] = scrolled(made) if spec.scrolls else made
            self.stack.addWidget(self._holders[key])
        return self._parts[key]

    def open_part(self, key: str) -> bool:
        """Bring a part to the front; False where the present one holds something that is to be kept first."""
        if key != self._shown and not self._settled():
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(_at(self._shown))
            self.tabs.blockSignals(False)
            return False
        part = self.part(key)
        self._shown = key
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(_at(key))
        self.tabs.blockSignals(False)
        self.stack.setCurrentWidget(self._holders[key])
        part.activate()
        return True

    def turn(self, step: int) -> None:
        """To the next tab (+1) or the one before (-1)."""
        self.open_part(PARTS[(_at(self._shown) + step) % len(PARTS)].key)

    def _tab_changed(self, at: int) -> None:
        self.open_part(PARTS[at].key)

    # --- page -----------------------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        """``argument`` may be the key of a part."""
        keys = [spec.key for spec in PARTS]
        self.open_part(argument if argument in keys else self._shown or keys[0])
        if not self._parts[self._shown].isAncestorOf(self.focusWidget() or self):
            self.tabs.setFocus()

    def refresh(self) -> None:
        if self._shown:
            self._parts[self._shown].refresh()

    def place(self) -> Any:
        return self._shown

    def may_leave(self) -> bool:
        return self._settled()

    def _settled(self) -> bool:
        """Nothing typed is lost: it is saved, thrown away knowingly, or one stays."""
        part = self._parts.get(self._shown)
        return part is None or part.settled()


def _at(key: str) -> int:
    return next(i for i, spec in enumerate(PARTS) if spec.key == key)
