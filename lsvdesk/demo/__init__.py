"""The main job, shown: an office from an empty folder to the month's workbook, then all four offices, with people who do not exist.

``run(out)`` makes a register in ``out/office``, lives through March 2569 (2026) at its counter, saves every paper in ``out/papers`` and the
month's workbook in ``out``; then it goes round the four offices that ship with the program, each with a register of its own in
``out/<office>`` where every service that the office offers is filed and taken to its end. Every register is checked at the end. The same
run gives the same papers every time. It sits above all rooms but the window and the command line. Start reading at ``month``, the story,
and ``tour``, the round; ``people`` and ``villagers`` are who comes, ``answers`` and ``words`` what they write.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from lsvdesk.demo.tour import OfficeShown

MARKER = ".lsv-desk-demo"
"""Lies in a folder that a demo made, and that the next demo may therefore clear."""
INDEX = "รายการเอกสาร.txt"
"""Names every file that a demo made."""
OFFICES = ("pho-yai", "dong-ling", "don-tanin", "na-pho")
"""The offices of the round."""
_STORY = "story"


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
    offices: tuple[OfficeShown, ...] = ()

    @property
    def sound(self) -> bool:
        """Every register is whole, and every service that an office offers was filed there."""
        return not self.faults and all(not shown.faults and all(shown.services.values()) for shown in self.offices)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was made, but for the registers."""
        of_offices = (file for shown in self.offices for file in shown.files)
        return (self.workbook, *self.papers, *of_offices)

    def summary(self) -> list[str]:
        """A short account in Thai, with the path of everything that was made; single papers stand in :data:`INDEX`."""
        lines = [
            f"{self.office} เดือนมีนาคม 2569 (ข้อมูลสมมุติทั้งหมด)",
            f"คำขอ {sum(self.cases.values())} เรื่อง: {_listed(self.cases)}",
            f"ใบเสร็จ {self.receipts} ฉบับ (ยกเลิก {self.voided}) รับเงิน {self.money:,.2f} บาท ปิดยอด {self.days} วัน",
            _verdict(self.faults),
            f"ทะเบียน: {self.register}",
            f"สมุดงานประจำเดือน: {self.workbook}",
            f"เอกสาร {len(self.papers)} ฉบับ: {self.papers[0].parent if self.papers else self.folder}",
        ]
        for shown in self.offices:
            missing = [name for name, count in shown.services.items() if not count]
            lines += [
                "",
                f"{shown.office}: ครบ {len(shown.services) - len(missing)} จาก {len(shown.services)} งานบริการ",
                f"คำขอ {sum(shown.cases.values())} เรื่อง: {_listed(shown.cases)}",
                f"ใบเสร็จ {shown.receipts} ฉบับ รับเงิน {shown.money:,.2f} บาท (มีนาคม 2569)",
                *([f"ไม่มีคำขอของงาน: {', '.join(missing)}"] if missing else []),
                _verdict(shown.faults),
                f"ทะเบียน: {shown.register}",
                f"สมุดงานประจำเดือน: {shown.workbook}",
                f"สมุดทะเบียน: {shown.registers}",
                f"คู่มือสำหรับประชาชน: {shown.manual}",
                *(f"หนังสือแจ้งการประเมินประจำปี: {path}" for path in shown.notices),
                f"เอกสาร {len(shown.papers)} ฉบับ: {shown.papers[0].parent if shown.papers else shown.register.parent}",
            ]
        return [*lines, "", f"รายการไฟล์ทั้งหมด {len(self.files)} ไฟล์: {self.folder / INDEX}"]


def run(out: Path, *, offices: Sequence[str] = OFFICES) -> Demonstration:
    """Make the demonstration in ``out``: an empty or new folder, or one that an earlier demonstration made (which is cleared).

    ``offices`` are those of the round (:data:`OFFICES`); with none only the story is told. Raises CounterError ``demo-folder`` for a folder
    that holds anything else.
    """
    _make_ready(out)
    jobs = [(out, name) for name in (_STORY, *sorted(offices, key=_length, reverse=True))]
    story, *rest = _all_told(jobs)
    assert isinstance(story, Demonstration)
    made = {each.profile: each for each in rest if not isinstance(each, Demonstration)}
    shown = replace(story, offices=tuple(made[name] for name in offices))
    index = [path.relative_to(out).as_posix() for path in shown.files]
    (out / INDEX).write_text("\n".join([*index, ""]), encoding="utf-8", newline="\n")
    return shown


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{title} {count}" for title, count in counts.items())


def _verdict(faults: Sequence[str]) -> str:
    return "ตรวจทะเบียนแล้ว ถูกต้องครบถ้วน" if not faults else f"ตรวจทะเบียนแล้วพบข้อผิดพลาด: {faults[0]}"


def _length(profile: str) -> int:
    """Which offices take longest: the ones with most services. They begin first."""
    return {"na-pho": 4, "pho-yai": 3, "don-tanin": 2}.get(profile, 1)


def _all_told(jobs: Sequence[tuple[Path, str]]) -> list[Demonstration | OfficeShown]:
    """Each office in a process of its own, as many at a time as there are processors; one after the other in the packaged program, whose
    processes cannot begin another of themselves."""
    processes = min(os.cpu_count() or 1, len(jobs))
    if processes < 2 or getattr(sys, "frozen", False):
        return [_told(job) for job in jobs]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_told, jobs))


def _told(job: tuple[Path, str]) -> Demonstration | OfficeShown:
    """One register: the story, or the month of an office of the round."""
    from lsvdesk.demo import month, tour

    out, name = job
    if name == _STORY:
        return month.tell(out)
    return tour.tell(out / name, next(plan for plan in tour.PLANS if plan.profile == name))


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
