"""Posts in lists of many people, without the sentences that tell of them."""

from collections.abc import Iterable
from datetime import date

from people.models import Position
from people.models.positions import PositionShape
from tracker.timeline.entries import Post, post
from tracker.timeline.refs import ref_org, ref_org_or_none, ref_person


def bare_posts(pairs: Iterable[tuple[Position, PositionShape]], *, as_of: date) -> list[Post]:
    """The posts without their sentences, which stand on the page of each person."""
    return [
        post(
            row,
            position=fact.pk,
            person=ref_person(fact.person),
            organization=ref_org(fact.organization),
            unit=ref_org_or_none(row.unit),
            as_of=as_of,
            outlets={},
        )
        for fact, row in pairs
    ]
