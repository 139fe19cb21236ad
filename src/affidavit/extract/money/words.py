"""What a sum is by the words right beside it, where cues further off would mislead: who paid whom, and for what."""

from __future__ import annotations

from affidavit.extract.money import everyday
from affidavit.extract.money.plainly import beside, plainly

_NEAR = 120
_THEM = (
    r"(?:hackers?|attackers?|extortionists?|criminals?|cybercriminals?|intruders?|gang|group|threat actors?|"
    r"crew|operators?|"
    r"blackmailers?)"
)
_OFFERED = (
    r"(?:data(?:base|set)?s?|records|files|dump|set|collection|access|rows|listing|archive|credentials|everything)"
)
_TAKE = (
    r"(?:moved|took|taken|withdrew|withdrawn|drained|stole|stolen|transferred|siphoned(?: off)?|wired|diverted|lost|"
    r"losing)"
)


#: The first that fits tells what the sum is; "" where it is no sum of the incident.
_ALL = (
    beside(
        "", r"\b(?:buy|acquire|(?:acquisition|takeover|purchase) of|(?:bought|acquired)(?= (?:the|its|an?|rival)\b))"
        r"[^.;$€£]{0,80} (?:for|worth|valued at) ",
        unless=rf"\b(?:{_OFFERED}|{_THEM}|forums?|sellers?|dark web)\b",
    ),
    beside(
        "", r"\b(?:ordered|told|made) (?:(?!the |it |its )[a-z'-]+ ){1,3}to (?:pay|repay|hand back) ",
        r"[^.;$€£]{0,20} (?:in|as) restitution\b",
    ),
    beside("", r"\b(?:prices?|rates?)\b[^.;$€£]{0,30} (?:comes?|came|amounts?|amounted|works? out) (?:to|at) "),
    beside(
        "", r"\bi(?:'ve|'d)? (?:(?:have|had|just|already|probably) )?(?:lost|lose|paid|spent|earned)(?: [a-z]+){0,2} ",
    ),
    beside(
        "ransom_demand", r"\b(?:asks|asked|asking|wants?|wanted|demand(?:s|ed|ing)?)(?: for)? ",
        r"[^.;$€£]{0,30}? (?:for|to|in (?:return|exchange) for|or (?:else )?(?:they|it|he) w(?:ill|ould)) "
        r"(?:not|keep(?:ing)?|never|refrain\w*|stay\w*|(?:his|their|its) silence|silence|destroy\w*|delet\w*)\b",
    ),
    beside("", r"\b(?:commit\w*|pledg\w*|plans?|agreed|promis\w*) (?:itself )?to (?:spend|invest|spending|investing) "),
    beside(
        "ransom_demand", r"\b(?:set|put|named|fixed) the price (?:of|for) (?:the |a )?(?:key|decrypt\w*|silence|files)"
        r"[^.;$€£]{0,20} at ",
    ),
    beside(
        "ransom_demand", r"\b(?:would|will|must|should|had|has|have) (?:have )?(?:to )?pay ",
        r"[^.;$€£]{0,20} to get (?:its|their|the|all) (?:files|data|systems|records) back",
    ),
    beside(
        "ransom_demand", rf"\b(?:{_THEM}|crew|blackmailers?)\b[^.;$€£]{{0,30}} (?:called for|held out for|opened at) ",
    ),
    beside(
        "ransom_paid",
        r"\b(?:ended up|wound up|finished up|resorted to) (?:sending|paying|wiring|transferring|handing over) ",
        rf"[^.;$€£]{{0,30}} to (?:the |its |their )?(?:[\w-]+ )?{_THEM}\b",
    ),
    beside(
        "cost",
        r"\b(?:attack|breach|break-in|hack|incident|theft|clean-?up|recovery|cleaning up|recovering|"
        r"rebuilding|repairs?)\b"
        r"[^.;$€£]{0,40} (?:eaten up|swallowed|consumed|devoured|(?:is|was|are|were) put at|used up|run up|"
        r"run to|ran to|come to|came to|cost) ",
        unless=r"\b(?:average|fine|settlement|ransom|a year|each year|customers|victims)\b",
    ),
    beside(
        "cost", r"\b(?:lost|missed|forgone) (?:[\w-]+ ){0,2}(?:sales|revenue|trade|income|business|takings|orders)\b"
        r"[^.;$€£]{0,20} (?:came to|amount\w* to|total\w*|of|put at|reached) ",
    ),
    beside("settlement", r"\b(?:has|have|had|parties|sides|it|they|choir|donors)\b[^.;$€£]{0,20} settled for "),
    beside(
        "compensation",
        r"\b(?:each|every|all|affected)\b[^.;$€£]{0,40} (?:gets?|got|receives?d?|will get|will receive|is given) "
        r"(?:an? )?",
        r"[- ](?:[\w-]+ ){0,2}(?:credit|voucher|refund|gift card|rebate|discount|coupon)\b",
    ),
    beside(
        "asking_price",
        r"\b(?:cards?|records|accounts|log-?ins|rows|profiles|passports)\b[^.;$€£]{0,30} (?:costs?|are|sell at) ",
        r" (?:each|apiece|a piece)\b[^.;]{0,40}\b(?:dark web|darknet|forum|market|underground|shop)\b",
    ),
    beside("", r"\b(?:sold|sells?|selling) (?:tickets|books|shares|goods|seats|the (?:house|ferry))\b[^.;$€£]{0,20} "),
    beside("", r"\bwill (?:also |now )?spend ", r" (?:on|over)\b"),
    beside("", r"\b(?:tax refunds?|(?:his|her|their|own|a|the) (?:own |tax )?refunds?)(?: of|,| worth) ?"),
    # parts of a penalty that is told as a whole, and what others paid for the like
    beside("", r"\bfor (?:one of )?which (?:it|he|she|the [\w-]+) (?:imposed|set|levied|added) (?:an? )?(?:further )?"),
    beside(
        "", r"\b(?:fined|paid|penalised|penalized|settled for|sanctioned)\b[^.;$€£]{0,30} ",
        r"[^.;$€£]{0,20} (?:after|for|over) (?:an? |the )?(?:near-?identical|similar|comparable|like) ",
    ),
    beside(
        "compensation",
        r"\b(?:each|every|members?|victims?|customers?|savers?|they|people|claimants?|workers?|patients?)\b"
        r"[^.;$€£]{0,30} "
        r"(?:can|may|could|will be able to|are entitled to|is entitled to|stand to|eligible (?:for|to)) "
        r"(?:now |also )?(?:seek|claim|ask for|apply for|request|get|receive|recover|collect)? ?(?:up to )?",
        unless=r"\b(?:fines?|penalt\w+|ransom|gang|cost|charged)\b",
    ),
    beside(
        "compensation",
        r"\b(?:gave|giv(?:es|en|ing)|offer\w*|sent|promis\w+|hand\w*|credit\w*|grant\w*|paid|pays?)\b[^.;$€£]{0,70}"
        r"(?:(?:worth|of|with) )?",
        r",? [^.;$€£]{0,24}(?:by way of|as (?:an? )?(?:token|apolog\w+|gesture|compensation)|in apology|goodwill|"
        r"to make (?:up|amends)|in compensation)",
        unless=r"\b(?:ransom|gang|hackers?|fines?)\b",
    ),
    beside("cost", r"\bset (?:it|them|the [\w-]+) back "),
    beside(
        "asking_price",
        r"\b(?:listing|post|thread|advert(?:isement)?|ad|seller)\b[^.;$€£]{0,110} (?:asks|asked|asking|wants?|wanted|"
        r"names? a price of|priced at|put at)(?: for)? ",
        unless=r"\bransom\b|\bleak (?:site|page|blog)\b|\bto (?:stay silent|delete|not)\b",
    ),
    beside(
        "asking_price",
        r"\b(?:sold|selling|sells?|went|going|goes|offered|fetch\w*|change hands|changed hands)\b[^.;$€£]{0,80} "
        r"(?:for|at) (?:(?:between|from) [$€£]?[\d.,]{1,9} (?:and|to) )?",
        r" (?:apiece|a piece|each|per (?:card|record|account|row))\b",
        r"\b(?:tickets?|shares?|bottles?|sandwich\w*)\b",
    ),
    beside(
        "stolen_funds",
        r"\b(?:put|puts|estimate[sd]?|reckon\w*) (?:their|the (?:victims|customers|guests|savers|clients)'?|victims'|"
        r"customers'|guests'|savers'|clients') (?:combined |total )?loss(?:es)? at ",
    ),
    beside(
        "stolen_funds",
        r"\b(?:got|made|ran|walked) (?:away|off) with [^.;$€£]{0,24}",
        unless=r"\b(?:fine|sentence|warning|records?|files)\b",
    ),
    beside("", behind=r" (?:a|per|each|every) (?:year|month|annum)\b|,? (?:annually|yearly)\b", unless=r"\bransom\b"),
    beside("", r"\b(?:policy|insurance|coverage|cover|rewards?|bounty|bounties)\b[^.;$€£]{0,40} "),
    beside(
        "settlement", r"\b(?:agree[sd]?|consent(?:s|ed)?|is|are|was|were|will have) to pay(?: out| up)? ",
        r"[^.;$€£]{0,30}? (?:over|to (?:settle|end|resolve))\b", r"\b(?:fines?|penalt\w+|ransom|gang)\b",
    ),
    beside("compensation", r"\b(?:claim|receive|get|be (?:paid|reimbursed)) ", unless=r"\b(?:hackers|gang|ransom)\b"),
    beside(
        "ransom_paid",
        rf"\b(?:paid|paying|pay|sent) (?:off )?(?:the |its |their |these )?(?:[\w-]+ )?{_THEM} (?:an? ransom of )?",
    ),
    beside(
        "ransom_paid", r"\b(?:pays?|paid|paying|payments? of|transferred|sent|handed over|wired) ",
        rf" (?:in [a-z]+ |worth of [a-z]+ )?to (?:the |its |their |a )?(?:[\w-]+ )?{_THEM}\b",
    ),
    beside(
        "ransom_demand", r"\b(?:refus|declin|unwilling|reject)\w*\b[^.;$€£]{0,40} ",
        rf" (?:that |which )?(?:the |its |their )?(?:[\w-]+ )?(?:{_THEM}|they) (?:had )?"
        r"(?:wanted|want|demanded|asked for|sought|named)\b",
    ),
    beside("ransom_demand", r"\b(?:until|deadline|by) [^.;$€£]{1,30} to (?:pay|hand over|send) "),
    beside(
        "", rf"\b(?:{_THEM}|they|he) (?:then )?"
        r"(?:moved|swapped|converted|laundered|bridged|deposited|forwarded|sent on) ",
    ),
    beside(
        "", r"\b(?:kits?|tools?|exploits?|malware|licen[cs]es?|subscriptions?|skimmers?|toolkits?)\b[^.;$€£]{0,60} "
        r"(?:for|at|from) ",
    ),
    beside(
        "ransom_paid", r"\b(?:paid|paying|pay|transferred|sent|handed over|wired) ",
        r",? (?:(?:about|roughly|around|nearly|just) )?half (?:of )?(?:what|the|their|its)\b[^.;]{0,60}"
        r"\b(?:demand\w*|asked|wanted|sought|ransom)\b",
    ),
    beside("ransom_demand", behind=r" (?:ransom |extortion )?demands?\b"),
    beside(
        "ransom_paid", r"\b(?:ransom|payment)s? of ",
        r"[^.;$€£]{0,30} (?:was|were|has been|had been) (?:\w{1,12} )?(?:paid|handed over|transferred)\b",
        unless=r"\b(?:not|never|until|unless|if)\b",
    ),
    beside(
        "ransom_demand",
        rf"\b{_THEM}\b(?: [\w'-]+){{0,4}}? (?:wants?|wanted|seeks?|sought|seeking|asks? for|asked for|asking for) "
        r"(?:a ransom of |the sum of |payment of )?",
        unless=rf" for (?:the |its |all |full )*{_OFFERED}\b",
    ),
    beside(
        "asking_price",
        rf"\b(?:offer(?:ed|ing|s)?|sells?|selling|sold|list(?:ed|s|ing)|posted|"
        rf"advertis\w+)\b[^.;$€£]{{0,60}}\b{_OFFERED}\b"
        r"[^.;$€£]{0,40} (?:for|at|asking) ",
    ),
    beside(
        "asking_price", r"\b(?:asks|asked|asking|wants?|wanted)(?: for)? ",
        rf"(?: in [a-z]+)?,? for (?:the |its |all |full |what |an? )*(?:[\w'-]+ ){{0,9}}?{_OFFERED}\b",
        r"\bransom\b",
    ),
    beside("asking_price", r"\b(?:sellers?|offer|listing)\b[^.;$€£]{0,60} (?:asked|asks|asking|wants?)(?: for)? "),
    beside(
        "stolen_funds", rf"\b{_TAKE} ",
        r" (?:out of|from) (?:[\w'-]+ ){0,4}?(?:accounts?|customers|members|wallets?|clients|victims|bank|"
        r"exchange|union|platform)\b",
    ),
    beside(
        "stolen_funds", rf"\b{_TAKE} ",
        r" (?:worth )?(?:of|in|worth of) (?:[\w-]+ )?(?:crypto\w*|bitcoins?|ether\w*|tokens|coins|digital "
        r"assets|nfts)\b",
    ),
    beside(
        "stolen_funds",
        behind=r"[^.;$€£]{0,20} (?:was|were) (?:drained|stolen|withdrawn|transferred|moved|taken) (?:from|out)\b",
    ),
    beside(
        "stolen_funds", r"\b(?:ran|rang|running|racked) up ",
        r" (?:in|of|worth of) (?:[\w-]+ )?(?:charges|debts?|purchases|bills)\b",
    ),
    beside(
        "stolen_funds", r"\b(?:spent|spending|charged) ",
        r"[^.;]{0,20} (?:with|on|to) (?:[\w-]+ ){0,3}?(?:stolen|cards?|numbers)\b",
    ),
    beside(
        "", r"\b(?:ransoms?|demands?|fines?|penalties) (?:of|can reach|may reach|could reach|range\w*|averag\w+) ",
        unless=r"\b(?:was|were|has been|had been) (?:paid|imposed|demanded)\b|\b(?:a|the|an|its) (?:[\w-]+ )?"
        r"(?:ransom|fine|demand)\b|\b(?:paid|demand\w*|asked|imposed|issued|levied|hit with)\b",
    ),
    beside(
        "ransom_demand",
        rf"\b(?:they|{_THEM}|notes?|message)\b(?: [\w'-]+){{0,5}}? (?:wants?|wanted|called for|calls for|"
        r"demand(?:s|ed|ing)?|set a price of) ",
        unless=rf" for (?:the |its |all |full |a |each )*"
        rf"(?:{_OFFERED}|e-?mails?|passwords|names|numbers|details|cards|accounts)\b|\b(?:sell\w*|buyers?)\b",
    ),
    beside(
        "ransom_demand",
        r"\bprice (?:for|of) (?:not |their silence|silence|keeping|withholding)[^.;$€£]{0,60}"
        r"(?:set at|put at|was|is|of) ",
    ),
    beside(
        "ransom_demand", rf"\b{_THEM}\b[^.;$€£]{{0,30}} (?:gave|given|giving) [^.;$€£]{{0,50}} to pay ",
    ),
    beside(
        "ransom_paid", r"\b(?:handed over|transferred|wired|sent) ",
        rf" to (?:the |its |their |a )?(?:[\w-]+ )?{_THEM}\b",
    ),
    beside(
        "stolen_funds", behind=r"[^.;$€£]{0,40} (?:was|were|has been|had been) (?:stolen|taken|drained)\b",
        before=r"\b(?:crypto\w*|bitcoins?|coins|tokens|funds|money|cash|assets)[^.;$€£]{0,15} (?:worth|of) ",
    ),
    beside(
        "stolen_funds",
        r"\b(?:trick\w*|deceiv\w*|dup(?:ed|ing)|fool\w*|conn\w*|persuad\w*|got)\b[^.;$€£]{0,60} into "
        r"(?:wiring|sending|paying|transferring|moving) ",
    ),
    beside(
        "asking_price",
        r"\b(?:bids?|bidding|auction|offers)\b[^.;$€£]{0,40} (?:starts?|began|begins?|open(?:s|ed)?) at ",
    ),
    beside(
        "asking_price", r"\b(?:bought|had|sold|sell|available|going) (?:for|at) (?:as little as |only |just )?",
        unless=r"\b(?:compan(?:y|ies)|firm|business|rival|shares?|stake|deal|subsidiary|acqui\w+|was bought|painting|"
        r"house|land|building|picture|ferry|branch)\b",
    ),
    beside(
        "settlement",
        r"\b(?:case|suit|lawsuit|action|dispute|matter)\b[^.;$€£]{0,30} (?:ended|closed|resolved|settled) "
        r"(?:with|for|by) (?:a |the )?(?:payment|payout|sum|deal)?(?: of)? ?",
    ),
    beside("settlement", r"\b(?:pay|paid|paying|payment of) ", r",? to (?:settle|resolve|end)\b"),
    beside("fine", r"\b(?:penalty|penalties|fines?) (?:of|totall?ing|worth) "),
    beside(
        "fine", r"\b(?:ordered|ordering|told) [^.;$€£]{0,40} to pay ",
        unless=r" to (?:settle|resolve)\b|\bcustomers\b|\bdamages\b",
    ),
    beside(
        "cost",
        r"\b(?:costs?|bill|tab|expenses)\b[^.;$€£]{0,50} (?:reach(?:ed)?|came to|comes? to|amount(?:ed|s)? to|"
        r"total(?:l?ed|s)?) ",
        unless=r"\baverage\b|\bsettlement\b",
    ),
)  # fmt: skip


def worded(lower: str, sentence: tuple[int, int], amount: tuple[int, int]) -> str | None:
    """The kind of the sum at `amount` by the words right beside it, "" for a sum of something else, or None."""
    before = lower[max(sentence[0], amount[0] - _NEAR) : amount[0]]
    behind = lower[amount[1] : min(sentence[1], amount[1] + _NEAR)]
    for words in (*everyday.ALL, *_ALL):
        fits = words.before.search(before) and words.behind.match(behind)
        if fits and not words.unless.search(before + behind):
            return words.kind
    return plainly(before, behind)
