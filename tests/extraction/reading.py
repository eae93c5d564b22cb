"""What a sentence tells, in one line for each fact."""

from __future__ import annotations

from datetime import date

from tests.extraction.names import GAZETTEER
from tracker.extraction import FactType, Finding, read
from tracker.extraction.measuring.plain import PUBLISHED, line


def findings(
    text: str, *, title: str = "", published: date | None = PUBLISHED
) -> tuple[Finding, ...]:
    return read(text, title=title, published=published, gazetteer=GAZETTEER).findings


def told(text: str, *, title: str = "", published: date | None = PUBLISHED) -> set[str]:
    """Everything that ``text`` tells, a line for each fact."""
    return {line(finding) for finding in findings(text, title=title, published=published)}


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
