"""The time line as an inline picture: a row an event, dates of less precision drawn as ranges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from affidavit.report import timescale
from affidavit.report.html.markup import Markup, el
from affidavit.report.model import Event

_ROW, _AXIS, _TOP = 46, 26, 6


def timeline(events: tuple[Event, ...]) -> Markup | None:
    """The picture; None where fewer than two moments are known."""
    drawn = timescale.drawn(events)
    if drawn is None:
        return None
    scale, dated = drawn.scale, drawn.rows
    rows = [part for n, (event, days) in enumerate(dated) for part in _row(event, days, scale, _TOP + n * _ROW)]
    height = _TOP + len(dated) * _ROW
    axis = list(_axis(scale, height))
    name = f"Time line: {'; '.join(f'{event.label} {event.statement.text}' for event, _ in dated)}"
    return el(
        "svg", *axis, *rows, class_="timeline", width="100%", height=str(height + _AXIS), role="img", aria_label=name
    )


def _row(event: Event, days: tuple[date, date], scale: timescale.Scale, top: int) -> Iterator[Markup]:
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


def _axis(scale: timescale.Scale, bottom: int) -> Iterator[Markup]:
    for day, label in timescale.ticks(scale):
        x = f"{scale.at(day):.2f}%"
        yield el("line", x1=x, x2=x, y1="0", y2=str(bottom), class_="tick")
        yield el("text", label, x=x, y=str(bottom + 18), text_anchor="middle", class_="tick")
