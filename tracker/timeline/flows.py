"""Flows: how many known moves went from which company to which, of what kind, in a period."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, Func, Q, QuerySet
from django.db.models.functions import ExtractYear

from companies.models import Organization
from people.models import Move, MoveState, Seniority
from tracker.kernel.statuses import Status
from tracker.timeline.moves import MoveFilter

#: What flows may be grouped by.
BY = ("company", "kind", "seniority", "year")


_TWO_ENDS = Q(from_company__isnull=False, to_company__isnull=False) & ~Q(
    from_company=F("to_company")
)


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

    def rows(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """The moves, or the states that they were in on ``known_on``."""
        rows = self._where(kind=self.kind, seniority=self.seniority, status=self.status)
        if self.ends != "any":
            rows = rows.filter(_TWO_ENDS)
        return rows.filter(link="stated") if self.ends == "stated" else rows

    def all_known(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """Every known move of the same companies and period, however firmly it is told."""
        return self._where()

    def _where(
        self,
        *,
        kind: tuple[str, ...] = (),
        seniority: tuple[str, ...] = (),
        status: tuple[str, ...] = (),
    ) -> "QuerySet[Move] | QuerySet[MoveState]":
        wanted = MoveFilter(
            company=self.company,
            from_company=self.from_company,
            to_company=self.to_company,
            kind=kind,
            seniority=seniority,
            status=status,
            since=self.since,
            until=self.until,
            known_on=self.known_on,
        )
        return wanted.rows().order_by()


@dataclass(frozen=True, slots=True)
class Group:
    """What moves are told apart by; None where they are not, or where it is not known."""

    origin: int | None = None
    destination: int | None = None
    kind: str | None = None
    seniority: str | None = None
    year: int | None = None


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
    """Known moves grouped by ``by``, the ``most`` largest groups; at most four queries."""
    asked = _asked(wanted.company)
    counts: Counter[Group] = Counter()
    arrivals = departures = 0
    for row in _rows(wanted, by):
        number = row["number"]
        origin, destination = row.get("from_company"), row.get("to_company")
        counts[_group(row, by)] += number
        if asked is not None and origin != destination:
            arrivals += number if destination == asked else 0
            departures += number if origin == asked else 0
    largest = sorted(counts.items(), key=lambda item: (-item[1], _sortable(item[0])))
    names = Organization.objects.visible().in_bulk(
        {pk for group, _ in largest[:most] for pk in (group.origin, group.destination)} - {None}
    )
    both_ways = "company" in by and not (wanted.from_company or wanted.to_company)
    return Flows(
        since=wanted.since,
        until=wanted.until,
        known_on=wanted.known_on,
        by=tuple(by),
        moves=counts.total(),
        known=wanted.all_known().count(),
        arrivals=arrivals if wanted.company else None,
        departures=departures if wanted.company else None,
        flows=tuple(
            Flow(
                from_company=names.get(group.origin or 0),
                to_company=names.get(group.destination or 0),
                kind=group.kind,
                seniority=group.seniority,
                year=group.year,
                moves=number,
                back=counts.get(_reversed(group), 0)
                if both_ways and group.origin != group.destination
                else None,
            )
            for group, number in largest[:most]
        ),
        groups_left=max(0, len(largest) - most),
    )


def _asked(company: str) -> int | None:
    if not company:
        return None
    found = Organization.objects.visible().filter(slug=company).values_list("pk", flat=True)
    return found.first()


def _rows(wanted: FlowFilter, by: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    """The moves counted by no more columns than are asked for; one query."""
    columns: list[str] = []
    rows: QuerySet[Any] = wanted.rows()
    if "company" in by or wanted.company:
        columns += ["from_company", "to_company"]
    if "kind" in by:
        columns.append("kind")
    if "seniority" in by:
        columns.append("seniority")
    if "year" in by:
        # A stored range ends on the day after the latest that the words allow.
        rows = rows.annotate(
            first_year=ExtractYear("happened__startswith"),
            last_year=ExtractYear(_last_day()),
        )
        columns += ["first_year", "last_year"]
    found: Iterable[Mapping[str, Any]] = rows.values(*columns).annotate(number=Count("pk"))
    return found


def _last_day() -> Func:
    return Func(
        "happened", template="(upper(%(expressions)s) - 1)", output_field=models.DateField()
    )


def _group(row: Mapping[str, Any], by: Sequence[str]) -> Group:
    ends = "company" in by
    return Group(
        origin=row["from_company"] if ends else None,
        destination=row["to_company"] if ends else None,
        kind=row["kind"] if "kind" in by else None,
        seniority=Seniority(row["seniority"]).name.lower() if "seniority" in by else None,
        year=_year(row) if "year" in by else None,
    )


def _year(row: Mapping[str, Any]) -> int | None:
    """The year in which every day lies that the words allow; None when they allow several."""
    year: int | None = row["first_year"]
    return year if year == row["last_year"] else None


def _reversed(group: Group) -> Group:
    return replace(group, origin=group.destination, destination=group.origin)


def _sortable(group: Group) -> tuple[int, int, str, str, int]:
    return (
        group.origin or 0,
        group.destination or 0,
        group.kind or "",
        group.seniority or "",
        group.year or 0,
    )
