"""Sentences that tell of no single incident: laws, raids on gangs, what gangs earn, what is used in many attacks."""

from __future__ import annotations

import re

from affidavit.merge import recalling
from affidavit.model.regex import regex

_LAW = regex(
    r"\b(?:laws?|legislation|statutes?|rules|regulations?|directive|act)\b[^.;]{0,60}? (?:that |which )?"
    r"(?:requires?|required|obliges?|obliged|forces?|gives?|demands?|mandates?)\b",
    re.IGNORECASE,
)
_CRACKDOWN = regex(
    r"\b(?:police|fbi|europol|interpol|authorities|agents|prosecutors|justice department|officers|treasury|"
    r"government)\b[^.;]{0,40}? (?:seized|took down|taken down|dismantled|disrupted|sanctioned|infiltrated|"
    r"shut down|broke up)\b[^.;]{0,40}? (?:gang|group|servers?|forum|botnet|site|infrastructure|network|"
    r"operation|marketplace)\b|"
    r"\b(?:charged|arrested|indicted|sentenced|extradited|convicted)\b[^.;]{0,60}? (?:over|for|in|with) "
    r"(?:[\w-]+ ){0,3}(?:attacks|hacks|breaches|intrusions) (?:by|of|for|on)\b",
    re.IGNORECASE,
)
#: What attackers of one name took in all, and what served in many attacks.
_TAKINGS = regex(
    r"\b(?:gang|group|crew|operation|outfit|syndicate|affiliates|operators)\b[^.;]{0,40}? (?:has |have |had )?"
    r"(?:made|earned|collected|raked in|pocketed|netted|taken in|brought in|extorted)\b[^.;]{0,30}?"
    r"[$\u20ac\u00a3]? ?\d[\d.,]* ?(?:million|billion|m|bn)\b"
    r"(?! from (?:the|it)\b)[^.;]{0,40}? (?:in (?:19|20)\d\d|last year|this year|"
    r"since|a year|so far|in total|from (?:its |their )?(?:some |about |over |more than )?(?:\d|victims))",
    re.IGNORECASE,
)
_IN_MANY = regex(
    r"\b(?:used|exploited|abused|seen|observed|involved|featured) in (?:(?:several|many|other|numerous|countless|"
    r"dozens of|hundreds of|scores of|a (?:number|string|series|wave|spate|rash) of|recent|previous|earlier|past) )"
    r"(?:(?:such|similar|other|recent|like) ){0,2}(?:(?:cyber)?attacks|breaches|incidents|intrusions|"
    r"hacks|campaigns)\b",
    re.IGNORECASE,
)


def is_background(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells of no single incident, and of no attack that it points to."""
    if recalling.of_the_same(text, start, end):
        return False
    return any(test.search(text, start, end) is not None for test in (_LAW, _CRACKDOWN, _TAKINGS, _IN_MANY))
