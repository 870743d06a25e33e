"""What the clerk sees after an unforeseen error: nothing is lost, and a number to read out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.crash import report_of
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel


class CrashDialog(QDialog):
    """``number`` is the incident's; ``log`` is where it was written, None where that was not possible."""

    def __init__(self, number: str, log: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent or QApplication.activeWindow())
        self.number, self.log = number, log
        self.setWindowTitle("เกิดข้อผิดพลาดที่ไม่คาดคิด")
        self.setModal(True)
        outer = QHBoxLayout(self)
        edge = theme.px(20)
        outer.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        outer.setSpacing(theme.px(16))
        picture = QLabel()
        picture.setPixmap(icon_pixmap("warning", "red", 40))
        outer.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        outer.addLayout(column, 1)
        column.addWidget(ThaiLabel("เกิดข้อผิดพลาดที่ไม่คาดคิด", "heading"))
        what = ThaiLabel(
            "รายการที่บันทึกเสร็จแล้วยังอยู่ครบถ้วน และคำขอที่กำลังกรอกเก็บไว้เป็นแบบร่าง ทำงานต่อได้ "
            "หากเกิดซ้ำ กรุณาปิดโปรแกรมแล้วเปิดใหม่ และแจ้งหมายเลขเหตุการณ์นี้แก่ผู้ดูแลระบบ",
            wrap=True,
        )
        column.addWidget(what)
        said = ThaiLabel(number, "display", tone="primary")
        said.setAccessibleName(f"หมายเลขเหตุการณ์ {number}")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        numbered = QHBoxLayout()
        numbered.setSpacing(theme.px(12))
        numbered.addWidget(ThaiLabel("หมายเลขเหตุการณ์", tone="quiet"))
        numbered.addWidget(said, 1)
        column.addLayout(numbered)
        note = "บันทึกเหตุการณ์แล้ว ในบันทึกไม่มีข้อมูลส่วนบุคคล" if log else "บันทึกเหตุการณ์ลงแฟ้มไม่ได้ กรุณาจดหมายเลขและสิ่งที่กำลังทำอยู่"
        self.said_of_log = ThaiLabel(note, "caption", tone="quiet", wrap=True)
        column.addWidget(self.said_of_log)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        self.copy = Button("คัดลอกหมายเลข", key="Ctrl+C", icon="copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        buttons.addWidget(self.copy)
        if log is not None:
            self.save = Button("บันทึกรายงาน…", key="Ctrl+S", icon="save")
            self.save.clicked.connect(self.save_report)
            buttons.addWidget(self.save)
            where = Button("เปิดโฟลเดอร์บันทึก", "quiet")
            where.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.parent))))
            buttons.addWidget(where)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.go_on = Button("ทำงานต่อ", "primary", key="Enter")
        self.go_on.clicked.connect(self.accept)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignRight)
        self.go_on.setFocus()
        width = theme.px(660)
        self.setFixedSize(width, outer.totalHeightForWidth(width))

    def save_report(self) -> None:
        """Ask for a file and write this incident's part of the log into it: what the person who looks after the program needs, no more."""
        usual = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)) / f"LSV-Desk-{self.number}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, "บันทึกรายงานเหตุการณ์", str(usual), "แฟ้มข้อความ (*.txt)")
        if chosen:
            self.write_report(Path(chosen))

    def write_report(self, file: Path) -> None:
        """Write the report; what went wrong, or that it is done, is said in the dialog."""
        assert self.log is not None
        try:
            file.write_text(report_of(self.number, self.log), encoding="utf-8")
        except OSError as error:
            self.said_of_log.setText(f"บันทึกรายงานไม่ได้ ({error.strerror or type(error).__name__}) กรุณาเลือกโฟลเดอร์อื่น")
            return
        self.said_of_log.setText(f"บันทึกรายงานแล้วที่ {file} ในรายงานไม่มีข้อมูลส่วนบุคคล ส่งให้ผู้ดูแลระบบได้")
