"""Cues beside an indicator, looked for only in sentences that have one, so that other sentences cost nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from affidavit.model.packaged import packaged_lines

if TYPE_CHECKING:
    from affidavit.extract.scan import Line


@cache
def _patterns() -> dict[str, Any]:
    lines = packaged_lines(__package__, "cues.tsv")
    rows = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
    return {name: re2.compile(pattern) for name, pattern in rows[1:]}


class Cues:
    """The cues of a document's sentences, each looked for when first asked for."""

    def __init__(self) -> None:
        """Begin with nothing looked for."""
        self._known: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def of(self, name: str, line: Line) -> list[tuple[int, int]]:
        """Where in the text the cues `name` of `line` stand."""
        key = name, line.index
        if key not in self._known:
            spans = (match.span() for match in _patterns()[name].finditer(line.lower))
            self._known[key] = [(line.start + start, line.start + end) for start, end in spans]
        return self._known[key]
