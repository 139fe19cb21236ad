"""`affidavit reread`: what the register holds, read with this version."""

from __future__ import annotations

from typing import Annotated

import typer

from affidavit.cli import registers
from affidavit.cli.options import Jobs
from affidavit.cli.output import complain, tracked


def command(
    register: registers.Where = None,
    all: Annotated[bool, typer.Option("--all", help="Those too that this version has read.")] = False,
    jobs: Jobs = 1,
) -> None:
    """Read the register's documents with this version of Affidavit.

    Told is which documents tell something else now, and of which incidents; affidavit history shows what changed.
    Where documents belong, and what people decided, stays.
    """
    from affidavit.registering import reread

    read = changed = 0
    with registers.opened(register) as opened:
        for outcome in tracked(reread(opened, everything=all, jobs=jobs), "Reading"):
            read += 1
            if outcome.changed:
                changed += 1
                typer.echo(f"{outcome.name}: changed {', '.join(one[:8] for one in outcome.incidents)}")
    complain(f"documents: {read} read anew, {changed} tell something else")
