"""Where things are: the one place that knows a path.

``forms/``, ``resources/`` and ``db/`` stand at the top of the repository for people; in the wheel and in the packaged program they
travel beside the package. An office's own data (register, papers, drafts, logs) lies in a folder of its own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def shipped(*parts: str) -> Path:
    """A file or folder that ships with the program, e.g. ``shipped("forms", "services")``. Raises FileNotFoundError if it is absent."""
    bundled = getattr(sys, "_MEIPASS", None)
    candidates = [Path(bundled)] if bundled else []
    here = Path(__file__).resolve().parent
    candidates += [here.parent, here / "_shipped"]
    for root in candidates:
        if (root / "forms").is_dir() and (root / "resources").is_dir():
            path = root.joinpath(*parts)
            if path.exists():
                return path
    raise FileNotFoundError(f"not shipped with this program: {'/'.join(parts)}")


def default_office_dir() -> Path:
    """The folder of the office's register when none is named: %LOCALAPPDATA%\\LSV Desk on Windows, XDG data elsewhere."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "LSV Desk" / "office"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "lsv-desk" / "office"


def cache_dir() -> Path:
    """Where the program keeps what it can make again; nothing in it belongs to an office."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "LSV Desk" / "cache"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "lsv-desk"


def register_file(office_dir: Path) -> Path:
    """The register of the office in ``office_dir``."""
    return office_dir / "register.lsv"


def attachments_dir(office_dir: Path) -> Path:
    """Content-addressed files (scans, issued papers) of the office."""
    return office_dir / "files"


def logs_dir(office_dir: Path) -> Path:
    """Logs of the program; they hold no personal data."""
    return office_dir / "logs"
