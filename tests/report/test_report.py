"""The report model: its sections, its numbers, and how each status reads."""

from __future__ import annotations

from itertools import pairwise

import pytest

from affidavit import Document, analyze
from affidavit.model.document import Place
from affidavit.model.incident import Analysis
from affidavit.report import report
from affidavit.report.model import Section, Statement, Tone
from tests.report.build import Writer, sample

SECTIONS = {
    "Executive Summary": [],
    "Incident Details": [],
    "Timeline of Events": ["Initial Access", "Lateral Movement", "Data Exfiltration/Impact", "Detection & Response"],
    "Attack Methodology": [
        "Initial Access", "Persistence", "Privilege Escalation", "Defense Evasion", "Credential Access", "Discovery",
        "Lateral Movement", "Collection", "Exfiltration", "Impact",
    ],
    "Impact Assessment": ["Financial", "Data Breach", "Operational", "Reputational"],
    "Indicators of Compromise": ["Network", "File", "Behavioral"],
    "Response Actions": ["Containment", "Eradication", "Recovery"],
    "Lessons Learned": [],
    "Recommendations": [],
    "Notification Duties": [],
}  # fmt: skip


def made(*findings, **about):
    return report(Writer("", "2024-10-02").analysis(*findings, **about))


def entries(given: list[Section] | tuple[Section, ...]) -> dict[str, tuple[Statement, ...]]:
    """Statements by section title and label."""
    found = {}
    for section in given:
        for entry in section.entries:
            found[f"{section.title}: {entry.label}" if entry.label else section.title] = entry.statements
        found |= entries(section.sections)
    return found


def only(findings, place):
    [statement] = entries(made(findings).sections)[place]
    return statement


@pytest.mark.parametrize("findings", [{}, {"organization": "Northfield Dental"}])
def test_sections_stand_in_their_order_and_say_when_there_is_nothing(findings):
    sections = made(findings).sections
    assert {section.title: [below.title for below in section.sections] for section in sections} == SECTIONS
    for section in sections:
        assert list(section.statements()), section.title
        assert all(list(below.statements()) for below in section.sections), section.title


def test_details_have_their_labels():
    details = next(s for s in made({}).sections if s.title == "Incident Details")
    labels = [entry.label for entry in details.entries]
    assert labels == ["Discovery Date", "Incident Date", "Affected Organization", "Sector", "Geography"]
    assert all(s.tone is Tone.UNKNOWN and s.text == "Not reported" for s in details.statements())


def test_numbers_lead_to_sentences_that_hold_the_cited_words():
    made_of = report(sample())
    proofs = {proof.number: (source, proof) for source in made_of.sources for proof in source.proofs}
    assert list(proofs) == list(range(1, len(proofs) + 1))
    cites = [cite for said in made_of.statements() for part in (said, *said.notes) for cite in part.cites]
    assert {cite.number for cite in cites} == set(proofs)
    for cite in cites:
        source, proof = proofs[cite.number]
        assert proof.sentence.covers(proof.marks[cite.mark])
        pieces = "".join(piece.text for piece in source.pieces(proof))
        assert pieces == proof.sentence.of(source.document.text)


def test_cited_words_never_overlap():
    text = "The files hold names and email addresses of customers."
    writer = Writer(text)
    data = [
        {"value": "Names", "quote": "names and email addresses"},
        {"value": "Email addresses", "quote": "email addresses of"},
    ]
    [source] = report(writer.analysis({"data": data})).sources
    [proof] = source.proofs
    assert [mark.of(text) for mark in proof.marks] == ["names and email addresses of"]
    assert all(first.end <= second.start for first, second in pairwise(proof.marks))


