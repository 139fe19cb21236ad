"""The register's tables. Times are UTC, ISO 8601 to the microsecond, so that they sort as text on every store.

What was true at a time stays: tellings, memberships and decisions have an end and are never overwritten, so that an
incident can be shown as of any day.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: A row of a query's result.
Found = Row[*tuple[Any, ...]]

METADATA = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

#: SQLite's own row numbers are what an INTEGER primary key is; PostgreSQL counts in 64 bits.
_Number = BigInteger().with_variant(Integer(), "sqlite")
#: Text that is compared letter by letter on every store, whatever its language settings.
_Plain = Text(collation="C").with_variant(Text(), "sqlite")

#: Most findings are no names, and stay out of their index.
_NAMED = text("named IS NOT NULL")
#: Few incidents are told of by nothing any more, or were dismissed.
_HIDDEN = text("told_by <= 0")

#: Each text once, by its content. `replaced_by` is the newer version of the same page.
document = Table(
    "document",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("key", Text, index=True),
    Column("origin", Text, index=True),
    Column("published", Text, index=True),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("places", Text),
    Column("kind", Text, nullable=False),
    Column("reason", Text),
    Column("version", Text, nullable=False),
    Column("added", Text, nullable=False, index=True),
    Column("replaced_by", _Number, ForeignKey("document.no")),
    #: The words of its key, publisher and origin, as those of a finding.
    Column("words", _Plain, nullable=False, index=True),
)

#: Where else a text was met.
source = Table(
    "source",
    METADATA,
    Column("document", _Number, ForeignKey("document.no"), nullable=False, primary_key=True),
    Column("origin", Text, nullable=False, primary_key=True, index=True),
    Column("seen", Text, nullable=False),
    Column("words", _Plain, nullable=False),
)

#: One event, as all that is told of it now makes it; `words` and `profile` are what it is searched and linked by.
incident = Table(
    "incident",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("opened", Text, nullable=False, index=True),
    Column("changed", Text, nullable=False),
    #: How many documents tell of it now; 0 where all were withdrawn or moved, negative where it was dismissed.
    Column("told_by", Integer, nullable=False),
    #: The incident that took this one in.
    Column("gone_into", _Number, ForeignKey("incident.no")),
    # holds all that a search needs of an incident, so that rows with their words are not read
    Index("ix_incident_changed", "changed", "told_by", "id"),
    # a search leaves these out
    Index("ix_incident_hidden", "no", sqlite_where=_HIDDEN, postgresql_where=_HIDDEN),
)

#: What one document tells of one incident, with all claims; ended when the document is read anew or replaced.
telling = Table(
    "telling",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("document", _Number, ForeignKey("document.no"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("name", Text),
    Column("packed", LargeBinary, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
    Index("ix_telling_document", "document", "until"),
)

#: Which incident a telling belongs to, who said so (`engine` or `person`), and why.
membership = Table(
    "membership",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("telling", _Number, ForeignKey("telling.no"), nullable=False),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("score", Float),
    Column("because", Text),
    Column("since", Text, nullable=False),
    Column("until", Text),
    Index("ix_membership_telling", "telling", "until", "incident"),
)

#: Under which keys an incident is found as a candidate.
block = Table(
    "block",
    METADATA,
    Column("key", Text, nullable=False, primary_key=True),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False, primary_key=True, index=True),
)

#: What an incident holds now, a row a finding; `text` is what a search compares (lower case), `words` those of a name
#: or a sentence with spaces around each, `named` the key of an organisation's name (`names.key`), `low` and `high` the
#: days that a date spans.
finding = Table(
    "finding",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False),
    Column("field", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("value", Text),
    Column("text", _Plain),
    Column("words", _Plain),
    Column("named", Text),
    Column("number", Float),
    Column("low", Text),
    Column("high", Text),
    Column("disputed", Boolean, nullable=False),
    Index("ix_finding_incident_field", "incident", "field", "status"),
    Index("ix_finding_field_text", "field", "text", "status", "incident", "rank"),  # all that counting reads
    *(
        Index(
            f"ix_finding_field_{name}", "field", name, *more, "status", "incident",
            sqlite_where=text(f"{name} IS NOT NULL"), postgresql_where=text(f"{name} IS NOT NULL"),
        )
        for name, *more in (("words",), ("number",), ("low", "high"))
    ),
    Index("ix_finding_named", "named", "field", "incident", sqlite_where=_NAMED, postgresql_where=_NAMED),
)  # fmt: skip

#: What became of a field: what it held before and after, when, and through which document or decision.
change = Table(
    "change",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False, index=True),
    Column("at", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("cause", Text, nullable=False),
    Column("document", _Number, ForeignKey("document.no")),
    Column("decision", _Number, ForeignKey("decision.no")),
)

#: What a person decided; undone ones stay. `packed` holds what the undoing needs.
decision = Table(
    "decision",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False, index=True),
    Column("field", Text),
    Column("value", Text),
    Column("status", Text),
    Column("who", Text),
    Column("because", Text),
    Column("packed", Text),
    Column("undone", Text),
)

#: Pairs that may be one incident and were left apart, for people to decide.
review = Table(
    "review",
    METADATA,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("incident", _Number, ForeignKey("incident.no"), nullable=False, index=True),
    Column("candidate", _Number, ForeignKey("incident.no"), nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("because", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("settled", Text),
    UniqueConstraint("incident", "candidate"),
)

#: Searches that people keep.
saved_search = Table(
    "saved_search",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("added", Text, nullable=False),
)

#: The names that a watch list watches; up to which incident, and which change, its alerts were told.
watched = Table(
    "watched",
    METADATA,
    Column("list", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("added", Text, nullable=False),
    Column("opened", _Number, nullable=False),
    Column("changed", _Number, nullable=False),
)
