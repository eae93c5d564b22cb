"""Who speaks where a text says "I" outside of quotations: whoever signs it, heads it or gives his name in it."""

from __future__ import annotations

import re

from tracker.extraction.given_names import is_given
from tracker.extraction.lexicon import COMPANY_NOUNS, NOT_NAMES, UNIT_NOUNS
from tracker.extraction.looks import is_org_like, looks_like_a_persons
from tracker.extraction.towns import is_town

_PART = r"[A-ZÀ-ÞĀ-Ž][\w’'.-]*"
_NAME = rf"{_PART}(?: (?:{_PART}|al|bin|da|de|del|della|der|di|do|dos|du|la|le|van|von|zu)){{1,4}}"
#: What stands behind a name in a signature or a heading: a post, a company, a day.
_POST = r"(?:,[^.!?]{2,100})?"
_HEADED = re.compile(
    rf"^\W*(?:From|FROM|By|BY|Posted by|Written by):? (?P<name>{_NAME}){_POST}\W*$"
)
_SIGNED = re.compile(
    rf"^(?:[-–—]+ ?|(?:Yours|Best|Sincerely|Warmly|Warm regards|Best wishes|Kind regards|Regards|Cheers|Love|Onwards?|Thanks|Thank you|Gratefully)"
    rf"(?: \w+)?,? )?(?P<name>{_NAME}){_POST}$"
)
_SELF = re.compile(rf"\b(?:I am|I[’']m|[Mm]y name is) (?P<name>{_NAME})(?=[,.;:]| and\b)")
#: How many lines at the beginning and at the end of a text may tell whose it is.
_LINES = 6
_OPEN, _CLOSED = "“", "”"
_I = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")


def author_of(text: str) -> str | None:
    """The full name of whoever says "I" in a text, as far as the text itself tells; nobody where nobody says so."""
    if not _I.search(text):
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [_HEADED.match(line) for line in lines[:_LINES]]
    told += [_SIGNED.match(line) for line in reversed(lines[1:][-_LINES:])]
    told.append(_SELF.search(text))
    return next((found["name"] for found in told if found and _is_a_persons(found["name"])), None)


def _is_a_persons(name: str) -> bool:
    parts = {part.lower().rstrip(".") for part in name.split()}
    if parts & (NOT_NAMES | COMPANY_NOUNS | UNIT_NOUNS) or is_org_like(name) or is_town(name):
        return False
    return is_given(name) or looks_like_a_persons(name.split())


def is_quoted(text: str, at: int) -> bool:
    """Whether a place stands within a quotation that its paragraph has opened before."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count(_OPEN) > before.count(_CLOSED) or before.count('"') % 2 == 1
