"""The packaged program on this Linux, from the same spec as the one for Windows: built once, and started as a clerk would."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packaging.comparing import differences

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "out" / "linux" / "LSV Desk"

pytestmark = [
    pytest.mark.xdist_group("onedir"),  # one worker builds it, the same one starts it
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="on Windows tests/packaging/trial.py does this with Setup.exe"),
]


@pytest.fixture(scope="module")
def program() -> Path:
    """The folder of the packaged program, built from the sources as they are."""
    done = subprocess.run(["bash", str(ROOT / "build" / "package.sh")], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return PROGRAM


@pytest.fixture(scope="module")
def before(program: Path) -> dict[str, int]:
    """Every file of the program with the moment it was written, before it is started."""
    return {str(path): path.stat().st_mtime_ns for path in program.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def demo(program: Path, before: dict[str, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``lsvdesk demo`` makes in the packaged program, in a Thai folder with spaces."""
    folder = tmp_path_factory.mktemp("งานทดลอง ของ สำนักงาน") / "เดโม"
    done = started(program, "demo", "--quick", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def started(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line of the packaged program, without anything of this project's environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    return subprocess.run(
        [program / "lsvdesk", *arguments], capture_output=True, text=True, encoding="utf-8", timeout=300, env=environment, cwd="/"
    )


def test_demo_in_the_packaged_program_makes_the_same_papers_and_workbook(demo: Path, tmp_path: Path) -> None:
    here = subprocess.run(
        [sys.executable, "-m", "lsvdesk.cli", "demo", "--quick", "--out", str(tmp_path / "here")],
        capture_output=True,
        timeout=300,
        cwd=ROOT,
    )
    assert here.returncode == 0, here.stderr.decode("utf-8", "replace")
    assert differences(tmp_path / "here", demo) == []


def test_its_register_is_sound(program: Path, demo: Path) -> None:
    done = started(program, "verify", "--office", str(demo / "office"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_explains_itself(program: Path) -> None:
    for command in ("demo", "verify", "office", "case", "export"):
        done = started(program, command, "--help")
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


def test_the_window_opens_and_a_second_start_leaves_it_to_the_first(program: Path, demo: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = [str(program / "lsvdesk-window"), "--office", str(demo / "office"), "--today", "2026-03-23"]
    (demo / "office" / "register.lock").unlink(missing_ok=True)
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as first:
        try:
            until = time.monotonic() + 60
            while not (demo / "office" / "register.lock").exists() and time.monotonic() < until and first.poll() is None:
                time.sleep(0.1)
            time.sleep(2)  # time enough to fill the first page, and to fail at it
            assert subprocess.run(command, env=environment, timeout=60).returncode == 0
            assert first.poll() is None
        finally:
            first.terminate()
            assert first.stderr is not None
            said = first.stderr.read().decode("utf-8", "replace")
    assert "Error" not in said
    assert (demo / "office" / "register.lock").exists()
    assert not (demo / "office" / "logs" / "incidents.log").exists(), said


def test_it_writes_nothing_into_its_own_folder(program: Path, before: dict[str, int], demo: Path) -> None:
    after = {str(path): path.stat().st_mtime_ns for path in program.rglob("*") if path.is_file()}
    assert after == before
