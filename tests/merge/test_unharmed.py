"""What reads like an incident and is none: drills, products, weather, things that hold no data, flaws nobody used."""

from __future__ import annotations

import pytest

from affidavit.merge import merge
from tests.merge.build import told


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Networks fixes flaw\n\nKestrel Networks said on Thursday that it had fixed a flaw in its "
        "customer portal "
        "that could have exposed passwords. Nobody used it, the company said.",
        "Thieves took 14 bicycles and 200 metres of copper cable from the yard of Larkfield Rail on Friday, "
        "police said. "
        "They broke into a shed. Train services were disrupted for three hours.",
        "Storm knocks out power at data centre\n\nA storm on 3 March 2024 knocked out the data centre of "
        "Brightwater Hosting "
        "for five hours. Thousands of websites were offline. The company restored service by evening.",
        "Alder Falls holds cyber drill\n\nThe city of Alder Falls held an exercise in which a simulated "
        "ransomware attack "
        "encrypted its servers and stole the data of 40,000 residents. Six agencies took part in the drill.",
        "Vantor launches new tool against ransomware\n\nVantor today announced Shield 4, which stops ransomware "
        "and detects "
        "stolen passwords. Marlow Foods uses it to protect 2 million accounts.",
    ],
)
def test_no_incident(text: str) -> None:
    assert merge([told(text)]).kind == "not_incident"


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Networks fixes flaw\n\nKestrel Networks said that it had fixed a flaw in its customer portal, "
        "through which "
        "hackers stole passwords of 900 users in May. It has no sign that the flaw was exploited elsewhere.",
        "Thieves took 14 bicycles and a laptop with the names of 900 customers from the yard of Larkfield Rail "
        "on Friday.",
        "A storm knocked out power at Brightwater Hosting. While it was dark, hackers stole data of 4,000 customers.",
        "Alder Falls hit after drill\n\nA week after it held an exercise, the city of Alder Falls was hit by "
        "ransomware that "
        "encrypted its servers on 3 March 2024. The data of 40,000 residents were stolen.",
        "Vantor announces new tool after breach\n\nVantor was hacked in May 2024. The names of 5,000 customers "
        "were stolen.",
    ],
)
def test_an_incident_all_the_same(text: str) -> None:
    assert merge([told(text)]).kind == "incident"
