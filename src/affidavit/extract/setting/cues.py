"""What speaks for a sector or a country, and who it must be said of: the one hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name, Rated
from affidavit.model.struct import mutable

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan
    from affidavit.extract.setting.places import Place

#: A mark of a sentence with its place: (mark, sentence, start, end).
Marked = tuple[str, "Line", int, int]
#: How much a cue weighs by where it stands: in the name, in apposition to it, in a sentence with it, elsewhere.
IN_NAME, BESIDE, WITH, ELSEWHERE = 6.0, 4.0, 1.0, 0.4
#: Below this probability nobody is taken for the victim.
_VICTIM_FROM = 0.3


@mutable
class Cue:
    """A cue for a value at `[start, end)` of the text, with its weight."""

    value: str
    weight: float
    line: Line
    start: int
    end: int


class Victim:
    """Who was hit, if the text names anybody, and where."""

    def __init__(self, scan: Scan) -> None:
        """Take the likeliest party of `scan`."""
        likeliest = scan.likeliest_victim
        self.rated = likeliest if likeliest is not None and likeliest.victim >= _VICTIM_FROM else None
        self._by_line: dict[int, list[Name]] = {}
        for mention in self.rated.party.mentions if self.rated else ():
            self._by_line.setdefault(mention.line, []).append(mention)

    def names(self, rated: Rated, mention: Name, place: Place) -> bool:
        """Whether a mention with a place in it is the victim's: its name, or its branch ("Larkfield USA")."""
        if self.rated is None:
            return False
        name = self.rated.party.name
        if rated is self.rated:
            alike = [other for other in rated.party.mentions if other.text == mention.text]
            return len(alike) > 1 or mention.text.startswith(name) or place.text in name
        return mention.text == f"{name} {place.text}"

    def at(self, line: Line) -> list[Name]:
        """The mentions in a sentence."""
        return self._by_line.get(line.index, [])

    def around(self, cue: Cue) -> Name | None:
        """The mention that a cue stands in, if it stands in one."""
        here = self.at(cue.line)
        return next((name for name in here if name.start <= cue.start and cue.end <= name.end), None)
