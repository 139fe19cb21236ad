"""Flat tables, as CSV and Parquet: one row an incident, or one row a statement, with the same columns in both."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from affidavit.exchange.formats import Exporter, ExportOptions, needed
from affidavit.exchange.ids import moment
from affidavit.exchange.statements import findings
from affidavit.exchange.values import one_line
from affidavit.model import words
from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS, REPORTED
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.value import Count, Indicator, Money

#: What joins the values of a list in a cell of CSV.
JOINED_BY = "; "
#: What a spreadsheet can hold in one cell.
LONGEST_CELL = 32_000
#: What a spreadsheet knows a formula by.
_FORMULA = tuple("=+-@＝＋－＠|%")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the cells of a row are made from; `finding` and its `key` only in the table of findings."""

    incident: Incident
    analysis: Analysis
    options: ExportOptions
    key: str = ""
    finding: Finding | None = None

    @property
    def claim(self) -> Claim:
        """The finding's chosen claim."""
        if self.finding is None:
            raise ValueError("only the table of findings has a claim in each row")
        return self.finding.claim

    def documents(self) -> list[Document]:
        """The incident's documents."""
        return [self.analysis.document(name) for name in self.incident.documents]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (text, list, integer, number), what it holds, and how a cell is made."""

    name: str
    type: str
    about: str
    cell: Callable[[Scene], Any]


def _incident_columns() -> Iterator[Column]:
    yield Column("incident", "text", "the incident's id, the same in both tables", lambda s: s.incident.id)
    yield Column("title", "text", "the incident's title", lambda s: s.incident.title)
    yield Column(
        "kind", "text", "what the documents tell of it as: incident, aftermath, denied", lambda s: s.incident.kind
    )
    for key in REPORTED:
        yield from _field_columns(key)
    yield Column("denied", "list", "what is said not to be so: `field: value`", _denied)
    yield Column("withheld", "list", "the fields that somebody declined to tell", _withheld)
    yield Column("disputed", "list", "the fields on which sources disagree", _disputed)
    yield Column(
        "documents", "list", "the documents, by address or title", lambda s: [_named(d) for d in s.documents()]
    )
    yield Column("published", "list", "when the documents were published", _published)
    yield from _common()


def _field_columns(key: str) -> Iterator[Column]:
    """A field's values, what a figure is made of, and how firmly they are said."""
    field = FIELDS[key]
    about = f"{field.section}: {field.label}" + ("; all values" if field.many else "")
    yield Column(key, "list" if field.many else "text", about, _values(key))
    for part, type, meaning in _PARTS.get(field.type, ()):
        yield Column(f"{key}_{part}", type, meaning, _part(key, part))
    how = "how firmly each value is said: stated, suspected" if field.many else "stated, suspected, denied or withheld"
    yield Column(f"{key}_status", "list" if field.many else "text", how, _statuses(key))


_PARTS = {
    "count": (
        ("number", "integer", "the number alone"),
        ("unit", "text", "what is counted"),
        ("bound", "text", "exact, about, at_least or up_to"),
    )
}


def _finding_columns() -> Iterator[Column]:
    yield Column("incident", "text", "the incident's id, the same in both tables", lambda s: s.incident.id)
    yield Column("title", "text", "the incident's title", lambda s: s.incident.title)
    yield Column("field", "text", "the field (docs/fields.md)", lambda s: s.key)
    yield Column("value", "text", "the value as the machine format has it: a term, a date, a name", _value)
    yield Column("words", "text", "the value in words", _in_words)
    yield Column("number", "number", "the number of a count, the amount of a sum", _number)
    yield Column("unit", "text", "what is counted, the currency, the type of an indicator", _unit)
    yield Column("bound", "text", "exact, about, at_least or up_to", lambda s: getattr(s.claim.value, "bound", None))
    yield Column("sort", "text", "the kind of a sum, the role of an indicator", _sort)
    yield Column("status", "text", "stated, suspected, denied or withheld", lambda s: str(s.claim.status))
    yield Column("speaker", "text", "who says it", lambda s: str(s.claim.speaker))
    yield Column("confidence", "number", "how sure the extraction is, 0 to 1", lambda s: round(s.claim.confidence, 3))
    yield Column("quote", "list", "the words that prove it", lambda s: [e.quote for e in s.claim.evidence])
    yield Column("document", "text", "the document's id", lambda s: s.claim.evidence[0].document)
    yield Column("source", "text", "the document's address or title", _source)
    yield Column("start", "integer", "where the first quote begins in the document's text", lambda s: s.claim.start)
    yield Column("end", "integer", "where the first quote ends", lambda s: s.claim.evidence[0].end)
    yield Column(
        "agreeing", "integer", "how many further claims agree", lambda s: len(s.finding.agree if s.finding else ())
    )
    yield Column("disagreeing", "list", "what others say instead", _disagreeing)
    yield Column("note", "text", "what a reader must know of how it was found", lambda s: s.claim.note)
    yield Column("by", "text", "the rule or extractor that found it", lambda s: s.claim.by)
    yield from _common()


def _common() -> Iterator[Column]:
    yield Column(
        "tlp",
        "text",
        "how far the row may be passed on",
        lambda s: f"TLP:{s.options.tlp.upper()}" if s.options.tlp else None,
    )
    yield Column("exported", "text", "the day of the export", lambda s: moment(s.options.at).date().isoformat())


