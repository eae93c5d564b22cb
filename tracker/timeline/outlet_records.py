"""What each outlet was first to publish, of every kind of fact, and what became of it: counts and a list.

What is told of positions counts as the move that follows from it, so that a change of place counts
once, however many positions it ends and begins. What is told long after its day is nobody's first report.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from companies.models import OrgEvent, OrgEventState, Stake, StakeState
from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveState,
    ReportingLine,
    ReportingLineState,
)
from tracker.kernel.statuses import Status
from tracker.timeline.background import NEWS_FOR_DAYS

#: Of fewer reports no share and no median is told: one more would turn it over.
LEAST = 5
TALK = (Status.RUMOURED, Status.REPORTED)
FIRM = (Status.ANNOUNCED, Status.DONE)
#: The kinds in the words of pages.
KINDS = {
    "position": "Positions taken up or given up",
    "founding": "Foundings",
    "line": "Reporting lines",
    "event": "Events: units, layoffs, money",
    "stake": "Stakes",
}


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """Facts that one outlet was first to publish, on its own word; ``kinds`` the same for each kind.

    ``ahead`` are those it told before anybody concerned had said so; each of them is confirmed,
    denied, reversed or still open by now.
    """

    first: int = 0
    ahead: int = 0
    confirmed: int = 0
    denied: int = 0
    reversed: int = 0
    days: float | None = None
    kinds: Mapping[str, "OutletRecord"] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        """Those ahead of which it is known by now what became of them."""
        return self.confirmed + self.denied + self.reversed

    @property
    def open(self) -> int:
        return self.ahead - self.settled

    @property
    def share_confirmed(self) -> float | None:
        """Of the reports that were ahead and are settled, the share confirmed; None of fewer than ``LEAST``."""
        return self.confirmed / self.settled if self.settled >= LEAST else None

    @property
    def median_days_ahead(self) -> float | None:
        """Days from the report to the confirmation; None of fewer than ``LEAST`` confirmed."""
        return self.days if self.confirmed >= LEAST else None


NOTHING = OutletRecord()


@dataclass(frozen=True, slots=True)
class _Branch:
    """Where the reports of one kind stand: the states of a fact, of one end of it where it lasts."""

    kind: str
    fact: str
    facts: type[Model]
    states: type[Model]
    end: str = ""
    also: str = "true"
    of_claim: str = ""

    def sql(self) -> tuple[str, list[Any]]:
        rows = self.facts._default_manager.visible()  # type: ignore[attr-defined]
        if self.facts is not Move:
            rows = rows.supported()
        shown, values = rows.order_by().values("pk").query.sql_with_params()
        names = {
            "kind": self.kind,
            "fact": self.fact,
            "table": self.states._meta.db_table,
            "facts": self.facts._meta.db_table,
            "end": self.end,
            "happened": self.end.removesuffix("_") or "happened",
            "news": NEWS_FOR_DAYS,
            "also": self.also,
            "of_claim": self.of_claim or f"claim.{self.fact}_id = fact.id",
            "shown": shown,
        }
        return _BRANCH.format(**names), list(values)


# An outlet that only tells what another says is not first: then that one is, whoever prints it.
_BRANCH = """
SELECT '{kind}' AS kind, '{fact}' AS fact, state.{fact}_id AS id, '{end}' AS aspect,
    state.{end}status AS now, state.{end}first_outlet AS outlet, state.{end}first_on AS first_on,
    state.{end}origins AS origins, state.disputed AS disputed,
    (SELECT opening.{end}status FROM {table} opening
     WHERE opening.{fact}_id = state.{fact}_id AND opening.{end}status <> ''
     ORDER BY lower(opening.known) LIMIT 1) AS told_as,
    (SELECT min(lower(firm.known)) FROM {table} firm
     WHERE firm.{fact}_id = state.{fact}_id AND firm.{end}status = ANY(ARRAY['announced', 'done'])
       AND lower(firm.known) <= asked.day) AS confirmed_on,
    coalesce(said.own, true) AS own, coalesce(said.via, '') AS via,
    coalesce(state.{end}first_on - (upper(state."{happened}") - 1) > {news}, false) AS late
