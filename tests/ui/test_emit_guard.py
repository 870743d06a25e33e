"""A day of signals does not stop the program."""

from __future__ import annotations

import subprocess
import sys

DAY = """
import lsvdesk.ui
from PySide6.QtCore import QObject, Signal

class Desk(QObject):
    changed = Signal()

desk = Desk()
heard = []
desk.changed.connect(lambda: heard.append(1))
for _ in range(20_000):
    desk.changed.emit()
print(len(heard))
"""


def test_twenty_thousand_signals_are_sent_and_heard() -> None:
    done = subprocess.run([sys.executable, "-c", DAY], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "20000", done.stderr
    assert done.returncode == 0, done.stderr
