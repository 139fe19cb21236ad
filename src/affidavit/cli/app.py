"""The commands put together."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
import typer.core

from affidavit import __version__
from affidavit.cli import completion
from affidavit.cli.start import COMPLETION

_HELP = """Read what is disclosed about a security incident and write the incident report.

Every statement cites the words that prove it; what no source says is said to be unknown. Works offline.

\b
    affidavit analyze letter.pdf
    affidavit analyze article.html notice.eml --format html -o report.html
    affidavit analyze rows.jsonl --format jsonl > results.jsonl
    affidavit explain letter.pdf affected

Exit codes: 0 all is well; 1 some sources could not be read, the rest was done; 2 wrong usage, or an output that cannot
be written; 3 nothing could be read; 70 a defect of Affidavit; 130 interrupted.
"""

#: What begins a query that says what must not be: no option is written so.
_NEGATED = re.compile(r"""-(?!-)(?:[a-z_.-]{2,30}(?::(?!//)|[<>])|[("])""", re.IGNORECASE)
typer.core.HAS_RICH = False  # else brackets in help are escaped for Rich, which does not print ours
#: Each command, in the order that help lists them, and the function or group that does it. A command's module is
#: loaded when it is asked for: all of them would cost every start a tenth of a second.
COMMANDS = {
    "analyze": "analyze.command",
    "explain": "explain.command",
    "export": "exchange.export_command",
    "import": "exchange.import_command",
    "add": "add.command",
    "list": "incidents.list_command",
    "search": "search.command",
    "show": "incidents.show_command",
    "history": "incidents.history_command",
    "diff": "incidents.diff_command",
    "review": "decide.review_command",
    "merge": "decide.merge_command",
    "split": "decide.split_command",
    "link": "link.app",
    "unlink": "decide.unlink_command",
    "correct": "decide.correct_command",
    "dismiss": "decide.dismiss_command",
    "undo": "decide.undo_command",
    "reread": "reread.command",
    "vendors": "vendors.vendors_command",
    "exposure": "vendors.exposure_command",
    "campaigns": "vendors.campaigns_command",
    "watch": "watch.watch_command",
    "alerts": "watch.alerts_command",
    "stats": "stats.command",
    "similar": "similar.command",
    "fields": "fields.command",
    "schema": "schema.command",
    "rules": "rules.app",
}


def program(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the command that `arguments` ask for, or with all where they ask for none or for help."""
    made = typer.Typer(
        help=_HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False
    )
    made.callback()(_options)
    asked = next((one for one in arguments if not one.startswith("-")), "")
    for name in [asked] if asked in COMMANDS and COMPLETION not in os.environ else COMMANDS:
        module, _, function = COMMANDS[name].partition(".")
        found = getattr(import_module(f"affidavit.cli.{module}"), function)
        if isinstance(found, typer.Typer):
            made.add_typer(found, name=name)
        else:
            made.command(name)(found)
    return made


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"affidavit {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    install_completion: completion.Install = None,
    show_completion: completion.Show = None,
) -> None:
    pass


def call(arguments: Sequence[str]) -> object:
    """Run the command that the arguments name; answers its exit code, or raises what click raises."""
    asked = [_as_query(one) for one in arguments]
    return program(asked)(asked, standalone_mode=False, prog_name="affidavit")


def _as_query(argument: str) -> str:
    """An argument as it is; a query that begins with a minus (-country:US) so that it is not taken for options."""
    return f" {argument}" if _NEGATED.match(argument) else argument
