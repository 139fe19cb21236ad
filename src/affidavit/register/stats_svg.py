"""Counts as a picture: SVG that needs nothing else, light or dark as the reader's system is, with its words in it.

Bars for one field, a table of shaded cells for two; over time a small chart for each value, or pair of values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from affidavit.model import words
from affidavit.register.stats import ALL, Bucket, Stats
from affidavit.register.stats_facts import UNKNOWN

_WIDTH, _EDGE, _HEAD = 960, 24, 64
#: How wide a letter is, about: in a line, in a small one.
_LETTER, _SMALL = 7.2, 5.7
STYLE = """
.affidavit-chart { --paper: #fff; --ink: #1d2430; --soft: #5b6573; --line: #e2e6ec; --bar: #2f6fb3; --rest: #b4bcc8;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-size: 13px; }
@media (prefers-color-scheme: dark) { .affidavit-chart { --paper: #14171d; --ink: #e4e6ea; --soft: #a3abb8;
  --line: #2a303b; --bar: #6ea3dd; --rest: #566072; } }
.affidavit-chart .paper { fill: var(--paper); } .affidavit-chart text { fill: var(--ink); }
.affidavit-chart .soft { fill: var(--soft); } .affidavit-chart .small { font-size: 11px; }
.affidavit-chart .title { font-size: 20px; font-weight: 600; } .affidavit-chart .name { font-weight: 600; }
.affidavit-chart .bar { fill: var(--bar); } .affidavit-chart .rest { fill: var(--rest); }
.affidavit-chart .line { stroke: var(--line); } .affidavit-chart .over { fill: var(--paper); }
.affidavit-chart .end { text-anchor: end; } .affidavit-chart .mid { text-anchor: middle; }
""".strip()


@dataclass(frozen=True, slots=True)
class _Box:
    """A place in the picture."""

    x: float
    y: float
    width: float
    height: float


def svg(stats: Stats) -> str:
    """The picture, with a title and a description for those who do not see it."""
    drawn, height = _DRAWN[len(stats.asked.fields), bool(stats.asked.over)](stats)
    described = f"{stats.total:,} incidents. {' '.join(stats.notes)} {_said(stats)}".strip()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="affidavit-chart" viewBox="0 0 {_WIDTH} {height:.0f}" '
        f'width="{_WIDTH}" height="{height:.0f}" role="img" aria-labelledby="chart-title chart-told">',
        f'<title id="chart-title">{_safe(stats.title())}</title><desc id="chart-told">{_safe(described)}</desc>',
        f'<style>{STYLE}</style><rect class="paper" width="100%" height="100%"/>',
        _text(_EDGE, 38, stats.title(), "title"),
        _text(_WIDTH - _EDGE, 38, f"{stats.total:,} incidents", "soft end"),
        *drawn,
    ]
    return "\n".join([*parts, "</svg>\n"])


def _said(stats: Stats) -> str:
    """The fullest buckets of the first field, for the description."""
    first = [one for one in stats.axes[0] if one.plain][:5] if stats.axes else []
    return "; ".join(f"{one.label}: {_number(_sum(stats, 0, one))}" for one in first)


def _sum(stats: Stats, place: int, bucket: Bucket) -> int:
    keys = [ALL] * len(stats.axes)
    keys[place] = bucket.key
    return stats.number(*keys)


def _bars(stats: Stats) -> tuple[list[str], float]:
    """A bar for each value."""
    axis, row = stats.axes[0], 28
    numbers = [stats.number(bucket.key) for bucket in axis]
    left = min(330.0, max([_wide(bucket.label) for bucket in axis], default=0)) + _EDGE + 12
    room, most, drawn = _WIDTH - _EDGE - left - 90, max([*numbers, 1]), []
    for at, (bucket, number) in enumerate(zip(axis, numbers, strict=True)):
        y, length = _HEAD + at * row, room * number / most
        drawn += [
            _text(left - 12, y + 16, _cut(bucket.label, left - _EDGE - 12), "end" if bucket.plain else "soft end"),
            _rect(_Box(left, y + 3, length, row - 9), _class(bucket), f"{bucket.label}: {number:,}"),
            _text(left + length + 8, y + 16, _number(number), "soft"),
        ]
    return drawn, _HEAD + len(axis) * row + _EDGE


def _matrix(stats: Stats) -> tuple[list[str], float]:
    """A cell for each pair of values, the fuller the darker."""
    rows, columns = stats.axes
    left, top, height = 214.0, _HEAD + 46.0, 34.0
    width = (_WIDTH - _EDGE - left) / max(1, len(columns))
    most = max([stats.number(a.key, b.key) for a in rows for b in columns if a.plain and b.plain] or [1]) or 1
    drawn = [
        part for at, one in enumerate(columns) for part in _heading(one, left + (at + 0.5) * width, top - 8, width)
    ]
    for down, a in enumerate(rows):
        y = top + down * height
        drawn += _row_name(a, left - 12, y + 21)
        for across, b in enumerate(columns):
            number = stats.number(a.key, b.key)
            share, full = min(1.0, number / most), a.plain and b.plain
            box = _Box(left + across * width + 1, y + 1, width - 2, height - 2)
            drawn.append(_cell(box, share, "bar" if full else "rest", f"{a.label}, {b.label}: {number:,}"))
            if number:
                kind = "mid over" if full and share > 0.55 else "mid"
                drawn.append(_text(left + (across + 0.5) * width, y + 21, _number(number), kind))
    return drawn, top + len(rows) * height + _EDGE


def _cell(box: _Box, share: float, kind: str, told: str) -> str:
    opacity = 0.05 + (0.9 if kind == "bar" else 0.45) * share
    return _rect(box, kind, told).replace("<rect", f'<rect fill-opacity="{opacity:.2f}"', 1)


def _heading(bucket: Bucket, x: float, y: float, width: float) -> list[str]:
    """A column's name in up to three lines."""
    lines = _lines(bucket.label, width - 6, 3)
    kind = "mid small" if bucket.plain else "mid small soft"
    return [_text(x, y - (len(lines) - 1 - at) * 13, line, kind) for at, line in enumerate(lines)]


def _row_name(bucket: Bucket, x: float, y: float) -> list[str]:
    """A row's name, in two small lines where it is long."""
    soft = "" if bucket.plain else " soft"
    if _wide(bucket.label) <= x - _EDGE:
        return [_text(x, y, bucket.label, f"end{soft}")]
    lines = _lines(bucket.label, x - _EDGE, 2)
    return [_text(x, y - 6 * (len(lines) - 1) + at * 13, line, f"end small{soft}") for at, line in enumerate(lines)]


def _lines(text: str, width: float, most: int) -> list[str]:
    """A text in at most so many small lines; what does not fit is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer, _SMALL) <= width or not lines[-1] or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_cut(line, width, _SMALL) for line in lines]


def _panels(stats: Stats) -> tuple[list[str], float]:
    """A small chart over time for each value, after one for all; those of the values share one scale."""
    axis, across, height = stats.axes[0], 3, 150.0
    width = (_WIDTH - 2 * _EDGE) / across
    series = [("All", True, _series(stats, ALL))]
    series += [(bucket.label, bucket.plain, _series(stats, bucket.key)) for bucket in axis]
    most = _most([numbers for _, plain, numbers in series[1:] if plain])
    told = (
        f"{_span(stats)}. Values share one scale, up to {_number(most)}; the first chart and the grey have their own."
    )
    drawn = [_text(_EDGE, _HEAD - 6, told, "soft small")]
    for at, (name, plain, numbers) in enumerate(series):
        x, y = _EDGE + at % across * width, _HEAD + 14 + at // across * height
        drawn.append(_text(x, y + 12, _cut(name, width - 80, 7.6), "name" if plain else "name soft"))
        drawn.append(_text(x + width - 24, y + 12, _number(sum(numbers)), "soft end"))
        scale = max(numbers) if at == 0 or not plain else most
        drawn += _columns(stats, numbers, _Box(x, y + 22, width - 24, height - 62), (scale, plain))
        drawn += _ends(stats, x, y + height - 26, width - 24)
    return drawn, _HEAD + 14 + -(-len(series) // across) * height + 4


def _grid(stats: Stats) -> tuple[list[str], float]:
    """A small chart over time for each pair of values, all to one scale."""
    rows, columns = stats.axes
    left, top, height = 220.0, _HEAD + 50.0, 64.0
    width = (_WIDTH - _EDGE - left) / max(1, len(columns))
    most = _most([_series(stats, a.key, b.key) for a in rows for b in columns if a.plain and b.plain])
    rest = _most([_series(stats, a.key, b.key) for a in rows for b in columns if not (a.plain and b.plain)])
    told = f"{_span(stats)}. Values have one scale, up to {_number(most)}; grey charts another, up to {_number(rest)}."
    drawn = [_text(_EDGE, _HEAD - 6, told, "soft small")]
    drawn += [
        part for at, one in enumerate(columns) for part in _heading(one, left + (at + 0.5) * width, top - 8, width)
    ]
    for down, a in enumerate(rows):
        y = top + down * height
        drawn += _row_name(a, left - 12, y + 36)
        for across, b in enumerate(columns):
            box = _Box(left + across * width + 4, y + 6, width - 8, height - 14)
            look = (most, True) if a.plain and b.plain else (rest, False)
            drawn += _columns(stats, _series(stats, a.key, b.key), box, look)
    return drawn, top + len(rows) * height + _EDGE


def _series(stats: Stats, *keys: str) -> list[int]:
    return [stats.number(*keys, period=period) for period in stats.periods]


def _most(series: Sequence[Sequence[int]]) -> int:
    return max([number for numbers in series for number in numbers] or [1]) or 1


def _columns(stats: Stats, numbers: Sequence[int], box: _Box, look: tuple[int, bool]) -> Iterator[str]:
    """A column for each period; that of the unknown one stands apart."""
    scale, plain = max(1, look[0]), look[1]
    unknown = stats.periods[-1:] == (UNKNOWN,)
    step = box.width / (len(numbers) + 0.6 * unknown)
    for at, (period, number) in enumerate(zip(stats.periods, numbers, strict=True)):
        apart = 0.6 * step if period == UNKNOWN else 0
        height = min(box.height, box.height * number / scale)
        place = _Box(
            box.x + at * step + apart, box.y + box.height - height, max(0.6, step - (2 if step > 5 else 0.4)), height
        )
        if number:
            kind = "bar" if plain and not apart else "rest"
            yield _rect(place, kind, f"{'not known when' if apart else period}: {number:,}")
    base = box.y + box.height + 0.5
    yield f'<path class="line" d="M{box.x:.1f} {base:.1f}h{box.width:.1f}"/>'


def _ends(stats: Stats, x: float, y: float, width: float) -> list[str]:
    """The first and the last period under a chart, and a mark for the unknown one."""
    known = [period for period in stats.periods if period != UNKNOWN]
    unknown, step = len(known) < len(stats.periods), width / (len(stats.periods) + 0.6)
    end = x + width - (1.6 * step if unknown else 0)
    drawn = [_text(x, y, known[0], "soft small")] if known else []
    if len(known) > 1 and end - x > 90:
        drawn.append(_text(end, y, known[-1], "soft small end"))
    return [*drawn, *([_text(x + width - step / 2, y, "?", "soft small mid")] if unknown else [])]


def _span(stats: Stats) -> str:
    known = [period for period in stats.periods if period != UNKNOWN]
    grey = ", behind them those of which it is not known" if len(known) < len(stats.periods) else ""
    return (f"{known[0]} to {known[-1]}" if known else "No time is known") + grey


def _class(bucket: Bucket) -> str:
    return "bar" if bucket.plain else "rest"


def _rect(box: _Box, kind: str, told: str) -> str:
    place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{max(0.0, box.width):.1f}" height="{max(0.0, box.height):.1f}"'
    return f'<rect class="{kind}" {place} rx="1.5"><title>{_safe(told)}</title></rect>'


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape("".join(char if char.isprintable() else " " for char in text))


def _wide(text: str, letter: float = _LETTER) -> float:
    return sum(letter * (1.8 if east_asian_width(char) in "WF" else 1) for char in text)


def _cut(text: str, width: float, letter: float = _LETTER) -> str:
    """A text that is no wider; cut where it is, an ellipsis tells so."""
    if _wide(text, letter) <= width:
        return text
    while text and _wide(text, letter) > width - letter:
        text = text[:-1]
    return f"{text.rstrip()}\u2026"


def _number(number: int) -> str:
    return words.number(number) if number < 10**6 else words.number(float(f"{number:.3g}"))


_DRAWN = {(1, False): _bars, (2, False): _matrix, (1, True): _panels, (2, True): _grid}
