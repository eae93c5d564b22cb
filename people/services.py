"""What is done to people's records: moves derived, always the same from the same positions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from companies.models.organizations import UNIT_KINDS
from people.models import Founding, Move, MoveState, Person, Position
from people.models.deeds import FoundingState
from people.models.positions import PositionState
from people.moving import derive
from people.stays import DerivedMove, Foundation, Stay
from tracker.kernel.knowledge import States, known_ranges, states_rewritten
from tracker.kernel.planned import ask, plan_once
from tracker.kernel.tables import (
    Below,
    Columns,
    Row,
    Statement,
    at_once,
    correction,
    differing,
    insert,
    read,
    read_both,
)

_IDENTITY = ("arrival_id", "departure_id", "founding_id")


@dataclass(slots=True)
class Ends:
    """What one person's moves are derived from: positions and foundings that stand, by their ids, and
    every state each has gone through.
    """

    positions: dict[int, Columns] = field(default_factory=dict)
    foundings: dict[int, Columns] = field(default_factory=dict)
    position_states: list[tuple[int, DateRange, Columns]] = field(default_factory=list)
    founding_states: list[tuple[int, DateRange, Columns]] = field(default_factory=list)


@transaction.atomic
def derive_moves(*, person: Person) -> None:
    """Derive all moves of ``person`` again; see ``derive_moves_of``."""
    derive_moves_of(people=[person.pk])


@transaction.atomic(savepoint=False)
def derive_moves_of(*, people: Iterable[int], ends: Mapping[int, Ends] | None = None) -> None:
    """Derive all moves of ``people`` again and keep each one's id; repeating it changes nothing.

    A move is known again by the position it arrives at, else by the one it leaves, else by its
    founding. One that no longer follows is withdrawn, and comes back under its id if it follows
    again. Whoever holds the people's rows and has just written their positions and foundings hands
    them in as ``ends``.
    """
    known = sorted(people)
    if ends is None:
        plan_once()
        locked = "SELECT id FROM people_person WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE"
        known = [pk for (pk,) in ask(locked, known)]
        ends = _ends_on_record(known)
    if not known:
        return
    rows: dict[int, dict[int, Row]] = {person: {} for person in known}
    moves, on_record = read_both(Move, "person_id", known, Below(MoveState, "move_id"))
    for pk, row in moves.items():
        rows[row["person_id"]][pk] = row
    units = _units(one["organization_id"] for of in ends.values() for one in of.foundings.values())
    lives = [_life(ends.get(person) or Ends(), units) for person in known]
    kept, changed = _write_moves(
        [(person, life.now, rows[person]) for person, life in zip(known, lives, strict=True)]
    )
    wanted: dict[int, States] = {pk: [] for of_person in rows.values() for pk in of_person}
    for life, of_person in zip(lives, kept, strict=True):
        wanted |= _states(life.then, of_person)
    at_once(changed, *states_rewritten(MoveState, "move_id", wanted, on_record))


def _ends_on_record(people: Collection[int]) -> dict[int, Ends]:
    ends = {person: Ends() for person in people}
    whose: dict[int, int] = {}
    for pk, row in read(Position, "person_id", people).items():
        if not row["withdrawn"]:
            ends[row["person_id"]].positions[pk] = row
            whose[pk] = row["person_id"]
    for row in read(PositionState, "position_id", whose).values():
        pk = row["position_id"]
        ends[whose[pk]].position_states.append((pk, row["known"], row))
    founders: dict[int, int] = {}
    for pk, row in read(Founding, "person_id", people).items():
        if not row["withdrawn"]:
            ends[row["person_id"]].foundings[pk] = row
            founders[pk] = row["person_id"]
    for row in read(FoundingState, "founding_id", founders).values():
        pk = row["founding_id"]
        ends[founders[pk]].founding_states.append((pk, row["known"], row))
    return ends


def _units(organizations: Iterable[object]) -> set[int]:
    """Those of ``organizations`` that are units: founding one is no move."""
    asked = set(organizations)
    if not asked:
        return set()
    below = "SELECT id, kind FROM companies_organization WHERE id = ANY(%s::bigint[]) AND parent_id IS NOT NULL"
    return {pk for pk, kind in ask(below, list(asked)) if kind in UNIT_KINDS}


@dataclass(frozen=True, slots=True)
class _Life:
    """The moves that follow from one person's positions and foundings, now and as known on earlier days."""

    now: list[DerivedMove]
    then: list[tuple[date, list[DerivedMove]]]


