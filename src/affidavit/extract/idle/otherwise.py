"""Everyday words that tell of another thing: a broken window is no hack, an employer no expert, a suit no ticket."""

from __future__ import annotations

import re
from typing import NamedTuple

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

_CROOKS = (
    r"(?:attackers?|hackers?|intruders?|thie(?:f|ves)|crooks?|criminals?|fraudsters?|scammers?|impostors?|"
    r"imposters?|phishers?|perpetrators?|culprits?)"
)
_MACHINES = r"(?:servers?|systems?|files?|computers?|machines?|networks?|data|backups?|workstations?|drives|databases?)"


class _Words(NamedTuple):
    """Where all that is given fits, the words are of another thing.

    `own` must match at the claim's first word, and may go on behind it; `before` ends there; `line` stands anywhere
    in the sentence, `near` in the two before it or in it; `never` stands nowhere in the sentence, and `text` anywhere.
    """

    own: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    line: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None


#: What somebody deleted at the house, which is no loot that was given up.
_AT_THE_HOUSE = _Words(
    own=regex(
        r"[^.;]{0,140}?\b(?:deleted|destroyed|erased|purged|wiped|deleting|destroying|erasing|purging|wiping)\b"
        r"(?: (?!and\b|but\b|stolen\b|copied\b)[^\s.;]+){0,6}? (?:shadow|snapshots?|backups?|back-ups?|logs?|accounts?|"
        r"mailboxes|"
        r"servers?|systems?|machines?|volumes?|partitions|databases|evidence|traces|tracks|restore points|emails)\b"
    ),
    never=regex(r"\b(?:stolen|copied|loot|in return|ransom|exchange|promis\w+|assur\w+|proof|recipients?)\b"),
)
#: What a gang did with the machines: "A day later they encrypted the servers".
_LOCKED = _Words(
    own=regex(
        r"(?:encrypt(?:ed|ing)) (?:all|its|their|the|every|many|most|some|several|dozens)(?: of)?(?: (?:the|its))? "
        rf"(?:[\w'-]+ ){{0,3}}?{_MACHINES}\b"
    ),
    before=regex(
        rf"\b(?:they|he|she|who|which|{_CROOKS}|gang|group|crew|malware|virus|worm|it then)\b"
        r"(?: (?!(?:company|firm|since)\b)[\w'-]+,?){0,9} $"
    ),
    near=regex(rf"\b(?:ransom\w*|{_CROOKS}|gang|malware)\b"),
    never=regex(r"\b(?:since encrypted|now encrypt\w*|laptops?|at rest)\b"),
)
_LOCKED_UP = _Words(
    own=regex(
        rf"lock(?:ed|ing) (?:up )?(?:all|its|their|the|many|most)(?: of)?(?: (?:the|its))? "
        rf"(?:[\w'-]+ ){{0,2}}?{_MACHINES}\b"
    ),
    before=regex(rf"\b(?:they|{_CROOKS}|gang|group|crew|malware|virus|worm)(?: (?:had|then|also|have|has))* $"),
    near=_LOCKED.near,
)
_HOPED = _Words(before=regex(r"\b(?:maybe|perhaps|hopefully|if only)\b[^.;]{0,60}$"))
#: A business that had to close.
_HAD_TO_CLOSE = _Words(
    own=regex(
        r"(?:the )?(?:[\w'-]+ ){0,2}?(?:company|firm|business|plants?|factory|hospital|clinic|offices?|schools?|"
        r"city hall|town hall|"
        r"court(?:house)?|librar(?:y|ies)|port|mill|stores?|shops?|campus|airport) (?:was|were|had been|has been) "
        r"(?:shut|closed)(?: down)?(?: \w+)? (?:for|until|on|because|after|while)\b"
    )
)
_EMPLOYER = _Words(own=regex(r"(?:works?|worked|working|employed) (?:for|at|as|by)\b"))
#: The message of those who broke in, by which nobody was notified.
_THEIR_MESSAGE = _Words(
    own=regex(r"(?:messages?|e-?mails?|letters?|texts?|notes?|notices?)\b"),
    before=regex(
        rf"\b(?:{_CROOKS}|someone|somebody)\b[^.;]{{0,90}}?\b(?:sent|send|sending|wrote|posted|forwarded|mailed) "
        r"(?:out )?(?:(?:the|an?|this|that|same|similar|fake|false|such) ){0,3}$"
    ),
)
_SENT_BY_THEM = _Words(
    own=regex(r"(?:sent|sending|send|wrote|mailed|posted) "),
    before=regex(
        rf"\b{_CROOKS}(?:(?!, (?:the|it|its|we|he|she)\b| (?:said|says|told|claims?)\b)[^.;]){{0,90}}?"
        r"(?: (?:and|then|who|also|later|had|have))+ $"
    ),
)
_CONTACT = _Words(own=regex(r"contacts? (?:of|for|details)\b"), before=regex(r"\b(?:emergency|next[- ]of[- ]kin) $"))
#: What a swindle asks for.
_SWINDLE = _Words(
    own=regex(
        r"[^.;]{0,60}?\b(?:ask(?:ed|ing|s)|told|tell(?:ing|s)|urg(?:ed|ing|es)) (?:them|him|her|[\w'-]+|the \w+) "
        r"(?:(?:at|of|in) [\w' -]{2,30}? )?"
        r"(?:to |for )(?:pay|buy|transfer|wire|donate|send (?:money|cash|gift|funds|bitcoins?|\$|£|€))"
    )
)
_SUPERIOR = _Words(
    own=regex(r"[^.;]{0,30}?\b(?:his|her|their|an?|the) (?:[\w-]+ )?(?:supervisors?|superiors?|boss|manager)$")
)
#: A thief at a window or a door.
_BROKE_IN = _Words(
    line=regex(
        r"\b(?:broke|smashed|broken|breaking|pried|forced|kicked|cut)\b(?: (?!and\b|but\b)[\w'-]+){0,4}? "
        r"(?:windows?|car|doors?|van|locks?|truck|vehicle|locker|safe|home|house|garage|trunk|boot|cabinet|padlock|"
        r"suv|glass)\b"
    ),
    never=regex(r"\b(?:network|server|hack\w*|password|online|malware|systems?)\b"),
)
#: A word for crime in the name of those who fight it: "the National Cyber Crime Bureau".
_IN_A_NAME = _Words(
    own=regex(
        r"cyber-? ?(?:crimes?|attacks?|security|incidents?|threats?)(?: (?:and|&))?(?: [a-z-]+){0,2}? (?:bureau|"
        r"unit|cent(?:re|er)|division|"
        r"agency|command|directorate|police|squad|coordination|department|office|branch|section|task force|"
        r"complaint|investigation cell|cell)\b"
    )
)
#: Letters that tell people of it, where no letter went astray.
_NOTICES = _Words(
    own=regex(r"(?:letters?|postcards?|mailings?|envelopes)\b"),
    before=regex(
        r"\b(?:sen[dt](?:s|ing)?|mail(?:s|ed|ing)?|post(?:s|ed|ing)|receiv(?:e|ed|ing)|got|get|issu(?:ed|ing))"
        r"(?: (?:out|its|the|these|those|some|\d[\d,.]*|notification|formal|apology|individual|follow-up)){0,3} $"
    ),
    never=regex(
        r"\b(?:wrong|incorrect|misdirect\w*|misaddress\w*|mis-?sent|envelopes?|window|visible|mistake\w*|error|"
        r"another|other (?:people|patients|customers|members|clients)|stuffed|containing|with the names)\b"
    ),
)
_NOTICES_SENT = _Words(
    own=regex(
        r"(?:sen[dt](?:s|ing)?|mail(?:s|ed|ing)?|post(?:s|ed|ing)) (?:out )?(?:[\w-]+ ){0,2}(?:letters?|postcards?)\b"
    ),
    never=_NOTICES.never,
)
#: What such letters cost.
_THEIR_COST = _Words(
    own=regex(r"(?:letters?|postcards?|mailings?|postage)\b"),
    before=regex(r"\b(?:pay|paid|pays|paying|cost|bill|refund) (?:for|of) (?:the |these )?$"),
)
_WRITTEN_NOW = _Words(own=regex(r"[^.;]{0,40}?\b(?:charts?|notes|orders|records|forms|prescriptions) by hand\b"))
#: A code that is read off a card.
_OF_A_CARD = _Words(
    own=regex(r"(?:internal|security|verification|service|discretionary) codes?\b"),
    line=regex(r"\b(?:cards?|cardholders?|cardholder's|expir\w+|magnetic|stripe|cvv2?|swiped?)\b"),
)
#: A complaint at law.
_AT_LAW = _Words(
    own=regex(r"(?:[\w-]+ )?complaints?\b"),
    line=regex(
        r"\b(?:courts?|lawsuits?|sue[ds]?|suing|suits?|police|prosecut\w+|defendants?|plaintiffs?|indict\w*|"
        r"criminal complaint|attorneys?|authority|regulator|commission(?:er)?|agency|alleg(?:es|ed|ing)|grand jury)\b"
    ),
    never=regex(r"\b(?:customer complaints|complaints (?:of|from|by) (?:customers|patients|users|clients))\b"),
)
#: What readers borrow of a library is no loan of money.
_BOOKS = _Words(
    own=regex(r"(?:[\w'-]+ ){0,3}?(?:borrow\w+|loans?|lending)\b"),
    text=regex(r"\b(?:librar(?:y|ies|ian|ians)|books?)\b"),
    never=regex(r"\b(?:mortgages?|banks?|lenders?|credit|interest)\b"),
)
_NO_WINDOWS = _Words(
    own=regex(r"[^.;]{0,60}?\bregistry\b"),
    never=regex(r"\b(?:windows|reg query|registry (?:keys?|values?|hives?|entries)|hklm|hkcu|regedit|malware)\b"),
)
#: What one person copied to a stick spreads nothing.
_BY_HAND = _Words(
    own=regex(r"[^.;]{0,60}?\b(?:copied|cop(?:y|ies)|copying|downloaded|saved|moved|transferred|put|loaded)\b"),
    never=regex(r"\b(?:malware|worms?|virus(?:es)?|infect\w*|spread\w*|autorun|replicat\w+|malicious|trojans?)\b"),
)
#: A device that was lost needed no password: this was how bad the loss is, and no setting of a server.
_LOST_DEVICE = _Words(
    own=regex(r"[^.;]{0,60}?\b(?:password|encrypt\w*|passcode|pin)\b"),
    near=regex(
        r"\b(?:laptops?|(?:memory|usb) (?:sticks?|keys?)|sticks?|thumb drives?|flash drives?|usb drives?|tablets?|"
        r"ipads?|phones?|discs?|disks?|dvds?|cds|tapes?|hard drives?|cameras?|notebooks?)\b[^;]{0,160}?"
        r"\b(?:lost|stolen|missing|gone|taken|theft|loss|left (?:on|in|at)|mislaid|misplaced|disappeared|vanished)\b"
        r"|\b(?:lost|stolen|stole|missing|theft of|loss of|mislaid|misplaced|took)\b[^;]{0,80}?"
        r"\b(?:laptops?|sticks?|thumb drives?|flash drives?|usb drives?|tablets?|ipads?|phones?|discs?|disks?|"
        r"tapes?|hard drives?|cameras?|notebooks?)\b"
    ),
    never=regex(r"\b(?:servers?|databases?|internet|online|web ?sites?|buckets?|cloud|portal|search engines?)\b"),
)
#: Of how many homes a house is the landlord.
_ITS_STOCK = _Words(
    own=regex(r"(?:[\w'-]+ ){0,3}?\d[\d,.]*(?: (?:million|thousand))?(?: [\w-]+){0,2} (?:homes|houses|flats|apartments|"
              r"dwellings|units|properties)\b"),
    before=regex(
        r"\b(?:lets|rents(?: out)?|owns|manages|maintains|administers|built|builds|has|with|runs|letting|owning|"
        r"managing)(?: (?:about|some|around|more than|over|nearly|almost)){0,2} $"
    ),
)  # fmt: skip

