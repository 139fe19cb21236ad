"""Which of two counts a text means: the people and not the files that tell of them, all of them and not two states'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.counts.ranking import Candidate

Ranked = list[tuple["Candidate", float]]
#: By how much what is a part stands behind the whole.
_BEHIND = 0.01
_REACH = 60
_FILES = frozenset("files documents images scans folders pdfs photos pictures pages papers attachments".split())
#: "the papers of 71,000 seafarers were involved".
_OF_THEM = regex(
    r"\b(?:papers|documents|records|files|data|details|information|scans|passports|copies|photos) "
    r"(?:of|on|about|from|belonging to) (?:about |around |some |roughly |nearly |almost |more than |at least |over )?$"
)
_HARMED = regex(r"\b(?:involved|affected|exposed|concerned|at stake|compromised|impacted|caught up)\b")
#: All of them, and those of a part of the country.
_ALL = regex(
    r"\b(?:nationwide|in all|in total|altogether|across the (?:country|nation|chain|group)|worldwide|overall),? ?"
)
_PART = regex(
    r"[^.;]{0,30}? (?:in|from|of) (?:(?:(?:the|those|its|their|these) )?(?:two|three|four|five|six) |both )"
    r"(?:states?|counties|provinces|cities|districts|regions|countries)\b"
)


def whole_first(ranked: Ranked, lower: str, least: float) -> Ranked:
    """`ranked`, where a part is likelier than the whole that is at least `least` likely, with the whole before it."""
    people = [(one, sure) for one, sure in ranked if one.unit.startswith("people") and sure >= least]
    owners = max([sure for one, sure in people if _are_owners(one, lower)], default=0.0)
    wholes = [(one.quantity.value, sure) for one, sure in people if _is_all(one, lower)]
    return [(one, min(sure, _most(one, lower, owners, wholes))) for one, sure in ranked]


def _most(one: Candidate, lower: str, owners: float, wholes: list[tuple[float, float]]) -> float:
    """The most that a count may be given beside those who own the files, or the whole that it is part of."""
    if owners and one.noun and lower[slice(*one.noun)].split()[-1] in _FILES:
        return owners - _BEHIND
    after = max(one.quantity.end, one.noun[1]) if one.noun else one.quantity.end
    if wholes and _PART.match(lower, after, one.line.end):
        return min([sure - _BEHIND for value, sure in wholes if value > one.quantity.value], default=1.0)
    return 1.0


def _are_owners(one: Candidate, lower: str) -> bool:
    start, after = max(one.line.start, one.quantity.opening - _REACH), one.quantity.end
    return bool(_OF_THEM.search(lower[start : one.quantity.opening])) and bool(
        _HARMED.search(lower, after, min(one.line.end, after + _REACH))
    )


def _is_all(one: Candidate, lower: str) -> bool:
    """Whether the words right before the number, or behind what it counts, say that these are all."""
    start = max(one.line.start, one.quantity.opening - _REACH // 2)
    after = one.noun[1] if one.noun else one.quantity.end
    before = [found.end() for found in _ALL.finditer(lower, start, one.quantity.opening)]
    return one.quantity.opening in before or _ALL.match(lower, after + 1, one.line.end) is not None
