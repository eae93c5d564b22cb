"""Who first told of posts that answer a question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce

from people.models import Position
from people.models.positions import PositionShape
from tracker.claims.models import Aspect, Claim
from tracker.timeline.credits import outlet_credited
from tracker.timeline.entries import Post
from tracker.timeline.evidence import Evidence, EvidenceBook, credited, of_claims


def with_first_teller(posts: QuerySet[Any], key: str, known_on: date | None) -> QuerySet[Any]:
    """Rows of posts with the outlet that told first of each, ``told_by``, and its day, ``told_first_on``, as ``with_firsts`` finds
    them; the number of the post is in ``key``. Names that are withheld are left to whoever shows them.
    """
    claims = Claim.objects.visible().filter(positions=OuterRef(key), published_on__isnull=False)
    told = (claims if known_on is None else claims.known_on(known_on)).exclude(aspect=Aspect.END)
    name = Coalesce("outlet__name", "article__outlet__name")
    first = told.annotate(name=name).filter(name__isnull=False).order_by("published_on", "key")
    named: QuerySet[Any] = posts.annotate(
        told_by=Coalesce(
            outlet_credited("positions", key, Aspect.START),
            Subquery(first.values("name")[:1]),
            output_field=TextField(),
        ),
        told_first_on=Coalesce("start_first_on", Subquery(first.values("published_on")[:1])),
    )
    return named


def with_firsts(
    posts: Iterable[Post],
    pairs: Iterable[tuple[Position, PositionShape]],
    book: EvidenceBook,
) -> tuple[Post, ...]:
    """The posts with the outlet that told first of each, and who else told of it; ``pairs`` has the rows of them, ``book``
    the evidence.

    The first is the one that told first of its start; where no start is told, of the post.
    """
    rows = {fact.pk: row for fact, row in pairs}
    return tuple(
        _with_first(one, rows[one.position], book.of("position", one.position)) for one in posts
    )


def _with_first(one: Post, row: PositionShape, evidence: Sequence[Evidence]) -> Post:
    said = [each for each in of_claims(evidence) if each.aspect != Aspect.END and each.outlet]
    dated = sorted((each.published, each.outlet_slug) for each in said if each.published)
    day, slug = row.start_first_on, row.start_first_outlet
    if slug not in {each.outlet_slug for each in said}:
        day, slug = dated[0] if dated else (None, "")
    outlet = next((each.outlet for each in said if each.outlet_slug == slug), "")
    first = credited(outlet, slug, day, said)
    return replace(one, first_outlet=first, first_on=day, evidence=tuple(said))
