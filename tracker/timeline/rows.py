"""Facts as they stand, or as one could know them on a day: the same rows either way.

Each function asks one query. Rows come as pairs: the fact, for its identity, and the row whose columns
to read, which is the fact itself or one of its states.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from companies.models import Organization, OrgEvent, OrgEventState, Stake, StakeState
from companies.models.events import OrgEventShape, StakeShape
from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveState,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from people.models.moves import MoveShape, ends_shown
from people.models.positions import LineShape, PositionShape
from tracker.kernel.facts import Occurrence, among
from tracker.kernel.prepared import Prepared
from tracker.timeline.evidence import (
    FIRST_OUTLETS,
    outlet_named,
    outlet_names,
    outlets_brought,
)
from tracker.timeline.refs import PARENTS

#: As many rows of one kind as a page shows; the lists that page through them have all.
MOST = 400
#: Positions by rank, then the one that began last.
FOREMOST = ("-seniority", "-start__startswith", "pk")
_LATEST = F("happened__startswith").desc(nulls_last=True)


def asked_positions(
    wanted: QuerySet[Position], known_on: date | None, *, most: int = MOST
) -> QuerySet[Any]:
    """Positions by rank, the foremost first: the facts, or their states."""
    if known_on is None:
        rows = wanted.select_related("person", "organization__parent", f"unit__{PARENTS}")
        return rows.order_by(*FOREMOST)[:most]
    states = (
        PositionState.objects.known_on(known_on)
        .filter(among("position", wanted))
        .select_related("position__person", "position__organization__parent", f"unit__{PARENTS}")
    )
    return states.order_by("-seniority", "-start__startswith", "position_id")[:most]


def pairs(rows: Iterable[Any], fact: str, known_on: date | None) -> list[tuple[Any, Any]]:
    """Each row with its fact, which it is or, of a state, which it names as ``fact``."""
    return [(row if known_on is None else getattr(row, fact), row) for row in rows]


# ── of one person ────────────────────────────────────────────────────────────────────────────────


def positions_of(person: int, known_on: date | None) -> list[tuple[Position, PositionShape]]:
    return pairs(_POSITIONS.rows(person=person, known_on=known_on), "position", known_on)


def lines_of(person: int, known_on: date | None) -> list[tuple[ReportingLine, LineShape]]:
    """Those in which the person reports or is reported to."""
    return pairs(_LINES.rows(person=person, known_on=known_on), "line", known_on)


def foundings_of(person: int, known_on: date | None) -> list[tuple[Founding, Occurrence]]:
    return pairs(_FOUNDINGS.rows(person=person, known_on=known_on), "founding", known_on)


def moves_of(person: int, known_on: date | None) -> list[tuple[Move, MoveShape]]:
    return pairs(_MOVES.rows(person=person, known_on=known_on), "move", known_on)


def statements_of(person: int, known_on: date | None) -> list[Statement]:
    return _STATEMENTS.rows(person=person, known_on=known_on)


def _positions(*, person: int, known_on: date | None) -> QuerySet[Any]:
    return asked_positions(Position.objects.visible().supported().filter(person=person), known_on)


def _lines(*, person: int, known_on: date | None) -> QuerySet[Any]:
    theirs = Q(person=person) | Q(manager=person)
    wanted = ReportingLine.objects.visible().supported().filter(theirs)
    names = ("person", "manager", "organization__parent")
    if known_on is None:
        return wanted.select_related(*names)[:MOST]
    states = ReportingLineState.objects.known_on(known_on).filter(among("line", wanted))
    return states.select_related(*(f"line__{name}" for name in names))[:MOST]


def _foundings(*, person: int, known_on: date | None) -> QuerySet[Any]:
    wanted = Founding.objects.visible().supported().filter(person=person)
    names = ("person", f"organization__{PARENTS}")
    if known_on is None:
        return wanted.select_related(*names)
    states = FoundingState.objects.known_on(known_on).filter(among("founding", wanted))
    return states.select_related(*(f"founding__{name}" for name in names))


def _moves(*, person: int, known_on: date | None) -> QuerySet[Any]:
    wanted = Move.objects.visible().filter(person=person)
    names = ("from_company", "to_company", f"unit__{PARENTS}")
    if known_on is None:
        return wanted.select_related("person", *names).order_by("-sort_on", "-pk")[:MOST]
    states = (
        MoveState.objects.known_on(known_on)
        .filter(*ends_shown(), among("move", wanted))
        .select_related("move__person", *names)
    )
    return states.order_by("-sort_on", "-move_id")[:MOST]


def _statements(*, person: int, known_on: date | None) -> QuerySet[Statement]:
    rows = Statement.objects.visible().supported().filter(person=person)
    if known_on is not None:
        rows = rows.filter(first_on__lte=known_on)
    return rows.order_by("-first_on", "-pk")[:MOST]


_POSITIONS, _LINES, _FOUNDINGS, _MOVES, _STATEMENTS = (
    Prepared(question, planned=True)
    for question in (_positions, _lines, _foundings, _moves, _statements)
)


# ── of organizations ─────────────────────────────────────────────────────────────────────────────


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


def names_of_outlets(*groups: Iterable[tuple[object, object]]) -> set[str]:
    """The slugs of the outlets that rows name as first."""
    found: set[str] = set()
    for group in groups:
        for _, row in group:
            for column in FIRST_OUTLETS:
                found.add(getattr(row, column, ""))
    return found - {""}


def outlets_of(*groups: Iterable[tuple[object, Any]]) -> dict[str, str]:
    """The names of the outlets that rows name as first, by slug; one query, none where each row brings that of
    its own (``outlet_name``).
    """
    rows = [row for group in groups for _, row in group]
    if all(hasattr(row, "outlet_name") for row in rows):
        return outlets_brought(rows)
    return outlet_names(names_of_outlets(*groups))


def units_of(company: Organization) -> QuerySet[Organization]:
    """The units of a company or unit, one level down, by name."""
    return Organization.objects.visible().units().filter(parent=company).order_by("name", "pk")
