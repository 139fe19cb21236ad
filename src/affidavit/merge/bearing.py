"""How each sentence of a document bears on its main incident, by what sentences of its kind look like.

A linear model over a sentence's words, the roles of those it names, its place and what the cues of `subject.py` say,
with the likeliest course of each paragraph (Viterbi). Its weights are trained by bench/train/bearings.py on sentences
that were labelled by hand.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

from affidavit.model.extraction import Extraction, Mention, Role, Sentence
from affidavit.model.packaged import packaged
from affidavit.model.regex import regex
from affidavit.model.struct import frozen


class Bearing(StrEnum):
    """What a sentence tells of, seen from the main incident."""

    MAIN = "M"
    EARLIER = "E"  # another incident at the same organisation
    OTHERS = "O"  # incidents at other organisations
    BACKGROUND = "B"  # how attackers work, definitions, statistics, advice to everybody
    PORTRAIT = "C"  # an organisation in general: what it does, how large it is


_WORD = regex(r"<\w+>|[a-z]+(?:'s)?|\d+|[$\"\u201c\u201d:]")
#: A year in a text.
YEAR = regex(r"\b(?:19|20)\d\d\b")
#: Words that keep a paragraph with the incident that was recalled before it.
_THEN = regex(r"\b(?:at the time|back then|that (?:breach|incident|attack)|in the end)\b", re.IGNORECASE)
_WE = regex(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company(?:'s)?)\b")
_QUOTED = regex(r"[\"\u201c\u201d]")
#: An organisation speaks for itself where at least this share of the sentences is in the first person.
_OWN_VOICE = 0.25
_MONTHS = frozenset(
    "january february april june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ROLES = ("<main>", "<victim>", "<other>", "<attacker>")
#: Cues that are hardly ever wrong: what they show (the place of a Bearing), and how much more they count than learned.
_SURE = {"cue hit": (2, 900), "cue past": (1, 600), "cue again": (1, 400), "cue back": (0, 100)}
#: What brings a text back to its main incident: a paragraph that names the organisation, without a cue of another.
_ANEW = frozenset({"paragraph", "names main", "cue "})
_FIRST, _BACK = 300, 300
#: By how much a pronoun keeps a sentence with what the one before it told of.
_STAYS = 300
_PRONOUNS = frozenset(f"opens {word}" for word in ("it", "they", "he", "she"))
#: A sentence's number as a feature: the largest of these that it reaches.
_PLACES = (15, 10, 6, 3, 2, 1, 0)
_LEAD = 4
#: What is mostly claimed of the incident that a text is about.
_TELLING = frozenset(
    "response measure money affected data discovered started ended disclosed contained third_party detection "
    "operations".split()
)
#: The sentence behind the headline, which tells what the text is about, whatever its year.
_LEDE = "place 1"
#: Up to here a text hardly ever turns to something else.
_FEW = 2


@frozen
class Model:
    """`weights` by feature, one for each Bearing in its order; `bias` and `steps` (from, to) likewise.

    All in whole hundredths, so that sums are exact in any order.
    """

    weights: Mapping[str, Sequence[int]]
    bias: Sequence[int]
    steps: Sequence[Sequence[int]]


def years(text: str, sentences: Iterable[Sentence]) -> set[str]:
    """The years that sentences of a text name."""
    return {year for sentence in sentences for year in YEAR.findall(text, sentence.start, sentence.end)}


@cache
def model() -> Model:
    """The trained model."""
    read = json.loads(packaged("affidavit.merge", "weights", "bearings.json"))
    weights = zip(*[iter(read["weights"])] * len(Bearing), strict=True)
    return Model(dict(zip(read["features"], weights, strict=True)), read["bias"], read["steps"])


def bearings(extraction: Extraction, main: str, cues: Sequence[str], partners: set[str]) -> list[Bearing]:
    """The bearing of each sentence (asides count as main: nobody asks).

    `main` is the main organisation; `cues` holds each sentence's cue of another incident (`subject.py`); `partners` are
    the names of third parties.
    """
    told = list(features(extraction, main, cues, partners))
    course = _course(told, model())
    attacked = {mention.sentence for mention in extraction.mentions if mention.role == "attacker"}
    course = [  # what an attacker does is no part of what an organisation is
        Bearing.MAIN if one is Bearing.PORTRAIT and index in attacked else one for index, one in enumerate(course)
    ]
    if _in_own_voice(extraction):  # what a letter or filing advises and explains belongs to its incident
        return [Bearing.MAIN if bearing is Bearing.BACKGROUND else bearing for bearing in course]
    return course


def _in_own_voice(extraction: Extraction) -> bool:
    """Whether the organisation itself speaks ("we", "our"), and is not only quoted."""
    text = extraction.document.text
    story = [text[s.start : s.end] for s in extraction.sentences if s.role is Role.BODY]
    own = sum(1 for sentence in story if _WE.search(sentence) and not _QUOTED.search(sentence))
    return own >= _OWN_VOICE * len(story)


def _course(told: list[set[str] | None], by: Model) -> list[Bearing]:
    """The likeliest bearings, paragraph by paragraph: what a later paragraph says does not change them."""
    course: list[Bearing] = []
    scores: list[int] = []
    paragraph: list[tuple[list[int], int]] = []
    for sentence in told:
        if sentence is None:
            continue
        if "paragraph" in sentence and paragraph:
            scores = _settle(scores, paragraph, by, course)
            paragraph = []
        paragraph.append((_scores(sentence, by), _STAYS if _goes_on(sentence) else 0))
    if paragraph:
        _settle(scores, paragraph, by, course)
    settled = iter(course)
    return [Bearing.MAIN if sentence is None else next(settled) for sentence in told]


def _settle(scores: list[int], paragraph: list[tuple[list[int], int]], by: Model, course: list[Bearing]) -> list[int]:
    """Adds a paragraph's likeliest bearings to `course` (Viterbi), and returns the scores after it."""
    kinds = tuple(Bearing)
    back: list[list[int]] = []
    for own, stays in paragraph:
        if not scores:
            own[0] += _FIRST  # a text begins with what it is about
            scores = [0] * len(kinds)
        ways = [[before + step[to] for before, step in zip(scores, by.steps, strict=True)] for to in range(len(kinds))]
        for kind in range(len(kinds)):
            ways[kind][kind] += stays
        back.append([way.index(max(way)) for way in ways])
        scores = [max(way) + mine for way, mine in zip(ways, own, strict=True)]
    at = scores.index(max(scores))
    path = []
    for best in reversed(back):
        path.append(kinds[at])
        at = best[at]
    course.extend(reversed(path))
    return scores


