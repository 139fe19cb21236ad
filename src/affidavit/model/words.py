"""Values in words: numbers, sums, dates, lists, articles."""

from __future__ import annotations

from collections.abc import Sequence

from affidavit.model import vocabulary
from affidavit.model.claim import Claim
from affidavit.model.fields import FIELDS
from affidavit.model.regex import regex
from affidavit.model.value import Advice, Count, Indicator, Money, Value

_MONTHS = ("January February March April May June July August September October November December").split()
_BOUND = {"about": "about ", "at_least": "at least ", "up_to": "up to "}
#: The words before a figure that is itself not reached.
_BELOW = regex(r"(?i)(?:fewer than|less than|under|below)\b")
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CAD": "C$", "AUD": "A$", "NZD": "NZ$"}
_FEW = "no one two three four five six seven eight nine".split()
_ONE = {
    "people": "person",
    "email addresses": "email address",
    "other": "item",
}


def number(value: float) -> str:
    """A number as people write it: 1.5 million, 69,000, 2,316,591, 0.5."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size and round(value / size, 2) * size == value:
            return f"{value / size:.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def count(value: Count) -> str:
    """How many of what: `about 1.5 million people`, `between 12,000 and 15,000 accounts`, `one person`."""
    unit = vocabulary.label("unit", value.unit)
    if value.number == 1:
        unit = _ONE.get(value.unit, unit.removesuffix("s"))
    return f"{figure(value)} {unit}"


def figure(value: Value | None, unit: str | None = None) -> str:
    """A count without its unit; with it where it is another than `unit`."""
    if not isinstance(value, Count):
        return ""
    if unit is not None and unit != value.unit:
        return count(value)
    if value.low is not None and value.low < value.number:
        return f"between {number(value.low)} and {number(value.number)}"
    few = _FEW[value.number] if 0 < value.number < len(_FEW) else number(value.number)
    return f"{_BOUND.get(value.bound, '')}{few}"


def money(value: Money) -> str:
    """A sum: `about $4.5 million`, `150 BTC`."""
    bound = _BOUND.get(value.bound, "")
    symbol = _SYMBOLS.get(value.currency)
    amount = number(value.amount)
    return f"{bound}{symbol}{amount}" if symbol else f"{bound}{amount} {value.currency}"


def date(value: str) -> str:
    """A partial ISO date in words: `17 September 2024`, `September 2024`, `2024`; as it is where it is none."""
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return value
    year, *rest = parts
    if rest and not 1 <= int(rest[0]) <= 12:
        return value
    words = [_MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def when(value: str) -> str:
    """A date with its preposition: `on 17 September 2024`, `in 2024`."""
    return f"{'on' if value.count('-') == 2 else 'in'} {date(value)}"


def between(start: str, end: str) -> str:
    """Two dates: `between 14 April and 24 May 2024`, `on 14 April 2024` where they are the same."""
    if end.startswith(start) or start.startswith(end):
        return when(min(start, end))  # one date holds the other: no span is known
    if start > end:  # the documents contradict each other: both are given as they are
        return f"from {date(start)} to {date(end)}"
    return f"between {_without_shared(start, end)} and {date(end)}"


def spanned(start: str, end: str) -> str:
    """Two dates as a range: `14 April – 24 May 2024`; one where they are the same."""
    return (
        date(min(start, end))
        if end.startswith(start) or start.startswith(end)
        else f"{_without_shared(start, end)} – {date(end)}"
    )


def _without_shared(start: str, end: str) -> str:
    """The first of two dates without what it shares with the second: `25` and `28 August 2020`."""
    first, exact = date(start), len(start) == len(end) == len("2024-09-17")
    if exact and start[:7] == end[:7]:
        return first.split()[0]
    return first.removesuffix(f" {start[:4]}") if start[:4] == end[:4] and "-" in start and "-" in end else first


def listed(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where an item holds a comma itself."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2 and ", " not in items[0]:
        return f"{items[0]} {word} {items[1]}"
    comma = "; " if any(", " in item for item in items) else ", "
    last = f"{comma}{word} " if comma == "; " else f" {word} "
    return comma.join(items[:-1]) + last + items[-1]


def shortened(items: Sequence[str], most: int, rest: str) -> str:
    """A list of at most `most` items and, where more than one is left, `rest` with their number."""
    if len(items) <= most + 1:
        return listed(items)
    return listed([*items[:most], rest.format(len(items) - most)])


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes a plural verb: `passwords` does, `biometric data` and `access` do not."""
    return phrase.endswith("s") and not phrase.endswith("ss")


