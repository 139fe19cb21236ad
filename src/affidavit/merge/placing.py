"""Which incident each claim belongs to: that of the sentence that proves it, but for what is told in passing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from affidavit.merge import recalling
from affidavit.merge.topic import BACKGROUND, CAMPAIGN, ELSEWHERE, MAIN, PORTRAIT, Subjects
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
#: Before the names of others whom the same attackers hit.
_AMONG_VICTIMS = regex(
    r"^(?:these|those|they|others|among (?:them|these|those))(?: [\w-]+){0,3} (?:include|are|were)\b[^.;]{0,250}$|"
    r"\b(?:victims|targets|targeted|breached|hit|attacked|(?:organi[sz]ations|companies|firms|entities|customers) "
    r"(?:affected|hit|impacted|breached|like))\b[^.;]{0,60}\b(?:includ(?:es?|ed|ing)|such as|like|among them|are|"
    r"were)\b[^.;]{0,200}$",
    re.I,
)
#: Who finds vendors: their own rules, and the model of wordings.
_BY_VENDOR = ("third_party.", "wording")
#: So many days old is news at most.
_NEWS = 3
_YEAR = regex(r"\b(?:19|20)\d\d\b")
#: What makes an actor that of the main incident.
_ATTRIBUTES = regex(r"\battribut(?:ed?|es|ing) (?:it|the|this|these|both)\b")


def by_topic(extraction: Extraction, found: Subjects) -> Iterator[tuple[int, Claim]]:
    """Each claim with the topic of the sentence that proves it, where it has one.

    The main organisation belongs to the main incident wherever it is named.
    """
    starts = [sentence.start for sentence in extraction.sentences]
    main = found.topics[MAIN].name
    elsewhere = _named_elsewhere(extraction, found)
    for claim in extraction.claims:
        index = max(bisect_right(starts, claim.start) - 1, 0)
        topic = found.of[index]
        sentence = extraction.sentences[index]
        own_name = claim.field == "organization" and claim.value == main and sentence.role is not Role.ASIDE
        if own_name or RECORD in sentence.marks or _is_news(extraction, claim, found, topic):
            yield MAIN, claim
        elif topic > MAIN and _is_listed(extraction, claim, sentence):
            continue
        elif topic >= MAIN:
            begun = [own for start, own in found.parts.get(index, ()) if start <= claim.start]
            yield begun[-1] if begun else topic, claim
        elif topic == CAMPAIGN and _is_through_another(claim) and _is_past(extraction, sentence):
            continue
        elif (
            (
                claim.field in _READ_OF.get(topic, ())
                and claim.value not in _BY_TRADE
                and not _of_vendor(claim, elsewhere)
            )
            or _is_cost(extraction, claim, sentence, topic)
            or _attributes(extraction, claim, sentence, topic)
        ):
            yield MAIN, claim


def _is_through_another(claim: Claim) -> bool:
    return "third_party" in (claim.field, claim.value)


def _is_past(extraction: Extraction, sentence: Sentence) -> bool:
    """Whether what befell many befell them years before: "in 2022 eight were hit by an attack on a supplier"."""
    told = [int(year) for year in _YEAR.findall(extraction.document.text, sentence.start, sentence.end)]
    now = (extraction.document.published or "")[:4]
    return bool(told) and now.isdigit() and max(told) < int(now) - 1


def _is_news(extraction: Extraction, claim: Claim, found: Subjects, topic: int) -> bool:
    """Whether what seems to tell of an earlier incident was made public as the text was: "in today's disclosure"."""
    published, day = extraction.document.published or "", str(claim.value)
    if claim.field != "disclosed" or topic <= MAIN or not found.topics[topic].earlier:
        return False
    if len(published) < len("2024-09-17") or len(day) < len("2024-09-17"):
        return False
    return 0 <= (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days <= _NEWS


def _named_elsewhere(extraction: Extraction, found: Subjects) -> dict[str, set[int]]:
    """The names that only sentences on other incidents have, or lists of who was hit, and where these stand."""
    told: dict[str, set[int]] = {}
    places: dict[str, set[int]] = {}
    for mention in extraction.mentions:
        start = extraction.sentences[mention.sentence].start
        listed = _AMONG_VICTIMS.search(extraction.document.text[start : mention.start]) is not None
        told.setdefault(mention.name, set()).add(ELSEWHERE if listed else found.of[mention.sentence])
        places.setdefault(mention.name, set()).add(mention.start)
    return {name: places[name] for name, of in told.items() if MAIN not in of and (of == {ELSEWHERE} or max(of) > MAIN)}


def _is_listed(extraction: Extraction, claim: Claim, sentence: Sentence) -> bool:
    """Whether a vendor is only one in a list of those who were hit: "victims include the supplier Larkfield"."""
    listed = recalling.lists(extraction.document.text, sentence.start, sentence.end)
    if listed and claim.value == "third_party" and listed[0] < claim.evidence[0].end:
        return True
    if not _tells_of_vendor(claim):
        return False
    return _AMONG_VICTIMS.search(extraction.document.text[sentence.start : claim.start]) is not None


def _tells_of_vendor(claim: Claim) -> bool:
    """Whether a claim is that it came through a vendor, by a rule for vendors or by the model of wordings."""
    return (claim.field == "third_party" or claim.value == "third_party") and claim.by.startswith(_BY_VENDOR)


def _of_vendor(claim: Claim, elsewhere: dict[str, set[int]]) -> bool:
    """Whether a claim rests on the name of a vendor through which another incident came about."""
    if not _tells_of_vendor(claim):
        return False
    end = claim.evidence[0].end
    return any(claim.start <= place < end for places in elsewhere.values() for place in places)


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
