"""What a host name is: whether it can be one, whether it is rather a file or a company, and who is known to own it."""

from __future__ import annotations

from functools import cache

from affidavit.extract.lists import words
from affidavit.model.packaged import packaged
from affidavit.model.regex import regex
from affidavit.model.vocabulary import terms

_LABEL = regex(r"(?!-)[\w-]{1,63}(?<!-)$")
# Second-level names under which registries register: `example.co.uk`.
_SECOND_LEVEL = frozenset("co com org net gov gob gouv gv edu ac mil or ne go nom info".split())


def trimmed_host(name: str) -> str:
    """The part of `name` that can be a host: a word that a missing space glued to its end is cut off.

    `example.com.The` gives `example.com`; what cannot be a host at all gives an empty text.
    """
    labels = name.split(".")
    while len(labels) > 1 and not _can_end(labels):
        if not labels[-1][:1].isupper():
            return ""
        labels.pop()
    return ".".join(labels) if len(labels) > 1 and all(map(_LABEL.match, labels)) else ""


def _can_end(labels: list[str]) -> bool:
    """Whether the last label is a top-level domain, and not the capitalised first word of the next sentence."""
    last = labels[-1]
    if last.lower() != "onion" and last.lower() not in terms("tld"):
        return False
    glued = last[0].isupper() and not last.isupper() and labels[-2][-1:].islower()
    return not glued and not (last.isupper() and last.lower() != last and labels[-2].islower() and len(last) < 2)


def is_name(host: str) -> bool:
    """Whether `host`, as written, is how a company or a product calls itself (`Example.com`, `ASP.NET`)."""
    return any(c.isupper() for c in host) or host.lower() in words("dotted_products")


def is_no_host(host: str) -> bool:
    """Whether `host`, standing bare in a text, is rather a name, or a part of a program (`f.type`, `server.name`)."""
    labels = host.split(".")
    return is_name(host) or labels[-1] in words("domains_in_code") or len(labels[-2]) == 1


def registered(host: str) -> str:
    """The name that somebody registered: `example.co.uk` of `www.example.co.uk`."""
    labels = host.lower().split(".")
    count = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-count:])


@cache
def _known() -> dict[str, str]:
    text = packaged("affidavit.extract.lists", "known_hosts.tsv").decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {host: kind for host, kind in rows[1:]}


def kind(host: str) -> str:
    """`press`, `authority` or `service` where a host is known to be of one of them, else an empty text."""
    labels = host.lower().split(".")
    for start in range(len(labels) - 1):
        if found := _known().get(".".join(labels[start:])):
            return found
    return "authority" if labels[-1] in ("gov", "mil") or "gov" in labels[-2:-1] else ""
