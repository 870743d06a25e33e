"""Rows of a small invented office, written straight into the register: the counter's use cases are tested elsewhere."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lsvdesk.register import audit, numbering, search
from lsvdesk.register.models import (
    AssessmentLineRecord,
    AssessmentRecord,
    Case,
    Office,
    Organisation,
    Permit,
    Person,
    Receipt,
    ReceiptLine,
    ServiceDefinition,
    User,
)
from lsvdesk.thai.dates import buddhist_year, fiscal_year
from lsvdesk.thai.identifiers import make_citizen_id

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 30)
VERSION = "a" * 64
_people = count(990_000_000)  # far from the seeds of tests.support.people


def office(session: Session) -> User:
    """The office, one user and one service definition."""
    session.add(Office(id=1, profile="", name="องค์การบริหารส่วนตำบลสมมุติ", details={}, settings={}, created_at=NOW))
    session.add(ServiceDefinition(version=VERSION, service="excavation", body={"id": "excavation"}, kept_at=NOW))
    user = User(name="นางสาวทดลอง ระบบ", position="เจ้าพนักงาน", role="admin", created_at=NOW)
    session.add(user)
    session.flush()
    return user


def person(session: Session, first_name: str = "สมมุติ", last_name: str = "ใจดี", **columns: Any) -> Person:
    columns.setdefault("citizen_id", make_citizen_id(next(_people)))
    columns.setdefault("prefix", "นาย")
    row = Person(first_name=first_name, last_name=last_name, created_at=NOW, updated_at=NOW, **columns)
    session.add(row)
    session.flush()
    search.refresh_person(session, row)
    return row


def organisation(session: Session, name: str, **columns: Any) -> Organisation:
    row = Organisation(name=name, created_at=NOW, updated_at=NOW, **columns)
    session.add(row)
    session.flush()
    search.refresh_organisation(session, row)
    return row


def case(session: Session, applicant: Person, *, sensitive: bool = False, on: dt.date = DAY, **columns: Any) -> Case:
    """A case with its number, on the audit chain and found by search."""
    year = buddhist_year(on)
    value = numbering.take(session, numbering.CASES, year)
    user_id = session.scalars(select(User.id)).first()
    row = Case(
        number=f"{value}/{year}",
        number_year=year,
        number_value=value,
        service="excavation",
        service_version=VERSION,
        service_title=columns.pop("service_title", "การแจ้งขุดดิน"),
        department="engineering",
        kind="notification",
        sensitive=sensitive,
        applicant_case="individual",
        applicant_kind="individual",
        applicant_name=applicant.full_name,
        person_id=applicant.id,
        status="received",
        filed_on=on,
        filed_at=dt.datetime.combine(on, dt.time(9)),
        answers={"depth_m": "3.5"},
        created_by=user_id,
        **columns,
    )
    session.add(row)
    session.flush()
    audit.append(
        session,
        at=row.filed_at,
        user_id=user_id,
        action="case.opened",
        subject="case",
        subject_id=row.number,
        data={"ผู้ยื่น": row.applicant_name},
    )
    search.refresh_case(session, row)
    return row


def assess(session: Session, row: Case, satang: int) -> AssessmentRecord:
    made = AssessmentRecord(case_id=row.id, assessed_on=row.filed_on, total_satang=satang, status="current")
    session.add(made)
    session.flush()
    session.add(
        AssessmentLineRecord(
            assessment_id=made.id,
            position=1,
            item="ค่าธรรมเนียม",
            base="1",
            unit="ฉบับ",
            amount_satang=satang,
            reference="กฎกระทรวง",
            sentence="1 ฉบับ",
            revenue="fee",
            kind="fee",
            confirmed=True,
        )
    )
    row.due_satang = satang
    session.flush()
    return made


def receipt(session: Session, row: Case, satang: int, *, on: dt.date = DAY, method: str = "cash", hour: int = 10) -> Receipt:
    """A receipt with its number and one line, counted into what the case has paid."""
    book, number = numbering.take_receipt(session, fiscal_year(on), on)
    made = Receipt(
        book_id=book.id,
        number=number,
        case_id=row.id,
        issued_on=on,
        issued_at=dt.datetime.combine(on, dt.time(hour)),
        payer_name=row.applicant_name,
        total_satang=satang,
        method=method,
        tendered_satang=satang,
        status="valid",
        receiver_id=row.created_by,
    )
    session.add(made)
    session.flush()
    session.add(ReceiptLine(receipt_id=made.id, position=1, item="ค่าธรรมเนียม", revenue="fee", kind="fee", amount_satang=satang))
    row.paid_satang += satang
    session.flush()
    search.refresh_receipt(session, made)
    return made


def permit(session: Session, row: Case, series: str = "excavation", **columns: Any) -> Permit:
    value = numbering.take(session, series, row.number_year)
    made = Permit(
        series=series,
        number_year=row.number_year,
        number_value=value,
        number=f"{value}/{row.number_year}",
        type="acknowledgement",
        title="ใบรับแจ้งการขุดดิน",
        case_id=row.id,
        holder_name=row.applicant_name,
        issued_on=row.filed_on,
        status="valid",
        details={},
        **columns,
    )
    session.add(made)
    session.flush()
    search.refresh_permit(session, made)
    return made


def whole_case(session: Session, satang: int = 50_000, **names: Any) -> Case:
    """A person who files, is assessed, pays and gets a paper: a row in every table that is verified."""
    row = case(session, person(session, **names))
    assess(session, row, satang)
    receipt(session, row, satang)
    permit(session, row)
    return row
