"""Faults of the files under forms/: file, line, what is wrong in Thai, and a stable code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError

    from lsvdesk.catalogue.yamlio import Loc


@dataclass(frozen=True)
class Fault:
    """One fault; ``file`` is relative to forms/, ``line`` counts from 1."""

    file: str
    line: int
    message: str
    code: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} [{self.code}]"


def fault(root: Path, path: Path, loc: Loc, code: str, message: str) -> Fault:
    """A fault at ``loc`` of a file."""
    from lsvdesk.catalogue.yamlio import locate

    return Fault(_relative(root, path), locate(path, loc), message, code)


def at_line(root: Path, path: Path, line: int, code: str, message: str) -> Fault:
    """A fault at a line that is known already."""
    return Fault(_relative(root, path), line, message, code)


def _relative(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def from_validation(error: ValidationError) -> list[tuple[Loc, str, str]]:
    """pydantic's findings in Thai: place, code, message."""
    found: list[tuple[Loc, str, str]] = []
    for each in error.errors(include_url=False):
        loc = tuple(step for step in each["loc"] if step != "function-after")
        code, message = _said(each, loc)
        found.append((loc, code, message))
    return found


def _said(each: Any, loc: Loc) -> tuple[str, str]:
    where = ".".join(str(step) for step in loc)
    name = str(loc[-1]) if loc else ""
    kind, context = each["type"], each.get("ctx") or {}
    if kind == "extra_forbidden":
        return "unknown-key", f"ไม่รู้จักคำว่า “{name}” ({where}): ตรวจตัวสะกด หรือลบออก"
    if kind == "missing":
        if name in ("unit", "time") and "steps" in loc:
            what = "หน่วยเวลา (unit)" if name == "unit" else "ระยะเวลา (time)"
            return "step-without-time-unit", f"ขั้นตอนที่ {_step(loc)} ไม่มี{what}: เติม minute, hour, day, working_day หรือ month"
        return "missing", f"ขาดรายการ “{name}” ({where}): เติมให้ครบ"
    if kind == "literal_error":
        code = "step-without-time-unit" if name == "unit" and "steps" in loc else "invalid-value"
        return code, f"“{each['input']}” ({where}) ใช้ไม่ได้: ต้องเป็น {context.get('expected', '')}"
    if kind == "string_pattern_mismatch":
        return (
            "invalid-value",
            f"“{each['input']}” ({where}) มีรูปแบบไม่ถูกต้อง: ใช้อักษรอังกฤษตัวเล็ก ตัวเลข และเครื่องหมายคั่นตามแบบ {context.get('pattern', '')}",
        )
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return "invalid-value", f"ค่า {each['input']} ({where}) อยู่นอกช่วงที่ใช้ได้"
    if kind in ("too_short", "too_long"):
        return "invalid-value", f"จำนวนรายการของ “{name}” ({where}) น้อยหรือมากเกินไป"
    if kind.startswith("date"):
        return "invalid-value", f"“{each['input']}” ({where}) ไม่ใช่วันที่: เขียนเป็น ปี ค.ศ.-เดือน-วัน เช่น 2024-01-31"
    return "invalid-value", f"“{str(each['input'])[:60]}” ({where}) ใช้ไม่ได้: ชนิดของค่าไม่ถูกต้อง"


def _step(loc: Loc) -> str:
    index = next((step for step in loc if isinstance(step, int)), 0)
    return str(index + 1)
