"""The same journeys on a real X server, where windows, lists and keys behave as on a desk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.xvfb
def test_every_journey_runs_under_x(tmp_path: Path):
    runner = shutil.which("xvfb-run")
    if runner is None or shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed (Debian: xvfb)")
    environment = {
        name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER")
    }
    environment["QT_QPA_PLATFORM"] = "xcb"
    here = Path(__file__).parent
    walks = here / "test_every_service.py"  # a form has its widgets from the same few kinds: walking every service once is enough
    command = [runner, "-a", "-s", "-screen 0 1400x900x24", sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-m", "not xvfb", f"--ignore={walks}", f"--basetemp={tmp_path / 'x'}", str(here)],
        env=environment,
        cwd=here.parent.parent,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    if "could not connect to display" in done.stderr or "no Qt platform plugin could be initialized" in done.stderr:
        pytest.skip("Qt's xcb plugin does not load here (Debian: libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1)")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
