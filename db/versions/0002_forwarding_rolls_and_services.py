"""Requests sent on, rolls of allowances, establishments, the office's own view of services; what became of a permit.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forwarding",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("addressee", sa.String(length=300), nullable=False),
        sa.Column("letter_no", sa.String(length=80), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_no", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("recorded_by", KEY, nullable=False),
        sa.CheckConstraint("outcome IN ('', 'approved', 'refused', 'returned')", name=op.f("ck_forwarding_outcome")),
        sa.CheckConstraint("(outcome = '') = (answered_on IS NULL)", name=op.f("ck_forwarding_answer")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_forwarding_case_id_case_file")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user_account.id"], name=op.f("fk_forwarding_recorded_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forwarding")),
    )
    op.create_index(op.f("ix_forwarding_case_id"), "forwarding", ["case_id"])
    op.create_index(op.f("ix_forwarding_sent_on"), "forwarding", ["sent_on"])
    op.create_table(
        "beneficiary",
        sa.Column("id", KEY, nullable=False),
        sa.Column("roll", sa.String(length=20), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("entitled_from", sa.Date(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("roll IN ('elderly', 'disability', 'aids', 'newborn')", name=op.f("ck_beneficiary_roll")),
        sa.CheckConstraint("status IN ('active', 'stopped')", name=op.f("ck_beneficiary_status")),
        sa.CheckConstraint("(status = 'stopped') = (stopped_on IS NOT NULL)", name=op.f("ck_beneficiary_stopped")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_beneficiary_person_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_beneficiary_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beneficiary")),
    )
    op.create_index(op.f("ix_beneficiary_person_id"), "beneficiary", ["person_id"])
    op.create_index(op.f("ix_beneficiary_case_id"), "beneficiary", ["case_id"])
    op.create_index("ix_beneficiary_roll_status", "beneficiary", ["roll", "status", "name"])
    active = sa.text("status = 'active'")
    op.create_index(
        "uq_beneficiary_active", "beneficiary", ["roll", "person_id"], unique=True, sqlite_where=active, postgresql_where=active
    )
    op.create_table(
        "establishment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("licence_no", sa.String(length=80), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("last_month", sa.String(length=7), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('hotel', 'fuel', 'tobacco')", name=op.f("ck_establishment_kind")),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_establishment_status")),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_establishment_one_operator")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_establishment_person_id_person")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_establishment_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_establishment_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishment")),
    )
    op.create_index(op.f("ix_establishment_person_id"), "establishment", ["person_id"])
    op.create_index(op.f("ix_establishment_organisation_id"), "establishment", ["organisation_id"])
    op.create_index(op.f("ix_establishment_case_id"), "establishment", ["case_id"])
    op.create_index("ix_establishment_kind_status", "establishment", ["kind", "status"])
    op.create_table(
        "service_setting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_service_setting_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_setting")),
    )
    op.create_index("ix_service_setting_service_start", "service_setting", ["service", "start"])

    op.add_column("case_file", sa.Column("forwarded_on", sa.Date(), nullable=True))
    op.add_column("case_file", sa.Column("official", JSON, nullable=False, server_default=sa.text("'{}'")))
    # SQLite adds a column with its reference in one statement only, and both databases understand this one
    key = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE case_file ADD COLUMN earlier_permit_id {key} CONSTRAINT fk_case_file_earlier_permit_id_permit REFERENCES permit (id)"
    )
    op.add_column("permit", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("permit", sa.Column("ended_as", sa.String(length=20), nullable=False, server_default=sa.text("''")))
    op.add_column("permit", sa.Column("ended_reason", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_index(op.f("ix_permit_valid_until"), "permit", ["valid_until"])
