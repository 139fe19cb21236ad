"""The named comparisons of two profiles: what each finds, as one of a few levels, with a line for people.

A comparison that has nothing to compare on one side finds no level, and weighs nothing. Levels that are numbers
rise: a higher one says more for one incident than a lower one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from affidavit.merge.linking.bodies import other_bodies
from affidavit.merge.linking.profile import Profile
from affidavit.merge.linking.spelling import alike
from affidavit.merge.linking.text import NAMING, all_telling, deed_kinds, name_words, naming_words
from affidavit.merge.same import name_key, same_name
from affidavit.model import words as wording
from affidavit.model.struct import frozen

#: What a comparison found: its level, and what that means in words.
Found = tuple[str, str]
Comparing = Callable[["Pair"], Found | None]

_ALIKE = (0.05, 0.09, 0.14, 0.18, 0.23, 0.28, 0.34, 0.42, 0.54, 0.74)
_CAPITALS = (0.01, 0.2, 0.4, 0.6, 0.8)
_APART = (60, 240, 400)
_BEGAN = (4, 45, 150, 330)
#: Texts with so many different words name the organisation that they are about, and another name is another one.
_LONG = 60
UNLIKE = ("apart", "differ")
#: The levels of names that tell of two different victims.
OTHER_VICTIM = (*UNLIKE, "told")
#: Figures that differ by less are one figure told with different care; counts, twice told as events unfold.
_NEAR, _GROWN = 1.06, 1.5
#: A figure with more digits that are not trailing noughts is exact.
_ROUND = 2
#: Attacks by these come again and again: that both tell of one says little.
_AGAIN = frozenset({"denial_of_service"})


@frozen
class Pair:
    """Two profiles with what several comparisons need of both.

    `named` are the words of the names: that both texts have them is no news once the names are compared.
    """

    a: Profile
    b: Profile
    names: Found | None
    named: frozenset[str]
    words_a: frozenset[str]
    words_b: frozenset[str]

    @classmethod
    def of(cls, a: Profile, b: Profile) -> Pair:
        """The pair of two profiles."""
        one, other = name_words(a.names), name_words(b.names)
        named = one & other if _telling(one & other) else one | other
        return cls(a, b, compare_names(a, b), named, frozenset(a.words), frozenset(b.words))


def _names(pair: Pair) -> Found | None:
    return pair.names


def compare_names(one: Profile, other: Profile) -> Found | None:
    """What the names of the organisations hit say."""
    a, b = one.names[:1], other.names[:1]
    if a and b:
        if name_key(a[0]).replace(" ", "") == name_key(b[0]).replace(" ", ""):
            return "same", f"both are about {a[0]}"
        if same_name(a[0], b[0]) or _part_of(a, b) or _part_of(b, a):
            if other_bodies(one.names, other.names):
                return "differ", f"{a[0]} is not {b[0]}: another kind of body"
            return "part", f"{a[0]} and {b[0]} share a name"
    long = min(len(one.words), len(other.words)) >= _LONG
    if _told(a, other, long=long) or _told(b, one, long=long):
        return "told", f"{' and '.join((*a, *b))}: one's organisation is named in the other"
    if not a or not b:
        return None
    return "apart" if long else "differ", f"{a[0]} is not {b[0]}"


def _told(names: tuple[str, ...], of: Profile, *, long: bool) -> bool:
    """Whether the other text names the organisation: as one that was hit, or, in a short one, at all."""
    there = name_words(of.names) | (frozenset() if long else frozenset(of.capitals))
    return bool(names) and bool(own := naming_words(names[0])) and own <= there


def _part_of(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether all words of a name that tell it from others stand in the other name: "Optus" in "Singtel Optus"."""
    own = naming_words(names[0])
    return bool(own) and own <= name_words(others)


def _telling(stems: Collection[str]) -> bool:
    return max(all_telling(stems), default=0) >= NAMING


def _named_words(pair: Pair) -> Found | None:
    """The words shared besides the name."""
    return _shared_words(pair) if pair.names and pair.names[0] not in UNLIKE else None


def _unnamed_words(pair: Pair) -> Found | None:
    """The words shared where no name is: what the organisation is and does tells of it too."""
    return None if pair.names and pair.names[0] not in UNLIKE else _shared_words(pair)


def _shared_words(pair: Pair) -> Found | None:
    """How much of what the shorter one says the longer one says too, beyond what any two texts share."""
    part = alike(pair.a.words, pair.b.words, pair.named)
    return part if part is None else (_reached(part, _ALIKE), f"they share {part:.0%} of their wording")


