"""Identities and times of what is exported: made from the incident, so that a second export updates the first."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from affidavit.errors import UsageError

_NAMESPACE = uuid.UUID("6ae1b5ce-9f4b-5d0c-8b25-6d6f2f0f7a51")


def identity(*names: str) -> str:
    """A UUIDv5 made of names: the same for the same thing, whenever it is exported."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(names)))


def moment(at: str | None) -> datetime:
    """The time of the export (RFC 3339), now where none is given; UsageError where it is none."""
    if at is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        given = datetime.fromisoformat(at)
    except ValueError:
        raise UsageError(f"the time of the export is RFC 3339 (2026-01-31T12:00:00Z), not {at!r}") from None
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
