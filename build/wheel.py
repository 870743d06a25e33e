"""How a wheel is built: forms/, resources/ and db/ stand at the top for people, and travel inside the package for the program."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

SHIPPED = ("forms", "resources", "db")
SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc")


class WithShippedData(build_py):
    """Copies the three folders to ``lsvdesk/_shipped``, where :func:`lsvdesk.paths.shipped` finds them."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:  # the repository itself is used
            return
        for name in SHIPPED:
            shutil.copytree(name, Path(self.build_lib) / "lsvdesk" / "_shipped" / name, ignore=SKIPPED, dirs_exist_ok=True)
