"""The office's own settings: users, details, holidays, numbers and numerals, and the rates it has confirmed or set by ordinance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter import journal, rows
from lsvdesk.counter.views import NewUser, UserView
from lsvdesk.errors import CounterError, NotAllowedNow
from lsvdesk.register import attachments, models
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Confidence
    from lsvdesk.catalogue.parameters import Parameters
    from lsvdesk.counter.context import Office

DEFAULTS: Mapping[str, Any] = {
    "numerals": "thai",
    "scale": 100,
    "case_year": "calendar",
    "numbers": {
        "case": "{year}-{value:05d}",
        "paper": "ร-{year}-{value:06d}",
        "letter": "{code}/{value}",
        "signboard-assessment": "{code}/ภ.ป.3-{value}",
        "land-tax-assessment": "{code}/ภ.ด.ส.6-{value}",
        "default": "{value}/{year}",
    },
    "letter_numbers": "own",
    "confirmed_rates": [],
    "confirmed_facts": [],
    "ordinances": [],
}
"""What is set where the office has said nothing. ``letter_numbers``: ``own`` takes the number of a letter here, ``blank`` leaves it to be
written by hand from the office's own register of letters."""

_ALLOWED = {"numerals": ("thai", "arabic"), "case_year": ("calendar", "fiscal"), "letter_numbers": ("own", "blank")}


@dataclass(frozen=True)
class RateRow:
    """A value of the law that the office is asked to confirm."""

    id: str
    law: str
    description: str
    value: Decimal | None
    unit: str
    start: dt.date
    reference: str
    note: str = ""


# ---------------------------------------------------------------------------------------------------------------- users


def users(office: Office) -> list[UserView]:
    """Everybody who uses the program here, in the order they were entered."""
    with office.register.read() as session:
        return [rows.user(row) for row in session.scalars(select(models.User).where(models.User.active).order_by(models.User.id))]


def add_user(office: Office, new: NewUser) -> UserView:
    """Enter a user. Raises NotAllowedNow unless an administrator does it; CounterError ``user-name``."""
    _only_admin(office, "เพิ่มผู้ใช้")
    name = normalise(new.name)
    if not name or len(name) > 200:
        raise CounterError("ชื่อผู้ใช้ต้องมี 1 ถึง 200 ตัวอักษร กรุณาพิมพ์ชื่อและนามสกุล", code="user-name", field="name")
    if new.role not in models.ROLES:
        raise CounterError("ไม่มีบทบาทนี้ กรุณาเลือกบทบาทจากรายการ", code="user-role", field="role")
    with office.register.write() as session:
        if session.scalar(select(models.User.id).where(models.User.name == name)) is not None:
            raise CounterError(f"มีผู้ใช้ชื่อ “{name}” อยู่แล้ว กรุณาใช้ชื่ออื่นหรือเพิ่มตำแหน่งต่อท้าย", code="user-name", field="name")
        row = models.User(name=name, position=normalise(new.position)[:200], role=new.role, active=True, created_at=office.clock.now())
        session.add(row)
        session.flush()
        journal.audited(session, office, "user.entered", "user", row.id, name=name, role=new.role)
        return rows.user(row)


# ---------------------------------------------------------------------------------------------------------------- settings


def settings(office: Office) -> dict[str, Any]:
    """All settings, defaults included."""
    with office.register.read() as session:
        return of_session(session)


def of_session(session: Session) -> dict[str, Any]:
    """The same within a transaction."""
    kept = session.get_one(models.Office, 1).settings
    return {**DEFAULTS, **kept, "numbers": {**DEFAULTS["numbers"], **kept.get("numbers", {})}}


