"""Where a demonstration puts its papers: files whose names say what they are, numbered in the order in which they were printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lsvdesk.counter import papers

if TYPE_CHECKING:
    from lsvdesk.counter.views import PrintedPaper

LONGEST = 230
"""Bytes of a name: Linux bears 255, a Thai letter has three; Windows bears 260 letters in a whole path."""


_FORBIDDEN = re.compile(r'[\\/:*?"<>|\n]+')


class Shelf:
    """A folder of papers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.papers: list[Path] = []

    def keep(self, paper: PrintedPaper, about: str, title: str = "") -> Path:
        """Save a paper, named by its kind (or ``title``) and what it is about."""
        copy = " (สำเนา)" if "(สำเนา)" in paper.title else ""
        name = f"{len(self.papers) + 1:02d} {title or papers.TITLES[paper.kind]} {about}{copy}"
        path = self.folder / f"{_short(_FORBIDDEN.sub('-', name))}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper.pdf)
        self.papers.append(path)
        return path


def _short(name: str) -> str:
    return name.encode()[:LONGEST].decode(errors="ignore").strip()
