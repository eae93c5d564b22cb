"""Foundings as moves, and the posts that founders take up with them. Pure rules, no tables."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from people.models import MoveKind, Role
from people.stays import DerivedMove, Foundation, Stay, first_known, rank_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import START_IS_NEWS
from tracker.kernel.statuses import CERTAINTY, UNDONE, Status

_FOUNDER = re.compile(r"\bfounder\b(?!'s)")


def with_founding(stay: Stay, foundation: Foundation) -> bool:
    """The post is the one taken up with the founding: a founder's, or another that begins as firmly and on the same days."""
    if stay.company != foundation.company or stay.role == Role.BOARD_MEMBER:
        return False
    if UNDONE & {stay.start_status, foundation.status}:
        return False
    days = [day for day in (stay.start, foundation.happened) if day is not None]
    if not all(day.meets(days[0]) for day in days):
        return False
    if _FOUNDER.search(stay.title.lower()):
        return True
    if stay.start is None or foundation.happened is None:
        return False
    return stay.start_status == foundation.status and _soon(stay.start, foundation.happened)


def _soon(start: PartialDate, founded: PartialDate) -> bool:
    """Of a start that only some later day bounds nobody knows that it lies so early, unless that day is near."""
    if start.earliest is not None:
        return True
    return start.latest is not None and start.latest <= founded.sort_day + START_IS_NEWS


def is_there(move: DerivedMove, stay: Stay, foundation: Foundation) -> bool:
    """The post that the move arrives at is one at a company that its person had founded, and comes from nowhere else."""
    if stay.company != foundation.company or UNDONE & {stay.start_status, foundation.status}:
        return False
    day = foundation.happened.sort_day if foundation.happened is not None else None
    before = day is not None and stay.began is not None and day <= stay.began
    return before and move.from_company is None


def as_founder(move: DerivedMove, foundation: Foundation) -> DerivedMove:
    """The founding with the post taken up at it: the firmer of the two, on the days that both allow, as first told of either."""
    of_deed = move_of(foundation)
    days = [day for day in (foundation.happened, move.happened) if day is not None]
    happened = days[0].narrowed_by(days[-1]) if days else None
    first, *_ = sorted((of_deed, move), key=lambda one: one.first_on or date.max)
    return replace(
        move,
        kind=MoveKind.FOUNDING,
        founding=foundation.founding,
        status=max(of_deed.status, move.status, key=lambda status: CERTAINTY[Status(status)]),
        happened=happened,
        sort_on=happened.sort_day if happened else min(of_deed.sort_on, move.sort_on),
        disputed=move.disputed or foundation.disputed,
        origins=max(move.origins, foundation.origins),
        first_outlet=first.first_outlet,
        first_on=first.first_on,
    )


def by_then(founding: DerivedMove, stays: Iterable[Stay]) -> DerivedMove:
    """A founding of an unknown day stands no later than the day on which its founder is known to be at the company."""
    if founding.happened is not None or founding.status in UNDONE:
        return founding
    there = [
        stay.began
        for stay in stays
        if stay.company == founding.to_company and stay.began and stay.start_status not in UNDONE
    ]
    return replace(founding, sort_on=min(founding.sort_on, *there)) if there else founding


def move_of(foundation: Foundation) -> DerivedMove:
    return DerivedMove(
        arrival=None,
        departure=None,
        founding=foundation.founding,
        kind=MoveKind.FOUNDING,
        status=foundation.status,
        from_company=None,
        to_company=foundation.company,
        unit=None,
        title="founder",
        former_title="",
        seniority=rank_of("founder"),
        happened=foundation.happened,
        sort_on=first_known(
            foundation.happened.sort_day if foundation.happened else None,
            foundation.told_on,
            foundation.first_on,
        ),
        link="",
        disputed=foundation.disputed,
        origins=foundation.origins,
        first_outlet=foundation.first_outlet,
        first_on=foundation.first_on,
    )