def _life(ends: Ends, units: Collection[int]) -> _Life:
    companies = {pk: one["organization_id"] for pk, one in ends.positions.items()}
    founded = {
        pk: one["organization_id"]
        for pk, one in ends.foundings.items()
        if one["organization_id"] not in units
    }
    today = (
        [_stay(pk, company, ends.positions[pk]) for pk, company in sorted(companies.items())],
        [_foundation(pk, company, ends.foundings[pk]) for pk, company in sorted(founded.items())],
    )
    stays = [
        (known, _stay(pk, companies[pk], columns))
        for pk, known, columns in sorted(ends.position_states, key=lambda state: state[0])
    ]
    foundations = [
        (known, _foundation(pk, founded[pk], columns))
        for pk, known, columns in sorted(ends.founding_states, key=lambda state: state[0])
        if pk in founded
    ]
    now, then = derive(*today), list[tuple[date, list[DerivedMove]]]()
    for day in sorted({known.lower for known, _ in (*stays, *foundations)}):
        of_day = _known_on(day, stays), _known_on(day, foundations)
        then.append((day, now if of_day == today else derive(*of_day)))
    return _Life(now, then)


def _known_on[S](day: date, states: Iterable[tuple[DateRange, S]]) -> list[S]:
    return [
        state
        for known, state in states
        if known.lower <= day and (known.upper is None or day < known.upper)
    ]


def _write_moves(
    wanted: Sequence[tuple[int, Sequence[DerivedMove], Mapping[int, Row]]],
) -> tuple[list[dict[int, Row]], Statement | None]:
    """Make the rows of each person say what was derived; returns those that stand, and what is still to be
    corrected of them. A row whose ends change lets go of the old ones first, so that another may take them.
    """
    held: dict[int, Row] = {}
    says: list[list[tuple[int | None, Columns]]] = []
    for person, now, rows in wanted:
        held |= rows
        of_person: list[tuple[int | None, Columns]] = [
            (pk, _columns(derived) | {"person_id": person, "withdrawn": False})
            for derived, pk in zip(now, _rows_of(now, rows), strict=True)
        ]
        says.append(of_person)
    standing = {pk: columns for of_person in says for pk, columns in of_person if pk is not None}
    loose: dict[int, Columns] = {
        pk: {"withdrawn": True}
        for pk, row in held.items()
        if not row["withdrawn"]
        and (pk not in standing or any(row[end] != standing[pk][end] for end in _IDENTITY))
    }
    at_once(correction(Move, loose))
    for pk in loose:
        held[pk]["withdrawn"] = True
    new = [columns for of_person in says for pk, columns in of_person if pk is None]
    made = iter(insert(Move, new))
    changed = correction(Move, differing(held, standing))
    kept = [
        {next(made) if pk is None else pk: columns for pk, columns in of_person}
        for of_person in says
    ]
    return kept, changed


def _rows_of(moves: Sequence[DerivedMove], rows: Mapping[int, Row]) -> list[int | None]:
    """The row each move had before, each row once: of all moves first those with the same arrival,
    then of the rest those with the same departure, then those with the same founding.
    """
    free = sorted(rows, key=lambda pk: (rows[pk]["withdrawn"], pk))
    result: list[int | None] = [None] * len(moves)
    for end in _IDENTITY:
        for index, derived in enumerate(moves):
            value = getattr(derived, end.removesuffix("_id"))
            if result[index] is not None or value is None:
                continue
            pk = next((pk for pk in free if rows[pk][end] == value), None)
            if pk is not None:
                result[index] = pk
                free.remove(pk)
    return result


_NAMES = tuple(column.name for column in fields(DerivedMove))
_KEYS = {"arrival", "departure", "founding", "from_company", "to_company", "unit"}
_COLUMNS = tuple(f"{name}_id" if name in _KEYS else name for name in _NAMES)
_said = attrgetter(*_NAMES)


def _columns(derived: DerivedMove) -> Columns:
    return dict(zip(_COLUMNS, _said(derived), strict=True))


_STAY = tuple(
    f"{column.name}_id"
    if column.name in {"unit", "stated_origin", "stated_destination"}
    else column.name
    for column in fields(Stay)[2:]
)
_FOUNDATION = tuple(column.name for column in fields(Foundation)[2:])


def _stay(position: int, company: Any, columns: Columns) -> Stay:
    return Stay(position, company, *[columns[name] for name in _STAY])  # type: ignore[arg-type]


def _foundation(founding: int, company: Any, columns: Columns) -> Foundation:
    return Foundation(founding, company, *[columns[name] for name in _FOUNDATION])  # type: ignore[arg-type]


def _states(
    then: Iterable[tuple[date, Sequence[DerivedMove]]], rows: Mapping[int, Row]
) -> dict[int, States]:
    """What one could know of each move on each range of publication days."""
    told: dict[int, list[tuple[date, DerivedMove | None]]] = {pk: [] for pk in rows}
    for day, moves in then:
        found = dict(zip(_rows_of(moves, rows), moves, strict=True))
        for pk, steps in told.items():
            steps.append((day, found.get(pk)))
    return {
        pk: [(known, _state_columns(derived)) for known, derived in known_ranges(steps)]
        for pk, steps in told.items()
    }


def _state_columns(derived: DerivedMove) -> Columns:
    columns = _columns(derived)
    for end in _IDENTITY:
        del columns[end]
    return columns
