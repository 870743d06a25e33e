"""The list of land and buildings for the yearly tax: kept from the returns as they are assessed and from the office's own survey.

What is taxed of a plot or a building is the row that the form of land and building tax has for it, so that the register, the form and the
calculation speak of the same thing. A change is a new row that names the one it replaces; nothing is overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select, update

from lsvdesk.counter import journal
from lsvdesk.counter.actions import INTAKE, ROLE_TITLES
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.register.names import full_name
from lsvdesk.thai.dates import buddhist_year
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import FormField, Service
    from lsvdesk.counter.context import Office

SERVICE = "land-building-tax"
TABLES: Mapping[str, str] = {"parcel": "parcels", "building": "buildings", "room": "rooms"}
"""Kind of property → the form's table."""
KINDS: Mapping[str, str] = {table: kind for kind, table in TABLES.items()}
TITLES: Mapping[str, str] = {"parcel": "ที่ดิน", "building": "สิ่งปลูกสร้าง", "room": "ห้องชุด"}

STATUSES: Mapping[str, str] = {"held": "อยู่ในทะเบียน", "ended": "นำออกแล้ว"}

POINTS_AT: Mapping[str, str] = {"buildings": "parcel_no"}
"""The column that names a plot by its place in the table; kept as the plot's key instead."""

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "parcels": ("deed_kind", "deed_no"),
    "buildings": ("house_no", "kind"),
    "rooms": ("condominium", "room_no"),
}
"""Columns by which a row is known again next year."""


@dataclass(frozen=True)
class PropertyRow:
    """A plot, building or room in the list; ``row`` as the form has it."""

    id: int
    kind: str
    kind_title: str
    code: str
    name: str
    place: str
    owner: str
    person_id: int | None
    organisation_id: int | None
    since: dt.date
    status: str
    ended_on: dt.date | None
    row: Mapping[str, Any]
    case_id: int | None = None
    ended_reason: str = ""
    use_title: str = ""

    @property
    def status_title(self) -> str:
        return STATUSES[self.status]

    @property
    def size(self) -> str:
        """Of land in ไร่-งาน-ตารางวา, else in square metres."""
        if self.kind == "parcel":
            parts = ((self.row.get("rai"), "ไร่"), (self.row.get("ngan"), "งาน"), (self.row.get("wah"), "ตร.ว."))
            return " ".join(f"{number:,f} {unit}" for value, unit in parts if (number := _number(value)))
        number = _number(self.row.get("area_m2"))
        return f"{number:,f} ตร.ม." if number else ""

    @property
    def unit_price(self) -> Decimal | None:
        """The appraisal in baht, for a square wah of land or a square metre."""
        return _number(self.row.get("price_per_wah" if self.kind == "parcel" else "price_per_m2"))


# ---------------------------------------------------------------------------------------------------------------- use cases


def properties(
    office: Office,
    text: str = "",
    *,
    kind: str | None = None,
    person_id: int | None = None,
    organisation_id: int | None = None,
    held_only: bool = True,
    limit: int = 1000,
    offset: int = 0,
) -> list[PropertyRow]:
    """The list, by owner; ``text`` is any part of the owner's name, the title deed, the house number, the code or the place."""
    held, person, organisation = models.Property, models.Person, models.Organisation
    owner = func.coalesce(organisation.name, full_name(person))
    query = (
        select(held, owner)
        .outerjoin(person, person.id == held.person_id)
        .outerjoin(organisation, organisation.id == held.organisation_id)
        .order_by(owner, held.id)
        .limit(limit)
        .offset(offset)
    )
    if held_only:
        query = query.where(held.status == "held")
    if kind is not None:
        query = query.where(held.kind == kind)
    if person_id is not None:
        query = query.where(held.person_id == person_id)
    if organisation_id is not None:
        query = query.where(held.organisation_id == organisation_id)
    wanted = normalise(text)
    if wanted:
        escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(or_(*(column.like(f"%{escaped}%", escape="\\") for column in (owner, held.name, held.code, held.place))))
    with office.register.read() as session:
        return [view(row, name or "") for row, name in session.execute(query)]


