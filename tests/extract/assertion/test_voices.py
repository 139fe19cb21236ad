"""Who speaks where only the whole text shows it: names with a role, quotations over sentences, pronouns."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.claim import Speaker
from affidavit.model.document import Document

LEAD = (
    "Larkfield confirms data breach after ransomware attack\n\nLarkfield, a maker of locks in Leeds, confirmed a data "
    "breach. The GreyHeron ransomware gang breached Larkfield in May.\n\n"
)
CASES = (
    ("GreyHeron says the stolen data includes ⟦passport numbers⟧.", Speaker.ATTACKER),
    ("Larkfield claims that no ⟦passport numbers⟧ were taken.", Speaker.ORGANIZATION),
    ("The hackers told us that the portal was open. They said they stole ⟦passport numbers⟧.", Speaker.ATTACKER),
    ('"We are sorry," said Larkfield. "The files held ⟦passport numbers⟧."', Speaker.ORGANIZATION),
    ('"We have it all. The stolen data includes ⟦passport numbers⟧," the gang told reporters.', Speaker.ATTACKER),
    ("According to Sophos, ⟦passport numbers⟧ were taken.", Speaker.RESEARCHER),
    ("Europol said ⟦passport numbers⟧ were taken.", Speaker.LAW_ENFORCEMENT),
    ("CISA warned that ⟦passport numbers⟧ were taken.", Speaker.REGULATOR),
    ("The files held ⟦passport numbers⟧.", Speaker.PRESS),
    ("A report filed with the regulator says that ⟦passport numbers⟧ were taken.", Speaker.ORGANIZATION),
    ("A report by the regulator says that ⟦passport numbers⟧ were taken.", Speaker.REGULATOR),
    ("A report from security firm Kestrel says that ⟦passport numbers⟧ were taken.", Speaker.RESEARCHER),
    ("A new report says that ⟦passport numbers⟧ were taken.", Speaker.PRESS),
)


@pytest.mark.parametrize(("marked", "speaker"), CASES, ids=[case[0] for case in CASES])
def test_speaker(marked: str, speaker: Speaker) -> None:
    document = Document.of(LEAD + marked.replace("⟦", "").replace("⟧", ""))
    found = [c for c in extract(document).claims if c.field == "data" and c.value == "Passport numbers"]
    assert [claim.speaker for claim in found] == [speaker]
