from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lsvdesk.errors import RegisterFault
from lsvdesk.register import attachments


def test_a_file_is_kept_under_the_hash_of_its_content(tmp_path: Path) -> None:
    content = "สำเนาโฉนดที่ดิน".encode() * 1000
    sha256 = attachments.store(tmp_path, content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert (tmp_path / "files" / sha256[:2] / sha256[2:]).read_bytes() == content
    assert attachments.load(tmp_path, sha256) == content


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    sha256 = attachments.store(tmp_path, b"scan")
    path = attachments.path_of(tmp_path, sha256)
    before = path.stat().st_mtime_ns
    assert attachments.store(tmp_path, b"scan") == sha256
    assert path.stat().st_mtime_ns == before
    assert [found.name for found in (tmp_path / "files").rglob("*") if found.is_file()] == [sha256[2:]]


def test_an_empty_file_is_a_file_too(tmp_path: Path) -> None:
    assert attachments.load(tmp_path, attachments.store(tmp_path, b"")) == b""


def test_a_file_that_was_altered_is_not_given_out(tmp_path: Path) -> None:
    sha256 = attachments.store(tmp_path, b"scan of a deed")
    attachments.path_of(tmp_path, sha256).write_bytes(b"scan of another")
    with pytest.raises(RegisterFault) as told:
        attachments.load(tmp_path, sha256)
    assert told.value.code == "attachment-altered"
    fault = attachments.check(tmp_path, sha256)
    assert fault is not None
    assert fault.code == "attachment-altered"


def test_an_altered_file_is_put_right_when_the_same_is_handed_in_again(tmp_path: Path) -> None:
    sha256 = attachments.store(tmp_path, b"scan of a deed")
    attachments.path_of(tmp_path, sha256).write_bytes(b"")
    attachments.store(tmp_path, b"scan of a deed")
    assert attachments.load(tmp_path, sha256) == b"scan of a deed"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    sha256 = attachments.store(tmp_path, b"scan")
    attachments.path_of(tmp_path, sha256).unlink()
    with pytest.raises(RegisterFault) as told:
        attachments.load(tmp_path, sha256)
    assert told.value.code == "attachment-missing"
    assert sha256[:12] in told.value.message


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, "ab" * 31])
def test_only_a_hash_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        attachments.load(tmp_path, name)
