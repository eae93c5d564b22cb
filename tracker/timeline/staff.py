"""Who was at a company on a day, in which unit, and to whom each reported: the bare bones of a chart.

Only numbers and slugs are read here, since a large company has thousands of people on record; what a
chart shows of the few that it shows is read by their numbers afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet

from people.models import (
    LineKind,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
)
from tracker.claims.withholding import withheld
from tracker.kernel.facts import among, one_of
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.statuses import Status
from tracker.timeline.structure import Structure, structure_of

#: Lines that give a person a place below a manager; a dotted line is told beside it.
_PLACING = {LineKind.SOLID.value: 0, LineKind.INTERIM.value: 1}


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
    began: int


@dataclass(slots=True)
class Member:
    """One person on the day. Without posts only a reporting line tells of them."""

    pk: int
    slug: str
    certain: bool = False
    seniority: int = 0
    posts: list[HeldPost] = field(default_factory=list)
    lines: list[HeldLine] = field(default_factory=list)

    @property
    def units(self) -> frozenset[int | None]:
        """The units in which the posts stand; None is the company itself."""
        return frozenset(post.unit for post in self.posts)

    @property
    def conflict(self) -> bool:
        """Two solid lines lead to different managers."""
        return len({line.manager for line in self.lines if line.kind == LineKind.SOLID}) > 1


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a company on a day, as a forest: ``manager`` has no ring in it."""

    as_of: date
    known_on: date | None
    structure: Structure
    members: Mapping[int, Member]
    manager: Mapping[int, int]
    reports: Mapping[int, list[int]]

    @property
    def roots(self) -> list[int]:
        """Those with no manager on record that day, most senior first."""
        return in_order(self.members, (pk for pk in self.members if pk not in self.manager))

    @property
    def heads(self) -> list[int]:
        """Those of them to whom somebody answers."""
        return in_order(self.members, (pk for pk in self.reports if pk not in self.manager))

    def counted(self) -> tuple[int, int]:
        """How many people surely held a post, and how many only possibly."""
        holders = [member for member in self.members.values() if member.posts]
        certain = sum(any(post.certain for post in member.posts) for member in holders)
        return certain, len(holders) - certain


def staff_of(structure: Structure, *, as_of: date, known_on: date | None = None) -> Staff:
    """Who was there on ``as_of``, as one could know it on ``known_on``; two queries."""
    members = _members(structure, as_of, known_on)
    for line, *ends in _lines(structure, as_of, known_on):
        if structure.top.is_unit and not all(pk in members for pk, _ in ends):
            continue
        for pk, slug in ends:
            known = _member(members, pk, slug)
            if not known.posts:
                known.certain = known.certain or line.certain
        members[line.person].lines.append(line)
    manager = placed(line for member in members.values() for line in member.lines)
    reports: dict[int, list[int]] = {}
    for pk, above in manager.items():
        reports.setdefault(above, []).append(pk)
    for above, found in reports.items():
        reports[above] = in_order(members, found)
    return Staff(as_of, known_on, structure, members, manager, reports)


def staff_on(top: Any, *, as_of: date, known_on: date | None = None) -> Staff:
    """The same from the company or unit itself; three queries."""
    structure = structure_of(top, as_of=as_of, known_on=known_on)
    return staff_of(structure, as_of=as_of, known_on=known_on)


def in_order(members: Mapping[int, Member], people: Iterable[int]) -> list[int]:
    """Most senior first, then by slug."""
    return sorted(people, key=lambda pk: (-members[pk].seniority, members[pk].slug))


def placed(lines: Iterable[HeldLine]) -> dict[int, int]:
    """The manager below whom each person stands.

    Solid lines come before interim ones, certain before possible, later before earlier. A line that
    would close a ring places nobody, so that every walk upwards ends.
    """
    manager: dict[int, int] = {}
    strongest = sorted(
        (line for line in lines if line.kind in _PLACING),
        key=lambda line: (_PLACING[line.kind], not line.certain, -line.began, line.line),
    )
    for line in strongest:
        if line.person not in manager and not _leads_to(line.person, line.manager, manager):
            manager[line.person] = line.manager
    return manager


def _leads_to(person: int, above: int | None, manager: Mapping[int, int]) -> bool:
    """Whether the way up from ``above`` comes to ``person``."""
    while above is not None:
        if above == person:
            return True
        above = manager.get(above)
    return False


def _member(members: dict[int, Member], pk: int, slug: str) -> Member:
    """The person among the members, put there at the first mention."""
    member = members.get(pk)
    if member is None:
        member = members[pk] = Member(pk, slug)
    return member


