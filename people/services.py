"""What is done to people's records: moves derived, always the same from the same positions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import Founding, Move, MoveState, Person, Position
from people.models.deeds import FoundingState
from people.models.positions import PositionShape, PositionState
from people.moving import derive
from people.stays import DerivedMove, Foundation, Stay
from tracker.kernel.facts import Occurrence
from tracker.kernel.knowledge import known_ranges, rewrite_states

type States = list[tuple[DateRange, dict[str, object]]]

_IDENTITY = ("arrival", "departure", "founding")


@transaction.atomic
def derive_moves(*, person: Person) -> list[Move]:
    """Derive all moves of ``person`` again; see ``derive_moves_of``."""
    return derive_moves_of(people=[person.pk])


@transaction.atomic(savepoint=False)
def derive_moves_of(*, people: Iterable[int]) -> list[Move]:
    """Derive all moves of ``people`` again and keep each one's id; repeating it changes nothing.

    A move is known again by the position it arrives at, else by the one it leaves, else by its
    founding. One that no longer follows is withdrawn, and comes back under its id if it follows
    again.
    """
    known = list(
        Person.objects.select_for_update(no_key=True)
        .filter(pk__in=list(people))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if not known:
        return []
    ends = {person: _Ends() for person in known}
    for position in Position.objects.filter(person__in=known).supported().order_by("pk"):
        ends[position.person_id].positions[position.pk] = position
    foundings = Founding.objects.filter(person__in=known).supported().order_by("pk")
    for founding in foundings.select_related("organization__parent"):
        if not founding.organization.is_unit:
            ends[founding.person_id].foundings[founding.pk] = founding
    for row in Move.objects.filter(person__in=known).order_by("pk"):
        ends[row.person_id].rows.append(row)
    kept: dict[int, list[Move]] = {}
    for person, of_person in ends.items():
        now = derive(
            [_stay(pk, one.organization_id, one) for pk, one in of_person.positions.items()],
            [_foundation(pk, one.organization_id, one) for pk, one in of_person.foundings.items()],
        )
        kept[person] = _write_moves(person, now, of_person.rows)
    _write_states(ends, kept)
    return [row for rows in kept.values() for row in rows]


@dataclass(slots=True)
class _Ends:
    """What one person's moves are derived from, and those there have been."""

    positions: dict[int, Position] = field(default_factory=dict)
    foundings: dict[int, Founding] = field(default_factory=dict)
    rows: list[Move] = field(default_factory=list)


def _write_moves(person: int, now: Sequence[DerivedMove], rows: Sequence[Move]) -> list[Move]:
    """Make the rows say what was derived. A row whose ends change lets go of the old ones first, so
    that another may take them.
    """
    wanted = [
        (row, _columns(derived)) for derived, row in zip(now, _rows_of(now, rows), strict=True)
    ]
    standing = {held.pk for held, _ in wanted if held is not None}
    loose = {one.pk for one in rows if one.pk not in standing}
    loose |= {
        row.pk
        for row, columns in wanted
        if row is not None
        and any(getattr(row, f"{end}_id") != columns[f"{end}_id"] for end in _IDENTITY)
    }
    loosened = [one for one in rows if one.pk in loose and not one.withdrawn]
    if loosened:
        Move.objects.filter(pk__in=[one.pk for one in loosened]).update(withdrawn=True)
        for one in loosened:
            one.withdrawn = True
    kept: list[Move] = []
    for row, columns in wanted:
        if row is None:
            kept.append(Move.objects.create(person_id=person, **columns))
            continue
        columns["withdrawn"] = False
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        if changed:
            for name in changed:
                setattr(row, name, columns[name])
            row.save(update_fields=changed)
        kept.append(row)
    return kept


def _rows_of(moves: Sequence[DerivedMove], rows: Iterable[Move]) -> list[Move | None]:
    """The row each move had before, each row once: of all moves first those with the same arrival,
    then of the rest those with the same departure, then those with the same founding.
    """
    free = sorted(rows, key=lambda row: (row.withdrawn, row.pk))
    result: list[Move | None] = [None] * len(moves)
    for end in _IDENTITY:
        for index, derived in enumerate(moves):
            value = getattr(derived, end)
            if result[index] is not None or value is None:
                continue
            row = next((row for row in free if getattr(row, f"{end}_id") == value), None)
            if row is not None:
                result[index] = row
                free.remove(row)
    return result


