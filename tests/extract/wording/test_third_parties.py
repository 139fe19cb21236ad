"""Third parties that only the model reads, and those that it doubts."""

from __future__ import annotations

from affidavit.extract import scanned
from affidavit.extract.wording import third_parties
from affidavit.model.claim import Claim
from affidavit.model.document import Document

LEAD = (
    "Harrowgate Mill, a paper maker in Leeds, was hacked in May and the payroll records of 2,300 workers were stolen. "
)
THROUGH = "The intruders reached the payroll by way of a password that belonged to a heating contractor of the mill."
BESIDE = "A vendor called a week later to ask about his invoice."


def claims(sentence: str, told: list[Claim]) -> list[Claim]:
    scan = scanned(Document.of(LEAD + sentence))
    return list(third_parties.claims(scan, told, lambda scan, claim: False))


def of_rule(text: str, words: str) -> tuple[bool, list[Claim]]:
    """Whether a rule's third party by these words is next to impossible, and what the rule says."""
    scan = scanned(Document.of(text))
    line = next(line for line in scan.lines if words in scan.text[line.start : line.end])
    start = scan.text.index(words, line.start)
    told = [scan.claim(line, start, start + len(words), field="third_party", value=words, by="rule")]
    return third_parties.are_unlikely(scan, told), told


def test_who_it_was_is_the_role_that_the_sentence_speaks_of() -> None:
    found = claims(THROUGH, [])
    assert [(claim.field, claim.value) for claim in found] == [("third_party", "contractor"), ("vector", "third_party")]
    assert found[0].evidence[0].quote == "contractor"


def test_it_speaks_only_where_no_rule_has_found_one() -> None:
    _, told = of_rule(LEAD + THROUGH, "contractor")
    assert not claims(THROUGH, told)


def test_other_sentences_tell_of_none() -> None:
    assert not claims(BESIDE, [])


def test_what_a_rule_says_is_doubted_where_no_sentence_tells_of_it() -> None:
    assert of_rule(LEAD + BESIDE, "vendor")[0]
    assert not of_rule(LEAD + THROUGH, "contractor")[0]
    assert not third_parties.are_unlikely(scanned(Document.of(LEAD)), [])
