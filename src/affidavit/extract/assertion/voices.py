"""Who can speak in each sentence: names with a role in the text, and who a quotation over sentences is laid to."""

from __future__ import annotations

from affidavit.extract.assertion import assertion
from affidavit.extract.lists import table
from affidavit.extract.organizations import parties
from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Speaker
from affidavit.model.extraction import Mention

_BY_ROLE = {"victim": Speaker.ORGANIZATION, "attacker": Speaker.ATTACKER, "reporter": Speaker.PRESS}
_PRONOUNS = ("he ", "she ", "they ")
#: How many sentences on a quotation may end and be laid to its speaker.
_AHEAD = 3
#: A quotation that is not closed after so many sentences was none.
_LONGEST = 5


def mark(scan: Scan) -> None:
    """Put the names that can speak on the lines of `scan`, and who speaks where only a neighbour says so."""
    attackers = {rated.party.name for rated in scan.parties if parties.is_actor(rated)}
    for mention in scan.mentions:
        speaker = _voice(mention, attackers)
        if speaker is not None:
            line = scan.lines[mention.sentence]
            line.voices = (*line.voices, (mention.start - line.start, mention.end - line.start, speaker))
    _lay_quotes(scan)


def _voice(mention: Mention, attackers: set[str]) -> Speaker | None:
    known = table("other_names").get(mention.name, ())
    if len(known) > 1 and mention.role != "victim":
        return Speaker(known[1])
    if mention.name in attackers:
        return Speaker.ATTACKER
    return _BY_ROLE.get(mention.role)


def _lay_quotes(scan: Scan) -> None:
    """Lay sentences within a quotation, and those that begin with a pronoun, to who speaks beside them."""
    opened = None
    for line in scan.lines:
        if opened is not None and (line.index - opened > _LONGEST or _new_paragraph(scan, line)):
            opened = None
        odd = line.lower.count('"') % 2 == 1
        if odd and opened is None and not _is_closed(scan, line):
            continue
        if opened is not None or line.lower.startswith('"'):
            line.quoted_by = _quoted_by(scan.lines, line, closed=(opened is not None) is odd)
        elif line.lower.startswith(_PRONOUNS) and line.index:
            line.told_by = assertion.last_speaker(scan.lines[line.index - 1])
        if odd:
            opened = line.index if opened is None else None


def _is_closed(scan: Scan, line: Line) -> bool:
    """Whether a quotation that opens in a sentence is closed: a whole one that follows first shows that it was not."""
    for other in scan.lines[line.index + 1 : line.index + 1 + _LONGEST]:
        marks = other.lower.count('"')
        if marks or _new_paragraph(scan, other):
            return marks % 2 == 1 or not marks
    return True


def _new_paragraph(scan: Scan, line: Line) -> bool:
    return line.index > 0 and "\n" in scan.text[scan.lines[line.index - 1].end : line.start]


def _quoted_by(lines: list[Line], line: Line, *, closed: bool) -> Speaker | None:
    """Who is named before a quotation that ends here, else who is named behind it, by a sentence that quotes too."""
    before = lines[line.index - 1 : line.index] if line.index else []
    after = lines[line.index + 1 : line.index + 1 + _AHEAD]
    for other in (*before, *after) if closed else (*after, *before):
        quotes = '"' in other.lower or other.lower.endswith(":")
        speaker = assertion.last_speaker(other) if quotes else None
        if speaker is not None:
            return speaker
    return None
