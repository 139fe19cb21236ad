"""A query answered the slow way: each incident loaded, and each condition looked at in Python."""

from __future__ import annotations

import json
from dataclasses import replace

from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.packed import pack_value
from affidavit.register import names
from affidavit.register.rows import rows, words
from affidavit.register.search.names import SEARCHED
from affidavit.register.search.tree import (
    About,
    All,
    Between,
    Has,
    Held,
    Known,
    Match,
    Node,
    Same,
    Some,
    Told,
    Within,
    Without,
)
from affidavit.register.words import tokens


def fits(node: Node, analysis: Analysis) -> bool:
    """Whether an incident fits a query."""
    match node:
        case All(parts):
            return all(fits(part, analysis) for part in parts)
        case Some(parts):
            return any(fits(part, analysis) for part in parts)
        case Without(part):
            return not fits(part, analysis)
        case Told():
            incident = analysis.incidents[0]
            texts = [
                f"{incident.title}",
                words(without_advice(incident)),
                *(f"{d.title or ''} | {d.text}" for d in analysis.documents),
            ]
            return any(has(Has(node.words, node.prefix), text) for text in texts)
        case About():
            return about(node, analysis)
        case Held():
            return any(holds(node, finding) for finding in analysis.incidents[0].all(node.field))


def holds(held: Held, finding: Finding) -> bool:
    scope, claim = held.scope, finding.claim
    if scope.statuses is not None and str(claim.status) not in scope.statuses:
        return False
    if (scope.speakers and str(claim.speaker) not in scope.speakers) or (scope.disputed and not finding.disagree):
        return False
    about = pack_value(claim.value)
    if isinstance(about, dict):
        part = about.get("unit") or about.get("kind") or about.get("type")
        if (held.part and part != held.part) or (held.currency and about.get("currency") != held.currency):
            return False
    return value_fits(held.match, finding)


def value_fits(match: Match, finding: Finding) -> bool:
    if isinstance(match, Known):
        return True
    value = pack_value(finding.value)
    if value is None:
        return False
    if isinstance(match, Between):
        number = value.get("number", value.get("amount"))
        return inside(number, match.low, match.high)
    if isinstance(match, Within):
        (row,) = rows_of(finding)
        return inside(row["low"], match.first, None) and inside(row["high"], None, match.last)
    text = value["value"] if isinstance(value, dict) else value
    if not isinstance(match, Has):
        return same(match, text)
    return has(match, text) or (finding.claim.field in names.FIELDS and not match.prefix and one_name(match, text))


def one_name(match: Has, text: str) -> bool:
    own = names.given(" ".join(match.words))
    return own is not None and own == names.key(text)


def without_advice(incident: Incident) -> Incident:
    """An incident as it is stored: what follows from it is made when it is shown."""
    return replace(incident, findings={key: found for key, found in incident.findings.items() if key in SEARCHED})


def rows_of(finding: Finding) -> list[dict]:
    return rows(Incident("", "", {finding.claim.field: (finding,)}))


def inside(value, low, high) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def same(match: Same, text: str) -> bool:
    return text.casefold() in match.values or text.casefold().startswith(match.begins or ("\0",))


def has(match: Has, text: str) -> bool:
    found, wanted = tokens(text), list(match.words)
    if match.whole:
        return found == wanted
    for at in range(len(found) - len(wanted) + 1):
        *some, last = found[at : at + len(wanted)]
        if some == wanted[:-1] and (last.startswith(wanted[-1]) if match.prefix else last == wanted[-1]):
            return True
    return False


def about(node: About, analysis: Analysis) -> bool:
    documents = analysis.documents
    match node.key:
        case "id":
            return same(node.match, analysis.id)
        case "kind":
            return same(node.match, analysis.kind)
        case "documents":
            return inside(len(documents), node.match.low, node.match.high)
        case "source":
            return any(has(node.match, text) for d in documents for text in (d.key, d.publisher, d.origin) if text)
        case "published":
            return any(inside(d.published, node.match.first, node.match.last) for d in documents if d.published)
    raise AssertionError(json.dumps(node.key))
