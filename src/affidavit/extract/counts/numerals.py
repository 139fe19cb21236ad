"""Numbers in running text, in figures and in words: `380.000`, `2.5 million`, `600k`, `half a million`, `1.2 lakh`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from affidavit.model.regex import regex

# Begins with a digit in each branch's place, so that the engine can skip ahead to the next one.
_FIGURE = regex(
    r"\d(?:\d?(?:,\d{2}){1,4},\d{3}(?![\d,])"
    r"|\d{0,2}([,. '])\d{3}(?!\d)(?:\1\d{3}(?!\d)){0,3}(?:\.\d{1,2}(?!\d))?"
    r"|\d{0,12}(?:,\d{1,3}(?!\d)|\.\d{1,8}(?!\d))?)"
)
_WHOLE = regex(r"\d{1,3}(?:([,. '])\d{3})(?:\1\d{3})*(\.\d{1,2})?|\d{1,2}(?:,\d{2})+,\d{3}")
_SCALE = regex(
    r"[ -]?(hundred thousand|hundred|thousand|million|billion|trillion|dozen|lakhs?|lacs?|crores?|mio|mln|mil)\b"
    r"|(mn|bn|k|m|b)\b"
)
_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "dozen": 12, "hundred": 100,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lac": 1e5, "crore": 1e7,
    "hundred thousand": 1e5,
}  # fmt: skip
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_UNDER_TWENTY.split())}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_ARTICLES = frozenset({"a", "an"})
_TOKEN = regex(r"[a-z]+")
_FRACTION = regex(
    r"(half a|(?:a|one) quarter of a|three quarters of a|a third of a|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten) and a half)n? (thousand|million|billion|dozen)\b"
)
_FRACTIONS = {
    "half a": 0.5, "a quarter of a": 0.25, "one quarter of a": 0.25, "three quarters of a": 0.75, "a third of a": 1 / 3,
    **{f"{word} and a half": number + 0.5 for word, number in _WORDS.items()},
}  # fmt: skip
#: A decimal point with nothing before it.
_POINT = regex(r"(?:^|[ (])\.$")
_GLUED = set("$£€¥₹#/:@_&=*^.,")
#: What makes a number part of a telephone number or the like: two more hyphens, or one more behind a hyphen.
_CHAIN = regex(r"\d{1,6}-\d{1,6}-?\d|\d{3}-\d{4}\b")
#: Groups of a telephone number before the one at hand: "01632 960 112", "+61 3 9123 4567".
_DIALLED = regex(r"(?<![\w.,])(?:\+|\(?0)\d{0,5}\)? (?:\d{1,5} ){0,4}$")
_DIALLED_REACH = 28
_BY_SPACES = regex(r"\d{1,3} \d{3}\b")
_YEAR = regex(r"\b(?:19|20)\d\d $")
#: What stands before the last four digits of a telephone number.
_LINE = regex(r"\b(?:call|phone|tel|line|helpline|hotline|number|dial|fax|at|on|to)\b[^.;]{0,14}?(?<![\d,.])\d{3}-$")
_FOUR = regex(r"\d{4}(?![\d,]| ?(?:people|patients|customers|users|records|accounts|million))")
#: A currency's code before an amount: "EUR 4 million".
_CURRENCY = regex(
    r"\b(?:usd|eur|gbp|aud|cad|nzd|chf|sek|nok|dkk|jpy|cny|rmb|inr|brl|mxn|zar|sgd|hkd|pln|czk|huf|krw|rs|rub|try|btc|eth|xmr|"
    r"kes|ngn|php|thb|idr|myr|ils|aed|sar)\.? $"
)
_CODE_REACH = 6
#: Before a number that is part of a name: "Office 365", "Windows 10", "APT 41", "Section 230", "the Fortune 500".
_NAMED = regex(
    r"\b(?:office|microsoft|ms|windows|server|exchange|sharepoint|dynamics|android|ios|sections?|articles?|chapter|title|"
    r"rule|forms?|appendix|exhibit|phase|tier|level|version|apt|fin|storm|area|channel|fortune|forbes|ftse|s&p|nasdaq|top|"
    r"route|highway|interstate|room|suite|terminal|gate|flight|box|iso|pci|soc|rev|fips|port|tcp|udp|covid|formula|local|"
    r"page|figure|table|day|no\.|number) $"
)
_NAME_REACH = 14
#: Names of pension plans, not numbers.
_PLANS = frozenset({"401k", "403b", "457b"})
#: "0800", "01632": no quantity.
_LEADING_NOUGHT = regex(r"0\d")
_GROUPED = regex(r"\d{1,3}[,.]\d{3}")


class Quantity(NamedTuple):
    """A number at `[start, end)`; `opening` is where the words of its bound begin ("more than", "some").

    `form` is figure (as 1,234), plain (1234), scaled (1.2 million) or word (two dozen), `factor` the scale's; `note`
    says how the value was reckoned where the text does not write it.
    """

    start: int
    end: int
    value: float
    form: str
    bound: str = "exact"
    low: float | None = None
    opening: int = -1
    factor: float = 1
    note: str | None = None


def figures(lower: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """The numbers in figures between `start` and `end` of the lower-case text: no dates, times, addresses, versions."""
    for match in _FIGURE.finditer(lower, start, len(lower) if end is None else end):
        if _glued_before(lower, match.start()):
            continue
        quantity = _figure(lower, match)
        if quantity is not None and (quantity.form == "scaled" or not _glued_after(lower, quantity.end)):
            yield quantity


def sums(lower: str, start: int, end: int) -> Iterator[Quantity]:
    """The numbers in figures whatever stands before them, as a currency's sign may."""
    for match in _FIGURE.finditer(lower, start, end):
        quantity = _figure(lower, match)
        if (
            quantity is not None
            and match.group().isdigit()
            and _POINT.search(lower, max(0, match.start() - 2), match.start())
        ):
            # ".2149 bitcoins" is less than one
            quantity = quantity._replace(start=quantity.start - 1, value=float(f"0.{match.group()}"), form="plain")
        if quantity is not None:
            yield quantity


