"""What a sentence tells, in one line for each fact."""

from __future__ import annotations

from datetime import date

from tests.extraction.names import GAZETTEER
from tracker.extraction import Finding, read
from tracker.extraction.measuring.plain import PUBLISHED, line


def findings(
    text: str, *, title: str = "", published: date | None = PUBLISHED
) -> tuple[Finding, ...]:
    return read(text, title=title, published=published, gazetteer=GAZETTEER).findings


def told(text: str, *, title: str = "", published: date | None = PUBLISHED) -> set[str]:
    """Everything that ``text`` tells, a line for each fact."""
    return {line(finding) for finding in findings(text, title=title, published=published)}
