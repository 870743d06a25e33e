"""Settings → services: what this office says of its services from a day on, within the law; dated, audited, not of cases filed before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import local
from lsvdesk.counter import journal
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.service_reading import WHEN, cannot_offer, faults, history, listed, other_fees, shown
from lsvdesk.counter.service_states import Body, as_local, folded, setting_rows, settled, state_on
from lsvdesk.counter.service_views import LocalFee, LocalServiceChange, OwnDocument, ServiceSettings
from lsvdesk.errors import CatalogueFault, CounterError, FieldFault, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Duration, Service
    from lsvdesk.counter.context import Office

__all__ = ["call_off", "change", "change_fees", "confirm", "faults", "history", "listed", "other_fees", "settled", "shown"]

FARTHEST = dt.timedelta(days=5 * 366)
"""A day farther off than this is a slip of the pen."""

CONFIRMING = ("executive", "admin", "officer")
"""Who may say that a definition was held against its source."""

_FIELDS = {"offered": "offered", "promise": "promise", "added_documents": "own_documents", "dropped_documents": "standing_documents"}
"""Name in LocalService → field of the screen, where faults are shown."""


def change(office: Office, service_id: str, wanted: LocalServiceChange, start: dt.date | None = None, note: str = "") -> ServiceSettings:
    """Change what the office says of a service from ``start`` (today) on. Cases filed before keep the version they were filed under.

    Raises InvalidAnswers with every fault at its field (``offered``, ``department``, ``promise``, ``own_documents``,
    ``standing_documents``, ``fee.<rate>``, ``start``), the law named where it is the law; CounterError ``nothing-changed``; NotAllowedNow
    unless an administrator does it; CatalogueFault for an unknown service.
    """
    if office.user.role != "admin":
        raise NotAllowedNow("เปลี่ยนการตั้งค่างานบริการได้เฉพาะผู้ดูแลระบบ กรุณาเปลี่ยนผู้ใช้")
    catalogue, today = office.unsettled, office.today()
    standing = catalogue.service(service_id)
    begins = start or today
    wrong: list[FieldFault] = []
    if not today <= begins <= today + FARTHEST:
        late = "ไกลเกินไป ตรวจปี พ.ศ." if begins > today else "ผ่านไปแล้ว คำขอที่รับไว้ใช้ของเดิม"
        wrong.append(FieldFault("start", "start", f"วันเริ่มใช้ {format_short(begins)} {late}: เลือกตั้งแต่วันนี้เป็นต้นไป"))
    if wanted.department is not None and (catalogue.profile is None or wanted.department not in catalogue.profile.departments):
        wrong.append(FieldFault("department", "department", "สำนักงานนี้ไม่มีกลุ่มงานที่เลือก: เพิ่มที่แท็บส่วนราชการ หรือเลือกจากรายการ"))
    fees = _checked_fees(office, wanted.fees, wrong)
    with office.register.write() as session:
        rows = setting_rows(session)
        body = _body(wanted, standing, state_on(rows, service_id, begins), wrong)
        if not wrong:
            _check(office, standing, rows, body, begins, wrong)
        if wrong:
            raise InvalidAnswers(wrong)
        if not body and not fees:
            raise CounterError(f"ไม่มีสิ่งใดของ “{standing.title}” เปลี่ยนไปจากเดิม", code="nothing-changed")
        if body:
            _add(session, office, service_id, begins, body, note)
        for entry in fees:
            office_settings.keep_ordinance(session, office, entry)
    office.kept.forget_catalogue()
    return shown(office, service_id)


def change_fees(office: Office, fees: Sequence[LocalFee]) -> None:
    """Enter values of ordinances that belong to no service here. Raises as :func:`change` does for its fees."""
    if office.user.role != "admin":
        raise NotAllowedNow("บันทึกอัตราตามข้อบัญญัติได้เฉพาะผู้ดูแลระบบ กรุณาเปลี่ยนผู้ใช้")
    wrong: list[FieldFault] = []
    found = _checked_fees(office, fees, wrong)
    if wrong:
        raise InvalidAnswers(wrong)
    if not found:
        raise CounterError("ไม่มีอัตราใดเปลี่ยนไปจากเดิม", code="nothing-changed")
    with office.register.write() as session:
        for entry in found:
            office_settings.keep_ordinance(session, office, entry)
    office.kept.forget_catalogue()


def call_off(office: Office, service_id: str, start: dt.date) -> ServiceSettings:
    """Call off what was to begin on ``start``, a day to come. Raises CounterError ``start`` where nothing begins then; NotAllowedNow."""
    if office.user.role != "admin":
        raise NotAllowedNow("เปลี่ยนการตั้งค่างานบริการได้เฉพาะผู้ดูแลระบบ กรุณาเปลี่ยนผู้ใช้")
    office.unsettled.service(service_id)
    with office.register.write() as session:
        rows = [row for row in setting_rows(session) if row.service == service_id]
        then = folded(row for row in rows if row.start <= start)
        before = folded(row for row in rows if row.start < start)
        body = {name: before.get(name) for name in {**then, **before} if then.get(name) != before.get(name)}
        if start <= office.today() or not body:
            raise CounterError(f"ไม่มีการแก้ไขที่จะเริ่มใช้วันที่ {format_short(start)} ให้ยกเลิก", code="start", field="start")
        _add(session, office, service_id, start, body, "ยกเลิกการแก้ไขที่ยังไม่เริ่มใช้")
    office.kept.forget_catalogue()
    return shown(office, service_id)


def confirm(office: Office, service_id: str, key: str, note: str) -> ServiceSettings:
    """Record that a fact was held against its source, which ``note`` names.

    A rate (``key`` as ``rate:<id>:<start>``) is confirmed as in :func:`lsvdesk.counter.settings.confirm_rate`, for every service. Raises
    CounterError ``note`` or ``unknown-fact``, NotAllowedNow.
    """
    found = next((each for each in shown(office, service_id).facts if each.key == key), None)
    if found is None or found.confirmed:
        raise CounterError("ไม่มีข้อที่รอยืนยันนี้ในบริการ กรุณาเลือกจากรายการ", code="unknown-fact", field="key")
    if found.kind == "rate":
        _, rate, start = key.split(":")
        office_settings.confirm_rate(office, rate, dt.date.fromisoformat(start), note)
        return shown(office, service_id)
    if office.user.role not in CONFIRMING:
        raise NotAllowedNow("การยืนยันข้อมูลของบริการต้องทำโดยผู้บริหาร เจ้าหน้าที่ผู้พิจารณา หรือผู้ดูแลระบบ")
    if not note.strip():
        raise CounterError("กรุณาระบุเอกสารที่ใช้ตรวจสอบ เช่น ชื่อกฎหมาย มาตรา และวันที่", code="note", field="note")
    with office.register.write() as session:
        row = session.get_one(models.Office, 1)
        entry = {
            "service": service_id,
            "key": key,
            "text": found.text,
            "note": normalise(note),
            "by": office.user.name,
            "on": office.today().isoformat(),
        }
        row.settings = {**row.settings, "confirmed_facts": [*row.settings.get("confirmed_facts", []), entry]}
        told = {name: entry[name] for name in ("key", "text", "note")}
        journal.audited(session, office, "service.confirmed", "service", service_id[:60], **told)
    office.kept.forget_catalogue()
    return shown(office, service_id)


def _add(session: Session, office: Office, service: str, start: dt.date, body: Body, note: str) -> None:
    said = normalise(note)[:500]
    session.add(
        models.ServiceSetting(service=service, start=start, body=body, note=said, made_at=office.clock.now(), made_by=office.user.id)
    )
    journal.audited(session, office, "service.changed", "service", service[:60], start=start.isoformat(), body=body, note=said)


def _body(wanted: LocalServiceChange, standing: Service, state: Mapping[str, Any], wrong: list[FieldFault]) -> Body:
    """What the change alters of ``state``: a new value, or None where it goes back to the usual one."""
    from pydantic import ValidationError

    from lsvdesk.catalogue.models import Duration

    asked: Body = {}
    if wanted.offered is not None:
        asked["offered"] = wanted.offered
    if wanted.department is not None:
        asked["department"] = wanted.department if wanted.department != standing.department else None
    if wanted.place is not None:
        place = normalise(wanted.place)
        asked["place"] = place if place not in ("", standing.place) else None
    if wanted.promise is not None:
        try:
            promise = Duration.model_validate({"value": wanted.promise.value, "unit": wanted.promise.unit})
        except ValidationError:
            wrong.append(
                FieldFault("promise", "invalid-value", "ระยะเวลาที่สัญญาต้องเป็นจำนวนมากกว่าศูนย์ และมีหน่วยเป็นนาที ชั่วโมง วัน วันทำการ หรือเดือน")
            )
        else:
            usual = _same_length(promise, standing.clock.promise)
            asked["promise"] = None if usual else {"value": f"{promise.value:f}", "unit": promise.unit}
    if wanted.own_documents is not None:
        asked["added_documents"] = _documents(wanted.own_documents, standing, wrong) or None
    if wanted.dropped_documents is not None:
        asked["dropped_documents"] = sorted(wanted.dropped_documents) or None
    return {name: value for name, value in asked.items() if value != state.get(name)}


def _same_length(one: Duration, other: Duration) -> bool:
    return one.value == other.value and one.unit == other.unit


def _documents(documents: Sequence[OwnDocument], standing: Service, wrong: list[FieldFault]) -> list[Body]:
    """The office's own documents as a definition writes them; those that are new get an id."""
    taken = {each.id for each in standing.documents} | {each.id for each in documents if each.id}
    found = []
    for number, each in enumerate(documents, 1):
        title = normalise(each.title)
        if not title:
            wrong.append(FieldFault("own_documents", "required", f"เอกสารลำดับที่ {number} ยังไม่มีชื่อ: พิมพ์ชื่อเอกสาร"))
            continue
        if not (0 <= each.originals <= 20 and 0 <= each.copies <= 20) or each.originals + each.copies == 0:
            message = f"เอกสาร “{title}” ต้องมีฉบับจริงหรือสำเนารวมกันอย่างน้อย 1 และอย่างละไม่เกิน 20: แก้จำนวน"
            wrong.append(FieldFault("own_documents", "invalid-value", message))
            continue
        if each.asked_of == "some" and not each.condition.strip():
            wrong.append(FieldFault("own_documents", "required", f"เอกสาร “{title}” ขอเฉพาะบางกรณี: พิมพ์ว่ากรณีใด"))
            continue
        key = each.id or next(name for n in range(1, 1000) if (name := f"own-{n}") not in taken)
        taken.add(key)
        body: Body = {
            "id": key,
            "title": title[:300],
            "originals": each.originals,
            "copies": each.copies,
            "unit": normalise(each.unit) or "ฉบับ",
        }
        if (when := WHEN[each.asked_of]) is not None:
            body |= {"when": when}
        if each.condition.strip():
            body |= {"condition": normalise(each.condition)[:300]}
        if each.asked_of == "some":
            body |= {"optional": True}
        found.append(body)
    return found


