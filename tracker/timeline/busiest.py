"""How many moves of a period are known, and which companies they lead from and to most: from the tallies that are kept
as moves are written, with the few moves that these cannot tell.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, Q, QuerySet, Value

from companies.models import Organization
from people.models import KnownTally, Move, MoveState, MoveTally
from people.models.tallies import ENDS
from tracker.kernel.facts import among, one_of
from tracker.kernel.hiding import hidden_of

type Rows = QuerySet[Any, Any]

#: What the tallies say, and moves that count beside them or are taken off, each by its ends.
_BUSIEST = f"""
SELECT company_id, sum(moves)::bigint FROM (
    {{tallies}}
    UNION ALL
    SELECT ends.company_id, number FROM ({{moves}}) moves (from_company_id, to_company_id, number)
    CROSS JOIN LATERAL ({ENDS}) ends (company_id, counts) WHERE ends.counts
) counted (company_id, moves)
GROUP BY 1 HAVING sum(moves) > 0 ORDER BY 2 DESC, 1 NULLS FIRST LIMIT {{most}}
"""  # noqa: S608 - names of ours


def busiest(
    first: date, last: date, *, known_on: date | None, most: int
) -> tuple[int, dict[int, int]]:
    """The known moves of the days ``first``, which begins a year, to ``last`` that may be shown, and the companies with
    the most of them from or to another, busiest first; one query.
    """
    if last < first:
        return 0, {}
    years = _Years.of(first, last, known_on)
    counted = _now(years) if known_on is None else _then(years, known_on)
    kept_back = _kept_back(known_on).filter(sort_on__gte=first, sort_on__lte=last)
    moves = [*counted.moves, _by_ends(kept_back, -1)]
    tallies, of_tallies = _joined(counted.tallies)
    more, of_more = _joined(moves)
    with connection.cursor() as cursor:
        cursor.execute(
            _BUSIEST.format(tallies=tallies, moves=more, most=most + 1), of_tallies + of_more
        )
        found: dict[int | None, int] = dict(cursor.fetchall())
    # No company has more than all have: where there is any move, the row without one is among these.
    every = found.pop(None, 0)
    companies = [(pk, number) for pk, number in found.items() if pk is not None]
    return every, dict(companies[:most])


@dataclass(frozen=True, slots=True)
class _Years:
    """Whole years near a period that begins with one, and what of them it lacks, or has beside them.

    ``sign`` tells which: the days ``since`` to ``until`` are to be taken off (-1) or added.
    """

    first: int
    last: int
    sign: int = 0
    since: date = date.min
    until: date = date.min
    #: These are days after that on which the moves have to be known.
    ahead: bool = False

    @classmethod
    def of(cls, first: date, last: date, known_on: date | None) -> "_Years":
        new_years_eve = last.replace(month=12, day=31)
        if last == new_years_eve:
            return cls(first.year, last.year)
        # Hardly anything is known ahead of its day.
        ahead = known_on is not None and known_on <= last
        if ahead or last.month > 6:
            after = date.fromordinal(last.toordinal() + 1)
            return cls(first.year, last.year, -1, after, new_years_eve, ahead)
        return cls(first.year, last.year - 1, 1, last.replace(month=1, day=1), last)

    def rest(self, moves: Rows) -> list[Rows]:
        """Of ``moves`` those to be taken off or added."""
        if not self.sign:
            return []
        rows = moves.filter(sort_on__gte=self.since, sort_on__lte=self.until)
        if self.ahead:
            rows = rows.filter(known__startswith__lt=F("sort_on"))
        return [_by_ends(rows, self.sign)]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Rows of tallies, and moves by their ends; those that may not be shown are counted as well."""

    tallies: list[Rows]
    moves: list[Rows]


def _now(years: _Years) -> _Counted:
    tallies = MoveTally.objects.filter(year__gte=years.first, year__lte=years.last)
    moves = Move.objects.filter(withdrawn=False)
    return _Counted([tallies.values_list("company", "moves")], years.rest(moves))


def _then(years: _Years, known_on: date) -> _Counted:
    month, year = known_on.replace(day=1), known_on.replace(month=1, day=1)
    tallies = KnownTally.objects.filter(year__gte=years.first, year__lte=years.last)
    states = MoveState.objects.filter(
        sort_on__gte=date(years.first, 1, 1), sort_on__lte=date(years.last, 12, 31)
    )
    came = states.filter(known__startswith__gte=month, known__startswith__lte=known_on)
    ceased = states.filter(known__endswith__gte=month, known__endswith__lte=known_on)
    return _Counted(
        [
            rows.values_list("company", "moves")
            for rows in (
                tallies.filter(monthly=False, since__lt=year),
                tallies.filter(monthly=True, since__gte=year, since__lt=month),
            )
        ],
        [
            _by_ends(came, 1),
            _by_ends(ceased, -1),
            *years.rest(MoveState.objects.known_on(known_on)),
        ],
    )


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


def _by_ends(moves: Rows, number: int) -> Rows:
    counts = Value(number, output_field=IntegerField())
    return moves.order_by().values_list("from_company", "to_company", counts)


def _joined(rows: list[Rows]) -> tuple[str, tuple[Any, ...]]:
    parts = [one.query.sql_with_params() for one in rows]
    return (
        " UNION ALL ".join(sql for sql, _ in parts),
        tuple(param for _, params in parts for param in params),
    )
