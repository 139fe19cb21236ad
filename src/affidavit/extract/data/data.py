"""The classes of data that were exposed, or that are said not to have been.

A class named in a text is not yet data exposed: people are told to change passwords, attackers send emails, firms
have phone numbers. A mention counts where its sentence tells of data (the mark `data cue`) or lists several
classes, and outside of advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from affidavit.extract.articles import is_article
from affidavit.extract.assertion import assertion
from affidavit.extract.data import roles
from affidavit.extract.data.mentions import ADDRESS, IN_ADDRESS, KEYS, PLACE, Mention, in_row, mentions
from affidavit.extract.data.roles import Told
from affidavit.extract.data.telling import HELD, Telling
from affidavit.model.claim import Claim, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: "No evidence that names were misused" does not say that names were not taken.
_MISUSED = regex(r"[\w', ]{0,40}?\b(?:was|were|been|being|be) (?:\w{1,20} )?(?:mis|ab)?used\b")
_MISUSE_OF = regex(
    r"\b(?:(?:mis|ab)?use of [^,.;]{0,40}|sources? of (?:the |these |those |any |all )?(?:[\w-]+ ){0,2})$"
)
#: "The medical record system was not affected" speaks of a system, and of no data.
_SYSTEM = regex(
    r"s?(?:(?:,| and| or|/) ?(?!(?:kept|held|stored|housed|located|hosted|which|that|were|was|is|are)\b)"
    r"(?:[\w-]{1,20} ){0,2}?[\w-]{1,20}){0,2}(?: [\w-]{1,20})? "
    r"(?:systems?|platforms?|portals?|software|applications?|environments?|infrastructure|networks?|servers?)\b"
)
#: Whose account numbers are those of bank accounts.
_BANK = regex(
    r"\b(?:banks?|bancorp|bankers|credit unions?|building society|savings and loan|brokerage|mortgage lender|lender)\b"
)
#: A victim without a name.
_THE_BANK = regex(
    r"\b(?:the|this|our) (?:bank|credit union)(?:'s)?\b(?! (?:account|details|card|data|statement|number|information))"
)
#: What beside an account number makes it one of a bank account.
_BANK_BEFORE = regex(r"\b(?:checking|savings|current|giro|direct-deposit|direct deposit|payroll)[ -]$")
_BANK_BEHIND = regex(r"s?(?:,| and|, and|,? or) (?:the |their |his |her )?(?:(?:account )?balances?|sort codes?)\b")
_BARE_ACCOUNT, _CUSTOMER, _BANK_ACCOUNT = "account number", "Customer numbers", "Bank account numbers"
#: How far behind a name its description may stand: "Carrow, a savings bank in ...".
_DESCRIBED = regex(r",? (?:is |was )?(?:an?|the) [^,.;]{0,40}")
#: What was said first, and then said otherwise.
_BEFORE = regex(
    r"\b(?:at first|initially|originally|previously|earlier|had (?:said|stated|assured|insisted|believed|denied)|"
    r"first (?:said|denied|stated|believed|thought)|"
    r"(?:also )?(?:said|stated|wrote|assured) (?:then|before|in (?:may|january|february|march|april|june|july|august|"
    r"september|october|november|december)))\b|\bwe (?:also )?(?:said|stated|wrote) that\b"
)
#: What tells that passwords were kept under a hash that is slow to guess.
_HASHABLE = frozenset({"Passwords", "Historical passwords"})
_HASHED = regex(r"(?:,? [\w-]{1,12}){0,7}? \(?(?:bcrypt|scrypt|argon2\w{0,2}|pbkdf2)\b(?:[ -]hash(?:es|ed|ing)?)?")
#: What a list of personal data has in it: "contract workers and their dependents" is none.
_OF_PERSONS = frozenset(
    (
        "Names", "Email addresses", "Phone numbers", "Physical addresses", "Dates of birth", "Social security numbers",
        "Government issued IDs", "Driver's licenses", "Passport numbers", "Credit cards", "Bank account numbers",
        "Personal health data", "Usernames", "Passwords", "IP addresses", "Photos", "Private messages",
    )
)  # fmt: skip
#: A line of a list is no longer than this.
_ITEM_LENGTH = 160
BY = "data"


def claims(scan: Scan) -> Iterable[Claim]:
    """One claim for each mention of a class of data that the story tells to be exposed, or not to be.

    A denial that the text calls one of before, and takes back, is superseded.
    """
    made = _less_places(scan, list(_claims(scan)))
    last = {claim.value: claim.start for claim in made if claim.asserted}
    for claim in made:
        taken_back = claim.status is Status.DENIED and last.get(claim.value, 0) > claim.start
        yield replace(claim, superseded=True) if taken_back and _is_of_before(scan, claim) else claim


def _less_places(scan: Scan, made: list[Claim]) -> list[Claim]:
    """Without the postal codes and cities of addresses that the text tells of, in another sentence too."""
    if not any(claim.value == ADDRESS and claim.asserted for claim in made):
        return made
    return [claim for claim in made if claim.value != PLACE or not IN_ADDRESS.match(scan.lower, claim.start)]


def _claims(scan: Scan) -> Iterator[Claim]:
    """What the rules, and in articles the model, say of each mention."""
    found = list(read(scan))
    statuses = roles.weighed(scan, found) if is_article(scan) else [one.says for one in found]
    for one, status in zip(found, statuses, strict=True):
        if status is not None:
            line, mention = one.telling.line, one.mention
            yield scan.claim(
                line, mention.start, _end(line, mention), field="data", value=mention.name,
                by=BY if status is one.says else roles.BY, status=status, speaker=one.speaker,
            )  # fmt: skip


def _is_of_before(scan: Scan, claim: Claim) -> bool:
    sentence = claim.evidence[0].sentence
    return _BEFORE.search(scan.lower, sentence.start, sentence.end) is not None


def read(scan: Scan) -> Iterator[Told]:
    """Every mention of a class of data in the story, with what the rules say of it."""
    listing, of_bank, before = False, None, None
    for line in scan.body:
        telling, before = Telling(line, before), line
        if telling.silent:
            continue
        found = [mention for mention in mentions(line) if not _in_name(scan, line, mention)]
        rows = {mention for pair in in_row(line, found) for mention in pair}
        told = telling.cued or _enumerates(telling, rows)
        if found:
            if any(mention.name == _CUSTOMER for mention in found):
                of_bank = _is_bank(scan) if of_bank is None else of_bank
                found = [_of_bank(scan, mention, of_bank) for mention in found]
            listed = found if listing and not telling.cued else rows
            asked = told or listing or HELD in line.marks
            for mention in found:
                away = listed is not found and telling.leads_away(mention)
                tells = (told or listing) and not away and (line.title or telling.tells_of(mention, listed))
                yield _judged(telling, mention, asked=asked, tells=tells, away=away)
        announces = told and scan.text[line.end - 1] == ":"
        if told or listing or HELD in line.marks:
            listing = announces or (listing and bool(found) and line.end - line.start < _ITEM_LENGTH)


def _enumerates(telling: Telling, rows: set[Mention]) -> bool:
    """Whether the line lists classes of personal data side by side, and no one is told to do something with them."""
    if telling.led_away:
        return False
    names = {mention.name for mention in rows}
    return not names <= KEYS and not _OF_PERSONS.isdisjoint(names)


def _in_name(scan: Scan, line: Line, mention: Mention) -> bool:
    """Whether the words are the end of the victim's name: "Larkfield Bank data" is no data on banks."""
    if not scan.plain[mention.start].isupper():
        return False
    named = (other for other in scan.mentions if other.sentence == line.index and other.role == "victim")
    return any(other.start < mention.start < other.end for other in named)


