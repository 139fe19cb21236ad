"""ATT&CK's names as STIX wants them: external references, kill chain phases, what kind of object a name is."""

from __future__ import annotations

from functools import cache
from typing import Any

from affidavit.model import vocabulary

#: Techniques of ATT&CK for Mobile, which the vocabulary holds beside those of Enterprise.
MOBILE = frozenset({"T1451"})
_SITE = "https://attack.mitre.org"
_KINDS = {"group": "intrusion-set", "campaign": "campaign", "malware": "malware", "tool": "tool"}
_PLACES = {"G": "groups", "C": "campaigns", "S": "software", "M": "mitigations", "T": "techniques"}


def reference(identity: str) -> dict[str, str]:
    """The external reference of a technique, group, campaign, software or mitigation."""
    chain = chain_of(identity)
    url = f"{_SITE}/{_PLACES[identity[0]]}/{identity.replace('.', '/')}/"
    return {"source_name": chain, "external_id": identity, "url": url}


def chain_of(identity: str) -> str:
    """The kill chain, and name as a source, that an ATT&CK id belongs to."""
    return "mitre-mobile-attack" if identity in MOBILE else "mitre-attack"


def phases(technique: str) -> list[dict[str, str]]:
    """The tactics of a technique as kill chain phases."""
    tactics = vocabulary.terms("technique").get(technique, {}).get("tactics", "")
    chain = chain_of(technique)
    return [{"kill_chain_name": chain, "phase_name": tactic} for tactic in tactics.split(",") if tactic]


def known(name: str, list_of: str) -> tuple[str | None, dict[str, Any]]:
    """The STIX type of a name that ATT&CK knows, and its aliases and reference; None and nothing for another name."""
    row = _names(list_of).get(name.casefold())
    if row is None:
        return None, {}
    aliases = [alias for alias in row.get("aliases", "").split("|") if alias]
    references = [reference(row["attack"])] if row["attack"][:1] in _PLACES else []
    return _KINDS.get(row["type"]), {"aliases": aliases, "external_references": references}


@cache
def _names(list_of: str) -> dict[str, dict[str, str]]:
    return {name.casefold(): row for name, row in vocabulary.terms(list_of).items()}
