"""Who says a thing: the subject of the verb of saying that the words stand under."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.assertion.clauses import REFUTING
from affidavit.model.claim import Speaker
from affidavit.model.packaged import packaged_lines

if TYPE_CHECKING:
    from affidavit.extract.assertion.clauses import Sentence

SAYING = frozenset(
    "said say says saying told tells states stated announced announces reveals revealed wrote writes warned warns "
    "notes noted explained explains added adds adding believes asserts insisted insists maintains advised "
    "acknowledged acknowledges admitted admits confirmed confirms confirm disclosed discloses denied denies "
    "reported reports reporting claims claim claimed claiming alleges alleged alleging boasted bragged "
    "stating described describes according maintain maintained boasts boasting brags contends contended "
    "offering offers offered advertised advertises advertising selling sells peddling promises promised speaks lists "
    "mentions".split()
)
_CLAIMING = frozenset(
    "claims claim claimed claiming alleges alleged alleging boasted boasts boasting bragged brags".split()
)
#: What says something only where an attacker does it: whoever sells data claims to have them.
_OFFERING = frozenset(
    "offering offers offered advertised advertises advertising selling sells peddling promises promised speaks lists "
    "mentions".split()
)
#: How those call themselves who sell what they stole: "a user with the handle".
_UNDER_A_NAME = frozenset("handle alias moniker nickname pseudonym himself herself themselves".split())
#: Who says this of himself did it: "said he had stolen", "says it broke into".
_I = frozenset("it he she they i we having".split())
_I_DID = frozenset(
    "stole stolen copied exfiltrated hacked breached downloaded dumped grabbed swiped pilfered siphoned".split()
)
_I_WENT = frozenset("got gotten broke broken hacked tunnelled sneaked snuck wormed".split())
_HAVE = frozenset("had has have that of also already to previously first".split())
_CLAIMED = frozenset(("claimed", "claim", "alleged"))
_OF_CLAIM = frozenset("to that it they he she responsibility credit".split())
#: What these verbs say ends where another clause begins: "denied that it was hacked, after a user offered".
DENYING = frozenset(("denied", "denies", "refuted", "refutes", "disputed", "disputes"))
_CONFIRMING = frozenset("confirmed confirms confirm acknowledged acknowledges admitted admits".split())
_REPORTING = frozenset("reported reports reporting revealed reveals".split())
#: Verbs of saying only before what is said: "added malware to the site" says nothing.
_ADDING = frozenset("adds added adding".split())
_SAID = frozenset(("that", ",", '"', ":", "it", "its", "they"))
#: What follows a claim that is no statement: "claims to be", "claimed victims".
_NO_STATEMENT = frozenset(("lives", "victims", "$", "\u20ac", "\u00a3"))
#: Words before a thing that is called a claim or alleged: "his claims", "an alleged seller".
_BEFORE_NOUN = frozenset(
    "a an the this these those such his her their its of any all these s hackers' attackers'".split()
)
#: Participles that anything before them may belong to: "emails from Acme's addresses claiming that".
_VAGUE = frozenset(("claiming", "alleging", "reporting"))
_NOBODY = frozenset(("no", "nobody", "neither", "none"))
_ADVERBS = frozenset("first also later initially then previously now recently and has had have".split())
#: Before a second verb of the same subject: "the hacker apologised to Acme and claimed".
_COORDINATING = frozenset(("and", "but", "then"))
_PRONOUNS = frozenset(("he", "she", "they", "who"))
_PASSIVE = frozenset("was were is are be".split())
_CRIMINAL = frozenset("ransomware hacking hacker hackers extortion threat hacktivist criminal cybercrime gang".split())
_JOINING = frozenset("but and however although though while whereas yet".split())
#: What follows a verb of saying that closes what was said: "..., the company said in a statement".
_AFTER_ASIDE = frozenset(', " ) in on to at during last this via through when after earlier today'.split())
#: Words beside a claim that is filed and not made.
_FILED = frozenset(
    "information number numbers data history histories form forms file files processing processor processors "
    "administrator insurance medical health warranty dental benefit benefits compensation disability".split()
)
_REACH = 10
#: Behind a document, those to whom it goes and who do not speak by it: "a notice filed with the regulator".
_ADDRESSED = frozenset("with to filed submitted sent lodged mailed shared recorded provided".split())
_DOCUMENTS = frozenset(
    "notice notices notification notifications letter letters filing filings form forms disclosure disclosures "
    "statement email document documents report".split()
)
#: What makes others its object: "worked with experts to confirm".
_HELPED = frozenset("hired engaged retained with asked brought appointed commissioned using".split())
#: What is its author's, where one is named before it: "the regulator's report".
_AUTHORED = frozenset(("report", "research"))
#: A seller's, unless it is an authority's: "a listing at the office of the attorney general".
_LISTINGS = frozenset(("listing", "listings"))
_OFFICIAL = frozenset(
    "attorney regulator regulator's regulators commissioner commissioner's ombudsman portal registry register "
    "department ministry state state's states federal hhs ocr civil government authority authority's exchange".split()
)
#: How far from a verb of saying a name in quotation marks may open: three words and the marks.
_ALIAS = 5
_DESCRIBING = frozenset("a an the one which who whose as formerly based also posted published dated".split())


#: A name in a sentence: where it stands in the sentence, and whose word it is when it speaks.
Voice = tuple[int, int, Speaker]


class Saying(NamedTuple):
    """A verb of saying: its place, the words that name who speaks, what they are, and what kind of verb it is.

    `noun` is the speaker that a noun among the words `[low, high)` tells of, if one does; `pronoun` where they are
    no more than a pronoun; `behind` where the verb follows what was said: "..., the company said".
    """

    at: int
    low: int
    high: int
    noun: Speaker | None
    pronoun: bool
    behind: bool
    verb: str

    @property
    def confirms(self) -> bool:
        """Whether the verb admits what others claim."""
        return self.verb in _CONFIRMING


@cache
def _nouns() -> tuple[dict[str, str], frozenset[str]]:
    """What nouns and pairs of words tell of who speaks, and all words of them."""
    lines = packaged_lines(__package__, "speakers.tsv")
    kinds = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return kinds, frozenset(word for noun in kinds for word in noun.split())


#: Verbs of saying that are things as well, and what is done to those.
_ALSO_THINGS = frozenset({"reports", "notes", "states", "posts", "estimates", "details", "warns", "shows"})
#: Before the states of a country, "u.s." among them.
_BEFORE_STATES = frozenset("united s us several many other all both member federal some these those most".split())
_DEEDS = frozenset(
    "accessed viewed downloaded copied stole took obtained opened read sent emailed published leaked had has have held "
    "contained included encrypted removed deleted acquired exfiltrated saw saved forwarded posted exposed stored kept "
    "searched altered changed".split()
)
#: A verb of saying, and who speaks by it.
Said = tuple[Saying, Speaker]


def said_in(sentence: Sentence, voices: Sequence[Voice]) -> tuple[Said, ...]:
    """The verbs of saying of a sentence, in their order; `voices` are the names whose role the whole text shows."""
    words = sentence.words
    found: list[Saying] = []
    for index in [index for index, word in enumerate(words) if word in SAYING]:
        if not _says(sentence, words, index) or (words[index] in _CLAIMING and _is_noun(sentence, found, index)):
            continue
        saying = _saying(sentence, words, found, index)
        if saying is None or (saying.verb in _OFFERING and not _is_attacker(sentence, saying)):
            continue
        found.append(saying)
    return tuple([(saying, _who(sentence, saying, voices)) for saying in found])


def _says(sentence: Sentence, words: list[str], index: int) -> bool:
    """Whether the word is a verb of saying here: active, and with something that is said."""
    word, following = words[index], words[index + 1 : index + 3]
    if word == "according":
        return following[:1] == ["to"]
    if word in _OFFERING and "not" in words[max(0, index - 2) : index]:
        return False
    progressive = word in _OFFERING and word.endswith("ing")
    if index in sentence.passive or (index and words[index - 1] in _PASSIVE and not progressive):
        return False
    if following[:1] == ["by"] and word not in _CLAIMING:
        return False
    if word in _CLAIMING:
        return following != ["to", "be"] and not _NO_STATEMENT.intersection(following[:1])
    if (word in _REPORTING and following[:1] == [","]) or (word == "states" and _are_lands(words[:index])):
        return False  # "their account details revealed, ..."
    if word not in _ADDING or not following or following[0] in _SAID:
        return True
    return index > 1 and words[index - 1] in (",", '"')


def _are_lands(before: list[str]) -> bool:
    return bool(before) and (before[-1] in _BEFORE_STATES or before[-1].isdigit())


def _is_noun(sentence: Sentence, found: list[Saying], index: int) -> bool:
    """Whether "claims" is a thing: an insurance claim, or what another speaks of ("confirmed the hackers' claims")."""
    around = sentence.words[max(0, index - 1) : index + 2]
    if _reports_claim(sentence, index):
        return False
    if _FILED.intersection(around) or (index and (around[0] in _BEFORE_NOUN or around[0].endswith("'s"))):
        return True
    return bool(found) and sentence.clauses[found[-1].at] == sentence.clauses[index] and not found[-1].behind


def _reports_claim(sentence: Sentence, index: int) -> bool:
    """Whether somebody else is said to claim: "said that the group claimed to have taken".

    "Data claimed to have been taken" has nobody who claims.
    """
    words = sentence.words
    before = words[index - 1] if index else "the"
    past = words[index] in _CLAIMED and before not in _BEFORE_NOUN and not before.endswith("'s")
    return past and index + 3 not in sentence.passive and not _OF_CLAIM.isdisjoint(words[index + 1 : index + 2])


def _saying(sentence: Sentence, words: list[str], found: list[Saying], index: int) -> Saying | None:
    if words[index] == "according":
        return _according(words, index)
    start = _subject_start(sentence, words, index)
    if words[index - 1] in _COORDINATING and (shared := _shared(sentence, words, index)):
        return shared
    if _ADVERBS.issuperset(words[start:index]) and words[start - 1 : start] == [","]:
        start = index
    if start == index:
        participle = words[index].endswith("ing")
        return _participle(sentence, words, found, index) if participle else _inverted(words, index)
    subject = _without_addressee(words[start:index])
    if _NOBODY.intersection(subject) or _only_helps(sentence, subject, index):
        return None
    if words[index] in _ALSO_THINGS and not _DEEDS.isdisjoint(subject):
        return None  # "the attacker viewed payroll reports that"
    behind = start > 2 and words[start - 1] in (",", '"') and words[start] not in _JOINING
    quoted = behind and words[start - 1] == '"' and words[start - 2] in (",", ".")
    behind = behind and (quoted or index + 1 == len(words) or words[index + 1] in _AFTER_ASIDE)
    pronoun = len(subject) < 3 and not _PRONOUNS.isdisjoint(subject)
    noun = _among(subject if subject[-1] in _COORDINATING else subject[::-1])
    return Saying(index, start, index, noun, pronoun, behind, words[index])


def _shared(sentence: Sentence, words: list[str], index: int) -> Saying | None:
    """A second verb of a subject that is far before it: "a group calling itself Voltmoth listed Acme and said"."""
    low = index
    while low and words[low - 1] not in ('"', ";", "that") and sentence.clauses[low - 1] == sentence.clauses[index]:
        low -= 1
    if index - low <= _REACH or "," in words[low:index]:
        return None
    return Saying(index, low, index, _among(words[low : low + _REACH // 2]), False, False, words[index])


def _according(words: list[str], index: int) -> Saying:
    """Who "according to" names, up to the comma."""
    low = high = index + 2
    while high < len(words) and high - low < _REACH and words[high] not in (",", ":", ";"):
        high += 1
    noun = _among(_without_addressee(words[low:high]))
    return Saying(index, low, high, noun, False, index > 2, "according")


def _without_addressee(words: list[str]) -> list[str]:
    """The words that name who speaks, without those to whom a document of theirs went."""
    for at, word in enumerate(words):
        if word in _ADDRESSED and at and words[at + 1 : at + 2] != ["by"] and not _DOCUMENTS.isdisjoint(words[:at]):
            return words[: at + 1]
    return words


def _only_helps(sentence: Sentence, subject: list[str], index: int) -> bool:
    """Whether those before an infinitive are whom another verb has for its object: "hired experts to confirm"."""
    if len(subject) < 2 or subject[-1] != "to" or subject[-2] not in _nouns()[1]:
        return False
    return not _HELPED.isdisjoint(sentence.words[max(0, index - _REACH) : index])


def _inverted(words: list[str], index: int) -> Saying | None:
    """A verb of saying without a subject right before it: `," said the gang`, or `Acme, a shop, (first) said`."""
    if not index or words[index - 1] not in (",", '"', *_ADVERBS):
        return None
    refuting = next((at for at, word in enumerate(words[:index]) if word in REFUTING), 0)
    if refuting and words[index] == "says":  # a headline: "Thief disputes account, says"
        return Saying(index, 0, refuting, _among(words[:refuting]), False, False, "says")
    apposed = _apposition(words, index)
    if apposed and '"' not in words[index - 2 : index]:
        return Saying(index, 0, apposed, _among(words[: index - 1]), False, False, words[index])
    to_police = words[index] == "reported" and "to" in words[index + 2 : index + 6]  # "..., reported it to"
    if to_police or words[index + 1 : index + 2] == ["that"] or words[index - 1] in _ADVERBS:
        return None
    low, high = index + 1, min(index + 1 + _REACH, len(words))
    return Saying(index, low, high, _among(words[low:high]), False, index > 2, words[index])


def _participle(sentence: Sentence, words: list[str], found: list[Saying], index: int) -> Saying | None:
    """`..., saying that`: whoever spoke before in the sentence, else whoever its clause is about."""
    if found:
        return found[-1]._replace(at=index, behind=False, verb=words[index])
    if index < 2 or words[index - 1] != ",":
        return None
    low = high = index - 1
    while low and sentence.clauses[low - 1] == sentence.clauses[high - 1]:
        low -= 1
    return Saying(index, low, high, _among(words[low:high]), False, False, words[index])


def _apposition(words: list[str], index: int) -> int:
    """The end of a name that opens the sentence, or follows its dateline, where a description in commas comes next."""
    first = next((at for at in range(1, index - 1) if words[at] == "," and words[at + 1] in _DESCRIBING), 0)
    return first if first < 2 * _REACH else 0


def _subject_start(sentence: Sentence, words: list[str], index: int) -> int:
    """Where the words of the subject begin: behind the last comma, quotation mark or clause."""
    start = _before_alias(words, index)
    while start and index - start < _REACH and words[start - 1] not in (",", '"', ";", "that"):
        if sentence.clauses[start - 1] != sentence.clauses[index]:
            break
        start -= 1
    return start


def _before_alias(words: list[str], index: int) -> int:
    """Where a name in quotation marks that ends a subject opens: 'a hacker who goes by "voltmoth" told'."""
    marks = [at for at in range(max(0, index - _ALIAS), index) if words[at] == '"']
    if marks[1:] != [index - 1] or "," in words[marks[0] - 1 : index]:
        return index
    return marks[0]


def _among(words: list[str]) -> Speaker | None:
    """The speaker that the first telling noun of `words` names."""
    nouns, telling = _nouns()
    if telling.isdisjoint(words):
        return None
    for at, word in enumerate(words):
        if word not in telling:
            continue
        beside = words[max(at - 1, 0) : at] + words[at + 1 : at + 2]  # the words may be in reverse order
        pairs = [pair for other in beside for pair in (f"{other} {word}", f"{word} {other}")]
        kind = next((nouns[pair] for pair in pairs if pair in nouns), nouns.get(word))
        if kind == "group":
            return Speaker.ATTACKER if _CRIMINAL.intersection(words[max(0, at - 3) : at + 4]) else Speaker.ORGANIZATION
        if kind == "unknown" or kind is None or (word in _LISTINGS and not _OFFICIAL.isdisjoint(words)):
            continue
        if word in _AUTHORED and (author := _author(words, at)) is not None:
            return author
        return Speaker(kind)
    return None


def _author(words: list[str], at: int) -> Speaker | None:
    """Whose report it is: "the regulator's report", "a report by the police"."""
    nouns, _ = _nouns()
    owners = (word.removesuffix("'s").removesuffix("'") for word in words if word.endswith(("'s", "s'")))
    for rest in (words[at + 1 :], words[:at][::-1]):
        if rest[:1] in (["by"], ["from"]):
            return _among(rest[1:])
    kinds = [nouns.get(owner) for owner in owners]
    return next((Speaker(kind) for kind in kinds if kind not in {None, "group", "unknown"}), None)


def _by_verb(verb: str) -> Speaker:
    """Who speaks when only a name stands before the verb: names that claim are mostly the attackers'."""
    if verb in _CLAIMING:
        return Speaker.ATTACKER
    return (
        Speaker.PRESS if verb in _REPORTING or (verb.endswith("ing") and verb != "according") else Speaker.ORGANIZATION
    )


