"""Sums that swindlers were sent: stolen, and no ransom, where a text tells of a swindle and of no blackmail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_SWINDLE = regex(
    r"\b(?:pos(?:ed|es|ing) as|impersonat\w+|impost[eo]rs?|scams?|scammed|scammers?|swindl\w+|con (?:artists?|m[ae]n)|"
    r"business e-?mail compromise|bec|(?:fake|bogus|forged|false|altered|doctored) (?:invoices?|e-?mails?|bills?|boss|"
    r"supplier|mail|messages?)|gift cards?|(?:new|different|changed?|its|the|their) (?:bank|account) details|"
    r"new bank account|purport\w+ to (?:be|come)|pretend\w+ to be|(?:seemed|appeared) to (?:be|come) from|"
    r"bank account that (?:fraudsters|thieves|scammers|criminals))\b"
)
_BLACKMAIL = regex(
    r"\b(?:ransom\w*|extort\w*|blackmail\w*|(?<!un)encrypt\w*|"
    r"decrypt\w*|hostage|threaten\w*|leak(?:ed|s)? (?:site|page)|"
    r"stolen (?:data|files)|publish(?:ed|ing)? the|silence|locked (?:files|the|its|systems)|malware|bitcoins?|"
    r"btc|monero|"
    r"demand(?:s|ed|ing) (?:money|payment)|gang|downloaded|copied|exported|leaked)\b"
)
#: What a swindle of this kind is about.
_BY_BANK = regex(
    r"\b(?:invoices?|bank details|account details|bank accounts?|wir(?:e|ed|es|ing)|transfer\w*|"
    r"gift cards?|payments?)\b"
)
_SENT = regex(
    r"\b(?:sent|paid|pays|wired|transferred|lost|loses|sending|paying|wiring|transferring|handed over|payments?|"
    r"deposited|stole|stolen)\b[^.;$€£]{0,60}$"
)
_DEMANDED, _LOST = "ransom_demand", frozenset({"ransom_paid", "cost", "compensation"})
_REACH = 90


def meant(scan: Scan, line: Line, start: int, kind: str | None) -> str | None:
    """What a sum that begins at `start` and is taken for a `kind` is in a text on a swindle; else `kind`."""
    if kind != _DEMANDED and kind not in _LOST:
        return kind
    if not (_SWINDLE.search(scan.lower) and _BY_BANK.search(scan.lower)) or _BLACKMAIL.search(scan.lower):
        return kind
    if kind == _DEMANDED:
        return None
    sent = _SENT.search(scan.lower, max(line.start, start - _REACH), start)
    return "stolen_funds" if sent or kind == "ransom_paid" else kind
