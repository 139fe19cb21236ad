"""Files, folders, standard input, rows: where texts come from, and what a batch does with those that fail."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from affidavit.errors import FetchError, ReadError, UsageError
from affidavit.model.document import Document
from affidavit.read import ReadOptions, isolate, read, read_all, read_bytes
from affidavit.read.kinds import kind_of
from tests.read.files import STORY, page, pdf, word


def rows(*objects) -> bytes:
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in objects)


def texts(outcomes) -> list[str]:
    return [outcome.text if isinstance(outcome, Document) else f"! {outcome.message}" for outcome in outcomes]


class Input:
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_rows_as_they_are(tmp_path):
    path = tmp_path / "in.jsonl"
    text = "  A title\r\n\r\nTwo  spaces,\u200b and a tab\t. "
    path.write_bytes(
        rows(
            {"id": "row-1", "text": text, "published": "2024-10-02", "url": "https://e.example/1", "title": "A title"},
            {"id": 2, "text": "Two."},
            {"text": "No id."},
        )
    )
    first, second, third = read(path)
    assert first.text == text
    assert (first.key, first.published, first.origin) == ("row-1", "2024-10-02", "https://e.example/1")
    assert (second.key, second.text) == ("2", "Two.")
    assert (third.key, third.origin) == (None, f"{path}, line 3")


def test_bad_rows_are_reported_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "in.jsonl"
    good = rows({"text": "Good."})
    bad = [
        b"{oops\n",
        b"[1]\n",
        b'{"id": 1}\n',
        b'{"text": null}\n',
        b'{"text": "\xff"}\n',
        b"[" * 100_000 + b"\n",
        b"\n",
    ]
    bad.append(b'{"text": "x", "n": ' + b"9" * 5000 + b"}\n")
    path.write_bytes(good.join(bad) + b"\xff\xfe\n" + good)
    outcomes = list(read_all([path]))
    assert sum(isinstance(outcome, Document) for outcome in outcomes) == len(bad)
    errors = [outcome for outcome in outcomes if isinstance(outcome, ReadError)]
    assert [error.where.rpartition(" ")[2] for error in errors] == ["1", "3", "5", "7", "9", "11", "15", "16"]
    assert all("\n" not in str(error) for error in errors)
    with pytest.raises(ReadError, match="line 1: this row is not JSON"):
        read(path)


def test_rows_that_are_read_in_spite_of_something_say_so():
    data = rows(
        {"id": "a", "text": "One.", "published": "2024-99-99"}, {"id": "b", "text": " "}, {"text": "Two."},
        {"id": "c", "text": "Three.", "published": 2024},
    )  # fmt: skip
    said = texts(_all_of(data))
    assert said[0].startswith("! '2024-99-99' is no date of publication")
    assert said[1] == "One."
    assert said[2:4] == ["! this row's text is empty", " "]
    assert said[4:] == ["Two.", "Three."]


def test_a_row_over_the_limit_is_passed_over():
    data = rows({"text": "x" * 5000}, {"text": "Good."}, {"text": "y" * 999}, {"text": "Good too."})
    outcomes = list(_all_of(data, max_bytes=1000))
    assert [text[:9] for text in texts(outcomes)] == ["! this ro", "Good.", "! this ro", "Good too."]


def _all_of(data: bytes, **options):
    from affidavit.read.source import _stream

    return _stream(io.BytesIO(data), "in.jsonl", "in.jsonl", ReadOptions(**options))


def test_surrogates_and_nuls_in_rows_keep_the_offsets():
    (document,) = read_bytes(b'{"text": "a\\ud800b\\u0000c \\ud83d\\ude00"}\n', "in.jsonl")
    assert document.text == "a\ufffdb\ufffdc \U0001f600"
    document.text.encode()


def test_rows_are_known_by_their_looks_and_in_other_encodings():
    data = rows({"id": 1, "text": "One."}, {"id": 2, "text": "Two."})
    assert texts(read_bytes(data)) == ["One.", "Two."]
    assert texts(read_bytes(b"\xef\xbb\xbf" + data, "in.jsonl")) == ["One.", "Two."]
    assert texts(read_bytes(data.decode().encode("utf-16"), "in.jsonl")) == ["One.", "Two."]


def test_rows_are_read_one_at_a_time(monkeypatch):
    reading, writing = os.pipe()
    monkeypatch.setattr(sys, "stdin", os.fdopen(reading, "r"))
    outcomes = read_all(["-"])
    os.write(writing, rows({"text": "One."}))
    assert next(outcomes).text == "One."
    os.write(writing, rows({"text": "Two."}))
    assert next(outcomes).text == "Two."
    os.close(writing)
    assert list(outcomes) == []


@pytest.mark.parametrize("data", [STORY.encode(), page(f"<p>{STORY}</p>"), pdf(STORY), word(STORY)])
def test_standard_input_of_any_kind(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", Input(data))
    (document,) = read("-")
    assert STORY in document.text
    assert document.origin == "-"


def test_a_batch_goes_on_past_bad_files(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text("Good.")
    bad.write_bytes(b"%PDF-1.4 nothing more")
    missing = tmp_path / "missing.txt"
    outcomes = list(read_all([good, bad, missing, "ftp://e.example/x", good]))
    assert [type(outcome) for outcome in outcomes] == [Document, ReadError, ReadError, FetchError, Document]
    assert [outcome.where for outcome in outcomes[1:3]] == [str(bad), str(missing)]


def test_a_folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_bytes(b"<p>Two.</p>")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 20)
    (tmp_path / ".hidden").write_text("Hidden.")
    (tmp_path / "rows.jsonl").write_bytes(rows({"text": "Three."}, {"text": "Four."}))
    (tmp_path / "b" / "again").symlink_to(tmp_path)
    assert texts(read(tmp_path)) == ["One.", "Three.", "Four.", "Two."]
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    errors = [outcome for outcome in read_all([tmp_path]) if isinstance(outcome, ReadError)]
    assert [os.path.basename(error.where) for error in errors] == ["circle", "old.doc"]


def test_a_folder_with_nothing_to_read(tmp_path):
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ReadError, match="no readable file in this folder"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
def test_pipes_and_devices_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero", "/dev/null"):
        with pytest.raises(ReadError, match="no regular file"):
            read(path)


@pytest.mark.parametrize("name", ["", "a\x00b", "x" * 5000, "/no/such/file"])
def test_names_that_cannot_be_opened(name):
    with pytest.raises(ReadError, match="cannot be opened"):
        read(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReadError, match="Permission denied"):
        read(tmp_path / "a.txt")


def test_importing_loads_no_library():
    code = "import sys, affidavit.read; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"lxml", "trafilatura", "pypdfium2", "httpx", "charset_normalizer", "markdown_it", "email"} & set(loaded)


def test_isolated_and_not_is_the_same():
    for data in (page(f"<h1>T</h1><p>{STORY}</p>"), pdf(STORY, STORY), word(STORY, "- a")):
        assert read_bytes(data) == read_bytes(data, options=ReadOptions(isolate=False))


def test_a_process_that_died_is_replaced():
    assert read_bytes(pdf("One."))[0].text == "One."
    for worker in isolate._idle:
        worker.process.kill()
        worker.process.wait()
    with pytest.raises(ReadError, match="crashed"):
        read_bytes(pdf("Two."))
    assert read_bytes(pdf("Three."))[0].text == "Three."


def _child(queue) -> None:
    queue.put(read_bytes(pdf("In the child."))[0].text)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_a_forked_child_has_processes_of_its_own():
    assert read_bytes(pdf("One."))[0].text == "One."
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    child = context.Process(target=_child, args=(queue,))
    child.start()
    assert queue.get() == "In the child."
    child.join()
    assert read_bytes(pdf("Two."))[0].text == "Two."


def test_threads_read_side_by_side():
    def work(number: int) -> str:
        return read_bytes(pdf(f"Text number {number}."))[0].text

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(12))) == [f"Text number {number}." for number in range(12)]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'<?xml version="1.0"?><rss><item>x</item></rss>', "XML"),
        (b"<rss version='2.0'><item>x</item></rss>", "XML"),
        (b'[\n {"text": "x"}\n]', "JSON"),
        (b'{\n "a": 1\n}', "JSON"),
        (b"\x1f\x8b\x08\x00", "gzip archive; unpack it first"),
        (b"BZh91AY", "bzip2"),
    ],
)
def test_what_is_no_text_says_what_it_is(data, what):
    with pytest.raises(ReadError, match=what):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<div>\n# A\n</div>", "a.md", "markdown"),
        (b"\n <!-- x --><!DOCTYPE HTML><p>x", "a.txt", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"><p>x</p></html>', "", "html"),
        (b"[Update] It was in May.", "", "plain"),
        (b"{It} was in May.", "", "plain"),
        (b"a < b and <b> too", "", "plain"),
        (b"# A heading", "a.MD", "markdown"),
        (b"From: a@b\r\nMessage-ID: <x>\r\n\r\nx", "", "eml"),
        (b"\xef\xbb\xbf<html><p>x", "", "html"),
        ("<html><p>x".encode("utf-16"), "", "html"),
        (b"junk %PDF-1.4", "", "pdf"),
    ],
)
def test_the_kind_of_bytes(data, name, kind):
    assert kind_of(data, name) == kind


def test_a_date_that_is_none_is_refused():
    with pytest.raises(UsageError, match="tomorrow"):
        ReadOptions(published="tomorrow")
