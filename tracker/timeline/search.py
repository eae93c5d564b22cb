"""Search: people and organizations by name, however it is spelled, and moves by their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from people.models import Move, MoveState
from tracker.kernel.facts import among
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.word_search import Asked, Piece
from tracker.timeline.evidence import outlets_named
from tracker.timeline.found_records import FoundRecord, FoundRecords, found_records
from tracker.timeline.moves import MoveFilter
from tracker.timeline.name_lookup import Looked, look_up
from tracker.timeline.name_parts import CANDIDATES, Meant
from tracker.timeline.refs import ref_org
from tracker.timeline.wording import Ref

#: As many records of one kind as an answer holds.
MOST = 25
#: As many more are looked for as may turn out not to be shown.
SPARE = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its name, and the other name by which it was, cut up where they match."""

    ref: Ref
    name: tuple[Piece, ...]
    also: tuple[Piece, ...] = ()
    record: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first. A list that was ``cut`` had more."""

    people: tuple[Hit, ...] = ()
    organizations: tuple[Hit, ...] = ()
    cut_people: bool = False
    cut_organizations: bool = False

    @property
    def count(self) -> int:
        return len(self.people) + len(self.organizations)

    @property
    def companies(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.organizations if hit.ref.kind != "unit")

    @property
    def units(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.organizations if hit.ref.kind == "unit")


def search(
    words: str,
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    most: int = MOST,
) -> Found:
    """People and organizations in whose name, alias or slug each word begins one, or that hold the words.

    Where there is none, those one of whose words is one letter away. Accents do not matter, nor the
    order of the words. Fewer than two characters find nothing. With ``known_on`` only those are found
    that something published by then names; with either day organizations are called by their names of
    then. At most ``most`` of each kind; three queries.
    """
    asked = Asked.of(words)
    if not asked:
        return Found()
    looked = look_up(asked, most=room_for(most, known_on))
    records = found_records(
        looked.people,
        looked.organizations,
        day=day_of_organizations(as_of, known_on),
        known_on=known_on,
    )
    return found_of(asked, looked, records, most=most)


def room_for(most: int, known_on: date | None) -> int:
    """How many records are looked for, so that ``most`` of them may be shown."""
    return CANDIDATES if known_on is not None else most + SPARE


def day_of_organizations(as_of: date | None, known_on: date | None) -> date | None:
    """The day whose names organizations are called by; None for today's."""
    return min((day for day in (as_of, known_on) if day is not None), default=None)


def found_of(asked: Asked, looked: Looked, records: FoundRecords, *, most: int) -> Found:
    """What ``search`` finds, from what was looked up and those of it that may be shown."""
    people = [records.people[pk] for pk in looked.people if pk in records.people]
    bodies = [
        records.organizations[pk] for pk in looked.organizations if pk in records.organizations
    ]
    return Found(
        tuple(_hit(one, Ref("person", one.name, one.slug), asked) for one in people[:most]),
        tuple(_hit(one, _named(one), asked) for one in bodies[:most]),
        len(people) > most,
        len(bodies) > most,
    )


def _named(record: FoundRecord) -> Ref:
    ref = ref_org(record.body)
    return ref if record.name_then is None else replace(ref, name=record.name_then)


def _hit(record: FoundRecord, ref: Ref, asked: Asked) -> Hit:
    name = asked.pieces(ref.name)
    also: tuple[Piece, ...] = ()
    if not any(piece.found for piece in name):
        others = (asked.pieces(other) for other in record.others)
        also = next((cut for cut in others if any(piece.found for piece in cut)), ())
    return Hit(ref, name, also, record.pk)


def moves_found(
    asked: Asked, meant: Sequence[Meant], *, until: date | None, known_on: date | None, most: int
) -> "list[Move | MoveState]":
    """Moves of which each word begins one of the person's, a company's or a title's, newest first.

    Those whose title is just what was asked lead. ``meant`` is what each word may mean, ``until`` and ``known_on`` are
    as in :class:`MoveFilter`. One query, none where a word means nothing.
    """
    if not all(one.people or one.organizations or one.positions for one in meant):
        return []
    given = {
        f"{what}{at}": list(ids)
        for at, one in enumerate(meant)
        for what, ids in zip(_MEANT, (one.people, one.organizations, one.positions), strict=True)
    }
    return _moves(most).rows(text=asked.text, until=until, known_on=known_on, **given)


_MEANT = ("people", "organizations", "positions")


@cache
def _moves(most: int) -> "Prepared[Move | MoveState]":
    # Planned for the ids at hand: which of the words leads to few moves only they tell.
    return Prepared(partial(_asked_moves, most=most))


def _asked_moves(
    *, text: str, until: date | None, known_on: date | None, most: int, **meant: Given
) -> QuerySet[Any]:
    """The newest of the moves that every word may mean; ``meant`` are the ids of ``_MEANT`` for each word."""
    way = "" if known_on is None else "move__"
    rows: QuerySet[Any] = MoveFilter(until=until, known_on=known_on).rows()
    for at in range(len(meant) // len(_MEANT)):
        people, organizations, positions = (meant[f"{what}{at}"] for what in _MEANT)
        theirs = (
            one_of_given("person_id", people)
            | one_of_given("arrival_id", positions)
            | one_of_given("departure_id", positions)
        )
        if known_on is not None:
            # Moves are looked up first: an OR of columns of two tables would read all states.
            theirs = among("move_id", Move.objects.filter(theirs))
        rows = rows.filter(
            theirs
            | one_of_given("from_company_id", organizations)
            | one_of_given("to_company_id", organizations)
        )
    rank = Case(
        When(title__iexact=text, then=Value(0)),
        When(former_title__iexact=text, then=Value(0)),
        default=Value(1),
    )
    order = ("rank", "-sort_on", "-pk" if known_on is None else "-move_id")
    first = rows.select_related(None).annotate(rank=rank).order_by(*order).values("pk")[:most]
    # Names are joined to these alone, not to all that are put in order.
    named: QuerySet[Any] = rows.model._default_manager.select_related(
        *(f"{way}person", "from_company", "to_company", "unit")
    )
    told = named.annotate(rank=rank, **outlets_named())
    found: QuerySet[Any] = told.filter(pk__in=first).order_by(*order)
    return found
