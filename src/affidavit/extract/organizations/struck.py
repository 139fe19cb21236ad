"""Whether the words beside a name make it the one that was hit, whatever else the text says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: How far the words before and behind a name are looked at.
_BEFORE, _BEHIND = 100, 240
#: Before a name, what describes its bearer: "the Swedish furniture maker".
_WHAT = (
    r"(?:(?:the |an? )?(?:(?!(?:and|or|but|that|which|who|its?|their|his|her|our|by|with|for|after|when|while|"
    r"to|on|from|of|in|into|"
    r"was|were|data|files|systems?|networks?|servers?) )[\w&/-]+ ){0,5})?"
)
#: Whom a gang puts on its list: "has added the furniture maker Holm to its leak site".
_LISTING = regex(
    rf"\b(?:add(?:s|ed|ing)?|list(?:s|ed|ing)?|nam(?:es|ed|ing)|post(?:s|ed|ing)?|put|claim(?:s|ed)) {_WHAT}$"
)
_LIST = regex(
    r"[^.;]{0,40}? (?:to|on|among|as (?:an? |one of )?(?:[\w-]+ )?victims? on) (?:its|their|the|his|an?) "
    r"(?:[\w'-]+ ){0,4}"
    r"(?:leak|leaks|extortion|shaming|victims?|dark ?-?web|data ?leak|tor|onion)[- ]?(?:\w+ )?(?:site|sites|"
    r"blog|page|portal|list)\b"
)
#: Whose systems somebody broke into, whoever tells of it.
_INTO = regex(
    r"\b(?:break(?:s|ing)? in(?:to)?|broke(?:n)? in(?:to)?|hack(?:ing|ed) into|intru(?:ding|ded) (?:in|on)to|"
    r"(?:getting|got|gotten) into|"
    r"(?:by|for|of|in) (?:hacking|breaching|infiltrating)|"
    r"(?:have|had|has|they|hackers|attackers|intruders|who|gang|group|successfully|he|she) (?:hacked|breached|"
    r"infiltrated)) "
    r"(?:the )?(?:(?:[\w-]+ ){0,2}(?:systems?|networks?|servers?|databases?|computers?|website|accounts?|"
    r"mailbox(?:es)?) "
    rf"(?:of|at|belonging to) )?{_WHAT}$"
)
#: By whose name a report calls it: "reported by the covered entity (CE), Larkfield".
_ENTITY_BEFORE = regex(r"\bcovered entity(?:'s)?,? ?(?:\(\"?ce\"?\))?(?:'s)?,? ?(?:the )?$")
_ITS_ASSOCIATE = regex(
    r"^(?:an? |the )?(?:business associate|vendor|supplier|contractor|agent|ba)(?: \(\"?ba\"?\))? (?:of|for|to) "
    r"(?:the )?covered entity(?: \(\"?ce\"?\))?,? $"
)
_ENTITY_BEHIND = regex(r",? (?:the|a|an?other) covered entity\b|,? \(?(?:the )?(?:\"?ce\"?\)|covered entity)")


#: Behind the name of one who tells what befell it: "Larkfield said that someone accessed".
_OWN_TALE = regex(
    r"(?:,[^,]{1,60},)? (?:(?:has|have|had|also) ){0,2}(?:said|says|reported|told|found out|discovered|learned|"
    r"noticed|"
    r"disclosed|announced|admitted|confirmed|revealed|acknowledged|warned)\b[^.;]{0,90}? that (?:[^.;,]{0,50}?)"
    r"\b(?:someone|somebody|hackers?|attackers?|intruders?|thie(?:f|ves)|burglars?|laptops?|computers?|drives?|"
    r"tapes?|files|records|"
    r"data|information|mailbox(?:es)?|an? (?:[\w-]+ ){0,2}(?:persons?|party|employee|volunteer|worker|clerk|"
    r"nurse|contractor|"
    r"vendor|supplier|account|server|database))\b[^.;]{0,60}?\b(?:accessed|stole|stolen|encrypted|copied|kept|"
    r"taken|took|"
    r"exposed|broken into|broke into|hacked|compromised|viewed|downloaded|lost|missing|sent|emailed|posted|"
    r"looked at)\b"
)
#: What a notice or filing calls the one in whose name it speaks: 'Larkfield Corporation (the "Company") identified'.
_SPEAKS = regex(
    r",?(?: (?:inc|llc|ltd|limited|corp|corporation|co|plc|n\.?v|s\.?a|ag|lp)\.?,?)?(?: [\"']?\([^()]{0,80})?,? ?"
    r"\((?:together with[^()]{1,80}, |collectively[^()]{0,60}, |hereinafter |\"[^\"]{1,40}\",? or )?(?:the )?"
    r"\"?(?:company|registrant|we|us|our|corporation|bank|practice|clinic|hospital|firm|university|college|district)\b"
    r"[^()]{0,60}\)"
)
#: The log odds that being on a gang's list or broken into gives at least, those of the entity that reports, and those
#: of one who tells what befell it.
_HIT, _REPORTS, _TELLS = 2.5, 7.0, -0.5


#: What words give that tell nothing of it.
NOTHING = -20.0


#: Without one of these before it, nobody is listed or broken into.
_LISTS = frozenset(
    "add adds added adding list lists listed listing name names named naming post posts posted posting put "
    "claim claims claimed".split()
)
_BREAKS = frozenset("into got in onto hacked hacking breached breaching infiltrated infiltrating".split())


def struck(scan: Scan, name: Name) -> float:
    """The log odds of being the victim that the words beside a mention give at least (NOTHING where they give none)."""
    line = scan.lines[name.line]
    before = scan.lower[max(line.start, name.start - _BEFORE) : name.start]
    behind = scan.lower[name.end : min(line.end, name.end + _BEHIND)]
    if _is_entity(before, behind) or ("(" in behind and _SPEAKS.match(behind)):
        return _REPORTS
    words = set(before.split())
    listed = not _LISTS.isdisjoint(words) and _LISTING.search(before) and _LIST.match(behind)
    if listed or (not _BREAKS.isdisjoint(words) and _INTO.search(before)):
        return _HIT
    return _TELLS if " that " in behind and _OWN_TALE.match(behind) else NOTHING


def is_its_associate(before: str) -> bool:
    """Whether a report calls the name behind `before` one that works for the covered entity."""
    return "entity" in before and _ITS_ASSOCIATE.search(before) is not None


def _is_entity(before: str, behind: str) -> bool:
    """Whether a report calls it the covered entity."""
    if "entity" in before and _ENTITY_BEFORE.search(before):
        return not is_its_associate(before)
    return ("entity" in behind or "ce" in behind) and _ENTITY_BEHIND.match(behind) is not None
