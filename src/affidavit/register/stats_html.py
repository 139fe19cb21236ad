"""Counts as a page: the picture, what must be known to read it, and all numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from affidavit.register.stats import ALL, Stats
from affidavit.register.stats_facts import UNKNOWN
from affidavit.register.stats_svg import svg

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2430; --soft: #5b6573; --line: #e2e6ec; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171d; --ink: #e4e6ea; --soft: #a3abb8; --line: #2a303b; } }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.chart { overflow-x: auto; } .chart svg { max-width: 100%; height: auto; min-width: 40rem; display: block; }
.notes { color: var(--soft); margin: 1rem 1.5rem; }
.wide { overflow-x: auto; margin: 1.5rem; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { text-align: left; font-weight: 500; } thead th { color: var(--soft); } td { text-align: right; }
""".strip()


def page(stats: Stats) -> str:
    """A page that needs no other file and runs no script."""
    title = escape(stats.title())
    notes = "".join(f"<p>{escape(note)}</p>" for note in stats.notes)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<div class="chart">\n{svg(stats)}</div>\n'
        f'<div class="notes">{notes}</div>\n<div class="wide">\n{_table(stats)}</div>\n</main>\n</body>\n</html>\n'
    )


def _table(stats: Stats) -> str:
    head, *body = sheet(stats)
    cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    named = len(head) - 1 if stats.asked.over is None and len(stats.axes) == 1 else _named(stats)
    rows = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{escape(cell)}</th>' if at < named else f"<td>{escape(cell)}</td>"
            for at, cell in enumerate(row)
        ) + "</tr>\n" for row in body
    )  # fmt: skip
    caption = f"<caption>{escape(stats.title())}</caption>"
    return f"<table>\n{caption}\n<thead><tr>{cells}</tr></thead>\n<tbody>{rows}</tbody>\n</table>\n"


def _named(stats: Stats) -> int:
    return 2 if len(stats.axes) == 2 and stats.asked.over else 1


def sheet(stats: Stats) -> Iterator[list[str]]:
    """The numbers as a table for people, its head first.

    A row is a value, a period, or both where there are two fields; a column a value of the other field.
    """
    yield [*_head(stats), *([] if _flat(stats) else [bucket.label for bucket in stats.axes[-1]]), _all(stats)]
    if _flat(stats):
        yield from ([bucket.label, f"{stats.number(bucket.key):,}"] for bucket in stats.axes[0])
        return
    for period in stats.periods or (ALL,):
        for first in stats.axes[0] if len(stats.axes) == 2 else (None,):
            numbers = _numbers(stats, (first.key,) if first else (), period)
            if first is None or any(numbers):
                yield [*([when(period)] if period else []), *([first.label] if first else []), *_shown(numbers)]
    between = [""] * (_named(stats) - 1)
    yield ["All", *between, *_shown(_numbers(stats, (ALL,) * (len(stats.axes) - 1), ALL))]


def _numbers(stats: Stats, keys: tuple[str, ...], period: str) -> list[int]:
    """A row's numbers: those of the last field's values, and that of all."""
    return [stats.number(*keys, key, period=period) for key in [*(bucket.key for bucket in stats.axes[-1]), ALL]]


def _shown(numbers: list[int]) -> list[str]:
    return [f"{number:,}" if number else "" for number in numbers]


def _flat(stats: Stats) -> bool:
    return len(stats.axes) == 1 and not stats.periods


def _head(stats: Stats) -> list[str]:
    over = [stats.asked.over.capitalize()] if stats.asked.over and stats.periods else []
    return [*over, *(stats.labels()[:1] if len(stats.axes) == 2 or _flat(stats) else [])]


def _all(stats: Stats) -> str:
    return stats.asked.measure.capitalize() if _flat(stats) else "All"


def when(period: str) -> str:
    """A period for people."""
    return "not known" if period == UNKNOWN else period
