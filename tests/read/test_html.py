from __future__ import annotations

import json

import pytest

from affidavit.errors import ReadError
from tests.read.files import MORE, STORY, page

AROUND = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Security</a></li></ul></nav>'
    '<aside><h3>Most popular</h3><ul><li><a href="/z">Zephyr Bank was robbed of 9 million records</a></li></ul></aside>'
    "<footer>Copyright 2019 The Daily Example. All rights reserved.</footer><script>var x = 1</script>"
)


def test_an_article_without_what_stands_around_it(one):
    article = (
        f"<h1>Northfield Dental hit by intruder</h1><p>{STORY}</p><h2>What was taken</h2>"
        f"<ul><li>names</li><li>dates of birth</li></ul><p>{MORE}</p>"
        '<p>Read more: <a href="/q">Quillon Foods was hacked too</a></p>'
        '<h3>Related articles</h3><ul><li><a href="/r">Ravenna Hotels lost data</a></li></ul>'
    )
    head = "<title>Northfield Dental hit by intruder | The Daily Example</title>"
    document = one(page(article, head, AROUND))
    assert document.text == (
        f"Northfield Dental hit by intruder\n\n{STORY}\n\nWhat was taken\n- names\n- dates of birth\n\n{MORE}"
    )
    assert document.title == "Northfield Dental hit by intruder"


def test_places(one):
    document = one(page(f"<h1>Title of the page</h1><p>{STORY}</p><h2>Response</h2><p>{MORE}</p>"))
    assert document.place(0) == "title"
    assert document.place(document.text.index(STORY)) == "paragraph 1"
    assert document.place(document.text.index("security firm")) == 'paragraph 1 under "Response"'


