"""What became of a service's settings, told in sentences: the dated settings, ordinances and confirmations, the latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.catalogue import local
from lsvdesk.counter.rate_words import amount
from lsvdesk.counter.service_views import HistoryEntry
from lsvdesk.register import models
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Service


def entries(
    session: Session,
    catalogue: Catalogue,
    standing: Service,
    rows: Sequence[models.ServiceSetting],
    rates: Collection[str],
    today: dt.date,
) -> tuple[HistoryEntry, ...]:
    """Every change to ``standing`` (the service before its settings); ``rows`` are its settings in the order of their days."""
    users = {row.id: row.name for row in session.execute(select(models.User.id, models.User.name))}
    found: list[HistoryEntry] = []
    state: dict[str, Any] = {}
    for row in rows:
        what = tuple(_said(catalogue, standing, state, name, value) for name, value in row.body.items())
        found.append(HistoryEntry(row.made_at, users.get(row.made_by, ""), what, row.start, row.note, row.start > today))
        state |= row.body
    audit = models.AuditEntry
    of_service = (audit.subject == "service") & (audit.subject_id == standing.id[:60]) & (audit.action == "service.confirmed")
    of_rates = (audit.subject == "rate") & audit.subject_id.in_(sorted(rates))
    for entry in session.execute(select(audit.at, audit.user_id, audit.action, audit.subject_id, audit.data).where(of_service | of_rates)):
        by = users.get(entry.user_id or 0, "")
        found.append(_of_audit(catalogue, entry.at, by, entry.action, entry.subject_id, entry.data, today))
    return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))


def _of_audit(
    catalogue: Catalogue, at: dt.datetime, by: str, action: str, subject: str, data: Mapping[str, Any], today: dt.date
) -> HistoryEntry:
    if action == "service.confirmed":
        return HistoryEntry(at, by, (f"ยืนยัน: {data['text']}",), None, data["note"], kind="confirmation")
    rate = catalogue.parameters.rates.get(subject)
    name = rate.description if rate is not None else subject
    start = dt.date.fromisoformat(data["start"])
    if action == "rate.confirmed":
        return HistoryEntry(at, by, (f"ยืนยันอัตรา: {name} ที่ใช้ตั้งแต่ {format_short(start)}",), None, data["note"], kind="confirmation")
    value = data.get("value", "")
    what = f"{name} เป็น {amount(Decimal(value), rate.unit if rate is not None else '')}" if value else f"ยกเลิกอัตราตามข้อบัญญัติของ{name}"
    return HistoryEntry(at, by, (what,), start, data.get("ordinance", ""), start > today, "ordinance")


def _said(catalogue: Catalogue, standing: Service, before: Mapping[str, Any], name: str, value: Any) -> str:
    if name == "offered":
        return "เปิดให้บริการ" if value or (value is None and standing.id not in catalogue.withheld) else "ปิดให้บริการ"
    if name == "promise":
        return f"ระยะเวลาที่สัญญา {_length(before.get(name), standing)} เปลี่ยนเป็น {_length(value, standing)}"
    if name == "department":
        return f"กลุ่มงาน: {_department(catalogue, value or standing.department)}"
    if name == "place":
        return f"สถานที่ให้บริการ: {value or standing.place or 'ตามกลุ่มงาน'}"
    if name == "added_documents":
        return _documents(before.get(name) or [], value or [])
    if name == "dropped_documents":
        titles = {each.id: each.title for each in standing.documents}
        gone = [titles.get(each, each) for each in value or []]
        return f"ไม่ขอเอกสาร: {', '.join(gone)}" if gone else "ขอเอกสารตามนิยามทุกรายการ"
    return name


def _length(value: Mapping[str, Any] | None, standing: Service) -> str:
    from lsvdesk.catalogue.models import Duration

    return local.said(Duration.model_validate(value) if value else standing.clock.promise)


def _department(catalogue: Catalogue, department: str) -> str:
    named = catalogue.profile.departments if catalogue.profile else {}
    return next((each.title for name, each in named.items() if name == department), department)


def _documents(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> str:
    old = {each["id"]: each for each in before}
    new = {each["id"]: each for each in now}
    said = [f"ขอเพิ่ม {each['title']}" for key, each in new.items() if key not in old]
    said += [f"แก้ไข {each['title']}" for key, each in new.items() if key in old and old[key] != each]
    said += [f"เลิกขอ {each['title']}" for key, each in old.items() if key not in new]
    return f"เอกสารของสำนักงาน: {', '.join(said) if said else 'เรียงลำดับใหม่'}"
