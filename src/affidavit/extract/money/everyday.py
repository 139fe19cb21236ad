"""Sums as plain reporting puts them, before the wider classes are tried: what a look-up cost, what was spent since."""

from __future__ import annotations

from affidavit.extract.money.plainly import CROOKS, NEVER, PAID, beside

_ITEM = (
    r"(?:lists?|records?|files?|names?|address(?:es)?|numbers?|cards?|profiles?|plates?|look-?ups?|searche?s?|"
    r"quer(?:y|ies)|"
    r"cop(?:y|ies)|reports?|statements?|entr(?:y|ies)|rows?|scans?|log-?ins?|accounts?|photos?|passports?|messages|"
    r"histor(?:y|ies)|call (?:data|logs?|lists?|records)|calls|location(?:s| data)?|data|details)"
)
_COIN = r"(?:bitcoins?|btc|monero|xmr|crypto\w*|ether\w*|tether|digital (?:currency|coins?))"
_UNLOCKED = (
    r"(?:to (?:have|get|buy|regain|recover|unlock|undo|free|retrieve|restore|secure|obtain|make)|for (?:the |a )?(?:"
    r"keys?|decrypt\w*|return|release|silence|promise))\b"
)
_STORE_OF_VALUE = r"(?:points?|balances?|credits?|vouchers?|miles|gift cards?|tokens|coins|stamps|top-ups?)"
_HARDENED = r"(?:security|safeguards?|defen[cs]es|protections?|cyber\w*)"

