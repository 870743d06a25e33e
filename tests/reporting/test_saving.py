from __future__ import annotations

import contextlib
import os
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lsvdesk.errors import CounterError
from lsvdesk.reporting.monthly import export_month
from lsvdesk.reporting.registers import ColumnSpec, export_table
from tests.reporting.office import Desk

COLUMNS = [ColumnSpec("รายการ", "text", 30)]


def write(out: Path) -> Path:
    return export_table("รายการทดสอบ", COLUMNS, [["บรรทัดเดียว"]], out, office_name="อบต.สมมุติ")


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: become somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_does_not_exist_yet_is_made(tmp_path: Path) -> None:
    assert write(tmp_path / "ปี 2569" / "เดือน 9" / "รายการ.xlsx").exists()


def test_nothing_but_the_workbook_is_left_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "รายการ.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["รายการ.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of folders are told otherwise on Windows")
def test_a_read_only_folder_is_named_and_another_one_asked_for() -> None:
    write(Path(tempfile.gettempdir()) / "lsvdesk-warm-up.xlsx").unlink()  # modules are loaded while they may be read
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)  # noqa: PTH101
        try:
            with as_nobody(), pytest.raises(CounterError, match="อ่านได้อย่างเดียว") as told:
                write(Path(folder) / "รายการ.xlsx")
        finally:
            os.chmod(folder, 0o755)  # noqa: PTH101
        assert told.value.code == "workbook"
        assert folder in told.value.message
        assert list(Path(folder).iterdir()) == []


def test_a_name_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "รายการ.xlsx").mkdir()
    with pytest.raises(CounterError, match="เป็นชื่อโฟลเดอร์"):
        write(tmp_path / "รายการ.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["รายการ.xlsx"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "เอกสาร").write_text("ไม่ใช่โฟลเดอร์", encoding="utf-8")
    with pytest.raises(CounterError, match="ไม่มีโฟลเดอร์"):
        write(tmp_path / "เอกสาร" / "รายการ.xlsx")


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are a matter of POSIX")
def test_a_full_disk_is_told_and_the_old_workbook_stays_whole(tmp_path: Path, september_desk: Desk) -> None:
    out = tmp_path / "รายงาน.xlsx"
    export_month(september_desk.office, 2026, 9, out)
    before = out.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, hard))  # the disk takes 8,000 bytes of a file and no more
    try:
        with pytest.raises(CounterError, match="เต็ม") as told:
            export_month(september_desk.office, 2026, 9, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert told.value.code == "workbook"
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(CounterError, match="ยาวเกินไป"):
        write(tmp_path / ("ก" * 300 + ".xlsx"))
