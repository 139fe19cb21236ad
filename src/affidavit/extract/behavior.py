"""Behavioural indicators: the sentence that describes what the attacker's programs or hands did is the value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.assertion import assertion
from affidavit.model.claim import Claim, Status
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_ASSERTED = frozenset((Status.STATED, Status.SUSPECTED))
_ONE_CUE, _MANY_CUES = 0.75, 0.9
#: A longer one is a table or a list that lost its line breaks, which no reader would take for a description.
_LONGEST = 500
_SHORTEST_WORDS = 6
#: A whole sentence, not a caption, a heading, a list's item, a command or a page's markup.
_WHOLE = regex(r"(?![Ff]ig(?:ure|\.)|[Tt]able )[\"'\u2018\u201c]?[A-Z][^\[\]|*{}<>]*[.!?][\"'\u2019\u201d)]{0,3}")


def claims(scan: Scan) -> Iterator[Claim]:
    """One claim for each sentence of the story that describes a behaviour."""
    for line in scan.body:
        if "behavior" in line.marks and "general" not in line.marks and not line.title:
            yield from _described(scan, line)


def _described(scan: Scan, line: Line) -> Iterator[Claim]:
    text = scan.text[line.start : line.end]
    if len(text) > _LONGEST or len(text.split()) < _SHORTEST_WORDS or not _WHOLE.fullmatch(text):
        return
    cues = line.marks["behavior"]
    status, speaker = assertion.judge(line, *cues[0])
    if status in _ASSERTED:
        yield scan.claim(
            line, line.start, line.end, field="behavior", value=" ".join(text.split()), by="behavior", status=status,
            speaker=speaker, confidence=_MANY_CUES if len(cues) > 1 else _ONE_CUE,
        )  # fmt: skip
