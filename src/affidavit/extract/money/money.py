"""Sums of money: ransoms, fines, settlements, costs, prices of stolen data; never revenues or market values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.counts import numerals
from affidavit.extract.counts.numerals import Quantity
from affidavit.extract.counts.quantities import bounded
from affidavit.extract.lists import classes
from affidavit.extract.money import roles, swindle
from affidavit.extract.money.losses import loss
from affidavit.extract.money.recalled import is_recalled
from affidavit.extract.money.whose import currency as named
from affidavit.extract.money.words import worded
from affidavit.model.claim import OF_EACH, Claim, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace
from affidavit.model.value import Money

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

BY = "money"
_SIGN = regex(r"(?:[a-z]{1,3}\$|\$(?:us|usd|aud|cad)|[$€£¥₹₩₽₺₪]|\b[a-z]{2,4}\.?)[ ]?$")
_NAME = regex(
    r" ?\(?((?:u\.s\.|us|australian|canadian|singapore|british|swiss|swedish|norwegian|danish|czech|mexican|"
    r"philippine|kenyan) "
    r"[a-z]+|[a-z]{2,8}|[€£])"
)
_TOKEN = regex(r"[a-z]+(?:[-'][a-z]+)*|\d[\d,.]*|[,;()$€£]")
_RANGE = regex(r" ?(?:-|to|and) ?(?:[a-z]{0,3}[$€£¥₹])?\d")
#: What stands between coins and what they are worth, or the other way round: "45 BTC, about $4.3 million".
_ROUGHLY = regex(r", ?(?:about|around|roughly|approximately|some|nearly|almost|over|more than) ?")
#: "a penalty of $260,000, later reduced to $185,000": only the second sum counts, or, "reduced to ... from", the first.
_LOWER = r"\b(?:reduced|cut|lowered|revised|slashed|brought down|halved|down)\b"
_LOWERED = regex(rf"[^;.$€£]{{0,40}}{_LOWER} (?:on appeal )?to ")
_LOWERED_FROM = regex(r",? ?(?:down )?from ")
_AFTER_TO = regex(rf"{_LOWER}[^;.]{{0,30}} to $")
_AFTER_FROM = regex(rf"{_LOWER}[^;.]{{0,30}} from $")
_CUT_FROM = regex(rf",? ?\(?(?:which (?:was|had been) )?{_LOWER} from (?:an? |the |its )?(?:[a-z]{{1,12}} ){{0,3}}")
#: A penalty that was only thought of: "intends to fine it £2 million", "the £2 million that it had proposed".
_THOUGHT = regex(
    r"\b(?:intent|intentions?|intend(?:s|ed|ing)?|propos(?:e|ed|es|ing|als?)|provisional(?:ly)?|consider(?:ed|ing|s)|"
    r"contemplat(?:ed|ing|es)|plan(?:s|ned|ning)|recommend(?:ed|s|ing)|threaten(?:ed|s|ing)|draft|potential(?:ly)?|"
    r"possible|minded to|mulling|toying with|risk(?:s|ed|ing)?|could|might|would|may (?:also |still |now |"
    r"yet )?(?:be|face|have)|if)\b"
)
_TURN = regex(r"[;,$€£]|\b(?:but|instead|later|eventually|finally|ultimately|after|although|and|which)\b")
_EQUIVALENT = regex(r",? ?(?:\(|(?:or|worth|which is|valued at|then|equivalent to|equal to) )")
_LEAST_COST = 1000
#: Sums that nobody names where there was no blackmail.
_OF_BLACKMAIL = frozenset({"ransom_demand", "ransom_paid"})
_GAP = 40
_REACH = 130
#: How far off, in words, a cue may stand before and behind the amount.
_LIMITS = {
    "ransom": (14, 7), "demand": (10, 0), "paid": (8, 0), "pay": (8, 2), "fine": (10, 6), "settlement": (14, 9),
    "cost": (8, 5), "stolen": (3, 8), "price": (14, 4), "compensation": (10, 9), "none": (7, 5), "authority": (25, 14),
    "data": (0, 8), "seller": (14, 0), "never": (9, 5), "silence": (0, 9),
}  # fmt: skip
_FARTHEST = max(map(max, _LIMITS.values()))
#: No sentence that tells of an incident names more sums.
_MOST = 24

#: Cues that speak for no kind by themselves.
_HELPERS = frozenset({"none", "authority", "data", "paid", "pay", "silence", "seller"})

#: What a gang took from all that it hit is nobody's own ransom: "has made $500 million over the last two years".
_TAKEN = frozenset({"ransom_demand", "ransom_paid"})
_OF_ALL_VICTIMS = regex(
    r"\b(?:over|in|during|within) the (?:last|past) (?:\w+ )?(?:years?|months)\b|"
    r"\bsince (?:(?:it|they) (?:began|emerged|appeared|surfaced|started)|(?:19|20)\d\d)|"
    r"\bfrom (?:(?:its|their|all|many|hundreds|dozens|thousands|scores|more|over|about|some|of|than|at|least|"
    r"\d[\d,]*) ){1,4}(?:\w+ )?(?:victims|organi[sz]ations|companies|firms|entities|hospitals|schools)\b"
)
#: What those whose data it is, or who look at it, are charged, is no ransom of the house: "visitors could pay $50".
_BY_ANYBODY = regex(
    r"\b(?:visitors?|patients?|individuals?|people|anyone|anybody|everyone|members?|buyers?|customers?|students?|"
    r"parents?|"
    r"clients?|recipients?|viewers|readers|shoppers|employees|families|each person|browsers)"
    r"(?: (?:could|can|may|might|must|were|was|are|is|had|have|would|being|also|each|then|told|asked|invited|able|"
    r"offered|charged|to)){1,6} (?:pay(?:ing)?|charged|spend|send|transfer|buy)?[^.;,$€£]{0,24}[$€£]? ?$"
)

#: Coins that a victim has handed over: "had paid 3 bitcoin, about the price of a van".
_PAID_COINS = regex(r"\b(?:paid|handed over|sent)(?: (?:the|a|about|around|some|roughly|them|over)){0,3} $")
_BOUGHT = regex(
    r"[^.;]{0,40}? for (?:the |its |their |this |that |an? )?(?:[\w-]+ ){0,2}(?:data\w*|records|files|dump|sets?|"
    r"lists?|"
    r"access|cop(?:y|ies)|log-?ins?|accounts?|rows|sample)\b"
)
#: Before what access to systems was to cost, and no data: "offered access to the admin panel for".
_OF_ACCESS = regex(
    r"\baccess to (?:the |its |their |an? )?(?:[\w-]+ ){0,4}?(?:panels?|networks?|servers?|systems?|accounts?|vpn|"
    r"environments?|infrastructure|back-?end|dashboards?|shells?|admin\w*|consoles?|"
    r"mailbox\w*)(?: of [\w' -]{1,40}?)? "
    r"(?:for|at)(?: (?:just|only|about|around|some))? $"
)


class Sum(NamedTuple):
    """An amount of money, and the code of its currency."""

    quantity: Quantity
    currency: str


def claims(scan: Scan) -> Iterator[Claim]:
    """The sums of money that have to do with an incident, each with its kind."""
    found = list(_claims(scan))
    sums = [claim.value for claim in found if isinstance(claim.value, Money)]
    imposed = {(one.amount, one.currency) for one in sums if one.kind == "fine"}
    settled = "settle" in scan.lower
    yield from (claim if settled else _as_imposed(claim, imposed) for claim in found)


def _as_imposed(claim: Claim, imposed: Collection[tuple[float, str]]) -> Claim:
    """The claim of what is to be paid as a fine where the text tells that one of this height was imposed."""
    one = claim.value
    if not isinstance(one, Money) or one.kind != "settlement" or (one.amount, one.currency) not in imposed:
        return claim
    return replace(claim, value=replace(one, kind="fine"))


def _claims(scan: Scan) -> Iterator[Claim]:
    for line in scan.body:
        if "currency" not in line.marks:
            continue
        found = sums(scan, line)
        for one, told in zip(found, features(scan, line, found), strict=True):
            kind, distance = _meant(scan.lower, line, one.quantity)
            kind = roles.weighed(_coins_paid(scan.lower, line, one, kind), told)
            kind = swindle.meant(scan, line, one.quantity.opening, kind)
            if _is_no_sum_here(scan, line, one, kind):
                continue
            if kind and not (kind == "cost" and one.quantity.value < _LEAST_COST):
                claim = _claim(scan, line, one, kind, 0.9 - 0.02 * min(distance, 15))
                yield claim
                if kind in _OF_BLACKMAIL and claim.asserted:
                    yield replace(claim, field="extortion", value="yes")


def sums(scan: Scan, line: Line) -> list[Sum]:
    """The sums of a sentence; of two that say the same only one."""
    return list(_without_equivalents(scan.lower, list(islice(_sums(scan.lower, line), _MOST))))


def features(scan: Scan, line: Line, found: Sequence[Sum]) -> list[set[str]]:
    """What the model of kinds sees of each of the sums `found` in a sentence."""
    sentence = scan.text[line.start : line.end]
    places = [(one.quantity.opening - line.start, one.quantity.end - line.start) for one in found]
    return [
        roles.features(sentence, place, places, one.currency, one.quantity.value)
        for one, place in zip(found, places, strict=True)
    ]


def _is_no_sum_here(scan: Scan, line: Line, one: Sum, kind: str | None) -> bool:
    """Whether the sum is what a gang took from all its victims, a penalty only thought of, or one of another matter."""
    if kind in _TAKEN and _OF_ALL_VICTIMS.search(scan.lower, line.start, line.end):
        return True
    if kind == "fine" and _thought_of(scan.lower, line, one.quantity):
        return True
    return is_recalled(scan, line, kind, (one.quantity.opening, one.quantity.end))


def _coins_paid(lower: str, line: Line, one: Sum, kind: str | None) -> str | None:
    """`kind`, or a ransom where coins were paid and nothing was bought for them."""
    if kind not in ("asking_price", "cost") or one.currency not in roles.CRYPTO:
        return kind
    paid = _PAID_COINS.search(lower, max(line.start, one.quantity.opening - _GAP), one.quantity.opening)
    return "ransom_paid" if paid and not _BOUGHT.match(lower, one.quantity.end, line.end) else kind


def _meant(lower: str, line: Line, quantity: Quantity) -> tuple[str | None, int]:
    """The kind of sum that the words beside it, or the cues around it, make of it, and how far off these stand."""
    sentence, amount = (line.start, line.end), (quantity.opening, quantity.end)
    told = worded(lower, sentence, amount)
    told = loss(lower, sentence, amount) if told is None else told
    return _kind(_cues(lower, line, quantity)) if told is None else (told or None, 1)


def _claim(scan: Scan, line: Line, one: Sum, kind: str, confidence: float) -> Claim:
    quantity = one.quantity
    value = Money(kind, quantity.value, one.currency, quantity.bound)
    of_access = kind == "asking_price" and _OF_ACCESS.search(scan.lower[line.start : quantity.opening])
    by = f"{BY}.access" if of_access else BY
    claim = scan.claim(line, quantity.opening, quantity.end, field="money", value=value, by=by, confidence=confidence)
    if kind == "ransom_demand" and _BY_ANYBODY.search(scan.lower, line.start, quantity.opening):
        claim = replace(claim, note=OF_EACH)
    # "or the data would not be deleted" denies nothing of the sum, "did not pay" does; what is named is not withheld
    given = claim.status is Status.WITHHELD or (claim.status is Status.DENIED and kind != "ransom_paid")
    return replace(claim, status=Status.STATED) if given else claim


def _sums(lower: str, line: Line) -> Iterator[Sum]:
    """The amounts in `line` that a currency stands beside; of a range the upper end."""
    for quantity in numerals.sums(lower, line.start, line.end):
        found = _priced(lower, line, quantity)
        if found is None or _RANGE.match(lower, quantity.end, line.end):
            continue
        yield found._replace(quantity=bounded(lower, found.quantity, line.start))


def _priced(lower: str, line: Line, quantity: Quantity) -> Sum | None:
    """The amount with its currency and the place of both, or None where none stands beside it."""
    names = classes("currencies")
    start = max(line.start, quantity.start - 6)
    sign = _SIGN.search(lower[start : quantity.start])
    if sign and (currency := names.get(sign.group().strip())):
        return Sum(quantity._replace(start=start + sign.start()), _dollars(lower, quantity, currency))
    name = _NAME.match(lower, quantity.end, line.end)
    if name and (currency := names.get(name.group(1)) or named(lower, name.group(1).split()[-1])):
        return Sum(quantity._replace(end=name.end()), currency)
    before = lower[max(line.start, quantity.start - 16) : quantity.start]
    if before.endswith("-") and (sign := re.search(r"([$€£])[\d.,]{1,9}-$", before)):
        return Sum(quantity, names[sign.group(1)])
    return None


def _dollars(lower: str, quantity: Quantity, currency: str) -> str:
    """The currency of "$1,000,000 (AUD)": a code behind the amount says whose dollars they are."""
    name = _NAME.match(lower, quantity.end) if currency == "USD" else None
    return classes("currencies").get(name.group(1), currency) if name else currency


def _without_equivalents(lower: str, sums: list[Sum]) -> Iterator[Sum]:
    """`sums` without those that only convert their neighbour (of coins and money the money), or that it replaces."""
    skip = False
    for one, following in zip_longest(sums, sums[1:]):
        if skip:
            skip = False
        elif following and _converts(lower, one, following):
            skip = True
            yield _together(one, following) if one.currency in roles.CRYPTO else one
        elif not (following and _replaced(lower, one.quantity, following.quantity)):
            skip = following is not None and _former(lower, one.quantity, following.quantity)
            yield one


def _thought_of(lower: str, line: Line, quantity: Quantity) -> bool:
    """Whether the words of a penalty's own clause tell that it was not, or not yet, imposed."""
    if quantity.bound == "up_to":
        return True
    before = lower[max(line.start, quantity.opening - _REACH) : quantity.opening]
    after = lower[quantity.end : min(line.end, quantity.end + _GAP)]
    return any(map(_THOUGHT.search, (_TURN.split(before)[-1], _TURN.split(after)[0])))


