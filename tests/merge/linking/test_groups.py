"""Documents given together: which become one incident, whatever their order."""

from __future__ import annotations

from itertools import permutations

from affidavit.extract import extract
from affidavit.merge import merge
from affidavit.model.document import Document

ROWS = (
    ("2024-04-02", "Northfield Dental says a ransomware attack in March 2024 exposed the records of 48,211 patients."),
    ("2024-04-20", "A suit follows the ransomware attack on Northfield Dental of March 2024 that hit 48,211 patients."),
    (
        "2024-04-05",
        "Brightwater Energy says that hackers took names of 12,904 customers from its portal in March 2024.",
    ),
    ("2019-07-01", "Northfield Dental lost a laptop with the names of 310 job applicants in June 2019."),
)


def together(order: tuple[tuple[str, str], ...]) -> set[frozenset[str | None]]:
    made = merge([extract(Document.of(text, published=day)) for day, text in order])
    day = {document.id: document.published for document in made.documents}
    return {frozenset(day[document] for document in incident.documents) for incident in made.incidents}


def test_the_same_become_one_and_others_stay_apart_in_any_order() -> None:
    expected = {frozenset({"2024-04-02", "2024-04-20"}), frozenset({"2024-04-05"}), frozenset({"2019-07-01"})}
    assert all(together(order) == expected for order in permutations(ROWS))


def test_a_vendor_and_its_customers_stay_apart() -> None:
    told = "hackers took the payroll records of staff from Larkspur Payroll, its vendor, on 4 May 2024."
    vendor = "Larkspur Payroll says that hackers took payroll records of staff from its systems on 4 May 2024."
    rows = (
        ("2024-06-01", f"Northfield Dental says that {told}"),
        ("2024-06-02", f"Brightwater Energy says that {told}"),
    )
    assert together((*rows, ("2024-05-20", vendor))) == {
        frozenset({"2024-06-01"}), frozenset({"2024-06-02"}), frozenset({"2024-05-20"}),
    }  # fmt: skip


def test_a_revision_holds_the_first_report_and_the_last_together_as_adding_one_by_one_does() -> None:
    rows = (
        (
            "2025-05-05",
            "Alder Hotels, an Irish chain, said on Monday that hackers stole the names and phone numbers of 320,000 "
            "guests in an attack that it detected on April 28, 2025. Payment card data was not affected, it said.",
        ),
        (
            "2025-06-12",
            "Alder Hotels has revised the number of guests whose data was stolen in April from 320,000 to 1.4 million. "
            "The chain said the attackers got in by phishing a help desk employee.",
        ),
        (
            "2025-06-20",
            'A hacker using the name "voltmoth" told The Harbour that he stole the records of 2.1 million guests of '
            "Alder Hotels, including passport numbers and payment card numbers, by exploiting an unpatched server. "
            "Alder again denied that payment cards were affected and said 1.4 million guests were affected.",
        ),
    )
    assert together(rows) == {frozenset(day for day, _ in rows)}
