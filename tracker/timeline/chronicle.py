"""Facts of several kinds in one order, newest first, to be paged through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, DateField, F, Q, QuerySet, When
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Person
from tracker.timeline.facts import (
    EVENTS,
    FOUNDINGS,
    LEAVINGS,
    LINES,
    MOVES,
    POSITIONS,
    STAKES,
    STATEMENTS,
    FactKind,
    Pair,
)

#: A place among facts of several kinds: the day, the rank of the kind, the id of the fact.
type Place = tuple[date, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that meet a condition, in the order and by the status of ``kind``."""

    kind: FactKind
    meets: Q


@dataclass(frozen=True, slots=True)
class Strand:
    """The facts of one kind that take part: with ``parts`` those whose row, the fact or its state, is in one of
    these. No row is in two, so that each is read by an index of its own.
    """

    kind: FactKind
    facts: QuerySet[Any]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    place: Place
    pair: Pair


def weave(
    strands: Sequence[Strand],
    *,
    known_on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    status: Sequence[str] = (),
    past: Place | None = None,
    backwards: bool = False,
    most: int,
    bare: bool = False,
) -> list[Entry]:
    """At most ``most`` entries next after the place ``past``, in the order they were read: newest
    first, or, ``backwards``, towards the newest. One query for each strand.

    ``as_of`` leaves out what surely began after it; ``status`` narrows facts to those at one of these
    steps, or whose start is. ``bare`` leaves organizations to be looked up for the whole page at once.
    """
    asked = [
        question_of(
            strand,
            rank,
            known_on=known_on,
            since=since,
            until=until,
            as_of=as_of,
            status=status,
            past=past,
            backwards=backwards,
            most=most,
            bare=bare,
        )
        for rank, strand in enumerate(strands)
    ]
    found = (
        entry
        for rank, (strand, rows) in enumerate(zip(strands, asked, strict=True))
        for entry in entries_of(strand.kind, rank, rows)
    )
    return woven(found, backwards=backwards, most=most)


def entries_of(kind: FactKind, rank: int, rows: Iterable[Any]) -> list[Entry]:
    """The entries of what the question of one strand has answered."""
    return [Entry((row.day, rank, row.number), kind.pair(row)) for row in rows]


def woven(entries: Iterable[Entry], *, backwards: bool = False, most: int) -> list[Entry]:
    """The first of the entries of all strands, in their order."""
    found = sorted(entries, key=lambda entry: _newest_first(entry.place), reverse=backwards)
    return found[:most]


def question_of(
    strand: Strand,
    rank: int,
    *,
    known_on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    status: Sequence[str] = (),
    past: Place | None = None,
    backwards: bool = False,
    most: int,
    bare: bool = False,
) -> QuerySet[Any]:
    """What ``weave`` asks of one strand."""

    def of(kind: FactKind) -> QuerySet[Any]:
        rows = _rows(kind, strand.facts, known_on, since, until, bare=bare)
        if as_of is not None:
            rows = rows.annotate(begins=kind.begins).filter(begins__lte=as_of)
        if status:
            rows = rows.filter(**{f"{kind.status}__in": status})
        if past is not None:
            rows = rows.filter(_beyond(past, rank, backwards=backwards))
        return rows

    order = (F("day").asc(), F("number").asc()) if backwards else ("-day", "-number")
    if not strand.parts:
        return of(strand.kind).order_by(*order)[:most]
    firsts = (
        of(part.kind).filter(part.meets).order_by(*order).values("pk")[:most]
        for part in strand.parts
    )
    first, *others = firsts
    day = Case(
        *(When(part.meets, then=part.kind.day) for part in strand.parts), output_field=DateField()
    )
    rows = _rows(replace(strand.kind, day=day), strand.facts, known_on, None, None, bare=bare)
    return rows.filter(pk__in=first.union(*others, all=True)).order_by(*order)[:most]


def _newest_first(place: Place) -> tuple[int, int, int]:
    day, rank, number = place
    return (-day.toordinal(), rank, -number)


def _rows(
    kind: FactKind,
    facts: QuerySet[Any],
    known_on: date | None,
    since: date | None,
    until: date | None,
    *,
    bare: bool,
) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        kind.told(facts, known_on, bare=bare)
        .annotate(day=kind.day, number=F(kind.key(known_on)))
        .fetch_mode(FETCH_RAISE)
    )
    if since is not None:
        rows = rows.filter(day__gte=since)
    if until is not None:
        rows = rows.filter(day__lte=until)
    return rows


def _beyond(past: Place, rank: int, *, backwards: bool) -> Q:
    day, at, number = past
    way = "gt" if backwards else "lt"
    other_days = Q(**{f"day__{way}": day})
    # Said apart, so that an index by the day is entered at the place.
    reached = Q(**{f"day__{way}e": day})
    if rank == at:
        return reached & (other_days | Q(**{f"number__{way}": number}))
    comes_later = rank > at
    return reached if comes_later != backwards else other_days


def person_strands(person: Person) -> list[Strand]:
    """Everything known of a person."""
    moves: Any = MOVES.standing()
    return [
        Strand(MOVES, moves.of(person)),
        Strand(POSITIONS, POSITIONS.standing().filter(person=person)),
        Strand(FOUNDINGS, FOUNDINGS.standing().filter(person=person)),
        Strand(LINES, LINES.standing().filter(Q(person=person) | Q(manager=person))),
        Strand(STATEMENTS, STATEMENTS.standing().filter(person=person)),
    ]


def company_strands(organization: Organization) -> list[Strand]:
    """What happened at a company or in a unit: moves, events, stakes, reporting lines, foundings."""
    events: Any = EVENTS.standing()
    stakes: Any = STAKES.standing()
    return [
        Strand(MOVES, MOVES.standing(), _parts_of(organization)),
        Strand(EVENTS, events.about(organization)),
        Strand(STAKES, stakes.about(organization)),
        Strand(LINES, LINES.standing().filter(organization=organization)),
        Strand(FOUNDINGS, FOUNDINGS.standing().filter(organization=organization)),
    ]


def _parts_of(organization: Organization) -> tuple[Part, ...]:
    """Rows of moves from, to, and into a unit: whoever is in an earlier part is in no later one.

    A move away stands on the day of the departure where that was told by itself.
    """
    ends = ["from_company", "to_company", *(["unit"] if organization.is_unit else [])]
    left = Q(left_sort_on=None)
    away, *others = (
        reduce(
            and_,
            (Q(**{one: None}) | ~Q(**{one: organization}) for one in ends[:at]),
            Q(**{end: organization}),
        )
        for at, end in enumerate(ends)
    )
    return (
        Part(LEAVINGS, away & ~left),
        Part(MOVES, away & left),
        *(Part(MOVES, other) for other in others),
    )


def event_strands(*, company: str = "", kinds: Sequence[str] = ()) -> list[Strand]:
    """Events of organizations and stakes; a stake is one more kind, called ``stake``."""
    events = EVENTS.standing()
    stakes = STAKES.standing()
    if company:
        wanted = Organization.objects.visible().filter(slug=company).values("pk")
        events = events.filter(
            Q(organization__in=wanted)
            | Q(unit__in=wanted)
            | Q(into__in=wanted)
            | Q(lead__in=wanted)
        )
        stakes = stakes.filter(Q(acquirer__in=wanted) | Q(target__in=wanted))
    if kinds:
        events = events.filter(kind__in=kinds)
        stakes = stakes if "stake" in kinds else stakes.none()
    return [Strand(EVENTS, events), Strand(STAKES, stakes)]
