"""The summary as a whole: which sentences, in what order, and what is still unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from affidavit.model import words
from affidavit.model.claim import OF_EXTORTION, Status
from affidavit.model.document import Document
from affidavit.model.incident import Finding, Incident
from affidavit.model.struct import replace
from affidavit.report import phrases, say
from affidavit.report.model import Statement
from affidavit.report.proofs import Ledger
from affidavit.report.summary import account, opening, threats
from affidavit.report.summary.scene import Draft, Scene, scene

_FEWEST, _MOST = 3, 7
_QUESTIONS = 3
_UNCONFIRMED = "The organisation is not reported to have confirmed this."
_OF_WHICH = ", which the organisation is not reported to have confirmed."


def summary(incident: Incident, kind: str, documents: Sequence[Document], ledger: Ledger) -> tuple[Statement, ...]:
    """The sentences of the summary, each with what proves it."""
    kept = _kept(_sentences(scene(incident, kind), len(documents)))
    enough = kept if len(kept) >= _FEWEST else [*kept, _basis(documents)]
    return tuple(Statement(d.text, cites=say.cites(d.findings, ledger)) for d in _qualified(enough, kind))


def _sentences(scene: Scene, documents: int) -> Iterable[Draft | None]:
    if scene.incident.of_threats:
        yield from threats.sentences(scene.incident)
        return
    aftermath = scene.kind == "aftermath"
    yield opening.opening(scene)
    yield opening.dates(scene)
    yield _alleged(account.how(scene), scene)
    yield _alleged(account.harm(scene), scene)
    yield account.safe(scene)
    yield _alleged(account.clauses(scene, ("extortion", "money", "fate"), 1 if aftermath else 2), scene)
    yield _alleged(account.clauses(scene, ("operations",), 3), scene)
    yield account.clauses(scene, ("reputation",), 1 if aftermath else 4)
    yield account.measures(scene)
    if scene.kind != "denied":
        yield _open_questions(scene, documents)


def _alleged(draft: Draft | None, scene: Scene) -> Draft | None:
    """The sentence, laid to those who make the claims where the organisation denies the incident."""
    if draft is None or draft.claimed or scene.kind != "denied":
        return draft
    named = any(draft.text.startswith(str(f.value)) for f in scene.incident.asserted("actor"))
    first = draft.text[:1] if named else draft.text[:1].lower()
    return replace(draft, text=f"Allegedly, {first}{draft.text[1:]}")


def _kept(found: Iterable[Draft | None]) -> list[Draft]:
    """At most seven sentences: of more, the least important are left out."""
    kept = [draft for draft in found if draft]
    while len(kept) > _MOST:
        kept.remove(max(reversed(kept), key=lambda draft: draft.rank))
    return kept


def _qualified(kept: Sequence[Draft], kind: str) -> Iterable[Draft]:
    """The sentences, the first that only the attacker vouches for followed by a word on that."""
    qualified = kind == "denied"  # the opening has said that the organisation denies it
    for draft in kept:
        if draft.claimed and not qualified:
            qualified = True
            yield replace(draft, text=_unconfirmed(draft))
        else:
            yield draft


def _unconfirmed(draft: Draft) -> str:
    return draft.text.removesuffix(".") + _OF_WHICH if draft.mixed else f"{draft.text} {_UNCONFIRMED}"


def _open_questions(scene: Scene, documents: int) -> Draft | None:
    """What the organisation has not disclosed, and what no source says."""
    withheld: list[str] = []
    unknown: list[str] = []
    used: list[Finding] = []
    for question in phrases.table("summary/summary")["question"]:
        found = [f for key in question["fields"] for f in scene.incident.all(key) if f.claim.by != OF_EXTORTION]
        if any(f.status is Status.WITHHELD for f in found) and not any(f.asserted for f in found):
            withheld.append(question["asks"])
            used += found
        elif not found and _worth_asking(scene, question):
            unknown.append(question["asks"])
    parts = _unanswered(scene, withheld, unknown[:_QUESTIONS], documents)
    return Draft(", and ".join(parts), tuple(used), 1).ended() if parts else None


def _worth_asking(scene: Scene, question: dict[str, Any]) -> bool:
    """Whether a reader would miss the answer: who was behind it only where somebody was."""
    moot = any(key in scene.moot for key in question["fields"])
    return not moot and (scene.attack or not question.get("attack"))


def _unanswered(scene: Scene, withheld: list[str], unknown: list[str], documents: int) -> list[str]:
    parts = []
    if withheld:
        parts.append(f"{scene.they} not disclosed {words.listed(withheld, 'or')}")
    if unknown:
        sources = "the source was" if documents == 1 else "the sources were"
        parts.append(
            f"{sources} not found to say {words.listed(unknown, 'or')}"
        )  # it may be there and not be understood
    return parts


def _basis(documents: Sequence[Document]) -> Draft:
    """What the account rests on, where there is little else to say."""
    dates = sorted(document.published for document in documents if document.published)
    many = "one document" if len(documents) == 1 else f"{len(documents)} documents"
    dated = f", published {words.between(dates[0], dates[-1])}" if dates else ""
    return Draft(f"this account rests on {many}{dated}", ()).ended()
