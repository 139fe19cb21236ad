"""`affidavit add`: documents into the register."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from affidavit.cli import registers
from affidavit.cli.exits import OK
from affidavit.cli.exports import is_register, predicted, take, tell_refused
from affidavit.cli.options import AllowPrivate, Jobs, Published, Verbose
from affidavit.cli.output import complain, tracked
from affidavit.cli.sources import Sources, options

if TYPE_CHECKING:
    from affidavit.register import Joined, Outcome


class Format(StrEnum):
    """How is told what was done."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


def command(  # noqa: PLR0913 - the options are the interface
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...")],
    register: registers.Where = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to tell what was done.")] = Format.TERMINAL,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell the sum only.")] = False,
    verbose: Verbose = False,
    jobs: Jobs = 1,
    published: Published = None,
    allow_private: AllowPrivate = False,
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What was found elsewhere (machine format, .jsonl), in place of reading."),
    ] = None,
) -> int:  # fmt: skip
    """Add documents to the register.

    Each is read, and linked to the incident that it tells of, or a new one is opened. A document that is known is
    passed over, so that a run that was broken off goes on when it is started again; a page that has changed becomes a
    new version of itself. A SOURCE is what `affidavit analyze` takes, or what `affidavit export --to register` wrote;
    other systems' files (STIX, MISP, VERIS) are for `affidavit import --add`.
    """
    from affidavit.registering import add, add_predicted

    given = predicted(predictions) if predictions else None
    written = [name for name in sources if is_register(name)]
    reading = options(published, allow_private=allow_private)
    found = Sources([name for name in sources if name not in written], reading, verbose=verbose)
    with registers.opened(register, make=True) as opened:
        take(opened, written)
        if not found.names:
            return OK
        outcomes = add(opened, found, jobs=jobs) if given is None else add_predicted(opened, found, given)
        tell(outcomes, format, quiet=quiet)
    if given is not None:
        tell_refused(given)
    return found.exit_code


def tell(outcomes: Iterable[Outcome], format: Format, *, quiet: bool = False) -> None:
    """Tell what becomes of documents one by one, and at the end the sum."""
    counts: Counter[str] = Counter()
    for outcome in tracked(outcomes, "Adding"):
        _count(counts, outcome)
        if format is Format.JSONL:
            typer.echo(json.dumps(_row(outcome), ensure_ascii=False))
        elif not quiet:
            for text in told(outcome):
                typer.echo(text)
    complain(summed(counts))


def told(outcome: Outcome) -> list[str]:
    """What became of a document, line by line."""
    if outcome.what == "known":
        return [f"{outcome.name}: known already"]
    if not outcome.joined:
        return [f"{outcome.name}: {outcome.what}, no incident ({outcome.reason or 'the text tells of none'})"]
    first, *more = [_joined(one) for one in outcome.joined]
    head = f"{outcome.name}: {outcome.what}; "
    return [head + first, *(" " * 4 + line for line in more)]


def _joined(one: Joined) -> str:
    if one.opened:
        doubt = f"; may be one with {', '.join(close.incident[:8] for close in one.close)}" if one.close else ""
        return f"opened {one.incident[:8]} {one.title}{doubt}"
    score = f" ({one.score:.2f})" if one.score is not None else ""
    return f"joined {one.incident[:8]} {one.title}{score}" + (f": {one.because}" if one.because else "")


def _count(counts: Counter[str], outcome: Outcome) -> None:
    counts[outcome.what] += 1
    counts["opened"] += sum(one.opened for one in outcome.joined)
    counts["joined"] += sum(not one.opened for one in outcome.joined) if outcome.what != "known" else 0
    counts["review"] += sum(bool(one.close) for one in outcome.joined)


def summed(counts: Counter[str]) -> str:
    """All that was done, in one line."""
    parts = [f"{counts['new']} new"]
    parts += [f"{counts['new version']} in a new version"] if counts["new version"] else []
    parts += [f"{counts['known']} known already"] if counts["known"] else []
    incidents = f"{counts['opened']} incident{'s' * (counts['opened'] != 1)} opened, {counts['joined']} joined"
    review = f"; {counts['review']} to decide on (affidavit review)" if counts["review"] else ""
    return f"documents: {', '.join(parts)}; {incidents}{review}"


def _row(outcome: Outcome) -> dict[str, Any]:
    row = {key: value for key, value in asdict(outcome).items() if value is not None}
    row["joined"] = [{key: value for key, value in one.items() if value is not None} for one in row["joined"]]
    return row
