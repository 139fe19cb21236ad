"""Completion for shells: its script shown or installed, for the shell that is named."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script, install

from affidavit.cli.start import COMPLETION
from affidavit.model.fields import FIELDS

_PROGRAM = "affidavit"


class Shell(StrEnum):
    """The shells that there is completion for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    PWSH = "pwsh"


def field_keys(incomplete: str) -> list[str]:
    """The keys of the fields that begin with what is typed."""
    return [key for key in FIELDS if key.startswith(incomplete)]


def _install(shell: Shell | None) -> None:
    if shell is not None:
        _, path = install(shell=shell.value, prog_name=_PROGRAM, complete_var=COMPLETION)
        typer.echo(f"installed in {path}; a new {shell.value} has it")
        raise typer.Exit


def _show(shell: Shell | None) -> None:
    if shell is not None:
        typer.echo(get_completion_script(prog_name=_PROGRAM, complete_var=COMPLETION, shell=shell.value))
        raise typer.Exit


Install = Annotated[
    Shell | None, typer.Option(callback=_install, is_eager=True, help="Install completion for a shell, and leave.")
]
Show = Annotated[
    Shell | None,
    typer.Option(callback=_show, is_eager=True, help="Print the completion for a shell, to put it where you like."),
]

completion_init()  # typer does that only where its own two options are
