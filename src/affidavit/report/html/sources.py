"""The sources as HTML: every cited sentence under its number, and the whole texts beside the report."""

from __future__ import annotations

from collections.abc import Iterator

from affidavit.report.html.markup import Markup, el, join
from affidavit.report.model import Proof, Report, Source
from affidavit.report.safe import web_address


def quotes(report: Report) -> Markup:
    """The section Sources: each document and the sentences of it that are cited."""
    return el("section", el("h2", "Sources"), *(_source(source) for source in report.sources), id="sources")


def _source(source: Source) -> Markup:
    rows = [_quote(source, proof) for proof in source.proofs]
    return join(
        el("h3", f"{source.letter}. ", el("bdi", source.name)), _about(source), el("dl", *rows, class_="quotes")
    )


def _about(source: Source) -> Markup | None:
    document = source.document
    known = [part for part in (document.publisher, document.author, document.published) if part]
    parts = [el("span", el("bdi", part)) for part in known]
    address = web_address(document.origin)
    if document.origin and (address or document.origin != source.name):
        rel = "noopener noreferrer nofollow"
        parts.append(
            el("a", document.origin, href=address, rel=rel) if address else el("span", el("bdi", document.origin))
        )
    return el("p", *parts, class_="origin") if parts else None


def _quote(source: Source, proof: Proof) -> Markup:
    words = [el("mark", piece.text) if piece.mark is not None else piece.text for piece in source.pieces(proof)]
    place = el("span", f" {proof.place}", class_="place") if proof.place else None
    number = el("a", str(proof.number), href=f"#p{proof.number}-0", class_="ref")
    back = el("a", " ↑", href=f"#s{proof.number}", class_="up", title="To the statement")
    return el("div", el("dt", number), el("dd", el("bdi", "“", *words, "”"), place, back), id=f"q{proof.number}")


def pane(report: Report) -> Markup:
    """The whole texts, the cited sentences marked and linked back to the report."""
    texts = [
        el("article", el("h2", f"{source.letter}. ", el("bdi", source.name)), _about(source), _text(source))
        for source in report.sources
    ]
    return el("aside", *texts, id="texts", tabindex="0", aria_label="Source texts")


def _text(source: Source) -> Markup:
    return el("div", *_runs(source), class_="text", dir="auto")


def _runs(source: Source) -> Iterator[str]:
    """The text from start to end, plain and cited parts in turn."""
    text, at = source.document.text, 0
    for proof in source.proofs:
        yield text[at : proof.sentence.start]
        yield _sentence(source, proof)
        at = proof.sentence.end
    yield text[at:]


def _sentence(source: Source, proof: Proof) -> Markup:
    number = proof.number
    words = [
        piece.text if piece.mark is None else el("mark", piece.text, id=f"p{number}-{piece.mark}")
        for piece in source.pieces(proof)
    ]
    back = el("a", str(number), href=f"#s{number}", class_="back", title="Back to the report")
    return el("span", back, *words, class_="cited", id=f"p{number}")
