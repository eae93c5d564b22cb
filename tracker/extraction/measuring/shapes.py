"""What a fact of each type must say, and which of it makes two facts the same one."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.extraction.findings import FactType, Status

type Fact = Mapping[str, object]

CORE = frozenset(
    {FactType.JOINED, FactType.LEFT, FactType.ROLE, FactType.FOUNDED, FactType.REPORTS_TO}
)
VIEWS = frozenset({FactType.STATEMENT})
ORG = frozenset(FactType) - CORE - VIEWS

#: The keys that a fact is recognised by.
KEYS: dict[FactType, tuple[str, ...]] = {
    FactType.JOINED: ("person", "org"),
    FactType.LEFT: ("person", "org"),
    FactType.ROLE: ("person", "org", "title"),
    FactType.FOUNDED: ("person", "org"),
    FactType.REPORTS_TO: ("person", "manager"),
    FactType.UNIT_CREATED: ("unit",),
    FactType.UNIT_RENAMED: ("unit",),
    FactType.UNIT_MERGED: ("unit",),
    FactType.UNIT_DISSOLVED: ("unit",),
    FactType.LAYOFF: ("org",),
    FactType.STAKE: ("acquirer", "target"),
    FactType.FUNDING: ("org",),
    FactType.SPENDING: ("org", "amount_usd"),
    FactType.COMPENSATION: ("org", "amount_usd"),
    FactType.MARKET_REACTION: ("org",),
    FactType.STATEMENT: ("person", "quote"),
}
#: The keys that an annotated fact may not leave out.
MUST: dict[FactType, tuple[str, ...]] = {
    **KEYS,
    FactType.FOUNDED: ("person",),
    FactType.REPORTS_TO: ("person", "manager", "org"),
    FactType.UNIT_CREATED: ("org", "unit"),
    FactType.UNIT_RENAMED: ("org", "unit"),
    FactType.UNIT_MERGED: ("org", "unit"),
    FactType.UNIT_DISSOLVED: ("org", "unit"),
    FactType.STATEMENT: ("person", "topic", "quote"),
}
#: What else a fact may say, in words; the figures are named below.
WORDS = frozenset(
    {
        "type",
        "evidence",
        "status",
        "date",
        "date_kind",
        "via",
        "title",
        "unit",
        "from_org",
        "to_org",
        "into",
        "led_by",
        "lead",
        "org_desc",
        "purpose",
        *(name for names in MUST.values() for name in names if not name.endswith("_usd")),
    }
)
#: What is asked of a fact that was found.
ATTRIBUTES = (
    "status",
    "date",
    "title",
    "unit",
    "from_org",
    "to_org",
    "count",
    "percent",
    "amount_usd",
    "valuation_usd",
    "evidence",
)
#: Attributes that are wrong, too, where the article gives none.
INVENTABLE = frozenset(
    {"date", "from_org", "to_org", "count", "percent", "amount_usd", "valuation_usd"}
)
PEOPLE = frozenset({"person", "manager"})
ORGS = frozenset({"org", "acquirer", "target", "from_org", "to_org", "unit", "into"})
FIGURES = frozenset({"amount_usd", "valuation_usd", "count", "percent"})

#: The lines in which the types are summed up; statements stand only in the table of types.
LINES = ("core", "org", "background")


def line_of(fact: Fact) -> str | None:
    """The line on which a fact counts; a role that is only held or former is background."""
    kind = fact.get("type")
    if kind == FactType.ROLE and fact.get("status") in (Status.HELD, Status.FORMER):
        return "background"
    if kind in CORE:
        return "core"
    if kind in ORG:
        return "org"
    return "views" if kind in VIEWS else None
