"""Whose a further incident is: the name over what is told of it, with the place where the text names it."""

from __future__ import annotations

from collections.abc import Collection

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.extraction import Extraction, Mention
from affidavit.model.span import Span

#: How sure it is that what is recalled happened to the one that is named there, where nothing else was claimed of it.
_RECALLED = 0.5


def named(extraction: Extraction, name: str, sentences: Collection[int]) -> Claim | None:
    """The claim that `name` is the organisation of what `sentences` tell: as the text claims it, or as it names it."""
    claims = (c for c in extraction.claims if c.field == "organization" and c.value == name)
    surest = max(claims, key=lambda claim: claim.confidence, default=None)
    if surest is not None:
        return surest
    mentions = [mention for mention in extraction.mentions if mention.name == name]
    own = next((mention for mention in mentions if mention.sentence in sentences), None)
    mention = own or next(iter(mentions), None)
    return _claim(extraction, mention) if mention else None


def _claim(extraction: Extraction, mention: Mention) -> Claim:
    document, sentence = extraction.document, extraction.sentences[mention.sentence]
    quote = document.text[mention.start : mention.end]
    around = Span(sentence.start, sentence.end)
    evidence = Evidence(document.id, mention.start, mention.end, quote, around)
    return Claim(
        "organization", mention.name, Status.STATED, Speaker.PRESS, _RECALLED, "parties.recalled", (evidence,)
    )  # fmt: skip
