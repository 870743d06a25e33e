"""The program with its window: ``main()`` shows the frame first and opens the register behind it.

Nothing here may import the register, the catalogue, the rules or the papers before the first frame; tests/ui/test_app.py holds it to that.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from lsvdesk.errors import CounterError
from lsvdesk.paths import default_office_dir, logs_dir
from lsvdesk.ui import first_window, theme
from lsvdesk.ui.crash import CrashReporter, record
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path


class Desk(QObject):
    """The session with its window; the window is built anew when its scale changes."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__()
        self.app, self.session = app, session
        self.window: MainWindow | None = None
        self.reporter = CrashReporter(lambda: session.folder, self._show_error, self)
        session.open_failed.connect(self._open_failed)
        session.failed.connect(self.reporter.handle)
        session.scale_wanted.connect(self.rescale)
        theme.apply(app, session.preferences.scale)

    def start(self) -> None:
        """Show the frame; open the office once it is painted."""
        # What is loaded until the office is open stays for good: looking through it for rubbish would take a tenth of the time
        gc.disable()
        for started in (self.session.opened, self.session.setup_needed, self.session.open_failed):
            started.connect(_collect_again)
        self.window = MainWindow(self.session)
        self.window.closed.connect(self.app.quit)
        self.window.first_frame.connect(self._after_first_frame)
        self.window.show()
        self.window.search.setFocus()

    def _after_first_frame(self) -> None:
        if not self.session.ready and not self.session.busy:
            self.session.open()

    def come_to_front(self) -> None:
        """The program was started once more."""
        if self.window is not None:
            first_window.bring_to_front(self.window)

    def rescale(self, scale: float) -> None:
        """Build the window anew in another size, with the same page in front."""
        self.session.preferences.scale = scale
        if self.window is None:
            return
        QTimer.singleShot(0, lambda: self._rebuild(scale))  # the button that asked for it must not vanish under its own click

    def _rebuild(self, scale: float) -> None:
        old = self.window
        assert old is not None
        place, geometry = old.place(), old.saveGeometry()
        theme.apply(self.app, scale)
        self.window = MainWindow(self.session)
        self.window.restoreGeometry(geometry)
        self.window.closed.connect(self.app.quit)
        self.window.show()
        self.window.go(*place)
        old.hide()
        old.deleteLater()

    def _open_failed(self, error: BaseException) -> None:
        number = "" if isinstance(error, CounterError) else record(logs_dir(self.session.folder), error)[0]
        if self.window is not None:
            self.window.show_trouble(error, number)

    def _show_error(self, error: CounterError) -> None:
        if self.window is not None:
            self.window.show_error(error)

    def close(self) -> None:
        """Wait for what is being written and let the register go."""
        gc.enable()
        self.session.close()
        self.reporter.uninstall()


def _collect_again() -> None:
    """The start is over: rubbish is looked for again, but not among what was loaded."""
    if not gc.isenabled():
        gc.enable()
        gc.freeze()


def main(argv: Sequence[str] | None = None, *, office: Path | None = None, today: date | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    ``office`` is the folder of the register (else ``--office DIR``, else the one chosen last, else the usual one); ``today`` the date to
    work on (else ``--today YYYY-MM-DD``, else the clock of the computer).
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if office is None and today is None and arguments:
        office, today = _arguments(arguments)
    os.environ.setdefault(theme.STYLE_VARIABLE, theme.STYLE)
    app = QApplication.instance() or QApplication([sys.argv[0], *arguments])
    assert isinstance(app, QApplication)
    app.setApplicationName("LSV Desk")
    preferences = Preferences()
    folder = office or preferences.office_folder or default_office_dir()
    first = first_window.take(folder)
    if first is None:
        return 0
    desk = Desk(app, Session(folder, _clock(today), preferences))
    first.wanted.connect(desk.come_to_front)
    desk.reporter.install()
    desk.start()
    try:
        return app.exec()
    finally:
        desk.close()
        first.release()


def _arguments(arguments: list[str]) -> tuple[Path | None, date | None]:
    import argparse
    from datetime import date
    from pathlib import Path

    parser = argparse.ArgumentParser(prog="lsvdesk-window")
    parser.add_argument("--office", type=Path)
    parser.add_argument("--today", type=date.fromisoformat)
    known, _ = parser.parse_known_args(arguments)  # Qt has options of its own (-platform, -style)
    return known.office, known.today


def _clock(today: date | None) -> Any:
    if today is None:
        return None
    from lsvdesk.counter.context import FixedClock

    return FixedClock(today)


if __name__ == "__main__":
    raise SystemExit(main())
