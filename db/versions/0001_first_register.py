"""The first register: all tables of the office.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "address",
        sa.Column("id", KEY, nullable=False),
        sa.Column("house_no", sa.String(length=60), nullable=False),
        sa.Column("moo", sa.String(length=20), nullable=False),
        sa.Column("village", sa.String(length=200), nullable=False),
        sa.Column("soi", sa.String(length=200), nullable=False),
        sa.Column("road", sa.String(length=200), nullable=False),
        sa.Column("subdistrict", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=100), nullable=False),
        sa.Column("province", sa.String(length=100), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    op.create_table(
        "holiday",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("on_date", name=op.f("pk_holiday")),
    )
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.Integer(), nullable=False),
        sa.Column("last_value", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_value >= begun_at - 1 AND begun_at >= 1", name=op.f("ck_number_series_value")),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "office",
        sa.Column("id", KEY, nullable=False),
        sa.Column("profile", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("settings", JSON, nullable=False),
        sa.Column("logo_sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "receipt_book",
        sa.Column("id", KEY, nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("book_no", sa.Integer(), nullable=False),
        sa.Column("first_no", sa.Integer(), nullable=False),
        sa.Column("last_no", sa.Integer(), nullable=False),
        sa.Column("next_no", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'full', 'closed')", name=op.f("ck_receipt_book_status")),
        sa.CheckConstraint("first_no >= 1 AND last_no >= first_no", name=op.f("ck_receipt_book_range")),
        sa.CheckConstraint("next_no >= first_no AND next_no <= last_no + 1", name=op.f("ck_receipt_book_next")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_book")),
        sa.UniqueConstraint("fiscal_year", "book_no", name=op.f("uq_receipt_book_fiscal_year_book_no")),
    )
    op.create_table(
        "service_definition",
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_service_definition")),
    )
    op.create_index(op.f("ix_service_definition_service"), "service_definition", ["service"])

    op.create_table(
        "user_account",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("role IN ('counter', 'finance', 'officer', 'executive', 'admin')", name=op.f("ck_user_account_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_audit_entry_user_id_user_account")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
    )
    op.create_table(
        "day_close",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", KEY, nullable=False),
        sa.Column("totals", JSON, nullable=False),
        sa.Column("counted_satang", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=op.f("fk_day_close_closed_by_user_account")),
        sa.PrimaryKeyConstraint("on_date", name=op.f("pk_day_close")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_draft_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_user_id"), "draft", ["user_id"])

    op.create_table(
        "organisation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("juristic_id", sa.String(length=13), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("representative", sa.String(length=300), nullable=False),
        sa.Column("address_id", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_organisation_address_id_address")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("juristic_id", name=op.f("uq_organisation_juristic_id")),
    )
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prefix", sa.String(length=60), nullable=False),
        sa.Column("first_name", sa.String(length=200), nullable=False),
        sa.Column("last_name", sa.String(length=200), nullable=False),
        sa.Column("citizen_id", sa.String(length=13), nullable=True),
        sa.Column("passport_no", sa.String(length=40), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("nationality", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address_id", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_person_address_id_address")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("citizen_id", name=op.f("uq_person_citizen_id")),
    )
    op.create_index("ix_person_names", "person", ["last_name", "first_name"])

    op.create_table(
        "case_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("number_year", sa.Integer(), nullable=False),
        sa.Column("number_value", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("service_version", sa.String(length=64), nullable=False),
        sa.Column("service_title", sa.String(length=300), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("applicant_case", sa.String(length=80), nullable=False),
        sa.Column("applicant_kind", sa.String(length=20), nullable=False),
        sa.Column("applicant_name", sa.String(length=500), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("agent_id", KEY, nullable=True),
        sa.Column("agent_authority", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("complete_on", sa.Date(), nullable=True),
        sa.Column("promise_due", sa.Date(), nullable=True),
        sa.Column("statutory_due", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("due_satang", sa.BigInteger(), nullable=False),
        sa.Column("paid_satang", sa.BigInteger(), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("applicant_kind IN ('individual', 'juristic')", name=op.f("ck_case_file_applicant_kind")),
        sa.CheckConstraint(
            "status IN ('received', 'deficient', 'in_progress', 'approved', 'finished', 'refused', 'withdrawn', 'returned')",
            name=op.f("ck_case_file_status"),
        ),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_case_file_one_applicant")),
        sa.CheckConstraint("due_satang >= 0 AND paid_satang >= 0", name=op.f("ck_case_file_money")),
        sa.CheckConstraint("number_value > 0", name=op.f("ck_case_file_number")),
        sa.ForeignKeyConstraint(["agent_id"], ["person.id"], name=op.f("fk_case_file_agent_id_person")),
        sa.ForeignKeyConstraint(["created_by"], ["user_account.id"], name=op.f("fk_case_file_created_by_user_account")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_case_file_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_file_person_id_person")),
        sa.ForeignKeyConstraint(
            ["service_version"],
            ["service_definition.version"],
            name=op.f("fk_case_file_service_version_service_definition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
        sa.UniqueConstraint("number_year", "number_value", name=op.f("uq_case_file_number_year_number_value")),
    )
    op.create_index(op.f("ix_case_file_filed_on"), "case_file", ["filed_on"])
    op.create_index(op.f("ix_case_file_finished_on"), "case_file", ["finished_on"])
    op.create_index(op.f("ix_case_file_organisation_id"), "case_file", ["organisation_id"])
    op.create_index(op.f("ix_case_file_person_id"), "case_file", ["person_id"])
    op.create_index("ix_case_file_service_filed", "case_file", ["service", "filed_on"])
    op.create_index("ix_case_file_status_promise", "case_file", ["status", "promise_due"])

    op.create_table(
        "assessment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("total_satang", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.CheckConstraint("status IN ('current', 'superseded')", name=op.f("ck_assessment_status")),
        sa.CheckConstraint("total_satang >= 0", name=op.f("ck_assessment_total")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_assessment_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_case_id"), "assessment", ["case_id"])

    op.create_table(
        "attachment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_attachment_added_by_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_attachment_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"])
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"])

    op.create_table(
        "case_document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("originals_received", sa.Integer(), nullable=False),
        sa.Column("copies_received", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('awaited', 'received', 'missing', 'waived')", name=op.f("ck_case_document_status")),
        sa.CheckConstraint("originals_received >= 0 AND copies_received >= 0", name=op.f("ck_case_document_counts")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_document_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_document")),
        sa.UniqueConstraint("case_id", "document", name=op.f("uq_case_document_case_id_document")),
    )
    op.create_index(op.f("ix_case_document_case_id"), "case_document", ["case_id"])

    op.create_table(
        "case_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_event_case_id_case_file")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_case_event_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"])

    op.create_table(
        "deficiency",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("correct_by", sa.Date(), nullable=False),
        sa.Column("items", JSON, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("status IN ('open', 'cured', 'expired', 'cancelled')", name=op.f("ck_deficiency_status")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_deficiency_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deficiency")),
    )
    op.create_index(op.f("ix_deficiency_case_id"), "deficiency", ["case_id"])
    op.create_index(op.f("ix_deficiency_correct_by"), "deficiency", ["correct_by"])

    op.create_table(
        "permit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("number_year", sa.Integer(), nullable=False),
        sa.Column("number_value", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("registration_no", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("holder_name", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("supersedes_id", KEY, nullable=True),
        sa.Column("details", JSON, nullable=False),
        sa.CheckConstraint("status IN ('valid', 'superseded', 'revoked', 'expired')", name=op.f("ck_permit_status")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_permit_case_id_case_file")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["permit.id"], name=op.f("fk_permit_supersedes_id_permit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permit")),
        sa.UniqueConstraint("series", "number_year", "number_value", name=op.f("uq_permit_series_number_year_number_value")),
    )
    op.create_index(op.f("ix_permit_case_id"), "permit", ["case_id"])
    op.create_index(op.f("ix_permit_issued_on"), "permit", ["issued_on"])
    op.create_index(op.f("ix_permit_number"), "permit", ["number"])
    op.create_index(op.f("ix_permit_registration_no"), "permit", ["registration_no"])
    op.create_index("ix_permit_series_status", "permit", ["series", "status"])

    op.create_table(
        "sign",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("moving", sa.Boolean(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=False),
        sa.Column("height_mm", sa.Integer(), nullable=False),
        sa.Column("sides", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.Column("last_tax_year", sa.Integer(), nullable=True),
        sa.Column("last_tax_satang", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('thai_only', 'mixed', 'foreign')", name=op.f("ck_sign_kind")),
        sa.CheckConstraint("status IN ('standing', 'changed', 'removed')", name=op.f("ck_sign_status")),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_sign_one_owner")),
        sa.CheckConstraint("width_mm > 0 AND height_mm > 0 AND sides >= 1", name=op.f("ck_sign_size")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_sign_case_id_case_file")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_sign_organisation_id_organisation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_person_id_person")),
        sa.ForeignKeyConstraint(["replaces_id"], ["sign.id"], name=op.f("fk_sign_replaces_id_sign")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign")),
    )
    op.create_index(op.f("ix_sign_case_id"), "sign", ["case_id"])
    op.create_index(op.f("ix_sign_organisation_id"), "sign", ["organisation_id"])
    op.create_index(op.f("ix_sign_person_id"), "sign", ["person_id"])

    op.create_table(
        "assessment_line",
        sa.Column("id", KEY, nullable=False),
        sa.Column("assessment_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("base", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("rate", sa.String(length=40), nullable=True),
        sa.Column("amount_satang", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("revenue", sa.String(length=80), nullable=False),
        sa.Column("line_group", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('principal', 'fee', 'surcharge', 'fine')", name=op.f("ck_assessment_line_kind")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_line_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_line")),
    )
    op.create_index(op.f("ix_assessment_line_assessment_id"), "assessment_line", ["assessment_id"])

    op.create_table(
        "receipt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("book_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("assessment_id", KEY, nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("payer_name", sa.String(length=500), nullable=False),
        sa.Column("payer_address", sa.Text(), nullable=False),
        sa.Column("payer_id_no", sa.String(length=20), nullable=False),
        sa.Column("total_satang", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("tendered_satang", sa.BigInteger(), nullable=False),
        sa.Column("bank", sa.String(length=200), nullable=False),
        sa.Column("instrument_no", sa.String(length=80), nullable=False),
        sa.Column("instrument_date", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", KEY, nullable=True),
        sa.Column("receiver_id", KEY, nullable=False),
        sa.CheckConstraint("(status = 'void') = (void_reason IS NOT NULL)", name=op.f("ck_receipt_void_reason")),
        sa.CheckConstraint("method IN ('cash', 'transfer', 'cheque')", name=op.f("ck_receipt_method")),
        sa.CheckConstraint("status IN ('valid', 'void')", name=op.f("ck_receipt_status")),
        sa.CheckConstraint("tendered_satang >= total_satang", name=op.f("ck_receipt_tendered")),
        sa.CheckConstraint("total_satang > 0", name=op.f("ck_receipt_total")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_receipt_assessment_id_assessment")),
        sa.ForeignKeyConstraint(["book_id"], ["receipt_book.id"], name=op.f("fk_receipt_book_id_receipt_book")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_receipt_case_id_case_file")),
        sa.ForeignKeyConstraint(["receiver_id"], ["user_account.id"], name=op.f("fk_receipt_receiver_id_user_account")),
        sa.ForeignKeyConstraint(["voided_by"], ["user_account.id"], name=op.f("fk_receipt_voided_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("book_id", "number", name=op.f("uq_receipt_book_id_number")),
    )
    op.create_index(op.f("ix_receipt_case_id"), "receipt", ["case_id"])
    op.create_index("ix_receipt_issued_on", "receipt", ["issued_on"])

    op.create_table(
        "issued_paper",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("receipt_id", KEY, nullable=True),
        sa.Column("permit_id", KEY, nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", KEY, nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("data_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("reprints", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_issued_paper_case_id_case_file")),
        sa.ForeignKeyConstraint(["issued_by"], ["user_account.id"], name=op.f("fk_issued_paper_issued_by_user_account")),
        sa.ForeignKeyConstraint(["permit_id"], ["permit.id"], name=op.f("fk_issued_paper_permit_id_permit")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_issued_paper_receipt_id_receipt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_paper_code")),
    )
    op.create_index(op.f("ix_issued_paper_case_id"), "issued_paper", ["case_id"])
    op.create_index(op.f("ix_issued_paper_kind"), "issued_paper", ["kind"])
    op.create_index(op.f("ix_issued_paper_receipt_id"), "issued_paper", ["receipt_id"])

    op.create_table(
        "receipt_line",
        sa.Column("id", KEY, nullable=False),
        sa.Column("receipt_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("revenue", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("amount_satang", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_satang > 0", name=op.f("ck_receipt_line_amount")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_line_receipt_id_receipt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_line")),
    )
    op.create_index(op.f("ix_receipt_line_receipt_id"), "receipt_line", ["receipt_id"])
    op.create_index(op.f("ix_receipt_line_revenue"), "receipt_line", ["revenue"])


def downgrade() -> None:
    """There is no way back: an older program refuses a newer register, and the copy made before the upgrade is kept beside it."""
    raise NotImplementedError
