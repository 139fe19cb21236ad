"""`affidavit schema`: the JSON Schema of the machine format."""

from __future__ import annotations

import json

import typer


def command() -> None:
    """Print the JSON Schema of the machine format.

    It holds for what --format json prints, and for each line of --format jsonl.
    """
    from affidavit.model.schema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
