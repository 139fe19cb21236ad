"""Packed claims come back as they were."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from affidavit.extract import extract
from affidavit.merge import tell
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.packed import pack_claim, pack_telling, unpack_claim, unpack_telling
from affidavit.model.span import Span
from affidavit.model.value import Count, Indicator, Money

TEXT = (
    "Brightwater Energy said on 2 October 2024 that hackers stole the names of about 69,000 customers through its "
    "vendor Larkfield Software on 3 September 2024. It paid a ransom of $2 million. Passwords were not affected. "
    "The malware came from http://evil-updates.example/x.exe."
)
values = st.one_of(
    st.tuples(st.just("affected"), st.builds(Count, st.integers(0, 10**10), st.just("people"))),
    st.tuples(st.just("money"), st.builds(Money, st.just("fine"), st.floats(0, 1e12), st.just("EUR"))),
    st.tuples(st.just("indicator"), st.builds(Indicator, st.just("url"), st.text(min_size=1))),
    st.tuples(st.just("actor"), st.text()),
)


def test_tellings_survive() -> None:
    tellings = tell(extract(Document.of(TEXT, published="2024-10-03"))).tellings
    assert len(tellings[0].claims) > 8
    for telling in tellings:
        assert unpack_telling(json.loads(json.dumps(pack_telling(telling)))) == telling


@given(values, st.sampled_from(Status), st.sampled_from(Speaker), st.text(), st.booleans())
def test_claims_survive(value, status, speaker, quote, superseded) -> None:
    field, what = value
    evidence = Evidence("sha256:0", 3, 3 + len(quote), quote, Span(0, 9))
    claim = Claim(field, what, status, speaker, 0.25, "rule", (evidence,), "a note", superseded)
    derived = Claim("extortion", "yes", Status.DERIVED, speaker, 0.5, "rule", (evidence,), follows_from=(claim,))
    for one in (claim, derived):
        assert unpack_claim(json.loads(json.dumps(pack_claim(one)))) == one
