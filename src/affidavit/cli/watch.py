"""`affidavit watch` and `alerts`: names that are watched, and what is new for them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import registers, sheets
from affidavit.cli.incidents import held
from affidavit.cli.options import Output
from affidavit.cli.vendors import NAMES, Column, hit_lines, hit_parts, hit_row, match, role, suppliers
from affidavit.errors import UsageError

if TYPE_CHECKING:
    from affidavit.register import Register
    from affidavit.register.watch import Alert, Alerts, Change, Touch

#: What the lines of a hit begin with that say how it is the watched name's.
_SAID = ("as:", "match:", "perhaps:")
WatchList = Annotated[str, typer.Option("--list", "-l", metavar="NAME", help="The watch list.")]


class Format(StrEnum):
    """What alerts can be written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


def watch_command(
    given: Annotated[list[str] | None, typer.Argument(metavar="[NAME|FILE]...", help=NAMES)] = None,
    register: registers.Where = None,
    watchlist: WatchList = "default",
    remove: Annotated[bool, typer.Option("--remove", help="Watch these no longer.")] = False,
    column: Column = None,
) -> None:  # fmt: skip
    """Watch suppliers, or show who is watched.

    `affidavit alerts` tells what is new for them from now on; `affidavit exposure` what there is already.
    """
    if remove and not given:
        raise UsageError("--remove needs the names to watch no longer")
    names = suppliers(given, column) if given else []
    with registers.opened(register) as opened:
        if names and remove:
            gone = opened.unwatch(names, watchlist)
            typer.echo(f"{watchlist}: {len(gone)} watched no longer, {len(opened.watched(watchlist))} left")
        elif names:
            added = opened.watch(names, watchlist)
            typer.echo(f"{watchlist}: {len(added)} added, {len(opened.watched(watchlist))} watched")
        else:
            _show(opened, watchlist)


def _show(register: Register, name: str) -> None:
    watched = register.watched()
    mine = [one for one in watched if one.watchlist == name]
    for one in mine:
        typer.echo(f"{sheets.plain(one.name)}  (since {registers.day(one.added)})")
    if not mine:
        typer.echo(f"{name}: nobody is watched.")
    if others := sorted({one.watchlist for one in watched} - {name}):
        typer.echo(f"Other lists: {sheets.plain(', '.join(others))}")


def alerts_command(
    register: registers.Where = None,
    watchlist: WatchList = "default",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="What is new since this day, told before or not.")
    ] = None,
    peek: Annotated[bool, typer.Option("--peek", help="Tell it the next time as well.")] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.TERMINAL,
    output: Output = None,
) -> None:  # fmt: skip
    """Tell what is new for those who are watched.

    Since it was told the last time: incidents that touch them as victim or vendor, and changes of known ones. It counts
    as told when all of it was written.
    """
    with registers.opened(register) as opened:
        found = opened.alerts(watchlist, _since(since))
        sheets.put(_WRITERS[format](found), output)
        if not peek:
            opened.tell(found)


def _since(text: str | None) -> str | None:
    """The beginning of a day, or a time, as the register writes it."""
    at = registers.moment(text)
    return at[:10] if at is not None and text is not None and len(text) <= len("2024-09-17") else at


def _jsonl(found: Alerts) -> str:
    return sheets.jsonl(_row(alert, found.watchlist) for alert in found.alerts)


def _row(alert: Alert, name: str) -> dict[str, object]:
    from affidavit.register.vendors_briefs import brief_row

    shared = brief_row(alert.incident)
    touches = [
        {"watched": touch.watched} | {key: value for key, value in hit_row(touch.hit).items() if key not in shared}
        for touch in alert.touches
    ]  # fmt: skip
    row = {"what": alert.what, "at": alert.at, "list": name, "touches": touches} | shared
    changes = [
        {"field": one.field, "before": one.before, "after": one.after, "because": one.because, "at": one.at}
        for one in alert.changes
    ]  # fmt: skip
    return row | ({"changes": changes} if changes else {})


def _terminal(found: Alerts) -> str:
    if not found.alerts:
        return "Nothing new.\n"
    return "\n".join("".join(f"{line}\n" for line in _lines(alert)) for alert in found.alerts)


def _lines(alert: Alert) -> Iterator[str]:
    first, *rest = hit_lines(alert.touches[0].hit)
    yield f"{alert.what}: {first.strip()}"
    for line in [*(f"watched: {_touched(touch)}" for touch in alert.touches), *_changes(alert)]:
        yield from wrap(sheets.plain(line), 100, initial_indent="    ", subsequent_indent="      ")
    if alert.what == "new":
        yield from (line for line in rest if not line.lstrip().startswith(_SAID))


def _touched(touch: Touch) -> str:
    hit = touch.hit
    if not hit.roles:
        return f"{touch.watched}, who is no longer named"
    doubt = "" if hit.sure else "perhaps "
    why = match(hit)
    return f"{doubt}{touch.watched}, as {role(hit)}" + (f" ({why})" if why else "")


def _changes(alert: Alert) -> Iterator[str]:
    if alert.into is not None:
        yield f"taken into {alert.into[:8]}"
    for one in alert.changes:
        yield f"{one.field}: {_became(one)} ({one.because})"


def _became(change: Change) -> str:
    """What became of a field: of several values those that came and went, else what it held and what it holds."""
    before, after = change.before or [], change.after or []
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    if (gone and come) or not before or not after:
        return f"{held(change.field, before)} -> {held(change.field, after)}"
    what = f"also {held(change.field, come)}" if come else f"no longer {held(change.field, gone)}"
    return what if gone or come else f"{held(change.field, after)}, in another order"


def _markdown(found: Alerts) -> str:
    lines = [f"# Alerts of the watch list {sheets.md(found.watchlist)}", ""]
    for alert in found.alerts:
        brief = alert.incident
        when = f", {brief.date}" if brief.date else ""
        lines += [f"## {alert.what.capitalize()}: {sheets.md(brief.title + when)} ({brief.id[:8]})", ""]
        lines += [f"- {sheets.md(_touched(touch))}" for touch in alert.touches]
        lines += [f"- {sheets.md(change)}" for change in _changes(alert)]
        if alert.what == "new":
            _, *parts = hit_parts(alert.touches[0].hit)
            lines += [f"- {sheets.md(line)}" for line in parts if not line.startswith(_SAID)]
        lines += [f"- told by {sheets.md(sheets.Links(brief.sources))}", ""]
    return "\n".join(lines if found.alerts else [*lines, "Nothing new.", ""])


_WRITERS = {Format.TERMINAL: _terminal, Format.JSONL: _jsonl, Format.MARKDOWN: _markdown}
