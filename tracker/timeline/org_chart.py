"""The org chart of a company or unit on any day, as one could know it on any other."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from companies.models import Organization
from people.models import Person
from tracker.claims.withholding import withheld, withhold_fact
from tracker.kernel.statuses import UNDONE, Status
from tracker.timeline.facts import LINES, POSITIONS, FactKind
from tracker.timeline.roster import roster_of
from tracker.timeline.staff import HeldLine, HeldPost, Staff, staff_on
from tracker.timeline.structure import Former, UnitOfDay

#: As many levels as are shown when nobody asks for more or fewer, and at most.
DEPTH, DEEPEST = 4, 12
#: For so long the chart tells of an end that was denied or taken back.
_OF_LATE = timedelta(days=365)
#: Below one person who stands at the top of a page, no more people than these are shown at once.
MOST_BELOW = 500


class NotOnTheChart(LookupError):
    """The person is not on the chart of that day."""


@dataclass(frozen=True, slots=True)
class ChartPost:
    """A post on the chart; ``row`` has the columns to read. ``unit`` is where it stands that day. ``ending`` is the status of
    an end that is talked of: announced, reported, rumoured, or denied or taken back of late.
    """

    held: HeldPost
    row: Any
    unit: UnitOfDay | None
    stated: str | None
    ending: str

    @property
    def said(self) -> str:
        """The title as a chart tells it: whether it was surely held, too."""
        title: str = self.row.title
        if title and not self.held.certain:
            return f"Possibly {title}"
        return title[:1].upper() + title[1:]

    @property
    def holds(self) -> str:
        return "certain" if self.held.certain else "possible"


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A reporting line as the chart tells it."""

    held: HeldLine
    row: Any
    manager: Person

    @property
    def holds(self) -> str:
        return "certain" if self.held.certain else "possible"


@dataclass(frozen=True, slots=True)
class ChartPerson:
    """One person on the chart: how deep, below whom, with how many below; the posts surely held that day before others."""

    person: Person
    depth: int
    manager: str | None
    reports: int
    certain: bool
    conflict: bool
    posts: tuple[ChartPost, ...]
    lines: tuple[ChartLine, ...]

    @property
    def holds(self) -> str:
        return "certain" if self.certain else "possible"


@dataclass(frozen=True, slots=True)
class ChartUnit:
    """A unit of the day, with those that had become part of it, and its known people."""

    unit: UnitOfDay
    parent: UnitOfDay | None
    certain: int
    possible: int

    @property
    def carries(self) -> list[Former]:
        return self.unit.carries

    @property
    def holds(self) -> str:
        return "certain" if self.unit.certain else "possible"


@dataclass(frozen=True, slots=True)
class OrgChart:
    """A chart, or a part of one: ``next`` is the place after which the next part begins. ``absent``: of a unit that surely was
    not there on the day.
    """

    top: Organization
    name: str
    kind: str
    as_of: date
    known_on: date | None
    certain: int
    possible: int
    absent: bool
    units: tuple[ChartUnit, ...]
    people: tuple[ChartPerson, ...]
    next: tuple[int, str] | None

    @property
    def note(self) -> str:
        """What the count is of."""
        return f"{self.certain} known {'person' if self.certain == 1 else 'people'}"


def org_chart(
    top: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    under: str = "",
    depth: int = DEPTH,
    after: tuple[int, str] | None = None,
    size: int = 50,
) -> OrgChart:
    """Units and people of ``top`` on ``as_of``, as one could know them on ``known_on``; at most five queries,
    two more where the roster is not kept.

    People come as a forest, each after the manager they stand below. ``under`` begins below one
    person. ``size`` counts those that stand at the top, each with ``depth`` levels in all; ``after``
    goes on where a part ended. Raises NotOnTheChart.
    """
    roster = roster_of(top, known_on=known_on)
    staff = staff_on(top, roster, as_of=as_of, known_on=known_on)
    heads = _heads(staff, under)
    if after is not None:
        heads = [pk for pk in heads if staff.place_of(pk) > after]
    shown = heads[:size]
    depths: dict[int, int] = {}
    for head in shown:
        depths.update(down(staff, head, depth))
    certain, possible = staff.counted()
    return OrgChart(
        top=top,
        name=staff.structure.name,
        kind=staff.structure.kind,
        as_of=as_of,
        known_on=known_on,
        certain=certain,
        possible=possible,
        absent=staff.structure.absent,
        units=_units(staff),
        people=people_of(staff, depths),
        next=staff.place_of(shown[-1]) if len(heads) > size else None,
    )


def _heads(staff: Staff, under: str) -> list[int]:
    """Those at the top of the answer: the roots, or the reports of one person."""
    if not under:
        return staff.roots
    person = staff.called(under)
    if person is None:
        raise NotOnTheChart(under)
    return staff.reports_of(person)


def down(
    staff: Staff, head: int, depth: int, *, most: int = MOST_BELOW, each: int | None = None
) -> dict[int, int]:
    """The person and those below, ``depth`` levels in all, each after their manager, of whom ``each`` has no more than that.

    Where they are too many the lowest levels are cut short: first come those nearest the top.
    """
    level, taken = [head], {head}
    for _ in range(depth - 1):
        level = [pk for above in level for pk in staff.reports_of(above)[:each]]
        level = level[: max(0, most - len(taken))]
        taken.update(level)
    found: dict[int, int] = {}
    waiting = [(head, 0)]
    while waiting:
        pk, at = waiting.pop()
        found[pk] = at
        waiting.extend((one, at + 1) for one in reversed(staff.reports_of(pk)) if one in taken)
    return found


