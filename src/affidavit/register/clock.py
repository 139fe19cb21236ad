"""The register's time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """The time in UTC, ISO 8601 to the microsecond."""
    return _written(datetime.now(UTC))


def just_before(at: str) -> str:
    """The last moment before `at`."""
    return _written(datetime.fromisoformat(at) - timedelta(microseconds=1))


def _written(time: datetime) -> str:
    return time.isoformat(timespec="microseconds").replace("+00:00", "Z")
