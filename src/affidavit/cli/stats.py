"""`affidavit stats`: how many incidents there are, by what they hold and over time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from affidavit.cli import registers, sheets
from affidavit.cli.completion import field_keys
from affidavit.cli.options import BY_NAME, Output
from affidavit.cli.output import complain
from affidavit.cli.table import columns

if TYPE_CHECKING:
    from affidavit.register.stats import Stats


class Format(StrEnum):
    """What counts can be written as."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSON = "json"
    SVG = "svg"
    HTML = "html"


class Over(StrEnum):
    """The periods."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class By(StrEnum):
    """What says when an incident was."""

    STARTED = "started"
    DISCOVERED = "discovered"
    DISCLOSED = "disclosed"
    PUBLISHED = "published"


class Measure(StrEnum):
    """What is counted."""

    INCIDENTS = "incidents"
    PEOPLE = "people"


#: How many values are shown: of one field, over time, of two fields; on a terminal, in a picture.
_TOP = {(1, False): (20, 15), (1, True): (4, 11), (2, False): (4, 7), (2, True): (4, 5)}
_LABEL, _COLUMN, _BAR = 34, 14, 40
_GAP = "  "


def command(  # noqa: PLR0913 - the options are the interface
    field: Annotated[str, typer.Argument(metavar="FIELD", autocompletion=field_keys)],
    second: Annotated[str | None, typer.Argument(metavar="[FIELD2]", autocompletion=field_keys)] = None,
    register: registers.Where = None,
    over: Annotated[Over | None, typer.Option(help="Count for each of these periods.")] = None,
    by: Annotated[By, typer.Option(help="What says when: published is that of the first document.")] = By.STARTED,
    where: Annotated[str, typer.Option(metavar="QUERY", help="Those only that fit; see affidavit search.")] = "",
    measure: Annotated[Measure, typer.Option(help="Count incidents, or the people affected.")] = Measure.INCIDENTS,
    top: Annotated[int | None, typer.Option(min=1, help="How many values to show; the others are one.")] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help=BY_NAME),
    ] = None,
    output: Output = None,
) -> None:  # fmt: skip
    """Count incidents by what they hold.

    By one field or two, and over time. What is not reported is counted as that. A csv and json hold all values; svg and
    html are pictures.

    \b
        affidavit stats vector --over year --by published
        affidavit stats sector data --where 'country:US' -o data.html
    """  # noqa: D301 - for click
    from affidavit.register.search import parsed
    from affidavit.register.stats import Asked

    chosen = format or _named(output)
    fields = (field,) if second is None else (field, second)
    most = (
        None
        if chosen in {Format.CSV, Format.JSON}
        else _TOP[len(fields), over is not None][chosen is not Format.TERMINAL]
    )
    asked = Asked(fields, over and str(over), str(by), str(measure), parsed(where), top or most)
    with registers.opened(register) as opened:
        found = opened.stats(asked)
    sheets.put(_WRITERS[chosen](found), output)
    if chosen in {Format.CSV, Format.SVG}:
        for note in found.notes:
            complain(note)


def _named(output: Path | None) -> Format:
    known = {f".{format}": format for format in Format}
    return known.get(output.suffix.lower(), Format.TERMINAL) if output else Format.TERMINAL


def _json(found: Stats) -> str:
    """An object: what was asked, and a row for each cell that holds something."""
    asked = found.asked
    row: dict[str, Any] = {
        "fields": list(asked.fields), "over": asked.over, "by": asked.by if asked.over else None,
        "measure": asked.measure, "incidents": found.total, "notes": list(found.notes),
    }  # fmt: skip
    row = {key: value for key, value in row.items() if value is not None}
    row["rows"] = [
        ({"period": period} if period else {})
        | {key: {"key": bucket.key, "label": bucket.label} for key, bucket in zip(asked.fields, buckets, strict=True)}
        | {"number": number}
        for period, buckets, number in found.cells()
    ]
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def _csv(found: Stats) -> str:
    """A row for each cell that holds something, for pivot tables."""
    asked = found.asked
    head = [*([asked.over] if asked.over else []), *asked.fields, asked.measure]
    cells = found.cells()
    rows = ([*([period] if period else []), *(one.label for one in held), number] for period, held, number in cells)
    return sheets.as_csv(head, rows)


def _svg(found: Stats) -> str:
    from affidavit.register.stats_svg import svg

    return svg(found)


def _html(found: Stats) -> str:
    from affidavit.register.stats_html import page

    return page(found)


def _terminal(found: Stats) -> str:
    from affidavit.register.stats_html import sheet

    lines = [f"{found.title()}: {found.total:,} incident{'s' * (found.total != 1)}", ""]
    flat = len(found.axes) == 1 and not found.periods
    lines += _bars(found) if flat else _table(list(sheet(found)), 2 if len(found.axes) == 2 and found.periods else 1)
    notes = [line for note in found.notes for line in wrap(note, 100)]
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def _bars(found: Stats) -> Iterator[str]:
    """A bar for each value, with its number and its share of all."""
    rows = [(sheets.plain(bucket.label), found.number(bucket.key)) for bucket in found.axes[0]]
    widest = min(_LABEL, max((columns(label) for label, _ in rows), default=0))
    most, every = max([number for _, number in rows] or [1]) or 1, found.number("") or 1
    digits = len(f"{most:,}")
    for label, number in rows:
        bar = _block(number / most)
        yield f"{_fit(label, widest)}{_GAP}{number:>{digits},}{_GAP}{number / every:>4.0%}{_GAP}{bar}".rstrip()


def _block(share: float) -> str:
    """A bar in eighths of a column."""
    eighths = round(share * _BAR * 8)
    return "\u2588" * (eighths // 8) + (chr(0x2590 - eighths % 8) if eighths % 8 else "")


def _table(rows: Sequence[Sequence[str]], named: int) -> Iterator[str]:
    """A table with its numbers to the right, heads in as many lines as they need."""
    cells = [[sheets.plain(cell) for cell in row] for row in rows]
    head = [wrap(cell, _LABEL if at < named else _COLUMN) or [""] for at, cell in enumerate(cells[0])]
    widths = [
        max([*map(columns, head[at]), *(min(columns(row[at]), _LABEL) for row in cells[1:])]) for at in range(len(head))
    ]
    deep = max(map(len, head))
    for line in range(deep):
        yield _line([([""] * (deep - len(one)) + one)[line] for one in head], widths, named)
    for row in cells[1:]:
        yield _line(row, widths, named)


def _line(cells: Sequence[str], widths: Sequence[int], named: int) -> str:
    shown = [
        _fit(cell, width) if at < named else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(shown).rstrip()


def _fit(text: str, width: int) -> str:
    """A text of just this width."""
    if columns(text) > width:
        while columns(text) > width - 1:
            text = text[:-1]
        text += "\u2026"
    return text + " " * (width - columns(text))


_WRITERS: dict[Format, Callable[[Stats], str]] = {
    Format.TERMINAL: _terminal,
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.SVG: _svg,
    Format.HTML: _html,
}