def _figure(lower: str, match: re.Match[str]) -> Quantity | None:
    start, end, digits = match.start(), match.end(), match.group()
    scale = _SCALE.match(lower, end)
    value = _value(digits, scaled=scale is not None)
    if value is None or _LEADING_NOUGHT.match(digits) or digits + (scale.group(2) or "" if scale else "") in _PLANS:
        return None
    grouped = len(digits) > 4 and not digits.isdigit()
    if scale is None:
        return Quantity(start, end, value, "figure" if grouped else "plain")
    factor = _SCALES[(scale.group(1) or scale.group(2)).removesuffix("s")]
    # "2,316,591 million people" is a slip of the pen, not two billions of thousands
    factor = 1 if value >= 100_000 and factor > 1000 else factor
    return Quantity(start, scale.end(), round(value * factor, 2), "scaled", factor=factor)


def _value(digits: str, *, scaled: bool) -> float | None:
    if digits.isdigit():
        return float(digits)
    whole = _WHOLE.fullmatch(digits)
    if whole and not (scaled and digits.count(".") == 1 and not re.search("[, ']", digits)):
        tail = whole.group(2) or ""
        return float(re.sub(r"\D", "", digits.removesuffix(tail)) + tail)
    if "," in digits and not scaled:
        return None
    return float(digits.replace(",", "."))


def _glued_before(lower: str, start: int) -> bool:
    if not start:
        return False
    before, earlier = lower[start - 1], lower[start - 2 : start - 1]
    if before.isalnum() or before in _GLUED:
        return not (before in ".," and earlier.isalpha() and before == ",")
    if before == " ":
        if (earlier.isdigit() or earlier == ")") and _is_dialled(lower, start):
            return True
        named = _NAMED.search(lower, max(0, start - _NAME_REACH), start)
        return named is not None or _CURRENCY.search(lower, max(0, start - _CODE_REACH), start) is not None
    if before != "-":
        return False
    if earlier.isdigit() and _LINE.search(lower, max(0, start - 30), start) and _FOUR.match(lower, start):
        return True  # "call 555-0142"
    return _CHAIN.match(lower, start) is not None or (earlier.isalpha() and not _GROUPED.match(lower, start))


def _is_dialled(lower: str, start: int) -> bool:
    """Whether the figure at `start`, behind another, is a group of a telephone number."""
    if _BY_SPACES.match(lower, start) and not _YEAR.search(lower, max(0, start - 6), start):
        return True
    return _DIALLED.search(lower, max(0, start - _DIALLED_REACH), start) is not None


def _glued_after(lower: str, end: int) -> bool:
    after = lower[end : end + 2]
    if not after:
        return False
    if after[0].isalnum() or after[0] in "%/_@°" or _CHAIN.match(lower, end + 1):
        return True
    return len(after) == 2 and after[0] in ".:," and after[1].isdigit()


def in_words(lower: str, places: Iterable[int], end: int) -> Iterator[Quantity]:
    """The numbers in words that begin at `places`; a vague one ("thousands of") is none."""
    done = -1
    for place in places:
        if place < done:
            continue
        quantity = _words(lower, place, end)
        if quantity is not None:
            done = quantity.end
            yield quantity


def _words(lower: str, start: int, end: int) -> Quantity | None:
    fraction = _FRACTION.match(lower, start, end)
    if fraction:
        value = _FRACTIONS[fraction.group(1)] * _SCALES[fraction.group(2)]
        return Quantity(start, fraction.end(), value, "word", "about")
    total, group, at, said = 0.0, 0.0, start, False
    for match in _TOKEN.finditer(lower, start, min(end, start + 80)):
        word = match.group()
        if said and lower[at : match.start()].strip(" -") not in ("", "and"):
            break
        if word in _WORDS:
            group += _WORDS[word]
        elif word in _SCALES and len(word) > 3 and (group or total):
            group = (group or 1) * _SCALES[word]
            total, group = (total, group) if _SCALES[word] == 100 else (total + group, 0.0)
        elif word in _ARTICLES and not said:
            group = 1
        elif word == "and" and said:
            continue
        else:
            break
        at, said = match.end(), True
    value = total + group
    return Quantity(start, at, value, "word") if value > 1 else None
