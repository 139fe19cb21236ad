"""How, how many, what data, what came of it, what was done: the summary's middle sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from affidavit.model import vocabulary, words
from affidavit.model.claim import ANNOUNCED, BY_VENDOR, OF_EACH, OF_SOME, Claim, Speaker, Status
from affidavit.model.incident import Finding
from affidavit.model.value import Count, Money
from affidavit.report import phrases
from affidavit.report.say import at_work, clause, manner
from affidavit.report.summary.scene import Draft, Scene, alike, firm

_MOST_DATA, _MOST_MEASURES, _MOST_CLAUSES, _FEW = 4, 4, 3, 3
_LIKELY = 0.5
_OFFERED = "offered for "
_SHARED = ("the data was ", "the data may have been ", "according to the attacker, the data was ")


def how(scene: Scene) -> Draft | None:
    """The way in, who took it, and with what."""
    parts = [part for part in (_way_in(scene), _actor(scene), _malware(scene)) if part]
    return _joined(parts, 1) if parts else None


def _joined(parts: Sequence[Draft], rank: int) -> Draft:
    """Parts of a sentence as one, what only the attacker says behind what is firm."""
    ordered = sorted(parts, key=lambda part: part.claimed)
    findings = tuple(f for part in ordered for f in part.findings)
    claimed = {part.claimed for part in ordered}
    return Draft("; ".join(p.text for p in ordered), findings, rank, True in claimed, len(claimed) > 1).ended()


def _way_in(scene: Scene) -> Draft | None:
    vectors = [f for f in scene.incident.asserted("vector") if not _told(scene, f)]
    if not vectors:
        return None
    kind = manner(vectors[0])
    used = alike(vectors, kind)[:_FEW]
    table = phrases.table("summary/summary")
    entries = [table["entry"][f.value] for f in used if f.value in table["entry"]]
    causes = [table["cause"][f.value] for f in used if f.value in table["cause"]]
    if causes and not scene.attack:
        return Draft(_came_from(kind, causes), used)
    return _got_in(scene, kind, entries, used) if entries else None


def _told(scene: Scene, finding: Finding) -> bool:
    """Whether the opening has told of this vector already."""
    named = finding is scene.named_by or finding.value in scene.covers
    return named or (finding.value == "third_party" and firm(scene.incident, "third_party") is not None)


def _came_from(kind: str, causes: Sequence[str]) -> str:
    came = {"stated": "it came from", "suspected": "it may have come from"}
    return f"{came.get(kind, 'according to the attacker, it came from')} {words.listed(causes)}"


def _got_in(scene: Scene, kind: str, entries: Sequence[str], used: tuple[Finding, ...]) -> Draft:
    ways, numbers = words.listed(entries), alike(scene.incident.asserted("vulnerability"), "stated")[:2]
    if numbers and "a vulnerability" in ways:
        ways = ways.replace("a vulnerability", f"a vulnerability ({words.listed([str(f.value) for f in numbers])})")
        used = (*used, *numbers)
    verb = {"stated": "got in", "suspected": "may have got in"}.get(kind, "claim to have got in")
    return Draft(f"the attackers {verb} {ways}", used, claimed=kind == "claimed")


def _actor(scene: Scene) -> Draft | None:
    found = [f for f in scene.incident.asserted("actor") if f is not scene.accuser]
    if not found:
        return None
    kind = manner(found[0])
    same = alike(found, kind)[:_FEW]
    names = words.listed([str(f.value) for f in same])
    if scene.kind == "denied" and kind == "suspected":
        kind = "stated"  # "allegedly" hedges already
    text = {
        "stated": f"the attack is attributed to {names}",
        "suspected": f"{names} {'are' if len(same) > 1 else 'is'} suspected to be behind it",
    }.get(kind, f"{names} {'claim' if len(same) > 1 else 'claims'} responsibility")
    return Draft(text, same, claimed=kind == "claimed")


def _malware(scene: Scene) -> Draft | None:
    actors = {str(f.value).lower() for f in scene.incident.asserted("actor")}
    found = [f for f in alike(scene.incident.asserted("malware"), "stated") if str(f.value).lower() not in actors][
        :_FEW
    ]
    if not found:
        return None
    return Draft(f"the malware used includes {words.listed([str(f.value) for f in found])}", tuple(found))


def harm(scene: Scene) -> Draft | None:
    """How many are affected and what data."""
    parts = [part for part in (_many(scene), _data(scene)) if part]
    if len(parts) == 2 and all(part.claimed for part in parts):
        joined = f"{parts[0].text} and {parts[1].text.removeprefix('the attacker ')}"
        return Draft(joined, (*parts[0].findings, *parts[1].findings), claimed=True).ended()
    return _joined(parts, 0) if parts else None


def _many(scene: Scene) -> Draft | None:
    finding = scene.incident.first("affected")
    if finding is None or not isinstance(finding.value, Count):
        return None
    value, kind = finding.value, manner(finding)
    if kind == "claimed":
        number = words.claimed(finding.claim)
        puts = "gives the number affected as" if number.startswith("at ") else "puts the number affected at"
        return Draft(f"the attacker {puts} {number}", (finding,), claimed=True)
    earlier = [f" (revised from {words.figure(c.value, value.unit)})" for c in _counts(finding.superseded)[:1]]
    verb = "may affect" if kind == "suspected" else "affects"
    plain = finding.speaker in {Speaker.PRESS, Speaker.ORGANIZATION}
    by = "" if plain else f"according to {phrases.speaker(finding.speaker)}, "
    text = f"{by}the incident {verb} {words.claimed(finding.claim)}{''.join(earlier)}{_rival(finding, value)}"
    return Draft(text, (finding,))


def _rival(finding: Finding, value: Count) -> str:
    """What somebody else says of the number."""
    for other in (c for c in _counts(finding.disagree) if _is_rival(c, finding)):
        who, said = phrases.speaker(other.speaker), words.figure(other.value, value.unit)
        verb = "claims" if other.speaker is Speaker.ATTACKER else "says"
        return f", while {who} {'denies this' if other.status is Status.DENIED else f'{verb} {said}'}"
    return ""


def _is_rival(other: Claim, finding: Finding) -> bool:
    """Whether a figure that disagrees is somebody else's word on the same thing, and likely enough to be told."""
    if other.speaker is finding.speaker or other.confidence < _LIKELY:
        return False
    same_unit = isinstance(other.value, Count) and other.value.unit == getattr(finding.value, "unit", None)
    return other.speaker is Speaker.ATTACKER or same_unit