def _is_bank(scan: Scan) -> bool:
    """Whether the likeliest victim is a bank by its name or by the description beside it."""
    victim = scan.likeliest_victim
    for mention in victim.party.mentions if victim is not None else ():
        behind = _DESCRIBED.match(scan.lower, mention.end)
        words = scan.lower[mention.start : behind.end() if behind else mention.end]
        if _BANK.search(words):
            return True
    return victim is None and _THE_BANK.search(scan.lower) is not None


def _of_bank(scan: Scan, mention: Mention, of_bank: bool) -> Mention:
    """A bank's "account numbers" are those of bank accounts, as are those of savings and beside balances."""
    lower, at = scan.lower, mention.start
    if mention.name != _CUSTOMER or not lower.startswith(_BARE_ACCOUNT, at):
        return mention
    if (
        of_bank
        or _BANK_BEFORE.search(lower[max(0, at - 20) : at])
        or _BANK_BEHIND.match(lower, at + len(_BARE_ACCOUNT))
    ):
        return mention._replace(name=_BANK_ACCOUNT)
    return mention


def _judged(telling: Telling, mention: Mention, *, asked: bool, tells: bool, away: bool) -> Told:
    """What the rules say of a mention; what is merely held, or stands beside no deed, counts where it is denied."""
    line = telling.line
    status, speaker = assertion.judge(line, mention.start, mention.end)
    denied = status is Status.DENIED
    settled = (
        away
        or status is Status.WITHHELD
        or (denied and (_only_use(line, mention) or _SYSTEM.match(line.lower, mention.end - line.start) is not None))
    )
    says = None if settled or not asked or not (tells or denied) else status
    return Told(telling, mention, says, status, speaker, settled)


def _end(line: Line, mention: Mention) -> int:
    """Where the words on a class of data end: behind the slow hash that passwords are said to have been kept under."""
    hashed = _HASHED.match(line.lower, mention.end - line.start) if mention.name in _HASHABLE else None
    return line.start + hashed.end() if hashed else mention.end


def _only_use(line: Line, mention: Mention) -> bool:
    """Whether the use of the data is denied, not its loss."""
    if _MISUSED.match(line.lower, mention.end - line.start):
        return True
    return _MISUSE_OF.search(line.lower[: mention.start - line.start]) is not None
