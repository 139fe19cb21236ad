"""The words by which a sentence recalls another incident: at somebody it names, or at somebody it does not."""

from __future__ import annotations

import re

from affidavit.merge.others import KIND
from affidavit.model.regex import regex

_OPENS_IN_PAST = regex(
    r"(?:and |but |then )?(?:back |earlier |also |later |previously,? )?(?:in|on|since|"
    r"during)\b[^,]{0,30}\b((?:19|20)\d\d)\b|"
    r"(?:two|three|four|five|several|a few|\w+) years (?:ago|earlier|before)|last year\b",
    re.IGNORECASE,
)
_OPENS_APART = regex(r"(?:\w+|a few) (?:years?|months?|weeks?) (?:ago|earlier|before|later)\b", re.IGNORECASE)
_EVENT = regex(
    r"\b(?:an?|another|the|its|one|massive|major|large) (?:[\w-]+ ){0,4}?(?:breach|incident|attack|cyberattack|"
    r"hack|leak|intrusion|compromise)\b|"
    r"\b(?:suffered|hacked|breached|disclosed|was hit|stole|stolen|lost|fined|exposed|leaked|compromised|accessed)\b",
    re.IGNORECASE,
)
#: What else tells of an incident at the one that a sentence on the past has for its subject.
_SUFFERED = regex(
    r"\b(?:encrypt\w*|cripp?led|locked|shut down|closed|forced to|infected|paid|ransom\w*|hackers?|malware|phish\w+|"
    r"taken (?:over|down|offline)|intruders?|attackers?)\b",
    re.IGNORECASE,
)
#: An incident that is told of for the first time, wherever the day stands: "was itself the victim of a breach in 2019".
_BEFELL_THEN = regex(
    r"\b(?:victims? (?:of|to)|prey to|suffered|experienced|endured|had|hit by|disclosed|reported|after) "
    r"(?:an?|another|two|three|several) (?:(?!of\b|in\b)[\w-]+ ){0,4}?(?:breach(?:es)?|incidents?|"
    r"(?:cyber-?)?attacks?|hacks?|leaks?|intrusions?|thefts?|outages?)\b|"
    r"\b(?:was|were|been) (?:itself |also |once |previously )?(?:hacked|breached|fined|hit|attacked)\b",
    re.IGNORECASE,
)
#: What says that it was not the one at hand.
_TOO = regex(r"\b(?:itself|also|once|previously|earlier|before|already|another|different|separate)\b", re.IGNORECASE)
#: What stands behind a name to which an incident of its own happened: "Acme, a shop, was hacked".
_HIT = regex(
    r"^(?:,(?:[^,]{1,70},)?)? (?:has |had |have |also |recently |later |previously |itself |first ){0,3}(?:"
    r"suffered|(?:was|were|been|got) (?:also |badly )?(?:hacked|breached|hit|attacked|compromised|fined|"
    r"listed|targeted|crippled|paralysed|paralyzed|disrupted|knocked offline)|"
    r"fell (?:victim|prey)|lost (?:the |some |nearly |about )?(?:\d|[\w-]+ (?:record|data|file))|paid|"
    r"(?:had|met|shared|faced|saw|went through|endured|lived through) (?:an?|the|much the|almost the) "
    r"(?:very |strikingly |almost |remarkably )?(?:similar|same|identical|comparable) (?:[\w-]+ )?(?:experience|fate|"
    r"attacks?|breach|ordeal|incident|problem|trouble|theft)|"
    r"(?:alert|notif|warn|inform|t)(?:ed|ied|old)\b[^.]{0,20}? (?:\d[\d.,]*|thousands|millions|hundreds|tens)\b"
    r"[^.]{0,80}?\b(?:stolen|stole|breach\w*|exposed|compromised|hack\w*|leaked|accessed|attack)|"
    r"(?:went|closed|shut|folded|collapsed|filed for|ceased|stopped|entered)\b[^.;]{0,50}? after (?:an?|the) "
    r"(?:[\w-]+ ){0,3}?(?:gang|group|hackers?|attackers?|ransomware|attack|cyberattack|breach|hack)\b|"
    r"(?:disclosed|confirmed|reported|announced|revealed|admitted|experienced)\b[^.]{0,40}?\b"
    r"(?:an?|another|its|the (?:most|largest|biggest|worst|\w+est)) "
    r"(?:[\w-]+ ){0,4}(?:breach|attack|cyberattack|incident|hack|theft))\b",
    re.IGNORECASE,
)
#: The same in reported speech; counts only where other incidents are being told of already, or a past date opens.
_TOLD = regex(
    r"^(?:,[^,]{1,70},)? (?:has |had |have |also ){0,2}(?:said|told|warned|admitted|announced|revealed|"
    r"confirmed)\b[^.]{0,60}?\b"
    r"(?:stole|stolen|sold|hacked|breached|leaked|exposed|accessed|lost|compromised|published)\b",
    re.IGNORECASE,
)
#: Behind a past date: somebody else whom the text does not name.
_UNNAMED_THEN = regex(
    r"[^,]{2,50}?,? (?:an?|another|two|three|four|five|several|multiple|many|dozens of|a number of|other) "
    r"(?:[a-z-]+ ){0,2}(?:neighbou?ring|other|"
    rf"{KIND})\b(?! that it)",
    re.IGNORECASE,
)
#: What stands before one of those that a cue says were hit too: "its attack on Acme".
_ATTACKED = regex(
    r"\b(?:attacks? (?:on|at)|breach(?:es)? (?:of|at)|hack(?:s|ing)? (?:of|at)|incidents? at|against|hit|breached|"
    r"intrusions? (?:at|into)|break-ins? at|thefts? (?:at|from)|compromise (?:of|at)|leaks? (?:at|from)|outage at|"
    r"including|includes?) (?:(?!the\b|its?\b|their\b)[a-z-]+ ){0,3}$"
)
#: What stands before the subject of a sentence that recalls: "In 2023, the neighbouring", and no verb or pronoun.
_BEFORE_SUBJECT = regex(
    r"(?:and |but |then )?"
    r"(?:(?![^,]{0,50}\b(?:could|was|were|had|has|have|is|are|said|says|did|would|may|might|can|will)\b)"
    r"[^,]{2,50}, )?(?:(?:the|an?|another|its|fellow|rival|competitor|neighbou?r|nearby|"
    r"[a-z-]+(?:ing|based|sized|owned|former)|smaller|larger|[a-z]+ (?:maker|firm|company|chain|giant|bank|hospital|"
    r"utility|school|university|airline|retailer|provider|operator|group|insurer|city|county|town)) ){0,3}"
    rf"(?:(?:[\w'-]+ ){{0,2}}{KIND}, )?",
    re.IGNORECASE,
)
#: Behind the opening of a sentence on the past: a name, and neither a pronoun nor what is spoken of already.
_NEW_NAME = regex(
    r"[^,]{2,50}(?:, (?:19|20)\d\d)?, (?:(?:[a-z-]+ ){0,2}"
    rf"(?:{KIND}|giant|maker|site|service|app|vendor|startup|company) )?"
    r"(?!(?:The|It|They|This|That|He|She|We|Its|Their)\b)[A-Z]"
)