FROM asked JOIN {table} state ON state.known @> asked.day AND state.{end}first_outlet = ANY(asked.outlets)
JOIN {facts} fact ON fact.id = state.{fact}_id
LEFT JOIN LATERAL (
    SELECT bool_or(claim.via = '') AS own, max(claim.via) AS via
    FROM claims_claim claim JOIN news_outlet outlet ON outlet.id = claim.outlet_id
    WHERE outlet.slug = state.{end}first_outlet AND claim.published_on = state.{end}first_on
      AND claim.decision = 'accepted' AND NOT claim.withdrawn AND NOT claim.hidden AND {of_claim}
) said ON true
WHERE state.{end}status <> '' AND {also} AND state.{fact}_id IN ({shown})
"""
_OF_ENDS = (
    "claim.id IN (SELECT link.claim_id FROM claims_claim_positions link"
    " WHERE link.position_id IN (fact.arrival_id, fact.departure_id))"
)
_BRANCHES = (
    _Branch(
        "position", "move", Move, MoveState, also="fact.founding_id IS NULL", of_claim=_OF_ENDS
    ),
    _Branch("founding", "founding", Founding, FoundingState),
    _Branch("line", "line", ReportingLine, ReportingLineState, "start_"),
    _Branch("line", "line", ReportingLine, ReportingLineState, "end_"),
    _Branch("event", "event", OrgEvent, OrgEventState),
    _Branch("stake", "stake", Stake, StakeState),
)
_COUNTS = """
SELECT outlet, kind, count(*), count(*) FILTER (WHERE ahead),
    count(*) FILTER (WHERE ahead AND now = ANY(ARRAY['announced', 'done'])),
    count(*) FILTER (WHERE ahead AND now = 'denied'),
    count(*) FILTER (WHERE ahead AND now = 'reversed'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY confirmed_on - first_on)
        FILTER (WHERE ahead AND now = ANY(ARRAY['announced', 'done']))
FROM (SELECT *, told_as = ANY(ARRAY['rumoured', 'reported']) AS ahead FROM told WHERE own AND NOT late) told
GROUP BY GROUPING SETS ((outlet), (outlet, kind))
"""
_LIST = """
SELECT fact, id, aspect, told_as, now, first_on, confirmed_on, origins, disputed, own AND NOT late, via, late FROM told
ORDER BY first_on DESC NULLS LAST, fact, id DESC, aspect LIMIT %s
"""


def records_of(slugs: Collection[str], *, day: date) -> dict[str, OutletRecord]:
    """The record of each of these outlets, from what had been published by the end of ``day``.

    One query, whatever there is to count. Facts without a publication day take no part.
    """
    if not slugs:
        return {}
    totals: dict[str, OutletRecord] = {}
    kinds: dict[str, dict[str, OutletRecord]] = {}
    for outlet, kind, *counts in _asked(_COUNTS, slugs, day):
        if kind is None:
            totals[outlet] = OutletRecord(*counts)
        else:
            kinds.setdefault(outlet, {})[kind] = OutletRecord(*counts)
    return {
        outlet: replace(counts, kinds=_in_order(kinds[outlet])) for outlet, counts in totals.items()
    }


@dataclass(frozen=True, slots=True)
class Report:
    """A fact that an outlet published first: how it was told then, and what became of it.

    ``counted`` is false where it only credits another, ``via``, and where it tells of what was history by then (``late``);
    then it is nobody's first.
    """

    fact: str
    pk: int
    aspect: str
    told_as: str
    status: str
    first_on: date | None
    confirmed_on: date | None
    origins: int
    disputed: bool
    counted: bool
    via: str
    late: bool

    @property
    def ends(self) -> tuple[str, ...]:
        """Which end of a fact it tells, of one that lasts."""
        return (self.aspect.removesuffix("_"),) if self.aspect else ()

    @property
    def ahead(self) -> bool:
        return self.told_as in TALK

    @property
    def days(self) -> int | None:
        """From the report to the confirmation, where the one came before the other."""
        if not self.ahead or self.confirmed_on is None or self.first_on is None:
            return None
        return (self.confirmed_on - self.first_on).days


def reports_of(slug: str, *, day: date, most: int) -> list[Report]:
    """What the outlet published first by the end of ``day``, latest first; one query."""
    return [Report(*row) for row in _asked(_LIST, [slug], day, most)]


def _in_order(kinds: Mapping[str, OutletRecord]) -> dict[str, OutletRecord]:
    return {kind: kinds[kind] for kind in KINDS if kind in kinds}


@cache
def _told() -> tuple[str, list[Any]]:
    """The reports of every kind, in the database's words, and the values in them: the same at every call."""
    branches = [branch.sql() for branch in _BRANCHES]
    told = " UNION ALL ".join(words for words, _ in branches)
    return told, [value for _, some in branches for value in some]


def _asked(question: str, slugs: Collection[str], day: date, *more: int) -> list[tuple[Any, ...]]:
    told, values = _told()
    asked = "WITH asked (day, outlets) AS (VALUES (%s::date, %s::text[]))"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked}, told AS ({told}) {question}", [day, list(slugs), *values, *more])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
