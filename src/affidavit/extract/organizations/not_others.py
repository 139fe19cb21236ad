"""What looks like a third party and is none: the victim's own platforms and systems, and those it had nothing from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Rated
    from affidavit.extract.scan import Line, Scan

#: How much of the text before a name or a role tells whether it had a part.
_AN = regex(r"\ban? $")
_REACH = 140
#: From this probability on a name is taken for the victim's.
_VICTIM = 0.5
_UNRELATED = regex(
    r"\b(?:unrelated to|(?:not|n't|nor|neither) (?:\w{2,10} ){0,3}(?:related|connected|linked|tied) (?:to|with)|"
    r"not (?:a )?part of|not caused by|no (?:\w{1,12} )?(?:connection|relation|relationship|link|ties?) (?:to|with)|"
    r"nothing to do with|(?:separate|distinct|different|independent) from)\b[^.;,]{0,70}$"
)
_BUT = regex(r"\b(?:but|although|though|while|however|instead)\b")
#: What the victim is called by its trade when it speaks: "The healthcare services provider said".
_THE = regex(r"(?:^|[.;:\"] |, |\b(?:that|and|but|while|as) )the (?:[\w-]{1,20} ){0,4}$")
_SPEAKS = regex(
    r" (?:also |later |further |has |had ){0,2}(?:said|says|stated|states|confirmed|confirms|announced|added|adds|"
    r"noted|notes|disclosed|explained|declined|apologi[sz]ed|revealed)\b"
)
_ANOTHERS = regex(r"\b(?:business associate|vendor|supplier|contractor|partner|third[- ]party|ba)s?\b")
#: The victim's own people at a system: "an email system used by several Larkfield businesses".
_INSIDERS = regex(
    r" (?:[\w.'&-]{1,20} ){0,5}?(?:employees|staff|workers|businesses|divisions|units|departments|teams|subsidiaries|"
    r"executives|personnel|crews?|agents|officers|faculty)\b"
)
_ELSEWHERE = regex(r"party|cloud|external|outside|hosted|vendor")
_SYSTEM = regex(r"\b(?:system|tool|solution)s?,? (?:was |is |(?:that|which) (?:is|was) )?used by$")
#: What makes a name one of the victim's own: "its Larkbook education platform".
_ITS = regex(r"(?:\b(?:its|their|our)|'s|s')(?: own| new| old| popular| online| former){0,2} [\"']?$")
_OWN = regex(
    r"[\"']?(?: (?!(?:cloud|crm|customer|support|ticketing|email|marketing|file|transfer|storage|data|database|hosting|"
    r"payroll|hr|server|help|chat|identity|backup|monitoring)\b)[a-z-]{1,20}){0,3} "
    r"(?:platform|app|website|site|portal|store|shop|marketplace|brand|subsidiary|division|unit|arm|newsletter|magazine|"
    r"game|loyalty program|service)\b"
)
#: What a third party runs, of which a name behind it is; and by what trade it is called, with a name before it.
_RUN = regex(r"(?:third|3rd)[- ]party[- ](?:\w+ed|run)")
_TRADE = regex(
    r"(?: \([\w-]{2,10}\))? (?:[a-z-]{2,20} ){0,2}(?:provider|vendor|supplier|processor|contractor|operator)s?\b"
)
_MY = regex(r"\b(?:its|their|our|whose) (?:[a-z-]+ )?$")
#: Who sees fraud from outside and tells of it: "alerted by its payment processor".
_WATCHES = regex(r"\b(?:payments?|card)(?:[ -]card)? processors?$")
_TOLD_BY = regex(
    r"\b(?:alerted|notified|told|warned|informed|contacted|tipped off)\b[^,.;]{0,30} by (?:its|their|our|a|the) $"
)
#: Before what a message or a caller only passes for.
_POSED = regex(
    r"\b(?:appear(?:ed|s|ing)?|seem(?:ed|s|ing)?|purport\w*|pretend\w*|claim(?:ed|ing) to|look(?:ed|s|ing) (?:like|as)|"
    r"made to look|pos(?:ed|ing) as|impersonat\w+|disguised|masquerad\w+|supposedly|ostensibly|dressed up|spoof\w*)"
    r"(?: [\w']+){0,7}? (?:an?|the|our|its|their|one of (?:our|its|their)) (?:[\w-]+ ){0,3}$"
)
#: Whose name is an officer's, with the office.
_OFFICER = regex(
    r"^(?:(?:County|City|Town|State|District) )?(?:Clerk|Mayor|Sheriff|Senator|Sen\.|Rep\.|Judge|Superintendent|Supt\.|"
    r"Administrator|Manager|Treasurer|Auditor|Trustee|Principal|Commissioner|Secretary|Governor|Gov\.|Minister|Dr\.?|"
    r"Prof\.|Attorney|Librarian|Registrar|Recorder|Warden|Captain|Capt\.|Lt\.|Sgt\.|Detective|Councilman|Councilwoman)"
    r" [A-Z][a-z]+(?: [A-Z][\w'-]+)*$|\b(?:CEO|CTO|CISO|CIO|CFO|COO|"
    r"Chief|President|Director|Founder|Officer|Spokes\w+)\b"
)
#: One man who worked there.
_A_MAN = regex(r"(?:former|ex-?) ?contractor")
#: Between a name and the role of one that works for its bearer: "Larkfield Airport baggage vendor".
_ITS_TRADE = regex(
    r"'?s? (?:(?!(?:an?|the|our|its|their|your|his|her|is|was|as|are|were|which|who|that|and|or|has|had|by|of|from|at|"
    r"to|for|in|on|with|via|through|called|named|one)\b)[a-z-]+ ){0,2}"
)
_SERVANT = regex(
    r"(?:[\w-]+ ){0,3}(?:vendor|supplier|(?:sub)?contractor|business associate|processor|payroll provider|"
    r"it provider)"
)
#: Before a role that was only told, or that somebody wrote to.
_TOLD_TO = regex(
    r"\b(?:alert(?:ed|ing)|warn(?:ed|ing)|told|contact(?:ed|ing)|wr(?:ote|iting) to|"
    r"(?:e-?mails?|messages?|letters?|invoices?|mail) (?:\w+ ){0,4}(?:sent |mailed )?(?:\w+ ){0,3}to) "
    r"(?:(?:all|some|its|our|their|the|several|many|of) ){0,3}$|"
    r"\b(?:on|against|targeting|tricked|deceived|fooled|called|contacted|by) (?:[\w'-]+ ){0,3}"
    r"(?:employees|staff|workers) (?:and|or|and its|and their) $"
    r"|\b(?:(?:meant|intended|destined) for|(?:owed|payable) to) (?:an?|the|its|one|some)? ?(?:[\w-]+ ){0,2}$"
)


#: Behind one who deals in what was stolen: "a vendor going by "k1lla" listed the file".
_DEALS = regex(
    r" (?:going by|calling (?:him|her|it|them)sel\w+|who (?:goes by|calls|uses the (?:handle|name))|"
    r"(?:using|under|with) the "
    r"(?:handle|name|alias|moniker|pseudonym)|known (?:only )?as [\"']|nicknamed|named [\"'])"
    r"|[^.;]{0,60}?\b(?:listed|advertis\w+|offers?|offered|offering|posted|put|sells|selling|sold) [^.;]{0,80}"
    r"\b(?:marketplace|forum|dark ?web|darknet|for sale|telegram|for \$|for [€£])"
)
#: One who had no fault in it: "its vendor told the town nothing was wrong on its end".
_CLEARED = regex(
    r"\b(?:nothing (?:was|is|had gone|went) (?:wrong|amiss) (?:on|at|with|in) its|(?:was|were|is|are|"
    r"had been) not (?:itself |"
    r"themselves )?(?:at fault|to blame|responsible|hacked|breached|compromised)|its (?:own )?(?:systems?|"
    r"servers?|network|"
    r"platform|software|infrastructure) (?:was|were|had|is|are) (?:not|n't|never|un\w+)|no (?:sign|"
    r"evidence|trace|indication)s? "
    r"(?:of (?:a |any )?(?:breach|compromise|intrusion|problem)|that) [^.;]{0,30}\bits(?: own)? "
    r"(?:systems?|servers?|network|"
    r"platform|software|side|end)|(?:played|had|has) no part)\b"
)


def deals(scan: Scan, line: Line, end: int) -> bool:
    """Whether a "vendor" that ends at `end` deals in stolen things."""
    return _DEALS.match(scan.lower, end, line.end) is not None


def is_cleared(scan: Scan, line: Line, end: int) -> bool:
    """Whether the sentence goes on to say that the role, or name, which ends at `end` had no fault in it."""
    return _CLEARED.search(scan.lower, end, line.end) is not None


def is_told_to(before: str) -> bool:
    """Whether the role behind `before` is of one that was only told, deceived or paid."""
    return _TOLD_TO.search(before) is not None


def is_officer(name: str) -> bool:
    """Whether a name is that of a person in office: "Clerk Ada Marlow"."""
    return _OFFICER.search(name) is not None


def is_blamed(before: str) -> bool:
    """Whether a headline blames the role behind `before`."""
    return before.endswith(("blames ", "blamed ", "blames its ", "blames a "))


def is_a_man(role: str) -> bool:
    """Whether a role is one person's: "a former contractor"."""
    return _A_MAN.fullmatch(role) is not None


