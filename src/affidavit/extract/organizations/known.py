"""What a name is known as, wherever it stands: an attacker, malware, an authority, a publication, a place, a term."""

from __future__ import annotations

from functools import cache

from affidavit.extract.lists import table
from affidavit.model.regex import regex
from affidavit.model.vocabulary import terms

#: What only authorities are called, of whatever country: "Dutch Data Protection Authority".
_AUTHORITY = regex(
    r".{0,60}\b(?:Data Protection (?:Authority|Agency|Commission(?:er)?|Inspectorate|Board|Office)|"
    r"(?:Privacy|Information|Data|Information and Privacy) (?:Commissioner|Ombudsman|Authority)(?:'s Office)?|"
    r"Office of the (?:[\w']+ ){0,4}?(?:Commissioner|Ombudsman|Superintendent|Comptroller|Attorney General)|"
    r"(?:Charity|Financial|Energy|Health|Telecom\w*|Gambling|Pensions) (?:Regulator|Watchdog)|"
    r"(?:Public )?Prosecutor(?:'s|s'|s)? Office|Privacy Protection|"
    r"(?:Regulatory|Supervisory|Conduct) (?:Organi[sz]ation|Authority|Commission|Agency|Board)|"
    r"(?:Securities|Exchange|Competition|Gambling|Utilities|Communications) (?:Commission|Authority|Regulator)|"
    r"Information Sharing and Analysis (?:Cent(?:er|re)|Organi[sz]ation)|ISAC|"
    r"(?:Computer|Cyber) (?:Emergency|Security Incident|Incident) Response (?:Team|Cent(?:er|re)))$|"
    r".{0,40}\b(?:Pol[ií]cia|Polizei|Bundeskriminalamt|Landeskriminalamt|Guardia Civil|Carabinieri|Gendarmerie|Politie|"
    r"S[uû]ret[eé]|Mossos d'Esquadra|Garda S[ií]och[aá]na)\b.{0,40}$"
)
#: What is said of a group behind its name: "Clop Ransomware".
_GANG = regex(r" (?:ransomware|gang|group|operation|ransomware (?:gang|group|operation))$")
#: What is said of a house by its seat: "the Larkfield-headquartered group".
_SEATED = regex(r"-(?:based|headquartered|listed|domiciled|registered|born|made|area|wide)$")
_SMALL = regex(r"(?<= )(?:And|Of|For|The)\b")


def known_as(name: str) -> str | None:
    """`actor`, `malware`, the role in the list of other names, the kind of place, or None."""
    if name.isupper() and " " in name:  # "SECURITIES AND EXCHANGE COMMISSION"
        name = _SMALL.sub(lambda word: word.group().lower(), name.title())
    if found := table("other_names").get(name):
        return found[0]
    seat = _SEATED.sub("", name) if "-" in name else name
    if place := table("place").get(seat):
        return place[1]
    if seat != name:
        return "general"
    if _AUTHORITY.match(name):
        return "authority"
    lower = _GANG.sub("", name.lower())
    return "actor" if lower in _names("actor") else "malware" if lower in _names("malware") else None


@cache
def _names(vocabulary: str) -> frozenset[str]:
    """Names and aliases of a vocabulary in lower case, without those that are common words as well."""
    found: set[str] = set()
    for term, row in terms(vocabulary).items():
        if row.get("type") == "campaign":
            continue
        ambiguous = {name.strip().lower() for name in (row.get("ambiguous") or "").split("|")}
        aliases = [alias.strip().lower() for alias in (row.get("aliases") or "").split("|") if alias.strip()]
        found |= {name for name in (term.lower(), *aliases) if name not in ambiguous and len(name) > 2}
    return frozenset(found)
