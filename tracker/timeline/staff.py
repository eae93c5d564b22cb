"""Who was at a company on a day, in which unit, and to whom each reported: the bare bones of a chart.

A large company has thousands of people on record, so what is told of all of them is worked out in columns; a ``Member``
is made of those few that are looked at. What a chart shows of them is read by their numbers afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from companies.models import Organization
from people.models import LineKind
from tracker.timeline.grouping import Grouped, pairs, people_in
from tracker.timeline.roster import NOT_PLACING, Book, Roster
from tracker.timeline.roster_spells import Flags, Numbers
from tracker.timeline.structure import Structure, structure_of, structures_of

_NOBODY = -1


class HeldPost(NamedTuple):
    """A position in force on the day. ``unit`` is the unit of that day in which it stands, after
    renames and mergers; ``stated`` the one that was published.
    """

    position: int
    unit: int | None
    stated: int | None
    title: str
    seniority: int
    certain: bool


class HeldLine(NamedTuple):
    """A reporting line in force on the day."""

    line: int
    kind: str
    person: int
    manager: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One person on the day. Without posts only a reporting line tells of them: then they are not surely there."""

    pk: int
    slug: str
    certain: bool
    seniority: int
    posts: tuple[HeldPost, ...]
    lines: tuple[HeldLine, ...]

    @property
    def units(self) -> frozenset[int | None]:
        """The units in which the posts stand; None is the company itself."""
        return frozenset(post.unit for post in self.posts)

    @property
    def conflict(self) -> bool:
        """Two solid lines lead to different managers."""
        return len({line.manager for line in self.lines if line.kind == LineKind.SOLID}) > 1


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a book that are in force on the day, and whether each surely is."""

    rows: Numbers
    sure: Flags


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of the company itself or of a unit: how many, and some of them."""

    certain: int
    possible: int
    named: Sequence[int]


