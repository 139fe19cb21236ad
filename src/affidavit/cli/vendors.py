"""`affidavit vendors`, `exposure` and `campaigns`: who was behind what, and what that means for one's own suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import registers, sheets
from affidavit.cli.options import Output
from affidavit.cli.sheets import Sheet
from affidavit.errors import UsageError
from affidavit.model import words

if TYPE_CHECKING:
    from affidavit.register.campaigns import Campaign
    from affidavit.register.exposure import Exposure, Hit
    from affidavit.register.vendors import Vendor, Vendors

Format = Annotated[Sheet, typer.Option("--format", "-f", help="What to write.")]
Column = Annotated[
    str | None, typer.Option(help="The column of a file that holds the names; by default the one headed like names.")
]
NAMES = "A supplier's name, or a file with a name a line or a column of names (CSV)."
#: So many sources of an incident are named on a terminal.
_SOURCES = 3
_VENDORS = ("Vendor", "Incidents", "Own", "People", "When", "Hit")
_EXPOSURE = (
    "supplier", "found", "match", "score", "proof", "name", "role", "status", "incident", "title", "when", "data",
    "affected", "customers", "through", "sources",
)  # fmt: skip


def vendors_command(
    register: registers.Where = None,
    limit: Annotated[int | None, typer.Option(help="The first so many.", min=1)] = None,
    format: Format = Sheet.TERMINAL,
    output: Output = None,
) -> None:
    """List who was behind how many incidents.

    With whom they hit, how many people that affects, and the incidents at the vendor itself ("own"). Names that are one
    by a document's words are taken together; names that may be one are told, and counted apart.
    """
    with registers.opened(register) as opened:
        found = opened.vendors(limit)
    sheets.put(_vendors(found, format), output)


def _vendors(found: Vendors, format: Sheet) -> str:
    if format is Sheet.JSONL:
        return sheets.jsonl([*map(_vendor_row, found.vendors), {"vendor": None, "incidents": found.unnamed}])
    rows = [[*_vendor_cells(vendor), _names(vendor.customers(), 3)] for vendor in found.vendors]
    if format is Sheet.CSV:
        rows = [[*_vendor_cells(vendor), "; ".join(vendor.customers())] for vendor in found.vendors]
        return sheets.as_csv(_VENDORS, [*rows, ["(unnamed)", found.unnamed]])
    if not found.vendors and not found.unnamed:
        return "No vendor.\n"
    table = sheets.as_markdown if format is Sheet.MARKDOWN else sheets.as_terminal
    told = "".join(f"{line}\n" for vendor in found.vendors for line in _remarks(vendor, format))
    unnamed = f"{found.unnamed} incident{'s' * (found.unnamed != 1)} came through a vendor that nobody names.\n"
    return "\n".join(part for part in (table(_VENDORS, rows), told, unnamed if found.unnamed else "") if part)


def _vendor_cells(vendor: Vendor) -> list[object]:
    days = [brief.order[:7] for brief in vendor.behind if brief.order]
    when = f"{days[0]} to {days[-1]}" if days and days[0] != days[-1] else "".join(days[:1])
    people = words.number(vendor.people) if vendor.people else ""
    return [vendor.name, len(vendor.behind), len(vendor.own) or "", people, when]


def _names(names: Sequence[str], most: int) -> str:
    return words.shortened(names, most, "{} more")


def _remarks(vendor: Vendor, format: Sheet) -> Iterator[str]:
    shown = sheets.md if format is Sheet.MARKDOWN else sheets.plain
    item = "- " if format is Sheet.MARKDOWN else ""
    for said in vendor.also:
        yield shown(f"{vendor.name}: several names, a document says “{said.quote}”").join((item, ""))
    for said in vendor.parts:
        yield shown(f"{said.one} belongs to {vendor.name}, a document says “{said.quote}”").join((item, ""))
    for name, near in vendor.perhaps:
        yield shown(f"{vendor.name} may be {name} ({near.score:.2f}: {near.why}); counted apart").join((item, ""))


def _vendor_row(vendor: Vendor) -> dict[str, object]:
    row = {
        "vendor": vendor.name, "incidents": len(vendor.behind), "people": vendor.people,
        "customers": vendor.customers(), "behind": [brief.id for brief in vendor.behind],
        "own": [brief.id for brief in vendor.own],
        "also": [{"names": said.names, "quote": said.quote, "document": said.document} for said in vendor.also],
        "parts": [{"name": said.one, "quote": said.quote, "document": said.document} for said in vendor.parts],
        "perhaps": [{"name": name, "score": near.score, "why": near.why} for name, near in vendor.perhaps],
    }  # fmt: skip
    return {key: value for key, value in row.items() if value not in ([], 0) or key == "incidents"}


def suppliers(given: Sequence[str], column: str | None = None) -> list[str]:
    """The names that arguments give: each a name itself, or a file of names."""
    from affidavit.register.exposure_lists import names_in

    found: list[str] = []
    for one in given:
        path = Path(one)
        if path.is_file() or path.suffix.lower() in {".csv", ".tsv", ".txt"}:
            found += names_in(path, column)
        elif one.strip():
            found.append(" ".join(one.split()))
    if not found:
        raise UsageError("no name is given")
    return list(dict.fromkeys(found))


def exposure_command(
    given: Annotated[list[str], typer.Argument(metavar="NAME|FILE...", help=NAMES)],
    register: registers.Where = None,
    column: Column = None,
    format: Format = Sheet.TERMINAL,
    output: Output = None,
) -> None:
    """Tell which suppliers have had incidents.

    Or were behind those of others: what was lost, when, through whom, and who says it. Matches that are not sure are
    marked, with the reason and a score.
    """
    names = suppliers(given, column)
    with registers.opened(register) as opened:
        found = opened.exposures(names)
    sheets.put(_EXPOSURES[format](found), output)


def _exposure_jsonl(found: Sequence[Exposure]) -> str:
    return sheets.jsonl(map(_exposure_row, found))


def _exposure_row(exposure: Exposure) -> dict[str, object]:
    row: dict[str, object] = {"supplier": exposure.supplier, "found": len(exposure.hits)}
    if exposure.problem:
        row["problem"] = exposure.problem
    return row | {"incidents": [hit_row(hit) for hit in exposure.hits]}


def hit_row(hit: Hit) -> dict[str, object]:
    """A hit as JSON has it."""
    from affidavit.register.vendors_briefs import brief_row

    match: dict[str, object] = {"name": hit.name.text, "sure": hit.sure, "score": hit.how.score}
    if hit.how.why:
        match["why"] = hit.how.why
    if hit.how.said is not None:
        match |= {"quote": hit.how.said.quote, "document": hit.how.said.document}
    return {"roles": list(hit.roles), "status": hit.name.status, "match": match} | brief_row(hit.incident)


def _exposure_csv(found: Sequence[Exposure]) -> str:
    rows = [row for exposure in found for row in _exposure_cells(exposure)]
    return sheets.as_csv(_EXPOSURE, rows)


def _exposure_cells(exposure: Exposure) -> Iterator[list[object]]:
    from affidavit.register.exposure import customers, through
    from affidavit.register.vendors_briefs import joined

    if not exposure.hits:
        yield [exposure.supplier, exposure.problem or "nothing found"]
    for hit in exposure.hits:
        brief = hit.incident
        yield [
            exposure.supplier, "yes" if hit.sure else "doubtful", hit.how.why or "same name", hit.how.score,
            hit.how.said.quote if hit.how.said else "", hit.name.text, " and ".join(hit.roles), hit.name.status,
            brief.id, brief.title, brief.when or "", joined(brief.held.get("data", ())),
            joined(brief.held.get("affected", ())), joined(customers(hit)), joined(through(hit)),
            " ".join(brief.sources),
        ]  # fmt: skip


def _exposure_markdown(found: Sequence[Exposure]) -> str:
    head = ("Incident", "As", "When", "Lost", "Customers", "Through", "Match", "Sources")
    parts = ["# Exposure\n"]
    for exposure in found:
        parts.append(f"## {sheets.md(exposure.supplier)}\n")
        parts.append(f"{_summed(exposure)}\n")
        if exposure.hits:
            parts.append(sheets.as_markdown(head, map(_markdown_cells, exposure.hits)))
    return "\n".join(parts)


def _markdown_cells(hit: Hit) -> list[object]:
    from affidavit.register.exposure import customers, through
    from affidavit.register.vendors_briefs import joined

    brief = hit.incident
    return [
        f"{brief.title} ({brief.id[:8]})", role(hit), brief.date, "; ".join(_lost(hit)), joined(customers(hit)),
        joined(through(hit)), match(hit) or "same name", sheets.Links(brief.sources),
    ]  # fmt: skip


def _exposure_terminal(found: Sequence[Exposure]) -> str:
    shown = "\n".join("".join(f"{line}\n" for line in _exposure_lines(one)) for one in found if one.hits)
    nothing = [one for one in found if not one.hits]
    for problem in dict.fromkeys(one.problem or "nothing found" for one in nothing):
        names = [one.supplier for one in nothing if (one.problem or "nothing found") == problem]
        shown += ("\n" if shown else "") + f"{problem.capitalize()}: {sheets.plain(', '.join(names))}\n"
    return shown


def _summed(exposure: Exposure) -> str:
    """How many incidents touch a supplier, in words."""
    from affidavit.register.exposure import VENDOR, VICTIM

    if not exposure.hits:
        return (exposure.problem or "nothing found").capitalize() + "."
    victim, vendor, doubtful = len(exposure.of(VICTIM)), len(exposure.of(VENDOR)), len(exposure.doubtful)
    denied = sum(hit.sure and not hit.name.asserted for hit in exposure.hits)
    counts = [
        f"{victim} incident{'s' * (victim != 1)} at it" if victim else "",
        f"{vendor} at others through it" if vendor else "",
        f"{denied} denied" if denied else "",
        f"{doubtful} doubtful" if doubtful else "",
    ]
    return ", ".join(filter(None, counts))


def _exposure_lines(exposure: Exposure) -> Iterator[str]:
    yield f"{sheets.plain(exposure.supplier)}: {_summed(exposure)}"
    for hit in exposure.hits:
        yield from hit_lines(hit)


def hit_lines(hit: Hit) -> list[str]:
    """A hit for a terminal: the incident, and indented under it what it is, and who tells it."""
    first, *rest = map(sheets.plain, hit_parts(hit))
    shown = [f"  {first}"]
    for line in rest:
        shown += wrap(line, 100, initial_indent="    ", subsequent_indent="      ")
    return shown + [f"    told by: {source}" for source in _sources(hit)]


def _sources(hit: Hit) -> list[str]:
    sources = hit.incident.sources
    more = [f"{len(sources) - _SOURCES} more"] if len(sources) > _SOURCES else []
    return [sheets.plain(source) for source in sources[:_SOURCES]] + more


def hit_parts(hit: Hit) -> Iterator[str]:
    """A hit in lines, the first its incident, without its sources."""
    from affidavit.register.exposure import customers, through
    from affidavit.register.vendors_briefs import joined

    brief = hit.incident
    yield f"{brief.id[:8]}  {brief.title}" + (f", {brief.date}" if brief.date else "")
    lines = {
        "as": role(hit),
        "perhaps" if not hit.sure else "match": match(hit),
        "lost": "; ".join(_lost(hit)) or "not reported",
        "hit": joined(customers(hit)) if "vendor" in hit.roles else "",
        "through": joined(through(hit)),
    }
    yield from (f"{label}: {text}" for label, text in lines.items() if text)


def role(hit: Hit) -> str:
    """What a supplier is in an incident, and how firmly that is said."""
    status = "" if hit.name.status in {"stated", "derived"} else f" ({hit.name.status})"
    return " and ".join("vendor behind it" if role == "vendor" else role for role in hit.roles) + status


def match(hit: Hit) -> str:
    """Why a hit is taken for the supplier's, where it is not its name."""
    if not hit.how.why:
        return ""
    proof = f", a document says “{hit.how.said.quote}”" if hit.how.said else ""
    score = "" if hit.sure else f" ({hit.how.score:.2f})"
    return f"{hit.name.text}{score}: {hit.how.why}{proof}"


