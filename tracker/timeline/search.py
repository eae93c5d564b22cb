"""Search: people and organizations by name, however it is spelled, and moves by their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When

from companies.models import Organization
from people.models import Move, MoveState, Person
from tracker.claims.withholding import withheld
from tracker.kernel.word_search import Asked, Piece
from tracker.timeline.moves import MoveFilter
from tracker.timeline.name_lookup import (
    CANDIDATES,
    ORGANIZATIONS,
    PEOPLE,
    best,
    meant_by_each,
    misspelt,
)
from tracker.timeline.refs import PARENTS, ref_org, ref_person
from tracker.timeline.structure import named_on, organization_known_by, person_known_by
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
    then. At most ``most`` of each kind; six queries.
    """
    asked = Asked.of(words)
    if not asked:
        return Found()
    people = Person.objects.visible()
    organizations: QuerySet[Organization] = Organization.objects.visible().select_related(PARENTS)
    day = as_of
    if known_on is not None:
        people = people.filter(person_known_by(known_on))
        organizations = organizations.filter(organization_known_by(known_on))
        day = min(as_of or known_on, known_on)
    if day is not None:
        organizations = named_on(organizations, day)
    room = CANDIDATES if known_on is not None else most + SPARE
    bearers, bodies = (best(kind, asked, room) for kind in (PEOPLE, ORGANIZATIONS))
    if not bearers and not bodies:
        bearers, bodies = (misspelt(kind, asked, room) for kind in (PEOPLE, ORGANIZATIONS))
    found, bodies_found = _in_order(people, bearers), _in_order(organizations, bodies)
    return Found(
        tuple(_hit(one, ref_person(one), asked) for one in found[:most]),
        tuple(_hit(one, _named(one, day), asked) for one in bodies_found[:most]),
        len(found) > most,
        len(bodies_found) > most,
    )


def _in_order[M: (Person, Organization)](records: QuerySet[M], pks: Sequence[int]) -> list[M]:
    """Those of the records that may be shown, in the order of ``pks``; two queries, none for none."""
    if not pks:
        return []
    found = {one.pk: one for one in records.filter(pk__in=pks).prefetch_related("names")}
    return [found[pk] for pk in pks if pk in found]


def _named(organization: Organization, day: date | None) -> Ref:
    ref = ref_org(organization)
    name: str = ref.name if day is None else getattr(organization, "name_then")  # noqa: B009
    return replace(ref, name=name)


def _hit(record: Person | Organization, ref: Ref, asked: Asked) -> Hit:
    name = asked.pieces(ref.name)
    also: tuple[Piece, ...] = ()
    if not any(piece.found for piece in name):
        others = (asked.pieces(other.name) for other in record.names.all())
        also = next((cut for cut in others if any(piece.found for piece in cut)), ())
    return Hit(ref, name, also, record.pk)


def moves_found(
    words: str, *, until: date | None = None, known_on: date | None = None, most: int
) -> "list[Move | MoveState]":
    """Moves of which each word begins one of the person's, a company's or a title's, newest first.

    Those whose title is just what was asked lead. ``until`` and ``known_on`` are as in
    :class:`MoveFilter`. Two queries, none for too few characters.
    """
    asked = Asked.of(words)
    if not asked or withheld().names(asked.text):
        return []
    way = "" if known_on is None else "move__"
    rows = MoveFilter(until=until, known_on=known_on).rows()
    for meant in meant_by_each(asked):
        if not (meant.people or meant.organizations or meant.positions):
            return []
        rows = rows.filter(
            Q(**{f"{way}person__in": meant.people})
            | Q(from_company__in=meant.organizations)
            | Q(to_company__in=meant.organizations)
            | Q(**{f"{way}arrival__in": meant.positions})
            | Q(**{f"{way}departure__in": meant.positions})
        )
    rank = Case(
        When(title__iexact=asked.text, then=Value(0)),
        When(former_title__iexact=asked.text, then=Value(0)),
        default=Value(1),
    )
    order = ("rank", "-sort_on", "-pk" if known_on is None else "-move_id")
    return list(rows.annotate(rank=rank).order_by(*order)[:most])
