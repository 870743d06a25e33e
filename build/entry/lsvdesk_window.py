"""The window of the packaged program."""

import sys

OLDEST_WINDOWS = (10, 0, 17763)
"""Windows 10 version 1809 (October 2018): the oldest that Qt 6.11 starts on."""

TOO_OLD = (
    "LSV Desk ใช้ได้กับ Windows 10 รุ่น 1809 (ตุลาคม 2561) ขึ้นไป หรือ Windows 11 เครื่องนี้เป็น Windows รุ่นเก่ากว่านั้น โปรแกรมจึงเปิดไม่ได้\n\n"
    "ข้อมูลของสำนักงานไม่ถูกแก้ไข กรุณาปรับปรุง Windows ของเครื่องนี้ หรือติดตั้งโปรแกรมบนเครื่องที่ใหม่กว่า"
)


def refuse_old_windows() -> None:
    """Say so in Thai and end, instead of leaving a message about a missing DLL; before anything of Qt is loaded."""
    if sys.platform != "win32" or sys.getwindowsversion()[:3] >= OLDEST_WINDOWS:
        return
    import ctypes

    icon_of_an_error = 0x10
    ctypes.windll.user32.MessageBoxW(None, TOO_OLD, "LSV Desk", icon_of_an_error)
    raise SystemExit(3)


if __name__ == "__main__":
    refuse_old_windows()
    from lsvdesk.ui.app import main

    raise SystemExit(main())
