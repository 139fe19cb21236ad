"""Entries: texts that tell of one organisation after the other, each under its name ("Larkfield Foods: ...").

An entry begins with a name before a colon, with a heading that begins with one, or with an item of a list that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name, Rated
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: The cue of a sentence that begins an entry.
MARK = "entry"
#: So many organisations make a list of entries; the shorter number where the headline speaks of many.
_ENOUGH, _ENOUGH_OF_MANY = 3, 2
#: The entries take up the text from here on, and so large a share of them tells of harm.
_FIRST_BY, _HARMED = 0.4, 0.75
_HARM = frozenset({"harm", "data cue", "when.started"})
_NO_ENTRY = frozenset({"actor", "malware", "general", "authority", "reporter", "country", "demonym", "region", "city"})
_LONGEST_HEADING = 90
_ACTOR = 0.5
#: What stands before the name in its line: nothing, or the sign of a heading or an item.
_OPENS = regex(r"[ \t]{0,8}(?:(?P<item>[-*\u2022\u2013] |\(?\d{1,2}[.)] )|#{1,6} )?[*_]{0,3}")
_COLON = regex(r"(?: \([^)\n]{1,40}\))?[*_]{0,3}(?::| [-\u2013\u2014])[*_]{0,3} ?\S")
_CLOSED = regex(r"[.!?;:,]\s*$")


def mark(scan: Scan) -> None:
    """Set the mark `entry`, with the place of the name, on the sentences of `scan` that begin one."""
    found = _entries(scan)
    title = scan.lines[0] if scan.lines and scan.lines[0].title else None
    enough = _ENOUGH_OF_MANY if title is not None and "many" in title.marks else _ENOUGH
    if len({rated.party.name for rated, _ in found}) < enough or not _cover(scan, [name for _, name in found]):
        return
    for _, name in found:
        scan.lines[name.line].marks[MARK] = [(name.start, name.end)]


def _entries(scan: Scan) -> list[tuple[Rated, Name]]:
    """The names under which something is told, in their order."""
    found = [
        (rated, name)
        for rated in scan.parties
        if rated.known not in _NO_ENTRY and not rated.publishes and rated.actor < _ACTOR
        for name in rated.party.mentions
        if not scan.lines[name.line].title and _begins(scan, name)
    ]
    found.sort(key=lambda one: one[1].start)
    return found


def _begins(scan: Scan, name: Name) -> bool:
    text = scan.text
    start = text.rfind("\n", 0, name.start) + 1
    opens = _OPENS.fullmatch(text, start, name.start)
    if opens is None:
        return False
    if opens["item"] or _COLON.match(text, name.end):
        return True
    end = text.find("\n", name.end)
    heading = text[start : end if end >= 0 else len(text)]
    alone = text[max(0, start - 2) : start] == "\n\n" and end >= 0 and text[end : end + 2] == "\n\n"
    return alone and len(heading) <= _LONGEST_HEADING and not _CLOSED.search(heading)


def _cover(scan: Scan, names: list[Name]) -> bool:
    """Whether the entries are what the text consists of, and nearly each tells of harm."""
    if names[0].start > _FIRST_BY * len(scan.text):
        return False
    ends = [name.line for name in names[1:]] + [len(scan.lines)]
    harmed = sum(
        any(not _HARM.isdisjoint(line.marks) for line in scan.lines[name.line : end])
        for name, end in zip(names, ends, strict=True)
    )
    return harmed >= _HARMED * len(names)
