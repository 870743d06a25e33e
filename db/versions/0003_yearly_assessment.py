"""The list of property, yearly assessment runs and what each owner owes by them.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "property",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("row", JSON, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("parcel_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.CheckConstraint("(status = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_property_ended")),
        sa.CheckConstraint("kind IN ('parcel', 'building', 'room')", name=op.f("ck_property_kind")),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_property_one_owner")),
        sa.CheckConstraint("status IN ('held', 'ended')", name=op.f("ck_property_status")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_property_case_id_case_file")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_property_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["parcel_id"], ["property.id"], name=op.f("fk_property_parcel_id_property")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_property_person_id_person")),
        sa.ForeignKeyConstraint(["replaces_id"], ["property.id"], name=op.f("fk_property_replaces_id_property")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property")),
    )
    op.create_index("ix_property_case_id", "property", ["case_id"])
    op.create_index("ix_property_code", "property", ["code"])
    op.create_index("ix_property_status_organisation_id", "property", ["status", "organisation_id"])
    op.create_index("ix_property_status_person_id", "property", ["status", "person_id"])
    op.create_table(
        "assessment_run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tax", sa.String(length=20), nullable=False),
        sa.Column("tax_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("started_by", KEY, nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("owners", sa.Integer(), nullable=False),
        sa.Column("done_people", KEY, nullable=False),
        sa.Column("done_organisations", KEY, nullable=False),
        sa.Column("assessed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("total_satang", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("status IN ('running', 'cancelled', 'finished')", name=op.f("ck_assessment_run_status")),
        sa.CheckConstraint("tax IN ('signboard', 'land_building')", name=op.f("ck_assessment_run_tax")),
        sa.ForeignKeyConstraint(["started_by"], ["user_account.id"], name=op.f("fk_assessment_run_started_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_run")),
        sa.UniqueConstraint("tax", "tax_year", "number", name=op.f("uq_assessment_run_tax_tax_year_number")),
    )
    op.create_table(
        "levy",
        sa.Column("id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("seen_run_id", KEY, nullable=False),
        sa.Column("tax", sa.String(length=20), nullable=False),
        sa.Column("tax_year", sa.Integer(), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("owner_name", sa.String(length=500), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("total_satang", sa.BigInteger(), nullable=False),
        sa.Column("unverified", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("differs_satang", sa.BigInteger(), nullable=True),
        sa.Column("letter_no", sa.String(length=80), nullable=False),
        sa.Column("paper_id", KEY, nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_levy_one_owner")),
        sa.CheckConstraint("status IN ('current', 'superseded', 'faulty')", name=op.f("ck_levy_status")),
        sa.CheckConstraint("tax IN ('signboard', 'land_building')", name=op.f("ck_levy_tax")),
        sa.CheckConstraint("total_satang >= 0", name=op.f("ck_levy_total")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_levy_case_id_case_file")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_levy_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_paper.id"], name=op.f("fk_levy_paper_id_issued_paper")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_levy_person_id_person")),
        sa.ForeignKeyConstraint(["run_id"], ["assessment_run.id"], name=op.f("fk_levy_run_id_assessment_run")),
        sa.ForeignKeyConstraint(["seen_run_id"], ["assessment_run.id"], name=op.f("fk_levy_seen_run_id_assessment_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levy")),
    )
    op.create_index("ix_levy_case_id", "levy", ["case_id"])
    op.create_index("ix_levy_organisation_id", "levy", ["organisation_id"])
    op.create_index("ix_levy_person_id", "levy", ["person_id"])
    op.create_index("ix_levy_run_id", "levy", ["run_id"])
    op.create_index("ix_levy_tax_tax_year_status", "levy", ["tax", "tax_year", "status"])
    op.create_index(
        "uq_levy_organisation",
        "levy",
        ["tax", "tax_year", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'superseded' AND organisation_id IS NOT NULL"),
        postgresql_where=sa.text("status <> 'superseded' AND organisation_id IS NOT NULL"),
    )
    op.create_index(
        "uq_levy_person",
        "levy",
        ["tax", "tax_year", "person_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'superseded' AND person_id IS NOT NULL"),
        postgresql_where=sa.text("status <> 'superseded' AND person_id IS NOT NULL"),
    )
