"""Search: people and organizations by name, however it is spelled, and moves by their words."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from companies.models import Organization
from people.models import Move, MoveState, Person
from tracker.kernel.slugs import slug_of
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS, ref_org, ref_person
from tracker.timeline.structure import named_on, organization_known_by, person_known_by
from tracker.timeline.wording import Ref

#: As many records of one kind as a page of results shows.
MOST = 25
#: How alike a misspelled name must be to what was asked.
ALIKE = 0.5
#: Among misspelled names, only those nearly as alike as the best are shown.
NEAR_BEST = 0.15
#: Swapped letters are looked for in names up to this length.
LONGEST_SWAPPED = 30
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first."""

    people: tuple[Ref, ...]
    organizations: tuple[Ref, ...]

    @property
    def count(self) -> int:
        return len(self.people) + len(self.organizations)


def search(words: str, *, as_of: date | None = None, known_on: date | None = None) -> Found:
    """People and organizations whose name, alias or slug holds ``words``, or is spelled much like it.

    Accents do not matter. Fewer than two characters find nothing. With ``known_on`` only those are
    found that something published by then names; with either day organizations are called by their
    names of then. At most four queries.
    """
    asked = " ".join(words.split())[:100]
    if len(asked) < SHORTEST:
        return Found((), ())
    people = Person.objects.visible()
    organizations: QuerySet[Organization] = Organization.objects.visible().select_related(PARENTS)
    day = as_of
    if known_on is not None:
        people = people.filter(person_known_by(known_on))
        organizations = organizations.filter(organization_known_by(known_on))
        day = min(as_of or known_on, known_on)
    if day is not None:
        organizations = named_on(organizations, day)
    return Found(
        tuple(ref_person(person) for person in _best(people, asked)),
        tuple(_named(organization, day) for organization in _best(organizations, asked)),
    )


def _named(organization: Organization, day: date | None) -> Ref:
    ref = ref_org(organization)
    name: str = ref.name if day is None else getattr(organization, "name_then")  # noqa: B009
    return replace(ref, name=name)


def moves_found(
    words: str, *, until: date | None = None, known_on: date | None = None, most: int
) -> "list[Move | MoveState]":
    """Moves that hold every word of ``words``, newest first; those whose title is just that lead.

    ``until`` and ``known_on`` are as in :class:`MoveFilter`. One query, none for too few characters.
    """
    asked = " ".join(words.split())
    if len(asked) < SHORTEST:
        return []
    rank = Case(
        When(title__iexact=asked, then=Value(0)),
        When(former_title__iexact=asked, then=Value(0)),
        default=Value(1),
    )
    rows = MoveFilter(q=asked, until=until, known_on=known_on).rows()
    order = ("rank", "-sort_on", "-pk" if known_on is None else "-move_id")
    return list(rows.annotate(rank=rank).order_by(*order)[:most])


def _best[M: (Person, Organization)](records: QuerySet[M], asked: str) -> list[M]:
    slug = slug_of(asked)
    holds = (
        Q(name__icontains=asked)
        | Q(names__name__icontains=asked)
        | (Q() if slug == "unnamed" else Q(slug__contains=slug))
    )
    exact = list(
        records.filter(holds)
        .annotate(
            rank=Case(
                When(name__iexact=asked, then=Value(0.0)),
                When(names__name__iexact=asked, then=Value(1.0)),
                When(slug__startswith=slug, then=Value(2.0)),
                default=Value(3.0),
                output_field=FloatField(),
            )
        )
        .order_by("rank", "name", "pk")[: MOST * 4]
    )
    found: dict[int, M] = {record.pk: record for record in exact}
    if not found:
        found = {record.pk: record for record in _misspelled(records, asked, slug)}
    return list(found.values())[:MOST]


def _misspelled[M: (Person, Organization)](records: QuerySet[M], asked: str, slug: str) -> list[M]:
    """Records spelled much like what was asked, or the same but for two letters that changed places."""
    swapped = Q(pk__in=[])
    for first in range(min(len(slug), LONGEST_SWAPPED) - 1):
        swapped |= Q(
            slug__contains=slug[:first] + slug[first + 1] + slug[first] + slug[first + 2 :]
        )
    alike = (
        records.annotate(
            alike=Case(
                When(swapped, then=Value(1.0)),
                default=Greatest(
                    TrigramWordSimilarity(asked, "name"), TrigramWordSimilarity(slug, "slug")
                ),
                output_field=FloatField(),
            )
        )
        .filter(alike__gte=ALIKE)
        .order_by("-alike", "name", "pk")
    )
    close = list(alike[:MOST])
    best = close[0].alike if close else 0.0
    return [record for record in close if record.alike >= best - NEAR_BEST]
