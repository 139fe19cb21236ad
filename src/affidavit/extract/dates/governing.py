"""Which word governs a date: the cue, a verb or noun of the sentence, that the date belongs to."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from affidavit.extract.dates.calendar import When
from affidavit.extract.scan import Line
from affidavit.model.regex import regex

_PREFIX = "when."
#: Marks that are no cues: talk of another incident, news that is told as it happens, and what is counted over many.
ELSEWHERE, NOW, COUNTED = "when.elsewhere", "when.now", "when.counted"
#: How surely a cue tells the event: one that says it was the first step, a verb that says so, one that can mean it, a
#: noun with no verb beside it.
_WEIGHTS = {"first": 0.97, "": 0.9, "fair": 0.82, "weak": 0.66, "noun": 0.5}
VERB, _NOUN = _WEIGHTS[""], _WEIGHTS["noun"]
_MODIFIED = 0.8
#: No word that stands right before a date, and makes it a noun's or a notice's, begins further off.
_HEAD = 30
#: A run that is longer than so many years, and that no cue explains, is hardly how long an intrusion lasted.
_YEARS = 2
#: No break-in that is told by what people did lasts so many months.
_LONG_DEALINGS = 11
_LONGEST_REACH = 240
#: So far behind "two days after" stands the verb of what came before.
_CLAUSE = 60
#: What a run of days can be of; nothing is discovered from May to June.
_LASTING = frozenset({"started", "ended", "other"})

# The date opens its clause: "On May 3, we ...", "..., and on May 3 the company ...".
_FRONT = regex(
    r"(?:^|[,;:(\"] ?|- |\bit was |\b(?:that|and|when|but|because|as|which|who|where),? )"
    r"(?:(?:then|later|also|specifically|however|back|early|late|earlier|first|again|beginning|starting|only),? )?"
    r"(?:(?:on|in|at|during|since|by|as of|sometime|at some point|around|approximately|about|or about|or around|late|"
    r"early|the (?:morning|night|evening|weekend|afternoon|week) of|the|from|between|between the (?:dates|hours) of|"
    r"at various times|of|before|after|some time|during the (?:window|period)(?: of)?|for|for the period|"
    r"during the(?: early| late)? (?:morning|night|evening|afternoon|hours)(?: hours)?(?: of| on)?|over the weekend of|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\.?),? ){0,5}$"
)
# The date stands before the noun of the incident, or of its publication: "the May 2024 breach", "an April 29 filing".
_HEADED = regex(
    r"\b(?:an?|the|its|their|our|this|that|his|her|'s|each|previous|same|massive|major|alleged|after|following|over|during)"
    r"(?: (?:late|early|mid|reported|recent))?[ -]$"
)
#: In headlines: "warns customers of April credential stuffing attack".
_BARE = regex(r"\b(?:of|after|over|following|from) $")
_MONTH, _YEAR = len("2024-05"), len("2024")
#: A year that only tells one thing from others of its kind: "a form made for a 2011 raffle".
_AN = regex(r"\ban? $")
_OF_THING = regex(
    r" (?!(?:and|or|to|in|on|at|by|when|after|before|that|which|who|with|from|data|cyber\w*|security|ransomware|"
    r"phishing|major|massive|large|similar|exposure|campaign|spree|case|fraud|scam|event|compromise|scraping|dump|"
    r"episode|lapse|mistake|error|mishap|raid|heist|wave)\b)[a-z-]{3,20}\b"
)
_OF_TRADE = regex(r" (?:prices?|levels?|rates?|edition|deadline|elections?|budget|holidays?|sales?|results|payroll)\b")
_OF_ANOTHER = regex(r"\b(?:earlier|previous|prior|separate|another|unrelated|unconnected)[ -]$")
_BETWEEN = r"(?:'s?)?(?: (?!the\b|an?\b|its\b|it\b|we\b|that\b|who\b|when\b)[a-z0-9'.&-]{1,20}){0,4}? "
_NOUNS = (
    (
        regex(
            _BETWEEN
            + r"(?:breach(?:es)?|(?:cyber[ -]?)?attacks?|hacks?|incidents?|intrusion|theft|burglary|leak|outage|"
            r"break-in|compromise|robbery)\b"
        ),
        "started",
    ),
    (
        regex(
            _BETWEEN + r"(?:filing|statement|press release|announcement|disclosure|notice|letter|blog post|advisory|"
            r"tweet|post|report)\b"
        ),
        "disclosed",
    ),
)
_LAST_CLAUSE = regex(r"(?s:.{0,240})\b(?:that|which|who|after|following|because|when|where) ")
_ASIDE = regex(r"\([^)]{0,200}\Z")
# What stands at the end of the text up to a cue's first word, or its last one, where the cue is no finite verb.
_INFINITIVE = regex(
    r"\b(?:to|for|of|from|by|known) (?:[a-z]{1,12} )?[a-z]{2,14}$"
    r"|(?<!began )(?<!begun )(?<!started )(?<!were )(?<!was )(?<!is )(?<!are )(?<!been )\b[a-z]{2,14}ing$"
)
_PARTICIPLE = regex(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )\b(?:impacted|affected|hit|notified|informed|caused) by$"
    r"|\b(?:data|records?|information|databases?|details|files?|accounts?|addresses|documents|credentials|passwords|"
    r"breach(?:es)?|dump|set|lists?|course|company|firm|service|website|site|forum|platform)"
    r"(?: (?:allegedly|purportedly|reportedly|apparently))?(?: (?:to have been|alleged to be))? "
    r"(?:taken|stolen|obtained|scraped|leaked|hacked|founded|owned|exposed|compromised|sourced|acquired)"
    r"(?: from| by| in)?$"
    r"|\b(?:the|an?|any|some|of|these|those|its|their|such|potentially|all|every|both) "
    r"(?:impacted|affected|stolen|compromised|breached|hacked|exposed|leaked|infected|infiltrated|copied|misplaced|lost)$"
)
#: Weak cues that mostly describe people: "it offered all impacted customers".
_ADJECTIVES = frozenset({"impacted", "affected"})
#: What stands between the verb of finding and the attack that was found: "detected signs of unauthorized access".
_FOUND = regex(
    r" (?:(?:an?|the|this|that|some|any|what|its|possible|potential|suspected|apparent|unusual|suspicious|malicious|"
    r"signs?|evidence|indications?|of|traces|instances?|cases?|criminal|new|ongoing|large|major|serious|sophisticated|"
    r"cyber|security|data|network|ransomware|phishing|credential stuffing)[ -]){0,5}"
)
_SAYS = regex(r"sa(?:id|ys|y)(?: that)?")
_ATTACK = regex(
    r"unauthori[sz]ed access|(?:data |security |cyber ?)?(?:breach(?:es)?|attacks?|intrusions?|incidents?|compromise|"
    r"thefts?|break-ins?|hacks?|leaks?|outage)|cyber-?attacks?|ransomware|unauthori[sz]ed|compromise of|breach of|"
    r"hack of|theft of|intrusion into|data breach|cyber attack|access to"
)
#: What people did on a site, and the words of a skimmer, whose stay is told by it.
_DEALINGS = regex(r"used |entered|purchase|visited|shopped|order|transactions|booking|reservations")
_SINCE = regex(r"\bsince (?:at least |early |late |mid-?)?$")
_WHO_HAD = regex(r"\b(?:who|that) (?:had |have |has )?$")
_CARDS = regex(r"\b(?:cards?|payments?|check-?out|e-?commerce|code|skimm\w+|malware|script)\b")
#: Behind the attack that was found: where it was, but no verb of its own, up to the date.
_WHERE = regex(
    r"(?: (?:access|activity))?"
    r"(?: (?:to|of|in|into|on|at|within|involving|affecting|against) (?:[\w'.&-]+ ){0,7}?[\w'.&-]+)?,?"
    r"(?: (?:on|in|during|by|around|about|late|early|or)){0,4}? "
)
_FIRST_WORD = regex(r"[\w'-]+")
#: What befell all who dealt with a shop while a skimmer stood in it.
_COULD_BE_TAKEN = regex(
    r"\b(?:could|may|might) (?:well |also )?have (?:had )?(?:been )?(?:[\w'-]+ ){0,4}?"
    r"(?:copied|stolen|taken|captured|skimmed|intercepted|harvested|compromised|exposed)\b"
)
_WHO = regex(r"\b(?:who|whose|whom) ")
#: A date that says which data: "bills from May and June 2016 were taken".
_OF_DATA = regex(
    r"\b(?:data|records?|information|files|details|documents|e-?mails|messages|transactions|orders|invoices|statements|"
    r"bills|applications|claims)(?: (?!was|were|is|are|breach|theft|leak|loss|stolen|taken|exposed)[a-z]{1,14})? "
    r"(?:from|for|covering)"
    r"(?: (?:the )?(?:years?|months?|period|early|late|mid|between))*[ -]$"
)
#: Two days that are one time: "told over the weekend of 3 and 4 May".
_WEEKEND = "weekend of "
_NOTICE = regex(
    r"(?<!an )(?<!the )(?<!its )(?<!software )(?<!, )"
    r"\b(?:updated?|correction|posted|edited)(?: on| of| as of)? ?[:(-]? ?$"
)
#: "removed it on 13 June and says": the verb behind the date has nothing to do with it.
_ANOTHER_VERB = regex(
    r",? ?(?:and|but) |, (?!(?:hacked|leaked|stolen|exposed|affected|infected|compromised)\b)"
    r"(?:[a-z]{2,12}ed|took|shut|cut|put|began|"
    r"sent|told|went|brought|called|made|set|gave) "
)
_BROKEN = regex(r"[,;\"]|:(?!\d)|\b(?:that|which|who)\b")
#: Before the second of two days: what is said behind it was not said then.
_LAST_DAY = regex(r"\b(?:between|from) [^.;]{1,40} (?:and|to|until|through) (?:(?:last|late|early) )?$")
#: What a day is that of a step before it: "was suspended on Monday after an audit found that".
_AND_BEFORE = regex(r" (?:after|because|since) (?!which\b)")
#: What it did when it had found it, it did that day: "shut its portal on Monday after it found".
_ITSELF = regex(r" (?:after|because|since) (?:(?:it|they|he|she|staff|the \w+) (?:had )?)?")
_STEP = regex(r"\b[a-z]{3,}(?:ed|[^s]s|ing)\b|\b(?:will|would|to|got|put|cut|shut|sent|told|went|began|met)\b")


#: "did not learn that files were gone until", "only learned that files were gone on".
_UNTIL_THEN = regex(r"\b(?:until|till|before) (?:(?:on|in|late|early|about|mid) ){0,2}$")
_ON_THEN = regex(r"\b(?:on|in|last|late|early) $")
_NOT_FOUND = regex(r"(?:\bnot|n't|\bnever) (?:[a-z]+ ){0,2}$")
_ONLY_FOUND = regex(r"\bonly (?:[a-z]+ ){0,1}$")
_APART = regex(r"[;,]|\b(?:but|after|because)\b")


class Cue(NamedTuple):
    """A verb or noun at `[start, end)` of its sentence that tells which event a date beside it is of."""

    start: int
    end: int
    event: str
    weight: float


def cues_of(line: Line) -> list[Cue]:
    """The cues of a sentence in order; of those that overlap the verb, or the longest."""
    found: list[Cue] = []
    for name, places in line.marks.items():
        if (meaning := _meaning(name)) is not None:
            found += [Cue(start - line.start, end - line.start, *meaning) for start, end in places]
    if len(found) < 2:
        return found
    found.sort(key=lambda cue: (cue.start, -cue.end, -cue.weight))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
        elif _rank(cue) > _rank(kept[-1]):
            kept[-1] = cue
    return kept


@cache
def _meaning(mark: str) -> tuple[str, float] | None:
    """The event that cues of the `mark` tell of, and how surely; None for a mark that gives no cues."""
    if not mark.startswith(_PREFIX) or mark in (ELSEWHERE, NOW, COUNTED):
        return None
    event, _, kind = mark.removeprefix(_PREFIX).partition(".")
    return event, _WEIGHTS[kind]


def _rank(cue: Cue) -> tuple[bool, bool, int]:
    return cue.weight > _NOUN, cue.weight > VERB, cue.end - cue.start


def governing(sentence: str, when: When, cues: list[Cue]) -> Cue | None:
    """The cue that `when` belongs to; None where there is none in reach."""
    if sentence.startswith("'s", when.end):
        return _of_noun(sentence, when)  # "Thursday's attack", and none of "Thursday's hearing"
    before = sentence[max(0, when.start - 60) : when.start]
    if _OF_TRADE.match(sentence, when.end) and _HEADED.search(before[-_HEAD:]):
        return None  # "at the August price"
    noun = _modified(before[-_HEAD:], sentence, when)
    if noun is not None:
        return noun
    if len(when.value) == _YEAR and _AN.search(before) and _OF_THING.match(sentence, when.end):
        return None
    if when.opens:
        told = [cue for cue in cues if 0 <= cue.start - when.end <= _CLAUSE]
        return next((cue for cue in told if cue.weight > _NOUN), told[0] if told else None)
    return _in_reach(sentence, before, when, cues) if cues or when.run else None


def _in_reach(sentence: str, before: str, when: When, cues: list[Cue]) -> Cue | None:
    """The cue among those near a date, which `before` leads up to."""
    if when.run and _COULD_BE_TAKEN.search(sentence, when.end):
        cues = [cue for cue in cues if cue.event != "other"]
    near = [cue for cue in cues if abs(cue.start - when.start) <= _LONGEST_REACH]
    if _NOTICE.search(before[-_HEAD:]) or _of_people(sentence, near, when):
        return None
    if _OF_DATA.search(before) and any(cue.event == "started" and cue.weight > _NOUN for cue in near):
        return None
    if when.run and not before.endswith(_WEEKEND):
        near = [cue for cue in near if cue.event in _LASTING]
    verbs = [cue for cue in near if cue.weight > _NOUN]
    front = _FRONT.search(before) is not None
    inner = None if front else _only_then(sentence, near, when)
    inner = inner or (None if front else _found(sentence, near, when) or _subordinate(sentence, (verbs, near), when))
    nearest = inner or _nearest(sentence, verbs, when, front) or _nearest(sentence, near, when, front)
    if nearest is not None and _of_dealings(sentence, nearest, when):
        return None
    return nearest or _run(cues, when)


def _only_then(sentence: str, cues: list[Cue], when: When) -> Cue | None:
    """The verb of finding that was done on no earlier day: "it only learned that files had been copied on May 3"."""
    late = _UNTIL_THEN.search(sentence, max(0, when.start - 40), when.start)
    only = (
        cue
        for cue in reversed(cues)
        if cue.event == "discovered" and cue.end <= when.start and (late or _ON_THEN.search(sentence[: when.start]))
    )
    cue = next(only, None)
    if cue is None or _APART.search(sentence, cue.end, when.start):
        return None
    return cue if (_NOT_FOUND if late else _ONLY_FOUND).search(sentence[max(0, cue.start - 40) : cue.start]) else None


def _of_dealings(sentence: str, cue: Cue, when: When) -> bool:
    """Whether a run of a year or so is when people bought or gave their data, and not how long a skimmer stood.

    So is a day since when they did: "people who had used the reading room since 2015".
    """
    if _DEALINGS.match(sentence, cue.start, cue.end) and _SINCE.search(sentence[: when.start]):
        return _WHO_HAD.search(sentence[: cue.start]) is not None
    if not when.run or when.until is None or _DEALINGS.match(sentence, cue.start, cue.end) is None:
        return False
    if _CARDS.search(sentence):
        return False
    return _months(when.until) - _months(when.value) >= _LONG_DEALINGS


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7] or 0)


def _found(sentence: str, cues: list[Cue], when: When) -> Cue | None:
    """The verb of finding whose object is the attack that stands before the date: "detected a breach on May 3".

    What was said has a verb of its own, and the attack the date: "said a cyberattack on Sunday locked its servers".
    """
    before = [cue for cue in cues if cue.end <= when.start]
    if when.run or len(before) < 2:
        return None
    finding, attack = before[-2:]
    says = finding.event == "disclosed" and _SAYS.fullmatch(sentence, finding.start, finding.end) is not None
    if not (says or finding.event == "discovered") or attack.event != "started" or finding.weight <= _NOUN:
        return None
    if sentence[: finding.start].endswith(("recently ", "just ")):
        return None  # then the date is not that of the finding
    is_object = _FOUND.fullmatch(sentence, finding.end, attack.start) and _ATTACK.fullmatch(
        sentence, attack.start, attack.end
    )
    if not is_object or not _WHERE.fullmatch(sentence, attack.end, when.start):
        return None
    return attack if says else finding


def _run(cues: list[Cue], when: When) -> Cue | None:
    """A run of days that nothing else explains is how long it lasted: "the list was on the site between ..."."""
    brief = len(when.value) >= 7 and when.until is not None and int(when.until[:4]) - int(when.value[:4]) <= _YEARS
    if not when.run or not brief or any(cue.event == "other" for cue in cues):
        return None
    start = 0 if when.start < _LONGEST_REACH else when.start
    return Cue(start, start, "started", _NOUN)


def _nearest(sentence: str, cues: list[Cue], when: When, front: bool) -> Cue | None:
    """The first cue after a date that opens its clause, else the last one before it, else one right behind."""
    following = next((cue for cue in cues if cue.start >= when.end and _finite(sentence, cue, when)), None)
    preceding = next((cue for cue in reversed(cues) if cue.start < when.start), None)
    if following is not None and front:
        return following
    if preceding is not None or following is None or when.run or _LAST_DAY.search(sentence[: when.start]):
        return preceding
    behind = sentence[when.end : following.start]
    if is_of_step(sentence, when):
        return following if following.event == "discovered" and _ITSELF.fullmatch(behind) else None
    return None if _BROKEN.search(behind.lstrip(", ")) or _ANOTHER_VERB.match(behind) else following


def is_of_step(sentence: str, when: When) -> bool:
    """Whether a date is that of a step that followed on what stands behind it: "suspended on Monday after"."""
    return _AND_BEFORE.match(sentence, when.end) is not None and _STEP.search(sentence, 0, when.start) is not None


def _finite(sentence: str, cue: Cue, when: When) -> bool:
    """Whether the cue can be the verb of the clause that a date opens: no infinitive, gerund or "data taken from"."""
    if _ASIDE.search(sentence, when.end, cue.start):
        return False
    if cue.weight == _NOUN and sentence[cue.start : cue.end] not in _ADJECTIVES:
        return True
    low, word = max(0, cue.start - 40), _FIRST_WORD.match(sentence, cue.start)
    up_to = sentence[low : word.end() if word else cue.end]
    return not _INFINITIVE.search(up_to) and not _PARTICIPLE.search(sentence[low : cue.end])


def _subordinate(sentence: str, choices: tuple[list[Cue], ...], when: When) -> Cue | None:
    """The last cue, of the first of the choices that has one, of the date's clause: "said that an attack in May"."""
    opening = _LAST_CLAUSE.match(sentence, max(0, when.start - _LONGEST_REACH), when.start)
    if opening is None:
        return None
    low = opening.end() - 1
    inside = (cue for cues in choices for cue in reversed(cues) if low <= cue.start < when.start)
    return next(inside, None)