def serves(between: str, role: str) -> bool:
    """Whether a role, with `between` before it, is of one that works for whom the name before it is of."""
    return _ITS_TRADE.fullmatch(between) is not None and _SERVANT.fullmatch(role) is not None


def unrelated(scan: Scan, line: Line, start: int) -> bool:
    """Whether what stands at `start` is said to have had no part: "unrelated to the attacks on Larkfield"."""
    told = _UNRELATED.search(scan.lower, max(line.start, start - _REACH), start)
    return told is not None and _BUT.search(told.group()) is None


def speaks_for_itself(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a role with "the" that says something is the one told of, and no vendor of it."""
    if _ANOTHERS.search(scan.lower, start, end) or not _SPEAKS.match(scan.lower, end, line.end):
        return False
    return _THE.search(scan.lower[line.start : start]) is not None


def is_of_what_it_runs(scan: Scan, line: Line, role: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a name beside a role is not its bearer's, but of what that one runs, or of who uses it.

    "The third-party-managed Larkbook site", "its Larkwire (LKW) service provider", "a service used by Larkfield", "a
    Larkfield vendor".
    """
    if role[1] <= name[0]:
        used = "used by" in scan.lower[role[0] : name[0]]
        return used or (_RUN.fullmatch(scan.lower, *role) is not None and name[0] - role[1] <= 1)
    if role[0] - name[1] == 1 and _AN.search(scan.lower, max(line.start, name[0] - _REACH), name[0]):
        return True
    return name_its_trade(scan, line, *name)


def name_its_trade(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a name only says what is supplied: "its Larkwire (LKW) service provider"."""
    if _TRADE.match(scan.lower, end, line.end) is None:
        return False
    return _MY.search(scan.lower, max(line.start, start - _REACH), start) is not None


def is_inside(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a system "used by" is one that the victim's own people use."""
    if _SYSTEM.search(scan.lower, start, end) is None:
        return False
    owners = (mention.start for rated, mention in scan.named.get(line.index, ()) if rated.victim >= _VICTIM)
    return _INSIDERS.match(scan.lower, end, line.end) is not None or (
        _ELSEWHERE.search(scan.lower, start, end) is None and end + 1 in owners
    )


def is_own(scan: Scan, rated: Rated) -> bool:
    """Whether the text calls the name a platform, site or brand of the victim's."""
    return any(
        _ITS.search(scan.lower, max(0, mention.start - 40), mention.start) and _OWN.match(scan.lower, mention.end)
        for mention in rated.party.mentions
    )


def is_posed(before: str) -> bool:
    """Whether a role, with these words before it, is what somebody passed for: "seemed to be from a supplier"."""
    return _POSED.search(before) is not None


def watches(before: str, role: str) -> bool:
    """Whether a `role` is of those who see fraud from outside and told the victim: "alerted by its card processor"."""
    return _WATCHES.search(role) is not None and _TOLD_BY.search(before) is not None


#: A role with the words that only join it to its sentence: "at the print shop that".
_BARE_ROLE = regex(
    r"(?:(?:at|by|in|of|from|to|with|on) )?(?:(?:the|an?|its|their|our) )?([\w/ '-]{3,60}?)(?: that| which| who)?"
)


def bare(lower: str, start: int, end: int) -> tuple[int, int]:
    """Where the role at `[start, end)` stands without its preposition and pronoun."""
    role = _BARE_ROLE.fullmatch(lower, start, end)
    return role.span(1) if role else (start, end)
