"""The time line as an inline picture: a row an event, dates of less precision drawn as ranges."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from affidavit.report import words
from affidavit.report.html.markup import Markup, el
from affidavit.report.model import Event

_ROW, _AXIS, _TOP, _MOST_TICKS = 46, 26, 6, 4
_SHOWN_AS_DAY = timedelta(days=1)


def timeline(events: tuple[Event, ...]) -> Markup | None:
    """The picture; None where fewer than two moments are known."""
    dated = [(event, days) for event in events if (days := _days(event))]
    if len({day for _, days in dated for day in days}) < 2:
        return None
    scale = _Scale([day for _, days in dated for day in days])
    rows = [part for n, (event, days) in enumerate(dated) for part in _row(event, days, scale, _TOP + n * _ROW)]
    height = _TOP + len(dated) * _ROW
    axis = list(_axis(scale, height))
    name = f"Time line: {'; '.join(f'{event.label} {event.statement.text}' for event, _ in dated)}"
    return el(
        "svg", *axis, *rows, class_="timeline", width="100%", height=str(height + _AXIS), role="img", aria_label=name
    )


def _days(event: Event) -> tuple[date, date] | None:
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


class _Scale:
    """Days as percentages of the picture's width."""

    def __init__(self, days: list[date]) -> None:
        margin = max(timedelta(days=2), (max(days) - min(days)) * 0.02)
        self.first, self.last = _moved(min(days), -margin), _moved(max(days), margin)

    def at(self, day: date) -> float:
        return 100 * (day - self.first) / max(self.last - self.first, _SHOWN_AS_DAY)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _row(event: Event, days: tuple[date, date], scale: _Scale, top: int) -> Iterator[Markup]:
    """The label and its date above a track; on it a dot, or a bar for a range or a date of less precision."""
    start, end = scale.at(days[0]), scale.at(days[1])
    tone, line = event.statement.tone.value, str(top + 30)
    kind = "range" if event.start != event.end else "vague"
    yield el("text", event.label, x="0", y=str(top + 16), class_="event")
    yield el("text", event.statement.text, x="100%", y=str(top + 16), text_anchor="end", class_="date")
    yield el("line", x1="0", x2="100%", y1=line, y2=line, class_="track")
    if days[0] == days[1]:
        yield el("circle", cx=f"{start:.2f}%", cy=line, r="5", class_=f"dot {tone}")
    else:
        width = f"{max(end - start, 0.8):.2f}%"
        yield el("rect", x=f"{start:.2f}%", width=width, y=str(top + 26), height="8", rx="4", class_=f"{kind} {tone}")


def _axis(scale: _Scale, bottom: int) -> Iterator[Markup]:
    for day, label in _ticks(scale):
        x = f"{scale.at(day):.2f}%"
        yield el("line", x1=x, x2=x, y1="0", y2=str(bottom), class_="tick")
        yield el("text", label, x=x, y=str(bottom + 18), text_anchor="middle", class_="tick")


def _ticks(scale: _Scale) -> list[tuple[date, str]]:
    """A few beginnings of months or years, away from the edges."""
    months = [date(y, m, 1) for y in range(scale.first.year, scale.last.year + 1) for m in range(1, 13)]
    inside = [day for day in months if 5 < scale.at(day) < 95]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 600):
        some = [day for day in inside if (day.year * 12 + day.month - 1) % step == 0]
        if len(some) <= _MOST_TICKS:
            return [(day, str(day.year) if step >= 12 else words.date(day.isoformat()[:7])) for day in some]
    return []
