"""Disclosures for the register's tests, on invented organisations."""

from __future__ import annotations

from affidavit.model.document import Document

FIRST = Document.of(
    "Northfield Dental says 69,000 patients hit by ransomware\n"
    "Northfield Dental, a dental practice in Ohio, said on 2 October 2024 that hackers stole the names and email "
    "addresses of 69,000 patients in a ransomware attack on 3 September 2024. Payment card numbers were not affected.",
    published="2024-10-02", origin="https://news.example/northfield", key="first",
)  # fmt: skip
REVISED = Document.of(
    "Northfield Dental says 69,000 patients hit by ransomware\n"
    "Northfield Dental, a dental practice in Ohio, said on 2 October 2024 that hackers stole the names and email "
    "addresses of 2.5 million patients in a ransomware attack on 3 September 2024. Payment card numbers were not "
    "affected.",
    published="2024-10-05", origin="https://news.example/northfield", key="revised",
)  # fmt: skip
FOLLOW_UP = Document.of(
    "Northfield Dental ransomware attack: 69,000 patients told\n"
    "Letters went out to the 69,000 patients of Northfield Dental whose names and email addresses were stolen in the "
    "ransomware attack of 3 September 2024. The Ohio practice said on 7 October that Social Security numbers were "
    "stolen as well.",
    published="2024-10-08", origin="https://paper.example/dental", key="follow-up",
)  # fmt: skip
OTHER = Document.of(
    "Brightwater Energy loses laptop with staff data\n"
    "A laptop with the bank account numbers of 1,204 employees of Brightwater Energy was stolen from a car in March "
    "2023, the utility said.",
    published="2023-04-02", origin="https://news.example/brightwater", key="other",
)  # fmt: skip
NOTHING = Document.of(
    "How to choose a password\nA good password is long. Use a password manager, and never use one password twice.",
    published="2024-01-02", key="nothing",
)  # fmt: skip
