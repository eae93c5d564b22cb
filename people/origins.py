"""Where an arrival comes from: the departure that it continues. Pure rules, no tables."""

from collections.abc import Sequence
from datetime import timedelta

from people.models import Link
from people.stays import Stay
from tracker.kernel.statuses import UNDONE

#: The longest gap, in days, over which an origin is inferred.
INFERRED_WITHIN_DAYS = 366
#: How far apart the two ends of a stated move may lie, and by how much they may overlap.
STATED_WITHIN_DAYS = 540
MOST_OVERLAP_DAYS = 200


def origin_of(
    stay: Stay, departures: Sequence[Stay], paired: set[int], ordered: Sequence[Stay]
) -> tuple[Stay | None, str]:
    """The departure that this arrival continues, and whether a claim says so."""
    free = [
        other
        for other in departures
        if other.position not in paired and other.company != stay.company
    ]
    stated = [
        other
        for other in free
        if (stay.stated_origin == other.company or other.stated_destination == stay.company)
        and _may_follow(other, stay)
    ]
    if stated:
        return max(stated, key=lambda other: _nearness(other, stay)), Link.STATED
    if stay.stated_origin is not None or not stay.exclusive or stay.start_status in UNDONE:
        return None, ""
    near = [other for other in free if other.exclusive and _just_before(other, stay)]
    near = [other for other in near if other.stated_destination is None]
    near = [other for other in near if not something_between(other, stay, ordered)]
    if near:
        return max(near, key=lambda other: _nearness(other, stay)), Link.INFERRED
    return None, ""


def _may_follow(other: Stay, stay: Stay) -> bool:
    """A claim that names both ends speaks of two days that lie near each other."""
    over = other.ended or other.known_end
    if over is None or stay.began is None:
        return other.stated_destination != stay.company or stay.start_status != ""
    if stay.start is None:  # all that is known is a day by which it had begun
        return over <= stay.began + timedelta(days=MOST_OVERLAP_DAYS)
    ends = other.end
    if ends is not None and ends.earliest and stay.start.earliest and ends.meets(stay.start):
        return True
    return -MOST_OVERLAP_DAYS <= (stay.began - over).days <= STATED_WITHIN_DAYS


def _nearness(other: Stay, stay: Stay) -> tuple[bool, int, int, str, int, str, int]:
    """A full post before a seat on a board, then the nearer day; what was written first says nothing."""
    if other.ended is None or stay.began is None:
        gap = 10_000
    else:
        gap = abs((stay.began - other.ended).days)
    return (
        other.exclusive, -gap, other.seniority, other.title, other.unit or 0, other.end_status,
        -other.position,
    )  # fmt: skip


def _just_before(other: Stay, stay: Stay) -> bool:
    if other.end is None or stay.start is None or other.ended is None or stay.began is None:
        return False
    if other.last_day is None and not (other.end_was_told and stay.start.earliest is not None):
        return False  # two days by which it was so at the latest say nothing of what lies between
    gap = (stay.began - other.ended).days
    return -31 <= gap <= INFERRED_WITHIN_DAYS


def something_between(other: Stay, stay: Stay, ordered: Sequence[Stay]) -> bool:
    """The person took up a full post at a third company after ``other`` and before ``stay``."""
    return any(
        one.exclusive
        and one.company not in {other.company, stay.company}
        and one.start_status not in UNDONE
        and one.began is not None
        and other.ended is not None
        and stay.began is not None
        and other.ended <= one.began < stay.began
        for one in ordered
    )