def _counts(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if isinstance(claim.value, Count)]


def _data(scene: Scene) -> Draft | None:
    found = _ranked(_beyond_the_count(scene))
    stated, possible, claimed = (alike(found, kind) for kind in ("stated", "suspected", "claimed"))
    if stated:
        some = [f for f in stated if f.claim.note == OF_SOME]
        if some and len(some) < len(stated):
            of_all = [f for f in stated if f not in some]
            text = (
                f"the data exposed includes {_classes(of_all)}, and of some of those concerned also {_classes(some, 2)}"
            )
            return Draft(text, (*of_all[:5], *some[:3]))
        also = f", and may also include {_classes(possible, 2)}" if possible else ""
        return Draft(f"the data exposed includes {_classes(stated)}{also}", (*stated[:5], *possible[:3]))
    if possible:
        return Draft(f"the data that may be exposed includes {_classes(possible)}", possible[:5])
    if claimed:
        return Draft(f"the attacker claims to hold {_classes(claimed)}", claimed[:5], claimed=True)
    return None


def _beyond_the_count(scene: Scene) -> list[Finding]:
    """The classes of data, without the email addresses where it is these that were counted."""
    counted = scene.incident.first("affected")
    emails = counted and isinstance(counted.value, Count) and counted.value.unit == "email addresses"
    return [f for f in scene.incident.asserted("data") if not (emails and f.value == "Email addresses")]


def _ranked(found: Iterable[Finding]) -> list[Finding]:
    first: list[str] = phrases.table("summary/summary")["data"]["first"]
    return sorted(found, key=lambda f: first.index(str(f.value)) if f.value in first else len(first))


def _classes(found: Sequence[Finding], most: int = _MOST_DATA) -> str:
    names = [words.value("data", f.value) for f in found if f.value]
    return words.shortened(names, most, "{} further classes of data")


def safe(scene: Scene) -> Draft | None:
    """What is said not to be affected, and by whom."""
    exposed = set(scene.incident.values("data"))  # of some people, or from another system
    denied = (f for f in scene.incident.all("data") if f.status is Status.DENIED)
    found = _ranked(f for f in denied if f.value not in exposed)
    if not found:
        return None
    names = _classes(found)
    many = len(found) > 1 or words.is_plural(names)
    speakers = {f.speaker for f in found}
    if len(speakers) == 1 and speakers != {Speaker.PRESS}:
        who = phrases.speaker(found[0].speaker)
        return Draft(
            f"according to {who}, {names} {'were' if many else 'was'} not affected", tuple(found[:5]), 2
        ).ended()
    return Draft(f"{names} {'are' if many else 'is'} said not to be affected", tuple(found[:5]), 2).ended()