#: What went on: "deliveries were not disrupted".
_WENT_ON = _Words(
    own=regex(
        r"[^.;]{0,60}?\b(?:not|never|n't)(?: (?:been|yet|be|\w+ly))? (?:disrupted|affected|interrupted|halted|stopped|"
        r"delayed|impacted|hit|suspended|hampered|hindered)$"
    )
)

#: A gang's own page, where the house speaks later: its word makes the day.
_ON_THEIR_PAGE = _Words(
    own=regex(
        r"(?:the |its |an? )?(?:entry|listing|post|posting|claim|countdown) (?:first |had |has )?"
        r"(?:appeared|surfaced|went up|"
        r"was (?:posted|published|added|dated))\b"
    ),
    text=regex(
        r"\b(?:confirmed|acknowledged|admitted|said) (?:(?:on|late|early) )*(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"[^.;]{0,60}?\b(?:had been|was|were|suffered|fell|cyber-?attack|hacked|breach|incident)\b"
    ),
)
#: What was built anew from backups is restored, and no harder to enter.
_BUILT_ANEW = _Words(
    own=regex(
        r"(?:and )?re-?(?:built|building|installed|installing|imaged|imaging) "
        r"(?:(?:the|its|all|their|our|every|affected) )*"
        r"(?:[\w-]+ )?(?:servers?|systems?|machines?|computers|network)(?: from (?:the |its |clean )*"
        r"(?:backups?|back-ups?|scratch|tapes?))?"
    ),
    never=regex(r"\b(?:hardened|stronger|new security|multi-?factor|two-factor|safeguards|monitoring)\b"),
)
#: Who holds a card is one of its customers: "wrote to 9,000 holders of its loyalty card".
_HOLDERS = _Words(
    before=regex(r"\b(?:holders?|bearers?|owners?|carriers?) of (?:(?:its|the|a|their|our|his|her) )?(?:[\w-]+ ){0,2}$")
)
#: Messages that hold the data that is named behind them, and those that strangers sent.
_HOLD = _Words(
    own=regex(
        r"(?:e-?mails?|messages?)(?: (?:and|or|and their) (?:\w+ )?(?:attachments?|files|documents))? "
        r"(?:may have |could have |"
        r"that )?(?:contain(?:ed|ing|s)?|includ(?:ed|ing|es)|held|hold|listed|bore)\b"
    )
)
_TEXTED = _Words(
    own=regex(r"(?:text|sms|e-?mail) messages?\b|texts?\b"),
    before=regex(
        r"\b(?:(?:been|were|was|being|are|is) (?:sent|receiving|getting)|sen[dt](?:s|ing)?|receiv(?:e|es|ed|ing)|gets?|"
        r"got|getting|respond(?:ed|ing)? to|reply(?:ing)? to|replied to)(?: (?:out|a|an|the|some|many|bogus|"
        r"fake|fraudulent|"
        r"strange|odd|suspicious|unsolicited|scam|phishing|\d+)){0,3} $"
    ),
)
#: The keys by which somebody came in: "got into the portal with usernames and passwords of employees".
_CAME_IN_BY = _Words(
    before=regex(
        r"\b(?:got|broke|logg(?:ed|ing)|signed|hacked|came|getting|breaking|entered|entering|gain(?:ed|"
        r"ing) (?:access|entry))"
        r"\b[^;]{0,90}? (?:with|using|by means of|by using|via|through)(?: (?:valid|stolen|the|real|genuine|"
        r"working|some|"
        r"their|an?|employees?'?s?|correct|legitimate|those|old|right)){0,3} $"
    )
)
#: The number of a card is nobody's as a customer.
_NUMBER_OF_A_CARD = _Words(
    own=regex(r"(?:account|pan) numbers?\b"),
    line=regex(r"\bexpir(?:y|ation)\b|\b(?:payment|credit|debit) cards?\b|\bmagnetic stripe|\bcvv"),
)
_LIKE_A_PASSPORT = _Words(own=regex(r"passport[- ](?:style|sized?|type|format|quality)\b"))
#: One of those whose data these are: "numbers of the filer, spouse and children".
_SPOUSE = _Words(
    own=regex(r"spouses?\b(?!'s? names?)"),
    before=regex(
        r"\b(?:numbers?|dates|details|records|data|information|addresses|wages) of (?:[\w'-]+,? (?:and |or )?){1,4}$"
    ),
)
#: Children whose data these are, and nobody's relatives.
_CHILDREN = _Words(own=regex(r"(?:the )?(?:children|pupil|student|kid)'?s'? (?!names?\b|and\b|or\b)[a-z]"))
_PAID_INTO = _Words(
    own=regex(r"(?:wages?|salar(?:y|ies)|pay) (?:is|are|was|were|gets?) (?:paid|transferred|sent|going|goes)\b")
)
#: What is hoped for: "expects to reopen its portal by the weekend".
_EXPECTED = regex(
    r"\b(?:expects?|expecting|hopes?|hoping|aims?|aiming|plans?|planning|intends?|should|might|may|could|aimed|hoped|"
    r"planned|scheduled|due|set)(?: \w+)? (?:to|be|have|return|come|take)\b"
)
_NOT_YET = _Words(own=regex(r"[^.;]{0,50}?" + _EXPECTED.pattern))
_NOT_YET_SO = _Words(before=regex(_EXPECTED.pattern + r"(?: (?!and\b|but\b)[\w'-]+){0,5} $"))
_KINDS: dict[tuple[str, str], tuple[_Words, ...]] = {
    ("fate", "deleted_claimed"): (_AT_THE_HOUSE,),
    ("response", "patched_or_hardened"): (_LOCKED, _HOPED, _BUILT_ANEW),
    ("response", "access_blocked"): (_HAD_TO_CLOSE, _LOCKED_UP),
    ("response", "external_experts"): (_EMPLOYER,),
    ("response", "notified_individuals"): (_THEIR_MESSAGE, _SENT_BY_THEM, _CONTACT),
    ("response", "advised_users"): (_SWINDLE,),
    ("response", "notified_regulator"): (_SUPERIOR,),
    ("measure", "told_parents"): (_THEIR_MESSAGE, _SENT_BY_THEM),
    ("action", "hacking"): (_BROKE_IN, _IN_A_NAME),
    ("asset", "paper"): (_NOTICES, _NOTICES_SENT, _THEIR_COST, _WRITTEN_NOW),
    ("data", "Source code"): (_OF_A_CARD,),
    ("data", "Support tickets"): (_AT_LAW,),
    ("data", "Loan information"): (_BOOKS,),
    ("data", "Loyalty program details"): (_HOLDERS,),
    ("data", "Credit cards"): (_HOLDERS,),
    ("data", "Passport numbers"): (_LIKE_A_PASSPORT,),
    ("data", "Spouses names"): (_SPOUSE,),
    ("data", "Customer numbers"): (_NUMBER_OF_A_CARD,),
    ("data", "Private messages"): (_HOLD, _TEXTED),
    ("data", "SMS messages"): (_HOLD, _TEXTED),
    ("data", "Passwords"): (_CAME_IN_BY,),
    ("data", "Usernames"): (_CAME_IN_BY,),
    ("data", "Family members' names"): (_CHILDREN,),
    ("data", "Income levels"): (_PAID_INTO,),
    ("response", "restored_systems"): (_NOT_YET, _NOT_YET_SO),
    ("technique", "T1012"): (_NO_WINDOWS,),
    ("technique", "T1091"): (_BY_HAND,),
    ("vector", "misconfiguration"): (_LOST_DEVICE,),
    ("action", "error"): (_LOST_DEVICE,),
}
_FIELDS = {"affected": (_ITS_STOCK,), "disclosed": (_ON_THEIR_PAGE,), "operations": (_WENT_ON,)}
_REACH = 150


