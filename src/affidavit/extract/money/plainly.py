"""What a sum is in plain words: classes of verbs beside classes of those who pay and of those who are paid."""

from __future__ import annotations

import re
from typing import NamedTuple

from affidavit.model.regex import regex

_ABOUT = r"(?:(?:an? )?(?:about|around|approximately|roughly|nearly|almost|some|estimated|over|more than|up to) ){0,2}"
_THE = r"(?:(?:the|its|their|these|those|his|an?) )?(?:[\w-]+ )?"
CROOKS = (
    r"(?:hackers?|attackers?|extortionists?|(?:cyber ?)?criminals?|intruders?|gangs?|groups?|threat actors?|crews?|"
    r"blackmailers?|crooks?|thie(?:f|ves)|fraudsters?|culprits?|swindlers?|captors|syndicate)"
)
PAID = (
    r"(?:paid(?: out| over)?|paying|handed over|handing over|wired|wiring|transferred|transferring|sent|sending|"
    r"handed|forked (?:out|over)|coughed up|shelled out|stumped up|parted with|gave|put up|surrendered|remitted|"
    r"delivered|chipped in|contributed)"
)
_BOUGHT = r"(?:keys?|decrypt\w*|unlock\w*|files|data|systems|records|servers?|silence|return|release|deletion|back)"
_OFFICE = (
    r"(?:ico|regulators?|watchdog|commissioner|authority|attorney general|state|states|commission|ocr|hhs|ftc|sec|fcc|"
    r"cnil|garante|aepd|dpc|rbi|reserve bank|sebi|apra|asic|oaic|acma|ofcom|fca|pra|department|treasury|tribunal|"
    r"government|privacy \w+|central bank)"
)
_LOOT = (
    r"(?:data\w*|records|files|dump|sets?|collection|access|rows|listing|archive|credentials|everything|lists?|haul|"
    r"cards?|numbers|names|lot|trove|cache|batch|details|accounts|logins|profiles|copy|copies|book|loot|scans)"
)
_SUIT = r"(?:suit|lawsuit|case|action|litigation|claims?|complaint|dispute|proceedings)"
_WORK = (
    r"(?:recover\w*|clean\w*|rebuil\w*|respon\w*|restor\w*|notif\w*|forensic\w*|lawyers?|consultants?|experts?|"
    r"overtime|"
    r"credit (?:monitoring|watch)|identity \w+|new (?:servers?|computers?|systems?|hardware|machines|laptops|software)|"
    r"repair\w*|investigat\w*|remed\w+|replac\w+|breach|attack|incident|hack|fallout|aftermath|damage|hardening|put\w* "
    r"(?:it|things) right|mend\w*|specialists?|legal \w+|letters)"
)
NEVER = r"\b(?:not|never|\w+n't|refus\w*|declin\w*|would|could|might|if|unless|without|nothing|reward)\b"


class Beside(NamedTuple):
    """What makes a sum `kind`: the words right before it and right behind it, and what must not be among them."""

    kind: str
    before: re.Pattern[str]
    behind: re.Pattern[str]
    unless: re.Pattern[str]


def beside(kind: str, before: str = "", behind: str = "", unless: str = r"(?!)") -> Beside:
    """`before` ends where the sum, and what rounds it, begins; `behind` begins where it ends."""
    return Beside(kind, regex(rf"{before}{_ABOUT}$" if before else "$"), regex(behind), regex(unless))


