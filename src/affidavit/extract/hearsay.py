"""What is only an open question, a guess or hearsay is suspected, however plainly its own words put it.

"It is not known if a vendor was involved", "which suggests that it has paid", "sources told the Courier that it was
ransomware", and what the sentence behind takes back: "We could not confirm this".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace

_FIELDS = frozenset(
    "data ransomware extortion action vector malware technique third_party fate response money actor asset "
    "operations".split()
)
#: One of these stands in every sentence that the patterns below fit.
_CUES = (
    " if ", "whether", "suggest", " mean ", "hint", "speculat", "rumo", "guess", "source", "familiar", "anonym",
    "insider", "unnamed", "with knowledge", "not to be ",
)  # fmt: skip
#: Opens what is not known, or only guessed from something else.
_OPEN = regex(
    r"\b(?:(?:not|n't|unable to|too early to|too soon to|yet to|declined to|refused to)(?: (?:yet|currently|"
    r"immediately|able|possible|to|be|been|it|made|publicly|entirely)){0,3} (?:know|known|clear|certain|sure|say|"
    r"said|tell|determine[d]?|establish(?:ed)?|confirm(?:ed)?|disclosed?|reveal(?:ed)?|comment(?: on)?)|unclear|"
    r"unknown|unsure|(?:nobody|no one)(?: \w+){0,2} (?:say|says|tell|know|knows|confirm)|"
    r"uncertain|unresolved|remains? open)(?: at this (?:time|point|stage)| for now| yet)? (?:if|whether)\b|"
    r"\b(?:suggest(?:s|ing)|(?:may|might|could|would) mean|hint(?:s|ed|ing)? (?:at|that)|speculat(?:ion|ed|es|ing)|"
    r"rumou?rs?|guess(?:es|ed)?)\b(?! (?:us|to) )"
)
#: Where what was opened ends.
_ENDS = regex(r"; |,? but | although | though |[.!?]\"? |, and (?:the|it|its|we|they|he|she) ")
#: Who tells without his name.
_HEARSAY = regex(
    r"\b(?:(?:learn(?:ed|t)|heard|told|according|understands|cit(?:es|ed|ing)|quot(?:es|ed|ing)) (?:[\w'-]+ ){0,4}?"
    r"(?:sources?|insiders?)\b(?! (?:code|of|ip))|"
    r"(?:sources?|insiders?|people|persons?|employees?|officials?|somebody|someone) (?:\w+ ){0,2}?(?:familiar with|"
    r"close to|with (?:direct |inside )?knowledge of|briefed on)|"
    r"sources? (?:tell|told|say|said|claim(?:ed)?)\b|(?:anonymous|unnamed) (?:\w+ )?(?:sources?|insiders?|persons?|"
    r"people|employees?|officials?|users?|readers?)|on condition of anonymity|asked not to be (?:named|identified))"
)
#: What takes back, or leaves to others, what the sentence before says.
_TAKEN_BACK = regex(
    r"(?:\"?(?:however|but|still|yet|so far),? )?(?:we|i|it|they|he|she|the [\w' -]{2,40}?|"
    r"[a-z][\w'-]+(?: [\w'-]+){0,2}?) "
    r"(?:(?:has|have|had|could|was|were|did|is|are|can)(?: not|n't|not)|was unable to|were unable to|is unable to)"
    r"(?: (?:yet|been|able|to|so far|independently|publicly|officially|immediately|itself|ourselves|independent)){0,4} "
    r"(?:confirm|verif|corroborat|substantiat)\w* (?:this|that|these|those|the (?:claims?|report|account|information)|"
    r"it|them|his|her|their)\b(?! (?:number|figure|count|total|how|many))"
)
#: What the sentence that is taken back stands on: somebody's word.
_WORD_OF = regex(
    r"\b(?:told|said|says|claim(?:s|ed)?|wrote|writes|learned|heard|according to|report(?:s|ed)|posted|"
    r"tweeted|alleg\w+)\b"
)
#: Who is there, whatever he did not do.
_THE_INTRUDERS = regex(r"\bthe (?:hackers?|attackers?|intruders?|thieves|thief|perpetrators?|cybercriminals)\b(?!')")
#: Before a word for what the incident was: that it is a guess. What was done in "the ransomware attack" may be one, and
#: the attack none.
_GUESSED = regex(
    r"\b(?:suspected|possible|potential|apparent|alleged|purported|probable|presumed)(?: [\w-]+){0,2} $"
    r"|\b(?:believ(?:e|es|ed)|thinks?|thought|suspect(?:s|ed)?|fear(?:s|ed)?|impl(?:y|ies|ied|ying)|suggest(?:s|ed|ing)?|"
    r"appears?|appeared|seems?|seemed|likely|probably|possibly|reportedly|allegedly|apparently|presumably|perhaps|"
    r"(?<!in )(?<!of )(?<!a )(?<!the )(?<!its )(?<!'s )(?<!this )(?<!last )(?<!late )(?<!early )(?<!mid-)(?<!since )"
    r"(?<!by )(?<!\d )may(?! \d|,| by\b| and\b)|might|could|looks? like|hallmarks of)\b"
    r"(?:,? (?!(?:and|but|which|because|since|although|stolen|stole|accessed|exposed|taken|took|copied|leaked|affected|"
    r"impacted|viewed|obtained|acquired|removed|lost|compromised|after|during|following|"
    r"before|when|while|until|who|whose)\b)[\w'\u2019-]+){0,12}? $"
)
_GUESS_REACH = 130


def weighed(scan: Scan, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, those suspected that stand under an open question, a guess, or hearsay."""
    opened: dict[int, list[_Part]] = {}
    for claim in claims:
        if claim.status is Status.DENIED and claim.field == "action" and _takes_for_granted(scan, claim):
            continue
        if claim.status is not Status.STATED or claim.field not in _FIELDS:
            yield claim
            continue
        line = scan.line_at(claim.start)
        if line is None:
            yield claim
            continue
        if line.index not in opened:
            opened[line.index] = _unsure(scan, line)
        found = [part for part in opened[line.index] if part.low <= claim.start < part.high]
        if not found and claim.field == "ransomware" and _is_guess(scan, line, claim):
            found = [_Part(line.start, line.end)]
        yield replace(claim, status=Status.SUSPECTED, speaker=found[0].speaker or claim.speaker) if found else claim


