"""Closed term lists, as data: one TSV file a vocabulary, its first column the term, its source in a `#` line."""

from __future__ import annotations

from functools import cache

from affidavit.model.packaged import packaged_lines


@cache
def terms(name: str) -> dict[str, dict[str, str]]:
    """The rows of a vocabulary by term, each a mapping of the file's column names.

    Raises FileNotFoundError where there is no such vocabulary.
    """
    lines = packaged_lines(__package__, f"{name}.tsv")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0]
    return {row[0]: dict(zip(header, row, strict=False)) for row in rows[1:]}


def label(name: str, term: str) -> str:
    """The term in words for people; the term itself where the vocabulary does not know it."""
    return terms(name).get(term, {}).get("label") or term.replace("_", " ")
