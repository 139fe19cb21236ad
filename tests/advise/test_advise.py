"""Advice on whole incidents: what is said, how much, how firmly, and on what evidence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from affidavit.advise import advise
from affidavit.advise.facts import Facts, earliest, latest
from affidavit.advise.overview import renewed
from affidavit.advise.playbook import playbook
from affidavit.advise.templates import say
from affidavit.model.claim import Status
from affidavit.model.document import Document
from affidavit.model.gate import proven
from affidavit.model.incident import Incident
from affidavit.model.value import Advice
from affidavit.pipeline import analyze
from tests.advise.findings import incident

RICH = {
    "organization": "Brightwater Energy",
    "country": "DE",
    "sector": "22",
    "vector": ["phishing", "third_party"],
    "third_party": "Castellan Files",
    "data": ["Names", "Passwords", "Bank account numbers", "Dates of birth", "Passport numbers"],
    "affected": "120000 people",
    "ransomware": True,
    "extortion": True,
    "operations": ["systems_offline", "production_stopped"],
    "detection": "law_enforcement_notice",
    "started": "2024-11-02",
    "discovered": "2025-03-20",
    "disclosed": "2025-06-30",
    "fate": "published",
}


def advice(found: Incident, field: str) -> list[Advice]:
    return [finding.value for finding in found.all(field) if isinstance(finding.value, Advice)]


def texts(example: dict, field: str) -> list[str]:
    return [one.text for one in advice(advise(incident(example)), field)]


def test_a_rich_incident_gets_much_and_not_too_much() -> None:
    found = advise(incident(RICH))
    assert 3 <= len(found.all("lesson")) <= 5
    assert 6 <= len(found.all("recommendation")) <= 8
    assert {one.entry for one in advice(found, "duty")} == {"duties.gdpr", "duties.nis2"}
    for field in ("lesson", "recommendation", "duty"):
        ranks = ["high medium low".split().index(one.priority) for one in advice(found, field)]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "example", [{}, {"organization": "Northfield Dental", "country": "FR"}, {"denied data": "Names"}]
)
def test_nothing_follows_from_nothing(example: dict) -> None:
    assert advise(incident(example)).findings.keys() == incident(example).findings.keys()


def test_little_follows_from_little() -> None:
    found = advise(incident({"organization": "Northfield Dental", "data": ["Names", "Passwords"]}))
    assert 1 <= sum(len(found.all(field)) for field in ("lesson", "recommendation", "duty")) <= 3


def test_advice_rests_on_the_findings_that_called_for_it() -> None:
    given = incident(RICH)
    claims = {finding.claim for findings in given.findings.values() for finding in findings}
    for field in ("lesson", "recommendation", "duty"):
        for finding in advise(given).all(field):
            claim = finding.claim
            assert claim.status is Status.DERIVED
            assert claim.follows_from
            assert set(claim.follows_from) <= claims
            assert set(claim.evidence) == {e for c in claim.follows_from for e in c.evidence}
            assert isinstance(claim.value, Advice)
            assert claim.by == claim.value.entry


def test_suspicion_hedges_and_teaches_nothing() -> None:
    example = {"suspected vector": "phishing", "suspected data": ["Names", "Passwords"], "action": "hacking"}
    assert texts(example, "lesson") == []
    said = texts(example, "recommendation")
    assert any(
        text.startswith("Should the suspected route of the attack (phishing) be confirmed, require") for text in said
    )


def test_firm_findings_leave_suspected_ones_aside() -> None:
    example = {"data": "Passwords", "suspected data": "PINs", "organization": "Northfield Dental"}
    said = next(text for text in texts(example, "recommendation") if text.startswith("Reset"))
    assert "PINs" not in said


def test_what_is_denied_elsewhere_is_not_firm() -> None:
    said = texts({"data": "Passwords", "denied data": "Passwords"}, "recommendation")
    assert all(text.startswith("Should the suspected") for text in said if "Reset" in text or "reset" in text)


def test_advice_is_given_once() -> None:
    once = advise(incident(RICH))
    assert advise(once) == once


def test_lists_are_short() -> None:
    said = texts(
        {"data": ["Names", "Email addresses", "Photos", "Purchases", "Usernames"], "vector": "phishing"}, "lesson"
    )
    assert "names, email addresses, photos and 2 further classes" in said[0]


@pytest.mark.parametrize(
    ("third_party", "named"),
    [("Castellan Files", "Castellan Files had"), ("billing vendor", "The billing vendor had")],
)
def test_third_parties_by_name_or_role(third_party: str, named: str) -> None:
    assert texts({"third_party": third_party, "data": "Names"}, "lesson")[0].startswith(named)


def test_an_organisation_is_not_its_own_third_party() -> None:
    example = {"organization": "Northfield Dental", "third_party": "Northfield Dental", "data": "Names"}
    assert not any("Northfield Dental had a part" in text for text in texts(example, "lesson"))


def test_dates_that_contradict_each_other_measure_nothing() -> None:
    example = {"started": "2021-11-03", "discovered": "2019", "disclosed": "2021-11-08", "data": "Names"}
    assert not any("passed between" in text for text in texts(example, "lesson"))


def test_partial_dates_reach_as_far_as_they_can() -> None:
    assert [str(earliest(value)) for value in ("2024", "2024-02")] == ["2024-01-01", "2024-02-01"]
    assert [str(latest(value)) for value in ("2024", "2024-02", "2024-02-03")] == [
        "2024-12-31",
        "2024-02-29",
        "2024-02-03",
    ]


def test_advice_passes_the_gate() -> None:
    text = "Northfield Dental said that attackers used phishing to take the names and passwords of 4,000 US patients."
    document = Document.of(text)
    analysis = analyze(document)
    given = [f.claim for i in analysis.incidents for key in ("lesson", "recommendation") for f in i.all(key)]
    assert given
    assert all(proven(claim, {document.id: document}) for claim in given)


def test_speed() -> None:
    given = incident(RICH)
    advise(given)
    start = time.process_time()
    for _ in range(100):
        advise(given)
    assert (time.process_time() - start) / 100 < 0.01, "an incident takes well under 1 ms on a free core"


def test_the_page_shows_the_playbook() -> None:
    page = Path(__file__).parents[2].joinpath("docs/playbook.md").read_text("utf-8")
    assert renewed(page) == page, "run: python -m affidavit.advise.overview docs/playbook.md"


DONE_WELL = (
    "Northfield Dental reports ransomware attack\n\n"
    "Northfield Dental, a chain of clinics in Ohio, said on Tuesday that ransomware encrypted its servers on "
    "22 April 2024. The attackers sent a phishing email to an employee and used the stolen password to log in. "
    "They copied the names, Social Security numbers and passwords of 40,000 patients; the passwords were "
    "hashed with bcrypt.\n\n"
    "Its monitoring system noticed the attack within an hour. An outside forensic firm was engaged, the FBI "
    "was informed and the regulator was told. All systems were restored from backups. All passwords were "
    "reset. Northfield Dental has since required multi-factor authentication for all staff, segmented its "
    "network and added email filtering, and has trained its staff. Letters went out to all 40,000 patients. The "
    "letters explain how to place a fraud alert. They can sign up for two years of free credit monitoring. Data that "
    "were no longer needed were deleted."
)


def test_nothing_is_asked_for_that_the_text_says_was_done() -> None:
    found = analyze(Document.of(DONE_WELL, published="2024-05-14")).incidents[0]
    asked = {one.entry for one in advice(found, "recommendation")}
    done = {
        "access.phishing.sign-in", "access.phishing.mail", "access.phishing.training",
        "access.credentials.second-factor", "access.credentials.revoke", "data.passwords.reset",
        "data.passwords.storage", "data.passwords.elsewhere",
        "data.identity.monitoring", "data.identity.keep-less", "malware.ransomware.spread", "response.tell-people",
        "response.advise", "response.outside-help", "response.police",
    }  # fmt: skip
    assert not asked & done


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"vector": "third_party"}, "Castellan Files"),
        ({"vector": ["third_party", "phishing"]}, "Brightwater Energy"),
        ({"vector": "third_party", "asset": "saas_application"}, "Brightwater Energy"),
        ({"vector": "exploited_vulnerability"}, "Brightwater Energy"),
    ],
)
def test_advice_names_whose_systems_were_hit(more: dict, at: str) -> None:
    example = {
        "organization": "Brightwater Energy",
        "third_party": "Castellan Files",
        "response": "ransom_paid",
        **more,
    }
    entry = next(one for one in playbook().entries if one.id == "malware.ransomware.backups")
    facts = Facts(incident(example))
    said = say(entry.text, facts, (), playbook().phrases)
    assert said is not None
    assert f"Keep backups of {at} where" in said.text


def test_what_is_announced_is_not_said_to_be_done() -> None:
    known = {"country": "FR", "data": ["Names", "Dates of birth"]}
    (duty,) = texts({**known, "announced response": ["notified_regulator", "notified_individuals"]}, "duty")
    assert "authorities will be told" in duty
    assert "people affected will be told" in duty
    (duty,) = texts({**known, "response": ["notified_regulator", "notified_individuals"]}, "duty")
    assert "authorities were told" in duty
    assert "people affected were told" in duty


def test_a_gang_that_only_steals_gives_no_advice_on_encryption() -> None:
    stolen = {"organization": "Brightwater Energy", "data": ["Names", "Dates of birth"], "fate": "published"}
    locked = {**stolen, "ransomware": True}
    for field, asked in (("lesson", "restoring systems"), ("recommendation", "backups")):
        assert any(asked in text for text in texts(locked, field))
        assert not any(asked in text for text in texts({**locked, "quote": "the ransomware gang"}, field))
