"""ATT&CK techniques: named by id, and read from a sentence by the trained model."""

from __future__ import annotations

import time

import pytest

from affidavit.extract import extract
from affidavit.extract.technique.features import SLOTS, pieces, word_slots, words
from affidavit.extract.technique.model import is_technical, model, technical
from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.vocabulary import terms

FRAGMENTS = {
    "writes a value under the Run key so that the loader starts when the user logs on": "T1547.001",
    "dumps the memory of lsass.exe with procdump": "T1003.001",
    "the implant lists the running processes on the host": "T1057",
    "beacons to its server with HTTP POST requests": "T1071.001",
    "takes screenshots of the desktop every minute": "T1113",
    "downloads further payloads from the command server": "T1105",
}
NEWS = """Northfield Dental tells patients of a breach

The clinic learned on May 3 that someone had opened an employee's mailbox. Names and addresses of about 4,000 patients
may have been seen. It has reset the password and offers a year of credit monitoring.
"""


def techniques(text: str) -> list[Claim]:
    return [claim for claim in extract(Document.of(text)).claims if claim.field == "technique"]


@pytest.mark.parametrize(("fragment", "technique"), FRAGMENTS.items(), ids=list(FRAGMENTS.values()))
def test_a_fragment_of_a_report_is_read(fragment: str, technique: str) -> None:
    assert {claim.value for claim in techniques(fragment)} == {technique}


def test_the_evidence_of_the_model_is_the_sentence() -> None:
    sentence = "The implant lists the running processes on the host"
    (claim,) = [claim for claim in techniques(sentence) if claim.by == "technique.model"]
    assert claim.evidence[0].quote == sentence
    assert 0.5 <= claim.confidence <= 1


def test_an_id_that_a_fragment_names_stays() -> None:
    found = {claim.value for claim in techniques("The implant lists the running processes on the host (T1518.001)")}
    assert found == {"T1057", "T1518.001"}


def test_news_is_not_read_as_a_threat_report() -> None:
    assert not [claim for claim in techniques(NEWS) if claim.by == "technique.model"]


REPORT = """Loader of many payloads

The loader injects shellcode into explorer.exe, decrypts its payload with XOR, resolves APIs by hash and beacons to its
C2 with HTTP POST requests. Persistence is set by a Run key in the registry; a task runs rundll32 with the DLL.
It dumps lsass.exe memory, enumerates processes, uploads a RAT and runs PowerShell with a base64 blob from a stager.
"""


def test_ransomware_that_a_report_sees_used_is_data_encrypted() -> None:
    def seen(text: str) -> bool:
        return any(claim.value == "T1486" and claim.by == "technique.ransomware" for claim in techniques(text))

    sentence = "In two cases it was seen pushing the Quillfish ransomware."
    assert seen(REPORT + sentence)
    assert not seen(REPORT + "Researchers feared ransomware.")
    assert not seen(NEWS + sentence)


def test_only_known_techniques_are_claimed() -> None:
    assert set(model().techniques) <= set(terms("technique"))


def test_scores_are_those_of_the_best_piece() -> None:
    found = [*words("the implant lists the running processes on the host"), *["brightwater"] * 40]
    of_pieces = [model().scores(found[start:end], "alone") for start, end in list(pieces(len(found), "among"))[1:]]
    at = model().techniques.index("T1057")
    assert model().scores(found, "among")[at] == pytest.approx(max(scores[at] for scores in of_pieces))


def test_a_text_of_one_sentence_is_read_whole() -> None:
    assert list(pieces(40, "alone")) == [(0, 40)]


def test_slots_lie_in_the_table() -> None:
    assert all(0 <= slot < SLOTS for word in words("procdump.exe -ma lsass.exe") for slot in word_slots(word))


def test_a_text_without_words_has_a_score() -> None:
    assert len(model().scores([], "alone")) == len(model().techniques)


def test_a_sentence_without_technical_words_is_not_scored() -> None:
    assert not is_technical(words("the clinic wrote to its patients."))
    assert "mimikatz" in technical()


def test_confidence_grows_with_the_score() -> None:
    for setting in ("alone", "among"):
        assert model().chance(-6, setting) < 0.5 < model().chance(3, setting)


def test_a_text_without_technical_words_costs_next_to_nothing() -> None:
    lines = NEWS.lower().splitlines()
    technical()
    begun = time.perf_counter()
    for _ in range(100):
        for line in lines:
            is_technical(words(line))
    assert (time.perf_counter() - begun) / 100 < 0.001