def change_settings(office: Office, **changes: Any) -> dict[str, Any]:
    """Change settings by name (see :data:`DEFAULTS`; ``numbers`` may give some templates only). Raises CounterError ``setting``."""
    if set(changes) - {"scale"}:  # how large the letters are is anybody's own business
        _only_admin(office, "เปลี่ยนการตั้งค่า")
    for name, value in changes.items():
        _check_setting(name, value)
    with office.register.write() as session:
        row = session.get_one(models.Office, 1)
        numbers = {**row.settings.get("numbers", {}), **changes.pop("numbers", {})}
        row.settings = {**row.settings, **changes, "numbers": numbers}
        journal.audited(session, office, "settings.changed", "office", 1, names=sorted(changes), numbers=numbers)
        found = of_session(session)
    office.kept.forget_catalogue()
    return found


def _check_setting(name: str, value: Any) -> None:
    if name in ("confirmed_rates", "confirmed_facts", "ordinances") or name not in DEFAULTS:
        raise CounterError(f"ไม่มีการตั้งค่าชื่อ “{name}” กรุณาตรวจสอบชื่อ", code="setting", field=name)
    if name in _ALLOWED and value not in _ALLOWED[name]:
        raise CounterError(f"ค่า “{value}” ใช้กับ “{name}” ไม่ได้ เลือกได้: {', '.join(_ALLOWED[name])}", code="setting", field=name)
    if name == "scale" and not (isinstance(value, int) and 100 <= value <= 200):
        raise CounterError("ขนาดตัวอักษรต้องอยู่ระหว่าง 100 ถึง 200 เปอร์เซ็นต์", code="setting", field=name)
    if name == "numbers":
        for series, template in value.items():
            try:
                text = template.format(year=2569, value=1, code="อบ 00000")
            except (KeyError, IndexError, ValueError, AttributeError):
                text = ""
            if not text or "{value" not in template or len(text) > 40:
                raise CounterError(
                    f"รูปแบบเลขของ “{series}” ต้องมี {{value}} และใช้ได้เฉพาะ {{year}}, {{value}}, {{code}} เช่น {{value}}/{{year}}",
                    code="setting",
                    field=f"numbers.{series}",
                )


def number_text(session: Session, series: str, value: int, year: int, code: str = "") -> str:
    """A number as this office writes it."""
    templates = of_session(session)["numbers"]
    template: str = templates.get(series) or templates["default"]
    return template.format(year=year, value=value, code=code)


def office_details(office: Office) -> dict[str, Any]:
    """The office as set up here, in the shape of an OfficeProfile (address, phones, departments, executive …)."""
    with office.register.read() as session:
        return dict(session.execute(select(models.Office.__table__.c.details)).scalar_one())


