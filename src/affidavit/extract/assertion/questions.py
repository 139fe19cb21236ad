"""A question that asks whether something is so ("were card numbers taken?") states nothing; its answer does.

"What data did the attackers take?" takes for granted that they took some, and is read like any other sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from affidavit.extract.assertion import assertion
from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace

#: Who and where the incident was may be known from a question all the same: "Was your data in the Acme breach?"
_KNOWN = frozenset({"organization", "third_party", "country", "sector", "actor", "indicator", "disclosed"})
#: What an answer can deny.
_DENIABLE = frozenset({"data", "ransomware", "extortion"})
_WHETHER = regex(
    r"(?:[\"(]|q\d{0,2}[.:)] ?|\d{1,2}[.)] ?|and |but |so |also,? )*"
    r"(?:was|were|is|are|has|have|had|did|does|do|am|can|could|will|would|should)(?:n't)? [^?]*\?[\")]*\s*$"
)
_YES = regex(r"(?:[\"(]|a\d{0,2}[.:)] ?)*(?:yes|correct|that is right|indeed|unfortunately,? yes)\b")
_NO = regex(r"(?:[\"(]|a\d{0,2}[.:)] ?)*(?:no(?=[.,;:!]|$)|not at all\b|absolutely not\b)")


def answered(scan: Scan, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that a question only asks for; what is answered with no is denied."""
    for claim in claims:
        line = scan.line_at(claim.start)
        if line is None or claim.field in _KNOWN or not _asks_whether(line):
            yield claim
        elif (answer := _answer(scan, line)) is None:
            continue
        elif _YES.match(answer.lower):
            yield claim
        elif claim.field in _DENIABLE and claim.asserted and (no := _NO.match(answer.lower)):
            end = answer.start + no.end()
            _, speaker = assertion.judge(answer, answer.start, end)
            proof = (*claim.evidence, scan.evidence(answer, answer.start, end))
            yield replace(claim, status=Status.DENIED, speaker=speaker, evidence=proof)


def _asks_whether(line: Line) -> bool:
    return "?" in line.lower and _WHETHER.match(line.lower) is not None


def _answer(scan: Scan, line: Line) -> Line | None:
    """The sentence behind a question, unless that is a question as well."""
    behind = scan.lines[line.index + 1 : line.index + 2]
    return behind[0] if behind and not behind[0].lower.rstrip('" )').endswith("?") else None
