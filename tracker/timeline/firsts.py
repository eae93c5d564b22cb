"""Who first told of posts that answer a question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from people.models import Position
from people.models.positions import PositionShape
from tracker.claims.models import Aspect
from tracker.timeline.entries import Post
from tracker.timeline.evidence import Evidence, EvidenceBook, credited, of_claims


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
