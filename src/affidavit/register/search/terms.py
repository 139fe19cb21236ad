"""Terms of a vocabulary as people write them in a query: by key, by label, by what only one label holds."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from affidavit.model import vocabulary
from affidavit.register.search.raw import Given, Misread
from affidavit.register.words import spaced

#: What countries are called beside their names.
_ALSO = {"country": {"usa": "US", "america": "US", "uk": "GB", "britain": "GB", "uae": "AE"}}
#: So many terms are named in an error.
_NAMED = 4


def term(name: str, given: Given) -> str:
    """The key of the one term that is meant; Misread, naming what comes close, where it is none or several."""
    keys, wanted = _exact(name), _key(given.text)
    exact, worded = keys.get(wanted, keys.get(f"{wanted}s")), _worded(name, given)
    if exact is not None:
        return exact
    if len(worded) == 1:
        return worded[0]
    if worded:
        shown = _shown(name, worded)
        raise Misread(f"{given.text!r} may be {shown} (write more of it, or {_starred(given)} for all)", given.at)
    raise Misread(f"{given.text!r} is no term of {name}{_near(name, given)}", given.at)


def terms(name: str, given: Given) -> list[str]:
    """The keys of the terms that are meant: one, or with a * all that have these words."""
    if not given.goes_on:
        return [term(name, given)]
    found = _worded(name, given)
    if not found:
        raise Misread(f"no term of {name} has a word that begins with {given.text!r}{_near(name, given)}", given.at)
    return found


def near(wanted: str, names: Iterable[str]) -> str:
    """A question that names what is close to `wanted`, or nothing."""
    found = get_close_matches(wanted.casefold(), list(names), 3)
    return f"; did you mean {', '.join(found)}?" if found else ""


@cache
def _exact(name: str) -> dict[str, str]:
    rows = vocabulary.terms(name)
    labels = {_key(row.get(column) or ""): key for key, row in rows.items() for column in ("phrase", "label")}
    return {**labels, **{_key(key): key for key in rows}, **_ALSO.get(name, {})}


def _worded(name: str, given: Given) -> list[str]:
    """The terms with these words one after the other, the last of which may go on."""
    wanted = spaced(given.text)[:-1]
    return [key for key, text in _spaced(name) if wanted in text] if wanted else []


@cache
def _spaced(name: str) -> list[tuple[str, str]]:
    return [(key, spaced(key.replace("_", " "), row["label"])) for key, row in vocabulary.terms(name).items()]


def _key(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def _starred(given: Given) -> str:
    return f'"{given.text}"*' if " " in given.text else f"{given.text}*"


def _shown(name: str, keys: list[str]) -> str:
    shown = [vocabulary.label(name, key) for key in keys[:_NAMED]]
    more = len(keys) - len(shown)
    return ", ".join(shown) + (f" or {more} more" if more else "")


def _near(name: str, given: Given) -> str:
    keys = _exact(name)
    found = get_close_matches(_key(given.text), keys, _NAMED)
    shown = dict.fromkeys(vocabulary.label(name, keys[one]) for one in found)
    return f"; did you mean {', '.join(shown)}?" if shown else ""
