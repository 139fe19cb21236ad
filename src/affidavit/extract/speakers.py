"""Who says a thing: the subject of the verb of saying that the words stand under."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from affidavit.model.claim import Speaker

if TYPE_CHECKING:
    from affidavit.extract.clauses import Sentence

_SAYING = frozenset(
    "said say says saying told tells states stated announced announces reveals revealed wrote writes warned warns "
    "notes noted explained explains added adds adding believes asserts insisted insists maintains advised "
    "acknowledged acknowledges admitted admits confirmed confirms confirm disclosed discloses denied denies "
    "reported reports reporting claims claim claimed claiming alleges alleged alleging boasted bragged".split()
)
_CLAIMING = frozenset("claims claim claimed claiming alleges alleged alleging boasted bragged".split())
_CONFIRMING = frozenset("confirmed confirms confirm acknowledged acknowledges admitted admits".split())
_REPORTING = frozenset("reported reports reporting revealed reveals".split())
_PASSIVE = frozenset("was were is are be".split())
_CRIMINAL = frozenset("ransomware hacking hacker hackers extortion threat hacktivist criminal cybercrime gang".split())
_FIRST_PERSON = frozenset(("we", "our", "us"))
_JOINING = frozenset("but and however although though while whereas yet".split())
#: What follows a verb of saying that closes what was said: "..., the company said in a statement".
_AFTER_ASIDE = frozenset(', " ) in on to at during last this via through when after earlier today'.split())
#: Words beside a claim that is filed and not made.
_FILED = frozenset(
    "information number numbers data history histories form forms file files processing processor processors "
    "administrator insurance medical health warranty dental benefit benefits compensation disability".split()
)
_REACH = 10


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying: its place, who speaks, and what kind of verb it is.

    `behind` where it follows what was said: "..., the company said".
    """

    index: int
    speaker: Speaker
    confirms: bool
    behind: bool


@cache
def _nouns() -> dict[str, str]:
    lines = (resources.files(__package__) / "speakers.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def sayings(sentence: Sentence) -> tuple[Saying, ...]:
    """The verbs of saying of a sentence, in their order."""
    words = [token.text for token in sentence.tokens]
    found: list[Saying] = []
    for index, word in enumerate(words):
        if (word not in _SAYING and word != "according") or (word in _CLAIMING and _is_noun(sentence, found, index)):
            continue
        saying = _saying(sentence, words, index)
        if saying is not None:
            found.append(saying)
    return tuple(found)


def _is_noun(sentence: Sentence, found: list[Saying], index: int) -> bool:
    """Whether "claims" is a thing: an insurance claim, or what another speaks of ("confirmed the hackers' claims")."""
    around = {token.text for token in sentence.tokens[max(0, index - 1) : index + 2]}
    if around & _FILED:
        return True
    return bool(found) and sentence.clauses[found[-1].index] == sentence.clauses[index] and not found[-1].behind


def _saying(sentence: Sentence, words: list[str], index: int) -> Saying | None:
    word = words[index]
    if word == "according":
        return Saying(index, _among(words[index + 1 : index + 1 + _REACH]) or Speaker.ORGANIZATION, False, index > 2)
    if sentence.tokens[index].passive or (index and words[index - 1] in _PASSIVE):
        return None
    start = _subject_start(sentence, words, index)
    subject = words[start:index]
    behind = start > 2 and words[start - 1] in (",", '"') and words[start] not in _JOINING
    if not subject:
        behind = behind and not word.endswith("ing") and words[index + 1 : index + 2] != ["that"]
        speaker = _among(words[index + 1 : index + 1 + _REACH]) if behind else None
    else:
        speaker = _among(subject[::-1])
        behind = behind and (index + 1 == len(words) or words[index + 1] in _AFTER_ASIDE)
    if speaker is None and not subject and not behind:
        return None
    return Saying(index, speaker or _by_verb(word), word in _CONFIRMING, behind)


def _subject_start(sentence: Sentence, words: list[str], index: int) -> int:
    """Where the words of the subject begin: behind the last comma, quotation mark or clause."""
    start = index
    while start and index - start < _REACH and words[start - 1] not in (",", '"', ";", "that"):
        if sentence.clauses[start - 1] != sentence.clauses[index]:
            break
        start -= 1
    return start


def _among(words: list[str]) -> Speaker | None:
    """The speaker that the first telling noun of `words` names."""
    nouns = _nouns()
    for at, word in enumerate(words):
        pair = f"{words[at + 1]} {word}" if at + 1 < len(words) else ""
        after = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
        kind = nouns.get(pair) or nouns.get(after) or nouns.get(word)
        if kind == "group":
            return Speaker.ATTACKER if _CRIMINAL.intersection(words[max(0, at - 3) : at + 4]) else Speaker.ORGANIZATION
        if kind == "unknown" or kind is None:
            continue
        return Speaker(kind)
    return None


def _by_verb(verb: str) -> Speaker:
    """Who speaks when only a name stands before the verb: names that claim are mostly the attackers'."""
    if verb in _CLAIMING:
        return Speaker.ATTACKER
    return Speaker.PRESS if verb in _REPORTING else Speaker.ORGANIZATION


def speaker(sentence: Sentence, found: tuple[Saying, ...], index: int) -> tuple[Speaker, Saying | None]:
    """Who says the word at `index`, and the verb that shows it (None where there is none)."""
    governing = [one for one in found if one.index < index and not one.behind]
    if governing:
        return governing[-1].speaker, governing[-1]
    for one in found:
        if one.behind:
            return one.speaker, one
    words = {token.text for token in sentence.tokens}
    return (Speaker.ORGANIZATION if words & _FIRST_PERSON else Speaker.PRESS), None