def _lost(hit: Hit) -> list[str]:
    from affidavit.register.vendors_briefs import joined

    data = [one for one in hit.incident.held.get("data", ()) if one.asserted]
    return [part for part in (joined(data), joined(hit.incident.held.get("affected", ()))) if part]


_EXPOSURES = {
    Sheet.TERMINAL: _exposure_terminal, Sheet.JSONL: _exposure_jsonl, Sheet.CSV: _exposure_csv,
    Sheet.MARKDOWN: _exposure_markdown,
}  # fmt: skip


def campaigns_command(
    register: registers.Where = None,
    days: Annotated[int, typer.Option(help="How many days may lie between two incidents.", min=1)] = 90,
    format: Format = Sheet.TERMINAL,
    output: Output = None,
) -> None:
    """List incidents by one actor with the same means.

    They are bound by a vulnerability, a vendor, a malware or a way in that they share, and by time.
    """
    with registers.opened(register) as opened:
        found = opened.campaigns(days)
    sheets.put(_campaigns(found, format), output)


def _campaigns(found: Sequence[Campaign], format: Sheet) -> str:
    if format is Sheet.JSONL:
        return sheets.jsonl(map(_campaign_row, found))
    if format is Sheet.CSV:
        head = ("campaign", "actor", "bound_by", "incident", "title", "when", "status")
        return sheets.as_csv(head, (row for number, one in enumerate(found, 1) for row in _campaign_cells(number, one)))
    if not found:
        return "No campaign.\n"
    shown = sheets.md if format is Sheet.MARKDOWN else sheets.plain
    top, item = ("## ", "- ") if format is Sheet.MARKDOWN else ("", "  ")
    gap = "\n" if format is Sheet.MARKDOWN else ""
    return "\n".join(
        f"{top}{shown(one.actor)}: {len(one.incidents)} incidents\n{gap}"
        f"{item}{shown('bound by ' + _bound(one))}\n" + "".join(f"{item}{shown(line)}\n" for line in _members(one))
        for one in found
    )


