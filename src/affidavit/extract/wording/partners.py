"""Which of those that a text names the incident came through: a trained model over all that is said beside each.

It is for texts in which no word for a role tells ("Kestrel, which prints the payslips"): what stands close to the name,
what its sentences are marked with, how it is named, and how surely the model of wordings finds a third party there.
Its weights were trained by `bench/train/partners.py` and are kept in `lists/partner_weights.tsv`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract import choice
from affidavit.extract.around import around
from affidavit.extract.organizations.bystanders import is_person

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Name, Rated
    from affidavit.extract.scan import Line, Scan

_TABLE = "partner_weights"
#: Which features of the words around a name are seen: those next to it.
_SEEN = ("next ", "close ")
_STEPS = (0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.9)
#: Marks of sentences that tell of trade and place, and nothing of a role.
_PASSED_OVER = ("sector", "country")
_MOST = {"mentions": 4, "rank": 5, "line": 8}
_TENTHS = 9


class Candidate(NamedTuple):
    """Who is named beside the victim, and what the model sees of it: as a whole, and of each of its mentions."""

    rated: Rated
    told: set[str]
    mentions: list[tuple[Name, set[str]]]

    @property
    def features(self) -> set[str]:
        """All that is seen of it."""
        return self.told.union(*(told for _, told in self.mentions))


def likely(scan: Scan, sure: Sequence[float], least: float) -> tuple[Rated, Name, float] | None:
    """Who it came through, the mention that shows it most clearly, and how likely it is; None below `least`.

    `sure` is how surely each sentence tells of a third party.
    """
    found = candidates(scan, sure)
    if not found:
        return None
    best, chance = choice.likeliest([choice.score(_TABLE, one.features) for one in found])
    if chance < least:
        return None
    shown = max(found[best].mentions, key=lambda pair: choice.score(_TABLE, pair[1]))
    return found[best].rated, shown[0], chance


def candidates(scan: Scan, sure: Sequence[float]) -> list[Candidate]:
    """All that the story names but the likeliest victim."""
    main = scan.likeliest_victim
    beside = {mention.line for mention in main.party.mentions} if main else set()
    found = []
    for rank, rated in enumerate(scan.parties):
        mentions = [one for one in rated.party.mentions if not scan.lines[one.line].aside]
        if rated is not main and mentions and not is_person(scan, mentions[0]):
            told = {"bias", *_of_party(scan, rated, rank), *_of_sentences(mentions, sure)}
            found.append(Candidate(rated, told, [(one, set(_of_mention(scan, one, beside))) for one in mentions]))
    return found


def _of_party(scan: Scan, rated: Rated, rank: int) -> Iterator[str]:
    words = rated.party.name.lower().split()
    yield f"known {rated.known}"
    yield f"victim {min(_TENTHS, int(10 * rated.victim))}"
    yield f"actor {min(_TENTHS, int(10 * rated.actor))}"
    yield f"mentions {min(_MOST['mentions'], len(rated.party.mentions))}"
    yield f"rank {min(_MOST['rank'], rank)}"
    yield f"begins {words[0]}"
    yield f"ends {words[-1]}"
    if rated.publishes:
        yield "publishes"
    if any(is_person(scan, mention) for mention in rated.party.mentions):
        yield "person"


def _of_sentences(mentions: Sequence[Name], sure: Sequence[float]) -> Iterator[str]:
    here = max(sure[one.line] for one in mentions)
    near = max(max(sure[max(0, one.line - 1) : one.line + 2]) for one in mentions)
    for step in _STEPS:
        if here > step:
            yield f"here {step}"
        if near > step:
            yield f"near {step}"


def _of_mention(scan: Scan, mention: Name, beside: Collection[int]) -> Iterator[str]:
    line = scan.lines[mention.line]
    yield f"line {min(_MOST['line'], line.index)}"
    if line.title:
        yield "title"
    if line.index in beside:
        yield "beside the victim"
    yield from [f"mark {name}" for name in line.marks if not name.startswith(_PASSED_OVER)]
    yield from _of_words(scan, line, mention)


def _of_words(scan: Scan, line: Line, mention: Name) -> Iterator[str]:
    places = [(one.start - line.start, one.end - line.start) for _, one in scan.named.get(line.index, ())]
    sentence, place = scan.plain[line.start : line.end], (mention.start - line.start, mention.end - line.start)
    return (name for name in around(sentence, place, places) if name.startswith(_SEEN))
