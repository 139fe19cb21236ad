"""The page: the report beside its sources, self-contained, with no need of a network or of scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from affidavit.model.regex import regex
from affidavit.report.html import picture, sources
from affidavit.report.html.markup import Markup, el, join
from affidavit.report.html.parts import section
from affidavit.report.model import Report, Section

#: A link to a proof. No text of a document can look like one, as its `<` is escaped.
_REFERENCE = regex(r'<a href="#p(\d+)-')
_PICTURED = "Timeline of Events"


def html(report: Report) -> str:
    """The whole page."""
    style, script = _asset("style.css"), _asset("script.js")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{report.title}: incident report"),
        el("style", style),
    )
    body = el("body", _main(report), sources.pane(report), el("script", script))
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _main(report: Report) -> Markup:
    banner = el(
        "header",
        el("p", report.subtitle, class_="kicker"),
        el("h1", el("bdi", report.title)),
        *(el("p", note, class_="note-of-report") for note in report.notes),
    )
    sections = _returning(join(*(_with_picture(part, report) for part in report.sections)))
    return el("main", banner, _contents(report), sections, sources.quotes(report), id="report", tabindex="0")


def _returning(sections: Markup) -> Markup:
    """The sections with a name on the first link to each proof, so that the proof can lead back to it."""
    seen: set[str] = set()

    def named(link: re.Match[str]) -> str:
        if link[1] in seen:
            return link[0]
        seen.add(link[1])
        return f'<a id="s{link[1]}"{link[0].removeprefix("<a")}'

    return Markup(_REFERENCE.sub(named, sections))


def _contents(report: Report) -> Markup:
    titles = [(part.anchor, part.title) for part in report.sections]
    links = [el("a", title, href=f"#{anchor}") for anchor, title in [*titles, ("sources", "Sources")]]
    return el("nav", *links, aria_label="Contents")


def _with_picture(part: Section, report: Report) -> Markup:
    return section(part, picture.timeline(report.events) if part.title == _PICTURED else None)


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of this package; none of them holds text of a document."""
    return Markup((resources.files(__package__) / name).read_text("utf-8"))


@cache
def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and no other style or script than the page's own may run."""
    own = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _digest(asset: str) -> str:
    return f"'sha256-{b64encode(sha256(asset.encode()).digest()).decode()}'"
