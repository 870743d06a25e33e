from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from lsvdesk.reporting.monthly import export_month
from tests.reporting.office import Desk, fill_september, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office with an empty register, on 2 ตุลาคม 2569."""
    desk = open_desk(tmp_path / "office", dt.date(2026, 10, 2))
    yield desk
    desk.office.register.close()


@pytest.fixture(scope="session")
def september_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The office with a month behind it; tests only read it."""
    desk = open_desk(tmp_path_factory.mktemp("september") / "office", dt.date(2026, 10, 2))
    fill_september(desk)
    yield desk
    desk.office.register.close()


@pytest.fixture(scope="session")
def september_book(september_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of that month."""
    return export_month(september_desk.office, 2026, 9, tmp_path_factory.mktemp("book") / "รายงาน 2569-09.xlsx")
