"""First run and opening: an office from a shipped profile or typed in, its first user, and where its numbers go on from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsvdesk import paths
from lsvdesk.counter.context import Clock, Office, SystemClock
from lsvdesk.counter.settings import (
    add_user,
    change_logo,
    change_office_details,
    change_settings,
    confirm_rate,
    holidays,
    logo,
    office_details,
    ordinances,
    set_holiday,
    set_ordinance,
    settings,
    unconfirmed_rates,
    users,
)
from lsvdesk.counter.views import OfficeSetup, UserView
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import buddhist_year, fiscal_year

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import OfficeProfile
    from lsvdesk.register.engine import Register

__all__ = [
    "add_user",
    "change_logo",
    "change_office_details",
    "change_settings",
    "confirm_rate",
    "holidays",
    "is_set_up",
    "logo",
    "office_details",
    "open_office",
    "ordinances",
    "profiles",
    "set_holiday",
    "set_ordinance",
    "set_up",
    "settings",
    "unconfirmed_rates",
    "users",
]

SHIPPED_WITH_FORMS = {"services", "rates", "sources"}
"""Parts of a profile that stay in forms/ and are not copied into the register: an update of the program may better them."""

OFFICE_KINDS = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "เทศบาลตำบล": "เทศบาลตำบล",
    "เทศบาลเมือง": "เทศบาลเมือง",
    "เทศบาลนคร": "เทศบาลนคร",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
}
EXECUTIVES = {
    "อบต.": "นายกองค์การบริหารส่วนตำบล",
    "เทศบาลตำบล": "นายกเทศมนตรีตำบล",
    "เทศบาลเมือง": "นายกเทศมนตรีเมือง",
    "เทศบาลนคร": "นายกเทศมนตรีนคร",
    "อบจ.": "นายกองค์การบริหารส่วนจังหวัด",
}
CLERKS = {kind: f"ปลัด{name}" for kind, name in OFFICE_KINDS.items()}
DEPARTMENTS = {
    "revenue": "กองคลัง",
    "commercial_registration": "กองคลัง",
    "engineering": "กองช่าง",
    "public_health": "กองสาธารณสุขและสิ่งแวดล้อม",
    "social_welfare": "กองสวัสดิการสังคม",
    "education": "กองการศึกษา ศาสนา และวัฒนธรรม",
    "central": "สำนักปลัด",
}
"""What departments are usually called, where the office has not said."""


def is_set_up(folder: Path) -> bool:
    """Whether the folder holds a register."""
    return paths.register_file(folder).exists()


def profiles() -> list[tuple[str, str]]:
    """The shipped offices: (id, name)."""
    from lsvdesk.catalogue.yamlio import YamlFault, read

    found = []
    for path in sorted(paths.shipped("forms", "offices").glob("*.yaml")):  # names only: the services need not be read for them
        try:
            profile = read(path)
        except YamlFault:
            continue
        if isinstance(profile, Mapping) and profile.get("id") == path.stem and profile.get("name"):
            found.append((path.stem, str(profile["name"])))
    return found


def set_up(folder: Path, setup: OfficeSetup, clock: Clock | None = None) -> Office:
    """Make the office's register in ``folder`` and open it for its first user.

    Raises CounterError ``unknown-profile``, ``office-details``, ``user-name``, ``number-start``, ``receipt-book``, or RegisterFault
    (``register-exists``, ``register-readonly`` …); then nothing is left behind.
    """
    from lsvdesk.register import attachments
    from lsvdesk.register.engine import Register

    clock = clock or SystemClock()
    profile = _profile(setup)
    if not setup.user.name.strip():
        raise CounterError("ยังไม่ได้พิมพ์ชื่อผู้ใช้คนแรก กรุณาพิมพ์ชื่อและนามสกุล", code="user-name", field="user.name")
    register = Register.create(folder)
    try:
        logo_sha256 = attachments.store(folder, setup.logo) if setup.logo else None
        with register.write() as session:
            user = _begin(session, setup, profile, clock, logo_sha256)
        return _office(register, folder, clock, user)
    except BaseException:
        register.close()
        for leftover in folder.glob(paths.register_file(folder).name + "*"):
            leftover.unlink()
        raise


def open_office(folder: Path, clock: Clock | None = None, user_id: int | None = None) -> Office:
    """Open the office in ``folder`` for a user, the first active one by default.

    Raises RegisterFault where the register cannot be opened, CounterError ``unknown-user``.
    """
    from sqlalchemy import select

    from lsvdesk.counter import rows
    from lsvdesk.register import models
    from lsvdesk.register.engine import Register

    register = Register.open(folder)
    try:
        with register.read() as session:
            user_account = models.User.__table__  # the table, not the mapped class: the first screen does not wait for the mappers
            query = select(user_account).where(user_account.c.active).order_by(user_account.c.id).limit(1)
            row = session.execute(query if user_id is None else query.where(user_account.c.id == user_id)).first()
            if row is None:
                raise CounterError("ไม่มีผู้ใช้นี้ในสำนักงาน กรุณาเลือกผู้ใช้จากรายการ", code="unknown-user")
            user = rows.user(row)
        return _office(register, folder, clock or SystemClock(), user)
    except BaseException:
        register.close()
        raise


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _profile(setup: OfficeSetup) -> OfficeProfile:
    from pydantic import ValidationError

    from lsvdesk.catalogue import loader
    from lsvdesk.catalogue.models import OfficeProfile

    if setup.profile is not None:
        profile = loader.load(profile=setup.profile).profile
        assert profile is not None
        if not setup.details:
            return profile
        try:  # a shipped profile with what the clerk typed over it
            return OfficeProfile.model_validate({**profile.model_dump(mode="json"), **setup.details})
        except ValidationError as error:
            raise _details_fault(error) from error
    try:
        return OfficeProfile.model_validate(completed(setup.details or {}))
    except ValidationError as error:
        raise _details_fault(error) from error


def completed(details: Mapping[str, Any]) -> dict[str, Any]:
    """An office as typed in at the first run, with what follows from its type and name where nothing was typed."""
    name = str(details.get("name", "")).strip()
    of_type = str(details.get("type", "อบต."))
    place = name.removeprefix(OFFICE_KINDS.get(of_type, "")).strip()
    usual = {
        "id": "local-office",
        "short_name": f"{of_type}{place}",
        "hours": "วันจันทร์ถึงวันศุกร์ เวลา 08.30-16.30 น. (ยกเว้นวันหยุดที่ทางราชการกำหนด)",
        "executive_position": EXECUTIVES.get(of_type, "นายก") + place,
        "clerk_position": CLERKS.get(of_type, "ปลัด") + place,
        "departments": {department: {"title": title} for department, title in DEPARTMENTS.items()},
    }
    return {**usual, **{part: value for part, value in details.items() if value not in ("", None)}}


def _details_fault(error: Any) -> CounterError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return CounterError(f"ข้อมูลสำนักงานยังไม่ครบหรือไม่ถูกต้องที่ช่อง “{where}” กรุณากรอกให้ครบแล้วบันทึกอีกครั้ง", code="office-details", field=where)


def _begin(session: Session, setup: OfficeSetup, profile: OfficeProfile, clock: Clock, logo_sha256: str | None) -> UserView:
    from lsvdesk.catalogue import loader
    from lsvdesk.counter import rows
    from lsvdesk.counter.settings import DEFAULTS
    from lsvdesk.register import audit, models, numbering

    moment, today = clock.now(), clock.today()
    excluded = SHIPPED_WITH_FORMS if setup.profile else set()
    session.add(
        models.Office(
            id=1,
            profile=setup.profile or "",
            name=profile.name,
            details=profile.model_dump(mode="json", exclude=excluded),
            settings={**DEFAULTS, "numerals": setup.numerals},
            logo_sha256=logo_sha256,
            created_at=moment,
        )
    )
    row = models.User(
        name=setup.user.name.strip(), position=setup.user.position.strip(), role=setup.user.role, active=True, created_at=moment
    )
    session.add(row)
    for day, name in loader.load().holiday_names.items():
        session.add(models.Holiday(on=day, name=name))
    session.flush()
    book = setup.receipt_book
    numbering.open_book(
        session,
        fiscal_year=fiscal_year(today),
        book_no=book.book_no,
        first_no=book.first_no,
        last_no=book.last_no,
        begun_at=book.next_no,
        opened_on=today,
    )
    for series, first in setup.next_numbers.items():
        numbering.set_start(session, series, buddhist_year(today), first)
    audit.append(
        session,
        at=moment,
        user_id=row.id,
        action="office.begun",
        subject="office",
        subject_id=1,
        data={"profile": setup.profile or "", "book": book.book_no, "next_no": book.next_no, "next_numbers": dict(setup.next_numbers)},
    )
    return rows.user(row)


def _office(register: Register, folder: Path, clock: Clock, user: UserView) -> Office:
    return Office(register=register, folder=folder, clock=clock, user=user, load_catalogue=lambda: _catalogue(register))


def _catalogue(register: Register) -> Catalogue:
    """The services as this register's office offers them: forms/, the shipped profile, and what its Settings say."""
    from sqlalchemy import select

    from lsvdesk.catalogue import loader
    from lsvdesk.catalogue.models import OfficeProfile, OrdinanceRate
    from lsvdesk.counter.settings import with_confirmations
    from lsvdesk.register import models

    with register.read() as session:
        office = session.get_one(models.Office, 1)
        days = {row.on: row.name for row in session.scalars(select(models.Holiday))}
    local = [OrdinanceRate.model_validate(each) for each in office.settings.get("ordinances", [])]
    catalogue = loader.load(profile=office.profile or None, local=local)
    shipped: Mapping[str, Any] = {}
    if catalogue.profile is not None:
        shipped = {part: getattr(catalogue.profile, part) for part in SHIPPED_WITH_FORMS}
    profile = OfficeProfile.model_validate({**office.details, **shipped})
    services = catalogue.services
    if catalogue.profile is None:  # an office typed in: its departments still have names
        services = {
            key: service.model_copy(update={"place": profile.departments[service.department].title})
            if not service.place and service.department in profile.departments
            else service
            for key, service in services.items()
        }
    return replace(
        catalogue,
        services=services,
        profile=profile,
        parameters=with_confirmations(catalogue.parameters, office.settings.get("confirmed_rates", [])),
        holidays=frozenset(days),
        holiday_names=dict(days),
        _versions={},
    )
