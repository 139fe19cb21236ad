"""The field technique: ATT&CK ids that a report names, and what a trained model reads from its sentences.

What can be told from a phrase is for the rules (rules/technique.yaml); the model reads the whole sentence, and speaks
only where it is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from affidavit.extract.technique.features import words
from affidavit.extract.technique.model import is_technical, model, technical_words
from affidavit.model.claim import OF_EXTORTION, Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace
from affidavit.model.vocabulary import terms

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_ID = regex(r"(?<![\w.])t1\d{3}(?:\.\d{3})?(?![\w])")
#: Financial theft, which extortion is by ATT&CK's description of it.
_EXTORTION = "T1657"
BY_ID, BY_MODEL, BY_MALWARE = "technique.id", "technique.model", "technique.ransomware"
#: What ransomware is for, and words that it was used.
_ENCRYPTED = "T1486"
_RANSOMED = regex(
    r"\b(?:deploy(?:s|ed|ing|ment of)?|distribut(?:es?|ed|ing|ion of)|deliver(?:s|ed|ing|y of)?|drop(?:s|ped|ping)|"
    r"launch(?:es|ed|ing)?|spread(?:s|ing)?|install(?:s|ed|ing)?|execut(?:es?|ed|ing)|push(?:es|ed|ing)|"
    r"(?:hit|infected) (?:with|by)) (?:[^.;\s]{1,30} ){0,5}ransomware\b(?!-)"
)
#: A text of one sentence of at most this many characters is a fragment: a line of a report, chosen for what it tells.
_FRAGMENT = 200
#: How likely a technique must be to be claimed: in a fragment, and in a sentence among others.
_ENOUGH = {"alone": 0.5, "among": 0.75}
#: How many techniques the model must be sure of in a text of several sentences, before any is claimed.
_REPORT = 4
#: How many technical words a report has at least, and by how many sentences each technique is shown.
_WORDS, _SENTENCES = 10, 3

#: How likely a technique is, which, and where it is told.
Sure = tuple[float, str, "Line"]


def claims(scan: Scan) -> Iterator[Claim]:
    """One claim for each mention of an id that the ATT&CK table knows."""
    if "t1" not in scan.lower:
        return
    known = terms("technique")
    for line in scan.body:
        for match in _ID.finditer(line.lower):
            if match[0].upper() in known:
                start, end = line.start + match.start(), line.start + match.end()
                yield scan.claim(line, start, end, field="technique", value=match[0].upper(), by=BY_ID, confidence=0.95)


def described(scan: Scan) -> Iterator[Claim]:
    """A claim for each technique that the model is sure to read in a sentence; its evidence is the sentence.

    News tells little of techniques, and in other words than a report of researchers does: a text in which the model
    does not find several is no such report, and nothing in it is claimed.
    """
    setting = "alone" if is_fragment(scan) else "among"
    if setting == "among" and not is_report(scan):
        return
    if setting == "among":
        yield from _ransomed(scan)
    sure = _best(one for line in scan.body for one in _sure(line, setting))
    if setting == "alone" or len(sure) >= _REPORT:
        for chance, technique, line in chain.from_iterable(sure.values()):
            yield scan.claim(
                line, line.start, line.end, field="technique", value=technique, by=BY_MODEL, confidence=chance
            )


def _ransomed(scan: Scan) -> Iterator[Claim]:
    """Data encrypted for impact, where a report says that ransomware was used; rules ask for what was encrypted."""
    for line in scan.body if "ransomware" in scan.lower else ():
        found = _RANSOMED.search(line.lower)
        if found is not None:
            start, end = line.start + found.start(), line.start + found.end()
            yield scan.claim(line, start, end, field="technique", value=_ENCRYPTED, by=BY_MALWARE, confidence=0.75)


def _sure(line: Line, setting: str) -> Iterator[Sure]:
    """The techniques that are likely enough in a sentence; of a fragment only the likeliest."""
    found = words(line.lower)
    if not is_technical(found):
        return
    reader = model()
    scores, least = reader.scores(found, setting), reader.floor(setting, _ENOUGH[setting])
    if setting == "alone":
        least = max(least, *scores)
    for score, technique in zip(scores, reader.techniques, strict=True):
        if score >= least:
            yield round(reader.chance(score, setting), 2), technique, line


def _best(found: Iterable[Sure]) -> dict[str, list[Sure]]:
    """The few sentences that tell most surely of each technique."""
    by_technique: dict[str, list[Sure]] = {}
    for one in found:
        by_technique.setdefault(one[1], []).append(one)
    return {
        technique: sorted(ones, key=lambda one: (-one[0], one[2].start))[:_SENTENCES]
        for technique, ones in by_technique.items()
    }


def is_report(scan: Scan) -> bool:
    """Whether a text has the words of a report of researchers."""
    return technical_words(scan.lower) >= _WORDS


def is_fragment(scan: Scan) -> bool:
    """Whether a text is no more than one short sentence."""
    return len(scan.lines) == 1 and len(scan.text) <= _FRAGMENT


def settled(scan: Scan, found: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of a text, of which a fragment keeps the technique that the model is sure of.

    A fragment tells of one technique; what rules read from single words in it (the shell that a download ran in) is
    seldom the one, so that they speak only where the model is silent. An id that is named stays.
    """
    sure = {claim.value for claim in found if claim.by == BY_MODEL} if is_fragment(scan) else ()
    if not sure:
        return [*found, *_of_extortion(found)]
    return [claim for claim in found if claim.field != "technique" or claim.by == BY_ID or claim.value in sure]


def _of_extortion(found: Sequence[Claim]) -> Iterator[Claim]:
    """What every asserted claim of extortion is in ATT&CK, where nothing else names it."""
    if any(claim.field == "technique" and claim.value == _EXTORTION for claim in found):
        return
    for claim in found:
        if claim.field == "extortion" and claim.asserted:
            yield replace(claim, field="technique", value=_EXTORTION, by=OF_EXTORTION)