def is_of_another_thing(scan: Scan, claim: Claim) -> bool:
    """Whether the words of a claim are everyday ones for something else."""
    words = _FIELDS.get(claim.field) or _KINDS.get((claim.field, str(claim.value)), ())
    line = scan.line_at(claim.start) if words else None
    return line is not None and any(_fits(one, scan, claim, line) for one in words)


def _fits(words: _Words, scan: Scan, claim: Claim, line: Line) -> bool:
    if words.own is not None and words.own.match(_told(scan, claim, line, words.own)) is None:
        return False
    if words.before is not None and not words.before.search(
        scan.lower[max(line.start, claim.start - _REACH) : claim.start]
    ):
        return False
    if words.line is not None and words.line.search(line.lower) is None:
        return False
    if words.never is not None and words.never.search(line.lower) is not None:
        return False
    if words.text is not None and words.text.search(scan.lower) is None:
        return False
    return words.near is None or words.near.search(_around(scan, line)) is not None


def _told(scan: Scan, claim: Claim, line: Line, own: re.Pattern[str]) -> str:
    """What the claim's own words are matched in: the rest of the sentence, or they alone where the pattern ends."""
    return scan.lower[claim.start : claim.evidence[0].end if own.pattern.endswith("$") else line.end]


def _around(scan: Scan, line: Line) -> str:
    return scan.lower[scan.lines[max(line.index - 2, 0)].start : line.end]
