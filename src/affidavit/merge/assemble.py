"""Putting incidents together from what documents say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from affidavit.merge import kind as kinds
from affidavit.merge.attack_groups import in_report
from affidavit.merge.choose import findings
from affidavit.merge.happening import NO_FACTS
from affidavit.merge.inquiry import only_claimed
from affidavit.merge.main_party import VICTIM_FROM, is_report, tells_of_threats
from affidavit.merge.naming import named
from affidavit.merge.order import in_order
from affidavit.merge.placing import by_topic
from affidavit.merge.same import name_key, same_name
from affidavit.merge.subject import subjects
from affidavit.merge.topic import MAIN, Subjects, Topic
from affidavit.model.claim import UNDER_INQUIRY, Claim, Status
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction
from affidavit.model.fields import FIELDS
from affidavit.model.gate import admit
from affidavit.model.incident import INCIDENT_KINDS, OF_THREATS, UNNAMED, Analysis, Finding, Incident
from affidavit.model.struct import frozen, replace
from affidavit.model.telling import Place, Telling

#: What incidents are put in order by: whether it is no document's main one, how much tells of it.
_Order = tuple[bool, int, int, int, str]
#: What a more special term says already, by field and term.
_SAYS_ALREADY = {("vector", "credential_stuffing"): "stolen_credentials", ("technique", "T1110.004"): "T1078"}
#: What a text on several incidents says of none of them: its own dates and places.
#: What tells of a loss.
_LOSS = frozenset({"data", "affected", "started"})
#: What tells of an incident of its own, whatever was lost.
_ANEW = frozenset({"discovered", "ransomware", "operations", "contained"})
_FRAME = frozenset({"started", "ended", "disclosed", "sector", "country"})
#: With more topics than this a text on several incidents names those who were hit one by one.
_ONE_BY_ONE = 2
#: A further organisation is the main incident's too from this confidence on.
_CO_VICTIM_FROM = 0.25


@frozen
class Told:
    """What one document tells: its kind, why it tells of no incident where it tells of none, and its incidents."""

    kind: str
    reason: str | None
    tellings: tuple[Telling, ...]


def tell(extraction: Extraction) -> Told:
    """What a document tells, incident by incident, the main one first."""
    kind, reason = kinds.kind(extraction)
    told = Told(kind, reason, tuple(_without_attackers(list(_tellings(extraction, kind)))))
    if not told.tellings and kind != "unread":
        told = Told("not_incident", reason or NO_FACTS, ())
    return told if extraction.place is None else _placed(told, extraction.place)


def tell_together(extractions: Sequence[Extraction]) -> Told:
    """What one document tells by several records of it, the main incident first; each but the main one is a further."""
    told = [tell(extraction) for extraction in _distinct(extractions)]
    kind, reason = _overall(told)
    found = sorted((telling for one in told for telling in one.tellings), key=lambda telling: telling.order)
    return Told(kind, reason, tuple(replace(one, main=n == MAIN, order=n) for n, one in enumerate(found)))


def _placed(told: Told, place: Place) -> Told:
    """What was sorted already, as it was sorted."""
    main, order, kind = place.order == MAIN, place.order, place.kind
    found = [
        replace(one, name=place.name or one.name, main=main, order=order, kind=kind, place=place)
        for one in told.tellings
    ]  # fmt: skip
    return Told(place.analysis_kind, place.reason, tuple(found))


def combine(tellings: Sequence[Telling]) -> Incident:
    """One incident, from all that is told of it."""
    return _incident(list(tellings))[1]


def merge(extractions: Sequence[Extraction]) -> Analysis:
    """The incidents that documents tell of: those on the same incident become one, the others stay apart.

    The main incident stands first: the one that most documents are about, then the one with the most findings. The
    order of the documents does not change the incidents.
    """
    documents = {e.document.id: e.document for e in extractions}
    told = [tell(extraction) for extraction in _distinct(extractions)]
    tellings = [telling for one in told for telling in one.tellings]
    incidents = [_incident(group) for group in _by_incident(tellings, documents)]
    kind, reason = _overall(told)
    if kind == "incident" and _unrelated(incidents):
        kind = "multiple"
    return Analysis(
        id=_analysis_id(extractions),
        kind=kind,
        documents=tuple(documents.values()),
        incidents=tuple(incident for _, incident in sorted(incidents, key=lambda item: item[0])),
        reason=reason,
        notes=tuple(_notes(extractions)),
    )


def _distinct(extractions: Sequence[Extraction]) -> list[Extraction]:
    """The extractions once each; records of several incidents that rest on one document are several."""
    found: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        same = found.setdefault(extraction.document.id, [])
        if extraction not in same:
            same.append(extraction)
    return [extraction for same in found.values() for extraction in same]


def _by_incident(tellings: list[Telling], documents: Mapping[str, Document]) -> list[list[Telling]]:
    """The tellings by incident, in an order that does not depend on that of the documents."""
    ordered = sorted(tellings, key=lambda t: (t.published or "", t.document, t.order))
    if len(documents) < 2:
        return [[telling] for telling in ordered]
    from affidavit.merge.linking.groups import groups  # loaded where there is something to link
    from affidavit.merge.linking.profile import Profile

    alone = (combine([telling]) for telling in ordered)
    profiles = [Profile.of(found, [documents[found.documents[0]]]) for found in alone]
    return groups(ordered, profiles)


def _analysis_id(extractions: Sequence[Extraction]) -> str:
    if len(extractions) == 1:
        return extractions[0].document.key or extractions[0].document.id
    return _hash(*sorted(e.document.id for e in extractions))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _overall(found: list[Told]) -> tuple[str, str | None]:
    """The kind of documents given together: that of the one with the most to tell."""
    order = ("incident", "multiple", "aftermath", "denied", "unread", "not_incident")
    most = min(found, key=lambda told: order.index(told.kind), default=Told("not_incident", "there is no document", ()))
    return most.kind, most.reason


def _unrelated(incidents: list[tuple[_Order, Incident]]) -> bool:
    """Whether documents tell of several organisations' main incidents, none of them another's vendor's."""
    mains = [found for (other, *_), found in incidents if not other and found.first("organization")]
    if len(mains) < 2 or len({len(found.documents) for found in mains}) > 1:
        return False
    hit = {str(name) for found in mains for name in found.values("organization")}
    vendors = {str(name) for found in mains for name in found.values("third_party")}
    return not any(same_name(name, vendor) for name in hit for vendor in vendors)


