"""What attackers say by a posting on a site of theirs: "added Acme to its leak site, with records of 90,000 people"."""

from __future__ import annotations

import re

from affidavit.model.regex import regex

_WORDS = (" site", " portal", " blog", " page")
_POSTED = regex(
    r"\b(?:add(?:ed|s|ing)|list(?:ed|s|ing)|post(?:ed|s|ing)|nam(?:ed|es|ing)|put|plac(?:ed|es|ing)|appeared|"
    r"showed up|turned up|claim(?:ed|s|ing)?)\b[^.;]{0,80}? (?:to|on|onto|at|via) (?:its|their|the|an?|his)\b"
    r"[^.;,]{0,40}? (?:leaks?|extortion|shaming|victims?|tor|dark[- ]?web|darknet|onion|ransom\w*)"
    r"(?: [\w-]+){0,2}? (?:site|portal|blog|page)s?\b(?: on the dark ?web)?(?! (?:show|say|did not))",
    re.IGNORECASE,
)
#: What turns from the posting to what came of it.
_TURNS = regex(
    r"\b(?:which|that|who)(?: \w+)? (?:confirmed|exposed|affected)|\bafter|\bfollowing|\bwhen\b|\bbut\b|"
    r"\b(?:found|confirmed|determined|learned|established) that\b"
)
#: A posting in a clause before the sentence's own: "After Acme was listed on the leak site, it ...".
_BEFORE = regex(r"^\W{0,3}(?:after|since|when|once|weeks after|days after)\b")


def speaks_from(lower: str) -> int:
    """Where in a sentence (in lower case) the words of a posting begin; its length where there is none."""
    if not any(word in lower for word in _WORDS):
        return len(lower)
    posted = _POSTED.search(lower)
    if posted is None or _BEFORE.match(lower) or _TURNS.search(lower, posted.end()):
        return len(lower)
    return posted.end()