#: The first that fits tells what the sum is; "" where it is no sum of the incident.
_ALL = (
    beside(
        "", r"\b(?:spent|spends|spend|invest\w*|budget\w*|set aside|allocat\w*)\b[^.;$€£]{0,20} ",
        r"[^.;$€£]{0,20} (?:on|in|for) [^.;$€£]{0,30}(?:security|technology|computing|it|defen[cs]es|"
        r"protection)\b[^.;]{0,40}"
        r"\b(?:(?:last|the previous|each|every|a) year|years? (?:before|earlier)|before|annual\w*)\b",
    ),
    beside("", r"\b(?:worth|valued at|costing|priced at) ", unless=rf"\b(?:{CROOKS}|coins?|crypto\w*|tokens|funds|"
    rf"{_LOOT}"
           r"|settle\w*|deal|vouchers?|compensation|damage)\b"),
    beside(
        "ransom_paid", rf"\b{PAID}(?: [\w'-]+){{0,4}}? ",
        rf"[^.;$€£]{{0,40}}? (?:(?:to|off) {_THE}{CROOKS}|"
        rf"(?:to (?:buy|get|obtain|secure|recover|regain|unlock|have|free|retrieve)|"
        rf"for) (?:[\w'-]+ ){{0,4}}?{_BOUGHT})\b",
        NEVER + r"|\b(?:invoice|tricked|duped|fooled|conned|impostor\w*|forged|bogus|fake|treasurer|clerk|employee)\b",
    ),
    beside(
        "ransom_paid", rf"\b{PAID} {_THE}{CROOKS} (?:a ransom of |the |a sum of )?",
        unless=NEVER + r"|\b(?:invoice|tricked|duped|fooled|conned|impostor\w*)\b",
    ),
    beside(
        "ransom_paid",
        rf"\b{CROOKS}\b(?: [\w'-]+){{0,3}}? (?:got|received|pocketed|collected|(?:was|were|been) (?:paid|sent|"
        rf"handed|wired)) ",
        r"(?: in (?:ransom|bitcoin|monero|crypto\w*)| for (?:the |a )?(?:key|decrypt\w*|silence|return))\b", NEVER,
    ),
    beside(
        "ransom_demand",
        rf"\b(?:{CROOKS}|they|note|message|e-?mail|caller|he)\b[^.;$€£]{{0,60}}\b(?:told|ordered|gave|pressed|"
        rf"instructed|"
        r"invited|urged|commanded|directed|asked)\b[^.;$€£]{0,50} to (?:pay|hand over|send|transfer|cough up|wire|find|"
        r"deliver)(?: up| them| over)? ",
    ),
    beside(
        "ransom_demand", r"\b(?:pay|hand over|send|transfer|cough up|wire) (?:them |up )?",
        r"[^.;$€£]{0,30} (?:or (?:see|else|have|face|watch|lose|risk|we|the (?:files|data))|within \w+ (?:hours|"
        r"days))\b",
        r"\b(?:fine|regulator|court|judge|ordered by)\b",
    ),
    beside(
        "ransom_demand",
        r"\b(?:initial|opening|first|original|final|latest|revised) (?:ask|demand|offer|figure|sum|bid|request|"
        r"price|ransom)\b(?: [\w'-]+){0,4}? (?:was|is|stood at|of|came to|set at|had been|put at) ",
        unless=rf"\b{_LOOT}\b|\b(?:buyers?|bidders?|auction|shares)\b",
    ),
    beside(
        "ransom_demand",
        rf"\b(?:price|sum|fee|payment|amount|figure)\b[^.;$€£]{{0,24}} (?:for|of|on|to) (?:[\w'-]+ ){{0,4}}?{_BOUGHT}\b"
        r"[^.;$€£]{0,20} (?:was|is|at|stood at|of|came to|set at|put at) ",
        unless=r"\b(?:paid|sold|buyers?|bidders?)\b",
    ),
    beside(
        "ransom_demand",
        rf"\b(?:{CROOKS}|they)\b[^.;$€£]{{0,50}} (?:put|set|named|fixed|placed|slapped|attached|quoted|stipulated)"
        r"[^.;$€£]{0,40} (?:at|of|tag of|price|sum|ransom) ",
        unless=r"\b(?:sale|buyers?|bidders?|seller|auction|listing)\b",
    ),
    beside(
        "ransom_demand", r"\b(?:hours|days|deadline|week|midnight|until \w+)[^.;$€£]{0,24} to (?:come up with|"
        r"pay(?: up)?|"
        r"find|raise|produce|hand over|send|transfer) ",
        unless=r"\b(?:fine|regulator|court|judge)\b",
    ),
    beside(
        "ransom_demand",
        rf"\b{CROOKS}'?s?'? (?:price|terms|figure|request|opening|asking price|ultimatum)\b[^.;$€£]{{0,20}} (?:a )?",
        unless=rf"\b{_LOOT}\b",
    ),
    beside(
        "ransom_demand", rf"\b(?:{CROOKS}|they|he)\b[^.;$€£]{{0,40}} (?:holding out|held out|pressing|pressed|angling|"
        r"pushing|pushed|bargaining|haggling|asking|pleading) for ",
        unless=rf" for (?:the |all |its )*{_LOOT}\b",
    ),
    beside(
        "ransom_demand", rf"\b(?:{CROOKS}|they|note|message|e-?mail|he)\b[^.;$€£]{{0,50}} ",
        r" (?:would|will|was enough to|could) (?:make|buy|see|get|secure|stop|keep|end|settle|be enough)\b",
    ),
    beside("ransom_paid", rf"\b{CROOKS}\b[^.;$€£]{{0,30}} (?:to settle|settled|agreed|to take|took|"
    rf"accepted)(?: for)? ",
           unless=NEVER),
    beside(
        "ransom_paid", r"\b(?:picked up|covered|footed|met|reimbursed|financed|bore|funded|settled|honoured|honored)"
        r"[^.;$€£]{0,20} ransom(?: bill| demand| payment)?(?: of|,| -|:)? ", unless=NEVER,
    ),
    beside("", r"\b(?:will|would) cost ", unless=r"\b(?:attack|breach|hack|incident|recovery|clean-?up|theft|"
    r"repairs?|estimat\w*|freeze|notif\w*)\b"),
    beside("fine", behind=r" in (?:[\w-]+ ){0,2}(?:fines|penalties)\b", unless=r"\b(?:could|may|might|up to)\b"),
    beside(
        "settlement", rf"\bsettl\w+ [^.;$€£]{{0,50}}\b{_SUIT}\b[^.;$€£]{{0,60}} (?:for|with|by paying|at) ",
    ),
    beside(
        "stolen_funds", r"\b(?:empt\w+|cleaned out|stripped|relieved|robbed|cheated|defrauded|"
        r"plundered)\b[^.;$€£]{0,40} of "
        r"(?:a total of |savings of )?",
    ),
    beside("ransom_paid", rf"\bsettl\w+ with {_THE}{CROOKS} for ", unless=NEVER),
    beside("ransom_demand", r"\b(?:held|holding|hold) [^.;$€£]{0,50} (?:to|for) ransom (?:for|of|,) "),
    beside(
        "asking_price",
        rf"\b{_LOOT}\b[^.;$€£]{{0,60}} (?:on offer|on sale|for sale|going|available|offered|listed|advertised|priced|"
        r"put up|auctioned|marketed|sold|went|go|goes|to be had|let go|yours|flogged|hawked|changed hands|traded|up)"
        r"[^.;$€£]{0,40} (?:for|at|with a price of|asking) (?:as little as |only |just )?",
        unless=r"\b(?:tickets?|shares?|house|branch|building|business|company|stake|painting|laptops?|phone|mistake|"
        r"deal with|"
        r"merger|acqui\w+|to buy|takeover)\b",
    ),
    beside(
        "asking_price",
        r"\b(?:price tag|asking price|reserve(?: price)?|starting (?:bid|price)|buy-it-now price|"
        r"price)\b[^.;$€£]{0,60} "
        r"(?:of|is|was|at|:|to|from) ",
        unless=r"\b(?:shares?|stocks?|ransom|key|decrypt\w*|house|petrol|oil|list price|silence|ticket)\b",
    ),
    beside(
        "asking_price",
        r"\b(?:auction\w*|bids?|bidding|bidders?|buyers?|sellers?|vendor|broker|advert\w*|listing|"
        r"thread)\b[^.;$€£]{0,90} "
        r"(?:for|at|of|with|is|was|from|asks?|wants?|paid|pays?) ",
        unless=r"\b(?:ransom|house|branch|building|company|shares?|painting|police|to buy|merger|acqui\w+|takeover|"
        r"products|services|customers)\b|\bkey\b",
    ),
    beside(
        "fine",
        r"\b(?:slapp|hit|land|sanction|punish|penali[sz]|dock|stung|whack|saddl|impos|levi|levy|issu|hand|mete|fin|"
        r"serv|"
        r"confirm|uph)\w*\b[^.;$€£]{0,60}\b(?:penalty|penalties|fines?|sanctions?)\b(?: of| totall?ing| worth| for)? ",
    ),
    beside(
        "fine", rf"\b{_OFFICE}\b(?: [\w'-]+){{0,5}}? (?:hit|stung|docked|charged|fined|billed|sanctioned|punished|"
        rf"rapped|"
        r"penali[sz]ed|dinged|slapped)\b[^.;$€£]{0,40} (?:for |to the tune of |with |a )?",
        unless=r"\b(?:reward|bonus|settle\w*)\b",
    ),
    beside("fine", r"\b(?:docked|fined|penali[sz]ed|sanctioned|levied|stung for) (?:[\w'-]+ ){0,4}?"),
    beside(
        "fine", behind=r" (?:(?:civil|administrative|monetary|record|regulatory|financial|money|privacy|state|"
        r"federal) )*"
        r"(?:fines?|penalty|penalties|sanctions?)\b", unless=r"\b(?:up to|maximum|could|may face|facing|risk\w*)\b",
    ),
    beside(
        "fine", rf"\b(?:pay|paying|paid|pays|owes?|forfeit\w*) (?:the |"
        rf"to the )?(?:[\w-]+ ){{0,2}}?{_OFFICE}(?:'s office)?(?: a)? ",
        unless=rf"\b(?:settle\w*|suit|lawsuit|class|{CROOKS})\b",
    ),
    beside(
        "fine", r"\b(?:pay|paying|paid|pays|forfeit\w*) (?:a |a sum of )?",
        rf"[^.;$€£]{{0,30}} (?:to|into) (?:the |its )?(?:[\w-]+ ){{0,3}}?{_OFFICE}\b",
        rf"\b(?:settle\w*|suit|lawsuit|class|{CROOKS})\b",
    ),
    beside(
        "settlement",
        rf"\b{_SUIT}\b[^.;$€£]{{0,60}} (?:put to rest|laid to rest|wound up|disposed of|dropped|withdrawn|settled|"
        rf"ended|"
        r"resolved|closed|bought off|put to bed|compromised|put behind it|brought to an end)[^.;$€£]{0,30} "
        r"(?:for|with|after|by|in return for|at) (?:a (?:payment|payout|deal|sum) of )?",
    ),
    beside(
        "settlement",
        r"\b(?:deal|accord|settlement|payout|settlement fund|compromise)\b[^.;$€£]{0,40} (?:worth|of|valued at|"
        r"totall?ing|"
        r"for|amounting to|comes to|to) ",
        unless=rf"\b(?:merger|takeover|supplier|{CROOKS}|acqui\w+|contract|sponsor\w*)\b",
    ),
    beside(
        "settlement", behind=r" (?:(?:class[- ]action|legal|out-of-court|proposed|court|preliminary|global|cash) )*"
        r"(?:settlement|deal|accord|payout|settlement fund|agreement|compromise)\b",
        unless=rf"\b(?:merger|takeover|supplier|{CROOKS}|acqui\w+|contract|sponsor\w*|software)\b",
    ),
    beside(
        "settlement", r"\b(?:pay(?:s|ing)?|paid|payment of|payout of|hand over|put|putting|set aside) ",
        rf"[^.;$€£]{{0,30}} (?:to (?:settle|end|resolve|close|dispose of|put an end to|be rid of|make)|"
        rf"in settlement of|"
        rf"over|to (?:plaintiffs|claimants|members of the class))\b[^.;$€£]{{0,40}}\b(?:{_SUIT}|class|plaintiffs|"
        r"claimants)\b",
    ),
    beside(
        "settlement", rf"\b(?:sued|suing|{_SUIT}|plaintiffs|claimants|class)\b[^.;$€£]{{0,60}} (?:won|secured|got|"
        rf"obtained|"
        r"extracted|accepted|agreed (?:to|on)|will share|are to share|share|awarded|were awarded) ",
        unless=r"\b(?:seek|seeks|sought|demand\w*|ask\w*|want\w*)\b",
    ),
    beside(
        "settlement", r"\b(?:pay(?:s|ing)?|paid|put|puts|putting|set aside|contribut\w+) ",
        r"[^.;$€£]{0,20} (?:into|in|to|for) [^.;$€£]{0,30}\b(?:plaintiffs|claimants|class members|settlement|class)\b",
    ),
    beside(
        "cost", r"\b(?:affair|episode|debacle|fiasco|saga|mess|business|whole thing|disruption|downtime|outage|closure|"
        r"shutdown|repairs?|consultants?|lawyers|overtime|letters|mailing|notification|recovery|"
        r"rebuild\w*)\b[^.;$€£]{0,50} "
        r"(?:cost|costing|costs|run to|ran to|running to|come to|came to|swallow\w*|eat\w* up|invoices? (?:for|of)|"
        r"bills? (?:for|of)|charged|set (?:it|us|them) back) ",
        unless=r"\b(?:average|ransom|a year|study)\b",
    ),
    beside(
        "cost", r"\b(?:shav\w*|knock\w*|wip\w*|tak\w*|took|slic\w*|lop\w*|cut\w*|strip\w*) ",
        r"[^.;$€£]{0,20} (?:off|from) (?:this|its|the|next|last|our|annual|quarterly|full-year)\b[^.;$€£]{0,24}"
        r"(?:profits?|earnings|income|results?|revenues?|sales|turnover|surplus|budget|bottom line)\b",
    ),
    beside(
        "cost",
        r"\b(?:approved|set aside|earmarked|budgeted|voted|released|provided|allocated|put aside|provisioned|found|"
        r"find|"
        r"authori[sz]ed|drew|drawn|borrowed|reserved|appropriated|granted|signed off|made provision for|provision of|"
        r"spent|spending|laid out|sunk|sank|paid|paying|burned through|shelled out|forked out|ploughed|poured)"
        r"(?: (?:an?|the|extra|emergency|a further|another|out|it|so far|already|its|up|sum of|reserves? of))*"
        r"(?: [\w'-]+){0,2}? ",
        rf"[^.;$€£]{{0,30}}? (?:for|on|to|towards?|into|in|cleaning|rebuilding|restoring|"
        rf"dealing) [^.;$€£]{{0,40}}?\b{_WORK}\b",
        rf"\b(?:ransom|{CROOKS}|settle\w*|suit|fine|penalty|last year|before the|(?:must|ordered to|agreed to) pay)\b",
    ),
    beside(
        "cost",
        r"\b(?:bill|tab|invoice|price tag|damage|costs?|expense|expenditure|outlay|losses|hit|charge|provision|"
        r"write-?off)\b"
        r"[^.;$€£]{0,60} (?:of|at|to|was|is|were|reached|totals?|totalled|totaled|exceeds?|exceeded|topped|passed|"
        r"hit|nears?|approach\w*|over) ",
        unless=rf"\b(?:average|ransom|fine|penalty|customers|each|{CROOKS}|lower|reduc\w+|a year|typical\w*|study|"
        r"laptops?|annual\w*|cost of (?:living|the (?:house|ticket)))\b",
    ),
    beside(
        "cost", r"\b(?:out of pocket by|poorer by|cost (?:it|us|them|taxpayers|ratepayers|the [\w-]+)(?: [\w-]+)?|"
        r"costs? of) ",
        unless=r"\b(?:average|laptops?|a year|study)\b",
    ),
    beside(
        "stolen_funds",
        r"\b(?:siphon|syphon|drain|steal|stol|pinch|pilfer|swip|spirit|divert|embezzl|rob|cheat|swindl|defraud|reliev|"
        r"loot|skim|snatch|plunder|purloin|fleec|filch|nick|misappropriat|made off|"
        r"got away|"
        r"absconded|vanished|ran off|walked off|disappeared|bilk|helped (?:him|her|them)sel)\w*"
        r"(?: (?:off|away|out|of|with|it|them|the [\w-]+|customers|savers|clients|members|victims|from [\w' -]{2,30}|"
        r"an?|another|some|as much as|close to|[\w'-]+)){0,5} ",
        unless=rf"\b(?:laptops?|computers?|phones?|files|records|equipment|reward|gigabytes?|{PAID} (?:to )?the)\b|"
        r"\b(?:removed|cost|fine|bill|ransom|demand\w*|move to|worth \d+ [\w ]+ in (?:equipment|hardware))\b",
    ),
    beside(
        "stolen_funds", r"\b(?:lost|lose|loses|losing|parted with|out) ",
        rf"[^.;$€£]{{0,40}}? (?:to|at the hands of|because of) {_THE}(?:{CROOKS}|scam\w*|fraud\w*|impostor\w*|con)\b",
        r"\b(?:files|records|laptops?)\b",
    ),
    beside(
        "stolen_funds",
        rf"\b(?:{CROOKS}|impostor\w*|caller|someone|he|she|they|con m[ae]n)\b[^.;$€£]{{0,40}} (?:talk|coax|lur|cajol|"
        r"persuad|trick|con|dup|fool|mislead|misled|bluff|got|hoodwink)\w*\b[^.;$€£]{0,50} (?:wir|send|pay|"
        r"transferr?|mov|"
        r"hand|remit|releas)\w*(?: over| out| them| him| on)? ",
        unless=r"\b(?:ransom|demand\w*)\b",
    ),
    beside(
        "stolen_funds",
        behind=r"[^.;$€£]{0,30}? (?:(?:was|were|has been|have been|had been|had|has|is|are|being) (?:\w+ly )?(?:been )?"
        r"(?:siphoned|syphoned|drained|stolen|spirited|diverted|missing|gone|moved out|withdrawn|transferred (?:out|"
        r"to)|"
        r"wired|pilfered|looted|taken|swiped|skimmed|embezzled|misappropriated|swindled|debited|lost to)|vanished|"
        r"disappeared|went missing|left the (?:bank|account|exchange|treasury|fund))\b",
        unless=r"\b(?:laptops?|equipment|records|hardware|files)\b",
    ),
    beside(
        "compensation",
        r"\b(?:compensat\w*|refund\w*|reimburs\w*|repa(?:y|id)\w*|made good|make good|vouchers?|goodwill|redress|"
        r"ex gratia|damages)\b[^.;$€£]{0,50} (?:of|worth|with|for|to|up to|by|at|:) ",
        unless=rf"\b(?:insur\w*|{CROOKS}|seek\w*|sought|demand\w*|claim\w*|sue\w*|tax|bonus|executives?)\b",
    ),
    beside(
        "compensation",
        r"\b(?:each|every|all|apiece|victims?|customers?|savers?|members?|patients?|claimants?|people|those affected|"
        r"borrowers?|tenants?|employees)\b[^.;$€£]{0,40} (?:get|gets|receive|receives|received|got|be paid|were paid|"
        r"was "
        r"paid|be given|been given|were given|awarded|be sent|offered|promised|refunded|credited|compensated)"
        r"(?: [\w'-]+){0,3}? ",
        unless=rf"\b(?:ransom|{CROOKS}|fine|bonus|salary|invoice|bill)\b",
    ),
)  # fmt: skip


def plainly(before: str, behind: str) -> str | None:
    """The kind of the sum between `before` and `behind`, "" for a sum of something else, or None."""
    for words in _ALL:
        fits = words.before.search(before) and words.behind.match(behind)
        if fits and not words.unless.search(before + behind):
            return words.kind
    return None
