"""The look is put on before any widget of these tests is made."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from lsvdesk.ui import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    if qapp.property("lsvdeskScale") != 1.0 or not qapp.styleSheet():
        theme.apply(qapp)
    yield