def _converts(lower: str, one: Sum, following: Sum) -> bool:
    if following.quantity.start - one.quantity.end >= _GAP:
        return False
    between = one.currency != following.currency and _ROUGHLY.match(lower, one.quantity.end)
    return bool(between or _EQUIVALENT.match(lower, one.quantity.end))


def _together(coins: Sum, worth: Sum) -> Sum:
    """What coins are worth, with the coins as part of its evidence."""
    return worth._replace(quantity=worth.quantity._replace(opening=coins.quantity.opening))


def _replaced(lower: str, one: Quantity, following: Quantity) -> bool:
    """Whether `one` was lowered to the sum that follows it."""
    between = lower[one.end : following.opening]
    if _LOWERED.fullmatch(between):
        return True
    return len(between) < _GAP and between.endswith(" to ") and _stands_before(_AFTER_FROM, lower, one)


def _former(lower: str, one: Quantity, following: Quantity) -> bool:
    """Whether what follows `one` is the sum that it was lowered from."""
    between = lower[one.end : following.opening]
    if _CUT_FROM.fullmatch(between):
        return True
    from_it = _LOWERED_FROM.fullmatch(between) is not None
    return from_it and _stands_before(_AFTER_TO, lower, one)


def _stands_before(cue: re.Pattern[str], lower: str, one: Quantity) -> bool:
    return cue.search(lower[max(0, one.opening - _REACH) : one.opening]) is not None


