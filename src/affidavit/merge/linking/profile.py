"""Profiles: what linking needs of one incident, as told by one or several documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from affidavit.merge.linking.text import NAMING, RARE, name_words, stem, telling, told
from affidavit.merge.same import name_key, same_name
from affidavit.model.document import Document
from affidavit.model.incident import Incident
from affidavit.model.struct import frozen
from affidavit.model.value import Count, Money

#: Of a longer text only the sentences that prove findings are compared: the rest is of others, or of the publisher.
_SHORT = 1500
_TOLD = ("figures", "years", "deeds", "targets", "urls", "words", "capitals")
#: How many values of a field a profile holds.
_MOST = 12
#: A figure with fewer digits that are not trailing noughts is met by chance.
_LEAST_DIGITS = 3


@frozen
class Profile:
    """One incident, as far as it is compared with others: plain tuples, cheap to keep.

    `names` are the organisations hit, the main one first; `published` the days of its documents, `started` when it
    began, as partial ISO dates; `counts` how many were affected; `words`, `capitals`, `figures`, `years`, `deeds`,
    `targets` and `urls` what the sentences that tell of it say (`text.Told`).
    """

    names: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    malware: tuple[str, ...] = ()
    cves: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    money: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()
    years: tuple[int, ...] = ()
    deeds: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()

    @classmethod
    def of(cls, incident: Incident, documents: Iterable[Document]) -> Profile:
        """The profile of `incident`; of `documents` those that it names are read, the others passed over."""
        own = [document for document in documents if document.id in incident.documents]
        said = told("\n".join(_tellings(incident, own)))
        third_parties = tuple(filter(_is_name, _values(incident, "third_party")))
        counts = (value.number for value in incident.values("affected") if isinstance(value, Count))
        sums = (f"{v.amount:g} {v.currency}" for v in incident.values("money") if isinstance(v, Money))
        return cls(
            names=_own_first(_values(incident, "organization"), third_parties),
            third_parties=third_parties,
            actors=_values(incident, "actor"),
            malware=_values(incident, "malware"),
            cves=_values(incident, "vulnerability"),
            started=_values(incident, "started"),
            published=tuple(sorted({document.published for document in own if document.published})),
            counts=tuple(counts)[:_MOST],
            money=tuple(sums)[:_MOST],
            data=_values(incident, "data"),
            vectors=_values(incident, "vector"),
            actions=_values(incident, "action"),
            countries=_values(incident, "country"),
            **{field: getattr(said, field) for field in _TOLD},
        )

    def joined(self, other: Profile) -> Profile:
        """The profile of both tellings taken together, this one's values first."""
        both = {
            name: tuple(dict.fromkeys((*getattr(self, name), *getattr(other, name)))) for name in self.__match_args__
        }
        return Profile(**both | {"published": tuple(sorted(both["published"]))})

    def to_row(self) -> dict[str, Any]:
        """The profile as JSON has it, without what is empty."""
        return {name: list(value) for name in self.__match_args__ if (value := getattr(self, name))}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Profile:
        """The profile that `to_row` wrote; keys that are not known are passed over."""
        return cls(**{name: tuple(row[name]) for name in cls.__match_args__ if name in row})


def block_keys(profile: Profile) -> tuple[str, ...]:
    """The keys under which `profile` is found: two that share none are never compared.

    They are the telling words of the names, what else is named that few others name, the vendor by quarter, the
    attacker by month, exact figures, addresses and CVE ids.
    """
    return tuple(sorted({*_name_keys(profile), *_timed_keys(profile), *_exact_keys(profile)}))


def _values(incident: Incident, field: str) -> tuple[str, ...]:
    return tuple(map(str, incident.values(field)))[:_MOST]


def _own_first(names: tuple[str, ...], third_parties: tuple[str, ...]) -> tuple[str, ...]:
    """The names, those last that are told of as a third party too: who tells of its vendor's breach was hit itself."""
    return tuple(sorted(names, key=lambda name: any(same_name(name, party) for party in third_parties)))


def _is_name(text: str) -> bool:
    """Whether a third party is named, and not told by its role alone."""
    return any(char.isupper() for char in text)


def _tellings(incident: Incident, documents: Iterable[Document]) -> Iterator[str]:
    """What the documents say of the incident: short ones whole, of others the sentences that prove findings."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for found in incident.findings.values():
        for evidence in (evidence for finding in found for evidence in finding.evidence):
            spans.setdefault(evidence.document, set()).add((evidence.sentence.start, evidence.sentence.end))
    for document in documents:
        if len(document.text) <= _SHORT:
            yield document.text
        else:
            yield from (document.text[start:end] for start, end in sorted(spans.get(document.id, ())))


def _name_keys(profile: Profile) -> Iterator[str]:
    for name in profile.names[:4]:
        if key := name_key(name).replace(" ", ""):
            yield f"name:{key}"
    named = (word for word in name_words(profile.names[:4]) if telling(word) >= NAMING)
    told_of = (word for word in profile.capitals[:_MOST] if telling(word) >= RARE)
    yield from (f"word:{word}" for source in (named, told_of) for word in source if len(word) > 2)


def _timed_keys(profile: Profile) -> Iterator[str]:
    months = {day[:7] for day in (*profile.published, *profile.started) if len(day) >= len("2024-01")}
    quarters = {f"{month[:4]}q{(int(month[5:]) + 2) // 3}" for month in months}
    yield from (f"vendor:{stem(name)}:{quarter}" for name in profile.third_parties for quarter in quarters)
    yield from (f"actor:{stem(name)}:{month}" for name in profile.actors for month in months)


def _exact_keys(profile: Profile) -> Iterator[str]:
    yield from (f"url:{url}" for url in profile.urls)
    yield from (f"cve:{cve.lower()}" for cve in profile.cves)
    figures = {*map(float, profile.counts), *profile.figures}
    yield from (f"figure:{figure:.0f}" for figure in figures if len(f"{figure:.0f}".rstrip("0")) >= _LEAST_DIGITS)
