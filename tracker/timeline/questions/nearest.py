"""The time nearest to one that was asked for of which a move is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.moves import MoveFilter, by_and_ahead_of
from tracker.timeline.questions.times import NamedTime


def nearest(wanted: MoveFilter, time: NamedTime) -> PartialDate | None:
    """Of a time that names no year the latest year of which a move is known; else the last time of its kind before it
    of which one is, else the first behind it. None where no move is; one query.
    """
    first, last = time.when.earliest, time.when.latest
    if first is None or last is None:
        return None
    named = time.earlier_years()
    clock = wanted.until
    before = first - timedelta(days=1)
    looks = [
        *_looks(replace(wanted, until=min(before, clock or before)), "-", 1),
        *_looks(replace(wanted, since=last + timedelta(days=1)), "", 2),
    ]
    if named:
        looks = [*_looks(wanted, "-", 0, named), *looks]
    one, *others = looks
    found = list(one.union(*others, all=True))
    if not found:
        return None
    look = min(found)[0]
    days = [day for at, day in found if at == look]
    day = min(days) if look == 2 else max(days)
    if look == 0:
        return next(one for one in named if one.allows(PartialDate.on(day)))
    return time.around(day)


def _looks(
    wanted: MoveFilter, way: str, look: int, times: Sequence[PartialDate] = ()
) -> list[QuerySet[Any, Any]]:
    """The number of the look with the day of the newest of the moves, ``way`` being a minus sign, or of the oldest;
    of those of the ``times`` alone where any are given. Departures that were told by themselves are looked for apart from
    the other moves: the days of either stand in an index.
    """
    parts = [("sort_on", Q())]
    if wanted.of_departures:
        parts = [("sort_on", Q(left_sort_on=None)), ("left_sort_on", Q(left_sort_on__isnull=False))]
    clock = wanted.known_on
    anywhen: QuerySet[Any] = replace(wanted, since=None, until=None).rows().select_related(None)
    looks = []
    for column, part in parts:
        within = Q()
        for one in times:
            within |= _between(column, one.earliest, one.latest)
        part &= _between(column, wanted.since, wanted.until) & within
        rows = anywhen.filter(part)
        halves = [rows] if clock is None else by_and_ahead_of(clock, rows)
        for half in halves:
            found = half.annotate(day=F(column), look=Value(look, IntegerField()))
            looks.append(found.order_by(f"{way}day").values_list("look", "day")[:1])
    return looks


def _between(column: str, first: date | None, last: date | None) -> Q:
    bounds = {"gte": first, "lte": last}
    return Q(**{f"{column}__{end}": day for end, day in bounds.items() if day})
