"""Pages of a list of moves, in any of its orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Move, MoveState
from tracker.kernel.prepared import Prepared
from tracker.timeline.evidence import outlets_named
from tracker.timeline.move_ends import ByCompany
from tracker.timeline.move_orders import NEWEST, MoveOrder, Part, Place, Reading
from tracker.timeline.moves import (
    COMPANIES,
    NAMES,
    MoveFilter,
    by_and_ahead_of,
    filter_of,
    given_by,
    ids_of_companies,
    strands_of,
)


@dataclass(frozen=True, slots=True)
class MovePage:
    """One page of the list, with the places at which its neighbours begin.

    ``older`` is where the list goes on, whatever it is sorted by, ``newer`` where the page before ends.
    """

    rows: "Sequence[Move | MoveState]"
    newer: Place | None
    older: Place | None


def page_of_moves(
    wanted: MoveFilter,
    *,
    size: int,
    order: MoveOrder = NEWEST,
    before: Place | None = None,
    after: Place | None = None,
    ids: Mapping[str, int] | None = None,
) -> MovePage:
    """The ``size`` moves that follow the place ``before`` in the order, or those that lead up to ``after``.

    One query, and one more where the page reaches those moves of which it is not known what the list goes by. One more for the name that a place stands for, one for words whose meanings the filter
    does not know yet, one where companies are named and ``ids`` does not say which they are, and by the name of a company up to four. Raises
    NotAPlace for a place at somebody who is not on record any more.
    """
    place = after or before
    reading = Reading(order, states=wanted.known_on is not None, backwards=after is not None)
    wanted = wanted.understood()
    ids = ids_of_companies(wanted) if ids is None else ids
    found: list[Move | MoveState] = []
    several = order.sort.optional
    begin = 1 if place is not None and several and place.known == reading.backwards else 0
    for at in range(begin, 2 if several else 1):
        left = size + 1 - len(found)
        if left > 0:
            begun = place if at == begin else None
            found += _first_of(
                wanted, ids, reading, begun, left, at=at, known=at == reading.with_value
            )
    more = len(found) > size
    page = found[:size]
    if reading.backwards:
        page.reverse()
    back = more if reading.backwards else before is not None
    on = True if reading.backwards else more
    return MovePage(
        page,
        Place.of(page[0], order) if page and back else None,
        Place.of(page[-1], order) if page and on else None,
    )


def _whole(wanted: MoveFilter, ids: Mapping[str, int]) -> "QuerySet[Move] | QuerySet[MoveState]":
    """The rows of the filter as one list, whatever it is read by."""
    if not wanted.company:
        (strand,) = strands_of(replace(wanted, since=None, until=None), ids)
        return strand.rows.filter(wanted.days(departures=wanted.of_departures))
    (strand,) = strands_of(replace(wanted, company="", since=None, until=None), ids)
    company = ids.get(wanted.company, 0)
    return strand.rows.filter(
        Q(wanted.days(departures=True), from_company=company)
        | Q(wanted.days(departures=False), to_company=company)
    )


def _part(
    wanted: MoveFilter, ids: Mapping[str, int], reading: Reading, at: int
) -> list[QuerySet[Any]]:
    """Part ``at`` of the reading, as lists that have no row in common."""
    order = reading.order
    strands = [_whole(wanted, ids)]
    if order.mergeable:
        strands = [strand.rows for strand in strands_of(wanted, ids)]
    day = wanted.known_on
    if day is not None and order.by == "date":
        strands = [half for rows in strands for half in by_and_ahead_of(day, rows)]
    parts = [reading.parts(rows)[at] for rows in strands]
    if day is not None and order.by == "told" and at == reading.with_value:
        # What was told later was not known: the list begins on that day.
        parts = [rows.filter(first_on__lte=day) for rows in parts]
    return parts


def _first_of(
    wanted: MoveFilter,
    ids: Mapping[str, int],
    reading: Reading,
    place: Place | None,
    most: int,
    *,
    at: int,
    known: bool,
) -> "list[Move | MoveState]":
    """The first rows beyond ``place`` of part ``at`` of the reading.

    ``known``: of these it is known what the list goes by.
    """
    by_company = known and reading.order.sort.record is Organization
    given = None if by_company else given_by(wanted, ids)
    if given is not None and (place is None or reading.order.mergeable):
        how = (reading.order.name, reading.states, reading.backwards, at, most)
        first = _FIRST_OF_ANY if _is_planned_once(wanted, reading.order) else _FIRST
        return first.rows(how=how, **given, **_given_place(place))
    part = _part(wanted, ids, reading, at)
    if by_company:
        companies = ByCompany(_with_outlet(part[0]), reading)
        if companies.worth_it:
            return companies.first(most, place)
    return list(_asked(part, reading, place, most, at=at))


def _is_planned_once(wanted: MoveFilter, order: MoveOrder) -> bool:
    """Whether a plan is as good for any day, company, person or outlet as for another.

    By their day all moves, and those of each of these, stand in an index as they are read; by what else a list goes, all
    do. Of a span of days, of words, and of whom another order is to sort, it depends on how many there are.
    """
    if wanted.q or wanted.since or wanted.until:
        return False
    named = wanted.person or wanted.outlet or any(getattr(wanted, name) for name in COMPANIES)
    return order.by == "date" or not named


def _given_place(place: Place | None) -> dict[str, Part]:
    if place is None:
        return {}
    return {f"at_{nth}": one for nth, one in enumerate(place.values)} | {"at_move": place.move}


def _first(
    *,
    how: tuple[str, bool, bool, int, int],
    at_move: int | None = None,
    any_day: bool = False,
    **given: Any,
) -> QuerySet[Any]:
    order, states, backwards, at, most = how
    reading = Reading(MoveOrder.named(order), states=states, backwards=backwards)
    place = None
    if at_move is not None:
        values = tuple(given.pop(f"at_{nth}") for nth in range(len(reading.order.sort.columns)))
        place = Place(values, at_move)
    wanted, ids = filter_of(**given)
    part = _part(replace(wanted, any_day=any_day), ids, reading, at)
    return _asked(part, reading, place, most, at=at)


_FIRST, _FIRST_OF_ANY = Prepared(_first), Prepared(partial(_first, any_day=True), planned=True)


def _asked(
    part: Sequence[QuerySet[Any]], reading: Reading, place: Place | None, most: int, *, at: int
) -> QuerySet[Any]:
    lists = [rows if place is None else reading.beyond(rows, place) for rows in part]
    # Names are joined to the rows of the page alone, not to all that are put in order.
    first, *others = (rows.select_related(None).values("pk")[:most] for rows in lists)
    ids = first.union(*others, all=True) if others else first
    rows = reading.parts(_named(reading).filter(pk__in=ids))[at]
    return _with_outlet(rows).fetch_mode(FETCH_RAISE)[:most]


def _named(reading: Reading) -> QuerySet[Any]:
    """All moves, or all states of moves, with the names that they lead to."""
    states: QuerySet[Any] = MoveState.objects.select_related(*NAMES)
    moves: QuerySet[Any] = Move.objects.with_names()
    return states if reading.states else moves


def _with_outlet(rows: QuerySet[Any]) -> QuerySet[Any]:
    named: QuerySet[Any] = rows.annotate(**outlets_named())
    return named
