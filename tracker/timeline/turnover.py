"""Who came, who went, and who holds other posts or answers to somebody else, between two days at a company."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tracker.timeline.roster import Flags
from tracker.timeline.staff import Staff


class Passer(NamedTuple):
    """Somebody who came or went, as they were on the day on which they were there; ``certain`` where they surely did.

    ``nearly``: of the days on which they surely came or went the first is that of the comparison, and all others lie after it.
    """

    pk: int
    slug: str
    seniority: int
    certain: bool
    nearly: bool


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who came, and who went; the numbers of those who stayed and hold other posts, and of those who answer to others."""

    joined: list[Passer]
    left: list[Passer]
    other_posts: list[int]
    other_managers: list[int]


def turnover_between(before: Staff, later: Staff) -> Turnover:
    """How the staff of the later day differs from that of the earlier one; both are from one book."""
    both = before.holds & later.holds
    posts, rows = before.book.posts, before.posts.rows
    first, last = before.as_of.toordinal(), later.as_of.toordinal()
    unsure = both & ~(before.certain & later.certain)
    late = _all_posts(before, posts.start_latest[rows] > first)
    over = _all_posts(later, posts.may_end[later.posts.rows] <= last)
    silent = np.zeros(len(both), bool)
    silent[posts.who[rows[posts.lapsed[rows] <= last]]] = True
    other = np.zeros(len(both), bool)
    other[posts.who[np.setxor1d(rows, later.posts.rows)]] = True
    came_from = _all_posts(before, (posts.start[rows] == first) & (posts.certain[rows] <= last))
    gone_from = _all_posts(
        before, (posts.end[rows] == first) & (posts.certain_until[rows] == first)
    )

    def numbers(flags: Flags) -> list[int]:
        people: list[int] = before.book.people[flags].tolist()
        return people

    # Who is there on both days may yet have come after the first, or have gone by the last, for all that the dates say.
    came, went = later.holds & ~before.holds, before.holds & ~later.holds
    return Turnover(
        joined=_passers(
            later, came | (unsure & ~before.certain & late), came, late & later.certain & came_from
        ),
        # Of whom a later post elsewhere, or a day announced long ago, makes it likely, nobody tells that they have gone.
        left=_passers(
            before,
            went | (unsure & ~later.certain & over),
            went & ~silent,
            went & ~silent & gone_from,
        ),
        other_posts=numbers(both & other),
        other_managers=numbers(before.present & later.present & (before.above != later.above)),
    )


def _passers(staff: Staff, flags: Flags, sure: Flags, nearly: Flags) -> list[Passer]:
    places = np.flatnonzero(flags)
    return [
        Passer(pk, staff.book.slugs[place], seniority, certain, near and not certain)
        for place, pk, seniority, certain, near in zip(
            places.tolist(),
            staff.book.people[places].tolist(),
            staff.seniority[places].tolist(),
            (sure & staff.certain)[places].tolist(),
            nearly[places].tolist(),
            strict=True,
        )
    ]


def _all_posts(staff: Staff, so: Flags) -> Flags:
    """Of whom ``so`` is true of every post held on the day, one flag a post."""
    found = staff.holds.copy()
    found[staff.book.posts.who[staff.posts.rows[~so]]] = False
    return found
