"""When something happens that nobody foresaw: an incident with a number that the clerk can read out, and a log without personal data.

The log holds the kind of error, where in the program it happened and on which version; never its message, never a value, since both may
hold names and numbers of citizens.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lsvdesk.errors import CounterError
from lsvdesk.paths import logs_dir

LOG_NAME = "incidents.log"
_LARGEST_LOG = 1_000_000


def incident_number(moment: datetime, serial: int = 0) -> str:
    """A number that can be read out over the telephone: B.E. date, time, and which of the day: ``690321-1422-01``."""
    return f"{(moment.year + 543) % 100:02d}{moment:%m%d-%H%M}-{serial + 1:02d}"


def report_text(number: str, error: BaseException) -> str:
    """What is written about an error: its chain of types and the places in the program, without messages or values."""
    import platform
    import traceback

    from PySide6.QtCore import qVersion

    from lsvdesk import __version__

    machine = f"{platform.system()} {platform.release()}"
    lines = [f"=== {number} · LSV Desk {__version__} · {machine} · Python {platform.python_version()} · Qt {qVersion()}"]
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            place = frame.filename.replace("\\", "/").split("/lsvdesk/")[-1] if "lsvdesk" in frame.filename else Path(frame.filename).name
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if current is not None:
            lines.append("after")
    return "\n".join(lines) + "\n"


def record(folder: Path, error: BaseException, moment: datetime | None = None) -> tuple[str, Path | None]:
    """Write an incident to the log in ``folder``; gives its number and the log, None where the log could not be written."""
    log = folder / LOG_NAME
    moment = moment or datetime.now()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        day = incident_number(moment).split("-")[0]
        told = log.read_text(encoding="utf-8").count(f"=== {day}-") if log.exists() else 0
        number = incident_number(moment, told)
        with log.open("a", encoding="utf-8") as file:
            file.write(report_text(number, error))
    except OSError:
        return incident_number(moment), None
    return number, log


def report_of(number: str, log: Path) -> str:
    """What the log says about the incident ``number``; empty where it says nothing. Raises OSError."""
    text = log.read_text(encoding="utf-8")
    start = text.find(f"=== {number} ")
    if start < 0:
        return ""
    end = text.find("\n=== ", start)
    return text[start:] if end < 0 else text[start : end + 1]


class CrashReporter(QObject):
    """Catches whatever no screen caught, in the window's thread and in others, and shows it.

    A CounterError goes to ``on_counter_error`` (the bar of the main window): it is no crash, only a screen that left it to us.
    """

    _raised = Signal(object)

    def __init__(self, folder: Callable[[], Path], on_counter_error: Callable[[CounterError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._on_counter_error = on_counter_error
        self._showing = False
        self.last_number = ""
        self._raised.connect(self.handle, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[Any, Any] | None = None

    def install(self) -> None:
        """From now on, errors of all threads come here."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._from_window
        threading.excepthook = self._from_thread

    def uninstall(self) -> None:
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def _from_window(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if threading.current_thread() is threading.main_thread():
            self.handle(error.with_traceback(trace))
        else:
            self._raised.emit(error.with_traceback(trace))

    def _from_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
            self._raised.emit(found.exc_value)

    @Slot(object)
    def handle(self, error: BaseException) -> None:
        """Show a CounterError in the window; log anything else and show its number, once at a time."""
        if isinstance(error, CounterError):
            self._on_counter_error(error)
            return
        number, log = record(logs_dir(self._folder()), error)
        self.last_number = number
        if sys.stderr is not None:
            sys.stderr.write(report_text(number, error))
        if self._showing:  # one dialog is enough; the others are in the log
            return
        self._showing = True
        try:
            self.show(number, log)
        finally:
            self._showing = False

    def show(self, number: str, log: Path | None) -> None:
        """The dialog with the number."""
        from lsvdesk.ui.crash_dialog import CrashDialog

        CrashDialog(number, log).exec()
