"""What a document is: one incident, several, a denial, what followed an older incident, or no incident at all."""

from __future__ import annotations

import re
from itertools import pairwise

from affidavit.merge.genre import genre
from affidavit.merge.happening import why_none
from affidavit.merge.main_party import VICTIM_FROM, entries, is_report, of_record, tells_of_threats
from affidavit.model.claim import Status
from affidavit.model.extraction import Extraction, Role, Sentence
from affidavit.model.regex import regex

#: Those that are no more than a claim where the organisation denies the incident (an offer for sale is a fact).
DENIABLE = frozenset({"action", "vector", "data", "affected", "technique", "started"})
_LEAD = 3
#: The languages that are told apart from English, and not read yet, by ISO 639-1 code.
UNREAD = {
    "da": "Danish",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
}
#: The reason where the words of headline and lead are those of other texts.
OF_OTHER_THINGS = "headline and lead are those of advice, figures, rules, products or research, and tell of no incident"
#: A text of no more sentences tells of one finding.
_SHORT = 10
#: So many names listed in a headline make a document of several incidents.
_ENOUGH = 3
#: So many kinds of response are not told of where nothing happened, apart from what readers are advised to do.
_MUCH_DONE = 3
#: How many sentences open a text; and how sure a name must be to be one of several that were hit.
_OPENING, _NAMED = 6, 0.1
#: By whom an incident is owned up to.
_OWNS_UP = regex(
    r"\b(?:has |have |had )?(?:since |now |later )?(?:confirmed|acknowledged|admitted|confirms|acknowledges|admits)"
    r"(?: (?:on|last|this|late|early|in|to) [\w' ]{2,30}?| \w+day| \w+ly)? that (?:it|they|"
    r"its (?:[\w-]+ )?(?:network|systems?|servers?|computers)) (?:had |has |have )?(?:been |was |were |fell |suffered )"
    r"(?:recently )?(?:the (?:target|victim)|"
    r"(?:a )?victim|hit|hacked|attacked|breached|struck|compromised|targeted|an? (?:[\w-]+ )?(?:cyber-?attack|attack|"
    r"breach|hack|incident|intrusion))\b",
    re.IGNORECASE,
)
#: What those write who tell of their own incident.
_POST_MORTEM = regex(
    r"(?:(?:security |public )?(?:incident|outage) (?:report|review|post-?mortem|retrospective)|post-?mortem|"
    r"root[- ]cause analysis|what happened)\b",
    re.IGNORECASE,
)
_OF_READERS = frozenset({"advised_users", "credit_monitoring", "credentials_reset"})


def kind(extraction: Extraction) -> tuple[str, str | None]:
    """The kind of a document, and the reason where no incident could be read from it."""
    found, reason = by_cues(extraction)
    if found == "unread" or not _titled(extraction) or of_record(extraction):
        return found, reason
    said = genre(extraction, found)
    if said == found or (said == "not_incident" and _is_sure(extraction)):
        return found, reason
    if found == "incident" and _speaks_against(extraction, said):
        return found, reason
    return said, OF_OTHER_THINGS if said == "not_incident" else None


def _speaks_against(extraction: Extraction, said: str) -> bool:
    """Whether a text says plainly that it is of one incident, where its words are like those of another kind."""
    story = [s for s in extraction.sentences if s.role is not Role.ASIDE][:_OPENING]
    if said == "denied":
        return any(_OWNS_UP.search(extraction.document.text, s.start, s.end) for s in story)
    if said == "aftermath":
        return _POST_MORTEM.match(extraction.document.text, story[0].start, story[0].end) is not None
    return said == "multiple" and sum(rate >= _NAMED for rate in _victims(extraction)) <= 1


def _is_sure(extraction: Extraction) -> bool:
    """Whether a text tells of an incident whatever its beginning is like: a report, or what was done in response."""
    done = {c.value for c in extraction.claims if c.field == "response" and c.status is Status.STATED}
    return len(done - _OF_READERS) >= _MUCH_DONE or is_report(extraction) or tells_of_threats(extraction)


def _titled(extraction: Extraction) -> bool:
    """Whether the text has a headline, and not only a sentence that stands by itself."""
    first = extraction.sentences[0] if extraction.sentences else None
    return first is not None and first.role is Role.TITLE and extraction.document.text[first.end - 1] != "."


