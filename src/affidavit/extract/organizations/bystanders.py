"""Names that no incident happens to, by what they are and how they stand: places, peoples, authorities at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.articles import is_article
from affidavit.extract.lists import table
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name, Party
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

_PLACES = frozenset({"country", "region", "city"})
#: How far the words before and behind a name are looked at.
_BEFORE, _BEHIND = 60, 80
_CAPITAL = r"[A-Z\u00c0-\u00de]"
# "in Alderbrook", "a man from Alderbrook", "Northfield, Alderbrook": what a place alone stands behind.
_IN = r"\b(?:in|near|outside|across|throughout|around|based in|located in)(?: the)? $"
_OF_PEOPLE = (
    r"\b(?:m[ae]n|wom[ae]n|persons?|people|residents?|citizens?|nationals?|teenagers?|year[- ]olds?) (?:from|of) $"
)
_LOCATED = regex(
    rf"{_IN}|{_OF_PEOPLE}|, (?:also |both |formerly |likewise )?of $|"
    r"\b(?:state|country|jurisdiction|location|place|city|region|province)(?: of [a-z]{3,20})?: $"
)
#: Names in a row behind "in": "hospitals in Molde, Volda and", "stores in".
_PLACES_IN = regex(
    r"\b(?:hospitals|schools|clinics|stores|shops|branches|offices|plants|factories|sites|towns|cities|villages|"
    r"districts|libraries|depots|warehouses|restaurants|hotels|homes|stations|operations|wards|surgeries) in "
    rf"(?:{_CAPITAL}[\w-]+(?:, | and |, and )){{0,6}}$"
)
#: One word that a comma, "and" or a small word follows.
_IN_A_ROW = regex(rf"(?:,| and|, and) {_CAPITAL}|[.,;:)]| [a-z]|$")
_COMMA = regex(r"\w, $")
#: Before a known town that is named for where something is: "a mill at Alderbrook", "the Alderbrook widow".
_TOWNWARDS = regex(
    r"\b(?:at|from|to|(?<!\bcity )(?<!\btown )(?<!\bport )(?<!\bcounty )(?<!\bvillage )(?<!\bborough )"
    r"(?<!\bcouncil )(?<!\bmunicipality )(?<!\buniversity )(?<!\bgovernment )of) $|-based $"
)
#: Before and behind one in "a Hove lettings agent".
_ONE_AT = regex(r"\b(?:an?|another|other|the|this|these|its|his|her|their|two|three|several|some|nearby|fellow) $")
_GOES_ON = regex(r" [a-z]")
#: Behind one: "Alderbrook pensioner", "Alderbrook's Larkfield Bank".
_TOWNSMAN = regex(
    r"(?:'s)? (?:(?:[a-z]+ ){0,2}(?:police|court|residents?|officials?|area|man|woman|widow|farmer|pensioners?|family|"
    r"lawyers?|solicitors?|judge|jury|office|branch|plant|mill|site|warehouse|depot|factory|headquarters|suburb|"
    r"firm|company|shop|crossing|airport|station|hotel|school|hospital|clinic|lab|studio|start-?up)\b|[A-Z])"
)
_THE = regex(r"\bthe $")
_SEATED = regex(
    r"(?:-based)? (?:company|firm|retailer|insurer|lender|carrier|maker|manufacturer|producer|developer|"
    r"start-?up|operator|"
    r"branch|headquarters|box office|studio|brewer|publisher|business)\b"
)
#: What stands before the name of somebody who holds an office, and behind that of somebody who is told of.
_OFFICES = (
    r"superintendent|chief (?:executive|technology|information|financial|operating|constable)(?: officer)?|president|"
    r"director|spokes(?:man|woman|person)|researchers?|analyst|professor|councill?or|mayor|selectman|selectwoman|"
    r"constable|detective|inspector|sheriff|judge|senator|minister|manager|lawyer|attorney|founder|engineer|reporter|"
    r"headteacher|principal|(?:board|council) member|managing partner|co-?founder|commissioner|chairman|chairwoman|"
    r"economist|consultant|secretary|coordinator|administrator|ceo|cfo|cio|cto|ciso|coo|sgt|lt|capt|col|rev|"
    r"mr|mrs|ms|prof"
)
_OFFICE = regex(rf"\b(?:{_OFFICES}|dr)\.? $")
#: Before the name of one of its people, or of another's: "another provider, ", "a former nurse,".
_ONE_OF_THEM = regex(
    r"\b(?:another (?:[\w-]+ )?provider|(?:an?|another|one|former|ex-)(?: former)? (?:[\w-]+ ){0,2}(?:employee|"
    r"physician|doctor|"
    r"nurse|clerk|worker|student|volunteer|technician|officer|intern|resident|aide|secretary|receptionist|dentist|"
    r"optometrist|therapist|accountant|teacher|pharmacist|surgeon|chiropractor|psychologist|assistant|janitor|"
    r"driver)),? "
    r"(?:dr\.? )?(?:named |called )?$"
)
_DESCRIBED_PERSON = regex(
    r", [1-9]\d, (?!\d)|"
    r", whose (?:son|daughter|wife|husband|mother|father|child|children|parents|family|sister|brother|grand\w{3,9}) |"
    r",? (?:who (?:chairs|heads|leads|runs)|aged \d\d|"
    r"(?:(?:its|the|a|an|one of its|their) )?(?:[\w-]+ ){0,3}?(?:director|chief executive|chief [a-z]{1,12} officer|"
    r"ceo|cio|ciso|spokes(?:man|woman|person)|manager|mayor|sheriff|superintendent|president|chair(?:man|woman|person)?|"
    r"head(?:teacher)?|professor|commissioner|lawyer|solicitor|attorney) (?:of|at|for|with)\b|"
    r"(?:[\w.&'-]+ ){0,5}?[\w.&-]+(?:'s|s') (?:[\w-]+ ){0,3}?(?:director|spokes(?:man|woman|person)|president|"
    r"chancellor|provost|superintendent|chief (?:executive|[a-z]{1,12} officer)|ceo|cio|ciso|cto|general counsel)\b|"
    r"an? (?:[\w-]+ ){0,3}(?:researcher|analyst|lawyer|professor|expert|spokes(?:man|woman|person)|consultant|"
    r"lecturer|"
    r"journalist|blogger)\b(?! firm))"
)
# ", Oregon" behind a name that is in no list of places; ", N.Y." or ", Ore." can be nothing but a state.
_WITHIN = regex(rf", ({_CAPITAL}\w+(?: {_CAPITAL}\w+)?)(?=[\s,.;:)]|$)")
_IN_STATE = regex(
    r", (?:[A-Z]\.[A-Z]\.|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|"
    r"Mo|Mont|"
    r"Neb|Nev|Okla|Ont|Ore|Pa|Que|Tenn|Tex|Vt|Va|Wash|Wis|Wyo)\.)"
)
# An official named with the office: "State Attorney Ada Marlow", "Professor Ada Marlow of Northfield College".
_OFFICIAL = regex(
    r"(?:(?:U\.?S\.?|State|States|United|District|Assistant|Deputy|County|City|Town|Federal|"
    r"Acting|Special|Former) ){0,3}"
    r"(?:Attorney|Prosecutor|Judge|Sheriff|Agent|Detective|Commissioner|Senator|Mayor|Superintendent|Inspector|"
    r"Officer|Manager|Professor|Director|President|Executive|Clerk|Treasurer|Administrator|Auditor|Controller|"
    r"Sergeant|Sgt\.?|Lieutenant|Lt\.?|Captain|Capt\.?|Justice|Magistrate)(?: General| in Charge)? "
    rf"{_CAPITAL}\w+(?: {_CAPITAL}\.)?(?: {_CAPITAL}\w+){{1,2}}(?: of {_CAPITAL}.{{0,80}})?$"
)
#: Before a body for which somebody who speaks worked once: "a former deputy head of the".
_ONCE_AT = regex(
    r"\b(?:former(?:ly)?|ex-|one-time|retired|previously)(?:[\w, -]{0,24}?)(?:head|director|chief|official|officer|"
    r"analyst|engineer|advis[eo]r|lawyer|professor|researcher|partner|president|expert|specialist|investigator|agent|prosecutor|"
    r"commissioner|consultant|scientist|minister|detective|editor) (?:of|at|with|for|in)(?: the)? $"
)
# Where a title or an office stands, in lower case: to look for it in either case takes ten times as long.
_TITLE = regex(rf"\b(?=(?:{_OFFICES})\.? )")
# A person with a title or an office before the name, whose surname is what the text goes on with.
_TITLED = regex(
    rf"\b(?:(?=[A-Z])(?i:{_OFFICES})\.? (?:[A-Z][a-z]+ ){{0,2}}?|(?i:{_OFFICES})\.? [A-Z][a-z]+ )(?:[A-Z]\. )?"
    r"(?!(?:Group|Inc|Corp|Ltd|Bank|Labs?|Research|Security|Systems|University|College|School|Hospital|County|City)\b)"
    r"([A-Z][\w'-]+)\b(?! (?:Inc|Corp|Ltd|Group|Bank|University|Hospital|[A-Z]))"
)
# "Alderbrook police" behind "in Alderbrook, Oregon".
_LOCAL = regex(
    r"(?:'s)? (?:police|fire|sheriff|residents?|officials?|authorities|prosecutors?|area|man|woman|neighbou?rhood)\b"
)
# What makes an authority the victim: a deed done to it, or to what is its own.
_HARMED_BEFORE = regex(
    r"\b(?:breach(?:es)? (?:at|of)|attacks? (?:on|against)|hack(?:ing)? (?:of|at)|intrusion (?:at|into)|incident at|"
    r"stolen from|thefts? (?:at|from)|hacked|breached|attacked|targeted|targeting|hit|working at|work at) (?:the )?$"
)
_SHOWN = regex(r"\b(?:on|to|via|through|from) (?:the )?$")
_OWN = regex(
    r"(?:'s?)?(?: [\w-]+){0,2} (?:website|site|servers?|systems?|networks?|computers?|databases?|laptops?|employees?|"
    r"workers?|accounts?|e-?mails?)\b"
)
_HARMED = regex(
    r"(?:,[^,]{1,60},)? (?:(?:has|have|had) )?(?:(?:also|itself) )?"
    r"(?:(?:was|were|been) (?:(?:also|itself) )?(?:hacked|breached|hit|attacked|compromised|targeted)|"
    r"suffered|disclosed|lost|exposed|admitted|confirmed (?:an?|the|its|that))\b"
)


#: Before whoever is told of the incident: "we have notified the Office of ... and".
_NOTIFYING = regex(
    r"\b(?:notif(?:y|ies|ied|ying)|inform(?:ed|ing|s)?|alert(?:ed|ing|s)?|report(?:ed|ing|s)? (?:it|this|that|"
    r"(?:the|this|its|our) (?:\w+ ){0,2}(?:incident|breach|attack|matter|theft|intrusion))? ?to|"
    r"fil(?:ed|ing) (?:\w+ ){1,4}with|(?:cooperat|work|liais)\w+ (?:\w+ )?with|reported? to) "
    r"(?:(?:the |both |local |federal |state |relevant )|(?:[\w'&.-]+,? ){1,14}(?:and|as well as)(?: to| with)? "
    r"(?:the )?|"
    r"(?:[\w'&.-]+,? ){1,8}, (?:the )?)?$"
)
#: What the name of an authority has in it.
_AUTHORITY = regex(
    r"\b(?:authority|authorities|commission(?:er|er's)?|regulator|department|ministry|office|attorney|agency|bureau|"
    r"ombudsman|inspectorate|dpa|police|sheriff|supervisor|(?:security|crime|complaint|response) cent(?:re|er))\b"
)
#: What judges and investigates, unless something is done to it.
_COURT = regex(r"\b(?:Court|Tribunal|Attorney's Office|Prosecutor's Office|Prosecution Service)$")
#: The police of many countries, by name.
_FORCE = regex(
    r"(?:(?:Pol[ií]c[ií]a|Polizia|Polizei|Bundespolizei|Politie|Gendarmerie|Guardia|Carabinieri|"
    r"Polisen|Poliisi|Policja|"
    r"Policie|Garda[ií]?|Landeskriminalamt|Bundeskriminalamt|Police (?:Nationale|F[ée]d[ée]rale|Judiciaire))\b.{0,40}"
    r"|(?:[A-Z][\w'-]+ ){0,3}(?:Police|Constabulary|Gendarmerie)(?: Service| Force)?)$"
)
#: Before whoever watches over the credit of those affected: "two years of identity theft protection from".
_MONITORING = regex(
    r"\b(?:monitoring|protection|restoration|remediation|resolution|identity|credit|call cent(?:er|re))(?: and "
    r"[a-z ]{3,30})?"
    r"(?: services?| coverage| program| membership| products?| reports?)?,? (?:(?:provided|offered|paid for|"
    r"available|run) )?"
    r"(?:from|through|by|via|with|called) (?:the )?$"
)
#: The words of its name behind a title that it has in it: "Harbour | Commissioner's Office".
_REST = regex(r"(?:'s)?(?: (?!and\b|or\b|of\b|that\b|who\b)[\w']+){1,2}")
#: Behind the name of one that only tells what happened to somebody: "Hollow Peak said that hackers broke into".
_TELLS = regex(
    r"(?:,[^,]{1,60},)? (?:(?:has|had|have|also|later|recently|first) ){0,2}(?:said|says|warned|warns|reported|"
    r"reports|"
    r"found|observed|disclosed|revealed|described|describes|recalled|detailed|believes|attributed|published)\b"
)
#: What it tells of: a deed at somebody else, who is of a kind that is no supplier of its own.
_SOMEBODY = regex(
    r"\b(?:(?:networks?|systems?|servers?|mailbox(?:es)?|e-?mails?|accounts?|attacks?|data|documents|records|site) "
    r"(?:of|on|at|against|from)|hack(?:ed|ing)? (?:of)?|br(?:oke|oken|eaking) into|breach(?:ed)? (?:of|at)?|hit|"
    r"attacked|targeted|stolen from) "
    r"(?:the (?:networks?|systems?|servers?) of )?(?:an?|one|another|two|three|several|dozens of|unnamed) "
    r"(?:(?!of\b|its\b)[\w-]+ ){0,3}"
    r"(?:compan(?:y|ies)|banks?|hospitals?|clinics?|utilit(?:y|ies)|retailers?|airlines?|universit(?:y|ies)|"
    r"insurers?|"
    r"agenc(?:y|ies)|cities|city|organi[sz]ations?|charit(?:y|ies)|manufacturers?|ministr(?:y|ies)|embass(?:y|ies)|"
    r"governments?|victims?)\b(?! (?:that|which|it|whose|used|it uses)\b)"
)
#: What is its own is harmed as well: "exposed its patients' data".
_ITS_OWN = regex(
    r"\b(?:its|their|our)(?: own)? (?:[\w-]+ ){0,2}(?:customers?|patients?|clients?|employees?|users?|members?|"
    r"students?|data|systems?|networks?|servers?|accounts?|records?|files|e-?mails?|executives?)\b"
)
#: Before those whom attackers belong to.
_BACKING = regex(
    r"\b(?:hackers?|attackers?|actors?|groups?|gang|crew|collective|operatives|spies|unit|intruders?|hacking|"
    r"campaigns?)\b[^.;]{0,40}? (?:linked|tied|connected|belonging|affiliated|associated|aligned|working|acting|"
    r"backed|sponsored|employed|run|operated|controlled|directed|funded|hired) "
    r"(?:to|with|by|for|on behalf of)(?: the)?(?: [\w'-]{1,20}){0,2}? ?$"
)
#: Behind a place that is named beside it: "across Germany and the Netherlands".
_BESIDE_PLACE = regex(r"\b((?:[A-Z][\w.]+ )?[A-Z][\w.]+)(?:,| and|, and| &| or)(?: the)? $")


def stands_by(scan: Scan, party: Party, known: str | None) -> bool:
    """Whether `party`, which is known as `known`, can be no victim: a people, a mere place, an authority at work."""
    if known == "demonym":
        return True
    if known in _PLACES:
        return _is_header(scan, party) or all(_is_where(scan, mention) for mention in party.mentions)
    if all(_is_seat(scan, mention) for mention in party.mentions):
        return True
    if known is None and party.name in table("town") and is_article(scan):
        return all(one.text.lower() == party.name.lower() and _is_of_a_town(scan, one) for one in party.mentions)
    if known == "authority" or (known is None and (_COURT.search(party.name) or _FORCE.match(party.name))):
        return not any(_is_harmed(scan, mention) for mention in party.mentions)
    return known is None and _is_told_or_tells(scan, party)


def _is_told_or_tells(scan: Scan, party: Party) -> bool:
    """Whether an unknown name is that of one who was told, who only tells, who backs attackers, or of a town."""
    if all(_is_notified(scan, mention) or _is_monitor(scan, mention) for mention in party.mentions):
        return True
    if all(_ONCE_AT.search(_before(scan, mention)) for mention in party.mentions):
        return True
    if _tells_of_another(scan, party) or all(_is_backer(scan, mention) for mention in party.mentions):
        return True
    if all(_is_one_of_places(scan, mention) for mention in party.mentions):
        return True
    if not any(_is_town(scan, mention) for mention in party.mentions):
        return False
    return all(_is_where(scan, mention) or _LOCAL.match(scan.lower, mention.end) for mention in party.mentions)


def _tells_of_another(scan: Scan, party: Party) -> bool:
    """Whether the text has the party only tell of an incident at somebody whom it does not name."""
    if not any(_tells_of_somebody(scan, mention) for mention in party.mentions):
        return False
    return not any(_is_harmed(scan, mention) or _tells_of_its_own(scan, mention) for mention in party.mentions)


def _tells_of_somebody(scan: Scan, mention: Name) -> bool:
    end = scan.lines[mention.line].end
    return bool(_TELLS.match(scan.lower, mention.end, end)) and bool(_SOMEBODY.search(scan.lower, mention.end, end))


def _tells_of_its_own(scan: Scan, mention: Name) -> bool:
    end = scan.lines[mention.line].end
    return bool(_TELLS.match(scan.lower, mention.end, end)) and bool(_ITS_OWN.search(scan.lower, mention.end, end))


def _is_header(scan: Scan, party: Party) -> bool:
    """Whether the name is all in capitals in a line of its own, as forms and letters begin."""
    first = party.mentions[0]
    line = scan.lines[first.line]
    return first.text.isupper() and " " in first.text and first.end - first.start >= line.end - line.start - 1


def _is_notified(scan: Scan, mention: Name) -> bool:
    """Whether an authority is named as one that was told: "notified the Office of the Harbour Commissioner"."""
    rest = _REST.match(scan.lower, mention.end)
    if not _AUTHORITY.search(scan.lower, mention.start, rest.end() if rest else mention.end):
        return False
    low = max(scan.lines[mention.line].start, mention.start - 2 * _BEHIND)
    told = _NOTIFYING.search(scan.lower[low : mention.start]) is not None
    return told and _HARMED.match(scan.lower, mention.end, mention.end + _BEHIND) is None


def _is_monitor(scan: Scan, mention: Name) -> bool:
    """Whether it is named as what those affected are offered: "credit monitoring through Larkwatch"."""
    low = max(scan.lines[mention.line].start, mention.start - _BEHIND)
    return _MONITORING.search(scan.lower[low : mention.start]) is not None


def _is_backer(scan: Scan, mention: Name) -> bool:
    """Whether it is named as what attackers belong to: "hackers tied to the Ruritanian Intelligence Service"."""
    low = max(scan.lines[mention.line].start, mention.start - 2 * _BEHIND)
    return _BACKING.search(scan.lower[low : mention.start]) is not None


def _is_where(scan: Scan, mention: Name) -> bool:
    """Whether a place is named as one: "in Oregon", "Alderbrook, Oregon", "shops in Molde and Alderbrook"."""
    before = _before(scan, mention)
    if _LOCATED.search(before) is not None or _COMMA.search(before) is not None:
        return True
    other = _BESIDE_PLACE.search(scan.plain, max(0, mention.start - _BEFORE), mention.start)
    return other is not None and known_as(other.group(1)) in _PLACES


def _is_of_a_town(scan: Scan, mention: Name) -> bool:
    """Whether a town is named for where something is, and not for its council: "the mill at Alderbrook"."""
    before = _before(scan, mention)
    if _is_where(scan, mention) or _TOWNWARDS.search(before) or _IN_STATE.match(scan.plain, mention.end):
        return _OWN.match(scan.lower, mention.end) is None
    if _ONE_AT.search(before) and _GOES_ON.match(scan.plain, mention.end):
        return True
    line = scan.lines[mention.line]
    sent = mention.start == line.start and heads.sent_from(scan, line) >= mention.end
    return sent or _TOWNSMAN.match(scan.plain, mention.end) is not None


def _is_seat(scan: Scan, mention: Name) -> bool:
    """Whether a company is told of by where it sits: "the Alderbrook company", "at the Alderbrook branch"."""
    if " " in mention.text:  # "the Pelham Digital Engineering company" is called so
        return False
    return _THE.search(_before(scan, mention)) is not None and _SEATED.match(scan.lower, mention.end) is not None


def is_person(scan: Scan, mention: Name) -> bool:
    """Whether a name is a person's by its title or by what is said of the person: ", a researcher"."""
    if " " in mention.text:
        before = _before(scan, mention)
        if _OFFICIAL.match(mention.text) or _OFFICE.search(before) or _ONE_OF_THEM.search(before):
            return True
    return _DESCRIBED_PERSON.match(scan.lower, mention.end, mention.end + _BEHIND) is not None


