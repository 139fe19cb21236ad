"""What a reader sees around a name: the words beside it, where it first stands, how often, and how it is built.

A feature is of a kind and has a value, of one word or several; a kind that is only so or not so has the value "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.organizations.party import Name, Party
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

# What is no token is passed over at once, as part of the match.
_TOKEN = regex(r"[^a-z\d'\"(),:;.@#$-]*+([a-z]++(?:'t)?+|[\"(),:;.@#$-]|'s|\d[\d,.]*+)")
_DOMAIN, _DIGIT, _CAMEL = regex(r"\.[a-z]{2,4}$"), regex(r"\d"), regex(r"[a-z][A-Z]")
_WORDS = regex(r"[\w-]+")
_WINDOW = 48
#: In so many of the first sentences and mentions a text says what kind of body it is about; shorter words are none.
_FEW, _SHORTEST = 3, 4
#: In a text of no more sentences all names are the story.
_SHORT = 6

#: The kinds of what stands right beside a mention: `L` the word before it, `l` the one before that, `LL` both;
#: `R`, `r`, `q` the first, second and third word behind it, `RR` and `RRR` two and three of them.
BESIDE = ("L", "LL", "l", "R", "RR", "r", "q", "RRR")
#: The kinds of words that tell, whichever place near a mention they stand in: before it, behind it.
BEFORE, BEHIND = "<", ">"
#: The kind of what the words beside a mention show (`signs`).
SIGN = "sign"
#: The kinds of what tells of a party as a whole.
OF_PARTY = (
    "count", "share", "rank", "first", "title", "title-first", "lines",
    "known", "trade", "kind", "N1", "N9", "words", "upper", "domain", "digit", "camel",
)  # fmt: skip


#: None is the value of what is not so.
Value = str | None


class Around(NamedTuple):
    """The tokens near a mention: before it and behind it, within its sentence, the nearest last and first."""

    before: list[str]
    behind: list[str]


def around(scan: Scan, name: Name) -> Around:
    """The tokens near `name`; one that may have been cut in two is left out."""
    line = scan.lines[name.line]
    low = max(line.start, name.start - _WINDOW)
    before = _TOKEN.findall(scan.lower, low, name.start)
    if low > line.start and len(before) > 1:
        del before[0]
    return Around(before, _TOKEN.findall(scan.lower, name.end, min(line.end, name.end + _WINDOW)))


def beside(near: Around) -> tuple[Value, ...]:
    """The values of the kinds BESIDE of one mention."""
    tokens = ("^", "^", *near.before[-2:])[-2:] + (*near.behind[:3], "$", "$", "$")[:3]
    previous, last, first, second, third = ["0" if token[0].isdigit() else token for token in tokens]
    two = f"{first} {second}"
    three = f"{second} {third}" if first == "'s" else f"{two} {third}"
    return last, f"{previous} {last}", previous, first, two, second, third, three


def of_party(scan: Scan, party: Party, known: str | None, *, rank: int, total: int) -> tuple[Value, ...]:
    """The values of the kinds OF_PARTY for the party that is named as the `rank`th.

    `known` is what its name is known as; `total` is the number of mentions of all parties.
    """
    mentions = party.mentions
    lines = {mention.line for mention in mentions}
    first = mentions[0].line
    titled = bool(scan.lines and scan.lines[0].title)
    in_title = titled and (first == 0 or party.name.lower() in scan.lines[0].lower)
    return (
        str(min(len(mentions), 6)),
        str(min(9, 10 * len(mentions) // max(total, 1))),
        str(min(rank, 5)),
        f"{min(first, 4)}:{titled}",
        "" if in_title else None,
        "" if in_title and rank == 0 else None,
        f"{min(len(lines), 5)}:{min(len(scan.lines), 3)}",
        known,
        "" if len(scan.lines) > _SHORT and _names_trade(scan, party) else None,
        _kind_told(scan, party),
        *_shape(party.name),
    )


def _names_trade(scan: Scan, party: Party) -> bool:
    """Whether the name says what its bearer does: "Larkfield Construction"."""
    for mention in party.mentions[:_FEW]:
        for mark, places in scan.lines[mention.line].marks.items():
            if mark.startswith("sector") and any(mention.start <= low and high <= mention.end for low, high in places):
                return True
    return False


def _kind_told(scan: Scan, party: Party) -> Value:
    """Where the last word of a name stands by itself: "Clinic apologises", with "Larkfield Clinic" further down."""
    first, _, last = party.name.lower().rpartition(" ")
    if not first or len(last) < _SHORTEST:
        return None
    for line in scan.lines[:_FEW]:
        if line.title and party.name.lower() in line.lower:
            continue
        text = line.lower if line.title else scan.plain[line.start : line.end]
        if last in _WORDS.findall(text):
            return "title" if line.title else "lead"
    return None


def _shape(name: str) -> tuple[Value, ...]:
    words = name.lower().split()
    return (
        words[0],
        words[-1],
        str(min(len(words), 5)),
        str(min(len(name), 6)) if name.isupper() else None,
        "" if "." in name and _DOMAIN.search(name) else None,
        "" if _DIGIT.search(name) else None,
        "" if _CAMEL.search(name) else None,
    )