def _notes(extractions: Sequence[Extraction]) -> Iterator[str]:
    if len(extractions) < 2:
        return
    for extraction in extractions:
        if unread := kinds.UNREAD.get(extraction.language):
            name = extraction.document.key or extraction.document.title or extraction.document.id
            yield f"{name}: {unread} is not supported yet; only what needs no language was read"


def _tellings(extraction: Extraction, kind: str) -> Iterator[Telling]:
    if kind == "not_incident":
        return
    found = subjects(extraction, several=kind == "multiple")
    threats = kind != "multiple" and tells_of_threats(extraction)
    claims: dict[int, list[Claim]] = {number: [] for number in range(len(found.topics))}
    for number, claim in by_topic(extraction, found):
        claims[number].append(claim)
    _with_what_it_follows(found, claims, (extraction.document.published or "")[:4])
    admitted = {extraction.document.id: extraction.document}
    for number, topic in enumerate(found.topics):
        own = _of_topic(topic, number, admit(claims[number], admitted), several=kind == "multiple")
        own = _with_its_name(extraction, found, number, _without_the_said(own))
        if is_report(extraction):
            own = list(in_report(own))
        if threats and number == MAIN:
            own = [claim for claim in own if claim.field in OF_THREATS and claim.value != "third_party"]
        if number == MAIN:
            own = _as_firm(extraction, kind, own)
        if own and not (kind == "multiple" and number == MAIN and (_frames(own) or _of_all(own, found))):
            yield Telling(
                extraction.document.id, extraction.document.published, own, topic.name or _named(own),
                number == MAIN, number, kind if number == MAIN and kind in INCIDENT_KINDS else "incident",
            )  # fmt: skip


def _without_attackers(found: list[Telling]) -> Iterator[Telling]:
    """The tellings without those that take an attacker for a further victim."""
    actors = {name_key(str(claim.value)) for one in found for claim in one.claims if claim.field == "actor"}
    return (one for one in found if one.main or name_key(one.name) not in actors)


def _with_what_it_follows(found: Subjects, claims: dict[int, list[Claim]], year: str) -> None:
    """Give the main incident what is told of the one earlier one, where the text tells of no new loss.

    Then all is about that: fines, sales and phishing that follow an incident ("a campaign uses data stolen in July").
    What is told in the `year` of years later is an event of its own.
    """
    earlier = [number for number, topic in enumerate(found.topics) if topic.earlier]
    if len(earlier) != 1 or any(claim.field in _LOSS or _is_anew(claim) for claim in claims[MAIN]):
        return
    began = [str(claim.value)[:4] for claim in claims[earlier[0]] if claim.field == "started"]
    if year and any(int(year) - int(start) > 1 for start in began):
        return
    if any(claim.field in _LOSS and claim.asserted for claim in claims[earlier[0]]):
        claims[MAIN] += claims[earlier[0]]
        claims[earlier[0]] = []


def _is_anew(claim: Claim) -> bool:
    """Whether a claim tells of an event that is no aftermath of an older one."""
    return claim.field in _ANEW and claim.asserted


def _with_its_name(extraction: Extraction, found: Subjects, number: int, own: list[Claim]) -> list[Claim]:
    """The claims of a topic with the name of whom it happened to, where only other sentences claimed that."""
    name = found.topics[number].name
    if number == MAIN or name is None or not own or any(c.field == "organization" for c in own):
        return own
    claim = named(extraction, name, [index for index, topic in enumerate(found.of) if topic == number])
    return own if claim is None else [claim, *own]


