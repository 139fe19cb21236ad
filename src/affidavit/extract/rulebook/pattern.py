"""RE2 patterns over sentences of which each character is one byte, so that offsets need no reckoning.

RE2 builds its automaton while it reads: cheap on text whose like it has met, dear on new text, most of all where a
pattern counts. `[^.;]{0,50}` is fifty states, and each distance between two words is a new combination of them. So a
pattern with long counted gaps is searched for first with gaps of any length. Where the match is shorter than every
limit, it keeps them all, and the pattern itself would have found the very same match; else the pattern decides.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
import re2

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    #: The branches of a pattern, each with the texts that a sentence must hold for it to match: one text of each need.
    Branches = Sequence[tuple[str, Sequence[Sequence[str]]]]
    #: How the texts begin that a sentence holds, of those that patterns need.
    Held = frozenset[str]

#: The gaps that are worth loosening: a class of characters up to ten times or more.
_GAP = regex(r"(?<=[\])wSd.])\{([01]),([1-9]\d{1,3})\}")
#: Long lists of alternatives outgrow the usual 8 MB, and then RE2 starts its automaton anew time and again.
_MEMORY = 64 << 20
_ENCODING = "cp1252"

_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED

Span = tuple[int, int]
#: The text that every sentence holds.
EVERYWHERE = ""
#: How many letters of a text that is needed are looked for in all sentences: more take longer, and fewer tell less.
BEGINNING = 5


def folded(text: str) -> bytes:
    """`text` with one byte for each character; what the encoding does not know becomes a question mark."""
    return text.encode(_ENCODING, "replace")


class Pattern:
    """A compiled pattern; raises re2.error for what is none, UnicodeEncodeError for letters beyond Windows-1252."""

    __slots__ = ("_exact", "_limit", "_loose", "_source")

    def __init__(self, source: str) -> None:
        """Compile `source`, in its loosened form where it has long gaps."""
        self._source = source
        self._limit = min((int(most) for _, most in _GAP.findall(source)), default=0)
        self._loose = _compiled(_GAP.sub(_any_length, source))
        self._exact: Any = None

    def search(self, sentence: bytes) -> Span | None:
        """Where the first match lies: the span of group 1 where that took part, else of the whole."""
        size = len(sentence)
        spans = self._loose(_ANYWHERE, sentence, 0, size)
        start, end = spans[0]
        if self._limit and end - start > self._limit:
            spans = self._exactly(sentence, start)
            start, end = spans[0]
        if start < 0:
            return None
        return spans[1] if len(spans) > 1 and spans[1][0] >= 0 else (start, end)

    def _exactly(self, sentence: bytes, start: int) -> Any:
        """What the pattern itself finds from `start` on, compiled when its limits first matter."""
        if self._exact is None:
            self._exact = _compiled(self._source)
        return self._exact(_ANYWHERE, sentence, start, len(sentence))


class Search:
    """A pattern in its branches, as if they stood with a bar between them: the first match, of the first branch there.

    Long lists of alternatives are dear to compile, and dearer on new text. A sentence holds what few branches need, and
    only those are compiled and searched for. Which they are is told by how the texts begin that the sentence holds.
    """

    __slots__ = ("_beginnings", "_branches", "_needing")

    def __init__(self, branches: Branches) -> None:
        """Keep the `branches`; each is compiled for the first sentence that it may match."""
        self._branches = [_Branch(source, needs) for source, needs in branches]
        self._needing: dict[str, list[tuple[bytes, int]]] = {}
        for number, (_, needs) in enumerate(branches):
            for text in needs[0] if needs else [EVERYWHERE]:
                self._needing.setdefault(text[:BEGINNING], []).append((text.encode(), number))
        self._beginnings = frozenset(self._needing)

    def first(self, sentence: bytes, held: Held) -> Span | None:
        """Where the first match lies in the folded `sentence` (several branches have no groups)."""
        found: Span | None = None
        for number in self._near(sentence, held):
            place = self._branches[number].search(sentence, held)
            if place is not None and (found is None or place[0] < found[0]):
                found = place
        return found

    def fits(self, sentence: bytes, held: Held) -> bool:
        """Whether any branch matches the folded `sentence`."""
        return any(self._branches[number].search(sentence, held) is not None for number in self._near(sentence, held))

    def _near(self, sentence: bytes, held: Held) -> Collection[int]:
        """The numbers of the branches of which `sentence` holds a text of their first need, in their order."""
        near = self._beginnings & held
        if not near:
            return ()
        numbers = {number for beginning in near for text, number in self._needing[beginning] if text in sentence}
        return sorted(numbers) if len(numbers) > 1 else numbers


class _Branch:
    """A pattern that is compiled when it is first asked for, and what it needs besides its first need."""

    __slots__ = ("_needs", "_pattern", "_source")

    def __init__(self, source: str, needs: Sequence[Sequence[str]]) -> None:
        self._needs = [
            (frozenset(text[:BEGINNING] for text in need), [text.encode() for text in need]) for need in needs[1:]
        ]
        self._source = source
        self._pattern: Pattern | None = None

    def search(self, sentence: bytes, held: Held) -> Span | None:
        """Where it matches a sentence that holds a text of its first need."""
        for begun, need in self._needs:
            if begun.isdisjoint(held):
                return None
            for text in need:
                if text in sentence:
                    break
            else:
                return None
        if self._pattern is None:
            self._pattern = Pattern(self._source)
        return self._pattern.search(sentence)


class Beginnings:
    """Finds in a sentence, in one pass, how the texts begin that patterns need."""

    def __init__(self, beginnings: Iterable[str]) -> None:
        """Set up the automaton."""
        self._automaton = ahocorasick_rs.AhoCorasick(beginnings)

    def held(self, sentence: bytes) -> Held:
        """Those that the folded `sentence` holds, and the text that each sentence holds."""
        found = self._automaton.find_matches_as_strings(sentence.decode("latin-1"), overlapping=True)
        return frozenset([EVERYWHERE, *found])


def beginnings(branches: Branches) -> Iterator[str]:
    """How the texts begin that `branches` need."""
    return (text[:BEGINNING] for _, needs in branches for text in chain.from_iterable(needs))


def _any_length(gap: re.Match[str]) -> str:
    return "*" if gap.group(1) == "0" else "+"


def _compiled(source: str) -> Any:
    """The matching function beneath re2's imitation of `re`, which costs as much again as the matching."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _MEMORY
    return re2.compile(source.encode(_ENCODING), options)._regexp.Match
