"""An attached file: dropped on the field or chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel

KINDS = (".pdf", ".jpg", ".jpeg", ".png")


def size_in_words(size: int) -> str:
    """``850 กิโลไบต์``, ``2.4 เมกะไบต์``."""
    if size < 1024:
        return f"{size} ไบต์"
    if size < 1024 * 1024:
        return f"{round(size / 1024):,} กิโลไบต์"
    return f"{size / 1024 / 1024:,.1f} เมกะไบต์"


def ask_for_file(parent: QWidget, title: str, kinds: Sequence[str] = KINDS, *, save_as: str | None = None) -> Path | None:
    """Ask for a file to open, or with ``save_as`` (a proposed name) for one to write; None if the person thinks better of it."""
    dialog = QFileDialog(parent, title)
    for part, text in (
        (QFileDialog.DialogLabel.LookIn, "อยู่ที่"),
        (QFileDialog.DialogLabel.FileName, "ชื่อไฟล์"),
        (QFileDialog.DialogLabel.FileType, "ชนิดไฟล์"),
        (QFileDialog.DialogLabel.Accept, "เลือก" if save_as is None else "บันทึก"),
        (QFileDialog.DialogLabel.Reject, "ยกเลิก"),
    ):
        dialog.setLabelText(part, text)
    patterns = " ".join(f"*{kind}" for kind in kinds)
    dialog.setNameFilter(f"ไฟล์ที่ใช้ได้ ({patterns})" if kinds else "ทุกไฟล์ (*)")
    if save_as is None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(save_as)
        dialog.setDefaultSuffix(Path(save_as).suffix.lstrip("."))
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


class FileEditor(FieldEditor):
    """A file; value: ``pathlib.Path``. Refuses other kinds than ``kinds`` and more than ``limit_mb`` megabytes."""

    def __init__(self, kinds: Sequence[str] = KINDS, *, limit_mb: int = 10, parent: QWidget | None = None):
        super().__init__(parent)
        self._kinds, self._limit = tuple(kind.lower() for kind in kinds), limit_mb
        self._path: Path | None = None
        self._over = False
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(8))
        self._picture = QLabel()
        self._picture.setPixmap(icon_pixmap("attach", "ink-quiet"))
        self.words = ThaiLabel("", tone="quiet")
        self.choose_button = Button("เลือกไฟล์", icon="attach")
        self.remove_button = Button("นำออก", "quiet", icon="close")
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.remove_button)
        row.addWidget(self.choose_button)
        self.choose_button.clicked.connect(self._ask)
        self.remove_button.clicked.connect(self._remove)
        self.setFocusProxy(self.choose_button)
        self._show()

    def value(self) -> Path | None:
        return self._path if self._path is not None and self.fault() is None else None

    def set_value(self, value: Any) -> None:
        self._path = Path(value) if value else None
        self.show_fault(None)
        self._show()

    def is_empty(self) -> bool:
        return self._path is None

    def fault(self) -> str | None:
        if self._path is None:
            return None
        if self._kinds and self._path.suffix.lower() not in self._kinds:
            return f"ใช้ได้เฉพาะไฟล์ {' '.join(self._kinds)} กรุณาเลือกไฟล์อื่น"
        try:
            size = self._path.stat().st_size
        except OSError:
            return "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจถูกย้ายหรือลบแล้ว กรุณาเลือกไฟล์อีกครั้ง"
        if size > self._limit * 1024 * 1024:
            return f"ไฟล์ใหญ่ {size_in_words(size)} ใช้ได้ไม่เกิน {self._limit} เมกะไบต์ กรุณาย่อหรือสแกนใหม่ให้ละเอียดน้อยลง"
        return None

    def show_fault(self, message: str | None) -> None:
        super().show_fault(message)
        self.update()

    def marked_widgets(self) -> list[QWidget]:
        return [self.choose_button]

    def set_read_only(self, read_only: bool) -> None:
        self.setAcceptDrops(not read_only)
        self.choose_button.setVisible(not read_only)
        self.remove_button.setVisible(not read_only and self._path is not None)

    def take(self, path: Path) -> None:
        """The person chose or dropped ``path``."""
        self._path = path
        self._show()
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "red" if self.shown_fault() else "primary" if self._over else "line-strong"
        painter.setPen(QPen(theme.color(edge), 1.5 * theme.scale(), Qt.PenStyle.SolidLine if self._path else Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("primary-soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        painter.end()

    def _ask(self) -> None:
        path = ask_for_file(self, "เลือกไฟล์แนบ", self._kinds)
        if path is not None:
            self.take(path)

    def _remove(self) -> None:
        self._path = None
        self._show()
        self.choose_button.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        self.remove_button.setVisible(self._path is not None)
        if self._path is None:
            self.words.setText(f"ลากไฟล์มาวาง หรือกดเลือกไฟล์ ({' '.join(self._kinds)} ไม่เกิน {self._limit} เมกะไบต์)")
            self.words.set_tone("quiet")
        else:
            size = f" · {size_in_words(self._path.stat().st_size)}" if self._path.exists() else ""
            self.words.setText(f"{self._path.name}{size}")
            self.words.set_tone(None)
