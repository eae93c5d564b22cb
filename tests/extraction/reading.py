"""What a sentence tells, in one line for each fact."""

from __future__ import annotations

from datetime import date

from tests.extraction.names import GAZETTEER
from tracker.extraction import FactType, Finding, Text, read
from tracker.extraction.kinds import Kind
from tracker.extraction.measuring.plain import PUBLISHED, line
from tracker.extraction.recognising import Recognised, recognised
from tracker.extraction.sentences import segments


def findings(
    text: str, *, title: str = "", published: date | None = PUBLISHED
) -> tuple[Finding, ...]:
    return read(text, title=title, published=published, gazetteer=GAZETTEER).findings


def told(text: str, *, title: str = "", published: date | None = PUBLISHED) -> set[str]:
    """Everything that ``text`` tells, a line for each fact."""
    return {line(finding) for finding in findings(text, title=title, published=published)}


def named(text: str, *, weighed: bool = True) -> Recognised:
    """What a text names; by rules alone unless names are ``weighed``."""
    return recognised(Text(text), segments(text), GAZETTEER, weighed=weighed)


def kinds(text: str, *, weighed: bool = True) -> dict[str, Kind]:
    """The kind of each name of a text."""
    found = named(text, weighed=weighed)
    return {mention.text: mention.kind for mentions in found.mentions for mention in mentions}


#: The day of the short reports.
DAY = date(2025, 6, 12)


def facts_of(text: str, kind: FactType, person: str) -> list[Finding]:
    """What a short report tells of a person, of one type."""
    found = findings(text, published=DAY)
    return [one for one in found if one.type is kind and one.values.get("person") == person]


def posts_of(text: str, kind: FactType, person: str) -> list[tuple[object, object]]:
    """Where and as what: the organization and the title of each of these facts."""
    return [
        (one.values.get("org"), one.values.get("title")) for one in facts_of(text, kind, person)
    ]
