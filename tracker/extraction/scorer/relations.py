"""What the scorer tells apart, in the order of its outputs."""

from __future__ import annotations

from enum import StrEnum

from tracker.extraction.findings import FactType


class Relation(StrEnum):
    """How two marks of a passage belong together.

    The first is the person, the organisation or the unit that the fact is about; the second is where,
    with whom, how much or when. ``SAME`` says that words stand for a name.
    """

    JOINED = "joined"
    LEFT = "left"
    FOUNDED = "founded"
    ROLE = "role"
    REPORTS = "reports"
    STAKE = "stake"
    FUNDING = "funding"
    SPENDING = "spending"
    COMPENSATION = "compensation"
    LAYOFF = "layoff"
    MARKET = "market"
    CREATED = "created"
    DISSOLVED = "dissolved"
    RENAMED = "renamed"
    MERGED = "merged"
    WORKS = "works"
    TITLE = "title"
    VALUATION = "valuation"
    AMOUNT = "amount"
    LEAD = "lead"
    TOLD = "told"
    SAME = "same"


RELATIONS: tuple[Relation, ...] = tuple(Relation)
#: The relations that are facts, each with a status of its own.
FACTS: tuple[Relation, ...] = RELATIONS[: RELATIONS.index(Relation.WORKS)]
STATUSES = ("rumoured", "reported", "announced", "done", "denied", "reversed", "held", "former")
#: The relation of each type of fact that the scorer knows.
RELATION_OF: dict[str, Relation] = {
    FactType.JOINED: Relation.JOINED, FactType.LEFT: Relation.LEFT, FactType.FOUNDED: Relation.FOUNDED,
    FactType.ROLE: Relation.ROLE, FactType.REPORTS_TO: Relation.REPORTS, FactType.STAKE: Relation.STAKE,
    FactType.FUNDING: Relation.FUNDING, FactType.SPENDING: Relation.SPENDING, FactType.COMPENSATION: Relation.COMPENSATION,
    FactType.LAYOFF: Relation.LAYOFF, FactType.MARKET_REACTION: Relation.MARKET, FactType.UNIT_CREATED: Relation.CREATED,
    FactType.UNIT_DISSOLVED: Relation.DISSOLVED, FactType.UNIT_RENAMED: Relation.RENAMED, FactType.UNIT_MERGED: Relation.MERGED,
}  # fmt: skip
