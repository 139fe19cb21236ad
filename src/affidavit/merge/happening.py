"""Whether a text tells of something that happened: a name, a place, a date, a count or a flaw alone is no incident."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from affidavit.merge.unharmed import of_nothing, unused
from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction, Role, Sentence
from affidavit.model.regex import regex

#: The fields of which a claim shows that something happened.
_EVENT_FIELDS = frozenset(
    {
        "action",
        "vector",
        "data",
        "fate",
        "ransomware",
        "extortion",
        "operations",
        "technique",
        "malware",
        "response",
        "reputation",
    }
)
#: What was said of these tells of an incident even where it was said not to be so, or was kept back.
_EVEN_DENIED = frozenset({"extortion", "affected"})
#: A fall of shares has many causes; money is paid, lost and asked for in other matters than these.
_ANY_CAUSE = frozenset({"share_price"})
_LOSSES = frozenset({"ransom_demand", "ransom_paid", "fine", "settlement", "stolen_funds"})
#: The units that people and their employers are counted by.
_PEOPLE = frozenset({"people", "organizations"})
_THINGS = (
    r"(?:data|database|information|info|records?|files?|documents?|details|e-?mails?|accounts?|pii|phi|names|numbers|"
    r"laptops?|computers?|drives?|devices?|disks?|tapes?|cards?|photos?|photographs|pictures|images|footage|patients?|"
    r"passwords|secrets?|forms?|servers?|tablets?|lists?)"
)
_LOSING = (
    r"(?:lost|misplac\w+|missing|e?-?mail(?:ed|s|ing)|sent|post(?:ed|s|ing)|publish\w+|dump\w*|disclos\w+|"
    r"shar(?:ed|ing)|view(?:ed|s)|access(?:ed|es|ing)|download\w*|cop(?:ied|ying)|dispos\w+|discard\w+|destroyed|"
    r"uploaded|sold|expos\w+|us(?:ed|es|ing)|removed|acquired|changed|shown|saw|insecure\w*|unsecured|passing|"
    r"disappeared|taken|took|lifted|emptied|grabbed|swiped|snatched|"
    r"walked (?:off|away|out)|made off|helped (?:them|him|her|it)sel\w+|accidental\w*|inadvertent\w*|"
    r"mistake\w*|error|improper\w*|targeted)"
)
#: The words that tell of an incident by themselves, and those that do beside what can be lost.
_WORDS = regex(
    r"\b(?:breach(?:es|ed)?(?! of (?:contract|the peace))|hack(?!athon)\w*|"
    r"(?<!heart )(?<!panic )(?<!asthma )(?<!shark )attack(?:s|ed|ers?|ing)?|"
    r"cyber-?(?:attack|crim|sp(?:y|ies)|espionage|incident)\w*|incidents?|intru(?:sion|ders?)\w*|"
    r"(?:ransom|mal|spy)ware|trojan|virus|botnet|ddos|defac\w+|hijack\w*|phish\w*|"
    r"leak(?:s|ed|ing)?(?! of (?:gas|water|oil))|"
    r"compromis\w+|unauthori[sz]ed|without authori[sz]ation|unauthenticated|illegally|tamper\w*|sabotag\w+|"
    r"espionage|spying|wiretap\w*|eavesdrop\w*|surveillance|misinformation|disinformation|spam\w*|zoom.?bomb\w*|"
    r"skimm\w+|stole|stolen|steal(?:s|ing)?|theft|burglar\w*|defraud\w*|scam\w*|fraud\w*|bogus|extort\w*|"
    r"exfiltrat\w+|exploited|exploiting|exploitation of|outage|crash\w*|shutdown|disrupt\w*|interrupted|vandali\w+|"
    r"knock\w* (?:\w+ ){0,3}offline|tak\w+ down|took down|goes down|went down|dark web|suspicious activity|victims?|"
    r"(?:odd|strange|unusual|suspicious|anomalous|abnormal|irregular) (?:\w+ )?(?:traffic|activity|behaviou?r|"
    r"log-?ins?|processes|connections?)|pulled the plug|"
    r"open to (?:an? |the |any)?(?:stranger|anyone|anybody|public|outsider|internet|world)s?|"
    r"security (?:issue|lapse)|gain(?:s|ed)? access|logged into|properly (?:secured|destroyed|disposed)|targeting|"
    r"(?:is|was|were|been|being|of the) target(?:s|ed)|(?:is|are|was|were|been) hit by|claim\w* responsibility|"
    r"spy on|diverted|hits|found on the (?:web|internet)|pa(?:ys|id) (?:[\w$]+ ){0,4}ransom)\b|"
    r"\b(?:patients|customers|people|persons|users|employees|individuals|students|accounts) (?:\w+ ){0,3}affected\b|"
    r"\b(?:takes?|took|taken) over\b.{0,80}\baccounts?\b|"
    rf"\b{_LOSING}\b.{{0,60}}\b{_THINGS}\b|\b{_THINGS}\b.{{0,60}}\b{_LOSING}\b",
    re.IGNORECASE,
)
#: What is not so, or only could be, up to the clause's end.
_UNREAL = regex(
    r"\b(?:no(?! (?:fewer|less|later|earlier|longer|more than))|not(?! sa(?:y|id)\b| disclose| reveal)|never|"
    r"nobody|none|before (?:it|they) (?:can|could)|can|would|"
    r"could(?! have)|might(?! have))\b"
    r"(?:(?! in (?:an?|the|this|that)\b| (?:the|this|that) (?:\w*attack|breach|hack|incident|theft|intrusion))"
    r"[^.;]){0,120}|"
    r"\b(?:risks? (?:of|from)|threats? of|dangers? of|in (?:the event|case) of|against|prevents?|preventing|stops?|"
    r"stopping|protects?|protecting|detects|combats?|fights?|defends?|defending)\b[^.;,]{0,60}|\bagainst\b[^.;,]{0,25}",
    re.IGNORECASE,
)
#: The end of what stands before words for what is guarded against, or feared.
_GUARDED = regex(
    r"\b(?:against|prevents?|preventing|stops?|stopping|protects?|protecting|detects|combats?|fights?|defends?|"
    r"defending|risks? (?:of|from)|threats? of|dangers? of|in (?:the event|case) of) (?:[\w-]+,? ){0,4}$",
    re.IGNORECASE,
)
_GUARDS = regex(
    r"\b(?:tools?|against|prevents?|protection from|stops|detects) (?:\w+ )?(?:ransomware|attacks|malware)\b"
)
_FLAW = regex(r"\b(?:flaws?|vulnerabilit(?:y|ies)|bugs?|zero-days?|cve-\d+-\d+|patch(?:es|ed)?)\b", re.IGNORECASE)
#: Work on one's own service.
_PLANNED = regex(r"\b(?:maintenance|scheduled|upgrad\w+|holidays?|renovat\w+|strike|weather|snow)\b", re.IGNORECASE)


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
    if any(_FLAW.search(text) for _, text in _story(extraction)):
        return "the text tells of a flaw, and of nothing that was done with it"
    return NOTHING


def _happened(extraction: Extraction) -> bool:
    starts = [sentence.start for sentence in extraction.sentences]
    if unused(extraction) and _only_of_flaw(extraction):
        return False
    for claim in extraction.claims:
        if _tells(claim):
            index = max(bisect_right(starts, claim.start) - 1, 0)
            if _real(extraction, claim, extraction.sentences[index]):
                return True
    return any(_WORDS.search(_UNREAL.sub("", text)) for _, text in _story(extraction))


def _only_of_flaw(extraction: Extraction) -> bool:
    """Whether a flaw is told of, and every deed stands in a sentence on it or could only have been done."""
    told = [text for _, text in _story(extraction)]
    if not any(_FLAW.search(text) for text in told):
        return False
    return not any(_WORDS.search(_UNREAL.sub("", text)) for text in told if not _FLAW.search(text))


def _tells(claim: Claim) -> bool:
    if not claim.asserted:
        return claim.field in _EVEN_DENIED
    if claim.field == "money":
        return getattr(claim.value, "kind", "") in _LOSSES
    return claim.field in _EVENT_FIELDS and claim.value not in _ANY_CAUSE


def _real(extraction: Extraction, claim: Claim, sentence: Sentence) -> bool:
    """Whether a claim's words are of what was done, and of no danger, flaw or planned work."""
    text = extraction.document.text
    if _GUARDED.search(text[sentence.start : claim.start]) or _GUARDS.search(claim.evidence[0].quote):
        return False
    line = text[sentence.start : sentence.end]
    if claim.field == "operations":
        return _PLANNED.search(line) is None
    return _FLAW.search(line) is None or _WORDS.search(_UNREAL.sub("", line)) is not None


def _story(extraction: Extraction) -> Iterator[tuple[Sentence, str]]:
    text = extraction.document.text
    for sentence in extraction.sentences:
        if sentence.role is not Role.ASIDE:
            yield sentence, text[sentence.start : sentence.end]