def _goes_on(sentence: Collection[str]) -> bool:
    """Whether a sentence has for its subject a pronoun of the one before it: "It also hired"."""
    return "goes on" in sentence and "cue " in sentence and not _PRONOUNS.isdisjoint(sentence)


def _scores(sentence: Collection[str], by: Model) -> list[int]:
    main, earlier, others, background, portrait = by.bias
    for weights in filter(None, map(by.weights.get, sentence)):
        main += weights[0]
        earlier += weights[1]
        others += weights[2]
        background += weights[3]
        portrait += weights[4]
    scores = [main, earlier, others, background, portrait]
    for feature, (kind, more) in _SURE.items():
        if feature in sentence:
            scores[kind] += more
    if _LEDE in sentence:
        scores[0] += _FIRST
    if _ANEW.issubset(sentence) and "then" not in sentence:
        scores[0] += _BACK
    return scores


def features(extraction: Extraction, main: str, cues: Sequence[str], partners: set[str]) -> Iterator[set[str] | None]:
    """The features of each sentence, each once; None for an aside."""
    named: dict[int, list[Mention]] = {}
    first: dict[str, int] = {}
    for mention in extraction.mentions:
        named.setdefault(mention.sentence, []).append(mention)
        first.setdefault(mention.name, mention.sentence)
    text, published = extraction.document.text, _year(extraction)
    lead: set[str] = set()
    known: set[str] = set()  # the words of the first sentences
    before: list[str] = []
    claimed = _claimed(extraction)
    for index, sentence in enumerate(extraction.sentences):
        if sentence.role is Role.ASIDE:
            yield None
            continue
        mentions = named.get(index, [])
        words = _words(text, sentence, mentions, main, published)
        found = {f"cue {cues[index]}", f"after cue {cues[index - 1] if index else ''}"}
        found.update(_of_words(words))
        found.update(f"mark {mark}" for mark in sentence.marks if ":" not in mark)
        found.update(_of_names(words, mentions, main, partners))
        found.update(_of_place(extraction, index, before))
        found.update(_of_years(words, lead, index))
        found.update(claimed.get(index, ()))
        if index < _LEAD:
            known.update(words)
        elif len(words) > 1 and words[0] == "the" and words[1] in known and words[1] not in before:
            found.add("opens with what the lead spoke of")
        if any(first[m.name] == index and m.name != main for m in mentions):
            found.add("new name")
        if _THEN.search(text, sentence.start, sentence.end):
            found.add("then")
        before = words
        yield found