def _is_guess(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether the sentence only guesses that it was ransomware: "experts believe that ransomware was used"."""
    return _GUESSED.search(scan.lower, max(line.start, claim.start - _GUESS_REACH), claim.start) is not None


def _takes_for_granted(scan: Scan, claim: Claim) -> bool:
    """Whether what was not done was not done by those who were there: "the hackers could not reach the tills"."""
    return _THE_INTRUDERS.search(scan.lower, max(claim.start - 4, 0), claim.evidence[0].end) is not None


class _Part(NamedTuple):
    """What is not known for sure at `[low, high)`, and who tells it, where that is nobody's word but the press's."""

    low: int
    high: int
    speaker: Speaker | None = None


def _unsure(scan: Scan, line: Line) -> list[_Part]:
    if _taken_back(scan, line):
        return [_Part(line.start, line.end)]
    if not any(cue in line.lower for cue in _CUES):
        return []
    if _HEARSAY.search(line.lower):
        return [_Part(line.start, line.end, Speaker.PRESS)]
    ends = [found.end() for found in _OPEN.finditer(line.lower)]
    return [_Part(line.start + end, line.start + _end(line, end)) for end in ends]


def _end(line: Line, start: int) -> int:
    end = _ENDS.search(line.lower, start)
    return end.start() if end else len(line.lower)


def _taken_back(scan: Scan, line: Line) -> bool:
    """Whether the sentence behind says that nobody could confirm what this one tells on another's word."""
    behind = scan.lines[line.index + 1 : line.index + 2]
    if not behind or ("confirm" not in behind[0].lower and "verif" not in behind[0].lower):
        return False
    return _TAKEN_BACK.match(behind[0].lower) is not None and _WORD_OF.search(line.lower) is not None
