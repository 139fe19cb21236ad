"""A sample incident with everything a report can hold, its articles written for it."""

from __future__ import annotations

from affidavit.model.incident import Analysis
from tests.report.build import Writer

TITLE = "Brightwater Energy says intruders took customer data in autumn attack"
TEXT = """Brightwater Energy says intruders took customer data in autumn attack

Brightwater Energy, which supplies electricity to homes in the north of England, confirmed on Wednesday that intruders copied personal data of about 1.5 million customers. The company had first put the number at 69,000.

Between 14 April and 24 May 2024, the attackers had access to a customer database run by Oakhurst Systems, an outside IT provider. They got in with credentials stolen in a phishing attack on one of the provider's engineers, moved on to the billing servers over remote desktop and encrypted part of the network. The intrusion was noticed on 24 May when monitoring software raised an alarm, and access was shut off two days later.

The files hold names, dates of birth, email addresses and meter readings, the company said. Bank details may also have been copied. Passwords were not affected, according to a spokesperson.

A group calling itself Black Lantern says that it took 4 million records and has put part of the data up for sale. Brightwater Energy declined to say whether it received a ransom demand. The regulator has opened an investigation, and the provider's ticket system was down for a week.

Investigators found connections to 203.0.113.77 and to updates-oakhurst.example, and a file with the MD5 hash 0cc175b9c0f1b6a831c399e269772661. Engineers saw logins at night from accounts that are used only by day.

The company has notified those affected, told the police and reset the passwords of all staff. It offers twelve months of credit monitoring.
"""


def _suspected(value: object, quote: str, **about: object) -> dict[str, object]:
    return {"value": value, "status": "suspected", "quote": quote, **about}


