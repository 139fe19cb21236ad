"""Incidents that are no more than claimed: the organisation looks into what others say, and has confirmed nothing."""

from __future__ import annotations

import re

from affidavit.model.extraction import Extraction, Role
from affidavit.model.regex import regex

#: What a headline says of those who look into claims: "Larkfield investigates breach claims after".
_LOOKS_INTO = regex(
    r"\b(?:investigat(?:es?|ing)|prob(?:es?|ing)|look(?:s|ing)? into|examin(?:es?|ing)|check(?:s|ing)?|"
    r"verif(?:y|ies|ying)|review(?:s|ing)?)\b[^.;]{0,50}?\b(?:claims?|allegations?|alleged|rumou?rs|"
    r"reports? of (?:an? )?(?:[\w-]+ ){0,2}(?:breach|leak|hack|attack|cyber-?attack|intrusion|theft)|"
    r"(?:possible|potential|suspected|purported|reported) (?:[\w-]+ ){0,2}(?:breach|leak|hack|attack|cyber-?attack|"
    r"intrusion|theft))\b",
    re.IGNORECASE,
)
#: What a sentence of the text says where the organisation has found it to be so.
_FOUND = regex(
    r"\b(?:confirm(?:s|ed)|admit(?:s|ted)|acknowledg(?:es|ed)|disclosed|determined|concluded|found|verified|"
    r"discovered)\b"
    r"(?! (?:to [\w ]{1,30} )?that (?:it|they|we) (?:is|are|was|were|has|have)\b[^.;]{0,30}"
    r"\b(?:investigat|aware|look|examin|no\b))"
    r"[^.;]{0,90}?\b(?:breach(?:ed)?|stolen|stole|accessed|access|compromised|hacked|exposed|leaked|taken|copied|"
    r"attack(?:ed)?|cyber-?attack|incident|intrusion|ransomware)\b",
    re.IGNORECASE,
)
#: What shows that it is somebody else's word, or none.
_NOT_SO = regex(
    r"\b(?:no|not|never|cannot|n't|yet to|whether|if|unable|declined|could|without|researchers?|analysts?|experts?|"
    r"reporters?|earlier (?:this|breach|incident)|last (?:year|month)|previous\w*|another|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_DENIES = "denies"


def only_claimed(extraction: Extraction) -> bool:
    """Whether the organisation looks into claims by the headline, and no sentence denies or bears them out."""
    text, told = extraction.document.text, [s for s in extraction.sentences if s.role is not Role.ASIDE]
    if not told or _LOOKS_INTO.search(text, told[0].start, told[0].end) is None:
        return False
    if any(_DENIES in sentence.marks for sentence in told):
        return False
    return not any(_is_found(text[sentence.start : sentence.end]) for sentence in told[1:])


def _is_found(told: str) -> bool:
    return _FOUND.search(told) is not None and _NOT_SO.search(told) is None
