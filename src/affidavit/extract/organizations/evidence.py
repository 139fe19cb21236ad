"""Which of a party's mentions proves best that it was the victim: where the text says what befell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Name, Rated
    from affidavit.extract.scan import Line, Scan

#: The cues of the rules (rules/parties.yaml, rules/happening.yaml), and how near to a name those beside it stand.
_BEHIND, _SAYS, _BEFORE, _PAST = "befell:behind", "befell:says", "befell:before", "befell:past"
_NOTICE, _DEED = "befell:none", "happened:word"
_NEAR_BEHIND, _NEAR_BEFORE = 20, 12
#: What speaks for a mention, and against it.
_HIT, _TOLD, _OF_IT, _LEAD, _LIKELIEST = 4.0, 3.0, 1.5, 1.0, 1.0
_RECALLED, _ASIDE, _UNREAL, _QUOTED, _ALIAS = 5.0, 6.0, 1.0, 0.5, 1.0
#: So many sentences at the beginning say what a text is about.
_FIRST = 6


def clearest(scan: Scan, rated: Rated) -> Name:
    """The mention whose sentence says most clearly that the party was hit; of several the first."""
    if len(rated.party.mentions) == 1:
        return rated.best
    return max(rated.party.mentions, key=lambda name: _clear(scan, rated, name))


def _clear(scan: Scan, rated: Rated, name: Name) -> float:
    line = scan.lines[name.line]
    marks, deed = line.marks, _DEED in line.marks and _NOTICE not in line.marks
    clear = _LIKELIEST * (name == rated.best) + _LEAD * ((line.index < _FIRST) + line.title) + _OF_IT * deed
    if _behind(line, _BEHIND, name) or _before(line, name):
        clear += _HIT
    elif deed and _behind(line, _SAYS, name):
        clear += _TOLD
    recalled = any(mark == _PAST or mark.startswith("recall.") for mark in marks)
    clear -= _RECALLED * recalled + _ASIDE * line.aside
    clear -= _UNREAL * ("unreal:clause" in marks) + _QUOTED * (scan.plain[line.start] == '"')
    return clear - _ALIAS * (name.text != rated.party.name)


def _behind(line: Line, mark: str, name: Name) -> bool:
    return any(0 <= start - name.end <= _NEAR_BEHIND for start, _ in line.marks.get(mark, ()))


def _before(line: Line, name: Name) -> bool:
    return any(0 <= name.start - end <= _NEAR_BEFORE for _, end in line.marks.get(_BEFORE, ()))
