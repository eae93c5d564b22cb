"""Facts of several kinds in one order, newest first, to be paged through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Move, Person
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts are wanted: at most ``most`` next after the place ``past``, newest first, or, ``backwards``, towards the
    newest.

    ``since`` and ``until`` bound their day; ``as_of`` leaves out what surely began after it; ``status`` narrows facts to
    those at one of these steps, or whose start is. ``bare`` leaves organizations to be looked up for the whole
    page at once. ``largest``: first those of which these columns have the most, the first column before the others; of a
    strand without parts.
    """

    most: int
    known_on: date | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    status: Sequence[str] = ()
    past: Place | None = None
    backwards: bool = False
    bare: bool = False
    largest: Sequence[str] = ()


def weave(strands: Sequence[Strand], asked: Asked) -> list[Entry]:
    """What is asked for of all strands, in the order in which it was read. One query for each strand."""
    found = (
        entry
        for rank, strand in enumerate(strands)
        for entry in entries_of(strand.kind, rank, question_of(strand, rank, asked))
    )
    return woven(found, backwards=asked.backwards, most=asked.most)


def entries_of(kind: FactKind, rank: int, rows: Iterable[Any]) -> list[Entry]:
    """The entries of what the question of one strand has answered."""
    return [Entry((row.day, rank, row.number), kind.pair(row)) for row in rows]


def woven(entries: Iterable[Entry], *, backwards: bool = False, most: int) -> list[Entry]:
    """The first of the entries of all strands, in their order."""
    found = sorted(entries, key=lambda entry: _newest_first(entry.place), reverse=backwards)
    return found[:most]


def question_of(strand: Strand, rank: int, asked: Asked) -> QuerySet[Any]:
    """What ``weave`` asks of one strand."""
    order = (F("day").asc(), F("number").asc()) if asked.backwards else ("-day", "-number")
    if not strand.parts:
        most = (F(column).desc(nulls_last=True) for column in asked.largest)
        return _wanted(strand.kind, strand.facts, rank, asked).order_by(*most, *order)[: asked.most]
    firsts = (
        _wanted(part.kind, strand.facts, rank, asked)
        .filter(part.meets)
        .order_by(*order)
        .values("pk")[: asked.most]
        for part in strand.parts
    )
    first, *others = firsts
    day = Case(
        *(When(part.meets, then=part.kind.day) for part in strand.parts), output_field=DateField()
    )
    rows = _rows(replace(strand.kind, day=day), strand.facts, asked)
    return rows.filter(pk__in=first.union(*others, all=True)).order_by(*order)[: asked.most]


def _newest_first(place: Place) -> tuple[int, int, int]:
    day, rank, number = place
    return (-day.toordinal(), rank, -number)


def _rows(kind: FactKind, facts: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        kind.told(facts, asked.known_on, bare=asked.bare)
        .annotate(day=kind.day, number=F(kind.key(asked.known_on)))
        .fetch_mode(FETCH_RAISE)
    )
    return rows


def _wanted(kind: FactKind, facts: QuerySet[Any], rank: int, asked: Asked) -> QuerySet[Any]:
    rows = _rows(kind, facts, asked)
    if asked.since is not None:
        rows = rows.filter(day__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(day__lte=asked.until)
    if asked.as_of is not None:
        rows = rows.annotate(begins=kind.begins).filter(begins__lte=asked.as_of)
    if asked.status:
        rows = rows.filter(**{f"{kind.status}__in": asked.status})
    if asked.past is not None:
        rows = rows.filter(_beyond(asked.past, rank, backwards=asked.backwards))
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
        Strand(FOUNDINGS, _no_moves().filter(person=person)),
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
        Strand(FOUNDINGS, _no_moves().filter(organization=organization)),
    ]


def _no_moves() -> QuerySet[Any]:
    """The foundings that make no move: a timeline tells the others as moves."""
    told = Move.objects.filter(founding=OuterRef("pk"), withdrawn=False)
    return FOUNDINGS.standing().exclude(Exists(told))


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
