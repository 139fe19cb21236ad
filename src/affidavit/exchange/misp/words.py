"""How statements read in MISP: one line each, with who says it, and Markdown that no text can break out of."""

from __future__ import annotations

from affidavit.exchange.values import one_line
from affidavit.model import vocabulary, words
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.fields import FIELDS
from affidavit.model.regex import regex

_SPEAKERS = {
    Speaker.ORGANIZATION: "the organisation",
    Speaker.ATTACKER: "the attacker",
    Speaker.REGULATOR: "a regulator",
    Speaker.LAW_ENFORCEMENT: "law enforcement",
    Speaker.RESEARCHER: "researchers",
    Speaker.THIRD_PARTY: "a third party",
    Speaker.PRESS: "the press",
    Speaker.ANALYST: "an analyst",
}
_PATTERNS = {
    Status.STATED: "{value} (stated by {speaker})",
    Status.SUSPECTED: "suspected: {value} (according to {speaker})",
    Status.DENIED: "denied by {speaker}: {value}",
    Status.WITHHELD: "not disclosed by {speaker}",
    Status.DERIVED: "{value}",
}
#: Fields whose value says no more than that it is so.
_FLAG = {**_PATTERNS, Status.DENIED: "denied by {speaker}"}
_MARKUP = regex(r"([\\`*_{}\[\]()<>#+!|~@&])")
LONGEST = 600


def label(key: str) -> str:
    """The field's label as the report has it."""
    return FIELDS[key].label


def claimed(claim: Claim) -> str:
    """What a claim says and who says it."""
    flag = FIELDS[claim.field].type == "flag"
    value = words.value(claim.field, claim.value) if claim.value is not None else ""
    return (_FLAG if flag else _PATTERNS)[claim.status].format(
        value=one_line(value, LONGEST), speaker=_SPEAKERS[claim.speaker]
    )


def quoted(claim: Claim) -> str:
    """The words that prove a claim, in quotation marks."""
    return " … ".join(f"“{one_line(evidence.quote, LONGEST)}”" for evidence in claim.evidence)


def escaped(text: str) -> str:
    """Text for Markdown, so that nothing in it is markup or a reference."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def sector(code: str) -> str:
    """A sector's name."""
    return vocabulary.label("sector", code)
