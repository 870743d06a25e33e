"""LibreOffice as a second opinion: it opens a workbook, works every formula out anew, and prints it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FONTS = Path(__file__).parents[2] / "resources" / "fonts"

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not here: apt-get install libreoffice-calc-nogui"
)

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_FONT_FOLDERS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def convert(workbook: Path, to: str, folder: Path, *, with_font: bool = True) -> Path:
    """``workbook`` as LibreOffice writes it in the format ``to`` (xlsx, pdf) into ``folder``; stored results are not trusted."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONT_FOLDERS.format(fonts=FONTS if with_font else folder / "none", cache=folder / "cache"), encoding="utf-8")
    out = folder / "out"
    filters = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf:calc_pdf_Export"}
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            filters[to],
            "--outdir",
            str(out),
            str(workbook),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    made = out / f"{workbook.stem}.{to}"
    assert made.exists(), done.stderr
    return made
