"""Records: another system's fields as lines of a document, each claim proven by its own line."""

from __future__ import annotations

from affidavit.model.claim import Speaker, Status
from affidavit.model.gate import proven
from affidavit.model.record import Entry, RecordWriter
from affidavit.model.value import Count
from affidavit.pipeline import analyze_records

PROSE = "Northfield Dental said that hackers stole the names of its patients in a ransomware attack in May 2024."


def writer(prose: str = PROSE) -> RecordWriter:
    written = RecordWriter("import.test", prose)
    written.add(Entry("Name", "Northfield Dental", "organization", "Northfield Dental"))
    written.add(Entry("Count", "69,000", "affected", Count(69000, "people"), quote="about  69,000 patients"))
    written.add(Entry("Passwords", "no", "data", "Passwords", status=Status.DENIED, speaker=Speaker.ORGANIZATION))
    written.add(Entry("Remark", "seen by two people"))
    written.add(Entry("Empty", " \n"))
    return written


def test_each_claim_is_proven_by_its_line() -> None:
    record = writer().record({"key": "r1"})
    documents = {record.document.id: record.document}
    assert [claim.field for claim in record.claims] == ["organization", "affected", "data"]
    assert all(proven(claim, documents) for claim in record.claims)
    quotes = [claim.evidence[0].quote for claim in record.claims]
    assert quotes == ["Northfield Dental", "about 69,000 patients", "no"]
    sentences = [claim.evidence[0].sentence.of(record.document.text) for claim in record.claims]
    assert sentences[1] == "Count: 69,000 \u2014 about 69,000 patients"
    assert record.document.text[: record.prose] == PROSE


def test_fields_stand_beside_what_the_running_text_says() -> None:
    analysis = analyze_records([writer().record({"key": "r1"})])
    (incident,) = analysis.incidents
    assert analysis.kind == "incident"
    assert incident.values("organization") == ["Northfield Dental"]
    assert incident.values("affected") == [Count(69000, "people")]
    assert "Names" in incident.values("data")
    assert incident.first("ransomware") is not None
    assert [f.value for f in incident.all("data") if f.status is Status.DENIED] == ["Passwords"]


def test_a_record_without_running_text_is_an_incident_too() -> None:
    analysis = analyze_records([writer("").record({})])
    assert analysis.incidents[0].values("organization") == ["Northfield Dental"]
    assert analysis.incidents[0].values("affected") == [Count(69000, "people")]
