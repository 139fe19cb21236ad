"""What is exported and imported again is what it was, in every format that goes both ways.

What comes back of a record rests on the record's own lines, so offsets are those of the record; where the texts travel
along, the documents come back and everything is as it was. docs/exchange.md lists what does not come back.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from affidavit.exchange import ExportOptions, export
from affidavit.model.claim import Speaker, Status
from affidavit.model.document import Document
from affidavit.model.incident import INCIDENT_KINDS, Analysis, Incident
from affidavit.model.machine import document_row
from affidavit.model.value import Count
from tests.examples.files import NAMES, analysis
from tests.exchange.making import (
    AT,
    BOTH_WAYS,
    QUOTE,
    TEXT,
    VALUES,
    analysis_of,
    exported,
    finding,
    imported,
    told,
    whole,
)

WITH_INCIDENTS = [name for name in NAMES if name != "advice"]
both_ways = pytest.mark.parametrize("format", BOTH_WAYS)


@both_ways
@pytest.mark.parametrize("name", WITH_INCIDENTS)
def test_what_is_said_comes_back(name: str, format: str) -> None:
    given = analysis(name)
    assert told(imported(exported(given, format), format)) == told(given)


@both_ways
@pytest.mark.parametrize("name", WITH_INCIDENTS)
def test_with_the_texts_everything_comes_back(name: str, format: str) -> None:
    given = analysis(name)
    back = imported(exported(given, format, texts=True), format)
    assert whole(back) == whole(given)
    used = {document for incident in given.incidents for document in incident.documents}
    assert {d.id: (d.text, document_row(d)) for d in back.documents} == {
        d.id: (d.text, document_row(d)) for d in given.documents if d.id in used
    }


@both_ways
@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("name", WITH_INCIDENTS)
def test_kinds_ids_and_order_come_back(name: str, texts: bool, format: str) -> None:
    given = analysis(name)
    back = imported(exported(given, format, texts=texts), format)
    assert (back.kind, sorted_as(back)) == (given.kind, sorted_as(given))


@both_ways
@pytest.mark.parametrize("kind", INCIDENT_KINDS)
def test_what_was_sorted_stays_sorted(kind: str, format: str) -> None:
    """Two incidents alike in all, of two documents each: neither joined nor split, and in their order."""
    documents = [Document.of(f"{TEXT} This is text {number}.") for number in range(4)]
    told = [
        [
            finding("organization", "Northfield Dental", document=documents[n], quote=f"text {n}")
            for n in (2 * i, 2 * i + 1)
        ]
        for i in (0, 1)
    ]
    incidents = tuple(
        Incident(f"{i}123456789abcdef", "Northfield Dental: security incident", {
            "organization": (replace(one, agree=(other.claim,)),)
        }, tuple(e.document for f in (one, other) for e in f.evidence), kind)
        for i, (one, other) in enumerate(told)
    )  # fmt: skip
    given = Analysis("a1", "multiple", tuple(documents), incidents)
    for texts in (False, True):
        back = imported(exported(given, format, texts=texts), format)
        assert (back.kind, sorted_as(back)) == ("multiple", sorted_as(given))
        assert told_of(back) == told_of(given)


@both_ways
def test_two_analyses_come_back_as_one(format: str) -> None:
    data = export([analysis("demo"), analysis("denial")], format, ExportOptions(at=AT))
    found = {one.id: one.kind for name in ("demo", "denial") for one in analysis(name).incidents}
    back = imported(data, format)
    assert {one.id: one.kind for one in back.incidents} == found
    assert back.kind == "incident"


def sorted_as(analysis: Analysis) -> list[tuple[str, str, str]]:
    return [(one.id, one.kind, one.title) for one in analysis.incidents]


def told_of(analysis: Analysis) -> list[int]:
    return [len(one.documents) for one in analysis.incidents]


@both_ways
def test_every_field_comes_back(format: str) -> None:
    given = analysis_of(*(finding(field, value) for field, value in VALUES.items()))
    assert told(imported(exported(given, format), format)) == told(given)


@both_ways
@pytest.mark.parametrize("speaker", list(Speaker))
def test_every_status_and_speaker_comes_back(speaker: Speaker, format: str) -> None:
    found = [
        finding("organization", "Northfield Dental"),
        finding("data", "Names", status=Status.SUSPECTED, speaker=speaker, note="as the gang says"),
        finding("data", "Passwords", status=Status.DENIED, speaker=speaker),
        finding("affected", None, status=Status.WITHHELD, speaker=speaker),
    ]
    given = analysis_of(*found)
    assert told(imported(exported(given, format), format)) == told(given)


@both_ways
def test_disagreement_comes_back(format: str) -> None:
    other = finding("affected", Count(50_000, "people"), speaker=Speaker.ATTACKER, quote="passwords").claim
    given = analysis_of(
        finding("organization", "Northfield Dental"),
        finding("affected", Count(69_000, "people"), speaker=Speaker.ORGANIZATION, disagree=(other,)),
    )
    (back,) = imported(exported(given, format), format).incidents
    (affected,) = back.all("affected")
    assert affected.value == Count(69_000, "people")
    assert [claim.value for claim in affected.disagree] == [Count(50_000, "people")]


@both_ways
def test_awkward_texts_come_back(format: str) -> None:
    quote = "@[attribute](x) <b>&amp;</b> \\*] | `=1+1`."
    text = f"{TEXT} \u202eEvil\u202c \U0001f9d1\u200d\U0001f4bb said: {quote}\u2028End\r\n"
    document = Document.of(text, title="<script>alert(1)</script>", origin="https://example.net/?a=1&b=[2]")
    given = analysis_of(
        finding("organization", "Northfield <i>Dental</i> & [Sons]", document=document, quote=QUOTE),
        finding("behavior", quote, document=document, quote=quote),
        document=document,
    )
    assert whole(imported(exported(given, format, texts=True), format)) == whole(given)
    assert told(imported(exported(given, format), format)) == told(given)


@both_ways
def test_the_same_export_is_the_same_bytes(format: str) -> None:
    given = analysis("demo")
    assert exported(given, format, tlp="amber") == exported(given, format, tlp="amber")


@both_ways
def test_an_export_after_an_import_bears_the_same_ids(format: str) -> None:
    """So that a second export updates the first: what names an object is what it says, and not where it was read."""
    given = analysis("breach-letter")
    back = imported(exported(given, format, texts=True), format)
    assert json.loads(exported(back, format)) == json.loads(exported(given, format))
