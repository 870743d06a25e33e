"""Start-up and memory: a bare PySide6 window with one line edit against ours, each in a process of its own, in turn.

Time runs from just before the process is started (CLOCK_MONOTONIC is the same for both processes) until a typed letter stands in the line
edit of a window that has been painted; for today's screen, until its figures have been painted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure, paired

ROUNDS = 9

_COMMON = """
import sys, time, json
T0 = float(sys.argv[1])
def failed(kind, error, trace):  # an error in a slot must end the run, not leave it waiting
    import os, traceback
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(3)
sys.excepthook = failed
def out(**found):
    print(json.dumps({k: (v - T0) * 1000 if k != "rss" else v for k, v in found.items()}), flush=True)
"""

BARE = (
    _COMMON
    + """
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget, QVBoxLayout
from PySide6.QtCore import QTimer, Qt, QEvent, QObject
from PySide6.QtGui import QKeyEvent
app = QApplication(sys.argv[:1])
window = QWidget(); window.resize(1366, 768)
line = QLineEdit(); layout = QVBoxLayout(window); layout.addWidget(line)
class Painted(QObject):
    done = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.done:
            self.done = True
            QTimer.singleShot(0, typed)
        return False
def typed():
    line.setFocus()
    app.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert line.text() == "a"
    at = time.monotonic()
    def end():
        import resource
        out(typing=at, rss=int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 2**20)
        app.quit()
    QTimer.singleShot(1500, end)
watch = Painted(); line.installEventFilter(watch)
window.show()
app.exec()
"""
)

OURS = (
    _COMMON
    + """
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from PySide6.QtCore import QTimer, Qt, QEvent
from PySide6.QtGui import QKeyEvent
from lsvdesk.ui import app as program
app = QApplication(sys.argv[:1])
session = program.Session(Path(sys.argv[2]))
desk = program.Desk(app, session)
found = {}
def typed():
    line = app.focusWidget()
    assert isinstance(line, QLineEdit), line
    app.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    box = line.box.line  # what is typed goes on in the search palette
    assert box.text() == "a", box.text()
    found["typing"] = time.monotonic()
    line.box.close()
    QTimer.singleShot(0, look)
def look():
    page = desk.window._pages.get("today")
    if page is None or page._view is None:
        QTimer.singleShot(1, look)
        return
    page.repaint()
    found["today"] = time.monotonic()
    def end():
        import resource
        found["rss"] = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 2**20
        out(**found)
        app.quit()
    QTimer.singleShot(1500, end)
desk.start()
desk.window.first_frame.connect(lambda: QTimer.singleShot(0, typed))
app.exec()
desk.close()
"""
)

FORMS = (
    _COMMON
    + """
from lsvdesk.catalogue import loader
begun = time.monotonic()
catalogue = loader.load(profile="pho-yai")
at = time.monotonic()
assert len(catalogue.services) > 20 and not catalogue.faults, (len(catalogue.services), catalogue.faults)
print(json.dumps({"forms": (at - begun) * 1000}))
"""
)
"""All definitions of an office, as a start after the first takes them; every one is a validated object afterwards."""


def _run(script: str, *arguments: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, repr(begun), *arguments], capture_output=True, text=True, timeout=60, env=environment
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def measure(office: Path) -> list[Figure]:
    """Window up and typing, today's screen filled, memory; ``office`` is the folder of a register that was set up."""
    _run(BARE)
    _run(OURS, str(office))  # once for the disk's cache and the compiled modules
    _run(FORMS)
    bare, ours, forms = [], [], []
    for _ in range(ROUNDS):
        bare.append(_run(BARE))
        ours.append(_run(OURS, str(office)))
        forms.append(_run(FORMS))

    def series(found: list[dict[str, float]], key: str) -> list[float]:
        return [each[key] for each in found]

    return [
        paired("window up and accepting typing", series(ours, "typing"), series(bare, "typing"), 2.0),
        paired("today's screen filled", series(ours, "today"), series(bare, "typing"), 5.0),
        paired("all definitions loaded, of the start", series(forms, "forms"), series(ours, "today"), 0.10),
        paired("memory of the running window", series(ours, "rss"), series(bare, "rss"), 2.5, "MB"),
    ]
