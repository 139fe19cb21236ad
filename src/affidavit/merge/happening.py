"""Whether a text tells of something that happened: a name, a place, a date, a count or a flaw alone is no incident.

Which sentences tell of it is marked when they are read (extract/deeds.py).
"""

from __future__ import annotations

from affidavit.merge.unharmed import of_nothing, unused
from affidavit.model.extraction import Extraction, Role, Sentence

TOLD, CLAIMED, FLAW = "happened:told", "happened:claimed", "happened:flaw"
#: The units that people and their employers are counted by.
_PEOPLE = frozenset({"people", "organizations"})

#: The reason where there is no other.
NOTHING = "nothing in the text tells of an incident"
#: Where something happened, and no field can be told of it.
NO_FACTS = "no incident was found of which a fact is told: whom it befell, what was done, or with which data"


def why_none(extraction: Extraction) -> str | None:
    """Why a text tells of no incident, where it tells of none."""
    if any("denies" in sentence.marks for sentence in extraction.sentences):
        return None
    if reason := of_nothing(extraction):
        return reason
    if _happened(extraction):
        return None
    counted = [c.value for c in extraction.claims if c.field == "affected" and c.asserted and c.value is not None]
    if any(getattr(value, "unit", "") in _PEOPLE for value in counted):
        return "the text counts people, and tells of nothing that happened to them or to their data"
    if any(FLAW in sentence.marks for sentence in _story(extraction)):
        return "the text tells of a flaw, and of nothing that was done with it"
    return NOTHING


def _happened(extraction: Extraction) -> bool:
    story = _story(extraction)
    if unused(extraction) and _only_of_flaw(story):
        return False
    claimed = any(CLAIMED in sentence.marks for sentence in extraction.sentences)
    return claimed or any(TOLD in sentence.marks for sentence in story)


def _only_of_flaw(story: list[Sentence]) -> bool:
    """Whether a flaw is told of, and every deed stands in a sentence on it or could only have been done."""
    of_flaw = any(FLAW in sentence.marks for sentence in story)
    return of_flaw and not any(TOLD in sentence.marks and FLAW not in sentence.marks for sentence in story)


def _story(extraction: Extraction) -> list[Sentence]:
    return [sentence for sentence in extraction.sentences if sentence.role is not Role.ASIDE]
