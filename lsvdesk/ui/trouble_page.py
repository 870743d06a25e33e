"""The full page shown when the office's register cannot be opened: what is wrong, what to do, and what can be tried at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card, scrolled

TITLES = {
    "register-damaged": "แฟ้มทะเบียนชำรุด",
    "register-foreign": "แฟ้มนี้ไม่ใช่ทะเบียนของโปรแกรม",
    "register-newer": "ทะเบียนนี้ใช้กับโปรแกรมรุ่นใหม่กว่า",
    "register-readonly": "โฟลเดอร์นี้บันทึกไม่ได้",
    "register-in-use": "ทะเบียนนี้เปิดใช้อยู่แล้ว",
    "register-disk-full": "พื้นที่ดิสก์เต็ม",
    "register-busy": "ทะเบียนกำลังถูกใช้งาน",
    "register-unreachable": "ติดต่อเครื่องแม่ข่ายไม่ได้",
    "register-storage": "อ่านหรือเขียนดิสก์ไม่สำเร็จ",
    "register-missing": "ไม่พบโฟลเดอร์ของหน่วยงาน",
}

STEPS = {
    "register-damaged": (
        "อย่าลบหรือแก้ไขแฟ้มในโฟลเดอร์นี้",
        "สำเนาโฟลเดอร์ทั้งหมดไปเก็บไว้ที่อื่นก่อน",
        "เปิดโฟลเดอร์สำรองล่าสุดด้วยปุ่ม “เลือกโฟลเดอร์อื่น”",
    ),
    "register-foreign": ("ตรวจสอบว่าเลือกโฟลเดอร์ของหน่วยงานถูกต้อง", "กด “เลือกโฟลเดอร์อื่น” แล้วเลือกโฟลเดอร์ที่มีแฟ้ม register.lsv ของหน่วยงาน"),
    "register-newer": ("ปรับปรุงโปรแกรมเครื่องนี้ให้เป็นรุ่นเดียวกับเครื่องที่ใช้ทะเบียนนี้ล่าสุด", "เปิดโปรแกรมใหม่อีกครั้ง ข้อมูลเดิมยังอยู่ครบถ้วน"),
    "register-readonly": ("ตรวจสอบสิทธิ์เขียนของโฟลเดอร์ หรือสวิตช์กันเขียนของสื่อบันทึก", "แก้ไขแล้วกด “ลองอีกครั้ง”"),
    "register-in-use": ("ไปที่หน้าต่างโปรแกรมที่เปิดอยู่แล้ว หรือปิดหน้าต่างนั้น", "แล้วกด “ลองอีกครั้ง”"),
    "register-disk-full": ("ลบหรือย้ายแฟ้มที่ไม่จำเป็นออกจากดิสก์ให้มีที่ว่าง", "แล้วกด “ลองอีกครั้ง” ข้อมูลเดิมยังอยู่ครบถ้วน"),
    "register-missing": (
        "เสียบแฟลชไดรฟ์หรือเชื่อมต่อเครือข่ายที่เก็บข้อมูลของหน่วยงาน แล้วกด “ลองอีกครั้ง”",
        "หากย้ายข้อมูลไปที่อื่นแล้ว กด “เลือกโฟลเดอร์อื่น” แล้วเลือกโฟลเดอร์ที่มีแฟ้ม register.lsv",
    ),
}


_NARROW_BELOW = 720


class TroublePage(QWidget):
    """Emits ``retry``, ``folder_chosen(Path)`` and ``leave``. Enter tries again, O chooses another folder."""

    retry = Signal()
    folder_chosen = Signal(object)
    leave = Signal()

    def __init__(self, error: BaseException, folder: Path, number: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error, self.folder = error, folder
        self.setProperty("kind", "page")
        code = error.code if isinstance(error, CounterError) else ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        whole.addWidget(scrolled(content))
        outer = QVBoxLayout(content)
        outer.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        outer.addStretch(1)
        card = Card(margin=24)
        card.setMaximumWidth(theme.px(880))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 12)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        picture = QLabel()
        picture.setPixmap(icon_pixmap("lock" if code == "register-in-use" else "warning", "red", 40))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self.heading = ThaiLabel(TITLES.get(code, "เปิดทะเบียนของหน่วยงานไม่ได้"), "heading", wrap=True)
        head.addWidget(self.heading, 1)
        card.body.addLayout(head)
        if isinstance(error, CounterError):
            said = error.message
        else:
            said = f"เกิดข้อผิดพลาดที่ไม่คาดคิดขณะเปิดทะเบียน หมายเลขเหตุการณ์ {number} ข้อมูลเดิมไม่ถูกแก้ไข กรุณาแจ้งหมายเลขนี้แก่ผู้ดูแลระบบ"
        self.message = ThaiLabel(said, wrap=True)
        card.add(self.message)
        steps = STEPS.get(code, ())
        if steps:
            card.body.addSpacing(theme.px(4))
            card.add(ThaiLabel("สิ่งที่ควรทำ", "title"))
            for at, step in enumerate(steps, 1):
                line = QHBoxLayout()
                line.setSpacing(theme.px(8))
                line.addWidget(ThaiLabel(f"{at}.", tone="quiet"), 0, Qt.AlignmentFlag.AlignTop)
                line.addWidget(ThaiLabel(step, wrap=True), 1)
                card.body.addLayout(line)
        where = ThaiLabel(f"โฟลเดอร์: {folder}", "caption", tone="quiet", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.add(where)
        card.body.addSpacing(theme.px(8))
        self.buttons = buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(theme.px(8))
        self.leave_button = Button("ออกจากโปรแกรม", "quiet", key="Ctrl+Q")
        self.leave_button.clicked.connect(self.leave)
        self.choose_button = Button("เลือกโฟลเดอร์อื่น", key="Ctrl+O", icon="cases")
        self.choose_button.clicked.connect(self.choose)
        self.retry_button = Button("ลองอีกครั้ง", "primary", key="Enter", icon="undo")
        self.retry_button.clicked.connect(self.retry)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.retry_button)
        card.body.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room (200 %) the buttons stand under one another."""
        narrow = event.size().width() < theme.px(_NARROW_BELOW)
        self.buttons.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def focus_first(self) -> None:
        self.retry_button.setFocus()

    def choose(self) -> None:
        """Ask for another folder."""
        folder = QFileDialog.getExistingDirectory(self, "เลือกโฟลเดอร์ทะเบียนของหน่วยงาน", str(self.folder))
        if folder:
            self.folder_chosen.emit(Path(folder))