@dataclass(frozen=True)
class Staff:
    """The people of a company on a day, as a forest: no way up comes back to where it began.

    In columns there is one place for everybody in the book, whether they are there on the day or not.
    """

    as_of: date
    known_on: date | None
    structure: Structure
    book: Book
    posts: _Rows
    #: The unit of the day in which each post stands; 0 is the company itself.
    units: Numbers
    lines: _Rows
    holds: Flags
    present: Flags
    certain: Flags
    seniority: Numbers
    #: The place of the manager below whom each stands, else ``_NOBODY``.
    above: Numbers

    def __contains__(self, pk: object) -> bool:
        place = self.book.places.get(pk)
        return place is not None and bool(self.present[place])

    def member(self, pk: int) -> Member:
        """One person who is there; raises KeyError for anybody else."""
        found = self._met.get(pk)
        if found is None:
            found = self._met[pk] = self._member(pk)
        return found

    @cached_property
    def _met(self) -> dict[int, Member]:
        """Whoever was asked for: a chart asks several times for each."""
        return {}

    def _member(self, pk: int) -> Member:
        if pk not in self:
            raise KeyError(pk)
        place = self.book.places[pk]
        return Member(
            pk=pk,
            slug=self.book.slugs[place],
            certain=bool(self.certain[place]),
            seniority=int(self.seniority[place]),
            posts=tuple(self._post(nth) for nth in self._posts_of[place]),
            lines=tuple(self._line(nth) for nth in self._lines_of[place]),
        )

    def _post(self, nth: int) -> HeldPost:
        spells, row = self.book.posts, int(self.posts.rows[nth])
        return HeldPost(
            position=int(spells.key[row]),
            unit=int(self.units[nth]) or None,
            stated=int(spells.unit[row]) or None,
            title=self.structure.names.text(spells.title[row]),
            seniority=int(spells.seniority[row]),
            certain=bool(self.posts.sure[nth]),
        )

    def _line(self, nth: int) -> HeldLine:
        spells, row = self.book.lines, int(self.lines.rows[nth])
        return HeldLine(
            line=int(spells.key[row]),
            kind=spells.kind[row],
            person=int(self.book.people[spells.who[row]]),
            manager=int(self.book.people[spells.manager[row]]),
            certain=bool(self.lines.sure[nth]),
        )

    @cached_property
    def _posts_of(self) -> Grouped:
        return Grouped(self.book.posts.who[self.posts.rows], len(self.above))

    @cached_property
    def _lines_of(self) -> Grouped:
        return Grouped(self.book.lines.who[self.lines.rows], len(self.above))

    @cached_property
    def _reports(self) -> Grouped:
        return Grouped(self.above, len(self.above), self._order)

    @cached_property
    def _order(self) -> Numbers:
        """All places, the most senior first, then by slug."""
        return np.lexsort((self.book.rank, -self.seniority))

    def in_order(self, wanted: Flags) -> list[int]:
        """Those of them that are flagged, most senior first, then by slug."""
        order = self._order
        found: list[int] = self.book.people[order[wanted[order]]].tolist()
        return found

    def called(self, slug: str) -> int | None:
        """Whoever is there by this slug."""
        place = self.book.by_slug.get(slug)
        there = place is not None and self.present[place]
        return int(self.book.people[place]) if there else None

    def slug_of(self, pk: int | None) -> str | None:
        return None if pk is None else self.book.slugs[self.book.places[pk]]

    def number_of(self, slug: str) -> int:
        """The number of somebody in the book, whether there on the day or not."""
        return int(self.book.people[self.book.by_slug[slug]])

    def place_of(self, pk: int) -> tuple[int, str]:
        """Where somebody stands among those at the top, by which a chart goes on."""
        place = self.book.places[pk]
        return -int(self.seniority[place]), self.book.slugs[place]

    def manager_of(self, pk: int) -> int | None:
        """The manager below whom somebody stands."""
        above = int(self.above[self.book.places[pk]])
        return None if above == _NOBODY else int(self.book.people[above])

    def reports_of(self, pk: int) -> list[int]:
        """Those who stand below somebody, most senior first."""
        return [int(self.book.people[place]) for place in self._reports[self.book.places[pk]]]

    @property
    def roots(self) -> list[int]:
        """Those with no manager on record that day, most senior first."""
        return self.in_order(self.present & (self.above == _NOBODY))

    @property
    def heads(self) -> list[int]:
        """Those of them to whom somebody answers."""
        asked = np.zeros(len(self.present), bool)
        asked[self.above[self.above != _NOBODY]] = True
        return self.in_order(asked & (self.above == _NOBODY))

    def counted(self) -> tuple[int, int]:
        """How many people surely held a post, and how many only possibly."""
        certain = int((self.holds & self.certain).sum())
        return certain, int(self.holds.sum()) - certain

    def counted_apart(self, crowds: Mapping[int | None, Crowd]) -> tuple[int, int]:
        """How many of those who surely held a post count in no unit as sure, and how often somebody counts in one more:
        by so much the people of the units, its ``crowds``, are fewer, and more, than those of all.
        """
        if not crowds:
            return 0, 0
        who = self.book.posts.who[self.posts.rows]
        placed = np.zeros(len(self.present), bool)
        placed[who[self._told(self.units) & self.posts.sure]] = True
        distinct = int(placed.sum())
        counted = sum(crowd.certain for crowd in crowds.values())
        return self.counted()[0] - distinct, counted - distinct

    def by_unit(self, structure: Structure | None = None) -> dict[int | None, tuple[int, int]]:
        """How many people surely and how many only possibly hold a post in each unit, and under None how many hold one and
        are in no unit; with ``structure`` in the units of that other day.
        """
        who, units = self.book.posts.who[self.posts.rows], self.units
        if structure is not None:
            units = _placed_in(structure, units)
        told = self._told(units)
        every, sure = (people_in(units[rows], who[rows]) for rows in (told, told & self.posts.sure))
        return {unit: (sure[unit], every[unit] - sure[unit]) for unit in every}

    def _told(self, units: Numbers) -> Numbers:
        """Which posts are told of the units in which they stand: of who is in a unit, none at the company itself."""
        who = self.book.posts.who[self.posts.rows]
        placed = np.zeros(len(self.present), bool)
        placed[who[units != 0]] = True
        told: Numbers = (units != 0) | ~placed[who]
        return told

    def crowds(self, named: int) -> dict[int | None, Crowd]:
        """The people of each unit, and under None those who are in none; as many as ``named`` are told, those first who
        surely hold a post in it, then the most senior.
        """
        who, units = self.book.posts.who[self.posts.rows], self.units
        told, many = self._told(units), len(self.present)
        surely = (units * many + who)[self.posts.sure]
        units, who = pairs(units[told], who[told])
        sure = np.isin(units * many + who, surely)
        order = np.lexsort((self.book.rank[who], -self.seniority[who], ~sure, units))
        units, who, sure = units[order], who[order], sure[order]
        found: dict[int | None, Crowd] = {
            unit: Crowd(0, 0, ()) for unit in (None, *self.structure.units)
        }
        for unit in np.unique(units).tolist():
            begin, end = np.searchsorted(units, [unit, unit + 1])
            people = who[begin:end]
            certain = int(sure[begin:end].sum())
            first = self.book.people[people[:named]].tolist()
            found[unit or None] = Crowd(certain, len(people) - certain, first)
        return found


