"""The wheel carries what the program needs: installed elsewhere, with the repository out of reach, it knows its services and its words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAYS = """
import lsvdesk, sys
from lsvdesk.paths import shipped
from lsvdesk.catalogue.loader import load
from lsvdesk.thai.breaks import words
assert lsvdesk.__file__.startswith(sys.argv[1]), lsvdesk.__file__
found = load(profile="pho-yai")
assert "signboard-tax" in found.services and not found.faults
assert len(words("ตำบลโพธิ์ใหญ่อำเภอวารินชำราบ")) > 2
for part in ("db/versions", "resources/fonts/th-sarabun-new", "resources/geography/places.tsv", "resources/style"):
    assert str(shipped(*part.split("/"))).startswith(sys.argv[1])
print("whole")
"""


def test_an_installed_wheel_is_whole(tmp_path: Path) -> None:
    source = tmp_path / "source"
    skipped = shutil.ignore_patterns(".git", ".venv", "work", "out", "__pycache__", "*.egg-info", "docs", "demo-out", "dist")
    shutil.copytree(ROOT, source, ignore=skipped)
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    subprocess.run([*pip, str(source)], check=True, timeout=300)
    shutil.rmtree(source)
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(
        [sys.executable, "-c", SAYS, str(target)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "whole", done.stderr[-2000:]
