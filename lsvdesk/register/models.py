"""What the register remembers: one class a table.

Rows are never deleted or overwritten in meaning: a receipt is voided, a permit superseded, a case withdrawn. Money is whole satang;
days are ISO dates; moments are Thai local time without zone (Thailand has one zone and no summer time). Free answers are JSON on the
case; whatever is searched, summed or reported is a column. Everything here runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeEngine

from lsvdesk.thai.names import full_name


class Json(TypeDecorator[Any]):
    """JSON, on PostgreSQL as JSONB. The PostgreSQL dialect is heavy (asyncio, ssl) and is imported only where it is used: the window of an
    office on one PC must not wait for it."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSONB

            return dialect.type_descriptor(JSONB())
        return dialect.type_descriptor(JSON())


Key = BigInteger().with_variant(Integer(), "sqlite")
Satang = BigInteger()

CASE_STATUSES = ("received", "deficient", "in_progress", "approved", "finished", "refused", "withdrawn", "returned")
DOCUMENT_STATUSES = ("awaited", "received", "missing", "waived")
DEFICIENCY_STATUSES = ("open", "cured", "expired", "cancelled")
ASSESSMENT_STATUSES = ("current", "superseded")
RECEIPT_STATUSES = ("valid", "void")
PAYMENT_METHODS = ("cash", "transfer", "cheque")
BOOK_STATUSES = ("open", "full", "closed")
PERMIT_STATUSES = ("valid", "superseded", "revoked", "expired")
PERMIT_ENDS = ("", "renewed", "changed", "transferred", "closed", "revoked", "expired")
FORWARD_OUTCOMES = ("", "approved", "refused", "returned")
ESTABLISHMENT_KINDS = ("hotel", "fuel", "tobacco")
ESTABLISHMENT_STATUSES = ("open", "closed")
BENEFICIARY_ROLLS = ("elderly", "disability", "aids", "newborn")
BENEFICIARY_STATUSES = ("active", "stopped")
PROPERTY_KINDS = ("parcel", "building", "room")
PROPERTY_STATUSES = ("held", "ended")
YEARLY_TAXES = ("signboard", "land_building")
RUN_STATUSES = ("running", "cancelled", "finished")
LEVY_STATUSES = ("current", "superseded", "faulty")
SIGN_STATUSES = ("standing", "changed", "removed")
SIGN_KINDS = ("thai_only", "mixed", "foreign")
ROLES = ("counter", "finance", "officer", "executive", "admin")
APPLICANT_KINDS = ("individual", "juristic")
LINE_KINDS = ("principal", "fee", "surcharge", "fine")


def _one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


PARTIAL_INDEXES = frozenset({"uq_beneficiary_active", "uq_levy_person", "uq_levy_organisation"})
"""Unique indexes over a part of a table (one place on a roll, one levy a year), which only the migrations make: naming them here would
load the PostgreSQL dialect into every window (see :class:`Json`)."""


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it from the class)
        dt.date: Date(),
        dt.datetime: DateTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Office(Base):
    """The office that this register belongs to; exactly one row, id 1."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    profile: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(200))
    details: Mapped[dict[str, Any]]
    """The office profile as set up here (catalogue.OfficeProfile as JSON): address, phones, departments, executive, local services."""
    settings: Mapped[dict[str, Any]]
    """numerals ('thai'|'arabic'), scale, case year ('calendar'|'fiscal'), number templates, confirmed rates …"""
    logo_sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]


class User(Base):
    """Somebody of the office who uses the program."""

    __tablename__ = "user_account"
    __table_args__ = (_one_of("role", ROLES, "role"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    position: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(server_default=true())
    created_at: Mapped[dt.datetime]


class Person(Base):
    """A natural person known to the office. Nobody is entered twice: the citizen id is unique where it is known."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_names", "last_name", "first_name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    prefix: Mapped[str] = mapped_column(String(60), default="")
    first_name: Mapped[str] = mapped_column(String(200))
    last_name: Mapped[str] = mapped_column(String(200), default="")
    citizen_id: Mapped[str | None] = mapped_column(String(13), unique=True)
    passport_no: Mapped[str | None] = mapped_column(String(40))
    birth_date: Mapped[dt.date | None]
    nationality: Mapped[str] = mapped_column(String(60), default="ไทย")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

    address: Mapped[Address | None] = relationship(lazy="joined")

    @property
    def full_name(self) -> str:
        """As it is written, see :func:`lsvdesk.thai.names.full_name`."""
        return full_name(self.prefix, self.first_name, self.last_name)