def _cues(lower: str, line: Line, quantity: Quantity) -> dict[str, int]:
    """How far off, in words, the nearest cue of each kind stands."""
    near: dict[str, int] = {}
    left = _TOKEN.findall(lower, max(line.start, quantity.opening - _REACH), quantity.opening)[::-1]
    right = _TOKEN.findall(lower, quantity.end, min(line.end, quantity.end + _REACH))
    about_data = right[:1] == ["for"]
    for side, tokens in enumerate((left, right)):
        for at, word in enumerate(tokens[:_FARTHEST]):
            if word == ";":
                break
            following = tokens[at + 1] if at + 1 < len(tokens) else ""
            pair = f"{word} {following}" if side else f"{following} {word}"
            for cue in {_class(word), _class(pair)} - {None}:
                if cue and at < _LIMITS[cue][side] and (cue != "data" or about_data):
                    near[cue] = min(near.get(cue, 99), at)
    return near


def _class(word: str) -> str | None:
    return classes("money_cues").get(word)


def _kind(cues: dict[str, int]) -> tuple[str | None, int]:
    """The kind of sum that `cues` speak for, and how far off the nearest of them stands."""
    if "never" in cues:
        return None, 0
    others = {cue: at for cue, at in cues.items() if cue not in _HELPERS}
    nearest = min(others, key=others.__getitem__, default=None)
    if "none" in cues and cues["none"] <= others.get(nearest or "", 99):
        return None, 0
    if nearest is None and "paid" in cues and "silence" in cues:
        return "ransom_paid", 5
    if nearest is None:
        paid = "authority" in cues and ("paid" in cues or "pay" in cues)
        return ("settlement" if paid else None), 5
    return _named(nearest, cues), others[nearest]


def _named(nearest: str, cues: dict[str, int]) -> str:
    if nearest in ("ransom", "demand", "price"):
        return _asked(nearest, cues)
    if nearest == "stolen":
        return "stolen_funds"
    if "settlement" in cues:
        return "settlement"
    return nearest


def _asked(nearest: str, cues: dict[str, int]) -> str:
    """Whether what is asked for is a ransom or a price: "demands $2,500 for the database" is a price."""
    if "ransom" in cues and ("paid" in cues or nearest != "price"):
        return "ransom_paid" if "paid" in cues and "demand" not in cues else "ransom_demand"
    if nearest == "demand" and not cues.keys() & {"data", "seller"}:
        return "ransom_demand"
    return "asking_price"
