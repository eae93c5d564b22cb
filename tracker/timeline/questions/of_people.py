"""Posts and moves of the people who may be meant by a name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from people.models import Move, MoveState, Position
from people.models.positions import PositionShape
from tracker.timeline import rows
from tracker.timeline.bare_posts import bare_posts
from tracker.timeline.entries import Post
from tracker.timeline.evidence import outlets_named
from tracker.timeline.found_records import FoundRecord
from tracker.timeline.leaders import as_shown, latest_first
from tracker.timeline.wording import Ref


def refs_of(people: Iterable[FoundRecord]) -> dict[int, Ref]:
    return {one.pk: Ref("person", one.name, one.slug) for one in people}


def whose(row: "Move | MoveState") -> int:
    found: int = row.move.person_id if isinstance(row, MoveState) else row.person_id
    return found


def theirs(moves: QuerySet[Any], people: list[int], known_on: date | None) -> QuerySet[Any]:
    """Those of the moves, or of the states of ``known_on``, that are of these people, with the outlets that told first."""
    own = {"person__in": people} if known_on is None else {"move__person__in": people}
    found: QuerySet[Any] = moves.filter(**own).annotate(**outlets_named())
    return found


def posts_told(
    posts: QuerySet[Any], *, most: int, as_of: date, known_on: date | None, until: date | None
) -> tuple[list[tuple[Position, PositionShape]], list[Post]]:
    """The foremost of the posts, as rows and as they are told: those held on the day before all others, the latest first.
    ``until`` leaves out what came after it; one query.
    """
    told = rows.asked_positions(posts, known_on, most=most)
    pairs = list(as_shown(rows.pairs(told, "position", known_on)))
    found = [
        one
        for one in latest_first(bare_posts(pairs, as_of=as_of))
        if until is None or one.begun_by(until)
    ]
    found.sort(key=lambda one: (not one.held, one.holds != "certain"))
    return pairs, found