def _told(scene: Scene, key: str) -> list[Finding]:
    """What a field's cells tell of: all that is asserted; for a field of one value, only the first finding."""
    found = list(scene.incident.asserted(key))
    return found if FIELDS[key].many else found[:1]


def _values(key: str) -> Callable[[Scene], Any]:
    def cell(scene: Scene) -> Any:
        found = [_cell_value(key, finding.claim) for finding in _told(scene, key)]
        return found if FIELDS[key].many else next(iter(found), None)

    return cell


def _part(key: str, part: str) -> Callable[[Scene], Any]:
    return lambda scene: next((getattr(f.value, part) for f in _told(scene, key)), None)


def _statuses(key: str) -> Callable[[Scene], Any]:
    def cell(scene: Scene) -> Any:
        if FIELDS[key].many:
            return [str(finding.status) for finding in _told(scene, key)]
        return next((str(f.status) for f in (*_told(scene, key), *scene.incident.all(key))), None)

    return cell


def _cell_value(key: str, claim: Claim) -> str:
    """A value as a cell has it: terms and dates as the machine format, what has parts in words."""
    return claim.value if isinstance(claim.value, str) else words.value(key, claim.value) if claim.value else ""


def _denied(scene: Scene) -> list[str]:
    told = [(key, f) for key, f in findings(scene.incident) if not f.asserted and f.value is not None]
    return [f"{key}: {_cell_value(key, finding.claim)}" for key, finding in told]


def _withheld(scene: Scene) -> list[str]:
    return list(dict.fromkeys(key for key, f in findings(scene.incident) if f.value is None))


def _disputed(scene: Scene) -> list[str]:
    return list(dict.fromkeys(key for key, f in findings(scene.incident) if f.disagree))


def _published(scene: Scene) -> list[str]:
    return [document.published or "" for document in scene.documents()]


def _named(document: Document) -> str:
    return document.origin or document.title or document.id


def _source(scene: Scene) -> str:
    return _named(scene.analysis.document(scene.claim.evidence[0].document))


def _value(scene: Scene) -> str | None:
    value = scene.claim.value
    return value.value if isinstance(value, Indicator) else value if isinstance(value, str) else _in_words(scene)


def _in_words(scene: Scene) -> str | None:
    return None if scene.claim.value is None else words.value(scene.key, scene.claim.value)


def _number(scene: Scene) -> float | None:
    match scene.claim.value:
        case Count(number=number) | Money(amount=number):
            return float(number)
    return None


def _unit(scene: Scene) -> str | None:
    match scene.claim.value:
        case Count(unit=unit) | Money(currency=unit) | Indicator(type=unit):
            return unit
    return None


def _sort(scene: Scene) -> str | None:
    match scene.claim.value:
        case Money(kind=sort) | Indicator(role=sort):
            return sort
    return None


def _disagreeing(scene: Scene) -> list[str]:
    others = scene.finding.disagree if scene.finding else ()
    return [f"{claim.speaker}: {_cell_value(scene.key, claim) or claim.status}" for claim in others]


#: The columns of both tables, in their order.
COLUMNS = {"incidents": tuple(_incident_columns()), "findings": tuple(_finding_columns())}


def rows(analyses: Iterable[Analysis], options: ExportOptions) -> Iterator[list[Any]]:
    """The rows of the table that the options ask for, lists as lists, None where there is nothing."""
    for analysis in analyses:
        for incident in analysis.incidents:
            for scene in _scenes(incident, analysis, options):
                yield [column.cell(scene) for column in COLUMNS[options.table]]


def _scenes(incident: Incident, analysis: Analysis, options: ExportOptions) -> Iterator[Scene]:
    if options.table == "incidents":
        yield Scene(incident, analysis, options)
        return
    for key, finding in findings(incident):
        yield Scene(incident, analysis, options, key, finding)


def write_csv(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8 with the mark that spreadsheets know it by; no cell is a formula."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([column.name for column in COLUMNS[options.table]])
    table.writerows([harmless(cell) for cell in row] for row in rows(analyses, options))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def harmless(cell: Any) -> str:
    """A cell as text on one line; what a spreadsheet would take for a formula is marked as text by an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    if isinstance(cell, list):
        return JOINED_BY.join(map(harmless, cell))
    text = one_line(cell, LONGEST_CELL)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_parquet(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The table as Parquet: lists as lists, dates as text because they may be partial."""
    arrow = needed("pyarrow", "parquet")
    parquet = needed("pyarrow.parquet", "parquet")
    types = {
        "text": arrow.string(),
        "list": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
    }
    columns = COLUMNS[options.table]
    about = [arrow.field(c.name, types[c.type], metadata={"about": c.about}) for c in columns]
    cells = list(zip(*rows(analyses, options), strict=True)) or [()] * len(columns)
    made = arrow.table(
        [arrow.array(list(c), f.type) for c, f in zip(cells, about, strict=True)], schema=arrow.schema(about)
    )
    sink = arrow.BufferOutputStream()
    parquet.write_table(made, sink, compression="zstd")
    return bytes(sink.getvalue())


CSV = Exporter(
    "csv", ".csv", "a table for spreadsheets: one row an incident, or (--table findings) a statement", write_csv
)
PARQUET = Exporter("parquet", ".parquet", "the same tables as Parquet, with lists as lists", write_parquet)