def _units(staff: Staff) -> tuple[ChartUnit, ...]:
    units, people = staff.structure.units, staff.by_unit()
    return tuple(
        ChartUnit(
            unit,
            units[unit.parent] if unit.parent is not None else None,
            *people.get(pk, (0, 0)),
        )
        for pk, unit in units.items()
    )


def people_of(
    staff: Staff,
    depths: Mapping[int, int],
    known: Mapping[int, Person] | None = None,
    *,
    lined: Container[int] | None = None,
    since: date | None = None,
) -> tuple[ChartPerson, ...]:
    """Those people as a chart shows them, each at its depth; at most three queries, two where those
    ``without_posts`` are ``known``. With ``lined`` only their reporting lines are told. Ends that came to nothing are told
    where that was in the last year, or after ``since``.
    """
    shown = [staff.member(pk) for pk in depths]
    posts = post_rows((post.position for member in shown for post in member.posts), staff.known_on)
    lines = line_rows(
        (
            line.line
            for member in shown
            if lined is None or member.pk in lined
            for line in member.lines
        ),
        staff.known_on,
    )
    people: dict[int, Person] = dict(known or {})
    for pair in (*posts.values(), *lines.values()):
        people[pair.fact.person_id] = pair.fact.person
    for pair in lines.values():
        people[pair.fact.manager_id] = pair.fact.manager
    missing = [member.pk for member in shown if member.pk not in people]
    if missing:
        people.update(Person.objects.visible().in_bulk(missing))
    rows = Rows(
        {pk: pair.row for pk, pair in posts.items()},
        {pk: pair.row for pk, pair in lines.items()},
        people,
    )
    return as_told(staff, depths, rows, since=since)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a chart tells of posts, lines and people beyond their numbers, by these."""

    posts: Mapping[int, Any]
    lines: Mapping[int, Any]
    people: Mapping[int, Person]


def as_told(
    staff: Staff, depths: Mapping[int, int], rows: Rows, *, since: date | None = None
) -> tuple[ChartPerson, ...]:
    """The same from ``rows``; what these leave out is not told."""
    posts, lines, people = rows.posts, rows.lines, rows.people
    of_late = min(filter(None, (since, staff.as_of - _OF_LATE)))
    return tuple(
        ChartPerson(
            person=people[member.pk],
            depth=depths[member.pk],
            manager=staff.slug_of(staff.manager_of(member.pk)),
            reports=len(staff.reports_of(member.pk)),
            certain=member.certain,
            conflict=member.conflict,
            posts=tuple(
                _post(staff, held, posts[held.position], of_late)
                for held in sorted(
                    member.posts,
                    key=lambda post: (not post.certain, -post.seniority, post.position),
                )
                if held.position in posts
            ),
            lines=tuple(
                ChartLine(held, lines[held.line], people[held.manager])
                for held in sorted(member.lines, key=lambda line: line.line)
                if held.line in lines and held.manager in people
            ),
        )
        for member in map(staff.member, depths)
        if member.pk in people
    )


def without_posts(staff: Staff, people: Iterable[int]) -> set[int]:
    """Those of them of whom only a reporting line tells: neither posts nor lines of theirs name them."""
    return {pk for pk in people if not staff.member(pk).posts}


def _post(staff: Staff, held: HeldPost, row: Any, of_late: date) -> ChartPost:
    structure = staff.structure
    unit = structure.units[held.unit] if held.unit is not None else None
    former = structure.ended.get(held.stated) if held.stated is not None else None
    stated = former.slug if former else (unit.slug if unit and held.stated is not None else None)
    return ChartPost(held, row, unit, stated, _ending(row, of_late, staff.as_of))


def _ending(row: Any, first: date, last: date) -> str:
    status: str = row.end_status
    if status == Status.DONE or (status in UNDONE and not _told_between(row, first, last)):
        return ""
    return status


def _told_between(row: Any, first: date, last: date) -> bool:
    """Whether anything was told of the end of a post on one of these days."""
    days = (row.end_first_on, row.end_told_on)
    return any(first <= day <= last for day in days if day is not None)


def post_rows(positions: Iterable[int], known_on: date | None) -> dict[int, Any]:
    """The positions, with their people, by number: as they stand or as known on that day; one query."""
    return _rows(POSITIONS, set(positions), known_on)


def line_rows(lines: Iterable[int], known_on: date | None) -> dict[int, Any]:
    """The same for reporting lines; one query."""
    return _rows(LINES, set(lines), known_on)


def _rows(kind: FactKind, wanted: set[int], known_on: date | None) -> dict[int, Any]:
    """Without the organizations: the structure of the day has their names."""
    rows = kind.rows(known_on).filter(**{f"{kind.key(known_on)}__in": wanted})
    rows = rows.select_related(None).select_related(*kind.people(known_on))
    names = withheld()
    pairs = [kind.pair(withhold_fact(row, names)) for row in rows]
    return {pair.fact.pk: pair for pair in pairs}