def enter_survey(
    office: Office,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    person_id: int | None = None,
    organisation_id: int | None = None,
    tax_year: int | None = None,
) -> list[PropertyRow]:
    """Enter what the office surveyed of one owner: rows by table of the form (``parcels``, ``buildings``, ``rooms``), checked as the form
    checks them. A row that is known already and says something else replaces what stood there.

    Raises NotAllowedNow; InvalidAnswers naming each field; CounterError ``owner``.
    """
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}บันทึกทรัพย์สินไม่ได้ กรุณาเปลี่ยนผู้ใช้")
    if (person_id is None) == (organisation_id is None):
        raise CounterError("กรุณาเลือกเจ้าของทรัพย์สินหนึ่งราย", code="owner", field="owner")
    service = office.catalogue.service(SERVICE)
    settled = _checked(service, rows, office.today())
    with office.register.write() as session:
        owner = session.get(models.Person, person_id) if person_id is not None else session.get(models.Organisation, organisation_id)
        if owner is None:
            raise CounterError("ไม่พบเจ้าของทรัพย์สินรายนี้ในทะเบียน", code="owner", field="owner")
        ids = _bring_in_line(session, office, settled, (person_id, organisation_id), tax_year or buddhist_year(office.today()), None)
        journal.audited(session, office, "property.surveyed", "property", ids[0] if ids else "", ids=ids)
        name = owner.full_name if isinstance(owner, models.Person) else owner.name
        return [view(session.get_one(models.Property, each), name) for each in ids]


def end_property(office: Office, property_id: int, on: dt.date, reason: str) -> None:
    """The owner has it no longer (sold, demolished, divided); it stays in the list of the past years.

    Raises NotAllowedNow; CounterError ``unknown-property``, ``already-ended``, ``reason``, ``date``.
    """
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}แก้ทะเบียนทรัพย์สินไม่ได้ กรุณาเปลี่ยนผู้ใช้")
    why = normalise(reason)
    if not why:
        raise CounterError("กรุณากรอกเหตุผล เช่น ขาย รื้อถอน แบ่งแยก", code="reason", field="reason")
    with office.register.write() as session:
        row = session.get(models.Property, property_id)
        if row is None:
            raise CounterError("ไม่พบทรัพย์สินรายการนี้ในทะเบียน", code="unknown-property")
        if row.status == "ended":
            raise CounterError("ทรัพย์สินรายการนี้พ้นจากทะเบียนของเจ้าของแล้ว", code="already-ended")
        if on > office.today() or on < row.since:
            raise CounterError("วันที่พ้นจากทะเบียนต้องไม่ก่อนวันที่บันทึกและไม่หลังวันนี้", code="date", field="on")
        row.status, row.ended_on, row.ended_reason = "ended", on, why[:2000]
        journal.audited(session, office, "property.ended", "property", row.id, on=on.isoformat(), reason=why)


# ---------------------------------------------------------------------------------------------------------------- for others


def use_titles(service: Service) -> dict[tuple[str, str], str]:
    """Kind of property and use → the use in words, as the form has it."""
    fields = {field.id: field for section in service.form for field in section.fields}
    return {
        (KINDS[table], option.value): option.label
        for table in KINDS
        for column in fields[table].columns
        if column.id == "use"
        for option in column.options
    }


def view(row: models.Property, owner: str, uses: Mapping[tuple[str, str], str] | None = None) -> PropertyRow:
    """A property of the register as others see it; ``uses`` as :func:`use_titles` gives them."""
    return PropertyRow(
        id=row.id,
        kind=row.kind,
        kind_title=TITLES[row.kind],
        code=row.code,
        name=row.name,
        place=row.place,
        owner=owner.strip(),
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        since=row.since,
        status=row.status,
        ended_on=row.ended_on,
        row=row.row,
        case_id=row.case_id,
        ended_reason=row.ended_reason,
        use_title=(uses or {}).get((row.kind, str(row.row.get("use") or "")), ""),
    )


