"""What Windows shows in the properties of the programs."""

from __future__ import annotations

from typing import Any

COMPANY = "LSV Desk"
PRODUCT = "LSV Desk"
DESCRIPTIONS = {"lsvdesk-window": "LSV Desk งานเคาน์เตอร์ขององค์กรปกครองส่วนท้องถิ่น", "lsvdesk": "LSV Desk (บรรทัดคำสั่ง)"}
COPYRIGHT = "MIT License"


def numbers(version: str) -> tuple[int, int, int, int]:
    """``"0.1.0"`` → ``(0, 1, 0, 0)``."""
    parts = [int(part) for part in version.split(".")]
    first, second, third, fourth = [*parts, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def version_resource(name: str) -> Any:
    """The version resource of one of the two programs, as PyInstaller takes it (on Windows only)."""
    from PyInstaller.utils.win32 import versioninfo as win

    from lsvdesk import __version__

    language, codepage = 0x041E, 0x04B0  # Thai, Unicode
    words = {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTIONS[name],
        "FileVersion": __version__,
        "InternalName": name,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{name}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": __version__,
    }
    table = win.StringTable(f"{language:04X}{codepage:04X}", [win.StringStruct(key, text) for key, text in words.items()])
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers(__version__), prodvers=numbers(__version__), mask=0x3F, OS=0x40004, fileType=1),
        kids=[win.StringFileInfo([table]), win.VarFileInfo([win.VarStruct("Translation", [language, codepage])])],
    )
