"""What the register takes, and what it needs of the steps before it. It imports none of them: they are handed in."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from affidavit.model.document import Document
from affidavit.model.incident import Incident
from affidavit.model.packed import pack_telling, unpack_telling
from affidavit.model.telling import Place, Telling
from affidavit.register.ready import Rows
from affidavit.register.rows import tuples, words

#: What linking compares of an incident, as JSON text; the register stores it and never looks inside.
Profile = str

#: The version of a document that was not read by Affidavit; it is never read anew.
GIVEN = "given"

#: An encoder that is made once.
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Part:
    """One incident as one document tells it, as it is stored: made where the document is read, cheap to hand on.

    `packed` is the telling, and `order`, `name` and `place` are its own; `id`, `title`, `kind`, `rows` and `words` are
    those of an incident of which nothing else is told, and `keys` where candidates for it are found.
    """

    packed: bytes
    order: int
    name: str | None
    place: Place | None
    id: str
    title: str
    kind: str
    rows: Rows
    words: str
    profile: Profile
    keys: tuple[str, ...]

    @classmethod
    def of(cls, telling: Telling, incident: Incident, linked_by: tuple[Profile, tuple[str, ...]]) -> Part:
        """A telling with the incident that it makes by itself, and its profile and keys."""
        return cls(
            packed(telling), telling.order, telling.name, telling.place, incident.id, incident.title, incident.kind,
            tuples(incident), words(incident), *linked_by,
        )  # fmt: skip


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
    parts = tuple(
        replace(one, packed=packed(replace(unpacked(one.packed), published=published))) for one in prepared.parts
    )
    return replace(prepared, document=replace(prepared.document, published=published), parts=parts)


def packed(telling: Telling) -> bytes:
    """A telling as it is stored."""
    return zlib.compress(_encoded(pack_telling(telling)).encode("utf-8", "surrogatepass"), 1)


def unpacked(stored: bytes) -> Telling:
    """The telling again."""
    return unpack_telling(json.loads(zlib.decompress(stored)))


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

    `combine` makes one incident of what is told of it; `linked_by` gives its profile and the keys under which it is
    found, and `choose` decides among candidates by their id; `advise` adds advice; `prepare` reads a document anew.
    """

    combine: Callable[[Sequence[Telling]], Incident]
    linked_by: Callable[[Incident, Sequence[Document]], tuple[Profile, tuple[str, ...]]]
    choose: Callable[[Profile, Mapping[str, Profile]], Choice]
    advise: Callable[[Incident], Incident]
    prepare: Callable[[Document], Prepared]