#: The first that fits tells what the sum is; "" where it is no sum of the incident.
ALL = (
    beside("", behind=r" (?:an|per) hour\b"),
    beside(
        "", r"\bi (?:had |have |'d |'ve )?(?:just |only |really |ever |already )?(?:spent|paid|bought|ordered|"
        r"withdrawn|"
        r"spend|pay|buy|authori[sz]ed)\b[^.;$€£]{0,24} ",
    ),
    # what is told of a note that there was none of
    beside(
        "", r"\b(?:no|without an?|neither an?|never an?) (?:[\w-]+ ){0,2}?(?:note|demand|message)s?\b[^.;$€£]{0,40} ",
        unless=r"\b(?:said|says|warn\w*|but|however|later|instead)\b",
    ),
    beside(
        "", r"\b(?:note|demand|message)s?\b[^.;$€£]{0,40} ",
        r"(?:[^.;]|\.\d){0,80}? (?:was|were) (?:not|never|nowhere) (?:\w+ )?(?:present|found|left|seen|there|to be (?:"
        r"seen|found))",
    ),
    beside(
        "ransom_paid", rf"\b{PAID}(?: [\w'-]+){{0,3}}? ",
        rf"(?:,? (?:worth )?(?:of|in) {_COIN})?(?: [\w'-]+){{0,3}}? {_UNLOCKED}(?: [\w'-]+){{0,6}}? (?:undone|"
        rf"unlocked|back|"
        r"restored|decrypted|released|freed|opened|files|data|systems|servers|records|key|decrypt\w*|silence)\b",
        NEVER + r"|\b(?:invoice|tricked|duped|fooled|conned|impostor\w*|forged|bogus|fake)\b",
    ),
    beside(
        "ransom_demand",
        r"\b(?:initial|opening|first|original|final|latest|revised) (?:ask|demand|offer|figure|sum|bid|request|"
        r"ransom)\b"
        r"(?: [\w'-]+){0,4}? (?:was|is|were) for ",
    ),
    beside(
        "ransom_demand", r"\b(?:and|with|naming|named|gave|giving|had|:) (?:an?|its|their|his|one) (?:price|figure|"
        r"sum|amount|demand)"
        r"(?: tag)?(?:: ?|,? | - )",
        unless=r"\b(?:sell\w*|sale|buyers?|forum|market\w*|auction\w*|of stock|shares?)\b",
    ),
    beside(
        "ransom_demand", rf"\b{CROOKS}\b[^.;$€£]{{0,50}} (?:asks?|asked|asking|wants?|wanted|demand(?:s|ed|ing)|"
        r"seeks?|sought|seeking)(?: for)? ",
        r"[^.;$€£]{0,24} (?:to|in (?:return|exchange) for|for) (?:the )?(?:return|giv\w+ (?:it |them |"
        r"everything )?back|unlock|"
        r"restor|decrypt|hand\w* (?:it |them )?back|releas|free)\w*\b",
    ),
    beside(
        "ransom_demand", rf"\b(?:{CROOKS}|someone)\b[^;$€£]{{0,110}}\b(?:it|they|he|she) had (?:asked|called) for ",
        unless=r"\b(?:buyers?|sell\w*|sale|bail|donors?|budget|grant|county|council)\b",
    ),
    beside(
        "stolen_funds", rf"\b(?:{CROOKS}|outsiders?|strangers?|someone|somebody)\b[^.;$€£]{{0,90}}?\b(?:spent|redeemed|"
        rf"used(?: up)?|cashed in|emptied|exchanged|took|stole|siphoned|drained|transferred) (?:[\w'-]+ ){{0,3}}?"
        rf"{_STORE_OF_VALUE}(?: [\w'-]+){{0,3}}? (?:worth|valued at|to the value of) (?:a total of )?",
        unless=NEVER,
    ),
    beside(
        "stolen_funds", rf"\b{_STORE_OF_VALUE}\b[^.;$€£]{{0,40}} worth (?:a total of )?",
        r"[^.;]{0,24} (?:was|were|had been|has been|have been) (?:\w+ )?(?:spent|used(?: up)?|redeemed|"
        r"cashed(?: in| out)?|"
        r"exchanged|traded in|moved|taken|stolen|drained|gone|converted)\b",
        r"\bby (?:the |its )?(?:customers|members|shoppers|owners)\b",
    ),
    beside(
        "asking_price", rf"\b(?:an?|one|each|every|"
        rf"single) (?:[\w'-]+ ){{0,5}}?{_ITEM}(?:'s?)?(?: [\w'-]+){{0,3}}? (?:cost|"
        r"costs|went for|goes for|fetched|fetches|sold for|sells for|brought(?: in| him| her)?|earned (?:him|her|"
        r"them)) ",
        unless=r"\b(?:breach|attack|incident|hack|theft|leak|loss|insur\w*|on average|average\w*|laptops?|replace\w*|"
        r"stamps?|credit report|certificate)\b",
    ),
    beside(
        "asking_price", r"\b(?:charg(?:ed|ing|es)|took|taking|asked|paid|paying|pocketed|earned|got|received|made)"
        r"(?: (?:him|her|them|the \w+))? ",
        rf" (?:for (?:each|every|one|an?)|per|an?|each) (?:[\w'-]+ ){{0,3}}?{_ITEM}\b",
        rf"\b(?:ransom|{CROOKS} (?:\w+ )?asked|fees?|customers?|members?|patients?|monitoring|certificate|"
        rf"replace\w*)\b",
    ),
    beside(
        "asking_price", rf"\b(?:sold|sells?|selling|flogged|hawked|resold)(?: on)? (?:[\w'-]+ ){{0,4}}?{_ITEM}"
        r"(?: [\w'-]+){0,5}? (?:for|at) (?:as little as |only |just )?",
        unless=r"\b(?:house|branch|building|business|company|stake|painting|tickets?|shares?)\b",
    ),
    beside("settlement", r"\b(?:put|puts|putting|laid|offer(?:s|ed)?) ", r"[^.;$€£]{0,20} on the table\b", CROOKS),
    beside("asking_price", r"\bchang\w+ hands\b[^.;$€£]{0,60} (?:for|at) ", unless=r"\b(?:shares?|house|compan(?:y|"
        r"ies)|business)\b"),
    beside(
        "asking_price", r"\basking price\b[^.;$€£]{0,40} (?:of|is|was|at|to|from) ",
        unless=r"\b(?:house|shares?)\b",
    ),
    beside(
        "cost", r"\b(?:put|puts|spent|spending|invested|sunk|poured|ploughed|plowed|laid out|paid) (?:a further |"
        r"another )?",
        rf"(?: [\w'-]+){{0,2}} (?:into|on|in|towards?) [^.;$€£]{{0,40}}\b{_HARDENED}\b[^.;$€£]{{0,30}}\b(?:since|"
        rf"after|following|"
        r"in response|in the wake|as a result)\b",
        r"\b(?:last year|before the|a year|annual\w*)\b",
    ),
    beside(
        "cost", r"\b(?:pay|pays|paying|paid|spend|spent) (?:about |roughly )?",
        r" (?:for|on) (?:[\w-]+ ){0,4}?(?:monitoring|protection services|letters|notification|notices|mailings?|"
        r"call cent(?:re|er))\b",
        rf"\b(?:settle\w*|suit|fine|penalty|ransom|{CROOKS})\b",
    ),
    beside(
        "compensation", r"\b(?:claims?|claimants?|class members?|members|victims)\b[^.;]{0,90}\b(?:for|to|and|or|"
        r"of|claim|receive|recover|"
        r"be paid|reimbursed) (?:up to )?",
        r" (?:for|in|of) (?:[\w-]+,? ){0,4}?(?:losses|expenses|out-of-pocket|lost time|time)\b",
        r"\b(?:insurance|insurers?|fund of|ransom)\b",
    ),
    beside(
        "compensation", behind=r" (?:for|in|of) (?:any |your |their )?(?:documented|ordinary|extraordinary|"
        r"unreimbursed|"
        r"out-of-pocket|attested|verified|proven|provable)(?:,? [\w-]+){0,3} (?:losses|expenses|costs|time)\b",
        unless=r"\b(?:insurance|insurers?|ransom)\b",
    ),
    beside(
        "compensation", r"\b(?:cash|pro[- ]rata|flat|one-time|alternative)(?:,? (?:cash|pro[- ]rata|"
        r"alternative))* (?:payments?|awards?|"
        r"payouts?)\b[^.;$€£]{0,50} (?:of|be|at|to|is|are|was|were) (?:up to )?",
        unless=rf"\b(?:{CROOKS}|ransom|dividend)\b",
    ),
)  # fmt: skip
