"""The list of keys (F1): those that work everywhere, and those of the page in front."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.navigation import navigation_pages
from lsvdesk.ui.pages import PAGES
from lsvdesk.ui.widgets.buttons import Button, KeyHint
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card, scrolled

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
    ("Ctrl+F", "กรองรายการ"),
    ("Alt+1 – Alt+9", "เรียงรายการตามคอลัมน์ กดซ้ำกลับลำดับ"),
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
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(theme.px(16))
        pages = [(PAGES[name].key, PAGES[name].title) for name in navigation_pages()]
        pages += [(spec.shortcut, spec.title) for spec in PAGES.values() if spec.shortcut]
        page_keys = tuple(page_keys)
        groups = [[_card("ใช้ได้ทุกหน้า", EVERYWHERE)], [_card("ไปที่หน้า", pages)], [_card("ในแบบฟอร์มและรายการ", IN_FORMS)]]
        if page_keys:
            groups[2].insert(0, _card(f"หน้า{page_title}", page_keys))
        for cards in groups:
            column = QVBoxLayout()
            column.setSpacing(theme.px(16))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        content = QWidget()
        content.setLayout(columns)
        columns.setContentsMargins(0, 0, 0, 0)
        area = scrolled(content)
        outer.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button("ปิด", "primary", key="Esc")
        close.clicked.connect(self.accept)
        row.addWidget(close)
        outer.addLayout(row)
        close.setFocus()
        room = (parent.window() if parent else self.screen()).geometry().size() * 0.95
        if content.sizeHint().width() + 2 * edge > room.width():  # at 200 % the groups stand under one another
            columns.setDirection(QBoxLayout.Direction.TopToBottom)
        hint = content.sizeHint()
        self.resize(QSize(hint.width() + 2 * edge + theme.px(24), hint.height() + theme.px(180)).boundedTo(room))


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
