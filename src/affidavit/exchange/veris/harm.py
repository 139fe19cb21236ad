"""What was harmed: assets, attributes (data, operations), and what it cost."""

from __future__ import annotations

from affidavit.exchange.facts import Facts
from affidavit.exchange.veris.sheet import Sheet
from affidavit.exchange.veris.tables import Home, homes, shape
from affidavit.model import words
from affidavit.model.claim import Status
from affidavit.model.incident import Finding
from affidavit.model.value import Count, Money

_DISCLOSURE = "attribute.confidentiality.data_disclosure"
_DATA = "attribute.confidentiality.data"
_TOTAL = "attribute.confidentiality.data_total"
#: What somebody does who is after data; without it, data that lay open or was lost may not have been seen at all.
_INTRUSIONS = frozenset({"hacking", "malware", "social", "misuse"})
#: The names VERIS has for currencies that are no country's.
_COINS = {"BTC": "XBT", "ETH": "Ether", "LTC": "Litecoin"}
_AMOUNT = {"at_least": "min_amount", "up_to": "max_amount"}


def put_assets(facts: Facts, sheet: Sheet) -> None:
    """The assets, and whether they were in somebody's cloud."""
    for asset in facts.terms("asset"):
        _put_term("asset", asset, sheet)


def put_effects(facts: Facts, sheet: Sheet) -> None:
    """What stopped working, and what it did to the organisation's name."""
    for key in ("operations", "reputation"):
        for term in facts.terms(key):
            _put_term(key, term, sheet)


def put_data(facts: Facts, sheet: Sheet) -> None:
    """Whether data was disclosed, which, and how much."""
    sheet.put(_DISCLOSURE, _disclosure(facts))
    for term in facts.terms("data"):
        _put_term("data", term, sheet)
    if facts.values("data"):
        sheet.put("attribute.confidentiality.state", "Unknown")
    elif _disclosure(facts) == "Yes":
        sheet.put(f"{_DATA}.variety", "Unknown")
    for term in facts.terms("fate"):
        if _home("fate", term, _DISCLOSURE) is None:
            sheet.note("attribute.confidentiality", words.sentence(words.value("fate", term)))
    for finding in facts.told("affected"):
        _put_count(finding, sheet)


def _disclosure(facts: Facts) -> str:
    """Yes where data is stated to be taken, or published; Potentially where that is suspected, or it only lay open."""
    fates = {home.value for f in facts.told("fate") if (home := _home("fate", f.value, _DISCLOSURE))}
    firm = bool(facts.firm("data")) and not _only_exposed(facts)
    published = "Yes" in fates and bool(facts.firm("fate"))
    if facts.certainty == "Confirmed" and (firm or published):
        return "Yes"
    return "Potentially" if facts.values("data") or fates else "Unknown"


def _only_exposed(facts: Facts) -> bool:
    """Whether data only lay open, was lost or thrown away, and nobody is told of who was after it."""
    exposed = [_home("vector", vector, _DISCLOSURE) for vector in facts.terms("vector")]
    return bool(exposed) and all(exposed) and not _INTRUSIONS & set(facts.terms("action"))


def _home(key: str, term: object, path: str) -> Home | None:
    return next((home for home in homes().get((key, str(term)), ()) if home.path == path), None)


def _put_count(finding: Finding, sheet: Sheet) -> None:
    """A number where VERIS has a place for it, its bound in a note."""
    count = finding.value
    if not isinstance(count, Count):
        return
    said = words.count(count)
    (home,) = homes()["unit", count.unit]
    if home.path.endswith(".notes") or sheet.has(home.path):
        sheet.note("attribute.confidentiality", f"Affected: {said}.")
        return
    sheet.put(home.path, count.number)
    if count.bound != "exact" or count.low is not None:
        sheet.note(home.path.rpartition(".")[0], f"Affected: {said}.")
    if home.path == _TOTAL:
        _put_amount(count, sheet)


def _put_amount(count: Count, sheet: Sheet) -> None:
    """The number beside the one variety that it can only be of."""
    varieties = sheet.varieties(_DATA)
    of = ["Payment"] if count.unit == "cards" else varieties
    if len(of) == 1 and of[0] in varieties:
        sheet.put_object(_DATA, {"variety": of[0], "amount": count.number})


def put_losses(facts: Facts, sheet: Sheet) -> None:
    """Losses by kind, those in the currency of the first; other sums and demands in notes."""
    sums = [f.value for f in facts.told("money") if isinstance(f.value, Money) and f.status is not Status.SUSPECTED]
    lost = [value for value in sums if homes()["money", value.kind][0].value and _currency(value)]
    currency = _currency(lost[0]) if lost else None
    if currency:
        sheet.put("impact.iso_currency_code", currency)
    for value in sums:
        counted = value in lost and _currency(value) == currency
        if counted:
            variety = homes()["money", value.kind][0].value
            sheet.put("impact.loss", {"variety": variety, _AMOUNT.get(value.bound, "amount"): _whole(value.amount)})
        if not counted or value.bound == "about":
            sheet.note("impact", words.sentence(words.value("money", value)))


def _whole(amount: float) -> float:
    return int(amount) if amount == int(amount) else amount


def _currency(value: Money) -> str | None:
    name = _COINS.get(value.currency, value.currency)
    return name if name in shape()["impact.iso_currency_code"].values else None


def _put_term(key: str, term: str, sheet: Sheet) -> None:
    """A term at its places; a note where it has none."""
    for home in homes().get((key, term), ()):
        if home.value:
            sheet.put(home.path, home.value)
        else:
            sheet.note(home.path.removesuffix(".notes"), words.sentence(words.value(key, term)))
