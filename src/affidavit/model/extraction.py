"""What extraction finds in one document: its sentences, its organisations, its claims."""

from __future__ import annotations

from enum import StrEnum

from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.struct import frozen
from affidavit.model.telling import Place


class Role(StrEnum):
    """What a sentence is to the text: its title, its body, or an aside that is not part of the story."""

    TITLE = "title"
    BODY = "body"
    ASIDE = "aside"


@frozen
class Sentence:
    """A sentence at `[start, end)`; `marks` are the cues that rules found in it (`recall`, `figure_of_speech`...)."""

    start: int
    end: int
    role: Role
    marks: frozenset[str] = frozenset()


@frozen
class Mention:
    """An organisation or a group named in the text.

    `name` is the canonical form within the document (aliases and short forms have the same one);
    `sentence` is the index of its sentence; `role` is victim, attacker, authority, reporter, place, term
    (no organisation at all) or other, as this sentence shows it.
    """

    name: str
    start: int
    end: int
    sentence: int
    role: str


@frozen
class Extraction:
    """One document read through: what it says, sentence by sentence.

    `place` is set where it is what an exported analysis held of the document, and all of it on one incident.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    language: str = "en"
    place: Place | None = None