@pytest.mark.parametrize(
    ("item", "text", "tone"),
    [
        ("Black Lantern", "Black Lantern", "stated"),
        ({"value": "Black Lantern", "status": "suspected"}, "Black Lantern is suspected; not confirmed", "suspected"),
        (
            {"value": "Black Lantern", "status": "suspected", "speaker": "attacker"},
            "Black Lantern claims to be behind the attack; no confirmation by the organisation is reported",
            "suspected",
        ),
        ({"value": "Black Lantern", "status": "denied"}, "Black Lantern is said not to be behind the attack", "denied"),
        ({"status": "withheld"}, "Not disclosed by the organisation", "withheld"),
        ({"status": "withheld", "speaker": "law_enforcement"}, "Not disclosed by law enforcement", "withheld"),
        (
            {"value": "Black Lantern", "speaker": "researcher", "status": "stated"},
            "Black Lantern, according to a security researcher",
            "stated",
        ),
    ],
)  # fmt: skip
def test_each_status_reads_differently(item, text, tone):
    said = only({"actor": item}, "Attack Methodology: Threat Actor")
    assert (said.text, said.tone.value) == (text, tone)


def test_a_claim_of_the_attacker_that_others_state_is_no_mere_claim():
    item = {"value": "Black Lantern", "status": "suspected", "speaker": "attacker"}
    item["agree"] = [{"value": "Black Lantern", "speaker": "organization", "status": "stated"}]
    assert only({"actor": item}, "Attack Methodology: Threat Actor").text == "Black Lantern is suspected; not confirmed"
    item["status"] = "stated"
    assert only({"actor": item}, "Attack Methodology: Threat Actor").text == "Black Lantern"


def test_notes_say_who_disputes_what_was_revised_and_how_a_date_was_found():
    disputed = only(
        {
            "affected": {
                "value": {"number": 2500000, "unit": "people"},
                "superseded": [{"value": {"number": 69000, "unit": "people"}, "status": "stated"}],
                "disagree": [
                    {"value": {"number": 4000000, "unit": "people"}, "speaker": "attacker", "status": "suspected"}
                ],
                "note": "counted from the publication date",
            }
        },
        "Data Breach: Affected",
    )
    assert disputed.tone is Tone.DISPUTED
    assert [note.text for note in disputed.notes] == [
        "counted from the publication date",
        "revised from 69,000 people",
        "disputed: the attacker claims 4 million people",
    ]
    assert all(note.cites for note in disputed.notes[1:])


def test_a_denial_by_the_organisation_is_a_dispute():
    denial = {"value": "published", "status": "denied", "speaker": "organization"}
    said = only({"fate": {"value": "published", "disagree": [denial]}}, "Data Breach: Fate of the Data")
    assert said.notes[0].text == "disputed: the organisation denies it"


def test_other_figures_are_mentioned_when_they_are_likely():
    findings = {
        "affected": [
            {"value": {"number": 500, "unit": "people"}, "confidence": 0.9},
            {"value": {"number": 70, "unit": "people"}, "confidence": 0.6},
            {"value": {"number": 9, "unit": "people"}, "confidence": 0.2},
        ]
    }
    assert [note.text for note in only(findings, "Data Breach: Affected").notes] == ["also reported: 70 people"]


def test_data_stands_in_a_matrix():
    data = ["Names", {"value": "Passwords", "status": "suspected"}, {"value": "Credit cards", "status": "denied"}]
    impact = next(s for s in made({"data": data}).sections if s.title == "Impact Assessment")
    table = impact.sections[1].table
    assert table is not None
    assert table.columns == ("Class of data", "Exposed", "Suspected", "Said to be safe")
    cells = {row.name: [bool(cell) for cell in row.cells] for row in table.rows}
    assert cells == {
        "Names": [True, False, False],
        "Passwords": [False, True, False],
        "Payment card details": [False, False, True],
    }


def test_techniques_stand_under_one_tactic():
    found = entries(made({"technique": ["T1566.001", "T1486", "T1078", "T1059"]}).sections[3:4])
    assert [s.text for s in found["Initial Access"]] == [
        "Phishing: Spearphishing Attachment (T1566.001)",
        "Valid Accounts (T1078)",
    ]
    assert [s.text for s in found["Impact"]] == ["Data Encrypted for Impact (T1486)"]
    assert [s.text for s in found["Other Tactics"]] == ["Command and Scripting Interpreter (T1059)"]