_COLUMNS = {
    column.name: f"{column.name}_id"
    if column.name in {*_IDENTITY, "from_company", "to_company", "unit"}
    else column.name
    for column in fields(DerivedMove)
}


def _columns(derived: DerivedMove) -> dict[str, object]:
    return {column: getattr(derived, name) for name, column in _COLUMNS.items()}


def _stay(position: int, company: int, shape: PositionShape) -> Stay:
    return Stay(
        position=position,
        company=company,
        unit=shape.unit_id,
        title=shape.title,
        role=shape.role,
        seniority=shape.seniority,
        exclusive=shape.exclusive,
        start=shape.start,
        end=shape.end,
        start_status=shape.start_status,
        end_status=shape.end_status,
        stated_origin=shape.stated_origin_id,
        stated_destination=shape.stated_destination_id,
        confirmed_first=shape.confirmed_first,
        disputed=shape.disputed,
        start_origins=shape.start_origins,
        start_first_outlet=shape.start_first_outlet,
        start_first_on=shape.start_first_on,
        start_told_on=shape.start_told_on,
        end_origins=shape.end_origins,
        end_first_outlet=shape.end_first_outlet,
        end_first_on=shape.end_first_on,
        end_told_on=shape.end_told_on,
    )


def _foundation(founding: int, company: int, shape: Occurrence) -> Foundation:
    return Foundation(
        founding=founding,
        company=company,
        status=shape.status,
        happened=shape.happened,
        told_on=shape.told_on,
        disputed=shape.disputed,
        origins=shape.origins,
        first_outlet=shape.first_outlet,
        first_on=shape.first_on,
    )


def _write_states(ends: Mapping[int, _Ends], kept: Mapping[int, Sequence[Move]]) -> None:
    """Write, for each move, what one could know of it on each range of publication days."""
    positions = {pk: person for person, one in ends.items() for pk in one.positions}
    foundings = {pk: person for person, one in ends.items() for pk in one.foundings}
    stays: dict[int, list[PositionState]] = defaultdict(list)
    foundations: dict[int, list[FoundingState]] = defaultdict(list)
    if positions:
        for state in PositionState.objects.filter(position__in=positions).order_by("pk"):
            stays[positions[state.position_id]].append(state)
    if foundings:
        for then in FoundingState.objects.filter(founding__in=foundings).order_by("pk"):
            foundations[foundings[then.founding_id]].append(then)
    wanted: dict[int, States] = {row.pk: [] for one in ends.values() for row in one.rows}
    for person, rows in kept.items():
        told = _states(ends[person], rows, stays[person], foundations[person])
        wanted |= {row.pk: states for row, states in zip(rows, told, strict=True)}
    rewrite_states(MoveState, "move_id", wanted)


def _states(
    ends: _Ends,
    rows: Sequence[Move],
    stays: Sequence[PositionState],
    foundations: Sequence[FoundingState],
) -> list[States]:
    told: list[list[tuple[date, DerivedMove | None]]] = [[] for _ in rows]
    for day in sorted({state.known.lower for state in [*stays, *foundations]}):
        then = derive(
            [
                _stay(one.position_id, ends.positions[one.position_id].organization_id, one)
                for one in stays
                if day in one.known
            ],
            [
                _foundation(one.founding_id, ends.foundings[one.founding_id].organization_id, one)
                for one in foundations
                if day in one.known
            ],
        )
        found = {
            row.pk: derived for derived, row in zip(then, _rows_of(then, rows), strict=True) if row
        }
        for steps, row in zip(told, rows, strict=True):
            steps.append((day, found.get(row.pk)))
    return [
        [(known, _state_columns(derived)) for known, derived in known_ranges(steps)]
        for steps in told
    ]


def _state_columns(derived: DerivedMove) -> dict[str, object]:
    columns = _columns(derived)
    for name in _IDENTITY:
        del columns[f"{name}_id"]
    return columns