def _of_place(extraction: Extraction, index: int, before: list[str]) -> Iterator[str]:
    """Where a sentence stands, and after what; `before` holds the words of the sentence before it."""
    yield f"place {next(place for place in _PLACES if index >= place)}"
    if index:
        sentences = extraction.sentences
        apart = "\n" in extraction.document.text[sentences[index - 1].end : sentences[index].start]
        yield ("paragraph" if index > _FEW else "early paragraph") if apart else "goes on"
        yield from (f"after {word}" for word in before if word in _ROLES)


def _of_years(words: list[str], lead: set[str], index: int) -> Iterator[str]:
    """Whether the years of a sentence are known from the first ones, which are added to `lead`."""
    years = {word for word in words if word.startswith("<y")}
    if index < _LEAD:
        lead |= years
    if years:
        yield f"year {'known' if years & lead else 'new'} {max(years)}"


def _claimed(extraction: Extraction) -> dict[int, set[str]]:
    """What is claimed in each sentence, by its number."""
    starts = [sentence.start for sentence in extraction.sentences]
    found: dict[int, set[str]] = {}
    for claim in extraction.claims:
        if claim.evidence and claim.field in _TELLING:
            found.setdefault(bisect_right(starts, claim.start) - 1, set()).add(f"claim:{claim.field}")
    return found


def _year(extraction: Extraction) -> str:
    """The year of publication; where it is not known the latest that the first sentences name."""
    lead = extraction.document.text[: extraction.sentences[:_LEAD][-1].end] if extraction.sentences else ""
    return (extraction.document.published or max(YEAR.findall(lead), default=""))[:4]


def with_roles(text: str, sentence: Sentence, mentions: Iterable[Mention], main: str | None = None) -> str:
    """A sentence in lower case, with roles as "<victim>" ("<main>" for `main`) in the place of names."""
    parts, at = [], sentence.start
    for mention in mentions:
        if mention.start >= at:
            role = "main" if mention.name == main else mention.role
            parts += [text[at : mention.start], f" <{role}> "]
            at = mention.end
    parts.append(text[at : sentence.end])
    return "".join(parts).lower()


def _words(text: str, sentence: Sentence, mentions: list[Mention], main: str, published: str) -> list[str]:
    """The words of a sentence, with roles for names, distances for years, and marks for months and numbers."""
    return [_masked(word, published) for word in _WORD.findall(with_roles(text, sentence, mentions, main))]


def _masked(word: str, published: str) -> str:
    if word.isdigit():
        if len(word) == 4 and word[:2] in {"19", "20"}:
            return f"<y{max(-3, min(0, int(word) - int(published)))}>" if published.isdigit() else "<y>"
        return "<n>"
    return "<month>" if word in _MONTHS else word


def _of_words(words: list[str]) -> Iterator[str]:
    yield from words
    yield from map(" ".join, zip(("^", *words), words, strict=False))
    for word in words[:2]:
        yield f"opens {word}"


def _of_names(words: list[str], mentions: list[Mention], main: str, partners: set[str]) -> Iterator[str]:
    roles = set(words) & set(_ROLES)
    if "<main>" in roles:
        yield "names main"
    else:
        yield from (f"names but {role}" for role in roles)
    if not roles:
        yield "names nobody"
    if any(mention.name in partners for mention in mentions):
        yield "names partner"
