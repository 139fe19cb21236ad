"""`affidavit fields`: what an incident report can hold."""

from __future__ import annotations

from typing import Annotated

import typer

from affidavit.cli.completion import field_keys
from affidavit.errors import UsageError
from affidavit.model.fields import FIELDS, Field
from affidavit.model.vocabulary import terms

#: How much a key must be like what was typed to be what was meant.
_CLOSE = 0.7


def command(
    key: Annotated[str | None, typer.Argument(metavar="[FIELD]", autocompletion=field_keys)] = None,
) -> None:
    """List the fields of an incident, or the terms of one field."""
    from rich.console import Console
    from rich.table import Table

    if key is not None:
        _one(key)
        return
    table = Table("field", "holds", "many", "stands under", "VERIS", box=None, pad_edge=False)
    for field in FIELDS.values():
        table.add_row(
            field.key, field.type, "yes" if field.many else "", f"{field.section}: {field.label}", field.veris or ""
        )
    console = Console(width=None if _is_terminal() else 140)
    with console.capture() as captured:
        console.print(table)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _is_terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def _one(key: str) -> None:
    field = known(key)
    typer.echo(f"{field.key}: {field.label} ({field.section}); holds {'many ' if field.many else 'one '}{field.type}")
    if field.vocabulary and field.vocabulary not in {"country", "technique"}:
        for term, row in terms(field.vocabulary).items():
            typer.echo(f"  {term}" + (f"  {row['label']}" if row.get("label", term) != term else ""))


def known(key: str) -> Field:
    """The field with this key; UsageError, naming those that are close to it, else all, where there is none."""
    if key not in FIELDS:
        from difflib import get_close_matches

        close = get_close_matches(key.casefold(), FIELDS, 3, _CLOSE)
        hint = f"did you mean {', '.join(close)}?" if close else f"there are {', '.join(FIELDS)}"
        raise UsageError(f"no field {key!r}; {hint}")
    return FIELDS[key]