class Organisation(Base):
    """A juristic person or other body known to the office."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), default="")
    name: Mapped[str] = mapped_column(String(300))
    juristic_id: Mapped[str | None] = mapped_column(String(13), unique=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    representative: Mapped[str] = mapped_column(String(300), default="")
    address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

    address: Mapped[Address | None] = relationship(lazy="joined")


class Address(Base):
    """A Thai address; a new row is written when it changes, so that papers of the past keep theirs."""

    __tablename__ = "address"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    house_no: Mapped[str] = mapped_column(String(60), default="")
    moo: Mapped[str] = mapped_column(String(20), default="")
    village: Mapped[str] = mapped_column(String(200), default="")
    soi: Mapped[str] = mapped_column(String(200), default="")
    road: Mapped[str] = mapped_column(String(200), default="")
    subdistrict: Mapped[str] = mapped_column(String(100), default="")
    district: Mapped[str] = mapped_column(String(100), default="")
    province: Mapped[str] = mapped_column(String(100), default="")
    postcode: Mapped[str] = mapped_column(String(5), default="")


class ServiceDefinition(Base):
    """A service as it stood when a case was filed under it (Facilitation Act s. 11): kept by content hash."""

    __tablename__ = "service_definition"

    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    service: Mapped[str] = mapped_column(String(80), index=True)
    body: Mapped[dict[str, Any]]
    kept_at: Mapped[dt.datetime]


class Case(Base):
    """A citizen's request, from the counter to its end (``case_file``: CASE is a word of SQL)."""

    __tablename__ = "case_file"
    __table_args__ = (
        _one_of("status", CASE_STATUSES, "status"),
        _one_of("applicant_kind", APPLICANT_KINDS, "applicant_kind"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_applicant"),
        CheckConstraint("due_satang >= 0 AND paid_satang >= 0", name="money"),
        CheckConstraint("number_value > 0", name="number"),
        UniqueConstraint("number_year", "number_value"),
        Index("ix_case_file_status_promise", "status", "promise_due"),
        Index("ix_case_file_service_filed", "service", "filed_on"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    number_year: Mapped[int]
    number_value: Mapped[int]
    service: Mapped[str] = mapped_column(String(80))
    service_version: Mapped[str] = mapped_column(ForeignKey("service_definition.version"))
    service_title: Mapped[str] = mapped_column(String(300))
    department: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    sensitive: Mapped[bool]
    applicant_case: Mapped[str] = mapped_column(String(80))
    applicant_kind: Mapped[str] = mapped_column(String(20))
    applicant_name: Mapped[str] = mapped_column(String(500))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    agent_authority: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[str] = mapped_column(String(20))
    filed_on: Mapped[dt.date] = mapped_column(index=True)
    filed_at: Mapped[dt.datetime]
    complete_on: Mapped[dt.date | None]
    promise_due: Mapped[dt.date | None]
    statutory_due: Mapped[dt.date | None]
    decided_on: Mapped[dt.date | None]
    finished_on: Mapped[dt.date | None] = mapped_column(index=True)
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[dict[str, Any]]
    due_satang: Mapped[int] = mapped_column(Satang, default=0)
    paid_satang: Mapped[int] = mapped_column(Satang, default=0)
    created_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    forwarded_on: Mapped[dt.date | None]
    """The day it was sent on, for as long as the other office's answer is awaited."""
    earlier_permit_id: Mapped[int | None] = mapped_column(
        ForeignKey("permit.id", name="fk_case_file_earlier_permit_id_permit", use_alter=True)
    )
    """The paper that this renewal, change, transfer or closing starts from."""
    official: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"), default=dict)
    """What officer, committee and executive wrote in their parts of the form, field by field."""
    row_version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()
    agent: Mapped[Person | None] = relationship(foreign_keys=[agent_id])
    definition: Mapped[ServiceDefinition] = relationship()
    events: Mapped[list[CaseEvent]] = relationship(order_by="CaseEvent.id", back_populates="case")
    documents: Mapped[list[CaseDocument]] = relationship(order_by="CaseDocument.position", back_populates="case")
    deficiencies: Mapped[list[Deficiency]] = relationship(order_by="Deficiency.id", back_populates="case")
    assessments: Mapped[list[AssessmentRecord]] = relationship(order_by="AssessmentRecord.id", back_populates="case")
    receipts: Mapped[list[Receipt]] = relationship(order_by="Receipt.id", back_populates="case")
    permits: Mapped[list[Permit]] = relationship(order_by="Permit.id", back_populates="case", foreign_keys="Permit.case_id")
    earlier_permit: Mapped[Permit | None] = relationship(foreign_keys=[earlier_permit_id])
    forwardings: Mapped[list[Forwarding]] = relationship(order_by="Forwarding.id", back_populates="case")
    papers: Mapped[list[IssuedPaper]] = relationship(order_by="IssuedPaper.id", back_populates="case")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012  (two counters on one case: the second is told)


class CaseEvent(Base):
    """What happened to a case; the timeline."""

    __tablename__ = "case_event"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    at: Mapped[dt.datetime]
    on: Mapped[dt.date] = mapped_column("on_date")
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]]

    case: Mapped[Case] = relationship(back_populates="events")
    user: Mapped[User] = relationship(lazy="joined")


class CaseDocument(Base):
    """A document of the checklist that applies to this case, and what was handed in."""

    __tablename__ = "case_document"
    __table_args__ = (
        _one_of("status", DOCUMENT_STATUSES, "status"),
        UniqueConstraint("case_id", "document"),
        CheckConstraint("originals_received >= 0 AND copies_received >= 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    position: Mapped[int]
    document: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(Text)
    originals: Mapped[int]
    copies: Mapped[int]
    optional: Mapped[bool]
    status: Mapped[str] = mapped_column(String(20))
    originals_received: Mapped[int] = mapped_column(default=0)
    copies_received: Mapped[int] = mapped_column(default=0)
    received_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[Case] = relationship(back_populates="documents")


class Deficiency(Base):
    """A two-party record of what is missing and by when (Facilitation Act s. 8); the clocks stand still while it is open."""

    __tablename__ = "deficiency"
    __table_args__ = (_one_of("status", DEFICIENCY_STATUSES, "status"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    opened_on: Mapped[dt.date]
    correct_by: Mapped[dt.date] = mapped_column(index=True)
    items: Mapped[list[Any]]
    """[{document: id or '', text: what is wrong or missing}]"""
    status: Mapped[str] = mapped_column(String(20))
    closed_on: Mapped[dt.date | None]

    case: Mapped[Case] = relationship(back_populates="deficiencies")


class Forwarding(Base):
    """A request sent on to the office that decides it, and that office's answer."""

    __tablename__ = "forwarding"
    __table_args__ = (
        _one_of("outcome", FORWARD_OUTCOMES, "outcome"),
        CheckConstraint("(outcome = '') = (answered_on IS NULL)", name="answer"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    addressee: Mapped[str] = mapped_column(String(300))
    letter_no: Mapped[str] = mapped_column(String(80), default="")
    """Number of the covering letter; empty where it is written by hand."""
    sent_on: Mapped[dt.date] = mapped_column(index=True)
    answer_by: Mapped[dt.date | None]
    answered_on: Mapped[dt.date | None]
    answer_no: Mapped[str] = mapped_column(String(80), default="")
    """Number of the answering letter."""
    outcome: Mapped[str] = mapped_column(String(20), default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    case: Mapped[Case] = relationship(back_populates="forwardings")


class Beneficiary(Base):
    """Somebody on a roll of a regular allowance, from the day entitled until it is stopped; one person stands on a roll once."""

    __tablename__ = "beneficiary"
    __table_args__ = (
        _one_of("roll", BENEFICIARY_ROLLS, "roll"),
        _one_of("status", BENEFICIARY_STATUSES, "status"),
        CheckConstraint("(status = 'stopped') = (stopped_on IS NOT NULL)", name="stopped"),
        Index("ix_beneficiary_roll_status", "roll", "status", "name"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    roll: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    """Who is entitled: of the newborn grant, the child's guardian where the child has no row of its own."""
    name: Mapped[str] = mapped_column(String(500))
    """Of the newborn grant, the child; otherwise as the person's."""
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    registered_on: Mapped[dt.date]
    entitled_from: Mapped[dt.date]
    sensitive: Mapped[bool]
    details: Mapped[dict[str, Any]]
    """How it is paid (method, bank, account) and what the amount depends on."""
    status: Mapped[str] = mapped_column(String(20))
    stopped_on: Mapped[dt.date | None]
    stop_reason: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship(lazy="joined")
    case: Mapped[Case] = relationship()


class Establishment(Base):
    """A hotel, fuel station or tobacco shop whose operator files a return every month."""

    __tablename__ = "establishment"
    __table_args__ = (
        _one_of("kind", ESTABLISHMENT_KINDS, "kind"),
        _one_of("status", ESTABLISHMENT_STATUSES, "status"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_operator"),
        Index("ix_establishment_kind_status", "kind", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    licence_no: Mapped[str] = mapped_column(String(80), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    place: Mapped[str] = mapped_column(Text, default="")
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    """The return it was first entered with."""
    last_month: Mapped[str] = mapped_column(String(7), default="")
    """The last month a return was filed for, ``YYYY-MM``."""
    status: Mapped[str] = mapped_column(String(20))
    closed_on: Mapped[dt.date | None]


class ServiceSetting(Base):
    """What this office says of a service from a day on: parts of a catalogue.LocalService as JSON, null for back to what forms/ says.

    All that have begun hold, laid over one another in the order of their days.
    """

    __tablename__ = "service_setting"
    __table_args__ = (Index("ix_service_setting_service_start", "service", "start"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    service: Mapped[str] = mapped_column(String(80))
    start: Mapped[dt.date]
    body: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[dt.datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))


class Draft(Base):
    """A form being filled in; saved on every change, offered again after a crash, gone when the case is filed."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    service: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(500))
    state: Mapped[dict[str, Any]]
    saved_at: Mapped[dt.datetime]


class AssessmentRecord(Base):
    """A calculation of what a case owes; a later one supersedes it."""

    __tablename__ = "assessment"
    __table_args__ = (
        _one_of("status", ASSESSMENT_STATUSES, "status"),
        CheckConstraint("total_satang >= 0", name="total"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    assessed_on: Mapped[dt.date]
    total_satang: Mapped[int] = mapped_column(Satang)
    status: Mapped[str] = mapped_column(String(20))
    notified_on: Mapped[dt.date | None]
    """The day the payer received the assessment notice; payment falls due from it."""
    pay_by: Mapped[dt.date | None]

    case: Mapped[Case] = relationship(back_populates="assessments")
    lines: Mapped[list[AssessmentLineRecord]] = relationship(order_by="AssessmentLineRecord.position", back_populates="assessment")


class AssessmentLineRecord(Base):
    """A line of an assessment, as rules gave it."""

    __tablename__ = "assessment_line"
    __table_args__ = (_one_of("kind", LINE_KINDS, "kind"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    position: Mapped[int]
    item: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(80))
    rate: Mapped[str | None] = mapped_column(String(40))
    amount_satang: Mapped[int] = mapped_column(Satang)
    reference: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    revenue: Mapped[str] = mapped_column(String(80))
    group: Mapped[str] = mapped_column("line_group", String(200), default="")
    kind: Mapped[str] = mapped_column(String(20))
    confirmed: Mapped[bool]

    assessment: Mapped[AssessmentRecord] = relationship(back_populates="lines")


class ReceiptBook(Base):
    """A book of receipts: numbers ``first_no`` to ``last_no``, used in one fiscal year only (regulation of 2547, clause 17)."""

    __tablename__ = "receipt_book"
    __table_args__ = (
        _one_of("status", BOOK_STATUSES, "status"),
        UniqueConstraint("fiscal_year", "book_no"),
        CheckConstraint("first_no >= 1 AND last_no >= first_no", name="range"),
        CheckConstraint("next_no >= first_no AND next_no <= last_no + 1", name="next"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    fiscal_year: Mapped[int]
    """Buddhist Era."""
    book_no: Mapped[int]
    first_no: Mapped[int]
    last_no: Mapped[int]
    next_no: Mapped[int]
    begun_at: Mapped[int]
    """The number this register began at; lower ones were used on paper before."""
    status: Mapped[str] = mapped_column(String(20))
    opened_on: Mapped[dt.date]

    receipts: Mapped[list[Receipt]] = relationship(back_populates="book")


class Receipt(Base):
    """A receipt. Its number is never used again; voiding keeps it, with the reason."""

    __tablename__ = "receipt"
    __table_args__ = (
        _one_of("status", RECEIPT_STATUSES, "status"),
        _one_of("method", PAYMENT_METHODS, "method"),
        UniqueConstraint("book_id", "number"),
        CheckConstraint("total_satang > 0", name="total"),
        CheckConstraint("tendered_satang >= total_satang", name="tendered"),
        CheckConstraint("(status = 'void') = (void_reason IS NOT NULL)", name="void_reason"),
        Index("ix_receipt_issued_on", "issued_on"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("receipt_book.id"))
    number: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    issued_on: Mapped[dt.date]
    issued_at: Mapped[dt.datetime]
    payer_name: Mapped[str] = mapped_column(String(500))
    payer_address: Mapped[str] = mapped_column(Text, default="")
    payer_id_no: Mapped[str] = mapped_column(String(20), default="")
    total_satang: Mapped[int] = mapped_column(Satang)
    method: Mapped[str] = mapped_column(String(20))
    tendered_satang: Mapped[int] = mapped_column(Satang)
    bank: Mapped[str] = mapped_column(String(200), default="")
    instrument_no: Mapped[str] = mapped_column(String(80), default="")
    instrument_date: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(20))
    void_reason: Mapped[str | None] = mapped_column(Text)
    voided_at: Mapped[dt.datetime | None]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    book: Mapped[ReceiptBook] = relationship(back_populates="receipts", lazy="joined")
    case: Mapped[Case | None] = relationship(back_populates="receipts")
    lines: Mapped[list[ReceiptLine]] = relationship(order_by="ReceiptLine.position", back_populates="receipt")
    receiver: Mapped[User] = relationship(foreign_keys=[receiver_id])


class ReceiptLine(Base):
    """A line of a receipt: what was paid for, into which account."""

    __tablename__ = "receipt_line"
    __table_args__ = (CheckConstraint("amount_satang > 0", name="amount"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), index=True)
    position: Mapped[int]
    item: Mapped[str] = mapped_column(Text)
    revenue: Mapped[str] = mapped_column(String(80), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(Text, default="")
    amount_satang: Mapped[int] = mapped_column(Satang)

    receipt: Mapped[Receipt] = relationship(back_populates="lines")


class Permit(Base):
    """A permit, certificate, registration or acknowledgement that the office issued."""

    __tablename__ = "permit"
    __table_args__ = (
        _one_of("status", PERMIT_STATUSES, "status"),
        UniqueConstraint("series", "number_year", "number_value"),
        Index("ix_permit_series_status", "series", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    series: Mapped[str] = mapped_column(String(80))
    number_year: Mapped[int]
    number_value: Mapped[int]
    number: Mapped[str] = mapped_column(String(60), index=True)
    """As printed."""
    registration_no: Mapped[str] = mapped_column(String(40), default="", index=True)
    """E.g. the 13-digit commercial registration number."""
    type: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(300))
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    holder_name: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(500), default="")
    """The trade name, the plot of land …: what the register lists beside the holder."""
    issued_on: Mapped[dt.date] = mapped_column(index=True)
    valid_until: Mapped[dt.date | None] = mapped_column(index=True)
    """Its last day; a register asks every day which papers end soon."""
    status: Mapped[str] = mapped_column(String(20))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("permit.id"))
    ended_on: Mapped[dt.date | None]
    ended_as: Mapped[str] = mapped_column(String(20), server_default=text("''"), default="")
    """What became of it: one of ``PERMIT_ENDS``; empty while it holds."""
    ended_reason: Mapped[str] = mapped_column(Text, server_default=text("''"), default="")
    details: Mapped[dict[str, Any]]

    case: Mapped[Case] = relationship(back_populates="permits", foreign_keys=[case_id])


class NumberSeries(Base):
    """The last number used of a gapless series in a year; taken inside the transaction that uses it."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("last_value >= begun_at - 1 AND begun_at >= 1", name="value"),)

    series: Mapped[str] = mapped_column(String(80), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    """Buddhist Era, calendar or fiscal as the series counts."""
    begun_at: Mapped[int]
    last_value: Mapped[int]


class Sign(Base):
    """A taxable sign; a changed sign is a new row that names the one it replaces."""

    __tablename__ = "sign"
    __table_args__ = (
        _one_of("status", SIGN_STATUSES, "status"),
        _one_of("kind", SIGN_KINDS, "kind"),
        CheckConstraint("width_mm > 0 AND height_mm > 0 AND sides >= 1", name="size"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_owner"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    moving: Mapped[bool]
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    sides: Mapped[int]
    place: Mapped[str] = mapped_column(Text, default="")
    installed_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(20))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("sign.id"))
    last_tax_year: Mapped[int | None]
    """Buddhist Era."""
    last_tax_satang: Mapped[int | None] = mapped_column(Satang)


class Property(Base):
    """A parcel of land or a building as the list of property for land and building tax has it (ภ.ด.ส.3); kept from year to year.

    A change of what is taxed is a new row that names the one it replaces, so that the list of a past year can be told.
    """

    __tablename__ = "property"
    __table_args__ = (
        _one_of("kind", PROPERTY_KINDS, "kind"),
        _one_of("status", PROPERTY_STATUSES, "status"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_owner"),
        CheckConstraint("(status = 'ended') = (ended_on IS NOT NULL)", name="ended"),
        Index("ix_property_status_person_id", "status", "person_id"),
        Index("ix_property_status_organisation_id", "status", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(60), default="", index=True)
    """The office's code of the parcel or building (LTAX3000); empty where it gives none."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(500))
    """What a list calls it: the title deed, the house number."""
    place: Mapped[str] = mapped_column(Text, default="")
    row: Mapped[dict[str, Any]]
    """The row of the form's table (``parcels`` or ``buildings`` of the service), which the calculation reads."""
    year: Mapped[int]
    """The Buddhist tax year that ``row`` is as of: ages of buildings are counted on from it."""
    parcel_id: Mapped[int | None] = mapped_column(ForeignKey("property.id"))
    """Of a building: the owner's own parcel that it stands on."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    """The case it was entered with; none where it came from the office's survey."""
    since: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(20))
    ended_on: Mapped[dt.date | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("property.id"))


class AssessmentRun(Base):
    """One assessment of a whole tax year. Owners are taken in the order of their keys; ``done_*`` says how far it came, so that it goes on
    from there after it was cancelled or the power failed."""

    __tablename__ = "assessment_run"
    __table_args__ = (
        _one_of("tax", YEARLY_TAXES, "tax"),
        _one_of("status", RUN_STATUSES, "status"),
        UniqueConstraint("tax", "tax_year", "number"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    tax: Mapped[str] = mapped_column(String(20))
    tax_year: Mapped[int]
    """Buddhist Era."""
    number: Mapped[int]
    """First, second … run of the year."""
    status: Mapped[str] = mapped_column(String(20))
    assessed_on: Mapped[dt.date]
    started_at: Mapped[dt.datetime]
    started_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    finished_at: Mapped[dt.datetime | None]
    owners: Mapped[int] = mapped_column(default=0)
    """How many there were to assess when it began."""
    done_people: Mapped[int] = mapped_column(Key, default=0)
    """The key of the last person assessed."""
    done_organisations: Mapped[int] = mapped_column(Key, default=0)
    assessed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    """Left as they were although the calculation differs now: the owner was notified or has paid."""
    faulty: Mapped[int] = mapped_column(default=0)
    items: Mapped[int] = mapped_column(default=0)
    total_satang: Mapped[int] = mapped_column(Satang, default=0)


class Levy(Base):
    """What one owner owes of a yearly tax: the calculation of a run, its notice, and the case it is paid in."""

    __tablename__ = "levy"
    __table_args__ = (
        _one_of("tax", YEARLY_TAXES, "tax"),
        _one_of("status", LEVY_STATUSES, "status"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one_owner"),
        CheckConstraint("total_satang >= 0", name="total"),
        Index("ix_levy_tax_tax_year_status", "tax", "tax_year", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("assessment_run.id"), index=True)
    seen_run_id: Mapped[int] = mapped_column(ForeignKey("assessment_run.id"))
    """The last run that found it still right, or left it alone."""
    tax: Mapped[str] = mapped_column(String(20))
    tax_year: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    owner_name: Mapped[str] = mapped_column(String(500))
    answers: Mapped[dict[str, Any]]
    """The return as the register would file it: what was assessed, item by item."""
    lines: Mapped[list[Any]]
    """The lines of the calculation, as ``AssessmentLine.to_dict`` gives them."""
    items: Mapped[int]
    total_satang: Mapped[int] = mapped_column(Satang)
    unverified: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(20))
    fault: Mapped[str] = mapped_column(Text, default="")
    """Why it could not be assessed."""
    differs_satang: Mapped[int | None] = mapped_column(Satang)
    """What a later run would make it, where the owner was notified or has paid already."""
    letter_no: Mapped[str] = mapped_column(String(80), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    notified_on: Mapped[dt.date | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)


class Attachment(Base):
    """A file of a case; the bytes lie under their SHA-256 in the office's folder."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    document: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(300))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    added_at: Mapped[dt.datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class IssuedPaper(Base):
    """A paper as it was issued: its data (what printing needs to make the same page again) and the hashes of data and PDF."""

    __tablename__ = "issued_paper"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    """Printed in the footer."""
    kind: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(300))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), index=True)
    permit_id: Mapped[int | None] = mapped_column(ForeignKey("permit.id"))
    issued_at: Mapped[dt.datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    data: Mapped[dict[str, Any]]
    data_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    reprints: Mapped[int] = mapped_column(default=0)

    case: Mapped[Case | None] = relationship(back_populates="papers")


class DayClose(Base):
    """A closed day of money: nothing is received for it afterwards."""

    __tablename__ = "day_close"

    on: Mapped[dt.date] = mapped_column("on_date", primary_key=True)
    closed_at: Mapped[dt.datetime]
    closed_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    totals: Mapped[dict[str, Any]]
    counted_satang: Mapped[int] = mapped_column(Satang)
    note: Mapped[str] = mapped_column(Text, default="")


class Holiday(Base):
    """The office's own list of public holidays (seeded from forms/, edited in Settings)."""

    __tablename__ = "holiday"

    on: Mapped[dt.date] = mapped_column("on_date", primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class AuditEntry(Base):
    """What was changed, by whom, when; each entry's hash covers the one before it, so that a removed or altered entry shows."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
