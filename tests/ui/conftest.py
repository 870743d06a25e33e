"""The window on a real office: the day of tests/support/office_day, made once and copied for each test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lsvdesk.counter.context import FixedClock
from lsvdesk.ui.app import Desk
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office on Monday 23 March 2569; not to be opened, only copied."""
    from tests.support.office_day import make

    folder = tmp_path_factory.mktemp("made") / "office"
    make(folder).office.register.close()
    return folder


@pytest.fixture
def office_folder(made_office: Path, tmp_path: Path) -> Path:
    """A copy of that office for one test."""
    folder = tmp_path / "office"
    shutil.copytree(made_office, folder)
    return folder


@pytest.fixture
def clock() -> FixedClock:
    from tests.support.office_day import MONDAY

    return FixedClock(MONDAY, dt.time(10, 30), dt.timedelta(seconds=1))


@pytest.fixture
def session(qapp, office_folder: Path, clock: FixedClock, tmp_path: Path) -> Iterator[Session]:
    """The office, open."""
    from lsvdesk.counter.setup import open_office
    from lsvdesk.ui import theme

    theme.apply(qapp)
    made = Session(office_folder, clock, Preferences(tmp_path / "window.ini"))
    made.use(open_office(office_folder, clock))
    yield made
    made.close()


@pytest.fixture
def open_desk(qapp, qtbot, clock: FixedClock, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens the program on a folder, as ``main`` does: the frame first, the register behind it."""
    opened: list[Desk] = []

    def start(folder: Path, *, scale: float = 1.0) -> Desk:
        preferences = Preferences(tmp_path / "window.ini")
        preferences.scale = scale
        desk = Desk(qapp, Session(folder, clock, preferences))
        desk.start()
        assert desk.window is not None
        desk.window.setMinimumSize(0, 0)
        desk.window.resize(1366, 768)
        opened.append(desk)
        return desk

    yield start
    for desk in opened:
        desk.close()
        assert desk.window is not None
        desk.window.hide()
        desk.window.deleteLater()
    from lsvdesk.ui import theme

    theme.apply(qapp, 1.0)
