"""Things that a sentence names only in passing: the attackers' own, the means of a lure, what they were after."""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex

#: Whose servers were not hit: those that the attackers, or a page that lures people, run.
_THEIR_SERVER = regex(
    r"\b(?:remote|c2|c&c|command[- ]and[- ]control|drop|exfiltration|rogue) servers?\b"
    r"|\bservers? (?:that (?:is |was |were )?)?(?:\w+ )?(?:under|in|run by|operated by|owned by) (?:the |an? |"
    r"their )?"
    r"(?:control of (?:the |an? )?)?"
    r"(?:hacker|attacker|intruder|criminal|thie[fv]|gang|crook|fraudster|scammer|phisher)"
    r"|\b(?:hacker|attacker|intruder|criminal|gang|crook|fraudster|scammer|phisher)s?-"
    r"(?:controlled|owned|run|operated) (?:[\w-]+ )?servers?\b"
    r"|\b(?:phishing|fake|bogus|look-?alike|fraudulent|spoofed|scam|counterfeit) (?:[\w-]+ )?"
    r"(?:web ?sites?|sites?|web ?pages?|pages?|portals?|domains?)\b[^.;]{0,160}\bservers?\b"
)
#: The gang's own pages.
_THEIR_SITE = regex(
    r"\b(?:ransomware|gang|group|crew|collective|hackers?|attackers?|extortionists?|syndicate)(?:'s|s'|"
    r"’s)? (?:\w+ ){0,2}?"
    r"(?:web ?sites?|sites?|blog|portal|web ?pages?)\b|\b(?:data[- ])?leak (?:web ?)?(?:site|page|portal|blog)s?\b|"
    r"\b(?:tor|onion|dark[- ]?web) (?:web ?)?(?:site|page|portal)s?\b"
)
_NEAR = 30
#: Papers of an office within a leak of files.
_DUMP = regex(
    r"\b\d[\d.,]*[ -]?(?:gb|tb|mb|gigabytes?|terabytes?|megabytes?)\b|\b(?:leak(?:ed|ing|s)?|dump(?:ed|s)?|"
    r"exfiltrat\w+|"
    r"download(?:ed|s)?|upload(?:ed|s)?|threat actors?|stolen data|databases?|data (?:set|holds|held|includes|"
    r"included|contains|contained)|hackers?|intruders?|cyber\w*)\b"
)
_PAPER = regex(
    r"\b(?:paper|printed|hard[- ]?cop\w+|hand-?written|physical|box(?:es)?|bags?|cabinets?|dumpster|trash|garbage|"
    r"bins?|"
    r"envelopes?|postcards?|mail(?:ed|ing|ings)?|faxed|binders?|shredd\w+|landfill|x-?rays?|microfi\w+)\b"
)
_INVOICES = regex(r"(?:[\w'’-]+ )?(?:invoices?|receipts|bills)\b")
_OFFICE_PAPERS = regex(
    r"\b(?:contracts?|subpoenas?|financial (?:reports?|statements?|records|documents)|agreements?|budgets?|"
    r"balance sheets?|"
    r"blueprints|tenders?|memos?|audits?|accounting|payroll|internal (?:documents|files))\b"
)
#: Who holds a policy is no policy.
_HOLDERS = regex(r"\bpolic(?:y|ies)[ -]?holders?\b")
#: A way to look somebody up: "by email address".
_ADDRESS = regex(r" ?address(?:es)?\b")
_BY_MAIL = regex(r"\b(?:by|via|through) (?:an? |their |the )?e-?mail address")
#: A server of the house that was entered all the same: "read from its file server and sent to a remote server".
_TAKEN_FROM = regex(
    r"\b(?:from|into|accessed|breached|hacked|compromised|on) (?:its|their|our|the (?:company|firm)'s) "
)
#: A lure by mail, and the service that it went through; what was read or taken stands in a mailbox.
_LURE = regex(
    r"\b(?:phishing|fake|spoofed|bogus|fraudulent|scam|malicious|deceptive|offensive|vulgar|abusive|obscene|"
    r"threatening|mass|bulk|hoax)(?: mass)?[\"\u201d]? e-?mails?(?: messages?)?\b"
    r"|\be-?mail (?:marketing|delivery|security|sending|newsletter) (?:platform|service|provider|tool|software|firm|"
    r"company)\b"
)
#: A mail that only looks as if it came from somebody's account.
_FORGED = regex(
    r"\b(?:(?:appear|look|seem)(?:s|ed|ing)?|designed|crafted|made|purport(?:s|ed|ing)?|pretend(?:s|ed|ing)?)\b"
    r"(?: to (?:appear|look|be|seem))?(?: as (?:though|if))?[^.;]{0,50}?\b(?:from|sent by|come from|of)\b[^.;]{0,60}$"
)
_ENTERED = regex(r"\b(?:access(?:ed)?|hacked|compromised|breached|hijacked|taken over|broke into|log(?:ged|ging) in)\b")
_MAILBOX = regex(
    r"\be-?mail (?:accounts?|box|inbox|system|server|environment|credentials)|\bmailbox|\binbox|\baccounts?\b|"
    r"\b(?:repl(?:y|ied|ies)|respon[ds]\w+|answered|clicked|fell for|opened)\b|"
    r"\be-?mail(?:s|ed)? (?:to|with|containing|of)\b[^.;]{0,60}\b(?:names|list|file|spreadsheet|records|forms)\b|"
    r"\bforward(?:ed|ing)\b"
)
#: One device that was named before: "a laptop is missing. The missing computer held".
_SAME_DEVICE = regex(r"\b(?:the|this|that) (?:[\w-]+ )?(?:missing|stolen|lost|computer)(?: computer)?\b(?!s)")
_LAPTOP = regex(r"\b(?:laptops?|notebook computers?|macbooks?|portable computers?)\b")
#: What the attackers were after, where the sentence goes on to say that they did not get it.
_AFTER = regex(
    r"\b(?:goals?|aims?|targets?|objectives?|purpose|motives?|intentions?|intent)\b[^.;]{0,50}$|"
    r"\b(?:were|was|are|is|been) (?:\w+ly |only )?(?:after|looking for|searching for|hunting for|in search of|"
    r"seeking|"
    r"interested in|hoping (?:for|to [a-z]+)|trying to [a-z]+|out for)\b[^.;,]{0,50}$|"
    r"\b(?:wanted|sought|hoped|tried|attempted|intended|meant|planned)\b(?: to [a-z]+)?[^.;,]{0,50}$"
)
_BUT_NOT = regex(
    r"^[^.;]{0,60}?(?:,|;| -)? ?(?:but|however|though|although|yet)\b[^;]{0,120}?(?:\b(?:no|not|none|never|without|"
    r"failed|unable)\b|n't\b)"
)
#: A file that staff were tricked into handing over is in the hands of one stranger, and not published.
_HANDED_OVER = regex(
    r"\b(?:request(?:ed|ing|s)?|ask(?:ed|ing|s)?|trick(?:ed|ing)|dup(?:ed|ing)|instruct(?:ed|ing)|deceived|fooled|"
    r"persuad(?:ed|ing)|told|demand(?:ed|ing)?|urg(?:ed|ing))\b[^.;]{0,60}$"
    r"|\b(?:believ(?:ed|ing)|thought|thinking|assum(?:ed|ing))\b[^.;]{0,80}"
    r"\b(?:legitimate|genuine|real|authentic|valid|true)\b[^.;]{0,60}$"
)
_HANDS_OVER = regex(r"\b(?:upload|send|forward|transfer|submit|post)(?:ing|s|ed)?\b")
#: Before the day of an incident that another one is only held beside: "just as after the December breach".
_HELD_BESIDE = regex(
    r"\b(?:just (?:as|like)|much (?:as|like)|as (?:with|in|after|following|during)|like|unlike|similar(?:ly)? to|"
    r"compared (?:to|with)|in contrast to|same as)"
    r"(?: (?:after|following|during|in|with|the|its|their|that|this|a)){0,3} $"
)
#: What was put up for sale is offered, and not given to all.
_PUT_UP = regex(r"\b(?:posted|listed|put up|put|placed|uploaded|published|advertised|posting|listing)\b")
_FOR_SALE = regex(r"\b(?:up )?for sale\b|\bfor (?:\d|\$|€|£|an? (?:fee|price|sum)\b)")
_FOR_ALL = regex(
    r"\b(?:for free|free of charge|freely|dumped|leaked|for (?:anyone|everyone|all)\b|publicly available|"
    r"public(?:ly)?|"
    r"made available|samples?)\b"
)
_NAMED = frozenset({"asset", "data", "fate"})
#: The day of what is threatened: "the stolen data would be sold on 5 January".
_TO_COME = regex(
    r"\b(?:would|will|shall|is to|are to|was to|were to) (?:then |all |otherwise )?be (?:sold|published|released|"
    r"leaked|posted|"
    r"auctioned|dumped|deleted|destroyed|put up|put online|made public|handed)\b[^.;]{0,60}$"
)
_TODAY = tuple(f"“{word}" for word in ("today", "yesterday", "tonight", "this morning", "last night", "this week"))
_DAYS = frozenset({"started", "ended", "disclosed", "discovered"})
#: What was not taken from the house, where it was tried there: it was known all the same.
_NOT_FROM_HERE = regex(
    r"\b(?:obtained|stolen|taken|leaked|came|coming|sourced|originat\w+|acquired|harvested)(?: directly)? from "
    r"(?:them\b|it\b|us\b|here|the (?:company|firm|service|site)|"
    r"(?:its|our|their) (?:own )?(?:systems?|servers?|network|databases?|infrastructure))"
)
#: Whose data were copied, and no one who copied: "data of former employees had been copied".
_WHOSE_WERE = regex(
    r"\b(?:employees?|staff|workers?|colleagues|contractors|members|officers|teachers|nurses|doctors)"
    r"(?:,? and [\w-]+(?: [\w-]+)?)? (?:was|were|(?:had|has|have) been) (?:\w+ly |also )?"
    r"(?:copied|taken|stolen|leaked|published|posted|downloaded|accessed|removed|exposed|uploaded|viewed)\b(?! by\b)"
)
_FROM_INSIDE = frozenset({"insider", "misuse"})
_KEYS = frozenset({"Passwords", "Usernames"})
_TRIED = regex(
    r"\bcredential[- ]stuffing\b|\b(?:re-?used|recycled) (?:\w+ )?(?:passwords?|credentials|log-?ins?)\b|"
    r"\b(?:from|at|of|on) (?:\w+ )?other (?:web ?)?(?:sites|services|breaches|leaks|companies)\b"
)