def test_indicators_are_defanged_and_those_of_the_victim_left_out():
    rows = [
        {"type": "url", "value": "https://evil.example/a.php?x=1.2", "role": "attacker"},
        {"type": "sha256", "value": "ab" * 32},
        {"type": "email", "value": "help@northfield.example", "role": "contact"},
    ]
    network, file, *_ = made({"indicator": rows}).sections[5].sections
    assert [row.cells[0].text for row in network.table.rows] == ["hxxps://evil[.]example/a.php?x=1.2"]
    assert [row.name for row in file.table.rows] == ["SHA-256 hash"]


def test_responses_stand_under_their_phase():
    found = entries([made({"response": ["credentials_reset", "restored_systems"]}).sections[6]])
    assert [found[phase][0].text for phase in ("Containment", "Eradication", "Recovery")] == [
        "Reset credentials",
        "Not reported",
        "Restored systems",
    ]


def test_other_incidents_are_told_in_short():
    sections = made({"organization": "Alder Air"}, {"organization": "Borough Rail", "ransomware": "yes"}).sections
    assert sections[-1].title == "Other Incidents in These Documents"
    [short] = sections[-1].sections
    assert short.title == "Borough Rail"
    assert "Borough Rail suffered a ransomware attack." in [s.text for s in short.statements()]


def test_a_text_without_an_incident_says_why():
    analysis = Writer("Ten tips for safer passwords.").analysis(kind="not_incident")
    empty = Analysis(analysis.id, analysis.kind, analysis.documents, (), reason="It gives advice.")
    assert [s.text for s in report(empty).sections[0].statements()] == ["It gives advice."]


def test_advice_names_the_findings_that_called_for_it():
    recommendations = next(s for s in report(sample()).sections if s.title == "Recommendations")
    first = recommendations.advice[0]
    assert [reason.text for reason in first.because] == ["Vector: phishing", "Vector: stolen credentials"]
    assert all(reason.cites for reason in first.because)
    assert first.references == ("CIS Controls v8.1 6.4", "ATT&CK M1032")


def test_a_proof_names_its_page():
    [source] = report(sample("two")).sources
    assert [proof.place for proof in source.proofs] == ["page 1", "page 1", "page 2"]


def test_what_is_not_told_of_has_no_number():
    figures = [
        {"value": {"number": 500, "unit": "people"}, "status": "stated"},
        {"value": {"number": 9, "unit": "people"}, "confidence": 0.1},
        {"value": {"number": 77, "unit": "people"}, "status": "stated"},
    ]
    shown = report(Writer("").analysis({"affected": figures}))
    [source] = shown.sources
    assert [proof.number for proof in source.proofs] == [1, 2]
    assert {cite.number for said in shown.statements() for part in (said, *said.notes) for cite in part.cites} == {1, 2}


def test_a_place_that_is_the_title_is_left_out():
    labels = ('section "A notice"', 'section "What happened"', 'paragraph 2 under "A notice"')
    text = "Northfield is open. It lies in Ohio. It treats people."
    starts = (0, text.index("It lies"), text.index("It treats"))
    findings = {"organization": [{"value": name, "quote": name} for name in ("Northfield", "Ohio", "people")]}
    writer = Writer(text, title="A notice")
    written = report(writer.analysis(findings, places=tuple(map(Place, starts, labels))))
    assert [proof.place for proof in written.sources[0].proofs] == [None, 'section "What happened"', "paragraph 2"]


def test_a_text_that_was_not_read_has_no_unnamed_organisation():
    assert report(Writer("Des pirates.").analysis({}, kind="unread")).title == "A text that was not read"
    assert report(Writer("Des pirates.", title="Un avis").analysis({}, kind="unread")).title == "Un avis"


def test_several_documents_are_not_called_one_text() -> None:
    bank = "Larkfield Bank was hacked in May 2024; names of 2,300 customers were stolen."
    college = "Hollow Creek College lost a laptop with the records of 410 students in March 2023."
    together = report(analyze([Document.of(bank), Document.of(college)]))
    assert "The documents tell of several incidents." in together.notes
    assert not [note for note in together.notes if note.startswith("The text")]
