"""What befell others: whether a sentence says that a breach, a fine or a loss was somebody else's.

Two ways to tell of others' incidents: by a name that something befell ("Acme was hacked", "the raid on Acme", "Acme
told 40,000 customers"), and by somebody without a name ("a charity in Leeds lost", "a clerk at a water company").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from affidavit.merge import relatives
from affidavit.model.extraction import Mention, Role, Sentence
from affidavit.model.regex import regex

#: What an incident is told by.
_HARM = regex(
    r"\b(?:hack\w*|breach\w*|attack\w*|ransom\w*|malware|worm|virus|"
    r"wiper\w*|phish\w*|intru\w+|stole|stolen|steal\w*|theft|thieves|"
    r"burglar\w*|leak\w*|expos\w+|compromis\w+|encrypt\w*|locked|"
    r"extort\w*|swindl\w*|defraud\w*|lost|loss|losing|missing|"
    r"mislaid|fined?|fines|sued|snoop\w*|tapes?|laptops?|passwords?|credentials|records|passports?|personal data|"
    r"customer data|bank (?:details|accounts?)|credit cards?|"
    r"account numbers|files|numbers|intrusions?|insider|skimm\w+|"
    r"outage|offline|crippled|divert\w*|cancel\w*|shut (?:down|its)|gave (?:criminals|thieves|hackers))\b",
    re.IGNORECASE,
)
_VICTIMS = regex(r"\b(?:victims?|targets?|targeted|hit|affected|impacted|suffer\w*|incidents?)\b", re.IGNORECASE)
#: What names are said to have to do with each other in general.
_BELONGS = regex(
    r"\b(?:is|are|remains?) (?:all |also |now |themselves )?(?:an? |the )?(?:parts?|members?|customers?|clients?|"
    r"units?|subsidiar(?:y|ies)|owned|run|partners?) (?:of|by)\b|\bmembers,? (?:including|such as)\b",
    re.IGNORECASE,
)
_AUX = (
    r"(?:(?:has|have|had|was|were|been|also|itself|once|later|recently|only|just|previously|then|all|both|each|"
    r"reportedly) ){0,4}"
)
_MANY = (
    r"(?:(?:about|some|around|nearly|almost|more than|over|at least|"
    r"roughly) )?(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|thousands|millions|hundreds|tens|dozens)"
)
#: Behind a name: what befell its bearer, and what only such a one does.
_BEFELL = regex(
    rf"(?:'s? (?:[\w-]+ ){{1,3}})?(?:,(?:[^,.;]{{1,70}},)?)? {_AUX}(?:"
    r"(?:was|were|been|got|being) (?:\w+ )?(?:hacked|breached|hit|"
    r"attacked|fined|sued|robbed|burgled|crippled|paraly[sz]ed|"
    r"infected|encrypted|locked|knocked|forced|ordered|compromised|targeted|struck|duped|tricked|defrauded|extorted|"
    r"raided|looted|drained)|(?:hacked|breached|fined|sued|struck|crippled)(?= (?:by|in|after|over|for|last|when)\b)|"
    r"suffered|lost|leaked|exposed|mislaid|misplaced|couldn't find|could not find|emailed|e-mailed|mailed|posted|"
    r"paid|"
    rf"settled|agreed to (?:pay|settle)|diverted|cancell?ed|turned away|"
    rf"went (?:dark|offline)|fell (?:victim|prey)|(?:told|warned|notified|alerted|informed|"
    rf"wrote to) (?:all )?{_MANY}|"
    rf"had to (?:warn|tell|notify|pay|shut|close|cancel|rebuild|replace|admit)|"
    rf"had (?:its|his|her|their|{_MANY}) |"
    r"had (?:the|some|all|several) [^.;]{1,60}? (?:stolen|taken|copied|leaked|exposed|"
    r"encrypted|lost)|"
    r"knows? the feeling|(?:is|are|was|were) (?:still |slowly )?(?:recovering|reeling) from|"
    r"shut (?:its|down)|closed (?:its|all))\b"
    r"|(?:'s|') (?:then-?|former )?(?:chief executive|ceo|boss|head|director|president|chairman|chairwoman|"
    r"chief (?:[\w-]+ ){1,3}officer|(?:security|it|technology) (?:chief|head)) (?:had )?(?:resigned|stepped down|"
    r"quit|left|(?:was|been) (?:fired|ousted|dismissed|sacked|forced out))\b"
    r"|(?:'s)? (?:(?:data )?(?:breach|hack|leak|case|affair|raid|"
    r"break-in|heist|outage)|cyber-?attack|attack|incident)\b(?! on)"
    r"|, (?:where|in which|at which|whose|which (?:itself )?(?:was|"
    r"were|had|lost|suffered|paid|saw|disclosed|reported|admitted))\b",
    re.IGNORECASE,
)
#: The same in reported speech, where what is said is of its own.
_SAID = regex(
    rf"(?:,[^,.;]{{1,70}},)? {_AUX}(?:said|disclosed|reported|admitted|confirmed|acknowledged|revealed|announced|"
    rf"found)"
    rf"\b[^.;]{{0,80}}?\b(?:it|its|{_MANY})\b",
    re.IGNORECASE,
)
#: Behind the name that a sentence begins with: what those say and do who tell of somebody else's incident, or help.
_TELLS = regex(
    rf"(?: \([^)]{{1,30}}\))?(?:,[^,.;]{{1,70}},)? {_AUX}(?:says?|said|tells?|"
    rf"told|adds?|added|notes?|noted|writes?|wrote|states?|stated|warn\w*|"
    r"explain\w*|estimat\w*|believ\w*|think\w*|finds?|found|advis\w*|recommend\w*|urg\w*|offer\w*|provid\w*|"
    r"declin\w*|"
    r"did not|didn't|does not|doesn't|is|are|was (?:not|called|hired|told|alerted|asked|notified|informed|first)|"
    r"investigat\w*|discover\w*|spot\w*|notic\w*|analy[sz]\w*|track\w*|calls?|dubb\w*|confirm\w*|report\w*|"
    r"reveal\w*|announc\w*|claim\w*|publish\w*|post\w*|list\w*|help\w*|assist\w*|patch\w*|releas\w*|issu\w*|"
    r"ask\w*|call\w*|join\w*|contact\w*|first|can|could|may|might|will|would|should|must|uses?|used|makes?|"
    r"sells?|runs?|owns?|operates?|handles?|oversees?|regulates?|supervises?|enforces?|serves?|represents?|"
    r"investigates|advises|monitors|works|counts|employs|stud(?:y|ies)|apologi\w*|resign\w*|and|or)\b|[,:;]? \"|"
    r",? [a-z]+ing\b|[\w-]|$",
    re.IGNORECASE,
)
#: Before a name: where something happened, and whose people those are who only speak.
_AT = regex(
    r"\b(?:at|against|beside|of|from|undid|befell|cost|ruined|haunted|brought down)"
    r"(?: (?:the|an?|nearby|rival|fellow|neighbou?ring))*(?: (?:[\w-]+ ){0,3}?(?:firm|"
    r"company|insurer|bank|lender|retailer|"
    r"hospital|chain|carrier|utility|charity|college|airline|maker|supplier|operator|city|town|county))? $",
    re.IGNORECASE,
)
_SPEAKERS = regex(
    r"\b(?:researchers?|analysts?|experts?|investigators?|specialists?|"
    r"consultants?|engineers?|professor|lecturer|partner|"
    r"spokes\w+|lawyers?|founder|head|director|chief [\w ]{1,30}|ceo|ciso|"
    r"officials?|police|office|department|university|"
    r"city|town|county|state|bank|part|subsidiary|owner|parent|customers?|"
    r"users?|kind|offered|monitoring|help|support|copy|"
    r"version|use|makers?|flaw|bug|vulnerabilit(?:y|ies)|software|products?|"
    r"software made|some|all|many|most|one|several) "
    r"(?:at|of|from|for|with|by)(?: the)? $",
    re.IGNORECASE,
)
#: Before the names of those who only studied it: "joint research from Larkfield and".
_STUDIED = regex(
    r"\b(?:research|stud(?:y|ies)|reports?|analys[ei]s|surveys?|statistics|estimates|findings|advisor(?:y|ies)|"
    r"alerts?|"
    r"warnings?|bulletins?|telemetry|blog posts?|figures|numbers) (?:published |released |issued |shared )?"
    r"(?:from|by)(?: the)?(?: [\w.&'-]+,?){0,4}? (?:and |or )?$",
    re.IGNORECASE,
)
#: Before the name of whom somebody works for who explains, counts or investigates.
_EXPERTS = regex(
    r"\b(?:researchers?|analysts?|experts?|investigators?|specialists?|consultants?|professor|lecturer|fellow|"
    r"scientists?|"
    r"economist|lawyer|attorney) (?:(?:of|in|for|on) [\w' -]{2,40}? )?(?:at|of|from|for|with)(?: the| an?)?"
    r"(?: (?:[\w-]+ ){0,3}?(?:firm|company|consultancy|vendor|nonprofit|university|college|institute|think tank|lab|"
    r"laboratory))? $"
    r"|\b(?:says?|said|adds?|added|explain(?:s|ed)|warn(?:s|ed)|not(?:es|ed)|according to) "
    r"(?-i:(?:[A-Z][\w.'-]* ){1,4}?[A-Z][\w.'-]*),? (?:(?:an?|the|who) [^.;\"]{0,80}?)?(?:at|of|from|with|for)"
    r"(?: the| an?)?(?: [a-z][\w-]*){0,4} $",
    re.IGNORECASE,
)
#: Before the name of one with whom a paper was filed, or where it can be read.
_KEPT_AT = regex(
    r"\b(?:is|are|was|were|be|been) (?:also |now |publicly |still )?(?:read|seen|found|viewed|available|downloaded|"
    r"consulted|obtained|requested|filed|lodged|posted|published|submitted|registered|reported)"
    r"(?: (?:here|online|in full|publicly))? (?:at|from|with|on)(?: the)? $",
    re.IGNORECASE,
)
#: What a house's service or software is called, behind its name: "Larkfield's Ticket Handling System".
_SERVICES = ("System", "Systems", "Service", "Services", "Platform", "Software", "Portal", "Suite", "Program", "Cloud")
#: Behind a name that only says what kind of thing it was: "the hack of the Larkboard forum".
_A_THING = regex(
    r"[ -](?:based )?(?:forums?|cloud|services?|software|sites?|websites?|servers?|platform|databases?|apps?|"
    r"applications?|instances?|plug-?ins?|tools?|products?|portals?|e-?mail|"
    r"accounts?|systems?|appliances?|devices?|customers|users|"
    r"clients)\b"
    r"|[ -](?:[a-z]+ )?(?:providers?|vendors?|makers?|suppliers?|developers?) (?-i:[A-Z])",
    re.IGNORECASE,
)
#: Before a name: what was done to its bearer, or happened there.
_DONE_TO = regex(
    r"(?:\b(?:attacks?|breach(?:es)?|hacks?|hacking|leaks?|loss|"
    r"theft|raid|incidents?|intrusions?|break-in|heist|outage|fine|"
    r"ransomware|cyber-?attacks?) (?:was |were |came |happened |occurred )?"
    r"(?:on|at|of|against|involving|affecting|in|into|hitting)|"
    r"\b(?:hit|hits|struck|hacked|breached|crippled|fined|fines|sued|sues|"
    r"attacked|robbed)|\b(?:also|since|already|earlier|then) "
    r"(?:listed|named|added|claimed|posted|dumped)|"
    r"\b(?:case|that|fate|experience|turn|example|lesson|story|plight|ordeal) of|\bwhat happened (?:at|to|with)|"
    r"\b(?:stole|stolen|took|taken|copied|grabbed|(?:made|walked) off with) (?!(?:it|them|part)\b)[^.;]{3,80}? from|"
    r"^shares (?:in|of)|"
    r"\b(?:was|were) used [^.;]{0,30}\bagainst|\bas (?:they|it|he|she|thieves|hackers) did (?:at|to|with)|"
    r"\b(?:unlike|like|following|echoes|after) (?:that (?:of|at)|what happened (?:at|to))?)"
    r"(?: (?:the|an?|its|rival|neighbou?r(?:ing)?|fellow|competitor|"
    r"earlier|former))*(?: (?!and\b|or\b|by\b|of\b|in\b|its?\b)[\w'-]+){0,4} $",
    re.IGNORECASE,
)
#: What bodies are called, by their kind.
KIND = (
    r"(?:rivals?|competitors?|neighbou?rs?|peers|compan(?:y|ies)|firms?|banks?|"
    r"lenders?|hospitals?|clinics?|utilit(?:y|ies)|"
    r"retailers?|airlines?|universit(?:y|ies)|colleges?|insurers?|"
    r"districts?|schools?|agenc(?:y|ies)|cit(?:y|ies)|towns?|"
    r"count(?:y|ies)|chains?|organi[sz]ations?|charit(?:y|ies)|"
    r"businesse?s?|manufacturers?|makers?|operators?|councils?|"
    r"contractors?|refiner(?:y|ies)|plants?|hotels?|pharmac(?:y|ies)|law firms?|telecoms?|carriers?|ministr(?:y|ies)|"
    r"museums?|librar(?:y|ies)|shops?|stores?|start-?ups?|exchanges?|groups?|practices?|providers?|suppliers?|"
    r"co-?operatives?|co-ops?|societ(?:y|ies)|unions?|clubs?|church(?:es)?|"
    r"trusts?|foundations?|courts?|dealers(?:hips?)?|"
    r"restaurants?|factor(?:y|ies)|mills?|ports?|railways?|newspapers?|"
    r"broadcasters?|publishers?|casinos?|bookmakers?|gyms?|"
    r"care homes?|surger(?:y|ies)|brokers?|brokerages?|funds?|consultanc(?:y|ies)|developers?|platforms?)"
)
#: Firms that help, and what a body's own people and things are called by its kind.
_NO_HELPER = (
    r"(?!(?:[\w-]+ ){0,2}(?:outside|external|third-party|forensics?|"
    r"security|cyber\w*|law|independent|specialist|consult\w+|"
    r"monitoring|public relations|it|data|recovery|research|insurance|ransomware|hacking|criminal|hacker) )"
)
_ITS_OWN = (
    r"(?! (?:spokes\w+|officials?|employees?|workers?|staff|servers?|systems?|networks?|accounts?|managers?|"
    r"directors?|"
    r"sites?|websites?|databases?|e-?mails?|portals?|lawyers?|"
    r"executives?|customers|that (?:helps|specialises|specializes)))"
)
_SOME = (
    r"(?:an?|one|another|two|three|four|five|six|seven|eight|nine|"
    r"ten|several|many|dozens of|a number of|multiple|\d+)(?: other)?"
)
_SOMEBODY = rf"{_SOME} (?:of (?:its|the) )?{_NO_HELPER}(?:[\w'-]+ ){{0,3}}?{KIND}\b{_ITS_OWN}"
#: Somebody without a name, as the subject of a loss, whose people did it, or to whom it was done.
_UNNAMED = regex(
    rf"(?:^|, |: |; |[-\u2014] |\b(?:after|when|where|and|while|that|months?|years?|weeks?|ago|earlier|later) )"
    rf"(?:(?:an?|one|another|the) (?:[\w-]+ ){{1,2}}?(?:at|of|for|from|with) )?{_SOMEBODY}"
    r"(?:'s? \w+)?(?: (?:in|of|at|near|from|across|outside) (?:the )?[\w' -]{2,30}?)?(?:,[^,.;]{1,60},)? "
    rf"{_AUX}(?:had|said|revealed|lost|lose|suffered|paid|admitted|disclosed|reported|"
    rf"leaked|exposed|emailed|e-mailed|mailed|posted|left|told|"
    r"warned|photographed|sold|stole|copied|hit|hacked|breached|"
    r"struck|fined|sued|robbed|burgled|crippled|locked|encrypted|"
    r"forced|compromised|attacked|tricked|been through|had|couldn't|could not|shut|closed|fell)\b",
    re.IGNORECASE,
)
_DONE_TO_SOMEBODY = regex(
    rf"\b(?:hit|hits|struck|hacked|attacked|targeted|breached|crippled|fined|sued|stolen from|taken from|robbed|"
    rf"dumped|"
    rf"(?:attacks?|breach|hack|raid|theft|heist) (?:on|at|of|from))\b[^.;]{{0,50}}? (?:{_SOMEBODY}|"
    rf"(?:[\w-]+ ){{0,2}}(?:companies|utilities|hospitals|banks|"
    rf"schools|firms|cities|universities|retailers) (?:in|across) [A-Z])",
)
_OUT_OF = regex(
    rf"\b(?:out of|from|in|at) an? (?:rival|competitor|neighbou?r)(?:'s)?\b|"
    rf"\b(?:of|at|from) an? {_NO_HELPER}(?:[\w'-]+ ){{0,2}}?{KIND} (?:in|near|outside) (?-i:[A-Z])",
    re.IGNORECASE,
)
#: Cases that somebody counted: "a security firm tracked 58 attacks on power companies".
_COUNTED = regex(
    r"\b(?:tracked|counted|recorded|logged|registered|analy[sz]ed|studied|observed) "
    r"(?:some |about |over |nearly |more than )?\d[\d,]* (?:[\w-]+ ){0,2}"
    r"(?:attacks|incidents|breaches|intrusions|cases|hacks)\b",
    re.IGNORECASE,
)
_SOMEBODYS = (_UNNAMED, _DONE_TO_SOMEBODY, _OUT_OF, _COUNTED)
#: A sentence that opens with another case.
_ANOTHER_CASE = regex(
    r"in a (?:court )?case (?:in|from) (?-i:[A-Z])|(?:in |the )?(?:one|another|a (?:separate|similar|different|"
    r"comparable|recent|notable|famous)|an (?:earlier|unrelated)|the "
    r"(?:worst|largest|biggest|best-known|latest) such)(?: (?:sort|"
    r"kind|type) of)? (?:cases?|incidents?|instances?|episodes?|"
    r"breach(?:es)?|attacks?|hacks?|thefts?)\b",
    re.IGNORECASE,
)
#: A sentence that counts the incident among those of its kind: "not the first time that a council has lost".
_ONE_OF_SUCH = regex(
    r"(?:it|this|that) (?:is|was|'s)(?: not|n't| hardly| far from| scarcely)? the (?:first|second|third|last|only) "
    r"(?:[\w-]+ )?(?:time|case|instance)(?: this year| in [\w ]{2,20})? (?:that |in which |where )?"
    rf"{_SOME} (?:[\w'-]+ ){{0,3}}?(?:authorit(?:y|ies)|{KIND})\b",
    re.IGNORECASE,
)
#: What the text's own organisation is called instead of its name: of what it is the subject, nothing is another's.
_ITSELF = regex(
    r"(?:(?:the (?:company|firm|bank|hospital|clinic|retailer|"
    r"university|college|school|district|agency|city|county|council|"
    r"charity|insurer|airline|utility|lender|group|organi[sz]ation|"
    r"manufacturer|maker|operator|provider|platform|exchange|"
    r"ministry|department|board|trust|society|association|chain|"
    r"hotel|carrier|supplier|vendor|startup|start-up|service)|it|we|they"
    r"|its|our|their)\b)",
    re.IGNORECASE,
)


_THE_COMPANY = regex(
    r"\b[Tt]he (?:company|firm|bank|hospital|clinic|retailer|university|college|school|district|agency|charity|"
    r"insurer|"
    r"airline|utility|lender|organi[sz]ation|manufacturer|operator|provider)\b"
)


#: Behind the name of one that does or suffers something.
_ACTS = regex(
    r"(?:,[^.;]{1,80}?,)?(?: (?:of|in|from|near|at) [A-Z][\w-]+)?,? (?:it )?"
    r"(?:(?:also|then|has|have|had|is|was|were) (?:\w+ ){0,2})?(?!receiv|offer|advis|warn|count|register|record|"
    r"welcom)"
    r"(?:said|says|"
    r"has|have|had|was|were|is|began|begins|told|lost|sent|found|put|left|took|shut|paid|fell|reset|made|wrote|got|"
    r"[a-z]{2,}ed|confirms|reports|admits|discloses|warns|tells)\b"
)


def opens_paragraph(text: str, sentences: Sequence[Sentence], index: int, named: Sequence[Mention]) -> str | None:
    """The first of `named`, where it does or suffers something in the sentence that a paragraph of the story begins."""
    sentence = sentences[index]
    begins = index > 0 and "\n" in text[sentences[index - 1].end : sentence.start]
    if not begins or sentence.role is not Role.BODY:
        return None
    return next((m.name for m in named[:1] if _ACTS.match(text, m.end, sentence.end)), None)


def befell(told: str, name: tuple[int, int], *, long: bool, begins: bool) -> bool:
    """Whether the sentence `told` says that an incident was that of the name at `name` in it, not of its own subject.

    `long` where the text has room to tell of others at length; `begins` where the sentence begins with the name, or a
    time or place before it.
    """
    before, behind = told[: name[0]], told[name[1] :]
    itself = _ITSELF.match(told) and not relatives.possessed(before)
    if itself or _HARM.search(told) is None:
        return False
    if _A_THING.match(behind) or _KEPT_AT.search(before) or relatives.studies(before, behind):
        return False
    if _BEFELL.match(behind):
        return True
    at = long and _AT.search(before) and not _SPEAKERS.search(before) and not employs_expert(before)
    if at or _DONE_TO.search(before):
        return True
    if long and begins and _TELLS.match(behind) is None and not _THE_COMPANY.search(told):
        return True
    return _SAID.match(behind) is not None and _HARM.search(behind) is not None


def employs_expert(before: str) -> bool:
    """Whether the words before a name make its bearer one that only studied it, or for whom an expert works."""
    return (
        relatives.STUDIES.search(before) is not None
        or _EXPERTS.search(before) is not None
        or _STUDIED.search(before) is not None
    )


def is_service(text: str, start: int, end: int) -> bool:
    """Whether the name at `[start, end)` is that of a service, behind the name of the house that runs it."""
    return text.endswith(_SERVICES, start, end) and text.endswith(("'s ", "s' ", "\u2019s ", "s\u2019 "), 0, start)


def only_belongs(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only says what somebody is part of, or for whom he works, and tells of no incident."""
    belongs = _BELONGS.search(text, sentence.start, sentence.end) is not None
    return belongs and not any(test.search(text, sentence.start, sentence.end) for test in (_HARM, _VICTIMS))


def unnamed(told: str) -> bool:
    """Whether the sentence `told` tells of an incident at somebody whom it does not name."""
    if _ONE_OF_SUCH.match(told):
        return True
    if _ITSELF.match(told) or _HARM.search(told) is None:
        return False
    return _ANOTHER_CASE.match(told) is not None or any(test.search(told) for test in _SOMEBODYS)
