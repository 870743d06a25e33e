"""The rolls of regular allowances: who is entitled, from which month, and until when. One person stands on a roll once.

A row is never taken away: the right is stopped with its day and reason, and taking a stop back is a new row that names the old one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from lsvdesk.counter import journal, people, rows
from lsvdesk.counter.actions import ROLE_TITLES, SEES_SENSITIVE, may_see
from lsvdesk.counter.views import OPEN_STATUSES, ROLL_TITLES, BeneficiaryRow, PersonData
from lsvdesk.errors import CounterError, FieldFault, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.rules.rolls import Entitled, entitled_from, paid_in
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.dates import fiscal_year_bounds, format_month, format_short
from lsvdesk.thai.names import normalise
from lsvdesk.thai.numerals import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.catalogue.parameters import Parameters
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import Answers, Filing

StopReason = Literal["death", "moved", "ended", "other"]

STOP_REASONS: dict[str, str] = {"death": "ถึงแก่ความตาย", "moved": "ย้ายภูมิลำเนาออกนอกเขต", "ended": "สละสิทธิหรือขาดคุณสมบัติ", "other": "เหตุอื่น"}
STOPPING = ("officer", "executive", "admin")
"""Roles that may stop a right and take a stop back."""

CHILD = "child"
"""The answer that names whom the newborn grant is for."""


# ---------------------------------------------------------------------------------------------------------------- entering


def enter(session: Session, office: Office, case: models.Case, service: Service) -> models.Beneficiary | None:
    """Put the person whose request was granted on its roll, in the transaction of the decision; None where the right was declined.

    Raises CounterError ``on-roll`` where the person stands on it already, by another case.
    """
    if case.answers.get("wish") == "decline" or case.person is None:
        return None
    roll = service.beneficiary
    someone = _entitled_person(session, office, case, roll)
    active = _active(session, roll, someone.id)
    if active is not None:
        if active.case_id == case.id:
            return active
        raise CounterError(_already(office, roll, active), code="on-roll")
    born = _born(case.answers, someone, roll)
    today = office.today()
    row = models.Beneficiary(
        roll=roll,
        person_id=someone.id,
        name=someone.full_name[:500],
        case_id=case.id,
        registered_on=today,
        entitled_from=entitled_from(roll, born, case.filed_on, today, office.catalogue.parameters),
        sensitive=case.sensitive,
        details=_details(service, case.answers, born, case.applicant_name if roll == "newborn" else ""),
        status="active",
        stop_reason="",
    )
    session.add(row)
    session.flush()
    since = format_month(row.entitled_from.year, row.entitled_from.month)
    said = f"เข้า{ROLL_TITLES[roll]}: {row.name} รับสิทธิตั้งแต่เดือน{since}"
    journal.on_case(session, office, case, "on-roll", said, beneficiary=row.id, roll=roll, entitled_from=row.entitled_from.isoformat())
    return row


def faults(session: Session, office: Office, service: Service, filing: Filing) -> list[FieldFault]:
    """Why this person cannot ask for a place on the roll now: standing on it already, or another request of theirs not decided yet."""
    if not service.beneficiary or filing.person is None or filing.answers.get("wish") == "decline":
        return []
    roll = service.beneficiary
    at = CHILD if roll == "newborn" else "person.citizen_id" if filing.person.citizen_id else "person.first_name"
    ids = _meant(session, filing, roll)
    for person_id in ids:
        active = _active(session, roll, person_id)
        if active is not None:
            return [FieldFault(at, "on-roll", _already(office, roll, active))]
    pending = _pending(session, service, filing, ids)
    if pending is not None:
        if not may_see(pending.sensitive, office.user, pending.created_by):
            return [FieldFault(at, "pending", "ผู้นี้มีเรื่องเดียวกันอยู่แล้ว กรุณาให้พนักงานเจ้าหน้าที่ตรวจสอบ")]
        message = f"{pending.applicant_name} มีคำขอเรื่องนี้ค้างอยู่แล้ว เลขรับ {pending.number} ยื่นเมื่อวันที่ {format_short(pending.filed_on)}"
        return [FieldFault(at, "pending", message)]
    return []


def _meant(session: Session, filing: Filing, roll: str) -> list[int]:
    """The people of the register whom the request is for."""
    person = models.Person
    if roll != "newborn":
        wanted = filing.person
        assert wanted is not None
        known = person.id == wanted.id if wanted.id is not None else None
        numbered = person.citizen_id == to_arabic(wanted.citizen_id).replace("-", "") if wanted.citizen_id else None
        conditions = [each for each in (known, numbered) if each is not None]
        return list(session.scalars(select(person.id).where(or_(*conditions)))) if conditions else []
    return list(session.scalars(select(person.id).where(condition))) if (condition := _is_child(filing.answers)) is not None else []


def _is_child(answers: Answers) -> ColumnElement[bool] | None:
    """The condition that a person is the child of the form: by number, otherwise by name and day of birth."""
    child, person = answers.get(CHILD), models.Person
    if not isinstance(child, dict) or not child.get("first_name"):
        return None
    number = to_arabic(str(child.get("citizen_id") or "")).replace("-", "")
    if number:
        return person.citizen_id == number
    born = _day(answers.get("child_birth_date"))
    first, last = normalise(str(child["first_name"])), normalise(str(child.get("last_name") or ""))
    return (person.first_name == first) & (person.last_name == last) & (person.birth_date == born)


def _pending(session: Session, service: Service, filing: Filing, ids: list[int]) -> models.Case | None:
    case = models.Case
    query = select(case).where(case.service == service.id, case.status.in_(OPEN_STATUSES)).order_by(case.id)
    if service.beneficiary != "newborn":
        return session.scalar(query.where(case.person_id.in_(ids)).limit(1)) if ids else None
    # the child of an open request is not a person of the register yet: looked for among the open ones
    child = filing.answers.get(CHILD)
    wanted = _named(child, filing.answers)
    return next((each for each in session.scalars(query) if wanted and _named(each.answers.get(CHILD), each.answers) == wanted), None)


def _named(child: Any, answers: Answers) -> tuple[str, ...]:
    if not isinstance(child, dict) or not child.get("first_name"):
        return ()
    number = to_arabic(str(child.get("citizen_id") or "")).replace("-", "")
    if number:
        return (number,)
    return normalise(str(child["first_name"])), normalise(str(child.get("last_name") or "")), str(answers.get("child_birth_date"))


def _already(office: Office, roll: str, active: models.Beneficiary) -> str:
    case = active.case
    if not may_see(active.sensitive, office.user, case.created_by):
        return "ผู้นี้มีเรื่องเดียวกันอยู่แล้ว กรุณาให้พนักงานเจ้าหน้าที่ตรวจสอบ"
    return (
        f"{active.name} อยู่ใน{ROLL_TITLES[roll]}แล้ว ตั้งแต่วันที่ {format_short(active.registered_on)} ตามคำขอเลขรับ {case.number} คนหนึ่งรับได้สิทธิเดียว"
    )


def _active(session: Session, roll: str, person_id: int) -> models.Beneficiary | None:
    row = models.Beneficiary
    return session.scalar(select(row).where(row.roll == roll, row.person_id == person_id, row.status == "active"))


def _entitled_person(session: Session, office: Office, case: models.Case, roll: str) -> models.Person:
    """The applicant; for the newborn grant the child, who is entered among the people of the register."""
    assert case.person is not None
    child = case.answers.get(CHILD)
    condition = _is_child(case.answers) if roll == "newborn" else None
    if condition is None or not isinstance(child, dict):
        return case.person
    known = session.scalar(select(models.Person).where(condition))
    if known is not None:
        return known
    typed = PersonData(
        first_name=str(child["first_name"]),
        last_name=str(child.get("last_name") or ""),
        prefix=str(child.get("prefix") or ""),
        citizen_id=child.get("citizen_id") or None,
        birth_date=_day(case.answers.get("child_birth_date")),
        address=rows.address(case.person.address),
    )
    return people.keep_person(session, office, people.check_person(typed)[0])


def _born(answers: Answers, person: models.Person, roll: str) -> dt.date | None:
    typed = _day(answers.get("child_birth_date" if roll == "newborn" else "birth_date")) or person.birth_date
    return typed.replace(month=1, day=1) if typed is not None and roll != "newborn" and answers.get("birth_day_unknown") else typed


def _details(service: Service, answers: Answers, born: dt.date | None, guardian: str) -> dict[str, Any]:
    fields = {field.id: field for section in service.form for field in section.fields}

    def label(name: str) -> str:
        value = str(answers.get(name) or "")
        options = fields[name].options if name in fields else ()
        return next((option.label for option in options if option.value == value), value)

    kept = {
        "born": born.isoformat() if born is not None else "",
        "card": bool(answers.get("state_welfare_card")),
        "pay_by": str(answers.get("pay_by") or ""),
        "pay_by_title": label("pay_by"),
        "bank": label("bank"),
        "account_name": str(answers.get("account_name") or ""),
        "account_no": str(answers.get("account_no") or ""),
        "guardian": guardian,
    }
    return {name: value for name, value in kept.items() if value}


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


# ---------------------------------------------------------------------------------------------------------------- stopping


def stop(office: Office, beneficiary_id: int, on: dt.date, reason: StopReason, text: str = "") -> BeneficiaryRow:
    """The right ends on the day ``on`` (whose month is the last that is paid). ``other`` needs its ``text``.

    Raises CounterError ``unknown-beneficiary``, ``stopped``, ``stop-day``, ``stop-reason``; NotAllowedNow.
    """
    with office.register.write() as session:
        row = _to_change(session, office, beneficiary_id)
        if row.status != "active":
            raise CounterError(f"{row.name} ระงับสิทธิไปแล้วเมื่อวันที่ {format_short(row.stopped_on or on)}", code="stopped")
        why = _worded(reason, text)
        born = _day(row.details.get("born"))
        if on > office.today():
            raise CounterError("วันที่สิ้นสุดสิทธิอยู่หลังวันนี้ กรุณาบันทึกเมื่อถึงวันนั้น", code="stop-day", field="on")
        if born is not None and on < born:
            raise CounterError(f"วันที่สิ้นสุดสิทธิอยู่ก่อนวันเกิด {format_short(born)} กรุณาตรวจสอบวันที่", code="stop-day", field="on")
        row.status, row.stopped_on, row.stop_reason = "stopped", on, why
        said = f"ระงับสิทธิ {row.name} ({ROLL_TITLES[row.roll]}) ตั้งแต่วันที่ {format_short(on)}: {why}"
        _told(session, office, row, "roll-stopped", said, on=on.isoformat(), reason=reason)
        session.flush()
        return _row(row, office.catalogue.parameters, office.today())


def take_back_stop(office: Office, beneficiary_id: int, text: str) -> BeneficiaryRow:
    """The stop was a mistake: the person stands on the roll again by a new row, the stopped one stays as it is.

    Raises CounterError ``unknown-beneficiary``, ``not-stopped``, ``on-roll``, ``reason``; NotAllowedNow.
    """
    why = _reason(text)
    with office.register.write() as session:
        row = _to_change(session, office, beneficiary_id)
        if row.status != "stopped":
            raise CounterError(f"{row.name} รับสิทธิอยู่ จึงไม่มีการระงับให้ยกเลิก", code="not-stopped")
        active = _active(session, row.roll, row.person_id)
        if active is not None:
            raise CounterError(_already(office, row.roll, active), code="on-roll")
        again = models.Beneficiary(
            roll=row.roll,
            person_id=row.person_id,
            name=row.name,
            case_id=row.case_id,
            registered_on=row.registered_on,
            entitled_from=row.entitled_from,
            sensitive=row.sensitive,
            details={**row.details, "instead_of": row.id},
            status="active",
            stop_reason="",
        )
        session.add(again)
        session.flush()
        said = f"ยกเลิกการระงับสิทธิ {row.name} ({ROLL_TITLES[row.roll]}): {why}"
        _told(session, office, again, "roll-resumed", said, instead_of=row.id, reason=why)
        session.flush()
        return _row(again, office.catalogue.parameters, office.today())


def _to_change(session: Session, office: Office, beneficiary_id: int) -> models.Beneficiary:
    row = session.get(models.Beneficiary, beneficiary_id)
    if row is None:
        raise CounterError("ไม่พบรายการนี้ในทะเบียนผู้มีสิทธิ กรุณาค้นหาใหม่", code="unknown-beneficiary")
    if not may_see(row.sensitive, office.user, row.case.created_by):
        raise NotAllowedNow("รายการนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    if office.user.role not in STOPPING:
        titles = " หรือ".join(ROLE_TITLES[role] for role in STOPPING if role != "admin")
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}ระงับสิทธิไม่ได้ ต้องเป็น{titles}")
    return row


def _told(session: Session, office: Office, row: models.Beneficiary, kind: str, said: str, **data: Any) -> None:
    journal.on_case(session, office, row.case, kind, said, beneficiary=row.id, roll=row.roll, **data)


def _worded(reason: str, text: str) -> str:
    if reason not in STOP_REASONS:
        raise CounterError("กรุณาเลือกเหตุที่สิ้นสุดสิทธิ", code="stop-reason", field="reason")
    more = normalise(text)[:500]
    if reason == "other":
        return _reason(text)
    return f"{STOP_REASONS[reason]} ({more})" if more else STOP_REASONS[reason]


def _reason(text: str) -> str:
    why = normalise(text)
    if len(why) < 3:
        raise CounterError("กรุณาระบุเหตุผลให้เข้าใจได้ภายหลัง", code="reason", field="text")
    return why[:500]


# ---------------------------------------------------------------------------------------------------------------- reading


def sees(office: Office, roll: str) -> bool:
    """Whether the person at the desk may see this roll at all."""
    return roll != "aids" or office.user.role in SEES_SENSITIVE


def beneficiaries(
    office: Office, roll: str, text: str = "", status: str | None = "active", year: int | None = None, limit: int = 500, offset: int = 0
) -> list[BeneficiaryRow]:
    """People of a roll by name; ``text`` is any part of a name or number, ``year`` the fiscal year (Buddhist Era) they entered in.

    Raises NotAllowedNow ``sensitive``.
    """
    with office.register.read() as session:
        return list(read(session, office, roll, text, status, year, limit, offset))


def read(
    session: Session,
    office: Office,
    roll: str,
    text: str = "",
    status: str | None = None,
    year: int | None = None,
    limit: int | None = None,
    offset: int = 0,
    entered: tuple[dt.date | None, dt.date | None] = (None, None),
) -> Iterator[BeneficiaryRow]:
    """The same within a transaction, a row at a time: for a workbook of a whole roll. ``entered`` bounds the day of entering the roll."""
    if not sees(office, roll):
        raise NotAllowedNow("ทะเบียนนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    row = models.Beneficiary
    query = select(row).where(*_asked(office, roll, text, status, year)).options(joinedload(row.case).load_only(models.Case.number))
    first, last = entered
    query = query if first is None else query.where(row.registered_on >= first)
    query = query if last is None else query.where(row.registered_on <= last)
    query = query.order_by(row.name, row.id).limit(limit).offset(offset)
    today, parameters = office.today(), office.catalogue.parameters
    for each in session.scalars(query.execution_options(yield_per=1_000)):
        yield _row(each, parameters, today)


def count(office: Office, roll: str, text: str = "", status: str | None = "active", year: int | None = None) -> int:
    """How many there are."""
    with office.register.read() as session:
        query = select(func.count()).select_from(models.Beneficiary).where(*_asked(office, roll, text, status, year))
        return session.scalar(query) or 0


def _asked(office: Office, roll: str, text: str, status: str | None, year: int | None) -> list[ColumnElement[bool]]:
    row = models.Beneficiary
    asked: list[ColumnElement[bool]] = [row.roll == roll]
    if office.user.role not in SEES_SENSITIVE:
        asked.append(row.sensitive.is_(False))
    if status is not None:
        asked.append(row.status == status)
    if year is not None:
        first, last = fiscal_year_bounds(year)
        asked += [row.registered_on >= first, row.registered_on <= last]
    wanted = normalise(to_arabic(text))
    if wanted:
        like = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        numbered = select(models.Person.id).where(models.Person.citizen_id.like(like.replace("-", ""), escape="\\"))
        asked.append(or_(row.name.like(like, escape="\\"), row.person_id.in_(numbered)))
    return asked


def _row(row: models.Beneficiary, parameters: Parameters, today: dt.date) -> BeneficiaryRow:
    born = _day(row.details.get("born")) or row.person.birth_date
    entitled = Entitled(row.roll, born, row.entitled_from, bool(row.details.get("card")), row.stopped_on)
    address = rows.address(row.person.address)
    return BeneficiaryRow(
        id=row.id,
        roll=row.roll,
        name=row.name,
        citizen_id=row.person.citizen_id,
        birth_date=born,
        address=format_address({part: getattr(address, part) for part in rows.ADDRESS_PARTS}),
        phone=row.person.phone,
        case_id=row.case_id,
        case_number=row.case.number,
        registered_on=row.registered_on,
        entitled_from=row.entitled_from,
        payment=_payment(row.details),
        amount=paid_in(entitled, today, parameters),
        status=row.status,
        stopped_on=row.stopped_on,
        stop_reason=row.stop_reason,
        sensitive=row.sensitive,
        person_id=row.person_id,
    )


def _payment(details: dict[str, Any]) -> str:
    account = f"{details['bank']} เลขที่ {details['account_no']}" if details.get("account_no") and details.get("bank") else ""
    holder = f" ({details['account_name']})" if account and details.get("account_name") else ""
    return account + holder if account else str(details.get("pay_by_title") or "")
