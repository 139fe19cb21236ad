"""Whether a text lays the attack to a name: "orchestrated by", "the work of", "named ... as the group behind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: How sure that makes the attacker: who is laid a deed to is no victim, who is only tied to it may have done it.
LAID, TIED = 0.89, 0.65
_BEFORE, _BEHIND, _LINKED = "laid:before", "laid:behind", "laid:linked"
#: What may stand between the words and the name: a space and a quotation mark.
_GAP = 2


def laid(scan: Scan, name: Name) -> float:
    """How surely the words right beside a mention lay an attack to it (0 where they do not)."""
    marks = scan.lines[name.line].marks
    if any(0 < name.start - end <= _GAP for _, end in marks.get(_BEFORE, ())):
        return LAID
    if any(0 <= start - name.end < _GAP for start, _ in marks.get(_BEHIND, ())):
        return LAID
    return TIED if any(0 < name.start - end <= _GAP for _, end in marks.get(_LINKED, ())) else 0.0
