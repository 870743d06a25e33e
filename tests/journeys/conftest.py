"""The real window on a real register, offscreen unless there is a screen."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.verifying import verify
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.ui import theme
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from tests.journeys.clerk import Clerk

DAY = dt.date(2026, 11, 18)
"""Wednesday 18 November 2569."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(DAY)


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """อบต.โพธิ์ใหญ่ after its first run."""
    user = NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin")
    setup.set_up(tmp_path / "office", OfficeSetup(user=user, profile="pho-yai"), clock).register.close()
    return tmp_path / "office"


@pytest.fixture
def clerk(qapp: QApplication, folder: Path, clock: FixedClock) -> Iterator[Clerk]:
    """The window is open and the office ready; afterwards the register has to be sound."""
    theme.apply(qapp)
    session = Session(folder, clock, Preferences(folder.parent / "window.ini"))
    window = MainWindow(session)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    session.open()
    made = Clerk(window, session)
    assert made.wait(lambda: window.front == "today"), "the office was not opened"
    made.settle()
    yield made
    made.settle()
    try:
        assert [fault.message for fault in verify(session.office)] == []
    finally:
        window.close()
        session.close()
        window.deleteLater()
        qapp.processEvents()
