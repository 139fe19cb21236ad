"""Whatever the bytes: a document or one clear line of error, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affidavit.errors import ReadError
from affidavit.model.document import Document
from affidavit.read import ReadOptions, read_bytes
from tests.read.files import MORE, STORY, mail, page, pdf, word

OPTIONS = ReadOptions(seconds=10)
SAMPLES = {
    "a.html": page(f"<h1>A notice</h1><p>{STORY}</p><ul><li>x</li></ul><p>{MORE}</p>", "<meta name=date content=2024>"),
    "a.pdf": pdf(STORY, MORE),
    "a.docx": word(STORY, "- an item", title="A notice"),
    "a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 It\u8217?s \b known\b0  since May.\par Caf\'e9}",
    "a.eml": mail(STORY).as_bytes(),
    "a.md": f"# A notice\n\n{STORY}\n\n- *x*\n\n| a |\n|---|\n| b |\n".encode(),
    "a.jsonl": b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n',
    "a.txt": STORY.encode(),
}


def survives(data: bytes, name: str) -> None:
    try:
        documents = read_bytes(data, name, OPTIONS)
    except ReadError as error:
        documents, said = [], str(error)
    else:
        said = "nothing"
    assert said
    assert "\n" not in said
    for document in documents:
        assert isinstance(document, Document)
        document.text.encode()
        assert all(0 <= place.start < len(document.text) for place in document.places)
        assert list(document.places) == sorted(document.places, key=lambda place: place.start)


quick = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(data=st.binary(max_size=400))
def test_random_bytes_of_each_name(name, data):
    survives(data, name)


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(data=st.binary(max_size=200), keep=st.integers(4, 60))
def test_random_bytes_after_a_true_beginning(name, data, keep):
    survives(SAMPLES[name][:keep] + data, name)


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(cut=st.floats(0, 1))
def test_truncated_files(name, cut):
    survives(SAMPLES[name][: int(len(SAMPLES[name]) * cut)], name)


@pytest.mark.parametrize("name", SAMPLES)
@quick
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=20))
def test_files_with_changed_bytes(name, changes):
    data = bytearray(SAMPLES[name])
    for where, byte in changes:
        data[int(where * len(data))] = byte
    survives(bytes(data), name)


@quick
@given(text=st.text(st.characters(codec=None), max_size=200))
def test_any_text_in_any_form(text):
    survives(text.encode("utf-8", "surrogatepass"), "")
    survives(text.encode("utf-16", "surrogatepass"), "a.txt")
    survives(b"<p>" + text.encode("utf-8", "surrogatepass"), "")