def _check(
    office: Office, standing: Service, rows: Sequence[models.ServiceSetting], body: Body, start: dt.date, wrong: list[FieldFault]
) -> None:
    """The law and the definition against what would hold from ``start`` on, and on every later day on which something else begins."""
    own = [row for row in rows if row.service == standing.id]
    for day in sorted({start} | {row.start for row in own if row.start > start}):
        addition = models.ServiceSetting(service=standing.id, start=start, body=body)
        laid = sorted([*(row for row in own if row.start <= day), addition], key=lambda row: row.start)  # stable: after those of its day
        for place, code, message in local.findings(office.unsettled, standing, as_local(folded(laid))):
            field = _FIELDS.get(str(place[0]), str(place[0]))
            if not any((each.field, each.message) == (field, message) for each in wrong):
                wrong.append(FieldFault(field, code, message))
    offered = body.get("offered")
    if offered and (reason := cannot_offer(office.unsettled, standing, start)) and not any(each.field == "offered" for each in wrong):
        wrong.append(FieldFault("offered", "not-ours", reason))


def _checked_fees(office: Office, fees: Iterable[LocalFee], wrong: list[FieldFault]) -> list[dict[str, str]]:
    found = []
    present = {(each["rate"], each["start"]): each for each in office_settings.ordinances(office)}
    for fee in fees:
        try:
            entry = office_settings.checked_ordinance(office, fee.rate, fee.start, fee.value, fee.ordinance)
        except CatalogueFault as refused:
            wrong.append(FieldFault(f"fee.{fee.rate}.value", refused.code, refused.message))
            continue
        except CounterError as refused:
            message = "ยังไม่ได้พิมพ์ชื่อข้อบัญญัติที่กำหนดอัตรานี้ เช่น ข้อบัญญัติ อบต. เรื่อง … พ.ศ. 2569"
            wrong.append(FieldFault(f"fee.{fee.rate}.ordinance", refused.code, message))
            continue
        known = present.get((entry["rate"], entry["start"]))
        if entry["value"]:
            same = known is not None and Decimal(known["value"]) == fee.value and known["ordinance"] == entry["ordinance"]
        else:
            same = known is None
        if not same:
            found.append(entry)
    return found
