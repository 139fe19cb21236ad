"""One finding as a statement: worded by its status and speaker, cited, and qualified by what else is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from affidavit.model import words
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding
from affidavit.model.regex import regex
from affidavit.model.value import Money
from affidavit.report import phrases
from affidavit.report.model import Cite, Statement, Tone
from affidavit.report.proofs import Ledger, cited

NOT_REPORTED = Statement("Not reported", Tone.UNKNOWN)

#: Alternatives to a field's single value are mentioned from this confidence on.
_WORTH_MENTIONING = 0.5
#: What the police do, and by what words they are told.
_AT_WORK = regex(
    r"\b(?:investigat|arrest|charged|indict|sentenc|convict|plead|pled|prosecut|prob(?:e|ing)|inquir|enquir|"
    r"looking into|opened|launched|set up|search|seiz|jail|custody|detectives|traced)",
    re.IGNORECASE,
)
_TOLD = regex(
    r"\b(?:notif|inform|t(?:old|ell)|alert|contact|report|complain|call|brought|bring|involv|engag|refer|cooperat|co-operat|"
    r"with|assist|fil(?:ed|ing)|aware|turn|hand|request|sought|ask|help|support|went to|gone to|lodg|liais)",
    re.IGNORECASE,
)


def manner(finding: Finding) -> str:
    """How a finding is asserted: stated, suspected, denied, withheld, or claimed (by the attacker alone)."""
    if finding.status in {Status.DENIED, Status.WITHHELD}:
        return finding.status.value
    backed = any(c.speaker is not Speaker.ATTACKER and c.status is Status.STATED for c in finding.agree)
    if finding.speaker is Speaker.ATTACKER and not backed:
        return "claimed"
    return "suspected" if finding.status is Status.SUSPECTED else "stated"


def tone(finding: Finding) -> Tone:
    """How the statement of a finding stands."""
    if _against(finding):
        return Tone.DISPUTED
    kind = manner(finding)
    return Tone.SUSPECTED if kind == "claimed" else Tone(finding.status if kind == "stated" else kind)


def statement(finding: Finding, ledger: Ledger) -> Statement:
    """The finding as the report says it."""
    text = words.capital(f"{clause(finding) or _phrase(finding)}{_attribution(finding)}")
    notes = tuple(_notes(finding, ledger))
    return Statement(text, tone(finding), ledger.cites(*cited(finding)), notes)


def chosen(findings: tuple[Finding, ...], ledger: Ledger) -> tuple[Statement, ...]:
    """The statements of a field that has one value: the best finding, the others as a note to it."""
    if not findings:
        return (NOT_REPORTED,)
    best = next((f for f in findings if f.asserted), findings[0])
    said = statement(best, ledger)
    others = [f for f in findings if f is not best]
    notes = [_also(f, ledger) for f in others if f.asserted and f.claim.confidence >= _WORTH_MENTIONING][:3]
    full = Statement(said.text, said.tone, said.cites, (*said.notes, *notes))
    return (full, *(statement(f, ledger) for f in others if not f.asserted))


def every(findings: tuple[Finding, ...], ledger: Ledger) -> tuple[Statement, ...]:
    """The statements of a field that has many values: what is so, then what is not."""
    ordered = sorted(findings, key=lambda f: not f.asserted)
    return tuple(statement(f, ledger) for f in ordered) or (NOT_REPORTED,)


def cites(findings: Iterable[Finding], ledger: Ledger) -> tuple[Cite, ...]:
    """Where several findings are proven, each place once."""
    return tuple(dict.fromkeys(cite for f in findings for cite in ledger.cites(*cited(f))))


def at_work(finding: Finding) -> bool:
    """Whether all that is told of the police is that they took up the case, and not who told them."""
    if finding.value != "law_enforcement":
        return False
    told = " ".join(e.quote for claim in (finding.claim, *finding.agree) for e in claim.evidence)
    return _AT_WORK.search(told) is not None and _TOLD.search(told) is None


def clause(finding: Finding, *, short: bool = False) -> str | None:
    """The finding as a clause without a full stop: `the data may have been published`; None where it has no clause.

    What only the attacker says is qualified as not confirmed, unless the clause is wanted `short`.
    """
    value, kind = finding.value, manner(finding)
    if value is None:
        return None
    term = value.kind if isinstance(value, Money) else str(value)
    pattern = phrases.clause(finding.claim.field, term, finding.claim.by, kind)
    if pattern is None:
        return None
    happened = pattern.format(v=words.money(value) if isinstance(value, Money) else "", **phrases.verbs(kind))
    if kind not in {"claimed", "denied"}:
        return happened
    tail = "; no confirmation by the organisation is reported" if kind == "claimed" and not short else ""
    who = "the source" if finding.speaker is Speaker.PRESS else phrases.speaker(finding.speaker)
    return f"according to {who}, {happened}{tail}"


def _phrase(finding: Finding) -> str:
    key = finding.claim.field
    table = phrases.table("phrases")["say"]
    own = table.get("date" if FIELDS[key].type == "date" else "at_work" if at_work(finding) else key, {})
    kind = manner(finding)
    pattern: str = own.get(kind) or table["default"][kind]
    value = words.claimed(finding.claim) if finding.value is not None else ""
    who = "the organisation" if finding.speaker is Speaker.PRESS else phrases.speaker(finding.speaker)
    return pattern.format(v=value, V=words.capital(value), who=who)


def _attribution(finding: Finding) -> str:
    """Who says it, where that is neither the organisation nor the press, and the wording has not said so."""
    if finding.speaker is Speaker.ATTACKER and finding.status is Status.DENIED and clause(finding) is None:
        return f", according to {phrases.speaker(finding.speaker)}"
    named = finding.speaker not in {Speaker.PRESS, Speaker.ORGANIZATION, Speaker.ATTACKER}
    return f", according to {phrases.speaker(finding.speaker)}" if named and finding.asserted else ""


def _against(finding: Finding) -> list[Claim]:
    return [claim for claim in finding.disagree if claim.status is not Status.WITHHELD]


def _notes(finding: Finding, ledger: Ledger) -> Iterable[Statement]:
    claim = finding.claim
    if claim.note:
        yield Statement(claim.note.rstrip("."), Tone.DERIVED)
    if claim.status is Status.DERIVED:
        yield Statement(f"derived by the rule “{claim.by}”", Tone.DERIVED, ledger.cites(*claim.follows_from))
    for said in dict.fromkeys(_before(finding, other) for other in finding.superseded):
        cited = [other for other in finding.superseded if _before(finding, other) == said]
        yield Statement(said, Tone.STATED, ledger.cites(*cited))
    for other in _once(_against(finding)):
        yield Statement(f"disputed: {_contradiction(other)}", Tone.DISPUTED, ledger.cites(other))


def _before(finding: Finding, other: Claim) -> str:
    """What was said before, where it was revised since."""
    if other.value == finding.value and other.asserted != finding.asserted:
        return "said before to be so" if other.asserted else "denied before"
    return f"revised from {_value(other)}"


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that say the same by the same speaker."""
    return list({(c.value, c.status, c.speaker): c for c in reversed(list(claims))}.values())[::-1]


def _contradiction(other: Claim) -> str:
    who = phrases.speaker(other.speaker)
    if other.status is Status.DENIED:
        return f"{who} denies it"
    hedge = "suspects" if other.status is Status.SUSPECTED else "says"
    verb = "claims" if other.speaker is Speaker.ATTACKER else hedge
    return f"{who} {verb} {_value(other)}"


def _also(finding: Finding, ledger: Ledger) -> Statement:
    hedge = " (not confirmed)" if manner(finding) in {"suspected", "claimed"} else ""
    return Statement(f"also reported: {_value(finding.claim)}{hedge}", tone(finding), ledger.cites(finding.claim))


def _value(claim: Claim) -> str:
    return words.claimed(claim)
