"""What words that name a class of data mean in their sentence, where that is another class, or none."""

from __future__ import annotations

from affidavit.model.regex import regex

#: Cards with which nobody pays, by what stands beside them, and those with which somebody does.
_OTHER_CARD = regex(
    r"\b(?:library|libraries|bookmobile|reading room|gym|fitness club|membership|loyalty|transit|bus pass)\b"
)
_PAYS = regex(
    r"\b(?:credit|debit|bank|payment|charge|visa|mastercard|amex|expir\w+|cvv|cvc|check-?out|purchas\w+|paid)\b"
)
_CARD_NUMBER = regex(r"cards? numbers?")
#: Behind "the last four digits": the number of something that is no card.
_OF_ACCOUNT = regex(
    r" (?:of|on|from) (?:[\w']{2,12} )?(?:(?:bank|savings|checking|member|customer|policy|loan) )?"
    r"(?:account|policy|member|customer|loan|phone|telephone|mobile|iban|passport|licen[cs]e)\b(?! cards?\b)"
)
_PUPILS = regex(r"\b(?:students?|pupils?|schoolchildren)\b")
#: Before the people whose own details those are.
_CONTACT = regex(r"\bcontact $")
_OF_PARENTS = regex(
    r"(?:contact )?(?:details|information|data) (?:of|on|about|for) (?:the |their )?(?:parents|guardians)"
)
_CARDS, _PARTIAL = "Credit cards", "Partial credit card data"
_STAFF, _KIN = "Employment records", "Family members' names"


def as_meant(lower: str, start: int, end: int, name: str) -> str | None:
    """The class that the words at `[start, end)` of a sentence name, by what the lexicon takes them for."""
    if name == _CARDS and _CARD_NUMBER.fullmatch(lower, start, end):
        return "Customer numbers" if _OTHER_CARD.search(lower) and not _PAYS.search(lower) else name
    if name == _PARTIAL and "card" not in lower[start:end] and _OF_ACCOUNT.match(lower, end):
        return None
    if name == _STAFF and lower.startswith("disciplin", start) and _PUPILS.search(lower):
        return "Education records"
    if name == _KIN and _OF_PARENTS.fullmatch(lower, start, end):
        contact = lower.startswith("contact", start) or _CONTACT.search(lower[max(0, start - 8) : start])
        return None if contact else name
    return name
