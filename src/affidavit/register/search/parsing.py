"""Reading a query: words, "phrases", FIELD:VALUE, AND, OR, NOT or -, parentheses.

query  = any of: all of { OR all of }
all of = one { [AND] one }
one    = NOT one | -one | ( query ) | "phrase" | word | FIELD op value [statuses]
op     = : | = | > | >= | < | <=
value  = word | "phrase" | ( value { OR value } ), each word or phrase with a * where it goes on
"""

from __future__ import annotations

import re
from collections.abc import Callable

from affidavit.errors import QueryError
from affidavit.model.regex import regex
from affidavit.register.search.meaning import meant
from affidavit.register.search.raw import Asked, Given, Misread
from affidavit.register.search.tree import All, Node, Some, Told, Without
from affidavit.register.words import tokens

#: A query has no more characters, parts and parentheses inside each other.
_LONGEST, _MOST, _DEEPEST = 4_000, 100, 30

_SPACE = regex(r"\s{0,4000}")
_KEYWORD = regex(r"(AND|OR|NOT)(?=[\s()\"]|$)")
_NAME = regex(r"([^\W\d][\w.-]{0,60})(?:(:)|\s{0,100}(>=|<=|>|<|=))\s{0,100}")
_WORD = regex(r"[^\s()\[\]\":<>=]{1,4000}")
_VALUE = regex(r"[^\s()\[\]\"]{1,4000}")
_QUOTED = regex(r'"([^"]{0,4000})"')
_IN_BRACKETS = regex(r"[^\s,\]\[]{1,4000}")


def parsed(query: str) -> Node:
    """What a query asks for; an empty one asks for nothing, so that every incident fits.

    Raises QueryError, with the place, where the query cannot be read.
    """
    try:
        return _Reader(query).read()
    except Misread as error:
        raise QueryError(error.message, query, min(error.at, len(query))) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.deep, self.parts = text, 0, 0, 0

    def read(self) -> Node:
        if len(self.text) > _LONGEST:
            raise Misread(f"a query has at most {_LONGEST:,} characters", _LONGEST)
        self._space()
        if self._ended():
            return All()
        made = self._any_of()
        if not self._ended():
            raise Misread("this ) closes nothing" if self._sees(")") else "a word or a filter is expected", self.at)
        return made

    def _any_of(self) -> Node:
        parts = [self._all_of()]
        while self._took_keyword("OR"):
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _all_of(self) -> Node:
        parts = [self._one()]
        while not (self._ended() or self._sees(")") or self._keyword() == "OR"):
            self._took_keyword("AND")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node:
        self._count()
        if self._took_keyword("NOT") or self._took_minus():
            return Without(self._deeper(self._one))
        if self._sees("("):
            return self._in_parentheses()
        if self._sees('"'):
            return self._told(self._quoted())
        if (keyword := self._keyword()) is not None:
            raise Misread(f'a word or a filter is expected before {keyword} ("{keyword.lower()}" is the word)', self.at)
        named = _NAME.match(self.text, self.at)
        return self._filter(named) if named else self._told(self._word())

    def _in_parentheses(self) -> Node:
        opened = self.at
        self._took("(")
        made = self._deeper(self._any_of)
        if not self._took(")"):
            raise Misread("this ( is never closed", opened)
        return made

    def _told(self, given: Given) -> Told:
        words = tuple(tokens(given.text))
        if not words:
            raise Misread("a word has letters or digits", given.at)
        return Told(words, given.goes_on)

    def _filter(self, found: re.Match[str]) -> Node:
        at, self.at = self.at, found.end()
        name, op = found[1], found[2] or found[3]
        values = self._values(op)
        return meant(Asked(name, at, op, tuple(values), tuple(self._brackets())))

    def _values(self, op: str) -> list[Given]:
        opened = self.at
        if op not in {":", "="} or not self._took("("):
            return [self._value()]
        values = [self._value(spaced=True)]
        while self._took_keyword("OR"):
            self._count()
            values.append(self._value(spaced=True))
        if not self._took(")"):
            raise Misread("OR or ) is expected" if not self._ended() else "this ( is never closed",
                          self.at if not self._ended() else opened)  # fmt: skip
        return values

    def _value(self, *, spaced: bool = False) -> Given:
        if self._sees('"'):
            given = self._quoted(space=spaced)
        else:
            found = _VALUE.match(self.text, self.at)
            if found is None:
                raise Misread("a value is expected, * for any, or none", self.at)
            given = self._given(found[0])
        if spaced:
            self._space()
        return given

    def _brackets(self) -> list[Given]:
        """What stands in brackets right behind a value."""
        if not (self.text.startswith("[", self.at) and self.text[self.at - 1 : self.at].strip()):
            self._space()
            return []
        opened, named = self.at, []
        self.at += 1
        while not self._took("]"):
            if self._took(","):
                continue
            found = _IN_BRACKETS.match(self.text, self.at)
            if found is None:
                raise Misread("this [ is never closed", opened)
            named.append(Given(found[0], self.at))
            self.at = found.end()
            self._space()
        if not named:
            raise Misread("a status or a speaker is expected between [ and ]", opened + 1)
        return named

    def _quoted(self, *, space: bool = True) -> Given:
        found, at = _QUOTED.match(self.text, self.at), self.at
        if found is None:
            raise Misread('this " is never closed', at)
        self.at = found.end()
        goes_on = self.text.startswith("*", self.at)
        self.at += goes_on
        if space:
            self._space()
        return Given(found[1], at, goes_on=goes_on, quoted=True)

    def _word(self) -> Given:
        found = _WORD.match(self.text, self.at)
        if found is None:
            raise Misread(f'no place for {self.text[self.at]} here (quote it: "...")', self.at)
        given = self._given(found[0])
        self._space()
        return given

    def _given(self, text: str) -> Given:
        at, self.at = self.at, self.at + len(text)
        star = text.find("*", 0, -1)
        if star >= 0:
            raise Misread("a * can only end a word", at + star)
        return Given(text.removesuffix("*"), at, goes_on=text.endswith("*"))

    def _deeper(self, read: Callable[[], Node]) -> Node:
        self.deep += 1
        if self.deep > _DEEPEST:
            raise Misread(f"no more than {_DEEPEST} parentheses and NOTs inside each other", self.at)
        made = read()
        self.deep -= 1
        return made

    def _count(self) -> None:
        self.parts += 1
        if self.parts > _MOST:
            raise Misread(f"a query has at most {_MOST} words and filters", self.at)
        if self._ended():
            raise Misread("a word or a filter is expected", self.at)

    def _ended(self) -> bool:
        return self.at >= len(self.text)

    def _sees(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def _took(self, mark: str) -> bool:
        if not self._sees(mark):
            return False
        self.at += len(mark)
        self._space()
        return True

    def _took_minus(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        return bool(following.strip()) and following != "-" and self._took("-")

    def _keyword(self) -> str | None:
        found = _KEYWORD.match(self.text, self.at)
        return found[1] if found else None

    def _took_keyword(self, wanted: str) -> bool:
        return self._keyword() == wanted and self._took(wanted)

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
