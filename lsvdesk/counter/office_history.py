"""What became of the office's details and departments: who changed what on which day, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter.service_views import HistoryEntry
from lsvdesk.register import models

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office

NAMES: Mapping[str, str] = {
    "type": "ประเภทหน่วยงาน",
    "name": "ชื่อหน่วยงาน",
    "short_name": "ชื่อย่อ",
    "address": "ที่ตั้งสำนักงาน",
    "phone": "โทรศัพท์",
    "email": "อีเมล",
    "website": "เว็บไซต์",
    "hours": "วันและเวลาทำการ",
    "executive": "ชื่อผู้บริหาร",
    "executive_position": "ตำแหน่งผู้บริหาร",
    "clerk_position": "ตำแหน่งปลัด",
    "letter_code": "รหัสหนังสือออก",
    "complaint_channels": "ช่องทางร้องเรียน",
}
_DEPARTMENT: Mapping[str, str] = {"title": "ชื่อ", "phone": "โทรศัพท์", "head": "หัวหน้า", "head_position": "ตำแหน่งหัวหน้า"}
_NOTHING = "ว่าง"


def office_history(office: Office, parts: Sequence[str], limit: int = 50) -> tuple[HistoryEntry, ...]:
    """Changes of these parts of an OfficeProfile (``departments``, ``hours`` …), each told as what stood before and what stands now."""
    with office.register.read() as session:
        users = {row.id: row.name for row in session.execute(select(models.User.id, models.User.name))}
        entry = models.AuditEntry
        query = select(entry.at, entry.user_id, entry.data).where(entry.action == "office.changed").order_by(entry.seq.desc())
        found = []
        for at, user, data in session.execute(query):
            changed = {name: each for name, each in data.get("changed", {}).items() if name in parts}
            what = tuple(line for name, each in changed.items() for line in _lines(name, each["before"], each["after"]))
            if what:
                found.append(HistoryEntry(at, users.get(user or 0, ""), what, at.date()))
            if len(found) == limit:
                break
    return tuple(found)


def _lines(name: str, before: Any, after: Any) -> Iterator[str]:
    if name != "departments":
        yield f"{NAMES.get(name, name)}: {_said(before)} เปลี่ยนเป็น {_said(after)}"
        return
    old: Mapping[str, Any] = before or {}
    new: Mapping[str, Any] = after or {}
    for department in dict.fromkeys((*old, *new)):
        was, now = old.get(department), new.get(department)
        if was is None or now is None:
            whole: Mapping[str, Any] = now or was or {}
            yield f"{'เพิ่ม' if now else 'ยกเลิก'}{whole['title']}"
            continue
        for key, label in _DEPARTMENT.items():
            if was.get(key, "") != now.get(key, ""):
                yield f"{now['title']} {label}: {_said(was.get(key))} เปลี่ยนเป็น {_said(now.get(key))}"


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(each) for each in value.values() if each) or _NOTHING
    if isinstance(value, list | tuple):
        return " / ".join(str(each) for each in value) or _NOTHING
    return str(value) if value not in (None, "") else _NOTHING
