"""Who, what, where, when: the summary's first sentences."""

from __future__ import annotations

import re
from collections.abc import Callable

from affidavit.model import words
from affidavit.model.incident import Finding, Incident
from affidavit.model.regex import regex
from affidavit.report import phrases
from affidavit.report.say import manner
from affidavit.report.summary.scene import Draft, Scene, firm

_MOMENTS = {"discovered": "discovered", "contained": "contained", "disclosed": "made public"}
_DETERMINED = {"a", "an", "the", "its", "their", "one", "another"}
_NAMES = 3
#: A role that a text writes in capitals, as if it were a name.
_ROLE = regex(
    r"(?:third[- ]party |business |service |software |hosting |external |outside )*"
    r"(?:associate|vendor|provider|contractor|supplier|party|partner|processor)",
    re.IGNORECASE,
)
#: A role that takes no article: of several, or of what cannot be counted.
_MANY = regex(
    r"\b(?:vendors|providers|suppliers|contractors|subcontractors|processors|partners|associates|hosts|applications|apps|platforms|"
    r"services|systems|tools|databases|companies|servers|plugins|components|software|code|\w{2,20}[^suiaov\W]s)$"
)
#: A sector that is less sure stays out of the summary.
_SURE_SECTOR = 0.85


def opening(scene: Scene) -> Draft:
    """Who suffered what, where and when; or who claims to have attacked whom."""
    subject = _subject(scene)
    when = _when(scene.incident)
    if accuser := scene.accuser:
        attacked = f"{accuser.value} claims to have attacked {subject.text.rstrip(',')}{when.text}"
        return Draft(attacked, (accuser, *subject.findings, *when.findings), claimed=True).ended()
    place = _at_third_party(scene)
    text = f"{subject.text} {_verb(scene, bool(place.findings))} {scene.event}{place.text}{when.text}"
    if scene.manner == "claimed" and scene.kind != "denied":
        text = f"according to the attacker, {text}"
    named_by = (scene.named_by,) if scene.named_by else ()
    used = (*subject.findings, *named_by, *place.findings, *when.findings)
    if not used:
        return Draft("no source names the organisation or says what happened", ()).ended()
    return Draft(text, used, claimed=scene.manner == "claimed").ended()


def _subject(scene: Scene) -> Draft:
    """The organisation, with what kind it is and where, as far as that is firmly known."""
    named = scene.incident.asserted("organization") or scene.incident.all("organization")
    about = _about(scene.incident)
    if not named:
        return Draft(f"{about.text or 'an organisation'}, which is not named,", about.findings)
    names = words.shortened([str(f.value) for f in named], _NAMES, "{} further organisations")
    if len(named) > 1 or not about.text:
        return Draft(names, named[:_NAMES])
    return Draft(f"{names}, {about.text},", (*named, *about.findings))


def _about(incident: Incident) -> Draft:
    """`a retailer in France`; empty where neither is known."""
    sector, country = firm(incident, "sector"), firm(incident, "country")
    sector = sector if sector and sector.claim.confidence >= _SURE_SECTOR else None
    kind = phrases.table("summary/summary")["sector"].get(sector.value) if sector else None
    if kind is None and country is None:
        return Draft("", ())
    where = f" in {words.country(str(country.value))}" if country else ""
    return Draft(f"{kind or 'an organisation'}{where}", tuple(f for f in (sector, country) if f))


def _verb(scene: Scene, elsewhere: bool) -> str:
    """The verb of the opening, by number, by firmness, and by whether it happened at a third party."""
    participle = "been affected by" if elsewhere else "suffered"
    if scene.kind == "denied":
        return f"{'deny' if scene.plural else 'denies'} having {participle}"
    if scene.manner == "suspected":
        return f"may have {participle}"
    return f"{'were' if scene.plural else 'was'} affected by" if elsewhere else participle


def _at_third_party(scene: Scene) -> Draft:
    finding = firm(scene.incident, "third_party")
    if finding is None:
        return Draft("", ())
    # A role alone ("a contractor") does not tell that it happened there: the way in may have been its account.
    where = "involving" if finding.claim.by.endswith(".role") else "at"
    return Draft(f" {where} {third_party(str(finding.value))}", (finding,))


def third_party(name: str) -> str:
    """A third party as it can follow a preposition: a name as it is, a role with its article."""
    if _ROLE.fullmatch(name):
        return words.article(name.lower())
    if _MANY.search(name):
        return name
    words_of = name.split()
    is_role = words_of[-1].islower() and "." not in name and words_of[0].lower() not in _DETERMINED
    return words.article(name) if is_role else name


def _when(incident: Incident) -> Draft:
    start, end = incident.first("started"), incident.first("ended")
    if start is None:
        return Draft(f" until {hedged(end, words.date)}", (end,)) if end else Draft("", ())
    if end and manner(start) == "stated" and manner(end) == "suspected" and str(start.value) < str(end.value):
        since = f" from {words.date(str(start.value))}, possibly until {words.date(str(end.value))}"
        return Draft(since, (start, end))
    if end is None or manner(start) != manner(end) or str(start.value) > str(end.value):
        return Draft(f"{_comma(start)} {hedged(start, words.when)}", (start,))
    time = words.between(str(start.value), str(end.value))
    return Draft(f" {time}" if manner(start) == "stated" else f", possibly {time}", (start, end))


def _comma(finding: Finding) -> str:
    return "" if manner(finding) == "stated" else ","


def hedged(finding: Finding, say: Callable[[str], str]) -> str:
    """A date in words, with `possibly` unless it is firm."""
    said = say(str(finding.value))
    return said if manner(finding) == "stated" else f"possibly {said}"


def dates(scene: Scene) -> Draft | None:
    """When it was discovered (and through what), contained and made public; moments of one day together."""
    found = {key: f for key in _MOMENTS if (f := scene.incident.first(key))}
    if scene.kind == "denied":
        return _claims_made(found.get("disclosed"))
    if not found:
        return None
    by_day: dict[str, list[str]] = {}
    for key, finding in sorted(found.items(), key=lambda item: _at_latest(str(item[1].value))):
        by_day.setdefault(hedged(finding, words.when), []).append(_MOMENTS[key])
    through = firm(scene.incident, "detection") if "discovered" in found else None
    parts = [f"{words.listed(moments)} {_same_day(scene, day)}" for day, moments in by_day.items()]
    if through:
        came = f" through {words.value('detection', through.value or '')}"
        parts = [part.replace("discovered", f"discovered{came}", 1) for part in parts]
    used = (*found.values(), *((through,) if through else ()))
    return Draft(f"it was {_in_turn(parts)}", used, 2).ended()


def _at_latest(date: str) -> str:
    """A partial date as its last day, so that what a month holds stands before that month."""
    return f"{date}{'-99' * (2 - date.count('-'))}"


def _claims_made(disclosed: Finding | None) -> Draft | None:
    """What was made public where the organisation denies that there was anything to discover."""
    if disclosed is None:
        return None
    return Draft(f"the claims were made public {hedged(disclosed, words.when)}", (disclosed,), 2).ended()


def _in_turn(parts: list[str]) -> str:
    """The moments as a list, kept apart by a comma where one of them is a pair itself."""
    paired = any(" and " in part for part in parts)
    return ", and ".join(parts) if paired and len(parts) == 2 else words.listed(parts)


def _same_day(scene: Scene, day: str) -> str:
    """`the same day` where the opening has just named that very day, and that alone."""
    start = scene.incident.first("started")
    alone = start is not None and manner(start) == "stated" and not scene.incident.first("ended")
    return "the same day" if alone and start and day == words.when(str(start.value)) and day.startswith("on ") else day
