"""The time nearest to one that was asked for of which a move is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.moves import MoveFilter
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
        _look(replace(wanted, until=min(before, clock or before)), "-", 1),
        _look(replace(wanted, since=last + timedelta(days=1)), "", 2),
    ]
    if named:
        looks.insert(0, _look(wanted, "-", 0, named))
    one, *others = looks
    found = sorted(one.union(*others, all=True))
    if not found:
        return None
    look, day = found[0]
    if look == 0:
        return next(one for one in named if one.allows(PartialDate.on(day)))
    return time.around(day)


def _look(
    wanted: MoveFilter, way: str, look: int, times: Sequence[PartialDate] = ()
) -> QuerySet[Any, Any]:
    """The number of the look with the day of the newest of the moves, ``way`` being a minus sign, or of the oldest;
    of those of the ``times`` alone where any are given.
    """
    day = Coalesce("left_sort_on", "sort_on") if wanted.of_departures else F("sort_on")
    rows: QuerySet[Any] = wanted.rows()
    within = Q()
    for one in times:
        span = replace(wanted, since=one.earliest, until=one.latest)
        within |= span.days(departures=wanted.of_departures)
    told = rows.filter(within).select_related(None).annotate(day=day)
    asked = told.annotate(look=Value(look, IntegerField()))
    found: QuerySet[Any, Any] = asked.order_by(f"{way}day").values_list("look", "day")[:1]
    return found
