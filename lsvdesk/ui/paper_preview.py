"""An issued paper on the screen, exactly as it is kept: look, print, save as PDF, print again as a copy (สำเนา)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lsvdesk.counter.views import PrintedPaper
from lsvdesk.errors import CounterError
from lsvdesk.printing.preview import page_images, pages
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.files import ask_for_file
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.messages import InfoBar
from lsvdesk.ui.widgets.surfaces import scrolled

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
PRINT_DPI = 300
_LARGEST_WORDY = 1.5
"""Scale up to which the buttons have room for all their words on the smallest screen."""
A4_WIDTH_INCHES = 8.27


def file_name(paper: PrintedPaper) -> str:
    """A name for the PDF that every system accepts: ``ใบเสร็จรับเงิน ร-2569-000041.pdf``."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", f"{paper.title} {paper.code}").strip(" .")[:120] + ".pdf"


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Draw every page of ``pdf`` onto the printer's paper; gives the number of pages."""
    dpi = min(printer.resolution(), PRINT_DPI)
    painter = QPainter(printer)
    number = 0
    try:
        for number, (width, height, data) in enumerate(pages(pdf, dpi), 1):
            if number > 1:
                printer.newPage()
            image = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
            paper = printer.paperRect(printer.Unit.DevicePixel)
            margin = printer.pageRect(printer.Unit.DevicePixel).topLeft()
            painter.drawImage(QRectF(-margin.x(), -margin.y(), paper.width(), paper.height()), image)
    finally:
        painter.end()
    return number


class PaperPreview(QDialog):
    """``reprint`` makes the marked copy (the use case ``papers.reprint``); without it the copy button is not shown."""

    def __init__(self, paper: PrintedPaper, *, reprint: Callable[[], PrintedPaper] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = paper
        self._reprint = reprint
        self._zoom = 0.0
        self._labels: list[QLabel] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        outer.setSpacing(theme.px(8))
        outer.addLayout(self._build_head())
        self.bar = InfoBar()
        outer.addWidget(self.bar)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setSpacing(theme.px(12))
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = scrolled(self._sheet)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer.addWidget(self.area, 1)
        outer.addLayout(self._build_foot())
        for key, direction in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(key), self, activated=lambda direction=direction: self.zoom(direction))
        QShortcut(QKeySequence("Ctrl+0"), self, activated=self.fit)
        window = parent.window().size() if parent is not None else QSize(*theme.MINIMUM_WINDOW)
        self.resize(min(theme.px(960), round(window.width() * 0.96)), round(window.height() * 0.96))
        self.show_paper(paper)
        self.print_button.setFocus()

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        self.heading = ThaiLabel("", "title")
        row.addWidget(self.heading, 1)
        smaller = Button("ย่อ", "quiet", key="Ctrl+-")
        smaller.clicked.connect(lambda: self.zoom(-1))
        self.size_label = ThaiLabel("", tone="quiet")
        larger = Button("ขยาย", "quiet", key="Ctrl++")
        larger.clicked.connect(lambda: self.zoom(+1))
        for widget in (smaller, self.size_label, larger):
            row.addWidget(widget)
        # The shortcuts below answer to both + and =; the buttons only show the key
        smaller.setShortcut(QKeySequence())
        larger.setShortcut(QKeySequence())
        return row

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.close_button = Button("ปิด", key="Esc")
        self.close_button.clicked.connect(self.reject)
        small = theme.scale() <= _LARGEST_WORDY
        self.copy_button = Button("พิมพ์ซ้ำเป็นสำเนา" if small else "สำเนา", key="Ctrl+R", icon="copy" if small else None)
        if self._reprint is None:
            self.copy_button.hide()
        self.copy_button.clicked.connect(self.make_copy)
        self.save_button = Button("บันทึกเป็น PDF" if small else "PDF", key="Ctrl+S", icon="save" if small else None)
        self.save_button.clicked.connect(self.save)
        self.print_button = Button("พิมพ์", "primary", key="Ctrl+P", icon="print")
        self.print_button.clicked.connect(self.print_out)
        row.addWidget(self.close_button)
        row.addStretch(1)
        for button in (self.copy_button, self.save_button, self.print_button):
            row.addWidget(button)
        return row

    # --- showing --------------------------------------------------------------------------------------------------------------------
    def show_paper(self, paper: PrintedPaper) -> None:
        """Show another paper, or the same one made anew."""
        self.paper = paper
        self.setWindowTitle(f"{paper.title} {paper.code}")
        self.heading.setText(f"{paper.title}  {paper.code}")
        self.fit()

    def fit(self) -> None:
        """As wide as the window has room for, at most 150 %."""
        room = self.width() - theme.px(72)
        self._show_at(min(max(room / (A4_WIDTH_INCHES * 96), 0.5), 1.5))

    def zoom(self, direction: int) -> None:
        """One step larger (+1) or smaller (-1)."""
        steps = ZOOMS if direction > 0 else tuple(reversed(ZOOMS))
        self._show_at(next((step for step in steps if (step - self._zoom) * direction > 0.01), steps[-1]))

    def page_count(self) -> int:
        """Pages of the paper on the screen."""
        return len(self._labels)

    def _show_at(self, zoom: float) -> None:
        self._zoom = zoom
        self.size_label.setText(f"{round(zoom * 100)} %")
        ratio = self.devicePixelRatioF()
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._labels = []
        images = page_images(self.paper.pdf, round(96 * zoom * ratio))
        for number, (width, height, data) in enumerate(images, 1):
            pixmap = QPixmap.fromImage(QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888))
            pixmap.setDevicePixelRatio(ratio)
            label = QLabel()
            label.setPixmap(pixmap)
            label.setAccessibleName(f"{self.paper.title} หน้า {number} จาก {len(images)}")
            label.setFrameShape(QLabel.Shape.Box)
            label.setStyleSheet(f"border: 1px solid {theme.COLOURS['line-strong']};")
            self._labels.append(label)
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)

    # --- doing ----------------------------------------------------------------------------------------------------------------------
    def print_out(self) -> None:
        """Ask for a printer and print."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDocName(f"{self.paper.title} {self.paper.code}")
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("พิมพ์")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(self.paper.pdf, printer)
            self.bar.show_message("ส่งไปยังเครื่องพิมพ์แล้ว", "green")

    def save(self) -> None:
        """Ask where to, and save the PDF."""
        path = ask_for_file(self, "บันทึกเป็น PDF", (".pdf",), save_as=file_name(self.paper))
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the very file that is kept."""
        try:
            path.write_bytes(self.paper.pdf)
        except OSError as error:
            self.bar.show_message(f"บันทึกไฟล์ไม่ได้ ({error.strerror}) กรุณาเลือกโฟลเดอร์อื่น", "red")
        else:
            self.bar.show_message(f"บันทึกแล้วที่ {path}", "green")

    def make_copy(self) -> None:
        """Make the same page marked สำเนา and show it."""
        if self._reprint is None:
            return
        try:
            self.show_paper(self._reprint())
        except CounterError as error:
            self.bar.show_message(error.message, "red")
        else:
            self.bar.show_message("ทำสำเนาแล้ว และบันทึกการพิมพ์ซ้ำไว้", "green")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        step = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: theme.px(48),
            Qt.Key.Key_Up: -theme.px(48),
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
