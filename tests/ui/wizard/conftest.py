"""The shipped services; an office with the window's session, and the look, for what needs them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lsvdesk.catalogue import loader
from lsvdesk.catalogue.loader import Catalogue
from lsvdesk.catalogue.models import Service
from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.ui import theme
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session

TODAY = dt.date(2026, 11, 18)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return loader.load(profile="pho-yai")


@pytest.fixture(scope="session")
def signboard(catalogue: Catalogue) -> Service:
    return catalogue.service("signboard-tax")


@pytest.fixture(scope="session")
def commercial(catalogue: Catalogue) -> Service:
    return catalogue.service("commercial-registration-new")


@pytest.fixture(scope="session")
def excavation(catalogue: Catalogue) -> Service:
    return catalogue.service("soil-excavation-notice")


@pytest.fixture
def look(qapp: QApplication) -> None:
    if qapp.property("lsvdeskScale") != 1.0 or not qapp.styleSheet():
        theme.apply(qapp)


@pytest.fixture
def session(look: None, tmp_path: Path) -> Iterator[Session]:
    """อบต.โพธิ์ใหญ่ on Wednesday 18 November 2569."""
    user = NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin")
    office = setup.set_up(tmp_path / "office", OfficeSetup(user=user, profile="pho-yai"), FixedClock(TODAY))
    made = Session(tmp_path / "office", FixedClock(TODAY), Preferences(tmp_path / "window.ini"))
    made.use(office)
    yield made
    made.close()
