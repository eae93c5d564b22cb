"""What indexes say beside a name, as both clocks allow: the post held, and how much is known."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet

from companies.models import Organization
from people.models import Move, MoveState, Position, PositionState
from people.models.positions import PositionShape
from tracker.kernel.facts import among, one_of
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.timeline.moves import to_count
from tracker.timeline.refs import ref_org
from tracker.timeline.rows import pairs

#: As many arrivals, and as many departures, as are counted of one company where many stand in a list.
MANY = 100


def posts_by_person(
    people: Collection[int], *, as_of: date, known_on: date | None = None
) -> dict[int, tuple[PositionShape, str, bool]]:
    """The foremost post that each person holds on ``as_of``, certain ones before possible ones.

    With the post: the name of its organization, and whether it is surely held. One query, none for nobody.
    """
    found: dict[int, tuple[PositionShape, str, bool]] = {}
    if not people:
        return found
    held = _HELD.rows(people=list(people), as_of=as_of, known_on=known_on)
    for position, row in pairs(held, "position", known_on):
        before, sure = found.get(position.person_id), row.holds == "certain"
        if before is None or (sure and not before[2]):
            found[position.person_id] = (row, ref_org(position.organization).name, sure)
    return found


def _held(*, people: Given, as_of: date, known_on: date | None) -> QuerySet[Any]:
    facts = Position.objects.visible().supported().filter(one_of_given("person_id", people))
    order = ("-seniority", "-start__startswith")
    if known_on is None:
        return facts.as_of(as_of).select_related("organization").order_by(*order, "pk")
    return (
        PositionState.objects.known_on(known_on)
        .as_of(as_of)
        .filter(among("position", facts))
        .select_related("position__organization")
        .order_by(*order, "position_id")
    )


_HELD = Prepared(_held, planned=True)


def people_by_company(
    companies: Collection[int], *, as_of: date, known_on: date | None = None
) -> dict[int, int]:
    """How many people were surely at each of these companies on ``as_of``; one query."""
    facts = Position.objects.visible().supported().filter(organization__in=companies)
    if known_on is None:
        held = facts.certain_on(as_of)
    else:
        then = PositionState.objects.known_on(known_on).certain_on(as_of)
        then = then.filter(among("position", facts))
        # Both looks are at indexes alone; whose the states are does not stand in theirs.
        held = facts.filter(one_of("id", ArraySubquery(then.order_by().values("position"))))
    counted = held.order_by().values_list("organization").annotate(Count("person", distinct=True))
    return dict(counted)


def moves_by_person(
    people: Collection[int], *, until: date | None, known_on: date | None = None
) -> dict[int, int]:
    """Known moves of each of these people; one query."""
    theirs, who = Q(person__in=people), "person"
    if known_on is not None:
        theirs, who = among("move", Move.objects.filter(theirs)), "move__person"
    rows = _moves(until, known_on).filter(theirs)
    return dict(rows.values_list(who).annotate(Count("pk")))


def moves_by_company(
    companies: Collection[int], *, until: date | None, known_on: date | None = None
) -> dict[int, int]:
    """Known moves at either end of each of these companies, of no more than ``MANY`` at one end; a move within one
    company counts once. One query.
    """
    rows = _moves(until, known_on).values("pk")
    came = rows.filter(to_company=OuterRef("pk"))
    went = rows.filter(from_company=OuterRef("pk")).exclude(to_company=OuterRef("pk"))
    counted = Organization.objects.filter(pk__in=companies).annotate(
        moves=_number(came[:MANY]) + _number(went[:MANY])
    )
    return dict(counted.values_list("pk", "moves"))


def _number(rows: QuerySet[Any, Any]) -> Func:
    return Func(ArraySubquery(rows), function="cardinality", output_field=IntegerField())


def _moves(until: date | None, known_on: date | None) -> "QuerySet[Move] | QuerySet[MoveState]":
    rows = to_count(known_on)
    return rows if until is None else rows.filter(sort_on__lte=until)
