"""Reading papers back: their text, as pdftotext and as PDFium read it, and their ink."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from lsvdesk.printing.preview import page_images


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """The text as ``pdftotext -layout`` reads it, with runs of spaces made one."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=60)
    return "\n".join(" ".join(line.split()) for line in done.stdout.decode("utf-8").replace("\f", "\n").splitlines())


def pdfium_text_of(pdf: bytes) -> str:
    """The text as PDFium reads it (Chrome, Edge and our own preview), with white space made one space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


@dataclass(frozen=True)
class Ink:
    """Where a page has ink: the box around it in points from the upper left corner, and the share of dark pixels."""

    left: float
    top: float
    right: float
    bottom: float
    share: float


def pictures(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    """The pages as grey pictures."""
    return [Image.frombytes("RGB", (width, height), data).convert("L") for width, height, data in page_images(pdf, dpi)]


def ink_of(picture: Image.Image, dpi: int = 72) -> Ink:
    """The ink of a grey picture. Fails on an empty page."""
    dark = picture.point([255 if value < 200 else 0 for value in range(256)])
    box = dark.getbbox()
    assert box is not None, "the page is blank"
    scale = 72 / dpi
    share = dark.histogram()[255] / (dark.width * dark.height)
    return Ink(box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale, share)
