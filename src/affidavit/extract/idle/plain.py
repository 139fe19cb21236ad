"""Plain words that stand for something else: an age for no count, skimmers of metal for no code, charts for no paper.

What those who got a file by mistake were asked is no advice, and an email to a newspaper no mailbox that was read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

_CROOKS = (
    r"(?:thie(?:f|ves)|attackers?|hackers?|fraudsters?|criminals?|intruders?|swindlers?|scammers?|impost[eo]rs?|gang|"
    r"crooks?)"
)


#: What is recovered and is no system.
_TAKEN_BACK = (
    r"(?:box(?:es)?|papers?|pages|laptops?|tapes?|bags?|phones?|tablets?|devices?|letters|folders|cards?|money|funds|half)"
    r"\b"
)


class _Words(NamedTuple):
    """Patterns that must fit before, in and behind a claim, and in all its sentence; and one that must not."""

    before: str = ""
    own: str = ""
    behind: str = ""
    within: str = ""
    unless: str = r"(?!)"

    def test(self) -> Callable[[Scan, Claim, Line], bool]:
        before, own, behind = regex(rf"{self.before}$"), regex(self.own), regex(self.behind)
        within, unless = regex(self.within), regex(self.unless)

        def fits(scan: Scan, claim: Claim, line: Line) -> bool:
            start, end = claim.start, claim.evidence[0].end
            if not own.search(scan.lower[start:end]) or not behind.match(scan.lower, end, line.end):
                return False
            if not before.search(scan.lower[line.start : start]) or not within.search(line.lower):
                return False
            return unless.search(line.lower) is None

        return fits


#: By field and value (None for any), in which words a claim is of something else.
_WORDS: Mapping[tuple[str, str | None], tuple[_Words, ...]] = {
    ("data", "Physical addresses"): (
        _Words(before=r"\b(?:sender|fraudster|scammer|impostor)(?:'s|s')(?: e-?mail)? "),
        _Words(
            own=r"^address$",
            behind=r"(?: (?:had|has|differed|differs|was|were|looked|used)\b)[^.;]{0,50}\b(?:letters?|domain|"
            r"characters?|"
            r"spell\w*|misspel\w*|digit|hyphen|dot)\b",
        ),
    ),
    ("data", "Photos"): (
        _Words(before=r"\bx-?ray "),
        _Words(
            own=r"^(?:pictures|photos|photographs|images|screenshots)\b",
            behind=r" of (?:[\w'-]+ ){0,3}(?:records?|documents?|screens?|files?|charts?|cards?|forms?|notes?|"
            r"pages?)\b",
        ),
        _Words(
            own=r"^(?:pictures|photos|photographs|images) of (?:[\w'-]+ ){0,3}[\w'-]+$",
            behind=r"'?s? (?:[\w'-]+ ){0,1}(?:records?|documents?|screens?|files?|charts?|cards?|forms?|notes?|"
            r"pages?)\b",
        ),
    ),
    ("data", "PINs"): (
        _Words(
            own=r"^personal identification",
            behind=r" ?\((?:cpr|personnummer|cnp|egn|bsn|pesel|jmbg|oib|national|isikukood|henkil)",
        ),
    ),
    ("asset", "paper"): (
        _Words(
            before=r"\b(?:look(?:ed|ing)? (?:at|in|into|up|through)|access(?:ed|ing)|view(?:ed|ing)|open(?:ed|ing)|"
            r"snoop\w* (?:in|into|on|through)|read(?:ing)?|peek\w* (?:at|into)) (?:(?:the|her|his|their|some|about|"
            r"more|than|[\d,]+) ){0,4}(?:[\w'-]+ ){0,3}",
            own=r"^charts?$", unless=r"\b(?:paper|printed|box(?:es)?|shelf|cabinet|binder|folder)\b",
        ),
        _Words(
            own=r"^(?:x-?rays?|invoices|newsletters?\b.{0,60})$",
            unless=r"\b(?:paper|printed|printouts?|box(?:es)?|envelopes?|films?|dumpster|trash|bins?|cabinet|mailed|"
            r"posted out|by post|letters|boxes|landfill|shredd\w*)\b",
        ),
    ),
    ("asset", "email"): (
        _Words(
            own=r"^(?:an |the |another )?e-?mails? to\b",
            unless=r"\b(?:mailbox\w*|inbox\w*|wrong|mistake\w*|error|accident\w*|inadvertent\w*|attach\w*|misdirect\w*|"
            r"e-?mail (?:accounts?|systems?|servers?)|unintended|phish\w*|cc|to field|spreadsheet)\b",
        ),
    ),
    ("asset", "website"): (
        _Words(
            own=r"\b(?:web ?sites?|site|portal|web ?shop|online (?:shop|store))\b",
            behind=r"(?: (?:was|were|is|are|has|have|had|been|still|both|all|kept|remained|stayed)){1,3} "
            r"(?:working|running|open|available|operating|up|online)? ?(?:as (?:usual|normal|before)|normally|"
            r"unaffected|"
            r"not (?:affected|hit|touched)|untouched)",
        ),
        _Words(
            own=r"\bon (?:its|their) (?:[\w-]+ )?(?:web ?)?site$",
            before=rf"\b(?:ransomware|{_CROOKS}|group|crew|collective)\b[^.;]{{0,80}}",
        ),
    ),
    ("asset", "server"): (
        _Words(
            own=r"server",
            behind=r"(?: that| which)?(?: is| was| are)? (?:used|run|controlled|operated|owned|rented|known) (?:by|to) "
            rf"(?:[\w-]+ ){{0,3}}?(?:group|{_CROOKS}|crew|state|spies)\b",
        ),
    ),
    ("asset", "portable_device"): (
        _Words(own=r"\b(?:pictures|photos|photographs|photographed|filmed|snapped)\b.{0,80}\b(?:phone|camera|mobile)$"),
    ),
    ("detection", "customer_report"): (
        _Words(own=r"^(?:patients|customers|users|clients|members|people)\b.{0,12}\bbefore\b"),
    ),
    ("response", "restored_systems"): (
        _Words(
            own=rf"\brecover(?:ed|s|ing) (?:[\w'-]+ ){{0,4}}{_TAKEN_BACK}"
        ),
        _Words(own=r"\brecover(?:ed|s|ing)$", behind=rf" (?:[\w'-]+ ){{0,4}}{_TAKEN_BACK}"),
        _Words(
            own=r"\b(?:working|running|operating|open)(?: as)?$", behind=r" ?(?:as )?(?:usual|normally|normal)\b",
            unless=r"\b(?:again|back|resum\w+|restor\w+|reopen\w*|since|recover\w*|return\w*|now|once more|by then)\b",
        ),
    ),
    ("response", "access_blocked"): (
        _Words(behind=r".{0,60}\b(?:files|backups?|disks?|data)\b", own=rf"^(?:the )?{_CROOKS} .{{0,20}}\block"),
    ),
    ("response", None): (
        _Words(
            before=r"\b(?:no|not have (?:an?|any)|lack(?:ed|s|ing) (?:an?|any)|without (?:an?|any)|missing|"
            r"never had (?:an?|"
            r"any)|had no|absence of (?:an?|any)) (?:[\w-]+ ){0,2}(?:procedures?|process(?:es)?|polic(?:y|ies)|"
            r"rules?|way|"
            r"systems?|routine|practice|plan) (?:for|to|of) (?:the )?",
        ),
    ),
    ("response", "advised_users"): (
        _Words(
            own=r"\b(?:asked|told|instructed|requested|urged|advised)\b[^.;]{0,80}?\b(?:to |"
            r"that they )(?:please )?(?:delete|"
            r"destroy|return|ignore|send (?:it )?back|discard|shred|hand (?:it )?back|erase)\b",
            unless=r"\b(?:phish\w*|suspicious|unexpected|change (?:their|your) passwords?)\b",
        ),
    ),
    ("technique", "T1070.004"): (
        _Words(
            before=r"\b(?:asked|told|instructed|requested|urged|advised|asking|telling|requesting) [^.;]{0,80}?",
            own=r"^(?:to )?delet",
        ),
        _Words(own=r"^(?:asked|told|instructed|requested|urged)\b"),
    ),
    ("response", "credentials_reset"): (
        _Words(
            before=rf"\b{_CROOKS}\b[^.;]{{0,140}}\b(?:and|then|to|by|who) (?:then )?",
            own=r"^reset(?:ting)? (?:his|her|their|the [\w-]+'s|its) ",
        ),
    ),
    ("response", "notified_individuals"): (
        _Words(own=r"\b(?:exposes?|exposed|stolen|lost|took|held|contained|bag)\b[^.;]{0,30}\bletters$"),
    ),
    ("response", "training_or_discipline"): (
        _Words(
            before=r"\b(?:production|operations?|service|trading|work|classes|flights|sales|deliveries|access|shipping|"
            r"manufacturing|ordering|services|enrolment|trains?)\b[^.;]{0,80}?",
            own=r"^(?:was|were|has been|have been|had been|been) suspended\b",
            unless=r"\b(?:employees?|workers?|clerk|nurse|officer|staff member|manager|teacher|doctor|he|she)\b",
        ),
    ),
    ("response", "patched_or_hardened"): (
        _Words(
            before=r"\bthe way in\b[^.;]{0,60}|^", own=r"^the way in\b",
        ),
    ),
    ("response", "external_experts"): (
        _Words(within=r"\b(?:the )?(?:research )?(?:team|researchers?|finders?) (?:then |later )?(?:turned to|"
            r"contacted|alerted)\b"),
    ),
    ("response", "notified_regulator"): (
        _Words(
            within=r"\b(?:authority|commissioner|regulator|watchdog|agency|commission|"
            r"office)\b[^;]{0,40}? (?:said|says) (?:that )?"
            r"(?:it|he|she|they) (?:had|has|was|is|were|have) (?:also |now )?(?:asked|asking|opened|requested|looking|"
            r"seeking|written|demanded|launched)\b",
            unless=r"\b(?:notif\w+|reported|informed|informing|been told|told (?:it|the))\b",
        ),
    ),
    ("contained", None): (
        _Words(
            own=rf"\b(?:they|{_CROOKS})(?: then| had| have)? locked$",
            behind=r" (?:the |its |their |all |all its |all the )?(?:[\w-]+ )?(?:files|data|servers|computers|systems|"
            r"machines|disks|records)\b",
        ),
    ),
    ("started", None): (
        _Words(
            own=r"\b(?:group|gang|crew)\b.{0,40}\b(?:put|posted|listed|added|named)\b.{0,80}\b(?:on|to) its "
            r"(?:[\w-]+ ){0,2}(?:site|page|blog)\b",
            unless=r"\bleak\w* of\b",
        ),
        _Words(
            own=r"\b(?:reset|resetting|told|notified|apologi[sz]ed to|warned|wrote to)\b.{0,80}\bafter (?:an? |the )?"
            r"(?:[\w-]+ )?(?:attack|breach|hack|intrusion)$"
        ),
    ),
    ("affected", None): (
        _Words(before=r"\b[\w'-]+ [\w'-]+, ", own=r"^[1-9]\d, [a-z]"),
        _Words(
            own=r"\b(?:people|members|customers|recipients|subscribers|parents|readers|clients|donors)$",
            behind=r" (?:had |have |wrongly |instead |also )?(?:received|got|were sent|was sent) (?:our|the|its|"
            r"a|their) "
            r"(?:[\w-]+ ){0,3}(?:lists?|register|roll)\b",
        ),
    ),
}  # fmt: skip

#: Skimmers that sit on a machine, and those that are code.
_OF_METAL = regex(
    r"\b(?:pumps?|atms?|cash ?(?:machines?|points?)|fuel|petrol|gas stations?|card readers?|pin ?pads?|overlays?|"
    r"turnstiles?|parking meters?|self-checkouts?|bluetooth)\b"
)
_OF_CODE = regex(
    r"\b(?:web ?sites?|online|check-?out pages?|java ?scripts?|scripts?|code|magecart|web ?shops?|e-?commerce|malware|"
    r"browser|pages?|software)\b"
)
_BY_SKIMMER = frozenset({"vector.skimmer"})
_SKIMMED = frozenset({"web_skimmer", "T1056.003"})

_TESTS = {key: tuple(words.test() for words in given) for key, given in _WORDS.items()}


def is_plain(scan: Scan, claim: Claim) -> bool:
    """Whether the plain words of a claim stand for something else than it takes them for."""
    if claim.by in _BY_SKIMMER or str(claim.value) in _SKIMMED:
        return _OF_METAL.search(scan.lower) is not None and _OF_CODE.search(scan.lower) is None
    tests = (*_TESTS.get((claim.field, str(claim.value)), ()), *_TESTS.get((claim.field, None), ()))
    line = scan.line_at(claim.start) if tests else None
    return line is not None and any(test(scan, claim, line) for test in tests)
