"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from affidavit.register.words import search_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLAIN = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """Make all tables, and what the full text search needs."""
    op.create_table(
        "document",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("replaced_by", NUMBER, nullable=True),
        sa.Column("words", PLAIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_by"],
            ["document.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("id", name=op.f("uq_document_id")),
    )
    op.create_index(op.f("ix_document_words"), "document", ["words"], unique=False)
    op.create_index(op.f("ix_document_added"), "document", ["added"], unique=False)
    op.create_index(op.f("ix_document_key"), "document", ["key"], unique=False)
    op.create_index(op.f("ix_document_origin"), "document", ["origin"], unique=False)
    op.create_index(op.f("ix_document_published"), "document", ["published"], unique=False)
    op.create_table(
        "incident",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("gone_into", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["gone_into"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("id", name=op.f("uq_incident_id")),
    )
    op.create_index("ix_incident_changed", "incident", ["changed", "told_by", "id"], unique=False)
    op.create_index(
        "ix_incident_hidden",
        "incident",
        ["no"],
        unique=False,
        sqlite_where=sa.text("told_by <= 0"),
        postgresql_where=sa.text("told_by <= 0"),
    )
    op.create_index(op.f("ix_incident_kind"), "incident", ["kind"], unique=False)
    op.create_index(op.f("ix_incident_opened"), "incident", ["opened"], unique=False)
    op.create_table(
        "saved_search",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "watched",
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("opened", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("list", "name"),
    )
    op.create_table(
        "block",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("key", "incident"),
    )
    op.create_index(op.f("ix_block_incident"), "block", ["incident"], unique=False)
    op.create_table(
        "decision",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("packed", sa.Text(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index(op.f("ix_decision_incident"), "decision", ["incident"], unique=False)
    op.create_table(
        "finding",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("text", PLAIN, nullable=True),
        sa.Column("words", PLAIN, nullable=True),
        sa.Column("named", sa.Text(), nullable=True),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("low", sa.Text(), nullable=True),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index("ix_finding_field_text", "finding", ["field", "text", "status", "incident", "rank"], unique=False)
    for name, *more in (("words",), ("number",), ("low", "high")):
        held = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_finding_field_{name}", "finding", ["field", name, *more, "status", "incident"], unique=False,
            sqlite_where=held, postgresql_where=held,
        )  # fmt: skip
    named = sa.text("named IS NOT NULL")
    op.create_index(
        "ix_finding_named", "finding", ["named", "field", "incident"], sqlite_where=named, postgresql_where=named
    )
    op.create_index("ix_finding_incident_field", "finding", ["incident", "field", "status"], unique=False)
    op.create_table(
        "review",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("candidate", NUMBER, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate"],
            ["incident.no"],
        ),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
        sa.UniqueConstraint("incident", "candidate", name=op.f("uq_review_incident_candidate")),
    )
    op.create_index(op.f("ix_review_candidate"), "review", ["candidate"], unique=False)
    op.create_index(op.f("ix_review_incident"), "review", ["incident"], unique=False)
    op.create_table(
        "source",
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("words", PLAIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.no"],
        ),
        sa.PrimaryKeyConstraint("document", "origin"),
    )
    op.create_index(op.f("ix_source_origin"), "source", ["origin"], unique=False)
    op.create_table(
        "telling",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index("ix_telling_document", "telling", ["document", "until"], unique=False)
    op.create_table(
        "change",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("document", NUMBER, nullable=True),
        sa.Column("decision", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["decision"],
            ["decision.no"],
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.no"],
        ),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index(op.f("ix_change_at"), "change", ["at"], unique=False)
    op.create_index(op.f("ix_change_incident"), "change", ["incident"], unique=False)
    op.create_table(
        "membership",
        sa.Column("no", NUMBER, autoincrement=True, nullable=False),
        sa.Column("telling", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incident.no"],
        ),
        sa.ForeignKeyConstraint(
            ["telling"],
            ["telling.no"],
        ),
        sa.PrimaryKeyConstraint("no"),
    )
    op.create_index(op.f("ix_membership_incident"), "membership", ["incident"], unique=False)
    op.create_index("ix_membership_telling", "membership", ["telling", "until", "incident"], unique=False)
    search_tables(op.get_bind())
