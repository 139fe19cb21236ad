"""Names that a form gives as those who were hit: "Victims: Northfield Dental and Larkfield Clinic"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Name, Rated
    from affidavit.extract.scan import Scan

_LABEL = regex(
    r"\W{0,3}(?:victims?|(?:victim|affected|impacted) (?:organi[sz]ations?|compan(?:y|ies)|entit(?:y|ies))|"
    r"(?:organi[sz]ations?|companies|entities) (?:affected|impacted|hit)|"
    r"(?:organi[sz]ation|company|entity|business) name|"
    r"name of (?:the )?(?:organi[sz]ation|company|entity|business|covered entity|agency))(?: names?)? ?: ?"
)
#: Before what only says where one is: "Victim: Larkfield Textiles (Portugal)".
_LANDS = frozenset({"country", "region", "demonym"})
_BULLET = regex(r"\s*(?:[-*\u2022\u00b7]|\d{1,2}[.)])\s")


def labelled(scan: Scan) -> Iterator[tuple[Rated, Name]]:
    """The parties that stand behind such a label, or in the list below it, with the mention there."""
    places = list(_places(scan))
    if not places:
        return
    for rated in scan.parties:
        inside = (n for n in rated.party.mentions for start, end in places if start <= n.start and n.end <= end)
        name = next(inside, None)
        if name is not None and not (rated.known in _LANDS and scan.text.startswith("(", name.start - 1)):
            yield rated, name


def _places(scan: Scan) -> Iterator[tuple[int, int]]:
    listing = False
    for line in scan.lines:
        label = _LABEL.match(scan.lower, line.start, line.end)
        if label is not None:
            yield label.end(), line.end
            listing = label.end() >= line.end
        elif listing and (listing := _BULLET.match(scan.lower, line.start, line.end) is not None):
            yield line.start, line.end
