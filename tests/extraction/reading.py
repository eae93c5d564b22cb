"""What a sentence tells, in one line for each fact."""

from __future__ import annotations

from datetime import date

from tests.extraction.names import GAZETTEER
from tracker.extraction import FactType, Finding, read

PUBLISHED = date(2025, 6, 18)  # a Wednesday

_TOLD = {
    FactType.JOINED: ("person", "org", "title", "from_org"),
    FactType.LEFT: ("person", "org", "title", "to_org"),
    FactType.ROLE: ("person", "org", "unit", "title"),
    FactType.FOUNDED: ("person", "org", "org_desc"),
    FactType.REPORTS_TO: ("person", "manager", "org"),
    FactType.UNIT_CREATED: ("org", "unit", "led_by"),
    FactType.UNIT_RENAMED: ("org", "unit", "into"),
    FactType.UNIT_MERGED: ("org", "unit", "into"),
    FactType.UNIT_DISSOLVED: ("org", "unit"),
    FactType.LAYOFF: ("org", "unit", "count", "percent"),
    FactType.STAKE: ("acquirer", "target", "percent", "amount_usd"),
    FactType.FUNDING: ("org", "amount_usd", "valuation_usd", "lead"),
    FactType.SPENDING: ("org", "amount_usd", "purpose"),
    FactType.COMPENSATION: ("org", "person", "amount_usd"),
    FactType.MARKET_REACTION: ("org", "percent", "amount_usd"),
    FactType.STATEMENT: ("person", "quote"),
}


def line(finding: Finding) -> str:
    """A finding as one line: type, status, and the values that matter, a dash for one that is missing."""
    values = [finding.values.get(key) for key in _TOLD[finding.type]]
    while values and values[-1] is None:
        values.pop()
    told = " | ".join("-" if value is None else str(value) for value in values)
    return f"{finding.type} {finding.status or 'said'}: {told}"


def findings(
    text: str, *, title: str = "", published: date | None = PUBLISHED
) -> tuple[Finding, ...]:
    return read(text, title=title, published=published, gazetteer=GAZETTEER).findings


def told(text: str, *, title: str = "", published: date | None = PUBLISHED) -> set[str]:
    """Everything that ``text`` tells, a line for each fact."""
    return {line(finding) for finding in findings(text, title=title, published=published)}
