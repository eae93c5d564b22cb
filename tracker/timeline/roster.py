"""Everybody who ever was at a company, as far as known, and who ever answered to whom there: what charts of all days are
drawn from. A process reads it once, and keeps it; of whom something was written it reads anew what is theirs.

The largest companies have tens of thousands of rows, so they are kept as columns of numbers, which NumPy goes through in a
millisecond. Days are numbers, too, as ``date.toordinal`` gives them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Self

import numpy as np
from cachetools import LRUCache, TTLCache
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL

from companies.models import Organization
from people.models import LineKind
from people.rosters import KEPT
from tracker.kernel.prepared import Prepared
from tracker.timeline.heirs import Heirs, heirs_of, succeeded
from tracker.timeline.looks import Line, by_tag, question
from tracker.timeline.roster_rows import ALWAYS, NEVER, NO_DAY, FirstDays, Rows, rows_of
from tracker.timeline.roster_spells import Comings, Flags, LineSpells, Numbers, PostSpells, Spells
from tracker.timeline.structure_rows import BELOW

#: Lines that give a person a place below a manager; a dotted line is told beside it.
_PLACING, NOT_PLACING = {LineKind.SOLID.value: 0, LineKind.INTERIM.value: 1}, 2
#: As many rows as a process keeps; one takes some two hundred bytes.
MOST_KEPT = 400_000
#: Of as many people a kept book is read anew; where something was written of more, it is read as a whole.
MOST_ANEW = 500
#: For as many units and days of knowledge a book keeps how much changed on which day.
MOST_COUNTED = 4


#: Columns that name people, and those that are no numbers.
_WHO, _TEXTS = {"who", "manager"}, {"title", "kind"}


class Book:
    """The rows of a company: of its facts as they stand, or of all the states that these went through.

    ``people`` has everybody's number, in order; elsewhere people are told by their place in it. ``rank`` puts them in
    order by slug.
    """

    def __init__(self, posts: Rows, lines: Rows, comings: Rows) -> None:
        named = {**posts.people, **lines.people}
        told = [
            rows.numbers[name] for rows in (posts, lines) for name in _WHO & rows.numbers.keys()
        ]
        self.people: Numbers = np.unique(np.concatenate(told))
        self.slugs = [named[pk] for pk in self.people.tolist()]
        self.rank: Numbers = np.empty(len(self.slugs), np.int64)
        self.rank[np.argsort(np.array(self.slugs, object), kind="stable")] = np.arange(
            len(self.slugs)
        )
        self.posts = PostSpells(**self._columns(posts), title=tuple(posts.texts))
        self.lines = LineSpells(**self._columns(lines), kind=tuple(lines.texts))
        self.comings = comings
        #: What rosters have counted of it.
        self.changes: LRUCache[tuple[bytes, int], dict[date, int]] = LRUCache(MOST_COUNTED)
        self.first_days: LRUCache[int, FirstDays] = LRUCache(MOST_COUNTED)
        self.lock = Lock()

    def anew(self, people: list[int], posts: Rows, lines: Rows, comings: Rows) -> "Book":
        """The same with other ``posts``, ``lines`` and ``comings`` of these people."""
        theirs = np.array(people, np.int64)
        named = dict(zip(self.people.tolist(), self.slugs, strict=True))
        return Book(
            self._rows(self.posts, self.posts.title, named).without(theirs).beside(posts),
            self._rows(self.lines, self.lines.kind, named).without(theirs).beside(lines),
            self.comings.without(theirs).beside(comings),
        )

    def _rows(self, spells: Spells, texts: Sequence[str], named: Mapping[int, str]) -> Rows:
        """The rows that these were made of."""
        names = [one.name for one in fields(spells) if one.name not in _TEXTS]
        numbers = {name: getattr(spells, name) for name in names}
        for name in _WHO & numbers.keys():
            numbers[name] = self.people[numbers[name]]
        return Rows(numbers, texts, named)

    def _columns(self, rows: Rows) -> dict[str, Numbers]:
        columns = dict(rows.numbers)
        for name in _WHO & columns.keys():
            columns[name] = np.searchsorted(self.people, columns[name])
        return columns

    def __len__(self) -> int:
        return len(self.posts.key) + len(self.lines.key) + len(self.comings.texts)

    @cached_property
    def places(self) -> dict[object, int]:
        """The place of everybody by number."""
        return {pk: place for place, pk in enumerate(self.people.tolist())}

    @cached_property
    def by_slug(self) -> dict[str, int]:
        """The same by slug."""
        return {slug: place for place, slug in enumerate(self.slugs)}

    @cached_property
    def placing(self) -> Numbers:
        """How firmly each line places somebody below a manager, the firmest least."""
        kinds = [_PLACING.get(kind, NOT_PLACING) for kind in self.lines.kind]
        return np.array(kinds, np.int64)

    @cached_property
    def began(self) -> Numbers:
        """The day on which each line began; of those that have none, ``ALWAYS``."""
        return np.where(self.lines.start == NO_DAY, ALWAYS, self.lines.start)

    @cached_property
    def _arrivals(self) -> dict[tuple[int, int], list[int]]:
        posts = self.posts
        found: dict[tuple[int, int], list[int]] = {}
        for row in np.flatnonzero(posts.arrival).tolist():
            found.setdefault((int(posts.who[row]), int(posts.organization[row])), []).append(row)
        return found

    @cached_property
    def _heirs(self) -> Heirs:
        return heirs_of(self.posts)

    def succeeded(self, rows: Numbers, day: int, known: int) -> Flags:
        """Of which of the posts an end is told, and somebody else has surely come to the same single post since, by ``day``."""
        return succeeded(rows, self._heirs, self.posts, day, known)

    def comings_of(self, known: int) -> Comings:
        """What is told of how posts were come to, as one could know on the day ``known``."""
        told = self.comings.numbers
        rows = (told["known"] <= known) & (known < told["known_until"])
        inside = told["inside"] == 1
        return Comings(
            inside=told["key"][rows & inside],
            arrivals=told["key"][rows & ~inside],
            start=told["start"][rows & ~inside],
            start_latest=told["start_latest"][rows & ~inside],
        )

    def posts_on(self, day: int, known: int) -> Numbers:
        """The posts that may have been held on ``day``, as one could know on the day ``known``."""
        rows = self.posts.on(day, known)
        rows = rows[~self.succeeded(rows, day, known)]
        undated = rows[self.posts.start[rows] == NO_DAY]
        early = [row for row in undated.tolist() if self._before_arrival(row, day, known)]
        return rows[~np.isin(rows, early)] if early else rows

    def _before_arrival(self, row: int, day: int, known: int) -> bool:
        """A post that nobody dates is not held before its holder is told to have come from elsewhere.

        Unless it ended before they came: then it belongs to an earlier spell.
        """
        posts = self.posts
        end = posts.end[row]
        return any(
            posts.start[one] > day
            and (end == NO_DAY or end >= posts.start[one])
            and posts.known[one] <= known < posts.known_until[one]
            for one in self._arrivals.get((int(posts.who[row]), int(posts.organization[row])), ())
        )


@dataclass(frozen=True, slots=True)
class Roster:
    """A company's book as one could know it on a day; ``below`` has the company or unit that was asked about, and all
    that is or was below it.
    """

    book: Book
    top: int
    below: Numbers
    known: int

    def headcount(self, day: date) -> int:
        """How many people surely held a post at the company, or in the unit, that was asked about."""
        posts, number = self.book.posts, day.toordinal()
        rows = posts.on(number, self.known)
        rows = rows[~self.book.succeeded(rows, number, self.known)]
        rows = rows[posts.surely(rows, number)]
        at_it = (posts.organization[rows] == self.top) | (posts.unit[rows] == self.top)
        return len(np.unique(posts.who[rows[at_it]]))

    def posts_on(self, day: date) -> Numbers:
        return self.book.posts_on(day.toordinal(), self.known)

    def lines_on(self, day: date) -> Numbers:
        return self.book.lines.on(day.toordinal(), self.known)

    def first_days(self) -> FirstDays:
        """Since when there were posts in each unit, and at it where it was a company; the book keeps the answer."""
        with self.book.lock:
            found = self.book.first_days.get(self.known)
        if found is None:
            posts = self.book.posts
            told = (posts.known <= self.known) & (self.known < posts.known_until)
            where = np.concatenate([posts.unit[told], posts.organization[told]])
            found = FirstDays(
                *(
                    _first_of(where, np.concatenate([days[told], days[told]]))
                    for days in (posts.possible, posts.certain)
                )
            )
            with self.book.lock:
                self.book.first_days[self.known] = found
        return found

    def changes(self) -> Mapping[date, int]:
        """How many posts and lines start and end on each day, by the first that the words allow; the book keeps the answer."""
        asked = (self.below.tobytes(), self.known)
        with self.book.lock:
            found = self.book.changes.get(asked)
        if found is None:
            found = self._changes()
            with self.book.lock:
                self.book.changes[asked] = found
        return found

    def _changes(self) -> dict[date, int]:
        posts, lines = self.book.posts, self.book.lines
        days = []
        for spells, where in (
            (posts, np.isin(posts.organization, self.below) | np.isin(posts.unit, self.below)),
            (lines, np.isin(lines.organization, self.below)),
        ):
            told = where & (spells.known <= self.known) & (self.known < spells.known_until)
            days += [spells.start[told], spells.end[told]]
        found, numbers = np.unique(np.concatenate(days), return_counts=True)
        return {
            date.fromordinal(day): number
            for day, number in zip(found.tolist(), numbers.tolist(), strict=True)
            if day != NO_DAY
        }


def _first_of(where: Numbers, days: Numbers) -> dict[int, int]:
    """The first of the days of each place."""
    places, which = np.unique(where, return_inverse=True)
    first = np.full(len(places), NEVER)
    np.minimum.at(first, which, days)
    return dict(zip(places.tolist(), first.tolist(), strict=True))


@dataclass(frozen=True)
class _Kept:
    """A book with what it depends on: all that is below the company, what is hidden, and the transactions that could be
    seen when it was read.
    """

    below: list[int]
    hidden: list[int]
    snapshot: str
    book: Book

    @cached_property
    def guests(self) -> list[int]:
        """Who was in a unit for another company: when they came there is told by their posts at that one."""
        posts = self.book.posts
        elsewhere = ~np.isin(posts.organization, np.array(self.below, np.int64))
        found: list[int] = np.unique(self.book.people[posts.who[elsewhere]]).tolist()
        return found


_kept: TTLCache[tuple[int, bool], _Kept] = TTLCache(
    MOST_KEPT, KEPT, getsizeof=lambda kept: 1 + len(kept.book)
)
_lock = Lock()
#: In one value: the company and all that is or was below it, in order, and the same of what was asked about; what is hidden;
#: which transactions can be seen, and whether this one has written nothing itself; and whose posts or lines there,
#: or of guests anywhere, were written by one that could not be seen when the book was read, 0 for anybody's.
_LOOK = f"""(
    WITH company AS MATERIALIZED (SELECT ARRAY({BELOW} ORDER BY id) AS ids)
    SELECT json_build_array(
        company.ids,
        ARRAY({BELOW}),
        hidden_companies_organization() || hidden_people_person(),
        pg_current_snapshot()::text,
        pg_current_xact_id_if_assigned() IS NULL,
        ARRAY(
            SELECT DISTINCT coalesce(change.person_id, 0) FROM people_rosterchange change
            WHERE (
                change.organization_id = ANY (company.ids) OR change.organization_id IS NULL
                OR change.person_id = ANY (%s::bigint[])
            ) AND change.xact >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint
              AND NOT pg_visible_in_snapshot(change.xact::text::xid8, %s::pg_snapshot)
            LIMIT {MOST_ANEW + 1}
        )
    )::text
    FROM company
)"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the book of a company or unit is kept. What stands there is asked for with a page's other questions; from the
    answers comes the ``roster``.
    """

    top: Organization
    known_on: date | None
    held: _Kept | None

    @classmethod
    def of(cls, top: Organization, *, known_on: date | None = None) -> Self:
        with _lock:
            return cls(top, known_on, _kept.get((top.company.pk, known_on is not None)))

    @property
    def given(self) -> dict[str, Any]:
        """What ``question_of_roster`` is to be given."""
        snapshot = self.held.snapshot if self.held else None
        guests = self.held.guests if self.held else []
        return {"company": self.top.company.pk, "snapshot": snapshot, "guests": guests}

    def roster(self, found: Mapping[str, Sequence[Line]]) -> Roster:
        """The roster, from the answers; no query, one where it is not kept as it stands."""
        (line,) = found["roster"]
        ids, below, hidden, seen, bystander, changed = json.loads(line.word)
        hidden.sort()
        ever = self.known_on is not None
        kept = self.held
        if kept is None or (kept.below, kept.hidden) != (ids, hidden) or not _few(changed):
            kept = _Kept(ids, hidden, seen, Book(*rows_of(ids, ever=ever)))
        elif changed:
            book = kept.book.anew(changed, *rows_of(ids, ever=ever, people=changed))
            kept = _Kept(ids, hidden, seen, book)
        if kept is not self.held and bystander:
            # What a transaction has written itself may yet be taken back.
            with _lock:
                _kept[self.top.company.pk, ever] = kept
        known = ALWAYS if self.known_on is None else self.known_on.toordinal()
        return Roster(kept.book, self.top.pk, np.array(below, np.int64), known)


def _few(changed: list[int]) -> bool:
    """Whether it is known of whom something was written, and these are not too many."""
    return 0 not in changed and len(changed) <= MOST_ANEW


def question_of_roster(
    top: int, company: int, snapshot: str | None, guests: list[int]
) -> QuerySet[Any, Any]:
    """What ``Shelf.roster`` needs to know."""
    look = RawSQL(_LOOK, [company, top, guests, snapshot, snapshot], TextField())  # noqa: S611 - our own words
    return question("roster", Organization.objects.filter(pk=top), word=look)


_QUESTION = Prepared(lambda **given: question_of_roster(**given))


def roster_of(top: Organization, *, known_on: date | None = None) -> Roster:
    """The roster of a company or unit; one query, two where it is not kept."""
    shelf = Shelf.of(top, known_on=known_on)
    return shelf.roster(by_tag(_QUESTION.rows(top=top.pk, **shelf.given)))
