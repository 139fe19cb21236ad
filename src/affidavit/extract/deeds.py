"""Which sentences tell that something happened: by a claim, or by words that are not denied, feared or planned.

The words are cues of the rules (rules/happening.yaml); merge/happening.py decides by the sentences marked here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim

#: The marks that sentences get: their words tell of a deed, a claim in them does.
TOLD, CLAIMED = "happened:told", "happened:claimed"
_WORD, _LOSS, _THING = "happened:word", "happened:loss", "happened:thing"
_FLAW, _PLANNED = "happened:flaw", "happened:planned"
_CLAUSE, _TILL, _GUARD, _TOOL = "unreal:clause", "unreal:till", "unreal:guard", "unreal:tool"
#: How far a loss stands from what was lost, and how many characters and words what is unreal reaches, in characters.
_APART, _CLAUSE_REACH, _GUARD_REACH = 60, 120, 60
#: How many words stand between what guards and what it guards against.
_FEW_WORDS = 4

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

Place = tuple[int, int]


def mark(scan: Scan, claims: Iterable[Claim]) -> None:
    """Mark the lines of `scan` that tell of something that happened, in their words or by one of `claims`."""
    for line in scan.lines:
        if _in_words(line):
            line.marks[TOLD] = []
    starts = [line.start for line in scan.lines]
    for claim in claims:
        if _tells(claim):
            line = scan.lines[max(bisect_right(starts, claim.start) - 1, 0)]
            if CLAIMED not in line.marks and _real(claim, line):
                line.marks[CLAIMED] = []


def _in_words(line: Line) -> bool:
    words = line.marks.get(_WORD, ())
    losses, things = line.marks.get(_LOSS, ()), line.marks.get(_THING, ())
    if not words and not (losses and things):
        return False
    unreal = _unreal(line)
    if any(_outside(place, unreal) for place in words):
        return True
    left = [place for place in things if _outside(place, unreal)]
    return any(_near(loss, thing) for loss in losses if _outside(loss, unreal) for thing in left)


def _near(loss: Place, thing: Place) -> bool:
    first, second = sorted((loss, thing))
    return 0 <= second[0] - first[1] <= _APART


def _outside(place: Place, unreal: Sequence[Place]) -> bool:
    return not any(start <= place[0] < end for start, end in unreal)


def _unreal(line: Line) -> list[Place]:
    """The parts of a sentence that are not so or only could be: from the word that makes them so to the clause end."""
    cues = [(*place, kind) for kind in (_CLAUSE, _GUARD) for place in line.marks.get(kind, ())]
    found: list[Place] = []
    for start, end, kind in sorted(cues):
        if not found or start >= found[-1][1]:
            found.append((start, _reach(line, end) if kind == _CLAUSE else _ends(line, end, ".;,", _GUARD_REACH)))
    return found


def _reach(line: Line, start: int) -> int:
    """Where a clause that is not so from `start` on ends, or goes over into what is."""
    again = min((at - 1 for at, _ in line.marks.get(_TILL, ()) if at > start), default=line.end)
    return min(again, _ends(line, start, ".;", _CLAUSE_REACH))


def _ends(line: Line, start: int, stops: str, reach: int) -> int:
    rest = line.lower[start - line.start : start - line.start + reach]
    return start + next((at for at, letter in enumerate(rest) if letter in stops), len(rest))


def _tells(claim: Claim) -> bool:
    if not claim.asserted:
        return claim.field in _EVEN_DENIED
    if claim.field == "money":
        return getattr(claim.value, "kind", "") in _LOSSES
    return claim.field in _EVENT_FIELDS and claim.value not in _ANY_CAUSE


def _real(claim: Claim, line: Line) -> bool:
    """Whether a claim's words are of what was done, and of no danger, flaw or planned work."""
    if _guarded(claim, line):
        return False
    if claim.field == "operations":
        return _PLANNED not in line.marks
    return _FLAW not in line.marks or TOLD in line.marks


def _guarded(claim: Claim, line: Line) -> bool:
    """Whether a claim speaks of what somebody guards against."""
    quote = claim.evidence[0]
    if any(quote.start <= start and end <= quote.end for start, end in line.marks.get(_TOOL, ())):
        return True
    before = (end for _, end in line.marks.get(_GUARD, ()) if end < claim.start)
    return any(_joined(line.lower[end - line.start : claim.start - line.start]) for end in before)


def _joined(gap: str) -> bool:
    """Whether nothing but a few words stands between two places."""
    words = gap.split()
    return len(words) <= _FEW_WORDS and all(word.rstrip(",").replace("-", "").isalnum() for word in words)