def _bound(campaign: Campaign) -> str:
    labels = {"vulnerability": "", "third_party": "the vendor ", "malware": "the malware ", "vector": ""}
    total = len(campaign.incidents)
    return words.listed([f"{labels[b.field]}{b.value} ({b.incidents} of {total})" for b in campaign.bonds])


def _members(campaign: Campaign) -> Iterator[str]:
    for brief in campaign.incidents:
        suspected = " (suspected)" if brief.id in campaign.suspected else ""
        yield f"{brief.id[:8]}  {brief.title}" + (f", {brief.date}" if brief.date else "") + suspected


def _campaign_cells(number: int, campaign: Campaign) -> Iterator[list[object]]:
    for brief in campaign.incidents:
        status = "suspected" if brief.id in campaign.suspected else "stated"
        yield [number, campaign.actor, _bound(campaign), brief.id, brief.title, brief.when or "", status]


def _campaign_row(campaign: Campaign) -> dict[str, object]:
    from affidavit.register.vendors_briefs import brief_row

    return {
        "actor": campaign.actor,
        "bound_by": [{"field": one.field, "value": one.value, "incidents": one.incidents} for one in campaign.bonds],
        "incidents": [
            {"status": "suspected" if one.id in campaign.suspected else "stated"} | brief_row(one)
            for one in campaign.incidents
        ],
    }  # fmt: skip