def _placed_in(structure: Structure, records: Numbers) -> Numbers:
    """The unit of the structure in which each of the records stands."""
    distinct, which = np.unique(records, return_inverse=True)
    places = [structure.place(record or None) or 0 for record in distinct.tolist()]
    return np.array(places, np.int64)[which]


def staff_of(
    structure: Structure, roster: Roster, *, as_of: date, known_on: date | None = None
) -> Staff:
    """Who was there on ``as_of``, as one could know it on ``known_on``, by the roster of that day."""
    book, day = roster.book, as_of.toordinal()
    posts, inside = book.posts, np.array(sorted(structure.inside), np.int64)
    rows = roster.posts_on(as_of)
    unit, company = posts.unit[rows], posts.organization[rows]
    there = np.isin(company, inside) | np.isin(unit, inside)
    lent = np.isin(unit, np.array(sorted(structure.elsewhere - structure.inside), np.int64))
    rows = rows[there & ~lent]
    held = _Rows(rows, posts.surely(rows, day))
    unit = posts.unit[rows]
    people = len(book.people)
    holds, certain = np.zeros(people, bool), np.zeros(people, bool)
    seniority = np.zeros(people, np.int64)
    who = posts.who[rows]
    holds[who] = True
    certain[who[held.sure]] = True
    np.maximum.at(seniority, who, posts.seniority[rows])

    told = _lines(structure, roster, as_of, holds)
    present = holds.copy()
    for end in (book.lines.who, book.lines.manager):
        present[end[told.rows]] = True
    return Staff(
        as_of=as_of,
        known_on=known_on,
        structure=structure,
        book=book,
        posts=held,
        units=_placed_in(structure, np.where(unit != 0, unit, posts.organization[rows])),
        lines=told,
        holds=holds,
        present=present,
        certain=certain,
        seniority=seniority,
        above=_above(book, told),
    )


def staff_on(
    top: Organization, roster: Roster, *, as_of: date, known_on: date | None = None
) -> Staff:
    """The same from the company or unit itself; one query."""
    structure = structure_of(top, roster.first_days(), as_of=as_of, known_on=known_on)
    return staff_of(structure, roster, as_of=as_of, known_on=known_on)


def staff_on_both(
    top: Organization, roster: Roster, first: date, last: date, *, known_on: date | None = None
) -> tuple[Staff, Staff]:
    """The same of two days; one query."""
    early, late = structures_of(top, roster.first_days(), first, last, known_on=known_on)
    before = staff_of(early, roster, as_of=first, known_on=known_on)
    return before, staff_of(late, roster, as_of=last, known_on=known_on)


def _lines(structure: Structure, roster: Roster, as_of: date, holds: Flags) -> _Rows:
    """The lines in force on the day between two who hold a post there; but for a unit others too that are not silent yet."""
    lines = roster.book.lines
    rows = roster.lines_on(as_of)
    where = np.array(sorted({*structure.inside, structure.top.company.pk}), np.int64)
    rows = rows[np.isin(lines.organization[rows], where)]
    counts = holds[lines.who[rows]] & holds[lines.manager[rows]]
    if not structure.top.is_unit:
        counts |= lines.lapsed[rows] > as_of.toordinal()
    rows = rows[counts]
    return _Rows(rows, lines.surely(rows, as_of.toordinal()))


def _above(book: Book, told: _Rows) -> Numbers:
    """The manager below whom each person stands.

    Solid lines come before interim ones, certain before possible, later before earlier. A line that
    would close a ring places nobody, so that every walk upwards ends.
    """
    lines, weight = book.lines, book.placing[told.rows]
    order = np.lexsort((lines.key[told.rows], -book.began[told.rows], ~told.sure, weight))
    rows = told.rows[order[weight[order] != NOT_PLACING]]
    who, boss = lines.who[rows], lines.manager[rows]
    people, first = np.unique(who, return_index=True)
    above = np.full(len(book.people), _NOBODY)
    above[people] = boss[first]
    if not _has_ring(above):
        return above
    above[:] = _NOBODY
    for person, manager in zip(who.tolist(), boss.tolist(), strict=True):
        if above[person] == _NOBODY and not _leads_to(person, manager, above):
            above[person] = manager
    return above


def _has_ring(above: Numbers) -> bool:
    """Whether some way up never ends."""
    up = np.append(np.where(above == _NOBODY, len(above), above), len(above))
    for _ in range(len(up).bit_length()):
        up = up[up]
    return bool((up != len(above)).any())


def _leads_to(person: int, above: int, managers: Numbers) -> bool:
    """Whether the way up from ``above`` comes to ``person``."""
    while above != _NOBODY:
        if above == person:
            return True
        above = int(managers[above])
    return False
