"""Assertion by scope: is what these words say stated, suspected, denied or withheld, and by whom.

A cue counts only within its clause: "no passwords were accessed, but names were" denies the first and states
the second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from affidavit.model.claim import Speaker, Status

if TYPE_CHECKING:
    from affidavit.extract.scan import Line

_CLAUSE = re.compile(
    r"; |, (?:but|however|although|though|while|whereas|yet)\b| (?:but|although|though|whereas|however)\b"
)
_DENIAL_BEFORE = re.compile(
    r"\b(?:no evidence|no indication|not (?:include|contain|involve|affect|impact|access|obtain|expose|compromise|store)\w*|"
    r"without|neither|nor|no|never|excluding|denie[sd]|denying|rather than)\b"
)
_DENIAL_AFTER = re.compile(
    r"\b(?:(?:was|were|is|are|been|be) (?:not|never|un(?:affected|touched|harmed))|not (?:been )?(?:accessed|affected|compromised|exposed|"
    r"stolen|impacted|involved|included|stored)|unaffected|remain(?:s|ed)? (?:safe|secure|unaffected)|(?:was|were)n't)\b"
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|potentially|possibly|possible|believed|suspect(?:s|ed)?|alleged(?:ly)?|alleges?|claim(?:s|ed|ing)?|"
    r"purported(?:ly)?|reported to|appears?|likely|unconfirmed|unclear|whether)\b"
)
_ATTACKER = re.compile(
    r"\b(?:hackers?|attackers?|threat actors?|ransomware (?:gang|group)|gang|cybercriminals?|extortionists?) (?:\w+ )?(?:claim|alleg|sa(?:y|id)|told|post)"
)
_ORGANIZATION = re.compile(
    r"\b(?:the )?(?:company|firm|organi[sz]ation|spokesperson|hospital|university|bank|retailer) (?:\w+ )?(?:sa(?:y|id)|confirm|told|state|announc|deni|disclos)|\bwe\b|\bour\b"
)


def judge(line: Line, start: int, end: int) -> tuple[Status, Speaker]:
    """The status and the speaker of what stands at `[start, end)` (offsets into the text) in `line`."""
    low, high = _clause(line.lower, start - line.start, end - line.start)
    before, after = line.lower[low : start - line.start], line.lower[end - line.start : high]
    return _status(before, after), _speaker(line.lower)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    low, high = 0, len(sentence)
    for match in _CLAUSE.finditer(sentence):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def _status(before: str, after: str) -> Status:
    if _DENIAL_BEFORE.search(before) or _DENIAL_AFTER.search(after):
        return Status.DENIED
    if _HEDGE.search(before) or _HEDGE.search(after[:60]):
        return Status.SUSPECTED
    return Status.STATED


def _speaker(sentence: str) -> Speaker:
    if _ATTACKER.search(sentence):
        return Speaker.ATTACKER
    if _ORGANIZATION.search(sentence):
        return Speaker.ORGANIZATION
    return Speaker.PRESS
