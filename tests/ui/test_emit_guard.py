"""The window must not run out of references to None (see lsvdesk.ui.emit_guard)."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import lsvdesk.ui
from PySide6.QtWidgets import QApplication, QLabel, QWidget
app = QApplication([])
label = QLabel()
for _ in range(60_000):
    label.setText("")        # answers None
    QApplication.focusWidget()  # answers None
    label.isVisible()        # answers False
    label.isEnabled()        # answers True
    app.focusChanged.emit(None, None)
print("alive")
"""


def test_a_day_of_calls_does_not_use_up_none_true_and_false():
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "alive", done.stderr[-500:]
