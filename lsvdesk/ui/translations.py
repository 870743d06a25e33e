"""Thai words for what Qt itself says: context menus, standard buttons, the file dialog. Qt ships no Thai of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

_INSTALLED = "lsvdeskThaiWords"

# By source text: Qt uses the same English word for the same thing in every place a clerk meets it.
_WORDS = {
    "&Undo": "เลิกทำ",
    "&Redo": "ทำซ้ำ",
    "Cu&t": "ตัด",
    "&Copy": "คัดลอก",
    "Copy &Link Location": "คัดลอกลิงก์",
    "&Paste": "วาง",
    "Delete": "ลบ",
    "&Delete": "ลบ",
    "Select All": "เลือกทั้งหมด",
    "Insert Unicode control character": "แทรกอักขระควบคุม",
    "OK": "ตกลง",
    "&OK": "ตกลง",
    "Cancel": "ยกเลิก",
    "&Cancel": "ยกเลิก",
    "&Yes": "ใช่",
    "&No": "ไม่ใช่",
    "Save": "บันทึก",
    "&Save": "บันทึก",
    "Open": "เปิด",
    "&Open": "เปิด",
    "Close": "ปิด",
    "&Close": "ปิด",
    "Apply": "ใช้",
    "Reset": "ตั้งค่าใหม่",
    "Help": "ช่วยเหลือ",
    "Discard": "ไม่บันทึก",
    "Abort": "ยุติ",
    "Retry": "ลองใหม่",
    "Ignore": "ข้าม",
    "Show Details...": "แสดงรายละเอียด",
    "Hide Details...": "ซ่อนรายละเอียด",
    "Back": "ย้อนกลับ",
    "Forward": "ไปหน้า",
    "Parent Directory": "โฟลเดอร์เหนือขึ้นไป",
    "Create New Folder": "สร้างโฟลเดอร์ใหม่",
    "List View": "แบบรายการ",
    "Detail View": "แบบรายละเอียด",
    "Look in:": "อยู่ที่",
    "File &name:": "ชื่อไฟล์",
    "Files of type:": "ชนิดไฟล์",
    "&Choose": "เลือก",
    "&Rename": "เปลี่ยนชื่อ",
    "&New Folder": "โฟลเดอร์ใหม่",
    "New Folder": "โฟลเดอร์ใหม่",
    "Show &hidden files": "แสดงไฟล์ที่ซ่อน",
    "Find Directory": "หาโฟลเดอร์",
    "Open File": "เปิดไฟล์",
    "Save As": "บันทึกเป็น",
    "Directory:": "โฟลเดอร์",
    "Name": "ชื่อ",
    "Size": "ขนาด",
    "Type": "ชนิด",
    "Kind": "ชนิด",
    "Date Modified": "แก้ไขเมื่อ",
    "My Computer": "เครื่องนี้",
    "Computer": "เครื่องนี้",
    "Drive": "ไดรฟ์",
    "File": "ไฟล์",
    "Folder": "โฟลเดอร์",
    "All Files (*)": "ทุกไฟล์ (*)",
    "Recent Places": "ที่เปิดล่าสุด",
    "Remove": "นำออก",
    "%1 already exists.\nDo you want to replace it?": "มีไฟล์ %1 อยู่แล้ว\nต้องการเขียนทับหรือไม่",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "%1\nไม่พบไฟล์ กรุณาตรวจสอบชื่อไฟล์",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": "%1\nไม่พบโฟลเดอร์ กรุณาตรวจสอบชื่อโฟลเดอร์",
    "Print": "พิมพ์",
    "Clear": "ล้าง",
    "Minimize": "ย่อหน้าต่าง",
    "Maximize": "ขยายหน้าต่าง",
    "Restore": "คืนขนาด",
    "Move": "ย้าย",
    "Press": "กด",
}


class ThaiWords(QTranslator):
    """Looks Qt's own English up in the list above; what is not there stays English."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:  # type: ignore[override]
        return _WORDS.get(source, source)

    def isEmpty(self) -> bool:
        return False


def install(app: QCoreApplication) -> None:
    """Have Qt speak Thai; once per application."""
    # A property, not findChild: that would have PySide build every enumeration of the Qt namespace before the first frame
    if not app.property(_INSTALLED):
        app.installTranslator(ThaiWords(app))
        app.setProperty(_INSTALLED, True)
