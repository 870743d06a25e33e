"""What this program is, where its data lies, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from lsvdesk import __version__
from lsvdesk.paths import logs_dir
from lsvdesk.ui import theme
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card

# what, what it is used for, licence
LICENCES = (
    ("LSV Desk", "โปรแกรมนี้", "MIT"),
    ("LSV Sarabun (จาก Sarabun)", "แบบอักษรบนหน้าจอ", "SIL Open Font License 1.1"),
    ("TH Sarabun New", "แบบอักษรบนเอกสาร", "GNU GPL 2.0 พร้อมข้อยกเว้นแบบอักษร"),
    ("Qt, PySide6", "หน้าต่างและการพิมพ์", "GNU LGPL 3.0"),
    ("SQLAlchemy, Alembic", "ทะเบียน", "MIT"),
    ("SQLCipher, sqlcipher3", "ทะเบียน", "BSD, zlib"),
    ("pydantic, simpleeval, PyYAML", "อ่านกฎหมายและแบบฟอร์ม", "MIT"),
    ("ReportLab, HarfBuzz, pikepdf, PDFium", "เอกสาร PDF", "BSD, MIT, MPL 2.0, Apache 2.0"),
    ("openpyxl, bahttext, python-stdnum", "แฟ้มรายงาน คำอ่านจำนวนเงิน เลขประจำตัว", "MIT, LGPL 2.1"),
    ("GeoThai", "ตำบล อำเภอ จังหวัด รหัสไปรษณีย์", "CC BY 4.0"),
    ("PyThaiNLP", "พจนานุกรมตัดคำ", "CC0 1.0"),
)


class AboutPart(Part):
    """Version, folders, licences."""

    title = "เกี่ยวกับโปรแกรม"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        card = Card("LSV Desk", "งานบริการประชาชนขององค์กรปกครองส่วนท้องถิ่น ใช้งานได้โดยไม่ต้องต่ออินเทอร์เน็ต", margin=20)
        card.body.setSpacing(theme.px(6))
        _line(card, "รุ่น", f"{__version__}  (Qt {qVersion()})")
        self.folder = _line(card, "โฟลเดอร์ข้อมูล", str(session.folder))
        _line(card, "บันทึกเหตุการณ์", str(logs_dir(session.folder)))
        row = QHBoxLayout()
        show = Button("เปิดโฟลเดอร์ข้อมูล", icon="cases")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.folder))))
        row.addWidget(show)
        row.addStretch(1)
        card.body.addLayout(row)
        self.column.addWidget(card)
        licences = Card("ลิขสิทธิ์และสัญญาอนุญาต", margin=20)
        licences.body.setSpacing(theme.px(6))
        for name, use, licence in LICENCES:
            _line(licences, name, f"{use} — {licence}", 320)
        self.column.addWidget(licences)
        self.column.addStretch(1)


def _line(card: Card, label: str, text: str, width: int = 160) -> ThaiLabel:
    row = QHBoxLayout()
    name = ThaiLabel(label, tone="quiet")
    name.setFixedWidth(theme.px(width))
    said = ThaiLabel(text, wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    card.body.addLayout(row)
    return said
