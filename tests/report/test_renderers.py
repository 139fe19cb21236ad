"""The renderers: all say the same, and none lets a document's text become anything but text."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO, StringIO
from time import process_time

import pypdfium2
import pytest
from rich.console import Console

from affidavit.errors import RenderError, UsageError
from affidavit.report import FORMATS, render, report
from affidavit.report.terminal import show
from tests.report.build import Writer, sample

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><svg/onload=alert(1)>",
    "-->{{7*7}}</style></title><base href=//evil.example>",
    "#set page(fill: red) #eval(\"1\") $x$ `raw` *bold* _it_ @ref <label> \\u{41}",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) [ref]: http://evil.example",
    "| a | b |\n|---|---|\n# heading\n1. one\n- two\n&lt;b&gt; &#60;i&#62;",
    "lone \ud800 surrogate and \x00 nul",
)  # fmt: skip


def hostile(text: str, **about):
    """An analysis with `text` wherever text of a document can get to."""
    writer = Writer(f"{text}\nIt says: {text} here.", text, text)
    findings = {
        "organization": {"value": text, "quote": text},
        "actor": {"value": text, "quote": text, "status": "suspected", "note": text},
        "started": {"value": text, "quote": text},
        "third_party": {"value": text, "quote": text},
        "data": {"value": text, "quote": text},
        "behavior": {"value": text, "quote": text},
        "indicator": {"value": {"type": "url", "value": text, "role": "attacker"}, "quote": text},
    }
    return writer.analysis(findings, origin=text, publisher=text, author=text, **about)


class Page(HTMLParser):
    """The elements, the attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes += attrs

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_hostile_text_as_text(text):
    page = render(hostile(text), "html")
    parsed = Page(page)
    assert parsed.tags["script"] == parsed.tags["style"] == parsed.tags["title"] == 1
    assert not parsed.tags.keys() & {"img", "base", "iframe", "b", "i", "object", "link"}
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name in {"src", "style"}]
    links = [value or "" for name, value in parsed.attributes if name == "href"]
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", page)
    page.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_and_markdown_hold_no_control_characters(text):
    for format in ("terminal", "markdown"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b\x9b]", str(render(hostile(text), format)))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_escapes_markup(text):
    written = str(render(hostile(text), "markdown"))
    assert not re.search(r"(?<!\\)<", re.sub(r'<a id="proof-\d+"></a>', "", written))
    targets = re.findall(r"(?<!\\)\]\(([^)]*)\)", written)
    assert all(target.startswith("#proof-") for target in targets)


@pytest.mark.parametrize("text", HOSTILE)
def test_pdf_holds_hostile_text_as_text(text):
    pytest.importorskip("typst")
    assert render(hostile(text), "pdf")[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("origin", "linked"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)//http://a.example", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("reports/a.txt", False),
    ],
)
def test_only_web_addresses_are_links(origin, linked):
    page = Page(render(Writer("Text.").analysis({"organization": "Alder Air"}, origin=origin), "html"))
    assert ((("href", origin)) in page.attributes) is linked


def test_links_of_the_page_have_their_targets():
    page = Page(render(sample(), "html"))
    targets = {value for name, value in page.attributes if name == "id"}
    links = [value[1:] for name, value in page.attributes if name == "href" and value and value.startswith("#")]
    assert set(links) <= targets
    assert len(targets) == len([1 for name, _ in page.attributes if name == "id"])


def test_the_page_needs_nothing_from_outside():
    page = str(render(sample(), "html"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"@import|url\(|<link|src=", page)


def test_the_whole_text_stands_beside_the_report():
    analysis = sample()
    pane = str(render(analysis, "html")).split('<aside id="texts"', 1)[1].split("<script>")[0]
    shown = Page(re.sub(r"<a [^>]*class=\"back\".*?</a>", "", pane.split('dir="auto">', 1)[1]))
    assert "".join(shown.words).startswith(analysis.documents[0].text)


def test_the_time_line_draws_partial_dates_as_ranges():
    page = str(render(Writer("", "2024-10-02").analysis({"started": "2024-04", "disclosed": "2024-09-17"}), "html"))
    assert page.count('class="vague stated"') == 1
    assert page.count('class="dot stated"') == 2


def test_every_format_tells_the_same():
    analysis = sample()
    opening = "Brightwater Energy, a utility in the United Kingdom, was affected by a phishing attack"
    for format in ("markdown", "html", "terminal", "pdf"):
        written = render(analysis, format)
        text = pdf_text(written) if isinstance(written, bytes) else written
        flat = " ".join(text.split())
        assert opening in flat, format
        titles = [
            section.title.replace("&", "&amp;" if format == "html" else "&") for section in report(analysis).sections
        ]
        places = [flat.index(title) for title in titles]
        assert places == sorted(places), format


def pdf_text(written: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(written)))


def test_json_is_the_machine_format():
    assert '"schema": "affidavit/1"' in str(render(sample(), "json"))


def test_an_unknown_format_is_refused_by_name():
    with pytest.raises(UsageError, match="markdown, html, pdf, terminal, json"):
        render(sample(), "docx")
    assert FORMATS == ("markdown", "html", "pdf", "terminal", "json")


def test_pdf_without_typst_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RenderError, match="pip install typst"):
        render(sample(), "pdf")


@pytest.mark.parametrize("width", [40, 120])
def test_the_terminal_keeps_to_its_width_and_has_colours_only_where_seen(width):
    plain, colored = StringIO(), StringIO()
    show(report(sample()), Console(file=plain, width=width))
    show(report(sample()), Console(file=colored, width=width, force_terminal=True, color_system="standard"))
    assert max(map(len, plain.getvalue().splitlines())) <= width
    assert "\x1b[" not in plain.getvalue()
    assert "\x1b[" in colored.getvalue()


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_rendering_takes_a_few_milliseconds(format):
    analysis = sample()
    render(analysis, format)
    times = []
    for _ in range(5):
        before = process_time()
        render(analysis, format)
        times.append(process_time() - before)
    assert min(times) < 0.04  # twice the promise, for a slow machine


def test_importing_reports_is_cheap():
    code = "import sys, affidavit.report; print(sorted({'rich', 'typst', 're2', 'yaml'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
