"""Asides: sentences of a page that are no part of the story (adverts, prompts, headlines of other stories).

A sentence is an aside when its own words show it (mark `aside`), or when it stands in the page's tail: a run of
headlines without full stops, and the adverts before it (mark `advert`). In doubt a sentence is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.lists import words
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: A tail of headlines stands in pages, not in notes of a few lines.
_SHORTEST_PAGE = 700
_LEAST_LINES = 4
#: How many sentences the adverts before the headlines can have.
_LONGEST_BLOCK = 10
#: How long a run of headlines can be, in characters.
_LONGEST_RUN = 900
#: How many sentences can lead up to an advert, and how many words each of them can have.
_LONGEST_LEAD_IN = 3
_LONGEST_LEAD = 25

_CLOSED = regex(r"[.!?:;\u2026][\"'\u2019\u201d)\]]{0,3}$")
# A sentence that goes over into another without a stop: "... for comment Whether you ...".
_GLUED = regex(
    r"[a-z0-9,.)] (?:As|Whether|When|With|While|This|The|If|It's|It\u2019s|Over|Most|Join|Learn|Get|Discover|"
    r"Download|Register|Based|Cloud|Many|From|Why|How|What|Don't)\s"
)
_STORY_WORD = regex(
    r"\b(?:was|were|had|said|says|told|confirmed|customers?|users?|victims?|patients?|employees|passwords?|"
    r"accounts?|breach(?:es|ed)?|incident|company|you should|stolen|stole|affected|impacted|notif\w{1,9}|"
    r"update[d:]?|statement|hackers?|leaked|however|according|if you|spokes\w{4,7}|he|she|they|we|our|its|"
    r"information|data|names?|numbers?|members?|story|"
    r"also|advis\w{1,6}|recommend\w{0,6}|should|provid\w{1,4}|offer\w{0,4}|credit|monitor\w{0,4}|contact\w{0,4}|please)\b|\d{4}|[\"\u201c\u201d]"
)
# Words of a general truth about security, as adverts begin with.
_GENERAL = regex(
    r"\b(?:attackers|attacks|threats|teams|security|cloud|patching|infrastructure|workflows|problem|identity|secrets|tools|automation|compliance|defen[cs]es)\b"
)


def mark(scan: Scan) -> None:
    """Set `aside` on the lines of `scan` that are no part of the story."""
    for line in scan.lines:
        if "aside" in line.marks or heads.is_stamp(line):
            line.aside = True
    if len(scan.lines) >= _LEAST_LINES and len(scan.text) >= _SHORTEST_PAGE:
        _mark_tail(scan)


def _mark_tail(scan: Scan) -> None:
    story = [line for line in scan.lines[1:] if not line.aside]
    headlines = _headlines(scan, story)
    rest = story[: len(story) - headlines]
    adverts = _adverts(scan, rest, least=1 if headlines else 2)
    for line in story[len(rest) - adverts :]:
        line.aside = True


def _headlines(scan: Scan, lines: list[Line]) -> int:
    """How many of the last lines are headlines of other stories."""
    if not lines or not _open_ended(scan, lines[-1]):
        return 0
    if _is_run(scan, lines[-1], least=1 if _follows_advert(scan, lines[-1]) else 2):
        return 1 + _questions_before(scan, lines[:-1])
    count = 0
    while (
        count < len(lines)
        and _open_ended(scan, lines[-1 - count])
        and lines[-1 - count].end - lines[-1 - count].start < 160
    ):
        count += 1
    told = sum(1 for line in lines[len(lines) - count :] if _is_headline(line))
    return count if count >= 3 and told * 3 >= count * 2 else 0


def _follows_advert(scan: Scan, line: Line) -> bool:
    """Whether one of the sentences right before it calls to something, as adverts do."""
    before = scan.lines[max(line.index - _LONGEST_LEAD_IN, 0) : line.index]
    return any(other.aside or "advert" in other.marks for other in before)


def _questions_before(scan: Scan, lines: list[Line]) -> int:
    """Whether the run began before: one of its headlines ended in a question or an exclamation mark."""
    if not lines or scan.text[lines[-1].end - 1] not in "?!":
        return 0
    return int(_is_run(scan, lines[-1], least=1) and len(scan.text) - lines[-1].start < _LONGEST_RUN)


def _open_ended(scan: Scan, line: Line) -> bool:
    return _CLOSED.search(scan.plain, max(line.start, line.end - 4), line.end) is None


def _is_run(scan: Scan, line: Line, least: int = 2) -> bool:
    """Whether the line is several headlines run together: long, many verbs of headlines, hardly an article."""
    if line.end - line.start > _LONGEST_RUN:
        return False
    tokens = _tokens(line)
    return (
        len(tokens) >= 12 * least
        and _verbs(tokens) >= least
        and _is_terse(tokens)
        and _capitals_inside(scan, line) >= least
    )


def _is_headline(line: Line) -> bool:
    tokens = _tokens(line)
    return len(tokens) >= 5 and _verbs(tokens) > 0 and _is_terse(tokens)


def _tokens(line: Line) -> list[str]:
    return [token.strip(",'\"()") for token in line.lower.split()]


def _verbs(tokens: list[str]) -> int:
    verbs = words("headline_verbs")
    return sum(token in verbs for token in tokens)


def _is_terse(tokens: list[str]) -> bool:
    small = words("left_out_of_headlines")
    return sum(token in small for token in tokens) * 9 <= len(tokens)


def _capitals_inside(scan: Scan, line: Line) -> int:
    return sum(1 for word in scan.plain[line.start : line.end].split()[1:] if word[0].isupper())


def _adverts(scan: Scan, lines: list[Line], least: int) -> int:
    """How many of the last lines are an advert: cues of advertising, with nothing of the story between them."""
    count = cues = 0
    for number, line in enumerate(reversed(lines[-_LONGEST_BLOCK:]), 1):
        if "advert" in line.marks and _GLUED.search(scan.plain, line.start + 1, line.end) is None:
            count, cues = number, cues + 1
        elif number - count > 2 or (number - count > 1 and _STORY_WORD.search(line.lower)):
            break
    if cues < least:
        return 0
    return count + _lead_in(scan, lines[: len(lines) - count])


def _lead_in(scan: Scan, lines: list[Line]) -> int:
    """How many sentences before the adverts only lead up to them, with a call or a general truth at their head."""
    count = 0
    for number, line in enumerate(reversed(lines[-_LONGEST_LEAD_IN:]), 1):
        if not _is_general(scan, line):
            break
        if scan.text[line.end - 1] in "!?":
            return number
        if _GENERAL.search(line.lower):
            count = number
    return count


def _is_general(scan: Scan, line: Line) -> bool:
    """Whether a sentence is short and names nobody, no figure and nothing that stories of incidents speak of."""
    tokens = scan.plain[line.start : line.end].split()
    named = any(token[0].isupper() or token[0].isdigit() for token in tokens[1:] if token != "IT")
    return (
        not named
        and len(tokens) <= _LONGEST_LEAD
        and not _open_ended(scan, line)
        and _STORY_WORD.search(line.lower) is None
    )
