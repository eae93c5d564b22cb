"""What changed: the latest moves, those still open, and how many were known month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from people.models import Move, MoveKind, MoveState
from people.models.moves import MoveShape
from tracker.kernel.partial_dates import PartialDate, Precision
from tracker.kernel.statuses import Status
from tracker.timeline import rows
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.entries import MoveLine
from tracker.timeline.evidence import Wanted, evidence_for, outlet_names
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS
from tracker.timeline.told import Told, wanted_for_moves

type Pair = tuple[Move, MoveShape]

LATEST_SHOWN = 24
OPEN_SHOWN = 8


def pairs_of(found: "Sequence[Move | MoveState]") -> list[Pair]:
    """Moves or states of moves as the pairs that the other lists work on."""
    return [(row.move, row) if isinstance(row, MoveState) else (row, row) for row in found]


def move_lines(
    pairs: Sequence[Pair], *, as_of: date, known_on: date | None = None
) -> list[MoveLine]:
    """Moves as lists show them, each with its sentences; four queries."""
    ends, begun = wanted_for_moves(pairs)
    book = evidence_for(
        Wanted(positions=frozenset(ends), foundings=frozenset(begun)), known_on=known_on
    )
    outlets = outlet_names(rows.names_of_outlets(pairs))
    return Told(as_of, book, outlets, marks_beside(move=pairs)).moves(pairs)


@dataclass(frozen=True, slots=True)
class Day:
    """Moves that are told of the same day, month or year."""

    when: PartialDate | date
    told: bool
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Moves first published in one month, by the status they have reached."""

    first: date
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A move that somebody talks of and nobody has confirmed or denied, and for how many days."""

    move: MoveLine
    days: int


@dataclass(frozen=True, slots=True)
class Latest:
    days: tuple[Day, ...]
    open: tuple[OpenReport, ...]
    months: tuple[Month, ...]


def latest(*, as_of: date, known_on: date | None = None) -> Latest:
    """The front page; at most ten queries. ``as_of`` is the last day that is looked at."""
    wanted = MoveFilter(until=as_of, known_on=known_on)
    names = (f"unit__{PARENTS}",)
    # "A founder of the company", told in passing, is no news.
    news = wanted.rows().exclude(kind=MoveKind.FOUNDING, status=Status.DONE, happened=None)
    newest = pairs_of(list(news.select_related(*names)[:LATEST_SHOWN]))
    waiting = MoveFilter(
        status=(Status.RUMOURED.value, Status.REPORTED.value), until=as_of, known_on=known_on
    )
    still = pairs_of(
        list(
            waiting.rows()
            .filter(first_on__isnull=False)
            .select_related(*names)
            .order_by("first_on", "pk")[:OPEN_SHOWN]
        )
    )
    lines = {
        line.move: line
        for line in move_lines(
            [*newest, *(pair for pair in still if pair not in newest)],
            as_of=as_of,
            known_on=known_on,
        )
    }
    clock = min(as_of, known_on) if known_on else as_of
    return Latest(
        days=days_of([lines[move.pk] for move, _ in newest]),
        open=tuple(
            OpenReport(lines[move.pk], (clock - row.first_on).days)
            for move, row in still
            if row.first_on is not None and row.first_on <= clock
        ),
        months=_months(wanted, clock),
    )


def days_of(moves: Sequence[MoveLine]) -> tuple[Day, ...]:
    """Moves under the day they are told of, newest first; a month follows its days, a year its months.

    Bounds stand as such: "by 31 May 2025" is a day on which nothing was told.
    """
    ordered = sorted(
        moves, key=lambda move: (move.sort_on, _finest(move), str(move.happened)), reverse=True
    )
    return tuple(
        Day(when, told, tuple(group)) for (when, told), group in groupby(ordered, key=_day_of)
    )


def _finest(move: MoveLine) -> int:
    order = (Precision.YEAR, Precision.MONTH, Precision.DAY)
    if move.happened is None or move.happened.precision not in order:
        return len(order)
    return order.index(move.happened.precision)


def _day_of(move: MoveLine) -> tuple[PartialDate | date, bool]:
    if move.happened is not None:
        return move.happened, False
    return move.sort_on, True


def _months(wanted: MoveFilter, last: date, *, count: int = 24) -> tuple[Month, ...]:
    """The last ``count`` months in which anything was published, up to ``last``; one query."""
    found = (
        wanted.rows()
        .filter(first_on__lte=last)
        .order_by("-first_on")
        .values_list("first_on", "status")[:2000]
    )
    published: dict[date, list[str]] = {}
    for day, status in found:
        if day is not None:
            published.setdefault(day.replace(day=1), []).append(status)
    if not published:
        return ()
    month = max(published)
    months: list[Month] = []
    while len(months) < count:
        months.append(Month(month, tuple(sorted(published.get(month, []), key=_firmness))))
        month = (month - timedelta(days=1)).replace(day=1)
    return tuple(reversed(months))


def _firmness(status: str) -> int:
    order = ("done", "announced", "reported", "rumoured", "denied", "reversed")
    return order.index(status)
