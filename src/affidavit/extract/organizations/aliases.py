"""Which names in a text are one organisation: short forms, legal forms, abbreviations, possessives."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from affidavit.extract.lists import words
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name, Party
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

_LEGAL = regex(
    r"[,]?\s+(?:&\s+)?(?:inc|incorporated|llc|l\.l\.c|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|s\.?a|n\.?v|"
    r"b\.?v|llp|l\.?p|pty|"
    r"p\.?c|n\.?a|group|holdings?)\.?$",
    re.IGNORECASE,
)
#: What the last word of such a name is, without its dots.
_FORMS = frozenset(
    "inc incorporated llc ltd limited plc corp corporation co company gmbh ag sa nv bv llp lp pty pc na group holding "
    "holdings".split()
)
#: What names a trade, and by itself nobody in it.
_TRADE_WORDS = frozenset(
    "healthcare health care medical hospital dental home clinical pharmacy services service solutions systems energy "
    "power water insurance financial finance capital media marketing travel leisure hotel hotels transport logistics "
    "freight shipping retail food foods software technology technologies security data business consulting management "
    "building construction property estate education training staffing payment payments and & of".split()
)
#: Behind a name that ends so by itself: no thing that could be its own.
_NO_OWNER = regex(
    r"'s(?: (?:in|on|at|is|was|were|has|had|have|said|says|told|suffered|disclosed|confirmed|announced|notified|"
    r"notifies|warned|learned|discovered|reported|revealed|became|will|fell|lost|sent|began|exposed|and its)\b|"
    r"[,;.)]|$)"
)
_BETWEEN = regex(r"[^\w]+")
#: First words that are too general to stand for a longer name by themselves.
_GENERAL = frozenset(
    (
        "national american united first general international global university city state department bank "
        "health the new "
        "north south east west saint st san los great central federal royal public community county college school "
        "hospital medical center board office ministry institute association society us u.s blue red green big"
    ).split()
)
#: What a country and its people are called stands for none of the bodies that are called by it.
_NO_SHORT_FORM = frozenset({"demonym", "country"})
_START = attrgetter("start")
#: Up to which sentence a text names in full whom its headline calls by the kind.
_LEAD = 3
#: After so many uses a short name is what the text calls its bearer.
_SETTLED = 2
#: Names of so many letters are hardly ever others' but for one of these.
_SURE_SPELLING = 9

#: What an organisation is called for short ("the University"), where the text names only one of the kind.
_KINDS = frozenset(
    (
        "university college hospital clinic bank city county school department ministry institute association society "
        "foundation board agency commission authority council church museum airline district center centre court "
        "corporation company group corp federation network academy"
    ).split()
)


#: What a town, which is mostly named without it, is called in full.
_TOWNS = frozenset("city town village borough municipality township county".split())


def parties(scan: Scan, names: list[Name]) -> list[Party]:
    """The names of a text, gathered by who they name, in the order of first mention."""
    forms: dict[str, list[Name]] = {}
    for name in names:
        forms.setdefault(key(name.text), []).append(name)
    forms.pop("", None)
    heads = _heads(scan, forms)
    groups: dict[str, list[Name]] = {}
    for form, mentions in forms.items():
        if form in heads or form not in _KINDS:
            groups.setdefault(heads.get(form, form), []).extend(mentions)
    for mentions in groups.values():
        mentions.sort(key=_START)
    found = [Party(_usual(scan, head, mentions), mentions) for head, mentions in groups.items()]
    return sorted(found, key=lambda party: party.mentions[0].start)


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """A name without case, legal form, article and possessive: what two mentions of one form share."""
    plain = name.lower()
    if plain.startswith("the "):
        plain = plain[4:].lstrip()
    previous = ""
    while previous != plain:
        previous, plain = plain, _without_form(plain)
    return plain if plain.isalnum() else _BETWEEN.sub(" ", plain).strip()


def _without_form(name: str) -> str:
    last = name[name.rfind(" ") + 1 :].lower().replace(".", "")
    return _LEGAL.sub("", name) if last in _FORMS else name


def _heads(scan: Scan, forms: dict[str, list[Name]]) -> dict[str, str]:
    """For each form the longer form that it stands for."""
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form.partition(" ")[0], []).append(form)
    sites = _sites(forms)
    initials = _initials(forms) if any(_is_short(form, forms) for form in forms) else {}
    alike, joined = _by_shape(forms), _joined(forms)
    heads: dict[str, str] = {}
    for form in forms:
        people = known_as(forms[form][0].text) == "demonym"
        longer = None if people else sites.get(form) or _longer(form, by_first)
        town = form.partition(" of ")
        if longer is None and town[0] in _TOWNS and town[2] in forms:
            longer = town[2]
        if longer is not None and form in _KINDS and _comes_late(forms[longer][0], forms[form][0]):
            continue
        if longer is not None and sites.get(longer) == form:
            continue  # "larkfield.com" is Larkfield's site, and no longer name
        if longer is None and _is_short(form, forms):
            longer = initials.get(form) or _defined(scan, forms[form][0])
        longer = longer or joined.get(form) or _misspelt(form, alike)
        if longer:
            heads[form] = longer
    return {form: _root(form, heads) for form in heads}


def _joined(forms: dict[str, list[Name]]) -> dict[str, str]:
    """For each form of several words the one that is those words written together: "Larks Field", "LarksField"."""
    return {form: one for form in forms if " " in form and (one := form.replace(" ", "")) in forms}


def _by_shape(forms: dict[str, list[Name]]) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """The long forms by how many letters they have and their first one, those named most often first."""
    found: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for form, mentions in forms.items():
        if len(form) >= _SURE_SPELLING and form.replace(" ", "").isalpha():
            found.setdefault((len(form), form[0]), []).append((-len(mentions), form))
    return {shape: sorted(alike) for shape, alike in found.items() if len(alike) > 1}


def _misspelt(form: str, alike: dict[tuple[int, str], list[tuple[int, str]]]) -> str | None:
    """The form that is named more often and of which this is one letter off: "Larkfeild Bank" for "Larkfield Bank"."""
    others = alike.get((len(form), form[0]), ())
    often = next((number for number, other in others if other == form), 0)
    return next((other for number, other in others if number < often and _one_off(form, other)), None)


def _one_off(one: str, other: str) -> bool:
    """Whether one letter is another one, or two that follow each other have changed places."""
    at = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(at) == 1 or (
        len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    )


def _comes_late(full: Name, kind: Name) -> bool:
    """Whether a name comes long after what would be short for it: "Hospital pays" opens, and recalls another's end."""
    return full.line > max(kind.line, _LEAD)