def is_in_passing(scan: Scan, claim: Claim) -> bool:
    """Whether what a claim takes for hit, exposed or published is only named beside it."""
    if claim.field not in _NAMED | _DAYS and claim.value not in _FROM_INSIDE:
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    if claim.value in _FROM_INSIDE:
        return _WHOSE_WERE.search(scan.lower, claim.start, claim.evidence[0].end) is not None
    if claim.field in _DAYS:
        return _HELD_BESIDE.search(scan.lower, line.start, claim.start) is not None or (
            _is_their_today(claim) or _TO_COME.search(scan.lower, line.start, claim.evidence[0].end) is not None
        )
    if claim.field == "asset":
        return _is_no_asset(scan, line, claim)
    return _is_no_data(scan, line, claim)


def _is_their_today(claim: Claim) -> bool:
    """Whether a day is what an attacker called today, in a message of no date: "dumped from the server today"."""
    if claim.field == "disclosed" or claim.speaker is not Speaker.ATTACKER or claim.note is None:
        return False
    return claim.note.startswith(_TODAY)


def _is_no_data(scan: Scan, line: Line, claim: Claim) -> bool:
    if claim.field == "fate":
        return claim.value == "published" and (_is_handed_over(scan, line, claim) or _is_for_sale(scan, line, claim))
    if claim.value == "Purchases":
        return _INVOICES.match(scan.lower, claim.start, claim.evidence[0].end) is not None and (
            _OFFICE_PAPERS.search(line.lower) is not None
        )
    if claim.value == "Insurance policy details":
        return _HOLDERS.search(scan.lower, claim.start, claim.evidence[0].end + len("holders")) is not None
    if claim.value == "Email messages":
        return _LURE.search(line.lower) is not None and _MAILBOX.search(line.lower) is None
    if claim.status is Status.DENIED:
        return claim.value in _KEYS and bool(_NOT_FROM_HERE.search(line.lower) and _TRIED.search(scan.lower))
    return claim.asserted and _was_only_sought(scan, line, claim)


