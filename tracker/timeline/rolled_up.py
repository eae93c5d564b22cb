"""The known moves of a period as the tallies have them, with the few moves that these cannot tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, Q, QuerySet, Value

from companies.models import Organization
from people.models import KnownTally, Move, MoveState, MoveTally
from tracker.kernel.facts import among, one_of
from tracker.kernel.hiding import hidden_of

type Rows = QuerySet[Any, Any]

#: From this month on it is less to count what a year still lacks than what it already has.
_LATE = 7


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Rows of tallies to be added up, and moves (or states of moves) that each count for ``+1`` or ``-1`` beside them.

    Together they are the moves of a period that may be shown. Tallies of what stands today have kind, status and rank
    where they have no company; those of what was known on a day have neither.
    """

    tallies: tuple[Rows, ...]
    moves: tuple[tuple[Rows, int], ...]

    def of_everybody(self, *columns: str) -> tuple[Rows, ...]:
        """All of it as rows of these columns and the number that each counts for."""
        return (
            *(rows.filter(company=None).values_list(*columns, "moves") for rows in self.tallies),
            *(
                rows.order_by().values_list(*columns, Value(sign, output_field=IntegerField()))
                for rows, sign in self.moves
            ),
        )


def rolled_up(since: date | None, until: date | None, *, known_on: date | None) -> RolledUp:
    """The known moves of the days ``since`` to ``until``, both counted; None leaves an end open."""
    years = _Years.of(since, until, known_on)
    hidden = _within(_kept_back(known_on), since, until)
    if known_on is None:
        tallies = (years.of_tallies(MoveTally.objects.all()),)
        moves = Move.objects.filter(withdrawn=False)
        return RolledUp(tallies, (*years.rest(moves), (hidden, -1)))
    month, year = known_on.replace(day=1), known_on.replace(month=1, day=1)
    known = years.of_tallies(KnownTally.objects.all())
    states = _within(MoveState.objects.all(), *years.days)
    return RolledUp(
        (
            known.filter(monthly=False, since__lt=year),
            known.filter(monthly=True, since__gte=year, since__lt=month),
        ),
        (
            (states.filter(known__startswith__gte=month, known__startswith__lte=known_on), 1),
            (states.filter(known__endswith__gte=month, known__endswith__lte=known_on), -1),
            *years.rest(MoveState.objects.known_on(known_on)),
            (hidden, -1),
        ),
    )


def known_in(since: date | None, until: date | None, *, known_on: date | None) -> int:
    """How many moves of the period are known, whatever they are; one query."""
    if since and until and until < since:
        return 0
    parts, params = joined(rolled_up(since, until, known_on=known_on).of_everybody())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(sum(number), 0) FROM ({parts}) known (number)", params)  # noqa: S608 - names of ours
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def joined(rows: Iterable[Rows]) -> tuple[str, tuple[Any, ...]]:
    """The rows one list after the other, as SQL with what fills it in."""
    parts = [one.query.sql_with_params() for one in rows]
    return (
        " UNION ALL ".join(sql for sql, _ in parts),
        tuple(param for _, params in parts for param in params),
    )


@dataclass(frozen=True, slots=True)
class _Rest:
    """Days that whole years lack (``sign`` 1) or have beside the period (-1)."""

    sign: int
    since: date
    until: date
    #: All of them are days after that on which the moves have to be known.
    ahead: bool

    def of(self, moves: Rows) -> Rows:
        rows = _within(moves, self.since, self.until)
        return rows.filter(known__startswith__lt=F("sort_on")) if self.ahead else rows


@dataclass(frozen=True, slots=True)
class _Years:
    """Whole years near a period, and what tells them from it."""

    first: int | None
    last: int | None
    rests: tuple[_Rest, ...]

    @classmethod
    def of(cls, since: date | None, until: date | None, known_on: date | None) -> "_Years":
        first, before = _begun(since, known_on)
        last, after = _ended(until, known_on)
        return cls(first, last, (*before, *after))

    @property
    def days(self) -> tuple[date | None, date | None]:
        return (
            date(self.first, 1, 1) if self.first is not None else None,
            date(self.last, 12, 31) if self.last is not None else None,
        )

    def of_tallies(self, tallies: Rows) -> Rows:
        bounds = {"year__gte": self.first, "year__lte": self.last}
        return tallies.filter(**{name: year for name, year in bounds.items() if year is not None})

    def rest(self, moves: Rows) -> list[tuple[Rows, int]]:
        return [(rest.of(moves), rest.sign) for rest in self.rests]


def _begun(since: date | None, known_on: date | None) -> tuple[int | None, list[_Rest]]:
    """The first whole year, and what it lacks or has too much."""
    if since is None or (since.month, since.day) == (1, 1):
        return (since.year if since else None), []
    # Hardly anything is known ahead of its day.
    ahead = known_on is not None and known_on < since
    if (ahead or since.month >= _LATE) and since.year < date.max.year:
        return since.year + 1, [_Rest(1, since, since.replace(month=12, day=31), ahead)]
    new_year = since.replace(month=1, day=1)
    return since.year, [_Rest(-1, new_year, since - timedelta(days=1), ahead=False)]


def _ended(until: date | None, known_on: date | None) -> tuple[int | None, list[_Rest]]:
    """The last whole year, and what it lacks or has too much."""
    if until is None or (until.month, until.day) == (12, 31):
        return (until.year if until else None), []
    ahead = known_on is not None and known_on <= until
    if ahead or until.month >= _LATE or until.year == date.min.year:
        new_years_eve = until.replace(month=12, day=31)
        return until.year, [_Rest(-1, until + timedelta(days=1), new_years_eve, ahead)]
    return until.year - 1, [_Rest(1, until.replace(month=1, day=1), until, ahead=False)]


def _within(rows: Rows, since: date | None, until: date | None) -> Rows:
    bounds = {"sort_on__gte": since, "sort_on__lte": until}
    return rows.filter(**{name: day for name, day in bounds.items() if day is not None})


def _kept_back(known_on: date | None) -> Rows:
    """Counted moves that may not be shown, found from what is hidden: hardly anything is."""
    if known_on is None:
        return Move.objects.unshown().filter(withdrawn=False)
    hidden = hidden_of(Organization)
    return MoveState.objects.known_on(known_on).filter(
        Q(one_of("from_company", hidden))
        | Q(one_of("to_company", hidden))
        | among("move", Move.objects.kept_back())
    )
