"""Which language a text is in, by its small words: enough to know whether English rules may read it."""

from __future__ import annotations

from collections import Counter
from functools import cache

from affidavit.model.packaged import packaged

#: What `language` answers where a text is too short, or in a language that it does not know.
UNKNOWN = "und"

#: How much of a text is looked at, in characters.
_SAMPLE = 1500
_LEAST_WORDS = 3
#: The share of small words that an English text has at least, and one in another language.
_LEAST_SHARE = 0.1
_LEAST_SHARE_ELSEWHERE = 0.2


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """The languages of each small word."""
    text = packaged(__package__, "lists", "languages.tsv").decode("utf-8")
    owners: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, _, words = line.partition("\t")
            for word in words.split():
                owners.setdefault(word, set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in owners.items()}


def language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or `und` where too little of it is known to tell."""
    tokens = [token.strip(".,;:!?()\"'") for token in text[:_SAMPLE].lower().replace("\u2019", "'").split()]
    owners = _owners()
    scores = Counter(code for token in tokens for code in owners.get(token, ()))
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return UNKNOWN
    first, most = ranked[0]
    return first if most >= _LEAST_WORDS and _is_sure(first, scores, len(tokens)) else UNKNOWN


def _is_sure(code: str, scores: Counter[str], tokens: int) -> bool:
    """Whether enough speaks for a language; for one that is not English, much more than for English."""
    if code == "en":
        return scores[code] >= _LEAST_SHARE * tokens
    return scores[code] >= _LEAST_SHARE_ELSEWHERE * tokens and scores[code] >= 2 * scores["en"]
