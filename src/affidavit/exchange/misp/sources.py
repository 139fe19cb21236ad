"""The documents of an event: a `report` object each, with the text as a file where the asker wants it."""

from __future__ import annotations

import base64
import json
from typing import Any

from affidavit.exchange.misp.drawn import Drawn
from affidavit.exchange.values import one_line
from affidavit.model.document import Document
from affidavit.model.machine import document_row

#: The name of the file that holds a document's text.
TEXT_FILE = "text.txt"


def add_sources(drawn: Drawn, place: dict[str, Any]) -> None:
    """Add the documents' objects; their comment is what the machine format has of the document, and of what it tells.

    `place` is where the incident stands in its analysis.
    """
    for document in drawn.documents:
        about = json.dumps({**document_row(document), "tells": place}, ensure_ascii=False, separators=(",", ":"))
        made = drawn.add("report", "document", document.id, comment=about)
        for relation, value in _facts(document):
            drawn.attribute(made, relation, value, "document", document.id, disable_correlation=relation == "summary")
        if drawn.options.texts:
            drawn.attribute(made, "report-file", TEXT_FILE, "document", document.id, **_file(document))


def name_of(document: Document) -> str:
    """What a document is called: its title, else where it came from, else its id."""
    return one_line(document.title or document.origin or document.key or document.id)


def _facts(document: Document) -> list[tuple[str, str]]:
    origin = document.origin or ""
    facts = [("title", name_of(document)), ("case-number", document.id)]
    if origin.startswith(("http://", "https://")):
        facts.append(("link", one_line(origin)))
    published = " ".join(filter(None, ["Published", document.published or "", _by(document)]))
    return [*facts, ("summary", one_line(published))] if published != "Published" else facts


def _by(document: Document) -> str:
    names = [name for name in (document.author, document.publisher) if name]
    return f"by {', '.join(names)}" if names else ""


def _file(document: Document) -> dict[str, Any]:
    return {"data": base64.b64encode(document.text.encode("utf-8", "surrogatepass")).decode()}