def clauses(scene: Scene, keys: Sequence[str], rank: int) -> Draft | None:
    """What happened, clause by clause (`the data was published and offered for sale`), the firm ones first."""
    found = [f for key in keys for f in _in_order(scene, key) if f.claim.note != OF_EACH and not _doubled(scene, f)]
    for kinds in ({"stated", "suspected"}, {"claimed"}, {"denied"}):
        if said := [(f, text) for f in found if manner(f) in kinds and (text := clause(f, short=True))]:
            findings, texts = zip(*said[:_MOST_CLAUSES], strict=True)
            return Draft(_run_together(texts), findings, rank, claimed=kinds == {"claimed"}).ended()
    return None


def _in_order(scene: Scene, key: str) -> list[Finding]:
    """Sums in the vocabulary's order (a demand before a payment), other findings as they stand."""
    order = list(vocabulary.terms("money"))
    found = scene.incident.all(key)
    return sorted(found, key=lambda f: order.index(f.value.kind) if isinstance(f.value, Money) else 0)


def _doubled(scene: Scene, finding: Finding) -> bool:
    """Whether a sum tells of it already: one that was demanded of the extortion, an asking price of the sale."""
    found = (f for f in scene.incident.asserted("money") if f.claim.note != OF_EACH)
    sums = {f.value.kind for f in found if isinstance(f.value, Money)}
    told = {"extortion": "ransom_demand", "fate": "asking_price"}.get(finding.claim.field)
    return told in sums and finding.value in {"yes", "for_sale"}


def _run_together(texts: Sequence[str]) -> str:
    """Clauses as a list; what several of them begin with is said once."""
    for shared in _SHARED:
        same = [text.removeprefix(shared) for text in texts if text.startswith(shared)]
        first = next((at for at, text in enumerate(texts) if text.startswith(shared)), 0)
        if len(same) > 1:
            others = [(at, text) for at, text in enumerate(texts) if not text.startswith(shared)]
            once = shared + words.listed(_without_repeats(same))
            texts = [text for _, text in sorted([(first, once), *others])]
    return ", and ".join(texts) if len(texts) == 2 else words.listed(texts)


def _without_repeats(parts: list[str]) -> list[str]:
    """Prices one after another as one part: `offered for $500 and $700`."""
    prices = [part for part in parts if part.startswith(_OFFERED) and part != f"{_OFFERED}sale"]
    if len(prices) < 2:
        return parts
    together = _OFFERED + words.listed([price.removeprefix(_OFFERED) for price in prices])
    return [together if part == prices[0] else part for part in parts if part not in prices[1:]]


#: The verbs of what was done, as of what will be.
_PLAIN = (
    ("notified", "notify"), ("informed", "inform"), ("engaged", "engage"), ("blocked", "block"), ("patched", "patch"),
    ("hardened", "harden"), ("trained", "train"), ("disciplined", "discipline"), ("restored", "restore"),
)  # fmt: skip


def measures(scene: Scene) -> Draft | None:
    """What has been done, and what has not."""
    paid = any(isinstance(v, Money) and v.kind == "ransom_paid" for v in scene.incident.values("money"))
    found = [f for f in scene.incident.all("response") if not (paid and f.value == "ransom_paid")]
    stated = alike(found, "stated")
    police = tuple(f for f in stated if at_work(f))
    stated = tuple(f for f in stated if f not in police)
    done, to_do, by_vendor = (tuple(f for f in stated if f.claim.note == note) for note in (None, ANNOUNCED, BY_VENDOR))
    refused = tuple(f for f in alike(found, "denied") if f.speaker is not Speaker.ATTACKER)[:2]
    parts = []
    if done:
        parts.append(Draft(f"{scene.they} {_done(done, _MOST_MEASURES)}", done[: _MOST_MEASURES + 1]))
    if to_do:
        subject = ("they have" if scene.plural else "it has") if done else scene.they
        parts.append(Draft(f"{subject} said that {'they' if scene.plural else 'it'} will {_to_do(to_do)}", to_do))
    if refused:
        subject = ("they have" if scene.plural else "it has") if parts else scene.they
        parts.append(Draft(f"{subject} not {words.listed(_labels(refused), 'or')}", refused))
    if by_vendor:
        parts.append(Draft(f"the vendor has {words.listed(_labels(by_vendor))}", by_vendor))
    if police:
        parts.append(Draft("law enforcement took up the case", police))
    return _joined(parts, 2) if parts else None


def _to_do(found: Sequence[Finding]) -> str:
    """What has only been announced: `notify the authorities`."""
    labels = _labels(found)
    for past, plain in _PLAIN:
        labels = [label.replace(past, plain) for label in labels]
    return words.listed(labels)


def _done(found: Sequence[Finding], most: int) -> str:
    return words.shortened(_labels(found), most, "taken {} further measures")


def _labels(found: Sequence[Finding]) -> list[str]:
    return [words.value("response", f.value) for f in found if f.value]
