"""Word lists, as data: one file a list, words divided by white space, comments in `#` lines."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`; raises FileNotFoundError where there is no such list."""
    lines = (resources.files(__package__) / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
