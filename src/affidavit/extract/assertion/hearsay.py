"""What is only an open question, a guess or hearsay is suspected, however plainly its own words put it.

"It is not known if a vendor was involved", "which suggests that it has paid", "sources told the Courier that it was
ransomware", and what the sentence behind takes back: "We could not confirm this".
"""

from __future__ import annotations

import re
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
_COUNT = "affected"
#: One of these stands in every sentence that the patterns below fit.
_CUES = (
    " if ", "whether", "suggest", " mean ", "hint", "speculat", "rumo", "guess", "source", "familiar", "anonym",
    "insider", "unnamed", "with knowledge", "not to be ", " briefed on", "close to", "suit", "complaint", "court",
    "seller", "hacker", "forum", "market", "says", "has used", "have used",
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
#: Opens a clause that only concedes what is not known; the main one, behind its comma, is none of it.
_CONCEDES = regex(r"(?:^|[,;] |\bbut |\band )(?:while|although|though|even though|whereas|as)\b[^,;]{0,120}$")
_MAIN_CLAUSE = regex(r", (?!(?:and|or|nor|which|who|whose|such|including|if|whether)\b)")
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
#: What only a suit says: behind it, and before it in a headline.
_SUED = regex(
    r"\b(?:su(?:ed|es|ing)|(?:law)?suits?|complaints?)\b[^.;]{0,120}?,? (?:saying|alleging|claiming|accusing|"
    r"contending|arguing|(?:that )?(?:says|alleges|claims|contends|argues)(?: that)?)\b"
    r"|\b(?:who|which|that|whom) (?:it|she|he|they) (?:says?|alleges?|claims?) "
)
_SUITS = regex(r"\b(?:sue[ds]?|suing|(?:law)?suits?|complaints?)\b")
_IN_SUIT = regex(
    r", (?:[\w'.&-]+ ){1,5}(?:says?|claims?|alleges?|charges) in (?:an? |its |the )?(?:[\w-]+ )?(?:lawsuit|suit|"
    r"complaint|court (?:papers|filing))|,? (?:lawsuit|suit|complaint|court papers) (?:says?|claims?|alleges?)$"
)
#: Who offers what he says he has; nobody else confirms it.
_OFFERED = regex(
    r"\b(?:person|users?|members?|someone|somebody|sellers?|posters?|individuals?|accounts?|people) (?:\w+ )?"
    r"(?:on|of|at|in) (?:an?|the|one) (?:[\w'-]+ ){0,3}?(?:forum|marketplace|market|message board|telegram channel)\b"
    r"[^.;]{0,60}?\b(?:says?|said|claims?|claimed|writes?|wrote|alleges?|alleged)\b"
    r"|,(?: the| a)? (?:seller|hackers?|gang|poster|attackers?|extortionists?|ransomware group)s? (?:says?|claims?)$"
)
#: What a gang says it has, behind what it did: "the gang put it on its page and says it has 90 GB, including".
_SAYS_IT_HAS = regex(
    r"\b(?:gang|group|crew|hackers?|attackers?|extortionists?|collective)\b[^.;]{0,140}?\band (?:then |also )?"
    r"(?:says?|said|claims?|claimed|boasts?|alleges?) (?:that )?(?:it|they) (?:has|have|had|holds?|held|stole|took|"
    r"obtained|possess(?:es)?|copied|downloaded)\b"
)
#: What a gang is wont to do: "Akira often gets in through VPN accounts".
_HABIT = regex(
    r"\b(?:often|usually|typically|commonly|frequently|generally|mostly|tends? to|is known to|are known to) "
    r"(?:gets?|breaks?|enters?|uses?|exploits?|gains?|relies|rely|abuses?|targets?|comes?)\b[^.;]{0,80}$"
)
_WAYS = frozenset({"technique", "vector"})
#: What a gang does to others as well, or the like of what was done here, shows nobody that it did this.
_DOES_SO = regex(
    r"\b(?:has|have|had) (?:often |also |repeatedly |recently )?used (?:the|this|that|such|these|similar|like)"
    r"(?: same| very)? (?:tricks?|methods?|techniques?|tactics?|ploys?|approach(?:es)?|ruse|scheme|way)\b"
)
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
#: Behind the name of a gang, or a word for one: that it says itself what it did. Nobody else is said to confirm it.
_GANGS = (
    r"(?:(?:ransom-?ware|extortion|hacking|hacker|cybercrime|cybercriminal|criminal|data|theft|threat|gang|group|crew|"
    r"collective|operation|cartel|syndicate|actors?|operators?|team|members?|affiliates?|hackers?|spokes\w+|leaders?|"
    r"administrators?|developers?|and) ?){0,4}"
)
_TELLS = (
    r"(?:told|tells?|said|says?|claim(?:s|ed|ing)?|boast(?:s|ed|ing)?|brag(?:s|ged|ging)?|wrote|writes|assert(?:s|ed)|"
    r"alleg(?:es|ed)|(?:confirmed|admitted|revealed|disclosed) to|stated|announced|insist(?:s|ed))"
)
_DEED = (
    r"(?:behind|responsib\w+|breach\w*|hack\w*|stol\w+|steal\w*|carried out|attack\w*|took|taken|compromis\w*|"
    r"encrypt\w*|accessed|got in\w*|broke\w*|exploit\w*|used|utili[sz]ed|infiltrat\w*|exfiltrat\w*|download\w*|copied)"
)
_OWN_WORD = regex(
    rf"[\"'\u2019\u201d]? ?{_GANGS}(?:, [^,.;]{{1,60}},)? ?(?:(?:has|have|had|also|later|since|now|itself) ){{0,2}}"
    rf"(?:{_TELLS}\b[^.;]{{0,60}}?\b(?:it|they|he|she|we|i|to have|having|its|their|the (?:gang|group|crew|hackers?))\b"
    rf"[^.;]{{0,60}}?\b{_DEED}\b|(?:boast|brag)\w* (?:of|about)\b|(?:took|taken|takes|claim(?:s|ed|ing)?) "
    r"(?:credit|responsibility)\b)"
)
#: Before the name of a gang that something only points to.
_LINKS = regex(
    r"\b(?:links?|ties|connections?|overlaps?|similarit(?:y|ies)|resemblances?|parallels?)\b(?: [\w'-]+){0,2} "
    r"(?:between|with|to)\b[^.;]{0,80}$"
)
_LINKED = 0.5
#: Before the name of a gang whose tools are like those of another.
_BETWEEN = regex(
    r"\b(?:links?|ties|connections?|overlaps?|similarities|parallels) between\b[^.;]{0,80}\band (?:the )?$"
)
#: Before data that somebody threatens to publish, and what tells that they were taken.
_THREAT = regex(
    r"\bthreat(?:en(?:s|ed|ing)?|s|ening)?\b (?:[\w'-]+ ){0,4}?(?:to|of|that|by) (?:[\w'-]+ ){0,5}?(?:disclos|"
    r"publish|publiciz|leak|releas|sell|expos|post|dump|auction|shar|mak|reveal|hand|pass)\w*\b[^.;]{0,160}$"
)
_WAS_TAKEN = regex(
    r"\b(?:stole|stolen|took|taken|copied|exfiltrated|obtained|acquired|downloaded|accessed|siphoned|grabbed|lifted|"
    r"leaked|published|posted|dumped|released|exposed)\b"
)
_FIRST_NAME = regex(r"[\w.'-]+")
_BY_NAME = frozenset({"actor", "malware", "ransomware"})


def weighed(scan: Scan, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, those suspected that stand under an open question, a guess, or hearsay."""
    opened: dict[int, list[_Part]] = {}
    for claim in claims:
        if claim.status is Status.DENIED and claim.field == "action" and _takes_for_granted(scan, claim):
            continue
        if claim.field == "actor" and _BETWEEN.search(scan.lower, max(claim.start - _GUESS_REACH, 0), claim.start):
            continue
        if claim.status is not Status.STATED or claim.field not in _FIELDS | {_COUNT}:
            yield claim
            continue
        line = scan.line_at(claim.start)
        if line is None:
            yield claim
            continue
        if line.index not in opened:
            opened[line.index] = _unsure(scan, line)
        found = _over(opened[line.index], claim) or _of_its_field(scan, line, claim)
        yield found[0].of(claim) if found else claim


def _over(parts: list[_Part], claim: Claim) -> list[_Part]:
    """What a claim stands under; a count only under what those say who sell the data, and an offer, a fact, not."""
    found = [part for part in parts if _stands_in(part, claim)]
    if claim.field == _COUNT or claim.value == "for_sale":
        found = [part for part in found if (part.speaker is Speaker.ATTACKER) is (claim.field == _COUNT)]
    return found


def _stands_in(part: _Part, claim: Claim) -> bool:
    """Whether a claim stands under what is not known; a thing that was hit does where its name ends.

    Who is behind it is no surer in the clause that concedes it: "while it is unclear if, a report links it to".
    """
    if part.low <= claim.start < (max(part.whole, part.high) if claim.field == "actor" else part.high):
        return True
    return claim.field == "asset" and part.low < claim.evidence[0].end <= part.high


def _of_its_field(scan: Scan, line: Line, claim: Claim) -> list[_Part]:
    """What makes a claim of one field unsure: ransomware that is guessed, a gang that boasts or that links point to."""
    if claim.field == "data" and _is_threatened(scan, line, claim):
        return [_Part(line.start, line.end, Speaker.ATTACKER)]
    guessed = claim.field == "ransomware" and _is_guess(scan, line, claim)
    if guessed:
        return [_Part(line.start, line.end)]
    if claim.field == "actor" and _LINKS.search(scan.lower, line.start, claim.start):
        return [_Part(line.start, line.end, sure=_LINKED)]
    if claim.field in _WAYS and _HABIT.search(scan.lower, line.start, claim.start):
        return [_Part(line.start, line.end)]
    if claim.field == "actor" and _DOES_SO.search(scan.lower, claim.evidence[0].end, line.end):
        return [_Part(line.start, line.end, sure=_LINKED)]
    if claim.field in _BY_NAME and _is_own_word(scan, line, claim):
        return [_Part(line.start, line.end, Speaker.ATTACKER)]
    return []


def _is_guess(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether the sentence only guesses that it was ransomware: "experts believe that ransomware was used"."""
    return _GUESSED.search(scan.lower, max(line.start, claim.start - _GUESS_REACH), claim.start) is not None


def _is_threatened(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether data are only what somebody threatens to publish, and the sentence does not say that they were taken."""
    if "threat" not in line.lower or _WAS_TAKEN.search(line.lower):
        return False
    return _THREAT.search(scan.lower, line.start, claim.start) is not None


def _is_own_word(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether a gang is only named as one that says itself that it did it: "the gang told us that it was behind"."""
    end = claim.evidence[0].end
    name = _FIRST_NAME.match(scan.lower, claim.start, line.end)
    return any(_OWN_WORD.match(scan.lower, at, line.end) for at in {end, name.end() if name else end})


def _takes_for_granted(scan: Scan, claim: Claim) -> bool:
    """Whether what was not done was not done by those who were there: "the hackers could not reach the tills"."""
    return _THE_INTRUDERS.search(scan.lower, max(claim.start - 4, 0), claim.evidence[0].end) is not None


class _Part(NamedTuple):
    """What is not known for sure at `[low, high)`, and who tells it, where that is nobody's word but the press's.

    `whole` is where it would end if a clause that only concedes it did not.
    """

    low: int
    high: int
    speaker: Speaker | None = None
    sure: float = 1.0
    whole: int = 0

    def of(self, claim: Claim) -> Claim:
        """The claim as far as it is known."""
        confidence = claim.confidence * self.sure
        return replace(claim, status=Status.SUSPECTED, speaker=self.speaker or claim.speaker, confidence=confidence)


def _unsure(scan: Scan, line: Line) -> list[_Part]:
    if _taken_back(scan, line):
        return [_Part(line.start, line.end)]
    if not any(cue in line.lower for cue in _CUES):
        return []
    if _HEARSAY.search(line.lower):
        return [_Part(line.start, line.end, Speaker.PRESS)]
    if _OFFERED.search(line.lower.rstrip()):
        return [_Part(line.start, line.end, Speaker.ATTACKER)]
    if says := _SAYS_IT_HAS.search(line.lower):
        return [_Part(line.start + says.end(), line.end, Speaker.ATTACKER)]
    if suit := _IN_SUIT.search(line.lower.rstrip()):
        return [_Part(line.start, line.start + suit.start())]
    if (suit := _SUED.search(line.lower)) and (told := _SUITS.search(line.lower)):
        return [_Part(line.start + min(suit.end(), told.start()), line.end)]
    return [_left_open(line, found) for found in _OPEN.finditer(line.lower)]


def _left_open(line: Line, opens: re.Match[str]) -> _Part:
    """What `opens` leaves unknown: the rest of its sentence, or of its clause, where that only concedes it."""
    end = _ENDS.search(line.lower, opens.end())
    last = end.start() if end else len(line.lower)
    conceded = _CONCEDES.search(line.lower[: opens.start()])
    main = _MAIN_CLAUSE.search(line.lower, opens.end(), last) if conceded else None
    high = main.start() if main else last
    return _Part(line.start + opens.end(), line.start + high, whole=line.start + last)


def _taken_back(scan: Scan, line: Line) -> bool:
    """Whether the sentence behind says that nobody could confirm what this one tells on another's word."""
    behind = scan.lines[line.index + 1 : line.index + 2]
    if not behind or ("confirm" not in behind[0].lower and "verif" not in behind[0].lower):
        return False
    return _TAKEN_BACK.match(behind[0].lower) is not None and _WORD_OF.search(line.lower) is not None