def _is_no_asset(scan: Scan, line: Line, claim: Claim) -> bool:
    if claim.value == "server":
        return _THEIR_SERVER.search(line.lower) is not None and _TAKEN_FROM.search(line.lower) is None
    if claim.value == "email":
        if _ADDRESS.match(scan.lower, claim.evidence[0].end, line.end) and _BY_MAIL.search(
            scan.lower, claim.start, line.end
        ):
            return True
        if _FORGED.search(scan.lower, line.start, claim.start) and _ENTERED.search(line.lower) is None:
            return True
        return _LURE.search(line.lower) is not None and _MAILBOX.search(line.lower) is None
    if claim.value == "website":
        return _THEIR_SITE.search(scan.lower, max(line.start, claim.start - _NEAR), claim.evidence[0].end) is not None
    if claim.value == "paper":
        return _is_in_a_dump(scan, line, claim)
    if claim.value == "desktop":
        low = max(line.start, claim.start - len("that missing "))
        same = _SAME_DEVICE.search(scan.lower, low, claim.evidence[0].end)
        return same is not None and _LAPTOP.search(scan.lower, 0, line.start) is not None
    return False


def _is_in_a_dump(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether papers are files that were leaked, and no paper: "leaked 86 gigabytes with contracts and invoices"."""
    start, end = claim.start, claim.evidence[0].end
    return _DUMP.search(line.lower) is not None and _PAPER.search(scan.lower, start, end) is None


def _was_only_sought(scan: Scan, line: Line, claim: Claim) -> bool:
    if _AFTER.search(scan.lower, line.start, claim.start) is None:
        return False
    return _BUT_NOT.search(scan.lower[claim.evidence[0].end : line.end]) is not None


def _is_for_sale(scan: Scan, line: Line, claim: Claim) -> bool:
    end = claim.evidence[0].end
    if _PUT_UP.search(scan.lower, claim.start, end) is None or _FOR_ALL.search(line.lower) is not None:
        return False
    return _FOR_SALE.search(scan.lower[claim.start : min(end + 30, line.end)]) is not None


def _is_handed_over(scan: Scan, line: Line, claim: Claim) -> bool:
    if _HANDS_OVER.search(scan.lower, claim.start, claim.evidence[0].end) is None:
        return False
    return _HANDED_OVER.search(scan.lower, line.start, claim.start) is not None
