"""Whether a host is the namesake of somebody whom the text names: `northfielddental.com` of Northfield Dental."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from affidavit.extract.indicators.hosts import registered
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.indicators.found import Found
    from affidavit.extract.scan import Scan

_NAME = regex(r"(?<!\w)[A-Z0-9][\w'&-]{0,40}(?:[ -](?:of|the|and|for|&|[A-Z0-9][\w'&-]{0,40})){0,5}(?!\w|\.\w)")
_WRITTEN = regex(r"[a-z0-9]+")
_SHORTEST = 3


class Namesakes:
    """The names of a document, looked for when a host first asks for its own."""

    def __init__(self, scan: Scan, found: list[Found]) -> None:
        """Take the text of `scan` without the indicators, which would name themselves."""
        self._scan = scan
        self._found = found
        self._known: dict[str, bool] = {}

    def has(self, host: str) -> bool:
        """Whether the text names whom `host` is called after."""
        label = registered(host).split(".")[0].replace("-", "")
        if label not in self._known:
            self._known[label] = len(label) >= _SHORTEST and label in self._letters and label in self._names
        return self._known[label]

    @cached_property
    def _rest(self) -> str:
        pieces, at = [], 0
        for one in sorted(self._found, key=lambda one: one.start):
            pieces.append(self._scan.plain[at : one.start])
            at = one.end
        return "\n".join([*pieces, self._scan.plain[at:]])

    @cached_property
    def _letters(self) -> str:
        """All letters and digits in a row: cheap to search, and what is not in it is no name either."""
        return "".join(_WRITTEN.findall(self._rest.lower()))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Every run of words of every name, joined."""
        names = {name for name in _NAME.findall(self._rest)}
        return frozenset(run for name in names for run in _runs(name))


def _runs(name: str) -> list[str]:
    words = ["".join(_WRITTEN.findall(word)) for word in name.lower().replace("'s", "").replace("-", " ").split()]
    return ["".join(words[low:high]) for low in range(len(words)) for high in range(low + 1, len(words) + 1)]
