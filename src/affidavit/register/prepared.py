"""What the register takes, and what it needs of the steps before it. It imports none of them: they are handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from affidavit.model.document import Document
from affidavit.model.incident import Incident
from affidavit.model.telling import Telling

#: What linking compares of an incident, as plain JSON; the register stores it and never looks inside.
Profile = Mapping[str, Any]

#: The version of a document that was not read by Affidavit; it is never read anew.
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Part:
    """One incident as one document tells it; `incident` holds that alone, `keys` where candidates for it are found."""

    telling: Telling
    incident: Incident
    profile: Profile
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, read and ready to be stored; `version` is that of Affidavit that read it."""

    document: Document
    kind: str
    reason: str | None
    version: str
    parts: tuple[Part, ...]


def dated(prepared: Prepared, published: str) -> Prepared:
    """The same with a day of publication, of which nothing in the document told."""
    parts = tuple(replace(one, telling=replace(one.telling, published=published)) for one in prepared.parts)
    return replace(prepared, document=replace(prepared.document, published=published), parts=parts)


@dataclass(frozen=True, slots=True)
class Close:
    """A candidate that may be the same incident: how sure, and what speaks for it."""

    incident: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What linking decided: the one candidate, or none, and then those that came too close to each other."""

    chosen: Close | None
    close: tuple[Close, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that the register calls on.

    `combine` makes one incident of what is told of it; `profile` and `keys` are for linking, and `choose` decides
    among candidates by their id; `advise` adds advice; `prepare` reads a document anew.
    """

    combine: Callable[[Sequence[Telling]], Incident]
    profile: Callable[[Incident, Sequence[Document]], Profile]
    keys: Callable[[Profile], tuple[str, ...]]
    choose: Callable[[Profile, Mapping[str, Profile]], Choice]
    advise: Callable[[Incident], Incident]
    prepare: Callable[[Document], Prepared]
