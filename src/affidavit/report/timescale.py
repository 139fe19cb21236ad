"""Time as a line: partial dates as periods, and their places on a scale."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from affidavit.model import words
from affidavit.report.model import Event

_SHOWN_AS_DAY = timedelta(days=1)
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """The events that have a place on the line, each with its first and last day."""

    scale: Scale
    rows: tuple[tuple[Event, tuple[date, date]], ...]


def drawn(events: tuple[Event, ...]) -> Drawn | None:
    """The events on a scale of their own; None where fewer than two moments are known."""
    rows = tuple((event, found) for event in events if (found := days(event)))
    moments = [day for _, found in rows for day in found]
    return Drawn(Scale(moments), rows) if len(set(moments)) > 1 else None


def days(event: Event) -> tuple[date, date] | None:
    """The first and the last day that an event may mean; None where its dates are no dates."""
    first, last = period(event.start), period(event.end)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def period(partial: str) -> tuple[date, date] | None:
    """The first and the last day of a partial ISO date."""
    try:
        year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


class Scale:
    """Days as percentages of the picture's width."""

    def __init__(self, days: list[date]) -> None:
        """A scale with a margin before the first and after the last of `days`."""
        margin = max(timedelta(days=2), (max(days) - min(days)) * 0.02)
        self.first, self.last = _moved(min(days), -margin), _moved(max(days), margin)

    def at(self, day: date) -> float:
        """Where `day` lies, from 0 to 100."""
        return 100 * (day - self.first) / max(self.last - self.first, _SHOWN_AS_DAY)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def ticks(scale: Scale) -> list[tuple[date, str]]:
    """A few beginnings of months or years, away from the edges."""
    months = [date(y, m, 1) for y in range(scale.first.year, scale.last.year + 1) for m in range(1, 13)]
    inside = [day for day in months if 5 < scale.at(day) < 95]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 600):
        some = [day for day in inside if (day.year * 12 + day.month - 1) % step == 0]
        if len(some) <= _MOST_TICKS:
            return [(day, str(day.year) if step >= 12 else words.date(day.isoformat()[:7])) for day in some]
    return []
