"""The report model as plain data for the PDF template."""

from __future__ import annotations

from typing import Any

from affidavit.report import timescale
from affidavit.report.model import Advised, Entry, Event, Piece, Report, Row, Section, Source, Statement, Table
from affidavit.report.safe import visible, web_address


def plain(report: Report) -> dict[str, Any]:
    """The report as objects, lists and text, every text free of steering characters."""
    return {
        "title": visible(report.title),
        "subtitle": visible(report.subtitle),
        "notes": [visible(note) for note in report.notes],
        "sections": [_section(section) for section in report.sections],
        "timeline": _timeline(report.events),
        "sources": [_source(source) for source in report.sources],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": visible(section.title),
        "prose": section.prose,
        "compact": section.compact,
        "entries": [_entry(entry) for entry in section.entries],
        "table": _table(section.table) if section.table else None,
        "advice": [_advised(advised) for advised in section.advice],
        "sections": [_section(below) for below in section.sections],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"label": entry.label, "said": [_said(statement) for statement in entry.statements]}


def _said(statement: Statement) -> dict[str, Any]:
    return {
        "text": visible(" ".join(statement.text.split())),
        "tone": statement.tone.value,
        "numbers": list(statement.numbers),
        "notes": [_said(note) for note in statement.notes],
    }


def _table(table: Table) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": [_row(row) for row in table.rows], "foot": table.foot}


def _row(row: Row) -> dict[str, Any]:
    return {"name": visible(row.name), "cells": [_said(cell) if cell else None for cell in row.cells]}


def _advised(advised: Advised) -> dict[str, Any]:
    about = [f"{advised.priority} priority", *advised.references]
    return {
        "text": visible(advised.text),
        "about": visible(" · ".join(about)),
        "because": [_said(reason) for reason in advised.because],
    }


def _timeline(events: tuple[Event, ...]) -> dict[str, Any] | None:
    """Each event's place on the line in hundredths, and the marks below it; None where there is nothing to draw."""
    drawn = timescale.drawn(events)
    if drawn is None:
        return None
    rows = [
        {
            "label": event.label,
            "date": event.statement.text,
            "from": drawn.scale.at(days[0]),
            "to": drawn.scale.at(days[1]),
            "vague": event.start == event.end and days[0] != days[1],
        }
        for event, days in drawn.rows
    ]
    return {
        "rows": rows,
        "ticks": [{"at": drawn.scale.at(d), "label": label} for d, label in timescale.ticks(drawn.scale)],
    }


def _source(source: Source) -> dict[str, Any]:
    document = source.document
    about = [part for part in (document.publisher, document.author, document.published) if part]
    return {
        "name": visible(f"{source.letter}. {source.name}"),
        "about": visible(" · ".join(about)),
        "origin": visible(document.origin) if document.origin and document.origin != source.name else None,
        "address": web_address(document.origin),
        "proofs": [
            {"number": proof.number, "place": proof.place, "pieces": [_piece(piece) for piece in source.pieces(proof)]}
            for proof in source.proofs
        ],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {"text": visible(" ".join(f"|{piece.text}|".split())[1:-1]), "cited": piece.mark is not None}