#: Three names or more in a row, of those who were hit: "including Larkfield, Brightwater and Northfield Dental".
_NAMED_ONE = (
    r"(?:the )?(?:[a-z]+ (?:giant|maker|firm|chain|company|group|retailer|bank|airline) )?"
    r"[A-Z][\w'&.-]{0,30}(?: (?:of |and |the )?[A-Z][\w'&.-]{0,30}){0,4}"
)
_LISTED = regex(
    r"\b(?:includ(?:es?|ed|ing)|such as|like|among them|among others|victims(?: \w+)? (?:are|were)|names(?: of)?|"
    r"breach(?:es|ed)|hit|attacked|targeted|affected|impacted)\b(?: (?:those|that|attacks|breaches|the likes)"
    rf"(?: (?:at|of|on|against))?)?[:,]? (?:{_NAMED_ONE} ?, (?:and )?){{2}}"
)


#: The last of a list, by its kind.
_OF_THE_NAMED = regex(rf"(?:The (?:latter|last)|That) (?:[a-z]+ ){{0,2}}{KIND}?\b|The latter\b")


#: A person with his office before his name, and his house before that: "Larkfield Research Manager Ann Orme".
_OFFICER = regex(
    r"\b(?:Manager|Director|Analyst|Researcher|Engineer|Officer|Spokes(?:person|man|woman)|President|Consultant|Reporter|"
    r"Professor|Expert|Advisor|Adviser|Evangelist|Strategist|Founder|Executive|Lead|Head|CEO|CISO|CTO|CIO|CSO)"
    r"(?: of [A-Z]\w+(?: [A-Z]\w+)?)? [A-Z][\w'-]+(?: [A-Z]\.)? [A-Z][\w'-]+$"
)