def _is_short(form: str, forms: dict[str, list[Name]]) -> bool:
    """Whether `form` may abbreviate another: one short word that the text writes in capitals, or one that ends so."""
    text = forms[form][0].text
    return (2 <= len(form) <= 8 and text.isupper() and " " not in form) or text.rpartition(" ")[2].isupper()


def _initials(forms: dict[str, list[Name]]) -> dict[str, str]:
    """The forms of several words by their initials, with and without those of small words."""
    found: dict[str, str] = {}
    for form in forms:
        words = form.split()
        if len(words) > 1:
            found.setdefault("".join(word[0] for word in words), form)
            found.setdefault("".join(word[0] for word in words if word not in {"of", "the", "for", "and"}), form)
        for named in range(1, len(words) - 1):  # "Larkfield DHB", "Larkfield District Health Board"
            short = "".join(word[0] for word in words[named:])
            found.setdefault(" ".join((*words[:named], short)), form)
    return found


def _sites(forms: dict[str, list[Name]]) -> dict[str, str]:
    """For each web site among the forms the organisation that it is named after: "larkfieldbank.com"."""
    dotted = [form for form, mentions in forms.items() if "." in mentions[0].text]
    if not dotted:
        return {}
    joined = {form.replace(" ", ""): form for form in forms if form not in dotted}
    found: dict[str, str] = {}
    for form in dotted:
        label = forms[form][0].text.lower().split(".")[0].replace("-", "")
        owner = joined.get(label) or joined.get(label.removeprefix("the"))
        if owner and owner != form:
            found[form] = owner
    return found


def _root(form: str, heads: dict[str, str]) -> str:
    seen = {form}
    while form in heads and heads[form] not in seen:
        form = heads[form]
        seen.add(form)
    return form


