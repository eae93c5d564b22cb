"""What is called by what it is and by whose it is: "the Bergen hospital trust", "Japan's economy ministry", "the Audit and Risk Committees"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import NATIONALITIES, PLACES
from tracker.extraction.towns import is_town

_INSTITUTION = re.compile(
    r"\b[Tt]he ([A-ZÀ-Þ][\w.-]+(?: [A-ZÀ-Þ][\w.-]+)?) (?:[a-z]{4,} ){0,2}(?:hospital(?: trust)?|court|council|clinic|museum|parliament"
    r"|stock exchange|chamber of commerce|university|polytechnic|observatory|conservatory|police|public prosecutor's office)\b"
)
_NATIONS = "|".join(n.capitalize() for n in sorted(NATIONALITIES))
#: What a nation has one of: "the Danish parliament", "the Kenyan central bank", "Japan's economy ministry".
_OF_THE_STATE = (
    r"(?:(?:federal )?government|parliament|central bank|army|navy|air force|treasury|senate|(?:[a-z]{3,} (?:and [a-z]{3,} )?)?ministry"
    r"|(?:[a-z]{3,} ){0,2}(?:regulator|watchdog|inspectorate|authority))"
)
_OF_NATIONS = re.compile(
    rf"\b(?:(?:US|U\.S\.|UK|U\.K\.|EU|{_NATIONS})|(?P<land>[A-Z]\w+(?: [A-Z]\w+)?)['’]s) {_OF_THE_STATE}\b"
)
#: What is called by whose it is: "the Information Commissioner's Office".
_OFFICES = re.compile(
    r"\b(?!The )(?:[A-Z][a-z]+ ){0,2}(?:Commissioner|Minister|General|Attorney|Prosecutor|Mayor|Governor|Chancellor|Ombudsman|Comptroller)['’]s Office\b"
)
#: Papers whose name means something else without the large article.
_PAPERS = re.compile(r"\bThe (Economist|Atlantic)\b(?! (?:[Oo]cean|[Cc]oast))")
#: Ministries of several things: "the Department for Science, Innovation and Technology".
_MINISTRIES = re.compile(
    r"\b(?:Department|Ministry|Secretariat) (?:for|of)(?: the)? [A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z]\w+(?: [A-Z]\w+)?)+,? and [A-Z]\w+(?: [A-Z]\w+)*"
)
#: Several parts of a board: "the Audit and Risk Committees", "the Audit, Compensation and Governance Committees".
_COMMITTEES = re.compile(
    r"\b[A-Z][a-z]+(?:, [A-Z][a-z]+)*,? (?:and|&) [A-Z][a-z]+(?: [A-Z][a-z]+)? Committees\b"
)


def institutions(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Where in a text such names stand, and of what kind they are."""
    for match in _OF_NATIONS.finditer(text):
        if match["land"] is None or match["land"].lower() in PLACES:
            yield match.start(), match.end(), Kind.ORG
    for match in _MINISTRIES.finditer(text) if ", " in text else ():
        yield match.start(), match.end(), Kind.ORG
    for match in _COMMITTEES.finditer(text) if "Committees" in text else ():
        yield match.start(), match.end(), Kind.UNIT
    for match in _PAPERS.finditer(text) if "The " in text else ():
        yield match.start(1), match.end(1), Kind.ORG
    for match in _OFFICES.finditer(text) if " Office" in text else ():
        yield match.start(), match.end(), Kind.ORG
    for match in _INSTITUTION.finditer(text):
        if is_town(match[1]):
            yield match.start(1), match.end(), Kind.ORG
