"""Start-up of the packaged program against a packaged bare PySide6 window, each in a process of its own, in turn, on a real X screen.

Both are folders made by PyInstaller from the same environment and say nothing of themselves: time runs from just before the process is
started until Qt says that it has flushed the first painted pixels of its window (its own category ``qt.widgets.painting``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure, paired

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "work" / "linux"
ROUNDS = 9
BOUND = 1.5

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1366, 768)
QVBoxLayout(window).addWidget(QLineEdit())
window.show()
sys.exit(app.exec())
"""


def _package_bare() -> Path:
    """A program with nothing but a window and a line edit, packaged as ours is."""
    program = WORK / "bare" / "bare" / "bare"
    script = WORK / "bare.py"
    if program.exists() and script.exists() and script.read_text(encoding="utf-8") == BARE:
        return program
    script.write_text(BARE, encoding="utf-8")
    left_out = [word for name in ("QtNetwork", "QtDBus", "QtOpenGL", "QtSvg") for word in ("--exclude-module", f"PySide6.{name}")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--name", "bare", *left_out]
    command += ["--distpath", str(WORK / "bare"), "--workpath", str(WORK / "pyinstaller-bare"), "--specpath", str(WORK), str(script)]
    subprocess.run(command, check=True, timeout=900, env={**os.environ, "PYTHONPATH": str(WORK / "tools")})
    return program


def _first_paint(command: list[str], home: Path) -> float:
    """Milliseconds from before the start until the first flush; the program is ended then."""
    environment = {
        **os.environ,
        "QT_LOGGING_RULES": "qt.widgets.painting.debug=true",
        "XDG_DATA_HOME": str(home),
        "QT_FORCE_STDERR_LOGGING": "1",
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment) as process:
        assert process.stderr is not None
        seen = ""
        for line in process.stderr:
            seen += line.decode("utf-8", "replace")
            if b"Flushing" in line:
                taken = (time.monotonic() - begun) * 1000
                process.kill()
                return taken
    raise RuntimeError(f"{command[0]} ended before it had painted:\n{seen[-2000:]}")


def measure(home: Path) -> list[Figure]:
    """``home`` is the data folder of a user whose office lies where it usually does: the program is started as its icon starts it."""
    subprocess.run(["bash", str(ROOT / "build" / "package.sh")], check=True, timeout=900, stdout=subprocess.DEVNULL)
    bare = [str(_package_bare())]
    ours = [str(ROOT / "build" / "out" / "linux" / "LSV Desk" / "lsvdesk-window")]
    for command in (bare, ours):
        _first_paint(command, home)  # once for the disk's cache
    bare_times, our_times = [], []
    for _ in range(ROUNDS):
        bare_times.append(_first_paint(bare, home))
        our_times.append(_first_paint(ours, home))
    return [paired("packaged program's window painted", our_times, bare_times, BOUND)]
