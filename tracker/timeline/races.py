"""Announced or done lately: who was first, and how long it took until the person or the company said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from people.models import MoveKind
from tracker.kernel.statuses import Status
from tracker.timeline.evidence import outlets_named
from tracker.timeline.latest import Pair, move_lines, pairs_of
from tracker.timeline.life import Step, steps_of
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS

LOOKED_AT = 80
SHOWN = 8
_OPEN = (Status.RUMOURED, Status.REPORTED)
_FIRM = (Status.ANNOUNCED, Status.DONE)


@dataclass(frozen=True, slots=True)
class Race:
    """A move that was told before it was announced or done: the first report, and the announcement or the deed."""

    move: MoveLine
    first: Step
    confirmed: Step

    @property
    def days(self) -> int:
        return (self.confirmed.day - self.first.day).days


def firm_moves(*, as_of: date, known_on: date | None = None) -> list[Pair]:
    """The newest moves that are announced or done; one query."""
    wanted = MoveFilter(
        status=tuple(status.value for status in _FIRM), until=as_of, known_on=known_on
    )
    firm = wanted.rows().exclude(kind=MoveKind.FOUNDING, happened=None)
    named = firm.select_related(f"unit__{PARENTS}").annotate(**outlets_named())
    return pairs_of(list(named[:LOOKED_AT]))


def races_of(firm: Iterable[MoveLine]) -> tuple[Race, ...]:
    """Those of firm moves that somebody reported first, longest wait first."""
    found = []
    for move in firm:
        steps = steps_of(move.evidence)
        confirmed = next((step for step in steps if step.status in _FIRM), None)
        if confirmed is not None and steps[0].status in _OPEN and steps[0].day < confirmed.day:
            found.append(Race(move, steps[0], confirmed))
    latest = sorted(found, key=lambda race: race.confirmed.day, reverse=True)[:SHOWN]
    return tuple(sorted(latest, key=lambda race: -race.days))


def races(*, as_of: date, known_on: date | None = None) -> tuple[Race, ...]:
    """The same, looked up; three queries."""
    firm = firm_moves(as_of=as_of, known_on=known_on)
    return races_of(move_lines(firm, as_of=as_of, known_on=known_on, around=False))