def as_return(owned: Iterable[models.Property], tax_year: int) -> dict[str, Any]:
    """The return of a Buddhist tax year that an owner's property makes: buildings as old as they are in that year, plots named by their
    place in the table."""
    rows = list(owned)
    places = {row.id: place for place, row in enumerate((each for each in rows if each.kind == "parcel"), 1)}
    answers: dict[str, Any] = {"tax_year": tax_year}
    for row in rows:
        table = TABLES[row.kind]
        said = {name: value for name, value in row.row.items() if name != POINTS_AT.get(table)}
        if row.parcel_id in places and table in POINTS_AT:
            said[POINTS_AT[table]] = places[row.parcel_id]
        if said.get("age") is not None:
            said["age"] = int(said["age"]) + max(0, tax_year - row.year)
        answers.setdefault(table, []).append(said)
    return answers


def owned(office: Office, *, person_id: int | None = None, organisation_id: int | None = None, tax_year: int) -> dict[str, Any]:
    """The return of a Buddhist tax year that an owner's property makes, for a survey to start from."""
    with office.register.read() as session:
        return as_return(held_by(session, person_id, organisation_id), tax_year)


def held_by(session: Session, person_id: int | None, organisation_id: int | None) -> list[models.Property]:
    """What an owner has, in the order it was entered."""
    held = models.Property
    owner = held.person_id == person_id if person_id is not None else held.organisation_id == organisation_id
    return list(session.scalars(select(held).where(owner, held.status == "held").order_by(held.id)))


def enter(session: Session, office: Office, case: models.Case) -> None:
    """Bring the list in line with a return that was assessed; what an earlier assessment of the same case had brought in and no longer
    stands in the form goes again."""
    rows = {table: list(case.answers.get(table) or []) for table in KINDS}
    year = int(case.answers["tax_year"])
    kept = _bring_in_line(session, office, rows, (case.person_id, case.organisation_id), year, case.id)
    mine = select(models.Property).where(models.Property.case_id == case.id, models.Property.status == "held")
    for row in session.scalars(mine):
        if row.id not in kept:
            _take_back(session, office, row)


def strike_out_of(session: Session, office: Office, case: models.Case) -> None:
    """The case was withdrawn or returned: what it alone had brought in goes, what it replaced stands again."""
    for row in session.scalars(select(models.Property).where(models.Property.case_id == case.id, models.Property.status == "held")):
        _take_back(session, office, row)


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _checked(service: Service, rows: Mapping[str, Sequence[Mapping[str, Any]]], on: dt.date) -> dict[str, list[dict[str, Any]]]:
    """Rows as the form keeps them. Raises InvalidAnswers."""
    from lsvdesk.catalogue.answer_faults import faults_of

    fields = {field.id: field for section in service.form for field in section.fields}
    faults: list[FieldFault] = []
    settled: dict[str, list[dict[str, Any]]] = {}
    for table, given in rows.items():
        if table not in KINDS:
            raise CounterError(f"ไม่มีตาราง “{table}” ในแบบ ใช้ได้ {', '.join(KINDS)}", code="unknown-table", field=table)
        columns: dict[str, FormField] = {column.id: column for column in fields[table].columns}
        for index, row in enumerate(given):
            for name, value in row.items():
                if name not in columns:
                    faults.append(
                        FieldFault(f"{table}[{index}].{name}", "unknown-field", f"ไม่มีช่อง “{name}” ในตาราง “{fields[table].label}”")
                    )
                else:
                    faults.extend(faults_of(columns[name], value, on, f"{table}[{index}].{name}"))
        settled[table] = [{name: value for name, value in row.items() if value not in (None, "")} for row in given]
    if faults:
        raise InvalidAnswers(faults)
    return settled


