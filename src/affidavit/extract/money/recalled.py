"""A fine or a settlement that a text only recalls: another firm's, or the organisation's own for another matter."""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.model.regex import regex

_OF_LAW = frozenset({"fine", "settlement"})
#: How far behind a name the verb of what it did stands.
_REACH = 220
#: Another firm tells of its own case, or pays for it: "Larkfield told 2 million people a year ago and agreed to".
_ITS_CASE = regex(
    r"(?:,? (?:which|a|an|the) [^.;,]{1,80},)? ?(?:has |had |have |also |itself |earlier |similarly |separately ){0,3}"
    r"(?:agreed|paid|pays|settled|told|notified|reported|disclosed|reached|forked out|was (?:\w+ )?(?:fined|ordered|"
    r"sued|hit)|were (?:\w+ )?fined|got)\b"
)
_WHEN = regex(
    r"\b(?:ago|last (?:year|month|week|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)|earlier|previously|in (?:19|20)\d\d|the year before|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
#: What the penalty was for, where that was no breach.
_OTHER_MATTER = regex(
    r"(?: (?:in|back in) (?:[a-z]+ )?(?:19|20)\d\d)? (?:for|over) (?:\w+ly )?(?:sending|texting|calling|cold-calling|"
    r"ringing|"
    r"pestering|phoning|e-?mailing|spamming|advert\w*|unsolicited|unwanted|nuisance|marketing|mis-?selling|misleading|"
    r"overcharging|charging|pollut\w+|price|cookies|placing cookies|money laundering|unpaid|underpa\w+|late (?:trains|"
    r"flights|deliver\w+)|hidden fees|dumping)\b"
)
#: Who is asked by nobody for a ransom.
_OF_THE_PUBLIC = regex(
    r" (?:from|of) (?:the |its )?(?:[\w-]+ )?(?:county|state|city|town|council|government|ministry|lenders?|banks?|"
    r"donors|"
    r"taxpayers|voters|parliament|lawmakers|legislature|congress) (?:to|for) (?!not\b|keep|delet)"
)


def is_recalled(scan: Scan, line: Line, kind: str | None, place: tuple[int, int]) -> bool:
    """Whether a fine, settlement or demand at `place` was not of the incident."""
    if kind == "ransom_demand":
        return _OF_THE_PUBLIC.match(scan.lower, place[1], line.end) is not None
    if kind not in _OF_LAW:
        return False
    return _OTHER_MATTER.match(scan.lower, place[1], line.end) is not None or _of_another(scan, line, place[0])


def _of_another(scan: Scan, line: Line, start: int) -> bool:
    """Whether the sentence, which does not name the victim, tells of another's case of some time ago."""
    if line.index not in scan.of_others or _WHEN.search(line.lower) is None:
        return False
    early = _opening(scan)
    return any(
        rated.party.name not in early
        and name.start - line.start <= _START
        and name.end < start <= name.end + _REACH
        and _ITS_CASE.match(scan.lower, name.end, start)
        for rated, name in scan.named.get(line.index, ())
    )


#: How far into its sentence another's name stands.
_START = 60


def _opening(scan: Scan) -> set[str]:
    """The parties of headline and first sentence: whom the story is about."""
    last = 1 if scan.lines and scan.lines[0].title else 0
    return {rated.party.name for at in range(last + 1) for rated, _ in scan.named.get(at, ())}
