"""What is done to people's records: moves derived, always the same from the same positions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from people.models import Founding, Move, MoveState, Person, Position
from people.models.deeds import FoundingState
from people.models.positions import PositionShape, PositionState
from people.moving import DerivedMove, Foundation, Stay, derive
from tracker.kernel.facts import Occurrence
from tracker.kernel.knowledge import known_ranges

_IDENTITY = ("arrival", "departure", "founding")


@transaction.atomic
def derive_moves(*, person: Person) -> list[Move]:
    """Derive all moves of ``person`` again and keep each one's id; repeating it changes nothing.

    A move is known again by the position it arrives at, else by the one it leaves, else by its
    founding. One that no longer follows is withdrawn, and comes back under its id if it follows
    again.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    positions = list(
        Position.objects.filter(person=person).supported().select_related("organization")
    )
    foundings = list(
        Founding.objects.filter(person=person).supported().select_related("organization__parent")
    )
    rows = list(Move.objects.filter(person=person).order_by("pk"))
    companies = {position.pk: position.organization_id for position in positions}
    founded = {f.pk: f.organization_id for f in foundings if not f.organization.is_unit}

    now = derive(
        [_stay(position.pk, companies[position.pk], position) for position in positions],
        [_foundation(f.pk, f.organization_id, f) for f in foundings if f.pk in founded],
    )
    kept: dict[int, Move] = {}
    for derived, row in zip(now, _rows_of(now, rows), strict=True):
        kept_row = _write(row, derived, person)
        kept[kept_row.pk] = kept_row
    gone = [row.pk for row in rows if row.pk not in kept and not row.withdrawn]
    if gone:
        Move.objects.filter(pk__in=gone).update(withdrawn=True)
    _write_states(kept.values(), companies, founded)
    return list(kept.values())


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


def _columns(derived: DerivedMove) -> dict[str, object]:
    columns = asdict(derived)
    columns["happened"] = derived.happened
    for name in (*_IDENTITY, "from_company", "to_company", "unit"):
        columns[f"{name}_id"] = columns.pop(name)
    return columns


def _write(row: Move | None, derived: DerivedMove, person: Person) -> Move:
    columns = _columns(derived)
    if row is None:
        _free(derived, keep=None)
        return Move.objects.create(person=person, **columns)
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if row.withdrawn:
        row.withdrawn = False
        changed.append("withdrawn")
    if changed:
        _free(derived, keep=row.pk)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=[*columns, "withdrawn"])
    return row


def _free(derived: DerivedMove, *, keep: int | None) -> None:
    """Withdraw other rows that hold an end this move takes over, such as a departure now paired."""
    for end in _IDENTITY:
        value = getattr(derived, end)
        if value is not None:
            others = Move.objects.filter(**{end: value}, withdrawn=False).exclude(
                pk__in=[] if keep is None else [keep]
            )
            others.update(withdrawn=True)


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


def _write_states(
    moves: Iterable[Move], companies: Mapping[int, int], founded: Mapping[int, int]
) -> None:
    """Write, for each move, what one could know of it on each range of publication days."""
    moves = list(moves)
    stays = list(PositionState.objects.filter(position__in=companies))
    foundations = list(FoundingState.objects.filter(founding__in=founded))
    days = sorted({state.known.lower for state in [*stays, *foundations]})
    told: dict[int, list[tuple[date, DerivedMove | None]]] = defaultdict(list)
    for day in days:
        then = derive(
            [
                _stay(state.position_id, companies[state.position_id], state)
                for state in stays
                if day in state.known
            ],
            [
                _foundation(state.founding_id, founded[state.founding_id], state)
                for state in foundations
                if day in state.known
            ],
        )
        found = _rows_of(then, moves)
        for row in moves:
            told[row.pk].append((day, None if row not in found else then[found.index(row)]))
    MoveState.objects.filter(move__person__in={move.person_id for move in moves}).delete()
    MoveState.objects.bulk_create(
        MoveState(move_id=pk, known=known, **_state_columns(derived))
        for pk, steps in told.items()
        for known, derived in known_ranges(steps)
    )


def _state_columns(derived: DerivedMove) -> dict[str, object]:
    columns = _columns(derived)
    for name in _IDENTITY:
        del columns[f"{name}_id"]
    return columns
