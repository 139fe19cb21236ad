"""`affidavit schema`: the JSON Schema of the machine format."""

from __future__ import annotations

import json

import typer


def command() -> None:
    """Print the JSON Schema of --format json, and of each line of --format jsonl."""
    from affidavit.model.schema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
