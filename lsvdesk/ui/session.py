"""The office that the window works for: opened behind the first frame, asked in worker threads.

``Session.office`` is the :class:`lsvdesk.counter.context.Office` once ``opened`` was emitted; nothing heavy is imported before
:meth:`Session.open`. Short questions (a list, a case) may be asked straight from the screen: ``cases.case(session.office, id)``; whatever
may take longer than a blink goes through :meth:`Session.run`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from lsvdesk.errors import CounterError
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.worker import run

if TYPE_CHECKING:
    import datetime as dt

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import OfficeSetup, UserView


class Task:
    """One call on its way in a worker thread. :meth:`cancel` forgets its answer; the work itself is not broken off."""

    def __init__(self, on_done: Callable[[Any], None] | None, on_error: Callable[[BaseException], None]) -> None:
        self._on_done, self._on_error = on_done, on_error
        self.cancelled = False

    def cancel(self) -> None:
        """Forget the answer."""
        self.cancelled = True

    def done(self, result: Any) -> None:
        if not self.cancelled and self._on_done is not None and still_there(self._on_done):
            self._on_done(result)

    def failed(self, error: BaseException) -> None:
        if not self.cancelled and still_there(self._on_error):
            self._on_error(error)


def still_there(call: Callable[..., Any]) -> bool:
    """Whether the widgets that ``call`` belongs to are alive: a page or a dialog may be closed while its answer is on the way."""
    owners = [getattr(call, "__self__", None), *[cell.cell_contents for cell in getattr(call, "__closure__", None) or ()]]
    return all(isValid(owner) for owner in owners if isinstance(owner, QObject))


def missing_folder(folder: Path) -> CounterError:
    """The folder that this computer worked with last is not there; it must not end in a new, empty office."""
    return CounterError(
        f"ไม่พบทะเบียนของหน่วยงานในโฟลเดอร์ “{folder}” ที่เครื่องนี้ใช้อยู่ โฟลเดอร์อาจอยู่ในแฟลชไดรฟ์ที่ถอดออกไปแล้ว หรือในเครื่องแม่ข่ายที่ยังไม่เชื่อมต่อ "
        "กรุณาเสียบหรือเชื่อมต่อให้เรียบร้อยแล้วกด “ลองอีกครั้ง”",
        code="register-missing",
    )


class Session(QObject):
    """What the screens share: the office, the user, work in the background, and the news that something was changed.

    Signals: ``opened`` (the office is ready), ``setup_needed(profiles)`` (an empty folder: first run; (id, name) of the shipped offices),
    ``open_failed(error)``, ``user_changed``, ``changed`` (the register was written to: what is on screen may be out of date),
    ``settings_changed``, ``failed(error)`` (a task nobody else looks after; the main window shows it), ``scale_wanted(1.0 to 2.0)`` (the
    window is to be built anew in another size).
    """

    opened = Signal()
    setup_needed = Signal(object)
    open_failed = Signal(object)
    user_changed = Signal()
    changed = Signal()
    settings_changed = Signal()
    failed = Signal(object)
    scale_wanted = Signal(float)
    closing = Signal()
    """Work that takes long is to come to rest now."""

    def __init__(self, folder: Path, clock: Any = None, preferences: Preferences | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.preferences = preferences or Preferences(folder / "window.ini")
        self._clock = clock
        self._office: Office | None = None
        self._tasks: set[Task] = set()

    # --- the office -------------------------------------------------------------------------------------------------------------
    @property
    def ready(self) -> bool:
        """Whether the office is open."""
        return self._office is not None

    @property
    def office(self) -> Office:
        """The office. Raises CounterError ``not-ready`` while it is still being opened; a Page is only made after that."""
        if self._office is None:
            raise CounterError("ระบบกำลังเปิดทะเบียนของหน่วยงาน กรุณารอสักครู่", code="not-ready")
        return self._office

    @property
    def today(self) -> dt.date:
        """The day the office works on (of the clock, also before the office is open)."""
        if self._clock is not None:
            return self._clock.today()
        if self._office is not None:
            return self._office.clock.today()
        import datetime

        return datetime.date.today()

    def open(self) -> None:
        """Open the office in the background; ends in ``opened``, ``setup_needed`` or ``open_failed``."""
        self.run(self._load, self._loaded, self.open_failed.emit)

    def set_up(self, setup: OfficeSetup, on_done: Callable[[], None], on_error: Callable[[BaseException], None]) -> None:
        """Make the office in the folder (first run), then go on as after :meth:`open`."""

        def work() -> Office:
            from lsvdesk.counter import setup as use_cases

            return use_cases.set_up(self.folder, setup, **self._clock_argument())

        def done(office: Office) -> None:
            on_done()
            self._loaded(office)

        self.run(work, done, on_error)

    def switch_user(self, user: UserView) -> None:
        """Go on as somebody else."""
        self._office = self.office.with_user(user)
        self.user_changed.emit()

    def use(self, office: Office) -> None:
        """Work for an office that is open already (tests, screenshots, the demonstration)."""
        self._loaded(office)

    def _clock_argument(self) -> dict[str, Any]:
        return {} if self._clock is None else {"clock": self._clock}

    def _load(self) -> Office | list[tuple[str, str]]:
        """The office, or the shipped profiles where there is none yet."""
        from lsvdesk.counter import setup as use_cases

        if not use_cases.is_set_up(self.folder):
            if self.preferences.office_folder == self.folder and not self.folder.is_dir():
                raise missing_folder(self.folder)
            return use_cases.profiles()
        return use_cases.open_office(self.folder, **self._clock_argument())

    def _loaded(self, found: Office | list[tuple[str, str]]) -> None:
        if isinstance(found, list):
            self.setup_needed.emit(found)
            return
        self._office = found
        self.folder = found.folder
        self.opened.emit()

    # --- work in the background -------------------------------------------------------------------------------------------------
    def run(
        self,
        call: Callable[[], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Call ``call()`` in a worker thread; ``on_done(result)`` or ``on_error(error)`` follow in the window's thread.

        Without ``on_error`` an error goes to the main window: a CounterError is shown in its bar, anything else is a crash report.
        ``call`` must not touch a widget.
        """
        task = Task(on_done, on_error or self.failed.emit)
        self._tasks.add(task)
        work = run(lambda _progress: call(), parent=self, done=task.done, failed=task.failed)
        work.finished.connect(lambda: self._tasks.discard(task))
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._tasks)

    def close(self, wait_ms: int = 10_000) -> None:
        """Wait for what is being written, then let the register go."""
        self.closing.emit()
        for task in self._tasks:
            task.cancel()
        QThreadPool.globalInstance().waitForDone(wait_ms)
        if self._office is not None:
            self._office.register.close()
