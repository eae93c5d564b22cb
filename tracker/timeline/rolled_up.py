"""The known moves of a period as the tallies have them, with the few moves that these cannot tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from companies.models import Organization
from people.models import KnownTally, Move, MoveState, MoveTally
from tracker.kernel.facts import among, one_of
from tracker.kernel.hiding import hidden_of
from tracker.kernel.prepared import Prepared

type Rows = QuerySet[Any, Any]
#: A question in SQL, and what fills it in.
type Statement = tuple[str, tuple[Any, ...]]

#: From this month on it is less to count what a year still lacks than what it already has.
_LATE = 7
_ALL: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of tallies, each for its number of moves, or moves (or states of moves), each for one or for minus one."""

    question: Prepared[Any]
    given: Mapping[str, Any]

    def statement(self, *columns: str, chosen: Mapping[str, Any] = _ALL) -> Statement:
        """These columns of them and the number that each counts for, of those that are ``chosen``."""
        return self.question.statement(**self.given, columns=columns, chosen=tuple(chosen.items()))


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Tallies to be added up, and moves that count, or are taken off, beside them.

    Together they are the moves of a period that may be shown. Tallies of what stands today have kind, status and rank
    where they have no company; those of what was known on a day have neither.
    """

    tallies: tuple[Part, ...]
    moves: tuple[Part, ...]

    def of_everybody(self, *columns: str, chosen: Mapping[str, Any] = _ALL) -> list[Statement]:
        """All of it by these columns and the number that each row counts for."""
        return [
            *(one.statement(*columns, chosen={**chosen, "company": None}) for one in self.tallies),
            *(one.statement(*columns, chosen=chosen) for one in self.moves),
        ]


def rolled_up(since: date | None, until: date | None, *, known_on: date | None) -> RolledUp:
    """The known moves of the days ``since`` to ``until``, both counted; None leaves an end open."""
    years = _Years.of(since, until, known_on)
    first, last = years.days
    whole = {"first": first, "last": last}
    hidden = _moves("hidden", -1, since, until, known_on=known_on)
    rests = [
        _moves("known", rest.sign, rest.since, rest.until, known_on=known_on, ahead=rest.ahead)
        for rest in years.rests
    ]
    if known_on is None:
        tallies = Part(_TALLIES, {**whole, "monthly": None, "since": None, "before": None})
        return RolledUp((tallies,), (*rests, hidden))
    month, year = known_on.replace(day=1), known_on.replace(month=1, day=1)
    return RolledUp(
        (
            Part(_TALLIES, {**whole, "monthly": False, "since": None, "before": year}),
            Part(_TALLIES, {**whole, "monthly": True, "since": year, "before": month}),
        ),
        (
            _moves("begun", 1, first, last, known_on=known_on, month=month),
            _moves("ended", -1, first, last, known_on=known_on, month=month),
            *rests,
            hidden,
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


def joined(statements: Iterable[Statement]) -> Statement:
    """The rows of one statement after those of the other."""
    parts = list(statements)
    return (
        " UNION ALL ".join(sql for sql, _ in parts),
        tuple(param for _, params in parts for param in params),
    )


def _tallies_of(
    *,
    first: date | None,
    last: date | None,
    monthly: bool | None,
    since: date | None,
    before: date | None,
    columns: tuple[str, ...],
    chosen: tuple[tuple[str, Any], ...],
) -> Rows:
    """Tallies of what stands today, or of what became known, ``monthly`` or not, from ``since`` to ``before``."""
    rows: Rows = MoveTally.objects.all() if monthly is None else KnownTally.objects.all()
    bounds = {
        "year__gte": first and _year_of(first),
        "year__lte": last and _year_of(last),
        "monthly": monthly,
        "since__gte": since,
        "since__lt": before,
    }
    rows = rows.filter(**{name: value for name, value in bounds.items() if value is not None})
    return rows.filter(**dict(chosen)).values_list(*columns, "moves")


def _year_of(day: date) -> RawSQL:
    return RawSQL("extract(year FROM %s::date)::smallint", [day])


def _moves_of(
    *,
    which: tuple[str],
    sign: tuple[int],
    since: date | None,
    until: date | None,
    known_on: date | None,
    month: date | None,
    ahead: bool,
    columns: tuple[str, ...],
    chosen: tuple[tuple[str, Any], ...],
) -> Rows:
    rows: Rows
    match which:
        case ("hidden",):
            rows = _kept_back(known_on)
        case ("begun",):
            rows = MoveState.objects.filter(
                known__startswith__gte=month, known__startswith__lte=known_on
            )
        case ("ended",):
            rows = MoveState.objects.filter(
                known__endswith__gte=month, known__endswith__lte=known_on
            )
        case _ if known_on is None:
            rows = Move.objects.filter(withdrawn=False)
        case _:
            rows = MoveState.objects.known_on(known_on)
    rows = _within(rows, since, until)
    if ahead:
        rows = rows.filter(known__startswith__lt=F("sort_on"))
    number = Value(*sign, output_field=IntegerField())
    return rows.filter(**dict(chosen)).order_by().values_list(*columns, number)


_TALLIES, _MOVES = Prepared(_tallies_of), Prepared(_moves_of)


def _moves(
    which: str,
    sign: int,
    since: date | None,
    until: date | None,
    *,
    known_on: date | None,
    month: date | None = None,
    ahead: bool = False,
) -> Part:
    """Moves of these days: those known, those ``hidden``, or states that have ``begun`` or ``ended`` since the month began."""
    given = {"since": since, "until": until, "known_on": known_on, "month": month, "ahead": ahead}
    return Part(_MOVES, {"which": (which,), "sign": (sign,), **given})


@dataclass(frozen=True, slots=True)
class _Rest:
    """Days that whole years lack (``sign`` 1) or have beside the period (-1)."""

    sign: int
    since: date
    until: date
    #: All of them are days after that on which the moves have to be known.
    ahead: bool


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
