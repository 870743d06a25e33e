"""The list of keys (F1): those that work everywhere, and those of the page in front."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.navigation import navigation_pages
from lsvdesk.ui.pages import PAGES
from lsvdesk.ui.widgets.buttons import Button, KeyHint
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card

EVERYWHERE = (
    ("Ctrl+K", "ค้นหาคน คำขอ ใบเสร็จ ใบอนุญาต"),
    ("Ctrl+N", "รับคำขอใหม่"),
    ("Alt+←", "กลับไปหน้าก่อน"),
    ("F5", "เรียกข้อมูลล่าสุด"),
    ("Ctrl+U", "เปลี่ยนผู้ใช้"),
    ("Ctrl++", "ขยายหน้าจอ"),
    ("Ctrl+-", "ย่อหน้าจอ"),
    ("Ctrl+0", "ขนาดปกติ 100 %"),
    ("F1", "รายการปุ่มลัดนี้"),
)
IN_FORMS = (
    ("Enter", "ไปขั้นตอนถัดไป"),
    ("Esc", "ย้อนกลับ ข้อมูลไม่หาย"),
    ("Tab", "ช่องถัดไป"),
    ("Shift+Tab", "ช่องก่อนหน้า"),
    ("Space", "เลือกหรือไม่เลือก"),
    ("↑ ↓", "เลื่อนในรายการ"),
)


class KeysDialog(QDialog):
    """``page_keys`` are the keys of the page in front, named ``page_title``."""

    def __init__(self, page_title: str, page_keys: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("ปุ่มลัด")
        outer = QVBoxLayout(self)
        edge = theme.px(24)
        outer.setContentsMargins(edge, theme.px(16), edge, edge)
        outer.setSpacing(theme.px(16))
        outer.addWidget(ThaiLabel("ปุ่มลัด", "heading"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(16))
        pages = [(PAGES[name].key, PAGES[name].title) for name in navigation_pages()]
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(theme.px(16))
            columns.addLayout(column, 1)
        left.addWidget(_card("ใช้ได้ทุกหน้า", EVERYWHERE))
        page_keys = tuple(page_keys)
        if page_keys:
            right.addWidget(_card(f"หน้า{page_title}", page_keys))
        (left if page_keys else right).addWidget(_card("ไปที่หน้า", pages))
        right.addWidget(_card("ในแบบฟอร์มและรายการ", IN_FORMS))
        left.addStretch(1)
        right.addStretch(1)
        outer.addLayout(columns)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button("ปิด", "primary", key="Esc")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        outer.addLayout(row)
        close.setFocus()


def _card(title: str, keys: Iterable[tuple[str, str]]) -> Card:
    card = Card(title, margin=16)
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnMinimumWidth(0, theme.px(88))
    grid.setColumnStretch(1, 1)
    for at, (key, said) in enumerate(keys):
        grid.addWidget(KeyHint(key), at, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(ThaiLabel(said), at, 1)
    card.body.addLayout(grid)
    return card