FINDINGS = {
    "organization": {"value": "Brightwater Energy", "quote": "Brightwater Energy", "agree": []},
    "sector": {"value": "22", "quote": "supplies electricity"},
    "country": {"value": "GB", "quote": "north of England"},
    "discovered": {"value": "2024-05-24", "quote": "noticed on 24 May", "note": "the year is that of the other dates"},
    "disclosed": {
        "value": "2024-10-02",
        "quote": "confirmed on Wednesday",
        "speaker": "organization",
        "note": "“Wednesday”, counted from the publication date 2024-10-02",
    },
    "started": {"value": "2024-04-14", "quote": "14 April"},
    "ended": {"value": "2024-05-24", "quote": "24 May 2024"},
    "contained": {"value": "2024-05-26", "quote": "shut off two days later"},
    "actor": _suspected("Black Lantern", "Black Lantern", speaker="attacker"),
    "third_party": {"value": "Oakhurst Systems", "quote": "Oakhurst Systems, an outside IT provider"},
    "action": [
        {"value": "hacking", "quote": "got in with credentials"},
        {"value": "social", "quote": "phishing attack"},
    ],
    "vector": [
        {"value": "phishing", "quote": "phishing attack"},
        {"value": "stolen_credentials", "quote": "credentials stolen"},
        {"value": "third_party", "quote": "run by Oakhurst Systems"},
    ],
    "technique": [
        {"value": "T1566", "quote": "phishing attack"},
        {"value": "T1021.001", "quote": "over remote desktop"},
        {"value": "T1486", "quote": "encrypted part of the network"},
    ],
    "asset": [{"value": "database", "quote": "customer database"}, {"value": "server", "quote": "billing servers"}],
    "data": [
        {"value": "Names", "quote": "names"},
        {"value": "Dates of birth", "quote": "dates of birth"},
        {"value": "Email addresses", "quote": "email addresses"},
        _suspected("Bank account numbers", "Bank details"),
        {"value": "Passwords", "quote": "Passwords", "status": "denied", "speaker": "organization"},
    ],
    "affected": {
        "value": {"number": 1500000, "unit": "people", "bound": "about"},
        "quote": "about 1.5 million customers",
        "speaker": "organization",
        "superseded": [{"value": {"number": 69000, "unit": "people"}, "status": "stated", "quote": "69,000"}],
        "disagree": [
            _suspected({"number": 4000000, "unit": "records"}, "took 4 million records", speaker="attacker"),
        ],
    },
    "fate": _suspected("for_sale", "part of the data up for sale", speaker="attacker"),
    "money": {"status": "withheld", "quote": "declined to say", "speaker": "organization"},
    "operations": [
        {"value": "data_encrypted", "quote": "encrypted part of the network"},
        {"value": "service_outage", "quote": "ticket system was down"},
    ],
    "reputation": {"value": "investigation", "quote": "opened an investigation", "speaker": "regulator"},
    "indicator": [
        {"value": {"type": "ipv4", "value": "203.0.113.77", "role": "attacker"}, "quote": "203.0.113.77"},
        {"value": {"type": "domain", "value": "updates-oakhurst.example"}, "quote": "updates-oakhurst.example"},
        {
            "value": {"type": "md5", "value": "0cc175b9c0f1b6a831c399e269772661", "role": "attacker"},
            "quote": "0cc175b9c0f1b6a831c399e269772661",
        },
    ],
    "behavior": {
        "value": "Engineers saw logins at night from accounts that are used only by day.",
        "quote": "Engineers saw logins at night from accounts that are used only by day.",
    },
    "detection": {"value": "internal_monitoring", "quote": "monitoring software raised an alarm"},
    "response": [
        {"value": "notified_individuals", "quote": "notified those affected"},
        {"value": "law_enforcement", "quote": "told the police"},
        {"value": "credentials_reset", "quote": "reset the passwords"},
        {"value": "credit_monitoring", "quote": "twelve months of credit monitoring"},
    ],
    "lesson": {
        "value": {
            "entry": "supplier-access",
            "text": "Access that suppliers hold is access that attackers hold once a supplier is breached.",
            "priority": "high",
            "references": [["CIS Controls v8.1", "15.2"]],
        },
        "status": "derived",
        "by": "playbook",
        "quote": "run by Oakhurst Systems",
        "follows_from": [
            ["third_party", {"value": "Oakhurst Systems", "quote": "Oakhurst Systems, an outside IT provider"}]
        ],
    },
    "recommendation": [
        {
            "value": {
                "entry": "phishing-resistant-mfa",
                "text": "Require phishing-resistant multi-factor authentication for every remote access, suppliers included.",
                "priority": "high",
                "references": [["CIS Controls v8.1", "6.4"], ["ATT&CK", "M1032"]],
            },
            "status": "derived",
            "by": "playbook",
            "quote": "phishing attack",
            "follows_from": [
                ["vector", {"value": "phishing", "quote": "phishing attack"}],
                ["vector", {"value": "stolen_credentials", "quote": "credentials stolen"}],
            ],
        },
        {
            "value": {
                "entry": "restrict-remote-desktop",
                "text": "Allow remote desktop between network segments only through a monitored gateway.",
                "priority": "medium",
                "references": [["CIS Controls v8.1", "4.4"]],
            },
            "status": "derived",
            "by": "playbook",
            "quote": "over remote desktop",
            "follows_from": [["technique", {"value": "T1021.001", "quote": "over remote desktop"}]],
        },
    ],
    "duty": {
        "value": {
            "entry": "uk-gdpr-33",
            "text": "Notify the supervisory authority within 72 hours of becoming aware of the breach.",
            "priority": "high",
            "references": [["UK GDPR", "Article 33"]],
        },
        "status": "derived",
        "by": "playbook",
        "quote": "about 1.5 million customers",
        "follows_from": [["country", {"value": "GB", "quote": "north of England"}]],
    },
}


def sample() -> Analysis:
    """The analysis of the sample article."""
    writer = Writer(TEXT, "2024-10-02", TITLE)
    about = {"origin": "https://news.example/brightwater?id=1&page=2", "publisher": "The Northern Ledger"}
    return writer.analysis(FINDINGS, **about)