def _other_names(pair: Pair) -> Found | None:
    a, b = (set(p.capitals) - pair.named for p in (pair.a, pair.b))
    if not a or not b:
        return None
    shared = (a & pair.words_b) | (b & pair.words_a)
    level = _reached(sum(all_telling(shared)) / min(sum(all_telling(a)), sum(all_telling(b))), _CAPITALS)
    text = f"{len(shared)} other names stand in both" if shared else "the other names they tell differ"
    return level, text.replace("1 other names stand", "one other name stands")


def _figures(pair: Pair) -> Found | None:
    a, b = pair.a, pair.b
    if equal := set(a.figures) & set(b.figures):
        figure = max(equal, key=lambda x: (len(f"{x:.0f}".rstrip("0")), x))
        return ("equal" if _exact(figure) else "round"), f"both tell of {wording.number(figure)}"
    near = next(((x, y) for x in a.figures for y in b.figures if max(x, y) < _NEAR * min(x, y)), None)
    if near:
        return "near", f"{wording.number(near[0])} here, {wording.number(near[1])} there"
    return ("differ", "the figures they tell differ") if a.figures and b.figures else None


def _exact(figure: float) -> bool:
    return len(f"{figure:.0f}".rstrip("0")) > _ROUND


def _counts(pair: Pair) -> Found | None:
    """The nearest of the counts: one that was revised since is told beside the new one."""
    both = [(x, y) for x in pair.a.counts for y in pair.b.counts]
    if not both:
        return None
    one, other = min(both, key=lambda of: max(of) / max(1, min(of)))
    many, few = max(one, other), max(1, min(one, other))
    # two exact counts are so near by chance as well as by a revision, which says nothing
    if many >= _NEAR * few and _exact(many) and _exact(few) and many < _GROWN * few:
        return None
    text = f"{wording.number(one)} and {wording.number(other)} affected"
    return ("same" if many < _NEAR * few else "near" if many < _GROWN * few else "differ"), text


def _kinds(field: str, other: str, same: str = "both tell of") -> Comparing:
    def compare(pair: Pair) -> Found | None:
        a, b = set(getattr(pair.a, field)), set(getattr(pair.b, field))
        if not a or not b:
            return None
        shared = ", ".join(sorted(a & b)).replace("_", " ")
        level = "differ" if not shared else "several" if len(a & b) > 1 else "share"
        return level, f"{same} {shared}" if shared else other

    return compare


def _terms(field: str, what: str) -> Comparing:
    return _kinds(field, f"another {what}", f"the same {what}:")


def _vectors(pair: Pair) -> Found | None:
    """The way in; one that is tried again and again speaks for one incident only where the time does."""
    found = _terms("vectors", "way in")(pair)
    if found is None or found[0] == "differ":
        return found
    if set(pair.a.vectors) & set(pair.b.vectors) <= _AGAIN and not _at_one_time(pair):
        return "again", found[1].replace("the same way in:", "attacks of this kind come again and again:")
    return "share", found[1]


def _at_one_time(pair: Pair) -> bool:
    days = (_apart(pair.a.started, pair.b.started), _apart(pair.a.published, pair.b.published))
    return any(apart is not None and apart <= _APART[0] for apart in days)


def _actions(pair: Pair) -> Found | None:
    found = _terms("actions", "kind of action")(pair)
    if found is None or found[0] == "differ":
        return found
    return "equal" if set(pair.a.actions) == set(pair.b.actions) else "share", found[1]


def told_deeds(pair: Pair) -> Iterator[tuple[str, Found]]:
    """For each kind of deed that is told of, whether both tell of it or one alone."""
    a, b = set(pair.a.deeds), set(pair.b.deeds)
    for kind in sorted(a | b):
        named = kind.replace("_", " ")
        both = kind in a and kind in b
        yield f"of {named}", ("both", f"both tell of {named}") if both else ("one", f"only one tells of {named}")


def all_levels() -> dict[str, tuple[str, ...]]:
    """The levels of all comparisons, those of single deeds with them."""
    return LEVELS | {f"of {kind.replace('_', ' ')}": ("one", "both") for kind in deed_kinds()}


def _parties(field: str, what: str) -> Comparing:
    def compare(pair: Pair) -> Found | None:
        a, b = getattr(pair.a, field), getattr(pair.b, field)
        shared = [name for name in a if name_words((name,)) & (pair.words_b - pair.named)]
        shared += [name for name in b if name_words((name,)) & (pair.words_a - pair.named)]
        if shared:
            return "share", f"{shared[0]} is named in both"
        return ("differ", f"another {what}: {a[0]}, {b[0]}") if a and b else None

    return compare


