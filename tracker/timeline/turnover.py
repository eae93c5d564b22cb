"""Who came, who went, who did both, and who holds other posts or answers to somebody else, between two days at a company."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tracker.timeline.roster_rows import ALWAYS, NO_DAY
from tracker.timeline.roster_spells import Flags, Numbers
from tracker.timeline.staff import Staff


class Passer(NamedTuple):
    """Somebody who came or went, as they were on the day on which they were there; ``certain`` where they surely did.

    ``nearly``: of the days on which they surely came or went the first is that of the comparison, and all others lie after it.
    Of who came, ``told``: something says that they came to the company, and it may have been then; else they are only named.
    """

    pk: int
    slug: str
    seniority: int
    certain: bool
    nearly: bool
    told: bool


class Visitor(NamedTuple):
    """Somebody who came and went in between, with the posts that they held then, as rows of the book. They may still stand on
    the chart of the later day, since nobody tells for certain that they went.
    """

    pk: int
    slug: str
    seniority: int
    certain: bool
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who came, who did and went again, and who went; the numbers of those who stayed and hold other posts, and of those who
    answer to others.
    """

    joined: list[Passer]
    visited: list[Visitor]
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
    # What is told to have ended by the first day has not ended since, if it has.
    since = np.zeros(len(both), bool)
    since[posts.who[later.posts.rows[posts.gone_by[later.posts.rows] > first]]] = True
    over = since & _all_posts(later, posts.may_end[later.posts.rows] <= last)
    silent = np.zeros(len(both), bool)
    silent[posts.who[rows[posts.lapsed[rows] <= last]]] = True
    known = ALWAYS if later.known_on is None else later.known_on.toordinal()
    silent[posts.who[rows[before.book.succeeded(rows, last, known)]]] = True
    other = np.zeros(len(both), bool)
    other[posts.who[np.setxor1d(rows, later.posts.rows)]] = True
    came_from = _all_posts(before, (posts.start[rows] == first) & (posts.certain[rows] <= last))
    gone_from = _all_posts(
        before, (posts.end[rows] == first) & (posts.certain_until[rows] == first)
    )

    def numbers(flags: Flags) -> list[int]:
        people: list[int] = before.book.people[flags].tolist()
        return people

    gone = later.holds & ~before.holds & _all_posts(later, posts.gone_by[later.posts.rows] <= last)
    surely, told = _arrivals(before, later)
    # Who is there on both days may yet have come after the first, or have gone by the last, for all that the dates say.
    came, went = later.holds & ~before.holds, before.holds & ~later.holds
    return Turnover(
        joined=_passers(
            later,
            (came & ~gone) | (unsure & ~before.certain & late),
            came & surely,
            late & later.certain & came_from & surely,
            told,
        ),
        visited=_visitors(later, gone, _in_between(before, later)),
        # Of whom a later post elsewhere, a day announced long ago, or a successor makes it likely, nobody tells that they have gone.
        left=_passers(
            before,
            went | (unsure & ~later.certain & over),
            went & ~silent,
            went & ~silent & gone_from,
            before.holds,
        ),
        other_posts=numbers(both & other),
        other_managers=numbers(before.present & later.present & (before.above != later.above)),
    )


def _arrivals(before: Staff, later: Staff) -> tuple[Flags, Flags]:
    """Who surely took up a post after the first day, or on it, by which they came to the company; and of whom some such
    arrival is told that may lie after it.

    Whoever rose from within was there before, and a seat on a board brings nobody. Of a post that is only said to be held
    nobody knows since when it is.
    """
    posts, first, last = later.book.posts, before.as_of.toordinal(), later.as_of.toordinal()
    known = ALWAYS if later.known_on is None else later.known_on.toordinal()
    comings = later.book.comings_of(known)
    rows = np.flatnonzero(
        later.holds[posts.who]
        & (posts.possible_until > first)
        & (posts.possible <= last)
        & (posts.known <= known)
        & (known < posts.known_until)
        & _at_it(later, posts.organization, posts.unit)
    )
    keys, start, latest = posts.key[rows], posts.start[rows], posts.start_latest[rows]
    rose = np.isin(keys, comings.inside)
    there_by = (posts.certain[rows] <= last) & (posts.certain[rows] < posts.certain_until[rows])
    dated = (comings.start >= first) & (comings.start_latest <= last)
    maybe = (comings.start_latest == NO_DAY) | (comings.start_latest >= first)
    found = (
        ~rose & (start >= first) & there_by | np.isin(keys, comings.arrivals[dated]),
        ~rose & (start != NO_DAY) & (latest >= first) | np.isin(keys, comings.arrivals[maybe]),
    )
    surely, told = (np.zeros(len(later.holds), bool) for _ in found)
    surely[posts.who[rows[found[0]]]] = True
    told[posts.who[rows[found[1]]]] = True
    return surely, told