#: How a sentence opens with a day of some year.
_ON_A_DAY = regex(r"On [A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d, ")
_ONE_MORE = regex(
    r"\b(?:also|already|previously|another|a (?:second|separate|different|further|previous|prior)|an earlier)\b"
    r"[^.;]{0,80}?\b(?:breach(?:ed)?|attack(?:ed)?|cyber-?attack|incident|hack(?:ed)?|intrusion|leak(?:ed)?|theft)\b",
    re.IGNORECASE,
)


_NUMBER = {month: f"{n:02}" for n, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DATED = regex(
    r"(?<!since )(?<!until )(?:\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? "
    r"(?:\d{1,2} ?,? |, )?(?:of )?)?"
    r"\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: What begins to tell of an incident that was not told of before.
_BEGINS = regex(
    r"\b(?:suffered|another|second|third|again|"
    r"(?:was|were|been) (?:also )?(?:hacked|breached|hit|attacked|compromised)|"
    r"(?:an?|its) (?:[\w-]+ ){0,4}?(?:breach|incident|attack|cyberattack|hack|leak|intrusion|theft)|"
    r"(?:stole|exposed|leaked|lost|accessed))\b",
    re.IGNORECASE,
)


#: What tells of all that one campaign hit: "other customers of the vendor", "the same group has hit dozens of firms".
_OF_MANY = regex(
    r"\b(?:campaign|spree|wave|series|string|spate|rash|flurry) of\b"
    r"|\b(?:this|the|these|same) (?:[\w.-]+ ){0,4}?(?:campaign|attacks|hacks|breaches|wave|hackers?|attackers?|gang|"
    r"group|flaw|bug|vulnerabilit(?:y|ies)|tool|software|vendor|supplier|provider|malware|ransomware|actors?|crew|intruders?|"
    r"zero-day|exploit)\b"
    r"|\b(?:other|more|additional|further|all|many|dozens of|hundreds of|thousands of|several|\d[\d,]*|at least \w+|"
    r"some \w+) (?:known |alleged |confirmed |such )?(?:victims|organi[sz]ations|companies|customers|clients|firms|"
    r"entities|hospitals|agencies|businesses|sites|websites|servers)\b"
    r"|\b(?:first|second|third|fourth|fifth) (?:[\w-]+ ){0,2}(?:victim|breach)\b"
    r"|\b(?:victims|customers|clients|users) (?:of|include)\b"
    r"|\balso (?:been )?(?:affected|hit|impacted|breached|compromised|targeted|claimed)\b"
    r"|\b(?:hackers|attackers|threat actors?|they|group|gang) (?:have|has|had|claim)",
    re.IGNORECASE,
)


#: What only compares: "the case recalls the wave of leaks by Quillfish".
_COMPARES = regex(
    r"\b(?:recalls?|recalled|echo(?:e[sd])?|echoing|reminiscent of|resembles?|mirrors?|brings to mind|"
    r"comparable (?:to|with))\b",
    re.IGNORECASE,
)
#: Before the name of one whom reporters asked.
_ASKED = regex(r"\b(?:contacted|asked|reached out to|e-?mailed|approached)(?: the)? $")
#: What likens what was told of to attacks on many others: "these incidents echo similar attacks on mills".
_LIKENS = regex(
    r"\b(?:echo(?:e[sd]|ing)?|resembl\w+|mirror\w*|recall(?:s|ed|ing)?|follow(?:s|ed|ing)?|comes? (?:after|amid)|"
    r"similar to|reminiscent of) (?:[\w-]+ ){0,3}?(?:attacks|breaches|incidents|hacks|intrusions|thefts|leaks)\b",
    re.IGNORECASE,
)
#: From a quotation's beginning to a name: "At Acme they", "It was the same story at Acme".
_LIKENED_TO = regex(
    r"[\"'\u201c\u2018](?:At |In the case of |What (?:we saw|happened) at |Look (?:at|what happened (?:at|to)) |"
    r"[^.;\"\u201d]{0,60}?\bsame (?:\w+ ){0,2}?(?:at|with|to|against) )(?:the )?$"
)
#: What names the incident that is being told of: "the start of the attack", "that the attackers had been".
_OF_THE_SAME = regex(
    r"\b(?:the|this) (?:(?:cyber)?attack|breach|intrusion|incident|hack|theft|attackers|hackers|intruders|thieves)\b"
    r"(?! (?:on|at|of|against|in)\b)",
    re.IGNORECASE,
)
_TAKES_UP = regex(
    r"(?:in \d{4},? |later(?: that \w+)?,? |since then,? |some of )?(?:the|this|these|those) "
    r"(?:stolen |leaked |exposed |same |compromised )?(?:data|records|database|files|dump|information|breach|incident|"
    r"hack|attack|leak|theft|intrusion) (?:(?:was|were|is|are|has|have|had|later|also|then|subsequently) ){0,3}"
    r"(?:appeared|listed|posted|put|offered|sold|leaked|published|shared|traced|attributed|linked|tied|provided|circulat\w+|"
    r"surfaced|reported|discovered|detected|found|began|began to|occurred|took place|affected|exposed|"
    r"impacted|included)\b",
    re.IGNORECASE,
)
_TRACED = regex(r"\b(?:traced|attributed|linked|tied) (?:back )?to\b")
_FACT_OF_IT = regex(
    r"\b(?:start|beginning|scale|extent|size|cause|source|date|length) of the (?:(?:cyber)?attack|breach|intrusion|"
    r"incident|hack|theft)\b(?! (?:on|of|against)\b)"
)
#: What tells of another one, or of another day.
_ANOTHER_TIME = regex(
    r"\b(?:another|also|again|earlier|previous(?:ly)?|prior|separate|first|second|third|unrelated|at the time)\b"
    r"|^(?:and |but |then |back )?(?:in|on|last|since|during|two|three|four|five|\w+ years?|\w+ months?)\b",
    re.IGNORECASE,
)


#: What goes on with what was recalled in the sentence before.
_BACK_THEN = regex(
    r"\b(?:at the time(?! of| when| they| it)|at that time|back then|(?:in|after|of|during|from) that "
    r"(?:earlier |previous |prior )?(?:breach|incident|(?:cyber)?attack|hack|theft|intrusion|leak|case))\b",
    re.IGNORECASE,
)


def back_then(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of the time of what was recalled just before: "as it said at the time"."""
    return _BACK_THEN.search(text, start, end) is not None


def of_the_same(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of the attack or the attackers that the text is about."""
    if _FACT_OF_IT.search(text, start, end) is not None:
        return True
    return _OF_THE_SAME.search(text, start, end) is not None and _ANOTHER_TIME.search(text[start:end]) is None


def takes_up(text: str, start: int, end: int) -> bool:
    """Whether a sentence has for its subject what the one before it told of: "In 2019, the data appeared for sale"."""
    return _TAKES_UP.match(text, start, end) is not None


def is_traced(text: str, start: int, end: int) -> bool:
    """Whether a sentence says where the incident came from: "the breach was traced back to attacks on Larkcloud"."""
    return _TRACED.search(text, start, end) is not None


def of_many(text: str, start: int, end: int) -> bool:
    """Whether a sentence that names no other victim tells of all that a campaign hit, and not of a single case."""
    return _OF_MANY.search(text, start, end) is not None


def compares(text: str, start: int, end: int) -> bool:
    """Whether a sentence only holds the incident beside another: "the case recalls"."""
    return _COMPARES.search(text, start, end) is not None


def likens(text: str, start: int, end: int) -> bool:
    """Whether a sentence holds what was told of beside attacks on many: "these incidents echo similar attacks on"."""
    return _LIKENS.search(text, start, end) is not None


def likened_to(text: str, start: int, name: int) -> bool:
    """Whether a quotation that begins at `start` tells what was seen at the name at `name`."""
    return _LIKENED_TO.search(text, start, name) is not None


def was_asked(text: str, start: int, name: int) -> bool:
    """Whether the name at `name` is only that of one who was asked: "The Courier contacted Larkfield about"."""
    return _ASKED.search(text, start, name) is not None


def months_of(text: str, start: int, end: int) -> frozenset[str]:
    """The months and years that a sentence names: "2022-08", "2021"."""
    return frozenset(
        f"{year}-{_NUMBER[month[:3].lower()]}" if month else year for month, year in _DATED.findall(text, start, end)
    )


def another_time(told: frozenset[str], now: frozenset[str]) -> bool:
    """Whether no date of one sentence can be a date of others, of which a month is one of its year."""
    return bool(told and now) and not any(a.startswith(b) or b.startswith(a) for a in told for b in now)


def begins_anew(text: str, start: int, end: int) -> bool:
    """Whether a sentence may begin to tell of an incident."""
    return _BEGINS.search(text, start, end) is not None


def lists(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence lists three or more who were hit, if it does: what it tells is of none of them in particular."""
    found = _LISTED.search(text, start, end)
    return found.span() if found else None


def is_officer(name: str) -> bool:
    """Whether what seems a name of a body is that of one of its people: "Larkfield Research Manager Ann Orme"."""
    return _OFFICER.search(name) is not None


def of_the_named(text: str, start: int) -> bool:
    """Whether a sentence goes on with one that was just named: "The bank said"."""
    return _OF_THE_NAMED.match(text, start) is not None


def opens_in_past(text: str) -> bool:
    """Whether a sentence begins with a year, or with some that have passed: "In 2023,", "Three years ago,"."""
    return _OPENS_IN_PAST.match(text) is not None


def opens_apart(text: str) -> bool:
    """Whether a sentence begins so, or with any stretch of time: "Three months later,"."""
    return opens_in_past(text) or _OPENS_APART.match(text) is not None


def tells_of_event(text: str) -> bool:
    """Whether a sentence tells of an incident at all."""
    return _EVENT.search(text) is not None


def was_hit(behind: str) -> bool:
    """Whether what stands behind a name says that an incident of its own happened to it."""
    return _HIT.match(behind) is not None


def tells_it_was_hit(behind: str) -> bool:
    """The same in reported speech: "said that hackers had stolen"."""
    return _TOLD.match(behind) is not None


def attacked(text: str, start: int, name: int) -> bool:
    """Whether the name at `name` in the sentence from `start` on is said to have been attacked."""
    return _ATTACKED.search(text, start, name) is not None


def suffers(text: str, sentence: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether what a sentence recalls happened to the one it names: its subject, or who was attacked."""
    if attacked(text, sentence[0], name[0]):
        return True
    if not begins_with(text, sentence[0], name[0]):
        return False
    return any(told.search(text, name[1], sentence[1]) for told in (_EVENT, _SUFFERED))


def begins_with(text: str, start: int, name: int) -> bool:
    """Whether a sentence begins with the name at `name`, or with a time or place and what describes it."""
    return _BEFORE_SUBJECT.fullmatch(text, start, name) is not None


_PART_BEFORE = regex(r"(?:^(?:In |At |For )?|; |, (?:and|while|whereas|but) |\. )(?:the |The )?(?:[a-z-]+ ){0,3}$")
_PART_BEHIND = regex(
    r"(?:'s case,|,[^,]{1,60},)? ?(?:has|had|was|were|said|says|reported|disclosed|lost|told|confirmed|the)\b"
)


def opens_part(text: str, sentence: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a sentence, or a part of it, begins with the name and goes on to tell what happened there."""
    begins = _PART_BEFORE.search(text[sentence[0] : name[0]]) is not None
    return begins and _PART_BEHIND.match(text, name[1], sentence[1]) is not None


def befell_then(text: str) -> bool:
    """Whether a sentence tells of an incident for the first time: "had suffered a breach in 2019"."""
    return _BEFELL_THEN.search(text) is not None


def is_another(text: str) -> bool:
    """Whether it says that this was another one: "also", "itself", "previously"."""
    return _TOO.search(text) is not None


def unnamed_then(text: str, start: int, end: int) -> bool:
    """Whether a sentence that opens in the past goes on with somebody whom it does not name."""
    return _UNNAMED_THEN.match(text, start, end) is not None


def turns_to_a_name(text: str, start: int, end: int) -> bool:
    """Whether a sentence that opens in the past goes on with a name: "And in 2023, Acme"."""
    opens = opens_apart(text[start:end]) or _ON_A_DAY.match(text, start, end) is not None
    return opens and _NEW_NAME.match(text, start, end) is not None


def recalls_more(text: str, start: int, end: int) -> bool:
    """Whether a sentence turns to one more incident at one of whom one was told: "In 2020, Acme also disclosed"."""
    return opens_in_past(text[start:end]) and _ONE_MORE.search(text, start, end) is not None