def _of_all(claims: list[Claim], found: Subjects) -> bool:
    """Whether claims that name nobody stand beside incidents that are told one by one: "three schools were hacked"."""
    return len(found.topics) > _ONE_BY_ONE and not any(claim.field == "organization" for claim in claims)


def _frames(claims: list[Claim]) -> bool:
    """Whether claims only frame what a text tells of several ("the week of 23 June")."""
    return {claim.field for claim in claims} <= _FRAME


def _without_the_said(claims: list[Claim]) -> list[Claim]:
    """The claims without those that only say in general what a firm one says in particular."""
    firm = {(c.field, c.value) for c in claims if c.status is Status.STATED and c.field in {"vector", "technique"}}
    said = {(key[0], general) for key, general in _SAYS_ALREADY.items() if key in firm}
    return [c for c in claims if (c.field, c.value) not in said] if said else claims


def _unconfirmed(claim: Claim) -> Claim:
    """A claim of a document whose organisation denies the incident: what happened is at most suspected."""
    happened = claim.field in kinds.DENIABLE and claim.status is Status.STATED
    return replace(claim, status=Status.SUSPECTED) if happened else claim


def _as_firm(extraction: Extraction, kind: str, own: list[Claim]) -> list[Claim]:
    """The main incident's claims, no firmer than the organisation leaves them."""
    if kind in {"denied", "incident"} and only_claimed(extraction):
        return list(map(_looked_into, own))
    return list(map(_unconfirmed, own)) if kind == "denied" else own


def _looked_into(claim: Claim) -> Claim:
    """A claim of a document whose organisation only looks into what others claim."""
    found = _unconfirmed(claim)
    told = found.field in kinds.DENIABLE and found.asserted and not found.note
    return replace(found, note=UNDER_INQUIRY) if told else found


def _named(claims: list[Claim]) -> str | None:
    best = max((c for c in claims if c.field == "organization"), key=lambda c: c.confidence, default=None)
    return str(best.value) if best else None


def _of_topic(topic: Topic, number: int, claims: list[Claim], *, several: bool) -> list[Claim]:
    """The claims of a topic, with only its own organisations among them; a vendor of the victim is none of these."""
    own = [c for c in claims if c.field != "organization" or _own(c, topic, number, several=several)]
    vendors = {c.value for c in claims if c.field == "third_party"} - {topic.name}
    if several or vendors.isdisjoint(c.value for c in own if c.field == "organization"):
        return own
    sure = max((c.confidence for c in own if c.field == "organization" and c.value == topic.name), default=0.0)
    if sure < VICTIM_FROM:  # the better-placed name may be the victim all the same
        vendors = {c.value for c in own if c.field == "organization" and c.value in vendors and c.confidence <= sure}
    return [c for c in own if c.field != "organization" or c.value not in vendors]


def _own(claim: Claim, topic: Topic, number: int, *, several: bool) -> bool:
    if number != MAIN:
        return claim.value == topic.name
    if several:
        return True
    return claim.value == topic.name or (topic.name is not None and claim.confidence >= _CO_VICTIM_FROM)


def _incident(group: list[Telling]) -> tuple[_Order, Incident]:
    """An incident, with the key that puts the main one first."""
    published = {telling.document: telling.published or "" for telling in group}
    claims: dict[str, list[Claim]] = {}
    for claim in (claim for telling in group for claim in telling.claims):
        claims.setdefault(claim.field, []).append(claim)
    each = {key: made for key in FIELDS if key in claims and (made := findings(key, claims[key], published))}
    found = in_order(each, min((t.published for t in group if t.main and t.published), default=None))
    documents = tuple(dict.fromkeys(telling.document for telling in group))
    name = next((t.name for t in group if t.name), None)
    main, place = any(telling.main for telling in group), _one_place(group)
    identity = place or _hash(name_key(name), *sorted(documents), str(min(t.order for t in group)))
    kind = min((telling.kind for telling in group), key=INCIDENT_KINDS.index)
    incident = Incident(identity, _title(name, found), found, documents, kind)
    told = sum(len(made) for made in found.values())
    return (not main, 0 if place else -len(documents), group[0].order, -told, identity), incident


def _one_place(group: list[Telling]) -> str | None:
    """The id of the incident that all that is told was of already, where it was one."""
    found = {telling.place and (telling.place.analysis, telling.place.incident) for telling in group}
    only = found.pop() if len(found) == 1 else None
    return only[1] if only else None


def _title(name: str | None, found: Mapping[str, tuple[Finding, ...]]) -> str:
    told = {key for key, made in found.items() if any(finding.asserted for finding in made)}
    what = "ransomware attack" if "ransomware" in told else "data breach" if "data" in found else "security incident"
    return f"{name or UNNAMED}: {what}"