def said_of(found: tuple[Said, ...], index: int) -> Said | None:
    """The verb of saying that the word at `index` stands under, and who speaks by it; or None."""
    behind = None
    for said in reversed(found):
        if said[0].behind:
            behind = said
        elif said[0].at < index:
            return said
    return behind


def _who(sentence: Sentence, saying: Saying, voices: Sequence[Voice]) -> Speaker:
    """Who speaks: a noun, unless a name beside it is the attacker's; else a name; else as the verb lets expect."""
    if _owns_up(sentence.words, saying.at) or not _UNDER_A_NAME.isdisjoint(sentence.words[saying.low : saying.high]):
        return Speaker.ATTACKER
    if saying.noun is not None and saying.noun is not Speaker.ORGANIZATION:
        return saying.noun
    named = None if saying.verb in _VAGUE else _named(sentence, saying, voices)
    if named is Speaker.ATTACKER:
        return named
    return saying.noun or named or _by_verb(saying.verb)


def _is_attacker(sentence: Sentence, saying: Saying) -> bool:
    return saying.noun is Speaker.ATTACKER or not _UNDER_A_NAME.isdisjoint(sentence.words[saying.low : saying.high])


def _owns_up(words: list[str], at: int) -> bool:
    """Whether who speaks says to have done it: "said that he had broken into", "boasted of having copied"."""
    following = words[at + 1 : at + 1 + _ALIAS + 2]
    for place, word in enumerate(following):
        if word in _I_DID:
            return not _I.isdisjoint(following[:place])
        if word in _I_WENT:
            return not _I.isdisjoint(following[:place]) and following[place + 1 : place + 2] in (["into"], ["in"])
        if word not in _I and word not in _HAVE:
            return False
    return False


def _named(sentence: Sentence, saying: Saying, voices: Sequence[Voice]) -> Speaker | None:
    """The speaker that the last name among the subject's words is; the first where its own verb is among them."""
    if not voices or saying.low >= saying.high:
        return None
    low, high = sentence.span(saying.low, saying.high)
    far = saying.high - saying.low > _REACH
    return next((one for start, end, one in voices[:: 1 if far else -1] if low <= start and end <= high + 2), None)