def _began(pair: Pair) -> Found | None:
    days = _apart(pair.a.started, pair.b.started)
    return None if days is None else (_close(days, _BEGAN), f"began {_days(days)} apart")


def _reported(pair: Pair) -> Found | None:
    days = _apart(pair.a.published, pair.b.published)
    return None if days is None else (_close(days, _APART), f"reported {_days(days)} apart")


def _before(pair: Pair) -> Found | None:
    """Whether one was reported before the other began."""
    gaps = [*_gaps(pair.a.published, pair.b.started), *_gaps(pair.b.published, pair.a.started)]
    if not gaps:
        return None
    gap = max(gaps)
    if gap > 0:
        return "before", f"one was reported {_days(gap)} before the other began"
    return _close(-gap, _APART), f"reported {_days(-gap)} after the other began"


def _years(pair: Pair) -> Found | None:
    a, b = set(pair.a.years), set(pair.b.years)
    if not a or not b:
        return None
    shared = ", ".join(map(str, sorted(a & b)))
    return ("share", f"both name {shared}") if shared else ("differ", "the years they name differ")


def _addresses(pair: Pair) -> Found | None:
    shared = set(pair.a.urls) & set(pair.b.urls)
    return ("share", f"both link to {min(shared)}") if shared else None


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _reached(value: float, edges: tuple[float, ...]) -> str:
    return str(sum(value >= edge for edge in edges))


def _close(days: int, edges: tuple[int, ...]) -> str:
    return str(sum(days <= edge for edge in edges))


def _apart(a: tuple[str, ...], b: tuple[str, ...]) -> int | None:
    """The least number of days between two sets of partial dates; what their precision leaves open counts as none."""
    return min(
        (max(0, start - last, begin - end) for begin, last in _spans(a) for start, end in _spans(b)), default=None
    )


def _gaps(reported: tuple[str, ...], started: tuple[str, ...]) -> Iterator[int]:
    """By how many days the reports come before the beginnings; negative where they follow them."""
    for first, last in _spans(reported[:1]):
        yield from (begin - last if begin > last else min(0, end - first) for begin, end in _spans(started[:1]))


def _spans(days: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The first and last day that partial dates may mean."""
    for day in days:
        try:
            first = date.fromisoformat(day + "-01-01"[len(day) - len("2024") :])
        except ValueError:
            continue
        length = {4: 365, 7: 30}.get(len(day), 0)
        yield first.toordinal(), first.toordinal() + length


def _numbers(edges: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(map(str, range(len(edges) + 1)))


#: All comparisons by name.
COMPARISONS: dict[str, Comparing] = {
    "names": _names,
    "words": _named_words,
    "description": _unnamed_words,
    "other names": _other_names,
    "figures": _figures,
    "counts": _counts,
    "targets": _kinds("targets", "what it was done to differs"),
    "vectors": _vectors,
    "actions": _actions,
    "data": _terms("data", "data"),
    "countries": _terms("countries", "country"),
    "actors": _parties("actors", "attacker"),
    "third parties": _parties("third_parties", "third party"),
    "malware": _parties("malware", "malware"),
    "vulnerabilities": _terms("cves", "vulnerability"),
    "money": _terms("money", "sum of money"),
    "began": _began,
    "reported": _reported,
    "before": _before,
    "years": _years,
    "addresses": _addresses,
}
_TERM_LEVELS = ("differ", "share", "several")
#: The levels of each comparison, from what says most against one incident to what says most for it.
LEVELS: dict[str, tuple[str, ...]] = dict.fromkeys(("targets", "data"), _TERM_LEVELS) | {
    "names": ("apart", "differ", "told", "part", "same"),
    "words": _numbers(_ALIKE),
    "description": _numbers(_ALIKE),
    "other names": _numbers(_CAPITALS),
    "figures": ("differ", "near", "round", "equal"),
    "counts": ("differ", "near", "same"),
    "countries": _TERM_LEVELS,
    "actors": ("differ", "share"),
    "third parties": ("differ", "share"),
    "malware": ("differ", "share"),
    "vulnerabilities": _TERM_LEVELS,
    "money": _TERM_LEVELS,
    "began": _numbers(_BEGAN),
    "reported": _numbers(_APART),
    "before": ("before", *_numbers(_APART)),
    "years": ("differ", "share"),
    "addresses": ("share",),
    "vectors": ("differ", "again", "share"),
    "actions": ("differ", "share", "equal"),
}
