"""Keeps what is typed: saved within a second of every change, off the window's thread, one at a time and in order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import DraftState
    from lsvdesk.ui.session import Session

DELAY_MS = 400
"""From the first change that is not kept to the saving of it; typing on does not put it off."""


class DraftKeeper(QObject):
    """``saved(moment)`` after each saving, ``failed(error)`` where it could not be done (it is tried again with the next change)."""

    saved = Signal(object)
    failed = Signal(object)
    _answer = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._make: Callable[[], DraftState] | None = None
        self._dirty = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")
        self._running: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._save)
        self._answer.connect(self._answered)  # emitted in the worker, delivered in the window's thread
        self.destroyed.connect(self._worker.shutdown)

    def begin(self, make: Callable[[], DraftState]) -> None:
        """Keep another form from now on; ``make`` gives it as it stands."""
        self.stop()
        self._make = make

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        if self._running is None and not self._timer.isActive():
            self._timer.start()

    @property
    def settled(self) -> bool:
        """Whether everything typed is kept."""
        return not self._dirty and (self._running is None or self._running.done())

    def flush(self) -> None:
        """Save now and wait for it: the page is left, or the window closed. What goes wrong is told by ``failed``."""
        self._timer.stop()
        if self._make is not None and self._dirty:
            self._save()
        if self._running is not None:
            self._running.result()

    def stop(self) -> None:
        """Keep nothing more; a saving on its way is waited for, so that it cannot bring a filed draft back."""
        self._timer.stop()
        self._make, self._dirty = None, False
        if self._running is not None:
            self._running.result()

    def _save(self) -> None:
        if self._make is None or not self._dirty:
            return
        self._dirty = False
        self._running = self._worker.submit(self._work, self.session.office, self._make())

    def _work(self, office: Office, draft: DraftState) -> None:
        """In the worker: never raises, the answer says how it went."""
        from lsvdesk.counter.drafts import save_draft

        try:
            saved, error = save_draft(office, draft).saved_at, None
        except Exception as raised:  # noqa: BLE001  (told in the window's thread)
            saved, error = None, raised
        try:
            self._answer.emit(saved, error)
        except RuntimeError:  # the window was closed meanwhile
            return

    def _answered(self, saved: object, error: Exception | None) -> None:
        self._running = None
        if error is None:
            self.saved.emit(saved)
        else:
            self._dirty = self._make is not None
            if not isinstance(error, CounterError):
                self.session.failed.emit(error)
            self.failed.emit(error)
            return
        if self._dirty:
            self._timer.start()
