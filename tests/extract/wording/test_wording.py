"""What the model reads in a sentence, and what keeps it from speaking."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.extract.wording import wording
from affidavit.extract.wording.features import tokens
from affidavit.extract.wording.model import model
from affidavit.model.claim import Claim
from affidavit.model.document import Document

LEAD = (
    "Harrowgate Mill, a paper maker in Leeds, was hacked in May and the payroll records of 2,300 workers were stolen. "
)
#: Shorter texts are left to the rules.
REST = "\n\nThe mill stands by the river and makes paper for books, and has done so since the days of steam. " * 12
WATCH = "Workers get two years of somebody watching over their credit at the mill's expense."


def likeliest(sentence: str) -> tuple[str, str]:
    chances = model().chances([token.word for token in tokens(sentence)])
    return model().values[chances.index(max(chances))]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Each of the guests was sent a letter explaining what had happened.", "notified_individuals"),
        ("The data protection commissioner was informed within three days.", "notified_regulator"),
        ("The matter is in the hands of the county police.", "law_enforcement"),
        ("A forensic firm from Lyon is going through the logs.", "external_experts"),
        ("All passwords were reset overnight.", "credentials_reset"),
        ("The server was unplugged and the site taken down.", "access_blocked"),
        ("It has since installed the update and switched on two-factor login.", "patched_or_hardened"),
        ("The school pays for two years of credit monitoring.", "credit_monitoring"),
        ("The clerk was dismissed and her colleagues retrained.", "training_or_discipline"),
        ("The firm paid the ransom in bitcoin.", "ransom_paid"),
        ("Systems were restored from backups by Friday.", "restored_systems"),
        ("Customers are asked to watch their statements for odd charges.", "advised_users"),
        ("An employee clicked on a link in a fake email.", "phishing"),
        ("The database had been left open on the internet without a password.", "misconfiguration"),
        ("The laptop was taken from a parked car.", "loss_or_theft"),
        ("Code on the checkout page copied card numbers.", "web_skimmer"),
        ("Old files were found in a dumpster behind the office.", "improper_disposal"),
    ],
)
def test_tells_plain_sentences_apart(sentence: str, value: str) -> None:
    assert likeliest(sentence)[1] == value


def found(text: str) -> list[Claim]:
    """The claims that the model alone makes."""
    return [one for one in extract(Document.of(text + REST, published="2024-06-14")).claims if one.by == wording.BY]


def test_a_claim_cites_its_words() -> None:
    (claim,) = found(LEAD + WATCH)
    assert (claim.field, claim.value) == ("response", "credit_monitoring")
    assert "watching over their credit" in claim.evidence[0].quote


@pytest.mark.parametrize(
    "sentence",
    [
        "Workers do not get two years of somebody watching over their credit at the mill's expense.",
        "The mill has offered free credit monitoring. " + WATCH,
        "Credit!",
    ],
)
def test_keeps_silent(sentence: str) -> None:
    assert not any(claim.value == "credit_monitoring" for claim in found(LEAD + sentence))


def test_says_nothing_of_a_notice_in_few_words() -> None:
    document = Document.of(LEAD + WATCH)
    assert not any(claim.by == wording.BY for claim in extract(document).claims)


def test_reads_a_short_article() -> None:
    document = Document.of(f"Paper maker hacked in May\n\n{LEAD}\n\n{WATCH}{REST[:500]}")
    assert any(claim.value == "credit_monitoring" and claim.by == wording.BY for claim in extract(document).claims)


def test_says_nothing_where_nothing_happened() -> None:
    assert not found("Harrowgate Mill makes paper in Leeds. " + WATCH)


def test_a_way_in_tells_of_action_and_technique(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model(), "least", [0.0 if value == "phishing" else 2.0 for _, value in model().values])
    monkeypatch.setattr(wording, "_SECOND", 0.0)
    told = {(claim.field, claim.value) for claim in found(LEAD + "The whole mill was shut on Sunday for the feast.")}
    assert told == {("vector", "phishing"), ("action", "social"), ("technique", "T1566")}


def test_of_two_ways_in_the_less_likely_must_be_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = {"phishing": 0.9, "insider": 0.6}
    chances = [ways.get(value, 0.0) if field == "vector" else 0.0 for field, value in model().values]
    monkeypatch.setattr(model(), "chances", lambda words: chances)
    monkeypatch.setattr(model(), "least", [0.5 for _ in model().values])
    told = found(LEAD + "The whole mill was shut on Sunday for the feast.")
    assert {claim.value for claim in told if claim.field == "vector"} == {"phishing"}
