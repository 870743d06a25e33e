"""Folders as bad as a real office's: read-only ones, full ones. Real ones: root is not stopped by permissions, so file systems are used."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, timeout=20).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """``folder`` cannot be written inside the block: by its permissions, or, for root, by a read-only mount of it over itself."""
    if os.geteuid() != 0:
        modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
        for path, mode in modes.items():
            path.chmod(mode & ~0o222)
        try:
            yield
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
        return
    if not _mount("--bind", str(folder), str(folder)):
        pytest.skip("root is not stopped by permissions, and this machine does not allow root to mount a folder read-only")
    try:
        assert _mount("-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, timeout=20)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """``folder`` is a disk of ``size`` (as mount writes it) of its own inside the block."""
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        pytest.skip("only root can make a small disk, and this machine does not allow it; the page limit test covers the full file")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, timeout=20)
