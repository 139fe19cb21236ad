"""Options that several commands have, each said in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="How many processes share the work.")]
Published = Annotated[
    str | None, typer.Option(help="The day the sources were published (YYYY-MM-DD), where they do not say so.")
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name all files of a folder that are passed over.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="A file in place of stdout (-), made with its folders.")
]
#: The help of `--format` where the name of the file that is written says it too.
BY_NAME = "What to write; by default what the name of --output says, else terminal."
