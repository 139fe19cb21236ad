"""What documents say of names: that two are one organisation's, or that one belongs to the other.

Acronyms, former names, brands and subsidiaries are taken for what they are only where a document says so, in a few
firm turns of phrase; its words are kept as the proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import re2
from sqlalchemy import Connection, bindparam, select, text

from affidavit.model.regex import regex
from affidavit.register import tables as t
from affidavit.register.names import bare, initials, key, plain, split

#: So many documents that have a name are read for what they say of it, the latest first.
_MOST_DOCUMENTS = 300
_WINDOW = 120
#: Names of so few letters may be initials that are many names'.
SHORT = 5

_WORD = r"[A-Z0-9](?:[\w&'\u2019+-]|\.(?=\w)){0,40}"
_NAME = rf"{_WORD}(?: (?:(?:of|and|the|for|de|du|&) ){{0,2}}{_WORD}){{0,5}}"
_LEGAL = r"(?:,? (?:Inc|Ltd|Corp|Co|LLC|Limited|Corporation)\b\.?)?"
_BEFORE = regex(rf"({_NAME}{_LEGAL})$")
_AFTER = regex(rf"[\"\u201c\u2018']?(?:the )?(?:[A-Z]\w{{1,20}}-based )?({_NAME})")
_SHORT_FORM = regex(rf"[\"\u201c\u2018']?({_NAME})[\"\u201d\u2019']?(?: or [^)]{{1,60}})?\)")

_IS = r",? (?:(?:which|that) (?:is|was) |is |was )?"
_TRIGGERS = re2.compile(
    r"(?P<same>,? (?:(?:is|was) )?\(?(?:also (?:known|called|trading) as|(?:formerly|previously)(?: known as| called)?|"
    r"now (?:known as|called)|better known as|doing business as|trading as|d/b/a|dba|a\.?k\.?a\.?|rebranded as|"
    r"renamed(?: to)?) )"
    rf"|(?P<part>{_IS}(?:(?:an?|the) (?:[\w-]{{1,30}} ){{0,3}}(?:subsidiary|unit|division|brand|product|arm|affiliate) "
    r"of |"
    r"(?:owned|made|developed|operated|built|sold|maintained) by )|(?:['’]s)? parent(?: company| organi[sz]ation)?,? )"
    r"|(?P<whole>, (?:which is )?(?:the )?(?:maker|developer|owner|parent(?: company)?|(?:company|vendor|firm) behind)"
    r"(?: of)? (?:the )?|, which (?:owns|makes|develops|operates|sells) (?:the )?)"
    r"|(?P<short> \()"
)  # fmt: skip


class Kind(StrEnum):
    """What a document says of two names: both are one's, or the first belongs to the second (a brand, a unit)."""

    SAME = "same"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Said:
    """That `one` and `other`, as written, are the same, or that `one` is a part of `other`; and the words for it."""

    kind: Kind
    one: str
    other: str
    quote: str
    document: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """Both names."""
        return self.one, self.other


def said(words: str) -> Iterator[Said]:
    """All that a text says of pairs of names."""
    for trigger in _TRIGGERS.finditer(words):
        before = _BEFORE.search(words, max(0, trigger.start() - _WINDOW), trigger.start())
        short = trigger.lastgroup == "short"
        after = (_SHORT_FORM if short else _AFTER).match(words, trigger.end(), trigger.end() + _WINDOW)
        if before is None or after is None:
            continue
        first = _spelt_out(before[1], after[1]) if short else before[1]
        if first is None:
            continue
        one, other = (after[1], first) if trigger.lastgroup == "whole" else (first, after[1])
        kind = Kind.SAME if trigger.lastgroup in {"same", "short"} else Kind.PART
        if key(one) and key(other) and key(one) != key(other):
            start = before.end(1) - len(first)
            yield Said(kind, one, other, " ".join(words[start : after.end()].split()))


def _spelt_out(name: str, short: str) -> str | None:
    """The part of a name that the one in brackets is short for; a name may have words before it (`Files of ...`)."""
    parts = name.split(" ")
    wholes = (" ".join(parts[start:]) for start, part in enumerate(parts) if not part.islower())
    return next((whole for whole in wholes if _is_short_form(short, whole)), None)


def _is_short_form(short: str, name: str) -> bool:
    """Whether a name in brackets is the initials or the beginning of the one before it."""
    own, whole = split(short), split(name)
    return (len(own) == 1 and len(own[0]) > 1 and own[0] == initials(whole)) or (
        len(own) < len(whole) and own == whole[: len(own)]
    )


def said_of(connection: Connection, name: str) -> list[Said]:
    """What the register's documents say of one name."""
    own = "".join(split(name))
    found: list[Said] = []
    for identity, words in _documents_with(connection, name):
        found += [
            Said(one.kind, one.one, one.other, one.quote, identity)
            for one in said(words)
            if own in {key(one.one), key(one.other)}
        ]
    return found


def said_in(connection: Connection, incidents: Iterable[int]) -> Iterator[Said]:
    """What the documents that tell of these incidents say of any names."""
    wanted = sorted(set(incidents))
    m, told, d = t.membership.c, t.telling.c, t.document.c
    for start in range(0, len(wanted), 500):
        found = connection.execute(
            select(d.id, d.text)
            .join(t.telling, told.document == d.no)
            .join(t.membership, m.telling == told.no)
            .where(m.incident.in_(wanted[start : start + 500]), m.until.is_(None))
            .distinct()
        )
        for identity, words in found:
            yield from (Said(one.kind, one.one, one.other, one.quote, identity) for one in said(words))


def _documents_with(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    """The documents in whose words the name stands, word by word."""
    phrase = " ".join(bare(re.findall(r"[^\W_]+", _as_indexed(name))))
    if not phrase:
        return
    if connection.dialect.name == "sqlite":
        where = text("no IN (SELECT rowid FROM document_words WHERE document_words MATCH :phrase)")
        where = where.bindparams(bindparam("phrase", f'"{phrase}"'))
    else:
        where = text("tokens @@ phraseto_tsquery('simple', :phrase)").bindparams(bindparam("phrase", phrase))
    d = t.document.c
    found = connection.execute(
        select(d.id, d.text).where(where, d.replaced_by.is_(None)).order_by(d.no.desc()).limit(_MOST_DOCUMENTS)
    )
    yield from ((row.id, row.text) for row in found)


def _as_indexed(name: str) -> str:
    """A name as the full text index sees it: `&` and apostrophes part its words there."""
    return plain(re.sub("['\u2019`\u00b4&+./]", " ", name))