def _of_people(sentence: str, near: list[Cue], when: When) -> bool:
    """Whether the date belongs to what people did: "customers who signed up between ..."."""
    low = max(0, when.start - 80)
    if sentence.find("who", low, when.start) < 0:
        return False
    openings = list(_WHO.finditer(sentence, low, when.start))
    if not openings or (when.run and _COULD_BE_TAKEN.search(sentence, when.end)):
        return False
    return not any(_tells(cue, openings[-1].start()) and cue.start < when.start for cue in near)


def _tells(cue: Cue, who: int) -> bool:
    """Whether a cue stands behind `who`, or is a deed that the one before it did: "a clerk who opened a file"."""
    return cue.start > who or (cue.event == "started" and cue.end > who)


def _other(sentence: str, when: When) -> Cue | None:
    """A cue of another incident, whose date stands before its noun: "an earlier September 2024 breach"."""
    match = _NOUNS[0][0].match(sentence[when.end : when.end + 90])
    return match and Cue(when.end, when.end + match.end(), "other", _MODIFIED)


def _modified(before: str, sentence: str, when: When) -> Cue | None:
    if not _HEADED.search(before) and not (len(when.value) == _MONTH and _BARE.search(before)):
        return None if not _OF_ANOTHER.search(before) else _other(sentence, when)
    return _of_noun(sentence, when)


def _of_noun(sentence: str, when: When) -> Cue | None:
    """The noun of an incident, or of its publication, right behind the date: "the May 2024 breach"."""
    after = sentence[when.end : when.end + 90]
    for pattern, event in _NOUNS:
        if match := pattern.match(after):
            return Cue(when.end, when.end + match.end(), event, _MODIFIED)
    return None
