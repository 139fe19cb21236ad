"""What a web page says of itself in its head: title, author, publisher and date, nothing guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from affidavit.model.regex import regex
from affidavit.read.clean import squeezed
from affidavit.read.dates import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The names that pages use, best first.
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
_PUBLISHERS = ("og:site_name", "dc.publisher", "application-name", "citation_publisher")
_DATES = (
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "parsely-pub-date sailthru.date date.issued dc.date.issued dcterms.issued dc.date dcterms.date dc.date.created "
    "dcterms.created citation_publication_date citation_date publish-date publish_date publishdate published-date "
    "pubdate publication_date release_date date"
).split()
_ARTICLE = regex(r"Article|BlogPosting|Report|WebPage|PressRelease|LiveBlog")
_URL = regex(r"https?:|www\.|/", re.I)
_SITE = regex(r" [|\u2013\u2014\u00b7-] ")
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class About:
    """A page's own words about itself."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None


def about(page: HtmlElement) -> About:
    """What `page` says: in JSON-LD, then in its meta tags, then in the marked-up text."""
    linked = _linked_article(page)
    metas = _metas(page)
    publisher = _name(linked.get("publisher")) or _first(metas, _PUBLISHERS)
    author = _name(linked.get("author")) or _first(metas, _AUTHORS) or _marked(page, "author")
    return About(
        title=_title(page, linked, metas, publisher),
        author=None if author and _URL.match(author) else author,
        publisher=publisher,
        published=_published(page, linked, metas),
    )


def _title(page: HtmlElement, linked: dict[str, Any], metas: dict[str, str], publisher: str | None) -> str | None:
    headings = [text for h1 in page.iter("h1") if (text := squeezed(h1.text_content()))]
    given = _text(linked.get("headline")) or _first(metas, _TITLES) or _titled(page)
    if given is None:
        return headings[0] if len(headings) == 1 else None
    # the heading that the reader sees, where the title only adds the site's name to it
    shown = next(
        (heading for heading in headings if given.startswith(heading + " ") and _SITE.match(given, len(heading))), None
    )
    return shown or _without_site(given, publisher)


def _titled(page: HtmlElement) -> str | None:
    found = page.find(".//head/title")
    return None if found is None else squeezed(found.text_content()) or None


def _without_site(title: str, publisher: str | None) -> str:
    """`title` without the publisher's name at its end."""
    match = re.search(r"^(.{10,300}) [|\u2013\u2014\u00b7-] ([^|]{2,60})$", title)
    if match and publisher and match.group(2).casefold() == publisher.casefold():
        return match.group(1)
    return title


def _published(page: HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> str | None:
    written = (_text(linked.get("datePublished")), *(metas.get(name) for name in _DATES), *_times(page))
    return next((date for value in written if (date := iso_date(value))), None)


def _times(page: HtmlElement) -> Iterator[str | None]:
    """Dates in the page itself: those marked as the publication's, else the one time of the article."""
    for element in page.xpath('//*[@itemprop="datePublished" or @pubdate]'):
        yield element.get("datetime") or element.get("content") or element.text_content()
    times = page.xpath("//article//time[@datetime] | //main//time[@datetime] | //header//time[@datetime]")
    days = {iso_date(time.get("datetime")) for time in times}
    if len(days) == 1:
        yield days.pop()


def _metas(page: HtmlElement) -> dict[str, str]:
    """The page's meta tags by name in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = squeezed(meta.get("content") or "")
        if name and value:
            metas.setdefault(name, value)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _marked(page: HtmlElement, name: str) -> str | None:
    for element in page.xpath("//*[@rel=$name or @itemprop=$name]", name=name):
        if (text := squeezed(element.text_content())) and len(text) < 100:
            return text
    return None


def _linked_article(page: HtmlElement) -> dict[str, Any]:
    """The JSON-LD node of the article: the one of an article's type, best with a headline."""
    nodes = [node for script in page.iter("script") if _is_linked(script) for node in _nodes(script.text)]
    articles = [node for node in nodes if _ARTICLE.search(str(node.get("@type", "")))]
    return next((node for node in articles if "headline" in node), articles[0] if articles else {})


def _is_linked(script: HtmlElement) -> bool:
    return (script.get("type") or "").lower().strip() == "application/ld+json"


def _nodes(source: str | None) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: itself, its list or its graph. Damaged scripts say nothing."""
    try:
        stack = [json.loads(source or "null", strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, list):
            stack += reversed(node)
        elif isinstance(node, dict):
            yield node
            stack.append(node.get("@graph"))


def _name(value: Any) -> str | None:
    """The name in a person or organisation: a string, an object with a name, or several of these."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    from html import unescape

    return squeezed(unescape(value)) or None if isinstance(value, str) else None