def titled_surnames(scan: Scan) -> set[str]:
    """The surnames of those whom the text names with a title or an office: "Superintendent Ada Marlow"."""
    found, reached = set(), 0
    for office in _TITLE.finditer(scan.lower):
        titled = _TITLED.match(scan.plain, office.start()) if office.start() >= reached else None
        if titled is not None:
            found.add(titled.group(1))
            reached = titled.end()
    return found


def _is_one_of_places(scan: Scan, mention: Name) -> bool:
    """Whether a name of one word says where several houses are: "hospitals in Molde, Volda and Alderbrook"."""
    if " " in mention.text or not _IN_A_ROW.match(scan.plain, mention.end):
        return False
    low = max(scan.lines[mention.line].start, mention.start - _BEHIND)
    return _PLACES_IN.search(scan.plain[low : mention.start]) is not None


def _is_town(scan: Scan, mention: Name) -> bool:
    """Whether an unknown name is a town's: "in Alderbrook, Oregon"."""
    if not _LOCATED.search(_before(scan, mention)):
        return False
    within = _WITHIN.match(scan.plain, mention.end, mention.end + _BEHIND)
    if within is not None and known_as(within.group(1)) in _PLACES:
        return True
    return _IN_STATE.match(scan.plain, mention.end, mention.end + _BEHIND) is not None


def _is_harmed(scan: Scan, mention: Name) -> bool:
    before = _before(scan, mention)
    if _HARMED_BEFORE.search(before) or _HARMED.match(scan.lower, mention.end, mention.end + _BEHIND):
        return True
    return _OWN.match(scan.lower, mention.end, mention.end + _BEHIND) is not None and not _SHOWN.search(before)


def _before(scan: Scan, mention: Name) -> str:
    return scan.lower[max(scan.lines[mention.line].start, mention.start - _BEFORE) : mention.start]
