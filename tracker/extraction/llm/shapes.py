"""The one table of what a fact holds: the prompt, the schema and the checks all come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.extraction.findings import FactType, Status

LONGEST_EVIDENCE = 600
LONGEST_WORDS = 160


class Kind(StrEnum):
    """What stands under a key."""

    PERSON = "person"
    ORG = "org"
    TITLE = "title"
    WORDS = "words"
    QUOTE = "quote"
    DOLLARS = "dollars"
    PERCENT = "percent"
    COUNT = "count"


NUMBERS = frozenset({Kind.DOLLARS, Kind.PERCENT, Kind.COUNT})

KINDS: Mapping[str, Kind] = {
    "person": Kind.PERSON,
    "manager": Kind.PERSON,
    "led_by": Kind.PERSON,
    "org": Kind.ORG,
    "from_org": Kind.ORG,
    "to_org": Kind.ORG,
    "unit": Kind.ORG,
    "into": Kind.ORG,
    "acquirer": Kind.ORG,
    "target": Kind.ORG,
    "lead": Kind.ORG,
    "title": Kind.TITLE,
    "org_desc": Kind.WORDS,
    "purpose": Kind.WORDS,
    "topic": Kind.WORDS,
    "quote": Kind.QUOTE,
    "amount_usd": Kind.DOLLARS,
    "valuation_usd": Kind.DOLLARS,
    "percent": Kind.PERCENT,
    "count": Kind.COUNT,
}

CHANGES = tuple(status for status in Status if status not in {Status.HELD, Status.FORMER})


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one type of fact, the statuses that it may have, and which facts are one.

    Two facts of a type that agree in ``same`` are one fact told twice.
    """

    means: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = CHANGES
    dated: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        return self.needs + self.may


_UNIT = ("org", "unit")
_MOVE = ("person", "org")

SHAPES: Mapping[FactType, Shape] = {
    FactType.JOINED: Shape(
        "somebody comes to an organization, or onto its board",
        ("person", "org"), ("title", "unit", "from_org"), _MOVE,
    ),
    FactType.LEFT: Shape(
        "somebody goes from an organization, or from its board",
        ("person", "org"), ("title", "unit", "to_org"), _MOVE,
    ),
    FactType.ROLE: Shape(
        "a new post inside the same organization; or a post somebody has (held) or had (former)",
        ("person", "org", "title"), ("unit",), ("person", "org", "title"), tuple(Status),
    ),
    FactType.FOUNDED: Shape(
        "somebody founds or co-founded an organization; org is null and org_desc says what it is "
        "where it has no name",
        ("person",), ("org", "org_desc"), _MOVE,
    ),
    FactType.REPORTS_TO: Shape(
        "somebody reports to a manager", ("person", "manager", "org"), (), ("person", "manager"),
    ),
    FactType.UNIT_CREATED: Shape(
        "an organization sets up a lab, division or team", _UNIT, ("led_by",), _UNIT,
    ),
    FactType.UNIT_RENAMED: Shape(
        "a unit gets the new name `into`", _UNIT, ("into", "led_by"), _UNIT,
    ),
    FactType.UNIT_MERGED: Shape(
        "a unit goes into the unit `into`", _UNIT, ("into", "led_by"), _UNIT,
    ),
    FactType.UNIT_DISSOLVED: Shape(
        "a unit is closed or disbanded", _UNIT, ("into", "led_by"), _UNIT,
    ),
    FactType.LAYOFF: Shape(
        "an organization cuts jobs", ("org",), ("unit", "count", "percent"), ("org", "unit"),
    ),
    FactType.STAKE: Shape(
        "an acquirer buys a share of a target; the whole of it is percent 100",
        ("acquirer", "target"), ("percent", "amount_usd"), ("acquirer", "target"),
    ),
    FactType.FUNDING: Shape(
        "an organization raises money",
        ("org",), ("amount_usd", "valuation_usd", "lead"), ("org", "amount_usd"),
    ),
    FactType.SPENDING: Shape(
        "an organization spends money on something",
        ("org", "amount_usd"), ("purpose",), ("org", "amount_usd"), dated=False,
    ),
    FactType.COMPENSATION: Shape(
        "what an organization pays or offers somebody",
        ("org", "amount_usd"), ("person",), ("org", "amount_usd", "person"), dated=False,
    ),
    FactType.MARKET_REACTION: Shape(
        "an organization's shares or market value rise, or fall (negative)",
        ("org",), ("percent", "amount_usd"), ("org", "percent"), dated=False,
    ),
    FactType.STATEMENT: Shape(
        "a person's view on technology or strategy, in direct speech; quote is the quoted words",
        ("person", "quote"), ("topic",), ("person", "quote"), (), dated=False,
    ),
}  # fmt: skip

DATE_KINDS = ("effective", "told")
