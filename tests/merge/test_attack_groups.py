"""The actors of threat reports."""

from affidavit.merge.attack_groups import in_report
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.span import Span


def _actor(name: str, confidence: float = 0.85) -> Claim:
    evidence = Evidence("sha256:0", 0, len(name), name, Span(0, len(name)))
    return Claim("actor", name, Status.STATED, Speaker.PRESS, confidence, "parties", (evidence,))


def test_aliases_become_one_group_and_keep_their_words() -> None:
    told = list(in_report([_actor("Fancy Bear"), _actor("APT28"), _actor("Sofacy Group")]))
    assert [claim.value for claim in told] == ["APT28"] * 3
    assert told[0].note == "the text calls it Fancy Bear"
    assert told[0].evidence[0].quote == "Fancy Bear"
    assert told[1].note is None


def test_malware_names_no_group() -> None:
    told = list(in_report([_actor("TrickBot"), _actor("Ashen Kite"), _actor("Quillfish", 0.6)]))
    assert [claim.value for claim in told] == ["Ashen Kite"]