def _bring_in_line(
    session: Session,
    office: Office,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    owner: tuple[int | None, int | None],
    year: int,
    case_id: int | None,
) -> list[int]:
    known = held_by(session, *owner)
    ids: list[int] = []
    plots: list[int] = []
    waiting: list[tuple[models.Property, str, Any]] = []
    for table in ("parcels", "buildings", "rooms"):
        for row in rows.get(table) or ():
            said = {name: value for name, value in row.items() if name != POINTS_AT.get(table) and value not in (None, "")}
            before = _taken(known, table, said, year)
            found = before if before is not None and _same(before, said, year) else None
            if found is None:
                found = _new(session, office, table, said, owner, year, case_id, before)
            ids.append(found.id)
            if table == "parcels":
                plots.append(found.id)
            if (place := row.get(POINTS_AT.get(table, ""))) not in (None, ""):
                waiting.append((found, table, place))
    for found, _, place in waiting:
        at = int(str(place)) - 1
        if 0 <= at < len(plots) and found.parcel_id != plots[at]:
            found.parcel_id = plots[at]
    session.flush()
    return ids


def _new(
    session: Session,
    office: Office,
    table: str,
    said: dict[str, Any],
    owner: tuple[int | None, int | None],
    year: int,
    case_id: int | None,
    before: models.Property | None,
) -> models.Property:
    row = models.Property(
        kind=KINDS[table],
        code=str(said.get("code") or "")[:60],
        person_id=owner[0],
        organisation_id=owner[1],
        name=_name(table, said),
        place=str(said.get("place") or "")[:2000],
        row=said,
        year=year,
        case_id=case_id,
        since=office.today(),
        status="held",
        replaces_id=before.id if before is not None else None,
        parcel_id=before.parcel_id if before is not None else None,
    )
    if before is not None:
        before.status, before.ended_on, before.ended_reason = "ended", office.today(), "รายการเปลี่ยนแปลง"
    session.add(row)
    session.flush()
    if before is not None:
        _repoint(session, before.id, row.id)
    return row


def _repoint(session: Session, before: int, after: int) -> None:
    """Buildings stand on the plot as it is now."""
    held = models.Property
    session.execute(update(held).where(held.parcel_id == before, held.status == "held").values(parcel_id=after))


def _take_back(session: Session, office: Office, row: models.Property) -> None:
    row.status, row.ended_on, row.ended_reason = "ended", office.today(), "แบบแสดงรายการถูกแก้ไขหรือถอน"
    replaced = session.get(models.Property, row.replaces_id) if row.replaces_id is not None else None
    if replaced is not None:
        replaced.status, replaced.ended_on, replaced.ended_reason = "held", None, ""
        _repoint(session, row.id, replaced.id)


def _name(table: str, said: Mapping[str, Any]) -> str:
    if table == "parcels":
        parts = ["เอกสารสิทธิเลขที่", said.get("deed_no"), f"เลขที่ดิน {said['land_no']}" if said.get("land_no") else ""]
    elif table == "buildings":
        parts = ["บ้านเลขที่", said.get("house_no")] if said.get("house_no") else [said.get("kind"), " "]
    else:
        parts = [said.get("condominium"), f"ห้อง {said['room_no']}" if said.get("room_no") else ""]
    words = " ".join(str(part) for part in parts[1:] if part) if table != "rooms" else " ".join(str(part) for part in parts if part)
    return (f"{parts[0]} {words}" if words and table != "rooms" else words or TITLES[KINDS[table]])[:500]


def _taken(known: list[models.Property], table: str, said: Mapping[str, Any], year: int) -> models.Property | None:
    """The property that the row speaks of, taken out of the list."""
    identity = [(name, str(said[name])) for name in IDENTITY[table] if said.get(name)]
    alike = [
        row
        for row in known
        if row.kind == KINDS[table] and identity and all(str(row.row.get(name) or "") == value for name, value in identity)
    ]
    if not alike:
        return None
    taken = next((row for row in alike if _same(row, said, year)), alike[0])  # two sheds without a number are told apart by the rest
    known.remove(taken)
    return taken


def _same(row: models.Property, said: Mapping[str, Any], year: int) -> bool:
    """Whether nothing changed but the years."""
    before = dict(row.row)
    if before.get("age") is not None and said.get("age") is not None:
        before["age"] = int(before["age"]) + max(0, year - row.year)
        said = {**said, "age": int(said["age"])}
    return before == dict(said)


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value)) if value not in (None, "") else None
    except ArithmeticError:
        return None
    return number.quantize(Decimal(1)) if number is not None and number == number.to_integral_value() else number
