"""What a text says that an organisation is: "insurer Larkfield", "Larkfield, a Dutch insurer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.lists import words
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Name
    from affidavit.extract.scan import Line, Scan

#: How far from a name a word may stand that describes it: before it, and behind it.
_BEFORE, _BEHIND = 60, 110
#: How many words may stand between a trade and the name it describes.
_MOST_BETWEEN, _MOST_JOINED, _BETWEEN = 5, 2, 30
_ARTICLE = regex(r"\bthe [\"']?$")
_WORD = regex(r"[\w&'/+$-]+(?:\.[\w&'/+$-]+)*|,")
#: Behind a trade they begin what else is said of it: "a social network popular in".
_GONE_ON = frozenset({"of", "and", "or", "&", "popular", "known", "famous", "active", "aimed"})
#: What may stand right before a name: a quotation mark, an article, a bracket.
_OPENING = regex(
    r"(?: ?\([^()]{1,20}\))?(?: (?:also )?(?:known as|called|named|dubbed))?[ ,]{0,2}[\"'(]?(?:the )?[\"'(]?$"
)
#: How a description behind a name begins.
_BEGINS = regex(
    r"[\"')]{0,2}(?: ?\([^)]{1,60}\)){0,2}"
    r"(?:,? (?:formerly|previously|also|now) (?:known as |called )?[^,.;]{1,50},|"
    r", (?:founded|based|headquartered|located|established|owned) [^.;]{1,60}?,)?"
    r"(?:(?:,? -{0,2} ?(?:self-|often |also |widely )?(?:described|known|billed|touted|ranked) as|"
    r",? (?:which|who|that) (?:is|was)"
    r"| (?:is|was|remains|ranks as|ranks|describes itself as|bills itself as|calls itself|styles itself|says it is)"
    r"|,| -{1,2})"
    r"(?: (?:also|currently|now|today|still|itself|considered|regarded|believed to be))? |"
    r"[\"']{0,2} \([\"']{0,2})"
    r"(?:among the|one of the|one of|the|an?\b|"
    r"(?:the )?[\w.]{2,20}(?: [\w.]{2,20})?'s? "
    r"(?=(?:second |third )?(?:[\w-]+est\b|no|number|most|#1|top|leading|main|national|only))) ?"
)
#: Whose goods tell the trade: "a provider of cloud software".
_OF = regex(
    r"(?:providers?|makers?|manufacturers?|producers?|operators?|developers?|publishers?|distributors?|suppliers?|sellers?"
    r"|retailers?|group|chain|network|family|system|one|some|leader|seller|owner|vendors?|purveyor|host|creators?|builders?"
    r"|issuers?|administrators?|association|number|state|city|town|county|department|ministry|university|bank|college)$"
)
#: What an organisation does, where rules tell a trade by it.
_DOES = regex(
    r"(?:connects|treats|runs|operates|owns|manages|cares|looks|delivers|provides|offers|handles|administers|processes|"
    r"settles|insures|lends|issues|trades|holds|invests|pays|prepares|prints|audits|represents|defends|designs|surveys|"
    r"translates|draws|teaches|tutors|trains|coaches|educates|franchises|serves|caters|sells|carries|ferries|flies|ships|"
    r"hauls|moves|transports|brews|bakes|bottles|forges|casts|cans|weaves|manufactures|makes|builds|assembles|produces|"
    r"erects|constructs|paves|repairs|supplies|distributes|generates|pumps|pipes|lets|rents|leases|publishes|broadcasts|"
    r"hosts|streams|develops|writes|finds|places|recruits|collects|cleans|guards|answers|books|grows|farms|rears|raises|"
    r"breeds|catches|harvests) "
)
#: Where an organisation is: "a publicly traded company in".
_IN = regex(r"([^.;]*\w) (?:based |headquartered )?(?:in|of|across) (?:the )?(?:state of )?")
#: How a sentence begins that goes on about the one told of: "The mobile carrier said".
_THE = regex(
    r"(?:^|[.;:,\"'] |\b(?:that|and|but|while|as|when|where|whether|says|said|before|after|because|since|if) )the $"
)
_GOES_ON = regex(
    r"(?: of (?:[\w-]+ ){0,3}?[\w-]+(?= [a-z]+(?:ed|id)\b| told\b| has\b))?"
    r"(?:, (?:with|which|whose|who|founded|owned|based|an?|the) [^.;]{1,80}?,)?"
    r"(?:'s\b|,? (?:(?:also|has|had|have|is|was|did|does|do|will|would|could|\w{1,15}ly) ){0,3}"
    r"(?:sa(?:id|ys)|told|tells|\w+ed\b|has|had|is|was|does|did|\w+s (?:that|it|its|the|to)\b|"
    r"found|began|took|sent|paid|learned|learnt|became|made))"
)
#: What comes between a name and what its bearer does: "Larkfield, which runs payrolls".
_WHICH = regex(r"[\"')]{0,2}(?: ?\([^)]{1,60}\))?,? (?:which|that|who) (?:also |mainly |mostly )?$")
_WHICH_KIND = regex(
    r"[^.;]{0,60}?(?:company|firm|group|start-?up|business|charity|service|outfit|site|app|platform|nonprofit) "
    r"(?:which|that|who) (?:also )?$"
)


def how(scan: Scan, line: Line, name: Name, start: int, end: int, *, sure: bool) -> str | None:
    """How a word at `[start, end)` of a sentence says what the bearer of `name` is, if it does.

    "before": "insurance giant Larkfield"; "behind": "Larkfield, an insurance giant"; "joined": "the Larkfield airline".
    """
    if end <= name.start:
        return "before" if _before(scan, line, start, end, name, sure) else None
    if _behind(scan, line, name.end, start, end):
        return "behind"
    return "joined" if _joined(scan, line, name, start, end) else None


def _before(scan: Scan, line: Line, start: int, end: int, name: Name, sure: bool) -> bool:
    """Whether a trade stands with its noun right before the name."""
    if not 0 < name.start - end <= _BEFORE:
        return False
    between = scan.lower[end : name.start]
    opened = _OPENING.search(between)
    rest = between[: opened.start()] if opened else between
    if "," in between[len(rest) :] and not within(scan.lower[line.start : start]):
        return False  # "on social media, Larkfield"
    nouns = _WORD.findall(rest)
    if not nouns:
        return not rest and (sure or _is_noun(scan.lower[start:end].rsplit(" ", 1)[-1]))
    return len(nouns) <= _MOST_BETWEEN and _is_noun(nouns[-1]) and not any(map(_parts, nouns))


def _behind(scan: Scan, line: Line, name: int, start: int, end: int) -> bool:
    """Whether a trade is what the words behind a name that ends at `name` say that it is."""
    if not 0 < start - name <= _BEHIND:
        return False
    if _DOES.match(scan.lower, start):
        return _WHICH.fullmatch(scan.lower, name, start) is not None or _is_kind_that(scan, name, start)
    begun = _BEGINS.match(scan.lower, name, start)
    if begun is None or not within(scan.lower[begun.end() : start]):
        return False
    return " of " in scan.lower[begun.end() - 4 : start] or ends(scan, line, end)


def _is_kind_that(scan: Scan, name: int, start: int) -> bool:
    """Whether a verb at `start` says what the bearer of a name does: "Larkfield, a Boston company that insures"."""
    begun = _BEGINS.match(scan.lower, name, start)
    return begun is not None and _WHICH_KIND.fullmatch(scan.lower, begun.end(), start) is not None


def _joined(scan: Scan, line: Line, name: Name, start: int, end: int) -> bool:
    """Whether a name after "the" and the trade right behind it are one."""
    if not 0 < start - name.end <= _BETWEEN or not _ARTICLE.search(scan.lower, max(name.start - 6, 0), name.start):
        return False
    between = _WORD.findall(scan.lower, name.end, start)
    joined = len(between) <= _MOST_JOINED and "and" not in between and not any(map(_parts, between))
    return joined and scan.lower[name.end] in ' "' and scan.lower[end : end + 1] in " ." and ends(scan, line, end)


def ends(scan: Scan, line: Line, end: int) -> bool:
    """Whether a word that ends at `end` describes an organisation: a "bank", a "bank operator", but no "bank clerk"."""
    if scan.lower.endswith(" of", 0, end):
        return True
    words_after = []
    for word in _WORD.finditer(scan.lower, end, min(line.end, end + _BEFORE)):
        if word.group() in _GONE_ON or _parts(word.group()) or scan.lower[word.start() - 1] not in " /":
            break
        words_after.append(word.group())
    return not words_after or any(map(_is_noun, words_after[:_MOST_BETWEEN]))


def names_trade(scan: Scan, line: Line, end: int) -> bool:
    """Whether what stands right behind `end` says of what trade somebody is: "a Rotterdam | law firm"."""
    for count, word in enumerate(_WORD.finditer(scan.lower, end, min(line.end, end + _BEFORE))):
        if count > _MOST_BETWEEN or word.group() == "," or _parts(word.group()):
            return False
        if _is_noun(word.group()):
            return True
    return False


def within(between: str) -> bool:
    """Whether what stands before a word leaves it in one description: "a leading" does, "a client of" does not."""
    last = ""
    for word in _WORD.findall(between):
        if word == "of":
            if not _OF.match(last):
                return False
        elif _parts(word):
            return False
        last = word
    return True


def taken_up(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a trade at `[start, end)` stands for the one told of: "The mobile carrier said"."""
    head = scan.lower[max(line.start, start - _BEFORE) : start]
    the = head.rfind("the ")
    if the < 0 or _THE.search(head[: the + 4]) is None or not within(head[the + 4 :]):
        return False
    at = end if _is_noun(scan.lower[start:end].split()[-1]) else 0
    for word in _WORD.finditer(scan.lower, end, min(line.end, end + _BEFORE)):
        if not _is_noun(word.group()):
            break
        at = word.end()
    return at > 0 and _GOES_ON.match(scan.lower, at, line.end) is not None


def placed(scan: Scan, name: Name, start: int) -> bool:
    """Whether a place at `start` is where the words behind a name say that its bearer is: "Larkfield is a bank in"."""
    begun = _BEGINS.match(scan.lower, name.end, start) if 0 < start - name.end <= _BEHIND else None
    told = _IN.fullmatch(scan.lower[begun.end() : start]) if begun is not None else None
    return told is not None and within(told[1]) and _is_noun(told[1].split()[-1])


def _is_noun(word: str) -> bool:
    nouns = words("trade_nouns")
    return word in nouns or word.removesuffix("s") in nouns or f"{word.removesuffix('ies')}y" in nouns


def _parts(word: str) -> bool:
    """Whether a word begins something else than the description it stands in."""
    return word in words("parting_words")
