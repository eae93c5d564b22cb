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
    UNIT = "unit"
    TITLE = "title"
    WORDS = "words"
    QUOTE = "quote"
    DOLLARS = "dollars"
    PERCENT = "percent"
    COUNT = "count"


NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.UNIT})
NUMBERS = frozenset({Kind.DOLLARS, Kind.PERCENT, Kind.COUNT})

KINDS: Mapping[str, Kind] = {
    "person": Kind.PERSON,
    "manager": Kind.PERSON,
    "led_by": Kind.PERSON,
    "org": Kind.ORG,
    "from_org": Kind.ORG,
    "to_org": Kind.ORG,
    "unit": Kind.UNIT,
    "into": Kind.UNIT,
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

    Two facts of a type that agree in ``same`` are one fact told twice, unless the days or the ``apart``
    values of both contradict each other. Of the keys in ``one_of`` one is given at the least, or there
    is no fact.
    """

    means: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = CHANGES
    dated: bool = True
    apart: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return self.needs + self.may


_UNIT = ("org", "unit")
_MOVE = ("person", "org")
_SHARES = ("percent", "amount_usd")
_ROUND = ("amount_usd", "valuation_usd")

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
        apart=("unit",),
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
        "a unit goes into the unit `into`", _UNIT, ("into", "led_by"), _UNIT, apart=("into",),
    ),
    FactType.UNIT_DISSOLVED: Shape(
        "a unit is closed or disbanded", _UNIT, ("into", "led_by"), _UNIT,
    ),
    FactType.LAYOFF: Shape(
        "an organization cuts jobs", ("org",), ("unit", "count", "percent"), ("org", "unit"),
        apart=("count", "percent"),
    ),
    FactType.STAKE: Shape(
        "an acquirer buys a share of a target; the whole of it is percent 100",
        ("acquirer", "target"), _SHARES, ("acquirer", "target"), apart=_SHARES,
    ),
    FactType.FUNDING: Shape(
        "an organization raises money",
        ("org",), (*_ROUND, "lead"), ("org",), apart=_ROUND, one_of=(*_ROUND, "lead"),
    ),
    FactType.SPENDING: Shape(
        "an organization spends money on something",
        ("org", "amount_usd"), ("purpose",), ("org",), dated=False, apart=("amount_usd",),
    ),
    FactType.COMPENSATION: Shape(
        "what an organization pays or offers somebody",
        ("org", "amount_usd"), ("person",), ("org", "person"), dated=False, apart=("amount_usd",),
    ),
    FactType.MARKET_REACTION: Shape(
        "an organization's shares or market value rise, or fall (negative)",
        ("org",), _SHARES, ("org",), dated=False, apart=_SHARES, one_of=_SHARES,
    ),
    FactType.STATEMENT: Shape(
        "a person's view on technology or strategy, in direct speech; quote is the quoted words",
        ("person", "quote"), ("topic",), ("person",), (), dated=False, apart=("quote",),
    ),
}  # fmt: skip

DATE_KINDS = ("effective", "told")
