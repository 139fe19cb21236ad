"""Of two dates that contradict each other one was misread."""

from __future__ import annotations

from affidavit.merge.order import RULE, in_order
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.incident import Finding
from affidavit.model.span import Span


def date(field: str, value: str, confidence: float = 0.9, sentence: int = 0, by: str = "chronology.began") -> Claim:
    evidence = Evidence("sha256:text", sentence, sentence + 4, "text", Span(sentence, sentence + 4))
    return Claim(field, value, Status.STATED, Speaker.PRESS, confidence, by, (evidence,))


def values(found: dict[str, tuple[Finding, ...]]) -> dict[str, str]:
    return {key: str(made[0].value) for key, made in found.items()}


def test_dates_in_order_stand() -> None:
    found = {
        "started": (Finding(date("started", "2024-03")),),
        "discovered": (Finding(date("discovered", "2024-03-01")),),
        "disclosed": (Finding(date("disclosed", "2024")),),
    }
    assert in_order(found) is found


def test_nothing_is_disclosed_before_it_began() -> None:
    found = {
        "started": (Finding(date("started", "2024-03", 0.6)),),
        "disclosed": (Finding(date("disclosed", "2022", 0.9)),),
    }
    assert values(in_order(found)) == {"started": "2024-03"}


def test_the_next_best_that_fits_takes_its_place() -> None:
    read, other = date("disclosed", "2022"), date("disclosed", "2024-05", 0.5)
    found = {
        "started": (Finding(date("started", "2024-03")),),
        "disclosed": (Finding(read, disagree=(other,)),),
    }
    (made,) = in_order(found)["disclosed"]
    assert made.claim is other
    assert made.passed_over == (read,)
    assert made.disagree == ()
    assert made.rule == RULE


def test_the_less_sure_one_gives_way() -> None:
    found = {
        "started": (Finding(date("started", "2024-09", 0.6)),),
        "discovered": (Finding(date("discovered", "2024-03", 0.9)),),
    }
    assert values(in_order(found)) == {"discovered": "2024-03"}


def test_a_beginning_beside_the_end_is_the_one_meant() -> None:
    start = date("started", "2024-04-21", 0.5, sentence=50)
    found = {
        "started": (Finding(date("started", "2024-09", 0.9), passed_over=(start,)),),
        "ended": (Finding(date("ended", "2024-07-28", 0.6, sentence=50)),),
    }
    made = in_order(found)
    assert values(made) == {"started": "2024-04-21", "ended": "2024-07-28"}


def test_what_others_say_stands_as_they_say_it() -> None:
    found = {
        "started": (Finding(date("started", "2024-09", by="import.stix")),),
        "discovered": (Finding(date("discovered", "2024-03", by="import.stix")),),
    }
    assert in_order(found) is found


def test_what_was_told_was_disclosed_by_then() -> None:
    late, early = date("disclosed", "2025-01-30"), date("disclosed", "2024-11", 0.4)
    found = {"disclosed": (Finding(late, disagree=(early,)),)}
    assert in_order(found, "2025-02-01") is found
    (made,) = in_order(found, "2024-11-06")["disclosed"]
    assert made.claim is early
    assert in_order({"disclosed": (Finding(late),)}, "2024-11-06") == {}


def test_the_month_that_the_whole_time_falls_into_disputes_nothing() -> None:
    month, other = date("started", "2023-09"), date("started", "2022-09")
    found = {
        "started": (Finding(date("started", "2023-05-12", 0.9), disagree=(month, other)),),
        "ended": (Finding(date("ended", "2023-09-27", 0.9)),),
    }
    made = in_order(found)["started"][0]
    assert (made.disagree, made.passed_over) == ((other,), (month,))
