"""Registers for the tests: real files, made once by the migrations and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lsvdesk.register.engine import Register
from tests.register import rows


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fresh register, closed."""
    folder = tmp_path_factory.mktemp("made") / "office"
    Register.create(folder).close()
    return folder


@pytest.fixture
def office_dir(tmp_path: Path, made_once: Path) -> Path:
    """A folder with a register of its own, closed."""
    folder = tmp_path / "สำนักงาน ทดลอง"
    shutil.copytree(made_once, folder)
    return folder


@pytest.fixture
def empty(office_dir: Path) -> Iterator[Register]:
    """An open register without a row."""
    with Register.open(office_dir) as register:
        yield register


@pytest.fixture
def register(empty: Register) -> Register:
    """An open register with an office and a user."""
    with empty.write() as session:
        rows.office(session)
    return empty
