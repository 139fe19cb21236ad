"""The tables of this folder: one TSV file each, its source in a `#` line."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """The rows of `name`.tsv by their first column, each with an empty text where the line gives none."""
    lines = (resources.files(__package__) / f"{name}.tsv").read_text("utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}