def test_what_the_page_says_of_itself_in_json_ld(one):
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Elsewhere"},
            {
                "@type": ["NewsArticle"],
                "headline": "Northfield Dental &amp; its patients",
                "datePublished": "2024-09-05T22:00:00-04:00",
                "author": [{"@type": "Person", "name": "Ada Vell"}, {"name": "Bo Tarn"}],
                "publisher": {"@type": "Organization", "name": "The Daily Example"},
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta name="author" content="Nobody">'
    document = one(page(f"<p>{STORY}</p>", head))
    assert document.title == "Northfield Dental & its patients"
    assert document.published == "2024-09-05"
    assert document.author == "Ada Vell, Bo Tarn"
    assert document.publisher == "The Daily Example"
    assert document.text.startswith("Northfield Dental & its patients\n\nNorthfield")


@pytest.mark.parametrize(
    ("head", "article", "date"),
    [
        ('<meta property="article:published_time" content="2024-09-05T10:00:00Z">', "", "2024-09-05"),
        ('<meta name="DC.date.issued" content="5 September 2024">', "", "2024-09-05"),
        ("", '<time datetime="2024-09-05">5 Sep</time>', "2024-09-05"),
        ("", '<time datetime="2024-09-05">a</time><time datetime="2024-09-07">b</time>', None),
        (
            "",
            '<span itemprop="datePublished" content="2024-09-05">x</span><time datetime="2023-01-01">b</time>',
            "2024-09-05",
        ),
        ('<meta property="article:modified_time" content="2024-09-05">', "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", oops</script>', "", None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "", None),
        ("", "<p>Copyright 2021. Updated 2022-01-01.</p>", None),
    ],
)
def test_dates(one, head, article, date):
    assert one(page(f"<p>{STORY}</p>{article}", head)).published == date


@pytest.mark.parametrize(
    ("head", "publisher", "title"),
    [
        ("<title>A breach at Northfield - The Post</title>", None, "A breach at Northfield - The Post"),
        (
            '<meta property="og:site_name" content="The Post"><title>A breach at Northfield - The Post</title>',
            "The Post",
            "A breach at Northfield",
        ),
    ],
)
def test_the_sites_name_leaves_the_title(one, head, publisher, title):
    document = one(page(f"<p>{STORY}</p>", head))
    assert (document.title, document.publisher) == (title, publisher)


def test_declared_charsets(one):
    text = "Données volées à Orléans, près de 12 000 dossiers, selon la société."
    assert text in one(f'<html><head><meta charset="iso-8859-1"></head><body><p>{text}</p>'.encode("cp1252")).text
    assert "個人情報" in one('<html><meta charset="shift_jis"><p>個人情報が漏洩した</p>'.encode("shift_jis")).text


def test_a_fragment_and_a_short_page(one):
    assert one(b"<p>Brightwater Energy was hacked.</p><p>It said so.</p>").text == (
        "Brightwater Energy was hacked.\n\nIt said so."
    )
    assert one(b"<div>Only<br>this <b>lin</b>e</div>").text == "Only\nthis line"


def test_a_real_heading_that_only_resembles_furniture_stays(one):
    document = one(
        page(f"<h1>T</h1><p>{STORY}</p><h2>Recommended actions</h2><ul><li>Change passwords</li></ul><p>{MORE}</p>")
    )
    assert "Recommended actions\n- Change passwords" in document.text


def test_tables_keep_their_cells_apart(one):
    table = "<table><tr><th>Date</th><th>Event</th></tr><tr><td>3 Aug</td><td>Found</td></tr></table>"
    assert "Date | Event\n3 Aug | Found" in one(page(f"<p>{STORY}</p>{table}<p>{MORE}</p>")).text


@pytest.mark.parametrize("depth", [500, 2000])
def test_deep_nesting(one, depth):
    assert one(b"<html><body>" + b"<div>" * depth + STORY.encode() + b"</div>" * depth).text == STORY


def test_nesting_without_end(one):
    with pytest.raises(ReadError, match="nested too deep"):
        one(b"<html><body><p>first</p>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000)


def test_two_hundred_megabytes(one):
    with pytest.raises(ReadError, match="limit of 50,000,000 bytes"):
        one(b"<html><body>" + b"x" * 200_000_000)


def test_a_large_page_is_taken_whole(one):
    assert len(one(b"<html><body>" + f"<p>{STORY}</p>\n".encode() * 20_000).text) > 20_000 * len(STORY)


def test_a_page_without_words(one):
    with pytest.raises(ReadError, match="no text"):
        one(b"<html><body><script>x()</script></body></html>")


def test_a_page_that_hangs_its_parser_is_given_up(one):
    attributes = b" ".join(b"a%d=1" % number for number in range(200_000))
    with pytest.raises(ReadError, match=r"limit of 0\.5 s"):
        one(b"<html><body><p " + attributes + b">hello</p>", seconds=0.5)
    assert one(b"<p>The next one is read.</p>").text == "The next one is read."


def test_paragraphs_that_are_no_paragraphs(one):
    body = f'<div class="c"><h1>Notice</h1><div>{STORY}</div><div>{MORE}<br><br>A last word.</div><p>Call us.</p></div>'
    document = one(f"<html><body><div><a href=/>Home</a></div>{body}</body></html>".encode())
    assert document.text == f"Notice\n\n{STORY}\n\n{MORE}\n\nA last word.\n\nCall us."


def test_definitions_lines_and_items(one):
    article = (
        f"<h1>T</h1><p>{STORY}</p><dl><dt>Found</dt><dd>3 Aug</dd><dt>Affected</dt><dd>12,000</dd></dl>"
        f"<pre>192.0.2.1\nhxxp://bad[.]example</pre><p>{MORE}</p><ul><li><p>Names</p></li><li>Dates</li></ul>"
    )
    assert one(page(article)).text == (
        f"T\n\n{STORY}\n\nFound: 3 Aug\nAffected: 12,000\n\n192.0.2.1\nhxxp://bad[.]example\n\n{MORE}\n- Names\n- Dates"
    )
