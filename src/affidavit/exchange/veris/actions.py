"""Actions and actors: what was done, how, and from which side."""

from __future__ import annotations

import re

from affidavit.exchange.facts import Facts
from affidavit.exchange.veris.sheet import Sheet
from affidavit.exchange.veris.tables import Home, homes
from affidavit.model import vocabulary
from affidavit.model.regex import regex
from affidavit.model.value import Money
from affidavit.model.words import listed

_CVE = regex(r"CVE-\d{4}-\d{4,7}", re.ASCII)
_SIDE = {"misuse": "internal", "error": "internal"}
_SECTIONS = ("hacking", "malware", "social", "misuse", "physical", "error", "environmental")
#: Sums that only somebody who is after money asks for or takes.
_GREED = frozenset({"ransom_demand", "ransom_paid", "stolen_funds", "asking_price"})


def put_actions(facts: Facts, sheet: Sheet) -> None:
    """The actions with their varieties and vectors, the names of malware, the vulnerabilities."""
    for action in facts.terms("action"):
        sheet.open(f"action.{action}")
    for vector in facts.terms("vector"):
        _put_vector(homes().get(("vector", vector), ()), sheet)
    for flag in ("ransomware", "extortion"):
        for home in homes()[flag, "yes"] if facts.values(flag) else ():
            sheet.put(home.path, home.value)
    for technique in facts.terms("technique"):
        for home in homes().get(("technique", technique), ()):
            if sheet.has(_section(home)):
                sheet.put(home.path, home.value)
    _put_malware(facts, sheet)
    _put_vulnerabilities(facts, sheet)


def _put_vector(given: tuple[Home, ...], sheet: Sheet) -> None:
    """A vector under the actions that are told; under the one that it is a variety of, where none of them is told."""
    of_action = [home for home in given if home.path.startswith("action.")]
    chosen = [home for home in of_action if sheet.has(_section(home))]
    for home in chosen or [home for home in of_action if home.path.endswith(".variety")][:1]:
        sheet.open(_section(home))
        if home.value != "Unknown":
            sheet.put(home.path, home.value)


def _put_malware(facts: Facts, sheet: Sheet) -> None:
    """What is malware or a tool of attackers by name; utilities of the system are none."""
    known = vocabulary.terms("malware")
    names = [name for name in facts.terms("malware") if known.get(name, {}).get("type") != "utility"]
    if names and sheet.has("action.malware"):
        sheet.put("action.malware.name", "; ".join(names))
    elif names:
        sheet.note("", f"Malware or tools named: {listed(names)}.")


def _put_vulnerabilities(facts: Facts, sheet: Sheet) -> None:
    named = facts.terms("vulnerability")
    numbers = [name for name in named if _CVE.fullmatch(name)]
    section = next((name for name in ("hacking", "malware") if sheet.has(f"action.{name}")), None)
    if numbers and section:
        sheet.put(f"action.{section}.cve", ", ".join(numbers))
    if rest := [name for name in named if name not in numbers or not section]:
        sheet.note("", f"Vulnerabilities named: {listed(rest)}.")


def put_actors(facts: Facts, sheet: Sheet) -> None:
    """The sides that the actions came from, with names and motives."""
    sides = _sides(facts, sheet)
    names = facts.terms("actor")
    if names and not sides - {"partner"}:
        sides.add("external")
    for side in sorted(sides):
        sheet.open(f"actor.{side}")
    for name in names:
        _put_name(name, sides, sheet)
    _put_partners(facts, sides, sheet)
    _put_motives(facts, sheet, sides)


def _sides(facts: Facts, sheet: Sheet) -> set[str]:
    """Error and misuse are of those within, or of a partner where one is told of; the rest comes from outside."""
    done = [name for name in _SECTIONS if sheet.has(f"action.{name}")]
    vectors = facts.terms("vector")
    partner = bool(facts.values("third_party")) or "third_party" in vectors
    sides = {_SIDE.get(name, "external") for name in done}
    if vectors == ["insider"]:
        sides = {"internal"}
    if "error" in done and partner:
        sides = (sides - {"internal"} if "misuse" not in done else sides) | {"partner"}
    return sides


def _put_name(name: str, sides: set[str], sheet: Sheet) -> None:
    if "external" in sides:
        sheet.put("actor.external.name", name)
    else:
        sheet.note("actor.internal", f"Named as the actor: {name}.")


def _put_partners(facts: Facts, sides: set[str], sheet: Sheet) -> None:
    """Third parties: partners where the error was theirs; one through whom others came is no actor, and a note.

    One that is told of by its role ("its payroll provider") has no name.
    """
    told = facts.terms("third_party")
    named = [name for name in told if "partner" in sides and not name.islower()]
    for name in named:
        sheet.put("actor.partner.name", name)
    if rest := [name for name in told if name not in named]:
        sheet.note("actor.partner", f"Third party involved: {listed(rest)}.")


def _put_motives(facts: Facts, sheet: Sheet, sides: set[str]) -> None:
    """Financial where money is demanded, taken or asked; none where it was a mistake or nature."""
    done = {name for name in _SECTIONS if sheet.has(f"action.{name}")}
    sums = {value.kind for value in facts.values("money") if isinstance(value, Money)}
    if "external" in sides and done == {"environmental"}:
        sheet.put("actor.external.variety", "Force majeure")
        sheet.put("actor.external.motive", "NA")
    elif "external" in sides and (_demanded(facts) or sums & _GREED):
        sheet.put("actor.external.motive", "Financial")
    if done <= {"error", "environmental"}:
        for side in sides - {"external"}:
            sheet.put(f"actor.{side}.motive", "NA")
    sheet.put("targeted", "NA" if done and done <= {"error", "environmental"} else "Unknown")


def _demanded(facts: Facts) -> bool:
    return bool(facts.values("ransomware") or facts.values("extortion")) or "for_sale" in facts.terms("fate")


def _section(home: Home) -> str:
    return ".".join(home.path.split(".")[:2])
