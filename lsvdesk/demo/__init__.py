"""The main job, shown: an office from an empty folder to the month's workbook, with people who do not exist.

``run(out)`` makes a register in ``out/office``, lives through March 2569 (2026) at its counter, saves every paper in ``out/papers`` and the
month's workbook in ``out``, and checks the register at the end. The same run gives the same papers every time. It sits above all rooms but
the window and the command line. Start reading at ``month``, the story; ``people`` is who comes.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lsvdesk.errors import CounterError

MARKER = ".lsv-desk-demo"
"""Lies in a folder that a demo made, and that the next demo may therefore clear."""


@dataclass(frozen=True)
class Demonstration:
    """What a run made."""

    folder: Path
    office: str
    register: Path
    papers: tuple[Path, ...]
    workbook: Path
    cases: dict[str, int]
    """Title of the state → how many cases ended in it."""
    receipts: int
    voided: int
    money: Decimal
    days: int
    faults: tuple[str, ...]

    def summary(self) -> list[str]:
        """A short account in Thai, with the path of everything that was made."""
        states = ", ".join(f"{state} {count}" for state, count in self.cases.items())
        verdict = "ตรวจทะเบียนแล้ว ถูกต้องครบถ้วน" if not self.faults else f"ตรวจทะเบียนแล้วพบข้อผิดพลาด: {self.faults[0]}"
        return [
            f"{self.office} เดือนมีนาคม 2569 (ข้อมูลสมมุติทั้งหมด)",
            f"คำขอ {sum(self.cases.values())} เรื่อง: {states}",
            f"ใบเสร็จ {self.receipts} ฉบับ (ยกเลิก {self.voided}) รับเงิน {self.money:,.2f} บาท ปิดยอด {self.days} วัน",
            verdict,
            f"ทะเบียน: {self.register}",
            f"สมุดงานประจำเดือน: {self.workbook}",
            f"เอกสาร {len(self.papers)} ฉบับ: {self.papers[0].parent if self.papers else self.folder}",
            *(f"  {path}" for path in self.papers),
        ]


def run(out: Path) -> Demonstration:
    """Make the demonstration in ``out``: an empty or new folder, or one that an earlier demonstration made (which is cleared).

    Raises CounterError ``demo-folder`` for a folder that holds anything else.
    """
    _make_ready(out)
    from lsvdesk.demo.month import tell

    return tell(out)


def _make_ready(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = [path for path in out.iterdir() if path.name != MARKER]
        if found and not (out / MARKER).exists():
            raise CounterError(f"โฟลเดอร์ {out} มีไฟล์อื่นอยู่แล้ว กรุณาเลือกโฟลเดอร์ว่าง", code="demo-folder")
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (out / MARKER).write_text("โฟลเดอร์นี้สร้างโดย lsvdesk demo และจะถูกล้างเมื่อสร้างใหม่\n", encoding="utf-8")
    except OSError as error:
        raise CounterError(f"เตรียมโฟลเดอร์ {out} ไม่ได้: {error.strerror or error}", code="demo-folder") from error