def change_office_details(office: Office, details: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Change what was typed of the office; papers issued before keep theirs. Raises CounterError ``office-details``."""
    from pydantic import ValidationError

    from lsvdesk.catalogue.models import OfficeProfile

    _only_admin(office, "แก้ไขข้อมูลสำนักงาน")
    wanted = {**(details or {}), **changes}
    with office.register.write() as session:
        row = session.get_one(models.Office, 1)
        try:
            profile = OfficeProfile.model_validate({**row.details, **wanted})
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise CounterError(f"ข้อมูลสำนักงานไม่ถูกต้องที่ช่อง “{where}” กรุณาแก้ไข", code="office-details", field=where) from error
        now = profile.model_dump(mode="json")
        before = {name: row.details.get(name) for name in sorted(wanted) if row.details.get(name) != now[name]}
        row.details = {**row.details, **{name: now[name] for name in wanted}}
        row.name = profile.name
        told = {name: {"before": value, "after": now[name]} for name, value in before.items()}
        journal.audited(session, office, "office.changed", "office", 1, names=sorted(wanted), changed=told)
        found = dict(row.details)
    office.kept.forget_catalogue()
    return found


def logo(office: Office) -> bytes | None:
    """The office's emblem (PNG or JPEG), if it gave one."""
    with office.register.read() as session:
        sha256 = session.get_one(models.Office, 1).logo_sha256
    return attachments.load(office.folder, sha256) if sha256 else None


def change_logo(office: Office, image: bytes | None) -> None:
    """Put another emblem on papers from now on, or none. Raises CounterError ``logo`` for anything but PNG and JPEG."""
    _only_admin(office, "เปลี่ยนตราสัญลักษณ์")
    if image is not None and not image.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise CounterError("ไฟล์ตราสัญลักษณ์ต้องเป็น PNG หรือ JPEG กรุณาเลือกไฟล์ใหม่", code="logo", field="logo")
    sha256 = attachments.store(office.folder, image) if image else None
    with office.register.write() as session:
        session.get_one(models.Office, 1).logo_sha256 = sha256
        journal.audited(session, office, "office.logo", "office", 1, sha256=sha256 or "")


# ---------------------------------------------------------------------------------------------------------------- holidays


def holidays(office: Office, year: int) -> list[tuple[dt.date, str]]:
    """The office's public holidays of a year (Gregorian, or Buddhist Era from 2400 on)."""
    gregorian = year - 543 if year >= 2400 else year
    first, last = dt.date(gregorian, 1, 1), dt.date(gregorian, 12, 31)
    with office.register.read() as session:
        query = select(models.Holiday).where(models.Holiday.on.between(first, last)).order_by(models.Holiday.on)
        return [(row.on, row.name) for row in session.scalars(query)]


def set_holiday(office: Office, on: dt.date, name: str | None) -> None:
    """Add or rename a holiday, or (``name`` None) strike it out. Due dates of running cases stay as they were told to the citizen."""
    _only_admin(office, "แก้ไขวันหยุด")
    with office.register.write() as session:
        row = session.get(models.Holiday, on)
        if name is None:
            if row is not None:
                session.delete(row)
        elif not name.strip():
            raise CounterError("ยังไม่ได้พิมพ์ชื่อวันหยุด กรุณาพิมพ์ชื่อ", code="holiday", field="name")
        elif row is None:
            session.add(models.Holiday(on=on, name=normalise(name)[:200]))
        else:
            row.name = normalise(name)[:200]
        journal.audited(session, office, "holiday.set", "holiday", on.isoformat(), name=name or "")
    office.kept.forget_catalogue()


def holidays_of(session: Session) -> frozenset[dt.date]:
    """All holidays of the office, for the clocks; read once a transaction."""
    found: frozenset[dt.date] | None = session.info.get("holidays")
    if found is None:
        found = session.info["holidays"] = frozenset(session.scalars(select(models.Holiday.__table__.c.on_date)))
    return found


# ---------------------------------------------------------------------------------------------------------------- rates


def unconfirmed_rates(office: Office) -> list[RateRow]:
    """Values that this office may use today and that nobody has confirmed: the source was not seen when the file was written."""
    found = []
    today = office.today()
    parameters = office.catalogue.parameters
    for rate in parameters.rates.values():
        in_force = [value for value in rate.values if value.start <= today]
        if not in_force:
            continue
        value = max(in_force, key=lambda each: each.start)
        amount = value.bands[0].value if value.bands else value.value
        if value.confidence != "confirmed" and not any(own.rate == rate.id and own.start <= today for own in parameters.local):
            found.append(
                RateRow(rate.id, parameters.laws[rate.id], rate.description, amount, rate.unit, value.start, value.reference, value.note)
            )
    return found


def confirm_rate(office: Office, rate_id: str, start: dt.date, note: str) -> None:
    """Record that the office has held the value of ``rate_id`` in force since ``start`` against its source (``note`` names it).

    Raises CounterError ``unknown-rate`` or ``note``.
    """
    if office.user.role not in ("executive", "admin", "finance"):
        raise NotAllowedNow("การยืนยันอัตราตามกฎหมายต้องทำโดยผู้บริหาร เจ้าหน้าที่การเงิน หรือผู้ดูแลระบบ")
    if not note.strip():
        raise CounterError("กรุณาระบุเอกสารที่ใช้ตรวจสอบ เช่น ชื่อกฎกระทรวงและวันที่", code="note", field="note")
    rate = office.catalogue.parameters.rate(rate_id)
    if not any(value.start == start for value in rate.values):
        raise CounterError(f"“{rate.description}” ไม่มีค่าที่เริ่มใช้วันนั้น กรุณาเลือกจากรายการ", code="unknown-rate", field="start")
    with office.register.write() as session:
        row = session.get_one(models.Office, 1)
        entry = {
            "rate": rate_id,
            "start": start.isoformat(),
            "note": normalise(note),
            "by": office.user.name,
            "on": office.today().isoformat(),
        }
        others = [each for each in row.settings.get("confirmed_rates", []) if (each["rate"], each["start"]) != (rate_id, entry["start"])]
        row.settings = {**row.settings, "confirmed_rates": [*others, entry]}
        journal.audited(session, office, "rate.confirmed", "rate", rate_id, start=entry["start"], note=entry["note"])
    office.kept.forget_catalogue()


def ordinances(office: Office) -> list[dict[str, Any]]:
    """Local values entered here: ``{rate, start, value, ordinance}``, dates ISO, values decimal text."""
    return list(settings(office)["ordinances"])


def set_ordinance(office: Office, rate_id: str, start: dt.date, value: Decimal | None, ordinance: str) -> None:
    """Put a local ordinance's value in place of the general one from ``start`` on; ``value`` None takes the entry out again.

    Raises CatalogueFault ``not-local`` or ``above-ceiling`` where the law leaves no room; cases filed before keep what they were told.
    """
    _only_admin(office, "บันทึกอัตราตามข้อบัญญัติ")
    entry = checked_ordinance(office, rate_id, start, value, ordinance)
    with office.register.write() as session:
        keep_ordinance(session, office, entry)
    office.kept.forget_catalogue()


def checked_ordinance(office: Office, rate_id: str, start: dt.date, value: Decimal | None, ordinance: str) -> dict[str, str]:
    """The entry as it is kept. Raises CatalogueFault ``not-local``, ``above-ceiling`` or ``unknown-rate``; CounterError ``ordinance``."""
    from lsvdesk.catalogue.models import OrdinanceRate

    entry = {
        "rate": rate_id,
        "start": start.isoformat(),
        "value": f"{value:f}" if value is not None else "",
        "ordinance": normalise(ordinance),
    }
    if value is not None:
        if not entry["ordinance"]:
            raise CounterError("กรุณาระบุชื่อข้อบัญญัติ", code="ordinance", field="ordinance")
        office.catalogue.parameters.admit(OrdinanceRate.model_validate(entry))
    return entry


def keep_ordinance(session: Session, office: Office, entry: Mapping[str, str]) -> None:
    """Keep a checked ordinance within a transaction, in place of the one of the same rate and day."""
    row = session.get_one(models.Office, 1)
    kept = [each for each in row.settings.get("ordinances", []) if (each["rate"], each["start"]) != (entry["rate"], entry["start"])]
    row.settings = {**row.settings, "ordinances": [*kept, dict(entry)] if entry["value"] else kept}
    said = {name: entry[name] for name in ("start", "value", "ordinance")}
    journal.audited(session, office, "rate.ordinance", "rate", entry["rate"], **said)


def with_confirmations(parameters: Parameters, confirmations: Sequence[Mapping[str, Any]]) -> Parameters:
    """The rates, with those values marked confirmed that the office has confirmed."""
    sure: Confidence = "confirmed"
    rates = dict(parameters.rates)
    for entry in confirmations:
        rate = rates.get(entry["rate"])
        if rate is None:
            continue
        values = tuple(
            value.model_copy(update={"confidence": sure}) if value.start.isoformat() == entry["start"] else value for value in rate.values
        )
        rates[rate.id] = rate.model_copy(update={"values": values})
    return replace(parameters, rates=rates)


def _only_admin(office: Office, what: str) -> None:
    if office.user.role != "admin":
        raise NotAllowedNow(f"{what}ได้เฉพาะผู้ดูแลระบบ กรุณาเปลี่ยนผู้ใช้")
