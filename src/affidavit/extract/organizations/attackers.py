"""Whether the words beside a name make it an attacker: "a hacker known as", "the ... ransomware gang"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from affidavit.extract.organizations.features import Around
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.laid import laid
from affidavit.extract.organizations.party import Name
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

_NAMED_AS = regex(
    r"\b(?:hackers?|actors?|attackers?|groups?|gang|collective|operation|seller|user|persona|individual|outfit|"
    r"crew|cybercriminals?|leaker|hacktivists?|someone|somebody|thieves|extortionists?|intruders?|criminals?|"
    r"syndicate)"
    r"(?: \w+){0,5}?,? (?:who |which |that )?(?:named|called|known (?:only )?(?:as|online as)|dubbed|"
    r"tracked (?:by [\w -]{1,40}? )?as|going by|goes by|"
    r"us(?:es|ed|ing) (?:the|an?|his|her|their) (?:online )?(?:user)?(?:alias|"
    r"handle|name|moniker|pseudonym|persona)(?: of)?|"
    r"(?:calling|styling|calls?|styles?|naming) "
    r"(?:himself|herself|itself|themselves)|by the name of|self-(?:named|styled))"
    r"(?: the (?:name|handle|alias|moniker)(?: of)?)?(?: the)? "
    r"[\"']?$|\bperson (?:named|called|known as) [\"']$"
)
#: "a group that it tracks as", "the intruders, whom Hollow Peak calls".
_TRACKED = regex(
    r"\b(?:actors?|attackers?|groups?|gang|cluster|crew|intruders?|hackers?|operators?|adversary|collective),?"
    r"(?: (?:that|which|whom))? "
    r"(?:(?!(?:with|an?|of|by|in|to|and|was|were|is|are|on|for|from|been|has|have) )[\w&.-]+ ){1,3}"
    r"(?:track|call|dub|name|refer)(?:s|ed|bed|red|d)?(?: to)?"
    r"(?: it| them)?(?: as)?(?: the)? [\"']?$"
)
_GANG_BEFORE = regex(
    r"\b(?:ransomware (?:gang|group|operation|operators?)|hacking (?:group|collective)|threat (?:actor|group)|"
    r"extortion (?:gang|group)|"
    r"cybercrime (?:gang|group)|hacker group|hacktivist(?:s| group)?|hackers from(?: the)?|claimed by(?: the)?|"
    r"(?:pro-\w+|hacker|hacking|hacktivist) (?:[\w-]+ )?(?:group|collective|gang|crew|outfit|team|syndicate)|"
    r"(?:hackers|hacktivists|criminals|extortionists|thieves|intruders) (?:of|from)(?: the)?|"
    r"(?:the|a|another|same|different) (?:gang|crew|outfit|syndicate),?|"
    r"(?:web ?site|page|blog|portal|channel|leaks?|claims?|post) (?:of|by|from) the group|"
    r"(?:note|message|post|e-?mail|letter|statement) (?:[\w' -]{1,30} )?(?:was |is |were )?signed(?: by)?(?: the)?|"
    r"(?:ransomware|hacking|hacker|hacktivist|extortion|cybercrime) (?:group|gang|collective|crew|outfit),|"
    r"attributed to(?: the)?|hacker|"
    r"(?:(?:ransomware|hacker|hacking|threat|extortion) )?(?:group|gang|actor|attacker|crew|perpetrator)(?: name)?:|"
    r"(?:claimed|posted|listed|published|attributed|hacked|attacked) (?:by|to):|"
    r"(?:hacked|defaced|breached|attacked|cyber-?attacks?|attacks?|hack) by(?: the)?) [\"']?$"
)
#: Who gave the data asked to be named, or was held to be its source: no attacker.
_CREDITED = regex(
    r"\b(?:request\w*|asked|wish\w*|wanted)\b[^.]{0,40}\b(?:be|being|is) attributed to(?: the)? [\"']?$"
    r"|\b(?:data(?:base|set)?|records|files?|dump|server|bucket|list)\b[^.;,]{0,30} attributed to(?: the)? [\"']?$"
)
#: Who wrote the text stands behind a capital, under a headline on an attack.
_BYLINE = "By "
_ATTRIBUTED = regex(
    r"\battribut(?:e|es|ed|ing)(?: it| them| (?:the|this|these|that|both) (?:\w+ ){0,2}(?:attacks?|intrusions?|"
    r"breach|"
    r"hack|activity|campaign|operation|incidents?|malware))?(?: with (?:(?:very|at least) )?"
    r"(?:high|moderate|medium|low|some|reasonable) confidence)? to(?: the)? $"
)
#: Those who attacked are only tied to somebody: "hackers linked to Quillfish".
_LINKED = regex(
    r"\b(?:attackers?|hackers?|intruders?|actors?|groups?|operators|intrusions?|attacks?|campaigns?|activity|"
    r"clusters?|"
    r"malware|infrastructure|tools) (?:[\w-]+ ){0,3}(?:linked|tied|connected) to(?: the)? $"
)
#: Who offers data need not have taken them.
_SELLERS = ("seller", "user", "persona", "leaker")
#: How surely that makes it the attacker.
LINKED = 0.65
_ATTRIBUTING = frozenset(
    {"attribute", "attributes", "attributed", "attributing", "confidence", "indictment", "complaint", "court"}
)
#: The last words of what the patterns of naming and of gangs match, aside from the small ones.
_LAST = frozenset(
    "crew outfit syndicate hacktivists criminals extortionists thieves intruders styling styles calling calls "
    "named called known online dubbed tracked going goes alias handle name moniker pseudonym himself itself "
    "themselves "
    "gang group operation operator operators collective actor hacktivist hacktivists hacker hackers claimed "
    "track tracks call calls dub dubs name names refer refers referred "
    "signed attributed linked tied connected hacked defaced breached attacked attack attacks "
    "cyberattack cyberattacks hack".split()
)
_SMALL = frozenset('the of as by from to , : "'.split())
_GANG_AFTER = regex(
    r"[\"']?(?: \([^)]{1,30}\))? (?:"
    r"(?:(?:ransomware(?:-as-a-service)?(?: and extortion)?|data|cyber ?|extortion|hacking|hacker|threat|cybercrime|"
    r"hacktivist) ){1,3}(?:gang|group|hackers?|operators?|operation|collective|actors?|affiliates?|extortionists)"
    r"|(?:gang|group|hackers|operators|collective|actors?|affiliates?|extortionists|hacking crew|ransomware crew))\b"
    r"|[\"']? (?:crew|outfit|syndicate)\b"
    r"(?=[^.;]{0,80}\b(?:note|ransom\w*|stole\w*|leak\w*|files|data|hack\w*|attack\w*)|\.)"
)
#: Before the name of somebody that is called a company: "the company, "Acme"".
_COMPANY = regex(
    r"\b(?:compan(?:y|ies)|firms?|banks?|retailers?|airlines?|hospitals?|manufacturers?|makers?|insurers?|"
    r"universit(?:y|ies)|schools?|charit(?:y|ies)|utilit(?:y|ies)|providers?|chains?|carriers?|businesse?s?)"
    r"(?:,|,? (?:named|called|known as))? [\"']{0,2}$"
)
#: Before a name that "group" follows: a group of companies.
_OF_COMPANIES = regex(
    r"\b(?:owners?|parent|subsidiary|division|arm|unit|part|member|acquired by|company)(?: of)?,?(?: the)? $"
)
_SITE = (
    r"\b[^.]{0,60}? (?:its|their|the|a) (?:[\w-]+ ){0,2}(?:leak|extortion|shaming|victims?|dark ?web) "
    r"(?:site|blog|page|portal)"
)
#: Whom a gang puts on its list: "listed the insurer on its page".
_PAGE = (
    r" (?:the|its) (?:[\w-]+ )?(?:compan(?:y|ies)|firm|retailer|insurer|hospital|bank|school|district|city|council|"
    r"group|university|clinic|maker|victim|organi[sz]ation)s? (?:on|to) (?:its|their) (?:page|site|blog|list)\b"
)
_CLAIMED = regex(
    r"[\"']?(?: \([^)]{1,30}\))?,? (?:(?:has|have|had|later|also|then|since) ){0,2}"
    r"(?:(?:claim(?:s|ed)|took|taken) (?:responsibility|credit)|claim(?:s|ed) (?:to have |that it (?:had )?)"
    rf"(?:stolen|stole|breached|hacked|taken|exfiltrated|encrypted)|"
    rf"(?:published|posted|leaked|listed|added|named|put)(?:{_SITE}|{_PAGE}))"
)
#: A deed that only its doer boasts of: "Quillfish says it stole 62 GB".
_BOASTS = regex(
    r"[\"']?(?: \([^)]{1,30}\))?,? (?:(?:has|have|had|later|also|then|since|now) ){0,2}(?:says?|said|boasts?|boasted|"
    r"claims?|claimed|alleges?|alleged|asserts?|asserted)(?: (?:on|in) (?:its|their|the|a)(?: [\w-]+){1,4}?)?"
    r"(?: that)? "
    r"(?:it|they) (?:(?:has|have|had|also|already) ){0,2}"
    r"(?:stole|stolen|hacked|breached|defaced|exfiltrated|broke(?:n)? into|encrypted|downloaded \d|(?:took|taken) \d|"
    r"(?:took|taken|copied) (?:over |about |some |more than )?[\d.,]+ ?(?:gb|tb|gigabytes|terabytes))\b"
    r"|[\"']?,? (?:(?:has|have|had|later|also|then|since) ){0,2}(?:made|makes|posted) (?:the |an? |its |"
    r"their )?claims? "
    r"(?:about|of|to have|that (?:it|they))\b"
    r"|[\"']?,? (?:(?:has|have|had|later|also|then|since) ){0,2}claim(?:s|ed)? to have (?:stolen|hacked|breached|"
    r"taken|"
    r"copied|exfiltrated|broken into|downloaded|encrypted)\b"
)
#: "Quillfish, a ransomware gang, has claimed responsibility".
_RESPONSIBLE = regex(
    r"[\"']?(?:,? (?!and |but |was |were |is |are |which |who )[\w-]+){0,4}?,? (?:claim(?:s|ed)|took|taken|takes) "
    r"(?:responsibility|credit|(?:the|this|that|its|theft|breach|"
    r"hack) ?(?:[\w-]+ ){0,2}(?:attack|breach|hack|intrusion|theft|"
    r"incident|of)?)\b"
)
_RANSOMWARE_AFTER = regex(r"[\"']? ransomware\b(?P<event> (?:attacks?|incidents?|breach|infection|event|outage)\b)?")
#: What only attackers do to others, or say that they did: "Quillfish defaces the site of".
_STRIKES = regex(
    r"[\"']?(?: \([^)]{1,30}\))?,? (?:(?:has|have|had|later|also|then|since|allegedly|reportedly) ){0,2}(?:"
    r"defac(?:es?|ed)|str(?:uck|ikes?)$|(?:struck|hit)(?= (?:the|its|on|in|at|again|[a-z]+\.))|"
    r"dumps?(?= (?:the|an?|over|more|\d|[\w ]{1,20}(?:data|records|usernames|passwords|emails)))|"
    r"hack(?:s|ed)? (?:into|the|an?|several|multiple|over|more|\d|[\w-]{2,30}\.[a-z]{2,4})|"
    r"leaks? (?:the|an?|over|more|\d|data|personal|thousands)|"
    r"encrypt(?:s|ed)? (?:the )?(?:entire )?(?:networks?|systems|servers|files|computers)|drops? (?:examples|"
    r"samples)|"
    r"takes? (?:down|over|control of)|"
    r"br(?:eaks?|oke) into (?!its|their|his|her|our|the (?:news|top|market|public|charts)|tears|song|by)|"
    r"executed? (?:exfiltration|ransom|a ransom)|"
    r"(?:was|is|were|are)(?: also| reportedly| allegedly| likely| believed to be| thought to be)? behind "
    r"(?:[\w-]+ ){1,4}?"
    r"(?:attacks?|breach(?:es)?|hacks?|thefts?|intrusions?|incidents?|campaigns?)|"
    r"(?:launch(?:es|ed)?|coordinat(?:es?|ed)|carr(?:y|ies|ied) out|mounts?) (?:an? |the |several |multiple )?"
    r"(?:[\w-]+ ){0,3}(?:ddos|denial[ -]of[ -]service|cyber-?attacks?|phishing|hacking|attacks? (?:on|against))|"
    r"threaten(?:s|ed)? to (?:leak|publish|release|sell|dump)|(?:steal|stole|exfiltrate[sd]?)s? (?!by|from|in|"
    r"on|at))\b"
)
#: Behind the name of a person who is held to have done it: "Ada Marlow, 34, pleaded guilty".
_ACCUSED = regex(
    r"(?:,? \(?(?:aged )?\d\d\b\)?,?)?(?:,? (?:of|from|a|an|the|who)\b[^.;]{0,60}?,)?,? (?:(?:has|have|had|was|were|"
    r"been|is|later|also|"
    r"since) ){0,3}(?:ple(?:aded|d) (?:not )?guilty|(?:extradited|arraigned|detained|apprehended|jailed|remanded)"
    r"(?! (?:him|her|them|the|an?|two|three|four|five|\d|m(?:r|s|rs)\b))|"
    r"taken into custody|released on bail|faces? (?:up to |as many as )?(?:\d+|[a-z]+) (?:counts?|charges|"
    r"years)\b|found guilty|sentenced|convicted|indicted|charged (?:with|in|by|"
    r"over)|arrested|accused of (?:hack|steal|break|selling|copy|look|leak|pass)|"
    r"alleged to have (?:hacked|stolen|broken|sold|copied|looked|leaked|passed|accessed|taken)|"
    r"admitted (?:to |that )?(?:hack|steal|break|selling|he |she ))"
)
#: Behind a person's name and age: what only the one who did it does.
_DID_IT = regex(
    r",? \(?(?:aged )?\d\d\)?,?(?: [^.;,]{1,60},)? (?:(?:had|then|secretly|"
    r"allegedly|repeatedly) ){0,2}(?:hijacked|stole|copied|emptied|"
    r"siphoned|drained|broke into|hacked|"
    r"abused (?:his|her|their) (?:position|access|job)|"
    r"looked up|snooped|photographed|downloaded|e-?mailed|sold|passed|leaked|"
    r"swindled|defrauded|laundered|used (?:stolen|their|her|his|"
    r"the) (?:[\w-]+ ){0,2}(?:access|password|log-?in|credentials))\b"
)
#: Behind a name: that it was not it.
_NOT_IT = regex(
    r"[\"']?(?:, [^,;.]{1,60},)? (?:is|was|were|are|had|has)(?:n't| not|"
    r",? it said, not) (?:been )?(?:behind|responsible|involved|"
    r"the (?:attackers?|hackers?|culprits?))\b"
)
#: Before the name of one whose own people did it: "a former employee of the shop Larkfield stole".
_EMPLOYER = regex(
    r"\b(?:employees?|workers?|staff(?: members?)?|contractors?|nurses?|"
    r"clerks?|engineers?|managers?|tellers?|insiders?|"
    r"teachers?|officers?|students?) (?:of|at|from|with)(?: the| an?)?(?: [\w-]+){0,3} $"
)
#: Before the name of those whose people were: "two employees of Larkfield were sentenced".
_WHOSE = regex(r"\b(?:of|at|from|for|with|against|by)(?: the)? $")
#: The same before and behind it: "according to the indictment, Ada Marlow, 34, looked up".
_INDICTED = regex(r"\b(?:indictment|complaint|charging documents|court (?:papers|documents|filings)),? $")
_AGED = regex(r", (?:aged )?\d\d,")
_PERSON = regex(r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][\w'-]+){1,2}")
#: What a group is called behind its name: "Quillfish, a hacking crew,".
_DESCRIBED = regex(
    r"[\"']?(?: \([^)]{1,30}\))?, (?:an?|another|the|one of (?:the|several)) (?:(?!that |who |which |whose "
    r")[\w-]+ ){0,4}"
    r"(?:hackers?\b|hacktivists?\b|"
    r"(?:(?:[a-z]{1,12}-)?(?:hacking|hacker|ransomware|cyber ?crim\w+|extortion|espionage|threat|apt|criminal) )+"
    r"(?:group|gang|collective|actors?|crew|outfit|operation)\b|"
    r"(?:crew|gang|syndicate)\b|group of (?:\w+ )?(?:hackers|hacktivists|cybercriminals|criminals|threat actors)|"
    r"(?:affiliates?|group|collective|actors?) (?:behind|responsible for|linked to|tied to|known for) "
    r"(?:[\w'-]+ ){0,5}?(?:breach(?:es)?|attacks?|hacks?|thefts?|intrusions?|leaks?)\b|"
    r"(?:pro|anti)-[\w-]+ (?:\w+ )?group\b)"
)
_CALLED = frozenset(
    "hacker hackers hacktivist hacktivists group gang collective actor actors affiliate affiliates crew outfit".split()
)
#: The first words of what the two patterns above match, aside from those that begin with "cyber".
_FIRST = frozenset(
    "( ransomware data extortion hacking hacker threat hacktivist gang group hackers operator operators operation "
    "collective actor actors affiliate affiliates extortionists crew outfit syndicate".split()
)
#: What a ransomware attack may be called by, but for its victim.
_NAMED_FOR = frozenset({"actor", "malware"})
_CYBER = frozenset("cyber cybercrime cybercriminal cybercriminals cybergang cyberattackers cyberespionage".split())
#: How far the words before and behind a name are looked at.
_BEFORE, _BEHIND = 110, 60


#: One of the first words of what tells that a group claims a deed, or does it.
_CLAIMING = frozenset("claims claimed took taken published posted leaked listed added named put".split())
_STRIKING = frozenset(
    "strike strikes struck hit deface defaces defaced dump dumps hack hacks hacked leak leaks encrypt encrypts "
    "encrypted drop drops take takes "
    "execute executed break breaks broke launch launches launched coordinate coordinates coordinated carry carries "
    "carried mount mounts behind "
    "threaten threatens threatened steal steals stole exfiltrate exfiltrates exfiltrated".split()
)
#: Without one of these behind it a name is not called, and does, nothing that makes it an attacker.
_BOASTING = frozenset(
    "say says said boast boasts boasted claim claims claimed allege alleges alleged assert asserts asserted".split()
)
#: Behind a name: that of its page, on which it lists whom it says that it robbed.
_ITS_PAGE = regex(
    r"[\"']?(?:'s)? (?:(?:ransomware|gang|group|data|dark web|darknet|tor|own|new|public) ){0,3}"
    r"(?:(?:extortion|leaks?|shaming|victims?) )?(?:site|portal|page|blog)\b"
)
#: What is told of one that is said not to have done it.
CLEARED = -1.0
#: How sure a boast is.
BOAST = 0.89
_ACCUSING = frozenset(
    "pleaded pled guilty sentenced convicted indicted charged arrested admitted hijacked stole copied emptied siphoned "
    "drained broke hacked looked snooped photographed downloaded emailed sold passed leaked swindled defrauded "
    "laundered used alleged accused abused extradited arraigned detained apprehended jailed "
    "remanded custody bail faces "
    "face".split()
)
_DOING = _CLAIMING | _BOASTING | _STRIKING | _CALLED | _FIRST | _CYBER | _ACCUSING


def attacks(scan: Scan, name: Name, near: Around) -> float:
    """How surely the words beside a mention make it an attacker (0 where they do not, CLEARED where they deny it).

    `near` are the tokens near it.
    """
    called = _is_called(scan, name, near) if _last_word(near.before) in _LAST else 0.0
    if _NOT_IT.match(scan.lower, name.end, scan.lines[name.line].end):
        return CLEARED
    if _COMPANY.search(_before(scan, name)) or _EMPLOYER.search(_before(scan, name)):
        return 0.0
    if called or (_DOING.isdisjoint(near.behind) and _ATTRIBUTING.isdisjoint(near.before)):
        return called or laid(scan, name)
    return laid(scan, name) or _does(scan, name, near) or _precedes_kind(scan, name, near)


def _is_called(scan: Scan, name: Name, near: Around) -> float:
    """The same by what stands before the name: "a hacker known as"."""
    before = _before(scan, name)
    if named := _NAMED_AS.search(before):
        return LINKED if named.group().startswith(_SELLERS) else 0.95
    if _TRACKED.search(before):
        return 0.95
    if _LINKED.search(before):
        return LINKED
    if scan.text[max(0, name.start - len(_BYLINE)) : name.start] == _BYLINE:
        return 0.0
    return 0.85 if _GANG_BEFORE.search(before) and not _CREDITED.search(before) else 0.0


def _does(scan: Scan, name: Name, near: Around) -> float:
    """The same by a deed that is laid to the name, that it claims, or that it does."""
    line, behind = scan.lines[name.line], near.behind[:4]
    if not _ATTRIBUTING.isdisjoint(near.before):
        before = _before(scan, name)
        if _ATTRIBUTED.search(before) and not _CREDITED.search(before):
            return 0.85
    if _is_accused(scan, name, line.end):
        return 0.8
    if not _BOASTING.isdisjoint(behind) and _BOASTS.match(scan.lower, name.end, line.end):
        return BOAST
    if not _CLAIMING.isdisjoint(behind) and _CLAIMED.match(scan.lower, name.end, line.end):
        return 0.8
    if not _STRIKING.isdisjoint(behind) and _STRIKES.match(scan.lower, name.end, line.end):
        return 0.8
    described = near.behind[:1] == [","] and not _CALLED.isdisjoint(near.behind)
    return 0.85 if described and _DESCRIBED.match(scan.lower, name.end, line.end) else 0.0


def _is_accused(scan: Scan, name: Name, end: int) -> bool:
    """Whether a person is said to be charged with it, or to have been found guilty of it."""
    if _PERSON.fullmatch(name.text) is None or _WHOSE.search(_before(scan, name)):
        return False
    if _ACCUSED.match(scan.lower, name.end, end) or _DID_IT.match(scan.lower, name.end, end):
        return True
    return _AGED.match(scan.lower, name.end, end) is not None and _INDICTED.search(_before(scan, name)) is not None


def _precedes_kind(scan: Scan, name: Name, near: Around) -> float:
    """The same by what stands behind the name: "the ... ransomware gang"."""
    first = near.behind[0] if near.behind else ""
    if first == '"' and len(near.behind) > 1:
        first = near.behind[1]
    if first not in _FIRST and first not in _CYBER:
        return 0.0
    high = min(scan.lines[name.line].end, name.end + _BEHIND)
    if _GANG_AFTER.match(scan.lower, name.end, high):
        companies = first == "group" and _OF_COMPANIES.search(_before(scan, name))
        return 0.0 if companies else 0.85
    kind = _RANSOMWARE_AFTER.match(scan.lower, name.end, high)
    if kind is None or (kind["event"] and not _named_for(scan, name, near)):
        return 0.0
    return 0.6


def _named_for(scan: Scan, name: Name, near: Around) -> bool:
    """Whether an attack is called by its malware ("a Quillfish ransomware attack"), not by its victim ("the ...")."""
    return near.before[-1:] in (["a"], ["an"], ["with"], ["by"]) or known_as(name.text) in _NAMED_FOR


def only_claims(scan: Scan, names: Iterable[Name]) -> bool:
    """Whether a party says itself that it did it, and the text lays it to the party nowhere else."""
    own = False
    for name in names:
        before = _before(scan, name)
        if _ATTRIBUTED.search(before) or _LINKED.search(before):
            return False
        own = own or _RESPONSIBLE.match(scan.lower, name.end, scan.lines[name.line].end) is not None
        own = own or _BOASTS.match(scan.lower, name.end, scan.lines[name.line].end) is not None
    return own


def only_listed(scan: Scan, names: Iterable[Name]) -> bool:
    """Whether all that ties a party to it is a listing on its own site: "an entry on the Quillfish extortion site"."""
    return all(_ITS_PAGE.match(scan.lower, name.end, scan.lines[name.line].end) for name in names)


def _before(scan: Scan, name: Name) -> str:
    return scan.lower[max(scan.lines[name.line].start, name.start - _BEFORE) : name.start]


def _last_word(tokens: list[str]) -> str:
    for token in reversed(tokens):
        if token not in _SMALL:
            return token
    return ""
