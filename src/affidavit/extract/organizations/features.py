"""What a reader sees around a name: the words beside it, where it first stands, how often, and how it is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.organizations.aliases import Party
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.names import Name

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

_TOKEN = re.compile(r"[a-z]+(?:'t)?|'s|\d[\d,.]*|[\"(),:;.@#$-]")
_DOMAIN, _DIGIT, _CAMEL = re.compile(r"\.[a-z]{2,4}$"), re.compile(r"\d"), re.compile(r"[a-z][A-Z]")
_WINDOW = 48

#: Words that tell what a name near them is; counted within the window, whichever place they stand in.
_CUES = frozenset(
    (
        "hacker hackers group gang collective actor actors ransomware aka attackers attacker cybercriminals "
        "handle claims claimed "
        "responsibility leaked leaks dumps operators operation attributed linked hacktivists hacktivist malware "
        "extortion "
        "vendor provider supplier contractor hosted platform software customers users patients employees "
        "victims breach attack "
        "researchers researcher reported according told spokesperson statement analyst firm security police "
        "authorities"
    ).split()
)


def mention_features(scan: Scan, name: Name) -> Iterator[str]:
    """The words before and behind one mention, singly and in pairs."""
    line = scan.lines[name.line]
    left = _tokens(
        scan.lower[max(line.start, name.start - _WINDOW) : name.start], cut_first=name.start - _WINDOW > line.start
    )
    right = _tokens(scan.lower[name.end : min(line.end, name.end + _WINDOW)])
    yield from {"<" + word for word in left if word in _CUES}
    yield from {">" + word for word in right if word in _CUES}
    left = ["^", "^", *left][-3:]
    right = [*right, "$", "$", "$"][:4]
    yield "L:" + left[-1]
    yield f"LL:{left[-2]} {left[-1]}"
    yield "l:" + left[-2]
    yield "R:" + right[0]
    yield f"RR:{right[0]} {right[1]}"
    yield "r:" + right[1]
    yield "q:" + right[2]
    if right[0] == "'s":
        yield f"RRR:{right[1]} {right[2]}"
    else:
        yield f"RRR:{right[0]} {right[1]} {right[2]}"


def _tokens(text: str, *, cut_first: bool = False) -> list[str]:
    tokens = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text)]
    return tokens[1:] if cut_first and len(tokens) > 1 else tokens


def party_features(scan: Scan, party: Party, rank: int, total: int) -> Iterator[str]:
    """Where and how often the party stands in the text, and what its name is made of."""
    lines = {mention.line for mention in party.mentions}
    first = min(lines)
    titled = bool(scan.lines and scan.lines[0].title)
    yield f"count:{min(len(party.mentions), 6)}"
    yield f"share:{min(9, 10 * len(party.mentions) // max(total, 1))}"
    yield f"rank:{min(rank, 5)}"
    yield f"first:{min(first, 4)}:{titled}"
    if titled and _in_title(scan, party):
        yield "title"
        if rank == 0:
            yield "title-first"
    yield f"lines:{min(len(lines), 5)}:{min(len(scan.lines), 3)}"
    yield from _shape(party.name)


def _in_title(scan: Scan, party: Party) -> bool:
    title = scan.lines[0]
    return any(m.line == 0 for m in party.mentions) or party.name.lower() in title.lower


def _shape(name: str) -> Iterator[str]:
    if known := known_as(name):
        yield "known:" + known
    words = name.lower().split()
    yield "N1:" + words[0]
    yield "N9:" + words[-1]
    yield f"words:{min(len(words), 5)}"
    if name.isupper():
        yield f"upper:{min(len(name), 6)}"
    if _DOMAIN.search(name):
        yield "domain"
    if _DIGIT.search(name):
        yield "digit"
    if _CAMEL.search(name):
        yield "camel"
