"""Texts that read like an incident and tell of none: drills, products, weather, thefts of things, flaws nobody used.

The words that show it are cues of the rules (extract/rules/happening.yaml).
"""

from __future__ import annotations

from affidavit.model.claim import Claim, Status
from affidavit.model.extraction import Extraction, Role, Sentence

DRILL, PRODUCT, WEATHER, THING = "nothing:drill", "nothing:product", "nothing:weather", "nothing:thing"
ADVISORY = "nothing:advisory"
BEARS_DATA, UNUSED = "nothing:but data", "nothing:unused"
#: In how many of its first sentences a text says what it is about.
_LEAD = 3
#: In which of its sentences a text on a flaw would say to whom something was done with it.
_EARLY = 6
#: What shows that somebody did it, or that data were concerned.
_BY_SOMEBODY = frozenset({"data", "affected", "ransomware", "extortion", "malware", "fate", "actor", "vulnerability"})
_DEEDS = frozenset({"hacking", "malware", "social", "misuse", "error"})

#: In the notice of a flaw it tells of an incident that people are counted.
_COUNTED = frozenset({"affected"})
_DONE = frozenset({"action", "affected", "actor", "fate", "ransomware"})

_REASONS = {
    DRILL: "the text tells of an exercise",
    PRODUCT: "the text announces a product or a service, and tells of nothing that happened",
    WEATHER: "the text tells of an outage by weather or power, in which nobody had a hand and no data were lost",
    THING: "the text tells of a theft of things that hold no data",
}


def of_nothing(extraction: Extraction) -> str | None:
    """What else a text tells of, where its lead says so and nothing in it is an incident of information."""
    story = [s for s in extraction.sentences if s.role is not Role.ASIDE]
    led = {mark for sentence in story[:_LEAD] for mark in sentence.marks if mark in _REASONS}
    if DRILL in led and _all_in(extraction, story, DRILL):
        return _REASONS[DRILL]
    for mark in (WEATHER, THING):
        if mark in led and not _by_somebody(extraction) and not _of_data(story, mark):
            return _REASONS[mark]
    if story and ADVISORY in story[0].marks and not _tells_firmly(extraction, story[:_EARLY], _COUNTED):
        return "the text tells of a flaw, and of nothing that was done with it"
    if PRODUCT in led and PRODUCT in story[0].marks and not _tells_firmly(extraction, story):
        return _REASONS[PRODUCT]
    return None


def unused(extraction: Extraction) -> bool:
    """Whether the text says that nobody made use of the flaw that it tells of, and gives no deed all the same."""
    if any(c.status is Status.STATED and c.field in _DONE for c in extraction.claims):
        return False
    return any(UNUSED in s.marks for s in extraction.sentences if s.role is not Role.ASIDE)


def _all_in(extraction: Extraction, story: list[Sentence], mark: str) -> bool:
    """Whether all that is told to have been done stands in sentences with `mark`."""
    plain = [s for s in story if mark not in s.marks]
    done = [c for c in extraction.claims if c.asserted and c.field in _BY_SOMEBODY | {"action", "vector", "operations"}]
    return not any(s.start <= claim.start < s.end for claim in done for s in plain)


def _by_somebody(extraction: Extraction) -> bool:
    return any(
        claim.asserted and (claim.field in _BY_SOMEBODY or (claim.field == "action" and claim.value in _DEEDS))
        for claim in extraction.claims
    )


def _of_data(story: list[Sentence], mark: str) -> bool:
    """Whether a sentence on it speaks of data, or of what holds them ("data centre" is where the weather struck)."""
    return mark == THING and any(BEARS_DATA in sentence.marks for sentence in story)


def _tells_firmly(extraction: Extraction, among: list[Sentence], more: frozenset[str] = frozenset()) -> bool:
    """Whether the sentences `among` tell what happened to somebody: when, who says so, or in the fields `more`."""
    told = [c for c in extraction.claims if _is_told(c) or (c.asserted and c.field in more)]
    return any(s.start <= claim.start < s.end for claim in told for s in among)


def _is_told(claim: Claim) -> bool:
    told = {"started", "discovered", "fate", "actor", "extortion", "response"}
    return claim.status is Status.STATED and claim.field in told
