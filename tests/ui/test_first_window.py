"""A program that is started twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lsvdesk.ui.first_window import bring_to_front, take


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "ตั้งค่า ของเครื่อง"


def test_the_second_start_raises_the_first_window_and_ends(qapp, qtbot, tmp_path: Path, settings: Path) -> None:
    first = take(tmp_path / "สำนักงาน", settings)
    assert first is not None
    for _ in range(2):  # it works each time
        with qtbot.waitSignal(first.wanted, timeout=5000):
            code = (
                "import sys; from pathlib import Path; from lsvdesk.ui.first_window import take;"
                "sys.exit(7 if take(Path(sys.argv[1]), Path(sys.argv[2])) is None else 0)"
            )
            done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "สำนักงาน"), str(settings)], timeout=60)
        assert done.returncode == 7
    first.release()


def test_two_offices_have_a_window_each(qapp, tmp_path: Path, settings: Path) -> None:
    one, other = take(tmp_path / "หนึ่ง", settings), take(tmp_path / "สอง", settings)
    assert one is not None
    assert other is not None
    one.release()
    other.release()


def test_after_the_window_was_closed_the_next_start_is_a_first_one(qapp, tmp_path: Path, settings: Path) -> None:
    first = take(tmp_path, settings)
    assert first is not None
    first.release()
    again = take(tmp_path, settings)
    assert again is not None
    again.release()


def test_a_window_that_crashed_leaves_nothing_to_clear_away(qapp, tmp_path: Path, settings: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from lsvdesk.ui.first_window import take;"
        "first = take(Path(sys.argv[1]), Path(sys.argv[2])); os._exit(9 if first else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path), str(settings)], timeout=60).returncode == 9
    after = take(tmp_path, settings)
    assert after is not None
    after.release()


def test_where_nothing_can_be_written_the_window_opens_all_the_same(qapp, tmp_path: Path) -> None:
    taken = tmp_path / "settings"
    taken.write_text("a file where the folder should be")
    assert take(tmp_path, taken) is not None


def test_a_minimised_window_comes_back(qapp, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_the_program_started_twice_on_one_office_ends_by_itself(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "lsvdesk.ui.app", "--office", str(office)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as first:
        try:
            locks = tmp_path / "data" / "lsv-desk"
            for _ in range(600):
                if list(locks.glob("window-*.lock")):
                    break
                try:
                    first.wait(0.1)
                except subprocess.TimeoutExpired:
                    continue
            assert subprocess.run(command, env=environment, timeout=60).returncode == 0
            assert first.poll() is None
        finally:
            first.terminate()