def _members(structure: Structure, as_of: date, known_on: date | None) -> dict[int, Member]:
    inside = structure.inside
    members: dict[int, Member] = {}
    names = withheld()
    for row in _POSTS.rows(inside=list(inside), as_of=as_of, known_on=known_on):
        position, pk, slug, organization, stated, title, seniority, holds = row
        if stated in structure.elsewhere and stated not in inside:
            continue
        unit = structure.place(stated if stated is not None else organization)
        member = _member(members, pk, slug)
        certain = holds == "certain"
        member.posts.append(HeldPost(position, unit, stated, names.text(title), seniority, certain))
        member.certain = member.certain or certain
        member.seniority = max(member.seniority, seniority)
    return members


def _posts(*, inside: Given, as_of: date, known_on: date | None) -> QuerySet[Any, Any]:
    facts = Position.objects.visible().supported()
    there = one_of_given("organization", inside) | one_of_given("unit", inside)
    rows: QuerySet[Any]
    if known_on is None:
        rows = facts.filter(there).as_of(as_of)
        way = ""
    else:
        states = PositionState.objects.known_on(known_on)
        # A position may have been known in a unit that is no longer told of it.
        ids = Func(
            ArraySubquery(facts.filter(there).order_by().values("pk")),
            ArraySubquery(
                states.filter(one_of_given("unit", inside)).order_by().values("position")
            ),
            function="array_cat",
        )
        rows = states.as_of(as_of).filter(
            one_of_given("position__organization", inside) | one_of_given("unit", inside),
            Q(unit=None) | Q(unit__hidden=False),
            one_of("position", ids),
            position__in=facts.values("pk"),
        )
        way = "position__"
    number = "pk" if known_on is None else "position"
    rows = rows.exclude(_before_arrival(way, as_of, known_on))
    return rows.order_by(number).values_list(
        number,
        f"{way}person",
        f"{way}person__slug",
        f"{way}organization",
        "unit",
        "title",
        "seniority",
        "holds",
    )


_POSTS = Prepared(_posts)


def _before_arrival(way: str, as_of: date, known_on: date | None) -> Q:
    """A post that nobody dates is not held before its holder is told to have come from elsewhere.

    Unless it ended before they came: then it belongs to an earlier spell.
    """
    arrivals: QuerySet[Any]
    if known_on is None:
        arrivals = Position.objects.visible().supported()
    else:
        facts = Position.objects.visible().supported()
        arrivals = PositionState.objects.known_on(known_on).filter(position__in=facts.values("pk"))
    later = arrivals.annotate(
        end_before=ExpressionWrapper(OuterRef("end__startswith"), DateField())
    ).filter(
        Q(end_before=None) | Q(end_before__gte=F("start__startswith")),
        **{f"{way}{who}": OuterRef(f"{way}{who}") for who in ("person", "organization")},
        start__startswith__gt=as_of,
        start_status__in=(Status.DONE, Status.ANNOUNCED),
        stated_origin__isnull=False,
    )
    # PostgreSQL asks from left to right: who has a start needs no look for a later one.
    return Q(start__startswith=None) & Q(Exists(later))


def _lines(
    structure: Structure, as_of: date, known_on: date | None
) -> Iterator[tuple[HeldLine, tuple[int, str], tuple[int, str]]]:
    """The lines in force on the day, each with who reports to whom."""
    where = [*structure.inside, structure.top.company.pk]
    rows = _LINES.rows(where=where, as_of=as_of, known_on=known_on)
    for pk, person, slug, manager, manager_slug, kind, began, holds in rows:
        line = HeldLine(
            pk, kind, person, manager, holds == "certain", began.toordinal() if began else 0
        )
        yield line, (person, slug), (manager, manager_slug)


def _rows_of_lines(*, where: Given, as_of: date, known_on: date | None) -> QuerySet[Any, Any]:
    facts = ReportingLine.objects.visible().supported().filter(one_of_given("organization", where))
    columns = (
        "person",
        "person__slug",
        "manager",
        "manager__slug",
    )
    own = ("kind", "start__startswith", "holds")
    if known_on is None:
        return facts.as_of(as_of).values_list("pk", *columns, *own)
    return (
        ReportingLineState.objects.known_on(known_on)
        .as_of(as_of)
        .filter(among("line", facts))
        .values_list("line", *(f"line__{name}" for name in columns), *own)
    )


_LINES = Prepared(_rows_of_lines)
