"""Verbs that a denial or a "may" reaches, or leaves as they are; assertion.py says how."""

from __future__ import annotations

#: What may happen with the data later is no doubt about what did happen.
CONSEQUENCE = frozenset(
    "lead result allow put enable help want need sell contact receive call wish use target face cause consider visit "
    "request obtain pose make take try expect find ask choose apply enroll register place seek email write".split()
)
USED = frozenset("used misused leveraged exploited sold abused subject vulnerable able eligible".split())
#: Verbs whose negation leaves the event as it was: "the files were not encrypted".
NO_DENIAL = frozenset(
    "encrypted encrypt hashed hash salted salt protected protect secured secure redacted masked detected detect "
    "discovered discover noticed notice notified notify realized realize require required use used enabled enable "
    "patched patch implemented implement applied apply aware informed inform told tell password adequately properly "
    "sufficiently misused misuse clear sure long report reported respond limited just only merely enough updated "
    "update configured configure changed change deleted delete removed remove".split()
)
#: Participles whose negation says that the subject was spared.
SPARED = frozenset(
    "accessed affected compromised exposed stolen impacted involved included stored taken obtained leaked "
    "breached acquired viewed copied downloaded exfiltrated disclosed revealed lost touched contained part "
    "among at in on held kept retained collected hacked harmed published shared located present targeted hit "
    "encrypted visible available accessible reachable reached entered displayed shown seen captured implicated "
    "believed thought subject within".split()
)
INTRANSITIVE = frozenset("appear occur happen leak leave lose suffer".split())
#: Participles that no later "and was not taken" takes back: "was accessed but not copied".
HARMED = frozenset(
    "accessed affected compromised exposed stolen impacted involved taken obtained leaked breached acquired viewed "
    "copied downloaded exfiltrated disclosed revealed lost touched hacked published visible targeted hit captured "
    "subject".split()
)
#: Whom a verb can spare.
PEOPLE = frozenset(
    "customers individuals people patients users employees members persons clients residents students consumers "
    "parties guests staff subscribers".split()
)
