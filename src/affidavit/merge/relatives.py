"""Whom a sentence names as one of the main organisation's: its insurer, its former parent, whom it supplied.

What befell those is told in passing, and is no part of the main incident; suppliers are left out, since an incident of
theirs may be the very one.
"""

from __future__ import annotations

import re

from affidavit.model.regex import regex

_ITS_ONE = (
    r"(?!(?:[\w-]+ ){0,2}(?:providers?|vendors?|suppliers?|contractors?|processors?|hosts?|subcontractors?|makers?|"
    r"developers?|platforms?|partners?)\b)(?:[\w-]+ ){0,3}[\w-]+, (?:the )?"
)
#: Before the name of a firm whose trade is to study such things, and behind it where it was hit all the same.
STUDIES = regex(
    r"\b(?:(?:data|web|blockchain|threat|traffic|network) analytics|cyber-?security|security|cyber(?: risk|"
    r" intelligence)?|"
    r"(?:threat |cyber )?intelligence|privacy|forensics?|digital risk|monitoring|research|dark ?web|"
    r""
    r"threat[- ]hunting|incident[- ]response) (?:research |monitoring |intelligence )?(?:firm|"
    r"company|"
    r"vendor|outfit|start-?up|provider|consultancy|specialists?|group|platform|service)s? $",
    re.IGNORECASE,
)
_DONE = regex(
    r"(?:,[^.;]{1,60}(?=,))?,? (?:(?:has|had|have|also|itself|was|were|been|said|disclosed|confirmed|admitted|it|"
    r"that) ){0,5}"
    r"(?:hacked|breached|hit|attacked|compromised|suffered|lost|leaked|targeted|fell)\b",
    re.IGNORECASE,
)
#: Before the name of whom the one hit belongs to, and before what somebody was called once.
_PARENT = regex(
    r"\b(?:parent|owner|mother|holding)(?: (?:company|firm|group|organi[sz]ation|corporation|house))?,? (?:the )?$|"
    r"\bowned by (?:the )?$",
    re.IGNORECASE,
)
_ONCE_CALLED = regex(
    r"\((?:formerly|previously|then|now|once|originally|earlier|also|better|aka|a\.k\.a\.|f/k/a|"
    r"n[ée]e)(?: (?:known|called|"
    r"named|trading|doing business))?(?: as)? (?:the )?$",
    re.IGNORECASE,
)
_FOR_ITS_PEOPLE = regex(r" (?:customers|users|clients|members|subscribers|employees)\b(?! (?:were|are|had|have)\b)")
#: Between two names: "Acme's insurer, ".
_ITS_OTHER = regex(rf"(?:'s|\u2019s|s') {_ITS_ONE}")
#: From the sentence's beginning to a name: "The company's former parent, ", "Its insurer, ".
_POSSESSED = regex(rf"(?:[Tt]he (?:\w+ ){{0,2}}?\w+(?:'s|\u2019s|s')|[Ii]ts|[Tt]heir) {_ITS_ONE}")
#: Behind a name: what befell its bearer, told in passing.
_WHOSE = regex(
    r"(?: [a-z]+){0,3},? (?:whose|where|which (?:itself )?(?:was|were|had|lost|suffered|paid|disclosed|reported))\b"
    r"[^.;]{0,90}?\b(?:hack\w*|breach\w*|attack\w*|ransom\w*|taken over|sto(?:le|len)|leak\w*|encrypted|compromised|"
    r"phish\w+)\b",
)
#: One without a name: "A subsidiary of Acme in Canada was hit".
_ONE_OF_ITS = regex(
    r"(?:An?|Another|One|Two|Several) (?:[\w-]+ ){0,2}(?:subsidiar(?:y|ies)|units?|divisions?|affiliates?|rivals?|"
    r"competitors?|franchisees?|customers?|clients?|branch(?:es)?|sister compan(?:y|ies)|offices?) (?:of|"
    r"at) (?:the )?"
)


def its_other(text: str, end: int, name: int) -> bool:
    """Whether the name at `name` belongs to one that is named up to `end`: "Acme's insurer, Brae"."""
    return _ITS_OTHER.fullmatch(text, end, name) is not None


def possessed(before: str) -> bool:
    """The same of what stands before a name, from its sentence's beginning on: "The company's former parent, "."""
    return _POSSESSED.fullmatch(before) is not None


def hit_in_passing(behind: str) -> bool:
    """Whether what stands behind a name tells what befell its bearer: ", whose systems were attacked"."""
    return _WHOSE.match(behind) is not None


def one_of_its(text: str, start: int, name: int) -> bool:
    """Whether the sentence from `start` on is about one without a name, who belongs to the name at `name`."""
    return _ONE_OF_ITS.fullmatch(text, start, name) is not None


def studies(before: str, behind: str) -> bool:
    """Whether a name is that of a firm whose trade is to study such things, and that nobody hit."""
    return STUDIES.search(before) is not None and _DONE.match(behind) is None


def only_beside(before: str, behind: str) -> bool:
    """Whether a name only stands beside: a parent, what somebody was called once, whose customers had files there."""
    if _ONCE_CALLED.search(before) is not None or studies(before, behind):
        return True
    if _DONE.match(behind) is not None:
        return False
    return _PARENT.search(before) is not None or (
        "belonging to" in before[-16:] and _FOR_ITS_PEOPLE.match(behind) is not None
    )
