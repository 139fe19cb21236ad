"""What befell others is not given to the one that a text is about, and what befell it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from affidavit import Document, analyze

ARTICLE = """Brightwater Energy says customer data stolen
Brightwater Energy, an electricity retailer in Ohio, said on Monday that hackers copied a database with names and email
addresses of 12,000 customers.
The company noticed the intrusion on June 3 and shut the server down. "We regret this," chief executive Ann Rowe said.
It has informed the police and is writing to the people concerned. An outside firm is helping with the investigation.
The hackers came in through a flaw in the billing portal, according to a letter to the state regulator."""
ADVICE = {"lesson", "recommendation", "duty"}
LINES = [
    line.split(" | ", 1)
    for line in (Path(__file__).parent / "others.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def told(text: str) -> set[tuple[str, str]]:
    """The fields of the main incident with their values."""
    incident = analyze(Document.of(text, published="2025-06-10")).incidents[0]
    return {(key, str(f.value)) for key, found in incident.findings.items() if key not in ADVICE for f in found}


@pytest.mark.parametrize("sentence", [text for label, text in LINES if label == "others"])
def test_what_befell_others(sentence: str) -> None:
    assert told(f"{ARTICLE}\n{sentence}") <= told(ARTICLE)


@pytest.mark.parametrize(("wanted", "sentence"), [line for line in LINES if line[0] != "others"])
def test_what_befell_it(wanted: str, sentence: str) -> None:
    field, _, part = wanted.partition(" ")
    assert any(key == field and part in value for key, value in told(f"{ARTICLE}\n{sentence}"))