def _at_it(staff: Staff, company: Numbers, unit: Numbers) -> Flags:
    """Which of these are at the company or in one of its units of the day."""
    inside = np.array(sorted(staff.structure.inside), np.int64)
    lent = np.array(sorted(staff.structure.elsewhere - staff.structure.inside), np.int64)
    there: Flags = (np.isin(company, inside) | np.isin(unit, inside)) & ~np.isin(unit, lent)
    return there


def _passers(staff: Staff, flags: Flags, sure: Flags, nearly: Flags, told: Flags) -> list[Passer]:
    """In the order in which they are told, so that little is left to sort: the most senior first, then by slug."""
    places = np.flatnonzero(flags)
    places = places[np.lexsort((staff.book.rank[places], -staff.seniority[places]))]
    return [
        Passer(pk, staff.book.slugs[place], seniority, certain, near and not certain, said)
        for place, pk, seniority, certain, near, said in zip(
            places.tolist(),
            staff.book.people[places].tolist(),
            staff.seniority[places].tolist(),
            (sure & staff.certain)[places].tolist(),
            nearly[places].tolist(),
            told[places].tolist(),
            strict=True,
        )
    ]


def _in_between(before: Staff, later: Staff) -> Numbers:
    """The posts of those who are there on neither day, that were taken up after the first and given up by the last."""
    posts, first, last = before.book.posts, before.as_of.toordinal(), later.as_of.toordinal()
    known = ALWAYS if later.known_on is None else later.known_on.toordinal()
    rows: Numbers = np.flatnonzero(
        (posts.possible > first)
        & (posts.possible_until <= last)
        & (posts.possible < posts.possible_until)
        & ((posts.start != NO_DAY) | (posts.start_latest != NO_DAY))
        & (posts.known <= known)
        & (known < posts.known_until)
        & ~(before.holds | later.holds)[posts.who]
        & _at_it(later, posts.organization, posts.unit)
    )
    return rows


def _visitors(later: Staff, gone: Flags, in_between: Numbers) -> list[Visitor]:
    """Those who have ``gone`` by what is told, though the chart of the later day has them still, and those whose posts lie
    ``in_between``.
    """
    posts = later.book.posts
    there = later.posts.rows
    rows = np.concatenate([in_between, there[gone[posts.who[there]]]])
    held: dict[int, list[int]] = {}
    ranks: dict[int, int] = {}
    surely: set[int] = set()
    for row, place, rank, sure in zip(
        rows.tolist(),
        posts.who[rows].tolist(),
        posts.seniority[rows].tolist(),
        (posts.certain[rows] < posts.certain_until[rows]).tolist(),
        strict=True,
    ):
        held.setdefault(place, []).append(row)
        ranks[place] = max(rank, ranks.get(place, rank))
        if sure:
            surely.add(place)
    people, slugs = later.book.people, later.book.slugs
    return [
        Visitor(pk, slugs[place], ranks[place], place in surely, tuple(of_place))
        for pk, (place, of_place) in zip(people[list(held)].tolist(), held.items(), strict=True)
    ]


def _all_posts(staff: Staff, so: Flags) -> Flags:
    """Of whom ``so`` is true of every post held on the day, one flag a post."""
    found = staff.holds.copy()
    found[staff.book.posts.who[staff.posts.rows[~so]]] = False
    return found
