"""Long work away from the window: run a function in a thread, hear of it in the window's thread.

The function gets a :class:`Progress` as its first argument, so that it can say how far it is and notice that it should stop. It must not
touch a widget. What it returns or raises comes back by signal, so slots run in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Stopped(Exception):
    """Raised by :meth:`Progress.report` inside the function once the person asked to stop."""


class Progress:
    """Given to the function that works."""

    def __init__(self, report: Callable[[int, int, str], None], stop: Event):
        self._report, self._stop = report, stop

    def report(self, done: int, total: int = 0, text: str = "") -> None:
        """Say how far it is. Raises :class:`Stopped` where the work should end: let it pass, so that a transaction is undone."""
        if self._stop.is_set():
            raise Stopped
        self._report(done, total, text)

    def stop_wanted(self) -> bool:
        return self._stop.is_set()


class Work(QObject):
    """A function at work. ``done(result)``, ``failed(exception)``, ``stopped()``, ``progress(done, total, text)``; after one of the first
    three ``finished()``."""

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    finished = Signal()
    progress = Signal(int, int, str)

    _returned = Signal(str, object)

    def __init__(self, function: Callable[[Progress], Any], parent: QObject | None = None):
        super().__init__(parent)
        self._function = function
        self._stop = Event()
        # Queued: the pool's thread emits, this object's thread hears
        self._returned.connect(self._over, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        QThreadPool.globalInstance().start(_Runnable(self))

    def stop(self) -> None:
        """Ask the function to stop at its next report."""
        self._stop.set()

    @property
    def stop_wanted(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def _work(self) -> None:
        try:
            result = self._function(Progress(self._tell, self._stop))
        except Stopped:
            self._send("stopped", None)
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to the window, which shows or logs it
            self._send("failed", error)
        else:
            self._send("done", result)

    def _tell(self, done: int, total: int, text: str) -> None:
        self.progress.emit(done, total, text)

    def _send(self, how: str, what: object) -> None:
        try:
            self._returned.emit(how, what)
        except RuntimeError:
            # The window (and this object with it) was closed meanwhile: nobody is left to hear
            return

    @Slot(str, object)
    def _over(self, how: str, what: object) -> None:
        if how == "done":
            self.done.emit(what)
        elif how == "failed":
            self.failed.emit(what)
        else:
            self.stopped.emit()
        self.finished.emit()


class _Runnable(QRunnable):
    def __init__(self, work: Work):
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work._work()


def run(
    function: Callable[[Progress], Any],
    *,
    parent: QObject,
    done: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    progress: Callable[[int, int, str], object] | None = None,
) -> Work:
    """Start ``function`` in a thread. The slots run in the window's thread; ``parent`` keeps the work alive and ends hearing with it."""
    work = Work(function, parent)
    if done is not None:
        work.done.connect(done)
    if failed is not None:
        work.failed.connect(failed)
    if progress is not None:
        work.progress.connect(progress)
    work.finished.connect(work.deleteLater)
    work.start()
    return work
