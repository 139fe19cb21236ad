"""What kind of document a text is, by the words of its headline and lead: what the cues of `kind.py` alone do not tell.

A linear model over those words, the cues that the rules found, how many are named as hit and where; trained by
bench/train/genres.py on beginnings of texts that were labelled by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from affidavit.merge.bearing import with_roles
from affidavit.model.extraction import Extraction, Mention, Role, Sentence
from affidavit.model.linear import Linear, linear
from affidavit.model.regex import regex

#: The kinds, in the order of the weights.
KINDS = ("incident", "aftermath", "denied", "multiple", "not_incident")
#: How many sentences behind the headline are read word by word.
_LEAD = 2
_WORD = regex(r"<\w+>|[a-z]+(?:['\u2019]\w+)?|\d+|[$\u20ac\u00a3\"\u201c:?!]")
#: From this confidence on an organisation counts as one that was hit.
_LIKELY = 0.1
#: No more of anything are told apart.
_MOST = 4
#: By how much, in hundredths of a logarithm, the words must speak against what cues say that are seldom wrong.
_LEAST = {"incident": 0, "not_incident": 400}
_AGAINST = 250


@cache
def model() -> Linear:
    """The trained model."""
    return linear("affidavit.merge", "weights", "genres.json")


def genre(extraction: Extraction, by_cues: str) -> str:
    """The likeliest kind of a document; that of its cues, unless the words speak clearly against it."""
    told = model().scores(features(extraction, by_cues))
    best = KINDS[told.index(max(told))]
    least = _LEAST.get(by_cues, _AGAINST)
    return best if max(told) - told[KINDS.index(by_cues)] > least else by_cues


def features(extraction: Extraction, by_cues: str) -> set[str]:
    """The features of a document, of which the cues alone say that it is of the kind `by_cues`."""
    story = [(n, s) for n, s in enumerate(extraction.sentences) if s.role is not Role.ASIDE]
    named: dict[int, list[Mention]] = {}
    for mention in extraction.mentions:
        named.setdefault(mention.sentence, []).append(mention)
    found = {f"cues {by_cues}"}
    has_title = bool(story) and story[0][1].role is Role.TITLE
    for part, sentences in _parts(story, has_title):
        for index, sentence in sentences:
            found.update(f"{part} {feature}" for feature in _of_words(extraction, sentence, named.get(index, [])))
            found.update(f"{part} cue {mark}" for mark in sentence.marks)
    found.update(_of_victims(extraction, story, named, has_title))
    return found


def _parts(story: list[tuple[int, Sentence]], has_title: bool) -> Iterator[tuple[str, list[tuple[int, Sentence]]]]:
    body = story[1:] if has_title else story
    yield "title", story[:1] if has_title else []
    yield "lead", body[:_LEAD]


def _of_words(extraction: Extraction, sentence: Sentence, mentions: list[Mention]) -> Iterator[str]:
    found = _WORD.findall(with_roles(extraction.document.text, sentence, mentions))
    words = ["<n>" if word.isdigit() else word for word in found]
    yield from words
    yield from map(" ".join, zip(("^", *words), words, strict=False))


def _of_victims(
    extraction: Extraction, story: list[tuple[int, Sentence]], named: Mapping[int, list[Mention]], has_title: bool
) -> Iterator[str]:
    """How many are named as hit, how sure the surest is, and how many paragraphs begin with a new one."""
    rated = {str(c.value): c.confidence for c in extraction.claims if c.field == "organization"}
    yield f"hit {min(sum(rate >= _LIKELY for rate in rated.values()), _MOST)}"
    yield f"surest {int(4 * max(rated.values(), default=0))}"
    if has_title:
        in_title = {m.name for m in named.get(story[0][0], ()) if rated.get(m.name, 0) >= _LIKELY}
        yield f"hit in title {min(len(in_title), _MOST)}"
    seen: set[str] = set()
    opened = 0
    text, end = extraction.document.text, None
    for index, sentence in story[has_title:]:
        new = {m.name for m in named.get(index, ()) if rated.get(m.name, 0) >= _LIKELY / 2} - seen
        if end is None or "\n" in text[end : sentence.start]:
            opened += bool(new)
        seen |= new
        end = sentence.end
    yield f"paragraphs on new ones {min(opened, _MOST)}"
