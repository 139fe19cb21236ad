"""What a document is: texts of every kind, and what the result says of those without an incident."""

from __future__ import annotations

import pytest

from affidavit import Document, analyze
from affidavit.merge import merge
from affidavit.merge.happening import NO_FACTS
from affidavit.report import render
from tests.merge.build import told

FRENCH = (
    "Une fuite de données touche les clients de Larkfield\n\nLa société a annoncé que des pirates ont dérobé "
    "les noms des "
    "clients. Les attaquants ont utilisé le domaine hxxps://larkfield-securite[.]xyz pour exfiltrer les données."
)
TEXTS = {
    "incident": "Northfield Dental confirms data breach\n\nNorthfield Dental confirmed that names of 400 "
    "patients were stolen.",
    "denied": "Northfield Dental denies data breach\n\nNorthfield Dental denied claims that it was hacked. A "
    "seller offers "
    "names of 400 patients. Northfield Dental said its systems were not breached.",
    "not_incident": "How clinics can protect their patients' data\n\nClinics hold much data. Train your staff, "
    "and encrypt "
    "laptops. Data breaches rose by a tenth last year.",
    "multiple": "Data of three universities stolen\n\nThree universities have disclosed data breaches. Alder "
    "University said "
    "names of 100 students were stolen. Birch University said passwords of 200 students were stolen. Cedar "
    "University "
    "said addresses of 300 students were stolen.",
    "aftermath": "Regulator fines Northfield Dental over data breach\n\nNorthfield Dental was fined $2 million "
    "over a 2021 "
    "data breach in which names of 400 patients were stolen.",
    "unread": FRENCH,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_kind(kind: str) -> None:
    assert merge([told(TEXTS[kind])]).kind == kind


def test_no_incident_gives_none_and_says_why() -> None:
    analysis = merge([told(TEXTS["not_incident"])])
    assert analysis.incidents == ()
    assert analysis.reason is not None
    assert "advice" in analysis.reason


def test_an_unread_language_is_named_and_what_needs_none_is_read() -> None:
    analysis = merge([told(FRENCH)])
    assert "French" in (analysis.reason or "")
    assert set(analysis.incidents[0].findings) == {"indicator"}
    page = render(analysis, "markdown")
    assert isinstance(page, str)
    assert "Not reported" not in page
    assert "French" in page


def test_an_unread_document_among_others_is_noted() -> None:
    analysis = merge([told(FRENCH), told(TEXTS["incident"])])
    assert analysis.kind == "incident"
    assert any("French" in note for note in analysis.notes)


def test_unrelated_sources_given_together_are_several_incidents() -> None:
    texts = ("Northfield Dental was breached in May 2024.", "Fernway Foods lost a laptop with the names of 40 workers.")
    found = analyze([Document.of(text) for text in texts])
    assert (found.kind, len(found.incidents)) == ("multiple", 2)


def test_a_count_of_people_is_no_incident() -> None:
    counted = told("Larch Bakery opened a shop on Saturday with free rolls for the first 200 guests.")
    assert any(claim.field == "affected" for claim in counted.claims)
    assert merge([counted]).kind == "not_incident"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The weather in Ghent was fine.", "nothing in the text"),
        ("Marlow Foods named Ana Ruiz chief executive.", "nothing in the text"),
        ("Orsini Shoes opened a store in Lyon in May.", "nothing in the text"),
        ("five tips for stronger passwords", "nothing in the text"),
        ("Acme Cyber sells software that stops ransomware attacks.", "nothing in the text"),
        ("Kestrel Bank's app was down for maintenance on Sunday.", "nothing in the text"),
        ("The university trains its staff against phishing.", "nothing in the text"),
        ("Acme Corp patched CVE-2024-1234. No exploitation is known.", "a flaw"),
        ("Hollow Peak found a flaw in Kestrel routers; there is no sign that anyone was attacked.", "a flaw"),
        ("Kestrel routers are affected by CVE-2024-7777, a critical flaw. Users should update.", "a flaw"),
        ("Brightwater Energy hired 300 engineers in Spain.", "counts people"),
    ],
)
def test_what_tells_of_nothing_that_happened_is_no_incident(text: str, reason: str) -> None:
    analysis = merge([told(text)])
    assert (analysis.kind, analysis.incidents) == ("not_incident", ())
    assert reason in (analysis.reason or "")


@pytest.mark.parametrize(
    "text",
    [
        "Northfield Dental was hit by a cyberattack.",
        "A dental clinic lost a laptop with patients' records.",
        "Northfield Dental has not said how many patients are affected.",
        "No ransom demand was received, Northfield Dental said.",
        "No fewer than 60,000 members of Larkfield Union had their records stolen.",
        "Close to a quarter of a million customers of Brightwater Energy had their details taken.",
        "A crew lifted the records of some 14 thousand patients from Northfield Dental.",
        "Attackers exploited a flaw in Kestrel routers to enter the network of Alder University.",
    ],
)
def test_what_happened_makes_an_incident(text: str) -> None:
    assert merge([told(text)]).kind == "incident"


def test_what_gives_no_finding_is_no_incident() -> None:
    text = "The new rules ask companies to report incidents within four days. The survey asked managers about budgets."
    analysis = merge([told(text)])
    assert (analysis.kind, analysis.incidents) == ("not_incident", ())
    assert analysis.reason == NO_FACTS
