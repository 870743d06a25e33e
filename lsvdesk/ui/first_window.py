"""One window for one office and one user of the computer: a second start brings the first window to the front and ends.

The register has a lock of its own, which keeps apart other users and the command line; this one is only about the window, so it lies with
the user's own settings. Nothing is sent over a network: the second start touches a file that the first one watches.
"""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from lsvdesk.ui.preferences import preferences_file


class FirstWindow(QObject):
    """Held by the first window of an office until it is closed. ``wanted`` is emitted when the program was started once more."""

    wanted = Signal()

    def __init__(self, lock: int | None, asked: Path | None) -> None:
        super().__init__()
        self._lock = lock
        self._watcher: QFileSystemWatcher | None = None
        if asked is not None:
            self._watcher = QFileSystemWatcher([str(asked)], self)
            self._watcher.fileChanged.connect(self.wanted)

    def release(self) -> None:
        """The next start is a first one again."""
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.files())
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def take(office: Path, folder: Path | None = None) -> FirstWindow | None:
    """Be the first window of ``office``; None where there is one already, which was asked to come to the front.

    ``folder`` is where the lock lies, by default beside this computer's settings. Where nothing can be written there, every window is a
    first one: the lock of the register tells the rest.
    """
    folder = folder or preferences_file().parent
    # resolve() also where the office is not there yet; Windows does not tell capitals apart
    name = f"{zlib.crc32(str(office.resolve()).casefold().encode()):08x}"  # hashlib loads OpenSSL: too much before the first frame
    asked = folder / f"window-{name}.asked"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        asked.touch()
        lock = os.open(folder / f"window-{name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return FirstWindow(None, None)
    if _lock(lock):
        return FirstWindow(lock, asked)
    os.close(lock)
    _let_others_come_to_front()
    try:
        asked.write_text("x" * (asked.stat().st_size % 8 + 1), encoding="ascii")  # another size each time: every watcher notices
    except OSError:
        return FirstWindow(None, None)
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        """The system's own lock: it ends with the process, however that ends; a number of a process may come back, a lock does not."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def bring_to_front(window: QWidget) -> None:
    """Show ``window`` above the others, also where it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _let_others_come_to_front() -> None:
    """Windows lets only the program that was just started come to the front; it may pass that on."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
