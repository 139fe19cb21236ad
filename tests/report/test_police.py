"""Police who took up a case are not said to have been told of it by the organisation."""

from __future__ import annotations

import pytest

from affidavit import Document, analyze, render


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Police launched an investigation.", "Law enforcement took up the case"),
        ("Two men were arrested in June.", "Law enforcement took up the case"),
        ("It notified the police.", "Informed law enforcement"),
        ("The bank told the police, who opened an investigation.", "Informed law enforcement"),
    ],
)
def test_police(told: str, said: str) -> None:
    analysis = analyze(
        Document.of(f"Norvik Bank was hacked in May. It reset all passwords. {told}", published="2024-06-14")
    )
    assert f"- {said}" in str(render(analysis, "markdown"))
