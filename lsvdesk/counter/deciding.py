"""The office's decision, the numbered paper that follows from it, and the registers of what was issued."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from lsvdesk.counter import earlier, journal, official_parts, progress, reading, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.cases import required_reason
from lsvdesk.counter.listing import SEARCHED
from lsvdesk.counter.views import Answers, CaseDetail, PermitRow, SignRow
from lsvdesk.counter.wording import title
from lsvdesk.errors import CounterError
from lsvdesk.register import models, numbering
from lsvdesk.register import search as index
from lsvdesk.register.names import full_name
from lsvdesk.rules.validity import valid_until
from lsvdesk.thai.dates import buddhist_year, format_short
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

ESTABLISHMENTS = ("trade_name", "station_name", "factory_name", "business_name", "establishment_name", "shop_name")
"""Answers that name what a paper was issued for, the first that was given counts."""


def decide(office: Office, case_id: int, approve: bool, reason: str = "", official: Answers | None = None) -> CaseDetail:
    """Approve (register) or refuse. A refusal needs its reason and ends the case; money that was paid for it stays.

    ``official`` is what officer, committee and executive wrote in their parts of the form, put over what was recorded before. Raises
    NotAllowedNow, InvalidAnswers, CounterError ``reason``.
    """
    action = "approve" if approve else "refuse"
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, action)
        official_parts.keep(session, office, case, service, official)
        case.decided_on = office.today()
        case.decision_reason = required_reason(reason) if not approve else normalise(reason)[:2000]
        because = f": {case.decision_reason}" if case.decision_reason else ""
        journal.on_case(
            session,
            office,
            case,
            "approved" if approve else "refused",
            f"{title(action, service.decision, service.kind)}{because}",
            reason=case.decision_reason,
        )
        if approve:
            progress.granted(session, office, case, service)
        else:
            progress.end(office, case, "refused")
        session.flush()
        return reading.detail(session, office, case)


def issue(office: Office, case_id: int) -> CaseDetail:
    """Give out the certificate, permit or acknowledgement with the next number of its series; the case ends when nothing is owed.

    Raises NotAllowedNow.
    """
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "issue")
        output = progress.output_for(case, service)
        assert output is not None and output.series is not None
        today = office.today()
        until = None
        if output.validity is not None:
            env = progress.environment_of(case, service, today)
            until = valid_until(output.validity, today, env, earlier.earlier_until(session, case))
        year = buddhist_year(today)
        value = numbering.take(session, output.series, year)
        permit = models.Permit(
            series=output.series,
            number_year=year,
            number_value=value,
            number=office_settings.number_text(session, output.series, value, year),
            registration_no=_registration_no(case, service),
            type=output.type,
            title=output.title,
            case=case,
            holder_name=earlier.holder_of(case, service),
            subject=(_subject(case) or earlier.subject_before(session, case))[:500],
            issued_on=today,
            valid_until=until,
            status="valid",
            details={"template": output.template, "answers": case.answers},
        )
        session.add(permit)
        session.flush()
        if case.decided_on is None:
            case.decided_on = today
        good = f" ใช้ได้ถึงวันที่ {format_short(until)}" if until is not None else ""
        said = f"ออก{output.title} เลขที่ {permit.number}{good}"
        journal.on_case(session, office, case, "issued", said, permit=permit.id, series=output.series)
        earlier.settle(session, office, case, service, permit)
        progress.finish_if_done(session, office, case, service)
        index.refresh_permit(session, permit)
        session.flush()
        return reading.detail(session, office, case)


def permits(
    office: Office,
    series: str | None = None,
    text: str = "",
    issued_from: dt.date | None = None,
    issued_to: dt.date | None = None,
    limit: int = 500,
    offset: int = 0,
) -> list[PermitRow]:
    """What was issued, the latest first; ``text`` is any part of a number, holder or subject."""
    permit = models.Permit
    case = models.Case
    query = select(permit, case.number, case.sensitive, case.service).join(case, case.id == permit.case_id)
    if office.user.role not in SEES_SENSITIVE:
        query = query.where(or_(models.Case.sensitive.is_(False), models.Case.created_by == office.user.id))
    if series is not None:
        query = query.where(permit.series == series)
    if issued_from is not None:
        query = query.where(permit.issued_on >= issued_from)
    if issued_to is not None:
        query = query.where(permit.issued_on <= issued_to)
    with office.register.read() as session:
        if text.strip():
            hits = index.find(session, text, limit=SEARCHED, kinds=("permit",), include_sensitive=True)
            query = query.where(permit.id.in_([hit.row_id for hit in hits]))
        found = session.execute(query.order_by(permit.id.desc()).limit(limit).offset(offset))
        today = office.today()
        return [rows.permit(row, number, sensitive, today, service) for row, number, sensitive, service in found]


def permit_by_number(office: Office, number: str, series: str | None = None) -> PermitRow:
    """The latest paper of this number (or registration number). Raises CounterError ``unknown-permit``."""
    with office.register.read() as session:
        query = (
            select(models.Permit, models.Case.number, models.Case.sensitive, models.Case.service)
            .join(models.Case, models.Case.id == models.Permit.case_id)
            .where(or_(models.Permit.number == number.strip(), models.Permit.registration_no == number.strip().replace("-", "")))
            .order_by(models.Permit.id.desc())
            .limit(1)
        )
        found = session.execute(query if series is None else query.where(models.Permit.series == series)).first()
        if found is None:
            raise CounterError(f"ไม่พบใบสำคัญเลขที่ “{number}” กรุณาตรวจสอบเลขที่", code="unknown-permit")
        return rows.permit(found[0], found[1], found[2], office.today(), found[3])


def signs(office: Office, text: str = "", limit: int = 1000) -> list[SignRow]:
    """The register of taxable signs that stand, by owner; ``text`` is any part of the owner's name, the sign's text or its place."""
    sign, person, organisation = models.Sign, models.Person, models.Organisation
    owner = func.coalesce(organisation.name, full_name(person))
    query = (
        select(sign, owner)
        .outerjoin(person, person.id == sign.person_id)
        .outerjoin(organisation, organisation.id == sign.organisation_id)
        .where(sign.status == "standing")
        .order_by(owner, sign.id)
        .limit(limit)
    )
    wanted = normalise(text)
    if wanted:
        like = f"%{_escaped(wanted)}%"
        query = query.where(or_(*(column.like(like, escape="\\") for column in (owner, sign.text, sign.place))))
    with office.register.read() as session:
        return [rows.sign(row, (name or "").strip()) for row, name in session.execute(query)]


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _registration_no(case: models.Case, service: Service) -> str:
    """The 13 digits of a commercial registration: the one it had before a change or closing, else a person's own number, or that of the
    juristic person (order no. 1/2553)."""
    if service.decision != "register" or service.department != "commercial_registration":
        return ""
    if given := "".join(filter(str.isalnum, str(case.answers.get("registration_no") or ""))):
        return given[:40]
    if case.person is not None:
        return case.person.citizen_id or ""
    return (case.organisation.juristic_id if case.organisation is not None else "") or ""


def _subject(case: models.Case) -> str:
    """What the register lists beside the holder: the trade name, the establishment, the plot of land."""
    answers: dict[str, Any] = case.answers
    named = next((answers[name] for name in ESTABLISHMENTS if answers.get(name)), None)
    if named is not None:
        return str(named)
    place: dict[str, Any] = next((answers[name] for name in ("land_address", "site_address") if isinstance(answers.get(name), dict)), {})
    where = f"ตำบล{place['subdistrict']}" if place.get("subdistrict") else ""
    return f"ที่ดินเลขที่ {answers['deed_no']} {where}".strip() if answers.get("deed_no") else where


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