def _longer(form: str, by_first: dict[str, list[str]]) -> str | None:
    """The longer form that begins with `form` ("Advance" of "Advance Auto Parts"), or the first in a row of such."""
    if form in _KINDS:
        return _only(form, by_first)
    alike = by_first[form.partition(" ")[0]]
    if len(alike) == 1 or form in _GENERAL or len(form) < 3 or known_as(form.title()) in _NO_SHORT_FORM:
        return None
    begun = [other for other in alike if other.startswith(form + " ")]
    longer = sorted((one for one in begun if not any(_leaves_out(one, other) for other in begun)), key=len)
    in_a_row = all(other.startswith(one + " ") for one, other in pairwise(longer))
    if longer:
        return longer[0] if in_a_row else None
    fuller = [other for other in alike if _leaves_out(form, other)]
    return fuller[0] if len(fuller) == 1 else None


def _leaves_out(form: str, fuller: str) -> bool:
    """Whether a headline leaves one or two words of the middle out: "Larkfield Bay Wealth", "... Private Wealth"."""
    short, long = form.split(), fuller.split()
    if len(short) < 2 or not 0 < len(long) - len(short) <= 2 or short[0] in _GENERAL:
        return False
    dropped = len(long) - len(short)
    places = range(1, len(short))
    return any(short == long[:at] + long[at + dropped :] for at in places)


def _only(kind: str, by_first: dict[str, list[str]]) -> str | None:
    """The one organisation of its kind that the text names in full."""
    full = [form for forms in by_first.values() for form in forms if " " in form and kind in form.split()]
    return full[0] if len(full) == 1 else None


def _defined(scan: Scan, short: Name) -> str | None:
    """The name right before `(SHORT)`."""
    before = scan.plain[max(0, short.start - 80) : short.start]
    match = re.search(r"([A-Z][\w&'.-]*(?: (?:of|the|for|and|&|[A-Z][\w&'.-]*)){0,7})\s*\(\"?$", before)
    if match is None or short.text[0].lower() not in {word[0].lower() for word in match.group(1).split()}:
        return None
    return key(match.group(1))


def _usual(scan: Scan, head: str, mentions: list[Name]) -> str:
    """The form people know it by: the most frequent spelling, without its legal form; a full name counts double.

    A name that the text writes with "'s" every time ("Larkfield's Diner", "Marlowe's") keeps it, and one behind which
    nothing stands that it could own ("Marlowe's in Ohio was hacked").
    """
    best = _best_spelling(scan, head, mentions)
    short = _without_form(best)
    if short.endswith(("'", "'s")):
        short = short[: short.rindex("'")]
    usual = best if not short or short.lower() in words("common_words") or _is_a_trade(short) else short
    owned = all(scan.plain.startswith("'s", m.end) for m in mentions) and _owns_nothing(scan, mentions)
    return f"{usual}'s" if owned else usual


def _is_a_trade(short: str) -> bool:
    """Whether nothing but a trade is left of a name without its form: "Healthcare Services" of ... Group."""
    return len(short.split()) > 1 and _TRADE_WORDS.issuperset(short.lower().split())


def _owns_nothing(scan: Scan, mentions: list[Name]) -> bool:
    """Whether nothing that could be its own stands behind one of the mentions."""
    return any(_NO_OWNER.match(scan.lower, mention.end) for mention in mentions)


def _best_spelling(scan: Scan, head: str, mentions: list[Name]) -> str:
    if len({m.text for m in mentions}) == 1:
        return mentions[0].text
    spellings = Counter(m.text for m in mentions if not (m.text.isupper() and m.text.lower() not in head))
    spellings = spellings or Counter(m.text for m in mentions)
    if "." not in head and (named := [text for text in spellings if key(text) == head and "." not in text]):
        spellings = Counter({text: spellings[text] for text in spellings if text in named or "." not in text})
    often = Counter[str]()
    for text, times in spellings.items():
        often[text.lower()] += times
    late = _comes_as_another(scan, head, mentions)
    return max(
        spellings,
        key=lambda text: (
            often[text.lower()] * (2 if key(text) == head and not late else 1),
            -len(text) if late else len(text),
            spellings[text],
        ),
    )


def _comes_as_another(scan: Scan, head: str, mentions: list[Name]) -> bool:
    """Whether a full name is first used when the body has used the short one twice: it may be what is a part of it."""
    before = 0
    for mention in mentions:
        if key(mention.text) == head:
            return before >= _SETTLED
        before += not scan.lines[mention.line].title
    return False