def by_cues(extraction: Extraction) -> tuple[str, str | None]:
    """The kind of a document by its cues alone, and the reason where no incident could be read from it."""
    if unread := UNREAD.get(extraction.language):
        return "unread", f"the text is in {unread}, which is not supported yet; only what needs no language was read"
    if of_record(extraction):
        return "incident", None
    lead = _lead(extraction)
    if reason := _no_incident(extraction, lead):
        return "not_incident", reason
    if _several(extraction, lead):
        return "multiple", None
    if _denied(extraction, lead) or _cleared(extraction):
        return "denied", None
    title = extraction.sentences[0] if extraction.sentences else None
    if title is not None and title.role is Role.TITLE and "aftermath" in title.marks:
        return "aftermath", None
    return "incident", None


def _lead(extraction: Extraction) -> list[Sentence]:
    return [s for s in extraction.sentences if s.role is not Role.ASIDE][:_LEAD]


def _victims(extraction: Extraction) -> list[float]:
    return sorted((c.confidence for c in extraction.claims if c.field == "organization"), reverse=True)


def _no_incident(extraction: Extraction, lead: list[Sentence]) -> str | None:
    if reason := why_none(extraction):
        return reason
    title = lead[0] if lead and lead[0].role is Role.TITLE else None
    if title is None or _in_title(extraction, title):
        return None
    if "no_incident" in title.marks:
        return "the headline announces advice, figures or rules, and names no organisation that was hit"
    named = any(confidence >= 2 * VICTIM_FROM for confidence in _victims(extraction))
    if not named and "many" not in title.marks and any("no_incident" in s.marks for s in lead):
        return "the text tells of incidents in general, and of no organisation that was hit"
    return None


def _in_title(extraction: Extraction, title: Sentence) -> list[str]:
    """The organisations that the headline names and that the text shows to be victims."""
    headline = extraction.document.text[title.start : title.end].lower()
    sure = {c.value for c in extraction.claims if c.field == "organization" and c.confidence >= VICTIM_FROM}
    return sorted({m.name for m in extraction.mentions if m.name in sure and _stands_in(m.name.lower(), headline)})


def _stands_in(name: str, headline: str) -> bool:
    return name in headline or name.split(".")[0] in headline


def _several(extraction: Extraction, lead: list[Sentence]) -> bool:
    if entries(extraction):
        return True
    victims = _victims(extraction)
    title = lead[0] if lead and lead[0].role is Role.TITLE else None
    if title is not None and "roundup" in title.marks and not _in_title(extraction, title):
        return True
    if title is None or len(victims) < 2:
        return False
    if "many" in title.marks and not _in_title(extraction, title):
        return True
    return len(_listed(extraction, title)) >= _ENOUGH


def _listed(extraction: Extraction, title: Sentence) -> set[str]:
    """The names that the headline lists one after the other: "from Acme, Larkfield, and Ostrava"."""
    text = extraction.document.text
    places = sorted((m.start, m.end, m.name) for m in extraction.mentions if title.start <= m.start < title.end)
    listed: set[str] = set()
    for (_, end, first), (start, _, second) in pairwise(places):
        if text[end:start] in {", ", " and ", ", and ", " & "}:
            listed |= {first, second}
    return listed


def _denied(extraction: Extraction, lead: list[Sentence]) -> bool:
    """Whether headline or lead deny the incident and nothing later confirms it."""
    denies = [s for s in lead if "denies" in s.marks]
    if not denies:
        return False
    in_title = denies[0].role is Role.TITLE
    confirmed = sum("confirms" in s.marks and "denies" not in s.marks for s in lead)
    return in_title or (len(denies) >= 2 and not confirmed) or (len(lead) < _LEAD and not confirmed)


def _cleared(extraction: Extraction) -> bool:
    """Whether a short text without a headline ends in the finding that there was no breach."""
    told = [s for s in extraction.sentences if s.role is not Role.ASIDE]
    if not told or told[0].role is Role.TITLE or len(told) > _SHORT:
        return False
    last = max((n for n, s in enumerate(told) if "cleared" in s.marks), default=None)
    return last is not None and not any("confirms" in s.marks for s in told[last + 1 :])
