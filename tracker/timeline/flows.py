"""Flows: how many known moves went from which company to which, of what kind, in a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from companies.models import Organization
from people.models import Seniority
from tracker.kernel.statuses import Status
from tracker.timeline.flow_groups import columns_of, count_groups, told_apart
from tracker.timeline.moves import TWO_ENDS, MoveFilter, ids_of_companies, strands_of
from tracker.timeline.rolled_up import Rows, Statement, known_in, rolled_up

#: What flows may be grouped by.
BY = ("company", "kind", "seniority", "year")
#: What tallies of all moves tell apart.
TALLIED = ("kind", "seniority")


@dataclass(frozen=True, slots=True)
class FlowFilter:
    """Which moves count. Left as it is: those that are done and whose two ends are known.

    ``ends`` is ``linked``, ``stated`` (one source joins the two ends) or ``any``, which adds moves with
    one end and those within a company. Everything else is as in :class:`MoveFilter`.
    """

    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    company: str = ""
    from_company: str = ""
    to_company: str = ""
    kind: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    status: tuple[str, ...] = (Status.DONE.value,)
    ends: str = "linked"

    @property
    def companies(self) -> bool:
        """Whether companies are named."""
        return bool(self.company or self.from_company or self.to_company)

    @property
    def chosen(self) -> dict[str, Any]:
        """What is chosen of kind, rank and status, as columns of moves and of their tallies have it."""
        ranks = tuple(Seniority[name.upper()] for name in self.seniority)
        asked = {"kind__in": self.kind, "seniority__in": ranks, "status__in": self.status}
        return {column: values for column, values in asked.items() if values}

    @property
    def moves(self) -> MoveFilter:
        """Every known move of the same companies and period, however firmly it is told."""
        return MoveFilter(
            company=self.company,
            from_company=self.from_company,
            to_company=self.to_company,
            since=self.since,
            until=self.until,
            known_on=self.known_on,
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """The known moves of one group. ``back`` counts those the other way."""

    from_company: Organization | None
    to_company: Organization | None
    kind: str | None
    seniority: str | None
    year: int | None
    moves: int
    back: int | None

    @property
    def net(self) -> int | None:
        return None if self.back is None else self.moves - self.back


@dataclass(frozen=True, slots=True)
class Flows:
    """Groups of known moves, largest first. ``arrivals`` and ``departures`` are those of one company."""

    since: date | None
    until: date | None
    known_on: date | None
    by: tuple[str, ...]
    moves: int
    known: int
    arrivals: int | None
    departures: int | None
    flows: tuple[Flow, ...]
    groups_left: int

    @property
    def net(self) -> int | None:
        if self.arrivals is None or self.departures is None:
            return None
        return self.arrivals - self.departures

    @property
    def coverage(self) -> str:
        """What the counts are of."""
        return coverage_of(self.moves, self.known)


def coverage_of(moves: int, known: int) -> str:
    """What counts are of: ``12 known moves counted, of 40 known in the period``."""
    noun = "known move" if moves == 1 else "known moves"
    return f"{moves:,} {noun} counted, of {known:,} known in the period"


def flows(wanted: FlowFilter, *, by: Sequence[str] = ("company",), most: int = 50) -> Flows:
    """Known moves grouped by ``by``, the ``most`` largest groups; at most four queries.

    Moves that no tally tells apart as it is asked are counted by the index of their ends, or of their company.
    """
    ids = ids_of_companies(wanted.moves)
    columns = columns_of(by, ends=bool(wanted.company))
    found = count_groups(
        _rows(wanted, columns, ids), columns, by=by, company=ids.get(wanted.company), most=most
    )
    ends = {pk for group in found.groups for pk in (group.origin, group.destination)} - {None}
    names = Organization.objects.visible().in_bulk(ends)
    both_ways = "company" in by and not (wanted.from_company or wanted.to_company)
    return Flows(
        since=wanted.since,
        until=wanted.until,
        known_on=wanted.known_on,
        by=tuple(by),
        moves=found.moves,
        known=_known(wanted, ids),
        arrivals=found.arrivals if wanted.company else None,
        departures=found.departures if wanted.company else None,
        flows=tuple(
            Flow(
                from_company=names.get(group.origin or 0),
                to_company=names.get(group.destination or 0),
                kind=group.kind,
                seniority=group.seniority,
                year=group.year,
                moves=group.moves,
                back=group.back if both_ways and group.origin != group.destination else None,
            )
            for group in found.groups
        ),
        groups_left=found.count - len(found.groups),
    )


def _known(wanted: FlowFilter, ids: Mapping[str, int]) -> int:
    """How many moves are known of the companies and the period; one query."""
    if not wanted.companies:
        return known_in(wanted.since, wanted.until, known_on=wanted.known_on)
    strands = [
        strand.rows.values_list("pk") for strand in strands_of(wanted.moves, ids, counted=True)
    ]
    first, *others = strands
    return first.union(*others, all=True).count() if others else first.count()


def _rows(wanted: FlowFilter, columns: Sequence[str], ids: Mapping[str, int]) -> list[Statement]:
    """What counts, as rows of the columns: of tallies where they tell it, else of moves."""
    told = wanted.ends == "any" and wanted.known_on is None and {*columns} <= {*TALLIED}
    if told and not wanted.companies:
        period = rolled_up(wanted.since, wanted.until, known_on=None)
        return period.of_everybody(*columns, chosen=wanted.chosen)
    found = []
    for strand in strands_of(wanted.moves, ids, counted=True):
        rows: Rows = strand.rows.filter(**wanted.chosen)
        if wanted.ends != "any":
            rows = rows.filter(TWO_ENDS)
        if wanted.ends == "stated":
            rows = rows.filter(link="stated")
        found.append(told_apart(rows, columns))
    return found
