"""The content of forms/ as it was read and checked before, kept so that starting does not read a hundred YAML files again.

Reading, checking and locating 80 files costs a second; taking the same content out of one JSON file costs a few hundredths. The copy is
found by the content of the files, the version and the code that reads them, so an edited form is never answered from an old copy. It is
only a convenience: a copy that is absent, damaged or cannot be written changes nothing but the time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from lsvdesk import __version__, paths
from lsvdesk.catalogue.faults import Fault
from lsvdesk.catalogue.models import Holiday, Model, OfficeProfile, Rate, RevenueAccount, Service

SHIPPED = "catalogue.json"
"""Name of the copy that is made when the program is packaged; it lies in forms/."""
KEPT = 4
"""Copies that stay in the user's cache: an older program beside a newer one does not take turns with it."""


class Standard(Model):
    """Everything under forms/ before an office looks at it, free of faults but for those listed."""

    services: tuple[Service, ...]
    rates: tuple[tuple[str, Rate], ...]
    """The law, and a rate of it."""
    accounts: tuple[RevenueAccount, ...]
    holidays: tuple[Holiday, ...]
    profiles: tuple[OfficeProfile, ...]
    broken_views: tuple[tuple[str, str], ...] = ()
    """Profile and service whose own view cannot be used."""
    faults: tuple[Fault, ...] = ()


class _Copy(Model):
    key: str
    standard: Standard


def key(files: Iterable[Path], root: Path) -> str:
    """SHA-256 over the program's version and the names and contents of ``files``."""
    digest = hashlib.sha256(__version__.encode())
    for file in files:
        with contextlib.suppress(OSError):  # one that cannot be read is a fault, which its reader words
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root).as_posix()}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()


def find(wanted: str, root: Path) -> Standard | None:
    """The content of this key, from the shipped copy or the user's cache; None where there is none."""
    for file in (root / SHIPPED, _cached(wanted)):  # the first of one build, the second named after the code as it stands
        try:
            copy = _Copy.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            continue
        if copy.key == wanted:
            return copy.standard
    return None


def keep(known: str, standard: Standard) -> None:
    """Keep the content in the user's cache; where that cannot be written nothing is kept."""
    with contextlib.suppress(OSError):
        file = _cached(known)
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, known, standard)
        copies = sorted(file.parent.glob("catalogue-*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in copies[KEPT:]:
            old.unlink(missing_ok=True)


def write(file: Path, known: str, standard: Standard) -> None:
    """Write a copy whole or not at all. Raises OSError."""
    content = _Copy(key=known, standard=standard).model_dump_json(exclude_defaults=True, by_alias=True).encode()
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _cached(wanted: str) -> Path:
    return paths.cache_dir() / f"catalogue-{wanted[:16]}-{_code()[:16]}.json"


@lru_cache(maxsize=1)
def _code() -> str:
    """What reads the files: the sources of this room, where they are at hand."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