def article(phrase: str) -> str:
    """`phrase` with its indefinite article, by sound for the usual exceptions."""
    first = phrase.split()[0].lower()
    vowel = first[0] in "aeiou" and not first.startswith(("uni", "use", "usu", "eu", "one", "uti", "ubi"))
    silent = first.startswith(("hour", "honest", "heir", "honour"))
    letters = phrase.split()[0].isupper() and phrase[0] in "AEFHILMNORSX"
    return f"{'an' if vowel or silent or letters else 'a'} {phrase}"


def capital(text: str) -> str:
    """The text with a capital first letter, unless its first word has one of its own inside (eBay, iOS)."""
    inside = text.split(" ", 1)[0][1:]
    own = not inside.islower() and any(c.isupper() for c in inside)
    return text if own else text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital and a full stop, unless it ends one already (`Acme Inc.`, a quoted sentence)."""
    ended = text.endswith((".", "!", "?", ".”", "!”", "?”"))
    return capital(text) if ended else f"{capital(text)}."


def defanged(indicator: Indicator) -> str:
    """An indicator that no click or mail filter follows: `hxxps://evil[.]example/a`."""
    value = indicator.value
    if indicator.type not in {"ipv4", "domain", "url", "email", "onion", "cidr"}:
        return value
    head, slash, tail = value.replace("http", "hxxp", 1).partition("://") if "://" in value else ("", "", value)
    host, cut, rest = tail.partition("/")
    return f"{head}{slash}{host.replace('.', '[.]')}{cut}{rest}".replace("@", "[@]")


def value(key: str, given: Value) -> str:
    """Any value of the field `key`, in words that can stand inside a sentence."""
    match given:
        case Count():
            return count(given)
        case Money():
            return f"{vocabulary.label('money', given.kind)}: {money(given)}"
        case Indicator():
            return defanged(given)
        case Advice():
            return given.text
    field = FIELDS[key]
    if field.type == "date":
        return date(given)
    if field.type in {"term", "country", "sector"} and field.vocabulary:
        return vocabulary.label(field.vocabulary, given)
    return technique(given) if field.type == "technique" else given


def claimed(claim: Claim) -> str:
    """The value of a claim in words, below a bound where its own words say so: `fewer than 60`, not `up to 60`."""
    if claim.value is None:
        return "not disclosed"
    said = value(claim.field, claim.value)
    if not isinstance(claim.value, Count | Money) or claim.value.bound != "up_to":
        return said
    than = "fewer than " if isinstance(claim.value, Count) else "less than "
    below = any(_BELOW.match(evidence.quote) for evidence in claim.evidence)
    return said.replace(_BOUND["up_to"], than) if below else said


def country(code: str) -> str:
    """A country as it follows a preposition: `the United States`, `France`."""
    return vocabulary.terms("country").get(code, {}).get("phrase") or code


def technique(identity: str) -> str:
    """An ATT&CK technique by name and id, a sub-technique after its parent: `Phishing: Vishing (T1566.004)`."""
    row = vocabulary.terms("technique").get(identity)
    if row is None:
        return identity
    parent = vocabulary.terms("technique").get(identity.split(".")[0])
    name = f"{parent['label']}: {row['label']}" if parent and parent is not row else row["label"]
    return f"{name} ({identity})"
