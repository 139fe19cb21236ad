"""Documents that tell of one incident, for the tests of merging."""

from affidavit.extract import extract
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction


def told(text: str, published: str | None = None, **about: str) -> Extraction:
    return extract(Document.of(text, published=published, **about))


FIRST = told(
    "Northfield Dental says hackers stole data of 69,000 patients\n\nNorthfield Dental said hackers stole the names "
    "and email addresses of 69,000 patients. The intruders gained access on March 3, 2024.",
    "2024-04-02",
)
LATER = told(
    "Northfield Dental now says 2.5 million affected by data breach\n\nNorthfield Dental said the data breach affects "
    "2.5 million patients. The intruders gained access on March 3, 2024. Social Security numbers were stolen as well.",
    "2024-06-11",
)
OTHER = told(
    "Brightwater Energy discloses data breach\n\nBrightwater Energy has disclosed a data breach. Passwords of 12,000 "
    "customers were stolen in May 2024.",
    "2024-06-01",
)
