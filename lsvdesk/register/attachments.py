"""Files of the office, kept under the SHA-256 of their content: ``files/ab/cdef…``. The same bytes are kept once and never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from lsvdesk.errors import RegisterFault
from lsvdesk.paths import attachments_dir
from lsvdesk.register.translate import os_fault

_HASH = re.compile(r"[0-9a-f]{64}")


def path_of(office_dir: Path, sha256: str) -> Path:
    """Where the file lies. Raises ValueError where ``sha256`` is not 64 small hex digits."""
    if not _HASH.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return attachments_dir(office_dir) / sha256[:2] / sha256[2:]


def store(office_dir: Path, content: bytes) -> str:
    """Keep ``content`` and return its SHA-256 (hex). When it returns, a power cut no longer loses the file.

    Raises RegisterFault ``register-disk-full``, ``register-readonly`` or ``register-storage``.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(office_dir, sha256)
    try:
        if path.exists() and _sha256_of(path) == sha256:
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as error:
        raise os_fault(error, office_dir) from error
    return sha256


def load(office_dir: Path, sha256: str) -> bytes:
    """The content. Raises RegisterFault ``attachment-missing`` or ``attachment-altered``."""
    path = path_of(office_dir, sha256)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise missing(sha256) from error
    except OSError as error:
        raise os_fault(error, office_dir) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise altered(sha256)
    return content


def check(office_dir: Path, sha256: str) -> RegisterFault | None:
    """What :func:`load` would raise, found without holding the whole file in memory."""
    path = path_of(office_dir, sha256)
    try:
        return None if _sha256_of(path) == sha256 else altered(sha256)
    except FileNotFoundError:
        return missing(sha256)
    except OSError as error:
        return os_fault(error, office_dir)


def missing(sha256: str) -> RegisterFault:
    return RegisterFault(
        f"ไม่พบแฟ้มแนบ {sha256[:12]}… ในโฟลเดอร์ files ของสำนักงาน กรุณากู้คืนแฟ้มจากสำเนาสำรอง หรือแนบเอกสารใหม่",
        code="attachment-missing",
    )


def altered(sha256: str) -> RegisterFault:
    return RegisterFault(
        f"แฟ้มแนบ {sha256[:12]}… ถูกแก้ไขหรือชำรุด เนื้อหาไม่ตรงกับตอนที่รับไว้ กรุณากู้คืนแฟ้มจากสำเนาสำรอง",
        code="attachment-altered",
    )


def _sha256_of(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        for folder in (path.parent, path.parent.parent):
            directory = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)
