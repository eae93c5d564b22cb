"""Facts as they stand, or as one could know them on a day: the same rows either way.

Each function asks one query. Rows come as pairs: the fact, for its identity, and the row whose columns
to read, which is the fact itself or one of its states.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from companies.models import Organization, OrgEvent, OrgEventState, Stake, StakeState
from companies.models.events import OrgEventShape, StakeShape
from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveState,
    Person,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from people.models.moves import MoveShape, ends_shown
from people.models.positions import LineShape, PositionShape
from tracker.kernel.facts import Occurrence, among
from tracker.timeline.evidence import outlet_named, outlet_names
from tracker.timeline.refs import PARENTS

#: As many rows of one kind as a page shows; the lists that page through them have all.
MOST = 400
_LATEST = F("happened__startswith").desc(nulls_last=True)


def positions(
    wanted: QuerySet[Position], known_on: date | None, *, most: int = MOST
) -> list[tuple[Position, PositionShape]]:
    names = ("person", "organization__parent", f"unit__{PARENTS}")
    if known_on is None:
        rows = wanted.select_related(*names).order_by("-seniority", "-start__startswith", "pk")
        return [(row, row) for row in rows[:most]]
    states = (
        PositionState.objects.known_on(known_on)
        .filter(among("position", wanted))
        .select_related("position__person", "position__organization__parent", f"unit__{PARENTS}")
        .order_by("-seniority", "-start__startswith", "position_id")
    )
    return [(state.position, state) for state in states[:most]]


def lines(
    wanted: QuerySet[ReportingLine], known_on: date | None
) -> list[tuple[ReportingLine, LineShape]]:
    names = ("person", "manager", "organization__parent")
    if known_on is None:
        return [(row, row) for row in wanted.select_related(*names)[:MOST]]
    states = (
        ReportingLineState.objects.known_on(known_on)
        .filter(among("line", wanted))
        .select_related(*(f"line__{name}" for name in names))
    )
    return [(state.line, state) for state in states[:MOST]]


def foundings(
    wanted: QuerySet[Founding], known_on: date | None
) -> list[tuple[Founding, Occurrence]]:
    if known_on is None:
        return [(row, row) for row in wanted.select_related("person", f"organization__{PARENTS}")]
    states = (
        FoundingState.objects.known_on(known_on)
        .filter(among("founding", wanted))
        .select_related("founding__person", f"founding__organization__{PARENTS}")
    )
    return [(state.founding, state) for state in states]


def moves(
    wanted: QuerySet[Move],
    known_on: date | None,
    *,
    until: date | None = None,
    most: int = MOST,
) -> list[tuple[Move, MoveShape]]:
    names = ("from_company", "to_company", f"unit__{PARENTS}")
    bounds = {"sort_on__lte": until} if until is not None else {}
    if known_on is None:
        rows = wanted.filter(**bounds).select_related("person", *names).order_by("-sort_on", "-pk")
        return [(row, row) for row in rows[:most]]
    states = (
        MoveState.objects.known_on(known_on)
        .filter(
            *ends_shown(),
            among("move", wanted),
            **bounds,
        )
        .select_related("move__person", *names)
        .order_by("-sort_on", "-move_id")
    )
    return [(state.move, state) for state in states[:most]]


def _with_outlet(rows: QuerySet[Any]) -> QuerySet[Any]:
    named: QuerySet[Any] = rows.annotate(outlet_name=outlet_named("first_outlet"))
    return named


def events(
    wanted: QuerySet[OrgEvent], known_on: date | None
) -> list[tuple[OrgEvent, OrgEventShape]]:
    names = ("organization__parent", f"unit__{PARENTS}", f"into__{PARENTS}", "lead")
    if known_on is None:
        rows = _with_outlet(wanted.select_related(*names)).order_by(_LATEST, "-pk")
        return [(row, row) for row in rows[:MOST]]
    states = (
        OrgEventState.objects.known_on(known_on)
        .filter(among("event", wanted))
        .select_related(*(f"event__{name}" for name in names))
    )
    return [(state.event, state) for state in _with_outlet(states)[:MOST]]


def stakes(wanted: QuerySet[Stake], known_on: date | None) -> list[tuple[Stake, StakeShape]]:
    names = ("acquirer__parent", "target__parent")
    if known_on is None:
        rows = _with_outlet(wanted.select_related(*names)).order_by(_LATEST, "-pk")
        return [(row, row) for row in rows[:MOST]]
    states = (
        StakeState.objects.known_on(known_on)
        .filter(among("stake", wanted))
        .select_related(*(f"stake__{name}" for name in names))
    )
    return [(state.stake, state) for state in _with_outlet(states)[:MOST]]


def statements(person: Person, known_on: date | None) -> list[Statement]:
    rows = Statement.objects.visible().supported().filter(person=person)
    if known_on is not None:
        rows = rows.filter(first_on__lte=known_on)
    return list(rows.order_by("-first_on", "-pk")[:MOST])


def names_of_outlets(*groups: Iterable[tuple[object, object]]) -> set[str]:
    """The slugs of the outlets that rows name as first."""
    found: set[str] = set()
    for group in groups:
        for _, row in group:
            for column in ("first_outlet", "start_first_outlet", "end_first_outlet"):
                found.add(getattr(row, column, ""))
    return found - {""}


def outlets_of(*groups: Iterable[tuple[object, Any]]) -> dict[str, str]:
    """The names of the outlets that rows name as first, by slug; one query, none where each row brings that of
    its own (``outlet_name``).
    """
    rows = [row for group in groups for _, row in group]
    if all(hasattr(row, "outlet_name") for row in rows):
        return {row.first_outlet: row.outlet_name for row in rows if row.outlet_name}
    return outlet_names(names_of_outlets(*groups))


def units_of(company: Organization) -> QuerySet[Organization]:
    """The units of a company or unit, one level down, by name."""
    return Organization.objects.visible().units().filter(parent=company).order_by("name", "pk")
