"""Which incident each claim belongs to: that of the sentence that proves it, but for what is told in passing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from affidavit.merge.subject import BACKGROUND, CAMPAIGN, MAIN, PORTRAIT, Subjects
from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction, Role, Sentence
from affidavit.model.record import RECORD
from affidavit.model.regex import regex

#: What sentences on no single incident tell of the main incident.
_READ_OF = {
    PORTRAIT: frozenset({"organization", "sector", "country", "third_party", "response", "fate"}),
    BACKGROUND: frozenset({"indicator"}),
    CAMPAIGN: frozenset(
        {"indicator", "actor", "vector", "technique", "vulnerability", "malware", "ransomware", "third_party"}
    ),
}
#: Firms that look into break-ins are named where a text tells what they are, too.
_BY_TRADE = frozenset({"external_experts"})
_COSTS, _PENALTIES = (
    frozenset({"cost", "compensation", "ransom_paid", "ransom_demand", "stolen_funds"}),
    frozenset({"fine", "settlement"}),
)
_FOR_IT = regex(
    r"\b(?:breach|incident|(?:cyber)?attack|hack|leak|data protection|privacy|data security|class action)", re.I
)
#: What makes an actor that of the main incident.
_ATTRIBUTES = regex(r"\battribut(?:ed?|es|ing) (?:it|the|this|these|both)\b")


def by_topic(extraction: Extraction, found: Subjects) -> Iterator[tuple[int, Claim]]:
    """Each claim with the topic of the sentence that proves it, where it has one.

    The main organisation belongs to the main incident wherever it is named.
    """
    starts = [sentence.start for sentence in extraction.sentences]
    main = found.topics[MAIN].name
    for claim in extraction.claims:
        index = max(bisect_right(starts, claim.start) - 1, 0)
        topic = found.of[index]
        sentence = extraction.sentences[index]
        own_name = claim.field == "organization" and claim.value == main and sentence.role is not Role.ASIDE
        if own_name or RECORD in sentence.marks:
            yield MAIN, claim
        elif topic >= MAIN:
            begun = [own for start, own in found.parts.get(index, ()) if start <= claim.start]
            yield begun[-1] if begun else topic, claim
        elif (
            (claim.field in _READ_OF.get(topic, ()) and claim.value not in _BY_TRADE)
            or _is_cost(extraction, claim, sentence, topic)
            or _attributes(extraction, claim, sentence, topic)
        ):
            yield MAIN, claim


def _is_cost(extraction: Extraction, claim: Claim, sentence: Sentence, topic: int) -> bool:
    """Whether a sentence that seems to tell of an organisation in general gives what the incident cost it.

    What it was fined or settled for can be anything, unless the sentence says so.
    """
    kind = getattr(claim.value, "kind", None) if topic == PORTRAIT else None
    if kind in _PENALTIES:
        return _FOR_IT.search(extraction.document.text, sentence.start, sentence.end) is not None
    return kind in _COSTS


def _attributes(extraction: Extraction, claim: Claim, sentence: Sentence, topic: int) -> bool:
    """Whether a sentence that seems to tell of attackers in general lays the very attack to the claim's actor."""
    if topic != BACKGROUND or claim.field != "actor":
        return False
    return _ATTRIBUTES.search(extraction.document.text, sentence.start, sentence.end) is not None
