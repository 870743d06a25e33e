"""One program at a time works in an office's folder; a second one is told who holds it and since when.

The lock is the operating system's and dies with the process, so a crash leaves nothing to clear away by hand. The file beside it only
tells people who holds it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path

from lsvdesk.errors import RegisterFault
from lsvdesk.register.translate import os_fault
from lsvdesk.thai.dates import format_short, format_time

LOCK_FILE = "register.lock"
_LOCKED_BYTE = 1 << 20  # far behind what is written: Windows forbids others to read a locked range


class OfficeLock:
    """Held from :meth:`take` until :meth:`release` or the end of the process."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, office_dir: Path) -> OfficeLock:
        """Lock the office's folder. Raises RegisterFault ``register-in-use``, or ``register-readonly`` where nothing can be written."""
        path = office_dir / LOCK_FILE
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        except OSError as error:
            raise os_fault(error, office_dir) from error
        try:
            _lock(handle)
        except OSError as error:
            holder = _holder(path)
            os.close(handle)
            raise RegisterFault(
                f"ทะเบียนนี้เปิดใช้อยู่แล้ว{holder} โปรแกรมที่สองจึงเปิดซ้อนไม่ได้ กรุณาใช้หน้าต่างที่เปิดอยู่ หรือปิดโปรแกรมนั้นก่อนแล้วเปิดใหม่อีกครั้ง",
                code="register-in-use",
            ) from error
        lock = cls(handle)
        try:
            said = {"pid": os.getpid(), "since": dt.datetime.now().isoformat(timespec="seconds")}
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(said).encode())
        except OSError as error:
            lock.release()
            raise os_fault(error, office_dir) from error
        return lock

    def release(self) -> None:
        """Let go; doing it twice does nothing."""
        if self._handle is None:
            return
        os.close(self._handle)
        self._handle = None


def _holder(path: Path) -> str:
    try:
        said = json.loads(path.read_text("utf-8"))
        since = dt.datetime.fromisoformat(said["since"])
        pid = int(said["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return "โดยโปรแกรมอื่นบนเครื่องนี้"
    return f"บนเครื่องนี้ (หมายเลขโปรแกรม {pid} เปิดตั้งแต่ {format_short(since.date())} เวลา {format_time(since.time())})"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock, not lockf: it also keeps apart two openings within one program
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
