"""RE2 patterns over sentences of which each character is one byte, so that offsets need no reckoning.

RE2 builds its automaton while it reads: cheap on text whose like it has met, dear on new text, most of all where a
pattern counts. `[^.;]{0,50}` is fifty states, and each distance between two words is a new combination of them. So a
pattern with long counted gaps is searched for first with gaps of any length. Where the match is shorter than every
limit, it keeps them all, and the pattern itself would have found the very same match; else the pattern decides.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import re2

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    #: The branches of a pattern, each with the texts that a sentence must hold for it to match: one text of each need.
    Branches = Sequence[tuple[str, Sequence[Sequence[str]]]]

#: The gaps that are worth loosening: a class of characters up to ten times or more.
_GAP = regex(r"(?<=[\])wSd.])\{([01]),([1-9]\d{1,3})\}")
#: Long lists of alternatives outgrow the usual 8 MB, and then RE2 starts its automaton anew time and again.
_MEMORY = 64 << 20
_ENCODING = "cp1252"

_ANYWHERE = re2._re2.RE2.Anchor.UNANCHORED

Span = tuple[int, int]
_START = itemgetter(0)


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
    only those are compiled and searched for.
    """

    __slots__ = ("_branches", "_needed")

    def __init__(self, branches: Branches) -> None:
        """Keep the `branches`; each is compiled for the first sentence that it may match."""
        self._branches = [_Branch(source, needs) for source, needs in branches]
        self._needed = [(one.first_need, one) for one in self._branches]

    def first(self, sentence: bytes) -> Span | None:
        """Where the first match lies in the folded `sentence` (several branches have no groups)."""
        return min(self._places(sentence), key=_START, default=None)

    def fits(self, sentence: bytes) -> bool:
        """Whether any branch matches the folded `sentence`."""
        return next(self._places(sentence), None) is not None

    def _places(self, sentence: bytes) -> Iterator[Span]:
        """The first match of each branch of which `sentence` holds what it needs."""
        for need, branch in self._needed:
            for text in need:
                if text in sentence:
                    place = branch.search(sentence)
                    if place is not None:
                        yield place
                    break


class _Branch:
    """A pattern that is compiled when it is first asked for, and what it needs."""

    __slots__ = ("_pattern", "_source", "first_need", "other_needs")

    def __init__(self, source: str, needs: Sequence[Sequence[str]]) -> None:
        #: The texts of which a sentence holds one; every sentence holds the empty text.
        self.first_need, *self.other_needs = [[text.encode() for text in need] for need in needs] or [[b""]]
        self._source = source
        self._pattern: Pattern | None = None

    def search(self, sentence: bytes) -> Span | None:
        """Where it matches a sentence that holds one of `first_need`."""
        for need in self.other_needs:
            for text in need:
                if text in sentence:
                    break
            else:
                return None
        if self._pattern is None:
            self._pattern = Pattern(self._source)
        return self._pattern.search(sentence)


def _any_length(gap: re.Match[str]) -> str:
    return "*" if gap.group(1) == "0" else "+"


def _compiled(source: str) -> Any:
    """The matching function beneath re2's imitation of `re`, which costs as much again as the matching."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _MEMORY
    return re2.compile(source.encode(_ENCODING), options)._regexp.Match
